"""The assembly of a timeline: what stands where, what changed, what is ahead, and the picture of it."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deals.gathering import facts_for, facts_of
from deals.models import Deal, Event
from deals.overview import MARK, bar, days_between, draw
from deals.querysets import AsOf
from deals.templatetags.deals import capitals
from deals.timeline import (
    Entry,
    Filter,
    Fold,
    ahead_of,
    commitment_counts,
    entries_of,
    filtered,
    folded,
    groups_of,
    latest,
    measure_counts,
    ran_out,
    with_order,
)
from deals.views.commitments import word_diff
from deals.views.documents import Span, segments

from . import pageworld

D = dt.date
TODAY = D(2026, 11, 24)


@pytest.fixture
def world(db):
    return pageworld.build()


def facts(world, on=TODAY, known=None, recorded=None):
    return facts_of(world.deal, AsOf(on, known, recorded))


def titles(entries):
    return [entry.title for entry in entries]


def test_entries_stand_in_order_of_time_and_hidden_or_superseded_ones_nowhere(world):
    entries = entries_of(facts(world))
    assert [e.first for e in entries] == sorted(e.first for e in entries)
    text = " ".join(titles(entries))
    assert "HIDDENWORD" not in text and "OLDWORD" not in text and "NEWWORD" in text


def test_a_row_superseded_later_still_stands_at_an_earlier_recorded_time(world):
    earlier = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    text = " ".join(titles(entries_of(facts(world, recorded=earlier))))
    assert "OLDWORD" in text and "NEWWORD" not in text


def test_a_change_that_no_event_tells_is_told_from_the_status_periods(world):
    derived = {(e.first, e.kind): e for e in entries_of(facts(world)) if e.is_derived}
    suspended = derived[(D(2025, 11, 7), "suspended")]
    assert [s.record for s in suspended.subjects] == [world.october]
    assert suspended.subjects[0].until == D(2026, 11, 10)
    assert len(suspended.backing) == 1
    # China's control of 4 April has an event of its own day: not told twice.
    assert (D(2025, 4, 4), "effective") not in derived


def test_the_end_of_a_period_that_ran_out_is_news_only_once_it_has_come(world):
    before = [e for e in entries_of(facts(world, on=D(2026, 11, 10))) if e.kind == "lapsed"]
    after = [e for e in entries_of(facts(world, on=D(2026, 11, 11))) if e.kind == "lapsed"]
    assert before == []
    assert [(e.first, e.subjects[0].record) for e in after] == [(D(2026, 11, 11), world.october)]


def test_rounds_group_the_entries_and_an_empty_round_stands_too(world):
    shown = facts(world)
    groups = groups_of(shown, entries_of(shown))
    assert [g.round.slug if g.round else "" for g in groups] == [
        "",
        "lakeside",
        "call",
        "riverside",
        "confirmation",
    ]
    assert groups[2].entries == ()
    assert "The secretary says it is signed JUNEWORD" in titles(groups[4].entries)
    assert sum(len(g.entries) for g in groups) == len(entries_of(shown))
    assert [r.kind for r in groups[3].readouts] == ["none", "none"]


def test_filters_keep_one_party_and_one_family(world):
    shown = facts(world)
    groups = groups_of(shown, entries_of(shown))
    of_us = [e for g in filtered(groups, Filter(party="US")) for e in g.entries]
    assert of_us and all(e.actor is None or e.actor.code == "US" for e in of_us)
    measures = [e for g in filtered(groups, Filter(family="measures")) for e in g.entries]
    assert measures and all(e.family == "measures" for e in measures)
    assert [g.round.slug for g in filtered(groups, Filter(family="rounds")) if g.round] == [
        "lakeside",
        "call",
        "riverside",
        "confirmation",
    ]


@pytest.mark.parametrize(
    ("on", "known", "expected"),
    [
        (D(2025, 4, 4), None, {"in_force": 1, "scheduled": 3}),
        (D(2025, 12, 1), None, {"in_force": 1, "partly_suspended": 1, "suspended": 2}),
        # As known on 20 October, the control was to take effect on 8 November.
        (D(2025, 12, 1), D(2025, 10, 20), {"in_force": 2, "partly_suspended": 1, "unknown": 1}),
        (D(2026, 11, 10), None, {"in_force": 1, "partly_suspended": 1, "suspended": 2}),
        (D(2026, 11, 24), None, {"in_force": 1, "partly_suspended": 1, "suspended": 1, "ran_out": 1}),
        (D(2026, 11, 28), None, {"in_force": 1, "partly_suspended": 1, "ran_out": 2}),
    ],
)
def test_counts_answer_for_the_day_and_the_knowledge_asked_for(world, on, known, expected):
    assert dict(measure_counts(facts(world, on=on, known=known))) == expected


def test_commitments_are_counted_by_verification(world):
    assert dict(commitment_counts(facts(world))) == {"kept": 1, "in_progress": 1, "unknown": 1}
    assert dict(commitment_counts(facts(world, known=D(2025, 5, 13)))) == {"unknown": 1}


def test_days_ahead_come_with_countdown_and_what_the_terms_say_follows(world):
    days = ahead_of(facts(world))
    assert [(d.day, d.days) for d in days] == [(D(2026, 11, 27), 3), (D(2027, 1, 10), 47)]
    assert days[0].items[0].record == world.gallium
    assert days[0].items[0].then == "in force"
    # Kept commitments are due no more; the day itself still counts.
    assert ahead_of(facts(world, on=D(2026, 11, 27)))[0].days == 0
    assert ahead_of(facts(world, on=D(2027, 1, 11))) == []


def test_what_ran_out_is_listed_from_the_day_after_its_last(world):
    assert ran_out(facts(world, on=D(2026, 11, 10))) == []
    assert [m for m, _state in ran_out(facts(world))] == [world.october]
    assert [m for m, _state in ran_out(facts(world, on=D(2026, 11, 28)))] == [world.gallium, world.october]


def test_the_latest_step_is_one_that_a_source_tells(world):
    assert latest(entries_of(facts(world)), TODAY).title == "October controls OCTWORD"


def test_a_contradiction_is_told_only_when_all_its_values_were_public(world):
    assert facts(world, known=D(2025, 6, 26)).clashes == []
    clash = facts(world, known=D(2025, 6, 27)).clashes[0]
    assert [value.value for value in clash.values] == ["24 June", "25 June"]
    entry = next(e for e in entries_of(facts(world)) if e.event_id == world.signed.pk)
    assert [c.contradiction for c in entry.clashes] == [world.clash]


def test_the_number_of_queries_does_not_grow_with_the_deals(world, django_assert_num_queries):
    deals = list(Deal.objects.prefetch_related("parties"))
    with django_assert_num_queries(10):
        facts_for(deals[:1], AsOf(TODAY))
    with django_assert_num_queries(10):
        facts_for(deals, AsOf(TODAY))


def test_marks_of_the_picture_are_in_order_of_time_big_enough_and_never_overlap(world):
    shown = facts(world)
    picture = draw(shown, entries_of(shown))
    assert [m.centre for m in picture.marks] == sorted(m.centre for m in picture.marks)
    for mark in picture.marks:
        assert mark.width >= MARK
        assert mark.x >= 0 and mark.x + mark.width <= picture.width
    boxes = [(m.x, m.y, m.x + m.width, m.y + MARK) for m in picture.marks]
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    anchors = {e.anchor for e in entries_of(shown)} | {f"r-{r.slug}" for r in shown.rounds}
    assert {m.href[1:] for m in picture.marks} <= anchors


def test_marks_that_find_no_room_are_folded_and_none_is_lost(world):
    for number in range(9):
        Event.objects.create(
            deal=world.deal,
            kind="statement",
            title_en=f"Statement {number}",
            actor=world.us,
            occurred_earliest=D(2025, 8, 1),
            occurred_latest=D(2025, 8, 1),
            public_since=D(2025, 8, 1),
        )
    shown = facts(world)
    picture = draw(shown, entries_of(shown))
    words = " ".join(mark.label for mark in picture.marks)
    assert all(f"Statement {number}" in words for number in range(9))
    assert any(mark.is_folded and mark.letter.isdigit() for mark in picture.marks)


def test_bands_stack_what_is_in_force_and_suspended_within_the_picture(world):
    shown = facts(world)
    picture = draw(shown, entries_of(shown))
    band = next(b for b in picture.bands if (b.party.code, b.family) == ("CN", "controls"))
    assert band.summary == "1 in force, 1 suspended, 1 ran out"
    assert {block.code for block in band.blocks} == {"in_force", "suspended", "ran_out"}
    for block in band.blocks:
        assert band.y <= block.y and block.y + block.height <= band.y + 30
        assert block.x >= 0 and block.x + block.width <= picture.width + 0.2


def test_a_deal_of_which_nothing_was_public_has_no_picture(world):
    shown = facts(world, known=D(2020, 1, 1))
    assert entries_of(shown) == [] and draw(shown, []) is None


def test_the_bar_of_a_measure_shows_its_periods_in_order(world):
    rows = facts(world).statuses[("countermeasure", world.october.pk, "force")]
    drawn = bar(rows, TODAY, first=D(2025, 11, 1), last=D(2026, 12, 31), width=400)
    assert [block.code for block in drawn["blocks"]] == ["suspended", "ran_out"]
    assert 0 < drawn["today"] < 400
    assert sum(block.width for block in drawn["blocks"]) <= 400


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        (D(2025, 6, 9), D(2025, 6, 9), "day", "9 June 2025"),
        (D(2025, 6, 9), D(2025, 6, 10), "day", "9 to 10 June 2025"),
        (D(2025, 5, 31), D(2025, 6, 1), "day", "31 May to 1 June 2025"),
        (D(2025, 12, 31), D(2026, 1, 1), "day", "31 December 2025 to 1 January 2026"),
        (D(2025, 6, 24), D(2025, 6, 25), "interval", "24 or 25 June 2025"),
        (D(2025, 6, 24), D(2025, 6, 27), "interval", "between 24 and 27 June 2025"),
        (D(2025, 6, 24), D(2025, 7, 2), "interval", "between 24 June 2025 and 2 July 2025"),
        (D(2025, 6, 1), D(2025, 6, 30), "month", "June 2025"),
        (D(2025, 1, 1), D(2025, 12, 31), "year", "2025"),
    ],
)
def test_a_date_is_told_with_its_precision(first, last, precision, words):
    assert days_between(first, last, precision) == words


def test_overlapping_spans_are_cut_into_segments():
    lines = segments("abcdef\nghij", [Span(1, 4, 1, False), Span(3, 9, 2, False), Span(3, 5, 3, True)])
    assert [[(s.text, [x.number for x in s.spans], s.anchor) for s in line] for line in lines] == [
        [("a", [], ""), ("bc", [1], "s1"), ("d", [1, 2, 3], "s3"), ("e", [2, 3], ""), ("f", [2], "")],
        [("gh", [2], ""), ("ij", [], "")],
    ]
    assert [span.number for span in lines[0][2].ending] == [1]
    assert [span.number for span in lines[1][0].ending] == [2]


@given(
    st.text(alphabet="ab中𠮷\n", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=5),
)
def test_segments_give_the_text_back_and_every_span_its_words(text, raw):
    spans = [
        Span(start, min(start + length, len(text)), number, False)
        for number, (start, length) in enumerate(raw, 1)
        if start < len(text)
    ]
    lines = segments(text, spans)
    assert "\n".join("".join(s.text for s in line) for line in lines) == text
    for span in spans:
        covered = "".join(s.text for line in lines for s in line if span in s.spans)
        assert covered == text[span.start : span.stop].replace("\n", "")
        assert sum(span in s.ending for line in lines for s in line) <= 1


def test_word_diff_tells_added_and_removed_words_and_keeps_both_texts():
    pieces = word_diff("cut 24 points for 90 days", "cut 24 points for one year")
    assert "".join(t for k, t in pieces if k != "added") == "cut 24 points for 90 days"
    assert "".join(t for k, t in pieces if k != "removed") == "cut 24 points for one year"
    assert ("same", "cut 24 points for ") in pieces
    zh = word_diff("依法审批", "依法审查批准")
    assert "".join(t for k, t in zh if k != "added") == "依法审批"


def span(first, last=None, **extra):
    """An entry of made-up days, counted from 1 January 2026."""
    start = D(2026, 1, 1)
    begin, end = start + dt.timedelta(days=first), start + dt.timedelta(days=last or first)
    return Entry(
        anchor=f"a{id(extra)}",
        first=begin,
        last=end,
        kind="statement",
        kind_label="",
        actor=None,
        title="",
        **extra,
    )


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 9)), max_size=12))
def test_order_is_claimed_only_where_spans_of_days_do_not_meet(pairs):
    entries = with_order(sorted((span(a, a + b) for a, b in pairs), key=lambda e: (e.first, e.last)))
    for index, earlier in enumerate(entries):
        for later in entries[index + 1 :]:
            meets = later.first <= earlier.last
            assert not meets or (earlier.order and later.order) or "span" in (earlier.order, later.order)
    for entry in entries:
        others = [e for e in entries if e is not entry and e.first <= entry.last and entry.first <= e.last]
        if entry.order == "span":
            assert entry.rivals == len(others)
        if not entry.order:
            assert not any((e.first, e.last) == (entry.first, entry.last) for e in others)


def test_runs_of_minor_entries_are_folded_and_nothing_is_lost():
    minor = [span(day, is_derived=True) for day in range(5)]
    act = span(9)
    shown = folded([*minor[:2], act, *minor])
    assert shown[:3] == [*minor[:2], act]
    assert isinstance(shown[3], Fold) and shown[3].entries == tuple(minor)
    assert (shown[3].first, shown[3].last) == (D(2026, 1, 1), D(2026, 1, 5))
    lapse = replace(minor[0], kind="lapsed")
    assert folded([*minor[:2], lapse, *minor[:2]]) == [*minor[:2], lapse, *minor[:2]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (Filter(only_disputed=True), ["The secretary says it is signed JUNEWORD"]),
        (Filter(material="dysprosium"), ["China controls seven test earths"]),
        (Filter(only_official=True), ["The ministry confirms details JUNEWORD"]),
        (Filter(material="dysprosium", party="US"), []),
    ],
)
def test_a_timeline_is_filtered_by_material_dispute_and_official_source(world, wanted, titles):
    found = facts(world)
    groups = filtered(groups_of(found, entries_of(found)), wanted)
    assert [e.title for g in groups for e in g.entries if not e.is_derived] == titles


@pytest.mark.django_db
def test_a_timeline_is_filtered_by_the_state_that_an_entry_gave(world):
    found = facts(world)
    groups = filtered(groups_of(found, entries_of(found)), Filter(status="ran_out"))
    assert [(e.first, e.kind) for g in groups for e in g.entries] == [(D(2026, 11, 11), "lapsed")]


@pytest.mark.django_db
def test_windows_end_where_nothing_is_left_to_show(world):
    found = facts(world)
    entries = entries_of(found)
    for step in ("before", "after"):
        at, seen = D(2025, 6, 27), 0
        while (at := getattr(draw(found, entries, zoom="month", at=at), step)) is not None:
            seen += 1
            assert seen < 200
        assert seen > 0


@pytest.mark.django_db
def test_a_window_of_the_picture_holds_the_day_it_was_opened_at(world):
    found = facts(world)
    entries = entries_of(found)
    for zoom, at in (("year", D(2025, 6, 27)), ("month", D(2025, 6, 27)), ("month", D(2026, 11, 24))):
        picture = draw(found, entries, zoom=zoom, at=at)
        assert picture.before is None or picture.before < at
        assert picture.after is None or at < picture.after
        assert (picture.today is not None) == (at == TODAY)
        assert all(0 <= mark.x <= picture.width for mark in picture.marks)
        assert any("24 or 25 June 2025" in mark.label for mark in picture.marks) == (at != TODAY)


@pytest.mark.django_db
def test_a_line_leads_from_a_measure_to_the_one_that_a_text_says_it_answers(world):
    assert draw(facts(world), entries_of(facts(world))).links == ()  # no act of the tariff has a mark yet
    Event.objects.create(
        deal=world.deal,
        kind="announced",
        title_en="The tariff is announced",
        occurred_earliest=D(2025, 4, 2),
        occurred_latest=D(2025, 4, 2),
        public_since=D(2025, 4, 2),
        countermeasure=world.tariff,
        actor=world.us,
    )
    found = facts(world)
    picture = draw(found, entries_of(found))
    # The link of the October control is not published.
    assert [link.label for link in picture.links] == ["Control of seven test earths answers Test tariff"]
    assert draw(found, entries_of(found), zoom="month", at=D(2025, 9, 1)).links == ()


def test_an_instant_shows_both_capitals_only_where_their_days_differ():
    assert capitals(dt.datetime(2025, 6, 5, 13, tzinfo=dt.UTC)) == ""
    assert (
        capitals(dt.datetime(2025, 6, 5, 17, 30, tzinfo=dt.UTC))
        == "6 June 2025, 01:30 in Beijing, 5 June 2025, 13:30 in Washington"
    )
    assert capitals(None) == ""
