"""Status rows in the database, and the state read from them: the real case of a suspended notice."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from deals.models import Countermeasure, Party, Status
from deals.querysets import AsOf
from deals.spans import Period
from deals.state import RAN_OUT, SCHEDULED, UNKNOWN, state_on, states_for
from deals.statuses import lay

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def measure() -> Countermeasure:
    china = Party.objects.create(slug="x", code="X", name_en="Exland", kind="state")
    return Countermeasure.objects.create(
        slug="notice", title_en="Notice 61", imposed_by=china, kind="export_control"
    )


@pytest.fixture
def published(measure):
    """Issued on 9 October with a start on 1 December; suspended on 7 November until 10 November 2026."""
    lay(
        measure,
        [
            Period("announced", D(2025, 10, 9), D(2025, 11, 30)),
            Period("in_force", D(2025, 12, 1)),
        ],
        public_since=D(2025, 10, 9),
    )
    lay(
        measure,
        [
            Period(
                "suspended",
                D(2025, 11, 7),
                D(2026, 11, 10),
                runs_out=True,
                end_wording="until 10 November 2026",
                reverts_to="in_force",
            )
        ],
        public_since=D(2025, 11, 7),
    )
    return measure


@pytest.mark.parametrize(
    ("on", "known", "code"),
    [
        (D(2025, 10, 20), D(2025, 10, 20), "announced"),
        (D(2025, 12, 5), D(2025, 10, 20), "in_force"),
        (D(2025, 12, 5), None, "suspended"),
        (D(2026, 11, 10), None, "suspended"),
        (D(2026, 11, 11), None, RAN_OUT),
        (D(2026, 12, 1), None, RAN_OUT),
        (D(2026, 12, 1), D(2025, 10, 20), "in_force"),
        (D(2025, 10, 1), None, SCHEDULED),
        (D(2025, 10, 1), D(2025, 10, 1), UNKNOWN),
    ],
)
def test_the_state_on_a_day_as_known_on_a_day(published, on, known, code):
    state = states_for("countermeasure", [published.pk], AsOf(on=on, known=known))[published.pk]
    assert state.code == code


def test_a_state_that_ran_out_says_so_with_its_last_day(published):
    state = states_for("countermeasure", [published.pk], AsOf(on=D(2026, 11, 24)))[published.pk]
    assert state.until == D(2026, 11, 10)
    assert state.row.end_wording == "until 10 November 2026"
    assert "Ran out on 10 November 2026, successor unseen" in state.sentence
    assert "unconfirmed" in state.sentence


def test_what_was_on_record_before_a_publication_was_entered_stays_askable(measure):
    before = timezone.now()
    lay(measure, [Period("in_force", D(2025, 1, 1))], public_since=D(2025, 1, 1))
    between = timezone.now()
    lay(measure, [Period("lifted", D(2025, 3, 1))], public_since=D(2025, 3, 1))

    def code(recorded):
        asof = AsOf(on=D(2025, 6, 1), recorded=recorded)
        return states_for("countermeasure", [measure.pk], asof)[measure.pk].code

    assert code(before) == UNKNOWN
    assert code(between) == "in_force"
    assert code(None) == "lifted"
    assert code(timezone.now()) == "lifted"


def test_rows_cut_short_are_superseded_and_never_rewritten(published):
    rows = Status.objects.filter(countermeasure=published)
    superseded = rows.filter(superseded_at__isnull=False)
    assert {row.status for row in superseded} == {"announced", "in_force"}
    assert all(row.public_until is None for row in superseded)
    announced = rows.get(status="announced", superseded_at__isnull=True, public_until=None)
    assert announced.effective.upper == D(2025, 11, 7)
    assert not announced.runs_out


def test_the_database_refuses_two_statuses_on_one_day_of_the_world_and_of_knowledge(
    measure,
):
    def insert(status, first, after, since, until=None):
        with transaction.atomic():
            Status.objects.create(
                countermeasure=measure,
                status=status,
                effective=DateRange(first, after, "[)"),
                public_since=since,
                public_until=until,
            )

    insert("in_force", D(2025, 1, 1), None, D(2025, 1, 1), D(2025, 2, 1))
    insert("suspended", D(2025, 1, 15), None, D(2025, 2, 1))
    with pytest.raises(IntegrityError, match="status_one_per_countermeasure"):
        insert("lifted", D(2025, 5, 1), None, D(2025, 3, 1))
    insert("lifted", D(2024, 1, 1), D(2024, 2, 1), D(2025, 3, 1))


def test_laying_the_same_publication_twice_changes_nothing(published):
    def standing():
        rows = Status.objects.filter(superseded_at__isnull=True)
        return sorted(
            str(
                (
                    row.status,
                    row.effective,
                    row.public_since,
                    row.public_until,
                    row.runs_out,
                )
            )
            for row in rows
        )

    before = standing()
    period = Period(
        "suspended",
        D(2025, 11, 7),
        D(2026, 11, 10),
        runs_out=True,
        reverts_to="in_force",
    )
    lay(published, [period], public_since=D(2025, 11, 7))
    assert standing() == before


def test_pieces_of_one_state_read_as_one_since_its_first_day(measure):
    lay(measure, [Period("in_force", D(2025, 1, 1))], public_since=D(2025, 1, 1))
    lay(measure, [Period("in_force", D(2025, 6, 1))], public_since=D(2025, 6, 1))
    state = states_for("countermeasure", [measure.pk], AsOf(on=D(2025, 7, 1)))[measure.pk]
    assert state.since == D(2025, 1, 1)


def test_an_override_ends_on_its_day():
    rows = [
        Status(status="in_force", effective=DateRange(D(2025, 1, 1), D(2025, 2, 1))),
        Status(
            status="suspended",
            effective=DateRange(D(2025, 2, 1), None),
            is_override=True,
            override_until=D(2025, 2, 10),
        ),
    ]
    assert state_on(rows, D(2025, 2, 10)).code == "suspended"
    assert state_on(rows, D(2025, 2, 11)).code == UNKNOWN
