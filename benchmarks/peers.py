"""The programs that ingestion is measured against; each is skipped by name where it is not installed.

newsboat and nginx come from the system (Debian: ``apt-get install newsboat nginx-light``). The ``reader`` library
and what the hand-written floor needs live in an environment of the benchmark's own, made on the first
run; they are no dependencies of the project. The scripts of both peers stand in the folder of the shared
benchmark and are run from there.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit
from urllib.request import urlopen

BASE_URL = "http://127.0.0.1:18080"
PACKAGES = ("reader==3.27", "psycopg[binary]>=3.2", "fastfeedparser>=0.6", "nh3", "urllib3")
PYTHONS = ("python3.12", "python3.13", "python3.14")


class Missing(Exception):
    """A peer that is not there; the text says which and how to get it."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One phase of one system: wall-clock seconds, feeds asked, entries that were new."""

    seconds: float
    feeds: int
    new: int


class System(Protocol):
    """Something that takes feeds in: an empty start, then passes over the same feeds."""

    name: str

    def load(self, feeds: int) -> Pass: ...

    def again(self, feeds: int) -> Pass: ...


@contextlib.contextmanager
def nginx(shared: Path, folder: Path) -> Iterator[None]:
    """Serve ``folder``/root on loopback with the shared configuration."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    if not Path(program).exists():
        raise Missing("nginx is not installed (Debian and Ubuntu: apt-get install nginx-light)")
    folder.chmod(0o755)
    process = subprocess.Popen(
        [program, "-p", str(folder), "-c", str((shared / "nginx.conf").resolve())],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await_answer(process)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _await_answer(process: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        if process.poll() is not None:
            raise Missing(f"nginx ended at once; is something else on {BASE_URL}?")
        with contextlib.suppress(OSError):
            urlopen(f"{BASE_URL}/f/0.xml", timeout=1).close()
            return
        time.sleep(0.05)
    raise Missing(f"nginx does not answer on {BASE_URL}")


def generate(shared: Path, folder: Path, feeds: int, entries: int, generation: int = 0) -> None:
    """Write the feeds of one generation with the shared generator."""
    command = [sys.executable, str(shared / "gen.py"), str(folder / "root" / "f")]
    command += ["--feeds", str(feeds), "--entries", str(entries), "--gen", str(generation)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def environment_python(folder: Path) -> Path:
    """Return the Python of the peers' environment, made on the first call; Missing when it cannot be."""
    python = folder / "bin" / "python"
    if not python.exists():
        # A shim of pyenv may stand for a version that is not the chosen one; the version itself works.
        own = sorted(str(path) for path in Path.home().glob(".pyenv/versions/3.1[2-9]*/bin/python3"))
        names = [os.environ.get("PEER_PYTHON", ""), *PYTHONS, *own]
        base = next(filter(None, (_working(name) for name in names if name)), None)
        if base is None:
            raise Missing("reader needs Python 3.12 or newer (PEER_PYTHON names one)")
        subprocess.run([base, "-m", "venv", str(folder)], check=True)
    have = subprocess.run(
        [str(python), "-c", "import reader, psycopg, fastfeedparser, nh3"], capture_output=True
    )
    if have.returncode:
        got = subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES], capture_output=True)
        if got.returncode:
            last = (got.stderr.decode(errors="replace").strip().splitlines() or ["pip failed"])[-1]
            raise Missing(f"the peers' packages could not be installed: {last[:200]}")
    return python


def _working(name: str) -> str | None:
    path = shutil.which(name)
    works = path and subprocess.run([path, "-c", ""], capture_output=True).returncode == 0
    return path if works else None


