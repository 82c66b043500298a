"""What a clause speaks of, as codes that are the same in English and Chinese: acts, objects, reservations.

Broad and shallow on purpose: it tells whether a clause of one version of a text has anything in the other version to answer
it, and nothing more. The words stand in ``concepts.toml``. Pure: no Django.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from sources.text import fold

# Where a clause may begin in English: behind a mark (not that of a date or a number), or before a word that joins one.
_ENGLISH = re.compile(
    r"[,;:.!?][\"')\]]*\s+(?!20\d\d\b)(?=\S)|"
    r"\s+(?=(?:and|but|while|whereas|which|so as to|so that|subject to|provided that|except|including|unless)\b)"
)
_CHINESE = re.compile(r"[,;:。!?](?=\S)")
_SENTENCE_END = ".!?。"


def concepts(text: str, language: str) -> frozenset[str]:
    """Return the codes of what ``text`` speaks of; ``language`` is "en" or starts with "zh"."""
    folded = fold(text)
    side = 1 if language.startswith("zh") else 0
    return frozenset(code for code, patterns in _patterns().items() if patterns[side].search(folded))


def runs(text: str, start: int, stop: int, language: str) -> list[tuple[int, int]]:
    """Return the spans of ``text[start:stop]`` that may be left out of it: from where a clause begins, but the first one, to
    a mark or the end of the same sentence. At most four clauses long."""
    folded = fold(text[start:stop])
    marks = list((_CHINESE if language.startswith("zh") else _ENGLISH).finditer(folded))
    begins = [mark.end() for mark in marks]
    ends = [mark.end() for mark in marks if mark[0].strip()] + [len(folded)]
    whole = [mark.end() for mark in marks if mark[0][:1] in _SENTENCE_END] + [len(folded)]
    found = []
    for begin in begins:
        limit = next(end for end in whole if end > begin)
        for end in [end for end in ends if begin < end <= limit][:4]:
            found.append((start + begin, start + end))
    return found


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    table = tomllib.loads((Path(__file__).parent / "concepts.toml").read_text(encoding="utf-8"))
    return {
        code: (re.compile(english, re.IGNORECASE), re.compile(chinese))
        for code, (english, chinese) in table.items()
    }
