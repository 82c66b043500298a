"""Measures what one new item costs in a small and in a large tracker, and one tick among ten thousand feeds.

    python -m benchmarks.growth                        1,000 documents against 10,000
    python -m benchmarks.growth --large-home FOLDER    10,000 against the tracker that make seed-scale left there

An item is parsed from a feed and stored with all that hangs on it (document, version, search entry, print), then
compared with its lookalikes; all is rolled back, so that the tracker stays as large as it was. Processor time is that
of this process and of its database backend: it tells the tracker's growth from the machine's other work.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction

from benchmarks import ground, report
from deals.scale.texts import statement

FEEDS, ITEMS, TURNS = 40, 25, 5
TICK_FEEDS = 10_000
DUE = 200
SEEDING_S = 1_200  # wanted at most, for a million documents


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path, default=ground.DEFAULT_HOME)
    parser.add_argument("--large-home", type=Path, help="a data folder with a synthetic tracker in it")
    parser.add_argument("--dry", action="store_true", help="print only, write no report")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one is not None:
        for figures in measure(options.home, options.one):
            print(json.dumps(figures), flush=True)
            sys.stdin.readline()  # the other size has its turn
        return 0
    machine = ground.machine()
    if options.large_home:
        sizes = [(options.home / "growth-10000", 10_000), (options.large_home, 0)]
    else:
        sizes = [(options.home / "growth-1000", 1_000), (options.home / "growth-10000", 10_000)]
    small, large = figures = _by_turns(sizes)
    rows = [
        [
            f"{one['documents']:,}",
            *(f"{one[name]:.2f}" for name in ("item_ms", "item_cpu_ms", "group_ms", "group_cpu_ms")),
            f"{one['tick_ms']:.0f}",
        ]
        for one in figures
    ]
    ratios = {
        name: large[name] / small[name] for name in ("item_ms", "item_cpu_ms", "group_ms", "group_cpu_ms")
    }
    seeded = options.large_home / "seeded.json" if options.large_home else None
    body = "\n".join(
        [
            f"Medians of {TURNS} turns of {FEEDS * ITEMS:,} items, both sizes by turns, their indexes read into the "
            f"system's cache before; {machine}.",
            "",
            report.table(
                [
                    "documents stored",
                    "one new item, ms",
                    "of it processor time",
                    "grouping it, ms",
                    "of it processor time",
                    f"tick among {TICK_FEEDS:,} feeds, ms",
                ],
                rows,
            ),
            "",
            f"Ratio of a new item's cost: {ratios['item_ms']:.2f} (wanted: at most 1.3: "
            f"{'met' if ratios['item_ms'] <= 1.3 else '**missed**'}), of its processor time "
            f"{ratios['item_cpu_ms']:.2f}; of grouping: {ratios['group_ms']:.2f}, of "
            f"its processor time {ratios['group_cpu_ms']:.2f}. A tick is wanted below 100 ms: "
            f"{'met' if max(one['tick_ms'] for one in figures) < 100 else '**missed**'}.",
            *(["", _seeding(json.loads(seeded.read_text()))] if seeded and seeded.exists() else []),
        ]
    )
    print(body)
    if not options.dry:
        report.write_part("growth", body)
    return 0


def _seeding(said: dict) -> str:
    verdict = "met" if said["seconds"] < SEEDING_S * said["documents"] / 1_000_000 else "**missed**"
    return (
        f"`make seed-scale` took {said['seconds']:,.0f} s for {said['documents']:,} documents, with a load of "
        f"{said['load']:.1f} at the end (wanted: below {SEEDING_S:,} s for a million: {verdict})."
    )


def _by_turns(sizes: list[tuple[Path, int]]) -> list[dict]:
    """Measure each size in a process of its own, by turns, so that both meet the same machine; return their figures."""
    command = [sys.executable, "-m", "benchmarks.growth", "--one"]
    running = [
        subprocess.Popen(
            [*command, str(documents), "--home", str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ground.ROOT,
        )
        for home, documents in sizes
    ]
    figures: list[dict] = [{} for _ in sizes]
    try:
        for turn in range(TURNS + 2):  # the first is being ready, the last the tick
            for place, process in enumerate(running):
                assert process.stdin is not None and process.stdout is not None
                if turn:
                    process.stdin.write("\n")
                    process.stdin.flush()
                line = next((line for line in process.stdout if line.startswith("{")), "")
                if not line:
                    raise RuntimeError(f"measuring {sizes[place][0]} failed")
                figures[place] |= json.loads(line)
    finally:
        for process in running:
            process.communicate("\n")
    return figures


def _warm(home: Path) -> None:
    """Read the indexes once through the system's cache: a tracker in use has them there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_relation_filepath(indexrelid) FROM pg_stat_user_indexes WHERE relname LIKE 'sources\\_%'"
        )
        paths = [home / "postgres" / "cluster" / path for (path,) in cursor.fetchall()]
    for path in paths:
        with contextlib.suppress(OSError), path.open("rb") as file:
            while file.read(1 << 22):
                pass


def measure(home: Path, documents: int) -> Iterator[dict]:
    """Fill the home up to the size (0: take it as it is) and yield its figures as they come, one turn after the other."""
    with ground.servers(home):
        if documents:
            call_command("seedscale", documents=documents, deals=1, events=10, stdout=sys.stderr)
        # The models are there only once the servers run.
        from sources.models import Document, Feed

        now = dt.datetime.now(dt.UTC)
        _warm(home)
        _items(0, now)
        yield {}
        costs = []
        for turn in range(1, TURNS + 1):
            costs.append(_items(turn, now))
            print(f"{documents or 'large'}: turn {turn} of {TURNS}, {costs[-1]}", file=sys.stderr, flush=True)
            if turn < TURNS:
                yield {}
        yield {
            **{name: statistics.median(one[name] for one in costs) for name in costs[0]},
        }
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
        yield {"documents": Document.objects.count(), "tick_ms": statistics.median(ticks) * 1e3}


class _Meter:
    """Wall-clock and processor time (of this process and its database backend) since the last reading, in ms an item."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.backend = cursor.fetchone()[0]
        self.read()

    def read(self) -> tuple[float, float]:
        """Return both, and begin anew."""
        now = (time.perf_counter(), time.process_time() + ground.processor_seconds(self.backend))
        before, self.last = getattr(self, "last", now), now
        wall, processor = (
            1e3 * (one - other) / (FEEDS * ITEMS) for one, other in zip(now, before, strict=True)
        )
        return wall, processor


def _items(turn: int, now: dt.datetime) -> dict[str, float]:
    """Return what one new item took, from the feed's bytes to all its rows, and what grouping it took."""
    from sources import storing, tasks
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
        meter = _Meter()
        for start in range(0, FEEDS, tasks.SHARE):
            reads = []
            for feed, body in zip(feeds[start : start + tasks.SHARE], bodies[start:], strict=False):
                listing = parse_listing(body, kind="rss", base_url=feed.url, language="en")
                assert isinstance(listing, Listing)
                reads.append(storing.Read(feed, listing))
            for stored in storing.store_listings(reads, now):
                assert len(stored.version_ids) == ITEMS
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        figures = dict(zip(("item_ms", "item_cpu_ms"), meter.read(), strict=True))
        # All of them: the index's pending list, which is emptied first, holds all of them too.
        assert storing.group_echoes(limit=FEEDS * ITEMS) == FEEDS * ITEMS
        figures |= dict(zip(("group_ms", "group_cpu_ms"), meter.read(), strict=True))
        transaction.set_rollback(True)
    return figures


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
