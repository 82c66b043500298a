"""Everything that a claim is held against, loaded once for a sweep in one query.

Parties with their aliases, materials, instruments, deals, rounds, and the known commitments and
countermeasures as ``Known`` values that can be scored without the database.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, F, OuterRef, Q, QuerySet
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
    Event,
    Evidence,
    Instrument,
    Material,
    Party,
    PartyAlias,
    Rate,
    Round,
    Status,
)
from .rareearths import groups
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
from .together import Row, asked_together, made_of

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

    def rare_earths_meant_in(self, text: str, on: dt.date) -> tuple[frozenset[str], frozenset[str]] | None:
        """Return which rare earths ``text``, published on ``on``, means by a group: those that it means one by one, and the
        wider group. None where it names none by a class or a number, or all of them too.

        A number means a set that a measure on record covers then, or all that measures cover; without such a set the class
        alone counts. What is set apart ("other than heavy rare earths") is taken from the rest.
        """
        said = groups(text)
        if not any(group.classes or group.count for group in said):
            return None
        exact: set[str] = set()
        wide: set[str] = set()
        for group in (one for one in said if not one.is_apart):
            found = self._set_of(group.count, group.classes, on) if group.count else None
            if found is not None:
                exact |= found
            elif group.classes:
                wide |= self._of_classes(group.classes)
            else:
                wide |= self.material_groups["rare_earths"]
        apart = {symbol for one in said if one.is_apart for symbol in self._of_classes(one.classes)}
        everything = self.material_groups["rare_earths"]
        if not exact | wide - apart or (wide - apart >= everything and not exact):
            return None
        return frozenset(exact), frozenset(wide - apart)

    def _of_classes(self, classes: frozenset[str]) -> frozenset[str]:
        return frozenset(symbol for symbol, one in self.materials.items() if one.group in classes)

    def _set_of(self, count: int, classes: frozenset[str], on: dt.date) -> frozenset[str] | None:
        """Return the one set of ``count`` rare earths that a measure known on ``on`` covers, or all measures together."""
        everything = self.material_groups["rare_earths"]
        allowed = self._of_classes(classes | {"other_rare_earth"}) if classes else everything
        covered = {
            one.materials
            for one in self.known
            if one.kind == "countermeasure"
            and one.materials
            and one.materials <= everything
            and (one.first is None or one.first <= on)
        }
        covered |= {frozenset().union(*covered)}
        found = {one for one in covered if len(one) == count and one <= allowed}
        return found.pop() if len(found) == 1 else None

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
    """Return everything that claims are linked to; one query."""
    loaded_at = timezone.now()
    rows = asked_together(_questions())
    parties = {party.code.upper(): party for party in made_of(Party, rows["parties"])}
    by_id = {party.pk: party for party in parties.values()}
    materials = {material.symbol: material for material in made_of(Material, rows["materials"])}
    instruments: dict[str, list[Instrument]] = {}
    acts = {row["id"]: _named_act(row) for row in rows["instruments"]}
    for row in rows["instruments"]:
        for key in without_body(references(acts[row["id"]])):
            if key.startswith("act:"):
                instruments.setdefault(key, []).append(Instrument(pk=row["id"], number=row["number"]))
    of_deals = _many(rows["deal_parties"], "deal_id", "party_id")
    deals = {
        row["id"]: DealKnown(
            row["id"],
            row["title_en"],
            frozenset(_top(by_id[party], by_id) for party in of_deals.get(row["id"], ())),
            row["position"],
        )
        for row in rows["deals"]
    }
    for round_ in made_of(Round, rows["rounds"]):
        deals[round_.deal_id].rounds.append(round_)
    pinned = _pinned(rows["pinned"])
    known = [*_commitments(rows, by_id, pinned), *_measures(rows, by_id, acts, pinned)]
    statuses: dict[tuple[str, int], list[Status]] = {}
    for status in _statuses(rows["statuses"]):
        kind = "commitment" if status.commitment_id else "countermeasure"
        statuses.setdefault((kind, status.commitment_id or status.countermeasure_id or 0), []).append(status)
    for record in known:
        record.statuses = statuses.get((record.kind, record.pk), [])
        if record.kind == "countermeasure":
            # What is on record from a later source was talked of since it was announced.
            begun = [row.effective.lower for row in record.statuses if row.effective.lower is not None]
            record.first = min([day for day in [record.first, *begun] if day is not None], default=None)
    firsts = {record.pk: record.first for record in known if record.kind == "commitment"}
    later = {row["earlier_id"]: firsts.get(row["later_id"]) for row in rows["renewals"]}
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
        aliases=_aliases(rows["aliases"], by_id),
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


def _questions() -> dict[str, QuerySet[Any, Any]]:
    """Return what is read, by the names under which the rows come back."""
    of_status = [field.attname for field in Status._meta.concrete_fields if field.name != "effective"]
    return {
        "parties": Party.objects.values("id", "code", "parent_id", "name_en", "name_zh"),
        "aliases": PartyAlias.objects.values("party_id", "text"),
        "materials": Material.objects.values("id", "symbol", "name_en", "name_zh", "group"),
        "instruments": Instrument.objects.values(
            "id", "number", "title_en", "title_zh", issuer_name=F("issuer__name_en")
        ),
        "deals": Deal.objects.values("id", "title_en", "position"),
        "deal_parties": Deal.parties.through.objects.values("deal_id", "party_id"),
        "rounds": Round.objects.order_by("starts_on", "ends_on").values(
            "id", "deal_id", "name_en", "starts_on", "ends_on"
        ),
        "pinned": Evidence.objects.on_record()
        .filter(stance="supports")
        .values("countermeasure_id", "commitment_id", "quote", via_terms=F("terms__commitment_id")),
        "terms": CommitmentTerms.objects.on_record()
        .order_by("commitment_id", "public_since")
        .values(
            *("id", "commitment_id", "public_since", "text_en", "text_zh", "quantity_wording"),
            *("action", "object", "due_wording", "condition_wording"),
        ),
        "terms_materials": CommitmentTerms.materials.through.objects.filter(
            commitmentterms__superseded_at__isnull=True
        ).values("commitmentterms_id", symbol=F("material__symbol")),
        "citations": Citation.objects.on_record()
        .exclude(quote="")
        .exclude(commitment=None, terms=None)
        .values("commitment_id", "quote", via_terms=F("terms__commitment_id")),
        "commitments": Commitment.objects.values(
            "id", "obligor_id", "obligee_id", "deal_id", "round_id", round_from=F("round__starts_on")
        ),
        "coverage": Coverage.objects.on_record().values(
            "countermeasure_id", "wording", symbol=F("material__symbol")
        ),
        "rates": Rate.objects.on_record()
        .order_by("from_on", "pk")
        .values("countermeasure_id", "wording", "percent", "from_on"),
        "measures": Countermeasure.objects.filter(
            # Nothing stands on a measure whose decision was undone but its name.
            Q(is_published=True)
            | Exists(Event.objects.on_record().filter(countermeasure=OuterRef("pk")))
            | Exists(Citation.objects.on_record().filter(countermeasure=OuterRef("pk")))
        ).values(
            *("id", "title_en", "title_zh", "instrument_wording", "kind"),
            *("imposed_by_id", "public_since", "instrument_id"),
        ),
        "measure_targets": Countermeasure.targets.through.objects.values("countermeasure_id", "party_id"),
        "measure_deals": Countermeasure.deals.through.objects.values("countermeasure_id", "deal_id"),
        "measure_acts": Countermeasure.other_instruments.through.objects.values(
            "countermeasure_id", "instrument_id"
        ),
        "statuses": Status.objects.on_record()
        .filter(aspect="force", agreement=None)
        .values(*of_status, first=F("effective__startswith"), after=F("effective__endswith")),
        "renewals": CommitmentLink.objects.on_record()
        .filter(relation="renews")
        .values("earlier_id", "later_id"),
    }


def _many(rows: Iterable[Row], one: str, other: str) -> dict[int, list[Any]]:
    """Return the values ``other`` of ``rows`` under each value ``one``."""
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row[one], []).append(row[other])
    return found


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _statuses(rows: Iterable[Row]) -> list[Status]:
    found = []
    for row in rows:
        span = DateRange(_day(row.pop("first")), _day(row.pop("after")))
        (status,) = made_of(Status, [row])
        status.effective = span
        found.append(status)
    return found


def _named(material: Material) -> re.Pattern[str]:
    names = [rf"\b{re.escape(material.name_en.lower())}\b"] if material.name_en else []
    names += [re.escape(material.name_zh)] if material.name_zh else []
    return re.compile("|".join(names))


def _named_act(row: Row) -> str:
    """Return the words that name an act, its issuer beside its number."""
    return f"{row['issuer_name']} {row['number']}. {row['title_en']}. {row['title_zh']}"


def _top(party: Party | None, by_id: dict[int, Party]) -> str:
    while party is not None and party.parent_id is not None:
        party = by_id[party.parent_id]
    return party.code if party is not None else ""


def _aliases(rows: list[Row], by_id: dict[int, Party]) -> list[tuple[str, re.Pattern[str], str]]:
    names = [(row["party_id"], row["text"]) for row in rows]
    names += [(party.pk, name) for party in by_id.values() for name in (party.name_en, party.name_zh) if name]
    found = []
    for party_id, name in sorted(set(names), key=lambda item: (-len(item[1]), item)):
        # Short capital names (US, EU) are matched as they are written, so that "us" is no country.
        flags = re.NOFLAG if len(name) <= 4 else re.IGNORECASE
        body = re.escape(name)
        pattern = rf"(?<!\w){body}(?!\w)" if name.isascii() else body
        found.append((_top(by_id[party_id], by_id), re.compile(pattern, flags), name))
    return found


def _pinned(rows: list[Row]) -> dict[tuple[str, int], list[str]]:
    """Return the pinned words that support each record, by kind and number."""
    found: dict[tuple[str, int], list[str]] = {}
    for row in rows:
        commitment = row["commitment_id"] or row["via_terms"]
        if row["countermeasure_id"]:
            found.setdefault(("countermeasure", row["countermeasure_id"]), []).append(row["quote"])
        elif commitment:
            found.setdefault(("commitment", commitment), []).append(row["quote"])
    return found


def _commitments(
    rows: dict[str, list[Row]], by_id: dict[int, Party], pinned: dict[tuple[str, int], list[str]]
) -> list[Known]:
    terms: dict[int, list[Row]] = {}
    for row in rows["terms"]:
        terms.setdefault(row["commitment_id"], []).append(row)
    materials = _many(rows["terms_materials"], "commitmentterms_id", "symbol")
    quotes = {pk: list(words_of_it) for (kind, pk), words_of_it in pinned.items() if kind == "commitment"}
    for row in rows["citations"]:
        quotes.setdefault(row["commitment_id"] or row["via_terms"], []).append(row["quote"])
    found = []
    for commitment in rows["commitments"]:
        wordings = terms.get(commitment["id"], [])
        if not wordings:
            continue  # a commitment whose terms were taken back has nothing to be compared with
        last = wordings[-1]
        said = " ".join(f"{row['text_en']} {row['text_zh']} {row['quantity_wording']}" for row in wordings)
        own_quotes = quotes.get(commitment["id"], [])
        days = [day for row in wordings if (day := _day(row["public_since"]))]
        found.append(
            Known(
                kind="commitment",
                pk=commitment["id"],
                label=f"C-{commitment['id']:03d} {last['text_en'][:120]}",
                actor=_top(by_id[commitment["obligor_id"]], by_id),
                targets=frozenset(
                    {_top(by_id[commitment["obligee_id"]], by_id)} if commitment["obligee_id"] else set()
                ),
                action=_action_of(last["action"], last["text_en"]) or guess_action(said),
                object=last["object"] or guess_object(said),
                materials=frozenset(symbol for row in wordings for symbol in materials.get(row["id"], ())),
                references=references(" ".join([said, last["due_wording"], *own_quotes])),
                words=[
                    words(text)
                    for text in [
                        *own_quotes,
                        *(f"{row['text_en']} {row['text_zh']}" for row in wordings),
                    ]
                ],
                deal_ids=(commitment["deal_id"],),
                round_id=commitment["round_id"],
                first=min(days, default=_day(commitment["round_from"])),
                has_condition=any(row["condition_wording"] for row in wordings),
                amounts=amounts(said),
                also_about=guess_object(said),
            )
        )
    return found


def _action_of(code: str, text: str) -> str:
    """Return a coded action; a relief that is kept up is a suspension, though the verb is of keeping."""
    return "SUSPEND" if code == "MAINTAIN" and bearing.kept_up(text) else code


def _measures(
    rows: dict[str, list[Row]],
    by_id: dict[int, Party],
    acts: dict[int, str],
    pinned: dict[tuple[str, int], list[str]],
) -> list[Known]:
    covered: dict[int, list[Row]] = {}
    for row in rows["coverage"]:
        covered.setdefault(row["countermeasure_id"], []).append(row)
    rates = _many(rows["rates"], "countermeasure_id", "wording")
    percents: dict[int, list[tuple[dt.date, float]]] = {}
    for rate in rows["rates"]:
        begun = _day(rate["from_on"])
        if rate["percent"] is not None and begun is not None:
            percents.setdefault(rate["countermeasure_id"], []).append((begun, float(rate["percent"])))
    quotes = {pk: words_of_it for (kind, pk), words_of_it in pinned.items() if kind == "countermeasure"}
    targets = _many(rows["measure_targets"], "countermeasure_id", "party_id")
    deals = _many(rows["measure_deals"], "countermeasure_id", "deal_id")
    others = _many(rows["measure_acts"], "countermeasure_id", "instrument_id")
    found = []
    for measure in rows["measures"]:
        pk = measure["id"]
        instruments = [one for one in (measure["instrument_id"], *others.get(pk, ())) if one]
        said = " ".join(
            [
                measure["title_en"],
                measure["title_zh"],
                measure["instrument_wording"],
                *(acts[one] for one in instruments),
                *rates.get(pk, []),
                *(row["wording"] for row in covered.get(pk, [])),
            ]
        )
        found.append(
            Known(
                kind="countermeasure",
                pk=pk,
                label=f"M-{pk:03d} {measure['title_en'][:120]}",
                actor=_top(by_id[measure["imposed_by_id"]], by_id),
                targets=frozenset(_top(by_id[party], by_id) for party in targets.get(pk, ())),
                action="LIST" if measure["kind"] == "listing" else "IMPOSE",
                object=MEASURE_OBJECTS.get(measure["kind"], "restrictive_measures"),
                materials=frozenset(row["symbol"] for row in covered.get(pk, []) if row["symbol"]),
                references=references(" ".join([said, *quotes.get(pk, [])])),
                words=[
                    words(text)
                    for text in [*quotes.get(pk, []), f"{measure['title_en']} {measure['title_zh']}"]
                ],
                deal_ids=tuple(deals.get(pk, ())),
                round_id=None,
                first=_day(measure["public_since"]),
                instrument_ids=tuple(instruments),
                rates=percents.get(pk, []),
            )
        )
    return found
