"""Two language versions of one statement, sentence beside sentence, with what only one of them names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .alignment import Missing, Pair, align
from .models import DocumentVersion, SentencePair

NEAR = dt.timedelta(days=4)
MOST = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence; ``lack`` says what the other side does not name, empty where nothing is flagged."""

    words: str
    lack: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Two sentences beside one another; a side is empty where the other stands alone."""

    left: list[Piece]
    right: list[Piece]
    score: float
    missing: tuple[Missing, ...] = ()

    @property
    def flags(self) -> list[str]:
        """What only one side names, each once, in words."""
        if not (self.left and self.right):
            return [f"a whole sentence: not on the {'right' if self.left else 'left'}"]
        return sorted({f"{_named(one)}: not on the {one.side}" for one in self.missing})


def _named(one: Missing) -> str:
    if one.kind == "clause":
        return "a clause, marked"
    return one.kind if one.kind == one.value else f"{one.kind} {one.said}"


def newest(document: int) -> DocumentVersion | None:
    """Return the newest kept text of a document."""
    return (
        DocumentVersion.objects.filter(document=document)
        .select_related("document")
        .order_by("-number")
        .first()
    )


def counterparts(version: DocumentVersion) -> list[DocumentVersion]:
    """Return texts in the other language that may be the same statement: of the same days, same party first."""
    is_chinese = version.language.startswith("zh")
    found = DocumentVersion.objects.select_related("document__feed").defer("text")
    found = found.filter(language__startswith="en" if is_chinese else "zh")
    day = version.published_earliest or version.seen_at
    dated = found.filter(published_earliest__range=(day - NEAR, day + NEAR))
    party = version.document.party
    rows = sorted(
        dated.order_by("-published_earliest", "-number")[:200],
        key=lambda one: (one.document.party != party, abs((one.published_earliest or day) - day)),
    )
    seen: set[int] = set()
    return [one for one in rows if not (one.document_id in seen or seen.add(one.document_id))][:MOST]  # type: ignore[func-returns-value]


def side_by_side(left: DocumentVersion, right: DocumentVersion) -> list[Row]:
    """Return both texts in rows of sentences that say the same."""
    return [
        Row(
            _pieces(left.text, pair, "left"),
            _pieces(right.text, pair, "right"),
            pair.score,
            tuple(pair.missing),
        )
        for pair in align(left.text, left.language, right.text, right.language)
    ]


def laid_beside(document: int) -> list[DocumentVersion]:
    """Return the first versions of the documents whose sentences an editor laid beside those of ``document``."""
    kept = SentencePair.objects.filter(left__document=document) | SentencePair.objects.filter(
        right__document=document
    )
    found = {
        one
        for pair in kept.order_by().values_list("left__document", "right__document").distinct()
        for one in pair
        if one != document
    }
    rows = DocumentVersion.objects.filter(document__in=found, number=1).select_related("document")
    return list(rows.defer("text").order_by("pk"))


def _pieces(text: str, pair: Pair, side: str) -> list[Piece]:
    """Return the sentence of ``side`` in pieces; what the other side lacks is marked."""
    span = pair.left if side == "left" else pair.right
    if span is None:
        return []
    start, stop = span
    pieces: list[Piece] = []
    for one in sorted((one for one in pair.missing if one.side != side), key=lambda one: one.start):
        if one.start < start or one.stop > stop:
            continue
        pieces += [Piece(text[start : one.start]), Piece(text[one.start : one.stop], f"{one.kind} only here")]
        start = one.stop
    return [piece for piece in [*pieces, Piece(text[start:stop])] if piece.words]
