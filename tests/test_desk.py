"""The desk as editors use it: plain forms, no script. The texts were written for these tests."""

from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from deals import review
from deals.admin.desk import window
from deals.models import Commitment, Condition, Countermeasure, Event, Evidence, Note, Proposal
from deals.tasks import match_pending_claims

from . import deskworld
from .deskworld import make_claim, make_user, make_version

pytestmark = pytest.mark.django_db
QUEUE = "/admin/deals/proposal/queue/"
GROUPS = ("Analyst", "Editor", "Chief editor", "Operator")


@pytest.fixture
def w(w):
    w.version = make_version()
    w.claims = deskworld.seed_claims(w.version)
    match_pending_claims()
    return w


def login(name: str, group: str) -> Client:
    client = Client()
    client.force_login(make_user(name, group))
    return client


def item(w, name: str) -> Proposal:
    return Proposal.objects.get(claim=getattr(w.claims, name))


def decide(client: Client, proposal: Proposal, verdict: str, **values):
    """Press a button of the form as the page filled it, with ``values`` changed by hand."""
    page = client.get(QUEUE, {"item": proposal.pk, **({"as": values["as"]} if "as" in values else {})})
    form = page.context["draft"]
    data = {"as": page.context["kind"]}
    for bound in form:
        value = bound.value()
        if value is not None and value is not False:
            data[bound.html_name] = value
    if page.context["kind"] == "add_evidence" and page.context["candidates"]:
        data["target"] = page.context["candidates"][0]["key"]
    data |= {"verdict": verdict, **values}
    return client.post(f"/admin/deals/proposal/{proposal.pk}/decide/", data)


def test_the_first_page_shows_the_counts_and_the_next_item(w, ann):
    page = ann.get("/admin/")
    text = page.content.decode()
    assert "Review queue" in text
    assert "They will deliver rare earths to us" in text
    assert f"{QUEUE}?item={item(w, 'deliver').pk}" in text


def test_the_queue_shows_the_words_lit_beside_the_draft(w, ann):
    page = ann.get(QUEUE)
    text = page.content.decode()
    assert page.status_code == 200
    assert '<mark id="quote">They will deliver rare earths to us</mark>' in text
    assert 'lang="en"' in text
    assert f"/documents/{w.version.document_id}/?version=1#s{w.claims.deliver.start}" in text
    for verdict in ("accept", "merge", "reject", "dispute", "skip"):
        assert f'name="verdict" value="{verdict}"' in text
    assert 'aria-live="polite"' in text
    assert re.search(r'<h1 id="item" tabindex="-1">', text)
    assert "machine draft" in text


def test_a_chinese_text_carries_its_language(w, ann):
    version = make_version(deskworld.SAID_ZH, language="zh-Hans", official=True, party="CN")
    claim = make_claim(
        version, "中方将依法审批符合条件的管制物项出口申请", actor="CN", action="APPROVE", object="licences"
    )
    match_pending_claims()
    text = ann.get(QUEUE, {"item": Proposal.objects.get(claim=claim).pk}).content.decode()
    assert 'class="desk-text" lang="zh-Hans"' in text
    assert '<mark id="quote">中方将依法审批符合条件的管制物项出口申请</mark>' in text


def test_no_page_of_the_desk_has_inline_script_or_style(w, ann):
    pages = ["/admin/", QUEUE, "/admin/deals/proposal/", f"/admin/deals/commitment/{w.approve.pk}/change/"]
    pages.append(f"/admin/deals/commitmentterms/{w.approve.terms.get().pk}/correct/")
    for path in pages:
        page = ann.get(path)
        assert page.status_code == 200, path
        text = page.content.decode()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", text), path
        scripts = re.findall(r"<script\b[^>]*>", text)
        assert scripts, path
        for script in scripts:
            assert "src=" in script or "application/json" in script, (path, script)
        assert "script-src 'self'" in page.headers["Content-Security-Policy"]


