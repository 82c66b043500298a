"""Quotes and statuses that an editor finds by hand: paste the words, the server finds them in the kept
text."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.models import Document, DocumentVersion

from .. import choices, review
from ..models import Commitment, Party
from ..spans import Period
from .base import AnnotatedAdmin, editor_of
from .days import day_field

AROUND = 60  # characters shown on either side of one of several places


class QuoteForm(forms.Form):
    """The words, the kept text they stand in, and which of several places is meant."""

    document = forms.IntegerField(
        label=_("Document number"), min_value=1, help_text=_("As in its address: /documents/12/.")
    )
    quote = forms.CharField(
        label=_("Quote, letter by letter"), strip=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    occurrence = forms.IntegerField(
        label=_("Which place"),
        required=False,
        min_value=1,
        help_text=_("Only if the words stand more than once."),
    )
    stance = forms.ChoiceField(label=_("The words"), choices=choices.Stance.choices, initial="supports")
    attributed_to = forms.ModelChoiceField(
        label=_("Said by party"), queryset=Party.objects.order_by("code"), required=False
    )
    speaker = forms.CharField(label=_("Speaker"), required=False, max_length=200)


class StatusForm(QuoteForm):
    """What holds from when to when, and the words that say so."""

    status = forms.ChoiceField(
        label=_("Status"),
        choices=[
            (_("Whether it is in force"), [(one.value, one.label) for one in choices.FORCE_CODES]),
            (_("Whether it was done"), [(one.value, one.label) for one in choices.VERIFICATION_CODES]),
        ],
    )
    first = day_field(_("First day"), required=True)
    last = day_field(_("Last day"), help_text=_("Empty: open."))
    runs_out = forms.BooleanField(label=_("Ends by its own terms on its last day"), required=False)
    end_wording = forms.CharField(label=_("The words that set the end"), required=False, max_length=300)
    scope = forms.CharField(label=_("For a part only: which part"), required=False, max_length=300)
    event_kind = forms.ChoiceField(
        label=_("The event behind it"), choices=choices.EventKind.choices, initial="statement"
    )
    title_en = forms.CharField(label=_("What happened, in one sentence"), max_length=300)
    override_reason = forms.CharField(
        label=_("Against the derived state: why"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only for an override; readers see it."),
    )
    override_until = day_field(_("Override until"))

    def clean(self) -> dict[str, Any]:
        """Hold the days against one another; ``aspect`` follows from the status."""
        said = super().clean() or self.cleaned_data
        is_force = said.get("status") in choices.FORCE_CODES
        said["aspect"] = choices.StatusAspect.FORCE if is_force else choices.StatusAspect.VERIFICATION
        if said.get("first") and said.get("last") and said["last"] < said["first"]:
            self.add_error("last", gettext("The last day lies before the first one."))
        if said.get("runs_out") and not said.get("last"):
            self.add_error("last", gettext("What ends by its own terms has a last day."))
        if said.get("override_until") and not said.get("override_reason"):
            self.add_error("override_reason", gettext("An override needs its reason."))
        return said


class ForceForm(StatusForm):
    """The same of what nobody owes: a measure or an agreement is in force or not, and is never kept or broken."""

    status = forms.ChoiceField(
        label=_("Status"), choices=[(one.value, one.label) for one in choices.FORCE_CODES]
    )


class PinningAdmin(AnnotatedAdmin):
    """A record to which quotes, and (unless it is a round) statuses, are added by hand."""

    takes_status = True

    def get_urls(self) -> list[Any]:
        """Add the two views."""
        name = f"deals_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        urls = [path("<int:pk>/quote/", wrap(self.quote_view), name=f"{name}_quote")]
        if self.takes_status:
            urls.append(path("<int:pk>/status/", wrap(self.status_view), name=f"{name}_status"))
        return [*urls, *super().get_urls()]

    def notes_context(self, request: HttpRequest, object_id: str, form: Any = None) -> dict[str, Any]:
        """Link the two views from the record's page."""
        context = super().notes_context(request, object_id, form)
        name = f"admin:deals_{self.opts.model_name}"
        if context["note_url"] and request.user.has_perm("deals.add_evidence"):
            context["quote_url"] = reverse(f"{name}_quote", args=[object_id])
            context["status_url"] = reverse(f"{name}_status", args=[object_id]) if self.takes_status else ""
        return context

    def quote_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Pin words of a kept text to the record."""
        return self._view(request, pk, QuoteForm, gettext("Add a quote"), self._pin)

    def status_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Record what holds, with the words that say so."""
        form = StatusForm if self.model is Commitment else ForceForm
        return self._view(request, pk, form, gettext("Set a status"), self._set_status)

    def _view(
        self, request: HttpRequest, pk: int, form_class: type[QuoteForm], title: str, write: Any
    ) -> HttpResponse:
        if not request.user.has_perm("deals.add_evidence"):
            raise PermissionDenied
        record: Any = self.model._default_manager.filter(pk=pk).first()
        if record is None:
            raise Http404(
                gettext("There is no such %(verbose_name)s.") % {"verbose_name": self.opts.verbose_name}
            )
        form = form_class(request.POST or None, initial={"document": request.GET.get("document")})
        status, places = 200, []
        if request.method == "POST":
            status = 422
            if form.is_valid():
                try:
                    decision = write(editor_of(request), record, form.cleaned_data)
                except review.Refused as refusal:
                    for name, message in refusal.errors.items():
                        form.add_error(name if name in form.fields else None, message)
                    if "occurrence" in refusal.errors:
                        places = _places(form.cleaned_data["document"], form.cleaned_data["quote"])
                else:
                    if decision.state == choices.HandState.WAITING:
                        messages.warning(request, decision.message)
                    else:
                        messages.success(request, gettext("Recorded, with its words."))
                    return redirect(f"admin:deals_{self.opts.model_name}_change", pk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": record,
            "title": f"{title}: {record}",
            "form": form,
            "action": request.get_full_path(),
            "back": reverse(f"admin:deals_{self.opts.model_name}_change", args=[pk]),
            "button": title,
            "places": places,
            "chosen": request.POST.get("occurrence", ""),
            "said": request.GET.get("q", ""),
            "documents": _documents(request.GET.get("q", "")),
            "version": _shown(request.POST.get("document") or request.GET.get("document") or ""),
        }
        return TemplateResponse(request, "admin/deals/pin.html", context, status=status)

    @staticmethod
    def _pin(editor: Any, record: Any, said: dict[str, Any]) -> review.Decision:
        return review.pin_quote(
            record,
            _newest(said["document"]),
            said["quote"],
            editor,
            occurrence=said["occurrence"],
            stance=said["stance"],
            attributed_to=said["attributed_to"],
            speaker=said["speaker"],
        )

    @staticmethod
    def _set_status(editor: Any, record: Any, said: dict[str, Any]) -> review.Decision:
        version = _newest(said["document"])
        start, stop = review.place_of(version.text, said["quote"], said["occurrence"])
        pinner = review.Pinner(
            version,
            start,
            stop,
            editor,
            stance=said["stance"],
            attributed_to=said["attributed_to"],
            speaker=said["speaker"],
        )
        last: dt.date | None = said["last"]
        period = Period(
            said["status"],
            said["first"],
            last,
            runs_out=said["runs_out"],
            end_wording=said["end_wording"],
            scope=said["scope"],
        )
        return review.set_status(
            record,
            [period],
            editor,
            pinner=pinner,
            event_kind=said["event_kind"],
            title_en=said["title_en"],
            aspect=said["aspect"],
            override_reason=said["override_reason"],
            override_until=said["override_until"],
        )


def _documents(words: str) -> list[Document]:
    """Return the latest documents whose title or publisher has all ``words``; the latest of all without any."""
    found = Document.objects.filter(versions__isnull=False)
    for word in words.split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(publisher__icontains=word))
    return list(found.distinct().order_by("-first_seen_at", "-pk")[:12])


def _shown(number: str) -> DocumentVersion | None:
    if not number.isdecimal():
        return None
    return DocumentVersion.objects.filter(document=int(number)).order_by("-number").first()


def _places(document: int, quote: str) -> list[dict[str, Any]]:
    """Return each place of the words, with what stands around it, for an editor to choose from."""
    text = _newest(document).text
    return [
        {
            "number": number,
            "before": text[max(0, start - AROUND) : start],
            "quote": text[start:stop],
            "after": text[stop : stop + AROUND],
        }
        for number, (start, stop) in enumerate(review.find_quote(text, quote)[:50], 1)
    ]


def _newest(document: int) -> DocumentVersion:
    version = (
        DocumentVersion.objects.filter(document=document)
        .select_related("document__feed")
        .order_by("-number")
        .first()
    )
    if version is None:
        raise review.Refused(
            {
                "document": gettext("There is no kept text with the number %(document)s.")
                % {"document": document}
            }
        )
    return version
