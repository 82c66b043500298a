"""Who moves next in a deal: its steps and conditions at the asked dates, answered by ``graph``, and drawn.

A step is a commitment, or the lifting of a countermeasure where a condition speaks of one. Steps that ran out,
lapsed or were superseded are no longer owed by their terms and stand apart: nobody's turn. What waits for such a step
goes on waiting: that nobody owes the other side's step any more does not make it done. Only one that was superseded
holds nobody back, for another text took its place. A measure whose suspension ran out is open again. A promise for a
time ("until 10 November") is owed no longer after its last day, also where no source says whether it was kept; one that
falls due by a day is.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from .gathering import DealFacts, is_public
from .graph import Edge, Next, Step, who_moves_next
from .models import Condition, Party
from .overview import shape_of
from .sourcing import Backing, backings_for
from .state import RAN_OUT, State
from .timeline import ENDED

Key = Any  # ("commitment" or "countermeasure", id); the graph takes any hashable one
OVER = (*ENDED, RAN_OUT)
# "Until", "for one year", 至: the day is the end of a time, and not the day by which a thing must be done.
_FOR_A_TIME = re.compile(r"\b(?:until|till|through|for (?:a|an|one|two|\d+) )|至|为期|期限", re.IGNORECASE)
BOX, HEIGHT, GAP_X, GAP_Y, PAD = 232, 62, 92, 18, 8


@dataclass(frozen=True, slots=True)
class Turn:
    """A step with what readers see of it. ``state``: how far it is done; ``force``: whether it still holds; ``due``: the
    day by which it must be done; ``ended``: the last day of a promise for a time, once it has passed."""

    step: Step
    record: Any
    party: Party
    label: str
    state: State
    force: State
    due: dt.date | None = None
    ended: dt.date | None = None

    @property
    def last_words(self) -> str:
        """What became of a step that is owed no longer."""
        if self.ended is None or self.force.row is not None:
            return self.force.sentence
        return _("Its time ran out on %(day)s; no source seen says that it was kept.") % {
            "day": f"{self.ended.day} {self.ended:%B %Y}"
        }


@dataclass(frozen=True, slots=True)
class Tie:
    """A condition between two steps, or on something outside in words. ``is_met``: done or said to be met."""

    condition: Condition
    edge: Edge
    is_met: bool
    backing: Backing


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the picture; ``href`` "" for an outside condition. Coordinates are whole pixels."""

    x: int
    y: int
    head: str
    lines: tuple[str, ...]
    href: str
    shape: str
    standing: str  # moves, waits, done, over, outside
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the picture, from what is needed to what waits; ``kind``: once, if, mutual.

    ``start`` and ``end`` count the boxes of its picture.
    """

    path: str
    kind: str
    is_met: bool
    is_deadlock: bool
    text_x: int
    text_y: int
    word: str
    start: int = 0
    end: int = 0
    anchor: str = "middle"  # of the word


@dataclass(frozen=True, slots=True)
class Picture:
    """The trigger graph as boxes and lines."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Turns:
    """The answer for one deal at the asked dates."""

    answer: Next
    turns: dict[Key, Turn]
    ties: tuple[Tie, ...]
    over: tuple[Turn, ...]
    picture: Picture | None

    def ties_of(self, key: Key) -> list[Tie]:
        """Return the conditions of one step."""
        return [tie for tie in self.ties if tie.edge.dependent == key]


def turns_of(facts: DealFacts) -> Turns:
    """Return whose turn it is in a deal. Two queries beside those of ``facts``."""
    conditions = [
        row
        for row in Condition.objects.filter(
            Q(commitment__in=list(facts.terms)) | Q(countermeasure__in=[m.pk for m in facts.measures])
        )
        .as_known(facts.asof)
        .select_related(
            "commitment", "countermeasure", "needs_commitment", "needs_countermeasure", "said_by", "met_by"
        )
        .order_by("pk")
        if _may_be_told(row, facts)
    ]
    turns = _turns(facts, conditions)
    edges = [(row, _edge(row, facts)) for row in conditions]
    backings = backings_for(facts.asof, condition=[row.pk for row in conditions])
    ties = tuple(Tie(row, edge, _met(edge, turns), backings[("condition", row.pk)]) for row, edge in edges)
    standing = {
        key: turn
        for key, turn in turns.items()
        if turn.step.is_done
        or key[0] == "countermeasure"
        or (turn.force.code not in OVER and turn.ended is None)
    }
    answer = who_moves_next(
        [turn.step for turn in standing.values()],
        [
            edge
            for _row, edge in edges
            if edge.needs is None or edge.needs in standing or turns[edge.needs].force.code != "superseded"
        ],
    )
    over = tuple(turn for key, turn in turns.items() if key not in standing)
    return Turns(answer, turns, ties, over, _draw(answer, turns, ties))


