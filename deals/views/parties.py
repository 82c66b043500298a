"""The parties and one party: what it owes and is owed, its measures, authorities, people and names."""

from __future__ import annotations

from collections import Counter

from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ..answering import answer, asked_of_record
from ..asking import Asking
from ..gathering import latest_terms, party_order, public, statuses_of
from ..models import CommitmentTerms, Countermeasure, Party, Readout
from ..naming import named_deals
from ..sourcing import backings_for
from ..state import state_on
from ..timeline import FORCE_ORDER, counted
from .countermeasures import measure_rows
from .deals import commitment_rows


@asked_of_record
def party_list(request: HttpRequest, asking: Asking) -> HttpResponse:
    """States and unions with their authorities, how much they owe, and how many measures they have."""
    found = list(Party.objects.filter(parent__isnull=True).prefetch_related("authorities", "deals"))
    terms = latest_terms(CommitmentTerms.objects.filter(commitment__deal__is_published=True), asking.asof)
    measures = list(
        public(Countermeasure.objects.filter(is_published=True), asking.asof).select_related("imposed_by")
    )
    statuses = statuses_of(asking.asof, countermeasure=[measure.pk for measure in measures])
    rows = []
    for party in sorted(found, key=party_order):
        family = {party.pk, *[authority.pk for authority in party.authorities.all()]}
        states = [
            state_on(statuses.get(("countermeasure", m.pk, "force"), []), asking.asof.on).code
            for m in measures
            if m.imposed_by_id in family
        ]
        rows.append(
            {
                "party": party,
                "authorities": [a for a in party.authorities.all()],
                "owes": sum(t.commitment.obligor_id in family for t in terms.values()),
                "owed": sum(t.commitment.obligee_id in family for t in terms.values()),
                "measures": counted(states, FORCE_ORDER),
            }
        )
    return answer(request, asking, "deals/party_list.html", {"rows": rows})


@asked_of_record
def party(request: HttpRequest, asking: Asking, slug: str) -> HttpResponse:
    """One party or authority."""
    found = (
        Party.objects.filter(slug=slug)
        .select_related("parent")
        .prefetch_related("authorities", "aliases", "people", Prefetch("deals", named_deals(asking.asof)))
        .first()
    )
    if found is None:
        raise Http404(_("There is no party called “%(slug)s”.") % {"slug": slug})
    family = [found.pk, *[authority.pk for authority in found.authorities.all()]]
    asof = asking.asof
    rows = commitment_rows(
        latest_terms(
            CommitmentTerms.objects.filter(
                Q(commitment__obligor_id__in=family) | Q(commitment__obligee_id__in=family),
                commitment__deal__is_published=True,
            ),
            asof,
        ),
        asking,
    )
    measures = list(
        public(
            Countermeasure.objects.filter(imposed_by_id__in=family, is_published=True), asof
        ).select_related("imposed_by", "instrument")
    )
    against = list(
        public(Countermeasure.objects.filter(targets__in=family, is_published=True), asof)
        .select_related("imposed_by", "instrument")
        .distinct()
    )
    all_rows = {
        row["measure"].pk: row
        for row in measure_rows(list({m.pk: m for m in [*measures, *against]}.values()), asking)
    }
    people = list(found.people.all())
    backings = backings_for(asof, party=[found.pk], person=[person.pk for person in people])
    aliases: dict[str, list[str]] = {}
    for alias in found.aliases.all():
        aliases.setdefault(alias.language, []).append(alias.text)
    owes = [row for row in rows if row["commitment"].obligor_id in family]
    readouts = list(Readout.objects.filter(party_id__in=family, round__is_published=True).as_known(asof))
    context = {
        "party_shown": found,
        "words": Counter(
            row["terms"].get_modality_display() for row in owes if row["terms"].modality
        ).most_common(),
        "uncoded": sum(not row["terms"].modality for row in owes),
        "readouts": Counter(
            readout.get_kind_display() for readout in readouts if readout.kind != "none"
        ).most_common(),
        "silent_rounds": sum(readout.kind == "none" for readout in readouts),
        "owes": owes,
        "owed": [row for row in rows if row["commitment"].obligee_id in family],
        "measures": [all_rows[m.pk] for m in measures],
        "against": [all_rows[m.pk] for m in against],
        "people": [(person, backings[("person", person.pk)]) for person in people],
        "aliases": sorted(aliases.items()),
        "backing": backings[("party", found.pk)],
    }
    return answer(request, asking, "deals/party_detail.html", context)
