"""The day of publication is the publisher's own, not that of Greenwich."""

import datetime as dt

import pytest

from deals import models as d
from deals.querysets import AsOf
from deals.sourcing import backings_for
from sources.indexing import index_versions
from sources.models import DocumentVersion, Feed, SearchEntry

from . import pageworld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
UTC = dt.UTC
# 9 October in Beijing, from its first moment to its last.
FIRST = dt.datetime(2025, 10, 8, 16, tzinfo=UTC)
LAST = dt.datetime(2025, 10, 9, 15, 59, 59, tzinfo=UTC)
BEIJING = dt.date(2025, 10, 9)


@pytest.fixture
def world():
    return pageworld.build()


def dated(version, first, last, precision):
    DocumentVersion.objects.filter(pk=version.pk).update(
        published_earliest=first, published_latest=last, published_precision=precision
    )
    return DocumentVersion.objects.select_related("document__feed").get(pk=version.pk)


def from_beijing(version):
    version.document.feed = Feed.objects.create(
        slug="ministry",
        name="Ministry",
        url="https://ministry.example/list",
        kind="html_list",
        publisher="Ministry",
        language="zh",
        timezone="Asia/Shanghai",
    )
    version.document.save()


@pytest.mark.parametrize(
    ("first", "last", "precision", "day"),
    [
        (FIRST, LAST, "day", BEIJING),
        (FIRST + dt.timedelta(hours=1), FIRST + dt.timedelta(hours=1), "instant", BEIJING),
        (
            dt.datetime(2025, 5, 31, 16, tzinfo=UTC),
            dt.datetime(2025, 6, 30, 15, 59, 59, tzinfo=UTC),
            "month",
            dt.date(2025, 6, 1),
        ),
        (None, None, "undated", None),
    ],
)
def test_a_text_of_beijing_has_the_day_of_beijing_everywhere(client, world, first, last, precision, day):
    from_beijing(world.zh)
    version = dated(world.zh, first, last, precision)
    assert version.published_day() == day
    (quote,) = [
        quote
        for quote in backings_for(AsOf(dt.date(2026, 11, 24)), commitment=[world.review.pk])[
            "commitment", world.review.pk
        ].quotes
        if quote.pk == world.evidence.pk
    ]
    assert quote.published == day
    index_versions([version])
    assert SearchEntry.objects.get(pk=version.document_id).published_on == (day or version.seen_at.date())
    text = client.get(f"/documents/{version.document_id}/").content.decode()
    if precision == "month":
        assert "1 June 2025" in text and "30 June 2025" in text and "31 May" not in text
    elif day is not None:
        assert "9 October 2025" in text and "8 October 2025" not in text


def test_an_instant_of_a_text_without_a_feed_is_told_in_utc(world):
    version = dated(world.zh, FIRST, FIRST, "instant")
    assert version.published_day() == dt.date(2025, 10, 8)


def test_quotes_of_feeds_cost_no_query_each(world, django_assert_num_queries):
    from_beijing(world.zh)
    dated(world.zh, FIRST, FIRST, "instant")
    pks = list(d.Commitment.objects.values_list("pk", flat=True))
    with django_assert_num_queries(2):
        backings_for(AsOf(dt.date(2026, 11, 24)), commitment=pks)
