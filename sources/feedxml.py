"""RSS and Atom from bytes that were made safe first: simple feeds directly, all others by feedparser.

feedparser gets UTF-8 bytes only: given a text it would open it as a path or an address, and left to
find the charset itself it trusts headers that lie. Any exception out of it means a malformed feed.
"""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Collection
from typing import Any

import feedparser

from sources.charsets import Decoded, decode
from sources.feedfast import RawItem, is_well_formed, read_simple_feed
from sources.feedsplit import Split, split_items
from sources.items import Collector, Context, moment
from sources.values import UNDATED, Listing, Malformed, Moment

_DECLARATION = re.compile(r"\s*(?:<\?xml[^>]{0,400}\?>\s*)?", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_OPAQUE = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.DOTALL)
_FIRST_ITEM = re.compile(r"<(?:item|entry)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,12})|0*([0-9]{1,14}));")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CONTROL_BYTES = bytes(byte for byte in range(0x20) if byte not in b"\t\n\r")
_LOOKS_LIKE_HTML = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def parse_feed(
    body: bytes, context: Context, *, content_type: str, charset: str, known: Collection[str] = ()
) -> Listing | Malformed:
    """Return the entries of an RSS 0.9x, 1.0, 2.0 or Atom feed, or Malformed with the reason.

    Where its items can be told apart as text, those whose key is ``known`` are left unread.
    """
    decoded = decode(body, content_type=content_type, override=charset)
    if isinstance(decoded, Malformed):
        return decoded
    text = decoded.text.lstrip("\ufeff")
    if not text.strip():
        return Malformed("empty")
    if _declares_entities(text):
        return Malformed("declares entities in a DOCTYPE; refused unparsed")
    text, removed = _without_impossible_characters(text)
    collector = _collector(context, decoded, removed)
    clean = '<?xml version="1.0" encoding="utf-8"?>\n' + text[_end_of_declaration(text) :]
    split = split_items(clean, f"{context.timezone} {context.language} {context.date_formats}")
    if split is not None and known and any(key in known for key in split.keys):
        rest = split.without(known)
        if is_well_formed(rest.text):  # else the cut went wrong, or the feed is broken: read it whole
            listing = _read(rest.text, rest, collector, context)
            if isinstance(listing, Listing):
                return dataclasses.replace(listing, known=split.among(known), order=split.keys)
            collector = _collector(context, decoded, removed)
    return _read(clean, split, collector, context)


def _end_of_declaration(text: str) -> int:
    """Where the document begins, behind its XML declaration and white space."""
    match = _DECLARATION.match(text)
    return match.end() if match else 0  # it matches nothing at least


def _collector(context: Context, decoded: Decoded, removed: int) -> Collector:
    collector = Collector(context)
    for remark in decoded.notes:
        collector.note(f"whole feed: {remark}")
    if removed:
        collector.note(f"whole feed: {removed} characters that XML does not know were removed")
    return collector


def _read(clean: str, split: Split | None, collector: Collector, context: Context) -> Listing | Malformed:
    simple = read_simple_feed(clean)
    if simple is not None:
        keys = _keys(split, len(simple.items))
        for raw, key in zip(simple.items, keys, strict=True):
            _add(raw, key, collector, context)
        return collector.listing(title=simple.title)
    try:
        parsed = feedparser.parse(
            io.BytesIO(clean.encode("utf-8")),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": context.base_url,
            },
            resolve_relative_uris=True,
            sanitize_html=True,
        )
        if not parsed.get("version") and not parsed.entries:
            return Malformed(
                "an HTML page, not a feed" if _LOOKS_LIKE_HTML.search(clean[:2000]) else "not a feed"
            )
        if parsed.get("bozo") and not isinstance(
            parsed.get("bozo_exception"),
            (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType),
        ):
            collector.note(f"whole feed: not well-formed ({str(parsed.bozo_exception)[:150]})")
        keys = _keys(split, len(parsed.entries))
        for item, key in zip(parsed.entries, keys, strict=True):
            _add(_raw(item), key, collector, context)
        title = str(parsed.feed.get("title", ""))
    except Exception as error:
        # feedparser raises on some input (surrogate references, DOCTYPE backslashes); its own issues
        # 599 and 590 are open. Whatever comes out, the feed is at fault and the worker lives on.
        return Malformed(f"feedparser gave up: {type(error).__name__}: {error}"[:300])
    return collector.listing(title=title)


