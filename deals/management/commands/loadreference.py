"""Load the reviewed reference data from ``deals/reference/*.toml``; safe to run again at any time."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deals.loading.reading import FOLDER, ReferenceDataError
from deals.loading.report import Report
from deals.loading.whole import plan_from
from deals.loading.writing import load
from sources.progress import Progress


class Command(BaseCommand):
    help = (
        "Load the reference data: parties, rounds, agreements, commitments, measures, events. Safe to "
        "repeat; what an editor changed is kept and reported."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="Read, check and compare only; nothing is written.",
        )
        parser.add_argument("--folder", type=Path, default=FOLDER, help="Another folder of TOML files.")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            plan = plan_from(options["folder"])
        except ReferenceDataError as error:
            lines = "\n  ".join(error.problems)
            mistakes = _counted(len(error.problems), "mistake")
            raise CommandError(
                f"The reference data have {mistakes}; nothing was loaded:\n  {lines}"
            ) from error
        with Progress("loading reference data") as bar:

            def progress(done: int, total: int) -> None:
                bar.total = total
                bar.step(done - bar.done)

            report = load(plan, check=options["check"], progress=progress)
        self._print(report, options["check"], time.monotonic() - started)

    def _print(self, report: Report, check: bool, seconds: float) -> None:
        would = "would be " if check else ""
        for words, counts in (
            (f"{would}made", report.created),
            (f"{would}updated", report.updated),
            (f"{would}superseded", report.superseded),
            (f"{would}withdrawn", report.withdrawn),
            ("unchanged", report.unchanged),
        ):
            if counts:
                self.stdout.write(f"{words}: {_listed(counts)}")
        for line in report.kept:
            self.stdout.write(self.style.WARNING(f"differs: {line}"))
        total = report.written + sum(report.unchanged.values())
        verb = "checked" if check else "loaded"
        self.stdout.write(
            f"Reference data {verb}: {total} rows, {report.written} {would}written, "
            f"{len(report.kept)} kept as they are here, in {seconds:.1f} s."
        )


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
