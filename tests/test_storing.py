"""What ``storing`` keeps, twice and at once: bytes first, items once, texts once, claims once.

All texts and addresses here were written for the tests.
"""

import datetime as dt
import gzip
import re
import threading
from dataclasses import replace

import pytest
from django.db import connection

from sources import models as s
from sources import pipeline, storing
from sources.health import health_of
from sources.pages import read_page
from sources.values import (
    Entry,
    Fetched,
    FetchError,
    Finding,
    Listing,
    Moment,
    NotModified,
    Page,
    Precision,
    Severity,
)
from tests.make import NOW, make_document, make_feed, make_fetch, make_version
from tests.test_pdf import lines, paged

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def answer(body=b"<rss/>", url="https://a.example/feed.xml", **fields):
    headers = fields.pop("headers", {"content-type": "application/rss+xml", "etag": '"1"'})
    return Fetched(url=url, final_url=url, status=200, headers=headers, body=body, elapsed_ms=5, **fields)


def failure(severity=Severity.TEMPORARY, code="timeout", **fields):
    return FetchError("https://a.example/", code, "no answer in time", severity, **fields)


def entry(path="one", title="One", guid="", scheme="https", **fields):
    return Entry(url=f"{scheme}://news.example/{path}", title=title, guid=guid, **fields)


def store(feed, *entries, now=NOW, body=b"listing"):
    feed.refresh_from_db()
    outcome = answer(body, feed.url)
    line = storing.record_fetch(feed, outcome, now)
    return storing.store_entries(feed, Listing(tuple(entries)), now, fetch=line, answer=outcome)


