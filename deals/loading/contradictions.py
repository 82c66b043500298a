"""Plan the contradictions between sources: the values of one field, each with who gives it and where."""

from __future__ import annotations

from typing import Any

from .. import models as record
from ..models.backing import CONTRADICTED
from .planning import Plan, Ref
from .reading import Table

KINDS = {name: "measure" if name == "countermeasure" else name for name in CONTRADICTED}


def plan_contradictions(plan: Plan) -> None:
    """Plan contradictions; what they are about is planned already."""
    for table in plan.library.entries("contradiction"):
        _contradiction(plan, table)


def _contradiction(plan: Plan, table: Table) -> None:
    slug = table.text("slug", required=True)
    about: dict[str, Any] = {field: plan.ref(table, kind, kind) for field, kind in KINDS.items()}
    if sum(value is not None for value in about.values()) != 1:
        table.problem(", ".join(KINDS.values()), "exactly one says what the contradiction is about")
    owner = plan.add(
        f"contradiction:{slug}",
        record.Contradiction,
        table.where,
        identity=("slug",),
        slug=slug,
        statement=table.text("statement", required=True),
        field=table.text("field"),
        **about,
    )
    values = table.tables("value")
    if len(values) < 2:
        table.problem("value", "a contradiction has two values or more")
    for index, inner in enumerate(values):
        confidence = inner.text("confidence", "high")
        cites = plan.cites_of(inner)
        key = plan.add(
            f"contradiction-value:{slug}/{index + 1}",
            record.ContradictionValue,
            inner.where,
            contradiction=Ref(owner),
            value=inner.text("value", required=True),
            said_by=plan.ref(inner, "said_by", "party"),
            speaker=inner.text("speaker"),
            public_since=plan.public_since(cites),
        )
        plan.cite(key, "contradiction_value", cites, confidence)
        inner.finish()
    table.finish()
