"""What differs at a round: cells by each side's official words, silence only where a text was read whole."""

import datetime as dt
import re

import pytest
from django.core.management import call_command

from deals import models as d
from deals.differs import differs_at
from deals.gathering import facts_of
from deals.querysets import AsOf
from deals.silence import watch, watches
from sources import models as s

from . import pageworld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
D = dt.date
TODAY = D(2026, 11, 24)
PAGE = "/deals/test-deal/rounds/confirmation/differs/"


@pytest.fixture
def world():
    built = pageworld.build()
    # The Chinese side's text of the round is kept; the findings in it are settled when a test says so.
    s.Document.objects.filter(pk=built.zh.document_id).update(party="CN")
    d.Readout.objects.filter(pk=built.readout.pk).update(document=built.zh.document_id)
    return built


def table(world, known=None, round_=None):
    return differs_at(round_ or world.framework, facts_of(world.deal, AsOf(known or TODAY, known)))


def cells(found, record):
    (row,) = [row for row in found.rows if row.record == record]
    return row, {cell.party.code: cell for cell in row.cells}


def read_whole(version):
    s.DocumentVersion.objects.filter(pk=version.pk).update(rules_version="test")


def test_a_quote_of_the_sides_own_text_affirms_and_the_other_side_is_not_checked(world):
    row, by_party = cells(table(world), world.review)
    assert by_party["CN"].code == "affirmed"
    assert [quote.text for quote in by_party["CN"].quotes] == [world.evidence.quote]
    assert by_party["US"].code == "unchecked" and "no official text" in by_party["US"].why
    assert row.reading == "open"


def test_silent_is_said_only_of_a_text_that_was_read_whole(world):
    # The American promise is in no Chinese text; it is only reported by the press.
    assert cells(table(world), world.lift)[1]["CN"].code == "unchecked"
    read_whole(world.zh)
    _row, by_party = cells(table(world), world.lift)
    assert by_party["CN"].code == "silent"
    claim = s.Claim.objects.create(
        version=world.zh, kind="commitment", start=0, stop=2, quote=world.zh.text[:2], rules_version="test"
    )
    assert cells(table(world), world.lift)[1]["CN"].code == "unchecked"  # a finding waits for an editor
    claim.state = "settled"
    claim.save()
    assert cells(table(world), world.lift)[1]["CN"].code == "silent"


def test_one_unkept_text_of_a_side_ends_its_silence(world):
    read_whole(world.zh)
    d.Readout.objects.create(
        round=world.framework,
        party=world.cn,
        kind="readout",
        title="Another text, not kept",
        **pageworld.on_record(public_since=D(2025, 6, 27)),
    )
    assert cells(table(world), world.lift)[1]["CN"].code == "unchecked"


def test_a_text_that_disputes_makes_a_conflict_that_stands_first(world):
    pinned = pageworld.pin(world.zh, "乙方将相应取消一系列限制性措施", D(2025, 6, 27), commitment=world.lift)
    d.Evidence.objects.filter(pk=pinned.pk).update(stance="disputes")
    found = table(world)
    row, by_party = cells(found, world.lift)
    assert by_party["CN"].code == "contradicted" and row.reading == "conflict"
    assert found.rows[0].reading == "conflict"
    assert found.rows.index(row) < found.rows.index(cells(found, world.review)[0])


