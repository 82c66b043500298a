"""Correct a fact: the old row is superseded, a new one takes its place and says publicly why.

What hangs on the old row (its evidence, citations, statuses) is superseded and written anew on the new one,
so that a page asked as of an earlier moment still shows exactly what it showed.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from .models import Contradiction, Event, Evidence, EvidenceVerdict, StatusStatement
from .models.base import OnRecord
from .rereading import read_anew
from .statuses import derive_anew
from .verdicts import Refused, Superseded

Row = TypeVar("Row", bound=OnRecord)
RECORD_FIELDS = frozenset(
    ["id", "recorded_at", "recorded_by", "superseded_at", "corrects", "correction_reason", "reference_key"]
)
TICK = dt.timedelta(microseconds=1)


@transaction.atomic
def correct(row: Row, editor: User, reason: str, *, now: dt.datetime | None = None, **changes: Any) -> Row:
    """Return the new row with ``changes`` over the old one's values.

    ``changes`` may set any field but those of the record itself; many-to-many fields take lists. Raises
    Refused without a reason, without a change or for values that a constraint forbids, Superseded when the row
    was corrected meanwhile. Of a corrected statement the statuses are derived anew.
    """
    now = now or timezone.now()
    if not reason.strip():
        raise Refused({"reason": gettext("Say publicly why the row was wrong.")})
    fresh = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if fresh.superseded_at is not None:
        raise Superseded(
            gettext("This row was corrected meanwhile; look at the one that stands now."), latest_of(fresh)
        )
    forbidden = RECORD_FIELDS & set(changes)
    if forbidden:
        raise Refused(
            {name: gettext("%(name)s is kept by the record itself.") % {"name": name} for name in forbidden}
        )
    many = {field.name for field in fresh._meta.many_to_many}
    plain = {name: value for name, value in changes.items() if name not in many}
    lists = {name: list(value) for name, value in changes.items() if name in many}
    if not _differs(fresh, plain, lists):
        raise Refused({NON_FIELD_ERRORS: gettext("Nothing was changed.")})
    if isinstance(fresh, Evidence):
        _check_slice(fresh, plain)
    try:
        with transaction.atomic():
            new = _replace(fresh, editor, reason.strip(), now, plain, lists)
            if isinstance(new, StatusStatement):
                subject = new.commitment or new.countermeasure or new.agreement
                assert subject is not None  # a constraint of the table
                derive_anew(subject, by=editor, now=now)
            if isinstance(new, Event) and (about := new.commitment or new.countermeasure or new.agreement):
                read_anew(about, by=editor, now=now)  # whose word it is, or when, may be what was wrong
            return new
    except ValidationError as fault:
        raise Refused({name: " ".join(messages) for name, messages in fault.message_dict.items()}) from fault
    except IntegrityError as fault:
        raise Refused(
            {NON_FIELD_ERRORS: gettext("The record forbids it: %(fault)s.") % {"fault": _constraint(fault)}}
        ) from fault


def superseded_moment(row: OnRecord, now: dt.datetime) -> dt.datetime:
    """Return when ``row`` ceases to stand: now, or a tick after it was recorded."""
    return max(now, row.recorded_at + TICK)


def _replace(
    old: Any, editor: User, reason: str, now: dt.datetime, plain: dict[str, Any], lists: dict[str, list[Any]]
) -> Any:
    values = {
        field.attname: getattr(old, field.attname)
        for field in old._meta.concrete_fields
        if field.name not in RECORD_FIELDS
    }
    new = type(old)(**values)
    new.reference_key = old.reference_key
    for name, value in plain.items():
        setattr(new, name, value)
    new.recorded_at, new.recorded_by = superseded_moment(old, now), editor
    new.corrects, new.correction_reason = old, reason
    kept = {field.name: list(getattr(old, field.name).all()) for field in old._meta.many_to_many}
    old.superseded_at = superseded_moment(old, now)
    old.save(update_fields=["superseded_at"])
    new.full_clean()
    new.save()
    for name, rows in {**kept, **lists}.items():
        getattr(new, name).set(rows)
    _carry_over(old, new, editor, reason, now)
    return new


def _carry_over(old: Any, new: Any, editor: User, reason: str, now: dt.datetime) -> None:
    """Write anew on ``new`` whatever stands on record for ``old``."""
    for relation in old._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        if not issubclass(model, OnRecord) or name == "corrects":
            continue
        for row in model._default_manager.filter(**{name: old, "superseded_at__isnull": True}):
            _replace(row, editor, reason, now, {name: new}, {})
    if isinstance(old, Event):
        Contradiction.objects.filter(event=old).update(event=new)
    if isinstance(old, Evidence):
        for verdict in EvidenceVerdict.objects.filter(evidence=old):
            if (new.version_id, new.start, new.stop) == (old.version_id, old.start, old.stop):
                EvidenceVerdict.objects.create(
                    evidence=new,
                    version=verdict.version,
                    verdict=verdict.verdict,
                    start=verdict.start,
                    stop=verdict.stop,
                )


def _differs(row: Any, plain: dict[str, Any], lists: dict[str, list[Any]]) -> bool:
    if any(getattr(row, name) != value for name, value in plain.items()):
        return True
    return any(
        {one.pk for one in getattr(row, name).all()} != {one.pk for one in rows}
        for name, rows in lists.items()
    )


def _check_slice(row: Evidence, plain: dict[str, Any]) -> None:
    """Raise Refused unless the corrected evidence is still exactly a slice of its version."""
    version = plain.get("version", row.version)
    start, stop = plain.get("start", row.start), plain.get("stop", row.stop)
    if version.text[start:stop] != plain.get("quote", row.quote):
        raise Refused({"quote": gettext("These words do not stand in the kept text at this place.")})
    plain.setdefault("before", version.text[max(0, start - 30) : start])
    plain.setdefault("after", version.text[stop : stop + 30])


def latest_of(row: Any) -> Any:
    """Return the row that stands in the place of ``row`` after all corrections; ``row`` itself without any."""
    seen = {row.pk}
    while (later := row.corrected_by.order_by("-pk").first()) is not None and later.pk not in seen:
        seen.add(later.pk)
        row = later
    return row


def _constraint(fault: IntegrityError) -> str:
    diagnosis = getattr(fault.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or "a constraint"
    return str(name).replace("_", " ")


def on_record_models() -> list[type[models.Model]]:
    """Return every model whose rows are corrected and never edited."""
    return [model for model in OnRecord.__subclasses__() if not model._meta.abstract]
