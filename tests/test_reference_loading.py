"""How reference data are laid over the database: once, twice, over an editor's work, and after a correction.

The data of these tests are made up (tests/reference.py).
"""

import datetime as dt
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db.backends.postgresql.psycopg_any import DateRange

from deals.loading.planning import word_count
from deals.loading.reading import ReferenceDataError, surely_public_on
from deals.loading.whole import plan_from
from deals.loading.writing import load
from deals.models import (
    Citation,
    CitedSource,
    Commitment,
    CommitmentTerms,
    Countermeasure,
    Deal,
    Event,
    Evidence,
    Party,
    PartyAlias,
    ReferenceRecord,
    Status,
)
from deals.review import correct
from deals.spans import Period
from deals.statuses import lay
from tests.make import make_version
from tests.reference import small

D = dt.date
FIRST = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 2, 5, 9, tzinfo=dt.UTC)
TABLES = (
    Citation,
    CitedSource,
    Commitment,
    CommitmentTerms,
    Countermeasure,
    Deal,
    Event,
    Party,
    PartyAlias,
    ReferenceRecord,
    Status,
)


def rows():
    """Every column of every row that a load may touch, so that nothing changes unseen."""
    return {model.__name__: sorted(map(repr, model.objects.values_list())) for model in TABLES}


@pytest.fixture
def folder(tmp_path):
    return small(tmp_path)


@pytest.fixture
def loaded(db, folder):
    return load(plan_from(folder), now=FIRST)


@pytest.fixture
def editor(db):
    return User.objects.create_superuser("ed", password="ed")


# --- what a load writes ------------------------------------------------------------------------


def test_facts_carry_their_key_our_clock_and_the_day_since_when_they_were_public(loaded):
    terms = CommitmentTerms.objects.get()
    assert terms.reference_key == "terms:a-lifts"
    assert (terms.recorded_at, terms.recorded_by, terms.public_since) == (FIRST, None, D(2025, 3, 2))
    assert loaded.created["party alias"] == 2 and not loaded.kept


def test_a_month_counts_from_its_last_day_and_an_undated_source_from_none(loaded):
    suspended = Status.objects.get(status="suspended")
    assert suspended.public_since == D(2025, 4, 30)
    source = CitedSource.objects.get(publisher="Test Monthly")
    assert (source.published_on, source.published_wording) == (None, "2025-04")
    assert Event.objects.get(reference_key="event:rumour").public_since is None


def test_what_is_of_low_confidence_waits_for_an_editor(loaded):
    assert not Event.objects.get(reference_key="event:rumour").is_published


def test_publications_become_periods_on_two_axes(loaded):
    measure = Countermeasure.objects.get()
    spans = {
        (
            row.status,
            row.effective.lower,
            row.effective.upper,
            row.public_since,
            row.public_until,
            row.runs_out,
        )
        for row in measure.statuses.all()
    }
    assert spans == {
        ("announced", D(2025, 3, 2), D(2025, 3, 10), D(2025, 3, 2), None, False),
        ("in_force", D(2025, 3, 10), None, D(2025, 3, 2), D(2025, 4, 30), False),
        ("in_force", D(2025, 3, 10), D(2025, 4, 10), D(2025, 4, 30), None, False),
        ("suspended", D(2025, 4, 10), D(2025, 7, 1), D(2025, 4, 30), None, True),
    }
    assert {c.source.publisher for c in Citation.objects.filter(status__status="suspended")} == {
        "Test Monthly"
    }


def test_a_verification_names_the_event_that_it_rests_on(loaded):
    row = Status.objects.get(aspect="verification")
    assert row.event == Event.objects.get(commitment__slug="a-lifts")
    assert row.event.deal == row.commitment.deal


def test_a_check_writes_nothing(db, folder):
    report = load(plan_from(folder), check=True)
    assert report.created["countermeasure"] == 1
    assert not Countermeasure.objects.exists() and not ReferenceRecord.objects.exists()


# --- twice ---------------------------------------------------------------------------------------


def test_a_second_load_changes_no_row(loaded, folder):
    before = rows()
    report = load(plan_from(folder), now=LATER)
    assert report.written == 0 and report.kept == []
    assert rows() == before


