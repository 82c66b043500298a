"""The admin's page on which an editor lays two language versions of one statement side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext

from ..models import SentencePair
from ..parallel import counterparts, laid_beside, newest, side_by_side
from ..storing.pairs import keep


class ParallelMixin:
    """Adds to a document's admin the page that lays two language versions side by side."""

    def get_urls(self) -> list[Any]:
        """Add the page."""
        admin: Any = super()
        wrap = self.admin_site.admin_view  # type: ignore[attr-defined]
        return [
            path("<int:pk>/parallel/", wrap(self.parallel_view), name="sources_document_parallel"),
            *admin.get_urls(),
        ]

    def parallel_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show document ``pk`` beside ``?with=``; without it, the texts it may be laid beside. POST keeps the pairs."""
        admin: Any = self
        if not admin.has_view_permission(request):
            raise PermissionDenied
        version = newest(pk)
        if version is None:
            raise Http404(gettext("This document has no kept text."))
        number = request.GET.get("with", "")
        other = newest(int(number)) if number.isdecimal() else None
        if number and (other is None or other.pk == version.pk):
            raise Http404(gettext("There is no such text to lay beside it."))
        left, right = (version, other)
        if other is not None and version.language.startswith("zh") and not other.language.startswith("zh"):
            left, right = other, version
        if request.method == "POST" and right is not None:
            if not admin.has_change_permission(request) and not request.user.has_perm(
                "deals.change_proposal"
            ):
                raise PermissionDenied
            messages.success(
                request, gettext("%(right)s pairs of sentences are kept.") % {"right": keep(left, right)}
            )
            return redirect(request.get_full_path())
        rows = side_by_side(left, right) if right is not None else []
        context = {
            **admin.admin_site.each_context(request),
            "opts": admin.opts,
            "title": gettext("Side by side"),
            "document": version.document,
            "left": left,
            "right": right,
            "rows": rows,
            "flagged": sum(bool(row.flags) for row in rows),
            "others": counterparts(version) if right is None else [],
            "beside": laid_beside(pk),
            "is_kept": right is not None and SentencePair.objects.filter(left=left, right=right).exists(),
            "back": reverse("admin:sources_document_change", args=[pk]),
        }
        return TemplateResponse(request, "admin/sources/document/parallel.html", context)
