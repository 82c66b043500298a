"""The desk in a real browser: from a fresh statement to an annotated commitment, by keyboard alone and without scripts.

The statements were written for these tests. Skipped by name where Chromium is missing.
"""

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from deals import review
from deals.matching import propose
from deals.models import Agreement, Commitment, HandEntry, Proposal, ReviewPolicy
from deals.spans import Period
from sources.models import Document

from . import deskworld
from .deskworld import FRIDAY, make_user, make_version, seed_claims
from .screenshots import CHROMIUM, LOOKS

playwright = pytest.importorskip("playwright.sync_api", reason="the playwright package is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"Chromium is missing at {CHROMIUM}"),
]
STATEMENTS = {
    "en": (
        "Remarks of a spokesperson, written for the tests\n\n"
        "The two teams met on Thursday. China will resume the supply of rare-earth magnets to the United States. "
        "Both sides keep in touch.\n",
        "The two teams met on Thursday.",
    ),
    "zh": (
        "发言人答记者问（为测试而写）\n\n双方团队于周四会面。中方将恢复对美国的稀土磁材出口。双方将继续保持沟通。\n",
        "双方团队于周四会面。",
    ),
}
SENTENCE = "China resumes the supply of rare-earth magnets to the United States."
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def w(transactional_db):
    world = deskworld.build()
    world.ann = make_user("ann", "Editor")
    world.ann.set_password("a long one for tests")
    world.ann.save()
    return world


@pytest.fixture
def statement(w, tmp_path, request):
    """A fresh statement, taken in by the command that an editor uses."""
    language = request.param
    text, words = STATEMENTS[language]
    path = tmp_path / f"statement-{language}.txt"
    path.write_text(text, encoding="utf-8")
    call_command(
        "ingest",
        str(path),
        language=language,
        published="2025-06-26",
        publisher="Ministry of Commerce (MOFCOM), tests",
        verbosity=0,
    )
    assert Proposal.objects.filter(claim__kind="commitment").count() >= 1
    return words


