"""ETag and Last-Modified: they change exactly when a page shows something else, and they save the assembly."""

import datetime as dt

import pytest
import redis.exceptions
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deals import freshness
from deals import models as d

from . import pageworld

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
# Bookkeeping and the editors' queue: no page for readers reads them.
PRIVATE = {
    "deals_proposal",
    "deals_secondcoding",
    "deals_referencerecord",
    "deals_reviewpolicy",
    "deals_handentry",
}


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(transactional_db, clock):
    cache.clear()
    return pageworld.build()


def etag(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.headers["ETag"]


def again(client, address, **headers):
    """The status for a reader who has the page with these validators."""
    return client.get(address, headers=headers).status_code


def test_every_table_that_pages_read_is_under_the_stamp(db):
    """A new table of deals: add its triggers in a migration (see 0005_stamp), or name it private above."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'deals_put_stamp' GROUP BY c.relname"
        )
        triggers = dict(cursor.fetchall())
    tables = {
        model._meta.db_table
        for model in apps.get_app_config("deals").get_models(include_auto_created=True)
        if not model._meta.model_name.startswith("historical")
    }
    assert {name for name in tables if triggers.get(name) != 3} <= PRIVATE
    assert triggers["auth_user"] == triggers["sources_document"] == triggers["sources_documentversion"] == 1


def test_every_kind_of_write_moves_the_stamp_and_nothing_else_does(world):
    def moved(act):
        before = freshness.read_stamp()
        act()
        return freshness.read_stamp() != before

    party = d.Party.objects.create(slug="xx", code="XX", name_en="Nowhere", kind="state")
    assert moved(lambda: d.PartyAlias.objects.create(party=party, text="nowhere", language="en"))
    assert moved(lambda: d.PartyAlias.objects.filter(party=party).update(text="No Where"))
    assert not moved(lambda: d.PartyAlias.objects.filter(party=party).update(text="No Where"))
    assert moved(lambda: d.PartyAlias.objects.filter(party=party).delete())
    assert moved(lambda: world.deal.parties.add(party))
    assert moved(lambda: world.deal.parties.remove(party))

    def raw():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE deals_deal SET summary = 'Raw' WHERE id = %s", [world.deal.pk])

    assert moved(raw)

    def emptied():
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE deals_partyalias")

    assert moved(emptied)

    def taken_back():
        with transaction.atomic():
            d.PartyAlias.objects.create(party=party, text="undone", language="en")
            transaction.set_rollback(True)

    assert not moved(taken_back)
    world.user.email = "editor@tracker.example"
    assert not moved(world.user.save)
    world.user.last_name = "Renamed"
    assert moved(world.user.save)
    world.zh.document.extra = {"seen": "again"}
    assert not moved(world.zh.document.save)
    world.zh.document.publisher = "Another publisher"
    assert moved(world.zh.document.save)


def test_a_write_is_seen_only_when_it_is_committed(world):
    before = freshness.read_stamp()
    with transaction.atomic():
        d.Party.objects.create(slug="xx", code="XX", name_en="Nowhere", kind="state")
        assert freshness.read_stamp() == before
    assert freshness.read_stamp() != before


def test_the_validators_of_a_page_change_with_what_it_shows_and_with_nothing_else(client, world):
    timeline = "/deals/test-deal/"
    promise = reverse("deals:commitment", args=[world.review.pk])
    measure = "/countermeasures/control-90/"
    tags = {page: etag(client, page) for page in (timeline, promise, measure)}

    def changed():
        new = {page: etag(client, page) for page in tags}
        found = {page for page in tags if new[page] != tags[page]}
        tags.update(new)
        return found

    assert changed() == set()
    d.Note.objects.create(
        commitment=world.review, author=world.user, body="A new note", is_public=True, created_at=NOON
    )
    assert changed() == {promise}
    d.Note.objects.create(commitment=world.review, author=world.user, body="Kept here", is_public=False)
    assert changed() == set()
    d.Event.objects.create(
        deal=world.deal,
        kind="statement",
        title_en="A new statement",
        occurred_earliest=dt.date(2026, 11, 20),
        occurred_latest=dt.date(2026, 11, 20),
        public_since=dt.date(2026, 11, 20),
        recorded_at=NOON,
    )
    assert changed() == {timeline}
    d.Countermeasure.objects.filter(pk=world.control.pk).update(title_en="Another title")
    assert changed() == {timeline, measure}
    d.Status.objects.filter(countermeasure=world.control).update(
        superseded_at=dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    )
    assert changed() == {timeline, measure}
    other = d.Deal.objects.create(slug="other", title_en="Other", is_published=True)
    d.Round.objects.create(
        deal=other,
        slug="first",
        name_en="First",
        kind="talks",
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2026, 1, 1),
    )
    assert changed() == set()


def test_last_modified_stays_while_a_write_elsewhere_leaves_the_page_as_it_was(client, world):
    first = client.get("/deals/test-deal/").headers["Last-Modified"]
    d.Deal.objects.create(slug="other", title_en="Other", is_published=True)
    assert client.get("/deals/test-deal/").headers["Last-Modified"] == first
    assert again(client, "/deals/test-deal/", if_modified_since=first) == 304


def test_who_has_the_page_is_answered_without_assembling_it(client, world):
    for address in ("/", "/deals/", "/deals/test-deal/", "/commitments/", "/countermeasures/", "/materials/"):
        tag = etag(client, address)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address, headers={"if-none-match": tag})
        assert response.status_code == 304 and response.content == b"", address
        assert response.headers["ETag"] == tag and "Cookie" in response.headers["Vary"]
        assert len(queries) == 1, address
    world.deal.title_en = "Changed"
    world.deal.save()
    assert again(client, "/deals/test-deal/", if_none_match=tag) == 200


def test_the_permanent_link_of_a_page_moves_with_the_clock_and_its_validators_do_not(client, world, clock):
    tag = etag(client, "/deals/test-deal/")
    clock.move_to(NOON + dt.timedelta(hours=3))
    assert etag(client, "/deals/test-deal/") == tag


def test_midnight_changes_a_page_with_a_countdown_but_not_one_fixed_in_time(client, world, clock):
    fixed = "/deals/test-deal/?on=2026-03-01&known=2026-03-01&recorded=2026-03-01T00:00:00Z"
    tags = {page: etag(client, page) for page in ("/deals/test-deal/", fixed)}
    # The suspension of the ban on test gallium has its last day on the 27th.
    clock.move_to(dt.datetime(2026, 11, 28, 0, 0, 1, tzinfo=dt.UTC))
    assert again(client, "/deals/test-deal/", if_none_match=tags["/deals/test-deal/"]) == 200
    assert etag(client, fixed) == tags[fixed]
    assert again(client, fixed, if_none_match=tags[fixed]) == 304


def test_a_signed_in_reader_gets_a_page_that_no_cache_may_keep(client, world):
    client.force_login(world.user)
    response = client.get("/deals/test-deal/")
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response.headers["Vary"]


def test_pages_answer_when_the_cache_is_gone(client, world, monkeypatch):
    def gone(*args, **kwargs):
        raise redis.exceptions.ConnectionError("nobody answers")

    monkeypatch.setattr(freshness.cache, "get", gone)
    monkeypatch.setattr(freshness.cache, "set", gone)
    tag = etag(client, "/deals/test-deal/")
    assert again(client, "/deals/test-deal/", if_none_match=tag) == 304


def test_a_document_carries_the_hash_of_its_page(client, world):
    address = reverse("deals:document", args=[world.en.document_id])
    tag = etag(client, address)
    assert again(client, address, if_none_match=tag) == 304
    world.en.claims.update(state="settled")
    assert again(client, address, if_none_match=tag) == 200


def test_a_page_that_refuses_carries_no_validator(client, world):
    for address in ("/deals/?on=x", "/deals/nothing/", "/deals/test-deal/?kind=gossip"):
        assert "ETag" not in client.get(address).headers
