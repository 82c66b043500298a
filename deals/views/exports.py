"""Downloads: how to cite a record, a timeline as a table; and the pages that list what can be had."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..answering import asked, not_yet_public
from ..asking import Asking
from ..citing import FORMATS, Citable, cite
from ..exporting import timeline_csv
from ..gathering import facts_of, is_public, latest_terms
from ..models import Agreement, Commitment, CommitmentTerms, Countermeasure, Deal
from ..timeline import entries_of
from .deals import published_deal


@asked
def deal_csv(request: HttpRequest, asking: Asking, slug: str) -> HttpResponse:
    """The entries of a deal's timeline up to and beyond the asked day, as a table."""
    deal = published_deal(slug, asking)
    page = request.build_absolute_uri(deal.get_absolute_url()) + asking.permalink
    text = timeline_csv(entries_of(facts_of(deal, asking.asof)), page, asking)
    # The mark tells spreadsheets that the text is UTF-8.
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
    return response


@asked
def cite_commitment(request: HttpRequest, asking: Asking, pk: int, form: str) -> HttpResponse:
    """A commitment in one form of citation."""
    found = Commitment.objects.filter(pk=pk, is_published=True, deal__is_published=True).first()
    if found is None:
        raise Http404(_("There is no commitment with the number %(pk)s.") % {"pk": pk})
    terms = latest_terms(CommitmentTerms.objects.filter(commitment=found), asking.asof).get(found.pk)
    if terms is None:
        return not_yet_public(request, asking)
    return _cited(request, asking, found, found.reference, terms.text_en, form)


@asked
def cite_countermeasure(request: HttpRequest, asking: Asking, slug: str, form: str) -> HttpResponse:
    """A countermeasure in one form of citation."""
    found = Countermeasure.objects.filter(slug=slug, is_published=True).first()
    if found is None:
        raise Http404(_("There is no countermeasure called “%(slug)s”.") % {"slug": slug})
    if not is_public(found, asking.asof):
        return not_yet_public(request, asking)
    return _cited(request, asking, found, found.reference, found.title_en, form)


@asked
def cite_agreement(request: HttpRequest, asking: Asking, slug: str, form: str) -> HttpResponse:
    """An agreement in one form of citation."""
    found = Agreement.objects.filter(slug=slug, is_published=True, deal__is_published=True).first()
    if found is None:
        raise Http404(_("There is no agreement called “%(slug)s”.") % {"slug": slug})
    if not is_public(found, asking.asof):
        return not_yet_public(request, asking)
    return _cited(request, asking, found, _("Agreement"), found.title_en, form)


def _cited(
    request: HttpRequest, asking: Asking, record: Any, reference: str, title: str, form: str
) -> HttpResponse:
    if form not in FORMATS:
        raise Http404(_("Citations come as .bib, .ris and .txt."))
    recorded = asking.asof.recorded or asking.now.replace(microsecond=0)
    what = Citable(
        key=f"tradetracker-{record._meta.model_name}-{record.pk}-{recorded:%Y%m%d}",
        reference=reference,
        title=title,
        url=request.build_absolute_uri(record.get_absolute_url()) + asking.permalink,
        on=asking.asof.on,
        known=asking.known_day,
        recorded=recorded,
        year=recorded.year,
    )
    response = HttpResponse(cite(what, form), content_type=f"{FORMATS[form]}; charset=utf-8")
    if form != "txt":
        response["Content-Disposition"] = f'attachment; filename="{what.key}.{form}"'
    return response


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Everything that can be downloaded."""
    deals = list(Deal.objects.filter(is_published=True))
    return render(request, "deals/data.html", {"deals": deals})


@require_safe
def subscribe(request: HttpRequest) -> HttpResponse:
    """Feeds and calendars."""
    deals = list(Deal.objects.filter(is_published=True))
    return render(request, "deals/subscribe.html", {"deals": deals})
