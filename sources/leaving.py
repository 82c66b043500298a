"""Why an item left its list: it rolled off the end of the newest ones, or its publisher took it off.

A list of the N newest loses its oldest item whenever a new one comes; that says nothing. An item that is gone from
between items which are still there was taken off; so was the last one, where the list goes on behind its place with
items older still. A list that got shorter at its end without a new item may drop what is old, or its publisher took the
oldest off: why cannot be told. One poll proves little (a cache, a page being edited), so three
good polls in a row must agree before "removed" is said. Pure: no Django; documents are their ids.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MISSES = 3  # good polls in a row without the item before it counts as taken off
NEIGHBOURS = 5  # older items that are remembered as witnesses
MANY_LEAST = 3
MANY_SHARE = (
    1 / 3
)  # of a list: when more leave from its middle at once, the page changed rather than its items


@dataclass(frozen=True, slots=True)
class Taken:
    """An item that three polls missed: since when, and the older items that were listed all the while.

    ``is_one_of_many``: so many left at once that the list itself must have changed; why cannot be told.
    """

    item: int
    since: dt.datetime
    last: dt.datetime | None  # the last good poll that listed it
    witnesses: tuple[int, ...]
    is_one_of_many: bool = False


@dataclass(frozen=True, slots=True)
class Leaving:
    """What one good poll says of the items that are not listed any more. ``unsure``: why cannot be told."""

    rolled_off: tuple[int, ...] = ()
    taken: tuple[Taken, ...] = ()
    unsure: tuple[int, ...] = ()


def after_listing(
    memory: dict[str, Any],
    before: Sequence[int],
    listed: Sequence[int],
    *,
    new: Collection[int],
    last: dt.datetime | None,
    now: dt.datetime,
) -> Leaving:
    """Say what left between two listings, each in the list's own order; ``memory`` keeps what is not sure yet.

    ``new`` are the items of ``listed`` that were unknown until now; ``last`` is when the feed was last read well. Of
    ``memory`` the keys ``missing`` and ``oldest_first`` are read and written; it goes into JSON.
    """
    present = set(listed)
    _learn_order(memory, before, listed, new)
    if memory.get("oldest_first"):
        before, listed = before[::-1], listed[::-1]
    missing: dict[str, dict[str, Any]] = {}
    unsure: list[int] = []
    for item, known in memory.get("missing", {}).items():
        if int(item) in present:
            continue
        still = [pk for pk in known["witnesses"] if pk in present]
        if still:
            missing[item] = {**known, "misses": known["misses"] + 1, "witnesses": still}
        else:
            unsure.append(int(item))  # its older neighbours rolled off meanwhile: it may have, too
    came, behind = _around(before, listed)
    rolled: list[int] = []
    # Still listed, of those behind the item at hand, the nearest first. Behind the last one: what filled its place.
    older: list[int] = list(behind[:NEIGHBOURS])
    fresh: dict[str, dict[str, Any]] = {}
    for item in reversed(before):
        if item in present:
            older = [item, *older[: NEIGHBOURS - 1]]
        elif older:
            seen = last.isoformat() if last else ""
            fresh[str(item)] = {"misses": 1, "since": now.isoformat(), "last": seen, "witnesses": older}
        else:
            rolled.append(item)
    if len(fresh) >= MANY_LEAST and len(fresh) > len(before) * MANY_SHARE:
        fresh = {item: {**known, "many": True} for item, known in fresh.items()}
    _keep(memory, {**missing, **fresh})
    # Each item that came in pushes one off the end, the oldest first; what else left the end was not pushed.
    return Leaving(tuple(rolled[:came]), _confirmed(memory), (*unsure, *rolled[came:]))


def after_unchanged(memory: dict[str, Any]) -> Leaving:
    """Count one more good poll without the missing items: the answer was the one of the poll before."""
    missing = memory.get("missing")
    if not missing:
        return Leaving()
    _keep(memory, {item: {**known, "misses": known["misses"] + 1} for item, known in missing.items()})
    return Leaving(taken=_confirmed(memory))


def is_older(item: dt.datetime | None, witnesses: Collection[dt.datetime | None]) -> bool:
    """Whether dates say that the item is older than all its witnesses: it had been kept on top, and rolled off."""
    dates = [date for date in witnesses if date is not None]
    return item is not None and bool(dates) and item < min(dates)


def _around(before: Sequence[int], listed: Sequence[int]) -> tuple[int, Sequence[int]]:
    """Return how many items came in before all that stayed, and the items that stand behind all that stayed."""
    known = set(before)
    places = [place for place, item in enumerate(listed) if item in known]
    if not places:
        return len(listed), ()
    return places[0], listed[places[-1] + 1 :]


def _learn_order(
    memory: dict[str, Any], before: Sequence[int], listed: Sequence[int], new: Collection[int]
) -> None:
    """Tell by where new items come in, and where others leave, whether the list begins with its oldest."""
    places = [place for place, item in enumerate(listed) if item in new]
    if not places or len(places) == len(listed):
        return
    at_the_end = places == list(range(len(listed) - len(places), len(listed)))
    present = set(listed)
    if at_the_end:
        # Where the first one stayed and another left, an older item may just have filled the last place.
        if not before or before[0] not in present or all(item in present for item in before):
            memory["oldest_first"] = True
    elif places[0] == 0:
        memory.pop("oldest_first", None)


def _confirmed(memory: dict[str, Any]) -> tuple[Taken, ...]:
    missing: Mapping[str, dict[str, Any]] = memory.get("missing", {})
    sure = {item: known for item, known in missing.items() if known["misses"] >= MISSES}
    _keep(memory, {item: known for item, known in missing.items() if item not in sure})
    return tuple(
        Taken(
            int(item),
            dt.datetime.fromisoformat(known["since"]),
            dt.datetime.fromisoformat(known["last"]) if known["last"] else None,
            tuple(known["witnesses"]),
            known.get("many", False),
        )
        for item, known in sure.items()
    )


def _keep(memory: dict[str, Any], missing: Mapping[str, dict[str, Any]]) -> None:
    if missing:
        memory["missing"] = dict(missing)
    else:
        memory.pop("missing", None)
