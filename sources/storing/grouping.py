"""Echoes: each text leaves its print when it is stored, and a sweep puts copies of one origin together.

Only texts that share a key are ever compared; the keys stand under one GIN index.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import connection, transaction
from psycopg2.extras import execute_values

from sources.echoes import (
    fingerprint,
    halves,
    near_halves,
    same_mould,
    same_origin,
    sentence_keys,
    sentences_of,
    shared_origin,
)
from sources.models import Document, DocumentVersion, EchoGroup, EchoPrint

MAX_CHARS = 60_000  # of a text that its print is made of: copies agree in their beginnings
CANDIDATES = 200  # lookalikes compared with one text
OF_ONE_KEY = 20  # where that is not all: those compared for each of its sentences, the first that came
BATCH = 500
_LOCK = 7_316_041  # advisory: one grouper at a time, so that two copies cannot miss each other

# What was written since the last vacuum stands beside the index in a list that each look-up would walk.
_FLUSH = """
SELECT gin_clean_pending_list(entry.oid) FROM pg_class AS entry JOIN pg_index ON indexrelid = entry.oid
WHERE indrelid = %s::regclass AND relname = 'echo_keys' AND pg_has_role(entry.relowner, 'USAGE')
"""
# Without an order: asked for one, Postgres may walk the whole table by its key instead of the index. And asked for
# seventy keys of which no statistics tell how rare they are, it would rather read the whole table.
_BY_INDEX = "SET LOCAL enable_seqscan = off"
_LOOKALIKES = """
SELECT document_id, fingerprint, length, keys FROM sources_echoprint
WHERE keys && %(keys)s::bigint[] AND document_id <> %(document)s
LIMIT %(most)s
"""
# What hundreds of texts say ("did not answer a request for comment") must not crowd out a copy, which shares more than that.
_OF_EACH_KEY = """
SELECT DISTINCT ON (document_id) found.* FROM unnest(%(keys)s::bigint[]) AS asked (key) CROSS JOIN LATERAL (
    SELECT document_id, fingerprint, length, keys FROM sources_echoprint
    WHERE keys && ARRAY[asked.key] AND document_id <> %(document)s LIMIT %(most)s
) AS found
"""
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
    return value, len(text), sorted({*halves(value, len(text)), *sentence_keys(text, language)})


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
        with connection.cursor() as cursor:  # the prints of the lot before were marked, and so written anew
            cursor.execute(_FLUSH, [EchoPrint._meta.db_table])
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
                if not cursor.fetchone()[0]:
                    return done  # another sweep is at it
                cursor.execute(_BY_INDEX)
            waiting = list(EchoPrint.objects.filter(is_grouped=False).order_by("document_id")[:BATCH])
            grouped = Document.objects.filter(pk__in=[one.pk for one in waiting])
            groups: dict[int, int | None] = dict(grouped.values_list("pk", "echo_group_id"))
            for one in waiting:
                if one.keys and groups[one.pk] is None:
                    _group(one, groups)
            EchoPrint.objects.filter(pk__in=[one.pk for one in waiting]).update(is_grouped=True)
        done += len(waiting)
        if len(waiting) < BATCH:
            break
    return done


def _group(one: EchoPrint, groups: dict[int, int | None]) -> None:
    """Put a text beside the one it shares most with; ``groups`` has the group of each text of this sweep."""
    mine = sentences_of(one.keys, one.fingerprint)
    best: tuple[int, int, int] | None = None  # sentences in common, earlier is better, document
    with connection.cursor() as cursor:
        keys = [*mine, *near_halves(one.fingerprint, one.length)]
        cursor.execute(_LOOKALIKES, {"document": one.pk, "keys": keys, "most": CANDIDATES})
        found = cursor.fetchall()
        if len(found) == CANDIDATES:
            cursor.execute(_OF_EACH_KEY, {"document": one.pk, "keys": keys, "most": OF_ONE_KEY})
            found += cursor.fetchall()
    for pk, value, length, keys in found:
        theirs = sentences_of(keys, value)
        is_near = same_origin(one.fingerprint, value, one.length, length) and not same_mould(mine, theirs)
        if is_near or shared_origin(mine, theirs):
            rank = (len(mine & theirs), -pk, pk)
            best = max(best, rank) if best else rank
    if best is None:
        return
    other = best[2]
    group_id = Document.objects.values_list("echo_group", flat=True).get(pk=other)
    if group_id is None:
        group_id = EchoGroup.objects.create(fingerprint=one.fingerprint).pk
        Document.objects.filter(pk=other).update(echo_group=group_id)
    Document.objects.filter(pk=one.pk).update(echo_group=group_id)
    groups |= {pk: group_id for pk in (one.pk, other) if pk in groups}
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
