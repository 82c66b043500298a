"""Progress of a command on standard error: a bar on a terminal, a line every few seconds elsewhere.

Nothing is shown for work that is over within two seconds.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self, TextIO, TypeVar

SILENT_S = 2.0
BAR_EVERY_S = 0.1
LINE_EVERY_S = 5.0
BAR_WIDTH = 24

Item = TypeVar("Item")


class Progress:
    """Counts steps of a known or unknown total. Use as a context manager.

    with Progress("reading", total=len(files)) as progress:
        for file in files:
            ...
            progress.step(note=file.name)
    """

    def __init__(
        self,
        label: str,
        total: int | None = None,
        *,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.label, self.total = label, total
        self.stream = stream if stream is not None else sys.stderr
        self.clock = clock
        self.is_terminal = bool(getattr(self.stream, "isatty", lambda: False)())
        self.done = 0
        self._started = clock()
        self._shown_at: float | None = None
        self._width = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown_at is None:
            return
        if self.is_terminal:
            self._draw("")
            self.stream.write("\n")
        else:
            self.stream.write(self._words("") + "\n")
        self.stream.flush()

    def step(self, count: int = 1, *, note: str = "") -> None:
        """Count ``count`` more; ``note`` says what is being worked on."""
        self.done += count
        self.show(note)

    def show(self, note: str = "") -> None:
        """Show where the work stands if it is time to."""
        now = self.clock()
        since = now - (self._shown_at if self._shown_at is not None else self._started)
        every = BAR_EVERY_S if self.is_terminal else LINE_EVERY_S
        if since < (SILENT_S if self._shown_at is None else every):
            return
        self._shown_at = now
        if self.is_terminal:
            self._draw(note)
        else:
            self.stream.write(self._words(note) + "\n")
        self.stream.flush()

    def over(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the items, counting each one once it was dealt with."""
        for item in items:
            self.show()
            yield item
            self.step()

    def clear(self) -> None:
        """Wipe the bar, so that a message can be written in its place."""
        if self.is_terminal and self._width:
            self.stream.write("\r" + " " * self._width + "\r")
            self._width = 0

    def _draw(self, note: str) -> None:
        line = self._words(note)
        if self.total:
            filled = round(BAR_WIDTH * min(self.done / self.total, 1))
            line = f"[{'#' * filled}{'.' * (BAR_WIDTH - filled)}] {line}"
        line = line[:100]
        self.stream.write("\r" + line.ljust(self._width))
        self._width = len(line)

    def _words(self, note: str) -> str:
        of = f" of {self.total}" if self.total is not None else ""
        seconds = self.clock() - self._started
        left = ""
        if self.total and 0 < self.done < self.total:
            left = f", about {_span(seconds / self.done * (self.total - self.done))} left"
        return f"{self.label}: {self.done}{of} after {_span(seconds)}{left}" + (f" ({note})" if note else "")


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
