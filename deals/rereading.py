"""Read the evidence about a subject again in the order of its publication, whatever order it arrived in.

What a text establishes may rest on earlier ones: an extension on what stood, "kept" on the other side's word. Texts are
read late, decisions taken back and events corrected, so that after each of these the rules of status read every event
once more (docs/status-rules.md). A statement that they read otherwise now is superseded by the new one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from .models import Agreement, Commitment, Countermeasure, Event, StatusStatement
from .rules import Reading, read
from .spans import Period
from .statuses import EDITOR, UNREAD, differences, keep_unread, lay, subject_field, take_back
from .telling import told_of

Subject = Agreement | Commitment | Countermeasure
REREAD = "The evidence was read again, in the order in which it was published."
AT_ONCE = "not-done-yet"  # read from a promise itself; nothing earlier changes it
NEEDS_OTHERS = {"extended": ("force", "in_force"), "denied": ("verification", "disputed")}
"""Kinds of event of which the rules may read nothing yet, with the aspect that they would speak of."""


def readings(subject: Subject) -> Iterator[tuple[list[StatusStatement], list[Reading]]]:
    """Yield the statements of each event about ``subject`` that a rule read, and what the rules read from it now.

    In order of publication; what a consumer changes on the way counts for the later ones.
    """
    rows = (
        StatusStatement.objects.on_record()
        .filter(**{subject_field(subject): subject}, event__isnull=False, public_since__isnull=False)
        .exclude(rule__in=["", EDITOR, AT_ONCE])
        .select_related("event__actor__parent")
        .order_by("public_since", "event_id", "pk")
    )
    groups: dict[tuple[dt.date, int, str], list[StatusStatement]] = {}
    for row in rows:
        assert row.event is not None and row.public_since is not None
        kind = "fulfilled" if row.rule.startswith("done-said") else row.event.kind
        groups.setdefault((row.public_since, row.event.pk, kind), []).append(row)
    for (public, _event, kind), group in groups.items():
        event = group[0].event
        assert event is not None
        effective, until, wording = _stated(group)
        told = told_of(
            subject, event, public=public, kind=kind, effective=effective, until=until, end_wording=wording
        )
        yield group, list(read(told, is_commitment=isinstance(subject, Commitment)))


@transaction.atomic
def read_anew(subject: Subject, *, by: User | None = None, now: dt.datetime | None = None) -> None:
    """Supersede every statement about ``subject`` that the rules read otherwise now, and derive its status."""
    now = now or timezone.now()
    for group, found in readings(subject):
        if stale(group, found):
            event, public = group[0].event, group[0].public_since
            take_back(group, reason=REREAD, by=by, now=now)
            put(subject, event, found, public=public, by=by, now=now, instead_of=group)


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
        for group, wanted in readings(subject):
            if stale(group, wanted):
                found += [
                    f"{subject}: no rule reads “{row}” ({row.rule}) from its event again" for row in group
                ]
    return found


def stale(group: list[StatusStatement], found: list[Reading]) -> bool:
    """True when the statements on record are not what the rules read."""
    standing = {
        (row.aspect, row.rule, row.status, row.first, row.last) for row in group if row.rule != UNREAD
    }
    wanted = {(r.aspect, r.rule, r.period.status, r.period.first, r.period.last) for r in found}
    return standing != wanted or (not found and not all(row.rule == UNREAD for row in group))


def put(
    subject: Subject,
    event: Event | None,
    found: list[Reading],
    *,
    public: dt.date | None,
    by: User | None,
    now: dt.datetime,
    instead_of: list[StatusStatement] | None = None,
    unread: Period | None = None,
) -> list[StatusStatement]:
    """Lay what the rules read from ``event``; where they read nothing yet, keep its days for a later reading.

    ``unread`` are these days; of statements that are replaced they are those of the first. Raises ValueError for a
    period that ends before it begins.
    """
    old = instead_of or []
    made: list[StatusStatement] = []
    for one in found:
        period = replace(one.period, event=event)
        laid = lay(
            subject, [period], public_since=public, aspect=one.aspect, recorded_by=by, now=now, rule=one.rule
        )
        made += laid.statements
    if not found and event is not None and event.kind in NEEDS_OTHERS:
        if old:
            _first, until, wording = _stated(old)
            unread = Period("", old[0].first, until, end_wording=wording)
        if unread is not None:
            aspect, status = NEEDS_OTHERS[event.kind]
            period = replace(unread, status=status, event=event)
            made.append(
                keep_unread(subject, period, aspect=aspect, public_since=public, recorded_by=by, now=now)
            )
    for number, row in enumerate(made if old else ()):
        row.corrects = old[min(number, len(old) - 1)]
        row.save(update_fields=["corrects"])
    return made


def descendants(row: StatusStatement) -> list[StatusStatement]:
    """Return what stands on record in the place of a statement that was read anew; itself where it stands."""
    if row.superseded_at is None or row.correction_reason != REREAD:
        return [row]
    return [found for later in row.corrected_by.order_by("pk") for found in descendants(later)]


def _stated(group: list[StatusStatement]) -> tuple[dt.date | None, dt.date | None, str]:
    """Return the first day, the last day and the words of its end, as the text gave them."""
    main = next((row for row in group if row.rule != "announced"), None)
    if main is None:
        return None, None, ""  # announced, with no day from which it holds
    return main.first, main.last, main.end_wording
