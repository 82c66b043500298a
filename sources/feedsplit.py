"""A feed's items as pieces of its text, so that those which were read before need not be read again.

The cut is made only where it cannot go wrong: items lie one after the other with nothing but white space between
them, and no comment or CDATA section crosses an edge. Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b

MOST_ITEMS = 1_000
# What surrounds the items and can change what they mean: name spaces, xml:base, xml:lang, DOCTYPE.
_COMMENT, _SECTION = (
    re.compile("<!--"),
    re.compile(r"<!\[CDATA\["),
)  # found faster than by ``in``, see feedxml
_TELLING_TAG = re.compile(r"<[^<>]*=[^<>]*>|<!DOCTYPE[^<>]*>")


@dataclass(frozen=True, slots=True)
class Split:
    """The text of a feed as head, items and tail; ``keys`` has one entry for each item, in order."""

    head: str
    items: tuple[str, ...]
    keys: tuple[str, ...]
    tail: str

    @property
    def text(self) -> str:
        """The whole document."""
        return self.head + "".join(self.items) + self.tail

    def among(self, known: Collection[str]) -> tuple[str, ...]:
        """Return the keys of those of its items that are known, each once, in order."""
        return tuple(dict.fromkeys(key for key in self.keys if key in known))

    def without(self, known: Collection[str]) -> Split:
        """Return the feed without the items that are known."""
        left = [(item, key) for item, key in zip(self.items, self.keys, strict=True) if key not in known]
        return Split(self.head, tuple(i for i, _ in left), tuple(k for _, k in left), self.tail)


def split_items(text: str, options: str = "") -> Split | None:
    """Cut an RSS or Atom feed at its items; None where that is not safe.

    Keys are 16 hex digits of an item's text, of what in the head bears on it, and of ``options`` (what the
    reader was told).
    """
    for name in ("item", "entry"):
        first = _opening(text, name, 0)
        if first >= 0:
            return _cut(text, name, first, options)
    return None


def _opening(text: str, name: str, start: int) -> int:
    """Return where the next ``<name>`` or ``<name ...>`` begins, -1 for none."""
    while (at := text.find(f"<{name}", start)) >= 0:
        if text[at + len(name) + 1 : at + len(name) + 2] in (">", " ", "\n", "\t", "\r"):
            return at
        start = at + 1
    return -1


def _cut(text: str, name: str, first: int, options: str) -> Split | None:
    head = text[:first]
    if "<!--" in head or ("<![CDATA[" in head and head.count("<![CDATA[") != head.count("]]>")):
        return None
    closing = f"</{name}>"
    # What stands nowhere in the text is not looked for in each of its items.
    has_comments, has_sections = _COMMENT.search(text), _SECTION.search(text)
    items: list[str] = []
    at = first
    while True:
        stop = text.find(closing, at)
        if stop < 0:
            return None
        stop += len(closing)
        item = text[at:stop]
        opened = item.count("<![CDATA[") if has_sections else 0
        if (
            len(items) >= MOST_ITEMS
            or (has_comments and "<!--" in item)
            or (opened and opened != item.count("]]>"))
        ):
            return None
        items.append(item)
        following = _opening(text, name, stop)
        if following < 0:
            break
        if text[stop:following].strip():
            return None
        at = following
    if text.count(f"<{name}", first) != len(items) and any(_opening(item, name, 1) >= 0 for item in items):
        return None  # one inside another
    context = blake2b("\0".join([options, *_TELLING_TAG.findall(head)]).encode(), digest_size=8)
    keys = []
    for item in items:
        hashed = context.copy()
        hashed.update(item.encode("utf-8", "surrogatepass"))
        keys.append(hashed.hexdigest())
    return Split(head, tuple(items), tuple(keys), text[stop:])
