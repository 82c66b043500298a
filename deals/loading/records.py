"""Plan the things a reader names: deals, rounds with their delegates and readouts, agreements, commitments,
measures.
"""

from __future__ import annotations

from .. import models as record
from .planning import Plan, Ref
from .reading import Table


def plan_records(plan: Plan) -> None:
    """Plan deals, rounds, agreements, and the identities of commitments and measures."""
    for table in plan.library.entries("deal"):
        _deal(plan, table)
    for table in plan.library.entries("round"):
        _round(plan, table)
    for table in plan.library.entries("agreement"):
        _agreement(plan, table)
    for table in plan.library.entries("commitment"):
        _commitment(plan, table)
    for table in plan.library.entries("measure"):
        _measure(plan, table)


def _deal(plan: Plan, table: Table) -> None:
    slug = table.text("slug", required=True)
    owner = plan.add(
        f"deal:{slug}",
        record.Deal,
        table.where,
        identity=("slug",),
        many={"parties": plan.refs(table, "parties", "party")},
        slug=slug,
        title_en=table.text("title_en", required=True),
        title_zh=table.text("title_zh"),
        stage=table.text("stage", required=True),
        summary=table.text("summary", required=True),
        position=table.number("position") or 100,
        is_published=table.flag("is_published", True),
    )
    plan.cite(owner, "deal", plan.cites_of(table))
    table.finish()


def _round(plan: Plan, table: Table) -> None:
    deal = plan.ref(table, "deal", "deal", required=True)
    slug = table.text("slug", required=True)
    key = f"{deal.key.removeprefix('deal:')}/{slug}" if deal else slug
    confidence = table.text("confidence", "high")
    cites = plan.cites_of(table)
    owner = plan.add(
        f"round:{key}",
        record.Round,
        table.where,
        identity=("deal", "slug"),
        deal=deal,
        slug=slug,
        kind=table.text("kind", required=True),
        number=table.number("number"),
        name_en=table.text("name_en", required=True),
        name_zh=table.text("name_zh"),
        starts_on=table.day("starts_on", required=True),
        ends_on=table.day("ends_on", required=True),
        date_precision=table.text("date_precision", "day"),
        date_note=table.text("date_note"),
        place=table.text("place"),
        outcome=table.text("outcome"),
        note=table.text("note"),
        public_since=plan.public_since(cites),
        confidence=confidence,
        is_published=published(table, confidence),
    )
    starts, ends = plan.rows[owner].fields["starts_on"], plan.rows[owner].fields["ends_on"]
    if starts and ends and ends < starts:
        table.problem("ends_on", "lies before starts_on")
    for inner in table.tables("delegation"):
        _delegation(plan, inner, owner, cites, confidence)
    for position, inner in enumerate(table.tables("readout")):
        _readout(plan, inner, owner, position)
    plan.cite(owner, "round", cites, confidence)
    table.finish()


def _delegation(plan: Plan, table: Table, round_key: str, cites: list[Table], confidence: str) -> None:
    """The heads of one side. They rest on the round's own sources unless the table names others."""
    party = plan.ref(table, "party", "party", required=True)
    role = table.text("role", "head of delegation")
    own = plan.cites_of(table, required=False)
    people = table.names("people")
    table.finish()
    for position, person in enumerate(people):
        owner = plan.add(
            f"delegate:{round_key.removeprefix('round:')}/{person}",
            record.Delegate,
            table.where,
            round=Ref(round_key),
            party=party,
            person=plan.named(table, "people", "person", person),
            role=role,
            position=position,
            public_since=plan.public_since(own or cites),
        )
        copies = [Table(dict(cite.data), cite.where, cite.problems) for cite in own or cites]
        plan.cite(owner, "delegate", copies, confidence)


