"""Status rows in the database, and the state read from them: the real case of a suspended notice."""

import datetime as dt

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from deals.models import Countermeasure, Party, Status
from deals.querysets import AsOf
from deals.spans import Period
from deals.state import RAN_OUT, SCHEDULED, UNKNOWN, state_on, states_for
from deals.statuses import differences, keep_unread, lay, take_back

from .make import make_citation, make_material, make_status

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


def rows_of(*spans):
    """Unsaved periods in force, each ``(first, after, fields)``."""
    return [Status(status="in_force", effective=DateRange(a, b), **fields) for a, b, fields in spans]


def test_a_state_goes_on_only_where_the_same_thing_held_the_day_before():
    before = (D(2025, 1, 1), D(2025, 2, 1), {})
    for after, since in (
        ((D(2025, 2, 1), None, {}), D(2025, 1, 1)),
        ((D(2025, 2, 2), None, {}), D(2025, 2, 2)),
        ((D(2025, 2, 1), None, {"scope": "for one half of it"}), D(2025, 2, 1)),
    ):
        assert state_on(rows_of(before, after), D(2025, 3, 1)).since == since


def test_what_ended_last_says_whether_it_ran_out():
    early, late = (D(2025, 1, 1), D(2025, 2, 1)), (D(2025, 3, 1), D(2025, 4, 1))
    for first, second, code in ((True, False, UNKNOWN), (False, True, RAN_OUT)):
        rows = rows_of((*late, {"runs_out": second}), (*early, {"runs_out": first}))
        assert state_on(rows, D(2025, 5, 1)).code == code
    # Between two periods nothing is known to be scheduled: what ended is no beginning.
    assert state_on(rows_of((*early, {}), (*late, {})), D(2025, 2, 10)).code == UNKNOWN
    coming = state_on(rows_of((*late, {}), (*early, {})), D(2024, 12, 1))
    assert (coming.code, coming.since, coming.until) == (SCHEDULED, D(2025, 1, 1), D(2025, 1, 31))


def test_days_that_no_rule_reads_are_kept_and_give_no_status(measure):
    now = timezone.now()
    unread = keep_unread(
        measure,
        Period("in_force", D(2025, 1, 1)),
        aspect="force",
        public_since=D(2025, 1, 1),
        recorded_by=None,
        now=now,
    )
    lay(measure, [Period("announced", D(2025, 6, 1))], public_since=D(2025, 6, 1))
    assert [row.status for row in measure.statuses.on_record()] == ["announced"]
    assert differences(measure) == ([], [])
    take_back([unread], reason="read in error", now=now)
    unread.refresh_from_db()
    assert unread.superseded_at > unread.recorded_at and unread.correction_reason == "read in error"
    assert [row.status for row in measure.statuses.on_record()] == ["announced"]


def test_taking_back_days_that_no_rule_reads_leaves_a_row_typed_by_hand(measure):
    typed = make_status(countermeasure=measure, from_on=D(2025, 1, 1))
    unread = keep_unread(
        measure,
        Period("in_force", D(2025, 1, 1)),
        aspect="force",
        public_since=D(2025, 1, 1),
        recorded_by=None,
        now=timezone.now(),
    )
    take_back([unread], reason="read in error")
    typed.refresh_from_db()
    assert typed.superseded_at is None


def test_an_override_holds_against_a_row_typed_by_hand_of_a_later_day(measure):
    make_status(countermeasure=measure, status="lifted", from_on=D(2025, 6, 1))
    lay(
        measure,
        [Period("in_force", D(2025, 7, 1))],
        public_since=D(2025, 5, 1),
        override_reason="The notice of June was about another measure.",
    )

    def code(on):
        return states_for("countermeasure", [measure.pk], AsOf(on=on))[measure.pk].code

    assert (code(D(2025, 6, 15)), code(D(2025, 8, 1))) == ("lifted", "in_force")


def test_a_piece_of_a_row_keeps_its_materials_and_the_citations_that_stand(measure):
    (row,) = lay(measure, [Period("in_force", D(2025, 1, 1))], public_since=D(2025, 1, 1)).rows
    row.scope_materials.add(make_material())
    stands = make_citation(status=row)
    make_citation(status=row, superseded_at=timezone.now() + dt.timedelta(seconds=1))
    lay(measure, [Period("lifted", D(2025, 3, 1))], public_since=D(2025, 3, 1))
    pieces = list(measure.statuses.on_record().filter(status="in_force"))
    assert len(pieces) == 2 and row.pk not in {piece.pk for piece in pieces}
    for piece in pieces:
        assert [one.symbol for one in piece.scope_materials.all()] == ["Dy"]
        assert [cite.source_id for cite in piece.citations.all()] == [stands.source_id]


@pytest.mark.django_db(transaction=True)
def test_two_editors_cannot_write_the_status_of_one_subject_at_once(measure):
    other = connection.copy()
    try:
        with transaction.atomic():
            lay(measure, [Period("in_force", D(2025, 1, 1))], public_since=D(2025, 1, 1))
            with pytest.raises(OperationalError, match="could not obtain lock"), other.cursor() as cursor:
                cursor.execute(
                    "SELECT id FROM deals_countermeasure WHERE id = %s FOR NO KEY UPDATE NOWAIT", [measure.pk]
                )
        with other.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM deals_countermeasure WHERE id = %s FOR NO KEY UPDATE NOWAIT", [measure.pk]
            )
            assert cursor.fetchall() == [(measure.pk,)]
    finally:
        other.close()
