"""The pages over the reference data: every one stands, few queries, the three rounds whole."""

import datetime as dt
import gzip
import re

import pytest
from django.core.management import call_command

from deals.models import Commitment, Countermeasure, Deal, Round

from .crawling import crawl

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
    seen = set()
    for address, _response, page in crawl(client, variants=1):
        seen.add(address.partition("?")[0])
        if page is None:
            continue
        assert len(page.ids) == len(set(page.ids)), address
        assert set(page.anchors) <= set(page.ids), address
        assert page.bare_chinese == [], address
        assert page.styles == [], address
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


@pytest.mark.parametrize("on", ["2025-12-01", "2026-11-24"])
def test_a_material_says_in_words_what_its_controls_mean_for_a_shipper(client, reference, on):
    answer = (
        text_of(client, f"/materials/dysprosium/?on={on}").split('class="answer"')[1].split("</section>")[0]
    )
    assert "Yes. Exports from China need a licence." in answer and "all destinations" in answer
    before = (
        text_of(client, "/materials/dysprosium/?on=2025-03-01")
        .split('class="answer"')[1]
        .split("</section>")[0]
    )
    assert "need a licence" not in before
    gallium = (
        text_of(client, "/materials/gallium/?on=2025-01-15").split('class="answer"')[1].split("</section>")[0]
    )
    assert "Exports from China need a licence. A ban of China is in force." in gallium


def test_where_nothing_was_promised_at_a_round_the_next_one_is_named_with_what_was(client, reference):
    text = text_of(client, f"{MAIN}rounds/london/").split('id="made-title"')[1].split("</section>")[0]
    count = Commitment.objects.filter(round__slug="final-framework", is_published=True).count()
    assert f"{count} were worded at the next one, Final framework" in text
    assert "at the next one" not in text_of(client, f"{MAIN}rounds/london/?known=2025-06-20")


def test_the_counters_are_told_by_side_and_add_up(client, reference):
    for address in ("/", MAIN):
        counters = text_of(client, address).split('class="counters"')[1].split("</section>")[0]
        rows = re.findall(r'tally__n">(\d+)</span>.*?tally__by">(.*?)</span></li>', counters, re.DOTALL)
        assert len(rows) > 5
        for total, sides in rows:
            each = [int(n) for n in re.findall(r"</span>\s*(\d+)", sides + "</span>")]
            assert sum(each) == int(total), (address, total, sides)
