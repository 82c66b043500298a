"""Whatever order evidence arrives in, the status that it gives is the same, and a replay of it all finds no difference.

The texts were written for these tests.
"""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deals import review
from deals.matching import propose
from deals.models import Commitment, Status
from deals.querysets import AsOf
from deals.rereading import replay
from deals.state import states_for

from .deskworld import make_claim, make_commitment, make_version

D = dt.date
pytestmark = pytest.mark.django_db


def tell(w, record, kind, day, party="", *, until="", first="", number=0):
    """Merge a text of ``party``, published on ``day``, into ``record`` as ``kind``."""
    text = f"Words number {number} of {party or 'the press'}: {kind}."
    version = make_version(text, published=day, official=bool(party), party=party, title=f"{text} {day}")
    claim = make_claim(version, text, actor=party or "CN", action="APPROVE", modality="done")
    proposal = propose(claim)
    proposal.save()
    fields = {"attributed_to": "", "merge_kind": kind, "status_until": until, "status_from": first}
    review.merge(proposal, w.ann, record, fields=fields)
    return proposal


def picture(record):
    """What stands on record of a commitment: every span of both aspects."""
    rows = Status.objects.on_record().filter(commitment=record)
    return sorted(
        (
            row.aspect,
            row.status,
            str(row.effective),
            str(row.public_since),
            str(row.public_until),
            row.runs_out,
        )
        for row in rows
    )


def code(record, on, aspect="force", known=None):
    return states_for("commitment", [record.pk], AsOf(on=on, known=known), aspect)[record.pk].code


def test_a_text_that_is_read_late_makes_what_was_claimed_kept(w):
    tell(w, w.take_down, "fulfilled", D(2025, 7, 9), "US")
    assert code(w.take_down, D(2025, 7, 10), "verification") == "claimed"
    tell(w, w.take_down, "fulfilled", D(2025, 7, 4), "CN", number=1)
    assert code(w.take_down, D(2025, 7, 10), "verification") == "kept"
    assert code(w.take_down, D(2025, 7, 8), "verification") == "claimed"
    assert replay([w.take_down]) == []


def test_a_suspension_that_is_read_after_its_extension_is_extended_all_the_same(w):
    tell(w, w.take_down, "extended", D(2025, 8, 11), "US", until="2025-11-10")
    assert code(w.take_down, D(2025, 9, 1)) == "unknown"
    tell(w, w.take_down, "suspended", D(2025, 5, 12), "US", until="2025-08-12", number=1)
    assert code(w.take_down, D(2025, 9, 1)) == "suspended"
    assert code(w.take_down, D(2025, 11, 11)) == "ran_out"
    assert replay([w.take_down]) == []


def test_two_sides_say_on_one_day_that_it_is_done(w):
    for number, party in enumerate(("US", "CN")):
        tell(w, w.take_down, "fulfilled", D(2025, 7, 4), party, number=number)
    assert code(w.take_down, D(2025, 7, 4), "verification") == "kept"
    assert replay([w.take_down]) == []


def test_a_decision_taken_back_takes_back_what_rested_on_it(w):
    first = tell(w, w.take_down, "fulfilled", D(2025, 7, 4), "CN")
    tell(w, w.take_down, "fulfilled", D(2025, 7, 9), "US", number=1)
    assert code(w.take_down, D(2025, 7, 10), "verification") == "kept"
    review.undo(first, w.ann)
    assert code(w.take_down, D(2025, 7, 10), "verification") == "claimed"
    assert replay([w.take_down]) == []


KINDS = ("announced", "effective", "suspended", "extended", "lifted", "lapsed", "fulfilled", "breached", "disputed", "denied")  # fmt: skip
TOLD = st.tuples(
    st.sampled_from(KINDS),
    st.integers(0, 8).map(lambda n: D(2025, 7, 1) + dt.timedelta(days=5 * n)),
    st.sampled_from(["US", "CN", ""]),
    st.sampled_from(["", "2025-09-01", "2025-12-01"]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(TOLD, min_size=2, max_size=6, unique_by=lambda one: one[1]), st.randoms(use_true_random=False)
)
def test_any_order_of_arrival_gives_the_same_status_and_replays(w, told, dice):
    number = Commitment.objects.count() * 100
    pictures = []
    arrivals = [sorted(told, key=lambda one: one[1]), list(told)]
    dice.shuffle(arrivals[1])
    for turn, order in enumerate(arrivals):
        record = make_commitment(w, f"order-{number}-{turn}", w.us, w.cn, "Lift it", day=D(2025, 6, 27))
        for n, (kind, day, party, until) in enumerate(order):
            tell(w, record, kind, day, party, until=until if kind in ("effective", "suspended", "extended") else "",
                 number=number + 10 * turn + n)  # fmt: skip
        assert replay([record]) == []
        pictures.append(picture(record))
    assert pictures[0] == pictures[1]
