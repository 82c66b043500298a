"""A scheduler that neither a clock set back nor a damaged file of its own brings to a stand.

Celery's own keeps the wall-clock time of each last run. Where the clock was ahead and is put right, by ten hours say, it
sends nothing for ten hours, after a new start too; and where a power cut left its file empty or full of zeros, it ends
with each start. What is due stands in the tables, so a run too many does no harm and one too few does.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
from typing import Any

from celery.beat import PersistentScheduler, ScheduleEntry

log = logging.getLogger(__name__)
AHEAD = dt.timedelta(seconds=5)  # less is the usual mending of a clock, and passes by itself
LONG_AGO = dt.timedelta(days=7)  # longer than any interval of the schedule: due at once


class SteadyScheduler(PersistentScheduler):
    """Celery's scheduler with its file; set by ``CELERY_BEAT_SCHEDULER``."""

    _store: Any = None

    def setup_schedule(self) -> None:
        """Read the file of last runs, or begin a new one where it cannot be read."""
        try:
            super().setup_schedule()
        except Exception as error:  # whatever damaged pickles raise
            log.error("the scheduler's file %s cannot be read (%r); a new one is begun", self._file, error)
            with contextlib.suppress(Exception):
                self._store.close()
            self._store = None
            self._remove_db()
            super().setup_schedule()

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send what is due; return for how many seconds nothing will be."""
        self._forget_the_future()
        return float(super().tick(*args, **kwargs))

    @property
    def _file(self) -> str:
        return str(self.schedule_filename)

    def _forget_the_future(self) -> None:
        """Make due at once what last ran, by a clock that was wrong, in times to come."""
        entries: list[ScheduleEntry] = list(self.schedule.values())
        if not any(entry.last_run_at > entry.default_now() + AHEAD for entry in entries):
            return
        log.warning("the clock was set back: everything is due at once")
        for entry in entries:
            entry.last_run_at = entry.default_now() - LONG_AGO
        self._heap = None  # its times are those of the clock before