class _Script:
    """A peer that is a script: asked for a phase and a number of feeds, it ends with a line of JSON."""

    name: str
    command: list[str]
    env: dict[str, str]

    def load(self, feeds: int) -> Pass:
        """Take everything in, from nothing."""
        return self._run("load", feeds)

    def again(self, feeds: int) -> Pass:
        """Ask every feed once more."""
        return self._run("pass", feeds)

    def _run(self, phase: str, feeds: int) -> Pass:
        said = _last_json([*self.command, phase, str(feeds)], self.env)
        if said.get("errors"):
            raise RuntimeError(f"{self.name}: {said['errors']} feeds failed")
        return Pass(said["s"], feeds, int(said["new"]))


class Reader(_Script):
    """The ``reader`` library on SQLite, one worker (more do not help it: Python's lock)."""

    name = "reader 3.27 (SQLite)"

    def __init__(self, python: Path, shared: Path, folder: Path) -> None:
        self.command = [str(python), str(shared / "reader_peer.py")]
        self.env = {**os.environ, "WORKERS": "1", "BASE_URL": BASE_URL, "DB": str(folder / "reader.sqlite")}


class Floor(_Script):
    """What a small hand-written pipeline reaches on the same Postgres server, with two processes."""

    name = "floor, 2 processes"

    def __init__(self, python: Path, shared: Path, database_url: str) -> None:
        self.command = [str(python), str(shared / "floor.py")]
        parts = urlsplit(database_url)
        query = parse_qs(parts.query)
        dsn = {
            "host": query.get("host", [parts.hostname or ""])[0],
            "port": query.get("port", [str(parts.port or 5432)])[0],
            "user": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
        }
        text = " ".join(f"{name}={value}" for name, value in dsn.items() if value) + " dbname="
        self.env = {**os.environ, "WORKERS": "2", "BASE_URL": BASE_URL, "FLOOR_DSN": text}


class FloorWithRows(_Script):
    """A hand-written pipeline that leaves the rows and indexes of this project (``floor_rows``), two processes."""

    name = "floor with the same rows"

    def __init__(self, python: Path, database_url: str) -> None:
        here = Path(__file__).resolve().parent
        self.command = [str(python), str(here / "floor_rows.py")]
        self.env = {
            **os.environ,
            "WORKERS": "2",
            "BASE_URL": BASE_URL,
            "FLOOR_DSN": database_url,
            "PYTHONPATH": str(here.parent),
        }


class Newsboat:
    """newsboat on SQLite, reloading from the command line, one thread; its start belongs to each pass."""

    name = "newsboat (SQLite)"

    def __init__(self, folder: Path) -> None:
        program = shutil.which("newsboat")
        if program is None:
            raise Missing("newsboat is not installed (Debian and Ubuntu: apt-get install newsboat)")
        self.folder = folder / "newsboat"
        self.folder.mkdir(exist_ok=True)
        self.cache = self.folder / "cache.db"
        config = self.folder / "config"
        config.write_text("reload-threads 1\nshow-read-feeds yes\nmax-items 0\n")
        self.command = [program, "-C", str(config), "-u", str(self.folder / "urls"), "-c", str(self.cache)]

    def load(self, feeds: int) -> Pass:
        """Take everything in, from an empty cache."""
        for old in self.folder.glob("cache.db*"):
            old.unlink()
        (self.folder / "urls").write_text("".join(f"{BASE_URL}/f/{i}.xml\n" for i in range(feeds)))
        return self.again(feeds)

    def again(self, feeds: int) -> Pass:
        """Ask every feed once more."""
        before = self._count()
        started = time.perf_counter()
        env = {**os.environ, "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        subprocess.run([*self.command, "-x", "reload"], check=True, capture_output=True, env=env)
        seconds = time.perf_counter() - started
        return Pass(seconds, feeds, self._count() - before)

    def _count(self) -> int:
        if not self.cache.exists():
            return 0
        with contextlib.closing(sqlite3.connect(self.cache)) as database:
            return int(database.execute("select count(*) from rss_item").fetchone()[0])


def _last_json(command: list[str], env: dict[str, str]) -> dict[str, float]:
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{Path(command[1]).name} failed:\n{done.stderr[-2000:]}")
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
