"""What would be done on a condition changes no status, accepted or merged, until a text says that the condition is met.

The statements were written for these tests; the numbers of notices are real ones.
"""

import datetime as dt

import pytest

from deals.choices import EventKind
from deals.matching import propose
from deals.models import Countermeasure, Event
from deals.querysets import AsOf
from deals.rereading import replay
from deals.rules import OF_FORCE, Told, read
from deals.spans import Period
from deals.state import states_for
from deals.statuses import lay

from .deskworld import make_claim, make_version
from .test_desk import decide

pytestmark = pytest.mark.django_db
D = dt.date
ACT = "China {} suspend Announcement No. 61 of 2025 from {}"
CONDITION = "once the United States lifts its affiliates rule"
DAYS = [D(2025, 11, 20), D(2026, 12, 1)]  # of publication: after the day that the text names, and before it
NAMED = {D(2025, 11, 20): "10 November 2025", D(2026, 12, 1): "15 December 2026"}
ISO = {D(2025, 11, 20): "2025-11-10", D(2026, 12, 1): "2026-12-15"}
LATER = D(2027, 6, 1)


@pytest.fixture
def notice(w):
    lay(w.notice61, [Period("in_force", D(2025, 10, 9))], public_since=D(2025, 10, 9))
    return w.notice61


def proposed(published, modality="will", verb="will", kind="commitment", **more):
    act = ACT.format(verb, NAMED[published])
    text = f"{act} {CONDITION}."
    version = make_version(text, official=True, party="CN", published=published, title=f"Remarks, {modality}")
    start = text.index(CONDITION)
    claim = make_claim(
        version, act, kind, actor="CN", target="US", action="SUSPEND", object="export_control",
        modality=modality, effective_on=ISO[published], instruments=["2025/61"],
        condition=[start, start + len(CONDITION)], **more,
    )  # fmt: skip
    proposal = propose(claim)
    proposal.save()
    return proposal


def states(measure, *days):
    return [
        states_for("countermeasure", [measure.pk], AsOf(on=day), "force")[measure.pk].code for day in days
    ]


@pytest.mark.parametrize("published", DAYS)
@pytest.mark.parametrize("modality", ["conditional", "will", "decided", "shall"])
def test_the_machine_drafts_no_suspension_of_a_known_measure(w, notice, published, modality):
    draft = proposed(published, modality).draft
    assert draft.get("merge_kind", "restated") == "restated"
    assert draft["condition"] == CONDITION


@pytest.mark.parametrize("published", DAYS)
@pytest.mark.parametrize("modality", ["conditional", "will", "decided"])
def test_a_merge_into_a_known_measure_leaves_it_in_force(w, ann, notice, published, modality):
    proposal = proposed(published, modality)
    answer = decide(ann, proposal, "merge", target=f"countermeasure:{notice.pk}")
    assert answer.status_code == 302
    assert states(notice, published, *DAYS, LATER) == ["in_force"] * 4
    assert notice.events.get().kind == "restated" and replay([notice]) == []


@pytest.mark.parametrize("published", DAYS)
@pytest.mark.parametrize("kind", sorted(OF_FORCE))
def test_an_editor_who_chooses_otherwise_is_told_and_nothing_is_recorded(w, ann, notice, published, kind):
    proposal = proposed(published, "decided")
    said = {"as": "add_evidence", "merge_kind": kind, "status_from": ISO[published]}
    answer = decide(ann, proposal, "accept", **said, target=f"countermeasure:{notice.pk}")
    page = answer.content.decode()
    assert answer.status_code == 422 and "wait for a condition" in page and CONDITION in page
    proposal.refresh_from_db()
    assert proposal.state == "pending" and not Event.objects.filter(countermeasure=notice).exists()
    assert states(notice, *DAYS, LATER) == ["in_force"] * 3


def test_once_it_is_done_the_editor_says_so(w, ann, notice):
    proposal = proposed(D(2026, 12, 1), "conditional")
    said = {"as": "add_evidence", "merge_kind": "suspended", "condition": "", "modality": "done"}
    said |= {"status_from": "2026-12-15"}
    answer = decide(ann, proposal, "accept", **said, target=f"countermeasure:{notice.pk}")
    assert answer.status_code == 302
    assert states(notice, D(2026, 12, 14), D(2026, 12, 15)) == ["in_force", "suspended"]


@pytest.mark.parametrize("published", DAYS)
@pytest.mark.parametrize("modality", ["conditional", "will", "decided"])
def test_accepted_as_a_commitment_it_has_no_first_day(w, ann, notice, published, modality):
    proposal = proposed(published, modality)
    answer = decide(ann, proposal, "accept", **{"as": "new_commitment"})
    assert answer.status_code == 302
    proposal.refresh_from_db()
    made = proposal.commitment
    found = states_for("commitment", [made.pk], AsOf(on=LATER), "force")[made.pk]
    assert found.code == "announced" and replay([made]) == []
    assert states(notice, *DAYS, LATER) == ["in_force"] * 3


@pytest.mark.parametrize("published", DAYS)
@pytest.mark.parametrize("modality", ["conditional", "will", "shall"])
def test_a_new_measure_on_a_condition_is_announced_only(w, ann, published, modality):
    day = NAMED[published]
    act = f"China shall impose licensing of gallium equipment from {day}"
    text = f"{act} {CONDITION}."
    version = make_version(text, official=True, party="CN", published=published, title="A notice")
    start = text.index(CONDITION)
    claim = make_claim(
        version, act, "countermeasure", actor="CN", target="US", action="IMPOSE", object="export_control",
        modality=modality, effective_on=ISO[published], condition=[start, start + len(CONDITION)],
    )  # fmt: skip
    proposal = propose(claim)
    proposal.save()
    as_new = {"as": "new_countermeasure", "kind": "licensing"}
    assert decide(ann, proposal, "accept", **as_new).status_code == 302
    proposal.refresh_from_db()
    measure = Countermeasure.objects.get(pk=proposal.countermeasure_id)
    assert states(measure, published, LATER) == ["announced", "announced"]


def test_every_kind_of_which_a_rule_reads_force_is_guarded():
    read_force = {
        kind
        for kind in EventKind.values
        if any(
            one.aspect == "force"
            for one in read(
                Told(kind, D(2026, 1, 1), until=D(2026, 2, 1), standing="in_force"), is_commitment=True
            )
        )
    }
    assert read_force == OF_FORCE
