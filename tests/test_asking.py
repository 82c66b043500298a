"""The dates of a question: read exactly, refused with help, carried along, never a crash."""

import datetime as dt

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from deals.asking import read_choice, read_question

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def ask(query: str):
    return read_question(QueryDict(query), NOW)


def test_without_parameters_the_question_is_about_today_with_todays_knowledge():
    asking, problems = ask("")
    assert problems == []
    assert (asking.asof.on, asking.asof.known, asking.asof.recorded) == (dt.date(2026, 11, 24), None, None)
    assert asking.is_now and not asking.hides_prose and asking.query() == ""


def test_three_dates_are_read_and_carried_along():
    asking, problems = ask("on=2025-06-27&known=2025-07-01&recorded=2026-01-02T03:04:05Z")
    assert problems == []
    assert asking.asof.on == dt.date(2025, 6, 27)
    assert asking.asof.known == dt.date(2025, 7, 1)
    assert asking.asof.recorded == dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    assert asking.query() == "?on=2025-06-27&known=2025-07-01&recorded=2026-01-02T03%3A04%3A05Z"
    assert ask(asking.query(version=2)[1:])[0].asof == asking.asof


@pytest.mark.parametrize(
    "given_time",
    ["2026-01-02T03:04:05%2B08:00", "2026-01-02T03:04:05+08:00", "2026-01-02 03:04:05+0800"],
)
def test_a_plus_sign_that_arrives_as_a_space_is_still_an_offset(given_time):
    asking, problems = ask(f"recorded={given_time}")
    assert problems == []
    assert asking.asof.recorded == dt.datetime(2026, 1, 1, 19, 4, 5, tzinfo=dt.UTC)


def test_a_time_without_a_zone_is_utc():
    assert ask("recorded=2026-01-02T03:04")[0].asof.recorded == dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("on=yesterday", "on"),
        ("on=2025-02-30", "on"),
        ("on=20250227", "on"),
        ("on=2025-W10-1", "on"),
        ("on=0001-01-01", "on"),
        ("on=9999-12-31", "on"),
        ("on=%D9%A2%D9%A0%D9%A2%D9%A5-06-27", "on"),
        ("on=2025-06-27%00", "on"),
        ("on=2025-06-27&on=2025-06-28", "on"),
        ("known=2026-12-31", "known"),
        ("known=27.6.2025", "known"),
        ("recorded=2025-06-27", "recorded"),
        ("recorded=0001-01-01T00:00:00%2B14:00", "recorded"),
        ("recorded=9999-12-31T23:59:59-14:00", "recorded"),
        ("recorded=2026-01-01T25:00", "recorded"),
        ("recorded=2027-01-01T00:00", "recorded"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_help(query, name):
    asking, problems = ask(query)
    assert [problem.name for problem in problems] == [name]
    assert problems[0].help
    assert name not in asking.given


def test_fields_that_a_form_sends_empty_count_as_not_given():
    asking, problems = ask("on=&known=&recorded=")
    assert problems == [] and asking.is_now


def test_the_permalink_carries_all_three_dates_and_asks_the_same_question():
    asking, _problems = ask("on=2025-06-27")
    again, problems = ask(asking.permalink[1:])
    assert problems == []
    assert again.asof.on == dt.date(2025, 6, 27)
    assert again.asof.known == dt.date(2026, 11, 24)
    assert again.asof.recorded == NOW
    earlier, _problems = ask("on=2025-06-27&known=2025-06-28&recorded=2026-03-01T08:00:00%2B08:00")
    assert earlier.permalink == "?on=2025-06-27&known=2025-06-28&recorded=2026-03-01T00%3A00%3A00Z"


@pytest.mark.parametrize(
    ("query", "hides_prose", "hides_later"),
    [
        ("", False, False),
        ("on=2026-12-24", False, False),
        ("on=2026-11-23", True, False),
        ("known=2026-11-23", True, True),
        ("known=2026-11-24", False, False),
    ],
)
def test_sentences_written_on_todays_knowledge_are_hidden_for_the_past(query, hides_prose, hides_later):
    asking, _problems = ask(query)
    assert (asking.hides_prose, asking.hides_later) == (hides_prose, hides_later)


def test_a_filter_takes_only_what_is_offered():
    problems = []
    assert read_choice(QueryDict("kind=measures"), "kind", ["measures", "rounds"], problems) == "measures"
    assert read_choice(QueryDict(""), "kind", ["measures"], problems) == ""
    assert problems == []
    assert read_choice(QueryDict("kind=x"), "kind", ["measures", "rounds"], problems) == ""
    assert "measures, rounds" in problems[0].help


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_no_text_whatsoever_breaks_the_reading(on, known, recorded):
    query = QueryDict(mutable=True)
    query["on"], query["known"], query["recorded"] = on, known, recorded
    asking, problems = read_question(query, NOW)
    assert set(asking.given) | {problem.name for problem in problems} <= {"on", "known", "recorded"}
    assert asking.asof.on.year >= 1900
