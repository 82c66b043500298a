"""Every golden input still gives the output that stands beside it (see tests/golden.py)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.golden import DATA, cases, expected_path, outcome

CASES = cases()


@pytest.mark.parametrize(("name", "path", "options"), CASES, ids=[name for name, _, _ in CASES])
def test_the_bytes_give_what_stands_beside_them(name: str, path: Path, options: dict[str, Any]) -> None:
    assert outcome(path, options) == json.loads(expected_path(path).read_text(encoding="utf-8"))


def test_no_golden_file_lies_about_unread() -> None:
    read = {path for _, path, _ in CASES}
    expected = {expected_path(path) for path in read}
    lying = {
        p for p in DATA.rglob("*") if p.is_file() and p.parent.name in ("sources", "feeds", "lists", "pages")
    }
    assert {p.relative_to(DATA) for p in lying - read - expected if p.name != "cases.toml"} == set()


@pytest.mark.parametrize(
    "suffix",
    [
        "utf8",
        "gb18030-declared-gb2312",
        "gb18030-undeclared",
        "gb18030-says-utf8",
        "utf8-says-gb2312",
        "utf16",
        "bom",
    ],
)
def test_one_feed_in_seven_wrappings_reads_the_same(suffix: str) -> None:
    by_name = {name: (path, options) for name, path, options in CASES}
    entries = [
        outcome(*by_name[f"feeds/rss20-{kind}.xml"])["Listing"]["entries"] for kind in ("utf8", suffix)
    ]
    assert entries[0] == entries[1] and "镕" in entries[0][0]["title"]
