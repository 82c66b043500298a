"""The layout of a text before it is read: which lines are titles, furniture or questions, and who is
speaking.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, zip_longest

from sources.extraction.lexicon import load


@dataclass(frozen=True, slots=True)
class Block:
    """A line of text that is to be read: its span, and the label of who speaks it ("" when nobody is
    named).
    """

    start: int
    stop: int
    speaker: str = ""
    answers: bool = False  # stands in the answer of a question-and-answer text
    heading: str = ""  # the title line above it, if one stands there
    bullet: bool = False  # is an item of a list


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = load("furniture")
    return {
        name: re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)
        for name, lines in table.items()
    }


_HAN = re.compile("[\u4e00-\u9fff]")
_LINES = re.compile(r"[^\n]+")
_LABEL = re.compile(
    r"[-*•\s\d.]*((?:[A-Z][\w.'-]*|of|the|and|for|in)(?: (?:[A-Z][\w.'-]*|of|the|and|for|in)){0,11}): *\""
)
_BULLET = re.compile(
    r"\s*(?:[-*•·]|\(?[0-9]{1,3}[.)、]|\(?[a-zA-Z]{1,3}(?:[.)](?=\s)|、)|[一二三四五六七八九十]{1,3}[、.]"
    r"|\([一二三四五六七八九十]{1,3}\))\s*"
)
_TURN = re.compile(r"\s*(?:[A-Z][\w.'-]* ?){1,4}:\s+(?=\S)")
# Who has the floor in a transcript: "MS. CARTER:", "SECRETARY OF COMMERCE DOE:", "THE PRESIDENT:".
_FLOOR = re.compile(
    r"\s*((?:(?:M[RS]|MRS|DR)\.|(?:THE |VICE )?PRESIDENT|(?:PRESS |UNDER |DEPUTY )*SECRETARY|(?:PRIME )?MINISTER|AMBASSADOR"
    r"|COMMISSIONER|SENIOR ADMINISTRATION OFFICIAL)(?: [A-Z][A-Z.'-]*){0,5}):\s+(?=\S)"
)
_CAPITALISED = re.compile(r"[A-Z0-9]")
_WORDS = re.compile(r"[A-Za-z][A-Za-z'.]*")
_SMALL = frozenset(
    ["a", "an", "the", "of", "and", "to", "in", "on", "for", "with", "by", "from", "as", "at", "or", "its"]
)


def is_title(line: str, chinese: bool, first: bool) -> bool:
    """Whether a folded line is a heading: no sentence, and written as headings are (or the first line)."""
    line = line.strip()
    if not line or line[-1] in '.!?;"。;':
        return False
    if chinese:
        return (
            len(line) <= 60
            and not re.search(r"[。,;]|:$", line)
            and (first or line.endswith(("公告", "决定", "答记者问", "的通知")))
        )
    if line[-1] in ":,)":
        return line[-1] == ")" and first
    if _BULLET.match(line):
        return False
    words = [word for word in _WORDS.findall(line) if word.lower() not in _SMALL]
    if not words or len(words) > 30:
        return False
    capital = sum(bool(_CAPITALISED.match(word)) for word in words)
    return first or capital * 10 >= len(words) * 7


def is_told_below(line: str, following: str, chinese: bool) -> bool:
    """Whether a line is the headline of the paragraph below it, as in digests: no sentence, and its words come again.

    An item of a list is none: what follows it does not tell the same.
    """
    line, following = line.strip(), following.strip()
    if (
        len(line) > (44 if chinese else 110)
        or len(following) < 1.5 * len(line)
        or following[-1] not in ".。)"
    ):
        return False
    if re.search("[。,;:!?]" if chinese else r"[.;:!?]\s|[.;:!?,]$", line):
        return False
    if chinese:
        told = _HAN.findall(_BULLET.sub("", line, count=1))
        pairs = {one + other for one, other in pairwise(told)}
        return len(pairs) >= 6 and 2 * sum(pair in following for pair in pairs) >= len(pairs)
    words = {word.lower() for word in _WORDS.findall(_BULLET.sub("", line, count=1))} - _SMALL
    below = {word.lower() for word in _WORDS.findall(following)}
    return len(words) >= 4 and 10 * len(words & below) >= 6 * len(words)


def blocks(folded: str, chinese: bool) -> list[Block]:
    """Return the lines of a folded text that are its own words, in order.

    Left out: headings, page furniture and what follows it, notes about authors, and question turns.
    """
    patterns = _patterns()
    found: list[Block] = []
    asking, answering, first, skip_short, asked = False, False, True, False, False
    leading = not chinese  # still among the lines that head the text: an office, its paper's name, a headline
    floor = ""  # who answers, in a transcript: also in the paragraphs that follow
    heading = ""
    alone = folded.strip().find("\n") < 0  # a single line is the text, not its heading
    lines = [line for line in _LINES.finditer(folded) if line[0].strip()]
    for line, following in zip_longest(lines, lines[1:]):
        text = line[0].strip()
        if len(text) <= 80 and patterns["tail"].fullmatch(text):
            if line.start() * 2 >= len(folded):
                break
            skip_short = True
            continue
        if skip_short and len(text) < 160:
            continue
        skip_short = False
        was_first, heads = first, first or (leading and len(text) <= 140)
        follows = following[0].strip()[:1] if following else ""
        leading = leading and is_title(text, chinese, True) and follows.isupper() and line.start() < 400
        first = False
        if (len(text) <= 120 and patterns["line"].fullmatch(text)) or patterns["paragraph"].match(text):
            continue
        if not alone and (
            is_title(text, chinese, heads) or (following and is_told_below(text, following[0], chinese))
        ):
            heading = "" if was_first else text
            continue
        begin = line.start()
        answer = patterns["answer"].match(folded, begin + len(line[0]) - len(line[0].lstrip()), line.end())
        took_floor = None if chinese or answer else _FLOOR.match(line[0])
        if patterns["question"].match(text) and not answer and not took_floor:
            asking, answering, asked, floor = True, False, "?" in text[-80:], ""
            inline = (
                re.search(r"(?:答|发言人回答|A)\s*:", line[0]) if chinese else re.search(r"\bA:\s", line[0])
            )
            if inline:
                asking, answering = False, True
                found.append(Block(begin + inline.end(), line.end(), "", True))
            continue
        if took_floor:
            asking, answering, floor = False, True, took_floor[1]
            begin = line.start() + took_floor.end()
        elif answer:
            asking, answering = False, True
            begin = answer.end()
        elif asking and not chinese and "?" not in text and (turn := _TURN.match(line[0])):
            asking, answering, answer = False, True, turn  # somebody else has the floor
            begin = line.start() + turn.end()
        elif asking and asked and "?" not in text:
            asking, answering = False, True  # the question is put: what follows answers it, unlabelled
        if asking:
            asked = asked or "?" in text[-80:]
            continue
        label = None if chinese else _LABEL.match(line[0])
        found.append(
            Block(
                begin,
                line.end(),
                label[1] if label else (answer[0].rstrip(": ") if answer else floor),
                answering,
                heading,
                bool(_BULLET.match(line[0])),
            )
        )
    return found


def portions(folded: str, start: int, stop: int, limit: int) -> list[tuple[int, int]]:
    """Return a sentence as it is, or, longer than any real one, in parts of at most ``limit`` characters.

    The engines look back and forth within a sentence: with its length bounded they stay linear in the text's.
    """
    parts = []
    while stop - start > limit:
        cut = max(folded.rfind(mark, start + limit // 2, start + limit) for mark in (",", ";", " ", "\n"))
        cut = cut + 1 if cut > start else start + limit
        parts.append((start, cut))
        start = cut
    return [*parts, (start, stop)]


def masked(folded: str) -> list[tuple[int, int]]:
    """Return the spans of titles of instruments inside prose: (Title Case in Brackets), *In Italics*,
    "In Quotation Marks", 《…》; and what entry papers add of goods: ", or withdrawn from warehouse for consumption,".
    """
    spans = [
        match.span() for match in re.finditer(r"^(?:[-*]\s+)?[A-Z][A-Z '&,.-]{8,100}:", folded, re.MULTILINE)
    ]
    for match in re.finditer(
        r"\(([A-Z][^()\n]{14,240})\)|\*([A-Z][^*\n]{14,240})\*|《[^《》\n]{2,80}》|\(关于[^()\n]{2,100}\)|'([A-Z][^'\n]{14,120})'"
        r"|\"([A-Z][^\"\n]{14,240})\"|, or withdrawn from (?:a )?warehouse(?: for consumption)?,?(?! for)",
        folded,
    ):
        inside = match[1] or match[2] or match[3] or match[4]
        if inside is None:
            spans.append(match.span())
            continue
        words = [word for word in _WORDS.findall(inside) if word.lower() not in _SMALL]
        if len(words) >= 3 and sum(bool(_CAPITALISED.match(word)) for word in words) * 10 >= len(words) * 7:
            spans.append(match.span())
    return sorted(spans)
