"""Whether a pinned quote still stands in a newer version of its text, and where.

A quote never jumps: it is placed only where the very same words stand, and among several such places only where
the words around it say which. What merely resembles it is a hint for an editor. Pure: no Django.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from sources.text import find_quote, fold

INTACT, MOVED, ALTERED, DELETED = "intact", "moved", "altered", "deleted"

CONTEXT = 64  # code points of context on each side that are used; callers pin at least 32
_MANY = 2_000  # occurrences beyond this number are not told apart
_NEAR = 0.6  # share of the quote's characters that a lookalike must have
_LONG = 40  # weight of a quote whose own words identify it; a Latin letter weighs 1, a Han character 3
_SURE = 8  # weight of matching context under which a shared "the " or 的 tells nothing


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a quote.

    ``start`` and ``stop`` are its place in the new text when ``kind`` is intact or moved, else None.
    ``reason`` is a short fixed word: same_place, same_context, own_words, context_before, context_after,
    ambiguous, other_surroundings, typographic, near_match, replaced, absent, cut_out. ``hint`` is the span
    that most resembles an altered quote, to show and never to pin.
    """

    kind: str
    start: int | None = None
    stop: int | None = None
    reason: str = ""
    hint: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well the surroundings of one occurrence agree with the pinned context."""

    start: int
    before: int  # code points that agree, going out from the quote
    after: int
    is_whole_before: bool  # all of that side's context agrees, the text's own edge included
    is_whole_after: bool
    is_sure: bool  # a whole side agrees, and it is not just a word or two

    @property
    def rank(self) -> tuple[int, int]:
        return self.is_whole_before + self.is_whole_after, self.before + self.after


def verdict(quote: str, before_context: str, after_context: str, old_start: int, new_text: str) -> Verdict:
    """Return what became of ``quote`` in ``new_text``.

    ``before_context`` and ``after_context`` are what stood directly around it in the old text (32 to 64 code points,
    less only at the old text's edges: an empty one means that the quote began or ended the text), ``old_start``
    its offset there. Texts are normalised alike; offsets are code points. Raises ValueError for an empty quote.

    intact: the same words at the same offset, or the one place whose surroundings on both sides are the same.
    moved: the same words elsewhere, told by the words on one side, or by themselves if they are many.
    altered: not the same words, or not tellable which of several; no place, only a reason and a hint.
    deleted: nothing like it.
    """
    if not quote.strip():
        raise ValueError("an empty quote has no place")
    before, after = before_context[-CONTEXT:], after_context[:CONTEXT]
    places = _occurrences(new_text, quote)
    if len(places) > _MANY:
        return Verdict(ALTERED, reason="ambiguous")
    fits = [_fit(new_text, place, len(quote), before, after) for place in places]
    if not fits:
        return _lost(quote, before, after, old_start, new_text)
    best = max(fit.rank for fit in fits)
    leaders = [fit for fit in fits if fit.rank == best]
    here = next((fit for fit in fits if fit.start == old_start), None)
    if here is not None and (here in leaders or len(fits) == 1):
        # A copy that slid to the old offset does not count when its surroundings are another's.
        if len(fits) == 1 or _tells(here, before, after):
            return _placed(INTACT, old_start, quote, "same_place")
        return Verdict(ALTERED, reason="ambiguous")
    if len(leaders) > 1:
        return Verdict(ALTERED, reason="ambiguous")
    leader = leaders[0]
    if leader.is_whole_before and leader.is_whole_after:
        return _placed(INTACT, leader.start, quote, "same_context")
    if _tells(leader, before, after):
        side = (
            "before"
            if (leader.is_whole_before, leader.before) > (leader.is_whole_after, leader.after)
            else "after"
        )
        return _placed(MOVED, leader.start, quote, f"context_{side}")
    if len(fits) > 1:
        return Verdict(ALTERED, reason="ambiguous")
    if _weight(quote) >= _LONG:
        return _placed(MOVED, leader.start, quote, "own_words")
    return Verdict(ALTERED, reason="other_surroundings", hint=(leader.start, leader.start + len(quote)))


def _placed(kind: str, start: int, quote: str, reason: str) -> Verdict:
    return Verdict(kind, start, start + len(quote), reason)


def _occurrences(text: str, quote: str) -> list[int]:
    """Return where ``quote`` stands, overlapping places too; one more than is of use at most."""
    places: list[int] = []
    at = text.find(quote)
    while at >= 0 and len(places) <= _MANY:
        places.append(at)
        at = text.find(quote, at + 1)
    return places


def _fit(text: str, start: int, length: int, before: str, after: str) -> _Fit:
    stop = start + length
    left = _common(reversed(before), reversed(text[max(0, start - CONTEXT) : start]))
    right = _common(iter(after), iter(text[stop : stop + CONTEXT]))
    # An empty context means that the old text ended there; so must the new one.
    whole_left = left == len(before) and (bool(before) or start == 0)
    whole_right = right == len(after) and (bool(after) or stop == len(text))
    # A short one that runs to the edge of the new text as it did in the old says more than its few letters.
    sure_left = whole_left and (_weight(before) >= _SURE or start == len(before))
    sure_right = whole_right and (_weight(after) >= _SURE or stop + len(after) == len(text))
    return _Fit(start, left, right, whole_left, whole_right, sure_left or sure_right)


def _common(left: Iterator[str], right: Iterator[str]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _weight(text: str) -> int:
    return sum(3 if char >= "\u2e80" else 1 for char in text if not char.isspace())


def _tells(fit: _Fit, before: str, after: str) -> bool:
    """Whether the surroundings say that this is the place: one whole side, or half of both together."""
    if fit.is_sure or (fit.is_whole_before and fit.is_whole_after):
        return True
    agreeing = before[len(before) - fit.before :] + after[: fit.after]
    return 2 * (fit.before + fit.after) >= len(before) + len(after) and _weight(agreeing) >= _SURE


def _lost(quote: str, before: str, after: str, old_start: int, text: str) -> Verdict:
    """The very words stand nowhere: was one character changed, were they rewritten, or are they gone?"""
    same_words = find_quote(text, quote)
    if same_words:
        return Verdict(
            ALTERED, reason="typographic", hint=min(same_words, key=lambda span: abs(span[0] - old_start))
        )
    between = _between(quote, before, after, old_start, text)
    near = _nearest(quote, text)
    if between is not None:
        start, stop = between
        if not text[start:stop].strip():
            return Verdict(DELETED, reason="cut_out")
        if near is None or not (near[0] < stop and start < near[1]):
            near = between
        return Verdict(ALTERED, reason="replaced", hint=near)
    return Verdict(ALTERED, reason="near_match", hint=near) if near else Verdict(DELETED, reason="absent")


def _between(quote: str, before: str, after: str, old_start: int, text: str) -> tuple[int, int] | None:
    """Return the one span of a like length that stands between the quote's own surroundings, if there is one."""
    left, right = before[-24:], after[:24]
    if _weight(left) < _SURE or _weight(right) < _SURE:
        return None
    limit = 2 * len(quote) + 40
    ends = [place + len(left) for place in _occurrences(text, left)]
    starts = _occurrences(text, right)
    if len(ends) > _MANY or len(starts) > _MANY:
        return None
    spans = []
    for end in ends:
        at = bisect_left(starts, end)
        if at < len(starts) and starts[at] - end <= limit:
            spans.append((end, starts[at]))
    return spans[0] if len(spans) == 1 else None


def _nearest(quote: str, text: str) -> tuple[int, int] | None:
    """Return the span of ``text`` that shares most with ``quote``, or None if none shares enough.

    Pieces of the quote vote for the place where it would start; the best place is compared in full. One pass
    over the text, and one comparison of the quote's own size.
    """
    wanted, folded = fold(quote).lower(), fold(text).lower()
    if len(folded) != len(text) or len(wanted) != len(quote):
        wanted, folded = fold(quote), fold(text)  # a letter whose lower case is two letters
    size = 3 if _weight(wanted) >= 2 * len(wanted) else 6
    size = min(size, max(2, len(wanted) // 2))
    pieces: dict[str, list[int]] = {}
    for place in range(len(wanted) - size + 1):
        pieces.setdefault(wanted[place : place + size], []).append(place)
    bucket = max(8, len(wanted) // 4)
    votes: dict[int, int] = {}
    for place in range(len(folded) - size + 1):
        known = pieces.get(folded[place : place + size])
        if known is None or len(known) > 4:
            continue
        for offset in known:
            votes[(place - offset) // bucket] = votes.get((place - offset) // bucket, 0) + 1
    if not votes:
        return None
    best = max(votes, key=lambda key: (votes[key] + votes.get(key + 1, 0), -key))
    low = max(0, best * bucket - len(wanted) // 2)
    high = min(len(text), (best + 2) * bucket + len(wanted) * 3 // 2)
    return _aligned(wanted, folded, low, high)


_MOST = 1_200  # code points of a quote that are compared one by one; longer ones by their beginning and end


def _aligned(wanted: str, folded: str, low: int, high: int) -> tuple[int, int] | None:
    window = folded[low:high]
    if len(wanted) > _MOST:
        head = _aligned(wanted[: _MOST // 2], folded, low, min(high, low + _MOST + len(wanted) // 2))
        tail = _aligned(wanted[-_MOST // 2 :], folded, max(low, high - _MOST - len(wanted) // 2), high)
        if head and tail and head[0] < tail[1]:
            return head[0], tail[1]
        return head or tail
    matcher = SequenceMatcher(None, wanted, window, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= 2]
    shared = sum(block.size for block in blocks)
    if not blocks or shared < _NEAR * len(wanted):
        return None
    first, last = blocks[0], blocks[-1]
    start = max(0, first.b - first.a) if first.a <= 3 else first.b
    rest = len(wanted) - (last.a + last.size)
    stop = min(len(window), last.b + last.size + rest) if rest <= 3 else last.b + last.size
    return low + start, low + stop
