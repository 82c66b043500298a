"""Pinned quotes against newer versions of their pages, and decisions that wait again. Texts written for the tests."""

from __future__ import annotations

import datetime as dt

import pytest

from deals import rechecking, review, tasks
from deals.models import Evidence, EvidenceVerdict, Proposal
from deals.querysets import AsOf
from deals.sourcing import backings_for
from deals.tasks import match_pending_claims
from deals.verdicts import AlreadyDecided, Refused
from sources import storing
from sources.models import Claim
from sources.values import Page
from tests import deskworld
from tests.make import NOW, make_document, make_evidence

pytestmark = pytest.mark.django_db

OLD = (
    "The ministry answered on Friday.\n"
    "China will lift the controls of April 2025 and October 2022 on gallium. "
    "The two sides will keep in touch.\n"
)
QUOTE = "China will lift the controls of April 2025 and October 2022 on gallium."
FRINGE = "𠮷田表示，稀土（含镓）𝟚项许可将于2025年11月10日前审批。"
ZH = "商务部新闻发言人答记者问。\n" + FRINGE + "双方将保持沟通。\n"


def edited(document, text):
    language = "zh-Hans" if document.language == "zh" else "en"
    return storing.store_version(document, Page(title="T", text=text, language=language), None, NOW)


@pytest.mark.parametrize(
    ("text", "quote", "new", "kind"),
    [
        (OLD, QUOTE, OLD + "A new last line.\n", "intact"),
        (OLD, QUOTE, "A new first line, added above.\n" + OLD, "intact"),
        (OLD, QUOTE, "Other words before it.\n" + QUOTE + " And others after it.\n", "moved"),
        (OLD, QUOTE, OLD.replace("April 2025 and October 2022", "since 2023"), "altered"),
        (OLD, QUOTE, OLD.replace("will lift", "may lift"), "altered"),
        (OLD, QUOTE, "The ministry answered on Friday.\nThe two sides will keep in touch.\n", "deleted"),
        (ZH, FRINGE, ZH + "（完）\n", "intact"),
        (ZH, FRINGE, ZH.replace("11月10日", "12月10日"), "altered"),
        (ZH, FRINGE, "商务部新闻发言人答记者问。\n双方将保持沟通。\n", "deleted"),
    ],
)  # fmt: skip
def test_each_new_version_gives_each_quote_its_verdict(text, quote, new, kind) -> None:
    document = make_document(language="zh" if text is ZH else "en")
    row = make_evidence(edited(document, text), quote)
    assert tasks.recheck_evidence()[kind] == 0  # no newer version yet
    version = edited(document, new)
    assert tasks.recheck_evidence()[kind] == 1
    verdict = EvidenceVerdict.objects.get(evidence=row, version=version)
    assert verdict.verdict == kind
    if kind in ("intact", "moved"):
        assert version.text[verdict.start : verdict.stop] == quote
    else:
        assert verdict.start is verdict.stop is None  # never placed on a lookalike
    row.refresh_from_db()
    assert row.version.text[row.start : row.stop] == row.quote == quote  # and never moved
    assert sum(tasks.recheck_evidence().values()) == 0


def test_every_version_between_two_sweeps_is_judged() -> None:
    document = make_document()
    row = make_evidence(edited(document, OLD), QUOTE)
    for text in (OLD.replace("will lift", "may lift"), OLD + "Once more.\n", "Nothing of it.\n"):
        edited(document, text)
    rechecking.recheck_evidence(NOW)
    kinds = EvidenceVerdict.objects.filter(evidence=row).order_by("version__number")
    assert list(kinds.values_list("verdict", flat=True)) == ["altered", "intact", "deleted"]


