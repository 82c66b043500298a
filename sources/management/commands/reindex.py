"""Make the search index anew from the kept versions."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import OuterRef, Subquery

from sources.indexing import index_versions
from sources.models import DocumentVersion

BATCH = 500


class Command(BaseCommand):
    """Write the search entry of every document's newest version, in batches, with a progress line."""

    help = "Make the search index anew from the newest version of every document."

    def handle(self, *args: Any, **options: Any) -> None:
        newest = (
            DocumentVersion.objects.filter(document=OuterRef("document")).order_by("-number").values("pk")[:1]
        )
        versions = DocumentVersion.objects.filter(pk=Subquery(newest)).select_related("document")
        total, done, last = versions.count(), 0, 0
        while batch := list(versions.filter(pk__gt=last).order_by("pk")[:BATCH]):
            with transaction.atomic():
                done += index_versions(batch)
            last = batch[-1].pk
            sys.stderr.write(f"\rindexed {done} of {total} documents")
        sys.stderr.write("\n" if total else "")
        self.stdout.write(f"{done} documents indexed.")