class TestFetches:
    def test_the_exact_bytes_are_kept_once_per_address(self):
        feed = make_feed()
        body = "<rss>稀土 \x00</rss>".encode("gb18030")
        one = storing.record_fetch(feed, answer(body), NOW)
        two = storing.record_fetch(feed, answer(body), NOW + HOUR)
        other = storing.record_fetch(feed, answer(body, "https://b.example/"), NOW)
        assert gzip.decompress(one.snapshot.body) == body
        assert one.snapshot.size == len(body)
        assert two.snapshot_id == one.snapshot_id != other.snapshot_id
        assert one.snapshot.headers["etag"] == '"1"'

    def test_a_page_whose_host_is_only_away_is_never_given_up(self):
        document = make_document()
        for _ in range(s.Document.GIVEN_UP + 3):
            storing.record_fetch(document, failure(), NOW)
        document.refresh_from_db()
        assert document.page_failures == s.Document.GIVEN_UP - 1
        storing.record_fetch(document, failure(Severity.HARD, "gone"), NOW)
        document.refresh_from_db()
        assert document.page_failures == s.Document.GIVEN_UP

    def test_headers_that_postgres_would_refuse_are_cleaned(self):
        line = storing.record_fetch(make_feed(), answer(headers={"x-odd": "a\x00b"}), NOW)
        line.snapshot.refresh_from_db()
        assert line.snapshot.headers == {"x-odd": "ab"}

    def test_each_hour_keeps_its_count_of_polls(self):
        feed = make_feed()
        at = NOW.replace(minute=10)
        storing.record_fetch(feed, failure(), at)
        storing.record_fetch(feed, NotModified(feed.url, 3), at.replace(minute=50))
        storing.record_fetch(feed, NotModified(feed.url, 3), at + HOUR)
        rows = list(s.PollHour.objects.order_by("hour").values_list("hour", "polls", "failed"))
        assert rows == [(NOW.replace(minute=0), 2, 1), (NOW.replace(minute=0) + HOUR, 1, 0)]

    def test_a_failure_stands_in_words_and_the_next_poll_moves_away(self):
        feed = make_feed(poll_minutes=60)
        waits = []
        for number in range(4):
            line = storing.record_fetch(feed, failure(Severity.SOFT, "http_404", status=404), NOW)
            waits.append(feed.next_poll_at - NOW)
            assert (line.outcome, line.severity, line.code, line.http_status) == (
                "failed",
                "soft",
                "http_404",
                404,
            )
            assert feed.failure_weight == 0.5 * (number + 1)
        feed.refresh_from_db()
        assert feed.last_error == "no answer in time"
        assert feed.leased_until is None
        assert waits[3] > waits[0] * 2

    def test_retry_after_is_obeyed(self):
        feed = make_feed(poll_minutes=15)
        storing.record_fetch(feed, failure(code="rate_limited", retry_after_s=7200), NOW)
        assert feed.next_poll_at >= NOW + 2 * HOUR

    def test_a_feed_that_its_publisher_ended_is_only_asked_every_few_days(self):
        feed = make_feed()
        storing.record_fetch(feed, failure(Severity.HARD, "gone", status=410), NOW)
        assert feed.next_poll_at > NOW + dt.timedelta(days=2)

    def test_validators_are_believed_only_once_the_items_are_stored(self):
        feed = make_feed()
        outcome = answer()
        line = storing.record_fetch(feed, outcome, NOW)
        feed.refresh_from_db()
        assert (feed.etag, feed.listing_sha256) == ("", "")
        storing.store_entries(feed, Listing((entry(),)), NOW, fetch=line, answer=outcome)
        feed.refresh_from_db()
        assert feed.etag == '"1"'
        assert feed.listing_sha256
        assert feed.last_ok_at == NOW

    def test_a_malformed_answer_is_a_failure_that_keeps_its_bytes(self):
        feed = make_feed()
        line = storing.record_fetch(feed, answer(b"not a feed"), NOW)
        storing.record_malformed(feed, line, "no items", NOW)
        feed.refresh_from_db()
        assert (line.outcome, line.code) == ("failed", "malformed")
        assert feed.last_error == "not readable: no items"
        assert feed.etag == ""
        assert gzip.decompress(line.snapshot.body) == b"not a feed"
        assert s.PollHour.objects.get().failed == 1

    def test_a_move_is_followed_after_three_answers_that_agree(self):
        feed = make_feed(url="http://old.example/feed")
        to = "https://new.example/feed"
        for number, target in enumerate([to, to, "https://else.example/", to, to, to]):
            before = feed.url
            storing.record_fetch(feed, NotModified(feed.url, 1, permanent_url=target), NOW + number * HOUR)
            assert before == "http://old.example/feed"
        feed.refresh_from_db()
        assert (feed.url, feed.host) == (to, "new.example")

    def test_old_log_lines_go_and_cited_ones_stay(self):
        feed = make_feed()
        old = NOW - dt.timedelta(days=91)
        make_fetch(feed, started_at=old)
        cited = make_fetch(feed, started_at=old, is_cited=True)
        young = make_fetch(feed, started_at=NOW - dt.timedelta(days=89))
        assert storing.prune_fetches(NOW) == 1
        assert set(s.Fetch.objects.values_list("pk", flat=True)) == {cited.pk, young.pk}