def tab_to(tab, selector, *, most=400):
    """Press Tab until the element that matches ``selector`` has the focus."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        if tab.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached with the Tab key on {tab.url}")


def public_page(tab, live_server, commitment):
    tab.goto(live_server.url + commitment.get_absolute_url())
    return tab.locator("main").inner_text()


@pytest.mark.parametrize("statement", STATEMENTS, indirect=True)
def test_from_a_statement_to_an_annotated_commitment_by_keyboard_alone(browser, live_server, w, statement):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(live_server.url + "/admin/")
    # A busy machine puts the cursor into the first box a while after the page is there.
    tab.wait_for_function("document.activeElement.name === 'username'")
    tab.keyboard.type("ann")
    tab.keyboard.press("Tab")
    tab.keyboard.type("a long one for tests")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".desk-next")
    tab_to(tab, ".desk-next a")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#item")
    tab.locator("#item:focus").wait_for()
    while Proposal.objects.get(claimed_by=w.ann, state="pending").claim.kind != "commitment":
        tab.keyboard.press("j")
        tab.wait_for_load_state()
    tab.keyboard.press("?")
    assert tab.locator("#desk-keys[open] kbd", has_text="a").first.is_visible()
    if not tab.locator("#id_text_en").count() or not tab.locator("#id_obligor").count():
        tab_to(tab, 'a[href*="as=new_commitment"]')
        tab.keyboard.press("Enter")
        tab.wait_for_selector("#id_obligor")
    tab.keyboard.press("e")
    assert tab.evaluate("document.activeElement.closest('#draft-fields') !== null")
    tab_to(tab, "#id_text_en")
    tab.keyboard.press("Control+a")
    tab.keyboard.type(SENTENCE)
    tab.keyboard.press("Escape")
    tab.keyboard.press("a")
    tab.wait_for_url("**decided=**")
    tab.get_by_role("status").get_by_text("Accepted").wait_for()
    commitment = Commitment.objects.latest("pk")
    # a note
    tab.goto(live_server.url + reverse("admin:deals_commitment_change", args=[commitment.pk]))
    tab_to(tab, "#id_note-body")
    tab.keyboard.type("Seen in *one* text only.")
    tab_to(tab, "#id_note-is_public")
    tab.keyboard.press("Space")
    tab_to(tab, ".desk-note-form button[type=submit]")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".desk-annotation")
    # another quote, selected in the text
    document = Document.objects.get(versions__claims__proposals__commitment=commitment)
    tab.goto(
        live_server.url
        + reverse("admin:deals_commitment_quote", args=[commitment.pk])
        + f"?document={document.pk}"
    )
    tab_to(tab, "#document-text")
    tab.keyboard.press("Control+Home")
    text = tab.locator("#document-text").input_value()
    for _ in range(text.index(statement)):
        tab.keyboard.press("ArrowRight")
    for _ in statement:
        tab.keyboard.press("Shift+ArrowRight")
    assert tab.locator("#id_quote").input_value() == statement
    assert tab.locator("#id_occurrence").input_value() == "1"
    tab_to(tab, "#pin button[type=submit]")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".desk-quote")
    shown = public_page(tab, live_server, commitment)
    assert SENTENCE in shown and "Seen in one text only." in shown and statement in shown
    assert commitment.evidence.count() == 2
    # undo is refused now, for a quote and a note stand on it: the desk says so and nothing changes
    tab.goto(live_server.url + reverse("admin:deals_proposal_queue"))
    tab.keyboard.press("u")
    tab.wait_for_selector("#faults")
    assert "undo that first" in tab.locator("#faults").inner_text()
    assert "required" not in tab.locator("#faults").inner_text()
    said = [text for text in said if "the server responded with a status of 422" not in text]
    assert said == []
    context.close()


@pytest.mark.parametrize("statement", STATEMENTS, indirect=True)
def test_the_same_without_scripts(browser, live_server, w, statement):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto(live_server.url + "/admin/")
    tab.fill("#id_username", "ann")
    tab.fill("#id_password", "a long one for tests")
    tab.click("[type=submit]")
    tab.click(".desk-next a")
    for _ in range(9):
        if Proposal.objects.get(claimed_by=w.ann, state="pending").claim.kind == "commitment":
            break
        tab.click('button[value="skip"]')
    if tab.locator('a[href*="as=new_commitment"]').count():
        tab.click('a[href*="as=new_commitment"]')
    tab.fill("#id_text_en", SENTENCE)
    tab.click('button[value="accept"]')
    assert "Accepted" in tab.locator(".desk-status").inner_text()
    commitment = Commitment.objects.latest("pk")
    tab.goto(live_server.url + reverse("admin:deals_commitment_change", args=[commitment.pk]))
    tab.fill("#id_note-body", "Seen in *one* text only.")
    tab.check("#id_note-is_public")
    tab.click(".desk-note-form button[type=submit]")
    tab.click("text=Add a quote found in a document")
    tab.fill("#find-document", "tests")
    tab.click(".desk-find button")
    tab.locator(".desk-documents a").first.click()
    tab.fill("#id_quote", statement)
    tab.click("#pin button[type=submit]")
    shown = public_page(tab, live_server, commitment)
    assert SENTENCE in shown and "Seen in one text only." in shown and statement in shown
    tab.goto(live_server.url + reverse("admin:deals_commitment_changes", args=[commitment.pk]))
    assert "Seen in *one* text only." in tab.locator("#content-main").inner_text()
    context.close()


def signed_in(browser, live_server, client, user, **extra):
    client.force_login(user)
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **extra)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return context.new_page()


@pytest.mark.parametrize("scripts", [True, False])
def test_enter_in_a_field_never_accepts(browser, live_server, w, client, scripts):
    """A browser presses a form's first button on Enter; the reason of a rejection was typed, and it accepted."""
    claims = seed_claims(make_version(official=True, party="CN"))
    for claim in (claims.deliver, claims.approve):
        propose(claim).save()
    item = review.next_in_queue(w.ann)
    tab = signed_in(browser, live_server, client, w.ann, java_script_enabled=scripts)
    tab.goto(f"{live_server.url}{reverse('admin:deals_proposal_queue')}?item={item}")
    tab.locator("#id_object").press("Enter")
    tab.wait_for_load_state()
    assert Proposal.objects.get(pk=item).state == "pending"
    tab.locator("#id_reason").select_option("wrong_party")
    tab.locator("#id_comment").fill("It was the other side")
    tab.locator("#id_comment").press("Enter")
    if scripts:
        tab.wait_for_url("**decided=**")
        assert Proposal.objects.get(pk=item).state == "rejected"
        tab.keyboard.press("m")
        tab.locator("#id_other_target").fill(w.approve.reference)
        tab.locator("#id_other_target").press("Enter")
        tab.get_by_role("status").get_by_text("Merged").wait_for()
    else:
        tab.get_by_text("Choose what to do with this item.").first.wait_for()
        assert tab.locator("#id_comment").input_value() == "It was the other side"
        assert Proposal.objects.get(pk=item).state == "pending"
    ReviewPolicy.objects.create(group=w.ann.groups.get(), needs_second=True)
    review.add_note(w.approve, make_user("bob", "Editor"), "For readers.", is_public=True)
    entry = HandEntry.objects.get(kind="note")
    tab.goto(live_server.url + reverse("admin:deals_handentry_change", args=[entry.pk]))
    tab.locator("#id_comment").fill("Not yet")
    tab.locator("#id_comment").press("Enter")
    if scripts:
        tab.get_by_role("status").get_by_text("Declined").wait_for()
    else:
        tab.get_by_text("Choose what to do with this entry.").wait_for()
    entry.refresh_from_db()
    assert entry.state == ("declined" if scripts else "waiting")
    tab.context.close()


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_of_the_desk_has_a_violation_or_a_word_on_the_console(browser, live_server, w, client, look):
    version = make_version(official=True, party="CN")
    claims = seed_claims(version)
    for claim in (claims.deliver, claims.condition, claims.take_down, claims.approve):
        propose(claim).save()
    other = make_version("中方将恢复出口16种磁材。", language="zh-Hans", title="中文", party="CN")
    first = Proposal.objects.order_by("pk").first()
    review.accept(first, w.ann, fields={"as": "new_commitment"})
    review.add_note(w.approve, w.ann, "A *note*.", is_public=True)
    review.pin_quote(w.approve, version, "the American secretary", w.ann)
    review.correct(w.approve.terms.get(), w.ann, "Shorter.", text_en="Review and approve applications")
    review.set_status(
        w.notice61,
        [Period("suspended", FRIDAY)],
        w.ann,
        pinner=review.Pinner(version, 0, 40, w.ann),
        event_kind="suspended",
        title_en="Suspended",
    )
    ReviewPolicy.objects.create(group=w.ann.groups.get(), blind_percent=100, needs_second=True)
    review.pin_quote(w.approve, version, "deliver rare earths", make_user("bob", "Editor"))
    client.force_login(w.ann)
    viewport, scheme = LOOKS[look]
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    agreement = Agreement.objects.create(
        deal=w.deal, slug="a", title_en="An agreement", form="framework", is_published=False
    )
    agreement.agreementparty_set.create(party=w.cn)
    commitment, item = w.approve.pk, Proposal.objects.order_by("pk").last().pk
    addresses = {
        "index": reverse("admin:index"),
        "queue": reverse("admin:deals_proposal_queue"),
        "condition": reverse("admin:deals_proposal_queue") + f"?item={item}",
        "list": reverse("admin:deals_proposal_changelist"),
        "batch": reverse("admin:deals_proposal_batch"),
        "commitment": reverse("admin:deals_commitment_change", args=[commitment]),
        "changes": reverse("admin:deals_commitment_changes", args=[commitment]),
        "history": reverse("admin:deals_commitment_history", args=[commitment]),
        "measure": reverse("admin:deals_countermeasure_change", args=[w.notice61.pk]),
        "new-act": reverse("admin:deals_instrument_add"),
        "round": reverse("admin:deals_round_change", args=[w.geneva.pk]),
        "agreement": reverse("admin:deals_agreement_change", args=[agreement.pk]),
        "deal": reverse("admin:deals_deal_change", args=[w.deal.pk]),
        "party": reverse("admin:deals_party_change", args=[w.cn.pk]),
        "act": reverse("admin:deals_instrument_change", args=[w.notice61.instrument_id]),
        "document": reverse("admin:sources_document_change", args=[version.document_id]),
        "quote": reverse("admin:deals_commitment_quote", args=[commitment])
        + f"?document={version.document_id}",
        "status": reverse("admin:deals_commitment_status", args=[commitment]),
        "correct": reverse(
            "admin:deals_commitmentterms_correct", args=[w.approve.terms.on_record().get().pk]
        ),
        "parallel": reverse("admin:sources_document_parallel", args=[version.document_id])
        + f"?with={other.document_id}",
        "by-hand": reverse("admin:deals_handentry_changelist"),
        "entry": reverse("admin:deals_handentry_change", args=[HandEntry.objects.earliest("pk").pk]),
        "waiting": reverse("admin:deals_handentry_change", args=[HandEntry.objects.latest("pk").pk]),
        "code": reverse("admin:deals_secondcoding_code"),
        "alpha": reverse("admin:deals_secondcoding_changelist"),
    }
    pictures = os.environ.get("DESK_PICTURES", "")
    faults = []
    for name, address in addresses.items():
        answer = tab.goto(live_server.url + address)
        assert answer.status == 200, address
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self'" in policy and "unsafe" not in policy
        if pictures:
            tab.screenshot(path=f"{pictures}/{name}-{look}.png", full_page=True)
        if tab.evaluate("document.documentElement.scrollWidth") > viewport["width"]:
            faults.append(f"{look} {name}: wider than the window")
        assert said == [], (name, said)
        # Django draws its boxes over the selects of a form only when jQuery finds the page ready.
        unready = "select.admin-autocomplete:not(.select2-hidden-accessible):not([name*='__prefix__'])"
        playwright.expect(tab.locator(unready)).to_have_count(0)
        # What axe itself says is no word of the page: it reads imported sheets by an inline style, which is blocked.
        for fault in axe.Axe().run(tab).response["violations"]:
            where = [node["target"] for node in fault["nodes"]][:3]
            faults.append(f"{look} {name}: {fault['id']} {where}")
        said.clear()
    context.close()
    assert faults == [], "\n".join(faults)
