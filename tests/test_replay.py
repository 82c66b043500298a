"""Replay and export: what is kept gives everything after it again, without a request. Texts written for the tests."""

from __future__ import annotations

import datetime as dt
import gzip
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from warcio.archiveiterator import ArchiveIterator

from deals.models import Proposal
from sources import fetching, pipeline, replaying, storing
from sources import models as s
from sources.fetching import forget_robots
from tests.feedserver import FeedServer
from tests.make import make_feed
from tests.test_tasks import page, rss

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
DERIVED = (s.Claim, s.SearchEntry, s.EchoPrint, s.VersionEdit, s.DocumentVersion)


def run(name: str, *args) -> str:
    out = StringIO()
    call_command(name, *args, stdout=out)
    return out.getvalue()


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (s.Document, *DERIVED)}


@pytest.fixture
def feed(db, loopback):
    """A feed polled twice with its pages read, one of them edited in between; then the server is gone."""
    forget_robots()
    with FeedServer() as server:
        server.serve("/feed.xml", rss(server, "a", "b"), "application/rss+xml")
        server.serve("/page/a", page())
        server.serve(
            "/page/b", page("Another text about the weather and nothing else at all, for the tests.")
        )
        feed = make_feed(url=server.url("/feed.xml"), party="CN", is_official=True)
        for step, names in enumerate((("a", "b"), ("b", "c"))):
            at = NOW + dt.timedelta(days=step)
            server.serve("/feed.xml", rss(server, *names), "application/rss+xml")
            server.serve(
                "/page/c", page("A third text, about the harvest and the rain, for the tests alone.")
            )
            if step:
                server.serve("/page/a", page().replace("approve applications", "consider applications"))
            polled = pipeline.poll_feed(feed.pk, at)
            pages = list(polled.stored.to_read)
            pages += [s.Document.objects.get(canonical_url__endswith="/a").pk] if step else []
            for pk in pages:
                read = pipeline.read_document(pk, at)
                assert pipeline.extract_version(read.version_id)
    storing.group_echoes()
    return feed


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*args, **options):
        raise AssertionError("a replay made a request")

    monkeypatch.setattr(fetching._Exchange, "run", refuse)


def test_everything_after_the_bytes_comes_again_and_only_once(feed, no_network):
    before = counts()
    texts = set(s.DocumentVersion.objects.values_list("text_sha256", "number"))
    assert before["Document"] == 3 and before["DocumentVersion"] == 4 and before["VersionEdit"] == 1
    edit = s.VersionEdit.objects.values_list("is_material", "changes").get()
    for model in DERIVED:
        model.objects.all().delete()
    s.Document.objects.all().delete()
    assert "3 new documents, 4 new versions" in run("replay")
    assert counts() == before
    assert set(s.DocumentVersion.objects.values_list("text_sha256", "number")) == texts
    assert s.VersionEdit.objects.values_list("is_material", "changes").get() == edit
    assert "0 new documents, 0 new versions, 0 new claims" in run("replay")
    assert counts() == before


def test_a_replay_leaves_the_feeds_present_alone(feed, no_network):
    feed.refresh_from_db()
    fields = {f.attname: getattr(feed, f.attname) for f in feed._meta.concrete_fields}
    listed = list(s.Document.objects.order_by("pk").values("pk", "last_listed_at", "unlisted_since"))
    polls = list(s.PollHour.objects.values())
    run("replay")
    feed.refresh_from_db()
    assert {f.attname: getattr(feed, f.attname) for f in feed._meta.concrete_fields} == fields
    assert list(s.Document.objects.order_by("pk").values("pk", "last_listed_at", "unlisted_since")) == listed
    assert list(s.PollHour.objects.values()) == polls


def test_it_takes_only_the_days_feeds_and_documents_asked_for(feed, no_network):
    for model in DERIVED:
        model.objects.all().delete()
    s.Document.objects.all().delete()
    assert "2 new documents, 2 new versions" in run("replay", "--until", "2026-11-24")
    assert "would be read" in run("replay", "--dry-run", "--since", "2026-11-25")
    assert counts()["Document"] == 2
    other = make_feed()
    assert "0 listings and 0 pages" in run("replay", "--feed", other.slug)
    document = s.Document.objects.get(canonical_url__endswith="/a")
    assert "0 listings and 2 pages read: 0 new documents, 1 new versions" in run(
        "replay", "--document", str(document.pk)
    )
    for args, words in (
        (("--feed", "nowhere"), "no feed 'nowhere'"),
        (("--document", "999999"), "no document"),
        (("--since", "yesterday"), "is no date"),
    ):
        with pytest.raises(CommandError, match=words):
            run("replay", *args)


def test_a_page_that_went_back_comes_again_in_its_order(feed, no_network):
    document = s.Document.objects.get(canonical_url__endswith="/b")
    first = document.versions.get()
    snapshot = s.Snapshot.objects.get(pk=first.snapshot_id)
    other = storing.keep_bytes(
        page("Words in between, of another kind and about other things altogether.").encode(),
        url=document.canonical_url, now=NOW + dt.timedelta(hours=30), status=200, content_type="text/html; charset=utf-8",
    )  # fmt: skip
    for hours, kept in ((30, other), (60, snapshot)):
        at = NOW + dt.timedelta(hours=hours)
        s.Fetch.objects.create(document=document, started_at=at, outcome="new", snapshot=kept)
        found = pipeline.read_bytes(
            document, gzip.decompress(kept.body), content_type=kept.content_type, url=kept.url
        )
        assert storing.store_version(document, found, kept, at).number == 2 + (hours == 60)
    run("replay")
    before = list(document.versions.order_by("number").values_list("text", "number", "seen_at"))
    assert len(before) == 3 and before[0][0] == before[2][0] != before[1][0]
    for model in DERIVED:
        model.objects.all().delete()
    run("replay")
    assert list(document.versions.order_by("number").values_list("text", "number", "seen_at")) == before
    run("replay")
    assert document.versions.count() == 3
    # Without the log that it went back is not known any more, and nothing is made up.
    s.Fetch.objects.filter(document=document).delete()
    run("replay")
    assert document.versions.count() == 3


