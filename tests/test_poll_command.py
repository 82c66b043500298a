"""The operators' commands: poll, loadfeeds, reextract, sources; and the progress they show."""

import datetime as dt
import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from sources import models as s
from sources import pipeline
from sources.fetching import forget_robots
from sources.progress import Progress
from sources.values import Finding
from tests.feedserver import FeedServer
from tests.make import NOW, make_alarm, make_document, make_feed, make_fetch, make_version


def run(*arguments, **options):
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=io.StringIO(), no_color=True, **options)
    return out.getvalue()


@pytest.fixture
def server(loopback):
    forget_robots()
    with FeedServer() as server:
        item = server.url("/page")
        server.serve(
            "/feed.xml",
            "<rss version='2.0'><channel><title>T</title>"
            f"<item><title>Licences</title><link>{item}</link></item>"
            f"<item><title>Gone</title><link>{server.url('/gone')}</link></item>"
            "<item><title>No link</title></item></channel></rss>",
            "application/rss+xml",
            etag='"1"',
        )
        server.serve(
            "/page",
            "<html><title>Licences</title><body><article><p>China will approve eligible applications for exports of "
            "rare earths in accordance with law.</p></article></body></html>",
        )
        yield server


@pytest.mark.django_db
class TestPoll:
    def test_it_says_what_each_stage_did(self, server):
        feed = make_feed(slug="test-feed", url=server.url("/feed.xml"), party="CN", is_official=True)
        out = run("poll", "test-feed")
        lines = {line.split()[0]: line for line in out.splitlines()}
        assert "200" in lines["fetched"]
        assert "2 entries" in lines["parsed"]
        assert "2 new documents, 0 known" in lines["stored"]
        assert "1 of 2 read" in lines["pages"]
        assert "not read" in out
        assert "404" in out
        assert "1 new" in lines["versions"]
        assert s.Claim.objects.count() >= 1
        assert f"{s.Claim.objects.count()} new" in lines["claims"]
        again = run("poll", feed.url)
        assert "304" in again
        assert "nothing" in again

    def test_a_dry_run_prints_the_entries_and_stores_nothing(self, server):
        make_feed(slug="test-feed", url=server.url("/feed.xml"))
        out = run("poll", "test-feed", "--dry-run")
        assert "Licences" in out
        assert server.url("/page") in out
        assert not s.Fetch.objects.exists()
        assert not s.Document.objects.exists()
        assert not s.Snapshot.objects.exists()

    def test_a_dry_run_shows_the_sources_own_day_as_precisely_as_it_is_known(self, server):
        server.serve(
            "/list.html",
            "<ul><li><a href='/1'>One</a> <span>2026-11-26</span></li><li><a href='/2'>Two</a> <span>2026-11</span></li>"
            "<li><a href='/3'>Three</a> <span>Friday</span></li></ul>",
        )
        make_feed(
            slug="list",
            url=server.url("/list.html"),
            kind="html_list",
            timezone="Asia/Shanghai",
            recipe={"item": "li", "date": "span"},
        )
        lines = run("poll", "list", "--dry-run").splitlines()
        assert [line.split()[:-1] for line in lines if line.endswith(("One", "Two", "Three"))] == [
            ["2026-11-26"], ["2026-11"], ["undated:", "'Friday'"],
        ]  # fmt: skip

    def test_an_unknown_address_is_looked_at_without_storing(self, server):
        out = run("poll", server.url("/feed.xml"))
        assert "kind       rss" in out
        assert "Licences" in out
        assert not s.Feed.objects.exists()
        assert not s.Snapshot.objects.exists()

    def test_failures_are_errors_in_words(self, server):
        make_feed(slug="gone", url=server.url("/nothing.xml"))
        with pytest.raises(CommandError, match="http_404"):
            run("poll", "gone")
        assert s.Feed.objects.get().last_error
        make_feed(slug="page", url=server.url("/page"))
        with pytest.raises(CommandError, match="Not readable"):
            run("poll", "page")
        with pytest.raises(CommandError, match="no feed 'nonsense'"):
            run("poll", "nonsense")

    @pytest.mark.parametrize(
        ("body", "content_type", "kind"),
        [
            (b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'/>", "", "rss"),
            (b'{"version": "https://jsonfeed.org/version/1.1"}', "", "json_feed"),
            (b'{"results": []}', "application/json", "json_list"),
            (b"<!DOCTYPE html><html></html>", "text/html", "html_list"),
        ],
    )
    def test_the_kind_of_an_unknown_address_is_guessed(self, body, content_type, kind):
        assert pipeline.guess_kind(body, content_type) == kind


@pytest.mark.django_db
class TestLoadFeeds:
    def test_all_seeds_come_in_once(self):
        first = run("loadfeeds")
        count = s.Feed.objects.count()
        assert count >= 44
        assert f"{count} created" in first
        assert f"{count} unchanged" in run("loadfeeds")
        assert not s.Feed.objects.filter(next_poll_at=None).exists()
        assert s.Feed.objects.get(slug="mofcom-spokesperson").host == "www.mofcom.gov.cn"

    def test_an_operators_change_is_kept_and_reported(self):
        run("loadfeeds")
        s.Feed.objects.filter(slug="mofcom-spokesperson").update(poll_minutes=7)
        out = run("loadfeeds")
        assert "mofcom-spokesperson: changed by an operator" in out
        assert "poll_minutes: 7 here" in out
        assert s.Feed.objects.get(slug="mofcom-spokesperson").poll_minutes == 7

    def test_a_dry_run_writes_nothing(self):
        assert "created" in run("loadfeeds", "--dry-run")
        assert not s.Feed.objects.exists()

    def test_a_seed_that_left_the_file_is_named_and_kept(self, tmp_path):
        run("loadfeeds")
        file = tmp_path / "few.toml"
        file.write_text("")
        assert "mofcom-spokesperson: no longer in few.toml" in run("loadfeeds", "--file", str(file))
        assert s.Feed.objects.count() >= 44

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("[[feed]\n", "is no TOML"),
            ('[[feed]]\nslug = "x"\n', "lacks name, url"),
            (None, "cannot be read"),
        ],
    )
    def test_a_bad_file_is_named(self, tmp_path, text, words):
        file = tmp_path / "bad.toml"
        if text is not None:
            file.write_text(text)
        with pytest.raises(CommandError, match=words):
            run("loadfeeds", "--file", str(file))


