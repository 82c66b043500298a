"""The public pages about the sources: which are read, how they do, and the proof that we looked."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Exists, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .backlog import backlog
from .clock import database_now
from .health import grouped, health_of, hours_of, looking, running, totals
from .models import Document, DocumentVersion, Feed, Fetch

SPAN = dt.timedelta(days=7)
LOG_LINES = 50
NEWEST = 20
LONGEST_SPAN = dt.timedelta(days=31)
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
    now = database_now()
    rows = health_of(Feed.objects.all(), now)
    return render(
        request,
        "sources/health.html",
        {
            "groups": grouped(rows),
            "count": len(rows),
            "running": running(now),
            "backlog": backlog(now),
            "section": "sources",
        },
    )


@require_safe
def health_json(request: HttpRequest) -> JsonResponse:
    """The same as ``health``, for machines."""
    now = database_now()
    rows = health_of(Feed.objects.all(), now)
    return JsonResponse(
        {
            "at": now.isoformat(),
            "polling": running(now).as_json(),
            "backlog": [one.as_json() for one in backlog(now)],
            "sources": [row.as_json() for row in rows],
        },
        json_dumps_params={"ensure_ascii": False},
    )


@require_safe
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """One source: its health, its last week hour by hour in words, its log and its newest items."""
    found = get_object_or_404(Feed, slug=slug)
    now = database_now()
    return render(
        request,
        "sources/feed.html",
        {
            "row": health_of([found], now)[0],
            "feed": found,
            "week": looking(found, now - SPAN, now),
            "since": now - SPAN,
            "days": hours_of(found, now - SPAN, now),
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


@require_safe
def feed_json(request: HttpRequest, slug: str) -> JsonResponse:
    """The same as ``feed``, for machines: health, every hour of the span, the log.

    ``?since=2026-11-20&until=2026-11-27`` (days in UTC, both counted, 31 at most) asks for another span.
    """
    found = get_object_or_404(Feed, slug=slug)
    now = database_now()
    try:
        since, until = _span(request, now)
    except ValueError as error:
        return JsonResponse({"error": str(error)}, status=400)
    week = looking(found, since, until)
    return JsonResponse(
        {
            "at": now.isoformat(),
            **health_of([found], now)[0].as_json(),
            "totals": totals(found),
            "looking": {
                "since": since.isoformat(),
                "until": until.isoformat(),
                "hours": week.hours,
                "looked": week.looked,
                "polls": week.polls,
                "failed": week.failed,
                "new_items": week.new_items,
            },
            "hours": [
                {
                    "hour": mark.hour.isoformat(),
                    "outcome": mark.outcome,
                    "polls": mark.polls,
                    "failed": mark.failed,
                    "new_items": mark.new_items,
                }
                for day in reversed(hours_of(found, since, until))
                for mark in day.hours
            ],
            "log": [
                {
                    "at": line.started_at.isoformat(),
                    "outcome": line.outcome,
                    "code": line.code,
                    "http_status": line.http_status,
                    "listed": line.n_entries,
                    "new": line.n_new,
                    "elapsed_ms": line.elapsed_ms,
                    "note": line.note,
                }
                for line in Fetch.objects.filter(feed=found).order_by("-started_at")[:LOG_LINES]
            ],
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _span(request: HttpRequest, now: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """Return the span asked for; raises ValueError with a sentence for one that is none."""
    days = {}
    for name in ("since", "until"):
        if stated := request.GET.get(name, ""):
            try:
                days[name] = dt.datetime.combine(dt.date.fromisoformat(stated), dt.time(), dt.UTC)
            except ValueError:
                raise ValueError(f"{name} is no day: write it as 2026-11-20") from None
    # The last hour of the day is meant; hours to come are not "not looked".
    last = days["until"] + dt.timedelta(days=1, seconds=-1) if "until" in days else now
    until = min(last, now)
    since = days.get("since", until - SPAN)
    if not since <= until:
        raise ValueError("since lies after until, or after now")
    if until - since > LONGEST_SPAN:
        raise ValueError("more than 31 days; ask for them in parts")
    return since, until
