"""What facts rest on: published sources, citations, pinned quotes, and where sources contradict."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5, Length
from django.utils.translation import gettext_lazy as _

from .. import choices
from .actors import Material, Party, Person
from .base import OnRecord, exactly_one
from .facts import (
    CommitmentTerms,
    Condition,
    Delegate,
    Event,
    MeasureLink,
    Readout,
    Status,
)
from .record import Agreement, Commitment, Countermeasure, Deal, Round

CITABLE = (
    "deal",
    "round",
    "agreement",
    "commitment",
    "terms",
    "countermeasure",
    "event",
    "status",
    "condition",
    "measure_link",
    "readout",
    "delegate",
    "party",
    "person",
    "material",
    "contradiction_value",
)
EVIDENCED = (
    "round",
    "agreement",
    "commitment",
    "terms",
    "countermeasure",
    "event",
    "condition",
    "readout",
)
CONTRADICTED = (
    "deal",
    "round",
    "agreement",
    "commitment",
    "countermeasure",
    "event",
    "material",
)


class CitedSource(models.Model):
    """A published source by publisher and title; its text may or may not be kept here."""

    publisher = models.CharField(max_length=200)
    title = models.CharField(max_length=500)
    # Unknown is not empty, and the unique constraints tell them apart.
    url = models.TextField(  # noqa: DJ001
        null=True, blank=True, help_text=_("Empty where no address is known.")
    )
    published_on = models.DateField(null=True, blank=True)
    published_wording = models.CharField(
        max_length=40,
        blank=True,
        help_text=_("As the source gives it: 2025-06 where no day is known."),
    )
    document = models.ForeignKey(
        "sources.Document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cited_sources",
        help_text=_("The kept document, once the page was fetched."),
    )
    fetch_error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["published_on", "publisher"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "publisher",
                MD5("title"),
                MD5("url"),
                "published_wording",
                name="cited_source_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"


class ContradictionQuerySet(models.QuerySet["Contradiction"]):
    """Contradictions shown to readers."""

    def open(self) -> ContradictionQuerySet:
        """Those that no editor has resolved."""
        return self.filter(resolved_at__isnull=True)


class Contradiction(models.Model):
    """Two or more sourced values of one field: shown together, never averaged."""

    slug = models.SlugField(max_length=80, unique=True)
    statement = models.TextField(help_text=_("What contradicts what, in one sentence."))
    field = models.CharField(max_length=80, blank=True, help_text=_("The field it is about: signed_on."))
    deal = models.ForeignKey(
        Deal,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contradictions",
    )
    round = models.ForeignKey(
        Round,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contradictions",
    )
    agreement = models.ForeignKey(
        Agreement,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contradictions",
    )
    commitment = models.ForeignKey(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contradictions",
    )
    countermeasure = models.ForeignKey(
        Countermeasure,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contradictions",
    )
    event = models.ForeignKey(
        Event,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contradictions",
    )
    material = models.ForeignKey(
        Material,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contradictions",
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolution = models.TextField(blank=True)

    objects = ContradictionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=exactly_one(*CONTRADICTED),
                name="contradiction_about_exactly_one",
            ),
        ]

    def __str__(self) -> str:
        return self.statement


class ContradictionValue(OnRecord):
    """One of the values that contradict each other, and who gives it."""

    contradiction = models.ForeignKey(Contradiction, on_delete=models.CASCADE, related_name="values")
    value = models.CharField(max_length=300)
    said_by = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    speaker = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.value


class Evidence(OnRecord):
    """A pinned quote: the exact words of one kept version that support or dispute a fact."""

    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    agreement = models.ForeignKey(
        Agreement,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    commitment = models.ForeignKey(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    terms = models.ForeignKey(
        CommitmentTerms,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    countermeasure = models.ForeignKey(
        Countermeasure,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    condition = models.ForeignKey(
        Condition,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    readout = models.ForeignKey(
        Readout,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    version = models.ForeignKey("sources.DocumentVersion", on_delete=models.PROTECT, related_name="evidence")
    claim = models.ForeignKey(
        "sources.Claim",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
        help_text=_("Empty if a person found the quote."),
    )
    start = models.PositiveIntegerField()
    stop = models.PositiveIntegerField()
    quote = models.TextField()
    before = models.CharField(max_length=30, blank=True, help_text=_("Up to 30 characters before the quote."))
    after = models.CharField(max_length=30, blank=True)
    attributed_to = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    speaker = models.CharField(max_length=200, blank=True)
    stance = models.CharField(max_length=8, choices=choices.Stance, default="supports")

    class Meta(OnRecord.Meta):
        verbose_name_plural = _("evidence")
        constraints: ClassVar = [
            *OnRecord.Meta.constraints,
            models.CheckConstraint(condition=exactly_one(*EVIDENCED), name="evidence_of_exactly_one"),
            models.CheckConstraint(condition=Q(stop__gt=F("start")), name="evidence_span_not_empty"),
            models.CheckConstraint(
                condition=Q(stop=F("start") + Length("quote")),
                name="evidence_span_fits_quote",
            ),
            models.UniqueConstraint(
                fields=[*EVIDENCED, "version", "start", "stop"],
                condition=Q(superseded_at__isnull=True),
                nulls_distinct=False,
                name="evidence_once",
            ),
        ]

    def __str__(self) -> str:
        return self.quote[:120]


class EvidenceVerdict(models.Model):
    """What became of a pinned quote in a newer version of its document."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="verdicts")
    version = models.ForeignKey("sources.DocumentVersion", on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=8, choices=choices.Verdict)
    start = models.PositiveIntegerField(null=True, blank=True)
    stop = models.PositiveIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evidence", "version"], name="verdict_once_per_version"),
            models.CheckConstraint(
                condition=Q(
                    verdict__in=["intact", "moved"],
                    start__isnull=False,
                    stop__gt=F("start"),
                )
                | Q(verdict__in=["altered", "deleted"]),
                name="verdict_found_quote_has_a_span",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.evidence}"


