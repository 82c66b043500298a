"""Search the kept documents: words in English, character pairs in Chinese, the newest first.

Cost stays flat as the collection grows. A common word matches a large share of all documents; reading
them all to rank them would cost more each year. So at most ``CANDIDATES`` documents are ranked: the newest
bands of documents are read first, and the whole index only if they do not fill that number. The page
says when the cap was reached.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from .lexemes import Query, han_tsquery, parse_query
from .models import SearchEntry
from .text import fold

CANDIDATES = 1_000
NEWEST_BANDS = 3
SNIPPET = 160


@dataclass(frozen=True, slots=True)
class Filters:
    """Facets of a search; empty means any. Days are inclusive.

    ``known`` and ``recorded`` leave out texts that were not public by that day (UTC) or not kept by that moment:
    a document is searched in its newest words, so one whose newest words came later is left out and counted.
    """

    language: str = ""  # "en" or "zh"
    party: str = ""
    kind: str = ""
    is_official: bool | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    known: dt.date | None = None
    recorded: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One found document. ``pieces`` is a part of its text as (words, is_match) in order."""

    document_id: int
    version_id: int
    title: str
    publisher: str
    party: str
    kind: str
    is_official: bool
    language: str
    published_on: dt.date
    pieces: tuple[tuple[str, bool], ...] = ()
    reports: int = 1  # found documents that say this: itself and its copies by others


@dataclass(frozen=True, slots=True)
class Results:
    """``found`` counts origins among the ranked candidates, ``documents`` the candidates themselves: copies of one
    statement or wire story are one origin and one hit. ``is_capped`` says that more documents may match.

    ``left_out``: documents that match and were public, in words that were seen only later; at most CANDIDATES.
    """

    hits: tuple[Hit, ...]
    found: int
    is_capped: bool
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    left_out: int = 0
    documents: int = 0


NOTHING = Results((), 0, False)


def search_documents(
    words: str, *, filters: Filters | None = None, offset: int = 0, limit: int = 20
) -> Results:
    """Return documents whose newest text has all the words, best first, then newest.

    Of copies of one origin one is returned, the origin itself if it is found, with the number of reports. Every Han
    run of the query stands as a whole in the text. At most 200 characters of ``words`` are used.
    """
    query = parse_query(words)
    if query.is_empty:
        return NOTHING
    filters = filters or Filters()
    rows = _candidates(query, filters)
    is_capped = len(rows) > CANDIDATES
    rows = rows[:CANDIDATES]
    rows.sort(key=lambda row: (-row[1], -row[2].toordinal(), -row[0]))
    facets: dict[str, dict[str, int]] = {"language": {}, "party": {}, "kind": {}}
    for row in rows:
        for name, value in zip(("language", "party", "kind"), (row[3][:2], row[4], row[5]), strict=True):
            facets[name][value] = facets[name].get(value, 0) + 1
    origins = _origins([row[0] for row in rows])
    page = dict(list(origins.items())[offset : offset + limit])
    return Results(_hits(page, query), len(origins), is_capped, facets, _left_out(query, filters), len(rows))


def _origins(document_ids: Sequence[int]) -> dict[int, int]:
    """Return the documents to show for these ranked ones, each with how many of them it stands for."""
    with connection.cursor() as cursor:
        cursor.execute(
            # A subquery for each copy: a join would read all groups that there are.
            "SELECT document.id, document.echo_group_id, (SELECT echoes.origin_id FROM sources_echogroup echoes"
            " WHERE echoes.id = document.echo_group_id) FROM sources_document document"
            " WHERE document.id = ANY(%s) AND document.echo_group_id IS NOT NULL",
            [list(document_ids)],
        )
        groups = {pk: (group, origin) for pk, group, origin in cursor.fetchall()}
    found = set(document_ids)
    shown: dict[int, int] = {}
    by_group: dict[int, int] = {}
    for pk in document_ids:
        group, origin = groups.get(pk, (None, None))
        if group is None:
            shown[pk] = 1
        elif group in by_group:
            shown[by_group[group]] += 1
        else:
            by_group[group] = origin if origin in found else pk
            shown[by_group[group]] = 1
    return shown


def _left_out(query: Query, filters: Filters) -> int:
    if filters.known is None and filters.recorded is None:
        return 0
    match, match_arguments = _match(query)
    where, where_arguments = _conditions(query, filters)
    public, public_arguments = _public(filters)
    sql = (
        "SELECT count(*) FROM (SELECT 1 FROM sources_searchentry entry"
        f" WHERE {' AND '.join([f'entry.vector @@ ({match})', *where])} AND NOT {public} LIMIT %s) left_out"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*match_arguments, *where_arguments, *public_arguments, CANDIDATES])
        (count,) = cursor.fetchone()
    return count


def _public(filters: Filters) -> tuple[str, list[Any]]:
    """Return the condition that a document's newest words were public and kept by then: ``was_public`` in SQL.

    The first version of a page is public from its latest possible day of publication; words of a later one,
    and undated ones, from the day on which they were first seen.
    """
    since = "CASE WHEN newest.number = 1 THEN coalesce(newest.published_latest, newest.seen_at) ELSE newest.seen_at END"
    tests: list[tuple[str, object]] = [
        (f"({since} AT TIME ZONE 'UTC')::date <= %s", filters.known),
        ("newest.seen_at <= %s", filters.recorded),
    ]
    chosen = [(test, value) for test, value in tests if value is not None]
    where = " AND ".join(["newest.id = entry.version_id", *[test for test, _ in chosen]])
    return (
        f"EXISTS (SELECT 1 FROM sources_documentversion newest WHERE {where})",
        [value for _, value in chosen],
    )


