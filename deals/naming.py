"""From which day a deal may be named: the first day on which something of it was public.

The name of a deal is ours and carries no date, so its day is derived: of its events, its commitments' wordings,
the publications that it cites itself, its rounds and its agreements, the first that was public. Measures do not
count: one may be older than every deal that it plays a part in.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import DateField, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Least

from .models import Agreement, Citation, CommitmentTerms, Deal, Event, Round
from .querysets import AsOf


def named_deals(asof: AsOf) -> QuerySet[Deal]:
    """Return the published deals of which something was public at the asked dates.

    Without ``known`` every published deal is named. Adds no query of its own.
    """
    deals = Deal.objects.filter(is_published=True)
    if asof.known is None:
        return deals
    dated: Any = with_first_day(deals, asof.recorded)
    return dated.filter(named_since__lte=asof.known)


def deal_names(asof: AsOf) -> dict[str, str]:
    """Return slug -> title of every published deal; "" for one of which nothing was public. One query."""
    deals = Deal.objects.filter(is_published=True)
    if asof.known is None:
        return dict(deals.values_list("slug", "title_en"))
    dated: Any = with_first_day(deals, asof.recorded)
    rows = dated.values_list("slug", "title_en", "named_since")
    return {slug: title if day and day <= asof.known else "" for slug, title, day in rows}


def named_choices(names: dict[str, str]) -> list[tuple[str, str]]:
    """Return the deals that a filter may offer, of what ``deal_names`` gave."""
    return [(slug, title) for slug, title in names.items() if title]


def is_named(deal: Deal, asof: AsOf) -> bool:
    """True when something of ``deal`` was public at the asked dates; one query, none without ``known``."""
    return asof.known is None or named_deals(asof).filter(pk=deal.pk).exists()


def with_first_day(deals: QuerySet[Deal], recorded: dt.datetime | None = None) -> QuerySet[Deal]:
    """Add ``named_since`` to each deal: a day, or None where nothing of it is public on record."""
    return deals.annotate(
        named_since=Least(
            _first(Event.objects.filter(is_published=True).on_record(recorded), "deal"),
            _first(
                CommitmentTerms.objects.filter(commitment__is_published=True).on_record(recorded),
                "commitment__deal",
            ),
            _first(Citation.objects.on_record(recorded), "deal"),
            _first(Round.objects.filter(is_published=True), "deal"),
            _first(Agreement.objects.filter(is_published=True), "deal"),
        )
    )


def _first(rows: Any, deal: str) -> Subquery:
    days = rows.filter(**{deal: OuterRef("pk")}).order_by().values(deal).annotate(day=Min("public_since"))
    return Subquery(days.values("day"), output_field=DateField())
