"""English and Chinese versions of one statement side by side. All statements were written for these tests."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.alignment import Missing, Pair, align
from sources.text import sentences

ENGLISH = """Joint Statement on the Harbour Talks

The delegations of China and the United States met in the harbour city on May 3 and 4, 2027. The talks were candid, thorough and useful.
The two sides recalled the understanding of January 12, 2027.
The United States will suspend the additional duty of 24 percentage points for a period of 90 days, beginning June 1, 2027. It will keep the remaining duty of 10 percent.
China will suspend Announcement No. 61 of 2025 until November 10, 2027. It will also resume purchases of soybeans, sorghum and logs, in the amount of at least 12 million tons in 2028.
If either side fails to carry out these steps, the other may withdraw them within 15 days.
China will grant general licenses for gallium, germanium and graphite.
Both sides will set up a working group. It will meet every three months, in turn in each country. The group reports to the two heads of delegation.
The sides thanked the people of the city for their hospitality.
"""
CHINESE = """关于港口会谈的联合声明

中国和美国代表团于2027年5月3日至4日在港口城市举行会谈。会谈坦诚、深入、富有成效。
双方回顾了2027年1月12日达成的共识。
美方将自2027年6月1日起，在90天内暂停实施24个百分点的加征关税，同时保留其余10%的关税。
中方将暂停实施2025年第61号公告，至2027年11月10日。中方还将恢复采购大豆、高粱和原木，2028年采购数量不少于1200万吨。
如果任何一方未能落实上述措施，另一方可在15天内予以撤回。
中方将对镓、锗、石墨发放通用许可。
双方将建立工作组，每三个月轮流在两国举行一次会议，工作组向双方团长报告工作。
双方感谢该市人民的热情款待。
"""
# Which sentences of the English text stand for which of the Chinese one.
GOLD = [
    ([0], [0]), ([1], [1]), ([2], [2]), ([3], [3]), ([4, 5], [4]), ([6], [5]), ([7], [6]), ([8], [7]), ([9], [8]),
    ([10, 11, 12], [9]), ([13], [10]),
]  # fmt: skip


# A second pair of versions, on which no rule or weight was tuned.
REMARKS_EN = """Remarks by the Spokesperson on Export Controls for Kyanite

Question: It was reported that the ministry issued new measures on April 9, 2027. What is the background?

Answer: Kyanite can be used for both civilian and military purposes. It is international practice to control the export of such items. As a major producer, China bears a responsibility that it takes seriously, and it has prepared this step for more than eighteen months.

First, the controls are not directed at any particular country. Second, applications for civilian use that meet the rules will be approved. Third, exporters that hold contracts signed before April 9 have a transition period of thirty days, provided that they register by April 20.

Over the past years, the United States has listed more than 3,000 entities under its Section 232 and other tools, which harms the normal trade of companies. In 2026, trade in these goods fell by 17.5 percent, to $4.2 billion. China will not accept this. Unless the United States withdraws the measures, China will have to respond.

China is ready to hold dialogue with the European Union, Japan and other partners, so as to keep supply chains for gallium, magnets and batteries stable. The ministry has set up a hotline for that. It answers within 45 days.
"""
REMARKS_ZH = """新闻发言人就蓝晶石出口管制答记者问

问：据报道，2027年4月9日，商务部发布了新的措施。请问有何背景？

答：蓝晶石具有军民两用属性，对此类物项实施出口管制是国际通行做法。作为主要生产国，中国始终认真履行责任，此次措施已筹备十八个月以上。

一是有关管制不针对任何特定国家。二是对符合规定的民用申请将予以批准。三是对4月9日之前已签订合同的出口商，给予三十天过渡期，前提是其在4月20日前完成登记。

多年来，美国依据232条款等手段将3000多家实体列入清单，损害企业正常贸易。2026年，相关商品贸易额下降17.5%，降至42亿美元。对此，中方绝不接受。如果美方不撤销有关措施，中方将不得不作出回应。

