"""The ledger of reference data: what was loaded last under each key, and where its row stands.

Where the database differs from the ledger, an editor was there.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import models

from .. import models as record
from ..models.base import OnRecord
from .planning import Ref, Row


class Ledger:
    """The entries of all earlier loads, and what this load (at ``now``) has done with their rows so far."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self.entries = {entry.key: entry for entry in record.ReferenceRecord.objects.all()}
        self.ids_by_key: dict[str, int] = {}  # of the rows that stand
        self.keys = {(entry.model, entry.object_id): entry.key for entry in self.entries.values()}
        self.moved: dict[str, tuple[int, int]] = {}  # key of a fact -> (superseded id, new id)
        self.gone: set[str] = set()  # keys of rows that somebody deleted, and of what would hang on them

    def column(self, model: type[models.Model], name: str) -> str:
        """Return the attribute under which a row holds a field: ``deal_id`` for ``deal``."""
        column: Any = model._meta.get_field(name)
        return str(column.attname)

    def value(self, value: Any) -> Any:
        """Return a planned value as the database takes it."""
        return self.ids_by_key[value.key] if isinstance(value, Ref) else value

    def ids(self, keys: Iterable[str]) -> list[int]:
        """Return the ids of rows by their keys; what somebody deleted is left out."""
        return [self.ids_by_key[key] for key in keys if key not in self.gone]

    def current(self, row: Row, found: models.Model, sets: dict[str, dict[int, list[str]]]) -> dict[str, Any]:
        """Return a row in the form in which the ledger notes it."""
        values: dict[str, Any] = {}
        for name in row.fields:
            column: Any = row.model._meta.get_field(name)
            value = getattr(found, column.attname)
            if column.remote_field is not None and value is not None:
                value = self.key_of(column.remote_field.model, value)
            values[name] = as_json(value)
        for name in row.many:
            values[name] = sorted(sets.get(name, {}).get(found.pk, []))
        return values

    def key_of(self, model: type[models.Model], pk: int) -> str:
        """Return ``@key`` for a row of these data, ``#id`` for any other."""
        key = self.keys.get((model._meta.label, pk))
        return f"@{key}" if key else f"#{pk}"

    def sets_of(self, model: type[models.Model], pks: list[int]) -> dict[str, dict[int, list[str]]]:
        """Return field -> id -> keys of the rows that its set holds. One query a field."""
        found: dict[str, dict[int, list[str]]] = {}
        columns: Iterable[Any] = model._meta.many_to_many
        for column in columns:
            if not column.remote_field.through._meta.auto_created:
                continue
            source, target = column.m2m_column_name(), column.m2m_reverse_name()
            pairs = column.remote_field.through.objects.filter(**{f"{source}__in": pks})
            sets = found.setdefault(column.name, {})
            for owner, other in pairs.values_list(source, target):
                sets.setdefault(owner, []).append(self.key_of(column.remote_field.model, other))
        return found

    def entry(
        self, key: str, payload: dict[str, Any], model: type[models.Model], pk: int
    ) -> record.ReferenceRecord:
        """Return a new entry, not saved yet."""
        self.keys[(model._meta.label, pk)] = key
        return record.ReferenceRecord(
            key=key, payload=payload, payload_sha256=_hash(payload), model=model._meta.label, object_id=pk
        )

    def note(self, entry: record.ReferenceRecord, payload: dict[str, Any]) -> None:
        """Put down what is loaded now under an entry's key."""
        entry.payload = payload
        entry.payload_sha256 = _hash(payload)
        entry.save()

    def end(self, row: OnRecord) -> None:
        """Mark a fact as superseded now."""
        row.superseded_at = max(self.now, row.recorded_at + dt.timedelta(microseconds=1))
        row.save(update_fields=["superseded_at"])


def payload_of(row: Row) -> dict[str, Any]:
    """Return the fields of a planned row as JSON, references as ``@key``."""
    values = {name: as_json(value) for name, value in row.fields.items()}
    return values | {name: [f"@{key}" for key in keys] for name, keys in row.many.items()}


def as_json(value: Any) -> Any:
    """Return a field's value as it stands in the ledger."""
    if isinstance(value, Ref):
        return f"@{value.key}"
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value


def differing(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """Return the names under which two payloads differ."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def _hash(payload: dict[str, Any]) -> str:
    text = json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
