"""Known records are ranked by how likely a linked claim speaks of them, each score with its reasons.

Weights and bands follow a trial on 122 hand-linked mentions in which similarity alone was too weak to merge by
(docs/decisions.md, matching).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from . import bearing
from .linking import LASTING, Mention, named
from .references import FIRMS, amounts, shared
from .relations import OnRecord, Relation, Said, against, is_breach, relate
from .vocabulary import Known, Vocabulary

TOP = 5
SHOWN_FROM = 0.3  # a candidate below this share of the whole score only distracts
AHEAD = dt.timedelta(days=21)
NAMED_TOO = 0.8  # what the words name beside, or against, what was coded of them
NEAR = "wording:"  # begins the reasons that go against how a claim was coded
NEIGHBOUR = 0.55  # an act that the same words are often read as
WORDS_UNKNOWN = 0.35  # what counts for the words where there are none to compare
_NAMES_ONE = 0.7  # how rare a topic is that at most two records have
ACTION_FAMILIES = (
    {"SUSPEND", "EXTEND"},
    {"LIFT", "REDUCE", "STOP", "ADJUST"},
    {"APPROVE", "REVIEW", "RESUME"},
    {"PURCHASE", "ESTABLISH"},
    {"IMPOSE", "CONTROL", "LIST", "EXPAND", "RETALIATE", "REFUSE", "MAINTAIN"},
)
# What one clause is read as: shelved, dropped, no longer applied; a control that is eased, a licence that is given.
_NEIGHBOURS = {"SUSPEND", "LIFT", "STOP"}
_LETTING_OUT = {"APPROVE", "LIFT", "RESUME", "SUSPEND"}
_OF_EXPORTS = {"export_control", "licences", "rare_earths"}
_BUYING = {"PURCHASE", "APPROVE", "ESTABLISH", "RESUME"}
_OF_BUYING = {"purchases", "investment"}
_EASING = {"SUSPEND", "EXTEND", "LIFT", "REDUCE", "STOP", "ADJUST", "APPROVE", "REVIEW", "RESUME"}
_RELIEFS = {"SUSPEND", "EXTEND", "REDUCE"}
FIRM = {"done", "decided", "shall"}
_ACTS_ON_MEASURE = {"SUSPEND", "EXTEND", "LIFT", "REDUCE", "ADJUST", "MAINTAIN", "STOP"}
OBJECT_FAMILIES = (
    {"tariff", "tariff_exclusion"},
    {"export_control", "licences", "rare_earths"},
    {"countermeasures", "restrictive_measures", "entity_list", "export_control"},
    {"port_fee", "investigation"},
    {"purchases", "market_access", "trade"},
    {"purchases", "investment"},
    {"investment", "mechanism"},
    {"chemicals"},
)
WEIGHTS = {
    "actor": 0.13,
    "action": 0.18,
    "object": 0.18,
    "references": 0.24,
    "words": 0.12,
    "target": 0.04,
    "materials": 0.04,
    "time": 0.07,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known record that the claim may speak of. ``relation`` says what it would mean for it."""

    known: Known
    score: float
    reasons: tuple[str, ...]
    relation: Relation

    def as_json(self) -> dict[str, Any]:
        """Return the candidate as it is kept in ``Proposal.candidates``."""
        return {
            "kind": self.known.kind,
            "id": self.known.pk,
            "label": self.known.label,
            "score": round(self.score, 3),
            "relation": self.relation.label,
            "merge_kind": self.relation.merge_kind,
            "reasons": [*self.reasons, *([self.relation.reason] if self.relation.reason else [])],
        }


def rank(mention: Mention, vocabulary: Vocabulary, *, kinds: Sequence[str] = ()) -> list[Candidate]:
    """Return the best ``TOP`` known records for ``mention``, best first, each with its reasons."""
    found = [
        candidate
        for known in vocabulary.known
        if not kinds or known.kind in kinds
        if (candidate := _score(mention, known, vocabulary)) is not None
    ]
    found.sort(key=lambda one: (-one.score, one.known.kind, one.known.pk))
    return found[:TOP]


