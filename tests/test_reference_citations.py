"""Cited pages: fetched from a server of the test's own, kept as documents, their quotations pinned.

All texts were written for the tests.
"""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from deals.loading.pinning import NO_PLACE, NOT_THERE, PINNED, SEVERAL, SHORT, pin, pin_in_any, weight
from deals.management.commands.fetchcitations import in_turns
from deals.models import Citation, CitedSource, Deal, Event, Evidence
from sources.models import Document, DocumentVersion, Snapshot
from sources.storing import identity_of_url
from tests.feedserver import FeedServer
from tests.make import make_document, make_version

pytestmark = pytest.mark.django_db
D = dt.date
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
QUOTE = "the spoons may pass again"
BODY = (
    "<html><head><title>A notice</title></head><body><article><h1>A notice</h1>"
    "<p>On Monday the ministry said that the spoons may pass again, under its rules.</p>"
    "<p>It gave no other date, and nobody else commented on what the notice says.</p>"
    "</article></body></html>"
)


@pytest.fixture
def server(loopback):
    with FeedServer() as server:
        yield server


def cite(url, quote=QUOTE, **fields):
    source = CitedSource.objects.create(
        publisher=fields.pop("publisher", "Test Gazette"),
        title=fields.pop("title", "A notice"),
        url=url,
        published_on=D(2025, 3, 20),
        published_wording="2025-03-20",
    )
    subject = fields or {
        "event": Event.objects.create(
            title_en=f"A notice at {url}",
            kind="statement",
            occurred_earliest=D(2025, 3, 20),
            occurred_latest=D(2025, 3, 20),
        )
    }
    return Citation.objects.create(
        source=source,
        quote=quote,
        quote_language="en" if quote else "",
        speaker="A minister",
        public_since=D(2025, 3, 20),
        **subject,
    )


def run(**options):
    out = StringIO()
    call_command("fetchcitations", stdout=out, stderr=StringIO(), pause=0.0, **options)
    return out.getvalue()


def test_a_cited_page_is_kept_and_its_quotation_pinned(server):
    server.serve("/notice", BODY)
    citation = cite(server.url("/notice"), publisher="The White House", title="Fact Sheet: A notice")
    out = run()
    citation.refresh_from_db()
    document = citation.source.document
    assert (document.publisher, document.party, document.kind) == ("The White House", "US", "fact_sheet")
    assert document.is_official
    version = document.versions.get()
    assert version.published_precision == "day" and version.published_wording == "2025-03-20"
    evidence = citation.pinned
    assert version.text[evidence.start : evidence.stop] == evidence.quote == QUOTE
    assert evidence.before.endswith("said that ") and evidence.after.startswith(", under")
    assert (evidence.event, evidence.speaker, evidence.recorded_by) == (citation.event, "A minister", None)
    assert evidence.public_since == D(2025, 3, 20)
    assert "1 kept" in out and "1 pinned" in out
    assert Snapshot.objects.get().sha256 == version.snapshot.sha256


def test_a_second_run_fetches_and_pins_nothing_again(server):
    server.serve("/notice", BODY)
    cite(server.url("/notice"))
    run()
    asked = len(server.requests)
    run()
    assert len(server.requests) == asked
    assert Evidence.objects.count() == 1 and DocumentVersion.objects.count() == 1


def test_again_keeps_a_changed_page_as_a_new_version_and_the_pin_where_it_was(server):
    server.serve("/notice", BODY)
    citation = cite(server.url("/notice"))
    run()
    server.serve("/notice", BODY.replace("may pass again", "may not pass"))
    run(again=True)
    citation.refresh_from_db()
    assert citation.source.document.versions.count() == 2
    assert citation.pinned.version.number == 1


def test_a_page_that_is_kept_already_is_not_fetched(server):
    citation = cite(server.url("/notice"))
    document = make_document(
        canonical_url=citation.source.url, identity=identity_of_url(citation.source.url), language="en"
    )
    make_version(f"Words around: {QUOTE}. The end.", document=document)
    out = run()
    citation.refresh_from_db()
    assert citation.pinned is not None and citation.source.document == document
    assert "kept already" in out and server.requests == []


