"""What an editor chooses from: codes by their words, other records without scripts, and what was decided, shown as decided."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deals import choices, review
from deals import models as d
from deals.admin import boxes
from deals.matching import propose
from deals.models import Commitment, Proposal

from . import deskworld
from .deskworld import make_claim, make_user, make_version
from .make import make_event

pytestmark = pytest.mark.django_db
QUEUE = reverse("admin:deals_proposal_queue")


def options_of(page, name):
    """Return the values and words of a list, and those of them that are chosen."""
    found = re.search(rf'<select name="{name}".*?</select>', page.content.decode(), re.DOTALL)
    assert found, name
    options = re.findall(r'<option value="([^"]*)"( selected)?[^>]*>([^<]*)</option>', found[0])
    return {value: words for value, _, words in options}, [value for value, chosen, _ in options if chosen]


def values_of(page, form="form"):
    """Return what a browser would send of the page's form, nothing being changed."""
    form = page.context[form]
    return {name: value for name in form.fields if (value := form[name].value()) not in (None, "", [])}


def test_the_objects_are_those_of_the_codebook():
    told = (Path(settings.BASE_DIR) / "docs" / "codebook.md").read_text(encoding="utf-8")
    line = re.search(r"^\| object \| (.+?) \|", told, re.MULTILINE)
    assert set(line[1].split(", ")) == set(choices.Object.values)


def proposal_of(object_):
    quote = "China will approve what applications for magnets it receives"
    claim = make_claim(
        make_version(quote + "."),
        quote,
        actor="CN",
        target="US",
        action="APPROVE",
        object=object_,
        modality="will",
    )
    proposal = propose(claim)
    proposal.save()
    return proposal


def test_an_object_is_chosen_by_its_words(w, ann):
    proposal = proposal_of("licences")
    page = ann.get(QUEUE, {"item": proposal.pk, "as": "new_commitment"})
    options, chosen = options_of(page, "object")
    assert options["licences"] == "export licences" and options["port_fee"] == "port fees"
    assert chosen == ["licences"] and "licences" not in [words for words in options.values()]
    sent = {**values_of(page, "draft"), "as": "new_commitment", "verdict": "accept", "obligee": "US"}
    decide = reverse("admin:deals_proposal_decide", args=[proposal.pk])
    assert ann.post(decide, {**sent, "object": "license thing"}).status_code == 422
    assert ann.post(decide, {**sent, "object": "rare_earths"}).status_code == 302
    made = Commitment.objects.latest("pk")
    assert made.terms.get().object == "rare_earths"
    shown = ann.get(made.get_absolute_url()).content.decode()
    assert "approve: rare-earth supplies" in shown


def test_a_code_of_the_rules_that_is_on_no_list_is_kept(w, ann):
    proposal = proposal_of("import_quota")
    options, chosen = options_of(ann.get(QUEUE, {"item": proposal.pk, "as": "new_commitment"}), "object")
    assert chosen == ["import_quota"] and options["import_quota"] == "import quota (as read)"
    page = ann.get(QUEUE, {"item": proposal.pk, "as": "new_commitment"})
    sent = {**values_of(page, "draft"), "as": "new_commitment", "verdict": "accept", "obligee": "US"}
    assert ann.post(reverse("admin:deals_proposal_decide", args=[proposal.pk]), sent).status_code == 302
    assert Commitment.objects.latest("pk").terms.get().object == "import_quota"
    terms = w.approve.terms.get()
    d.CommitmentTerms.objects.filter(pk=terms.pk).update(object="import_quota")
    url = reverse("admin:deals_commitmentterms_correct", args=[terms.pk])
    page = ann.get(url)
    options, chosen = options_of(page, "object")
    assert chosen == ["import_quota"] and options["mechanism"] == "consultation mechanism"
    sent = values_of(page)
    corrected = ann.post(url, {**sent, "due_wording": "by the spring", "reason": "A test."})
    assert corrected.status_code == 302
    assert w.approve.terms.get(superseded_at=None).object == "import_quota"


def test_the_firmness_of_a_wording_is_chosen_by_its_words(w, ann):
    terms = w.approve.terms.get()
    url = reverse("admin:deals_commitmentterms_correct", args=[terms.pk])
    page = ann.get(url)
    options, _ = options_of(page, "firmness")
    assert (
        options["7"] == "7 of 7: done" and options["1"] == "1 of 7: will study" and options[""] == "not coded"
    )
    sent = values_of(page)
    assert ann.post(url, {**sent, "firmness": "3", "reason": "A test."}).status_code == 302
    assert w.approve.terms.get(superseded_at=None).firmness == 3


def test_other_records_are_chosen_without_scripts(w, ann):
    """Django's searched box holds nothing but what is chosen: without its script nothing else could be."""
    page = ann.get(reverse("admin:deals_commitment_change", args=[w.approve.pk]))
    owes, chosen = options_of(page, "obligor")
    assert {str(w.us.pk), str(w.cn.pk), str(w.eu.pk)} <= set(owes) and chosen == [str(w.cn.pk)]
    assert "" in options_of(page, "round")[0] and "" in options_of(page, "obligee")[0]
    terms = w.approve.terms.get()
    url = reverse("admin:deals_commitmentterms_correct", args=[terms.pk])
    page = ann.get(url)
    materials, chosen = options_of(page, "materials")
    assert materials == {str(w.dy.pk): "Dysprosium (Dy)"} and chosen == []
    sent = values_of(page)
    assert ann.post(url, {**sent, "materials": [w.dy.pk], "reason": "A test."}).status_code == 302
    assert list(w.approve.terms.get(superseded_at=None).materials.all()) == [w.dy]


