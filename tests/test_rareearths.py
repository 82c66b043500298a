"""Light, medium and heavy rare earths, and "seven" or "five more" of them: read from words, linked to what is on record.

The sentences were written for these tests.
"""

import datetime as dt

import pytest
from django.core.management import call_command

from deals import linking, ranking
from deals.admin.reasons import in_words
from deals.matching import propose
from deals.models import Countermeasure
from deals.rareearths import Group, groups
from deals.vocabulary import load_vocabulary

from .deskworld import make_claim, make_version
from .reference import undone

D = dt.date
SEVEN = {"Sm", "Gd", "Tb", "Dy", "Lu", "Sc", "Y"}
FIVE = {"Ho", "Er", "Tm", "Eu", "Yb"}
LIGHT = {"La", "Ce", "Pr", "Nd", "Pm"}
MEDIUM_HEAVY = (SEVEN | FIVE) - {"Sc"}  # what the record classes as neither is none of them
OLD, NEW = "2025/18", "2025/57"


def of(*classes, count=None, is_apart=False):
    return Group(frozenset(classes), count, is_apart)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("medium and heavy rare earths", of("medium", "heavy")),
        ("medium- and heavy-rare-earth items", of("medium", "heavy")),
        ("mid-to-heavy rare earths", of("medium", "heavy")),
        ("medium/heavy rare earth-related items", of("medium", "heavy")),
        ("light, medium and heavy rare earths", of("light", "medium", "heavy")),
        ("heavy rare earths", of("heavy")),
        ("HREEs", of("heavy")),
        ("seven medium and heavy rare earths", of("medium", "heavy", count=7)),
        ("seven kinds of middle and heavy rare-earth elements", of("medium", "heavy", count=7)),
        ("five more rare-earth metals", of(count=5)),
        ("12 rare earths", of(count=12)),
        ("seven rare-earth firms", of()),
        ("rare earths", of()),
        ("other than heavy rare earths", of("heavy", is_apart=True)),
        ("中重稀土", of("medium", "heavy")),
        ("中、重稀土", of("medium", "heavy")),
        ("轻稀土", of("light")),
        ("7类中重稀土相关物项", of("medium", "heavy", count=7)),
        ("铒等五种中重稀土", of("medium", "heavy", count=5)),
        ("十二种稀土元素", of(count=12)),
        ("其中重稀土", of("heavy")),
        ("严重稀土短缺", of()),
        ("减轻稀土企业负担", of()),
        ("除重稀土外", of("heavy", is_apart=True)),
    ],
)
def test_a_group_of_rare_earths_is_read(text, group):
    assert groups(text) == (group,)


def test_each_group_of_a_text_is_read_and_other_words_are_none():
    assert groups("seven heavy rare earths and light rare earths") == (of("heavy", count=7), of("light"))
    assert groups("gallium and germanium") == groups("重型设备") == groups("heavy industry") == ()


@pytest.fixture(scope="module")
def record(django_db_setup, django_db_blocker):
    with undone(django_db_blocker):
        call_command("loadreference", verbosity=0)
        yield load_vocabulary()


def linked(record, text, published=None, kind="commitment", **said):
    language = "en" if text.isascii() else "zh-Hans"
    published = published or D(2026, 2, 1)
    version = make_version(
        text, language=language, party="CN", official=True, published=published, title=f"Of {published}"
    )
    said = {"actor": "CN", "object": "export_control", "materials": ["rare_earths"], **said}
    return linking.link(make_claim(version, text.rstrip(".。"), kind, **said), record)


@pytest.mark.parametrize("reason", ["other materials", "other state: not in force then"])
def test_what_speaks_against_a_record_is_told_in_words(reason):
    assert in_words(reason, {}) != reason


