"""Check that every pinned quotation still equals its slice of the kept text, and every text its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deals.models import Evidence
from sources.models import Claim, DocumentVersion
from sources.progress import Progress


class Command(BaseCommand):
    help = "Check every pinned quotation and every claim against the kept texts; exit 1 if one differs."

    def handle(self, *args: Any, **options: Any) -> None:
        faults: list[str] = []
        quotes = 0
        versions = DocumentVersion.objects.order_by("pk")
        with Progress("checking kept texts", versions.count()) as bar:
            for version in versions.iterator(chunk_size=100):
                for found, line in _checked(version):
                    quotes += 1
                    if not found:
                        faults.append(line)
                if (
                    version.text_sha256
                    != hashlib.sha256(version.text.encode("utf-8", "surrogatepass")).hexdigest()
                ):
                    faults.append(f"version {version.pk} ({version}): its text is not the one that was kept")
                bar.step()
        for line in faults:
            self.stdout.write(self.style.ERROR(line))
        if faults:
            raise CommandError(f"{len(faults)} of {quotes} quotations and texts differ from what was kept.")
        self.stdout.write(f"{quotes} quotations equal their texts.")


def _checked(version: DocumentVersion) -> Iterator[tuple[bool, str]]:
    for model, name in ((Evidence, "evidence"), (Claim, "claim")):
        for row in model._default_manager.filter(version=version).order_by("pk"):
            slice_ = version.text[row.start : row.stop]
            yield (
                row.quote == slice_,
                f"{name} {row.pk}: “{row.quote[:60]}” is “{slice_[:60]}” in version {version.pk} ({version})",
            )
