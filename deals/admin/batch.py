"""Accept at once what one rule found in one source, after twenty good decisions in a row."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext

from .. import batching, review
from ..models import Proposal
from ..queueing import loaded
from ..reranking import ranked_again, with_newest
from .base import editor_of

BATCH = "admin:deals_proposal_batch"


def batch_view(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    """Show the batches; on POST accept the ticked items, each in a transaction of its own."""
    if not request.user.has_perm("deals.change_proposal"):
        raise PermissionDenied
    editor = editor_of(request)
    if request.method == "POST":
        ticked = [int(one) for one in request.POST.getlist("item") if one.isdecimal()][: batching.MOST]
        items = list(Proposal.objects.filter(pk__in=ticked).order_by("created_at", "pk"))
        may = batching.allowed(editor, items)
        done, refused = 0, []
        for item in items:
            if item.pk not in may:
                refused.append(gettext("item %(pk)s needs a look of its own") % {"pk": item.pk})
                continue
            # A record made since, perhaps of the item before, may be what this one only reports again.
            if ranked_again(loaded(with_newest(Proposal.objects.all()), item.pk)).action != item.action:
                refused.append(
                    gettext("item %(pk)s now looks like words of a known record: see it by itself")
                    % {"pk": item.pk}
                )
                continue
            try:
                review.accept(item, editor)
                done += 1
            except review.ReviewError as fault:
                refused.append(gettext("item %(pk)s: %(fault)s") % {"pk": item.pk, "fault": fault})
        if done:
            messages.success(
                request, gettext("Accepted %(done)s. Each can be undone by itself.") % {"done": done}
            )
        for line in refused:
            messages.warning(request, gettext("Not accepted: %(line)s") % {"line": line})
        return redirect(BATCH)
    return TemplateResponse(
        request,
        "admin/deals/proposal/batch.html",
        {
            **context,
            "title": gettext("Accept in batches"),
            "batches": batching.batches(editor),
            "streak": batching.STREAK,
            "back": reverse("admin:deals_proposal_queue"),
        },
    )
