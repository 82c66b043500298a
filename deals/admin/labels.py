"""What the fields of records are called in forms, where the column's own name is not what an editor would say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..fields import LABELS


class WordedForm(forms.ModelForm):
    """A form of a record whose fields are named in words."""

    class Meta:
        labels = LABELS


def _column(name: str, title: Any) -> Callable[[Any], Any]:
    """Return a column of a list that shows the field ``name`` under ``title``."""

    @admin.display(description=title, ordering=name)
    def shown(row: Any) -> Any:
        return getattr(row, name)

    shown.__name__ = name  # the class of its cells
    return shown


TITLE = _column("title_en", _("title"))
NAME = _column("name_en", _("name"))
NAME_ZH = _column("name_zh", _("in Chinese"))
OWED = _column("text_en", _("what is owed"))
