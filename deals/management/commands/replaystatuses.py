"""Replay all evidence behind the statuses and tell where the record differs from what it gives."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...choices import StatusAspect
from ...models import Agreement, Commitment, Countermeasure
from ...rereading import replay
from ...statuses import derive_anew, gave_way

GAVE_WAY = (
    "the evidence is the same. An override was laid over it when overrides gave way to what was published later than "
    "their words; since 2026-11-27 they hold until they end (docs/status-rules.md). “manage.py replaystatuses "
    "--rederive” lays it so."
)


class Command(BaseCommand):
    """Exit with an error when a status on record is not what its evidence gives."""

    help = "Replay all dated evidence by the published rules and hold it against the statuses on record."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--rederive``."""
        parser.add_argument(
            "--rederive",
            action="store_true",
            help="first derive anew what was derived while an override gave way to later publications; "
            "the rows on record until now are superseded",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each difference with its cause where that is known, then how many subjects were replayed."""
        subjects = [row for model in (Agreement, Commitment, Countermeasure) for row in model.objects.all()]
        if options["rederive"]:
            old = [row for row in subjects if any(gave_way(row, one) for one in StatusAspect.values)]
            for subject in old:
                derive_anew(subject)
                self.stdout.write(f"{subject}: derived anew; its overrides hold until they end.")
        found: list[str] = []
        for subject in subjects:
            different = replay([subject])
            found += different
            for line in different:
                self.stdout.write(line)
            if different and any(gave_way(subject, one) for one in StatusAspect.values):
                self.stdout.write(f"{subject}: {GAVE_WAY}")
        if found:
            raise CommandError(f"{len(found)} differences among {len(subjects)} records.")
        self.stdout.write(f"{len(subjects)} records replayed: every status is what its evidence gives.")
