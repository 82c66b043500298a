"""One Redis-protocol server of our own, on a loopback port with a password, keeping its queue on disk."""

from __future__ import annotations

import contextlib
import secrets
import signal
import subprocess
import time
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from .places import kept_secret, write_private
from .ports import LOOPBACK
from .postgres import open_log, tail
from .processes import Identity, ending_with_parent, identify
from .speaking import LaunchError, Patience

START_SECONDS = 120.0
STOP_SECONDS = 20.0


class Valkey:
    """The server over ``folder``, started with a fixed or free port."""

    def __init__(self, program: Path, folder: Path, log: Path, *, port: int, throwaway: bool = False) -> None:
        self.program = program
        self.folder = folder
        self.log = log
        self.port = port
        self.throwaway = throwaway
        self.process: subprocess.Popen[bytes] | None = None
        self.password = ""

    def start(self) -> None:
        """Start the server and wait until it answers; raise LaunchError with its last words otherwise."""
        if not self.folder.exists():
            self.folder.mkdir(mode=0o700)
        self.password = secrets.token_hex(24) if self.throwaway else kept_secret(self.folder / "password", 24)
        settings = self.folder / "valkey.conf"
        folder = str(self.folder).replace("\\", "\\\\").replace('"', '\\"')
        write_private(
            settings,
            f'bind {LOOPBACK}\nport {self.port}\ndir "{folder}"\nrequirepass {self.password}\n'
            f'daemonize no\nsave ""\nappendonly {"no" if self.throwaway else "yes"}\nmaxmemory-policy '
            "noeviction\n",
        )
        with open_log(self.log) as log:
            self.process = subprocess.Popen(
                [str(self.program), str(settings)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                preexec_fn=ending_with_parent(signal.SIGTERM),
            )
        self._wait_until_it_answers()

    @property
    def url(self) -> str:
        """The server's address, as ``REDIS_URL`` takes it."""
        return f"redis://:{self.password}@{LOOPBACK}:{self.port}/0"

    def identity(self) -> Identity | None:
        """Return the running server's process, if this object started it."""
        return identify(self.process.pid) if self.process else None

    def has_died(self) -> bool:
        """Tell whether the server that was started has ended by itself."""
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> None:
        """Stop the server; what was queued is on disk. Nothing happens without one."""
        if self.process is None or self.process.poll() is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _wait_until_it_answers(self) -> None:
        assert self.process is not None
        patience = Patience("Valkey is still loading its queue")
        client = redis.Redis.from_url(self.url, socket_timeout=2, retry=Retry(NoBackoff(), 0))
        try:
            while True:
                if self.process.poll() is not None:
                    raise LaunchError(
                        "Valkey did not start. The end of "
                        f"{self.log}:\n{tail(self.log.read_text(errors='replace'))}\n"
                        "It keeps only what waits in the queue: if its file is damaged, delete "
                        f"{self.folder}."
                    )
                try:
                    client.ping()
                    return
                except redis.RedisError:
                    if patience.seconds > START_SECONDS:
                        self.stop()
                        raise LaunchError(
                            f"Valkey did not answer within {START_SECONDS:.0f} s; see {self.log}."
                        ) from None
                patience.tick()
                time.sleep(0.05)
        finally:
            client.close()
