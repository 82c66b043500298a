"""What can come of an editor's decision, as values and named refusals; nothing here touches the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that was taken. ``record`` is the commitment, measure, condition, event or round it speaks
    of; ``rows`` counts what was written. ``state`` is the proposal's new state."""

    state: str
    message: str
    record: Any = None
    rows: tuple[tuple[str, int], ...] = ()


class ReviewError(Exception):
    """A decision that was not taken; nothing was written. ``str()`` is a sentence for the editor."""


class AlreadyDecided(ReviewError):
    """Somebody decided this proposal meanwhile; their decision stands."""

    def __init__(self, state: str, by: str, at: dt.datetime | None) -> None:
        self.state, self.by, self.at = state, by, at
        when = gettext(" on %(value)s UTC") % {"value": format(at, "%Y-%m-%d at %H:%M")} if at else ""
        super().__init__(
            gettext("Already %(state)s by %(editor)s%(when)s. Nothing was changed.")
            % {"state": state, "editor": by or "another editor", "when": when}
        )


class HeldByAnother(ReviewError):
    """Another editor has this proposal in hand; their lease runs out by itself."""

    def __init__(self, by: str, until: dt.datetime) -> None:
        self.by, self.until = by, until
        super().__init__(
            gettext("%(by)s has this item until %(value)s UTC. Nothing was changed.")
            % {"by": by, "value": format(until, "%H:%M")}
        )


class NeedsAnother(ReviewError):
    """A second person must confirm, and this is the first one again."""


class Superseded(ReviewError):
    """The row or note was changed meanwhile. ``current`` is the text or row that stands now."""

    def __init__(self, message: str, current: Any = None) -> None:
        self.current = current
        super().__init__(message)


@dataclass(eq=False)
class Refused(ReviewError):
    """Values that cannot be recorded; ``errors`` names each field with a sentence."""

    errors: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return " ".join(self.errors.values())
