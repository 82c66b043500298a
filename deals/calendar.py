"""Deadlines as a calendar (RFC 5545), to be subscribed to: one whole-day event a deadline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from .answering import asked
from .asking import Asking
from .deadlines import RAN_OUT, Deadline, deadlines_for
from .models import Deal
from .naming import is_named

DAY = dt.timedelta(days=1)


@asked
def all_deadlines(request: HttpRequest, asking: Asking) -> HttpResponse:
    """The deadlines of all deals."""
    return _answer(request, asking, _("TradeTracker: deadlines"), deadlines_for(asking.asof), "deadlines")


@asked
def deal_deadlines(request: HttpRequest, asking: Asking, slug: str) -> HttpResponse:
    """The deadlines of one deal."""
    deal = Deal.objects.filter(slug=slug, is_published=True).first()
    if deal is None or not is_named(deal, asking.asof):
        raise Http404(_("There is no deal called “%(slug)s”.") % {"slug": slug})
    rows = deadlines_for(asking.asof, deal=deal)
    return _answer(request, asking, f"TradeTracker: {deal.title_en}", rows, slug)


def _answer(
    request: HttpRequest, asking: Asking, name: str, rows: Iterable[Deadline], file_name: str
) -> HttpResponse:
    board = request.build_absolute_uri("/deadlines/")
    text = calendar_of(rows, name, request.get_host(), board, asking)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{file_name}.ics"'
    return response


def calendar_of(rows: Iterable[Deadline], name: str, host: str, board: str, asking: Asking) -> bytes:
    """Return the calendar. ``host`` makes the ids of the events lasting ones; ``board``: the page they lead to.

    The stamp of every event is the start of the asked day of knowledge, so that the same question gives the
    same bytes.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//TradeTracker//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", dt.timedelta(hours=12), parameters={"VALUE": "DURATION"})
    stamp = dt.datetime.combine(asking.known_day, dt.time(), dt.UTC)
    for row in rows:
        event = Event()
        event.add("uid", f"{row.key}@{host}")
        event.add("dtstamp", stamp)
        event.add("dtstart", row.day)
        event.add("dtend", row.day + DAY)
        party = f"{row.party.code}: " if row.party else ""
        event.add("summary", f"{party}{row.label} ({row.what})")
        event.add("description", "\n".join(_told(row)))
        event.add("url", f"{board}{asking.query()}#{row.key}")
        event.add("transp", "TRANSPARENT")
        event.add("status", "TENTATIVE" if row.kind == "named" else "CONFIRMED")
        calendar.add_component(event)
    return calendar.to_ical()


def _told(row: Deadline) -> list[str]:
    lines = [f"{row.what.capitalize()}."]
    if row.wording:
        lines.append(_("In its words: %(words)s") % {"words": row.wording})
    if row.ends is not None:
        told = {"capital": row.ends.capital, "at": f"{row.ends.at:%Y-%m-%d %H:%M}"}
        lines.append(_("The day ends at midnight in %(capital)s: %(at)s UTC.") % told)
    if row.standing == RAN_OUT:
        lines.append(_("Ran out, successor unseen."))
    elif row.then:
        lines.append(_("After it, by its terms: %(then)s.") % {"then": row.then})
    if row.after:
        lines.append(row.after)
    lines += [row.note] if row.note else []
    lines += [clash.contradiction.statement for clash in row.clashes]
    lines += [f"{quote.publisher}: {quote.title}" for quote in row.backing.quotes]
    lines += [f"{cite.publisher}: {cite.title}" for cite in row.backing.cites]
    return lines
