"""``manage.py reindex``: the search index anew from the kept versions, in batches; it may be stopped and gone on with."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import OuterRef, Subquery

from sources.indexing import correct_days, index_versions
from sources.models import Document, DocumentVersion
from sources.progress import Progress

BATCH = 500
DAYS_BATCH = 5_000


class Command(BaseCommand):
    """Writes the search entry of every document's newest version, each batch in a transaction of its own."""

    help = (
        "Make the search index anew from the newest version of every document. Each batch is committed: what is done "
        "stays done, and --after goes on from there. With --days only wrong days are put right, which takes a "
        "fraction of the time and may be run as often as one likes (entries from before 27 November 2026 may have the "
        "day of Greenwich instead of their publisher's)."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what to do and where to begin."""
        parser.add_argument("--days", action="store_true", help="only put wrong days right")
        parser.add_argument(
            "--after", type=int, default=0, metavar="DOCUMENT", help="begin after the document of this number"
        )

    def handle(self, *, days: bool, after: int, **options: Any) -> None:
        """Index and report; raises CommandError, with the words that go on from there, when it is interrupted."""
        last, read, changed = after, 0, 0
        size = DAYS_BATCH if days else BATCH
        label = "looking at days" if days else "indexing"
        total = Document.objects.filter(pk__gt=after).count()
        try:
            with Progress(label, total=total) as progress:
                while ids := list(
                    Document.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:size]
                ):
                    with transaction.atomic():
                        versions = _newest(ids, with_text=not days)
                        changed += correct_days(versions) if days else index_versions(versions)
                    last, read = ids[-1], read + len(ids)
                    progress.step(len(ids), note=f"up to document {last}")
        except KeyboardInterrupt as error:
            go_on = f"manage.py reindex{' --days' if days else ''} --after {last}"
            raise CommandError(f"Stopped; what is done stays done. `{go_on}` goes on.") from error
        self.stdout.write(
            f"{read} documents looked at, {changed} days put right."
            if days
            else f"{changed} documents indexed."
        )


def _newest(document_ids: list[int], *, with_text: bool) -> list[DocumentVersion]:
    """The newest version of each of these documents, with its document and feed."""
    newest = DocumentVersion.objects.filter(document=OuterRef("pk")).order_by("-number").values("pk")[:1]
    pks = Document.objects.filter(pk__in=document_ids).annotate(newest=Subquery(newest)).values("newest")
    versions = DocumentVersion.objects.filter(pk__in=pks).select_related("document__feed")
    return list(versions if with_text else versions.defer("text"))
