"""Accept several items at once: only where one rule on one source has been right twenty times in a row.

The twenty latest decisions about what this rule found in this source must all be accepts or merges of its draft; one
rejection or dispute among them and the items are looked at one by one again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User

from .choices import ProposalState
from .models import Proposal
from .queueing import OPEN, queue_for

STREAK = 20
MOST = 50
GOOD = (ProposalState.ACCEPTED, ProposalState.MERGED)


@dataclass(slots=True)
class Batch:
    """Open items that one rule found in one source. ``streak`` counts the latest good decisions about such."""

    publisher: str
    rule: str
    streak: int
    items: list[Proposal] = field(default_factory=list)


def rule_of(proposal: Proposal) -> str:
    """Return the rule that made the claim: its trigger, with the kind of draft; empty where none is named."""
    trigger = next((reason for reason in proposal.claim.reasons if reason.startswith("trigger:")), "")
    return f"{trigger} as {proposal.action}" if trigger else ""


def batches(editor: User, *, look_at: int = 400) -> list[Batch]:
    """Return what ``editor`` may accept at once, among the first ``look_at`` items of the queue; most items first.

    Two queries for the items, one for each source among them.
    """
    groups: dict[tuple[str, str], list[Proposal]] = {}
    rows = queue_for(editor).filter(state=ProposalState.PENDING, claim__reader="rules")
    ids = list(rows.values_list("pk", flat=True)[:look_at])
    for proposal in (
        Proposal.objects.filter(pk__in=ids)
        .select_related("claim__version__document")
        .defer("claim__version__text")
        .order_by("created_at", "pk")
    ):
        rule = rule_of(proposal)
        if rule and not proposal.draft.get(
            "is_composed"
        ):  # a sentence put together from codes is rewritten first
            groups.setdefault((proposal.claim.version.document.publisher, rule), []).append(proposal)
    found = []
    for publisher in sorted({publisher for publisher, _rule in groups}):
        streaks = _streaks(publisher)
        for (own, rule), items in groups.items():
            if own == publisher and len(items) > 1 and streaks.get(rule, 0) >= STREAK:
                found.append(Batch(publisher, rule, streaks[rule], items[:MOST]))
    return sorted(found, key=lambda batch: -len(batch.items))


def allowed(editor: User, proposals: Iterable[Proposal]) -> set[int]:
    """Return the ids of those ``proposals`` that ``editor`` may accept at once, as things stand now."""
    wanted = {proposal.pk for proposal in proposals}
    return wanted & {item.pk for batch in batches(editor) for item in batch.items}


def _streaks(publisher: str) -> dict[str, int]:
    """Return for each rule how many of its latest decisions about this source were good, without a break."""
    counts: dict[str, int] = {}
    broken: set[str] = set()
    decided = (
        Proposal.objects.filter(claim__version__document__publisher=publisher, reviewed_at__isnull=False)
        .exclude(state__in=OPEN)
        .select_related("claim")
        .order_by("-reviewed_at", "-pk")
    )
    for proposal in decided[:2_000]:
        rule = rule_of(proposal)
        if rule in broken or not rule:
            continue
        # An accept that changed what the machine drafted is no proof of the rule.
        if proposal.state in GOOD and not proposal.outcome.get("changed"):
            counts[rule] = counts.get(rule, 0) + 1
        else:
            broken.add(rule)
    return counts
