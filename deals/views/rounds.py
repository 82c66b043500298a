"""One round: who, where, when; each side's words; what was promised and what changed there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ..answering import answer, asked_of_record, not_yet_public
from ..asking import Asking
from ..gathering import DealFacts, facts_of, party_order
from ..models import Delegate, Party, Readout, Round
from ..sourcing import Backing, Backings, Cite, Quote, backings_for
from ..timeline import entries_of, groups_of
from .commitments import notes_of


def published_round(slug: str, round_slug: str) -> Round:
    """Return a published round of a published deal; raise Http404, with a sentence, where there is none."""
    found = (
        Round.objects.filter(deal__slug=slug, slug=round_slug, is_published=True, deal__is_published=True)
        .select_related("deal")
        .first()
    )
    if found is None:
        raise Http404(
            _("There is no round called “%(round)s” in a deal called “%(deal)s”.")
            % {"round": round_slug, "deal": slug}
        )
    return found


@asked_of_record
def round_page(request: HttpRequest, asking: Asking, slug: str, round_slug: str) -> HttpResponse:
    """A round, between the one before and the one after."""
    found = published_round(slug, round_slug)
    asof = asking.asof
    if asof.known and (found.public_since is None or found.public_since > asof.known):
        return not_yet_public(request, asking)
    facts = facts_of(found.deal, asof)
    index = [round_.pk for round_ in facts.rounds].index(found.pk)
    group = next(g for g in groups_of(facts, entries_of(facts)) if g.round and g.round.pk == found.pk)
    readouts = facts.readouts.get(found.pk, [])
    delegates = list(
        Delegate.objects.filter(round=found).as_known(asof).select_related("party", "person").order_by("pk")
    )
    backings = backings_for(
        asof,
        readout=[readout.pk for readout in readouts],
        delegate=[delegate.pk for delegate in delegates],
    )
    before = facts.rounds[index - 1] if index else None
    still_open = [
        row
        for row in _commitments(facts, before.pk if before else None)
        if row["verified"].code not in ("kept", "breached")
    ]
    agreements = [agreement for agreement in facts.agreements if agreement.reached_at_id == found.pk]
    after = facts.rounds[index + 1] if index + 1 < len(facts.rounds) else None
    context = {
        "round": found,
        "deal": found.deal,
        "group": group,
        "backing": facts.backings[("round", found.pk)],
        "sides": _sides(facts.parties, readouts, backings),
        "joint": [
            (readout, backings[("readout", readout.pk)]) for readout in readouts if readout.party is None
        ],
        "delegations": _delegations(delegates),
        "made": _commitments(facts, found.pk),
        "still_open": still_open,
        "changes": [entry for entry in group.entries if entry.family == "measures"],
        "others": [entry for entry in group.entries if entry.family != "measures"],
        "sources": _sources(
            [
                group.backing,
                *[entry.backing for entry in group.entries],
                *[backings[("readout", readout.pk)] for readout in readouts],
            ]
        ),
        "clashes": group.clashes,
        "agreements": agreements,
        "previous": before,
        "next": after,
        "next_made": len(_commitments(facts, after.pk)) if after else 0,
        "notes": notes_of(asking, round=found),
    }
    return answer(request, asking, "deals/round_detail.html", context)


def _sources(behind: list[Backing]) -> list[dict[str, Any]]:
    """Every document that facts of the round rest on, once, the official ones first, then by day."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for backing in behind:
        sources: list[Quote | Cite] = [*backing.quotes, *backing.cites]
        for source in sources:
            is_quoted = isinstance(source, Quote)
            row = found.setdefault(
                (source.publisher, source.title),
                {"source": source, "is_quoted": is_quoted, "official": source.is_official},
            )
            if is_quoted and not row["is_quoted"]:
                row |= {"source": source, "is_quoted": True, "official": source.is_official}
    return sorted(
        found.values(),
        key=lambda row: (
            not row["official"],
            row["source"].published or dt.date.max,
            row["source"].publisher,
            row["source"].title,
        ),
    )


def _commitments(facts: DealFacts, round_id: int | None) -> list[dict[str, Any]]:
    """Rows of the commitments made at one round; none for no round."""
    return [
        {
            "terms": terms,
            "commitment": terms.commitment,
            "force": facts.state("commitment", pk),
            "verified": facts.state("commitment", pk, "verification"),
        }
        for pk, terms in facts.terms.items()
        if round_id is not None and terms.commitment.round_id == round_id
    ]


def _sides(parties: list[Party], readouts: list[Readout], backings: Backings) -> list[dict[str, Any]]:
    """Each side's published words, side by side; a side with nothing on record stands there too."""
    speaking: dict[int, Party] = {party.pk: party for party in parties}
    for readout in readouts:
        if readout.party is not None:
            side = readout.party
            if not (side.parent_id and side.parent_id in speaking):
                speaking.setdefault(side.pk, side)
    return [
        {
            "party": party,
            "readouts": [
                (readout, backings[("readout", readout.pk)])
                for readout in readouts
                if readout.party is not None and party.pk in (readout.party_id, readout.party.parent_id)
            ],
        }
        for party in sorted(speaking.values(), key=party_order)
    ]


def _delegations(delegates: list[Delegate]) -> list[tuple[Party, list[Delegate]]]:
    found: dict[int, tuple[Party, list[Delegate]]] = {}
    for delegate in delegates:
        found.setdefault(delegate.party_id, (delegate.party, []))[1].append(delegate)
    return sorted(found.values(), key=lambda pair: party_order(pair[0]))
