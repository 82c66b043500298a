"""A claim becomes a proposal: linked to entities, scored against the record with named reasons, drafted.

The machine ranks and drafts; it never writes a fact and never merges. Weights and bands follow a trial on 122
hand-linked mentions in which similarity alone was too weak to merge by (docs/decisions.md, matching).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sources.models import Claim

from . import bearing, choices
from .models import Proposal, Round
from .publication import Publication, public_since, publication_of
from .references import (
    FIRMS,
    MANY,
    amounts,
    guess_action,
    guess_object,
    objects_named,
    references,
    shared,
    words,
)
from .relations import (
    CONCERNS,
    CONTRADICTS,
    NARROWS,
    WIDENS,
    OnRecord,
    Relation,
    Said,
    against,
    is_again,
    is_breach,
    relate,
)
from .vocabulary import DealKnown, Known, Vocabulary, load_vocabulary

TOP = 5
SHOWN_FROM = 0.3  # a candidate below this share of the whole score only distracts
AHEAD = dt.timedelta(days=21)
ACROSS_FROM = 0.5  # of words about a record of the other kind, which cannot score as high
KNOWN_FROM = 0.7  # from here the proposal is evidence for a known record, unless an editor says otherwise
NEAR_KNOWN_FROM = 0.72  # the same where its words alone, against how it was coded, bring it there
TELLING_FROM = 0.56  # the same where both name a telling thing, and nothing speaks against it
NAMED_TOO = 0.8  # what the words name beside, or against, what was coded of them
NEAR = "wording:"  # begins the reasons that go against how a claim was coded
NEIGHBOUR = 0.55  # an act that the same words are often read as
WORDS_UNKNOWN = 0.35  # what counts for the words where there are none to compare
_AHEAD_BY = 0.05
_NAMES_ONE = 0.7  # how rare a topic is that at most two records have
_TELLING = 0.4  # how rare on record a shared topic has to be to tell which record is meant

_ACTION_FAMILIES = (
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
_IMPOSING = {"IMPOSE", "LIST", "CONTROL"}
_FIRM = {"done", "decided", "shall"}
_UNDERTAKINGS = ("commitment", "countermeasure")
_KEEPING = {"MAINTAIN", "EXTEND", "STOP"}
_LASTING = {"SUSPEND", "EXTEND"}
_NAMING = ("act:", "number:", "topic:")
_SENTENCE_BEFORE = re.compile(r"(?s).*[.!?。！？\n]")
_NUMBERS = {
    "a": "1", "an": "1", "one": "1", "another": "1", "two": "2", "three": "3", "six": "6", "twelve": "12", "ninety": "90",
    "一": "1", "两": "2", "二": "2", "三": "3", "六": "6", "九十": "90", "十二": "12",
}  # fmt: skip
_UNITS = {"天": "D", "日": "D", "周": "W", "个": "M", "月": "M", "年": "Y"}
_FOR_SO_LONG = re.compile(
    r"\b(?:for|by) (?:a |an )?(?:further |additional |full |another |second )?"
    r"(a|an|one|another|two|three|six|twelve|ninety|\d{1,3})"
    r"(?: further| more| additional| full)?[ -](day|week|month|year)s?\b"
    r"|(?<![\d年])([一两二三六]|九十|十二|\d{1,3})(天|周|个月|年)(?:内|期|$|(?=[，。；]))",
    re.IGNORECASE,
)
_CLAUSE_BEFORE = re.compile(r"(?s).*[.!?;:。！？；：\n]")
_PASSIVE = re.compile(
    r"\b(?:resumes?|returns?|lapse[ds]?|expire[ds]?|remains?|remained|stays?|stayed|ceased|came|ends?|ended)\b|"
    r"\b(?:is|are|was|were|be|been|being)\b(?: \w+){0,2}? \w+(?:ed|en|wn|ut)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:to|for|from|on|against)(?: (?!into\b|in\b|by\b|that\b)\w+){0,4}? (?:(?:the )?United States|[A-Z][\w.]+)(?:'s)?",
    re.MULTILINE,
)
_ACTS_ON_MEASURE = {"SUSPEND", "EXTEND", "LIFT", "REDUCE", "ADJUST", "MAINTAIN", "STOP"}
_OBJECT_FAMILIES = (
    {"tariff", "tariff_exclusion"},
    {"export_control", "licences", "rare_earths"},
    {"countermeasures", "restrictive_measures", "entity_list", "export_control"},
    {"port_fee", "investigation"},
    {"purchases", "market_access", "trade"},
    {"purchases", "investment"},
    {"investment", "mechanism"},
    {"chemicals"},
)
_MEASURE_KINDS = {
    "tariff": "tariff",
    "tariff_exclusion": "tariff",
    "export_control": "export_control",
    "rare_earths": "export_control",
    "chemicals": "export_control",
    "licences": "licensing",
    "entity_list": "listing",
    "investigation": "investigation",
    "port_fee": "port_fee",
    "purchases": "ban",
    "trade": "ban",
    "market_access": "ban",
}
_MODAL_WORDS = {
    "shall": "shall {}",
    "will": "will {}",
    "agreed": "agreed to {}",
    "decided": "decided to {}",
    "conditional": "would, on a condition, {}",
    "expected": "is expected to {}",
    "threatens": "threatens to {}",
}
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
class Mention:
    """A claim after linking: party codes of states, symbols of materials, comparable references.

    ``told``: the quote, and before it what its clause begins with.
    """

    kind: str
    quote: str
    told: str
    actor: str
    target: str
    action: str
    object: str
    modality: str
    materials: frozenset[str]
    named: frozenset[str]  # of these, one by one: "rare earths and gallium" names gallium
    references: frozenset[str]
    words: frozenset[str]
    until: str
    published: Publication
    effective_on: str = ""
    has_condition: bool = False
    also_named: frozenset[str] = frozenset()  # the objects that its own words name, whichever was coded
    acting: str = ""  # the only state that its words name as more than a place, where no one side was coded
    percents: frozenset[str] = frozenset()
    instrument_ids: tuple[int, ...] = ()
    deal: DealKnown | None = None
    round: Round | None = None


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


@dataclass(slots=True)
class Neighbours:
    """The other claims of the batch's versions: what a condition joins, and what was proposed before.

    ``proposed_words``: of other versions of the same documents, the claims that were proposed, by version and words.
    """

    by_version: dict[int, list[Claim]] = field(default_factory=dict)
    proposed_spans: set[tuple[int, str, int, int]] = field(default_factory=set)
    proposed_words: dict[tuple[int, str, str], dict[int, list[Claim]]] = field(default_factory=dict)

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> Neighbours:
        """Load the neighbours of ``claims`` in three queries."""
        versions = {claim.version_id for claim in claims}
        found = cls()
        for other in Claim.objects.filter(version_id__in=versions).order_by("start", "pk"):
            found.by_version.setdefault(other.version_id, []).append(other)
        found.proposed_spans = set(
            Proposal.objects.filter(claim__version_id__in=versions)
            .exclude(claim__in=[claim.pk for claim in claims])
            .values_list("claim__version_id", "claim__kind", "claim__start", "claim__stop")
        )
        elsewhere = (
            Claim.objects.filter(
                version__document_id__in={claim.version.document_id for claim in claims},
                proposals__isnull=False,
            )
            .exclude(version_id__in=versions)
            .select_related("version")
            .only("kind", "quote", "start", "attributes", "rules_version", "version__document_id")
            .distinct()
        )
        for other in elsewhere:
            key = (other.version.document_id, other.kind, other.quote)
            found.proposed_words.setdefault(key, {}).setdefault(other.version_id, []).append(other)
        return found

    def was_asked(self, claim: Claim) -> bool:
        """True where another version of the page has the same words, read the same, and they were proposed from there.

        Of words that stand several times, as many as were proposed are not asked about again. Under the same rules a
        reading that differs shows that something around the words changed, and is asked about.
        """
        of_these = self.proposed_words.get((claim.version.document_id, claim.kind, claim.quote))
        if not of_these:
            return False
        own = {
            other.start
            for other in self.by_version.get(claim.version_id, [])
            if (other.kind, other.quote) == (claim.kind, claim.quote) and other.start < claim.start
        }
        for others in of_these.values():
            alike = {
                other.start
                for other in others
                if other.rules_version != claim.rules_version or _read(other) == _read(claim)
            }
            if len(alike) > len(own):
                return True
        return False


def _read(claim: Claim) -> dict[str, Any]:
    """Return what was read of a claim's words, without where its condition stands: that moves with any edit before it."""
    return {name: value for name, value in claim.attributes.items() if name != "condition"} | {
        "has_condition": bool(claim.attributes.get("condition"))
    }


