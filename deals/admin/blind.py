"""Blind coding: the words alone, without draft or anybody else's codes; and how far two people agree."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import choices, coding, review
from ..models import Party, Proposal, SecondCoding
from .base import ReadOnlyMixin, editor_of
from .desk import window

CODE = "admin:deals_secondcoding_code"


class CodingForm(forms.Form):
    """What the lit words are, in codes; the codebook says how."""

    kind = forms.ChoiceField(label=_("The words are a"), widget=forms.RadioSelect, choices=coding.KINDS)
    actor = forms.ChoiceField(label=_("Who acts"), required=False)
    action = forms.ChoiceField(
        label=_("Action"), required=False, choices=[("", "none"), *choices.Action.choices]
    )
    modality = forms.ChoiceField(
        label=_("Modality"), required=False, choices=[("", "none"), *choices.Modality.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = [
            (party.code, f"{party.name_en} ({party.code})")
            for party in Party.objects.order_by("kind", "code")
        ]
        field = self.fields["actor"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("nobody named")), ("BOTH", gettext("both sides")), *parties]


def _word(field: str, code: str) -> str:
    """Return what a code is called in the form; parties stay codes."""
    labels: dict[str, dict[str, Any]] = {
        "kind": dict(coding.KINDS),
        "action": dict(choices.Action.choices),
        "modality": dict(choices.Modality.choices),
    }
    return str(labels.get(field, {}).get(code, code)) or "none"


@admin.register(SecondCoding)
class SecondCodingAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Blind second readings; the list opens with the agreement reached."""

    list_display = ("proposal", "coder", "coded_at")
    # Named, so that no form of them is made: its box would be ordered as the queue is, by what is no column.
    fields = readonly_fields = ("proposal", "coder", "coding", "coded_at")
    list_select_related = ("proposal__claim", "coder")
    search_fields = ("coder__username",)
    show_full_result_count = False
    change_list_template = "admin/deals/secondcoding/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[SecondCoding]:
        """Return the codings that this person may see: none of an item that they are yet to code blind."""
        own = coding.waiting_for(editor_of(request)).order_by().values("pk")
        return super().get_queryset(request).exclude(proposal__in=own)

    def get_urls(self) -> list[Any]:
        """Add the page on which one item is coded."""
        return [
            path("code/", self.admin_site.admin_view(self.code_view), name="deals_secondcoding_code"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show Krippendorff's alpha of each field above the list."""
        context = {
            "agreement": coding.agreement(),
            "differences": [
                (one, [(name, [_word(name, code) for code in codes]) for name, codes in one.fields])
                for one in coding.differences()
            ],
            "may_code": request.user.has_perm("deals.add_secondcoding"),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def code_view(self, request: HttpRequest) -> HttpResponse:
        """Show the next sampled item, or keep its codes and go on."""
        if not request.user.has_perm("deals.add_secondcoding"):
            raise PermissionDenied
        editor = editor_of(request)
        waiting = coding.waiting_for(editor)
        number = request.POST.get("item", "")
        if request.method == "POST" and number.isdecimal():
            proposal = waiting.filter(pk=int(number)).first()
            if proposal is None:
                messages.error(request, gettext("This item is not yours to code any more."))
                return redirect(CODE)
            form = CodingForm(request.POST)
            if form.is_valid():
                try:
                    coding.code(proposal, editor, form.cleaned_data)
                except review.Refused as refusal:
                    for name, message in refusal.errors.items():
                        form.add_error(name, message)
                else:
                    messages.success(
                        request,
                        gettext("Kept. %(count)s left to code.")
                        % {"count": coding.waiting_for(editor).count()},
                    )
                    return redirect(CODE)
        else:
            proposal, form = waiting.first(), CodingForm()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Blind coding"),
            "share": coding.share_of(editor),
            "left": waiting.count(),
            "form": form,
            "back": reverse("admin:deals_secondcoding_changelist"),
        }
        if proposal is not None:
            proposal = Proposal.objects.select_related("claim__version__document").get(pk=proposal.pk)
            version, claim = proposal.claim.version, proposal.claim
            context |= {
                "proposal": proposal,
                "version": version,
                "document": version.document,
                "window": window(version.text, claim.start, claim.stop),
            }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/deals/secondcoding/code.html", context, status=status)