BROUGHT = """SOURCE: Ministry of Commerce | Remarks on a licence | https://ministry.example/art/1 | 2026-11-20 | en

China will approve applications for export licences of rare earths within 45 days.
"""


def test_what_people_brought_is_read_again_from_its_kept_bytes(db, no_network, tmp_path):
    (tmp_path / "one.txt").write_text(BROUGHT, encoding="utf-8")
    (tmp_path / "two.txt").write_text("A note\nDate: 27 June 2025\n\nThe two sides will meet in July.\n")
    (tmp_path / "three.html").write_text(
        "<html><title>Page</title><body><article><p>The two sides will review the controls on gallium in May.</p></article></body></html>"
    )
    run("ingest", str(tmp_path), "--language", "en", "--publisher", "Ministry of Commerce")
    fields = (
        "identity",
        "canonical_url",
        "title",
        "publisher",
        "party",
        "kind",
        "is_official",
        "language",
        "extra",
    )
    documents = sorted(s.Document.objects.values_list(*fields), key=str)
    words = set(
        s.DocumentVersion.objects.values_list("text", "title", "published_earliest", "number", "seen_at")
    )
    assert len(documents) == 3 and not any("SOURCE:" in text or "Date:" in text for text, *_ in words)
    before = counts()
    assert "0 new documents, 0 new versions" in run("replay")
    assert "3 texts brought by hand" in run("replay", "--dry-run")
    Proposal.objects.all().delete()
    for model in DERIVED:
        model.objects.all().delete()
    s.Document.objects.all().delete()
    assert "3 new documents, 3 new versions" in run("replay")
    assert sorted(s.Document.objects.values_list(*fields), key=str) == documents
    assert (
        set(s.DocumentVersion.objects.values_list("text", "title", "published_earliest", "number", "seen_at"))
        == words
    )
    assert counts() == before and before["Claim"] > 0
    pk = (
        s.Document.objects.get(canonical_url="").pk
        if s.Document.objects.filter(canonical_url="").count() == 1
        else s.Document.objects.filter(canonical_url="").first().pk
    )
    assert "0 listings and 1 pages" in run("replay", "--document", str(pk))


def test_a_better_reading_of_the_same_bytes_is_our_edit_and_not_the_publishers(feed, no_network, monkeypatch):
    real = pipeline.read_page

    def better(body, **options):
        found = real(body, **options)
        return (
            found
            if not hasattr(found, "text")
            else type(found)(
                **{
                    **{name: getattr(found, name) for name in found.__slots__},
                    "text": found.text.replace("will review", "will not review"),
                }
            )
        )

    monkeypatch.setattr(pipeline, "read_page", better)
    assert "0 new documents, 1 new versions" in run("replay")
    newest = s.DocumentVersion.objects.latest("pk")
    assert newest.number == 3 and newest.edit.is_material is False
    assert newest.edit.changes == [{"kind": "reread"}]


def test_listings_of_past_years_are_found_when_their_log_lines_are_gone(db, no_network):
    feed = make_feed(url="https://lists.example/{year}/feed.xml")
    body = b"<rss version='2.0'><channel><item><title>T</title><link>https://lists.example/1</link></item></channel></rss>"
    for year in ("2024", "2025", "latest"):
        storing.keep_bytes(
            body, url=f"https://lists.example/{year}/feed.xml", now=NOW, content_type="text/xml"
        )
    assert len(replaying.listings_in(replaying.Span())) == 2
    assert "2 listings and 0 pages read: 1 new documents" in run("replay", "--feed", feed.slug)


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(feed, no_network):
    storing.keep_bytes(b"\x00\x01", url=feed.url, now=NOW, content_type="application/rss+xml")
    assert f"not readable: {feed.url}" in run("replay")


def test_the_kept_bytes_go_out_as_a_warc_file_that_archives_read(feed, tmp_path):
    file = tmp_path / "all.warc.gz"
    assert f"{s.Snapshot.objects.count()} snapshots written" in run("exportwarc", str(file))
    with file.open("rb") as stream:
        records = [
            (r.rec_headers.get_header("WARC-Target-URI"), r.content_stream().read())
            for r in ArchiveIterator(stream, check_digests="raise")
            if r.rec_type in ("response", "resource")
        ]
    kept = [(one.url, gzip.decompress(one.body)) for one in s.Snapshot.objects.order_by("fetched_at", "pk")]
    assert records == kept
    with pytest.raises(CommandError, match="exists"):
        run("exportwarc", str(file))
    one_day = tmp_path / "day.warc.gz"
    assert "3 snapshots written" in run(
        "exportwarc", str(one_day), "--until", "2026-11-24", "--feed", feed.slug
    )
    assert not list(tmp_path.glob("*.part"))