def test_a_second_load_asks_few_questions(loaded, folder, django_assert_max_num_queries):
    plan = plan_from(folder)
    with django_assert_max_num_queries(40):
        load(plan, now=LATER)


# --- an editor's work ----------------------------------------------------------------------------


def test_prose_that_an_editor_changed_stays_and_is_reported_every_time(loaded, folder):
    Deal.objects.update(summary="They talk at last, says the editor.")
    for now in (LATER, LATER + dt.timedelta(days=1)):
        report = load(plan_from(folder), now=now)
        assert report.written == 0
        assert len(report.kept) == 1 and "deal:a-b" in report.kept[0] and "summary" in report.kept[0]
    assert Deal.objects.get().summary == "They talk at last, says the editor."


def test_other_fields_of_an_edited_row_still_follow_the_reference_data(loaded, tmp_path):
    Deal.objects.update(summary="The editor's sentence.")
    changed = small(tmp_path, records=('stage = "talks"', 'stage = "signed"'))
    report = load(plan_from(changed), now=LATER)
    deal = Deal.objects.get()
    assert (deal.stage, deal.summary) == ("signed", "The editor's sentence.")
    assert report.updated["deal"] == 1 and "summary" in report.kept[0] and "stage" not in report.kept[0]
    again = load(plan_from(changed), now=LATER)
    assert again.written == 0 and "summary" in again.kept[0]


def test_a_field_changed_by_both_stays_as_the_editor_has_it(loaded, tmp_path):
    Deal.objects.update(stage="ended, says the editor")
    changed = small(tmp_path, records=('stage = "talks"', 'stage = "signed"'))
    report = load(plan_from(changed), now=LATER)
    assert Deal.objects.get().stage == "ended, says the editor"
    assert report.written == 0 and "stage" in report.kept[0]


def test_a_change_that_both_made_alike_is_no_difference(loaded, tmp_path):
    Deal.objects.update(stage="signed")
    changed = small(tmp_path, records=('stage = "talks"', 'stage = "signed"'))
    report = load(plan_from(changed), now=LATER)
    assert report.written == 0 and report.kept == []
    Deal.objects.update(stage="signed and sealed")
    assert "stage" in load(plan_from(changed), now=LATER).kept[0]


def test_parties_of_a_deal_that_an_editor_changed_stay(loaded, folder):
    Deal.objects.get().parties.remove(Party.objects.get(code="BB"))
    report = load(plan_from(folder), now=LATER)
    assert [party.code for party in Deal.objects.get().parties.all()] == ["AA"]
    assert report.written == 0 and "parties" in report.kept[0]


def test_a_fact_that_an_editor_corrected_stays_corrected(loaded, tmp_path, editor):
    old = CommitmentTerms.objects.get()
    new = correct(old, editor, "It says cutlery.", text_en="Lift the ban on all cutlery").record
    changed = small(tmp_path, records=("Lift the ban on spoons", "Lift the ban on forks"))
    report = load(plan_from(changed), now=LATER)
    assert list(CommitmentTerms.objects.on_record()) == [new]
    assert any("terms:a-lifts" in line and "editor" in line for line in report.kept)


def test_periods_that_an_editor_set_stay(loaded, tmp_path, editor):
    measure = Countermeasure.objects.get()
    lay(measure, [Period("lifted", D(2025, 5, 1))], public_since=D(2025, 5, 2), recorded_by=editor)
    before = set(measure.statuses.filter(superseded_at=None).values_list("pk", flat=True))
    changed = small(tmp_path, records=("last = 2025-06-30", "last = 2025-07-31"))
    report = load(plan_from(changed), now=LATER)
    assert set(measure.statuses.filter(superseded_at=None).values_list("pk", flat=True)) == before
    assert any("status:measure:a-spoons/force" in line for line in report.kept)


def test_a_row_made_by_hand_under_the_same_name_is_kept_and_told(db, folder):
    Party.objects.create(code="AA", slug="aa", name_en="Åland, by hand", kind="state")
    report = load(plan_from(folder), now=FIRST)
    assert Party.objects.get(code="AA").name_en == "Åland, by hand"
    assert any("party:AA" in line and "name_en" in line for line in report.kept)
    assert Party.objects.get(code="AA-MIN").parent.name_en == "Åland, by hand"


