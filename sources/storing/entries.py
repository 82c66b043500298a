"""A listing's items as documents: each once, whatever its GUID, scheme or tracking parameters."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from django.db import connection, transaction

from sources.kinds import kind_of
from sources.leaving import after_listing
from sources.markup import plain
from sources.models import Document, DocumentVersion, Feed, Fetch
from sources.text import detect_language, normalise, sha256
from sources.values import Entry, Fetched, Listing, Moment, Page

from .documents import Written, write_documents
from .feeds import settle_all, succeed
from .fetches import count_poll, write_lines
from .identity import identity_of_url
from .leavers import back_in_the_list, write_leavings
from .versions import first_text, store_version

MAX_TITLE = 1000
MAX_SUMMARY = 2000
MARK_LISTED = dt.timedelta(hours=1)
# An item that only moved keeps its date. Publishers whose every briefing has one title and one GUID give each its own day.
SAME_ITEM_WITHIN = dt.timedelta(hours=12)

# By the md5 of the GUID, as the unique index has it.
_TAKEN = """
SELECT document.feed_id, document.guid, document.id, document.title, document.extra #>> '{listed,earliest}'
FROM unnest(%s::bigint[], %s::text[]) AS wanted (feed_id, guid_md5)
JOIN sources_document AS document
    ON document.feed_id = wanted.feed_id AND md5(document.guid) = wanted.guid_md5 AND document.guid <> ''
"""


@dataclass(frozen=True, slots=True)
class StoredEntries:
    """What a listing became: documents that are new, those known before, those whose page is to be read."""

    new_ids: tuple[int, ...]
    known_ids: tuple[int, ...]
    to_read: tuple[int, ...]
    version_ids: tuple[int, ...] = ()  # texts that came with the listing itself


@dataclass(frozen=True, slots=True)
class Read:
    """A listing that was read, ready to be stored: of which feed, by which poll (``fetch``, its line in the log).

    ``answer`` carries the validators to believe once it is stored.
    """

    feed: Feed
    listing: Listing
    fetch: Fetch | None = None
    answer: Fetched | None = None

    @property
    def wants_pages(self) -> bool:
        """Whether the items' own pages are to be read; else their words in the list are their text."""
        return bool(self.feed.recipe.get("read_pages", True))

    @property
    def snapshot_id(self) -> int | None:
        """The snapshot of the listing's bytes."""
        return self.fetch.snapshot_id if self.fetch else None


@dataclass(frozen=True, slots=True)
class _Known:
    pk: int
    feed_id: int | None
    is_official: bool


@dataclass(slots=True)
class _Work:
    """One listing on its way: its items by identity, parted into known, moved and fresh, and what was written."""

    read: Read
    items: dict[str, Entry]
    known: dict[str, _Known] = field(default_factory=dict)
    moved: dict[str, int] = field(default_factory=dict)
    fresh: dict[str, Entry] = field(default_factory=dict)
    written: dict[str, Written] = field(default_factory=dict)
    versions: list[int] = field(default_factory=list)
    listed: dict[str, int] = field(default_factory=dict)  # key of an item -> its document

    @property
    def feed(self) -> Feed:
        return self.read.feed

    @property
    def new_ids(self) -> tuple[int, ...]:
        return tuple(one.pk for one in self.written.values())

    @property
    def known_ids(self) -> set[int]:
        kept = {self.listed[key] for key in self.read.listing.known if key in self.listed}
        return {one.pk for one in self.known.values()} | set(self.moved.values()) | kept


def store_entries(
    feed: Feed,
    listing: Listing,
    now: dt.datetime,
    *,
    fetch: Fetch | None = None,
    answer: Fetched | None = None,
    is_replay: bool = False,
) -> StoredEntries:
    """Make a document of each item that is not known yet, and settle the poll, in one transaction.

    See ``store_listings``, which does it for several.
    """
    return store_listings([Read(feed, listing, fetch, answer)], now, is_replay=is_replay)[0]


