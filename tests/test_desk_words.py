"""What an editor reads where a record is named or a day is told: sentences, ISO days, and moments with their time zone."""

import datetime as dt
import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from deals import models as d
from deals import review
from deals.admin.reasons import in_words
from deals.spans import Period
from deals.tasks import match_pending_claims

from .deskworld import make_claim, make_commitment, make_user, make_version

D = dt.date
APPROVE = "China to United States: Review and approve export applications for controlled items that meet"
WORDED_MONTH = re.compile(
    r"\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}"
)
BARE_CLOCK = re.compile(r"\b(?:\d{1,2}(?::\d\d)? [ap]\.m\.|midnight|noon)\b")


@pytest.fixture
def w(w):
    world = w
    world.boss = make_user("boss", is_superuser=True)
    version = make_version(official=True, party="CN")
    quote = "review and approve export applications that meet the conditions"
    claim = make_claim(version, quote, actor="CN", target="US", action="APPROVE", object="licences")
    evidence = {"version": version, "claim": claim, "start": claim.start, "stop": claim.stop, "quote": quote}
    d.Evidence.objects.create(commitment=world.approve, public_since=D(2025, 6, 27), **evidence)
    terms = world.take_down.terms.get()
    d.Evidence.objects.create(terms=terms, public_since=D(2025, 6, 27), **evidence)
    source = d.CitedSource.objects.create(publisher="Test Gazette", title="A report for the tests")
    d.Citation.objects.create(source=source, commitment=world.approve, public_since=D(2025, 6, 27))
    d.Condition.objects.create(
        commitment=world.take_down,
        needs_commitment=world.approve,
        relation="once",
        wording="once rare earths are delivered",
        public_since=D(2025, 6, 27),
    )
    d.CommitmentLink.objects.create(
        earlier=world.us24, later=world.fees, relation="renews", public_since=D(2025, 8, 11)
    )
    review.add_note(world.approve, world.boss, "A note of the tests", is_public=False)
    review.set_status(
        world.approve,
        [Period("in_force", D(2025, 6, 27))],
        world.boss,
        pinner=review.Pinner(version, claim.start, claim.stop, world.boss),
        event_kind="statement",
        title_en="It began",
    )
    return world


@pytest.fixture
def boss(w):
    client = Client()
    client.force_login(w.boss)
    return client


def admin_pages():
    """Return every list of the desk, and of each the page of its first row, where there is one."""
    for model in admin.site._registry:
        opts = model._meta
        yield reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        first = model._default_manager.order_by("pk").first()
        for name in ("change", "history", "changes", "note", "correct"):
            if first is not None:
                try:
                    yield reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=[first.pk])
                except NoReverseMatch:
                    continue


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.content.decode()))


def test_a_commitment_is_named_by_who_owes_what_to_whom(w):
    assert str(w.approve) == f"C-{w.approve.pk:03d}, {APPROVE} the conditions"
    own = make_commitment(w, "x", w.cn, w.us, "China resumes the supply of magnets to the United States.")
    assert str(own) == f"C-{own.pk:03d}: China resumes the supply of magnets to the United States."
    alone = make_commitment(w, "y", w.us, None, "Review " + "very " * 60 + "much")
    assert str(alone).startswith(f"C-{alone.pk:03d}, United States: Review very")
    assert str(alone).endswith("…") and len(str(alone)) < 150
    row = alone.terms.get()
    row.superseded_at = row.recorded_at + dt.timedelta(seconds=1)
    row.save()
    assert str(d.Commitment.objects.get(pk=alone.pk)).endswith("no wording stands on record")


