"""``manage.py reextract``: read kept versions with the rules as they are now."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources import pipeline
from sources.extraction import RULES_VERSION
from sources.models import Document, DocumentVersion
from sources.progress import Progress


class Command(BaseCommand):
    """Runs a newer rule set over stored versions; claims of older rules stay as they are."""

    help = (
        "Read versions with the present rules: those that older rules read last, or all of them, or one "
        "document's. New claims become proposals by the next sweep."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare which versions."""
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="also those that these rules have read")
        which.add_argument("--document", type=int, metavar="ID", help="the versions of one document")

    def handle(self, *, document: int | None, **options: Any) -> None:
        """Re-read and report; raises CommandError for an unknown document or where the rules broke."""
        versions = DocumentVersion.objects.order_by("pk")
        if document is not None:
            if not Document.objects.filter(pk=document).exists():
                raise CommandError(f"There is no document {document}.")
            versions = versions.filter(document=document)
        elif not options["all"]:
            versions = versions.exclude(rules_version=RULES_VERSION)
        ids = list(versions.values_list("pk", flat=True))
        found = new = 0
        failed: list[int] = []
        with Progress(f"reading with rules {RULES_VERSION}", total=len(ids)) as progress:
            for version_id in progress.over(ids):
                result = pipeline.extract_version(version_id)
                found, new = found + result.found, new + result.new
                if result.failed:
                    failed.append(version_id)
        self.stdout.write(f"{len(ids)} versions read with rules {RULES_VERSION}: {found} claims, {new} new.")
        if failed:
            raise CommandError(
                f"The rules broke on {len(failed)}: versions {', '.join(map(str, failed[:20]))}."
            )
