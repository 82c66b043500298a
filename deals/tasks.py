"""The sweep from claims to proposals: each minute, whatever waits, whoever left it."""

from __future__ import annotations

import logging
import time

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from sources import storing
from sources.clock import database_now
from sources.models import Claim

from . import pacing, rechecking
from .matching import Neighbours, propose
from .vocabulary import Vocabulary, load_vocabulary

log = logging.getLogger(__name__)
BATCH = 100
SECONDS = 45  # below the task's soft time limit; what is left waits for the next sweep


@shared_task(name="deals.tasks.match_pending_claims")
def match_pending_claims(limit: int = 5_000) -> dict[str, int]:
    """Make proposals of waiting claims; return counts of ``proposed``, ``settled`` and ``failed``.

    1. Lock a batch of new claims that no other sweep has locked (SKIP LOCKED), oldest first.
    2. Propose each one in a savepoint of its own: one that fails is logged, stays new and is tried again by
    the next sweep, and does not stop the others.
    3. A claim and its proposal change together, so that a killed worker leaves neither half.
    """
    counts = {"proposed": 0, "settled": 0, "failed": 0}
    failed: list[int] = []
    vocabulary: Vocabulary | None = None
    ends = time.monotonic() + SECONDS
    while sum(counts.values()) < limit and time.monotonic() < ends:
        with transaction.atomic():
            claims = list(
                Claim.objects.filter(state=Claim.State.NEW)
                .exclude(pk__in=failed)
                .order_by("created_at", "pk")
                .select_for_update(skip_locked=True, of=("self",))
                .select_related("version__document__feed")[: min(BATCH, limit)]
            )
            if not claims:
                break
            # What a condition joins is decided before it: its two ends come first in the queue.
            claims.sort(key=lambda claim: claim.kind == Claim.Kind.CONDITION)
            vocabulary = vocabulary or load_vocabulary()
            neighbours = Neighbours.of(claims)
            for claim in claims:
                outcome = _propose_one(claim, vocabulary, neighbours)
                counts[outcome] += 1
                if outcome == "failed":
                    failed.append(claim.pk)
    return counts


@shared_task(name="deals.tasks.recheck_evidence")
def recheck_evidence() -> dict[str, int]:
    """Hold pinned quotes against newer versions of their pages; return how many got which verdict."""
    return rechecking.recheck_evidence(timezone.now())


@shared_task(name="deals.tasks.hint_hot_feeds")
def hint_hot_feeds() -> int:
    """Tell sources which feeds to ask more often for the next hours; return how many were told."""
    now = database_now()
    return storing.hint_pace(pacing.hot_feeds(now.date()), now + pacing.LASTS, now)


def _propose_one(claim: Claim, vocabulary: Vocabulary, neighbours: Neighbours) -> str:
    try:
        with transaction.atomic():
            proposal = propose(claim, vocabulary, neighbours)
            if proposal is not None:
                proposal.save()
                # Two claims of one sweep with the same words (two rule sets) are one question to an editor.
                neighbours.proposed_spans.add((claim.version_id, claim.kind, claim.start, claim.stop))
            claim.state = Claim.State.SETTLED if proposal is None else Claim.State.PROPOSED
            claim.save(update_fields=["state"])
    except Exception:  # any fault in one claim must leave the others alone; it is logged with its trace
        log.exception("claim %s could not be matched", claim.pk)
        return "failed"
    return "settled" if proposal is None else "proposed"
