"""What editors enter by hand: quotes, statuses, corrections, notes for readers, prose, publication.

Every entry is kept with who entered it and when. Where the policy says so, it is written to the record only when
another person accepts it; until then nothing of it is a fact, and no page shows it. Taking something back, hiding
a record, and notes among editors never wait.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext

from sources.models import DocumentVersion

from . import annotating, choices, correcting, evidence
from .evidence import Pinner
from .models import Agreement, Commitment, Countermeasure, Deal, HandEntry, Note, Party, Round
from .policy import is_chief, needs_second
from .recording import deal_of, record_event
from .spans import Period
from .statuses import lay
from .undoing import supersede
from .verdicts import AlreadyDecided, Decision, NeedsAnother, Refused, Superseded

KIND, STATE = choices.HandKind, choices.HandState
Written = tuple[
    Any, list[models.Model]
]  # the record or row that readers will look for, and every row written


def pin_quote(
    subject: Any,
    version: DocumentVersion,
    quote: str,
    editor: User,
    *,
    occurrence: int | None = None,
    stance: str = choices.Stance.SUPPORTS,
    attributed_to: Party | None = None,
    speaker: str = "",
    now: dt.datetime | None = None,
) -> Decision:
    """Pin a quote that a person found in ``version`` to ``subject``; ``record`` of the answer is the evidence.

    ``occurrence`` (from 1) chooses among several places. Raises Refused when the words do not stand in the
    text, or stand in several places and none is chosen.
    """
    start, stop = evidence.place_of(version.text, quote, occurrence)
    words = {
        "start": start,
        "stop": stop,
        "quote": version.text[start:stop],
        "stance": stance,
        "attributed_to": attributed_to.code if attributed_to else "",
        "speaker": speaker[:200],
    }
    return _enter(KIND.QUOTE, subject, {"words": words}, editor, version=version, now=now)


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
) -> Decision:
    """Record that the quote in ``pinner`` says ``periods`` hold, with the event that it tells of as their
    ground; ``record`` of the answer is that event.

    With ``override_reason`` the new periods are marked as an editor's override, until ``override_until``.
    Raises Refused for an impossible period.
    """
    payload = {
        "words": {
            "start": pinner.start,
            "stop": pinner.stop,
            "quote": pinner.quote,
            "stance": pinner.stance,
            "attributed_to": pinner.attributed_to.code if pinner.attributed_to else "",
            "speaker": pinner.speaker,
        },
        "periods": [
            {
                "status": one.status,
                "first": _plain(one.first),
                "last": _plain(one.last),
                "runs_out": one.runs_out,
                "end_wording": one.end_wording,
                "reverts_to": one.reverts_to,
                "scope": one.scope,
            }
            for one in periods
        ],
        "event_kind": event_kind,
        "title_en": title_en,
        "deal": deal.pk if deal else None,
        "aspect": aspect,
        "override_reason": override_reason.strip(),
        "override_until": _plain(override_until),
    }
    return _enter(KIND.STATUS, subject, payload, editor, version=pinner.version, now=now)


def correct(
    row: Any, editor: User, reason: str, *, now: dt.datetime | None = None, **changes: Any
) -> Decision:
    """Put ``changes`` over the values of a fact row; ``record`` of the answer is the row that stands now.

    Raises as ``correcting.correct``.
    """
    payload = {
        "reason": reason.strip(),
        "changes": _stored(type(row), changes),
        "before": _values(row, changes),
    }
    return _enter(KIND.CORRECTION, row, payload, editor, now=now)


def add_note(
    subject: Commitment | Countermeasure | Round, editor: User, body: str, *, is_public: bool = False
) -> Decision:
    """Write a note on ``subject``; only notes for readers may wait. Raises Refused when it has no words."""
    payload = {"body": body, "is_public": is_public, "replaces": None}
    return _enter(KIND.NOTE, subject, payload, editor, is_shown=is_public)


def revise_note(note: Note, editor: User, body: str, *, is_public: bool | None = None) -> Decision:
    """Replace ``note``. Raises Superseded, with the note that stands now, when somebody revised it meanwhile."""
    shown = note.is_public if is_public is None else is_public
    subject = note.commitment or note.countermeasure or note.round
    payload = {"body": body, "is_public": shown, "replaces": note.pk, "before": note.body}
    return _enter(KIND.NOTE, subject, payload, editor, is_shown=shown)


def edit(record: Any, editor: User, *, now: dt.datetime | None = None, **changes: Any) -> Decision:
    """Change the prose of a published record. Raises Refused for values that it cannot have, and Superseded when
    a field was changed by somebody else before the second person accepted the entry."""
    payload = {"changes": _stored(type(record), changes), "before": _values(record, changes)}
    return _enter(KIND.EDIT, record, payload, editor, now=now)


def publish(record: Any, editor: User) -> Decision:
    """Show ``record`` to readers."""
    return _enter(KIND.SHOWN, record, {}, editor)


def unpublish(record: Any, editor: User) -> Decision:
    """Hide ``record`` from readers, at once; nothing of it is deleted."""
    annotating.unpublish(record, editor)
    return Decision(STATE.ACCEPTED, gettext("Hidden from readers."), record)


@transaction.atomic
def confirm(entry: HandEntry, editor: User, *, now: dt.datetime | None = None) -> Decision:
    """Accept what another person entered: it is written now, in the name of who entered it.

    Raises AlreadyDecided, NeedsAnother for one's own entry, and what writing it raises.
    """
    now = now or timezone.now()
    fresh = _locked(entry, STATE.WAITING)
    if fresh.entered_by_id == editor.pk and needs_second(editor):
        raise NeedsAnother(gettext("You entered this yourself; another person must accept it."))
    record, rows = _write(fresh, now)
    _decide(fresh, STATE.ACCEPTED, editor, now)
    fresh.outcome = {**fresh.outcome, "rows": _named(rows)}
    fresh.save()
    return Decision(fresh.state, gettext("Accepted: %(fresh)s.") % {"fresh": fresh}, record, _pairs(rows))


@transaction.atomic
def decline(entry: HandEntry, editor: User, comment: str = "", *, now: dt.datetime | None = None) -> Decision:
    """Turn an entry down with a reason; who entered it may withdraw it without one. Nothing is recorded.

    Raises AlreadyDecided, and Refused without a reason.
    """
    fresh = _locked(entry, STATE.WAITING)
    is_own = fresh.entered_by_id == editor.pk
    if not is_own and not comment.strip():
        raise Refused({"comment": gettext("Say why, so that the other editor can do better.")})
    fresh.comment = comment.strip()
    _decide(fresh, STATE.WITHDRAWN if is_own else STATE.DECLINED, editor, now or timezone.now())
    fresh.save()
    return Decision(fresh.state, gettext("Withdrawn.") if is_own else gettext("Declined."))


@transaction.atomic
def stand_by(entry: HandEntry, editor: User, *, now: dt.datetime | None = None) -> Decision:
    """Say that a reopened entry still stands although the words that it rests on changed."""
    now = now or timezone.now()
    fresh = _locked(entry, STATE.REOPENED)
    changed = fresh.outcome.pop("reopened")
    kept = [*fresh.outcome.get("kept", []), {**changed, "by": editor.pk, "kept_at": now.isoformat()}]
    fresh.outcome = {**fresh.outcome, "kept": kept}
    _decide(fresh, STATE.ACCEPTED, editor, now)
    fresh.save()
    return Decision(fresh.state, gettext("Kept: the entry stands although the words changed."))


@transaction.atomic
def take_back_entry(entry: HandEntry, editor: User, *, now: dt.datetime | None = None) -> Decision:
    """Take back a quote or a status that was entered by hand: its rows are superseded.

    Who entered or accepted it may, a chief editor, and anybody once its words changed. Raises AlreadyDecided,
    and Refused when a later decision rests on it.
    """
    now = now or timezone.now()
    fresh = _locked(entry, STATE.ACCEPTED, STATE.REOPENED)
    if fresh.kind not in (KIND.QUOTE, KIND.STATUS):
        raise Refused(
            {
                NON_FIELD_ERRORS: gettext(
                    "Only quotes and statuses are taken back; change the rest again instead."
                )
            }
        )
    may = fresh.state == STATE.REOPENED or editor.pk in (fresh.entered_by_id, fresh.decided_by_id)
    if not may and not is_chief(editor):
        raise Refused(
            {
                NON_FIELD_ERRORS: gettext("%(entered_by)s entered this; they or a chief editor take it back.")
                % {"entered_by": fresh.entered_by}
            }
        )
    rows = [apps.get_model(label)._default_manager.get(pk=pk) for label, pk in fresh.outcome.get("rows", [])]
    supersede(_named([correcting.latest_of(row) for row in rows]), editor, now)
    _decide(fresh, STATE.TAKEN_BACK, editor, now)
    fresh.save()
    return Decision(fresh.state, gettext("Taken back: its rows are superseded."))


def waiting_on(record: Any) -> models.QuerySet[HandEntry]:
    """Return what was entered on ``record`` and waits, the oldest first."""
    return (
        HandEntry.objects.filter(model=record._meta.label, object_id=record.pk, state__in=choices.HAND_OPEN)
        .select_related("entered_by")
        .order_by("entered_at", "pk")
    )


def subject_of(entry: HandEntry) -> Any:
    """Return the record or the fact row that ``entry`` is about, or None when there is none any more."""
    return apps.get_model(entry.model)._default_manager.filter(pk=entry.object_id).first()


@transaction.atomic
def _enter(
    kind: str,
    subject: Any,
    payload: dict[str, Any],
    editor: User,
    *,
    version: DocumentVersion | None = None,
    is_shown: bool = True,
    now: dt.datetime | None = None,
) -> Decision:
    """Write the entry, or keep it for a second person; either way only what could be written is taken."""
    now = now or timezone.now()
    entry = HandEntry(
        kind=kind,
        state=STATE.WAITING,
        model=subject._meta.label,
        object_id=subject.pk,
        payload=payload,
        version=version,
        entered_by=editor,
        entered_at=now,
    )
    waits = is_shown and needs_second(editor)
    before = transaction.savepoint()
    record, rows = _write(entry, now)
    if waits:
        transaction.savepoint_rollback(before)
        entry.save()
        return Decision(entry.state, gettext("Kept: another person must accept it before readers see it."))
    transaction.savepoint_commit(before)
    if rows and is_shown:
        _decide(entry, STATE.ACCEPTED, editor, now)
        entry.outcome = {"rows": _named(rows)}
        entry.save()
    return Decision(
        STATE.ACCEPTED,
        gettext("Recorded.") if rows else gettext("It stands on record already."),
        record,
        _pairs(rows),
    )


def _write(entry: HandEntry, now: dt.datetime) -> Written:
    subject = subject_of(entry)
    if subject is None:
        raise Refused({NON_FIELD_ERRORS: gettext("What this is about is not there any more.")})
    return _WRITERS[entry.kind](entry, subject, now)


def _write_quote(entry: HandEntry, subject: Any, now: dt.datetime) -> Written:
    pinner = _pinner(entry, now)
    return pinner.pin(subject), pinner.written


def _write_status(entry: HandEntry, subject: Any, now: dt.datetime) -> Written:
    said, pinner = entry.payload, _pinner(entry, now)
    rows = pinner.written
    event, is_new = record_event(
        pinner.editor,
        now,
        pinner,
        deal=Deal.objects.filter(pk=said["deal"]).first() or deal_of(subject),
        kind=said["event_kind"],
        title_en=said["title_en"],
        subject=subject,
    )
    if is_new:
        rows.append(event)
    pinner.pin(event)
    pinner.pin(subject)
    periods = [
        Period(
            **{**one, "first": dt.date.fromisoformat(one["first"]), "last": _day(one["last"])}, event=event
        )
        for one in said["periods"]
    ]
    try:
        laid = lay(
            subject,
            periods,
            public_since=pinner.public_since,
            aspect=said["aspect"],
            recorded_by=pinner.editor,
            now=now,
            override_reason=said["override_reason"],
            override_until=_day(said["override_until"]),
        )
    except ValueError as fault:
        raise Refused({"last": str(fault)}) from fault
    return event, [*rows, *laid.statements]


def _write_correction(entry: HandEntry, row: Any, now: dt.datetime) -> Written:
    changes = _loaded(type(row), entry.payload["changes"])
    new = correcting.correct(row, _author(entry), entry.payload["reason"], now=now, **changes)
    return new, [new]


def _write_note(entry: HandEntry, subject: Any, now: dt.datetime) -> Written:
    said = entry.payload
    if said["replaces"] is None:
        note = annotating.add_note(subject, _author(entry), said["body"], is_public=said["is_public"])
    else:
        replaced = Note.objects.get(pk=said["replaces"])
        note = annotating.revise_note(replaced, _author(entry), said["body"], is_public=said["is_public"])
    return note, [note]


def _write_edit(entry: HandEntry, record: Any, now: dt.datetime) -> Written:
    model = type(record)
    fresh = model._default_manager.select_for_update().get(pk=record.pk)
    stands = _values(fresh, entry.payload["changes"])
    if stands != entry.payload["before"]:
        raise Superseded(
            gettext("This record was changed meanwhile; look at what stands now and enter it again."), fresh
        )
    changes = _loaded(model, entry.payload["changes"])
    many = {field.name for field in model._meta.many_to_many}
    for name, value in changes.items():
        if name not in many:
            setattr(fresh, name, value)
    fresh._history_user = entry.entered_by
    try:
        fresh.full_clean()
    except ValidationError as fault:
        raise Refused({name: " ".join(words) for name, words in fault.message_dict.items()}) from fault
    fresh.save()
    for name in many & set(changes):
        getattr(fresh, name).set(changes[name])
    return fresh, [fresh]


def _write_shown(entry: HandEntry, record: Any, now: dt.datetime) -> Written:
    if record.is_published:
        return record, []
    annotating.publish(record, _author(entry))
    return record, [record]


_WRITERS: dict[str, Callable[[HandEntry, Any, dt.datetime], Written]] = {
    KIND.QUOTE: _write_quote,
    KIND.STATUS: _write_status,
    KIND.CORRECTION: _write_correction,
    KIND.NOTE: _write_note,
    KIND.EDIT: _write_edit,
    KIND.SHOWN: _write_shown,
}


def _pinner(entry: HandEntry, now: dt.datetime) -> Pinner:
    words = entry.payload["words"]
    assert entry.version is not None  # quotes and statuses are entered with their text
    return Pinner(
        entry.version,
        words["start"],
        words["stop"],
        _author(entry),
        stance=words["stance"],
        attributed_to=Party.objects.filter(code=words["attributed_to"]).first(),
        speaker=words["speaker"],
        now=now,
    )


def _author(entry: HandEntry) -> User:
    """Return who entered it; only words of the reference data have nobody, and those are on record already."""
    assert entry.entered_by is not None
    return entry.entered_by


def _locked(entry: HandEntry, *states: str) -> HandEntry:
    fresh = (
        HandEntry.objects.select_for_update(of=("self",))
        .select_related("entered_by", "decided_by", "version__document__feed")
        .get(pk=entry.pk)
    )
    if fresh.state not in states:
        by = fresh.decided_by.get_username() if fresh.decided_by else ""
        raise AlreadyDecided(fresh.get_state_display(), by, fresh.decided_at)
    return fresh


def _decide(entry: HandEntry, state: str, editor: User, now: dt.datetime) -> None:
    entry.state, entry.decided_by, entry.decided_at = state, editor, now


def _named(rows: list[Any]) -> list[list[Any]]:
    return [[row._meta.label, row.pk] for row in rows]


def _pairs(rows: list[Any]) -> tuple[tuple[str, int], ...]:
    return tuple((row._meta.label, row.pk) for row in rows)


def _plain(value: Any) -> Any:
    """Return a field's value as JSON keeps it."""
    if isinstance(value, models.Model):
        return value.pk
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _stored(model: type[models.Model], changes: Mapping[str, Any]) -> dict[str, Any]:
    many = {field.name for field in model._meta.many_to_many}
    return {
        name: sorted(row.pk for row in value) if name in many else _plain(value)
        for name, value in changes.items()
    }


