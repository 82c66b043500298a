"""What the admin's first page says about the queue."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template

from ..models import Proposal
from ..queueing import Counts, counts_for, loaded, next_in_queue

register = template.Library()
A_DAY = dt.timedelta(days=1)


@register.simple_tag
def desk_counts(user: Any) -> Counts | None:
    """How much waits, or None for somebody who may not see the queue."""
    return counts_for(user) if user.has_perm("deals.view_proposal") else None


@register.simple_tag
def desk_next(user: Any) -> Any:
    """The next item for this editor, or None."""
    number = next_in_queue(user) if user.has_perm("deals.change_proposal") else None
    return loaded(Proposal.objects.defer("claim__version__text"), number) if number else None


@register.filter
def days_of(period: Any) -> str:
    """A half-open range of days as an editor reads it: both days belong to it, and an open end says so."""
    last = f"{period.upper - A_DAY:%Y-%m-%d}" if period.upper else "open"
    return f"{period.lower:%Y-%m-%d} to {last}" if period.lower else f"to {last}"
