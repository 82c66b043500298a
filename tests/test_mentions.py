"""What texts name, with the same values in both languages. Sentences written for these tests."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.mentions import mentions


def named(text: str, language: str, *kinds: str) -> list[tuple[str, str]]:
    return [(m.kind, m.value) for m in mentions(text, language) if not kinds or m.kind in kinds]


@pytest.mark.parametrize(
    ("text", "language", "kind", "values"),
    [
        ("until November 10, 2026", "en", "date", ["2026-11-10"]),
        ("至2026年11月10日", "zh", "date", ["2026-11-10"]),
        ("二〇二六年十一月十日", "zh", "date", ["2026-11-10"]),
        ("controls imposed since 2023 and in April 2025", "en", "date", ["2023", "2025-04"]),
        ("自2023年以来", "zh", "date", ["2023"]),
        ("on June 27 it said", "en", "date", ["--06-27"]),
        ("6月27日表示", "zh", "date", ["--06-27"]),
        ("for 90 days", "en", "date", ["P90D"]),
        ("为期90天", "zh", "date", ["P90D"]),
        (
            "一百二十天，十个工作日，15个工作日内，三个月，两年",
            "zh",
            "date",
            ["P120D", "P10D", "P15D", "P3M", "P2Y"],
        ),
        ("May 3 and 4, 2027, and 5-6 June", "en", "date", ["2027-05-03", "2027-05-04", "--06-05", "--06-06"]),
        ("2027年5月3日至4日、6月5、6日", "zh", "date", ["2027-05-03", "2027-05-04", "--06-05", "--06-06"]),
        ("五月四日和十一月二十三日", "zh", "date", ["--05-04", "--11-23"]),
        ("twenty-four vessels and a hundred crates", "en", "number", ["24", "100"]),
        ("两名官员和一百二十五艘船", "zh", "number", ["2", "125"]),
        ("effective immediately", "en", "date", ["now"]),
        ("自即日起", "zh", "date", ["now"]),
        ("12 million tons, 12,000,000 tons, twelve million tons", "en", "number", ["12000000"] * 3),
        ("1200万吨，1,200万吨，一千二百万吨", "zh", "number", ["12000000"] * 3),
        (
            "24 percent, 24%, 24 per cent and 24 percentage points",
            "en",
            "number",
            ["24%", "24%", "24%", "24pp"],
        ),
        ("24%，百分之二十四，２４％，24个百分点", "zh", "number", ["24%", "24%", "24%", "24pp"]),
        ("$2.50 trillion", "en", "number", ["2500000000000"]),
        ("2.5万亿美元", "zh", "number", ["2500000000000"]),
        ("十二家企业和三种设备", "zh", "number", ["12", "3"]),
        ("Executive Order 14257 and Announcement No. 61 of 2025", "en", "instrument", ["EO 14257", "no. 61"]),
        ("第14257号行政令和2025年第61号公告", "zh", "instrument", ["EO 14257", "no. 61"]),
        ("the Section 301 investigation", "en", "instrument", ["section 301"]),
        ("301条款调查", "zh", "instrument", ["section 301"]),
        (
            "The U.S. side told us that China and, later, the European Union agree",
            "en",
            "party",
            ["US", "CN", "EU"],
        ),
        ("美方、中方和欧盟", "zh", "party", ["US", "CN", "EU"]),
        ("gallium, rare earths and soybeans", "en", "item", ["Ga", "rare_earths", "soybeans"]),
        ("镓、稀土和大豆", "zh", "item", ["Ga", "rare_earths", "soybeans"]),
        ("if the other side refuses", "en", "condition", ["condition"]),
        ("在对方同意的前提下", "zh", "condition", ["condition"]),
        ("磁材交付后，美方将暂停加征关税", "zh", "condition", ["condition"]),
        ("收到完整申请之后，商务部将予以审查", "zh", "condition", ["condition"]),
        ("after delivery of the magnets the tariff is suspended", "en", "condition", ["condition"]),
        ("After the magnets have been delivered, it ends", "en", "condition", ["condition"]),
        ("upon receipt of a complete application", "en", "condition", ["condition"]),
        (
            "China will not, cannot and shouldn't",
            "en",
            "modal",
            ["will", "not", "can", "not", "should", "not"],
        ),
        ("中方不得出口，应申请", "zh", "modal", ["不得", "应"]),
    ],
)
def test_the_same_thing_has_the_same_value(text: str, language: str, kind: str, values: list[str]) -> None:
    assert [value for _, value in named(text, language, kind)] == values


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("1. First\n(2) Second\n- Third", "en", "number"),
        ("一、第一条\n（二）第二条", "zh", "number"),
        ("they told us", "en", "party"),
        ("on 5 May 2025", "en", "modal"),
        ("委员会开会对应社会", "zh", "modal"),
        ("不可靠实体清单", "zh", "modal"),
        ("在10月9号", "zh", "instrument"),
        ("例如钢笔", "zh", "condition"),
        ("会谈结束后，双方发表声明", "zh", "condition"),
        ("此后，双方保持沟通", "zh", "condition"),
        ("交付前后", "zh", "condition"),
        ("after the talks in London", "en", "condition"),
        ("on the implementation day they met", "en", "condition"),
        ("the year 2026", "en", "number"),
    ],
)
def test_lookalikes_are_not_taken(text: str, language: str, kind: str) -> None:
    assert named(text, language, kind) == []


def test_a_dates_role_is_kept_beside_its_day() -> None:
    until, since = mentions("until May 1, 2026 and from May 1, 2026", "en")
    assert (until.value, until.detail) == ("2026-05-01", "until")
    assert (since.value, since.detail) == ("2026-05-01", "effective")


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="美中不得会第号年月日百万亿〇十二三1290.,%－ \n（）𠀀May shalnotif$Ω", max_size=200),
    st.sampled_from(["en", "zh"]),
)
def test_mentions_are_in_order_and_never_overlap(text: str, language: str) -> None:
    at = 0
    for mention in mentions(text, language):
        assert at <= mention.start < mention.stop <= len(text)
        at = mention.stop


@pytest.mark.parametrize("piece", ["1,", "百万", "until ", " ", "二十", "not ", "第1", "\n- ", "1.1", "自"])
def test_no_text_makes_it_slow(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    begin = time.process_time()
    mentions(text, "en")
    mentions(text, "zh")
    assert time.process_time() - begin < 6
