"""Every change of a record, field by field: what it was, what it became, who did it, when and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext

from sources.durations import spelled

from .choices import object_words
from .fields import label_of
from .genealogy import word_diff
from .models import Note
from .models.base import OnRecord
from .spans import days_of

_KEPT = frozenset(
    ["id", "recorded_at", "recorded_by", "superseded_at", "corrects", "correction_reason", "reference_key"]
)
_PLACES = frozenset(
    ["version", "claim", "start", "stop", "before", "after"]
)  # where words stand in a kept text
MOST = 500


@dataclass(frozen=True, slots=True)
class Change:
    """One field's change. ``pieces``: the words of a text that were added and removed; empty for short values."""

    at: dt.datetime
    by: str
    what: str
    field: str
    before: str
    after: str
    reason: str = ""
    pieces: tuple[tuple[str, str], ...] = ()
    is_chinese: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """A fact that took the place of a wrong one, and what of it readers see changed, field by field."""

    row: Any
    changes: tuple[Change, ...]


def correction_of(row: Any) -> Correction:
    """Return what ``row`` changed of the row that it corrects. Queries only for related rows that changed; materials
    count where both rows were fetched with them."""
    found = _differing(row.corrects, row, "", "", "", _PLACES)
    for field in row._meta.many_to_many:
        if field.name in getattr(row, "_prefetched_objects_cache", {}):
            before, after = (
                ", ".join(sorted(map(str, getattr(one, field.name).all()))) for one in (row.corrects, row)
            )
            if before != after:
                found.append(_change(row.recorded_at, "", "", label_of(field), before, after))
    return Correction(row, tuple(found))


def changes_of(record: Any) -> list[Change]:
    """Return the changes of ``record``'s own fields, of the facts on it and of its notes, newest first."""
    found = [*_prose(record), *_facts(record), *_notes(record)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def _prose(record: Any) -> list[Change]:
    if not hasattr(record, "history"):
        return []
    rows = list(record.history.select_related("history_user").order_by("-history_date", "-history_id"))
    found = []
    for newer, older in pairwise(rows):
        by = str(newer.history_user or "the reference data")
        for one in newer.diff_against(older, foreign_keys_are_objs=True).changes:
            found.append(
                _change(
                    newer.history_date,
                    by,
                    record._meta.verbose_name,
                    label_of(record._meta.get_field(one.field)),
                    _worded(one.old, record._meta.get_field(one.field)),
                    _worded(one.new, record._meta.get_field(one.field)),
                    newer.history_change_reason or "",
                )
            )
    return found


def _facts(record: Any) -> list[Change]:
    found = []
    for relation in record._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        if not issubclass(model, OnRecord):
            continue
        related = [field.name for field in model._meta.fields if field.is_relation and field.name != name]
        rows = model._default_manager.filter(**{name: record}).select_related(
            *[
                one
                for one in related
                if one not in ("version", "claim") and model._meta.get_field(one).related_model is not None
            ]
        )
        if any(field.name == "version" for field in model._meta.fields):
            rows = rows.select_related(None)
        by_id = {row.pk: row for row in rows[:MOST]}
        followed = {row.corrects_id for row in by_id.values() if row.corrects_id}
        what = str(model._meta.verbose_name)
        for row in by_id.values():
            by = str(row.recorded_by or "the reference data")
            before = by_id.get(row.corrects_id or 0)
            if before is None:
                found.append(_change(row.recorded_at, by, what, "recorded", "", row))
            else:
                found += _differing(before, row, by, what, name)
            if row.superseded_at is not None and row.pk not in followed:
                found.append(
                    _change(
                        row.superseded_at,
                        "",
                        what,
                        gettext("no longer stands"),
                        row,
                        "",
                        row.correction_reason,
                    )
                )
    return found


def _differing(
    before: Any, after: Any, by: str, what: str, subject: str, unseen: frozenset[str] = frozenset()
) -> list[Change]:
    found = []
    for field in after._meta.concrete_fields:
        if field.name in _KEPT or field.name == subject or field.name in unseen:
            continue
        if getattr(before, field.attname) != getattr(after, field.attname):
            found.append(
                _change(
                    after.recorded_at,
                    by,
                    what,
                    label_of(field),
                    _value(before, field),
                    _value(after, field),
                    after.correction_reason,
                    is_chinese=field.name.endswith("_zh"),
                )
            )
    return found


def _notes(record: Any) -> list[Change]:
    if record._meta.model_name not in ("commitment", "countermeasure", "round"):
        return []
    rows = Note.objects.filter(**{record._meta.model_name: record}).select_related("author", "replaces")
    return [
        _change(
            note.created_at,
            str(note.author),
            "note",
            "public" if note.is_public else gettext("for editors"),
            note.replaces.body if note.replaces else "",
            note.body,
        )
        for note in rows
    ]


def _value(row: Any, field: Any) -> str:
    return _worded(getattr(row, field.name), field)


def _worded(value: Any, field: Any) -> str:
    """Return a field's value as an editor reads it: the words of a code, ISO days, moments with their time zone."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return f"{value.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"
    if isinstance(value, DateRange):
        return days_of(value)
    if field.name in ("due_wording", "end_wording"):
        return spelled(str(value))
    if field.name == "object" and not field.is_relation:
        return object_words(str(value))
    return str(dict(getattr(field, "flatchoices", None) or ()).get(value, value))


def _change(
    at: dt.datetime,
    by: str,
    what: str,
    field: str,
    before: Any,
    after: Any,
    reason: str = "",
    *,
    is_chinese: bool = False,
) -> Change:
    one, other = ("" if value is None else str(value) for value in (before, after))
    pieces = tuple(word_diff(one, other)) if one and other and max(len(one), len(other)) > 30 else ()
    return Change(at, by, what, field, one, other, reason, pieces, is_chinese)
