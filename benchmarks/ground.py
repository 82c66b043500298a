"""The ground that benchmarks stand on: servers with durable commits, real workers, and how much memory they take.

Everything lives in one data folder (``--home``, by default under the system's folder for temporary files), which
is a home of its own: a running ``make run`` is not touched.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import django
from django.core.management import call_command

from tradetracker.launch.commands import launched

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_HOME = Path(tempfile.gettempdir()) / "tradetracker-bench"
SHARED = ROOT.parent / "shared" / "bench"
POLLING = "celery"  # the queue of polls


@contextlib.contextmanager
def servers(home: Path, **settings: str) -> Iterator[dict[str, str]]:
    """Run Postgres (fsync and synchronous_commit on) and Valkey over ``home``; set Django up on them, migrated.

    ``settings`` are environment variables of the application. Yields the environment for worker processes.
    """
    home.mkdir(parents=True, exist_ok=True)
    wanted = {**os.environ, "TRADETRACKER_HOME": str(home), "LOG_LEVEL": "WARNING", **settings}
    for name in ("DATABASE_URL", "REDIS_URL"):
        wanted.pop(name, None)
    with launched(home, wanted) as (_, _, env):
        env["DJANGO_SETTINGS_MODULE"] = "tradetracker.settings"
        env["STATIC_ROOT"] = str(home / "static")
        os.environ.update(env)
        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
        yield env


class Worker:
    """A real Celery worker with its processes; ``peak_mb`` is the highest resident set of any one of them."""

    def __init__(self, env: Mapping[str, str], *, queues: str = "", concurrency: int = 2, log: Path) -> None:
        command = [sys.executable, "-m", "celery", "-A", "tradetracker", "worker", "--loglevel", "WARNING"]
        command += ["--without-mingle", "--without-gossip", "--without-heartbeat"]
        command += ["--concurrency", str(concurrency)]
        if queues:
            command += ["--queues", queues]
        self.log = log.open("ab")
        self.process = subprocess.Popen(
            command, env=dict(env), cwd=ROOT, stdout=self.log, stderr=self.log, start_new_session=True
        )
        self.peak_mb = 0.0
        self._watching = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def _watch(self) -> None:
        while not self._watching.wait(0.5):
            for pid in [self.process.pid, *children(self.process.pid)]:
                self.peak_mb = max(self.peak_mb, peak_resident_mb(pid))

    def stop(self) -> None:
        """Ask the worker to end and wait for it."""
        self._watching.set()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()


@contextlib.contextmanager
def worker(env: Mapping[str, str], home: Path, *, queues: str = "", concurrency: int = 2) -> Iterator[Worker]:
    """Run a worker for the length of the block; it answers before the block begins."""
    # Its settings are read at import, which must come after ``servers`` has set them.
    from tradetracker.celery import app

    app.control.purge()  # what an earlier run left speaks of rows that are gone
    running = Worker(env, queues=queues, concurrency=concurrency, log=home / "logs" / "worker.log")
    try:
        await_worker(running)
        yield running
    finally:
        running.stop()


def await_worker(running: Worker, seconds: float = 60) -> None:
    """Wait until the worker answers; raise RuntimeError when it does not."""
    # Its settings are read at import, which must come after ``servers`` has set them.
    from tradetracker.celery import app

    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if running.process.poll() is not None:
            break
        if app.control.ping(timeout=0.5):
            return
    raise RuntimeError(f"the worker did not start; see {running.log.name}")


def children(pid: int) -> list[int]:
    """Return the direct children of a process."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(one) for one in text.split()]


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process has taken so far; 0 where it cannot be known."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_resident_mb(pid: int) -> float:
    """Return the highest resident set of a process so far, in MB (10^6 bytes); 0 where it cannot be known."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    except OSError:
        pass
    return 0.0


def settle() -> None:
    """Let Postgres write out what it holds, so that one phase does not pay for the one before it."""
    from django.db import connection  # after ``servers``

    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")


def machine() -> str:
    """Return what the figures were taken on, in one line."""
    load = os.getloadavg()[0]
    version = ".".join(map(str, sys.version_info[:3]))
    return f"{os.cpu_count()} cores, Python {version}, load {load:.1f} at the start"
