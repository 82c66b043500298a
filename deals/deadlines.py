"""Every day that a text sets: ends of suspensions and of what is in force, due dates, starts, announced ends.

Values in, values out; no request and no clock. A day belongs on the board when a text says so: the last day
of a period that runs out by its own terms, a due date, a scheduled start, or an event of kind "deadline".
After its day, with no text seen that follows it, it reads "ran out, successor unseen" (state.py): nothing has
to be written for that, so that the board is right on the day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from . import choices
from .capitals import DayEnd, day_end
from .gathering import Clash, clashes_of, latest_terms, public, statuses_of
from .models import (
    Agreement,
    CommitmentTerms,
    ContradictionValue,
    Countermeasure,
    Deal,
    Event,
    Party,
    Status,
)
from .naming import named_deals
from .querysets import AsOf
from .sourcing import Backing, Backings, backings_for
from .state import state_on

SUSPENSION, EXPIRY, DUE, START, NAMED = "suspension", "expiry", "due", "start", "named"
KINDS = (SUSPENSION, EXPIRY, DUE, START, NAMED)
AHEAD, TODAY, RAN_OUT, FOLLOWED, UNVERIFIED, SETTLED, BEGAN, PASSED = (
    "ahead",
    "today",
    "ran_out",
    "followed",
    "unverified",
    "settled",
    "began",
    "passed",
)
CLOSED = (FOLLOWED, SETTLED, BEGAN, PASSED)
ENDS_CLASHING = ("expires_on", "suspended_until", "due_on", "ends_on", "period")


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day that a text sets for one record.

    ``day``: the last day, the due day or the first day. ``days``: from the asked day, negative once past.
    ``standing``: ahead, today, ran_out, followed, unverified (due, and no source has checked it), settled,
    began or passed. ``then``: what its terms say comes after it; ``after``: what a later text put in its place.
    ``precision``: of the day. ``record`` None: no record of its own, only the event.
    """

    day: dt.date
    days: int
    kind: str
    standing: str
    record: Any
    label: str
    label_zh: str
    party: Party | None
    deals: tuple[Deal, ...]
    what: str
    wording: str = ""
    then: str = ""
    after: str = ""
    note: str = ""
    scope: str = ""
    precision: str = "day"
    backing: Backing = field(default_factory=Backing)
    clashes: tuple[Clash, ...] = ()
    key: str = ""

    @property
    def is_open(self) -> bool:
        """True where something is still to come or nobody has said what followed."""
        return self.standing not in CLOSED

    @property
    def ends(self) -> DayEnd | None:
        """The moment at which the day ends for who owes or imposes it; None for a first day and a vague one."""
        if self.kind not in (SUSPENSION, EXPIRY, DUE) or self.precision != "day" or self.party is None:
            return None
        return day_end(self.day, self.party.code, self.wording)

    @property
    def lapses(self) -> bool:
        """True for the end of something that held or was suspended."""
        return self.kind in (SUSPENSION, EXPIRY)


