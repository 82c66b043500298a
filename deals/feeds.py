"""The Atom feeds of timelines, of one deal and of all: one entry a timeline entry, the newest first."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from .answering import refuse
from .asking import Asking, read_question
from .gathering import facts_for, facts_of
from .models import Deal
from .naming import is_named, named_deals
from .overview import days_between
from .timeline import Entry, entries_of

LENGTH = 100


class _AskedFeed(Feed):
    """A feed that takes the same dates as the pages."""

    feed_type = Atom1Feed
    author_name = "TradeTracker"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer GET; dates that cannot be read give the page that says so (400)."""
        asking, problems = read_question(request.GET, timezone.now())
        if problems:
            return refuse(request, problems)
        request.asking = asking  # type: ignore[attr-defined]
        return super().__call__(request, *args, **kwargs)

    def item_description(self, item: tuple[Entry, Deal]) -> str:
        entry = item[0]
        actor = entry.actor.name_en if entry.actor else _("Both sides")
        sources = "; ".join(
            [f"{quote.publisher}: {quote.title}" for quote in entry.backing.quotes]
            + [f"{cite.publisher}: {cite.title}" for cite in entry.backing.cites]
        )
        return " ".join(part for part in (f"{actor}, {entry.kind_label}.", entry.note, sources) if part)

    def item_title(self, item: tuple[Entry, Deal]) -> str:
        entry = item[0]
        return f"{days_between(entry.first, entry.last, entry.precision)}: {entry.title}"

    def item_link(self, item: tuple[Entry, Deal]) -> str:
        return f"{item[1].get_absolute_url()}#{item[0].anchor}"

    def item_updateddate(self, item: tuple[Entry, Deal]) -> dt.datetime | None:
        return item[0].recorded_at

    def item_pubdate(self, item: tuple[Entry, Deal]) -> dt.datetime:
        return dt.datetime.combine(item[0].first, dt.time(), dt.UTC)

    def item_categories(self, item: tuple[Entry, Deal]) -> tuple[str, ...]:
        return (item[0].kind,)


class TimelineFeed(_AskedFeed):
    """What happened in a deal up to the asked day."""

    def get_object(self, request: HttpRequest, slug: str) -> tuple[Deal, Asking]:
        deal = Deal.objects.filter(slug=slug, is_published=True).first()
        if deal is None or not is_named(deal, request.asking.asof):  # type: ignore[attr-defined]
            raise Http404(_("There is no deal called “%(slug)s”.") % {"slug": slug})
        return deal, request.asking  # type: ignore[attr-defined]

    def title(self, obj: tuple[Deal, Asking]) -> str:
        return _("%(deal)s: timeline") % {"deal": obj[0].title_en}

    def link(self, obj: tuple[Deal, Asking]) -> str:
        return obj[0].get_absolute_url() + obj[1].query()

    def subtitle(self, obj: tuple[Deal, Asking]) -> str:
        return "" if obj[1].hides_prose else obj[0].summary

    def items(self, obj: tuple[Deal, Asking]) -> list[tuple[Entry, Deal]]:
        deal, asking = obj
        entries = [
            entry for entry in entries_of(facts_of(deal, asking.asof)) if entry.first <= asking.asof.on
        ]
        return [(entry, deal) for entry in reversed(entries)][:LENGTH]


class AllDealsFeed(_AskedFeed):
    """What happened in all deals up to the asked day."""

    link = "/deals/"

    def get_object(self, request: HttpRequest) -> Asking:
        return request.asking  # type: ignore[attr-defined]

    def title(self, obj: Asking) -> str:
        return _("TradeTracker: all deals")

    def subtitle(self, obj: Asking) -> str:
        return _(
            "Who promised what to whom over rare earths and tariffs, what is in force, and whose words say so."
        )

    def items(self, obj: Asking) -> list[tuple[Entry, Deal]]:
        deals = list(named_deals(obj.asof).prefetch_related("parties"))
        facts = facts_for(deals, obj.asof)
        found = [
            (entry, deal)
            for deal in deals
            for entry in entries_of(facts[deal.pk])
            if entry.first <= obj.asof.on
        ]
        # Of one day, the order of the deals; sorting keeps it.
        found.sort(key=lambda pair: pair[0].first, reverse=True)
        return found[:LENGTH]

    def item_title(self, item: tuple[Entry, Deal]) -> str:
        return f"{super().item_title(item)} ({item[1].title_en})"