def propose(
    claim: Claim, vocabulary: Vocabulary | None = None, neighbours: Neighbours | None = None
) -> Proposal | None:
    """Return an unsaved proposal for ``claim``, or None when it is not new or the same words were proposed
    already.

    The same words, read again by a newer rule set or in a newer version of the page, are not put before an editor twice:
    what was decided of them is held against the newer version by ``rechecking``. The claim's version must be loaded with
    its document.
    """
    vocabulary = vocabulary or load_vocabulary()
    neighbours = neighbours or Neighbours.of([claim])
    if (claim.version_id, claim.kind, claim.start, claim.stop) in neighbours.proposed_spans:
        return None
    if claim.state != Claim.State.NEW or neighbours.was_asked(claim):
        return None
    return drafted(claim, vocabulary, neighbours)


def drafted(claim: Claim, vocabulary: Vocabulary, neighbours: Neighbours) -> Proposal:
    """Return an unsaved proposal for ``claim`` whether or not there is one: what the record as it is now suggests."""
    mention = link(claim, vocabulary)
    if claim.kind == Claim.Kind.CONDITION:
        proposal = _condition(claim, mention, vocabulary, neighbours)
    elif claim.kind in (Claim.Kind.ROUND, Claim.Kind.DENIAL):
        proposal = _event(claim, mention, vocabulary)
    else:
        proposal = _undertaking(claim, mention, vocabulary)
    proposal.ranked_to = vocabulary.loaded_at
    return proposal


