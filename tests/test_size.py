"""A deal of 200 events in one page: few queries, few bytes, whatever its tables hold. All rows are made up."""

import datetime as dt
import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db.backends.postgresql.psycopg_any import DateRange

from deals import models as d

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
WORDS = [
    "export",
    "licences",
    "for",
    "magnets",
    "of",
    "test",
    "earths",
    "were",
    "granted",
    "to",
    "listed",
    "buyers",
    "after",
    "talks",
]


@pytest.fixture
def large():
    us = d.Party.objects.create(slug="us", code="US", name_en="United States", kind="state")
    cn = d.Party.objects.create(slug="cn", code="CN", name_en="China", name_zh="中国", kind="state")
    deal = d.Deal.objects.create(
        slug="large", title_en="Large deal", summary="A made-up deal.", is_published=True
    )
    deal.parties.add(us, cn)
    start = dt.date(2025, 1, 2)
    for number in range(14):
        day = start + dt.timedelta(days=48 * number)
        d.Round.objects.create(
            deal=deal,
            slug=f"round-{number}",
            name_en=f"Place {number}",
            kind="talks",
            starts_on=day,
            ends_on=day,
            public_since=day,
            place="Somewhere",
            is_published=True,
        )
    for number in range(24):
        day = start + dt.timedelta(days=25 * number)
        measure = d.Countermeasure.objects.create(
            slug=f"measure-{number}",
            title_en=f"Measure {number} on {' '.join(WORDS[number % 9 :])}",
            imposed_by=(us, cn)[number % 2],
            kind=("export_control", "tariff")[number % 2],
            public_since=day,
            is_published=True,
        )
        measure.deals.add(deal)
        d.Status.objects.create(
            countermeasure=measure,
            status="in_force",
            public_since=day,
            effective=DateRange(day, None),
        )
    for number in range(200):
        day = start + dt.timedelta(days=3 * number)
        event = d.Event.objects.create(
            deal=deal,
            kind=("statement", "licensing", "announced")[number % 3],
            actor=(us, cn)[number % 2],
            title_en=f"{WORDS[number % 13]} {number}: {' '.join(WORDS[number % 7 :])}",
            title_zh="商务部新闻发言人就测试答记者问" if number % 2 else "",
            occurred_earliest=day,
            occurred_latest=day,
            public_since=day,
        )
        source = d.CitedSource.objects.create(
            publisher=f"Publisher {number % 17}",
            title=f"Report {number} of {' '.join(WORDS[number % 5 :])}",
            url=f"https://reports.example/{number}/{WORDS[number % 13]}",
            published_on=day,
        )
        d.Citation.objects.create(source=source, event=event, public_since=day)
    return deal


def test_200_events_take_12_queries_and_60_kilobytes(client, large, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        response = client.get("/deals/large/", headers={"accept-encoding": "gzip"})
    assert response.status_code == 200 and response.headers["Content-Encoding"] == "gzip"
    assert len(re.findall(rb'id="e\d+"', gzip.decompress(response.content))) == 200
    static = [
        len(gzip.compress(path.read_bytes()))
        for path in (Path(django_settings.BASE_DIR) / "static").rglob("*")
        if path.name in ("site.css", "favicon.svg")
    ]
    assert len(response.content) + sum(static) <= 60_000, (len(response.content), static)
