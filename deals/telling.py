"""What the rules of status need to know of an event, read from the record; and the replay of all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import F, Q

from .models import Agreement, Commitment, Countermeasure, Event, Party, Status, StatusStatement
from .rules import Told, read
from .state import state_on
from .statuses import EDITOR, differences, subject_field

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


def replay(subjects: Iterable[Subject]) -> list[str]:
    """Replay all evidence about ``subjects``; return a sentence for each difference from the record.

    1. Every statement that a rule read must be read again, by the same rule, from its event.
    2. Laying all statements in order of publication must give exactly the status rows on record.
    """
    found: list[str] = []
    for subject in subjects:
        for aspect in ("force", "verification"):
            more, less = differences(subject, aspect)
            found += [
                f"{subject}, {aspect}: the evidence gives {row}, which is not on record" for row in more
            ]
            found += [f"{subject}, {aspect}: on record without evidence for it: {row}" for row in less]
        statements = (
            StatusStatement.objects.on_record()
            .filter(**{subject_field(subject): subject})
            .exclude(rule__in=["", EDITOR])
            .exclude(event=None)
            .select_related("event__actor")
            .order_by(F("public_since").asc(nulls_first=True), "recorded_at", "pk")
        )
        for row in statements:
            if not _read_again(subject, row):
                found.append(f"{subject}: no rule reads “{row}” ({row.rule}) from its event again")
    return found


def _read_again(subject: Subject, row: StatusStatement) -> bool:
    event, public = row.event, row.public_since
    assert event is not None
    if public is None:
        return False
    if row.rule == "not-done-yet":
        return event.kind == "announced" and (row.aspect, row.status) == ("verification", "not_verified")
    kind = "fulfilled" if row.rule.startswith("done-said") else event.kind
    eve_of = row.last if row.rule == "announced" else None
    told = told_of(
        subject,
        event,
        public=public,
        kind=kind,
        effective=eve_of + dt.timedelta(days=1) if eve_of else row.first,
        until=None if row.rule == "announced" else row.last,
        end_wording=row.end_wording,
    )
    if row.rule == "announced" and eve_of is None:
        told = told_of(subject, event, public=public, kind=kind)
    return any(
        (one.aspect, one.rule, one.period.status, one.period.first, one.period.last)
        == (row.aspect, row.rule, row.status, row.first, row.last)
        for one in read(told, is_commitment=isinstance(subject, Commitment))
    )


def _state(party: Party | None) -> str:
    while party is not None and party.parent is not None:
        party = party.parent
    return party.code if party is not None else ""