def test_no_page_of_the_desk_names_a_record_by_a_machine_key(w, boss):
    seen = 0
    for address in admin_pages():
        page = boss.get(address)
        if page.status_code != 200:
            continue  # a list's own redirect, such as an item's place in the queue
        seen += 1
        told = re.sub(r'<(?:input|textarea)[^>]*name="slug"[^>]*>', "", page.content.decode())
        told = re.sub(r"<[^>]*>", " ", told)
        for key in ("cn-approve", "us-lift", "us-24", "us-fees"):
            assert key not in told, f"{address} shows {key}"
        assert not re.search(
            r"\b(?:commitment|countermeasure|terms|condition|commitmentterms) \d+\b", told
        ), address
    assert seen > 60


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("commitment", "Review and approve export applications"),
        ("commitmentterms", "China to United States"),
        ("status", APPROVE),
        ("statusstatement", APPROVE),
        ("condition", APPROVE),
        ("note", APPROVE),
        ("evidence", APPROVE),
        ("citation", APPROVE),
    ],
)
def test_lists_name_their_commitments_in_words_at_a_fixed_number_of_queries(w, boss, name, words):
    address = reverse(f"admin:deals_{name}_changelist")
    boss.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page = boss.get(address)
    assert words in text_of(page)
    for number in range(8):
        made = make_commitment(w, f"more-{number}", w.cn, w.us, f"Do the thing of number {number}")
        source = d.CitedSource.objects.create(publisher="Test Gazette", title=f"{number}")
        d.Citation.objects.create(source=source, commitment=made, public_since=D(2025, 6, 27))
        d.Condition.objects.create(
            commitment=made, needs_commitment=w.approve, relation="once", wording=f"once {number}"
        )
        review.add_note(made, w.boss, f"Note {number}", is_public=False)
    with CaptureQueriesContext(connection) as many:
        boss.get(address)
    assert len(many) <= len(few), "\n".join(one["sql"][:160] for one in many)


def test_days_are_iso_and_moments_name_their_zone_throughout_the_desk(w, boss):
    d.HandEntry.objects.update(
        entered_at=dt.datetime(2025, 7, 1, 0, 0, tzinfo=dt.UTC)
    )  # "midnight" of Django
    seen = 0
    for address in admin_pages():
        page = boss.get(address)
        if page.status_code != 200:
            continue
        told = text_of(page)
        for pattern in (WORDED_MONTH, BARE_CLOCK):
            assert not pattern.search(told), f"{address}: {pattern.search(told)[0]}"
        for clock in re.finditer(r"\b\d{4}-\d\d-\d\d (?:at )?\d\d:\d\d(?::\d\d)?", told):
            after = told[clock.end() : clock.end() + 8]
            assert " UTC" in after or "(UTC)" in told, f"{address}: {clock[0]}{after}"
            seen += 1
    assert seen > 10


def test_a_history_tells_values_in_words(w, boss):
    w.approve.is_published = False
    w.approve.save()
    told = text_of(boss.get(reverse("admin:deals_commitment_changes", args=[w.approve.pk])))
    assert "Shown to readers" in told and re.search(r"\byes\b.*\bno\b", told) and "True" not in told
    assert "DateRange" not in told and "datetime" not in told


def test_a_day_is_typed_and_shown_as_iso_and_nothing_else_is_taken_for_one(w, boss):
    version = make_version("China will approve them.", title="Now", official=True, party="CN")
    url = reverse("admin:deals_commitment_status", args=[w.approve.pk])
    page = boss.get(url).content.decode()
    assert 'type="date"' not in page and page.count("YYYY-MM-DD") == 3
    said = {
        "document": version.document_id, "quote": "China will approve them", "stance": "supports",
        "status": "in_force", "event_kind": "statement", "title_en": "It is in force",
    }  # fmt: skip
    refused = boss.post(url, {**said, "first": "11/10/2026"})
    assert refused.status_code == 422
    assert "Write the day as year-month-day, such as 2026-11-27." in refused.content.decode()
    assert 'value="11/10/2026"' in refused.content.decode(), "what was typed stands there still"
    assert boss.post(url, {**said, "first": "2026-11-10"}).status_code == 302
    terms = w.approve.terms.get()
    correct = boss.get(reverse("admin:deals_commitmentterms_correct", args=[terms.pk])).content.decode()
    assert 'type="date"' not in correct and 'name="public_since" value="2025-06-27"' in correct


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("actor:CN", "same side: CN"),
        ("actor:BOTH~US", "in the words both sides, on record US"),
        ("action family:ADJUST~SUSPEND", "related act: adjust, on record suspend"),
        (
            "object family:export_control~licences",
            "related object: export controls, on record export licences",
        ),
        ("shares act:2025/61", "both name 2025/61"),
        ("shares topic:rare-earths", "both speak of rare earths"),
        ("shares day:2026-11-10", "both name the day 2026-11-10"),
        ("words:35% shared", "35% of its words are shared"),
        ("wording: names port_fee", "the words name port fees"),
        ("wording: names CN alone", "the words name CN alone"),
        ("materials:fewer", "fewer materials than on record"),
        ("materials:Dy,Tb", "same materials: Dy, Tb"),
        ("percent:24 against 10", "24% against 10% on record"),
        ("status:ran_out before", "it was ran out before"),
        ("on record only from 2025-11-09", "on record only from 2025-11-09"),
        ("said to be broken", "said to be broken"),
    ],
)
def test_reasons_of_a_score_are_told_in_words(code, words):
    assert in_words(code) == words


