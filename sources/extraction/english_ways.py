"""A way of telling an act without a verb of the lexicon: its pattern, and what act it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

DUTY = r"(?:(?:[\w-]+ ){0,3}(?:dut(?:y|ies)|tariffs?|surcharges?|lev(?:y|ies)|surtax(?:es)?|measures?|fees?))"
LICENCE = r"(?:licen[cs]es?|permits?|authori[sz]ations?|approvals?|certificates?|clearances?)"
RATE = r"[\d.]+ ?(?:%|per ?cent)"
MUST = r"(?:shall|must|should|will|are to|is to|have to|has to)"


@dataclass(frozen=True, slots=True)
class Told:
    """A way of telling an act: what kind of act it is, and after what other acts it may be read."""

    pattern: re.Pattern[str]
    kind: str
    action: str
    object: str
    modality: str
    after: frozenset[str] = frozenset()  # an act of these stands before, and gives the actor
    inherits: bool = False  # the object too
    needs: bool = True  # without such an act before, it is none
    words: frozenset[str] = frozenset()  # the sentence has one of these, or it is not looked at


def told(
    pattern: str,
    kind: str,
    action: str,
    code: str,
    modality: str,
    after: str = "",
    inherits: bool = False,
    words: str = "",
) -> Told:
    """Return a way of telling an act from its pattern.

    ``after`` lists actions by spaces, "?" first if one may lack; ``words`` lists words without one of which the
    pattern cannot match.
    """
    actions = frozenset(after.removeprefix("?").split())
    needs = bool(actions) and not after.startswith("?")
    return Told(
        re.compile(pattern, re.IGNORECASE),
        kind,
        action,
        code,
        modality,
        actions,
        inherits,
        needs,
        frozenset(words.split()),
    )
