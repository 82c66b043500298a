"""Who may publish alone, and whose work waits for a second person."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User

from .models import ReviewPolicy

CHIEF = "Chief editor"


def is_chief(editor: User) -> bool:
    """True for a chief editor or a superuser: whoever may publish alone and undo another's decision."""
    return editor.is_superuser or editor.groups.filter(name=CHIEF).exists()


def needs_second(editor: User) -> bool:
    """True when what ``editor`` accepts is published only when another person accepts it too.

    The policy of a group says so, or REVIEW_NEEDS_SECOND for everybody; a chief editor publishes alone unless the
    policy of the chief editors themselves says otherwise.
    """
    if editor.is_superuser:
        return False
    policies = ReviewPolicy.objects.filter(group__user=editor, needs_second=True)
    if is_chief(editor):
        return policies.filter(group__name=CHIEF).exists()
    return bool(settings.REVIEW_NEEDS_SECOND) or policies.exists()
