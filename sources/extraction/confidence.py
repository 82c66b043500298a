"""How sure a finding is: the share of findings with the same kind of reasons that were right when measured."""

from __future__ import annotations

from collections.abc import Iterable


def confidence(reasons: Iterable[str]) -> float:
    """Return a confidence between 0 and 1 from the names of the rules that made a finding."""
    value = 0.9
    for reason in reasons:
        for weak, factor in (
            ("actor:last", 0.7),
            ("actor:nearest", 0.8),
            ("actor:issuer", 0.95),
            ("actor:joint", 0.85),
            ("chained", 0.97),
        ):
            if reason.startswith(weak):
                value *= factor
    return round(value, 3)
