"""What the admin's first page says about the queue, and what its lists add to Django's."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.admin.templatetags.admin_list import result_list
from django.contrib.admin.views.main import ChangeList
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from ..fields import CHOSEN_BY, LABELS
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


@register.simple_tag
def filter_title(spec: Any) -> str:
    """What the rows of a list are chosen by, in words: Django's own title is "By" and the name of the column."""
    name = str(getattr(spec, "field_path", "")).rpartition("__")[2]
    return str(CHOSEN_BY.get(name) or LABELS.get(name) or capfirst(spec.title))


@register.inclusion_tag("admin/change_list_results.html")
def labelled_results(cl: ChangeList) -> dict[str, Any]:
    """Django's table of a list, its columns called as the fields of forms are, each cell with the name of its column: on a
    phone a row is a block."""
    found: dict[str, Any] = dict(result_list(cl))
    for name, header in zip(cl.list_display, found["result_headers"], strict=True):
        if isinstance(name, str):
            header["text"] = str(LABELS.get(name, header["text"]))
    labels = [
        "" if "action-checkbox" in header.get("class_attrib", "") else capfirst(header["text"])
        for header in found["result_headers"]
    ]
    for row in found["results"]:
        row[:] = [_labelled(cell, label) for cell, label in zip(row, labels, strict=False)]
    return found


def _labelled(cell: str, label: str) -> SafeString:
    """Return ``cell``, markup of Django's that begins with its tag (td or th), with its label."""
    return format_html(
        "{}{}{}", mark_safe(cell[:3]), format_html(' data-label="{}"', label), mark_safe(cell[3:])
    )


register.filter("days_of", days_of)
