"""Dated facts: seen and corrected, never edited."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ..choices import object_words
from ..models import (
    CommitmentLink,
    CommitmentTerms,
    Condition,
    Coverage,
    Delegate,
    Event,
    MeasureLink,
    Rate,
    Readout,
    Status,
    StatusStatement,
)
from ..spans import days_of
from .base import CorrectionForm, EvidenceInline, FactAdmin, OnRecordFilter
from .codes import ObjectField, firmness_field
from .labels import OWED, TITLE
from .record import CitationInline


class TermsCorrectionForm(CorrectionForm):
    """A correction of terms, whose codes are chosen by their words."""

    object = ObjectField()
    firmness = firmness_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["object"]
        assert isinstance(field, ObjectField)
        field.keep(self.instance.object)


@admin.register(CommitmentTerms)
class CommitmentTermsAdmin(FactAdmin):
    """The wordings of commitments."""

    list_display = ("of", OWED, "action", "modality", "due_on", "public_since", "recorded_by")
    list_display_links = ("of", OWED)
    list_filter: ClassVar[Any] = (OnRecordFilter, "action", "modality")
    list_select_related = ("commitment__obligor", "commitment__obligee", "recorded_by")
    search_fields = ("text_en", "text_zh", "commitment__slug")
    inlines = (EvidenceInline, CitationInline)
    uncorrectable: ClassVar = frozenset({"commitment"})
    correction_form = TermsCorrectionForm

    def get_fields(self, request: HttpRequest, obj: CommitmentTerms | None = None) -> list[Any]:
        """Show what the act is about in words."""
        return ["about" if name == "object" else name for name in super().get_fields(request, obj)]

    def get_readonly_fields(self, request: HttpRequest, obj: CommitmentTerms | None = None) -> list[Any]:
        """Nothing is changed here."""
        return [*super().get_readonly_fields(request, obj), "about"]

    @admin.display(description=_("object"))
    def about(self, row: CommitmentTerms) -> str:
        """What the act is about, in words."""
        return object_words(row.object) or "-"

    @admin.display(description=_("commitment"), ordering="commitment")
    def of(self, row: CommitmentTerms) -> str:
        """Which commitment, and who owes whom; the words stand beside it."""
        return f"{row.commitment.reference}, {row.commitment.from_whom}"


@admin.register(Event)
class EventAdmin(FactAdmin):
    """What happened on a day."""

    list_display = ("occurred_earliest", TITLE, "kind", "deal", "actor", "public_since", "is_published")
    list_display_links = (TITLE,)
    list_filter: ClassVar[Any] = (OnRecordFilter, "kind", "is_published", "deal")
    list_select_related = ("deal", "actor")
    search_fields = ("title_en", "title_zh", "note")
    inlines = (EvidenceInline, CitationInline)


@admin.register(Status)
class StatusAdmin(FactAdmin):
    """What holds over a span of days."""

    list_display = ("told", "subject", "aspect", "public_since", "public_until", "is_override")
    list_filter: ClassVar[Any] = (OnRecordFilter, "aspect", "status", "is_override")
    list_select_related = ("commitment__obligor", "commitment__obligee", "countermeasure", "agreement")
    list_prefetch = ("commitment__terms",)
    search_fields = ("commitment__slug", "countermeasure__title_en", "agreement__title_en", "scope")
    inlines = (CitationInline,)
    uncorrectable: ClassVar = frozenset({"agreement", "commitment", "countermeasure"})

    @admin.display(description=_("status"), ordering="status")
    def told(self, row: Status) -> str:
        """The state and its days, no day broken over two lines."""
        first, _, last = days_of(row.effective).rpartition("to ")
        return format_html(
            '{}, <span class="desk-day">{}</span> <span class="desk-day">to {}</span>',
            row.get_status_display(),
            first.strip(),
            last,
        )

    def may_correct(self, request: HttpRequest) -> bool:
        """Never: a period is derived; what is corrected is the statement that it was read from."""
        return False

    @admin.display(description=_("of"))
    def subject(self, row: Status) -> str:
        """What the status is of."""
        return str(row.commitment or row.countermeasure or row.agreement)


@admin.register(StatusStatement)
class StatusStatementAdmin(FactAdmin):
    """What publications say holds: the statements that statuses are derived from."""

    list_display = ("__str__", "subject", "aspect", "rule", "public_since", "is_override", "recorded_by")
    list_filter: ClassVar[Any] = (OnRecordFilter, "aspect", "status", "rule", "is_override")
    list_select_related = (
        "commitment__obligor",
        "commitment__obligee",
        "countermeasure",
        "agreement",
        "recorded_by",
    )
    list_prefetch = ("commitment__terms",)
    search_fields = ("commitment__slug", "countermeasure__title_en", "agreement__title_en", "scope")
    uncorrectable: ClassVar = frozenset({"agreement", "commitment", "countermeasure", "event", "rule"})

    @admin.display(description=_("of"))
    def subject(self, row: StatusStatement) -> str:
        """What the statement is of."""
        return str(row.commitment or row.countermeasure or row.agreement)


@admin.register(Condition)
class ConditionAdmin(FactAdmin):
    """The edges of the trigger graph."""

    list_display = ("wording", "relation", "dependent", "needs", "said_by", "public_since")
    list_filter: ClassVar[Any] = (OnRecordFilter, "relation")
    list_select_related = (
        "commitment__obligor",
        "commitment__obligee",
        "countermeasure",
        "needs_commitment__obligor",
        "needs_commitment__obligee",
        "needs_countermeasure",
        "said_by",
    )
    list_prefetch = ("commitment__terms", "needs_commitment__terms")
    search_fields = ("wording", "needs_words", "commitment__slug")
    inlines = (EvidenceInline, CitationInline)

    @admin.display(description=_("waits"))
    def dependent(self, row: Condition) -> str:
        """What waits."""
        return str(row.commitment or row.countermeasure)

    @admin.display(description=_("for"))
    def needs(self, row: Condition) -> str:
        """What it waits for."""
        return str(row.needs_commitment or row.needs_countermeasure or row.needs_words)


@admin.register(CommitmentLink)
class CommitmentLinkAdmin(FactAdmin):
    """How commitments stand to earlier ones."""

    list_display = ("later", "relation", "earlier", "public_since")
    list_filter: ClassVar[Any] = (OnRecordFilter, "relation")
    list_select_related = ("later__obligor", "later__obligee", "earlier__obligor", "earlier__obligee")
    list_prefetch = ("later__terms", "earlier__terms")
    search_fields = ("later__slug", "earlier__slug", "wording")


@admin.register(MeasureLink)
class MeasureLinkAdmin(FactAdmin):
    """How measures stand to one another."""

    list_display = ("measure", "relation", "to", "is_published", "public_since")
    list_filter: ClassVar[Any] = (OnRecordFilter, "relation", "is_published")
    list_select_related = ("measure", "to")
    search_fields = ("measure__title_en", "to__title_en", "wording")
    inlines = (CitationInline,)


class OfMeasureAdmin(FactAdmin):
    """Rates and coverage of measures."""

    list_display = ("countermeasure", "__str__", "from_on", "until_on", "public_since")
    list_select_related: ClassVar[Any] = ("countermeasure",)
    search_fields = ("countermeasure__title_en", "wording")
    uncorrectable: ClassVar = frozenset({"countermeasure"})


@admin.register(Rate)
class RateAdmin(OfMeasureAdmin):
    """The tranches of tariffs."""


@admin.register(Coverage)
class CoverageAdmin(OfMeasureAdmin):
    """What measures cover."""

    list_select_related = ("countermeasure", "material")


@admin.register(Delegate)
class DelegateAdmin(FactAdmin):
    """Who sat for whom."""

    list_display = ("round", "party", "person", "role")
    list_select_related = ("round", "party", "person")
    search_fields = ("person__name_en", "round__name_en")
    inlines = (CitationInline,)


@admin.register(Readout)
class ReadoutAdmin(FactAdmin):
    """What each side published about a round."""

    list_display = ("round", "party", "kind", "title", "published_on")
    list_filter: ClassVar[Any] = (OnRecordFilter, "kind")
    search_fields = ("title", "summary")
    inlines = (EvidenceInline, CitationInline)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Return the readouts with their rounds, parties and documents."""
        return super().get_queryset(request).select_related("round", "party", "document")
