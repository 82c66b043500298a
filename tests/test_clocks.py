"""Machines whose clocks are hours apart: leases, due times and old messages go by the database's clock alone."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from sources import models as s
from sources import pipeline, storing, tasks
from sources.clock import database_now
from sources.fetching import forget_robots
from tests.feedserver import FeedServer
from tests.make import make_feed
from tests.test_tasks import page, rss

HOURS = (-9, -1, 1, 9)  # how far off the machine's clock is


@pytest.fixture
def server(loopback):
    forget_robots()
    with FeedServer() as server:
        server.serve("/feed.xml", rss(server, "a"), "application/rss+xml")
        server.serve("/page/a", page())
        yield server


@pytest.fixture
def messages(monkeypatch):
    """What would go to the broker: (task name, all arguments, options)."""
    sent: list[tuple[str, tuple, dict]] = []
    for name in ("poll_feed", "poll_feeds", "fetch_documents", "extract_version"):
        task = getattr(tasks, name)

        def put(args=(), kwargs=None, name=name, **options):
            sent.append((name, tuple(args), options))

        monkeypatch.setattr(task, "apply_async", put)
        monkeypatch.setattr(task, "delay", lambda *args, put=put: put(args))
        monkeypatch.setattr(task, "delay_on_commit", lambda *args, put=put: put(args))
    return sent


def machine_off_by(hours: float) -> time_machine.travel:
    """Another machine: the clock of this process, and of nothing else, is off by so many hours."""
    return time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours))


def true_now() -> dt.datetime:
    return database_now()


@pytest.mark.django_db
@pytest.mark.parametrize("hours", HOURS)
class TestOneMachineIsOff:
    def test_a_feed_that_is_not_due_is_not_taken_and_a_due_one_is(self, hours, messages) -> None:
        due = make_feed(next_poll_at=true_now() - dt.timedelta(seconds=5))
        make_feed(next_poll_at=true_now() + dt.timedelta(minutes=30))
        with machine_off_by(hours):
            assert tasks.poll_due_feeds() == 1
        assert [args[0] for _, args, _ in messages] == [due.pk]

    def test_a_lease_lasts_five_true_minutes_whoever_gave_it(self, hours, messages) -> None:
        feed = make_feed(next_poll_at=true_now() - dt.timedelta(seconds=5))
        with machine_off_by(hours):
            assert tasks.poll_due_feeds() == 1
        feed.refresh_from_db()
        assert dt.timedelta(minutes=4) < feed.leased_until - true_now() <= tasks.LEASE
        # Neither a right clock nor one that is off the other way takes it a second time.
        assert tasks.poll_due_feeds() == 0
        with machine_off_by(-hours):
            assert tasks.poll_due_feeds() == 0

    def test_a_message_from_the_other_machine_is_worked_on_and_plans_in_true_time(
        self, hours, server, messages
    ) -> None:
        feed = make_feed(url=server.url("/feed.xml"), next_poll_at=true_now() - dt.timedelta(seconds=5))
        tasks.poll_due_feeds()
        [(name, args, options)] = messages
        assert options["expires"] >= 24 * 60 * 60  # the broker compares two clocks: nothing finer goes by it
        messages.clear()
        with machine_off_by(hours):
            tasks.poll_feed(*args)
            [(name, args, options)] = messages
            assert name == "fetch_documents"
            tasks.fetch_documents(*args)
        feed.refresh_from_db()
        assert feed.leased_until is None
        assert dt.timedelta() < feed.next_poll_at - true_now() < dt.timedelta(hours=3)
        document = s.Document.objects.get(feed=feed)
        version = document.versions.get()
        for at in (feed.last_ok_at, document.first_seen_at, version.seen_at, document.page_tried_at):
            assert abs(at - true_now()) < dt.timedelta(minutes=1)
        hour = s.PollHour.objects.get(feed=feed)
        assert abs(hour.hour - true_now()) < dt.timedelta(hours=1, minutes=1)

    def test_a_sweep_of_the_other_machine_is_worked_on_and_an_old_one_is_not(
        self, hours, server, messages
    ) -> None:
        feed = make_feed(url=server.url("/feed.xml"), next_poll_at=true_now())
        pipeline.poll_feed(feed.pk, true_now() - dt.timedelta(minutes=10))
        assert tasks.sweep_unfinished()["pages"] == 1
        [(_, (ids, until), options)] = messages
        assert options["expires"] >= 24 * 60 * 60
        with machine_off_by(hours):
            old = (true_now() - dt.timedelta(seconds=1)).isoformat()
            tasks.fetch_documents(ids, old)
            assert not server.hits("/page/a")
            tasks.fetch_documents(ids, until)
        assert len(server.hits("/page/a")) == 1

    def test_operators_and_pages_see_true_time_too(self, hours, client) -> None:
        feed = make_feed(last_ok_at=true_now(), next_poll_at=true_now() + dt.timedelta(minutes=5))
        storing.record_not_modified([], true_now())
        with machine_off_by(hours):
            answer = client.get("/sources/health.json").json()
        assert answer["polling"]["state"] in ("on", "idle")
        assert answer["sources"][0]["overdue_seconds"] == 0
        assert feed.slug == answer["sources"][0]["slug"]


@pytest.mark.django_db
class TestMessages:
    def test_a_message_whose_lease_is_over_does_nothing(self, server, messages) -> None:
        feed = make_feed(url=server.url("/feed.xml"), next_poll_at=true_now() - dt.timedelta(seconds=5))
        tasks.poll_due_feeds()
        [(_, (pk, lease), _)] = messages
        again = true_now() + dt.timedelta(minutes=6)
        s.Feed.objects.filter(pk=pk).update(leased_until=again)  # claimed anew by somebody else
        tasks.poll_feed(pk, lease)
        tasks.poll_feeds([pk], lease)
        assert server.requests == []
        tasks.poll_feed(pk, again.isoformat())
        assert len(server.hits("/feed.xml")) == 1
        tasks.poll_feed(pk, again.isoformat())  # delivered twice: it was settled meanwhile
        assert len(server.hits("/feed.xml")) == 1
        feed.refresh_from_db()
        assert feed.leased_until is None

    def test_of_several_feeds_only_those_still_claimed_are_asked(self, server, messages) -> None:
        feeds = [
            make_feed(url=server.serve(f"/{n}.xml", rss(server, "a"), "application/rss+xml")) for n in "xy"
        ]
        until = true_now() + dt.timedelta(minutes=3)
        s.Feed.objects.filter(pk=feeds[1].pk).update(leased_until=until)
        tasks.poll_feeds([feed.pk for feed in feeds], until.isoformat())
        assert [hit.path for hit in server.requests if hit.path.endswith(".xml")] == ["/y.xml"]


@pytest.mark.django_db
def test_the_clock_is_the_databases_and_goes_on_inside_a_transaction() -> None:
    with machine_off_by(5):
        first, second = database_now(), database_now()
        assert timezone.now() - first > dt.timedelta(hours=4)
    assert first.tzinfo is dt.UTC and first < second
