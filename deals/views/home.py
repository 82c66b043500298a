"""The front page: where the deals stand, what comes next, what changed in the world and on record."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .. import choices
from ..answering import answer, asked_of_record
from ..asking import Asking
from ..models import (
    Citation,
    Commitment,
    CommitmentTerms,
    Contradiction,
    Countermeasure,
    Deal,
    Event,
    Evidence,
    Proposal,
    Round,
    Status,
)
from ..naming import named_deals
from ..queueing import OPEN
from ..timeline import by_day
from .changes import since
from .deals import digests

RECENT = 6
NEXT = 5
ON_RECORD = 6


@asked_of_record
def home(request: HttpRequest, asking: Asking) -> HttpResponse:
    """The state of the first deal at a glance, then the other deals, dates and changes."""
    deals = digests(named_deals(asking.asof), asking)
    ahead = by_day(item for row in deals for day in row["ahead"] for item in day.items)
    recent = sorted(
        [
            {"entry": entry, "deal": row["deal"]}
            for row in deals
            for entry in row["entries"]
            if entry.first <= asking.asof.on
        ],
        key=lambda pair: (pair["entry"].first, pair["entry"].anchor),
        reverse=True,
    )[:RECENT]
    return answer(
        request,
        asking,
        "deals/home.html",
        {
            "lead": deals[0] if deals else None,
            "deals": deals,
            "ahead": ahead[:NEXT],
            "more_ahead": max(len(ahead) - NEXT, 0),
            "recent": recent,
            "on_record": _on_record(asking),
            "since": since(request, asking, {row["deal"].pk: row["facts"] for row in deals}),
        },
    )


def _on_record(asking: Asking) -> dict[str, Any]:
    """What this tracker put on record lately: rows by day, and the newest quotes and corrections."""
    asof = asking.asof
    days: dict[Any, dict[str, int]] = {}
    for name, table in (
        ("events", Event),
        ("wordings", CommitmentTerms),
        ("periods", Status),
        ("quotes", Evidence),
    ):
        counted = (
            table.objects.as_known(asof)
            .annotate(day=TruncDate("recorded_at"))
            .order_by("-day")
            .values("day")
            .annotate(count=Count("pk"))
        )
        for row in counted[:3]:
            days.setdefault(row["day"], {})[name] = row["count"]
    quotes = list(
        Evidence.objects.as_known(asof)
        .filter(claim__isnull=False)
        .select_related("version__document", "event__deal", "commitment", "countermeasure")
        .defer("version__text")
        .order_by("-recorded_at")[: 4 * ON_RECORD]
    )
    # One quote may stand behind several facts; it is told once.
    quotes = list({(row.version_id, row.start, row.stop): row for row in reversed(quotes)}.values())
    quotes.sort(key=lambda row: row.recorded_at, reverse=True)
    corrected = sorted(
        [
            row
            for table in (Event, CommitmentTerms, Status)
            for row in table.objects.as_known(asof)
            .filter(corrects__isnull=False)
            .order_by("-recorded_at")[:ON_RECORD]
        ],
        key=lambda row: row.recorded_at,
        reverse=True,
    )
    return {
        "days": sorted(days.items(), reverse=True)[:3],
        "quotes": quotes[:ON_RECORD],
        "corrected": corrected[:ON_RECORD],
    }


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How the record is made: the rules, the words, and counts taken from the data."""
    counts = {
        "deals": Deal.objects.filter(is_published=True).count(),
        "rounds": Round.objects.filter(is_published=True).count(),
        "commitments": Commitment.objects.filter(is_published=True).count(),
        "countermeasures": Countermeasure.objects.filter(is_published=True).count(),
        "events": Event.objects.filter(is_published=True).on_record().count(),
        "quotes": Evidence.objects.on_record().count(),
        "citations": Citation.objects.on_record().count(),
        "contradictions": Contradiction.objects.open().count(),
    }
    waiting = Proposal.objects.filter(state__in=OPEN).count()
    return render(
        request,
        "deals/method.html",
        {"counts": counts, "waiting": waiting, "modalities": choices.Modality.choices},
    )
