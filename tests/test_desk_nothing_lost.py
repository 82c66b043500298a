"""What an editor of three hundred items a day must not lose: words typed, a place in the queue, a verdict sent twice.

In a real browser where it is about the browser. The texts were written for these tests.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from deals import review
from deals.matching import propose
from deals.models import Commitment, Note, Proposal, ReviewPolicy
from deals.queueing import LEASE
from sources.models import Document, Feed

from . import deskworld
from .deskworld import make_claim, make_user, make_version
from .screenshots import CHROMIUM

playwright = pytest.importorskip("playwright.sync_api", reason="the playwright package is not installed")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"Chromium is missing at {CHROMIUM}"),
]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
QUEUE = reverse("admin:deals_proposal_queue")
PASSWORD = "a long one for tests"
# A quarter of an hour passes in a second, for whatever the page itself waits for.
HURRY = "const wait = window.setTimeout; window.setTimeout = (act, ms) => wait(act, ms / 1000);"


@pytest.fixture
def w(transactional_db):
    world = deskworld.build()
    world.ann, world.bob = make_user("ann", "Editor"), make_user("bob", "Editor")
    world.items = []
    for number in range(4):
        text = f"Talks went on. China will resume the supply of magnet type {number} to the United States. They ended."
        version = make_version(text * 40, official=True, party="CN", title=f"Statement {number}")
        claim = make_claim(
            version, f"China will resume the supply of magnet type {number} to the United States",
            actor="CN", target="US", action="RESUME", object="rare_earths", modality="will",
        )  # fmt: skip
        proposal = propose(claim)
        proposal.action = "new_commitment"
        proposal.save()
        world.items.append(proposal.pk)
    return world


@pytest.fixture
def session(signed_in, live_server):
    """Return a function that opens the queue on a page of its own for a user."""

    def opened(user, **options):
        tab = signed_in(user, **options)
        tab.goto(f"{live_server.url}{QUEUE}")
        return tab

    return opened


def shown(tab) -> int:
    """The number of the item on the page."""
    return int(tab.locator("#item").inner_text().split("item ")[1].split(",")[0])


def state(pk: int) -> str:
    return Proposal.objects.get(pk=pk).state


def test_what_was_stepped_over_does_not_come_back_after_each_verdict(session, w):
    tab = session(w.ann)
    first, second, third, fourth = w.items
    assert shown(tab) == first
    tab.keyboard.press("j")
    tab.wait_for_url("**after=**")
    assert shown(tab) == second
    tab.keyboard.press("r")
    tab.keyboard.press("4")
    assert tab.locator("#id_reason").input_value() == "duplicate", "a digit chooses in a closed list"
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**decided={second}**")
    assert (state(second), Proposal.objects.get(pk=second).reject_reason) == ("rejected", "duplicate")
    assert shown(tab) == third, "not the one that was stepped over"
    # What comes in meanwhile and stands first in the order is seen first all the same.
    Proposal.objects.filter(pk=fourth).update(created_at=timezone.now() - dt.timedelta(days=9))
    tab.locator("#id_reason").select_option("other")
    tab.locator("#id_comment").fill("Said before")
    tab.locator("#id_comment").press("Enter")
    tab.wait_for_url(f"**decided={third}**")
    assert shown(tab) == fourth
    tab.locator("#id_reason").select_option("duplicate")
    tab.locator("#id_reason").press("Enter")
    tab.wait_for_url(f"**decided={fourth}**")
    assert shown(tab) == first, "when nothing else is left, what was stepped over is"


def test_what_a_verdict_did_stays_in_sight(session, live_server, w):
    """The page opens at the item, and the words on what became of the last one stand above it."""
    tab = session(w.ann)
    for width, height in ((1280, 900), (360, 740)):
        tab.set_viewport_size({"width": width, "height": height})
        tab.goto(f"{live_server.url}{QUEUE}")
        tab.keyboard.press("a")
        said = tab.locator(".desk-status").get_by_text(re.compile("(Accepted|Merged): C-"))
        said.wait_for()
        tab.locator("#item:focus").wait_for()
        box = said.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= height, (width, box)
        assert tab.locator("#item").bounding_box()["y"] < height / 2
    made = Commitment.objects.latest("pk")
    tab.get_by_role("link", name=made.reference, exact=True).click()
    tab.wait_for_url(f"**{made.get_absolute_url()}")
    assert "magnet type" in tab.locator("main").inner_text()


@pytest.mark.parametrize("table", ["proposal", "feed"])
def test_no_column_of_a_list_is_cut_at_1280(session, live_server, w, table):
    Feed.objects.create(
        slug="a", name="Ministry of Commerce of China: regular press conferences", kind="html_list",
        url="https://feed.example/a", host="feed.example", publisher="Ministry of Commerce", language="zh",
        last_ok_at=timezone.now(), next_poll_at=timezone.now(), failure_weight=12.5,
        last_error="source.example-of-a-long-name.example: no such name is known (DNS)",
    )  # fmt: skip
    w.ann.groups.add(Group.objects.get(name="Operator"))
    Proposal.objects.filter(pk=w.items[0]).update(claimed_by=w.bob, claimed_until=timezone.now() + LEASE)
    Document.objects.update(publisher="MOFCOM (China Export Control Information Network)")
    tab = session(w.ann)
    app = "sources" if table == "feed" else "deals"
    tab.goto(live_server.url + reverse(f"admin:{app}_{table}_changelist"))
    cut = tab.evaluate(
        "(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)(document.querySelector('.results'))"
    )
    assert cut <= 0
    if table == "proposal":
        assert "in bob's hands" in tab.locator("#result_list").inner_text()


def test_blind_coding_opens_at_the_words_and_a_digit_codes(session, live_server, w):
    ReviewPolicy.objects.create(group=w.ann.groups.get(), blind_percent=100)
    address = live_server.url + reverse("admin:deals_secondcoding_code")
    for user, digit in ((w.ann, "1"), (w.bob, "1"), (w.ann, "1"), (w.bob, "2")):
        tab = session(user)
        tab.goto(address)
        box, quote = tab.locator(".desk-text").bounding_box(), tab.locator("#quote").bounding_box()
        assert box["y"] <= quote["y"] and quote["y"] + quote["height"] <= box["y"] + box["height"]
        assert "machine draft" not in tab.locator("#content-main").inner_text()
        tab.keyboard.press(digit)
        tab.locator("#id_actor").select_option("CN")
        tab.locator("#id_action").select_option("RESUME")
        tab.get_by_role("button", name="Keep these codes").press("Enter")
        tab.get_by_text("Kept.").wait_for()
    tab.goto(live_server.url + reverse("admin:deals_secondcoding_changelist"))
    rows = tab.locator(".desk-merge").first.locator("tbody tr").all_inner_texts()
    assert [row.split("\t") for row in rows] == [
        ["kind", "0.000", "1", "2"],
        ["actor", "not to be told: only one code was given", "2", "2"],
        ["action", "not to be told: only one code was given", "2", "2"],
        ["modality", "not to be told: only one code was given", "2", "2"],
    ]


def test_enter_in_any_other_list_decides_nothing(session, w):
    tab = session(w.ann)
    tab.locator("#id_action").press("Enter")
    tab.locator("#id_reason").press("Enter")
    tab.wait_for_timeout(300)
    assert (shown(tab), state(w.items[0])) == (w.items[0], "pending")
    assert not tab.locator("#faults").count()


def test_a_digit_chooses_the_similar_record_and_enter_merges(session, w):
    tab = session(w.ann)
    place = tab.locator('#similar input[name="target"]')
    assert place.count() >= 2
    wanted = place.nth(1).get_attribute("value")
    tab.keyboard.press("2")
    assert place.nth(1).is_checked()
    tab.keyboard.press("Enter")
    tab.get_by_role("status").get_by_text("Merged").wait_for()
    assert Proposal.objects.get(pk=w.items[0]).outcome["record"] == [
        wanted.split(":")[0],
        int(wanted.split(":")[1]),
    ]


def test_a_login_in_between_loses_no_word(session, live_server, w):
    w.ann.set_password(PASSWORD)
    w.ann.save()
    tab = session(w.ann)
    assert tab.locator(".desk-kept").is_hidden()
    tab.locator("#id_text_en").fill("China resumes the supply of magnets, as typed.")
    tab.locator(".desk-more summary").click()
    tab.locator("#id_speaker").fill("A spokesperson")
    tab.context.clear_cookies(name="sessionid")
    tab.keyboard.press("Escape")
    tab.keyboard.press("a")
    tab.wait_for_selector("#id_username")
    tab.fill("#id_username", "ann")
    tab.fill("#id_password", PASSWORD)
    tab.click("[type=submit]")
    tab.wait_for_selector("#item")
    assert shown(tab) == w.items[0], "back at the item, not at an error"
    assert state(w.items[0]) == "pending"
    assert "magnets, as typed" not in tab.locator("#id_text_en").input_value()
    tab.get_by_role("button", name="Put it back").click()
    assert tab.locator("#id_text_en").input_value() == "China resumes the supply of magnets, as typed."
    assert tab.locator("#id_speaker").input_value() == "A spokesperson"
    tab.keyboard.press("Escape")
    tab.keyboard.press("a")
    tab.wait_for_url("**decided=**")
    commitment = Commitment.objects.latest("pk")
    assert commitment.terms.get().text_en == "China resumes the supply of magnets, as typed."
    # What was recorded is not offered again, also when the decision is taken back.
    tab.keyboard.press("u")
    tab.wait_for_url(f"**item={w.items[0]}**")
    assert tab.locator(".desk-kept").is_hidden()


def test_the_back_button_and_another_kind_of_draft_lose_no_word(session, w):
    tab = session(w.ann)
    tab.locator("#id_text_en").fill("Half a sentence")
    tab.keyboard.press("Escape")
    tab.keyboard.press("j")
    tab.wait_for_url("**after=**")
    assert tab.locator(".desk-kept").is_hidden(), "it belongs to the other item"
    tab.go_back()
    tab.locator("#item", has_text=f"item {w.items[0]},").wait_for()
    tab.get_by_role("button", name="Put it back").click()
    assert tab.locator("#id_text_en").input_value() == "Half a sentence"
    tab.get_by_role("link", name="evidence for a known record").click()
    tab.wait_for_url("**as=add_evidence**")
    tab.get_by_role("button", name="Forget it").click()
    tab.reload()
    assert tab.locator(".desk-kept").is_hidden()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_double_click_decides_once_and_goes_on(session, w, scripts):
    tab = session(w.ann, java_script_enabled=scripts)
    posts: list[str] = []
    tab.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    tab.locator('button[value="accept"]').dblclick()
    # Without scripts the second click breaks the first navigation off; the page that comes in the end counts.
    playwright.expect(tab).to_have_url(re.compile("decided="), timeout=30_000)
    assert state(w.items[0]) == "accepted"
    assert state(w.items[1]) == "pending", "the second click does not fall on the next item"
    assert shown(tab) == w.items[1]
    assert Commitment.objects.filter(terms__text_en__contains="magnet type 0").count() == 1
    assert (len(posts) == 1) if scripts else posts


def test_a_verdict_that_comes_twice_is_told_as_done(client, w):
    client.force_login(w.ann)
    first = w.items[0]
    address = reverse("admin:deals_proposal_decide", args=[first])
    sent = {"verdict": "reject", "reason": "duplicate"}
    assert client.post(address, sent).status_code == 302
    again = client.post(address, sent)
    assert (again.status_code, again["Location"]) == (302, f"{QUEUE}?decided={first}#item")
    assert "Rejected: duplicate. Sent twice, recorded once." in client.get(again["Location"]).content.decode()
    # Another verdict, another person or a later moment is no echo of the first.
    assert client.post(address, {"verdict": "accept"}).status_code != 302
    Proposal.objects.filter(pk=first).update(reviewed_at=timezone.now() - dt.timedelta(minutes=2))
    assert client.post(address, sent).status_code == 409


@pytest.mark.parametrize("is_decided", [False, True], ids=["held", "decided"])
def test_who_comes_late_sees_their_own_words_beside_the_refusal(client, w, is_decided):
    first = w.items[0]
    client.force_login(w.ann)
    page = client.get(QUEUE, {"item": first})
    typed = {bound.html_name: bound.value() for bound in page.context["draft"] if bound.value()}
    typed |= {"as": "new_commitment", "verdict": "accept", "text_en": "My own sentence of ten minutes"}
    # The hold ran out, and another editor took the item.
    Proposal.objects.filter(pk=first).update(claimed_until=timezone.now() - dt.timedelta(seconds=1))
    item = review.claim_for(first, w.bob)
    if is_decided:
        review.reject(item, w.bob, "duplicate")
    answer = client.post(reverse("admin:deals_proposal_decide", args=[first]), typed)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "My own sentence of ten minutes" in text
    assert ('value="accept"' in text) is not is_decided  # of an item that is only held it may be sent again
    assert ("by bob" in text) if is_decided else ("bob has this item until" in text)
    assert not Commitment.objects.filter(terms__text_en__contains="My own sentence").exists()


def test_the_hold_is_told_and_its_end(session, w):
    tab = session(w.ann)
    until = Proposal.objects.get(pk=w.items[0]).claimed_until
    assert f"yours until {until:%H:%M} UTC" in tab.locator("#item").inner_text()
    Proposal.objects.filter(pk=w.items[0]).update(claimed_until=timezone.now() + dt.timedelta(seconds=2))
    assert 890 <= int(tab.locator("#verdict").get_attribute("data-held")) <= 900
    tab.add_init_script(HURRY)
    tab.reload()
    tab.get_by_role("status").get_by_text("Your hold on this item has ended").wait_for()


def test_a_slow_answer_is_told_and_may_be_asked_for_again(session, live_server, w):
    tab = session(w.ann)
    tab.add_init_script(HURRY)
    tab.add_init_script(
        "window.told = []; new MutationObserver(() => { const line = document.querySelector('.desk-said');"
        " if (line) told.push(line.textContent); }).observe(document, { childList: true, subtree: true });"
    )
    tab.reload()
    # After the page's own listeners: what was sent stays without an answer, once.
    tab.evaluate("window.addEventListener('submit', (event) => event.preventDefault(), { once: true })")
    tab.locator("#id_reason").select_option("duplicate")
    tab.locator("#id_reason").focus()
    tab.keyboard.press("Enter")
    tab.get_by_text("No answer yet. You may press again.").wait_for()
    assert tab.evaluate("told[0]") == "Sent. Waiting for the answer…"
    assert state(w.items[0]) == "pending"
    tab.locator('button[value="reject"]').click()
    tab.wait_for_url("**decided=**")
    assert state(w.items[0]) == "rejected"


def test_letters_of_an_input_method_and_of_the_browser_are_no_verdicts(session, w):
    tab = session(w.ann)
    tab.evaluate(
        """() => {
            const send = (where, key, more) => where.dispatchEvent(
                new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
            send(document.body, "a", { isComposing: true });
            send(document.body, "a", { keyCode: 229 });
            for (const held of ["ctrlKey", "metaKey", "altKey"]) send(document.body, "a", { [held]: true });
            const field = document.querySelector("#id_comment");
            field.focus();
            send(field, "Enter", { isComposing: true });
            send(field, "Enter", { keyCode: 229 });
            send(field, "Escape", { isComposing: true });
            send(field, "a", {});
        }"""
    )
    tab.wait_for_timeout(300)
    assert (shown(tab), state(w.items[0])) == (w.items[0], "pending")
    assert tab.evaluate("document.activeElement.id") == "id_comment", (
        "Escape ended the composition, not the field"
    )


def test_an_input_method_commits_chinese_without_deciding(session, w):
    """The browser's own composition events, as an input method drives them."""
    tab = session(w.ann)
    tab.locator("#id_comment").click()
    driver = tab.context.new_cdp_session(tab)
    driver.send("Input.imeSetComposition", {"text": "zhong", "selectionStart": 5, "selectionEnd": 5})
    driver.send("Input.insertText", {"text": "中方"})
    assert tab.locator("#id_comment").input_value() == "中方"
    assert (shown(tab), state(w.items[0])) == (w.items[0], "pending")


def test_single_letters_can_be_switched_off(session, w):
    tab = session(w.ann)
    tab.keyboard.press("?")
    tab.get_by_label("Switch the single-letter keys off").check()
    tab.locator("#item").focus()
    tab.keyboard.press("a")
    tab.reload()
    tab.keyboard.press("j")
    tab.wait_for_timeout(300)
    assert (shown(tab), state(w.items[0])) == (w.items[0], "pending"), "kept over pages"
    tab.locator("#desk-keys summary").click()
    tab.get_by_label("Switch the single-letter keys off").uncheck()
    tab.locator("#item").focus()
    tab.keyboard.press("j")
    tab.wait_for_url("**after=**")


def test_a_long_text_opens_at_the_quote(session, live_server, w):
    version = make_version(
        "甲方与乙方会谈。\n" * 300 + "中方将恢复稀土出口。\n" + "会谈继续。\n" * 300, language="zh-Hans"
    )
    claim = make_claim(version, "中方将恢复稀土出口", actor="CN", action="RESUME", object="rare_earths")
    item = propose(claim)
    item.save()
    for options in ({}, {"viewport": {"width": 360, "height": 740}}):
        tab = session(w.ann)
        if options:
            tab.set_viewport_size(options["viewport"])
        tab.goto(f"{live_server.url}{QUEUE}?item={item.pk}")
        box, quote = tab.locator(".desk-text").bounding_box(), tab.locator("#quote").bounding_box()
        assert box["y"] <= quote["y"] and quote["y"] + quote["height"] <= box["y"] + box["height"], options
        assert tab.evaluate("window.scrollY") < 400, "the heading stays in sight"


def test_a_note_survives_a_login_and_is_kept_once(session, live_server, w):
    w.ann.set_password(PASSWORD)
    w.ann.save()
    tab = session(w.ann)
    page = live_server.url + reverse("admin:deals_commitment_change", args=[w.approve.pk])
    tab.goto(page)
    tab.fill("#id_note-body", "Seen in one text only.")
    tab.context.clear_cookies(name="sessionid")
    tab.get_by_role("button", name="Add the note").click()
    tab.wait_for_selector("#id_username")
    tab.fill("#id_username", "ann")
    tab.fill("#id_password", PASSWORD)
    tab.click("[type=submit]")
    tab.get_by_role("button", name="Put it back").click()
    assert tab.locator("#id_note-body").input_value() == "Seen in one text only."
    tab.locator('[type="submit"].default').dblclick()
    tab.wait_for_selector(".desk-annotation")
    assert Note.objects.count() == 1
    assert tab.locator(".desk-kept").is_hidden()
    tab.goto(page)
    assert tab.locator(".desk-kept").is_hidden()


def test_a_correction_is_offered_again_where_it_was_typed(session, live_server, w):
    tab = session(w.ann)
    page = live_server.url + reverse("admin:deals_commitmentterms_correct", args=[w.approve.terms.get().pk])
    tab.goto(page)
    tab.fill("#id_reason", "The text has another word.")
    tab.goto(live_server.url + reverse("admin:index"))
    tab.goto(page)
    tab.get_by_role("button", name="Put it back").click()
    assert tab.locator("#id_reason").input_value() == "The text has another word."
    other = live_server.url + reverse("admin:deals_commitmentterms_correct", args=[w.fees.terms.get().pk])
    tab.goto(other)
    assert tab.locator(".desk-kept").is_hidden()
