"""What ``make run``, ``make test``, ``make demo`` and ``make manage`` do once the packages are there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from . import ports
from .environment import home_folder
from .environment import read as read_settings
from .places import forget, open_places
from .processes import ending_with_parent
from .running import Claim, is_claimed
from .servers import Servers
from .speaking import LaunchError, Patience, complain, say
from .stopping import ENDING, Stop, defer_signals, signals_stop
from .supervisor import Program, Supervisor

CHECKOUT = Path(__file__).resolve().parent.parent.parent
DEFAULT_WEB_PORT = 8000
READY_SECONDS = 90.0


@contextmanager
def launched(
    home: Path, environ: Mapping[str, str], *, throwaway: bool = False
) -> Iterator[tuple[Claim, Servers, dict[str, str]]]:
    """Hold the data home with its servers running; all is stopped on the way out, however it is left.

    Yields the hold, the servers and the environment for programs that use them.
    """
    places = open_places(home, with_postgres=not environ.get("DATABASE_URL"))
    claim = Claim(places.home)
    claim.take()
    servers = None
    try:
        servers = Servers(places, claim, environ, throwaway=throwaway)
        settings = servers.start()
        claim.publish(settings)
        yield claim, servers, {**environ, **settings, "PYTHONUNBUFFERED": "1"}
    finally:
        defer_signals()
        if servers is not None:
            servers.stop()
        claim.release()


def run(environ: Mapping[str, str]) -> int:
    """Start everything, say what to open, and keep it running until Ctrl-C or SIGTERM."""
    started = time.monotonic()
    home = home_folder(CHECKOUT, environ)
    port = ports.wanted(environ, "TRADETRACKER_WEB_PORT", DEFAULT_WEB_PORT) or DEFAULT_WEB_PORT
    if not is_claimed(home) and not _has_leftovers(home):
        ports.claim(port, "the site", "TRADETRACKER_WEB_PORT")
    with launched(home, environ) as (claim, servers, env):
        ports.claim(port, "the site", "TRADETRACKER_WEB_PORT")
        passwords = prepare(env)
        supervisor = Supervisor(_programs(port, home, env), note=claim.note, tend=servers.tend)
        try:
            supervisor.start("web")  # alone at first: nobody waits for the others
            _wait_for_site(supervisor, port)
            supervisor.start("worker", "beat")
            _welcome(port, passwords, time.monotonic() - started)
            while True:
                supervisor.round()
        finally:
            defer_signals()
            say("\nStopping ...")
            supervisor.stop()


def _has_leftovers(home: Path) -> bool:
    return (home / "running.json").exists()


def prepare(env: Mapping[str, str]) -> dict[str, str]:
    """Run the preparing process; return the passwords of a first run. Raises LaunchError when it fails."""
    reading, writing = os.pipe()
    command = [sys.executable, "-m", "tradetracker.launch.preparing", str(writing)]
    patience = Patience("Preparing the database", quiet=2)
    with subprocess.Popen(
        command,
        env=dict(env),
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=(writing,),
        preexec_fn=ending_with_parent(ENDING[1]),
    ) as process:
        os.close(writing)
        try:
            while process.poll() is None:
                patience.tick()
                time.sleep(0.05)
        except BaseException:
            process.terminate()
            process.wait()
            os.close(reading)
            raise
    with os.fdopen(reading) as answer:
        said = answer.read()
    if process.returncode:
        raise LaunchError("Preparing the database failed; the reason stands above.")
    passwords: dict[str, str] = json.loads(said)
    return passwords


def _programs(port: int, home: Path, env: Mapping[str, str]) -> list[Program]:
    python = sys.executable
    web = [python, "-m", "gunicorn", "tradetracker.wsgi:application", "--bind", f"{ports.LOOPBACK}:{port}"]
    web += ["--workers", "2", "--threads", "4", "--access-logfile", "-", "--no-control-socket"]
    celery = [python, "-m", "celery", "-A", "tradetracker"]
    # Celery warns root off because a message in pickle could run anything as root; this one takes JSON alone
    # (CELERY_ACCEPT_CONTENT), and who runs `make run` as root on a machine of their own has nobody else to run it as.
    root = ["-W", "ignore:You're running the worker with superuser privileges"]
    worker = [
        python,
        *root,
        *celery[1:],
        "worker",
        "--loglevel",
        "INFO",
        "--without-mingle",
        "--without-gossip",
    ]
    beat = [
        *celery,
        "beat",
        "--loglevel",
        "INFO",
        "--pidfile=",
        "--schedule",
        str(home.absolute() / "beat-schedule"),
    ]
    return [
        Program("web", web, env, CHECKOUT),
        Program("worker", worker, env, CHECKOUT),
        Program("beat", beat, env, CHECKOUT),
    ]


def _wait_for_site(supervisor: Supervisor, port: int) -> None:
    """Pass logs on until the site answers; raise LaunchError when it does not in time."""
    patience = Patience("Waiting for the site to answer")
    while True:
        supervisor.round(0.1)
        if ports.serves_pages(port):
            return
        patience.tick()
        if patience.seconds > READY_SECONDS:
            raise LaunchError(
                f"The site did not answer on port {port} within {READY_SECONDS:.0f} s; its log stands above."
            )


def _welcome(port: int, passwords: Mapping[str, str], seconds: float) -> None:
    address = f"http://{ports.LOOPBACK}:{port}"
    lines = [f"TradeTracker is up ({seconds:.1f} s). Open", ""]
    lines += [f"  {address}/            the site", f"  {address}/sources/    how every source does"]
    lines += [f"  {address}/admin/      the editors' desk", ""]
    if passwords:
        lines += ["Sign in there with one of these; the passwords are shown this once:", ""]
        lines += [f"  {name:<8} {password}" for name, password in passwords.items()]
        lines += ["", "(.venv/bin/python manage.py changepassword NAME sets another.)"]
    lines += ["Ctrl-C stops everything.", ""]
    say("\n" + "\n".join(lines))


def manage(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run one ``manage.py`` command on the running servers, else on servers started for it alone."""
    home = home_folder(CHECKOUT, environ)
    command = [sys.executable, str(CHECKOUT / "manage.py"), *arguments]
    if is_claimed(home) and read_settings(home):
        return subprocess.call(command, env=dict(environ))
    with launched(home, environ) as (_, _, env):
        prepare(env)
        return _call(command, env)


