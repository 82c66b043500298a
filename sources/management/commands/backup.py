"""``manage.py backup FILE``: the whole record (bytes, texts, facts, accounts) in one file, while everything runs."""

from __future__ import annotations

import argparse
import os
import subprocess
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from tradetracker.environment import client_environment
from tradetracker.launch.binaries import postgres_program
from tradetracker.launch.speaking import LaunchError


class Command(BaseCommand):
    """Writes a dump of Postgres in its own compressed format; ``restore`` reads it."""

    help = (
        "Write everything that is on record into one file. Nothing has to be stopped; restore reads it back."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the file."""
        parser.add_argument(
            "file", type=Path, help="a file that is not there yet, such as tracker-2026-11-28.dump"
        )

    def handle(self, *, file: Path, **options: Any) -> None:
        """Dump to a file beside it, look whether it can be read, and give it its name only then."""
        if file.exists():
            raise CommandError(f"{file} is there already; it is not overwritten. Name another file.")
        part = file.with_name(f"{file.name}.part")
        try:
            os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        except OSError as error:
            raise CommandError(f"{part} cannot be written: {error.strerror}.") from None
        try:
            _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(part))
            _run("pg_restore", "--list", str(part))
            with part.open("rb") as written:
                os.fsync(written.fileno())
            part.rename(file)
        finally:
            part.unlink(missing_ok=True)
        self.stdout.write(
            f"Everything on record is in {file} ({file.stat().st_size:,} bytes). Keep it on another machine: "
            "it holds the accounts too."
        )


def _run(name: str, *arguments: str) -> None:
    try:
        program = postgres_program(name)
    except LaunchError as error:
        raise CommandError(str(error)) from None
    done = subprocess.run(
        [program, *arguments],
        env={**os.environ, **client_environment(connection.settings_dict)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        raise CommandError(f"{name} failed, and nothing was kept: {done.stderr.strip()[-800:]}")
