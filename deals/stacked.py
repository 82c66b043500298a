"""Turn the picture of who moves next upright for a narrow page: one box under another, what waits set in.

Pure: made from the picture that ``turns.py`` lays out in columns. A step stands under the one that it hangs on first,
joined by a line in the margin; every further line runs along the right edge. What is open stands above what is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .turns import BOX, HEIGHT, PAD, Box, Line, Picture

INDENT, DEEPEST = 22, 3
UNDER, APART = 22, 16  # between a box and what hangs on it; between others
TRUNK = 12
CHANNEL = 8
OPEN = ("moves", "waits")


def stacked(picture: Picture) -> Picture:
    """Return the same boxes and lines in one column."""
    order: list[tuple[int, int, int | None]] = []  # a box, how far it is set in, the line by which it hangs
    for group in _groups(picture):
        order += _hung(group, picture)
    boxes: dict[int, Box] = {}
    hanging: set[int] = set()
    y = PAD
    for number, depth, hung in order:
        if boxes:
            y += UNDER if hung is not None else APART
        boxes[number] = replace(picture.boxes[number], x=PAD + depth * INDENT, y=y)
        y += HEIGHT
        if hung is not None:
            hanging.add(hung)
    edge = max(box.x for box in boxes.values()) + BOX
    lines: list[Line] = []
    channels = 0
    for number, line in enumerate(picture.lines):
        start, end = boxes[line.start], boxes[line.end]
        if number in hanging:
            # The one that hangs below may be either end; a line of exchange has no direction.
            upper, lower = (start, end) if start.y < end.y else (end, start)
            x, middle = upper.x + TRUNK, lower.y + HEIGHT // 2
            path = f"M{x} {upper.y + HEIGHT}V{middle}H{lower.x}"
            if upper is end:
                path = f"M{lower.x} {middle}H{x}V{upper.y + HEIGHT}"
            lines.append(replace(line, path=path, text_x=x + 6, text_y=lower.y - 6, anchor="start"))
            continue
        channels += 1
        x = edge + CHANNEL * channels
        path = f"M{start.x + BOX} {start.y + HEIGHT // 2}H{x}V{end.y + HEIGHT // 2}H{end.x + BOX}"
        lines.append(replace(line, path=path, text_x=x, text_y=end.y - 6, anchor="end"))
    return Picture(
        edge + CHANNEL * (channels + 1), y + PAD, tuple(boxes[n] for n, _depth, _line in order), tuple(lines)
    )


def _groups(picture: Picture) -> list[list[int]]:
    """Return the numbers of boxes that hang together; groups with an open step first."""
    group_of = list(range(len(picture.boxes)))
    for line in picture.lines:
        one, other = group_of[line.start], group_of[line.end]
        group_of = [one if group == other else group for group in group_of]
    found: dict[int, list[int]] = {}
    for number, group in enumerate(group_of):
        found.setdefault(group, []).append(number)
    return sorted(found.values(), key=lambda group: not _is_open(group, picture))


def _is_open(group: Sequence[int], picture: Picture) -> bool:
    return any(picture.boxes[number].standing in OPEN for number in group)


def _hung(group: Sequence[int], picture: Picture) -> list[tuple[int, int, int | None]]:
    """Return the boxes of a group from what is needed first to what waits for it, without recursion.

    A cycle is entered at its first box.
    """
    lines = [(number, line) for number, line in enumerate(picture.lines) if line.start in group]
    needed = {line.end for _number, line in lines}
    first = [number for number in group if number not in needed]
    found: list[tuple[int, int, int | None]] = []
    seen: set[int] = set()
    waiting: list[tuple[int, int, int | None]] = [
        (number, 0, None) for number in (*reversed(group), *reversed(first))
    ]
    while waiting:
        number, depth, by = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        found.append((number, depth, by))
        # Below: what waits for it, and the other half of an exchange whichever way the line was laid.
        for line_number, line in reversed(lines):
            if line.start == number:
                waiting.append((line.end, min(depth + 1, DEEPEST), line_number))
            elif line.end == number and line.kind == "mutual":
                waiting.append((line.start, min(depth + 1, DEEPEST), line_number))
    return found