class TestDecisions:
    @pytest.fixture
    def w(self):
        world = deskworld.build()
        world.version = deskworld.make_version()
        world.claims = deskworld.seed_claims(world.version)
        world.ann = deskworld.make_user("ann")
        match_pending_claims()
        world.proposal = Proposal.objects.get(claim=world.claims.approve)
        world.record = review.accept(world.proposal, world.ann, fields={"as": "new_commitment"}).record
        return world

    def state(self, w) -> str:
        w.proposal.refresh_from_db()
        return w.proposal.state

    def change(self, w, before: str, after: str) -> dict[str, int]:
        text = w.version.text
        assert before in text
        edited(w.version.document, text.replace(before, after, 1))
        return tasks.recheck_evidence()

    def test_a_material_edit_reopens_what_rested_on_the_old_words(self, w):
        quote = w.claims.approve.quote
        assert self.change(w, quote, quote.replace("would", "may"))["reopened"] == 1
        assert self.state(w) == "reopened"
        note = w.proposal.outcome["reopened"]
        assert (note["was"], note["verdict"], note["number"]) == ("accepted", "altered", 2)
        assert "may" in note["after"]
        assert review.counts_for(w.ann).reopened == 1
        assert Evidence.objects.on_record().filter(claim=w.claims.approve).exists()  # until an editor says so

    def test_words_taken_out_reopen_it_too(self, w):
        assert self.change(w, w.claims.approve.quote, "")["reopened"] == 1
        assert self.state(w) == "reopened"

    def test_typography_and_edits_elsewhere_do_not(self, w):
        quote = w.claims.approve.quote
        self.change(w, quote, quote.replace(" ", "\u00a0", 1) if " " in quote else quote + " ")
        edited(w.version.document, w.version.text + "\nAn added closing line.")
        assert tasks.recheck_evidence()["reopened"] == 0
        assert self.state(w) == "accepted"

    def test_the_editor_keeps_it_and_it_is_as_before(self, w):
        quote = w.claims.approve.quote
        self.change(w, quote, quote.replace("would", "may"))
        rechecking.keep(w.proposal, w.ann)
        assert self.state(w) == "accepted" and "reopened" not in w.proposal.outcome
        assert w.proposal.outcome["kept"][0]["by"] == w.ann.pk
        assert Claim.objects.get(pk=w.claims.approve.pk).state == "settled"
        assert tasks.recheck_evidence()["reopened"] == 0 and self.state(w) == "accepted"
        with pytest.raises(AlreadyDecided):
            rechecking.keep(w.proposal, w.ann)

    def test_a_page_that_goes_back_to_the_old_words_leaves_nothing_to_decide(self, w):
        quote, before = w.claims.approve.quote, w.version.text
        self.change(w, quote, quote.replace("would", "may"))
        assert self.state(w) == "reopened"
        later = NOW + dt.timedelta(hours=6)
        storing.store_version(w.version.document, Page("T", before, "en"), None, later)
        counts = tasks.recheck_evidence()
        assert (counts["intact"] > 0, counts["reopened"], counts["settled"]) == (True, 0, 1)
        assert self.state(w) == "accepted"
        note = w.proposal.outcome["kept"][0]
        assert (note["by"], note["number"], note["back_in"]) == (None, 2, 3)
        assert Claim.objects.get(pk=w.claims.approve.pk).state == "settled"
        rows = EvidenceVerdict.objects.filter(evidence__claim=w.claims.approve)
        assert set(rows.filter(version__number=3).values_list("verdict", flat=True)) == {"intact"}
        # And away again: it waits again.
        again = before.replace(quote, quote.replace("would", "may"))
        storing.store_version(w.version.document, Page("T", again, "en"), None, later + dt.timedelta(hours=6))
        assert tasks.recheck_evidence()["reopened"] == 1 and self.state(w) == "reopened"

    def test_or_takes_it_back_and_its_rows_are_superseded(self, w):
        quote = w.claims.approve.quote
        self.change(w, quote, quote.replace("would", "may"))
        with pytest.raises(Refused, match="keep that decision, or take it back"):
            review.accept(w.proposal, w.ann, fields={"as": "new_commitment"})
        review.undo(w.proposal, w.ann)
        assert self.state(w) == "pending"
        assert not Evidence.objects.on_record().filter(claim=w.claims.approve).exists()

    def test_the_desk_shows_both_wordings_and_offers_the_two_ways(self, w, client):
        quote = w.claims.approve.quote
        self.change(w, quote, quote.replace("would", "may"))
        chief = deskworld.make_user("chief", is_superuser=True)
        client.force_login(chief)
        page = client.get(f"/admin/deals/proposal/queue/?item={w.proposal.pk}").content.decode()
        assert "its words changed" in page and quote in page  # lit in the text that it was pinned in
        assert "removed: </span>would</del>" in page and "added: </span>may</ins>" in page
        assert 'value="keep"' in page and 'value="undo"' in page and 'value="accept"' not in page
        answer = client.post(f"/admin/deals/proposal/{w.proposal.pk}/decide/", {"verdict": "keep"})
        assert answer.status_code == 302 and self.state(w) == "accepted"

    def test_readers_see_that_the_words_were_changed(self, w):
        quote = w.claims.approve.quote
        self.change(w, quote, quote.replace("would", "may"))

        backing = backings_for(AsOf(on=NOW.date()), commitment=[w.record.pk])
        assert [q.changed for q in backing["commitment", w.record.pk].quotes] == ["altered"]
