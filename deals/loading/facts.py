"""Plan what is said of records: events, terms, conditions, links, rates, coverage, status periods.

The things themselves (``records``) are planned already.
"""

from __future__ import annotations

from typing import Any

from .. import choices
from .. import models as record
from ..spans import Period, lay_out
from .planning import Plan, Publication, Ref, Timeline
from .reading import Table
from .records import published

FORCE = {str(code) for code in choices.FORCE_CODES}
VERIFICATION = {str(code) for code in choices.VERIFICATION_CODES}


def plan_facts(plan: Plan) -> None:
    """Plan the facts; the records that they speak of are planned already."""
    for table in plan.library.entries("event"):
        _event(plan, table)
        table.finish()
    for table in plan.library.entries("agreement"):
        _timeline(plan, table, f"agreement:{table.text('fact')}", "agreement", "force", "publication")
        table.finish()
    for table in plan.library.entries("commitment"):
        _commitment(plan, table)
        table.finish()
    for table in plan.library.entries("measure"):
        _measure(plan, table)
        table.finish()


def _event(plan: Plan, table: Table, commitment: str = "") -> str:
    """Plan one event. ``commitment``: the key of the commitment in whose table it stands as evidence."""
    key = table.text("key", required=True)
    confidence = table.text("confidence", "high")
    cites = plan.cites_of(table)
    first = table.day("on", required=True)
    last = table.day("until") or first
    precision = table.text("precision", "day" if last == first else "interval")
    if first and last and last < first:
        table.problem("until", "lies before on")
    subject = Ref(commitment) if commitment else plan.ref(table, "commitment", "commitment")
    deal = plan.ref(table, "deal", "deal")
    if commitment and table.flag("on_timeline", True):
        deal = plan.rows[commitment].fields["deal"]
    round_ = plan.ref(table, "round", "round")
    if round_ and deal and round_.key in plan.rows and plan.rows[round_.key].fields["deal"] != deal:
        table.problem("round", "belongs to another deal")
    owner = plan.add(
        f"event:{key}",
        record.Event,
        table.where,
        deal=deal,
        round=round_,
        agreement=plan.ref(table, "agreement", "agreement"),
        commitment=subject,
        countermeasure=plan.ref(table, "measure", "measure"),
        kind=table.text("kind", required=True),
        title_en=table.text("title_en", required=True),
        title_zh=table.text("title_zh"),
        actor=plan.ref(table, "actor", "party"),
        occurred_earliest=first,
        occurred_latest=last,
        precision=precision,
        occurred_wording=table.text("wording"),
        note=table.text("note"),
        confidence=confidence,
        is_published=published(table, confidence),
        public_since=plan.public_since(cites),
    )
    named = [name for name in ("agreement", "commitment", "countermeasure") if plan.rows[owner].fields[name]]
    if len(named) > 1:
        table.problem(" and ".join(named), "an event is about one thing at most")
    plan.cite(owner, "event", cites, confidence)
    return owner


def _commitment(plan: Plan, table: Table) -> None:
    owner = f"commitment:{table.text('key')}"
    confidence = table.text("confidence", "high")
    cites = plan.cites_of(table)
    terms = plan.add(
        f"terms:{table.text('key')}",
        record.CommitmentTerms,
        table.where,
        many={"materials": plan.refs(table, "materials", "material")},
        commitment=Ref(owner),
        text_en=table.text("text_en", required=True),
        text_zh=table.text("text_zh"),
        action=table.text("action"),
        object=table.text("object"),
        modality=table.text("modality"),
        quantity_wording=table.text("quantity_wording"),
        due_on=table.day("due_on"),
        due_precision=table.text("due_precision", "day" if "due_on" in table else "unknown"),
        due_wording=table.text("due_wording"),
        condition_wording=table.text("condition_wording"),
        confidence=confidence,
        public_since=plan.public_since(cites),
    )
    plan.cite(terms, "terms", cites, confidence)
    for inner in table.tables("evidence"):
        _event(plan, inner, owner)
        inner.finish()
    for inner in table.tables("condition"):
        _condition(plan, inner, owner, "commitment")
    for inner in table.tables("link"):
        _commitment_link(plan, inner, owner)
    _timeline(plan, table, owner, "commitment", "verification", "verification")
    _timeline(plan, table, owner, "commitment", "force", "publication")


def _condition(plan: Plan, table: Table, owner: str, subject: str) -> None:
    confidence = table.text("confidence", "high")
    cites = plan.cites_of(table)
    needs = plan.ref(table, "needs_commitment", "commitment")
    needed_measure = plan.ref(table, "needs_measure", "measure")
    words = table.text("needs_words") or None
    if sum(item is not None for item in (needs, needed_measure, words)) != 1:
        table.problem("needs_commitment, needs_measure or needs_words", "exactly one is needed")
        return
    relation = table.text("relation", required=True)
    other = needs or needed_measure
    ending = other.key.partition(":")[2] if other else "outside"
    of: dict[str, Any] = {subject: Ref(owner)}
    key = plan.add(
        f"condition:{owner.partition(':')[2]}/{relation}/{ending}",
        record.Condition,
        table.where,
        **of,
        needs_commitment=needs,
        needs_countermeasure=needed_measure,
        needs_words=words,
        relation=relation,
        wording=table.text("wording", required=True),
        said_by=plan.ref(table, "said_by", "party"),
        met_by=plan.ref(table, "met_by", "event"),
        confidence=confidence,
        public_since=plan.public_since(cites),
    )
    plan.cite(key, "condition", cites, confidence)
    table.finish()


