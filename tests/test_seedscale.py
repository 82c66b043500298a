"""The synthetic tracker: marked in every row, refused beside real data, with all that hangs on a document."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from deals import models as d
from deals.management.commands.seedscale import Bar
from deals.scale.documents import TABLES, missing_numbers
from deals.scale.indexes import take_off, taken_off
from deals.scale.texts import FIRST_LINE_EN, FIRST_LINE_ZH, MARK_EN, MARK_ZH, statement
from sources import models as s
from sources import storing
from sources.searching import search_documents
from tradetracker.launch.preparing import bring_up_to_date

from .make import make_document

pytestmark = pytest.mark.django_db


def seed(documents: int = 60, deals: int = 2, events: int = 21, **more) -> None:
    call_command("seedscale", documents=documents, deals=deals, events=events, processes=1, **more)


def indexes() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s)",
            [[model._meta.db_table for model in TABLES]],
        )
        return dict(cursor.fetchall())


def test_a_tracker_of_the_size_asked_for_and_every_row_says_that_it_is_made_up() -> None:
    before = indexes()
    seed()
    assert indexes() == before and {"echo_keys", "document_guid_once_per_feed"} <= set(before)
    assert (
        s.Document.objects.count() == s.DocumentVersion.objects.count() == s.SearchEntry.objects.count() == 60
    )
    assert s.EchoPrint.objects.filter(is_grouped=True).count() == 60
    assert s.Document.objects.exclude(echo_group=None).count() == 6
    for version in s.DocumentVersion.objects.select_related("document"):
        assert version.title.startswith((MARK_EN, MARK_ZH))
        assert version.text.startswith((FIRST_LINE_EN, FIRST_LINE_ZH))
        assert version.document.canonical_url.startswith("https://synthetic.invalid/")
    assert not s.Feed.objects.exclude(slug__startswith="synthetic-").exists()
    assert not s.Feed.objects.filter(is_active=True).exists()
    assert (d.Deal.objects.count(), d.Event.objects.count(), d.Evidence.objects.count()) == (2, 21, 21)
    assert not d.Deal.objects.exclude(slug__startswith="synthetic-").exists()
    assert not d.Event.objects.exclude(title_en__startswith="[Synthetic]").exists()
    assert not d.Countermeasure.objects.exclude(title_en__startswith="[Synthetic]").exists()
    assert not d.Commitment.objects.exclude(slug__startswith="synthetic-").exists()
    for one in d.Evidence.objects.select_related("version"):
        assert one.version.text[one.start : one.stop] == one.quote


def test_its_texts_are_found_in_both_languages() -> None:
    seed()
    assert search_documents("tariff").found
    assert search_documents("关税").found
    assert {hit.language for hit in search_documents("稀土").hits} <= {"zh-Hans"}


def test_a_second_run_adds_only_what_is_missing() -> None:
    seed(documents=20, deals=1, events=5)
    seed(documents=50, deals=2, events=8)
    assert s.Document.objects.count() == 50
    assert (d.Deal.objects.count(), d.Event.objects.count()) == (2, 8)
    seed(documents=50, deals=2, events=8)
    assert s.Document.objects.count() == 50


def test_numbers_that_are_missing_in_the_middle_are_made() -> None:
    seed(documents=60, deals=0, events=0)
    gone = s.Document.objects.filter(canonical_url__regex="/item/(7|40|41)$")
    for model in (s.EchoPrint, s.SearchEntry, s.DocumentVersion):
        model.objects.filter(document__in=gone).delete()
    assert gone.delete()[0] == 3
    assert missing_numbers(80) == [(7, 8), (40, 42), (60, 80)]
    seed(documents=80, deals=0, events=0)
    assert s.Document.objects.count() == 80 and missing_numbers(80) == []
    new = make_document()
    assert new.pk > s.Document.objects.order_by("-pk")[1].pk  # ids go on behind those that were taken


def test_a_copy_and_its_original_are_grouped_as_a_sweep_would_group_them() -> None:
    seed(documents=40)
    (first, second) = s.EchoGroup.objects.order_by("pk")
    members = s.Document.objects.filter(echo_group=first)
    assert {one.canonical_url.rsplit("/", 1)[1] for one in members} == {"11", "19"}
    assert first.origin.canonical_url.endswith("/19") and second.origin.canonical_url.endswith("/39")
    s.EchoPrint.objects.update(is_grouped=False)
    s.Document.objects.update(echo_group=None)
    storing.group_echoes()
    pairs = s.Document.objects.exclude(echo_group=None).values_list("echo_group", "canonical_url")
    groups = {}
    for group, url in pairs:
        groups.setdefault(group, set()).add(int(url.rsplit("/", 1)[1]))
    assert sorted(map(sorted, groups.values())) == [[11, 19], [31, 39]]
    assert {group.origin for group in s.EchoGroup.objects.filter(pk__in=groups)} == {
        first.origin,
        second.origin,
    }


def test_indexes_that_a_killed_seeding_left_off_are_put_back_by_command() -> None:
    before = indexes()
    with (
        pytest.raises(KeyboardInterrupt),
        taken_off([one._meta.db_table for one in TABLES], print, builders=1),
    ):
        off = indexes()
        raise KeyboardInterrupt
    assert len(off) < len(before) - 10 and indexes() == before
    take_off([one._meta.db_table for one in TABLES])  # killed: what would have put them back never runs
    assert indexes() == off
    out = io.StringIO()
    call_command("restoreindexes", stdout=out)
    assert indexes() == before and f"{len(before) - len(off)} indexes" in out.getvalue()
    out = io.StringIO()
    call_command("restoreindexes", stdout=out)
    assert not out.getvalue()


def test_the_next_start_puts_back_what_a_killed_seeding_left_off(settings, tmp_path) -> None:
    settings.STATIC_ROOT = tmp_path
    before = indexes()
    take_off([one._meta.db_table for one in TABLES])
    assert indexes() != before
    bring_up_to_date()
    assert indexes() == before


def test_a_database_with_real_documents_is_left_alone_unless_told() -> None:
    make_document()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # as after a commit
    with pytest.raises(CommandError, match="not synthetic"):
        seed()
    assert s.Document.objects.count() == 1
    seed(documents=20, deals=1, events=1, beside_real_data=True)
    assert s.Document.objects.count() == 21


def test_texts_are_the_same_every_time_and_copies_share_their_words() -> None:
    assert statement(5) == statement(5)
    assert statement(19).text == statement(11).text
    assert statement(19).title != statement(11).title
    assert {statement(number).language for number in range(4)} == {"en", "zh-Hans"}


def test_the_bar_says_how_far_it_is(capsys) -> None:
    Bar(10).show(5)
    assert "5 of 10 documents" in capsys.readouterr().err
