"""Pace and the weight of failures, as plain arithmetic."""

from __future__ import annotations

import datetime as dt

import pytest

from sources.polling import DEAD_AT, Pace, after_failure, after_success, failure_weight, next_poll_at
from sources.values import FetchError, Severity

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def minutes_until(**more: object) -> float:
    then = next_poll_at(NOW, **{"minutes": 60, "jitter": 0, **more})  # type: ignore[arg-type]
    return (then - NOW).total_seconds() / 60


@pytest.mark.parametrize(
    ("severity", "weight"), [(Severity.HARD, 1), (Severity.SOFT, 0.5), (Severity.TEMPORARY, 0.25)]
)
def test_failures_weigh_by_their_severity(severity: Severity, weight: float) -> None:
    assert failure_weight(severity) == weight
    assert failure_weight(FetchError("u", "timeout", "", severity)) == weight
    assert after_failure(Pace(60, weight=2), severity).weight == 2 + weight


def test_a_healthy_feed_is_polled_at_its_interval_within_a_tenth() -> None:
    assert minutes_until() == 60
    assert minutes_until(jitter=1) == 66 and minutes_until(jitter=-1) == 54
    drawn = {next_poll_at(NOW, minutes=60) for _ in range(20)}
    assert len(drawn) > 1
    assert all(54 <= (t - NOW).total_seconds() / 60 <= 66 for t in drawn)


@pytest.mark.parametrize(
    ("weight", "minutes"), [(0.75, 60), (1, 120), (1.75, 120), (2, 240), (4, 960), (5, 1440), (29.9, 1440)]
)
def test_each_whole_strike_doubles_the_wait_up_to_a_day(weight: float, minutes: float) -> None:
    assert minutes_until(weight=weight) == minutes


def test_the_dead_are_asked_every_three_days() -> None:
    assert Pace(60, weight=DEAD_AT).is_dead and not Pace(60, weight=DEAD_AT - 0.25).is_dead
    assert minutes_until(weight=DEAD_AT) == 3 * 1440
    assert minutes_until(weight=500) == 3 * 1440


def test_retry_after_is_a_least_wait_never_a_shorter_one() -> None:
    assert minutes_until(retry_after_s=7200) == 120
    assert minutes_until(retry_after_s=7200, jitter=-1) == 120
    assert minutes_until(retry_after_s=5) == 60
    assert minutes_until(retry_after_s=7200, hot=True) == 120


def test_hot_windows_poll_four_times_as_often_but_not_the_failing() -> None:
    assert minutes_until(hot=True) == 15
    assert minutes_until(hot=True, minutes=20) == 10
    assert minutes_until(hot=True, weight=1) == 120


def test_bounds_hold_whatever_is_asked() -> None:
    assert minutes_until(minutes=0.01) == 10
    assert minutes_until(minutes=10**9) == 1440
    assert minutes_until(minutes=5, shortest=5) == 5


def test_the_zone_of_now_is_kept() -> None:
    assert next_poll_at(NOW, minutes=60, jitter=0).tzinfo is dt.UTC


def test_two_polls_in_a_row_full_of_news_quicken_the_pace() -> None:
    pace = after_success(Pace(60), listed=10, new=8)
    assert (pace.minutes, pace.trend) == (60, -1)
    pace = after_success(pace, listed=10, new=7)
    assert (pace.minutes, pace.trend) == (40, 0)


def test_two_polls_in_a_row_without_news_slow_it() -> None:
    pace = after_success(after_success(Pace(60), listed=10, new=0), listed=0, new=0)
    assert (pace.minutes, pace.trend) == (90, 0)


@pytest.mark.parametrize(
    ("new", "trend"),
    [(100, -1), (68, -1), (67, 0), (50, 0), (34, 0), (33, 1), (0, 1)],
)
def test_the_share_of_known_items_decides_at_a_third_and_two_thirds(new: int, trend: int) -> None:
    assert after_success(Pace(60), listed=100, new=new).trend == trend


def test_a_poll_in_between_or_of_the_other_kind_starts_the_count_anew() -> None:
    pace = after_success(Pace(60), listed=10, new=9)
    assert after_success(pace, listed=10, new=5).trend == 0
    assert after_success(pace, listed=10, new=0).trend == 1
    assert after_failure(pace, Severity.SOFT).trend == 0


def test_the_pace_stays_within_its_bounds() -> None:
    pace = Pace(12, shortest=10, longest=100)
    for _ in range(10):
        pace = after_success(pace, listed=10, new=10)
    assert pace.minutes == 10
    for _ in range(40):
        pace = after_success(pace, listed=10, new=0)
    assert pace.minutes == 100


def test_one_success_wipes_the_failures_away() -> None:
    assert after_success(Pace(60, weight=12.5), listed=5, new=1).weight == 0


@pytest.mark.parametrize(("listed", "new"), [(5, 9), (5, -3), (-1, 0), (0, 7)])
def test_nonsense_counts_do_no_harm(listed: int, new: int) -> None:
    assert after_success(Pace(60), listed=listed, new=new).trend in (-1, 1)
