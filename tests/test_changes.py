"""What changed between two days of public knowledge, and since a signed-in reader last looked."""

import datetime as dt

import pytest
from django.core.management import call_command

from deals import models as d
from deals.changes import changes_between
from deals.gathering import facts_of
from deals.querysets import AsOf

from . import pageworld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
D = dt.date
PAGE = "/deals/test-deal/changes/"


@pytest.fixture
def world():
    return pageworld.build()


def between(world, start, to, on=None):
    day = on or to
    return changes_between(facts_of(world.deal, AsOf(day, start)), facts_of(world.deal, AsOf(day, to)))


def kinds(changes):
    return {change.kind for change in changes}


def test_nothing_changes_between_a_day_and_itself(world):
    assert between(world, D(2025, 10, 9), D(2025, 10, 9)) == []


def test_a_promise_is_new_once_and_worded_anew_after_that(world):
    first = between(world, D(2025, 5, 11), D(2025, 5, 12))
    assert any(one.kind == "commitment" and "MAYWORD" in one.title for one in first)
    later = between(world, D(2025, 10, 8), D(2025, 10, 9))
    (wording,) = [one for one in later if one.kind == "wording"]
    assert "MAYWORD" in wording.before and "OCTWORD" in wording.after
    assert wording.party == world.us and wording.day == D(2025, 10, 9)


def test_a_state_reads_otherwise_for_the_same_day(world):
    on = D(2025, 11, 20)
    changes = between(world, D(2025, 10, 9), D(2025, 11, 7), on)
    (state,) = [one for one in changes if one.kind == "force" and "October control" in one.title]
    assert state.before.startswith("In force since 8 November 2025")
    assert state.after.startswith("Suspended since 7 November 2025")


def test_a_contradiction_is_new_on_the_day_its_second_value_was_public(world):
    assert "clash" in kinds(between(world, D(2025, 6, 26), D(2025, 6, 27)))
    assert "clash" not in kinds(between(world, D(2025, 6, 27), D(2025, 6, 28)))


def test_backwards_and_forwards_name_the_same_entries(world):
    there = between(world, D(2025, 5, 1), D(2025, 10, 9), D(2026, 1, 1))
    back = between(world, D(2025, 10, 9), D(2025, 5, 1), D(2026, 1, 1))
    assert {one.title for one in there if one.kind == "entry"} == {
        one.title for one in back if one.kind == "gone"
    }


def test_the_page_compares_the_days_of_the_address(client, world):
    text = client.get(PAGE + "?from=2025-10-08&to=2025-10-09").content.decode()
    assert "Promises worded anew" in text and "OCTWORD" in text and "<ins>" in text
    assert "New promises" not in text
    text = client.get(PAGE + "?from=2025-06-27&to=2025-06-28").content.decode()
    assert "Nothing became public between these two days." in text


def test_nothing_later_than_known_is_told_whatever_to_says(client, world):
    text = client.get(PAGE + "?from=2025-05-01&to=2026-01-01&known=2025-06-26").content.decode()
    for word in ("JUNEWORD", "OCTWORD", "CLASHWORD"):
        assert word not in text


@pytest.mark.parametrize(
    "query",
    [
        "from=x",
        "to=2025-13-01",
        "from=2026-01-01&to=2025-01-01",
        "to=2999-01-01",
        "from=2025-1-1",
        "from=%00",
    ],
)
def test_days_that_cannot_be_read_get_a_page_that_says_so(client, world, query):
    response = client.get(f"{PAGE}?{query}")
    assert response.status_code == 400 and "cannot be read" in response.content.decode()


def test_what_was_public_on_1_october_2025_against_20_november(client):
    call_command("loadreference", verbosity=0)
    text = client.get(
        "/deals/us-china-rare-earths/changes/?from=2025-10-01&to=2025-11-20&on=2025-11-20"
    ).content.decode()
    new = text[text.index('id="g-measure"') :]
    assert "(No. 61 of 2025)" in new and "(No. 62 of 2025)" in new
    states = text[text.index('id="g-force"') : text.index('id="g-verified"')]
    assert "Suspended since 9 November 2025, until 27 November 2026." in states  # No. 46 of 2024


def test_the_number_of_queries_is_pinned(client, world, django_assert_max_num_queries):
    with django_assert_max_num_queries(26):
        client.get(PAGE)


# Since I last looked


def sign_in(client, last=dt.datetime(2026, 2, 1, tzinfo=dt.UTC)):
    user = d.Note.objects.first().author
    client.force_login(user)
    type(user).objects.filter(pk=user.pk).update(last_login=last)
    return user


def test_a_reader_without_an_account_sees_nothing_of_it(client, world):
    assert "Since you last looked" not in client.get("/").content.decode()


def test_a_signed_in_reader_sees_what_was_put_on_record_since(client, world):
    sign_in(client)
    text = client.get("/").content.decode()
    part = text[text.index('id="since-title"') :].split("</section>")[0]
    assert "NEWWORD" in part and "JUNEWORD" not in part  # the correction of August, and nothing older


def test_marked_as_seen_leaves_nothing_to_see(client, world):
    sign_in(client)
    response = client.post("/seen/")
    assert response.status_code == 302 and response.cookies["looked"]["httponly"]
    text = client.get("/").content.decode()
    assert "Nothing was put on record since." in text


def test_a_forged_mark_counts_for_nothing(client, world):
    sign_in(client)
    client.cookies["looked"] = "2026-11-24T00:00:00+00:00:forged"
    assert "NEWWORD" in client.get("/").content.decode().split('id="since-title"')[1].split("</section>")[0]


def test_seen_is_a_deed_and_no_address_to_open(client, world):
    assert client.get("/seen/").status_code == 405
