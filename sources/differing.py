"""Where two sequences of words differ, in near-linear time whatever the input.

Anchored on runs of words that stand once in each (as patience diff does), exact in what is small, and coarse
rather than slow in what is large and repetitive. Pure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

Hunk = tuple[int, int, int, int]
"""``before[hunk[0]:hunk[1]]`` became ``after[hunk[2]:hunk[3]]``; one of the two may be empty."""

_GRAMS = (8, 3, 1)
_EXACT_CELLS = 4_000  # regions of up to this many cells are compared exactly
_WORK_PER_WORD = 60


def differences(before: Sequence[str], after: Sequence[str]) -> list[Hunk]:
    """Return the hunks in order; what lies between them is equal, word by word.

    The work is bounded by a constant per word: a region that would cost more is one hunk. Hunks parted only by
    an equal run shorter than what surrounds it are joined, so that a rewritten phrase is one hunk.
    """
    return _joined(list(_hunks(before, after)))


def _hunks(before: Sequence[str], after: Sequence[str]) -> Iterator[Hunk]:
    budget = _WORK_PER_WORD * (len(before) + len(after)) + 1_000
    stack: list[Hunk] = [(0, len(before), 0, len(after))]
    while stack:
        i, j, k, m = stack.pop()
        while i < j and k < m and before[i] == after[k]:
            i, k = i + 1, k + 1
        while i < j and k < m and before[j - 1] == after[m - 1]:
            j, m = j - 1, m - 1
        if i == j or k == m:
            if i < j or k < m:
                yield i, j, k, m
            continue
        if (j - i) * (m - k) <= _EXACT_CELLS:
            budget -= (j - i) * (m - k) // 8
            stack += reversed(_around((i, j, k, m), _exact(before, after, (i, j, k, m))))
            continue
        budget -= 4 * (j - i + m - k)
        anchors = _anchors(before, after, (i, j, k, m)) if budget > 0 else []
        if anchors:
            stack += reversed(_around((i, j, k, m), anchors))
        else:
            yield i, j, k, m


def _around(region: Hunk, matches: list[tuple[int, int, int]]) -> list[Hunk]:
    """Return what of ``region`` lies between its matches (place before, place after, length), in order."""
    i, j, k, m = region
    if not matches:
        # Nothing in common: cut into a deletion and an insertion, which end the search in the next step.
        return [(i, j, k, k), (j, j, k, m)]
    left = []
    for a, b, length in matches:
        left.append((i, a, k, b))
        i, k = a + length, b + length
    return [*left, (i, j, k, m)]


def _exact(before: Sequence[str], after: Sequence[str], region: Hunk) -> list[tuple[int, int, int]]:
    """Return the longest common subsequence of a small region as matches of one word each."""
    i, j, k, m = region
    width = m - k
    rows = [[0] * (width + 1)]
    for a in range(j - 1, i - 1, -1):
        word, below, row = before[a], rows[-1], [0] * (width + 1)
        for b in range(width - 1, -1, -1):
            row[b] = below[b + 1] + 1 if word == after[k + b] else max(below[b], row[b + 1])
        rows.append(row)
    rows.reverse()
    matches, a, b = [], 0, 0
    while a < j - i and b < width:
        if before[i + a] == after[k + b]:
            matches.append((i + a, k + b, 1))
            a, b = a + 1, b + 1
        elif rows[a + 1][b] >= rows[a][b + 1]:
            a += 1
        else:
            b += 1
    return matches


def _anchors(before: Sequence[str], after: Sequence[str], region: Hunk) -> list[tuple[int, int, int]]:
    """Return runs that stand once on each side, in an order both sides share; in the end, repeated ones too."""
    i, j, k, m = region
    for size in _GRAMS:
        old, new = _places(before, i, j, size), _places(after, k, m, size)
        pairs = [
            (old[gram][0], new[gram][0]) for gram in old if len(old[gram]) == 1 == len(new.get(gram, ()))
        ]
        if pairs:
            return _rising(pairs, size)
    # Everything repeats: the first of one side is taken for the first of the other, and so on.
    old, new = _places(before, i, j, _GRAMS[0]), _places(after, k, m, _GRAMS[0])
    pairs = [pair for gram in old for pair in zip(old[gram], new.get(gram, ()), strict=False)]
    return _rising(pairs, _GRAMS[0])


def _places(words: Sequence[str], start: int, stop: int, size: int) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = {}
    for place in range(start, stop - size + 1):
        places.setdefault(tuple(words[place : place + size]), []).append(place)
    return places


def _rising(pairs: list[tuple[int, int]], size: int) -> list[tuple[int, int, int]]:
    """Return the longest chain of pairs that rises on both sides, overlapping runs cut short."""
    pairs.sort()
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, (_, place) in enumerate(pairs):
        at = bisect_left(tails, place)
        previous.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(place)
            ends.append(index)
        else:
            tails[at], ends[at] = place, index
    chain, index = [], ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    chain.reverse()
    if not chain:
        return []
    matches = []
    for (a, b), (next_a, next_b) in pairwise([*chain, (chain[-1][0] + size, chain[-1][1] + size)]):
        matches.append((a, b, min(size, next_a - a, next_b - b)))
    return [match for match in matches if match[2] > 0]


def _joined(hunks: list[Hunk]) -> list[Hunk]:
    joined: list[Hunk] = []
    for i, j, k, m in hunks:
        if joined:
            a, b, c, d = joined[-1]
            equal = i - b
            if equal == 0 or equal < min(max(b - a, d - c), max(j - i, m - k)):
                joined[-1] = (a, j, c, m)
                continue
        joined.append((i, j, k, m))
    return joined
