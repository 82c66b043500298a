"""Work out the picture of a deal: lanes, marks, bands and today's line, as numbers for a template to draw.

Pure: no request, no query. One unit is one CSS pixel, so that a mark of 24 units is a target of 24 px.
Marks come out in order of time, because the order of elements is the order of the tab key; marks that would
cover one another take a row of their own, and what still does not fit is folded into one with a number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from .gathering import DealFacts, party_order
from .models import Countermeasure, Party, Status
from .state import RAN_OUT, state_on
from .timeline import FORCE_ORDER, Entry, counted

MARK = 24
GAP = 4
ROW = MARK + GAP
BAND = 22
BAND_ROW = 38
LETTER_WIDTH = 7.2  # of the labels' type, in pixels
LEAST_MONTH = 38.0
LEAST_PLOT = 1018.0
MOST_MONTHS = 120  # a longer story is pressed together
ZOOMS = {"deal": 0, "year": 12, "month": 1}  # months in the window; 0: the whole deal
MEASURE_FAMILIES = {
    "controls": ("export_control", "licensing", "ban", "quota"),
    "tariffs": ("tariff",),
    "listings": ("listing",),
    "other": ("investigation", "port_fee", "visa", "sanction"),
}
MEASURE_FAMILY_OF = {kind: family for family, kinds in MEASURE_FAMILIES.items() for kind in kinds}
STACKED = ("in_force", "partly_suspended", "suspended", RAN_OUT)


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str
    is_year: bool

    @property
    def text_x(self) -> int:
        return round(self.x) + 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A round, a contact or an act. ``x, y`` is the upper left corner; ``span``: x and width of its days."""

    x: float
    y: float
    width: float
    letter: str
    shape: str
    href: str
    label: str
    span: tuple[float, float] | None = None
    is_ahead: bool = False
    is_folded: bool = False
    measures: tuple[int, ...] = ()  # that it tells of

    @property
    def is_round(self) -> bool:
        return self.shape in ("talks", "leaders-contact", "confirmation")

    @property
    def centre(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of a band: how many measures had one state over some days."""

    x: float
    y: float
    width: float
    height: float
    code: str


@dataclass(frozen=True, slots=True)
class Band:
    """The measures of one party and family: blocks, and the words that say the same."""

    y: float
    party: Party
    family: str
    title: str
    summary: str
    label: str
    blocks: tuple[Block, ...]
    shape: str
    height: int = BAND

    @property
    def text_y(self) -> int:
        return round(self.y) + 20


@dataclass(frozen=True, slots=True)
class Lane:
    y: float
    height: float
    title: str
    party: Party | None = None

    @property
    def shape(self) -> str:
        return _shape(self.party)

    @property
    def short(self) -> str:
        """The title, short enough for the column of labels."""
        if self.party is None or len(self.title) <= 15:
            return self.title
        return {"US": "United States", "EU": "European Union"}.get(self.party.code, self.party.code)

    @property
    def text_y(self) -> int:
        return round(self.y) + 15

    @property
    def rule_y(self) -> int:
        return round(self.y) - 5


@dataclass(frozen=True, slots=True)
class Link:
    """A line from the act that answers to the act that it answers. ``label`` says the same in words."""

    path: str
    label: str


@dataclass(frozen=True, slots=True)
class Overview:
    width: float
    height: float
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    today: float | None  # None where the asked day lies outside the window
    today_label: str
    first: dt.date  # where it begins
    links: tuple[Link, ...] = ()
    before: dt.date | None = None  # where the neighbouring windows open, None where nothing is left that way
    after: dt.date | None = None

    @property
    def future(self) -> float:
        """How wide the days after the asked one are."""
        return round(self.width - self.today, 1) if self.today is not None else 0.0

    @property
    def has_future(self) -> bool:
        return self.today is not None and self.future > 0


_Step = tuple[float, float, int, int, str]  # x, width, how many lie below, how many, state


@dataclass(slots=True)
class _Scale:
    first: dt.date
    last: dt.date
    width: float = field(init=False)

    def __post_init__(self) -> None:
        months = min((self.last - self.first).days / 30.44, MOST_MONTHS)
        self.width = round(max(LEAST_PLOT, months * LEAST_MONTH))

    def x(self, day: dt.date) -> float:
        day = min(max(day, self.first), self.last)
        return round((day - self.first).days / max((self.last - self.first).days, 1) * self.width, 1)


def family_name(family: str) -> str:
    """Return what readers call a family of measures."""
    return {
        "controls": _("Export controls"),
        "tariffs": _("Tariffs"),
        "listings": _("Entity listings"),
        "other": _("Port fees, others"),
    }[family]


def draw(
    facts: DealFacts,
    entries: Sequence[Entry],
    ahead: Iterable[dt.date] = (),
    *,
    zoom: str = "deal",
    at: dt.date | None = None,
) -> Overview | None:
    """Return the picture of a deal on the asked day, or None when there is nothing to draw.

    ``zoom``: a key of ZOOMS; a year or a month is drawn around the day ``at`` (None: the asked day).
    """
    on = facts.asof.on
    whole = [on, *ahead, *(entry.first for entry in entries), *(entry.last for entry in entries)]
    if ZOOMS[zoom]:
        scale = _window(at or on, ZOOMS[zoom])
        entries = [entry for entry in entries if entry.first < scale.last and entry.last >= scale.first]
    else:
        whole_deal = _scale_of_deal(facts, entries, ahead)
        if whole_deal is None:
            return None
        scale = whole_deal
    marks: list[Mark] = []
    lanes: list[Lane] = []
    bands: list[Band] = []
    y = 34.0
    for title, found in (
        (_("Rounds"), _round_marks(facts, scale, contacts=False)),
        (_("Leaders"), _round_marks(facts, scale, contacts=True)),
        (_("Both sides"), _entry_marks([e for e in entries if e.actor is None], scale, on)),
    ):
        if found:
            placed, height = _place(found, y)
            lanes.append(Lane(y, height, title))
            marks += placed
            y += height + 8
    for party in facts.parties:
        own = [entry for entry in entries if entry.actor is not None and _side(entry.actor) == party.pk]
        own_bands = _bands(party, facts, scale)
        found = _entry_marks(own, scale, on)
        if not found and not own_bands:
            continue
        placed, height = _place(found, y) if found else ([], 20.0)
        lanes.append(Lane(y, height, party.name_en, party))
        marks += placed
        y += height + 2
        for family, steps, summary, most in own_bands:
            bands.append(_band(party, family, steps, summary, most, y))
            y += BAND_ROW
        y += 10
    step = dt.timedelta(days=31 * max(ZOOMS[zoom] // 2, 1))
    return Overview(
        scale.width,
        y + 4,
        _ticks(scale) if ZOOMS[zoom] != 1 else _day_ticks(scale),
        tuple(lanes),
        tuple(bands),
        tuple(sorted(marks, key=lambda mark: (mark.centre, mark.y))),
        scale.x(on) if scale.first <= on <= scale.last else None,
        f"{on.day} {on:%b %Y}",
        scale.first,
        _links(facts, marks),
        # There is a next window as long as it or one beyond it has something to show.
        (at or on) - step if ZOOMS[zoom] and scale.first > min(whole) else None,
        (at or on) + step if ZOOMS[zoom] and scale.last <= max(whole) else None,
    )


def _scale_of_deal(facts: DealFacts, entries: Sequence[Entry], ahead: Iterable[dt.date]) -> _Scale | None:
    """Return the days from the first act to the last, and to what lies ``ahead`` within 400 days; None without any."""
    on = facts.asof.on
    # Measures older than the first act that a source tells come in from the left edge.
    told = [entry.first for entry in entries if not entry.is_derived]
    days = told + [round_.starts_on for round_ in facts.rounds] or [entry.first for entry in entries]
    if not days:
        return None
    horizon = on + dt.timedelta(days=400)
    last = max([*days, on, *[day for day in ahead if day <= horizon]]) + dt.timedelta(days=20)
    return _Scale(min(days).replace(day=1), _month_after(last))


def _window(at: dt.date, months: int) -> _Scale:
    """A month is drawn whole; a year has eight months before the one of ``at`` and three after it."""
    first = at.replace(day=1)
    if months > 1:
        for _i in range(8):
            first = (first - dt.timedelta(days=1)).replace(day=1)
    last = first
    for _i in range(months):
        last = _month_after(last)
    return _Scale(first, last)


def _links(facts: DealFacts, marks: Sequence[Mark]) -> tuple[Link, ...]:
    """Return the lines between acts of which a text says that one answers the other."""
    first: dict[int, Mark] = {}
    for mark in sorted(marks, key=lambda mark: mark.centre):
        for pk in mark.measures:
            first.setdefault(pk, mark)
    titles = {measure.pk: measure.title_en for measure in facts.measures}
    found: dict[tuple[float, float, float, float], list[str]] = {}
    for measure, answered in facts.answers.items():
        for other in answered:
            start, end = first.get(measure), first.get(other)
            if start is None or end is None or start is end or measure not in titles or other not in titles:
                continue
            place = (start.centre, start.y + MARK / 2, end.centre, end.y + MARK / 2)
            label = _("%(measure)s answers %(other)s")
            found.setdefault(place, []).append(label % {"measure": titles[measure], "other": titles[other]})
    return tuple(
        Link(
            f"M{x:.1f} {y:.1f}C{x:.1f} {(y + v) / 2:.1f} {u:.1f} {(y + v) / 2:.1f} {u:.1f} {v:.1f}",
            "; ".join(labels),
        )
        for (x, y, u, v), labels in found.items()
    )


def bar(
    rows: Sequence[Status], on: dt.date, *, first: dt.date, last: dt.date, width: int, height: int = 14
) -> dict[str, Any]:
    """Return one measure's periods as a bar: ``blocks`` over ``first`` to ``last``, and ``today``'s place."""
    scale = _Scale(first, last)
    factor = width / scale.width
    blocks = [
        Block(
            round(scale.x(start) * factor, 1),
            0,
            round(max((scale.x(stop) - scale.x(start)) * factor, 1), 1),
            height,
            code,
        )
        for start, stop, code in _stretches(rows, first, last)
    ]
    return {"blocks": blocks, "width": width, "height": height, "today": round(scale.x(on) * factor, 1)}


def _stretches(rows: Sequence[Status], first: dt.date, last: dt.date) -> list[tuple[dt.date, dt.date, str]]:
    """Return ``(first day, day after, code)`` between changes; days without a known state are left out."""
    turns = {first, last}
    for row in rows:
        turns |= {day for day in (row.effective.lower, row.effective.upper) if day and first < day < last}
    days = sorted(turns)
    found: list[tuple[dt.date, dt.date, str]] = []
    for start, stop in pairwise(days):
        code = state_on(rows, start).code
        if found and found[-1][2] == code and found[-1][1] == start:
            found[-1] = (found[-1][0], stop, code)
        else:
            found.append((start, stop, code))
    return [stretch for stretch in found if stretch[2] in (*STACKED, "announced")]


def _band(party: Party, family: str, steps: Sequence[_Step], summary: str, most: int, y: float) -> Band:
    """Return the band at ``y`` of a party's measures of one family, whose highest step counts ``most``."""
    name = family_name(family)
    return Band(
        y,
        party,
        family,
        name,
        summary,
        _("%(party)s, %(family)s: %(summary)s")
        % {"party": party.name_en, "family": name, "summary": summary},
        tuple(
            Block(
                x,
                round(y + 4 + BAND - (below + count) * BAND / most, 1),
                width,
                round(count * BAND / most, 1),
                code,
            )
            for x, width, below, count, code in steps
        ),
        _shape(party),
    )


def _bands(party: Party, facts: DealFacts, scale: _Scale) -> list[tuple[str, list[_Step], str, int]]:
    found = []
    for family in MEASURE_FAMILIES:
        measures = [
            measure
            for measure in facts.measures
            if MEASURE_FAMILY_OF[measure.kind] == family and _side(measure.imposed_by) == party.pk
        ]
        rows = {m.pk: facts.statuses.get(("countermeasure", m.pk, "force"), []) for m in measures}
        turns = {scale.first, scale.last}
        for one in rows.values():
            for row in one:
                turns |= {
                    d
                    for d in (row.effective.lower, row.effective.upper)
                    if d and scale.first < d < scale.last
                }
        days = sorted(turns)
        steps = []
        codes_of = [_codes(one, days[:-1]) for one in rows.values()]
        for (start, stop), codes in zip(pairwise(days), zip(*codes_of, strict=True), strict=False):
            steps.append((start, stop, [(code, codes.count(code)) for code in STACKED if code in codes]))
        most = max((sum(count for _code, count in counts) for _start, _stop, counts in steps), default=0)
        if not most:
            continue
        blocks: list[_Step] = []
        for start, stop, counts in steps:
            below = 0
            for code, count in counts:
                blocks.append((scale.x(start), round(scale.x(stop) - scale.x(start), 1), below, count, code))
                below += count
        blocks = _joined(blocks)
        found.append((family, blocks, _summary(measures, facts), most))
    return found


def _codes(rows: Sequence[Status], days: Sequence[dt.date]) -> list[str]:
    """Return the state on each of the days (in order), worked out only where one of the rows may have turned it."""
    turns = {day for row in rows for day in (row.effective.lower, row.effective.upper) if day}
    turns |= {row.override_until + dt.timedelta(days=1) for row in rows if row.override_until}
    left = sorted(turns, reverse=True)
    codes: list[str] = []
    for day in days:
        turned = not codes
        while left and left[-1] <= day:
            left.pop()
            turned = True
        codes.append(state_on(rows, day).code if turned else codes[-1])
    return codes


def _joined(blocks: list[_Step]) -> list[_Step]:
    """Join neighbours of one height, so that no seam shows where another measure changed."""
    joined: list[_Step] = []
    for block in sorted(blocks, key=lambda b: (b[4], b[2], b[3], b[0])):
        last = joined[-1] if joined else None
        if last and last[2:] == block[2:] and abs(last[0] + last[1] - block[0]) < 0.2:
            joined[-1] = (last[0], round(last[1] + block[1], 1), *last[2:])
        else:
            joined.append(block)
    return sorted(joined)


def _summary(measures: Sequence[Countermeasure], facts: DealFacts) -> str:
    words = {
        "in_force": _("in force"),
        "partly_suspended": _("partly suspended"),
        "suspended": _("suspended"),
        RAN_OUT: _("ran out"),
        "scheduled": _("scheduled"),
        "announced": _("announced"),
        "ended": _("ended"),
        "unknown": _("unknown"),
    }
    counts = counted((facts.state("countermeasure", m.pk).code for m in measures), FORCE_ORDER)
    return ", ".join(f"{count} {words[code]}" for code, count in counts)


def _round_marks(facts: DealFacts, scale: _Scale, *, contacts: bool) -> list[Mark]:
    marks = []
    for round_ in facts.rounds:
        if (round_.kind == "leaders_contact") != contacts:
            continue
        if round_.starts_on >= scale.last or round_.ends_on < scale.first:
            continue
        width = max(MARK, round(len(round_.name_en) * LETTER_WIDTH + 16))
        first, last = scale.x(round_.starts_on), scale.x(round_.ends_on + dt.timedelta(days=1))
        label = _("%(when)s: %(name)s, %(kind)s") % {
            "when": days_between(round_.starts_on, round_.ends_on),
            "name": round_.name_en,
            "kind": round_.get_kind_display(),
        }
        marks.append(
            Mark(
                _inside(first - 4, width, scale),
                0,
                width,
                round_.name_en,
                round_.kind.replace("_", "-"),
                f"#r-{round_.slug}",
                label,
                (first, round(max(last - first, 2), 1)),
                round_.starts_on > facts.asof.on,
            )
        )
    return marks


def _entry_marks(entries: Iterable[Entry], scale: _Scale, on: dt.date) -> list[Mark]:
    letters = {
        "rounds": _("R"),
        "agreements": _("A"),
        "statements": _("S"),
        "measures": _("M"),
        "dates": _("D"),
    }
    marks = []
    for entry in entries:
        if entry.is_derived or entry.family == "rounds":
            continue
        first, last = scale.x(entry.first), scale.x(entry.last + dt.timedelta(days=1))
        marks.append(
            Mark(
                _inside(first - MARK / 2, MARK, scale),
                0,
                MARK,
                letters[entry.family],
                _shape(entry.actor),
                f"#{entry.anchor}",
                f"{days_between(entry.first, entry.last, entry.precision)}: {entry.title}",
                (first, round(max(last - first, 2), 1)) if entry.last > entry.first else None,
                entry.first > on,
                measures=_begun_by(entry),
            )
        )
    return marks


def _begun_by(entry: Entry) -> tuple[int, ...]:
    """The measures that an entry announces or puts in force; a later act is not what answers."""
    if entry.kind not in ("announced", "effective"):
        return ()
    return tuple(s.record.pk for s in entry.subjects if isinstance(s.record, Countermeasure))


def _place(marks: Sequence[Mark], y: float, rows: int = 3) -> tuple[list[Mark], float]:
    """Return the marks in rows without overlap, and the lane's height. What finds no room is folded."""
    ends: list[float] = []
    placed: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda m: m.x):
        row = next((i for i, end in enumerate(ends) if end + 2 <= mark.x), None)
        if row is None and len(ends) < rows:
            ends.append(-1e9)
            placed.append([])
            row = len(ends) - 1
        if row is None:
            row = min(range(len(ends)), key=lambda i: abs(placed[i][-1].x - mark.x))
            placed[row][-1] = _folded(placed[row][-1], mark)
            continue
        ends[row] = mark.x + mark.width
        placed[row].append(_at(mark, y + row * ROW))
    return [mark for row in placed for mark in row], len(ends) * ROW


