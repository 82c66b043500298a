"""The tasks over a loopback server: each stage real, each task safe to run twice. Texts written for the tests."""

import datetime as dt

import pytest
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from sources import models as s
from sources import pipeline, storing, tasks
from sources.hosts import turn_at
from tests.feedserver import Answer
from tests.make import make_document, make_feed, make_version

STATEMENT = (
    "The ministry's spokesperson answered a question.\n"
    "China will review and approve applications for the export of controlled items in accordance with law. "
    "The United States will cancel a series of restrictive measures against China accordingly."
)


def rss(server, *names, title="Statement"):
    items = "".join(
        f"<item><title>{title} {n}</title><link>{server.url('/page/' + n)}</link><guid>{n}</guid>"
        "<pubDate>Fri, 27 Jun 2025 08:00:00 GMT</pubDate></item>"
        for n in names
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{items}</channel></rss>'


def page(text=STATEMENT):
    body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return (
        f"<html><head><title>Page</title></head><body><nav>Home</nav><article>{body}</article></body></html>"
    )


@pytest.fixture
def feed(db, server):
    server.serve("/feed.xml", rss(server, "a", "b"), "application/rss+xml", etag='"1"')
    server.serve("/page/a", page())
    server.serve("/page/b", page("Another text about the weather and nothing else at all, for the tests."))
    return make_feed(
        url=server.url("/feed.xml"),
        party="CN",
        is_official=True,
        next_poll_at=timezone.now(),
        poll_minutes=15,
    )


@pytest.fixture
def queued(monkeypatch):
    """Collect what would go to the broker: (task name, first argument)."""
    sent = []

    def put(name):
        def apply_async(args=(), kwargs=None, **options):
            sent.append((name, args[0]))

        return apply_async

    for task in (tasks.poll_feed, tasks.fetch_documents, tasks.extract_version):
        send = put(task.name.rpartition(".")[2])
        monkeypatch.setattr(task, "apply_async", send)
        monkeypatch.setattr(task, "delay", lambda arg, send=send: send((arg,)))
        monkeypatch.setattr(task, "delay_on_commit", lambda arg, send=send: send((arg,)))
    return sent


def run(queued):
    """Do what is queued until nothing is left."""
    did = []
    while queued:
        name, argument = queued.pop(0)
        did.append(name)
        getattr(tasks, name)(argument)
    return did


def later(monkeypatch, **delta):
    now = timezone.now() + dt.timedelta(**delta)
    monkeypatch.setattr(tasks, "database_now", lambda: now)
    return now


class TestRoad:
    def test_a_due_feed_ends_as_claims(self, feed, queued):
        assert tasks.poll_due_feeds() == 1
        assert run(queued) == ["poll_feed", "fetch_documents", "extract_version", "extract_version"]
        version = s.DocumentVersion.objects.get(title="Page", text__contains="approve")
        assert "Home" not in version.text
        assert version.published_wording.startswith("Fri, 27 Jun 2025")
        actions = set(version.claims.values_list("attributes__action", flat=True))
        assert "APPROVE" in actions
        for claim in version.claims.all():
            assert version.text[claim.start : claim.stop] == claim.quote
        kept = set(s.Snapshot.objects.values_list("url", flat=True))
        assert kept == {
            feed.url,
            feed.url.replace("feed.xml", "page/a"),
            feed.url.replace("feed.xml", "page/b"),
        }

    def test_every_task_can_be_run_twice(self, feed, queued):
        tasks.poll_feed(feed.pk)
        run(queued)
        counts = [m.objects.count() for m in (s.Document, s.DocumentVersion, s.Claim, s.Snapshot)]
        tasks.poll_feed(feed.pk)
        run(queued)
        for document in s.Document.objects.all():
            s.Document.objects.update(page_tried_at=None)
            tasks.fetch_document(document.pk)
        for version in s.DocumentVersion.objects.all():
            assert tasks.extract_version(version.pk) == 0
        assert counts == [m.objects.count() for m in (s.Document, s.DocumentVersion, s.Claim, s.Snapshot)]

    def test_an_unchanged_feed_is_asked_with_its_validators_and_touches_nothing(self, feed, queued, server):
        tasks.poll_feed(feed.pk)
        tasks.poll_feed(feed.pk)
        assert server.hits("/feed.xml")[-1].headers["if-none-match"] == '"1"'
        assert list(
            s.Fetch.objects.filter(feed=feed).order_by("pk").values_list("outcome", "http_status")
        ) == [
            ("new", 200),
            ("unchanged", 304),
        ]

    def test_the_same_bytes_under_a_new_etag_are_not_parsed_again(self, feed, queued, server):
        tasks.poll_feed(feed.pk)
        server.serve("/feed.xml", rss(server, "a", "b"), "application/rss+xml", etag='"2"')
        polled = pipeline.poll_feed(feed.pk, timezone.now())
        assert polled.is_unchanged
        feed.refresh_from_db()
        assert feed.etag == '"2"'

    def test_a_server_that_repeats_its_etag_after_a_change_is_found_out(self, feed, queued, server):
        start, hour = timezone.now(), dt.timedelta(hours=1)
        pipeline.poll_feed(feed.pk, start)
        server.serve("/feed.xml", rss(server, "c", "a", "b"), "application/rss+xml", etag='"1"')
        pipeline.poll_feed(feed.pk, start + hour)  # 304: it says that nothing changed
        assert s.Document.objects.count() == 2
        polled = pipeline.poll_feed(feed.pk, start + 7 * hour)  # now and then all of it is asked for
        assert "if-none-match" not in server.hits("/feed.xml")[-1].headers and len(polled.stored.new_ids) == 1
        feed.refresh_from_db()
        assert feed.pace_state["lying_validators"]
        server.serve("/feed.xml", rss(server, "d", "c", "a", "b"), "application/rss+xml", etag='"1"')
        assert len(pipeline.poll_feed(feed.pk, start + 8 * hour).stored.new_ids) == 1  # never believed again

    def test_an_honest_server_is_asked_for_the_whole_only_every_six_hours(self, feed, queued, server):
        start, hour = timezone.now(), dt.timedelta(hours=1)
        for step in range(0, 14, 2):
            pipeline.poll_feed(feed.pk, start + step * hour)
        asked = ["if-none-match" in hit.headers for hit in server.hits("/feed.xml")]
        assert asked == [False, True, True, False, True, True, False]
        feed.refresh_from_db()
        assert "lying_validators" not in feed.pace_state

    def test_an_edited_page_becomes_a_second_version_when_looked_at_again(
        self, feed, queued, server, monkeypatch
    ):
        tasks.poll_feed(feed.pk)
        run(queued)
        server.serve("/page/a", page(STATEMENT.replace("will cancel", "has cancelled")))
        assert tasks.sweep_unfinished() == {"pages": 0, "versions": 0}
        later(monkeypatch, hours=7)
        assert tasks.sweep_unfinished()["pages"] == 2
        run(queued)
        edit = s.VersionEdit.objects.get()
        assert (edit.version.number, edit.previous.number) == (2, 1)
        later(monkeypatch, days=8)
        assert tasks.sweep_unfinished()["pages"] == 0


class TestTrouble:
    def test_what_a_feed_lists_without_an_address_stands_on_the_sources_page(
        self, feed, queued, server, client
    ):
        bare = "<item><title>Order 7</title><description>No link at all.</description></item>"
        server.serve("/feed.xml", rss(server, "a", "b").replace("<item>", bare + "<item>", 1))
        tasks.poll_feed(feed.pk)
        alarm = s.Alarm.objects.get(feed=feed, closed_at=None)
        assert (alarm.kind, alarm.message) == (
            "lost",
            "what it lists could not be kept: Order 7: it has no link; its bytes are",
        )
        assert b"Order 7: it has no link" in client.get("/sources/").content
        pipeline.poll_feed(feed.pk, timezone.now())  # the same bytes: nothing is new, and it stands
        assert s.Alarm.objects.get(feed=feed, closed_at=None) == alarm
        server.serve("/feed.xml", rss(server, "a", "b", "c"))
        tasks.poll_feed(feed.pk)
        assert not s.Alarm.objects.filter(feed=feed, closed_at=None).exists()

    def test_a_further_page_of_a_list_that_cannot_be_read_is_told(self, db, server):
        recipe = {"item": "li", "next": "a.next"}
        feed = make_feed(url=server.url("/list"), kind="html_list", recipe=recipe)
        line = '<li><a href="/page/{0}">Statement {0} of the ministry</a></li>'
        server.serve("/list", line.format("old"))
        pipeline.poll_feed(feed.pk, timezone.now())
        server.serve("/list", line.format("new") + '<a class="next" href="/list2">older</a>')
        server.serve("/list2", b"busy", status=503)
        pipeline.poll_feed(feed.pk, timezone.now())
        alarm = s.Alarm.objects.get(feed=feed, kind="lost", closed_at=None)
        assert "page 2 of the list was not read: answered 503" in alarm.message
        for number in range(2, 9):
            server.serve(
                f"/list{number}",
                line.format(f"n{number}") + f'<a class="next" href="/list{number + 1}">older</a>',
            )
        server.serve("/list", line.format("newest") + '<a class="next" href="/list2">older</a>')
        pipeline.poll_feed(feed.pk, timezone.now())
        alarm.refresh_from_db()
        assert "beyond the first 5 were not read" in alarm.message

    def test_a_page_whose_host_is_away_is_asked_for_again_each_day_and_read_when_it_is_back(
        self, feed, queued, server, monkeypatch
    ):
        server.serve("/page/a", b"broken", status=503)
        tasks.poll_feed(feed.pk)
        run(queued)
        document = s.Document.objects.get(canonical_url__endswith="/a")
        assert (document.page_failures, document.wants_page) == (1, True)
        assert tasks.sweep_unfinished()["pages"] == 0
        for hours in (1, 3, 9):
            later(monkeypatch, hours=hours)
            tasks.sweep_unfinished()
            run(queued)
        document.refresh_from_db()
        assert document.page_failures == 3
        assert "503" in document.page_error
        assert len(server.hits("/page/a")) == 3
        for hours, tries in ((20, 3), (34, 4), (58, 5), (24 * 20, 6)):
            later(monkeypatch, hours=hours)
            tasks.sweep_unfinished()
            run(queued)
            assert len(server.hits("/page/a")) == tries
        later(monkeypatch, days=25)
        server.serve("/page/a", page())
        tasks.sweep_unfinished()
        run(queued)
        document.refresh_from_db()
        assert (document.page_failures, document.page_error) == (0, "")
        assert document.versions.count() == 1

    def test_a_page_that_never_comes_is_left_alone_after_a_month(self, feed, queued, server, monkeypatch):
        server.serve("/page/a", b"broken", status=503)
        tasks.poll_feed(feed.pk)
        run(queued)
        for days in range(1, 31, 3):
            later(monkeypatch, days=days)
            tasks.sweep_unfinished()
            run(queued)
        hits = len(server.hits("/page/a"))
        later(monkeypatch, days=32)
        assert tasks.sweep_unfinished()["pages"] == 0
        assert len(server.hits("/page/a")) == hits
        document = s.Document.objects.get(canonical_url__endswith="/a")
        assert 3 <= document.page_failures < s.Document.GIVEN_UP

    @pytest.mark.parametrize(
        ("status", "body", "tries"),
        [(410, b"gone", 1), (404, b"no", 10), (200, b"\x89PNG\r\n\x1a\n....", 3)],
    )
    def test_what_another_try_will_not_mend_is_given_up(
        self, feed, queued, server, monkeypatch, status, body, tries
    ):
        server.serve("/page/a", body, "image/png", status=status)
        tasks.poll_feed(feed.pk)
        run(queued)
        for days in range(1, 29):
            later(monkeypatch, days=days)
            tasks.sweep_unfinished()
            run(queued)
        assert len(server.hits("/page/a")) == tries
        document = s.Document.objects.get(canonical_url__endswith="/a")
        assert document.page_failures == s.Document.GIVEN_UP
        assert not s.Document.objects.unread().filter(pk=document.pk).exists()

    def test_a_host_that_says_too_many_is_left_alone_until_the_next_sweep(
        self, feed, queued, server, monkeypatch
    ):
        for name in "ab":
            server.serve(f"/page/{name}", b"slow down", status=429, headers={"Retry-After": "600"})
        tasks.poll_feed(feed.pk)
        run(queued)
        assert len(server.hits("/page/a")) + len(server.hits("/page/b")) == 1
        for name in "ab":
            server.serve(
                f"/page/{name}",
                page(f"Text {name} of a ministry, written for the tests, on permits for exports."),
            )
        later(monkeypatch, hours=2)
        tasks.sweep_unfinished()
        run(queued)
        assert s.DocumentVersion.objects.count() == 2

    def test_a_page_that_kills_its_worker_is_left_alone_after_three_times(self, feed, queued, monkeypatch):
        tasks.poll_feed(feed.pk)
        document = s.Document.objects.get(canonical_url__endswith="/a")

        def killed(*args, **options):
            raise SystemExit(9)  # nothing that we would catch

        monkeypatch.setattr(pipeline, "read_page", killed)
        start = timezone.now()
        for step in range(5):
            now = start + dt.timedelta(hours=2 * step)
            if not tasks.unread_pages(now).filter(pk=document.pk).exists() and step:
                break
            with pytest.raises(SystemExit):
                pipeline.read_document(document.pk, now)
        document.refresh_from_db()
        assert (step, document.page_failures) == (4, 3)
        assert document.page_error == "its reading began and did not end"
        assert not tasks.unread_pages(start + dt.timedelta(days=20)).filter(pk=document.pk).exists()
        monkeypatch.undo()
        storing.read_page_again([document.pk])  # an operator's wish
        pipeline.read_document(document.pk, start + dt.timedelta(days=1))
        document.refresh_from_db()
        assert (document.page_failures, document.page_error) == (0, "")

    def test_a_page_without_text_is_kept_as_bytes_and_named(self, feed, queued, server):
        server.serve("/page/a", b"\x89PNG\r\n\x1a\n....", "image/png")
        tasks.poll_feed(feed.pk)
        run(queued)
        document = s.Document.objects.get(canonical_url__endswith="/a")
        assert "not readable" in document.page_error
        assert s.Fetch.objects.get(document=document).snapshot is not None

    def test_a_host_that_is_not_there_fails_visibly_and_harms_nothing(self, db, loopback, queued):
        feed = make_feed(url="http://127.0.0.1:9/feed.xml", next_poll_at=timezone.now())
        tasks.poll_due_feeds()
        run(queued)
        feed.refresh_from_db()
        assert feed.last_error
        assert feed.next_poll_at > timezone.now()
        assert s.Fetch.objects.get().outcome == "failed"

    def test_a_list_that_cannot_be_read_is_a_failure_with_its_bytes(self, feed, queued, server):
        server.serve("/feed.xml", b"<html><body>Down for repairs</body></html>")
        tasks.poll_feed(feed.pk)
        feed.refresh_from_db()
        assert feed.last_error.startswith("not readable")
        server.serve("/feed.xml", rss(server, "a"), "application/rss+xml")
        tasks.poll_feed(feed.pk)
        feed.refresh_from_db()
        assert feed.last_error == ""

    def test_rules_that_break_are_counted_and_left_alone_after_three_times(self, db, monkeypatch):
        version = make_version(seen_at=timezone.now() - dt.timedelta(minutes=5))

        def broken(*args):
            raise RuntimeError("rule")

        monkeypatch.setattr(pipeline, "extract", broken)
        for _ in range(3):
            assert tasks.unread_versions(timezone.now()).exists()
            assert pipeline.extract_version(version.pk).failed
        assert not tasks.unread_versions(timezone.now()).exists()

    def test_a_database_that_goes_away_counts_against_no_text(self, db, monkeypatch):
        version = make_version(seen_at=timezone.now() - dt.timedelta(minutes=5))

        def gone(*args, **options):
            raise OperationalError("server closed the connection unexpectedly")

        monkeypatch.setattr(storing, "store_findings", gone)
        for _ in range(4):
            with pytest.raises(OperationalError):
                pipeline.extract_version(version.pk)
        monkeypatch.undo()
        assert tasks.unread_versions(timezone.now()).exists()
        assert not pipeline.extract_version(version.pk).failed

    def test_a_fault_of_our_own_stands_on_the_feed_and_the_page(self, feed, queued, monkeypatch):
        tasks.poll_feed(feed.pk)

        def broken(*args, **options):
            raise RuntimeError("a bug")

        monkeypatch.setattr(pipeline, "read_page", broken)
        run(queued)
        assert all("a bug" in d.page_error and d.page_failures == 1 for d in s.Document.objects.all())
        monkeypatch.setattr(pipeline, "fetch", broken)
        tasks.poll_feed(feed.pk)
        feed.refresh_from_db()
        assert "fault in the tracker itself: RuntimeError: a bug" in feed.last_error

    def test_a_database_that_went_away_is_tried_again(self):
        for task in (tasks.poll_feed, tasks.fetch_document, tasks.extract_version, tasks.poll_due_feeds):
            assert OperationalError in task.autoretry_for and InterfaceError in task.autoretry_for
            assert task.max_retries == 5


class TestSweep:
    def test_what_a_killed_worker_dropped_is_found_again(self, feed, queued, monkeypatch):
        tasks.poll_feed(feed.pk)
        queued.clear()  # the page tasks are lost
        assert tasks.sweep_unfinished()["pages"] == 0  # they may still be under way
        later(monkeypatch, minutes=2)
        assert tasks.sweep_unfinished()["pages"] == 2
        tasks.fetch_documents(queued.pop()[1])
        queued.clear()  # the extractions are lost
        later(monkeypatch, minutes=4)
        assert tasks.sweep_unfinished() == {"pages": 0, "versions": 2}
        run(queued)
        assert s.Claim.objects.exists()
        assert tasks.sweep_unfinished() == {"pages": 0, "versions": 0}

    def test_pages_are_handed_out_host_by_host(self, db, queued, monkeypatch):
        for number in range(25):
            make_document(canonical_url=f"https://one.example/{number}")
        make_document(canonical_url="https://two.example/x")
        later(monkeypatch, days=500)
        assert tasks.sweep_unfinished()["pages"] == tasks.PAGES_PER_HOST + 1
        assert [len(ids) for _, ids in queued] == [tasks.PAGES_PER_HOST, 1]

    def test_a_feed_that_was_never_planned_becomes_due(self, db, queued):
        make_feed(next_poll_at=None)
        assert tasks.poll_due_feeds() == 1


@pytest.mark.django_db(transaction=True)
class TestPoliteness:
    def test_a_busy_host_is_not_asked_twice_at_once(self, server, queued):
        import threading

        feed = make_feed(url=server.url("/feed.xml"), next_poll_at=timezone.now())
        server.serve("/feed.xml", rss(server, "a"), "application/rss+xml")
        held, release = threading.Event(), threading.Event()

        def hold():
            from django.db import connection

            with turn_at("127.0.0.1"):
                held.set()
                release.wait(10)
            connection.close()

        thread = threading.Thread(target=hold)
        thread.start()
        assert held.wait(10)
        polled = pipeline.poll_feed(feed.pk, timezone.now(), wait_s=0.2)
        assert polled.outcome is None
        assert server.requests == []
        feed.refresh_from_db()
        assert feed.leased_until is None
        release.set()
        thread.join(10)
        assert pipeline.poll_feed(feed.pk, timezone.now(), wait_s=0.2).stored.new_ids

    def test_pages_of_one_host_are_read_one_after_the_other(self, server, queued):
        import threading

        from django.db import connection

        running, most, lock = [0], [0], threading.Lock()

        def slow(request):
            import time

            with lock:
                running[0] += 1
                most[0] = max(most[0], running[0])
            time.sleep(0.1)
            with lock:
                running[0] -= 1
            return Answer(page().encode())

        ids = []
        for number in range(4):
            server.serve(f"/page/{number}", slow)
            ids.append(make_document(canonical_url=server.url(f"/page/{number}")).pk)

        def read(pk):
            pipeline.read_document(pk, timezone.now(), wait_s=20)
            connection.close()

        threads = [threading.Thread(target=read, args=(pk,)) for pk in ids]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert most[0] == 1
        assert s.DocumentVersion.objects.count() == 4


def test_the_fetch_is_outside_any_transaction(
    db, feed, queued, monkeypatch, django_capture_on_commit_callbacks
):
    from django.db import connection

    depth = len(connection.savepoint_ids)
    seen = []

    def spy(*args, **options):
        seen.append(len(connection.savepoint_ids))
        return original(*args, **options)

    original = pipeline.fetch
    monkeypatch.setattr(pipeline, "fetch", spy)
    tasks.poll_feed(feed.pk)
    run(queued)
    assert seen == [depth] * 3
