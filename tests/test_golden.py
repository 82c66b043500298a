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


# Every kind of list and page, and every encoding that each may come in, by the pair that shows it.
KINDS = {
    "RSS 0.90": "feeds/rss090.xml",
    "RSS 0.91": "feeds/rss091.xml",
    "RSS 0.92": "feeds/rss092.xml",
    "RSS 0.93": "feeds/rss093.xml",
    "RSS 0.94": "feeds/rss094.xml",
    "RSS 1.0": "feeds/rss10.xml",
    "RSS 2.0": "feeds/rss20-utf8.xml",
    "Atom 0.3": "feeds/atom03.xml",
    "Atom 1.0": "feeds/atom10.xml",
    "JSON Feed 1.0": "feeds/jsonfeed10.json",
    "JSON Feed 1.1": "feeds/jsonfeed11.json",
    "JSON list": "sources/federal-register-bis.json",
    "JSON list with HTML": "sources/mofcom-press-releases.json",
    "HTML list": "sources/mofcom-announcements.html",
    "item page by recipe": "pages/mofcom-article.html",
    "item page without one": "pages/generic-article.html",
    "PDF": "pages/statement.pdf",
    "text file": "pages/plain.txt",
}
ENCODINGS = {
    "utf-8": ("feeds/rss20-utf8.xml", "lists/list-utf8.html", "pages/generic-article.html", "lists/epoch.json"),
    "gb18030": ("feeds/rss20-gb18030-undeclared.xml", "lists/gb2312-header-lies.html", "pages/mofcom-article-gb18030.html", "lists/json-gb18030.json"),
    "gbk": ("feeds/rss20-gbk.xml", "lists/list-gbk.html", "pages/mofcom-article-gbk.html"),
    "big5": ("feeds/rss20-big5.xml", "lists/table-big5.html", "pages/big5-article.html"),
    "utf-16": ("feeds/rss20-utf16.xml", "feeds/rss20-utf16be.xml", "lists/list-utf16.html", "pages/generic-utf16.html", "lists/json-utf16.json"),
    "windows-1252": ("feeds/rss20-cp1252.xml", "lists/list-cp1252.html", "pages/generic-cp1252.html"),
    "iso-8859-1": ("feeds/rss20-latin1.xml",),
}  # fmt: skip


def test_every_kind_and_every_encoding_has_its_golden_pair() -> None:
    names = {name for name, _, _ in CASES}
    assert set(KINDS.values()) <= names
    assert {name for group in ENCODINGS.values() for name in group} <= names


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_bytes_of_an_encodings_pair_are_in_that_encoding(encoding: str) -> None:
    codec = "cp1252" if encoding == "windows-1252" else encoding
    for name in ENCODINGS[encoding]:
        body = (DATA / name).read_bytes()
        text = body.decode(codec)
        assert "\ufffd" not in text
        if encoding != "utf-8":
            with pytest.raises(UnicodeDecodeError):
                body.decode("utf-8")
