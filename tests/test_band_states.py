"""The states that a band draws are worked out at turns only, and are those of every single day. Rows are made up."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given
from hypothesis import strategies as st

from deals.models import Status
from deals.overview import _codes
from deals.state import state_on

FIRST = dt.date(2025, 1, 1)
days = st.integers(0, 60).map(lambda number: FIRST + dt.timedelta(days=number))


@st.composite
def periods(draw):
    start = draw(st.none() | days)
    length = draw(st.none() | st.integers(1, 20))
    upper = (start or FIRST) + dt.timedelta(days=length) if length else None
    return Status(
        status=draw(st.sampled_from(["in_force", "suspended", "partly_suspended", "lifted"])),
        effective=DateRange(start, upper),
        runs_out=draw(st.booleans()) and upper is not None,
        is_override=draw(st.booleans()),
        override_until=draw(st.none() | days),
    )


@given(st.lists(periods(), max_size=5), st.lists(days, unique=True, max_size=12).map(sorted))
def test_states_at_turns_are_the_states_of_each_day(rows, asked):
    assert _codes(rows, asked) == [state_on(rows, day).code for day in asked]
