"""The order of the editors' queue, and the lease that keeps two editors from doing the same work.

Order: official sources first, then deals with a date within 14 days, then the oldest.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from .choices import HAND_OPEN, ProposalState
from .models import CommitmentTerms, Deal, Event, HandEntry, Proposal, Status
from .verdicts import AlreadyDecided, HeldByAnother

LEASE = dt.timedelta(minutes=15)
HOT = dt.timedelta(days=14)
OPEN = (ProposalState.PENDING, ProposalState.SECOND, ProposalState.REOPENED)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much waits. ``mine``: leased by the editor; ``today``: what the editor decided since midnight UTC.

    ``by_hand`` counts the entries by hand that wait: for a second person, or because their words changed.
    """

    waiting: int
    official: int
    second: int
    reopened: int
    mine: int
    today: int
    by_hand: int


def hot_deals(today: dt.date | None = None) -> set[int]:
    """Return the ids of deals with a date within 14 days: an event, a due day, an end of a status."""
    today = today or timezone.now().date()
    last = today + HOT
    ending = Status.objects.on_record().filter(
        public_until__isnull=True, effective__endswith__range=(today, last + dt.timedelta(days=1))
    )
    events = (
        Event.objects.on_record()
        .filter(occurred_earliest__range=(today, last), deal__isnull=False)
        .order_by()
        .values_list("deal_id")
    )
    due = (
        CommitmentTerms.objects.on_record()
        .filter(due_on__range=(today, last))
        .order_by()
        .values_list("commitment__deal_id")
    )
    ends = (
        Deal.objects.filter(
            Q(countermeasures__statuses__in=ending)
            | Q(commitments__statuses__in=ending)
            | Q(agreements__statuses__in=ending)
        )
        .order_by()
        .values_list("pk")
    )
    return {pk for (pk,) in events.union(due, ends)}


def queue_for(editor: User, now: dt.datetime | None = None) -> QuerySet[Proposal]:
    """Return what ``editor`` may take, in order: open, not in another's hands, not waiting for somebody else
    after the editor's own first verdict."""
    now = now or timezone.now()
    return in_order(
        Proposal.objects.filter(state__in=OPEN)
        .exclude(Q(claimed_until__gt=now) & ~Q(claimed_by=editor) & Q(claimed_by__isnull=False))
        .exclude(state=ProposalState.SECOND, reviewed_by=editor),
        now.date(),
    )


def in_order(proposals: QuerySet[Proposal], today: dt.date | None = None) -> QuerySet[Proposal]:
    """Return ``proposals`` in the order of the queue."""
    hot = hot_deals(today) or {0}  # no deal has the id 0; an empty list would leave nothing to order by
    is_hot = Case(When(deal_id__in=hot, then=Value(1)), default=Value(0), output_field=IntegerField())
    return proposals.annotate(is_hot=is_hot).order_by(
        "-claim__version__document__is_official", "-is_hot", "created_at", "pk"
    )


def next_in_queue(
    editor: User, *, after: Proposal | None = None, back: bool = False, now: dt.datetime | None = None
) -> Proposal | None:
    """Return the proposal that ``editor`` should see next, or None when nothing waits.

    With ``after``, the one that follows it in the order (``back``: that precedes it), so that skipping does
    not bring the same item again; past either end the queue begins anew. The place of ``after`` in the order is
    asked for by its values, so that the length of the queue does not matter, nor whether it still waits.
    """
    queue = queue_for(editor, now).select_related("claim__version__document").defer("claim__version__text")
    if back:
        queue = queue.reverse()
    if after is not None:
        here: Any = in_order(
            Proposal.objects.filter(pk=after.pk).annotate(of=F("claim__version__document__is_official")),
            (now or timezone.now()).date(),
        ).first()
        beyond = (
            queue.filter(_beyond(here.of, here.is_hot, here.created_at, here.pk, back=back)).first()
            if here is not None
            else None
        )
        if beyond is not None:
            return beyond
    return queue.first()


def _beyond(is_official: bool, is_hot: int, created_at: dt.datetime, pk: int, *, back: bool) -> Q:
    """Return what comes after (``back``: before) this place in the order of ``in_order``."""
    side = "lt" if back else "gt"
    oldest = Q(**{f"created_at__{side}": created_at}) | Q(created_at=created_at, **{f"pk__{side}": pk})
    same_heat = Q(is_hot=is_hot) & oldest
    other_heat = Q(is_hot__gt=is_hot) if back else Q(is_hot__lt=is_hot)
    official = "claim__version__document__is_official"
    found = Q(**{official: is_official}) & (same_heat | other_heat)
    if (
        is_official != back
    ):  # forwards, news follow what is official; backwards, the official precedes the news
        found |= Q(**{official: back})
    return found


def counts_for(editor: User, now: dt.datetime | None = None) -> Counts:
    """Return how much waits, in one query each for the queue, today's work, and what was entered by hand."""
    now = now or timezone.now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    waiting = Proposal.objects.filter(state__in=OPEN).aggregate(
        waiting=Count("pk"),
        official=Count("pk", filter=Q(claim__version__document__is_official=True)),
        second=Count("pk", filter=Q(state=ProposalState.SECOND)),
        reopened=Count("pk", filter=Q(state=ProposalState.REOPENED)),
        mine=Count("pk", filter=Q(claimed_by=editor, claimed_until__gt=now)),
    )
    today = Proposal.objects.filter(reviewed_by=editor, reviewed_at__gte=midnight).count()
    by_hand = HandEntry.objects.filter(state__in=HAND_OPEN).count()
    return Counts(**waiting, today=today, by_hand=by_hand)


@transaction.atomic
def claim_for(proposal: Proposal, editor: User, now: dt.datetime | None = None) -> Proposal:
    """Give ``editor`` the proposal for 15 minutes and return it fresh; a running lease of theirs is renewed.

    Raises AlreadyDecided, or HeldByAnother while another editor's lease runs.
    """
    now = now or timezone.now()
    fresh = locked(proposal)
    check_open(fresh)
    check_lease(fresh, editor, now)
    fresh.claimed_by, fresh.claimed_until = editor, now + LEASE
    fresh.save(update_fields=["claimed_by", "claimed_until"])
    return fresh


@transaction.atomic
def release(proposal: Proposal, editor: User) -> None:
    """Give back a proposal that ``editor`` holds; another's lease is left alone."""
    Proposal.objects.filter(pk=proposal.pk, claimed_by=editor).update(claimed_by=None, claimed_until=None)


def locked(proposal: Proposal) -> Proposal:
    """Return ``proposal`` fresh from the database with its row locked, its claim and text loaded."""
    return (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("claim__version__document__feed", "claimed_by", "reviewed_by", "deal", "round")
        .get(pk=proposal.pk)
    )


def check_open(proposal: Proposal) -> None:
    """Raise AlreadyDecided unless the proposal waits for a decision."""
    if proposal.state not in OPEN:
        by = proposal.reviewed_by.get_username() if proposal.reviewed_by else ""
        raise AlreadyDecided(proposal.get_state_display(), by, proposal.reviewed_at)


def check_lease(proposal: Proposal, editor: User, now: dt.datetime) -> None:
    """Raise HeldByAnother while somebody else's lease runs."""
    held_until = proposal.claimed_until
    holder = proposal.claimed_by
    if holder is not None and holder.pk != editor.pk and held_until is not None and held_until > now:
        raise HeldByAnother(holder.get_username(), held_until)
