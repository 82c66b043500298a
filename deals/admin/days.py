"""Days in the forms of the desk: typed and shown as 2026-11-27, whatever the browser's own language is.

A browser's date box shows a day in the order of its own language, so that 10/11 is October to one editor and November to the
next; here a wrong month is a wrong fact.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ISO = "%Y-%m-%d"
FAULT = _("Write the day as year-month-day, such as 2026-11-27.")


class DayInput(forms.DateInput):
    """A box for one day, in ISO form."""

    input_type = "text"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        told = {
            "placeholder": "YYYY-MM-DD",
            "pattern": r"\d{4}-\d{2}-\d{2}",
            "maxlength": "10",
            "autocomplete": "off",
            "title": FAULT,
        }
        super().__init__(attrs={**told, **(attrs or {})}, format=ISO)


def day_field(label: Promise | str, **kwargs: Any) -> forms.DateField:
    """Return a field for one day; optional unless ``required`` is given."""
    return forms.DateField(**{"label": label, "required": False, **OPTIONS, **kwargs})


# For fields that a model makes of its own columns.
OPTIONS: dict[str, Any] = {
    "widget": DayInput,
    "input_formats": [ISO],
    "error_messages": {"invalid": FAULT},
}
