"""One sentence for each output of matching, in English and in Chinese: read by the rules, held against the reference data,
drafted, and where it is of a known measure merged, so that the state that readers see is what the words say.

The sentences were written for these tests; they are about records of the reference data and report nothing.
"""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from benchmarks.matching import _names
from deals import review
from deals.matching import propose
from deals.querysets import AsOf
from deals.state import states_for
from deals.vocabulary import load_vocabulary
from sources.extraction import extract
from sources.text import normalise

from .deskworld import make_claim, make_user, make_version
from .reference import undone

pytestmark = pytest.mark.django_db
D = dt.date
ATTRIBUTES = (
    "actor", "target", "modality", "action", "object", "materials", "effective_on", "due_on", "until", "instruments",
    "condition",
)  # fmt: skip
SOY, PORT, LICENCES = "cn-kl-soy", "us-port", "cn-kl-gl"
N61, N57 = "cn-2025-61", "cn-2025-57"
NEW = ""


@pytest.fixture(scope="module")
def record(django_db_setup, django_db_blocker):
    with undone(django_db_blocker):
        call_command("loadreference", verbosity=0)
        yield SimpleNamespace(vocabulary=load_vocabulary(), names=_names())


def drafted(record, text, published, party):
    text = normalise(text)
    language = "en" if text.isascii() else "zh"
    found = [one for one in extract(text, language, published) if one.kind not in ("condition", "round")]
    assert len(found) == 1, [(one.kind, one.quote) for one in found]
    (finding,) = found
    said = {name: value for name in ATTRIBUTES if (value := getattr(finding, name))}
    if finding.quantity is not None:
        said["quantity"] = finding.quantity
    version = make_version(
        text, language=language, official=bool(party), party=party, published=published, title=text[:40]
    )
    proposal = propose(make_claim(version, finding.quote, finding.kind, **said), record.vocabulary)
    proposal.save()
    return proposal


