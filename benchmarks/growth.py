"""Measures what one new item costs in a small and in a large tracker, and one tick among ten thousand feeds.

    python -m benchmarks.growth                        1,000 documents against 10,000
    python -m benchmarks.growth --large-home FOLDER    10,000 against the tracker that make seed-scale left there

An item is parsed from a feed and stored with all that hangs on it (document, version, search entry, print); all is
rolled back, so that the tracker stays as large as it was.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction

from benchmarks import ground, report
from deals.scale.texts import statement

FEEDS, ITEMS, TURNS = 40, 25, 5
TICK_FEEDS = 10_000
DUE = 200


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path, default=ground.DEFAULT_HOME)
    parser.add_argument("--large-home", type=Path, help="a data folder with a synthetic tracker in it")
    parser.add_argument("--dry", action="store_true", help="print only, write no report")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one is not None:
        print(json.dumps(measure(options.home, options.one)))
        return 0
    machine = ground.machine()
    if options.large_home:
        sizes = [(options.home / "growth-10000", 10_000), (options.large_home, 0)]
    else:
        sizes = [(options.home / "growth-1000", 1_000), (options.home / "growth-10000", 10_000)]
    figures = [_apart(home, documents) for home, documents in sizes]
    small, large = figures
    rows = [[f"{one['documents']:,}", f"{one['item_ms']:.2f}", f"{one['tick_ms']:.0f}"] for one in figures]
    body = "\n".join(
        [
            f"Medians of {TURNS} turns of {FEEDS * ITEMS:,} items; {machine}.",
            "",
            report.table(
                ["documents stored", "one new item, ms", f"tick among {TICK_FEEDS:,} feeds, ms"], rows
            ),
            "",
            f"Ratio of the item's cost: {large['item_ms'] / small['item_ms']:.2f} (wanted: at most 1.3). "
            "A tick is wanted below 100 ms.",
        ]
    )
    print(body)
    if not options.dry:
        report.write_part("growth", body)
    return 0


def _apart(home: Path, documents: int) -> dict:
    command = [sys.executable, "-m", "benchmarks.growth", "--one", str(documents), "--home", str(home)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=ground.ROOT)
    if done.returncode:
        raise RuntimeError(f"measuring {home} failed")
    return json.loads(done.stdout.strip().splitlines()[-1])


def measure(home: Path, documents: int) -> dict:
    """Fill the home up to the size (0: take it as it is) and return its figures."""
    with ground.servers(home):
        if documents:
            call_command("seedscale", documents=documents, deals=1, events=10, stdout=sys.stderr)
        # The models are there only once the servers run.
        from sources.models import Document, Feed

        now = dt.datetime.now(dt.UTC)
        costs = [_items(turn, now) for turn in range(TURNS + 1)][1:]  # the first one warms up
        with transaction.atomic():
            Feed.objects.bulk_create(
                Feed(
                    slug=f"tick-{n}",
                    name=f"Feed {n}",
                    url=f"https://tick{n}.example/feed.xml",
                    host=f"tick{n}.example",
                    kind="rss",
                    publisher="Benchmark",
                    language="en",
                    next_poll_at=now - dt.timedelta(seconds=n % 3_600)
                    if n % 50 == 0
                    else now + dt.timedelta(hours=1),
                )
                for n in range(TICK_FEEDS)
            )
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE sources_feed")
            ticks = []
            for _ in range(TURNS):
                mark = transaction.savepoint()
                started = time.perf_counter()
                claimed = Feed.objects.claim_due(now, DUE, lease=dt.timedelta(minutes=5), per_host=1)
                ticks.append(time.perf_counter() - started)
                transaction.savepoint_rollback(mark)
                assert len(claimed) == DUE, len(claimed)
            transaction.set_rollback(True)
        return {
            "documents": Document.objects.count(),
            "item_ms": statistics.median(costs) * 1e3,
            "tick_ms": statistics.median(ticks) * 1e3,
        }


def _items(turn: int, now: dt.datetime) -> float:
    """Return the seconds that one new item took, from the feed's bytes to all its rows."""
    from sources import storing
    from sources.listings import parse_listing
    from sources.models import Feed
    from sources.values import Listing

    bodies = [_feed_body(turn, n) for n in range(FEEDS)]
    with transaction.atomic():
        feeds = [
            Feed.objects.create(
                slug=f"growth-{turn}-{n}",
                name="Feed",
                url=f"https://growth{n}.example/{turn}.xml",
                kind="rss",
                publisher="Benchmark",
                language="en",
                recipe={"read_pages": False},
            )
            for n in range(FEEDS)
        ]
        started = time.perf_counter()
        for feed, body in zip(feeds, bodies, strict=True):
            listing = parse_listing(body, kind="rss", base_url=feed.url, language="en")
            assert isinstance(listing, Listing)
            stored = storing.store_entries(feed, listing, now)
            assert len(stored.version_ids) == ITEMS
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        seconds = time.perf_counter() - started
        transaction.set_rollback(True)
    return seconds / (FEEDS * ITEMS)


def _feed_body(turn: int, number: int) -> bytes:
    items = []
    for place in range(ITEMS):
        made = statement(10_000_000 + 2 * ((turn * FEEDS + number) * ITEMS + place))
        link = f"https://growth{number}.example/{turn}/{place}"
        items.append(
            f"<item><title>{made.title}</title><link>{link}</link><guid>{link}</guid>"
            f"<description>{made.text}</description></item>"
        )
    return f'<rss version="2.0"><channel><title>Feed</title>{"".join(items)}</channel></rss>'.encode()


if __name__ == "__main__":
    sys.exit(main())
