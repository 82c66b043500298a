"""What the fields of records are called, where the column's own name is not what an editor or a reader would say."""

from __future__ import annotations

from typing import Any

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
    "effective": "Days",
    "firmness": "Firmness of the wording",
    "is_published": "Shown to readers",
    "public_since": "Public since",
}


def label_of(field: Any) -> str:
    """Return what a model's ``field`` is called, without a capital letter that begins no sentence."""
    name = LABELS.get(field.name)
    return name if name is not None else str(field.verbose_name)
