"""Status is read from dated evidence by published rules, and replaying the evidence gives it again."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from deals import review, statuses
from deals.matching import propose
from deals.models import Agreement, Commitment, Countermeasure, Status, StatusStatement
from deals.querysets import AsOf
from deals.rereading import replay
from deals.rules import Told, read
from deals.spans import Period
from deals.state import states_for
from deals.statuses import lay

from . import deskworld
from .deskworld import make_claim, make_version

D = dt.date
DAY = D(2025, 7, 4)


def told(kind, **more):
    return Told(kind, DAY, **more)


@pytest.mark.parametrize(
    ("case", "readings"),
    [
        (told("announced"), ["announced announced"]),
        (
            told("announced", effective=D(2025, 12, 1)),
            ["announced announced", "announced-effective in_force"],
        ),
        (told("announced", effective=DAY), ["announced-effective in_force"]),
        (told("effective"), ["effective in_force"]),
        (told("suspended", until=D(2026, 11, 10)), ["suspended suspended"]),
        (told("extended", until=D(2026, 11, 10), standing="suspended"), ["extended suspended"]),
        (told("extended", until=D(2026, 11, 10), standing="unknown"), []),
        (told("extended", standing="suspended"), []),
        (told("lifted"), ["lifted lifted"]),
        (told("lapsed"), ["lapsed lapsed"]),
        (told("restated"), []),
        (told("fulfilled", voice="CN", obligor="US", obligee="CN"), ["done-said-by-one claimed"]),
        (told("fulfilled", voice="US", obligor="US", obligee="CN"), ["done-said-by-one claimed"]),
        (told("fulfilled", obligor="US"), ["done-said-by-one claimed"]),
        (
            told("fulfilled", voice="US", obligor="US", confirmed_by=frozenset({"CN"})),
            ["done-said-by-both kept"],
        ),
        (
            told("fulfilled", voice="JP", obligor="US", confirmed_by=frozenset({"CN"})),
            ["done-said-by-one claimed"],
        ),
        (told("breached", voice="CN", obligor="US"), ["broken-said-by-other disputed"]),
        (told("breached", voice="US", obligor="US"), ["broken-admitted breached"]),
        (told("disputed", voice="CN", obligor="US"), ["disputed disputed"]),
        (told("denied", voice="CN", obligor="CN"), []),
        (
            told("denied", voice="CN", obligor="CN", confirmed_by=frozenset({"US"})),
            ["denied-after-claim disputed"],
        ),
    ],
)
def test_what_an_event_establishes(case, readings):
    found = read(case, is_commitment=True)
    assert [f"{one.rule} {one.period.status}" for one in found] == readings
    for one in found:
        if case.until and one.period.last == case.until:
            assert one.period.runs_out


def test_verification_is_a_matter_of_commitments_alone():
    assert read(told("fulfilled", voice="CN"), is_commitment=False) == ()


def test_every_rule_stands_in_the_published_page():
    page = Path("docs/status-rules.md").read_text(encoding="utf-8")
    source = Path("deals/rules.py").read_text(encoding="utf-8")
    named = set(re.findall(r'"((?:force|verification))", .*"([a-z-]+)"\)', source))
    rules = {rule for _aspect, rule in named}
    assert len(rules) >= 10
    assert [rule for rule in rules if f"`{rule}`" not in page] == []


def decided(w, text, record, kind, *, day, party="", said=None, **fields):
    """Merge a claim of a text, published on ``day`` by ``party``, into ``record`` as ``kind``."""
    version = make_version(text, published=day, official=bool(party), party=party, title=f"{text} {day}")
    claim = make_claim(version, text, actor=said or party or "CN", action="APPROVE", modality="done")
    proposal = propose(claim)
    proposal.save()
    fields = {"attributed_to": "", "merge_kind": kind, **fields}
    return proposal, review.merge(proposal, w.ann, record, fields=fields)


def state(record, on, aspect="force"):
    name = type(record).__name__.lower()
    return states_for(name, [record.pk], AsOf(on=on), aspect)[record.pk].code


def test_merging_a_suspension_changes_the_status_by_the_rules_and_undo_brings_the_old_one_back(w):
    lay(w.notice61, [Period("in_force", D(2025, 10, 9))], public_since=D(2025, 10, 9))
    proposal, _ = decided(
        w,
        "The notice is suspended until 10 November 2026.",
        w.notice61,
        "suspended",
        day=D(2025, 11, 7),
        party="CN",
        status_until="2026-11-10",
    )
    assert state(w.notice61, D(2025, 11, 6)) == "in_force"
    assert state(w.notice61, D(2026, 1, 1)) == "suspended"
    assert state(w.notice61, D(2026, 11, 11)) == "ran_out"
    assert replay([w.notice61]) == []
    review.undo(proposal, w.ann)
    assert state(w.notice61, D(2026, 1, 1)) == "in_force"
    assert replay([w.notice61]) == []


def test_an_extension_goes_on_from_what_stood(w):
    decided(w, "It is suspended for now.", w.order, "suspended", day=D(2025, 5, 12), party="US",
            status_until="2025-08-12")  # fmt: skip
    decided(w, "That is extended.", w.order, "extended", day=D(2025, 8, 11), party="US",
            status_until="2025-11-10")  # fmt: skip
    assert state(w.order, D(2025, 9, 1)) == "suspended"
    assert state(w.order, D(2025, 11, 11)) == "ran_out"
    assert replay([w.order]) == []


def test_done_said_by_the_other_side_is_claimed_and_kept_only_when_both_say_so(w):
    decided(w, "美方已取消有关措施。", w.take_down, "fulfilled", day=D(2025, 7, 4), party="CN-MOFCOM")
    assert state(w.take_down, D(2025, 7, 5), "verification") == "claimed"
    decided(w, "We have taken them down.", w.take_down, "fulfilled", day=D(2025, 7, 9), party="US")
    assert state(w.take_down, D(2025, 7, 8), "verification") == "claimed"
    assert state(w.take_down, D(2025, 7, 9), "verification") == "kept"
    assert state(w.take_down, D(2025, 7, 9)) == "unknown"  # done is not the same as in force
    assert replay([w.take_down]) == []


def test_an_accepted_promise_is_announced_and_not_verified(w):
    version = make_version(deskworld.SAID)
    claims = deskworld.seed_claims(version)
    proposal = propose(claims.deliver)
    proposal.save()
    made = review.accept(proposal, w.ann, fields={"as": "new_commitment"}).record
    assert state(made, D(2025, 7, 1)) == "announced"
    assert state(made, D(2025, 7, 1), "verification") == "not_verified"
    assert replay([made]) == []


def test_an_override_needs_a_reason_and_ends_on_its_day(w):
    lay(w.notice61, [Period("in_force", D(2025, 10, 9))], public_since=D(2025, 10, 9))
    lay(
        w.notice61,
        [Period("partly_suspended", D(2025, 11, 1))],
        public_since=D(2025, 11, 1),
        override_reason="Customs lets samples pass.",
        override_until=D(2025, 12, 31),
    )
    assert state(w.notice61, D(2025, 12, 31)) == "partly_suspended"
    assert state(w.notice61, D(2026, 1, 1)) == "in_force"
    row = Status.objects.on_record().get(countermeasure=w.notice61, status="partly_suspended")
    assert (row.is_override, row.override_until) == (True, D(2025, 12, 31))
    assert replay([w.notice61]) == []


@pytest.mark.parametrize("override_first", [True, False])
def test_an_override_holds_against_what_was_published_later_than_its_words(w, override_first):
    """An editor corrects a late report by an earlier text: the order of publication must not undo it."""

    def report():
        lay(w.notice61, [Period("lifted", D(2025, 11, 20))], public_since=D(2025, 11, 20))

    lay(w.notice61, [Period("in_force", D(2025, 10, 9))], public_since=D(2025, 10, 9))
    if not override_first:
        report()
    lay(
        w.notice61,
        [Period("in_force", D(2025, 11, 1))],
        public_since=D(2025, 10, 20),
        override_reason="The report mistook another notice for it.",
        override_until=D(2026, 1, 31),
    )
    if override_first:
        report()
    assert state(w.notice61, D(2025, 12, 1)) == "in_force"
    assert state(w.notice61, D(2026, 1, 31)) == "in_force"
    assert state(w.notice61, D(2026, 2, 1)) == "lifted"  # by itself, once the override has ended
    row = Status.objects.on_record().filter(countermeasure=w.notice61).as_of(AsOf(on=D(2025, 12, 1))).get()
    assert row.is_override
    before = AsOf(on=D(2025, 12, 1), known=D(2025, 10, 15))
    assert not Status.objects.filter(countermeasure=w.notice61).as_of(before).get().is_override
    assert replay([w.notice61]) == []


def test_of_two_overrides_the_later_decision_holds(w):
    lay(w.notice61, [Period("in_force", D(2025, 10, 9))], public_since=D(2025, 10, 9))
    for status, public in (("suspended", D(2025, 11, 5)), ("partly_suspended", D(2025, 11, 1))):
        lay(
            w.notice61,
            [Period(status, D(2025, 11, 10))],
            public_since=public,
            override_reason="As read.",
            override_until=D(2026, 1, 31),
        )
    assert state(w.notice61, D(2025, 12, 1)) == "partly_suspended"
    assert replay([w.notice61]) == []


@pytest.mark.parametrize("then_another", [False, True])
def test_an_override_from_before_it_held_is_named_with_its_cause_and_laid_anew(
    w, monkeypatch, capsys, then_another
):
    as_now = statuses._derive
    monkeypatch.setattr(statuses, "_derive", lambda sources, **_: as_now(sources, yielding=9))
    lay(w.notice61, [Period("in_force", D(2025, 10, 9))], public_since=D(2025, 10, 9))
    lay(
        w.notice61,
        [Period("suspended", D(2025, 11, 1))],
        public_since=D(2025, 10, 20),
        override_reason="As read.",
        override_until=D(2026, 1, 31),
    )
    lay(w.notice61, [Period("lifted", D(2025, 11, 20))], public_since=D(2025, 11, 20))
    assert state(w.notice61, D(2025, 12, 1)) == "lifted"
    monkeypatch.setattr(statuses, "_derive", as_now)
    if then_another:  # laid against what stood, by the rule of today
        lay(
            w.notice61,
            [Period("partly_suspended", D(2026, 1, 1))],
            public_since=D(2025, 10, 25),
            override_reason="As read by another.",
            override_until=D(2026, 1, 15),
        )
    with pytest.raises(CommandError, match="differences"):
        call_command("replaystatuses")
    told = capsys.readouterr().out
    assert "gives suspended from 2025-11-01 to " in told and "datetime" not in told
    assert told.count("they hold until they end") == 1
    call_command("replaystatuses", rederive=True)
    told = capsys.readouterr().out
    assert f"{w.notice61}: derived anew" in told and "every status is what its evidence gives" in told
    assert state(w.notice61, D(2025, 12, 1)) == "suspended"
    call_command("replaystatuses", rederive=True)
    assert "derived anew" not in capsys.readouterr().out


def test_a_status_typed_past_the_evidence_is_found(w, capsys):
    lay(w.notice61, [Period("in_force", D(2025, 10, 9))], public_since=D(2025, 10, 9))
    call_command("replaystatuses")
    assert "every status is what its evidence gives" in capsys.readouterr().out
    Status.objects.on_record().filter(countermeasure=w.notice61).update(status="lifted")
    with pytest.raises(CommandError, match="2 differences"):
        call_command("replaystatuses")
    told = capsys.readouterr().out
    assert "on record without evidence" in told and "they hold until they end" not in told


def test_a_statement_that_no_rule_reads_is_found(w):
    decided(w, "It is suspended for now.", w.order, "suspended", day=D(2025, 5, 12), party="US")
    StatusStatement.objects.filter(countermeasure=w.order).update(rule="lifted")
    assert any("no rule reads" in line for line in replay([w.order]))


def test_all_statuses_of_the_reference_data_are_replayed(db):
    call_command("loadreference", verbosity=0)
    subjects = [row for model in (Agreement, Commitment, Countermeasure) for row in model.objects.all()]
    assert Status.objects.on_record().count() > 100
    assert replay(subjects) == []


def test_new_words_over_reference_periods_keep_their_sources_and_replay(db):
    call_command("loadreference", verbosity=0)
    measure = (
        Countermeasure.objects.filter(statuses__status="in_force", statuses__citations__isnull=False)
        .filter(statuses__superseded_at__isnull=True)
        .first()
    )
    lay(measure, [Period("lifted", D(2026, 11, 20))], public_since=D(2026, 11, 20))
    assert replay([measure]) == []
    pieces = measure.statuses.on_record().filter(status="in_force")
    assert pieces and all(row.citations.filter(superseded_at__isnull=True).exists() for row in pieces)
