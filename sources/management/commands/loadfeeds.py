"""``manage.py loadfeeds``: feeds.toml to rows, as often as one likes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources import storing
from sources.clock import database_now
from sources.models import Feed
from sources.progress import Progress
from sources.seeds import SEEDS, read_seeds
from sources.storing.feeds import Seeded


class Command(BaseCommand):
    """Creates and updates feeds; what an operator changed is kept and named."""

    help = (
        "Bring the feeds of sources/feeds.toml in. Never overwrites what an operator changed: it is listed."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the file and the dry run."""
        parser.add_argument("--file", type=Path, default=SEEDS, help="another file of the same shape")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")

    def handle(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        """Load and report; raises CommandError for a file that cannot be read and after a refused seed."""
        try:
            seeds = read_seeds(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except ValueError as error:
            raise CommandError(str(error)) from error
        now = database_now()
        done: list[Seeded] = []
        refused: list[str] = []
        with Progress("loading feeds", total=len(seeds)) as progress:
            for seed in progress.over(seeds):
                try:
                    done.append(storing.store_seed(seed, now, write=not dry_run))
                except ValueError as error:
                    refused.append(str(error).splitlines()[0])
        for one in done:
            if one.did == "kept":
                self.stdout.write(f"{one.slug}: changed by an operator, kept as it is")
                for name, (here, there) in one.differences.items():
                    self.stdout.write(f"  {name}: {here!r} here, {there!r} in {file.name}")
            elif one.did != "unchanged":
                self.stdout.write(f"{one.slug}: {one.did}")
        slugs = {seed["slug"] for seed in seeds}
        for slug in (
            Feed.objects.exclude(seed_sha256="").exclude(slug__in=slugs).values_list("slug", flat=True)
        ):
            self.stdout.write(f"{slug}: no longer in {file.name}; kept, pause it in admin if it has ended")
        counts = {
            did: sum(one.did == did for one in done) for did in ("created", "updated", "unchanged", "kept")
        }
        self.stdout.write(", ".join(f"{count} {did}" for did, count in counts.items()) + ".")
        if refused:
            raise CommandError("Refused: " + "; ".join(refused))
