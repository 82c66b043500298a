"""What was refused, denied or given up must never be read as done: sentences written for these tests."""

from __future__ import annotations

import datetime as dt

import pytest

from sources.extraction import extract

PUBLISHED = dt.date(2026, 2, 12)

ENGLISH = [
    ("Neither Participant shall impose export restrictions on gallium.", "commitment BOTH STOP shall"),
    ("Neither side will raise tariffs during the truce.", "commitment BOTH STOP will"),
    ("The United States has no intention of imposing new tariffs on Japan.", "denial US  denies"),
    ("The administration had no plans to widen its entity list, an official said.", "denial US  denies"),
    ("China never agreed to limit exports of rare earths, the ministry said.", "denial CN  denies"),
    ("Reports that China had banned gallium exports were untrue.", "denial CN  denies"),
    ("China did not impose a ban on rare earth exports, the ministry said.", "denial CN  denies"),
    ("China has not suspended purchases of American soybeans.", "denial CN  denies"),
    ("The United States has not lifted its tariffs on Chinese goods.", "countermeasure US MAINTAIN done"),
    ("The United States refused to remove the tariffs.", "countermeasure US MAINTAIN decided"),
    ("Beijing ruled out lifting its export controls on rare earths.", "countermeasure CN MAINTAIN decided"),
    ("China will not hesitate to take countermeasures.", "countermeasure CN RETALIATE threatens"),
    ("Trump backed away from a threat to impose tariffs on Chinese goods.", "commitment US STOP will"),
    ("The United States stopped short of adding the company to the entity list.", None),
    ("Without the deal, the United States would have imposed a 100 percent tariff.", None),
    ("China neither confirmed nor denied that it would suspend the controls.", None),
]

CHINESE = [
    ("中方从未同意限制稀土出口数量。", "denial CN  denies"),
    ("中方并未承诺取消稀土出口管制。", "denial CN  denies"),
    ("中方无意扩大不可靠实体清单。", "denial CN  denies"),
    ("发言人否认中方已暂停发放稀土出口许可证。", "denial CN  denies"),
    ("中方没有禁止稀土出口。", "denial CN  denies"),
    ("美方尚未取消对华加征关税。", "countermeasure US MAINTAIN done"),
    ("美方拒绝取消有关关税。", "countermeasure US MAINTAIN done"),
    ("双方均不得对对方实施新的出口限制。", "commitment BOTH STOP shall"),
    ("任何一方不得加征新的关税。", "commitment BOTH STOP shall"),
    ("美方放弃了对中国加征100%关税的计划。", "commitment US STOP done"),
    ("中方不排除采取反制措施的可能。", "countermeasure CN RETALIATE threatens"),
]


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [("en", *row) for row in ENGLISH] + [("zh", *row) for row in CHINESE],
)
def test_what_was_refused_denied_or_given_up_is_not_read_as_done(language, sentence, expected):
    found = [
        f"{finding.kind} {finding.actor} {finding.action} {finding.modality}"
        for finding in extract(sentence, language, PUBLISHED)
    ]
    assert found == ([expected] if expected else [])
