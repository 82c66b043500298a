"""This project as a system under measurement: the scheduler's task, the broker, real workers, durable commits."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from benchmarks.peers import BASE_URL, Pass
from sources import storing, tasks
from sources.models import Document, DocumentVersion, Feed

TABLES = (
    "sources_feed",
    "sources_fetch",
    "sources_snapshot",
    "sources_document",
    "sources_documentversion",
    "sources_echogroup",
)


@dataclass
class Tracker:
    """Takes in ``BASE_URL/FOLDER/N.xml`` through ``poll_due_feeds`` and whatever it hands to the workers.

    With ``read_pages`` every item's own page is fetched, read and handed to the rules as well.
    """

    name: str = "tradetracker, 2 workers"
    folder: str = "f"
    read_pages: bool = False
    limit_s: float = 900.0

    def load(self, feeds: int) -> Pass:
        """Empty the tables, register the feeds and take everything in."""
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
        Feed.objects.bulk_create(self._feed(number) for number in range(feeds))
        return self.again(feeds)

    def again(self, feeds: int) -> Pass:
        """Make every feed due and wait until all the work that comes of it is done."""
        storing.poll_soon(Feed.objects.values_list("pk", flat=True), timezone.now())
        before = Document.objects.count()
        started = time.perf_counter()
        asked = timezone.now()
        tasks.poll_due_feeds.delay()
        self._await(asked)
        seconds = time.perf_counter() - started
        failed = Feed.objects.exclude(last_error="").first()
        if failed is not None:
            raise RuntimeError(f"{failed.url}: {failed.last_error}")
        return Pass(seconds, feeds, Document.objects.count() - before)

    def _await(self, asked) -> None:
        ends = time.monotonic() + self.limit_s
        while time.monotonic() < ends:
            polling = Feed.objects.filter(last_ok_at__lt=asked) | Feed.objects.filter(last_ok_at__isnull=True)
            if not polling.exists() and not (self.read_pages and self._has_work()):
                return
            time.sleep(0.02)
        raise RuntimeError(f"not done after {self.limit_s:.0f} s")

    def _has_work(self) -> bool:
        return Document.objects.unread().exists() or DocumentVersion.objects.unextracted().exists()

    def _feed(self, number: int) -> Feed:
        return Feed(
            slug=f"bench-{number}",
            name=f"Feed {number}",
            url=f"{BASE_URL}/{self.folder}/{number}.xml",
            host="127.0.0.1",
            kind="atom" if number % 2 else "rss",
            publisher=f"Office {number}",
            language="en",
            recipe={} if self.read_pages else {"read_pages": False},
        )