def test_a_weaker_word_is_narrower(world):
    def claim(version, quote, modality):
        start = version.text.index(quote)
        return s.Claim.objects.create(
            version=version,
            kind="commitment",
            start=start,
            stop=start + len(quote),
            quote=quote,
            attributes={"modality": modality},
            rules_version=f"test-{modality}",
            state="settled",
        )

    s.Document.objects.filter(pk=world.en.document_id).update(is_official=True, party="US")
    weak = claim(world.zh, "依法审批符合条件的出口申请", "conditional")
    firm = claim(world.en, "they would deliver the goods", "will")
    d.Evidence.objects.filter(pk=world.evidence.pk).update(claim=weak)
    pinned = pageworld.pin(world.en, "they would deliver the goods", D(2025, 6, 26), commitment=world.review)
    d.Evidence.objects.filter(pk=pinned.pk).update(claim=firm)
    row, by_party = cells(table(world), world.review)
    assert by_party["CN"].code == "narrower" and "conditional" in by_party["CN"].why
    assert by_party["US"].code == "affirmed" and row.reading == "weaker"
    # Where its own text also has a firm word for it, it is not weaker.
    firmly = claim(world.zh, "双方同意保持沟通", "agreed")
    pinned = pageworld.pin(world.zh, firmly.quote, D(2025, 6, 27), commitment=world.review)
    d.Evidence.objects.filter(pk=pinned.pk).update(claim=firmly)
    assert cells(table(world), world.review)[1]["CN"].code == "affirmed"


def test_a_report_is_never_a_sides_own_words(world):
    """Not even where its document is filed under the party; named there, it is what was reported of it."""
    s.Document.objects.filter(pk=world.en.document_id).update(party="US")
    pinned = pageworld.pin(world.en, "they would deliver the goods", D(2025, 6, 26), commitment=world.review)
    assert cells(table(world), world.review)[1]["US"].code == "unchecked"
    d.Evidence.objects.filter(pk=pinned.pk).update(speaker="Ann Test of the department")
    assert cells(table(world), world.review)[1]["US"].code == "reported"
    s.Document.objects.filter(pk=world.en.document_id).update(is_official=True)
    row, by_party = cells(table(world), world.review)
    assert by_party["US"].code == "affirmed" and row.reading == "agreed"


def test_a_weaker_word_needs_a_firmer_one_of_the_other_side(world):
    start = world.zh.text.index("依法审批符合条件的出口申请")
    weak = s.Claim.objects.create(
        version=world.zh,
        kind="commitment",
        start=start,
        stop=start + 13,
        quote="依法审批符合条件的出口申请",
        attributes={"modality": "conditional"},
        rules_version="test",
        state="settled",
    )
    d.Evidence.objects.filter(pk=world.evidence.pk).update(claim=weak)
    row, by_party = cells(table(world), world.review)
    assert by_party["CN"].code == "affirmed" and row.reading == "open"


def test_two_days_for_one_signing_is_a_conflict_of_the_side_that_says_both(world):
    (row,) = [row for row in table(world).rows if row.record is None]
    assert row.reading == "conflict" and "CLASHWORD" in row.title
    us = next(cell for cell in row.cells if cell.party.code == "US")
    assert us.values == ("24 June (Ann Test)", "25 June (Bob Test)")


def test_the_page_tells_nothing_later_than_known(client, world):
    assert client.get(PAGE + "?known=2025-06-26").status_code == 404
    text = client.get("/deals/test-deal/rounds/lakeside/differs/?known=2025-05-12").content.decode()
    assert "MAYWORD" in text and "OCTWORD" not in text


def test_the_page_filters_by_reading_and_links_from_the_round(client, world):
    assert PAGE in client.get("/deals/test-deal/rounds/confirmation/").content.decode()
    text = client.get(PAGE + "?show=conflict").content.decode()
    assert "CLASHWORD" in text and "Review and approve" not in text
    assert client.get(PAGE + "?show=gossip").status_code == 400
    assert client.get("/deals/test-deal/rounds/nope/differs/").status_code == 404


# Proof of silence


def feed(**extra):
    return s.Feed.objects.create(
        slug="test-ministry",
        name="Test ministry",
        url="https://ministry.example/",
        kind="rss",
        publisher="Ministry",
        party="CN",
        language="zh",
        is_official=True,
        poll_minutes=60,
        **extra,
    )


def polls(one, first, count, skip=()):
    for number in range(count):
        if number not in skip:
            s.PollHour.objects.create(feed=one, hour=first + dt.timedelta(hours=number), polls=1)


START = dt.datetime(2025, 6, 24, tzinfo=dt.UTC)


