"""The order of the editors' queue, and the lease that keeps two editors from doing the same work.

Order: official sources first, then deals with a date within 14 days, then the oldest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Case, Count, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from sources.models import DocumentVersion

from .choices import HAND_OPEN, ProposalState
from .models import CommitmentTerms, Deal, Event, HandEntry, Proposal, Status
from .verdicts import AlreadyDecided, HeldByAnother

LEASE = dt.timedelta(minutes=15)
HOT = dt.timedelta(days=14)
ORDER = ("-is_official", "-is_hot", "created_at", "pk")
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


def has_a_date_near(today: dt.date) -> Q:
    """Return the condition that a proposal's deal has a date within 14 days of ``today``: an event, a due day, an
    end of a status. It is asked within the query that orders, and costs none of its own."""
    last = today + HOT
    ending = Status.objects.on_record().filter(
        public_until__isnull=True, effective__endswith__range=(today, last + dt.timedelta(days=1))
    )
    events = Event.objects.on_record().filter(occurred_earliest__range=(today, last), deal__isnull=False)
    due = CommitmentTerms.objects.on_record().filter(due_on__range=(today, last))
    ends = Deal.objects.filter(
        Q(countermeasures__statuses__in=ending)
        | Q(commitments__statuses__in=ending)
        | Q(agreements__statuses__in=ending)
    )
    return (
        Q(deal_id__in=events.order_by().values("deal_id"))
        | Q(deal_id__in=due.order_by().values("commitment__deal_id"))
        | Q(deal_id__in=ends.order_by().values("pk"))
    )


def queue_for(editor: User, now: dt.datetime | None = None) -> QuerySet[Proposal]:
    """Return what ``editor`` may take, in order: open, not in another's hands, not waiting for somebody else
    after the editor's own first verdict."""
    now = now or timezone.now()
    return in_order(
        Proposal.objects.filter(state__in=OPEN)
        .exclude(_held_from(editor, now))
        .exclude(state=ProposalState.SECOND, reviewed_by=editor),
        now.date(),
    )


