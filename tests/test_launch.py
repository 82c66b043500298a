"""The launch: sentences instead of tracebacks, no process mistaken for another, nothing left running."""

from __future__ import annotations

import ast
import io
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tradetracker.launch import bootstrap, places, ports
from tradetracker.launch.accounts import Account, can_enter, can_read_tree
from tradetracker.launch.commands import main
from tradetracker.launch.environment import home_folder, read
from tradetracker.launch.processes import Identity, end, identify, is_running, wait_for_end
from tradetracker.launch.running import Claim, is_claimed, read_record
from tradetracker.launch.speaking import LaunchError, Patience
from tradetracker.launch.supervisor import Program, Supervisor

CHECKOUT = Path(__file__).resolve().parents[1]
STRANGER = Account("stranger", 54321, 54321)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def sleeper() -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Start processes that only wait, each the head of a group; all are gone afterwards."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen(["sleep", "60"], start_new_session=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


# --- what is where


def test_the_home_is_in_the_checkout_unless_named() -> None:
    assert home_folder(Path("/srv/app"), {}) == Path("/srv/app/.tradetracker")
    assert home_folder(Path("/srv/app"), {"TRADETRACKER_HOME": "/data/tt"}) == Path("/data/tt")


def test_settings_left_by_a_launch_are_read_back_and_private(tmp_path: Path) -> None:
    claim = Claim(tmp_path)
    claim.take()
    claim.publish({"DATABASE_URL": "postgres://u:p=w@/db?host=/x&port=1", "SECRET_KEY": "a=b#c"})
    assert read(tmp_path) == {"DATABASE_URL": "postgres://u:p=w@/db?host=/x&port=1", "SECRET_KEY": "a=b#c"}
    assert mode(tmp_path / "env") == 0o600
    claim.release()
    assert read(tmp_path) == {}


def test_secrets_are_made_once_and_readable_by_their_owner_only(tmp_path: Path) -> None:
    key = places.secret_key(tmp_path)
    assert places.secret_key(tmp_path) == key and len(key) >= 50
    assert mode(tmp_path / "secret-key") == 0o600


def test_opening_a_home_leaves_the_modes_above_it_alone(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    before = {path: mode(path) for path in (private, *private.parents)}
    found = places.open_places(private / "home", tmp_path / "system")
    assert {path: mode(path) for path in before} == before
    assert found.data.is_dir()
    if os.geteuid() == 0:
        # The account that Postgres runs as cannot pass through, so its data lie elsewhere.
        assert found.account is not None and tmp_path / "system" in found.data.parents
    else:
        assert found.data == private / "home" / "postgres"
        assert mode(private / "home") == 0o700


def test_two_homes_never_share_a_system_folder(tmp_path: Path) -> None:
    first, copied, system = tmp_path / "first", tmp_path / "copied", tmp_path / "system"
    for home in (first, copied):
        home.mkdir()
    data = places._system_data(first, system)
    assert places._system_data(first, system) == data
    (copied / "data-id").write_text((first / "data-id").read_text())
    assert places._system_data(copied, system) != data
    moved = tmp_path / "moved"
    first.rename(moved)
    assert places._system_data(moved, system) == data


def test_forgetting_a_home_deletes_its_part_of_the_system_folder_only(tmp_path: Path) -> None:
    first, second, system = tmp_path / "first", tmp_path / "second", tmp_path / "system"
    for home in (first, second):
        home.mkdir()
    gone, kept = places._system_data(first, system), places._system_data(second, system)
    places.forget(first, system)
    assert not gone.exists() and not first.exists()
    assert kept.exists() and second.exists()


def test_a_home_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LaunchError, match="TRADETRACKER_HOME"):
        places.open_places(tmp_path / "file" / "home", tmp_path / "system")


def test_what_an_account_can_reach_is_told_by_modes_alone(tmp_path: Path) -> None:
    for path in reversed((tmp_path, *tmp_path.parents)):
        if not path.stat().st_mode & 0o001:
            assert not can_enter(tmp_path, STRANGER)
            break
    else:
        assert can_enter(tmp_path, STRANGER)


def test_one_unreadable_file_makes_a_tree_unreadable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tradetracker.launch.accounts.can_enter", lambda folder, account: True)
    tree = tmp_path / "tree"
    tree.mkdir(mode=0o755)
    tree.chmod(0o755)
    (tree / "a").write_text("")
    (tree / "a").chmod(0o644)
    assert can_read_tree(tree, STRANGER)
    (tree / "a").chmod(0o600)
    assert not can_read_tree(tree, STRANGER)


# --- ports


def test_a_taken_port_is_named_with_the_variable_that_changes_it() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(LaunchError) as refused:
            ports.claim(port, "the site", "TRADETRACKER_WEB_PORT")
    said = str(refused.value)
    assert f"Port {port}" in said and re.search(r"TRADETRACKER_WEB_PORT=\d+ make run", said)


