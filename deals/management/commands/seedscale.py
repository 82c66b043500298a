"""Fill a database of its own with a synthetic tracker: a million documents, a hundred deals, ten thousand events."""

from __future__ import annotations

import json
import os
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from deals.models import Deal, Event, Proposal
from deals.scale.documents import HOST, TABLES, make_documents, missing_numbers
from deals.scale.indexes import BusyError, put_back, taken_off
from deals.scale.record import make_record
from sources.models import Document

WIDTH = 30


class Command(BaseCommand):
    """Add what is missing up to the sizes asked for; every row that is made says that it is synthetic."""

    help = "Fill this database with a synthetic tracker of the size asked for (load tests only)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Sizes, and the leave to write beside real data."""
        parser.add_argument("--documents", type=int, default=1_000_000)
        parser.add_argument("--deals", type=int, default=100)
        parser.add_argument("--events", type=int, default=10_000)
        parser.add_argument("--processes", type=int, default=max(1, min(4, os.cpu_count() or 1)))
        parser.add_argument(
            "--beside-real-data", action="store_true", help="Also where there are documents of real sources."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse real data, then write documents and deals."""
        if not options["beside_real_data"]:
            refuse_real_data()
        now = timezone.now()
        started = time.monotonic()
        wanted, processes = options["documents"], options["processes"]
        missing = missing_numbers(wanted)
        count = sum(stop - start for start, stop in missing)
        bar = Bar(count)
        try:
            if count:
                with taken_off([one._meta.db_table for one in TABLES], bar.say, builders=processes):
                    make_documents(missing, now, bar.show, processes=processes)
            else:
                put_back(bar.say, builders=processes)  # an earlier run may have been killed over it
        except BusyError as error:
            raise CommandError(str(error)) from None
        deals = Deal.objects.filter(slug__startswith="synthetic-").count()
        if deals < options["deals"]:
            bar.say("deals and events")
            events = Event.objects.filter(deal__slug__startswith="synthetic-").count()
            make_record(deals, options["deals"] - deals, max(0, options["events"] - events), now)
        if count or deals < options["deals"]:
            bar.say("statistics")
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        seconds = time.monotonic() - started
        home = os.environ.get("TRADETRACKER_HOME", "")
        if home and count:
            said = {"documents": count, "seconds": round(seconds), "load": os.getloadavg()[0]}
            (Path(home) / "seeded.json").write_text(json.dumps(said))  # the benchmarks' report reads it
        have = Document.objects.filter(canonical_url__startswith=f"https://{HOST}/").count()
        self.stdout.write(
            f"{have:,} synthetic documents, {max(deals, options['deals'])} deals; {seconds:.0f} s."
        )


def refuse_real_data() -> None:
    """Raise CommandError where the database holds documents of real sources or an editor's work."""
    real = Document.objects.exclude(canonical_url__startswith=f"https://{HOST}/").count()
    edited = Event.objects.filter(recorded_by__isnull=False).count()
    waiting = Proposal.objects.filter(~Q(reviewed_by=None)).count()
    if real or edited or waiting:
        raise CommandError(
            f"This database has {real} documents that are not synthetic and {edited + waiting} decisions of "
            "editors. Use one of its own (make seed-scale makes one), or say --beside-real-data."
        )


class Bar:
    """One line on standard error: how far it is, how fast, how long it will still take."""

    def __init__(self, total: int) -> None:
        self.total, self.started = total, time.monotonic()

    def show(self, done: int) -> None:
        """Draw the line anew for ``done`` of the total."""
        seconds = max(0.001, time.monotonic() - self.started)
        filled = WIDTH * done // max(1, self.total)
        left = (self.total - done) * seconds / max(1, done)
        sys.stderr.write(
            f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {done:,} of {self.total:,} documents, "
            f"{done / seconds:,.0f}/s, {left:.0f} s left  "
        )
        sys.stderr.flush()

    def say(self, words: str) -> None:
        """Put a sentence on a line of its own."""
        sys.stderr.write(f"\n{words}, {time.monotonic() - self.started:.0f} s")
        sys.stderr.flush()
