"""Everything that a claim is held against, loaded once for a sweep in a fixed number of queries.

Parties with their aliases, materials, instruments, deals, rounds, and the known commitments and
countermeasures as ``Known`` values that can be scored without the database.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils import timezone

from . import bearing
from .models import (
    Citation,
    Commitment,
    CommitmentLink,
    CommitmentTerms,
    Countermeasure,
    Coverage,
    Deal,
    Evidence,
    Instrument,
    Material,
    Party,
    PartyAlias,
    Rate,
    Round,
    Status,
)
from .references import (
    MANY,
    amounts,
    guess_action,
    guess_object,
    references,
    with_numbers,
    without_apart,
    without_body,
    words,
)
from .state import State, state_on

MEASURE_OBJECTS = {
    "export_control": "export_control",
    "licensing": "licences",
    "tariff": "tariff",
    "quota": "purchases",
    "listing": "entity_list",
    "investigation": "investigation",
    "port_fee": "port_fee",
    "visa": "restrictive_measures",
    "sanction": "restrictive_measures",
    "ban": "export_control",
}


@dataclass(slots=True)
class Known:
    """A commitment or countermeasure on record, as the scorer sees it. Parties are codes of states or
    unions."""

    kind: str
    pk: int
    label: str
    actor: str
    targets: frozenset[str]
    action: str
    object: str
    materials: frozenset[str]
    references: frozenset[str]
    words: list[frozenset[str]]
    deal_ids: tuple[int, ...]
    round_id: int | None
    first: dt.date | None
    instrument_ids: tuple[int, ...] = ()
    has_condition: bool = False
    amounts: frozenset[tuple[str, float]] = frozenset()
    also_about: str = ""  # the object that its words name beside the coded one
    statuses: list[Status] = field(default_factory=list)
    rates: list[tuple[dt.date, float]] = field(default_factory=list)  # first days and percentages, in order
    renewed: dt.date | None = None  # since when a later commitment renews it

    def rate_on(self, day: dt.date) -> float | None:
        """Return the percentage that held on a day, or None where none did or several side by side."""
        begun = [one for one in self.rates if one[0] <= day]
        last = {percent for first, percent in begun if first == begun[-1][0]}
        return last.pop() if len(last) == 1 else None

    def state_known(self, on: dt.date) -> State:
        """Return the state on a day as it was known on that day."""
        rows = [
            row
            for row in self.statuses
            if (row.public_since is None or row.public_since <= on)
            and (row.public_until is None or row.public_until > on)
        ]
        return state_on(rows, on)


@dataclass(slots=True)
class DealKnown:
    """A deal, its parties' codes and its rounds in time order."""

    pk: int
    title: str
    parties: frozenset[str]
    position: int
    rounds: list[Round] = field(default_factory=list)


@dataclass(slots=True)
class Vocabulary:
    """What claims are linked to. ``rarity`` maps a reference to how telling it is (1: one record has it)."""

    parties: dict[str, Party]
    parties_by_id: dict[int, Party]
    aliases: list[tuple[str, re.Pattern[str], str]]
    materials: dict[str, Material]
    material_groups: dict[str, frozenset[str]]
    material_names: dict[str, re.Pattern[str]]
    instruments: dict[str, list[Instrument]]
    deals: dict[int, DealKnown]
    known: list[Known]
    rarity: dict[str, float]
    loaded_at: dt.datetime  # records made later are not among the known ones

    def materials_named_in(self, text: str) -> set[str]:
        """Return the symbols of the materials that ``text`` names, other than those that it sets apart."""
        told = without_apart(text).lower()
        return {symbol for symbol, pattern in self.material_names.items() if pattern.search(told)}

    def is_only(self, known: Known, target: str) -> bool:
        """Return whether ``known`` is one of at most two records of who acts and whom it is aimed at."""
        if not target or target not in known.targets:
            return False
        return sum(one.actor == known.actor and target in one.targets for one in self.known) <= 2

    def state_code(self, code: str) -> str:
        """Return the code of the state or union that ``code`` (a party's, an authority's) belongs to."""
        party = self.parties.get(code.upper())
        while party is not None and party.parent_id is not None:
            party = self.parties_by_id[party.parent_id]
        return party.code if party is not None else code.upper()

    def named_in(self, text: str) -> Counter[str]:
        """Return how often the aliases of each party stand in ``text``, by code of state or union."""
        found: Counter[str] = Counter()
        for code, pattern, _alias in self.aliases:
            count = len(pattern.findall(text))
            if count:
                found[code] += count
        return found


