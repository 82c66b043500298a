"""How a new publication changes what was known to hold: pure arithmetic on two time axes.

A ``Span`` says: a status holds over the days ``[first, after)`` in the world, and that was the latest
public word over the days ``[known_from, known_to)``. ``None`` is open. Laying a newer publication over
older ones never lets two spans meet in both directions, which is what the database's exclusion
constraint on Status promises. Why two axes: with "the latest event wins", a start scheduled before a
suspension would win over the suspension (docs/decisions.md, status periods).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """What a text says holds: ``first`` and ``last`` are days, ``last`` included; None is open.

    ``runs_out``: the text ends it on its last day and names no successor. ``reverts_to``: the status
    code that its terms say comes after it, if they do.
    """

    status: str
    first: dt.date | None
    last: dt.date | None = None
    runs_out: bool = False
    end_wording: str = ""
    reverts_to: str = ""
    scope: str = ""
    event: Any = None


def days_of(period: Any) -> str:
    """Return a half-open range of days as people read it: both days belong to it, and an open end says so."""
    last = f"{period.upper - DAY:%Y-%m-%d}" if period.upper else "open"
    return f"{period.lower:%Y-%m-%d} to {last}" if period.lower else f"to {last}"


@dataclass(frozen=True, slots=True)
class Span:
    """A period as known over a span of days. ``row`` is the stored row it came from, if any."""

    period: Period
    first: dt.date | None
    after: dt.date | None
    known_from: dt.date | None
    known_to: dt.date | None = None
    row: Any = None


def span_of(period: Period, known_from: dt.date | None) -> Span:
    """Return the span of a period first published on ``known_from``; raise ValueError if it is empty."""
    after = period.last + DAY if period.last else None
    if period.first and after and after <= period.first:
        raise ValueError(f"{period.status}: its last day {period.last} lies before its first {period.first}")
    return Span(period, period.first, after, known_from)


def lay_out(
    publications: Iterable[tuple[dt.date | None, Sequence[Period]]],
) -> list[Span]:
    """Return the spans that result from publications, each ``(day, periods)``, laid in order of day."""
    spans: list[Span] = []
    for known_from, periods in sorted(publications, key=lambda item: item[0] or dt.date.min):
        spans = lay_over(spans, [span_of(period, known_from) for period in periods])
    return spans


def lay_over(spans: Sequence[Span], new: Sequence[Span]) -> list[Span]:
    """Return ``spans`` with each of ``new`` laid over them.

    1. An older span keeps its whole reach for the days before the new publication.
    2. From then on it keeps only what lies before the new span, and what lies after it unless the new one
       runs out (then nothing is known to follow).
    3. A span of a later publication than the new one stays whole: the new one is cut around it.
    """
    result = list(spans)
    for fresh in new:
        pieces = [fresh]
        kept: list[Span] = []
        for old in result:
            if not _meet(old, fresh):
                kept.append(old)
            elif _later(old.known_from, fresh.known_from):
                kept.append(old)
                pieces = [part for piece in pieces for part in _cut_around(piece, old)]
            else:
                kept.extend(_give_way(old, fresh))
        result = kept + pieces
    return sorted(
        result,
        key=lambda span: (span.known_from or dt.date.min, span.first or dt.date.min),
    )


def lay_against(spans: Sequence[Span], new: Sequence[Span]) -> list[Span]:
    """Return ``spans`` with each of ``new`` laid over them and over what was published later: what an editor sets against
    the derived state. Before and after its days, and before its own publication, all stays as it was."""
    result = list(spans)
    for fresh in new:
        result = [part for old in result for part in (_yield_to(fresh, old) if _meet(old, fresh) else [old])]
        result.append(fresh)
    return sorted(
        result,
        key=lambda span: (span.known_from or dt.date.min, span.first or dt.date.min),
    )


def _yield_to(fresh: Span, old: Span) -> list[Span]:
    if not _later(old.known_from, fresh.known_from):
        return _give_way(old, fresh)
    parts = []
    if _later(fresh.first, old.first):
        parts.append(replace(old, after=fresh.first))
    if fresh.after is not None and _ends_after(old.after, fresh.after):
        parts.append(replace(old, first=fresh.after))
    return parts


def _give_way(old: Span, fresh: Span) -> list[Span]:
    parts = []
    if _later(fresh.known_from, old.known_from):
        parts.append(replace(old, known_to=fresh.known_from))
    if _later(fresh.first, old.first):
        parts.append(replace(old, after=fresh.first, known_from=fresh.known_from))
    if fresh.after is not None and not fresh.period.runs_out and _ends_after(old.after, fresh.after):
        parts.append(replace(old, first=fresh.after, known_from=fresh.known_from))
    return parts


def _cut_around(piece: Span, later: Span) -> list[Span]:
    if not _meet(piece, later):
        return [piece]
    parts = [replace(piece, known_to=later.known_from)]
    if _later(later.first, piece.first):
        parts.append(replace(piece, after=later.first, known_from=later.known_from))
    if later.after is not None and not later.period.runs_out and _ends_after(piece.after, later.after):
        parts.append(replace(piece, first=later.after, known_from=later.known_from))
    return parts


def _meet(one: Span, other: Span) -> bool:
    return _overlap(one.first, one.after, other.first, other.after) and _overlap(
        one.known_from, one.known_to, other.known_from, other.known_to
    )


def _overlap(a: dt.date | None, b: dt.date | None, c: dt.date | None, d: dt.date | None) -> bool:
    return (b or dt.date.max) > (c or dt.date.min) and (d or dt.date.max) > (a or dt.date.min)


def _later(one: dt.date | None, other: dt.date | None) -> bool:
    return (one or dt.date.min) > (other or dt.date.min)


def _ends_after(one: dt.date | None, other: dt.date | None) -> bool:
    return (one or dt.date.max) > (other or dt.date.max)
