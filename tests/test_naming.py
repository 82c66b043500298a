"""From which day a deal is named, and that nothing names it before."""

import datetime as dt

import pytest

from deals import models as d
from deals.naming import deal_names, is_named, named_choices, named_deals, with_first_day
from deals.querysets import AsOf

from . import pageworld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
D = dt.date
TITLE = "Test rare-earth deal"


@pytest.fixture
def world():
    return pageworld.build()


def known(day, recorded=None):
    return AsOf(day, day, recorded)


def test_a_deal_is_named_from_the_first_day_on_which_anything_of_it_was_public(world):
    first = with_first_day(d.Deal.objects.all()).get(pk=world.deal.pk).named_since
    days = [
        *d.Event.objects.filter(deal=world.deal, is_published=True).values_list("public_since", flat=True),
        *d.CommitmentTerms.objects.filter(
            commitment__deal=world.deal, commitment__is_published=True
        ).values_list("public_since", flat=True),
        *d.Round.objects.filter(deal=world.deal, is_published=True).values_list("public_since", flat=True),
        *d.Agreement.objects.filter(deal=world.deal).values_list("public_since", flat=True),
    ]
    assert first == min(day for day in days if day)
    assert is_named(world.deal, known(first))
    assert not is_named(world.deal, known(first - dt.timedelta(days=1)))


def test_without_a_known_day_every_published_deal_is_named(world):
    asof = AsOf(D(2020, 1, 1))
    assert {deal.slug for deal in named_deals(asof)} == {"test-deal", "other-deal"}
    assert named_choices(deal_names(asof)) == [("test-deal", TITLE), ("other-deal", "Other deal")]


def test_a_deal_of_which_nothing_is_dated_is_never_public(world):
    assert with_first_day(d.Deal.objects.all()).get(pk=world.other_deal.pk).named_since is None
    assert not is_named(world.other_deal, known(D(2026, 11, 1)))
    # It keeps its place among the values of a filter, so that a link to it stays readable.
    assert deal_names(known(D(2026, 11, 1)))["other-deal"] == ""


def test_a_publication_that_the_deal_cites_counts_as_it_was_on_record(world):
    pageworld.cite("Announcement of talks", D(2025, 3, 3), deal=world.other_deal)
    assert is_named(world.other_deal, known(D(2025, 3, 3)))
    before = pageworld.RECORDED - dt.timedelta(days=1)
    assert not is_named(world.other_deal, known(D(2025, 3, 3), before))


def test_a_measure_older_than_the_deal_does_not_bring_its_name_forward(world):
    d.Countermeasure.objects.filter(deals=world.deal).update(public_since=D(2010, 1, 1))
    assert not is_named(world.deal, known(D(2010, 1, 1)))


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/deals/",
        "/compare/",
        "/compare/?deal=test-deal",
        "/commitments/?deal=test-deal",
        "/countermeasures/",
        "/deadlines/",
        "/api/v1/deals",
    ],
)
def test_lists_neither_name_nor_refuse_a_deal_before_its_day(client, world, address):
    mark = "&" if "?" in address else "?"
    early = client.get(f"{address}{mark}known=2024-01-01")
    assert early.status_code == 200
    assert TITLE not in early.content.decode()
    assert TITLE in client.get(address).content.decode()


@pytest.mark.parametrize(
    "tail",
    ["", "next/", "changes/", "timeline.atom"],
)
def test_pages_of_a_deal_are_not_there_before_its_day(client, world, tail):
    address = f"{world.deal.get_absolute_url()}{tail}"
    early = client.get(f"{address}?known=2024-01-01")
    assert early.status_code == 404
    assert TITLE not in early.content.decode()
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address", ["/deals/test-deal.csv", "/deals/test-deal.ics", "/api/v1/deals/test-deal/timeline"]
)
def test_downloads_of_a_deal_are_not_there_before_its_day(client, world, address):
    assert client.get(f"{address}?known=2024-01-01").status_code == 404
    assert client.get(address).status_code == 200
