"""Proof of silence: which official sources of a party were looked at over a span of days, and with what gaps.

"Nobody said so" counts only where somebody was listening. The permanent hourly record of polls is read; a source
was watched throughout when no stretch without a successful look is longer than its own pace. One missed look, and
the answer is "not established".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Exists, OuterRef

from sources.models import Feed, PollHour

HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Watch:
    """How one source was watched. ``longest_gap`` in whole hours; ``first`` and ``last`` hours (UTC) or None."""

    feed: Feed
    looks: int
    failed: int
    new_items: int
    first: dt.datetime | None
    last: dt.datetime | None
    longest_gap: int
    pace: int

    @property
    def is_whole(self) -> bool:
        """True when the source was looked at throughout, at its own pace."""
        return self.looks > self.failed and self.longest_gap <= self.pace


def watches(
    codes: Iterable[str], first: dt.date, last: dt.date, recorded: dt.datetime | None = None
) -> dict[str, list[Watch]]:
    """Return party code -> how its official sources were watched from ``first`` through ``last`` (UTC days).

    Looks after ``recorded`` do not count, and a source that had not been looked at at all by then was not
    followed. Two queries.
    """
    start = dt.datetime.combine(first, dt.time(), dt.UTC)
    stop = dt.datetime.combine(last, dt.time(), dt.UTC) + dt.timedelta(days=1)
    if recorded is not None:
        stop = min(stop, recorded)
    looks = PollHour.objects.filter(feed=OuterRef("pk"))
    if recorded is not None:
        looks = looks.filter(hour__lt=recorded)
    feeds = list(Feed.objects.filter(Exists(looks), party__in=list(codes), is_official=True).order_by("slug"))
    hours: dict[int, list[tuple[dt.datetime, int, int, int]]] = {}
    for pk, hour, polls, failed, new in (
        PollHour.objects.filter(feed__in=feeds, hour__gte=start, hour__lt=stop)
        .order_by("hour")
        .values_list("feed_id", "hour", "polls", "failed", "new_items")
    ):
        hours.setdefault(pk, []).append((hour, polls, failed, new))
    found: dict[str, list[Watch]] = {}
    for feed in feeds:
        found.setdefault(feed.party, []).append(watch(feed, hours.get(feed.pk, []), start, stop))
    return found


def watch(
    feed: Feed,
    hours: Sequence[tuple[dt.datetime, int, int, int]],
    start: dt.datetime,
    stop: dt.datetime,
) -> Watch:
    """Return how one source was watched; ``hours``: (hour, polls, failed, new items) in order of time."""
    good = [hour for hour, polls, failed, _new in hours if polls > failed]
    edges = [start - HOUR, *good, stop]
    gaps = [int((later - earlier) / HOUR) - 1 for earlier, later in pairwise(edges)]
    return Watch(
        feed,
        sum(row[1] for row in hours),
        sum(row[2] for row in hours),
        sum(row[3] for row in hours),
        good[0] if good else None,
        good[-1] if good else None,
        max(gaps, default=0),
        max(1, -(-feed.poll_minutes // 60)) - 1,
    )
