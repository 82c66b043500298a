"""C-014 and M-003 are what everybody calls a record: whoever types one into a search means that record and no other."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import ForeignKey, Q, QuerySet
from django.http import HttpRequest

from ..models import Commitment, Countermeasure

REFERENCE = re.compile(r"([CM])-?0*([1-9]\d{0,17})", re.IGNORECASE)
MODELS = {"C": Commitment, "M": Countermeasure}


class ByReference:
    """Lets the search of a list, and of the boxes that ask it, take a reference for the record or for the rows about it."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Return the rows, and whether one may come twice."""
        named = REFERENCE.fullmatch(search_term.strip())
        meant = about(queryset.model, named[1].upper(), int(named[2])) if named else None
        if meant is None:
            return super().get_search_results(request, queryset, search_term)  # type: ignore[misc]
        return queryset.filter(meant), False


def about(model: Any, letter: str, number: int) -> Q | None:
    """Return what holds for the record that a reference names, or for rows that point at it; None where no row of
    ``model`` can be either."""
    wanted = MODELS[letter]
    if model is wanted:
        return Q(pk=number)
    fields = [
        field.attname
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is wanted
    ]
    meant = Q()
    for name in fields:
        meant |= Q(**{name: number})
    return meant if fields else None
