"""The editors' decisions: the only writer of facts besides the loading of reference data.

Every decision is one transaction that locks the proposal first, so that of two editors the second is told
(``AlreadyDecided``) and nothing is overwritten. What a decision wrote is kept in ``Proposal.outcome``, so
that it can be undone: fact rows are superseded, never deleted. What editors enter by hand (quotes, statuses,
corrections, notes) is in ``byhand``, who needs a second person in ``policy``, the rows of a decision in
``recording``, taking them back in ``undoing``; the doors of all of them are here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from sources.models import Claim

from . import choices
from .byhand import (
    add_note,
    confirm,
    correct,
    decline,
    edit,
    pin_quote,
    publish,
    revise_note,
    set_status,
    stand_by,
    take_back_entry,
    unpublish,
)
from .drafting import record_of
from .evidence import Pinner, find_quote, place_of
from .models import Commitment, Countermeasure, Event, Proposal
from .policy import is_chief, needs_second
from .queueing import (
    check_lease,
    check_open,
    claim_for,
    counts_for,
    locked,
    next_in_queue,
    queue_for,
    release,
)
from .recording import Target, Writer, kind_of
from .undoing import undo
from .verdicts import (
    AlreadyDecided,
    Decision,
    HeldByAnother,
    NeedsAnother,
    Refused,
    ReviewError,
    Superseded,
)


@transaction.atomic
def accept(
    proposal: Proposal,
    editor: User,
    *,
    fields: Mapping[str, Any] | None = None,
    public_since: dt.date | None = None,
    now: dt.datetime | None = None,
) -> Decision:
    """Write what the proposal drafts, with ``fields`` laid over the draft, and pin its quote as evidence.

    ``fields["as"]`` changes the proposal's action; ``public_since`` is the publication day of the version
    unless given. With REVIEW_NEEDS_SECOND the first person's accept only waits for a second one.
    Raises AlreadyDecided, HeldByAnother, NeedsAnother, or Refused with the fields that cannot be recorded.
    """
    work = _begin(proposal, editor, now)
    fields = {**_first_verdict(work.proposal), **(fields or {})}
    action = str(fields.get("as") or work.proposal.action)
    if action not in choices.ProposalAction.values:
        raise Refused({"as": gettext("%(action)s is not a kind of record.") % {"action": action}})
    ends = condition_records(work.proposal) if action == choices.ProposalAction.NEW_CONDITION else {}
    values = {**work.proposal.draft, **ends, **fields}
    if action == choices.ProposalAction.ADD_EVIDENCE:
        target = record_of(values.get("target")) or work.proposal.commitment or work.proposal.countermeasure
        if target is None:
            raise Refused({"target": gettext("Choose the record that these words are evidence for.")})
        if fields.get("disputes"):
            return dispute(proposal, editor, target, str(fields["disputes"]), fields=fields, now=now)
        return merge(proposal, editor, target, fields=fields, public_since=public_since, now=now)
    writer = Writer(work.proposal, editor, values, public_since, work.now)
    before = transaction.savepoint()
    record = writer.write(action)
    if _waits_for_second(work.proposal, editor):
        transaction.savepoint_rollback(before)
        return _hold_for_second(work, editor, fields)
    transaction.savepoint_commit(before)
    return _settle(
        work, editor, choices.ProposalState.ACCEPTED, record, writer, fields=fields, verb=gettext("Accepted")
    )


@transaction.atomic
def merge(
    proposal: Proposal,
    editor: User,
    target: Target,
    *,
    fields: Mapping[str, Any] | None = None,
    public_since: dt.date | None = None,
    now: dt.datetime | None = None,
) -> Decision:
    """Record the proposal's words as evidence for ``target``, with an event that says they were restated.

    ``fields["merge_kind"]`` names another kind of event (suspended, extended, lifted, fulfilled, ...);
    ``fields["with_terms"]`` keeps the draft's wording as new terms of a commitment. Raises as ``accept``.
    """
    work = _begin(proposal, editor, now)
    values = {**work.proposal.draft, **(fields or {})}
    type(target)._default_manager.select_for_update().get(pk=target.pk)
    writer = Writer(work.proposal, editor, values, public_since, work.now)
    before = transaction.savepoint()
    writer.restate(target, kind=str(values.get("merge_kind") or choices.EventKind.RESTATED))
    if _waits_for_second(work.proposal, editor):
        transaction.savepoint_rollback(before)
        kept = {**(fields or {}), "as": "add_evidence", "target": f"{kind_of(target)}:{target.pk}"}
        return _hold_for_second(work, editor, kept)
    transaction.savepoint_commit(before)
    if not isinstance(target, Event):
        setattr(work.proposal, kind_of(target), target)
    return _settle(
        work,
        editor,
        choices.ProposalState.MERGED,
        target,
        writer,
        fields=fields or {},
        verb=gettext("Merged"),
    )


@transaction.atomic
def dispute(
    proposal: Proposal,
    editor: User,
    target: Target,
    comment: str,
    *,
    fields: Mapping[str, Any] | None = None,
    now: dt.datetime | None = None,
) -> Decision:
    """Record the proposal's words as evidence against ``target``, with a public comment. Raises as
    ``accept``; Refused without a comment."""
    work = _begin(proposal, editor, now)
    if not comment.strip():
        raise Refused(
            {"comment": gettext("Say in a sentence what these words dispute: it is shown to readers.")}
        )
    type(target)._default_manager.select_for_update().get(pk=target.pk)
    values = {**work.proposal.draft, **(fields or {})}
    writer = Writer(work.proposal, editor, values, None, work.now)
    before = transaction.savepoint()
    writer.restate(
        target, kind=choices.EventKind.DISPUTED, stance=choices.Stance.DISPUTES, note=comment.strip()
    )
    if _waits_for_second(work.proposal, editor):
        transaction.savepoint_rollback(before)
        named = {"as": "add_evidence", "target": f"{kind_of(target)}:{target.pk}"}
        return _hold_for_second(work, editor, {**(fields or {}), **named, "disputes": comment.strip()})
    transaction.savepoint_commit(before)
    work.proposal.comment = comment.strip()
    return _settle(
        work,
        editor,
        choices.ProposalState.DISPUTED,
        target,
        writer,
        fields=fields or {},
        verb=gettext("Disputed"),
    )


@transaction.atomic
def reject(
    proposal: Proposal, editor: User, reason: str, comment: str = "", *, now: dt.datetime | None = None
) -> Decision:
    """Turn the proposal down for one of the fixed reasons; ``other`` needs a comment. Nothing is recorded."""
    work = _begin(proposal, editor, now)
    if reason not in choices.RejectReason.values:
        raise Refused({"reason": gettext("Choose why it is rejected.")})
    if reason == choices.RejectReason.OTHER and not comment.strip():
        raise Refused({"comment": gettext("Say why, when none of the fixed reasons fits.")})
    work.proposal.reject_reason = reason
    work.proposal.comment = comment.strip()
    verb = gettext("Rejected: %(label)s") % {"label": choices.RejectReason(reason).label}
    return _settle(work, editor, choices.ProposalState.REJECTED, None, None, fields={}, verb=verb)


def condition_records(proposal: Proposal) -> dict[str, str]:
    """Return what a condition's two ends have become: ``{"dependent": "commitment:3", "needs":
    "commitment:9"}``.

    The ends were other claims of the same text; once those are accepted or merged, their records are known.
    Else the machine's own suggestion stands, if there is one.
    """
    claims = {end: proposal.draft.get(f"{end}_claim") for end in ("dependent", "needs")}
    decided = dict(  # of two decisions on one claim, the later one comes last and stands
        Proposal.objects.filter(
            claim_id__in=[pk for pk in claims.values() if pk], state__in=["accepted", "merged"]
        )
        .order_by("pk")
        .values_list("claim_id", "outcome__record")
    )
    found = {}
    for end, claim_id in claims.items():
        suggestion = proposal.draft.get(end)
        if suggestion:
            found[end] = f"{suggestion['kind']}:{suggestion['id']}"
        record = decided.get(claim_id) or ["", 0]
        if record[0] in ("commitment", "countermeasure"):
            found[end] = f"{record[0]}:{record[1]}"
    return found


class _Work:
    """A proposal in hand, locked and open, and the moment of the decision."""

    def __init__(self, proposal: Proposal, now: dt.datetime) -> None:
        self.proposal, self.now = proposal, now


def _begin(proposal: Proposal, editor: User, now: dt.datetime | None) -> _Work:
    now = now or timezone.now()
    fresh = locked(proposal)
    check_open(fresh)
    check_lease(fresh, editor, now)
    if fresh.state == choices.ProposalState.REOPENED:
        raise Refused(
            {
                "state": gettext(
                    "It was decided, then its words changed: keep that decision, or take it back first."
                )
            }
        )
    return _Work(fresh, now)


def _first_verdict(proposal: Proposal) -> dict[str, Any]:
    """Return the fields that the first person chose, when a second one confirms."""
    return dict((proposal.outcome.get("first") or {}).get("fields") or {})


def _waits_for_second(proposal: Proposal, editor: User) -> bool:
    if proposal.state != choices.ProposalState.SECOND and not needs_second(editor):
        return False
    if proposal.state == choices.ProposalState.SECOND:
        if proposal.reviewed_by_id == editor.pk and needs_second(editor):
            raise NeedsAnother(gettext("You accepted this already; another person must confirm it."))
        return False
    return True


def _hold_for_second(work: _Work, editor: User, fields: Mapping[str, Any]) -> Decision:
    """Keep the first verdict; nothing of it is recorded as a fact until another person confirms."""
    proposal = work.proposal
    proposal.state = choices.ProposalState.SECOND
    proposal.reviewed_by, proposal.reviewed_at = editor, work.now
    proposal.claimed_by = proposal.claimed_until = None
    proposal.outcome = {"first": {"fields": _plain(fields), "by": editor.pk}}
    proposal.save()
    return Decision(proposal.state, gettext("Kept: a second person must confirm it before it is published."))


def _settle(
    work: _Work,
    editor: User,
    state: str,
    record: Any,
    writer: Writer | None,
    *,
    fields: Mapping[str, Any],
    verb: str,
) -> Decision:
    proposal = work.proposal
    rows = writer.rows if writer else []
    first = proposal.outcome.get("first")
    proposal.state = state
    proposal.reviewed_by, proposal.reviewed_at = editor, work.now
    proposal.claimed_by = proposal.claimed_until = None
    proposal.outcome = {
        "rows": [[row._meta.label, row.pk] for row in rows],
        "record": [kind_of(record), record.pk] if record is not None else None,
        "fields": _plain(fields),
        "changed": list(fields.get("changed") or []),
        **({"first": first} if first else {}),
    }
    if isinstance(record, Commitment | Countermeasure) and state == choices.ProposalState.ACCEPTED:
        setattr(proposal, kind_of(record), record)
    proposal.save()
    Claim.objects.filter(pk=proposal.claim_id).update(state=Claim.State.SETTLED)
    name = getattr(record, "reference", "") or (str(record)[:80] if record is not None else "")
    return Decision(
        state,
        f"{verb}: {name}." if name else f"{verb}.",
        record,
        tuple((row._meta.label, row.pk) for row in rows),
    )


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value for name, value in fields.items()
    }


__all__ = [
    "AlreadyDecided",
    "Decision",
    "HeldByAnother",
    "NeedsAnother",
    "Pinner",
    "Refused",
    "ReviewError",
    "Superseded",
    "accept",
    "add_note",
    "claim_for",
    "condition_records",
    "confirm",
    "correct",
    "counts_for",
    "decline",
    "dispute",
    "edit",
    "find_quote",
    "is_chief",
    "merge",
    "needs_second",
    "next_in_queue",
    "pin_quote",
    "place_of",
    "publish",
    "queue_for",
    "reject",
    "release",
    "revise_note",
    "set_status",
    "stand_by",
    "take_back_entry",
    "undo",
    "unpublish",
]
