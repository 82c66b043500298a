"""The forms of the review queue: a draft with every field that a decision may set, plain HTML without
scripts."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import choices
from ..models import Commitment, Countermeasure, Proposal
from .codes import ObjectField
from .days import day_field
from .lists import read_lists

BOTH = ("BOTH", _("both sides (two commitments that name each other)"))
IN_CHINESE = {"text_zh", "title_zh"}
IN_ITS_OWN_WORDS = {
    "quote",
    "wording",
    "condition",
    "quantity",
    "occurred_wording",
    "instrument_wording",
    "speaker",
}
_REFERENCE = re.compile(
    r"\s*(?:(?P<letter>[CM])-?0*(?P<number>\d+)|(?P<key>(?:commitment|countermeasure|round|agreement|event):\d+))\s*\Z",
    re.IGNORECASE,
)


def _text(
    label: Any,
    *,
    rows: int = 0,
    required: bool = False,
    limit: int | None = None,
    help_text: Any = "",
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label, required=required, widget=widget, max_length=limit, help_text=help_text, strip=True
    )


def _choice(label: Any, options: Any, *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required, choices=[("", _("not stated")), *options])


class RecordField(forms.CharField):
    """A record by its short name: C-014, M-3, or ``round:5``; cleaned to ``kind:id``."""

    def clean(self, value: Any) -> str:
        """Return ``kind:id``, or an empty string; raise ValidationError for anything else."""
        text = super().clean(value)
        if not text:
            return ""
        match = _REFERENCE.match(text)
        if match is None:
            raise forms.ValidationError(_("Name a record as C-014 (commitment) or M-003 (measure)."))
        if match["key"]:
            return match["key"].lower()
        kind = "commitment" if match["letter"].upper() == "C" else "countermeasure"
        return f"{kind}:{int(match['number'])}"


def reference_of(value: Any) -> str:
    """Return the short name of ``{"kind", "id"}`` or ``kind:id``: C-014, M-003, or the key itself."""
    if isinstance(value, dict):
        value = f"{value.get('kind')}:{value.get('id')}"
    kind, _, pk = str(value or "").partition(":")
    if not pk.isdecimal():
        return ""
    letter = {"commitment": "C", "countermeasure": "M"}.get(kind)
    return f"{letter}-{int(pk):03d}" if letter else f"{kind}:{pk}"


class DraftForm(forms.Form):
    """The draft of one proposal as ``kind`` of record. ``groups`` orders its fields for the page."""

    def __init__(self, proposal: Proposal, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal, self.kind = proposal, kind
        self._lists = read_lists(acts=kind == choices.ProposalAction.NEW_COUNTERMEASURE)
        parties = self._lists.parties
        main = {
            "new_commitment": self._commitment,
            "new_countermeasure": self._measure,
            "new_condition": self._condition,
            "new_event": self._event,
            "add_evidence": self._evidence,
        }[kind](parties)
        common = self._common(parties)
        self.fields.update(main | common)
        self._main, self._more = list(main), list(common)
        if isinstance(about := self.fields.get("object"), ObjectField):
            about.keep(self._initial("object"))  # before anything asks for errors
        for name in self.fields:
            self.fields[name].initial = value = self._initial(name)
            if name in self.initial:
                self.initial[name] = value  # what stands in a form's own initial would win
            if name in IN_CHINESE:
                self.fields[name].widget.attrs["lang"] = "zh"
            elif name in IN_ITS_OWN_WORDS:
                self.fields[name].widget.attrs["lang"] = proposal.claim.version.language
            if self.is_bound and name in self.errors:
                self.fields[name].widget.attrs["aria-invalid"] = "true"

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """What is decided here: who, what, how firmly."""
        return [self[name] for name in self._main]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """Where and when it stands: deal, round, days, who said it."""
        return [self[name] for name in self._more]

    @property
    def material_names(self) -> dict[str, str]:
        """The name of each material by its symbol."""
        return {symbol: label.removeprefix(symbol).strip() for symbol, label in self._lists.materials}

    def plain(self) -> dict[str, Any]:
        """Return the cleaned values as a decision takes them: codes, ids, ISO days."""
        values: dict[str, Any] = {"as": self.kind}
        for name, value in self.cleaned_data.items():
            values[name] = value.isoformat() if isinstance(value, dt.date) else value
        if self.kind == "new_condition":
            values["needs_kind"] = "record" if values.get("needs") else "words"
        return values

    def drafted(self, name: str) -> Any:
        """Return what the machine proposed for a field, whatever a first person made of it."""
        return self._value(name, self.proposal.draft)

    def _initial(self, name: str) -> Any:
        first = ((self.proposal.outcome or {}).get("first") or {}).get("fields", {})
        return self._value(name, {**self.proposal.draft, **first})

    def _value(self, name: str, draft: dict[str, Any]) -> Any:
        if name == "quote":
            return draft.get("quote") or self.proposal.claim.quote
        if name in ("dependent", "needs"):
            return reference_of(self.initial.get(name) or draft.get(name))
        if name == "merge_kind":
            return draft.get("merge_kind") or choices.EventKind.RESTATED
        if name == "event_kind":
            return draft.get("event_kind") or choices.EventKind.STATEMENT
        if name == "title_en" and not draft.get("title_en"):
            return (draft.get("text_en") or "")[:300]
        if name == "wording" and not draft.get("wording"):
            return self.proposal.claim.quote[:400]
        if name in ("deal", "round") and name not in draft:
            return getattr(self.proposal, f"{name}_id")
        return draft.get(name)

    def _common(self, parties: list[tuple[str, str]]) -> dict[str, forms.Field]:
        return {
            "deal": _choice(_("Deal"), self._lists.deals),
            "round": _choice(_("Round"), self._lists.rounds),
            "quote": _text(
                _("Quote, letter by letter"),
                rows=3,
                required=True,
                help_text=_("Narrow or widen it within the text."),
            ),
            "attributed_to": _choice(_("Said by party"), parties),
            "speaker": _text(_("Speaker"), limit=200),
            "public_since": day_field(_("Public since")),
            "occurred_earliest": day_field(_("Happened, first day")),
            "occurred_latest": day_field(_("Happened, last day")),
            "occurred_precision": _choice(_("Precision"), choices.DatePrecision.choices),
            "occurred_wording": _text(_("Words that fixed the date"), limit=300),
        }

    def _commitment(self, parties: list[tuple[str, str]]) -> dict[str, forms.Field]:
        return {
            "obligor": _choice(_("Who owes"), [BOTH, *parties]),
            "obligee": _choice(_("To whom"), parties),
            "text_en": _text(_("What is owed, in one English sentence"), rows=3),
            "text_zh": _text(_("The same in Chinese, if the text has it"), rows=2),
            "action": _choice(_("Action"), choices.Action.choices),
            "object": ObjectField(),
            "modality": _choice(_("Modality"), choices.Modality.choices),
            "quantity": _text(_("Quantity"), limit=200),
            "due_on": day_field(_("Due on")),
            "effective_on": day_field(
                _("Holds from"),
                help_text=_("Empty: only announced. On a condition: until an event says it began."),
            ),
            "until": _text(_("Until (day, or length such as P90D, P1Y)"), limit=40),
            "condition": _text(_("Condition, as worded"), limit=300),
            "materials": self._materials(),
        }

    def _measure(self, parties: list[tuple[str, str]]) -> dict[str, forms.Field]:
        return {
            "imposed_by": _choice(_("Imposed by"), parties),
            "targets": forms.MultipleChoiceField(label=_("Against"), required=False, choices=parties),
            "title_en": _text(_("Title (English)"), rows=2, limit=300),
            "title_zh": _text(_("Title (Chinese)"), limit=300),
            "kind": _choice(_("Kind"), choices.MeasureKind.choices),
            "instrument": _choice(_("Act that gives effect"), self._lists.acts),
            "instrument_wording": _text(_("The act, as cited"), limit=300),
            "effective_on": day_field(_("In force from")),
            "until": _text(_("Until (day, or length such as P90D, P1Y)"), limit=40),
            "condition": _waits_for(_("not in force until an event says so, whatever day is named.")),
            "modality": _choice(_("Modality"), choices.Modality.choices),
            "materials": self._materials(),
        }

    def _condition(self, parties: list[tuple[str, str]]) -> dict[str, forms.Field]:
        return {
            "dependent": RecordField(label=_("What waits (C-014 or M-003)"), required=False),
            "relation": _choice(_("Relation"), choices.ConditionRelation.choices),
            "needs": RecordField(
                label=_("What it waits for (C-014 or M-003)"),
                required=False,
                help_text=_("Leave empty for something outside the record, and say it in words."),
            ),
            "needs_words": _text("…or in words", limit=300),
            "wording": _text(_("The condition as worded"), rows=2, limit=400),
            "said_by": _choice(_("Said by"), parties),
        }

    def _event(self, parties: list[tuple[str, str]]) -> dict[str, forms.Field]:
        return {
            "event_kind": _choice(_("Kind of event"), choices.EventKind.choices),
            "title_en": _text(_("Title (English)"), rows=2, limit=300),
            "title_zh": _text(_("Title (Chinese)"), limit=300),
            "actor": _choice(_("Who acted"), [("BOTH", _("both sides")), *parties]),
        }

    def _evidence(self, parties: list[tuple[str, str]]) -> dict[str, forms.Field]:
        return {
            "merge_kind": _choice(_("What the words say of it"), choices.EventKind.choices),
            "status_from": day_field(_("Holds from"), help_text=_("Empty: from publication.")),
            "status_until": day_field(_("Last day"), help_text=_("Empty: none stated.")),
            "condition": _waits_for(_("nothing changes until the text says that it is met.")),
            "modality": _choice(_("Modality"), choices.Modality.choices),
            "with_terms": forms.BooleanField(
                label=_("Keep this wording as new terms"),
                required=False,
                help_text=_("For commitments whose wording changed."),
            ),
            "text_en": _text(_("The wording, in one English sentence"), rows=2),
            "text_zh": _text(_("In Chinese"), rows=1),
        }

    def _materials(self) -> forms.MultipleChoiceField:
        return forms.MultipleChoiceField(label=_("Materials"), required=False, choices=self._lists.materials)


def _waits_for(meanwhile: Any) -> forms.Field:
    return _text(
        _("Waits for (condition, as worded)"),
        limit=300,
        help_text=_("While it stands here: %(meanwhile)s") % {"meanwhile": meanwhile},
    )


class VerdictForm(forms.Form):
    """What else a verdict needs: the record to merge into, the reason of a rejection, a comment."""

    target = forms.CharField(required=False)
    other_target = RecordField(label=_("Another record (C-014 or M-003)"), required=False)
    reason = forms.ChoiceField(
        label=_("Reason"),
        required=False,
        # Numbered, so that in a closed list one digit chooses: every browser goes to the option that begins with it.
        choices=[
            ("", _("choose a reason")),
            *((code, f"{at} {words}") for at, (code, words) in enumerate(choices.RejectReason.choices, 1)),
        ],
    )
    comment = forms.CharField(label=_("Comment"), required=False, widget=forms.TextInput())


def addresses_of(candidates: list[dict[str, Any]]) -> dict[str, str]:
    """Return the public address of each candidate by ``kind:id``; a commitment's follows from its number, those of
    measures take one query."""
    measures = [one["id"] for one in candidates if one["kind"] == "countermeasure"]
    found = {
        f"commitment:{one['id']}": Commitment(pk=one["id"]).get_absolute_url()
        for one in candidates
        if one["kind"] == "commitment"
    }
    for measure in Countermeasure.objects.filter(pk__in=measures) if measures else ():
        found[f"countermeasure:{measure.pk}"] = measure.get_absolute_url()
    return found
