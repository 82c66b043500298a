"""What the launch says to the person at the keyboard: sentences, and a line for whatever takes long."""

from __future__ import annotations

import sys
import time


class LaunchError(Exception):
    """A reason to stop, in a sentence that says what to do."""


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


class Patience:
    """Says what is waited for: once after ``quiet`` seconds, then every few seconds with the time it took."""

    def __init__(self, what: str, *, quiet: float = 2.0, every: float = 5.0) -> None:
        self.what = what
        self.every = every
        self.started = time.monotonic()
        self.next_word = self.started + quiet

    @property
    def seconds(self) -> float:
        """How long it has been waited, in seconds."""
        return time.monotonic() - self.started

    def tick(self) -> None:
        """Say how long it has taken, if it is time to."""
        if time.monotonic() >= self.next_word:
            self.next_word = time.monotonic() + self.every
            say(f"{self.what} ... {self.seconds:.0f} s")


def complain(error: Exception) -> None:
    """Print the reason for stopping on the error stream, set apart from the logs."""
    print(f"\n{error}", file=sys.stderr, flush=True)
