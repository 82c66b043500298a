"""Stages 2 to 9 of ingestion as plain functions: one road for tasks, for ``poll`` and for ``ingest``.

fetch -> log -> parse -> store -> fetch page -> store version -> extract -> store claims. Each function loads what
its id names, does one stage's work and hands back what came of it. No request is made inside a
transaction; whatever was fetched is kept before it is parsed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import logging
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import InterfaceError, OperationalError

from . import storing
from .charsets import decode
from .extraction import RULES_VERSION, extract
from .fetching import Kept, Limits, fetch
from .hosts import turn_at
from .items import Context
from .jsonrelisting import suggest_json
from .listings import dated_url, parse_listing
from .models import Document, DocumentVersion, Feed, Fetch, Snapshot
from .pages import read_page
from .relisting import suggest
from .secondreading import SecondReader, SecondReading, read_again
from .urls import clean_link
from .values import Fetched, FetchError, FetchOutcome, Listing, Malformed, Moment, Page

log = logging.getLogger(__name__)
BUSY_WAIT_S = 15.0
BY_HAND = "by-hand"  # the name under which a snapshot keeps what the person who brought it said of it
# A server that went away: said when a statement is sent, and, of a connection that is closed already, before.
DATABASE_LOST = (OperationalError, InterfaceError)
MOST_PAGES = 5  # of one list, in one poll
KNOWN_ITEMS = 40  # that are looked for in a page laid out anew


@dataclass(frozen=True, slots=True)
class Polled:
    """What one poll did. ``outcome`` None: the host was busy. ``listing`` None: nothing was parsed."""

    feed_id: int
    url: str
    outcome: FetchOutcome | None
    listing: Listing | Malformed | None = None
    stored: storing.StoredEntries | None = None
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True)
class PageRead:
    """What reading one document's page did. ``version_id`` None: no new words, or it could not be read.

    ``skipped`` says why nothing was asked: busy, taken.
    """

    document_id: int
    outcome: FetchOutcome | None = None
    page: Page | Malformed | None = None
    version_id: int | None = None
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Extracted:
    """How many claims one version gave, and how many of them are new. ``failed``: the rules broke on it."""

    version_id: int
    found: int = 0
    new: int = 0
    failed: bool = False


def limits() -> Limits:
    """Return what a fetch may cost and where it may go, from the settings."""
    return Limits(
        user_agent=settings.FETCH_USER_AGENT,
        total_s=float(settings.FETCH_TOTAL_SECONDS),
        max_bytes=settings.FETCH_MAX_BYTES,
        allow_networks=settings.FETCH_ALLOW_NETWORKS,
        proxy=settings.FETCH_PROXY,
        respect_robots=True,
    )


def poll_feed(feed_id: int, now: dt.datetime, *, wait_s: float = BUSY_WAIT_S) -> Polled:
    """Fetch one feed's listing, keep its bytes, parse them and store its items (stages 2 to 5)."""
    feed = Feed.objects.get(pk=feed_id)
    url = listing_url(feed, now)
    with turn_at(_host(url), per_host=settings.FETCH_PER_HOST, wait_s=wait_s) as mine:
        if not mine:
            storing.postpone(feed.pk, now + dt.timedelta(seconds=30))
            return Polled(feed.pk, url, None)
        outcome = _ask(feed, url, now)
    return settle(feed, url, outcome, now)


def ask_feeds(
    feeds: Sequence[Feed], now: dt.datetime, *, ends: float, wait_s: float = BUSY_WAIT_S
) -> Iterator[tuple[Feed, str, FetchOutcome | None]]:
    """Ask for the listings of several feeds, host by host: (feed, address, answer), None if its host was busy.

    A host's turn is held while its feeds are asked. Those that are not begun when the clock
    (``time.monotonic``) reaches ``ends`` do not come out.
    """
    hosts: dict[str, list[tuple[Feed, str]]] = {}
    for feed in feeds:
        url = listing_url(feed, now)
        hosts.setdefault(_host(url), []).append((feed, url))
    for host, asked in hosts.items():
        if time.monotonic() >= ends:
            return
        with turn_at(host, per_host=settings.FETCH_PER_HOST, wait_s=wait_s) as mine, Kept() as kept:
            for feed, url in asked:
                if time.monotonic() >= ends:
                    return
                yield feed, url, _ask(feed, url, now, kept) if mine else None


