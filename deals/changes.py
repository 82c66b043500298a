"""What differs between two questions about one deal: what became public, was put on record, or was said anew.

Values in, values out: two ``DealFacts`` of one deal, asked for the same day in the world.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .gathering import DealFacts
from .models import Party
from .state import State
from .timeline import Entry, entries_of

ENTRY, GONE, COMMITMENT, WORDING, MEASURE, AGREEMENT, ROUND, FORCE, VERIFIED, CLASH = (
    "entry",
    "gone",
    "commitment",
    "wording",
    "measure",
    "agreement",
    "round",
    "force",
    "verified",
    "clash",
)
ORDER = (FORCE, VERIFIED, WORDING, COMMITMENT, MEASURE, AGREEMENT, ROUND, CLASH, ENTRY, GONE)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``address``: where it is told; ``day``: when it happened or became public, if known.

    ``before`` and ``after``: the two wordings or the two states in a sentence; "" where there was none.
    """

    kind: str
    title: str
    address: str
    party: Party | None = None
    day: dt.date | None = None
    before: str = ""
    after: str = ""


def changes_between(before: DealFacts, after: DealFacts) -> list[Change]:
    """Return every difference, states first, each kind in order of day."""
    changes = [
        *_commitments(before, after),
        *_new(MEASURE, before.measures, after.measures, lambda one: one.imposed_by),
        *_states(
            "countermeasure",
            before,
            after,
            [(one.pk, one, one.title_en, one.imposed_by) for one in after.measures],
        ),
        *_new(AGREEMENT, before.agreements, after.agreements, lambda one: None),
        *_new(ROUND, before.rounds, after.rounds, lambda one: None, name="name_en"),
        *_clashes(before, after),
        *_entries(before, after),
    ]
    return sorted(
        changes, key=lambda one: (ORDER.index(one.kind), one.day or dt.date.min, one.address, one.title)
    )


def _commitments(before: DealFacts, after: DealFacts) -> list[Change]:
    changes = []
    for pk, terms in after.terms.items():
        one = terms.commitment
        title = f"{one.reference}: {terms.text_en}"
        earlier = before.terms.get(pk)
        if earlier is None:
            changes.append(Change(COMMITMENT, title, one.get_absolute_url(), one.obligor, terms.public_since))
        elif earlier.text_en != terms.text_en:
            changes.append(
                Change(
                    WORDING,
                    one.reference,
                    one.get_absolute_url(),
                    one.obligor,
                    terms.public_since,
                    earlier.text_en,
                    terms.text_en,
                )
            )
    known = [
        (pk, terms.commitment, f"{terms.commitment.reference}: {terms.text_en}", terms.commitment.obligor)
        for pk, terms in after.terms.items()
    ]
    return (
        changes
        + _states("commitment", before, after, known)
        + _states("commitment", before, after, known, "verification")
    )


def _states(
    subject: str,
    before: DealFacts,
    after: DealFacts,
    records: Iterable[tuple[int, Any, str, Party]],
    aspect: str = "force",
) -> list[Change]:
    """The states on the asked day that two states of knowledge give differently; new records are no change."""
    known = set(before.terms) if subject == "commitment" else {one.pk for one in before.measures}
    changes = []
    for pk, record, title, party in records:
        one, other = before.state(subject, pk, aspect), after.state(subject, pk, aspect)
        if pk in known and _told(one) != _told(other):
            changes.append(
                Change(
                    VERIFIED if aspect == "verification" else FORCE,
                    title,
                    record.get_absolute_url(),
                    party,
                    other.row.public_since if other.row else None,
                    one.sentence,
                    other.sentence,
                )
            )
    return changes


def _told(state: State) -> tuple[Any, ...]:
    return state.code, state.since, state.until, state.row.scope if state.row else ""


def _new(
    kind: str,
    before: Iterable[Any],
    after: Iterable[Any],
    party: Callable[[Any], Party | None],
    name: str = "title_en",
) -> list[Change]:
    known = {one.pk for one in before}
    return [
        Change(kind, getattr(one, name), one.get_absolute_url(), party(one), one.public_since)
        for one in after
        if one.pk not in known
    ]


def _clashes(before: DealFacts, after: DealFacts) -> list[Change]:
    known = {clash.contradiction.pk for clash in before.clashes}
    return [
        Change(
            CLASH,
            clash.contradiction.statement,
            after.deal.get_absolute_url(),
            None,
            max((value.public_since for value in clash.values if value.public_since), default=None),
        )
        for clash in after.clashes
        if clash.contradiction.pk not in known
    ]


def _entries(before: DealFacts, after: DealFacts) -> list[Change]:
    old = {entry.anchor: entry for entry in entries_of(before)}
    new = {entry.anchor: entry for entry in entries_of(after)}
    page = after.deal.get_absolute_url()

    def told(kind: str, entry: Entry, address: str) -> Change:
        return Change(kind, entry.title, address, entry.actor, entry.first)

    return [told(ENTRY, entry, f"{page}#{anchor}") for anchor, entry in new.items() if anchor not in old] + [
        told(GONE, entry, page) for anchor, entry in old.items() if anchor not in new
    ]
