"""What was entered by hand: the list of it, and the page on which a second person accepts or declines."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Case, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from .. import byhand, review
from ..choices import HAND_OPEN, HandKind, HandState
from ..models import HandEntry
from .base import ReadOnlyMixin, editor_of
from .desk import OpenFilter, changed_words, window


class WaitingFilter(OpenFilter):
    """Entries that wait, and settled ones."""

    open_states = HAND_OPEN
    done = "settled"


@admin.register(HandEntry)
class HandEntryAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """The list of entries by hand, those that wait first."""

    list_display = ("said", "about", "entered_by", "entered_at", "state", "decided_by", "decided_at")
    list_filter = (WaitingFilter, "kind", "state")
    list_select_related = ("entered_by", "decided_by")
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[HandEntry]:
        """Return the entries without the texts behind them."""
        waits = Case(
            When(state__in=HAND_OPEN, then=Value(True)), default=Value(False), output_field=BooleanField()
        )
        return HandEntry.objects.annotate(waits=waits)

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Waiting first, then the newest."""
        return ("-waits", "-entered_at", "-pk")

    def get_urls(self) -> list[Any]:
        """Add the verdicts."""
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/decide/", wrap(require_POST(self.decide_view)), name="deals_handentry_decide"),
            *super().get_urls(),
        ]

    @admin.display(description=_("entry"))
    def said(self, entry: HandEntry) -> str:
        """What kind it is, with its first words."""
        said = entry.payload
        words = (said.get("words") or {}).get("quote") or said.get("body") or said.get("reason") or ""
        words = words if len(words) <= 90 else words[:89] + "…"
        return f"{entry.get_kind_display()}: {words}" if words else entry.get_kind_display()

    @admin.display(description=_("of"))
    def about(self, entry: HandEntry) -> str:
        """What it is about, by its short name."""
        return entry.about

    def may_decide(self, request: HttpRequest) -> bool:
        """True for editors."""
        return request.user.has_perm("deals.change_handentry")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show an entry beside the words that it rests on."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self._page(request, self._found(object_id))

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a verdict, then show the next entry that waits."""
        if not self.may_decide(request):
            raise PermissionDenied
        entry, editor = self._found(str(pk)), editor_of(request)
        verdict, comment = request.POST.get("verdict", ""), request.POST.get("comment", "")
        try:
            if verdict == "accept":
                decision = review.confirm(entry, editor)
            elif verdict == "decline":
                decision = review.decline(entry, editor, comment)
            elif verdict == "keep":
                decision = review.stand_by(entry, editor)
            elif verdict == "take_back":
                decision = review.take_back_entry(entry, editor)
            else:
                raise review.Refused({"verdict": gettext("Choose what to do with this entry.")})
        except review.Refused as refusal:
            return self._page(request, entry, fault=str(refusal), status=422)
        except (review.AlreadyDecided, review.NeedsAnother, review.Superseded) as late:
            return self._page(request, self._found(str(pk)), fault=str(late), status=409)
        messages.success(request, decision.message)
        following = self._next(editor, entry)
        return redirect(f"{reverse('admin:deals_handentry_change', args=[(following or entry).pk])}#item")

    @staticmethod
    def _found(number: str) -> HandEntry:
        entry = (
            HandEntry.objects.filter(pk=int(number) if number.isdecimal() else 0)
            .select_related("entered_by", "decided_by", "version__document")
            .first()
        )
        if entry is None:
            raise Http404(gettext("There is no such entry."))
        return entry

    @staticmethod
    def _next(editor: Any, entry: HandEntry) -> HandEntry | None:
        """Return the oldest other entry that this editor may decide."""
        waiting = HandEntry.objects.filter(state__in=HAND_OPEN).exclude(pk=entry.pk)
        if review.needs_second(editor):
            waiting = waiting.exclude(state=HandState.WAITING, entered_by=editor)
        return waiting.order_by("entered_at", "pk").first()

    def _page(
        self, request: HttpRequest, entry: HandEntry, *, fault: str = "", status: int = 200
    ) -> HttpResponse:
        editor, subject = editor_of(request), byhand.subject_of(entry)
        rows = byhand.told(entry)
        is_own = entry.entered_by_id == editor.pk
        version, words = entry.version, entry.payload.get("words") or {}
        is_pinned = entry.kind in (HandKind.QUOTE, HandKind.STATUS)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{entry.get_kind_display()}: {subject or entry.about}",
            "entry": entry,
            "subject": subject,
            "subject_url": _address(subject),
            "rows": rows,
            "has_before": any(before for _label, before, _after in rows),
            "window": window(version.text, words["start"], words["stop"]) if version else None,
            "document": version.document if version else None,
            "whole_url": f"{reverse('deals:document', args=[version.document_id])}?version={version.number}"
            if version
            else "",
            "changed": entry.outcome.get("reopened") if entry.state == HandState.REOPENED else None,
            "changed_words": changed_words(words.get("quote", ""), entry.outcome.get("reopened")),
            "may_decide": self.may_decide(request),
            "is_own": is_own,
            "must_wait": is_own and review.needs_second(editor),
            "can_take_back": entry.state == HandState.ACCEPTED
            and is_pinned
            and (editor.pk in (entry.entered_by_id, entry.decided_by_id) or review.is_chief(editor)),
            "fault": fault,
            "comment": request.POST.get("comment", ""),
            "next": self._next(editor, entry),
        }
        return TemplateResponse(request, "admin/deals/handentry/entry.html", context, status=status)


def _address(subject: Any) -> str:
    if subject is None:
        return ""
    try:
        return reverse(f"admin:deals_{subject._meta.model_name}_change", args=[subject.pk])
    except NoReverseMatch:
        return ""
