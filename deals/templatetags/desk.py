"""What the admin's first page says about the queue."""

from __future__ import annotations

from typing import Any

from django import template

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


register.filter("days_of", days_of)
