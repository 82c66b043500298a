"""The boxes in which an editor chooses rows of another table: a list that works without scripts, searched where they run.

Django's own box holds what is chosen already and nothing else; without its script, nothing else could ever be chosen. Of a
longer table the list holds the first rows; any other is named by words of it, which the server looks up as the script does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, IntegerField, ManyToManyField, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from ..models import Commitment

MOST = 400  # options of a list; of a longer table only the first ones are in it, and what is chosen
LONGEST_KEY = 18  # digits
MOST_FOUND = 20  # rows with the typed words that are offered to choose from


class BoxesMixin:
    """Gives the searched fields of a form boxes that work without scripts and leave a list a list."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Choose one row."""
        here: Any = self
        if db_field.name in here.get_autocomplete_fields(request):
            kwargs |= box_of(db_field, here.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Choose several rows."""
        here: Any = self
        if db_field.name in here.get_autocomplete_fields(request):
            kwargs |= box_of(db_field, here.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


def box_of(field: ForeignKey | ManyToManyField, site: Any) -> dict[str, Any]:
    """Return what ``field.formfield`` takes to make a box of it."""
    if isinstance(field, ManyToManyField):
        return {"widget": ChosenFew(field, site), "form_class": FewField}
    return {"widget": ChosenOne(field, site), "form_class": OneField}


class _Listed(AutocompleteMixin):
    """Puts the rows of the table into the list itself; with the script, Django's search takes its place."""

    typed = ""  # the words that were sent in the place of a choice, while it is open which row they mean
    found: Sequence[Any] = ()  # the keys of the rows that have them
    is_cut = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was chosen, and the one row that has the words typed beside it."""
        box: Any = super()
        chosen = box.value_from_datadict(data, files, name)
        self.typed, self.found = data.get(_words_name(name), "").strip(), ()
        if not self.typed:
            return chosen
        rows = self._with_words(self.typed)
        if len(rows) != 1:
            self.found = rows
            return chosen
        self.typed = ""
        here: Any = self
        return [*(chosen or []), str(rows[0])] if here.allow_multiple_selected else str(rows[0])

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> list[Any]:
        """Return one group: the empty choice, rows that are chosen or were found and lie beyond the first ones, the first
        ones."""
        box: Any = self  # a Select as well, in both of its kinds
        chosen = {str(one) for one in value if str(one) not in self.choices.field.empty_values}
        key = self._key()
        rows = _named(self.choices.queryset.using(self.db))
        first = list(islice(rows[: MOST + 1], MOST + 1))
        self.is_cut = len(first) > MOST
        first = first[:MOST]
        here = {str(getattr(row, key)) for row in first}
        wanted = {one for one in (*chosen, *map(str, self.found)) if self._may_be_key(one)} - here
        beyond = list(rows.filter(**{f"{key}__in": wanted})) if wanted else []
        found = set(map(str, self.found))
        listed = [*beyond, *first]
        # What was found stands first, to be chosen from.
        listed.sort(key=lambda row: str(getattr(row, key)) not in found)
        options: list[Any] = []
        # A row is never chosen by nobody: the first of a list is no choice, also where one has to be made.
        if not box.allow_multiple_selected and not (box.is_required and chosen):
            options.append(box.create_option(name, "", "" if not box.is_required else "---------", False, 0))
        for row in listed:
            told = str(getattr(row, key))
            label = self.choices.field.label_from_instance(row)
            options.append(box.create_option(name, told, label, told in chosen, len(options)))
        return [(None, options, 0)]

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the list; where it is cut, for a browser without scripts, with a field for words of any other row."""
        box: Any = super()
        listed = box.render(name, value, attrs, renderer)
        if not self.is_cut:
            return listed
        return format_html(
            '{}<noscript><span class="desk-words">The list holds the first {} only. <label>Or the one with these words '
            '<input type="text" name="{}" value="{}"></label></span></noscript>',
            listed,
            MOST,
            _words_name(name),
            self.typed,
        )

    def _key(self) -> str:
        related = self.field.related_model._meta
        name = getattr(self.field.remote_field, "field_name", None) or related.pk.name
        return related.get_field(name).attname

    def _may_be_key(self, value: str) -> bool:
        """False for what no row can have as its key: it came from an address, or from a form that was tampered with."""
        key = self.field.related_model._meta.get_field(self._key())
        return not isinstance(key, IntegerField) or (value.isdecimal() and len(value) <= LONGEST_KEY)

    def _with_words(self, words: str) -> list[Any]:
        """Return the keys of the rows that have ``words``, looked for as the script's search does."""
        there: Any = self.admin_site.get_model_admin(self.field.related_model)
        rows, may_repeat = there.get_search_results(None, self.choices.queryset.using(self.db), words)
        rows = rows.distinct() if may_repeat else rows
        return list(dict.fromkeys(rows.values_list(self._key(), flat=True)[:MOST_FOUND]))


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


class _Found:
    """Says which words named no row, or several."""

    def clean(self, value: Any) -> Any:
        """Return the chosen rows. Raises ValidationError while it is open which row the typed words mean."""
        box: Any = self
        widget = getattr(box.widget, "widget", box.widget)  # within Django's box with its links
        if widget.typed:
            number = len(widget.found)
            if not number:
                raise ValidationError(gettext("No row has the words “%(typed)s”.") % {"typed": widget.typed})
            many = (
                gettext("Many rows have the words “%(typed)s”")
                if number >= MOST_FOUND
                else gettext("%(number)s rows have the words “%(typed)s”")
            ) % {"number": number, "typed": widget.typed}
            raise ValidationError(
                gettext(
                    "%(many)s: they stand first in the list now. "
                    "Choose one there and empty the words, or type more of them."
                )
                % {"many": many}
            )
        return super().clean(value)  # type: ignore[misc]


class OneField(_Found, forms.ModelChoiceField):
    """A choice of one row."""


class FewField(_Found, forms.ModelMultipleChoiceField):
    """A choice of several rows."""


def _words_name(name: str) -> str:
    return f"{name}-words"


def _named(rows: QuerySet) -> QuerySet:
    """Return ``rows`` with what their names are made of, so that a list of them takes no query a row."""
    if rows.model is Commitment:
        return rows.select_related("obligor", "obligee").prefetch_related("terms")
    return rows
