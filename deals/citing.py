"""How to cite a record: plain words, BibTeX and RIS, with an address that gives the same page for ever. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

SITE = "TradeTracker"
FORMATS = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems", "txt": "text/plain"}
_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True, slots=True)
class Citable:
    """What is cited. ``url`` carries on, known and recorded; ``recorded`` is an aware moment."""

    key: str
    reference: str
    title: str
    url: str
    on: dt.date
    known: dt.date
    recorded: dt.datetime
    year: int
    language: str = "en"


def cite(what: Citable, form: str) -> str:
    """Return the citation in one form: ``bib``, ``ris`` or ``txt``; raise KeyError for another."""
    return {"bib": bibtex, "ris": ris, "txt": plain}[form](what)


def plain(what: Citable) -> str:
    """One sentence for a footnote."""
    return (
        f"{SITE}, {what.reference}, “{_one_line(what.title)}”. State on {what.on.isoformat()}, as known on"
        f" {what.known.isoformat()}, on record {_moment(what.recorded)}. {what.url}\n"
    )


def bibtex(what: Citable) -> str:
    """An @misc entry; what TeX would read as a command is escaped, the address stands as it is."""
    note = f"State on {what.on.isoformat()}, as known on {what.known.isoformat()}, on record {_moment(what.recorded)}"
    rows = {
        "author": "{" + SITE + "}",
        "title": "{" + _tex(f"{what.reference}: {_one_line(what.title)}") + "}",
        "year": str(what.year),
        "note": _tex(note),
        "urldate": what.recorded.astimezone(dt.UTC).date().isoformat(),
        "url": what.url,
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in rows.items())
    return f"@misc{{{re.sub(r'[^A-Za-z0-9:-]', '-', what.key)},\n{body}\n}}\n"


def ris(what: Citable) -> str:
    """An ELEC entry, lines ended as the format asks."""
    lines = [
        ("TY", "ELEC"),
        ("AU", SITE),
        ("TI", f"{what.reference}: {_one_line(what.title)}"),
        ("PY", str(what.year)),
        ("Y2", what.recorded.astimezone(dt.UTC).strftime("%Y/%m/%d")),
        (
            "N1",
            f"State on {what.on.isoformat()}, as known on {what.known.isoformat()},"
            f" on record {_moment(what.recorded)}",
        ),
        ("LA", what.language),
        ("UR", what.url),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    return "".join(_BIBTEX.get(letter, letter) for letter in text)