def store_listings(
    reads: Sequence[Read], now: dt.datetime, *, is_replay: bool = False
) -> list[StoredEntries]:
    """Make a document of each item that is not known yet, and settle the polls: all of them, or none.

    An item is known by its folded address; failing that, by a GUID of this feed that comes with the same
    title and no other date (an item that moved). A GUID that another item has is not kept: publishers repeat them. Known
    items get ``last_listed_at``; what becomes of those that the listing before named and this one does not, says
    ``leaving``.
    With ``is_replay`` the listings are old ones, read again: documents are made, and nothing that is
    known of the feeds' present (pace, health, what is listed) changes.
    Where pages are not read (``read_pages: false``), an item's own words become its document's text.
    """
    stored: list[StoredEntries] = []
    with transaction.atomic():
        for together in _without_common_items([_Work(read, _by_identity(read)) for read in reads]):
            _part(together)
            _write_fresh(together, now)
            if not is_replay:
                _keep_changed_texts(together, now)
                _settle(together, now)
            stored += [_outcome(work, is_replay) for work in together]
    return stored


def _outcome(work: _Work, is_replay: bool) -> StoredEntries:
    to_read = work.new_ids if work.read.wants_pages and not is_replay else ()
    return StoredEntries(work.new_ids, tuple(sorted(work.known_ids)), to_read, tuple(work.versions))


def _by_identity(read: Read) -> dict[str, Entry]:
    items: dict[str, Entry] = {}
    for entry in read.listing.entries:
        items.setdefault(identity_of_url(entry.url), entry)
    return items


def _without_common_items(works: list[_Work]) -> Iterator[list[_Work]]:
    """Yield the listings in order, as many at a time as have no item in common: the first makes it, others know it."""
    together: list[_Work] = []
    seen: set[str] = set()
    for work in works:
        if together and not seen.isdisjoint(work.items):
            yield together
            together, seen = [], set()
        together.append(work)
        seen.update(work.items)
    yield together


def _part(works: list[_Work]) -> None:
    """Tell the known items from those that only moved and those that are new."""
    known = _known(identity for work in works for identity in work.items)
    for work in works:
        work.known = {identity: known[identity] for identity in work.items if identity in known}
        work.fresh = {identity: entry for identity, entry in work.items.items() if identity not in known}
    taken = _taken(
        [(work.feed.pk, entry.guid) for work in works for entry in work.fresh.values() if entry.guid]
    )
    for work in works:
        theirs = {guid: taken[work.feed.pk, guid] for guid in _guids(work) if (work.feed.pk, guid) in taken}
        known_ids = {one.pk for one in work.known.values()}
        for identity, entry in list(work.fresh.items()):
            # GUIDs that number items by position come with another title each time; those are new items.
            if entry.guid in theirs and _is_same(theirs[entry.guid], entry):
                work.moved[identity] = theirs[entry.guid][0]
                if theirs[entry.guid][0] not in known_ids:
                    del work.fresh[identity]
        repeated = {
            guid for guid, times in Counter(e.guid for e in work.read.listing.entries).items() if times > 1
        }
        for identity, entry in work.fresh.items():
            if entry.guid in theirs or entry.guid in repeated:
                work.fresh[identity] = replace(entry, guid="")


def _is_same(known: tuple[int, str, str], entry: Entry) -> bool:
    """Whether an item with another address is the known one: the same title, and no other date."""
    _, title, listed = known
    if title != _title(entry):
        return False
    if not listed or entry.published.earliest is None:
        return True
    return abs(dt.datetime.fromisoformat(listed) - entry.published.earliest) < SAME_ITEM_WITHIN


def _guids(work: _Work) -> set[str]:
    return {entry.guid for entry in work.fresh.values() if entry.guid}


def _write_fresh(works: list[_Work], now: dt.datetime) -> None:
    """Write the new documents, with their texts where pages are not read."""
    rows, pages = [], {}
    for work in works:
        for identity, entry in work.fresh.items():
            row = _document(work.feed, identity, entry)
            if not work.read.wants_pages:
                pages[identity] = page = _page(entry)
                row |= first_text(
                    row["title"],
                    row["language"],
                    row["extra"],
                    page,
                    work.read.snapshot_id,
                    now,
                    zone=work.feed.timezone,
                )
            rows.append(row)
    # In the order of identities, so that two workers with the same items cannot wait for each other.
    rows.sort(key=itemgetter("identity"))
    written = write_documents(rows, now)
    for work in works:
        work.written = {identity: written[identity] for identity in work.fresh if identity in written}
        work.versions = [one.version_id for one in work.written.values() if one.version_id is not None]
        # Another feed brought these in the same moment: one by one, each under its lock.
        others = {one.pk: pages[key] for key, one in work.written.items() if key in pages and not one.is_ours}
        work.versions += _store_texts({pk: page for pk, page in others.items() if page.text}, work, now)


