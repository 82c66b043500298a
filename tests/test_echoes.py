"""Echoes told from texts that only resemble one another. All texts were written for these tests."""

from __future__ import annotations

import itertools
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.echoes import (
    MAX_DISTANCE,
    MAX_KEYS,
    distance,
    fingerprint,
    halves,
    near_halves,
    same_mould,
    same_origin,
    sentence_keys,
    sentences_of,
    shared_origin,
)

STATEMENT_EN = (
    "The delegations met in the harbour city on 3 and 4 May 2027 and held candid talks on trade. "
    "The Northern side will suspend its surcharge of 17 percent on machine tools for a period of 120 days. "
    "The Southern side will resume purchases of barley and will remove the notice that it posted last winter. "
    "Each side will name an official who answers questions of the other within ten working days. "
    "Neither side gives up the right to act if the other does not carry out what it has promised here. "
    "The two sides intend to meet again before the end of August in a place still to be agreed upon."
)
STATEMENT_ZH = (
    "双方代表团于2027年5月3日至4日在港口城市举行会谈，就贸易问题坦诚交换意见。"
    "北方将对机床加征的17%附加税暂停实施一百二十天。"
    "南方将恢复采购大麦，并撤销其去年冬天发布的有关通知。"
    "双方各指定一名官员，在十个工作日之内答复对方提出的问题。"
    "如果一方没有履行在此作出的承诺，另一方保留采取行动的权利。"
    "双方计划在八月底之前再次会面，具体地点将另行商定。"
)
STORY_EN = (
    "Growers along the coast cheered on Tuesday as lorries loaded with barley rolled towards the docks for the first time since winter. "
    "Prices at the grain exchange rose by almost four percent within an hour of the news from the harbour talks. "
    "Traders cautioned that the pause of 120 days may be too short for ships that are booked half a year ahead. "
    "A union of machine builders welcomed the end of the surcharge but asked for guarantees that it stays away. "
    "In the capital, the opposition called the outcome a retreat and demanded a debate in the assembly next week. "
    "Analysts at a local bank expect the barley trade to reach two thirds of its former volume by the autumn."
)
STORY_ZH = (
    "周二，沿海地区的种植户欢呼雀跃，满载大麦的卡车自冬季以来首次驶向码头。"
    "港口会谈的消息传出后一小时之内，粮食交易所的价格上涨了近百分之四。"
    "贸易商提醒说，一百二十天的暂停期对于提前半年预订的船只来说可能太短。"
    "机床制造业协会欢迎取消附加税，但是要求保证今后不再恢复征收。"
    "在首都，反对派称这一结果是退让，并要求下周在议会举行辩论。"
    "当地一家银行的分析人士预计，到秋季大麦贸易将恢复到原来的三分之二。"
)
NOTICE_ZH = (
    "商务部公告{year}年第{number}号。根据《中华人民共和国出口管制法》等法律法规有关规定，为维护国家安全和利益，经国务院批准，决定对下列物项实施出口管制。"
    "一、{goods}。二、出口经营者出口上述物项应当依照有关规定向国务院商务主管部门申请许可。"
    "三、{special}。四、本公告自{day}起正式实施。特此公告，联系电话见本部网站公布的相关页面内容。"
)
NOTICES_ZH = [
    NOTICE_ZH.format(
        year=2027,
        number=11,
        goods="纯度高于百分之九十九的蓝晶石粉末及其制造设备和生产技术资料",
        special="用于医疗急救用途的少量蓝晶石样品不受本公告所列措施的限制",
        day="2027年3月1日",
    ),
    NOTICE_ZH.format(
        year=2027,
        number=12,
        goods="直径超过三百毫米的陶瓷轴承以及与之配套使用的专用润滑材料",
        special="已经签订合同并且在途运输的陶瓷轴承可以在三十天之内补办手续",
        day="2027年4月9日",
    ),
]
EXTENSION_ZH = (
    "商务部关于延长蓝晶石反倾销措施实施期限的通知。应国内产业申请，调查机关对原产于北方的进口蓝晶石进行了期终复审。"
    "调查机关认为如果终止措施，原产于北方的进口蓝晶石对国内产业的损害可能继续发生。"
    "有关企业应当在{day}之前向海关缴纳保证金，保证金比率为{rate}%。"
    "各有关方面可以查阅公开信息，并就复审的程序问题提出书面评论意见。"
    "调查机关将继续听取国内生产者、进口商和下游用户的意见和建议。"
)
EXTENSION_EN = (
    "The bureau has completed its review of the duty on kyanite that is brought in from the Northern ports. "
    "It finds that injury to the makers of furnace bricks would likely return if the duty were to end now. "
    "The duty of {rate} percent therefore stays in place until {day} unless it is revoked before that. "
    "Importers may ask the bureau for a refund where the final use of the goods is in a hospital. "
    "Comments by parties concerned are kept in the public file and may be read at the counter of the bureau."
)
ORDER_EN = (
    "By the authority vested in me by the laws of this land, it is hereby ordered as follows in respect of {goods}. "
    "{facts} The rate of duty on {goods} shall be {rate} percent from {day} onward. "
    "The secretary shall inform the agencies concerned and may issue rules that carry out this order. "
    "{special} This order shall be implemented consistent with applicable law and subject to the funds that exist. "
    "Nothing in this order impairs the authority that the law grants to a department or its head."
)
ORDERS_EN = [
    ORDER_EN.format(goods="ceramic bearings", rate=31, day="4 March 2027", facts="Imports of bearings have doubled in two years and three of five domestic plants have closed their gates since then.", special="Bearings that were loaded before that day on the final mode of transit are exempt until the end of June."),
    ORDER_EN.format(goods="kyanite powder", rate=12, day="19 July 2027", facts="The mines of the interior cannot meet the needs of the glass makers, who have asked for relief in four petitions.", special="Powder for use in hospitals is exempt where the buyer files the certificate that the bureau prescribes."),
]  # fmt: skip


