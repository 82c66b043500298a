"""The reference data that the project ships: whole, sourced, and right on the days that matter."""

import datetime as dt
import json
import time
from pathlib import Path

import pytest
from django.db.models import Count, Min, Q

from deals.choices import FORCE_CODES
from deals.gathering import facts_of
from deals.loading.planning import MOST_WORDS, word_count
from deals.loading.whole import plan_from
from deals.loading.writing import load
from deals.models import (
    Agreement,
    Citation,
    CitedSource,
    Commitment,
    CommitmentLink,
    CommitmentTerms,
    Condition,
    Contradiction,
    ContradictionValue,
    Countermeasure,
    Coverage,
    Deal,
    Delegate,
    Event,
    Instrument,
    Material,
    MeasureLink,
    Party,
    Person,
    Rate,
    Readout,
    Round,
    Status,
)
from deals.querysets import AsOf
from deals.state import state_on
from deals.timeline import entries_of, groups_of, ran_out
from tests.reference import undone

D = dt.date
FACTS = Path(__file__).resolve().parents[2] / "shared" / "facts" / "facts.json"
TODAY = D(2026, 11, 24)
US_CHINA = "us-china-rare-earths"


# Sources of facts that were found after the collection this record was made from.
FOUND_LATER = {
    ("etnet", "https://www.etnet.com.hk/www/tc/forex/news-article/20251127840"),
    (
        "Fan Zhang",
        "https://lawyerfanzhang.com/notice-of-product-exclusion-extensions-chinas-acts-policies-and-practices-"
        "related-to-technology-transfer-intellectual-property-and-innovation-2",
    ),
}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    with undone(django_db_blocker):
        started = time.monotonic()
        report = load(plan_from())
        yield report, time.monotonic() - started


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture(scope="module")
def collected():
    """The facts as they were collected, beside the project; skipped by name where they are absent."""
    if not FACTS.is_file():
        pytest.skip("the collected facts are not beside the project")
    return json.loads(FACTS.read_text(encoding="utf-8"))


# --- all of it ---------------------------------------------------------------------------------


def test_a_fresh_load_takes_less_than_fifteen_seconds(loaded):
    assert loaded[1] < 15


def test_nothing_is_missing():
    own = Party.objects.exclude(kind="authority")
    assert set(own.values_list("code", flat=True)) == {
        "US",
        "CN",
        "EU",
        "JP",
        "MY",
        "TH",
        "AU",
        "MX",
        "HK-MO",
    }
    assert Person.objects.count() == 20
    assert Material.objects.count() == 26
    assert Agreement.objects.count() == 17
    assert Countermeasure.objects.count() == 40
    assert Round.objects.filter(kind="talks").count() == 8
    # 32 undertakings, three of them by both sides, which stand twice as twins.
    assert Commitment.objects.count() == 35
    assert CitedSource.objects.count() == 115 + len(FOUND_LATER)


def test_every_party_that_acts_has_authorities_and_names_in_both_languages():
    for code in ("US", "CN", "EU"):
        party = Party.objects.get(code=code)
        assert party.authorities.count() >= 3, code
    for party in Party.objects.prefetch_related("aliases"):
        languages = {alias.language for alias in party.aliases.all()}
        assert languages == {"en", "zh"}, party.code
        assert party.name_zh, party.code


def test_materials_carry_symbol_number_group_and_uses():
    rare = Material.objects.exclude(group="not_rare_earth")
    assert rare.count() == 17
    assert sorted(rare.values_list("atomic_number", flat=True)) == [21, 39, *range(57, 72)]
    assert not Material.objects.filter(Q(uses="") | Q(atomic_number=None) | Q(name_zh="")).exists()
    dysprosium = Material.objects.get(symbol="Dy")
    measures = {c.countermeasure.slug for c in dysprosium.coverage.select_related("countermeasure")}
    assert measures == {"cn-2025-18", "cn-2025-61"}


def test_what_is_unsourced_or_of_low_confidence_is_not_published():
    hidden = set(Countermeasure.objects.filter(is_published=False).values_list("slug", flat=True))
    assert hidden == {"cn-tc1"}
    assert [e.title_en for e in Event.objects.filter(is_published=False)] == [
        "Greer says there is no timetable for the tariff cuts"
    ]
    assert not Event.objects.filter(confidence="low", is_published=True).exists()


