"""Where the asked day stands in the list of a deal's entries, so that the page can open there."""

import datetime as dt
import re

import pytest

from deals.gathering import facts_of
from deals.querysets import AsOf
from deals.timeline import entries_of

from . import pageworld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
PAGE = "/deals/test-deal/"


@pytest.fixture
def world():
    return pageworld.build()


def page(client, query=""):
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return response.content.decode()


def around(world, text):
    """The days of the entries before and after the mark of the asked day."""
    days = {
        entry.anchor: entry.first for entry in entries_of(facts_of(world.deal, AsOf(dt.date(2026, 11, 24))))
    }
    assert text.count('id="on"') == 1
    listed = text[text.index('id="entries"') :]
    before, after = listed.split('id="on"')
    return [
        [days[anchor] for anchor in re.findall(r'<li class="entry [^>]*id="([^"]+)"', part) if anchor in days]
        for part in (before, after)
    ]


@pytest.mark.parametrize("on", ["2025-05-12", "2025-06-26", "2025-12-01", "2026-11-24"])
def test_the_mark_stands_between_what_had_happened_and_what_was_to_come(client, world, on):
    day = dt.date.fromisoformat(on)
    before, after = around(world, page(client, f"?on={on}"))
    assert before and max(before) <= day and all(one > day for one in after)


@pytest.mark.parametrize("on", ["2025-06-26", "2025-12-01"])
def test_newest_first_it_stands_the_other_way_round(client, world, on):
    day = dt.date.fromisoformat(on)
    before, after = around(world, page(client, f"?on={on}&order=newest"))
    assert after and max(after) <= day and all(one > day for one in before)


def test_before_everything_it_stands_first(client, world):
    before, after = around(world, page(client, "?on=2020-01-01"))
    assert not before and after


def test_where_no_entry_fits_it_stands_at_the_sentence_that_says_so(client, world):
    text = page(client, "?on=2025-12-01&disputed=1&party=US&kind=agreements")
    assert re.search(r'class="empty" id="on"', text)


def test_the_form_of_dates_opens_the_page_there_and_links_lead_there(client, world):
    text = page(client, "?on=2025-12-01")
    assert re.search(r'<form class="asof[^>]*action="/deals/test-deal/#on"', text)
    assert text.count('href="#on"') == 2 and re.search(r"Go to [^\n]*1 December 2025[^\n]* in the list", text)
    assert "Go to today in the list" in page(client)
    # Other pages have no such place.
    assert '#on"' not in client.get("/countermeasures/?on=2025-12-01").content.decode()