class TestAlarms:
    def test_failing_opens_after_repeated_failures_and_closes_with_the_next_good_poll(self):
        feed = make_feed()
        for _ in range(3):
            storing.record_fetch(feed, failure(), NOW)
        assert not s.Alarm.objects.exists()
        storing.record_fetch(feed, failure(), NOW)
        storing.record_fetch(feed, failure(), NOW + HOUR)
        alarm = s.Alarm.objects.get()
        assert (alarm.kind, alarm.closed_at) == ("failing", None)
        storing.record_fetch(feed, NotModified(feed.url, 1), NOW + 2 * HOUR)
        alarm.refresh_from_db()
        assert alarm.closed_at == NOW + 2 * HOUR

    def test_an_empty_list_where_there_were_items_raises_its_own_alarm(self):
        feed = make_feed()
        store(feed, entry())
        assert not s.Alarm.objects.exists()
        store(feed, body=b"empty")
        assert s.Alarm.objects.get(closed_at=None).kind == "empty"
        store(feed, body=b"empty too")
        assert s.Alarm.objects.filter(closed_at=None).count() == 1
        store(feed, entry(), body=b"again")
        assert not s.Alarm.objects.filter(closed_at=None).exists()

    def test_a_list_that_never_showed_an_item_is_not_in_order(self):
        feed = make_feed()
        store(feed)
        alarm = s.Alarm.objects.get(closed_at=None)
        assert alarm.kind == "empty" and "never listed an item" in alarm.message
        feed.refresh_from_db()
        assert health_of([feed], NOW)[0].state == "quiet"
        store(feed, entry(), body=b"items")
        assert not s.Alarm.objects.filter(closed_at=None).exists()

    def test_quiet_is_measured_against_the_feeds_own_rhythm(self):
        daily, slow = make_feed(), make_feed()
        for day in range(5):
            store(daily, entry(f"d{day}"), now=NOW + dt.timedelta(days=day))
            store(slow, entry(f"s{day}"), now=NOW + dt.timedelta(days=30 * day))
        for feed, last in ((daily, 4), (slow, 120)):
            feed.refresh_from_db()
            later = NOW + dt.timedelta(days=last + 10)
            storing.record_fetch(feed, NotModified(feed.url, 1), later)
        assert [a.feed_id for a in s.Alarm.objects.filter(kind="quiet", closed_at=None)] == [daily.pk]
        store(daily, entry("new"), now=later)
        assert not s.Alarm.objects.filter(feed=daily, kind="quiet", closed_at=None).exists()


