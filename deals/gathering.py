"""Gather what was public and on record about deals at the asked dates, in a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Min, OuterRef, Q, QuerySet, Window
from django.db.models.functions import JSONObject

from .models import (
    Agreement,
    CommitmentTerms,
    Contradiction,
    ContradictionValue,
    Countermeasure,
    Coverage,
    Deal,
    Delegate,
    Event,
    MeasureLink,
    Party,
    Readout,
    Round,
    Status,
)
from .prepared import Prepared
from .querysets import AsOf
from .sourcing import Backing, Backings, backings_for, stands
from .state import State, state_on


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction between sources, with the values that were public."""

    contradiction: Contradiction
    values: tuple[ContradictionValue, ...]
    backing: Backing
    is_resolved: bool

    @property
    def anchor(self) -> str:
        return f"x-{self.contradiction.slug}"


@dataclass(slots=True)
class DealFacts:
    """Everything that was known of a deal at the asked dates."""

    deal: Deal
    asof: AsOf
    parties: list[Party]
    rounds: list[Round]
    agreements: list[Agreement]
    events: list[Event]
    terms: dict[int, CommitmentTerms]  # by commitment, the latest wording
    measures: list[Countermeasure]
    statuses: dict[tuple[str, int, str], list[Status]]  # by subject, id, aspect
    backings: Backings
    clashes: list[Clash]
    readouts: dict[int, list[Readout]]
    materials: dict[tuple[str, int], dict[str, str]]  # by subject and id: slug -> name
    answers: dict[int, list[int]]  # by measure, the measures that a text says it answers

    def state(self, subject: str, pk: int, aspect: str = "force") -> State:
        """Return the state of one record on the asked day."""
        return state_on(self.statuses.get((subject, pk, aspect), []), self.asof.on)


def facts_of(deal: Deal, asof: AsOf, parties: Sequence[Party] | None = None) -> DealFacts:
    """Read all that was public and on record about one deal, in a fixed number of queries.

    ``parties``: of the deal, where the caller has them in hand.
    """
    return facts_for([deal], asof, None if parties is None else {deal.pk: parties})[deal.pk]


def facts_for(
    deals: Sequence[Deal], asof: AsOf, parties: Mapping[int, Sequence[Party]] | None = None
) -> dict[int, DealFacts]:
    """Return deal id -> its facts. The number of queries does not grow with the number of deals."""
    by_pk = {deal.pk: deal for deal in deals}
    pks = list(by_pk)
    rounds: list[Round] = _ROUNDS(asof, deals=pks)
    for round_ in rounds:
        round_.deal = by_pk[round_.deal_id]
    agreements: list[Agreement] = _AGREEMENTS(asof, deals=pks)
    terms = _newest(_TERMS(asof, deals=pks))
    for one in terms.values():
        one.commitment.deal = by_pk[one.commitment.deal_id]
    events: list[Event] = _EVENTS(asof, deals=pks)
    for event in events:
        if event.deal_id is not None:
            event.deal = by_pk[event.deal_id]
        if event.commitment_id in terms:
            event.commitment = terms[event.commitment_id].commitment
    measures: dict[int, list[Countermeasure]] = {pk: [] for pk in pks}
    materials = {("commitment", pk): _by_slug(one.covers) for pk, one in terms.items()}
    answers: dict[int, list[int]] = {}
    for pair in _MEASURES(asof, deals=pks):
        measures[pair.deal_id].append(pair.countermeasure)
        materials["countermeasure", pair.countermeasure_id] = _by_slug(pair.covers)
        answers[pair.countermeasure_id] = pair.answers
    measure_ids = {measure.pk for found in measures.values() for measure in found}
    statuses = statuses_of(
        asof,
        commitment=list(terms),
        countermeasure=list(measure_ids),
        agreement=[agreement.pk for agreement in agreements],
    )
    round_ids = [round_.pk for round_ in rounds]
    readouts: dict[int, list[Readout]] = {}
    for readout in _READOUTS(asof, rounds=round_ids):
        readouts.setdefault(readout.round_id, []).append(readout)
    values: list[ContradictionValue] = _CONTRADICTED(asof, deals=pks, measures=measure_ids)
    backings = backings_for(
        asof,
        round=round_ids,
        event=[event.pk for event in events],
        status=[row.pk for rows in statuses.values() for row in rows],
        countermeasure=list(measure_ids),
        deal=pks,
        contradiction_value=[value.pk for value in values],
    )
    clashes = clashes_of(values, backings, asof)
    found = {}
    for deal in deals:
        own = [measure.pk for measure in measures[deal.pk]]
        found[deal.pk] = DealFacts(
            deal,
            asof,
            sorted(parties[deal.pk] if parties else deal.parties.all(), key=party_order),
            [round_ for round_ in rounds if round_.deal_id == deal.pk],
            [agreement for agreement in agreements if agreement.deal_id == deal.pk],
            [event for event in events if event.deal_id == deal.pk],
            {pk: one for pk, one in terms.items() if one.commitment.deal_id == deal.pk},
            measures[deal.pk],
            statuses,
            backings,
            [clash for clash in clashes if _is_about(clash.contradiction, deal.pk, own)],
            readouts,
            materials,
            answers,
        )
    return found


