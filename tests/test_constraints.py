"""Every promise of the tables is kept by the database itself: each case here must be refused by name."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, User
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from deals import models as d
from sources import models as s

pytestmark = pytest.mark.django_db
D = dt.date
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
TEXT = "中方将依法审批。𠮷 is outside the basic plane."


class World:
    """One of everything that the refused rows hang on."""

    def __init__(self) -> None:
        self.user = User.objects.create(username="ed")
        self.cn = d.Party.objects.create(slug="cn", code="CN", name_en="China", kind="state")
        self.us = d.Party.objects.create(slug="us", code="US", name_en="United States", kind="state")
        self.deal = d.Deal.objects.create(slug="deal", title_en="Deal", stage="s", summary="s")
        self.round = d.Round.objects.create(
            deal=self.deal,
            kind="talks",
            slug="geneva",
            number=1,
            name_en="Geneva",
            starts_on=D(2025, 5, 10),
            ends_on=D(2025, 5, 11),
        )
        self.agreement = d.Agreement.objects.create(
            deal=self.deal, slug="a", title_en="A", form="joint_statement"
        )
        self.commitment = self.new_commitment("c1")
        self.other = self.new_commitment("c2")
        self.measure = self.new_measure("m1")
        self.event = d.Event.objects.create(
            deal=self.deal,
            kind="statement",
            title_en="E",
            occurred_earliest=D(2025, 5, 1),
            occurred_latest=D(2025, 5, 1),
        )
        self.feed = s.Feed.objects.create(
            slug="f",
            name="F",
            url="http://a.example/f",
            kind="rss",
            publisher="P",
            language="en",
        )
        self.document = s.Document.objects.create(
            identity="i1",
            guid="g1",
            feed=self.feed,
            title="T",
            publisher="P",
            language="zh",
            first_seen_at=NOW,
        )
        self.version = self.new_version(1, "h1")
        self.claim = self.new_claim(0, 4)
        self.source = d.CitedSource.objects.create(publisher="P", title="T")

    def new_commitment(self, slug):
        return d.Commitment.objects.create(slug=slug, deal=self.deal, obligor=self.cn, obligee=self.us)

    def new_measure(self, slug):
        return d.Countermeasure.objects.create(
            slug=slug, title_en=slug, imposed_by=self.cn, kind="export_control"
        )

    def new_version(self, number, sha, **kwargs):
        return s.DocumentVersion.objects.create(
            document=self.document,
            number=number,
            title="T",
            text=TEXT,
            text_sha256=sha,
            language="zh-Hans",
            seen_at=NOW,
            **kwargs,
        )

    def new_claim(self, start, stop, **kwargs):
        values = {
            "quote": TEXT[start:stop],
            "rules_version": "1",
            "kind": "commitment",
            **kwargs,
        }
        return s.Claim.objects.create(version=self.version, start=start, stop=stop, **values)

    def new_evidence(self, start=0, stop=4, **kwargs):
        values = {
            "quote": TEXT[start:stop],
            **(kwargs or {"commitment": self.commitment}),
        }
        return d.Evidence.objects.create(version=self.version, start=start, stop=stop, **values)

    def new_status(self, **kwargs):
        values = {
            "status": "in_force",
            "effective": DateRange(D(2025, 1, 1), None),
            **kwargs,
        }
        return d.Status.objects.create(**values)

    def new_condition(self, **kwargs):
        return d.Condition.objects.create(**{"relation": "once", "wording": "once", **kwargs})

    def new_event(self, **kwargs):
        days = {"occurred_earliest": D(2025, 5, 1), "occurred_latest": D(2025, 5, 1)}
        return d.Event.objects.create(**{"kind": "statement", "title_en": "N", **days, **kwargs})

    def new_proposal(self, **kwargs):
        return d.Proposal.objects.create(**{"claim": self.claim, "action": "new_commitment", **kwargs})


@pytest.fixture
def world(db) -> World:
    return World()


REFUSED = {
    "hand_entry_decided_has_a_date": lambda w: d.HandEntry.objects.create(
        kind="quote", state="accepted", model="deals.commitment", object_id=1, entered_at=NOW
    ),
    "hand_entry_declined_has_a_reason": lambda w: d.HandEntry.objects.create(
        kind="quote",
        state="declined",
        model="deals.commitment",
        object_id=1,
        entered_at=NOW,
        decided_at=NOW,
    ),
    "feed_pace_is_at_least_a_minute": lambda w: s.Feed.objects.create(
        slug="z", url="http://z.example/", poll_minutes=0
    ),
    "fetch_of_a_feed_or_a_document": lambda w: s.Fetch.objects.create(started_at=NOW, outcome="new"),
    "fetch_outcome_known": lambda w: s.Fetch.objects.create(feed=w.feed, started_at=NOW, outcome="odd"),
    "poll_hour_once_per_feed": lambda w: [s.PollHour.objects.create(feed=w.feed, hour=NOW) for _ in range(2)],
    "poll_hour_failed_within_polls": lambda w: s.PollHour.objects.create(
        feed=w.feed, hour=NOW, polls=1, failed=2
    ),
    "alarm_one_open_per_kind": lambda w: [
        s.Alarm.objects.create(feed=w.feed, kind="quiet", message="m", opened_at=NOW) for _ in range(2)
    ],
    "snapshot_once_per_url": lambda w: [
        s.Snapshot.objects.create(url="http://a.example/", fetched_at=NOW, sha256="x", size=1, body=b"x")
        for _ in range(2)
    ],
    "document_guid_once_per_feed": lambda w: s.Document.objects.create(
        identity="i2",
        guid="g1",
        feed=w.feed,
        title="T",
        publisher="P",
        language="en",
        first_seen_at=NOW,
    ),
    "document_not_its_own_duplicate": lambda w: s.Document.objects.filter(pk=w.document.pk).update(
        duplicate_of=w.document
    ),
    "version_number_once_per_document": lambda w: w.new_version(1, "h2"),
    "version_published_interval_in_order": lambda w: w.new_version(
        2, "h2", published_earliest=NOW, published_latest=NOW - dt.timedelta(1)
    ),
    "version_precision_known": lambda w: w.new_version(2, "h2", published_precision="odd"),
    "edit_between_two_versions": lambda w: s.VersionEdit.objects.create(
        version=w.version, previous=w.version, is_material=True
    ),
    "claim_once_per_span": lambda w: w.new_claim(0, 4),
    "claim_span_not_empty": lambda w: w.new_claim(4, 4),
    "claim_span_fits_quote": lambda w: w.new_claim(0, 5, quote="中方"),
    "claim_kind_known": lambda w: w.new_claim(0, 5, kind="odd"),
    "claim_state_known": lambda w: w.new_claim(0, 5, state="odd"),
    "claim_settled_once_at_a_time": lambda w: [
        s.ClaimSettling.objects.create(claim=w.claim, settled_at=NOW) for _ in range(2)
    ],
    "pair_of_two_versions": lambda w: s.SentencePair.objects.create(
        left=w.version, right=w.version, left_start=0, left_stop=1
    ),
    "pair_left_not_empty": lambda w: s.SentencePair.objects.create(
        left=w.version, right=w.new_version(2, "h2"), left_start=1, left_stop=1
    ),
    "pair_once": lambda w: [
        s.SentencePair.objects.create(left=w.version, right=v, left_start=0, left_stop=1)
        for v in [w.new_version(2, "h2")] * 2
    ],
    "measure_link_once": lambda w: [
        d.MeasureLink.objects.create(measure=w.measure, to=m, relation="answers")
        for m in [w.new_measure("m2")] * 2
    ],
    "party_not_its_own_parent": lambda w: d.Party.objects.filter(pk=w.cn.pk).update(parent=w.cn),
    "alias_names_one_party": lambda w: [
        d.PartyAlias.objects.create(party=p, text="中方", language="zh") for p in (w.cn, w.us)
    ],
    "material_atomic_number_once": lambda w: [
        d.Material.objects.create(
            symbol=x,
            slug=x,
            name_en=x,
            name_zh=x,
            atomic_number=1,
            group="light",
            uses="",
        )
        for x in ("A", "B")
    ],
    "product_code_once": lambda w: [
        d.Product.objects.create(code_system="hs", code="2805", name_en=x) for x in ("A", "B")
    ],
    "instrument_number_once_per_issuer": lambda w: [
        d.Instrument.objects.create(issuer=w.cn, number="61", title_en="t", kind="order", slug=x)
        for x in ("A", "B")
    ],
    "round_slug_once_per_deal": lambda w: d.Round.objects.create(
        deal=w.deal,
        kind="talks",
        slug="geneva",
        name_en="x",
        starts_on=D(2025, 1, 1),
        ends_on=D(2025, 1, 1),
    ),
    "round_number_once_per_deal": lambda w: d.Round.objects.create(
        deal=w.deal,
        kind="talks",
        slug="x",
        number=1,
        name_en="x",
        starts_on=D(2025, 1, 1),
        ends_on=D(2025, 1, 1),
    ),
    "round_ends_after_it_starts": lambda w: d.Round.objects.create(
        deal=w.deal,
        kind="talks",
        slug="x",
        name_en="x",
        starts_on=D(2025, 1, 2),
        ends_on=D(2025, 1, 1),
    ),
    "agreement_party_once": lambda w: [
        d.AgreementParty.objects.create(agreement=w.agreement, party=w.cn) for _ in range(2)
    ],
    "commitment_not_owed_to_oneself": lambda w: d.Commitment.objects.create(
        slug="x", deal=w.deal, obligor=w.cn, obligee=w.cn
    ),
    "terms_one_per_publication_day": lambda w: [
        d.CommitmentTerms.objects.create(commitment=w.commitment, text_en="x", public_since=None)
        for _ in range(2)
    ],
    "event_at_most_one_subject": lambda w: w.new_event(commitment=w.commitment, countermeasure=w.measure),
    "event_interval_in_order": lambda w: w.new_event(occurred_latest=D(2025, 4, 1)),
    "event_kind_known": lambda w: w.new_event(kind="odd"),
    "event_once": lambda w: [w.new_event() for _ in range(2)],
    "event_superseded_after_recorded": lambda w: w.new_event(
        superseded_at=timezone.now() - dt.timedelta(days=1)
    ),
    "event_not_correcting_itself": lambda w: d.Event.objects.filter(pk=w.event.pk).update(corrects=w.event),
    "event_reference_key_once": lambda w: [w.new_event(title_en=x, reference_key="k") for x in "ab"],
    "status_exactly_one_subject": lambda w: w.new_status(),
    "status_word_fits_aspect": lambda w: w.new_status(commitment=w.commitment, status="kept"),
    "status_period_not_empty": lambda w: w.new_status(
        countermeasure=w.measure, effective=DateRange(D(2025, 1, 1), D(2025, 1, 1))
    ),
    "status_that_runs_out_has_an_end": lambda w: w.new_status(countermeasure=w.measure, runs_out=True),
    "status_public_span_in_order": lambda w: w.new_status(
        countermeasure=w.measure, public_since=D(2025, 2, 1), public_until=D(2025, 2, 1)
    ),
    "status_override_has_a_reason": lambda w: w.new_status(countermeasure=w.measure, is_override=True),
    "statement_exactly_one_subject": lambda w: d.StatusStatement.objects.create(status="in_force"),
    "statement_word_fits_aspect": lambda w: d.StatusStatement.objects.create(
        commitment=w.commitment, status="kept"
    ),
    "statement_days_in_order": lambda w: d.StatusStatement.objects.create(
        commitment=w.commitment, status="in_force", first=D(2025, 2, 1), last=D(2025, 1, 1)
    ),
    "statement_override_has_a_reason": lambda w: d.StatusStatement.objects.create(
        commitment=w.commitment, status="in_force", is_override=True
    ),
    "blind_share_at_most_all": lambda w: d.ReviewPolicy.objects.create(
        group=Group.objects.create(name="Testers"), blind_percent=101
    ),
    "status_one_per_countermeasure": lambda w: [
        w.new_status(countermeasure=w.measure, status=x) for x in ("in_force", "suspended")
    ],
    "status_one_per_commitment": lambda w: [
        w.new_status(commitment=w.commitment, status=x) for x in ("in_force", "suspended")
    ],
    "status_one_per_agreement": lambda w: [
        w.new_status(agreement=w.agreement, status=x) for x in ("in_force", "suspended")
    ],
    "condition_of_exactly_one": lambda w: w.new_condition(needs_words="x"),
    "condition_needs_exactly_one": lambda w: w.new_condition(commitment=w.commitment),
    "condition_not_on_itself": lambda w: w.new_condition(
        commitment=w.commitment, needs_commitment=w.commitment
    ),
    "condition_measure_not_on_itself": lambda w: w.new_condition(
        countermeasure=w.measure, needs_countermeasure=w.measure
    ),
    "condition_relation_known": lambda w: w.new_condition(
        commitment=w.commitment, needs_words="x", relation="odd"
    ),
    "commitment_link_between_two": lambda w: d.CommitmentLink.objects.create(
        earlier=w.commitment, later=w.commitment, relation="twin"
    ),
    "commitment_link_once": lambda w: [
        d.CommitmentLink.objects.create(earlier=w.commitment, later=w.other, relation="twin")
        for _ in range(2)
    ],
    "measure_does_not_answer_itself": lambda w: d.MeasureLink.objects.create(
        measure=w.measure, to=w.measure, relation="answers"
    ),
    "rate_span_in_order": lambda w: d.Rate.objects.create(
        countermeasure=w.measure,
        wording="x",
        from_on=D(2025, 2, 1),
        until_on=D(2025, 1, 1),
    ),
    "coverage_names_something": lambda w: d.Coverage.objects.create(countermeasure=w.measure),
    "coverage_once": lambda w: [
        d.Coverage.objects.create(countermeasure=w.measure, wording="magnets") for _ in range(2)
    ],
    "delegate_once_per_round": lambda w: [
        d.Delegate.objects.create(round=w.round, party=w.cn, person=p)
        for p in [d.Person.objects.create(slug="p", name_en="P", party=w.cn, role="r")] * 2
    ],
    "cited_source_once": lambda w: d.CitedSource.objects.create(publisher="P", title="T"),
    "contradiction_about_exactly_one": lambda w: d.Contradiction.objects.create(slug="x", statement="x"),
    "evidence_of_exactly_one": lambda w: w.new_evidence(commitment=w.commitment, event=w.event),
    "evidence_span_not_empty": lambda w: w.new_evidence(4, 4),
    "evidence_span_fits_quote": lambda w: w.new_evidence(0, 9, quote="x", commitment=w.commitment),
    "evidence_once": lambda w: [w.new_evidence() for _ in range(2)],
    "verdict_once_per_version": lambda w: [
        d.EvidenceVerdict.objects.create(evidence=e, version=w.version, verdict="deleted")
        for e in [w.new_evidence()] * 2
    ],
    "verdict_found_quote_has_a_span": lambda w: d.EvidenceVerdict.objects.create(
        evidence=w.new_evidence(), version=w.version, verdict="moved"
    ),
    "citation_of_exactly_one": lambda w: d.Citation.objects.create(source=w.source),
    "citation_quote_names_its_language": lambda w: d.Citation.objects.create(
        source=w.source, event=w.event, quote="x"
    ),
    "proposal_one_open_per_claim": lambda w: [w.new_proposal() for _ in range(2)],
    "proposal_decided_has_a_date": lambda w: w.new_proposal(state="accepted"),
    "proposal_rejected_has_a_reason": lambda w: w.new_proposal(state="rejected", reviewed_at=NOW),
    "coding_once_per_coder": lambda w: [
        d.SecondCoding.objects.create(proposal=p, coder=w.user) for p in [w.new_proposal()] * 2
    ],
    "note_on_exactly_one": lambda w: d.Note.objects.create(author=w.user, body="x"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(world, name):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        REFUSED[name](world)
    assert name in str(refused.value)


def test_a_span_outside_the_basic_plane_is_counted_in_code_points(world):
    start = TEXT.index("𠮷")
    evidence = world.new_evidence(start, start + 4, commitment=world.commitment)
    evidence.refresh_from_db()
    assert evidence.quote == "𠮷 is" == TEXT[evidence.start : evidence.stop]


def test_a_corrected_fact_may_take_the_place_of_the_old_one(world):
    old = world.new_event(reference_key="k")
    old.superseded_at = timezone.now() + dt.timedelta(seconds=1)
    old.save()
    new = world.new_event(reference_key="k", corrects=old, correction_reason="wrong day")
    assert list(old.corrected_by.all()) == [new]


def test_every_named_constraint_has_its_refused_case():
    """A constraint nobody tried is a promise nobody checked; the three of the record base are tried on Event."""
    from django.apps import apps

    named = {
        constraint.name
        for app in ("deals", "sources")
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }
    base = (
        "_superseded_after_recorded",
        "_not_correcting_itself",
        "_reference_key_once",
    )
    untried = {name for name in named - set(REFUSED) if not name.endswith(base)}
    assert untried == {"pair_once", "pair_left_not_empty", "measure_link_once"} - set(REFUSED)
