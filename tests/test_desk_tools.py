"""The desk's other tools: places of a quote, side by side, every change, batches, and a queue of 100,000."""

import datetime as dt

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from deals import batching, rechecking, review
from deals.matching import propose
from deals.models import Commitment, Event, Proposal
from deals.spans import Period
from deals.tasks import match_pending_claims
from sources import storing
from sources.alignment import Missing
from sources.models import Document, DocumentVersion, EchoGroup, SentencePair
from sources.parallel import Piece, Row
from sources.values import Page

from .deskworld import make_claim, make_commitment, make_measure, make_user, make_version

D = dt.date
QUEUE = reverse("admin:deals_proposal_queue")
EN = (
    "The ministry will approve export applications for 16 items by 10 November 2026. "
    "It will review others if they meet the conditions."
)
ZH = "商务部将在2026年11月10日前批准出口申请。其他申请符合条件的，将依法审查。"


def test_of_several_places_the_editor_chooses_one_in_its_context(w, ann):
    version = make_version("First they agreed to wait. Then they agreed to act.", title="Twice")
    url = reverse("admin:deals_commitment_quote", args=[w.approve.pk])
    said = {"document": version.document_id, "quote": "they agreed", "stance": "supports"}
    page = ann.post(url, said)
    assert page.status_code == 422
    text = page.content.decode()
    assert text.count('type="radio" name="occurrence"') == 2
    assert "stand 2 times" in text and "to wait" in text
    assert not w.approve.evidence.exists()
    assert ann.post(url, {**said, "occurrence": 2}).status_code == 302
    assert w.approve.evidence.get().start == version.text.rindex("they agreed")


def test_a_document_is_found_by_its_words_and_shown_for_selection(w, ann):
    version = make_version("Words to select.", title="A very particular title")
    make_version("Others.", title="Something else")
    url = reverse("admin:deals_commitment_quote", args=[w.approve.pk])
    found = ann.get(url, {"q": "particular"}).content.decode()
    assert f"?document={version.document_id}" in found and "Something else" not in found
    shown = ann.get(url, {"document": version.document_id}).content.decode()
    assert "readonly" in shown and "Words to select." in shown
    assert ann.get(url, {"document": "x"}).status_code == 200


def test_two_languages_stand_side_by_side_with_what_one_of_them_lacks(w, ann):
    english = make_version(EN, title="English text", official=True, party="CN")
    chinese = make_version(ZH, language="zh-Hans", title="中文文本", official=True, party="CN")
    url = reverse("admin:sources_document_parallel", args=[chinese.document_id])
    offered = ann.get(url).content.decode()
    assert f"?with={english.document_id}" in offered
    page = ann.get(url, {"with": english.document_id}).content.decode()
    assert "number 16: not on the right" in page
    assert "<mark>16" in page
    assert page.index("English text") < page.index("商务部将")
    assert ann.post(f"{url}?with={english.document_id}").status_code == 302
    assert SentencePair.objects.filter(left=english, right=chinese).count() == 2
    assert ann.post(f"{url}?with={english.document_id}").status_code == 302
    assert SentencePair.objects.count() == 2
    assert "English text" in ann.get(url).content.decode()
    assert ann.get(url, {"with": chinese.document_id}).status_code == 404
    reader = Client()
    reader.force_login(make_user("reader", "Analyst"))
    assert reader.get(url, {"with": english.document_id}).status_code == 200
    assert reader.post(f"{url}?with={english.document_id}").status_code == 403