def _rounds(asof: AsOf, deals: Any) -> QuerySet[Round]:
    rows = public(Round.objects.filter(deal__any=deals, is_published=True), asof)
    return rows.annotate(delegation=_delegation(asof)).order_by("starts_on", "ends_on", "pk")


def _agreements(asof: AsOf, deals: Any) -> QuerySet[Agreement]:
    return public(Agreement.objects.filter(deal__any=deals, is_published=True), asof)


def _events(asof: AsOf, deals: Any) -> QuerySet[Event]:
    return (
        Event.objects.filter(deal__any=deals, is_published=True)
        .as_known(asof)
        .select_related("actor", "agreement", "countermeasure")
        .order_by("occurred_earliest", "occurred_latest", "pk")
    )


def _terms(asof: AsOf, deals: Any) -> QuerySet[CommitmentTerms]:
    materials = CommitmentTerms.materials.through.objects.filter(commitmentterms=OuterRef("pk"))
    rows = CommitmentTerms.objects.filter(commitment__deal__any=deals)
    return _wordings(rows, asof).annotate(covers=_named_materials(materials))


def _measures(asof: AsOf, deals: Any) -> QuerySet[Any]:
    pairs = Countermeasure.deals.through.objects.filter(
        deal__any=deals, countermeasure__is_published=True
    ).select_related("countermeasure__imposed_by", "countermeasure__instrument")
    if asof.known is not None:
        pairs = pairs.filter(countermeasure__public_since__lte=asof.known)
    return pairs.annotate(
        covers=_named_materials(
            Coverage.objects.filter(
                countermeasure=OuterRef("countermeasure"), material__isnull=False
            ).as_known(asof)
        ),
        answers=ArraySubquery(
            MeasureLink.objects.filter(
                measure=OuterRef("countermeasure"), relation="answers", is_published=True
            )
            .as_known(asof)
            .values("to_id")
        ),
    ).order_by("countermeasure__public_since", "countermeasure__slug")


def _statuses(asof: AsOf, **ids: Any) -> QuerySet[Status]:
    condition = Q(pk__in=[])
    for subject, pks in ids.items():
        condition |= Q(**{f"{subject}__any": pks})
    return Status.objects.filter(condition).as_known(asof).order_by("effective", "pk")


def _readouts(asof: AsOf, rounds: Any) -> QuerySet[Readout]:
    return Readout.objects.filter(round__any=rounds).as_known(asof).select_related("party")


def _named_materials(rows: Any) -> ArraySubquery:
    return ArraySubquery(
        rows.values(named=JSONObject(slug="material__slug", name="material__name_en")).distinct()
    )