@dataclass(frozen=True, slots=True)
class Day:
    """The deadlines of one day. ``days``: from the asked day, negative once past."""

    day: dt.date
    days: int
    rows: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The days of one calendar month on which a deadline falls, in order."""

    first: dt.date
    days: tuple[Day, ...]


def deadlines_for(asof: AsOf, *, deal: Deal | None = None) -> list[Deadline]:
    """Return every deadline that was public and on record at ``asof``, in order of day.

    ``deal``: only those of one deal. The number of queries does not grow with the number of records.
    """
    measures = public(
        Countermeasure.objects.filter(is_published=True).select_related("imposed_by"), asof
    ).prefetch_related(Prefetch("deals", named_deals(asof)))
    agreements = public(
        Agreement.objects.filter(is_published=True, deal__is_published=True).select_related("deal"), asof
    )
    wordings = CommitmentTerms.objects.filter(commitment__deal__is_published=True)
    events = (
        Event.objects.filter(kind="deadline", is_published=True)
        .filter(Q(deal__isnull=True) | Q(deal__is_published=True))
        .as_known(asof)
        .select_related("deal", "actor", "agreement__deal", "commitment__deal", "countermeasure")
    )
    if deal is not None:
        measures = measures.filter(deals=deal)
        agreements = agreements.filter(deal=deal)
        wordings = wordings.filter(commitment__deal=deal)
        events = events.filter(deal=deal)
    shown = list(measures.distinct())
    texts = list(agreements)
    terms = latest_terms(wordings, asof)
    named = list(events)
    statuses = statuses_of(
        asof,
        countermeasure=[measure.pk for measure in shown],
        agreement=[agreement.pk for agreement in texts],
        commitment=list(terms),
    )
    values = list(
        ContradictionValue.objects.filter(contradiction__field__in=ENDS_CLASHING).select_related(
            "contradiction", "said_by"
        )
    )
    backings = backings_for(
        asof,
        status=[row.pk for rows in statuses.values() for row in rows],
        countermeasure=[measure.pk for measure in shown],
        agreement=[agreement.pk for agreement in texts],
        commitment=list(terms),
        terms=[one.pk for one in terms.values()],
        event={event.pk for event in named}
        | {row.event_id for rows in statuses.values() for row in rows if row.event_id is not None},
        contradiction_value=[value.pk for value in values],
    )
    board = _Board(asof, statuses, backings, clashes_of(values, backings, asof), named, terms)
    for measure in shown:
        deals = tuple(measure.deals.all())
        board.periods(
            "countermeasure", measure, measure.imposed_by, deals, measure.title_en, measure.title_zh
        )
    for agreement in texts:
        board.periods("agreement", agreement, None, (agreement.deal,), agreement.title_en, agreement.title_zh)
    for one in terms.values():
        board.commitment(one)
    board.dates()
    return sorted(board.rows, key=lambda row: (row.day, row.party.code if row.party else "", row.key))


class _Board:
    """Collects the rows of one question."""

    def __init__(
        self,
        asof: AsOf,
        statuses: dict[tuple[str, int, str], list[Status]],
        backings: Backings,
        clashes: Sequence[Clash],
        named: Sequence[Event],
        terms: Mapping[int, CommitmentTerms],
    ) -> None:
        self.asof, self.statuses, self.backings, self.named = asof, statuses, backings, named
        self.clashes = clashes
        self.terms = terms  # of commitments: their wording on record, on which its sources stand
        self.rows: list[Deadline] = []
        self.told: set[int] = set()

    def periods(
        self,
        subject: str,
        record: Any,
        party: Party | None,
        deals: tuple[Deal, ...],
        label: str,
        label_zh: str,
    ) -> None:
        """Add the ends and the scheduled starts of one record's periods in force."""
        periods = self.statuses.get((subject, record.pk, "force"), [])
        for index, row in enumerate(periods):
            later = periods[index + 1] if index + 1 < len(periods) else None
            self._start(subject, record, party, deals, label, label_zh, row, periods[:index])
            last = row.effective.upper - dt.timedelta(days=1) if row.effective.upper else None
            if last is None or not (row.runs_out or row.reverts_to or later is None):
                continue
            suspended = row.status in ("suspended", "partly_suspended")
            then = str(choices.StatusCode(row.reverts_to).label) if row.reverts_to else ""
            extra = self._named_on(subject, record.pk, last)
            self._add(
                last,
                SUSPENSION if suspended else EXPIRY,
                self._after(last, later),
                record,
                label,
                label_zh,
                party,
                deals,
                _("last day of its suspension")
                if suspended
                else _("last day, %(state)s") % {"state": row.get_status_display()},
                wording=row.end_words,
                then=then,
                after=_followed_by(later),
                scope=row.scope,
                note=" ".join(event.note for event in extra if event.note),
                backing=self._behind(subject, record.pk, row, extra),
                clashes=self._clashes(subject, record.pk),
                key=f"{subject}-{record.pk}-end-{last.isoformat()}",
            )

    def commitment(self, terms: CommitmentTerms) -> None:
        """Add the due day of a commitment, or the end of the days for which it holds."""
        commitment = terms.commitment
        deals = (commitment.deal,)
        label = f"{commitment.reference}: {terms.text_en}"
        before = len(self.rows)
        self.periods("commitment", commitment, commitment.obligor, deals, label, terms.text_zh)
        ends = {row.day for row in self.rows[before:]}
        if terms.due_on is None or terms.due_on in ends:
            return
        verified = state_on(
            self.statuses.get(("commitment", commitment.pk, "verification"), []), self.asof.on
        )
        settled = verified.code in ("kept", "breached")
        if settled:
            standing = SETTLED
        elif terms.due_on > self.asof.on:
            standing = AHEAD
        else:
            standing = TODAY if terms.due_on == self.asof.on else UNVERIFIED
        self._add(
            terms.due_on,
            DUE,
            standing,
            commitment,
            label,
            terms.text_zh,
            commitment.obligor,
            deals,
            _("due"),
            wording=terms.due_words,
            after=verified.sentence if verified.row is not None else "",
            precision=terms.due_precision if terms.due_precision != "unknown" else "day",
            backing=self.backings.of(("terms", terms.pk), ("commitment", commitment.pk)),
            clashes=self._clashes("commitment", commitment.pk),
            key=f"commitment-{commitment.pk}-due",
        )

    def dates(self) -> None:
        """Add the days that an event names and no record's period told already."""
        for event in self.named:
            if event.pk in self.told:
                continue
            day = event.occurred_latest
            record = event.countermeasure or event.commitment or event.agreement
            subject = record._meta.model_name or "" if record is not None else ""
            self._add(
                day,
                NAMED,
                AHEAD if day > self.asof.on else TODAY if day == self.asof.on else PASSED,
                record if record is not None and getattr(record, "is_published", True) else None,
                event.title_en,
                event.title_zh,
                event.actor,
                (event.deal,) if event.deal else (),
                _("date set by a text"),
                wording=event.occurred_wording,
                note=event.note,
                precision=event.precision,
                backing=self.backings[("event", event.pk)],
                clashes=self._clashes(subject, record.pk) if record is not None else (),
                key=f"event-{event.pk}",
            )

    def _start(
        self,
        subject: str,
        record: Any,
        party: Party | None,
        deals: tuple[Deal, ...],
        label: str,
        label_zh: str,
        row: Status,
        earlier: Sequence[Status],
    ) -> None:
        first = row.effective.lower
        if first is None or first <= self.asof.on:
            return
        if any(one.effective.upper == first and one.status == row.status for one in earlier):
            return
        self._add(
            first,
            START,
            AHEAD,
            record,
            label,
            label_zh,
            party,
            deals,
            _("%(state)s from this day") % {"state": row.get_status_display()},
            scope=row.scope,
            backing=self._behind(subject, record.pk, row, ()),
            key=f"{subject}-{record.pk}-start-{first.isoformat()}",
        )

    def _behind(self, subject: str, pk: int, row: Status, events: Sequence[Event]) -> Backing:
        """The sources of a period and of the events that name its end; else those of the record itself."""
        keys = [("status", row.pk), *[("event", event.pk) for event in events]]
        if row.event_id is not None:
            keys.append(("event", row.event_id))
        own = [(subject, pk)]
        if subject == "commitment" and pk in self.terms:
            own.append(("terms", self.terms[pk].pk))
        return self.backings.of(*keys) or self.backings.of(*own)

    def _after(self, last: dt.date, later: Status | None) -> str:
        if last > self.asof.on:
            return AHEAD
        if last == self.asof.on:
            return TODAY
        return RAN_OUT if later is None else FOLLOWED

    def _named_on(self, subject: str, pk: int, day: dt.date) -> list[Event]:
        found = [
            event
            for event in self.named
            if getattr(event, f"{subject}_id") == pk and event.occurred_latest == day
        ]
        self.told |= {event.pk for event in found}
        return found

    def _clashes(self, subject: str, pk: int) -> tuple[Clash, ...]:
        return tuple(
            clash for clash in self.clashes if getattr(clash.contradiction, f"{subject}_id", None) == pk
        )

    def _add(
        self,
        day: dt.date,
        kind: str,
        standing: str,
        record: Any,
        label: str,
        label_zh: str,
        party: Party | None,
        deals: tuple[Deal, ...],
        what: str,
        **extra: Any,
    ) -> None:
        self.rows.append(
            Deadline(
                day,
                (day - self.asof.on).days,
                kind,
                standing,
                record,
                label,
                label_zh,
                party,
                deals,
                what,
                **extra,
            )
        )


def _followed_by(later: Status | None) -> str:
    """What a later text put in the place of a period, in words; "" where none was seen."""
    if later is None or later.effective.lower is None:
        return ""
    words = _("%(state)s from %(day)s") % {
        "state": later.get_status_display(),
        "day": f"{later.effective.lower.day} {later.effective.lower:%B %Y}",
    }
    return f"{words} ({later.scope})" if later.scope else words


def days_of(rows: Iterable[Deadline]) -> tuple[Day, ...]:
    """Return deadlines by day, in order."""
    days: dict[dt.date, list[Deadline]] = {}
    for row in rows:
        days.setdefault(row.day, []).append(row)
    return tuple(Day(day, found[0].days, tuple(found)) for day, found in sorted(days.items()))


def months_of(rows: Iterable[Deadline]) -> list[Month]:
    """Return deadlines by calendar month, in order."""
    months: dict[dt.date, list[Day]] = {}
    for one in days_of(rows):
        months.setdefault(one.day.replace(day=1), []).append(one)
    return [Month(first, tuple(found)) for first, found in sorted(months.items())]
