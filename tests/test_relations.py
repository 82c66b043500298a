"""What a claim would mean for a record: a closed list, and promise apart from deed."""

import datetime as dt
import json
import tomllib
from pathlib import Path

import pytest

from benchmarks.extraction import LABELS, Label
from benchmarks.matching import LINKS, Linked, Outcome, pairs, reading, share
from deals.choices import EventKind
from deals.relations import RELATIONS, STATUS_CHANGES, OnRecord, Said, relate
from sources.values import Finding

REFERENCE = Path("deals/reference")
MAY, NOVEMBER = dt.date(2025, 5, 12), dt.date(2025, 11, 7)
PROMISE = OnRecord("commitment", "SUSPEND", days=frozenset({"2025-08-12"}), first=MAY)
MEASURE = OnRecord("countermeasure", "IMPOSE", first=dt.date(2025, 10, 9))
DYSPROSIUM, MORE = frozenset({"Dy"}), frozenset({"Dy", "Tb"})


def said(action, modality="will", kind="commitment", quote="words", **more):
    more.setdefault("first", NOVEMBER)
    return Said(kind, quote, action, modality, **more)


@pytest.mark.parametrize(
    ("claim", "known", "label", "merge_kind"),
    [
        (said("SUSPEND", first=MAY), PROMISE, "restates", "restated"),
        (said("SUSPEND", until="2026-11-10"), PROMISE, "promises that it extends", "restated"),
        (said("SUSPEND", "decided", until="2026-11-10"), PROMISE, "extends", "extended"),
        (said("SUSPEND", "decided", until="2025-06-01"), PROMISE, "restates", "restated"),
        (said("EXTEND", "decided"), PROMISE, "extends", "extended"),
        (said("SUSPEND", "done"), PROMISE, "fulfils", "fulfilled"),
        (
            said("SUSPEND", "agreed", quote="lived up to its pledge to suspend"),
            PROMISE,
            "fulfils",
            "fulfilled",
        ),
        (
            said("SUSPEND", until="2025-12-01", first=dt.date(2025, 5, 30)),
            PROMISE,
            "promises that it extends",
            "restated",
        ),
        (said("SUSPEND", until="2025-07-01", first=dt.date(2025, 5, 30)), PROMISE, "narrows", "restated"),
        (
            said("SUSPEND", quote="suspended for civilian goods only for a while"),
            PROMISE,
            "narrows",
            "restated",
        ),
        (said("SUSPEND", quote="suspended, which is broadened to all goods"), PROMISE, "widens", "restated"),
        (
            said("REDUCE", kind="countermeasure"),
            OnRecord("commitment", "APPROVE", first=MAY),
            "narrows",
            "restated",
        ),
        (
            said("MAINTAIN", kind="countermeasure"),
            OnRecord("commitment", "APPROVE", first=MAY),
            "concerns",
            "restated",
        ),
        (
            said("RESUME", object="rare_earths"),
            OnRecord("commitment", "STOP", first=MAY, object="export_control"),
            "restates",
            "restated",
        ),
        (
            said("IMPOSE", kind="countermeasure", percents=frozenset({"20"})),
            OnRecord("countermeasure", "IMPOSE", first=MAY, standing="in_force", rate=10.0),
            "widens",
            "restated",
        ),
        (
            said("IMPOSE", "done", kind="countermeasure", quote="remains in force unchanged"),
            OnRecord("countermeasure", "IMPOSE", first=MAY, standing="in_force"),
            "restates",
            "restated",
        ),
        (said("SUSPEND", "denies"), PROMISE, "denies", "denied"),
        (said("", "", kind="denial"), PROMISE, "denies", "denied"),
        (said("SUSPEND", quote="Washington failed to honour it"), PROMISE, "breaches", "breached"),
        (said("SUSPEND", quote="美方违反共识"), PROMISE, "breaches", "breached"),
        (said("SUSPEND", "done", quote="the pause expired"), PROMISE, "lapses", "lapsed"),
        (said("IMPOSE", "decided", kind="countermeasure"), PROMISE, "contradicts", "disputed"),
        (said("SUSPEND", "decided"), MEASURE, "suspends", "suspended"),
        (said("SUSPEND"), MEASURE, "promises that it suspends", "restated"),
        (said("LIFT", "done"), MEASURE, "lifts", "lifted"),
        (said("EXPAND", "decided", kind="countermeasure"), MEASURE, "widens", "restated"),
        (said("REDUCE"), MEASURE, "narrows", "restated"),
        (
            said("IMPOSE", "decided", kind="countermeasure", effective_on="2025-11-07"),
            MEASURE,
            "takes effect",
            "effective",
        ),
        (
            said("IMPOSE", "decided", kind="countermeasure", first=MEASURE.first),
            MEASURE,
            "imposes",
            "announced",
        ),
        (said("APPROVE"), OnRecord("commitment", "REFUSE", first=MAY), "contradicts", "disputed"),
        (
            said("APPROVE", materials=DYSPROSIUM),
            OnRecord("commitment", "APPROVE", materials=MORE, first=MAY),
            "narrows",
            "restated",
        ),
        (
            said("APPROVE", materials=MORE),
            OnRecord("commitment", "APPROVE", materials=DYSPROSIUM, first=MAY),
            "widens",
            "restated",
        ),
        (
            said("REDUCE", percents=frozenset({"10"})),
            OnRecord("commitment", "REDUCE", percents=frozenset({"24"}), first=MAY),
            "narrows",
            "restated",
        ),
        (
            said("APPROVE", has_condition=True),
            OnRecord("commitment", "APPROVE", first=MAY),
            "narrows",
            "restated",
        ),
    ],
)
def test_what_a_claim_means_for_a_record(claim, known, label, merge_kind):
    found = relate(claim, known)
    assert found.code in RELATIONS
    assert (found.label, found.merge_kind) == (label, merge_kind)


