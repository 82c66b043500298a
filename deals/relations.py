"""What a claim would mean for a record that it speaks of: one of a closed list, with the reason.

Pure: values in, values out. Said is not done: a promise to suspend a measure changes no status, so that such a
relation is not ``is_firm`` and its merge restates. An editor decides; this only words the suggestion.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from sources.durations import is_length, last_day

from . import bearing

RESTATES, CONTRADICTS, NARROWS, WIDENS, CONCERNS = "restates", "contradicts", "narrows", "widens", "concerns"
STATUS_CHANGES = {
    "imposes": "announced",
    "takes effect": "effective",
    "suspends": "suspended",
    "extends": "extended",
    "lifts": "lifted",
    "lapses": "lapsed",
    "fulfils": "fulfilled",
    "breaches": "breached",
    "denies": "denied",
}
"""Relations that change a status, and the kind of event that a merge then records."""

RELATIONS = (RESTATES, *STATUS_CHANGES, NARROWS, WIDENS, CONTRADICTS, CONCERNS)
_FIRM = frozenset({"done", "decided", "shall"})
_EASING = frozenset(
    {"SUSPEND", "LIFT", "REDUCE", "STOP", "APPROVE", "REVIEW", "RESUME", "PURCHASE", "ESTABLISH"}
)
_FOR_A_TIME = frozenset({"SUSPEND", "EXTEND", "MAINTAIN"})
_BURDENING = frozenset({"IMPOSE", "CONTROL", "LIST", "EXPAND", "RETALIATE"})
_ON_MEASURE = {
    "SUSPEND": "suspends",
    "EXTEND": "extends",
    "LIFT": "lifts",
    "STOP": "lifts",
    "REDUCE": NARROWS,
    "EXPAND": WIDENS,
    "MAINTAIN": RESTATES,
}
_OPPOSITE = ({"APPROVE", "REFUSE"}, {"RESUME", "STOP"}, {"LIFT", "MAINTAIN"}, {"REDUCE", "EXPAND"})
# A burden that undoes a promise, beside imposing what was eased: to suspend or stop what was to flow.
_UNDOES = {
    "APPROVE": {"SUSPEND", "STOP", "REFUSE"},
    "RESUME": {"SUSPEND", "STOP", "REFUSE"},
    "PURCHASE": {"SUSPEND", "STOP", "REFUSE"},
}
_FLOWS = frozenset({"APPROVE", "REVIEW", "RESUME", "PURCHASE", "ESTABLISH"})
_AS_LAW = frozenset({"shall", "conditional", "threatens"})  # "acts that violate this notice" accuse nobody
_ROUND = 3  # days: within them both sides publish what one round settled
_WEEKS = 14  # days: what is said sooner is of the same publication
_CUT = re.compile(r"cut|trim|par(?:e|ing)|scal|减|減")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Said:
    """What the claim says. ``first``: day of publication; ``until``: ISO day or duration, or empty.

    ``quote``: the words of the act; ``told``: with what its clause begins with ("has failed to deliver on its ...").
    """

    kind: str
    quote: str
    action: str
    modality: str
    materials: frozenset[str] = frozenset()
    percents: frozenset[str] = frozenset()
    amounts: frozenset[tuple[str, float]] = frozenset()
    until: str = ""
    effective_on: str = ""
    has_condition: bool = False
    first: dt.date | None = None
    told: str = ""
    object: str = ""


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What the record says. ``days``: every day its terms name, as ISO days; ``first``: public since.

    ``standing``: the status that held when the claim was published, known since ``standing_known``; ``last``: the
    last day of it, where one was known; ``rate``: the percentage of a measure that held then, where it is one.
    """

    kind: str
    action: str
    materials: frozenset[str] = frozenset()
    percents: frozenset[str] = frozenset()
    amounts: frozenset[tuple[str, float]] = frozenset()
    days: frozenset[str] = frozenset()
    has_condition: bool = False
    first: dt.date | None = None
    standing: str = ""
    standing_known: dt.date | None = None
    last: dt.date | None = None
    rate: float | None = None
    object: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """``code`` is one of ``RELATIONS``; ``is_firm``: it is said as done or ordered, not as promised.

    ``event``: the kind of event that a merge records, where it is not the code's own.
    """

    code: str
    is_firm: bool
    reason: str = ""
    event: str = ""

    @property
    def label(self) -> str:
        """The relation in words: a promise is called one."""
        return (
            self.code if self.is_firm or self.code not in STATUS_CHANGES else f"promises that it {self.code}"
        )

    @property
    def merge_kind(self) -> str:
        """The kind of event that a merge records."""
        if self.code == CONTRADICTS:
            return "disputed"
        return self.event or STATUS_CHANGES.get(self.code, "restated") if self.is_firm else "restated"


