"""Material edits told from wording and typography. All texts were written for these tests."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.edits import MATERIAL, Edit, compare

SHEET = """Fact Sheet on the Understanding Reached

-   The Northern side will issue general permits for exports of gallium, indium, and graphite to end users abroad.
-   The general permit means the removal in practice of the controls that China imposed in {since}.
-   China will buy at least 12 million tons of soybeans in each of 2026, 2027 and 2028.
-   Both sides agreed to meet again.

The reduction applies until November 10, 2026, and may be extended.
"""
NOTICE = """商务部公告
为落实磋商成果，现公布如下：
一、自2025年11月10日起，对镓、锗、{item}相关物项的出口管制暂停执行，至{until}。
二、出口经营者{modal}按规定办理许可手续。
三、税率由{rate}下调。
"""


def notice(item: str = "石墨", until: str = "2026年11月10日", modal: str = "应当", rate: str = "34%") -> str:
    return NOTICE.format(item=item, until=until, modal=modal, rate=rate)


def kinds(edit: Edit) -> list[str]:
    return [change.kind for change in edit.changes]


def test_a_period_rewritten_in_a_fact_sheet_is_a_material_change_of_date() -> None:
    before, after = (
        SHEET.format(since="April 2025 and October 2022"),
        SHEET.format(since="X").replace("in X", "since 2023"),
    )
    edit = compare(before, after, "en")
    assert edit.is_material
    assert kinds(edit) == ["date"]
    (change,) = edit.changes
    assert (change.before, change.after) == ("in April 2025 and October 2022", "since 2023")
    assert after[change.start : change.stop] == change.after
    assert before[change.before_start : change.before_stop] == change.before


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("at least 12 million tons", "at least 21 million tons", "number"),
        ("a duty of 34 percent", "a duty of 34 percentage points", "number"),
        ("two vessels", "three vessels", "number"),
        ("a levy of 5%", "a levy of -5%", "number"),
        ("see Announcement No. 61 of 2025", "see Announcement No. 62 of 2025", "number"),
        ("until November 10, 2026", "until November 10, 2027", "date"),
        ("until November 10, 2026", "from November 10, 2026", "date"),
        ("for 90 days", "for 30 days", "date"),
        ("in 2026, 2027 and 2028", "in 2026 and 2027", "date"),
        ("The United States will act", "The European Union will act", "party"),
        ("gallium, indium and graphite", "gallium and graphite", "item"),
        ("sorghum and hardwood logs", "sorghum and hardwood and softwood logs", "item"),
        ("cloves, nutmeg, and pepper", "cloves, nutmeg, saffron, and pepper", "item"),
        ("cloves, nutmeg, and pepper", "cloves, mace, and pepper", "item"),
        ("levies on cloves, nutmeg, and pepper", "levies on nutmeg, and pepper", "item"),
        ("The list holds Acme Widgets.", "The list holds Acme Widgets and Zenith Drones Inc.", "item"),
        (
            "Goods:\n- tin cans\n- copper wire\nEnd.",
            "Goods:\n- tin cans\n- brass tubes\n- copper wire\nEnd.",
            "item",
        ),
        ("The side shall grant permits", "The side may grant permits", "modal"),
        ("will impose new charges", "will not impose new charges", "modal"),
        ("will lift the measure", "will lift the measure if the other side does", "modal"),
        ("it can apply", "it cannot apply", "modal"),
    ],
)
def test_english_changes_of_substance(before: str, after: str, kind: str) -> None:
    for old, new in ((before, after), (after, before)):
        edit = compare(
            f"Opening words here. {old}. Closing words.", f"Opening words here. {new}. Closing words.", "en"
        )
        assert edit.is_material
        assert kind in {kind for change in edit.changes for kind in change.kinds}


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (notice(until="2026年11月1日"), "date"),
        (notice(until="2027年11月10日"), "date"),
        (notice(rate="24%"), "number"),
        (notice(item="石墨、钨"), "item"),
        (notice(item="锑"), "item"),
        (notice(item="石墨、蓝晶石"), "item"),
        (notice(item="蓝晶石"), "item"),
        (notice(item="石英"), "item"),
        (notice(modal="可以"), "modal"),
        (notice(modal="不得"), "modal"),
        (notice().replace("出口经营者", "美国企业"), "party"),
        (notice().replace("三、税率", "三、如果美方同意，税率"), "party"),
    ],
)
def test_chinese_changes_of_substance(after: str, kind: str) -> None:
    for old, new in ((notice(), after), (after, notice())):
        edit = compare(old, new, "zh-Hans")
        assert edit.is_material
        assert kind in {kind for change in edit.changes for kind in change.kinds}


@pytest.mark.parametrize(
    ("before", "after", "language"),
    [
        (
            "The talks, held in the port, went well, he said",
            "The talks, hosted by the port, went well, he said",
            "en",
        ),
        ("It is clear, however, that work remains", "It is clear that work remains", "en"),
        ("They spoke openly and at length", "They spoke openly, respectfully and at length", "en"),
        ("发言人说", "发言人表示", "zh"),
        ("据了解，有关工作正在推进", "有关工作正在推进", "zh"),
        ("held useful talks in the city", "held good talks in the city", "en"),
        ("12 million tons", "12,000,000 tons", "en"),
        ("24 percent", "24%", "en"),
        ("on November 10, 2026", "on 10 November 2026", "en"),
        ("China said", "Beijing said", "en"),
        ("it does not apply", "it doesn't apply", "en"),
        ("双方进行了坦诚交流", "双方进行了深入交流", "zh"),
        ("税率为24%", "税率为百分之二十四", "zh"),
        ("于2026年11月10日", "于二〇二六年十一月十日", "zh"),
        ("中方表示", "中国表示", "zh"),
    ],
)
def test_the_same_thing_in_other_words_is_wording(before: str, after: str, language: str) -> None:
    edit = compare(before, after, language)
    assert not edit.is_material
    assert set(kinds(edit)) == {"wording"}


@pytest.mark.parametrize(
    ("before", "after", "language"),
    [
        ("He said “no change” — now.", 'He said "no change" - now.', "en"),
        ("one  two\nthree", "one two three", "en"),
        ("The Rare Earths Deal", "The rare earths deal", "en"),
        ("rare-earth goods", "rare earth goods", "en"),
        ("a 10,000 ton cargo", "a 10000 ton cargo", "en"),
        ("the U.S. side", "the US side", "en"),
        ("1. gold\n2. tin", "2. gold\n3. tin", "en"),
        ("税率为２４％，至2026年", "税率为24%,至2026年", "zh"),
        ("對稀土實施出口管制", "对稀土实施出口管制", "zh"),
        ("“反制”措施", "「反制」措施", "zh"),
        ("一、镓\n二、锗", "（一）镓\n（二）锗", "zh"),
    ],
)
def test_typography_is_no_more_than_that(before: str, after: str, language: str) -> None:
    edit = compare(before, after, language)
    assert not edit.is_material
    assert set(kinds(edit)) == {"typographic"}
    assert edit.count("typographic") == len(edit.changes) > 0


def test_equal_texts_have_no_changes() -> None:
    assert compare(SHEET, SHEET, "en") == Edit(False, ())


def test_a_paragraph_that_moved_is_wording() -> None:
    opening = "The sides met in the capital and spoke for hours about many things of mutual concern.\n"
    moving = "China will buy 12 million tons of soybeans in 2026 from growers across the plains.\n"
    closing = "Officials thanked their hosts and left in the evening by train without further remarks.\n"
    edit = compare(opening + moving + closing, opening + closing + moving, "en")
    assert edit.changes and not edit.is_material


def test_two_sums_that_changed_places_are_material() -> None:
    edit = compare(
        "China buys 10 tons and Japan buys 20 tons.", "China buys 20 tons and Japan buys 10 tons.", "en"
    )
    assert edit.is_material


def test_a_new_sentence_without_substance_is_wording_and_with_substance_is_not() -> None:
    assert not compare("It was warm.", "It was warm. Everyone was happy about it.", "en").is_material
    assert compare("It was warm.", "It was warm. Permits shall be granted.", "en").is_material


TEXT = st.text(alphabet='ab the will not 12,5%年月日税率不得应将、，。镓锗𠀀é“" \n-', max_size=120)


@settings(max_examples=250, deadline=None)
@given(TEXT, TEXT, st.sampled_from(["en", "zh"]))
def test_every_change_cuts_what_it_says(before: str, after: str, language: str) -> None:
    edit = compare(before, after, language)
    here = there = 0
    for change in edit.changes:
        assert before[change.before_start : change.before_stop] == change.before
        assert after[change.start : change.stop] == change.after
        assert change.before_start >= there and change.start >= here
        there, here = change.before_stop, change.stop
    assert edit.is_material == any(change.kind in MATERIAL for change in edit.changes)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 9),
    st.integers(0, 9),
    st.sampled_from([SHEET.format(since="June 2025"), notice()]),
    st.data(),
)
def test_any_changed_digit_is_material(old: int, new: int, text: str, data: st.DataObject) -> None:
    # Digits of list numbers do not occur in the two texts; every digit belongs to a number or a date.
    places = [place for place, char in enumerate(text) if char.isascii() and char.isdigit()]
    place = data.draw(st.sampled_from(places))
    changed = text[:place] + str(new) + text[place + 1 :]
    assert compare(text, changed, "zh" if "商务部" in text else "en").is_material == (changed != text)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_hostile_texts_of_30_kb_do_not_hang(language: str) -> None:
    chance = random.Random(3)
    letters = "ab " if language == "en" else "税率的中美"
    noise = ["".join(chance.choice(letters) for _ in range(30_000)) for _ in range(2)]
    repeated = ["a " * 15_000, "a " * 14_000 + "b " + "a " * 900]
    begin = time.process_time()
    for before, after in (noise, repeated, noise[::-1]):
        compare(before, after, language)
    assert time.process_time() - begin < 10


def test_the_two_versions_of_a_published_fact_sheet(corpus: Path) -> None:
    names = [
        corpus / f"us_2025-11-01_factsheet_china_deal_{version}.txt"
        for version in ("v1_original", "v3_current")
    ]
    if not all(name.exists() for name in names):
        pytest.skip("the corpus lacks the two versions")
    # The two first lines say where the text is from.
    before, after = ("\n".join(name.read_text(encoding="utf-8").split("\n")[2:]) for name in names)
    edit = compare(before, after, "en")
    assert edit.is_material
    assert kinds(edit) == ["date", "item"]
    assert "April 2025 and October 2022" in edit.changes[0].before
    assert edit.changes[0].after == "since 2023"
    assert "softwood" in edit.changes[1].after