def settle(feed: Feed, url: str, outcome: FetchOutcome, now: dt.datetime) -> Polled:
    """Keep, parse and store what a feed's server answered (stages 3 to 5)."""
    line = storing.record_fetch(feed, outcome, now, write_later=True)
    if not isinstance(outcome, Fetched):
        return Polled(feed.pk, url, outcome)
    try:
        if _is_unchanged(feed, outcome):
            storing.record_unchanged(feed, outcome, now, fetch=line)
            return Polled(feed.pk, url, outcome, is_unchanged=True)
        listing = _read_what_is_new(feed, outcome)
        if isinstance(listing, Malformed):
            storing.record_malformed(feed, line, listing.reason, now)
            if feed.kind == Feed.Kind.JSON_LIST:
                _look_for_the_list(feed, outcome, now)
            return Polled(feed.pk, url, outcome, listing)
        listing = _with_next_pages(feed, listing, now)
        stored = storing.store_listings([storing.Read(feed, listing, line, outcome)], now)[0]
        is_by_recipe = feed.kind in (Feed.Kind.HTML_LIST, Feed.Kind.JSON_LIST)
        if is_by_recipe and not listing.entries and not listing.known:
            _look_for_the_list(feed, outcome, now)
    except Exception:  # our own fault: the line in the log must stand all the same
        if line.pk is None or not Fetch.objects.filter(pk=line.pk).exists():
            line.pk = None
            storing.write_line(line, now)
        raise
    return Polled(feed.pk, url, outcome, listing, stored)


def settle_together(
    answers: Sequence[tuple[Feed, str, Fetched]], now: dt.datetime
) -> tuple[list[Polled], list[tuple[Feed, str, Fetched]]]:
    """Keep, parse and store the answers of several feeds in two transactions: the bytes, then all that is in them.

    Returns what was done, and the answers that ``settle`` has to take one by one: those that are unchanged, cannot be
    read, are empty or go on on another page. Raises what breaks while they are stored; nothing but their bytes is
    kept then, and ``settle`` may take them one by one as well.
    """
    reads: list[storing.Read] = []
    together: list[tuple[Feed, str, Fetched]] = []
    alone: list[tuple[Feed, str, Fetched]] = []
    for (feed, url, answer), line in zip(
        answers, storing.keep_answers([(feed, answer) for feed, _, answer in answers], now), strict=True
    ):
        try:
            listing = None if _is_unchanged(feed, answer) else _read_what_is_new(feed, answer)
        except Exception:  # our own fault, which ``settle`` will meet again and write down
            log.exception("feed %s could not be read with others", feed.pk)
            listing = None
        if isinstance(listing, Listing) and (listing.entries or listing.known) and not listing.next_url:
            reads.append(storing.Read(feed, listing, line, answer))
            together.append((feed, url, answer))
        else:
            alone.append((feed, url, answer))
    stored = storing.store_listings(reads, now) if reads else []
    polled = [
        Polled(feed.pk, url, answer, read.listing, one)
        for (feed, url, answer), read, one in zip(together, reads, stored, strict=True)
    ]
    return polled, alone


def _is_unchanged(feed: Feed, answer: Fetched) -> bool:
    return feed.last_error == "" and feed.listing_sha256 == answer.sha256


def _read_what_is_new(feed: Feed, answer: Fetched) -> Listing | Malformed:
    # After a failure everything is read anew: what is remembered may be what failed.
    known = storing.known_items(feed) if feed.last_error == "" else {}
    listing = read_listing(feed, answer, known=known)
    last = feed.pace_state.get("url", answer.url)
    if isinstance(listing, Listing) and "{" in feed.url and last != answer.url and not listing.next_url:
        # A new year's list, read for the first time: what last year's got at its very end stands there.
        return dataclasses.replace(listing, next_url=last)
    return listing


