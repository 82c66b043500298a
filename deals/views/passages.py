"""What changed between two kept versions of a text, as passages with the words around each change. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.differing import Hunk, differences

AROUND = 14  # words left standing on either side of a change
_WORD = re.compile(r"[\u3400-\u9fff]|\w+|[^\w\s]|\s+")

Piece = tuple[str, str]  # same, removed or added; and the words


def passages(before: str, after: str) -> list[list[Piece]]:
    """Return a list of pieces for each changed passage, in the order of the text; [] for equal texts.

    Changes whose surroundings meet stand in one passage. The kind of a piece is ``same``, ``removed`` or
    ``added``; joined without the removed ones, a passage is a stretch of ``after``.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    found: list[list[Piece]] = []
    group: list[Hunk] = []
    for hunk in differences(old, new):
        if group and hunk[2] - group[-1][3] > 2 * AROUND:
            found.append(_passage(old, new, group))
            group = []
        group.append(hunk)
    if group:
        found.append(_passage(old, new, group))
    return found


def _passage(old: Sequence[str], new: Sequence[str], hunks: Sequence[Hunk]) -> list[Piece]:
    place = max(hunks[0][2] - AROUND, 0)
    pieces: list[Piece] = []
    for a, b, c, d in hunks:
        pieces += [
            ("same", "".join(new[place:c])),
            ("removed", "".join(old[a:b])),
            ("added", "".join(new[c:d])),
        ]
        place = d
    pieces.append(("same", "".join(new[place : place + AROUND])))
    return [(kind, words) for kind, words in pieces if words]
