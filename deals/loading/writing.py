"""Lay a plan over the database: new rows are made, changed facts superseded, an editor's work kept.

The ledger (ReferenceRecord) keeps what was loaded last under each key. Where the database differs from it, an
editor was there: the editor's word stands and the difference is reported. Where only the reference data
changed, prose is updated (its history is kept) and a fact is superseded by a row that corrects it.
Loading the same data twice writes nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from .. import models as record
from ..models.base import OnRecord
from ..spans import Period, Span, lay_out
from ..statuses import as_span, write_span
from .planning import Plan, Ref, Row, Timeline

LOCK = 731_902_455  # any number of our own: two loads at once would each make every row
SUBJECTS = {"agreement": "agreement", "commitment": "commitment", "measure": "countermeasure"}
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Report:
    """What a load did, or would do. Counts are by the name of the table; the lists are for people."""

    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    superseded: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    withdrawn: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)  # differs from the reference data: an editor's change

    @property
    def written(self) -> int:
        """How many rows were made, changed, superseded or withdrawn."""
        return sum(
            sum(counts.values()) for counts in (self.created, self.updated, self.superseded, self.withdrawn)
        )


def load(
    plan: Plan, *, check: bool = False, now: dt.datetime | None = None, progress: Progress | None = None
) -> Report:
    """Lay ``plan`` over the database in one transaction; with ``check``, find out only and undo all.

    ``progress(done, total)`` is called as rows are dealt with. Raises what the database raises; nothing is
    written then.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        report = _Load(plan, now or timezone.now(), progress or (lambda done, total: None)).run()
        if check:
            transaction.set_rollback(True)
    return report


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


