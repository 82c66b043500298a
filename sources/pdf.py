"""The text of a PDF, page by page, however large, broken or hostile the file.

A file that is not worth its cost ends in a value that says why. The limits on decompression and parsing are the
library's (pypdf >= 7), set lower here; the budget over all pages is ours. Pure: no Django, no network.
"""

from __future__ import annotations

import io
import logging
import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import LimitReachedError

from sources.markup import printable
from sources.text import normalise
from sources.values import Malformed

MAX_STREAM = 16_000_000  # bytes of one decompressed stream; a page of text has some thousands
MAX_OPERATIONS = 3_000_000  # drawing operations of all pages together
MAX_SECONDS = 25.0  # with a fetch before it within the soft limit of a task
PAGE_BREAK = "\n\n"
_NO_MAP = (
    0.05  # share of characters without a meaning in Unicode that is worth a note; ten times it is no text
)

# It warns of every flaw that it mends; the reasons that matter are in the values below.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says. ``text`` is its pages joined by ``PAGE_BREAK``; page n starts at ``page_starts[n - 1]``.

    Every page is normalised as texts are; a page of pictures is an empty string. ``page_count`` counts the
    file's pages, of which ``pages`` holds the first ones. ``notes`` says in words what was left out or is
    doubtful.
    """

    pages: tuple[str, ...]
    text: str
    page_starts: tuple[int, ...]
    page_count: int
    title: str = ""
    notes: tuple[str, ...] = ()

    def page_at(self, offset: int) -> int:
        """Return the number, from 1, of the page on which the character at ``offset`` stands."""
        return max(1, bisect_right(self.page_starts, offset))


class _Spent(Exception):
    """The budget over all pages is used up."""


def read_pdf(
    body: bytes,
    *,
    max_pages: int = 300,
    max_chars: int = 2_000_000,
    clock: Callable[[], float] = time.monotonic,
) -> PdfText | Malformed:
    """Return the text of the PDF in ``body``, or Malformed with the reason.

    Reads at most ``max_pages`` pages and ``max_chars`` code points of text and notes what it left out. A single
    page that cannot be read is empty and noted. Malformed are: what is no PDF, is damaged beyond reading,
    asks for a password, has no text or only unmapped glyphs, or unfolds beyond the limits (bombs). ``clock``
    counts seconds for the limit on time.
    """
    if b"%PDF-" not in body[:1024]:
        return Malformed("not a PDF")
    limits: dict[str, Any] = {
        name: MAX_STREAM
        for name in (
            "maximum_declared_stream_length",
            "array_based_stream_maximum_output_length",
            "lzw_maximum_output_length",
            "run_length_maximum_output_length",
            "zlib_maximum_output_length",
            "brotli_maximum_output_length",
        )
    }
    try:
        with apply_configuration(
            **limits,
            stream_decoding_work_maximum_length=2 * MAX_STREAM,
            stream_parsing_work_maximum_count=1_000_000,
            page_tree_maximum_entries=20_000,
            xform_maximum_invocations_per_extraction=500,
            jbig2dec_binary=None,
        ):
            return _read(body, max_pages, max_chars, clock)
    except (LimitReachedError, _Spent) as error:
        return Malformed(f"a PDF that unfolds beyond its limits: {error}"[:300])
    except Exception as error:
        # Damaged and hostile structures surface in the library as errors of many kinds; none may cost more
        # than this one file.
        return Malformed(f"a PDF that cannot be read: {type(error).__name__}: {error}"[:300])


def _read(body: bytes, max_pages: int, max_chars: int, clock: Callable[[], float]) -> PdfText | Malformed:
    reader = PdfReader(io.BytesIO(body), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return Malformed("a PDF that asks for a password")
    total = len(reader.pages)
    if total == 0:
        return Malformed("a PDF without pages")
    budget = _Budget(clock)
    pages: list[str] = []
    notes: list[str] = []
    size = 0
    for number in range(min(total, max_pages)):
        try:
            read = reader.pages[number].extract_text(visitor_operand_before=budget.spend)
            page = normalise(printable(read)).strip()
        except (LimitReachedError, _Spent):
            raise
        except Exception as error:
            notes.append(f"page {number + 1} could not be read: {type(error).__name__}")
            page = ""
        budget.check()
        room = max_chars - size
        pages.append(page[:room])
        size += len(page)
        if size >= max_chars and (len(page) > room or number + 1 < total):
            notes.append(f"read {max_chars} characters, up to page {number + 1} of {total}")
            break
    else:
        if total > max_pages:
            notes.append(f"read {max_pages} of {total} pages")
    return _assembled(pages, total, _title(reader), notes)


class _Budget:
    """Counts what all pages cost together."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.end = clock() + MAX_SECONDS
        self.operations = 0

    def spend(self, *_: object) -> None:
        """Count one drawing operation; the library calls this before each."""
        self.operations += 1
        if self.operations > MAX_OPERATIONS:
            raise _Spent("too many drawing operations")
        if self.operations % 5_000 == 0:
            self.check()

    def check(self) -> None:
        if self.clock() > self.end:
            raise _Spent(f"took more than {MAX_SECONDS:.0f} seconds")


def _title(reader: PdfReader) -> str:
    try:
        return " ".join(normalise(str((reader.metadata and reader.metadata.title) or "")).split())[:300]
    except Exception:
        return ""  # a damaged information dictionary costs the title only


def _assembled(pages: list[str], total: int, title: str, notes: list[str]) -> PdfText | Malformed:
    letters = [char for page in pages for char in page if not char.isspace()]
    if not letters:
        return Malformed(
            "a PDF of pictures without text" if not notes else f"a PDF without readable text; {notes[0]}"
        )
    unmapped = sum("\ue000" <= char <= "\uf8ff" or char == "\ufffd" for char in letters) / len(letters)
    if unmapped > 10 * _NO_MAP:
        return Malformed("a PDF whose letters have no map to Unicode")
    if unmapped > _NO_MAP:
        notes.append(f"{unmapped:.0%} of the characters have no map to Unicode")
    text, starts = "", []
    for page in pages:
        if text and page:
            text += PAGE_BREAK
        starts.append(len(text))
        text += page
    return PdfText(tuple(pages), text, tuple(starts), total, title, tuple(notes))
