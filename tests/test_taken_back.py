"""What was undone is offered to nobody: neither as a candidate of what waited meanwhile, nor of what comes in later."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deals import review
from deals.matching import propose
from deals.models import Commitment, Countermeasure, Proposal
from deals.vocabulary import load_vocabulary

from .deskworld import make_claim, make_version

pytestmark = pytest.mark.django_db
QUEUE = reverse("admin:deals_proposal_queue")
QUOTES = {
    "commitment": "China will resume exports of scandium scrap to lamp makers in the United States",
    "countermeasure": "China imposes export licences on scandium scrap for lamp makers in the United States",
}


def waiting(kind, title):
    quote = QUOTES[kind]
    claim = make_claim(
        make_version(quote + ".", title=title, party="CN", official=True),
        quote,
        kind,
        actor="CN",
        target="US",
        action="RESUME" if kind == "commitment" else "IMPOSE",
        object="rare_earths" if kind == "commitment" else "licences",
        modality="will" if kind == "commitment" else "decided",
    )
    proposal = propose(claim)
    proposal.save()
    return proposal


def offered(proposal):
    proposal.refresh_from_db()
    return {(one["kind"], one["id"]) for one in proposal.candidates}


@pytest.mark.parametrize("kind", QUOTES)
def test_a_record_that_was_undone_is_no_candidate_any_more(w, ann, kind):
    model = Commitment if kind == "commitment" else Countermeasure
    first = waiting(kind, "First report")
    made = review.accept(first, w.ann, fields={"as": f"new_{kind}"}).record
    second = waiting(kind, "Second report")
    assert isinstance(made, model) and (kind, made.pk) in offered(second)
    review.undo(Proposal.objects.get(pk=first.pk), w.ann)
    assert (kind, made.pk) not in {(one.kind, one.pk) for one in load_vocabulary().known}
    page = ann.get(QUEUE, {"item": second.pk}).content.decode()
    assert f'value="{kind}:{made.pk}"' not in page
    assert (kind, made.pk) not in offered(second) and second.action == f"new_{kind}"
    third = waiting(kind, "Third report")
    assert (kind, made.pk) not in offered(third)


def test_an_item_without_the_record_is_not_ranked_again_for_it(w, ann):
    first = waiting("commitment", "First report")
    made = review.accept(first, w.ann, fields={"as": "new_commitment"}).record
    other = waiting("countermeasure", "Another matter")
    candidates = [one for one in other.candidates if one["id"] != made.pk]
    Proposal.objects.filter(pk=other.pk).update(candidates=candidates)
    review.undo(Proposal.objects.get(pk=first.pk), w.ann)
    with CaptureQueriesContext(connection) as queries:
        ann.get(QUEUE, {"item": other.pk})
    assert not any("jsonb_agg" in one["sql"] or "json_agg" in one["sql"] for one in queries)
    assert Proposal.objects.get(pk=other.pk).candidates == candidates
    with CaptureQueriesContext(connection) as again:
        ann.get(QUEUE, {"item": other.pk})
    assert len(again) < len(queries)  # seen once, it is not asked again
