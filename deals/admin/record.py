"""Deals, rounds, agreements, commitments and countermeasures: identities with prose, annotated by editors."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .. import review
from ..choices import object_words
from ..models import (
    Agreement,
    AgreementParty,
    Citation,
    Commitment,
    CommitmentTerms,
    Condition,
    Countermeasure,
    Coverage,
    Deal,
    Delegate,
    Rate,
    Readout,
    Round,
    Status,
)
from .base import EvidenceInline, FactInline, ProseAdmin, editor_of
from .boxes import BoxesMixin
from .labels import NAME, TITLE
from .pinning import PinningAdmin


class CitationInline(FactInline):
    """The published sources that the record rests on."""

    model = Citation
    fields = ("source", "quote", "speaker", "confidence", "pinned", "public_since")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the citations with their sources."""
        return super().get_queryset(request).select_related("source", "pinned")


class TermsInline(FactInline):
    """The wordings of a commitment, as dated rows."""

    model = CommitmentTerms
    fields = (
        "text_en",
        "text_zh",
        "action",
        "about",
        "modality",
        "quantity_wording",
        "due_on",
        "due",
        "condition_wording",
        "public_since",
    )

    @admin.display(description=_("due, as worded"))
    def due(self, row: CommitmentTerms) -> str:
        """When it is due or how long it holds, in words."""
        return row.due_words

    @admin.display(description=_("object"))
    def about(self, row: CommitmentTerms) -> str:
        """What the act is about, in words."""
        return object_words(row.object)


class StatusInline(FactInline):
    """What holds, from when to when: the latest word first, then what it replaced."""

    model = Status
    template = "admin/deals/status_inline.html"
    verbose_name_plural = _("statuses")
    fields = ("aspect", "status", "scope", "end_wording", "public_since", "public_until", "event")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the rows that stand, with their events and their days as an editor reads them."""
        rows = super().get_queryset(request).select_related("event")
        return rows.order_by(F("public_until").desc(nulls_first=True), "aspect", "effective", "public_since")


class ConditionInline(FactInline):
    """What the record waits for."""

    model = Condition
    fields = ("relation", "wording", "needs_commitment", "needs_countermeasure", "needs_words", "said_by")


class CommitmentConditionInline(ConditionInline):
    """What a commitment waits for."""

    fk_name = "commitment"


class MeasureConditionInline(ConditionInline):
    """What a measure waits for."""

    fk_name = "countermeasure"


class CoverageInline(FactInline):
    """What a measure covers."""

    model = Coverage
    fields = ("material", "wording", "from_on", "until_on")


class RateInline(FactInline):
    """The tranches of a tariff."""

    model = Rate
    fields = ("wording", "percent", "from_on", "until_on")


class DelegateInline(FactInline):
    """Who sat for whom."""

    model = Delegate
    fields = ("party", "person", "role")


class ReadoutInline(FactInline):
    """What each side published."""

    model = Readout
    fields = ("party", "kind", "title", "published_on", "summary")


class AgreementPartyInline(BoxesMixin, admin.StackedInline):
    """The parties of an agreement, each in one row."""

    model = AgreementParty
    extra = 0
    fields = (("party", "role"),)
    autocomplete_fields = ("party",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only who publishes alone changes who is party to an agreement that readers see."""
        return super().has_add_permission(request, obj) and _may_change_parties(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As adding."""
        return super().has_change_permission(request, obj) and _may_change_parties(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As adding."""
        return super().has_delete_permission(request, obj) and _may_change_parties(request, obj)


def _may_change_parties(request: HttpRequest, agreement: Agreement | None) -> bool:
    is_shown = agreement is not None and agreement.is_published
    return not (is_shown and review.needs_second(editor_of(request)))


@admin.register(Deal)
class DealAdmin(ProseAdmin):
    """The umbrellas."""

    list_display = (TITLE, "stage", "position", "is_published")
    list_filter = ("is_published",)
    search_fields = ("title_en", "title_zh", "slug")
    autocomplete_fields = ("parties",)
    prepopulated_fields: ClassVar = {"slug": ("title_en",)}

    def has_delete_permission(self, request: HttpRequest, obj: Deal | None = None) -> bool:
        """Deals are unpublished, never deleted."""
        return False


@admin.register(Round)
class RoundAdmin(PinningAdmin):
    """Talks, leaders' contacts, confirmations."""

    takes_status = False

    list_display = (NAME, "deal", "kind", "starts_on", "ends_on", "place", "is_published")
    list_filter = ("kind", "is_published", "deal")
    list_select_related = ("deal",)
    search_fields = ("name_en", "name_zh", "slug", "place")
    autocomplete_fields = ("deal",)
    inlines = (DelegateInline, ReadoutInline, EvidenceInline, CitationInline)


@admin.register(Agreement)
class AgreementAdmin(ProseAdmin):
    """Texts and understandings reached."""

    list_display = (TITLE, "deal", "form", "is_binding", "announced_on", "is_published")
    list_filter = ("form", "is_binding", "is_published")
    list_select_related = ("deal",)
    search_fields = ("title_en", "title_zh", "slug")
    autocomplete_fields = ("deal", "reached_at")
    inlines = (AgreementPartyInline, StatusInline, EvidenceInline, CitationInline)

    def has_delete_permission(self, request: HttpRequest, obj: Agreement | None = None) -> bool:
        """Agreements are unpublished, never deleted."""
        return False


@admin.register(Commitment)
class CommitmentAdmin(PinningAdmin):
    """Who owes what to whom."""

    list_display = ("reference_name", "said", "obligor", "obligee", "deal", "round", "is_published")
    list_display_links = ("reference_name", "said")
    list_filter = ("is_published", "obligor", "deal")
    search_fields = ("slug", "terms__text_en", "terms__text_zh", "evidence__quote")
    autocomplete_fields = ("deal", "agreement", "round", "obligor", "obligee")
    inlines = (TermsInline, EvidenceInline, CommitmentConditionInline, StatusInline, CitationInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the commitments with their wordings, by which lists and boxes name them."""
        rows = super().get_queryset(request).select_related("obligor", "obligee", "deal", "round")
        return rows.prefetch_related("terms")

    @admin.display(description=_("no."), ordering="pk")
    def reference_name(self, commitment: Commitment) -> str:
        """The short name that readers cite."""
        return commitment.reference

    @admin.display(description=_("what is owed"))
    def said(self, commitment: Commitment) -> str:
        """The latest wording, shortened."""
        return commitment.words


@admin.register(Countermeasure)
class CountermeasureAdmin(PinningAdmin):
    """State acts on trade."""

    list_display = ("reference_name", TITLE, "imposed_by", "kind", "public_since", "is_published")
    list_display_links = ("reference_name", TITLE)
    list_filter = ("kind", "is_published", "imposed_by")
    list_select_related = ("imposed_by", "instrument")
    search_fields = ("slug", "title_en", "title_zh", "instrument__number", "instrument_wording")
    autocomplete_fields = ("imposed_by", "targets", "instrument", "other_instruments", "deals")
    inlines = (
        EvidenceInline,
        StatusInline,
        CoverageInline,
        RateInline,
        MeasureConditionInline,
        CitationInline,
    )

    @admin.display(description=_("no."), ordering="pk")
    def reference_name(self, measure: Countermeasure) -> str:
        """The short name that readers cite."""
        return measure.reference
