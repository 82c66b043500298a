"""What an editor's decision writes, refuses, and takes back. The texts were written for these tests."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction

from deals import review
from deals.models import (
    Citation,
    CitedSource,
    Commitment,
    CommitmentLink,
    Condition,
    Countermeasure,
    Event,
    Evidence,
    Note,
    Proposal,
    Status,
)
from deals.querysets import AsOf
from deals.spans import Period
from deals.state import state_on
from deals.tasks import match_pending_claims
from deals.verdicts import (
    AlreadyDecided,
    HeldByAnother,
    NeedsAnother,
    Refused,
    Superseded,
)
from sources.models import Claim, DocumentVersion

from . import deskworld
from .deskworld import D, make_claim, make_user, make_version, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    world = deskworld.build()
    world.version = make_version()
    world.claims = deskworld.seed_claims(world.version)
    world.ann, world.bob = make_user("ann"), make_user("bob")
    world.chief = make_user("chief", is_superuser=True)
    match_pending_claims()
    return world


def proposal_of(claim: Claim) -> Proposal:
    return Proposal.objects.get(claim=claim)


def new_commitment(w, **fields) -> tuple[Proposal, review.Decision]:
    proposal = proposal_of(w.claims.approve)
    return proposal, review.accept(proposal, w.ann, fields={"as": "new_commitment", **fields})


def test_accepting_writes_the_commitment_its_terms_event_and_evidence(w):
    proposal, decision = new_commitment(w, text_en="Review and approve export applications, by law")
    commitment = decision.record
    assert isinstance(commitment, Commitment)
    assert (commitment.obligor, commitment.obligee, commitment.deal) == (w.cn, w.us, w.deal)
    assert commitment.round == w.framework
    terms = commitment.terms.get()
    assert terms.text_en == "Review and approve export applications, by law"
    assert (terms.action, terms.object, terms.modality) == ("APPROVE", "licences", "will")
    assert (terms.public_since, terms.recorded_by) == (D(2025, 6, 27), w.ann)
    event = commitment.events.get()
    assert (event.kind, event.deal, event.round, event.actor) == ("announced", w.deal, w.framework, w.cn)
    assert (event.occurred_earliest, event.precision) == (D(2025, 6, 27), "day")
    assert event.evidence.get().quote == commitment.evidence.get().quote == w.claims.approve.quote
    assert commitment.statuses.get(aspect="verification").status == "not_verified"
    assert commitment.statuses.get(aspect="force").status == "announced"
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reviewed_by) == ("accepted", w.ann)
    assert proposal.outcome["record"] == ["commitment", commitment.pk]
    w.claims.approve.refresh_from_db()
    assert w.claims.approve.state == "settled"


def test_every_quote_in_evidence_is_its_slice_with_context(w):
    new_commitment(w)
    review.merge(proposal_of(w.claims.take_down), w.ann, w.take_down)
    review.accept(proposal_of(w.claims.condition), w.ann)
    review.dispute(proposal_of(w.claims.deliver), w.ann, w.cn24, "It says something else.")
    rows = list(Evidence.objects.select_related("version"))
    assert len(rows) >= 7
    for row in rows:
        text = row.version.text
        assert row.quote == text[row.start : row.stop]
        assert row.before == text[max(0, row.start - 30) : row.start]
        assert row.after == text[row.stop : row.stop + 30]


def test_a_quote_outside_the_basic_plane_keeps_its_offsets(w):
    version = make_version("𠮷方表示：中方将审批出口申请。𠮷", language="zh-Hans", title="中方美方测试")
    claim = make_claim(
        version, "中方将审批出口申请", actor="CN", modality="will", action="APPROVE", object="licences"
    )
    match_pending_claims()
    decision = review.accept(
        proposal_of(claim), w.ann, fields={"as": "new_commitment", "text_en": "Approve exports"}
    )
    row = decision.record.evidence.get()
    assert (row.quote, row.before, row.after) == (claim.quote, "𠮷方表示：", "。𠮷")


def test_a_narrower_quote_of_the_editor_is_found_in_the_text(w):
    _proposal, decision = new_commitment(w, quote="review and approve export applications")
    assert decision.record.evidence.get().quote == "review and approve export applications"
    version = w.version
    row = decision.record.evidence.get()
    assert version.text[row.start : row.stop] == row.quote


def test_words_that_do_not_stand_in_the_text_are_refused_and_nothing_is_written(w):
    before = Evidence.objects.count(), Commitment.objects.count(), Event.objects.count()
    with pytest.raises(Refused) as refusal:
        new_commitment(w, quote="words that nobody said")
    assert "quote" in refusal.value.errors
    assert (Evidence.objects.count(), Commitment.objects.count(), Event.objects.count()) == before
    assert proposal_of(w.claims.approve).state == "pending"


@pytest.mark.parametrize(
    ("fields", "faulty"),
    [
        ({"obligor": ""}, "obligor"),
        ({"obligor": "XX"}, "obligor"),
        ({"obligee": "CN"}, "obligee"),
        ({"text_en": " "}, "text_en"),
        ({"deal": None}, "deal"),
        ({"due_on": "tomorrow"}, "due_on"),
        ({"action": "DANCE"}, "action"),
        ({"materials": ["Unobtainium"]}, "materials"),
        ({"as": "nonsense"}, "as"),
        ({"occurred_earliest": "2025-07-02", "occurred_latest": "2025-07-01"}, "occurred_latest"),
    ],
)
def test_impossible_values_are_named_and_nothing_is_written(w, fields, faulty):
    count = Commitment.objects.count()
    with pytest.raises(Refused) as refusal, transaction.atomic():
        review.accept(proposal_of(w.claims.approve), w.ann, fields={"as": "new_commitment", **fields})
    assert faulty in refusal.value.errors
    assert Commitment.objects.count() == count
    assert proposal_of(w.claims.approve).state == "pending"


def test_an_undertaking_of_both_sides_becomes_two_that_name_each_other(w):
    _proposal, decision = new_commitment(w, obligor="BOTH", text_en="Suspend the rates for 90 days")
    first = decision.record
    link = CommitmentLink.objects.get(relation="twin")
    assert {link.earlier.obligor, link.later.obligor} == {w.us, w.cn}
    assert {link.earlier.obligee, link.later.obligee} == {w.us, w.cn}
    assert link.earlier == first


def test_an_undated_text_gives_the_day_it_was_seen_and_an_interval(w):
    version = make_version(
        "China and the United States. China will approve applications.",
        published=None,
        title="Undated",
        seen=moment(2025, 7, 3, 8),
    )
    DocumentVersion.objects.filter(pk=version.pk).update(published_earliest=moment(2025, 6, 27))
    claim = make_claim(
        version, "China will approve applications", actor="CN", action="APPROVE", object="licences"
    )
    match_pending_claims()
    commitment = review.accept(proposal_of(claim), w.ann, fields={"as": "new_commitment"}).record
    event = commitment.events.get()
    assert commitment.terms.get().public_since == D(2025, 7, 3)
    assert (event.occurred_earliest, event.occurred_latest, event.precision) == (
        D(2025, 6, 27),
        D(2025, 7, 3),
        "interval",
    )


def test_merging_adds_evidence_and_a_restated_event_to_the_known_record(w):
    proposal = proposal_of(w.claims.take_down)
    decision = review.merge(proposal, w.ann, w.take_down)
    assert decision.state == "merged"
    assert w.take_down.evidence.get().quote == "we will take down our countermeasures"
    event = w.take_down.events.get()
    assert (event.kind, event.deal) == ("restated", w.deal)
    assert event.evidence.get().quote == w.claims.take_down.quote
    assert Commitment.objects.count() == 7, "no new record"


def test_merging_with_terms_keeps_the_new_wording(w):
    proposal = proposal_of(w.claims.take_down)
    review.merge(proposal, w.ann, w.us24, fields={"with_terms": True, "text_en": "Suspend it once more"})
    assert [t.text_en for t in w.us24.terms.order_by("public_since")][-1] == "Suspend it once more"


def test_a_measure_on_record_can_be_merged_as_suspended(w):
    proposal = proposal_of(w.claims.take_down)
    with pytest.raises(review.Refused, match="wait for a condition"):
        review.merge(proposal, w.ann, w.order, fields={"merge_kind": "suspended"})
    met = {"condition": "", "modality": "done"}
    review.merge(proposal, w.ann, w.order, fields={"merge_kind": "suspended", **met})
    assert w.order.events.get().kind == "suspended"


def test_evidence_for_a_known_record_is_accepted_with_one_verdict(w):
    proposal = proposal_of(w.claims.approve)
    assert proposal.action == "add_evidence"
    assert proposal.commitment == w.approve
    decision = review.accept(proposal, w.ann)
    assert (decision.state, decision.record) == ("merged", w.approve)


def test_a_measure_is_written_with_coverage_and_status(w):
    text = "China decided to control exports of dysprosium to the United States from 1 December 2025."
    version = make_version(text, published=D(2025, 10, 9), official=True, party="CN")
    claim = make_claim(
        version,
        text[:-1],
        "countermeasure",
        actor="CN",
        target="US",
        modality="decided",
        action="CONTROL",
        object="export_control",
        materials=["Dy"],
        effective_on="2025-12-01",
    )
    match_pending_claims()
    measure = review.accept(
        proposal_of(claim), w.ann, fields={"as": "new_countermeasure", "until": "2026-11-10"}
    ).record
    assert isinstance(measure, Countermeasure)
    assert [row.material for row in measure.coverage.all()] == [w.dy]
    assert list(measure.targets.all()) == [w.us]
    rows = list(Status.objects.filter(countermeasure=measure).as_known(AsOf(D(2025, 12, 5))))
    assert state_on(rows, D(2025, 11, 1)).code == "announced"
    assert state_on(rows, D(2025, 12, 5)).code == "in_force"
    assert state_on(rows, D(2026, 11, 11)).code == "ran_out"
    assert measure.events.get().deal == w.deal


def test_a_condition_joins_the_records_that_its_ends_became(w):
    delivered = review.accept(
        proposal_of(w.claims.deliver),
        w.ann,
        fields={"as": "new_commitment", "text_en": "Deliver rare earths"},
    ).record
    review.merge(proposal_of(w.claims.take_down), w.ann, w.take_down)
    decision = review.accept(proposal_of(w.claims.condition), w.ann)
    edge = decision.record
    assert isinstance(edge, Condition)
    assert (edge.commitment, edge.needs_commitment, edge.relation) == (w.take_down, delivered, "once")
    assert edge.wording == edge.evidence.get().quote == "Once China does that"


def test_a_condition_may_wait_for_words_but_not_for_itself(w):
    proposal = proposal_of(w.claims.condition)
    with pytest.raises(Refused) as refusal, transaction.atomic():
        review.accept(
            proposal,
            w.ann,
            fields={"dependent": f"commitment:{w.us24.pk}", "needs": f"commitment:{w.us24.pk}"},
        )
    assert "needs" in refusal.value.errors
    edge = review.accept(
        proposal,
        w.ann,
        fields={
            "dependent": f"commitment:{w.us24.pk}",
            "needs_kind": "words",
            "needs_words": "the shipments arrive",
        },
    ).record
    assert (edge.needs_words, edge.needs_commitment) == ("the shipments arrive", None)


def test_an_event_of_a_known_round_is_evidence_for_the_round_too(w):
    version = make_version("China and the United States met in London on June 9 and 10, 2025.", title="Met")
    claim = make_claim(
        version, "met in London on June 9 and 10, 2025", "round", actor="BOTH", effective_on="2025-06-09"
    )
    match_pending_claims()
    event = review.accept(proposal_of(claim), w.ann).record
    assert (event.kind, event.occurred_earliest, event.round) == ("round", D(2025, 6, 9), w.london)
    assert w.london.evidence.get().quote == claim.quote


def test_rejecting_needs_one_of_the_fixed_reasons(w):
    proposal = proposal_of(w.claims.approve)
    for reason, comment in (("", ""), ("because", ""), ("other", "  ")):
        with pytest.raises(Refused), transaction.atomic():
            review.reject(proposal, w.ann, reason, comment)
    review.reject(proposal, w.ann, "old_news", "")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reject_reason) == ("rejected", "old_news")
    w.claims.approve.refresh_from_db()
    assert w.claims.approve.state == "settled"


def test_disputing_writes_evidence_against_and_a_disputed_event_with_the_comment(w):
    proposal = proposal_of(w.claims.approve)
    with pytest.raises(Refused), transaction.atomic():
        review.dispute(proposal, w.ann, w.approve, "  ")
    review.dispute(proposal, w.ann, w.approve, "The ministry speaks of review only.")
    assert w.approve.evidence.get().stance == "disputes"
    event = w.approve.events.get()
    assert (event.kind, event.note) == ("disputed", "The ministry speaks of review only.")


def test_a_decided_proposal_stays_decided(w):
    stale = proposal_of(w.claims.approve)
    review.reject(proposal_of(w.claims.approve), w.bob, "duplicate")
    with pytest.raises(AlreadyDecided) as told, transaction.atomic():
        review.accept(stale, w.ann)
    assert told.value.by == "bob"
    assert "bob" in str(told.value)
    with pytest.raises(AlreadyDecided), transaction.atomic():
        review.reject(stale, w.ann, "old_news")
    fresh = proposal_of(w.claims.approve)
    assert (fresh.state, fresh.reject_reason, fresh.reviewed_by) == ("rejected", "duplicate", w.bob)


def test_undo_takes_everything_back_and_opens_the_item_again(w):
    proposal, decision = new_commitment(w)
    commitment = decision.record
    review.undo(proposal, w.ann)
    commitment.refresh_from_db()
    assert commitment.is_published is False
    assert not commitment.terms.on_record().exists()
    assert not commitment.events.on_record().exists()
    assert not Evidence.objects.on_record().filter(commitment=commitment).exists()
    assert not commitment.statuses.on_record().exists()
    assert commitment.terms.exists(), "superseded, not deleted"
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reviewed_by, proposal.reviewed_at) == ("pending", None, None)
    w.claims.approve.refresh_from_db()
    assert w.claims.approve.state == "proposed"
    again = review.accept(proposal, w.bob, fields={"as": "new_commitment"}).record
    assert again.terms.on_record().exists()


def test_undo_is_for_the_same_editor_or_a_chief(w):
    proposal = proposal_of(w.claims.approve)
    review.accept(proposal, w.ann)
    with pytest.raises(Refused) as refusal, transaction.atomic():
        review.undo(proposal, w.bob)
    assert "ann" in str(refusal.value)
    review.undo(proposal, w.chief)
    assert proposal_of(w.claims.approve).state == "pending"


def test_undo_is_refused_when_a_later_decision_rests_on_what_was_made(w):
    proposal, decision = new_commitment(w)
    review.merge(proposal_of(w.claims.deliver), w.bob, decision.record)
    with pytest.raises(Refused) as refusal, transaction.atomic():
        review.undo(proposal, w.ann)
    assert "later decision" in str(refusal.value)
    assert decision.record.terms.on_record().exists()
    review.undo(proposal_of(w.claims.deliver), w.bob)
    review.undo(proposal, w.ann)


def test_an_open_item_has_nothing_to_undo(w):
    with pytest.raises(Refused) as refusal:
        review.undo(proposal_of(w.claims.approve), w.chief)
    assert "there is no decision to undo" in str(refusal.value)


def test_two_editors_do_not_hold_the_same_item_and_a_lease_runs_out(w):
    proposal = proposal_of(w.claims.approve)
    now = moment(2025, 7, 1, 9)
    review.claim_for(proposal.pk, w.ann, now)
    with pytest.raises(HeldByAnother) as held, transaction.atomic():
        review.claim_for(proposal.pk, w.bob, now + dt.timedelta(minutes=14))
    assert held.value.by == "ann"
    with pytest.raises(HeldByAnother), transaction.atomic():
        review.accept(proposal, w.bob, now=now + dt.timedelta(minutes=14))
    review.claim_for(proposal.pk, w.bob, now + dt.timedelta(minutes=16))
    review.release(proposal.pk, w.ann)
    assert proposal_of(w.claims.approve).claimed_by == w.bob, "a lease of another is left alone"
    review.release(proposal.pk, w.bob)
    assert proposal_of(w.claims.approve).claimed_by is None


def test_the_queue_gives_official_sources_first_then_hot_deals_then_the_oldest(w, frozen):
    official = make_version("China will approve.", official=True, party="CN", title="Official China US")
    claim = make_claim(official, "China will approve", actor="CN", action="APPROVE", object="licences")
    hot_version = make_version(
        "The European Union will cut tariffs. United States.", title="US and European Union"
    )
    hot = make_claim(
        hot_version, "The European Union will cut tariffs", actor="EU", action="REDUCE", object="tariff"
    )
    match_pending_claims()
    assert proposal_of(hot).deal == w.other
    Event.objects.create(
        deal=w.other,
        kind="deadline",
        title_en="A date",
        occurred_earliest=D(2026, 12, 1),
        occurred_latest=D(2026, 12, 1),
    )
    order = [p.claim_id for p in review.queue_for(w.ann)]
    assert order[:2] == [claim.pk, hot.pk]
    first = review.next_in_queue(w.ann)
    assert Proposal.objects.get(pk=first).claim_id == claim.pk
    second = review.next_in_queue(w.ann, after=first)
    assert Proposal.objects.get(pk=second).claim_id == hot.pk
    assert review.next_in_queue(w.ann, after=second, back=True) == first
    review.claim_for(first, w.bob)
    assert Proposal.objects.get(pk=review.next_in_queue(w.ann)).claim_id == hot.pk, (
        "bob has the first one in hand"
    )


def test_a_second_person_confirms_where_the_setting_says_so(w, settings):
    settings.REVIEW_NEEDS_SECOND = True
    proposal = proposal_of(w.claims.approve)
    count = Commitment.objects.count(), Event.objects.count(), Evidence.objects.count()
    fields = {"as": "new_commitment", "text_en": "As Ann words it"}
    decision = review.accept(proposal, w.ann, fields=fields)
    assert decision.state == "second"
    assert (Commitment.objects.count(), Event.objects.count(), Evidence.objects.count()) == count
    with pytest.raises(NeedsAnother), transaction.atomic():
        review.accept(proposal, w.ann)
    assert proposal.pk not in [p.pk for p in review.queue_for(w.ann)]
    made = review.accept(proposal, w.bob).record
    assert made.terms.get().text_en == "As Ann words it"
    assert proposal_of(w.claims.approve).state == "accepted"


def test_who_decided_first_confirms_it_where_no_second_person_is_asked_for_any_more(w, settings):
    settings.REVIEW_NEEDS_SECOND = True
    proposal = proposal_of(w.claims.approve)
    review.accept(proposal, w.ann, fields={"as": "new_commitment", "text_en": "As Ann words it"})
    settings.REVIEW_NEEDS_SECOND = False
    assert review.accept(proposal, w.ann).record.terms.get().text_en == "As Ann words it"


def test_a_chief_publishes_alone(w, settings):
    settings.REVIEW_NEEDS_SECOND = True
    assert review.accept(proposal_of(w.claims.approve), w.chief).state == "merged"


def test_correcting_supersedes_the_row_and_says_publicly_why(w):
    _proposal, decision = new_commitment(w)
    event = decision.record.events.get()
    source = CitedSource.objects.create(publisher="P", title="T")
    Citation.objects.create(event=event, source=source, public_since=D(2025, 6, 27))
    new = review.correct(event, w.bob, "The day was wrong.", occurred_earliest=D(2025, 6, 26)).record
    event.refresh_from_db()
    assert event.superseded_at == new.recorded_at
    assert (new.corrects, new.correction_reason, new.recorded_by) == (event, "The day was wrong.", w.bob)
    assert new.occurred_earliest == D(2025, 6, 26)
    assert new.title_en == event.title_en
    assert new.evidence.on_record().count() == new.citations.on_record().count() == 1
    earlier = event.recorded_at
    assert list(Event.objects.on_record(earlier).filter(commitment=decision.record)) == [event]
    assert Evidence.objects.on_record(earlier).filter(event=event).count() == 1


def test_corrections_are_refused_without_reason_change_or_when_late(w):
    terms = w.approve.terms.get()
    with pytest.raises(Refused) as refusal:
        review.correct(terms, w.ann, "  ", text_en="x")
    assert "reason" in refusal.value.errors
    with pytest.raises(Refused):
        review.correct(terms, w.ann, "Nothing changes.", text_en=terms.text_en)
    with pytest.raises(Refused):
        review.correct(terms, w.ann, "Forging.", recorded_at=moment(2020, 1, 1))
    new = review.correct(
        terms, w.ann, "Better words.", text_en="Review applications", materials=[w.dy]
    ).record
    assert list(new.materials.all()) == [w.dy]
    with pytest.raises(Superseded) as late:
        review.correct(terms, w.bob, "Other words.", text_en="Something else")
    assert late.value.current == new


def test_corrected_evidence_is_still_a_slice(w):
    _proposal, decision = new_commitment(w)
    row = decision.record.evidence.get()
    with pytest.raises(Refused):
        review.correct(row, w.ann, "Shorter.", quote="invented words")
    quote = row.quote[:10]
    new = review.correct(row, w.ann, "Shorter.", stop=row.start + 10, quote=quote).record
    assert w.version.text[new.start : new.stop] == new.quote == quote


def test_a_value_that_a_constraint_forbids_is_a_refusal_and_the_old_row_stands(w):
    event = Event.objects.create(
        deal=w.deal,
        kind="statement",
        title_en="A",
        occurred_earliest=D(2025, 1, 2),
        occurred_latest=D(2025, 1, 2),
    )
    with pytest.raises(Refused):
        review.correct(event, w.ann, "Wrong.", occurred_latest=D(2025, 1, 1))
    event.refresh_from_db()
    assert event.superseded_at is None


def test_a_corrected_row_cannot_be_undone_away(w):
    proposal, decision = new_commitment(w)
    review.correct(decision.record.terms.get(), w.ann, "Words.", text_en="Other words")
    with pytest.raises(Refused) as refusal, transaction.atomic():
        review.undo(proposal, w.ann)
    assert "is used by a later decision (commitment terms)" in str(refusal.value)
    assert proposal_of(w.claims.approve).state == "accepted"


def test_a_merge_whose_event_was_corrected_since_is_not_undone(w):
    proposal = proposal_of(w.claims.take_down)
    review.merge(proposal, w.ann, w.take_down)
    review.correct(w.take_down.events.get(), w.bob, "Better words.", title_en="Restated in better words")
    with pytest.raises(Refused) as refusal, transaction.atomic():
        review.undo(proposal, w.ann)
    assert "was corrected since" in str(refusal.value)
    assert [event.title_en for event in w.take_down.events.on_record()] == ["Restated in better words"]


def test_a_status_rests_on_an_event_with_its_quote(w):
    version = make_version(
        "China suspends Announcement No. 61 of 2025 until 10 November 2026.", published=D(2025, 11, 7)
    )
    pinner = review.Pinner(version, 0, 45, w.ann)
    review.set_status(
        w.notice61,
        [Period("suspended", D(2025, 11, 7), D(2026, 11, 10), runs_out=True)],
        w.ann,
        pinner=pinner,
        event_kind="suspended",
        title_en="China suspends Announcement 61",
        override_reason="Read by an editor.",
    )
    row = w.notice61.statuses.on_record().get()
    assert (row.status, row.event.kind, row.event.deal) == ("suspended", "suspended", w.deal)
    assert (row.is_override, row.override_reason) == (True, "Read by an editor.")
    assert row.event.evidence.get().quote == version.text[:45]


def test_a_quote_found_by_hand_is_pinned_where_the_editor_says(w):
    version = make_version("They agreed. Later they agreed again: they agreed.", title="Thrice")
    assert len(review.find_quote(version.text, "they agreed")) == 2
    with pytest.raises(Refused):
        review.pin_quote(w.approve, version, "they agreed", w.ann)
    with pytest.raises(Refused):
        review.pin_quote(w.approve, version, "they never agreed", w.ann)
    row = review.pin_quote(w.approve, version, " they agreed ", w.ann, occurrence=2).record
    assert (row.start, row.quote) == (version.text.rindex("they agreed"), "they agreed")
    assert review.pin_quote(w.approve, version, "they agreed", w.ann, occurrence=2).record == row


def test_a_revised_note_keeps_the_old_one_and_a_late_editor_sees_both(w):
    note = review.add_note(w.approve, w.ann, "First *thoughts*.").record
    with pytest.raises(Refused):
        review.add_note(w.approve, w.ann, "  \n")
    second = review.revise_note(note, w.ann, "Second thoughts.", is_public=True).record
    with pytest.raises(Superseded) as late, transaction.atomic():
        review.revise_note(note, w.bob, "Bob's thoughts.")
    assert late.value.current == second
    assert [n.body for n in Note.objects.filter(superseded_at=None)] == ["Second thoughts."]
    assert Note.objects.count() == 2


def test_publishing_is_kept_in_the_history_with_its_author(w):
    review.unpublish(w.approve, w.ann)
    w.approve.refresh_from_db()
    assert w.approve.is_published is False
    assert w.approve.history.first().history_user == w.ann
    review.publish(w.approve, w.ann)
    assert w.approve.history.count() == 3
