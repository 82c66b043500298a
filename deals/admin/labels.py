"""What the fields of records are called in forms, where the column's own name is not what an editor would say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin

LABELS = {
    "slug": "Key in addresses",
    "text_en": "What is owed, in English",
    "text_zh": "The same in Chinese",
    "title_en": "Title in English",
    "title_zh": "Title in Chinese",
    "name_en": "Name in English",
    "name_zh": "Name in Chinese",
    "name_local": "Name in its own language",
    "obligor": "Who owes",
    "obligee": "To whom",
    "quantity_wording": "How much, as worded",
    "due_wording": "Due, as worded",
    "condition_wording": "Condition, as worded",
    "instrument_wording": "Act, as worded",
    "occurred_wording": "The words that fix the day",
    "occurred_earliest": "Happened, first day",
    "occurred_latest": "Happened, last day",
    "end_wording": "The words that set the end",
    "needs_words": "What it waits for, in words",
    "needs_commitment": "Waits for the commitment",
    "needs_countermeasure": "Waits for the measure",
    "from_on": "From",
    "until_on": "Last day",
    "is_published": "Shown to readers",
    "public_since": "Public since",
}


class WordedForm(forms.ModelForm):
    """A form of a record whose fields are named in words."""

    class Meta:
        labels = LABELS


def _column(name: str, title: str) -> Callable[[Any], Any]:
    """Return a column of a list that shows the field ``name`` under ``title``."""

    @admin.display(description=title, ordering=name)
    def shown(row: Any) -> Any:
        return getattr(row, name)

    shown.__name__ = name  # the class of its cells
    return shown


TITLE = _column("title_en", "title")
NAME = _column("name_en", "name")
NAME_ZH = _column("name_zh", "in Chinese")
OWED = _column("text_en", "what is owed")
