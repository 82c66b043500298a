"""What a hand-written pipeline reaches that leaves the same rows under the same indexes as this project does.

    python benchmarks/floor_rows.py load|pass FEEDS     run by ``benchmarks.ingest`` in the environment of the peers

An anchor, not a product: two processes, one transaction for each feed, a plain driver, a fast parser that trusts its
feeds. It knows no moved items, no edits, no alarms, no second reading of what is known, no broken input, and keeps no
promise when it is killed. The tables are those of the project (``LIKE ... INCLUDING ALL``: columns, checks, indexes;
without foreign keys), in a schema of their own; what texts are told by among copies comes from the same function.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import multiprocessing
import os
import sys
import time
import zlib

import fastfeedparser
import nh3
import psycopg
import urllib3
from psycopg.types.json import Json

from sources.echoes import fingerprint, halves, sentence_keys

DSN, BASE_URL = os.environ["FLOOR_DSN"], os.environ["BASE_URL"]
TABLES = ("feed", "fetch", "pollhour", "snapshot", "document", "documentversion", "searchentry", "echoprint")
DOCUMENTS = """
INSERT INTO sources_document (canonical_url, identity, guid, feed_id, title, publisher, party, kind, is_official,
    language, extra, first_seen_at, last_listed_at, wants_page, page_failures, page_error)
SELECT url, identity, url, %(feed)s, title, 'Office', '', 'news', false, 'en', extra::jsonb, %(now)s, %(now)s, false, 0, ''
FROM unnest(%(url)s::text[], %(identity)s::text[], %(title)s::text[], %(extra)s::text[]) AS x (url, identity, title, extra)
ON CONFLICT DO NOTHING RETURNING identity, id
"""
TEXTS = """
WITH given AS (
    SELECT * FROM unnest(%(document)s::bigint[], %(title)s::text[], %(text)s::text[], %(digest)s::text[],
        %(published)s::timestamptz[], %(wording)s::text[], %(print)s::bigint[], %(keys)s::text[])
        AS x (document, title, text, digest, published, wording, print, keys)
), texts AS (
    INSERT INTO sources_documentversion (document_id, number, snapshot_id, title, text, text_sha256, language,
        published_earliest, published_latest, published_precision, published_wording, seen_at, rules_version,
        extract_failures)
    SELECT document, 1, %(snapshot)s, title, text, digest, 'en', published, published, 'instant', wording, %(now)s, '', 0
    FROM given RETURNING id, document_id
), indexed AS (
    INSERT INTO sources_searchentry (document_id, version_id, band, published_on, language, party, kind, is_official,
        vector)
    SELECT document, id, document / 10000, (published AT TIME ZONE 'UTC')::date, 'en', '', 'news', false,
        setweight(to_tsvector('english', title), 'A') || to_tsvector('english', text)
    FROM given JOIN texts ON document_id = document
)
INSERT INTO sources_echoprint (document_id, version_id, fingerprint, length, keys, is_grouped)
SELECT document, id, print, length(text), keys::bigint[], false FROM given JOIN texts ON document_id = document
"""
LINE = """
INSERT INTO sources_fetch (feed_id, started_at, elapsed_ms, outcome, severity, code, http_status, snapshot_id,
    n_entries, n_new, note, is_cited)
VALUES (%s, %s, 0, %s, '', '', %s, %s, %s, %s, '', false)
"""
HOUR = """
INSERT INTO sources_pollhour AS known (feed_id, hour, polls, failed, new_items) VALUES (%s, date_trunc('hour', %s), 1, 0, %s)
ON CONFLICT (feed_id, hour) DO UPDATE SET polls = known.polls + 1, new_items = known.new_items + excluded.new_items
"""
FEED = """
UPDATE sources_feed SET etag = %s, last_modified = %s, listing_sha256 = %s, last_ok_at = %s, next_poll_at = %s,
    pace_state = %s WHERE id = %s
