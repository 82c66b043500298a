"""From a folder of TOML files to a checked plan: the one door that reads all of it."""

from __future__ import annotations

from pathlib import Path

from .actors import plan_actors
from .contradictions import plan_contradictions
from .facts import plan_facts
from .planning import Plan, plan_sources
from .reading import FOLDER, Library
from .records import plan_records


def plan_from(folder: Path = FOLDER) -> Plan:
    """Return the plan of everything in ``folder``; raise ReferenceDataError naming every mistake found."""
    plan = Plan(Library(folder))
    for step in (plan_sources, plan_actors, plan_records, plan_facts, plan_contradictions):
        step(plan)
    return plan.checked()
