"""What changed in a deal between two days of public knowledge, or since a reader last looked."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..answering import Refused, answer, asked
from ..asking import FIRST_DAY, Asking, Problem
from ..changes import Change, changes_between
from ..gathering import DealFacts, facts_for, facts_of
from ..models import Deal
from ..querysets import AsOf
from .commitments import word_diff
from .deals import published_deal

MONTH = dt.timedelta(days=30)
KIND_WORDS = {
    "force": "States that read differently",
    "verified": "Promises checked",
    "wording": "Promises worded anew",
    "commitment": "New promises",
    "measure": "New measures",
    "agreement": "New agreements",
    "round": "New rounds",
    "clash": "Sources that differ",
    "entry": "New entries of the timeline",
    "gone": "Entries that no longer stand",
}
COOKIE = "looked"
YEAR = 365 * 24 * 60 * 60
MOST = 12


@asked
def changes(request: HttpRequest, asking: Asking, slug: str) -> HttpResponse:
    """What was public on ``to`` and not on ``from``; both are days of public knowledge."""
    deal = published_deal(slug, asking)
    problems: list[Problem] = []
    to = _day(request, "to", asking, problems) or asking.known_day
    start = _day(request, "from", asking, problems) or max(to - MONTH, FIRST_DAY)
    if not problems and start > to:
        problems.append(Problem("from", start.isoformat(), _("A day that is not after “to”.")))
    if problems:
        raise Refused(problems)
    # Nothing that was public only after the asked day of knowledge is told.
    to = min(to, asking.known_day)
    start = min(start, to)
    before = facts_of(deal, AsOf(asking.asof.on, start, asking.asof.recorded))
    after = facts_of(deal, AsOf(asking.asof.on, to, asking.asof.recorded))
    found = changes_between(before, after)
    return answer(
        request,
        asking,
        "deals/changes.html",
        {
            "deal": deal,
            "start": start,
            "to": to,
            "total": len(found),
            "groups": _groups(found),
            "chosen": {"from": start.isoformat(), "to": to.isoformat()},
        },
    )


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Remember, in the reader's browser, that what is on record now was looked at; signed in or not."""
    response = HttpResponseRedirect("/")
    response.set_signed_cookie(
        COOKIE,
        timezone.now().isoformat(),
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def looked_at(request: HttpRequest) -> dt.datetime | None:
    """Return when a signed-in reader last looked: what they marked as seen, else their last sign-in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    try:
        return dt.datetime.fromisoformat(request.get_signed_cookie(COOKIE) or "")
    except (KeyError, ValueError, signing.BadSignature):
        return user.last_login


def since(request: HttpRequest, asking: Asking, now_known: dict[int, DealFacts]) -> dict[str, Any] | None:
    """Return what was put on record since a signed-in reader last looked; None for everybody else.

    ``now_known``: deal id -> its facts as the page shows them.
    """
    moment = looked_at(request)
    if moment is None or not asking.is_now:
        return None
    deals: list[Deal] = [facts.deal for facts in now_known.values()]
    then = facts_for(deals, AsOf(asking.asof.on, None, moment))
    rows = [(deal, change) for deal in deals for change in changes_between(then[deal.pk], now_known[deal.pk])]
    return {"moment": moment, "rows": rows[:MOST], "more": max(len(rows) - MOST, 0)}


def _groups(found: list[Change]) -> list[dict[str, Any]]:
    return [
        {
            "kind": kind,
            "title": _(KIND_WORDS[kind]),
            "rows": [
                (change, word_diff(change.before, change.after) if kind == "wording" else [])
                for change in rows
            ],
        }
        for kind, rows in ((kind, list(group)) for kind, group in groupby(found, key=lambda one: one.kind))
    ]


def _day(request: HttpRequest, name: str, asking: Asking, problems: list[Problem]) -> dt.date | None:
    raw = request.GET.get(name, "").strip()
    if not raw:
        return None
    try:
        day = dt.date.fromisoformat(raw) if len(raw) == 10 and raw.isascii() else None
    except ValueError:
        day = None
    if day is None:
        problems.append(Problem(name, raw[:80], _("A day as year-month-day, such as 2025-06-27.")))
    elif not FIRST_DAY <= day <= asking.today + dt.timedelta(days=1):
        problems.append(Problem(name, raw[:80], _("A day that has come: nothing is public later.")))
        day = None
    return day
