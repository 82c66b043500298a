"""Two official texts in two languages, sentence beside sentence, with what only one of them names.

Only official texts are laid side by side: of a report by others no whole text is shown here. Which texts say the
same is an editor's word where sentences were kept; texts of the same days are offered beside them, unchecked.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sources.models import Document, DocumentVersion
from sources.parallel import counterparts, laid_beside, side_by_side

from ..answering import answer, asked, not_yet_public
from ..asking import Asking
from ..sourcing import was_public

MOST = 400_000  # characters of both texts together that are laid side by side while a reader waits


@asked
def beside(request: HttpRequest, asking: Asking, pk: int) -> HttpResponse:
    """Document ``pk`` beside ``?with=N``; without it, the texts that it may be laid beside."""
    version = _public(pk, asking)
    if version is None:
        return not_yet_public(request, asking)
    number = request.GET.get("with", "")
    other = _public(int(number[:9]), asking) if number.isdecimal() else None
    if number and (other is None or other.document_id == pk):
        raise Http404(_("There is no such text to lay beside it."))
    checked = [one for one in laid_beside(pk) if one.document.is_official and was_public(one, asking.asof)]
    known = {one.document_id for one in checked}
    others = [
        one
        for one in counterparts(version)
        if one.document.is_official and one.document_id not in known and was_public(one, asking.asof)
    ]
    if other is not None and other.document_id not in known | {one.document_id for one in others}:
        raise Http404(_("Nothing says that these two texts are one statement."))
    left, right = version, other
    if other is not None and version.language.startswith("zh"):
        left, right = other, version
    is_shown = version.document.is_official
    is_long = other is not None and len(version.text) + len(other.text) > MOST
    rows = side_by_side(left, right) if right is not None and is_shown and not is_long else []
    context: dict[str, Any] = {
        "chosen": {"with": number},
        "document": version.document,
        "version": version,
        "left": left,
        "right": right,
        "is_shown": is_shown,
        "is_long": is_long,
        "rows": rows,
        "flagged": sum(bool(row.missing) for row in rows),
        "checked": checked,
        "is_checked": other is not None and other.document_id in known,
        "others": others if is_shown else [],
    }
    return answer(request, asking, "deals/beside.html", context)


def _public(document: int, asking: Asking) -> DocumentVersion | None:
    """Return the newest version that was public at the asked dates. Raises Http404 for an unknown document."""
    if not Document.objects.filter(pk=document).exists():
        raise Http404(_("There is no document with the number %(pk)s.") % {"pk": document})
    versions = DocumentVersion.objects.filter(document=document).select_related("document").defer("text")
    return next((one for one in versions.order_by("-number") if was_public(one, asking.asof)), None)