def test_every_published_fact_names_a_source():
    naked = []
    for model, field in (
        (Round, "citations"),
        (Agreement, "citations"),
        (Event, "citations"),
        (CommitmentTerms, "citations"),
        (Condition, "citations"),
        (Readout, "citations"),
        (ContradictionValue, "citations"),
        (Deal, "citations"),
        (Countermeasure, "citations"),
    ):
        rows = model.objects.annotate(n=Count(field)).filter(n=0)
        if model is Countermeasure:
            rows = rows.filter(is_published=True)
        naked += [f"{model.__name__} {row}" for row in rows]
    states = Status.objects.annotate(n=Count("citations")).filter(n=0, event=None)
    naked += [f"{row.reference_key}" for row in states.exclude(countermeasure__is_published=False)]
    assert naked == []


def test_every_fact_is_public_since_its_earliest_source():
    wrong = []
    for model in (
        Round,
        Agreement,
        Countermeasure,
        Event,
        CommitmentTerms,
        Condition,
        MeasureLink,
        Readout,
        Delegate,
        ContradictionValue,
    ):
        for row in model.objects.annotate(first=Min("citations__public_since")):
            if row.public_since != row.first:
                wrong.append(f"{model.__name__} {row}: {row.public_since}, not {row.first}")
    assert wrong == []


def test_quotations_are_short_and_name_speaker_source_and_language():
    quotes = Citation.objects.exclude(quote="")
    assert quotes.exists()
    for citation in quotes:
        assert word_count(citation.quote) <= MOST_WORDS
        assert citation.speaker and citation.quote_language, citation.quote


def test_undertakings_of_both_sides_are_twins_of_opposite_direction():
    for stem, sides in (("both-bj-board", "us cn"), ("both-bj-30bn", "us cn"), ("us-jp-fin", "us jp")):
        one, other = (Commitment.objects.get(slug=f"{stem}-{side}") for side in sides.split())
        assert (one.obligor, one.obligee) == (other.obligee, other.obligor)
        assert CommitmentLink.objects.filter(earlier=one, later=other, relation="twin").exists()


def test_steps_of_both_sides_are_exchanges_and_lutnicks_condition_is_an_order():
    mutual = {
        (c.commitment.slug, c.needs_commitment.slug)
        for c in Condition.objects.filter(relation="mutual").select_related("commitment", "needs_commitment")
    }
    assert {("us-gva-24", "cn-gva-24"), ("cn-gva-24", "us-gva-24")} <= mutual
    assert {("us-kl-aff", "cn-kl-1009"), ("cn-kl-1009", "us-kl-aff")} <= mutual
    once = Condition.objects.get(relation="once")
    assert (once.commitment.slug, once.needs_commitment.slug) == ("us-lon-lift", "cn-lon-lic")
    assert once.said_by.code == "US"
    assert once.citations.get().speaker == "Howard Lutnick"


def test_a_tariff_with_tranches_is_one_measure_with_dated_rates():
    fentanyl = Rate.objects.filter(countermeasure__slug="us-fent-1")
    assert [(rate.percent, rate.from_on) for rate in fentanyl] == [
        (10, D(2025, 2, 4)),
        (20, D(2025, 3, 4)),
        (10, D(2025, 11, 10)),
    ]


def test_numbers_given_from_memory_do_not_stand_in_the_data():
    assert not Instrument.objects.filter(number__contains="14357").exists()
    unchecked = Countermeasure.objects.get(slug="cn-tc56")
    assert not unchecked.statuses.filter(effective__startswith=D(2025, 4, 12)).exists()
    assert "not checked" in unchecked.note
    assert not Instrument.objects.get(slug="cn-mot-2025-54").issued_on


# --- the three rounds -----------------------------------------------------------------------------


def group(slug, known=None):
    facts = facts_of(Deal.objects.get(slug=US_CHINA), AsOf(TODAY, known))
    return next(g for g in groups_of(facts, entries_of(facts)) if g.round and g.round.slug == slug)


def changes(found):
    return {
        (entry.first, subject.record.slug, subject.code)
        for entry in found.entries
        for subject in entry.subjects
        if subject.code
    }


