"""One request at a time per host, over all workers on all machines.

A turn is an advisory lock of the database session, not of a transaction: HTTP happens while it is held, and a
worker that dies gives it back with its connection. It needs sessions that stay with one client, so a
connection pooler in front of Postgres must pool by session.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_PAUSE_S = 0.1


@contextmanager
def turn_at(host: str, *, per_host: int = 1, wait_s: float = 0.0) -> Iterator[bool]:
    """Hold one of the host's ``per_host`` turns inside the block; yields False if none came free in time."""
    ends = time.monotonic() + wait_s
    while (held := _try(host, per_host)) is None and time.monotonic() < ends:
        time.sleep(_PAUSE_S)
    session = connection.connection
    try:
        yield held is not None
    finally:
        # A session that was closed gave its turns back. In the next one the same key is another block's turn, which one
        # that is left late (a generator that broke, let go by its traceback) must not take from it.
        if held is not None and connection.connection is session:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [held])


def _try(host: str, per_host: int) -> int | None:
    with connection.cursor() as cursor:
        for key in (_key(host, slot) for slot in range(per_host)):
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
            if cursor.fetchone()[0]:
                return key
    return None


def _key(host: str, slot: int) -> int:
    digest = hashlib.blake2b(f"tradetracker host {host} {slot}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