def wrapped_en(body: str) -> str:
    return (
        "Harbour deal: who gets what\nOur reporters have been following the talks all through the week in the rain. "
        + body
        + " Read the full coverage in the weekend supplement."
    )


def wrapped_zh(body: str) -> str:
    return (
        "港口会谈达成一致：各方所得一览\n本报记者连日来在雨中持续关注会谈的最新进展情况。"
        + body
        + "更多内容请见周末特刊。"
    )


def report_en() -> str:
    parts = STATEMENT_EN.split(". ")
    quoted = f'A spokesperson read out the text: "{parts[1]}." The hall was silent. "{parts[2]}," it went on, and added: "{parts[3]}." '
    return f'{STORY_EN[:430]} {quoted}The last lines were the sternest: "{parts[4]}." {STORY_EN[430:]}'


def report_zh() -> str:
    parts = STATEMENT_ZH.split("。")
    return f"{STORY_ZH}发言人宣读了声明：“{parts[1]}。”会场鸦雀无声。声明还说：“{parts[2]}。{parts[3]}。”最后一段措辞最为严厉：“{parts[4]}。”"


def traditional(text: str) -> str:
    """Turn some characters of the test's own texts into traditional ones."""
    return text.translate(
        str.maketrans(
            "双举会谈贸问题坦诚换见将对机实资恢复销发关个员无报运业协议应",
            "雙舉會談貿問題坦誠換見將對機實資恢復銷發關個員無報運業協議應",
        )
    )


ECHOES = {
    "the same text": ("en", STATEMENT_EN, STATEMENT_EN),
    "other punctuation and case": (
        "en",
        STATEMENT_EN,
        STATEMENT_EN.replace(". ", " .\n").replace("The", "THE"),
    ),
    "changed headline and lede": ("en", STORY_EN, wrapped_en(STORY_EN)),
    "lede cut off": ("en", STORY_EN, STORY_EN.split(". ", 1)[1]),
    "first two paragraphs rewritten": (
        "en",
        STORY_EN,
        "Trucks are moving again. The market liked it. " + STORY_EN.split(". ", 2)[2],
    ),
    "statement inside a story": ("en", STATEMENT_EN, STORY_EN + " The text reads: " + STATEMENT_EN),
    "statement quoted piece by piece": ("en", STATEMENT_EN, report_en()),
    "shortened from the end": ("en", STORY_EN, ". ".join(STORY_EN.split(". ")[:4]) + "."),
    "zh: the same text": ("zh", STATEMENT_ZH, STATEMENT_ZH),
    "zh: traditional characters": ("zh", STATEMENT_ZH, traditional(STATEMENT_ZH)),
    "zh: changed headline and lede": ("zh", STORY_ZH, wrapped_zh(STORY_ZH)),
    "zh: first sentence rewritten": ("zh", STORY_ZH, "大麦运输重新开始。" + STORY_ZH.split("。", 1)[1]),
    "zh: statement inside a story": ("zh", STATEMENT_ZH, STORY_ZH + "全文如下：\n" + STATEMENT_ZH),
    "zh: statement quoted piece by piece": ("zh", STATEMENT_ZH, report_zh()),
    "zh: full-width and spaced": (
        "zh",
        STATEMENT_ZH,
        STATEMENT_ZH.replace("17%", "１７％").replace("，", ", "),
    ),
}
STRANGERS = {
    "statement and story of one event": ("en", STATEMENT_EN, STORY_EN),
    "a translation": ("en", STATEMENT_EN, STATEMENT_ZH),
    "a story and its translation": ("en", STORY_EN, STORY_ZH),
    "two orders of one mould": ("en", *ORDERS_EN),
    "two extensions with other dates": (
        "en", EXTENSION_EN.format(rate=12, day="3 May 2027"), EXTENSION_EN.format(rate=14, day="9 June 2028")
    ),
    "zh: two extensions with other dates": (
        "zh", EXTENSION_ZH.format(rate=12, day="2027年5月3日"), EXTENSION_ZH.format(rate=14, day="2028年6月9日")
    ),
    "a story that quotes one sentence": ("en", STATEMENT_EN, STORY_EN + ' "' + STATEMENT_EN.split(". ")[1] + '."'),
    "zh: two notices of one mould": ("zh", *NOTICES_ZH),
    "zh: statement and story of one event": ("zh", STATEMENT_ZH, STORY_ZH),
    "zh: a story that quotes one sentence": ("zh", STATEMENT_ZH, STORY_ZH + STATEMENT_ZH.split("。")[1] + "。"),
}  # fmt: skip


