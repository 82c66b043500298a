"""Press hours learned from a source's own history, and the one budget that hot sources share. Items made for the tests."""

from __future__ import annotations

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from sources import models as s
from sources import polling, storing, tasks
from sources.rhythm import learn
from sources.values import NotModified
from tests.make import make_document, make_feed

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)  # a Tuesday
ZONE = ZoneInfo("Asia/Shanghai")


def times(days: int, *clock: str, weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)) -> list[dt.datetime]:
    """Each clock time on each of the last ``days`` days that is one of ``weekdays``."""
    today = NOW.astimezone(ZONE).date()
    dates = [today - dt.timedelta(days=n) for n in range(1, days + 1)]
    return [
        dt.datetime.combine(day, dt.time.fromisoformat(one), ZONE) for day in dates for one in clock if day.weekday() in weekdays
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("moments", "hours"),
    [
        (times(28, "09:30", "10:10", "16:50"), ("mon-fri 09:00-17:00",)),
        (times(56, "15:05", "15:40", weekdays=(3,)), ("thu 15:00-16:00",)),
        (times(56, "15:05", "15:40", weekdays=(3,)) + times(56, "03:00", weekdays=(0,))[:2], ("thu 15:00-16:00",)),
        (times(28, "08:45", weekdays=(0, 1, 4)), ("mon-tue 08:00-09:00", "fri 08:00-09:00")),
        (times(28, "01:00", "07:00", "13:00", "19:00", "23:00", weekdays=tuple(range(7))), None),  # around the clock
        (times(5, "09:00", "10:00", "11:00"), None),  # too few days
        (times(14, "09:00"), None),  # too few items
        ([], None),
    ],
)  # fmt: skip
def test_the_rule_finds_the_days_and_the_shortest_span_of_hours(moments, hours) -> None:
    found = learn(moments)
    assert (found.hours if found else None) == hours
    if found:
        polling.parse_press_hours(list(found.hours))
        assert found.items == len(moments)


def listed(
    feed: s.Feed, at: dt.datetime, *, precision: str = "instant", seen: dt.datetime | None = None
) -> None:
    day = {"earliest": at.isoformat(), "latest": at.isoformat(), "precision": precision, "wording": "w"}
    make_document(feed=feed, first_seen_at=seen or at + dt.timedelta(minutes=20), extra={"listed": day})


@pytest.mark.django_db
class TestLearned:
    def test_a_source_that_says_the_minute_is_polled_by_its_own_hours(self, client) -> None:
        feed = make_feed(timezone="Asia/Shanghai", poll_minutes=1200)
        for at in times(56, "15:05", "15:40", weekdays=(3,)):
            listed(feed, at, seen=NOW)
        assert storing.learn_rhythms(NOW) == 1
        feed.refresh_from_db()
        assert feed.rhythm == {"hours": ["thu 15:00-16:00"], "seen": 16, "days": 8}
        before = dt.datetime(2026, 11, 26, 1, tzinfo=dt.UTC)  # Thursday morning in Beijing
        storing.record_fetch(feed, NotModified(feed.url, 1), before)
        feed.refresh_from_db()
        assert feed.next_poll_at == dt.datetime(2026, 11, 26, 7, tzinfo=dt.UTC)  # 15:00 there
        page = client.get(reverse("sources:feed", args=[feed.slug])).content.decode()
        assert "thu 15:00-16:00 (Asia/Shanghai)" in page and "learned from 16 items on 8 days" in page
        told = client.get(reverse("sources:feed-json", args=[feed.slug])).json()
        assert (told["press_hours"], told["press_hours_from"]) == (["thu 15:00-16:00"], "rhythm")

    def test_what_an_operator_states_goes_before_it(self, client) -> None:
        feed = make_feed(
            recipe={"press_hours": ["mon 10:00-11:00"]},
            rhythm={"hours": ["thu 15:00-16:00"], "seen": 16, "days": 8},
            timezone="UTC",
        )
        storing.record_fetch(feed, NotModified(feed.url, 1), NOW)
        told = client.get(reverse("sources:feed-json", args=[feed.slug])).json()
        assert (told["press_hours"], told["press_hours_from"]) == (["mon 10:00-11:00"], "recipe")

    def test_without_minutes_the_first_sight_counts_if_somebody_had_looked_before(self) -> None:
        watched, unwatched = (make_feed(timezone="Asia/Shanghai") for _ in range(2))
        for at in times(28, "09:20"):
            for feed in (watched, unwatched):
                listed(feed, at.replace(hour=0, minute=0), precision="day", seen=at)
            hour = at.astimezone(dt.UTC).replace(minute=0)
            s.PollHour.objects.create(feed=watched, hour=hour - dt.timedelta(hours=1), polls=1)
        # The first reading of a list: many at once, seen by nobody before.
        for _ in range(200):
            listed(watched, NOW - dt.timedelta(days=40), precision="day", seen=NOW - dt.timedelta(days=40))
        assert storing.learn_rhythms(NOW) == 1
        watched.refresh_from_db()
        unwatched.refresh_from_db()
        assert watched.rhythm["hours"] == ["mon-fri 09:00-10:00"] and unwatched.rhythm == {}

    def test_a_rhythm_that_ended_is_forgotten_and_a_poll_keeps_it(self, frozen) -> None:
        feed = make_feed(rhythm={"hours": ["thu 15:00-16:00"], "seen": 16, "days": 8})
        stale = s.Feed.objects.get(pk=feed.pk)
        s.Feed.objects.filter(pk=feed.pk).update(rhythm={"hours": ["fri 10:00-11:00"], "seen": 12, "days": 6})
        storing.record_fetch(stale, NotModified(feed.url, 1), NOW)
        feed.refresh_from_db()
        assert feed.rhythm["hours"] == ["fri 10:00-11:00"]  # a poll under way does not write an old one back
        assert tasks.learn_rhythms() == 0
        feed.refresh_from_db()
        assert feed.rhythm == {}


