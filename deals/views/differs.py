"""What differs at a round: each side's official words beside each other, silence only where it is proved."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ..answering import answer, asked, filters, not_yet_public
from ..asking import Asking
from ..differs import AGREED, CONFLICT, ONE_SIDED, ORDER, SILENT, differs_at
from ..gathering import facts_of, is_public
from ..silence import watches
from .rounds import published_round

SHOW_WORDS = {
    "conflict": "conflicts",
    "weaker": "narrower on one side",
    "one_sided": "said by one side only",
    "open": "not checked on every side",
    "agreed": "said by all",
}
LISTENED = dt.timedelta(days=14)


@asked
def differs(request: HttpRequest, asking: Asking, slug: str, round_slug: str) -> HttpResponse:
    """The comparison of one round; ``show`` keeps one reading."""
    found = published_round(slug, round_slug)
    if not is_public(found, asking.asof):
        return not_yet_public(request, asking)
    chosen = filters(request, show=SHOW_WORDS)
    facts = facts_of(found.deal, asking.asof)
    table = differs_at(found, facts)
    last = min(found.ends_on + LISTENED, asking.known_day)
    looked = (
        watches([column.party.code for column in table.columns], found.starts_on, last, asking.asof.recorded)
        if last >= found.starts_on
        else {}
    )
    rows = [row for row in table.rows if not chosen["show"] or row.reading == chosen["show"]]
    context: dict[str, Any] = {
        "round": found,
        "deal": found.deal,
        "columns": table.columns,
        "rows": [row for row in rows if row.reading != AGREED or chosen["show"]],
        "agreed": [row for row in rows if row.reading == AGREED and not chosen["show"]],
        "counts": [
            (code, count) for code in ORDER if (count := sum(row.reading == code for row in table.rows))
        ],
        "reading_words": {code: _(words) for code, words in SHOW_WORDS.items()},
        "silence": [
            {
                "party": column.party,
                "watches": looked.get(column.party.code, []),
                "is_whole": bool(looked.get(column.party.code))
                and all(watch.is_whole for watch in looked[column.party.code]),
                "claims": [
                    row
                    for row in table.rows
                    if any(cell.code == SILENT and cell.party == column.party for cell in row.cells)
                ],
            }
            for column in table.columns
        ],
        "first_day": found.starts_on,
        "last_day": last,
        "conflicts": sum(row.reading == CONFLICT for row in table.rows),
        "one_sided": sum(row.reading == ONE_SIDED for row in table.rows),
        "chosen": chosen,
        "show_choices": [(code, _(words)) for code, words in SHOW_WORDS.items()],
    }
    return answer(request, asking, "deals/differs.html", context)
