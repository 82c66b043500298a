"""Which rare earths a wording means that does not name them one by one: light, medium and heavy ones, "seven" of them.

Pure: a text in, what it says out, in English and Chinese. Which materials belong to a class, and which sets of so many are
on record, is for the caller to say (``vocabulary``): a number means a set only where the record has one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.numerals import ENGLISH, chinese

_CLASSES = {
    "light": "light", "medium": "medium", "middle": "medium", "mid": "medium", "heavy": "heavy",
    "轻": "light", "輕": "light", "中": "medium", "重": "heavy",
}  # fmt: skip
_SEVERAL = rf"(?:{'|'.join(word for word, value in ENGLISH.items() if 2 <= value <= 17)}|\d{{1,2}})"
_OF = (
    r"(?:(?:more|further|additional|other|new|specific|certain|different|chinese|(?:kind|type|categor(?:y|ie)|class|sort|variet(?:y|ie))"
    r"(?:e?s)? of)\s+)"
)
_ONE_EN = r"(?:light|medium|middle|mid|heavy)"
_ELEMENTS = r"(?:s\b|[\s-]+(?:elements|metals|minerals|materials|oxides|(?:related[\s-]+)?items)\b)"
_EN = re.compile(
    rf"(?:\b(?P<n>{_SEVERAL})\s+{_OF}{{0,3}})?"
    rf"(?:\b(?P<classes>{_ONE_EN}(?:[\s,/&–-]+(?:(?:and|or|to)[\s-]+)?{_ONE_EN})*)[\s-]+)?"
    rf"\brare[\s-]+earth(?P<elements>{_ELEMENTS})?",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\b(?P<classes>[HL])REEs?\b")
_ZH = re.compile(
    r"(?:(?P<n>\d{1,2}|[一二两兩三四五六七八九]?十?[一二两兩三四五六七八九十])\s?[类類种種个個项項](?:新增|其他|其它|新)?的?)?"
    # Not the end of another word: 其中, 严重, 减轻.
    r"(?P<classes>(?<![减減])[轻輕](?:[、/及和与與]?中)?(?:[、/及和与與]?重)?|(?<![其当當])中[、/及和与與]?重|"
    r"(?<![严嚴看注贵貴尊侧偏沉双雙多倍比])重)?稀土"
)
_APART = re.compile(
    r"(?:\b(?:besides|except(?: for)?|excluding|other than|apart from|aside from|not counting)"
    r"\s+(?:(?:the|its|their|those|that|all|any)\s+)?|(?:不含|不包括|不计|除))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Group:
    """Rare earths named as a group. ``classes``: of "light", "medium" and "heavy", empty where none is said;
    ``count``: how many, or None; ``is_apart``: it is set apart from what the text speaks of."""

    classes: frozenset[str] = frozenset()
    count: int | None = None
    is_apart: bool = False


def groups(text: str) -> tuple[Group, ...]:
    """Return the groups of rare earths that ``text`` names, in order; "rare earths" alone is a group of no class."""
    found = []
    for pattern in (_EN, _SHORT, _ZH):
        for match in pattern.finditer(text):
            said = match.groupdict()
            classes = said.get("classes") or ""
            # "Seven rare-earth firms" are no seven rare earths.
            count = _number(said.get("n") or "") if pattern is _ZH or said.get("elements") else None
            is_apart = _APART.search(text[: match.start()]) is not None
            found.append((match.start(), Group(_classes(classes), count, is_apart)))
    return tuple(group for _place, group in sorted(found, key=lambda one: one[0]))


def _classes(words: str) -> frozenset[str]:
    if words in ("H", "L"):
        return frozenset({"heavy" if words == "H" else "light"})
    if words.isascii():
        return frozenset(_CLASSES[word.lower()] for word in re.findall(_ONE_EN, words, re.IGNORECASE))
    return frozenset(_CLASSES[letter] for letter in words if letter in _CLASSES)


def _number(words: str) -> int | None:
    if words.isdecimal() and words.isascii():
        return int(words)
    if words.isascii():
        return ENGLISH.get(words.lower())
    # 五六种 is five or six.
    return chinese(words) if len(words) == 1 or "十" in words else None
