"""Strict dates, dates in prose and what an undated text allows. All texts here were written for the tests."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.dates import find_dates, parse_moment, text_interval
from sources.values import Precision

UTC = dt.UTC
REFERENCE = dt.datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "zone", "first", "formats"),
    [
        ("2026-11-01 01:30", "America/New_York", "2026-11-01T04:00", ()),  # twice: summer time ends at 2
        ("Nov 1, 2026 1:00 am", "America/New_York", "2026-11-01T04:00", ()),
        ("1 November 2026 1:59 am ET", "UTC", "2026-11-01T04:00", ()),
        ("25 October 2026 02:30", "Europe/Brussels", "2026-10-24T22:00", ()),
        ("25.10.2026 02:30", "Europe/Brussels", "2026-10-24T22:00", ("%d.%m.%Y %H:%M",)),
        ("2025-03-09 02:30", "America/New_York", "2025-03-09T05:00", ()),  # never: it begins at 2
        ("1988-04-17 00:30", "Asia/Shanghai", None, ()),  # before our time
        ("29 March 2026 02:00", "Europe/Brussels", "2026-03-28T23:00", ()),
    ],
)
def test_a_time_that_comes_twice_or_never_is_read_as_its_day(raw, zone, first, formats) -> None:
    moment = parse_moment(raw, zone, formats)
    if first is None:
        assert moment.precision == Precision.UNDATED
        return
    assert (moment.precision, f"{moment.earliest:%Y-%m-%dT%H:%M}") == (Precision.DAY, first)
    length = moment.latest - moment.earliest + dt.timedelta(microseconds=1)
    assert length in (dt.timedelta(hours=23), dt.timedelta(hours=25))  # a day on which the clocks change
    assert moment.wording == raw


@pytest.mark.parametrize(
    ("raw", "zone", "instant"),
    [
        ("2026-11-01 00:59", "America/New_York", "2026-11-01T04:59"),
        ("2026-11-01 02:00", "America/New_York", "2026-11-01T07:00"),
        ("2026-11-01 01:30 EDT", "America/New_York", "2026-11-01T05:30"),
        ("2026-11-01 01:30 EST", "America/New_York", "2026-11-01T06:30"),
        ("2026-11-01T01:30:00-04:00", "America/New_York", "2026-11-01T05:30"),
        ("2025-03-09 03:00", "America/New_York", "2025-03-09T07:00"),
    ],
)
def test_around_those_hours_and_with_a_zone_times_stay_instants(raw, zone, instant) -> None:
    moment = parse_moment(raw, zone)
    assert (moment.precision, f"{moment.earliest:%Y-%m-%dT%H:%M}") == (Precision.INSTANT, instant)


@pytest.mark.parametrize(
    ("raw", "zone", "earliest"),
    [
        ("2025-06-27 15:48", "Asia/Shanghai", "2025-06-27T07:48:00+00:00"),
        ("2025-06-27T15:48:00Z", "Asia/Shanghai", "2025-06-27T15:48:00+00:00"),
        ("2025-06-27T15:48:00.123+08:00", "UTC", "2025-06-27T07:48:00+00:00"),
        ("Fri, 27 Jun 2025 15:48:00 +0800", "UTC", "2025-06-27T07:48:00+00:00"),
        ("Fri, 27 Jun 2025 15:48:00 CST", "Asia/Shanghai", "2025-06-27T07:48:00+00:00"),
        ("Fri, 27 Jun 2025 15:48:00 CST", "America/Chicago", "2025-06-27T21:48:00+00:00"),
        ("Friday, June 27, 2025 3:04 p.m. ET", "UTC", "2025-06-27T19:04:00+00:00"),
        ("June 27, 2025 12:00 am", "UTC", "2025-06-27T00:00:00+00:00"),
        ("2025年6月27日 下午3:04", "Asia/Shanghai", "2025-06-27T07:04:00+00:00"),
        ("2025年6月27日15时48分", "Asia/Shanghai", "2025-06-27T07:48:00+00:00"),
        ("发布时间：2025-06-27 15:48", "Asia/Shanghai", "2025-06-27T07:48:00+00:00"),
        ("2025年11月10日24时", "Asia/Shanghai", "2025-11-10T16:00:00+00:00"),
        ("2025-07-01 09:00", "America/New_York", "2025-07-01T13:00:00+00:00"),
        ("2025-12-01 09:00", "America/New_York", "2025-12-01T14:00:00+00:00"),
    ],
)
def test_instants(raw: str, zone: str, earliest: str) -> None:
    moment = parse_moment(raw, zone, reference=REFERENCE)
    assert moment.precision is Precision.INSTANT
    assert moment.earliest == moment.latest == dt.datetime.fromisoformat(earliest)


@pytest.mark.parametrize(
    ("raw", "zone", "first", "last"),
    [
        ("10 November 2026", "UTC", "2026-11-10T00:00", "2026-11-10T23:59"),
        ("Nov. 10, 2026", "UTC", "2026-11-10T00:00", "2026-11-10T23:59"),
        ("November 10th 2026", "UTC", "2026-11-10T00:00", "2026-11-10T23:59"),
        ("2026年11月10日", "Asia/Shanghai", "2026-11-09T16:00", "2026-11-10T15:59"),
        ("二〇二六年十一月十日", "Asia/Shanghai", "2026-11-09T16:00", "2026-11-10T15:59"),
        ("２０２６－１１－１０", "Asia/Shanghai", "2026-11-09T16:00", "2026-11-10T15:59"),
        ("20261110", "UTC", "2026-11-10T00:00", "2026-11-10T23:59"),
    ],
)
def test_days_span_the_day_of_their_zone(raw: str, zone: str, first: str, last: str) -> None:
    moment = parse_moment(raw, zone, reference=REFERENCE)
    assert moment.precision is Precision.DAY
    assert moment.earliest == dt.datetime.fromisoformat(first + "+00:00")
    assert moment.latest is not None
    assert moment.latest.replace(second=0, microsecond=0) == dt.datetime.fromisoformat(last + "+00:00")


@pytest.mark.parametrize(
    ("raw", "precision"),
    [
        ("June 2025", Precision.MONTH),
        ("2025年6月", Precision.MONTH),
        ("2025-06", Precision.MONTH),
        ("2025", Precision.YEAR),
    ],
)
def test_months_and_years_keep_their_precision(raw: str, precision: Precision) -> None:
    assert parse_moment(raw, "UTC").precision is precision


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "yesterday",
        "2025-02-30",
        "31 June 2025",
        "06/07/2025",
        "1751000000",
        "1751000000000",
        "1980-01-01",
        "2101-01-01",
        "2028-11-25",
        "27 June",
        "10月9日",
        "2025-06-27 25:00",
        "2025-06-27 13:00 pm",
        "2025-06-27 10:00 XYZ",
        "x" * 300,
        "12:30",
    ],
)
def test_what_is_not_certain_is_undated_and_keeps_its_wording(raw: str) -> None:
    moment = parse_moment(raw, "UTC", reference=REFERENCE)
    assert moment.precision is Precision.UNDATED
    assert moment.earliest is None and moment.latest is None
    assert moment.wording == raw


def test_a_format_of_the_source_is_tried_first() -> None:
    assert parse_moment("06/07/2025", "UTC", ("%d/%m/%Y",)).earliest == dt.datetime(2025, 7, 6, tzinfo=UTC)
    assert parse_moment("1751000000", "UTC", ("epoch",)).earliest == dt.datetime.fromtimestamp(
        1751000000, UTC
    )
    assert parse_moment("1751000000000", "UTC", ("epoch_ms",)).precision is Precision.INSTANT
    assert (
        parse_moment("27 June", "UTC", ("%d %B",)).precision is Precision.UNDATED
    )  # strptime would say 1900


def test_an_unknown_zone_is_a_fault_of_the_caller() -> None:
    with pytest.raises(KeyError):
        parse_moment("2025-06-27", "Mars/Base")


@given(st.text(max_size=60))
def test_any_wording_is_read_or_refused(raw: str) -> None:
    moment = parse_moment(raw, "Asia/Shanghai", reference=REFERENCE)
    assert (moment.earliest is None) == (moment.precision is Precision.UNDATED)
    if moment.earliest is not None and moment.latest is not None:
        assert moment.earliest <= moment.latest


@given(st.datetimes(min_value=dt.datetime(1991, 1, 2), max_value=dt.datetime(2099, 12, 30)))
def test_iso_times_come_back_as_they_went_in(moment: dt.datetime) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    assert parse_moment(moment.isoformat(), "Asia/Tokyo").earliest == moment


PUBLISHED = dt.date(2027, 11, 1)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("until November 10, 2028", "en", [("2028-11-10", "until")]),
        ("until 12:01 a.m. eastern standard time on November 10, 2028", "en", [("2028-11-10", "until")]),
        ("effective November 10, 2027, for one year", "en", [("2027-11-10", "effective"), ("P1Y", "")]),
        (
            "starting on 12 August 2027 for a period of 90 days",
            "en",
            [("2027-08-12", "effective"), ("P90D", "")],
        ),
        ("by May 14, 2028", "en", [("2028-05-14", "due")]),
        ("within 30 days", "en", [("P30D", "due")]),
        ("on June 9 and 10, 2027", "en", [("2027-06-09", "")]),
        ("announced on October 9", "en", [("2027-10-09", "since")]),
        ("effective immediately", "en", [("2027-11-01", "effective")]),
        ("the May tariff may rise 10 percent", "en", []),
        ("on February 30, 2028", "en", []),
        ("自2027年11月10日起至2028年11月10日", "zh", [("2027-11-10", "effective"), ("2028-11-10", "until")]),
        ("即日起", "zh", [("2027-11-01", "effective")]),
        ("自发布之日起实施", "zh", [("2027-11-01", "effective")]),
        ("暂停一年", "zh", [("P1Y", "")]),
        ("90天内", "zh", [("P90D", "due")]),
        ("期限三个月。", "zh", [("P3M", "")]),
        ("商务部公告2026年第41号", "zh", []),
        ("今年4月，中国政府", "zh", [("2027-04", "")]),
        ("10月9日公布的措施", "zh", [("2027-10-09", "")]),
        ("2028年6月30日前", "zh", [("2028-06-30", "due")]),
        ("2月30日", "zh", []),
    ],
)
def test_dates_in_prose(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    found = find_dates(text, language, PUBLISHED)
    assert [(ref.value, ref.role) for _, _, ref in found] == expected
    assert all(text[start:stop] == ref.wording for start, stop, ref in found)


def test_a_year_that_is_not_given_is_the_nearest_and_marked() -> None:
    [(_, _, ref)] = find_dates("on 28 December", "en", dt.date(2028, 1, 5))
    assert ref.value == "2027-12-28" and ref.inferred
    assert find_dates("on 28 December", "en", None) == []


def test_the_day_until_which_a_measure_holds_lies_ahead_where_it_can() -> None:
    ((_, _, ahead),) = find_dates("a tariff until October 31", "en", dt.date(2027, 3, 5))
    ((_, _, behind),) = find_dates("a tariff until February 28", "en", dt.date(2027, 3, 5))
    assert (ahead.value, behind.value) == ("2027-10-31", "2027-02-28")


def test_the_interval_of_a_text_without_any_year_is_not_guessed() -> None:
    moment = text_interval(
        "The call, held on 5 June, and talks in London earlier in June led to a statement on Friday.", "en"
    )
    assert moment.precision is Precision.UNDATED and moment.earliest is None
    for words in ("5 June", "earlier in June", "on Friday"):
        assert words in moment.wording


def test_the_interval_of_a_text_begins_with_the_last_day_it_names() -> None:
    moment = text_interval(
        (
            "On 2 April 2027 it imposed tariffs. On 5 June 2027 both spoke, earlier in June. They last "
            "until 1 May 2029."
        ),
        "en",
    )
    assert moment.precision is Precision.INTERVAL
    assert moment.earliest is not None and moment.latest is not None
    assert moment.earliest == dt.datetime(2027, 6, 4, 10, tzinfo=UTC)
    assert moment.latest.date() == dt.date(2027, 7, 1)
    assert text_interval("nothing dated here", "en").precision is Precision.UNDATED


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("On 27 June 2025 the two sides met. They will meet again after 5 July 2025.", "en", "2025-06-27"),
        ("On 27 June 2025 the ministry said that it will lift the rules.", "en", "2025-06-27"),
        ("It announced on 27 June 2025 that on 5 July 2025 the rules will end.", "en", "2025-06-27"),
        ("A meeting is scheduled for 5 July 2025.", "en", ""),
        ("On 5 July 2025 ministers will gather in Geneva.", "en", ""),
        ("双方于2025年6月27日会晤，将于2025年7月5日再次举行磋商。", "zh", "2025-06-27"),
        ("商务部2025年6月27日表示，将依法审批。", "zh", "2025-06-27"),
        ("磋商定于2025年7月5日举行。", "zh", ""),
        ("2025年7月5日将举行磋商。", "zh", ""),
    ],
)
def test_a_day_that_lies_ahead_bounds_nothing(text: str, language: str, day: str) -> None:
    moment = text_interval(text, language)
    if not day:
        assert moment.precision is Precision.UNDATED and moment.earliest is None
    else:
        expected = dt.datetime.fromisoformat(day + "T00:00:00+14:00")
        assert moment.precision is Precision.INTERVAL and moment.earliest == expected
