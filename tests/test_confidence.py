"""How sure a finding is: names of reasons, the fitted table, and the fitting itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.confidence import FEWEST, brier, fitted, ordered, rows_of, stated
from sources.extraction.confidence import confidence, names_of

WRITTEN = Path(__file__).parent / "data" / "extraction" / "written"


def test_a_reason_stands_under_each_of_its_parts_and_the_first_word_of_its_last() -> None:
    assert names_of(["trigger:LIFT:remove the levy on", "chained"]) == {
        "trigger",
        "trigger:LIFT",
        "trigger:LIFT:remove",
        "chained",
    }


def test_by_what_name_a_party_acts_says_nothing() -> None:
    assert names_of(["actor:subject:智利"]) == names_of(["actor:subject:挪威"]) == {"actor", "actor:subject"}


def test_a_named_subject_is_surer_than_who_acted_last() -> None:
    rest = ("trigger:LIFT:lift", "object:tariff", "modality:will")
    named = confidence((*rest, "actor:subject:subject:ghana"))
    last = confidence((*rest, "actor:last"))
    assert 0 < last < named < 1


def test_what_was_right_more_often_gets_more_weight_and_what_is_rare_gets_none() -> None:
    rows = [(frozenset({"good"}), number % 10 != 0) for number in range(100)]
    rows += [(frozenset({"bad"}), number % 10 < 3) for number in range(100)]
    rows += [(frozenset({"rare"}), True)] * (FEWEST - 1)
    base, weights = fitted(rows)
    assert "rare" not in weights
    # The penalty draws both towards the share of all.
    assert stated(base, weights, frozenset({"good"})) == pytest.approx(0.9, abs=0.1)
    assert stated(base, weights, frozenset({"bad"})) == pytest.approx(0.3, abs=0.1)


def test_order_counts_ties_half() -> None:
    assert ordered([0.9, 0.4], [True, False]) == 1
    assert ordered([0.4, 0.9], [True, False]) == 0
    assert ordered([0.5, 0.5], [True, False]) == 0.5
    assert ordered([], []) == 0.5


def test_what_is_stated_is_off_by_a_mean_square():
    assert brier([1.0, 0.0], [True, False]) == 0
    assert brier([0.5, 0.5], [True, False]) == 0.25
    assert brier([0.8], [False]) == pytest.approx(0.64)


def test_rows_are_the_findings_of_the_texts_in_the_folder(tmp_path: Path) -> None:
    for path in sorted(WRITTEN.glob("w0*.json"))[:2]:
        shutil.copy(path, tmp_path)
    rows = rows_of([tmp_path])
    assert rows and all(names for names, _ in rows)
    assert any(right for _, right in rows)