def test_a_list_of_records_takes_the_same_queries_however_long_it_is(w, ann):
    event = make_event(w.deal, kind="statement", commitment=w.approve)
    url = reverse("admin:deals_event_correct", args=[event.pk])

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = ann.get(url)
        return len(queries), options_of(page, "commitment")

    few, (options, chosen) = asked()
    assert chosen == [str(w.approve.pk)] and str(w.fees.pk) in options
    for number in range(8):
        deskworld.make_commitment(w, f"more-{number}", w.us, w.cn, f"Do a thing, {number}")
    more, (options, _) = asked()
    assert more == few and len(options) == 16


def test_what_is_chosen_stays_in_a_list_that_is_longer_than_shown(w, ann, monkeypatch):
    monkeypatch.setattr(boxes, "MOST", 1)
    page = ann.get(reverse("admin:deals_commitment_change", args=[w.approve.pk]))
    options, chosen = options_of(page, "obligor")
    assert chosen == [str(w.cn.pk)] and len(options) <= 2


def test_a_dispute_shows_the_record_that_was_disputed(w, ann):
    proposal = proposal_of("licences")
    proposal.refresh_from_db()
    others = [one for one in proposal.candidates if one["kind"] == "commitment"]
    assert len(others) > 1
    wanted = Commitment.objects.get(pk=others[1]["id"])
    review.dispute(proposal, w.ann, wanted, "It says otherwise.", fields={"as": "add_evidence"})
    page = ann.get(QUEUE, {"item": proposal.pk}).content.decode()
    assert f'value="commitment:{wanted.pk}" checked' in page
    assert page.count(" checked") == 1
    assert Proposal.objects.get(pk=proposal.pk).state == "disputed"
    # Readers see it beside what holds, not only down among the sources.
    shown = ann.get(wanted.get_absolute_url()).content.decode()
    assert "1 quoted source says otherwise" in shown
    assert shown.index("1 quoted source says otherwise") < shown.index('id="evidence-title"')
    other = Commitment.objects.exclude(pk=wanted.pk).filter(is_published=True).first()
    assert "says otherwise" not in ann.get(other.get_absolute_url()).content.decode()


def test_facts_on_a_record_show_what_they_say_and_where_they_are_corrected(w, ann):
    terms = w.approve.terms.get()
    page = ann.get(reverse("admin:deals_commitment_change", args=[w.approve.pk])).content.decode()
    facts = re.search(r'<h2 id="terms-heading">.*?</section>', page, re.DOTALL)[0]
    assert reverse("admin:deals_commitmentterms_correct", args=[terms.pk]) in facts
    assert "<dt>Action</dt><dd>approve</dd>" in facts and "<dd>-</dd>" not in facts
    assert "<dt>Object</dt><dd>export licences</dd>" in facts
    row = ann.get(reverse("admin:deals_commitmentterms_change", args=[terms.pk])).content.decode()
    assert "export licences" in row and ">licences<" not in row
    assert "None on record." in re.search(r'<h2 id="conditions-heading">.*?</section>', page, re.DOTALL)[0]
    analyst = make_user("reader", "Analyst")
    client = Client()
    client.force_login(analyst)
    seen = client.get(reverse("admin:deals_commitment_change", args=[w.approve.pk]))
    assert seen.status_code == 200 and "Action" in seen.content.decode()
    assert "/correct/" not in seen.content.decode()


def test_who_speaks_is_chosen_by_name_when_a_document_is_added(w, ann):
    page = ann.get(reverse("admin:sources_document_add"))
    options, _ = options_of(page, "party")
    assert options["CN"] == "China (CN)" and options["TT"] == "Trinidad and Tobago (TT)"
    assert list(options)[:3] == ["", "US", "CN"]


def test_whether_a_status_is_of_force_or_of_doing_follows_from_its_word(w, ann):
    version = make_version("China has issued the licences.", title="Kept", party="US", official=True)
    url = reverse("admin:deals_commitment_status", args=[w.approve.pk])
    sent = {
        "document": version.document_id,
        "quote": "China has issued the licences",
        "stance": "supports",
        "first": "2025-07-01",
        "event_kind": "statement",
        "title_en": "The United States says that it was kept",
    }
    assert ann.post(url, {**sent, "status": "nonsense"}).status_code == 422
    for status, aspect in (("kept", "verification"), ("in_force", "force")):
        assert ann.post(url, {**sent, "status": status, "title_en": f"{status}, it says"}).status_code == 302
        assert w.approve.statuses.filter(superseded_at=None, status=status, aspect=aspect).exists(), status


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("40", "$ billion", "$40 billion"),
        ("5", "EUR billion", "EUR 5 billion"),
        ("2500", "10,000 tons", "25,000,000 tons"),
        ("400", "亿美元", "400亿美元"),
        ("3", "percent", "3 percent"),
        ("1.5", "10,000 tons", "1.5 10,000 tons"),
    ],
)
def test_how_much_is_drafted_as_one_would_write_it(value, unit, words):
    quote = f"China will buy goods of {value} units"
    claim = make_claim(
        make_version(quote + "."),
        quote,
        actor="CN",
        action="PURCHASE",
        object="purchases",
        modality="will",
        quantity={"value": value, "unit": unit},
    )
    assert propose(claim).draft["quantity"] == words
