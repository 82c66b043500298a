"""The pages in a real browser: no accessibility violation, nothing on the console, keys go in order of time.

Skipped by name where Chromium is missing.
"""

import os
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from deals.models import Commitment

from . import pageworld
from .screenshots import CHROMIUM, LOOKS

playwright = pytest.importorskip("playwright.sync_api", reason="the playwright package is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"Chromium is missing at {CHROMIUM}"),
]
ON = "?on=2026-11-24&known=2026-11-24"
PAGES = (
    "/",
    "/deals/",
    "/deals/test-deal/",
    "/deals/test-deal/rounds/lakeside/",
    "/deals/test-deal/rounds/riverside/",
    "/agreements/lakeside-statement/",
    "/parties/",
    "/parties/cn/",
    "/commitments/",
    "/commitments/{review}/",
    "/countermeasures/",
    "/countermeasures/october/",
    "/countermeasures/control-90/",
    "/documents/{zh}/",
    "/documents/{en}/",
    "/materials/",
    "/materials/dysprosium/",
    "/about/method/",
    "/deadlines/",
    "/deadlines/?show=all",
    "/deals/test-deal/next/",
    "/search/",
    "/compare/",
    "/deals/test-deal/changes/",
    "/deals/test-deal/changes/?from=2025-05-01&to=2025-10-09",
    "/about/",
    "/corrections/",
    "/data/",
    "/subscribe/",
    "/api/",
    "/deals/test-deal/rounds/confirmation/differs/",
    "/search/?q=%E5%87%BA%E5%8F%A3",
    "/search/?q=test",
    "/deals/?on=yesterday",
    "/deals/nothing/",
)

REFERENCE_PAGES = (
    "/",
    "/deals/",
    "/deals/us-china-rare-earths/",
    "/deals/us-china-rare-earths/rounds/geneva/",
    "/deals/us-china-rare-earths/rounds/final-framework/",
    "/commitments/",
    "/countermeasures/",
    "/countermeasures/cn-2025-61/",
    "/parties/cn/",
    "/materials/",
    "/deadlines/",
    "/deals/us-china-rare-earths/next/",
    "/search/?q=gallium",
    "/compare/",
    "/deals/us-china-rare-earths/changes/?from=2025-10-01&to=2025-11-20",
    "/about/",
    "/corrections/",
    "/deals/us-china-rare-earths/rounds/busan/differs/",
)


@pytest.fixture
def world(transactional_db):
    return pageworld.build()


def _address(path, world):
    path = path.format(review=world.review.pk, zh=world.zh.document_id, en=world.en.document_id)
    if "on=" in path:
        return path
    return path + ON.replace("?", "&") if "?" in path else path + ON


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_has_an_axe_violation_or_a_word_on_the_console(browser, live_server, world, look):
    viewport, scheme = LOOKS[look]
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    faults = []
    for path in PAGES:
        answer = tab.goto(live_server.url + _address(path, world))
        # A page of status 400 or 404 is told on the console by the browser itself.
        said = [text for text in said if "the server responded with a status of" not in text]
        assert said == [], (path, said)
        for details in tab.locator("details").all():
            details.evaluate("element => { element.open = true }")
        result = axe.Axe().run(tab).response
        for fault in result["violations"]:
            where = [node["target"] for node in fault["nodes"]][:3]
            faults.append(f"{look} {path} ({answer.status}): {fault['id']} {where}")
    context.close()
    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize("look", LOOKS)
def test_the_reference_data_make_no_violation_either(browser, live_server, transactional_db, look):
    call_command("loadreference", verbosity=0)
    viewport, scheme = LOOKS[look]
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    commitment = Commitment.objects.filter(is_published=True, conditions__isnull=False).first()
    faults = []
    for path in (*REFERENCE_PAGES, commitment.get_absolute_url()):
        assert tab.goto(live_server.url + path).status == 200, path
        if tab.evaluate("document.documentElement.scrollWidth") > viewport["width"]:
            faults.append(f"{look} {path}: wider than the window")
        assert said == [], path
        for fault in axe.Axe().run(tab).response["violations"]:
            faults.append(f"{look} {path}: {fault['id']} {[n['target'] for n in fault['nodes']][:3]}")
    context.close()
    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_is_wider_than_its_window(browser, live_server, world, look):
    viewport, scheme = LOOKS[look]
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    tab = context.new_page()
    wide = {}
    for path in PAGES:
        tab.goto(live_server.url + _address(path, world))
        width = tab.evaluate("document.documentElement.scrollWidth")
        if width > viewport["width"]:
            wide[path] = width
    context.close()
    assert wide == {}


