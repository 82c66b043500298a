"""Why an item is no longer listed: rolled off, taken off, or not to be told. Titles and addresses written for the tests."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.urls import reverse

from sources import models as s
from sources import pipeline, storing
from sources.fetching import forget_robots
from sources.leaving import after_listing, after_unchanged, is_older
from sources.values import Entry, Fetched, Listing, Moment, NotModified, Precision
from tests import deskworld
from tests.feedserver import FeedServer
from tests.make import NOW, make_feed

HOUR = dt.timedelta(hours=1)


class List:
    """A list as polls see it one after the other."""

    def __init__(self) -> None:
        self.memory: dict = {}
        self.before: list[int] = []
        self.polls = 0
        self.unsure: tuple[int, ...] = ()

    def shows(self, *items: int, new: tuple[int, ...] = ()) -> tuple[tuple[int, ...], list[int]]:
        self.polls += 1
        now = NOW + HOUR * self.polls
        left = after_listing(self.memory, self.before, list(items), new=set(new), last=now - HOUR, now=now)
        json.dumps(self.memory)
        self.before = list(items)
        self.unsure = tuple(sorted(left.unsure))
        return left.rolled_off, [one.item for one in left.taken]

    def same(self) -> list[int]:
        self.polls += 1
        return [one.item for one in after_unchanged(self.memory).taken]


def test_what_newer_items_push_off_the_end_rolled_off() -> None:
    one = List()
    one.shows(5, 4, 3, 2, 1)
    assert one.shows(6, 5, 4, 3, 2, new=(6,)) == ((1,), [])
    assert one.shows(9, 8, 7, 6, 5, new=(9, 8, 7)) == ((2, 3, 4), [])
    assert one.memory == {}


def test_what_is_gone_from_between_items_still_listed_is_taken_off_after_three_polls() -> None:
    one = List()
    one.shows(5, 4, 3, 2, 1)
    assert one.shows(5, 3, 2, 1) == ((), [])
    assert one.shows(6, 5, 3, 2, new=(6,)) == ((1,), [])
    assert one.shows(6, 5, 3, 2) == ((), [4])
    assert one.memory == {}


def test_one_miss_and_two_are_nothing() -> None:
    one = List()
    one.shows(5, 4, 3)
    one.shows(5, 3)
    assert one.shows(5, 4, 3) == ((), [])
    one.shows(5, 3)
    one.shows(5, 3)
    assert one.shows(5, 4, 3) == ((), []) and one.memory == {}
    one.shows(5, 3)
    assert one.shows(5, 3) == ((), [])  # counted anew


def test_answers_that_did_not_change_count_as_polls_without_it() -> None:
    one = List()
    one.shows(5, 4, 3)
    assert one.same() == []
    one.shows(5, 3)
    assert one.same() == []
    assert one.same() == [4]
    assert one.same() == []


def test_what_loses_its_older_neighbours_meanwhile_may_have_rolled_off_too() -> None:
    one = List()
    one.shows(5, 4, 3)
    one.shows(6, 5, 3, new=(6,))
    assert one.shows(9, 8, 7, new=(9, 8, 7)) == ((3, 5, 6), []) and one.unsure == (4,)
    assert one.memory == {}


def test_of_a_list_that_got_shorter_at_its_end_it_cannot_be_told_why() -> None:
    one = List()
    one.shows(5, 4, 3, 2, 1)
    assert one.shows(5, 4, 3, 2) == ((), [])
    assert one.unsure == (1,)
    # One came and two left: it pushed the older of them, perhaps; nothing pushed the other.
    assert one.shows(6, 5, 4, new=(6,)) == ((2,), []) and one.unsure == (3,)
    # All gone and one new one: a new year's list, not nineteen removals.
    assert one.shows(7, new=(7,)) == ((4,), []) and one.unsure == (5, 6)


def test_the_oldest_item_was_taken_off_where_the_list_goes_on_behind_its_place() -> None:
    one = List()
    one.shows(5, 4, 3, 2, 1)
    assert one.shows(5, 4, 3, 2, 90, new=(90,)) == ((), [])  # an older one, never seen, fills the place
    assert "oldest_first" not in one.memory
    assert one.shows(6, 5, 4, 3, 2, 90, new=(6,)) == ((), [])
    assert one.shows(6, 5, 4, 3, 2, 90) == ((), [1])
    assert one.shows(7, 6, 5, 4, 3, 2, new=(7,)) == ((90,), [])


def test_several_at_the_end_whose_places_were_filled_by_older_ones_were_taken_off() -> None:
    one = List()
    one.shows(9, 8, 7, 6, 5, 4, 3)
    one.shows(9, 8, 7, 6, 5, 2, 1)
    one.same()
    assert sorted(one.same()) == [3, 4]


def test_new_items_at_the_end_and_old_ones_leaving_at_the_head_are_a_list_that_begins_with_its_oldest() -> (
    None
):
    one = List()
    one.shows(1, 2, 3, 4)
    one.shows(2, 3, 4, 5, new=(5,))
    assert one.memory["oldest_first"]
    one.shows(2, 3, 4)  # its newest item was taken off, and nothing is behind it but older ones
    one.same()
    assert one.same() == [5]


def test_a_list_that_begins_with_its_oldest_is_read_the_other_way_round() -> None:
    one = List()
    one.shows(1, 2, 3, 4)
    assert one.shows(2, 3, 4, 5, new=(5,)) == ((1,), [])
    one.shows(2, 4, 5)
    one.same()
    assert one.same() == [3]


def test_many_at_once_are_the_pages_doing() -> None:
    one = List()
    one.shows(*range(20, 0, -1))
    one.shows(20, 19, 3, 2, 1)
    one.same()
    one.polls += 1
    taken = after_unchanged(one.memory).taken
    assert len(taken) == 15 and all(t.is_one_of_many for t in taken)


def test_a_pinned_item_that_is_older_than_all_below_it_rolled_off() -> None:
    old, new = NOW - dt.timedelta(days=90), NOW
    assert is_older(old, [new, NOW - HOUR, None])
    assert not is_older(new, [old, NOW])
    assert not is_older(None, [new]) and not is_older(old, [None])


# --- stored ---------------------------------------------------------------------------------------


def item(number: int, day: int = 0) -> Entry:
    published = (
        Moment(NOW - dt.timedelta(days=day), NOW - dt.timedelta(days=day), Precision.INSTANT) if day else None
    )
    fields = {"published": published} if published else {}
    return Entry(url=f"https://m.example/{number}", title=f"Announcement {number}", **fields)


def poll(feed: s.Feed, step: int, *entries: Entry) -> None:
    feed.refresh_from_db()
    now = NOW + HOUR * step
    body = f"{[e.url for e in entries]}".encode()
    answer = Fetched(url=feed.url, final_url=feed.url, status=200, headers={}, body=body, elapsed_ms=1)
    line = storing.record_fetch(feed, answer, now)
    storing.store_entries(feed, Listing(tuple(entries)), now, fetch=line, answer=answer)


def unlisted(number: int) -> tuple[dt.datetime | None, str]:
    return s.Document.objects.values_list("unlisted_since", "unlisted_as").get(
        canonical_url=f"https://m.example/{number}"
    )


@pytest.mark.django_db
class TestStored:
    def test_a_ministry_that_takes_an_item_off_is_told_to_the_editors(self, client) -> None:
        feed = make_feed(is_official=True, party="CN")
        poll(feed, 0, *[item(n) for n in (5, 4, 3, 2, 1)])
        poll(feed, 1, *[item(n) for n in (6, 5, 3, 2)])
        assert unlisted(1) == (NOW + HOUR, "rolled_off")
        assert unlisted(4) == (None, "")
        feed.refresh_from_db()
        storing.record_fetch(feed, NotModified(feed.url, 3), NOW + HOUR * 2)
        feed.refresh_from_db()
        assert unlisted(4) == (None, "") and not s.Alarm.objects.exists()
        storing.record_not_modified([(feed, NotModified(feed.url, 3))], NOW + HOUR * 3)
        assert unlisted(4) == (NOW + HOUR, "removed")
        gone = s.Document.objects.get(canonical_url__endswith="/4")
        assert gone.last_listed_at == NOW
        alarm = s.Alarm.objects.get(kind="removed", closed_at=None)
        assert "Announcement 4" in alarm.message
        assert [one["document"] for one in alarm.details["removed"]] == [gone.pk]
        health = client.get(reverse("sources:health-json")).json()["sources"][0]
        assert (health["state"], health["alarms"][0]["kind"]) == ("quiet", "removed")
        page = client.get(reverse("sources:feed", args=[feed.slug])).content.decode()
        assert "took it off the list" in page and "newer items took its place" in page
        # Nothing closes it by itself but the item's return, or an editor.
        poll(feed, 4, *[item(n) for n in (7, 6, 5, 3)])
        assert s.Alarm.objects.filter(kind="removed", closed_at=None).count() == 1
        poll(feed, 5, *[item(n) for n in (7, 6, 5, 4, 3)])
        assert unlisted(4) == (None, "")
        assert not s.Alarm.objects.filter(closed_at=None).exists()

    def test_an_oldest_item_whose_place_an_older_one_filled_is_told_too(self, client) -> None:
        feed = make_feed(is_official=True, party="CN")
        poll(feed, 0, *[item(n, day=10 - n) for n in (5, 4, 3, 2)])
        for step in (1, 2, 3):
            poll(feed, step, *[item(n, day=10 - n) for n in (5, 4, 3, 1)])
        assert unlisted(2) == (NOW + HOUR, "removed")
        assert "Announcement 2" in s.Alarm.objects.get(kind="removed", closed_at=None).message

    def test_a_list_that_got_shorter_at_its_end_says_that_it_cannot_be_told(self, client) -> None:
        feed = make_feed(is_official=True, party="CN")
        poll(feed, 0, *[item(n) for n in (3, 2, 1)])
        for step in (1, 2, 3):
            poll(feed, step, item(3), item(2))
        assert unlisted(1) == (NOW + HOUR, "")
        assert not s.Alarm.objects.filter(kind="removed").exists()
        page = client.get(reverse("sources:feed", args=[feed.slug])).content.decode()
        assert "no longer listed, why cannot be told" in page

    def test_what_only_a_further_page_lists_has_not_left_when_the_first_page_is_read(self) -> None:
        feed = make_feed(is_official=True)
        poll(feed, 0, item(1))
        feed.refresh_from_db()
        long = Listing(tuple(item(n) for n in (5, 4, 3, 2)), further=2)
        answer = Fetched(url=feed.url, final_url=feed.url, status=200, headers={}, body=b"2", elapsed_ms=1)
        line = storing.record_fetch(feed, answer, NOW + HOUR)
        storing.store_entries(feed, long, NOW + HOUR, fetch=line, answer=answer)
        poll(feed, 2, item(5), item(4))
        assert [unlisted(n) for n in (5, 4, 3, 2)] == [(None, "")] * 4

    def test_an_editor_closes_the_alarm(self, client) -> None:
        feed = make_feed(is_official=True)
        alarm = s.Alarm.objects.create(feed=feed, kind="removed", message="m", opened_at=NOW)
        other = s.Alarm.objects.create(feed=feed, kind="quiet", message="m", opened_at=NOW)
        client.force_login(deskworld.make_user("chief", is_superuser=True))
        chosen = {"action": "close_removals", "_selected_action": [alarm.pk, other.pk]}
        client.post("/admin/sources/alarm/", chosen)
        alarm.refresh_from_db()
        other.refresh_from_db()
        assert alarm.closed_at is not None and other.closed_at is None

    def test_a_news_item_taken_off_is_said_and_alarms_nobody(self) -> None:
        feed = make_feed()
        for step, numbers in enumerate([(3, 2, 1), (3, 1), (4, 3, 1), (5, 4, 3, 1)]):
            poll(feed, step, *[item(n) for n in numbers])
        assert unlisted(2) == (NOW + HOUR, "removed")
        assert not s.Alarm.objects.filter(kind="removed").exists()

    def test_a_pinned_item_let_go_is_not_called_removed(self) -> None:
        feed = make_feed(is_official=True)
        poll(feed, 0, item(9, day=90), item(3, day=3), item(2, day=4), item(1, day=5))
        for step in (1, 2, 3):
            poll(
                feed,
                step,
                *([item(4, day=1)] if step > 1 else []),
                item(3, day=3),
                item(2, day=4),
                item(1, day=5),
            )
        assert unlisted(9)[1] == "rolled_off"
        assert not s.Alarm.objects.filter(kind="removed").exists()

    def test_what_another_list_still_has_is_not_missing(self) -> None:
        feed, other = make_feed(is_official=True), make_feed(is_official=True)
        poll(feed, 0, *[item(n) for n in (3, 2, 1)])
        for step in (1, 2, 3, 4):
            poll(feed, step, item(3), item(1))
            poll(other, step + 1, item(2), item(40 + step))
        assert unlisted(2) == (None, "")

    def test_when_a_third_of_a_list_goes_at_once_nobody_is_accused(self) -> None:
        feed = make_feed(is_official=True)
        poll(feed, 0, *[item(n) for n in range(12, 0, -1)])
        for step in (1, 2, 3):
            poll(feed, step, *[item(n) for n in (12, 11, 1)])
        assert unlisted(6) == (NOW + HOUR, "")
        assert not s.Alarm.objects.filter(kind="removed").exists()


@pytest.mark.django_db
def test_a_page_that_is_gone_for_good_is_said_to_be_and_its_words_stay(loopback, client) -> None:
    forget_robots()
    with FeedServer() as server:
        words = "<html><body><article><p>China will approve exports of gallium.</p></article></body></html>"
        url = server.serve("/a", words)
        feed = make_feed(is_official=True, url=server.url("/feed.xml"))
        document = s.Document.objects.create(
            feed=feed, canonical_url=url, identity="i" * 64, title="Remarks", publisher="M", language="en",
            is_official=True, first_seen_at=NOW,
        )  # fmt: skip
        pipeline.read_document(document.pk, NOW)
        server.serve("/a", b"", status=410)
        pipeline.read_document(document.pk, NOW + HOUR)
        document.refresh_from_db()
        assert (document.unlisted_since, document.unlisted_as) == (NOW + HOUR, "gone")
        assert document.versions.count() == 1
        assert s.Alarm.objects.get(closed_at=None).kind == "removed"
        page = client.get(reverse("deals:document", args=[document.pk])).content.decode()
        assert "gone for good" in page and "kept here all the same" in page
        server.serve("/a", words)
        pipeline.read_document(document.pk, NOW + HOUR * 2)
        document.refresh_from_db()
        assert (document.unlisted_since, document.unlisted_as) == (None, "")
