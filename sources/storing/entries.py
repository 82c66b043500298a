"""A listing's items as documents: each once, whatever its GUID, scheme or tracking parameters."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models.functions import MD5

from sources.kinds import kind_of
from sources.models import Document, Feed, Fetch
from sources.values import Entry, Fetched, Listing, Moment

from .feeds import settle_success
from .fetches import count_poll
from .identity import identity_of_url

MAX_TITLE = 1000
MAX_SUMMARY = 2000
BATCH = 500


@dataclass(frozen=True, slots=True)
class StoredEntries:
    """What a listing became: documents that are new, those known before, those whose page is to be read."""

    new_ids: tuple[int, ...]
    known_ids: tuple[int, ...]
    to_read: tuple[int, ...]


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
    items get ``last_listed_at``; those that the listing before named and this one does not, get
    ``unlisted_since``. ``fetch`` is the poll's log line, ``answer`` carries the validators to believe now.
    With ``is_replay`` the listing is an old one, read again: documents are made, and nothing that is
    known of the feed's present (pace, health, what is listed) changes.
    """
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
        new_ids = _insert(feed, fresh, taken | repeated, now)
        known_ids |= moved_ids
        if is_replay:
            return StoredEntries(tuple(new_ids), tuple(sorted(known_ids)), ())
        Document.objects.filter(pk__in=known_ids).update(last_listed_at=now, unlisted_since=None)
        if feed.is_official:
            _take_over(feed, known)
        listed = sorted(known_ids | set(new_ids))
        if listed:
            gone = set(feed.pace_state.get("listed", [])) - set(listed)
            Document.objects.filter(pk__in=gone, feed=feed, unlisted_since__isnull=True).update(
                unlisted_since=now
            )
        settle_success(
            feed,
            now=now,
            answer=answer,
            listed_ids=listed,
            new=len(new_ids),
            permanent_url=answer.permanent_url if answer else "",
        )
        if new_ids:
            count_poll(feed.pk, now, new_items=len(new_ids))
        if fetch is not None:
            fetch.outcome = Fetch.Outcome.NEW if new_ids else Fetch.Outcome.UNCHANGED
            fetch.n_entries, fetch.n_new = len(listing.entries), len(new_ids)
            fetch.note = "; ".join(listing.skipped).replace("\x00", "")[:500]
            fetch.save(update_fields=["outcome", "n_entries", "n_new", "note"])
    wants = bool(feed.recipe.get("read_pages", True))
    return StoredEntries(tuple(new_ids), tuple(sorted(known_ids)), tuple(new_ids) if wants else ())


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


def _insert(feed: Feed, fresh: dict[str, Entry], taken: set[str], now: dt.datetime) -> list[int]:
    """Write the new documents and return their ids; one that another worker wrote first counts as well."""
    if not fresh:
        return []
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
    return [found[key] for key in fresh if key in found]


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