def test_every_change_of_status_is_an_event_that_can_be_recorded():
    assert set(STATUS_CHANGES.values()) <= set(EventKind.values)


def test_every_link_names_a_label_and_a_record_of_the_reference_data():
    made = tomllib.loads((REFERENCE / "commitments.toml").read_text(encoding="utf-8"))["commitment"]
    measures = tomllib.loads((REFERENCE / "measures.toml").read_text(encoding="utf-8"))["measure"]
    known = {f"commitment:{one['key']}" for one in made} | {f"measure:{one['fact']}" for one in measures}
    wanted = tomllib.loads(LINKS.read_text(encoding="utf-8"))
    assert sum(map(len, wanted.values())) >= 140
    for name, own in wanted.items():
        labels = json.loads((LABELS / "labels" / f"{name}.json").read_text(encoding="utf-8"))["labels"]
        for number, keys in own.items():
            assert labels[int(number)]["kind"][0] in ("commitment", "countermeasure"), (name, number)
            assert set(keys) <= known, (name, number)


def test_a_place_among_the_first_three_counts_and_a_miss_does_not():
    mention = Linked(None, 0, None, frozenset({"commitment:x"}))
    outcomes = [Outcome(mention, place, 0.5, "") for place in (1, 3, 4, 0)]
    assert (share(outcomes, 1), share(outcomes, 3), share(outcomes, 5)) == (0.25, 0.5, 0.75)


def test_the_reading_of_a_mention_is_the_finding_that_overlaps_it_most():
    label = Label(10, 30, ("commitment",), ("CN",), ("LIFT",), ("tariff",), ("will",), ("",))
    mention = Linked(None, 0, label, frozenset())
    near = Finding(kind="commitment", start=12, stop=30, quote="x" * 18)
    touching = Finding(kind="commitment", start=28, stop=40, quote="x" * 12)
    apart = Finding(kind="commitment", start=30, stop=40, quote="x" * 10)
    assert reading(mention, [touching, near]) is near
    assert reading(mention, [apart]) is None


SUSPENDED = OnRecord(
    "countermeasure", "IMPOSE", first=dt.date(2025, 10, 9), standing="suspended",
    standing_known=NOVEMBER, last=dt.date(2026, 11, 10),
)  # fmt: skip
LATER = dt.date(2026, 11, 6)
BUYS = OnRecord(
    "commitment",
    "PURCHASE",
    amounts=frozenset({("tonnes", 12e6), ("tonnes", 25e6)}),
    first=NOVEMBER,
    has_condition=True,
)