@pytest.mark.parametrize("value", ["eighty", "0", "65536", "-1", "80 80", "８０"])
def test_a_port_that_is_none_is_named_with_its_variable(value: str) -> None:
    with pytest.raises(LaunchError, match="TRADETRACKER_DB_PORT"):
        ports.wanted({"TRADETRACKER_DB_PORT": value}, "TRADETRACKER_DB_PORT", None)


def test_a_free_port_can_be_claimed() -> None:
    port = ports.free()
    assert ports.claim(port, "the site", "TRADETRACKER_WEB_PORT") == port
    assert not ports.serves_pages(port)


def test_run_says_in_one_sentence_that_its_port_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        environ = {"TRADETRACKER_HOME": str(tmp_path / "home"), "TRADETRACKER_WEB_PORT": str(port)}
        assert main(["run"], environ) == 1
    said = capsys.readouterr().err
    assert f"Port {port}" in said and "TRADETRACKER_WEB_PORT" in said and "Traceback" not in said


# --- processes


def test_a_process_is_known_by_its_start_not_its_number_alone(
    sleeper: Callable[[], subprocess.Popen[bytes]],
) -> None:
    process = sleeper()
    identity = identify(process.pid)
    assert identity is not None and is_running(identity)
    recycled = Identity(identity.pid, "another moment")
    assert not is_running(recycled)
    assert end(recycled, signal.SIGKILL, 0)
    assert process.poll() is None, "a process of another start was killed"
    assert end(identity, signal.SIGTERM, 5)
    assert identify(process.pid) is None


def test_what_a_killed_launch_left_is_ended_and_a_recycled_number_is_spared(
    tmp_path: Path, sleeper: Callable[[], subprocess.Popen[bytes]]
) -> None:
    left, innocent = sleeper(), sleeper()
    worker = identify(left.pid)
    assert worker is not None
    killed = Claim(tmp_path)
    killed.take()
    killed.note("worker", worker)
    killed.note("web", Identity(innocent.pid, "another moment"))
    os.close(killed.handle)  # as the system does when the launch is killed
    (tmp_path / "env").write_text("DATABASE_URL=postgres://gone\n")

    again = Claim(tmp_path)
    again.take()
    assert not is_running(worker)
    assert innocent.poll() is None
    assert read(tmp_path) == {}, "settings of the dead launch were left for manage.py"
    assert set(read_record(tmp_path)) == {"launch"}
    again.release()


def test_a_second_launch_over_one_home_is_refused(tmp_path: Path) -> None:
    first = Claim(tmp_path)
    first.take()
    assert is_claimed(tmp_path)
    with pytest.raises(LaunchError, match=rf"process {os.getpid()}.*TRADETRACKER_HOME"):
        Claim(tmp_path).take()
    first.release()
    assert not is_claimed(tmp_path)


@pytest.mark.parametrize("text", ["", "not json", "[]", '{"web": 3}', '{"web": ["x", "y"]}'])
def test_a_damaged_record_is_no_record(tmp_path: Path, text: str) -> None:
    (tmp_path / "running.json").write_text(text)
    assert read_record(tmp_path) == {}


# --- the supervisor


def program(name: str, code: str, tmp_path: Path, patience: float = 5.0) -> Program:
    return Program(name, [sys.executable, "-u", "-c", code], dict(os.environ), tmp_path, patience=patience)


