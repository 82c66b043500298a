"""What lies undone between a listing and the editors' queue is told, on the page and to watchers."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sources import models as s
from sources.backlog import STAGES, backlog
from tests.make import NOW, make_claim, make_document, make_feed, make_fetch, make_version

pytestmark = pytest.mark.django_db
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def noon(monkeypatch) -> None:
    for module in ("sources.views", "sources.management.commands.sources", "tradetracker.health"):
        monkeypatch.setattr(f"{module}.database_now", lambda: NOW)


def page(age: dt.timedelta, **fields) -> s.Document:
    document = make_document(**fields)
    s.Document.objects.filter(pk=document.pk).update(first_seen_at=NOW - age)
    return document


def test_what_is_young_done_or_not_wanted_is_no_backlog() -> None:
    page(29 * MINUTE)
    page(HOUR, wants_page=False)
    page(HOUR, page_tried_at=NOW - HOUR, page_failures=2)
    make_version(seen_at=NOW - 29 * MINUTE)
    make_version(seen_at=NOW - 5 * HOUR, rules_version="r1")
    make_claim(state="proposed")
    assert backlog(NOW) == []


def test_every_stage_is_told_with_number_and_age() -> None:
    page(HOUR)
    page(3 * HOUR)
    page(HOUR, page_tried_at=NOW, page_failures=3)
    page(HOUR, page_tried_at=NOW, page_failures=s.Document.GIVEN_UP)
    page(dt.timedelta(days=40), page_tried_at=NOW, page_failures=s.Document.GIVEN_UP)
    make_version(seen_at=NOW - HOUR)
    make_version(seen_at=NOW - HOUR, extract_failures=3)
    claim = make_claim(state="new")
    s.Claim.objects.filter(pk=claim.pk).update(created_at=NOW - 3 * HOUR)
    s.DocumentVersion.objects.filter(pk=claim.version_id).update(rules_version="r1")
    found = {one.stage: one for one in backlog(NOW)}
    assert list(found) == list(STAGES)
    assert {name: one.count for name, one in found.items()} == dict.fromkeys(STAGES, 1) | {"pages_waiting": 2}
    assert [name for name, one in found.items() if one.is_stuck] == ["pages_waiting", "claims_waiting"]
    assert found["pages_waiting"].says.startswith(
        "2 pages were not asked for yet, the oldest since 2026-11-24 09:00 UTC."
    )


def test_it_stands_on_the_page_in_the_json_and_ends_the_command(client) -> None:
    make_version(seen_at=NOW - 3 * HOUR)
    words = "1 text was not read by the rules yet, the oldest since 2026-11-24 09:00 UTC."
    assert words in client.get("/sources/").content.decode()
    assert client.get("/sources/health.json").json()["backlog"][0]["stage"] == "texts_waiting"
    with pytest.raises(CommandError, match="1 text was not read"):
        call_command("sources", "--health", stdout=StringIO())


def test_a_watcher_hears_of_polls_that_stopped_and_of_work_that_stands(client) -> None:
    feed = make_feed(next_poll_at=NOW + MINUTE)
    make_fetch(feed=feed, started_at=NOW - MINUTE)
    answer = client.get("/workz")
    assert (answer.status_code, answer.json()) == (200, {"working": True, "says": []})
    version = make_version(seen_at=NOW - HOUR)
    assert client.get("/workz").status_code == 200  # late, and not yet standing
    s.DocumentVersion.objects.filter(pk=version.pk).update(seen_at=NOW - 3 * HOUR)
    answer = client.get("/workz")
    assert answer.status_code == 503 and "not read by the rules" in answer.json()["says"][0]
    s.Feed.objects.update(next_poll_at=NOW - HOUR)
    s.Fetch.objects.update(started_at=NOW - 2 * HOUR)
    assert client.get("/workz").json()["says"][0].startswith("Polling has stopped:")
