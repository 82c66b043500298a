"""The trigger graph: whose turn it is, what waits, and what waits for itself."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from deals.graph import Edge, Step, who_moves_next

CN = Step("cn-approve", "CN", "approve qualifying export applications")
US = Step("us-lift", "US", "lift the restrictive measures")


def keys(items) -> list:
    return [item.step.key for item in items]


def test_once_they_deliver_we_lift_makes_the_deliverer_move_first():
    answer = who_moves_next([CN, US], [Edge("us-lift", "cn-approve", "once", "Once China does that")])
    assert keys(answer.moves) == ["cn-approve"]
    assert keys(answer.waiting) == ["us-lift"]
    assert answer.waiting[0].on[0].wording == "Once China does that"
    assert answer.deadlocks == ()


def test_when_the_needed_step_is_done_the_other_is_due_and_its_clock_runs():
    done = Step("cn-approve", "CN", "approve", is_done=True, done_on=dt.date(2025, 7, 4))
    answer = who_moves_next([done, US], [Edge("us-lift", "cn-approve", "once")])
    assert keys(answer.moves) == ["us-lift"]
    assert answer.moves[0].since == dt.date(2025, 7, 4)
    assert [step.key for step in answer.done] == ["cn-approve"]


def test_each_waiting_for_the_other_is_a_deadlock_that_names_both():
    edges = [Edge("us-lift", "cn-approve", "once"), Edge("cn-approve", "us-lift", "if")]
    answer = who_moves_next([CN, US], edges)
    assert answer.deadlocks == (("cn-approve", "us-lift"),)
    assert answer.moves == ()


def test_the_same_step_by_both_sides_is_an_exchange_and_no_deadlock():
    edges = [
        Edge("us-lift", "cn-approve", "mutual"),
        Edge("cn-approve", "us-lift", "mutual"),
    ]
    answer = who_moves_next([CN, US], edges)
    assert answer.deadlocks == ()
    assert keys(answer.moves) == ["cn-approve", "us-lift"]
    assert answer.moves[0].with_others == ("us-lift",)


def test_an_outside_condition_holds_back_until_somebody_says_it_is_met():
    words = Edge("us-lift", None, "if", "domestic procedures")
    assert keys(who_moves_next([US], [words]).waiting) == ["us-lift"]
    met = Edge("us-lift", None, "if", "domestic procedures", is_met=True)
    assert keys(who_moves_next([US], [met]).moves) == ["us-lift"]


def test_a_chain_of_ten_thousand_steps_does_not_exhaust_the_stack():
    steps = [Step(n, "US", str(n)) for n in range(10_000)]
    edges = [Edge(n, n + 1, "once") for n in range(9_999)]
    answer = who_moves_next(steps, edges)
    assert keys(answer.moves) == [9_999]
    assert answer.deadlocks == ()


pairs = st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] != pair[1])


@given(st.lists(pairs, max_size=12), st.sets(st.integers(0, 6)))
def test_every_open_step_moves_or_waits_and_nothing_done_does(links, done):
    steps = [Step(n, "US", str(n), is_done=n in done) for n in range(7)]
    answer = who_moves_next(steps, [Edge(a, b, "once") for a, b in links])
    assert sorted(keys(answer.moves) + keys(answer.waiting)) == sorted(set(range(7)) - done)


@given(st.lists(pairs, max_size=12))
def test_if_nobody_can_move_there_is_a_deadlock(links):
    steps = [Step(n, "US", str(n)) for n in range(7)]
    answer = who_moves_next(steps, [Edge(a, b, "once") for a, b in links])
    assert answer.moves or answer.deadlocks
