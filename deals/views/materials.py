"""Materials by measure on a day, and one material with all that covers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ..answering import answer, asked_of_record
from ..asking import Asking
from ..models import ContradictionValue, Countermeasure, Coverage, Material
from ..sourcing import backings_for
from ..state import SCHEDULED, State, state_on
from ..timeline import clashes_of, party_order, public, statuses_of
from .countermeasures import measure_rows

LETTERS = {
    "in_force": "F",
    "partly_suspended": "P",
    "suspended": "S",
    "ran_out": "R",
    "scheduled": "T",
    "announced": "A",
    "lifted": "O",
    "lapsed": "O",
    "withdrawn": "O",
    "superseded": "O",
    "unknown": "?",
}


@asked_of_record
def material_list(request: HttpRequest, asking: Asking) -> HttpResponse:
    """The matrix of materials and measures on the asked day. A material that nothing covers has a row too."""
    asof = asking.asof
    measures = _measures(asking)
    statuses = statuses_of(asof, countermeasure=[measure.pk for measure in measures])
    covered = _covered(asking, measures)
    columns = [measure for measure in measures if any(pk == measure.pk for pk, _material in covered)]
    rows = []
    for material in Material.objects.all():
        cells: list[dict[str, Any] | None] = []
        for measure in columns:
            parts = covered.get((measure.pk, material.pk))
            if not parts:
                cells.append(None)
                continue
            state = _state_of_part(statuses.get(("countermeasure", measure.pk, "force"), []), parts, asof.on)
            cells.append(
                {
                    "measure": measure,
                    "state": state,
                    "letter": LETTERS[state.code],
                    "label": _("%(material)s, %(measure)s: %(state)s")
                    % {"material": material.name_en, "measure": measure.title_en, "state": state.sentence},
                }
            )
        rows.append({"material": material, "cells": cells, "any": any(cells)})
    return answer(
        request,
        asking,
        "deals/material_list.html",
        {
            "columns": columns,
            "rows": rows,
            "letters": [(letter, code) for code, letter in LETTERS.items()][:7],
        },
    )


@asked_of_record
def material(request: HttpRequest, asking: Asking, slug: str) -> HttpResponse:
    """One material: what it is used for, and every measure that covers it, with its periods."""
    found = Material.objects.filter(Q(slug=slug.lower()) | Q(symbol__iexact=slug)).first()
    if found is None:
        raise Http404(_("There is no material called “%(slug)s”.") % {"slug": slug})
    measures = _measures(asking)
    covered = _covered(asking, measures, found)
    shown = [measure for measure in measures if (measure.pk, found.pk) in covered]
    values = list(
        ContradictionValue.objects.filter(contradiction__material=found).select_related(
            "contradiction", "said_by"
        )
    )
    backings = backings_for(
        asking.asof, material=[found.pk], contradiction_value=[value.pk for value in values]
    )
    rows = [{**row, "parts": covered[(row["measure"].pk, found.pk)]} for row in measure_rows(shown, asking)]
    return answer(
        request,
        asking,
        "deals/material_detail.html",
        {
            "material": found,
            "rows": rows,
            "backing": backings[("material", found.pk)],
            "clashes": clashes_of(values, backings, asking.asof),
        },
    )


def _measures(asking: Asking) -> list[Countermeasure]:
    found = (
        public(
            Countermeasure.objects.filter(is_published=True, coverage__material__isnull=False), asking.asof
        )
        .select_related("imposed_by", "instrument")
        .distinct()
    )
    return sorted(found, key=lambda m: (party_order(m.imposed_by), m.public_since or dt.date.max, m.pk))


def _covered(
    asking: Asking, measures: Sequence[Countermeasure], material: Material | None = None
) -> dict[tuple[int, int], list[Coverage]]:
    rows: Any = Coverage.objects.filter(
        countermeasure_id__in=[measure.pk for measure in measures], material__isnull=False
    ).as_known(asking.asof)
    if material is not None:
        rows = rows.filter(material=material)
    found: dict[tuple[int, int], list[Coverage]] = {}
    for row in rows:
        found.setdefault((row.countermeasure_id, row.material_id), []).append(row)
    return found


def _state_of_part(statuses: list, parts: list[Coverage], on: dt.date) -> State:
    """The measure's state, unless this material's part of it begins later: then it is scheduled."""
    state = state_on(statuses, on)
    starts = [part.from_on for part in parts if part.from_on]
    if state.code == "in_force" and len(starts) == len(parts) and starts and min(starts) > on:
        return State(SCHEDULED, _("scheduled"), min(starts), None, state.row)
    return state
