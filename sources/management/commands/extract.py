"""``manage.py extract FILE``: what the rules find in one text, without storing anything."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources.extraction import RULES_VERSION, extract
from sources.pipeline import second_reader
from sources.secondreading import read_again
from sources.text import detect_language, normalise_in_place
from sources.values import Finding

_EMPTY: tuple[object, ...] = ("", (), None)


class Command(BaseCommand):
    """Prints the findings of one text file, as JSON or to be read."""

    help = (
        "Print what the extraction rules find in a text file (- for standard input); stores nothing. start and stop "
        "count the code points of the file read as UTF-8 (without a byte order mark) with every line end read as one "
        "line feed, as Python's open() does: text[start:stop] is the quote. A first line beginning with SOURCE: and a "
        "second line in square brackets are a header: they count, and nothing is found in them."
    )
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the file and what is known of it."""
        parser.add_argument("file", metavar="FILE", help="text file in UTF-8, - for standard input")
        parser.add_argument(
            "--language", choices=("en", "zh"), help="language of the text; found out when left out"
        )
        parser.add_argument(
            "--published", metavar="YYYY-MM-DD", help="day of publication, for dates without a year"
        )
        parser.add_argument(
            "--second",
            action="store_true",
            help="ask the second reader of the settings too; its findings have the reason reader:second",
        )
        parser.add_argument("--format", choices=("text", "json"), default="text", dest="output")

    def handle(
        self,
        *,
        file: str,
        language: str | None,
        published: str | None,
        output: str,
        second: bool = False,
        **options: Any,
    ) -> None:
        """Read, extract and print; raises ``CommandError`` for what cannot be read."""
        raw = _read(file)
        text, places = normalise_in_place(raw)
        begin, header = _header(text)
        language = language or header.get("language") or detect_language(text[begin:])
        if not language:
            raise CommandError(
                "The language could not be told from the text: add --language en or --language zh."
            )
        day = _day(published or header.get("published", ""))
        found = extract(text[begin:], language[:2], day)
        if second:
            found += self._second(text[begin:], language[:2], day)
        findings = [_in_the_file(finding, begin, raw, places) for finding in found]
        if output == "json":
            self.stdout.write(
                json.dumps([as_json(finding) for finding in findings], ensure_ascii=False, indent=2)
            )
            return
        for finding in findings:
            self.stdout.write("\n".join(as_lines(finding)) + "\n")
        noun = "finding" if len(findings) == 1 else "findings"
        self.stdout.write(f"{len(findings)} {noun}, rules {RULES_VERSION}.")

    def _second(self, text: str, language: str, day: dt.date | None) -> list[Finding]:
        reader = second_reader()
        if reader is None:
            raise CommandError("There is no second reader: set SECOND_READER_URL and SECOND_READER_MODEL.")
        reading = read_again(text, language, day, reader)
        for name, count in sorted(reading.dropped.items()):
            self.stderr.write(f"Second reader: {count} dropped ({name}).")
        for failure in reading.failed:
            self.stderr.write(f"Second reader: no answer for a part of the text: {failure}")
        return list(reading.findings)


def as_json(finding: Finding) -> dict[str, object]:
    """Return a finding as plain JSON values; ``condition`` as [start, stop], null where there is none.

    A day that the text does not give is null, never an empty string.
    """
    values = dataclasses.asdict(finding)
    return values | {name: values[name] or None for name in ("effective_on", "due_on", "until")}


def as_lines(finding: Finding) -> list[str]:
    """Return a finding for a reader: one line of codes, the quote, and what else the text says of it."""
    party = f"{finding.actor or '?'}{' > ' + finding.target if finding.target else ''}"
    sure = f"({finding.modality}, {finding.confidence:.2f})"
    head = f"{finding.kind}: {party} {finding.action} {finding.object} {sure}"
    lines = [" ".join(head.split()), f"  {finding.start}-{finding.stop}  “{finding.quote}”"]
    for name in (
        "speaker",
        "effective_on",
        "due_on",
        "until",
        "quantity",
        "materials",
        "instruments",
        "condition",
        "reasons",
    ):
        value = getattr(finding, name)
        if value not in _EMPTY:
            if isinstance(value, dict):
                value = " ".join(value.values())
            elif isinstance(value, tuple):
                value = ", ".join(map(str, value))
            lines.append(f"  {name.replace('_', ' ')}: {value}")
    return lines


def _read(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} is not UTF-8 text: {error.reason} at byte {error.start}.") from error
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error


def _day(published: str) -> dt.date | None:
    if not published:
        return None
    try:
        return dt.date.fromisoformat(published)
    except ValueError as error:
        raise CommandError(f"--published {published} is no date: use YYYY-MM-DD.") from error


def _in_the_file(finding: Finding, by: int, raw: str, places: list[tuple[int, int]]) -> Finding:
    """Return the finding with the offsets and the quote that it has in the file.

    It was found in the normal form of the text below the header, which begins at ``by``.
    """

    def span(start: int, stop: int) -> tuple[int, int]:
        return places[start + by][0], places[stop + by - 1][1]

    start, stop = span(finding.start, finding.stop)
    condition = finding.condition and span(*finding.condition)
    return dataclasses.replace(finding, start=start, stop=stop, quote=raw[start:stop], condition=condition)


def _header(text: str) -> tuple[int, dict[str, str]]:
    """Return where the text begins, below ``SOURCE: publisher | title | url | date | language`` and remark.

    What the header knows of language and day comes with it; without a header both are unknown.
    """
    if not text.startswith("SOURCE:"):
        return 0, {}
    head, _, body = text.partition("\n")
    begin = len(head) + 1
    if body.startswith("["):
        begin += len(body.partition("\n")[0]) + 1
    parts = [part.strip() for part in head.split(" | ")]
    known = {}
    if len(parts) >= 5:
        known["language"] = parts[-1] if parts[-1] in ("en", "zh") else ""
        try:
            known["published"] = dt.date.fromisoformat(parts[-2]).isoformat()
        except ValueError:
            known["published"] = ""
    return begin, known