def test_materials_are_named_where_their_names_are_known():
    names = {"C": "Graphite", "Dy": "Dysprosium"}
    assert in_words("shares material:C", names) == "both name Graphite"
    assert in_words("materials:C,Dy,Tb", names) == "same materials: Graphite, Dysprosium, Tb"


def test_the_queue_shows_no_code_of_a_rule_among_its_reasons(w, boss):
    quote = "China will approve export applications for rare earths that meet the conditions"
    claim = make_claim(
        make_version(quote + "."),
        quote,
        actor="CN",
        target="US",
        action="APPROVE",
        object="licences",
        modality="will",
    )
    match_pending_claims()
    page = boss.get(reverse("admin:deals_proposal_queue"), {"item": claim.proposals.get().pk})
    shown = re.findall(r"similar.*?</ol>", page.content.decode(), re.DOTALL)[-1]
    assert "same act: approve" in shown and "same side: CN" in shown
    assert not re.search(r"\b(?:actor|action|object|words|time|target|shares \w+):\S", shown)


def test_fields_of_records_are_called_by_what_an_editor_would_say(w, boss):
    record = text_of(boss.get(reverse("admin:deals_commitment_change", args=[w.approve.pk])))
    assert "Who owes:" in record and "What is owed, in English" in record and "Key in addresses:" in record
    terms = w.approve.terms.get()
    correct = boss.get(reverse("admin:deals_commitmentterms_correct", args=[terms.pk]))
    told = text_of(correct)
    assert "Correct commitment terms: Review and approve export applications" in told
    for label in ("Text en", "Text zh", "Slug", "Obligor", "Due wording"):
        assert f"{label}:" not in record + told, label


def test_words_that_cannot_be_compared_are_no_reason(w, boss):
    quote = "中方将审批符合条件的出口许可申请"
    version = make_version(f"{quote}。", language="zh-Hans", title="发言人", official=True, party="CN")
    claim = make_claim(
        version, quote, actor="CN", target="US", action="APPROVE", object="licences", modality="will"
    )
    match_pending_claims()
    best = claim.proposals.get().candidates[0]
    assert best["id"] == w.approve.pk and not any("words:" in reason for reason in best["reasons"])


def test_columns_of_lists_are_called_in_words(w, boss):
    for name, title in (
        ("commitmentterms", "what is owed"),
        ("deal", "title"),
        ("round", "name"),
        ("countermeasure", "title"),
        ("event", "title"),
        ("party", "in Chinese"),
    ):
        page = boss.get(reverse(f"admin:deals_{name}_changelist"))
        head = re.sub(
            r"<[^>]*>", " ", page.content.decode().partition("<thead>")[2].partition("</thead>")[0]
        ).lower()
        assert title.lower() in head and not re.search(r"\b(?:text|title|name) (?:en|zh)\b", head), name
        assert boss.get(reverse(f"admin:deals_{name}_changelist"), {"o": "2"}).status_code == 200, (
            "sorted by it"
        )


def test_a_state_keeps_its_days_whole_and_a_claim_is_listed_in_words(w, boss):
    page = boss.get(reverse("admin:deals_status_changelist")).content.decode()
    assert '<span class="desk-day">2025-06-27</span> <span class="desk-day">to open</span>' in page
    document = w.approve.evidence.get().version.document
    told = text_of(boss.get(reverse("admin:sources_document_change", args=[document.pk])))
    assert "CN approve licences" in told and "APPROVE" not in told
    claims = text_of(boss.get(reverse("admin:sources_claim_changelist")))
    assert "approve licences" in claims
