"""What changed between two versions of a text, and whether the change is one of substance.

A number, a date, a party, a listed item or the force of a verb (modal, negation, condition) is substance; other
words are wording; spaces, punctuation, case, width and script are typography. The words are compared, English
by words and Chinese by characters, and each difference is judged by what it touches: the same day or sum
in other words is wording. Pure: no Django.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sources.differing import Hunk, differences
from sources.mentions import Mention, enumerators, mentions
from sources.text import fold

MATERIAL = ("date", "number", "party", "item", "modal")  # in the order in which a change is named
_KINDS = {"instrument": "number", "condition": "modal"}
_MOVED = 8  # a run of this many words that left one place and stands in another has moved


@dataclass(frozen=True, slots=True)
class Change:
    """One place that changed: ``before[before_start:before_stop]`` became ``after[start:stop]``.

    Offsets are code points in each version; one of the two may be empty. ``kind`` is the weightiest of
    date, number, party, item, modal, wording, typographic; ``kinds`` all of the material ones it touches.
    """

    kind: str
    before: str
    after: str
    start: int
    stop: int
    before_start: int
    before_stop: int
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """All changes from one version to the next, in the order of the later one."""

    is_material: bool
    changes: tuple[Change, ...]

    def count(self, kind: str) -> int:
        """Return how many changes are of ``kind``."""
        return sum(change.kind == kind for change in self.changes)


@dataclass(frozen=True, slots=True)
class _Word:
    key: str
    start: int
    stop: int


_WORDS = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
    r"|\d+(?:[.,:]\d+)*"
    r"|(?i:can)(?=(?i:not)\b)"
    r"|(?:(?![\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f])[^\W\d_])+(?:'[^\W\d_]+)*"
    r"|[%‰$€£¥+]|(?<![\w) -])-(?=\d)|(?<=\s)-(?=\d)"
)
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")


class _Version:
    """One version: its words with their places, and what it names."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.folded = fold(text)
        numbering = enumerators(self.folded)
        self.words: list[_Word] = []
        at = 0
        for match in _WORDS.finditer(self.folded):
            while at < len(numbering) and numbering[at][1] <= match.start():
                at += 1
            if at < len(numbering) and numbering[at][0] <= match.start():
                continue  # a paragraph's number is not among its words
            key = match[0].casefold()
            key = _THOUSANDS.sub("", key) if key[0].isdigit() else key.replace(".", "")
            self.words.append(_Word(key, match.start(), match.end()))
        self.keys = [word.key for word in self.words]
        self.word_starts = [word.start for word in self.words]
        self.word_stops = [word.stop for word in self.words]
        self.mentions = mentions(text, language)
        self.starts = [mention.start for mention in self.mentions]
        self.stops = [mention.stop for mention in self.mentions]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the place of the words [first, last), for none of them the gap they would stand in."""
        if first < last:
            return self.words[first].start, self.words[last - 1].stop
        low = self.words[first - 1].stop if first else 0
        high = self.words[first].start if first < len(self.words) else len(self.text)
        return low, high

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Return the place of the words [first, last); of none of them, an empty one before the next word."""
        low, high = self.span(first, last)
        return (low, high) if first < last else (high, high)

    def touched(self, first: int, last: int) -> list[Mention]:
        """Return the names that the words [first, last) are part of, or that their gap cuts in two."""
        low, high = self.span(first, last)
        return self.mentions[bisect_right(self.stops, low) : bisect_left(self.starts, high)]

    def named(self, first: int, last: int) -> Counter[tuple[str, str, str]]:
        """Count what the words [first, last) name, by meaning."""
        return Counter((mention.kind, mention.value, mention.detail) for mention in self.touched(first, last))

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """Return the range of words [first, last) widened to the whole of the names it touches."""
        touched = self.touched(first, last)
        if not touched:
            return first, last
        begin = bisect_left(self.word_stops, touched[0].start + 1)
        end = bisect_left(self.word_starts, touched[-1].stop)
        return min(first, begin), max(last, end)

    def gap(self, place: int) -> str:
        """Return what stands between the words before and at ``place``."""
        low, high = self.span(place, place)
        return self.folded[low:high]


