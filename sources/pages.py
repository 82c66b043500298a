"""Bytes of one page or file to its readable content: title, date as stated, plain text, charset.

The recipe's selectors come first, since they were chosen by a person who looked; trafilatura reads the
page where there is no recipe or it no longer fits, and the notes say so. A recipe may name:

    body = "div.art-con"           remove = ".share, .topper"     title = "h1"
    published = "time[datetime], .date"     published_attr = "datetime"
    date_formats = ["%B %d, %Y"]   charset = "gb18030"
"""

from __future__ import annotations

import bisect
import json
import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

import trafilatura

from sources.charsets import Decoded, decode, is_wide
from sources.dates import parse_moment
from sources.markup import BadRecipe, decoded_once, one_line, parse_html, plain, printable, select, text_of
from sources.pdf import read_pdf
from sources.text import detect_language, normalise
from sources.values import UNDATED, Malformed, Moment, Page

MAX_TEXT = 2_000_000  # characters; the longest tariff annexes have some hundred thousand
MAX_TITLE = 1000
MAX_PDF_PAGES = 1000
MIN_BODY = 20  # width (a Han character counts two) under which a recipe's body is taken for an empty shell

# In the order of trust: what a publisher sets for machines, then for readers.
_META_DATES = (
    "meta[name='PubDate' i]",
    "meta[property='article:published_time']",
    "meta[name='publishdate' i]",
    "meta[name='publish_date' i]",
    "meta[name='dcterms.issued' i]",
    "meta[name='dc.date.issued' i]",
    "meta[name='DC.date' i]",
    "meta[itemprop='datePublished']",
    "meta[name='date' i]",
    "meta[name='weibo:article:create_at']",
)
_TITLE_TAIL = re.compile(r"\s+[|–—_-]\s+[^|–—_]{2,60}$")
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page it cannot read


def read_page(
    body: bytes,
    *,
    content_type: str = "",
    recipe: Mapping[str, object] | None = None,
    timezone: str = "UTC",
    url: str = "",
    language: str = "",
) -> Page | Malformed:
    """Return the content of an HTML page, a plain text or a PDF, or Malformed with the reason.

    ``timezone`` (IANA) is for stated dates without offset; ``language`` the source's own, used where
    the text does not show its language. Never raises on what a server sent.
    """
    recipe = page_recipe(recipe or {})
    if not body.strip():
        return Malformed("empty")
    kind = content_type.partition(";")[0].strip().lower()
    if body.lstrip()[:5] == b"%PDF-" or kind == "application/pdf":
        return _read_pdf(body, language)
    if _is_binary(body, kind):
        return Malformed(f"not text ({kind or 'no content type'})")
    decoded = decode(body, content_type=content_type, override=str(recipe.get("charset", "")))
    if isinstance(decoded, Malformed):
        return decoded
    if kind == "text/plain" or (not kind and "<" not in decoded.text[:2000]):
        return _read_text(decoded, language)
    if not decoded.text.strip("\ufeff \t\r\n\x00"):
        return Malformed("empty")
    if _FEED.match(decoded.text):
        return Malformed("a feed, not a page")
    try:
        return _read_html(decoded, recipe, timezone, url, language)
    except BadRecipe as error:
        return Malformed(str(error))


_FEED = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]{0,400}\?>\s*)?(?:<!--(?:[^-]|-(?!->))*+-->\s*|<\?[^>]{0,400}\?>\s*|<!DOCTYPE[^>\[]{0,400}>\s*){0,9}"
    r"<(?:rss|rdf:RDF|feed)\b[^>]*>",
    re.DOTALL,
)


def page_recipe(recipe: Mapping[str, object]) -> Mapping[str, object]:
    """Return the part of a source's recipe that is about the item's own page.

    A source keeps it under ``page``; a recipe about a list alone says nothing about pages but, perhaps,
    the charset. A bare page recipe is returned as it is.
    """
    page = recipe.get("page")
    if isinstance(page, Mapping):
        return page
    if recipe.keys() & {"item", "items", "url_pattern", "html", "url", "link", "guid"}:
        return {"charset": recipe["charset"]} if "charset" in recipe else {}
    return recipe


def _read_text(decoded: Decoded, language: str) -> Page | Malformed:
    text, notes = _decoded_once(decoded.text, decoded.notes)
    text = normalise(printable(text))[:MAX_TEXT]
    if not text.strip():
        return Malformed("holds no text")
    return Page("", text, _language(text, language), UNDATED, decoded.charset, notes)


