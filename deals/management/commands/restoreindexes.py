"""Put back the indexes that a killed ``seedscale`` left off."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from deals.scale.indexes import BusyError, put_back


class Command(BaseCommand):
    """Build what is missing; does nothing, in one query, where nothing is."""

    help = "Put back the indexes that a seedscale which was killed left off; does nothing otherwise."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build them and say how many; a seeding that is at work is left alone."""
        try:
            count = put_back(self.stdout.write)
        except BusyError as error:
            self.stdout.write(str(error))
            return
        if count:
            self.stdout.write(f"{count} indexes were left off by a seeding that did not end; they are back.")
