"""Bring the database up to what the code expects: one Django process, before anything serves.

``python -m tradetracker.launch.preparing FD`` writes a first run's passwords as JSON to the descriptor FD.
"""

from __future__ import annotations

import json
import os
import sys

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

FIRST_ACCOUNTS = {"editor": False, "chief": True}


def main(arguments: list[str]) -> int:
    """Prepare everything; return 0, or 1 after saying what is in the way."""
    try:
        django.setup()
        check_connection()
        bring_up_to_date()
        passwords = make_first_accounts()
    except (CommandError, DatabaseError, ImproperlyConfigured) as error:
        print(str(error).strip(), flush=True)
        return 1
    with os.fdopen(int(arguments[0]), "w") as answer:
        json.dump(passwords, answer)
    return 0


def check_connection() -> None:
    """Raise CommandError in a sentence when the database cannot be reached or reads no Chinese."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT datcollate, datctype, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = "
                "current_database()"
            )
            _, ctype, encoding = cursor.fetchone()
    except OperationalError as error:
        where = settings.DATABASES["default"]
        raise CommandError(
            f"The database {where['NAME']} at {where['HOST'] or 'the local socket'} cannot be used: "
            f"{str(error).strip()}\nDATABASE_URL names it; the database itself must exist."
        ) from None
    if encoding != "UTF8" or ctype in {"C", "POSIX"}:
        raise CommandError(
            f"The database {connection.settings_dict['NAME']} was made with encoding {encoding} and ctype "
            f"{ctype}, under which Chinese text cannot be searched. Make it with CREATE DATABASE ... "
            "TEMPLATE template0 ENCODING 'UTF8' LC_CTYPE 'C.UTF-8'."
        )


def bring_up_to_date() -> None:
    """Migrate, load the reference data and the seed feeds, collect the static files; idempotent."""
    call_command("restoreindexes")  # before a migration that may touch one of them
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Bringing the database up to date", flush=True)
        call_command("migrate", interactive=False, verbosity=1)
    call_command("loadreference")
    call_command("loadfeeds")
    call_command("collectstatic", interactive=False, verbosity=0)


def make_first_accounts() -> dict[str, str]:
    """Make an editor and a chief editor when there is no account at all; return their passwords by name."""
    # Its module reads the models, which are there only after django.setup().
    from deals.management.commands.createeditor import create_editor

    if get_user_model().objects.exists():
        return {}
    return {name: create_editor(name, chief=chief) for name, chief in FIRST_ACCOUNTS.items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