class _Load:
    def __init__(self, plan: Plan, now: dt.datetime, progress: Progress) -> None:
        self.plan = plan
        self.now = now
        self.progress = progress
        self.report = Report()
        self.ledger = {entry.key: entry for entry in record.ReferenceRecord.objects.all()}
        self.pks: dict[str, int] = {}  # key -> id of the row that stands
        self.keys: dict[tuple[str, int], str] = {
            (entry.model, entry.object_id): entry.key for entry in self.ledger.values()
        }
        self.moved: dict[str, tuple[int, int]] = {}  # key of a fact -> (superseded id, new id)
        self.gone: set[str] = set()  # keys of rows that somebody deleted, and of what would hang on them
        self._strangers: dict[type[models.Model], bool] = {}
        self.done = 0
        self.total = len(plan.rows) + len(plan.timelines)

    def run(self) -> Report:
        for model, rows in self._by_model():
            self._lay(model, rows)
        for timeline in self.plan.timelines.values():
            if timeline.subject not in self.gone:
                self._lay_timeline(timeline)
            self._step()
        self._withdraw()
        self._carry_over()
        return self.report

    def _by_model(self) -> list[tuple[type[models.Model], list[Row]]]:
        """Rows by table, in an order in which every reference leads to a row that is there."""
        order = [
            record.CitedSource,
            record.Party,
            record.PartyAlias,
            record.Person,
            record.Material,
            record.Product,
            record.Instrument,
            record.Deal,
            record.Round,
            record.Agreement,
            record.AgreementParty,
            record.Commitment,
            record.Countermeasure,
            record.Event,
            record.CommitmentTerms,
            record.Condition,
            record.CommitmentLink,
            record.MeasureLink,
            record.Rate,
            record.Coverage,
            record.Delegate,
            record.Readout,
            record.Contradiction,
            record.ContradictionValue,
            record.Citation,
        ]
        found: dict[type[models.Model], list[Row]] = {model: [] for model in order}
        for row in self.plan.rows.values():
            found[row.model].append(row)
        return list(found.items())

    # --- rows -----------------------------------------------------------------------------------

    def _lay(self, model: type[models.Model], rows: list[Row]) -> None:
        known = [self.ledger[row.key].object_id for row in rows if row.key in self.ledger]
        standing = model._default_manager.in_bulk(known)
        sets = self._many(model, known)
        fresh: list[tuple[Row, models.Model]] = []
        for row in rows:
            entry = self.ledger.get(row.key)
            if entry is None:
                lost = [
                    ref.key for ref in row.fields.values() if isinstance(ref, Ref) and ref.key in self.gone
                ]
                found = None if lost else self._recognised(row)
                if lost:
                    self.gone.add(row.key)
                elif found is not None:
                    self._adopt(row, found)
                elif model is record.Party:  # an authority names its party: one after the other
                    self._make(model, [(row, self._instance(row))])
                else:
                    fresh.append((row, self._instance(row)))
            elif entry.object_id not in standing:
                self.report.kept.append(f"{row.key}: was deleted here, and is not made again")
                self.gone.add(row.key)
            else:
                self._compare(row, entry, standing[entry.object_id], sets)
            self._step()
        self._make(model, fresh)

    def _instance(self, row: Row) -> models.Model:
        values = {self._column(row.model, name): self._value(value) for name, value in row.fields.items()}
        if issubclass(row.model, OnRecord):
            values["recorded_at"] = self.now
        return row.model(**values)

    def _make(self, model: type[models.Model], fresh: list[tuple[Row, models.Model]]) -> None:
        if not fresh:
            return
        if hasattr(model, "history"):
            for _row, instance in fresh:
                instance._change_reason = "reference data"
                instance.save()
        else:
            model._default_manager.bulk_create([instance for _row, instance in fresh])
        entries = []
        for row, instance in fresh:
            self.pks[row.key] = instance.pk
            for name, keys in row.many.items():
                if keys:
                    getattr(instance, name).set(self._ids(keys))
            entries.append(self._entry(row.key, payload_of(row), model, instance.pk))
        record.ReferenceRecord.objects.bulk_create(entries)
        self.report.created[_name(model)] += len(fresh)

    def _recognised(self, row: Row) -> models.Model | None:
        """A row that is there already though this data never loaded it: somebody made it by hand."""
        if not self._has_strangers(row.model):
            return None
        if issubclass(row.model, OnRecord):
            return row.model._default_manager.filter(reference_key=row.key, superseded_at=None).first()
        values = {name: self._value(row.fields[name]) for name in row.identity}
        return row.model._default_manager.filter(**values).first()

    def _has_strangers(self, model: type[models.Model]) -> bool:
        """Whether a table holds rows that this data never loaded. Asked once: a fresh table has none."""
        if model not in self._strangers:
            self._strangers[model] = model._default_manager.exists()
        return self._strangers[model]

    def _adopt(self, row: Row, found: models.Model) -> None:
        """Take note of a row made by hand: it stays as it is, and what differs is told."""
        payload = payload_of(row)
        current = self._current(row, found, self._many(row.model, [found.pk]))
        self.pks[row.key] = found.pk
        self._entry(row.key, payload, row.model, found.pk).save()
        self.report.unchanged[_name(row.model)] += 1
        differs = _differing(current, payload)
        if differs:
            self.report.kept.append(f"{row.key}: was here before, and differs in {', '.join(differs)}: kept")

    def _compare(
        self,
        row: Row,
        entry: record.ReferenceRecord,
        found: models.Model,
        sets: dict[str, dict[int, list[str]]],
    ) -> None:
        self.pks[row.key] = found.pk
        payload = payload_of(row)
        current = self._current(row, found, sets)
        edited = [name for name in _differing(current, entry.payload) if name in entry.payload]
        wanted = _differing(entry.payload, payload)
        if isinstance(found, OnRecord):
            if found.superseded_at is not None:
                self.report.kept.append(f"{row.key}: was superseded by an editor: kept")
            elif edited:
                self.report.kept.append(f"{row.key}: {_told(edited, current)}: kept")
            elif wanted or any(
                isinstance(value, Ref) and value.key in self.moved for value in row.fields.values()
            ):
                self._supersede(row, entry, found)
                return
            self.report.unchanged[_name(row.model)] += 1
            if wanted and not edited and found.superseded_at is None:
                self._note(entry, payload)
            return
        if edited:
            self.report.kept.append(f"{row.key}: {_told(edited, current)}: kept")
        free = [name for name in wanted if name not in edited]
        if free:
            self._update(row, found, free)
            self.report.updated[_name(row.model)] += 1
        else:
            self.report.unchanged[_name(row.model)] += 1
        if free:
            # What an editor changed stays noted as it was loaded, so that it is still seen as changed.
            self._note(entry, payload | {name: entry.payload[name] for name in edited})

    def _update(self, row: Row, found: models.Model, names: Iterable[str]) -> None:
        for name in names:
            if name in row.many:
                getattr(found, name).set(self._ids(row.many[name]))
            elif name in row.fields:
                setattr(found, self._column(row.model, name), self._value(row.fields[name]))
        found._change_reason = "reference data"
        found.save()

    def _supersede(self, row: Row, entry: record.ReferenceRecord, found: OnRecord) -> None:
        """Put a corrected fact in an old one's place: mark, then insert, or the database refuses it."""
        self._end(found)
        fresh = self._instance(row)
        fresh.corrects = found
        fresh.correction_reason = "The reference data were corrected."
        if isinstance(fresh, record.Citation) and fresh.quote == found.quote:
            fresh.pinned_id = found.pinned_id
        fresh.save()
        for name, keys in row.many.items():
            getattr(fresh, name).set(self._ids(keys))
        self.pks[row.key] = fresh.pk
        self.moved[row.key] = (found.pk, fresh.pk)
        entry.object_id = fresh.pk
        self._note(entry, payload_of(row))
        self.report.superseded[_name(row.model)] += 1

    def _end(self, row: OnRecord) -> None:
        row.superseded_at = max(self.now, row.recorded_at + dt.timedelta(microseconds=1))
        row.save(update_fields=["superseded_at"])

    def _withdraw(self) -> None:
        """What the reference data no longer say: a fact is superseded without successor, prose is left."""
        gone = [key for key in self.ledger if key not in self.plan.rows and key not in self.plan.timelines]
        for key in gone:
            entry = self.ledger[key]
            if entry.model == record.Status._meta.label:
                self._withdraw_timeline(entry)
                continue
            model = _model_named(entry.model)
            found = model._default_manager.filter(pk=entry.object_id).first()
            if isinstance(found, OnRecord):
                if found.superseded_at is None:
                    self._end(found)
                    self.report.withdrawn[_name(model)] += 1
                entry.delete()
            elif isinstance(found, (record.PartyAlias, record.AgreementParty)):
                found.delete()
                entry.delete()
                self.report.withdrawn[_name(model)] += 1
            elif found is not None:
                self.report.kept.append(f"{key}: is not in the reference data any more: left as it is")

    def _carry_over(self) -> None:
        """Evidence and citations that editors put on a superseded fact go on to the one that corrects it."""
        for key, (old, new) in self.moved.items():
            model = self.plan.rows[key].model
            subject = {"CommitmentTerms": "terms", "MeasureLink": "measure_link"}.get(
                model.__name__, "".join(f"_{c.lower()}" if c.isupper() else c for c in model.__name__)[1:]
            )
            for backing in (record.Evidence, record.Citation):
                if subject not in {f.name for f in backing._meta.get_fields()}:
                    continue
                for row in backing.objects.filter(**{f"{subject}_id": old}, superseded_at=None):
                    if backing is record.Citation and row.reference_key:
                        continue  # laid anew with its fact
                    self._end(row)
                    old_pk, row.pk = row.pk, None
                    row._state.adding = True
                    setattr(row, f"{subject}_id", new)
                    row.recorded_at, row.superseded_at, row.corrects_id = self.now, None, old_pk
                    row.save()
                    if backing is record.Evidence:
                        record.Citation.objects.filter(pinned_id=old_pk, superseded_at=None).update(
                            pinned=row
                        )

    # --- values ---------------------------------------------------------------------------------

    def _column(self, model: type[models.Model], name: str) -> str:
        return model._meta.get_field(name).attname

    def _value(self, value: Any) -> Any:
        return self.pks[value.key] if isinstance(value, Ref) else value

    def _ids(self, keys: Iterable[str]) -> list[int]:
        return [self.pks[key] for key in keys if key not in self.gone]

    def _current(
        self, row: Row, found: models.Model, sets: dict[str, dict[int, list[str]]]
    ) -> dict[str, Any]:
        """The row in the database in the form of the ledger."""
        values: dict[str, Any] = {}
        for name in row.fields:
            column = row.model._meta.get_field(name)
            value = getattr(found, column.attname)
            if column.remote_field is not None and value is not None:
                value = self._key(column.remote_field.model, value)
            values[name] = as_json(value)
        for name in row.many:
            values[name] = sorted(sets.get(name, {}).get(found.pk, []))
        return values

    def _key(self, model: type[models.Model], pk: int) -> str:
        key = self.keys.get((model._meta.label, pk))
        return f"@{key}" if key else f"#{pk}"

    def _many(self, model: type[models.Model], pks: list[int]) -> dict[str, dict[int, list[str]]]:
        """Field -> id -> keys of the rows that its set holds. One query a field."""
        found: dict[str, dict[int, list[str]]] = {}
        for column in model._meta.many_to_many:
            if not column.remote_field.through._meta.auto_created:
                continue
            source, target = column.m2m_column_name(), column.m2m_reverse_name()
            pairs = column.remote_field.through.objects.filter(**{f"{source}__in": pks})
            sets = found.setdefault(column.name, {})
            for owner, other in pairs.values_list(source, target):
                sets.setdefault(owner, []).append(self._key(column.remote_field.model, other))
        return found

    def _entry(
        self, key: str, payload: dict[str, Any], model: type[models.Model], pk: int
    ) -> record.ReferenceRecord:
        self.keys[(model._meta.label, pk)] = key
        return record.ReferenceRecord(
            key=key, payload=payload, payload_sha256=_hash(payload), model=model._meta.label, object_id=pk
        )

    def _note(self, entry: record.ReferenceRecord, payload: dict[str, Any]) -> None:
        entry.payload = payload
        entry.payload_sha256 = _hash(payload)
        entry.save()

    def _step(self) -> None:
        self.done += 1
        self.progress(self.done, self.total)

    # --- status periods -------------------------------------------------------------------------

    def _lay_timeline(self, timeline: Timeline) -> None:
        """Bring the periods of a subject to what its publications say, unless an editor was there."""
        payload = {"publications": [_publication_json(one) for one in timeline.publications]}
        kind, _, _name_of = timeline.subject.partition(":")
        field_name = SUBJECTS[kind]
        subject_id = self.pks[timeline.subject]
        rows = list(
            record.Status.objects.filter(
                **{f"{field_name}_id": subject_id}, aspect=timeline.aspect, superseded_at=None
            ).order_by("pk")
        )
        entry = self.ledger.get(timeline.key)
        wanted = self._spans(payload)
        there = {_bare(as_span(row)): row for row in rows}
        if entry is not None:
            held = {_bare(as_span(row), self._moved_events()) for row in rows}
            if held != {_bare(span) for span in self._spans(entry.payload)}:
                self.report.kept.append(f"{timeline.key}: its periods were changed by an editor: kept")
                self.report.unchanged["status"] += len(rows)
                return
        elif rows:
            self.report.kept.append(f"{timeline.key}: has periods made by hand: kept")
            self._entry(timeline.key, payload, record.Status, subject_id).save()
            return
        backed = {_bare(span): span.row for span in self._spans(entry.payload)} if entry else {}
        planned = {_bare(span): span.row for span in wanted}
        keep = {bare for bare in there if bare in planned and planned[bare] == backed.get(bare)}
        for bare, row in there.items():
            if bare not in keep:
                self._end_status(row)
                self.report.superseded["status"] += 1
        for span in wanted:
            if _bare(span) in keep:
                self.report.unchanged["status"] += 1
            else:
                self._write_period(timeline, subject_id, field_name, span)
                self.report.created["status"] += 1
        if entry is None:
            self._entry(timeline.key, payload, record.Status, subject_id).save()
        elif entry.payload != payload:
            self._note(entry, payload)

    def _write_period(self, timeline: Timeline, subject_id: int, field_name: str, span: Span) -> None:
        cites, materials = span.row
        subject = record.Status._meta.get_field(field_name).remote_field.model(pk=subject_id)
        row = write_span(
            subject,
            replace(span, row=None),
            aspect=timeline.aspect,
            recorded_by=None,
            now=self.now,
            reference_key=f"{timeline.key}#{span.known_from or ''}/{span.first or ''}",
        )
        if materials:
            row.scope_materials.set(self._ids(materials))
        record.Citation.objects.bulk_create(
            record.Citation(
                status=row,
                source_id=self.pks[f"source:{key}"],
                position=position,
                public_since=self.plan.public_days.get(key),
                recorded_at=self.now,
            )
            for position, key in enumerate(cites)
        )

    def _spans(self, payload: dict[str, Any]) -> list[Span]:
        """The periods that publications give; each span's ``row`` holds its sources and materials."""
        behind: dict[int, tuple[list[str], list[str]]] = {}
        publications = []
        for one in payload["publications"]:
            periods = []
            for item in one["periods"]:
                event = self.pks.get(item["event"]) if item["event"] else None
                if item["event"] and event is None and item["event"] in self.ledger:
                    event = self.ledger[item["event"]].object_id
                period = Period(
                    item["status"],
                    _day(item["first"]),
                    _day(item["last"]),
                    item["runs_out"],
                    item["end_wording"],
                    item["reverts_to"],
                    item["scope"],
                    event,
                )
                behind[id(period)] = (one["cites"], item["materials"])
                periods.append(period)
            publications.append((_day(one["public_since"]), periods))
        return [replace(span, row=behind[id(span.period)]) for span in lay_out(publications)]

    def _moved_events(self) -> dict[int, int]:
        return dict(ids for key, ids in self.moved.items() if key.startswith("event:"))

    def _end_status(self, row: record.Status) -> None:
        self._end(row)
        for cite in record.Citation.objects.filter(status=row, superseded_at=None):
            self._end(cite)

    def _withdraw_timeline(self, entry: record.ReferenceRecord) -> None:
        for row in record.Status.objects.filter(
            reference_key__startswith=f"{entry.key}#", superseded_at=None
        ):
            self._end_status(row)
            self.report.withdrawn["status"] += 1
        entry.delete()


