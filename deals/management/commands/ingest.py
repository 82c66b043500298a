"""``manage.py ingest FILE_OR_URL...``: every stage in the foreground, down to proposals."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from deals.ingesting import Ingested, Said, find_inputs, ingest
from sources.models import Document
from sources.progress import Progress


class Command(BaseCommand):
    """Brings statements in by hand; each file or address stands for itself, a bad one stops no other."""

    help = (
        "Take files (text, HTML, PDF), folders of them, or addresses through all stages, down to proposals that "
        "wait for an editor. A first line 'SOURCE: publisher | title | url | date | language' is read as a "
        "header; flags outrank it."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the inputs and what is known of them."""
        parser.add_argument("inputs", nargs="+", metavar="FILE_OR_URL")
        parser.add_argument("--publisher", default="", help="who published it, as it would be cited")
        parser.add_argument("--language", default="", choices=("en", "zh"))
        parser.add_argument("--published", default="", metavar="DATE", help="2025-06-27, or an instant")
        parser.add_argument("--party", default=None, help="code of the party that speaks: US, CN, EU")
        parser.add_argument("--kind", default="", choices=Document.Kind.values)
        parser.add_argument(
            "--official",
            action=argparse.BooleanOptionalAction,
            default=None,
            help="an authority's own words, not a report",
        )

    def handle(self, *, inputs: list[str], **options: Any) -> None:
        """Ingest each input and say what came of it; raises CommandError at the end if any failed."""
        said = Said(
            publisher=options["publisher"],
            language=options["language"],
            published=options["published"],
            party=options["party"],
            kind=options["kind"],
            is_official=options["official"],
        )
        names = list(find_inputs(inputs))
        done: list[Ingested] = []
        with Progress("ingesting", total=len(names)) as progress:
            for name in names:
                progress.show(name)
                one = ingest(name, said, timezone.now())
                done.append(one)
                progress.clear()
                (self.stderr if one.error else self.stdout).write(in_words(one))
                progress.step(note=name)
        failed = [one for one in done if one.error]
        totals = (
            f"{len(done) - len(failed)} of {len(done)} ingested: "
            f"{sum(one.claims for one in done)} claims, {sum(one.proposals for one in done)} proposals."
        )
        if failed:
            raise CommandError(f"{totals} {len(failed)} failed, named above.")
        self.stdout.write(totals)


def in_words(one: Ingested) -> str:
    """Return one line that says what became of an input."""
    if one.error:
        return f"{one.name}: {one.error}"
    if one.version_id is None:
        return f"{one.name}: known already (document {one.document_id}), no new words"
    what = "new document" if one.is_new else "known document"
    return (
        f"{one.name}: {what} {one.document_id}, version {one.number}, {one.claims} claims, "
        f"{one.proposals} proposals"
    )