def test_a_failure_is_told_kept_on_the_source_and_stops_nothing(server):
    server.serve("/gone", "gone", status=410)
    server.serve("/notice", BODY)
    bad = cite(server.url("/gone"), publisher="Test Gone")
    good = cite(server.url("/notice"))
    out = run()
    bad.refresh_from_db()
    good.refresh_from_db()
    assert "not fetched: Test Gone" in out
    assert bad.source.fetch_error and bad.source.document is None and bad.pinned is None
    assert good.pinned is not None


def test_without_a_network_every_source_is_told_and_nothing_changes(settings):
    settings.FETCH_ALLOW_NETWORKS = ("127.0.0.0/8",)
    for number in range(9):
        cite(f"http://127.0.0.1:9/{number}", publisher=f"Test {number}")
    before = list(CitedSource.objects.order_by("pk").values())
    out = run()
    assert all(f"Test {number}:" in out for number in range(9))
    assert "not tried: no page could be reached from here" in out
    assert "everything stays cited as it was" in out
    assert list(CitedSource.objects.order_by("pk").values()) == before
    assert not Document.objects.exists() and not Evidence.objects.exists()


def test_robots_that_forbid_are_obeyed(server):
    server.serve("/robots.txt", "User-agent: *\nDisallow: /notice\n", content_type="text/plain")
    server.serve("/notice", BODY)
    cite(server.url("/notice"))
    out = run()
    assert "not_allowed_by_robots" in out
    assert [request.path for request in server.requests] == ["/robots.txt"]


def test_hosts_are_asked_in_turns():
    urls = ["https://a.example/1", "https://a.example/2", "https://b.example/1", "https://a.example/3"]
    order = in_turns([CitedSource(url=url) for url in urls])
    assert [source.url for source in order] == [
        "https://a.example/1",
        "https://b.example/1",
        "https://a.example/2",
        "https://a.example/3",
    ]


@pytest.mark.parametrize(
    ("quote", "text", "result"),
    [
        (QUOTE, f"He said {QUOTE}.", PINNED),
        (QUOTE, "He said nothing of the kind.", NOT_THERE),
        (QUOTE, f"{QUOTE}, and once more {QUOTE}", SEVERAL),
        ("signed", "It was signed.", SHORT),
        ("yesterday", "It was signed yesterday.", SHORT),
        ("依法审批", "将依法审批符合条件的出口申请", PINNED),
        ("审批", "将依法审批符合条件的出口申请", SHORT),
    ],
)
def test_a_quotation_is_pinned_only_where_it_stands_exactly_once(quote, text, result):
    done = pin(cite("https://a.example/", quote), make_version(text), NOW)
    assert done.result == result
    assert Evidence.objects.exists() == (result == PINNED)


def test_a_quotation_of_a_fact_that_carries_no_evidence_stays_cited():
    deal = Deal.objects.create(slug="d", title_en="D", stage="-", summary="-")
    done = pin(cite("https://a.example/", deal=deal), make_version(f"He said {QUOTE}."), NOW)
    assert done.result == NO_PLACE


def test_an_edited_page_gives_up_the_words_of_its_earlier_version():
    document = make_document(language="en")
    old = make_version(f"He said {QUOTE}.", document=document)
    new = make_version("He says nothing now.", document=document)
    done = pin_in_any(cite("https://a.example/"), [new, old], NOW)
    assert done.result == PINNED and done.evidence.version == old


def test_weight_counts_letters_and_gives_chinese_characters_their_due():
    assert weight("a, b!") == 2
    assert weight("依法") == 6


# --- checkevidence ---------------------------------------------------------------------------------


def test_quotations_that_equal_their_texts_pass():
    pin(cite("https://a.example/"), make_version(f"He said {QUOTE}."), NOW)
    out = StringIO()
    call_command("checkevidence", stdout=out)
    assert out.getvalue() == "1 quotations equal their texts.\n"


def test_a_text_that_was_changed_underneath_is_found():
    version = make_version(f"He said {QUOTE}.")
    pin(cite("https://a.example/"), version, NOW)
    DocumentVersion.objects.filter(pk=version.pk).update(text=f"She said {QUOTE}.")
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("checkevidence", stdout=out)
    assert error.value.returncode == 1
    assert f"version {version.pk}" in out.getvalue() and "evidence" in out.getvalue()
