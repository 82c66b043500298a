"""Faster polling when news is expected: rounds, due days, ends of periods, press hours. Records made for the tests."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from deals import pacing, tasks
from sources import polling, storing
from sources.values import FetchError, NotModified, Severity
from tests.make import make_deal, make_feed, make_round, make_status

DAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


@pytest.fixture
def noon(monkeypatch) -> None:
    """Noon by the database's clock."""
    monkeypatch.setattr(tasks, "database_now", lambda: NOW)


@pytest.mark.django_db
class TestHotWindows:
    @pytest.mark.parametrize(
        ("starts", "ends", "is_hot"),
        [(-2, -2, True), (-3, -3, False), (0, 1, True), (1, 2, True), (2, 3, False), (-9, 9, True)],
    )
    def test_a_round_is_hot_from_the_day_before_to_two_days_after(self, starts, ends, is_hot):
        days = {"starts_on": DAY + dt.timedelta(days=starts), "ends_on": DAY + dt.timedelta(days=ends)}
        make_round(make_deal(parties=("US", "CN")), **days)
        assert (set(pacing.hot_parties(DAY)) == {"US", "CN"}) is is_hot

    @pytest.mark.parametrize(("last", "is_hot"), [(-4, False), (-3, True), (0, True), (3, True), (4, False)])
    def test_the_last_day_of_a_period_is_hot_three_days_around(self, last, is_hot):
        deal = make_deal(parties=("CN", "EU"))
        status = make_status(until_on=DAY + dt.timedelta(days=last))
        deal.countermeasures.add(status.countermeasure)
        assert (set(pacing.hot_parties(DAY)) == {"CN", "EU"}) is is_hot

    def test_the_feeds_of_the_parties_are_told_and_the_others_left(self, noon):
        make_round(make_deal(parties=("US", "CN")), starts_on=DAY, ends_on=DAY)
        later = NOW + dt.timedelta(hours=20)
        hot = [make_feed(party=code, next_poll_at=later) for code in ("US", "CN", "CN-MOFCOM")]
        cold = [make_feed(party=code, next_poll_at=later) for code in ("JP", "")]
        paused = make_feed(party="US", is_active=False, next_poll_at=later)
        assert tasks.hint_hot_feeds() == 3
        for feed in (*hot, *cold, paused):
            feed.refresh_from_db()
        assert {feed.pace_hint_until for feed in hot} == {NOW + pacing.LASTS}
        assert all(feed.next_poll_at < later for feed in hot)
        assert all(feed.pace_hint_until is None and feed.next_poll_at == later for feed in (*cold, paused))

    def test_a_quiet_record_hints_nothing(self, noon):
        make_feed(party="CN")
        make_round()
        assert tasks.hint_hot_feeds() == 0


class TestPressHours:
    SHANGHAI = ZoneInfo("Asia/Shanghai")
    HOURS = polling.parse_press_hours(["thu 14:30-17:00", "Mon-Fri 09:00-09:30", "sat-mon 23:00-24:00"])

    @pytest.mark.parametrize(
        ("at", "inside"),
        [
            ("2026-11-26T14:29", False),
            ("2026-11-26T14:30", True),
            ("2026-11-26T17:00", False),
            ("2026-11-27T09:10", True),
            ("2026-11-28T09:10", False),
            ("2026-11-29T23:59", True),
            ("2026-12-01T23:30", False),
        ],
    )
    def test_they_are_on_the_sources_own_clock(self, at, inside):
        local = dt.datetime.fromisoformat(at).replace(tzinfo=self.SHANGHAI)
        assert polling.in_press_hours(self.HOURS, local) is inside

    def test_the_next_one_is_found_over_the_week(self):
        friday = dt.datetime(2026, 11, 27, 20, tzinfo=self.SHANGHAI)
        assert polling.next_press_hour(self.HOURS, friday) == dt.datetime(
            2026, 11, 28, 23, tzinfo=self.SHANGHAI
        )
        assert polling.next_press_hour((), friday) is None
        # What begins now is no next one: a source would be asked again without end.
        begins = dt.datetime(2026, 11, 26, 14, 30, tzinfo=self.SHANGHAI)
        only = polling.parse_press_hours(["thu 14:30-17:00"])
        assert polling.next_press_hour(only, begins) == begins + dt.timedelta(days=7)

    @pytest.mark.parametrize(
        "wrong", ["thursday 14-17", ["thu 17:00-14:00"], ["xyz 10:00-11:00"], ["thu 25:00-26:00"], 7]
    )
    def test_what_is_no_press_hour_is_named(self, wrong):
        with pytest.raises(ValueError, match=r"press hour|ends before"):
            polling.parse_press_hours(wrong)

    @pytest.mark.django_db
    def test_a_slow_pace_does_not_step_over_them_and_is_quick_within(self):
        recipe = {"press_hours": ["thu 15:00-17:00"]}
        feed = make_feed(poll_minutes=1200, recipe=recipe, timezone="Asia/Shanghai")
        before = dt.datetime(2026, 11, 26, 1, tzinfo=dt.UTC)  # Thursday, 09:00 in Beijing
        storing.record_fetch(feed, NotModified(feed.url, 1), before)
        feed.refresh_from_db()
        assert feed.next_poll_at == dt.datetime(2026, 11, 26, 7, tzinfo=dt.UTC)
        within = dt.datetime(2026, 11, 26, 7, tzinfo=dt.UTC)
        storing.record_fetch(feed, NotModified(feed.url, 1), within)
        feed.refresh_from_db()
        assert feed.next_poll_at - within < dt.timedelta(minutes=1440 / 4 * 1.11)

    @pytest.mark.django_db
    def test_a_server_that_asks_to_wait_is_not_asked_for_a_press_conference_before(self):
        recipe = {"press_hours": ["thu 15:00-17:00"]}
        feed = make_feed(poll_minutes=60, recipe=recipe, timezone="Asia/Shanghai")
        before = dt.datetime(2026, 11, 26, 6, 30, tzinfo=dt.UTC)  # half an hour before it begins
        busy = FetchError(feed.url, "rate_limited", "answered 429", Severity.TEMPORARY, 429, 7200)
        storing.record_fetch(feed, busy, before)
        feed.refresh_from_db()
        assert feed.next_poll_at >= before + dt.timedelta(hours=2)

    @pytest.mark.django_db
    def test_a_row_with_nonsense_in_it_is_polled_all_the_same(self):
        feed = make_feed(recipe={"press_hours": "whenever"})
        storing.record_fetch(feed, NotModified(feed.url, 1), NOW)
        feed.refresh_from_db()
        assert feed.next_poll_at > NOW
