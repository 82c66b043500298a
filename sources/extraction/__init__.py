"""What a text promises or imposes: one door, ``extract``, over rules kept as data for each language.

Pure: a text in, findings out; no database, no clock, no network. The rules stand in the TOML files of this
folder; ``RULES_VERSION`` is raised whenever they or the engines change what is found.
"""

from __future__ import annotations

import datetime as dt

from sources.extraction import chinese, english
from sources.values import Finding

RULES_VERSION = "2026.11.10"


def extract(text: str, language: str, published_on: dt.date | None) -> list[Finding]:
    """Return what the rules find in a normalised ``text``, in order of its place there.

    ``language`` is "en" or begins with "zh"; for any other the list is empty. ``published_on`` resolves
    dates without a year and "即日起". Always
    ``text[finding.start:finding.stop] == finding.quote``.
    """
    if language.startswith("zh"):
        return chinese.read(text, published_on)
    return english.read(text, published_on) if language == "en" else []
