"""A listing's items as documents: each once, whatever its GUID, scheme or tracking parameters."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.functions import MD5

from sources.kinds import kind_of
from sources.leaving import after_listing
from sources.markup import plain
from sources.models import Document, DocumentVersion, Feed, Fetch, Snapshot
from sources.text import detect_language, normalise, sha256
from sources.values import Entry, Fetched, Listing, Moment, Page

from .feeds import settle_success
from .fetches import count_poll, write_line
from .identity import identity_of_url
from .leavers import back_in_the_list, write_leaving
from .versions import store_first_versions, store_version

MAX_TITLE = 1000
MAX_SUMMARY = 2000
BATCH = 500
MARK_LISTED = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class StoredEntries:
    """What a listing became: documents that are new, those known before, those whose page is to be read."""

    new_ids: tuple[int, ...]
    known_ids: tuple[int, ...]
    to_read: tuple[int, ...]
    version_ids: tuple[int, ...] = ()  # texts that came with the listing itself


@dataclass(frozen=True, slots=True)
class _Known:
    pk: int
    feed_id: int | None
    is_official: bool


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

    An item is known by its folded address; failing that, by a GUID of this feed that comes with the same
    title (an item that moved). A GUID that another item has is not kept: publishers repeat them. Known
    items get ``last_listed_at``; what becomes of those that the listing before named and this one does not, says
    ``leaving``. ``fetch`` is the poll's log line, ``answer`` carries the validators to believe now.
    With ``is_replay`` the listing is an old one, read again: documents are made, and nothing that is
    known of the feed's present (pace, health, what is listed) changes.
    Where pages are not read (``read_pages: false``), an item's own words become its document's text.
    """
    wants = bool(feed.recipe.get("read_pages", True))
    by_identity: dict[str, Entry] = {}
    for entry in listing.entries:
        by_identity.setdefault(identity_of_url(entry.url), entry)
    with transaction.atomic():
        known = _known(by_identity)
        unknown = {key: entry for key, entry in by_identity.items() if key not in known}
        taken, moved = _guids(feed, unknown)
        repeated = {guid for guid, times in Counter(e.guid for e in listing.entries).items() if times > 1}
        known_ids = {one.pk for one in known.values()}
        moved_ids = {pk for key, pk in moved.items() if pk not in known_ids}
        fresh = {key: entry for key, entry in unknown.items() if moved.get(key) not in moved_ids}
        written = _insert(feed, fresh, taken | repeated, now)
        new_ids = [document.pk for document in written.values()]
        known_ids |= moved_ids
        version_ids: list[int] = []
        if not wants:
            snapshot = fetch.snapshot if fetch else None
            version_ids = _first_texts(feed, {k: (written[k], fresh[k]) for k in written}, snapshot, now)
        if is_replay:
            return StoredEntries(tuple(new_ids), tuple(sorted(known_ids)), (), tuple(version_ids))
        if not wants:
            mine = {one.pk: by_identity[k] for k, one in known.items() if one.feed_id == feed.pk}
            version_ids += _changed_texts(mine, snapshot, now)
        items = _items(feed, listing, {**{k: one.pk for k, one in known.items()}, **moved}, written)
        known_ids |= {pk for key, pk in items.items() if key in listing.known}
        _mark_listed(feed, known_ids, now)
        if feed.is_official:
            _take_over(feed, known)
        by_place = {
            **{k: one.pk for k, one in known.items()},
            **moved,
            **{k: d.pk for k, d in written.items()},
        }
        places = [items.get(key) for key in listing.order] or [by_place.get(key) for key in by_identity]
        listed = list(dict.fromkeys(pk for pk in (*places, *sorted(known_ids), *new_ids) if pk))
        if listed:
            memory = dict(feed.pace_state)
            leaving = after_listing(
                memory, memory.get("listed", []), listed, new=set(new_ids), last=feed.last_ok_at, now=now
            )
            feed.pace_state = memory
            write_leaving(feed, leaving, now)
        settle_success(
            feed,
            now=now,
            answer=answer,
            listed_ids=listed,
            new=len(new_ids),
            dated=_share_dated(listing),
            permanent_url=answer.permanent_url if answer else "",
            known_items=items,
        )
        if fetch is not None:
            fetch.outcome = Fetch.Outcome.NEW if new_ids else Fetch.Outcome.UNCHANGED
            fetch.n_entries, fetch.n_new = len(listing.entries) + len(listing.known), len(new_ids)
            fetch.note = "; ".join(listing.skipped).replace("\x00", "")[:500]
            write_line(fetch, now, new_items=len(new_ids))
        elif new_ids:
            count_poll(feed.pk, now, new_items=len(new_ids))
    return StoredEntries(
        tuple(new_ids), tuple(sorted(known_ids)), tuple(new_ids) if wants else (), tuple(version_ids)
    )


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


def _guids(feed: Feed, unknown: dict[str, Entry]) -> tuple[set[str], dict[str, int]]:
    """Return the GUIDs that this feed's documents have already, and identity -> document that only moved."""
    wanted = {_md5(entry.guid): entry.guid for entry in unknown.values() if entry.guid}
    if not wanted:
        return set(), {}
    rows = (
        Document.objects.filter(feed=feed)
        .exclude(guid="")
        .annotate(guid_md5=MD5("guid"))
        .filter(guid_md5__in=list(wanted))
        .values_list("guid", "pk", "title")
    )
    taken = {guid: (pk, title) for guid, pk, title in rows}
    moved: dict[str, int] = {}
    for key, entry in unknown.items():
        # GUIDs that number items by position come with another title each time; those are new items.
        if entry.guid in taken and taken[entry.guid][1] == _title(entry):
            moved[key] = taken[entry.guid][0]
    return set(taken), moved


