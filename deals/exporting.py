"""A deal's timeline as a table for spreadsheets. Values in, text out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from .asking import Asking
from .timeline import Entry

COLUMNS = (
    "first_day",
    "last_day",
    "precision",
    "kind",
    "actor",
    "title_en",
    "title_zh",
    "records",
    "states",
    "note",
    "confidence",
    "quoted",
    "cited",
    "sources",
    "address",
    "on",
    "known",
    "recorded",
)


def timeline_csv(entries: Iterable[Entry], page: str, asking: Asking) -> str:
    """Return RFC 4180 text, one line an entry in order of time.

    ``page``: absolute address of the timeline with its permanent dates, to which the entry's anchor is added. A
    cell that a spreadsheet would run as a formula is led by an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    recorded = asking.asof.recorded or asking.now
    for entry in entries:
        writer.writerow(
            [
                entry.first.isoformat(),
                entry.last.isoformat(),
                entry.precision,
                entry.kind,
                entry.actor.code if entry.actor else "",
                _cell(entry.title),
                _cell(entry.title_zh),
                _cell("; ".join(subject.label for subject in entry.subjects)),
                "; ".join(subject.code for subject in entry.subjects if subject.code),
                _cell(entry.note),
                entry.confidence,
                len(entry.backing.quotes),
                len(entry.backing.cites),
                _cell(
                    "; ".join(
                        [f"{quote.publisher}: {quote.title}" for quote in entry.backing.quotes]
                        + [
                            f"{cite.publisher}: {cite.title}" + (f" <{cite.url}>" if cite.url else "")
                            for cite in entry.backing.cites
                        ]
                    )
                ),
                f"{page}#{entry.anchor}",
                asking.asof.on.isoformat(),
                asking.known_day.isoformat(),
                recorded.isoformat(),
            ]
        )
    return out.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
