"""What the readers of every kind of list share: one item's raw parts in, one clean Entry or a reason out."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sources.dates import parse_moment
from sources.markup import one_line, plain, printable
from sources.urls import clean_link
from sources.values import UNDATED, Entry, Listing, Moment

MAX_ENTRIES = 5000
MAX_TITLE = 1000
MAX_SUMMARY = 10_000
MAX_CONTENT = 400_000
MAX_GUID = 500
MAX_NOTES = 50
# Marks that turn the direction of writing can make a title read as another one; they carry no words.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")

_BLANKS = "\u115f\u1160\u3164\uffa0\u2800\ufffc"  # letters and signs that are drawn as nothing
_BRACKETS = " \t[]()<>|·•／/（）【】〔〕［］,，;；:："  # what lists put around dates


@dataclass(frozen=True, slots=True)
class Context:
    """What a list says about all of its items. ``timezone`` is an IANA name, for dates without offset."""

    base_url: str
    timezone: str
    language: str
    date_formats: tuple[str, ...] = ()


def title_text(raw: str) -> str:
    """Return a title as one line of at most 1,000 characters, without markup, controls or bidi marks."""
    if len(raw) > 50 * MAX_TITLE:
        raw = raw[: 50 * MAX_TITLE]  # reading on could not change the first thousand characters of sane input
    text = one_line(_BIDI.sub("", plain(raw)))
    if len(text) < 100 and not _is_seen(text):
        return ""
    return text if len(text) <= MAX_TITLE else text[: MAX_TITLE - 1].rstrip() + "…"


def _is_seen(text: str) -> bool:
    """Whether a reader sees anything of a text: fillers, joiners, tags and marks on nothing leave an empty line."""
    return any(
        char not in _BLANKS and unicodedata.category(char) not in ("Cf", "Cn", "Mn", "Me", "Zs", "Zl", "Zp")
        for char in text
    )


def summary_text(raw: str) -> str:
    """Return a summary as plain text of at most 10,000 characters."""
    return _BIDI.sub("", plain(raw[: 20 * MAX_SUMMARY]))[:MAX_SUMMARY].strip()


def moment(raw: str, context: Context, *, formats: tuple[str, ...] = ()) -> Moment:
    """Return the date that ``raw`` states under the list's formats and zone, UNDATED with the wording if none."""
    wording = one_line(printable(raw))[:200]
    if not wording:
        return UNDATED
    found = parse_moment(wording, context.timezone, formats or context.date_formats)
    if found.earliest is None and (bare := wording.strip(_BRACKETS)) != wording:
        inner = parse_moment(bare, context.timezone, formats or context.date_formats)
        if inner.earliest is not None:
            return replace(inner, wording=wording)
    return found


@dataclass
class Collector:
    """Gathers the entries of one list in order, each once, and says what it left out."""

    context: Context
    entries: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _seen: set[tuple[str, str]] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)
    _unnamed: int = 0
    _over: int = 0

    def note(self, words: str) -> None:
        """Keep ``words`` for ``skipped``; past fifty they are only counted."""
        if len(self.notes) < MAX_NOTES:
            self.notes.append(words)
        else:
            self._unnamed += 1

    def add(
        self,
        *,
        links: Iterable[str],
        title: str,
        guid: str = "",
        summary: str = "",
        content: str = "",
        published: Moment = UNDATED,
        key: str = "",
        extra: Mapping[str, str] | None = None,
        language: str = "",
    ) -> None:
        """Take one item. The first usable of ``links`` is its URL; without one it is skipped and named."""
        if len(self.entries) >= MAX_ENTRIES:
            self._over += 1
            return
        name = title_text(title)
        tried: list[str] = []
        url = ""
        for raw in links:
            url = clean_link(raw, self.context.base_url) if raw else ""
            if url:
                break
            if raw:
                tried.append(one_line(printable(raw))[:80])
        if not url:
            why = f"its link {tried[0]!r} is not http(s)" if tried else "it has no link"
            words = f"{name[:80] or 'an item without a title'}: {why}"
            self.note(words)
            self.lost.append(words)
            return
        identity = one_line(printable(guid))
        if len(identity) > MAX_GUID:
            identity = "sha256:" + hashlib.sha256(identity.encode()).hexdigest()
        if (identity, url) in self._seen:
            self.note(f"{name[:80] or url[:80]}: listed twice")
            return
        self._seen.add((identity, url))
        text = summary_text(summary) if summary else ""
        self.entries.append(
            Entry(
                url=url,
                title=name or title_text(text[:120]),
                guid=identity,
                summary=text,
                content=content[:MAX_CONTENT],
                published=published,
                language=language or self.context.language,
                extra={k: one_line(printable(v))[:2000] for k, v in (extra or {}).items() if v},
                key=key,
            )
        )

    def listing(self, *, title: str = "", next_url: str = "") -> Listing:
        """Return what was gathered."""
        notes = list(self.notes)
        if self._over:
            notes.append(f"{self._over} more items beyond the first {MAX_ENTRIES}")
            self.lost.append(notes[-1])
        if self._unnamed:
            notes.append(f"{self._unnamed} more remarks")
        return Listing(tuple(self.entries), title_text(title), tuple(notes), next_url, lost=tuple(self.lost))
