"""One Postgres server of our own over one data folder: made, started, found again after a crash, stopped.

It listens on a unix socket in a private folder (and on a loopback port only if asked to), with a password.
"""

from __future__ import annotations

import contextlib
import hashlib
import locale
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

import psycopg2

from .accounts import Account, give
from .binaries import PostgresPrograms
from .places import write_private
from .ports import LOOPBACK
from .processes import Identity, command_of, end, ending_with_parent, identify, is_running, working_folder
from .speaking import LaunchError, Patience, say

USER = "tradetracker"
SOCKET_PORT = 5432
LONGEST_SOCKET_PATH = 100  # the kernel's limit is 107 bytes on Linux and 103 on macOS
# Crash recovery replays the log: minutes after a heavy night. pg_ctl would give up after ten seconds.
START_SECONDS = 600.0
STOP_SECONDS = 60.0
TUNING = {
    "jit": "off",
    "shared_buffers": "128MB",
    "max_connections": "60",
    "log_min_messages": "warning",
    "timezone": "UTC",
}
# Data that are thrown away after the tests need not survive a power cut.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
UTF8_CTYPES = ("C.UTF-8", "C.utf8", "en_US.UTF-8", "en_US.utf8", "UTF-8")


class Postgres:
    """The server over ``folder``; every method leaves other programs' servers alone."""

    def __init__(
        self,
        programs: PostgresPrograms,
        folder: Path,
        account: Account | None,
        log: Path,
        *,
        port: int | None = None,
        throwaway: bool = False,
        start_seconds: float = START_SECONDS,
    ) -> None:
        self.programs = programs
        self.folder = folder
        self.account = account
        self.log = log
        self.port = port
        self.throwaway = throwaway
        self.start_seconds = start_seconds
        self.cluster = folder / "cluster"
        self.process: subprocess.Popen[bytes] | None = None
        self.socket_folder: Path | None = None

    def start(self) -> None:
        """Start the server and wait until it answers; raise LaunchError with its last words otherwise."""
        self._make_cluster()
        self.clear_leftover()
        self.socket_folder = self._open_socket_folder()
        settings = {
            **TUNING,
            **(THROWAWAY if self.throwaway else {}),
            "unix_socket_directories": str(self.socket_folder),
            "unix_socket_permissions": "0700",
            "listen_addresses": LOOPBACK if self.port else "",
            "port": str(self.port or SOCKET_PORT),
        }
        command = [str(self.programs.folder / "postgres"), "-D", str(self.cluster)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with open_log(self.log) as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                preexec_fn=ending_with_parent(signal.SIGINT),
                **(self.account.run_as() if self.account else {}),
            )
        self._wait_until_it_answers()

    def url(self, database: str) -> str:
        """Return the address of one database on this server, as ``DATABASE_URL`` takes it."""
        return (
            f"postgres://{USER}:{self._password()}@/{quote(database)}"
            f"?host={quote(str(self.socket_folder))}&port={self.port or SOCKET_PORT}"
        )

    def make_database(self, name: str) -> bool:
        """Create the database with a UTF-8 ctype unless it is there; True when it was made."""
        connection = self._connect()
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
                if cursor.fetchone():
                    return False
                cursor.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
                return True
        finally:
            connection.close()

    def identity(self) -> Identity | None:
        """Return the running server's process, if this object started it."""
        return identify(self.process.pid) if self.process else None

    def has_died(self) -> bool:
        """Tell whether the server that was started has ended by itself."""
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> None:
        """Stop the server: sessions are ended, what was committed is on disk. Nothing happens without one."""
        if self.process is None or self.process.poll() is not None:
            self._close_socket_folder()
            return
        patience = Patience("Postgres is still stopping")
        for asking in (signal.SIGINT, signal.SIGQUIT):
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(asking)
            deadline = time.monotonic() + STOP_SECONDS
            while self.process.poll() is None and time.monotonic() < deadline:
                patience.tick()
                time.sleep(0.02)
            if self.process.poll() is not None:
                break
        self._close_socket_folder()

    def clear_leftover(self) -> None:
        """Make way for a start: stop a server that outlived its launch, remove a pid file that names nobody.

        The pid in the file may belong to another program by now (after a crash in a container it is often the
        same small number again), and Postgres itself would then refuse to start. Raises LaunchError when a
        server answers that cannot be stopped from here.
        """
        pid_file = self.cluster / "postmaster.pid"
        try:
            lines = pid_file.read_text(errors="replace").splitlines()
        except FileNotFoundError:
            return
        pid = int(lines[0]) if lines and lines[0].strip().lstrip("-").isdigit() else 0
        server = identify(abs(pid))
        if server is not None and self._is_ours(server.pid):
            say("A Postgres server of an earlier run is still there; it is stopped first.")
            if end(server, signal.SIGINT, STOP_SECONDS) or end(server, signal.SIGQUIT, STOP_SECONDS):
                return
            raise LaunchError(
                f"Postgres process {server.pid} does not stop. Stop it by hand: kill -QUIT {server.pid}"
            )
        if self._someone_answers(lines):
            raise LaunchError(
                f"Another Postgres server is running over {self.cluster}, out of this launch's sight (in a "
                "container?). Stop it, or use another data folder: TRADETRACKER_HOME=/path make run"
            )
        pid_file.unlink(missing_ok=True)

    def _is_ours(self, pid: int) -> bool:
        """Tell whether the process is a Postgres over this very folder."""
        command = command_of(pid)
        if "postgres" not in command:
            return False
        return working_folder(pid) == self.cluster.resolve() or f"-D {self.cluster} " in f"{command} "

    def _someone_answers(self, lines: list[str]) -> bool:
        """Tell whether a server answers where the pid file says: line 4 its port, line 5 its socket."""
        if len(lines) < 5:
            return False
        for host in filter(None, (lines[4].strip(), lines[5].strip() if len(lines) > 5 else "")):
            try:
                psycopg2.connect(
                    host=host, port=lines[3].strip(), user=USER, dbname="postgres", connect_timeout=2
                ).close()
            except psycopg2.OperationalError as error:
                words = str(error)
                if any(
                    word in words for word in ("refused", "No such file", "timeout", "Is the server running")
                ):
                    continue
            return True
        return False

    def _make_cluster(self) -> None:
        """Make the data folder's cluster on the first start; a making that was cut short is begun anew."""
        if (self.cluster / "PG_VERSION").exists():
            return
        ctype = utf8_ctype()
        draft = self.folder / "cluster.new"
        password_file = self.folder / "password.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        give(draft, self.account)
        write_private(self.folder / "password", secrets.token_urlsafe(24) + "\n")
        write_private(password_file, self._password() + "\n")
        give(password_file, self.account)
        command = [str(self.programs.folder / "initdb"), "-D", str(draft), f"--username={USER}"]
        command += ["--encoding=UTF8", "--locale=C", f"--lc-ctype={ctype}", "--auth=scram-sha-256"]
        command += [f"--pwfile={password_file}", "--no-instructions"]
        if self.throwaway:
            command.append("--no-sync")
        try:
            made = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                cwd=self.folder,
                **(self.account.run_as() if self.account else {}),
            )
        finally:
            password_file.unlink(missing_ok=True)
        if made.returncode:
            raise LaunchError(
                f"Postgres could not make its data folder {draft}:\n{tail(made.stderr or made.stdout)}"
            )
        draft.rename(self.cluster)

    def _open_socket_folder(self) -> Path:
        """Return a private folder whose socket path the kernel takes: in the data folder, else under /tmp."""
        folder = self.folder / "socket"
        if len(
            os.fsencode(folder / f".s.PGSQL.{self.port or SOCKET_PORT}")
        ) > LONGEST_SOCKET_PATH or "," in str(folder):
            name = hashlib.sha256(os.fsencode(self.folder.resolve())).hexdigest()[:12]
            folder = Path("/tmp") / f"tradetracker-{name}"
        owner = self.account.uid if self.account else os.geteuid()
        try:
            folder.mkdir(mode=0o700)
            give(folder, self.account)
        except FileExistsError:
            found = folder.lstat()
            if folder.is_symlink() or found.st_uid != owner or found.st_mode & 0o077:
                # Somebody else got there first: a name that nobody can foresee.
                folder = Path(tempfile.mkdtemp(prefix="tradetracker-", dir="/tmp"))
                give(folder, self.account)
        return folder

    def _close_socket_folder(self) -> None:
        if self.socket_folder is not None:
            with contextlib.suppress(OSError):
                self.socket_folder.rmdir()

    def _wait_until_it_answers(self) -> None:
        assert self.process is not None
        patience = Patience("Postgres is still starting (after a crash it first replays its log)")
        while True:
            if self.process.poll() is not None:
                raise LaunchError(
                    "Postgres did not start. The end of "
                    f"{self.log}:\n{tail(self.log.read_text(errors='replace'))}"
                )
            try:
                self._connect().close()
                return
            except psycopg2.OperationalError as error:
                if "password authentication failed" in str(error):
                    self.stop()
                    raise LaunchError(
                        f"Postgres refuses the password in {self.folder / 'password'}: it is not the one "
                        "these data were made with. Put the right one there."
                    ) from None
                if patience.seconds > self.start_seconds:
                    self.stop()
                    raise LaunchError(
                        f"Postgres did not answer within {self.start_seconds:.0f} s. Its last words are in "
                        f"{self.log}:"
                        f"\n{tail(self.log.read_text(errors='replace'))}"
                    ) from None
            patience.tick()
            time.sleep(0.05)

    def _connect(self) -> psycopg2.extensions.connection:
        return psycopg2.connect(
            host=str(self.socket_folder),
            port=self.port or SOCKET_PORT,
            user=USER,
            password=self._password(),
            dbname="postgres",
            connect_timeout=5,
        )

    def _password(self) -> str:
        return (self.folder / "password").read_text().strip()


