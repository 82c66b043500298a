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
from .models import HALF_DAY, DocumentVersion, SearchEntry, day_of_publication

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


def day_listed(
    earliest: dt.datetime | None,
    latest: dt.datetime | None,
    precision: str,
    *,
    zone: str | None,
    seen_at: dt.datetime,
) -> dt.date:
    """Return the day under which a text is found and sorted: its first possible day of publication.

    The bounds and their ``precision`` are a version's; ``zone`` is that of its feed, None where it came by none. Where
    only a last day is known it is that one; of an undated text, and of a date that lies ahead, the day of first sight
    (UTC): what is announced for later must not stand first for ever.
    """
    day = day_of_publication(earliest, precision, zone)
    if day is None and latest is not None:
        day = (latest - HALF_DAY).astimezone(dt.UTC).date()
    seen = seen_at.astimezone(dt.UTC).date()
    return seen if day is None or day > seen + AHEAD else day


def day_of_version(version: DocumentVersion) -> dt.date:
    """Return ``day_listed`` of a kept version; its document and feed are read unless they came along."""
    feed = (
        version.document.feed if version.published_precision == "instant" else None
    )  # days have their own place
    return day_listed(
        version.published_earliest,
        version.published_latest,
        version.published_precision,
        zone=feed.timezone if feed else None,
        seen_at=version.seen_at,
    )


def correct_days(versions: Iterable[DocumentVersion]) -> int:
    """Put the days of these versions' search entries right without reading their words again; return how many were wrong."""
    by_pk = {version.pk: version for version in versions}
    wrong = []
    for entry in SearchEntry.objects.filter(version__in=list(by_pk)).only(
        "document", "version", "published_on"
    ):
        day = day_of_version(by_pk[entry.version_id])
        if entry.published_on != day:
            entry.published_on = day
            wrong.append(entry)
    SearchEntry.objects.bulk_update(wrong, ["published_on"])
    return len(wrong)


def search_words(title: str, text: str) -> tuple[str, str, str]:
    """Return what a search entry is made of: title and text as Postgres may break them, and their Han as a literal."""
    text = text[:MAX_CHARS]
    return without_han(title), without_han(text), vector_literal(title, text)


def _row(version: DocumentVersion) -> tuple[Any, ...]:
    document = version.document
    return (
        document.pk,
        version.pk,
        document.pk // SearchEntry.BAND,
        day_of_version(version),
        version.language,
        document.party,
        document.kind,
        document.is_official,
        *search_words(version.title, version.text),
    )