def test_rounds_stand_in_order_with_the_call_before_london_and_the_framework_before_stockholm():
    rounds = Round.objects.filter(deal__slug=US_CHINA).order_by("starts_on", "ends_on")
    assert [(r.slug, r.kind) for r in rounds] == [
        ("geneva", "talks"),
        ("leaders-call-june-2025", "leaders_contact"),
        ("london", "talks"),
        ("final-framework", "confirmation"),
        ("stockholm", "talks"),
        ("madrid", "talks"),
        ("kuala-lumpur", "talks"),
        ("busan", "leaders_contact"),
        ("paris", "talks"),
        ("seoul", "talks"),
        ("beijing", "leaders_contact"),
        ("new-york", "talks"),
        ("washington", "leaders_contact"),
    ]
    assert [r.number for r in rounds if r.kind == "talks"] == list(range(1, 9))


def test_geneva_is_complete():
    found = group("geneva")
    assert (found.round.starts_on, found.round.ends_on) == (D(2025, 5, 10), D(2025, 5, 11))
    assert (found.round.date_precision, found.round.place) == ("day", "Geneva, Switzerland")
    assert {(d.party.code, d.person.slug) for d in found.delegates} == {
        ("US", "scott-bessent"),
        ("US", "jamieson-greer"),
        ("CN", "he-lifeng"),
    }
    assert [(r.party, r.kind, r.published_on) for r in found.readouts] == [
        (None, "joint_statement", D(2025, 5, 12))
    ]
    assert found.commitments == 4
    assert {
        (D(2025, 5, 14), "us-eo257", "partly_suspended"),
        (D(2025, 5, 14), "us-eo259", "lifted"),
        (D(2025, 5, 14), "us-eo266", "lifted"),
        (D(2025, 5, 14), "cn-tc4", "partly_suspended"),
        (D(2025, 5, 14), "cn-tc56", "lifted"),
        (D(2025, 5, 14), "cn-ecl21", "suspended"),
        (D(2025, 5, 14), "cn-ecl22", "suspended"),
        (D(2025, 5, 14), "cn-uel78", "suspended"),
    } <= changes(found)


def test_london_is_complete_and_says_that_nothing_was_published_there():
    found = group("london")
    assert (found.round.starts_on, found.round.ends_on) == (D(2025, 6, 9), D(2025, 6, 10))
    assert found.round.place == "Lancaster House, London, UK"
    assert {d.person.slug for d in found.delegates} == {
        "scott-bessent",
        "jamieson-greer",
        "howard-lutnick",
        "he-lifeng",
    }
    assert {(r.party and r.party.code, r.kind) for r in found.readouts} == {
        (None, "none"),
        ("CN", "readout"),
        (None, "report"),
        ("US", "remarks"),
    }
    assert found.commitments == 0
    assert "26 and 27 June 2025" in found.round.note
    assert (D(2025, 6, 11), "us-visa", "withdrawn") in changes(found)


def test_the_final_framework_is_complete():
    found = group("final-framework")
    assert (found.round.starts_on, found.round.ends_on) == (D(2025, 6, 24), D(2025, 6, 27))
    assert (found.round.date_precision, found.round.place) == ("interval", "")
    assert {(d.person.slug, d.role) for d in found.delegates} == {
        ("howard-lutnick", "announced the signing"),
        ("donald-j-trump", "announced the signing"),
    }
    published = {(r.party.code, r.published_on) for r in found.readouts}
    assert published == {("US", D(2025, 6, 26)), ("CN", D(2025, 6, 27))}
    assert found.commitments == 2
    clashes = {clash.contradiction.slug: [v.value for v in clash.values] for clash in found.clashes}
    assert clashes["june-2025-signing-date"] == ["24 June 2025", "25 June 2025"]
    assert clashes["june-2025-signed-or-confirmed"] == ["signed", "details further confirmed"]
    assert (D(2025, 7, 4), "us-eda", "lifted") in changes(found)
    assert group("final-framework", D(2025, 6, 27)).round.slug == "final-framework"
    with pytest.raises(StopIteration):
        group("final-framework", D(2025, 6, 26))


# --- in force on a day, as known on a day ------------------------------------------------------------


def state(subject, on, known=None, aspect="force"):
    rows = subject.statuses.filter(aspect=aspect).as_known(AsOf(on, known))
    return state_on(rows, on)


