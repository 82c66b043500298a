"""The list of commitments and one commitment: said, in force and done are three different things."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from .. import choices
from ..answering import answer, asked_of_record, filters, not_yet_public
from ..asking import Asking
from ..gathering import clashes_of, is_public, latest_terms
from ..genealogy import word_diff
from ..histories import Correction, correction_of
from ..models import (
    Commitment,
    CommitmentLink,
    CommitmentTerms,
    Condition,
    ContradictionValue,
    Event,
    Evidence,
    Note,
    Party,
    Status,
)
from ..naming import deal_names, named_choices
from ..prepared import Prepared
from ..querysets import AsOf
from ..sourcing import backings_for
from ..state import UNKNOWN, state_on
from ..timeline import VERIFICATION_ORDER, counted
from .deals import commitment_rows


@asked_of_record
def commitment_list(request: HttpRequest, asking: Asking) -> HttpResponse:
    """Every commitment with who owes whom, in force and verified apart; filters in the address."""
    deals = deal_names(asking.asof)
    parties = dict(Party.objects.filter(owes__is_published=True).distinct().values_list("code", "name_en"))
    words = {code: str(choices.StatusCode(code).label) for code in VERIFICATION_ORDER if code != UNKNOWN}
    chosen = filters(request, deal=deals, party=parties, verified={**words, UNKNOWN: "unknown"})
    found = CommitmentTerms.objects.filter(commitment__deal__is_published=True)
    if chosen["deal"]:
        found = found.filter(commitment__deal__slug=chosen["deal"])
    if chosen["party"]:
        found = found.filter(commitment__obligor__code=chosen["party"])
    rows = commitment_rows(latest_terms(found, asking.asof), asking)
    counts = counted((row["verified"].code for row in rows), VERIFICATION_ORDER)
    if chosen["verified"]:
        rows = [row for row in rows if row["verified"].code == chosen["verified"]]
    rows.sort(key=lambda row: (row["commitment"].deal.position, row["commitment"].pk))
    return answer(
        request,
        asking,
        "deals/commitment_list.html",
        {
            "rows": rows,
            "counts": counts,
            "chosen": chosen,
            "deal_choices": named_choices(deals),
            "party_choices": parties.items(),
            "verified_choices": [
                *[(code, label) for code, label in words.items()],
                (UNKNOWN, _("unknown")),
            ],
        },
    )


@asked_of_record
def commitment(request: HttpRequest, asking: Asking, pk: int) -> HttpResponse:
    """One commitment: its words, its three states, conditions both ways, evidence, history."""
    asof = asking.asof
    found = next(iter(_COMMITMENT(asof, commitment=[pk])), None)
    if found is None:
        raise Http404(_("There is no commitment with the number %(pk)s.") % {"pk": pk})
    wordings: list[CommitmentTerms] = _WORDINGS(asof, commitment=[pk])
    if not wordings:
        return not_yet_public(request, asking)
    statuses: list[Status] = _STATUSES(asof, commitment=[pk])
    events: list[Event] = _EVENTS(asof, commitment=[pk])
    conditions: list[Condition] = _CONDITIONS(asof, commitment=[pk])
    links: list[CommitmentLink] = _LINKS(asof, commitment=[pk])
    values: list[ContradictionValue] = _VALUES(asof, commitment=[pk])
    ends = [pk for c in conditions for pk in (c.commitment_id, c.needs_commitment_id)]
    ends += [pk for link in links for pk in (link.earlier_id, link.later_id)]
    near = {pk for pk in ends if pk is not None and pk != found.pk}
    texts = latest_terms(CommitmentTerms.objects.filter(commitment_id__in=near), asof) if near else {}
    backings = backings_for(
        asof,
        commitment=[found.pk],
        terms=[terms.pk for terms in wordings],
        event=[event.pk for event in events],
        status=[row.pk for row in statuses],
        condition=[condition.pk for condition in conditions],
        contradiction_value=[value.pk for value in values],
    )
    terms = wordings[-1]
    shown = [c for c in conditions if _is_shown(c, texts, found, asking)]
    context = {
        "commitment": found,
        "round": named(found.round, asking),
        "agreement": named(found.agreement, asking),
        "deal": found.deal,
        "terms": terms,
        "announced": min((t.public_since for t in wordings if t.public_since), default=None),
        "force": state_on([row for row in statuses if row.aspect == "force"], asof.on),
        "verified": state_on([row for row in statuses if row.aspect == "verification"], asof.on),
        "needs": [
            {
                "condition": c,
                "terms": texts.get(c.needs_commitment_id or 0),
                "backing": backings[("condition", c.pk)],
            }
            for c in shown
            if c.commitment_id == found.pk
        ],
        "unlocks": [
            {
                "condition": c,
                "terms": texts.get(c.commitment_id or 0),
                "backing": backings[("condition", c.pk)],
            }
            for c in shown
            if c.needs_commitment_id == found.pk
        ],
        "backing": backings.of(("commitment", found.pk), *[("terms", t.pk) for t in wordings]),
        "events": [(event, backings[("event", event.pk)]) for event in events],
        "wordings": _changes(wordings),
        "links": [
            {
                "link": link,
                "other": link.earlier if link.later_id == found.pk else link.later,
                "is_earlier": link.later_id == found.pk,
                "terms": texts[link.earlier_id if link.later_id == found.pk else link.later_id],
            }
            for link in links
            if (link.earlier_id if link.later_id == found.pk else link.later_id) in texts
        ],
        "clashes": clashes_of(values, backings, asof),
        "notes": notes_of(asking, commitment=found),
        "corrections": corrections(asking, CommitmentTerms, Status, Event, Evidence, commitment=found),
    }
    return answer(request, asking, "deals/commitment_detail.html", context)


def _commitment(_asof: AsOf, commitment: Any) -> QuerySet[Commitment]:
    return Commitment.objects.filter(
        pk__any=commitment, is_published=True, deal__is_published=True
    ).select_related("deal", "agreement", "round__deal", "obligor", "obligee")


def _wordings(asof: AsOf, commitment: Any) -> QuerySet[CommitmentTerms]:
    rows = CommitmentTerms.objects.filter(commitment__any=commitment).as_known(asof)
    return rows.prefetch_related("materials").order_by("public_since", "pk")


def _statuses(asof: AsOf, commitment: Any) -> QuerySet[Status]:
    return Status.objects.filter(commitment__any=commitment).as_known(asof).select_related("event")


def _events(asof: AsOf, commitment: Any) -> QuerySet[Event]:
    rows = Event.objects.filter(commitment__any=commitment, is_published=True).as_known(asof)
    return rows.select_related("actor")


def _conditions(asof: AsOf, commitment: Any) -> QuerySet[Condition]:
    return conditions_about(Q(commitment__any=commitment) | Q(needs_commitment__any=commitment), asof)


def conditions_about(either_end: Q, asof: AsOf) -> QuerySet[Condition]:
    """Return the conditions as known that have what is asked at either end, with both ends read."""
    return (
        Condition.objects.filter(either_end)
        .as_known(asof)
        .select_related(
            "commitment__obligor",
            "countermeasure__imposed_by",
            "needs_commitment__obligor",
            "needs_countermeasure__imposed_by",
            "said_by",
            "met_by",
        )
        .order_by("pk")
    )


def _links(asof: AsOf, commitment: Any) -> QuerySet[CommitmentLink]:
    return (
        CommitmentLink.objects.filter(Q(earlier__any=commitment) | Q(later__any=commitment))
        .as_known(asof)
        .select_related("earlier__obligor", "later__obligor", "earlier__round", "later__round")
    )


def _values(_asof: AsOf, commitment: Any) -> QuerySet[ContradictionValue]:
    rows = ContradictionValue.objects.filter(contradiction__commitment__any=commitment)
    return rows.select_related("contradiction", "said_by")


_COMMITMENT = Prepared(_commitment)
_WORDINGS = Prepared(_wordings)
_STATUSES = Prepared(_statuses)
_EVENTS = Prepared(_events)
_CONDITIONS = Prepared(_conditions)
_LINKS = Prepared(_links)
_VALUES = Prepared(_values)


def _is_shown(
    condition: Condition, texts: dict[int, CommitmentTerms], found: Commitment, asking: Asking
) -> bool:
    """True when neither end of a condition is a record that may not be named."""
    ends = {condition.commitment_id, condition.needs_commitment_id} - {None, found.pk}
    measures = [m for m in (condition.countermeasure, condition.needs_countermeasure) if m is not None]
    return ends <= set(texts) and all(m.is_published and is_public(m, asking.asof) for m in measures)


def named(record: Any, asking: Asking) -> Any:
    """Return a round or agreement if it may be named at the asked dates, else None."""
    return record if record is not None and record.is_published and is_public(record, asking.asof) else None


def notes_of(asking: Asking, **subject: Any) -> list[Note]:
    """Editors' public notes, as they stood at the asked time; a note is dated by the day it was written."""
    return _NOTES(asking.asof, **{name: [record.pk] for name, record in subject.items()})


