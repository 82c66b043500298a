"""Take back what a decision wrote: facts are superseded, records unpublished, nothing is deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from sources.models import Claim

from . import choices
from .correcting import superseded_moment
from .models import Commitment, Condition, Countermeasure, Event, Proposal, Status, StatusStatement
from .models.base import OnRecord
from .policy import is_chief
from .queueing import locked
from .rereading import descendants, read_anew
from .statuses import take_back
from .verdicts import Decision, Refused

UNDONE = "The decision that recorded it was undone."


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
        raise Refused({"state": gettext("This item is open: there is no decision to undo.")})
    if fresh.reviewed_by_id != editor.pk and not is_chief(editor):
        by = fresh.reviewed_by.get_username() if fresh.reviewed_by else gettext("another editor")
        raise Refused(
            {"state": gettext("%(by)s decided this; %(by)s or a chief editor can undo it.") % {"by": by}}
        )
    supersede(fresh.outcome.get("rows", []), editor, now)
    fresh.state = choices.ProposalState.PENDING
    fresh.reviewed_by = fresh.reviewed_at = None
    fresh.reject_reason = fresh.comment = ""
    fresh.outcome = {"undone": [*fresh.outcome.get("undone", []), {"by": editor.pk, "at": now.isoformat()}]}
    fresh.save()
    Claim.objects.filter(pk=fresh.claim_id).update(state=Claim.State.PROPOSED)
    return Decision(fresh.state, gettext("Undone: the item waits in the queue again."))


def supersede(outcome: Iterable[Sequence[Any]], editor: User, now: dt.datetime) -> None:
    """Take back the rows of a decision, given as ``[label, pk]``; records of their own are unpublished.

    Raises Refused when one of them was corrected since, or when a later decision rests on it.
    """
    found = [row for label, pk in outcome if (row := _find(label, pk)) is not None]
    # A statement that was read anew since is taken back with what stands in its place.
    made = [one for row in found for one in (descendants(row) if isinstance(row, StatusStatement) else [row])]
    _check_nothing_rests_on(made)
    take_back([row for row in made if isinstance(row, StatusStatement)], reason=UNDONE, by=editor, now=now)
    for row in reversed(made):
        if isinstance(row, StatusStatement):
            continue
        if isinstance(row, OnRecord):
            row.superseded_at = superseded_moment(row, now)
            row.correction_reason = row.correction_reason or UNDONE
            row.save(update_fields=["superseded_at", "correction_reason"])
        else:
            row._history_user = editor
            row._change_reason = "The decision that made it was undone."
            row.is_published = False
            row.save()
    for subject in {
        one
        for row in made
        if isinstance(row, Event | StatusStatement)
        if (one := row.commitment or row.countermeasure or row.agreement) is not None
    }:
        read_anew(subject, by=editor, now=now)


def _check_nothing_rests_on(rows: list[Any]) -> None:
    """Raise Refused when a row was corrected since, or a record made here is used by another decision."""
    mine = {(type(row), row.pk) for row in rows}
    for row in rows:
        if isinstance(row, OnRecord) and row.superseded_at is not None:
            raise Refused(
                {
                    "state": gettext("“%(row)s” was corrected since; correct it again instead of undoing.")
                    % {"row": row}
                }
            )
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
                        "state": gettext(
                            "“%(row)s” is used by a later decision (%(verbose_name)s); undo that first."
                        )
                        % {"row": row, "verbose_name": other._meta.verbose_name}
                    }
                )
        if (
            isinstance(row, Commitment | Countermeasure)
            and row.notes.filter(superseded_at__isnull=True).exists()
        ):
            raise Refused(
                {
                    "state": gettext("%(reference)s carries an editor's note; unpublish it instead.")
                    % {"reference": row.reference}
                }
            )


def _find(label: str, pk: int) -> Any:
    model = apps.get_model(label)
    return model._default_manager.select_for_update().filter(pk=pk).first()