def _match(query: Query) -> tuple[str, list[Any]]:
    """Return the tsquery expression of a query and its arguments."""
    parts: list[str] = []
    arguments: list[Any] = []
    if query.latin:
        parts.append("websearch_to_tsquery('english', %s)")
        arguments.append(query.latin)
    if query.runs or query.prefixes:
        parts.append("%s::tsquery")
        arguments.append(han_tsquery(query))
    return " && ".join(parts), arguments


def _conditions(query: Query, filters: Filters) -> tuple[list[str], list[Any]]:
    """Return what must hold beside the match, as SQL conditions and their arguments."""
    chosen: list[tuple[str, object]] = [
        ("entry.party = %s", filters.party or None),
        ("entry.kind = %s", filters.kind or None),
        ("left(entry.language, 2) = %s", filters.language[:2] or None),
        ("entry.is_official = %s", filters.is_official),
        ("entry.published_on >= %s", filters.since),
        ("entry.published_on <= %s", filters.until),
        ("entry.published_on <= %s", filters.known),
    ]
    where = [condition for condition, value in chosen if value is not None]
    arguments: list[Any] = [value for _, value in chosen if value is not None]
    return where, arguments


def _candidates(query: Query, filters: Filters) -> list[tuple]:
    """Return up to CANDIDATES + 1 rows of (document, rank, day, language, party, kind), newest bands first."""
    match, match_arguments = _match(query)
    where, where_arguments = _conditions(query, filters)
    if filters.known is not None or filters.recorded is not None:
        public, public_arguments = _public(filters)
        where, where_arguments = [*where, public], [*where_arguments, *public_arguments]
    sql = (
        f"SELECT entry.document_id, ts_rank(entry.vector, {match}), entry.published_on,"
        " entry.language, entry.party, entry.kind"
        f" FROM sources_searchentry entry WHERE {' AND '.join([f'entry.vector @@ ({match})', *where])}"
    )
    values = [*match_arguments, *match_arguments, *where_arguments]
    with connection.cursor() as cursor:
        # Bands follow ids, and only ids have an index of their own.
        cursor.execute("SELECT band FROM sources_searchentry ORDER BY document_id DESC LIMIT 1")
        found = cursor.fetchone()
        if found is None:
            return []
        bands = range(found[0], max(-1, found[0] - NEWEST_BANDS), -1)
        # One part for each band: asked for several at once, the planner may read the words of all of them.
        parts = " UNION ALL ".join(f"({sql} AND entry.band = %s)" for _ in bands)
        newest = [value for band in bands for value in (*values, band)]
        cursor.execute(f"{parts} LIMIT %s", [*newest, CANDIDATES + 1])
        rows = cursor.fetchall()
        if len(rows) <= CANDIDATES and bands[-1] > 0:
            cursor.execute(f"{sql} LIMIT %s", [*values, CANDIDATES + 1])
            rows = cursor.fetchall()
    return rows


def _hits(page: Mapping[int, int], query: Query) -> tuple[Hit, ...]:
    entries = SearchEntry.objects.filter(pk__in=list(page)).select_related("document", "version")
    by_id = {entry.pk: entry for entry in entries}
    pattern = pattern_of(query)
    hits = []
    for pk, reports in page.items():
        if entry := by_id.get(pk):
            hits.append(
                Hit(
                    pk,
                    entry.version_id,
                    entry.version.title,
                    entry.document.publisher,
                    entry.party,
                    entry.kind,
                    entry.is_official,
                    entry.language,
                    entry.published_on,
                    snippet(entry.version.text, pattern),
                    reports,
                )
            )
    return tuple(hits)


def pattern_of(query: Query) -> re.Pattern[str]:
    """Match the query's words in a folded text: English ones by their first letters, as the stems do."""
    words = [re.escape(run) for run in query.runs + query.prefixes]
    for word in re.findall(r"\w+", query.latin):
        stem = word if len(word) <= 4 else word[: max(4, len(word) - 3)]
        words.append(rf"\b{re.escape(stem)}\w*")
    return re.compile("|".join(words) or r"(?!)", re.IGNORECASE)


def snippet(text: str, pattern: re.Pattern[str]) -> tuple[tuple[str, bool], ...]:
    """Return up to 160 characters around the first match, cut into (words, is_match) pieces."""
    folded = fold(text)
    first = pattern.search(folded)
    start = max(0, (first.start() if first else 0) - SNIPPET // 4)
    stop = min(len(text), start + SNIPPET)
    pieces, at = [], start
    for match in pattern.finditer(folded, start, stop):
        if match.start() > at:
            pieces.append((text[at : match.start()], False))
        pieces.append((text[match.start() : match.end()], True))
        at = match.end()
    if at < stop:
        pieces.append((text[at:stop], False))
    return tuple(pieces)