def _at(mark: Mark, y: float) -> Mark:
    return replace(mark, y=y)


def _folded(into: Mark, other: Mark) -> Mark:
    count = int(into.letter) + 1 if into.is_folded else 2
    return replace(
        into,
        letter=str(count),
        label=f"{into.label}; {other.label}",
        is_ahead=into.is_ahead and other.is_ahead,
        is_folded=True,
        measures=into.measures + other.measures,
    )


def days_between(first: dt.date, last: dt.date, precision: str = "day") -> str:
    """Return a span of days in words: ``9 to 10 June 2025``, ``June 2025``, ``9 June 2025``."""
    if precision == "month":
        return f"{first:%B %Y}"
    if precision == "year":
        return str(first.year)
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if precision == "interval" and last - first == dt.timedelta(days=1) and first.month == last.month:
        return _("%(first)s or %(last)s") % {"first": first.day, "last": f"{last.day} {last:%B %Y}"}
    if precision == "interval" and (first.year, first.month) == (last.year, last.month):
        return _("between %(first)s and %(last)s") % {
            "first": first.day,
            "last": f"{last.day} {last:%B %Y}",
        }
    if precision == "interval":
        return _("between %(first)s and %(last)s") % {
            "first": f"{first.day} {first:%B %Y}",
            "last": f"{last.day} {last:%B %Y}",
        }
    if (first.year, first.month) == (last.year, last.month):
        start = str(first.day)
    elif first.year == last.year:
        start = f"{first.day} {first:%B}"
    else:
        start = f"{first.day} {first:%B %Y}"
    return _("%(first)s to %(last)s") % {"first": start, "last": f"{last.day} {last:%B %Y}"}


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    ticks = []
    day = scale.first
    while day < scale.last:
        ticks.append(Tick(scale.x(day), str(day.year) if day.month == 1 else f"{day:%b}", day.month == 1))
        day = _month_after(day)
    return tuple(ticks)


