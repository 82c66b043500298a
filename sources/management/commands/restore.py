"""``manage.py restore FILE``: what ``backup`` wrote, in place of all that is on record here; all of it or nothing."""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from sources.models import Document
from tradetracker.environment import client_environment
from tradetracker.launch.binaries import postgres_program
from tradetracker.launch.speaking import LaunchError

# The schema goes with all that later migrations made; what was there is only gone when the rest was read to its end.
_BEFORE = b"SET client_min_messages = warning;\nDROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"


class Command(BaseCommand):
    """Reads a dump back in one transaction and migrates it to this code."""

    help = (
        "Put what backup wrote in place of everything on record here. Stop web, worker and beat first. "
        "An older backup is migrated to this version."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the file and the word that makes it go ahead."""
        parser.add_argument("file", type=Path, help="what backup wrote")
        parser.add_argument("--replace", action="store_true", help="although documents are on record here")

    def handle(self, *, file: Path, replace: bool, **options: Any) -> None:
        """Check that nobody is connected and nothing is lost by mistake, then read the file."""
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        self._refuse_while_running()
        there = _documents()
        if there and not replace:
            raise CommandError(
                f"{there:,} documents are on record here and would be gone. Back them up, then say --replace."
            )
        connection.close()
        _read_back(file)
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write(f"Restored from {file}: {Document.objects.count():,} documents are on record.")

    def _refuse_while_running(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            others = cursor.fetchone()[0]
        if others:
            raise CommandError(
                f"{others} other connections use the database. Stop web, worker and beat, then try again."
            )


def _documents() -> int:
    """How many documents are on record; none in a database without tables."""
    if Document._meta.db_table not in connection.introspection.table_names():
        return 0
    return Document.objects.count()


def _read_back(file: Path) -> None:
    try:
        reading, writing = postgres_program("pg_restore"), postgres_program("psql")
    except LaunchError as error:
        raise CommandError(str(error)) from None
    env = {**os.environ, **client_environment(connection.settings_dict)}
    with subprocess.Popen(
        [writing, "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--single-transaction", "--file=-"],
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as psql:
        assert psql.stdin is not None and psql.stderr is not None
        with contextlib.suppress(BrokenPipeError):  # it says why itself
            psql.stdin.write(_BEFORE)
            psql.stdin.flush()
        read = subprocess.run(
            [reading, "--no-owner", "--no-privileges", "--file=-", str(file)],
            env=env,
            stdout=psql.stdin,
            stderr=subprocess.PIPE,
        )
        if read.returncode:
            psql.kill()  # half a dump is none: what was begun is rolled back, and its end must not look like one
        with contextlib.suppress(BrokenPipeError):
            psql.stdin.close()
        said = psql.stderr.read()
    if read.returncode or psql.returncode:
        why = (read.stderr or said).decode(errors="replace").strip()
        raise CommandError(f"{file} could not be read back, and everything is as it was: {why[-800:]}")
