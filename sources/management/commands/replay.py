"""``manage.py replay``: everything after the raw bytes, again, from what is kept; no network."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources import replaying, storing
from sources.models import Document, Feed
from sources.progress import Progress
from sources.replaying import Replayed, Span

SHOWN = 20


class Command(BaseCommand):
    """Reads kept listings and pages again; adds what is missing, changes nothing that is there."""

    help = (
        "Read kept snapshots again: listings into documents, pages into versions, versions into claims. Makes no "
        "request; a second run changes nothing. Use it after a reader, a recipe or the rules were mended."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare which snapshots."""
        parser.add_argument(
            "--feed", action="append", default=[], metavar="SLUG", help="one feed; repeatable"
        )
        parser.add_argument(
            "--document", action="append", default=[], type=int, metavar="ID", help="repeatable"
        )
        parser.add_argument(
            "--since", metavar="YYYY-MM-DD", help="snapshots that came on this day (UTC) or later"
        )
        parser.add_argument(
            "--until", metavar="YYYY-MM-DD", help="snapshots that came on this day (UTC) or before"
        )
        parser.add_argument("--dry-run", action="store_true", help="only count what would be read")

    def handle(self, *, feed: list[str], document: list[int], dry_run: bool, **options: Any) -> None:
        """Replay and report; raises CommandError for what is not known and where the rules broke."""
        span = _span(feed, document, options["since"], options["until"])
        listings = replaying.listings_in(span)
        by_hand = replaying.by_hand_in(span)
        if dry_run:
            pages = len(replaying.documents_in(span))
            self.stdout.write(
                f"{len(listings)} listings, {len(by_hand)} texts brought by hand and the pages of {pages} documents "
                "would be read."
            )
            return
        done = Replayed()
        with Progress("replaying listings", total=len(listings)) as progress:
            for feed_id, snapshot_id in progress.over(listings):
                replaying.replay_listing(feed_id, snapshot_id, done)
        with Progress("replaying what was brought by hand", total=len(by_hand)) as progress:
            for snapshot_id in progress.over(by_hand):
                replaying.replay_by_hand(snapshot_id, done)
        documents = replaying.documents_in(span)  # those that the listings gave among them
        with Progress("replaying pages", total=len(documents)) as progress:
            for document_id in progress.over(documents):
                replaying.replay_document(document_id, span, done)
        storing.group_echoes()
        self.stdout.write(
            f"{done.listings} listings and {done.pages} pages read: {done.documents} new documents, "
            f"{done.versions} new versions, {done.claims} new claims."
        )
        for line in done.malformed[:SHOWN]:
            self.stdout.write(f"not readable: {line}")
        if len(done.malformed) > SHOWN:
            self.stdout.write(f"and {len(done.malformed) - SHOWN} more that are not readable")
        if done.failed:
            raise CommandError(f"The rules broke on versions {', '.join(map(str, done.failed[:SHOWN]))}.")


def read_day(stated: str | None, name: str) -> dt.datetime | None:
    """Return the beginning of a day in UTC; raises CommandError for what is none."""
    if not stated:
        return None
    try:
        return dt.datetime.combine(dt.date.fromisoformat(stated), dt.time(), dt.UTC)
    except ValueError as error:
        raise CommandError(f"--{name} {stated} is no date: use YYYY-MM-DD.") from error


def _span(feeds: list[str], documents: list[int], since: str | None, until: str | None) -> Span:
    found = dict(Feed.objects.filter(slug__in=feeds).values_list("slug", "pk"))
    if unknown := sorted(set(feeds) - set(found)):
        raise CommandError(f"There is no feed {unknown[0]!r}. `manage.py sources` lists them.")
    known = set(Document.objects.filter(pk__in=documents).values_list("pk", flat=True))
    if strangers := sorted(set(documents) - known):
        raise CommandError(f"There is no document {strangers[0]}.")
    last = read_day(until, "until")
    return Span(
        since=read_day(since, "since"),
        until=last + dt.timedelta(days=1) if last else None,
        feeds=tuple(found.values()),
        documents=tuple(sorted(known)),
    )