@pytest.mark.django_db
class TestReextract:
    TEXT = "China will approve eligible applications for exports of rare earths in accordance with law."

    def test_versions_of_older_rules_are_read_again_and_their_claims_stay(self):
        version = make_version(self.TEXT, rules_version="old")
        s.Claim.objects.create(
            version=version, kind="commitment", start=0, stop=5, quote="China", rules_version="old"
        )
        out = run("reextract")
        assert out.startswith("1 versions read")
        assert version.claims.filter(rules_version="old").count() == 1
        assert version.claims.exclude(rules_version="old").exists()
        assert run("reextract").startswith("0 versions read")
        assert ", 0 new." in run("reextract", "--all")

    def test_one_document(self):
        make_version(self.TEXT)
        other = make_version(self.TEXT)
        assert run("reextract", "--document", str(other.document_id)).startswith("1 versions")
        with pytest.raises(CommandError, match="no document 999999999"):
            run("reextract", "--document", "999999999")

    def test_rules_that_break_are_named_at_the_end(self, monkeypatch):
        bad, good = make_version("Bad."), make_version(self.TEXT)

        def rules(text, language, day):
            if text == "Bad.":
                raise RuntimeError("rule")
            return [Finding("commitment", 0, 5, text[:5])]

        monkeypatch.setattr(pipeline, "extract", rules)
        with pytest.raises(CommandError, match=f"broke on 1: versions {bad.pk}"):
            run("reextract")
        assert good.claims.exists()


@pytest.mark.django_db
class TestSources:
    def test_health_lists_the_worst_first(self):
        soon = timezone.now() + dt.timedelta(hours=1)
        make_feed(slug="fine", last_ok_at=NOW, next_poll_at=soon)
        make_feed(slug="broken", last_error="no answer in time", next_poll_at=soon)
        out = run("sources", "--health").splitlines()
        assert out[0].split() == ["state", "source", "last", "good", "poll", "next", "poll", "items", "says"]
        assert out[1].startswith("failing  broken")
        assert "no answer in time" in out[1]
        assert out[-1] == "1 failing, 0 quiet, 1 ok, 0 never, 0 paused."

    def test_json_carries_everything(self):
        feed = make_feed(slug="fine", last_ok_at=NOW, next_poll_at=timezone.now() - dt.timedelta(hours=2))
        make_fetch(feed, outcome="new", n_new=2)
        make_alarm(feed, kind="quiet", message="nothing new for 9 days")
        make_document(feed=feed)
        (row,) = json.loads(run("sources", "--json"))["sources"]
        assert (row["state"], row["says"], row["items"]) == ("quiet", "nothing new for 9 days", 1)
        assert row["polls"][0]["outcome"] == "new"
        assert 7000 < row["overdue_seconds"] < 7500


class Terminal(io.StringIO):
    def isatty(self):
        return True


class TestProgress:
    def steps(self, stream, seconds, total=10):
        clock = [0.0]
        with Progress("reading", total, stream=stream, clock=lambda: clock[0]) as progress:
            for _ in range(total):
                clock[0] += seconds / total
                progress.step()
        return stream.getvalue()

    def test_short_work_is_silent(self):
        assert self.steps(Terminal(), 1.9) == ""
        assert self.steps(io.StringIO(), 1.9) == ""

    def test_a_terminal_gets_a_bar_that_ends_full(self):
        shown = self.steps(Terminal(), 5)
        assert "\r[" in shown
        assert "[########################] reading: 10 of 10" in shown
        assert shown.endswith("\n")

    def test_elsewhere_a_line_comes_every_few_seconds(self):
        lines = self.steps(io.StringIO(), 20).splitlines()
        assert 3 <= len(lines) <= 6
        assert all("\r" not in line for line in lines)
        assert "left" in lines[1]
        assert lines[-1] == "reading: 10 of 10 after 20 s"
