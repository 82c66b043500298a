"""Parties, people, materials and the acts that give effect to measures."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .. import choices
from ..addresses import path_of


class Party(models.Model):
    """A state, union, territory or one of their authorities."""

    slug = models.SlugField(max_length=60, unique=True)
    code = models.CharField(max_length=20, unique=True, help_text=_("Short code: US, CN, EU, CN-MOFCOM."))
    name_en = models.CharField(max_length=200)
    name_zh = models.CharField(max_length=200, blank=True)
    name_local = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=choices.PartyKind)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="authorities",
    )
    role = models.TextField(blank=True, help_text=_("Its part in these deals, in one sentence."))
    confidence = models.CharField(max_length=6, choices=choices.Confidence, default="high")
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = _("parties")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="party_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en

    def get_absolute_url(self) -> str:
        return path_of("deals:party", self.slug)


class PartyAlias(models.Model):
    """A way that texts name a party: 中方, the Chinese side, MOFCOM."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)
    language = models.CharField(max_length=10)

    class Meta:
        verbose_name_plural = _("party aliases")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["text", "language"], name="alias_names_one_party"),
        ]

    def __str__(self) -> str:
        return self.text


class Person(models.Model):
    """Somebody who speaks or negotiates for a party."""

    slug = models.SlugField(max_length=80, unique=True)
    name_en = models.CharField(max_length=200)
    name_zh = models.CharField(max_length=200, blank=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="people")
    role = models.CharField(max_length=300)
    confidence = models.CharField(max_length=6, choices=choices.Confidence, default="high")

    class Meta:
        verbose_name_plural = _("people")
        ordering: ClassVar = ["name_en"]

    def __str__(self) -> str:
        return self.name_en


class Material(models.Model):
    """A rare earth or another traded critical material."""

    symbol = models.CharField(max_length=10, unique=True)
    slug = models.SlugField(max_length=40, unique=True)
    name_en = models.CharField(max_length=80)
    name_zh = models.CharField(max_length=40)
    atomic_number = models.PositiveSmallIntegerField(null=True, blank=True)
    group = models.CharField(max_length=20, choices=choices.MaterialGroup)
    group_note = models.CharField(max_length=200, blank=True)
    uses = models.CharField(max_length=300)
    note = models.CharField(max_length=300, blank=True, help_text=_("Where the general facts come from."))
    confidence = models.CharField(max_length=6, choices=choices.Confidence, default="high")

    class Meta:
        ordering: ClassVar = ["atomic_number", "symbol"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["atomic_number"], name="material_atomic_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name_en} ({self.symbol})"


class Product(models.Model):
    """A code of a tariff or control list, and the materials it holds."""

    code_system = models.CharField(max_length=14, choices=choices.CodeSystem)
    code = models.CharField(max_length=40)
    name_en = models.CharField(max_length=200)
    name_zh = models.CharField(max_length=200, blank=True)
    materials = models.ManyToManyField(Material, blank=True, related_name="products")

    class Meta:
        ordering: ClassVar = ["code_system", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code_system", "code"], name="product_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_system_display()} {self.code}"


class Instrument(models.Model):
    """The act that gives effect: an announcement, an order, a rule. It may carry several measures."""

    issuer = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="instruments")
    number = models.CharField(max_length=60, blank=True, help_text=_("As cited: 2025/61, EO 14257."))
    title_en = models.CharField(max_length=300)
    title_zh = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=16, choices=choices.InstrumentKind)
    issued_on = models.DateField(null=True, blank=True)
    issued_wording = models.CharField(max_length=120, blank=True, help_text=_("When the day is not exact."))
    slug = models.SlugField(max_length=80, unique=True)

    class Meta:
        ordering: ClassVar = ["issued_on", "slug"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["issuer", "number"],
                condition=~Q(number=""),
                name="instrument_number_once_per_issuer",
            ),
        ]

    def __str__(self) -> str:
        return self.title_en
