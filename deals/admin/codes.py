"""Fields that hold a code and are chosen by its words: what an act is about, how firmly it is worded."""

from __future__ import annotations

from typing import Any

from django import forms

from sources.ladder import TOP, rungs

from .. import choices


class ObjectField(forms.ChoiceField):
    """What an act is about. A code that is on no list, which the rules or an earlier form put there, stays a choice."""

    def __init__(self, **kwargs: Any) -> None:
        told = {
            "label": "Object",
            "required": False,
            "help_text": "What is acted on.",
        }
        super().__init__(choices=[("", "not stated"), *choices.Object.choices], **{**told, **kwargs})

    def keep(self, code: Any) -> None:
        """Offer ``code`` as well, where the list does not have it."""
        if code and code not in choices.Object.values:
            as_read = (str(code), f"{choices.object_words(str(code))} (as read)")
            self.choices = [("", "not stated"), *choices.Object.choices, as_read]


def firmness_field() -> forms.TypedChoiceField:
    """Return a field for a step of the ladder, with its words; empty where no wording was coded."""
    steps = [(level, f"{level} of {TOP}: {label}") for level, label in rungs()]
    return forms.TypedChoiceField(
        label="Firmness of the wording",
        required=False,
        choices=[("", "not coded"), *steps],
        coerce=int,
        empty_value=None,
    )
