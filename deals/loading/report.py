"""What a load of reference data did, for people and tests."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db import models


@dataclass(slots=True)
class Report:
    """What a load did, or would do. Counts are by the name of the table; the lists are for people."""

    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    superseded: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    withdrawn: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)  # differs from the reference data: an editor's change

    @property
    def written(self) -> int:
        """How many rows were made, changed, superseded or withdrawn."""
        return sum(
            sum(counts.values()) for counts in (self.created, self.updated, self.superseded, self.withdrawn)
        )


def name_of(model: type[models.Model]) -> str:
    """Return what a report calls the rows of a table."""
    return str(model._meta.verbose_name)
