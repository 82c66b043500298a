"""Assemble a deal's timeline for a question: rounds, entries, states, counts, dates ahead, contradictions.

Values in, values out; no request. Every row that goes in was public and on record at the asked dates.
Rules: an entry stands in the round that it is filed under, else in the latest round that had begun on its
day; a change of a measure that no event tells is told from its status periods; the end of a period that
ran out is an entry of its own, since the lapse is news.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from . import choices
from .gathering import (
    Clash,
    DealFacts,
    is_public,
    party_order,
)
from .models import (
    Commitment,
    Countermeasure,
    Delegate,
    Event,
    Party,
    Person,
    Readout,
    Round,
    Status,
)
from .sourcing import Backing
from .state import RAN_OUT, SCHEDULED, UNKNOWN, State

FAMILIES = {
    "rounds": ("round", "leaders"),
    "agreements": ("agreement",),
    "statements": ("statement", "correction", "disputed", "restated"),
    "measures": (
        "announced",
        "effective",
        "suspended",
        "extended",
        "lifted",
        "lapsed",
        "licensing",
        "court",
        "implementation",
        "fulfilled",
    ),
    "dates": ("deadline",),
}
FAMILY_OF = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}
ENDED = ("lifted", "lapsed", "withdrawn", "superseded")
FORCE_ORDER = ("in_force", "partly_suspended", "suspended", RAN_OUT, SCHEDULED, "announced", "ended", UNKNOWN)
VERIFICATION_ORDER = (
    "kept",
    "partly_kept",
    "in_progress",
    "claimed",
    "disputed",
    "breached",
    "not_verified",
    UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A record that an entry is about, and the state that the entry gave it."""

    record: Any
    label: str
    code: str = ""
    until: dt.date | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline. ``first`` and ``last`` bound the day; ``actor`` None: both or nobody."""

    anchor: str
    first: dt.date
    last: dt.date
    kind: str
    kind_label: str
    actor: Party | None
    title: str
    title_zh: str = ""
    note: str = ""
    precision: str = "day"
    wording: str = ""
    confidence: str = "high"
    subjects: tuple[Subject, ...] = ()
    backing: Backing = field(default_factory=Backing)
    clashes: tuple[Clash, ...] = ()
    round_id: int | None = None
    event_id: int | None = None
    is_derived: bool = False
    recorded_at: dt.datetime | None = None
    occurred_at: dt.datetime | None = None
    materials: tuple[str, ...] = ()
    order: str = ""
    rivals: int = 0

    @property
    def family(self) -> str:
        return FAMILY_OF.get(self.kind, "statements")

    @property
    def is_minor(self) -> bool:
        """True for a change that only the status periods tell: no act of its own, no lapse, no dispute."""
        return self.is_derived and self.kind != "lapsed" and not self.clashes


@dataclass(frozen=True, slots=True)
class Fold:
    """Minor entries that follow one another, told in one line until a reader opens it."""

    entries: tuple[Entry, ...]

    @property
    def first(self) -> dt.date:
        return min(entry.first for entry in self.entries)

    @property
    def last(self) -> dt.date:
        return max(entry.last for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Group:
    """A round and what followed until the next one; ``round`` None: what came before the first."""

    round: Round | None
    entries: tuple[Entry, ...]
    clashes: tuple[Clash, ...] = ()
    readouts: tuple[Readout, ...] = ()
    backing: Backing = field(default_factory=Backing)
    commitments: int = 0
    delegates: tuple[Delegate, ...] = ()

    @property
    def delegations(self) -> list[tuple[Party, list[Delegate]]]:
        """Who spoke for whom, by party."""
        sides: dict[str, tuple[Party, list[Delegate]]] = {}
        for delegate in self.delegates:
            sides.setdefault(delegate.party.code, (delegate.party, []))[1].append(delegate)
        return sorted(sides.values(), key=lambda side: party_order(side[0]))

    @property
    def anchor(self) -> str:
        return f"r-{self.round.slug}" if self.round else "r-before"


@dataclass(frozen=True, slots=True)
class Ahead:
    """Something set for a day to come. ``days`` from the asked day."""

    day: dt.date
    days: int
    words: str
    record: Any
    label: str
    then: str = ""
    party: Party | None = None


@dataclass(frozen=True, slots=True)
class AheadDay:
    """All that is set for one day."""

    day: dt.date
    days: int
    items: tuple[Ahead, ...]


def entries_of(facts: DealFacts) -> list[Entry]:
    """Return every entry of the timeline in order of time."""
    established: dict[int, list[tuple[Countermeasure, Status]]] = {}
    for measure in facts.measures:
        for row in facts.statuses.get(("countermeasure", measure.pk, "force"), []):
            if row.event_id is not None:
                established.setdefault(row.event_id, []).append((measure, row))
    labels = {kind.value: str(kind.label) for kind in choices.EventKind}
    entries = [_entry_of_event(event, labels[event.kind], facts, established) for event in facts.events]
    told = {
        (event.countermeasure_id, event.occurred_earliest)
        for event in facts.events
        if event.countermeasure_id is not None
    }
    events = {event.pk for event in facts.events}
    changes: dict[tuple[dt.date, str, str], list[tuple[Countermeasure, Status]]] = {}
    for measure in facts.measures:
        rows = facts.statuses.get(("countermeasure", measure.pk, "force"), [])
        for index, row in enumerate(rows):
            before = rows[index - 1] if index else None
            same = before is not None and (before.status, before.scope) == (row.status, row.scope)
            first = row.effective.lower
            if first and not same and row.event_id not in events and (measure.pk, first) not in told:
                changes.setdefault((first, measure.imposed_by.code, row.status), []).append((measure, row))
        if rows and rows[-1].runs_out and rows[-1].effective.upper <= facts.asof.on:
            key = (rows[-1].effective.upper, measure.imposed_by.code, RAN_OUT)
            changes.setdefault(key, []).append((measure, rows[-1]))
    entries += [_entry_of_changes(key, rows, facts) for key, rows in changes.items()]
    return with_order(
        sorted(
            entries,
            key=lambda entry: (entry.first, entry.last, entry.is_derived, entry.event_id or 0, entry.anchor),
        )
    )


def with_order(entries: Sequence[Entry]) -> list[Entry]:
    """Mark the entries whose place among the others no source gives.

    Order is claimed only between entries whose spans of days do not meet. ``same_day``: others have the very
    same day. ``span``: it may belong before or after ``rivals`` others, wherever it stands in the list.
    """
    same = Counter((entry.first, entry.last) for entry in entries)
    found: list[Entry] = []
    for entry in entries:
        if entry.first == entry.last:
            rivals = same[entry.first, entry.last] - 1
            found.append(replace(entry, order="same_day", rivals=rivals) if rivals else entry)
            continue
        rivals = sum(
            other.first <= entry.last and entry.first <= other.last for other in entries if other is not entry
        )
        found.append(replace(entry, order="span", rivals=rivals) if rivals else entry)
    return found


def folded(entries: Sequence[Entry], least: int = 3) -> list[Entry | Fold]:
    """Return the entries with every run of at least ``least`` minor ones as a Fold."""
    found: list[Entry | Fold] = []
    run: list[Entry] = []
    for entry in [*entries, None]:
        if entry is not None and entry.is_minor:
            run.append(entry)
            continue
        found += [Fold(tuple(run))] if len(run) >= least else run
        run = []
        if entry is not None:
            found.append(entry)
    return found


def _entry_of_event(
    event: Event, label: str, facts: DealFacts, established: dict[int, list[tuple[Countermeasure, Status]]]
) -> Entry:
    subjects: list[Subject] = []
    record = event.countermeasure or event.commitment or event.agreement
    if record is not None and is_shown(record, facts):
        subjects.append(Subject(record, label_of(record, facts)))
    for measure, row in established.get(event.pk, []):
        subjects = [subject for subject in subjects if subject.record != measure]
        subjects.append(Subject(measure, measure.title_en, row.status, _last_day(row), row.scope))
    return Entry(
        anchor=f"e{event.pk}",
        first=event.occurred_earliest,
        last=event.occurred_latest,
        kind=event.kind,
        kind_label=label,
        actor=event.actor,
        title=event.title_en,
        title_zh=event.title_zh,
        note=event.note,
        precision=event.precision,
        wording=event.occurred_wording,
        confidence=event.confidence,
        subjects=tuple(subjects),
        backing=facts.backings[("event", event.pk)],
        clashes=tuple(clash for clash in facts.clashes if clash.contradiction.event_id == event.pk),
        round_id=event.round_id,
        event_id=event.pk,
        recorded_at=event.recorded_at,
        occurred_at=event.occurred_at,
        materials=_materials_of(subjects, facts),
    )


def _materials_of(subjects: Iterable[Subject], facts: DealFacts) -> tuple[str, ...]:
    return tuple(
        slug
        for subject in subjects
        for slug in facts.materials.get((subject.record._meta.model_name, subject.record.pk), {})
    )


def label_of(record: Any, facts: DealFacts) -> str:
    """Return what a record is called in a line: a commitment by its number and words."""
    if isinstance(record, Commitment):
        return f"{record.reference}: {facts.terms[record.pk].text_en}"
    return record.title_en


def is_shown(record: Any, facts: DealFacts) -> bool:
    """True when a record may be named: published, and public at the asked dates."""
    if isinstance(record, Commitment):
        return record.pk in facts.terms
    return record.is_published and is_public(record, facts.asof)


def _entry_of_changes(
    key: tuple[dt.date, str, str], rows: list[tuple[Countermeasure, Status]], facts: DealFacts
) -> Entry:
    day, code, status = key
    backing = facts.backings.of(*[("status", row.pk) for _measure, row in rows])
    if not backing:
        backing = facts.backings.of(*[("countermeasure", measure.pk) for measure, _row in rows])
    if status == RAN_OUT:
        kind, label = "lapsed", _("ran out, successor unseen")
        title = (
            _("%(title)s: what was %(state)s ran out, successor unseen")
            % {"title": rows[0][0].title_en, "state": str(choices.StatusCode(rows[0][1].status).label)}
            if len(rows) == 1
            else _("%(count)d measures: what their texts had set ran out, successor unseen")
            % {"count": len(rows)}
        )
    else:
        kind = {
            "announced": "announced",
            "in_force": "effective",
            "partly_suspended": "suspended",
            "suspended": "suspended",
            "lapsed": "lapsed",
        }.get(status, "lifted")
        label = str(choices.StatusCode(status).label)
        title = (
            _("%(title)s: %(state)s") % {"title": rows[0][0].title_en, "state": label}
            if len(rows) == 1
            else _("%(count)d measures: %(state)s") % {"count": len(rows), "state": label}
        )
    return Entry(
        anchor=f"c-{day.isoformat()}-{code.lower()}-{status.replace('_', '-')}",
        first=day,
        last=day,
        kind=kind,
        kind_label=label,
        actor=rows[0][0].imposed_by,
        title=title,
        note=rows[0][1].end_words if len(rows) == 1 and status == RAN_OUT else "",
        subjects=tuple(
            Subject(
                measure, measure.title_en, status, None if status == RAN_OUT else _last_day(row), row.scope
            )
            for measure, row in rows
        ),
        backing=backing,
        is_derived=True,
        materials=tuple(
            slug for measure, _row in rows for slug in facts.materials.get(("countermeasure", measure.pk), {})
        ),
        recorded_at=max(row.recorded_at for _measure, row in rows),
    )


def _delegate(round_: Round, fields: Mapping[str, Any]) -> Delegate:
    """Return the delegate that ``_delegation`` read: party and person hold what a page shows of them."""
    return Delegate(
        pk=fields["pk"],
        round=round_,
        role=fields["role"],
        party=Party(**{name: fields[f"party_{name}"] for name in ("id", "slug", "code", "name_en")}),
        person=Person(**{name: fields[f"person_{name}"] for name in ("id", "slug", "name_en", "name_zh")}),
    )


def groups_of(facts: DealFacts, entries: Sequence[Entry]) -> list[Group]:
    """Return the entries by round, in order of time. An empty round stands too: it is a fact itself."""
    by_pk = {round_.pk: index for index, round_ in enumerate(facts.rounds)}
    filed: list[list[Entry]] = [[] for _ in range(len(facts.rounds) + 1)]
    for entry in entries:
        if entry.round_id in by_pk:
            filed[by_pk[entry.round_id] + 1].append(entry)
            continue
        begun = sum(round_.starts_on <= entry.first for round_ in facts.rounds)
        filed[begun].append(entry)
    agreements = {agreement.pk: agreement.reached_at_id for agreement in facts.agreements}
    made = Counter(terms.commitment.round_id for terms in facts.terms.values())
    groups = [Group(None, tuple(filed[0]))] if filed[0] else []
    for index, round_ in enumerate(facts.rounds):
        clashes = [
            clash
            for clash in facts.clashes
            if clash.contradiction.round_id == round_.pk
            or (
                clash.contradiction.agreement_id is not None
                and agreements.get(clash.contradiction.agreement_id) == round_.pk
            )
        ]
        groups.append(
            Group(
                round_,
                tuple(filed[index + 1]),
                tuple(clashes),
                tuple(facts.readouts.get(round_.pk, [])),
                facts.backings[("round", round_.pk)],
                made[round_.pk],
                tuple(_delegate(round_, fields) for fields in getattr(round_, "delegation", ())),
            )
        )
    return groups


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader wants to see of a timeline; "" and False ask for everything."""

    party: str = ""
    family: str = ""
    material: str = ""
    status: str = ""
    only_disputed: bool = False
    only_official: bool = False

    def __bool__(self) -> bool:
        return self != Filter()

    def keeps(self, entry: Entry) -> bool:
        """True when an entry is asked for. An act of both sides is one of either."""
        codes = {"ended" if subject.code in ENDED else subject.code for subject in entry.subjects}
        return (
            (not self.party or entry.actor is None or entry.actor.code == self.party)
            and (not self.family or entry.family == self.family)
            and (not self.material or self.material in entry.materials)
            and (not self.status or self.status in codes)
            and (not self.only_disputed or bool(entry.clashes) or entry.kind == "disputed")
            and (not self.only_official or entry.backing.is_official)
        )

    def keeps_empty(self, group: Group) -> bool:
        """True when a round stands for itself, though none of its entries is asked for."""
        if group.round is None:
            return False
        if self.only_disputed:
            return bool(group.clashes) and self == Filter(only_disputed=True)
        return self == Filter(family="rounds")


