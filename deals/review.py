"""The editors' decisions: the only writer of facts besides the loading of reference data.

Every decision is one transaction that locks the proposal first, so that of two editors the second is told
(``AlreadyDecided``) and nothing is overwritten. What a decision wrote is kept in ``Proposal.outcome``, so
that it can be undone: fact rows are superseded, never deleted. Corrections, notes and statuses are in
``correcting`` and ``annotating``; the doors of all of them are here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify

from sources.models import Claim

from . import choices
from .annotating import add_note, publish, revise_note, unpublish
from .correcting import correct, superseded_moment
from .drafting import Draft, record_of
from .evidence import Pinner, find_quote, pin_quote, place_of
from .models import (
    Agreement,
    Commitment,
    CommitmentLink,
    CommitmentTerms,
    Condition,
    Countermeasure,
    Coverage,
    Deal,
    Event,
    Party,
    Proposal,
    ReviewPolicy,
    Round,
    Status,
    StatusStatement,
)
from .models.base import OnRecord
from .publication import public_since as publication_day
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
from .rules import read
from .spans import Period
from .statuses import lay, take_back
from .telling import told_of
from .verdicts import (
    AlreadyDecided,
    Decision,
    HeldByAnother,
    NeedsAnother,
    Refused,
    ReviewError,
    Superseded,
)

CHIEF = "Chief editor"
SAID_BY = ("fulfilled", "breached", "denied", "disputed")  # whose word it is decides what it proves
Target = Commitment | Countermeasure | Round | Agreement | Event


def is_chief(editor: User) -> bool:
    """True for a chief editor or a superuser: whoever may publish alone and undo another's decision."""
    return editor.is_superuser or editor.groups.filter(name=CHIEF).exists()


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
        raise Refused({"as": f"{action} is not a kind of record."})
    ends = condition_records(work.proposal) if action == choices.ProposalAction.NEW_CONDITION else {}
    values = {**work.proposal.draft, **ends, **fields}
    if action == choices.ProposalAction.ADD_EVIDENCE:
        target = record_of(values.get("target")) or work.proposal.commitment or work.proposal.countermeasure
        if target is None:
            raise Refused({"target": "Choose the record that these words are evidence for."})
        if fields.get("disputes"):
            return dispute(proposal, editor, target, str(fields["disputes"]), fields=fields, now=now)
        return merge(proposal, editor, target, fields=fields, public_since=public_since, now=now)
    writer = _Writer(work.proposal, editor, values, public_since, work.now)
    before = transaction.savepoint()
    record = writer.write(action)
    if _waits_for_second(work.proposal, editor):
        transaction.savepoint_rollback(before)
        return _hold_for_second(work, editor, fields)
    transaction.savepoint_commit(before)
    return _settle(
        work, editor, choices.ProposalState.ACCEPTED, record, writer, fields=fields, verb="Accepted"
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
    writer = _Writer(work.proposal, editor, values, public_since, work.now)
    before = transaction.savepoint()
    writer.restate(target, kind=str(values.get("merge_kind") or choices.EventKind.RESTATED))
    if _waits_for_second(work.proposal, editor):
        transaction.savepoint_rollback(before)
        kept = {**(fields or {}), "as": "add_evidence", "target": f"{_kind_of(target)}:{target.pk}"}
        return _hold_for_second(work, editor, kept)
    transaction.savepoint_commit(before)
    if not isinstance(target, Event):
        setattr(work.proposal, _kind_of(target), target)
    return _settle(
        work, editor, choices.ProposalState.MERGED, target, writer, fields=fields or {}, verb="Merged"
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
        raise Refused({"comment": "Say in a sentence what these words dispute: it is shown to readers."})
    type(target)._default_manager.select_for_update().get(pk=target.pk)
    values = {**work.proposal.draft, **(fields or {})}
    writer = _Writer(work.proposal, editor, values, None, work.now)
    before = transaction.savepoint()
    writer.restate(
        target, kind=choices.EventKind.DISPUTED, stance=choices.Stance.DISPUTES, note=comment.strip()
    )
    if _waits_for_second(work.proposal, editor):
        transaction.savepoint_rollback(before)
        named = {"as": "add_evidence", "target": f"{_kind_of(target)}:{target.pk}"}
        return _hold_for_second(work, editor, {**(fields or {}), **named, "disputes": comment.strip()})
    transaction.savepoint_commit(before)
    work.proposal.comment = comment.strip()
    return _settle(
        work, editor, choices.ProposalState.DISPUTED, target, writer, fields=fields or {}, verb="Disputed"
    )


@transaction.atomic
def reject(
    proposal: Proposal, editor: User, reason: str, comment: str = "", *, now: dt.datetime | None = None
) -> Decision:
    """Turn the proposal down for one of the fixed reasons; ``other`` needs a comment. Nothing is recorded."""
    work = _begin(proposal, editor, now)
    if reason not in choices.RejectReason.values:
        raise Refused({"reason": "Choose why it is rejected."})
    if reason == choices.RejectReason.OTHER and not comment.strip():
        raise Refused({"comment": "Say why, when none of the fixed reasons fits."})
    work.proposal.reject_reason = reason
    work.proposal.comment = comment.strip()
    return _settle(work, editor, choices.ProposalState.REJECTED, None, None, fields={}, verb="Rejected")


@transaction.atomic
def undo(proposal: Proposal, editor: User, *, now: dt.datetime | None = None) -> Decision:
    """Take back a decision: its rows are superseded, the records it made unpublished, the proposal opened
    again.

    The editor who decided may, and a chief editor. Raises Refused when the decision is not theirs, is none,
    or when later decisions rest on what it made.
    """
    now = now or timezone.now()
    fresh = locked(proposal)
    if fresh.state == choices.ProposalState.PENDING:
        raise Refused({"state": "This item is open: there is no decision to undo."})
    if fresh.reviewed_by_id != editor.pk and not is_chief(editor):
        by = fresh.reviewed_by.get_username() if fresh.reviewed_by else "another editor"
        raise Refused({"state": f"{by} decided this; {by} or a chief editor can undo it."})
    made = [(label, _find(label, pk)) for label, pk in fresh.outcome.get("rows", [])]
    _check_nothing_rests_on(fresh, [row for _label, row in made if row is not None])
    take_back(
        [row for _label, row in made if isinstance(row, StatusStatement)],
        reason="The decision that recorded it was undone.",
        by=editor,
        now=now,
    )
    for _label, row in reversed(made):
        if isinstance(row, StatusStatement):
            continue
        if isinstance(row, OnRecord):
            row.superseded_at = superseded_moment(row, now)
            row.correction_reason = row.correction_reason or "The decision that recorded it was undone."
            row.save(update_fields=["superseded_at", "correction_reason"])
        elif row is not None:
            row._history_user = editor
            row._change_reason = "The decision that made it was undone."
            row.is_published = False
            row.save()
    fresh.state = choices.ProposalState.PENDING
    fresh.reviewed_by = fresh.reviewed_at = None
    fresh.reject_reason = fresh.comment = ""
    fresh.outcome = {"undone": [*fresh.outcome.get("undone", []), {"by": editor.pk, "at": now.isoformat()}]}
    fresh.save()
    Claim.objects.filter(pk=fresh.claim_id).update(state=Claim.State.PROPOSED)
    return Decision(fresh.state, "Undone: the item waits in the queue again.")


@transaction.atomic
def set_status(
    subject: Commitment | Countermeasure | Agreement,
    periods: list[Period],
    editor: User,
    *,
    pinner: Pinner,
    event_kind: str,
    title_en: str,
    deal: Deal | None = None,
    aspect: str = "force",
    override_reason: str = "",
    override_until: dt.date | None = None,
    now: dt.datetime | None = None,
) -> list[Any]:
    """Record that the quote in ``pinner`` says ``periods`` hold, with the event that it tells of as their
    ground.

    Returns the subject's status rows on record. With ``override_reason`` the new periods are marked as an
    editor's override, until ``override_until``. Raises Refused for an impossible period.
    """
    now = now or timezone.now()
    event, _is_new = _event(
        editor,
        now,
        pinner,
        deal=deal or _deal_of(subject),
        kind=event_kind,
        title_en=title_en,
        subject=subject,
    )
    pinner.pin(event)
    pinner.pin(subject)
    grounded = [replace(period, event=event) for period in periods]
    try:
        return lay(
            subject,
            grounded,
            public_since=pinner.public_since,
            aspect=aspect,
            recorded_by=editor,
            now=now,
            override_reason=override_reason.strip(),
            override_until=override_until,
        ).rows
    except ValueError as fault:
        raise Refused({"last": str(fault)}) from fault


def condition_records(proposal: Proposal) -> dict[str, str]:
    """Return what a condition's two ends have become: ``{"dependent": "commitment:3", "needs":
    "commitment:9"}``.

    The ends were other claims of the same text; once those are accepted or merged, their records are known.
    Else the machine's own suggestion stands, if there is one.
    """
    found = {}
    for end in ("dependent", "needs"):
        suggestion = proposal.draft.get(end)
        if suggestion:
            found[end] = f"{suggestion['kind']}:{suggestion['id']}"
        claim_id = proposal.draft.get(f"{end}_claim")
        decided = (
            Proposal.objects.filter(claim_id=claim_id, state__in=["accepted", "merged"])
            .order_by("-pk")
            .first()
            if claim_id
            else None
        )
        record = (decided.outcome.get("record") if decided else None) or ["", 0]
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
            {"state": "It was decided, then its words changed: keep that decision, or take it back first."}
        )
    return _Work(fresh, now)


def _first_verdict(proposal: Proposal) -> dict[str, Any]:
    """Return the fields that the first person chose, when a second one confirms."""
    return dict((proposal.outcome.get("first") or {}).get("fields") or {})


def needs_second(editor: User) -> bool:
    """True when what ``editor`` accepts is published only when another person accepts it too.

    The policy of a group says so, or REVIEW_NEEDS_SECOND for everybody; a chief editor publishes alone unless the
    policy of the chief editors themselves says otherwise.
    """
    if editor.is_superuser:
        return False
    policies = ReviewPolicy.objects.filter(group__user=editor, needs_second=True)
    if is_chief(editor):
        return policies.filter(group__name=CHIEF).exists()
    return bool(settings.REVIEW_NEEDS_SECOND) or policies.exists()


def _waits_for_second(proposal: Proposal, editor: User) -> bool:
    if proposal.state != choices.ProposalState.SECOND and not needs_second(editor):
        return False
    if proposal.state == choices.ProposalState.SECOND:
        if proposal.reviewed_by_id == editor.pk and needs_second(editor):
            raise NeedsAnother("You accepted this already; another person must confirm it.")
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
    return Decision(proposal.state, "Kept: a second person must confirm it before it is published.")


def _settle(
    work: _Work,
    editor: User,
    state: str,
    record: Any,
    writer: _Writer | None,
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
        "record": [_kind_of(record), record.pk] if record is not None else None,
        "fields": _plain(fields),
        "changed": list(fields.get("changed") or []),
        **({"first": first} if first else {}),
    }
    if isinstance(record, Commitment | Countermeasure) and state == choices.ProposalState.ACCEPTED:
        setattr(proposal, _kind_of(record), record)
    proposal.save()
    Claim.objects.filter(pk=proposal.claim_id).update(state=Claim.State.SETTLED)
    name = getattr(record, "reference", "") or (str(record)[:80] if record is not None else "")
    return Decision(
        state,
        f"{verb}: {name}." if name else f"{verb}.",
        record,
        tuple((row._meta.label, row.pk) for row in rows),
    )


class _Writer:
    """Writes the rows of one decision and remembers them."""

    def __init__(
        self,
        proposal: Proposal,
        editor: User,
        values: Mapping[str, Any],
        public_since: dt.date | None,
        now: dt.datetime,
    ) -> None:
        self.proposal, self.editor, self.now = proposal, editor, now
        self.draft = Draft(values)
        claim = proposal.claim
        version = claim.version
        self.public_since = public_since or self.draft.day("public_since") or publication_day(version)
        start, stop = claim.start, claim.stop
        if values.get("quote") and values["quote"] != claim.quote:
            start, stop = _nearest(version.text, str(values["quote"]), claim.start)
        self.rows: list[models.Model] = []
        self.pinner = Pinner(
            version,
            start,
            stop,
            editor,
            claim=claim,
            public_since=self.public_since,
            attributed_to=self.draft.party("attributed_to"),
            speaker=self.draft.text("speaker", limit=200),
            now=now,
            written=self.rows,
        )

    def write(self, action: str) -> Any:
        """Write the record that ``action`` names and return it."""
        return {
            choices.ProposalAction.NEW_COMMITMENT: self.commitment,
            choices.ProposalAction.NEW_COUNTERMEASURE: self.countermeasure,
            choices.ProposalAction.NEW_CONDITION: self.condition,
            choices.ProposalAction.NEW_EVENT: self.event,
        }[choices.ProposalAction(action)]()

    def commitment(self) -> Commitment:
        """Write a commitment with its terms, event and evidence; of both sides: two that name each other."""
        draft = self.draft
        deal, round_ = (deal := draft.deal()), draft.round(deal)
        both = draft.text("obligor").upper() == "BOTH"
        sides = (
            _two_sides(draft, deal)
            if both
            else [(draft.party("obligor", required=True), draft.party("obligee"))]
        )
        text_en = draft.text("text_en", required=True)
        text_zh = draft.text("text_zh")
        action, object_ = draft.choice("action", choices.Action), draft.text("object", limit=40)
        if sides and sides[0][0] is not None and sides[0][0] == sides[0][1]:
            draft.errors["obligee"] = "A party cannot owe to itself."
        terms_values: dict[str, Any] = {
            "text_en": text_en,
            "text_zh": text_zh,
            "action": action,
            "object": object_,
            "modality": draft.choice("modality", choices.Modality),
            "quantity_wording": draft.text("quantity", limit=200),
            "due_on": (due := draft.day("due_on")),
            "due_precision": "day" if due else "unknown",
            "due_wording": draft.text("due_wording", limit=200) or _until_wording(draft),
            "condition_wording": draft.text("condition", limit=300),
        }
        materials = draft.materials()
        draft.finish()
        made: list[Commitment] = []
        for obligor, obligee in sides:
            assert obligor is not None  # ``finish`` raised otherwise
            words = [obligor.code, action or "acts", object_, round_.slug if round_ else ""]
            commitment = self._keep(
                Commitment(
                    slug=_free_slug(Commitment, "-".join(word for word in words if word)),
                    deal=deal,
                    round=round_,
                    obligor=obligor,
                    obligee=obligee,
                )
            )
            terms = self._keep(CommitmentTerms(commitment=commitment, **terms_values, **self._record()))
            terms.materials.set(materials)
            self.pinner.pin(commitment)
            event = self._announce(deal, commitment, text_en, text_zh, obligor, round_)
            self._establish(commitment, event, effective=draft.day("effective_on"), until=_until_day(draft))
            if terms.modality == choices.Modality.DONE:
                self._establish(commitment, event, kind=choices.EventKind.FULFILLED)
            else:
                self._status(
                    commitment,
                    [Period("not_verified", self.public_since, event=event)],
                    aspect="verification",
                    rule="not-done-yet",
                )
            made.append(commitment)
        if len(made) == 2:
            self._keep(
                CommitmentLink(
                    earlier=made[0], later=made[1], relation=choices.CommitmentRelation.TWIN, **self._record()
                )
            )
        return made[0]

    def countermeasure(self) -> Countermeasure:
        """Write a measure with what it covers, its status where days are stated, its event and evidence."""
        draft = self.draft
        deal, round_ = (deal := draft.deal()), draft.round(deal)
        imposed_by = draft.party("imposed_by", required=True)
        title_en = draft.text("title_en", limit=300, required=True)
        title_zh = draft.text("title_zh", limit=300)
        kind = draft.choice("kind", choices.MeasureKind, required=True)
        targets, materials = draft.parties("targets"), draft.materials()
        instrument = draft.instrument()
        instrument_wording = draft.text("instrument_wording", limit=300)
        effective_on, until = draft.day("effective_on"), _until_day(draft)
        if effective_on and until and until < effective_on:
            draft.errors["until"] = "The last day lies before the first one."
        draft.finish()
        assert imposed_by is not None and deal is not None
        measure = self._keep(
            Countermeasure(
                slug=_free_slug(Countermeasure, f"{imposed_by.code}-{kind}-{self.public_since:%Y-%m-%d}"),
                title_en=title_en,
                title_zh=title_zh,
                imposed_by=imposed_by,
                kind=kind,
                instrument=instrument,
                instrument_wording=instrument_wording,
                public_since=self.public_since,
            )
        )
        measure.targets.set(targets)
        measure.deals.set([deal])
        for material in materials:
            self._keep(Coverage(countermeasure=measure, material=material, **self._record()))
        self.pinner.pin(measure)
        event = self._announce(deal, measure, title_en, title_zh, imposed_by, round_)
        if draft.text("modality") != choices.Modality.THREATENS:
            self._establish(measure, event, effective=effective_on, until=until)
        return measure

    def condition(self) -> Condition:
        """Write the edge between what waits and what it waits for, with the words that say so."""
        draft = self.draft
        dependent = draft.record("dependent", required=True)
        needs = draft.record("needs") if draft.values.get("needs_kind") != "words" else None
        words = None if needs is not None else draft.text("needs_words", limit=300, required=True)
        relation = draft.choice("relation", choices.ConditionRelation, required=True)
        wording = draft.text("wording", limit=400, required=True)
        said_by = draft.party("said_by")
        if not isinstance(dependent, Commitment | Countermeasure) and "dependent" not in draft.errors:
            draft.errors["dependent"] = "Only a commitment or a measure can wait for something."
        if needs is not None and not isinstance(needs, Commitment | Countermeasure):
            draft.errors["needs"] = "It can wait for a commitment, a measure, or words."
        if needs is not None and dependent == needs:
            draft.errors["needs"] = "A step cannot wait for itself."
        draft.finish()
        condition = Condition(
            relation=relation, wording=wording, said_by=said_by, needs_words=words, **self._record()
        )
        setattr(condition, _kind_of(dependent), dependent)
        if needs is not None:
            setattr(condition, f"needs_{_kind_of(needs)}", needs)
        self._keep(condition)
        self.pinner.pin(condition)
        return condition

    def event(self) -> Event:
        """Write an event of its own, on the deal's timeline; of a known round, with evidence for the round
        too."""
        draft = self.draft
        deal = draft.deal()
        round_ = draft.round(deal)
        title_en = draft.text("title_en", limit=300, required=True)
        kind = draft.choice("event_kind", choices.EventKind, required=True)
        actor = draft.party("actor") if draft.text("actor").upper() != "BOTH" else None
        subject = draft.record("subject")
        draft.finish()
        event = self._event(
            deal=deal,
            kind=kind,
            title_en=title_en,
            title_zh=draft.text("title_zh", limit=300),
            actor=actor,
            subject=subject,
            round_=round_,
        )
        self.pinner.pin(event)
        if round_ is not None and kind == choices.EventKind.ROUND:
            self.pinner.pin(round_)
        return event

    def restate(
        self, target: Target, *, kind: str, stance: str = choices.Stance.SUPPORTS, note: str = ""
    ) -> None:
        """Write evidence on ``target`` and the event that it was restated (or disputed)."""
        if kind not in choices.EventKind.values:
            raise Refused({"event_kind": f"{kind} is not a kind of event."})
        self.pinner.stance = stance
        self.pinner.pin(target)
        draft = self.draft
        if isinstance(target, Commitment) and draft.values.get("with_terms"):
            self._new_terms(target)
        if isinstance(target, Event):
            draft.finish()
            return
        deal = _deal_of(target, draft.row("deal", Deal))
        publisher = self.proposal.claim.version.document.publisher
        label = choices.EventKind(kind).label.capitalize()
        event = self._event(
            deal=deal,
            kind=kind,
            title_en=f"{label}, {publisher}: {_title_of(target)}"[:300],
            title_zh="",
            actor=self._voice() if kind in SAID_BY else self.pinner.attributed_to,
            subject=target if isinstance(target, Commitment | Countermeasure | Agreement) else None,
            round_=target if isinstance(target, Round) else draft.round(deal),
            note=note,
        )
        effective, until = draft.day("status_from"), draft.day("status_until")
        draft.finish()
        self.pinner.pin(event)
        if isinstance(target, Commitment | Countermeasure | Agreement):
            self._establish(target, event, effective=effective, until=until)

    def _voice(self) -> Party | None:
        """Return whose text this is: the publishing party, else whom the words are attributed to."""
        code = self.proposal.claim.version.document.party
        return Party.objects.filter(code=code).first() if code else self.pinner.attributed_to

    def _establish(
        self,
        subject: Commitment | Countermeasure | Agreement,
        event: Event,
        *,
        kind: str = "",
        effective: dt.date | None = None,
        until: dt.date | None = None,
    ) -> None:
        """Put on record what the published rules read out of ``event``; one event establishes it once."""
        if StatusStatement.objects.on_record().filter(event=event).exclude(rule="").exists() and not kind:
            return
        told = told_of(
            subject,
            event,
            kind=kind or event.kind,
            public=self.public_since,
            effective=effective,
            until=until,
            end_wording=_until_wording(self.draft),
        )
        try:
            for reading in read(told, is_commitment=isinstance(subject, Commitment)):
                self._status(
                    subject,
                    [replace(reading.period, event=event)],
                    aspect=reading.aspect,
                    rule=reading.rule,
                )
        except ValueError as fault:
            raise Refused({"status_until": str(fault)}) from fault

    def _new_terms(self, commitment: Commitment) -> None:
        draft = self.draft
        if commitment.terms.on_record().filter(public_since=self.public_since).exists():
            draft.errors["with_terms"] = f"Its wording of {self.public_since} is on record; correct that one."
        values = {
            "text_en": draft.text("text_en", required=True),
            "text_zh": draft.text("text_zh"),
            "action": draft.choice("action", choices.Action),
            "object": draft.text("object", limit=40),
            "modality": draft.choice("modality", choices.Modality),
            "quantity_wording": draft.text("quantity", limit=200),
            "due_on": draft.day("due_on"),
            "due_wording": _until_wording(draft),
            "condition_wording": draft.text("condition", limit=300),
        }
        materials = draft.materials()
        draft.finish()
        values["due_precision"] = "day" if values["due_on"] else "unknown"
        terms = self._keep(CommitmentTerms(commitment=commitment, **values, **self._record()))
        terms.materials.set(materials)
        self.pinner.pin(terms)

    def _announce(
        self, deal: Any, subject: Any, title_en: str, title_zh: str, actor: Party, round_: Round | None
    ) -> Event:
        event = self._event(
            deal=deal,
            kind=choices.EventKind.ANNOUNCED,
            title_en=title_en if len(title_en) <= 300 else title_en[:299] + "…",
            title_zh=title_zh[:300],
            actor=actor,
            subject=subject,
            round_=round_,
        )
        self.pinner.pin(event)
        return event

    def _event(self, **values: Any) -> Event:
        draft = self.draft
        first, last = draft.day("occurred_earliest"), draft.day("occurred_latest")
        precision = draft.choice("occurred_precision", choices.DatePrecision)
        wording = draft.text("occurred_wording", limit=300)
        draft.finish()
        dates = None
        if first is not None:
            last = last or first
            if last < first:
                raise Refused({"occurred_latest": "The last day lies before the first one."})
            dates = (first, last, precision or ("day" if first == last else "interval"), wording)
        event, is_new = _event(self.editor, self.now, self.pinner, dates=dates, **values)
        if is_new:
            self.rows.append(event)
        return event

    def _status(
        self, subject: Any, periods: list[Period], *, aspect: str = "force", rule: str = "announced"
    ) -> None:
        if periods:
            laid = lay(
                subject,
                periods,
                public_since=self.public_since,
                aspect=aspect,
                recorded_by=self.editor,
                now=self.now,
                rule=rule,
            )
            self.rows.extend(laid.statements)

    def _record(self) -> dict[str, Any]:
        return {
            "public_since": self.public_since,
            "recorded_at": self.now,
            "recorded_by": self.editor,
        }

    def _keep(self, row: Any) -> Any:
        row.save()
        self.rows.append(row)
        return row


def _event(
    editor: User,
    now: dt.datetime,
    pinner: Pinner,
    *,
    deal: Deal | None,
    kind: str,
    title_en: str,
    subject: Any = None,
    title_zh: str = "",
    actor: Party | None = None,
    round_: Round | None = None,
    note: str = "",
    dates: tuple[dt.date, dt.date, str, str] | None = None,
) -> tuple[Event, bool]:
    """Return the event and whether it is new: it is written now unless the very same one is on record: then
    the words are added to it."""
    first, last, precision, wording = dates or pinner.occurred
    key: dict[str, Any] = {name: None for name in ("agreement", "commitment", "countermeasure")}
    if subject is not None:
        key[_kind_of(subject)] = subject
    key |= {"deal": deal, "kind": kind, "occurred_earliest": first, "title_en": title_en}
    same = Event.objects.on_record().filter(
        **{
            (f"{name}__isnull" if value is None else name): (True if value is None else value)
            for name, value in key.items()
        }
    )
    found = same.first()
    if found is not None:
        return found, False
    event = Event.objects.create(
        **key,
        occurred_latest=last,
        precision=precision,
        occurred_wording=wording,
        title_zh=title_zh,
        actor=actor,
        round=round_,
        note=note,
        public_since=pinner.public_since,
        recorded_at=now,
        recorded_by=editor,
    )
    return event, True


def _check_nothing_rests_on(proposal: Proposal, rows: list[Any]) -> None:
    """Raise Refused when a row was corrected since, or a record made here is used by another decision."""
    mine = {(type(row), row.pk) for row in rows}
    for row in rows:
        if isinstance(row, OnRecord) and row.superseded_at is not None:
            raise Refused({"state": f"“{row}” was corrected since; correct it again instead of undoing."})
        if not isinstance(row, Commitment | Countermeasure | Condition | Event):
            continue
        for relation in row._meta.related_objects:
            model = relation.related_model
            if not issubclass(model, OnRecord) or relation.field.name == "corrects" or model is Status:
                continue  # status rows are derived from statements, which are counted
            users = model._default_manager.filter(**{relation.field.name: row, "superseded_at__isnull": True})
            other = next((user for user in users if (type(user), user.pk) not in mine), None)
            if other is not None:
                raise Refused(
                    {
                        "state": f"“{row}” is used by a later decision ({other._meta.verbose_name}); "
                        "undo that first."
                    }
                )
        if (
            isinstance(row, Commitment | Countermeasure)
            and row.notes.filter(superseded_at__isnull=True).exists()
        ):
            raise Refused({"state": f"{row.reference} carries an editor's note; unpublish it instead."})


def _two_sides(draft: Draft, deal: Deal | None) -> list[tuple[Party | None, Party | None]]:
    parties = list(deal.parties.order_by("code")) if deal else []
    if len(parties) != 2:
        draft.errors["obligor"] = "“Both sides” needs a deal of exactly two parties; choose the party."
        return []
    return [(parties[0], parties[1]), (parties[1], parties[0])]


def _until_day(draft: Draft) -> dt.date | None:
    """A last day, where the text gives one; a duration (P90D) stays words, for nobody said when it began."""
    value = draft.text("until")
    return None if value.startswith("P") else draft.day("until")


def _until_wording(draft: Draft) -> str:
    value = draft.text("until", limit=200)
    return f"until {value}" if value and not value.startswith("P") else (f"for {value}" if value else "")


def _nearest(text: str, quote: str, near: int) -> tuple[int, int]:
    places = find_quote(text, quote)
    if not places:
        raise Refused({"quote": "These words do not stand in the kept text, letter by letter."})
    return min(places, key=lambda span: abs(span[0] - near))


def _free_slug(model: type[models.Model], wish: str) -> str:
    base = slugify(wish)[:70] or "record"
    slug, number = base, 1
    while model._default_manager.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug


def _deal_of(target: Any, otherwise: Deal | None = None) -> Deal | None:
    if isinstance(target, Countermeasure):
        deals = list(target.deals.all())
        if otherwise in deals or not deals:
            return otherwise
        return deals[0]
    return getattr(target, "deal", None) or otherwise


def _title_of(target: Any) -> str:
    if isinstance(target, Commitment):
        terms = target.terms.on_record().order_by("-public_since").first()
        return terms.text_en if terms else str(target)
    return str(getattr(target, "title_en", "") or target)


def _kind_of(record: Any) -> str:
    return type(record).__name__.lower()


def _find(label: str, pk: int) -> Any:
    model = apps.get_model(label)
    return model._default_manager.select_for_update().filter(pk=pk).first()


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
    "correct",
    "counts_for",
    "dispute",
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
    "undo",
    "unpublish",
]
