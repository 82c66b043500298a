"""The list of countermeasures and one countermeasure: in force on the day, since, until, by which text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ..answering import answer, asked_of_record, filters, not_yet_public
from ..asking import Asking
from ..gathering import clashes_of, is_public, latest_terms, public, statuses_of
from ..markup import SHORT
from ..models import (
    CommitmentTerms,
    Condition,
    ContradictionValue,
    Countermeasure,
    Coverage,
    Event,
    Evidence,
    Instrument,
    MeasureLink,
    Party,
    Rate,
    Status,
)
from ..naming import deal_names, named_choices, named_deals
from ..overview import MEASURE_FAMILIES, MEASURE_FAMILY_OF, bar, family_name
from ..sourcing import Backings, backings_for
from ..state import state_on
from ..timeline import FORCE_ORDER, counted, periods_ahead
from .commitments import conditions_about, corrections, notes_of

STATES = (
    "in_force",
    "partly_suspended",
    "suspended",
    "ran_out",
    "scheduled",
    "announced",
    "ended",
    "unknown",
)
STATE_WORDS = {code: SHORT[code] for code in STATES}
ENDED = ("lifted", "lapsed", "withdrawn", "superseded")


@asked_of_record
def countermeasure_list(request: HttpRequest, asking: Asking) -> HttpResponse:
    """Every measure with its state on the day and its periods as a bar; filters in the address."""
    deals = deal_names(asking.asof)
    parties = dict(
        Party.objects.filter(measures__is_published=True).distinct().values_list("code", "name_en")
    )
    families = {family: family_name(family) for family in MEASURE_FAMILIES}
    chosen = filters(request, deal=deals, party=parties, family=families, state=STATE_WORDS)
    asof = asking.asof
    measures = public(Countermeasure.objects.filter(is_published=True), asof).select_related(
        "imposed_by", "instrument"
    )
    if chosen["deal"]:
        measures = measures.filter(deals__slug=chosen["deal"])
    if chosen["party"]:
        measures = measures.filter(
            Q(imposed_by__code=chosen["party"]) | Q(imposed_by__parent__code=chosen["party"])
        )
    if chosen["family"]:
        measures = measures.filter(kind__in=MEASURE_FAMILIES[chosen["family"]])
    rows = measure_rows(list(measures.distinct()), asking)
    counts = counted((row["state"].code for row in rows), FORCE_ORDER)
    if chosen["state"]:
        rows = [
            row
            for row in rows
            if row["state"].code == chosen["state"]
            or (chosen["state"] == "ended" and row["state"].code in ENDED)
        ]
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        measure = row["measure"]
        groups.setdefault((measure.imposed_by.name_en, MEASURE_FAMILY_OF[measure.kind]), []).append(row)
    order = list(MEASURE_FAMILIES)
    return answer(
        request,
        asking,
        "deals/countermeasure_list.html",
        {
            "groups": [
                {
                    "party": found[0]["measure"].imposed_by,
                    "family": family_name(family),
                    "label": f"{name}, {family_name(family)}",
                    "rows": found,
                }
                for (name, family), found in sorted(
                    groups.items(), key=lambda item: (item[0][0], order.index(item[0][1]))
                )
            ],
            "total": len(rows),
            "counts": counts,
            "chosen": chosen,
            "deal_choices": named_choices(deals),
            "party_choices": parties.items(),
            "family_choices": families.items(),
            "state_choices": [(code, _(words)) for code, words in STATE_WORDS.items()],
            "axis": axis(rows),
        },
    )


def measure_rows(measures: Sequence[Countermeasure], asking: Asking) -> list[dict[str, Any]]:
    """Rows of a list of measures: the state on the day and the bar of periods. One query."""
    asof = asking.asof
    statuses = statuses_of(asof, countermeasure=[measure.pk for measure in measures])
    periods = {m.pk: statuses.get(("countermeasure", m.pk, "force"), []) for m in measures}
    first, last = window([row for rows in periods.values() for row in rows], asof.on)
    return [
        {
            "measure": measure,
            "state": state_on(periods[measure.pk], asof.on),
            "bar": bar(periods[measure.pk], asof.on, first=first, last=last, width=240),
            "first": first,
            "last": last,
        }
        for measure in measures
    ]


def window(rows: Sequence[Status], on: dt.date) -> tuple[dt.date, dt.date]:
    """Return the days that bars show: from the first change (three years back at most) past ``on``."""
    starts = [row.effective.lower for row in rows if row.effective.lower]
    ends = [row.effective.upper for row in rows if row.effective.upper]
    first = max(min(starts, default=on), on - dt.timedelta(days=1100))
    last = min(max([*ends, on], default=on), on + dt.timedelta(days=400)) + dt.timedelta(days=30)
    if first >= on:
        first = on - dt.timedelta(days=30)
    return first.replace(day=1), last


def axis(rows: Sequence[dict[str, Any]]) -> list[tuple[float, str]]:
    """Return where the years begin under the bars of a list."""
    if not rows:
        return []
    first, last = rows[0]["first"], rows[0]["last"]
    total = (last - first).days
    return [
        (round((dt.date(year, 1, 1) - first).days / total * rows[0]["bar"]["width"], 1), str(year))
        for year in range(first.year + 1, last.year + 1)
    ]


def _issued_by(known: dt.date | None) -> QuerySet[Instrument]:
    """The instruments that were issued by the day of knowledge; one without a day counts as issued."""
    found = Instrument.objects.all()
    return found if known is None else found.exclude(issued_on__gt=known)


@asked_of_record
def countermeasure(request: HttpRequest, asking: Asking, slug: str) -> HttpResponse:
    """One measure: its state on the day, periods, legal reference, coverage, rates, links, conditions."""
    found = (
        Countermeasure.objects.filter(slug=slug, is_published=True)
        .select_related("imposed_by", "instrument__issuer")
        .prefetch_related(
            "targets",
            Prefetch("other_instruments", _issued_by(asking.asof.known)),
            Prefetch("deals", named_deals(asking.asof)),
        )
        .first()
    )
    if found is None:
        raise Http404(_("There is no countermeasure called “%(slug)s”.") % {"slug": slug})
    asof = asking.asof
    if asof.known and (found.public_since is None or found.public_since > asof.known):
        return not_yet_public(request, asking)
    rows = _rows_of(found, asking)
    near = {pk for c in rows.conditions for pk in (c.commitment_id, c.needs_commitment_id) if pk}
    texts = latest_terms(CommitmentTerms.objects.filter(commitment_id__in=near), asof) if near else {}
    backings = backings_for(
        asof,
        countermeasure=[found.pk],
        event=[event.pk for event in rows.events],
        status=[row.pk for row in rows.statuses],
        condition=[condition.pk for condition in rows.conditions],
        measure_link=[link.pk for link in rows.links],
        contradiction_value=[value.pk for value in rows.values],
    )
    first, last = window(rows.statuses, asof.on)
    coverage = list(Coverage.objects.filter(countermeasure=found).as_known(asof).select_related("material"))
    context = {
        "measure": found,
        "state": state_on(rows.statuses, asof.on),
        "bar": bar(rows.statuses, asof.on, first=first, last=last, width=960, height=28),
        "axis": _axis(first, last, 960),
        "periods": [
            (row, state_on([row], row.effective.lower or asof.on), backings.of(*_sources_of(row)))
            for row in rows.statuses
        ],
        "ahead": periods_ahead(rows.statuses, found, asof.on, found.imposed_by),
        "materials": [row for row in coverage if row.material_id],
        "goods": [row for row in coverage if not row.material_id],
        "rates": list(Rate.objects.filter(countermeasure=found).as_known(asof)),
        "answers": [
            (link, link.to, backings[("measure_link", link.pk)])
            for link in rows.links
            if link.measure_id == found.pk
        ],
        "answered_by": [
            (link, link.measure, backings[("measure_link", link.pk)])
            for link in rows.links
            if link.to_id == found.pk
        ],
        "needs": [
            _step(c, c.needs_commitment_id, texts, backings)
            for c in rows.conditions
            if c.countermeasure_id == found.pk
            and (c.needs_commitment_id is None or c.needs_commitment_id in texts)
            and (c.needs_countermeasure is None or _shown(c.needs_countermeasure, asking))
        ],
        "unlocks": [
            _step(c, c.commitment_id, texts, backings)
            for c in rows.conditions
            if c.needs_countermeasure_id == found.pk
            and (c.commitment_id is None or c.commitment_id in texts)
            and (c.countermeasure is None or _shown(c.countermeasure, asking))
        ],
        "events": [(event, backings[("event", event.pk)]) for event in rows.events],
        "backing": backings.of(
            ("countermeasure", found.pk), *[key for row in rows.statuses for key in _sources_of(row)]
        ),
        "clashes": clashes_of(rows.values, backings, asof),
        "notes": notes_of(asking, countermeasure=found),
        "corrections": corrections(asking, Status, Event, Evidence, countermeasure=found),
    }
    return answer(request, asking, "deals/countermeasure_detail.html", context)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is on record about one measure at the asked dates."""

    statuses: list[Status]
    events: list[Event]
    conditions: list[Condition]
    links: list[MeasureLink]
    values: list[ContradictionValue]


