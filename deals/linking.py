"""A claim is linked to what the record knows: parties, materials, acts, days, its deal and its round."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any

from sources.models import Claim

from . import bearing
from .models import Round
from .publication import Publication, publication_of
from .references import MANY, guess_action, guess_object, objects_named, references, words
from .vocabulary import DealKnown, Vocabulary

_UNDERTAKINGS = ("commitment", "countermeasure")
_KEEPING = {"MAINTAIN", "EXTEND", "STOP"}
LASTING = {"SUSPEND", "EXTEND"}
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
    published = publication_of(version)
    named: set[str] = vocabulary.materials_named_in(claim.quote)
    meant = vocabulary.rare_earths_meant_in(claim.quote, published.last)
    groups: set[str] = set()
    for code in said.get("materials") or []:
        group = vocabulary.material_groups.get(code, frozenset())
        if code in vocabulary.materials:
            named.add(code)
        elif code != "rare_earths":
            named |= group  # the word for one material: "graphite"
        elif meant is None:
            groups |= group
    if meant is not None:
        exact, wide = meant
        groups |= exact | wide
        if named <= exact:
            named |= (
                exact  # "samarium, gadolinium and others, seven in all"; else some are named beside a group
            )
    materials = named | groups
    if not materials and not refs & {key for key in refs if key.startswith(_NAMING)}:
        materials = vocabulary.materials_named_in(_sentence_before(claim))
    if len(materials) <= MANY:
        refs |= {f"material:{symbol}" for symbol in materials}
    instrument_ids = {i.pk for key in refs for i in vocabulary.instruments.get(key, [])}
    kind, action = claim.kind, str(said.get("action") or "")
    if kind in _UNDERTAKINGS and action in _KEEPING and bearing.kept_up(claim.quote):
        kind, action = "commitment", "SUSPEND"  # a relief that is kept is one, though the verb is of keeping
    target = state_of(said.get("target"), vocabulary)
    actor = _acting(claim, state_of(said.get("actor"), vocabulary), vocabulary)
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
        until=str(said.get("until") or "") or (_length(claim.quote) if action in LASTING else ""),
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
    return state_of(claim.version.document.party, vocabulary)


def _only_named(quote: str, vocabulary: Vocabulary) -> str:
    """Return the one party that ``quote`` names other than as where something goes to; empty where none or several are."""
    named = [code for code, count in vocabulary.named_in(_PLACE.sub(" ", quote)).items() if count]
    return named[0] if len(named) == 1 else ""


def _percents(quantity: Any) -> frozenset[str]:
    """Return the rate that the act sets. Any other percentage of the clause is a name, a share or an old rate."""
    if not quantity or "percent" not in str(quantity.get("unit", "")):
        return frozenset()
    return named(references(f"{quantity.get('value')}%"), "pct")


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


def named(keys: frozenset[str], kind: str) -> frozenset[str]:
    return frozenset(key.partition(":")[2] for key in keys if key.startswith(f"{kind}:"))


def state_of(code: Any, vocabulary: Vocabulary) -> str:
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


def as_commitment(mention: Mention) -> Mention:
    """The step that a condition waits for is an undertaking of its actor."""
    return replace(mention, kind="commitment")
