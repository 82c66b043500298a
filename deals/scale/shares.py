"""Work shared out among processes, each with its own connection to the database."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from django.db import connections

Piece = TypeVar("Piece")


class BrokenWorkError(Exception):
    """A process ended before its work did."""


def share_out(
    work: Callable[[Piece], int], pieces: Sequence[Piece], processes: int, told: Callable[[int], None]
) -> None:
    """Call ``work`` with each piece, in several processes; ``told`` hears the sum of what it has returned so far.

    A process takes the next piece when it has done one, and ends after the one it is at when this process is gone.
    Raises BrokenWorkError when one ends otherwise than well; pieces that were done stay done.
    """
    done = 0
    if processes <= 1 or len(pieces) <= 1:
        for piece in pieces:
            done += work(piece)
            told(done)
        return
    context = multiprocessing.get_context("fork")
    next_piece = context.Value("l", 0)
    ends = [context.Pipe(duplex=False) for _ in range(processes)]
    running: list[Any] = [
        context.Process(target=_do, args=(work, pieces, next_piece, sends, os.getpid())) for _, sends in ends
    ]
    for one in running:
        one.start()
    try:
        # Asked once a turn: of a process that ends after that, the sentinel is ready and the wait returns at once.
        while alive := [one.sentinel for one in running if one.is_alive()]:
            wait([*(hears for hears, _ in ends), *alive])
            done = _heard(ends, done, told)
            if any(one.exitcode for one in running):
                break
        failed = [one for one in running if one.exitcode]
        if failed:
            raise BrokenWorkError(f"A process ended with {failed[0].exitcode} before its work was done.")
        _heard(ends, done, told)
    finally:
        for one in running:
            one.terminate()
            one.join()


def _heard(ends: Sequence[tuple[Connection, Connection]], done: int, told: Callable[[int], None]) -> int:
    """Return ``done`` with all that the processes have sent and nobody has read yet."""
    for hears, _ in ends:
        while hears.poll():
            done += hears.recv()
            told(done)
    return done


def _do(
    work: Callable[[Any], int], pieces: Sequence[Any], next_piece: Any, sends: Connection, parent: int
) -> None:
    for one in connections.all(initialized_only=True):
        one.connection = (
            None  # the parent's: forgotten, not closed (the driver closes none of another process)
        )
    while os.getppid() == parent:
        with next_piece.get_lock():
            place = next_piece.value
            next_piece.value += 1
        if place >= len(pieces):
            return
        sends.send(work(pieces[place]))