def test_hostile_words_of_a_source_are_shown_as_words(w, ann):
    bad = "China & the US. <script>alert(1)</script> China will approve <b onclick=x>it</b>."
    version = make_version(bad, title="<img src=x onerror=1>")
    claim = make_claim(version, "China will approve <b onclick=x>it</b>", actor="CN", action="APPROVE")
    match_pending_claims()
    text = ann.get(QUEUE, {"item": Proposal.objects.get(claim=claim).pk}).content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_accepting_as_drafted_puts_it_on_the_public_timeline_and_shows_the_next(w, ann):
    proposal = item(w, "deliver")
    answer = decide(ann, proposal, "accept", **{"as": "new_commitment", "text_en": "Deliver rare earths"})
    assert answer.status_code == 302, answer.context and answer.context["draft"].errors
    assert answer["Location"].endswith("#item")
    page = ann.get(answer["Location"])
    assert page.context["proposal"] != proposal
    commitment = Commitment.objects.order_by("-pk").first()
    said = page.content.decode()
    assert f'Accepted: <a href="{commitment.get_absolute_url()}">{commitment.reference}</a>.' in said
    assert f'<a href="/admin/deals/commitment/{commitment.pk}/change/">Annotate it</a>. 3 left.' in said
    assert commitment.terms.get().text_en == "Deliver rare earths"
    public = Client().get("/deals/us-china/").content.decode()
    assert "Deliver rare earths" in public
    assert "They will deliver rare earths to us" in public
    assert Client().get(commitment.get_absolute_url()).status_code == 200


def test_edited_fields_are_what_is_recorded(w, ann):
    decide(
        ann,
        item(w, "approve"),
        "accept",
        **{"as": "new_commitment"},
        obligee="",
        modality="shall",
        due_on="2025-12-31",
        materials=["Dy"],
        quote="review and approve export applications",
    )
    commitment = Commitment.objects.order_by("-pk").first()
    terms = commitment.terms.get()
    assert commitment.obligee is None
    assert (terms.modality, str(terms.due_on)) == ("shall", "2025-12-31")
    assert [m.symbol for m in terms.materials.all()] == ["Dy"]
    assert commitment.evidence.get().quote == "review and approve export applications"


def test_merging_into_the_chosen_record_and_into_a_named_one(w, ann):
    assert decide(ann, item(w, "approve"), "accept").status_code == 302
    assert w.approve.evidence.get().quote == w.claims.approve.quote
    answer = decide(
        ann,
        item(w, "take_down"),
        "merge",
        target="",
        other_target=w.take_down.reference,
        merge_kind="restated",
    )
    assert answer.status_code == 302
    assert w.take_down.events.get().kind == "restated"


@pytest.mark.parametrize("named", ["", "nonsense", "C-999999"])
def test_merging_needs_a_record_that_exists(w, ann, named):
    answer = decide(ann, item(w, "take_down"), "merge", target="", other_target=named)
    assert answer.status_code == 422
    assert "Nothing was recorded" in answer.content.decode()
    assert item(w, "take_down").state == "pending"


def test_rejecting_needs_a_reason(w, ann):
    proposal = item(w, "deliver")
    answer = decide(ann, proposal, "reject")
    assert answer.status_code == 422
    assert "Choose why it is rejected." in answer.content.decode()
    assert decide(ann, proposal, "reject", reason="old_news").status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reject_reason) == ("rejected", "old_news")


def test_disputing_needs_a_comment_and_shows_it(w, ann):
    proposal = item(w, "approve")
    assert decide(ann, proposal, "dispute").status_code == 422
    assert decide(ann, proposal, "dispute", comment="It speaks of review only.").status_code == 302
    assert w.approve.evidence.get().stance == "disputes"


def test_a_condition_is_accepted_once_its_ends_are_known(w, ann):
    page = ann.get(QUEUE, {"item": item(w, "condition").pk}).content.decode()
    assert f"?item={item(w, 'deliver').pk}#item" in page
    assert f"?item={item(w, 'take_down').pk}#item" in page
    decide(ann, item(w, "deliver"), "accept", **{"as": "new_commitment", "text_en": "Deliver"})
    decide(ann, item(w, "take_down"), "merge", target=f"commitment:{w.take_down.pk}")
    answer = decide(ann, item(w, "condition"), "accept")
    assert answer.status_code == 302, answer.context["draft"].errors
    edge = Condition.objects.get()
    assert edge.commitment == w.take_down
    assert edge.needs_commitment.terms.get().text_en == "Deliver"


