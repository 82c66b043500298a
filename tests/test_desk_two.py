"""Two people at the desk at once, in two real browser sessions. The texts were written for these tests.

Skipped by name where Chromium is missing.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.urls import reverse

from deals.models import HandEntry, Note, ReviewPolicy

from . import deskworld
from .deskworld import make_user, make_version
from .screenshots import CHROMIUM
from .test_desk_browser import tab_to

playwright = pytest.importorskip("playwright.sync_api", reason="the playwright package is not installed")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"Chromium is missing at {CHROMIUM}"),
]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
ZH = "双方团队于周四会面。中方将恢复对美国的稀土磁材出口。"
QUOTE = "中方将恢复对美国的稀土磁材出口"


@pytest.fixture
def w(transactional_db):
    world = deskworld.build()
    world.ann, world.bob = make_user("ann", "Editor"), make_user("bob", "Editor")
    world.version = make_version(ZH, language="zh-Hans", official=True, party="CN")
    return world


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_second_of_two_editors_sees_both_texts_and_merges(signed_in, live_server, w, scripts):
    ann, bob = (signed_in(user, java_script_enabled=scripts) for user in (w.ann, w.bob))
    record = live_server.url + reverse("admin:deals_round_change", args=[w.geneva.pk])
    for tab in (ann, bob):
        tab.goto(record)
    ann.fill("#id_place", "Ann's place")
    ann.click("input[name=_save]")
    bob.fill("#id_place", "Bob's place")
    bob.click("input[name=_save]")
    w.geneva.refresh_from_db()
    assert w.geneva.place == "Ann's place"  # nothing was overwritten
    shown = bob.locator("#content").inner_text()
    assert "ann saved meanwhile: “Ann's place”" in shown
    assert bob.locator("#id_place").input_value() == "Bob's place"
    if scripts:  # above the notes and the fields, and the reader is taken there
        bob.locator(".errornote:focus").wait_for()
    bob.fill("#id_place", "Ann's and Bob's place")
    bob.click("input[name=_save]")
    w.geneva.refresh_from_db()
    assert w.geneva.place == "Ann's and Bob's place"
    # a fact
    terms = w.approve.terms.get()
    correct = live_server.url + reverse("admin:deals_commitmentterms_correct", args=[terms.pk])
    for tab in (ann, bob):
        tab.goto(correct)
    for tab, words in ((ann, "Ann's words"), (bob, "Bob's words")):
        tab.fill("#id_text_en", words)
        tab.fill("#id_reason", f"{words} are closer.")
        tab.click("input[value=Correct]")
    both = bob.locator(".desk-merge").inner_text()
    assert "Ann's words" in both and "Bob's words" in both
    assert w.approve.terms.on_record().get().text_en == "Ann's words"
    bob.fill("#id_text_en", "Words of both")
    bob.click("input[value=Correct]")
    assert w.approve.terms.on_record().get().text_en == "Words of both"
    # a note
    note = Note.objects.create(commitment=w.approve, author=w.ann, body="First.")
    revise = live_server.url + reverse("admin:deals_commitment_note", args=[w.approve.pk])
    for tab in (ann, bob):
        tab.goto(f"{revise}?replaces={note.pk}")
    for tab, words in ((ann, "Ann's note"), (bob, "Bob's note")):
        tab.fill("#id_note-body", words)
        tab.click("input[value='Keep the note']")
    assert "Ann's note" in bob.locator(".desk-notes").inner_text()
    assert bob.locator("#id_note-body").input_value() == "Bob's note"
    bob.fill("#id_note-body", "A note of both")
    bob.click("input[value='Keep the note']")
    assert Note.objects.get(superseded_at=None).body == "A note of both"


@pytest.mark.parametrize("scripts", [True, False], ids=["keyboard", "no-scripts"])
def test_a_quote_by_hand_is_public_when_the_second_person_accepts_it(signed_in, live_server, w, scripts):
    ReviewPolicy.objects.create(group=w.ann.groups.get(), needs_second=True)
    ann, bob = (signed_in(user, java_script_enabled=scripts) for user in (w.ann, w.bob))
    reader = signed_in(make_user("reader"), java_script_enabled=scripts)
    public = live_server.url + w.approve.get_absolute_url()
    ann.goto(
        live_server.url
        + reverse("admin:deals_commitment_quote", args=[w.approve.pk])
        + f"?document={w.version.document_id}"
    )
    if scripts:
        tab_to(ann, "#document-text")
        ann.keyboard.press("Control+Home")
        for _ in range(ZH.index(QUOTE)):
            ann.keyboard.press("ArrowRight")
        for _ in QUOTE:
            ann.keyboard.press("Shift+ArrowRight")
        tab_to(ann, "#pin button[type=submit]")
        ann.keyboard.press("Enter")
        ann.wait_for_selector(".messagelist")
    else:
        ann.fill("#id_quote", QUOTE)
        ann.click("#pin button.desk-accept")
    assert "another person must accept it" in ann.locator(".messagelist").inner_text()
    ann.get_by_role("link", name="Quote pinned by hand").click()
    assert "You entered this yourself" in ann.locator("#content-main").inner_text()
    assert ann.locator("button[value=accept]").count() == 0
    reader.goto(public)
    assert QUOTE not in reader.locator("main").inner_text()
    bob.goto(live_server.url + reverse("admin:index"))
    bob.get_by_role("link", name="1", exact=True).first.click()
    bob.locator("#result_list tbody a").first.click()
    assert bob.locator("mark#quote").inner_text() == QUOTE
    if scripts:
        bob.locator("#item:focus").wait_for()  # the script runs after the click returns
        bob.keyboard.press("a")
        bob.get_by_role("status").get_by_text("Accepted").wait_for()
    else:
        bob.click("button[value=accept]")
    entry = HandEntry.objects.get()
    assert (entry.state, entry.entered_by, entry.decided_by) == ("accepted", w.ann, w.bob)
    reader.goto(public)
    assert QUOTE in reader.locator("main").inner_text()
