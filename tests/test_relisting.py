"""A list page laid out anew: its own alarm, proposed recipes, and a person who accepts one. Texts written for the tests."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from sources import models as s
from sources import pipeline
from sources.items import Context
from sources.jsonrelisting import suggest_json
from sources.relisting import suggest
from tests import deskworld
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
    assert alarm.message.startswith("the recipe finds no item in the page; ")
    assert alarm.message.endswith("proposed in admin")
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
    # Back to the form with what was typed, and still nothing saved.
    again = client.post(url, {**posted, "_edit": "Go on editing"})
    assert again.status_code == 200 and "Not saved yet." in again.content.decode()
    assert json.loads(again.context["adminform"].form["recipe"].value()) == recipe
    assert "Please correct" not in again.content.decode()
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


# --- JSON lists -----------------------------------------------------------------------------------

JSON_RECIPE = {
    "items": "results", "url": "html_url", "title": "title", "published": "publication_date", "guid": "number",
    "summary": "abstract", "date_formats": ["%Y-%m-%d"], "extra": {"agencies": "agencies.*.name", "effective_on": "effective_on"},
    "next": "next_page_url", "empty_when_missing": True, "read_pages": False,
}  # fmt: skip
EN = [f"Revision of export rules for material number {n}" for n in range(1, 7)]


def api(
    *,
    items="results",
    url="html_url",
    title="title",
    published="publication_date",
    date="2026-11-{:02d}",
    **more,
):
    rows = [
        {url: f"https://m.example/doc/{n}", title: t, published: date.format(n + 1) if isinstance(date, str) else date + n,
         "number": f"2026-{n}", "abstract": "Words.", "agencies": [{"name": "An office"}], "effective_on": None}
        for n, t in enumerate(EN)
    ]  # fmt: skip
    menu = [{"label": f"Entry {n}", "href": f"/menu/{n}"} for n in range(30)]
    data: dict = {"menu": menu, "count": 6, **more}
    inner = data
    *outer, last = items.split(".")
    for step in outer:
        inner = inner.setdefault(step, {})
    inner[last] = rows
    return json.dumps(data).encode()


EN_KNOWN = [(f"https://m.example/doc/{n}", t) for n, t in enumerate(EN)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (api(items="documents"), {"items": "documents"}),
        (api(items="data.list.rows"), {"items": "data.list.rows"}),
        (api(url="link"), {"url": "link", "items": "results"}),
        (api(title="headline"), {"title": "headline"}),
        (api(published="issued"), {"published": "issued"}),
        (api(items="hits", url="href", title="name", published="pub_ts", date=1_780_000_000_000), {"items": "hits", "url": "href", "title": "name", "published": "pub_ts", "date_formats": ["epoch_ms"]}),
        (api(items="hits", published="when", date="{} Nov 2026"), {"items": "hits", "published": "when"}),
        (json.dumps(json.loads(api())["results"]).encode(), {"url": "html_url"}),
    ],
)  # fmt: skip
def test_renamed_keys_of_a_json_list_are_found_by_its_known_items(body, expected) -> None:
    context = Context("https://m.example/api", "UTC", "en", ("%Y-%m-%d",))
    best = suggest_json(body, context, JSON_RECIPE, EN_KNOWN)[0]
    assert (best.known, best.asked, best.listed, best.dated) == (6, 6, 6, 6)
    assert expected.items() <= best.recipe.items()
    assert best.recipe["guid"] == "number" and best.recipe["extra"]["agencies"] == "agencies.*.name"
    assert best.recipe["read_pages"] is False
    if isinstance(json.loads(body), list):
        assert "items" not in best.recipe


def test_a_site_that_moved_is_known_by_its_titles() -> None:
    known = [(f"https://old.example/{n}", t) for n, t in enumerate(EN)]
    best = suggest_json(api(items="docs"), Context("https://m.example/", "UTC", "en"), JSON_RECIPE, known)[0]
    assert (best.known, best.recipe["url"]) == (6, "html_url")


MOFCOM = {"success": "success", "html": "data.html", "item": "ul.txtList li", "date": "span", "read_pages": False,
          "base": "https://m.example/list/"}  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"success": True, "data": {"html": new()}}, "data.html"),  # another layout at the old place
        ({"success": True, "data": {"content": old()}}, "data.content"),  # the old layout at another place
        ({"success": True, "result": [{"body": new(), "menu": MENU}]}, "result.0.body"),
        ({"code": 200, "data": {"html": new()}}, "data.html"),  # no word of success any more
    ],
)
def test_html_inside_json_is_found_again(answer, path) -> None:
    body = json.dumps(answer, ensure_ascii=False).encode()
    best = suggest_json(body, Context("https://m.example/api", "Asia/Shanghai", "zh"), MOFCOM, KNOWN)[0]
    assert (best.known, best.listed, best.dated) == (8, 8, 8)
    assert best.recipe["html"] == path and best.recipe["base"] == MOFCOM["base"]
    assert ("success" in best.recipe) is ("success" in answer)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>maintenance</html>", b"{}", b"[]", b"[" * 5000, b'{"results": []}', b'{"results": [1, "a", null]}',
        json.dumps({"success": False, "data": {"html": new()}}).encode(), json.dumps({"a": {"b": "<a href='/x'>x</a>"}}).encode(),
    ],
)  # fmt: skip
def test_what_holds_no_known_item_suggests_nothing(body) -> None:
    for recipe, known in ((JSON_RECIPE, EN_KNOWN), (MOFCOM, KNOWN)):
        assert suggest_json(body, Context("https://m.example/", "UTC", "en"), recipe, known) == []


def test_a_json_list_with_other_keys_raises_the_layout_alarm_and_its_proposal_reads(db, server) -> None:
    url = server.serve("/api", api(), "application/json")
    feed = make_feed(url=url, kind="json_list", recipe=JSON_RECIPE, language="en")
    pipeline.poll_feed(feed.pk, NOW)
    assert s.Document.objects.count() == 6
    server.serve("/api", b'{"results": []}', "application/json")
    pipeline.poll_feed(feed.pk, NOW + dt.timedelta(hours=1))
    assert open_alarms(feed) == {"empty"}  # an empty answer of an API is no other layout
    server.serve("/api", api(url="link"), "application/json")
    pipeline.poll_feed(feed.pk, NOW + dt.timedelta(hours=2))
    assert open_alarms(feed) == {"empty", "layout", "lost"}
    server.serve("/api", api(items="data.rows"), "application/json")
    feed.recipe = {k: v for k, v in JSON_RECIPE.items() if k != "empty_when_missing"}
    feed.save(update_fields=["recipe"])
    pipeline.poll_feed(feed.pk, NOW + dt.timedelta(hours=3))
    feed.refresh_from_db()
    assert "no list at results" in feed.last_error
    proposal = s.Alarm.objects.get(kind="layout", closed_at=None).details["suggestions"][0]
    assert proposal["recipe"]["items"] == "data.rows"
    feed.recipe = proposal["recipe"]
    feed.save(update_fields=["recipe"])
    polled = pipeline.poll_feed(feed.pk, NOW + dt.timedelta(hours=4))
    assert len(polled.listing.entries) == 6 and polled.stored.new_ids == ()
    assert open_alarms(feed) == set()