class TestEntries:
    def test_items_become_documents_of_the_feeds_publisher(self):
        feed = make_feed(party="CN", is_official=True, publisher="Test ministry", language="zh")
        moment = Moment(NOW, NOW, Precision.INSTANT, "24 Nov")
        got = store(feed, entry(title="关于稀土的公告", published=moment, extra={"document_number": "7"}))
        document = s.Document.objects.get(pk=got.new_ids[0])
        assert (document.publisher, document.party, document.kind, document.is_official) == (
            "Test ministry",
            "CN",
            "announcement",
            True,
        )
        assert document.extra["document_number"] == "7"
        assert document.extra["listed"]["precision"] == "instant"
        assert (got.to_read, got.known_ids) == (got.new_ids, ())
        feed.refresh_from_db()
        assert feed.last_new_at == NOW
        assert s.PollHour.objects.get().new_items == 1
        assert s.Fetch.objects.get().outcome == "new"

    @pytest.mark.parametrize(
        "again",
        [
            entry("one", "Changed title", guid="changed"),
            entry("one?utm_source=feed&utm_medium=rss", guid="g1"),
            entry("one", scheme="http", guid="g1"),
            entry("one#top"),
            entry("moved/one", "One", guid="g1"),
        ],
        ids=["guid", "tracking", "http", "fragment", "moved"],
    )
    def test_an_item_stays_the_same_under(self, again):
        feed = make_feed()
        first = store(feed, entry("one", guid="g1"))
        second = store(feed, again, now=NOW + HOUR, body=b"2")
        assert second.new_ids == ()
        document = s.Document.objects.get()
        assert (document.pk, document.last_listed_at) == (first.new_ids[0], NOW + HOUR)

    def test_items_that_share_one_guid_are_all_kept(self):
        feed = make_feed()
        got = store(feed, *[entry(f"p{n}", f"Title {n}", guid="same") for n in range(3)])
        assert len(got.new_ids) == 3
        later = store(feed, entry("p9", "Title 9", guid="same"), body=b"2")
        assert len(later.new_ids) == 1

    def test_briefings_that_share_guid_and_title_are_told_apart_by_their_day(self):
        feed = make_feed()

        def briefing(day):
            at = NOW + dt.timedelta(days=day)
            moment = Moment(at, at, Precision.INSTANT, "a day")
            return entry(f"briefing-{day}", "Regular press conference", guid="latest", published=moment)

        for day in range(3):
            got = store(feed, briefing(day), body=f"{day}".encode(), now=NOW + dt.timedelta(days=day))
            assert len(got.new_ids) == 1, day
        moved = replace(briefing(2), url="https://news.example/archive/briefing-2")
        s.Document.objects.filter(canonical_url__endswith="briefing-0").update(guid="")
        s.Document.objects.filter(canonical_url__endswith="briefing-2").update(guid="latest")
        assert store(feed, moved, body=b"moved", now=NOW + dt.timedelta(days=3)).new_ids == ()

    def test_guids_that_number_items_by_position_lose_nothing(self):
        feed = make_feed()
        store(feed, entry("a", "A", guid="1"), entry("b", "B", guid="2"))
        got = store(feed, entry("c", "C", guid="1"), entry("a", "A", guid="2"), body=b"2")
        assert len(got.new_ids) == 1
        assert s.Document.objects.count() == 3

    def test_one_item_in_two_feeds_is_one_document_and_belongs_to_the_authority(self):
        news = make_feed(publisher="Wire")
        ministry = make_feed(publisher="Ministry", party="CN", is_official=True)
        store(news, entry(guid="x"))
        got = store(ministry, entry(guid="x"))
        document = s.Document.objects.get()
        assert got.new_ids == ()
        assert (document.publisher, document.is_official, document.feed_id) == ("Ministry", True, ministry.pk)

    def test_what_is_no_longer_listed_is_said_so_and_kept(self):
        feed = make_feed()
        store(feed, entry("b"), entry("a"))
        store(feed, entry("b"), now=NOW + HOUR, body=b"2")
        gone = s.Document.objects.get(canonical_url__endswith="/a")
        assert gone.unlisted_since == NOW + HOUR
        store(feed, body=b"empty")  # an empty list is a fault of the list, not the end of its items
        assert s.Document.objects.get(canonical_url__endswith="/b").unlisted_since is None
        store(feed, entry("a"), body=b"3")
        gone.refresh_from_db()
        assert gone.unlisted_since is None

    def test_long_and_missing_titles_fit(self):
        store(make_feed(), entry("long", "x" * 5000), entry("none", ""))
        titles = sorted(s.Document.objects.values_list("title", flat=True), key=len)
        assert titles[0] == "https://news.example/none"
        assert len(titles[1]) == 1000

    def test_storing_a_listing_twice_changes_nothing(self):
        feed = make_feed()
        entries = [entry(f"p{n}", f"T{n}", guid=f"g{n}") for n in range(40)]
        store(feed, *entries)
        got = store(feed, *entries)
        assert (len(got.new_ids), len(got.known_ids), s.Document.objects.count()) == (0, 40, 40)

    def test_a_feed_may_say_that_its_pages_are_not_to_be_read(self):
        feed = make_feed(recipe={"read_pages": False})
        got = store(feed, entry())
        assert got.to_read == ()
        assert not s.Document.objects.unread().exists()


PAGE = Page("A title", "First words.\n\nChina will approve exports.", "en")