@dataclass(slots=True)
class _Weighing:
    """One claim held against one record: what the parts are worth, from 0 to 1, and why."""

    mention: Mention
    known: Known
    vocabulary: Vocabulary
    both: frozenset[str]  # what both refer to
    same_act: bool  # the claim names the record's own instrument
    parts: dict[str, float] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    is_broken: bool = False  # the claim says that the promise is broken
    is_against: bool = False  # the claim is a burden that goes against the promise
    has_lapsed: bool = False  # the claim says that it ran out
    acts_firmly: bool = False  # the claim does something to the measure that it names

    @property
    def acts_on_measure(self) -> bool:
        """True where words that are no countermeasure are held against one."""
        return self.mention.kind != "countermeasure" and self.known.kind == "countermeasure"


def _score(mention: Mention, known: Known, vocabulary: Vocabulary) -> Candidate | None:
    """Return the record as a candidate with its score; None where the claim is hardly about it."""
    weighing = _Weighing(
        mention,
        known,
        vocabulary,
        both=shared(mention.references, known.references),
        same_act=bool(set(mention.instrument_ids) & set(known.instrument_ids)),
    )
    if not _weigh_actor(weighing):
        return None
    _weigh_act_and_object(weighing)
    _weigh_references(weighing)
    _weigh_words(weighing)
    _weigh_target_and_materials(weighing)
    _weigh_time(weighing)
    score = sum(WEIGHTS[name] * value for name, value in weighing.parts.items()) * _doubt(weighing)
    if score < SHOWN_FROM:
        return None
    return Candidate(known, min(score, 1.0), tuple(weighing.reasons), _relation(mention, known))


def _weigh_actor(weighing: _Weighing) -> bool:
    """Weigh who acts; False where it is plainly somebody else."""
    mention, known = weighing.mention, weighing.known
    actor = _actor(mention.actor, known.actor)
    alone = mention.acting == known.actor != ""
    if alone:
        actor = max(actor, NAMED_TOO)  # who acts was not told apart, but the words name this side alone
    if (
        actor == 0
        and weighing.same_act
        and known.kind == "countermeasure"
        and mention.action in _ACTS_ON_MEASURE
    ):
        actor = 0.4  # a passive hides who acts, but only who issued an act can suspend or lift it
    if actor == 0 and any(
        key.startswith("topic:") and weighing.vocabulary.rarity.get(key, 0) >= _NAMES_ONE
        for key in weighing.both
    ):
        actor = 0.3  # a rule that one record alone is named for: who acts may have been misread
    weighing.parts["actor"] = actor
    weighing.reasons.append(
        f"actor:{known.actor}" if actor == 1 else f"actor:{mention.actor or 'unstated'}~{known.actor}"
    )
    if alone:
        weighing.reasons.append(f"{NEAR} names {known.actor} alone")
    return actor > 0


def _weigh_act_and_object(weighing: _Weighing) -> None:
    """Weigh what is done and to what; note whether the claim breaks, contradicts, ends or acts on the record."""
    mention, known = weighing.mention, weighing.known
    about = max(
        family(mention.object, known.object, OBJECT_FAMILIES, 0.6),
        0.8 * (mention.object == known.also_about != ""),
        NAMED_TOO * (known.object in mention.also_named),
    )
    is_named = weighing.same_act or (about == 1 and weighing.vocabulary.is_only(known, mention.target))
    weighing.is_against = (
        mention.kind == "countermeasure"
        and known.kind == "commitment"
        and about >= 0.6
        and against(mention.action, known.action)
    )
    weighing.is_broken = known.kind == "commitment" and is_breach(mention.told, mention.modality)
    weighing.has_lapsed = bearing.lapse(mention.quote) != "" and mention.kind != "denial"
    weighing.acts_firmly = (
        weighing.acts_on_measure
        and is_named
        and mention.modality in FIRM
        and mention.action in _ACTS_ON_MEASURE
    )
    weighing.parts["action"], reasons = _weight_of_act(weighing)
    weighing.reasons += reasons
    weighing.parts["object"] = about
    if about == NAMED_TOO and known.object in mention.also_named:
        weighing.reasons.append(f"{NEAR} names {known.object}")
    elif about == 1:
        weighing.reasons.append(f"object:{mention.object}")
    elif about:
        weighing.reasons.append(f"object family:{mention.object}~{known.object}")


