"""Tables of docs/performance.md: each benchmark rewrites the part between its own two marks and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

REPORT = Path(__file__).resolve().parents[1] / "docs" / "performance.md"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; every row has as many cells as the head."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def replace_part(text: str, name: str, body: str) -> str:
    """Return ``text`` with ``body`` between the marks of ``name``; raises ValueError where they are missing."""
    begin, end = f"<!-- {name}: written by its benchmark -->", f"<!-- end of {name} -->"
    head, found, rest = text.partition(begin)
    _, closed, tail = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"{REPORT.name} has no part {name!r} (marks {begin!r} and {end!r})")
    return f"{head}{begin}\n{body.strip()}\n{end}{tail}"


def write_part(name: str, body: str) -> None:
    """Put ``body`` into the report."""
    REPORT.write_text(replace_part(REPORT.read_text(encoding="utf-8"), name, body), encoding="utf-8")


def number(value: float) -> str:
    """Return a figure as people read it: 12,345 or 3.2."""
    return f"{value:,.0f}" if value >= 20 else f"{value:.2g}" if value < 1 else f"{value:.1f}"