def _notes(asof: AsOf, **subject: Any) -> QuerySet[Note]:
    notes = Note.objects.filter(is_public=True, **_any_of(subject)).select_related("author")
    if asof.recorded is not None:
        notes = notes.filter(created_at__lte=asof.recorded).filter(
            Q(superseded_at__isnull=True) | Q(superseded_at__gt=asof.recorded)
        )
    else:
        notes = notes.filter(superseded_at__isnull=True)
    return notes if asof.known is None else notes.filter(created_at__date__lte=asof.known)


_NOTES = Prepared(_notes)


def corrections(asking: Asking, *tables: Any, **subject: Any) -> list[Correction]:
    """Rows that corrected an earlier one of the same record, each with what it changed, the newest first."""
    ids = {name: [record.pk] for name, record in subject.items()}
    found = [row for table in tables for row in _corrected(table)(asking.asof, **ids)]
    with_materials([row for row in found if isinstance(row, CommitmentTerms)])
    return [correction_of(row) for row in sorted(found, key=lambda row: row.recorded_at, reverse=True)]


def with_materials(terms: list[CommitmentTerms]) -> None:
    """Fetch the materials of corrected wordings and of those they correct; no query where there are none."""
    prefetch_related_objects(terms, "materials", "corrects__materials")


@lru_cache(maxsize=32)
def _corrected(table: Any) -> Prepared:
    def build(asof: AsOf, **subject: Any) -> QuerySet[Any]:
        return table.objects.filter(**_any_of(subject)).corrections(asof).select_related("corrects")

    return Prepared(build)


def _any_of(subject: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{name}__any": pks for name, pks in subject.items()}


def _changes(wordings: list[CommitmentTerms]) -> list[dict[str, Any]]:
    """Each wording with what its words changed from the one before: ``(kind, text)`` pieces."""
    rows = []
    before: CommitmentTerms | None = None
    for terms in wordings:
        rows.append({"terms": terms, "pieces": word_diff(before.text_en, terms.text_en) if before else []})
        before = terms
    return rows
