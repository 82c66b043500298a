"""Read the state of a subject on a day, from its status periods: published rules, nothing typed by hand.

Rule of expiry (ruling 5): after the last day of a period that ends by its own terms, with no successor
text seen, the state is "ran out, successor unseen": neither suspended nor in force. A period that has not
begun is "scheduled". Where nothing is known the state is "unknown", which is not "no".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .choices import StatusCode
from .models import Status
from .querysets import AsOf

RAN_OUT = "ran_out"
SCHEDULED = "scheduled"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class State:
    """The state on a day. ``since`` and ``until`` are days, ``until`` the last one; None is open.

    ``code`` is a StatusCode value or one of ``ran_out``, ``scheduled``, ``unknown``. ``row`` is the period it
    was read from: the one that holds, the one that ran out, or the one that is scheduled.
    """

    code: str
    since: dt.date | None = None
    until: dt.date | None = None
    row: Status | None = None

    @property
    def label(self) -> str:
        """The state in a few words."""
        if self.code == RAN_OUT:
            return _("ran out, successor unseen")
        if self.code == SCHEDULED:
            return _("scheduled")
        return _("unknown") if self.code == UNKNOWN else str(StatusCode(self.code).label)

    @property
    def sentence(self) -> str:
        """The state in words, with its days."""
        if self.code == RAN_OUT and self.row is not None:
            return _(
                "Ran out on %(day)s, successor unseen: by its terms the earlier rules apply again, unconfirmed."
            ) % {"day": _day(self.until)}
        if self.code == SCHEDULED and self.row is not None:
            return _("%(what)s from %(day)s, by the texts seen.") % {
                "what": str(StatusCode(self.row.status).label).capitalize(),
                "day": _day(self.since),
            }
        if self.code == UNKNOWN:
            return _("Not known from the texts seen.")
        words = self.label.capitalize()
        if self.since:
            words += " " + _("since %(day)s") % {"day": _day(self.since)}
        if self.until:
            words += ", " + _("until %(day)s") % {"day": _day(self.until)}
        return words + "."


def state_on(rows: Iterable[Status], on: dt.date) -> State:
    """Return the state on the day ``on`` from one subject's rows of one aspect, as known and on record."""
    periods = sorted(
        (row for row in rows if not (row.is_override and row.override_until and row.override_until < on)),
        key=lambda row: row.effective.lower or dt.date.min,
    )
    for index, row in enumerate(periods):
        if _starts(row) <= on and (row.effective.upper is None or on < row.effective.upper):
            first = index
            while first and _continues(periods[first - 1], periods[first]):
                first -= 1
            return State(
                row.status,
                periods[first].effective.lower,
                _last_day(row),
                row,
            )
    ended = [row for row in periods if row.effective.upper and row.effective.upper <= on]
    if ended and ended[-1].runs_out:
        row = ended[-1]
        return State(
            RAN_OUT,
            row.effective.upper,
            _last_day(row),
            row,
        )
    coming = [row for row in periods if _starts(row) > on]
    if coming and not ended:
        row = coming[0]
        return State(SCHEDULED, row.effective.lower, _last_day(row), row)
    return State(UNKNOWN)


def states_for(subject: str, ids: Sequence[int], asof: AsOf, aspect: str = "force") -> dict[int, State]:
    """Return the state of each subject id (``subject``: agreement, commitment or countermeasure).

    One query for all; an id without any row is ``unknown``.
    """
    rows_of: dict[int, list[Status]] = {pk: [] for pk in ids}
    rows = Status.objects.filter(**{f"{subject}_id__in": list(ids)}, aspect=aspect).as_known(asof)
    for row in rows.select_related("event"):
        rows_of[getattr(row, f"{subject}_id")].append(row)
    return {pk: state_on(rows, asof.on) for pk, rows in rows_of.items()}


def _starts(row: Status) -> dt.date:
    return row.effective.lower or dt.date.min


def _last_day(row: Status) -> dt.date | None:
    return row.effective.upper - dt.timedelta(days=1) if row.effective.upper else None


def _continues(earlier: Status, later: Status) -> bool:
    return (
        earlier.status == later.status
        and earlier.scope == later.scope
        and earlier.effective.upper is not None
        and earlier.effective.upper == later.effective.lower
    )


def _day(day: dt.date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else _("an unknown day")


__all__ = ["RAN_OUT", "SCHEDULED", "UNKNOWN", "State", "state_on", "states_for"]
