"""The public pages about the sources: which are read, how they do, and the proof that we looked."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Exists, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .health import grouped, health_of, looking, totals
from .models import Document, DocumentVersion, Feed, Fetch

SPAN = dt.timedelta(days=7)
LOG_LINES = 50
NEWEST = 20
# Documents of the same origin, itself among them; null where nobody repeated it.
_REPORTS = Subquery(
    Document.objects.filter(echo_group=OuterRef("echo_group"))
    .order_by()
    .values("echo_group")
    .annotate(n=Count("pk"))
    .values("n")
)


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Every source, those in trouble first."""
    rows = health_of(Feed.objects.all(), timezone.now())
    return render(
        request,
        "sources/health.html",
        {"groups": grouped(rows), "count": len(rows), "section": "sources"},
    )


@require_safe
def health_json(request: HttpRequest) -> JsonResponse:
    """The same as ``health``, for machines."""
    now = timezone.now()
    rows = health_of(Feed.objects.all(), now)
    return JsonResponse(
        {"at": now.isoformat(), "sources": [row.as_json() for row in rows]},
        json_dumps_params={"ensure_ascii": False},
    )


@require_safe
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """One source: its health, its last week hour by hour in words, its log and its newest items."""
    found = get_object_or_404(Feed, slug=slug)
    now = timezone.now()
    return render(
        request,
        "sources/feed.html",
        {
            "row": health_of([found], now)[0],
            "feed": found,
            "week": looking(found, now - SPAN, now),
            "since": now - SPAN,
            "totals": totals(found),
            "log": Fetch.objects.filter(feed=found).order_by("-started_at")[:LOG_LINES],
            "newest": Document.objects.filter(feed=found)
            .annotate(
                has_text=Exists(DocumentVersion.objects.filter(document=OuterRef("pk"))),
                reports=_REPORTS,
            )
            .order_by("-first_seen_at", "-pk")[:NEWEST],
            "section": "sources",
        },
    )
