"""Everything after the raw bytes, done again from the kept snapshots: no request is made.

Listings give their documents, pages their versions, versions their claims, prints and search words. Each step
adds what is missing and leaves what is there: a second replay changes nothing. What is known of a feed's
present (pace, health, what is listed now) is not touched by its past.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.db.models.functions import MD5

from . import pipeline, storing
from .extraction import RULES_VERSION
from .indexing import index_versions
from .models import Document, DocumentVersion, EchoPrint, Feed, Fetch, SearchEntry, Snapshot
from .pipeline import Added
from .values import Fetched, Malformed


@dataclass(slots=True)
class Replayed:
    """What a replay did. ``malformed`` and ``failed`` name what could not be read, with the reason."""

    listings: int = 0
    pages: int = 0
    documents: int = 0
    versions: int = 0
    claims: int = 0
    malformed: list[str] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Span:
    """Which snapshots to replay: by when they came (aware, half-open), of which feeds, of which documents.

    Empty means all. A document's snapshots are those of its own page.
    """

    since: dt.datetime | None = None
    until: dt.datetime | None = None
    feeds: tuple[int, ...] = ()
    documents: tuple[int, ...] = ()

    def holds(self, at: dt.datetime) -> bool:
        """Whether a moment lies in it."""
        return (self.since is None or at >= self.since) and (self.until is None or at < self.until)

    def within(self, snapshots: QuerySet[Snapshot]) -> QuerySet[Snapshot]:
        """Return those of ``snapshots`` that came in this span, without their bytes."""
        if self.since is not None:
            snapshots = snapshots.filter(fetched_at__gte=self.since)
        if self.until is not None:
            snapshots = snapshots.filter(fetched_at__lt=self.until)
        return snapshots.defer("body")


def listings_in(span: Span) -> list[tuple[int, int]]:
    """Return (feed, snapshot) of every kept listing in the span, in the order in which they came.

    A listing is known by its log line, or, once that is pruned, by its address.
    """
    if span.documents:
        return []
    found: list[tuple[dt.datetime, int, int]] = []
    feeds = Feed.objects.filter(pk__in=span.feeds) if span.feeds else Feed.objects.all()
    for feed in feeds:
        logged = Fetch.objects.filter(feed=feed, snapshot__isnull=False).values("snapshot")
        by_address = Q(url=feed.url)
        if "{" in feed.url:
            by_address = Q(url__regex=_address_pattern(feed.url))
        snapshots = span.within(Snapshot.objects.filter(Q(pk__in=logged) | by_address))
        found += [(at, feed.pk, pk) for pk, at in snapshots.values_list("pk", "fetched_at")]
    return [(feed, snapshot) for _at, feed, snapshot in sorted(found)]


def documents_in(span: Span) -> list[int]:
    """Return the documents whose pages or texts the span may hold, by id."""
    documents = Document.objects.all()
    if span.documents:
        documents = documents.filter(pk__in=span.documents)
    if span.feeds:
        documents = documents.filter(feed__in=span.feeds)
    return list(documents.order_by("pk").values_list("pk", flat=True))


def by_hand_in(span: Span) -> list[int]:
    """Return the snapshots of what people brought, in the order in which they came."""
    if span.feeds:
        return []
    # They came by no answer to a request, so they have no status.
    snapshots = Snapshot.objects.filter(http_status__isnull=True)
    if span.documents:
        brought = Document.objects.filter(pk__in=span.documents).values_list("extra__bytes", flat=True)
        snapshots = snapshots.filter(sha256__in=[digest for digest in brought if digest])
    return list(span.within(snapshots).order_by("fetched_at", "pk").values_list("pk", flat=True))


def replay_by_hand(snapshot_id: int, done: Replayed) -> None:
    """Make the document and the version of what a person brought, where they are missing; counts into ``done``."""
    snapshot = Snapshot.objects.get(pk=snapshot_id)
    added = pipeline.add_again(snapshot, gzip.decompress(snapshot.body))
    done.pages += 1
    if isinstance(added, Added):
        done.documents += added.is_new
        done.versions += added.version_id is not None
    else:
        why = added.reason if added else "what the person said who brought it was not kept"
        done.malformed.append(f"{snapshot.url} of {snapshot.fetched_at:%Y-%m-%d %H:%M}: {why}")


def replay_listing(feed_id: int, snapshot_id: int, done: Replayed) -> None:
    """Read one kept listing again and make the documents that are missing; counts into ``done``."""
    feed = Feed.objects.get(pk=feed_id)
    snapshot = Snapshot.objects.get(pk=snapshot_id)
    done.listings += 1
    listing = pipeline.read_listing(feed, answer_of(snapshot))
    if isinstance(listing, Malformed):
        done.malformed.append(f"{snapshot.url} of {snapshot.fetched_at:%Y-%m-%d %H:%M}: {listing.reason}")
        return
    stored = storing.store_entries(feed, listing, snapshot.fetched_at, is_replay=True)
    done.documents += len(stored.new_ids)


def replay_document(document_id: int, span: Span, done: Replayed) -> None:
    """Read a document's kept pages again and make what is missing of versions, claims, prints and words.

    Pages older than the one that gave the newest version are left alone: read again they could only put old
    words after new ones. A better reading of the same bytes is a version of its own, marked as ours.
    """
    document = Document.objects.select_related("feed").get(pk=document_id)
    for snapshot, at in _pages(document, span) if document.canonical_url else ():
        done.pages += 1
        page = pipeline.read_bytes(
            document,
            gzip.decompress(snapshot.body),
            content_type=snapshot.content_type,
            url=snapshot.final_url or snapshot.url,
        )
        if isinstance(page, Malformed):
            done.malformed.append(f"{snapshot.url} of {snapshot.fetched_at:%Y-%m-%d %H:%M}: {page.reason}")
        elif storing.store_version(document, page, snapshot, at) is not None:
            done.versions += 1
    newest = DocumentVersion.objects.filter(document=document).order_by("-number").first()
    if newest is None:
        return
    if not EchoPrint.objects.filter(pk=document.pk, version=newest).exists():
        storing.print_versions([newest])
    if not SearchEntry.objects.filter(pk=document.pk, version=newest).exists():
        index_versions([newest])
    for version in DocumentVersion.objects.filter(document=document).exclude(rules_version=RULES_VERSION):
        result = pipeline.extract_version(version.pk)
        done.claims += result.new
        if result.failed:
            done.failed.append(version.pk)


def answer_of(snapshot: Snapshot) -> Fetched:
    """Return a kept answer as it came."""
    return Fetched(
        url=snapshot.url,
        final_url=snapshot.final_url or snapshot.url,
        status=snapshot.http_status or 200,
        headers={"content-type": snapshot.content_type},
        body=gzip.decompress(snapshot.body),
        elapsed_ms=0,
    )


def _pages(document: Document, span: Span) -> Iterator[tuple[Snapshot, dt.datetime]]:
    """Yield the kept pages of a document that may still give a version, with when they were seen, the oldest first.

    Equal bytes are kept once: that a page went back to earlier ones is told by the log, as long as it is kept.
    """
    # By the md5 of the address, as the unique index of the table has it.
    kept = Snapshot.objects.annotate(url_md5=MD5("url")).filter(
        url_md5=_md5(document.canonical_url), http_status__isnull=False
    )
    looks = {(at, pk) for pk, at in span.within(kept).values_list("pk", "fetched_at")}
    logged = Fetch.objects.filter(document=document, snapshot__isnull=False)
    looks |= {(at, pk) for at, pk in logged.values_list("started_at", "snapshot") if span.holds(at)}
    newest = DocumentVersion.objects.filter(document=document).order_by("-number").first()
    if newest is not None:
        looks = {(at, pk) for at, pk in looks if at >= newest.seen_at}
        # The bytes that it was read from, perhaps older than the look that found them again.
        bytes_of_it = newest.snapshot_id
        if bytes_of_it is not None and span.holds(newest.seen_at) and kept.filter(pk=bytes_of_it).exists():
            looks.add((newest.seen_at, bytes_of_it))
    before = None
    for at, pk in sorted(looks):
        if pk != before:
            yield Snapshot.objects.get(pk=pk), at
        before = pk


def _md5(url: str) -> str:
    return hashlib.md5(url.encode(), usedforsecurity=False).hexdigest()


def _address_pattern(url: str) -> str:
    """Return a regular expression of the addresses that a ``{year}`` address stands for over time."""
    pattern = re.escape(url)
    for name, digits in (("year", 4), ("month", 2), ("day", 2)):
        pattern = pattern.replace(re.escape("{" + name + "}"), f"[0-9]{{{digits}}}")
    return f"^{pattern}$"