def one_origin(a: str, b: str) -> bool:
    languages = ["zh" if any(char >= "\u4e00" for char in text) else "en" for text in (a, b)]
    prints = [fingerprint(text, language) for text, language in zip((a, b), languages, strict=True)]
    keys = [sentence_keys(text, language) for text, language in zip((a, b), languages, strict=True)]
    return (same_origin(*prints, len(a), len(b)) and not same_mould(*keys)) or shared_origin(*keys)


@pytest.mark.parametrize("name", ECHOES)
def test_echoes_have_one_origin(name: str) -> None:
    _, a, b = ECHOES[name]
    assert one_origin(a, b) and one_origin(b, a)


@pytest.mark.parametrize("name", STRANGERS)
def test_strangers_have_two(name: str) -> None:
    _, a, b = STRANGERS[name]
    assert not one_origin(a, b) and not one_origin(b, a)


def test_a_figure_put_right_in_a_story_leaves_it_the_same_story() -> None:
    story = STORY_EN + " " + STATEMENT_EN
    assert one_origin(story, story.replace("120 days", "130 days", 1))


def test_two_long_texts_that_differ_in_one_date_are_parted_by_their_keys() -> None:
    long = STORY_ZH + STATEMENT_ZH
    keys, one, two = (
        sentence_keys(text, "zh")
        for text in (
            long,
            long.replace("5月3日", "6月3日"),
            long.replace("5月3日", "6月3日").replace("17%", "18%"),
        )
    )
    assert len(keys & one) == len(keys) - 1
    assert not same_mould(keys, one)  # one sentence of twelve: put right
    assert same_mould(keys, two)  # two: another text


def test_an_echo_is_found_by_looking_up_keys_without_comparing_all_pairs() -> None:
    chance = random.Random(5)
    words = [f"word{number}" for number in range(400)]
    others = [". ".join(" ".join(chance.choices(words, k=12)) for _ in range(12)) for _ in range(300)]
    index: dict[int, set[int]] = {}
    for number, text in enumerate(others):
        for key in (*halves(fingerprint(text, "en"), len(text)), *sentence_keys(text, "en")):
            index.setdefault(key, set()).add(number)
    copy = "A new headline altogether\n" + others[123].replace("word7 ", "word8 ", 1)
    asked = (*near_halves(fingerprint(copy, "en"), len(copy)), *sentence_keys(copy, "en"))
    found = set().union(*(index.get(key, set()) for key in asked))
    assert 123 in found
    assert len(found) < 30  # of 300: the buckets hold few that are not meant


PRINTS = st.integers(-(2**63), 2**63 - 1)


@settings(max_examples=500)
@given(
    PRINTS, st.sets(st.integers(0, 63), max_size=MAX_DISTANCE), st.integers(300, 500), st.integers(300, 500)
)
def test_prints_that_may_be_of_one_text_are_found_by_their_halves(
    value: int, flipped: set[int], length: int, other_length: int
) -> None:
    other = value & (2**64 - 1)
    for bit in flipped:
        other ^= 1 << bit
    other -= 2**64 if other >> 63 else 0
    assert distance(value, other) == len(flipped)
    if same_origin(value, other, length, other_length):
        assert set(near_halves(value, length)) & set(halves(other, other_length))
        assert set(near_halves(other, other_length)) & set(halves(value, length))


@given(PRINTS, st.integers(0, 1_000))
def test_halves_are_few_to_keep_many_to_ask_for_and_no_sentences(value: int, length: int) -> None:
    kept, asked = halves(value, length), near_halves(value, length)
    assert set(kept) <= set(asked) and all(2**33 <= key < 2**34 for key in asked)
    assert (len(kept), len(asked)) == ((0, 0) if not value else (1, 1) if length < 400 else (2, 66))
    assert sentences_of([*kept, 5, -7], value) == {5, -7}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["en", "zh-Hans"]))
