"""What the rules must find, must not find, and how fast. Texts here were written for the tests."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import json
import random
import re
import time
import tomllib
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

import sources.extraction
from sources.extraction import RULES_VERSION, chinese, chinese_words, extract
from sources.extraction.firmness import firmness
from sources.extraction.lexicon import load
from sources.management.commands.extract import Command
from sources.text import fold, normalise, normalise_in_place
from sources.values import Finding

DATA = Path(__file__).parent / "data" / "extraction"
DAY = dt.date(2028, 1, 5)
KINDS = {"commitment", "countermeasure", "condition", "round", "denial"}
MODALITIES = {"will", "shall", "agreed", "decided", "done", "conditional", "expected", "threatens", "denies"}
ACTIONS = {
    "SUSPEND",
    "LIFT",
    "REDUCE",
    "MAINTAIN",
    "APPROVE",
    "REVIEW",
    "REFUSE",
    "RESUME",
    "STOP",
    "CONTROL",
    "PURCHASE",
    "EXTEND",
    "ESTABLISH",
    "ADJUST",
    "IMPOSE",
    "LIST",
    "EXPAND",
    "RETALIATE",
} | {""}


def sentences_of(language: str, what: str = "sentences") -> list[dict]:
    return tomllib.loads((DATA / f"{what}_{language}.toml").read_text(encoding="utf-8"))["sentence"]


def codes(finding: Finding) -> str:
    fields = (finding.kind, finding.actor, finding.action, finding.object, finding.modality, finding.until)
    return " ".join(field or "-" for field in fields)


def check_form(text: str, findings: list[Finding]) -> None:
    for finding in findings:
        assert text[finding.start : finding.stop] == finding.quote != ""
        assert finding.kind in KINDS and finding.modality in MODALITIES and finding.action in ACTIONS
        assert finding.reasons and 0 < finding.confidence <= 1
        assert finding.actor
        if finding.condition:
            start, stop = finding.condition
            assert 0 <= start < stop <= len(text)
    assert [finding.start for finding in findings] == sorted(finding.start for finding in findings)


@pytest.mark.parametrize(
    ("language", "entry"),
    [(language, entry) for language in ("en", "zh") for entry in sentences_of(language)],
    ids=lambda value: str(value)[:60],
)
def test_written_sentence(language: str, entry: dict) -> None:
    context = entry.get("context", "")
    text = normalise(context + entry["text"])
    findings = extract(text, language, DAY)
    check_form(text, findings)
    assert sorted(codes(finding) for finding in findings if finding.start >= len(context)) == sorted(
        entry["finds"]
    )


@pytest.mark.parametrize(
    ("language", "entry"),
    [(language, entry) for language in ("en", "zh") for entry in sentences_of(language, "spans")],
    ids=lambda value: str(value)[:60],
)
def test_words_of_an_act(language: str, entry: dict) -> None:
    text = normalise(entry["text"])
    findings = extract(text, language, DAY)
    check_form(text, findings)
    assert [finding.quote for finding in findings] == entry["quotes"]


ARTICLE = """Two Capitals Settle On A Mineral Pact

Trade minister Howard Lutnick stated in an interview that the two countries had reached an understanding. “They’re going to deliver magnets to us,” he said. “Once China does that, we’ll take down our countermeasures.”

The Chinese Ministry of Commerce confirmed it on Friday, adding that Beijing would “review and approve the export applications of items that meet the conditions in accordance with the law.” In return, the United States is expected to lift several restrictive measures.

Read also:

China Will Lift Tariffs On Everything

Staff Writers
Staff Writers

The editorial team at Example Daily says China will lift tariffs every day.

Share post:

Popular

