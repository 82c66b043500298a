"""Publications laid over one another: what was known to hold on a day, as known on a day."""

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deals.spans import Period, Span, lay_against, lay_out, lay_over, span_of

D = dt.date


def word(spans: list[Span], on: D, known: D) -> str:
    """The one status that holds on ``on`` as known on ``known``; "-" if none."""
    found = [
        span.period.status
        for span in spans
        if (span.first or D.min) <= on < (span.after or D.max)
        and (span.known_from or D.min) <= known < (span.known_to or D.max)
    ]
    assert len(found) <= 1, found
    return found[0] if found else "-"


NO_61 = [
    (
        D(2025, 10, 9),
        [
            Period("announced", D(2025, 10, 9), D(2025, 11, 30)),
            Period("in_force", D(2025, 12, 1)),
        ],
    ),
    (D(2025, 11, 7), [Period("suspended", D(2025, 11, 7), D(2026, 11, 10), runs_out=True)]),
]


@pytest.mark.parametrize(
    ("on", "known", "expected"),
    [
        (D(2025, 10, 20), D(2025, 10, 20), "announced"),
        (D(2025, 12, 5), D(2025, 10, 20), "in_force"),
        (D(2025, 12, 5), D(2025, 11, 7), "suspended"),
        (D(2025, 11, 6), D(2026, 11, 24), "announced"),
        (D(2026, 11, 10), D(2026, 11, 24), "suspended"),
        (D(2026, 11, 11), D(2026, 11, 24), "-"),
        (D(2025, 10, 8), D(2026, 11, 24), "-"),
        (D(2025, 12, 5), D(2025, 10, 8), "-"),
    ],
)
def test_a_suspension_wins_over_a_start_scheduled_before_it(on, known, expected):
    assert word(lay_out(NO_61), on, known) == expected


def test_the_order_in_which_publications_are_laid_does_not_matter():
    first, second = ([span_of(p, day) for p in periods] for day, periods in NO_61)
    forward = lay_over(lay_over([], first), second)
    backward = lay_over(lay_over([], second), first)
    days = [D(2025, 10, 9) + dt.timedelta(days=n) for n in range(0, 450, 7)]
    for on, known in itertools.product(days, days):
        assert word(forward, on, known) == word(backward, on, known)


def test_a_pause_with_a_known_return_gives_the_older_rule_back():
    spans = lay_out(
        [
            (D(2025, 1, 1), [Period("in_force", D(2025, 1, 1))]),
            (D(2025, 2, 1), [Period("suspended", D(2025, 2, 1), D(2025, 3, 1))]),
        ]
    )
    assert word(spans, D(2025, 3, 1), D(2025, 6, 1)) == "suspended"
    assert word(spans, D(2025, 3, 2), D(2025, 6, 1)) == "in_force"
    assert word(spans, D(2025, 3, 2), D(2025, 1, 15)) == "in_force"


def test_an_empty_period_is_refused_with_its_days():
    with pytest.raises(ValueError, match="2025-01-01 lies before its first 2025-02-01"):
        span_of(Period("in_force", D(2025, 2, 1), D(2025, 1, 1)), None)
    with pytest.raises(ValueError, match="2025-01-31 lies before its first 2025-02-01"):
        span_of(Period("in_force", D(2025, 2, 1), D(2025, 1, 31)), None)
    one_day = span_of(Period("in_force", D(2025, 2, 1), D(2025, 2, 1)), None)
    assert one_day.after == D(2025, 2, 2)


def test_what_is_set_against_the_rest_and_runs_out_ends_older_words_and_not_newer_ones():
    against = [span_of(Period("suspended", D(2025, 4, 1), D(2025, 4, 30), runs_out=True), D(2025, 2, 1))]
    for published, after_it in ((D(2025, 1, 1), "-"), (D(2025, 3, 1), "in_force")):
        spans = lay_against(lay_out([(published, [Period("in_force", D(2025, 1, 1))])]), against)
        assert word(spans, D(2025, 3, 31), D(2025, 6, 1)) == "in_force"
        assert word(spans, D(2025, 4, 30), D(2025, 6, 1)) == "suspended"
        assert word(spans, D(2025, 5, 1), D(2025, 6, 1)) == after_it


days = st.integers(0, 40).map(lambda n: D(2025, 1, 1) + dt.timedelta(days=n))


@st.composite
def publications(draw):
    result = []
    for number in range(draw(st.integers(1, 6))):
        first = draw(days)
        last = draw(st.none() | st.integers(0, 20).map(lambda n, first=first: first + dt.timedelta(days=n)))
        runs_out = draw(st.booleans()) if last else False
        result.append((draw(days), [Period(f"s{number}", first, last, runs_out=runs_out)]))
    return result


@given(publications())
def test_at_most_one_status_on_any_day_as_known_on_any_day(published):
    spans = lay_out(published)
    grid = [D(2025, 1, 1) + dt.timedelta(days=n) for n in range(0, 62, 2)]
    for on, known in itertools.product(grid, grid):
        word(spans, on, known)


@given(publications())
def test_the_latest_publication_that_speaks_of_the_day_is_believed(published):
    """Known on K, a day inside the newest period published by K has that period's status."""
    spans = lay_out(published)
    ordered = sorted(published, key=lambda item: item[0])
    for position, (day, [period]) in enumerate(ordered):
        newer_same_day = any(other == day for other, _ in ordered[position + 1 :])
        if not newer_same_day:
            assert word(spans, period.first, day) == period.status


@given(publications(), days)
def test_what_was_known_on_a_day_does_not_change_with_later_publications(published, known):
    """Leave out everything published after K: the picture on K is the same."""
    whole = lay_out(published)
    early = lay_out([item for item in published if item[0] <= known])
    for n in range(0, 62, 3):
        on = D(2025, 1, 1) + dt.timedelta(days=n)
        assert word(whole, on, known) == word(early, on, known)


@settings(deadline=None)
@given(publications(), publications())
def test_what_is_set_against_the_rest_holds_on_its_days_whatever_was_published_later(published, against):
    """And there are never two statuses on one day as known on one day; what it does not speak of stays."""
    plain = lay_out(published)
    day, [period] = against[0]
    period = replace(period, status="set")
    spans = lay_against(plain, [span_of(period, day)])
    grid = [D(2025, 1, 1) + dt.timedelta(days=n) for n in range(0, 62, 2)]
    for on, known in itertools.product(grid, grid):
        told = word(spans, on, known)  # fails where two meet
        if day <= known and period.first <= on <= (period.last or D.max):
            assert told == "set"
        elif not (day <= known and period.runs_out and on > period.last):
            assert told == word(plain, on, known)
    for known_from, [other] in against[1:]:
        spans = lay_against(spans, [span_of(other, known_from)])
    for on, known in itertools.product(grid[::3], grid[::3]):
        word(spans, on, known)