def test_a_sentence_that_only_one_language_has_is_flagged_and_days_are_those_of_the_place(w, ann):
    more = make_version(EN, title="Longer", official=True, party="CN")
    chinese = make_version(ZH, language="zh-Hans", title="中文文本", official=True, party="CN")
    beijing = dt.timezone(dt.timedelta(hours=8))
    for one in (more, chinese):  # 27 June there begins on the 26th in UTC
        one.published_earliest = dt.datetime(2025, 6, 27, tzinfo=beijing)
        one.published_latest = dt.datetime(2025, 6, 28, tzinfo=beijing) - dt.timedelta(microseconds=1)
        one.save()
    url = reverse("admin:sources_document_parallel", args=[chinese.document_id])
    assert ", 2025-06-27</span>" in ann.get(url).content.decode()
    assert Row([Piece("A list follows.")], [], 0.0).flags == ["a whole sentence: not on the right"]
    assert Row([], [Piece("名单另行公布。")], 0.0).flags == ["a whole sentence: not on the left"]
    both = Row(
        [Piece("If so, yes.")], [Piece("可以。")], 0.5, (Missing("condition", "condition", "right", 0, 5),)
    )
    assert both.flags == ["condition: not on the right"]
    told = [Missing("item", "rare_earths", "left", 0, 2), Missing("date", "P180D", "right", 0, 2)]
    assert Row([Piece("a")], [Piece("b")], 1.0, tuple(told)).flags == [
        "date 180 days: not on the right",
        "item rare earths: not on the left",
    ]


def test_every_change_is_told_field_by_field(w, ann):
    terms = w.approve.terms.get()
    review.correct(
        terms, w.ann, "The text says review.", text_en=terms.text_en.replace("Review and approve", "Review")
    )
    note = review.add_note(w.approve, w.ann, "A first note.").record
    review.revise_note(note, w.bob, "A second note.")
    record = Commitment.objects.get(pk=w.approve.pk)
    record._history_user = w.bob
    record.round = w.london
    record.save()
    page = ann.get(reverse("admin:deals_commitment_changes", args=[w.approve.pk])).content.decode()
    for words in ("The text says review.", "A second note.", "London", "bob", "ann", "<del>", "<ins>"):
        assert words in page, words
    assert "removed: </span>" in page


def items(w, count, *, publisher="Test Ministry", rule="trigger:LIFT:取消"):
    """As many statements of one publisher whose claim one rule made."""
    made = []
    for i in range(count):
        text = f"The United States will lift measure number {i} of the list in due time."
        version = make_version(text, publisher=publisher, official=True, party="US", title=f"{publisher} {i}")
        claim = make_claim(
            version, text[:-1], actor="US", target="CN", action="LIFT", object="tariff", modality="will",
            reasons=[rule],
        )  # fmt: skip
        proposal = propose(claim)
        proposal.action = "new_commitment"
        proposal.save()
        made.append(proposal)
    return made


def test_a_batch_is_earned_by_twenty_accepts_in_a_row(w, ann):
    made = items(w, 24)
    for proposal in made[:19]:
        review.accept(proposal, w.bob)
    assert batching.batches(w.ann) == []
    review.accept(made[19], w.bob)
    (batch,) = batching.batches(w.ann)
    assert (batch.streak, len(batch.items)) == (20, 4)
    url = reverse("admin:deals_proposal_batch")
    assert "Test Ministry" in ann.get(url).content.decode()
    stranger = items(w, 1, publisher="Other Ministry")[0]
    later = timezone.now() + dt.timedelta(hours=1)  # these were held against all that is on record
    Proposal.objects.filter(pk__in=[made[20].pk, made[21].pk]).update(ranked_to=later)
    ann.post(url, {"item": [made[20].pk, made[21].pk, stranger.pk]})
    states = dict(Proposal.objects.values_list("pk", "state"))
    assert [states[p.pk] for p in (made[20], made[21], made[22], stranger)] == [
        "accepted", "accepted", "pending", "pending",
    ]  # fmt: skip
    page = ann.post(url, {"item": [made[22].pk]}, follow=True).content.decode()
    assert "now looks like words of a known record" in page, "it repeats what was accepted of the others"
    left = Proposal.objects.get(pk=made[22].pk)
    assert (left.state, left.action) == ("pending", "add_evidence")


