"""A feed's own columns: when to poll next, how it does, what worries us, and what operators and seeds set."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, connection, models, transaction
from psycopg2.extras import execute_values

from sources import polling
from sources.alarms import Poll, worries
from sources.leaving import Leaving, after_unchanged
from sources.models import Alarm, Feed
from sources.values import Fetched, Severity

from .leavers import write_leaving

SHORTEST_MINUTES = 10.0
LONGEST_MINUTES = 24 * 60.0
# Some servers repeat an ETag after a change and answer 304 to it: now and then the whole list is asked for.
WHOLE_EVERY = dt.timedelta(hours=6)
MOVES_TO_BELIEVE = 3  # answers in a row that must name the same new address (301/308) before we follow it
_SAVE = """
WITH saved AS (
    UPDATE sources_feed AS feed SET
        etag = new.etag, last_modified = new.last_modified, listing_sha256 = new.listing_sha256,
        failure_weight = new.failure_weight, last_ok_at = new.last_ok_at, last_new_at = new.last_new_at,
        last_error = new.last_error, pace_state = new.pace_state, next_poll_at = new.next_poll_at,
        leased_until = new.leased_until
    FROM (VALUES %s) AS new (id, etag, last_modified, listing_sha256, failure_weight, last_ok_at, last_new_at,
        last_error, pace_state, next_poll_at, leased_until)
    WHERE feed.id = new.id RETURNING feed.id
)
SELECT alarm.id, alarm.feed_id, alarm.kind, alarm.message FROM sources_alarm AS alarm
JOIN saved ON alarm.feed_id = saved.id WHERE alarm.closed_at IS NULL
"""
_SAVED = (
    "(%s, %s, %s, %s, %s::double precision, %s::timestamptz, %s::timestamptz, %s, %s::jsonb, %s::timestamptz,"
    " %s::timestamptz)"
)
SEEDED = (
    "name",
    "url",
    "kind",
    "publisher",
    "party",
    "language",
    "timezone",
    "recipe",
    "is_official",
    "poll_minutes",
)


def settle_success(
    feed: Feed,
    *,
    now: dt.datetime,
    answer: Fetched | None = None,
    listed_ids: list[int] | None = None,
    new: int = 0,
    dated: float | None = None,
    permanent_url: str = "",
    known_items: Mapping[str, int] | None = None,
) -> None:
    """Write what a good poll says of its feed: health, validators, pace, alarms, the next poll.

    See ``succeed`` for the arguments.
    """
    poll = succeed(
        feed,
        now=now,
        answer=answer,
        listed_ids=listed_ids,
        new=new,
        dated=dated,
        permanent_url=permanent_url,
        known_items=known_items,
    )
    settle_all([(feed, poll)])


def settle_all(settled: Sequence[tuple[Feed, Poll]]) -> None:
    """Write the columns and alarms of feeds that ``succeed`` has brought up to date, in one go."""
    rows = [_row(feed) for feed, _ in sorted(settled, key=lambda one: one[0].pk)]
    with connection.cursor() as cursor:
        standing = execute_values(cursor.cursor, _SAVE, rows, template=_SAVED, page_size=500, fetch=True)
    _set_alarms(settled, standing)
    for feed, poll in settled:
        if poll.taken:
            write_leaving(feed, Leaving(taken=poll.taken), poll.now)


def succeed(
    feed: Feed,
    *,
    now: dt.datetime,
    answer: Fetched | None = None,
    listed_ids: list[int] | None = None,
    new: int = 0,
    dated: float | None = None,
    permanent_url: str = "",
    known_items: Mapping[str, int] | None = None,
    lost: tuple[str, ...] = (),
) -> Poll:
    """Bring a feed's columns up to date after a good poll, unwritten; return what its alarms go by.

    ``listed_ids`` are the documents that the listing named, None for an unchanged answer; ``answer``
    carries the validators to send next time (None after a 304: they stay). ``known_items`` are the keys of
    the listed items with their documents, which the next reading may leave out. ``dated`` is the share of
    the listed items with a date, None where it was not seen; ``lost`` says what is listed and could not be kept.
    """
    memory = dict(feed.pace_state)
    listed = None if listed_ids is None else len(listed_ids)
    taken = after_unchanged(memory).taken if listed_ids is None else ()
    pace = polling.after_success(_pace(feed), listed=listed or 0, new=new)
    before = len(memory.get("listed", []))
    if new:
        if feed.last_new_at is not None:
            _learn_gap(memory, (now - feed.last_new_at).total_seconds() / 3600)
        feed.last_new_at = now
    dated_before = memory.get("dated")
    if listed_ids:
        memory["listed"] = listed_ids
    if known_items is not None:
        memory["items"] = dict(known_items)
    if dated:  # a list that lost its dates is held against the last one that had some
        memory["dated"] = round(dated, 3)
    feed.last_ok_at, feed.last_error, feed.failure_weight = now, "", 0.0
    if answer is not None:
        _doubt_validators(feed, memory, answer)
        memory["whole_at"] = now.isoformat()
        feed.etag = answer.headers.get("etag", "").replace("\x00", "")
        feed.last_modified = answer.headers.get("last-modified", "").replace("\x00", "")
        feed.listing_sha256 = answer.sha256
        memory["url"] = answer.url
    _follow_move(feed, memory, permanent_url)
    _remember_pace(feed, memory, pace)
    _plan(feed, pace, now)
    return Poll(
        now=now,
        listed=listed,
        new=new,
        listed_before=before,
        dated=dated,
        dated_before=dated_before,
        last_new_at=feed.last_new_at,
        gap_hours=memory.get("gap_hours", 0.0),
        gaps=memory.get("gaps", 0),
        lost=lost,
        taken=taken,
    )


def settle_failure(
    feed: Feed,
    *,
    severity: Severity,
    words: str,
    now: dt.datetime,
    code: str = "",
    retry_after_s: int | None = None,
) -> None:
    """Write what a failed poll says of its feed: the error in words, the weight, a later next poll."""
    pace = polling.after_failure(_pace(feed), severity)
    if code == "gone":  # 410: its publisher says that it ended; it is only asked now and then
        pace = replace(pace, weight=max(pace.weight, polling.DEAD_AT))
    feed.last_error, feed.failure_weight = words[:300], pace.weight
    memory = dict(feed.pace_state)
    _remember_pace(feed, memory, pace)
    _plan(feed, pace, now, retry_after_s)
    settle_all([(feed, Poll(now=now, weight=pace.weight, error=words))])


def raise_layout_alarm(feed: Feed, suggestions: Iterable[Mapping[str, Any]], now: dt.datetime) -> None:
    """Open the alarm that a list page fits its recipe no more, with recipes that would fit; once."""
    found = list(suggestions)
    words = "the recipe finds no item in the page; " + (
        f"{len(found)} other recipes that find its known items are proposed in admin"
        if len(found) > 1
        else "another recipe that finds its known items is proposed in admin"
        if found
        else "none of its known items stands in it either"
    )
    values = {"message": words[:500], "details": {"suggestions": found}}
    Alarm.objects.update_or_create(
        feed=feed,
        kind=Alarm.Kind.LAYOUT,
        closed_at=None,
        defaults=values,
        create_defaults={**values, "opened_at": now},
    )


def postpone(feed_id: int, until: dt.datetime) -> None:
    """Give a claimed feed back unpolled: its host was busy."""
    Feed.objects.filter(pk=feed_id).update(leased_until=None, next_poll_at=until)


def make_due(now: dt.datetime) -> int:
    """Make active feeds that were never planned due; return how many."""
    return Feed.objects.active().filter(next_poll_at__isnull=True).update(next_poll_at=now)


def poll_soon(feed_ids: Iterable[int], now: dt.datetime) -> int:
    """Make these active feeds due now, leases and waits set aside; return how many."""
    return Feed.objects.active().filter(pk__in=list(feed_ids)).update(next_poll_at=now, leased_until=None)


def pause(feed_ids: Iterable[int]) -> int:
    """Stop polling these feeds; return how many were active."""
    return Feed.objects.active().filter(pk__in=list(feed_ids)).update(is_active=False, leased_until=None)


def resume(feed_ids: Iterable[int], now: dt.datetime) -> int:
    """Poll these paused feeds again, from now on and with a clean slate; return how many."""
    return Feed.objects.filter(pk__in=list(feed_ids), is_active=False).update(
        is_active=True, next_poll_at=now, leased_until=None, failure_weight=0.0
    )


def hint_pace(feed_ids: Iterable[int], until: dt.datetime, now: dt.datetime) -> int:
    """Poll these feeds faster until then (a round, an expiry near), starting now; return how many.

    A later hint that stands already is kept.
    """
    changed = 0
    for feed in Feed.objects.active().filter(pk__in=list(feed_ids)):
        if feed.pace_hint_until is None or feed.pace_hint_until < until:
            fields: dict[str, Any] = {"pace_hint_until": until}
            soon = now + dt.timedelta(minutes=SHORTEST_MINUTES)
            if feed.failure_weight < 1 and feed.next_poll_at is not None and feed.next_poll_at > soon:
                fields["next_poll_at"] = soon
            changed += Feed.objects.filter(pk=feed.pk).update(**fields)
    return changed


@dataclass(frozen=True, slots=True)
class Seeded:
    """What became of one seed. ``did``: created, updated, unchanged, kept (an operator changed it).

    ``differences``: field -> (as it stands, as the seed has it), of a kept one.
    """

    slug: str
    did: str
    differences: Mapping[str, tuple[Any, Any]]


def store_seed(seed: Mapping[str, Any], now: dt.datetime, *, write: bool = True) -> Seeded:
    """Bring one feed of feeds.toml in; never overwrite what an operator changed since the last time.

    Whether somebody changed it is told by ``seed_sha256``: the hash of the fields as loadfeeds last wrote
    them. Pausing is not such a change. With ``write=False`` nothing is written. Raises ValueError for a
    seed that the table refuses (an address that another feed has).
    """
    slug = str(seed["slug"])
    wanted = {name: seed.get(name, _default(name)) for name in SEEDED}
    digest = _seed_hash(wanted)
    with transaction.atomic():
        feed = Feed.objects.select_for_update().filter(slug=slug).first()
        if feed is None:
            fields = {**wanted, "is_active": seed.get("is_active", True), "next_poll_at": now}
            if write:
                try:
                    with transaction.atomic():
                        Feed.objects.create(slug=slug, seed_sha256=digest, **fields)
                except IntegrityError as error:
                    raise ValueError(f"{slug}: {error}") from error
            return Seeded(slug, "created", {})
        present = {name: getattr(feed, name) for name in SEEDED}
        if _seed_hash(present) == digest:
            if write and feed.seed_sha256 != digest:
                feed.seed_sha256 = digest
                feed.save(update_fields=["seed_sha256"])
            return Seeded(slug, "unchanged", {})
        differences = {n: (present[n], wanted[n]) for n in SEEDED if present[n] != wanted[n]}
        if _seed_hash(present) != feed.seed_sha256:
            return Seeded(slug, "kept", differences)
        if write:
            for name, value in wanted.items():
                setattr(feed, name, value)
            feed.seed_sha256, feed.next_poll_at = digest, now
            # Another address or recipe: what the last answer looked like says nothing any more.
            feed.etag = feed.last_modified = feed.listing_sha256 = ""
            changed = [*SEEDED, "seed_sha256", "next_poll_at", "etag", "last_modified", "listing_sha256"]
            try:
                with transaction.atomic():
                    feed.save(update_fields=changed)
            except IntegrityError as error:
                raise ValueError(f"{slug}: {error}") from error
        return Seeded(slug, "updated", differences)


def _default(name: str) -> Any:
    field = Feed._meta.get_field(name)
    assert isinstance(field, models.Field), f"Feed.{name} is a relation from elsewhere"
    return field.get_default()


def _seed_hash(fields: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _pace(feed: Feed) -> polling.Pace:
    memory = feed.pace_state
    wanted = float(feed.poll_minutes)
    # An operator who sets another pace starts it anew.
    minutes = float(memory.get("minutes", wanted)) if memory.get("wanted") == feed.poll_minutes else wanted
    return polling.Pace(
        minutes=minutes,
        shortest=min(SHORTEST_MINUTES, wanted),
        longest=max(LONGEST_MINUTES, wanted),
        trend=int(memory.get("trend", 0)),
        weight=feed.failure_weight,
    )


def _remember_pace(feed: Feed, memory: dict[str, Any], pace: polling.Pace) -> None:
    memory.pop("deaths", None)
    memory.update(minutes=pace.minutes, trend=pace.trend, wanted=feed.poll_minutes)
    feed.pace_state = memory


def _plan(feed: Feed, pace: polling.Pace, now: dt.datetime, retry_after_s: int | None = None) -> None:
    feed.leased_until = None
    hours = _press_hours(feed)
    local = now.astimezone(ZoneInfo(feed.timezone)) if hours else now
    is_hinted = feed.pace_hint_until is not None and feed.pace_hint_until > now
    feed.next_poll_at = polling.next_poll_at(
        now,
        minutes=pace.minutes,
        weight=pace.weight,
        retry_after_s=retry_after_s,
        hot=is_hinted or polling.in_press_hours(hours, local),
        shortest=pace.shortest,
        longest=pace.longest,
    )
    # A slow pace must not step over the press conference; failures and Retry-After go before it.
    opens = polling.next_press_hour(hours, local)
    if opens is not None and pace.weight < 1 and retry_after_s is None:
        feed.next_poll_at = min(feed.next_poll_at, opens.astimezone(now.tzinfo))


def _press_hours(feed: Feed) -> tuple[polling.PressHours, ...]:
    words = feed.recipe.get("press_hours") or feed.rhythm.get("hours")
    try:
        return polling.parse_press_hours(words) if words else ()
    except ValueError:
        return ()  # the form refuses it; a row written otherwise must not stop the poll


def _learn_gap(memory: dict[str, Any], hours: float) -> None:
    """Keep a slowly moving average of the hours between polls that brought something new."""
    gaps = int(memory.get("gaps", 0))
    share = max(1 / (gaps + 1), 0.1)
    memory["gap_hours"] = round(memory.get("gap_hours", 0.0) * (1 - share) + hours * share, 3)
    memory["gaps"] = gaps + 1


def believes_validators(feed: Feed, now: dt.datetime) -> bool:
    """Whether to ask only for what has changed: not of a server that lied, and not for more than six hours on end."""
    whole_at = feed.pace_state.get("whole_at")
    if feed.pace_state.get("lying_validators") or not whole_at:
        return not feed.pace_state.get("lying_validators")
    return now - dt.datetime.fromisoformat(whole_at) < WHOLE_EVERY


def _doubt_validators(feed: Feed, memory: dict[str, Any], answer: Fetched) -> None:
    """Remember a server that sends other bytes under the validators that it sent before."""
    changed = feed.listing_sha256 not in ("", answer.sha256)
    same_etag = bool(feed.etag) and answer.headers.get("etag", "") == feed.etag
    same_date = bool(feed.last_modified) and answer.headers.get("last-modified", "") == feed.last_modified
    if (
        changed
        and memory.get("url", answer.url) == answer.url
        and (same_etag or (same_date and not feed.etag))
    ):
        memory["lying_validators"] = True


def _follow_move(feed: Feed, memory: dict[str, Any], to: str) -> None:
    if not to or to == feed.url or "{" in feed.url:
        memory.pop("moved", None)
        return
    before = memory.get("moved", {})
    times = before.get("times", 0) + 1 if before.get("to") == to else 1
    memory["moved"] = {"to": to, "times": times}
    if times >= MOVES_TO_BELIEVE and len(to) <= 1000 and not Feed.objects.filter(url=to).exists():
        feed.url = to
        memory.pop("moved")
        # Unless an operator had changed it before, the new address is the feed's own news, not a change.
        feed.save(update_fields=["url"])


def _row(feed: Feed) -> tuple[object, ...]:
    return (
        feed.pk,
        feed.etag,
        feed.last_modified,
        feed.listing_sha256,
        feed.failure_weight,
        feed.last_ok_at,
        feed.last_new_at,
        feed.last_error,
        json.dumps(feed.pace_state),
        feed.next_poll_at,
        feed.leased_until,
    )


def _set_alarms(settled: Sequence[tuple[Feed, Poll]], standing: Sequence[tuple[int, int, str, str]]) -> None:
    """Open, reword and close the feeds' alarms; ``standing`` are the open ones: id, feed, kind, message."""
    alarms = {
        (feed_id, kind): Alarm(pk=pk, feed_id=feed_id, kind=kind, message=message)
        for pk, feed_id, kind, message in standing
    }
    for feed, poll in settled:
        for kind, message in worries(poll).items():
            _set_alarm(feed, kind, message, alarms.get((feed.pk, kind)), poll.now)


def _set_alarm(feed: Feed, kind: str, message: str | None, alarm: Alarm | None, now: dt.datetime) -> None:
    if message is None and alarm is not None:
        alarm.closed_at = now
        alarm.save(update_fields=["closed_at"])
    elif message is not None and alarm is None:
        # Another worker may open it in the same moment.
        with suppress(IntegrityError), transaction.atomic():
            Alarm.objects.create(feed=feed, kind=kind, message=message[:500], opened_at=now)
    elif message is not None and alarm is not None and alarm.message != message[:500]:
        alarm.message = message[:500]
        alarm.save(update_fields=["message"])
