"""The embedded servers themselves: started, found again after every kind of bad end, and stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg2
import pytest
import redis

from tradetracker.environment import parse_database_url
from tradetracker.launch import ports
from tradetracker.launch.accounts import Account, server_account
from tradetracker.launch.binaries import PostgresPrograms, find_postgres, find_valkey
from tradetracker.launch.places import forget, open_places
from tradetracker.launch.postgres import LONGEST_SOCKET_PATH, Postgres, data_major, utf8_ctype
from tradetracker.launch.processes import Identity, identify, is_running
from tradetracker.launch.running import Claim
from tradetracker.launch.servers import Servers
from tradetracker.launch.speaking import LaunchError
from tradetracker.launch.valkey import Valkey


@pytest.fixture(scope="module")
def account() -> Account | None:
    return server_account()


@pytest.fixture(scope="module")
def programs(account: Account | None) -> PostgresPrograms:
    try:
        return find_postgres(account)
    except LaunchError as error:
        pytest.skip(f"no Postgres programs on this machine: {error}")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the servers' account may pass through, gone afterwards."""
    made = Path(tempfile.mkdtemp(prefix="tradetracker-test-", dir="/tmp"))
    made.chmod(0o711)
    yield made
    forget(made)


@pytest.fixture
def server(folder: Path, account: Account | None, programs: PostgresPrograms) -> Iterator[Postgres]:
    found = Postgres(programs, folder, account, folder / "log", throwaway=True)
    yield found
    found.stop()


