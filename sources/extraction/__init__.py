"""What a text promises or imposes: one door, ``extract``, over rules kept as data for each language."""

from __future__ import annotations

import datetime as dt

from sources.values import Finding

RULES_VERSION = "2026.11.0"


def extract(text: str, language: str, published_on: dt.date | None) -> list[Finding]:
    """Return what the rules find in a normalised ``text``, in order of its place there."""
    return []
