"""Deals side by side, and the pages that count the record."""

import datetime as dt
import re

import pytest
from django.core.management import call_command

from deals import models as d
from sources import models as s

from . import pageworld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def world():
    return pageworld.build()


def got(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def heads(text):
    return re.findall(r'<th scope="col"><a href="/deals/([^/]+)/', text)


def row(text, name):
    found = re.search(rf'<tr><th scope="row">{re.escape(name)}</th>(.*?)</tr>', text, re.DOTALL)
    return re.findall(r"<td[^>]*>(.*?)</td>", found[1], re.DOTALL)


def test_columns_come_in_the_order_asked_for_and_each_once(client, world):
    text = got(client, "/compare/?deal=other-deal&deal=test-deal&deal=other-deal")
    assert heads(text) == ["other-deal", "test-deal"]
    assert heads(got(client, "/compare/")) == ["test-deal", "other-deal"]


def test_what_one_has_and_another_has_not_is_said_in_words(client, world):
    text = got(client, "/compare/?deal=test-deal&deal=other-deal")
    agreements = row(text, "Form, and binding or not")
    assert "joint statement" in agreements[0] and "binding: not stated" in agreements[0]
    assert "no agreement on record" in agreements[1]
    approve = row(text, "Obligations: approve")
    assert approve[0] == "1" and "none" in approve[1]
    uncoded = row(text, "Obligations: action not coded")
    assert uncoded[0] == "2"
    assert "no promise on record" in row(text, "Verified")[1]


def test_past_days_do_not_tell_the_present_stage(client, world):
    text = got(client, "/compare/?deal=test-deal&known=2025-06-26&on=2025-06-26")
    for word in ("PROSEWORD", "JUNEWORD", "OCTWORD"):
        assert word not in text
    assert "not told for past days" in text


@pytest.mark.parametrize("query", ["deal=nope", "deal=hidden-deal", "deal=%00", "deal=test-deal&deal=x"])
def test_an_unknown_deal_gets_a_page_that_offers_the_known_ones(client, world, query):
    assert "test-deal" in got(client, f"/compare/?{query}", 400)


def test_the_binding_and_the_non_binding_of_the_reference_data(client):
    call_command("loadreference", verbosity=0)
    slugs = [
        "us-china-rare-earths",
        "us-eu",
        "us-japan",
        "us-australia",
        "us-malaysia",
        "us-thailand",
        "china-eu",
    ]
    text = got(client, "/compare/?" + "&".join(f"deal={slug}" for slug in slugs))
    assert heads(text) == slugs
    forms = dict(zip(slugs, row(text, "Form, and binding or not"), strict=True))
    for agreement in d.Agreement.objects.filter(deal__slug__in=slugs, is_published=True):
        cell = forms[agreement.deal.slug]
        assert agreement.get_absolute_url() in cell
        assert ("not binding" in cell) or agreement.is_binding != "no"
    assert "not binding" in forms["us-japan"] and "not binding" in forms["us-malaysia"]
    owed = row(text, "Promises on record, by who owes them")
    for slug, cell in zip(slugs, owed, strict=True):
        total = sum(int(n) for n in re.findall(r": (\d+)</li>", cell))
        assert total == d.Commitment.objects.filter(deal__slug=slug, is_published=True).count(), slug


def test_comparing_more_deals_takes_no_more_queries(client, world, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        got(client, "/compare/?deal=test-deal")
    with django_assert_max_num_queries(15):
        got(client, "/compare/?deal=test-deal&deal=other-deal")


# About and corrections: counted, never typed


def test_the_counts_of_the_about_page_follow_the_data(client, world):
    text = got(client, "/about/")
    cells = re.search(r"/deals/test-deal/.*?</tr>", text, re.DOTALL)[0]
    assert re.findall(r'class="num"[^>]*>(\d+)', cells) == ["4", "3", "4"]
    assert "hidden-deal" not in text and "HIDDENWORD" not in text
    d.Round.objects.filter(slug="secret").update(is_published=True)
    cells = re.search(r"/deals/test-deal/.*?</tr>", got(client, "/about/"), re.DOTALL)[0]
    assert re.findall(r'class="num"[^>]*>(\d+)', cells) == ["5", "3", "4"]


def test_a_correction_shows_what_it_was_what_it_is_and_why(client, world):
    text = got(client, "/corrections/")
    item = text[text.index("OLDWORD") - 800 : text.index("NEWWORD") + 400]
    assert "<del>" in item and "<ins>" in item and "a made-up misreading" in item
    assert f"/deals/test-deal/#e{world.corrected.pk}" in item


def test_before_it_was_made_a_correction_is_not_told(client, world):
    assert "OLDWORD" not in got(client, "/corrections/?recorded=2026-07-31T00:00:00Z")
    assert "NEWWORD" not in got(client, "/corrections/?known=2025-07-01")


def test_corrections_of_what_is_not_published_are_not_told(client, world):
    d.Event.objects.filter(pk=world.corrected.pk).update(is_published=False)
    assert "NEWWORD" not in got(client, "/corrections/")


def test_a_page_that_changed_its_words_is_listed(client, world):
    d.EvidenceVerdict.objects.create(
        evidence=world.evidence,
        version=s.DocumentVersion.objects.create(
            document=world.zh.document,
            number=2,
            title="x",
            text="改了",
            text_sha256="c" * 64,
            language="zh-Hans",
            seen_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
        ),
        verdict="altered",
    )
    part = got(client, "/corrections/").split('id="changed-title"')[1]
    assert world.evidence.quote in part and "altered" in part


@pytest.mark.parametrize(("address", "most"), [("/about/", 20), ("/corrections/", 12)])
def test_the_number_of_queries_of_a_trust_page_is_pinned(
    client, world, django_assert_max_num_queries, address, most
):
    with django_assert_max_num_queries(most):
        got(client, address)