@pytest.mark.parametrize(("skip", "whole"), [((), True), ((37,), False), ((0,), False), ((47,), False)])
def test_one_missed_look_degrades_silence_to_not_established(skip, whole):
    one = feed()
    polls(one, START, 48, skip)
    hours = [
        (row.hour, row.polls, row.failed, row.new_items)
        for row in s.PollHour.objects.filter(feed=one).order_by("hour")
    ]
    found = watch(one, hours, START, START + dt.timedelta(hours=48))
    assert found.is_whole is whole
    assert found.longest_gap == (0 if whole else 1)


def test_a_source_is_held_to_its_own_pace_in_whole_hours():
    one = feed()
    for minutes, gap_allowed in ((10, 0), (60, 0), (90, 1), (120, 1), (121, 2)):
        one.poll_minutes = minutes
        for gap in range(4):
            hours = [(START + dt.timedelta(hours=n), 1, 0, 0) for n in range(24) if not 9 <= n < 9 + gap]
            found = watch(one, hours, START, START + dt.timedelta(hours=24))
            assert found.longest_gap == gap
            assert found.is_whole is (gap <= gap_allowed), (minutes, gap)
    nothing = watch(one, [], START, START + dt.timedelta(hours=2))
    assert not nothing.is_whole and (nothing.first, nothing.last) == (None, None)


def test_a_report_about_a_side_is_no_proof_of_its_silence():
    one = feed()
    polls(one, START, 24)
    assert list(watches(["CN"], START.date(), START.date())) == ["CN"]
    s.Feed.objects.update(is_official=False)
    assert watches(["CN"], START.date(), START.date()) == {}


def test_a_failed_look_is_no_look():
    one = feed()
    hours = [(START + dt.timedelta(hours=n), 1, int(n == 5), 0) for n in range(24)]
    assert not watch(one, hours, START, START + dt.timedelta(hours=24)).is_whole


def test_the_page_shows_the_polls_that_looked(client, world):
    one = feed()
    polls(one, START, 24 * 18)
    read_whole(world.zh)
    text = client.get(PAGE).content.decode()
    listening = text[text.index('id="silence-title"') :]
    china = listening[listening.index("China") :]
    assert "looked throughout" in china and "/sources/test-ministry/" in china
    assert "Its silence on" in china
    s.PollHour.objects.filter(feed=one, hour=START + dt.timedelta(hours=100)).delete()
    listening = client.get(PAGE).content.decode().split('id="silence-title"')[1]
    assert "looked throughout" not in listening and "not established" in listening


def test_looks_after_the_recorded_moment_do_not_count(client, world):
    one = feed()
    polls(one, START, 24 * 18)
    first, last = D(2025, 6, 24), D(2025, 6, 25)
    (whole,) = watches(["CN"], first, last)["CN"]
    assert (whole.looks, whole.last, whole.is_whole) == (48, START + dt.timedelta(hours=47), True)
    (early,) = watches(["CN"], first, last, START + dt.timedelta(hours=24))["CN"]
    assert (early.looks, early.last, early.is_whole) == (24, START + dt.timedelta(hours=23), True)
    assert watches(["CN"], first, last, START) == {}  # it was not followed yet
    text = client.get(PAGE + "?recorded=2025-06-25T00:00:00Z").content.decode()
    row = text[text.index("/sources/test-ministry/") :].split("</tr>")[0]
    assert 'data-label="Looks">24<' in row and "24 June 2025, 23:00 UTC" in row and "25 June" not in row


def test_general_licences_after_busan_are_affirmed_by_the_ministry_in_december_and_the_sheet_differs_from_itself(
    client,
):
    call_command("loadreference", verbosity=0)
    text = client.get("/deals/us-china-rare-earths/rounds/busan/differs/").content.decode()
    row = next(
        row
        for row in re.findall(r'<tr class="differs__row.*?</tr>', text, re.DOTALL)
        if "general licences" in row
    )
    cells = re.findall(r'verdict-cell--(\w+)">', row)
    # The fact sheet was edited, which is a contradiction of its own; the ministry answered in December.
    assert cells == ["contradicted", "affirmed"]
    others = re.findall(r'verdict-cell--(\w+)">', text)
    assert "silent" not in others and "unchecked" in others


