"""What a proposal puts into the boxes of a draft, in the fields of a commitment or a countermeasure."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from sources.models import Claim

from . import choices
from .linking import Mention
from .publication import public_since
from .vocabulary import Vocabulary

_MEASURE_KINDS = {
    "tariff": "tariff",
    "tariff_exclusion": "tariff",
    "export_control": "export_control",
    "rare_earths": "export_control",
    "chemicals": "export_control",
    "licences": "licensing",
    "entity_list": "listing",
    "investigation": "investigation",
    "port_fee": "port_fee",
    "purchases": "ban",
    "trade": "ban",
    "market_access": "ban",
}
_MODAL_WORDS = {
    "shall": "shall {}",
    "will": "will {}",
    "agreed": "agreed to {}",
    "decided": "decided to {}",
    "conditional": "would, on a condition, {}",
    "expected": "is expected to {}",
    "threatens": "threatens to {}",
}
_CURRENCY = re.compile(r"(?P<sign>[$€£¥₩])\s*|(?P<code>[A-Z]{3})\s+(?=\S)")
_TIMES = re.compile(r"(?P<times>\d[\d,]*) (?P<unit>\D.*)")


def common_draft(claim: Claim, mention: Mention, vocabulary: Vocabulary) -> dict[str, Any]:
    published = mention.published
    return {
        "deal": mention.deal.pk if mention.deal else None,
        "round": mention.round.pk if mention.round else None,
        "public_since": public_since(claim.version).isoformat(),
        "occurred_earliest": published.first.isoformat(),
        "occurred_latest": published.last.isoformat(),
        "occurred_precision": published.precision,
        "occurred_wording": published.wording[:300],
        "speaker": str(claim.attributes.get("speaker") or "")[:200],
        "attributed_to": mention.actor if mention.actor != "BOTH" else "",
    }


def commitment_draft(claim: Claim, mention: Mention, vocabulary: Vocabulary) -> dict[str, Any]:
    said = claim.attributes
    is_english = claim.version.language.startswith("en")
    obligee = mention.target or _other_side(claim, mention, vocabulary)
    due = iso_day(said.get("due_on"))
    return {
        "obligor": mention.actor,
        "obligee": obligee,
        "text_en": claim.quote if is_english else compose(mention, vocabulary),
        "text_zh": "" if is_english else claim.quote,
        "is_composed": not is_english,
        "action": mention.action,
        "object": mention.object,
        "modality": mention.modality,
        "quantity": _quantity(said.get("quantity")),
        "due_on": due.isoformat() if due else "",
        "until": mention.until,
        "effective_on": str(said.get("effective_on") or ""),
        "materials": sorted(mention.materials),
        "condition": _condition(claim),
    }


def _other_side(claim: Claim, mention: Mention, vocabulary: Vocabulary) -> str:
    """Return the deal's only other party if the text names it near its beginning; else it stays unstated."""
    if mention.deal is None or mention.actor in ("", "BOTH"):
        return ""
    others = mention.deal.parties - {mention.actor}
    named = vocabulary.named_in(f"{claim.version.title}\n{claim.version.text[:1500]}\n{claim.quote}")
    return next(iter(others)) if len(others) == 1 and named[next(iter(others))] else ""


def measure_draft(claim: Claim, mention: Mention, vocabulary: Vocabulary) -> dict[str, Any]:
    said = claim.attributes
    is_english = claim.version.language.startswith("en")
    kind = _MEASURE_KINDS.get(mention.object) or ("export_control" if mention.materials else "sanction")
    return {
        "imposed_by": mention.actor if mention.actor != "BOTH" else "",
        "targets": [mention.target] if mention.target else [],
        "title_en": (claim.quote if is_english else compose(mention, vocabulary))[:300],
        "title_zh": "" if is_english else claim.quote[:300],
        "is_composed": not is_english,
        "kind": kind,
        "action": mention.action,
        "modality": mention.modality,
        "instrument": mention.instrument_ids[0] if len(mention.instrument_ids) == 1 else None,
        "instrument_wording": "; ".join(said.get("instruments") or [])[:300],
        "materials": sorted(mention.materials),
        "effective_on": str(said.get("effective_on") or ""),
        "until": mention.until,
        "condition": _condition(claim),
        "quantity": _quantity(said.get("quantity")),
    }


def _condition(claim: Claim) -> str:
    span = claim.attributes.get("condition")
    return claim.version.text[span[0] : span[1]][:300] if span else ""


def compose(mention: Mention, vocabulary: Vocabulary) -> str:
    """Return a plain English sentence from the coded fields, for a Chinese quote; an editor rewrites it."""
    name = "Both sides" if mention.actor == "BOTH" else name_of(mention.actor, vocabulary) or "A party"
    verb = mention.action.lower() or "act on"
    act = f"{verb} {choices.object_words(mention.object) or 'measures'}"
    if mention.modality == "done":
        return f"{name} reports having acted: {act}."
    return f"{name} {_MODAL_WORDS.get(mention.modality, 'says it will {}').format(act)}."


def name_of(code: str, vocabulary: Vocabulary) -> str:
    party = vocabulary.parties.get(code)
    return party.name_en if party else ""


def _quantity(value: Any) -> str:
    """Return how much as it is written: "$40 billion", "EUR 5 billion", "25,000,000 tons", "400亿美元"."""
    if not value:
        return ""
    count, unit = str(value.get("value", "")), str(value.get("unit", ""))
    if money := _CURRENCY.match(unit):
        lead = money["sign"] or f"{money['code']} "
        return f"{lead}{count} {unit[money.end() :]}".strip()[:200]
    if (times := _TIMES.fullmatch(unit)) and count.replace(",", "").isdecimal():
        count = f"{int(count.replace(',', '')) * int(times['times'].replace(',', '')):,}"
        unit = times["unit"]
    space = "" if unit[:1] > "\u2e7f" else " "
    return f"{count}{space}{unit}".strip()[:200]


def iso_day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value or ""))
    except ValueError:
        return None
