"""Whether polling goes on at all, told from rows alone; and what is left when servers go away in the middle."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from sources import health, pipeline, storing, tasks
from sources import models as s
from sources.fetching import forget_robots
from tests.feedserver import FeedServer
from tests.make import NOW, make_feed, make_fetch
from tradetracker.launch.commands import _programs

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def noon(monkeypatch) -> None:
    """Noon by the database's clock, which no machine's clock is taken for."""
    for module in ("sources.views", "sources.management.commands.sources"):
        monkeypatch.setattr(f"{module}.database_now", lambda: NOW)


@pytest.mark.django_db
class TestRunning:
    def test_nothing_to_do_is_no_alarm(self) -> None:
        assert health.running(NOW).state == "idle"
        make_feed(is_active=False, next_poll_at=NOW - 300 * MINUTE)
        make_feed(next_poll_at=NOW - 300 * MINUTE, leased_until=NOW + MINUTE)
        feed = make_feed(next_poll_at=NOW - 9 * MINUTE)
        assert (health.running(NOW).state, health.running(NOW).says) == ("idle", "")
        make_fetch(feed=feed, started_at=NOW - 60 * MINUTE)
        assert health.running(NOW).state == "on"

    def test_a_scheduler_that_died_is_noticed_by_whoever_looks(self, client, noon) -> None:
        feed = make_feed(next_poll_at=NOW - 31 * MINUTE)
        make_fetch(feed=feed, started_at=NOW - 46 * MINUTE)
        found = health.running(NOW)
        assert (found.state, found.overdue, found.last_poll) == ("stopped", 1, NOW - 46 * MINUTE)
        page = client.get(reverse("sources:health")).content.decode()
        assert "Polling has stopped: 1 source is overdue since 2026-11-24 11:29 UTC" in page
        assert "beat" in page
        told = client.get(reverse("sources:health-json")).json()["polling"]
        assert (told["state"], told["overdue"]) == ("stopped", 1)
        out = StringIO()
        with pytest.raises(CommandError, match="Polling has stopped"):
            call_command("sources", "--health", stdout=out)
        assert "overdue by 31 min" in out.getvalue() and "last good poll" in out.getvalue()

    def test_polls_that_do_not_keep_up_are_another_thing(self, client, noon) -> None:
        for n in range(3):
            make_feed(next_poll_at=NOW - (20 + n) * MINUTE)
        make_fetch(feed=make_feed(next_poll_at=NOW + MINUTE), started_at=NOW - MINUTE)
        found = health.running(NOW)
        assert (found.state, found.overdue) == ("behind", 3)
        assert "3 sources are overdue" in client.get(reverse("sources:health")).content.decode()
        out = StringIO()
        call_command("sources", "--health", stdout=out)
        assert "Polling is behind" in out.getvalue()


@pytest.mark.django_db
def test_a_listing_that_kills_its_worker_rests_after_three_times(loopback, monkeypatch) -> None:
    forget_robots()
    lease = dt.timedelta(minutes=5)
    with FeedServer() as server:
        url = server.serve(
            "/f.xml", "<rss version='2.0'><channel><title>C</title></channel></rss>", "text/xml"
        )
        feed, lost = make_feed(url=url, next_poll_at=NOW), make_feed(next_poll_at=NOW)

        def killed(*args, **options):
            raise SystemExit(9)  # nothing that we would catch

        deaths = 0
        with monkeypatch.context() as patch:
            patch.setattr(pipeline, "read_listing", killed)
            for step in range(6):
                now = NOW + step * (lease + MINUTE)
                rested = storing.settle_killed(now)
                # Of the other one messages are lost: that is not its own fault.
                assert lost.pk in s.Feed.objects.claim_due(now, 9, lease=lease)
                feed.refresh_from_db()
                if rested:
                    break
                with pytest.raises(SystemExit):
                    pipeline.poll_feed(feed.pk, now)
                deaths += 1
        assert deaths == 3
        assert "ended the worker three times" in feed.last_error
        assert feed.next_poll_at >= now + dt.timedelta(days=1) and feed.leased_until is None
        lost.refresh_from_db()
        assert (lost.last_error, lost.failure_weight) == ("", 0)
        line = s.Fetch.objects.get(feed=feed)
        assert (line.outcome, line.code) == ("failed", "killed") and s.Snapshot.objects.count() == 1
        later = feed.next_poll_at
        assert storing.settle_killed(later) == 0
        pipeline.poll_feed(feed.pk, later)  # the reader was mended
        feed.refresh_from_db()
        assert (feed.last_error, "deaths" in feed.pace_state) == ("", False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("stage", ["after the answer", "while storing"])
def test_a_database_that_goes_away_in_the_middle_of_a_poll_loses_nothing(
    loopback, monkeypatch, stage
) -> None:
    forget_robots()
    items = "".join(f"<item><title>T{n}</title><link>https://n.example/{n}</link></item>" for n in range(5))
    sent: list = []
    monkeypatch.setattr(tasks.fetch_documents, "apply_async", lambda *a, **k: sent.append(a))
    with FeedServer() as server:
        url = server.serve(
            "/f.xml",
            f"<rss version='2.0'><channel><title>C</title>{items}</channel></rss>",
            "application/rss+xml",
        )
        feed = make_feed(url=url)
        where, name = (
            (pipeline, "_ask") if stage == "after the answer" else (pipeline.storing, "store_listings")
        )
        real = getattr(where, name)

        def terminated(*args, **options):
            found = real(*args, **options) if name == "_ask" else None
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
            return found

        with monkeypatch.context() as patch:
            patch.setattr(where, name, terminated)
            with pytest.raises(tasks.DATABASE_LOST):
                tasks.poll_feed.run.__wrapped__(feed.pk)  # without Celery's own retrying
        connection.close()  # what Celery does before each task
        assert s.Document.objects.count() == 0 and not sent
        feed.refresh_from_db()
        assert (feed.last_ok_at, feed.etag) == (None, "")  # the answer is not believed yet
        tasks.poll_feed(feed.pk)
        assert s.Document.objects.count() == 5 and len(sent) == 1


def test_make_run_starts_its_worker_without_a_word_on_root(tmp_path) -> None:
    worker = next(p for p in _programs(8000, tmp_path, {}) if p.name == "worker")
    flags = list(worker.command[1 : worker.command.index("-m")])
    script = "from celery.platforms import check_privileges, SecurityWarning, ROOT_DISCOURAGED as w; import warnings; warnings.warn(SecurityWarning(w)); warnings.warn(SecurityWarning('another one'))"
    done = subprocess.run(
        [sys.executable, *flags, "-c", script], capture_output=True, text=True, env=dict(os.environ)
    )
    assert "another one" in done.stderr and "superuser" not in done.stderr