class TestVersions:
    def test_a_text_becomes_version_one_and_again_nothing(self):
        document = make_document(page_failures=2, page_error="timeout")
        version = storing.store_version(document, PAGE, None, NOW)
        assert (version.number, version.title, version.language) == (1, "A title", "en")
        assert storing.store_version(document, PAGE, None, NOW + HOUR) is None
        document.refresh_from_db()
        assert (document.page_failures, document.page_error, document.page_tried_at) == (0, "", NOW + HOUR)
        assert s.SearchEntry.objects.get(document=document).version_id == version.pk

    def test_a_page_that_goes_back_to_earlier_words_says_them_again(self):
        document = make_document()
        texts = ["The rate is 10% from May.", "The rate is 20% from May."]
        for step, text in enumerate([texts[0], texts[1], texts[0], texts[0]]):
            storing.store_version(document, replace(PAGE, text=text), None, NOW + HOUR * step)
        versions = list(document.versions.order_by("number"))
        assert [v.text for v in versions] == [texts[0], texts[1], texts[0]]
        assert versions[0].text_sha256 == versions[2].text_sha256
        assert versions[2].edit.is_material and versions[2].edit.previous == versions[1]
        assert s.SearchEntry.objects.get(document=document).version_id == versions[2].pk
        # An answer as old as that one, delivered late, brings nothing back.
        late = storing.store_version(document, replace(PAGE, text=texts[1]), None, NOW + HOUR)
        assert late is None and document.versions.count() == 3

    def test_a_page_that_flickers_between_two_wordings_ends_at_the_cap(self):
        document = make_document()
        for step in range(60):
            storing.store_version(
                document, replace(PAGE, text=f"Shown {step % 2} times."), None, NOW + HOUR * step
            )
        assert document.versions.count() == 50
        document.refresh_from_db()
        assert "50 times" in document.page_error

    def test_changed_words_make_a_new_version_with_its_edit(self):
        document = make_document()
        storing.store_version(document, replace(PAGE, text="The rate is 10% from May."), None, NOW)
        second = storing.store_version(document, replace(PAGE, text="The rate is 30% from May."), None, NOW)
        assert second.number == 2
        assert second.edit.is_material
        assert second.edit.changes[0]["kind"] == "number"
        third = storing.store_version(document, replace(PAGE, text="The rate is 30%  from May"), None, NOW)
        assert not third.edit.is_material

    def test_the_cap_stops_pages_that_print_the_time(self):
        document = make_document()
        for number in range(55):
            storing.store_version(document, replace(PAGE, text=f"It is {number} past."), None, NOW)
        assert document.versions.count() == 50
        document.refresh_from_db()
        assert "50 times" in document.page_error

    def test_the_date_comes_from_hand_then_page_then_listing_then_text(self):
        def moment(day):
            at = dt.datetime(2025, 5, day, tzinfo=dt.UTC)
            return Moment(at, at, Precision.INSTANT, f"{day} May 2025")

        def stored(day):
            return storing.entries.moment_as_json(moment(day))

        def date_of(extra, page, text="words"):
            document = make_document(extra=extra)
            return storing.store_version(document, replace(page, text=text), None, NOW)

        dated = replace(PAGE, published=moment(2))
        assert date_of({"by_hand": stored(1), "listed": stored(3)}, dated).published_wording == "1 May 2025"
        assert date_of({"listed": stored(3)}, dated).published_wording == "2 May 2025"
        assert date_of({"listed": stored(3)}, PAGE).published_earliest == moment(3).earliest
        undated = date_of({}, PAGE, "Talks were held on 5 May 2025. More follows.")
        assert undated.published_precision == "interval"
        assert undated.published_earliest.date() == dt.date(2025, 5, 4)  # the zone is not known either
        assert date_of({}, PAGE).published_precision == "undated"

    def test_traditional_and_simplified_are_kept_apart(self):
        document = make_document(language="zh")
        assert storing.store_version(document, replace(PAGE, language=""), None, NOW).language == "zh-Hans"


