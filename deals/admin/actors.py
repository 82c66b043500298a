"""Parties, people, materials, products and instruments."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from ..models import Instrument, Material, Party, PartyAlias, Person, Product
from .base import SeenForm


class PartyAliasInline(admin.TabularInline):
    """How texts name the party: what matching links by."""

    model = PartyAlias
    extra = 0


@admin.register(Party)
class PartyAdmin(SimpleHistoryAdmin):
    """States, unions, authorities."""

    form = SeenForm
    list_display = ("code", "name_en", "name_zh", "kind", "parent")
    list_filter = ("kind", "confidence")
    list_select_related = ("parent",)
    search_fields = ("code", "name_en", "name_zh", "name_local", "aliases__text")
    autocomplete_fields = ("parent",)
    prepopulated_fields: ClassVar = {"slug": ("name_en",)}
    inlines = (PartyAliasInline,)


@admin.register(PartyAlias)
class PartyAliasAdmin(admin.ModelAdmin):
    """One way of naming a party."""

    list_display = ("text", "language", "party")
    list_filter = ("language",)
    list_select_related = ("party",)
    search_fields = ("text", "party__name_en", "party__code")
    autocomplete_fields = ("party",)


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    """Who speaks or negotiates."""

    list_display = ("name_en", "name_zh", "party", "role")
    list_filter = ("party",)
    list_select_related = ("party",)
    search_fields = ("name_en", "name_zh", "role")
    autocomplete_fields = ("party",)
    prepopulated_fields: ClassVar = {"slug": ("name_en",)}


@admin.register(Material)
class MaterialAdmin(admin.ModelAdmin):
    """Rare earths and other critical materials."""

    list_display = ("symbol", "name_en", "name_zh", "atomic_number", "group")
    list_filter = ("group",)
    search_fields = ("symbol", "name_en", "name_zh")


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin):
    """Codes of tariff and control lists."""

    list_display = ("code_system", "code", "name_en")
    list_filter = ("code_system",)
    search_fields = ("code", "name_en", "name_zh")
    autocomplete_fields = ("materials",)


@admin.register(Instrument)
class InstrumentAdmin(admin.ModelAdmin):
    """Acts that give effect to measures."""

    list_display = ("number", "issuer", "title_en", "kind", "issued_on")
    list_filter = ("kind", "issuer")
    list_select_related = ("issuer",)
    search_fields = ("number", "title_en", "title_zh", "slug")
    autocomplete_fields = ("issuer",)
    date_hierarchy = "issued_on"
    prepopulated_fields: ClassVar = {"slug": ("title_en",)}
