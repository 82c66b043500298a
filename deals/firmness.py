"""How firmly a commitment was worded from round to round: each quote on the ladder, and where a speaker softened.

Only words of sources are coded, never our own sentence about them, and a speaker is compared with nobody else: that
one side's text says "will" and the other's "may" is a difference between texts, not a softening.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from sources.ladder import Rung, rung_of

from .choices import Stance
from .models import Citation, Evidence
from .querysets import AsOf


@dataclass(frozen=True, slots=True)
class Wording:
    """One quote. ``change``: "softer", "firmer", "same", or "" where this speaker said nothing of it before;
    ``since``: the day of the words that it is compared with."""

    on: dt.date
    speaker: str
    publisher: str
    language: str
    rung: Rung
    record: Any
    document: int | None = None
    version: int | None = None
    start: int | None = None
    change: str = ""
    since: dt.date | None = None


def compared(wordings: Iterable[Wording]) -> list[Wording]:
    """Return the wordings in order of time, each held against the same speaker's words of an earlier day."""
    latest: dict[str, Wording] = {}
    found: list[Wording] = []
    for one in sorted(wordings, key=lambda one: (one.on, one.speaker, -one.rung.level)):
        before = latest.get(one.speaker)
        if before is not None and before.on == one.on:
            found.append(
                replace(one, change=before.change, since=before.since) if _same(before, one) else one
            )
            continue  # of one day the firmest words count
        if before is not None:
            step = one.rung.level - before.rung.level
            change = "softer" if step < 0 else "firmer" if step else "same"
            one = replace(one, change=change, since=before.on)
        latest[one.speaker] = one
        found.append(one)
    return found


def wordings_of(family: Iterable[int], asof: AsOf) -> list[Wording]:
    """Return the quotes of the commitments with these ids, one promise across the rounds, coded and compared.

    Two queries. A quote without any wording of the ladder, or of unknown publication, is left out.
    """
    family = list(family)
    about = Q(commitment__in=family) | Q(terms__commitment__in=family)
    found: list[Wording] = []
    seen: set[tuple[Any, ...]] = set()
    for row in (
        Evidence.objects.filter(about, stance=Stance.SUPPORTS, public_since__isnull=False)
        .as_known(asof)
        .select_related("version__document", "attributed_to", "commitment", "terms__commitment")
        .defer("version__text")
    ):
        rung, version = rung_of(row.quote, row.version.language), row.version
        key = (row.version_id, row.start, row.stop)
        if rung is None or key in seen:
            continue
        seen.add(key)
        assert row.public_since is not None
        party = row.attributed_to.code if row.attributed_to else version.document.party
        found.append(
            Wording(
                row.public_since,
                party or version.document.publisher,
                version.document.publisher,
                version.language,
                rung,
                row.commitment or (row.terms.commitment if row.terms else None),
                version.document_id,
                version.number,
                row.start,
            )
        )
    pinned = {one.rung.before + one.rung.trigger + one.rung.after for one in found}
    for cite in (
        Citation.objects.filter(about, public_since__isnull=False)
        .exclude(quote="")
        .as_known(asof)
        .select_related("source", "commitment", "terms__commitment")
    ):
        rung = rung_of(cite.quote, cite.quote_language)
        if rung is None or cite.quote in pinned:
            continue
        assert cite.public_since is not None
        found.append(
            Wording(
                cite.public_since,
                cite.speaker or cite.source.publisher,
                cite.source.publisher,
                cite.quote_language,
                rung,
                cite.commitment or (cite.terms.commitment if cite.terms else None),
            )
        )
    return compared(found)


def _same(one: Wording, other: Wording) -> bool:
    return one.rung.level == other.rung.level
