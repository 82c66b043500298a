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
    r"\s+(?=(?:and|but|while|whereas|which|so as to|so that|in order|subject to|provided that|except|including|unless|"
    r"before|after|because|despite|until|if|even if|once|though|although|without|with|in return|in exchange|among|between|"
    r"free of|as|leaving|to(?! (?:the|a|an|its|their|his|this|that|all|[A-Z])\b))\b)"
)
_CHINESE = re.compile(r"[,;:。!?](?=\S)")
# What stands inside a Chinese clause without a mark of its own: when, on what terms, by what means.
_PHRASE = re.compile(
    r"在[^,;:。!?]{2,24}?(?:之后|之前|之间|后|前|时|的情况下|的基础上|的前提下)|经[^,;:。!?]{2,16}?后|"
    r"(?:本着|按照|根据)[^,;:。!?]{2,16}?的(?:原则|要求|规定)|以[^,;:。!?]{3,14}(?=扶持|支持|帮助|换取|推动)"
)
_SENTENCE_END = ".!?。"


def concepts(text: str, language: str) -> frozenset[str]:
    """Return the codes of what ``text`` speaks of; ``language`` is "en" or starts with "zh"."""
    folded = fold(text)
    side = 1 if language.startswith("zh") else 0
    return frozenset(code for code, patterns in _patterns().items() if patterns[side].search(folded))


def runs(text: str, start: int, stop: int, language: str) -> list[tuple[int, int]]:
    """Return the spans of ``text[start:stop]`` that may be left out of it: from where a clause begins to a mark or the
    end of the same sentence, at most four clauses long and never a whole one; in Chinese phrases inside a clause as well."""
    folded = fold(text[start:stop])
    is_chinese = language.startswith("zh")
    marks = list((_CHINESE if is_chinese else _ENGLISH).finditer(folded))
    whole = [mark.end() for mark in marks if mark[0][:1] in _SENTENCE_END]
    opening = {0, *whole}
    whole.append(len(folded))
    ends = [mark.end() for mark in marks if mark[0].strip()] + [len(folded)]
    found = set()
    for begin in (0, *(mark.end() for mark in marks)):
        limit = next(end for end in whole if end > begin)
        for end in [end for end in ends if begin < end <= limit][:4]:
            if not (begin in opening and end == limit):
                found.add((start + begin, start + end))
    if is_chinese:
        found |= {(start + mark.start(), start + mark.end()) for mark in _PHRASE.finditer(folded)}
    return sorted(found)


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    table = tomllib.loads((Path(__file__).parent / "concepts.toml").read_text(encoding="utf-8"))
    return {
        code: (re.compile(english, re.IGNORECASE), re.compile(chinese))
        for code, (english, chinese) in table.items()
    }
