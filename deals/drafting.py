"""Read a draft (the machine's, with an editor's changes over it) into values that can be recorded.

Every fault is collected under its field with a sentence, so that an editor sees all of them at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext

from .models import Agreement, Commitment, Countermeasure, Deal, Event, Instrument, Material, Party, Round
from .verdicts import Refused

RECORDS: dict[str, type[models.Model]] = {
    "commitment": Commitment,
    "countermeasure": Countermeasure,
    "round": Round,
    "agreement": Agreement,
    "event": Event,
}


@dataclass(slots=True)
class Draft:
    """Typed access to the fields of a draft; ``finish`` raises Refused with everything that was wrong."""

    values: Mapping[str, Any]
    errors: dict[str, str] = field(default_factory=dict)

    def text(self, name: str, *, limit: int | None = None, required: bool = False) -> str:
        """Return a trimmed text; too long or missing is an error, never cut silently."""
        value = str(self.values.get(name) or "").strip().replace("\x00", "")
        if required and not value:
            self.errors[name] = gettext("%(name)s is needed.") % {"name": _label(name)}
        if limit is not None and len(value) > limit:
            self.errors[name] = gettext("%(name)s has %(value)s characters; %(limit)s are allowed.") % {
                "name": _label(name),
                "value": len(value),
                "limit": limit,
            }
        return value

    def choice(self, name: str, options: type[models.TextChoices], *, required: bool = False) -> str:
        """Return a code of a closed list, or an empty string."""
        value = self.text(name, required=required)
        if value and value not in options.values:
            self.errors[name] = gettext("%(name)s: %(value)s is not on the list.") % {
                "name": _label(name),
                "value": value,
            }
            return ""
        return value

    def day(self, name: str) -> dt.date | None:
        """Return an ISO day, or None where none is stated."""
        value = self.values.get(name)
        if isinstance(value, dt.date):
            return value
        value = self.text(name)
        if not value:
            return None
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.errors[name] = gettext("%(name)s: %(value)s is not a day such as 2025-06-27.") % {
                "name": _label(name),
                "value": value,
            }
            return None

    def party(self, name: str, *, required: bool = False) -> Party | None:
        """Return the party whose code the field holds."""
        code = self.text(name, required=required)
        if not code:
            return None
        found = Party.objects.filter(code__iexact=code).first()
        if found is None:
            self.errors[name] = gettext("%(name)s: no party has the code %(code)s.") % {
                "name": _label(name),
                "code": code,
            }
        return found

    def parties(self, name: str) -> list[Party]:
        """Return the parties of a list of codes."""
        codes = [str(code) for code in self.values.get(name) or []]
        found = list(Party.objects.filter(code__in=codes))
        for code in sorted(set(codes) - {party.code for party in found}):
            self.errors[name] = gettext("%(name)s: no party has the code %(code)s.") % {
                "name": _label(name),
                "code": code,
            }
        return found

    def materials(self, name: str = "materials") -> list[Material]:
        """Return the materials of a list of symbols."""
        symbols = [str(symbol) for symbol in self.values.get(name) or []]
        found = list(Material.objects.filter(symbol__in=symbols))
        for symbol in sorted(set(symbols) - {material.symbol for material in found}):
            self.errors[name] = gettext("%(name)s: no material has the symbol %(symbol)s.") % {
                "name": _label(name),
                "symbol": symbol,
            }
        return found

    def row(self, name: str, model: type[models.Model], *, required: bool = False) -> Any:
        """Return the row whose id the field holds."""
        value = self.values.get(name)
        if value in (None, ""):
            if required:
                self.errors[name] = gettext("%(name)s is needed.") % {"name": _label(name)}
            return None
        number = str(value)
        found = model._default_manager.filter(pk=int(number)).first() if number.isdecimal() else None
        if found is None:
            self.errors[name] = gettext("%(name)s: there is no such record (%(value)s).") % {
                "name": _label(name),
                "value": value,
            }
        return found

    def record(self, name: str, *, required: bool = False) -> Any:
        """Return the record named by ``{"kind": "commitment", "id": 3}`` or ``"commitment:3"``."""
        value = self.values.get(name)
        found = record_of(value) if value else None
        if found is None and (value or required):
            self.errors[name] = (
                gettext("%(name)s: there is no such record (%(value)s).")
                % {"name": _label(name), "value": value}
                if value
                else gettext("%(name)s is needed.") % {"name": _label(name)}
            )
        return found

    def deal(self) -> Deal | None:
        """Return the deal, which every new fact needs to stand on a timeline."""
        return self.row("deal", Deal, required=True)

    def round(self, deal: Deal | None) -> Round | None:
        """Return the round; it must be one of the deal's."""
        found = self.row("round", Round)
        if found is not None and deal is not None and found.deal_id != deal.pk:
            self.errors["round"] = gettext("%(found)s is not a round of %(deal)s.") % {
                "found": found,
                "deal": deal,
            }
        return found

    def instrument(self) -> Instrument | None:
        """Return the act that gives effect, where it is known."""
        return self.row("instrument", Instrument)

    def finish(self) -> None:
        """Raise Refused if anything was wrong."""
        if self.errors:
            raise Refused(dict(self.errors))


def record_of(value: Any) -> Any:
    """Return the record that ``{"kind", "id"}`` or ``"kind:id"`` names, or None."""
    if isinstance(value, Mapping):
        kind, pk = str(value.get("kind", "")), str(value.get("id", ""))
    else:
        kind, _, pk = str(value).partition(":")
    model = RECORDS.get(kind)
    if model is None or not pk.isdecimal():
        return None
    return model._default_manager.filter(pk=int(pk)).first()


def _label(name: str) -> str:
    return name.replace("_en", " (English)").replace("_zh", " (Chinese)").replace("_", " ").capitalize()
