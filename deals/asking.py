"""Read the three dates of a question from an address: ``?on=&known=&recorded=``.

A page that states facts answers for one (on, known, recorded). Whatever cannot be read is a problem told to
the reader in words (a page with status 400), never a guess and never an error of the server.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from .querysets import AsOf

DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TIME = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+\- ]\d{2}:?\d{2})?", re.ASCII
)
FIRST_DAY = dt.date(1900, 1, 1)
LAST_DAY = dt.date(2199, 12, 31)
DAY = dt.timedelta(days=1)


class Parameters(Protocol):
    """What a QueryDict offers."""

    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Problem:
    """One parameter that cannot be read: its name, what was given, and what would do."""

    name: str
    given: str
    help: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A question's dates. ``today`` is the reader's day in UTC; ``given`` the parameters as asked."""

    asof: AsOf
    today: dt.date
    now: dt.datetime
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_now(self) -> bool:
        """True when no date was asked for: the page speaks of this day with today's knowledge."""
        return not self.given

    @property
    def hides_prose(self) -> bool:
        """True when sentences written on today's knowledge would tell what was not known or had not been."""
        return (self.asof.known is not None and self.asof.known < self.today) or self.asof.on < self.today

    @property
    def hides_later(self) -> bool:
        """True when undated sentences of ours may tell what was not public by the asked ``known``."""
        return self.asof.known is not None and self.asof.known < self.today

    @property
    def known_day(self) -> dt.date:
        """The last day whose publications count."""
        return self.asof.known or self.today

    def query(self, **extra: object) -> str:
        """Return ``?on=...&known=...`` for links that keep the dates, with ``extra`` ones; or ``""``."""
        pairs = {**self.given, **{key: str(value) for key, value in extra.items() if value not in (None, "")}}
        return "?" + urlencode(pairs) if pairs else ""

    @property
    def permalink(self) -> str:
        """The query that gives this very page for ever: all three dates."""
        recorded = self.asof.recorded or self.now.replace(microsecond=0)
        return "?" + urlencode(
            {
                "on": self.asof.on.isoformat(),
                "known": self.known_day.isoformat(),
                "recorded": recorded.astimezone(dt.UTC).isoformat().replace("+00:00", "Z"),
            }
        )


def read_question(parameters: Parameters, now: dt.datetime) -> tuple[Asking, list[Problem]]:
    """Return the question that an address asks, and what in it could not be read.

    ``now``: an aware datetime. A parameter left empty counts as not given, since forms send empty fields.
    With problems, the question is the one without the parameters that are wrong.
    """
    today = now.astimezone(dt.UTC).date()
    problems: list[Problem] = []
    given: dict[str, str] = {}
    on = _read_day(parameters, "on", problems, given, FIRST_DAY, LAST_DAY)
    # A reader east of Greenwich may be a day ahead.
    known = _read_day(parameters, "known", problems, given, FIRST_DAY, today + DAY)
    recorded = _read_time(parameters, problems, given, now)
    return Asking(AsOf(on or today, known, recorded), today, now, given), problems


def read_day(parameters: Parameters, name: str, problems: list[Problem]) -> dt.date | None:
    """Return a day that a page takes besides the three dates; None when it is not given or cannot be read."""
    return _read_day(parameters, name, problems, {}, FIRST_DAY, LAST_DAY)


def read_choice(parameters: Parameters, name: str, allowed: Iterable[str], problems: list[Problem]) -> str:
    """Return the value of a filter, "" when it is not given; a word that is not ``allowed`` is a problem."""
    raw = _single(parameters, name, problems)
    if not raw:
        return ""
    words = list(allowed)
    if raw in words:
        return raw
    problems.append(
        Problem(name, raw[:80], _("One of: %(words)s.") % {"words": ", ".join(words)} if words else "")
    )
    return ""


def _single(parameters: Parameters, name: str, problems: list[Problem]) -> str:
    values = [value.strip() for value in parameters.getlist(name)]
    if len(set(values)) > 1:
        problems.append(Problem(name, " / ".join(values)[:80], _("Give it once.")))
        return ""
    return values[0] if values else ""


def _read_day(
    parameters: Parameters,
    name: str,
    problems: list[Problem],
    given: dict[str, str],
    first: dt.date,
    last: dt.date,
) -> dt.date | None:
    raw = _single(parameters, name, problems)
    if not raw:
        return None
    try:
        if not DATE.fullmatch(raw):
            raise ValueError
        day = dt.date.fromisoformat(raw)
    except ValueError:
        problems.append(Problem(name, raw[:80], _("A day as year-month-day, such as 2025-06-27.")))
        return None
    if not first <= day <= last:
        problems.append(
            Problem(
                name,
                raw,
                _("A day from %(first)s to %(last)s.")
                % {"first": first.isoformat(), "last": last.isoformat()},
            )
        )
        return None
    given[name] = day.isoformat()
    return day


def _read_time(
    parameters: Parameters, problems: list[Problem], given: dict[str, str], now: dt.datetime
) -> dt.datetime | None:
    raw = _single(parameters, "recorded", problems)
    if not raw:
        return None
    help_text = _("A time such as 2026-11-24T12:00:00Z; without a zone it is read as UTC.")
    try:
        if not TIME.fullmatch(raw):
            raise ValueError
        # A plus sign that was not escaped arrives as a space.
        moment = dt.datetime.fromisoformat(raw[:11] + raw[11:].replace(" ", "+").replace("Z", "+00:00"))
        moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        moment = moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        problems.append(Problem("recorded", raw[:80], help_text))
        return None
    if not moment.date() >= FIRST_DAY or moment > now + DAY:
        problems.append(
            Problem("recorded", raw[:80], _("A time that has passed: nothing is on record for a later one."))
        )
        return None
    given["recorded"] = moment.isoformat().replace("+00:00", "Z")
    return moment
