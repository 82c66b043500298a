"""What is entered by hand waits for a second person where the policy says so. The texts were written for these tests."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from deals import rechecking, review
from deals.models import (
    CitedSource,
    CommitmentTerms,
    Contradiction,
    Evidence,
    HandEntry,
    Instrument,
    Note,
    Person,
    ReviewPolicy,
    StatusStatement,
)
from deals.spans import Period
from deals.statuses import differences
from sources import storing
from sources.values import Page

from . import deskworld
from .deskworld import D, make_user, make_version, moment

pytestmark = pytest.mark.django_db
NOW = moment(2026, 11, 27, 9)
TEXT = "China suspends Announcement No. 61 of 2025 until 10 November 2026. The ministry said so on Friday."
QUOTE = "China suspends Announcement No. 61 of 2025 until 10 November 2026."


@pytest.fixture
def w():
    world = deskworld.build()
    world.version = make_version(TEXT, published=D(2025, 11, 7), official=True)
    world.ann, world.bob = make_user("ann", "Editor"), make_user("bob", "Editor")
    world.chief = make_user("chief", "Chief editor")
    ReviewPolicy.objects.create(group=Group.objects.get(name="Editor"), needs_second=True)
    return world


def suspend(w, editor, **extra):
    return review.set_status(
        w.notice61,
        [Period("suspended", D(2025, 11, 7), D(2026, 11, 10), runs_out=True)],
        editor,
        pinner=review.Pinner(w.version, 0, len(QUOTE), editor),
        event_kind="suspended",
        title_en="China suspends Announcement 61",
        **extra,
    )


def entries(w):
    """Each kind of entry as a call of its door, and what a reader would find of it."""
    terms = w.approve.terms.get()
    return {
        "quote": (
            lambda who: review.pin_quote(w.approve, w.version, "The ministry said so", who),
            lambda: w.approve.evidence.count(),
        ),
        "status": (lambda who: suspend(w, who), lambda: w.notice61.statuses.on_record().count()),
        "correction": (
            lambda who: review.correct(terms, who, "The text says review.", text_en="Review applications"),
            lambda: CommitmentTerms.objects.on_record().filter(text_en="Review applications").count(),
        ),
        "note": (
            lambda who: review.add_note(w.approve, who, "For *readers*.", is_public=True),
            lambda: Note.objects.count(),
        ),
        "edit": (
            lambda who: review.edit(w.geneva, who, name_en="Geneva talks"),
            lambda: type(w.geneva).objects.filter(name_en="Geneva talks").count(),
        ),
        "shown": (
            lambda who: [
                review.unpublish(w.soy, who),
                review.publish(type(w.soy).objects.get(pk=w.soy.pk), who),
            ][1],
            lambda: type(w.soy).objects.filter(pk=w.soy.pk, is_published=True).count(),
        ),
    }


KINDS = ("quote", "status", "correction", "note", "edit", "shown")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_written_before_another_person_accepts(w, kind):
    enter, found = entries(w)[kind]
    decision = enter(w.ann)
    assert (decision.state, decision.record, decision.rows) == ("waiting", None, ())
    assert "another person" in decision.message
    assert found() == 0
    entry = HandEntry.objects.get()
    assert (entry.kind, entry.state, entry.entered_by, entry.decided_by) == (kind, "waiting", w.ann, None)
    with pytest.raises(review.NeedsAnother, match="another person must accept"):
        review.confirm(entry, w.ann)
    assert found() == 0
    accepted = review.confirm(entry, w.bob, now=NOW)
    assert accepted.state == "accepted" and accepted.record is not None
    assert found() == 1
    entry.refresh_from_db()
    assert (entry.state, entry.decided_by, entry.decided_at) == ("accepted", w.bob, NOW)
    with pytest.raises(review.AlreadyDecided, match="bob"):
        review.confirm(entry, w.chief)


@pytest.mark.parametrize("kind", KINDS)
def test_a_chief_editor_publishes_alone_unless_their_own_policy_says_otherwise(w, kind):
    enter, found = entries(w)[kind]
    if kind == "shown":
        review.unpublish(w.soy, w.chief)
    ReviewPolicy.objects.create(group=Group.objects.get(name="Chief editor"), needs_second=True)
    assert enter(w.chief).state == "waiting"
    assert found() == 0
    HandEntry.objects.all().delete()
    ReviewPolicy.objects.filter(group__name="Chief editor").delete()
    assert enter(w.chief).state == "accepted"
    assert found() == 1
    entry = HandEntry.objects.get()
    assert (entry.state, entry.entered_by, entry.decided_by) == ("accepted", w.chief, w.chief)


def test_the_rows_are_in_the_name_of_who_entered_them_and_on_record_from_the_acceptance(w):
    suspend(w, w.ann, override_reason="Read by hand.", override_until=D(2026, 6, 1))
    review.confirm(HandEntry.objects.get(), w.chief, now=NOW)
    row = w.notice61.statuses.on_record().get()
    assert (row.status, row.is_override, row.override_until) == ("suspended", True, D(2026, 6, 1))
    assert row.event.recorded_by == w.ann
    assert row.recorded_at == row.event.recorded_at == NOW
    assert row.public_since == D(2025, 11, 7)  # when the text was public, whoever accepted it later
    assert row.event.evidence.get().quote == QUOTE
    assert differences(w.notice61) == ([], [])


def test_an_impossible_entry_is_refused_at_once_and_kept_nowhere(w):
    with pytest.raises(review.Refused):
        review.pin_quote(w.approve, w.version, "nobody said this", w.ann)
    with pytest.raises(review.Refused):
        review.correct(w.approve.terms.get(), w.ann, " ", text_en="x")
    with pytest.raises(review.Refused):
        review.add_note(w.approve, w.ann, " ", is_public=True)
    assert not HandEntry.objects.exists()


def test_a_note_among_editors_and_taking_something_back_never_wait(w):
    assert review.add_note(w.approve, w.ann, "Among us.").record.body == "Among us."
    assert review.unpublish(w.approve, w.ann).state == "accepted"
    w.approve.refresh_from_db()
    assert not w.approve.is_published
    assert not HandEntry.objects.exists()


def test_a_private_note_made_public_waits_and_stands_as_it_was_until_then(w):
    note = review.add_note(w.approve, w.ann, "Among us.").record
    assert review.revise_note(note, w.ann, "For all.", is_public=True).state == "waiting"
    assert Note.objects.get(superseded_at=None) == note
    review.confirm(HandEntry.objects.get(), w.bob)
    assert Note.objects.get(superseded_at=None).body == "For all."


def test_what_was_overtaken_is_not_written_over_what_stands(w):
    terms = w.approve.terms.get()
    review.correct(terms, w.ann, "Shorter.", text_en="Ann's words")
    review.edit(w.geneva, w.ann, name_en="Ann's name")
    review.correct(terms, w.chief, "Sooner.", text_en="The chief's words")
    review.edit(w.geneva, w.chief, name_en="The chief's name")
    for entry in HandEntry.objects.filter(entered_by=w.ann):
        with pytest.raises(review.Superseded), transaction.atomic():
            review.confirm(entry, w.bob)
        entry.refresh_from_db()
        assert entry.state == "waiting"
    assert w.approve.terms.on_record().get().text_en == "The chief's words"
    w.geneva.refresh_from_db()
    assert w.geneva.name_en == "The chief's name"


def test_declining_needs_a_reason_and_withdrawing_ones_own_does_not(w):
    review.pin_quote(w.approve, w.version, QUOTE, w.ann)
    review.add_note(w.approve, w.ann, "Mine.", is_public=True)
    quote, note = HandEntry.objects.order_by("pk")
    with pytest.raises(review.Refused):
        review.decline(quote, w.bob, "  ")
    assert review.decline(quote, w.bob, "It is of another measure.").state == "declined"
    assert review.decline(note, w.ann).state == "withdrawn"
    quote.refresh_from_db()
    assert (quote.comment, quote.decided_by) == ("It is of another measure.", w.bob)
    assert not Evidence.objects.exists() and not Note.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        HandEntry.objects.filter(pk=quote.pk).update(comment="")


def test_a_status_by_hand_is_taken_back_with_all_that_it_wrote(w):
    suspend(w, w.chief)
    entry = HandEntry.objects.get()
    with pytest.raises(review.Refused, match="chief"):
        review.take_back_entry(entry, w.bob)
    assert review.take_back_entry(entry, w.chief).state == "taken_back"
    assert not w.notice61.statuses.on_record().exists()
    assert not Evidence.objects.on_record().exists()
    assert not StatusStatement.objects.on_record().exists()
    assert StatusStatement.objects.count() == 1  # kept, as everything is


class TestChangedWords:
    def edited(self, w, text):
        page = Page(title="T", text=text, language="en")
        return storing.store_version(w.version.document, page, None, NOW)

    def test_an_entry_by_hand_waits_again_when_its_words_changed(self, w):
        suspend(w, w.chief)
        self.edited(w, TEXT.replace("10 November 2026", "10 May 2026"))
        assert (
            rechecking.recheck_evidence(NOW)["reopened"] == 1
        )  # the event's quote and the measure's: one entry
        entry = HandEntry.objects.get()
        assert entry.state == "reopened"
        assert "10 May 2026" in entry.outcome["reopened"]["after"]
        assert w.notice61.statuses.on_record().exists()  # the machine takes nothing back
        assert review.counts_for(w.bob).by_hand == 1
        assert review.stand_by(entry, w.bob, now=NOW).state == "accepted"
        entry.refresh_from_db()
        assert [one["by"] for one in entry.outcome["kept"]] == [w.bob.pk]
        self.edited(w, "Nothing of it is said any more.")
        assert rechecking.recheck_evidence(NOW)["reopened"] == 1
        assert review.take_back_entry(entry, w.bob).state == "taken_back"
        assert not w.notice61.statuses.on_record().exists()

    def test_words_pinned_without_an_entry_get_one(self, w):
        row = review.pin_quote(w.approve, w.version, QUOTE, w.chief).record
        HandEntry.objects.all().delete()  # as of a version that kept none, or of reference data
        self.edited(w, "Nothing of it is said any more.")
        assert rechecking.recheck_evidence(NOW)["reopened"] == 1
        entry = HandEntry.objects.get()
        assert (entry.kind, entry.state, entry.outcome["reopened"]["verdict"]) == (
            "quote",
            "reopened",
            "deleted",
        )
        review.take_back_entry(entry, w.bob)
        row.refresh_from_db()
        assert row.superseded_at is not None

    def test_a_corrected_quote_still_finds_its_entry(self, w):
        row = review.pin_quote(w.approve, w.version, QUOTE, w.chief).record
        review.correct(row, w.chief, "Who spoke.", speaker="the ministry")
        self.edited(w, "Nothing of it is said any more.")
        assert rechecking.recheck_evidence(NOW)["reopened"] == 1
        entry = HandEntry.objects.get(kind="quote")
        assert entry.state == "reopened"
        review.take_back_entry(entry, w.bob)
        assert not w.approve.evidence.on_record().exists()

    def test_words_that_come_back_leave_nothing_to_decide(self, w):
        suspend(w, w.chief)
        self.edited(w, TEXT.replace("10 November 2026", "10 May 2026"))
        assert rechecking.recheck_evidence(NOW)["reopened"] == 1
        self.edited(w, TEXT + " It was added later.")
        rechecking.recheck_evidence(NOW)
        entry = HandEntry.objects.get()
        assert (entry.state, entry.outcome["kept"][0]["back_in"]) == ("accepted", 3)
        assert review.counts_for(w.bob).by_hand == 0

    def test_words_that_only_moved_reopen_nothing(self, w):
        suspend(w, w.chief)
        self.edited(w, "A new first line.\n" + TEXT)
        assert rechecking.recheck_evidence(NOW)["reopened"] == 0
        assert HandEntry.objects.get().state == "accepted"


def login(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def decide(client, entry, verdict, **said):
    return client.post(reverse("admin:deals_handentry_decide", args=[entry.pk]), {"verdict": verdict, **said})


def test_at_the_desk_a_quote_a_status_a_correction_and_a_note_wait(w):
    ann, bob = login(w.ann), login(w.bob)
    record = f"/admin/deals/commitment/{w.approve.pk}"
    measure = f"/admin/deals/countermeasure/{w.notice61.pk}"
    terms = w.approve.terms.get()
    form = {"document": w.version.document_id, "quote": QUOTE, "stance": "supports"}
    corrected = ann.get(f"/admin/deals/commitmentterms/{terms.pk}/correct/").context["form"]
    values = {b.html_name: b.value() for b in corrected if b.value() not in (None, False)}
    sent = [
        (f"{record}/quote/", form),
        (
            f"{measure}/status/",
            form
            | {
                "aspect": "force",
                "status": "suspended",
                "first": "2025-11-07",
                "last": "2026-11-10",
                "event_kind": "suspended",
                "title_en": "China suspends its notice",
            },
        ),
        (
            f"/admin/deals/commitmentterms/{terms.pk}/correct/",
            values | {"reason": "Closer.", "text_en": "Review them"},
        ),
        (f"{record}/note/", {"note-body": "A note for readers.", "note-is_public": "on"}),
    ]
    for address, data in sent:
        answer = ann.post(address, data, follow=True)
        assert answer.status_code == 200, address
        assert "another person must accept it" in answer.content.decode(), address
    assert "Waits for another person" in ann.get(f"{record}/change/").content.decode()
    pages = (w.approve.get_absolute_url(), w.notice61.get_absolute_url(), "/deals/us-china/")
    words = (QUOTE, "China suspends its notice", "Review them", "A note for readers.")
    for page in pages:
        text = Client().get(page).content.decode()
        assert not any(one in text for one in words), page
    assert "entered by hand</dt>" in bob.get("/admin/").content.decode()
    listed = bob.get("/admin/deals/handentry/").content.decode()
    for entry in HandEntry.objects.order_by("pk"):
        address = reverse("admin:deals_handentry_change", args=[entry.pk])
        assert address in listed
        own = ann.get(address).content.decode()
        assert "another person must accept it" in own and 'value="accept"' not in own
        refused = decide(ann, entry, "accept")
        assert refused.status_code == 409
        assert "You entered this yourself" in refused.content.decode()
        page = bob.get(address)
        assert page.status_code == 200 and 'value="accept"' in page.content.decode()
        assert decide(bob, entry, "accept").status_code == 302
        entry.refresh_from_db()
        assert (entry.state, entry.decided_by) == ("accepted", w.bob)
        assert decide(bob, entry, "accept").status_code == 409
    shown = "".join(Client().get(page).content.decode() for page in pages)
    assert all(one in shown for one in words)


def test_at_the_desk_an_edited_record_and_a_new_one_wait(w):
    ann, bob = login(w.ann), login(w.bob)
    address = f"/admin/deals/round/{w.geneva.pk}/change/"
    page = ann.get(address)
    data = {}
    for bound in page.context["adminform"].form:
        if bound.value() not in (None, False):
            data[bound.html_name] = bound.value()
    for formset in page.context["inline_admin_formsets"]:
        for bound in formset.formset.management_form:
            data[bound.html_name] = bound.value()
    answer = ann.post(address, data | {"name_en": "Geneva talks"}, follow=True)
    assert "another person must accept it" in answer.content.decode()
    assert "was changed successfully" not in answer.content.decode()
    w.geneva.refresh_from_db()
    assert w.geneva.name_en == "Geneva"
    entry = HandEntry.objects.get()
    assert (
        "Geneva talks" in bob.get(reverse("admin:deals_handentry_change", args=[entry.pk])).content.decode()
    )
    assert decide(bob, entry, "accept").status_code == 302
    w.geneva.refresh_from_db()
    assert w.geneva.name_en == "Geneva talks"
    assert w.geneva.history.first().history_user == w.ann
    new = data | {"slug": "stockholm", "name_en": "Stockholm", "seen": "", "is_published": "on"}
    answer = ann.post("/admin/deals/round/add/", new, follow=True)
    assert "another person must accept it" in answer.content.decode()
    made = type(w.geneva).objects.get(slug="stockholm")
    assert not made.is_published
    assert decide(bob, HandEntry.objects.get(kind="shown"), "accept").status_code == 302
    made.refresh_from_db()
    assert made.is_published


def test_at_the_desk_a_contradiction_is_edited_by_two(w):
    one = Contradiction.objects.create(slug="c", statement="They differ.", deal=w.deal)
    ann = login(w.ann)
    address = f"/admin/deals/contradiction/{one.pk}/change/"
    page = ann.get(address)
    data = {b.html_name: b.value() for b in page.context["adminform"].form if b.value() is not None}
    for formset in page.context["inline_admin_formsets"]:
        data |= {b.html_name: b.value() for b in formset.formset.management_form}
    answer = ann.post(address, data | {"statement": "They agree."}, follow=True)
    assert "another person must accept it" in answer.content.decode()
    one.refresh_from_db()
    assert one.statement == "They differ."
    review.confirm(HandEntry.objects.get(), w.bob)
    one.refresh_from_db()
    assert one.statement == "They agree."


def form_of(client, address):
    """What a browser would send back of a form as it is shown."""
    page = client.get(address)
    data = {b.html_name: b.value() for b in page.context["adminform"].form if b.value() not in (None, False)}
    for formset in page.context["inline_admin_formsets"]:
        data |= {b.html_name: b.value() for b in formset.formset.management_form}
        for one in formset.formset.forms:
            data |= {b.html_name: b.value() for b in one if b.value() is not None}
    return data


@pytest.mark.parametrize(
    ("kind", "field", "words"),
    [
        ("party", "name_zh", "中华人民共和国"),
        ("person", "role", "Vice-premier"),
        ("material", "uses", "lamps"),
        ("instrument", "title_en", "Another title"),
        ("citedsource", "title", "Another headline"),
    ],
)
def test_at_the_desk_a_name_that_readers_see_is_changed_by_two(w, kind, field, words):
    row = {
        "party": lambda: w.cn,
        "person": lambda: Person.objects.create(slug="p", name_en="A Person", party=w.cn, role="Minister"),
        "material": lambda: w.dy,
        "instrument": lambda: w.notice61.instrument,
        "citedsource": lambda: CitedSource.objects.create(
            publisher="Gazette", title="Headline", published_on=D(2025, 6, 27)
        ),
    }[kind]()
    before = getattr(row, field)
    who = w.ann
    if kind in ("party", "material"):  # chief editors alone change these; their own policy asks for two here
        who = make_user("dan", "Chief editor")
        ReviewPolicy.objects.create(group=Group.objects.get(name="Chief editor"), needs_second=True)
    client, address = login(who), f"/admin/deals/{kind}/{row.pk}/change/"
    answer = client.post(address, form_of(client, address) | {field: words}, follow=True)
    assert "another person must accept it" in answer.content.decode(), answer.context.get("errors")
    row.refresh_from_db()
    assert getattr(row, field) == before
    page = client.get(address).content.decode()
    assert "Waits for another person" in page
    decide(login(w.bob), HandEntry.objects.get(), "accept")
    row.refresh_from_db()
    assert getattr(row, field) == words


def test_a_new_act_is_named_at_once_for_no_reader_sees_it_before_a_fact_points_to_it(w):
    ann = login(w.ann)
    said = {"number": "2026/1", "title_en": "A new act", "kind": "announcement", "slug": "a-new-act"}
    answer = ann.post("/admin/deals/instrument/add/", said | {"issuer": w.cn.pk}, follow=True)
    assert "was added successfully" in answer.content.decode()
    assert Instrument.objects.filter(slug="a-new-act").exists() and not HandEntry.objects.exists()
    address = f"/admin/deals/countermeasure/{w.order.pk}/change/"
    act = Instrument.objects.get(slug="a-new-act")
    answer = ann.post(address, form_of(ann, address) | {"instrument": act.pk}, follow=True)
    assert "another person must accept it" in answer.content.decode()


def test_aliases_of_a_party_are_kept_though_its_name_waits(w):
    dan = login(make_user("dan", "Chief editor"))
    ReviewPolicy.objects.create(group=Group.objects.get(name="Chief editor"), needs_second=True)
    address = f"/admin/deals/party/{w.eu.pk}/change/"
    data = form_of(dan, address) | {
        "name_en": "The Union",
        "aliases-TOTAL_FORMS": "1",
        "aliases-0-text": "欧盟",
        "aliases-0-language": "zh",
        "aliases-0-party": w.eu.pk,
    }
    assert dan.post(address, data).status_code == 302
    w.eu.refresh_from_db()
    assert w.eu.name_en == "European Union" and w.eu.aliases.get().text == "欧盟"
    assert HandEntry.objects.get().payload["changes"] == {"name_en": "The Union"}


def test_of_two_editors_of_one_act_the_second_overwrites_nothing_silently(w):
    """Acts have no history; what was read is told by its values."""
    ReviewPolicy.objects.all().delete()
    ann, bob = login(w.ann), login(w.bob)
    act = w.notice61.instrument
    address = f"/admin/deals/instrument/{act.pk}/change/"
    hers, his = form_of(ann, address), form_of(bob, address)
    assert ann.post(address, hers | {"title_en": "Ann's title"}).status_code == 302
    answer = bob.post(address, his | {"title_en": "Bob's title"})
    text = answer.content.decode()
    assert answer.status_code == 200 and "saved meanwhile" in text
    assert "Ann&#x27;s title" in text and "Bob&#x27;s title" in text
    act.refresh_from_db()
    assert act.title_en == "Ann's title"
    again = {
        b.html_name: b.value() for b in answer.context["adminform"].form if b.value() not in (None, False)
    }
    assert bob.post(address, again | {"title_en": "Both"}).status_code == 302
    act.refresh_from_db()
    assert act.title_en == "Both"


def test_declining_at_the_desk_says_why_and_an_analyst_only_looks(w):
    review.pin_quote(w.approve, w.version, QUOTE, w.ann)
    entry = HandEntry.objects.get()
    bob, reader = login(w.bob), login(make_user("reader", "Analyst"))
    assert decide(bob, entry, "decline").status_code == 422
    assert decide(bob, entry, "explode").status_code == 422
    address = reverse("admin:deals_handentry_change", args=[entry.pk])
    seen = reader.get(address)
    assert seen.status_code == 200 and 'name="verdict"' not in seen.content.decode()
    assert decide(reader, entry, "accept").status_code == 403
    answer = bob.post(
        reverse("admin:deals_handentry_decide", args=[entry.pk]),
        {"verdict": "decline", "comment": "Another measure."},
        follow=True,
    )
    assert "Declined." in answer.content.decode()
    assert "Another measure." in bob.get(address).content.decode()
    assert bob.get(reverse("admin:deals_handentry_change", args=[entry.pk + 99])).status_code == 404


def test_a_list_of_entries_takes_few_queries(w, django_assert_max_num_queries):
    HandEntry.objects.bulk_create(
        HandEntry(
            kind="note",
            state="waiting",
            model="deals.Commitment",
            object_id=w.approve.pk,
            payload={"body": f"Note {n}", "is_public": True, "replaces": None},
            entered_by=w.ann,
            entered_at=NOW,
        )
        for n in range(200)
    )
    bob = login(w.bob)
    bob.get("/admin/deals/handentry/")
    with django_assert_max_num_queries(8):
        assert bob.get("/admin/deals/handentry/").status_code == 200