def link(claim: Claim, vocabulary: Vocabulary) -> Mention:
    """Return ``claim`` linked to parties, materials, acts, days, deal and round."""
    said = claim.attributes
    version = claim.version
    surface = " ".join([claim.quote, *(said.get("instruments") or [])])
    quantity = said.get("quantity") or {}
    if quantity.get("value") and "percent" in str(quantity.get("unit", "")):
        surface += f" {quantity['value']}%"
    refs = references(surface)
    for key in ("until", "effective_on", "due_on"):
        refs |= references(str(said.get(key) or ""))
    if not any(key.startswith("act:") for key in refs):
        # A notice speaks of itself unless it names another act: its number stands in its title alone.
        refs |= {key for key in references(version.title) if key.startswith("act:")}
    if not any(key.startswith(_NAMING) for key in refs):
        # "The exclusions lapsed", "licences are required again": what is meant stands earlier in the sentence.
        refs |= {key for key in references(_sentence_before(claim)) if key.startswith("topic:")}
    named: set[str] = vocabulary.materials_named_in(claim.quote)
    groups: set[str] = set()
    for code in said.get("materials") or []:
        group = vocabulary.material_groups.get(code, frozenset())
        if code in vocabulary.materials:
            named.add(code)
        elif code != "rare_earths":
            named |= group  # the word for one material: "graphite"
        else:
            groups |= group
    materials = named | groups
    if not materials and not refs & {key for key in refs if key.startswith(_NAMING)}:
        materials = vocabulary.materials_named_in(_sentence_before(claim))
    if len(materials) <= MANY:
        refs |= {f"material:{symbol}" for symbol in materials}
    instrument_ids = {i.pk for key in refs for i in vocabulary.instruments.get(key, [])}
    kind, action = claim.kind, str(said.get("action") or "")
    if kind in _UNDERTAKINGS and action in _KEEPING and bearing.kept_up(claim.quote):
        kind, action = "commitment", "SUSPEND"  # a relief that is kept is one, though the verb is of keeping
    target = _state(said.get("target"), vocabulary)
    actor = _acting(claim, _state(said.get("actor"), vocabulary), vocabulary)
    published = publication_of(version)
    deal = _deal_of(claim, {actor, target} - {"", "BOTH"}, vocabulary)
    return Mention(
        kind=kind,
        quote=claim.quote,
        told=_told(claim),
        actor=actor,
        target=target if target != actor else "",
        action=action or (guess_action(claim.quote) if kind == "denial" else ""),
        object=_object_of(claim, str(said.get("object") or "")),
        modality=str(said.get("modality") or ""),
        materials=frozenset(materials),
        named=frozenset(named),
        references=frozenset(refs),
        words=words(claim.quote),
        until=str(said.get("until") or "") or (_length(claim.quote) if action in _LASTING else ""),
        published=published,
        effective_on=str(said.get("effective_on") or ""),
        has_condition=bool(said.get("condition")),
        also_named=objects_named(claim.quote),
        acting=_only_named(claim.quote, vocabulary) if actor in ("", "BOTH") else "",
        percents=_percents(quantity),
        instrument_ids=tuple(sorted(instrument_ids)),
        deal=deal,
        round=round_on(deal, published.first, published.last),
    )


def _object_of(claim: Claim, code: str) -> str:
    """Return the coded object; of a denial that codes none, or trade at large, what its words name. What is said of the
    exclusions from a tariff is not said of the tariff."""
    if claim.kind == Claim.Kind.DENIAL and code in ("", "trade"):
        return guess_object(claim.quote) or code
    if code == "tariff" and "topic:exclusions" in references(claim.quote):
        return "tariff_exclusion"
    return code


def _length(quote: str) -> str:
    """Return the time that a relief is said to last, as a duration, where no end of it was coded."""
    match = _FOR_SO_LONG.search(quote)
    if match is None:
        return ""
    number = match[1] or match[3]
    unit = (match[2] or match[4])[0].upper()
    count = _NUMBERS.get(number.lower(), number)
    return f"P{count}{_UNITS.get(unit, unit)}"


def _told(claim: Claim) -> str:
    """Return the quote with what stands before it in its clause: "has failed to deliver on its | pledge to buy"."""
    before = claim.version.text[max(0, claim.start - 90) : claim.start]
    return _CLAUSE_BEFORE.sub("", before) + claim.quote


def _sentence_before(claim: Claim) -> str:
    """Return what stands before the quote in its sentence."""
    return _SENTENCE_BEFORE.sub("", claim.version.text[max(0, claim.start - 250) : claim.start])


def _acting(claim: Claim, actor: str, vocabulary: Vocabulary) -> str:
    """Return who acts.

    In a passive, or of what goes on or ends by itself, who is named only as where something goes to does not act: "the ban
    on exports to the United States is lifted". Then it is whose text it is, if anybody's.
    """
    if not actor or actor == "BOTH" or not _PASSIVE.search(claim.quote):
        return actor
    without = _PLACE.sub(" ", claim.quote)
    if vocabulary.named_in(claim.quote)[actor] == 0 or vocabulary.named_in(without)[actor] > 0:
        return actor
    return _state(claim.version.document.party, vocabulary)


def _only_named(quote: str, vocabulary: Vocabulary) -> str:
    """Return the one party that ``quote`` names other than as where something goes to; empty where none or several are."""
    named = [code for code, count in vocabulary.named_in(_PLACE.sub(" ", quote)).items() if count]
    return named[0] if len(named) == 1 else ""