More like this
Related
"""


def test_a_promise_the_promise_that_waits_for_it_and_the_condition_between_them() -> None:
    text = normalise(ARTICLE)
    found = {codes(finding): finding for finding in extract(text, "en", None)}
    assert set(found) == {
        "commitment CN RESUME rare_earths will -",
        "condition CN RESUME rare_earths conditional -",
        "commitment US LIFT countermeasures conditional -",
        "commitment CN APPROVE licences will -",
        "commitment US LIFT restrictive_measures expected -",
    }
    lift = found["commitment US LIFT countermeasures conditional -"]
    assert lift.condition is not None
    assert text[slice(*lift.condition)] == "Once China does that"
    assert lift.speaker == "Howard Lutnick"
    waited_for = found["condition CN RESUME rare_earths conditional -"]
    assert (waited_for.start, waited_for.stop) == lift.condition
    approve = found["commitment CN APPROVE licences will -"]
    assert approve.quote.startswith("review and approve") and approve.quote.endswith("the law")


def test_the_seed_article_gives_its_promises_and_nothing_from_its_furniture(corpus: Path) -> None:
    [path] = corpus.glob("news_2025-06-27_eu_global*")
    text = normalise(path.read_text(encoding="utf-8"))
    findings = extract(text, "en", None)
    check_form(text, findings)
    found = {codes(finding): finding for finding in findings}
    approve = found["commitment CN APPROVE licences will -"]
    assert "review and approve the export applications" in approve.quote
    lift = found["commitment US LIFT countermeasures conditional -"]
    assert lift.condition is not None and text[slice(*lift.condition)] == "Once China does that"
    assert found["condition CN RESUME rare_earths conditional -"].start == lift.condition[0]
    assert "commitment US LIFT restrictive_measures expected -" in found
    assert "commitment CN REVIEW licences will -" in found
    assert all(finding.stop < text.index("Read also:") for finding in findings)


@pytest.mark.parametrize(
    "tail",
    [
        "Read also:\nChina will lift its tariffs, sources say.",
        "Related\nChina will lift its tariffs.",
        "Share this article\nChina will lift its tariffs.",
        "Comments (3)\nChina will lift its tariffs.",
        "相关阅读：\n中方将取消对美关税。",
        "责任编辑：李某\n中方将取消对美关税。",
    ],
)
def test_what_follows_the_end_of_an_article_is_not_read(tail: str) -> None:
    body = "The weather in the capital was fine that day, and nobody promised anything. " * 4
    chinese = "相" in tail or "责" in tail
    text = normalise(
        (("当天天气晴好，没有人作出任何承诺之外的表态。" * 8) if chinese else body) + "\n\n" + tail
    )
    assert extract(text, "zh" if chinese else "en", DAY) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            (
                "Q: Will China lift its ban on gallium? Reports say China agreed to cancel all "
                "tariffs.\nA: We have no comment."
            ),
            "en",
        ),
        (
            "有记者问：有报道称，中方将取消对美关税，并同意采购大豆。请问是否属实？\n答：我不了解有关情况。",
            "zh",
        ),
        ("某社记者：美方宣布将取消关税，对此有何评论？\n发言人：我不了解有关情况。", "zh"),
    ],
)
def test_a_journalists_question_is_not_a_promise(text: str, language: str) -> None:
    assert extract(normalise(text), language, DAY) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Suspension of the Expansion of Export Controls on Rare Earths", "en"),
        ("One-Year Suspension of Tariffs on China Announced by the White House\n\nThe text follows.", "en"),
        ("The order (Imposing Duties on Articles of China) is cited in Executive Order 14257.", "en"),
        ("商务部公告2028年第8号 公布对镓相关物项实施出口管制的决定\n\n现将有关事项说明。", "zh"),
        ("依照《关于取消对美加征关税的公告》的有关规定办理。", "zh"),
    ],
)
def test_a_title_is_not_an_act(text: str, language: str) -> None:
    assert extract(normalise(text), language, DAY) == []


def test_amounts_dates_instruments_and_materials_are_read() -> None:
    text = (
        "China will suspend MOFCOM Announcement No. 61 of 2027 and its export controls on "
        "dysprosium, terbium and graphite until November 10, 2028. "
        "The United States will lower the tariff under Executive Order 14257 by 10 percentage "
        "points, effective February 1, 2028."
    )
    first, second = extract(text, "en", DAY)[0], extract(text, "en", DAY)[-1]
    assert first.until == "2028-11-10"
    assert first.instruments == ("MOFCOM Announcement No. 61 of 2027",)
    assert first.materials == ("Dy", "Tb", "graphite")
    assert second.quantity == {"value": "10", "unit": "percentage points"}
    assert second.instruments == ("EO 14257",)
    assert second.effective_on == "2028-02-01"


def test_chinese_amounts_dates_instruments_and_materials_are_read() -> None:
    text = "中方决定自2028年2月1日起至2029年1月31日，暂停实施商务部公告2027年第61号公布的对镝、铽和石墨的出口管制措施。"
    [finding] = extract(text, "zh", DAY)
    assert (finding.effective_on, finding.until) == ("2028-02-01", "2029-01-31")
    assert finding.instruments == ("商务部公告2027年第61号",)
    assert finding.materials == ("Dy", "Tb", "graphite")
    [bought] = extract("中方承诺采购2500万吨美国大豆。", "zh", DAY)
    assert bought.quantity == {"value": "2500", "unit": "10,000 tons"} and bought.target == "US"


def test_traditional_and_simplified_writing_give_the_same_findings() -> None:
    simplified = "中方将恢复对美国的稀土出口，美方同意取消对中国商品加征的关税。"
    traditional = "中方將恢復對美國的稀土出口，美方同意取消對中國商品加徵的關稅。"
    one, two = extract(simplified, "zh", DAY), extract(traditional, "zh", DAY)
    assert [codes(finding) for finding in one] == [codes(finding) for finding in two] != []
    assert [(finding.start, finding.stop) for finding in one] == [
        (finding.start, finding.stop) for finding in two
    ]


def test_looking_for_hints_first_changes_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = sentences_of("zh")
    plain = [extract(entry.get("context", "") + entry["text"], "zh", DAY) for entry in entries]
    monkeypatch.setattr(chinese, "HINTS", re.compile(""))  # everywhere: nothing is passed over
    monkeypatch.setattr(chinese, "calls_pattern", lambda: re.compile(""))
    assert [extract(entry.get("context", "") + entry["text"], "zh", DAY) for entry in entries] == plain


def test_other_languages_give_nothing() -> None:
    assert extract("China will lift the tariffs.", "fr", DAY) == []
    assert extract("", "en", None) == extract("", "zh", None) == []


@pytest.mark.parametrize(
    ("quote", "language", "level", "trigger"),
    [
        ("China shall cancel its duties", "en", 6, "shall"),
        ("The tariffs are hereby suspended", "en", 7, "are hereby"),
        ("China agreed to buy", "en", 5, "agreed to"),
        ("we will lift it", "en", 4, "will"),
        (
            "would review and approve the applications in accordance with the law",
            "en",
            3,
            "review and approve",
        ),
        ("intends to agree to buy", "en", 2, "intends to"),
        ("the sides will study the matter", "en", 1, "will study"),
        ("出口经营者应当申请", "zh", 6, "应当"),
        ("中方承诺采购", "zh", 5, "承诺"),
        ("中方将采购", "zh", 4, "将"),
        ("将依法审批有关申请", "zh", 3, "依法审批"),
        ("中方愿同美方磋商", "zh", 2, "愿"),
        ("将研究取消关税", "zh", 1, "将研究"),
    ],
)
def test_firmness(quote: str, language: str, level: int, trigger: str) -> None:
    found = firmness(quote, language)
    assert found is not None
    assert found[0] == level
    assert quote[found[2] : found[3]] == trigger


def test_wording_outside_the_ladder_has_no_rung() -> None:
    assert firmness("nothing of the kind", "en") is None
    assert firmness("双方会谈取得进展", "zh") is None


ENGLISH_SCRAPS = [
    "China",
    "the United States",
    " will ",
    " shall ",
    "suspend",
    " tariffs",
    " if ",
    ",",
    ". ",
    "“",
    "”",
    "(",
    ")",
    " of ",
    "\n",
    "and ",
    "24 percent",
    " to ",
]
CHINESE_SCRAPS = [
    "中方",
    "美方",
    "将",
    "暂停实施",
    "关税",
    "，",
    "。",
    "（一）",
    "《",
    "》",
    "如果",
    "的",
    "不",
    "对",
    "未经许可",
    "不得",
    "列入",
    "清单",
    "\n",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(ENGLISH_SCRAPS), max_size=80),
    st.lists(st.sampled_from(CHINESE_SCRAPS), max_size=80),
    st.text(max_size=80),
)
def test_any_mixture_of_words_is_read_without_fault(
    english: list[str], chinese: list[str], noise: str
) -> None:
    for language, scraps in (("en", english), ("zh", chinese)):
        read_without_fault(normalise("".join(scraps) + noise), language)


def read_without_fault(text: str, language: str) -> None:
    """Read a text of any form; a failure names it."""
    try:
        check_form(text, extract(text, language, DAY))
    except Exception as error:
        error.add_note(f"the text: {text!r}")
        raise


def words_of_the_rules(value: object) -> set[str]:
    """Return every word that stands in a table of the rules, however deep."""
    if isinstance(value, str):
        return {value} if len(value) < 80 else set()
    if isinstance(value, dict):
        return words_of_the_rules([*value, *value.values()])
    return set().union(*map(words_of_the_rules, value)) if isinstance(value, list | tuple) else set()


RULE_WORDS = sorted(
    set().union(
        *(
            words_of_the_rules(tomllib.loads(path.read_text(encoding="utf-8")))
            for path in Path(sources.extraction.__file__).parent.glob("*.toml")
        ),
        words_of_the_rules([value for value in vars(chinese_words).values() if isinstance(value, tuple)]),
    )
)
CHINESE_RULE_WORDS = [word for word in RULE_WORDS if not word.isascii()]
ENGLISH_RULE_WORDS = [f" {word}" for word in RULE_WORDS if word.isascii()]
STOPS = [
    ",",
    ".",
    ";",
    ":",
    "，",
    "。",
    "、",
    "“",
    "”",
    "(",
    ")",
    "\n",
    "10%",
    "15个百分点",
    " November 10, 2026",
]


def test_any_mixture_of_the_words_of_the_rules_is_read_without_fault() -> None:
    """Each rule meets each other's words in any order; a pronoun once looked up as a name raised here."""
    chance = random.Random(11)
    for language, words in (("en", ENGLISH_RULE_WORDS), ("zh", CHINESE_RULE_WORDS)):
        for _ in range(1500):
            scraps = [
                chance.choice(words) + (chance.choice(STOPS) if chance.random() < 0.4 else "")
                for _ in range(chance.randint(2, 30))
            ]
            text = normalise("".join(scraps))
            read_without_fault(text, language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sentences_that_are_cut_off_or_shuffled_are_read_without_fault(language: str) -> None:
    """Saved pages end anywhere; a rule that looks at the next word once raised at the end of such a text."""
    chance = random.Random(5)
    for entry in sentences_of(language):
        text = entry.get("context", "") + entry["text"]
        pieces = text.split(" ") if language == "en" else list(text)
        cut = chance.randint(1, len(pieces))
        begun = chance.randrange(cut)
        kept = [piece for piece in pieces if chance.random() > 0.15]
        chance.shuffle(swapped := pieces[:])
        for words in (pieces[:cut], pieces[begun:cut], kept, swapped):
            tried = normalise((" " if language == "en" else "").join(words))
            read_without_fault(tried, language)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        " ",
        "(",
        '"',
        "“",
        ",",
        "China ",
        "will ",
        "if China ",
        "and ",
        "not ",
        "10 ",
        "*A",
        "U.S. ",
        "Executive Order 14257, ",
        "take all necessary ",
        ", which ",
        "\n",
        "\n- ",
        "to ",
        "Once China does that, we'll ",
    ],
)
def test_no_english_repetition_takes_long(piece: str) -> None:
    text = normalise(piece * (60_000 // len(piece)))
    begun = time.process_time()
    extract(text, "en", DAY)
    assert time.process_time() - begun < 6


@pytest.mark.parametrize(
    "piece",
    [
        "中",
        "，",
        "。",
        "《",
        "（",
        "将",
        "如果",
        "暂停",
        "对美国",
        "不",
        "1",
        "年",
        "未经许可，",
        "关税的",
        "\n一、",
        "为",
    ],
)
def test_no_chinese_repetition_takes_long(piece: str) -> None:
    text = normalise(piece * (60_000 // len(piece)))
    begun = time.process_time()
    extract(text, "zh", DAY)
    assert time.process_time() - begun < 6


@pytest.mark.parametrize("language", ["en", "zh"])
def test_ten_times_the_text_takes_about_ten_times_as_long(language: str) -> None:
    chance = random.Random(7)
    written = [entry["text"] for entry in sentences_of(language)]
    once = normalise("\n\n".join(chance.choices(written, k=150)))
    tenfold = normalise("\n\n".join([once] * 10))

    def spent(text: str) -> float:
        begun = time.process_time()
        extract(text, language, DAY)
        return time.process_time() - begun

    spent(once)
    base = min(spent(once) for _ in range(5))
    assert (
        min(spent(tenfold) for _ in range(2)) < 30 * base
    )  # 10 and room for a busy machine; work that grows with the square takes 100


def test_the_command_prints_json_with_offsets_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    path.write_text(
        (
            "SOURCE: Ministry | Title | https://example.org/1 | 2028-01-05 | en\n[kept as found]\nChina "
            "will lift its tariffs.\n"
        ),
        encoding="utf-8",
    )
    out = io.StringIO()
    call_command(Command(), str(path), "--format", "json", stdout=out)
    [finding] = json.loads(out.getvalue())
    assert finding["due_on"] is None
    assert (
        path.read_text(encoding="utf-8")[finding["start"] : finding["stop"]]
        == finding["quote"]
        == "China will lift its tariffs"
    )
    assert finding["actor"] == "CN" and finding["action"] == "LIFT" and finding["reasons"]


def test_the_command_is_readable_too_and_says_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    path.write_text("中方将取消对美关税。", encoding="utf-8")
    out = io.StringIO()
    call_command(Command(), str(path), "--published", "2028-01-05", stdout=out)
    assert "CN > US LIFT tariff" in out.getvalue() and RULES_VERSION in out.getvalue()
    with pytest.raises(CommandError, match="no date"):
        call_command(Command(), str(path), "--published", "soon", stdout=out)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command(Command(), str(tmp_path / "absent.txt"), stdout=out)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="not UTF-8"):
        call_command(Command(), str(path), stdout=out)


def test_the_command_counts_in_the_file_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    body = "\x00 A\u00a0title \U0001f600\r\n\r\n\r\n\r\n\r\nCafe\u0301 talks.  \r\nChina\u00a0will lift its tar\u00adiffs.\r\n"
    path.write_bytes(body.encode())
    out = io.StringIO()
    call_command(Command(), str(path), "--language", "en", "--format", "json", stdout=out)
    [finding] = json.loads(out.getvalue())
    text = path.read_text(encoding="utf-8")
    assert (
        text[finding["start"] : finding["stop"]]
        == finding["quote"]
        == "China\u00a0will lift its tar\u00adiffs"
    )


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        st.sampled_from(
            "ab e\u0301\u0323\n\r\t\x00\u200b\u3000\xa0\u4e2d\U0001f600\u1100\u1161\u11a8\u2028\u09c7\u09be"
        ),
        max_size=60,
    )
)
def test_every_character_of_the_normal_form_has_its_place(text: str) -> None:
    normal, places = normalise_in_place(text)
    assert normal == normalise(text) and len(places) == len(normal)
    assert all(one[0] <= other[0] and one[1] <= other[1] for one, other in itertools.pairwise(places))
    assert all(start < stop <= len(text) for start, stop in places)


def test_lists_of_instruments_are_named_one_by_one() -> None:
    [one] = extract(
        "The United States will revoke the tariffs of Executive Orders 14257, 14259 and 14266.", "en", DAY
    )
    assert one.instruments == ("EO 14257", "EO 14259", "EO 14266")
    [other] = extract("商务部决定暂停实施商务部公告2025年第61号、第62号规定的出口管制措施。", "zh", DAY)
    assert other.instruments == ("商务部公告2025年第61号", "商务部公告2025年第62号")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("商务部新闻发言人25日表示，中方将取消对美加征的关税。", "商务部新闻发言人"),
        ("中方将取消对美加征的关税。", ""),
        ("美国财长称，美方将暂停加征关税。", "美国财长"),
    ],
)
def test_who_says_it_in_chinese(text: str, speaker: str) -> None:
    assert [finding.speaker for finding in extract(text, "zh", DAY)] == [speaker]


