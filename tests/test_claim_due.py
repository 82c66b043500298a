"""Claiming due feeds: none twice, politely, and nothing lost when a worker dies."""

import datetime as dt
import threading

import pytest
from django.db import connection

from sources.models import Feed
from tests.make import NOW, make_feed

LEASE = dt.timedelta(minutes=5)


def claim(now=NOW, limit=100, per_host=1):
    return Feed.objects.claim_due(now, limit, lease=LEASE, per_host=per_host)


@pytest.mark.django_db(transaction=True)
def test_eight_claimers_share_two_hundred_feeds_and_none_comes_twice():
    ids = {make_feed().pk for _ in range(200)}
    claimed, errors, barrier = [], [], threading.Barrier(8)

    def work():
        try:
            barrier.wait(10)
            while got := claim(limit=7):
                claimed.append(got)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    flat = [pk for got in claimed for pk in got]
    assert len(flat) == len(set(flat))
    # A claimer that comes upon rows locked by another goes away empty-handed; the next tick finds them.
    flat += claim(limit=1000)
    assert set(flat) == ids
    assert len(flat) == len(ids)


@pytest.mark.django_db
class TestOne:
    def test_one_feed_of_a_host_at_a_time(self):
        feeds = [make_feed(url=f"https://one.example/{n}") for n in range(3)]
        other = make_feed()
        assert sorted(claim()) == sorted([feeds[0].pk, other.pk])
        assert claim() == []  # the host is busy while the lease runs
        assert claim(NOW + LEASE, per_host=2) != []

    def test_per_host_is_a_setting(self):
        for number in range(3):
            make_feed(url=f"https://one.example/{number}")
        assert len(claim(per_host=2)) == 2

    def test_the_longest_overdue_comes_first_and_the_limit_holds(self):
        late = make_feed(next_poll_at=NOW - dt.timedelta(hours=2))
        later = make_feed(next_poll_at=NOW - dt.timedelta(hours=3))
        make_feed()
        assert claim(limit=2) == [later.pk, late.pk]

    def test_paused_and_planned_feeds_are_left_alone(self):
        make_feed(is_active=False)
        make_feed(next_poll_at=NOW + dt.timedelta(minutes=1))
        assert claim() == []

    def test_a_worker_that_died_gives_its_feed_back_when_the_lease_is_over(self):
        feed = make_feed()
        assert claim() == [feed.pk]
        assert claim(NOW + LEASE - dt.timedelta(seconds=1)) == []
        assert claim(NOW + LEASE) == [feed.pk]
