"""Write status periods: what publications say holds, each laid over what earlier ones said.

Every publication is kept as a ``StatusStatement`` (reference data: as a ledger entry). Status rows are derived
from them and from nothing else, so that replaying them gives the same rows, and taking a statement back gives the
rows that stood without it. Facts are superseded, never edited: a row that is no longer derived is marked
superseded, in one transaction with the rows that take its place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from .choices import StatusCode
from .models import (
    Agreement,
    Citation,
    Commitment,
    Countermeasure,
    ReferenceRecord,
    Status,
    StatusStatement,
)
from .spans import Period, Span, lay_against, lay_out, lay_over, span_of

Subject = Agreement | Commitment | Countermeasure
_REFERENCE_NAMES = {"agreement": "agreement", "commitment": "commitment", "countermeasure": "measure"}
EDITOR = "editor"
UNREAD = "unread"
"""The rule of a statement that no rule reads yet: its days are kept, and nothing is derived from it."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What a publication left behind: its statements, and the subject's status rows on record."""

    statements: list[StatusStatement]
    rows: list[Status]


def subject_field(subject: Subject) -> str:
    """Return the name of the foreign key under which Status keeps this subject."""
    return type(subject).__name__.lower()


@transaction.atomic
def lay(
    subject: Subject,
    periods: Sequence[Period],
    *,
    public_since: dt.date | None,
    aspect: str = "force",
    recorded_by: User | None = None,
    now: dt.datetime | None = None,
    rule: str = EDITOR,
    override_reason: str = "",
    override_until: dt.date | None = None,
) -> Laid:
    """Keep ``periods`` as statements of ``public_since`` and derive the subject's status rows anew.

    With ``override_reason`` they are an editor's override against the derived state; it ends with
    ``override_until``, after which the derived state holds again. The subject's row is locked, so that two
    editors cannot interleave. Raises ValueError for a period whose last day lies before its first, and
    IntegrityError when a constraint is broken.
    """
    now = now or timezone.now()
    if override_reason and override_until is not None:
        periods = [_ending(period, override_until) for period in periods]
    new = [span_of(period, public_since) for period in periods]  # raises before anything is written
    field = _lock(subject)
    before = _standing(field, subject, aspect)
    sources = _sources(field, subject, aspect)
    statements = [
        StatusStatement.objects.create(
            **{field: subject},
            aspect=aspect,
            status=period.status,
            first=period.first,
            last=period.last,
            runs_out=period.runs_out,
            end_wording=period.end_wording,
            reverts_to=period.reverts_to,
            scope=period.scope,
            event_id=getattr(period.event, "pk", period.event),
            rule=rule,
            is_override=bool(override_reason),
            override_reason=override_reason,
            override_until=override_until,
            public_since=public_since,
            recorded_at=now,
            recorded_by=recorded_by,
        )
        for period in periods
    ]
    if _is_explained(before, sources):
        after = _derive([*sources, *[_source_of(row) for row in statements]])
    else:
        # Rows that no statement explains (written by hand) are kept, and the new words laid over them.
        fresh = [replace(span, row=row) for span, row in zip(new, statements, strict=True)]
        over = lay_against if override_reason else lay_over
        after = over([as_span(row) for row in before], fresh)
    _write(subject, field, aspect, before, sources, after, recorded_by, now)
    return Laid(statements, _on_record(field, subject, aspect))


def keep_unread(
    subject: Subject,
    period: Period,
    *,
    aspect: str,
    public_since: dt.date | None,
    recorded_by: User | None,
    now: dt.datetime,
) -> StatusStatement:
    """Keep the days that a text gives while no rule reads a status from it. Raises ValueError where they are empty."""
    span_of(period, public_since)
    return StatusStatement.objects.create(
        **{subject_field(subject): subject},
        aspect=aspect,
        status=period.status,
        first=period.first,
        last=period.last,
        end_wording=period.end_wording,
        event_id=getattr(period.event, "pk", period.event),
        rule=UNREAD,
        public_since=public_since,
        recorded_at=now,
        recorded_by=recorded_by,
    )


@transaction.atomic
def take_back(
    statements: Iterable[StatusStatement],
    *,
    reason: str,
    by: User | None = None,
    now: dt.datetime | None = None,
) -> None:
    """Supersede statements and derive the status rows of their subjects without them."""
    now = now or timezone.now()
    groups: dict[tuple[str, int, str], list[StatusStatement]] = {}
    for row in statements:
        field = next(name for name in _REFERENCE_NAMES if getattr(row, f"{name}_id"))
        groups.setdefault((field, getattr(row, f"{field}_id"), row.aspect), []).append(row)
    for (field, _pk, aspect), rows in groups.items():
        subject = getattr(rows[0], field)
        _lock(subject)
        before, sources = _standing(field, subject, aspect), _sources(field, subject, aspect)
        explained = _is_explained(before, sources)
        for row in rows:
            row.superseded_at = max(now, row.recorded_at + dt.timedelta(microseconds=1))
            row.correction_reason = row.correction_reason or reason
            row.save(update_fields=["superseded_at", "correction_reason"])
        if explained:
            after = _derive(_sources(field, subject, aspect))
        else:
            gone = {_bare(span) for span in _derive([_source_of(row) for row in rows if row.rule != UNREAD])}
            after = [span for row in before if _bare(span := as_span(row)) not in gone]
        _write(subject, field, aspect, before, sources, after, by, now)