def _percents(quantity: Any) -> frozenset[str]:
    """Return the rate that the act sets. Any other percentage of the clause is a name, a share or an old rate."""
    if not quantity or "percent" not in str(quantity.get("unit", "")):
        return frozenset()
    return _named(references(f"{quantity.get('value')}%"), "pct")


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


def round_on(deal: DealKnown | None, first: dt.date, last: dt.date, *, days_after: int = 14) -> Round | None:
    """Return the round that a text published between ``first`` and ``last`` most likely speaks of.

    It is the round that runs then, else the last one that ended at most ``days_after`` days before.
    """
    if deal is None:
        return None
    after = dt.timedelta(days=days_after)
    running = [r for r in deal.rounds if r.starts_on <= last and r.ends_on >= first]
    ended = [r for r in deal.rounds if r.ends_on < first <= r.ends_on + after]
    found = running or ended
    return found[-1] if found else None


def _score(mention: Mention, known: Known, vocabulary: Vocabulary) -> Candidate | None:
    actor = _actor(mention.actor, known.actor)
    alone = mention.acting == known.actor != ""
    if alone:
        actor = max(actor, NAMED_TOO)  # who acts was not told apart, but the words name this side alone
    same_act = bool(set(mention.instrument_ids) & set(known.instrument_ids))
    if actor == 0 and same_act and known.kind == "countermeasure" and mention.action in _ACTS_ON_MEASURE:
        actor = 0.4  # a passive hides who acts, but only who issued an act can suspend or lift it
    both = shared(mention.references, known.references)
    if actor == 0 and any(
        key.startswith("topic:") and vocabulary.rarity.get(key, 0) >= _NAMES_ONE for key in both
    ):
        actor = 0.3  # a rule that one record alone is named for: who acts may have been misread
    if actor == 0:
        return None
    parts: dict[str, float] = {"actor": actor}
    reasons = [f"actor:{known.actor}" if actor == 1 else f"actor:{mention.actor or 'unstated'}~{known.actor}"]
    if alone:
        reasons.append(f"{NEAR} names {known.actor} alone")
    on_measure = mention.kind != "countermeasure" and known.kind == "countermeasure"
    is_against = mention.kind == "countermeasure" and known.kind == "commitment"
    about = max(
        _family(mention.object, known.object, _OBJECT_FAMILIES, 0.6),
        0.8 * (mention.object == known.also_about != ""),
        NAMED_TOO * (known.object in mention.also_named),
    )
    is_against = is_against and about >= 0.6 and against(mention.action, known.action)
    broken = known.kind == "commitment" and is_breach(mention.told, mention.modality)
    lapsed = bearing.lapse(mention.quote) != "" and mention.kind != "denial"
    is_named = same_act or (about == 1 and vocabulary.is_only(known, mention.target))
    acts_firmly = on_measure and is_named and mention.modality in _FIRM and mention.action in _ACTS_ON_MEASURE
    if broken:
        parts["action"] = 0.8
        reasons.append("said to be broken")
    elif lapsed:
        parts["action"] = 0.8 if _may_lapse(mention, known) else 0.2
        if parts["action"] == 0.8:
            reasons.append("said to have run out")
    elif on_measure:
        parts["action"] = 1.0 if acts_firmly else 0.6 if mention.action in _ACTS_ON_MEASURE else 0.1
    else:
        parts["action"] = max(_actions(mention, known), 0.5 if is_against else 0.0)
    if lapsed:
        pass
    elif parts["action"] >= 0.6 and on_measure:
        reasons.append(f"acts on it:{mention.action}")
    elif is_against and not broken and not on_measure:
        reasons.append(f"against it:{mention.action}~{known.action}")
    elif parts["action"] and not on_measure and not broken:
        reasons.append(
            f"action:{mention.action}"
            if mention.action == known.action
            else f"{NEAR} may mean {known.action}"
            if parts["action"] == NEIGHBOUR
            else f"action family:{mention.action}~{known.action}"
        )
    parts["object"] = about
    if parts["object"]:
        if parts["object"] == NAMED_TOO and known.object in mention.also_named:
            reasons.append(f"{NEAR} names {known.object}")
        else:
            reasons.append(
                f"object:{mention.object}"
                if parts["object"] == 1
                else f"object family:{mention.object}~{known.object}"
            )
    parts["references"], named = _reference_share(mention.references, both, vocabulary)
    reasons += named
    if same_act:
        parts["references"] = 1.0
        reasons.append("same instrument")
        other_item = _named(mention.references, "para") and not _named(both, "para")
        if other_item and _named(known.references, "para"):
            parts["references"] = 0.7
            reasons.append("other item of it")
    alike = _words(mention, known)
    parts["words"] = WORDS_UNKNOWN if alike is None else alike
    if alike is not None and alike >= 0.3:
        reasons.append(f"words:{parts['words']:.0%} shared")
    if mention.target and known.targets:
        parts["target"] = 1.0 if mention.target in known.targets else 0.0
        if parts["target"]:
            reasons.append(f"target:{mention.target}")
    else:
        parts["target"] = 0.5
    if mention.materials and known.materials:
        parts["materials"] = len(mention.materials & known.materials) / len(mention.materials)
        if parts["materials"]:
            reasons.append("materials:" + ",".join(sorted(mention.materials & known.materials)[:5]))
    else:
        parts["materials"] = 0.4
    parts["time"] = _time(mention, known)
    if mention.round is not None and mention.round.pk == known.round_id:
        parts["time"] = 1.0
        reasons.append(f"round:{mention.round.name_en}")
    elif parts["time"] >= 0.8:
        reasons.append("time:near")
    score = sum(WEIGHTS[name] * value for name, value in parts.items())
    if on_measure and mention.action in _LASTING and _is_gone(known, mention.published.first):
        score *= 0.8  # what was lifted before is neither suspended nor lengthened
    if (
        mention.kind == "countermeasure"
        and known.kind == "commitment"
        and not (broken or is_against or lapsed)
    ):
        score *= 0.8
    if on_measure and not acts_firmly:
        score *= 0.9
    if (
        mention.target not in ("", "BOTH", known.actor)
        and known.targets
        and mention.target not in known.targets
        and not both & FIRMS  # a firm of one country is hit through its units in another
    ):
        score *= 0.65
        reasons.append(f"other target:{mention.target}")
    if mention.deal is not None and known.deal_ids and mention.deal.pk not in known.deal_ids:
        score *= 0.75
        reasons.append("other deal")
    if not parts["action"] and not parts["references"]:
        score *= 0.6
    if known.kind == "countermeasure" and is_breach(mention.told, mention.modality):
        score *= 0.8  # what is broken is a promise
    if known.renewed is not None and known.renewed <= mention.published.last and not same_act:
        score *= 0.93  # since it was renewed, the later promise is the one that is kept or changed
        reasons.append("renewed since")
    if known.first is not None and known.first > mention.published.last + AHEAD:
        score *= 0.8  # what was said before a record began is seldom about it
        reasons.append(f"on record only from {known.first:%Y-%m-%d}")
    if score < SHOWN_FROM:
        return None
    return Candidate(known, min(score, 1.0), tuple(reasons), _relation(mention, known))


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


