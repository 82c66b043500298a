"""What a claim would mean for a record that it speaks of: one of a closed list, with the reason.

Pure: values in, values out. Said is not done: a promise to suspend a measure changes no status, so that such a
relation is not ``is_firm`` and its merge restates. An editor decides; this only words the suggestion.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

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
_LAPSE = re.compile(
    r"\b(?:expired?|expires|lapsed?|lapses|ran out|runs out)\b|到期(?!前)|失效|期满", re.IGNORECASE
)
_BREACH = re.compile(
    r"\b(?:violat|breach|renege|fail(?:ed|s|ing)? to (?:honou?r|implement|deliver|fulfil|keep)|backtrack|"
    r"not (?:honou?red|implemented|kept|delivered))|违反|違反|违背|違背|背弃|未履行|没有履行|不履行|食言",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the claim says. ``first``: day of publication; ``until``: ISO day or duration, or empty."""

    kind: str
    quote: str
    action: str
    modality: str
    materials: frozenset[str] = frozenset()
    percents: frozenset[str] = frozenset()
    until: str = ""
    effective_on: str = ""
    has_condition: bool = False
    first: dt.date | None = None


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What the record says. ``days``: every day its terms name, as ISO days; ``first``: public since."""

    kind: str
    action: str
    materials: frozenset[str] = frozenset()
    percents: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    has_condition: bool = False
    first: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """``code`` is one of ``RELATIONS``; ``is_firm``: it is said as done or ordered, not as promised."""

    code: str
    is_firm: bool
    reason: str = ""

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
        return STATUS_CHANGES.get(self.code, "restated") if self.is_firm else "restated"


def relate(said: Said, known: OnRecord) -> Relation:
    """Return what ``said`` would mean for ``known``; "restates" where nothing shows more."""
    firm = said.modality in _FIRM or said.kind == "denial"
    if said.kind == "denial" or said.modality == "denies":
        return Relation("denies", True, "modality:denies")
    if found := _BREACH.search(said.quote):
        return Relation("breaches", True, f"word:{found[0].lower()}")
    if found := _LAPSE.search(said.quote):
        return Relation("lapses", firm or said.modality == "", f"word:{found[0].lower()}")
    if known.kind == "countermeasure":
        return _to_measure(said, known, firm)
    if said.kind == "countermeasure" and known.action in _EASING:
        if said.action in _BURDENING | {"REFUSE", "MAINTAIN"}:
            return Relation(CONTRADICTS, True, f"{said.action} against {known.action}")
        return Relation(CONCERNS, True)
    return _to_commitment(said, known, firm)


def _to_measure(said: Said, known: OnRecord, firm: bool) -> Relation:
    code = _ON_MEASURE.get(said.action)
    if code == "suspends" and _is_later(said, known):
        return Relation("extends", firm, "until:later than on record")
    if code is not None:
        return Relation(code, firm or code not in STATUS_CHANGES, f"act:{said.action}")
    if said.action not in _BURDENING:
        return Relation(CONCERNS, True)
    if (
        said.modality in _FIRM
        and said.effective_on
        and said.first
        and said.effective_on <= said.first.isoformat()
    ):
        if known.first is not None and said.first > known.first:
            return Relation("takes effect", True, f"effective_on:{said.effective_on}")
        return Relation("imposes", True, f"effective_on:{said.effective_on}")
    if said.modality in _FIRM and known.first is not None and said.first == known.first:
        return Relation("imposes", True, "same day as the record")
    return _scope(said, known) or Relation(RESTATES, True)


def _to_commitment(said: Said, known: OnRecord, firm: bool) -> Relation:
    if any(said.action != known.action and {said.action, known.action} == pair for pair in _OPPOSITE):
        return Relation(CONTRADICTS, True, f"{said.action} against {known.action}")
    if said.action == "EXTEND" or (said.action == known.action and _is_later(said, known)):
        return Relation("extends", firm, "until:later than on record" if said.until else "act:EXTEND")
    if said.modality == "done":
        return Relation("fulfils", True, "modality:done")
    return _scope(said, known) or Relation(RESTATES, True)


def _is_later(said: Said, known: OnRecord) -> bool:
    """True when the claim names an end after every day on record, weeks after the record began."""
    if said.first is None or known.first is None or (said.first - known.first).days < 14:
        return False
    if said.until.startswith("P"):
        return True  # a term counted from a later text ends later
    return bool(said.until) and bool(known.days) and said.until > max(known.days)


def _scope(said: Said, known: OnRecord) -> Relation | None:
    if said.materials and known.materials and said.materials != known.materials:
        if said.materials < known.materials:
            return Relation(NARROWS, True, "materials:fewer")
        if said.materials > known.materials:
            return Relation(WIDENS, True, "materials:more")
    if len(said.percents) == 1 == len(known.percents) and said.percents != known.percents:
        mine, theirs = float(next(iter(said.percents))), float(next(iter(known.percents)))
        return Relation(NARROWS if mine < theirs else WIDENS, True, f"percent:{mine:g} against {theirs:g}")
    if said.has_condition and not known.has_condition:
        return Relation(NARROWS, True, "condition:new")
    if (
        known.has_condition
        and not said.has_condition
        and said.kind == "commitment"
        and said.modality in _FIRM
    ):
        return Relation(WIDENS, True, "condition:dropped")
    return None