def _may_be_told(row: Condition, facts: DealFacts) -> bool:
    commitments = {row.commitment_id, row.needs_commitment_id} - {None}
    measures = [one for one in (row.countermeasure, row.needs_countermeasure) if one is not None]
    return commitments <= set(facts.terms) and all(
        one.is_published and is_public(one, facts.asof) for one in measures
    )


def _turns(facts: DealFacts, conditions: Sequence[Condition]) -> dict[Key, Turn]:
    found: dict[Key, Turn] = {}
    for pk, terms in facts.terms.items():
        verified = facts.state("commitment", pk, "verification")
        done = verified.code == "kept"
        step = Step(
            ("commitment", pk),
            terms.commitment.obligor.code,
            terms.text_en,
            done,
            verified.since if done else None,
        )
        force = facts.state("commitment", pk)
        is_for_a_time = bool(_FOR_A_TIME.search(terms.due_wording))
        has_ended = is_for_a_time and terms.due_on is not None and terms.due_on < facts.asof.on
        found["commitment", pk] = Turn(
            step,
            terms.commitment,
            terms.commitment.obligor,
            terms.text_en,
            verified,
            force,
            due=None if is_for_a_time else terms.due_on,
            # A text that lengthened it says so in a period of its own.
            ended=terms.due_on if has_ended and force.row is None else None,
        )
    by_pk = {measure.pk: measure for measure in facts.measures}
    for row in conditions:
        for measure_id in (row.countermeasure_id, row.needs_countermeasure_id):
            if measure_id is None or measure_id not in by_pk:
                continue
            measure, pk = by_pk[measure_id], measure_id
            state = facts.state("countermeasure", pk)
            # Its own end is an end; the end of its suspension is none.
            ran_out = state.code == RAN_OUT and state.row is not None and state.row.status == "in_force"
            done = state.code in (*ENDED, "suspended") or ran_out
            label = _("Lift or suspend: %(measure)s") % {"measure": measure.title_en}
            step = Step(
                ("countermeasure", pk), measure.imposed_by.code, label, done, state.since if done else None
            )
            found["countermeasure", pk] = Turn(step, measure, measure.imposed_by, label, state, state)
    return found


def _edge(row: Condition, facts: DealFacts) -> Edge:
    needs: Key | None = None
    if row.needs_commitment_id is not None:
        needs = ("commitment", row.needs_commitment_id)
    elif row.needs_countermeasure_id is not None:
        needs = ("countermeasure", row.needs_countermeasure_id)
    dependent: Key = (
        ("commitment", row.commitment_id)
        if row.commitment_id is not None
        else ("countermeasure", row.countermeasure_id or 0)
    )
    met_by = row.met_by
    met = (
        met_by is not None
        and met_by.occurred_latest <= facts.asof.on
        and met_by.pk in {event.pk for event in facts.events}
    )
    return Edge(
        dependent, needs, row.relation, row.wording, met, met_by.occurred_latest if met and met_by else None
    )


def _met(edge: Edge, turns: dict[Key, Turn]) -> bool:
    needed = turns.get(edge.needs) if isinstance(edge.needs, tuple) else None
    return edge.is_met or (needed is not None and needed.step.is_done)


def _draw(answer: Next, turns: dict[Key, Turn], ties: Sequence[Tie]) -> Picture | None:
    """Lay the steps that a condition joins out in columns: what is needed left of what waits for it."""
    if not ties:
        return None
    standing = {move.step.key: "moves" for move in answer.moves}
    standing |= {waiting.step.key: "waits" for waiting in answer.waiting}
    standing |= {step.key: "done" for step in answer.done}
    locked = {frozenset(group) for group in answer.deadlocks}
    outside = {_start(tie): tie.condition.needs_words or "" for tie in ties if tie.edge.needs is None}
    nodes: dict[Any, Box] = {}
    columns: list[list[Any]] = []
    for group in _components(ties):
        rank = _ranks(group)
        depth = max(len(column) for column in columns) if columns else 0
        for column in columns:
            column += [None] * (depth - len(column))
        while len(columns) <= max(rank.values(), default=0):
            columns.append([None] * depth)
        for key, place in sorted(rank.items(), key=lambda item: (item[1], str(item[0]))):
            columns[place].append(key)
    for place, column in enumerate(columns):
        for row, key in enumerate(column):
            if key is not None:
                x, y = PAD + place * (BOX + GAP_X), PAD + row * (HEIGHT + GAP_Y)
                nodes[key] = _box(key, x, y, turns, standing, outside)
    lines = []
    drawn: set[Any] = set()
    number_of = {key: number for number, key in enumerate(nodes)}
    for tie in ties:
        start, end = _start(tie), tie.edge.dependent
        pair = (frozenset((start, end)), tie.edge.relation)
        if tie.edge.relation == "mutual" and pair in drawn:
            continue
        drawn.add(pair)
        line = _line(nodes[start], nodes[end], tie, any({start, end} <= group for group in locked))
        lines.append(replace(line, start=number_of[start], end=number_of[end]))
    rows = max(len(column) for column in columns)
    return Picture(
        2 * PAD + len(columns) * BOX + (len(columns) - 1) * GAP_X,
        2 * PAD + rows * HEIGHT + (rows - 1) * GAP_Y,
        tuple(nodes.values()),
        tuple(lines),
    )