def test_every_party_of_the_deals_on_record_is_known_and_so_are_its_ministries() -> None:
    path = Path(__file__).parents[1] / "deals" / "reference" / "parties.toml"
    on_record = tomllib.loads(path.read_text(encoding="utf-8"))["party"]
    parties = load("parties")
    assert {entry["code"] for entry in on_record if entry["kind"] in ("state", "union")} <= set(parties)
    for entry in on_record:
        code = entry["code"].partition("-")[0]
        if entry["kind"] == "authority" and code in parties:
            [finding] = extract(f"{fold(entry['name_zh'])}决定暂停实施出口管制措施。", "zh", DAY)
            assert finding.actor == code, entry["code"]


@pytest.mark.parametrize(
    ("language", "text", "quotes"),
    [
        (
            "zh",
            "一、贸易动态\n\n1. 挪威延长对智利羊毛毯反倾销税有效期\n\n挪威贸易部2028年1月2日发布第7号公告，将原产于智利的羊毛毯"
            "反倾销税有效期延长至2029年3月1日。",
            ["2028年1月2日发布第7号公告，将原产于智利的羊毛毯反倾销税有效期延长至2029年3月1日"],
        ),
        (
            "en",
            "In brief\n\nNorway lifts duties on Chilean wool blankets\n\nThe Norwegian government said on Monday that "
            "it will lift its duties on Chilean wool blankets from 1 March 2028.",
            ["it will lift its duties on Chilean wool blankets from 1 March 2028"],
        ),
        (
            "zh",
            "挪威将采取以下措施：\n\n1. 取消对智利羊毛毯的关税\n\n2. 恢复进口智利苹果",
            ["取消对智利羊毛毯的关税", "恢复进口智利苹果"],
        ),
    ],
)
def test_a_headline_inside_a_digest_is_not_read_twice(language: str, text: str, quotes: list[str]) -> None:
    found = extract(normalise(text), language, DAY)
    assert len(found) == len(quotes)
    assert all(
        finding.quote.endswith(normalise(quote)[-8:]) for finding, quote in zip(found, quotes, strict=True)
    )


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            "挪威将：\n（一）取消对智利羊毛毯加征的10%关税；\n（二）恢复采购智利苹果。",
            ["NO LIFT will", "NO RESUME will"],
        ),
        ("双方商定：\n一、取消91%的关税\n二、建立磋商机制", ["BOTH LIFT agreed", "BOTH ESTABLISH agreed"]),
        (
            "挪威与智利达成以下共识：\n\n一、挪威暂停收取港口费一年。\n二、智利相应暂停反制措施。",
            ["NO SUSPEND agreed", "CL SUSPEND agreed"],
        ),
        (
            "挪威承诺如下：\n- 暂停对智利农产品加征关税\n- 采购12万吨苹果",
            ["NO SUSPEND agreed", "NO PURCHASE agreed"],
        ),
        ("挪威将采取以下措施：\n1. 取消对智利羊毛毯的关税\n\n智利对此表示欢迎。", ["NO LIFT will"]),
    ],
)
def test_items_of_a_chinese_list_take_actor_and_modality_from_their_heading(
    text: str, acts: list[str]
) -> None:
    found = extract(normalise(text), "zh", DAY)
    assert [f"{finding.actor} {finding.action} {finding.modality}" for finding in found] == acts


@pytest.mark.parametrize(
    "told_behind",
    [
        " in a move that Oslo called fair.",
        ", down from 30 percent last year.",
        " from current rates that reach 30 percent.",
        " while these questions are worked out.",
        " with certain exceptions that the annex names.",
    ],
)
def test_the_words_of_an_act_end_before_what_is_told_of_it(told_behind: str) -> None:
    text = f"Kenya and Norway talked. Kenya will lower its tariffs on Norwegian salmon{told_behind}"
    [finding] = extract(text, "en", DAY)
    assert finding.quote == "Kenya will lower its tariffs on Norwegian salmon"
