"""The head of a statement kept as a text file: what it says of itself, and where its own words begin. Pure.

Two shapes are known:

    SOURCE: publisher | title | url | date | language        a line of its own, first in the file
    [a remark in square brackets]                            perhaps a second line
    The text ...

    Title                                                    or a title, and below it a date line,
                                                             which may be empty
    Date: 27 June 2025
    The text ...

Neither header nor remark is text. Any other file is text from its first line on, which is its title too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})")
_FOLDED = re.compile(r"\\ (\\ )?")
_DATE_LINE = re.compile(r"(?:date|published|日期|发布时间|發布時間)\s*[:：]\s*(.*)", re.IGNORECASE)
_HEAD_LINES = 6  # within which a date line belongs to the head


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself, as written; empty where it says nothing. ``body`` is its text."""

    body: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    date: str = ""
    language: str = ""
    remark: str = ""
    has_source_line: bool = False


def read_header(text: str) -> Header:
    """Return the head of a normalised text and the text below it."""
    first, _, rest = text.partition("\n")
    if first.startswith("SOURCE:"):
        return _source_line(first, rest)
    return _title_and_date(text)


def _source_line(line: str, rest: str) -> Header:
    parts = [_unescaped(part.strip()) for part in line.removeprefix("SOURCE:").split(" | ")]
    # A title may hold the separator itself: publisher is the first part, url, date and language the last.
    publisher, tail = parts[0], parts[1:]
    url, date, language = tail[-3:] if len(tail) >= 4 else ("", "", "")
    title = " | ".join(tail[:-3] if len(tail) >= 4 else tail)
    remark = ""
    body = rest.lstrip("\n")
    if body.startswith("["):
        candidate, _, below = body.partition("\n")
        if candidate.rstrip().endswith("]"):
            remark, body = candidate.strip()[1:-1], below.lstrip("\n")
    return Header(body, title, publisher, url, date, language, remark, has_source_line=True)


def _title_and_date(text: str) -> Header:
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if not filled:
        return Header(text)
    title = lines[filled[0]].strip()
    for number in filled[1:_HEAD_LINES]:
        if match := _DATE_LINE.fullmatch(lines[number].strip()):
            between = [line for line in lines[filled[0] + 1 : number] if line.strip()]
            body = "\n".join([*between, *lines[number + 1 :]]).strip("\n")
            return Header(body, title, date=match[1].strip())
    return Header(text, title)


def _unescaped(words: str) -> str:
    r"""Undo what a YAML string in double quotes leaves behind: \u2019, and a backslash at folded line ends."""
    words = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), words)
    return _FOLDED.sub(lambda match: " " if match[1] else "", words)