class Citation(OnRecord):
    """A fact rests on a published source: "cited", until its quote is pinned in the kept page."""

    deal = models.ForeignKey(Deal, null=True, blank=True, on_delete=models.PROTECT, related_name="citations")
    round = models.ForeignKey(
        Round, null=True, blank=True, on_delete=models.PROTECT, related_name="citations"
    )
    agreement = models.ForeignKey(
        Agreement,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="citations",
    )
    commitment = models.ForeignKey(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="citations",
    )
    terms = models.ForeignKey(
        CommitmentTerms,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="citations",
    )
    countermeasure = models.ForeignKey(
        Countermeasure,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="citations",
    )
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.PROTECT, related_name="citations"
    )
    status = models.ForeignKey(
        Status,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="citations",
    )
    condition = models.ForeignKey(
        Condition,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="citations",
    )
    measure_link = models.ForeignKey(
        MeasureLink,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="citations",
    )
    readout = models.ForeignKey(
        Readout,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="citations",
    )
    delegate = models.ForeignKey(
        Delegate,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="citations",
    )
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="citations"
    )
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="citations",
    )
    material = models.ForeignKey(
        Material,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="citations",
    )
    contradiction_value = models.ForeignKey(
        ContradictionValue,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="citations",
    )
    source = models.ForeignKey(CitedSource, on_delete=models.PROTECT, related_name="citations")
    quote = models.TextField(blank=True, help_text=_("A short attributed quotation, at most 40 words."))
    quote_language = models.CharField(max_length=10, blank=True)
    speaker = models.CharField(max_length=200, blank=True)
    pinned = models.ForeignKey(
        Evidence,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="pins",
        help_text=_("The quote in the kept page: shown as quoted instead of cited."),
    )
    confidence = models.CharField(max_length=6, choices=choices.Confidence, default="high")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(OnRecord.Meta):
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            *OnRecord.Meta.constraints,
            models.CheckConstraint(condition=exactly_one(*CITABLE), name="citation_of_exactly_one"),
            models.CheckConstraint(
                condition=Q(quote="") | ~Q(quote_language=""),
                name="citation_quote_names_its_language",
            ),
        ]

    def __str__(self) -> str:
        return str(self.source)
