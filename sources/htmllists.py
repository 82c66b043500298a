"""List pages by recipe: CSS selectors say where items, links, titles and dates are.

item = "ul.list li"        one element per item; without it every link that fits url_pattern
link = "a"                 within the item, default "a[href]"; link_attr default "href"
title = "h2"               within the item, default the link; title_attr = "title" before its text
date = "span.date"         within the item; date_attr = "datetime"
date_pattern = "regex"     looked for in the item's text, or with date_in = "url" in the address
date_formats = ["%Y-%m-%d"]
url_pattern = "regex"      links whose absolute address does not match are not items; what follows "?" or a second
                           "https://" is only looked at by a pattern that has "\\?" in it (share links name items there)
exclude = "nav, footer"    elements taken out first
next = "a.next"            the link to the next page
base = "https://..."       where relative links start from, if not at the page's own address
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sources.charsets import decode
from sources.items import Collector, Context, moment
from sources.markup import BadRecipe, one_line, parse_html, select, text_of
from sources.urls import clean_link
from sources.values import UNDATED, Listing, Malformed, Moment

_HANDED_ON = re.compile(r"[?#]|(?<=.)https?:", re.IGNORECASE)
_HOLDERS = frozenset(["li", "article", "tr", "dd", "section", "div", "p", "td"])
_DATE_HOLDERS = "time[datetime], time, [class*=date], [class*=time]"


@dataclass(frozen=True, slots=True)
class _Found:
    """What one link of a page says of an item."""

    title: str
    published: Moment

    @property
    def worth(self) -> tuple[bool, bool]:
        """What makes one link to an item better than another: a date, and a title that is not cut short."""
        return self.published.earliest is not None, not self.title.rstrip("」』”’\"')）").endswith(
            ("…", "...")
        )


def parse_html_list(
    body: bytes, context: Context, *, content_type: str, charset: str, recipe: Mapping[str, Any]
) -> Listing | Malformed:
    """Return the items of a list page, or Malformed (no text, no recipe, a recipe that cannot be read)."""
    decoded = decode(body, content_type=content_type, override=charset)
    if isinstance(decoded, Malformed):
        return decoded
    listing = parse_html_text(decoded.text, context, recipe)
    if isinstance(listing, Listing) and decoded.notes:
        notes = tuple(f"whole page: {note}" for note in decoded.notes)
        return Listing(listing.entries, listing.title, notes + listing.skipped, listing.next_url)
    return listing


def parse_html_text(text: str, context: Context, recipe: Mapping[str, Any]) -> Listing | Malformed:
    """As ``parse_html_list``, from text already decoded."""
    if not text.strip():
        return Malformed("empty")
    if not recipe.get("item") and not recipe.get("url_pattern"):
        return Malformed("a list page needs a recipe with item or url_pattern")
    try:
        return _parse(parse_html(text), context, recipe)
    except BadRecipe as error:
        return Malformed(str(error))


def _parse(root: Any, context: Context, recipe: Mapping[str, Any]) -> Listing:
    for element in select(root, recipe.get("exclude")):
        element.drop_tree() if element.getparent() is not None else None
    base = _base(root, context, recipe)
    context = Context(base, context.timezone, context.language, context.date_formats)
    wanted = _pattern(recipe, "url_pattern")
    collector = Collector(context)
    found: dict[str, _Found] = {}
    if recipe.get("item"):
        pairs = [(item, _links(item, recipe)) for item in select(root, recipe["item"])]
    else:
        pairs = [(None, [link]) for link in select(root, "a[href]")]
    for item, links in pairs:
        _take(item, links, collector, context, recipe, wanted, found)
    for url, one in found.items():
        collector.add(links=[url], title=one.title, published=one.published)
    titles = select(root, "title")
    following = ""
    for element in select(root, recipe.get("next"))[:1]:
        following = clean_link(element.get("href") or "", base)
    if recipe.get("item") and not pairs:
        collector.note(f"whole page: the selector {recipe['item']!r} matches nothing")
    return collector.listing(title=text_of(titles[0]) if titles else "", next_url=following)


def _take(
    item: Any,
    links: list[Any],
    collector: Collector,
    context: Context,
    recipe: Mapping[str, Any],
    wanted: re.Pattern[str] | None,
    found: dict[str, _Found],
) -> None:
    attribute = str(recipe.get("link_attr", "href"))
    link = None
    for candidate in links:
        url = clean_link(candidate.get(attribute) or "", context.base_url)
        if url and _fits(url, wanted):
            # A card's first link often holds its picture alone; the next one has the words.
            if link is None or not _title(item if item is not None else link, link, recipe):
                link = candidate
            if item is None or recipe.get("title") or _title(item, link, recipe):
                break
    if link is None:
        # Without a pattern every item should have had a link; with one, the others are furniture.
        if item is not None and wanted is None:
            raw = (links[0].get(attribute) or "") if links else ""
            collector.add(links=[raw], title=text_of(item)[:200])
        return
    url = clean_link(link.get(attribute) or "", context.base_url)
    around = item if item is not None else _holder(link, wanted, context.base_url)
    title = _title(around, link, recipe)
    if not title:
        if item is not None:
            collector.note(f"{url[:120]}: no title")
        return
    one = _Found(title, _date(around, title, url, context, recipe))
    if url in found:
        if item is not None:
            collector.note(f"{title[:80]}: listed twice")
        # Cards link picture, headline and "read more" to one address: the first with words is the item. But what a
        # sidebar had shortened, or without its date, is the item where the list itself has it.
        if one.worth <= found[url].worth:
            return
        del found[url]
    found[url] = one


def _title(around: Any, link: Any, recipe: Mapping[str, Any]) -> str:
    found = select(around, recipe.get("title")) if recipe.get("title") else []
    element = found[0] if found else link
    attribute = str(recipe.get("title_attr", ""))
    if attribute and (element.get(attribute) or "").strip():
        return one_line(element.get(attribute))
    # text_of leaves out what no reader sees; a link around a picture only has no words.
    title = one_line(text_of(element)) or one_line(element.get("title") or "")
    if strip := str(recipe.get("title_strip", "")):
        title = _compiled(strip, "title_strip").sub("", title).strip()
    return title


def _date(around: Any, title: str, url: str, context: Context, recipe: Mapping[str, Any]) -> Moment:
    pattern = _pattern(recipe, "date_pattern")
    if pattern is not None:
        haystack = url if recipe.get("date_in") == "url" else text_of(around)
        match = pattern.search(haystack)
        if match is None:
            return UNDATED
        groups = match.groupdict()
        if "year" in groups:
            raw = "-".join(f"{int(groups[k]):02d}" for k in ("year", "month", "day") if groups.get(k))
            return moment(raw, context, formats=("%Y-%m-%d",))
        return moment(match[1] if match.groups() else match[0], context)
    selector = recipe.get("date") or (None if recipe.get("item") else _DATE_HOLDERS)
    attribute = str(recipe.get("date_attr", ""))
    undated = UNDATED
    stated = select(around, selector)[:5]
    if around.tag == "dd":
        # In a definition list the date is the term that stands before.
        term = next((e for e in around.itersiblings(preceding=True) if e.tag == "dt"), None)
        stated = [*stated, term] if term is not None else stated
    for element in stated:
        raw = (element.get(attribute) if attribute else element.get("datetime")) or text_of(element)
        found = moment(raw, context)
        if found.earliest is not None:
            return found
        undated = found if undated is UNDATED else undated
    return undated


def _links(item: Any, recipe: Mapping[str, Any]) -> list[Any]:
    if recipe.get("link"):
        return select(item, recipe["link"])
    return [item] if item.tag == "a" else select(item, "a[href]")


def _holder(link: Any, wanted: re.Pattern[str] | None, base: str) -> Any:
    """The widest element around ``link`` that belongs to this one item: it leads to no other item."""
    own = clean_link(link.get("href") or "", base)
    best = link
    node = link.getparent()
    for _ in range(6):
        if node is None or node.tag in ("body", "html", "main"):
            break
        others = {clean_link(a.get("href") or "", base) for a in node.iter("a")}
        if any(o and o != own and _fits(o, wanted) for o in others):
            break
        if node.tag in _HOLDERS:
            best = node
        node = node.getparent()
    return best


def _base(root: Any, context: Context, recipe: Mapping[str, Any]) -> str:
    if recipe.get("base"):
        return str(recipe["base"])
    for element in select(root, "base[href]")[:1]:
        return clean_link(element.get("href") or "", context.base_url) or context.base_url
    return context.base_url


def _fits(url: str, wanted: re.Pattern[str] | None) -> bool:
    """Whether an address is one of the items': its own path fits, not that of an address which it hands on."""
    if wanted is None:
        return True
    if r"\?" not in wanted.pattern:
        url = _HANDED_ON.split(url, maxsplit=1)[0]
    return bool(wanted.search(url))


def _pattern(recipe: Mapping[str, Any], name: str) -> re.Pattern[str] | None:
    raw = str(recipe.get(name, ""))
    return _compiled(raw, name) if raw else None


def _compiled(raw: str, name: str) -> re.Pattern[str]:
    try:
        return re.compile(raw)
    except re.error as error:
        raise BadRecipe(f"the recipe's {name} cannot be read: {error}") from None
