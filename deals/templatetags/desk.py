"""What the admin's first page says about the queue."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

from ..models import Proposal
from ..queueing import Counts, counts_for, loaded, next_in_queue
from ..spans import days_of

register = template.Library()


@register.simple_tag
def desk_counts(user: Any) -> Counts | None:
    """How much waits, or None for somebody who may not see the queue."""
    return counts_for(user) if user.has_perm("deals.view_proposal") else None


@register.simple_tag
def desk_next(user: Any) -> Any:
    """The next item for this editor, or None."""
    number = next_in_queue(user) if user.has_perm("deals.change_proposal") else None
    return loaded(Proposal.objects.defer("claim__version__text"), number) if number else None


@register.simple_tag
def correct_url(row: Any, user: Any) -> str:
    """Where a standing fact is corrected; empty for a row or a person for whom that is not."""
    app, name = row._meta.app_label, row._meta.model_name
    if not user.has_perm(f"{app}.change_{name}") or getattr(row, "superseded_at", None) is not None:
        return ""
    try:
        return reverse(f"admin:{app}_{name}_correct", args=[row.pk])
    except NoReverseMatch:
        return ""


register.filter("days_of", days_of)
