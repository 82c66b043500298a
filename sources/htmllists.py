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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sources.charsets import decode
from sources.items import Collector, Context, moment
from sources.markup import BadRecipe, one_line, parse_html, select, text_of
from sources.urls import clean_link
from sources.values import UNDATED, Listing, Malformed, Moment

MOST_LINKS = 20_000  # of one page; four times what is kept of a list
MOST_REPEATS = 5  # links to one address that are compared
_HANDED_ON = re.compile(r"[?#]|(?<=.)https?:", re.IGNORECASE)
_HOLDERS = frozenset(["li", "article", "tr", "dd", "section", "div", "p", "td"])
_DATE_HOLDERS = "time[datetime], time, [class*=date], [class*=time]"


@dataclass(frozen=True, slots=True)
class _Found:
    """What one link of a page says of an item."""

    title: str
    published: Moment
    times: int = 1  # links to it that were looked at

    @property
    def is_whole(self) -> bool:
        """Whether no other link could say more."""
        return self.worth == (True, True)

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
        return replace(listing, skipped=notes + listing.skipped)
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
    pairs: Iterator[tuple[Any, list[Any]]]
    if recipe.get("item"):
        items = select(root, recipe["item"])
        pairs = ((item, _links(item, recipe)) for item in items)
        holders = _Holders()
        if not items:
            collector.note(f"whole page: the selector {recipe['item']!r} matches nothing")
    else:
        links = select(root, "a[href]")
        pairs = ((None, [link]) for link in links)
        holders = _Holders.of(links[:MOST_LINKS], wanted, base)
    looked_at = 0
    for item, links in pairs:
        looked_at += max(1, len(links))
        if looked_at > MOST_LINKS:
            collector.note(f"whole page: links beyond the first {MOST_LINKS} were not looked at")
            break
        _take(item, links, collector, context, recipe, wanted, found, holders)
    for url, one in found.items():
        collector.add(links=[url], title=one.title, published=one.published)
    titles = select(root, "title")
    following = ""
    for element in select(root, recipe.get("next"))[:1]:
        following = clean_link(element.get("href") or "", base)
    return collector.listing(title=text_of(titles[0]) if titles else "", next_url=following)


def _take(
    item: Any,
    links: list[Any],
    collector: Collector,
    context: Context,
    recipe: Mapping[str, Any],
    wanted: re.Pattern[str] | None,
    found: dict[str, _Found],
    holders: _Holders,
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
    if (known := found.get(url)) and item is None and (known.is_whole or known.times >= MOST_REPEATS):
        return  # nothing could be better, or a page of nothing but this link
    around = item if item is not None else holders.around(link, url)
    title = _title(around, link, recipe)
    if not title:
        if item is not None:
            collector.note(f"{url[:120]}: no title")
        return
    if known and item is not None:
        collector.note(f"{title[:80]}: listed twice")
    if known and (known.is_whole or known.times >= MOST_REPEATS):
        return
    one = _Found(title, _date(around, title, url, context, recipe), known.times + 1 if known else 1)
    # Cards link picture, headline and "read more" to one address: the first with words is the item. But what a sidebar
    # had shortened, or without its date, is the item where the list itself has it.
    if known and one.worth <= known.worth:
        found[url] = replace(known, times=one.times)
        return
    found.pop(url, None)
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
            parts = [groups[name] for name in ("year", "month", "day") if groups.get(name)]
            if not all(part.isdecimal() and len(part) <= 4 for part in parts):
                return UNDATED
            return moment("-".join(f"{int(part):02d}" for part in parts), context, formats=("%Y-%m-%d",))
        return moment((match[1] or "") if match.groups() else match[0], context)
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


def _base(root: Any, context: Context, recipe: Mapping[str, Any]) -> str:
    if recipe.get("base"):
        return str(recipe["base"])
    for element in select(root, "base[href]")[:1]:
        return clean_link(element.get("href") or "", context.base_url) or context.base_url
    return context.base_url


class _Holders:
    """The widest elements around links that belong to one item each: they lead to no other item.

    Told once for a page: looking around each link by itself would take hours on a page of nothing but links.
    """

    def __init__(self) -> None:
        self._leads_to: dict[Any, str | None] = {}  # element -> the one item it leads to, None for several

    @classmethod
    def of(cls, links: list[Any], wanted: re.Pattern[str] | None, base: str) -> _Holders:
        """Look at every link that may be an item."""
        holders = cls()
        for link in links:
            url = clean_link(link.get("href") or "", base)
            if url and _fits(url, wanted):
                for node in _up(link):
                    before = holders._leads_to.setdefault(node, url)
                    if before != url:
                        holders._leads_to[node] = None
        return holders

    def around(self, link: Any, url: str) -> Any:
        """Return the widest element around ``link``, itself if there is none."""
        best = link
        for node in _up(link):
            if self._leads_to.get(node, url) != url:
                break
            if node.tag in _HOLDERS:
                best = node
        return best


def _up(link: Any) -> Iterator[Any]:
    """The six elements around a link, the nearest first, short of those that hold the page itself."""
    node = link.getparent()
    for _ in range(6):
        if node is None or node.tag in ("body", "html", "main"):
            return
        yield node
        node = node.getparent()


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
