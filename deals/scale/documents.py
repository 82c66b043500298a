"""Synthetic documents by the hundred thousand: with versions, search entries, echo prints and groups, by COPY.

Rows are those that ``storing`` would write for the same texts. A document is known by the number in its address: what is
missing of the numbers asked for is written, each batch whole or not at all.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.db.models import Model

from sources.echoes import fingerprint, halves, sentence_keys
from sources.lexemes import vector_literal, without_han
from sources.models import Document, DocumentVersion, EchoPrint, Feed, SearchEntry
from sources.text import sha256
from sources.urls import canonical_url

from .shares import share_out
from .texts import Made, statement

HOST = "synthetic.invalid"
FEEDS = 200
BATCH = 2_000
TABLES = (Document, DocumentVersion, EchoPrint, SearchEntry)
Told = Callable[[int], None]

_DOCUMENT = (
    "id, canonical_url, identity, guid, feed_id, title, publisher, party, kind, is_official, language, extra,"
    " first_seen_at, last_listed_at, wants_page, page_failures, page_error, echo_group_id"
)
_VERSION = (
    "id, document_id, number, title, text, text_sha256, language, published_earliest, published_latest,"
    " published_precision, published_wording, seen_at, rules_version, extract_failures"
)
_PRINT = "document_id, version_id, fingerprint, length, keys, is_grouped"
_STAGED = "document_id, version_id, published_on, language, party, is_official, title, latin, han"
_STAGE = """
CREATE TEMPORARY TABLE IF NOT EXISTS seeding (document_id bigint, version_id bigint, published_on date,
    language text, party text, is_official boolean, title text, latin text, han text)
"""
_INDEXED = f"""
INSERT INTO sources_searchentry
    (document_id, version_id, band, published_on, language, party, kind, is_official, vector)
SELECT document_id, version_id, document_id / {SearchEntry.BAND}, published_on, language, party, 'statement',
    is_official, setweight(to_tsvector('english', title), 'A') || to_tsvector('english', latin) || han::tsvector