def _actions(mention: Mention, known: Known) -> float:
    """To keep a suspension is to suspend further; among burdens, keeping and suspending are opposites."""
    kept = {mention.action, known.action} in ({"SUSPEND", "MAINTAIN"}, {"EXTEND", "MAINTAIN"})
    if kept and mention.kind == known.kind == "commitment":
        return 0.6
    found = _family(mention.action, known.action, _ACTION_FAMILIES, 0.7)
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


def _family(one: str, other: str, families: Sequence[set[str]], near: float) -> float:
    if not one or not other:
        return 0.2
    if one == other:
        return 1.0
    if any(one in family and other in family for family in families):
        return near
    if families is _ACTION_FAMILIES and one in _EASING and other in _EASING:
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
            percents=_named(known.references, "pct"),
            amounts=known.amounts,
            days=_named(known.references, "day"),
            has_condition=known.has_condition,
            first=known.first,
            standing=state.code,
            standing_known=state.row.public_since if state.row else None,
            last=state.until,
            rate=known.rate_on(mention.published.first),
        ),
    )


def _named(keys: frozenset[str], kind: str) -> frozenset[str]:
    return frozenset(key.partition(":")[2] for key in keys if key.startswith(f"{kind}:"))


def _state(code: Any, vocabulary: Vocabulary) -> str:
    code = str(code or "").strip().upper()
    return code if code in ("", "BOTH") else vocabulary.state_code(code)


def _deal_of(claim: Claim, said: set[str], vocabulary: Vocabulary) -> DealKnown | None:
    """Return the deal whose parties the claim and its document name, most of them covered, smallest first."""
    version = claim.version
    named = vocabulary.named_in(f"{version.title}\n{version.text[:1500]}\n{claim.quote}")
    speaking = vocabulary.state_code(version.document.party) if version.document.party else ""
    best: tuple[float, int] | None = None
    chosen = None
    for deal in vocabulary.deals.values():
        if said - deal.parties:
            continue
        mentioned = sum(min(named[code], 3) for code in deal.parties)
        if speaking in deal.parties:
            mentioned += 1
        covered = all(named[code] or code in said or code == speaking for code in deal.parties)
        rating = (mentioned + (10 if covered else 0) - len(deal.parties), -deal.position)
        if best is None or rating > best:
            best, chosen = rating, deal
    return chosen


