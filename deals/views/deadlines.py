"""The board of days that texts set: what ends, what is due, what begins, and what ran out unanswered."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ..answering import answer, asked_of_record, filters
from ..asking import Asking
from ..deadlines import KINDS, RAN_OUT, TODAY, UNVERIFIED, Deadline, days_of, deadlines_for, months_of
from ..naming import deal_names, named_choices

KIND_WORDS = {
    "suspension": "suspensions that end",
    "expiry": "texts and measures that expire",
    "due": "promises that fall due",
    "start": "measures that begin",
    "named": "other dates that a text names",
}
SHOW_WORDS = {"open": "open and coming", "all": "all, with those that were followed"}


@asked_of_record
def deadline_list(request: HttpRequest, asking: Asking) -> HttpResponse:
    """Deadlines by month around the asked day; the running month first, then what comes, then what is past."""
    deals = deal_names(asking.asof)
    rows = deadlines_for(asking.asof)
    parties = {row.party.code: row.party.name_en for row in rows if row.party is not None}
    chosen = filters(request, deal=deals, party=parties, kind=KIND_WORDS, show=SHOW_WORDS)
    rows = [row for row in rows if _is_chosen(row, chosen)]
    if chosen["show"] != "all":
        # What lapsed in the running month stands on the board whatever followed it.
        rows = [row for row in rows if row.is_open or (row.lapses and _same_month(row, asking))]
    on = asking.asof.on
    this = [row for row in rows if _same_month(row, asking)]
    context: dict[str, Any] = {
        "this": days_of(this),
        "this_first": on.replace(day=1),
        "lapsed": [row for row in this if row.lapses],
        "coming": months_of(row for row in rows if row.day > on and not _same_month(row, asking)),
        "past": list(
            reversed(months_of(row for row in rows if row.day < on and not _same_month(row, asking)))
        ),
        "counts": {
            "today": sum(row.standing == TODAY for row in rows),
            "ran_out": sum(row.standing == RAN_OUT for row in rows),
            "unverified": sum(row.standing == UNVERIFIED for row in rows),
            "ahead": sum(row.day > on for row in rows),
        },
        "next": next((row for row in rows if row.day > on), None),
        "chosen": chosen,
        "deal_choices": named_choices(deals),
        "party_choices": sorted(parties.items(), key=lambda item: item[1]),
        "kind_choices": [(kind, _(KIND_WORDS[kind])) for kind in KINDS],
        "show_choices": [(key, _(words)) for key, words in SHOW_WORDS.items()],
    }
    return answer(request, asking, "deals/deadline_list.html", context)


def _is_chosen(row: Deadline, chosen: dict[str, str]) -> bool:
    return (
        (not chosen["deal"] or any(deal.slug == chosen["deal"] for deal in row.deals))
        and (not chosen["party"] or (row.party is not None and row.party.code == chosen["party"]))
        and (not chosen["kind"] or row.kind == chosen["kind"])
    )


def _same_month(row: Deadline, asking: Asking) -> bool:
    return (row.day.year, row.day.month) == (asking.asof.on.year, asking.asof.on.month)
