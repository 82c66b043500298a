"""What waits is held against records that were made since: else the second report of a promise, proposed in the same minute
as the first, would never find the record that an editor just made of the first.

It is done when an editor opens the item, so that nobody is shown what is out of date, and only where a record is newer than
what the item was ranked with.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet, Subquery
from django.db.models.functions import Greatest

from .choices import ProposalState
from .matching import Neighbours, drafted
from .models import Commitment, Countermeasure, Proposal
from .queueing import loaded
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
    """Return ``rows`` with ``newest``: the moment at which the newest commitment or measure was made, or None."""
    commitments = Commitment.objects.order_by("-created_at").values("created_at")[:1]
    measures = (
        Countermeasure.history.filter(history_type="+").order_by("-history_date").values("history_date")[:1]
    )
    return rows.annotate(newest=Greatest(Subquery(commitments), Subquery(measures)))


def ranked_again(proposal: Proposal) -> Proposal:
    """Return ``proposal``, drafted and ranked anew if it waits for its first verdict and a record was made since.

    It must come from ``with_newest``. What an editor decided or edited is never touched: only pending rows change, and
    only the machine's own columns of them.
    """
    newest: dt.datetime | None = getattr(proposal, "newest", None)
    ranked_to = proposal.ranked_to or proposal.created_at
    if proposal.state != ProposalState.PENDING or newest is None or newest <= ranked_to:
        return proposal
    again = drafted(proposal.claim, load_vocabulary(), Neighbours.of([proposal.claim]))
    with transaction.atomic():
        fresh = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if fresh.state != ProposalState.PENDING:
            return proposal
        for name in OURS:
            setattr(fresh, name, getattr(again, name))
        fresh.save(update_fields=OURS)
    return loaded(Proposal.objects.all(), proposal.pk)
