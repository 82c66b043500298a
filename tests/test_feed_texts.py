"""Texts that come with a feed itself, items that are known by their bytes, and several feeds in one task."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sources import models as s
from sources import pipeline, storing, tasks
from sources.indexing import index_versions
from sources.searching import search_documents
from tests.make import NOW, make_feed

HOUR = dt.timedelta(hours=1)


def rss(server, *items: tuple[str, str]) -> str:
    body = "".join(
        f"<item><title>Statement {name}</title><link>{server.url('/page/' + name)}</link><guid>{name}</guid>"
        f"<pubDate>Fri, 27 Jun 2025 08:00:00 GMT</pubDate><description>{words}</description></item>"
        for name, words in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{body}</channel></rss>'


@pytest.fixture
def sent(monkeypatch):
    """What would go to the broker: (task name, argument)."""
    calls: list[tuple[str, object]] = []
    for name in ("poll_feed", "poll_feeds", "fetch_documents", "extract_version", "extract_versions"):
        task = getattr(tasks, name)

        def put(args=(), kwargs=None, name=name, **options):
            calls.append((name, args[0]))

        monkeypatch.setattr(task, "apply_async", put)
        monkeypatch.setattr(task, "delay", lambda argument, put=put: put((argument,)))
        monkeypatch.setattr(task, "delay_on_commit", lambda argument, put=put: put((argument,)))
    return calls


def feed_of(server, **more) -> s.Feed:
    return make_feed(url=server.url("/feed.xml"), recipe={"read_pages": False}, **more)


STATEMENT = "China will review and approve applications for the export of dysprosium in accordance with law."
WORDS = f"&lt;p&gt;{STATEMENT}&lt;/p&gt;"


@pytest.mark.django_db
class TestTexts:
    def test_a_feeds_own_words_become_a_version_that_is_found_and_handed_to_the_rules(self, server, sent):
        server.serve("/feed.xml", rss(server, ("a", WORDS), ("b", "Other words.")), "application/rss+xml")
        feed = feed_of(server)
        tasks.poll_feed(feed.pk)
        version = s.DocumentVersion.objects.get(title="Statement a")
        assert version.text == STATEMENT
        assert (version.number, version.language) == (1, "en")
        assert version.published_precision == "instant"
        assert version.snapshot == s.Snapshot.objects.get(url=feed.url)
        assert search_documents("dysprosium").hits[0].version_id == version.pk
        assert s.EchoPrint.objects.filter(version=version).exists()
        ((name, ids),) = sent
        assert name == "extract_versions" and version.pk in ids and len(ids) == 2
        assert tasks.extract_versions(ids) >= 1

    def test_a_changed_text_is_a_second_version_and_an_unchanged_one_is_not_read_again(self, server, sent):
        server.serve("/feed.xml", rss(server, ("a", WORDS), ("b", "Other words.")), "application/rss+xml")
        feed = feed_of(server)
        pipeline.poll_feed(feed.pk, NOW)
        changed = WORDS.replace("will review", "has reviewed")
        server.serve(
            "/feed.xml",
            rss(server, ("c", "New."), ("a", changed), ("b", "Other words.")),
            "application/rss+xml",
        )
        polled = pipeline.poll_feed(feed.pk, NOW + HOUR)
        assert {entry.title[-1] for entry in polled.listing.entries} == {"a", "c"}
        assert len(polled.listing.known) == 1
        assert len(polled.stored.new_ids) == 1 and len(polled.stored.known_ids) == 2
        assert s.VersionEdit.objects.get().version.text.startswith("China has reviewed")
        line = s.Fetch.objects.latest("pk")
        assert (line.n_entries, line.n_new) == (3, 1)
        feed.refresh_from_db()
        assert len(feed.pace_state["items"]) == 3

    def test_what_leaves_the_list_was_last_listed_at_the_poll_before(self, server, sent):
        server.serve("/feed.xml", rss(server, ("a", "One."), ("b", "Two.")), "application/rss+xml")
        feed = feed_of(server)
        pipeline.poll_feed(feed.pk, NOW)
        server.serve(
            "/feed.xml", rss(server, ("a", "One."), ("b", "Two."), ("c", "Three.")), "application/rss+xml"
        )
        pipeline.poll_feed(feed.pk, NOW + HOUR / 4)
        server.serve("/feed.xml", rss(server, ("c", "Three.")), "application/rss+xml")
        pipeline.poll_feed(feed.pk, NOW + HOUR / 2)
        gone = s.Document.objects.get(canonical_url__endswith="/a")
        assert (gone.last_listed_at, gone.unlisted_since) == (NOW + HOUR / 4, NOW + HOUR / 2)
        server.serve("/feed.xml", rss(server, ("a", "One."), ("c", "Three.")), "application/rss+xml")
        pipeline.poll_feed(feed.pk, NOW + HOUR * 3 / 4)
        gone.refresh_from_db()
        assert (gone.last_listed_at, gone.unlisted_since) == (NOW + HOUR * 3 / 4, None)

    def test_a_feed_whose_pages_are_read_gives_no_text_of_its_own(self, server, sent):
        server.serve("/feed.xml", rss(server, ("a", WORDS)), "application/rss+xml")
        tasks.poll_feed(make_feed(url=server.url("/feed.xml")).pk)
        assert not s.DocumentVersion.objects.exists()
        assert [name for name, _ in sent] == ["fetch_documents"]

    def test_a_feeds_own_words_are_found_under_its_publishers_day_and_never_under_one_to_come(
        self, server, sent
    ):
        body = rss(server, ("a", WORDS), ("b", "Two.")).replace(
            "Fri, 27 Jun 2025 08:00:00 GMT", "Thu, 26 Jun 2025 20:00:00 GMT", 1
        )
        server.serve("/feed.xml", body.replace("Fri, 27 Jun 2025", "Fri, 25 Jun 2027"), "application/rss+xml")
        polled = pipeline.poll_feed(feed_of(server, timezone="Asia/Shanghai").pk, NOW)
        days = {
            entry.version.title[-1]: entry.published_on
            for entry in s.SearchEntry.objects.select_related("version")
        }
        assert days == {"a": dt.date(2025, 6, 27), "b": NOW.date()}
        assert index_versions(s.DocumentVersion.objects.filter(pk__in=polled.stored.version_ids)) == 2
        assert days == {
            entry.version.title[-1]: entry.published_on
            for entry in s.SearchEntry.objects.select_related("version")
        }

    def test_an_item_without_words_is_a_document_without_a_text(self, server, sent):
        server.serve("/feed.xml", rss(server, ("a", "")), "application/rss+xml")
        tasks.poll_feed(feed_of(server).pk)
        assert s.Document.objects.count() == 1
        assert not s.DocumentVersion.objects.exists()


@pytest.mark.django_db
class TestSeveral:
    def test_few_feeds_get_a_task_each_and_many_share_one_host_by_host(self):
        few = [make_feed().pk for _ in range(3)]
        assert tasks.shares(few) == [[pk] for pk in few]
        many = [make_feed(url=f"https://{'ab'[n % 2]}.example/{n}").pk for n in range(tasks.SHARE_FROM)]
        shared = tasks.shares(many)
        assert sorted(pk for share in shared for pk in share) == sorted(many)
        assert max(map(len, shared)) == tasks.SHARE
        hosts = dict(s.Feed.objects.values_list("pk", "host"))
        assert sum(len({hosts[pk] for pk in share}) > 1 for share in shared) <= 1

    def test_several_feeds_in_one_task_come_out_as_each_by_itself(self, server, sent):
        server.serve("/a.xml", rss(server, ("a", "One.")), "application/rss+xml", etag='"1"')
        server.serve("/b.xml", b"<html>broken</html>", "text/html")
        server.serve("/c.xml", rss(server, ("c", "Two.")), "application/rss+xml", etag='"1"')
        feeds = [
            make_feed(url=server.url(f"/{name}.xml"), recipe={"read_pages": False}, last_ok_at=None)
            for name in "abc"
        ]
        ids = [feed.pk for feed in feeds]
        tasks.poll_feeds(ids)
        tasks.poll_feeds(ids)
        lines = {
            pk: list(s.Fetch.objects.filter(feed=pk).order_by("pk").values_list("outcome", "http_status"))
            for pk in ids
        }
        assert lines[ids[0]] == lines[ids[2]] == [("new", 200), ("unchanged", 304)]
        assert [outcome for outcome, _ in lines[ids[1]]] == ["failed", "failed"]
        hours = s.PollHour.objects.filter(feed=ids[0])
        assert sum(hour.polls for hour in hours) == 2 and sum(hour.new_items for hour in hours) == 1
        feeds[0].refresh_from_db()
        assert feeds[0].last_ok_at and feeds[0].leased_until is None
        assert feeds[0].next_poll_at > timezone.now()
        feeds[1].refresh_from_db()
        assert "not readable" in feeds[1].last_error

    def test_a_fault_of_ours_in_one_feed_does_not_keep_the_others(self, server, sent, monkeypatch):
        server.serve("/a.xml", rss(server, ("a", "One.")), "application/rss+xml")
        server.serve("/b.xml", rss(server, ("b", "Two.")), "application/rss+xml")
        feeds = [make_feed(url=server.url(f"/{name}.xml"), recipe={"read_pages": False}) for name in "ab"]
        store, tried = storing.store_listings, []

        def breaking(reads, *args, **kwargs):
            tried.append(len(reads))
            if feeds[0].pk in {read.feed.pk for read in reads}:
                raise ValueError("broken for the test")
            return store(reads, *args, **kwargs)

        monkeypatch.setattr(storing, "store_listings", breaking)
        tasks.poll_feeds([feed.pk for feed in feeds])
        feeds[0].refresh_from_db()
        assert "broken for the test" in feeds[0].last_error
        assert s.Fetch.objects.filter(feed=feeds[0], snapshot__isnull=False).count() == 1
        assert s.Document.objects.get().title == "Statement b"
        assert tried == [2, 1, 1]

    def test_an_item_that_two_feeds_of_one_task_list_is_one_document(self, server, sent):
        both = rss(server, ("a", "One."), ("b", "Two."))
        for name in "ab":
            server.serve(f"/{name}.xml", both, "application/rss+xml")
        first, second = (
            make_feed(url=server.url(f"/{name}.xml"), recipe={"read_pages": False}, is_official=name == "b")
            for name in "ab"
        )
        tasks.poll_feeds([first.pk, second.pk])
        assert s.Document.objects.count() == s.DocumentVersion.objects.count() == 2
        # The second is an authority: it takes its own documents over from the first, as if it had come later.
        assert set(s.Document.objects.values_list("feed", "is_official")) == {(second.pk, True)}
        news = dict(s.Fetch.objects.values_list("feed", "n_new"))
        assert news == {first.pk: 2, second.pk: 0}

    def test_more_feeds_in_one_task_cost_no_more_statements_to_store(self, server, sent):
        def polled(names):
            ids = []
            for name in names:
                server.serve(
                    f"/{name}.xml", rss(server, (name, "One."), (f"{name}2", "Two.")), "application/rss+xml"
                )
                ids.append(make_feed(url=server.url(f"/{name}.xml"), recipe={"read_pages": False}).pk)
            tasks.poll_feeds(ids)

        with CaptureQueriesContext(connection) as two:
            polled("ab")
        with CaptureQueriesContext(connection) as eight:
            polled("cdefghij")
        made = 6  # feeds that the test itself makes, one statement each
        assert len(eight) == len(two) + made

    def test_what_there_is_no_time_for_goes_to_another_task(self, server, sent, monkeypatch):
        for name in "ab":
            server.serve(f"/{name}.xml", rss(server, (name, "One.")), "application/rss+xml")
        ids = [make_feed(url=server.url(f"/{name}.xml"), recipe={"read_pages": False}).pk for name in "ab"]
        ask = pipeline._ask

        def slowly(feed, url, now, kept):
            time.sleep(0.2)
            return ask(feed, url, now, kept)

        monkeypatch.setattr(pipeline, "_ask", slowly)
        monkeypatch.setattr(tasks, "FEEDS_SECONDS", 0.1)
        tasks.poll_feeds(ids)
        assert ("poll_feeds", ids[1:]) in sent
