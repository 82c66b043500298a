"""What a phone folds: reached without scripts, open where there is room, and whole on paper.

In a real browser; skipped by name where Chromium is missing.
"""

import os
from pathlib import Path

import pytest
from django.core.management import call_command

from .screenshots import CHROMIUM

playwright = pytest.importorskip("playwright.sync_api", reason="the playwright package is not installed")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"Chromium is missing at {CHROMIUM}"),
]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
DEAL = "/deals/us-china-rare-earths/?on=2026-11-24&known=2026-11-24"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def site(browser, live_server, transactional_db):
    call_command("loadreference", verbosity=0)
    contexts = []

    def opened(viewport, media="screen", path=DEAL):
        context = browser.new_context(java_script_enabled=False, viewport=viewport, reduced_motion="reduce")
        contexts.append(context)
        tab = context.new_page()
        tab.emulate_media(media=media)
        tab.goto(live_server.url + path)
        return tab

    yield opened
    for context in contexts:
        context.close()


def height(tab):
    return tab.locator("body").bounding_box()["height"]


def test_a_phone_shows_the_rounds_and_opens_the_one_of_the_asked_day(site):
    tab = site(PHONE)
    assert height(tab) < 12_000
    periods = tab.locator(".period")
    folded = tab.locator(".period__more:not([open])")
    assert periods.count() >= 10 and folded.count() == periods.count() - 1
    for heading in tab.locator(".period h3").all():
        assert heading.is_visible()
    assert tab.locator("#on").is_visible()
    first = tab.locator(".period__more").first
    assert not first.locator(".entry").first.is_visible()
    first.locator("> summary").press("Enter")
    assert first.locator(".entry").first.is_visible()


def test_a_link_to_a_folded_entry_opens_its_round(site):
    tab = site(PHONE)
    mark = tab.locator(".period__more:not([open]) .entry[id]:not(.fold .entry)").first.get_attribute("id")
    other = site(PHONE, path=f"{DEAL}#{mark}")
    entry = other.locator(f"#{mark}")
    entry.wait_for(state="visible")
    assert 0 <= entry.bounding_box()["y"] < PHONE["height"]


def test_where_there_is_room_and_on_paper_nothing_is_folded(site):
    for viewport, media in (
        ({"width": 1280, "height": 900}, "screen"),
        ({"width": 718, "height": 1047}, "print"),
    ):
        tab = site(viewport, media)
        folds = tab.locator(f".wide-open{':not(.fold-filters)' if media == 'print' else ''}").all()
        entries = tab.locator(".entry[id]:not(.fold .entry)").all()
        assert folds and entries, media
        for one in folds:
            assert one.locator(":scope > :not(summary)").last.bounding_box()["height"] > 0, media
        # All but what stands among "smaller changes", which folds on the screen at any width.
        for entry in entries:
            assert entry.bounding_box()["height"] > 0, media
        if media == "screen":
            summaries = tab.locator(".wide-open > summary").all()
            assert summaries
            for summary in summaries:
                assert not summary.is_visible()


def test_what_was_filtered_for_is_open_on_a_phone(site):
    tab = site(PHONE, path=f"{DEAL}&party=CN&kind=statements")
    assert tab.locator(".period__more:not([open])").count() == 0
    assert tab.locator(".filters select").first.is_visible()


DIFFERS = "/deals/us-china-rare-earths/rounds/geneva/differs/"
TABLES = [
    "/deals/",
    "/commitments/",
    "/countermeasures/",
    "/parties/",
    "/parties/cn/",
    "/about/",
    "/compare/",
]


@pytest.mark.parametrize("path", [*TABLES, "/materials/", DIFFERS])
def test_a_table_is_read_on_a_phone_without_moving_it_sideways(site, path):
    tab = site(PHONE, path=path)
    folded = tab.locator("details:has(.table-scroll):not([open]) > summary")
    while folded.count():
        folded.first.press("Enter")
    tables = tab.locator(".table-scroll")
    assert tables.count() >= 1
    for one in tables.all():
        assert one.evaluate("e => e.scrollWidth <= e.clientWidth"), one.get_attribute("aria-label")
    if path != DIFFERS:
        named = tab.locator(".table-scroll td[data-label]").first
        told = named.evaluate("e => getComputedStyle(e, '::before').content")
        assert named.get_attribute("data-label") in told


def test_a_comparison_names_on_a_phone_what_each_value_belongs_to(site):
    tab = site(PHONE, path="/compare/")
    deals = tab.locator("thead th[scope=col] a").all_text_contents()
    assert len(deals) == 3
    for row in tab.locator(".compare tbody tr").all():
        cells = row.locator("td")
        assert [cells.nth(at).get_attribute("data-label") for at in range(cells.count())] == deals
    wide = site({"width": 1280, "height": 900}, path="/compare/")
    before = wide.locator(".compare td").first.evaluate("e => getComputedStyle(e, '::before').content")
    assert before == "none" and wide.locator("thead th").nth(1).is_visible()


def test_the_matrix_names_on_a_phone_the_measures_of_each_material_and_says_where_there_is_none(site):
    tab = site(PHONE, path="/materials/?on=2026-11-24&known=2026-11-24")
    rows = tab.locator(".matrix--measures tbody tr")
    bare = 0
    for row in rows.all():
        said = row.locator("th").evaluate("e => getComputedStyle(e, '::after').content")
        if row.locator("td[data-label]").count():
            assert said == "none"
        else:
            bare += 1
            assert "not covered in any text seen" in said
    assert 0 < bare < rows.count()
    cell = tab.locator(".matrix--measures td[data-label]").first
    assert cell.get_attribute("data-label").startswith("CN 20") and cell.locator("a").is_visible()
    assert not tab.locator(".matrix--measures .matrix__none").first.is_visible()
    assert tab.locator(".phone-only").is_visible()
    wide = site({"width": 1280, "height": 900}, path="/materials/?on=2026-11-24&known=2026-11-24")
    assert not wide.locator(".phone-only").is_visible()
    assert wide.locator(".matrix--measures .matrix__none").first.is_visible()
