"""How sure a finding is, from the reasons that made it; what each adds stands in ``confidence.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from math import exp

from sources.extraction.lexicon import load

# How many parts of a reason are looked up, the fewest first: "actor", "actor:subject", "actor:subject:pronoun".
PARTS = 3


def confidence(reasons: Iterable[str]) -> float:
    """Return a confidence between 0 and 1: how often findings made by such reasons were right on texts never met.

    The weights of all names that the reasons have in the table, each once, are added up; their sum is turned into a
    share by the logistic function, as they were fitted (``python -m benchmarks.confidence``).
    """
    return _share(tuple(reasons))


@lru_cache(maxsize=4096)  # texts of one kind give the same few reasons over and over
def _share(reasons: tuple[str, ...]) -> float:
    base, weights = _table()
    score = base + sum(weights.get(name, 0.0) for name in names_of(reasons))
    return round(1 / (1 + exp(-score)), 3)


def names_of(reasons: Iterable[str]) -> set[str]:
    """Return the names by which reasons may stand in the table: each with its first part, its first two, and so on.

    Of the last part only its first word counts: "trigger:LIFT:remove the levy on" is "trigger:LIFT:remove". The name by
    which a party acts does not count ("actor:subject:智利"): it says nothing of the rule.
    """
    names: set[str] = set()
    for reason in reasons:
        parts = reason.split(":")[:PARTS]
        if parts[0] == "actor" and not parts[-1].isascii():
            parts.pop()
        parts[-1] = parts[-1].split(" ")[0]
        names.update(":".join(parts[:stop]) for stop in range(1, len(parts) + 1))
    return names


@cache
def _table() -> tuple[float, dict[str, float]]:
    table = load("confidence")
    return table["base"], table["weight"]