@pytest.mark.parametrize(
    ("measure", "on", "known", "code"),
    [
        # No. 61: item 3 at once, items 1 and 2 from 1 December 2025; suspended by No. 70 on 7 November.
        ("cn-2025-61", D(2025, 10, 8), None, "scheduled"),
        ("cn-2025-61", D(2025, 10, 9), None, "in_force"),
        ("cn-2025-61", D(2025, 11, 6), None, "in_force"),
        ("cn-2025-61", D(2025, 11, 7), None, "suspended"),
        ("cn-2025-61", D(2025, 12, 5), D(2025, 10, 20), "in_force"),
        ("cn-2025-61", D(2025, 12, 5), D(2025, 11, 6), "in_force"),
        ("cn-2025-61", D(2025, 12, 5), D(2025, 11, 7), "suspended"),
        ("cn-2025-61", D(2025, 12, 5), None, "suspended"),
        ("cn-2025-61", D(2026, 11, 10), None, "suspended"),
        ("cn-2025-61", D(2026, 11, 11), None, "ran_out"),
        ("cn-2025-61", TODAY, None, "ran_out"),
        ("cn-2025-61", D(2026, 12, 31), D(2026, 9, 30), "ran_out"),
        # No. 57 was suspended the day before it would have taken effect.
        ("cn-2025-57", D(2025, 11, 8), D(2025, 11, 1), "in_force"),
        ("cn-2025-57", D(2025, 11, 8), None, "suspended"),
        ("cn-2025-57", D(2025, 11, 6), None, "announced"),
        # No. 46, paragraph 2: suspended until 27 November 2026.
        ("cn-2024-46-2", TODAY, None, "suspended"),
        ("cn-2024-46-2", D(2026, 11, 28), None, "ran_out"),
        ("cn-2024-46-2", D(2026, 1, 1), D(2025, 11, 8), "in_force"),
        ("cn-2024-46-1", TODAY, None, "in_force"),
        # No. 18 was never suspended.
        ("cn-2025-18", D(2025, 4, 4), None, "in_force"),
        ("cn-2025-18", TODAY, None, "in_force"),
        # The Affiliates Rule: suspended one day less than the Chinese controls.
        ("us-aff", D(2025, 11, 9), None, "in_force"),
        ("us-aff", D(2026, 11, 9), None, "suspended"),
        ("us-aff", D(2026, 11, 10), None, "ran_out"),
        # 24 points suspended in May, twice renewed; known in June 2025, the first 90 days ran out in August.
        ("us-eo257", D(2025, 7, 1), None, "partly_suspended"),
        ("us-eo257", D(2025, 9, 1), D(2025, 6, 1), "ran_out"),
        ("us-eo257", D(2025, 9, 1), None, "partly_suspended"),
        ("us-eo257", D(2025, 12, 1), D(2025, 9, 1), "ran_out"),
        ("us-eo257", D(2026, 2, 23), None, "partly_suspended"),
        ("us-eo257", D(2026, 2, 24), None, "lifted"),
        ("cn-tc4", D(2026, 3, 1), None, "partly_suspended"),
        ("cn-tc4", TODAY, None, "ran_out"),
        ("cn-tc56", D(2025, 4, 9), None, "announced"),
        ("cn-tc56", D(2025, 5, 1), None, "in_force"),
        ("cn-tc56", D(2025, 5, 14), None, "lifted"),
        ("us-100", D(2025, 11, 1), None, "withdrawn"),
        ("us-visa", D(2025, 5, 30), None, "announced"),
        ("us-eda", D(2025, 7, 3), None, "partly_suspended"),
        ("us-eda", D(2025, 7, 4), None, "lifted"),
        ("us-122", D(2026, 7, 23), None, "in_force"),
        ("us-122", D(2026, 7, 24), None, "lapsed"),
        ("cn-ecl22", D(2025, 8, 11), None, "suspended"),
        ("cn-ecl22", D(2025, 8, 12), None, "lifted"),
    ],
)
def test_the_state_of_a_measure_on_a_day_as_known_on_a_day(measure, on, known, code):
    assert state(Countermeasure.objects.get(slug=measure), on, known).code == code


@pytest.mark.parametrize(
    ("commitment", "on", "code"),
    [
        ("us-gva-24", D(2025, 6, 1), "kept"),
        ("cn-gva-ntm", D(2025, 5, 20), "partly_kept"),
        ("cn-gva-ntm", D(2025, 6, 1), "disputed"),
        ("cn-gva-ntm", TODAY, "partly_kept"),
        ("cn-lon-lic", TODAY, "in_progress"),
        ("us-lon-lift", D(2025, 7, 3), "scheduled"),
        ("us-lon-lift", D(2025, 7, 4), "kept"),
        ("cn-kl-gl", D(2025, 12, 1), "not_verified"),
        ("cn-kl-gl", TODAY, "partly_kept"),
        ("cn-kl-soy", TODAY, "claimed"),
        ("cn-bj-short", TODAY, "not_verified"),
    ],
)
def test_how_far_a_commitment_is_kept_on_a_day(commitment, on, code):
    assert state(Commitment.objects.get(slug=commitment), on, aspect="verification").code == code