def _decoded_once(text: str, notes: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the text without the escapes that its source put over its own words, and the notes, one more if it had any.

    Before anything is pinned, so that every offset counts the characters that are read; the bytes are kept as they came.
    """
    clean = decoded_once(text)
    return clean, notes if clean == text else (*notes, "escaped twice by its source; decoded once more")


def _read_html(
    decoded: Decoded, recipe: Mapping[str, object], timezone: str, url: str, language: str
) -> Page | Malformed:
    notes = list(decoded.notes)
    root = parse_html(decoded.text)
    title = _title(root, recipe)
    published = _published(root, recipe, timezone)
    text = _body_by_recipe(root, recipe)
    shell = _width(text) < MIN_BODY
    if recipe.get("body") and shell:
        notes.append(
            f"the recipe's body {str(recipe['body'])!r} " + ("is nearly empty" if text else "matches nothing")
        )
    if shell:
        main = _main_text(decoded.text, url)
        if not main:
            notes.append("no main text recognised; the whole page was taken")
            main = _whole(root)
        text = main if len(main) > len(text) else text
    text, told = _decoded_once(text, tuple(notes))
    notes = list(told)
    text = normalise(printable(text))
    if len(text) > MAX_TEXT:
        notes.append(f"cut at {MAX_TEXT} characters of {len(text)}")
        text = text[:MAX_TEXT]
    if not text.strip():
        return Malformed("holds no text; perhaps it is filled in by a script")
    return Page(title, text, _language(text, language), published, decoded.charset, tuple(notes))


def _body_by_recipe(root: Any, recipe: Mapping[str, object]) -> str:
    for element in select(root, recipe.get("remove")):
        if element.getparent() is not None:
            element.drop_tree()
    bodies = select(root, recipe.get("body"))
    # Nested matches would give their text twice. Told from inside out: a page may hold thousands of them.
    all_of_them = set(bodies)
    outermost = [b for b in bodies if not any(around in all_of_them for around in b.iterancestors())]
    return "\n\n".join(filter(None, (text_of(b) for b in outermost)))


def _width(text: str) -> int:
    return len(text) + sum("\u3400" <= char <= "\u9fff" for char in text)


def _main_text(markup: str, url: str) -> str:
    try:
        found = trafilatura.extract(
            printable(markup),
            url=url or None,
            include_comments=False,
            include_tables=True,
            include_formatting=False,
            favor_recall=False,
            deduplicate=False,
            with_metadata=False,
        )
    except Exception:
        # Hostile nesting exhausts the recursion of the libraries below; the page is then read whole,
        # and the caller notes it.
        return ""
    return found or ""


def _whole(root: Any) -> str:
    for element in select(root, "nav, header, footer, aside, form"):
        if element.getparent() is not None:
            element.drop_tree()
    bodies = select(root, "body")
    return text_of(bodies[0] if bodies else root)


def _title(root: Any, recipe: Mapping[str, object]) -> str:
    for element in select(root, recipe.get("title")):
        if words := one_line(text_of(element)) or one_line(element.get("content") or ""):
            return _short_title(words)
    for selector in (
        "meta[name='ArticleTitle' i]",
        "meta[property='og:title']",
        "meta[name='og:title']",
        "meta[name='twitter:title']",
    ):
        for element in select(root, selector):
            if words := one_line(plain(element.get("content") or "")):
                return _short_title(words)
    headings = [words for words in (one_line(text_of(h)) for h in select(root, "h1")) if words]
    # Several h1 are section heads or a logo; the title element then knows better.
    if len(headings) == 1:
        return _short_title(headings[0])
    for element in select(root, "title"):
        if words := one_line(element.text_content()):
            return _short_title(_TITLE_TAIL.sub("", words) or words)
    return _short_title(headings[0]) if headings else ""


def _short_title(words: str) -> str:
    words = normalise(printable(decoded_once(words))).strip()
    return words if len(words) <= MAX_TITLE else words[: MAX_TITLE - 1].rstrip() + "…"


def _published(root: Any, recipe: Mapping[str, object], timezone: str) -> Moment:
    formats = recipe.get("date_formats", ())
    own = tuple(map(str, formats)) if isinstance(formats, (list, tuple)) else (str(formats),)
    attribute = str(recipe.get("published_attr", ""))
    undated = UNDATED
    for raw in _stated_dates(root, recipe.get("published"), attribute):
        wording = one_line(printable(raw))[:200]
        if not wording:
            continue
        found = parse_moment(wording, timezone, own)
        if found.earliest is not None:
            return found
        undated = found if undated is UNDATED else undated
    return undated


def _stated_dates(root: Any, selector: object, attribute: str) -> Iterator[str]:
    for element in select(root, selector)[:5]:
        yield (element.get(attribute) if attribute else "") or element.get("datetime") or text_of(element)
    for meta in _META_DATES:
        for element in select(root, meta)[:2]:
            yield element.get("content") or ""
    yield from _json_ld_dates(root)
    for element in select(root, "article time[datetime], main time[datetime], time[pubdate]")[:1]:
        yield element.get("datetime") or ""


def _json_ld_dates(root: Any) -> Iterator[str]:
    for script in select(root, "script[type='application/ld+json']")[:10]:
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue  # broken metadata is common and says nothing
        todo: list[Any] = [data]
        for _ in range(500):
            if not todo:
                break
            node = todo.pop(0)
            if isinstance(node, list):
                todo += node
            elif isinstance(node, dict):
                if isinstance(node.get("datePublished"), str):
                    yield node["datePublished"]
                todo += [v for v in node.values() if isinstance(v, (dict, list))]


def _read_pdf(body: bytes, language: str) -> Page | Malformed:
    """Text of a PDF with the offset of each page. The file's own dates are not the statement's: undated."""
    read = read_pdf(body, max_pages=MAX_PDF_PAGES, max_chars=MAX_TEXT)
    if isinstance(read, Malformed):
        return read
    return Page(
        _short_title(one_line(read.title)),
        read.text,
        _language(read.text, language),
        UNDATED,
        "pdf",
        read.notes,
        read.page_starts,
    )


def pdf_page(page: Page, offset: int) -> int:
    """Return the number (from 1) of the PDF page on which the character at ``offset`` stands, 0 if unpaged."""
    return bisect.bisect_right(page.page_starts, offset)


def _language(text: str, language: str) -> str:
    return detect_language(text) or language


def _is_binary(body: bytes, kind: str) -> bool:
    if kind.startswith(("image/", "audio/", "video/", "font/")) or kind in (
        "application/zip",
        "application/octet-stream",
        "application/msword",
    ):
        return b"<html" not in body[:2000].lower()
    if is_wide(body):
        return False
    magic = (
        b"\x89PNG",
        b"GIF8",
        b"\xff\xd8\xff",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0",
        b"\x1f\x8b",
        b"MZ",
        b"\x7fELF",
    )
    return body.startswith(magic) or body[:4096].count(0) > 40