def test_undo_opens_the_item_again(w, ann):
    proposal = item(w, "deliver")
    decide(ann, proposal, "accept", **{"as": "new_commitment"})
    page = ann.get(QUEUE)
    assert page.context["last"] == proposal
    answer = ann.post(f"/admin/deals/proposal/{proposal.pk}/decide/", {"verdict": "undo"})
    assert answer["Location"] == f"{QUEUE}?item={proposal.pk}#item"
    proposal.refresh_from_db()
    assert proposal.state == "pending"


def test_skip_next_and_previous_walk_the_queue_without_deciding(w, ann):
    ids = [p.pk for p in review.queue_for(w.ann)]
    first = ann.get(QUEUE).context["proposal"].pk
    assert first == ids[0]
    answer = ann.post(f"/admin/deals/proposal/{first}/decide/", {"verdict": "skip"})
    assert ann.get(answer["Location"]).context["proposal"].pk == ids[1]
    assert ann.get(QUEUE, {"after": ids[1]}).context["proposal"].pk == ids[2]
    assert ann.get(QUEUE, {"before": ids[1]}).context["proposal"].pk == ids[0]
    assert ann.get(QUEUE, {"before": ids[0]}).context["proposal"].pk == ids[-1]
    assert Proposal.objects.filter(state="pending").count() == 4


def test_a_party_that_the_record_does_not_know_is_shown_and_can_be_rejected_or_replaced(w, ann):
    version = make_version("North Macedonia will lift its tariffs on machines from the United States.")
    claim = make_claim(
        version,
        "North Macedonia will lift its tariffs on machines",
        actor="MK",
        target="ASEAN",
        action="LIFT",
        object="tariff",
        modality="will",
    )
    match_pending_claims()
    proposal = Proposal.objects.get(claim=claim)
    assert "North Macedonia will lift" in ann.get(QUEUE, {"item": proposal.pk}).content.decode()
    as_new = {"as": "new_commitment", "text_en": "It will lift its tariffs.", "deal": w.deal.pk}
    answer = decide(ann, proposal, "accept", **as_new, obligor="MK")
    assert answer.status_code == 422
    by_hand = as_new | {"obligor": "US", "obligee": "", "attributed_to": ""}
    answer = decide(ann, proposal, "accept", **by_hand)
    assert answer.status_code == 302, answer.context["draft"].errors


def test_two_editors_get_different_items_and_the_late_verdict_changes_nothing(w, ann, bob):
    first = ann.get(QUEUE).context["proposal"]
    second = bob.get(QUEUE).context["proposal"]
    assert first != second
    page = bob.get(QUEUE, {"item": first.pk})
    text = page.content.decode()
    assert "ann has this item until" in text and "You can read it meanwhile" in text
    assert f'href="{QUEUE}?after={first.pk}#item"' in text  # and no verdict that would be refused
    assert 'value="accept"' not in text and 'value="reject"' not in text and " disabled" in text
    late = bob.post(
        f"/admin/deals/proposal/{first.pk}/decide/", {"verdict": "reject", "reason": "other", "comment": "x"}
    )
    assert late.status_code == 409
    decide(ann, first, "reject", reason="duplicate")
    late = bob.post(f"/admin/deals/proposal/{first.pk}/decide/", {"verdict": "reject", "reason": "old_news"})
    assert late.status_code == 409
    assert "by ann" in late.content.decode()
    first.refresh_from_db()
    assert first.reject_reason == "duplicate"