def test_a_server_that_does_not_come_back_is_tried_again_and_ends_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As on a full disk: the rest goes on, and all is well when there is room again."""
    claim = Claim(folder)
    claim.take()
    servers = Servers(
        open_places(folder, with_postgres=False),
        claim,
        {"DATABASE_URL": "postgres://elsewhere"},
        throwaway=True,
    )
    try:
        servers.start()
        assert servers.valkey is not None and servers.valkey.process is not None
        program = servers.valkey.program
        servers.valkey.program = folder / "no-room"
        servers.valkey.process.kill()
        servers.valkey.process.wait()
        claim.record = folder / "no-room" / "running.json"
        servers.tend()
        servers.tend()  # not before its time
        said = capsys.readouterr()
        assert said.out.count("it is started again") == 1 and "tried again in 30 s" in said.out
        servers.valkey.program = program
        servers.again_at["valkey"] = 0
        servers.tend()
        servers.tend()
        assert redis.Redis.from_url(servers.valkey.url).ping()
        assert capsys.readouterr().out.count("everything goes on without it") == 1
    finally:
        servers.stop()
        os.close(claim.handle)


def ask(server: Postgres, question: str, database: str = "postgres") -> str:
    connection = psycopg2.connect(server.url(database))
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return str(cursor.fetchone()[0])
    finally:
        connection.close()


def abandoned(server: Postgres) -> Identity:
    """Forget the running server as a killed launch would, and return its process."""
    identity = server.identity()
    assert identity is not None
    server.process = None
    return identity


def test_a_server_is_made_reads_chinese_and_listens_to_nobody_else(server: Postgres, folder: Path) -> None:
    server.start()
    assert server.make_database("tracker") is True
    assert server.make_database("tracker") is False
    assert (
        ask(server, "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'tracker'")
        == "UTF8"
    )
    ask(server, "SELECT 1", "tracker")
    connection = psycopg2.connect(server.url("tracker"))
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist")
        cursor.execute("SELECT array_length(show_trgm('稀土出口管制'), 1)")
        assert cursor.fetchone()[0] > 0, "trigrams see no Chinese under this ctype"
    connection.close()
    assert ask(server, "SHOW listen_addresses") == "" and ask(server, "SHOW jit") == "off"
    assert server.socket_folder is not None and server.socket_folder.stat().st_mode & 0o077 == 0
    assert (folder / "password").stat().st_mode & 0o077 == 0


def test_without_the_password_nobody_enters(server: Postgres) -> None:
    server.start()
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(
            host=str(server.socket_folder),
            port=5432,
            user="tradetracker",
            dbname="postgres",
            password="wrong",
        )


def test_the_address_is_one_that_the_settings_read(server: Postgres) -> None:
    server.start()
    found = parse_database_url(server.url("tracker"))
    assert found["HOST"] == str(server.socket_folder)
    assert (found["NAME"], found["USER"], found["PORT"]) == ("tracker", "tradetracker", "5432")


def test_a_loopback_port_is_opened_when_asked_for(server: Postgres) -> None:
    server.port = ports.free()
    server.start()
    password = urlsplit(server.url("postgres")).password
    psycopg2.connect(
        host="127.0.0.1", port=server.port, user="tradetracker", dbname="postgres", password=password
    ).close()


def test_data_are_found_again_and_the_server_leaves_nothing_running(server: Postgres) -> None:
    server.start()
    first = server.identity()
    server.make_database("kept")
    server.stop()
    assert first is not None and not is_running(first)
    assert not (server.cluster / "postmaster.pid").exists()
    server.start()
    assert ask(server, "SELECT count(*) FROM pg_database WHERE datname = 'kept'") == "1"


def test_a_pid_file_that_names_another_program_is_no_server(server: Postgres) -> None:
    """After a crash in a container the number in the file often belongs to somebody else: here, to this
    test."""
    server.start()
    identity = server.identity()
    assert identity is not None and server.process is not None
    pid_file = server.cluster / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    os.kill(identity.pid, signal.SIGQUIT)
    server.process.wait()
    lines[0] = str(os.getpid())
    pid_file.write_text("\n".join(lines) + "\n")
    server.start()
    assert ask(server, "SELECT 1") == "1"
    assert server.identity() != identify(os.getpid())


@pytest.mark.parametrize("text", ["", "not a number\n", "99999999\n/nowhere\n", "0\n"])
def test_a_damaged_pid_file_stops_nobody(server: Postgres, text: str) -> None:
    server.start()
    server.stop()
    (server.cluster / "postmaster.pid").write_text(text)
    server.start()
    assert ask(server, "SELECT 1") == "1"


def test_a_server_that_outlived_its_launch_is_stopped_first(
    server: Postgres, capsys: pytest.CaptureFixture[str]
) -> None:
    server.start()
    server.make_database("kept")
    left = abandoned(server)
    server.start()
    assert not is_running(left)
    assert "earlier run" in capsys.readouterr().out
    assert ask(server, "SELECT count(*) FROM pg_database WHERE datname = 'kept'") == "1"


def test_after_a_kill_it_recovers(server: Postgres) -> None:
    server.start()
    server.make_database("kept")
    assert server.process is not None
    server.process.kill()
    server.process.wait()
    assert server.has_died()
    server.start()
    assert ask(server, "SELECT count(*) FROM pg_database WHERE datname = 'kept'") == "1"


def test_a_path_too_long_for_a_socket_gets_a_short_private_folder(
    folder: Path, account: Account | None, programs: PostgresPrograms
) -> None:
    deep = folder / ("a" * 60) / ("b" * 60)
    deep.mkdir(parents=True)
    for path in (deep.parent, deep):
        path.chmod(0o711)
    before = {path: path.stat().st_mode for path in (*deep.parents, deep)}
    server = Postgres(programs, deep, account, folder / "log", throwaway=True)
    try:
        server.start()
        assert ask(server, "SELECT 1") == "1"
        found = server.socket_folder
        assert found is not None and len(os.fsencode(found / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH
        assert found.stat().st_mode & 0o777 == 0o700
        assert parse_qs(urlsplit(server.url("x")).query)["host"] == [str(found)]
    finally:
        server.stop()
    assert {path: path.stat().st_mode for path in before} == before
    assert not found.exists()


def test_a_making_that_was_cut_short_is_begun_anew(server: Postgres, folder: Path) -> None:
    (folder / "cluster.new").mkdir()
    (folder / "cluster.new" / "PG_VERSION").write_text("18\n")
    server.start()
    assert ask(server, "SELECT 1") == "1"


def test_data_of_another_major_version_are_a_sentence(folder: Path) -> None:
    (folder / "cluster").mkdir()
    (folder / "cluster" / "PG_VERSION").write_text("9\n")
    assert data_major(folder) == 9
    with pytest.raises(LaunchError, match=r"written by Postgres 9.*pg_dump"):
        find_postgres(None, data_major(folder))


def test_a_server_that_does_not_start_says_its_last_words(server: Postgres) -> None:
    server.start()
    server.stop()
    (server.cluster / "global" / "pg_control").unlink()
    with pytest.raises(LaunchError, match=r"(?s)did not start.*pg_control"):
        server.start()


def test_the_ctype_is_one_of_utf8() -> None:
    assert "UTF" in utf8_ctype().upper()


@pytest.fixture
def queue(folder: Path) -> Iterator[Valkey]:
    try:
        program = find_valkey()
    except LaunchError as error:
        pytest.skip(f"no Redis-protocol server on this machine: {error}")
    found = Valkey(program, folder / "valkey", folder / "valkey.log", port=ports.free())
    yield found
    found.stop()


def test_the_queue_asks_for_a_password_and_survives_its_server(queue: Valkey) -> None:
    queue.start()
    client = redis.Redis.from_url(queue.url)
    client.lpush("celery", "task")
    client.close()
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=queue.port).ping()
    first = queue.identity()
    queue.stop()
    assert first is not None and not is_running(first)
    queue.start()
    client = redis.Redis.from_url(queue.url)
    assert client.llen("celery") == 1
    client.close()


def test_a_queue_that_does_not_start_says_its_last_words(queue: Valkey) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", queue.port))
        taken.listen()
        with pytest.raises(LaunchError, match=r"(?s)did not start.*in use"):
            queue.start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to give the server another account")
def test_as_root_the_server_runs_as_somebody_else(server: Postgres) -> None:
    server.start()
    assert server.process is not None
    owner = subprocess.run(
        ["ps", "-o", "uid=", "-p", str(server.process.pid)], capture_output=True, text=True
    )
    assert int(owner.stdout) != 0