def _bare(span: Span, moved: Mapping[int, int] | None = None) -> tuple[Any, ...]:
    """A span as a value that a stored row can be held against: what ``write_span`` keeps of it.

    ``moved``: ids of events that were superseded just now, and their successors' ids.
    """
    period = span.period
    own_end = period.last + dt.timedelta(days=1) if period.last else None
    at_end = span.after == own_end
    by_terms = period.runs_out and at_end
    return (
        period.status,
        span.first,
        span.after,
        span.known_from,
        span.known_to,
        by_terms,
        period.end_wording if at_end else "",
        period.reverts_to if by_terms else "",
        period.scope,
        (moved or {}).get(period.event, period.event),
    )


def _publication_json(one: Any) -> dict[str, Any]:
    scopes = dict(one.materials)
    return {
        "public_since": as_json(one.public_since),
        "cites": list(one.cites),
        "periods": [
            {
                "status": period.status,
                "first": as_json(period.first),
                "last": as_json(period.last),
                "runs_out": period.runs_out,
                "end_wording": period.end_wording,
                "reverts_to": period.reverts_to,
                "scope": period.scope,
                "event": period.event,
                "materials": list(scopes.get(period.scope, ())),
            }
            for period in one.periods
        ],
    }


def _differing(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def _told(names: list[str], current: dict[str, Any]) -> str:
    words = [f"{name} is {str(current.get(name))[:60]!r}" for name in names]
    return f"changed by an editor ({'; '.join(words)})"


def _hash(payload: dict[str, Any]) -> str:
    text = json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _name(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name)


def _model_named(label: str) -> type[models.Model]:
    return next(
        model
        for model in vars(record).values()
        if getattr(model, "_meta", None) and model._meta.label == label
    )
