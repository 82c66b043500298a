"""HTML as text: what a reader would see, with line ends where blocks end and nothing else.

Shared by listings and pages. Never hands HTML on; what must be shown as HTML goes through nh3 at
the place where it is shown.
"""

from __future__ import annotations

import functools
import html
import re
from typing import Any

import lxml.cssselect
import lxml.etree
import lxml.html
from cssselect import SelectorError

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "select",
        "datalist",
        "button",
        "input",
        "textarea",
        "map",
    ]
)
_ROWS = frozenset(
    ["li", "tr", "dt", "dd", "option", "caption", "legend", "hr"]
)  # one line end; other blocks a blank line
_CELLS = frozenset(("td", "th"))
_ROW_EDGE, _BLOCK_EDGE = "\x01", "\x02"  # no text holds these: ``printable`` takes them out
_EDGE_RUN = re.compile("([\x01\x02][ \t\n\x01\x02]*)")
_SPACES = re.compile(r"[ \t\r\f\v\n\u00a0]+")
_SPACE_RUN, _TAB_RUN, _BLANK_LINES = re.compile(" {2,}"), re.compile(" *\t[\t ]*"), re.compile("\n{3,}")
_LOOKS_LIKE_TAG = re.compile(r"</?[A-Za-z][^<>]*>?|<!--|<!\[CDATA\[")
# Paragraphs of text with at most one element deep in them, nothing hidden and nothing left open: what a parser makes of
# these can be told without one.
_ATTRIBUTES = r'(?: (?:href|title|rel|target|class|id|onclick)="[^"<>&]*")*+'
_INLINE = rf"<(?:a{_ATTRIBUTES}>[^<&]*+</a|b>[^<&]*+</b|i>[^<&]*+</i|em>[^<&]*+</em|strong>[^<&]*+</strong)>"
_ENTITY = r"&(?:amp|lt|gt|quot);"
_PLAINLY = re.compile(
    rf"(?:[^<&]++|<p{_ATTRIBUTES}>(?:[^<&]++|{_INLINE}|{_ENTITY})*+</p>|{_INLINE}|{_ENTITY}|<script>[^<]*+</script>)*+"
)
_SCRIPTS, _PARAGRAPHS, _TAGS = (
    re.compile(one) for one in ("<script>[^<]*</script>", "<p [^<>]*>", "<[^<>]*>")
)
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_BROKEN_REFERENCE = re.compile(r"&#(?:x0*([0-9a-f]{1,8})|0*([0-9]{1,9}));?", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


class BadRecipe(ValueError):
    """A selector or pattern of a source's recipe cannot be used; the text names it."""


def printable(text: str) -> str:
    """Return ``text`` without NUL, other C0 controls, lone surrogates and non-characters."""
    # Of what is not printable, most texts have line ends alone.
    return text if all(map(str.isprintable, text.split("\n"))) else _NOT_TEXT.sub("", text)


def parse_html(text: str) -> Any:
    """Return the root element of ``text``; an empty document for one that holds no markup at all.

    Entities are never fetched and no file or network is touched; lxml's own depth limit stays on.
    """
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, recover=True, huge_tree=False)
    body = printable(_CDATA.sub(lambda m: html.escape(m[1]), text)).encode("utf-8")
    try:
        root = lxml.html.document_fromstring(body, parser=parser)
    except (lxml.etree.LxmlError, AssertionError, ValueError):
        return lxml.html.document_fromstring("<html><body></body></html>")
    return root


def text_of(element: Any) -> str:
    """Return the visible text of an lxml element: a blank line between blocks, a line per row, tabs between cells."""
    pieces: list[str] = []
    # An explicit stack: hostile pages nest deeper than Python's recursion goes.
    stack: list[tuple[str, Any]] = [("open", element)]
    while stack:
        what, node = stack.pop()
        if what == "text":
            pieces.append(_single_spaces(node))
            continue
        if what == "mark":
            pieces.append(node)
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag == "br":
            pieces.append("\n")
            continue
        if not tag or tag in _SILENT or _is_hidden(node):
            continue
        edge = _ROW_EDGE if tag in _ROWS else _BLOCK_EDGE if tag in _BLOCKS else "\t" if tag in _CELLS else ""
        if edge and edge != "\t":
            pieces.append(edge)
        after: list[tuple[str, Any]] = []
        if tag == "pre":
            after.append(("mark", node.text or ""))
        elif node.text:
            after.append(("text", node.text))
        for child in node:
            after.append(("open", child))
            if child.tail:
                after.append(("mark" if tag == "pre" else "text", child.tail))
        if edge:
            after.append(("mark", edge))
        stack.extend(reversed(after))
    return _tidy("".join(pieces))


