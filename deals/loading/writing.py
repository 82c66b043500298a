"""Lay a plan over the database: new rows are made, changed facts superseded, an editor's work kept.

The ledger (ReferenceRecord) keeps what was loaded last under each key. Where the database differs from it, an
editor was there: the editor's word stands and the difference is reported. Where only the reference data
changed, prose is updated (its history is kept) and a fact is superseded by a row that corrects it.
Loading the same data twice writes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from .. import models as record
from ..models.backing import CITABLE, EVIDENCED
from ..models.base import OnRecord
from .ledger import Ledger, differing, payload_of
from .periods import Periods
from .planning import Plan, Ref, Row
from .report import Report, name_of

LOCK = 731_902_455  # any number of our own: two loads at once would each make every row
Progress = Callable[[int, int], None]
# Tables in an order in which every reference leads to a row that is there.
ORDER: tuple[type[models.Model], ...] = (
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


class _Load:
    def __init__(self, plan: Plan, now: dt.datetime, progress: Progress) -> None:
        self.plan = plan
        self.progress = progress
        self.report = Report()
        self.ledger = Ledger(now)
        self.periods = Periods(self.ledger, plan.public_days, self.report)
        self._strangers: dict[type[models.Model], bool] = {}
        self.done = 0
        self.total = len(plan.rows) + len(plan.timelines)

    def run(self) -> Report:
        for model, rows in self._by_table().items():
            self._lay(model, rows)
        for timeline in self.plan.timelines.values():
            if timeline.subject not in self.ledger.gone:
                self.periods.lay(timeline)
            self._step()
        self._withdraw()
        self._carry_over()
        return self.report

    def _by_table(self) -> dict[type[models.Model], list[Row]]:
        found: dict[type[models.Model], list[Row]] = {model: [] for model in ORDER}
        for row in self.plan.rows.values():
            found[row.model].append(row)
        return found

    def _lay(self, model: type[models.Model], rows: list[Row]) -> None:
        ledger = self.ledger
        known = [self.ledger.entries[row.key].object_id for row in rows if row.key in self.ledger.entries]
        standing = model._default_manager.in_bulk(known)
        sets = self.ledger.sets_of(model, known)
        fresh: list[tuple[Row, models.Model]] = []
        for row in rows:
            entry = self.ledger.entries.get(row.key)
            if entry is None:
                lost = any(isinstance(ref, Ref) and ref.key in ledger.gone for ref in row.fields.values())
                found = None if lost else self._recognised(row)
                if lost:
                    self.ledger.gone.add(row.key)
                elif found is not None:
                    self._adopt(row, found)
                elif model is record.Party:  # an authority names its party: one after the other
                    self._make(model, [(row, self._instance(row))])
                else:
                    fresh.append((row, self._instance(row)))
            elif entry.object_id not in standing:
                self.report.kept.append(f"{row.key}: was deleted here, and is not made again")
                self.ledger.gone.add(row.key)
            else:
                self._compare(row, entry, standing[entry.object_id], sets)
            self._step()
        self._make(model, fresh)

    def _instance(self, row: Row) -> models.Model:
        ledger = self.ledger
        values = {ledger.column(row.model, name): ledger.value(value) for name, value in row.fields.items()}
        if issubclass(row.model, OnRecord):
            values["recorded_at"] = self.ledger.now
        return row.model(**values)

    def _make(self, model: type[models.Model], fresh: list[tuple[Row, models.Model]]) -> None:
        if not fresh:
            return
        if hasattr(model, "history"):
            for _row, instance in fresh:
                _save_with_history(instance)
        else:
            model._default_manager.bulk_create([instance for _row, instance in fresh])
        entries = []
        for row, instance in fresh:
            self.ledger.ids_by_key[row.key] = instance.pk
            for name, keys in row.many.items():
                if keys:
                    getattr(instance, name).set(self.ledger.ids(keys))
            entries.append(self.ledger.entry(row.key, payload_of(row), model, instance.pk))
        record.ReferenceRecord.objects.bulk_create(entries)
        self.report.created[name_of(model)] += len(fresh)

    def _recognised(self, row: Row) -> models.Model | None:
        """A row that is there already though this data never loaded it: somebody made it by hand."""
        if not self._has_strangers(row.model):
            return None
        if issubclass(row.model, OnRecord):
            return row.model._default_manager.filter(reference_key=row.key, superseded_at=None).first()
        values = {name: self.ledger.value(row.fields[name]) for name in row.identity}
        return row.model._default_manager.filter(**values).first()

    def _has_strangers(self, model: type[models.Model]) -> bool:
        """Whether a table holds rows that this data never loaded. Asked once: a fresh table has none."""
        if model not in self._strangers:
            self._strangers[model] = model._default_manager.exists()
        return self._strangers[model]

    def _adopt(self, row: Row, found: models.Model) -> None:
        """Take note of a row made by hand: it stays as it is, and what differs is told."""
        payload = payload_of(row)
        current = self.ledger.current(row, found, self.ledger.sets_of(row.model, [found.pk]))
        self.ledger.ids_by_key[row.key] = found.pk
        self.ledger.entry(row.key, payload, row.model, found.pk).save()
        self.report.unchanged[name_of(row.model)] += 1
        differs = differing(current, payload)
        if differs:
            self.report.kept.append(f"{row.key}: was here before, and differs in {', '.join(differs)}: kept")

    def _compare(
        self,
        row: Row,
        entry: record.ReferenceRecord,
        found: models.Model,
        sets: dict[str, dict[int, list[str]]],
    ) -> None:
        self.ledger.ids_by_key[row.key] = found.pk
        payload = payload_of(row)
        current = self.ledger.current(row, found, sets)
        # Where database and data agree there is nothing to do, whoever changed it.
        apart = set(differing(current, payload))
        edited = [name for name in differing(current, entry.payload) if name in apart & set(entry.payload)]
        wanted = [name for name in differing(entry.payload, payload) if name in apart]
        if edited:
            self.report.kept.append(f"{row.key}: {_told(edited, current)}: kept")
        if isinstance(found, OnRecord):
            moved = any(isinstance(ref, Ref) and ref.key in self.ledger.moved for ref in row.fields.values())
            if found.superseded_at is not None:
                self.report.kept.append(f"{row.key}: was superseded by an editor: kept")
            elif not edited and (wanted or moved):
                self._supersede(row, entry, found)
                return
            self.report.unchanged[name_of(row.model)] += 1
            return
        free = [name for name in wanted if name not in edited]
        if free:
            self._update(row, found, free)
            self.report.updated[name_of(row.model)] += 1
        else:
            self.report.unchanged[name_of(row.model)] += 1
        # What an editor changed stays noted as it was loaded, so that it is still seen as changed.
        noted = payload | {name: entry.payload[name] for name in edited}
        if noted != entry.payload:
            self.ledger.note(entry, noted)

    def _update(self, row: Row, found: models.Model, names: Iterable[str]) -> None:
        for name in names:
            if name in row.many:
                getattr(found, name).set(self.ledger.ids(row.many[name]))
            elif name in row.fields:
                setattr(found, self.ledger.column(row.model, name), self.ledger.value(row.fields[name]))
        _save_with_history(found)

    def _supersede(self, row: Row, entry: record.ReferenceRecord, found: OnRecord) -> None:
        """Put a corrected fact in an old one's place: mark, then insert, or the database refuses it."""
        self.ledger.end(found)
        fresh: Any = self._instance(row)
        fresh.corrects = found
        fresh.correction_reason = "The reference data were corrected."
        if isinstance(found, record.Citation) and fresh.quote == found.quote:
            fresh.pinned_id = found.pinned_id
        fresh.save()
        for name, keys in row.many.items():
            getattr(fresh, name).set(self.ledger.ids(keys))
        self.ledger.ids_by_key[row.key] = fresh.pk
        self.ledger.moved[row.key] = (found.pk, fresh.pk)
        entry.object_id = fresh.pk
        self.ledger.note(entry, payload_of(row))
        self.report.superseded[name_of(row.model)] += 1

    def _withdraw(self) -> None:
        """What the reference data no longer say: a fact is superseded without successor, prose is left."""
        said = {*self.plan.rows, *self.plan.timelines}
        for key, entry in self.ledger.entries.items():
            if key in said:
                continue
            if entry.model == record.Status._meta.label:
                self.periods.withdraw(entry)
                continue
            model = _model_named(entry.model)
            found = model._default_manager.filter(pk=entry.object_id).first()
            if isinstance(found, OnRecord):
                if found.superseded_at is None:
                    self.ledger.end(found)
                    self.report.withdrawn[name_of(model)] += 1
                entry.delete()
            elif isinstance(found, (record.PartyAlias, record.AgreementParty)):
                found.delete()
                entry.delete()
                self.report.withdrawn[name_of(model)] += 1
            elif found is not None:
                self.report.kept.append(f"{key}: is not in the reference data any more: left as it is")

    def _carry_over(self) -> None:
        """Evidence and citations that editors put on a superseded fact go on to the one that corrects it."""
        for key, (old, new) in self.ledger.moved.items():
            model = self.plan.rows[key].model
            for backing, subjects in ((record.Evidence, EVIDENCED), (record.Citation, CITABLE)):
                subject = _subject(backing, subjects, model)
                if subject is None:
                    continue
                for row in backing.objects.filter(**{f"{subject}_id": old}, superseded_at=None):
                    if backing is record.Citation and row.reference_key:
                        continue  # laid anew with its fact
                    self.ledger.end(row)
                    old_pk, row.pk = row.pk, None
                    row._state.adding = True
                    setattr(row, f"{subject}_id", new)
                    row.recorded_at, row.superseded_at, row.corrects_id = self.ledger.now, None, old_pk
                    row.save()
                    if backing is record.Evidence:
                        record.Citation.objects.filter(pinned_id=old_pk, superseded_at=None).update(
                            pinned=row
                        )

    def _step(self) -> None:
        self.done += 1
        self.progress(self.done, self.total)


def _save_with_history(row: Any) -> None:
    row._change_reason = "reference data"
    row.save()


def _subject(backing: Any, names: Iterable[str], model: type[models.Model]) -> str | None:
    """Return the field by which evidence or citations name rows of ``model``, if they can."""
    return next((name for name in names if backing._meta.get_field(name).related_model is model), None)


def _told(names: list[str], current: dict[str, Any]) -> str:
    words = [f"{name} is {str(current.get(name))[:60]!r}" for name in names]
    return f"changed by an editor ({'; '.join(words)})"


def _model_named(label: str) -> type[models.Model]:
    return next(
        model
        for model in vars(record).values()
        if getattr(model, "_meta", None) and model._meta.label == label
    )