def _ask(feed: Feed, url: str, now: dt.datetime, kept: Kept | None = None) -> FetchOutcome:
    # Validators are of one address: with a new year's list they say nothing.
    is_same = feed.pace_state.get("url", url) == url and storing.believes_validators(feed, now)
    outcome = _fetch_listing(feed, url, is_same, kept)
    last = feed.pace_state.get("url", url)
    if (
        last != url
        and isinstance(outcome, FetchError)
        and outcome.status in (404, 410)
        and _turned_lately(feed, now)
    ):
        # The new year's list begins with its first item; until then last year's goes on, and is asked.
        return _fetch_listing(feed, last, storing.believes_validators(feed, now), kept)
    return outcome


def _fetch_listing(feed: Feed, url: str, with_validators: bool, kept: Kept | None) -> FetchOutcome:
    return fetch(
        url,
        limits=limits(),
        etag=feed.etag if with_validators else "",
        last_modified=feed.last_modified if with_validators else "",
        kept=kept,
    )


def _turned_lately(feed: Feed, now: dt.datetime) -> bool:
    """Whether the address of a feed changed with the calendar so lately that the new one may not be there yet."""
    local = now.astimezone(ZoneInfo(feed.timezone))
    if "{month}" in feed.url:
        return local.day <= 7
    return "{year}" in feed.url and local.month <= 2


def _with_next_pages(feed: Feed, listing: Listing, now: dt.datetime) -> Listing:
    """Return the listing with the items of its next pages, as long as nothing on a page is known.

    A source that published more than a page between two polls would lose the rest otherwise. A feed that was never
    read asks for one page only. Each page is kept; one that fails ends the search, and the listing says so.
    """
    pages = 1
    seen = {listing.next_url}
    while (
        listing.next_url
        and listing.entries
        and not listing.known
        and pages < MOST_PAGES
        and feed.last_ok_at is not None
        and not storing.any_known(entry.url for entry in listing.entries)
    ):
        pages += 1
        with turn_at(_host(listing.next_url), per_host=settings.FETCH_PER_HOST, wait_s=BUSY_WAIT_S) as mine:
            answer = fetch(listing.next_url, limits=limits()) if mine else None
        more = None
        if isinstance(answer, Fetched):
            storing.keep_answer(answer, now)
            more = read_listing(feed, answer)
        if not isinstance(more, Listing):
            why = "its host is busy" if answer is None else getattr(answer, "message", "not readable")
            note = f"page {pages} of the list was not read: {why}"
            return _cut_off(listing, note)
        is_last = more.next_url in seen or storing.any_known(entry.url for entry in more.entries)
        seen.add(more.next_url)
        listing = dataclasses.replace(
            listing,
            entries=(*listing.entries, *more.entries),
            skipped=(*listing.skipped, *more.skipped),
            lost=(*listing.lost, *more.lost),
            further=listing.further + len(more.entries),
            next_url="" if is_last else more.next_url,
        )
    if pages == MOST_PAGES and listing.next_url:
        return _cut_off(listing, f"pages of the list beyond the first {MOST_PAGES} were not read")
    return listing


def _cut_off(listing: Listing, why: str) -> Listing:
    """The listing without its further pages: what is new on them is not found later either, so it is said."""
    return dataclasses.replace(
        listing, skipped=(*listing.skipped, why), lost=(*listing.lost, why), next_url=""
    )


