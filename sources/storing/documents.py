"""New documents with their first texts, search entries and prints: one statement for all of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from sources.indexing import VECTOR
from sources.models import Document, SearchEntry

_ABOUT = {
    "canonical_url": "text",
    "identity": "text",
    "guid": "text",
    "feed_id": "bigint",
    "title": "text",
    "publisher": "text",
    "party": "text",
    "kind": "text",
    "is_official": "boolean",
    "language": "text",
    "extra": "jsonb",
    "wants_page": "boolean",
}
_TEXT = {
    "snapshot_id": "bigint",
    "version_title": "text",
    "words": "text",
    "digest": "text",
    "version_language": "text",
    "earliest": "timestamptz",
    "latest": "timestamptz",
    "stated": "text",
    "wording": "text",
    "published_on": "date",
    "latin_title": "text",
    "latin": "text",
    "han": "text",
    "fingerprint": "bigint",
    "length": "integer",
    "keys": "bigint[]",
}
_COLUMNS = ", ".join(f"{name} {kind}" for name, kind in {**_ABOUT, **_TEXT}.items())
_LATIN = {"title": "coalesce(latin_title, version_title)", "latin": "coalesce(latin, words)", "han": "han"}

# What one document has in all four tables goes over once, as one line of JSON.
_WRITE = f"""
WITH given AS MATERIALIZED (SELECT * FROM json_to_recordset(%(rows)s::json) AS one({_COLUMNS})),
made AS (
    INSERT INTO sources_document ({", ".join(_ABOUT)},
        first_seen_at, last_listed_at, page_failures, page_error)
    SELECT {", ".join(_ABOUT)}, %(now)s, %(now)s, 0, '' FROM given ORDER BY identity
    ON CONFLICT DO NOTHING RETURNING id, identity, party, kind, is_official
),
texts AS (
    INSERT INTO sources_documentversion (document_id, number, snapshot_id, title, text, text_sha256, language,
        published_earliest, published_latest, published_precision, published_wording, seen_at, rules_version,
        extract_failures)
    SELECT made.id, 1, snapshot_id, version_title, words, digest, version_language, earliest, latest, stated,
        wording, %(now)s, '', 0
    FROM made JOIN given USING (identity) WHERE words IS NOT NULL ORDER BY made.id
    RETURNING id, document_id
),
indexed AS (
    INSERT INTO sources_searchentry
        (document_id, version_id, band, published_on, language, party, kind, is_official, vector)
    SELECT made.id, texts.id, made.id / {SearchEntry.BAND}, published_on, version_language, made.party, made.kind,
        made.is_official, {VECTOR.format(**_LATIN)}
    FROM texts JOIN made ON made.id = texts.document_id JOIN given USING (identity)
),
printed AS (
    INSERT INTO sources_echoprint (document_id, version_id, fingerprint, length, keys, is_grouped)
    SELECT made.id, texts.id, fingerprint, length, keys, false
    FROM texts JOIN made ON made.id = texts.document_id JOIN given USING (identity)
)
SELECT made.identity, made.id, texts.id FROM made LEFT JOIN texts ON texts.document_id = made.id
"""


@dataclass(frozen=True, slots=True)
class Written:
    """Where a document stands. ``version_id`` None: it has no text. ``is_ours`` False: another worker wrote it."""

    pk: int
    version_id: int | None
    is_ours: bool


def write_documents(rows: Sequence[Mapping[str, Any]], now: dt.datetime) -> dict[str, Written]:
    """Write new documents, each with its first text where it has one; return them by identity.

    A row has the columns of a document and, with a text, what ``versions.first_text`` says of it. One that another
    worker wrote first comes back as it stands; one whose GUID another document took meanwhile goes without.
    """
    written = _write(rows, now)
    missing = [row for row in rows if row["identity"] not in written]
    if missing:
        written |= _standing(missing)
        refused = [{**row, "guid": ""} for row in missing if row["identity"] not in written]
        if refused:
            # Refused for a GUID, which came in by another address in the meantime.
            written |= _write(refused, now)
            written |= _standing([row for row in refused if row["identity"] not in written])
    return written


def _write(rows: Sequence[Mapping[str, Any]], now: dt.datetime) -> dict[str, Written]:
    if not rows:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, {"rows": json.dumps(rows, ensure_ascii=False), "now": now})
        return {identity: Written(pk, version, True) for identity, pk, version in cursor.fetchall()}


def _standing(rows: Sequence[Mapping[str, Any]]) -> dict[str, Written]:
    found = Document.objects.filter(identity__in=[row["identity"] for row in rows])
    return {identity: Written(pk, None, False) for identity, pk in found.values_list("identity", "pk")}