def test_the_political_extension_is_an_event_and_a_contradiction_but_never_a_period():
    assert not Status.objects.filter(
        status__in=FORCE_CODES, effective__contains=D(2026, 12, 1), runs_out=True
    ).exists()
    event = Event.objects.get(reference_key="event:2026-09-23-bessent-extension")
    assert (event.kind, event.confidence) == ("extended", "medium")
    assert "no legal text" in event.note
    values = Contradiction.objects.get(slug="truce-end").values.values_list("value", flat=True)
    assert any("10 January 2027" in v for v in values) and any("10 November 2026" in v for v in values)
    for slug in (
        "cn-2025-55",
        "cn-2025-56",
        "cn-2025-57",
        "cn-2025-58",
        "cn-2025-61",
        "cn-2025-62",
        "us-aff",
    ):
        assert "no legal text" in Countermeasure.objects.get(slug=slug).note, slug
    facts = facts_of(Deal.objects.get(slug=US_CHINA), AsOf(TODAY))
    assert {"cn-2025-61", "us-aff", "us-port"} <= {measure.slug for measure, _state in ran_out(facts)}
    assert "cn-2024-46-2" not in {measure.slug for measure, _state in ran_out(facts)}


# --- the collected facts, one by one ---------------------------------------------------------------


def names_of(fact):
    return {(s["publisher"], s["title"]) for s in fact["sources"] if s["publisher"] != "unsourced"}


def cited(**subject):
    rows = Citation.objects.filter(**subject).select_related("source")
    return {(row.source.publisher, row.source.title) for row in rows}


# The reference data say in plain words what the collected facts say in a lawyer's.
PLAIN_ROLES = {
    "obligor and obligee": "owes and is owed",
    "licensor of controlled exports": "licenses controlled exports",
}


def test_every_collected_party_person_and_material_is_there(collected):
    for fact in collected["parties"]:
        party = Party.objects.get(code=fact["id"])
        role = fact["role"]
        for said, plain in PLAIN_ROLES.items():
            role = role.replace(said, plain)
        assert (party.role, party.confidence) == (role, fact["confidence"])
        assert cited(party=party) == names_of(fact)
    for fact in collected["people"]:
        person = Person.objects.get(name_en=fact["name"])
        assert (person.name_zh, person.role, person.party.code) == (
            fact["name_local"],
            fact["role"],
            fact["party"],
        )
        assert cited(person=person) == names_of(fact)
    for fact in collected["materials"]:
        material = Material.objects.get(symbol=fact["symbol"])
        assert (material.name_en, material.name_zh, material.atomic_number, material.uses) == (
            fact["name"],
            fact["name_zh"],
            fact["atomic_number"],
            fact["uses"],
        )
        assert cited(material=material) == names_of(fact)


def test_every_collected_round_is_there(collected):
    for fact in collected["rounds"]:
        found = Round.objects.get(deal__slug=US_CHINA, number=fact["number"])
        assert (found.name_en, found.place, found.outcome) == (fact["name"], fact["place"], fact["outcome"])
        assert (str(found.starts_on), str(found.ends_on)) == (fact["start"], fact["end"])
        assert found.confidence == fact["confidence"]
        heads = {(d.party.code, d.person.name_en) for d in found.delegates.all()}
        assert heads == {(party, name) for party, names in fact["heads"].items() for name in names}
        assert cited(round=found) == names_of(fact)


def test_every_collected_agreement_is_there(collected):
    for fact in collected["agreements"]:
        found = Agreement.objects.get(slug=fact["id"])
        assert set(found.parties.values_list("code", flat=True)) == set(fact["parties"])
        assert (found.form_note, found.confidence) == (fact["kind"], fact["confidence"])
        assert cited(agreement=found) == names_of(fact)
        for ours, theirs in (("announced", "announced"), ("signed", "signed"), ("effective", "effective")):
            given = fact["dates"][theirs]
            day = getattr(found, f"{ours}_on")
            wording = getattr(found, f"{ours}_wording", "")
            assert str(day) == given or (given is None and day is None) or wording, (fact["id"], ours)