def _commitment_link(plan: Plan, table: Table, owner: str) -> None:
    relation = table.text("relation", required=True)
    earlier = plan.ref(table, "earlier", "commitment", required=True)
    if earlier:
        plan.add(
            f"commitment-link:{owner.partition(':')[2]}/{relation}/{earlier.key.partition(':')[2]}",
            record.CommitmentLink,
            table.where,
            earlier=earlier,
            later=Ref(owner),
            relation=relation,
            wording=table.text("wording"),
            public_since=plan.rows[owner.replace("commitment:", "terms:", 1)].fields["public_since"],
        )
    table.finish()


def _measure(plan: Plan, table: Table) -> None:
    fact = table.text("fact")
    owner = f"measure:{fact}"
    since = plan.rows[owner].fields["public_since"]
    for index, inner in enumerate(table.tables("rate")):
        own = plan.cites_of(inner, required=False)
        plan.add(
            f"rate:{fact}/{index + 1}",
            record.Rate,
            inner.where,
            countermeasure=Ref(owner),
            wording=inner.text("wording", required=True),
            percent=inner.decimal("percent"),
            from_on=inner.day("from_on"),
            until_on=inner.day("until_on"),
            public_since=plan.public_since(own) or since,
        )
        for cite in own:
            cite.finish()
        inner.finish()
    for inner in table.tables("coverage"):
        material = plan.ref(inner, "material", "material")
        wording = inner.text("wording")
        start = inner.day("from_on")
        name = material.key.partition(":")[2] if material else wording
        plan.add(
            f"coverage:{fact}/{name}" + (f"/{wording}" if material and wording else ""),
            record.Coverage,
            inner.where,
            countermeasure=Ref(owner),
            material=material,
            wording=wording,
            from_on=start,
            until_on=inner.day("until_on"),
            public_since=since,
        )
        inner.finish()
    for inner in table.tables("link"):
        _measure_link(plan, inner, owner)
    for inner in table.tables("condition"):
        _condition(plan, inner, owner, "countermeasure")
    required = bool(plan.rows[owner].fields["is_published"])
    _timeline(plan, table, owner, "countermeasure", "force", "publication", required=required)


def _measure_link(plan: Plan, table: Table, owner: str) -> None:
    relation = table.text("relation", required=True)
    to = plan.ref(table, "to", "measure", required=True)
    confidence = table.text("confidence", "high")
    cites = plan.cites_of(table)
    if to:
        key = plan.add(
            f"measure-link:{owner.partition(':')[2]}/{relation}/{to.key.partition(':')[2]}",
            record.MeasureLink,
            table.where,
            measure=Ref(owner),
            to=to,
            relation=relation,
            wording=table.text("wording"),
            confidence=confidence,
            is_published=published(table, confidence),
            public_since=plan.public_since(cites),
        )
        plan.cite(key, "measure_link", cites, confidence)
    table.finish()


def _timeline(
    plan: Plan,
    table: Table,
    owner: str,
    subject: str,
    aspect: str,
    name: str,
    *,
    required: bool = True,
) -> None:
    """Plan the status periods that a record's publications set, in order of publication."""
    publications = [_publication(plan, inner, aspect, required) for inner in table.tables(name)]
    if not publications:
        return
    key = f"status:{owner}/{aspect}"
    plan.timelines[key] = Timeline(key, owner, aspect, publications, table.where)
    try:
        lay_out((one.public_since, one.periods) for one in publications)
    except ValueError as error:
        table.problem(name, str(error))


def _publication(plan: Plan, table: Table, aspect: str, required: bool) -> Publication:
    event = plan.ref(table, "event", "event")
    cites = plan.cites_of(table, required=required and event is None)
    keys = tuple(cite.text("source") for cite in cites)
    for cite in cites:
        cite.finish()
    since = plan.source_day(keys)
    if event and event.key in plan.rows:
        days = [day for day in (since, plan.rows[event.key].fields["public_since"]) if day]
        since = min(days, default=None)
    words = FORCE if aspect == "force" else VERIFICATION
    periods = []
    scopes = []
    for inner in table.tables("periods"):
        status = inner.text("status", required=True)
        if status and status not in words:
            inner.problem("status", f"{status!r} is not a word of the aspect {aspect!r}")
        reverts = inner.text("reverts_to")
        if reverts and reverts not in words:
            inner.problem("reverts_to", f"{reverts!r} is not a word of the aspect {aspect!r}")
        told_by = plan.ref(inner, "event", "event") or event
        period = Period(
            status=status,
            first=inner.day("first", required=True),
            last=inner.day("last"),
            runs_out=inner.flag("runs_out"),
            end_wording=inner.text("end_wording"),
            reverts_to=reverts,
            scope=inner.text("scope"),
            event=told_by.key if told_by else None,
        )
        if period.runs_out and period.last is None:
            inner.problem("runs_out", "needs a last day")
        materials = plan.refs(inner, "scope_materials", "material")
        if materials:
            if not period.scope:
                inner.problem("scope_materials", "needs a scope sentence")
            scopes.append((period.scope, materials))
        periods.append(period)
        inner.finish()
    if not periods:
        table.problem("periods", "is missing")
    table.finish()
    return Publication(since, keys, tuple(periods), tuple(scopes))
