"""Queries whose SQL is worked out once for a process, not once for a page.

Building a query and writing its SQL takes Django longer than Postgres takes to answer most of them, and pages ask the
same dozen each time. A ``Prepared`` is made from the same query sets as ever; it is compiled with
placeholders for what changes (the asked dates, the ids) and only filled in from then on. Rows come out as
they would from the query set itself.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import Field, ForeignObject, Lookup, QuerySet

from .querysets import AsOf

_KNOWN = dt.date(1, 1, 1)
_RECORDED = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


@ForeignObject.register_lookup
@Field.register_lookup
class AnyOf(Lookup):
    """``pk__any=ids``: as ``__in``, with one array for all the ids, so that the SQL is the same however many."""

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", (*parameters, self.rhs)


class Ids:
    """Stands for ids that are given when the query is asked."""


@dataclass(frozen=True, slots=True)
class _Made:
    queryset: QuerySet[Any]
    compiler: Any
    sql: str
    parameters: tuple[Any, ...]


class Prepared:
    """A query over ids, for each shape of the question: which ids, with or without ``known`` and ``recorded``.

    ``build(asof, **ids)`` returns the query set; it may use the ids only in ``__any`` and the dates of ``asof``
    only as values. ``on`` must not be in it. Names without ids are not passed to it.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self._build = build
        self._made: dict[tuple[bool, bool, tuple[str, ...]], _Made] = {}

    def __call__(self, asof: AsOf, **ids: Iterable[int]) -> list[Any]:
        """Return the rows. No ids at all: no rows, and no query."""
        given = {name: found for name, pks in ids.items() if (found := list(pks))}
        if not given:
            return []
        shape = (asof.known is not None, asof.recorded is not None, tuple(given))
        made = self._made.get(shape)
        if made is None:
            made = self._made[shape] = self._prepare(asof, list(given))
        values = {"known": asof.known, "recorded": asof.recorded, **given}
        parameters = tuple(
            values[one.name] if isinstance(one, _Placeholder) else one for one in made.parameters
        )
        rows = made.queryset.all()
        ready = copy.copy(made.compiler)
        ready.connection = connections[rows.db]
        ready.as_sql = lambda *_args, **_options: (made.sql, parameters)
        # The rows are made as ever, by what the query set brings for it.
        rows.query.get_compiler = lambda *_args, **_options: ready  # type: ignore[method-assign]
        return list(rows)

    def _prepare(self, asof: AsOf, names: list[str]) -> _Made:
        known = _KNOWN if asof.known is not None else None
        recorded = _RECORDED if asof.recorded is not None else None
        stand_ins = {name: Ids() for name in names}
        queryset = self._build(AsOf(dt.date.max, known, recorded), **stand_ins)
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, parameters = compiler.as_sql()
        named = {id(value): name for name, value in stand_ins.items()}
        named |= {id(_KNOWN): "known", id(_RECORDED): "recorded"}
        placed = tuple(
            _Placeholder(named[id(value)]) if id(value) in named else value for value in parameters
        )
        missing = set(names) - {one.name for one in placed if isinstance(one, _Placeholder)}
        if missing or any(isinstance(one, dt.date) and one.year == 1 for one in placed):
            raise TypeError(f"a query cannot be prepared: what stands for {missing or 'a date'} was lost")
        return _Made(queryset, compiler, sql, placed)


@dataclass(frozen=True, slots=True)
class _Placeholder:
    name: str
