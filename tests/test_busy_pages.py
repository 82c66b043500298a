"""Every list recipe finds its items, and nothing else, in a page as full as real ones are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import busypage
from tests.golden import cases, outcome

LISTS = {
    path.stem: (path, options)
    for name, path, options in cases()
    if name.startswith("sources/") and (options["kind"] == "html_list" or options["recipe"].get("html"))
}


@pytest.mark.parametrize("slug", LISTS)
def test_menus_years_sidebars_and_footers_are_no_items(slug: str, tmp_path: Path) -> None:
    path, options = LISTS[slug]
    quiet = outcome(path, options)["Listing"]["entries"]
    urls = {entry["url"]: entry["title"] for entry in quiet}
    charset = (
        "gb18030"
        if "gb" in path.read_bytes()[:400].decode("latin-1").partition("charset=")[2][:8]
        else "utf-8"
    )
    text = path.read_text(encoding=charset)
    full = tmp_path / path.name
    base, language = options["recipe"].get("base", options["base_url"]), options["language"]
    if options["kind"] == "html_list":
        full.write_text(busypage.busy(text, base, urls, language), encoding=charset)
    else:
        answer = json.loads(text)
        answer["data"]["html"] = (
            busypage.before(base, urls, language)
            + answer["data"]["html"]
            + busypage.after(base, urls, language)
        )
        full.write_text(json.dumps(answer), encoding="utf-8")
    found = outcome(full, options)["Listing"]["entries"]
    assert {entry["url"] for entry in found} == set(urls)
    by_url = {entry["url"]: entry for entry in found}
    for entry in quiet:
        same = by_url[entry["url"]]
        assert (same["title"], same.get("published")) == (entry["title"], entry.get("published"))
