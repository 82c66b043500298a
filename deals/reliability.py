"""Krippendorff's alpha for nominal codes: how far coders agree beyond chance. Pure, no libraries.

Written out here because the well-kept library for it brings numpy along (some 60 MB) for thirty lines of counting; it is
held against the worked example of Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability".
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence


def alpha(units: Iterable[Sequence[Hashable | None]]) -> float | None:
    """Return alpha of ``units``, each the codes that its coders gave (None: not coded).

    1 is full agreement, 0 what chance would give, below 0 worse than chance. None where nothing can be said: fewer
    than two codes in every unit, or a single code used throughout.
    """
    weights: dict[tuple[Hashable, Hashable], float] = {}
    for unit in units:
        codes = [code for code in unit if code is not None]
        if len(codes) < 2:
            continue  # a unit that one person coded cannot agree with anything
        for i, one in enumerate(codes):
            for j, other in enumerate(codes):
                if i != j:
                    weights[one, other] = weights.get((one, other), 0.0) + 1 / (len(codes) - 1)
    totals: dict[Hashable, float] = {}
    for (one, _other), weight in weights.items():
        totals[one] = totals.get(one, 0.0) + weight
    n = sum(totals.values())
    expected = n * n - sum(total * total for total in totals.values())
    if n <= 1 or expected == 0:
        return None
    observed = sum(weight for (one, other), weight in weights.items() if one != other)
    return 1 - (n - 1) * observed / expected