def _by_slug(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {row["slug"]: row["name"] for row in rows}


def _is_about(contradiction: Contradiction, deal_id: int, measure_ids: Sequence[int]) -> bool:
    if contradiction.countermeasure_id is not None:
        return contradiction.countermeasure_id in measure_ids
    if contradiction.deal_id is not None:
        return contradiction.deal_id == deal_id
    record = contradiction.round or contradiction.agreement or contradiction.commitment or contradiction.event
    return record is not None and record.deal_id == deal_id


def party_order(party: Party) -> tuple[int, str]:
    """The United States left, China right, then by code: one order on every page."""
    return ({"US": 0, "CN": 1}.get(party.code, 2), party.code)


def public(rows: Any, asof: AsOf) -> Any:
    """Keep the identities (rounds, agreements, measures) that a source had made public by ``asof.known``."""
    return rows if asof.known is None else rows.filter(public_since__lte=asof.known)


def is_public(record: Any, asof: AsOf) -> bool:
    """True when a source had made a round, agreement or measure public by ``asof.known``."""
    return asof.known is None or (record.public_since is not None and record.public_since <= asof.known)


def latest_terms(rows: Any, asof: AsOf) -> dict[int, CommitmentTerms]:
    """Return commitment id -> its latest wording at the asked dates, published commitments only.

    Each comes with ``announced``, the day on which its first wording was public.
    """
    return _newest(_wordings(rows, asof).select_related(*_OF_TERMS, "commitment__deal"))


_OF_TERMS = ("commitment__obligor", "commitment__obligee", "commitment__round")


def _wordings(rows: Any, asof: AsOf) -> QuerySet[CommitmentTerms]:
    return (
        rows.filter(commitment__is_published=True)
        .as_known(asof)
        .select_related(*_OF_TERMS)
        .annotate(announced=Window(Min("public_since"), partition_by=F("commitment_id")))
        .order_by("commitment_id", "public_since", "pk")
    )


def _newest(rows: Iterable[Any]) -> dict[int, Any]:
    """Commitment id -> its last wording, of rows in order of publication."""
    return {terms.commitment_id: terms for terms in rows}


def statuses_of(asof: AsOf, **ids: Sequence[int]) -> dict[tuple[str, int, str], list[Status]]:
    """Return status periods by ``(subject, id, aspect)`` for ``commitment=[...], countermeasure=[...]``."""
    found: dict[tuple[str, int, str], list[Status]] = {}
    for row in _STATUSES(asof, **ids):
        for subject in ids:
            pk = getattr(row, f"{subject}_id")
            if pk is not None:
                found.setdefault((subject, pk, row.aspect), []).append(row)
    return found


def _contradicted(asof: AsOf, deals: Any, measures: Any = None) -> QuerySet[ContradictionValue]:
    """All values, superseded ones too: what was only half known is told by ``clashes_of``."""
    about = (
        Q(contradiction__deal__any=deals)
        | Q(contradiction__round__deal__any=deals)
        | Q(contradiction__agreement__deal__any=deals)
        | Q(contradiction__commitment__deal__any=deals)
        | Q(contradiction__event__deal__any=deals)
    )
    if measures is not None:
        about |= Q(contradiction__countermeasure__any=measures)
    return (
        ContradictionValue.objects.filter(about)
        .select_related(
            "contradiction__round",
            "contradiction__agreement",
            "contradiction__commitment",
            "contradiction__event",
            "said_by",
        )
        .order_by("contradiction_id", "pk")
    )


_ROUNDS = Prepared(_rounds)
_AGREEMENTS = Prepared(_agreements)
_EVENTS = Prepared(_events)
_TERMS = Prepared(_terms)
_MEASURES = Prepared(_measures)
_STATUSES = Prepared(_statuses)
_READOUTS = Prepared(_readouts)
_CONTRADICTED = Prepared(_contradicted)


def clashes_of(values: Iterable[ContradictionValue], backings: Backings, asof: AsOf) -> list[Clash]:
    """Return the contradictions of which every value that stands on record was public.

    ``values``: with their contradiction, superseded ones too. One that was only half known is not told:
    its sentence would give the later half away.
    """
    by_contradiction: dict[int, list[ContradictionValue]] = {}
    hidden: set[int] = set()
    for value in values:
        if stands(value, asof):
            by_contradiction.setdefault(value.contradiction_id, []).append(value)
        elif stands(value, AsOf(asof.on, None, asof.recorded)):
            hidden.add(value.contradiction_id)
    clashes = []
    for pk, shown in by_contradiction.items():
        if pk in hidden or len(shown) < 2:
            continue
        contradiction = shown[0].contradiction
        resolved = contradiction.resolved_at
        clashes.append(
            Clash(
                contradiction,
                tuple(shown),
                backings.of(*[("contradiction_value", value.pk) for value in shown]),
                resolved is not None and (asof.recorded is None or resolved <= asof.recorded),
            )
        )
    return clashes


def _delegation(asof: AsOf) -> ArraySubquery:
    """Return the delegates of a round as known then, inside the query of the rounds."""
    of_round = (
        Delegate.objects.filter(round=OuterRef("pk")).as_known(asof).order_by("party__code", "position")
    )
    fields = {
        "pk": "pk",
        "role": "role",
        **{f"party_{name}": f"party__{name}" for name in ("id", "slug", "code", "name_en")},
        **{f"person_{name}": f"person__{name}" for name in ("id", "slug", "name_en", "name_zh")},
    }
    return ArraySubquery(of_round.values(found=JSONObject(**fields)).values("found"))