def _day_ticks(scale: _Scale) -> tuple[Tick, ...]:
    """A tick for each day that divides a month, the first one with the month's name."""
    ticks = []
    day = scale.first
    while day < scale.last:
        is_first = day.day == 1
        if is_first or day.day % 2 == 1:
            ticks.append(Tick(scale.x(day), f"{day:%b %Y}" if is_first else str(day.day), is_first))
        day += dt.timedelta(days=1)
    return tuple(ticks)


def _month_after(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def _inside(x: float, width: float, scale: _Scale) -> float:
    return round(min(max(x, 0), scale.width - width), 1)


def _side(party: Party) -> int:
    """An authority acts for its state."""
    return party.parent_id or party.pk


def _shape(party: Party | None) -> str:
    return shape_of(party.code) if party else "both"


def shape_of(code: str) -> str:
    """Return the shape that tells a party apart: ``us``, ``cn``, ``eu``, ``jp`` or ``other``."""
    state = code.split("-")[0].lower()
    return state if state in ("us", "cn", "eu", "jp") else "other"


__all__ = [
    "MEASURE_FAMILIES",
    "MEASURE_FAMILY_OF",
    "Band",
    "Block",
    "Lane",
    "Mark",
    "Overview",
    "Tick",
    "bar",
    "days_between",
    "draw",
    "family_name",
    "party_order",
    "shape_of",
]
