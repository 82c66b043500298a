"""Look cited quotations up in the kept pages and pin them: what was "cited" then shows as "quoted".

A quotation is pinned only where it stands letter by letter, exactly once, and is long enough that standing
once means something. Nothing is pinned to a guess; what was not found stays cited.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from sources.models import DocumentVersion

from ..evidence import CONTEXT, find_quote
from ..models import Citation, CitedSource, Evidence
from ..models.backing import CITABLE, EVIDENCED
from ..publication import public_since
from .planning import word_count

LEAST_LETTERS = 9  # of a quotation of two words at least; a Chinese character weighs as much as three
PINNED = "pinned"
NOT_THERE = "not in the page"
SEVERAL = "in the page more than once"
SHORT = "too short to pin"
NO_PLACE = "of a fact that carries no pinned words"


@dataclass(frozen=True, slots=True)
class Pinning:
    """What became of one citation's quotation; ``result`` is one of the words above."""

    citation: Citation
    result: str
    evidence: Evidence | None = None


def quotes_to_pin(source: CitedSource) -> list[Citation]:
    """Return the source's citations on record whose quotation is not pinned yet."""
    return list(
        Citation.objects.on_record().filter(source=source, pinned=None).exclude(quote="").order_by("pk")
    )


@transaction.atomic
def pin(citation: Citation, version: DocumentVersion, now: dt.datetime) -> Pinning:
    """Pin the quotation of ``citation`` in ``version`` if it can be; written now, by nobody in person."""
    subject = next(name for name in CITABLE if getattr(citation, f"{name}_id") is not None)
    if subject not in EVIDENCED:
        return Pinning(citation, NO_PLACE)
    quote = citation.quote.strip()
    if weight(quote) < LEAST_LETTERS or word_count(quote) < 2:
        return Pinning(citation, SHORT)
    places = find_quote(version.text, quote)
    if len(places) != 1:
        return Pinning(citation, SEVERAL if places else NOT_THERE)
    start, stop = places[0]
    owner = {f"{subject}_id": getattr(citation, f"{subject}_id")}
    row = Evidence.objects.on_record().filter(**owner, version=version, start=start, stop=stop).first()
    if row is None:
        text = version.text
        row = Evidence.objects.create(
            **owner,
            version=version,
            start=start,
            stop=stop,
            quote=text[start:stop],
            before=text[max(0, start - CONTEXT) : start],
            after=text[stop : stop + CONTEXT],
            speaker=citation.speaker,
            public_since=citation.public_since or public_since(version),
            recorded_at=now,
        )
    Citation.objects.filter(pk=citation.pk).update(pinned=row)
    return Pinning(citation, PINNED, row)


def pin_in_any(citation: Citation, versions: Sequence[DocumentVersion], now: dt.datetime) -> Pinning:
    """Pin in the first of ``versions`` (newest first) that has the words: pages are edited."""
    done = Pinning(citation, NOT_THERE)
    for version in versions:
        done = pin(citation, version, now)
        if done.result != NOT_THERE:
            break
    return done


def weight(quote: str) -> int:
    """Return how much a quotation says, in letters; signs and spaces count for nothing."""
    return sum(3 if "\u3400" <= letter <= "\u9fff" else letter.isalnum() for letter in quote)
