"""What the words of a claim say of what it speaks of. The sentences were written for these tests."""

from __future__ import annotations

import pytest

from deals import bearing


@pytest.mark.parametrize(
    "text",
    [
        "Norway has yet to honour its undertaking to open its ports",
        "Oslo went back on its pledge to buy fishmeal",
        "Norway failed once more to deliver what it had promised",
        "deliveries fell well short of the agreed volume",
        "shipments below what was promised",
        "挪方出尔反尔，没有兑现承诺",
        "挪方迟迟不落实降低关税的承诺",
        "挪方违背承诺，对秘鲁加征关税",
        "采购远未达到承诺的数量",
    ],
)
def test_a_broken_promise_is_called_one(text):
    assert bearing.breach(text)
    assert not bearing.fulfilment(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not violate its commitment",
        "Norway will deliver the fishmeal in May",
        "Peru keeps its ports open",
        "挪方未违反承诺",
        "双方不断落实共识",
        "挪方不折不扣落实承诺",
    ],
)
def test_what_breaks_nothing_is_no_breach(text):
    assert not bearing.breach(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway completed its purchases",
        "Oslo lived up to its pledge",
        "挪方已如期履行承诺",
        "挪方已按约定采购大豆",
    ],
)
def test_a_promise_that_was_kept_is_called_kept(text):
    assert bearing.fulfilment(text)


@pytest.mark.parametrize(
    ("text", "ran_out"),
    [
        ("the pause lapsed on Tuesday", True),
        ("Oslo let the pause on its fees for Peruvian ships lapse", True),
        ("the exclusions will not be renewed", True),
        ("we are not going to extend the pause", True),
        ("暂停期已于5月3日届满", True),
        ("排除到期，未再延长", True),
        ("the pause will expire in May unless it is extended", False),
        ("before the pause expires", False),
        ("在排除到期前申请", False),
    ],
)
def test_a_time_that_ran_out_is_told_from_one_that_will(text, ran_out):
    assert bool(bearing.lapse(text)) is ran_out


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Norway will keep the heightened duty on goods of Peru suspended until May", True),
        ("the fees remain on hold", True),
        ("Oslo maintains the suspension of its fees", True),
        ("继续暂停收取港口费", True),
        ("Norway will keep the duty that it suspended in May under review", False),
        ("Norway keeps its duty of 12 percent", False),
        ("保留10%的关税", False),
    ],
)
def test_a_relief_that_is_kept_up_is_no_burden_kept(text, kept):
    assert bool(bearing.kept_up(text)) is kept


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("licences for civilian users only for cobalt", -1),
        ("the general licences are confined to cobalt", -1),
        ("范围缩小至铍一项", -1),
        ("仅限于铍", -1),
        ("Norway widened its controls to cobalt", 1),
        ("cobalt is added to the list of controlled items", 1),
        ("Norway listed another six Peruvian firms", 1),
        ("将钴纳入管制", 1),
        ("再将6家实体列入名单", 1),
        ("Norway will grant licences for cobalt", 0),
        ("Norway widened the list and dropped cobalt from it", 0),
    ],
)
def test_more_and_less_of_it_are_told_apart(text, size):
    assert bearing.size(text)[0] == size


@pytest.mark.parametrize(
    "text", ["", " ", "。", "a" * 20000, "the its " * 4000, "暂停" * 8000, "not " * 6000]
)
def test_odd_texts_are_read_without_fault_and_soon(text):
    for ask in (
        bearing.breach,
        bearing.fulfilment,
        bearing.lapse,
        bearing.again,
        bearing.kept_up,
        bearing.longer,
        bearing.still,
        bearing.size,
    ):
        ask(text)
