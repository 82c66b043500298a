"""JSON Feed, and JSON list APIs by recipe.

A JSON recipe names paths with dots; ``*`` stands for every member of a list:

    items = "results"              title = "title"        url = "html_url"
    published = "publication_date" guid = "document_number" summary = "abstract"
    next = "next_page_url"         success = "success"    (must be true where named)
    [recipe.extra] agencies = "agencies.*.name"

``html = "data.html"`` says that the list itself is HTML inside the JSON; the other keys are then those
of an HTML recipe. ``date_formats = ["epoch_ms"]`` or ``["epoch"]`` says that published is a number.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sources.charsets import decode
from sources.htmllists import parse_html_text
from sources.items import Collector, Context, moment
from sources.urls import clean_link
from sources.values import Listing, Malformed


def parse_json_feed(body: bytes, context: Context, *, content_type: str, charset: str) -> Listing | Malformed:
    """Return the entries of a JSON Feed 1.0 or 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    data = load(body, content_type, charset)
    if isinstance(data, Malformed):
        return data
    if not isinstance(data, dict) or "jsonfeed.org/version/" not in str(data.get("version", "")):
        return Malformed("JSON, but not a JSON Feed")
    items = data.get("items")
    if not isinstance(items, list):
        return Malformed("a JSON Feed without items")
    collector = Collector(context)
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            collector.note(f"item {number}: not an object")
            continue
        guid = _text(item.get("id"))
        collector.add(
            links=[_text(item.get("url")), _text(item.get("external_url")), guid if "://" in guid else ""],
            title=_text(item.get("title")),
            guid=guid,
            summary=_text(item.get("summary") or item.get("content_text") or item.get("content_html")),
            published=moment(_text(item.get("date_published") or item.get("date_modified")), context),
        )
    return collector.listing(
        title=_text(data.get("title")), next_url=clean_link(_text(data.get("next_url")), context.base_url)
    )


def parse_json_list(
    body: bytes, context: Context, *, content_type: str, charset: str, recipe: Mapping[str, Any]
) -> Listing | Malformed:
    """Return the entries of a JSON list API as its recipe says, or Malformed with what did not fit."""
    data = load(body, content_type, charset)
    if isinstance(data, Malformed):
        return data
    success = str(recipe.get("success", ""))
    if success and first(data, success) not in (True, "true", 1, "1"):
        return Malformed(f"answered with {success} not true")
    if html_path := str(recipe.get("html", "")):
        inner = first(data, html_path)
        if not isinstance(inner, str):
            return Malformed(f"holds no text at {html_path}")
        return parse_html_text(inner, context, recipe)
    path = str(recipe.get("items", ""))
    items = first(data, path) if path else data
    if items is None and recipe.get("empty_when_missing"):
        items = []  # the Federal Register leaves "results" out when nothing was found
    if not isinstance(items, list):
        return Malformed(f"holds no list at {path or 'its top'}")
    collector = Collector(context)
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            _take(item, collector, context, recipe)
        else:
            collector.note(f"item {number}: not an object")
    following = clean_link(_text(first(data, str(recipe.get("next", "")))), context.base_url)
    return collector.listing(title=_text(first(data, str(recipe.get("list_title", "")))), next_url=following)


def _take(item: Mapping[str, Any], collector: Collector, context: Context, recipe: Mapping[str, Any]) -> None:
    stated = first(item, str(recipe.get("published", "")))
    wanted = recipe.get("extra", {})
    extra = {}
    if isinstance(wanted, Mapping):
        extra = {str(k): "; ".join(filter(None, map(_text, every(item, str(p))))) for k, p in wanted.items()}
    link_paths = recipe.get("url", "url")
    paths = [link_paths] if isinstance(link_paths, str) else list(link_paths)
    collector.add(
        links=[_text(first(item, str(path))) for path in paths],
        title=_text(first(item, str(recipe.get("title", "title")))),
        guid=_text(first(item, str(recipe.get("guid", "")))),
        summary=_text(first(item, str(recipe.get("summary", "")))),
        published=moment(_text(stated), context),
        extra=extra,
    )


def load(body: bytes, content_type: str, charset: str) -> Any:
    """Return what the JSON says, or Malformed with the reason."""
    decoded = decode(body, content_type=content_type, override=charset)
    if isinstance(decoded, Malformed):
        return decoded
    try:
        return json.loads(decoded.text.lstrip("\ufeff"))
    except RecursionError:
        return Malformed("JSON nested too deep")
    except ValueError as error:
        looks_html = decoded.text.lstrip()[:200].lower().startswith(("<!doctype html", "<html"))
        return Malformed("an HTML page, not JSON" if looks_html else f"not JSON: {error}"[:200])


def every(data: Any, path: str) -> Iterator[Any]:
    """Yield each value at a dotted ``path`` of ``data``; ``*`` goes through a list, a number picks from it."""
    if not path:
        return
    found = [data]
    for step in path.split("."):
        deeper: list[Any] = []
        for value in found:
            if step == "*" and isinstance(value, list):
                deeper += value
            elif isinstance(value, dict) and step in value:
                deeper.append(value[step])
            elif isinstance(value, list) and step.isdecimal() and int(step[:9]) < len(value):
                deeper.append(value[int(step)])
        found = deeper
    yield from found


def first(data: Any, path: str) -> Any:
    """Return the first value at ``path``, None if there is none."""
    return next(every(data, path), None)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, (int, float)) else ""
