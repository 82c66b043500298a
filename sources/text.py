"""Plain text as the tracker keeps it: one normal form, folding to match by, sentences and quotes with offsets.

Offsets are code points, half-open, as in a Python slice. Folding never changes a text's length, so that
what is matched on the folded text can be cut from the text itself.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache
from pathlib import Path

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# C0 and C1 controls (but tab and line feed), lone surrogates, non-characters, and marks without a glyph that
# sit inside words on copied pages: soft hyphen, zero-width space, word joiner, byte order mark, bidi marks.
_DROPPED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f]")
_ONE_CHARACTER = re.compile("\r\n|.", re.DOTALL)
_BLANK_LINES = re.compile("\n{4,}")

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH_FUNCTION_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "for",
        "on",
        "with",
        "that",
        "by",
        "as",
        "is",
        "are",
        "was",
        "be",
        "will",
        "from",
        "it",
        "has",
        "have",
        "its",
        "at",
        "this",
        "an",
        "or",
        "not",
    ]
)


def normalise(text: str) -> str:
    """Return ``text`` in the one form in which texts are kept; applying it twice changes nothing more.

    NFC; line feeds as the only line ends; no NUL, control, surrogate, bidi or zero-width character; every
    space of western scripts an ordinary one; no space at the end of a line; at most two blank lines in
    a row; none at the start or end.
    """
    # Whatever the three patterns look for is not printable; most texts are, and need not be searched.
    if not all(map(str.isprintable, text.split("\n"))):
        text = _LINE_ENDS.sub("\n", text)
        text = _SPACES.sub(" ", _DROPPED.sub("", text))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    # Not a pattern: one that looks for spaces before a line end is quadratic on long runs of spaces.
    text = "\n".join(line.rstrip(" \t\u3000") for line in text.split("\n"))
    return (_BLANK_LINES.sub("\n\n\n", text) if "\n\n\n\n" in text else text).strip("\n")


def normalise_in_place(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return ``normalise(text)`` and, for each of its characters, the (start, stop) it has in ``text``.

    So a span of the normal form can be shown in the text as it was given.
    """
    clusters: list[
        tuple[str, int, int]
    ] = []  # characters that compose with one another, and where they stand
    for match in _ONE_CHARACTER.finditer(text):
        char = _SPACES.sub(" ", _DROPPED.sub("", _LINE_ENDS.sub("\n", match[0])))
        before = clusters[-1][0] if clusters else ""
        if char > "\u02ff" and before and _composes(before, char):
            clusters[-1] = (before + char, clusters[-1][1], match.end())
        elif char:
            clusters.append((char, match.start(), match.end()))
    pieces = [
        (char, start, stop)
        for cluster, start, stop in clusters
        for char in unicodedata.normalize("NFC", cluster)
    ]
    normal = normalise(text)
    places: list[tuple[int, int]] = []
    at = 0
    for char in normal:
        while pieces[at][0] != char:  # a space or line end that the normal form leaves out
            at += 1
        places.append(pieces[at][1:])
        at += 1
    return normal, places


def _composes(before: str, char: str) -> bool:
    joined = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", char)
    return bool(unicodedata.combining(char)) or unicodedata.normalize("NFC", before + char) != joined


@cache
def _simplified() -> dict[int, int]:
    """Return traditional code point -> simplified code point, from the table beside this module."""
    lines = (Path(__file__).parent / "traditional.txt").read_text(encoding="utf-8").splitlines()
    traditional, simplified = (line for line in lines if not line.startswith("#"))
    return {ord(old): ord(new) for old, new in zip(traditional, simplified, strict=True)}


@cache
def _folding() -> list[int]:
    """Return what each character of the basic plane becomes: a list, in which to look up costs half of a dict."""
    table = dict(_simplified())
    table.update({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})  # full width ASCII
    table.update(dict.fromkeys(map(ord, "‘’‚‛′`´＇ʼʹˈ"), ord("'")))
    table.update(dict.fromkeys(map(ord, "“”„‟″«»「」『』＂〝〞"), ord('"')))
    table.update(dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), ord("-")))
    table.update(dict.fromkeys(map(ord, "\u3000\xa0\t"), ord(" ")))
    table.update(zip(map(ord, "〔〕【】"), map(ord, "[][]"), strict=True))
    return [table.get(code, code) for code in range(0x10000)]


def fold(text: str) -> str:
    """Return ``text`` for matching only, character by character, so that every offset stays valid.

    Curly and corner quotes, dashes and full-width forms become ASCII; traditional characters become
    simplified. Case stays.
    """
    return text if text.isascii() and "\t" not in text and "`" not in text else text.translate(_folding())


