"""Fields that hold a code and are chosen by its words: what an act is about, how firmly it is worded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sources.ladder import TOP, rungs

from .. import choices


class ObjectField(forms.ChoiceField):
    """What an act is about. A code that is on no list, which the rules or an earlier form put there, stays a choice."""

    def __init__(self, **kwargs: Any) -> None:
        told = {
            "label": _("Object"),
            "required": False,
            "help_text": _("What is acted on."),
        }
        super().__init__(choices=[("", _("not stated")), *choices.Object.choices], **{**told, **kwargs})

    def keep(self, code: Any) -> None:
        """Offer ``code`` as well, where the list does not have it."""
        if code and code not in choices.Object.values:
            as_read = (str(code), _("%(code)s (as read)") % {"code": choices.object_words(str(code))})
            self.choices = [("", _("not stated")), *choices.Object.choices, as_read]


def firmness_field() -> forms.TypedChoiceField:
    """Return a field for a step of the ladder, with its words; empty where no wording was coded."""
    steps = [
        (level, _("%(level)s of %(TOP)s: %(label)s") % {"level": level, "TOP": TOP, "label": label})
        for level, label in rungs()
    ]
    return forms.TypedChoiceField(
        label=_("Firmness of the wording"),
        required=False,
        choices=[("", _("not coded")), *steps],
        coerce=int,
        empty_value=None,
    )
