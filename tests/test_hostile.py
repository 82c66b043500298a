"""Every hostile or broken input of the table ends in its named outcome, with the worker alive and the bytes kept."""

from __future__ import annotations

import gzip
from collections import Counter

import pytest

from sources import models as s
from sources import tasks
from sources.fetching import forget_robots
from tests.feedserver import FeedServer
from tests.hostile import CASES, GOOD, XML, Case
from tests.make import make_document, make_feed, make_version
from tests.test_tasks import queued, run  # noqa: F401

WHOLE = ("malformed",)  # codes of answers that came whole, so that there are bytes to keep


def test_the_table_is_as_long_as_promised_and_no_name_stands_twice() -> None:
    assert len(CASES) >= 150
    assert sum(case.group == "address" for case in CASES) >= 40
    assert not [name for name, times in Counter((c.group, c.name) for c in CASES).items() if times > 1]


def shown(feed: s.Feed, server: FeedServer) -> str:
    """What came of the poll, in the words of the table."""
    line = s.Fetch.objects.filter(feed=feed).latest("pk")
    if line.outcome == "failed":
        assert feed.last_error and feed.failure_weight > 0
        return f"failed {line.code}"
    documents = s.Document.objects.filter(feed=feed).order_by("pk")
    return f"read {documents.count()}"


def first(feed: s.Feed, server: FeedServer, what: str) -> str:
    """What the first document shows: its title, link, date or the length of its title."""
    document = s.Document.objects.filter(feed=feed).earliest("pk")
    listed = document.extra["listed"]
    return {
        "title": document.title.replace(server.url("/"), "http://…/"),
        "link": document.canonical_url.replace(server.url("/"), "http://…/"),
        "date": f"{listed['precision']} {listed['earliest'][:16]}".strip(),
        "length": str(len(document.title)),
    }[what]


@pytest.mark.parametrize("case", CASES, ids=[f"{c.group}: {c.name}" for c in CASES])
def test_it_ends_as_named(case: Case, db, settings, queued) -> None:  # noqa: F811
    settings.FETCH_ALLOW_NETWORKS = ("127.0.0.0/8",)
    settings.FETCH_TOTAL_SECONDS, settings.FETCH_MAX_BYTES = 1.5, 2_000_000
    forget_robots()
    with FeedServer() as server:
        feed = make_feed(url=case.how(server), kind=case.kind, recipe=case.recipe or {}, timezone=case.zone)
        if case.private:
            settings.FETCH_ALLOW_NETWORKS = ()
        if case.group != "page":
            feed.recipe["read_pages"] = False
            feed.save()
        tasks.poll_feed(feed.pk)
        did = run(queued)
        feed.refresh_from_db()
        line = s.Fetch.objects.filter(feed=feed).latest("pk")
        outcome = shown(feed, server)
        # 1. The named outcome.
        if case.group == "page":
            page = s.Fetch.objects.filter(document__feed=feed).latest("pk")
            outcome = "page read" if page.outcome == "new" else f"page failed {page.code}"
            assert "fetch_documents" in did
            for version in s.DocumentVersion.objects.filter(document__feed=feed):
                assert not set("\x00\x01") & set(version.text) and "alert(1)" not in version.text
            line = page
        else:
            words = case.outcome.split(" ", 3)
            if len(words) > 2 and outcome.startswith("read"):
                outcome += f" {words[2]} {first(feed, server, words[2])}"
        assert outcome == case.outcome, line.note
        # 2. What came whole is kept, byte by byte; what was refused or cut off is not taken for an answer.
        if line.outcome != "failed" or line.code in WHOLE:
            assert line.snapshot is not None
            kept = gzip.decompress(bytes(line.snapshot.body))
            assert len(kept) == line.snapshot.size
        else:
            assert (
                line.snapshot is None
                and not s.Document.objects.filter(feed=feed, versions__isnull=False).exists()
            )
        # 3. What is stored can be shown.
        for document in s.Document.objects.filter(feed=feed)[:5]:
            assert document.canonical_url.startswith(("http://", "https://"))
            assert not set("\x00\u202e\u2066\n") & set(document.title) and len(document.title) <= 1000
        # 4. The worker goes on: the same process reads the next feed.
        settings.FETCH_ALLOW_NETWORKS = ("127.0.0.0/8",)
        with FeedServer() as other:
            next_feed = make_feed(url=other.serve("/feed", GOOD, XML), recipe={"read_pages": False})
            forget_robots()
            tasks.poll_feed(next_feed.pk)
            assert s.Document.objects.filter(feed=next_feed).count() == 1


@pytest.mark.django_db
def test_a_lookalike_address_shows_itself_where_readers_follow_it(client) -> None:
    document = make_document(canonical_url="https://www.m\u043efcom.gov.cn/art/1.html")
    make_version("China will approve exports.", document=document)
    page = client.get(f"/documents/{document.pk}/").content.decode()
    assert "at www.xn--" in page
