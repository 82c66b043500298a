"""The list of deals, a deal with its timeline, and an agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ..answering import NotYetPublic, answer, asked_of_record, day_of, filters, not_yet_public
from ..asking import Asking
from ..gathering import (
    DealFacts,
    clashes_of,
    facts_for,
    facts_of,
    is_public,
    latest_terms,
    party_order,
    statuses_of,
)
from ..models import Agreement, CommitmentTerms, ContradictionValue, Deal, Event, Party
from ..naming import is_named, named_deals
from ..overview import draw
from ..sourcing import backings_for
from ..state import state_on, states_for
from ..timeline import (
    FAMILIES,
    Filter,
    Group,
    ahead_of,
    commitment_counts,
    entries_of,
    filtered,
    folded,
    groups_of,
    latest,
    measure_counts,
    ran_out,
    sides_of,
)

FAMILY_WORDS = {
    "rounds": "rounds and leaders",
    "agreements": "agreements",
    "statements": "statements",
    "measures": "measures",
    "dates": "dates set by texts",
}
STATUS_WORDS = {
    "announced": "announced, not in force",
    "in_force": "in force",
    "partly_suspended": "partly suspended",
    "suspended": "suspended",
    "ran_out": "ran out, successor unseen",
    "ended": "ended",
}
ZOOM_WORDS = {"deal": "whole deal", "year": "a year", "month": "a month"}
FEW = 3  # periods of a deal that are all open on a phone
ORDERS = {"oldest": "oldest first", "newest": "newest first"}


@asked_of_record
def deal_list(request: HttpRequest, asking: Asking) -> HttpResponse:
    """All deals: parties, stage, last step, open commitments, next date."""
    rows = digests(named_deals(asking.asof), asking)
    return answer(request, asking, "deals/deal_list.html", {"rows": rows})


def digests(deals: QuerySet[Deal], asking: Asking) -> list[dict[str, Any]]:
    """What the rows or cards of several deals say, in a fixed number of queries."""
    found = list(deals.prefetch_related("parties"))
    facts = facts_for(found, asking.asof)
    return [digest(facts[deal.pk], asking) for deal in found]


def digest(facts: DealFacts, asking: Asking) -> dict[str, Any]:
    """What one row or card says of a deal at the asked dates."""
    entries = entries_of(facts)
    settled = {"kept", "breached"}
    still_open = sum(facts.state("commitment", pk, "verification").code not in settled for pk in facts.terms)
    ahead = ahead_of(facts)
    return {
        "deal": facts.deal,
        "facts": facts,
        "entries": entries,
        "latest": latest(entries, asking.asof.on),
        "measures": measure_counts(facts),
        "commitments": commitment_counts(facts),
        "sides": sides_of(facts),
        "open": still_open,
        "ahead": ahead,
        "next": ahead[0] if ahead else None,
        "ran_out": ran_out(facts),
        "rounds": facts.rounds,
    }


@asked_of_record
def deal(request: HttpRequest, asking: Asking, slug: str) -> HttpResponse:
    """A deal: its state in a sentence, counts, dates ahead, the picture, and every entry by round."""
    found, parties = deal_and_parties(slug, asking)
    facts = facts_of(found, asking.asof, parties)
    row = digest(facts, asking)
    entries = row["entries"]
    party_names = {party.code: party.name_en for party in facts.parties}
    party_names |= {entry.actor.code: entry.actor.name_en for entry in entries if entry.actor is not None}
    materials: dict[str, str] = {}
    for covered in facts.materials.values():
        materials |= covered
    chosen = filters(
        request,
        party=party_names,
        kind=FAMILY_WORDS,
        material=materials,
        status=STATUS_WORDS,
        disputed={"1": ""},
        official={"1": ""},
        order=ORDERS,
        zoom=ZOOM_WORDS,
    )
    at = day_of(request, "at")
    wanted = Filter(
        party=chosen["party"],
        family=chosen["kind"],
        material=chosen["material"],
        status=chosen["status"],
        only_disputed=bool(chosen["disputed"]),
        only_official=bool(chosen["official"]),
    )
    groups = filtered(groups_of(facts, entries), wanted)
    if chosen["order"] == "newest":
        groups = [replace(group, entries=tuple(reversed(group.entries))) for group in reversed(groups)]
    days = [day.day for day in row["ahead"]]
    context = {
        **row,
        "groups": _group_rows(groups, asking, chosen["order"], bool(wanted)),
        "opens_at_day": True,
        "shown": sum(len(group.entries) for group in groups),
        "overview": draw(facts, entries, days, zoom=chosen["zoom"] or "deal", at=at),
        "other_clashes": _clashes_elsewhere(facts, groups),
        "deal_backing": facts.backings[("deal", found.pk)],
        "chosen": {**chosen, "at": at.isoformat() if at else ""},
        "is_filtered": bool(wanted),
        "party_choices": sorted(party_names.items(), key=lambda item: item[1]),
        "family_choices": [(family, _(FAMILY_WORDS[family])) for family in FAMILIES],
        "material_choices": sorted(materials.items(), key=lambda item: item[1]),
        "status_choices": [(code, _(words)) for code, words in STATUS_WORDS.items()],
        "order_choices": [(key, _(words)) for key, words in ORDERS.items()],
        "zoom_choices": [(key, _(words)) for key, words in ZOOM_WORDS.items()],
    }
    return answer(request, asking, "deals/deal_detail.html", context)


def _group_rows(
    groups: Sequence[Group], asking: Asking, order: str, is_filtered: bool
) -> list[dict[str, Any]]:
    """Rows of the list of entries; one of them is cut in two where the asked day stands.

    The day stands after the last entry up to then (before it, the newest first), or above everything.
    """
    on, is_newest = asking.asof.on, order == "newest"
    past = [
        (entry.first, index)
        for index, group in enumerate(groups)
        for entry in group.entries
        if entry.first <= on and not entry.is_minor
    ]
    at = max(past, key=lambda one: one[0])[1] if past else (len(groups) - 1 if is_newest else 0)
    rows = []
    for index, group in enumerate(groups):
        entries = group.entries
        cut = len(entries)
        if index == at:
            gone = [number for number, entry in enumerate(entries) if entry.first <= on]
            cut = (gone[0] if is_newest else gone[-1] + 1) if gone else (len(entries) if is_newest else 0)
        parts = [entries[:cut], entries[cut:]]
        items, after = [list(part) if is_filtered else folded(part) for part in parts]
        rows.append(
            {
                "group": group,
                "items": items,
                "is_at": index == at,
                "after": after,
                "count": len(entries),
                "clashes": len(group.clashes) + sum(len(entry.clashes) for entry in entries),
                # On a phone the other periods are folded; on paper and on wide screens none is.
                "is_open": index == at or is_filtered or len(groups) < FEW,
            }
        )
    return rows


def published_deal(slug: str, asking: Asking) -> Deal:
    """Return a published deal; raise Http404, with a sentence, where there is none, and NotYetPublic."""
    return deal_and_parties(slug, asking)[0]


def deal_and_parties(slug: str, asking: Asking) -> tuple[Deal, list[Party]]:
    """The deal and its parties: one query, two for a deal without parties, one more with ``known``.

    Raises Http404 where there is no such deal, NotYetPublic where nothing of it was public.
    """
    found, parties = _deal_and_parties(slug)
    if not is_named(found, asking.asof):
        raise NotYetPublic
    return found, parties


def _deal_and_parties(slug: str) -> tuple[Deal, list[Party]]:
    pairs = list(
        Deal.parties.through.objects.filter(deal__slug=slug, deal__is_published=True).select_related(
            "deal", "party"
        )
    )
    if pairs:
        return pairs[0].deal, [pair.party for pair in pairs]
    found = Deal.objects.filter(slug=slug, is_published=True).first()
    if found is None:
        raise Http404(_("There is no deal called “%(slug)s”.") % {"slug": slug})
    return found, []


def _clashes_elsewhere(facts: DealFacts, groups: list[Any]) -> list[Any]:
    """Contradictions that no entry and no round on the page tells."""
    told = {clash.anchor for group in groups for clash in group.clashes}
    told |= {clash.anchor for group in groups for entry in group.entries for clash in entry.clashes}
    return [clash for clash in facts.clashes if clash.anchor not in told]


@asked_of_record
def agreement(request: HttpRequest, asking: Asking, slug: str) -> HttpResponse:
    """An agreement: form, parties, dates, state, the commitments in it, contradictions, sources."""
    found = (
        Agreement.objects.filter(slug=slug, is_published=True, deal__is_published=True)
        .select_related("deal", "reached_at__deal")
        .prefetch_related("parties")
        .first()
    )
    if found is None:
        raise Http404(_("There is no agreement called “%(slug)s”.") % {"slug": slug})
    asof = asking.asof
    if asof.known and (found.public_since is None or found.public_since > asof.known):
        return not_yet_public(request, asking)
    reached_at = found.reached_at
    terms = latest_terms(CommitmentTerms.objects.filter(commitment__agreement=found), asof)
    events = list(
        Event.objects.filter(agreement=found, is_published=True).as_known(asof).select_related("actor")
    )
    values = list(
        ContradictionValue.objects.filter(contradiction__agreement=found).select_related(
            "contradiction", "said_by"
        )
    )
    backings = backings_for(
        asof,
        agreement=[found.pk],
        event=[event.pk for event in events],
        contradiction_value=[value.pk for value in values],
    )
    context = {
        "agreement": found,
        "parties": sorted(found.parties.all(), key=party_order),
        "reached_at": reached_at
        if reached_at and reached_at.is_published and is_public(reached_at, asof)
        else None,
        "state": states_for("agreement", [found.pk], asof)[found.pk],
        "commitments": commitment_rows(terms, asking),
        "events": [(event, backings[("event", event.pk)]) for event in events],
        "clashes": clashes_of(values, backings, asof),
        "backing": backings[("agreement", found.pk)],
    }
    return answer(request, asking, "deals/agreement_detail.html", context)


def commitment_rows(terms: dict[int, CommitmentTerms], asking: Asking) -> list[dict[str, Any]]:
    """Rows of a list of commitments: the latest wording, in force and verified apart. One query."""
    statuses = statuses_of(asking.asof, commitment=list(terms))
    force, verified = (
        {pk: state_on(statuses.get(("commitment", pk, aspect), []), asking.asof.on) for pk in terms}
        for aspect in ("force", "verification")
    )
    return [
        {"terms": one, "commitment": one.commitment, "force": force[pk], "verified": verified[pk]}
        for pk, one in terms.items()
    ]
