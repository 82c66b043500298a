"""Materials by measure on a day, and one material with all that covers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ..answering import answer, asked_of_record
from ..asking import FIRST_DAY, LAST_DAY, Asking
from ..gathering import clashes_of, party_order, public, statuses_of
from ..models import ContradictionValue, Countermeasure, Coverage, Material, Status
from ..sourcing import backings_for
from ..state import SCHEDULED, State, state_on
from .countermeasures import axis, measure_rows

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

KINDS = {
    "export_control": "export licence",
    "ban": "ban",
    "quota": "quota",
    "licensing": "licensing",
    "tariff": "tariff",
    "listing": "entity listing",
}
ALWAYS = ("export_control", "ban", "quota", "tariff")  # shown even where no text names a material
RANK = [*LETTERS]
RECENT = dt.timedelta(days=30)


@asked_of_record
def material_list(request: HttpRequest, asking: Asking) -> HttpResponse:
    """Materials by kind of control, then by measure, on the asked day. A material without any has a row too."""
    asof = asking.asof
    measures = _measures(asking)
    statuses = statuses_of(asof, countermeasure=[measure.pk for measure in measures])
    covered = _covered(asking, measures)
    columns = [measure for measure in measures if any(pk == measure.pk for pk, _material in covered)]
    kinds = [kind for kind in KINDS if kind in ALWAYS or any(measure.kind == kind for measure in columns)]
    rows: list[dict[str, Any]] = []
    for material in Material.objects.all():
        cells: list[dict[str, Any] | None] = []
        for measure in columns:
            parts = covered.get((measure.pk, material.pk))
            periods = statuses.get(("countermeasure", measure.pk, "force"), [])
            cells.append(_cell(material, measure, periods, parts, asof.on) if parts else None)
        of_kind = [
            (
                _(KINDS[kind]),
                _cell_of_kind(
                    material, kind, [cell for cell in cells if cell and cell["measure"].kind == kind]
                ),
            )
            for kind in kinds
        ]
        rows.append({"material": material, "cells": cells, "kinds": of_kind, "any": any(cells)})
    on = asof.on
    return answer(
        request,
        asking,
        "deals/material_list.html",
        {
            "columns": columns,
            "kinds": [(kind, _(KINDS[kind])) for kind in kinds],
            "rows": rows,
            "n_covered": sum(row["any"] for row in rows),
            "n_changed": sum(any(cell and cell["changed"] for _word, cell in row["kinds"]) for row in rows),
            "letters": [(letter, code) for code, letter in LETTERS.items()][:7],
            "steps": [
                (on + dt.timedelta(days=days), words)
                for days, words in (
                    (-30, _("30 days earlier")),
                    (-1, _("a day earlier")),
                    (1, _("a day later")),
                    (30, _("30 days later")),
                )
                if FIRST_DAY <= on + dt.timedelta(days=days) <= LAST_DAY
            ],
        },
    )


def _cell(
    material: Material, measure: Countermeasure, periods: list[Status], parts: list[Coverage], on: dt.date
) -> dict[str, Any]:
    """What one measure means for one material: its state, a sentence, and whether that is new."""
    state = _state_of_part(periods, parts, on)
    return {
        "measure": measure,
        "state": state,
        "letter": LETTERS[state.code],
        "changed": _changed(state, on),
        "label": _("%(material)s, %(measure)s: %(state)s")
        % {"material": material.name_en, "measure": measure.title_en, "state": state.sentence},
    }


def _changed(state: State, on: dt.date) -> dt.date | None:
    """The day on which the state began, if that was in the last 30 days."""
    return state.since if state.since and on - RECENT < state.since <= on else None


def _cell_of_kind(material: Material, kind: str, cells: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The measures of one kind that cover a material, the one that bites most first; None without any."""
    if not cells:
        return None
    found = sorted(cells, key=lambda cell: (RANK.index(cell["state"].code), cell["measure"].pk))
    first = found[0]
    return {
        **first,
        "more": found[1:],
        "first_changed": first["changed"],
        "changed": next((cell["changed"] for cell in found if cell["changed"]), None),
        "label": _("%(material)s, %(kind)s: %(what)s")
        % {
            "material": material.name_en,
            "kind": _(KINDS[kind]),
            "what": " ".join(f"{cell['measure'].title_en}: {cell['state'].sentence}" for cell in found),
        },
    }


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
    statuses = statuses_of(asking.asof, countermeasure=[measure.pk for measure in shown])
    rows = [
        {
            **row,
            "parts": covered[(row["measure"].pk, found.pk)],
            "state": _state_of_part(
                statuses.get(("countermeasure", row["measure"].pk, "force"), []),
                covered[(row["measure"].pk, found.pk)],
                asking.asof.on,
            ),
        }
        for row in measure_rows(shown, asking)
    ]
    rows.sort(key=lambda row: RANK.index(row["state"].code))
    holding = [row for row in rows if row["state"].code in ("in_force", "partly_suspended")]
    return answer(
        request,
        asking,
        "deals/material_detail.html",
        {
            "material": found,
            "rows": rows,
            "holding": holding,
            "meaning": _meaning(holding),
            "unsure": [row for row in rows if row["state"].code == "ran_out"],
            "history": _history(shown, statuses, covered, found, asking.asof.on),
            "axis": axis(rows),
            "backing": backings[("material", found.pk)],
            "clashes": clashes_of(values, backings, asking.asof),
        },
    )


def _meaning(holding: Sequence[dict[str, Any]]) -> list[str]:
    """What the measures that hold mean for somebody who ships the material, each kind of each party once."""
    words = {
        "export_control": _("Exports from %(party)s need a licence."),
        "licensing": _("Exports from %(party)s need a licence."),
        "ban": _("A ban of %(party)s is in force."),
        "quota": _("Exports from %(party)s are under a quota."),
    }
    told = [
        words[measure.kind] % {"party": measure.imposed_by.name_en}
        for measure in (row["measure"] for row in holding)
        if measure.kind in words
    ]
    return list(dict.fromkeys(told))


def _history(
    measures: Sequence[Countermeasure],
    statuses: dict[tuple[str, int, str], list[Status]],
    covered: dict[tuple[int, int], list[Coverage]],
    material: Material,
    on: dt.date,
) -> list[dict[str, Any]]:
    """Every change of every measure that covers a material, in order of time; what ran out is a change too."""
    found: list[dict[str, Any]] = []
    for measure in measures:
        rows = statuses.get(("countermeasure", measure.pk, "force"), [])
        starts = [part.from_on for part in covered[(measure.pk, material.pk)] if part.from_on]
        for row in rows:
            found.append(
                {
                    "day": max([row.effective.lower, *starts]) if row.effective.lower else None,
                    "code": row.status,
                    "until": row.effective.upper - dt.timedelta(days=1) if row.effective.upper else None,
                    "scope": row.scope,
                    "measure": measure,
                    "is_ahead": bool(row.effective.lower and row.effective.lower > on),
                }
            )
        if rows and rows[-1].runs_out and rows[-1].effective.upper <= on:
            found.append(
                {"day": rows[-1].effective.upper, "code": "ran_out", "measure": measure, "until": None}
            )
    return sorted(found, key=lambda change: (change["day"] or dt.date.min, change["measure"].pk))


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
        return State(SCHEDULED, min(starts), None, state.row)
    return state