def is_breach(quote: str, modality: str) -> bool:
    """True when the words accuse of a breach: they name the promise that was broken, not an act against it."""
    return modality not in _AS_LAW and bearing.breach(quote) != ""


def is_again(quote: str) -> bool:
    """True when the words put something into force that was in force before."""
    return bearing.again(quote) != ""


def against(said: str, known: str) -> bool:
    """True when the action of a burden undoes what the action of a commitment promises."""
    if said == "MAINTAIN" and known in _FLOWS:
        return False  # that a control stays keeps nobody from licensing under it
    return said in _UNDOES.get(known, ()) or (
        known in _EASING and said in (_BURDENING - {"RETALIATE"}) | {"REFUSE", "MAINTAIN"}
    )


def relate(said: Said, known: OnRecord) -> Relation:
    """Return what ``said`` would mean for ``known``; "restates" where nothing shows more."""
    firm = _is_firm(said) or said.kind == "denial"
    if said.kind == "denial" or said.modality == "denies":
        return Relation("denies", True, "modality:denies")
    told = said.told or said.quote
    if known.kind == "commitment" and is_breach(told, said.modality):
        return Relation("breaches", True, f"word:{bearing.breach(told)}")
    if found := bearing.lapse(said.quote):
        is_relief = known.kind == "countermeasure" and bearing.relief(said.quote) != ""
        # Of a measure whose suspension ran out it is the measure that holds again.
        event = STATUS_CHANGES["takes effect"] if is_relief else ""
        return Relation("lapses", firm or said.modality == "", f"word:{found}", event)
    if known.kind == "countermeasure":
        return _to_measure(said, known, firm)
    if said.kind == "countermeasure" and said.action == known.action:
        return _to_commitment(said, known, firm)
    if said.kind == "countermeasure" and known.action in _EASING:
        if said.action == "REDUCE":
            return Relation(NARROWS, True, f"less of {known.action}")
        if against(said.action, known.action):
            return Relation(CONTRADICTS, True, f"{said.action} against {known.action}")
        return Relation(CONCERNS, True)
    return _to_commitment(said, known, firm)


def _is_firm(said: Said) -> bool:
    """True for what is done, and for what is ordered and waits for nothing."""
    return said.modality in _FIRM and (said.modality == "done" or not said.has_condition)


def _to_measure(said: Said, known: OnRecord, firm: bool) -> Relation:
    code = _ON_MEASURE.get(said.action)
    if code in ("suspends", "extends"):
        if _is_later(said, known):
            return Relation("extends", firm, "until:later than on record")
        if _stands(said, known, "suspended", "partly_suspended"):
            if said.until == "" and (found := bearing.longer(said.quote)) and said.action == "EXTEND":
                return Relation("extends", firm, f"word:{found}")
            return Relation(RESTATES, True, f"status:{known.standing} already")
    if code == "lifts" and _stands(said, known, "lifted", "withdrawn", "lapsed"):
        return Relation(RESTATES, True, f"status:{known.standing} already")
    if code is not None:
        return Relation(code, firm or code not in STATUS_CHANGES, f"act:{said.action}")
    if said.action not in _BURDENING:
        return Relation(CONCERNS, True)
    if known.standing in ("suspended", "partly_suspended", "lifted", "withdrawn", "lapsed", "ran_out") and (
        not said.has_condition or is_again(said.quote)
    ):
        return Relation("takes effect", _is_firm(said), f"status:{known.standing} before")
    if bearing.still(said.quote) and known.standing in ("in_force", "announced"):
        return Relation(RESTATES, True, f"word:{bearing.still(said.quote)}")
    if known.rate is not None and len(said.percents) == 1:
        rate = float(next(iter(said.percents)))
        if rate != known.rate:
            code = NARROWS if rate < known.rate else WIDENS
            return Relation(code, True, f"percent:{rate:g} against {known.rate:g}")
    grown, found = bearing.size(said.quote)
    if grown and _is_days_later(said, known):
        return Relation(WIDENS if grown > 0 else NARROWS, True, f"word:{found}")
    if _is_firm(said) and said.effective_on and said.first and said.effective_on <= said.first.isoformat():
        if known.first is not None and said.first > known.first:
            return Relation("takes effect", True, f"effective_on:{said.effective_on}")
        return Relation("imposes", True, f"effective_on:{said.effective_on}")
    if _is_firm(said) and known.first is not None and said.first == known.first:
        return Relation("imposes", True, "same day as the record")
    return _scope(said, known) or Relation(RESTATES, True)


def _stands(said: Said, known: OnRecord, *codes: str) -> bool:
    """True when the record was known to stand so for weeks before the claim."""
    return (
        known.standing in codes
        and said.first is not None
        and known.standing_known is not None
        and (said.first - known.standing_known).days >= _WEEKS
    )