def _readout(plan: Plan, table: Table, round_key: str, position: int) -> None:
    key = table.text("key", required=True)
    confidence = table.text("confidence", "high")
    cites = plan.cites_of(table)
    owner = plan.add(
        f"readout:{round_key.removeprefix('round:')}/{key}",
        record.Readout,
        table.where,
        round=Ref(round_key),
        party=plan.ref(table, "party", "party"),
        kind=table.text("kind", required=True),
        title=table.text("title", required=True),
        published_on=table.day("published_on"),
        summary=table.text("summary"),
        position=position,
        public_since=plan.public_since(cites),
    )
    plan.cite(owner, "readout", cites, confidence)
    table.finish()


def _agreement(plan: Plan, table: Table) -> None:
    fact = table.text("fact", required=True)
    confidence = table.text("confidence", "high")
    cites = plan.cites_of(table)
    owner = plan.add(
        f"agreement:{fact}",
        record.Agreement,
        table.where,
        identity=("slug",),
        deal=plan.ref(table, "deal", "deal", required=True),
        slug=table.text("slug", fact),
        title_en=table.text("title_en", required=True),
        title_zh=table.text("title_zh"),
        form=table.text("form", required=True),
        form_note=table.text("form_note"),
        is_binding=table.text("is_binding", "unstated"),
        reached_at=plan.ref(table, "reached_at", "round"),
        announced_on=table.day("announced_on"),
        announced_wording=table.text("announced_wording"),
        signed_on=table.day("signed_on"),
        signed_wording=table.text("signed_wording"),
        effective_on=table.day("effective_on"),
        expires_on=table.day("expires_on"),
        expires_wording=table.text("expires_wording"),
        state_note=table.text("state_note"),
        note=table.text("note"),
        public_since=plan.public_since(cites),
        confidence=confidence,
        is_published=published(table, confidence),
    )
    for party in table.names("parties"):
        plan.add(
            f"agreement-party:{fact}/{party}",
            record.AgreementParty,
            table.where,
            identity=("agreement", "party"),
            agreement=Ref(owner),
            party=plan.named(table, "parties", "party", party),
            role="",
        )
    plan.cite(owner, "agreement", cites, confidence)


def _commitment(plan: Plan, table: Table) -> None:
    key = table.text("key", required=True)
    table.text("fact")  # where it was collected; a both-sided one stands twice under the same name
    plan.add(
        f"commitment:{key}",
        record.Commitment,
        table.where,
        identity=("slug",),
        deal=plan.ref(table, "deal", "deal", required=True),
        slug=key,
        agreement=plan.ref(table, "agreement", "agreement"),
        round=plan.ref(table, "round", "round"),
        obligor=plan.ref(table, "obligor", "party", required=True),
        obligee=plan.ref(table, "obligee", "party"),
        is_published=published(table, table.text("confidence", "high")),
    )


def _measure(plan: Plan, table: Table) -> None:
    fact = table.text("fact", required=True)
    confidence = table.text("confidence", "high")
    is_published = published(table, confidence)
    cites = plan.cites_of(table, required=is_published)
    owner = plan.add(
        f"measure:{fact}",
        record.Countermeasure,
        table.where,
        identity=("slug",),
        many={
            "targets": plan.refs(table, "targets", "party"),
            "other_instruments": plan.refs(table, "other_instruments", "instrument"),
            "deals": plan.refs(table, "deals", "deal"),
        },
        slug=table.text("slug", fact),
        title_en=table.text("title_en", required=True),
        title_zh=table.text("title_zh"),
        imposed_by=plan.ref(table, "imposed_by", "party", required=True),
        targets_wording=table.text("targets_wording"),
        kind=table.text("kind", required=True),
        instrument=plan.ref(table, "instrument", "instrument"),
        instrument_wording=table.text("instrument_wording"),
        note=table.text("note"),
        public_since=plan.public_since(cites),
        confidence=confidence,
        is_published=is_published,
    )
    plan.cite(owner, "countermeasure", cites, confidence)


def published(table: Table, confidence: str) -> bool:
    """Facts of low confidence wait for an editor, and those whose table says ``is_published = false``."""
    return table.flag("is_published", True) and confidence != "low"
