"""Plan who acts and what is traded: parties, their aliases, people, materials, codes, instruments."""

from __future__ import annotations

from .. import models as record
from .planning import Plan, Ref
from .reading import Table


def plan_actors(plan: Plan) -> None:
    """Plan the rows of parties, people, materials, products and instruments."""
    for table in plan.library.entries("party"):
        _party(plan, table)
    for table in plan.library.entries("person"):
        _person(plan, table)
    for table in plan.library.entries("material"):
        _material(plan, table)
    for table in plan.library.entries("product"):
        _product(plan, table)
    for table in plan.library.entries("instrument"):
        _instrument(plan, table)


def _party(plan: Plan, table: Table) -> None:
    code = table.text("code", required=True)
    confidence = table.text("confidence", "high")
    parent = plan.ref(table, "parent", "party")
    kind = table.text("kind", required=True)
    owner = plan.add(
        f"party:{code}",
        record.Party,
        table.where,
        identity=("code",),
        code=code,
        slug=table.text("slug", code.lower()),
        name_en=table.text("name_en", required=True),
        name_zh=table.text("name_zh"),
        name_local=table.text("name_local"),
        kind=kind,
        parent=parent,
        role=table.text("role"),
        confidence=confidence,
    )
    if kind == "authority" and parent is None:
        table.problem("parent", "is missing: an authority belongs to a party")
    for language in ("en", "zh"):
        for alias in table.names(f"aliases_{language}"):
            plan.add(
                f"alias:{language}/{alias}",
                record.PartyAlias,
                table.where,
                identity=("text", "language"),
                party=Ref(owner),
                text=alias,
                language=language,
            )
    # The names of authorities are vocabulary, ours to write; states and unions rest on sources.
    plan.cite(owner, "party", plan.cites_of(table, required=kind != "authority"), confidence)
    table.finish()


def _person(plan: Plan, table: Table) -> None:
    slug = table.text("slug", required=True)
    confidence = table.text("confidence", "high")
    owner = plan.add(
        f"person:{slug}",
        record.Person,
        table.where,
        identity=("slug",),
        slug=slug,
        name_en=table.text("name_en", required=True),
        name_zh=table.text("name_zh"),
        party=plan.ref(table, "party", "party", required=True),
        role=table.text("role", required=True),
        confidence=confidence,
    )
    plan.cite(owner, "person", plan.cites_of(table), confidence)
    table.finish()


def _material(plan: Plan, table: Table) -> None:
    symbol = table.text("symbol", required=True)
    confidence = table.text("confidence", "high")
    owner = plan.add(
        f"material:{symbol}",
        record.Material,
        table.where,
        identity=("symbol",),
        symbol=symbol,
        slug=table.text("slug", required=True),
        name_en=table.text("name_en", required=True),
        name_zh=table.text("name_zh", required=True),
        atomic_number=table.number("atomic_number"),
        group=table.text("group", required=True),
        group_note=table.text("group_note"),
        uses=table.text("uses", required=True),
        note=table.text("note"),
        confidence=confidence,
    )
    # General knowledge (name, number, uses) may stand without a source; the note then says so.
    cites = plan.cites_of(table, required=False)
    if not cites and "note" not in table:
        table.problem("note", "is missing: a material without a source says where its facts come from")
    plan.cite(owner, "material", cites, confidence)
    table.finish()


def _product(plan: Plan, table: Table) -> None:
    system = table.text("system", required=True)
    code = table.text("code", required=True)
    plan.add(
        f"product:{system}/{code}",
        record.Product,
        table.where,
        identity=("code_system", "code"),
        many={"materials": plan.refs(table, "materials", "material")},
        code_system=system,
        code=code,
        name_en=table.text("name_en", required=True),
        name_zh=table.text("name_zh"),
    )
    table.finish()


def _instrument(plan: Plan, table: Table) -> None:
    slug = table.text("slug", required=True)
    plan.add(
        f"instrument:{slug}",
        record.Instrument,
        table.where,
        identity=("slug",),
        slug=slug,
        issuer=plan.ref(table, "issuer", "party", required=True),
        number=table.text("number"),
        title_en=table.text("title_en", required=True),
        title_zh=table.text("title_zh"),
        kind=table.text("kind", required=True),
        issued_on=table.day("issued_on"),
        issued_wording=table.text("issued_wording"),
    )
    table.finish()