def test_prints_and_keys_fit_a_bigint_and_are_stable(text: str, language: str) -> None:
    print_ = fingerprint(text, language)
    assert -(2**63) <= print_ < 2**63
    assert print_ == fingerprint(text.replace(" ", "  "), language)
    assert all(-(2**63) <= key < 2**63 for key in sentence_keys(text, language))


def test_a_fingerprint_is_the_same_in_every_process() -> None:
    # Stored for years: a change of this value orphans every stored fingerprint and needs a backfill.
    assert fingerprint("The two sides agreed on 17 percent.", "en") == PINNED_EN
    assert fingerprint("双方同意税率为17%。", "zh") == PINNED_ZH


PINNED_EN = -7257028091040163449
PINNED_ZH = -7832856643483393113


def test_a_text_without_words_is_no_echo_of_another() -> None:
    assert fingerprint(" … ", "en") == 0
    assert not same_origin(0, 0, 5, 5)
    assert not shared_origin(frozenset(), frozenset())


@pytest.mark.parametrize(
    ("fewer", "more", "shared", "expected"),
    [(10, 30, 5, True), (10, 30, 4, False), (4, 9, 3, True), (4, 9, 2, False), (3, 9, 2, True), (2, 2, 1, False),
     (1, 3, 1, True), (1, 4, 1, False), (0, 5, 0, False)],
)  # fmt: skip
def test_how_many_sentences_in_common_make_one_origin(
    fewer: int, more: int, shared: int, expected: bool
) -> None:
    a = frozenset(number << 23 for number in range(fewer))
    b = frozenset(number << 23 for number in range(fewer - shared, fewer - shared + more))
    assert len(a & b) == shared
    assert shared_origin(a, b) is shared_origin(b, a) is expected


def test_texts_of_very_different_length_are_not_the_same() -> None:
    assert not same_origin(77, 77, 1000, 2000)
    assert same_origin(77, 77, 1000, 1100)


def test_short_texts_must_agree_wholly() -> None:
    assert same_origin(0b1000, 0b1000, 50, 50)
    assert not same_origin(0b1000, 0b1001, 50, 50)
    assert same_origin(0b1000, 0b1001, 5000, 5000)


def test_few_words_changed_in_a_long_text_keep_the_fingerprint_near() -> None:
    chance = random.Random(11)
    words = [f"w{chance.randrange(3000)}x" for _ in range(3000)]
    near = list(words)
    near[1500] = "changed"
    assert distance(fingerprint(" ".join(words), "en"), fingerprint(" ".join(near), "en")) <= MAX_DISTANCE
    strangers = [f"v{chance.randrange(3000)}y" for _ in range(3000)]
    assert distance(fingerprint(" ".join(words), "en"), fingerprint(" ".join(strangers), "en")) > 16


def test_keys_are_capped_and_the_same_ones_are_kept() -> None:
    lines = [
        f"Sentence number {number} speaks at some length of matter {number * 7}." for number in range(900)
    ]
    keys = sentence_keys(" ".join(lines), "en")
    assert len(keys) == MAX_KEYS
    assert shared_origin(keys, sentence_keys("A new first line. " + " ".join(lines[2:]), "en"))


def test_no_strangers_among_the_corpus_share_an_origin(corpus) -> None:
    texts = {}
    for path in sorted(corpus.glob("*.txt")):
        text = path.read_text(encoding="utf-8").split("\n", 2)[2]
        language = "zh" if path.stem.endswith("_zh") else "en"
        texts[path.stem] = (fingerprint(text, language), len(text), sentence_keys(text, language))
    found = {
        (a, b)
        for (a, one), (b, other) in itertools.combinations(texts.items(), 2)
        if same_origin(one[0], other[0], one[1], other[1]) or shared_origin(one[2], other[2])
    }
    # Two versions of one fact sheet are the one pair of copies in the corpus.
    assert found == {pair for pair in found if all("factsheet_china_deal" in name for name in pair)}
    if sum("factsheet_china_deal" in name for name in texts) == 2:
        assert len(found) == 1


def test_30_kb_take_a_fraction_of_a_second() -> None:
    begin = time.process_time()
    for text, language in (
        (STORY_EN * 40, "en"),
        (STORY_ZH * 80, "zh"),
        ("1,1." * 8000, "en"),
        ('"' * 30_000, "zh"),
        (": " * 15_000, "en"),
    ):
        fingerprint(text, language)
        sentence_keys(text, language)
    assert time.process_time() - begin < 3
