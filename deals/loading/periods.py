"""Lay status periods over what stands: a subject's publications, laid out anew and held against the rows.

Periods that an editor set or changed stay as they are: the subject's whole timeline is then left alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .. import models as record
from ..spans import Period, Span, lay_out
from ..statuses import as_span, write_span
from .ledger import Ledger, as_json
from .planning import Publication, Timeline
from .report import Report

SUBJECTS = {"agreement": "agreement", "commitment": "commitment", "measure": "countermeasure"}


class Periods:
    """The status periods of one load. ``public_days``: source -> the day by which it was surely public."""

    def __init__(self, ledger: Ledger, public_days: Mapping[str, dt.date | None], report: Report) -> None:
        self.ledger = ledger
        self.public_days = public_days
        self.report = report

    def lay(self, timeline: Timeline) -> None:
        """Bring the periods of a subject to what its publications say, unless an editor was there."""
        payload = {"publications": [_publication_json(one) for one in timeline.publications]}
        kind, _, _name_of = timeline.subject.partition(":")
        field_name = SUBJECTS[kind]
        subject_id = self.ledger.ids_by_key[timeline.subject]
        rows = list(
            record.Status.objects.filter(
                **{f"{field_name}_id": subject_id}, aspect=timeline.aspect, superseded_at=None
            ).order_by("pk")
        )
        entry = self.ledger.entries.get(timeline.key)
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
            self.ledger.entry(timeline.key, payload, record.Status, subject_id).save()
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
            self.ledger.entry(timeline.key, payload, record.Status, subject_id).save()
        elif entry.payload != payload:
            self.ledger.note(entry, payload)

    def _write_period(self, timeline: Timeline, subject_id: int, field_name: str, span: Span) -> None:
        cites, materials = span.row
        column: Any = record.Status._meta.get_field(field_name)
        subject = column.remote_field.model(pk=subject_id)
        row = write_span(
            subject,
            replace(span, row=None),
            aspect=timeline.aspect,
            recorded_by=None,
            now=self.ledger.now,
            reference_key=f"{timeline.key}#{span.known_from or ''}/{span.first or ''}",
        )
        if materials:
            row.scope_materials.set(self.ledger.ids(materials))
        record.Citation.objects.bulk_create(
            record.Citation(
                status=row,
                source_id=self.ledger.ids_by_key[f"source:{key}"],
                position=position,
                public_since=self.public_days.get(key),
                recorded_at=self.ledger.now,
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
                event = self.ledger.ids_by_key.get(item["event"]) if item["event"] else None
                if item["event"] and event is None and item["event"] in self.ledger.entries:
                    event = self.ledger.entries[item["event"]].object_id
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
        return dict(ids for key, ids in self.ledger.moved.items() if key.startswith("event:"))

    def _end_status(self, row: record.Status) -> None:
        self.ledger.end(row)
        for cite in record.Citation.objects.filter(status=row, superseded_at=None):
            self.ledger.end(cite)

    def withdraw(self, entry: record.ReferenceRecord) -> None:
        """Supersede the periods of a subject of which the data say nothing any more."""
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


def _publication_json(one: Publication) -> dict[str, Any]:
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


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