@pytest.mark.django_db
class TestBudget:
    def test_hot_sources_come_first_where_more_are_due_than_may_be_taken(self) -> None:
        cold = [make_feed(next_poll_at=NOW - dt.timedelta(hours=9 - n)) for n in range(8)]
        hot = [make_feed(next_poll_at=NOW, pace_hint_until=NOW + dt.timedelta(hours=1)) for _ in range(2)]
        taken = s.Feed.objects.claim_due(NOW, 4, lease=dt.timedelta(minutes=5), per_host=9)
        assert taken == [hot[0].pk, hot[1].pk, cold[0].pk, cold[1].pk]

    def test_they_never_take_all_places(self) -> None:
        cold = make_feed(next_poll_at=NOW - dt.timedelta(hours=9))
        for _ in range(20):
            make_feed(next_poll_at=NOW, pace_hint_until=NOW + dt.timedelta(hours=1))
        taken = s.Feed.objects.claim_due(NOW, 8, lease=dt.timedelta(minutes=5), per_host=99)
        assert len(taken) == len(set(taken)) == 8 and cold.pk in taken

    def test_in_a_hot_window_delays_fall_there_and_requests_do_not_rise(self) -> None:
        """Six hours in ticks of five minutes, two requests a tick, twelve sources that all want more than that."""

        def day(hot_ids: set[int]) -> tuple[int, dict[int, list[dt.datetime]]]:
            polled: dict[int, list[dt.datetime]] = {feed.pk: [] for feed in feeds}
            s.Feed.objects.update(next_poll_at=NOW, leased_until=None, pace_state={}, pace_hint_until=None)
            s.Feed.objects.filter(pk__in=hot_ids).update(pace_hint_until=NOW + dt.timedelta(hours=7))
            for tick in range(72):
                now = NOW + dt.timedelta(minutes=5 * tick)
                for pk in s.Feed.objects.claim_due(now, 2, lease=dt.timedelta(minutes=5), per_host=99):
                    polled[pk].append(now)
                    feed = s.Feed.objects.get(pk=pk)
                    storing.feeds.settle_success(feed, now=now, listed_ids=[1, 2], new=1)  # its pace stays
            return sum(map(len, polled.values())), polled

        feeds = [make_feed(poll_minutes=20) for _ in range(12)]
        hot = {feeds[0].pk, feeds[1].pk}
        requests, usual = day(set())
        requests_hot, window = day(hot)
        assert requests == 144  # the budget is used up, or nothing is shown
        assert requests_hot <= requests
        assert all(len(window[pk]) >= 1.5 * len(usual[pk]) for pk in hot)
        assert all(window[pk] for pk in window)  # nobody starves
        assert _delay(window, hot) < 0.7 * _delay(usual, hot)


def _delay(polled: dict[int, list[dt.datetime]], feeds: set[int]) -> float:
    """The mean wait in minutes of an item that comes at any minute of the six hours, over these feeds."""
    waits = []
    for pk in feeds:
        at = [NOW, *polled[pk]]
        gaps = [(b - a).total_seconds() / 60 for a, b in itertools.pairwise(at)]
        waits.append(sum(gap * gap / 2 for gap in gaps) / sum(gaps))
    return sum(waits) / len(waits)