def test_every_collected_commitment_and_its_evidence_is_there(collected):
    sides = {"both-bj-board": "us cn", "both-bj-30bn": "us cn", "us-jp-fin": "us jp"}
    for fact in collected["commitments"]:
        slugs = (
            [f"{fact['id']}-{s}" for s in sides[fact["id"]].split()] if fact["id"] in sides else [fact["id"]]
        )
        for slug in slugs:
            found = Commitment.objects.get(slug=slug)
            terms = found.terms.get()
            assert (terms.text_en, terms.condition_wording) == (fact["what"], fact["condition"])
            assert terms.confidence == fact["confidence"]
            assert cited(terms=terms) == names_of(fact)
            assert found.statuses.filter(aspect="verification").exists(), slug
            if fact["condition"]:
                assert found.conditions.exists(), slug
            if fact["due"]:
                assert terms.due_on or terms.due_wording, slug
            for evidence in fact["evidence"]:
                events = Event.objects.filter(commitment=found, occurred_earliest=evidence["date"])
                events = events or Event.objects.filter(occurred_earliest=evidence["date"], deal=found.deal)
                assert any(names_of(evidence) <= cited(event=event) for event in events), (slug, evidence)


def test_every_collected_measure_is_there(collected):
    symbols = {material["symbol"] for material in collected["materials"]}
    kinds = {"entity listing": "listing", "port fee": "port_fee", "export control": "export_control"}
    for fact in collected["countermeasures"]:
        found = Countermeasure.objects.get(slug=fact["id"])
        kind = kinds.get(fact["kind"], fact["kind"])
        assert found.kind in ({kind, "ban"} if kind == "export_control" else {kind}), fact["id"]
        assert (found.imposed_by.code, found.confidence) == (fact["imposed_by"], fact["confidence"])
        assert found.instrument is not None and found.instrument_wording
        assert cited(countermeasure=found) == names_of(fact)
        covered = set(
            Coverage.objects.filter(countermeasure=found, material__isnull=False).values_list(
                "material__symbol", flat=True
            )
        )
        assert covered == {name.split()[0] for name in fact["materials"]} & symbols, fact["id"]
        if fact["rates"]:
            assert found.rates.exists(), fact["id"]
        assert found.statuses.exists(), fact["id"]
        for field, status in (("suspended", ("suspended", "partly_suspended")), ("effective", ("in_force",))):
            day = fact[field]
            if day and len(day) == 10:
                periods = found.statuses.filter(status__in=status, effective__startswith=day)
                assert periods.exists(), (fact["id"], field, day)
        if fact["suspended_until"] and len(fact["suspended_until"]) == 10:
            after = D.fromisoformat(fact["suspended_until"]) + dt.timedelta(days=1)
            assert found.statuses.filter(effective__endswith=after, runs_out=True).exists(), fact["id"]


def test_every_collected_event_is_there(collected):
    for fact in collected["events"]:
        found = Event.objects.get(title_en=fact["title"], occurred_earliest=fact["date"])
        assert found.confidence == fact["confidence"]
        assert (found.actor.code if found.actor else "both") == fact["party"]
        assert found.is_published == (fact["confidence"] != "low")
        assert cited(event=found) == names_of(fact)


def test_every_collected_source_is_in_the_registry(collected):
    def sources(value):
        if isinstance(value, dict):
            yield from value.get("sources", [])
            for inner in value.values():
                yield from sources(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from sources(inner)

    wanted = {(s["publisher"], s["title"], s["url"], s["published"] or "") for s in sources(collected)}
    wanted = {source for source in wanted if source[0] != "unsourced"}
    there = set(CitedSource.objects.values_list("publisher", "title", "url", "published_wording"))
    assert wanted <= there
    assert {(publisher, url) for publisher, _, url, _ in there - wanted} == FOUND_LATER


def test_every_collected_conflict_is_kept_as_a_contradiction(collected):
    slugs = [
        ["june-2025-signing-date", "june-2025-signed-or-confirmed"],
        ["stockholm-statement-date"],
        ["us-japan-framework-date"],
        ["fact-sheet-licence-period"],
        ["exclusion-process-end"],
        ["beijing-2026-rare-earths"],
        ["section-122-rate"],
        ["march-2025-list-relief"],
        ["june-2025-white-house-comment"],
    ]
    assert len(slugs) == len(collected["meta"]["conflicts"])
    for names in slugs:
        for name in names:
            assert Contradiction.objects.get(slug=name).values.count() >= 2, name