def _look_for_the_list(feed: Feed, answer: Fetched, now: dt.datetime) -> None:
    """Raise the layout alarm for a page in which the recipe finds nothing, with recipes that would.

    A JSON list is often truly empty: there the alarm is only raised with a recipe that finds known items.
    """
    listed = feed.pace_state.get("listed", [])[:KNOWN_ITEMS]
    known = list(Document.objects.filter(pk__in=listed).values_list("canonical_url", "title"))
    if not known:
        return
    formats = feed.recipe.get("date_formats", ())
    context = Context(
        answer.final_url,
        feed.timezone,
        feed.language,
        (formats,) if isinstance(formats, str) else tuple(str(one) for one in formats),
    )
    if feed.kind == Feed.Kind.JSON_LIST:
        if found := suggest_json(answer.body, context, feed.recipe, known, content_type=answer.content_type):
            storing.raise_layout_alarm(feed, [dataclasses.asdict(one) for one in found], now)
        return
    decoded = decode(
        answer.body, content_type=answer.content_type, override=str(feed.recipe.get("charset", ""))
    )
    if isinstance(decoded, Malformed):
        return
    found = suggest(decoded.text, context, feed.recipe, known)
    storing.raise_layout_alarm(feed, [dataclasses.asdict(one) for one in found], now)


def listing_url(feed: Feed, now: dt.datetime) -> str:
    """Return the address to poll; ``{year}`` is the year on the source's own calendar."""
    return dated_url(feed.url, now.astimezone(ZoneInfo(feed.timezone)))


def read_listing(feed: Feed, answer: Fetched, *, known: Collection[str] = ()) -> Listing | Malformed:
    """Parse an answer as the feed's kind and recipe say; nothing is written.

    Items whose keys are ``known`` are only named in the listing's ``known``.
    """
    return parse_listing(
        answer.body,
        kind=feed.kind,
        base_url=answer.final_url,
        content_type=answer.content_type,
        recipe=feed.recipe,
        timezone=feed.timezone,
        language=feed.language,
        known=known,
    )


def look(feed: Feed, now: dt.datetime) -> tuple[FetchOutcome, Listing | Malformed | None]:
    """Fetch and parse a feed (it need not be saved) without writing anything: a dry run."""
    outcome = ask_once(listing_url(feed, now))
    return outcome, read_listing(feed, outcome) if isinstance(outcome, Fetched) else None


def ask_once(url: str) -> FetchOutcome:
    """Fetch an address that a person looks at, in its host's turn; after 15 seconds of waiting without."""
    with turn_at(_host(url), per_host=settings.FETCH_PER_HOST, wait_s=BUSY_WAIT_S):
        return fetch(url, limits=limits())


def guess_kind(body: bytes, content_type: str) -> str:
    """Return the kind of list that an unknown address most likely gives: rss (or Atom), json_feed, html_list."""
    head = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:2000].lower()
    if head.startswith((b"{", b"[")) or "json" in content_type:
        try:
            found = json.loads(body)
        except ValueError:
            return "json_feed"
        is_feed = isinstance(found, dict) and "jsonfeed" in str(found.get("version", ""))
        return "json_feed" if is_feed else "json_list"
    if b"<html" in head or b"<!doctype html" in head:
        return "html_list"
    return "rss"


def read_document(
    document_id: int, now: dt.datetime, *, wait_s: float = BUSY_WAIT_S, kept: Kept | None = None
) -> PageRead:
    """Fetch one document's page, keep its bytes and its text (stages 6 and 7).

    ``kept`` carries the connection from one page to the next of the same host. Nobody else reads the same page
    meanwhile: it is taken for five minutes, or until the answer is stored.
    """
    document = Document.objects.select_related("feed").get(pk=document_id)
    with turn_at(_host(document.canonical_url), per_host=settings.FETCH_PER_HOST, wait_s=wait_s) as mine:
        if not mine:
            return PageRead(document_id, skipped="busy")
        if not storing.claim_page(document_id, now):
            return PageRead(document_id, skipped="taken")
        outcome = fetch(document.canonical_url, limits=limits(), kept=kept)
    line = storing.record_fetch(document, outcome, now)
    if not isinstance(outcome, Fetched):
        return PageRead(document_id, outcome)
    page = read_bytes(document, outcome.body, content_type=outcome.content_type, url=outcome.final_url)
    if isinstance(page, Malformed):
        storing.record_malformed(document, line, page.reason, now)
        return PageRead(document_id, outcome, page)
    version = storing.store_version(document, page, line.snapshot, now, fetch=line)
    return PageRead(document_id, outcome, page, version.pk if version else None)


