"""Normal form, folding, sentences, languages and quotes. All texts here were written for the tests."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text import detect_language, find_quote, fold, normalise, sentences, sha256

ANY_TEXT = st.text(alphabet=st.characters(codec=None), max_size=200)


@given(ANY_TEXT)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(ANY_TEXT)
def test_normalised_text_can_be_stored_and_encoded(text: str) -> None:
    form = normalise(text)
    form.encode("utf-8")  # no lone surrogate is left
    assert not any((ord(char) < 32 and char not in "\n\t") or 0x7F <= ord(char) < 0xA0 for char in form)
    assert "\n\n\n\n" not in form
    assert all(line == line.rstrip(" \t\u3000") for line in form.split("\n"))


@given(ANY_TEXT)
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\x00b\x07c", "abc"),
        ("a\ud800b", "ab"),
        ("e\u0301", "é"),
        ("a\u00a0b\u2009c", "a b c"),
        ("a \t\u3000\nb", "a\nb"),
        ("a\n\n\n\n\n\nb", "a\n\n\nb"),
        ("\n\na\n", "a"),
        ("rare\u200b earth\ufeff", "rare earth"),
        ("tab\tstays", "tab\tstays"),
    ],
)
def test_normal_form(raw: str, form: str) -> None:
    assert normalise(raw) == form


def test_a_run_of_spaces_is_no_trap() -> None:
    assert normalise(" " * 200_000 + "x") == " " * 200_000 + "x"


def test_folding_maps_quotes_dashes_widths_and_traditional_characters() -> None:
    assert fold("“稀土”—２０２５年，國際貿易") == '"稀土"-2025年,国际贸易'


def test_english_sentences_end_where_they_end() -> None:
    text = 'The U.S. Trade Representative met Mr. Li. Announcement No. 61 stands. "It will stay," he said. (See Sec. 2.) Done!'
    assert [text[a:b] for a, b in sentences(text, "en")] == [
        "The U.S. Trade Representative met Mr. Li.",
        "Announcement No. 61 stands.",
        '"It will stay," he said.',
        "(See Sec. 2.)",
        "Done!",
    ]


def test_a_wrapped_line_runs_on_and_a_list_item_does_not() -> None:
    text = "The tariff will be\nlifted in May.\n- First item\n- Second item"
    assert [text[a:b] for a, b in sentences(text, "en")] == [
        "The tariff will be\nlifted in May.",
        "- First item",
        "- Second item",
    ]


def test_chinese_sentences_keep_their_closing_quotes() -> None:
    text = "他说：“将取消关税。”中方表示同意！\n一、第一条；第二条。"
    assert [text[a:b] for a, b in sentences(text, "zh")] == [
        "他说：“将取消关税。”",
        "中方表示同意！",
        "一、第一条；第二条。",
    ]


def test_digits_broken_across_lines_stay_in_one_sentence() -> None:
    text = "自２０２８年１\n０月起取消关税。"
    assert len(sentences(text, "zh")) == 1


@given(ANY_TEXT)
def test_sentence_spans_are_ordered_and_apart(text: str) -> None:
    form = normalise(text)
    for language in ("en", "zh"):
        spans = sentences(form, language)
        assert all(start < stop for start, stop in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("China will lift the tariffs on goods of the United States.", "en"),
        ("中方将依法审批符合条件的申请", "zh-Hans"),
        ("中方將依法審批符合條件的申請", "zh-Hant"),
        ("商务部公告2025年第61号 MOFCOM", "zh-Hans"),
        ("これは日本語の文章です。関税について", ""),
        ("12345 !?", ""),
        ("", ""),
        (
            (
                "Die Europäische Union wird die Zölle auf chinesische Fahrzeuge nach langen "
                "Verhandlungen endlich wieder senken wollen"
            ),
            "",
        ),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_quotes_are_found_exactly_and_all_of_them() -> None:
    text = "lift tariffs, then lift tariffs"
    assert find_quote(text, "lift tariffs") == [(0, 12), (19, 31)]
    assert find_quote(text, "raise tariffs") == []
    assert find_quote(text, "  ") == []


def test_a_quote_in_other_marks_or_widths_is_found_with_its_exact_slice() -> None:
    text = "They said: “We’ll take  down\nour measures.” 取消２４％關稅"
    [(start, stop)] = find_quote(text, '"we\'ll take down our measures."')
    assert text[start:stop] == "“We’ll take  down\nour measures.”"
    [(start, stop)] = find_quote(text, "取消24%关税")
    assert text[start:stop] == "取消２４％關稅"


@given(st.text(alphabet="ab c\n“'國İ", max_size=60), st.data())
def test_every_slice_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    spans = find_quote(text, text[start:stop])
    if text[start:stop].strip():
        assert any(text[a:b] == text[start:stop] for a, b in spans)


def test_sha256_is_of_the_utf8_bytes() -> None:
    assert sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
