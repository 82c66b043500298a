"""How sure a finding is, from the reasons that made it; the factors stand in ``confidence.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sources.extraction.lexicon import load


def confidence(reasons: Iterable[str]) -> float:
    """Return a confidence between 0 and 1: how often findings made by such rules were right on unseen texts.

    The longest name in the table that a reason begins with counts, each reason once.
    """
    table = load("confidence")
    factors: Mapping[str, float] = table["factor"]
    value: float = table["base"]
    for reason in reasons:
        names = [name for name in factors if reason.startswith(name)]
        if names:
            value *= factors[max(names, key=len)]
    return round(value, 3)
