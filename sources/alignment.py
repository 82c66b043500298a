"""Two language versions of one statement, sentence beside sentence, with what one of them lacks.

Sentences are paired by what both name (instruments, dates, numbers, parties, items, conditions) and by their
lengths, in order, as Gale and Church (1993) did by lengths alone. What only one side of a pair names is marked
for an editor: a sign to look, not a finding. So is a clause that names none of these and has nothing on the other side to
answer it: where the lengths agree better without it, and it speaks of what the other side never does. Pure: no Django.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sources.concepts import concepts, runs
from sources.durations import in_words, is_length, reduced
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
# A clause that stands on one side alone. Evidence that it does: how much better the lengths agree without it, and what it
# speaks of that the other side never does; against it: what only it speaks of and the other side does too, and what the
# other side says in words that this one does not have. Chosen on half of tests/data/alignment/clauses*.toml, for precision
# first.
_SHORTEST = 12  # English letters that a clause has at least
_ENOUGH = 5  # pairs by which a text's wordiness can be told
_ALIKE = 0.1  # pairs that agree less may not belong together
_LONGER = 0.3  # share of the clause by which its side is longer than the other, at least
_FROM_LENGTH = 0.6
_MOST_FROM_LENGTH = 6.0  # of what lengths can tell
_FROM_CONCEPT = 1.3  # for each thing that has no answer
_MOST_CONCEPTS = 4
_ANSWERED = 2.0  # against it, for each thing that only the clause speaks of and that has one
_OTHERWISE = 0.2  # against it, for each thing that only the other side speaks of
_EVIDENCE = 2.0  # from which on it is flagged
_LENGTH_ALONE = 3.5  # from which on lengths tell by themselves


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

    @property
    def said(self) -> str:
        """The value as one would say it: a length in words, a topic without the marks of its code."""
        if is_length(self.value):
            return in_words(self.value)
        return self.value.replace("_", " ") if self.kind == "item" else self.value


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
            if lengths[longer] - lengths[shorter] >= _SHORTEST * _LONGER:
                text, language = texts[shorter]
                around = [
                    span
                    for one in pairs[max(0, place - 1) : place + 2]
                    for side, span in _spans(one)
                    if side == shorter
                ]
                own = dict(_spans(pair))[shorter]
                other = _Other(
                    lengths[shorter],
                    concepts(text[own[0] : own[1]], language),
                    concepts(text[around[0][0] : around[-1][1]], language),
                    _named_in(text[around[0][0] : around[-1][1]], language),
                )
                flag = _unanswered(pair, longer, *texts[longer], wordy[longer], other)
        found.append(replace(pair, missing=_with(pair.missing, flag)) if flag else pair)
    return found


def _with(missing: tuple[Missing, ...], clause: Missing) -> tuple[Missing, ...]:
    """Return the flags with ``clause``, which takes the place of a condition that it begins with or holds."""
    kept = (
        one
        for one in missing
        if not (
            one.kind == "condition"
            and one.side == clause.side
            and one.start < clause.stop
            and clause.start < one.stop
        )
    )
    return (*kept, clause)


@dataclass(frozen=True, slots=True)
class _Other:
    """The shorter side of a pair: its length, what it speaks of; what it speaks of and names with the sentences around."""

    length: float
    said: frozenset[str]
    around: frozenset[str]
    named: frozenset[str]


def _named_in(text: str, language: str) -> frozenset[str]:
    """Return the keys of what ``text`` names that is flagged where one side lacks it, conditions left out."""
    return frozenset(
        _key(one) for one in mentions(text, language) if one.kind in FLAGGED and one.kind != "condition"
    )


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
    pair: Pair, longer: str, text: str, language: str, wordy: float, other: _Other
) -> Missing | None:
    """Return the clause of the longer side for which most speaks that the other has nothing for it, if enough does."""
    start, stop = dict(_spans(pair))[longer]
    flagged = [
        (one.start, one.stop) for one in pair.missing if one.side != longer and one.kind != "condition"
    ]
    whole = _length(text, start, stop) / wordy
    excess = whole - other.length
    foreign = len(other.said - concepts(text[start:stop], language))
    best: tuple[float, Missing] | None = None
    for begin, end in runs(text, start, stop, language):
        length = _length(text, begin, end) / wordy
        if length < _SHORTEST or excess < length * _LONGER:
            continue
        if any(begin < last and first < end for first, last in flagged):
            continue  # what it names is flagged already
        said = concepts(text[begin:end], language)
        rest = concepts(f"{text[start:begin]} {text[end:stop]}", language)
        alone = len(said - other.around)
        gain = _apart(whole, other.length) - _apart(max(1.0, whole - length), other.length)
        if not alone and gain < _LENGTH_ALONE:
            continue
        evidence = (
            _FROM_LENGTH * min(gain, _MOST_FROM_LENGTH)
            + _FROM_CONCEPT * min(alone, _MOST_CONCEPTS)
            - _ANSWERED * len((said & other.said) - rest)
            - _ANSWERED * len(_named_in(text[begin:end], language) & other.named)
            - _OTHERWISE * foreign
        )
        if evidence < _EVIDENCE:
            continue
        rating = evidence - abs(excess - length) / 40
        if best is None or rating > best[0]:
            words = text[begin:end].strip(" \t\n,;:，；：。.")
            at = text.index(words, begin)
            side = "right" if longer == "left" else "left"
            best = rating, Missing("clause", words, side, at, at + len(words))
    return best[1] if best else None


def _apart(one: float, other: float) -> float:
    """Return how unlike two lengths are for texts that say the same, as half the square of their deviation."""
    return (one - other) ** 2 / (_SPREAD * (one + other) / 2 + 1) / 2


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
    is_term = mention.kind == "date" and is_length(mention.value)
    value = reduced(mention.value) if is_term else mention.value
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
    # Never narrower than what the diagonal climbs in a row: a long text beside one sentence has a path as well.
    band = max(12, _CELLS // (2 * max(rows, columns)), columns // rows + 3)
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
