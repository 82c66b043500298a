"""Made-up statements in English and Chinese, the same for the same number. Pure: no Django.

The first line of each says what it is; it is short enough to count for nothing when copies are looked for.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

MARK_EN = "[Synthetic]"
MARK_ZH = "【合成】"
FIRST_LINE_EN = "Synthetic, for load tests only."
FIRST_LINE_ZH = "合成文本，仅供负载测试。"

_PARTIES = (
    ("China", "中国"),
    ("the United States", "美国"),
    ("the European Union", "欧盟"),
    ("Japan", "日本"),
    ("Malaysia", "马来西亚"),
    ("Australia", "澳大利亚"),
    ("Thailand", "泰国"),
    ("Canada", "加拿大"),
)
_GOODS = (
    ("rare earths", "稀土"),
    ("dysprosium oxide", "氧化镝"),
    ("terbium metal", "金属铽"),
    ("gallium", "镓"),
    ("germanium", "锗"),
    ("antimony", "锑"),
    ("sintered magnets", "烧结磁体"),
    ("tungsten powder", "钨粉"),
    ("soybeans", "大豆"),
    ("steel", "钢铁"),
)
_ACTS = (
    ("suspend the additional tariff on", "暂停加征关税的商品包括"),
    ("review export licences for", "审查出口许可申请，涉及"),
    ("lift the export controls on", "取消出口管制的物项包括"),
    ("raise the quota of", "提高配额的产品为"),
    ("maintain the tariff on", "维持关税的商品为"),
    ("open an investigation into", "立案调查的产品为"),
    ("purchase more", "扩大采购的产品为"),
    ("publish the list of", "公布清单的物项为"),
)
_EN = (
    "{a} will {act} {goods} from {b} under case {code} after {days} days, the ministry of case {code2} said.",
    "Officials of {a} and {b} discussed {goods} in round {code} and noted {num} open questions on trade and tariffs.",
    "The rate of {num} percent on {goods} of {b} applies to shipments of file {code} that enter by day {days}.",
    "{b} stated in note {code} that {a} had not answered its request on {goods} in {days} days.",
    "An annex numbered {code} lists {num} items, among them {goods}, with the office in charge in {a}.",
)
_ZH = (
    "{a}商务部第{code}号通知称，将在{days}日后{act}{goods}，适用于来自{b}的货物。",
    "{a}与{b}在第{code}轮磋商中讨论了{goods}问题，双方就{num}项贸易和关税议题交换意见。",
    "对{b}产{goods}适用的关税税率为{num}%，案号{code}，有效期{days}天，到期后另行公告。",
    "{b}在第{code}号照会中表示，{a}在{days}天内未答复其关于{goods}出口的请求。",
    "附件{code}列明{num}项物项，其中包括{goods}，由{a}主管部门负责实施出口管制。",
)
_TITLES = (
    ("{a} to {act} {goods} from {b}, notice {code}", "{a}商务部公告{code}号：{act}{goods}"),
    ("{a} and {b} on {goods}, readout {code}", "{a}与{b}就{goods}举行磋商（{code}）"),
)


@dataclass(frozen=True, slots=True)
class Made:
    """One made-up statement. ``language`` is "en" or "zh-Hans"; ``day`` counts back from the newest."""

    title: str
    text: str
    language: str
    party: str
    day: int


def statement(number: int, span_days: int = 3_000) -> Made:
    """Return the statement of this number: the odd ones in Chinese, every twentieth a copy of another's text."""
    is_copy = number % 20 == 19
    chance = random.Random(number - 8 if is_copy else number)
    chinese = number % 2 == 1
    side = 1 if chinese else 0
    first, second = chance.sample(_PARTIES, 2)
    sentences = [_ZH, _EN][1 - side]
    lines = [FIRST_LINE_ZH if chinese else FIRST_LINE_EN]
    lines += [
        one.format(**_words(chance, first, second, side))
        for one in chance.sample(sentences, chance.randint(3, 5))
    ]
    title = chance.choice(_TITLES)[side].format(**_words(chance, first, second, side))
    mark = MARK_ZH if chinese else MARK_EN
    return Made(
        title=f"{mark} {title}" + (" (copy)" if is_copy else ""),
        text="\n\n".join(lines),
        language="zh-Hans" if chinese else "en",
        party=("CN" if chinese else "US") if number % 5 else "",
        day=number % span_days,
    )


def _words(
    chance: random.Random, first: tuple[str, str], second: tuple[str, str], side: int
) -> dict[str, str]:
    return {
        "a": first[side],
        "b": second[side],
        "act": chance.choice(_ACTS)[side],
        "goods": chance.choice(_GOODS)[side],
        "code": f"{chance.choice('ABCDEFGHKLMNPRSTUVWXYZ')}{chance.randint(1, 99_999)}",
        "code2": f"{chance.choice('ABCDEFGHKLMNPRSTUVWXYZ')}{chance.randint(1, 999)}",
        "num": str(chance.randint(2, 99)),
        "days": str(chance.randint(10, 360)),
    }