def filtered(groups: Sequence[Group], wanted: Filter) -> list[Group]:
    """Return the groups with the entries that are wanted; groups left empty go."""
    if not wanted:
        return list(groups)
    kept = [
        replace(group, entries=tuple(entry for entry in group.entries if wanted.keeps(entry)))
        for group in groups
    ]
    return [group for group in kept if group.entries or wanted.keeps_empty(group)]


def counted(codes: Iterable[str], order: Sequence[str]) -> list[tuple[str, int]]:
    """Return ``(code, how many)`` in the given order, without zeros; ended states count as one."""
    counts = Counter("ended" if code in ENDED else code for code in codes)
    return [(code, counts[code]) for code in order if counts[code]]


def measure_counts(facts: DealFacts) -> list[tuple[str, int]]:
    """Return how many measures of the deal are in which state on the asked day."""
    return counted((facts.state("countermeasure", m.pk).code for m in facts.measures), FORCE_ORDER)


def commitment_counts(facts: DealFacts) -> list[tuple[str, int]]:
    """Return how many commitments of the deal are verified in which degree on the asked day."""
    return counted(
        (facts.state("commitment", pk, "verification").code for pk in facts.terms), VERIFICATION_ORDER
    )


def sides_of(facts: DealFacts) -> dict[str, dict[str, list[tuple[Party, int]]]]:
    """Return, per kind of counter and state, whose measures and promises they are: as the counts above, by side.

    An authority counts for its state. Empty for a deal whose parties are not on record.
    """
    parties = {party.code: party for party in facts.parties}
    found: dict[str, dict[str, Counter[str]]] = {"measures": {}, "commitments": {}}
    owned = [("measures", m.imposed_by, facts.state("countermeasure", m.pk).code) for m in facts.measures]
    owned += [
        ("commitments", terms.commitment.obligor, facts.state("commitment", pk, "verification").code)
        for pk, terms in facts.terms.items()
    ]
    for kind, owner, code in owned:
        state = "ended" if kind == "measures" and code in ENDED else code
        found[kind].setdefault(state, Counter())[owner.code.split("-")[0]] += 1
    return {
        kind: {
            state: [(parties[code], counts[code]) for code in parties if counts[code]]
            for state, counts in states.items()
        }
        for kind, states in found.items()
    }


