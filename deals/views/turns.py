"""Who moves next in a deal: the trigger graph as a picture and as a list, deadlocks named."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from ..answering import answer, asked_of_record
from ..asking import Asking
from ..capitals import day_end
from ..gathering import facts_of, party_order
from ..graph import Move
from ..stacked import stacked
from ..turns import Turn, Turns, turns_of
from .deals import published_deal


@asked_of_record
def who_moves(request: HttpRequest, asking: Asking, slug: str) -> HttpResponse:
    """Whose turn it is on the asked day, what waits for what, and which steps wait for one another."""
    deal = published_deal(slug, asking)
    facts = facts_of(deal, asking.asof)
    found = turns_of(facts)
    context = {
        "deal": deal,
        "facts": facts,
        "sides": _sides(found),
        "waiting": [
            {"turn": found.turns[waiting.step.key], "ties": _unmet(found, waiting.step.key)}
            for waiting in found.answer.waiting
        ],
        "deadlocks": [[found.turns[key] for key in group] for group in found.answer.deadlocks],
        "done": [found.turns[step.key] for step in found.answer.done],
        "over": found.over,
        "picture": found.picture,
        "stacked": stacked(found.picture) if found.picture else None,
    }
    return answer(request, asking, "deals/next.html", context)


def _unmet(found: Turns, key: Any) -> list[Any]:
    return [
        {
            "tie": tie,
            "turn": found.turns.get(tie.edge.needs),
            "is_over": found.turns.get(tie.edge.needs) in found.over,
        }
        for tie in found.ties_of(key)
        if not tie.is_met and tie.edge.relation != "mutual"
    ]


def _sides(found: Turns) -> list[dict[str, Any]]:
    """The steps whose turn it is, by party; those that a condition joins before those that stand alone."""
    joined = {key for tie in found.ties for key in (tie.edge.dependent, tie.edge.needs)}
    sides: dict[int, dict[str, Any]] = {}
    for move in found.answer.moves:
        turn = found.turns[move.step.key]
        side = sides.setdefault(turn.party.pk, {"party": turn.party, "moves": []})
        side["moves"].append(_move(found, move, turn, move.step.key in joined))
    for side in sides.values():
        side["moves"].sort(key=lambda row: (not row["is_joined"], row["turn"].record.pk))
    return sorted(sides.values(), key=lambda side: party_order(side["party"]))


def _move(found: Turns, move: Move, turn: Turn, is_joined: bool) -> dict[str, Any]:
    return {
        "turn": turn,
        "since": move.since,
        "ends": day_end(turn.force.until, turn.party.code, turn.force.row.end_wording)
        if turn.force.until and turn.force.row
        else None,
        "due_ends": day_end(turn.due, turn.party.code) if turn.due else None,
        "with": [found.turns[key] for key in move.with_others if key in found.turns],
        "is_joined": is_joined,
        "ties": found.ties_of(move.step.key),
    }