def in_order(proposals: QuerySet[Proposal], today: dt.date | None = None) -> QuerySet[Proposal]:
    """Return ``proposals`` in the order of the queue, each with ``is_hot`` (1 or 0)."""
    hot = Case(
        When(has_a_date_near(today or timezone.now().date()), then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    return proposals.annotate(is_hot=hot).order_by(*ORDER)


def next_in_queue(
    editor: User,
    *,
    after: int | None = None,
    back: bool = False,
    passed: Collection[int] = (),
    now: dt.datetime | None = None,
) -> int | None:
    """Return the number of the proposal that ``editor`` should see next, or None when nothing waits.

    With ``after`` (a proposal's number), the one that follows it in the order (``back``: that precedes it), so that
    skipping does not bring the same item again; past either end the queue begins anew. The place of ``after`` in the
    order is asked for by its values, so that the length of the queue does not matter, nor whether it still waits.
    ``passed`` are items that the editor stepped over: they come last, so that a verdict on the item behind them does not
    bring them back, while what came in meanwhile and goes first is still seen first. Only numbers are sorted: a row is as
    wide as its draft.
    """
    queue = queue_for(editor, now)
    if passed and after is None:
        fresh = queue.exclude(pk__in=passed).values_list("pk", flat=True).first()
        if fresh is not None:
            return fresh
    if back:
        queue = queue.reverse()
    if after is not None:
        today = (now or timezone.now()).date()
        here = in_order(Proposal.objects.filter(pk=after), today).values_list(
            *(name.lstrip("-") for name in ORDER)
        )
        place = here.first()
        beyond = (
            queue.filter(_beyond(*place, back=back)).values_list("pk", flat=True).first()
            if place is not None
            else None
        )
        if beyond is not None:
            return beyond
    return queue.values_list("pk", flat=True).first()


def _beyond(is_official: bool, is_hot: int, created_at: dt.datetime, pk: int, *, back: bool) -> Q:
    """Return what comes after (``back``: before) this place in the order of ``in_order``."""
    side = "lt" if back else "gt"
    oldest = Q(**{f"created_at__{side}": created_at}) | Q(created_at=created_at, **{f"pk__{side}": pk})
    same_heat = Q(is_hot=is_hot) & oldest
    other_heat = Q(is_hot__gt=is_hot) if back else Q(is_hot__lt=is_hot)
    found = Q(is_official=is_official) & (same_heat | other_heat)
    if (
        is_official != back
    ):  # forwards, news follow what is official; backwards, the official precedes the news
        found |= Q(is_official=back)
    return found


def counts_for(editor: User, now: dt.datetime | None = None) -> Counts:
    """Return how much waits, what the editor did today, and what was entered by hand, in two queries."""
    now = now or timezone.now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    found = Proposal.objects.filter(state__in=OPEN).aggregate(
        waiting=Count("pk"),
        official=Count("pk", filter=Q(is_official=True)),
        second=Count("pk", filter=Q(state=ProposalState.SECOND)),
        reopened=Count("pk", filter=Q(state=ProposalState.REOPENED)),
        mine=Count("pk", filter=Q(claimed_by=editor, claimed_until__gt=now)),
    )
    besides = User.objects.filter(pk=editor.pk).values_list(
        _number_of(Proposal.objects.filter(reviewed_by=editor, reviewed_at__gte=midnight)),
        _number_of(HandEntry.objects.filter(state__in=HAND_OPEN)),
    )
    today, by_hand = besides[0]
    return Counts(**found, today=today, by_hand=by_hand)


def _number_of(rows: QuerySet) -> Any:
    """Return the number of ``rows`` as one value of another query."""
    return Subquery(rows.order_by().values(n=Func(template="COUNT(*)", output_field=IntegerField())))


def claim_for(
    number: int, editor: User, now: dt.datetime | None = None, *, among: QuerySet[Proposal] | None = None
) -> Proposal:
    """Give ``editor`` the proposal for 15 minutes and return it; a running lease of theirs is renewed.

    What waits for a second person is not kept from that person by the first one's look at it: they get no lease.

    One statement takes it, so that of two editors at the same moment one gets it. Raises AlreadyDecided, or
    HeldByAnother while another editor's lease runs; Proposal.DoesNotExist for a number that is none. ``among``
    may annotate what is returned.
    """
    now = now or timezone.now()
    taken = (
        Proposal.objects.filter(pk=number, state__in=OPEN)
        .exclude(_held_from(editor, now))
        .exclude(state=ProposalState.SECOND, reviewed_by=editor)
        .update(claimed_by=editor, claimed_until=now + LEASE)
    )
    found = loaded(among if among is not None else Proposal.objects.all(), number)
    if not taken:
        check_open(found)
        check_lease(found, editor, now)
    return found


def _held_from(editor: User, now: dt.datetime) -> Q:
    """Return what another editor's lease keeps from ``editor``."""
    return Q(claimed_until__gt=now) & ~Q(claimed_by=editor) & Q(claimed_by__isnull=False)


def release(number: int, editor: User) -> None:
    """Give back the proposal of this number if ``editor`` holds it; another's lease is left alone."""
    Proposal.objects.filter(pk=number, claimed_by=editor).update(claimed_by=None, claimed_until=None)


def locked(proposal: Proposal) -> Proposal:
    """Return ``proposal`` fresh from the database with its row locked, its claim and text loaded."""
    return loaded(Proposal.objects.select_for_update(of=("self",)), proposal.pk)


def loaded(rows: QuerySet[Proposal], number: int) -> Proposal:
    """Return the proposal of this number among ``rows`` with its claim, its text and its people, in one query.

    Raises Proposal.DoesNotExist.
    """
    return rows.select_related(
        "claim__version__document__feed", "claimed_by", "reviewed_by", "deal", "round"
    ).get(pk=number)


def with_newer_text(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Return ``rows`` with ``newest_number``: that of the newest kept version of the page that the words stand in."""
    versions = DocumentVersion.objects.filter(document=OuterRef("claim__version__document"))
    return rows.annotate(newest_number=Subquery(versions.order_by("-number").values("number")[:1]))


@dataclass(frozen=True, slots=True)
class NewerText:
    """The newest version of an item's page, where it is not the one that its words stand in. ``stands``: they are in it
    too, letter by letter."""

    number: int
    seen_at: dt.datetime
    stands: bool


def newer_text(proposal: Proposal) -> NewerText | None:
    """Return what became of the words in a newer version of their page; None, and no query, where there is none.

    ``proposal`` must come from ``with_newer_text``.
    """
    version = proposal.claim.version
    number: int | None = getattr(proposal, "newest_number", None)
    if number is None or number <= version.number:
        return None
    newest = DocumentVersion.objects.only("number", "seen_at", "text").get(
        document_id=version.document_id, number=number
    )
    return NewerText(newest.number, newest.seen_at, proposal.claim.quote in newest.text)


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
