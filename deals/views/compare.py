"""Deals side by side: parties, form, binding or not, obligations by kind, dates."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from .. import choices
from ..answering import Refused, answer, asked_of_record
from ..asking import Asking, Problem
from ..gathering import facts_for
from ..naming import deal_names, named_deals
from ..state import state_on
from .deals import digest

MOST = 8
FIRST = 3


@asked_of_record
def compare(request: HttpRequest, asking: Asking) -> HttpResponse:
    """``?deal=one&deal=another``, up to eight; without any, the first three deals."""
    deals = list(named_deals(asking.asof).prefetch_related("parties"))
    by_slug = {deal.slug: deal for deal in deals}
    names = by_slug if asking.asof.known is None else deal_names(asking.asof)
    asked_for = list(dict.fromkeys(slug for slug in request.GET.getlist("deal") if slug))
    unknown = [slug for slug in asked_for if slug not in names]
    if unknown:
        words = ", ".join(names)
        raise Refused([Problem("deal", unknown[0][:80], _("One of: %(words)s.") % {"words": words})])
    if len(asked_for) > MOST:
        raise Refused(
            [Problem("deal", str(len(asked_for)), _("At most %(n)d deals at a time.") % {"n": MOST})]
        )
    shown = [by_slug[slug] for slug in asked_for if slug in by_slug] if asked_for else deals[:FIRST]
    facts = facts_for(shown, asking.asof)
    columns = [_column(facts[deal.pk], asking) for deal in shown]
    actions = [
        (code, label)
        for code, label in choices.Action.choices
        if any(column["actions"][code] for column in columns)
    ]
    return answer(
        request,
        asking,
        "deals/compare.html",
        {
            "deals": deals,
            "columns": columns,
            "slugs": {deal.slug for deal in shown},
            "obligations": [
                (label, [(column["deal"].title_en, column["actions"][code]) for column in columns])
                for code, label in actions
            ],
            "has_uncoded": any(column["uncoded"] for column in columns),
        },
    )


def _column(facts: Any, asking: Asking) -> dict[str, Any]:
    row = digest(facts, asking)
    counts = Counter(terms.action for terms in facts.terms.values())
    past = [entry for entry in row["entries"] if entry.first <= asking.asof.on]
    return {
        **row,
        "actions": counts,
        "uncoded": counts[""],
        "agreements": [
            {
                "agreement": one,
                "state": state_on(facts.statuses.get(("agreement", one.pk, "force"), []), asking.asof.on),
            }
            for one in facts.agreements
        ],
        "owes": [
            (party, sum(terms.commitment.obligor_id == party.pk for terms in facts.terms.values()))
            for party in facts.parties
        ],
        "first_entry": past[0] if past else None,
    }
