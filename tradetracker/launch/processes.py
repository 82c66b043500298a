"""Tell processes apart for certain: a process id alone may be used again by another program."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Identity:
    """One process for certain: its id and a mark of when it started."""

    pid: int
    mark: str


def identify(pid: int) -> Identity | None:
    """Return the running process's identity; None when there is none (or only its unreaped remains)."""
    mark = _mark(pid)
    return Identity(pid, mark) if mark else None


def is_running(identity: Identity) -> bool:
    """Tell whether that very process still runs, not another one that was given its number."""
    return _mark(identity.pid) == identity.mark


def _mark(pid: int) -> str:
    if pid <= 0:
        return ""
    if sys.platform == "linux":
        try:
            stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
            boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        except OSError:
            return ""
        fields = stat.rpartition(")")[2].split()
        state, start = fields[0], fields[19]
        return "" if state in "ZX" else f"{boot}/{start}"
    shown = subprocess.run(["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True)
    state, _, start = shown.stdout.strip().partition(" ")
    return "" if not start or state.startswith("Z") else start.strip()


def command_of(pid: int) -> str:
    """Return the process's command line, empty when it is gone or hidden."""
    if sys.platform == "linux":
        try:
            return (
                Path(f"/proc/{pid}/cmdline")
                .read_bytes()
                .replace(b"\0", b" ")
                .decode(errors="replace")
                .strip()
            )
        except OSError:
            return ""
    shown = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
    return shown.stdout.strip()


def working_folder(pid: int) -> Path | None:
    """Return the folder that the process works in; None when it is gone, or hidden from us."""
    try:
        return Path(os.readlink(f"/proc/{pid}/cwd"))
    except OSError:
        return None


def end(
    identity: Identity, asking: signal.Signals, patience: float, *, forcing: signal.Signals | None = None
) -> bool:
    """Ask the process to end, wait ``patience`` seconds, then force its whole group.

    Returns True when it is gone. Without ``forcing`` nothing but the first signal is sent.
    """
    if not is_running(identity):
        return True
    with contextlib.suppress(ProcessLookupError):
        os.kill(identity.pid, asking)
    if wait_for_end(identity, patience):
        return True
    if forcing is None:
        return False
    with contextlib.suppress(ProcessLookupError, PermissionError):
        # Each program is started as the head of a group of its own.
        os.killpg(identity.pid, forcing)
    return wait_for_end(identity, 10)


def wait_for_end(identity: Identity, seconds: float) -> bool:
    """Wait until the process is gone; False when it still runs after ``seconds``."""
    deadline = time.monotonic() + seconds
    while True:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(identity.pid, os.WNOHANG)
        if not is_running(identity):
            return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.05)


def ending_with_parent(asking: signal.Signals) -> Callable[[], None] | None:
    """Return what a child runs before its program, so that Linux ends it when this process is killed.

    None on other systems: there only the next start finds and ends what was left. The launch has one thread,
    which is what makes such a step between fork and exec safe.
    """
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)

    def ask_kernel() -> None:
        library.prctl(PR_SET_PDEATHSIG, int(asking), 0, 0, 0)

    return ask_kernel
