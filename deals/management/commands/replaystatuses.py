"""Replay all evidence behind the statuses and tell where the record differs from what it gives."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...models import Agreement, Commitment, Countermeasure
from ...rereading import replay


class Command(BaseCommand):
    """Exit with an error when a status on record is not what its evidence gives."""

    help = "Replay all dated evidence by the published rules and hold it against the statuses on record."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each difference, then how many subjects were replayed."""
        subjects = [row for model in (Agreement, Commitment, Countermeasure) for row in model.objects.all()]
        found: list[str] = []
        for subject in subjects:
            found += replay([subject])
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} differences among {len(subjects)} records.")
        self.stdout.write(f"{len(subjects)} records replayed: every status is what its evidence gives.")
