"""One wording on the ladder of firmness, with the words that put it there: what pages show of ``extraction.firmness``."""

from __future__ import annotations

from dataclasses import dataclass

from .extraction.firmness import firmness
from .extraction.lexicon import load

TOP = 7


@dataclass(frozen=True, slots=True)
class Rung:
    """``level`` from 1 (will study) to ``TOP`` (done); ``before + trigger + after`` is the quote."""

    level: int
    label: str
    before: str
    trigger: str
    after: str


def rungs() -> list[tuple[int, str]]:
    """Return every step of the ladder with its name, the firmest first."""
    return [(level["value"], level["label"]) for level in load("firmness")["level"]]


def rung_of(quote: str, language: str) -> Rung | None:
    """Return where ``quote`` stands, or None where no wording of the ladder is in it.

    ``language`` is "en" or begins with "zh"; other languages have no ladder.
    """
    if not language.startswith(("en", "zh")):
        return None
    found = firmness(quote, language)
    if found is None:
        return None
    level, label, start, stop = found
    return Rung(level, label, quote[:start], quote[start:stop], quote[stop:])
