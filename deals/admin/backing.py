"""Sources, citations, pinned quotes and contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import review
from ..models import (
    Citation,
    CitedSource,
    Contradiction,
    ContradictionValue,
    Evidence,
    EvidenceVerdict,
    ReferenceRecord,
)
from ..models.backing import CITABLE, EVIDENCED
from .base import FactAdmin, FactInline, OnRecordFilter, ReadOnlyMixin, WaitingAdmin

# What rows are about is fetched beside them and not joined: a query of thirty tables takes a second to plan.
OF_COMMITMENTS = (
    "commitment__obligor",
    "commitment__obligee",
    "terms__commitment",
    "condition__commitment",
)


def subject_in_words(row: Any, names: Sequence[str]) -> str:
    """Return the one thing that ``row`` is about, of the relations ``names``: its kind, its number where readers cite it by
    one, and its words; an empty string where it is about none."""
    name = next((name for name in names if getattr(row, f"{name}_id")), "")
    if not name:
        return ""
    subject = getattr(row, name)
    if name == "commitment":
        return str(subject)
    reference = getattr(subject, "reference", "") or getattr(
        getattr(subject, "commitment", None), "reference", ""
    )
    kind = str(subject._meta.verbose_name)
    return f"{reference}, {kind}: {subject}" if reference else f"{capfirst(kind)}: {subject}"


@admin.register(Evidence)
class EvidenceAdmin(FactAdmin):
    """The pinned quotes."""

    list_display = ("quote_start", "about", "publisher", "stance", "public_since", "recorded_by")
    list_filter: ClassVar[Any] = (OnRecordFilter, "stance")
    list_prefetch = (*EVIDENCED, *OF_COMMITMENTS, "commitment__terms")
    search_fields = ("quote", "version__document__publisher", "speaker")
    uncorrectable: ClassVar = frozenset({*EVIDENCED, "start", "stop", "before", "after"})

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Return the quotes without the whole texts behind them."""
        return (
            super()
            .get_queryset(request)
            .select_related("version__document", "recorded_by")
            .defer("version__text")
        )

    @admin.display(description=_("quote"))
    def quote_start(self, row: Evidence) -> str:
        """The quote, shortened."""
        return row.quote if len(row.quote) <= 100 else row.quote[:99] + "…"

    @admin.display(description=_("of"))
    def about(self, row: Evidence) -> str:
        """What the quote is evidence for."""
        return subject_in_words(row, EVIDENCED)

    @admin.display(description=_("publisher"))
    def publisher(self, row: Evidence) -> str:
        """Who published the text."""
        return row.version.document.publisher

    def prepared(self, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
        """A changed quote is looked up in the kept text, nearest to where it stood."""
        if "quote" in changes:
            places = review.find_quote(row.version.text, changes["quote"])
            if not places:
                raise review.Refused(
                    {"quote": gettext("These words do not stand in the kept text, letter by letter.")}
                )
            start, stop = min(places, key=lambda span: abs(span[0] - row.start))
            changes |= {"start": start, "stop": stop, "quote": row.version.text[start:stop]}
        return changes


@admin.register(EvidenceVerdict)
class EvidenceVerdictAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """What became of pinned quotes when their page changed."""

    list_display = ("decided_at", "verdict", "quote", "version")
    list_filter = ("verdict",)
    list_select_related = ("evidence", "version")
    ordering = ("-decided_at",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Leave the whole texts where they are."""
        return super().get_queryset(request).defer("version__text")

    @admin.display(description=_("quote"))
    def quote(self, row: EvidenceVerdict) -> str:
        """The quote, shortened."""
        return str(row.evidence)


@admin.register(Citation)
class CitationAdmin(FactAdmin):
    """The published sources that facts rest on."""

    list_display = ("source", "about", "confidence", "pinned", "public_since")
    list_filter: ClassVar[Any] = (OnRecordFilter, "confidence")
    list_select_related = ("source", "pinned")
    list_prefetch = (
        *CITABLE,
        *OF_COMMITMENTS,
        "commitment__terms",
        "measure_link__measure",
        "measure_link__to",
        "delegate__person",
        "delegate__party",
    )
    search_fields = ("source__publisher", "source__title", "quote")
    uncorrectable: ClassVar = frozenset({*CITABLE, "position"})

    @admin.display(description=_("of"))
    def about(self, row: Citation) -> str:
        """What rests on it."""
        return subject_in_words(row, CITABLE)


@admin.register(CitedSource)
class CitedSourceAdmin(WaitingAdmin):
    """Published sources by publisher and title."""

    is_only_named = True

    list_display = ("publisher", "title", "published_on", "url", "fetch_error")
    list_filter = ("publisher",)
    search_fields = ("publisher", "title", "url")
    raw_id_fields = ("document",)
    show_full_result_count = False


class ContradictionValueInline(FactInline):
    """The values that contradict each other."""

    model = ContradictionValue
    fields = ("value", "said_by", "speaker", "public_since")


@admin.register(Contradiction)
class ContradictionAdmin(WaitingAdmin):
    """Where sources contradict."""

    list_display = ("statement", "field", "resolved_at")
    list_filter = ("field",)
    search_fields = ("slug", "statement")
    autocomplete_fields = ("deal", "round", "agreement", "commitment", "countermeasure", "event", "material")
    inlines = (ContradictionValueInline,)


@admin.register(ContradictionValue)
class ContradictionValueAdmin(FactAdmin):
    """One of the contradicting values."""

    list_display = ("contradiction", "value", "said_by", "public_since")
    list_select_related = ("contradiction", "said_by")
    search_fields = ("value", "contradiction__statement")
    uncorrectable: ClassVar = frozenset({"contradiction"})


@admin.register(ReferenceRecord)
class ReferenceRecordAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """The ledger of reference data."""

    list_display = ("key", "model", "object_id", "loaded_at")
    list_filter = ("model",)
    search_fields = ("key",)
    show_full_result_count = False
