"""Pinned quotes against newer versions of their text. All texts were written for these tests."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sources.quotes import Verdict, verdict

ENGLISH = (
    "The two sides met for three days. The Northern side will suspend the surcharge for ninety days. "
    "Officials called the talks frank. The Southern side will suspend the surcharge for sixty days. "
    "Both delegations expect to meet again before the end of the season, an aide said."
)
CHINESE = (
    "双方团队举行了三天磋商。北方将暂停加征有关税费九十天。与会人士称会谈坦诚。"
    "南方将暂停加征有关税费六十天。据悉，双方还将于季末之前再次会面，𠮷田先生表示欢迎。"
)


def judged(old: str, quote: str, new: str, at: int | None = None) -> Verdict:
    start = old.index(quote) if at is None else at
    assert old[start : start + len(quote)] == quote
    return verdict(quote, old[max(0, start - 64) : start], old[start + len(quote) :][:64], start, new)


@pytest.mark.parametrize(
    ("text", "quote"),
    [(ENGLISH, "will suspend the surcharge for ninety days"), (CHINESE, "暂停加征有关税费九十天")],
)
def test_an_unchanged_text_leaves_its_quotes_intact(text: str, quote: str) -> None:
    start = text.index(quote)
    assert judged(text, quote, text) == Verdict("intact", start, start + len(quote), "same_place")


@pytest.mark.parametrize(
    ("text", "quote"), [(ENGLISH, "Both delegations expect"), (CHINESE, "𠮷田先生表示欢迎")]
)
def test_words_put_in_front_move_the_place_and_not_the_words(text: str, quote: str) -> None:
    new = "Corrected 𠮷 version. " + text
    found = judged(text, quote, new)
    assert (found.kind, found.reason) == ("intact", "same_context")
    assert new[found.start : found.stop] == quote


@pytest.mark.parametrize(
    ("old", "new", "quote"),
    [
        (
            ENGLISH,
            ENGLISH.replace("for ninety days", "for nineteen days"),
            "will suspend the surcharge for ninety days",
        ),
        (ENGLISH, ENGLISH.replace("expect to meet", "hope to meet"), "Both delegations expect to meet again"),
        (CHINESE, CHINESE.replace("九十天", "三十天"), "北方将暂停加征有关税费九十天"),
        (CHINESE, CHINESE.replace("𠮷田", "吉田"), "𠮷田先生表示欢迎"),
    ],
)
def test_a_rewritten_quote_is_altered_with_the_place_only_as_a_hint(old: str, new: str, quote: str) -> None:
    found = judged(old, quote, new)
    assert (found.kind, found.start, found.stop) == ("altered", None, None)
    assert found.hint is not None
    start = old.index(quote)
    assert abs(found.hint[0] - start) <= 3
    assert abs(found.hint[1] - found.hint[0] - len(quote)) <= 6


def test_one_changed_figure_is_altered_however_short_the_quote() -> None:
    old = "The rate that now applies to these goods is 34% and it applies to all of the listed goods."
    found = judged(old, "34%", old.replace("34%", "10%"))
    assert (found.kind, found.reason, found.start) == ("altered", "replaced", None)
    assert old.replace("34%", "10%")[slice(*(found.hint or (0, 0)))] == "10%"


def test_a_lookalike_elsewhere_never_takes_the_place_of_what_was_changed() -> None:
    quote = "will suspend the surcharge for"
    start = ENGLISH.index(quote)
    new = ENGLISH.replace(quote, "may suspend the surcharge for", 1)
    assert quote in new
    found = judged(ENGLISH, quote, new, start)
    assert (found.kind, found.start) == ("altered", None)


def test_a_chinese_lookalike_elsewhere_never_takes_the_place_either() -> None:
    quote = "将暂停加征有关税费"
    new = CHINESE.replace(quote, "拟暂停加征有关税费", 1)
    assert quote in new
    assert judged(CHINESE, quote, new).kind == "altered"


def test_of_two_equal_quotes_each_keeps_its_own_place() -> None:
    quote = "side will suspend the surcharge for"
    first, second = ENGLISH.index(quote), ENGLISH.rindex(quote)
    new = ENGLISH.replace("met for three days", "met in the harbour for three full days")
    for old_start in (first, second):
        found = judged(ENGLISH, quote, new, old_start)
        assert found.kind in ("intact", "moved")  # the edit is among the words around the first one
        assert found.start == old_start + len(new) - len(ENGLISH)


def test_a_copy_that_slid_to_the_old_offset_is_not_the_quote() -> None:
    quote = "agreed to do so"
    tail = ", as the reporters in the hall wrote down that day. "
    old = f"Aldo of the north {quote}{tail}" + f"Bert of the south {quote}{tail}"
    new = "x" * (len(old) // 2) + old  # Aldo's words now stand where Bert's stood
    bert = old.rindex(quote)
    assert new[bert : bert + len(quote)] == quote
    found = judged(old, quote, new, bert)
    assert (found.kind, found.start) == ("intact", new.rindex(quote))


def test_a_text_that_holds_the_passage_twice_over_is_ambiguous() -> None:
    quote = "Officials called the talks frank."
    new = f"Printed twice by mistake. {ENGLISH} {ENGLISH}"
    assert judged(ENGLISH, quote, new) == Verdict("altered", reason="ambiguous")


@pytest.mark.parametrize(
    ("filler", "quote"),
    [("Nothing of note was said. ", "agreed to act"), ("会上没有其他内容。", "同意采取行动")],
)
def test_several_lookalikes_without_telling_surroundings_are_ambiguous(filler: str, quote: str) -> None:
    old = f"An opening line about the day. {quote}. A closing line about the evening."
    new = f"{filler * 3}{quote}{filler * 4}{quote}{filler * 2}"
    found = judged(old, quote, new)
    assert found == Verdict("altered", reason="ambiguous")


def test_one_short_lookalike_in_other_surroundings_is_no_place() -> None:
    old = "The office said that the old rule applies until spring, in all of the eastern ports."
    new = "Elsewhere it was said of quite another matter: the old rule was painted green last year."
    found = judged(old, "the old rule", new)
    assert (found.kind, found.reason, found.start) == ("altered", "other_surroundings", None)
    assert found.hint is not None


def test_a_long_sentence_moved_between_strangers_is_known_by_its_own_words() -> None:
    quote = "Both delegations expect to meet again before the end of the season"
    new = f"Something else entirely was written up here! {quote}? And something else down there."
    found = judged(ENGLISH, quote, new)
    assert (found.kind, found.reason) == ("moved", "own_words")
    assert new[found.start : found.stop] == quote


def test_one_changed_neighbour_means_moved_with_the_side_that_told() -> None:
    new = "A new first line. " + ENGLISH.replace(
        "Officials called the talks frank. ", "Officials said nothing to anyone there. "
    )
    found = judged(ENGLISH, "The Southern side", new)
    assert (found.kind, found.reason) == ("moved", "context_after")
    assert new[found.start : found.stop] == "The Southern side"


def test_a_sentence_cut_out_is_deleted() -> None:
    quote = "Officials called the talks frank. "
    assert judged(ENGLISH, quote, ENGLISH.replace(quote, "")).kind == "deleted"
    assert (
        judged(CHINESE, "与会人士称会谈坦诚。", CHINESE.replace("与会人士称会谈坦诚。", "")).kind == "deleted"
    )


def test_a_text_about_something_else_has_nothing_of_the_quote() -> None:
    found = judged(ENGLISH, "will suspend the surcharge for ninety days", "Weather: rain, later snow. " * 40)
    assert found == Verdict("deleted", reason="absent")


@pytest.mark.parametrize(
    ("quote", "new"),
    [
        ("said: “we agree”", ENGLISH + ' He said: "we agree".'),
        ("對等措施", CHINESE + "对等措施。"),
        ("税率24%", CHINESE + "税率２４％。"),
    ],
)
def test_other_quotation_marks_or_script_are_altered_typographically(quote: str, new: str) -> None:
    found = verdict(quote, "x" * 40, "y" * 40, 7, new)
    assert (found.kind, found.reason, found.start) == ("altered", "typographic", None)
    assert found.hint is not None and found.hint[1] <= len(new)


def test_an_empty_quote_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        verdict("  ", "a", "b", 0, "a  b")


LETTERS = "abcdefgh 税率中美方将𠀀𠮷。."
TEXTS = st.text(alphabet=LETTERS, min_size=12, max_size=200)


@st.composite
def pinned(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 2))
    stop = draw(st.integers(start + 1, min(len(text), start + 30)))
    assume(text[start:stop].strip())
    return text, start, stop


def pin(text: str, start: int, stop: int, new: str) -> Verdict:
    return verdict(text[start:stop], text[max(0, start - 64) : start], text[stop : stop + 64], start, new)


@settings(max_examples=500, deadline=None)
@given(pinned(), st.text(alphabet=LETTERS, min_size=1, max_size=80), st.data())
def test_inserting_text_elsewhere_never_alters_a_quote(
    case: tuple[str, int, int], more: str, data: st.DataObject
) -> None:
    text, start, stop = case
    quote = text[start:stop]
    at = data.draw(st.one_of(st.integers(0, start), st.integers(stop, len(text))))
    new = text[:at] + more + text[at:]
    expected = start + (len(more) if at <= start else 0)
    if new.count(quote) == 1 and new.find(quote, new.find(quote) + 1) < 0:
        found = pin(text, start, stop, new)
        assert found.kind in ("intact", "moved")
        assert (found.start, found.stop) == (expected, expected + len(quote))


@settings(max_examples=500, deadline=None)
@given(pinned(), st.sampled_from("XYZ龍𠂊"), st.data())
@example(("abab", 0, 2), "X", None)
def test_one_changed_character_is_never_intact_or_moved(
    case: tuple[str, int, int], char: str, data: st.DataObject | None
) -> None:
    text, start, stop = case
    at = data.draw(st.integers(start, stop - 1)) if data else start
    new = text[:at] + char + text[at + 1 :]
    found = pin(text, start, stop, new)
    if text[start:stop] not in new:
        assert found.kind in ("altered", "deleted")
        assert found.start is None and found.stop is None


@settings(max_examples=500, deadline=None)
@given(pinned(), st.text(alphabet=LETTERS, max_size=200))
def test_a_place_always_holds_the_very_words(case: tuple[str, int, int], new: str) -> None:
    text, start, stop = case
    found = pin(text, start, stop, new)
    assert (found.start is None) == (found.kind in ("altered", "deleted"))
    if found.start is not None:
        assert new[found.start : found.stop] == text[start:stop]
    if found.hint is not None:
        assert 0 <= found.hint[0] < found.hint[1] <= len(new)


@settings(max_examples=300, deadline=None)
@given(pinned())
def test_an_unchanged_text_is_intact_at_the_same_place(case: tuple[str, int, int]) -> None:
    text, start, stop = case
    found = pin(text, start, stop, text)
    assert (found.kind, found.start, found.stop) == ("intact", start, stop)


@pytest.mark.parametrize(
    ("quote", "new"),
    [
        ("a" * 400 + "b", "a" * 100_000),
        ("ab" * 600 + "c", "ab" * 50_000),
        ("税" * 300 + "率", "税" * 100_000),
        ("abc " * 500 + "!", "abd " * 25_000),
        ("a", "a" * 100_000),
    ],
)
def test_hostile_texts_do_not_hang(quote: str, new: str) -> None:
    begin = time.process_time()
    assert verdict(quote, "x" * 32, "y" * 32, 5, new).start is None
    assert time.process_time() - begin < 5
