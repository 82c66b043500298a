"""A list whose address has the year in it, around New Year. Titles and addresses written for the tests."""

from __future__ import annotations

import datetime as dt

import pytest

from sources import models as s
from sources import pipeline
from tests.make import make_feed

HOUR = dt.timedelta(hours=1)
# Half past eleven in the evening of 31 December in Beijing.
EVE = dt.datetime(2026, 12, 31, 15, 30, tzinfo=dt.UTC)
RECIPE = {"item": "li", "date": "span", "read_pages": False}


def page(*items: tuple[str, str]) -> str:
    listed = "".join(
        f'<li><a href="/art/{name}.html">Announcement {name}</a><span>{day}</span></li>'
        for name, day in items
    )
    return f"<html><body><ul>{listed}</ul></body></html>"


@pytest.fixture
def feed(db, server) -> s.Feed:
    server.serve("/gg/2026/index.html", page(("b", "2026-12-30"), ("a", "2026-12-01")), etag='"1"')
    feed = make_feed(
        url=server.url("/gg/{year}/index.html"),
        kind="html_list",
        recipe=RECIPE,
        timezone="Asia/Shanghai",
        is_official=True,
    )
    pipeline.poll_feed(feed.pk, EVE)
    feed.refresh_from_db()
    return feed


def names(feed: s.Feed) -> list[str]:
    return sorted(
        url[-6] for url in s.Document.objects.filter(feed=feed).values_list("canonical_url", flat=True)
    )


def test_until_the_new_list_is_there_last_years_is_asked_and_nothing_fails(feed, server) -> None:
    for hours in (1, 2):
        polled = pipeline.poll_feed(feed.pk, EVE + HOUR * hours)  # 2027 in Beijing, 2026 in UTC
        assert polled.url.endswith("/gg/2027/index.html")
    assert [hit.path[4:8] for hit in server.requests if hit.path.startswith("/gg")] == [
        "2026", "2027", "2026", "2027", "2026",
    ]  # fmt: skip
    assert server.hits("/gg/2026/index.html")[-1].headers["if-none-match"] == '"1"'
    feed.refresh_from_db()
    assert (feed.last_error, feed.failure_weight) == ("", 0)
    # What is put on the old list at the very end is found there.
    server.serve("/gg/2026/index.html", page(("c", "2026-12-31"), ("b", "2026-12-30"), ("a", "2026-12-01")))
    pipeline.poll_feed(feed.pk, EVE + HOUR * 3)
    assert names(feed) == ["a", "b", "c"]


def test_when_the_new_list_appears_last_years_is_read_once_more(feed, server) -> None:
    server.serve("/gg/2027/index.html", page(("x", "2027-01-04")))
    server.serve("/gg/2026/index.html", page(("c", "2026-12-31"), ("b", "2026-12-30"), ("a", "2026-12-01")))
    pipeline.poll_feed(feed.pk, EVE + HOUR * 90)
    assert names(feed) == ["a", "b", "c", "x"]
    assert not s.Alarm.objects.filter(kind="removed").exists()
    gone = s.Document.objects.get(canonical_url__endswith="/a.html")
    assert gone.unlisted_as != "removed"
    asked = len(server.hits("/gg/2026/index.html"))
    server.serve("/gg/2027/index.html", page(("y", "2027-01-05"), ("x", "2027-01-04")))
    pipeline.poll_feed(feed.pk, EVE + HOUR * 120)
    assert names(feed) == ["a", "b", "c", "x", "y"] and len(server.hits("/gg/2026/index.html")) == asked


def test_a_list_that_is_still_missing_in_march_is_a_failure(feed, server) -> None:
    pipeline.poll_feed(feed.pk, EVE + dt.timedelta(days=62))
    feed.refresh_from_db()
    assert "404" in feed.last_error and feed.failure_weight > 0


def test_another_failure_of_the_new_list_is_one_at_once(feed, server) -> None:
    server.serve("/gg/2027/index.html", "", status=500)
    pipeline.poll_feed(feed.pk, EVE + HOUR)
    feed.refresh_from_db()
    assert "500" in feed.last_error
