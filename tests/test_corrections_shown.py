"""What readers see of a correction: every field that changed, whole, and the reason. The rows are made up."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deals import models as d
from deals import review
from deals.querysets import AsOf

from . import deskworld
from .deskworld import make_user

pytestmark = pytest.mark.django_db
LONG = (
    "Review and approve export applications for controlled items that meet the conditions of the law, within forty-five "
    "days of receipt, for buyers everywhere"
)


@pytest.fixture
def w(db):
    world = deskworld.build()
    world.chief = make_user("chief", "Chief editor")
    for one in (world.approve, world.fees, world.soy):
        d.Commitment.objects.filter(pk=one.pk).update(is_published=True)
    d.Deal.objects.update(is_published=True)
    return world


def shown(client, address):
    found = client.get(address)
    assert found.status_code == 200
    return re.sub(r"\s+", " ", found.content.decode())


def test_a_corrected_wording_is_shown_to_its_last_word(w, client):
    review.correct(w.approve.terms.get(), w.chief, "The days were left out.", text_en=LONG)
    again = w.approve.terms.get(superseded_at=None)
    review.correct(again, w.chief, "For buyers anywhere.", text_en=LONG.replace("everywhere", "anywhere"))
    for address in (w.approve.get_absolute_url(), "/corrections/"):
        text = shown(client, address)
        plain = re.sub(r"<[^>]+>", "", text)
        assert "What is owed, in English" in text
        # Only what changed is struck and underlined, and nothing of the end is cut off.
        assert "removed: </span>everywhere</del>" in text and "added: </span>anywhere</ins>" in text, address
        assert "for buyers removed: everywhereadded: anywhere" in re.sub(r" +", " ", plain).replace(
            " added", "added"
        )
        assert "Why: For buyers anywhere." in plain and "Why: The days were left out." in plain


def test_what_was_corrected_again_was_a_correction_and_what_was_taken_back_was_none(w):
    def told(recorded=None):
        asof = AsOf(dt.date(2026, 11, 24), None, recorded) if recorded else None
        return sorted(d.CommitmentTerms.objects.corrections(asof).values_list("text_en", flat=True))

    old = w.approve.terms.get()
    first = review.correct(old, w.chief, "Once.", text_en="First wording").record
    second = review.correct(first, w.chief, "Twice.", text_en="Second wording").record
    assert told() == ["First wording", "Second wording"]
    assert told(first.recorded_at) == ["First wording"]
    assert told(old.recorded_at) == []
    d.CommitmentTerms.objects.filter(pk=second.pk).update(
        superseded_at=second.recorded_at + dt.timedelta(days=1)
    )
    assert told() == ["First wording"]
    assert told(second.recorded_at) == ["First wording", "Second wording"]


def test_corrected_codes_days_and_materials_are_told_in_words(w, client):
    terms = w.approve.terms.get()
    review.correct(
        terms,
        w.chief,
        "The notice names a day.",
        object="port_fee",
        action="SUSPEND",
        due_on=dt.date(2026, 3, 1),
        materials=[w.dy],
    )
    for address in (w.approve.get_absolute_url(), "/corrections/"):
        plain = re.sub(r"<[^>]+>", "", shown(client, address))
        for words in ("was: approve now: suspend", "was: export licences now: port fees", "now: 2026-03-01"):
            assert words in re.sub(r" +", " ", plain), (address, words)
        assert re.search(r"materials\s+nothing\s+now: Dysprosium \(Dy\)", plain), address
        assert "port_fee" not in plain and "SUSPEND" not in plain


def test_more_corrections_take_no_more_queries(w, client):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            shown(client, "/corrections/")
        return len(queries)

    review.correct(w.approve.terms.get(), w.chief, "One.", text_en="Approve applications")
    few = asked()
    for number, one in enumerate((w.fees, w.soy)):
        review.correct(one.terms.get(), w.chief, "Another.", text_en=f"Do a thing, {number}")
    assert asked() == few
