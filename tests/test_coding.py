"""The second pair of eyes: by group, and blind, with the agreement reached."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from deals import coding, review
from deals.matching import propose
from deals.models import ReviewPolicy, SecondCoding
from deals.reliability import alpha
from deals.verdicts import NeedsAnother, Refused

from . import deskworld
from .deskworld import make_user, make_version, seed_claims

# The worked example of Krippendorff (2011): four observers, twelve units, some not coded.
OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
CODE = reverse("admin:deals_secondcoding_code")


def test_alpha_is_that_of_the_published_example():
    rows = [[None if one == "." else one for one in row.split()] for row in OBSERVERS]
    assert alpha(zip(*rows, strict=True)) == pytest.approx(0.743, abs=0.0005)


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -0.5),
        ([("a", "a"), ("a", "a")], None),
        ([("a", None), (None, "b")], None),
        ([], None),
    ],
)
def test_alpha_at_its_ends(units, expected):
    assert alpha(units) == (None if expected is None else pytest.approx(expected))


@pytest.fixture
def w(db):
    world = deskworld.build()
    world.ann, world.bob = make_user("ann", "Editor"), make_user("bob", "Editor")
    world.chief = make_user("chief", "Chief editor")
    world.editors = Group.objects.get(name="Editor")
    claims = seed_claims(make_version(official=True, party="CN"))
    world.items = []
    for claim in (claims.deliver, claims.take_down, claims.approve):
        proposal = propose(claim)
        proposal.save()
        world.items.append(proposal)
    return world


def test_a_group_may_need_a_second_person_and_chiefs_publish_alone(w):
    policy = ReviewPolicy.objects.create(group=w.editors, needs_second=True)
    item = w.items[0]
    assert review.accept(item, w.ann, fields={"as": "new_commitment"}).state == "second"
    with pytest.raises(NeedsAnother):
        review.accept(item, w.ann)
    assert review.accept(item, w.bob).state == "accepted"
    assert review.accept(w.items[1], w.chief, fields={"as": "new_commitment"}).state == "accepted"
    policy.group = Group.objects.get(name="Chief editor")
    policy.save()
    assert review.accept(w.items[2], w.chief, fields={"as": "new_commitment"}).state == "second"


def test_a_dispute_waits_for_a_second_person_too(w):
    ReviewPolicy.objects.create(group=w.editors, needs_second=True)
    item = w.items[0]
    assert review.dispute(item, w.ann, w.approve, "It says otherwise.").state == "second"
    assert not w.approve.evidence.exists()
    decision = review.accept(item, w.bob)
    assert decision.state == "disputed"
    assert w.approve.evidence.get().stance == "disputes"


def test_the_sample_is_the_same_for_everybody_and_blind(w):
    ReviewPolicy.objects.create(group=w.editors, blind_percent=100)
    assert set(coding.waiting_for(w.ann)) == set(w.items) == set(coding.waiting_for(w.bob))
    assert not coding.waiting_for(w.chief).exists()
    review.reject(w.items[0], w.ann, "duplicate")
    assert w.items[0] not in coding.waiting_for(w.ann)
    assert coding.sampled(0).count() == 0
    client = Client()
    client.force_login(w.bob)
    page = client.get(CODE).content.decode()
    assert 'id="quote"' in page
    assert "Similar records" not in page and "machine draft" not in page and "checked" not in page


def test_two_people_code_and_their_agreement_is_shown(w):
    ReviewPolicy.objects.create(group=w.editors, blind_percent=100)
    bob, ann = Client(), Client()
    bob.force_login(w.bob)
    ann.force_login(w.ann)
    codes = {"kind": "commitment", "actor": "CN", "action": "APPROVE", "modality": "will"}
    for client, changed in ((ann, {}), (bob, {"modality": "shall"})):
        for i, item in enumerate(w.items):
            own = {**codes, "action": ("APPROVE", "LIFT", "RESUME")[i], **changed, "item": item.pk}
            assert client.post(CODE, own).status_code == 302
    assert SecondCoding.objects.count() == 6
    assert not coding.waiting_for(w.ann).exists()
    found = {one.field: one for one in coding.agreement()}
    assert (found["action"].alpha, found["action"].units) == (1.0, 3)
    assert found["modality"].alpha < 0 and found["modality"].same == 0
    page = ann.get(reverse("admin:deals_secondcoding_changelist")).content.decode()
    assert '<td data-label="Alpha">1.000</td>' in page


def test_codes_off_the_list_and_second_codings_are_refused(w):
    ReviewPolicy.objects.create(group=w.editors, blind_percent=100)
    with pytest.raises(Refused):
        coding.code(w.items[0], w.ann, {"kind": "commitment", "action": "DANCE"})
    with pytest.raises(Refused):
        coding.code(w.items[0], w.ann, {})
    coding.code(w.items[0], w.ann, {"kind": "none", "actor": "CN"})
    assert SecondCoding.objects.get().coding["actor"] == ""
    with pytest.raises(Refused):
        coding.code(w.items[0], w.ann, {"kind": "none"})
    client = Client()
    client.force_login(w.ann)
    assert client.post(CODE, {"item": w.items[1].pk, "kind": ""}).status_code == 422
    client.force_login(make_user("reader", "Analyst"))
    assert client.get(CODE).status_code == 403


def test_nobody_sees_codes_of_what_they_are_yet_to_code(w):
    ReviewPolicy.objects.create(group=w.editors, blind_percent=100)
    mine, theirs = w.items[0], w.items[1]
    for item in (mine, theirs):
        coding.code(item, w.bob, {"kind": "commitment", "actor": "CN"})
    coding.code(mine, w.ann, {"kind": "commitment", "actor": "US"})
    ann = Client()
    ann.force_login(w.ann)
    listed = ann.get(reverse("admin:deals_secondcoding_changelist")).context["cl"].queryset
    assert {one.proposal_id for one in listed} == {mine.pk}
    hidden = SecondCoding.objects.get(proposal=theirs)
    page = reverse("admin:deals_secondcoding_change", args=[hidden.pk])
    assert ann.get(page).status_code == 302, "as a row that is not there"
    coding.code(theirs, w.ann, {"kind": "none"})
    assert ann.get(page).status_code == 200


def test_where_two_people_differ_is_shown_with_both_codes_and_the_words(w):
    ReviewPolicy.objects.create(group=w.editors, blind_percent=100)
    item, other, same = w.items
    plain = {"actor": "CN", "action": "RESUME", "modality": "will"}
    coding.code(item, w.ann, {"kind": "commitment", **plain})
    client = Client()
    client.force_login(w.bob)
    page = reverse("admin:deals_secondcoding_changelist")
    assert "Where two differ" not in client.get(page).content.decode()  # bob is yet to code it blind
    coding.code(item, w.bob, {"kind": "countermeasure", **plain, "modality": "shall"})
    coding.code(same, w.ann, {"kind": "commitment", **plain})
    coding.code(same, w.bob, {"kind": "commitment", **plain})
    coding.code(other, w.ann, {"kind": "none"})
    (found,) = coding.differences()
    assert found.proposal == item and found.coders == ("ann", "bob")
    assert found.fields == (("kind", ("commitment", "countermeasure")), ("modality", ("will", "shall")))
    text = client.get(page).content.decode()
    assert "Where two differ" in text and item.claim.quote[:60] in text
    assert "<b>commitment</b> · <b>countermeasure</b>" in text and "<b>will</b> · <b>shall</b>" in text
    first_page = client.get(reverse("admin:index")).content.decode()
    assert CODE in first_page and page in first_page
