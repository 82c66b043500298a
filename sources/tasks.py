"""The short tasks of ingestion: each takes ids, can be run twice, and leaves the next step to a row's state.

A broker that loses everything loses no work: due feeds, unread pages and unread versions are rows, and the
sweeps find them again. Whose turn it is and what has grown too old is told by rows and the database's clock (``clock``),
never by that of the machine that sent a message.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections import defaultdict
from urllib.parse import urlsplit

from celery import shared_task
from django.conf import settings
from django.db.models import Q, QuerySet

from . import pipeline, storing
from .clock import database_now
from .fetching import Kept
from .models import Document, DocumentVersion, Feed
from .pipeline import DATABASE_LOST
from .values import Fetched, FetchError, FetchOutcome, NotModified

log = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=5)
SWEPT_FOR = dt.timedelta(
    minutes=2
)  # what a sweep handed out and nobody began by then, the next one hands out
# The broker drops a message that nobody took for a day. It compares the clocks of two machines, so nothing finer goes by
# it: messages carry the lease or the moment (of the database) up to which they are good.
FORGOTTEN_AFTER = 24 * 60 * 60.0
SHARE_FROM = 50  # due feeds from which on one task takes several
SHARE = 20
FEEDS_SECONDS = 25.0  # of one task that polls several; the last one begun may take its 20 seconds more
BYTES_TOGETHER = 2_000_000  # of answers that are stored in one transaction
BUSY_AGAIN = dt.timedelta(seconds=30)
VERSIONS_AT_ONCE = 500
PAGES_SECONDS = 35.0  # of one task; below its soft time limit with one page's deadline to spare
PAGES_PER_HOST = 20  # that one sweep hands out for one host
SWEEP_LIMIT = 500
GRACE = dt.timedelta(seconds=60)  # what is younger is on its way by itself
PAGE_BACKOFF = (dt.timedelta(minutes=5), dt.timedelta(minutes=10), dt.timedelta(hours=1))
# A host may be away for days: what three tries did not get is asked for once a day, for a month.
PAGE_SLOWLY = dt.timedelta(days=1)
PAGE_HOPED_FOR = dt.timedelta(days=30)
YOUNG = dt.timedelta(days=7)  # official pages are looked at again while they are young: they are edited
LOOK_AGAIN = dt.timedelta(hours=6)
_RETRY = {
    "autoretry_for": DATABASE_LOST,
    "retry_backoff": 2,
    "retry_backoff_max": 60,
    "max_retries": 5,
}


@shared_task(name="sources.tasks.poll_due_feeds", **_RETRY)
def poll_due_feeds() -> int:
    """Claim the feeds that are due and hand each to a worker; return how many (stage 1)."""
    now = database_now()
    storing.make_due(now)
    storing.settle_killed(now)
    ids = Feed.objects.claim_due(now, settings.CLAIM_LIMIT, lease=LEASE, per_host=settings.FETCH_PER_HOST)
    # If no worker takes them while the lease runs, the next claim hands them out anew, and this message does nothing.
    lease = (now + LEASE).isoformat()
    for share in shares(ids):
        if len(share) == 1:
            poll_feed.apply_async((share[0], lease), expires=FORGOTTEN_AFTER)
        else:
            poll_feeds.apply_async((share, lease), expires=FORGOTTEN_AFTER)
    return len(ids)


def shares(feed_ids: list[int]) -> list[list[int]]:
    """Share claimed feeds out among tasks: one each while they are few, else several, host by host.

    A message costs about as much as an unchanged feed. Feeds of one host stay together.
    """
    if len(feed_ids) < SHARE_FROM:
        return [[feed_id] for feed_id in feed_ids]
    hosts: dict[str, list[int]] = defaultdict(list)
    place = {feed_id: number for number, feed_id in enumerate(feed_ids)}
    for pk, host in Feed.objects.filter(pk__in=feed_ids).values_list("pk", "host"):
        hosts[host].append(pk)
    ordered = [pk for ids in hosts.values() for pk in sorted(ids, key=place.__getitem__)]
    return [ordered[start : start + SHARE] for start in range(0, len(ordered), SHARE)]


@shared_task(name="sources.tasks.poll_feed", **_RETRY)
def poll_feed(feed_id: int, lease: str = "") -> None:
    """Poll one feed (stages 2 to 5) and hand its new pages on, host by host.

    ``lease``: the end of the lease under which it was claimed (ISO 8601); a feed that has another one by now, or
    none, is somebody else's. Empty: poll it in any case.
    """
    now = database_now()
    if lease and not _claimed([feed_id], lease):
        return
    try:
        polled = pipeline.poll_feed(feed_id, now)
    except DATABASE_LOST:
        raise
    except Exception as error:  # a fault of ours must stand on the sources page, not only in a log
        log.exception("feed %s could not be polled", feed_id)
        storing.record_crash(Feed.objects.get(pk=feed_id), error, now)
        return
    _hand_on([polled])


@shared_task(name="sources.tasks.poll_feeds", **_RETRY)
def poll_feeds(feed_ids: list[int], lease: str = "") -> None:
    """Poll several feeds one after the other; those for which no time is left go to another task.

    Their answers are kept and stored together, a few megabytes at a time. ``lease``: as in ``poll_feed``.
    """
    now = database_now()
    feeds = _claimed(feed_ids, lease)
    left = [feed.pk for feed in feeds]
    polled: list[pipeline.Polled] = []
    quiet: list[tuple[Feed, NotModified]] = []
    waiting: list[tuple[Feed, str, Fetched]] = []
    for feed, url, outcome in pipeline.ask_feeds(feeds, now, ends=time.monotonic() + FEEDS_SECONDS):
        left.remove(feed.pk)
        if outcome is None:
            storing.postpone(feed.pk, now + BUSY_AGAIN)
        elif isinstance(outcome, NotModified):
            quiet.append((feed, outcome))
        elif isinstance(outcome, Fetched):
            waiting.append((feed, url, outcome))
            if sum(len(one.body) for _, _, one in waiting) >= BYTES_TOGETHER:
                polled += _settle(waiting, now)
                waiting = []
        else:
            polled += _settle_alone(feed, url, outcome, now)
    polled += _settle(waiting, now)
    storing.record_not_modified(quiet, now)
    _hand_on(polled)
    if left and len(left) < len(feeds):
        poll_feeds.apply_async((left, lease), expires=FORGOTTEN_AFTER)


def _claimed(feed_ids: list[int], lease: str) -> list[Feed]:
    """Return those of the feeds that are still claimed under this lease, in their order; all that exist without one."""
    feeds = Feed.objects.filter(pk__in=feed_ids)
    if lease:
        feeds = feeds.filter(leased_until=dt.datetime.fromisoformat(lease))
    place = {feed_id: number for number, feed_id in enumerate(feed_ids)}
    return sorted(feeds, key=lambda feed: place[feed.pk])


def _settle(answers: list[tuple[Feed, str, Fetched]], now: dt.datetime) -> list[pipeline.Polled]:
    """Store answers together, or, should that break, one by one: a bad feed is not to lose the others."""
    if not answers:
        return []
    polled: list[pipeline.Polled] = []
    alone = answers
    if len(answers) > 1:
        try:
            polled, alone = pipeline.settle_together(answers, now)
        except DATABASE_LOST:
            raise
        except Exception:  # each one's own fault is written down when its turn comes
            log.exception("feeds could not be stored together: %s", [feed.pk for feed, _, _ in answers])
            fresh = Feed.objects.in_bulk([feed.pk for feed, _, _ in answers])
            alone = [(fresh[feed.pk], url, answer) for feed, url, answer in answers if feed.pk in fresh]
    for feed, url, answer in alone:
        polled += _settle_alone(feed, url, answer, now)
    return polled


def _settle_alone(feed: Feed, url: str, outcome: FetchOutcome, now: dt.datetime) -> list[pipeline.Polled]:
    try:
        return [pipeline.settle(feed, url, outcome, now)]
    except DATABASE_LOST:
        raise
    except Exception as error:  # as in poll_feed; the other feeds of this task are not to suffer for it
        log.exception("feed %s could not be polled", feed.pk)
        storing.record_crash(Feed.objects.get(pk=feed.pk), error, now)
        return []


@shared_task(name="sources.tasks.fetch_documents", **_RETRY)
def fetch_documents(document_ids: list[int], until: str = "") -> None:
    """Read pages one after the other (stages 6 and 7) until time is up; the rest goes to another task.

    ``until``: the moment after which this message is not to be begun (ISO 8601, of the database's clock).
    """
    if _is_too_old(until):
        return
    ends = time.monotonic() + PAGES_SECONDS
    with Kept() as kept:
        for place, document_id in enumerate(document_ids):
            if time.monotonic() >= ends:
                fetch_documents.delay(document_ids[place:])
                return
            now = database_now()
            try:
                read = pipeline.read_document(document_id, now, wait_s=5, kept=kept)
            except DATABASE_LOST:
                raise
            except (
                Exception
            ) as error:  # one page that breaks the reader must not keep the others from being read
                log.exception("document %s could not be read", document_id)
                storing.record_crash(Document.objects.get(pk=document_id), error, now)
                continue
            if read.skipped == "busy":  # for five seconds: others first
                fetch_documents.delay(document_ids[place:])
                return
            if isinstance(read.outcome, FetchError) and read.outcome.code == "rate_limited":
                return  # asked to stop: the sweep comes back to the rest, some at a time
            if read.version_id is not None:
                extract_version.delay_on_commit(read.version_id)


@shared_task(name="sources.tasks.fetch_document", **_RETRY)
def fetch_document(document_id: int) -> None:
    """Read one document's page."""
    fetch_documents([document_id])


@shared_task(name="sources.tasks.extract_version", **_RETRY)
def extract_version(version_id: int, until: str = "") -> int:
    """Run the rules over one version; return the number of new claims (stages 8 and 9).

    ``until``: as in ``fetch_documents``.
    """
    if _is_too_old(until):
        return 0
    extracted = pipeline.extract_version(version_id)
    if extracted.new and pipeline.second_reader():
        read_version_again.delay_on_commit(version_id)
    return extracted.new


@shared_task(name="sources.tasks.read_version_again", soft_time_limit=540, time_limit=580)
def read_version_again(version_id: int) -> int:
    """Ask the second reader about one version; return how many of its findings were kept."""
    return len(pipeline.read_version_again(version_id).findings)


@shared_task(name="sources.tasks.extract_versions", **_RETRY)
def extract_versions(version_ids: list[int]) -> int:
    """Run the rules over several versions until time is up; the rest goes to another task. Returns new claims."""
    ends = time.monotonic() + PAGES_SECONDS
    new = 0
    for place, version_id in enumerate(version_ids):
        if time.monotonic() >= ends:
            extract_versions.delay(version_ids[place:])
            break
        new += pipeline.extract_version(version_id).new
    return new


@shared_task(name="sources.tasks.sweep_unfinished", **_RETRY)
def sweep_unfinished() -> dict[str, int]:
    """Find what a killed worker dropped, what failed and may be tried again, and young official pages.

    Returns how many ``pages`` and ``versions`` were handed out.
    """
    now = database_now()
    pages = list(unread_pages(now).values_list("pk", flat=True)[:SWEEP_LIMIT])
    pages += list(pages_to_look_at_again(now).values_list("pk", flat=True)[:SWEEP_LIMIT])
    until = (now + SWEPT_FOR).isoformat()
    handed = _hand_out(pages, until=until)
    versions = list(unread_versions(now).values_list("pk", flat=True)[:SWEEP_LIMIT])
    for version_id in versions:
        extract_version.apply_async((version_id, until), expires=FORGOTTEN_AFTER)
    return {"pages": handed, "versions": len(versions)}


@shared_task(name="sources.tasks.group_echoes", **_RETRY)
def group_echoes() -> int:
    """Put copies of one origin together; return how many texts were compared."""
    return storing.group_echoes()


@shared_task(name="sources.tasks.learn_rhythms", soft_time_limit=540, time_limit=580, **_RETRY)
def learn_rhythms() -> int:
    """Read from each source's history when it usually speaks; return how many have a rhythm."""
    return storing.learn_rhythms(database_now())


@shared_task(name="sources.tasks.prune_fetches", **_RETRY)
def prune_fetches() -> int:
    """Delete old log lines; return how many."""
    return storing.prune_fetches(database_now())


def unread_pages(now: dt.datetime) -> QuerySet[Document]:
    """Documents whose page should have been read by now: dropped ones, and failed ones whose wait is over."""
    # A feed's new pages are handed out by its poll; what came by hand has nobody but the sweep.
    due = Q(page_tried_at__isnull=True) & (Q(first_seen_at__lte=now - GRACE) | Q(feed__isnull=True))
    for failures, wait in enumerate(PAGE_BACKOFF):
        due |= Q(page_failures=failures, page_tried_at__lte=now - wait)
    # Not what kills its worker: three deaths are enough.
    due |= Q(
        page_failures__gte=Document.TRIES,
        page_tried_at__lte=now - PAGE_SLOWLY,
        first_seen_at__gt=now - PAGE_HOPED_FOR,
    ) & ~Q(page_error=storing.BEING_READ)
    return Document.objects.unread().filter(due).exclude(canonical_url="").order_by("first_seen_at", "pk")


def pages_to_look_at_again(now: dt.datetime) -> QuerySet[Document]:
    """Official documents of the last week whose page was not looked at for six hours."""
    return Document.objects.filter(
        first_seen_at__gt=now - YOUNG,
        is_official=True,
        wants_page=True,
        page_failures__lt=Document.GIVEN_UP,
        page_tried_at__lte=now - LOOK_AGAIN,
        versions__isnull=False,
    ).distinct()


def unread_versions(now: dt.datetime) -> QuerySet[DocumentVersion]:
    """Versions that no rules have read although their time has come."""
    return DocumentVersion.objects.unextracted().filter(seen_at__lte=now - GRACE).order_by("seen_at", "pk")


def _hand_on(polled: list[pipeline.Polled]) -> None:
    """Hand new pages on to be read, and texts that came with the listings to the rules."""
    stored = [one.stored for one in polled if one.stored is not None]
    if to_read := [pk for one in stored for pk in one.to_read]:
        _hand_out(to_read)
    versions = [pk for one in stored for pk in one.version_ids]
    for start in range(0, len(versions), VERSIONS_AT_ONCE):
        extract_versions.delay_on_commit(versions[start : start + VERSIONS_AT_ONCE])


def _hand_out(document_ids: list[int] | tuple[int, ...], *, until: str = "") -> int:
    """Give pages to workers, one task per host, so that one slow host holds up no other; return how many.

    ``until``: of a sweep, which gives a host only so many at a time (``fetch_documents``).
    """
    hosts: dict[str, list[int]] = defaultdict(list)
    for pk, url in Document.objects.filter(pk__in=document_ids).values_list("pk", "canonical_url"):
        hosts[(urlsplit(url).hostname or "").lower()].append(pk)
    handed = 0
    for ids in hosts.values():
        batch = sorted(ids)[:PAGES_PER_HOST] if until else sorted(ids)
        fetch_documents.apply_async((batch, until), expires=FORGOTTEN_AFTER)
        handed += len(batch)
    return handed


def _is_too_old(until: str) -> bool:
    return bool(until) and database_now() > dt.datetime.fromisoformat(until)
