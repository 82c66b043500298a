"""The public pages about the sources: trouble first, in words, and the proof that we looked."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from sources import storing
from sources.health import hours_of, looking
from sources.models import Feed
from sources.values import FetchError, NotModified, Severity
from tests.make import make_alarm, make_document, make_feed, make_fetch

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def some():
    now = timezone.now()
    make_feed(slug="z-ok", name="Z in order", last_ok_at=now)
    make_feed(slug="a-paused", name="A paused", is_active=False)
    make_feed(slug="b-never", name="B never polled")
    quiet = make_feed(slug="c-quiet", name="C quiet", last_ok_at=now)
    make_alarm(quiet, kind="quiet", message="nothing new for 9 days")
    make_feed(slug="y-failing", name="Y failing", last_error="no answer in time <b>", failure_weight=3)


def test_red_first(client, some):
    page = text_of(client.get("/sources/"))
    names = ["Y failing", "C quiet", "Z in order", "B never polled", "A paused"]
    places = [page.index(f">{name}<") for name in names]
    assert places == sorted(places)
    assert "no answer in time &lt;b&gt;" in page
    assert "nothing new for 9 days" in page
    assert "feed--failing" in page


def test_polls_are_squares_with_words(client):
    feed = make_feed(slug="one", last_ok_at=timezone.now())
    at = timezone.now() - 50 * HOUR
    for number in range(40):
        outcome = "failed" if number >= 38 else "new" if number == 37 else "unchanged"
        make_fetch(feed, outcome=outcome, started_at=at + number * HOUR, n_new=3 if outcome == "new" else 0)
    page = text_of(client.get("/sources/"))
    assert "last 30 polls: 1 new items, 27 nothing new, 2 failed" in page
    squares = page[page.index('class="feed__polls"') :]
    assert squares.count("poll poll--") == 30
    assert squares.count("poll--failed") == 2
    assert "style=" not in page


def test_all_sources_offline_fail_visibly_and_harmlessly(client):
    call_command("loadfeeds", stdout=io.StringIO())
    now = timezone.now()
    for feed in Feed.objects.all():
        storing.record_fetch(feed, FetchError(feed.url, "dns", "name not known", Severity.SOFT), now)
    page = text_of(client.get("/sources/"))
    count = Feed.objects.count()
    assert page.count("feed--failing") == count >= 44
    assert page.count("name not known") >= count


def test_no_sources_yet_says_what_to_do(client):
    assert "manage.py loadfeeds" in text_of(client.get("/sources/"))


def test_json_says_the_same(client, some):
    answer = client.get("/sources/health.json").json()
    assert [row["state"] for row in answer["sources"]] == ["failing", "quiet", "ok", "never", "paused"]


def test_one_source_shows_log_items_and_trouble(client):
    feed = make_feed(slug="one", name="One", last_error="no answer in time", last_ok_at=timezone.now())
    make_fetch(feed, outcome="failed", note="no answer in time", code="timeout", http_status=None)
    make_document(feed=feed, title="中方公告", language="zh")
    make_document(feed=feed, title="Unread", page_failures=3, page_error="http 503")
    make_alarm(feed, message="polls fail")
    page = text_of(client.get("/sources/one/"))
    for words in ("no answer in time", "中方公告", "page not read", "http 503", "polls fail", feed.url):
        assert words in page
    assert 'lang="zh"' in page


def test_looking_is_told_apart_from_not_looking(client):
    feed = make_feed(slug="one")
    now = timezone.now().replace(minute=30)
    for hours in (5, 4, 1):
        storing.record_fetch(feed, NotModified(feed.url, 1), now - hours * HOUR)
    storing.record_fetch(feed, FetchError(feed.url, "timeout", "t", Severity.TEMPORARY), now - 2 * HOUR)
    found = looking(feed, now - 5 * HOUR, now - HOUR)
    assert (found.hours, found.looked, found.polls, found.failed) == (5, 3, 4, 1)
    first = (now - 3 * HOUR).replace(minute=0, second=0, microsecond=0)
    assert found.missed == ((first, first + 2 * HOUR),)
    page = text_of(client.get("/sources/one/"))
    assert "we looked in 3 of" in page
    assert "Nothing can be said of these hours" in page


def test_every_hour_says_whether_we_looked_and_what_we_found(client):
    feed = make_feed(slug="one")
    now = timezone.now().replace(minute=30, second=0, microsecond=0)
    storing.record_fetch(feed, NotModified(feed.url, 1), now - 3 * HOUR)
    storing.record_fetch(feed, FetchError(feed.url, "timeout", "t", Severity.TEMPORARY), now - 2 * HOUR)
    storing.fetches.count_poll(feed.pk, now - HOUR, polls=2, failed=1, new_items=4)
    marks = [mark for day in reversed(hours_of(feed, now - 4 * HOUR, now)) for mark in day.hours]
    assert [mark.outcome for mark in marks] == ["none", "unchanged", "failed", "new", "none"]
    assert [mark.words.split("UTC: ")[1] for mark in marks] == [
        "not looked",
        "1 polls, nothing new",
        "1 polls, all failed",
        "2 polls, 4 new, 1 failed",
        "not looked",
    ]
    page = client.get("/sources/one/").content.decode()
    for outcome in ("none", "unchanged", "failed", "new"):
        assert f'class="poll poll--{outcome}"' in page
    assert "looked in" in text_of(client.get("/sources/one/"))


def test_one_source_as_json_says_the_same(client):
    feed = make_feed(slug="one")
    now = timezone.now()
    storing.record_fetch(feed, NotModified(feed.url, 1), now)
    storing.record_fetch(feed, FetchError(feed.url, "timeout", "no answer in time", Severity.TEMPORARY), now)
    told = client.get("/sources/one.json").json()
    assert (told["slug"], told["state"]) == ("one", "failing")
    assert told["totals"] == {"polls": 2, "failed": 1, "new_items": 0}
    assert told["looking"]["polls"] == 2 and told["looking"]["looked"] == 1
    assert len(told["hours"]) == told["looking"]["hours"] == 169
    assert told["hours"][-1]["outcome"] == "unchanged"
    assert {line["code"] for line in told["log"]} == {"", "timeout"}
    day = f"{now:%Y-%m-%d}"
    one_day = client.get(f"/sources/one.json?since={day}&until={day}").json()
    assert len(one_day["hours"]) == now.hour + 1  # hours to come are not "not looked"
    for wrong in ("since=yesterday", "since=2026-01-01", f"since={day}&until=2020-01-01"):
        answer = client.get(f"/sources/one.json?{wrong}")
        assert answer.status_code == 400 and answer.json()["error"]
    assert client.get("/sources/none.json").status_code == 404
    assert client.post("/sources/one.json").status_code == 405


def test_unknown_and_posts_are_refused(client):
    assert client.get("/sources/none/").status_code == 404
    assert client.post("/sources/").status_code == 405


def test_the_pages_need_few_queries(client, django_assert_max_num_queries):
    call_command("loadfeeds", stdout=io.StringIO())
    with django_assert_max_num_queries(8):
        client.get("/sources/")