def _single_spaces(text: str) -> str:
    # Of white space, only the ordinary space is printable.
    return text if "  " not in text and text.isprintable() else _SPACES.sub(" ", text)


def select(element: Any, selector: object) -> list[Any]:
    """Return the descendants of ``element`` that fit a CSS selector; none for an empty one.

    Raises BadRecipe for a selector that cannot be read.
    """
    if not selector:
        return []
    try:
        return list(_compiled(str(selector))(element))
    except (SelectorError, lxml.etree.XPathError) as error:
        raise BadRecipe(f"the recipe's selector {str(selector)[:80]!r} cannot be read: {error}") from None


@functools.lru_cache(maxsize=500)
def _compiled(selector: str) -> Any:
    return lxml.cssselect.CSSSelector(selector, translator="html")


def _is_hidden(node: Any) -> bool:
    if node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return True
    style = (node.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def _tidy(text: str) -> str:
    *parts, last = _EDGE_RUN.split(text)
    joined: list[str] = []
    for words, run in zip(parts[::2], parts[1::2], strict=True):
        joined.append(words.rstrip(" \t\n"))
        joined.append("\n\n" if _BLOCK_EDGE in run else "\n")
    text = "".join([*joined, last])
    if "  " in text:
        text = _SPACE_RUN.sub(" ", text)
    if "\t" in text:
        text = _TAB_RUN.sub("\t", text)
    text = "\n".join(map(str.strip, text.split("\n")))
    return (_BLANK_LINES.sub("\n\n", text) if "\n\n\n" in text else text).strip()


def one_line(text: str) -> str:
    """Return ``text`` with every run of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()


def plain(value: str) -> str:
    """Return a title or summary as text: tags gone, entities decoded, scripts dropped with their words.

    ``value`` may be text, HTML, or HTML escaped once more, as feeds mix all three. A lone ``<`` that
    opens no tag stays.
    """
    text = printable(value)
    for _ in range(2):
        if _LOOKS_LIKE_TAG.search(text):
            text = (
                _simple_text(text) if _PLAINLY.fullmatch(text) else text_of(parse_html(f"<div>{text}</div>"))
            )
        elif "&" in text:
            decoded = unescape(text)
            if decoded == text:
                break
            text = decoded
        else:
            break
    return printable(text)


def _simple_text(markup: str) -> str:
    """``text_of`` for what ``_PLAINLY`` matches, without a parser."""
    text = _single_spaces(markup)
    if "<script" in text:
        text = _SCRIPTS.sub("", text)
    text = text.replace("<p>", _BLOCK_EDGE).replace("</p>", _BLOCK_EDGE)
    text = _TAGS.sub("", _PARAGRAPHS.sub(_BLOCK_EDGE, text) if "<p " in text else text)
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    return _tidy(text)


# What pages and hand-made files hold where something was escaped once too often: in a statement's words, never meant so.
_LEFT_OVER = re.compile(
    r"&(?:gt|lt|amp|quot|apos|nbsp|[lr][ds]quo|middot|hellip|[mn]dash|times|deg|plusmn|ge|le|permil|emsp|ensp|"
    r"#\d{2,6}|#[xX][0-9a-fA-F]{2,5});"
)


def decoded_once(text: str) -> str:
    """Return ``text``, as it was read from a page or file, with the character references that are still in it as the
    characters they stand for, once: "&gt;99.9%" of a source that wrote "&amp;gt;" is ">99.9%"."""
    return _LEFT_OVER.sub(lambda match: unescape(match[0]), text) if "&" in text else text


def unescape(text: str) -> str:
    """``html.unescape``, except that references to what is no character vanish instead of raising."""

    def one(match: re.Match[str]) -> str:
        number = int(match[1], 16) if match[1] else int(match[2])
        return "" if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF or number == 0 else match[0]

    return printable(html.unescape(_BROKEN_REFERENCE.sub(one, text)))