def sha256(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 bytes as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def detect_language(text: str) -> str:
    """Return "en", "zh-Hans", "zh-Hant", or "" when the writing is neither or too little to say.

    Chinese by the share of Han characters among letters, without kana or hangul; which script by the
    characters that only one of the two has; English by Latin letters and, in texts of 12 words and
    more, its function words.
    """
    sample = text[:20_000]
    letters = sum(map(str.isalpha, sample))
    if letters == 0:
        return ""
    han = _HAN.findall(sample)
    if len(_KANA.findall(sample)) * 20 > letters or len(_HANGUL.findall(sample)) * 20 > letters:
        return ""
    if len(han) * 4 >= letters:
        table = _simplified()
        simplified = set(table.values()) - set(table)
        old = sum(ord(char) in table for char in han)
        new = sum(ord(char) in simplified for char in han)
        return "zh-Hant" if old > new else "zh-Hans"
    words = [word.lower() for word in _WORD.findall(sample)]
    if sum(char.isascii() and char.isalpha() for char in sample) * 10 < letters * 9 or not words:
        return ""
    if len(words) < 12:
        return "en"
    common = sum(word in _ENGLISH_FUNCTION_WORDS for word in words)
    return "en" if common * 8 >= len(words) else ""


_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|No|Nos|Art|Sec|Inc|Ltd|Co|Corp|vs|etc|cf|al|Fed|Reg|Stat|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|a\.m|p\.m|U\.S\.C|Ex|Doc|para|pp?)"
    r"|\b(?:[A-Z]\.)*[A-Z])\.$"
)
_ENGLISH_STOP = re.compile(r"""[.!?]+["')\]]*(?=\s|$)""")
_CHINESE_STOP = re.compile(r"""[。!?]+["')\]]*""")
_BREAK = re.compile(r"\n\s*")
_ENUMERATOR = re.compile(
    r"(?:[-*•·#>]|\(?[0-9a-zA-Z]{1,3}[.)、]|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\))"
)


def _paragraphs(folded: str, chinese: bool) -> list[tuple[int, int]]:
    """Return the spans between line breaks that end something; a wrapped line runs on."""
    spans, start = [], 0
    for gap in _BREAK.finditer(folded):
        before = folded[gap.start() - 1 : gap.start()]
        after = folded[gap.end() : gap.end() + 1]
        runs_on = False
        if folded.count("\n", gap.start(), gap.end()) == 1 and before and after:
            if chinese:
                runs_on = before in ",、" or (before.isdigit() and after.isdigit())
            else:
                runs_on = before not in ".!?:;" and after.islower()
            runs_on = runs_on and not _ENUMERATOR.match(folded, gap.end())
        if not runs_on:
            spans.append((start, gap.start()))
            start = gap.end()
    spans.append((start, len(folded)))
    return spans


def _ends_sentence(folded: str, start: int, stop: re.Match[str], limit: int) -> bool:
    """Whether an English full stop ends its sentence, and is not part of "U.S." or "No. 61"."""
    follow = stop.end()
    while follow < limit and folded[follow].isspace():
        follow += 1
    following = folded[follow : follow + 1]
    if following.islower():
        return False
    if folded[stop.start()] != ".":
        return True
    if _ABBREVIATION.search(folded, max(start, stop.start() - 10), stop.start() + 1):
        # "in the U.S. The rate" ends, "U.S. Trade Representative" does not: a function word tells.
        word = re.compile(r"""["'(]*(?:The|This|That|These|It|In|On|But|And|He|She|They|We|A|An|As|At)\b""")
        return bool(
            re.search(r"[A-Z]\.$", folded[max(start, stop.start() - 1) : stop.start() + 1])
            and word.match(folded, follow, limit)
        )
    return True


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Return the (start, stop) of every sentence of ``text``, in order, without the white space around it.

    ``language`` is "en" or starts with "zh". Line breaks end a sentence, except where a line was plainly
    wrapped. The list is empty for a text without words.
    """
    return sentences_of_folded(fold(text), language)


def sentences_of_folded(folded: str, language: str) -> list[tuple[int, int]]:
    """Return what ``sentences`` does, of a text that is folded already."""
    chinese = language.startswith("zh")
    found = []
    for begin, limit in _paragraphs(folded, chinese):
        start = begin
        for stop in (_CHINESE_STOP if chinese else _ENGLISH_STOP).finditer(folded, begin, limit):
            if not chinese and not _ends_sentence(folded, start, stop, limit):
                continue
            found.append((start, stop.end()))
            start = stop.end()
            while start < limit and folded[start].isspace():
                start += 1
        found.append((start, limit))
    return [span for span in (_trim(folded, *span) for span in found) if span[0] < span[1]]


def _trim(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def find_quote(text: str, quote: str) -> list[tuple[int, int]]:
    """Return where ``quote`` stands in ``text``, as (start, stop) spans of ``text`` itself, first to last.

    Exact occurrences when there are any. Otherwise those that agree but for the form of quotation marks
    and dashes, full-width and traditional forms, case, and white space; their spans cut what the text
    has, not what was asked. An empty quote is nowhere.
    """
    if not quote.strip():
        return []
    spans, at = [], text.find(quote)
    while at >= 0:
        spans.append((at, at + len(quote)))
        at = text.find(quote, at + len(quote))
    if spans:
        return spans
    squeezed, places = _squeeze(text)
    wanted, _ = _squeeze(quote)
    at = squeezed.find(wanted)
    while wanted and at >= 0:
        spans.append((places[at], places[at + len(wanted) - 1] + 1))
        at = squeezed.find(wanted, at + len(wanted))
    return spans


def _squeeze(text: str) -> tuple[str, list[int]]:
    """Return the folded text in lower case without white space, and each character's place in ``text``."""
    places = [place for place, char in enumerate(text) if not char.isspace()]
    folded = fold(text)
    lower = (folded[place].lower() for place in places)
    return "".join(char if len(char) == 1 else char[0] for char in lower), places