def _undertaking(claim: Claim, mention: Mention, vocabulary: Vocabulary) -> Proposal:
    candidates = rank(mention, vocabulary)
    own_kind = mention.kind
    best = candidates[0] if candidates else None
    # A promise of both sides stands twice, in the same words: neither is ahead of the other, nor need be.
    rivals = [
        one.score
        for one in candidates[1:]
        if best and one.known.kind == best.known.kind and one.known.words != best.known.words
    ]
    ahead = candidates[0].score - rivals[0] if rivals else 1.0
    about = best if best is not None and _is_about(mention, best, own_kind, ahead, vocabulary) else None
    draft = _common(claim, mention, vocabulary)
    if own_kind == "commitment":
        draft |= _commitment_draft(claim, mention, vocabulary)
    else:
        draft |= _measure_draft(claim, mention, vocabulary)
    draft["relation"] = about.relation.label if about else "new"
    # What goes against a promise is an act of its own: it is drafted as new, and says what it contradicts.
    is_known = about is not None and (about.relation.code != CONTRADICTS or about.known.kind == own_kind)
    if about is not None and is_known:
        draft |= {
            "merge_kind": about.relation.merge_kind,
            "with_terms": about.relation.code in (NARROWS, WIDENS)
            and about.known.kind == own_kind == "commitment",
            "status_from": draft.get("effective_on", ""),
            "status_until": "" if mention.until.startswith("P") else mention.until,
        }
    proposal = _proposal(claim, mention, "add_evidence" if is_known else f"new_{own_kind}", draft, candidates)
    if about is not None and is_known:
        setattr(proposal, f"{about.known.kind}_id", about.known.pk)
    return proposal


def _is_about(mention: Mention, best: Candidate, own_kind: str, ahead: float, vocabulary: Vocabulary) -> bool:
    """True when the claim is drafted as words about ``best`` and not as something new.

    1. A record of the claim's own kind, from ``KNOWN_FROM`` on.
    2. A measure that a firm easing acts upon, a promise that a burden breaks or contradicts: from a little less on,
       for such a claim and its record share neither kind nor action.
    3. Never a listing or an order with a day of its own weeks after the record's, that names no act of it.
    """
    code, across = best.relation.code, best.known.kind != own_kind
    if any(reason.startswith("other target") for reason in best.reasons) or code == CONCERNS:
        return False
    if code == CONTRADICTS and (
        mention.has_condition or mention.modality in ("conditional", "expected", "threatens")
    ):
        return False  # what would be done is not done against the promise
    if (
        across
        and best.known.kind == "countermeasure"
        and not (mention.modality in _FIRM and _names_no_other(mention, best))
    ):
        return False  # a promise about a measure is a commitment of its own
    if best.score < _needed(mention, best, across, ahead, vocabulary):
        return False
    return code == "lapses" or not _is_act_of_its_own(mention, best.known)


def _needed(mention: Mention, best: Candidate, across: bool, ahead: float, vocabulary: Vocabulary) -> float:
    """Return the score from which ``best`` is taken for what the claim speaks of; ``ahead``: of the next one."""
    code, reasons = best.relation.code, best.reasons
    if across or code in (CONTRADICTS, "breaches", "lapses"):
        return ACROSS_FROM
    if any(reason.startswith(NEAR) for reason in reasons):
        return NEAR_KNOWN_FROM
    if any(reason.startswith(("other ", "on record only")) for reason in reasons):
        return KNOWN_FROM
    if any(reason.startswith(("same instrument", "materials:")) for reason in reasons):
        return TELLING_FROM
    about = max(
        _family(mention.object, best.known.object, _OBJECT_FAMILIES, 0.6),
        mention.object == best.known.also_about,
    )
    if about < 0.6:
        return KNOWN_FROM
    both = shared(mention.references, best.known.references)
    is_telling = (
        any(
            key.startswith(("act:", "number:", "day:", "amount:"))
            or (key.startswith("topic:") and vocabulary.rarity.get(key, 1.0) >= _TELLING)
            for key in both
        )
        or vocabulary.is_only(best.known, mention.target)
        or _presupposes(mention, best)
        or (best.relation.code == "fulfils" and ahead >= _AHEAD_BY and _actions(mention, best.known) >= 0.7)
    )
    return TELLING_FROM if is_telling else KNOWN_FROM


def _presupposes(mention: Mention, best: Candidate) -> bool:
    """True when the words need a record to speak of: what is lengthened, ended or taken up again was there before."""
    quote, code = mention.quote, best.relation.code
    if code in (NARROWS, WIDENS):
        return bearing.size(quote)[0] != 0 and mention.object == best.known.object
    return code in ("extends", "takes effect", "lifts", "fulfils") and bool(
        bearing.longer(quote) or bearing.again(quote) or bearing.fulfilment(mention.told)
    )


def _names_no_other(mention: Mention, best: Candidate) -> bool:
    """True unless the claim names acts, and none of them is the record's."""
    # In its own words: a notice bears a number of its own in its title.
    acts = {key for key in references(mention.quote) if key.startswith(("act:", "number:"))}
    return not acts or any(
        reason.startswith(("same instrument", "shares act", "shares number")) for reason in best.reasons
    )


def _is_act_of_its_own(mention: Mention, known: Known) -> bool:
    if mention.kind != "countermeasure" or known.kind != "countermeasure" or mention.action not in _IMPOSING:
        return False
    if mention.modality not in _FIRM or set(mention.instrument_ids) & set(known.instrument_ids):
        return False
    firsts = [row.effective.lower for row in known.statuses if row.effective.lower is not None]
    if (
        is_again(mention.quote)
        or bearing.still(mention.quote)
        or (mention.action != "LIST" and bearing.size(mention.quote)[0])
    ):
        return False  # its words put the old act into force again, or make it larger or smaller
    return bool(firsts) and all(abs((mention.published.first - day).days) > 30 for day in firsts)