class TestFindings:
    def finding(self, version, quote, **fields):
        start = version.text.index(quote)
        return Finding(
            "commitment",
            start,
            start + len(quote),
            quote,
            **{"actor": "CN", "materials": ("Dy",), "condition": (0, 4), "reasons": ("will",), **fields},
        )

    def test_claims_carry_what_the_rule_saw_and_come_once(self):
        version = make_version("Before. China will approve exports 𠮷.")
        found = [self.finding(version, "China will approve exports 𠮷.", confidence=0.8)]
        assert storing.store_findings(version, found, "r1") == 1
        assert storing.store_findings(version, found, "r1") == 0
        claim = s.Claim.objects.get()
        assert claim.attributes["materials"] == ["Dy"]
        assert claim.attributes["condition"] == [0, 4]
        assert (claim.confidence, claim.reasons, claim.state) == (0.8, ["will"], "new")
        version.refresh_from_db()
        assert version.rules_version == "r1"
        assert storing.store_findings(version, found, "r2") == 1

    def test_two_findings_on_one_span_are_two_claims(self):
        version = make_version("Both will lift tariffs.")
        found = [self.finding(version, version.text, actor=a) for a in ("US", "CN")]
        assert storing.store_findings(version, found, "r1") == 2

    def test_a_quote_that_is_not_its_slice_is_refused_whole(self):
        version = make_version("China will approve exports.")
        good = self.finding(version, "China will approve exports.")
        with pytest.raises(ValueError, match="quote is not"):
            storing.store_findings(version, [good, replace(good, quote="China will refuse")], "r1")
        assert not s.Claim.objects.exists()

    def test_nothing_found_is_a_reading_too(self):
        version = make_version("Weather report.")
        assert storing.store_findings(version, [], "r1") == 0
        assert not s.DocumentVersion.objects.unextracted().exists()


class TestByHand:
    def test_a_document_by_hand_is_found_again_by_address_or_text(self):
        fields = {"now": NOW, "title": "T", "publisher": "P", "language": "en"}
        one, is_new = storing.document_by_hand(url="https://a.example/x", **fields)
        two, again = storing.document_by_hand(url="http://a.example/x?utm_source=mail", **fields)
        assert (is_new, again, one.pk) == (True, False, two.pk)
        three, _ = storing.document_by_hand(text="Some words.", **fields)
        four, _ = storing.document_by_hand(text="Some words.", **fields)
        assert three.pk == four.pk != one.pk
        with pytest.raises(ValueError, match="address or a text"):
            storing.document_by_hand(**fields)

    def test_what_came_by_hand_is_the_same_item_when_a_feed_lists_it(self):
        document, _ = storing.document_by_hand(
            now=NOW, url="https://news.example/one", title="T", publisher="P", language="en"
        )
        assert store(make_feed(), entry("one")).known_ids == (document.pk,)


SEED = {
    "slug": "seed",
    "name": "Seed",
    "url": "https://seed.example/feed",
    "kind": "rss",
    "publisher": "P",
    "language": "en",
    "poll_minutes": 30,
}


class TestSeeds:
    def test_a_seed_is_created_then_unchanged_then_updated(self):
        assert storing.store_seed(SEED, NOW).did == "created"
        assert s.Feed.objects.get().next_poll_at == NOW
        assert storing.store_seed(SEED, NOW).did == "unchanged"
        assert storing.store_seed({**SEED, "name": "Other"}, NOW).did == "updated"
        assert s.Feed.objects.get().name == "Other"

    def test_what_an_operator_changed_is_kept_and_named(self):
        storing.store_seed(SEED, NOW)
        s.Feed.objects.update(poll_minutes=5)
        got = storing.store_seed({**SEED, "name": "Other"}, NOW)
        assert got.did == "kept"
        assert dict(got.differences) == {"name": ("Seed", "Other"), "poll_minutes": (5, 30)}
        assert s.Feed.objects.get().name == "Seed"

    def test_a_paused_feed_stays_paused_and_is_still_updated(self):
        storing.store_seed(SEED, NOW)
        storing.pause([s.Feed.objects.get().pk])
        assert storing.store_seed({**SEED, "name": "Other"}, NOW).did == "updated"
        assert not s.Feed.objects.get().is_active

    def test_two_seeds_with_one_address_are_refused_in_words(self):
        storing.store_seed(SEED, NOW)
        with pytest.raises(ValueError, match="other"):
            storing.store_seed({**SEED, "slug": "other"}, NOW)
        assert s.Feed.objects.count() == 1

    def test_a_hint_brings_the_next_poll_forward_and_the_later_one_stays(self):
        feed = make_feed(next_poll_at=NOW + 5 * HOUR)
        until = NOW + 24 * HOUR
        assert storing.hint_pace([feed.pk], until, NOW) == 1
        assert storing.hint_pace([feed.pk], until - HOUR, NOW) == 0
        feed.refresh_from_db()
        assert feed.pace_hint_until == until
        assert feed.next_poll_at < NOW + HOUR


