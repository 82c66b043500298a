"""Documents that a person brings: by address, as a file, or as pasted text."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sources.models import Document
from sources.values import Moment

from .entries import moment_as_json
from .identity import identity_of_text, identity_of_url


def document_by_hand(
    *,
    now: dt.datetime,
    url: str = "",
    text: str = "",
    title: str,
    publisher: str,
    language: str,
    party: str = "",
    kind: str = "news",
    is_official: bool = False,
    published: Moment | None = None,
    extra: dict[str, Any] | None = None,
    added_by: Any = None,
    wants_page: bool = False,
) -> tuple[Document, bool]:
    """Return the document for this address, or for this text where there is none, and whether it is new.

    One that is known already (from a feed, or brought before) is returned as it is, except that
    ``wants_page`` sends it to be read. ``added_by`` is a User or None; ``language`` "en" or "zh". A date given
    by hand outranks the page's own.
    """
    if not url and not text:
        raise ValueError("a document needs an address or a text")
    notes: dict[str, Any] = dict(extra or {})
    if published is not None and published.earliest is not None:
        notes["by_hand"] = moment_as_json(published)
    document, is_new = Document.objects.get_or_create(
        identity=identity_of_url(url) if url else identity_of_text(text),
        defaults={
            "canonical_url": url,
            "title": title[:1000],
            "publisher": publisher[:200],
            "party": party,
            "kind": kind,
            "is_official": is_official,
            "language": language[:2],
            "extra": notes,
            "first_seen_at": now,
            "wants_page": wants_page,
            "added_by": added_by,
        },
    )
    if wants_page and not is_new:
        Document.objects.filter(pk=document.pk).update(
            wants_page=True, page_failures=0, page_error="", page_tried_at=None
        )
    return document, is_new