def _condition(claim: Claim, mention: Mention, vocabulary: Vocabulary, neighbours: Neighbours) -> Proposal:
    """Join what waits (the claim that names this span as its condition) to what it waits for."""
    siblings = [c for c in neighbours.by_version.get(claim.version_id, []) if c.kind != Claim.Kind.CONDITION]
    dependent = next(
        (
            c
            for c in siblings
            if c.attributes.get("condition") and list(c.attributes["condition"]) == [claim.start, claim.stop]
        ),
        None,
    )
    before = [
        c
        for c in siblings
        if c is not dependent
        and c.stop <= claim.start
        and _state(c.attributes.get("actor"), vocabulary) == mention.actor
        and (not mention.action or c.attributes.get("action") == mention.action)
    ]
    needed = before[-1] if before else None
    dependents = rank(link(_with_version(dependent, claim), vocabulary), vocabulary) if dependent else []
    needs = rank(_as_commitment(mention), vocabulary)
    if needed is not None:
        needs = _merged(needs, rank(link(_with_version(needed, claim), vocabulary), vocabulary))
    relation = "if"
    for reason in claim.reasons:
        if reason.startswith("condition:"):
            word = reason.partition(":")[2].lower()
            relation = "once" if word in ("once", "when", "after", "upon", "一旦", "在", "后") else "if"
            if word in ("mutual", "same", "对等", "相应"):
                relation = "mutual"
    said_by = _state(claim.version.document.party, vocabulary)
    draft = _common(claim, mention, vocabulary) | {
        "relation": relation,
        "wording": claim.quote,
        "dependent": _chosen(dependents),
        "dependent_claim": dependent.pk if dependent else None,
        "dependent_words": dependent.quote if dependent else "",
        "needs": _chosen(needs),
        "needs_claim": needed.pk if needed else None,
        "needs_words": claim.quote,
        "said_by": said_by,
        "dependent_candidates": [c.as_json() for c in dependents],
        "needs_candidates": [c.as_json() for c in needs],
    }
    return _proposal(claim, mention, "new_condition", draft, _merged(dependents, needs))


def _event(claim: Claim, mention: Mention, vocabulary: Vocabulary) -> Proposal:
    draft = _common(claim, mention, vocabulary)
    is_english = claim.version.language.startswith("en")
    name = _name(mention.actor, vocabulary) or "A party"
    if claim.kind == Claim.Kind.DENIAL:
        title = claim.quote if is_english else f"{name} denies a report or a characterisation"
        draft |= {"event_kind": "statement", "relation": "denies", "actor": mention.actor}
        candidates = rank(mention, vocabulary)
    else:
        day = _iso_day(claim.attributes.get("effective_on"))
        title = claim.quote if is_english else "Talks, as this text tells of them"
        draft |= {"event_kind": "round", "relation": "new", "actor": ""}
        if day is not None:
            title = title if is_english else f"Talks of {day.day} {day:%B %Y}, as this text tells of them"
            draft |= {"occurred_earliest": day.isoformat(), "occurred_latest": day.isoformat()}
            draft |= {"occurred_precision": "day", "occurred_wording": claim.quote[:300]}
            told = round_on(mention.deal, day, day, days_after=0)
            draft["round"] = told.pk if told else None
        candidates = []
    draft |= {"title_en": title[:300], "title_zh": "" if is_english else claim.quote[:300]}
    proposal = _proposal(claim, mention, "new_event", draft, candidates)
    proposal.round_id = draft["round"]
    return proposal


def _proposal(
    claim: Claim, mention: Mention, action: str, draft: dict[str, Any], candidates: Sequence[Candidate]
) -> Proposal:
    reasons = [f"claim:{reason}" for reason in claim.reasons]
    if mention.deal is not None:
        reasons.append(f"deal:{mention.deal.title}")
    if mention.round is not None:
        reasons.append(f"round:{mention.round.name_en}")
    if claim.reader != "rules":
        reasons.append(f"reader:{claim.reader}")
    return Proposal(
        claim=claim,
        action=action,
        deal_id=mention.deal.pk if mention.deal else None,
        round_id=mention.round.pk if mention.round else None,
        draft=draft,
        candidates=[candidate.as_json() for candidate in candidates[:TOP]],
        score=round(candidates[0].score if candidates else 0.0, 3),
        reasons=reasons,
    )


def _common(claim: Claim, mention: Mention, vocabulary: Vocabulary) -> dict[str, Any]:
    published = mention.published
    return {
        "deal": mention.deal.pk if mention.deal else None,
        "round": mention.round.pk if mention.round else None,
        "public_since": public_since(claim.version).isoformat(),
        "occurred_earliest": published.first.isoformat(),
        "occurred_latest": published.last.isoformat(),
        "occurred_precision": published.precision,
        "occurred_wording": published.wording[:300],
        "speaker": str(claim.attributes.get("speaker") or "")[:200],
        "attributed_to": mention.actor if mention.actor != "BOTH" else "",
    }


