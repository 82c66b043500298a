"""An analyst with a question, in a real browser, over the reference data: the answers on the pages are right.

Skipped by name where Chromium is missing. The answers stand here as facts, each checked against the reference
data's own texts when it was put down.
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


@pytest.fixture
def tab(browser, live_server, transactional_db):
    call_command("loadreference", verbosity=0)
    # Without scripts: everything is the same.
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(live_server.url + "/")
    yield page
    context.close()


def ask(tab, day):
    """Move the site to a day, in the world and of knowledge, by the form on the page."""
    tab.get_by_label("State on").fill(day)
    tab.get_by_label("as known on").fill(day)
    tab.get_by_role("button", name="Show").click()


def row(tab, words):
    return tab.locator("tbody tr", has_text=words).first.inner_text()


def test_is_dysprosium_exportable_to_the_united_states_today_and_on_1_december_2025(tab):
    """With a licence on both days; the reach of No. 61 was suspended then, and has run out unanswered now."""
    tab.get_by_role("link", name="Materials").click()
    tab.get_by_role("rowheader", name="Dysprosium").get_by_role("link").first.click()
    assert tab.get_by_role("heading", level=1).inner_text() == "Dysprosium"
    ask(tab, "2025-12-01")
    licence = row(tab, "No. 18 of 2025")
    assert "in force" in licence and "4 Apr 2025" in licence and "none stated" in licence
    abroad = row(tab, "No. 61 of 2025")
    assert "suspended" in abroad and "7 Nov 2025" in abroad and "10 Nov 2026" in abroad
    ask(tab, "2026-11-27")
    assert "in force" in row(tab, "No. 18 of 2025")
    abroad = row(tab, "No. 61 of 2025")
    assert "ran out, successor unseen" in abroad and "suspended" not in abroad
    # To whom it applies: every destination, the United States among them.
    tab.get_by_role("link", name="(No. 18 of 2025)").first.click()
    assert "In force since 4 April 2025" in tab.locator(".verdict").inner_text()


def test_what_did_china_promise_after_london_when_was_it_public_and_in_whose_words(tab):
    """Nothing was published in London; on 27 June 2025 the ministry said it would review and approve."""
    tab.get_by_role("link", name="See the whole timeline").click()
    tab.get_by_label("Jump to a round").get_by_role("link", name="London", exact=True).click()
    tab.locator("#r-london").get_by_role("heading").get_by_role("link").click()
    assert tab.get_by_role("heading", level=1).inner_text() == "London"
    assert "No text published." in tab.locator("main").inner_text()
    assert "No commitment is on record for this round." in tab.locator("main").inner_text()
    tab.locator('a[rel="next"]').click()
    assert "Final framework" in tab.get_by_role("heading", level=1).inner_text()
    tab.get_by_role("link", name="Review and approve export applications").first.click()
    main = tab.locator("main").inner_text()
    assert (
        "China" in tab.locator(".kicker").inner_text()
        and "United States" in tab.locator(".kicker").inner_text()
    )
    assert "27 June 2025" in tab.locator(".three__cell").first.inner_text()
    evidence = tab.locator("section", has=tab.locator("#evidence-title")).inner_text()
    assert "商务部新闻发言人就中美伦敦框架有关情况答记者问" in evidence and "MOFCOM" in evidence
    assert "27 Jun 2025" in evidence
    assert "not stated" in main  # neither a volume nor a deadline
    # The day before, nothing of it was public.
    ask(tab, "2025-06-26")
    assert "Not found" in tab.locator("main").inner_text()


def test_what_lapses_this_month(tab):
    """November 2026: the Affiliates Rule's suspension on the 9th, the truce on the 10th, No. 72 on the 27th."""
    tab.get_by_label("Main").get_by_role("link", name="Deadlines").click()
    ask(tab, "2026-11-27")
    month = tab.locator("#this-month")
    assert "November 2026" in month.get_by_role("heading").first.inner_text()
    days = {day: tab.locator(f"#d-2026-11-{day}").inner_text() for day in ("09", "10", "27")}
    assert "Affiliates (50 percent) Rule" in days["09"] and "ran out, successor unseen" in days["09"]
    for measure in ("No. 55", "No. 56", "No. 57", "No. 58", "No. 61", "No. 62"):
        assert f"({measure} of 2025)" in days["10"]
    assert "Kuala Lumpur Joint Arrangement" in days["10"] and "Special port fees" in days["10"]
    assert "today" in days["27"] and "No. 46 of 2024, paragraph 2" in days["27"]
    assert "After it, by its terms: in force." in days["27"]
    assert month.locator(".dueday").count() == 3
    later = tab.locator("#d-2027-01-10").inner_text()
    assert "By political announcement; no legal text seen." in later and "in 44 days" in later
    # The next morning the last of them has run out too, without anybody writing anything.
    tab.get_by_label("State on").fill("2026-11-28")
    tab.get_by_role("button", name="Show").click()
    assert "ran out, successor unseen" in tab.locator("#d-2026-11-27").inner_text()


def test_who_moves_first_after_the_confirmation(tab):
    tab.get_by_role("link", name="See the whole timeline").click()
    tab.get_by_role("link", name="Who moves next").click()
    ask(tab, "2025-06-28")
    turns = tab.locator("#turns").inner_text()
    assert "China" in turns and "Review and approve export applications" in turns
    waits = tab.locator("section", has=tab.locator("#waiting-title")).inner_text()
    assert "Remove the restrictive measures" in waits and "according to Lutnick" in waits


def test_what_the_sides_say_differently_of_the_signing(tab):
    tab.get_by_role("link", name="See the whole timeline").click()
    tab.locator("#r-final-framework").get_by_role("heading").first.get_by_role("link").click()
    tab.get_by_role("link", name="What differs between them").click()
    first = tab.locator("tbody tr").first.inner_text()
    assert "CONFLICT" in first
    whole = tab.locator("main").inner_text()
    assert "details further confirmed" in whole and "24 June 2025 (Howard Lutnick)" in whole
    assert "not established" in whole