def test_marks_are_24_pixels_and_reached_in_order_of_time(browser, live_server, world):
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(f"{live_server.url}/deals/test-deal/{ON}")
    marks = tab.locator(".overview__plot a.mark").all()
    assert len(marks) >= 8
    centres = []
    for mark in marks:
        box = mark.bounding_box()
        assert box["width"] >= 23.9 and box["height"] >= 23.9
        centres.append(box["x"] + box["width"] / 2)
        assert mark.get_attribute("aria-label")
    assert centres == sorted(centres)
    marks[0].focus()
    reached = []
    for _ in marks:
        reached.append(tab.evaluate("document.activeElement.getAttribute('href')"))
        tab.keyboard.press("Tab")
    assert reached == [mark.get_attribute("href") for mark in marks]
    tab.close()


def test_on_a_phone_the_pictures_stand_upright_and_nothing_scrolls_sideways(
    browser, live_server, transactional_db
):
    call_command("loadreference", verbosity=0)
    tab = browser.new_page(viewport={"width": 360, "height": 740})
    for path, plot in (("", ".overview__up"), ("next/", ".tg.phone-only .tg__plot")):
        tab.goto(f"{live_server.url}/deals/us-china-rare-earths/{path}")
        box = tab.locator(plot).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360
        sideways = tab.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => e.scrollWidth > e.clientWidth + 1"
            " && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)).map(e => e.className)"
        )
        assert sideways == [], path
        small = tab.locator(f"{plot} text").evaluate_all(
            "all => all.map(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a)"
            ".filter(size => size > 0 && size < 10.5)"
        )
        assert small == [], path
        links = tab.locator(f"{plot} a").all()
        assert len(links) > 8
        for link in links:
            one = link.bounding_box()
            assert one["width"] >= 23.9 and one["height"] >= 23.9, link.get_attribute("aria-label")
    tab.goto(f"{live_server.url}/deals/us-china-rare-earths/")
    mark = tab.locator(".overview__up a.mark").last
    mark.click()
    assert tab.url.endswith(mark.get_attribute("href"))
    assert tab.locator(mark.get_attribute("href")).is_visible()
    tab.close()


def test_a_mark_leads_to_its_entry_without_any_script(browser, live_server, world):
    context = browser.new_context(
        java_script_enabled=False, reduced_motion="reduce", viewport={"width": 1280, "height": 900}
    )
    tab = context.new_page()
    tab.goto(f"{live_server.url}/deals/test-deal/{ON}")
    tab.locator(f'.overview__plot a.mark[href="#e{world.answer.pk}"]').click()
    assert tab.url.endswith(f"#e{world.answer.pk}")
    entry = tab.locator(f"#e{world.answer.pk}")
    assert "The ministry confirms details" in entry.inner_text()
    assert entry.bounding_box()["y"] < 900
    context.close()


def test_a_reader_finds_the_words_behind_a_promise(browser, live_server, world):
    """From the front page: the deal, the commitment, its quote, the place in the kept text."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(live_server.url + "/")
    tab.get_by_role("heading", name="Test rare-earth deal").get_by_role("link").click()
    tab.get_by_role("link", name=re.compile("3 commitments")).click()
    tab.get_by_role("link", name=re.compile("Review and approve")).click()
    assert "依法审批符合条件的出口申请" in tab.locator(".block > .sources").inner_text()
    tab.get_by_role("link", name="测试部答记者问").first.click()
    # Another quote begins within this one, so that its mark comes in two pieces.
    assert tab.locator("mark:target").inner_text() == "依法审批"
    assert tab.locator(".text").inner_text().replace("\n", "").count("依法审批") == 1
    tab.close()


def test_a_reader_moves_the_whole_site_to_another_day(browser, live_server, world):
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(live_server.url + "/countermeasures/october/")
    tab.get_by_label("State on").fill("2026-11-10")
    tab.get_by_role("button", name="Show").click()
    assert "on=2026-11-10" in tab.url
    assert "Suspended since 7 November 2025" in tab.locator(".verdict").inner_text()
    tab.get_by_role("link", name="Materials").click()
    assert "on=2026-11-10" in tab.url
    tab.get_by_role("link", name="Back to today").click()
    assert "on=" not in tab.url
    tab.close()


def test_chinese_words_have_room_and_stand_upright(browser, live_server, world):
    tab = browser.new_page(viewport={"width": 360, "height": 740})
    tab.goto(live_server.url + _address("/documents/{zh}/", world))
    style = tab.locator(".text").evaluate(
        "e => { const s = getComputedStyle(e);"
        " return [parseFloat(s.lineHeight) / parseFloat(s.fontSize), s.fontStyle] }"
    )
    assert style[0] >= 1.7 and style[1] == "normal"
    tab.close()


os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
