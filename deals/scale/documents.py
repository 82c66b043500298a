"""Synthetic documents by the hundred thousand: with versions, search entries and echo prints, by COPY.

Rows are those that ``storing`` would write for the same texts; the slow indexes are taken off before and built
anew afterwards, which changes nothing in them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db import connection, transaction

from sources.echoes import fingerprint, halves, sentence_keys
from sources.lexemes import vector_literal, without_han
from sources.models import Document, DocumentVersion, EchoGroup, EchoPrint, Feed, SearchEntry
from sources.text import sha256
from sources.urls import canonical_url

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
_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND NOT EXISTS (
    SELECT 1 FROM pg_constraint JOIN pg_class ON pg_class.oid = conindid WHERE relname = indexname)
"""
_INDEXED = f"""
INSERT INTO sources_searchentry
    (document_id, version_id, band, published_on, language, party, kind, is_official, vector)
SELECT document_id, version_id, document_id / {SearchEntry.BAND}, published_on, language, party, 'statement',
    is_official, setweight(to_tsvector('english', title), 'A') || to_tsvector('english', latin) || han::tsvector
FROM seeding
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


def make_documents(start: int, stop: int, now: dt.datetime, told: Told, *, processes: int = 2) -> None:
    """Write the documents numbered ``start`` to ``stop`` (excluded); ``told`` hears how many are done."""
    if stop <= start:
        return
    feeds = make_feeds(now)
    first_document = _next_id(Document) - start
    first_version = _next_id(DocumentVersion) - start
    first_group = _next_id(EchoGroup)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sources_echogroup (id, created_at, fingerprint, origin_id)"
            " SELECT %s + n, %s, null, null FROM generate_series(0, %s) n",
            [first_group, now, (stop - start) // 20 + 1],
        )
    plan = _Plan(feeds, first_document, first_version, first_group, start, now)
    pieces = [(plan, at, min(at + BATCH, stop)) for at in range(start, stop, BATCH)]
    done = 0
    if processes > 1 and len(pieces) > 1:
        connection.close()  # a forked process must not share it
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            for count in pool.imap_unordered(_write, pieces):
                done += count
                told(done)
    else:
        for piece in pieces:
            done += _write(piece)
            told(done)
    with connection.cursor() as cursor:
        for model in (Document, DocumentVersion, EchoGroup):
            table = model._meta.db_table
            cursor.execute(f"SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {table}", [table])


@contextmanager
def without_slow_indexes(told: Callable[[str], None]) -> Iterator[None]:
    """Take the indexes off for the length of the block and build them anew, also when it fails.

    All but those of keys and constraints: one row after the other goes into a random page of each, a whole table
    goes into them sorted.
    """
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES, [[model._meta.db_table for model in TABLES]])
        definitions = dict(cursor.fetchall())
        for name in definitions:
            cursor.execute(f'DROP INDEX "{name}"')
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '512MB'")
            for name, definition in definitions.items():
                told(f"building index {name}")
                cursor.execute(definition)
            cursor.execute("RESET maintenance_work_mem")


class _Plan(NamedTuple):
    """What every process must know: the feeds, the ids that new rows begin at, the moment."""

    feeds: list[int]
    document: int
    version: int
    group: int
    start: int
    now: dt.datetime


def _write(piece: tuple[_Plan, int, int]) -> int:
    (feeds, document0, version0, group0, begin, now), start, stop = piece
    documents, versions, prints, staged = [], [], [], []
    for number in range(start, stop):
        made = statement(number)
        document, version = document0 + number, version0 + number
        feed = feeds[number % len(feeds)]
        published = now - dt.timedelta(days=made.day, seconds=number % 86_400)
        day = published.date()
        # Copies stand eight after their originals; both are in the group of their twenty.
        is_echo = number % 20 in (11, 19) and number >= begin + 8 and number // 20 * 20 >= begin
        group = group0 + (number - begin) // 20 if is_echo else None
        documents.append(_document_row(made, number, document, feed, published, group))
        when = (published, published, "instant", day.isoformat(), published)
        versions.append(
            (
                version,
                document,
                1,
                made.title,
                made.text,
                sha256(made.text),
                made.language,
                *when,
                "synthetic",
                0,
            )
        )
        value = fingerprint(made.text, made.language)
        keys = sorted({*halves(value, len(made.text)), *sentence_keys(made.text, made.language)})
        prints.append((document, version, value, len(made.text), "{" + ",".join(map(str, keys)) + "}", True))
        about = (document, version, day, made.language, made.party, bool(made.party))
        latin = (without_han(made.title), without_han(made.text))
        staged.append((*about, *latin, vector_literal(made.title, made.text)))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
        cursor.execute(_STAGE)
        cursor.execute("TRUNCATE seeding")
        _copy(cursor, Document._meta.db_table, _DOCUMENT, documents)
        _copy(cursor, DocumentVersion._meta.db_table, _VERSION, versions)
        _copy(cursor, EchoPrint._meta.db_table, _PRINT, prints)
        _copy(cursor, "seeding", _STAGED, staged)
        cursor.execute(_INDEXED)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # checked here and not at an index's expense
    return stop - start


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


def _next_id(model: type) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {model._meta.db_table}")  # type: ignore[attr-defined]
        return int(cursor.fetchone()[0])
