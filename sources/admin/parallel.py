"""Two language versions of one statement, sentence beside sentence, with what only one of them names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from ..alignment import Pair, align
from ..models import DocumentVersion, SentencePair
from ..storing.pairs import keep

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
    flags: list[str]


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
    found = DocumentVersion.objects.select_related("document").defer("text")
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
            sorted({f"{one.kind} {one.value}: not on the {one.side}" for one in pair.missing}),
        )
        for pair in align(left.text, left.language, right.text, right.language)
    ]


class ParallelMixin:
    """Adds to a document's admin the page that lays two language versions side by side."""

    def get_urls(self) -> list[Any]:
        """Add the page."""
        admin: Any = super()
        wrap = self.admin_site.admin_view  # type: ignore[attr-defined]
        return [
            path("<int:pk>/parallel/", wrap(self.parallel_view), name="sources_document_parallel"),
            *admin.get_urls(),
        ]

    def parallel_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show document ``pk`` beside ``?with=``; without it, the texts it may be laid beside. POST keeps the pairs."""
        admin: Any = self
        if not admin.has_view_permission(request):
            raise PermissionDenied
        version = newest(pk)
        if version is None:
            raise Http404("This document has no kept text.")
        number = request.GET.get("with", "")
        other = newest(int(number)) if number.isdecimal() else None
        if number and (other is None or other.pk == version.pk):
            raise Http404("There is no such text to lay beside it.")
        left, right = (version, other)
        if other is not None and version.language.startswith("zh") and not other.language.startswith("zh"):
            left, right = other, version
        if request.method == "POST" and right is not None:
            if not admin.has_change_permission(request) and not request.user.has_perm(
                "deals.change_proposal"
            ):
                raise PermissionDenied
            messages.success(request, f"{keep(left, right)} pairs of sentences are kept.")
            return redirect(request.get_full_path())
        rows = side_by_side(left, right) if right is not None else []
        kept = SentencePair.objects.filter(left=version) | SentencePair.objects.filter(right=version)
        beside = {
            one
            for pair in kept.values_list("left__document", "right__document").distinct()
            for one in pair
            if one != pk
        }
        context = {
            **admin.admin_site.each_context(request),
            "opts": admin.opts,
            "title": "Side by side",
            "document": version.document,
            "left": left,
            "right": right,
            "rows": rows,
            "flagged": sum(bool(row.flags) for row in rows),
            "others": counterparts(version) if right is None else [],
            "beside": DocumentVersion.objects.filter(document__in=beside, number=1).defer("text"),
            "is_kept": right is not None and SentencePair.objects.filter(left=left, right=right).exists(),
            "back": reverse("admin:sources_document_change", args=[pk]),
        }
        return TemplateResponse(request, "admin/sources/document/parallel.html", context)


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
