"""Several questions to the database in one query, for small tables that are always read whole.

Each round trip costs more than reading a few hundred short rows; and what is asked in one statement is answered as of one
moment, so that a row and what hangs on it cannot come from before and after somebody's commit.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

Row = dict[str, Any]
M = TypeVar("M", bound=Model)


def asked_together(questions: Mapping[str, QuerySet[Any, Any]]) -> dict[str, list[Row]]:
    """Return the rows of every question, each a query set of ``values()``, under its name and in its order. One query.

    Values are those of JSON: days and moments are ISO texts (``made_of`` reads them), sums are floats. Fields of other
    tables are named by ``name=F("table__field")``.
    """
    parts: list[str] = []
    parameters: list[Any] = []
    for name, question in questions.items():
        sql, given = question.query.sql_with_params()
        parts.append(f"%s, (SELECT coalesce(json_agg(one), '[]'::json) FROM ({sql}) one)")
        parameters += [name, *given]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT json_build_object({', '.join(parts)})::text", parameters)
        return json.loads(cursor.fetchone()[0])


def made_of(model: type[M], rows: Iterable[Row]) -> list[M]:
    """Return ``rows`` as unsaved objects of ``model`` that hold what was asked for; their other fields are not the stored
    ones."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return [model(**{name: fields[name].to_python(value) for name, value in row.items()}) for row in rows]