def demo(folder: str, environ: Mapping[str, str]) -> int:
    """Put every text file of a folder through the whole pipeline; proposals then wait for an editor."""
    if not folder:
        raise LaunchError("Name a folder of statements: make demo DOCS=/path/to/folder")
    path = Path(folder).expanduser().absolute()
    if not path.is_dir():
        raise LaunchError(
            f"There is no folder {path}. Name one of statements: make demo DOCS=/path/to/folder"
        )
    files = sorted(str(each) for each in path.iterdir() if each.suffix in {".txt", ".html", ".htm", ".pdf"})
    if not files:
        raise LaunchError(f"{path} holds no statements (.txt, .html, .pdf).")
    return manage(["ingest", *files], environ)


def test(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run the test suite against servers of its own, which are gone afterwards. Returns pytest's exit code.

    With ``DATABASE_URL`` or ``REDIS_URL`` set, those are used instead.
    """
    home = Path(tempfile.mkdtemp(prefix="tradetracker-test-"))
    home.chmod(0o711)
    try:
        with launched(home, {**environ, "TRADETRACKER_HOME": str(home)}, throwaway=True) as (_, _, env):
            static = home / "static"
            static.mkdir()
            command = [sys.executable, "-m", "pytest", *_parallel(arguments), *arguments]
            return _call(command, {**env, "STATIC_ROOT": str(static)})
    finally:
        forget(home)


def _parallel(arguments: Sequence[str]) -> list[str]:
    """Two processes, each with a database of its own, unless the caller chose; a file stays in one."""
    chosen = any(each.startswith("-n") or each in {"--pdb", "-s"} for each in arguments)
    return [] if chosen or (os.cpu_count() or 1) < 2 else ["-n", "2", "--dist", "loadfile"]


def _call(command: Sequence[str], env: Mapping[str, str]) -> int:
    """Run the command in the foreground and return its exit code; a signal for us ends it first."""
    process = subprocess.Popen(
        list(command), env=dict(env), cwd=CHECKOUT, preexec_fn=ending_with_parent(ENDING[1])
    )
    try:
        return process.wait()
    except Stop:
        process.terminate()
        process.wait()
        raise


def clean(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Delete what can be made again; with ``--data`` also this checkout's data."""
    home = home_folder(CHECKOUT, environ)
    if is_claimed(home):
        raise LaunchError("It is running; stop it first (Ctrl-C where it runs).")
    for name in (
        "staticfiles",
        ".pytest_cache",
        ".mypy_cache",
        ".ruff_cache",
        ".import_linter_cache",
        ".hypothesis",
    ):
        shutil.rmtree(CHECKOUT / name, ignore_errors=True)
    if "--data" in arguments:
        for gone in forget(home):
            say(f"Deleted {gone}.")
    elif home.exists():
        say(f"The data in {home} are kept; make clean DATA=yes deletes them too.")
    shutil.rmtree(CHECKOUT / ".venv", ignore_errors=True)
    return 0


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run one command of the launch and return its exit code; a reason to stop is a sentence."""
    name, *rest = arguments or ["run"]
    doors = {
        "run": lambda: run(environ),
        "test": lambda: test(rest, environ),
        "manage": lambda: manage(rest, environ),
        "demo": lambda: demo(" ".join(rest), environ),
        "clean": lambda: clean(rest, environ),
    }
    if name not in doors:
        print(f"There is no command {name!r}; there are {', '.join(doors)}.", file=sys.stderr)
        return 2
    with signals_stop():
        try:
            return doors[name]()
        except LaunchError as error:
            complain(error)
            return 1
        except Stop as stop:
            say("Stopped.")
            return 0 if name == "run" else 128 + stop.number
