"""The stations of a commitment across the rounds, for its page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from ..genealogy import Step, genealogy

register = template.Library()
WORDS = {
    "introduced": _("introduced"),
    "restated": _("restated"),
    "reworded": _("reworded"),
    "narrowed": _("narrowed"),
    "widened": _("widened"),
    "renewed": _("renewed"),
    "replaced": _("replaced"),
    "dropped": _("dropped without mention"),
    "unmentioned": _("no mention on record"),
    "no_text": _("no text published"),
}


@register.simple_tag
def stations(commitment: Any, asking: Any) -> list[Step]:
    """Return the stations at the asked dates; one alone is no history and gives an empty list."""
    found = genealogy(commitment, asking.asof)
    return found if len(found) > 1 else []


@register.filter
def station_word(kind: str) -> str:
    """Return what a kind of station is called."""
    return str(WORDS[kind])