def test_what_an_editor_deleted_is_not_made_again(loaded, folder):
    PartyAlias.objects.filter(text="甲方").delete()
    report = load(plan_from(folder), now=LATER)
    assert not PartyAlias.objects.filter(text="甲方").exists()
    assert report.written == 0 and any("alias:zh/甲方" in line for line in report.kept)


# --- corrections of the reference data ---------------------------------------------------------------


def test_a_changed_fact_is_superseded_by_a_row_that_corrects_it(loaded, tmp_path):
    old = CommitmentTerms.objects.get()
    changed = small(tmp_path, records=("Lift the ban on spoons", "Lift the ban on forks"))
    report = load(plan_from(changed), now=LATER)
    old.refresh_from_db()
    new = CommitmentTerms.objects.on_record().get()
    assert (old.text_en, old.superseded_at) == ("Lift the ban on spoons", LATER)
    assert (new.text_en, new.corrects, new.recorded_at) == ("Lift the ban on forks", old, LATER)
    assert report.superseded["commitment terms"] == 1
    assert [c.terms for c in Citation.objects.on_record().filter(terms__isnull=False)] == [new]
    assert CommitmentTerms.objects.on_record(FIRST).get() == old
    assert load(plan_from(changed), now=LATER).written == 0


def test_changed_prose_is_updated_and_its_history_kept(loaded, tmp_path):
    changed = small(tmp_path, records=('summary = "They talk."', 'summary = "They signed."'))
    load(plan_from(changed), now=LATER)
    deal = Deal.objects.get()
    assert deal.summary == "They signed."
    assert [past.summary for past in deal.history.all()] == ["They signed.", "They talk."]
    assert deal.history.first().history_change_reason == "reference data"


def test_changed_periods_supersede_only_what_changed(loaded, tmp_path):
    in_force_first = Status.objects.get(status="in_force", public_until=D(2025, 4, 30))
    changed = small(tmp_path, records=("last = 2025-06-30", "last = 2025-07-31"))
    report = load(plan_from(changed), now=LATER)
    suspended = Status.objects.on_record().get(status="suspended")
    assert suspended.effective == DateRange(D(2025, 4, 10), D(2025, 8, 1), "[)")
    assert report.superseded["status"] == 1
    in_force_first.refresh_from_db()
    assert in_force_first.superseded_at is None
    assert Status.objects.filter(status="suspended", superseded_at=LATER).count() == 1


def test_evidence_of_an_editor_goes_on_to_the_corrected_fact(loaded, tmp_path):
    event = Event.objects.get(reference_key="event:a-lifts/letter")
    version = make_version("The spoons may pass again, it says.")
    Evidence.objects.create(event=event, version=version, start=0, stop=10, quote="The spoons")
    changed = small(tmp_path, records=("A letter goes out", "Two letters go out"))
    load(plan_from(changed), now=LATER)
    new = Event.objects.on_record().get(title_en="Two letters go out")
    assert [row.quote for row in Evidence.objects.on_record().filter(event=new)] == ["The spoons"]
    assert not Evidence.objects.on_record().filter(event=event).exists()
    assert Status.objects.on_record().get(aspect="verification").event == new


def test_a_fact_taken_out_is_withdrawn_and_a_record_is_left(loaded, tmp_path):
    folder = small(tmp_path)
    text = (folder / "records.toml").read_text()
    (folder / "records.toml").write_text(text[: text.index("[[event]]")])
    report = load(plan_from(folder), now=LATER)
    assert not Event.objects.on_record().filter(title_en="Somebody says something").exists()
    assert Event.objects.filter(title_en="Somebody says something", superseded_at=LATER).exists()
    assert report.withdrawn == {"event": 1, "citation": 1}
    (folder / "records.toml").write_text(text[: text.index("[[measure]]")])
    report = load(plan_from(folder), now=LATER)
    assert Countermeasure.objects.exists()
    assert any("measure:a-spoons" in line for line in report.kept)