def compare(before: str, after: str, language: str) -> Edit:
    """Return what changed from ``before`` to ``after``; ``language`` is "en" or starts with "zh".

    Near-linear in the length of the texts. A passage of some length that only moved is wording.
    """
    if before == after:
        return Edit(False, ())
    old, new = _Version(before, language), _Version(after, language)
    hunks = differences(old.keys, new.keys)
    moved = _moved(old, new, hunks)
    changes: list[Change] = []
    a = b = 0
    # Signs before the first and after the last word belongs to a change there that leaves one side empty.
    is_open = True
    for hunk in _widened(old, new, hunks):
        i, j, k, m = hunk
        is_replaced = i < j and k < m
        changes += _typographic(
            old, new, (a, i, b, k), not changes and is_open and (i > 0 or is_replaced), False
        )
        changes.append(_judged(old, new, hunk, moved))
        a, b = j, m
        is_open = j < len(old.words) or is_replaced
    end = (a, len(old.words), b, len(new.words))
    changes += _typographic(old, new, end, not hunks, is_open)
    return Edit(any(change.kind in MATERIAL for change in changes), tuple(changes))


def _widened(old: _Version, new: _Version, hunks: list[Hunk]) -> list[Hunk]:
    """Return the hunks stretched over whole names that they cut into, on both sides alike."""
    wide: list[Hunk] = []
    for number, (i, j, k, m) in enumerate(hunks):
        room_before = i - (hunks[number - 1][1] if number else 0)
        room_after = (hunks[number + 1][0] if number + 1 < len(hunks) else len(old.words)) - j
        left, right = 0, 0
        for version, first, last in ((old, i, j), (new, k, m)):
            a, b = version.stretch(first, last)
            left, right = max(left, first - a), max(right, b - last)
        left, right = min(left, room_before), min(right, room_after)
        stretched = (i - left, j + right, k - left, m + right)
        if wide and stretched[0] < wide[-1][1]:
            wide[-1] = (wide[-1][0], stretched[1], wide[-1][2], stretched[3])
        else:
            wide.append(stretched)
    return wide


def _moved(old: _Version, new: _Version, hunks: Sequence[Hunk]) -> set[tuple[str, ...]]:
    gone = {tuple(old.keys[i:j]) for i, j, k, m in hunks if k == m and j - i >= _MOVED}
    come = {tuple(new.keys[k:m]) for i, j, k, m in hunks if i == j and m - k >= _MOVED}
    return gone & come


def _judged(old: _Version, new: _Version, hunk: Hunk, moved: set[tuple[str, ...]]) -> Change:
    i, j, k, m = hunk
    lost, gained = old.named(i, j), new.named(k, m)
    kinds = {_KINDS.get(kind, kind) for kind, _, _ in (lost - gained) + (gained - lost)}
    one_sided = i == j or k == m
    if _is_listed(old, i, j, one_sided) or _is_listed(new, k, m, one_sided):
        kinds.add("item")
    if one_sided and tuple(old.keys[i:j] or new.keys[k:m]) in moved:
        kinds = set()
    named = tuple(kind for kind in MATERIAL if kind in kinds)
    before_start, before_stop = old.place(i, j)
    start, stop = new.place(k, m)
    return Change(
        kind=named[0] if named else "wording",
        before=old.text[before_start:before_stop],
        after=new.text[start:stop],
        start=start,
        stop=stop,
        before_start=before_start,
        before_stop=before_stop,
        kinds=named,
    )


_JOINERS = frozenset(["and", "or", "nor", "plus", "和", "及", "与", "或", "等"])
_SMALL_WORDS = (
    frozenset(
        [
            "a",
            "an",
            "the",
            "this",
            "that",
            "these",
            "those",
            "of",
            "to",
            "in",
            "on",
            "at",
            "by",
            "for",
            "from",
            "with",
            "as",
            "is",
            "are",
            "was",
            "were",
            "be",
            "been",
            "it",
            "its",
            "their",
            "his",
            "her",
            "our",
            "your",
            "also",
            "however",
            "therefore",
            "moreover",
            "thus",
            "accordingly",
            "including",
            "other",
            "such",
            "more",
            "most",
            "both",
            "all",
            "any",
            "each",
            "some",
            "further",
            "respectively",
            "的",
            "了",
            "在",
            "是",
            "对",
            "将",
            "并",
            "也",
            "还",
            "其",
            "该",
            "此",
            "各",
            "等",
            "一",
            "有",
            "为",
            "于",
            "以",
            "而",
            "且",
        ]
    )
    | _JOINERS
)
_NOT_NOUNS = re.compile(r"(?:ly|ed|ing)$")
_SEPARATORS = re.compile(r"[,;、]")
_ENTITY = frozenset(["inc", "ltd", "llc", "corp", "corporation", "company", "limited", "gmbh"])
_CHINESE_ENTITY = re.compile("公司|集团|研究所|研究院")


