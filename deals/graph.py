"""Who moves next: the trigger graph of a deal, computed from its conditions and from what is done.

Rules (docs/decisions.md, trigger graph):
1. A step is *done* when its verification says so; *unknown* is not done.
2. A condition of relation ``once`` or ``if`` makes its dependent wait until what it needs is done.
3. ``mutual`` conditions are exchanges: both sides take the same step, neither waits for the other.
4. A step that is not done and waits for nothing is *due*: its actor moves next. When something it waited for
   was done on a day, its clock runs from the latest such day; where one was met on an unknown day, since when is unknown.
5. A deadlock is a cycle of unmet ``once``/``if`` conditions. A mutual exchange is none.
6. A condition on something outside the deal, in words, holds its dependent back until an editor says it is met. The
   clock of what waited runs from the day of that as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

Key = Hashable


@dataclass(frozen=True, slots=True)
class Step:
    """A commitment or countermeasure in the graph. ``done_on``: the day it was done, if it is known."""

    key: Key
    actor: str
    label: str
    is_done: bool = False
    done_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """``dependent`` needs ``needs`` (a step's key), or an outside condition when ``needs`` is None."""

    dependent: Key
    needs: Key | None
    relation: str  # once, if, mutual
    wording: str = ""
    is_met: bool = False  # said so by an event; a done step meets its edges by itself
    met_on: dt.date | None = None  # the day of that event


@dataclass(frozen=True, slots=True)
class Move:
    """A step whose turn it is. ``since``: the day its clock started, where one is known."""

    step: Step
    since: dt.date | None = None
    with_others: tuple[Key, ...] = ()  # the same step by the other side, owed together


@dataclass(frozen=True, slots=True)
class Waiting:
    """A step that waits, and the unmet conditions that it waits for."""

    step: Step
    on: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Next:
    """The answer: whose turn it is, who waits for what, and which steps wait for one another."""

    moves: tuple[Move, ...]
    waiting: tuple[Waiting, ...]
    deadlocks: tuple[tuple[Key, ...], ...]
    done: tuple[Step, ...]


def who_moves_next(steps: Iterable[Step], edges: Iterable[Edge]) -> Next:
    """Return whose turn it is. Edges to or from unknown steps count as outside conditions or are ignored."""
    by_key = {step.key: step for step in steps}
    edges = [edge for edge in edges if edge.dependent in by_key]
    unmet: dict[Key, list[Edge]] = {key: [] for key in by_key}
    clock: dict[Key, dt.date] = {}
    undated: set[Key] = (
        set()
    )  # of a condition that was met nobody knows when: the clock may run since any later day
    together: dict[Key, set[Key]] = {key: set() for key in by_key}
    for edge in edges:
        needed = by_key.get(edge.needs)
        if edge.relation == "mutual":
            if needed is not None:
                together[edge.dependent].add(needed.key)
                together[needed.key].add(edge.dependent)
            continue
        if edge.is_met or (needed is not None and needed.is_done):
            # Met twice, by an event and by the step itself, it was met on the earlier day.
            days = [edge.met_on] if edge.is_met and edge.met_on else []
            days += [needed.done_on] if needed is not None and needed.is_done and needed.done_on else []
            if days:
                clock[edge.dependent] = max(clock.get(edge.dependent, dt.date.min), min(days))
            else:
                undated.add(edge.dependent)
        else:
            unmet[edge.dependent].append(edge)
    open_steps = [step for step in by_key.values() if not step.is_done]
    return Next(
        moves=tuple(
            Move(
                step,
                None if step.key in undated else clock.get(step.key),
                tuple(sorted(together[step.key], key=str)),
            )
            for step in open_steps
            if not unmet[step.key]
        ),
        waiting=tuple(Waiting(step, tuple(unmet[step.key])) for step in open_steps if unmet[step.key]),
        deadlocks=_cycles(
            {
                key: [edge.needs for edge in waits if edge.needs in by_key]
                for key, waits in unmet.items()
                if not by_key[key].is_done
            }
        ),
        done=tuple(step for step in by_key.values() if step.is_done),
    )


def _cycles(needs: Mapping[Key, list[Key]]) -> tuple[tuple[Key, ...], ...]:
    """Return each group of steps that wait for one another (strongly connected, more than one step).

    Tarjan's algorithm, without recursion, so that a long chain cannot exhaust the stack.
    """
    index: dict[Key, int] = {}
    low: dict[Key, int] = {}
    stack: list[Key] = []
    on_stack: set[Key] = set()
    groups: list[tuple[Key, ...]] = []
    for root in needs:
        if root in index:
            continue
        work = [(root, iter(needs[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            for child in rest:
                if child not in needs:
                    continue
                if child not in index:
                    index[child] = low[child] = len(index)
                    stack.append(child)
                    on_stack.add(child)
                    work.append((child, iter(needs[child])))
                    break
                if child in on_stack:
                    low[node] = min(low[node], index[child])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    group = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        group.append(member)
                        if member == node:
                            break
                    if len(group) > 1:
                        groups.append(tuple(sorted(group, key=str)))
    return tuple(groups)