def ahead_of(facts: DealFacts) -> list[AheadDay]:
    """Return the days to come, from the asked day on, with what texts set for them."""
    on = facts.asof.on
    items: list[Ahead] = []
    for measure in facts.measures:
        rows = facts.statuses.get(("countermeasure", measure.pk, "force"), [])
        items += periods_ahead(rows, measure, on, measure.imposed_by)
    for pk, terms in facts.terms.items():
        if (
            terms.due_on
            and terms.due_on >= on
            and not _is_settled(facts.state("commitment", pk, "verification"))
        ):
            items.append(
                Ahead(
                    terms.due_on,
                    (terms.due_on - on).days,
                    _("due"),
                    terms.commitment,
                    label_of(terms.commitment, facts),
                    party=terms.commitment.obligor,
                )
            )
    for event in facts.events:
        if event.occurred_earliest > on:
            items.append(
                Ahead(
                    event.occurred_earliest,
                    (event.occurred_earliest - on).days,
                    event.title_en,
                    event,
                    event.title_en,
                    party=event.actor,
                )
            )
    return by_day(items)


def periods_ahead(
    rows: Sequence[Status], record: Any, on: dt.date, party: Party | None = None
) -> list[Ahead]:
    """Return the starts and ends, from ``on`` on, that a record's status periods set."""
    items = []
    for row in rows:
        first, last = row.effective.lower, _last_day(row)
        label = str(choices.StatusCode(row.status).label)
        if (
            first
            and first > on
            and not any(r.effective.upper == first and r.status == row.status for r in rows)
        ):
            words = _("%(state)s from this day") % {"state": label}
            items.append(Ahead(first, (first - on).days, words, record, record.title_en, party=party))
        if (
            last
            and last >= on
            and (row.runs_out or not any(r.effective.lower == row.effective.upper for r in rows))
        ):
            then = str(choices.StatusCode(row.reverts_to).label) if row.reverts_to else ""
            words = (
                _("last day of its suspension")
                if row.status == "suspended"
                else _("last day, %(state)s") % {"state": label}
            )
            items.append(Ahead(last, (last - on).days, words, record, record.title_en, then, party))
    return items


def by_day(items: Iterable[Ahead]) -> list[AheadDay]:
    """Return dates to come, one row a day, the nearest first."""
    days: dict[dt.date, list[Ahead]] = {}
    for item in items:
        days.setdefault(item.day, []).append(item)
    return [AheadDay(day, found[0].days, tuple(found)) for day, found in sorted(days.items())]


def ran_out(facts: DealFacts) -> list[tuple[Countermeasure, State]]:
    """Return the measures whose last known period ran out, with no successor text seen."""
    states = [(measure, facts.state("countermeasure", measure.pk)) for measure in facts.measures]
    return [(measure, state) for measure, state in states if state.code == RAN_OUT]


def latest(entries: Sequence[Entry], on: dt.date) -> Entry | None:
    """Return the last act up to the asked day that a source tells; a date that passed is no act."""
    past = [
        entry for entry in entries if entry.first <= on and not entry.is_derived and entry.kind != "deadline"
    ]
    return past[-1] if past else None


def _last_day(row: Status) -> dt.date | None:
    return row.effective.upper - dt.timedelta(days=1) if row.effective.upper else None


def _is_settled(state: State) -> bool:
    return state.code in ("kept", "breached")
