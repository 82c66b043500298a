"""The read-only API: what the pages say, as JSON, for the same three dates. Schema at /api/v1/openapi.json.

Answers carry the dates they speak for. What cannot be read gives 400 with the same words as the pages, what is
not there (or was not yet public) 404. ``standing``: "quoted", "cited" or "none".
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Query, Schema, Status
from ninja.errors import ValidationError

from .asking import Asking, Problem, read_question
from .deadlines import deadlines_for
from .gathering import facts_of, latest_terms, public, statuses_of
from .models import CommitmentTerms, Countermeasure, Deal
from .naming import named_deals
from .sourcing import Backing, backings_for
from .state import State, state_on
from .timeline import ahead_of, entries_of

MOST = 500


class Dates(Schema):
    """The three dates of a question, all optional. ``on``: which day in the world; ``known``: what was public by
    that day; ``recorded``: what was on record at that moment."""

    on: str = ""
    known: str = ""
    recorded: str = ""


PARAMETERS = {
    "on": "which day in the world, such as 2025-12-01; today if not given",
    "known": "what was public by that day, such as 2025-12-01; everything if not given",
    "recorded": "what was on record here at that moment, such as 2026-11-24T12:00:00Z; now if not given",
    "slug": "its name in the address of its page",
    "pk": "its number: 14 for C-014",
    "deal": "a deal by its name in addresses",
    "obligor": "who owes, by code, such as CN",
    "imposed_by": "who imposes, by code, such as US",
    "material": "a material by its symbol, such as Dy",
}


class Asked(Schema):
    on: dt.date
    known: dt.date
    recorded: dt.datetime


class ProblemOut(Schema):
    name: str
    given: str
    help: str


class Problems(Schema):
    problems: list[ProblemOut]


class Missing(Schema):
    detail: str


class SourceOut(Schema):
    kind: str
    publisher: str
    title: str
    address: str
    published: dt.date | None = None
    quote: str = ""
    language: str = ""
    speaker: str = ""
    is_official: bool = False


class StateOut(Schema):
    code: str
    sentence: str
    since: dt.date | None = None
    until: dt.date | None = None
    scope: str = ""


class DealOut(Schema):
    slug: str
    title_en: str
    title_zh: str
    parties: list[str]
    address: str


class DealsOut(Schema):
    asked: Asked
    deals: list[DealOut]


class EntryOut(Schema):
    id: str
    first_day: dt.date
    last_day: dt.date
    precision: str
    kind: str
    actor: str | None
    title_en: str
    title_zh: str
    note: str
    confidence: str
    is_derived: bool
    standing: str
    sources: list[SourceOut]


class TimelineOut(Schema):
    asked: Asked
    deal: DealOut
    entries: list[EntryOut]
    next_day: dt.date | None


class CommitmentOut(Schema):
    id: int
    reference: str
    deal: str
    obligor: str
    obligee: str | None
    text_en: str
    text_zh: str
    announced: dt.date | None
    modality: str
    quantity: str
    due_on: dt.date | None
    due_wording: str
    in_force: StateOut
    verified: StateOut
    standing: str
    sources: list[SourceOut]
    address: str


class CommitmentsOut(Schema):
    asked: Asked
    commitments: list[CommitmentOut]
    is_capped: bool


class MeasureOut(Schema):
    slug: str
    reference: str
    title_en: str
    title_zh: str
    kind: str
    imposed_by: str
    instrument: str
    state: StateOut
    standing: str
    sources: list[SourceOut]
    address: str


class MeasuresOut(Schema):
    asked: Asked
    countermeasures: list[MeasureOut]
    is_capped: bool


class DeadlineOut(Schema):
    key: str
    day: dt.date
    days: int
    kind: str
    standing: str
    what: str
    label: str
    party: str | None
    deals: list[str]
    wording: str
    then: str
    after: str
    note: str
    contradictions: list[str]


class DeadlinesOut(Schema):
    asked: Asked
    deadlines: list[DeadlineOut]


class Unread(Exception):
    """Dates that cannot be read; answered with 400."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.name for problem in problems))
        self.problems = problems