def _weight_of_act(weighing: _Weighing) -> tuple[float, list[str]]:
    """Return how near what is done is to what the record is of, and the reasons."""
    mention, known = weighing.mention, weighing.known
    broken = ["said to be broken"] if weighing.is_broken else []
    if weighing.has_lapsed:
        lapsed = _may_lapse(mention, known)
        ran_out = ["said to have run out"] if lapsed and not broken else []
        return 0.8 if broken or lapsed else 0.2, broken or ran_out
    if weighing.acts_on_measure:
        acts = mention.action in _ACTS_ON_MEASURE
        weight = 1.0 if weighing.acts_firmly else 0.6 if acts else 0.1
        return weight, [f"acts on it:{mention.action}"] if acts else []
    if broken:
        return 0.8, broken
    weight = max(alike_in_action(mention, known), 0.5 if weighing.is_against else 0.0)
    if weighing.is_against:
        return weight, [f"against it:{mention.action}~{known.action}"]
    if not weight:
        return weight, []
    if mention.action == known.action:
        return weight, [f"action:{mention.action}"]
    if weight == NEIGHBOUR:
        return weight, [f"{NEAR} may mean {known.action}"]
    return weight, [f"action family:{mention.action}~{known.action}"]


def _weigh_references(weighing: _Weighing) -> None:
    """Weigh acts, numbers, days, rates and topics that both name."""
    mention, known = weighing.mention, weighing.known
    share, named_too = _reference_share(mention.references, weighing.both, weighing.vocabulary)
    weighing.reasons += named_too
    if weighing.same_act:
        share = 1.0
        weighing.reasons.append("same instrument")
        other_item = named(mention.references, "para") and not named(weighing.both, "para")
        if other_item and named(known.references, "para"):
            share = 0.7
            weighing.reasons.append("other item of it")
    weighing.parts["references"] = share


def _weigh_words(weighing: _Weighing) -> None:
    alike = _words(weighing.mention, weighing.known)
    weighing.parts["words"] = WORDS_UNKNOWN if alike is None else alike
    if alike is not None and alike >= 0.3:
        weighing.reasons.append(f"words:{alike:.0%} shared")


def _weigh_target_and_materials(weighing: _Weighing) -> None:
    """Weigh whom it is aimed at and which materials it is about; what one side leaves out is no difference."""
    mention, known = weighing.mention, weighing.known
    target, materials = 0.5, 0.4
    if mention.target and known.targets:
        target = 1.0 if mention.target in known.targets else 0.0
        if target:
            weighing.reasons.append(f"target:{mention.target}")
    if mention.materials and known.materials:
        both = mention.materials & known.materials
        materials = len(both) / len(mention.materials)
        if both:
            weighing.reasons.append("materials:" + ",".join(sorted(both)[:5]))
    weighing.parts |= {"target": target, "materials": materials}


def _weigh_time(weighing: _Weighing) -> None:
    mention, known = weighing.mention, weighing.known
    near = _time(mention, known)
    if mention.round is not None and mention.round.pk == known.round_id:
        near = 1.0
        weighing.reasons.append(f"round:{mention.round.name_en}")
    elif near >= 0.8:
        weighing.reasons.append("time:near")
    weighing.parts["time"] = near