FROM seeding
"""
_GROUPS = "INSERT INTO sources_echogroup (created_at, origin_id) SELECT %s, unnest(%s::bigint[]) RETURNING id"
# Runs of numbers that are there: in a run, number and rank grow alike.
_RUNS = """
SELECT min(number), max(number) FROM (
    SELECT number, number - row_number() OVER (ORDER BY number) AS run FROM (
        SELECT substr(canonical_url, %(behind)s)::bigint AS number FROM sources_document
        WHERE canonical_url LIKE %(address)s AND substr(canonical_url, %(behind)s) ~ '^[0-9]+$'
    ) AS numbers WHERE number < %(stop)s
) AS ranked GROUP BY run ORDER BY 1
"""


def make_feeds(now: dt.datetime) -> list[int]:
    """Return the ids of the synthetic feeds, made if missing; they are never polled."""
    feeds = [
        Feed(
            slug=f"synthetic-{number}",
            name=f"Synthetic feed {number}",
            url=f"https://{HOST}/feed/{number}",
            host=urlsplit(f"https://{HOST}").hostname or "",
            kind=Feed.Kind.RSS,
            publisher=f"Synthetic office {number}",
            language="zh" if number % 2 else "en",
            is_active=False,
            recipe={"read_pages": False},
        )
        for number in range(FEEDS)
    ]
    Feed.objects.bulk_create(feeds, ignore_conflicts=True)
    return list(
        Feed.objects.filter(slug__startswith="synthetic-").order_by("pk").values_list("pk", flat=True)
    )


def missing_numbers(stop: int) -> list[tuple[int, int]]:
    """Return the spans (the end excluded) of numbers below ``stop`` of which there is no document."""
    address = f"https://{HOST}/item/"
    with connection.cursor() as cursor:
        cursor.execute(_RUNS, {"address": f"{address}%", "behind": len(address) + 1, "stop": stop})
        runs = cursor.fetchall()
    spans, begin = [], 0
    for first, last in [*runs, (stop, stop)]:
        if first > begin:
            spans.append((begin, first))
        begin = last + 1
    return spans


def make_documents(
    spans: Sequence[tuple[int, int]], now: dt.datetime, told: Told, *, processes: int = 2
) -> None:
    """Write the documents of these spans of numbers; ``told`` hears how many are done."""
    count = sum(stop - start for start, stop in spans)
    if not count:
        return
    feeds = make_feeds(now)
    # Taken before anything is written: what comes by itself afterwards must not meet them.
    document, version = _take_ids(Document, count), _take_ids(DocumentVersion, count)
    pieces = []
    for first, last in spans:
        for start in range(first - first % BATCH, last, BATCH):
            begin, stop = max(first, start), min(start + BATCH, last)
            pieces.append(_Piece(begin, stop, document, version, feeds, now))
            document, version = document + stop - begin, version + stop - begin
    share_out(_write, pieces, processes, told)


class _Piece(NamedTuple):
    """Numbers, the ids that their rows begin at, the feeds and the moment."""

    start: int
    stop: int
    document: int
    version: int
    feeds: list[int]
    now: dt.datetime


def _write(piece: _Piece) -> int:
    start, stop, document0, version0, feeds, now = piece
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # a group names its origin, and that its group
        # Copies stand eight after their originals; those of a twenty that is in this piece as a whole are in a group.
        twenties = range(start + -start % 20, stop - 19, 20)
        # The copy is the older of the two, so it is the origin.
        cursor.execute(_GROUPS, [now, [document0 + first + 19 - start for first in twenties]])
        groups = {first: pk for first, (pk,) in zip(twenties, cursor.fetchall(), strict=True)}
        documents, versions, prints, staged = [], [], [], []
        for place, number in enumerate(range(start, stop)):
            made = statement(number)
            document, version = document0 + place, version0 + place
            published = now - dt.timedelta(days=made.day, seconds=number % 86_400)
            day = published.date()
            group = groups.get(number - number % 20) if number % 20 in (11, 19) else None
            documents.append(
                _document_row(made, number, document, feeds[number % len(feeds)], published, group)
            )
            about = (made.title, made.text, sha256(made.text), made.language)
            when = (published, published, "instant", day.isoformat(), published)
            versions.append((version, document, 1, *about, *when, "synthetic", 0))
            value, length, keys = _print(made)
            prints.append((document, version, value, length, "{" + ",".join(map(str, keys)) + "}", True))
            latin = (without_han(made.title), without_han(made.text))
            kept = (document, version, day, made.language, made.party, bool(made.party))
            staged.append((*kept, *latin, vector_literal(made.title, made.text)))
        cursor.execute(_STAGE)
        cursor.execute("TRUNCATE seeding")
        _copy(cursor, Document._meta.db_table, _DOCUMENT, documents)
        _copy(cursor, DocumentVersion._meta.db_table, _VERSION, versions)
        _copy(cursor, EchoPrint._meta.db_table, _PRINT, prints)
        _copy(cursor, "seeding", _STAGED, staged)
        cursor.execute(_INDEXED)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # checked here and not at an index's expense
    return stop - start


def _print(made: Made) -> tuple[int, int, list[int]]:
    value = fingerprint(made.text, made.language)
    length = len(made.text)
    return value, length, sorted({*halves(value, length), *sentence_keys(made.text, made.language)})


def _document_row(
    made: Made, number: int, document: int, feed: int, published: dt.datetime, group: int | None
) -> tuple[object, ...]:
    url = f"https://{HOST}/item/{number}"
    extra = {"synthetic": True, "summary": made.text[:200]}
    return (
        *(document, url, hashlib.sha256(canonical_url(url).encode()).hexdigest(), url, feed, made.title),
        *(f"Synthetic office {number % FEEDS}", made.party, "statement", bool(made.party), made.language[:2]),
        *(json.dumps(extra, ensure_ascii=False), published, published, False, 0, "", group),
    )


def _copy(cursor: object, table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    lines = io.StringIO("".join("\t".join(map(_field, row)) + "\n" for row in rows))
    cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", lines)  # type: ignore[attr-defined]


def _field(value: object) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, str):
        return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return str(value)


def _take_ids(model: type[Model], count: int) -> int:
    """Take that many ids off the table's sequence and return the first."""
    table = model._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")  # nobody else takes one in between
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
        highest = cursor.fetchone()[0]
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        first = max(cursor.fetchone()[0], highest + 1)
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first + count - 1])
    return int(first)
