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


def test_the_clock_runs_from_the_day_on_which_the_last_of_the_conditions_was_met():
    done = Step("cn-approve", "CN", "approve", is_done=True, done_on=dt.date(2025, 7, 4))
    late = Edge("us-lift", None, "if", "domestic procedures", is_met=True, met_on=dt.date(2025, 9, 1))
    first = Edge("us-lift", "cn-approve", "once")
    assert who_moves_next([done, US], [first, late]).moves[0].since == dt.date(2025, 9, 1)
    assert who_moves_next([US], [late]).moves[0].since == dt.date(2025, 9, 1)
    # Said to be met before it was verified as done: met on the earlier day.
    said = Edge("us-lift", "cn-approve", "once", is_met=True, met_on=dt.date(2025, 7, 1))
    assert who_moves_next([done, US], [said]).moves[0].since == dt.date(2025, 7, 1)


def test_one_unmet_condition_of_several_holds_the_clock_too():
    done = Step("cn-approve", "CN", "approve", is_done=True, done_on=dt.date(2025, 7, 4))
    answer = who_moves_next(
        [done, US], [Edge("us-lift", "cn-approve", "once"), Edge("us-lift", None, "if", "a law")]
    )
    assert answer.moves == () and [edge.wording for edge in answer.waiting[0].on] == ["a law"]


def test_a_cycle_through_an_exchange_is_none_and_one_beside_it_is():
    steps = [Step(name, "US", name) for name in "abcd"]
    edges = [Edge("a", "b", "once"), Edge("b", "c", "mutual"), Edge("c", "a", "if")]
    assert who_moves_next(steps, edges).deadlocks == ()
    more = [*edges, Edge("b", "c", "if")]
    assert [sorted(group) for group in who_moves_next(steps, more).deadlocks] == [["a", "b", "c"]]
    met = [*edges, Edge("b", "c", "if", is_met=True)]
    assert who_moves_next(steps, met).deadlocks == ()


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


relations = st.sampled_from(["once", "if", "mutual"])


@given(st.lists(st.tuples(pairs, relations), max_size=14), st.sets(st.integers(0, 6)), st.randoms())
def test_a_deadlock_is_a_group_whose_open_steps_each_wait_for_another_of_it_whatever_the_order(
    links, done, dice
):
    steps = [Step(n, "US", str(n), is_done=n in done) for n in range(7)]
    edges = [Edge(a, b, relation) for (a, b), relation in links]
    answer = who_moves_next(steps, edges)
    # Reachability, the plain way: two open steps wait for one another if each leads to the other.
    waits = {n: {b for (a, b), r in links if a == n and r != "mutual" and b not in done} for n in range(7)}
    reach = {n: set(waits[n]) for n in range(7)}
    for _ in range(7):
        for n in range(7):
            reach[n] |= {far for near in reach[n] if near not in done for far in reach[near]}
    expected = {
        frozenset(m for m in range(7) if m not in done and m in reach[n] and n in reach[m])
        for n in range(7)
        if n not in done and n in reach[n]
    }
    assert {frozenset(group) for group in answer.deadlocks} == expected
    dice.shuffle(edges)
    again = who_moves_next(steps, edges)
    assert {frozenset(group) for group in again.deadlocks} == expected
    assert keys(again.moves) == keys(answer.moves)


@given(st.lists(pairs, max_size=12))
def test_if_nobody_can_move_there_is_a_deadlock(links):
    steps = [Step(n, "US", str(n)) for n in range(7)]
    answer = who_moves_next(steps, [Edge(a, b, "once") for a, b in links])
    assert answer.moves or answer.deadlocks


def test_no_clock_is_told_where_one_of_the_conditions_was_met_nobody_knows_when():
    dated = Step("cn-approve", "CN", "approve", is_done=True, done_on=dt.date(2025, 7, 4))
    undated = Step("cn-open", "CN", "open", is_done=True)
    edges = [Edge("us-lift", "cn-approve", "once"), Edge("us-lift", "cn-open", "once")]
    (move,) = who_moves_next([dated, undated, US], edges).moves
    assert move.since is None
    (move,) = who_moves_next(
        [dated, US], [*edges[:1], Edge("us-lift", None, "if", "words", is_met=True)]
    ).moves
    assert move.since is None


def test_an_exchange_inside_a_chain_lets_one_side_of_it_wait_for_a_third_step():
    """A and B are the same step; A also needs C first: B may move, A waits, nobody is locked."""
    a, b, c = (Step(key, "US", key) for key in "abc")
    answer = who_moves_next(
        [a, b, c], [Edge("a", "b", "mutual"), Edge("b", "a", "mutual"), Edge("a", "c", "once")]
    )
    assert keys(answer.moves) == ["b", "c"] and keys(answer.waiting) == ["a"] and answer.deadlocks == ()


def test_two_deadlocks_that_one_step_waits_for_are_told_apart():
    steps = [Step(key, "US", key) for key in "abcde"]
    edges = [
        Edge("a", "b", "once"), Edge("b", "a", "once"), Edge("c", "d", "if"), Edge("d", "c", "if"),
        Edge("e", "a", "once"), Edge("e", "c", "once"),
    ]  # fmt: skip
    answer = who_moves_next(steps, edges)
    assert sorted(answer.deadlocks) == [("a", "b"), ("c", "d")]
    assert keys(answer.waiting) == ["a", "b", "c", "d", "e"]


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(["once", "if"])), max_size=14),
    st.permutations(range(7)),
)
def test_doing_what_can_be_done_ends_in_everything_done_or_a_deadlock(links, order):
    """Whoever moves first, after at most as many moves as steps only what hangs on a deadlock is left."""
    edges = [Edge(a, b, how) for a, b, how in links if a != b]
    done: set[int] = set()
    for _turn in range(7):
        answer = who_moves_next([Step(n, "US", str(n), is_done=n in done) for n in order], edges)
        if not answer.moves:
            break
        done.add(answer.moves[0].step.key)
    answer = who_moves_next([Step(n, "US", str(n), is_done=n in done) for n in order], edges)
    assert not answer.moves
    assert bool(answer.waiting) == bool(answer.deadlocks)


def test_a_deadlock_is_found_beside_another_one_that_it_waits_for():
    steps = [Step(key, key, key) for key in "abcdef"]
    needs = [("a", "b"), ("b", "a"), ("c", "a"), ("c", "d"), ("d", "c"), ("e", "c"), ("e", "f"), ("f", "a")]
    answer = who_moves_next(steps, [Edge(one, other, "once") for one, other in needs])
    assert sorted(answer.deadlocks) == [("a", "b"), ("c", "d")]
    assert answer.moves == () and keys(answer.waiting) == list("abcdef")
