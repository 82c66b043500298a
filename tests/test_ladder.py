"""The ladder of firmness on a commitment's page: coded from sources' words, a speaker compared with itself alone.

Every text was written for these tests.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from deals import review
from deals.firmness import Wording, compared, wordings_of
from deals.matching import propose
from deals.models import Citation, CitedSource, CommitmentLink
from deals.querysets import AsOf
from sources.ladder import rung_of

from .deskworld import D, make_claim, make_commitment, make_version

TODAY = AsOf(on=D(2026, 11, 27))


def said(day, speaker, quote):
    return Wording(day, speaker, speaker, "en", rung_of(quote, "en"), None)


@pytest.mark.parametrize(
    ("quote", "language", "level", "trigger"),
    [
        ("China shall lift the controls", "en", 6, "shall"),
        ("China will study the controls", "en", 1, "will study"),
        ("中方将依法审批出口申请", "zh-Hans", 3, "依法审批"),
    ],
)
def test_a_quote_is_cut_at_the_words_that_are_lit(quote, language, level, trigger):
    rung = rung_of(quote, language)
    assert (rung.level, rung.trigger) == (level, trigger)
    assert rung.before + rung.trigger + rung.after == quote


SENTENCES = tomllib.loads(Path("tests/data/extraction/ladder.toml").read_text(encoding="utf-8"))["sentence"]


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: (row.get("en") or row["zh"])[:40])
def test_every_labelled_sentence_stands_on_its_step(row):
    language = "en" if "en" in row else "zh"
    rung = rung_of(row[language], language)
    assert (rung.level if rung else 0) == row["level"], rung
    if rung:
        assert rung.trigger and rung.before + rung.trigger + rung.after == row[language]


def test_every_step_has_labelled_sentences_in_both_languages():
    for language in ("en", "zh"):
        assert {row["level"] for row in SENTENCES if language in row} == set(range(8))


def test_words_off_the_ladder_and_other_languages_have_no_step():
    assert rung_of("The talks were candid", "en") is None
    assert rung_of("La Chine doit lever les mesures, shall", "fr") is None


def test_softening_is_of_one_speaker_between_days():
    found = compared(
        [
            said(D(2025, 8, 11), "CN", "China intends to lift them"),
            said(D(2025, 5, 12), "CN", "China will lift them"),
            said(D(2025, 5, 12), "CN", "China may lift them"),
            said(D(2025, 6, 27), "US", "China may lift them"),
            said(D(2025, 11, 1), "CN", "China shall lift them"),
            said(D(2025, 12, 1), "CN", "China shall lift them"),
        ]
    )
    assert [(one.on.month, one.speaker, one.rung.level, one.change) for one in found] == [
        (5, "CN", 4, ""),
        (5, "CN", 1, ""),
        (6, "US", 1, ""),
        (8, "CN", 2, "softer"),
        (11, "CN", 6, "firmer"),
        (12, "CN", 6, "same"),
    ]
    assert found[3].since == D(2025, 5, 12)  # the firmest words of that day


def test_the_page_shows_where_the_words_softened_with_the_trigger_lit(
    w, client, django_assert_max_num_queries
):
    renewed = make_commitment(
        w, "cn-again", w.cn, w.us, "Review applications", day=D(2025, 8, 12), round_=w.framework
    )
    CommitmentLink.objects.create(
        earlier=w.approve, later=renewed, relation="renews", public_since=D(2025, 8, 12)
    )
    first = make_version("China shall approve them all.", published=D(2025, 6, 27), official=True, party="CN")
    second = make_version(
        "中方将研究有关申请。", published=D(2025, 8, 12), language="zh-Hans", party="CN", title="后"
    )
    review.pin_quote(w.approve, first, "China shall approve them all", w.ann)
    review.pin_quote(renewed, second, "中方将研究有关申请", w.ann)
    with django_assert_max_num_queries(2):
        found = wordings_of([w.approve.pk, renewed.pk], TODAY)
    assert [(one.rung.level, one.change) for one in found] == [(6, ""), (1, "softer")]
    page = client.get(w.approve.get_absolute_url()).content.decode()
    assert "Firmness of the wording" in page
    assert '<mark class="mark-fact">shall</mark>' in page and '<mark class="mark-fact">将研究</mark>' in page
    assert "softer than on" in page
    assert "step 1 of 7" in page and f"/documents/{second.document_id}/?version=1#s0" in page
    # As known before the second text there was no softening.
    assert [
        one.change
        for one in wordings_of([w.approve.pk, renewed.pk], AsOf(on=D(2025, 7, 1), known=D(2025, 7, 1)))
    ] == [""]
    early = client.get(
        w.approve.get_absolute_url(), {"known": "2025-07-01", "on": "2025-07-01"}
    ).content.decode()
    assert "softer than" not in early


def test_disputing_words_and_our_own_sentence_are_not_coded_and_short_quotations_are(w):
    version = make_version("China may do it, others say.", published=D(2025, 6, 28))
    review.pin_quote(w.approve, version, "China may do it", w.ann, stance="disputes")
    assert wordings_of([w.approve.pk], TODAY) == []
    source = CitedSource.objects.create(publisher="The Gazette", title="T")
    Citation.objects.create(
        commitment=w.approve, source=source, quote="They will review them", quote_language="en", speaker="A minister",
        public_since=D(2025, 6, 27),
    )  # fmt: skip
    (one,) = wordings_of([w.approve.pk], TODAY)
    assert (one.speaker, one.rung.level, one.document) == ("A minister", 4, None)


def test_an_accepted_wording_keeps_its_step(w):
    version = make_version("China intends to approve export licences.", official=True, party="CN")
    claim = make_claim(version, "China intends to approve export licences", actor="CN", action="APPROVE")
    proposal = propose(claim)
    proposal.save()
    decision = review.accept(
        proposal, w.ann, fields={"as": "new_commitment", "text_en": "China shall approve licences"}
    )
    assert decision.record.terms.get().firmness == 2  # of the source's words, not of our sentence


def test_where_no_words_are_on_the_scale_the_page_says_so(w, client):
    page = client.get(w.approve.get_absolute_url()).content.decode()
    assert "Of this commitment none are" in page and "how the record codes it" in page