def rounds_until(supervisor: Supervisor, done: Callable[[], bool], seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "it did not come to that in time"
        supervisor.round(0.05)


def test_a_child_that_dies_is_started_again_and_every_line_has_its_name(tmp_path: Path) -> None:
    out = io.StringIO()
    noted: list[tuple[str, bool]] = []
    supervisor = Supervisor(
        [
            program("web", "print('served 中文'); raise SystemExit(3)", tmp_path),
            program("worker", "import time; print('working'); time.sleep(60)", tmp_path),
        ],
        out=out,
        note=lambda name, identity: noted.append((name, identity is not None)),
    )
    supervisor.start()
    rounds_until(supervisor, lambda: out.getvalue().count("served") >= 2)
    worker = supervisor.programs[1].identity
    supervisor.stop()
    lines = out.getvalue().splitlines()
    assert "web    | served 中文" in lines
    assert "web    | ended with exit code 3; it is started again in 1 s" in lines
    assert lines.count("worker | working") == 1
    assert noted.count(("web", True)) >= 2 and noted[-1][1] is False
    assert worker is not None and not is_running(worker)


def test_the_wait_before_a_new_start_grows(tmp_path: Path) -> None:
    supervisor = Supervisor([program("web", "raise SystemExit(1)", tmp_path)], out=io.StringIO())
    supervisor.start()
    rounds_until(supervisor, lambda: supervisor.programs[0].wait >= 4.0)
    supervisor.stop()


def test_stopping_takes_grandchildren_along_and_kills_what_does_not_listen(tmp_path: Path) -> None:
    stubborn = (
        "import os, signal, subprocess, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "child = subprocess.Popen(['sleep', '60'])\n"
        "print('pid', child.pid)\n"
        "time.sleep(60)\n"
    )
    out = io.StringIO()
    supervisor = Supervisor([program("worker", stubborn, tmp_path, patience=0.3)], out=out)
    supervisor.start()
    rounds_until(supervisor, lambda: "pid" in out.getvalue())
    grandchild = identify(int(re.findall(r"pid (\d+)", out.getvalue())[0]))
    assert grandchild is not None
    began = time.monotonic()
    supervisor.stop()
    assert time.monotonic() - began < 8
    assert wait_for_end(grandchild, 10)  # a killed process still needs its turn to go
    assert "it is killed" in out.getvalue()


def test_last_words_without_a_line_end_are_passed_on(tmp_path: Path) -> None:
    out = io.StringIO()
    supervisor = Supervisor(
        [program("beat", "import sys; sys.stdout.write('half a line')", tmp_path)], out=out
    )
    supervisor.start()
    rounds_until(supervisor, lambda: "ended" in out.getvalue())
    supervisor.stop()
    assert "beat | half a line" in out.getvalue()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent was killed")
def test_children_of_a_killed_supervisor_end_too(tmp_path: Path) -> None:
    code = (
        "import sys, os, io, time\n"
        "from pathlib import Path\n"
        "from tradetracker.launch.supervisor import Program, Supervisor\n"
        "p = Program('web', ['sleep', '60'], dict(os.environ), Path('.'))\n"
        "s = Supervisor([p], out=io.StringIO()); s.start()\n"
        "print(p.process.pid, flush=True); time.sleep(60)\n"
    )
    launch = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=CHECKOUT)
    assert launch.stdout is not None
    child = identify(int(launch.stdout.readline()))
    launch.kill()
    launch.wait()
    launch.stdout.close()
    assert child is not None
    deadline = time.monotonic() + 5
    while is_running(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(child)


# --- before anything is installed


def test_the_bootstrap_parses_under_old_pythons() -> None:
    source = (CHECKOUT / "tradetracker/launch/bootstrap.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    ours = [line for line in source.splitlines() if re.match(r"\s*(from|import) (tradetracker|\.)", line)]
    assert ours == []


def test_an_old_python_gets_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    assert bootstrap.main(["run"]) == 1
    said = capsys.readouterr().err
    assert "Python 3.11 or newer is needed, found 3.9" in said and "install" in said


def test_a_newer_python_on_the_path_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[list[str]] = []
    monkeypatch.setattr(
        bootstrap.shutil, "which", lambda name: "/usr/bin/python3.12" if "3.12" in name else None
    )
    monkeypatch.setattr(bootstrap, "runs", lambda python: True)
    monkeypatch.setattr(bootstrap.os, "execv", lambda path, command: taken.append([path, *command[2:]]))
    with pytest.raises(bootstrap.Refusal):
        bootstrap.become_newer(["run"])  # only because the replaced execv comes back
    assert taken == [["/usr/bin/python3.12", "run"]]


def test_a_python_without_venv_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "importable", lambda name: name != "ensurepip")
    with pytest.raises(bootstrap.Refusal, match="apt-get install python3-venv"):
        bootstrap.make_venv()


def test_a_checkout_of_somebody_else_gets_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bootstrap, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", str(tmp_path / ".venv/bin/python"))
    monkeypatch.setattr(bootstrap.os, "access", lambda path, how: False)
    with pytest.raises(bootstrap.Refusal, match="not yours to write"):
        bootstrap.set_up()


def test_packages_are_installed_again_only_when_the_lock_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("one==1\n")
    (tmp_path / ".venv").mkdir()
    installs: list[str] = []
    monkeypatch.setattr(bootstrap, "LOCK", str(lock))
    monkeypatch.setattr(bootstrap, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(bootstrap, "STAMP", str(tmp_path / ".venv/stamp"))
    monkeypatch.setattr(bootstrap, "runs", lambda python: True)
    monkeypatch.setattr(bootstrap, "has_pip", lambda python: True)
    monkeypatch.setattr(bootstrap, "install", lambda: installs.append(lock.read_text()))
    bootstrap.set_up()
    bootstrap.set_up()
    assert installs == ["one==1\n"]
    lock.write_text("one==2\n")
    bootstrap.set_up()
    assert installs == ["one==1\n", "one==2\n"]


def test_waiting_is_told_after_two_seconds_and_not_before(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [100.0]
    monkeypatch.setattr("tradetracker.launch.speaking.time.monotonic", lambda: now[0])
    patience = Patience("Postgres is still starting")
    now[0] += 1.9
    patience.tick()
    assert capsys.readouterr().out == ""
    now[0] += 0.2
    patience.tick()
    patience.tick()
    assert capsys.readouterr().out == "Postgres is still starting ... 2 s\n"
    now[0] += 10
    patience.tick()
    assert "12 s" in capsys.readouterr().out


def test_a_command_that_is_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fly"], {}) == 2
    assert "fly" in capsys.readouterr().err


def test_a_demo_without_its_folder_says_how(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["demo", ""], {}) == 1
    assert "make demo DOCS=" in capsys.readouterr().err
    assert main(["demo", str(tmp_path / "nowhere")], {}) == 1
    assert str(tmp_path / "nowhere") in capsys.readouterr().err
