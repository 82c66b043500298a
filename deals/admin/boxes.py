"""The boxes in which an editor chooses rows of another table: a list that works without scripts, searched where they run.

Django's own box holds what is chosen already and nothing else; without its script, nothing else could ever be chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import QuerySet
from django.http import HttpRequest

from ..models import Commitment

MOST = 400  # options of a list; of a longer table only the first ones are in it, and what is chosen


class BoxesMixin:
    """Gives the searched fields of a form boxes that work without scripts and leave a list a list."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Choose one row."""
        here: Any = self
        if db_field.name in here.get_autocomplete_fields(request):
            kwargs["widget"] = ChosenOne(db_field, here.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Choose several rows."""
        here: Any = self
        if db_field.name in here.get_autocomplete_fields(request):
            kwargs["widget"] = ChosenFew(db_field, here.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


class _Listed(AutocompleteMixin):
    """Puts the rows of the table into the list itself; with the script, Django's search takes its place."""

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> list[Any]:
        """Return one group: the empty choice, rows that are chosen and lie beyond the first ones, the first ones."""
        box: Any = self  # a Select as well, in both of its kinds
        chosen = {str(one) for one in value if str(one) not in self.choices.field.empty_values}
        key = getattr(self.field.remote_field, "field_name", None) or self.field.related_model._meta.pk.name
        key = self.field.related_model._meta.get_field(key).attname
        rows = _named(self.choices.queryset.using(self.db))
        first = list(islice(rows[:MOST], MOST))
        missing = chosen - {str(getattr(row, key)) for row in first}
        beyond = list(rows.filter(**{f"{key}__in": missing})) if missing else []
        options: list[Any] = []
        if not box.is_required and not box.allow_multiple_selected:
            options.append(box.create_option(name, "", "", False, 0))
        for row in [*beyond, *first]:
            told = str(getattr(row, key))
            label = self.choices.field.label_from_instance(row)
            options.append(box.create_option(name, told, label, told in chosen, len(options)))
        return [(None, options, 0)]


class ChosenOne(_Listed, AutocompleteSelect):
    """A box for one row."""


class ChosenFew(_Listed, AutocompleteSelectMultiple):
    """A box for several rows, without the cross that clears all of them: it stands among the items of a list and is
    none, which breaks the list for screen readers. Each item keeps its own cross."""

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the attributes that Django's script reads."""
        return {**super().build_attrs(base_attrs, extra_attrs), "data-allow-clear": "false"}


def _named(rows: QuerySet) -> QuerySet:
    """Return ``rows`` with what their names are made of, so that a list of them takes no query a row."""
    if rows.model is Commitment:
        return rows.select_related("obligor", "obligee").prefetch_related("terms")
    return rows