api = NinjaAPI(
    title="TradeTracker",
    version="1",
    description="Who promised what to whom over rare earths and tariffs, what is in force, and which words say so.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
ERRORS: dict[Any, Any] = {400: Problems, 404: Missing}


@api.exception_handler(Unread)
def unread(request: HttpRequest, error: Unread) -> HttpResponse:
    """Tell what in an address cannot be read."""
    problems = [
        {"name": problem.name, "given": problem.given, "help": str(problem.help)}
        for problem in error.problems
    ]
    return api.create_response(request, {"problems": problems}, status=400)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The same for values of the wrong kind."""
    problems = [
        {"name": str(fault["loc"][-1]), "given": "", "help": str(fault["msg"])} for fault in error.errors
    ]
    return api.create_response(request, {"problems": problems}, status=400)


def _question(request: HttpRequest) -> Asking:
    asking, problems = read_question(request.GET, timezone.now())
    if problems:
        raise Unread(problems)
    return asking


def _asked(asking: Asking) -> dict[str, Any]:
    return {
        "on": asking.asof.on,
        "known": asking.known_day,
        "recorded": asking.asof.recorded or asking.now.replace(microsecond=0),
    }


@api.get("/deals", response={200: DealsOut, **ERRORS}, summary="All deals")
def deals(request: HttpRequest, dates: Query[Dates]) -> Any:
    """Names and parties of every deal of which something was public."""
    asking = _question(request)
    found = named_deals(asking.asof).prefetch_related("parties")
    return {"asked": _asked(asking), "deals": [_deal(request, asking, deal) for deal in found]}


@api.get("/deals/{slug}/timeline", response={200: TimelineOut, **ERRORS}, summary="A deal's timeline")
def timeline(request: HttpRequest, slug: str, dates: Query[Dates]) -> Any:
    """Every entry in order of time, with its sources; dates set by texts included."""
    asking = _question(request)
    deal = named_deals(asking.asof).filter(slug=slug).prefetch_related("parties").first()
    if deal is None:
        return Status(404, {"detail": f"No deal called {slug!r} was public then."})
    facts = facts_of(deal, asking.asof)
    ahead = ahead_of(facts)
    return {
        "asked": _asked(asking),
        "deal": _deal(request, asking, deal),
        "entries": [
            {
                "id": entry.anchor,
                "first_day": entry.first,
                "last_day": entry.last,
                "precision": entry.precision,
                "kind": entry.kind,
                "actor": entry.actor.code if entry.actor else None,
                "title_en": entry.title,
                "title_zh": entry.title_zh,
                "note": entry.note,
                "confidence": entry.confidence,
                "is_derived": entry.is_derived,
                "standing": entry.backing.standing,
                "sources": _sources(request, entry.backing),
            }
            for entry in entries_of(facts)
        ],
        "next_day": ahead[0].day if ahead else None,
    }


@api.get("/deadlines", response={200: DeadlinesOut, **ERRORS}, summary="Days that texts set")
def deadlines(request: HttpRequest, dates: Query[Dates], deal: str = "") -> Any:
    """Ends of suspensions and of what is in force, due dates, starts, and days that a text names."""
    asking = _question(request)
    found = named_deals(asking.asof).filter(slug=deal).first() if deal else None
    if deal and found is None:
        return Status(404, {"detail": f"No deal called {deal!r} was public then."})
    return {
        "asked": _asked(asking),
        "deadlines": [
            {
                "key": row.key,
                "day": row.day,
                "days": row.days,
                "kind": row.kind,
                "standing": row.standing,
                "what": row.what,
                "label": row.label,
                "party": row.party.code if row.party else None,
                "deals": [one.slug for one in row.deals],
                "wording": row.wording,
                "then": row.then,
                "after": row.after,
                "note": row.note,
                "contradictions": [clash.contradiction.statement for clash in row.clashes],
            }
            for row in deadlines_for(asking.asof, deal=found)
        ],
    }


@api.get("/commitments", response={200: CommitmentsOut, **ERRORS}, summary="Commitments")
def commitments(request: HttpRequest, dates: Query[Dates], deal: str = "", obligor: str = "") -> Any:
    """What one side undertook towards another; filters: deal (slug), obligor (party code)."""
    asking = _question(request)
    rows = CommitmentTerms.objects.filter(commitment__deal__is_published=True)
    if deal:
        rows = rows.filter(commitment__deal__slug=deal)
    if obligor:
        rows = rows.filter(commitment__obligor__code=obligor)
    found = list(latest_terms(rows, asking.asof).values())
    return {
        "asked": _asked(asking),
        "commitments": _commitments(request, asking, found[:MOST]),
        "is_capped": len(found) > MOST,
    }


@api.get("/commitments/{int:pk}", response={200: CommitmentOut, **ERRORS}, summary="One commitment")
def commitment(request: HttpRequest, pk: int, dates: Query[Dates]) -> Any:
    """One commitment with its latest wording at the asked dates."""
    asking = _question(request)
    found = (
        latest_terms(
            CommitmentTerms.objects.filter(commitment=pk, commitment__deal__is_published=True), asking.asof
        )
        if pk < 2**63
        else {}
    )
    rows = _commitments(request, asking, list(found.values()))
    return (
        rows[0] if rows else Status(404, {"detail": f"No commitment {pk} was public at the dates asked for."})
    )


@api.get("/countermeasures", response={200: MeasuresOut, **ERRORS}, summary="Countermeasures")
def countermeasures(
    request: HttpRequest, dates: Query[Dates], deal: str = "", imposed_by: str = "", material: str = ""
) -> Any:
    """State acts on trade, each with its state on the day; filters: deal, imposed_by, material (symbol)."""
    asking = _question(request)
    rows = public(Countermeasure.objects.filter(is_published=True), asking.asof)
    if deal:
        rows = rows.filter(deals__slug=deal)
    if imposed_by:
        rows = rows.filter(imposed_by__code=imposed_by)
    if material:
        rows = rows.filter(coverage__material__symbol__iexact=material)
    found = list(rows.select_related("imposed_by", "instrument").distinct()[: MOST + 1])
    return {
        "asked": _asked(asking),
        "countermeasures": _measures(request, asking, found[:MOST]),
        "is_capped": len(found) > MOST,
    }


@api.get("/countermeasures/{slug}", response={200: MeasureOut, **ERRORS}, summary="One countermeasure")
def countermeasure(request: HttpRequest, slug: str, dates: Query[Dates]) -> Any:
    """One measure with its state on the asked day."""
    asking = _question(request)
    found = list(
        public(Countermeasure.objects.filter(slug=slug, is_published=True), asking.asof).select_related(
            "imposed_by", "instrument"
        )
    )
    rows = _measures(request, asking, found)
    return rows[0] if rows else Status(404, {"detail": f"No countermeasure {slug!r} was public then."})


def _deal(request: HttpRequest, asking: Asking, deal: Deal) -> dict[str, Any]:
    return {
        "slug": deal.slug,
        "title_en": deal.title_en,
        "title_zh": deal.title_zh,
        "parties": [party.code for party in deal.parties.all()],
        "address": request.build_absolute_uri(deal.get_absolute_url()) + asking.permalink,
    }


def _commitments(request: HttpRequest, asking: Asking, found: list[CommitmentTerms]) -> list[dict[str, Any]]:
    pks = [terms.commitment_id for terms in found]
    statuses = statuses_of(asking.asof, commitment=pks)
    backings = backings_for(asking.asof, commitment=pks, terms=[terms.pk for terms in found])
    rows = []
    for terms in found:
        one = terms.commitment
        backing = backings.of(("terms", terms.pk), ("commitment", one.pk))
        rows.append(
            {
                "id": one.pk,
                "reference": one.reference,
                "deal": one.deal.slug,
                "obligor": one.obligor.code,
                "obligee": one.obligee.code if one.obligee else None,
                "text_en": terms.text_en,
                "text_zh": terms.text_zh,
                "announced": terms.announced,  # type: ignore[attr-defined]
                "modality": terms.modality,
                "quantity": terms.quantity_wording,
                "due_on": terms.due_on,
                "due_wording": terms.due_words,
                "in_force": _state(
                    state_on(statuses.get(("commitment", one.pk, "force"), []), asking.asof.on)
                ),
                "verified": _state(
                    state_on(statuses.get(("commitment", one.pk, "verification"), []), asking.asof.on)
                ),
                "standing": backing.standing,
                "sources": _sources(request, backing),
                "address": request.build_absolute_uri(one.get_absolute_url()) + asking.permalink,
            }
        )
    return rows


def _measures(request: HttpRequest, asking: Asking, found: list[Countermeasure]) -> list[dict[str, Any]]:
    pks = [measure.pk for measure in found]
    statuses = statuses_of(asking.asof, countermeasure=pks)
    backings = backings_for(asking.asof, countermeasure=pks)
    return [
        {
            "slug": one.slug,
            "reference": one.reference,
            "title_en": one.title_en,
            "title_zh": one.title_zh,
            "kind": one.kind,
            "imposed_by": one.imposed_by.code,
            "instrument": one.instrument.title_en if one.instrument else one.instrument_wording,
            "state": _state(state_on(statuses.get(("countermeasure", one.pk, "force"), []), asking.asof.on)),
            "standing": backings[("countermeasure", one.pk)].standing,
            "sources": _sources(request, backings[("countermeasure", one.pk)]),
            "address": request.build_absolute_uri(one.get_absolute_url()) + asking.permalink,
        }
        for one in found
    ]


def _state(state: State) -> dict[str, Any]:
    return {
        "code": state.code,
        "sentence": state.sentence,
        "since": state.since,
        "until": state.until,
        "scope": state.row.scope if state.row else "",
    }


def _sources(request: HttpRequest, backing: Backing) -> list[dict[str, Any]]:
    return [
        {
            "kind": "quoted",
            "publisher": quote.publisher,
            "title": quote.title,
            "address": request.build_absolute_uri(quote.url),
            "published": quote.published,
            "quote": quote.text,
            "language": quote.language,
            "speaker": quote.speaker,
            "is_official": quote.is_official,
        }
        for quote in backing.quotes
    ] + [
        {
            "kind": "cited",
            "publisher": cite.publisher,
            "title": cite.title,
            "address": cite.url,
            "published": cite.published,
            "quote": cite.quote,
            "language": cite.quote_language,
            "speaker": cite.speaker,
        }
        for cite in backing.cites
    ]


@require_safe
def describe(request: HttpRequest) -> HttpResponse:
    """A plain page of the API, made from its own schema: no script and nothing from elsewhere."""
    schema = api.get_openapi_schema()
    paths = [
        {
            "path": path,
            "summary": operation["summary"],
            "description": operation.get("description", ""),
            "parameters": [
                {**parameter, "means": PARAMETERS.get(parameter["name"], "")}
                for parameter in operation.get("parameters", [])
            ],
        }
        for path, operations in schema["paths"].items()
        for operation in operations.values()
    ]
    return render(request, "deals/api.html", {"paths": paths})
