"""The list of sources: complete, well-formed, and every recipe reads a page of its source's shape."""

from __future__ import annotations

import json
import re
import zoneinfo
from pathlib import Path
from typing import Any

import pytest

from sources.addresses import parse_target
from sources.listings import KINDS, dated_url
from sources.seeds import read_seeds, sources_page
from tests.golden import DATA, FEEDS_TOML, ROOT, YEAR, cases, feeds, outcome

FEEDS = feeds()
SOURCES = {path.stem: (path, options) for name, path, options in cases() if name.startswith("sources/")}
REQUIRED = {
    "slug",
    "name",
    "publisher",
    "party",
    "kind",
    "url",
    "language",
    "timezone",
    "is_official",
    "poll_minutes",
}
LIST_KEYS = {
    "item", "link", "link_attr", "title", "title_attr", "title_strip", "date", "date_attr", "date_pattern", "date_in",
    "date_formats", "url_pattern", "exclude", "next", "base", "charset", "items", "url", "guid", "published",
    "summary", "success", "html", "extra", "empty_when_missing", "list_title", "page", "press_hours",
}  # fmt: skip
PAGE_KEYS = {"body", "remove", "title", "published", "published_attr", "date_formats", "charset"}


def test_there_are_44_sources_and_no_two_share_a_slug_an_address_or_a_name() -> None:
    listed = FEEDS_TOML.read_text(encoding="utf-8").count("[[feed]]")
    assert listed == len(FEEDS) == 44
    for key in ("url", "name"):
        assert len({feed[key] for feed in FEEDS.values()}) == 44


@pytest.mark.parametrize("slug", FEEDS)
def test_a_source_says_all_that_is_needed_and_nothing_unknown(slug: str) -> None:
    feed = FEEDS[slug]
    assert set(feed) - {"recipe"} == REQUIRED
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert feed["kind"] in KINDS
    assert feed["party"] in ("US", "CN", "EU", "JP", "")
    assert feed["language"] in ("en", "zh", "ja")
    assert 10 <= feed["poll_minutes"] <= 1440
    assert feed["party"] == "" or feed["is_official"]
    zoneinfo.ZoneInfo(feed["timezone"])
    parse_target(dated_url(feed["url"], YEAR))
    recipe = feed.get("recipe", {})
    assert set(recipe) <= LIST_KEYS and set(recipe.get("page", {})) <= PAGE_KEYS
    assert (set(recipe) - {"page"} != set()) == (feed["kind"] in ("json_list", "html_list"))


@pytest.mark.parametrize("slug", FEEDS)
def test_each_recipe_reads_a_page_of_its_shape(slug: str) -> None:
    path, options = SOURCES[slug]
    result = outcome(path, options)
    entries = result["Listing"]["entries"]
    assert entries and not result["Listing"].get("skipped")
    for entry in entries:
        assert entry["title"] and entry["url"].startswith(("http://", "https://"))
    # The newest item of every shape is dated to the day or better, in the source's own zone.
    assert entries[0]["published"][0] in ("instant", "day")
    assert entries[0]["published"][1].startswith(("2026-01-", "2026-02-28T16:00", "2026-03-0"))


def test_a_list_address_of_the_year_turns_with_the_sources_own_calendar() -> None:
    assert "{year}" in FEEDS["mofcom-announcements"]["url"]
    assert dated_url("https://a.example/{year}/{month}/{day}", YEAR) == "https://a.example/2026/03/03"


def test_federal_register_items_bring_number_agencies_and_effective_date() -> None:
    path, options = SOURCES["federal-register-bis"]
    extra = outcome(path, options)["Listing"]["entries"][0]["extra"]
    assert extra["document_number"] == "2026-02234"
    assert extra["agencies"] == "Test Department; Bureau of Examples"
    assert extra["effective_on"] == "2026-04-01"


def test_a_federal_register_query_without_results_is_an_empty_list_not_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"count": 0, "description": "Documents"}', encoding="utf-8")
    assert outcome(path, SOURCES["federal-register-bis"][1]) == {"Listing": {}}


def test_the_page_of_sources_lists_every_one_with_what_was_tried() -> None:
    table = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    rows = {m[1]: m[0] for m in re.finditer(r"^\| `([a-z0-9-]+)` \|.*$", table, re.MULTILINE)}
    assert set(rows) == set(FEEDS)
    assert all("shape tested, live untried" in row for row in rows.values())
    assert table == sources_page(read_seeds()), "run: manage.py sources --table > docs/sources.md"


def test_a_source_whose_shape_no_test_has_is_untried_on_that_page(tmp_path: Path) -> None:
    assert "| untried |" in sources_page(read_seeds()[:1], shapes=tmp_path)


def test_no_test_data_claims_to_be_a_publication() -> None:
    for path in sorted((DATA / "sources").iterdir()):
        if path.suffix in (".xml", ".html"):
            assert "Written for the tests" in path.read_bytes().decode("latin-1"), path.name


def test_the_sources_agree_with_the_list_of_facts_beside_the_project() -> None:
    facts = Path(__file__).resolve().parents[2] / "shared" / "facts" / "feeds.json"
    if not facts.is_file():
        pytest.skip("the list of facts is not beside the project")
    known: list[dict[str, Any]] = json.loads(facts.read_text(encoding="utf-8"))
    ours = list(FEEDS.values())
    assert len(ours) == len(known)
    for feed, fact in zip(ours, known, strict=True):
        assert dated_url(feed["url"], YEAR).startswith(fact["url"].split("&per_page")[0].split("&order")[0])
        assert feed["language"] == fact["language"]
        assert feed["is_official"] == (fact["official_or_news"] == "official")