def test_impossible_values_come_back_with_the_editors_own_words(w, ann):
    answer = decide(
        ann,
        item(w, "approve"),
        "accept",
        **{"as": "new_commitment"},
        text_en="My own words",
        obligor="",
        quote="nobody said",
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "My own words" in text
    assert "Nothing was recorded" in text
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("query", [{"item": "0"}, {"item": "x"}, {"item": "99999999"}, {"item": "9" * 5000}])
def test_an_item_that_is_not_there_is_a_404(ann, query):
    assert ann.get(QUEUE, query).status_code == 404


def test_a_broken_verdict_is_refused(w, ann):
    assert decide(ann, item(w, "approve"), "explode").status_code == 422
    shown = ann.get(f"/admin/deals/proposal/{item(w, 'approve').pk}/decide/")
    assert shown["Location"] == f"{QUEUE}?item={item(w, 'approve').pk}#item", "as after a login in between"
    assert ann.post(QUEUE).status_code == 405


def test_an_empty_queue_says_so(w, ann):
    Proposal.objects.update(state="rejected", reject_reason="other", reviewed_at=timezone.now())
    assert "Nothing waits for you" in ann.get(QUEUE).content.decode()


def test_verdicts_without_a_token_are_refused(w):
    client = Client(enforce_csrf_checks=True)
    client.force_login(w.ann)
    proposal = item(w, "approve")
    answer = client.post(
        f"/admin/deals/proposal/{proposal.pk}/decide/", {"verdict": "reject", "reason": "old_news"}
    )
    assert answer.status_code == 403
    assert (
        "Nothing was recorded." in answer.content.decode()
        and "load the page again" in answer.content.decode()
    )
    proposal.refresh_from_db()
    assert proposal.state == "pending"
    note = client.post(f"/admin/deals/commitment/{w.approve.pk}/note/", {"note-body": "x"})
    assert note.status_code == 403


@pytest.mark.parametrize(
    ("group", "sees", "decides"),
    [("Analyst", 200, 403), ("Operator", 200, 403), ("Editor", 200, 302), ("Chief editor", 200, 302)],
)
def test_who_sees_and_who_decides(w, group, sees, decides):
    client = login("someone", group)
    proposal = item(w, "approve")
    assert client.get(QUEUE).status_code == sees
    answer = client.post(
        f"/admin/deals/proposal/{proposal.pk}/decide/", {"verdict": "reject", "reason": "old_news"}
    )
    assert answer.status_code == decides
    proposal.refresh_from_db()
    assert proposal.state == ("rejected" if decides == 302 else "pending")
    terms = w.approve.terms.get()
    correct = client.get(f"/admin/deals/commitmentterms/{terms.pk}/correct/")
    assert correct.status_code == (200 if decides == 302 else 403)
    note = client.post(f"/admin/deals/commitment/{w.approve.pk}/note/", {"note-body": "A note"})
    assert note.status_code == decides


def test_a_stranger_is_sent_to_the_login(w):
    answer = Client().get(QUEUE)
    assert answer.status_code == 302
    assert "/admin/login/" in answer["Location"]
    text = Client().get("/admin/login/").content.decode()
    assert "TradeTracker" in text


def test_an_analyst_sees_no_buttons_and_takes_no_lease(w):
    client = login("reader", "Analyst")
    text = client.get(QUEUE).content.decode()
    assert 'value="accept"' not in text
    assert not Proposal.objects.filter(claimed_by__isnull=False).exists()


@pytest.mark.parametrize("group", GROUPS)
def test_every_list_and_every_page_opens_for_every_group(w, group):
    """All models of the record, with a row each where there is one."""
    review.accept(item(w, "approve"), w.ann, fields={"as": "new_commitment"})
    review.add_note(w.approve, w.ann, "A *note*.")
    client = login("someone", group)
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label != "deals":
            continue
        base = f"admin:deals_{model._meta.model_name}"
        answer = client.get(reverse(f"{base}_changelist"))
        assert answer.status_code == 200, model
        if model_admin.search_fields:
            assert client.get(reverse(f"{base}_changelist"), {"q": "test"}).status_code == 200, model
        row = model._default_manager.first()
        if row is not None:
            page = client.get(reverse(f"{base}_change", args=[row.pk]), follow=True)
            assert page.status_code == 200, (model, row)


def test_every_model_of_the_record_has_its_place():
    from django.apps import apps

    missing = [
        model.__name__
        for model in apps.get_app_config("deals").get_models()
        if model not in admin.site._registry
        and not model.__name__.startswith("Historical")
        and model.__name__ not in {"AgreementParty", "EvidenceVerdict"}
    ]
    assert missing == []


def test_facts_cannot_be_added_changed_or_deleted_by_a_form(w):
    client = Client()
    client.force_login(make_user("root", is_superuser=True))
    terms = w.approve.terms.get()
    base = "/admin/deals/commitmentterms"
    assert client.get(f"{base}/add/").status_code == 403
    assert client.post(f"{base}/{terms.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{base}/{terms.pk}/change/", {"text_en": "forged"}).status_code == 403
    terms.refresh_from_db()
    assert terms.text_en != "forged"
    assert client.post(f"/admin/deals/commitment/{w.approve.pk}/delete/", {"post": "yes"}).status_code == 403


def correction(client: Client, row, **changes):
    """Post the correction form as the page filled it, with ``changes``."""
    path = f"/admin/deals/{row._meta.model_name}/{row.pk}/correct/"
    form = client.get(path).context["form"]
    data = {}
    for bound in form:
        value = bound.value()
        if value is None or value is False:
            continue
        widget = bound.field.widget
        if hasattr(widget, "decompress"):
            for index, part in enumerate(widget.decompress(value)):
                data[f"{bound.html_name}_{index}"] = part or ""
        else:
            data[bound.html_name] = bound.field.prepare_value(value) if not isinstance(value, list) else value
    return client.post(path, {**data, **changes})


def test_the_correct_action_supersedes_with_a_public_reason(w, ann):
    terms = w.approve.terms.get()
    assert "Correct" in ann.get(f"/admin/deals/commitmentterms/{terms.pk}/change/").content.decode()
    assert correction(ann, terms, text_en="Better words").status_code == 422
    answer = correction(ann, terms, text_en="Better words", reason="The words were ours, not theirs.")
    assert answer.status_code == 302, answer.context["form"].errors
    terms.refresh_from_db()
    new = w.approve.terms.on_record().get()
    assert (new.text_en, new.corrects, new.recorded_by) == ("Better words", terms, w.ann)
    assert new.correction_reason == "The words were ours, not theirs."
    page = ann.get(f"/admin/deals/commitmentterms/{terms.pk}/change/").content.decode()
    assert "Superseded on" in page
    assert "The words were ours" in page
    late = ann.post(
        f"/admin/deals/commitmentterms/{terms.pk}/correct/",
        {"text_en": "x", "reason": "y", "due_precision": "unknown", "confidence": "high"},
    )
    assert late.status_code == 409


def test_a_correction_that_changes_nothing_is_refused(w, ann):
    terms = w.approve.terms.get()
    answer = correction(ann, terms, reason="Nothing really.")
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.content.decode()


def test_a_pinned_quote_is_corrected_within_its_text(w, ann):
    review.accept(item(w, "approve"), w.ann)
    row = w.approve.evidence.get()
    assert correction(ann, row, quote="invented", reason="Shorter.").status_code == 422
    answer = correction(ann, row, quote="approve export applications", reason="Shorter.")
    assert answer.status_code == 302, answer.context["form"].errors
    new = w.approve.evidence.on_record().get()
    assert w.version.text[new.start : new.stop] == new.quote == "approve export applications"


def test_a_commitment_opens_with_its_notes_who_and_when(w, ann):
    path = f"/admin/deals/commitment/{w.approve.pk}/change/"
    assert "Add the note" in ann.get(path).content.decode()
    answer = ann.post(
        f"/admin/deals/commitment/{w.approve.pk}/note/",
        {"note-body": "See **this** <script>x</script>", "note-is_public": "on"},
    )
    assert answer.status_code == 302
    text = ann.get(path).content.decode()
    assert "<strong>this</strong> &lt;script&gt;" in text
    assert "ann" in text
    assert text.index("Annotations") < text.index("commitment_form")
    note = Note.objects.get()
    assert (note.is_public, note.author) == (True, w.ann)
    assert ann.post(f"/admin/deals/commitment/{w.approve.pk}/note/", {"note-body": "  "}).status_code == 422


def test_of_two_revisions_the_later_editor_sees_both_texts(w, ann, bob):
    note = review.add_note(w.approve, w.ann, "First.").record
    path = f"/admin/deals/commitment/{w.approve.pk}/note/?replaces={note.pk}"
    assert ann.post(path, {"note-body": "Ann's words."}).status_code == 302
    late = bob.post(path, {"note-body": "Bob's words."})
    assert late.status_code == 409
    text = late.content.decode()
    assert "Ann&#x27;s words." in text
    assert "Bob&#x27;s words." in text
    current = Note.objects.get(superseded_at=None)
    assert f"?replaces={current.pk}" in text
    assert (
        bob.post(f"{path.partition('?')[0]}?replaces={current.pk}", {"note-body": "Both."}).status_code == 302
    )


def test_of_two_editors_of_one_record_the_second_overwrites_nothing_silently(w):
    chief, other = login("chief", "Chief editor"), login("other", "Chief editor")
    path = f"/admin/deals/countermeasure/{w.order.pk}/change/"

    def filled(client):
        form = client.get(path).context["adminform"].form
        data = {}
        for bound in form:
            value = bound.value()
            if value is None or value is False:
                continue
            data[bound.html_name] = (
                [getattr(one, "pk", one) for one in value] if isinstance(value, list) else value
            )
        for formset in client.get(path).context["inline_admin_formsets"]:
            for bound in formset.formset.management_form:
                data[bound.html_name] = bound.value()
        return data

    first, second = filled(chief), filled(other)
    assert chief.post(path, {**first, "note": "The chief's words"}).status_code == 302
    late = other.post(path, {**second, "note": "Other words"})
    assert late.status_code == 200
    text = late.content.decode()
    assert "The chief&#x27;s words" in text
    assert "Other words" in text
    w.order.refresh_from_db()
    assert w.order.note == "The chief's words"
    again = filled(other)
    assert other.post(path, {**again, "note": "Both"}).status_code == 302
    assert Countermeasure.objects.get(pk=w.order.pk).history.count() == 3


def test_a_list_of_many_proposals_takes_few_queries(w, ann, django_assert_max_num_queries):
    for copy in range(3):
        text = " ".join(f"China will approve file {copy}-{n}." for n in range(60))
        version = make_version(text, title=f"United States and China {copy}", official=copy == 1)
        for n in range(60):
            make_claim(version, f"approve file {copy}-{n}.", actor="CN", action="APPROVE", object="licences")
    match_pending_claims()
    assert Proposal.objects.count() > 180
    with django_assert_max_num_queries(11):
        page = ann.get("/admin/deals/proposal/")
    rows = page.context["cl"].result_list
    assert rows[0].claim.version.document.is_official, "official first"
    assert "approve file 1-" in page.content.decode()
    decided = rows[0]
    review.reject(decided, w.ann, "duplicate")
    assert ann.get("/admin/deals/proposal/").context["cl"].result_list[0] != decided


def test_an_items_own_page_is_its_place_in_the_queue(w, ann):
    proposal = item(w, "approve")
    answer = ann.get(f"/admin/deals/proposal/{proposal.pk}/change/")
    assert answer["Location"] == f"{QUEUE}?item={proposal.pk}"


def test_a_long_text_is_cut_at_paragraphs_around_the_quote():
    text = "\n".join(f"Paragraph {n} " + "x" * 200 for n in range(60))
    start = text.index("Paragraph 30")
    cut = window(text, start, start + 12)
    assert cut["quote"] == "Paragraph 30"
    assert cut["before"].startswith("Paragraph")
    assert len(cut["before"]) <= 1500
    assert len(cut["after"]) <= 1500
    assert cut["cut_before"]
    assert cut["cut_after"]
    short = window("abc", 1, 2)
    assert (short["before"], short["after"], short["cut_before"]) == ("a", "c", False)


def test_a_second_person_confirms_at_the_desk(w, ann, settings, bob):
    settings.REVIEW_NEEDS_SECOND = True
    proposal = item(w, "deliver")
    decide(ann, proposal, "accept", **{"as": "new_commitment", "text_en": "As Ann says"})
    proposal.refresh_from_db()
    assert proposal.state == "second"
    assert not Event.objects.exists()
    page = bob.get(QUEUE, {"item": proposal.pk})
    assert "Decided first by ann" in page.content.decode()
    assert "As Ann says" in page.content.decode()
    # The first person may look at it again: that keeps it from nobody, and offers nothing but to take it back.
    own = ann.get(QUEUE, {"item": proposal.pk}).content.decode()
    assert "You decided this; another person confirms it" in own and "yours until" not in own
    assert 'value="undo"' in own and 'value="accept"' not in own and 'value="merge"' not in own
    proposal.refresh_from_db()
    assert proposal.claimed_by.get_username() == "bob"
    assert decide(bob, proposal, "accept").status_code == 302
    assert Commitment.objects.order_by("-pk").first().terms.get().text_en == "As Ann says"


def test_a_quote_found_in_a_document_is_pinned_by_pasting_it(w, ann):
    version = make_version("They agreed. Later they agreed again: they agreed.", title="Thrice")
    page = ann.get(f"/admin/deals/commitment/{w.approve.pk}/change/").content.decode()
    path = f"/admin/deals/commitment/{w.approve.pk}/quote/"
    assert path in page
    data = {"document": version.document_id, "quote": "they agreed", "stance": "supports"}
    answer = ann.post(path, data)
    assert answer.status_code == 422
    assert "stand 2 times" in answer.content.decode()
    assert ann.post(path, {**data, "quote": "they never agreed"}).status_code == 422
    assert ann.post(path, {**data, "document": 10**9}).status_code == 422
    assert ann.post(path, {**data, "occurrence": 2}).status_code == 302
    row = w.approve.evidence.get()
    assert version.text[row.start : row.stop] == row.quote == "they agreed"
    assert row.start == version.text.rindex("they agreed")
    reader = login("reader", "Analyst")
    assert reader.post(path, {**data, "occurrence": 1}).status_code == 403


def test_a_status_is_set_with_the_words_that_say_so(w, ann):
    text = "China suspends Announcement No. 61 of 2025 until 10 November 2026."
    version = make_version(text, title="Suspension")
    path = f"/admin/deals/countermeasure/{w.notice61.pk}/status/"
    data = {
        "document": version.document_id,
        "quote": text[:-1],
        "stance": "supports",
        "status": "suspended",
        "first": "2025-11-07",
        "last": "2026-11-10",
        "runs_out": "on",
        "event_kind": "suspended",
        "title_en": "China suspends Announcement 61",
    }
    for fault in ({"last": "2025-01-01"}, {"status": "kept"}, {"last": ""}, {"quote": "never said"}):
        assert ann.post(path, {**data, **fault}).status_code == 422, fault
    assert ann.post(path, data).status_code == 302
    row = w.notice61.statuses.on_record().get()
    assert (row.status, row.runs_out, row.event.evidence.get().quote) == ("suspended", True, text[:-1])
    assert "suspended" in Client().get(w.notice61.get_absolute_url()).content.decode()
    round_page = ann.get(f"/admin/deals/round/{w.london.pk}/change/").content.decode()
    assert f"/round/{w.london.pk}/quote/" in round_page
    assert "Set a status" not in round_page


def test_the_second_person_confirms_what_the_first_one_chose(w, ann, settings, bob):
    """Not what the machine put first: a dispute of the second candidate stays a dispute of the second candidate."""
    settings.REVIEW_NEEDS_SECOND = True
    proposal = item(w, "approve")
    assert len(proposal.candidates) > 1
    other = proposal.candidates[1]
    key = f"{other['kind']}:{other['id']}"
    decide(ann, proposal, "dispute", target=key, comment="The ministry says otherwise.")
    page = bob.get(QUEUE, {"item": proposal.pk})
    text = page.content.decode()
    assert "Confirming disputes " in text and "The ministry says otherwise." in text
    assert re.search(rf'value="{key}" checked', text) and text.count(" checked>") == 1
    answer = decide(bob, proposal, "accept", target=key)
    assert answer.status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.outcome["record"]) == ("disputed", [other["kind"], other["id"]])
    assert set(Evidence.objects.on_record().values_list("stance", flat=True)) == {"disputes"}


def test_the_second_person_sees_what_the_first_one_changed(w, ann, settings, bob):
    settings.REVIEW_NEEDS_SECOND = True
    proposal = item(w, "deliver")
    decide(
        ann,
        proposal,
        "accept",
        **{"as": "new_commitment", "text_en": "As Ann says", "modality": "agreed"},
    )
    page = bob.get(QUEUE, {"item": proposal.pk})
    told = {one.label: (one.drafted, one.chosen) for one in page.context["first"].changed}
    assert told["What is owed, in one English sentence"] == (proposal.draft["text_en"], "As Ann says")
    assert told["Modality"] == ("will", "agreed")
    assert set(told) == {"Kind of record", "What is owed, in one English sentence", "Modality"} - (
        {"Kind of record"} if proposal.action == "new_commitment" else set()
    )
    assert "Decided first by ann" in page.content.decode() and "As Ann says" in page.content.decode()
    decide(bob, proposal, "accept", **{"as": "new_commitment"})
    proposal.refresh_from_db()
    assert proposal.state == "accepted"
    assert {"text_en", "modality"} <= set(proposal.outcome["changed"]), "the draft was not right as it stood"
    assert Commitment.objects.latest("pk").terms.get().text_en == "As Ann says"