def _doubt(weighing: _Weighing) -> float:
    """Return by what the score is lessened for what speaks against the record, 1 for nothing; adds the reasons."""
    mention, known, parts, reasons = weighing.mention, weighing.known, weighing.parts, weighing.reasons
    on_measure, factor = weighing.acts_on_measure, 1.0
    if on_measure and mention.action in LASTING and _is_gone(known, mention.published.first):
        factor *= 0.8  # what was lifted before is neither suspended nor lengthened
    if (
        mention.kind == "countermeasure"
        and known.kind == "commitment"
        and not (weighing.is_broken or weighing.is_against or weighing.has_lapsed)
    ):
        factor *= 0.8
    if on_measure and not weighing.acts_firmly:
        factor *= 0.9
    if (
        mention.target not in ("", "BOTH", known.actor)
        and known.targets
        and mention.target not in known.targets
        and not weighing.both & FIRMS  # a firm of one country is hit through its units in another
    ):
        factor *= 0.65
        reasons.append(f"other target:{mention.target}")
    if (
        known.kind == mention.kind == "countermeasure"
        and mention.materials
        and known.materials
        and not mention.materials & known.materials
        and mention.action != "EXPAND"
        and bearing.size(mention.quote)[0] != 1  # what is added to a measure is not in it yet
    ):
        factor *= 0.85
        reasons.append("other materials")
    if (
        mention.action == "LIFT"
        and mention.modality == "done"
        and known.kind == "commitment"
        and alike_in_action(mention, known) == NEIGHBOUR
    ):
        factor *= 0.88  # who lifts a measure ends it, which is more than a promise to suspend it or to license under it
    if _keeps(mention) and known.kind == "countermeasure" and not _stands(known, mention.published.first):
        factor *= 0.93  # what is kept, or not given up, stands
        reasons.append("other state: not in force then")
    if mention.deal is not None and known.deal_ids and mention.deal.pk not in known.deal_ids:
        factor *= 0.75
        reasons.append("other deal")
    if not parts["action"] and not parts["references"]:
        factor *= 0.6
    if known.kind == "countermeasure" and is_breach(mention.told, mention.modality):
        factor *= 0.8  # what is broken is a promise
    if known.renewed is not None and known.renewed <= mention.published.last and not weighing.same_act:
        factor *= 0.93  # since it was renewed, the later promise is the one that is kept or changed
        reasons.append("renewed since")
    if known.first is not None and known.first > mention.published.last + AHEAD:
        factor *= 0.8  # what was said before a record began is seldom about it
        reasons.append(f"on record only from {known.first:%Y-%m-%d}")
    return factor


def _keeps(mention: Mention) -> bool:
    """True where a burden is said to be kept, or its end is denied."""
    if mention.kind == "denial":
        return mention.action in ("LIFT", "STOP", "MAINTAIN")
    return mention.kind == "countermeasure" and mention.action == "MAINTAIN"


def _stands(known: Known, day: dt.date) -> bool:
    return known.state_known(day).code in ("in_force", "partly_suspended", "announced", "unknown")


def _is_gone(known: Known, day: dt.date) -> bool:
    return known.state_known(day).code in ("lifted", "withdrawn", "lapsed", "superseded")


def _may_lapse(mention: Mention, known: Known) -> bool:
    """True for what holds for a time: a relief, a measure that is suspended or that has an end."""
    if known.kind == "commitment":
        return known.action in _RELIEFS
    state = known.state_known(mention.published.last)
    return state.code in ("suspended", "partly_suspended", "ran_out", "lapsed") or state.until is not None


def _words(mention: Mention, known: Known) -> float | None:
    """Return the share of the claim's words that the record has; None where it has no words of the claim's language."""
    if any(not word.isascii() for word in mention.words) and all(
        word.isascii() for other in known.words for word in other
    ):
        return None
    return max((_overlap(mention.words, other) for other in known.words), default=0)


def _actor(said: str, known: str) -> float:
    if not said:
        return 0.4
    if said == known:
        return 1.0
    return 0.6 if "BOTH" in (said, known) else 0.0