中方愿与欧盟、日本等伙伴开展对话，维护镓、磁体、电池供应链稳定。商务部已为此设立热线，并在45天内答复。
"""
REMARKS_GOLD = [
    ([0], [0]), ([1], [1]), ([2], [2]), ([3, 4], [3]), ([5], [4]), ([6], [5]), ([7], [6]), ([8], [7]), ([9], [8]), ([10], [9]),
    ([11], [10]), ([12], [11]), ([13], [12]), ([14, 15], [13]),
]  # fmt: skip


def numbered(
    pairs: list[Pair], left: str, right: str, languages: tuple[str, str] = ("en", "zh")
) -> list[tuple[list[int], list[int]]]:
    spans = sentences(left, languages[0]), sentences(right, languages[1])

    def within(side: int, span: tuple[int, int] | None) -> list[int]:
        return [
            n for n, (start, stop) in enumerate(spans[side]) if span and span[0] <= start and stop <= span[1]
        ]

    return [(within(0, pair.left), within(1, pair.right)) for pair in pairs]


def flags(pairs: list[Pair]) -> set[tuple[str, str, str]]:
    return {(flag.kind, flag.value, flag.side) for pair in pairs for flag in pair.missing}


def test_two_faithful_versions_pair_sentence_by_sentence_without_flags() -> None:
    pairs = align(ENGLISH, "en", CHINESE, "zh-Hans")
    assert numbered(pairs, ENGLISH, CHINESE) == GOLD
    assert flags(pairs) == set()
    assert all(pair.score > 0.3 for pair in pairs)


def test_remarks_pair_sentence_by_sentence_without_flags() -> None:
    pairs = align(REMARKS_EN, "en", REMARKS_ZH, "zh-Hans")
    assert numbered(pairs, REMARKS_EN, REMARKS_ZH) == REMARKS_GOLD
    assert flags(pairs) == set()


def test_the_other_way_round_is_the_same() -> None:
    pairs = align(CHINESE, "zh", ENGLISH, "en")
    assert numbered(pairs, CHINESE, ENGLISH, ("zh", "en")) == [(right, left) for left, right in GOLD]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("90天内暂停", "一段时间内暂停", {("date", "P90D", "right")}),
        ("24个百分点", "34个百分点", {("number", "24pp", "right"), ("number", "34pp", "left")}),
        ("1200万吨", "2500万吨", {("number", "12000000", "right"), ("number", "25000000", "left")}),
        ("，至2027年11月10日", "", {("date", "2027-11-10", "right")}),
        (
            "至2027年11月10日",
            "至2027年11月11日",
            {("date", "2027-11-10", "right"), ("date", "2027-11-11", "left")},
        ),
        ("镓、锗、石墨", "镓、石墨", {("item", "Ge", "right")}),
        ("镓、锗、石墨", "镓、锗、锑、石墨", {("item", "Sb", "left")}),
        ("第61号公告", "第62号公告", {("instrument", "no. 61", "right"), ("instrument", "no. 62", "left")}),
        ("如果任何一方未能", "任何一方未能", {("condition", "condition", "right")}),
    ],
)
def test_what_one_version_lacks_is_flagged_and_nothing_else(
    old: str, new: str, expected: set[tuple[str, str, str]]
) -> None:
    assert old in CHINESE
    changed = CHINESE.replace(old, new)
    pairs = align(ENGLISH, "en", changed, "zh-Hans")
    assert flags(pairs) == expected
    assert numbered(pairs, ENGLISH, changed) == GOLD
    for pair in pairs:
        for flag in pair.missing:
            text, span = (ENGLISH, pair.left) if flag.side == "right" else (changed, pair.right)
            assert span is not None and span[0] <= flag.start < flag.stop <= span[1]
            assert text[flag.start : flag.stop].strip()


def test_a_sentence_that_one_version_left_out_stands_alone_with_all_it_names() -> None:
    shorter = CHINESE.replace("中方将对镓、锗、石墨发放通用许可。\n", "")
    pairs = align(ENGLISH, "en", shorter, "zh")
    alone = [pair for pair in pairs if pair.right is None]
    assert len(alone) == 1
    assert alone[0].left is not None and "gallium" in ENGLISH[slice(*alone[0].left)]
    assert {flag.value for flag in alone[0].missing} == {"Ga", "Ge", "graphite"}
    assert alone[0].score == 0


def test_a_clause_that_moved_over_a_full_stop_is_not_missing() -> None:
    moved = CHINESE.replace("，至2027年11月10日。中方还将", "。至2027年11月10日为止，中方还将")
    assert flags(align(ENGLISH, "en", moved, "zh")) == set()
    english = (
        "China will grant licenses for gallium from June 1, 2027. Each license holds for 90 days. "
        "The end users are named in Announcement No. 61."
    )
    chinese = "中方将自2027年6月1日起发放许可，每份许可有效期90天。第61号公告列明最终用户，物项包括镓。"
    pairs = align(english, "en", chinese, "zh")
    assert numbered(pairs, english, chinese) == [([0, 1], [0]), ([2], [1])]
    assert flags(pairs) == set()


def test_traditional_characters_and_chinese_numerals_are_the_same() -> None:
    other = (
        CHINESE.replace("关税", "關稅").replace("双方", "雙方").replace("第61号", "第61號").replace("90天", "九十天")
        .replace("2027年11月10日", "二〇二七年十一月十日").replace("1200万", "一千二百万").replace("10%", "百分之十")
    )  # fmt: skip
    pairs = align(ENGLISH, "en", other, "zh-Hant")
    assert numbered(pairs, ENGLISH, other) == GOLD
    assert flags(pairs) == set()


def test_a_day_without_its_year_matches_the_day_with_it() -> None:
    pairs = align("They met on May 3.", "en", "双方于2027年5月3日会晤。", "zh")
    assert flags(pairs) == set()


def test_a_year_is_twelve_months() -> None:
    assert flags(align("It holds for twelve months.", "en", "为期一年。", "zh")) == set()


def test_empty_texts() -> None:
    assert align("", "en", "", "zh") == []
    only = align("One sentence with 12 tons.", "en", "", "zh")
    assert [(pair.left, pair.right) for pair in only] == [((0, 26), None)]
    assert flags(only) == {("number", "12", "right")}


PIECES = st.lists(
    st.sampled_from(
        [
            "The sides met. ",
            "It is 24%. ",
            "By May 3, 2027! ",
            "If so, gallium. ",
            "双方会晤。",
            "税率24%。",
            "\n",
            "镓，",
            "𠮷",
        ]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(PIECES, PIECES, st.sampled_from(["en", "zh"]), st.sampled_from(["en", "zh"]))
def test_every_sentence_stands_in_exactly_one_pair_in_order(
    left: str, right: str, one: str, other: str
) -> None:
    pairs = align(left, one, right, other)
    places = numbered(pairs, left, right, (one, other))
    assert [n for mine, _ in places for n in mine] == list(range(len(sentences(left, one))))
    assert [n for _, theirs in places for n in theirs] == list(range(len(sentences(right, other))))
    assert all(0 <= pair.score <= 1 for pair in pairs)


@settings(max_examples=60, deadline=None)
@given(PIECES, st.sampled_from(["en", "zh"]))
def test_a_text_beside_itself_lacks_nothing(text: str, language: str) -> None:
    assert flags(align(text, language, text, language)) == set()


@pytest.mark.parametrize(("rows", "columns"), [(1, 1000), (1000, 1), (2, 700), (40, 4000)])
def test_a_long_text_beside_a_short_one_has_every_sentence_once(rows: int, columns: int) -> None:
    english = " ".join(f"Step number {at} is here." for at in range(rows))
    chinese = "".join(f"这是第{at}步。" for at in range(columns))
    pairs = align(english, "en", chinese, "zh")
    rights = [pair.right for pair in pairs if pair.right]
    assert sum(chinese[start:stop].count("。") for start, stop in rights) == columns
    lefts = [pair.left for pair in pairs if pair.left]
    assert sum(english[start:stop].count(".") for start, stop in lefts) == rows


def test_long_texts_stay_within_seconds() -> None:
    begin = time.process_time()
    pairs = align("\n".join([ENGLISH] * 20), "en", "\n".join([CHINESE] * 20), "zh")
    assert sum(pair.left is not None for pair in pairs) >= 200
    align("It is so. " * 3000, "en", "是的。" * 5000, "zh")
    assert time.process_time() - begin < 30


DATA = Path(__file__).parent / "data" / "alignment"
CLAUSES, MORE = (
    tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))["pair"]
    for name in ("clauses", "clauses_more")
)


def whole(words: str) -> str:
    return words.replace("[", "").replace("]", "")


def struck(words: str) -> str:
    return re.sub(r"\[.*?\]", "", words)


def alone(english: str, chinese: str) -> list[Missing]:
    pairs = align(english, "en", chinese, "zh-Hans")
    return [flag for pair in pairs for flag in pair.missing if flag.kind == "clause"]


@pytest.mark.parametrize("pair", [*CLAUSES, *MORE], ids=lambda pair: pair["en"][:40])
def test_a_clause_that_both_languages_have_is_not_flagged(pair: dict[str, str]) -> None:
    assert alone(whole(pair["en"]), whole(pair["zh"])) == []
    assert alone(struck(pair["en"]), struck(pair["zh"])) == []


@pytest.mark.parametrize("side", ["en", "zh"])
def test_most_clauses_that_one_language_lacks_are_flagged_and_nothing_else_is(side: str) -> None:
    """Precision first: what is flagged is the clause that was struck, by itself or by what it names."""
    found = {True: 0, False: 0}
    for pair in CLAUSES:
        texts = {name: (struck if name == side else whole)(pair[name]) for name in ("en", "zh")}
        other = "zh" if side == "en" else "en"
        flagged = alone(texts["en"], texts["zh"])
        for flag in flagged:
            assert flag.side == ("left" if side == "en" else "right")
            assert texts[other][flag.start : flag.stop] == flag.value
            inside = re.search(r"\[(.*?)\]", pair[other])
            assert inside is not None and flag.value in inside[1], pair["en"]
        found[bool(pair.get("held"))] += bool(flagged)
    assert found[True] >= 11 and found[False] >= 10, found


@pytest.mark.parametrize("side", ["en", "zh"])
def test_nearly_nine_in_ten_clauses_that_were_struck_are_flagged_somehow(side: str) -> None:
    """By themselves, or by a number, a day, an item or a condition that only they name."""
    found, amiss = {True: 0, False: 0}, 0
    for pair in MORE:
        texts = {name: (struck if name == side else whole)(pair[name]) for name in ("en", "zh")}
        other = "zh" if side == "en" else "en"
        begin, end = pair[other].index("["), pair[other].index("]") - 1
        flagged = [flag for one in align(texts["en"], "en", texts["zh"], "zh-Hans") for flag in one.missing]
        lacking = "left" if side == "en" else "right"
        right = [f for f in flagged if f.side == lacking and begin <= f.start and f.stop <= end]
        found[bool(pair.get("held"))] += bool(right)
        amiss += sum(flag.kind == "clause" and flag not in right for flag in flagged)
    assert found[True] >= 26 and found[False] >= 27, found
    assert amiss <= 3


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Correct the wrong practice at once.", "立即纠正错误做法。"),
        ("The list is revised once a year.", "清单每年修订一次。"),
        ("Without prior approval nothing may be sold.", "未经事先批准，不得出售。"),
        ("Vessels are exempt even if a foreign bank paid for them.", "船舶可予豁免，即使由外国银行出资。"),
        ("It takes effect on the day of publication.", "自公布之日起生效。"),
        ("Talks will go on, but if it is forced, China will respond.", "会谈将继续，但如被迫，中方将回应。"),
        ("Exports of cars are exempt, subject to approval.", "汽车出口可予豁免，但须经批准。"),
        ("Marine products and trucks are exempt.", "水产品和卡车可予豁免。"),
    ],
)
def test_what_both_languages_say_in_their_own_way_is_not_missing(english: str, chinese: str) -> None:
    assert flags(align(english, "en", chinese, "zh")) == set()


FAITHFUL_EN = """The two sides held the second meeting of the trade mechanism in the harbour city. They exchanged views frankly on export controls, port fees and market access, and agreed to keep in touch.
The Chinese side stressed that export controls are not export bans and that applications which meet the rules will be approved. It asked the other side to stop widening the notion of national security and to treat Chinese companies fairly.
The American side said that it would review the list of controlled items within six months, taking into account the views of industry. Until then no new items will be added.
Experts of both sides will meet in July to discuss licences for magnets, the return of deposits and the treatment of shipments that are already under way.
Companies that have questions may turn to the hotline, which is open on working days. The ministry answers them free of charge.
More than two hundred applications have been accepted, and most of them were decided within the legal period. Exporters report that the time in which goods wait at the border has become much shorter.
The ministry will go on improving the procedure. It will open an online window, publish samples of the documents that are needed and train its staff in the provinces, so that small companies too can make use of it.
At the same time the competent authorities will act firmly against smuggling and false declarations. Whoever lends a licence to others loses it and may not apply again for two years.
China has always held that export controls are no instrument for gaining advantages over others. It calls on the countries concerned to lift their one-sided restrictions, which have disturbed the order of trade, and to come back to the road of dialogue.
As for the firms on the control list, the ministry receives their requests and removes those that have shown that they mend their ways.
"""
FAITHFUL_ZH = """双方在港口城市举行经贸机制第二次会议，就出口管制、港口费、市场准入等问题坦诚交换意见，同意保持沟通。
中方强调，出口管制不是禁止出口，对符合规定的申请将予以批准。中方要求对方停止泛化国家安全概念，公平对待中国企业。
美方表示，将在六个月内结合业界意见审议管制物项清单，此前不再新增物项。
双方专家将于7月会面，讨论磁材许可、保证金退还以及在途货物的处理问题。
企业如有疑问，可在工作日拨打热线咨询，商务部免费予以解答。
已受理申请二百余件，绝大多数在法定期限内作出决定。出口商反映，货物在口岸等待的时间大为缩短。
商务部将继续优化流程，开通网上窗口，公布所需材料样本，培训地方工作人员，让中小企业也能用得上。
同时，主管部门将严厉打击走私和虚假申报行为。出借许可证的，予以吊销，两年内不得再次申请。
中方一贯认为，出口管制不是谋取优势的工具，呼吁有关国家取消扰乱贸易秩序的单边限制措施，回到对话轨道上来。
对于管控名单上的企业，商务部受理其申请，对已切实整改的予以移出。
"""


def test_a_terse_faithful_version_gets_no_mark_for_its_terseness() -> None:
    pairs = align(FAITHFUL_EN, "en", FAITHFUL_ZH, "zh-Hans")
    assert [flag for pair in pairs for flag in pair.missing if flag.kind != "condition"] == []
    # And a clause that is really struck from it stands out.
    changed = FAITHFUL_ZH.replace("，两年内不得再次申请", "").replace("，公平对待中国企业", "")
    found = {
        flag.value
        for pair in align(FAITHFUL_EN, "en", changed, "zh")
        for flag in pair.missing
        if flag.kind == "clause"
    }
    assert any("treat Chinese companies fairly" in words for words in found), found


def test_a_month_is_the_same_in_both_languages() -> None:
    assert flags(align("Experts will meet in July.", "en", "专家将于7月会面。", "zh")) == set()
    assert flags(align("Experts will meet in July.", "en", "专家将于8月会面。", "zh")) == {
        ("date", "--07", "right"),
        ("date", "--08", "left"),
    }


def test_a_long_step_that_comes_first_is_a_condition_in_both_languages() -> None:
    english = "Once the United States has withdrawn the listing of three Chinese makers of magnets, China will resume exports to them."
    chinese = "美方撤销对三家中国磁材企业的列单后，中方将恢复向其出口。"
    assert flags(align(english, "en", chinese, "zh")) == set()