@pytest.mark.django_db
class TestOnRecord:
    @pytest.mark.parametrize(
        ("text", "materials", "one_by_one"),
        [
            ("China controls medium and heavy rare earths.", MEDIUM_HEAVY, set()),
            ("China controls seven medium and heavy rare earths.", SEVEN, SEVEN),
            ("China controls five further medium and heavy rare earths.", FIVE, FIVE),
            ("China controls 12 rare earth elements.", SEVEN | FIVE, SEVEN | FIVE),
            ("China controls light rare earths.", LIGHT, set()),
            ("China controls light rare earths and neodymium.", LIGHT, {"Nd"}),
            ("China controls six medium and heavy rare earths.", MEDIUM_HEAVY, set()),
            ("China controls five light rare earths.", LIGHT, set()),
            ("China adds holmium to the seven medium and heavy rare earths.", SEVEN | {"Ho"}, {"Ho"}),
            ("中方对中重稀土实施管制。", MEDIUM_HEAVY, set()),
            ("中方对钐、钆、铽等7类中重稀土实施管制。", SEVEN, SEVEN),
            ("中方对钬等5种中重稀土实施管制。", FIVE, FIVE),
            ("中方对轻稀土实施管制。", LIGHT, set()),
            ("中方对稀土实施管制。", LIGHT | SEVEN | FIVE, set()),
            ("China controls rare earths other than light rare earths.", SEVEN | FIVE, set()),
        ],
    )
    def test_a_group_is_linked_to_the_set_that_the_record_has(self, record, text, materials, one_by_one):
        mention = linked(record, text, kind="countermeasure", action="CONTROL")
        assert (mention.materials, mention.named) == (materials, one_by_one)

    def test_a_number_means_no_set_that_was_not_known_yet(self, record):
        text = "China may control five further medium and heavy rare earths."
        assert linked(record, text, D(2025, 6, 1), "countermeasure").materials == MEDIUM_HEAVY
        assert linked(record, text, D(2025, 10, 9), "countermeasure").materials == FIVE

    @pytest.mark.parametrize(
        ("text", "kind", "action", "published", "number"),
        [
            ("China controls seven medium and heavy rare earths.", "countermeasure", "CONTROL", D(2025, 4, 4), OLD),
            ("China controls five more medium and heavy rare earths.", "countermeasure", "CONTROL", D(2025, 10, 9), NEW),
            ("China suspends the controls on five more medium and heavy rare earths.", "commitment", "SUSPEND", D(2025, 11, 7), NEW),
            ("China keeps its controls on medium and heavy rare earths in place.", "countermeasure", "MAINTAIN", D(2026, 2, 1), OLD),
            ("商务部决定对钐、钆等7类中重稀土实施出口管制。", "countermeasure", "IMPOSE", D(2025, 4, 4), OLD),
            ("商务部决定对钬、铒等5种中重稀土实施出口管制。", "countermeasure", "IMPOSE", D(2025, 10, 9), NEW),
            ("中方暂停对5种中重稀土的出口管制。", "commitment", "SUSPEND", D(2025, 11, 7), NEW),
            ("中方继续对中重稀土实施出口管制。", "countermeasure", "MAINTAIN", D(2026, 2, 1), OLD),
        ],
    )  # fmt: skip
    def test_the_notice_that_is_meant_comes_first(self, record, text, kind, action, published, number):
        mention = linked(record, text, published, kind, action=action, modality="decided")
        first = ranking.rank(mention, record)[0].known
        assert first.pk == Countermeasure.objects.get(instrument__number=number).pk

    @pytest.mark.parametrize("text", ["China controls light rare earths.", "中方对轻稀土实施管制。"])
    def test_a_control_of_light_ones_is_no_control_on_record(self, record, text):
        version = make_version(text, language="en" if text.isascii() else "zh-Hans", published=D(2026, 10, 7))
        claim = make_claim(
            version, text.rstrip(".。"), "countermeasure", actor="CN", action="CONTROL",
            object="export_control", modality="decided", materials=["rare_earths"],
        )  # fmt: skip
        proposal = propose(claim, record)
        assert proposal.action == "new_countermeasure" and set(proposal.draft["materials"]) == LIGHT
        measures = [one for one in proposal.candidates if one["kind"] == "countermeasure"]
        covered = {one.pk for one in record.known if one.materials and one.materials <= SEVEN | FIVE}
        assert all(
            any(reason == "other materials" for reason in one["reasons"])
            for one in measures
            if one["id"] in covered
        )
