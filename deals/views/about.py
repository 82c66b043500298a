"""What this tracker is, what is in it, and every correction: from the data, never typed."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, Min, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sources.models import Document, DocumentVersion, Feed

from ..answering import answer, asked
from ..asking import Asking
from ..gathering import clashes_of, is_public, party_order
from ..histories import correction_of
from ..models import (
    Citation,
    CommitmentTerms,
    Condition,
    Contradiction,
    ContradictionValue,
    Coverage,
    Deal,
    Event,
    Evidence,
    EvidenceVerdict,
    Rate,
    Readout,
    Status,
)
from ..sourcing import backings_for
from .commitments import with_materials

MOST = 200


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What is tracked, by deal, and how it rests on sources."""
    days = (
        Event.objects.filter(is_published=True)
        .on_record()
        .aggregate(first=Min("occurred_earliest"), last=Max("occurred_latest"), recorded=Max("recorded_at"))
    )
    deals = list(
        Deal.objects.filter(is_published=True)
        .prefetch_related("parties")
        .annotate(
            n_commitments=Count("commitments", filter=Q(commitments__is_published=True), distinct=True),
            n_rounds=Count("rounds", filter=Q(rounds__is_published=True), distinct=True),
            n_measures=Count("countermeasures", filter=Q(countermeasures__is_published=True), distinct=True),
        )
        .order_by("position", "slug")
    )
    context: dict[str, Any] = {
        "deals": [(deal, sorted(deal.parties.all(), key=party_order)) for deal in deals],
        "days": days,
        "feeds": Feed.objects.filter(is_active=True).count(),
        "official_feeds": Feed.objects.filter(is_active=True, is_official=True).count(),
        "documents": Document.objects.count(),
        "versions": DocumentVersion.objects.count(),
        "quotes": Evidence.objects.on_record().count(),
        "citations": Citation.objects.on_record().count(),
        "corrections": sum(table.objects.corrections().count() for table, _where in CORRECTED),
        "contradictions": Contradiction.objects.open().count(),
    }
    return render(request, "deals/about.html", context)


@asked
def corrections(request: HttpRequest, asking: Asking) -> HttpResponse:
    """Every fact that took the place of a wrong one, the newest first; and sources found to have changed."""
    rows: list[dict[str, Any]] = []
    for table, where in CORRECTED:
        found = (
            table.objects.filter(where)
            .corrections(asking.asof)
            .select_related("corrects", *JOINS[table])
            .order_by("-recorded_at")[:MOST]
        )
        for row in found:
            subject = _subject(row, asking)
            if subject is not None:
                rows.append({"row": row, "what": _(str(table._meta.verbose_name)), **subject})
    rows.sort(key=lambda one: one["row"].recorded_at, reverse=True)
    more = max(len(rows) - MOST, 0)
    rows = rows[:MOST]
    with_materials([one["row"] for one in rows if isinstance(one["row"], CommitmentTerms)])
    rows = [{**one, "changes": correction_of(one["row"]).changes} for one in rows]
    values = list(
        ContradictionValue.objects.filter(contradiction__resolved_at__isnull=False).select_related(
            "contradiction", "said_by"
        )
    )
    backings = backings_for(asking.asof, contradiction_value=[value.pk for value in values])
    return answer(
        request,
        asking,
        "deals/corrections.html",
        {
            "rows": rows,
            "more": more,
            "clashes": [clash for clash in clashes_of(values, backings, asking.asof) if clash.is_resolved],
            "verdicts": _verdicts(asking),
        },
    )


def _verdicts(asking: Asking) -> list[EvidenceVerdict]:
    """Quotes whose page says something else now, as far as the asked moment knew."""
    found = EvidenceVerdict.objects.filter(
        verdict__in=["altered", "deleted"],
        evidence__in=Evidence.objects.as_known(asking.asof).filter(
            _published(
                "commitment",
                "terms__commitment",
                "countermeasure",
                "event",
                "round",
                "agreement",
                "readout__round",
                "condition__commitment",
                "condition__countermeasure",
            )
        ),
    )
    if asking.asof.recorded is not None:
        found = found.filter(decided_at__lte=asking.asof.recorded)
    if asking.asof.known is not None:
        found = found.filter(decided_at__date__lte=asking.asof.known)
    return list(
        found.select_related("evidence__version__document", "version")
        .defer("evidence__version__text", "version__text")
        .order_by("-decided_at")[:MOST]
    )


def _subject(row: Any, asking: Asking) -> dict[str, Any] | None:
    """Where a corrected row is told and under which name; None where that may not be named."""
    if isinstance(row, Event):
        if row.deal is None:
            return None
        return {"name": row.deal.title_en, "address": f"{row.deal.get_absolute_url()}#e{row.pk}"}
    if isinstance(row, Readout):
        return _named(row.round, row.round.name_en, asking)
    commitment = getattr(row, "commitment", None)
    if commitment is not None:
        return {"name": commitment.reference, "address": commitment.get_absolute_url()}
    record = getattr(row, "countermeasure", None) or getattr(row, "agreement", None)
    return _named(record, record.title_en, asking) if record is not None else None


def _named(record: Any, name: str, asking: Asking) -> dict[str, Any] | None:
    return {"name": name, "address": record.get_absolute_url()} if is_public(record, asking.asof) else None


def _published(*subjects: str) -> Q:
    """True for rows whose subject, where they have it, is published."""
    condition = Q()
    for subject in subjects:
        condition &= Q(**{f"{subject}__isnull": True}) | Q(**{f"{subject}__is_published": True})
    return condition


CORRECTED: tuple[tuple[Any, Q], ...] = (
    (Event, Q(is_published=True) & _published("deal")),
    (CommitmentTerms, _published("commitment", "commitment__deal")),
    (Status, _published("commitment", "countermeasure", "agreement")),
    (Condition, _published("commitment", "countermeasure", "needs_commitment", "needs_countermeasure")),
    (Coverage, _published("countermeasure")),
    (Rate, _published("countermeasure")),
    (Readout, _published("round", "round__deal")),
)
JOINS: dict[Any, tuple[str, ...]] = {
    Event: ("deal",),
    CommitmentTerms: ("commitment",),
    Status: ("commitment", "countermeasure", "agreement"),
    Condition: ("commitment", "countermeasure"),
    Coverage: ("countermeasure", "material", "corrects__material"),
    Rate: ("countermeasure",),
    Readout: ("round__deal",),
}
