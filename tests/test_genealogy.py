"""A commitment across the rounds, with silence told by what was read. Everything here is made up."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deals.genealogy import Meeting, Mention, genealogy, trace, word_diff
from deals.models import CommitmentLink, CommitmentTerms, Readout
from deals.querysets import AsOf

from . import deskworld
from .deskworld import make_commitment, make_version

D = dt.date
GENEVA = Meeting(1, "Geneva", D(2025, 5, 10), D(2025, 5, 11), 2, 2)
LONDON = Meeting(2, "London", D(2025, 6, 9), D(2025, 6, 10))
STOCKHOLM = Meeting(3, "Stockholm", D(2025, 7, 28), D(2025, 7, 29), 1, 1)
MADRID = Meeting(4, "Madrid", D(2025, 9, 14), D(2025, 9, 15), 1, 0)
ROUNDS = (GENEVA, LONDON, STOCKHOLM, MADRID)
FIRST = Mention(D(2025, 5, 12), "C-001", "Suspend 24 points for 90 days")


def kinds(steps):
    return [(step.kind, step.meeting.name if step.meeting else "") for step in steps]


def test_silence_is_told_by_what_was_read():
    assert kinds(trace(ROUNDS, [FIRST])) == [
        ("introduced", "Geneva"),
        ("no_text", "London"),
        ("dropped", "Stockholm"),
        ("unmentioned", "Madrid"),
    ]


def test_where_both_sides_published_no_text_of_what_was_agreed_silence_says_nothing():
    """Readouts of other things are no text of it; a kept text that was read is."""
    quiet = Meeting(2, "London", D(2025, 6, 9), D(2025, 6, 10), 3, 0, "No text was published")
    assert kinds(trace([GENEVA, quiet], [FIRST]))[1] == ("no_text", "London")
    read = Meeting(2, "London", D(2025, 6, 9), D(2025, 6, 10), 3, 1, "No text was published")
    assert kinds(trace([GENEVA, read], [FIRST]))[1] == ("dropped", "London")


def test_rounds_before_it_was_introduced_are_no_station():
    assert kinds(trace(ROUNDS, [Mention(D(2025, 9, 15), "C-9", "New")])) == [("introduced", "Madrid")]
    assert trace(ROUNDS, []) == []


def test_a_renewal_shows_what_its_words_changed():
    later = Mention(D(2025, 8, 11), "C-002", "Suspend 24 points for one year", relation="renewed")
    steps = trace(ROUNDS[:3], [later, FIRST])
    assert kinds(steps) == [("introduced", "Geneva"), ("no_text", "London"), ("renewed", "Stockholm")]
    assert ("removed", "90 days") in steps[2].pieces
    assert "".join(words for kind, words in steps[2].pieces if kind != "removed") == later.text


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ({"materials": frozenset({"Dy", "Tb"})}, {"materials": frozenset({"Dy"})}, "narrowed"),
        ({"materials": frozenset({"Dy"})}, {"materials": frozenset({"Dy", "Tb"})}, "widened"),
        ({}, {"has_condition": True}, "narrowed"),
        ({"has_condition": True}, {}, "widened"),
        ({}, {"text": "Other words"}, "reworded"),
        ({}, {}, "restated"),
    ],
)
def test_what_a_new_wording_does(before, after, kind):
    one = Mention(D(2025, 5, 12), "C", **{"text": "Words", **before})
    other = Mention(D(2025, 7, 30), "C", **{"text": "Words", **after})
    assert trace([], [one, other])[-1].kind == kind


def test_a_restatement_in_the_same_round_is_no_second_station():
    again = Mention(D(2025, 5, 14), "C-001", relation="restated")
    assert kinds(trace([GENEVA], [FIRST, again])) == [("introduced", "Geneva")]


def test_the_family_is_found_through_its_links_as_known_then(w, django_assert_max_num_queries):
    later = make_commitment(
        w, "us-24-again", w.us, w.cn, "Continue it for one year", day=D(2025, 6, 27), round_=w.framework
    )
    CommitmentLink.objects.create(earlier=w.us24, later=later, relation="renews", public_since=D(2025, 6, 27))
    text = make_version("Nothing of the kind.", title="London text")
    Readout.objects.create(
        round=w.london, kind="readout", title="Text", document=text.document, public_since=D(2025, 6, 11)
    )
    CommitmentTerms.objects.filter(commitment=w.us24).update(public_since=D(2025, 5, 12))
    with django_assert_max_num_queries(7):
        steps = genealogy(w.us24, AsOf(on=D(2026, 1, 1)))
    assert kinds(steps) == [
        ("introduced", "Geneva"),
        ("dropped", "London"),
        ("renewed", "Final framework"),
    ]
    assert kinds(genealogy(later, AsOf(on=D(2026, 1, 1)))) == kinds(steps)
    for one in (w.geneva, w.london):
        one.public_since = one.ends_on
        one.save()
    assert kinds(genealogy(w.us24, AsOf(on=D(2025, 6, 12), known=D(2025, 6, 12)))) == [
        ("introduced", "Geneva"),
        ("dropped", "London"),
    ]


def test_the_page_of_a_commitment_shows_its_stations(w, client):
    page = client.get(w.us24.get_absolute_url()).content.decode()
    assert "Across the rounds" in page
    assert "no text published" in page


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ({("usd", 17e9)}, {("usd", 10e9)}, "narrowed"),
        ({("usd", 17e9)}, {("usd", 20e9)}, "widened"),
        ({("tonnes", 12e6), ("tonnes", 25e6)}, {("tonnes", 12e6), ("tonnes", 20e6)}, "narrowed"),
        # More of one thing and less of another, another unit, or one amount fewer: nothing is said of the size.
        ({("usd", 17e9), ("tonnes", 25e6)}, {("usd", 20e9), ("tonnes", 20e6)}, "reworded"),
        ({("usd", 17e9)}, {("tonnes", 25e6)}, "reworded"),
        ({("usd", 17e9), ("usd", 20e9)}, {("usd", 17e9)}, "reworded"),
        ({("usd", 17e9)}, {("usd", 17e9)}, "reworded"),
    ],
)
def test_a_smaller_amount_narrows_and_a_greater_one_widens(before, now, kind):
    first = Mention(D(2025, 5, 12), "C-1", "Buy farm goods", amounts=frozenset(before))
    later = Mention(D(2025, 7, 28), "C-1", "Buy goods of farms", amounts=frozenset(now))
    assert [step.kind for step in trace([GENEVA, STOCKHOLM], [first, later])] == ["introduced", kind]


def test_amounts_are_read_from_the_terms_in_either_language(db):
    w = deskworld.build()
    record = make_commitment(
        w, "cn-farm", w.cn, w.us, "Buy farm goods", day=D(2025, 5, 12), text_zh="采购170亿美元农产品"
    )
    CommitmentTerms.objects.create(
        commitment=record,
        text_en="Buy farm goods",
        quantity_wording="USD 10 billion",
        public_since=D(2025, 7, 29),
    )
    steps = [step.kind for step in genealogy(record, AsOf(on=D(2025, 8, 1))) if step.text]
    assert steps == ["introduced", "narrowed"]


WORDS = st.text(alphabet="中方将暂停实施出口管制一年年月日税率，。 12%abKL", max_size=40)


@given(WORDS, WORDS)
def test_the_pieces_of_a_difference_are_both_texts_whole(before, after):
    pieces = word_diff(before, after)
    assert "".join(words for kind, words in pieces if kind != "added") == before
    assert "".join(words for kind, words in pieces if kind != "removed") == after
    assert all(words for _kind, words in pieces)


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        (
            "暂停24%的关税90天",
            "暂停24%的关税一年",
            [("same", "暂停24%的关税"), ("removed", "90天"), ("added", "一年")],
        ),
        (  # the one character between two changes does not stand apart
            "至2026年11月10日",
            "至2027年1月10日",
            [("same", "至"), ("removed", "2026年11"), ("added", "2027年1"), ("same", "月10日")],
        ),
        ("取消措施", "取消全部措施", [("same", "取消"), ("added", "全部"), ("same", "措施")]),
    ],
)
def test_chinese_words_are_compared_by_character_and_numbers_whole(before, after, pieces):
    assert word_diff(before, after) == pieces


def test_a_wording_that_changed_in_chinese_alone_is_reworded():
    first = Mention(D(2025, 5, 12), "C-1", "Approve them", text_zh="依法审批")
    later = Mention(D(2025, 7, 28), "C-1", "Approve them", text_zh="依法依规审批")
    steps = trace([GENEVA, STOCKHOLM], [first, later])
    assert [step.kind for step in steps] == ["introduced", "reworded"]
    assert steps[1].pieces == () and ("added", "依规") in steps[1].pieces_zh


def test_a_chinese_wording_is_compared_with_the_last_one_that_was_chinese():
    said = [
        Mention(D(2025, 5, 12), "C-1", "Approve", text_zh="依法审批"),
        Mention(D(2025, 6, 10), "C-1", "Approve all"),
        Mention(D(2025, 7, 28), "C-1", "Approve all", text_zh="依法批准"),
    ]
    steps = trace([GENEVA, LONDON, STOCKHOLM], said)
    assert steps[1].text_zh == "" and ("removed", "审批") in steps[2].pieces_zh


def test_the_page_shows_what_the_chinese_words_changed(w, client):
    record = make_commitment(
        w, "cn-year", w.cn, w.us, "Suspend it for 90 days", day=D(2025, 5, 12), text_zh="暂停实施90天"
    )
    CommitmentTerms.objects.create(
        commitment=record,
        text_en="Suspend it for a year",
        text_zh="暂停实施一年",
        public_since=D(2025, 7, 29),
    )
    page = client.get(record.get_absolute_url() + "?on=2025-08-01").content.decode()
    assert 'lang="zh-Hans">暂停实施<del>' in page and "</span>一年</ins>" in page


def test_a_smaller_share_narrows(db):
    w = deskworld.build()
    record = make_commitment(w, "us-cut", w.us, w.cn, "Cut the duty", day=D(2025, 5, 12))
    CommitmentTerms.objects.filter(commitment=record).update(quantity_wording="10 percentage points")
    CommitmentTerms.objects.create(
        commitment=record,
        text_en="Cut the duty",
        quantity_wording="5 percentage points",
        public_since=D(2025, 7, 29),
    )
    steps = [step.kind for step in genealogy(record, AsOf(on=D(2025, 8, 1))) if step.text]
    assert steps == ["introduced", "narrowed"]
