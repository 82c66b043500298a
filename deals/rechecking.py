"""What became of pinned quotes when their page changed: a verdict for each new version, and work reopened.

A quote is never moved by itself: evidence stays bound to the version it was pinned in, and the verdict says where
the same words stand now, if they do. Where words that a decision rests on were changed in substance or taken out,
the decision waits in the queue again, and an editor says whether it still stands.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from sources.edits import compare
from sources.models import Claim, DocumentVersion
from sources.quotes import ALTERED, CONTEXT, DELETED, INTACT, MOVED, Verdict, verdict

from .choices import HandKind, HandState, ProposalState
from .models import Evidence, EvidenceVerdict, HandEntry, Proposal
from .models.backing import EVIDENCED
from .queueing import check_lease, locked
from .verdicts import AlreadyDecided, Decision

DECIDED = (ProposalState.ACCEPTED, ProposalState.MERGED, ProposalState.DISPUTED)
_SHOWN = 500  # characters of the new words that the queue shows


def unchecked_evidence() -> QuerySet[Evidence]:
    """Return evidence on record whose page has a newer version that it was not held against yet."""
    newer = DocumentVersion.objects.filter(
        document=OuterRef("version__document"), number__gt=OuterRef("version__number")
    )
    judged = EvidenceVerdict.objects.filter(evidence=OuterRef(OuterRef("pk")), version=OuterRef("pk"))
    return Evidence.objects.on_record().filter(Exists(newer.filter(~Exists(judged))))


def recheck_evidence(now: dt.datetime, limit: int = 2_000) -> dict[str, int]:
    """Hold pinned quotes against each newer version of their page; return how many got which verdict.

    The counts are ``intact``, ``moved``, ``altered``, ``deleted``, ``reopened`` (decisions that wait again) and
    ``settled`` (that wait no more: the page says again what was decided on).
    Safe to run twice and at once: a quote has one verdict per version.
    """
    counts = dict.fromkeys([INTACT, MOVED, ALTERED, DELETED, "reopened", "settled"], 0)
    rows = unchecked_evidence().select_related("version").order_by("pk")[:limit]
    for row in rows:
        text = row.version.text
        before, after = text[max(0, row.start - CONTEXT) : row.start], text[row.stop : row.stop + CONTEXT]
        judged = EvidenceVerdict.objects.filter(evidence=row).values("version")
        newer = DocumentVersion.objects.filter(
            document_id=row.version.document_id, number__gt=row.version.number
        ).exclude(pk__in=judged)
        for version in newer.order_by("number"):
            found = verdict(row.quote, before, after, row.start, version.text)
            try:
                with transaction.atomic():
                    EvidenceVerdict.objects.create(
                        evidence=row, version=version, verdict=found.kind, start=found.start, stop=found.stop
                    )
                    reopened = _reopen(row, version, found, now)
                    settled = _settle_again(row, version, found, now)
            except IntegrityError:
                continue  # another sweep judged it in the same moment
            counts[found.kind] += 1
            counts["reopened"] += reopened
            counts["settled"] += settled
    return counts


def changed_in_substance(row: Evidence, version: DocumentVersion, found: Verdict) -> bool:
    """Whether the quoted words were taken out, or say something else now: a number, date, party, item, modal.

    Words that still stand, but where it cannot be told which of several places is theirs, are not changed.
    """
    if found.kind == DELETED:
        return True
    if found.kind != ALTERED or found.reason not in ("near_match", "replaced"):
        return False
    if found.hint is None:
        return True
    return compare(row.quote, version.text[slice(*found.hint)], version.language).is_material


@transaction.atomic
def keep(proposal: Proposal, editor: User, *, now: dt.datetime | None = None) -> Decision:
    """Say that a reopened decision still stands although the words changed; it is as it was before.

    Raises AlreadyDecided when it is not reopened (any more), HeldByAnother while another's lease runs.
    """
    now = now or timezone.now()
    fresh = locked(proposal)
    if fresh.state != ProposalState.REOPENED:
        by = fresh.reviewed_by.get_username() if fresh.reviewed_by else ""
        raise AlreadyDecided(fresh.get_state_display(), by, fresh.reviewed_at)
    check_lease(fresh, editor, now)
    changed: dict[str, Any] = fresh.outcome.pop("reopened")
    kept = [*fresh.outcome.get("kept", []), {**changed, "by": editor.pk, "kept_at": now.isoformat()}]
    fresh.outcome = {**fresh.outcome, "kept": kept}
    fresh.state = changed["was"]
    fresh.claimed_by = fresh.claimed_until = None
    fresh.save(update_fields=["outcome", "state", "claimed_by", "claimed_until"])
    Claim.objects.filter(pk=fresh.claim_id).update(state=Claim.State.SETTLED)
    return Decision(fresh.state, "Kept: the decision stands although the words changed.")


def _reopen(row: Evidence, version: DocumentVersion, found: Verdict, now: dt.datetime) -> int:
    """Send the decision that rests on these words back to the queue; return how many were sent."""
    is_our_reading = version.snapshot_id is not None and version.snapshot_id == row.version.snapshot_id
    if is_our_reading or not changed_in_substance(row, version, found):
        return 0
    changed = {
        "at": now.isoformat(),
        "version": version.pk,
        "number": version.number,
        "verdict": found.kind,
        "after": version.text[slice(*found.hint)][:_SHOWN] if found.hint else "",
    }
    if row.claim_id is None:
        return _reopen_by_hand(row, changed, now)
    sent = 0
    for proposal in Proposal.objects.select_for_update().filter(claim=row.claim_id, state__in=DECIDED):
        proposal.outcome = {**proposal.outcome, "reopened": {"was": proposal.state, **changed}}
        proposal.state = ProposalState.REOPENED
        proposal.save(update_fields=["outcome", "state"])
        sent += 1
    if sent:
        Claim.objects.filter(pk=row.claim_id).update(state=Claim.State.PROPOSED)
    return sent


def _settle_again(row: Evidence, version: DocumentVersion, found: Verdict, now: dt.datetime) -> int:
    """Take decisions back out of the queue that wait only for words which are there again; return how many.

    The page went back to what was decided on: nothing is left to decide. That it happened stays on the decision.
    """
    if found.kind not in (INTACT, MOVED):
        return 0
    if row.claim_id is None:
        return _settle_by_hand(row, version, now)
    others = Evidence.objects.on_record().filter(claim=row.claim_id).exclude(pk=row.pk)
    for other in others:
        newest = EvidenceVerdict.objects.filter(evidence=other).order_by("-version__number").first()
        if newest is not None and newest.verdict in (ALTERED, DELETED):
            return 0
    settled = 0
    for proposal in Proposal.objects.select_for_update().filter(
        claim=row.claim_id, state=ProposalState.REOPENED, outcome__reopened__number__lt=version.number
    ):
        changed: dict[str, Any] = proposal.outcome.pop("reopened")
        note = {**changed, "by": None, "kept_at": now.isoformat(), "back_in": version.number}
        proposal.outcome = {**proposal.outcome, "kept": [*proposal.outcome.get("kept", []), note]}
        proposal.state = changed["was"]
        proposal.claimed_by = proposal.claimed_until = None
        proposal.save(update_fields=["outcome", "state", "claimed_by", "claimed_until"])
        settled += 1
    if settled:
        Claim.objects.filter(pk=row.claim_id).update(state=Claim.State.SETTLED)
    return settled


def _reopen_by_hand(row: Evidence, changed: dict[str, Any], now: dt.datetime) -> int:
    """Send the entry that pinned these words by hand back to the desk; words that came without one (with the
    reference data, or before entries were kept) get one now. One entry with several pinned rows is sent once."""
    own = [row.pk, *_earlier(row)]
    entries = HandEntry.objects.select_for_update(of=("self",))
    for pk in own:
        entry = entries.filter(
            state__in=[HandState.ACCEPTED, HandState.REOPENED],
            kind__in=[HandKind.QUOTE, HandKind.STATUS],
            outcome__rows__contains=[[Evidence._meta.label, pk]],
        ).first()
        if entry is not None:
            if entry.state == HandState.REOPENED:
                return 0
            entry.outcome = {**entry.outcome, "reopened": changed}
            entry.state = HandState.REOPENED
            entry.save(update_fields=["outcome", "state"])
            return 1
    subject = next(found for name in EVIDENCED if (found := getattr(row, name)) is not None)
    same = entries.filter(
        model=subject._meta.label, object_id=subject.pk, version=row.version, state=HandState.REOPENED
    )
    if any(one.payload["words"]["start"] == row.start for one in same):
        return 0
    HandEntry.objects.create(
        kind=HandKind.QUOTE,
        state=HandState.REOPENED,
        model=subject._meta.label,
        object_id=subject.pk,
        payload={
            "words": {
                "start": row.start,
                "stop": row.stop,
                "quote": row.quote,
                "stance": row.stance,
                "attributed_to": row.attributed_to.code if row.attributed_to else "",
                "speaker": row.speaker,
            }
        },
        version=row.version,
        entered_by=row.recorded_by,
        entered_at=row.recorded_at,
        outcome={"rows": [[row._meta.label, row.pk]], "reopened": changed},
    )
    return 1


def _settle_by_hand(row: Evidence, version: DocumentVersion, now: dt.datetime) -> int:
    """As ``_settle_again``, for an entry by hand."""
    settled = 0
    for pk in [row.pk, *_earlier(row)]:
        for entry in HandEntry.objects.select_for_update(of=("self",)).filter(
            state=HandState.REOPENED,
            outcome__rows__contains=[[Evidence._meta.label, pk]],
            outcome__reopened__number__lt=version.number,
        ):
            own = [number for label, number in entry.outcome["rows"] if label == Evidence._meta.label]
            others = Evidence.objects.on_record().filter(pk__in=own).exclude(pk=row.pk)
            newest = [
                EvidenceVerdict.objects.filter(evidence=other).order_by("-version__number").first()
                for other in others
            ]
            if any(one is not None and one.verdict in (ALTERED, DELETED) for one in newest):
                continue
            changed: dict[str, Any] = entry.outcome.pop("reopened")
            note = {**changed, "by": None, "kept_at": now.isoformat(), "back_in": version.number}
            entry.outcome = {**entry.outcome, "kept": [*entry.outcome.get("kept", []), note]}
            entry.state = HandState.ACCEPTED
            entry.decided_at = entry.decided_at or now
            entry.save(update_fields=["outcome", "state", "decided_at"])
            settled += 1
    return settled


def _earlier(row: Evidence) -> list[int]:
    """Return the rows that ``row`` took the place of, the latest first."""
    found: list[int] = []
    earlier: Any = row.corrects
    while earlier is not None:
        found.append(earlier.pk)
        earlier = earlier.corrects
    return found