def _start(tie: Tie) -> Any:
    """Return what the tie starts from; the same outside condition of several steps is one box."""
    words = " ".join((tie.condition.needs_words or tie.condition.wording).split()).casefold()
    return tie.edge.needs if tie.edge.needs is not None else ("outside", words)


def _components(ties: Sequence[Tie]) -> list[list[Tie]]:
    """Return the ties in groups that hang together, each in its first order."""
    group_of: dict[Any, int] = {}
    for number, tie in enumerate(ties):
        ends = (_start(tie), tie.edge.dependent)
        merged = {group_of[end] for end in ends if end in group_of}
        for key, group in group_of.items():
            if group in merged:
                group_of[key] = number
        for end in ends:
            group_of[end] = number
    found: dict[int, list[Tie]] = {}
    for tie in ties:
        found.setdefault(group_of[tie.edge.dependent], []).append(tie)
    return list(found.values())


def _ranks(ties: Iterable[Tie]) -> dict[Any, int]:
    """Return the column of each step: right of all that it needs first; a cycle does not push for ever."""
    ties = list(ties)
    rank: dict[Any, int] = {}
    for tie in ties:
        rank.setdefault(_start(tie), 0)
        rank.setdefault(tie.edge.dependent, 0)
    for _round in range(min(len(rank), 6)):
        for tie in ties:
            if tie.edge.relation == "mutual":
                # The same step by both sides: side by side, read from left to right.
                if rank[_start(tie)] == rank[tie.edge.dependent] and str(_start(tie)) < str(
                    tie.edge.dependent
                ):
                    rank[tie.edge.dependent] += 1
            elif rank[tie.edge.dependent] <= rank[_start(tie)] < 3:
                rank[tie.edge.dependent] = rank[_start(tie)] + 1
    least = min(rank.values())
    return {key: place - least for key, place in rank.items()}


def _box(
    key: Any, x: int, y: int, turns: dict[Key, Turn], standing: dict[Any, str], outside: dict[Any, str]
) -> Box:
    if key in turns:
        turn = turns[key]
        head = f"{turn.party.code} {turn.record.reference}"
        how = standing.get(key, "over")
        words = {
            "moves": _("its turn"),
            "waits": _("waits"),
            "done": _("done"),
            "over": _("no longer owed by its terms"),
        }[how]
        return Box(
            x,
            y,
            f"{head} · {words}",
            tuple(_wrapped(turn.label)),
            turn.record.get_absolute_url(),
            shape_of(turn.party.code),
            how,
            f"{head}, {words}: {turn.label}",
        )
    words = outside.get(key, "")
    return Box(x, y, _("outside condition"), tuple(_wrapped(words)), "", "other", "outside", words)


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, 33, max_lines=2, placeholder=" …")


def _line(start: Box, end: Box, tie: Tie, is_deadlock: bool) -> Line:
    word = {"once": _("once"), "if": _("if"), "mutual": _("same step")}[tie.edge.relation]
    if start.x == end.x:
        x, bow = start.x + BOX, GAP_X // 2
        y1, y2 = start.y + HEIGHT // 2, end.y + HEIGHT // 2
        path = f"M{x} {y1}C{x + bow} {y1} {x + bow} {y2} {x} {y2}"
        return Line(path, tie.edge.relation, tie.is_met, is_deadlock, x + bow, (y1 + y2) // 2, word)
    forward = start.x < end.x
    x1 = start.x + BOX if forward else start.x
    x2 = end.x if forward else end.x + BOX
    if abs(end.x - start.x) > BOX + GAP_X:
        # Past a column between: below the boxes, so that none of them hides it.
        low = max(start.y, end.y) + HEIGHT + GAP_Y // 3
        turn = GAP_X // 4 if forward else -(GAP_X // 4)
        y1, y2 = start.y + HEIGHT - 12, end.y + HEIGHT - 12
        path = f"M{x1} {y1}H{x1 + turn}V{low}H{x2 - turn}V{y2}H{x2}"
        return Line(path, tie.edge.relation, tie.is_met, is_deadlock, x1 + 2 * turn, low - 4, word)
    shift = 9 if tie.edge.relation == "mutual" else -9
    y1, y2 = start.y + HEIGHT // 2 + shift, end.y + HEIGHT // 2 + shift
    middle = (x1 + x2) // 2
    path = f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
    return Line(path, tie.edge.relation, tie.is_met, is_deadlock, middle, (y1 + y2) // 2 - 4, word)