def _settle(works: list[_Work], now: dt.datetime) -> None:
    """Write what the polls say of known documents, of the feeds and into the log."""
    for work in works:
        work.listed = _listed(work)
    _mark_listed(works, now)
    for work in works:
        if work.feed.is_official:
            _take_over(work.feed, work.known)
    settled, left = [], []
    for work in works:
        feed, answer = work.feed, work.read.answer
        ids = _in_order(work)
        if ids:
            memory = dict(feed.pace_state)
            before = memory.get("listed", [])
            leaving = after_listing(memory, before, ids, new=set(work.new_ids), last=feed.last_ok_at, now=now)
            feed.pace_state = memory
            left.append((feed, leaving, feed.last_ok_at))
        poll = succeed(
            feed,
            now=now,
            answer=answer,
            listed_ids=ids,
            new=len(work.written),
            dated=_share_dated(work.read.listing),
            permanent_url=answer.permanent_url if answer else "",
            known_items=work.listed,
            lost=work.read.listing.lost,
        )
        settled.append((feed, poll))
    write_leavings(left, now)
    settle_all(settled)
    _write_lines(works, now)


def _write_lines(works: list[_Work], now: dt.datetime) -> None:
    lines = []
    for work in works:
        fetch, listing, new = work.read.fetch, work.read.listing, len(work.written)
        if fetch is not None:
            fetch.outcome = Fetch.Outcome.NEW if new else Fetch.Outcome.UNCHANGED
            fetch.n_entries, fetch.n_new = len(listing.entries) + len(listing.known), new
            fetch.note = "; ".join(listing.skipped).replace("\x00", "")[:500]
            lines.append(fetch)
        elif new:
            count_poll(work.feed.pk, now, new_items=new)
    write_lines(lines, now)


def _share_dated(listing: Listing) -> float | None:
    """The share of items with a date; None of a list too short to tell anything."""
    if len(listing.entries) < 3:
        return None
    return sum(e.published.earliest is not None for e in listing.entries) / len(listing.entries)


def any_known(urls: Iterable[str]) -> bool:
    """Whether a document of any of these addresses is known."""
    return Document.objects.filter(identity__in=[identity_of_url(url) for url in urls]).exists()


def moment_as_json(moment: Moment) -> dict[str, str]:
    """Return a date as plain values, as it stands in ``Document.extra``."""
    return {
        "earliest": moment.earliest.isoformat() if moment.earliest else "",
        "latest": moment.latest.isoformat() if moment.latest else "",
        "precision": str(moment.precision),
        "wording": moment.wording[:300],
    }


def _known(identities: Iterable[str]) -> dict[str, _Known]:
    rows = Document.objects.filter(identity__in=list(identities)).values_list(
        "identity", "pk", "feed_id", "is_official"
    )
    return {identity: _Known(pk, feed_id, official) for identity, pk, feed_id, official in rows}


def _taken(wanted: Sequence[tuple[int, str]]) -> dict[tuple[int, str], tuple[int, str, str]]:
    """Return the document, the title and the listed date of each (feed, GUID) that a document has already."""
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN, [[feed for feed, _ in wanted], [_md5(guid) for _, guid in wanted]])
        rows = cursor.fetchall()
    return {(feed, guid): (pk, title, listed or "") for feed, guid, pk, title, listed in rows}


def known_items(feed: Feed) -> dict[str, int]:
    """Return the keys of the items that the feed's last listing had, each with its document's id."""
    return dict(feed.pace_state.get("items", {}))


def _listed(work: _Work) -> dict[str, int]:
    """Return what the next reading may leave out: the keys of this listing's items with their documents."""
    before = known_items(work.feed)
    listing = work.read.listing
    items = {key: before[key] for key in listing.known if key in before}
    ids = {key: one.pk for key, one in work.known.items()} | work.moved
    ids |= {key: one.pk for key, one in work.written.items()}
    for entry in listing.entries:
        if entry.key and (pk := ids.get(identity_of_url(entry.url))) is not None:
            items[entry.key] = pk
    return items


def _in_order(work: _Work) -> list[int]:
    """The documents that the listing names, in its own order as far as that is known."""
    by_place = {identity: one.pk for identity, one in work.known.items()} | work.moved
    by_place |= {identity: one.pk for identity, one in work.written.items()}
    order = work.read.listing.order
    places = [work.listed.get(key) for key in order] or [by_place.get(key) for key in work.items]
    ids = list(dict.fromkeys(pk for pk in (*places, *sorted(work.known_ids), *work.new_ids) if pk))
    # The next poll asks for the first page: what only a further one lists has not left the list then.
    return ids[: len(ids) - work.read.listing.further]