def in_threads(count, work):
    """Run ``work(number)`` in threads that start together; return their results, raising what any raised."""
    results, barrier = [None] * count, threading.Barrier(count)

    def run(number):
        try:
            barrier.wait(10)
            results[number] = work(number)
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_the_same_listing_from_many_workers_gives_each_item_once(self):
        feeds = [make_feed() for _ in range(6)]
        entries = [entry(f"p{n}", f"T{n}", guid="g" if n < 5 else f"g{n}") for n in range(30)]

        def work(number):
            feed = s.Feed.objects.get(pk=feeds[number % 3].pk)
            order = entries if number % 2 else entries[::-1]
            return storing.store_entries(feed, Listing(tuple(order)), NOW)

        in_threads(6, work)
        assert s.Document.objects.count() == 30

    def test_versions_are_numbered_without_gaps(self):
        document = make_document()

        def work(number):
            page = replace(PAGE, text=f"Text {number % 4}.")
            return storing.store_version(document, page, None, NOW)

        stored = [version for version in in_threads(8, work) if version is not None]
        assert sorted(version.number for version in stored) == [1, 2, 3, 4]

    def test_the_same_bytes_and_claims_come_once(self):
        feed = make_feed()
        version = make_version("China will approve exports.")
        found = Finding("commitment", 0, 5, "China")

        def work(number):
            storing.record_fetch(s.Feed.objects.get(pk=feed.pk), answer(b"same"), NOW)
            return storing.store_findings(version, [found], "r1")

        assert sum(in_threads(6, work)) == 1
        assert s.Snapshot.objects.count() == 1
        assert s.Claim.objects.count() == 1
        assert s.PollHour.objects.get().polls == 6

    def test_one_page_is_taken_by_one_reader(self):
        document = make_document()
        assert sum(in_threads(6, lambda _: storing.claim_page(document.pk, NOW))) == 1
        assert not storing.claim_page(document.pk, NOW + dt.timedelta(minutes=4))
        assert storing.claim_page(document.pk, NOW + dt.timedelta(minutes=6))


def test_the_pages_of_a_pdf_are_told_beside_its_quotes_and_so_are_number_and_agency(client) -> None:
    register = {
        "document_number": "2026-02234",
        "agencies": "Bureau of Examples",
        "effective_on": "2026-04-01",
    }
    body = paged(
        [lines("The Ministry answered a question."), lines("China will approve exports of gallium.")]
    )
    document = make_document(
        is_official=True, language="en", extra={"page_starts": "of a recipe", **register}
    )
    page = read_page(body, content_type="application/pdf", language="en")
    assert isinstance(page, Page)
    version = storing.store_version(document, page, None, NOW)
    document.refresh_from_db()
    start = version.text.index("China")
    assert document.page_count(1) == 2 and document.extra["agencies"] == "Bureau of Examples"
    assert [document.page_at(1, at) for at in (0, start - 1, start, len(version.text))] == [1, 1, 2, 2]
    assert (document.page_count(2), document.page_at(2, 5)) == (0, 0)
    pipeline.extract_version(version.pk)
    shown = client.get(f"/documents/{document.pk}/").content.decode()
    assert "2 pages, a PDF" in shown and all(words in shown for words in register.values())
    assert re.search(r'in the text.*</a> <span class="quiet">page 2</span>', shown)


def test_bytes_that_are_compressed_already_are_stored_as_they_come(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attstorage FROM pg_attribute WHERE attrelid = 'sources_snapshot'::regclass AND attname = 'body'"
        )
        assert cursor.fetchone() == ("e",)  # external: no compression tried
