"""Turn the signals that end a launch into one exception, so that all is stopped on the way out."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(BaseException):
    """Somebody asked the launch to end: Ctrl-C, a plain kill, or a terminal that closed."""

    def __init__(self, number: int) -> None:
        self.number = number


@contextmanager
def signals_stop() -> Iterator[None]:
    """Raise Stop where one of the signals arrives; the old handling comes back afterwards."""
    before = {number: signal.signal(number, _stop) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, frame: FrameType | None) -> None:
    defer_signals()  # a second Ctrl-C must not cut the clean end short
    raise Stop(number)


def defer_signals() -> None:
    """Leave the signals unheard from here on: the launch is ending, within bounds of its own."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
