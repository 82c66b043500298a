"""When a list page no longer fits its recipe: other recipes that find the items it is known to have.

A page that was laid out anew mostly still lists what it listed before. Each known address is looked for in it; the
elements around those links suggest selectors, and each suggestion is tried with the very reader that
polls use. What comes out is a proposal: a person accepts it. Pure: no Django, no network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sources.htmllists import parse_html_text
from sources.items import Context, moment
from sources.markup import one_line, parse_html, text_of
from sources.urls import canonical_url, clean_link
from sources.values import Listing

MOST = 3
_LEVELS = 5  # ancestors of a link that may be its item
_TRIED = 40
_LINKS = 12  # known links that suggestions are taken from
_PLAIN = re.compile(r"[A-Za-z_][\w-]*")
_STATEFUL = re.compile(r"\d{3,}|active|current|first|last|odd|even|hover|selected")
_LAYOUT = ("item", "link", "title", "title_attr", "date", "date_attr")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A recipe that reads the page: of ``asked`` known items it finds ``known``, among ``listed`` in all, of
    which ``dated`` have a date."""

    recipe: dict[str, Any]
    known: int
    asked: int
    listed: int
    dated: int
    titles: tuple[str, ...]


def suggest(
    text: str, context: Context, recipe: Mapping[str, Any], known: Sequence[tuple[str, str]]
) -> list[Suggestion]:
    """Return up to three recipes for a page, the best first; [] when none finds at least two known items.

    ``known`` are (address, title) of items that the list had before; ``recipe`` the one that fits no more, whose
    settings other than selectors are kept.
    """
    wanted = {canonical_url(url) for url, _title in known} - {""}
    titles = {one_line(title) for _url, title in known if len(title) >= 8}
    links = [a for a in parse_html(text).iter("a") if _is_known(a, context.base_url, wanted, titles)]
    tried: dict[str, Suggestion] = {}
    for selector in _selectors(links[:_LINKS]):
        if selector in tried or len(tried) >= _TRIED:
            continue
        bare = {name: value for name, value in recipe.items() if name not in _LAYOUT}
        for attempt in _attempts(bare, recipe, selector, links, context):
            found = _try(text, context, attempt, wanted, titles)
            if found is not None and (selector not in tried or rank(found) > rank(tried[selector])):
                tried[selector] = found
    ranked = sorted(tried.values(), key=rank, reverse=True)
    # Selectors that find the very same items are one proposal: the shortest.
    best: dict[tuple[int, int, tuple[str, ...]], Suggestion] = {}
    for one in ranked:
        if one.known >= min(2, len(known)):
            best.setdefault((one.listed, one.known, one.titles), one)
    return list(best.values())[:MOST]


def _is_known(link: Any, base: str, wanted: set[str], titles: set[str]) -> bool:
    url = clean_link(link.get("href") or "", base)
    return bool(url) and (canonical_url(url) in wanted or one_line(text_of(link)) in titles)


def _selectors(links: Sequence[Any]) -> Iterator[str]:
    """Yield selectors of elements around the links: alone, and inside the nearest ancestor with a name."""
    for link in links:
        node = link
        for _ in range(_LEVELS):
            if node is None or node.tag in ("body", "html"):
                break
            own = _named(node)
            if own != node.tag:
                yield own
            holder = node.getparent()
            while holder is not None and _named(holder) == holder.tag:
                holder = holder.getparent()
            if holder is not None:
                yield f"{_named(holder)} {own}"
            node = node.getparent()


def _named(node: Any) -> str:
    """Return ``tag#id`` or ``tag.class``, leaving out names that change from item to item; else the tag."""
    ident = node.get("id") or ""
    if _PLAIN.fullmatch(ident) and not _STATEFUL.search(ident):
        return f"{node.tag}#{ident}"
    classes = [
        c for c in (node.get("class") or "").split() if _PLAIN.fullmatch(c) and not _STATEFUL.search(c)
    ]
    return f"{node.tag}.{classes[0]}" if classes else str(node.tag)


def _attempts(
    bare: dict[str, Any], recipe: Mapping[str, Any], selector: str, links: Sequence[Any], context: Context
) -> Iterator[dict[str, Any]]:
    yield {**bare, "item": selector}
    if recipe.get("date"):
        yield {**bare, "item": selector, "date": recipe["date"]}
    for date in dict.fromkeys(_date_selectors(links, context)):
        yield {**bare, "item": selector, "date": date}


def _date_selectors(links: Sequence[Any], context: Context) -> Iterator[str]:
    """Yield selectors of elements near the links whose whole words are a date."""
    for link in links[:3]:
        holder = link
        for _ in range(_LEVELS):
            if holder.getparent() is None or holder.getparent().tag in ("body", "html"):
                break
            holder = holder.getparent()
            for element in holder.iter("time", "span", "em", "i", "div", "p", "td", "small"):
                if moment(element.get("datetime") or text_of(element)[:60], context).earliest is not None:
                    yield _named(element)
                    break


def _try(
    text: str, context: Context, recipe: Mapping[str, Any], wanted: set[str], titles: set[str]
) -> Suggestion | None:
    listing = parse_html_text(text, context, recipe)
    if not isinstance(listing, Listing) or not listing.entries:
        return None
    known = sum(canonical_url(e.url) in wanted or e.title in titles for e in listing.entries)
    dated = sum(e.published.earliest is not None for e in listing.entries)
    return Suggestion(
        dict(recipe),
        known,
        len(wanted),
        len(listing.entries),
        dated,
        tuple(entry.title for entry in listing.entries[:3]),
    )


def rank(one: Suggestion) -> tuple[float, ...]:
    """What proposals are ordered by, the best highest."""
    # Known items first; then few strangers (menus), then dates, then the plainer selector.
    strangers = one.listed - one.known
    return (
        one.known,
        -(strangers > 2 * one.known),
        one.dated / one.listed,
        -strangers,
        -len(str(one.recipe)),
    )
