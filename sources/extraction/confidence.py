"""How sure a finding is, from the reasons that made it; the factors stand in ``confidence.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from sources.extraction.lexicon import load


def confidence(reasons: Iterable[str]) -> float:
    """Return a confidence between 0 and 1: how often findings made by such rules were right on unseen texts.

    The longest name in the table that a reason begins with counts, each reason once; what they multiply to is turned
    into the share of such findings that was right in real texts when the rules met them for the first time. What is
    said in the plainest way, by every test of one of the table's ``plain`` parts, gets the value of that part.
    """
    return _weighed(tuple(reasons))


@lru_cache(maxsize=4096)  # texts of one kind give the same few reasons over and over
def _weighed(reasons: tuple[str, ...]) -> float:
    table = load("confidence")
    for plain in table["plain"]:
        if _is_plain(reasons, plain):
            sure: float = plain["value"]
            return sure
    factors: Mapping[str, float] = table["factor"]
    value: float = table["base"]
    for reason in reasons:
        names = [name for name in factors if reason.startswith(name)]
        if names:
            value *= factors[max(names, key=len)]
    return _share(value, table["stated"])


def _share(value: float, stated: Sequence[Sequence[float]]) -> float:
    """Return the share of right findings that goes with a product of factors, between the points of the table."""
    if value <= stated[0][0]:
        return stated[0][1]
    for (low, share), (high, next_share) in pairwise(stated):
        if value <= high:
            return round(share + (next_share - share) * (value - low) / (high - low), 3)
    return stated[-1][1]


def _is_plain(reasons: tuple[str, ...], plain: Mapping[str, list[str]]) -> bool:
    """Whether each kind of reason that ``plain`` asks for is there, and none that it rules out."""
    if any(reason.startswith(tuple(plain["without"])) for reason in reasons):
        return False
    return all(
        any(reason.startswith(tuple(plain[kind])) for reason in reasons)
        for kind in ("trigger", "object", "actor", "modality")
    )