def _rows_of(measure: Countermeasure, asking: Asking) -> _Rows:
    """Read the measure's periods, events, conditions, links to other measures and contradicted values."""
    asof = asking.asof
    events = Event.objects.filter(
        Q(countermeasure=measure) | Q(establishes__countermeasure=measure), is_published=True
    )
    links = MeasureLink.objects.filter(Q(measure=measure) | Q(to=measure), is_published=True)
    return _Rows(
        statuses=list(
            Status.objects.filter(countermeasure=measure, aspect="force")
            .as_known(asof)
            .select_related("event")
            .prefetch_related("scope_materials")
            .order_by("effective")
        ),
        events=list(
            events.as_known(asof)
            .select_related("actor", "deal")
            .distinct()
            .order_by("occurred_earliest", "pk")
        ),
        conditions=list(conditions_about(Q(countermeasure=measure) | Q(needs_countermeasure=measure), asof)),
        links=[
            link
            for link in links.as_known(asof)
            .select_related("measure__imposed_by", "to__imposed_by")
            .order_by("pk")
            if _shown(link.to if link.measure_id == measure.pk else link.measure, asking)
        ],
        values=list(
            ContradictionValue.objects.filter(contradiction__countermeasure=measure).select_related(
                "contradiction", "said_by"
            )
        ),
    )


def _step(
    condition: Condition, commitment_id: int | None, texts: dict[int, CommitmentTerms], backings: Backings
) -> dict[str, Any]:
    """Return a condition with the wording of the commitment at its other end, if it is one, and its sources."""
    return {
        "condition": condition,
        "terms": texts.get(commitment_id or 0),
        "backing": backings[("condition", condition.pk)],
    }


def _sources_of(row: Status) -> list[tuple[str, int]]:
    """A period rests on its own sources and on those of the event that established it."""
    return [("status", row.pk), *([("event", row.event_id)] if row.event_id else [])]


def _shown(measure: Countermeasure, asking: Asking) -> bool:
    return measure.is_published and is_public(measure, asking.asof)


def _axis(first: dt.date, last: dt.date, width: int) -> list[tuple[float, str]]:
    total = (last - first).days
    ticks = []
    day = dt.date(first.year + 1, 1, 1)
    while day < last:
        ticks.append((round((day - first).days / total * width, 1), str(day.year)))
        day = day.replace(year=day.year + 1)
    return ticks
