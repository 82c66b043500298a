"""What the first of two people decided about an item, told to the second: the verdict, and each field that they changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext

from ..models import Proposal
from .forms import DraftForm, reference_of


@dataclass(frozen=True, slots=True)
class Changed:
    """A field of the draft in which the first person's value is not the machine's; both as words."""

    label: str
    drafted: str
    chosen: str


@dataclass(frozen=True, slots=True)
class FirstVerdict:
    """``words``: what confirming will do, in a sentence. ``target``: the record (``kind:id``) that the words are for or
    against, empty for a new one. ``changed``: where they left the machine's draft."""

    words: str
    target: str
    changed: list[Changed]


def first_verdict(proposal: Proposal, draft: DraftForm) -> FirstVerdict | None:
    """Return the verdict that waits for a second person, with ``draft`` (of the kind that was chosen) for the labels of
    its fields; None for an item that waits for no second person."""
    fields = (proposal.outcome.get("first") or {}).get("fields")
    if proposal.state != "second" or fields is None:
        return None
    target = reference_of(fields.get("target"))
    if fields.get("disputes"):
        words = gettext("Confirming disputes %(target)s: “%(disputes)s”") % {
            "target": target,
            "disputes": fields["disputes"],
        }
    elif target:
        words = gettext("Confirming keeps the words as evidence for %(target)s.") % {"target": target}
    else:
        words = gettext("Confirming puts it on record: %(proposal)s.") % {"proposal": _kind(fields, proposal)}
    changed = []
    for name in fields.get("changed") or []:
        if name == "as":
            changed.append(
                Changed(gettext("Kind of record"), proposal.get_action_display(), _kind(fields, proposal))
            )
        elif name in draft.fields:
            field = draft.fields[name]
            before, after = (_words(field, value) for value in (draft.drafted(name), fields.get(name)))
            if before != after:
                changed.append(Changed(str(field.label), before, after))
    return FirstVerdict(words, str(fields.get("target") or ""), changed)


def chosen_record(proposal: Proposal, kind: str, wanted: str) -> str:
    """Return which of the similar records is chosen when the item opens, as ``kind:id``: the one that the first person
    ``wanted``; else, for words about a known record, the nearest. Empty for none, or one that is not among them."""
    found = [f"{one['kind']}:{one['id']}" for one in proposal.candidates]
    if wanted:
        return wanted if wanted in found else ""
    return found[0] if found and kind == "add_evidence" else ""


def _kind(fields: dict[str, Any], proposal: Proposal) -> str:
    labels = dict(proposal._meta.get_field("action").flatchoices)
    kind = fields.get("as") or proposal.action
    return str(labels.get(kind, kind))


def _words(field: forms.Field, value: Any) -> str:
    """Return a value as the form shows it: codes by their labels, several of them in a row."""
    if isinstance(value, list | tuple):
        return ", ".join(sorted(_words(field, one) for one in value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "" if value is None else str(value)
    labels = {str(code): str(label) for code, label in getattr(field, "choices", [])} if text else {}
    return labels.get(text, text)
