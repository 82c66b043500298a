"""Whose midnight ends a day: "until 10 November" ends in Beijing thirteen hours before it does in Washington.

A text counts its days where it was issued, so that the last day of a promise or a measure is that of the capital of who
owes or imposes it (docs/decisions.md). States are derived by the day, never by the hour; this only tells the moment.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

_CAPITALS = {
    "US": ("Washington", "America/New_York"),
    "CN": ("Beijing", "Asia/Shanghai"),
    "EU": ("Brussels", "Europe/Brussels"),
    "JP": ("Tokyo", "Asia/Tokyo"),
    "KR": ("Seoul", "Asia/Seoul"),
    "MY": ("Kuala Lumpur", "Asia/Kuala_Lumpur"),
    "TH": ("Bangkok", "Asia/Bangkok"),
    "VN": ("Hanoi", "Asia/Ho_Chi_Minh"),
    "ID": ("Jakarta", "Asia/Jakarta"),
    "IN": ("New Delhi", "Asia/Kolkata"),
    "AU": ("Canberra", "Australia/Sydney"),
    "MX": ("Mexico City", "America/Mexico_City"),
    "CA": ("Ottawa", "America/Toronto"),
    "GB": ("London", "Europe/London"),
}
# A wording that names an hour says itself when the day ends.
_HOUR = re.compile(
    r"\d\s*[ap]\.?\s?m\b|\d{1,2}:\d\d|\d{1,2}时|\d{1,2}時|midnight|noon|零时|午夜", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DayEnd:
    """The moment at which a day ends. ``at`` is in UTC, the first moment that is no longer of the day."""

    capital: str
    at: dt.datetime


def day_end(day: dt.date, party: str, wording: str = "") -> DayEnd | None:
    """Return when ``day`` ends in the capital of the party with the code ``party``.

    None where no capital is known for it, and where ``wording`` names an hour of its own.
    """
    if party not in _CAPITALS or _HOUR.search(wording):
        return None
    capital, zone = _CAPITALS[party]
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), ZoneInfo(zone))
    return DayEnd(capital, midnight.astimezone(dt.UTC))