def derive_anew(subject: Subject, *, by: User | None = None, now: dt.datetime | None = None) -> None:
    """Derive both aspects of a subject from its statements, after one of them was corrected."""
    now = now or timezone.now()
    with transaction.atomic():
        field = _lock(subject)
        for aspect in ("force", "verification"):
            sources = _sources(field, subject, aspect)
            if sources:
                before = _standing(field, subject, aspect)
                _write(subject, field, aspect, before, sources, _derive(sources), by, now)


def differences(subject: Subject, aspect: str = "force") -> tuple[list[str], list[str]]:
    """Replay every statement about a subject; return what the replay has more than the record, and less.

    Both are empty when the status on record is what its evidence gives.
    """
    field = subject_field(subject)
    replayed = {_bare(span) for span in _derive(_sources(field, subject, aspect))}
    standing = {_bare(as_span(row)) for row in _standing(field, subject, aspect)}
    return sorted(map(_told, replayed - standing)), sorted(map(_told, standing - replayed))


def gave_way(subject: Subject, aspect: str = "force") -> bool:
    """True if the record of a subject is what its evidence gave while an override still gave way to whatever was
    published later than its words: all of its overrides were laid under that rule, or the earlier ones of them."""
    field = subject_field(subject)
    sources = _sources(field, subject, aspect)
    overrides = sum(source.is_override for source in sources)
    standing = {_bare(as_span(row)) for row in _standing(field, subject, aspect)}
    now = {_bare(span) for span in _derive(sources)}
    return standing != now and any(
        standing == {_bare(span) for span in _derive(sources, yielding=number)}
        for number in range(1, overrides + 1)
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """One period of one publication. ``key`` tells it from all others; ``statement`` None: reference data."""

    key: tuple[Any, ...]
    public_since: dt.date | None
    period: Period
    statement: StatusStatement | None = None

    @property
    def is_override(self) -> bool:
        """True if an editor set it against the derived state."""
        return self.statement is not None and self.statement.is_override


def _lock(subject: Subject) -> str:
    type(subject)._default_manager.select_for_update().get(pk=subject.pk)
    return subject_field(subject)


def _standing(field: str, subject: Subject, aspect: str) -> list[Status]:
    return list(
        Status.objects.filter(**{field: subject}, aspect=aspect, superseded_at__isnull=True).order_by("pk")
    )


def _on_record(field: str, subject: Subject, aspect: str) -> list[Status]:
    return list(
        Status.objects.filter(**{field: subject}, aspect=aspect, superseded_at__isnull=True).order_by(
            "public_since", "effective"
        )
    )


def _sources(field: str, subject: Subject, aspect: str) -> list[_Source]:
    """Return the periods of all publications about a subject: reference data first, then as recorded."""
    return [
        *_reference_sources(field, subject, aspect),
        *[
            _source_of(row)
            for row in StatusStatement.objects.filter(
                **{field: subject}, aspect=aspect, superseded_at__isnull=True
            )
            .exclude(rule=UNREAD)
            .order_by("recorded_at", "pk")
        ],
    ]


def _source_of(row: StatusStatement) -> _Source:
    period = Period(
        row.status,
        row.first,
        row.last,
        row.runs_out,
        row.end_wording,
        row.reverts_to,
        row.scope,
        row.event_id,
    )
    return _Source(("statement", row.pk), row.public_since, period, row)


def _reference_sources(field: str, subject: Subject, aspect: str) -> list[_Source]:
    entries = ReferenceRecord.objects.filter(
        model=Status._meta.label,
        object_id=subject.pk,
        key__startswith=f"status:{_REFERENCE_NAMES[field]}:",
        key__endswith=f"/{aspect}",
    )
    payloads = [(entry.key, entry.payload) for entry in entries]
    events = {
        item["event"]
        for _key, payload in payloads
        for one in payload["publications"]
        for item in one["periods"]
        if item["event"]
    }
    ids = dict(
        ReferenceRecord.objects.filter(key__in=events).values_list("key", "object_id") if events else ()
    )
    found = []
    for key, payload in payloads:
        for i, one in enumerate(payload["publications"]):
            for j, item in enumerate(one["periods"]):
                period = Period(
                    item["status"],
                    _day(item["first"]),
                    _day(item["last"]),
                    item["runs_out"],
                    item["end_wording"],
                    item["reverts_to"],
                    item["scope"],
                    ids.get(item["event"]),
                )
                found.append(_Source(("reference", key, i, j), _day(one["public_since"]), period))
    return found


def _derive(sources: Sequence[_Source], *, yielding: int = 0) -> list[Span]:
    """Return the spans that all publications give, each with its source as ``row``; what editors set against them lies
    over all of them, in the order in which they did. The first ``yielding`` of these periods are laid as was the rule
    before: by the day of their words, like any other publication."""
    held = [source.key for source in sources if source.is_override][yielding:]
    groups: dict[tuple[Any, ...], list[_Source]] = {}
    for source in sources:
        # The periods of one publication are laid together, those of different ones after one another.
        own = (
            source.key[:3]
            if source.statement is None
            else (source.statement.event_id, source.statement.recorded_at)
        )
        groups.setdefault((source.public_since, *own), []).append(source)
    behind = {id(source.period): source for source in sources}
    plain = [rows for rows in groups.values() if rows[0].key not in held]
    laid = lay_out((rows[0].public_since, [row.period for row in rows]) for rows in plain)
    for rows in groups.values():
        if rows[0].key in held:
            laid = lay_against(laid, [span_of(row.period, row.public_since) for row in rows])
    return [replace(span, row=behind[id(span.period)]) for span in laid]


def _is_explained(rows: Sequence[Status], sources: Sequence[_Source]) -> bool:
    return {_bare(as_span(row)) for row in rows} == {_bare(span) for span in _derive(sources)}


def _bare(span: Span) -> tuple[Any, ...]:
    """Return a span as a value that a stored row can be held against: what ``write_span`` keeps of it."""
    period = span.period
    own_end = period.last + dt.timedelta(days=1) if period.last else None
    by_terms = period.runs_out and span.after == own_end
    return (
        period.status,
        span.first,
        span.after,
        span.known_from,
        span.known_to,
        by_terms,
        period.end_wording if span.after == own_end else "",
        period.reverts_to if by_terms else "",
        period.scope,
        getattr(period.event, "pk", period.event),
    )


def _told(bare: tuple[Any, ...]) -> str:
    """Return what ``_bare`` gave in words, for the one who looks for a difference."""
    status, first, after, known_from, known_to, by_terms, wording, reverts_to, scope, event = bare
    parts = [
        f"{_label(status)} from {first or 'an unknown day'} to "
        + (f"{after - dt.timedelta(days=1)}" if after else "open"),
        f"the latest word from {known_from or 'an unknown day'} to "
        + (f"{known_to - dt.timedelta(days=1)}" if known_to else "now"),
        *(["ends by its own terms"] if by_terms else []),
        *([f"“{wording}”"] if wording else []),
        *([f"then {_label(reverts_to)}"] if reverts_to else []),
        *([scope] if scope else []),
        *([f"event {event}"] if event else []),
    ]
    return ", ".join(parts)


def _label(code: str) -> str:
    return str(StatusCode(code).label) if code in StatusCode.values else code


def _write(
    subject: Subject,
    field: str,
    aspect: str,
    before: Sequence[Status],
    sources: Sequence[_Source],
    after: Sequence[Span],
    recorded_by: User | None,
    now: dt.datetime,
) -> None:
    """Supersede the rows that are no longer derived, and write those that are new."""
    standing = {_bare(as_span(row)): row for row in before}
    wanted = {_bare(span): span for span in after}
    came_from = {_bare(span): span.row.key for span in _derive(sources) if isinstance(span.row, _Source)}
    parents = {came_from[bare]: row for bare, row in standing.items() if bare in came_from}
    for bare, row in standing.items():
        if bare not in wanted:
            row.superseded_at = max(now, row.recorded_at + dt.timedelta(microseconds=1))
            row.save(update_fields=["superseded_at"])
    for bare, span in wanted.items():
        if bare in standing:
            continue
        source = span.row
        parent = parents.get(source.key) if isinstance(source, _Source) else None
        statement = source.statement if isinstance(source, _Source) else None
        if isinstance(source, Status):
            parent = source
        elif isinstance(source, StatusStatement):
            statement = source
        row = write_span(subject, replace(span, row=parent), aspect=aspect, recorded_by=recorded_by, now=now)
        if statement is not None and statement.is_override:
            row.is_override = True
            row.override_reason, row.override_until = statement.override_reason, statement.override_until
            row.save(update_fields=["is_override", "override_reason", "override_until"])


def _ending(period: Period, last: dt.date) -> Period:
    """Return the period with an end no later than ``last``; what it covers holds again the day after."""
    if period.last is not None and period.last <= last:
        return period
    return replace(period, last=last, runs_out=False, end_wording="", reverts_to="")


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


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
    """Insert one row for a span. A piece of an older row keeps that row's words, scope, event and sources.

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
        _carry_over(span.row, row, recorded_by, now)
    return row


def _carry_over(old: Status, new: Status, by: User | None, now: dt.datetime) -> None:
    """Give a piece of an older row what the older row rests on."""
    new.scope_materials.set(old.scope_materials.all())
    if old.is_override:
        Status.objects.filter(pk=new.pk).update(
            is_override=True, override_reason=old.override_reason, override_until=old.override_until
        )
    for cite in Citation.objects.filter(status=old, superseded_at__isnull=True):
        Citation.objects.create(
            status=new,
            source=cite.source,
            position=cite.position,
            quote=cite.quote,
            speaker=cite.speaker,
            confidence=cite.confidence,
            pinned=cite.pinned,
            public_since=cite.public_since,
            recorded_at=now,
            recorded_by=by,
        )