def read_bytes(document: Document, body: bytes, *, content_type: str, url: str) -> Page | Malformed:
    """Read bytes as a page of the document's source; nothing is written."""
    feed = document.feed
    return read_page(
        body,
        content_type=content_type,
        recipe=feed.recipe if feed else None,
        timezone=feed.timezone if feed else "UTC",
        url=url,
        language=document.language,
    )


def extract_version(version_id: int) -> Extracted:
    """Run the rules over one version and keep what they find (stages 8 and 9).

    Rules that break on a text are counted and logged with their trace; after three times the sweep leaves
    the version alone.
    """
    version = DocumentVersion.objects.get(pk=version_id)
    published = version.published_earliest if version.published_precision in ("instant", "day") else None
    day = _day(version) if published else None
    try:
        findings = extract(version.text, version.language, day)
        new = storing.store_findings(version, findings, RULES_VERSION)
    except DATABASE_LOST:  # no fault of the text: the task is run again
        raise
    except Exception:  # whatever a rule does must not stop the other versions; it is logged and counted
        log.exception("version %s could not be read by rules %s", version_id, RULES_VERSION)
        storing.record_extract_failure(version_id)
        return Extracted(version_id, failed=True)
    return Extracted(version_id, len(findings), new)


def second_reader() -> SecondReader | None:
    """Return the second reader that the settings name, None when it is off."""
    if not settings.SECOND_READER_URL:
        return None
    return SecondReader(
        url=settings.SECOND_READER_URL,
        model=settings.SECOND_READER_MODEL,
        key=settings.SECOND_READER_KEY,
        limits=dataclasses.replace(
            limits(), total_s=float(settings.SECOND_READER_SECONDS), respect_robots=False
        ),
    )


