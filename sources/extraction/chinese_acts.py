"""The acts of a Chinese sentence: words of the lexicon with an object, an actor and a cue."""

from __future__ import annotations

import re

from sources.extraction.chinese_objects import TAKES_EFFECT
from sources.extraction.chinese_tables import Clause, Found, Rule
from sources.extraction.chinese_terms import TermSettler
from sources.extraction.chinese_trial import Trial
from sources.extraction.chinese_words import AGAIN, DUTY_FREE, LEFT_UNDONE, NEGATED

# 可免税输美, 可享有豁免: what may be is granted
GRANTED_BY_MAY = (
    *DUTY_FREE,
    "享有豁免",
    "享受豁免",
    "抵免",
    "抵扣",
    "扣抵",
    "冲抵",
    "适用通用许可",
    "适用通案许可",
)
# 可享受15%的税率
ENJOYS = frozenset(("享受", "享有", "适用"))
FAVOUR = re.compile("(?:最低|最高|不超过)?\\d[\\d.]*%的|[^,。;]{0,8}(?:零关税|免税|最惠国|优惠|封顶|免关税)")
# 保留对该国商品加征关税的权利
RIGHT_BEHIND = re.compile("[^,。;]{0,24}的?(?:一切)?权[利力]")
# What was refused or is not done yet: of an easing, the burden stays.
NOT_DONE = (
    "未",
    "没有",
    "尚未",
    "仍未",
    "并未",
    "未能",
    "未被",
    "未获",
    "没被",
    "拒绝",
    "拒不",
    "不肯",
    "不愿",
)
UNDONE = frozenset("未没拒不")
NEGATIONS = frozenset("不免无毋")


class ActFinder(TermSettler):
    """Tries every word of an act and keeps what is one."""

    def _one_act(
        self,
        match: re.Match[str],
        rules: list[Rule],
        clauses: list[Clause],
        subjects: list[tuple[int, int, str, str]],
        found: list[Found],
        start: int,
        stop: int,
    ) -> Found | None:
        """Return the act that a word of the lexicon tells, None where it tells none.

        ``rules`` are what the word can mean, ``start`` and ``stop`` the sentence, ``found`` its acts so far:
        the last of them is made longer where the word only goes on with it.
        """
        if any(rule.before for rule in rules):
            rules = [
                rule for rule in rules if not rule.before or rule.before.match(self.folded, match.end(), stop)
            ]
        for rule in rules:
            if not self._lacks_need(rule, match, clauses, start):
                break
        else:
            return None
        at = self._trial(match, rules, clauses, subjects, found, start, stop)
        if self._tells_no_act(at):
            return None
        at.negated = bool(
            not NEGATIONS.isdisjoint(at.before) and NEGATED.search(at.before.rstrip('" '))
        ) and not at.before.endswith("不得不")
        at.left = at.before.endswith(NOT_DONE) or bool(
            not UNDONE.isdisjoint(at.before) and LEFT_UNDONE.search(at.before)
        )
        if self._settle_rule(at) or self._fails_its_object(at):
            return None
        at.negated = at.negated or at.left
        self._settle_object(at)
        if self._fails_its_kind(at) or self._settle_direction(at) or self._continues_the_act_before(at):
            return None
        self._settle_object_again(at)
        if self._repeats_the_act_before(at) or self._is_manner_or_rule(at) or self._is_attribute(at):
            return None
        self._settle_actor(at)
        if self._settle_other_actor(at) or self._settle_modality(at):
            return None
        if self._settle_firmness(at) or self._is_for_others(at):
            return None
        return Found(
            at.rule,
            at.word,
            at.place,
            at.end,
            at.number,
            at.actor,
            at.how,
            at.subject_start,
            at.modality,
            at.cue_start,
            at.code,
            at.object_stop,
            at.negated,
        )

    def _lacks_need(self, rule: Rule, match: re.Match[str], clauses: list[Clause], start: int) -> bool:
        """Whether what must stand before the word does not: most that is cheap to tell at once."""
        if not rule.needs or rule.found_as == "licences":
            return False
        if match[0] in TAKES_EFFECT and self.findings:
            return False  # of what was told before
        place, number = match.start(), 0
        while place > clauses[number].stop:
            number += 1
        low = start if match[0].endswith("责任") else clauses[max(0, number - 1)].start
        return rule.needs.search(self.folded, low, place) is None

    def _trial(
        self,
        match: re.Match[str],
        rules: list[Rule],
        clauses: list[Clause],
        subjects: list[tuple[int, int, str, str]],
        found: list[Found],
        start: int,
        stop: int,
    ) -> Trial:
        """Return the word with what stands around it."""
        place, end = match.span()
        number = 0
        while place > clauses[number].stop:
            number += 1
        clause, word = clauses[number], match[0]
        before = self.folded[clause.start : place]
        return Trial(
            word,
            place,
            end,
            before,
            rules,
            clauses,
            number,
            clause,
            subjects,
            found,
            start,
            stop,
            rules[0],
            end,
            reserved="保留" in before and RIGHT_BEHIND.match(self.folded, end, clause.stop) is not None,
            again=word == "恢复" and AGAIN.match(self.folded, end) is not None,
            taken_off=word.startswith(GRANTED_BY_MAY)
            or (
                word in ENJOYS
                and before.endswith(("可", "可以"))
                and FAVOUR.match(self.folded, end) is not None
            )
            or (
                word.startswith("移出")
                and re.search("经[^,。;]{2,24}后$", self.folded[start : clause.start - 1]) is not None
            ),
        )

    def _fails_its_object(self, at: Trial) -> bool:
        """Whether the word tells no act with the object that was found for it.

        Some of them make the act before it longer, so that their order matters.
        """
        return (
            self._is_one_with_the_act_before(at)
            or self._has_other_object(at)
            or self._is_spoken_of(at)
            or self._is_judged(at)
            or self._goes_on_from_the_act_before(at)
            or self._is_left_undone(at)
            or self._is_trade_or_heading(at)
            or self._is_governed(at)
            or self._is_kind_of_thing(at)
            or self._is_named_with_the_act_before(at)
        )

    def _fails_its_kind(self, at: Trial) -> bool:
        """Whether the word tells no act of its kind, now that it is settled what it is about."""
        return (
            self._is_list_or_goal(at)
            or self._is_told_or_dated(at)
            or self._is_dated_back(at)
            or self._lacks_cue(at)
            or self._is_amended(at)
        )
