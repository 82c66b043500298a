"""Bytes of a feed or list page to its entries: the one door to every kind of list.

Titles come out as text, links as absolute http(s) addresses, dates read from the raw words under the
source's own zone; nothing unusable disappears without a word in ``skipped``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from sources.feedxml import parse_feed
from sources.htmllists import parse_html_list
from sources.items import Context
from sources.jsonlists import parse_json_feed, parse_json_list
from sources.values import Listing, Malformed

KINDS = ("rss", "atom", "json_feed", "json_list", "html_list")


def parse_listing(
    fetched_body: bytes,
    *,
    kind: str,
    base_url: str,
    content_type: str = "",
    recipe: Mapping[str, object] | None = None,
    timezone: str = "UTC",
    language: str = "",
    known: Collection[str] = (),
) -> Listing | Malformed:
    """Return the entries of a fetched list, in its own order, or Malformed with the reason.

    ``kind`` is one of KINDS ("rss" and "atom" are read alike, as feeds change between them);
    ``base_url`` the address it came from; ``recipe`` what htmllists and jsonlists document, plus
    ``charset`` and ``date_formats`` for every kind; ``timezone`` the IANA zone of dates without an
    offset. Items of a feed whose key is among ``known`` (of an earlier reading under the same options) are
    not read again and only named in the answer's ``known``. Never raises on what a server sent;
    ValueError for an unknown kind.
    """
    if kind not in KINDS:
        raise ValueError(f"no such kind of list: {kind!r}")
    recipe = recipe or {}
    charset = str(recipe.get("charset", ""))
    formats = recipe.get("date_formats", ())
    context = Context(
        base_url,
        timezone,
        language,
        tuple(str(f) for f in formats) if isinstance(formats, (list, tuple)) else (str(formats),),
    )
    if not fetched_body.strip():
        return Malformed("empty")
    if kind in ("rss", "atom"):
        return parse_feed(fetched_body, context, content_type=content_type, charset=charset, known=known)
    if kind == "json_feed":
        return parse_json_feed(fetched_body, context, content_type=content_type, charset=charset)
    if kind == "json_list":
        return parse_json_list(
            fetched_body, context, content_type=content_type, charset=charset, recipe=recipe
        )
    return parse_html_list(fetched_body, context, content_type=content_type, charset=charset, recipe=recipe)


def dated_url(url: str, now: dt.datetime) -> str:
    """Fill ``{year}``, ``{month}`` and ``{day}`` of a list address that changes with the calendar.

    ``now`` must already be in the source's own zone: the year begins there first.
    """
    for name, value in (("{year}", f"{now:%Y}"), ("{month}", f"{now:%m}"), ("{day}", f"{now:%d}")):
        url = url.replace(name, value)
    return url
