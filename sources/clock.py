"""The clock that all machines share: the database's.

Leases, due times and waits are columns that any machine may have written and any other reads. Were each to go by its own
clock, one that runs an hour ahead would take feeds that another is polling, and one that runs behind would hand out
leases that have ended already. So whoever claims, polls or plans asks the database what time it is, once for a
task. Deadlines inside a process go by ``time.monotonic``; what a page says of today goes by the web server's clock.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection


def database_now() -> dt.datetime:
    """Return the database's time of this moment (aware, UTC), inside a transaction too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: dt.datetime = cursor.fetchone()[0]
    return now.astimezone(dt.UTC)
