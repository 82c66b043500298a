"""Every country, customs territory and grouping can act, in both languages; words that only look like one cannot.

The sentences were written for these tests.
"""

from __future__ import annotations

import datetime as dt
import re

import pytest

from sources.extraction import extract
from sources.mentions import mentions
from sources.parties import alternation, parties

DAY = dt.date(2031, 3, 4)


def found(text: str) -> list[tuple[str, str]]:
    language = "en" if text.isascii() else "zh"
    return [(finding.actor, finding.target) for finding in extract(text, language, DAY)]


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("Armenia will lift tariffs on U.S. wine.", "AM", "US"),
        ("The Government of Armenia shall lift tariffs on U.S. wine.", "AM", "US"),
        ("The Republic of Armenia agreed to lift tariffs on U.S. wine.", "AM", "US"),
        ("The Macedonian government agreed to cut tariffs on American buses.", "MK", "US"),
        ("Skopje has pledged to cut tariffs on American buses.", "MK", "US"),
        ("Havana will suspend tariffs on Canadian wheat.", "CU", "CA"),
        ("The United States will impose a tariff of 11 percent on Nicaraguan goods.", "US", "NI"),
        ("South Korea will cut tariffs on South African wine.", "KR", "ZA"),
        ("The South African government will cut tariffs on Korean cars.", "ZA", "KR"),
        ("Papua New Guinea has lifted its tariffs on Chinese tyres.", "PG", "CN"),
        ("Guinea has lifted its tariffs on Chinese tyres.", "GN", "CN"),
        ("Côte d'Ivoire has lifted its tariffs on Chinese tyres.".replace("ô", "o"), "CI", "CN"),
        ("Turkey will lift its tariffs on American coal.", "TR", "US"),
        ("Jordan said that it will lift its tariffs on American coal.", "JO", "US"),
        ("Ministers met in Tbilisi. Georgia will lift its tariffs on American coal.", "GE", "US"),
        ("ASEAN will lift its tariffs on Chinese tyres.", "ASEAN", "CN"),
        ("Mercosur has pledged to phase out tariffs on European lorries.", "MERCOSUR", "EU"),
        ("The G7 will suspend tariffs on Ukrainian steel.", "G7", "UA"),
        ("古巴将取消对美国商品的关税。", "CU", "US"),
        ("尼加拉瓜政府决定取消对美国商品的关税。", "NI", "US"),
        ("北马其顿同意取消对美国商品的关税。", "MK", "US"),
        ("白俄罗斯将取消对欧盟商品的关税。", "BY", "EU"),
        ("巴布亚新几内亚将取消对中国商品的关税。", "PG", "CN"),
        ("衣索比亞將取消對中國商品的關稅。", "ET", "CN"),
        ("沙特和美国以外，匈方将取消对中国商品的关税。", "HU", "CN"),
        ("东盟将取消对中国商品的关税。", "ASEAN", "CN"),
        ("美国将对亚美尼亚商品加征关税。", "US", "AM"),
    ],
)
def test_a_party_of_no_deal_on_record_acts_and_is_acted_on(text: str, actor: str, target: str) -> None:
    assert found(text) == [(actor, target)]


@pytest.mark.parametrize(
    "text",
    [
        "China clay will be exempt from tariffs.",
        "Turkey meat will be exempt from tariffs.",
        "They roast turkey and will lift tariffs on it.",
        "Representative Jim Jordan spoke first. Jordan said that he would lift tariffs on Canada's cars.",
        "Chad Brown heads the firm. Chad said that he would lift tariffs if he could.",
        "The carmaker runs a plant. Georgia will cut taxes and lift tariffs on parts.",
        "Georgia Tech will lift tariffs on parts.",
    ],
)
def test_what_only_looks_like_a_country_is_none(text: str) -> None:
    assert not {actor for actor, _ in found(text)} & {"CN", "TR", "JO", "TD", "GE"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("企业将增加纳税，并取消出口限制。", "GH"),
        ("内蒙古将取消出口限制。", "MN"),
        ("马里兰州将取消出口限制。", "ML"),
        ("北爱尔兰将取消出口限制。", "IE"),
    ],
)
def test_what_only_looks_like_a_country_in_chinese_is_none(text: str, code: str) -> None:
    assert code not in {actor for actor, _ in found(text)}


def test_every_name_belongs_to_one_party() -> None:
    owner: dict[str, str] = {}
    for code, lists in parties().items():
        for name in {*lists["en"], *lists["zh"], *lists["adjectives_en"]}:
            assert owner.setdefault(name, code) == code, name
    assert all(re.fullmatch(r"[A-Z0-9]{2,8}|", code) for code in parties())


def test_the_lists_hold_the_countries_of_both_languages() -> None:
    states = {code for code in parties() if len(code) == 2}
    assert len(states) >= 249  # ISO 3166 has 249 codes; Kosovo and the European Union have theirs by custom
    assert all(parties()[code]["en"] and parties()[code]["zh"] for code in states)


@pytest.mark.parametrize("text", ["North Macedonia and ASEAN", "北马其顿和东盟", "东盟与乍得"])
def test_texts_are_compared_by_the_same_names(text: str) -> None:
    named = [m.value for m in mentions(text, "en" if text.isascii() else "zh") if m.kind == "party"]
    assert named in (["MK", "ASEAN"], ["ASEAN", "TD"])


def test_an_alternation_takes_the_longest_word_and_gives_back_what_does_not_fit() -> None:
    words = ["a", "ab", "abcd", "b", "."]
    pattern = re.compile(alternation(words))
    assert pattern.findall("abcabcdb.x") == ["ab", "abcd", "b", "."]
    assert re.fullmatch(f"(?:{alternation(words)})cd", "abcd")
