"""Lengths of time: told in words, and counted to the last day that they reach."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deals import review
from deals.matching import propose
from deals.models import Status, StatusStatement
from deals.querysets import AsOf
from deals.rereading import replay
from deals.state import states_for
from sources.durations import in_words, is_length, last_day, reduced, spelled

from .deskworld import make_claim, make_version

D = dt.date
SAID = "The United States will suspend the tariff on Chinese magnets for 180 days from 15 December 2026"
ATTRIBUTES = {
    "actor": "US",
    "target": "CN",
    "action": "SUSPEND",
    "object": "tariff",
    "effective_on": "2026-12-15",
    "until": "P180D",
}


@pytest.mark.parametrize(
    ("length", "words"),
    [
        ("P180D", "180 days"),
        ("P1Y", "1 year"),
        ("P1Y6M", "1 year and 6 months"),
        ("P1Y2M3D", "1 year, 2 months and 3 days"),
        ("P2W", "2 weeks"),
    ],
)
def test_a_length_is_told_in_words(length, words):
    assert in_words(length) == words


@pytest.mark.parametrize("value", ["", "P", "PT5H", "Paris", "2026-11-10", "P5", "p1y", "P1.5Y"])
def test_other_words_are_no_length(value):
    assert not is_length(value)
    with pytest.raises(ValueError, match="no length"):
        in_words(value)


@pytest.mark.parametrize(
    ("recorded", "told"),
    [
        ("for P180D", "for 180 days"),
        ("for P1Y6M from 2026-12-15", "for 1 year and 6 months from 2026-12-15"),
        ("for 180 days", "for 180 days"),
        ("until 2026-11-10", "until 2026-11-10"),
        ("for P5 and P180D", "for P5 and P180D"),
        ("for P1YX", "for P1YX"),
        ("", ""),
    ],
)
def test_a_length_that_was_recorded_as_a_code_is_told_in_words(recorded, told):
    assert spelled(recorded) == told


@pytest.mark.parametrize(
    ("first", "length", "last"),
    [
        (D(2026, 12, 15), "P180D", D(2027, 6, 12)),
        (D(2026, 12, 20), "P1Y", D(2027, 12, 19)),
        (D(2025, 5, 14), "P90D", D(2025, 8, 11)),
        (D(2027, 1, 31), "P1M", D(2027, 2, 27)),
        (D(2028, 2, 29), "P1Y", D(2029, 2, 27)),
        (D(2026, 11, 1), "P14M", D(2027, 12, 31)),
        (D(2026, 1, 1), "P1D", D(2026, 1, 1)),
        (D(9999, 12, 1), "P1Y", None),
    ],
)
def test_the_first_day_belongs_to_the_length(first, length, last):
    assert last_day(first, length) == last


@given(st.dates(D(1990, 1, 1), D(2090, 1, 1)), st.integers(1, 4_000))
def test_days_are_counted_as_days(first, days):
    assert (last_day(first, f"P{days}D") - first).days == days - 1


@pytest.mark.parametrize(
    ("value", "one_form"),
    [
        ("P12M", "P1Y"),
        ("P18M", "P1Y6M"),
        ("P3W", "P21D"),
        ("P1W3D", "P10D"),
        ("P30D", "P30D"),
        ("P0M", "P0D"),
    ],
)
def test_a_length_has_one_form_in_which_months_stay_months(value, one_form):
    assert reduced(value) == one_form


@given(st.dates(D(1990, 1, 1), D(2090, 1, 1)), st.integers(0, 9), st.integers(0, 40), st.integers(0, 60))
def test_the_one_form_reaches_the_same_day(first, years, months, weeks):
    value = f"P{years}Y{months}M{weeks}W1D"
    assert last_day(first, value) == last_day(first, reduced(value))


def accepted(w, modality, **fields):
    claim = make_claim(
        make_version(SAID + ".", official=True, party="US"), SAID, modality=modality, **ATTRIBUTES
    )
    proposal = propose(claim)
    proposal.save()
    return review.accept(proposal, w.ann, fields={"as": "new_commitment", **fields}).record


def state(record, on):
    return states_for("commitment", [record.pk], AsOf(on=on), "force")[record.pk].code


@pytest.mark.django_db
class TestOnRecord:
    def test_a_promise_for_a_length_from_a_day_runs_out_after_it(self, w):
        made = accepted(w, "will")
        assert state(made, D(2026, 12, 14)) == "announced"
        assert state(made, D(2026, 12, 15)) == state(made, D(2027, 6, 12)) == "in_force"
        assert state(made, D(2027, 6, 13)) == "ran_out"
        assert made.terms.get().due_wording == "for 180 days from 2026-12-15"
        assert "P180D" not in {row.end_wording for row in Status.objects.filter(commitment=made)}
        assert replay([made]) == []

    def test_a_promise_on_a_condition_does_not_begin_by_itself(self, w):
        made = accepted(w, "conditional", condition="once magnets are delivered")
        for day in (D(2026, 12, 15), D(2027, 6, 13)):
            assert state(made, day) == "announced"
        assert replay([made]) == []

    def test_the_editor_sees_the_day_and_may_take_it_out(self, w, ann):
        made = accepted(w, "will", effective_on="")
        assert state(made, D(2026, 12, 16)) == "announced"
        assert made.terms.get().due_wording == "for 180 days"
        claim = make_claim(make_version(SAID + "!", title="Again"), SAID, modality="will", **ATTRIBUTES)
        again = propose(claim)
        again.save()
        page = ann.get("/admin/deals/proposal/queue/", {"item": again.pk, "as": "new_commitment"})
        assert page.context["draft"]["effective_on"].value() == "2026-12-15"
        assert 'name="effective_on"' in page.content.decode()

    def test_a_length_that_is_none_is_refused(self, w):
        with pytest.raises(review.Refused) as refused:
            accepted(w, "will", until="Paris")
        assert "neither a day such as 2025-06-27 nor a length" in refused.value.errors["until"]

    def test_words_about_a_record_are_drafted_with_the_last_day_of_a_length(self, w):
        said = "China suspends Announcement No. 61 of 2025 for one year from 10 November 2025"
        claim = make_claim(
            make_version(said + "."), said, actor="CN", target="US", action="SUSPEND", object="export_control",
            modality="decided", instruments=["2025/61"], effective_on="2025-11-10", until="P1Y",
        )  # fmt: skip
        proposal = propose(claim)
        assert proposal.action == "add_evidence"
        assert (proposal.draft["status_from"], proposal.draft["status_until"]) == ("2025-11-10", "2026-11-09")

    def test_a_code_recorded_earlier_is_shown_in_words_wherever_it_stands(self, w, ann, client):
        made = accepted(w, "will")
        code = "for P180D"
        type(made.terms.get()).objects.filter(commitment=made).update(due_wording=code)
        for rows in (Status.objects, StatusStatement.objects):
            rows.filter(commitment=made).exclude(end_wording="").update(end_wording=code)
        terms = made.terms.get()
        status = Status.objects.filter(commitment=made, end_wording=code).get()
        statement = StatusStatement.objects.filter(commitment=made, end_wording=code).get()
        review.correct(terms, w.ann, "It was misread.", due_wording="for a quarter")
        shown = [
            *(ann.get(f"/admin/deals/{path}/change/") for path in (
                f"commitment/{made.pk}",
                f"commitmentterms/{terms.pk}",
                f"status/{status.pk}",
                f"statusstatement/{statement.pk}",
            )),
            client.get("/deadlines/"),
        ]  # fmt: skip
        for page in shown:
            assert page.status_code == 200
            said = page.content.decode()
            assert "P180D" not in said and "for 180 days" in said, page.request["PATH_INFO"]

    def test_readers_are_told_a_code_in_words(self, w, client):
        made = accepted(w, "will")
        made.terms.update(due_wording="for P180D")
        for address in (
            made.get_absolute_url(),
            "/commitments/",
            "/api/v1/commitments",
        ):
            page = client.get(address)
            assert page.status_code == 200, address
            said = page.content.decode()
            assert "P180D" not in said and "for 180 days" in said, address
