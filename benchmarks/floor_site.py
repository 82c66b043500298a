"""The project's pages, and beside them a bare view: one query and a plain template, with rows and bytes as asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import include, path

from deals.models import Event

_TEMPLATE = Engine().from_string(
    "<!doctype html><title>{{ title }}</title><ol>"
    "{% for row in rows %}<li>{{ row.0 }} <b>{{ row.1 }}</b> {{ row.2 }} {{ filler }}</li>{% endfor %}</ol>"
)


def floor(request: HttpRequest, rows: int, size: int) -> HttpResponse:
    """Answer with ``rows`` events in about ``size`` bytes."""
    events = list(
        Event.objects.order_by("pk").values_list("occurred_earliest", "title_en", "kind")[: max(1, rows)]
    )
    filler = "x" * max(0, size // max(1, len(events)) - 70)
    return HttpResponse(_TEMPLATE.render(Context({"title": "Floor", "rows": events, "filler": filler})))


urlpatterns = [
    path("floor/<int:rows>/<int:size>/", floor),
    path("", include("tradetracker.urls")),
]
