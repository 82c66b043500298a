"""The stations of a commitment across the rounds, for its page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from ..firmness import Wording, wordings_of
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


RUNGS = {
    "done": _("done"),
    "shall": _("shall"),
    "commits": _("commits"),
    "will": _("will"),
    "according to law": _("according to law"),
    "intends": _("intends"),
    "will study": _("will study"),
}


@register.filter
def rung_word(label: str) -> str:
    """Return what a step of the ladder is called."""
    return str(RUNGS[label])


@register.simple_tag
def across_the_rounds(commitment: Any, asking: Any) -> tuple[list[Step], list[Wording]]:
    """Return the stations at the asked dates (one alone is no history: none then), and the quotes of the promise on the
    ladder of firmness, those of the commitments that renew it among them."""
    steps = genealogy(commitment, asking.asof)
    family = {commitment.pk, *(step.record.pk for step in steps if step.record is not None)}
    return steps if len(steps) > 1 else [], wordings_of(family, asking.asof)


@register.filter
def station_word(kind: str) -> str:
    """Return what a kind of station is called."""
    return str(WORDS[kind])