@pytest.mark.parametrize(
    ("claim", "known", "code"),
    [
        # A suspension that stands goes on, or is told again; it is not suspended twice.
        (said("SUSPEND", "decided", until="2027-11-10", first=LATER), SUSPENDED, "extends"),
        (said("SUSPEND", "decided", until="2026-11-10", first=LATER), SUSPENDED, "restates"),
        (
            said("EXTEND", "decided", until="P1Y", effective_on="2026-11-11", first=LATER),
            SUSPENDED,
            "extends",
        ),
        (said("SUSPEND", "decided", until="2026-11-10"), SUSPENDED, "suspends"),
        # What was suspended comes into force again by words that say so.
        (
            said("IMPOSE", "decided", kind="countermeasure", quote="公告恢复实施", first=LATER),
            SUSPENDED,
            "takes effect",
        ),
        (
            said("IMPOSE", "will", kind="countermeasure", quote="will again apply", first=LATER),
            SUSPENDED,
            "takes effect",
        ),
        # An end that is on record already extends nothing.
        (said("EXTEND", until="2025-08-12"), PROMISE, "restates"),
        # Amounts narrow and widen; one of those on record restates.
        (said("PURCHASE", amounts=frozenset({("tonnes", 25e6)})), BUYS, "restates"),
        (said("PURCHASE", amounts=frozenset({("tonnes", 10e6)})), BUYS, "narrows"),
        (said("PURCHASE", amounts=frozenset({("tonnes", 30e6)})), BUYS, "widens"),
        (said("PURCHASE", amounts=frozenset({("usd", 1e9)})), BUYS, "restates"),
        # A report of the act that leaves its condition out widens nothing.
        (said("PURCHASE", "done"), BUYS, "fulfils"),
        (said("PURCHASE", "decided"), BUYS, "restates"),
        # A burden against a promise, whoever words it.
        (said("REFUSE", kind="countermeasure"), OnRecord("commitment", "APPROVE"), "contradicts"),
        (said("SUSPEND", kind="countermeasure"), OnRecord("commitment", "PURCHASE"), "contradicts"),
        (said("STOP", "done", kind="countermeasure"), OnRecord("commitment", "STOP"), "fulfils"),
        # What a notice forbids, and what is denied in the sentence itself, is no accusation.
        (
            said("IMPOSE", "shall", kind="countermeasure", quote="不得为违反本公告的行为提供服务"),
            PROMISE,
            "contradicts",
        ),
        (said("SUSPEND", quote="it has not violated the consensus"), PROMISE, "restates"),
        (said("SUSPEND", quote="中方没有违反共识"), PROMISE, "restates"),
        (said("SUSPEND", quote="before it expires"), PROMISE, "restates"),
    ],
)
def test_classes_of_errors_met_in_written_pairs(claim, known, code):
    assert relate(claim, known).code == code


@pytest.mark.parametrize(
    ("until", "effective_on", "label"),
    [
        ("P1Y", "2027-11-11", "restates"),  # to 10 November 2028: a leap day is part of its year
        ("P1Y1D", "2027-11-11", "extends"),
        ("P6M", "2028-05-11", "restates"),
        ("P1Y", "2027-11-12", "extends"),
        ("P0Y12M", "2027-11-11", "restates"),
        ("P366D", "2027-11-11", "restates"),
        ("P367D", "2027-11-11", "extends"),
    ],
)
def test_a_length_is_counted_by_the_calendar(until, effective_on, label):
    known = OnRecord("commitment", "SUSPEND", days=frozenset({"2028-11-10"}), first=dt.date(2027, 1, 11))
    claim = said("SUSPEND", "decided", until=until, effective_on=effective_on, first=dt.date(2027, 10, 1))
    assert relate(claim, known).label == label


def test_the_written_pairs_name_records_of_the_reference_data_and_stand_in_their_texts():
    keys = {
        f"{kind}:{row.get('key') or row['fact']}"
        for kind in ("commitment", "measure")
        for row in tomllib.loads((REFERENCE / f"{kind}s.toml").read_text(encoding="utf-8"))[kind]
    }
    written = pairs()
    assert len(written) >= 60
    assert abs(sum(one.text.language == "zh" for one in written) * 2 - len(written)) <= 1
    for one in written:
        assert one.right <= keys, one.key
        assert one.outcome <= {*RELATIONS, "new"} and bool(one.right) != (one.outcome == {"new"}), one.key
        assert one.text.text[one.finding.start : one.finding.stop] == one.finding.quote


@pytest.mark.parametrize(
    ("quote", "label", "merge_kind"),
    [
        ("the suspension of the controls expired", "lapses", "effective"),
        ("管制的暂停期已届满", "lapses", "effective"),
        ("the controls expired", "lapses", "lapsed"),
        ("will not extend the suspension of the controls", "promises that it lapses", "restated"),
    ],
)
def test_of_a_measure_whose_suspension_ran_out_the_measure_holds_again(quote, label, merge_kind):
    modality = "will" if quote.startswith("will") else "done"
    found = relate(said("IMPOSE", modality, "countermeasure", quote), MEASURE)
    assert (found.label, found.merge_kind) == (label, merge_kind)
    promise = relate(said("SUSPEND", "done", "commitment", quote), PROMISE)
    assert promise.merge_kind == "lapsed"
