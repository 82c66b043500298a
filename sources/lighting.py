"""A text cut into pieces where spans begin and end, so that a page can light them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def lit(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, tuple[int, ...]]]:
    """Return (piece, indexes of the spans that cover it), in order; the pieces joined give the text.

    ``spans`` are half-open in code points; they may overlap and nest; what lies outside the text is cut off.
    """
    cuts = {0, len(text)}
    for start, stop in spans:
        cuts |= {min(max(start, 0), len(text)), min(max(stop, 0), len(text))}
    places = sorted(cuts)
    pieces = []
    for start, stop in pairwise(places):
        over = tuple(n for n, (first, last) in enumerate(spans) if first <= start and stop <= last)
        pieces.append((text[start:stop], over))
    return pieces
