"""Run the application's processes side by side: prefixed logs, the dead started again, none left over."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from .processes import Identity, end, ending_with_parent, identify
from .speaking import Patience

COLOURS = (36, 33, 35, 32, 34)
SHORTEST_WAIT = 1.0
LONGEST_WAIT = 30.0
STEADY_SECONDS = 60.0
LONGEST_LINE = 65_536


@dataclass
class Program:
    """A process to keep running, and how to ask it to end."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    folder: Path
    asking: signal.Signals = signal.SIGTERM
    patience: float = 15.0
    process: subprocess.Popen[bytes] | None = None
    identity: Identity | None = None
    pending: bytes = b""
    started: float = 0.0
    start_at: float = float("inf")
    wait: float = SHORTEST_WAIT
    colour: int = field(default=0)


class Supervisor:
    """Keeps programs running until ``stop``; one thread, so that nothing is forked in an odd moment.

    ``note`` is told of every process that starts (its identity) and ends (None); ``tend`` is called in every
    round, for whatever else must be kept alive.
    """

    def __init__(
        self,
        programs: Sequence[Program],
        *,
        out: IO[str] = sys.stdout,
        note: Callable[[str, Identity | None], None] = lambda name, identity: None,
        tend: Callable[[], None] = lambda: None,
    ) -> None:
        self.programs = list(programs)
        self.out = out
        self.note = note
        self.tend = tend
        self.selector = selectors.DefaultSelector()
        self.width = max(len(program.name) for program in programs)
        self.coloured = out.isatty() and "NO_COLOR" not in os.environ
        for colour, program in zip(COLOURS, self.programs, strict=False):
            program.colour = colour

    def start(self, *names: str) -> None:
        """Start the programs of these names, or all; from now on they are kept running."""
        for program in self.programs:
            if program.process is None and (not names or program.name in names):
                self._start(program)

    def round(self, seconds: float = 0.5) -> None:
        """Pass on what was logged within ``seconds``, and start again what died and has waited."""
        for key, _ in self.selector.select(seconds):
            self._read(key.data)
        now = time.monotonic()
        for program in self.programs:
            if program.process is not None and program.process.poll() is not None:
                self._bury(program, now)
            if program.process is None and now >= program.start_at:
                self._start(program)
        self.tend()

    def stop(self) -> None:
        """Ask every program to end, all at once; force the group of one that does not."""
        for program in self.programs:
            if program.process is not None and program.process.poll() is None:
                program.process.send_signal(program.asking)
        patience = Patience("Waiting for running work to end")
        deadlines = {program.name: time.monotonic() + program.patience for program in self.programs}
        while running := [each for each in self.programs if each.process and each.process.poll() is None]:
            for key, _ in self.selector.select(0.05):
                self._read(key.data)
            patience.tick()
            for program in running:
                if time.monotonic() >= deadlines[program.name] and program.identity:
                    self._say(program, "does not end; it is killed")
                    end(program.identity, signal.SIGKILL, 0, forcing=signal.SIGKILL)
        for program in self.programs:
            self._close(program)

    def _start(self, program: Program) -> None:
        program.started = time.monotonic()
        program.process = subprocess.Popen(
            list(program.command),
            env=dict(program.env),
            cwd=program.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=ending_with_parent(program.asking),
        )
        assert program.process.stdout is not None
        os.set_blocking(program.process.stdout.fileno(), False)
        self.selector.register(program.process.stdout, selectors.EVENT_READ, program)
        program.identity = identify(program.process.pid)
        self.note(program.name, program.identity)

    def _bury(self, program: Program, now: float) -> None:
        """Say how the program ended, end what it left of its group, and set when it starts again."""
        assert program.process is not None
        code = program.process.returncode
        how = f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"
        if now - program.started >= STEADY_SECONDS:
            program.wait = SHORTEST_WAIT
        self._close(program)
        self._say(program, f"{how}; it is started again in {program.wait:.0f} s")
        program.start_at = now + program.wait
        program.wait = min(program.wait * 2, LONGEST_WAIT)

    def _close(self, program: Program) -> None:
        """Read the last words, end stragglers of the group and forget the process."""
        if program.process is None:
            return
        while self._read(program):
            pass
        with contextlib.suppress(ProcessLookupError, PermissionError):
            # Usually nobody is left: a program takes its own children along.
            os.killpg(program.process.pid, signal.SIGKILL)
        if program.pending:
            self._say(program, program.pending.decode(errors="replace"))
            program.pending = b""
        assert program.process.stdout is not None
        if program.process.stdout in self.selector.get_map():
            self.selector.unregister(program.process.stdout)
        program.process.stdout.close()
        program.process = program.identity = None
        self.note(program.name, None)

    def _read(self, program: Program) -> bool:
        """Pass on the whole lines that are there; False when there is nothing more to read now."""
        if program.process is None or program.process.stdout is None:
            return False
        try:
            chunk = os.read(program.process.stdout.fileno(), 65_536)
        except BlockingIOError:
            return False
        if not chunk:
            if program.process.stdout in self.selector.get_map():
                self.selector.unregister(program.process.stdout)
            return False
        *lines, program.pending = (program.pending + chunk).split(b"\n")
        if len(program.pending) > LONGEST_LINE:
            lines.append(program.pending)
            program.pending = b""
        for line in lines:
            self._say(program, line.decode(errors="replace").rstrip("\r"))
        return True

    def _say(self, program: Program, line: str) -> None:
        name = program.name.ljust(self.width)
        prefix = f"\033[{program.colour}m{name} |\033[0m" if self.coloured else f"{name} |"
        self.out.write(f"{prefix} {line}\n")
        self.out.flush()
