"""When a source worries us, in words: failing, quiet against its own rhythm, empty where it was not.

Pure: what a poll showed in, the alarms that should stand open out; ``storing`` opens and closes the rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from .leaving import Taken

FAILING_FROM = 1.0  # sum of failure weights: one hard failure, two soft ones, four that surely pass
QUIET_LEAST = dt.timedelta(days=3)
QUIET_GAPS = 4  # times the usual gap between new items
GAPS_FOR_A_RHYTHM = 3  # gaps seen before a rhythm is believed
DATED_ENOUGH = 0.5  # share of items with a date from which losing all dates is a sign
FLOOD_LEAST = 10  # listed items under which "more than half are new" means nothing


@dataclass(frozen=True, slots=True)
class Poll:
    """What one settled poll showed. Times are aware; ``gap_hours`` is the usual gap between new items.

    ``listed`` is None for an unchanged answer; ``listed_before`` what the poll before it listed.
    """

    now: dt.datetime
    weight: float = 0.0
    error: str = ""
    listed: int | None = None
    new: int = 0
    listed_before: int = 0
    dated: float | None = None  # share of the listed items with a date; None when nothing was listed
    dated_before: float | None = None
    last_new_at: dt.datetime | None = None
    gap_hours: float = 0.0
    gaps: int = 0
    lost: tuple[str, ...] = ()  # what the list names and we could not keep, in words
    taken: tuple[Taken, ...] = ()  # items that the last three polls missed; no alarm of this module


def worries(poll: Poll) -> dict[str, str | None]:
    """Return kind of alarm -> its words if it should stand open, None if it should be closed.

    A kind that the poll says nothing about (an unchanged answer about emptiness) is left out.
    """
    found: dict[str, str | None] = {}
    if poll.error:
        if poll.weight >= FAILING_FROM:
            found["failing"] = f"polls fail: {poll.error}"
        return found
    found["failing"] = None
    if poll.listed is not None:
        # Once empty, "before" is empty too: only items close it.
        if poll.listed:
            found["empty"] = None
        elif poll.listed_before:
            found["empty"] = f"no items, where the poll before listed {poll.listed_before}"
        elif not poll.lost:
            found["empty"] = "it answers, and never listed an item: its recipe or address may be wrong"
        found["lost"] = _lost(poll.lost)
        is_flood = (
            poll.listed >= FLOOD_LEAST
            and poll.listed_before > 0
            and poll.gaps > 0
            and poll.new * 2 > poll.listed
        )
        if poll.dated is not None:
            lost_dates = poll.dated == 0 and (poll.dated_before or 0) >= DATED_ENOUGH
            found["layout"] = (
                f"no item has a date, where {poll.dated_before:.0%} had one" if lost_dates else None
            )
        found["flood"] = f"{poll.new} of {poll.listed} listed items are new" if is_flood else None
    found["quiet"] = _quiet(poll)
    return found


def _lost(words: Sequence[str]) -> str | None:
    if not words:
        return None
    more = f" and {len(words) - 1} more" if len(words) > 1 else ""
    return f"what it lists could not be kept: {words[0]}{more}; its bytes are"


def _quiet(poll: Poll) -> str | None:
    if poll.new or poll.last_new_at is None or poll.gaps < GAPS_FOR_A_RHYTHM:
        return None
    silence = poll.now - poll.last_new_at
    allowed = max(QUIET_LEAST, QUIET_GAPS * dt.timedelta(hours=poll.gap_hours))
    if silence <= allowed:
        return None
    usual = f"{poll.gap_hours / 24:.1f} days" if poll.gap_hours >= 48 else f"{poll.gap_hours:.0f} hours"
    return f"nothing new for {silence.days} days; usually something every {usual}"