def load_vocabulary() -> Vocabulary:
    """Return everything that claims are linked to; the number of queries does not depend on the rows."""
    loaded_at = timezone.now()
    parties = {party.code.upper(): party for party in Party.objects.all()}
    by_id = {party.pk: party for party in parties.values()}
    materials = {material.symbol: material for material in Material.objects.all()}
    instruments: dict[str, list[Instrument]] = {}
    for instrument in Instrument.objects.select_related("issuer"):
        for key in without_body(references(_named_act(instrument))):
            if key.startswith("act:"):
                instruments.setdefault(key, []).append(instrument)
    deals = {
        deal.pk: DealKnown(
            deal.pk,
            deal.title_en,
            frozenset(_top(party, by_id) for party in deal.parties.all()),
            deal.position,
        )
        for deal in Deal.objects.prefetch_related("parties")
    }
    for round_ in Round.objects.order_by("starts_on", "ends_on"):
        deals[round_.deal_id].rounds.append(round_)
    pinned = _pinned()
    known = [*_commitments(by_id, pinned), *_measures(by_id, pinned)]
    statuses: dict[tuple[str, int], list[Status]] = {}
    for row in Status.objects.on_record().filter(aspect="force", agreement=None):
        kind = "commitment" if row.commitment_id else "countermeasure"
        statuses.setdefault((kind, row.commitment_id or row.countermeasure_id or 0), []).append(row)
    for record in known:
        record.statuses = statuses.get((record.kind, record.pk), [])
        if record.kind == "countermeasure":
            # What is on record from a later source was talked of since it was announced.
            begun = [row.effective.lower for row in record.statuses if row.effective.lower is not None]
            record.first = min([day for day in [record.first, *begun] if day is not None], default=None)
    renewals = CommitmentLink.objects.on_record().filter(relation="renews")
    firsts = {record.pk: record.first for record in known if record.kind == "commitment"}
    later = {earlier: firsts.get(pk) for earlier, pk in renewals.values_list("earlier_id", "later_id")}
    for record in known:
        if record.kind == "commitment":
            record.renewed = later.get(record.pk)
    for record in known:
        if len(record.materials) <= MANY:
            record.references |= {f"material:{symbol}" for symbol in record.materials}
    counts = Counter(key for record in known for key in with_numbers(record.references))
    return Vocabulary(
        parties=parties,
        parties_by_id=by_id,
        aliases=_aliases(by_id),
        materials=materials,
        material_groups={
            "rare_earths": frozenset(
                symbol for symbol, material in materials.items() if material.group != "not_rare_earth"
            ),
            # What texts name by a word and the record by a symbol: "graphite".
            **{material.name_en.lower(): frozenset({symbol}) for symbol, material in materials.items()},
        },
        material_names={symbol: _named(material) for symbol, material in materials.items()},
        instruments=instruments,
        deals=deals,
        known=known,
        loaded_at=loaded_at,
        rarity={key: 1 / count**0.5 for key, count in counts.items()},
    )


def _named(material: Material) -> re.Pattern[str]:
    names = [rf"\b{re.escape(material.name_en.lower())}\b"] if material.name_en else []
    names += [re.escape(material.name_zh)] if material.name_zh else []
    return re.compile("|".join(names))


def _named_act(instrument: Instrument) -> str:
    """Return the words that name an act, its issuer beside its number."""
    return f"{instrument.issuer.name_en} {instrument.number}. {instrument.title_en}. {instrument.title_zh}"


def _top(party: Party | None, by_id: dict[int, Party]) -> str:
    while party is not None and party.parent_id is not None:
        party = by_id[party.parent_id]
    return party.code if party is not None else ""


def _aliases(by_id: dict[int, Party]) -> list[tuple[str, re.Pattern[str], str]]:
    names = [(alias.party_id, alias.text) for alias in PartyAlias.objects.all()]
    names += [(party.pk, name) for party in by_id.values() for name in (party.name_en, party.name_zh) if name]
    found = []
    for party_id, name in sorted(set(names), key=lambda item: (-len(item[1]), item)):
        # Short capital names (US, EU) are matched as they are written, so that "us" is no country.
        flags = re.NOFLAG if len(name) <= 4 else re.IGNORECASE
        body = re.escape(name)
        pattern = rf"(?<!\w){body}(?!\w)" if name.isascii() else body
        found.append((_top(by_id[party_id], by_id), re.compile(pattern, flags), name))
    return found


def _pinned() -> dict[tuple[str, int], list[str]]:
    """Return the pinned words that support each record, by kind and number."""
    found: dict[tuple[str, int], list[str]] = {}
    rows = Evidence.objects.on_record().filter(stance="supports")
    for measure, commitment, via_terms, quote in rows.values_list(
        "countermeasure_id", "commitment_id", "terms__commitment_id", "quote"
    ):
        if measure:
            found.setdefault(("countermeasure", measure), []).append(quote)
        elif commitment or via_terms:
            found.setdefault(("commitment", commitment or via_terms), []).append(quote)
    return found