def test_a_rejection_or_a_changed_draft_ends_the_run(w):
    made = items(w, 24)
    for proposal in made[:20]:
        review.accept(proposal, w.bob)
    review.accept(made[20], w.bob, fields={"text_en": "Other words", "changed": ["text_en"]})
    assert batching.batches(w.ann) == []
    for proposal in made[21:22]:
        review.reject(proposal, w.bob, "wrong_party")
    assert batching.batches(w.ann) == []


def test_a_queue_of_100_000_opens_in_fewer_than_12_queries(w, ann):
    version = make_version("They will deliver rare earths to us. " * 3)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            insert into sources_claim (version_id, kind, start, stop, quote, attributes, reasons, rules_version,
                                       reader, confidence, state, created_at)
            select %s, 'commitment', 0, 4, 'They', jsonb_build_object('n', n), '[]', 'many', 'rules', 0.5,
                   'proposed', now() - n * interval '1 second'
            from generate_series(1, 100000) n
            """,
            [version.pk],
        )
        # The trigger's plan was made when the table was all but empty: it would read all of it for each row.
        cursor.execute("analyze sources_claim")
        cursor.execute(
            """
            insert into deals_proposal (claim_id, action, deal_id, draft, candidates, score, reasons, state,
                                        reject_reason, comment, outcome, created_at, ranked_to)
            select id, 'new_commitment', %s, '{}', '[]', 0, '[]', 'pending', '', '', '{}', created_at, now() + interval '1 hour'
            from sources_claim where rules_version = 'many'
            """,
            [w.deal.pk],
        )
        cursor.execute("analyze deals_proposal; analyze sources_claim")
    last = Proposal.objects.order_by("created_at").first()
    ann.get(QUEUE)
    for address, most in (
        (reverse("admin:index"), 11),
        (reverse("admin:deals_proposal_changelist"), 11),
        (reverse("admin:deals_proposal_changelist") + "?open=yes&p=900", 11),
        (reverse("admin:deals_proposal_changelist") + "?p=2000", 11),
        (QUEUE, 12),
    ):
        with CaptureQueriesContext(connection) as asked:
            page = ann.get(address)
        assert page.status_code == 200
        assert len(asked) <= most, (address, [query["sql"][:160] for query in asked])
    assert f"item {last.pk}," in page.content.decode()
    # Next and previous reach every item, wherever in the queue one stands.
    ids = list(Proposal.objects.order_by("created_at", "pk").values_list("pk", flat=True))
    for at in (0, 1_999, 2_000, 60_000, 99_999):
        assert review.next_in_queue(w.ann, after=ids[at]) == ids[(at + 1) % len(ids)]
        assert review.next_in_queue(w.ann, after=ids[at], back=True) == ids[at - 1]
    for step, neighbour in (("after", ids[60_001]), ("before", ids[59_999])):
        with CaptureQueriesContext(connection) as asked:
            page = ann.get(QUEUE, {step: ids[60_000]})
        assert page.context["proposal"].pk == neighbour
        assert len(asked) <= 14, [query["sql"][:160] for query in asked]


def test_stepping_keeps_the_order_of_the_queue_over_official_and_hot_items(w):
    """Official first, then deals with a date near, then the oldest: forwards and backwards the same road."""
    Event.objects.create(
        deal=w.other,
        kind="statement",
        title_en="Soon",
        occurred_earliest=timezone.now().date(),
        occurred_latest=timezone.now().date(),
    )
    for i in range(8):
        text = f"The United States will lift measure number {i} of the list in due time."
        version = make_version(text, official=bool(i % 2), party="US", title=f"T {i}")
        proposal = propose(make_claim(version, text[:-1], actor="US", action="LIFT", object="tariff"))
        proposal.deal = w.other if i % 4 < 2 else w.deal
        proposal.save()
    same = timezone.now()
    Proposal.objects.filter(deal=w.deal).update(created_at=same)  # ties are told apart by number
    order = [one.pk for one in review.queue_for(w.bob)]
    assert [bool(Proposal.objects.get(pk=pk).claim.version.document.is_official) for pk in order] == [
        True
    ] * 4 + [False] * 4
    walked, here = [], None
    for _ in order:
        here = review.next_in_queue(w.bob, after=here)
        walked.append(here)
    assert walked == order
    assert review.next_in_queue(w.bob, after=here) == order[0]
    back = [here]
    for _ in order[1:]:
        here = review.next_in_queue(w.bob, after=here, back=True)
        back.append(here)
    assert back == order[::-1]
    assert review.next_in_queue(w.bob, back=True) == order[-1]
    review.reject(Proposal.objects.get(pk=order[3]), w.bob, "old_news")
    assert review.next_in_queue(w.bob, after=order[3]) == order[4], "gone, yet a place"


def test_the_queue_follows_what_a_source_is(w):
    """The database keeps a proposal's flag with its document's, whoever writes either."""
    first, second = items(w, 2)
    Document.objects.update(is_official=False)
    assert review.next_in_queue(w.ann) == first.pk
    document = second.claim.version.document
    document.is_official = True
    document.save()
    assert review.next_in_queue(w.ann) == second.pk
    second.save()  # an instance that does not know it yet writes nothing over it
    assert Proposal.objects.get(pk=second.pk).is_official
    document.is_official = False
    document.save()
    assert not Proposal.objects.filter(is_official=True).exists()
    assert review.next_in_queue(w.ann) == first.pk


def test_an_item_names_the_other_reports_of_its_origin(w, ann):
    first, second = items(w, 2, publisher="Gazette")
    group = EchoGroup.objects.create(origin=first.claim.version.document)
    Document.objects.update(echo_group=group)
    page = ann.get(QUEUE, {"item": second.pk}).content.decode()
    assert "2 reports, 1 origin" in page and "the same words" not in page
    quote = first.claim.quote
    third = propose(make_claim(make_version(f"{quote}. Copied.", publisher="Courier", title="C"), quote))
    third.save()
    Document.objects.update(echo_group=group)
    review.reject(first, w.bob, "wrong_party")
    page = ann.get(QUEUE, {"item": third.pk}).content.decode()
    assert "3 reports, 1 origin" in page
    assert f"the same words, item {first.pk}: rejected" in page
    with CaptureQueriesContext(connection) as asked:
        ann.get(QUEUE, {"item": third.pk})
    assert len(asked) <= 14
    Document.objects.update(echo_group=None)
    assert "1 origin" not in ann.get(QUEUE, {"item": third.pk}).content.decode()


def test_the_second_report_of_a_promise_finds_the_record_made_of_the_first(w, ann):
    """Both were proposed in one sweep, before there was a record of it."""
    quote = "China will resume exports of samarium-cobalt magnets"
    claims = [
        make_claim(
            make_version(f"{quote}. {words}", publisher=publisher, title=publisher),
            quote, actor="CN", target="US", action="RESUME", object="rare_earths", modality="will",
        )
        for publisher, words in (("Ministry", "So the ministry."), ("Gazette", "So the ministry said."))
    ]  # fmt: skip
    match_pending_claims()
    first, second = (Proposal.objects.get(claim=claim) for claim in claims)
    review.accept(first, w.bob, fields={"as": "new_commitment"})
    made = Commitment.objects.latest("pk")
    assert f"commitment:{made.pk}" not in {f"{one['kind']}:{one['id']}" for one in second.candidates}
    page = ann.get(QUEUE, {"item": second.pk})
    assert page.context["candidates"][0]["id"] == made.pk
    assert page.context["kind"] == "add_evidence", "it is a report of what is on record now"
    with CaptureQueriesContext(connection) as asked:
        ann.get(QUEUE, {"item": second.pk})
    assert len(asked) <= 13, "ranked once for each new record, not on each view"
    # What an editor has decided is never drafted again.
    decided = Proposal.objects.get(pk=first.pk)
    make_commitment(w, "newer", w.cn, w.us, "Another promise of China")
    ann.get(QUEUE, {"item": first.pk})
    assert Proposal.objects.get(pk=first.pk).candidates == decided.candidates


@pytest.mark.parametrize(
    ("text", "quote", "language", "before", "after", "removed", "added"),
    [
        ("China will lift 16 listings by 10 May 2027. More.", "China will lift 16 listings by 10 May 2027", "en",
         "10 May 2027", "10 June 2027", "May", "June"),
        ("中方将于2027年5月10日前取消16项管制。双方保持沟通。", "中方将于2027年5月10日前取消16项管制", "zh-Hans",
         "5月10日", "6月10日", "5", "6"),
    ],
)  # fmt: skip
def test_a_reopened_decision_shows_what_the_words_became(
    w, ann, text, quote, language, before, after, removed, added
):
    version = make_version(text, language=language, official=True, party="CN")
    proposal = propose(
        make_claim(version, quote, actor="CN", target="US", action="LIFT", object="export_control")
    )
    proposal.save()
    review.accept(proposal, w.ann, fields={"as": "new_commitment", "text_en": "China lifts 16 of them."})
    page = Page(title="T", text=text.replace(before, after), language=language)
    storing.store_version(version.document, page, None, timezone.now())
    assert rechecking.recheck_evidence(timezone.now())["reopened"] == 1
    shown = ann.get(QUEUE, {"item": proposal.pk}).content.decode()
    assert f"removed: </span>{removed}</del>" in shown and f"added: </span>{added}</ins>" in shown
    assert "Accepted by ann" in shown and "open again since the words changed" in shown
    assert 'id="desk-undo"' not in shown, "it is taken back beside its new words"
    assert ann.post(f"/admin/deals/proposal/{proposal.pk}/decide/", {"verdict": "keep"}).status_code == 302


def test_stepping_on_gives_back_what_was_only_looked_at(w, ann):
    looked_at, following = [one.pk for one in items(w, 2)]
    assert ann.get(QUEUE).context["proposal"].pk == looked_at
    assert review.next_in_queue(w.bob) == following, "ann has it in hand"
    assert ann.get(QUEUE, {"after": looked_at}).context["proposal"].pk == following
    assert review.next_in_queue(w.bob) == looked_at
    review.claim_for(looked_at, w.bob)
    ann.get(QUEUE, {"after": looked_at})
    assert Proposal.objects.get(pk=looked_at).claimed_by == w.bob, "what another holds is left to them"


@pytest.mark.parametrize("group", ["Analyst", "Editor", "Chief editor", "Operator"])
def test_every_page_of_every_table_opens_for_every_group(w, group):
    """Lists, forms to add, rows, their histories and changes: allowed or refused, never broken."""
    make_commitment(w, "one-more", w.us, w.cn, "One more")
    proposal = items(w, 1)[0]
    review.accept(proposal, w.ann)
    client = Client()
    client.force_login(make_user("someone", group))
    opened = 0
    for model in admin.site._registry:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        addresses = [reverse(f"{base}_changelist"), reverse(f"{base}_add")]
        row = model._default_manager.first()
        if row is not None:
            addresses += [
                reverse(f"{base}_{page}", args=[row.pk]) for page in ("change", "history", "delete")
            ]
        for address in addresses:
            status = client.get(address, follow=True).status_code
            assert status in (200, 403), (address, status)
            opened += status == 200
    assert opened > 60
    assert Group.objects.filter(name=group).exists()


@pytest.mark.parametrize("name", ["approve", "notice61"])
def test_readers_see_that_an_editor_overrode_the_state_why_and_until_when(w, ann, name):
    record = getattr(w, name)
    version = make_version(
        "China will approve them. Both keep in touch.", official=True, party="CN", title="Now"
    )
    today = timezone.now().date()
    review.set_status(
        record,
        [Period("suspended", today)],
        w.ann,
        pinner=review.Pinner(version, 0, 24, w.ann),
        event_kind="statement",
        title_en="Held to be kept",
        override_reason="The ministry told us so by telephone (电话告知).",
        override_until=today + dt.timedelta(days=30),
    )
    page = Client().get(record.get_absolute_url()).content.decode()
    # Beside the state, where a reader looks first, and with the day on which the texts count again.
    beside = page[page.index('class="override"') :].partition("</p>")[0]
    assert "set by an editor" in beside and "The ministry told us so by telephone" in beside
    assert '<span lang="zh-Hans">电话告知</span>' in beside
    assert "then what the texts say counts again" in beside
    if name == "notice61":
        assert page.index('class="override"') < page.index("<table"), "not only in the table of periods"
    later = Client().get(record.get_absolute_url(), {"on": (today + dt.timedelta(days=31)).isoformat()})
    assert 'class="override"' not in later.content.decode()


def test_a_new_promise_of_the_other_side_costs_the_next_item_next_to_nothing(w, ann):
    """Every accepted item makes a record, so the item after it is ranked again each time: only where it may matter."""
    ours, theirs = items(w, 2)
    for proposal, actor in ((ours, "CN"), (theirs, "US")):
        proposal.draft["attributed_to"] = actor
        proposal.save(update_fields=["draft"])
        proposal.claim.attributes |= {"actor": actor, "target": "US" if actor == "CN" else "CN"}
        proposal.claim.save(update_fields=["attributes"])
    ann.get(QUEUE, {"item": ours.pk})
    words = f"China's ministry will do as it said: {ours.claim.quote}"
    made = make_commitment(
        w, "newer", w.ministry, w.us, words, day=D(2025, 6, 27), action="LIFT", object="tariff"
    )
    with CaptureQueriesContext(connection) as asked:
        ann.get(QUEUE, {"item": theirs.pk})
    assert len(asked) <= 14, [query["sql"][:120] for query in asked]
    theirs.refresh_from_db()
    assert theirs.ranked_to == made.created_at, "it is not looked at again for this record"
    with CaptureQueriesContext(connection) as asked:
        ann.get(QUEUE, {"item": ours.pk})
    assert len(asked) < 15, "the whole record is read in one query"
    ours.refresh_from_db()
    assert ours.ranked_to > made.created_at
    assert f"commitment:{made.pk}" in {f"{one['kind']}:{one['id']}" for one in ours.candidates}, (
        "held against it"
    )
    # A measure of whichever side may be what the words lift.
    make_measure(w, "newest", w.cn, "A newer measure", "tariff")
    before = theirs.ranked_to
    with CaptureQueriesContext(connection) as asked:
        ann.get(QUEUE, {"item": theirs.pk})
    assert len(asked) < 15, [query["sql"][:120] for query in asked]
    theirs.refresh_from_db()
    assert theirs.ranked_to > before


def test_an_item_says_what_a_newer_version_of_its_page_made_of_its_words(w, ann):
    words = "China will approve licences for magnets"
    first = make_version(f"{words}. So the ministry.", official=True, party="CN")
    claim = make_claim(
        first, words, actor="CN", target="US", action="APPROVE", object="licences", modality="will"
    )
    match_pending_claims()
    item = claim.proposals.get().pk
    assert "of the page" not in ann.get(QUEUE, {"item": item}).content.decode()
    for number, text, says in (
        (2, f"Corrected: {words}. So the ministry.", "The words stand in it unchanged."),
        (
            3,
            "China will review licences for magnets.",
            "The words no longer stand in it: read it before you decide.",
        ),
    ):
        DocumentVersion.objects.create(
            document=first.document, number=number, title=first.title, text=text, text_sha256=str(number) * 64,
            language="en", published_precision="undated", seen_at=timezone.now(), rules_version="test",
        )  # fmt: skip
        page = ann.get(QUEUE, {"item": item}).content.decode()
        assert says in page and f"?version={number}" in page and "This is version 1 of the page" in page
