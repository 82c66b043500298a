"""The Atom feeds that readers subscribe to: valid, dated, newest first, nothing later than asked."""

import datetime as dt
import io

import feedparser
import pytest

from deals.gathering import facts_of
from deals.models import Deal, Event
from deals.querysets import AsOf
from deals.timeline import entries_of

from . import pageworld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
TODAY = dt.date(2026, 11, 24)
ALL, ONE = "/timeline.atom", "/deals/test-deal/timeline.atom"


@pytest.fixture
def world():
    built = pageworld.build()
    day = dt.date(2025, 7, 1)
    Event.objects.create(
        deal=built.other_deal,
        kind="agreement",
        title_en="Two others agree, OTHERWORD",
        occurred_earliest=day,
        occurred_latest=day,
        **pageworld.on_record(public_since=day),
    )
    return built


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    found = feedparser.parse(io.BytesIO(response.content))
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


@pytest.mark.parametrize("address", [ALL, ONE])
def test_a_feed_is_valid_and_its_entries_are_told_apart(client, world, address):
    found = read(client, address)
    assert found.feed.id and found.feed.title and found.feed.author
    assert [link.rel for link in found.feed.links].count("self") == 1
    ids = [entry.id for entry in found.entries]
    assert len(ids) == len(set(ids)) > 4
    for entry in found.entries:
        assert (
            entry.title and entry.link and entry.published_parsed and entry.updated_parsed and entry.summary
        )


def test_the_feed_of_all_deals_holds_every_entry_of_each_up_to_today_the_newest_first(client, world):
    found = read(client, ALL)
    expected = [
        entry
        for deal in Deal.objects.filter(is_published=True)
        for entry in entries_of(facts_of(deal, AsOf(TODAY)))
        if entry.first <= TODAY
    ]
    assert len(found.entries) == len(expected)
    days = [entry.published for entry in found.entries]
    assert days == sorted(days, reverse=True)
    assert any("OTHERWORD" in entry.title and "(Other deal)" in entry.title for entry in found.entries)
    assert any("(Test rare-earth deal)" in entry.title for entry in found.entries)


def test_links_of_the_feed_lead_to_entries_that_stand_there(client, world):
    entries = read(client, ALL).entries
    assert len(entries) > 5
    for entry in entries:
        path, _hash, anchor = entry.link.removeprefix("http://testserver").partition("#")
        assert f'id="{anchor}"' in client.get(path).content.decode(), entry.link


def test_the_feed_takes_the_dates_of_the_question(client, world):
    early = read(client, f"{ALL}?known=2025-06-30&on=2025-06-30")
    assert early.entries and not any("OTHERWORD" in entry.title for entry in early.entries)
    assert not any("Other deal" in entry.title for entry in early.entries)
    assert client.get(f"{ALL}?known=soon").status_code == 400


def test_every_page_names_the_feed_and_the_subscriptions_page_links_it(client, world):
    for address in ("/", "/deals/", "/about/", "/materials/"):
        assert (
            f'type="application/atom+xml" title="TradeTracker: all deals" href="{ALL}"'
            in client.get(address).content.decode()
        )
    assert f'href="{ALL}"' in client.get("/subscribe/").content.decode().split("<main")[1]


def test_the_number_of_queries_does_not_grow_with_the_deals(client, world, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        client.get(ALL)
