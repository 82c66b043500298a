"""Machines that read again (newer rules, replay, sweeps) leave every editor's field and decision as it stands.

The statement was written for these tests.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command

from deals import rechecking, review, tasks
from deals.models import Commitment, HandEntry, Proposal, ReviewPolicy
from deals.models.base import OnRecord
from deals.spans import Period
from sources import pipeline
from sources.models import Claim, DocumentVersion, SentencePair

from . import deskworld
from .deskworld import D, make_user

pytestmark = pytest.mark.django_db
TEXT = (
    "Remarks of a spokesperson, written for the tests\n\n"
    "China will resume the supply of rare-earth magnets to the United States. "
    "The United States will lift the tariff on Chinese goods. "
    "China will suspend Announcement No. 61 of 2025 until 10 November 2026. "
    "China will purchase 25 million tonnes of soybeans in 2027. "
    "China will extend the exclusion of some tariffs. Both sides keep in touch.\n"
)
EDITORIAL = ("deals.Note", "deals.HandEntry", "deals.SecondCoding", "deals.ReviewPolicy")


def rows(*labels):
    """Every row of these tables, value by value."""
    return {
        label: list(apps.get_model(label)._default_manager.order_by("pk").values_list()) for label in labels
    }


def the_editors_work():
    facts = [model._meta.label for model in OnRecord.__subclasses__()]
    records = ["deals.Commitment", "deals.Countermeasure", "deals.Round", "deals.Deal", "deals.Agreement"]
    histories = [label.replace("deals.", "deals.Historical") for label in records]
    decided = Proposal.objects.exclude(state="pending").order_by("pk")
    held = Proposal.objects.filter(claimed_by__isnull=False).order_by("pk")
    return {
        **rows(*facts, *records, *histories, *EDITORIAL),
        "decided": list(decided.values_list()),
        "in hand": list(held.values_list()),
        "settled": list(Claim.objects.filter(proposals__in=decided).order_by("pk").values_list()),
        "pairs": list(SentencePair.objects.values_list()),
    }


@pytest.fixture
def w(tmp_path):
    world = deskworld.build()
    world.ann, world.bob = make_user("ann", "Editor"), make_user("bob", "Editor")
    world.chief = make_user("chief", "Chief editor")
    path = tmp_path / "statement.txt"
    path.write_text(TEXT, encoding="utf-8")
    call_command(
        "ingest", str(path), language="en", published="2025-11-07", publisher="Ministry, tests", verbosity=0
    )
    world.version = DocumentVersion.objects.get()
    return world


def work(w):
    """A day at the desk: one of each decision, an annotation of each kind, one item in hand."""
    items = list(Proposal.objects.order_by("claim__start"))
    assert len(items) >= 5, [one.claim.quote for one in items]
    accepted = review.accept(
        items[0],
        w.ann,
        fields={"as": "new_commitment", "text_en": "Ann's own sentence", "modality": "shall", "deal": str(w.deal.pk),
                "changed": ["text_en", "modality"]},
    ).record  # fmt: skip
    review.merge(items[1], w.ann, w.take_down)
    review.reject(items[2], w.bob, "old_news")
    ReviewPolicy.objects.create(group=Group.objects.get(name="Editor"), needs_second=True)
    held = review.accept(
        items[3], w.ann, fields={"as": "new_commitment", "text_en": "Ann's draft", "deal": str(w.deal.pk)}
    )
    assert held.state == "second"
    review.pin_quote(accepted, w.version, "Both sides keep in touch.", w.chief)
    review.correct(accepted.terms.get(), w.chief, "Closer.", text_en="The chief's sentence")
    review.add_note(accepted, w.chief, "A note for readers.", is_public=True)
    review.set_status(
        w.notice61,
        [Period("suspended", D(2025, 11, 7), D(2026, 11, 10))],
        w.chief,
        pinner=review.Pinner(w.version, 0, 40, w.chief),
        event_kind="suspended",
        title_en="By hand",
        override_reason="Read by a person.",
    )
    review.pin_quote(w.soy, w.version, "China will purchase", w.ann)
    assert HandEntry.objects.filter(state="waiting").count() == 1
    review.claim_for(items[4].pk, w.bob)


def newer_rules(monkeypatch):
    """Rules that find the same clauses with other attributes, and each clause a little shorter too."""
    present = pipeline.extract

    def extract(text, language, published_on):
        found = present(text, language, published_on)
        assert found
        other = [dataclasses.replace(one, modality="expected", action="REVIEW") for one in found]
        shorter = [
            dataclasses.replace(one, stop=one.stop - 3, quote=text[one.start : one.stop - 3]) for one in found
        ]
        return [*other, *shorter]

    monkeypatch.setattr(pipeline, "extract", extract)
    monkeypatch.setattr(pipeline, "RULES_VERSION", "2099.1")


def test_a_newer_rule_set_changes_no_field_and_no_decision_of_an_editor(w, monkeypatch):
    work(w)
    before, claims = the_editors_work(), Claim.objects.count()
    newer_rules(monkeypatch)
    call_command("reextract", all=True, verbosity=0)
    assert Claim.objects.count() > claims  # it did read something else
    tasks.match_pending_claims()
    rechecking.recheck_evidence(dt.datetime(2026, 11, 27, tzinfo=dt.UTC))
    assert the_editors_work() == before
    terms = Commitment.objects.get(terms__text_en="The chief's sentence").terms.on_record().get()
    assert (terms.text_en, terms.modality) == ("The chief's sentence", "shall")


def test_a_replay_changes_no_field_and_no_decision_of_an_editor(w):
    work(w)
    before = the_editors_work()
    call_command("replay", verbosity=0)
    tasks.match_pending_claims()
    call_command("replaystatuses", verbosity=0)
    assert the_editors_work() == before


def test_what_was_decided_is_not_asked_again_for_the_same_words(w):
    work(w)
    decided = {one.claim_id for one in Proposal.objects.exclude(state="pending")}
    spans = set(Claim.objects.filter(pk__in=decided).values_list("start", "stop"))
    waiting = Proposal.objects.filter(state="pending").count()
    call_command("reextract", all=True, verbosity=0)
    tasks.match_pending_claims()
    again = Proposal.objects.filter(state="pending").values_list("claim__start", "claim__stop")
    assert Proposal.objects.filter(state="pending").count() == waiting
    assert not spans & set(again)
