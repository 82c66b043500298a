"""The published rules that read a status out of a dated event: docs/status-rules.md says them in words.

Pure: values in, values out. Said, in force and done are three things: an announcement never makes a measure
bite, and one side's word that something was done never makes it kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from .spans import Period

RULES_VERSION = "1"
OF_FORCE = frozenset(
    {"announced", "effective", "implementation", "suspended", "extended", "lifted", "lapsed"}
)
"""The kinds of event from which a rule reads what is in force."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event about a subject, as the rules read it.

    ``voice``: code of the state whose text says so, empty for the press or an unknown voice. ``obligor`` and
    ``obligee`` are empty for measures and agreements. ``first``: the day from which the text says it holds, else
    the day of publication. ``until``: the last day, where the text gives one. ``standing``: the force status on
    ``first`` as known before. ``confirmed_by``: states whose texts said before that it was done.
    """

    kind: str
    public: dt.date
    voice: str = ""
    obligor: str = ""
    obligee: str = ""
    effective: dt.date | None = None
    until: dt.date | None = None
    end_wording: str = ""
    standing: str = ""
    confirmed_by: frozenset[str] = frozenset()

    @property
    def first(self) -> dt.date:
        """The day from which it holds: as stated, else the day of publication."""
        return self.effective or self.public


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule makes of an event: a period of one aspect, and the rule's name."""

    aspect: str
    period: Period
    rule: str


def read(told: Told, *, is_commitment: bool) -> tuple[Reading, ...]:
    """Return the periods that ``told`` establishes; none where no rule speaks of its kind."""
    found = [*_force(told)]
    if is_commitment:
        found += _verification(told)
    return tuple(found)


def _force(told: Told) -> Iterable[Reading]:
    if told.kind == "announced":
        if told.effective is None:
            yield Reading("force", Period("announced", told.public), "announced")
            return
        if told.effective > told.public:
            eve = told.effective - dt.timedelta(days=1)
            yield Reading("force", Period("announced", told.public, eve), "announced")
        yield Reading("force", _until("in_force", told), "announced-effective")
    elif told.kind in ("effective", "implementation"):
        yield Reading("force", _until("in_force", told), "effective")
    elif told.kind == "suspended":
        yield Reading("force", _until("suspended", told), "suspended")
    elif told.kind == "extended":
        # What is extended is what stood: a suspension goes on, or the measure does. Unknown stays unknown.
        if told.standing in ("suspended", "partly_suspended", "in_force") and told.until is not None:
            yield Reading("force", _until(told.standing, told), "extended")
    elif told.kind == "lifted":
        yield Reading("force", Period("lifted", told.first), "lifted")
    elif told.kind == "lapsed":
        yield Reading("force", Period("lapsed", told.first), "lapsed")


def _verification(told: Told) -> Iterable[Reading]:
    if told.kind == "fulfilled":
        voices = told.confirmed_by | ({told.voice} if told.voice else set())
        both = bool(told.obligor) and told.obligor in voices and bool(voices - {told.obligor})
        if both:
            yield Reading("verification", Period("kept", told.first), "done-said-by-both")
        else:
            yield Reading("verification", Period("claimed", told.first), "done-said-by-one")
    elif told.kind == "breached":
        admitted = bool(told.obligor) and told.voice == told.obligor
        if admitted:
            yield Reading("verification", Period("breached", told.first), "broken-admitted")
        else:
            yield Reading("verification", Period("disputed", told.first), "broken-said-by-other")
    elif told.kind == "disputed":
        yield Reading("verification", Period("disputed", told.first), "disputed")
    elif told.kind == "denied" and told.confirmed_by - {told.voice}:
        yield Reading("verification", Period("disputed", told.first), "denied-after-claim")


def _until(status: str, told: Told) -> Period:
    return Period(
        status, told.first, told.until, runs_out=told.until is not None, end_wording=told.end_wording[:300]
    )
