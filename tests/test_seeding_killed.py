"""A seeding that is killed in the middle: its tables get their indexes back, and the next run makes what is missing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from deals.scale.shares import share_out

from .test_end_to_end import CHECKOUT, ask, database_of_its_own, manage, wait_for

pytestmark = pytest.mark.e2e
WANTED = 10_000


@pytest.fixture
def env() -> Iterator[dict[str, str]]:
    with database_of_its_own(os.environ["DATABASE_URL"]) as database:
        made = {**os.environ, "DATABASE_URL": database}
        made.pop("TRADETRACKER_HOME", None)
        manage(made, "migrate", "--verbosity", "0")
        yield made


def indexes(env: dict[str, str]) -> list[tuple]:
    return ask(
        env, "SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'sources\\_%' ORDER BY 1"
    )


def options(env: dict[str, str]) -> list[tuple]:
    return ask(env, "SELECT relname, reloptions FROM pg_class WHERE reloptions::text LIKE '%autovacuum%'")


def start(env: dict[str, str]) -> subprocess.Popen[bytes]:
    size = ["--documents", str(WANTED), "--deals", "0", "--processes", "2"]
    return subprocess.Popen([sys.executable, "manage.py", "seedscale", *size], env=env, cwd=CHECKOUT)


def test_what_a_killed_seeding_left_off_comes_back_and_the_rest_is_made(env) -> None:
    before = indexes(env)
    seeding = start(env)
    wait_for("the first documents", lambda: ask(env, "SELECT count(*) FROM sources_document")[0][0] > 0)
    seeding.send_signal(signal.SIGSTOP)  # a busy machine could finish it while the next line starts
    assert "at work" in manage(env, "restoreindexes")
    seeding.send_signal(signal.SIGKILL)
    seeding.wait()
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend'"
    )
    wait_for("its processes to end", lambda: ask(env, others)[0][0] == 0)
    assert len(indexes(env)) < len(before) - 10 and options(env)
    assert f"{len(before) - len(indexes(env))} indexes" in manage(env, "restoreindexes")
    assert indexes(env) == before and not options(env)
    seeding = start(env)
    assert seeding.wait() == 0
    assert indexes(env) == before and not options(env)
    numbers = ask(env, "SELECT count(DISTINCT canonical_url), count(*) FROM sources_document")
    assert numbers == [(WANTED, WANTED)]
    ((last,),) = ask(env, "SELECT last_value FROM sources_document_id_seq")
    assert ask(env, "SELECT max(id) FROM sources_document")[0][0] <= last


def test_a_process_that_ends_between_two_looks_is_not_waited_for():
    """Work of no length makes the last process end at any moment of the loop that hears it; none may hang."""
    for _ in range(60):
        heard: list[int] = []
        share_out(int, ["1"] * 4, 2, heard.append)
        assert heard[-1] == 4
