"""A backup is the whole record, an upgrade keeps it, and a restore brings back all of it or changes nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from .test_end_to_end import CHECKOUT, ask, database_of_its_own, manage, wait_for

pytestmark = pytest.mark.e2e
TEXT = "（为测试而写）中方将依法审批符合条件的管制物项出口申请。"


@pytest.fixture
def env() -> Iterator[dict[str, str]]:
    with database_of_its_own(os.environ["DATABASE_URL"]) as database:
        made = {**os.environ, "DATABASE_URL": database}
        made.pop("TRADETRACKER_HOME", None)
        yield made


def record(env: dict[str, str]) -> dict[str, tuple]:
    """Every table with the number of its rows and a hash of all that they hold."""
    tables = ask(
        env,
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type LIKE 'BASE%'",
    )
    hashed = "SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) FROM"
    return {name: ask(env, f"{hashed} {name} t")[0] for (name,) in tables}


def do(env: dict[str, str], *statements: str) -> None:
    connection = psycopg2.connect(env["DATABASE_URL"])
    try:
        with connection, connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    finally:
        connection.close()


def refused(env: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], env=env, cwd=CHECKOUT, capture_output=True, text=True
    )
    assert done.returncode, done.stdout
    return done.stderr


def filled(env: dict[str, str], folder: Path) -> None:
    manage(env, "migrate", "--verbosity", "0")
    manage(env, "loadreference", "--verbosity", "0")
    statement = folder / "statement.txt"
    statement.write_text(TEXT, encoding="utf-8")
    manage(env, "ingest", str(statement), "--publisher", "Test ministry", "--language", "zh")
    manage(env, "createeditor", "ying")


def test_a_backup_brings_back_every_row_and_half_of_one_changes_nothing(env, tmp_path: Path) -> None:
    filled(env, tmp_path)
    before = record(env)
    file = tmp_path / "tracker.dump"
    assert "Everything on record is in" in manage(env, "backup", str(file))
    assert file.stat().st_mode & 0o777 == 0o600 and not list(tmp_path.glob("*.part"))
    assert "not overwritten" in refused(env, "backup", str(file))
    do(env, "UPDATE sources_document SET title = 'changed'", "CREATE TABLE of_a_later_version (id int)")
    changed = record(env)
    assert changed != before

    half = tmp_path / "half.dump"
    half.write_bytes(file.read_bytes()[: file.stat().st_size * 2 // 3])
    assert "everything is as it was" in refused(env, "restore", str(half), "--replace")
    assert record(env) == changed
    assert "1 documents are on record here" in refused(env, "restore", str(file))
    other = psycopg2.connect(env["DATABASE_URL"])
    assert "Stop web, worker and beat" in refused(env, "restore", str(file), "--replace")
    other.close()

    gone = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    wait_for("the connection to end", lambda: ask(env, gone) == [(0,)])
    assert "1 documents are on record" in manage(env, "restore", str(file), "--replace")
    assert record(env) == before
    manage(env, "checkevidence")
    with database_of_its_own(os.environ["DATABASE_URL"]) as database:
        empty = {**env, "DATABASE_URL": database}
        manage(empty, "restore", str(file))
        assert record(empty) == before


def test_an_older_database_with_data_is_brought_up_to_date_though_the_first_try_is_killed(
    env, tmp_path: Path
) -> None:
    """Back to the second version's tables and forth again: nothing of what both know is lost, killed or not."""
    filled(env, tmp_path)
    kept = (
        "SELECT document.title, version.text, version.text_sha256, snapshot.sha256, snapshot.body"
        " FROM sources_document document JOIN sources_documentversion version ON version.document_id = document.id"
        " JOIN sources_snapshot snapshot ON snapshot.id = version.snapshot_id",
        "SELECT id, kind, quote FROM sources_claim ORDER BY id",
        "SELECT id, text_en FROM deals_commitmentterms ORDER BY id",
        "SELECT id, status, effective::text FROM deals_status ORDER BY id",
    )
    before = [ask(env, question) for question in kept]
    assert all(before)
    manage(env, "migrate", "deals", "0005", "--verbosity", "0")
    manage(env, "migrate", "sources", "0005", "--verbosity", "0")
    first = subprocess.Popen(
        [sys.executable, "manage.py", "migrate"], env=env, cwd=CHECKOUT, stdout=subprocess.DEVNULL
    )
    done = len(ask(env, "SELECT 1 FROM django_migrations"))
    while first.poll() is None and len(ask(env, "SELECT 1 FROM django_migrations")) < done + 2:
        time.sleep(0.02)
    first.send_signal(signal.SIGKILL)
    first.wait()
    manage(env, "migrate", "--verbosity", "0")
    assert [ask(env, question) for question in kept] == before
    manage(env, "checkevidence")
    manage(env, "makemigrations", "--check", "--dry-run")
