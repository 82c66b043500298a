"""On paper: no navigation, everything opened, the address of every source, nothing cut at the edge.

In a real browser; skipped by name where Chromium is missing.
"""

import os
from pathlib import Path

import pytest

from . import pageworld
from .screenshots import CHROMIUM

playwright = pytest.importorskip("playwright.sync_api", reason="the playwright package is not installed")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"Chromium is missing at {CHROMIUM}"),
]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# The width that A4 leaves at 96 dots an inch with the browser's margins.
PAPER = {"width": 718, "height": 1047}


@pytest.fixture
def tab(browser, live_server, transactional_db):
    world = pageworld.build()
    context = browser.new_context(java_script_enabled=False, viewport=PAPER)
    page = context.new_page()
    page.emulate_media(media="print")
    page.world, page.base = world, live_server.url
    yield page
    context.close()


def paths(world):
    return [
        "/deals/test-deal/",
        f"/commitments/{world.review.pk}/",
        "/countermeasures/october/",
        "/deals/test-deal/rounds/confirmation/",
        "/deals/test-deal/rounds/confirmation/differs/",
        "/deadlines/",
    ]


def test_paper_has_no_navigation_and_all_of_what_is_folded_on_the_screen(tab):
    hidden = (".site__nav", ".asof", ".jump", ".filters", ".fold-filters", ".pager", ".foot__links")
    met, opened = set(), 0
    for path in paths(tab.world):
        tab.goto(f"{tab.base}{path}")
        for gone in hidden:
            for one in tab.locator(gone).all():
                met.add(gone)
                assert not one.is_visible(), (path, gone)
        for folded in tab.locator("details:not([open]):not(.fold-filters)").all():
            opened += 1
            inside = folded.locator(":scope > :not(summary)").first
            assert inside.bounding_box()["height"] > 0, path
        printed = tab.locator(".print-only")
        assert printed.is_visible() and f"{path}?on=" in printed.inner_text(), path
    assert met == set(hidden) and opened


def test_nothing_is_cut_at_the_edge_of_the_paper(tab):
    for path in paths(tab.world):
        tab.goto(f"{tab.base}{path}")
        assert tab.locator("h1").count() == 1, path
        for one in tab.locator("table, svg.overview__plot, h1").all():
            box = one.bounding_box()
            assert box is None or (box["x"] >= -1 and box["x"] + box["width"] <= PAPER["width"] + 1), (
                path,
                box,
            )


def test_the_addresses_of_sources_are_printed(tab):
    tab.goto(f"{tab.base}/deals/test-deal/rounds/lakeside/")
    link = tab.locator('.sources a[href="https://gazette.example/lakeside"]').first
    # Scripts of the page are off, as they are for a reader; the browser itself is asked.
    style = tab.context.new_cdp_session(tab)
    style.send("DOM.enable")
    style.send("CSS.enable")
    root = style.send("DOM.getDocument", {"depth": -1})["root"]["nodeId"]
    node = style.send(
        "DOM.querySelector",
        {"nodeId": root, "selector": '.sources a[href="https://gazette.example/lakeside"]'},
    )["nodeId"]
    matched = style.send("CSS.getMatchedStylesForNode", {"nodeId": node})["pseudoElements"]
    contents = [
        declared["value"]
        for pseudo in matched
        if pseudo["pseudoType"] == "after"
        for rule in pseudo["matches"]
        for declared in rule["rule"]["style"]["cssProperties"]
        if declared["name"] == "content"
    ]
    assert link.count() == 1 and set(contents) == {'" <" attr(href) ">"'}
