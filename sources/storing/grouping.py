"""Echoes: each text leaves its print when it is stored, and a sweep puts copies of one origin together.

Only texts that share a key are ever compared; the keys stand under one GIN index.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import connection, transaction
from psycopg2.extras import execute_values

from sources.echoes import bands, fingerprint, same_mould, same_origin, sentence_keys, shared_origin
from sources.models import Document, DocumentVersion, EchoGroup, EchoPrint

MAX_CHARS = 60_000  # of a text that its print is made of: copies agree in their beginnings
CANDIDATES = 200  # lookalikes compared with one text; a phrase of every notice has no key anyway
BATCH = 500
_LOCK = 7_316_041  # advisory: one grouper at a time, so that two copies cannot miss each other

_UPSERT = """
INSERT INTO {table} AS known (document_id, version_id, fingerprint, length, keys, is_grouped)
VALUES %s
ON CONFLICT (document_id) DO UPDATE SET
    version_id = excluded.version_id, fingerprint = excluded.fingerprint, length = excluded.length,
    keys = excluded.keys, is_grouped = false
WHERE known.version_id < excluded.version_id
"""


def print_of(text: str, language: str) -> tuple[int, int, list[int]]:
    """Return the fingerprint, the length and the keys by which a text is told among copies."""
    text = text[:MAX_CHARS]
    value = fingerprint(text, language)
    return value, len(text), sorted({*(bands(value) if value else ()), *sentence_keys(text, language)})


def print_versions(versions: Iterable[DocumentVersion]) -> None:
    """Write the prints of these versions' documents; an older version than the one printed changes nothing."""
    rows = []
    newest = {version.document_id: version for version in sorted(versions, key=lambda one: one.pk)}
    for version in newest.values():
        rows.append((version.document_id, version.pk, *print_of(version.text, version.language)))
    if rows:
        with connection.cursor() as cursor:
            execute_values(
                cursor.cursor,
                _UPSERT.replace("{table}", EchoPrint._meta.db_table),
                sorted(rows),
                template="(%s, %s, %s, %s, %s::bigint[], false)",
                page_size=100,
            )


def group_echoes(limit: int = 5_000) -> int:
    """Compare the prints that wait with their lookalikes and group copies; return how many were compared.

    A text joins the group of the one that it shares most with, so that a round-up which quotes two statements
    joins one and never melts their groups into one. Nothing leaves a group by itself.
    """
    done = 0
    while done < limit:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
                if not cursor.fetchone()[0]:
                    return done  # another sweep is at it
            waiting = list(EchoPrint.objects.filter(is_grouped=False).order_by("document_id")[:BATCH])
            for one in waiting:
                _group(one)
            EchoPrint.objects.filter(pk__in=[one.pk for one in waiting]).update(is_grouped=True)
        done += len(waiting)
        if len(waiting) < BATCH:
            break
    return done


def _group(one: EchoPrint) -> None:
    if not one.keys:
        return
    document = Document.objects.get(pk=one.pk)
    if document.echo_group_id is not None:
        return
    mine = _sentences(one)
    best: tuple[int, int, int] | None = None  # sentences in common, earlier is better, document
    # Without an order: asked for one, Postgres may walk the whole table by its key instead of the index.
    lookalikes = EchoPrint.objects.filter(keys__overlap=one.keys).exclude(pk=one.pk)[:CANDIDATES]
    for other in lookalikes:
        theirs = _sentences(other)
        is_near = same_origin(
            one.fingerprint, other.fingerprint, one.length, other.length
        ) and not same_mould(mine, theirs)
        if is_near or shared_origin(mine, theirs):
            rank = (len(mine & theirs), -other.pk, other.pk)
            best = max(best, rank) if best else rank
    if best is None:
        return
    found = Document.objects.get(pk=best[2])
    group_id = found.echo_group_id
    if group_id is None:
        group_id = EchoGroup.objects.create(fingerprint=one.fingerprint).pk
        Document.objects.filter(pk=found.pk).update(echo_group=group_id)
    Document.objects.filter(pk=document.pk).update(echo_group=group_id)
    _name_origin(group_id)


def _name_origin(group_id: int) -> None:
    """Name the group's origin: the authority's own text if it is in it, else the one published first."""
    far = dt.datetime.max.replace(tzinfo=dt.UTC)
    members = Document.objects.filter(echo_group=group_id).values_list(
        "pk", "is_official", "first_seen_at", "echo_print__version__published_earliest"
    )
    ranked = sorted((not official, published or far, seen, pk) for pk, official, seen, published in members)
    if ranked:
        EchoGroup.objects.filter(pk=group_id).update(origin=ranked[0][3])


def _sentences(one: EchoPrint) -> frozenset[int]:
    """The keys of a print without its bands."""
    return frozenset(one.keys) - frozenset(bands(one.fingerprint) if one.fingerprint else ())