def _commitment_draft(claim: Claim, mention: Mention, vocabulary: Vocabulary) -> dict[str, Any]:
    said = claim.attributes
    is_english = claim.version.language.startswith("en")
    obligee = mention.target or _other_side(claim, mention, vocabulary)
    span = said.get("condition")
    due = _iso_day(said.get("due_on"))
    return {
        "obligor": mention.actor,
        "obligee": obligee,
        "text_en": claim.quote if is_english else compose(mention, vocabulary),
        "text_zh": "" if is_english else claim.quote,
        "is_composed": not is_english,
        "action": mention.action,
        "object": mention.object,
        "modality": mention.modality,
        "quantity": _quantity(said.get("quantity")),
        "due_on": due.isoformat() if due else "",
        "until": mention.until,
        "effective_on": str(said.get("effective_on") or ""),
        "materials": sorted(mention.materials),
        "condition": claim.version.text[span[0] : span[1]][:300] if span else "",
    }


def _other_side(claim: Claim, mention: Mention, vocabulary: Vocabulary) -> str:
    """Return the deal's only other party if the text names it near its beginning; else it stays unstated."""
    if mention.deal is None or mention.actor in ("", "BOTH"):
        return ""
    others = mention.deal.parties - {mention.actor}
    named = vocabulary.named_in(f"{claim.version.title}\n{claim.version.text[:1500]}\n{claim.quote}")
    return next(iter(others)) if len(others) == 1 and named[next(iter(others))] else ""


def _measure_draft(claim: Claim, mention: Mention, vocabulary: Vocabulary) -> dict[str, Any]:
    said = claim.attributes
    is_english = claim.version.language.startswith("en")
    kind = _MEASURE_KINDS.get(mention.object) or ("export_control" if mention.materials else "sanction")
    return {
        "imposed_by": mention.actor if mention.actor != "BOTH" else "",
        "targets": [mention.target] if mention.target else [],
        "title_en": (claim.quote if is_english else compose(mention, vocabulary))[:300],
        "title_zh": "" if is_english else claim.quote[:300],
        "is_composed": not is_english,
        "kind": kind,
        "action": mention.action,
        "modality": mention.modality,
        "instrument": mention.instrument_ids[0] if len(mention.instrument_ids) == 1 else None,
        "instrument_wording": "; ".join(said.get("instruments") or [])[:300],
        "materials": sorted(mention.materials),
        "effective_on": str(said.get("effective_on") or ""),
        "until": mention.until,
        "quantity": _quantity(said.get("quantity")),
    }


def compose(mention: Mention, vocabulary: Vocabulary) -> str:
    """Return a plain English sentence from the coded fields, for a Chinese quote; an editor rewrites it."""
    name = "Both sides" if mention.actor == "BOTH" else _name(mention.actor, vocabulary) or "A party"
    verb = mention.action.lower() or "act on"
    act = f"{verb} {choices.object_words(mention.object) or 'measures'}"
    if mention.modality == "done":
        return f"{name} reports having acted: {act}."
    return f"{name} {_MODAL_WORDS.get(mention.modality, 'says it will {}').format(act)}."


def _name(code: str, vocabulary: Vocabulary) -> str:
    party = vocabulary.parties.get(code)
    return party.name_en if party else ""


_CURRENCY = re.compile(r"(?P<sign>[$€£¥₩])\s*|(?P<code>[A-Z]{3})\s+(?=\S)")
_TIMES = re.compile(r"(?P<times>\d[\d,]*) (?P<unit>\D.*)")


def _quantity(value: Any) -> str:
    """Return how much as it is written: "$40 billion", "EUR 5 billion", "25,000,000 tons", "400亿美元"."""
    if not value:
        return ""
    count, unit = str(value.get("value", "")), str(value.get("unit", ""))
    if money := _CURRENCY.match(unit):
        lead = money["sign"] or f"{money['code']} "
        return f"{lead}{count} {unit[money.end() :]}".strip()[:200]
    if (times := _TIMES.fullmatch(unit)) and count.replace(",", "").isdecimal():
        count = f"{int(count.replace(',', '')) * int(times['times'].replace(',', '')):,}"
        unit = times["unit"]
    space = "" if unit[:1] > "\u2e7f" else " "
    return f"{count}{space}{unit}".strip()[:200]


def _iso_day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value or ""))
    except ValueError:
        return None


def _with_version(other: Claim, claim: Claim) -> Claim:
    other.version = claim.version
    return other


def _as_commitment(mention: Mention) -> Mention:
    """The step that a condition waits for is an undertaking of its actor."""
    return replace(mention, kind="commitment")


def _chosen(candidates: Sequence[Candidate]) -> dict[str, Any] | None:
    if not candidates or candidates[0].score < KNOWN_FROM - 0.12:
        return None
    if any(reason.startswith("on record only") for reason in candidates[0].reasons):
        return None  # the step that the text means is a new one; its own proposal will say which
    return {"kind": candidates[0].known.kind, "id": candidates[0].known.pk}


def _merged(one: Sequence[Candidate], other: Sequence[Candidate]) -> list[Candidate]:
    best: dict[tuple[str, int], Candidate] = {}
    for candidate in [*one, *other]:
        key = (candidate.known.kind, candidate.known.pk)
        if key not in best or candidate.score > best[key].score:
            best[key] = candidate
    return sorted(best.values(), key=lambda c: (-c.score, c.known.kind, c.known.pk))[:TOP]
