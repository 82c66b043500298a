"""What every fact row carries, and how a row names its one subject."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..querysets import RecordQuerySet


class OnRecord(models.Model):
    """A fact: dated by its source and by our own clock, superseded and never edited.

    ``public_since`` is the earliest publication among its citations and evidence (a day; None when no
    source gives one). ``recorded_at`` is our own clock, always. To correct a row, set ``superseded_at`` on
    it and insert a new one whose ``corrects`` is the old one, in one transaction and in that order.
    """

    public_since = models.DateField(
        null=True,
        blank=True,
        help_text=_("Earliest day on which a source had made this public."),
    )
    recorded_at = models.DateTimeField(
        default=timezone.now, help_text=_("When this tracker put it on record.")
    )
    recorded_by = models.ForeignKey(
        "auth.User",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty for rows loaded from the reference data."),
    )
    superseded_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When a newer row took its place.")
    )
    corrects = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrected_by",
    )
    correction_reason = models.TextField(
        blank=True, help_text=_("Public: why the row it corrects was wrong.")
    )
    reference_key = models.CharField(
        max_length=120,
        blank=True,
        help_text=_("Its key in the reference data; empty if an editor made it."),
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gt=F("recorded_at")),
                name="%(class)s_superseded_after_recorded",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")),
                name="%(class)s_not_correcting_itself",
            ),
            models.UniqueConstraint(
                fields=["reference_key"],
                condition=Q(superseded_at__isnull=True) & ~Q(reference_key=""),
                name="%(class)s_reference_key_once",
            ),
        ]


def exactly_one(*names: str) -> Q:
    """A condition that holds when exactly one of the named foreign keys is set."""
    return _counted(names, none_too=False)


def at_most_one(*names: str) -> Q:
    """A condition that holds when none or one of the named foreign keys is set."""
    return _counted(names, none_too=True)


def _counted(names: tuple[str, ...], *, none_too: bool) -> Q:
    condition = Q()
    for chosen in names:
        condition |= Q(**{f"{name}__isnull": name != chosen for name in names})
    if none_too:
        condition |= Q(**{f"{name}__isnull": True for name in names})
    return condition
