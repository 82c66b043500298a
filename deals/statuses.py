"""Write status periods: what a publication says holds, laid over what earlier ones said.

Facts are superseded, never edited: a row that a newer publication cuts short is marked superseded and its
remaining pieces are written anew, in one transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from django.contrib.auth.models import User
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from .models import Agreement, Commitment, Countermeasure, Status
from .spans import Period, Span, lay_over, span_of

Subject = Agreement | Commitment | Countermeasure


def subject_field(subject: Subject) -> str:
    """Return the name of the foreign key under which Status keeps this subject."""
    return type(subject).__name__.lower()


@transaction.atomic
def set_status(
    subject: Subject,
    periods: Sequence[Period],
    *,
    public_since: dt.date | None,
    aspect: str = "force",
    recorded_by: User | None = None,
    now: dt.datetime | None = None,
) -> list[Status]:
    """Put on record that a text of ``public_since`` says ``periods`` hold; return the rows on record now.

    The subject's row is locked, so that two editors cannot interleave. Raises ValueError for a period whose
    last day lies before its first, and IntegrityError when a constraint of Status is broken.
    """
    now = now or timezone.now()
    field = subject_field(subject)
    type(subject)._default_manager.select_for_update().get(pk=subject.pk)
    rows = list(
        Status.objects.filter(**{field: subject}, aspect=aspect, superseded_at__isnull=True).order_by("pk")
    )
    before = [as_span(row) for row in rows]
    after = lay_over(before, [span_of(period, public_since) for period in periods])
    standing = {replace(as_span(row), row=None): row for row in rows}
    untouched = {
        standing[replace(span, row=None)].pk for span in after if replace(span, row=None) in standing
    }
    for row in rows:
        if row.pk not in untouched:
            row.superseded_at = max(now, row.recorded_at + dt.timedelta(microseconds=1))
            row.save(update_fields=["superseded_at"])
    for span in after:
        if replace(span, row=None) not in standing:
            write_span(subject, span, aspect=aspect, recorded_by=recorded_by, now=now)
    return list(
        Status.objects.filter(**{field: subject}, aspect=aspect, superseded_at__isnull=True).order_by(
            "public_since", "effective"
        )
    )


def as_span(row: Status) -> Span:
    """Return a stored row as the span it stands for."""
    last = row.effective.upper - dt.timedelta(days=1) if row.effective.upper else None
    period = Period(
        status=row.status,
        first=row.effective.lower,
        last=last,
        runs_out=row.runs_out,
        end_wording=row.end_wording,
        reverts_to=row.reverts_to,
        scope=row.scope,
        event=row.event_id,
    )
    return Span(
        period,
        row.effective.lower,
        row.effective.upper,
        row.public_since,
        row.public_until,
        row,
    )


def write_span(
    subject: Subject,
    span: Span,
    *,
    aspect: str,
    recorded_by: User | None,
    now: dt.datetime,
    reference_key: str = "",
) -> Status:
    """Insert one row for a span. A piece of an older row keeps that row's words, scope and event.

    A piece whose end was cut by a newer publication no longer runs out by its own terms.
    """
    period = span.period
    own_end = period.last + dt.timedelta(days=1) if period.last else None
    ends_by_its_terms = period.runs_out and span.after == own_end
    row = Status(
        aspect=aspect,
        status=period.status,
        effective=DateRange(span.first, span.after, "[)"),
        public_since=span.known_from,
        public_until=span.known_to,
        runs_out=ends_by_its_terms,
        end_wording=period.end_wording if span.after == own_end else "",
        reverts_to=period.reverts_to if ends_by_its_terms else "",
        scope=period.scope,
        event_id=getattr(period.event, "pk", period.event),
        recorded_at=now,
        recorded_by=recorded_by,
        reference_key=reference_key,
    )
    setattr(row, subject_field(subject), subject)
    row.save()
    if span.row is not None:
        row.scope_materials.set(span.row.scope_materials.all())
        if span.row.is_override:
            Status.objects.filter(pk=row.pk).update(
                is_override=True,
                override_reason=span.row.override_reason,
                override_until=span.row.override_until,
            )
    return row
