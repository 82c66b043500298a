"""Parties, people, materials, products and instruments: names that readers see, changed as all that is published.

Ways of naming a party (aliases) are read by matching alone and shown to nobody: they never wait.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin

from ..models import Instrument, Material, Party, PartyAlias, Person, Product
from .base import ProseAdmin, WaitingAdmin
from .boxes import BoxesMixin
from .labels import NAME, NAME_ZH, TITLE


class PartyAliasInline(admin.StackedInline):
    """How texts name the party: what matching links by. Each in one row; Django's table has headers without words."""

    model = PartyAlias
    extra = 0
    fields = (("text", "language"),)


@admin.register(Party)
class PartyAdmin(ProseAdmin):
    """States, unions, authorities."""

    list_display = ("code", NAME, NAME_ZH, "kind", "parent")
    list_filter = ("kind", "confidence")
    list_select_related = ("parent",)
    search_fields = ("code", "name_en", "name_zh", "name_local", "aliases__text")
    autocomplete_fields = ("parent",)
    prepopulated_fields: ClassVar = {"slug": ("name_en",)}
    inlines = (PartyAliasInline,)


@admin.register(PartyAlias)
class PartyAliasAdmin(BoxesMixin, admin.ModelAdmin):
    """One way of naming a party."""

    list_display = ("text", "language", "party")
    list_filter = ("language",)
    list_select_related = ("party",)
    search_fields = ("text", "party__name_en", "party__code")
    autocomplete_fields = ("party",)


@admin.register(Person)
class PersonAdmin(WaitingAdmin):
    """Who speaks or negotiates."""

    is_only_named = True

    list_display = (NAME, NAME_ZH, "party", "role")
    list_filter = ("party",)
    list_select_related = ("party",)
    search_fields = ("name_en", "name_zh", "role")
    autocomplete_fields = ("party",)
    prepopulated_fields: ClassVar = {"slug": ("name_en",)}


@admin.register(Material)
class MaterialAdmin(WaitingAdmin):
    """Rare earths and other critical materials."""

    list_display = ("symbol", NAME, NAME_ZH, "atomic_number", "group")
    list_filter = ("group",)
    search_fields = ("symbol", "name_en", "name_zh")


@admin.register(Product)
class ProductAdmin(WaitingAdmin):
    """Codes of tariff and control lists."""

    is_only_named = True

    list_display = ("code_system", "code", NAME)
    list_filter = ("code_system",)
    search_fields = ("code", "name_en", "name_zh")
    autocomplete_fields = ("materials",)


@admin.register(Instrument)
class InstrumentAdmin(WaitingAdmin):
    """Acts that give effect to measures."""

    is_only_named = True

    list_display = ("number", "issuer", TITLE, "kind", "issued_on")
    list_filter = ("kind", "issuer")
    list_select_related = ("issuer",)
    search_fields = ("number", "title_en", "title_zh", "slug")
    autocomplete_fields = ("issuer",)
    date_hierarchy = "issued_on"
    prepopulated_fields: ClassVar = {"slug": ("title_en",)}