def _insert(feed: Feed, fresh: dict[str, Entry], taken: set[str], now: dt.datetime) -> dict[str, Document]:
    """Write the new documents and return them by identity; one that another worker wrote first counts as well."""
    if not fresh:
        return {}
    list_order = {identity: place for place, identity in enumerate(fresh)}
    # In the order of identities, so that two feeds with the same items cannot wait for each other.
    rows = [_document(feed, key, fresh[key], taken, now) for key in sorted(fresh)]
    Document.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
    found = dict(Document.objects.filter(identity__in=list(fresh)).values_list("identity", "pk"))
    if len(found) < len(fresh):
        # Refused for its GUID, which came in by another address in the meantime.
        for row in rows:
            if row.identity not in found:
                row.guid = ""
                row.pk = None
        again = [row for row in rows if row.identity not in found]
        Document.objects.bulk_create(again, ignore_conflicts=True, batch_size=BATCH)
        found = dict(Document.objects.filter(identity__in=list(fresh)).values_list("identity", "pk"))
    for row in rows:
        row.pk = found.get(row.identity)
    return {row.identity: row for row in sorted(rows, key=lambda row: list_order[row.identity]) if row.pk}


def known_items(feed: Feed) -> dict[str, int]:
    """Return the keys of the items that the feed's last listing had, each with its document's id."""
    return dict(feed.pace_state.get("items", {}))


def _items(
    feed: Feed, listing: Listing, known: dict[str, int], written: dict[str, Document]
) -> dict[str, int]:
    """Return what the next reading may leave out: the keys of this listing's items with their documents."""
    before = known_items(feed)
    items = {key: before[key] for key in listing.known if key in before}
    ids = {**known, **{identity: document.pk for identity, document in written.items()}}
    for entry in listing.entries:
        if entry.key and (pk := ids.get(identity_of_url(entry.url))) is not None:
            items[entry.key] = pk
    return items


def _mark_listed(feed: Feed, known_ids: set[int], now: dt.datetime) -> None:
    """Say that these documents are listed: at once of those that were not, of the others once an hour."""
    back = known_ids - set(feed.pace_state.get("listed", []))
    if back:
        _still_there(back).update(last_listed_at=now, unlisted_since=None, unlisted_as="")
        if feed.is_official:
            back_in_the_list(feed, sorted(back), now)
    marked = feed.pace_state.get("marked_at", "")
    if not marked or now - dt.datetime.fromisoformat(marked) >= MARK_LISTED:
        _still_there(known_ids - back).update(last_listed_at=now, unlisted_since=None, unlisted_as="")
        feed.pace_state = {**feed.pace_state, "marked_at": now.isoformat()}


def _still_there(ids: set[int]) -> QuerySet[Document]:
    """These documents without those whose page is gone for good, whatever a list says."""
    return Document.objects.filter(pk__in=ids).exclude(unlisted_as=Document.Left.GONE)


def _first_texts(
    feed: Feed, made: dict[str, tuple[Document, Entry]], snapshot: Snapshot | None, now: dt.datetime
) -> list[int]:
    """Keep the words that came with new items as their documents' first texts; return the versions' ids."""
    pages = [(document, _page(entry)) for document, entry in made.values()]
    try:
        with transaction.atomic():
            return store_first_versions(pages, snapshot, now)
    except IntegrityError:
        # Another feed brought one of them in the same moment: one by one, each under its lock.
        stored = [store_version(document, page, snapshot, now) for document, page in pages if page.text]
        return [version.pk for version in stored if version is not None]


def _changed_texts(mine: Mapping[int, Entry], snapshot: Snapshot | None, now: dt.datetime) -> list[int]:
    """Keep the words of known items that are not their documents' newest; return the versions' ids."""
    pages = {pk: page for pk, entry in mine.items() if (page := _page(entry)).text}
    if not pages:
        return []
    digests = {pk: sha256(normalise(page.text)) for pk, page in pages.items()}
    newest = DocumentVersion.objects.filter(document__in=pages).order_by("document", "-number")
    have = dict(newest.distinct("document").values_list("document_id", "text_sha256"))
    changed = [pk for pk, digest in digests.items() if have.get(pk) != digest]
    stored = []
    for document in Document.objects.filter(pk__in=changed).order_by("pk"):
        stored.append(store_version(document, pages[document.pk], snapshot, now))
    return [version.pk for version in stored if version is not None]


def _page(entry: Entry) -> Page:
    """An item's own words as a page."""
    text = plain(entry.content) if entry.content else entry.summary
    language = detect_language(text) if entry.language == "zh" else entry.language
    return Page(entry.title, text, language, entry.published)


def _document(feed: Feed, identity: str, entry: Entry, taken: set[str], now: dt.datetime) -> Document:
    title = _title(entry)
    extra: dict[str, Any] = {str(name): value for name, value in entry.extra.items()}
    extra["listed"] = moment_as_json(entry.published)
    if entry.summary:
        extra["summary"] = entry.summary[:MAX_SUMMARY]
    return Document(
        canonical_url=entry.url,
        identity=identity,
        guid="" if entry.guid in taken else entry.guid,
        feed=feed,
        title=title,
        publisher=feed.publisher,
        party=feed.party,
        kind=kind_of(title, is_official=feed.is_official),
        is_official=feed.is_official,
        language=(entry.language or feed.language)[:10],
        extra=extra,
        first_seen_at=now,
        last_listed_at=now,
        wants_page=bool(feed.recipe.get("read_pages", True)),
    )


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
