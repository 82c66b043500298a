"""Two language versions of one statement, sentence beside sentence, with what one of them lacks.

Sentences are paired by what both name (instruments, dates, numbers, parties, items, conditions) and by their
lengths, in order, as Gale and Church (1993) did by lengths alone. What only one side of a pair names is marked
for an editor: a sign to look, not a finding. So is a clause that names none of these and has nothing on the other side to
answer it: where one side is longer by at least half of it, and speaks in it of what the other never does. Pure: no Django.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sources.concepts import concepts, runs
from sources.mentions import Mention, mentions
from sources.text import sentences

Span = tuple[int, int]

FLAGGED = ("instrument", "date", "number", "item", "condition")
# ``concept``: what a sentence speaks of at large, which tells two that name nothing apart; never flagged by itself.
_WEIGHTS = {
    "instrument": 4.0,
    "date": 4.0,
    "number": 3.0,
    "item": 2.0,
    "condition": 1.5,
    "party": 1.0,
    "concept": 0.6,
}
# How many sentences of each side may stand for one another, and what a bead other than one to one costs.
_BEADS = {
    (1, 1): 0.0,
    (1, 0): 3.0,
    (0, 1): 3.0,
    (2, 1): 1.0,
    (1, 2): 1.0,
    (3, 1): 2.0,
    (1, 3): 2.0,
    (2, 2): 4.0,
}
_SPREAD = 6.8  # variance of the length ratio per letter, measured by Gale and Church
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_HAN_LETTERS = 3.4  # English characters, spaces included, that one Han character comes to
_CELLS = 150_000
# A clause that stands on one side alone; chosen on half of tests/data/alignment/clauses.toml, for precision first.
_SHORTEST = 22  # English letters that a clause has at least
_ENOUGH = 5  # pairs by which a text's wordiness can be told
_ALIKE = 0.1  # pairs that agree less may not belong together
# How much of the clause its side must be longer than the other, how many things that it speaks of must have no answer
# there, and which share of them: the more of one, the less of another.
_SIGNS = ((0.3, 3, 0.75), (0.5, 2, 0.66), (0.8, 1, 1.0))


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that one side of a pair names and the other does not.

    ``side`` is the one that lacks it, left or right; ``start`` and ``stop`` are its place in the text of the
    other side, which has it. ``kind`` is instrument, date, number, item or condition, with ``value`` as in mentions; or
    clause, with the clause's own words.
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
    texts = {"left": (left, left_language), "right": (right, right_language)}
    return _with_clauses(_without_neighbours(pairs), texts)


def _with_clauses(pairs: list[Pair], texts: dict[str, tuple[str, str]]) -> list[Pair]:
    """Return the pairs with the clauses that only one side has; what the sentences around answer is not missing."""
    found = []
    wordy = _wordiness(pairs, texts)
    for place, pair in enumerate(pairs):
        flag = None
        if pair.left is not None and pair.right is not None and pair.score >= _ALIKE:
            lengths = {side: _length(texts[side][0], *span) / wordy[side] for side, span in _spans(pair)}
            longer, shorter = sorted(lengths, key=lambda side: -lengths[side])
            excess = (lengths[longer] - lengths[shorter]) * wordy[longer]
            if excess >= _SHORTEST * _SIGNS[0][0]:
                text, language = texts[shorter]
                around = [
                    span
                    for one in pairs[max(0, place - 1) : place + 2]
                    for side, span in _spans(one)
                    if side == shorter
                ]
                answered = concepts(text[around[0][0] : around[-1][1]], language)
                flag = _unanswered(pair, longer, *texts[longer], answered, excess)
        found.append(replace(pair, missing=(*pair.missing, flag)) if flag else pair)
    return found


def _wordiness(pairs: list[Pair], texts: dict[str, tuple[str, str]]) -> dict[str, float]:
    """Return how wordy each side is beside the other, by the middle of its paired sentences; 1 and 1 where these are few."""
    ratios = sorted(
        _length(texts["left"][0], *pair.left) / max(1.0, _length(texts["right"][0], *pair.right))
        for pair in pairs
        if pair.left is not None and pair.right is not None and pair.score >= _ALIKE
    )
    middle = ratios[len(ratios) // 2] if len(ratios) >= _ENOUGH else 1.0
    return {"left": min(max(middle, 0.7), 1.5), "right": 1.0}


def _spans(pair: Pair) -> list[tuple[str, Span]]:
    return [(side, span) for side, span in (("left", pair.left), ("right", pair.right)) if span is not None]


def _unanswered(
    pair: Pair, longer: str, text: str, language: str, answered: frozenset[str], excess: float
) -> Missing | None:
    """Return the clause of the longer side that speaks most of what the other side never does, if there is one."""
    span = pair.left if longer == "left" else pair.right
    assert span is not None
    flagged = [(one.start, one.stop) for one in pair.missing if one.side != longer]
    best: tuple[float, Missing] | None = None
    for start, stop in runs(text, *span, language):
        length = _length(text, start, stop)
        if length < _SHORTEST or excess < length * _SIGNS[0][0]:
            continue
        if any(start < other and one < stop for one, other in flagged):
            continue  # what it names is flagged already
        said = concepts(text[start:stop], language)
        alone = said - answered
        if not any(
            excess >= length * by and len(alone) >= least and len(alone) >= len(said) * share
            for by, least, share in _SIGNS
        ):
            continue
        rating = len(alone) - 0.5 * len(said & answered) - abs(excess - length) / 40
        if best is None or rating > best[0]:
            words = text[start:stop].strip(" \t\n,;:，；：。.")
            begin = text.index(words, start)
            side = "right" if longer == "left" else "left"
            best = rating, Missing("clause", words, side, begin, begin + len(words))
    return best[1] if best else None


def _length(text: str, start: int, stop: int) -> float:
    """Return the length of ``text[start:stop]`` in English letters."""
    han = len(_HAN.findall(text, start, stop))
    return (stop - start - han) + han * _HAN_LETTERS


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
    for place, (start, stop) in enumerate(spans):
        named[place] += [
            (f"concept:{code}", Mention("concept", code, start, stop))
            for code in sorted(concepts(text[start:stop], language))
        ]
        lengths.append(lengths[-1] + _length(text, start, stop))
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
    left, right = (
        {key for key in keys if not key.startswith("concept:")}
        for keys in (_keys(one, i, j), _keys(other, k, m))
    )
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
