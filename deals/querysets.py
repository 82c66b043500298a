"""The questions that pages ask of fact rows: what was on record, what was public, what holds.

Three dates, never mixed (all optional; ``None`` means now):
``recorded`` (aware datetime): what this tracker had on record at that moment;
``known`` (date): what was public by that day;
``on`` (date): what holds in the world on that day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, OuterRef, Q


@dataclass(frozen=True, slots=True)
class AsOf:
    """The three dates of a question. ``on`` is always set; the others may be open (now)."""

    on: dt.date
    known: dt.date | None = None
    recorded: dt.datetime | None = None


class RecordQuerySet(models.QuerySet):
    """Rows with ``public_since``, ``recorded_at`` and ``superseded_at``."""

    def on_record(self, recorded: dt.datetime | None = None):
        """Rows that stood on record at ``recorded``; with None, those that stand now."""
        if recorded is None:
            return self.filter(superseded_at__isnull=True)
        return self.filter(recorded_at__lte=recorded).filter(_standing(recorded))

    def public_by(self, known: dt.date | None = None):
        """Rows whose source was public by ``known``; a row of unknown publication is never public then."""
        return self if known is None else self.filter(public_since__lte=known)

    def as_known(self, asof: AsOf):
        """Rows on record at ``asof.recorded`` and public by ``asof.known``."""
        return self.on_record(asof.recorded).public_by(asof.known)

    def corrections(self, asof: AsOf | None = None):
        """Rows that took the place of a wrong one, as ``asof`` had it (None: now).

        Those that were corrected again are among them, those that were taken back are not.
        """
        later = self.model._default_manager.filter(corrects=OuterRef("pk"))
        rows = self.filter(corrects__isnull=False)
        recorded = asof.recorded if asof else None
        if recorded is not None:
            later = later.filter(recorded_at__lte=recorded)
            rows = rows.filter(recorded_at__lte=recorded)
        return rows.filter(_standing(recorded) | Exists(later)).public_by(asof.known if asof else None)


def _standing(recorded: dt.datetime | None) -> Q:
    stands = Q(superseded_at__isnull=True)
    return stands if recorded is None else stands | Q(superseded_at__gt=recorded)


class StatusQuerySet(RecordQuerySet):
    """Status periods: each holds over a span of days in the world, and was the public state of
    knowledge over a span of days too."""

    def public_by(self, known: dt.date | None = None):
        """Periods that were the latest public word on ``known`` (None: today's latest word)."""
        if known is None:
            return self.filter(public_until__isnull=True)
        return self.filter(public_since__lte=known).filter(
            Q(public_until__isnull=True) | Q(public_until__gt=known)
        )

    def holding(self, on: dt.date):
        """Periods that contain the day ``on``."""
        return self.filter(effective__contains=on)

    def as_of(self, asof: AsOf):
        """The periods that answer ``asof``: at most one for a subject and aspect (exclusion constraint)."""
        return self.as_known(asof).holding(asof.on)
