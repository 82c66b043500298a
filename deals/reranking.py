"""What waits is held against records that were made since: else the second report of a promise, proposed in the same minute
as the first, would never find the record that an editor just made of the first.

It is done when an editor opens the item, so that nobody is shown what is out of date, and only where a record is newer than
what the item was ranked with and could be what the item speaks of: a promise of another side seldom is. Else every item
behind an accepted one would read the whole record, in one query, to find that nothing changed.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet, Subquery
from django.db.models.functions import Greatest

from .choices import ProposalState
from .matching import Neighbours, drafted
from .models import Commitment, Countermeasure, Proposal
from .references import references
from .vocabulary import load_vocabulary

OURS = (
    "action",
    "deal",
    "round",
    "agreement",
    "commitment",
    "countermeasure",
    "draft",
    "candidates",
    "score",
    "reasons",
    "ranked_to",
)


def with_newest(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Return ``rows`` with ``newest`` and ``newest_measure``: the moments at which the newest commitment or measure, and the
    newest measure, were made; and ``newest_gone``, at which the last of either was hidden, as undoing does. None where there
    is none."""
    commitments = Commitment.objects.order_by("-created_at").values("created_at")[:1]
    measures = (
        Countermeasure.history.filter(history_type="+").order_by("-history_date").values("history_date")[:1]
    )
    hidden = [
        model.history.filter(history_type="~", is_published=False)
        .order_by("-history_date")
        .values("history_date")[:1]
        for model in (Commitment, Countermeasure)
    ]
    return rows.annotate(
        newest=Greatest(Subquery(commitments), Subquery(measures)),
        newest_measure=Subquery(measures),
        newest_gone=Greatest(*(Subquery(rows_of) for rows_of in hidden)),
    )


def _may_be_about(proposal: Proposal, since: dt.datetime) -> bool:
    """Return whether a record made after ``since`` could be a candidate for what the claim says (at most one query).

    What the scorer refuses whatever else agrees is told without it: talks have no candidates, and a promise of one side is
    not about the other's, unless the words name a rule that one record alone may be named for. A new measure always may be
    (only who issued an act can lift it, whoever speaks), and so may anything where the words do not name one side alone,
    or join two steps.
    """
    if proposal.claim.kind == "round":
        return False
    said = proposal.draft.get("attributed_to")
    if proposal.claim.kind == "condition" or not said:
        return True
    if any(key.startswith("topic:") for key in references(proposal.claim.quote)):
        return True
    newest_measure: dt.datetime | None = getattr(proposal, "newest_measure", None)
    if newest_measure is not None and newest_measure > since:
        return True
    owed_by = Commitment.objects.filter(created_at__gt=since).values_list(
        "obligor__parent__parent__code", "obligor__parent__code", "obligor__code"
    )
    return any(said == next(filter(None, codes)) for codes in owed_by.distinct())


def _names_one_gone(proposal: Proposal) -> bool:
    """Return whether a candidate of the item is hidden now, as one is whose decision was undone (at most two queries)."""
    ids: dict[str, list[int]] = {}
    for one in proposal.candidates:
        ids.setdefault(one["kind"], []).append(one["id"])
    return any(
        model.objects.filter(pk__in=ids[kind], is_published=False).exists()
        for kind, model in (("commitment", Commitment), ("countermeasure", Countermeasure))
        if kind in ids
    )


def ranked_again(proposal: Proposal) -> Proposal:
    """Return ``proposal``, drafted and ranked anew if it waits for its first verdict and a record was made, or one of its
    candidates taken back, since.

    It must come from ``with_newest``. What an editor decided or edited is never touched: only pending rows change, and
    only the machine's own columns of them.
    """
    newest: dt.datetime | None = getattr(proposal, "newest", None)
    gone: dt.datetime | None = getattr(proposal, "newest_gone", None)
    ranked_to = proposal.ranked_to or proposal.created_at
    is_older, is_stale = (one is not None and one > ranked_to for one in (newest, gone))
    if proposal.state != ProposalState.PENDING or not (is_older or is_stale):
        return proposal
    if not (is_stale and _names_one_gone(proposal)) and not (is_older and _may_be_about(proposal, ranked_to)):
        seen = max(one for one in (newest, gone) if one is not None)
        Proposal.objects.filter(pk=proposal.pk, state=ProposalState.PENDING).update(ranked_to=seen)
        return proposal
    neighbours = Neighbours.of([proposal.claim]) if proposal.claim.kind == "condition" else Neighbours()
    again = drafted(proposal.claim, load_vocabulary(), neighbours)
    ours = {
        field.attname: getattr(again, field.attname)
        for field in Proposal._meta.concrete_fields
        if field.name in OURS
    }
    # In one statement, so that what an editor decided meanwhile is never drafted over.
    if Proposal.objects.filter(pk=proposal.pk, state=ProposalState.PENDING).update(**ours):
        for column, value in ours.items():
            setattr(proposal, column, value)
    return proposal
