"""Indexes taken off while a great many rows are written, and put back whatever became of the writing.

What was taken off stands in a table of the database from the same transaction on. So a seeding that was killed leaves
slow tables, never lost indexes: the next one, ``manage.py restoreindexes`` and every start of the launcher put
them back, each with its line in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection, transaction

TABLE = "scale_indexes_off"
_LOCK = 7_316_042  # advisory, of the session: held while a seeding or a restoring is at work
_MEMORY = "384MB"  # for one index that is being built
# A name without a definition is that of a table.
_MAKE = f"CREATE TABLE IF NOT EXISTS {TABLE} (name text PRIMARY KEY, definition text NOT NULL)"
# All but those of keys and constraints, which rows are checked by as they come.
_REMEMBER = f"""
INSERT INTO {TABLE} SELECT indexname, indexdef FROM pg_indexes
WHERE schemaname = current_schema() AND tablename = ANY(%s) AND NOT EXISTS (
    SELECT FROM pg_constraint JOIN pg_class ON pg_class.oid = conindid WHERE relname = indexname)
ON CONFLICT DO NOTHING
"""
# The longest first, so that two that build end at about the same time.
_OFF = f"""
SELECT name, definition FROM {TABLE} WHERE definition <> ''
ORDER BY definition NOT LIKE '%%USING gin%%', name DESC
"""
Told = Callable[[str], None]


class BusyError(Exception):
    """Another process is taking indexes off or putting them back."""


@contextmanager
def taken_off(tables: Sequence[str], told: Told, *, builders: int = 2) -> Iterator[None]:
    """Take the indexes of ``tables`` off for the length of the block and put them back, also when it fails.

    One row after the other goes into a random page of each index; a whole table goes into it sorted. Nor is the
    server to vacuum and analyse the tables meanwhile, at each tenth that they grow by. Raises BusyError where another
    process is at it.
    """
    with _alone():
        take_off(tables)
        try:
            yield
        finally:
            _put_back(told, builders)


def take_off(tables: Sequence[str]) -> None:
    """Take the indexes of ``tables`` off and write down what they were, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_MAKE)
        cursor.execute(_REMEMBER, [list(tables)])
        for table in tables:
            cursor.execute(f"INSERT INTO {TABLE} VALUES (%s, '') ON CONFLICT DO NOTHING", [table])
            cursor.execute(f"ALTER TABLE {table} SET (autovacuum_enabled = off)")
        cursor.execute(f"SELECT name FROM {TABLE} WHERE definition <> ''")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP INDEX IF EXISTS "{name}"')


def put_back(told: Told, *, builders: int = 2) -> int:
    """Put back what a killed seeding left off; return how many indexes that were, usually none.

    Raises BusyError while a seeding is at work, which puts them back itself.
    """
    if not _is_anything_off():
        return 0
    with _alone():
        return _put_back(told, builders)


def _is_anything_off() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [TABLE])
        return cursor.fetchone()[0] is not None


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise BusyError("A seeding of this database is at work; it puts the indexes back when it ends.")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _put_back(told: Told, builders: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_OFF)
        off = cursor.fetchall()
        cursor.execute(f"SELECT name FROM {TABLE} WHERE definition = ''")
        tables = [name for (name,) in cursor.fetchall()]
    if connection.in_atomic_block:  # no other session sees what stands there, and a vacuum is not allowed
        for name, definition in off:
            _build(name, definition, told)
    else:
        _by_several(builders, [(_vacuum, table, told) for table in tables])
        _by_several(builders, [(_build, name, definition, told) for name, definition in off])
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} RESET (autovacuum_enabled)")
        cursor.execute(f"DROP TABLE {TABLE}")
    return len(off)


def _by_several(builders: int, jobs: Sequence[tuple]) -> None:
    """Do the jobs (a function and what it is given) in several threads, each with a connection of its own."""

    def do(job: tuple) -> None:
        try:
            job[0](*job[1:])
        finally:
            connection.close()

    with ThreadPoolExecutor(max(1, builders)) as pool:
        for one in [pool.submit(do, job) for job in jobs]:
            one.result()


def _vacuum(table: str, told: Told) -> None:
    """Do now, while there are few indexes to go through, what the server would begin by itself right afterwards."""
    told(f"tidying {table}")
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {table}")


def _build(name: str, definition: str, told: Told) -> None:
    told(f"building index {name}")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL maintenance_work_mem = '{_MEMORY}'")
        cursor.execute(definition.replace("INDEX ", "INDEX IF NOT EXISTS ", 1))
        cursor.execute(f"DELETE FROM {TABLE} WHERE name = %s", [name])
