"""``manage.py poll SLUG_OR_URL``: one feed in the foreground, stage by stage."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources import pipeline
from sources.clock import database_now
from sources.dates import say_moment
from sources.listings import KINDS
from sources.models import Document, Feed
from sources.progress import Progress
from sources.values import Fetched, FetchError, FetchOutcome, Listing, Malformed, NotModified

SHOWN = 200


class Command(BaseCommand):
    """Runs the stages that a worker would run, and says what each one did."""

    help = (
        "Poll one feed now: fetch, store, read its new pages, extract. An address of no known feed is looked "
        "at without storing anything. Proposals are made by the next sweep of a worker."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the feed and how far to go."""
        parser.add_argument("feed", metavar="SLUG_OR_URL")
        parser.add_argument("--dry-run", action="store_true", help="fetch and parse, store nothing")
        parser.add_argument("--kind", choices=KINDS, default="", help="of an address that is no known feed")
        parser.add_argument("--pages", type=int, default=200, help="read at most so many new pages (200)")

    def handle(self, *, feed: str, dry_run: bool, kind: str, pages: int, **options: Any) -> None:
        """Poll and report; raises CommandError when the feed is unknown or could not be read."""
        found = Feed.objects.filter(slug=feed).first() or Feed.objects.filter(url=feed).first()
        if found is None and not feed.lower().startswith(("http://", "https://")):
            raise CommandError(f"There is no feed {feed!r}. `manage.py sources --health` lists them.")
        if found is None:
            self.stdout.write(f"{feed} is no known feed: a dry run.")
            self._look_at_address(feed, kind)
        elif dry_run:
            outcome, listing = pipeline.look(found, database_now())
            self._say_fetched(outcome)
            self._say_listing(listing, zone=found.timezone)
        else:
            self._poll(found, pages)

    def _poll(self, feed: Feed, most_pages: int) -> None:
        self.stdout.write(f"feed       {feed.slug}: {pipeline.listing_url(feed, database_now())}")
        polled = pipeline.poll_feed(feed.pk, database_now())
        if polled.outcome is None:
            raise CommandError(
                "Its host is being asked by a worker right now; the feed was put off by 30 seconds."
            )
        self._say_fetched(polled.outcome)
        if polled.is_unchanged or isinstance(polled.outcome, NotModified):
            self.stdout.write("parsed     nothing: the list is the one that is known")
        elif isinstance(polled.listing, Malformed):
            raise CommandError(f"Not readable: {polled.listing.reason}. Its bytes are kept.")
        elif polled.listing is not None and polled.stored is not None:
            self._say_listing(polled.listing, with_entries=False)
            self.stdout.write(
                f"stored     {len(polled.stored.new_ids)} new documents, {len(polled.stored.known_ids)} known"
            )
            self._read_pages(list(polled.stored.to_read[:most_pages]))
        feed.refresh_from_db()
        self.stdout.write(f"next poll  {feed.next_poll_at:%Y-%m-%d %H:%M} UTC")

    def _read_pages(self, document_ids: list[int]) -> None:
        versions: list[int] = []
        trouble: list[str] = []
        with Progress("reading pages", total=len(document_ids)) as progress:
            for document_id in progress.over(document_ids):
                read = pipeline.read_document(document_id, database_now())
                if read.version_id is not None:
                    versions.append(read.version_id)
                    continue
                why = read.skipped
                if isinstance(read.outcome, FetchError):
                    why = read.outcome.message
                elif isinstance(read.page, Malformed):
                    why = read.page.reason
                if why:
                    trouble.append(f"{Document.objects.get(pk=document_id).canonical_url}: {why}")
        self.stdout.write(f"pages      {len(versions)} of {len(document_ids)} read")
        for line in trouble:
            self.stdout.write(f"           not read: {line}")
        results = [pipeline.extract_version(version_id) for version_id in versions]
        self.stdout.write(f"versions   {len(versions)} new")
        self.stdout.write(
            f"claims     {sum(r.new for r in results)} new"
            + (
                f", the rules broke on {sum(r.failed for r in results)}"
                if any(r.failed for r in results)
                else ""
            )
        )
        self.stdout.write("proposals  are made by the next sweep of a worker")

    def _look_at_address(self, url: str, kind: str) -> None:
        outcome = pipeline.ask_once(url)
        self._say_fetched(outcome)
        if isinstance(outcome, Fetched):
            kind = kind or pipeline.guess_kind(outcome.body, outcome.content_type)
            self.stdout.write(f"kind       {kind}")
            self._say_listing(pipeline.read_listing(Feed(url=url, kind=kind, language=""), outcome))

    def _say_fetched(self, outcome: FetchOutcome) -> None:
        if isinstance(outcome, FetchError):
            raise CommandError(f"Not fetched ({outcome.code}, {outcome.severity}): {outcome.message}")
        if isinstance(outcome, NotModified):
            self.stdout.write(f"fetched    304, not modified, in {outcome.elapsed_ms} ms")
            return
        moved = "" if outcome.final_url == outcome.url else f", led to {outcome.final_url}"
        self.stdout.write(
            f"fetched    {outcome.status}, {len(outcome.body):,} bytes, {outcome.content_type or 'no type'}, "
            f"in {outcome.elapsed_ms} ms{moved}"
        )

    def _say_listing(
        self, listing: Listing | Malformed | None, *, zone: str = "UTC", with_entries: bool = True
    ) -> None:
        if listing is None:
            return
        if isinstance(listing, Malformed):
            raise CommandError(f"Not readable: {listing.reason}")
        self.stdout.write(f"parsed     {len(listing.entries)} entries, {len(listing.skipped)} remarks")
        for remark in listing.skipped:
            self.stdout.write(f"           {remark}")
        if with_entries:
            for entry in listing.entries[:SHOWN]:
                when = say_moment(entry.published, zone)
                self.stdout.write(f"  {when:16}  {entry.title}\n                    {entry.url}")
            if len(listing.entries) > SHOWN:
                self.stdout.write(f"  and {len(listing.entries) - SHOWN} more")
