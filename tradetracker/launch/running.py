"""Who runs over a data home: one launch at a time, and a record of what it started."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
from pathlib import Path

from .places import write_private
from .processes import Identity, end, identify, is_running
from .speaking import LaunchError, say

ENDING_SECONDS = 15.0


class Claim:
    """The launch's hold on its data home, and the record of its processes in ``running.json``.

    The hold is a lock that the system lets go of when the launch ends, however it ends.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.record = home / "running.json"
        self.processes: dict[str, Identity] = {}
        self.handle = -1
        self.is_written = True

    def take(self) -> None:
        """Take the hold and end what a killed launch left; raise LaunchError when another launch runs."""
        handle = os.open(self.home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            launch = read_record(self.home).get("launch")
            who = f" (process {launch.pid})" if launch else ""
            raise LaunchError(
                f"It is already running over {self.home}{who}. Stop that one first, or give this one a data "
                "folder and port of its own: TRADETRACKER_HOME=/path TRADETRACKER_WEB_PORT=8001 make run"
            ) from None
        self.handle = handle
        self._end_leftovers()
        (self.home / "env").unlink(missing_ok=True)
        self.note("launch", identify(os.getpid()))

    def note(self, name: str, identity: Identity | None) -> None:
        """Write down that a process was started under this name; None strikes it out.

        Where it cannot be written (a full disk) that is said once, and everything goes on: the record only helps the
        next launch to end what this one leaves if it is killed.
        """
        if identity is None:
            self.processes.pop(name, None)
        else:
            self.processes[name] = identity
        rows = {name: [each.pid, each.mark] for name, each in self.processes.items()}
        try:
            write_private(self.record, json.dumps(rows))
            self.is_written = True
        except OSError as error:
            if self.is_written:
                say(f"{self.record} cannot be written ({error.strerror}); everything goes on without it.")
            self.is_written = False

    def publish(self, settings: dict[str, str]) -> None:
        """Leave the settings where ``manage.py`` finds them while this launch runs."""
        write_private(self.home / "env", "".join(f"{name}={value}\n" for name, value in settings.items()))

    def release(self) -> None:
        """Strike out everything and let go of the hold."""
        if self.handle < 0:
            return
        (self.home / "env").unlink(missing_ok=True)
        self.record.unlink(missing_ok=True)
        os.close(self.handle)
        self.handle = -1

    def _end_leftovers(self) -> None:
        """End, programs before servers, what is still there of a launch that was killed."""
        recorded = read_record(self.home)
        left = {name: each for name, each in recorded.items() if is_running(each) and each.pid != os.getpid()}
        left.pop("postgres", None)  # its own start finds it by its pid file, and stops it gently
        if left:
            say(f"An earlier run was killed and left {', '.join(left)} running; they are ended first.")
        for identity in sorted(left.values(), key=lambda each: each == left.get("valkey")):
            with contextlib.suppress(PermissionError):
                end(identity, signal.SIGTERM, ENDING_SECONDS, forcing=signal.SIGKILL)


def read_record(home: Path) -> dict[str, Identity]:
    """Return the processes that the last launch wrote down; empty when there are none."""
    try:
        rows = json.loads((home / "running.json").read_text())
        return {name: Identity(int(pid), str(mark)) for name, (pid, mark) in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def is_claimed(home: Path) -> bool:
    """Tell whether a launch runs over the home now."""
    try:
        handle = os.open(home / "lock", os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
