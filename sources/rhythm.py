"""When a source usually speaks, read from what it published: press hours where nobody stated any. Pure: no Django.

The rule, on the source's own calendar and over the last eight weeks:

1. At least twelve items on at least six days, else nothing is said.
2. Its days: the fewest days of the week, the busiest first, that hold 85 % of the items.
3. Its hours: on those days, the shortest span of whole hours that holds 70 % of their items. A span of more than eight
   hours is no rhythm.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

WEEKS = 8
LEAST_ITEMS = 12
LEAST_DAYS = 6
SHARE_OF_WEEK = 0.85
SHARE_OF_DAY = 0.7
LONGEST_HOURS = 8
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Press hours as ``polling.parse_press_hours`` reads them, with how many items on how many days said so."""

    hours: tuple[str, ...]
    items: int
    days: int


def learn(moments: Sequence[dt.datetime]) -> Rhythm | None:
    """Return the rhythm of items that came at these times (in the source's own zone), None where there is none."""
    days = {moment.date() for moment in moments}
    if len(moments) < LEAST_ITEMS or len(days) < LEAST_DAYS:
        return None
    of_week = Counter(moment.weekday() for moment in moments)
    chosen: list[int] = []
    for day, _n in sorted(of_week.items(), key=lambda one: (-one[1], one[0])):
        if sum(of_week[d] for d in chosen) >= SHARE_OF_WEEK * len(moments):
            break
        chosen.append(day)
    within = [moment for moment in moments if moment.weekday() in chosen]
    of_day = Counter(moment.hour for moment in within)
    for length in range(1, LONGEST_HOURS + 1):
        spans = [(sum(of_day[h] for h in range(a, a + length)), -a) for a in range(24 - length + 1)]
        most, start = max(spans)
        if most >= SHARE_OF_DAY * len(within):
            clock = f"{-start:02d}:00-{-start + length:02d}:00"
            return Rhythm(tuple(f"{run} {clock}" for run in _runs(sorted(chosen))), len(moments), len(days))
    return None


def _runs(days: Sequence[int]) -> list[str]:
    """Return days of the week as words, neighbours as a range: mon-fri, sun."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][1] == day - 1:
            runs[-1][1] = day
        else:
            runs.append([day, day])
    return [_DAYS[a] if a == b else f"{_DAYS[a]}-{_DAYS[b]}" for a, b in runs]
