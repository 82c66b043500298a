"""Differences between sequences of words: complete, right, and never slow."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.differing import differences

WORDS = st.lists(st.sampled_from(["a", "b", "c", "the", "税"]), max_size=120)


def rebuilt(before: list[str], after: list[str]) -> list[str]:
    """Apply the hunks to ``before``; checks on the way that what is between them is equal."""
    words, at, there = [], 0, 0
    for i, j, k, m in differences(before, after):
        assert before[at:i] == after[there:k]
        assert i < j or k < m
        words += before[at:i] + after[k:m]
        at, there = j, m
    assert before[at:] == after[there:]
    return words + before[at:]


@settings(max_examples=300, deadline=None)
@given(WORDS, WORDS)
def test_hunks_turn_one_sequence_into_the_other(before: list[str], after: list[str]) -> None:
    assert rebuilt(before, after) == after


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 400).map(str), min_size=300, max_size=700), st.data())
def test_hunks_are_right_in_sequences_too_long_to_compare_exactly(
    before: list[str], data: st.DataObject
) -> None:
    after = list(before)
    for _ in range(5):
        place = data.draw(st.integers(0, len(after) - 1))
        after[place : place + data.draw(st.integers(0, 9))] = ["new"] * data.draw(st.integers(0, 9))
        after = after or ["x"]
    assert rebuilt(before, after) == after


def test_one_word_changed_in_a_long_text_is_one_hunk() -> None:
    before = [str(number % 997) for number in range(6000)]
    after = [*before[:3100], "changed", *before[3101:]]
    assert differences(before, after) == [(3100, 3101, 3100, 3101)]


def test_equal_sequences_have_no_difference() -> None:
    assert differences(["a"] * 50, ["a"] * 50) == []
    assert differences([], []) == []


def test_a_rewritten_phrase_is_one_hunk_and_two_far_changes_are_two() -> None:
    assert (
        differences(["x", "good", "old", "y", "then", "z"], ["x", "bad", "then", "old", "y", "new", "z"])
        != []
    )
    assert differences(
        ["one", "two", "three", "four", "five", "six"], ["ONE", "two", "three", "four", "five", "SIX"]
    ) == [
        (0, 1, 0, 1),
        (5, 6, 5, 6),
    ]


def _hostile() -> dict[str, tuple[list[str], list[str]]]:
    chance = random.Random(7)
    half = 8000
    return {
        "one word repeated": (["a"] * half * 2, [*["a"] * half, "b", *["a"] * half]),
        "two words at random": (
            [chance.choice("ab") for _ in range(half)],
            [chance.choice("ab") for _ in range(half)],
        ),
        "reversed": (list(map(str, range(half))), list(map(str, reversed(range(half))))),
        "shuffled": (list(map(str, range(half))), chance.sample(list(map(str, range(half))), half)),
        "out of step": (["a", "b"] * half, ["b", "a", "c"] * (half // 2)),
        "nested repeats": (list("abacabadabacaba" * (half // 15)), list("abadabacabadabac" * (half // 16))),
        "interleaved": (list(map(str, range(0, half * 2, 2))), list(map(str, range(0, half * 3, 3)))),
    }


@pytest.mark.parametrize("name", _hostile())
def test_hostile_input_stays_near_linear(name: str) -> None:
    before, after = _hostile()[name]
    begin = time.process_time()
    assert rebuilt(before, after) == after
    # Quadratic work would be 64 million cells, half a minute; the bound leaves room for a slow machine.
    assert time.process_time() - begin < 5
