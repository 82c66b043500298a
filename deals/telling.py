"""What the rules of status need to know of an event, read from the record."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from .models import Agreement, Commitment, Countermeasure, Event, Party, Status
from .rules import Told
from .state import state_on
from .statuses import subject_field

Subject = Agreement | Commitment | Countermeasure


def told_of(
    subject: Subject,
    event: Event,
    *,
    public: dt.date,
    kind: str = "",
    effective: dt.date | None = None,
    until: dt.date | None = None,
    end_wording: str = "",
) -> Told:
    """Return ``event`` as the rules read it: whose word it is, what stood before, who said so before.

    ``kind`` overrides the event's own, for an announcement that something is done already.
    """
    field = subject_field(subject)
    earlier = (
        Event.objects.on_record()
        .filter(**{field: subject}, public_since__lte=public)
        .exclude(pk=event.pk)
        .select_related("actor")
    )
    first = effective or public
    rows = (
        Status.objects.on_record()
        .filter(
            Q(public_until__isnull=True) | Q(public_until__gte=public), **{field: subject}, aspect="force"
        )
        .filter(Q(public_since__isnull=True) | Q(public_since__lte=public))
    )
    # What stood as it was known before counts: the event's own statement is on record when it is replayed.
    before = [row for row in rows if row.event_id != event.pk]
    standing = state_on(before, first)
    code = standing.code
    if code == "ran_out" and standing.row is not None:
        code = standing.row.status
    return Told(
        kind=kind or event.kind,
        public=public,
        voice=_state(event.actor),
        obligor=_state(subject.obligor) if isinstance(subject, Commitment) else "",
        obligee=_state(subject.obligee) if isinstance(subject, Commitment) else "",
        effective=effective,
        until=until,
        end_wording=end_wording,
        standing=code,
        confirmed_by=frozenset(
            _state(one.actor) for one in earlier if one.kind == "fulfilled" and one.actor is not None
        ),
    )


def _state(party: Party | None) -> str:
    while party is not None and party.parent is not None:
        party = party.parent
    return party.code if party is not None else ""
