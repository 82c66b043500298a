"""Turn the picture of a deal upright for a narrow page: time runs down, each actor has a column.

Pure: made from the picture that ``overview.py`` works out and from nothing else, so that both tell the same.
One unit is one CSS pixel of a window 360 wide. Marks stand in order of time and never cover one another: rounds
give way downwards and a line leads to their day, acts of one actor that are too near are one mark with a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from .overview import BAND, MARK, Band, Block, Lane, Mark, Overview

WIDTH = 326
SHRINK = 0.6  # of the length of the wide picture
NAMES_AT = 40  # the column of rounds, after the months
LETTER = 6.7
LONGEST = 114  # of a round's name, in pixels
STEP = MARK + 2
GAP = 8
THICKEST = 20.0
HEAD, HEAD_WITH_BANDS = 24, 126
Place = Callable[[float], float]  # from across in the wide picture to down in this one


@dataclass(frozen=True, slots=True)
class Bar:
    """The measures of one family as an upright bar; ``x`` is its left edge."""

    x: float
    width: float
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What one actor did: marks, and bars of its measures. ``label`` says the bars in words."""

    x: float
    width: float
    lane: Lane
    bars: tuple[Bar, ...]
    label: str
    party: str  # its code; "" for both sides

    @property
    def bars_x(self) -> float:
        return self.bars[0].x if self.bars else self.x

    @property
    def bars_width(self) -> float:
        """At least what a finger hits."""
        return max(sum(bar.width for bar in self.bars), MARK)


@dataclass(frozen=True, slots=True)
class Upright:
    """``head`` is where time begins; ``days`` lead from the axis to the marks of rounds that gave way."""

    width: int
    height: float
    head: int
    ticks: tuple[tuple[float, str, bool], ...]  # y, words, is a year's
    columns: tuple[Column, ...]
    marks: tuple[Mark, ...]
    days: tuple[str, ...]
    today: float | None
    today_label: str
    first_year: str


def upright(picture: Overview) -> Upright:
    """Return the same picture with time running down."""
    head = HEAD_WITH_BANDS if picture.bands else HEAD

    def y(x: float) -> float:
        return round(head + 14 + x * SHRINK, 1)

    end = y(picture.width)
    rounds = [mark for mark in picture.marks if mark.is_round]
    acts = [lane for lane in picture.lanes if _marks(lane, picture.marks) or _bands(lane, picture)]
    names = min(max((_width(mark) for mark in rounds), default=0), LONGEST)
    left = NAMES_AT + names + (GAP + 2 if names else 0)
    thick = _thickness(WIDTH - left, len(acts), len(picture.bands))
    placed, days = _beside_the_axis(rounds, y, end)
    columns = []
    x = float(left)
    for lane in acts:
        bands = _bands(lane, picture)
        own = _marks(lane, picture.marks)
        bars_at = x + (MARK + 2 if own else 0)
        bars = tuple(
            Bar(
                round(bars_at + i * thick, 1),
                round(thick - 1, 1),
                band.title,
                _turned(band, y, bars_at + i * thick, thick - 1),
            )
            for i, band in enumerate(bands)
        )
        width = (MARK + 2 if own else 0) + max(len(bands) * thick, MARK if bands else 0)
        columns.append(
            Column(
                round(x, 1),
                round(width, 1),
                lane,
                bars,
                "; ".join(band.label for band in bands),
                lane.party.code if lane.party else "",
            )
        )
        placed += _down(own, y, round(x, 1), end)
        x += width + GAP
    height = max([end, *(mark.y + MARK for mark in placed)]) + 6
    return Upright(
        WIDTH,
        round(height, 1),
        head,
        tuple((y(tick.x), tick.label, tick.is_year) for tick in picture.ticks),
        tuple(columns),
        tuple(sorted(placed, key=lambda mark: (mark.y, mark.x))),
        days,
        y(picture.today) if picture.today is not None else None,
        picture.today_label,
        str(picture.first.year),
    )


def _marks(lane: Lane, marks: Iterable[Mark]) -> list[Mark]:
    """The acts in a lane, in order of time."""
    inside = [m for m in marks if not m.is_round and lane.y <= m.y < lane.y + lane.height]
    return sorted(inside, key=lambda mark: mark.centre)


def _bands(lane: Lane, picture: Overview) -> list[Band]:
    return [band for band in picture.bands if lane.party and band.party.pk == lane.party.pk]


def _width(mark: Mark) -> int:
    return round(len(mark.letter) * LETTER + 13)


def _thickness(room: float, lanes: int, bands: int) -> float:
    """How thick a bar may be for all to fit."""
    if not bands:
        return THICKEST
    return round(min(max((room - lanes * (MARK + 2 + GAP) + GAP - 2) / bands, 6), THICKEST), 1)


def _beside_the_axis(rounds: Sequence[Mark], y: Place, end: float) -> tuple[list[Mark], tuple[str, ...]]:
    """The names of rounds one under another, and the lines from their days to them."""
    tops: list[float] = []
    inorder = sorted(rounds, key=lambda mark: mark.span[0] if mark.span else mark.centre)
    at = [y(mark.span[0] if mark.span else mark.centre) for mark in inorder]
    for day in at:
        tops.append(max(day - MARK / 2, tops[-1] + STEP if tops else 0))
    # What was pushed beyond the end goes back up, as far as there is room.
    low = end
    for i in reversed(range(len(tops))):
        tops[i] = min(tops[i], max(low - MARK, 0))
        low = tops[i] - 2
    placed, days = [], []
    for mark, top, day in zip(inorder, tops, at, strict=True):
        width = min(_width(mark), LONGEST)
        fits = int((LONGEST - 13) / LETTER)
        name = mark.letter if len(mark.letter) <= fits else mark.letter[: fits - 1].rstrip() + "…"
        placed.append(replace(mark, x=float(NAMES_AT), y=round(top, 1), width=width, letter=name, span=None))
        days.append(f"M{NAMES_AT - 10} {day:.1f}L{NAMES_AT} {top + MARK / 2:.1f}")
    return placed, tuple(days)


def _down(marks: Sequence[Mark], y: Place, x: float, end: float) -> list[Mark]:
    """The acts of one actor in one column; those too near to stand apart are one with a number."""
    placed: list[Mark] = []
    for mark in marks:
        top = min(y(mark.centre) - MARK / 2, end - MARK)
        if placed and top < placed[-1].y + STEP:
            placed[-1] = _one(placed[-1], mark)
        else:
            placed.append(replace(mark, x=x, y=round(top, 1), span=None))
    return placed


def _one(into: Mark, other: Mark) -> Mark:
    def count(mark: Mark) -> int:
        return int(mark.letter) if mark.is_folded else 1

    return replace(
        into,
        letter=str(count(into) + count(other)),
        label=_("%(first)s; %(second)s") % {"first": into.label, "second": other.label},
        is_ahead=into.is_ahead and other.is_ahead,
        is_folded=True,
    )


def _turned(band: Band, y: Place, x: float, width: float) -> tuple[Block, ...]:
    """The blocks of a band upright: what stood on the ground stands at the left edge."""
    ground = band.y + 4 + BAND
    return tuple(
        Block(
            round(x + (ground - block.y - block.height) / BAND * width, 1),
            y(block.x),
            round(block.height / BAND * width, 1),
            round(block.width * SHRINK, 1),
            block.code,
        )
        for block in band.blocks
    )
