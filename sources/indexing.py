"""Keep the search entry of each document in step with its newest version.

The entry is derived: it can be thrown away and made anew from the versions (``manage.py reindex``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection
from psycopg2.extras import execute_values

from .lexemes import vector_literal, without_han
from .models import DocumentVersion, SearchEntry

# Postgres takes at most 1 MB of lexemes; a text beyond this many characters is indexed by its beginning.
MAX_CHARS = 300_000
AHEAD = dt.timedelta(days=1)  # the day has begun already east of here
PAGE = 100  # rows in one statement

_UPSERT = """
INSERT INTO sources_searchentry AS entry
    (document_id, version_id, band, published_on, language, party, kind, is_official, vector)
VALUES %s
ON CONFLICT (document_id) DO UPDATE SET
    version_id = excluded.version_id, published_on = excluded.published_on, language = excluded.language,
    party = excluded.party, kind = excluded.kind, is_official = excluded.is_official, vector = excluded.vector
WHERE entry.version_id <= excluded.version_id
"""

# Of the title and the text without Han, and of the literal of their Han (``search_words``).
VECTOR = (
    "setweight(to_tsvector('english', {title}), 'A') || to_tsvector('english', {latin}) || {han}::tsvector"
)
_VALUES = f"(%s, %s, %s, %s, %s, %s, %s, %s, {VECTOR.format(title='%s', latin='%s', han='%s')})"


def index_versions(versions: Iterable[DocumentVersion]) -> int:
    """Write the search entries of these versions' documents; return how many were given.

    A version older than the one already indexed changes nothing, so that two workers may come in any order.
    """
    versions = list(versions)
    count = len(versions)
    # One row for a document: a statement may not touch the same one twice.
    newest = {version.document_id: version for version in sorted(versions, key=lambda one: one.pk)}
    rows = [_row(version) for _, version in sorted(newest.items())]
    if rows:
        with connection.cursor() as cursor:
            execute_values(cursor.cursor, _UPSERT, rows, template=_VALUES, page_size=PAGE)
    return count


def search_words(title: str, text: str) -> tuple[str, str, str]:
    """Return what a search entry is made of: title and text as Postgres may break them, and their Han as a literal."""
    text = text[:MAX_CHARS]
    return without_han(title), without_han(text), vector_literal(title, text)


def _row(version: DocumentVersion) -> tuple[Any, ...]:
    document = version.document
    published = version.published_day() or version.published_last_day or version.seen_at.date()
    if published > version.seen_at.date() + AHEAD:
        published = version.seen_at.date()  # a date that lies ahead must not stand first for ever
    return (
        document.pk,
        version.pk,
        document.pk // SearchEntry.BAND,
        published,
        version.language,
        document.party,
        document.kind,
        document.is_official,
        *search_words(version.title, version.text),
    )