def _mark_listed(works: list[_Work], now: dt.datetime) -> None:
    """Say that these documents are listed: at once of those that were not, of the others once an hour."""
    marked: set[int] = set()
    for work in works:
        feed, known = work.feed, work.known_ids
        if back := known - set(feed.pace_state.get("listed", [])):
            marked |= back
            if feed.is_official:
                back_in_the_list(feed, sorted(back), now)
        last = feed.pace_state.get("marked_at", "")
        if not last or now - dt.datetime.fromisoformat(last) >= MARK_LISTED:
            marked |= known
            feed.pace_state = {**feed.pace_state, "marked_at": now.isoformat()}
    if marked:
        # Without those whose page is gone for good, whatever a list says.
        still_there = Document.objects.filter(pk__in=marked).exclude(unlisted_as=Document.Left.GONE)
        still_there.update(last_listed_at=now, unlisted_since=None, unlisted_as="")


def _keep_changed_texts(works: list[_Work], now: dt.datetime) -> None:
    """Keep the words of known items that are not their documents' newest."""
    pages: dict[int, Page] = {}
    owners: dict[int, _Work] = {}
    for work in works:
        if work.read.wants_pages:
            continue
        for identity, one in work.known.items():
            if one.feed_id == work.feed.pk and (page := _page(work.items[identity])).text:
                pages[one.pk], owners[one.pk] = page, work
    if not pages:
        return
    digests = {pk: sha256(normalise(page.text)) for pk, page in pages.items()}
    newest = DocumentVersion.objects.filter(document__in=pages).order_by("document", "-number")
    have = dict(newest.distinct("document").values_list("document_id", "text_sha256"))
    changed = [pk for pk, digest in digests.items() if have.get(pk) != digest]
    for pk in sorted(changed):
        owners[pk].versions += _store_texts({pk: pages[pk]}, owners[pk], now)


def _store_texts(pages: Mapping[int, Page], work: _Work, now: dt.datetime) -> list[int]:
    """Keep texts of documents that are there already, each under its lock; return the ids of new versions."""
    snapshot = work.read.fetch.snapshot if work.read.fetch else None
    documents = Document.objects.filter(pk__in=pages).order_by("pk") if pages else ()
    stored = [store_version(document, pages[document.pk], snapshot, now) for document in documents]
    return [version.pk for version in stored if version is not None]


def _page(entry: Entry) -> Page:
    """An item's own words as a page."""
    text = plain(entry.content) if entry.content else entry.summary
    language = detect_language(text) if entry.language == "zh" else entry.language
    return Page(entry.title, text, language, entry.published)


def _document(feed: Feed, identity: str, entry: Entry) -> dict[str, Any]:
    title = _title(entry)
    extra: dict[str, Any] = {str(name): value for name, value in entry.extra.items()}
    extra["listed"] = moment_as_json(entry.published)
    if entry.summary:
        extra["summary"] = entry.summary[:MAX_SUMMARY]
    return {
        "canonical_url": entry.url,
        "identity": identity,
        "guid": entry.guid,
        "feed_id": feed.pk,
        "title": title,
        "publisher": feed.publisher,
        "party": feed.party,
        "kind": kind_of(title, is_official=feed.is_official),
        "is_official": feed.is_official,
        "language": (entry.language or feed.language)[:10],
        "extra": extra,
        "wants_page": bool(feed.recipe.get("read_pages", True)),
    }


def _take_over(feed: Feed, known: dict[str, _Known]) -> None:
    """Give an authority its own document back, where a news feed had listed it first."""
    for one in known.values():
        if not one.is_official and one.feed_id != feed.pk:
            document = Document.objects.get(pk=one.pk)
            Document.objects.filter(pk=one.pk, is_official=False).update(
                feed=feed,
                guid="",
                publisher=feed.publisher,
                party=feed.party,
                is_official=True,
                kind=kind_of(document.title, is_official=True),
            )


def _title(entry: Entry) -> str:
    title = entry.title or entry.url
    return title if len(title) <= MAX_TITLE else title[: MAX_TITLE - 1].rstrip() + "…"


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