# --- mistakes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "change", "words"),
    [
        ("records", ('imposed_by = "AA"', 'imposed_by = "AX"'), "imposed_by: there is no party 'AX'"),
        ("records", ("starts_on = 2025-03-01", 'starts_on = "soon"'), "starts_on: must be a date"),
        ("records", ("on = 2025-03-20", "on = 2025-03-20T10:00:00Z"), "on: is a time, not a day"),
        ("records", ("ends_on = 2025-03-02", "ends_on = 2025-02-02"), "ends_on: lies before starts_on"),
        ("records", ('kind = "ban"', 'kind = "bann"'), "kind: Value 'bann' is not a valid choice"),
        (
            "records",
            ('status = "suspended"', 'status = "kept"'),
            "'kept' is not a word of the aspect 'force'",
        ),
        ("records", ("last = 2025-06-30, ", ""), "runs_out: needs a last day"),
        ("records", ("last = 2025-03-09", "last = 2025-03-01"), "lies before its first"),
        ("records", ('modality = "will"', 'modallity = "will"'), "modallity: is not a key known here"),
        ("records", ('language = "en", ', ""), "language: is missing: a quotation names its language"),
        ("records", ("the spoons may pass again", "word " * 41), "quote: has more than 40 words"),
        ("records", ('title_en = "Ban on spoons"\n', ""), "title_en: is missing"),
        ("records", ('fact = "a-spoons"', 'fact = "a spoon"'), "slug: Enter a valid “slug”"),
        ("sources", ('published = "2025-03-02"', 'published = "2025-13-02"'), "published: month must be in"),
        ("sources", ('published = "2025-04"', 'published = "spring"'), "neither a day"),
        ("sources", ("[[source]]", "[[sauce]]"), "[[sauce]] is not a kind of entry known here"),
        ("parties", ('cites = ["gazette"]', ""), "cites: is missing: every fact names a source"),
        ("parties", ('cites = ["gazette"]', 'cites = ["gazete"]'), "there is no source 'gazete'"),
        ("parties", ('code = "BB"', 'code = "AA"'), "party:AA is there already"),
        ("parties", ("[[party]]", "[[party"), "is not valid TOML"),
        ("parties", ('parent = "AA"\n', ""), "an authority belongs to a party"),
    ],
)
def test_a_mistake_is_named_by_file_and_key(tmp_path, file, change, words):
    folder = small(tmp_path, **{file: change})
    with pytest.raises(ReferenceDataError) as error:
        plan_from(folder)
    found = [line for line in error.value.problems if words in line]
    assert found, error.value.problems
    assert found[0].startswith(f"{file}.toml")


def test_all_mistakes_are_told_at_once_and_nothing_is_loaded(db, tmp_path):
    folder = small(
        tmp_path, records=('imposed_by = "AA"', 'imposed_by = "AX"'), parties=('kind = "state"', 'kind = "x"')
    )
    with pytest.raises(CommandError) as error:
        call_command("loadreference", folder=folder, stdout=StringIO())
    assert "nothing was loaded" in str(error.value)
    assert "AX" in str(error.value) and "parties.toml, party AA" in str(error.value)
    assert not Party.objects.exists()


def test_the_command_says_what_it_did(db, folder):
    out = StringIO()
    call_command("loadreference", folder=folder, stdout=out)
    assert "made: " in out.getvalue() and "1 countermeasure" in out.getvalue()
    Deal.objects.update(stage="changed here")
    out = StringIO()
    call_command("loadreference", folder=folder, check=True, stdout=out)
    assert "differs: deal:a-b" in out.getvalue()
    assert "0 would be written" in out.getvalue()


@pytest.mark.parametrize(
    ("wording", "day"),
    [("2025-06-27", D(2025, 6, 27)), ("2025-06", D(2025, 6, 30)), ("2024-02", D(2024, 2, 29)), ("", None)],
)
def test_a_source_was_surely_public_on_the_last_day_its_date_allows(wording, day):
    assert surely_public_on(wording) == day


def test_words_of_a_quotation_are_counted_in_both_languages():
    assert word_count("two words") == 2
    assert word_count("“quoted”, then—some more") == 3
    assert word_count("依法审批") == 2
    assert word_count("依法审批 export applications") == 4
