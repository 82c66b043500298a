"""The board of days that texts set: over the reference data, and around the boundary of a last day."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.management import call_command

from deals import models as d
from deals.capitals import day_end
from deals.deadlines import deadlines_for, months_of
from deals.querysets import AsOf

from . import pageworld

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def world():
    return pageworld.build()


@pytest.fixture
def reference():
    call_command("loadreference", verbosity=0)


def rows_of(on, known=None, **where):
    return {row.key: row for row in deadlines_for(AsOf(on, known), **where)}


def of_measure(rows, measure):
    return [row for row in rows.values() if row.record == measure]


@pytest.mark.parametrize(
    ("on", "standing", "days"),
    [
        (D(2026, 11, 9), "ahead", 1),
        (D(2026, 11, 10), "today", 0),
        (D(2026, 11, 11), "ran_out", -1),
        (D(2030, 1, 1), "ran_out", -1148),
    ],
)
def test_a_suspension_runs_out_by_itself_after_its_last_day(world, on, standing, days):
    (row,) = of_measure(rows_of(on), world.october)
    assert (row.day, row.standing, row.days) == (D(2026, 11, 10), standing, days)
    assert row.then == "in force" and row.wording == "until 10 November 2026"
    assert row.kind == "suspension" and row.is_open


def test_a_later_text_is_what_followed(world):
    d.Status.objects.create(
        countermeasure=world.october,
        status="suspended",
        effective=pageworld.period(D(2026, 11, 11), D(2027, 1, 10)),
        runs_out=True,
        **pageworld.on_record(public_since=D(2026, 11, 20)),
    )
    before, after = rows_of(D(2026, 11, 24), D(2026, 11, 19)), rows_of(D(2026, 11, 24), D(2026, 11, 20))
    assert [row.standing for row in of_measure(before, world.october)] == ["ran_out"]
    first, second = of_measure(after, world.october)
    assert first.standing == "followed" and "suspended from 11 November 2026" in first.after
    assert not first.is_open
    assert (second.day, second.standing) == (D(2027, 1, 10), "ahead")


def test_a_due_day_that_passed_is_unverified_until_a_source_says_more(world):
    d.CommitmentTerms.objects.filter(commitment=world.review).update(
        due_on=D(2026, 1, 31), due_precision="day", due_wording="by the end of January"
    )
    (row,) = of_measure(rows_of(D(2026, 2, 1)), world.review)
    assert (row.kind, row.standing, row.days) == ("due", "unverified", -1)
    assert "In progress since 4 July 2025" in row.after
    d.Status.objects.filter(commitment=world.review, status="in_progress").update(
        effective=pageworld.period(D(2025, 7, 4), D(2026, 1, 29))
    )
    d.Status.objects.create(
        commitment=world.review,
        aspect="verification",
        status="kept",
        effective=pageworld.period(D(2026, 1, 30)),
        **pageworld.on_record(public_since=D(2026, 3, 1)),
    )
    (row,) = of_measure(rows_of(D(2026, 2, 1)), world.review)
    assert row.standing == "settled" and not row.is_open


def test_the_board_knows_no_later_text(world):
    for known in (D(2025, 4, 3), D(2025, 10, 8), D(2025, 11, 6)):
        rows = rows_of(known, known)
        assert not any(row.day == D(2026, 11, 10) for row in rows.values()), known
        assert all(row.label != "Made-up deadline" for row in rows.values())
    assert any(row.label == "Made-up deadline" for row in rows_of(D(2025, 11, 7), D(2025, 11, 7)).values())


def test_a_scheduled_start_stands_on_the_board(world):
    (row,) = of_measure(rows_of(D(2025, 10, 20), D(2025, 10, 20)), world.october)
    assert (row.kind, row.day, row.days) == ("start", D(2025, 11, 8), 19)


def test_months_hold_their_days_in_order(world):
    rows = deadlines_for(AsOf(D(2026, 11, 1)))
    months = months_of(rows)
    assert [month.first for month in months] == sorted(month.first for month in months)
    assert sum(len(day.rows) for month in months for day in month.days) == len(rows)
    for month in months:
        assert all(day.day.replace(day=1) == month.first for day in month.days)


def test_one_deal_has_only_its_own(world):
    assert rows_of(D(2026, 11, 1), deal=world.other_deal) == {}
    assert of_measure(rows_of(D(2026, 11, 1), deal=world.deal), world.october)


def test_the_page_filters_from_the_address(client, world):
    with time_machine.travel(dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC), tick=False):
        text = client.get("/deadlines/").content.decode()
        assert "October control" in text and "Ban on test gallium" in text
        text = client.get("/deadlines/?kind=due").content.decode()
        assert "October control" not in text
        text = client.get("/deadlines/?party=US").content.decode()
        assert "October control" not in text


@pytest.mark.parametrize(
    ("today", "gallium", "october"),
    [
        (D(2026, 11, 10), "After it, by its terms: in force.", "Last day of its suspension"),
        (D(2026, 11, 27), "Last day of its suspension", "ran out, successor unseen"),
        (D(2026, 11, 28), "ran out, successor unseen", "ran out, successor unseen"),
    ],
)
def test_the_real_ends_of_november_2026_by_the_clock_alone(client, reference, today, gallium, october):
    with time_machine.travel(dt.datetime.combine(today, dt.time(0, 1), dt.UTC), tick=False):
        text = client.get("/deadlines/").content.decode()
    items = re.findall(r'<li class="due .*?</li>\s*(?=<li class="due|</ul>)', text, re.DOTALL)
    by_measure = {
        slug: next(item for item in items if f"/countermeasures/{slug}/" in item)
        for slug in ("cn-2024-46-2", "cn-2025-61")
    }
    assert gallium in by_measure["cn-2024-46-2"]
    assert october in by_measure["cn-2025-61"]
    assert "10 January 2027" in by_measure["cn-2025-61"]  # announced, and said to have no legal text
    assert "the only legal text seen" in by_measure["cn-2025-61"]


def test_the_announced_extension_is_shown_as_announced_and_as_nothing_more(reference):
    rows = rows_of(D(2026, 11, 27))
    (row,) = [row for row in rows.values() if row.day == D(2027, 1, 10)]
    assert row.kind == "named" and row.standing == "ahead" and row.days == 44
    assert row.note == "By political announcement; no legal text seen."
    assert [clash.contradiction.slug for clash in row.clashes] == ["truce-end"]
    assert not any(
        row.day == D(2027, 1, 10) and row.kind in ("suspension", "expiry") for row in rows.values()
    )


def test_the_number_of_queries_does_not_grow_with_the_record(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        rows_of(D(2026, 11, 24))


@pytest.mark.parametrize(
    ("party", "ends"),
    [
        ("CN", dt.datetime(2026, 11, 10, 16, 0, tzinfo=dt.UTC)),
        ("US", dt.datetime(2026, 11, 11, 5, 0, tzinfo=dt.UTC)),
        ("EU", dt.datetime(2026, 11, 10, 23, 0, tzinfo=dt.UTC)),
    ],
)
def test_a_last_day_ends_at_midnight_in_the_capital_of_who_owes_it(party, ends):
    assert day_end(D(2026, 11, 10), party).at == ends


def test_a_last_day_in_summer_time_ends_an_hour_earlier_in_washington_and_not_in_beijing():
    assert day_end(D(2026, 7, 23), "US").at == dt.datetime(2026, 7, 24, 4, 0, tzinfo=dt.UTC)
    assert day_end(D(2026, 7, 23), "CN").at == dt.datetime(2026, 7, 23, 16, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "wording", ["11:59 p.m. Eastern time", "until noon", "至11月10日24时", "13:01 on 10 November"]
)
def test_a_wording_that_names_an_hour_says_itself_when_the_day_ends(wording):
    assert day_end(D(2026, 11, 10), "US", wording) is None


def test_no_midnight_is_told_where_no_capital_is_known():
    assert day_end(D(2026, 11, 10), "PE") is None


def test_the_board_tells_when_a_last_day_ends(world, client):
    page = client.get("/deadlines/?on=2026-11-09").content.decode()
    assert "midnight in Beijing: 10 November, 16:00 UTC" in page
    (row,) = of_measure(rows_of(D(2026, 11, 9)), world.october)
    assert row.ends.capital == "Beijing"


@pytest.mark.parametrize(
    "on", [D(2025, 6, 1), D(2026, 1, 15), D(2026, 11, 9), D(2026, 11, 28), D(2027, 1, 11)]
)
def test_no_day_stands_on_the_board_without_its_source(reference, on):
    rows = deadlines_for(AsOf(on))
    assert rows and [row.label for row in rows if not row.backing] == []


def test_a_day_on_which_two_texts_differ_stands_on_the_board_with_both(client, reference):
    rows = [row for row in deadlines_for(AsOf(D(2026, 11, 28))) if "exclusion process" in row.label]
    assert [(row.day, row.kind, row.standing) for row in rows] == [(D(2026, 12, 31), "due", "ahead")]
    assert rows[0].clashes and len(rows[0].backing) == 2
    page = client.get("/deadlines/?on=2026-11-28").content.decode()
    assert "10 November 2026 by the US order" in page
