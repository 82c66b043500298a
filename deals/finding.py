"""Search the record: commitments by their words, countermeasures by title, legal reference and coverage.

English words are matched by their stems, each Chinese run as a whole; both must be in one record. Documents are
searched by ``sources.searching``; this asks the record the same question, as it was known and on record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Concat

from sources.lexemes import Query
from sources.text import fold

from .gathering import latest_terms, public
from .models import CommitmentTerms, Countermeasure, Coverage
from .models.facts import TERMS_WORDS
from .querysets import AsOf

MOST = 200
Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What of the record matches. ``is_capped``: more than ``MOST`` rows of a kind matched."""

    commitments: dict[int, CommitmentTerms]
    measures: tuple[Countermeasure, ...]
    is_capped: bool


def find_records(query: Query, asof: AsOf, *, party: str = "") -> Found:
    """Return the commitments whose latest wording matches, and the measures that match.

    ``party``: code of who owes or imposes; an authority counts for its state. Four queries at most.
    """
    if query.is_empty:
        return Found({}, (), False)
    wordings = CommitmentTerms.objects.filter(commitment__deal__is_published=True)
    if party:
        wordings = wordings.filter(
            Q(commitment__obligor__code=party) | Q(commitment__obligor__parent__code=party)
        )
    matching = set(
        _matching(
            wordings.as_known(asof).filter(commitment__is_published=True),
            query,
            TERMS_WORDS,
            ("text_zh", "text_en"),
        ).values_list("pk", "commitment_id")[: MOST + 1]
    )
    capped = len(matching) > MOST
    terms = (
        latest_terms(
            CommitmentTerms.objects.filter(commitment_id__in={commitment for _pk, commitment in matching}),
            asof,
        )
        if matching
        else {}
    )
    rows = {pk for pk, _commitment in matching}
    measures = public(Countermeasure.objects.filter(is_published=True), asof).select_related(
        "imposed_by", "instrument"
    )
    if party:
        measures = measures.filter(Q(imposed_by__code=party) | Q(imposed_by__parent__code=party))
    covering = _matching(
        Coverage.objects.as_known(asof),
        query,
        ("wording", "material__name_en", "material__symbol"),
        ("material__name_zh", "wording"),
    ).values("countermeasure_id")
    by_words = _matching(
        measures,
        query,
        ("title_en", "instrument__title_en", "instrument__number", "instrument_wording", "targets_wording"),
        ("title_zh", "instrument__title_zh", "targets_wording"),
    ).values("pk")
    found = list(measures.filter(Q(pk__in=by_words) | Q(pk__in=covering))[: MOST + 1])
    return Found(
        {pk: one for pk, one in terms.items() if one.pk in rows},
        tuple(found[:MOST]),
        capped or len(found) > MOST,
    )


def _matching(rows, query: Query, english: Sequence[str], chinese: Sequence[str]):
    if query.latin:
        rows = rows.annotate(words=SearchVector(*english, config="english")).filter(
            words=SearchQuery(query.latin, config="english", search_type="websearch")
        )
    runs = [*query.runs, *query.prefixes]
    if runs:
        texts = [F(name) for name in chinese]
        rows = rows.annotate(han=Concat(*texts, Value(""), output_field=CharField()))
        for run in runs:
            rows = rows.filter(han__contains=run)
    return rows


def lit(text: str, pattern: re.Pattern[str]) -> Pieces:
    """Return a text cut into (words, is_match) pieces; the pieces joined give the text back."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match in pattern.finditer(fold(text)):
        if match.start() == match.end():
            continue
        if match.start() > at:
            pieces.append((text[at : match.start()], False))
        pieces.append((text[match.start() : match.end()], True))
        at = match.end()
    if at < len(text):
        pieces.append((text[at:], False))
    return tuple(pieces)
