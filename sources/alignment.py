"""Two language versions of one statement, sentence beside sentence, with what one of them lacks.

Sentences are paired by what both name (instruments, dates, numbers, parties, items, conditions) and by their
lengths, in order, as Gale and Church (1993) did by lengths alone. What only one side of a pair names is marked
for an editor: a sign to look, not a finding. Pure: no Django.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sources.mentions import Mention, mentions
from sources.text import sentences

Span = tuple[int, int]

FLAGGED = ("instrument", "date", "number", "item", "condition")
_WEIGHTS = {"instrument": 4.0, "date": 4.0, "number": 3.0, "item": 2.0, "condition": 1.5, "party": 1.0}
# How many sentences of each side may stand for one another, and what a bead other than one to one costs.
_BEADS = {
    (1, 1): 0.0,
    (1, 0): 3.0,
    (0, 1): 3.0,
    (2, 1): 1.0,
    (1, 2): 1.0,
    (3, 1): 2.0,
    (1, 3): 2.0,
    (2, 2): 2.5,
}
_SPREAD = 6.8  # variance of the length ratio per letter, measured by Gale and Church
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_HAN_LETTERS = 3.4  # English characters, spaces included, that one Han character comes to
_CELLS = 150_000


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that one side of a pair names and the other does not.

    ``side`` is the one that lacks it, left or right; ``start`` and ``stop`` are its place in the text of the
    other side, which has it. ``kind`` is instrument, date, number, item or condition; ``value`` as in mentions.
    """

    kind: str
    value: str
    side: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences that say the same, as (start, stop) of each text; None where one side has nothing for it.

    ``score`` runs from 0 to 1: how far what they name and their lengths agree.
    """

    left: Span | None
    right: Span | None
    score: float
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class _Side:
    spans: list[Span]
    named: list[list[tuple[str, Mention]]]  # of each sentence: (key, mention)
    lengths: list[float]  # running total over the sentences before


def align(left: str, left_language: str, right: str, right_language: str) -> list[Pair]:
    """Return the sentences of both texts in pairs, in order; every sentence stands in exactly one pair.

    Languages are "en" or start with "zh", in any combination. A pair holds up to three sentences of a side. Work is
    at most proportional to the square of the number of sentences, and bounded for long texts by a band
    around the diagonal.
    """
    one, other = _side(left, left_language), _side(right, right_language)
    one, other = _reconciled(one, other), _reconciled(other, one)
    weights = _weights(one, other)
    pairs = []
    for i, j, k, m in _path(one, other, weights):
        pairs.append(
            Pair(
                (one.spans[i][0], one.spans[j - 1][1]) if i < j else None,
                (other.spans[k][0], other.spans[m - 1][1]) if k < m else None,
                _score(one, other, (i, j, k, m), weights),
                (
                    *_lacking(one, (i, j), other, (k, m), "right"),
                    *_lacking(other, (k, m), one, (i, j), "left"),
                ),
            )
        )
    return _without_neighbours(pairs)


def _side(text: str, language: str) -> _Side:
    spans = sentences(text, language)
    named: list[list[tuple[str, Mention]]] = [[] for _ in spans]
    starts = [start for start, _ in spans]
    for mention in mentions(text, language):
        place = bisect_right(starts, mention.start) - 1
        # "the two leaders" is 双方领导人 as often as 两位: a pair written as a word is no figure to compare.
        if mention.kind == "number" and mention.value == "2" and not text[mention.start].isdigit():
            continue
        if place >= 0 and mention.kind in _WEIGHTS:
            named[place].append((_key(mention), mention))
    lengths = [0.0]
    for start, stop in spans:
        han = len(_HAN.findall(text, start, stop))
        lengths.append(lengths[-1] + (stop - start - han) + han * _HAN_LETTERS)
    return _Side(spans, named, lengths)


def _key(mention: Mention) -> str:
    """Return what a mention is compared by: twelve months are a year, seven days a week."""
    value = mention.value
    term = re.fullmatch(r"P(\d+)([WMY])", value) if mention.kind == "date" else None
    if term:
        count, unit = int(term[1]), term[2]
        if unit == "W":
            value = f"P{count * 7}D"
        elif unit == "M" and count % 12 == 0:
            value = f"P{count // 12}Y"
    return f"{mention.kind}:{value}"


def _reconciled(side: _Side, other: _Side) -> _Side:
    """Return ``side`` with the year struck from those days that the other side names without it."""
    yearless = {key for named in other.named for key, _ in named if key.startswith("date:--")}
    if not yearless:
        return side
    named = [
        [
            (
                f"date:-{key[9:]}" if key.startswith("date:") and f"date:-{key[9:]}" in yearless else key,
                mention,
            )
            for key, mention in row
        ]
        for row in side.named
    ]
    return _Side(side.spans, named, side.lengths)


def _weights(one: _Side, other: _Side) -> dict[str, float]:
    """Return what each key counts for: by its kind, and less the more sentences name it."""
    found = Counter(key for side in (one, other) for named in side.named for key in {key for key, _ in named})
    return {
        key: _WEIGHTS[key.partition(":")[0]] / (1 + math.log(max(1.0, count / 2)))
        for key, count in found.items()
    }


def _keys(side: _Side, first: int, last: int) -> frozenset[str]:
    return frozenset(key for named in side.named[first:last] for key, _ in named)


def _weighed(keys: Iterable[str], weights: dict[str, float]) -> float:
    return sum(weights[key] for key in keys)


def _length_cost(one: _Side, other: _Side, bead: tuple[int, int, int, int]) -> float:
    i, j, k, m = bead
    left, right = one.lengths[j] - one.lengths[i], other.lengths[m] - other.lengths[k]
    delta = (right - left) / math.sqrt(_SPREAD * (left + right) / 2 + 1)
    return min(delta * delta / 2, 12.0)


def _path(one: _Side, other: _Side, weights: dict[str, float]) -> list[tuple[int, int, int, int]]:
    """Return the best chain of beads (first and last sentence left, first and last right) through both texts."""
    rows, columns = len(one.spans), len(other.spans)
    if not rows or not columns:
        return [(i, i + 1, 0, 0) for i in range(rows)] + [(0, 0, k, k + 1) for k in range(columns)]
    band = max(12, _CELLS // (2 * max(rows, columns)))
    groups = [
        [[(_keys(side, at, at + size), 0.0) for size in range(4)] for at in range(len(side.spans))]
        for side in (one, other)
    ]
    for group in groups:
        for row in group:
            row[:] = [(keys, _weighed(keys, weights)) for keys, _ in row]
    best: list[dict[int, float]] = [{} for _ in range(rows + 1)]
    back: list[dict[int, tuple[int, int]]] = [{} for _ in range(rows + 1)]
    best[0][0] = 0.0
    for i in range(rows + 1):
        centre = i * columns // rows
        for k in range(max(0, centre - band), min(columns, centre + band) + 1):
            if k not in best[i]:
                continue
            here = best[i][k]
            for (a, b), cost in _BEADS.items():
                j, m = i + a, k + b
                if j > rows or m > columns:
                    continue
                gain = -cost
                if a and b:
                    (left, left_weight), (right, right_weight) = groups[0][i][a], groups[1][k][b]
                    shared = _weighed(left & right, weights)
                    gain += 2 * shared - 0.4 * (left_weight + right_weight - 2 * shared)
                    gain -= 0.5 * _length_cost(one, other, (i, j, k, m))
                if here + gain > best[j].get(m, -math.inf):
                    best[j][m] = here + gain
                    back[j][m] = (i, k)
    return _traced(back, rows, columns)


def _traced(
    back: list[dict[int, tuple[int, int]]], rows: int, columns: int
) -> list[tuple[int, int, int, int]]:
    beads = []
    j, m = rows, columns
    while j or m:
        i, k = back[j][m]
        beads.append((i, j, k, m))
        j, m = i, k
    beads.reverse()
    return beads


def _score(one: _Side, other: _Side, bead: tuple[int, int, int, int], weights: dict[str, float]) -> float:
    i, j, k, m = bead
    if i == j or k == m:
        return 0.0
    left, right = _keys(one, i, j), _keys(other, k, m)
    every = _weighed(left | right, weights)
    named = _weighed(left & right, weights) / every if every else 0.5
    return round(0.6 * named + 0.4 * math.exp(-_length_cost(one, other, bead) / 4), 3)


def _lacking(having: _Side, own: Span, other: _Side, its: Span, side: str) -> list[Missing]:
    known = _keys(other, *its)
    found: dict[str, Missing] = {}
    for named in having.named[own[0] : own[1]]:
        for key, mention in named:
            if mention.kind in FLAGGED and key not in known and key not in found:
                found[key] = Missing(mention.kind, key.partition(":")[2], side, mention.start, mention.stop)
    return list(found.values())


def _without_neighbours(pairs: list[Pair]) -> list[Pair]:
    """Return the pairs without flags that the next pair answers: a clause that moved over a full stop is not missing."""
    moved: set[tuple[int, Missing]] = set()
    for place in range(len(pairs) - 1):
        for mine in pairs[place].missing:
            for theirs in pairs[place + 1].missing:
                if (mine.kind, mine.value) == (theirs.kind, theirs.value) and mine.side != theirs.side:
                    moved |= {(place, mine), (place + 1, theirs)}
    return [
        Pair(
            pair.left,
            pair.right,
            pair.score,
            tuple(flag for flag in pair.missing if (place, flag) not in moved),
        )
        for place, pair in enumerate(pairs)
    ]