def _is_listed(version: _Version, first: int, last: int, is_one_sided: bool) -> bool:
    """Whether the words [first, last) are an entry of a list, or a firm's name.

    Seen from the outside: joined by "and", commas or 、 to their neighbours, or a line of their own with
    a bullet. Goods that the word lists know are found as mentions; this finds those they do not.
    """
    keys = version.keys[first:last]
    if not keys:
        return False
    low, high = version.span(first, last)
    if not _ENTITY.isdisjoint(keys) or _CHINESE_ENTITY.search(version.folded, low, high):
        return True
    gap = version.gap(first)
    line = gap[gap.rfind("\n") + 1 :]
    if (
        is_one_sided
        and ("\n" in gap or first == 0)
        and line.strip()
        and "\n" in version.gap(last) + "\n" * (last == len(version.keys))
    ):
        return True
    content = [key for key in keys if key not in _SMALL_WORDS]
    if not content or len(keys) > 16 or all(_NOT_NOUNS.search(key) for key in content):
        return False
    inner = {keys[0], keys[-1]} if is_one_sided else {""}
    outer_left = version.keys[first - 1] if first else ""
    outer_right = version.keys[last] if last < len(version.keys) else ""
    left = bool(_SEPARATORS.search(gap)) or outer_left in _JOINERS
    right = bool(re.search(r"[,;、.。)]", version.gap(last))) or outer_right in _JOINERS
    if not _JOINERS.isdisjoint(inner) and len(keys) > 1:
        return not _NOT_NOUNS.search(content[0])
    if _is_chinese_entry(version, first, last):
        return True
    return (left or right if is_one_sided else left and right) and _list_like(version, first, last)


def _is_chinese_entry(version: _Version, first: int, last: int) -> bool:
    """Whether the characters [first, last) lie in one short entry of a list parted by 、."""
    begin, end = first, last
    while begin and first - begin < 12 and not _ends_entry(version, begin):
        begin -= 1
    while end < len(version.keys) and end - last < 12 and not _ends_entry(version, end):
        end += 1
    return end - begin <= 14 and ("、" in version.gap(begin) or "、" in version.gap(end))


def _ends_entry(version: _Version, place: int) -> bool:
    return bool(re.search(r"[,;、.。:()\n]", version.gap(place))) or (
        version.keys[place - 1] in _JOINERS or version.keys[place] in _JOINERS
    )


def _list_like(version: _Version, first: int, last: int) -> bool:
    """Whether commas and "and" follow one another closely around the words, as they do in a list."""
    around = range(max(0, first - 6), min(len(version.keys), last + 7))
    signs = sum(bool(_SEPARATORS.search(version.gap(place))) for place in around if place)
    return signs + sum(version.keys[place] in ("and", "or", "和", "及", "与") for place in around) >= 2


def _typographic(old: _Version, new: _Version, run: Hunk, is_first: bool, is_last: bool) -> list[Change]:
    """Return where an equal run of words is written differently: pieces of words and gaps, neighbours joined.

    The gaps around the run count only at the ends of the text: ``is_first``, ``is_last``.
    """
    a, i, b, _ = run
    changes: list[list[int]] = []
    for step in range(i - a + 1):
        pieces = []
        at_start, at_stop = a + step == 0, a + step == len(old.words)
        if 0 < step < i - a or (at_start and is_first) or (at_stop and is_last):
            pieces.append((*old.span(a + step, a + step), *new.span(b + step, b + step)))
        if step < i - a:
            left, right = old.words[a + step], new.words[b + step]
            pieces.append((left.start, left.stop, right.start, right.stop))
        for c, d, e, f in pieces:
            if old.text[c:d] == new.text[e:f]:
                continue
            if changes and changes[-1][1] == c and changes[-1][3] == e:
                changes[-1][1], changes[-1][3] = d, f
            else:
                changes.append([c, d, e, f])
    return [Change("typographic", old.text[c:d], new.text[e:f], e, f, c, d) for c, d, e, f in changes]
