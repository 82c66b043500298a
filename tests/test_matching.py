"""Claims become proposals: links, reasons, the right candidate first, and a sweep that nothing stops.

The texts were written for these tests.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import threading

import pytest
from django.db import connection, transaction

from deals import linking, matching, ranking, tasks
from deals.models import Proposal
from deals.publication import public_since, publication_of
from deals.references import guess_action, guess_object, references, shared
from deals.spans import Period
from deals.statuses import lay
from deals.vocabulary import load_vocabulary
from sources import storing
from sources.extraction import extract
from sources.models import Claim, DocumentVersion
from sources.text import normalise

from . import deskworld
from .deskworld import D, make_claim, make_version, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return deskworld.build()


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("suspend Announcements Nos. 55, 56 and 61 of 2025", {"act:2025/55", "act:2025/56", "act:2025/61"}),
        ("商务部公告2025年第61号", {"act:2025/61"}),
        ("2025年第55号、第56号公告", {"act:2025/55", "act:2025/56"}),
        ("Executive Order 14257 of April 2, 2025", {"act:EO 14257", "day:2025-04-02"}),
        ("E.O. 14257", {"act:EO 14257"}),
        ("24 percentage points of that rate", {"pct:24"}),
        ("保留10%的关税", {"pct:10"}),
        ("24个百分点", {"pct:24"}),
        ("until 10 November 2026", {"day:2026-11-10"}),
        ("至2026年11月10日", {"day:2026-11-10"}),
        ("announcement No. 61", {"number:61"}),
        ("第55号和第58号公告", {"number:55", "number:58"}),
        ("a 24-point cut", {"pct:24"}),
        ("the 50 percent rule", {"topic:affiliates-rule"}),
        ("国务院关税税则委员会公告2025年第8号", {"act:TC 2025/8"}),
        (
            "Announcement No. 8 of 2025, Unreliable Entity List Working Mechanism",
            {"act:UEL 2025/8", "topic:entity-list", "topic:unreliable-entities"},
        ),
        ("商务部公告2024年第46号第二款", {"act:2024/46", "para:2"}),
        ("under Section 122", {"topic:section-122"}),
        ("一千二百万吨大豆", {"amount:tonnes:1.2e+07", "topic:soybeans"}),
        ("farm goods besides soybeans", {"topic:farm-goods"}),
        ("农产品采购（大豆除外）", {"topic:farm-goods"}),
        ("芯片设计软件", {"topic:chips", "topic:design-software"}),
        ("USD 17bn a year", {"amount:usd:1.7e+10"}),
        ("300亿美元", {"amount:usd:3e+10"}),
        ("the minister was pleased", set()),
    ],
)
def test_wordings_refer_to_comparable_things(text, keys):
    assert references(text) == keys


def test_a_bare_number_meets_the_notice_of_any_year_and_no_other():
    said = references("under announcement No. 61")
    assert shared(said, references("MOFCOM Announcement No. 61 of 2025"))
    assert not shared(said, references("MOFCOM Announcement No. 62 of 2025"))


def test_a_number_of_one_body_is_not_that_number_of_another_unless_the_body_is_unnamed():
    tariff = references("国务院关税税则委员会公告2025年第8号")
    listing = references("Unreliable Entity List Working Mechanism announcement No. 8 of 2025")
    assert not shared(tariff, listing)
    assert shared(references("公告2025年第8号"), tariff)


@pytest.mark.parametrize(
    ("text", "action", "object_"),
    [
        ("Suspend 24 points of the EO 14257 rate, keep 10 points", "SUSPEND", "tariff"),
        ("Purchase 25 million tonnes of soybeans", "PURCHASE", "purchases"),
        ("暂停实施出口管制", "SUSPEND", "export_control"),
        ("Terminate the antitrust investigations", "LIFT", "investigation"),
    ],
)
def test_families_are_guessed_for_records_without_codes(text, action, object_):
    assert (guess_action(text), guess_object(text)) == (action, object_)


# (the words, the claim's fields, the slug of the record they speak of): mentions written for this test.
MENTIONS = [
    ("the United States will modify the rate of Executive Order 14257 by suspending 24 percentage points",
     {"actor": "US", "target": "CN", "action": "SUSPEND", "object": "tariff", "instruments": ["EO 14257"]},
     "us-24"),
    ("China will keep suspended the 24 percentage points of its retaliatory tariff for a further 90 days",
     {"actor": "CN", "target": "US", "action": "SUSPEND", "object": "tariff"}, "cn-24"),
    ("it will remove the rates added by Executive Orders 14259 and EO 14266",
     {"actor": "US", "action": "LIFT", "object": "tariff", "instruments": ["EO 14259", "EO 14266"]},
     "us-remove"),
    ("Washington will suspend for one year the Section 301 port fees",
     {"actor": "US", "action": "SUSPEND", "object": "port_fee"}, "us-fees"),
    ("China will buy 25 million metric tonnes of soybeans each year",
     {"actor": "CN", "action": "PURCHASE", "object": "purchases"}, "cn-soy"),
    ("Beijing will examine and approve applications to export controlled items",
     {"actor": "CN", "action": "APPROVE", "object": "licences"}, "cn-approve"),
    ("美方将相应取消对华采取的一系列限制性措施",
     {"actor": "US", "action": "LIFT", "object": "restrictive_measures"}, "us-lift"),
    ("中方将依法审批符合条件的管制物项出口申请",
     {"actor": "CN", "action": "APPROVE", "object": "licences"}, "cn-approve"),
    ("暂停实施商务部公告2025年第61号",
     {"actor": "CN", "action": "SUSPEND", "object": "export_control", "instruments": ["2025年第61号"]},
     "cn-61"),
    ("China suspends Announcement No. 62 of 2025 until 10 November 2026",
     {"actor": "CN", "action": "SUSPEND", "object": "export_control", "until": "2026-11-10"}, "cn-62"),
]  # fmt: skip


@pytest.mark.parametrize(("quote", "said", "slug"), MENTIONS, ids=[slug for _q, _s, slug in MENTIONS])
def test_the_right_record_is_the_first_candidate(w, quote, said, slug):
    version = make_version(
        f"Test words on the United States and China. {quote}.",
        language="zh-Hans" if not quote.isascii() else "en",
        published=D(2025, 11, 2),
    )
    claim = make_claim(version, quote, modality="will", **said)
    vocabulary = load_vocabulary()
    ranked = ranking.rank(linking.link(claim, vocabulary), vocabulary)
    assert ranked, "no candidate at all"
    best = ranked[0]
    model = {"commitment": "commitment", "countermeasure": "countermeasure"}[best.known.kind]
    record = next(r for r in vars(w).values() if getattr(r, "slug", "") == slug)
    assert (model, best.known.pk) == (type(record).__name__.lower(), record.pk), [
        (c.known.label, round(c.score, 2), c.reasons) for c in ranked
    ]
    assert all(":" in reason or " " in reason for reason in best.reasons)
    assert len(ranked) <= 5
    assert [c.score for c in ranked] == sorted((c.score for c in ranked), reverse=True)


def test_another_partys_commitment_is_never_a_candidate(w):
    version = make_version()
    claim = make_claim(version, "They will deliver rare earths to us", actor="CN", action="RESUME")
    vocabulary = load_vocabulary()
    assert {c.known.actor for c in ranking.rank(linking.link(claim, vocabulary), vocabulary)} <= {"CN"}


def test_the_draft_holds_what_an_editor_needs(w):
    version = make_version(
        SAID_UNTIL := "China will review export applications of dysprosium by 1 December 2025."
    )
    claim = make_claim(
        version,
        SAID_UNTIL[:-1],
        actor="CN",
        target="",
        modality="will",
        action="REVIEW",
        object="licences",
        due_on="2025-12-01",
        materials=["Dy"],
        speaker="A. Speaker",
        quantity={"value": "3", "unit": "percent"},
    )
    proposal = matching.propose(claim)
    assert proposal is not None
    draft = proposal.draft
    assert draft["obligor"] == "CN"
    assert draft["obligee"] == "US", "the only other party of the deal"
    assert draft["text_en"] == claim.quote
    assert (draft["due_on"], draft["materials"], draft["speaker"]) == ("2025-12-01", ["Dy"], "A. Speaker")
    assert draft["quantity"] == "3 percent"
    assert draft["public_since"] == draft["occurred_earliest"] == "2025-06-27"
    assert proposal.deal_id == w.deal.pk
    assert proposal.round_id == w.framework.pk


def test_nobody_is_owed_where_the_text_names_no_other_side(w):
    text = "China will review export applications of all destinations."
    claim = make_claim(
        make_version(text, title="Notice"), text[:-1], actor="CN", action="REVIEW", object="licences"
    )
    assert matching.propose(claim).draft["obligee"] == ""


def test_a_chinese_quote_stands_in_chinese_beside_a_sentence_made_of_the_codes(w):
    version = make_version(deskworld.SAID_ZH, language="zh-Hans", official=True, party="CN-MOFCOM")
    claim = make_claim(
        version,
        "中方将依法审批符合条件的管制物项出口申请",
        actor="CN",
        modality="will",
        action="APPROVE",
        object="licences",
    )
    draft = matching.propose(claim).draft
    assert draft["text_zh"] == claim.quote
    assert draft["text_en"] == "China will approve export licences."
    assert draft["is_composed"] is True


def test_a_condition_joins_what_waits_to_what_it_waits_for(w):
    version = make_version()
    claims = deskworld.seed_claims(version)
    tasks.match_pending_claims()
    edge = Proposal.objects.get(claim=claims.condition)
    assert edge.action == "new_condition"
    assert edge.draft["relation"] == "once"
    assert edge.draft["wording"] == "Once China does that"
    assert edge.draft["dependent_claim"] == claims.take_down.pk
    assert edge.draft["needs_claim"] == claims.deliver.pk
    assert edge.draft["dependent"] == {"kind": "commitment", "id": w.take_down.pk}
    take_down = Proposal.objects.get(claim=claims.take_down)
    assert take_down.draft["condition"] == "Once China does that"
    assert take_down.candidates[0]["id"] == w.take_down.pk
    assert Proposal.objects.get(claim=claims.approve).candidates[0]["id"] == w.approve.pk


def test_restatements_in_one_text_each_have_a_proposal_with_the_same_first_candidate(w):
    text = "China will approve export licence applications. In short, China will approve the licences."
    version = make_version(text)
    said = {"actor": "CN", "modality": "will", "action": "APPROVE", "object": "licences"}
    for quote in ("China will approve export licence applications", "China will approve the licences"):
        make_claim(version, quote, **said)
    tasks.match_pending_claims()
    first = [p.candidates[0]["id"] for p in Proposal.objects.order_by("pk")]
    assert first == [w.approve.pk, w.approve.pk]


def test_rounds_and_denials_become_events(w):
    version = make_version(
        "The sides met in London on June 9 and 10, 2025. China denied that it banned exports."
    )
    met = make_claim(
        version, "met in London on June 9 and 10, 2025", "round", actor="BOTH", effective_on="2025-06-09"
    )
    denied = make_claim(
        version, "China denied that it banned exports", "denial", actor="CN", modality="denies"
    )
    assert tasks.match_pending_claims() == {"proposed": 2, "settled": 0, "failed": 0}
    meeting = Proposal.objects.get(claim=met)
    assert (meeting.action, meeting.draft["event_kind"], meeting.round_id) == (
        "new_event",
        "round",
        w.london.pk,
    )
    assert meeting.draft["occurred_earliest"] == "2025-06-09"
    denial = Proposal.objects.get(claim=denied)
    assert (denial.action, denial.draft["event_kind"]) == ("new_event", "statement")


def test_the_sweep_is_idempotent_and_one_bad_claim_stops_no_other(w, monkeypatch, caplog):
    claims = deskworld.seed_claims(make_version())
    real = matching.propose

    def fails_for_one(claim, *args):
        if claim.pk == claims.condition.pk:
            raise ValueError("made to fail")
        return real(claim, *args)

    monkeypatch.setattr(tasks, "propose", fails_for_one)
    assert tasks.match_pending_claims() == {"proposed": 3, "settled": 0, "failed": 1}
    assert "could not be matched" in caplog.text
    claims.condition.refresh_from_db()
    assert claims.condition.state == Claim.State.NEW
    monkeypatch.setattr(tasks, "propose", real)
    assert tasks.match_pending_claims() == {"proposed": 1, "settled": 0, "failed": 0}
    assert tasks.match_pending_claims() == {"proposed": 0, "settled": 0, "failed": 0}
    assert Proposal.objects.count() == 4


def test_words_read_again_by_newer_rules_are_not_put_before_an_editor_twice(w):
    version = make_version()
    claims = deskworld.seed_claims(version)
    tasks.match_pending_claims()
    again = make_claim(version, claims.approve.quote, actor="CN", action="APPROVE", rules_version="test-2")
    assert tasks.match_pending_claims()["settled"] == 1
    again.refresh_from_db()
    assert again.state == Claim.State.SETTLED
    assert not again.proposals.exists()


def test_the_vocabulary_is_loaded_once_and_queries_do_not_grow_with_claims(w, django_assert_max_num_queries):
    text = " ".join(f"China will approve application number {n}." for n in range(60))
    version = make_version(text)
    for n in range(60):
        make_claim(
            version, f"approve application number {n}.", actor="CN", action="APPROVE", object="licences"
        )
    # per claim: savepoint, insert, update, release; the rest is a fixed number
    with django_assert_max_num_queries(60 * 4 + 20):
        tasks.match_pending_claims()


def test_a_day_in_beijing_is_that_day_and_not_the_utc_day_before(w):
    version = make_version(published=None)
    version.published_earliest = dt.datetime(2025, 6, 26, 16, tzinfo=dt.UTC)
    version.published_latest = dt.datetime(2025, 6, 27, 16, tzinfo=dt.UTC) - dt.timedelta(microseconds=1)
    version.published_precision = "day"
    found = publication_of(version)
    assert (found.first, found.last, found.precision) == (D(2025, 6, 27), D(2025, 6, 27), "day")
    assert public_since(version) == D(2025, 6, 27)


def test_an_undated_text_lies_between_its_earliest_bound_and_the_day_it_was_seen(w):
    version = make_version(published=None, seen=moment(2025, 7, 3, 9))
    assert public_since(version) == D(2025, 7, 3)
    version.published_earliest = moment(2025, 6, 5)
    found = publication_of(version)
    assert (found.first, found.last, found.precision) == (D(2025, 6, 5), D(2025, 7, 3), "interval")


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_make_each_proposal_once(transactional_db):
    deskworld.build()
    version = make_version(" ".join(f"China will approve case {n}." for n in range(40)))
    for n in range(40):
        make_claim(version, f"approve case {n}.", actor="CN", action="APPROVE", object="licences")
    done: list[int] = []

    def sweep() -> None:
        try:
            done.append(tasks.match_pending_claims()["proposed"])
        finally:
            connection.close()

    threads = [threading.Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(done) == 40
    assert Proposal.objects.values("claim").distinct().count() == Proposal.objects.count() == 40


def test_a_locked_claim_is_left_to_who_holds_it(w):
    deskworld.seed_claims(make_version())
    with transaction.atomic():
        assert tasks.match_pending_claims(limit=2)["proposed"] == 2
    assert Claim.objects.filter(state="new").count() == 2


def test_a_notice_speaks_of_itself_unless_it_names_another_act(w):
    version = make_version(
        "本公告自发布之日起实施。中方、美方。",
        language="zh-Hans",
        title="商务部公告2025年第62号",
        published=D(2025, 10, 9),
    )
    claim = make_claim(
        version,
        "本公告自发布之日起实施",
        "countermeasure",
        actor="CN",
        action="IMPOSE",
        object="export_control",
    )
    proposal = matching.propose(claim)
    assert (proposal.candidates[0]["kind"], proposal.candidates[0]["id"]) == ("countermeasure", w.notice62.pk)
    assert "same instrument" in proposal.candidates[0]["reasons"]


def test_what_was_said_before_a_record_began_is_seldom_about_it(w):
    quote = "China will purchase soybeans"
    said = {"actor": "CN", "modality": "will", "action": "PURCHASE", "object": "purchases"}
    early = make_claim(
        make_version(f"{quote} from the United States.", published=D(2025, 6, 27)), quote, **said
    )
    late = make_claim(make_version(f"{quote}, United States.", published=D(2025, 11, 3)), quote, **said)
    before, after = matching.propose(early), matching.propose(late)
    assert before.candidates[0]["id"] == after.candidates[0]["id"] == w.soy.pk
    assert before.score < after.score
    assert "on record only from 2025-11-01" in before.candidates[0]["reasons"]


def test_the_article_of_the_corpus_yields_both_promises_and_the_condition_between_them(w, corpus):
    path = corpus / "news_2025-06-27_eu_global_finalise_rare_earth_agreement_en.txt"
    title, _, text = path.read_text(encoding="utf-8").partition("\n")
    version = make_version(normalise(text), title=title, published=D(2025, 6, 27), publisher="EU Global")
    storing.store_findings(version, extract(version.text, "en", D(2025, 6, 27)), "test-rules")
    tasks.match_pending_claims()
    proposals = {p.claim.quote: p for p in Proposal.objects.select_related("claim")}
    approve = next(p for quote, p in proposals.items() if "approve the export applications" in quote)
    take_down = next(p for quote, p in proposals.items() if "take down our countermeasures" in quote)
    edge = next(p for p in proposals.values() if p.action == "new_condition")
    assert approve.candidates[0]["id"] == w.approve.pk
    assert take_down.candidates[0]["id"] == w.take_down.pk
    assert (take_down.draft["obligor"], take_down.draft["obligee"]) == ("US", "CN")
    assert edge.claim.quote == "Once China does that"
    assert edge.draft["dependent_claim"] == take_down.claim_id
    needed = Claim.objects.get(pk=edge.draft["needs_claim"])
    assert "deliver rare earths" in needed.quote
    assert not [quote for quote in proposals if "Read also" in quote or "Expedite Rare Earth" in quote]


def test_a_firm_easing_of_a_measure_is_drafted_as_words_about_it_and_a_promise_is_not(w):
    lay(w.notice61, [Period("in_force", D(2025, 10, 9))], public_since=D(2025, 10, 9))
    quote = "自即日起，停止执行商务部公告2025年第61号"
    version = make_version(
        f"{quote}。中国，美国。", language="zh-Hans", party="CN", published=D(2026, 11, 6), title="公告"
    )
    said = {
        "actor": "CN",
        "action": "LIFT",
        "object": "export_control",
        "instruments": ["商务部公告2025年第61号"],
    }
    proposal = matching.propose(make_claim(version, quote, modality="decided", **said))
    assert (proposal.action, proposal.countermeasure_id) == ("add_evidence", w.notice61.pk)
    assert (proposal.draft["relation"], proposal.draft["merge_kind"]) == ("lifts", "lifted")
    promised = matching.propose(make_claim(version, quote, modality="will", **{**said, "object": "tariff"}))
    assert (promised.action, promised.draft["relation"]) == ("new_commitment", "new")


def test_what_goes_against_a_promise_is_new_and_names_what_it_contradicts(w):
    quote = "China will refuse export licences to American users"
    version = make_version(f"{quote}, the ministry of China said.", party="CN", published=D(2025, 7, 20))
    claim = make_claim(
        version, quote, "countermeasure", actor="CN", modality="will", action="REFUSE", object="licences"
    )
    proposal = matching.propose(claim)
    assert (proposal.action, proposal.draft["relation"]) == ("new_countermeasure", "contradicts")
    assert proposal.candidates[0]["id"] == w.approve.pk


def test_a_promise_to_another_side_is_no_restatement(w):
    quote = "China will approve export licences for the European Union"
    version = make_version(f"{quote}.", party="CN", published=D(2025, 7, 20))
    claim = make_claim(
        version, quote, actor="CN", target="EU", modality="will", action="APPROVE", object="licences"
    )
    proposal = matching.propose(claim)
    assert (proposal.action, proposal.draft["relation"]) == ("new_commitment", "new")


def linked(text, quote="", kind="commitment", party="", **said):
    language = "en" if text.isascii() else "zh-Hans"
    title = f"Test report, {party or 'the press'}"
    version = make_version(text, language=language, party=party, official=bool(party), title=title)
    return linking.link(make_claim(version, quote or text.rstrip(".。"), kind, **said), load_vocabulary())


def test_who_is_named_only_as_a_destination_does_not_act_in_a_passive(w):
    text = "The ban on exports of gallium to the United States is lifted."
    assert linked(text, actor="US", action="LIFT", party="CN").actor == "CN"
    assert linked(text, actor="US", action="LIFT").actor == ""
    text = "A duty would be imposed on all goods imported into China that come from the United States."
    assert linked(text, actor="CN", target="US", action="IMPOSE", party="US").actor == "CN"
    text = "The fees of the United States are suspended."
    assert linked(text, actor="US", action="SUSPEND", party="CN").actor == "US"


def test_a_relief_that_is_kept_up_is_linked_as_a_suspension(w):
    text = "The United States will keep the higher duty on Chinese goods suspended until 10 November 2027."
    mention = linked(text, kind="countermeasure", actor="US", action="MAINTAIN", object="tariff")
    assert (mention.kind, mention.action) == ("commitment", "SUSPEND")
    mention = linked(
        "The United States will keep its duty.", kind="countermeasure", actor="US", action="MAINTAIN"
    )
    assert (mention.kind, mention.action) == ("countermeasure", "MAINTAIN")


def test_what_a_clause_begins_with_tells_that_a_promise_was_broken(w):
    text = "China has failed to deliver on its pledge to review and approve export applications."
    quote = "pledge to review and approve export applications"
    version = make_version(text)
    claim = make_claim(version, quote, actor="CN", action="APPROVE", object="licences", modality="agreed")
    assert matching.propose(claim).draft["relation"] == "breaches"


def test_what_is_meant_is_looked_for_earlier_in_the_sentence_where_the_quote_names_nothing(w):
    text = "Makers of chip design software say that licences are again required."
    mention = linked(text, "licences are again required", kind="countermeasure", actor="US", action="IMPOSE")
    assert "topic:design-software" in mention.references


def test_materials_are_linked_by_name_and_a_group_names_none_of_them(w):
    mention = linked("China will license rare earths.", actor="CN", materials=["rare_earths"])
    assert mention.named == frozenset() < mention.materials
    mention = linked("China will license rare earths and dysprosium.", actor="CN", materials=["rare_earths"])
    assert mention.named == {"Dy"} <= mention.materials


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Washington suspends its fees for another year.", "P1Y"),
        ("Washington suspends its fees for a further 90 days.", "P90D"),
        ("美方再暂停收费一年。", "P1Y"),
        ("Washington suspends its fees of this year.", ""),
        ("美方暂停2026年的收费。", ""),
    ],
)
def test_how_long_a_relief_lasts_is_read_where_it_was_not_coded(w, text, until):
    assert linked(text, actor="US", action="SUSPEND", object="port_fee").until == until


@pytest.mark.parametrize(
    ("quote", "wrong", "right"),
    [
        ("China's harbours stop charging American ships special port fees", {"object": "tariff"}, "fees"),
        (
            "Beijing will clear export licences for buyers who meet the terms",
            {"object": "rare_earths"},
            "approve",
        ),
        ("Washington will lift the port fees on Chinese ships for one year", {"action": "LIFT"}, "fees"),
        ("China will ease its controls by clearing export applications", {"action": "LIFT"}, "approve"),
        ("The Chinese side will examine and approve export applications", {"actor": "BOTH"}, "approve"),
    ],
)
def test_a_clause_that_was_read_as_something_next_to_it_still_finds_its_record(w, quote, wrong, right):
    actor = "US" if "Washington" in quote or right == "fees" else "CN"
    codes = {
        "fees": {"actor": actor, "action": "SUSPEND", "object": "port_fee"},
        "approve": {"actor": actor, "target": "US", "action": "APPROVE", "object": "licences"},
    }[right]
    claim = make_claim(make_version(quote + "."), quote, modality="will", **{**codes, **wrong})
    vocabulary = load_vocabulary()
    ranked = ranking.rank(linking.link(claim, vocabulary), vocabulary)
    assert ranked[0].known.pk == getattr(w, right).pk, [(c.known.label, c.score, c.reasons) for c in ranked]
    said = " ".join(ranked[0].reasons)
    assert "wording:" in said or "family" in said, (
        "the editor sees that it goes against how the clause was coded"
    )


def test_the_record_is_read_in_one_query_and_as_it_stands(w, django_assert_num_queries):
    w.us24.terms.update(superseded_at=moment(2099, 1, 1))  # taken back: nothing to compare with
    with django_assert_num_queries(1):
        vocabulary = load_vocabulary()
    known = {(one.kind, one.pk): one for one in vocabulary.known}
    assert ("commitment", w.us24.pk) not in known
    soy, notice = known["commitment", w.soy.pk], known["countermeasure", w.notice61.pk]
    assert (soy.actor, soy.targets, soy.first, soy.deal_ids) == ("CN", {"US"}, D(2025, 11, 1), (w.deal.pk,))
    assert ("tonnes", 25e6) in soy.amounts and soy.label.startswith(w.soy.reference)
    assert "act:2025/61" in notice.references and notice.instrument_ids == (w.notice61.instrument_id,)
    assert (
        notice.first == D(2025, 10, 9)
        and notice.actor == "CN"
        and notice.label.startswith(w.notice61.reference)
    )
    assert vocabulary.deals[w.deal.pk].parties == {"US", "CN"}
    assert [one.name_en for one in vocabulary.deals[w.deal.pk].rounds] == [
        "Geneva",
        "London",
        "Final framework",
    ]
    assert vocabulary.state_code("CN-MOFCOM") == "CN"


def test_words_alone_do_not_make_a_draft_of_a_known_record(w):
    """A record that only the words bring near is shown to the editor, who decides; the draft stays a new one."""
    quote = "China will look at port fees"
    claim = make_claim(
        make_version(quote + "."), quote, actor="CN", action="REVIEW", object="trade", modality="will"
    )
    proposal = matching.propose(claim)
    assert proposal.action == "new_commitment" and proposal.draft["relation"] == "new"


def next_version(version, text):
    """Store the next version of the page that ``version`` is one of."""
    return DocumentVersion.objects.create(
        document=version.document,
        number=version.number + 1,
        title=version.title,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        language=version.language,
        published_earliest=version.published_earliest,
        published_latest=version.published_latest,
        published_precision=version.published_precision,
        seen_at=version.seen_at + dt.timedelta(hours=1),
        rules_version="test",
    )


def test_what_a_newer_version_says_unchanged_is_not_asked_again(w):
    codes = {"actor": "CN", "target": "US", "action": "APPROVE", "object": "licences", "modality": "will"}
    kept, dropped = "China will approve licences for magnets", "China will approve licences for alloys"
    first = make_version(f"{kept}. {dropped}.")
    make_claim(first, kept, **codes)
    make_claim(first, dropped, **codes)
    assert tasks.match_pending_claims()["proposed"] == 2
    second = next_version(first, f"Note: {kept}. China will approve licences for oxides.")
    again = make_claim(second, kept, **codes)
    new = make_claim(second, "China will approve licences for oxides", **codes)
    assert tasks.match_pending_claims() == {"proposed": 1, "settled": 1, "failed": 0}
    again.refresh_from_db()
    assert again.state == Claim.State.SETTLED and not again.proposals.exists() and new.proposals.exists()
    # The same words under the same rules, read otherwise: what stands around them changed.
    third = next_version(second, f"{kept}, until 2027. China will approve licences for oxides.")
    make_claim(third, kept, **codes, until="2027")
    assert tasks.match_pending_claims()["proposed"] == 1
    # Of another page they are another report, and asked about.
    other = make_version(f"{kept}.", title="Another page", publisher="Another Gazette")
    make_claim(other, kept, **codes)
    assert tasks.match_pending_claims()["proposed"] == 1


def test_words_that_stand_more_often_in_a_newer_version_are_asked_about_once_more(w):
    codes = {"actor": "CN", "target": "US", "action": "APPROVE", "object": "licences", "modality": "will"}
    words = "China will approve licences"
    first = make_version(f"{words}.")
    make_claim(first, words, **codes)
    tasks.match_pending_claims()
    second = next_version(first, f"{words}. Later: {words}.")
    one = make_claim(second, words, **codes)
    two = Claim.objects.create(
        version=second, kind=one.kind, quote=words, start=second.text.rindex(words),
        stop=second.text.rindex(words) + len(words), attributes=one.attributes, reasons=one.reasons,
        rules_version=one.rules_version, confidence=0.9,
    )  # fmt: skip
    assert tasks.match_pending_claims() == {"proposed": 1, "settled": 1, "failed": 0}
    assert two.proposals.exists() and not one.proposals.exists()