def _to_commitment(said: Said, known: OnRecord, firm: bool) -> Relation:
    pair = {said.action, known.action}
    if pair in _OPPOSITE and (pair != {"RESUME", "STOP"} or said.object == known.object):
        return Relation(CONTRADICTS, True, f"{said.action} against {known.action}")
    goes_on = said.action == known.action or {said.action, known.action} <= _FOR_A_TIME
    if goes_on and _is_later(said, known):
        return Relation("extends", firm, "until:later than on record")
    is_longer = goes_on and _DAY.fullmatch(said.until) and bearing.longer(said.quote)
    if is_longer and (not known.days or said.until >= max(known.days)):
        return Relation("extends", firm, f"word:{bearing.longer(said.quote)}")
    if goes_on and _is_sooner(said, known):
        return Relation(NARROWS, True, "until:sooner than on record")
    grown, found = bearing.size(said.quote)
    if not _is_days_later(said, known) or (said.action == "REDUCE" and _CUT.search(found)):
        grown = 0  # to cut more is no smaller promise of cutting
    if said.action == "EXTEND" and not said.until and (not grown or known.action in _FOR_A_TIME):
        return Relation("extends", firm, "act:EXTEND")
    if grown:
        return Relation(WIDENS if grown > 0 else NARROWS, True, f"word:{found}")
    if said.modality == "done":
        return Relation("fulfils", True, "modality:done")
    if said.modality in ("agreed", "decided", "") and (found := bearing.fulfilment(said.told or said.quote)):
        return Relation("fulfils", True, f"word:{found}")
    return _scope(said, known) or Relation(RESTATES, True)


def _is_days_later(said: Said, known: OnRecord) -> bool:
    """True when the claim is of another publication than the record: what one words twice did not grow."""
    return said.first is not None and known.first is not None and (said.first - known.first).days > _ROUND


def _is_weeks_later(said: Said, known: OnRecord) -> bool:
    """True when the claim is of another time than the record."""
    return said.first is not None and known.first is not None and (said.first - known.first).days >= _WEEKS


def _is_sooner(said: Said, known: OnRecord) -> bool:
    """True when the claim names an end, in days to come, before every end on record."""
    if not _DAY.fullmatch(said.until) or said.first is None or not _is_weeks_later(said, known):
        return False
    ends = [day for day in known.days if day > said.first.isoformat()]
    ends += [known.last.isoformat()] if known.last else []
    return bool(ends) and said.first.isoformat() < said.until < min(ends)


def _is_later(said: Said, known: OnRecord) -> bool:
    """True when the claim names an end after every end on record, weeks after the record began."""
    if not said.until or said.first is None or not _is_weeks_later(said, known):
        return False
    ends = [*known.days, *([known.last.isoformat()] if known.last else [])]
    if said.until.startswith("P"):
        end = _end_of(said)
        return not ends or end is None or end.isoformat() > max(ends)
    return bool(ends) and said.until > max(ends)


def _end_of(said: Said) -> dt.date | None:
    """Return the last day that a length reaches, from the first day that the claim gives, else from its own day."""
    if said.first is None or not is_length(said.until):
        return None
    begin = dt.date.fromisoformat(said.effective_on) if _DAY.fullmatch(said.effective_on) else said.first
    return last_day(begin, said.until)


def _scope(said: Said, known: OnRecord) -> Relation | None:
    if said.materials and known.materials and said.materials != known.materials:
        if said.materials < known.materials:
            return Relation(NARROWS, True, "materials:fewer")
        if said.materials > known.materials:
            return Relation(WIDENS, True, "materials:more")
    if len(said.percents) == 1 == len(known.percents) and said.percents != known.percents:
        mine, theirs = float(next(iter(said.percents))), float(next(iter(known.percents)))
        return Relation(NARROWS if mine < theirs else WIDENS, True, f"percent:{mine:g} against {theirs:g}")
    for unit in sorted({unit for unit, _value in said.amounts}):
        mine_, theirs_ = _values(said.amounts, unit), _values(known.amounts, unit)
        if len(mine_) == 1 and theirs_ and not mine_ & theirs_:
            (amount,) = mine_
            if amount < min(theirs_) or amount > max(theirs_):
                return Relation(NARROWS if amount < min(theirs_) else WIDENS, True, f"{unit}:{amount:g}")
    if said.kind == "countermeasure":
        return None  # that a burden stands under a condition makes no promise narrower
    if said.has_condition and not known.has_condition:
        return Relation(NARROWS, True, "condition:new")
    if (
        known.has_condition
        and not said.has_condition
        and said.kind == "commitment"
        and said.modality == "shall"  # a report of the act, or a summary, seldom repeats its condition
    ):
        return Relation(WIDENS, True, "condition:dropped")
    return None


def _values(amounts: frozenset[tuple[str, float]], unit: str) -> set[float]:
    return {value for one, value in amounts if one == unit}
