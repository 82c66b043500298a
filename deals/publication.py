"""When a kept text was published, as days: what fact rows take their ``public_since`` and dates from.

A day that a text names is a day of its own place (a notice of 27 June in Beijing is of 27 June, though it was
26 June in UTC when that day began), so a day's bounds are read at its middle, not at its midnight.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sources.models import DocumentVersion

_HALF_DAY = dt.timedelta(hours=12)
_PRECISIONS = {
    "instant": "day",
    "day": "day",
    "month": "month",
    "year": "year",
    "interval": "interval",
}


@dataclass(frozen=True, slots=True)
class Publication:
    """The days between which a text was published. ``precision`` is a DatePrecision value.

    ``at``: the instant (UTC) where one is known. ``wording``: the words that fixed it, or why none did.
    """

    first: dt.date
    last: dt.date
    precision: str
    wording: str
    at: dt.datetime | None = None


def publication_of(version: DocumentVersion) -> Publication:
    """Return when ``version`` was published; an undated text lies between its earliest bound, or the day it
    was first seen here, and the day it was first seen here."""
    earliest, latest = version.published_earliest, version.published_latest
    seen = version.seen_at.date()
    precision = _PRECISIONS.get(version.published_precision, "unknown")
    if version.published_precision == "instant" and earliest is not None:
        zone = ZoneInfo(version.document.feed.timezone) if version.document.feed else dt.UTC
        day = earliest.astimezone(zone).date()
        return Publication(day, day, "day", version.published_wording, earliest)
    if version.published_precision == "undated" or earliest is None:
        first = _middle(earliest, 1) if earliest else seen
        if latest is not None:
            seen = min(seen, _middle(latest, -1))
        first = min(first, seen)
        wording = version.published_wording or f"undated; first seen here on {version.seen_at:%Y-%m-%d}"
        return Publication(first, seen, "interval" if first < seen else "unknown", wording)
    first = _middle(earliest, 1)
    last = max(first, _middle(latest, -1) if latest else first)
    return Publication(first, last, precision, version.published_wording)


def public_since(version: DocumentVersion) -> dt.date:
    """Return the first day on which ``version`` may have been public; of an undated one, the day it was
    seen."""
    if version.published_precision == "undated" or version.published_earliest is None:
        return version.seen_at.date()
    return publication_of(version).first


def _middle(bound: dt.datetime, sign: int) -> dt.date:
    return (bound + sign * _HALF_DAY).astimezone(dt.UTC).date()