def alike_in_action(mention: Mention, known: Known) -> float:
    """To keep a suspension is to suspend further; among burdens, keeping and suspending are opposites."""
    kept = {mention.action, known.action} in ({"SUSPEND", "MAINTAIN"}, {"EXTEND", "MAINTAIN"})
    if kept and mention.kind == known.kind == "commitment":
        return 0.6
    found = family(mention.action, known.action, ACTION_FAMILIES, 0.7)
    both = {mention.action, known.action}
    if found >= NEIGHBOUR or len(both) == 1 or mention.kind != known.kind:
        return found
    exports = {mention.object, known.object} <= _OF_EXPORTS
    buying = {mention.object, known.object} <= _OF_BUYING
    is_near = (
        both <= _NEIGHBOURS
        or (exports and both <= _LETTING_OUT)
        or (buying and "PURCHASE" in both <= _BUYING)
    )
    return NEIGHBOUR if is_near else found


def family(one: str, other: str, families: Sequence[set[str]], near: float) -> float:
    if not one or not other:
        return 0.2
    if one == other:
        return 1.0
    if any(one in family and other in family for family in families):
        return near
    if families is ACTION_FAMILIES and one in _EASING and other in _EASING:
        return 0.3
    return 0.0


def _reference_share(
    said: frozenset[str], both: frozenset[str], vocabulary: Vocabulary
) -> tuple[float, list[str]]:
    """Return how much of what the claim refers to is shared, rare things counting more, and the reasons."""
    if not said:
        return 0.35, []  # nothing to compare is not a difference
    weight = {key: _weight(key, vocabulary) for key in said}
    # An act, a rate or a day that nothing on record has is new information, not a difference from this
    # record.
    comparable = sum(w for key, w in weight.items() if key in vocabulary.rarity or key in both)
    if not comparable:
        return 0.35, []
    share = sum(weight[key] for key in both) / comparable
    return share, [f"shares {key}" for key in sorted(both, key=lambda key: (-weight[key], key))[:4]]


def _weight(key: str, vocabulary: Vocabulary) -> float:
    kind = key.partition(":")[0]
    weights = {
        "material": 0.8,
        "act": 3.0,
        "number": 1.5,
        "pct": 1.2,
        "day": 1.5,
        "topic": 1.0,
        "amount": 1.2,
        "para": 1.5,
    }
    return weights[kind] * max(vocabulary.rarity.get(key, 1.0), 0.25)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    if len(one) < 3 or len(other) < 3:
        return 0.0
    return len(one & other) / min(len(one), len(other))


def _time(mention: Mention, known: Known) -> float:
    if known.first is None:
        return 0.4
    days = abs((mention.published.first - known.first).days)
    return max(0.0, 1 - days / 400)


def _relation(mention: Mention, known: Known) -> Relation:
    """Return what the claim would mean for the record."""
    state = known.state_known(mention.published.first)
    return relate(
        Said(
            kind=mention.kind,
            quote=mention.quote,
            told=mention.told,
            action=mention.action,
            object=mention.object,
            modality=mention.modality,
            materials=mention.named,
            percents=mention.percents,
            amounts=amounts(mention.quote),
            until=mention.until,
            effective_on=mention.effective_on,
            has_condition=mention.has_condition,
            first=mention.published.first,
        ),
        OnRecord(
            kind=known.kind,
            action=known.action,
            object=known.object,
            materials=known.materials,
            percents=named(known.references, "pct"),
            amounts=known.amounts,
            days=named(known.references, "day"),
            has_condition=known.has_condition,
            first=known.first,
            standing=state.code,
            standing_known=state.row.public_since if state.row else None,
            last=state.until,
            rate=known.rate_on(mention.published.first),
        ),
    )


def merged(one: Sequence[Candidate], other: Sequence[Candidate]) -> list[Candidate]:
    best: dict[tuple[str, int], Candidate] = {}
    for candidate in [*one, *other]:
        key = (candidate.known.kind, candidate.known.pk)
        if key not in best or candidate.score > best[key].score:
            best[key] = candidate
    return sorted(best.values(), key=lambda c: (-c.score, c.known.kind, c.known.pk))[:TOP]