def _values(row: Any, names: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the fields ``names`` hold now, as JSON keeps it; names that are no fields are left out."""
    known = {field.name for field in row._meta.concrete_fields}
    many = {field.name for field in row._meta.many_to_many}
    found: dict[str, Any] = {}
    for name in names:
        if name in many:
            found[name] = sorted(getattr(row, name).values_list("pk", flat=True))
        elif name in known:
            field = row._meta.get_field(name)
            found[name] = _plain(getattr(row, field.attname))
    return found


def _loaded(model: type[models.Model], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as the fields of ``model`` take them; the opposite of ``_stored``."""
    found: dict[str, Any] = {}
    for name, value in stored.items():
        field: Any = model._meta.get_field(name)
        if field.many_to_many:
            found[name] = list(field.related_model._default_manager.filter(pk__in=value))
        elif field.is_relation:
            found[name] = field.related_model._default_manager.filter(pk=value).first() if value else None
        else:
            found[name] = field.to_python(value)
    return found


def told(entry: HandEntry) -> list[tuple[str, Any, Any]]:
    """Return ``(label, before, after)`` of everything that an entry says, in words for a second reader."""
    said = entry.payload
    if entry.kind in (KIND.CORRECTION, KIND.EDIT):
        model = apps.get_model(entry.model)
        rows = [
            (
                capfirst(str(model._meta.get_field(name).verbose_name)),
                _worded(model, name, said["before"].get(name)),
                _worded(model, name, value),
            )
            for name, value in said["changes"].items()
        ]
        return [*rows, (gettext("Public reason"), "", said["reason"])] if "reason" in said else rows
    if entry.kind == KIND.NOTE:
        return [(gettext("Note"), said.get("before", ""), said["body"])]
    if entry.kind == KIND.SHOWN:
        return [(gettext("Shown to readers"), "no", "yes")]
    words = said["words"]
    rows = [
        (gettext("The words"), "", str(choices.Stance(words["stance"]).label)),
        (gettext("Said by party"), "", words["attributed_to"]),
        (gettext("Speaker"), "", words["speaker"]),
    ]
    if entry.kind == KIND.STATUS:
        for one in said["periods"]:
            last = one["last"] or "open"
            rows.append(
                (
                    gettext("Status"),
                    "",
                    gettext("%(label)s, %(first)s to %(last)s")
                    % {"label": choices.StatusCode(one["status"]).label, "first": one["first"], "last": last},
                )
            )
            rows.append((gettext("The words that set the end"), "", one["end_wording"]))
            rows.append((gettext("For a part only"), "", one["scope"]))
        rows.append((gettext("What happened"), "", said["title_en"]))
        rows.append((gettext("The event behind it"), "", str(choices.EventKind(said["event_kind"]).label)))
        if said["override_reason"]:
            until = (
                gettext(" (until %(override_until)s)") % {"override_until": said["override_until"]}
                if said["override_until"]
                else ""
            )
            rows.append((gettext("Against the derived state"), "", said["override_reason"] + until))
    return [row for row in rows if row[1] or row[2]]


def _worded(model: type[models.Model], name: str, value: Any) -> str:
    field: Any = model._meta.get_field(name)
    if value is None or value == "" or value == []:
        return ""
    if field.many_to_many:
        return ", ".join(str(row) for row in field.related_model._default_manager.filter(pk__in=value))
    if field.is_relation:
        return str(field.related_model._default_manager.filter(pk=value).first() or value)
    return str(dict(field.flatchoices).get(value, value)) if field.flatchoices else str(value)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
