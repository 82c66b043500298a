"""A plan: the rows that the reference data ask for, every name checked before anything is written.

A row's key is ``kind:id`` (``measure:cn-2025-61``). Fields hold plain values or a ``Ref`` to another key.
``public_since`` of a fact is worked out here: the earliest day on which one of its sources was surely
public.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from .. import models as record
from ..models.base import OnRecord
from ..spans import Period
from .reading import Library, ReferenceDataError, Table, surely_public_on

MOST_WORDS = 40  # of a quotation that may stand as data (docs/reference-data.md)
_WORD = re.compile(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]*\w[^\s\u3400-\u9fff]*")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Ref:
    """The row that stands under ``key``."""

    key: str


@dataclass(slots=True)
class Row:
    """One row to be. ``identity``: the fields by which a row that is already there is recognised."""

    key: str
    model: type[models.Model]
    fields: dict[str, Any]
    many: dict[str, tuple[str, ...]]
    identity: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What one publication said holds. ``cites`` are keys of sources."""

    public_since: dt.date | None
    cites: tuple[str, ...]
    periods: tuple[Period, ...]
    materials: tuple[tuple[str, tuple[str, ...]], ...] = ()  # scope wording -> keys of materials


@dataclass(slots=True)
class Timeline:
    """The publications about one subject and aspect, from which its status periods are laid out."""

    key: str
    subject: str
    aspect: str
    publications: list[Publication]
    where: str


@dataclass(slots=True)
class Plan:
    """Everything that the reference data ask for, by key."""

    library: Library
    rows: dict[str, Row] = field(default_factory=dict)
    timelines: dict[str, Timeline] = field(default_factory=dict)
    public_days: dict[str, dt.date | None] = field(default_factory=dict)  # by key of a source

    def problem(self, where: str, message: str) -> None:
        """Put a mistake on the list."""
        self.library.problems.append(f"{where}: {message}")

    def add(
        self,
        key: str,
        model: type[models.Model],
        where: str,
        *,
        many: dict[str, Iterable[str]] | None = None,
        identity: tuple[str, ...] = (),
        **fields: Any,
    ) -> str:
        """Plan a row and return its key."""
        if key in self.rows:
            self.problem(where, f"{key} is there already ({self.rows[key].where})")
        if issubclass(model, OnRecord):  # facts carry their key themselves
            fields["reference_key"] = key
        if len(key) > 120:
            self.problem(where, f"{key}: the key is longer than 120 characters")
        sets = {name: tuple(sorted(keys)) for name, keys in (many or {}).items()}
        self.rows[key] = Row(key, model, fields, sets, identity, where)
        return key

    def source_day(self, keys: Iterable[str]) -> dt.date | None:
        """Return the first day on which one of the sources was surely public; None if none has a date."""
        days = [day for key in keys if (day := self.public_days.get(key)) is not None]
        return min(days, default=None)

    def cites_of(self, table: Table, name: str = "cites", *, required: bool = True) -> list[Table]:
        """Return the citations that a table names; a fact without any is a mistake."""
        cites = table.tables(name)
        if required and not cites:
            table.problem(name, "is missing: every fact names a source")
        for cite in cites:
            key = cite.text("source", required=True)
            if key and f"source:{key}" not in self.rows:
                cite.problem("source", f"there is no source {key!r}")
        return cites

    def public_since(self, cites: Sequence[Table]) -> dt.date | None:
        """Return the day since when the fact with these citations was surely public."""
        return self.source_day(cite.text("source") for cite in cites)

    def cite(self, owner: str, subject: str, cites: Sequence[Table], confidence: str = "high") -> None:
        """Plan the citations of the row under ``owner``; ``subject`` is Citation's field that names it."""
        for position, cite in enumerate(cites):
            source = cite.text("source")
            quote, language = cite.text("quote"), cite.text("language")
            speaker = cite.text("speaker")
            if quote and not language:
                cite.problem("language", "is missing: a quotation names its language")
            if quote and word_count(quote) > MOST_WORDS:
                cite.problem("quote", f"has more than {MOST_WORDS} words")
            about: dict[str, Any] = {subject: Ref(owner)}
            self.add(
                f"cite:{owner}/{source}",
                record.Citation,
                cite.where,
                **about,
                source=Ref(f"source:{source}"),
                quote=quote,
                quote_language=language,
                speaker=speaker,
                confidence=cite.text("confidence", confidence),
                position=position,
                public_since=self.public_days.get(source),
            )
            cite.finish()

    def ref(self, table: Table, name: str, kind: str, *, required: bool = False) -> Ref | None:
        """Return a reference to the row that a key names: ``obligor = "US"``, kind ``party``."""
        value = table.text(name, required=required)
        return self.named(table, name, kind, value) if value else None

    def named(self, table: Table, name: str, kind: str, value: str) -> Ref:
        """Return a reference to ``kind:value``; a row that is not planned (so far) is a mistake."""
        key = f"{kind}:{value}"
        if key not in self.rows:
            table.problem(name, f"there is no {kind} {value!r}")
        return Ref(key)

    def refs(self, table: Table, name: str, kind: str) -> tuple[str, ...]:
        """Return the keys of the rows that a list names."""
        return tuple(self.named(table, name, kind, value).key for value in table.names(name))

    def checked(self) -> Plan:
        """Return the plan, or raise ReferenceDataError with every mistake found."""
        self.library.finish()
        for row in self.rows.values():
            self._check_references(row)
            self._check_fields(row)
        if self.library.problems:
            raise ReferenceDataError(self.library.problems)
        return self

    def _check_references(self, row: Row) -> None:
        wanted = [value.key for value in row.fields.values() if isinstance(value, Ref)]
        for key in [*wanted, *(key for keys in row.many.values() for key in keys)]:
            if key not in self.rows:
                self.problem(row.where, f"there is no {key}")

    def _check_fields(self, row: Row) -> None:
        plain = {name: value for name, value in row.fields.items() if not isinstance(value, Ref)}
        others = {f.name for f in row.model._meta.fields} - set(plain)
        try:
            row.model(**plain).clean_fields(exclude=others)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                self.problem(row.where, f"{name}: {' '.join(messages)}")


def plan_sources(plan: Plan) -> None:
    """Plan the registry of cited sources. Every other part may cite only what stands here."""
    for table in plan.library.entries("source"):
        key = table.text("key", required=True)
        wording = table.text("published")
        try:
            plan.public_days[key] = surely_public_on(wording)
            exact = plan.public_days[key] if len(wording) == 10 else None
        except ValueError as error:
            table.problem("published", str(error))
            exact = None
        plan.add(
            f"source:{key}",
            record.CitedSource,
            table.where,
            identity=("publisher", "title", "url", "published_wording"),
            publisher=table.text("publisher", required=True),
            title=table.text("title", required=True),
            url=table.text("url") or None,
            published_on=exact,
            published_wording=wording,
        )
        table.finish()


def word_count(quote: str) -> int:
    """Return the words of a quotation; two Chinese characters count as one word."""
    found = _WORD.findall(quote)
    han = sum(bool(_HAN.match(word)) for word in found)
    return len(found) - han + (han + 1) // 2
