"""The pages over the reference data: every one stands, few queries, the three rounds whole."""

import datetime as dt
import gzip
import re

import pytest
from django.core.management import call_command

from deals.models import Countermeasure, Deal, Round

from .test_pages import FILES, Reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
MAIN = "/deals/us-china-rare-earths/"


@pytest.fixture
def reference(capsys):
    call_command("loadreference", verbosity=0)


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_every_page_of_the_reference_data_stands(client, reference):
    seen, waiting = set(), ["/"]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        text = text_of(client, address)
        if address.endswith(FILES):
            continue
        reader = Reader(text)
        assert len(reader.ids) == len(set(reader.ids)), address
        assert set(reader.anchors) <= set(reader.ids), address
        assert reader.bare_chinese == [], address
        assert reader.styles == [], address
        waiting += [
            link.split("#")[0]
            for link in reader.links
            if re.match(r"/(?!static/|sources/|admin/|api/v1/)", link) and "?" not in link
        ]
    for record in [
        *Deal.objects.filter(is_published=True),
        *Round.objects.filter(is_published=True).select_related("deal"),
        *Countermeasure.objects.filter(is_published=True),
    ]:
        assert record.get_absolute_url() in seen
    assert len(seen) > 120


def test_the_timeline_of_the_main_deal_takes_few_queries_and_few_bytes(
    client, reference, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        text = text_of(client, MAIN)
    assert len(gzip.compress(text.encode())) < 60_000


def test_the_rounds_stand_in_order_with_the_framework_between_london_and_stockholm(client, reference):
    text = text_of(client, MAIN)
    order = re.findall(r'id="r-([a-z0-9-]+)" tabindex', text)
    slugs = dict(Round.objects.filter(deal__slug="us-china-rare-earths").values_list("slug", "kind"))
    assert set(order) - {"before"} == set(slugs)
    london = next(i for i, slug in enumerate(order) if "london" in slug)
    stockholm = next(i for i, slug in enumerate(order) if "stockholm" in slug)
    assert [slugs[slug] for slug in order[london + 1 : stockholm]] == ["confirmation"]
    assert slugs[order[london - 1]] == "leaders_contact"


def test_no_text_was_published_at_london_and_the_page_says_so(client, reference):
    slug = Round.objects.get(name_en__contains="London", kind="talks").slug
    assert "No text published." in text_of(client, f"{MAIN}rounds/{slug}/")


def test_the_day_and_the_word_of_the_signing_are_shown_as_contradicted(client, reference):
    slug = Round.objects.get(kind="confirmation", deal__slug="us-china-rare-earths").slug
    text = text_of(client, f"{MAIN}rounds/{slug}/")
    clash = text[text.index('class="clash"') :]
    assert "24 June" in clash and "25 June" in clash


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2026-11-10", "Suspended"), ("2026-11-11", "Ran out on 10 November 2026, successor unseen")],
)
def test_the_october_controls_ran_out_on_10_november_2026(client, reference, on, expected):
    slug = Countermeasure.objects.get(slug__contains="2025-61").slug
    text = text_of(client, f"/countermeasures/{slug}/?on={on}")
    assert expected in text[text.index('class="verdict') : text.index('class="period-bar"')]


@pytest.mark.parametrize("known", ["2025-05-01", "2025-06-11", "2025-06-27", "2025-10-15", "2026-06-01"])
def test_the_timeline_knows_nothing_later_than_asked(client, reference, known):
    text = text_of(client, f"{MAIN}?known={known}&on={known}")
    cited = [
        dt.datetime.strptime(day, "%Y-%m-%d").date()
        for part in re.findall(r'class="source__line">(.*?)</p>', text, re.DOTALL)
        for day in re.findall(r'<time datetime="(\d{4}-\d{2}-\d{2})"', part)
    ]
    assert all(day <= dt.date.fromisoformat(known) for day in cited)
    assert cited or known == "2025-05-01"


def test_the_timeline_names_who_led_each_delegation(client, reference):
    text = text_of(client, MAIN)
    for slug, names in {
        "geneva": ("Scott Bessent", "Jamieson Greer", "He Lifeng"),
        "london": ("Howard Lutnick", "He Lifeng"),
        "final-framework": ("Howard Lutnick", "announced the signing"),
    }.items():
        section = text.split(f'id="r-{slug}"', 1)[1].split("<ol", 1)[0]
        for name in names:
            assert name in section, (slug, name)