def _commitments(by_id: dict[int, Party], pinned: dict[tuple[str, int], list[str]]) -> list[Known]:
    terms: dict[int, list[CommitmentTerms]] = {}
    for row in (
        CommitmentTerms.objects.on_record()
        .prefetch_related("materials")
        .order_by("commitment_id", "public_since")
    ):
        terms.setdefault(row.commitment_id, []).append(row)
    quotes: dict[int, list[str]] = {}
    for (kind, pk), words_of_it in pinned.items():
        if kind == "commitment":
            quotes[pk] = list(words_of_it)
    for commitment_id, via_terms, quote in (
        Citation.objects.on_record()
        .exclude(quote="")
        .exclude(commitment=None, terms=None)
        .values_list("commitment_id", "terms__commitment_id", "quote")
    ):
        quotes.setdefault(commitment_id or via_terms, []).append(quote)
    found = []
    for commitment in Commitment.objects.select_related("round"):
        rows = terms.get(commitment.pk, [])
        if not rows:
            continue  # a commitment whose terms were taken back has nothing to be compared with
        last = rows[-1]
        said = " ".join(f"{row.text_en} {row.text_zh} {row.quantity_wording}" for row in rows)
        own_quotes = quotes.get(commitment.pk, [])
        days = [row.public_since for row in rows if row.public_since]
        found.append(
            Known(
                kind="commitment",
                pk=commitment.pk,
                label=f"{commitment.reference} {last.text_en[:120]}",
                actor=_top(by_id[commitment.obligor_id], by_id),
                targets=frozenset(
                    {_top(by_id[commitment.obligee_id], by_id)} if commitment.obligee_id else set()
                ),
                action=_action_of(last.action, last.text_en) or guess_action(said),
                object=last.object or guess_object(said),
                materials=frozenset(m.symbol for row in rows for m in row.materials.all()),
                references=references(" ".join([said, last.due_wording, *own_quotes])),
                words=[
                    words(text)
                    for text in [
                        *own_quotes,
                        *(f"{r.text_en} {r.text_zh}" for r in rows),
                    ]
                ],
                deal_ids=(commitment.deal_id,),
                round_id=commitment.round_id,
                first=min(
                    days,
                    default=commitment.round.starts_on if commitment.round else None,
                ),
                has_condition=any(row.condition_wording for row in rows),
                amounts=amounts(said),
                also_about=guess_object(said),
            )
        )
    return found


def _action_of(code: str, text: str) -> str:
    """Return a coded action; a relief that is kept up is a suspension, though the verb is of keeping."""
    return "SUSPEND" if code == "MAINTAIN" and bearing.kept_up(text) else code


def _measures(by_id: dict[int, Party], pinned: dict[tuple[str, int], list[str]]) -> list[Known]:
    covered: dict[int, list[Coverage]] = {}
    for row in Coverage.objects.on_record().select_related("material"):
        covered.setdefault(row.countermeasure_id, []).append(row)
    rates: dict[int, list[str]] = {}
    percents: dict[int, list[tuple[dt.date, float]]] = {}
    for rate in Rate.objects.on_record().order_by("from_on", "pk"):
        rates.setdefault(rate.countermeasure_id, []).append(rate.wording)
        if rate.percent is not None and rate.from_on is not None:
            percents.setdefault(rate.countermeasure_id, []).append((rate.from_on, float(rate.percent)))
    quotes = {pk: words_of_it for (kind, pk), words_of_it in pinned.items() if kind == "countermeasure"}
    found = []
    for measure in Countermeasure.objects.select_related("instrument__issuer").prefetch_related(
        "targets", "deals", Prefetch("other_instruments", Instrument.objects.select_related("issuer"))
    ):
        instruments = [
            *([measure.instrument] if measure.instrument else []),
            *measure.other_instruments.all(),
        ]
        said = " ".join(
            [
                measure.title_en,
                measure.title_zh,
                measure.instrument_wording,
                *(_named_act(i) for i in instruments),
                *rates.get(measure.pk, []),
                *(row.wording for row in covered.get(measure.pk, [])),
            ]
        )
        found.append(
            Known(
                kind="countermeasure",
                pk=measure.pk,
                label=f"{measure.reference} {measure.title_en[:120]}",
                actor=_top(by_id[measure.imposed_by_id], by_id),
                targets=frozenset(_top(by_id[p.pk], by_id) for p in measure.targets.all()),
                action="LIST" if measure.kind == "listing" else "IMPOSE",
                object=MEASURE_OBJECTS.get(measure.kind, "restrictive_measures"),
                materials=frozenset(r.material.symbol for r in covered.get(measure.pk, []) if r.material),
                references=references(" ".join([said, *quotes.get(measure.pk, [])])),
                words=[
                    words(text)
                    for text in [
                        *quotes.get(measure.pk, []),
                        f"{measure.title_en} {measure.title_zh}",
                    ]
                ],
                deal_ids=tuple(deal.pk for deal in measure.deals.all()),
                round_id=None,
                first=measure.public_since,
                instrument_ids=tuple(i.pk for i in instruments),
                rates=percents.get(measure.pk, []),
            )
        )
    return found
