"""When to poll next and how much a failure weighs: pure arithmetic, values in and values out.

The rule of pace follows Media Cloud's fetcher: the share of items already known says how far apart
polls may be. It changes only after two polls in a row agree, which proves that the windows of the
polls overlap and nothing fell between them.
"""

from __future__ import annotations

import datetime as dt
import math
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sources.values import FetchError, Severity

WEIGHTS = {Severity.HARD: 1.0, Severity.SOFT: 0.5, Severity.TEMPORARY: 0.25}
DEAD_AT = 30.0  # thirty strikes, as in Media Cloud; a hard failure is one strike
UNDEAD_EVERY = dt.timedelta(days=3)  # the dead are still asked now and then

FASTER_BELOW = 0.33  # share of known items under which the feed moves faster than we look
SLOWER_FROM = 0.67
POLLS_IN_A_ROW = 2
STEP = 1.5
JITTER = 0.1


@dataclass(frozen=True, slots=True)
class Pace:
    """What a feed remembers between polls.

    ``minutes`` is the present interval, kept between ``shortest`` and ``longest``; ``trend`` counts
    polls in a row that asked for a faster (negative) or slower (positive) pace; ``weight`` is the sum
    of failure weights since the last success.
    """

    minutes: float
    shortest: float = 10.0
    longest: float = 24 * 60.0
    trend: int = 0
    weight: float = 0.0

    @property
    def is_dead(self) -> bool:
        """Enough failures that only the slow retry is left."""
        return self.weight >= DEAD_AT


def failure_weight(error: FetchError | Severity) -> float:
    """Return 1 for a hard failure, 0.5 for a soft one, 0.25 for one that surely passes."""
    return WEIGHTS[error.severity if isinstance(error, FetchError) else error]


def after_success(pace: Pace, *, listed: int, new: int) -> Pace:
    """Return the pace after a poll that listed ``listed`` items, ``new`` of them unknown before.

    An unchanged answer (304, same hash) is ``listed=0, new=0`` and counts as all known.
    """
    known_share = 1.0 if listed <= 0 else (listed - min(max(new, 0), listed)) / listed
    if known_share < FASTER_BELOW:
        trend = min(pace.trend, 0) - 1
    elif known_share >= SLOWER_FROM:
        trend = max(pace.trend, 0) + 1
    else:
        trend = 0
    minutes = pace.minutes
    if trend <= -POLLS_IN_A_ROW:
        minutes, trend = minutes / STEP, 0
    elif trend >= POLLS_IN_A_ROW:
        minutes, trend = minutes * STEP, 0
    return replace(pace, minutes=_bounded(minutes, pace), trend=trend, weight=0.0)


def after_failure(pace: Pace, error: FetchError | Severity) -> Pace:
    """Return the pace after a failed poll: the interval stays, the weight grows, the trend is void."""
    return replace(pace, trend=0, weight=pace.weight + failure_weight(error))


def next_poll_at(
    now: dt.datetime,
    *,
    minutes: float,
    weight: float = 0.0,
    retry_after_s: int | None = None,
    hot: bool = False,
    shortest: float = 10.0,
    longest: float = 24 * 60.0,
    jitter: float | None = None,
) -> dt.datetime:
    """Return when to poll next, in the time zone of ``now``.

    Each whole strike of failure weight doubles the interval up to ``longest``; from thirty strikes on
    the feed is asked every three days. ``retry_after_s`` is obeyed as a least wait. ``hot`` (a round of
    talks, an expiry near) polls four times as often, never under ``shortest`` and never against
    failures or Retry-After. ``jitter`` in [-1, 1] shifts the time by up to a tenth so that feeds do not
    move in step; it is drawn when not given.
    """
    if weight >= DEAD_AT:
        wait = UNDEAD_EVERY.total_seconds() / 60
    else:
        base = min(max(minutes, shortest), longest)
        if hot and weight < 1:
            base = max(base / 4, shortest)
        wait = min(base * 2.0 ** min(math.floor(weight), 16), max(longest, base))
    shift = random.uniform(-1, 1) if jitter is None else max(-1.0, min(jitter, 1.0))
    seconds = wait * 60 * (1 + JITTER * shift)
    if retry_after_s is not None:
        seconds = max(seconds, float(retry_after_s))
    return now + dt.timedelta(seconds=max(seconds, shortest * 60 * (1 - JITTER)))


_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PRESS = re.compile(
    r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))? (?P<start>\d\d:\d\d)-(?P<stop>\d\d:\d\d|24:00)"
)


@dataclass(frozen=True, slots=True)
class PressHours:
    """Hours of the week in which a source speaks, on its own clock: days 0 (Monday) to 6, minutes of the day."""

    days: frozenset[int]
    start: int
    stop: int


def parse_press_hours(words: object) -> tuple[PressHours, ...]:
    """Return what ``["thu 14:30-17:00", "mon-fri 09:00-18:00"]`` says; raises ValueError with the wrong entry."""
    if not isinstance(words, (list, tuple)):
        raise ValueError("press hours are a list, such as ['thu 14:30-17:00']")
    found = []
    for entry in words:
        match = _PRESS.fullmatch(str(entry).strip().lower())
        ends = [d for d in (match["first"], match["last"] or match["first"])] if match else []
        if match is None or not set(ends) <= set(_DAYS):
            raise ValueError(f"{entry!r} is no press hour; write it as 'thu 14:30-17:00'")
        first, last = (_DAYS.index(day) for day in ends)
        days = frozenset((first + n) % 7 for n in range((last - first) % 7 + 1))
        start, stop = (int(t[:2]) * 60 + int(t[3:]) for t in (match["start"], match["stop"]))
        if not 0 <= start < stop <= 24 * 60:
            raise ValueError(f"{entry!r} ends before it starts")
        found.append(PressHours(days, start, stop))
    return tuple(found)


def in_press_hours(hours: Sequence[PressHours], local: dt.datetime) -> bool:
    """Whether ``local``, in the source's own zone, lies in its press hours."""
    minute = local.hour * 60 + local.minute
    return any(local.weekday() in one.days and one.start <= minute < one.stop for one in hours)


def next_press_hour(hours: Sequence[PressHours], local: dt.datetime) -> dt.datetime | None:
    """Return the next beginning of press hours after ``local``, in its zone; None without any."""
    starts = [
        dt.datetime.combine(
            local.date() + dt.timedelta(days=n), dt.time(one.start // 60, one.start % 60), local.tzinfo
        )
        for one in hours
        for n in range(8)
        if (local.weekday() + n) % 7 in one.days
    ]
    return min((start for start in starts if start > local), default=None)


def _bounded(minutes: float, pace: Pace) -> float:
    return min(max(minutes, pace.shortest), pace.longest)