def _raw(item: Any) -> RawItem:
    links = [str(item.get("link", ""))]
    links += [str(link.get("href", "")) for link in item.get("links", []) if link.get("rel") == "alternate"]
    guid = str(item.get("id", ""))
    if guid.lower().startswith(("http://", "https://")):
        links.append(guid)
    links += [str(link.get("href", "")) for link in item.get("links", []) if link.get("rel") == "enclosure"]
    contents = [str(c.get("value", "")) for c in item.get("content", [])]
    return RawItem(
        links=links,
        title=str(item.get("title", "")),
        guid=guid,
        summary=str(item.get("summary", "")) or (contents[0] if contents else ""),
        content=contents[0] if contents else "",
        # dict.get: feedparser's own would answer for "updated" with "published" and a warning.
        dates=[str(raw) for name in ("published", "updated", "created") if (raw := dict.get(item, name))],
        extra=_extra(item),
    )


def _keys(split: Split | None, items: int) -> tuple[str, ...]:
    """The keys of the items read; none where the cut and the reader do not agree on their number."""
    return split.keys if split is not None and len(split.keys) == items else ("",) * items


def _add(raw: RawItem, key: str, collector: Collector, context: Context) -> None:
    collector.add(
        links=raw.links,
        title=raw.title,
        guid=raw.guid,
        summary=raw.summary,
        content=raw.content or raw.summary,
        published=_published(raw, context),
        key=key,
        extra=raw.extra,
    )


def _published(raw: RawItem, context: Context) -> Moment:
    """The first of the item's date strings that is a date; feedparser's own reading is never used.

    It takes 2025年6月27日 for November and CST for Chicago (measured).
    """
    first: Moment | None = None
    for words in raw.dates:
        found = moment(words, context)
        if found.earliest is not None:
            return found
        first = first or found
    return first or UNDATED


def _extra(item: Any) -> dict[str, str]:
    extra = {"author": str(item.get("author", ""))}
    source = item.get("source")
    if source and source.get("title"):
        extra["origin"] = str(source["title"])  # aggregators name the paper here
    terms = [str(tag.get("term") or tag.get("label") or "") for tag in item.get("tags", [])[:20]]
    extra["categories"] = "; ".join(dict.fromkeys(t for t in terms if t))
    return {k: v for k, v in extra.items() if v}


def _declares_entities(text: str) -> bool:
    if not _ENTITY.search(text):
        return False
    first_item = _FIRST_ITEM.search(text)
    head = text[: first_item.start()] if first_item else text
    # In the head no disguise is looked through; further down, quoted XML in an article is no harm.
    return bool(_ENTITY.search(head) or _ENTITY.search(_OPAQUE.sub("", text)))


def _without_impossible_characters(text: str) -> tuple[str, int]:
    removed = 0

    def one(match: re.Match[str]) -> str:
        nonlocal removed
        number = int(match[1], 16) if match[1] else int(match[2])
        possible = number in (9, 10, 13) or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD
        if possible or 0x10000 <= number <= 0x10FFFF:
            return match[0]
        removed += 1
        return ""

    # A pattern that begins with a plain text is found three times faster than by ``in`` on a text full of markup.
    text = _REFERENCE.sub(one, text)
    raw = text.encode("utf-8", "surrogatepass")
    # Deleting bytes is twenty times faster than the pattern and finds whether there is anything to find.
    if len(raw.translate(None, _CONTROL_BYTES)) == len(raw) and (
        text.isascii() or (b"\xef\xbf" not in raw and b"\xed" not in raw)
    ):
        return text, removed
    text, controls = _CONTROLS.subn("", text)
    return text, removed + controls