def test_the_number_of_queries_is_pinned(client, world, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        client.get(PAGE)


# "Read whole" at a recorded moment


def moment(day, hour=0):
    return dt.datetime(2026, 3, day, hour, tzinfo=dt.UTC)


def settled(claim, *spans):
    """Say when a claim stood settled; the database keeps these by its own clock."""
    s.ClaimSettling.objects.filter(claim=claim).delete()
    for first, last in spans:
        s.ClaimSettling.objects.create(claim=claim, settled_at=first, reopened_at=last)


def silent_at(world, recorded):
    found = differs_at(world.framework, facts_of(world.deal, AsOf(TODAY, None, recorded)))
    return cells(found, world.lift)[1]["CN"].code == "silent"


def test_read_whole_is_told_as_it_stood_at_the_recorded_moment(world):
    read_whole(world.zh)
    s.DocumentVersion.objects.filter(pk=world.zh.pk).update(read_at=moment(2))
    assert not silent_at(world, moment(1, 12))
    assert silent_at(world, moment(2, 12))
    claim = s.Claim.objects.create(
        version=world.zh, kind="commitment", start=0, stop=2, quote=world.zh.text[:2], rules_version="test"
    )
    s.Claim.objects.filter(pk=claim.pk).update(created_at=moment(3), state="settled")
    settled(claim, (moment(5), moment(7)), (moment(9), None))
    told = {day: silent_at(world, moment(day, 12)) for day in range(2, 11)}
    # Silent until the finding came, and while it stood settled; an undone decision ends it until the next.
    assert told == {2: True, 3: False, 4: False, 5: True, 6: True, 7: False, 8: False, 9: True, 10: True}


def test_what_editors_do_later_changes_nothing_of_a_recorded_moment(client, world):
    read_whole(world.zh)
    s.DocumentVersion.objects.filter(pk=world.zh.pk).update(read_at=moment(2))
    address = f"{PAGE}?on=2026-03-10&known=2026-03-10&recorded=2026-03-10T00:00:00Z"
    before = client.get(address).content
    assert b"verdict-cell--silent" in before
    s.Claim.objects.create(
        version=world.zh, kind="commitment", start=0, stop=2, quote=world.zh.text[:2], rules_version="test"
    )
    s.DocumentVersion.objects.filter(pk=world.zh.pk).update(rules_version="test-2")
    feed()
    assert client.get(address).content == before
    assert b"verdict-cell--silent" not in client.get(PAGE).content


def test_the_database_keeps_when_findings_stood_settled(world):
    claim = s.Claim.objects.create(
        version=world.zh, kind="commitment", start=0, stop=2, quote=world.zh.text[:2], rules_version="test"
    )

    def spans():
        return [row.reopened_at is None for row in claim.settlings.order_by("pk")]

    assert spans() == []
    s.Claim.objects.filter(pk=claim.pk).update(state="proposed")
    assert spans() == []
    s.Claim.objects.filter(pk=claim.pk).update(state="settled")
    assert spans() == [True]
    s.Claim.objects.filter(pk=claim.pk).update(state="settled")
    assert spans() == [True]
    s.Claim.objects.filter(pk=claim.pk).update(state="proposed")
    assert spans() == [False]
    s.Claim.objects.filter(pk=claim.pk).update(state="settled")
    assert spans() == [False, True]
    assert s.DocumentVersion.objects.get(pk=world.zh.pk).read_at is None
    read_whole(world.zh)
    first = s.DocumentVersion.objects.get(pk=world.zh.pk).read_at
    s.DocumentVersion.objects.filter(pk=world.zh.pk).update(rules_version="test-2")
    assert first is not None and s.DocumentVersion.objects.get(pk=world.zh.pk).read_at == first