def data_major(folder: Path) -> int | None:
    """Return the major version that wrote the folder's cluster; None before there is one."""
    try:
        return int((folder / "cluster" / "PG_VERSION").read_text().strip())
    except (FileNotFoundError, ValueError):
        return None


def utf8_ctype() -> str:
    """Return a locale of this machine that knows the characters of UTF-8; raise LaunchError without one.

    Under the plain C locale, trigram search sees no Chinese at all.
    """
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in UTF8_CTYPES:
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    raise LaunchError(
        "This machine has no UTF-8 locale, without which Chinese text cannot be searched. Install one "
        "(Debian and Ubuntu: apt-get install locales, then locale-gen en_US.UTF-8)."
    )


def open_log(path: Path, limit: int = 5_000_000) -> BinaryIO:
    """Open a server's log for appending; one that grew past ``limit`` bytes becomes ``.1`` first."""
    if path.exists() and path.stat().st_size > limit:
        path.replace(path.with_name(path.name + ".1"))
    return path.open("ab")


def tail(text: str, lines: int = 12) -> str:
    """Return the last lines of the text, set in."""
    return "\n".join(f"  {line}" for line in text.strip().splitlines()[-lines:])


def is_gone(identity: Identity | None) -> bool:
    """Tell whether there is no such process any more."""
    return identity is None or not is_running(identity)