CASES = [
    # output, sentence, day, whose text, key of the record ("" for none), relation of the draft, kind of event
    ("restates", "China reaffirmed that it will purchase at least 25 million metric tons of American soybeans in each of 2026, 2027 and 2028.", D(2026, 3, 10), "", SOY, "restates", "restated"),
    ("restates", "中方重申将在2026年、2027年和2028年每年采购至少2500万吨美国大豆。", D(2026, 3, 10), "", SOY, "restates", "restated"),
    ("imposed", "China today imposed export licensing on five more medium and heavy rare earths.", D(2025, 10, 9), "CN", N57, "imposes", "announced"),
    ("imposed", "商务部决定自2025年11月8日起对钬等5种中重稀土相关物项实施出口管制。", D(2025, 10, 9), "CN", N57, "imposes", "announced"),
    ("effective", "China reinstated the controls of Announcement No. 61 of 2025 on November 11, 2026.", D(2026, 11, 12), "CN", N61, "takes effect", "effective"),
    ("effective", "2025年第61号公告自2026年11月11日起恢复实施。", D(2026, 11, 12), "CN", N61, "takes effect", "effective"),
    ("suspended until", "China suspends Announcement No. 61 of 2025 until January 10, 2027.", D(2026, 11, 12), "CN", N61, "extends", "extended"),
    ("suspended until", "商务部决定暂停实施2025年第61号公告，至2026年11月10日。", D(2025, 11, 7), "CN", N61, "suspends", "suspended"),
    ("extended", "The United States has extended the suspension of the 24 percent tariff on Chinese goods until November 10, 2027.", D(2026, 11, 1), "US", "us-sth-24", "extends", "extended"),
    ("extended", "美方已将24%的对华关税暂停期延长至2027年11月10日。", D(2026, 11, 1), "US", "us-sth-24", "extends", "extended"),
    ("lifted", "The United States has lifted its port fees on Chinese ships.", D(2026, 10, 15), "US", PORT, "lifts", "lifted"),
    ("lifted", "美方已取消对中国船舶收取的港口费。", D(2026, 10, 15), "US", PORT, "lifts", "lifted"),
    ("lapsed", "The 10 percent global surcharge of the United States expired on July 24, 2026.", D(2026, 7, 25), "US", "us-122", "lapses", "lapsed"),
    ("its suspension lapsed", "The suspension of China's Announcement No. 61 of 2025 expired on November 10, 2026.", D(2026, 11, 12), "CN", N61, "lapses", "effective"),
    ("its suspension lapsed", "2025年第61号公告的暂停期已于2026年11月10日到期。", D(2026, 11, 12), "CN", N61, "lapses", "effective"),
    ("fulfilled", "China has fulfilled its commitment to purchase 12 million metric tons of American soybeans.", D(2026, 1, 10), "", SOY, "fulfils", "fulfilled"),
    ("fulfilled", "中方已履行采购1200万吨美国大豆的承诺。", D(2026, 1, 10), "", SOY, "fulfils", "fulfilled"),
    ("breached", "China has failed to deliver on its pledge to purchase 12 million metric tons of American soybeans.", D(2026, 3, 10), "", SOY, "breaches", "breached"),
    ("breached", "美方称，中方违反了为稀土颁发通用许可的承诺。", D(2026, 3, 10), "", LICENCES, "breaches", "breached"),
    ("denied", "China denied that it had agreed to purchase 25 million metric tons of American soybeans.", D(2026, 3, 10), "", SOY, "denies", None),
    ("denied", "中方否认已同意采购2500万吨美国大豆。", D(2026, 3, 10), "", SOY, "denies", None),
    ("narrows", "China will issue general licences only for gallium and germanium to American end users.", D(2026, 3, 10), "", LICENCES, "narrows", "restated"),
    ("narrows", "中方将仅就镓、锗向美国用户发放通用许可。", D(2026, 3, 10), "CN", LICENCES, "narrows", "restated"),
    ("widens", "China will raise its purchases of American soybeans to 30 million metric tons in 2027.", D(2026, 6, 10), "", SOY, "widens", "restated"),
    ("widens", "中方将把2027年美国大豆采购量增加至3000万吨。", D(2026, 6, 10), "", SOY, "widens", "restated"),
    ("contradicts", "China has stopped buying American soybeans.", D(2026, 3, 10), "", SOY, "contradicts", None),
    ("contradicts", "中方停止采购美国大豆。", D(2026, 3, 10), "", SOY, "contradicts", None),
    ("new", "Australia will build a strategic reserve of antimony for Japan.", D(2026, 3, 10), "", NEW, "new", None),
    ("new", "澳大利亚将为日本建立锑战略储备。", D(2026, 3, 10), "", NEW, "new", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("output", "text", "published", "party", "key", "relation", "merge_kind"),
    CASES,
    ids=[f"{one[0]}-{'en' if one[1].isascii() else 'zh'}" for one in CASES],
)
def test_each_output(record, output, text, published, party, key, relation, merge_kind):
    proposal = drafted(record, text, published, party)
    assert proposal.draft["relation"] == relation
    assert proposal.draft.get("merge_kind") == merge_kind
    first = [record.names[one["kind"], one["id"]].partition(":")[2] for one in proposal.candidates[:2]]
    if merge_kind is not None:
        assert first[0] == key and proposal.action == "add_evidence"
    elif key:
        # What is denied, or goes against a promise, is recorded as an act of its own beside it.
        assert key in first and proposal.action in ("new_event", "new_countermeasure")
    else:
        assert not first


@pytest.mark.parametrize(
    ("output", "before", "on", "after"),
    [
        ("effective-zh", "ran_out", D(2026, 11, 12), "in_force"),
        ("suspended until-en", "ran_out", D(2026, 12, 1), "suspended"),
        ("lifted-en", "suspended", D(2026, 10, 15), "lifted"),
        ("lifted-zh", "suspended", D(2026, 10, 15), "lifted"),
        ("lapsed-en", None, D(2026, 7, 25), "lapsed"),
        ("its suspension lapsed-en", "ran_out", D(2026, 11, 12), "in_force"),
        ("its suspension lapsed-zh", "ran_out", D(2026, 11, 12), "in_force"),
    ],
)
def test_a_measure_stands_after_the_merge_as_the_words_say(record, output, before, on, after):
    name, _, language = output.rpartition("-")
    case = next(one for one in CASES if one[0] == name and one[1].isascii() == (language == "en"))
    proposal = drafted(record, *case[1:4])
    measure = proposal.countermeasure

    def state():
        return states_for("countermeasure", [measure.pk], AsOf(on=on), "force")[measure.pk].code

    assert before is None or state() == before
    review.merge(proposal, make_user("ann", "Editor"), measure)
    assert state() == after
