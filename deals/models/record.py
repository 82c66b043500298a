"""The things a reader names: deals, rounds, agreements, commitments, countermeasures.

These rows are identities with editable prose (kept by history tables); dated facts about them stand in
``facts``.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .. import choices
from ..addresses import path_of
from .actors import Instrument, Party

LONGEST_WORDS = 120  # characters of a wording where it stands for its commitment


class Deal(models.Model):
    """The umbrella: a negotiation between parties, with its rounds and agreements."""

    slug = models.SlugField(max_length=80, unique=True)
    title_en = models.CharField(max_length=200)
    title_zh = models.CharField(max_length=200, blank=True)
    parties = models.ManyToManyField(Party, related_name="deals")
    stage = models.CharField(max_length=120, help_text=_("Where it stands, in a few words."))
    summary = models.TextField(help_text=_("Its state in one sentence."))
    position = models.PositiveSmallIntegerField(default=100, help_text=_("Order in lists; lowest first."))
    is_published = models.BooleanField(default=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["position", "slug"]

    def __str__(self) -> str:
        return self.title_en

    def get_absolute_url(self) -> str:
        return path_of("deals:deal", self.slug)


class Round(models.Model):
    """One numbered or named session: talks, a leaders' contact, or a confirmation without a meeting."""

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="rounds")
    kind = models.CharField(max_length=16, choices=choices.RoundKind)
    slug = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Official number, if it has one.")
    )
    name_en = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    date_precision = models.CharField(max_length=10, choices=choices.DatePrecision, default="day")
    date_note = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=200, blank=True, help_text=_("Empty where there was no meeting."))
    outcome = models.TextField(blank=True)
    note = models.TextField(blank=True)
    public_since = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=6, choices=choices.Confidence, default="high")
    is_published = models.BooleanField(default=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["deal", "starts_on", "ends_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deal", "slug"], name="round_slug_once_per_deal"),
            models.UniqueConstraint(fields=["deal", "number"], name="round_number_once_per_deal"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="round_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en

    def get_absolute_url(self) -> str:
        return path_of("deals:round", self.deal.slug, self.slug)


class Agreement(models.Model):
    """One text or understanding reached, whatever its form."""

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="agreements")
    slug = models.SlugField(max_length=80, unique=True)
    title_en = models.CharField(max_length=300)
    title_zh = models.CharField(max_length=300, blank=True)
    form = models.CharField(max_length=16, choices=choices.AgreementForm)
    form_note = models.CharField(max_length=200, blank=True, help_text=_("The form in the source's words."))
    is_binding = models.CharField(max_length=8, choices=choices.Binding, default="unstated")
    reached_at = models.ForeignKey(
        Round,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreements",
    )
    parties = models.ManyToManyField(Party, through="AgreementParty", related_name="agreements")
    announced_on = models.DateField(null=True, blank=True)
    announced_wording = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_wording = models.CharField(max_length=120, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    expires_wording = models.CharField(max_length=120, blank=True)
    state_note = models.TextField(blank=True, help_text=_("Where it stands, in a sentence."))
    note = models.TextField(blank=True)
    public_since = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=6, choices=choices.Confidence, default="high")
    is_published = models.BooleanField(default=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["announced_on", "slug"]

    def __str__(self) -> str:
        return self.title_en

    def get_absolute_url(self) -> str:
        return path_of("deals:agreement", self.slug)


class AgreementParty(models.Model):
    """A party to an agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE)
    party = models.ForeignKey(Party, on_delete=models.PROTECT)
    role = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name_plural = _("agreement parties")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "party"], name="agreement_party_once"),
        ]

    def __str__(self) -> str:
        return f"{self.party} in {self.agreement}"


class Commitment(models.Model):
    """What one party undertakes towards another; its words and terms are dated rows of their own.

    A both-sided undertaking is two commitments that name each other (a ``twin`` link).
    """

    slug = models.SlugField(max_length=80, unique=True)
    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="commitments")
    agreement = models.ForeignKey(
        Agreement,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commitments",
    )
    round = models.ForeignKey(
        Round,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commitments",
    )
    obligor = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="owes")
    obligee = models.ForeignKey(
        Party,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="is_owed",
        help_text=_("Empty where the text does not say to whom."),
    )
    is_published = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(obligee__isnull=True) | ~Q(obligor=F("obligee")),
                name="commitment_not_owed_to_oneself",
            ),
        ]

    def __str__(self) -> str:
        """Who owes what to whom, in our sentence; lists prefetch ``terms`` beside both parties."""
        words = self.words or "no wording stands on record"
        if words.startswith(self.obligor.name_en):
            return f"{self.reference}: {words}"  # an editor's sentence names who acts itself
        return f"{self.reference}, {self.from_whom}: {words}"

    def get_absolute_url(self) -> str:
        return path_of("deals:commitment", self.pk)

    @property
    def reference(self) -> str:
        """The short name readers cite: C-014."""
        return f"C-{self.pk:03d}"

    @property
    def from_whom(self) -> str:
        """Who owes, and to whom where the text says so: "China to United States"."""
        return f"{self.obligor} to {self.obligee}" if self.obligee else str(self.obligor)

    @property
    def words(self) -> str:
        """The latest wording that stands, shortened; empty where none does."""
        standing = [row for row in self.terms.all() if row.superseded_at is None]
        latest = max(standing, key=lambda row: (row.public_since or dt.date.min, row.pk), default=None)
        return Truncator(latest.text_en).chars(LONGEST_WORDS) if latest else ""


class Countermeasure(models.Model):
    """A state act on trade in play between the parties, the first one as well as the answers."""

    slug = models.SlugField(max_length=80, unique=True)
    title_en = models.CharField(max_length=300)
    title_zh = models.CharField(max_length=300, blank=True)
    imposed_by = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="measures")
    targets = models.ManyToManyField(Party, blank=True, related_name="measures_against")
    targets_wording = models.CharField(
        max_length=200, blank=True, help_text=_("As the text says it: 16 US entities.")
    )
    kind = models.CharField(max_length=16, choices=choices.MeasureKind)
    instrument = models.ForeignKey(
        Instrument,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="measures",
    )
    other_instruments = models.ManyToManyField(Instrument, blank=True, related_name="+")
    instrument_wording = models.CharField(
        max_length=300, blank=True, help_text=_("The legal reference as cited.")
    )
    deals = models.ManyToManyField(Deal, blank=True, related_name="countermeasures")
    note = models.TextField(blank=True)
    public_since = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=6, choices=choices.Confidence, default="high")
    is_published = models.BooleanField(default=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["public_since", "slug"]
        indexes: ClassVar = [
            models.Index(fields=["imposed_by", "kind"], name="measure_by_party_and_kind"),
        ]

    def __str__(self) -> str:
        return self.title_en

    def get_absolute_url(self) -> str:
        return path_of("deals:countermeasure", self.slug)

    @property
    def reference(self) -> str:
        """The short name readers cite: M-003."""
        return f"M-{self.pk:03d}"
