"""How each source does, in words: read by the sources pages, the admin and ``manage.py sources --health``.

Reads only. "We looked and found nothing" and "we were not looking" are two things: the hourly record
tells them apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Min, Sum

from .models import Alarm, Document, Feed, Fetch, PollHour

STATES = ("failing", "quiet", "ok", "never", "paused")  # the order of the pages: red first
POLLS_SHOWN = 30
LATE_AFTER = dt.timedelta(minutes=2)
STOPPED_AFTER = dt.timedelta(minutes=10)
_WORDS = {
    "failing": "failing",
    "quiet": "needs a look",
    "ok": "in order",
    "never": "not polled yet",
    "paused": "paused",
}
_OUTCOMES = {"new": "new items", "unchanged": "nothing new", "failed": "failed"}
_LAST_POLLS = """
SELECT poll.* FROM unnest(%s::bigint[]) AS wanted(feed_id)
CROSS JOIN LATERAL (
    SELECT feed_id, started_at, outcome, n_new, code FROM {table}
    WHERE feed_id = wanted.feed_id ORDER BY started_at DESC LIMIT %s
) AS poll
ORDER BY poll.feed_id, poll.started_at
"""


@dataclass(frozen=True, slots=True)
class PollMark:
    """One poll as a small square: ``outcome`` new, unchanged or failed; ``words`` say the same."""

    at: dt.datetime
    outcome: str
    words: str


@dataclass(frozen=True, slots=True)
class Health:
    """How one feed does. ``state`` is one of STATES, ``says`` one sentence about it."""

    feed: Feed
    state: str
    says: str
    items: int = 0
    polls: tuple[PollMark, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    lag: dt.timedelta | None = None  # how long its next poll is overdue

    @property
    def is_overdue(self) -> bool:
        """Whether its next poll should have begun: one that is due waits for the next tick, which is no news."""
        return self.lag is not None and self.lag > LATE_AFTER

    @property
    def state_words(self) -> str:
        """The state in words."""
        return _WORDS[self.state]

    @property
    def polls_say(self) -> str:
        """The last polls in one sentence, for those who do not see squares."""
        if not self.polls:
            return "no polls yet"
        counts = {name: sum(p.outcome == name for p in self.polls) for name in _OUTCOMES}
        parts = [f"{count} {_OUTCOMES[name]}" for name, count in counts.items() if count]
        return f"last {len(self.polls)} polls: {', '.join(parts)}"

    @property
    def press_hours(self) -> list[str]:
        """When it is polled faster, on its own clock: as its recipe says, else as its history does."""
        return list(self.feed.recipe.get("press_hours") or self.feed.rhythm.get("hours", []))

    @property
    def press_hours_from(self) -> str:
        """Where those come from: ``recipe``, ``rhythm`` or nothing."""
        return "" if not self.press_hours else "recipe" if self.feed.recipe.get("press_hours") else "rhythm"

    def as_json(self) -> dict[str, Any]:
        """Plain values; times as ISO 8601 in UTC or null."""
        feed = self.feed
        return {
            "slug": feed.slug,
            "name": feed.name,
            "publisher": feed.publisher,
            "party": feed.party,
            "official": feed.is_official,
            "language": feed.language,
            "url": feed.url,
            "kind": feed.kind,
            "state": self.state,
            "says": self.says,
            "last_ok": _iso(feed.last_ok_at),
            "last_new": _iso(feed.last_new_at),
            "last_error": feed.last_error,
            "next_poll": _iso(feed.next_poll_at),
            "overdue_seconds": round(self.lag.total_seconds()) if self.lag else 0,
            "items": self.items,
            "press_hours": self.press_hours,
            "press_hours_from": self.press_hours_from,
            "alarms": [
                {"kind": a.kind, "message": a.message, "since": _iso(a.opened_at)} for a in self.alarms
            ],
            "polls": [{"at": _iso(p.at), "outcome": p.outcome} for p in self.polls],
        }


@dataclass(frozen=True, slots=True)
class Looking:
    """What the hourly record says of a span: hours in which we looked, polls, failures, new items.

    ``missed``: spans of hours without a single good look, each as (start, end).
    """

    hours: int
    looked: int
    polls: int
    failed: int
    new_items: int
    missed: tuple[tuple[dt.datetime, dt.datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Running:
    """Whether polling goes on at all: ``state`` is ``on``, ``behind``, ``stopped`` or ``idle`` (nothing is due)."""

    state: str
    says: str
    last_poll: dt.datetime | None
    overdue: int  # feeds that should have been polled more than ten minutes ago

    def as_json(self) -> dict[str, Any]:
        """Plain values; the time as ISO 8601 in UTC or null."""
        return {
            "state": self.state,
            "says": self.says,
            "last_poll": _iso(self.last_poll),
            "overdue": self.overdue,
        }


def running(now: dt.datetime) -> Running:
    """Say whether polls happen, from the rows alone: where nothing runs, nothing could say that it does not."""
    last = Fetch.objects.filter(feed__isnull=False).aggregate(at=Max("started_at"))["at"]
    late = Feed.objects.active().filter(next_poll_at__lt=now - STOPPED_AFTER).exclude(leased_until__gt=now)
    found = late.aggregate(n=Count("pk"), since=Min("next_poll_at"))
    if not found["n"]:
        return Running("on" if last is not None else "idle", "", last, 0)
    waits = f"{found['n']} source is" if found["n"] == 1 else f"{found['n']} sources are"
    since = f" since {found['since']:%Y-%m-%d %H:%M} UTC"
    if last is None or last < now - STOPPED_AFTER:
        ago = f"the last poll was at {last:%Y-%m-%d %H:%M} UTC" if last else "there was no poll yet"
        says = f"Polling has stopped: {waits} overdue{since}, and {ago}. See that scheduler (beat) and worker run."
        return Running("stopped", says, last, found["n"])
    says = (
        f"Polling is behind: {waits} overdue{since}. More workers, or a larger CLAIM_LIMIT, would catch up."
    )
    return Running("behind", says, last, found["n"])


@dataclass(frozen=True, slots=True)
class Group:
    """The feeds of one state, in the order of the pages."""

    state: str
    words: str
    rows: list[Health] = field(default_factory=list)


def health_of(feeds: Iterable[Feed], now: dt.datetime) -> list[Health]:
    """Return how these feeds do, the worst first, then by name; a handful of queries for any number."""
    feeds = list(feeds)
    ids = [feed.pk for feed in feeds]
    items = dict(Document.objects.filter(feed__in=ids).values_list("feed").annotate(n=Count("pk")).order_by())
    alarms: dict[int, list[Alarm]] = {}
    for alarm in Alarm.objects.filter(feed__in=ids, closed_at__isnull=True).order_by("opened_at"):
        alarms.setdefault(alarm.feed_id, []).append(alarm)
    polls = _last_polls(ids)
    rows = []
    for feed in feeds:
        standing = tuple(alarms.get(feed.pk, []))
        state, says = _state(feed, standing)
        rows.append(
            Health(
                feed,
                state,
                says,
                items=items.get(feed.pk, 0),
                polls=polls.get(feed.pk, ()),
                alarms=standing,
                lag=_lag(feed, now),
            )
        )
    return sorted(rows, key=lambda row: (STATES.index(row.state), row.feed.name.casefold()))


def grouped(rows: Sequence[Health]) -> list[Group]:
    """Return the rows by state, empty states left out."""
    groups = [Group(state, _WORDS[state], [r for r in rows if r.state == state]) for state in STATES]
    return [group for group in groups if group.rows]


def looking(feed: Feed, since: dt.datetime, until: dt.datetime) -> Looking:
    """Return what the permanent record says of the hours from ``since`` to ``until`` (aware)."""
    first, last = _hour(since), _hour(until)
    rows = {
        row["hour"]: row
        for row in PollHour.objects.filter(feed=feed, hour__gte=first, hour__lte=last).values(
            "hour", "polls", "failed", "new_items"
        )
    }
    hours = [first + dt.timedelta(hours=n) for n in range(int((last - first).total_seconds() // 3600) + 1)]
    missed: list[tuple[dt.datetime, dt.datetime]] = []
    for hour in hours:
        if hour in rows and rows[hour]["polls"] > rows[hour]["failed"]:
            continue
        end = hour + dt.timedelta(hours=1)
        if missed and missed[-1][1] == hour:
            missed[-1] = (missed[-1][0], end)
        else:
            missed.append((hour, end))
    return Looking(
        hours=len(hours),
        looked=len(hours) - sum(int((end - start).total_seconds() // 3600) for start, end in missed),
        polls=sum(row["polls"] for row in rows.values()),
        failed=sum(row["failed"] for row in rows.values()),
        new_items=sum(row["new_items"] for row in rows.values()),
        missed=tuple(missed),
    )


@dataclass(frozen=True, slots=True)
class HourMark:
    """One hour of one feed: ``new``, ``unchanged`` (we looked and found nothing), ``failed``, or ``none``: no poll."""

    hour: dt.datetime
    outcome: str
    polls: int = 0
    failed: int = 0
    new_items: int = 0

    @property
    def words(self) -> str:
        """The hour in words."""
        at = f"{self.hour:%Y-%m-%d %H}:00 UTC: "
        if self.outcome == "none":
            return at + "not looked"
        if self.outcome == "failed":
            return at + f"{self.polls} polls, all failed"
        found = f"{self.new_items} new" if self.new_items else "nothing new"
        return at + f"{self.polls} polls, {found}" + (f", {self.failed} failed" if self.failed else "")


@dataclass(frozen=True, slots=True)
class DayMarks:
    """The hours of one day (UTC) that a span covers, in order."""

    day: dt.date
    hours: tuple[HourMark, ...]

    @property
    def says(self) -> str:
        """The day in one sentence, for those who do not see squares."""
        looked = sum(h.outcome in ("new", "unchanged") for h in self.hours)
        found = sum(h.new_items for h in self.hours)
        return f"looked in {looked} of {len(self.hours)} hours, {found} new items"


def hours_of(feed: Feed, since: dt.datetime, until: dt.datetime) -> list[DayMarks]:
    """Return the permanent record hour by hour, the newest day first; hours without a poll are named as such."""
    first, last = _hour(since), _hour(until)
    rows = {
        row["hour"]: row
        for row in PollHour.objects.filter(feed=feed, hour__gte=first, hour__lte=last).values(
            "hour", "polls", "failed", "new_items"
        )
    }
    days: dict[dt.date, list[HourMark]] = {}
    for n in range(int((last - first).total_seconds() // 3600) + 1):
        hour = first + dt.timedelta(hours=n)
        row = rows.get(hour)
        if row is None or not row["polls"]:
            mark = HourMark(hour, "none")
        else:
            outcome = (
                "new" if row["new_items"] else "failed" if row["failed"] >= row["polls"] else "unchanged"
            )
            mark = HourMark(hour, outcome, row["polls"], row["failed"], row["new_items"])
        days.setdefault(hour.date(), []).append(mark)
    return [DayMarks(day, tuple(days[day])) for day in sorted(days, reverse=True)]


def totals(feed: Feed) -> dict[str, int]:
    """Return all polls, failures and new items that the permanent record has of a feed."""
    sums = PollHour.objects.filter(feed=feed).aggregate(
        polls=Sum("polls"), failed=Sum("failed"), new_items=Sum("new_items")
    )
    return {name: value or 0 for name, value in sums.items()}


def _state(feed: Feed, alarms: Sequence[Alarm]) -> tuple[str, str]:
    if not feed.is_active:
        return "paused", "an operator paused it"
    if feed.last_error:
        return "failing", feed.last_error
    if feed.last_ok_at is None:
        return "never", "no poll has been settled yet"
    worries = [alarm for alarm in alarms if alarm.kind != Alarm.Kind.FLOOD]
    if worries:
        return "quiet", "; ".join(alarm.message for alarm in worries)
    return "ok", ""


def _lag(feed: Feed, now: dt.datetime) -> dt.timedelta | None:
    if not feed.is_active or feed.next_poll_at is None or feed.next_poll_at >= now:
        return None
    return now - feed.next_poll_at


def _last_polls(feed_ids: list[int]) -> dict[int, tuple[PollMark, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_LAST_POLLS.format(table=Fetch._meta.db_table), [feed_ids, POLLS_SHOWN])
        rows = cursor.fetchall()
    found: dict[int, list[PollMark]] = {}
    for feed_id, at, outcome, n_new, code in rows:
        words = f"{at:%Y-%m-%d %H:%M} UTC: {_OUTCOMES[outcome]}"
        if outcome == "new":
            words += f" ({n_new})"
        elif outcome == "failed" and code:
            words += f" ({code.replace('_', ' ')})"
        found.setdefault(feed_id, []).append(PollMark(at, outcome, words))
    return {feed_id: tuple(marks) for feed_id, marks in found.items()}


def _hour(at: dt.datetime) -> dt.datetime:
    return at.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)


def _iso(at: dt.datetime | None) -> str | None:
    return at.astimezone(dt.UTC).isoformat() if at else None
