"""What the fields of records are called, where the column's own name is not what an editor or a reader would say."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

LABELS = {
    "slug": _("Key in addresses"),
    "text_en": _("What is owed, in English"),
    "text_zh": _("The same in Chinese"),
    "title_en": _("Title in English"),
    "title_zh": _("Title in Chinese"),
    "name_en": _("Name in English"),
    "name_zh": _("Name in Chinese"),
    "name_local": _("Name in its own language"),
    "obligor": _("Who owes"),
    "obligee": _("To whom"),
    "quantity_wording": _("How much, as worded"),
    "due_wording": _("Due, as worded"),
    "condition_wording": _("Condition, as worded"),
    "instrument_wording": _("Act, as worded"),
    "occurred_wording": _("The words that fix the day"),
    "occurred_earliest": _("Happened, first day"),
    "occurred_latest": _("Happened, last day"),
    "end_wording": _("The words that set the end"),
    "needs_words": _("What it waits for, in words"),
    "needs_commitment": _("Waits for the commitment"),
    "needs_countermeasure": _("Waits for the measure"),
    "from_on": _("From"),
    "until_on": _("Last day"),
    "effective": _("Days"),
    "firmness": _("Firmness of the wording"),
    "is_published": _("Shown to readers"),
    "public_since": _("Public since"),
}

# What rows are chosen by, beside a list, where the field's label would not say it.
CHOSEN_BY = {
    "is_official": _("Official or not"),
    "is_public": _("Public, or for editors"),
    "is_override": _("Set by an editor"),
    "is_material": _("Changes the meaning"),
    "is_cited": _("Named in a proof"),
    "is_binding": _("Binding or not"),
    "closed_at": _("Closed or not"),
    "imposed_by": _("Who imposed it"),
    "public_since": _("Public since"),
    "is_staff": _("May log in to the desk"),
    "is_superuser": _("May do everything"),
    "is_active": _("Account in use"),
}


def label_of(field: Any) -> str:
    """Return what a model's ``field`` is called, without a capital letter that begins no sentence."""
    name = LABELS.get(field.name)
    return str(name if name is not None else field.verbose_name)
