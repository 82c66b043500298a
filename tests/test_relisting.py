"""A list page laid out anew: its own alarm, proposed recipes, and a person who accepts one. Texts written for the tests."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from sources import models as s
from sources import pipeline
from sources.fetching import forget_robots
from sources.items import Context
from sources.relisting import suggest
from tests import deskworld
from tests.feedserver import FeedServer
from tests.make import make_feed

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
NAMES = [f"关于对第{n}号物项实施出口管制的公告" for n in range(1, 9)]
MENU = (
    "<div class='menu'><ul>"
    + "".join(f"<li><a href='/m/{n}'>栏目{n}</a></li>" for n in range(12))
    + "</ul></div>"
)


def old(names=NAMES) -> str:
    rows = "".join(
        f"<li><a href='/art/{n}.html'>{t}</a><span>2026-11-{n + 1:02d}</span></li>"
        for n, t in enumerate(names)
    )
    return f"<html><head><meta charset=utf-8></head><body>{MENU}<ul class='txtList'>{rows}</ul></body></html>"


def new(names=NAMES) -> str:
    rows = "".join(
        f"<div class='card card-{n}00'><h3 class='hd'><a href='/art/{n}.html'>{t}</a></h3><p>摘要</p><em class='when'>2026-11-{n + 1:02d}</em></div>"
        for n, t in enumerate(names)
    )
    return f"<html><head><meta charset=utf-8></head><body>{MENU}<main><div class='list'>{rows}</div></main></body></html>"


RECIPE = {"item": "ul.txtList li", "date": "span", "read_pages": False}
KNOWN = [(f"https://m.example/art/{n}.html", t) for n, t in enumerate(NAMES)]


def test_the_known_items_lead_to_a_recipe_that_finds_all_of_them_with_dates_and_no_menu() -> None:
    best = suggest(new(), Context("https://m.example/", "Asia/Shanghai", "zh"), RECIPE, KNOWN)[0]
    assert (best.known, best.asked, best.listed, best.dated) == (8, 8, 8, 8)
    assert best.recipe["read_pages"] is False and "card" in best.recipe["item"]
    assert best.titles == tuple(NAMES[:3])


def test_items_that_moved_to_other_addresses_are_known_by_their_titles() -> None:
    moved = [(f"https://old.example/{n}", t) for n, t in enumerate(NAMES)]
    best = suggest(new(), Context("https://m.example/", "Asia/Shanghai", "zh"), RECIPE, moved)[0]
    assert best.known == best.listed == 8


@pytest.mark.parametrize("text", ["", "<html></html>", "<p>down for maintenance</p>", MENU])
def test_a_page_without_any_known_item_suggests_nothing(text: str) -> None:
    assert suggest(text, Context("https://m.example/", "Asia/Shanghai", "zh"), RECIPE, KNOWN) == []


@pytest.fixture
def server(loopback):
    forget_robots()
    with FeedServer() as server:
        yield server


@pytest.fixture
def feed(db, server):
    url = server.serve("/list.html", old(), "text/html")
    return make_feed(url=url, kind="html_list", recipe=RECIPE, language="zh", timezone="Asia/Shanghai")


def open_alarms(feed) -> set[str]:
    return set(s.Alarm.objects.filter(feed=feed, closed_at=None).values_list("kind", flat=True))


def test_a_new_layout_raises_its_own_alarm_and_a_person_accepts_a_proposal(feed, server, client) -> None:
    pipeline.poll_feed(feed.pk, NOW)
    assert s.Document.objects.count() == 8 and not open_alarms(feed)
    server.serve("/list.html", new(), "text/html")
    pipeline.poll_feed(feed.pk, NOW + dt.timedelta(hours=1))
    assert open_alarms(feed) == {"empty", "layout"}
    alarm = s.Alarm.objects.get(kind="layout")
    assert alarm.details["suggestions"][0]["known"] == 8
    feed.refresh_from_db()
    assert feed.last_error == "" and feed.recipe == RECIPE  # no HTTP error, and nothing changed by itself
    assert "laid out" in str(alarm.message) or "recipe" in alarm.message
    pipeline.poll_feed(feed.pk, NOW + dt.timedelta(hours=2))
    assert s.Alarm.objects.filter(kind="layout").count() == 1

    client.force_login(deskworld.make_user("chief", is_superuser=True))
    url = f"/admin/sources/feed/{feed.pk}/change/"
    assert "finds 8 of 8 known items" in client.get(url).content.decode()
    form = client.get(url + "?proposal=0").context["adminform"].form
    recipe = form.initial["recipe"]
    assert "card" in recipe["item"]
    feed.refresh_from_db()
    assert feed.recipe == RECIPE  # filled in, not saved
    posted = {k: v for k, v in form.initial.items() if v is not None and k in form.fields}
    posted |= {"recipe": json.dumps(recipe), "is_active": "on"}
    posted.pop("is_official", None)
    posted.pop("pace_hint_until", None)
    tried = client.post(url, {**posted, "_try": "1"}).content.decode()
    assert "8 items" in tried and NAMES[0] in tried
    assert "<td>2026-11-01</td>" in tried  # the day as the source has it, not the evening before in UTC
    feed.refresh_from_db()
    assert feed.recipe == RECIPE
    assert client.post(url, {**posted, "_save": "1"}).status_code == 302
    feed.refresh_from_db()
    assert "card" in feed.recipe["item"]
    pipeline.poll_feed(feed.pk, NOW + dt.timedelta(hours=3))
    assert open_alarms(feed) == set() and s.Document.objects.count() == 8


def test_a_list_that_loses_all_its_dates_is_a_layout_alarm_too(feed, server) -> None:
    pipeline.poll_feed(feed.pk, NOW)
    server.serve("/list.html", old().replace("<span>", "<b>").replace("</span>", "</b>"), "text/html")
    pipeline.poll_feed(feed.pk, NOW + dt.timedelta(hours=1))
    assert open_alarms(feed) == {"layout"}
    server.serve("/list.html", old(), "text/html")
    pipeline.poll_feed(feed.pk, NOW + dt.timedelta(hours=2))
    assert open_alarms(feed) == set()


class TestPaging:
    def serve(self, server, numbers, size=3) -> str:
        pages = [numbers[at : at + size] for at in range(0, len(numbers), size)]
        for place, names in enumerate(pages):
            rows = "".join(f"<li><a href='/art/{n}.html'>Notice number {n}</a></li>" for n in names)
            following = (
                f"<a class='next' href='/list-{place + 1}.html'>next</a>" if place + 1 < len(pages) else ""
            )
            server.serve(f"/list-{place}.html", f"<ul class='l'>{rows}</ul>{following}", "text/html")
        return server.url("/list-0.html")

    @pytest.fixture
    def paged(self, db, server):
        url = self.serve(server, list(range(6, 0, -1)))
        return make_feed(
            url=url, kind="html_list", recipe={"item": "ul.l li", "next": "a.next", "read_pages": False}
        )

    def test_the_first_poll_reads_one_page(self, paged, server) -> None:
        pipeline.poll_feed(paged.pk, NOW)
        assert s.Document.objects.count() == 3 and not server.hits("/list-1.html")

    def test_more_than_a_page_of_news_is_read_on_until_something_is_known(self, paged, server) -> None:
        pipeline.poll_feed(paged.pk, NOW)  # 6, 5, 4
        self.serve(server, list(range(12, 0, -1)))  # 12..10, 9..7, 6..4, 3..1
        pipeline.poll_feed(paged.pk, NOW + dt.timedelta(hours=1))
        assert s.Document.objects.count() == 9
        assert len(server.hits("/list-2.html")) == 1 and not server.hits("/list-3.html")
        assert s.Snapshot.objects.filter(url__endswith="list-1.html").exists()

    def test_a_page_that_fails_ends_it_and_is_named(self, paged, server) -> None:
        pipeline.poll_feed(paged.pk, NOW)
        self.serve(server, list(range(20, 10, -1)))
        server.serve("/list-1.html", "", status=500)
        pipeline.poll_feed(paged.pk, NOW + dt.timedelta(hours=1))
        assert s.Document.objects.count() == 6
        assert "page 2 of the list was not read" in s.Fetch.objects.latest("pk").note

    def test_pages_without_end_are_cut_off(self, paged, server) -> None:
        pipeline.poll_feed(paged.pk, NOW)
        self.serve(server, list(range(99, 10, -1)))
        pipeline.poll_feed(paged.pk, NOW + dt.timedelta(hours=1))
        assert s.Document.objects.count() == 3 + 5 * 3
