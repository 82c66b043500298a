"""Prepared queries give the rows that the query set gives, for every shape of the question. All rows are made up."""

import datetime as dt

import pytest

from deals.models import Deal, Event, Party
from deals.prepared import Prepared
from deals.querysets import AsOf

pytestmark = pytest.mark.django_db
ON = dt.date(2025, 7, 1)
MOMENT = dt.datetime(2025, 6, 1, tzinfo=dt.UTC)


def of_deals(asof, deals):
    return Event.objects.filter(deal__any=deals).as_known(asof).select_related("actor").order_by("pk")


def of_deals_or_actors(asof, deals=None, actors=None):
    rows = Event.objects.all()
    if deals is not None:
        rows = rows.filter(deal__any=deals)
    if actors is not None:
        rows = rows.filter(actor__any=actors)
    return rows.as_known(asof).order_by("pk").values_list("pk", "title_en")


@pytest.fixture
def world():
    us = Party.objects.create(slug="us", code="US", name_en="United States", kind="state")
    deals = [Deal.objects.create(slug=f"d{n}", title_en=f"Deal {n}", is_published=True) for n in range(3)]
    for number in range(12):
        day = dt.date(2025, 1 + number % 6, 5)
        Event.objects.create(
            deal=deals[number % 3],
            kind="statement",
            actor=us if number % 2 else None,
            title_en=f"Made up {number}",
            occurred_earliest=day,
            occurred_latest=day,
            public_since=day,
            recorded_at=MOMENT + dt.timedelta(days=number - 6),
        )
    return deals


@pytest.mark.parametrize("known", [None, dt.date(2025, 3, 5), dt.date(2025, 5, 1)])
@pytest.mark.parametrize("recorded", [None, MOMENT, MOMENT + dt.timedelta(days=3)])
def test_the_rows_are_those_of_the_query_set(world, known, recorded):
    prepared = Prepared(of_deals)
    asof = AsOf(ON, known, recorded)
    for _again in range(2):
        for pks in ([world[0].pk], [deal.pk for deal in world], [world[2].pk, world[1].pk]):
            plain = Event.objects.filter(deal__in=pks).as_known(asof).order_by("pk")
            assert prepared(asof, deals=pks) == list(plain)


def test_related_rows_come_along_and_nothing_is_compiled_or_asked_twice(world, django_assert_num_queries):
    built = []

    def build(asof, deals):
        built.append(asof)
        return of_deals(asof, deals)

    prepared = Prepared(build)
    with django_assert_num_queries(2):
        first = [event.actor and event.actor.name_en for event in prepared(AsOf(ON), deals=[world[0].pk])]
        again = [event.actor and event.actor.name_en for event in prepared(AsOf(ON), deals=[world[0].pk])]
    assert first == again and "United States" in first and None in first
    assert len(built) == 1
    prepared(AsOf(ON, ON), deals=[world[0].pk])
    assert len(built) == 2


def test_names_without_ids_are_no_condition_and_no_ids_at_all_are_no_query(world, django_assert_num_queries):
    prepared = Prepared(of_deals_or_actors)
    us = Party.objects.get()
    assert len(prepared(AsOf(ON), deals=[world[0].pk], actors=[])) == 4
    assert len(prepared(AsOf(ON), deals=[world[0].pk], actors=[us.pk])) == 2
    assert all(title.startswith("Made up") for _pk, title in prepared(AsOf(ON), actors=[us.pk]))
    with django_assert_num_queries(0):
        assert prepared(AsOf(ON), deals=[], actors=()) == []


def test_a_query_that_loses_what_it_is_given_is_refused():
    with pytest.raises(TypeError, match="cannot be prepared"):
        Prepared(lambda asof, deals: Event.objects.all())(AsOf(ON), deals=[1])


def test_rows_are_written_between_two_answers(world):
    prepared = Prepared(of_deals)
    before = len(prepared(AsOf(ON), deals=[world[0].pk]))
    Event.objects.filter(deal=world[0]).update(superseded_at=MOMENT + dt.timedelta(days=90))
    assert before == 4 and prepared(AsOf(ON), deals=[world[0].pk]) == []