def read_version_again(version_id: int) -> SecondReading:
    """Ask the second reader about one version and keep what holds; empty when it is off.

    Its claims are marked with their reader and wait for an editor like all others.
    """
    reader = second_reader()
    if reader is None:
        return SecondReading()
    version = DocumentVersion.objects.get(pk=version_id)
    is_dated = version.published_precision in ("instant", "day")
    day = _day(version) if is_dated else None
    reading = read_again(version.text, version.language, day, reader)
    storing.store_findings(version, reading.findings, f"second:{reader.model}"[:40], reader="second")
    log.info(
        "second reader: version %s, %s kept, dropped %s, failed %s",
        version_id,
        len(reading.findings),
        dict(reading.dropped),
        list(reading.failed),
    )
    return reading


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a person knows of a document. ``language`` en or zh; ``published`` outranks the page's own date.

    ``url`` may be empty; ``party``, ``kind`` and ``is_official`` are as on Document.
    """

    publisher: str
    language: str
    title: str = ""
    url: str = ""
    published: Moment | None = None
    party: str = ""
    kind: str = "news"
    is_official: bool = False
    extra: dict[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Added:
    """A document that a person brought; ``version_id`` None where its words were known already."""

    document_id: int
    is_new: bool
    version_id: int | None


def read_by_hand(
    about: ByHand, body: bytes, now: dt.datetime, *, content_type: str = "", name: str = "", text: str = ""
) -> Page | Malformed:
    """Read what a person brought; ``text`` is the part of ``body`` to keep where a caller has cut a header off."""
    if text:
        body, content_type = text.encode(), "text/plain; charset=utf-8"
    page = read_page(body, content_type=content_type, url=about.url, language=about.language)
    return (
        dataclasses.replace(page, title=about.title or page.title or name) if isinstance(page, Page) else page
    )


def add_by_hand(
    about: ByHand,
    body: bytes,
    now: dt.datetime,
    *,
    content_type: str = "",
    name: str = "",
    text: str = "",
    added_by: Any = None,
) -> Added | Malformed:
    """Take a file or pasted text down the same road: snapshot, document, version (stages 3 to 7).

    ``body`` is kept as it came; ``name`` is its file name; ``text``: see ``read_by_hand``. Malformed (what
    it holds is no text) leaves the snapshot and nothing else. Extraction is the caller's next step.
    """
    digest = hashlib.sha256(body).hexdigest()
    # What the person said is kept with the bytes: a replay makes the same document of them.
    said = _said(about, body, now, content_type=content_type, name=name, text=text)
    snapshot = storing.keep_bytes(
        body,
        url=about.url or f"urn:sha256:{digest}",
        now=now,
        content_type=content_type,
        headers={BY_HAND: json.dumps(said, ensure_ascii=False)},
    )
    return _store_by_hand(about, body, snapshot, now, name=name, text=text, added_by=added_by)


def add_again(snapshot: Snapshot, body: bytes) -> Added | Malformed | None:
    """Do everything after the bytes anew for what a person brought once; None where it is not kept what they said."""
    stated = snapshot.headers.get(BY_HAND)
    if not stated:
        return None
    said = json.loads(stated)
    name, tail, text = said.pop("name"), said.pop("tail"), said.pop("text")
    said["published"] = storing.moment_of_json(said["published"])
    about = ByHand(**said)
    if tail:
        whole = read_by_hand(about, body, snapshot.fetched_at, content_type=snapshot.content_type, name=name)
        text = whole.text[-tail:] if isinstance(whole, Page) else ""
    return _store_by_hand(about, body, snapshot, snapshot.fetched_at, name=name, text=text)


def _said(
    about: ByHand, body: bytes, now: dt.datetime, *, content_type: str, name: str, text: str
) -> dict[str, Any]:
    """What to keep of a person's words beside the bytes: ``tail`` is how many characters of the text are wanted."""
    said = {field.name: getattr(about, field.name) for field in dataclasses.fields(about)}
    said["published"] = storing.moment_as_json(about.published) if about.published else None
    tail = 0
    if text:
        whole = read_by_hand(about, body, now, content_type=content_type, name=name)
        tail = len(text) if isinstance(whole, Page) and whole.text.endswith(text) else 0
    return {**said, "name": name, "tail": tail, "text": "" if tail else text}


def _store_by_hand(
    about: ByHand,
    body: bytes,
    snapshot: Snapshot,
    now: dt.datetime,
    *,
    name: str,
    text: str,
    added_by: Any = None,
) -> Added | Malformed:
    page = read_by_hand(about, body, now, content_type=snapshot.content_type, name=name, text=text)
    if isinstance(page, Malformed):
        return page
    title = page.title or next((line.strip() for line in page.text.splitlines() if line.strip()), name)
    document, is_new = storing.document_by_hand(
        now=now,
        url=about.url,
        text=page.text,
        title=title,
        publisher=about.publisher,
        language=about.language,
        party=about.party,
        kind=about.kind,
        is_official=about.is_official,
        published=about.published,
        extra={**about.extra, **({"file": name} if name else {}), "bytes": snapshot.sha256},
        added_by=added_by,
    )
    version = storing.store_version(document, page, snapshot, now)
    return Added(document.pk, is_new, version.pk if version else None)


def add_url_by_hand(about: ByHand, now: dt.datetime, *, added_by: Any = None) -> Added | Malformed:
    """Make (or find) the document of an address whose page is still to be read by ``read_document``."""
    url = clean_link(about.url)
    if not url:
        return Malformed(f"{about.url!r} is no http or https address")
    document, is_new = storing.document_by_hand(
        now=now,
        url=url,
        title=about.title or url,
        publisher=about.publisher,
        language=about.language,
        party=about.party,
        kind=about.kind,
        is_official=about.is_official,
        published=about.published,
        extra=about.extra,
        added_by=added_by,
        wants_page=True,
    )
    return Added(document.pk, is_new, None)


def _day(version: DocumentVersion) -> dt.date | None:
    return None if version.published_latest is None else version.published_day()


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()