"""


def make_tables(connection: psycopg.Connection, feeds: int) -> None:
    """Make the tables anew, empty but for the feeds."""
    connection.execute("DROP SCHEMA IF EXISTS floor CASCADE")
    connection.execute("CREATE SCHEMA floor")
    for name in TABLES:
        connection.execute(
            f"CREATE TABLE floor.sources_{name} (LIKE public.sources_{name} INCLUDING ALL)".encode()
        )
    for number in range(feeds):
        connection.execute(
            "INSERT INTO floor.sources_feed (id, slug, name, url, host, kind, publisher, party, language, timezone,"
            " recipe, is_official, is_active, poll_minutes, etag, last_modified, listing_sha256, failure_weight,"
            " last_error, pace_state, seed_sha256) VALUES (%s, %s, 'Feed', %s, '127.0.0.1', 'rss', 'Office', '', 'en',"
            " 'UTC', '{}', false, true, 60, '', '', '', 0, '', '{}', '')",
            (number, f"floor-{number}", f"{BASE_URL}/f/{number}.xml"),
        )


def poll(connection: psycopg.Connection, http: urllib3.PoolManager, feed: int) -> int:
    """Poll one feed and write all that comes of it; return the number of new items."""
    now = dt.datetime.now(dt.UTC)
    again = now + dt.timedelta(hours=1)
    url, etag, modified, state = connection.execute(
        "SELECT url, etag, last_modified, pace_state FROM sources_feed WHERE id = %s", (feed,)
    ).fetchone() or ("", "", "", {})
    asked = {"If-None-Match": etag, "If-Modified-Since": modified} if etag else {}
    answer = http.request("GET", url, headers=asked)
    if answer.status == 304:
        connection.execute(LINE, (feed, now, "unchanged", 304, None, 0, 0))
        connection.execute(HOUR, (feed, now, 0))
        connection.execute(FEED, (etag, modified, "", now, again, Json(state), feed))
        connection.commit()
        return 0
    digest = hashlib.sha256(answer.data).hexdigest()
    row = connection.execute(
        "INSERT INTO sources_snapshot (url, final_url, fetched_at, http_status, content_type, headers, sha256, size,"
        " body) VALUES (%s, %s, %s, 200, 'text/xml', %s, %s, %s, %s) RETURNING id",
        (url, url, now, Json(dict(answer.headers)), digest, len(answer.data), zlib.compress(answer.data, 1)),
    ).fetchone()
    snapshot = row[0] if row else None
    entries = {}
    for entry in fastfeedparser.parse(answer.data).entries:
        entries[hashlib.sha256(str(entry.get("link")).encode()).hexdigest()] = entry
    known = connection.execute(
        "SELECT identity, id FROM sources_document WHERE identity = ANY(%s)", (list(entries),)
    ).fetchall()
    ids = dict(known)
    fresh = {identity: entry for identity, entry in entries.items() if identity not in ids}
    if fresh:
        ids |= _write(connection, feed, snapshot, fresh, now)
    connection.execute(
        LINE, (feed, now, "new" if fresh else "unchanged", 200, snapshot, len(entries), len(fresh))
    )
    connection.execute(HOUR, (feed, now, len(fresh)))
    state = {"listed": sorted(ids.values()), "items": {identity[:16]: pk for identity, pk in ids.items()}}
    validators = (answer.headers.get("etag", ""), answer.headers.get("last-modified", ""))
    connection.execute(FEED, (*validators, digest, now, again, Json(state), feed))
    connection.commit()
    return len(fresh)


def _write(
    connection: psycopg.Connection, feed: int, snapshot: int | None, fresh: dict, now: dt.datetime
) -> dict[str, int]:
    titles = [str(entry.get("title")) for entry in fresh.values()]
    links = [str(entry.get("link")) for entry in fresh.values()]
    extras, texts, dates = [], [], []
    for entry in fresh.values():
        content = entry.get("content")
        summary = entry.get("description") or ""
        texts.append(nh3.clean((content[0].get("value") if content else "") or summary, tags=set()))
        dates.append(entry.get("published") or entry.get("updated"))
        extras.append(json.dumps({"summary": nh3.clean(summary, tags=set())[:2000], "listed": dates[-1]}))
    made = dict(
        connection.execute(
            DOCUMENTS,
            {
                "feed": feed,
                "now": now,
                "url": links,
                "identity": list(fresh),
                "title": titles,
                "extra": extras,
            },
        ).fetchall()
    )
    prints = [fingerprint(text, "en") for text in texts]
    keys = [
        sorted({*halves(one, len(text)), *sentence_keys(text, "en")})
        for one, text in zip(prints, texts, strict=True)
    ]
    connection.execute(
        TEXTS,
        {
            "snapshot": snapshot,
            "now": now,
            "document": [made[identity] for identity in fresh],
            "title": titles,
            "text": texts,
            "digest": [hashlib.sha256(text.encode()).hexdigest() for text in texts],
            "published": dates,
            "wording": dates,
            "print": prints,
            "keys": ["{" + ",".join(map(str, one)) + "}" for one in keys],
        },
    )
    return made


def work(feeds: list[int]) -> int:
    """Poll these feeds, one after the other; return the number of new items."""
    http = urllib3.PoolManager(maxsize=1)
    with psycopg.connect(DSN, options="-c search_path=floor,public -c synchronous_commit=on") as connection:
        connection.prepare_threshold = 1
        return sum(poll(connection, http, feed) for feed in feeds)


def main() -> None:
    """Run one phase and print its seconds and new items as JSON."""
    phase, feeds, workers = sys.argv[1], int(sys.argv[2]), int(os.environ["WORKERS"])
    if phase == "load":
        with psycopg.connect(DSN) as connection:
            make_tables(connection, feeds)
    started = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        new = sum(pool.map(work, [list(range(k, feeds, workers)) for k in range(workers)]))
    print(json.dumps({"s": time.perf_counter() - started, "new": new}))


if __name__ == "__main__":
    main()
