"""The lists that a draft is chosen from (parties, materials, deals, rounds, acts), all in one query.

The queue is opened for every item of an editor's day: five small queries were a third of the page's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import CharField, DateField, F, IntegerField, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from ..choices import PartyKind
from ..models import Deal, Instrument, Material, Party, Round

Choices = list[tuple[str, str]]
LONGEST = 90
KINDS = PartyKind.values  # who most often owes or imposes comes first


@dataclass(slots=True)
class Lists:
    """Codes with their labels, each list in the order that an editor looks for them."""

    parties: Choices = field(default_factory=list)  # states first, then by code
    materials: Choices = field(default_factory=list)  # by atomic number
    deals: Choices = field(default_factory=list)  # in their order on the front page
    rounds: Choices = field(default_factory=list)  # by deal and first day
    acts: Choices = field(default_factory=list)  # by day


def read_lists(*, acts: bool) -> Lists:
    """Return all of them in one query; acts, which are many, only where they are asked for."""
    known_acts = Instrument.objects.all() if acts else Instrument.objects.none()
    rows = _rows(Party.objects.all(), "party", "code", "name_en", group="kind").union(
        _rows(Material.objects.all(), "material", "symbol", "name_en", rank="atomic_number"),
        _rows(Deal.objects.all(), "deal", "pk", "title_en", rank="position", group="slug"),
        _rows(Round.objects.all(), "round", "pk", "name_en", "deal__position", "deal__slug", "starts_on"),
        _rows(known_acts, "act", "number", "title_en", group="slug", day="issued_on"),
        all=True,
    )
    found = Lists()
    for name, code, word, label, _rank, _group, day in sorted(rows, key=_place):
        if name == "party":
            found.parties.append((word, f"{label} ({word})"))
        elif name == "material":
            found.materials.append((word, f"{word} {label}"))
        elif name == "deal":
            found.deals.append((code, label))
        elif name == "round":
            found.rounds.append((code, f"{label} ({day})"))
        else:
            found.acts.append((code, f"{word} {label}"[:LONGEST]))
    return found


def _rows(
    rows: QuerySet, name: str, word: str, label: str, rank: str = "", group: str = "", day: str = ""
) -> QuerySet:
    """Return ``rows`` as (list, key, word, label, rank, group, day), alike for every list."""
    return rows.order_by().values_list(
        Value(name, CharField()),
        Cast("pk", CharField()),
        Cast(word, CharField()),
        F(label),
        F(rank) if rank else _none(IntegerField()),
        F(group) if group else Value("", CharField()),
        F(day) if day else _none(DateField()),
    )


def _none(kind: CharField | IntegerField | DateField) -> Combinable:
    return Cast(Value(None), kind)


def _place(row: tuple) -> tuple:
    name, _code, word, _label, rank, group, day = row
    if name == "act":
        return name, day is None, str(day or ""), group
    if name == "party":
        return name, KINDS.index(group) if group in KINDS else len(KINDS), word
    return name, rank is None, rank or 0, group, str(day or ""), word
