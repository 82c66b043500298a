"""Chinese rules: acts found by ministry phrases in clauses, with the subject, cue and object around them.

Ministry Chinese is formulaic: longest-match lexicon entries on folded text (simplified, half width) do what a
word segmenter would. A clause is what stands between commas; a dropped subject is the last one that acted,
and in a notice without any, the ministry that issues it.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import islice

from sources.dates import find_dates_of_folded
from sources.extraction.chinese_findings import FindingCutter
from sources.extraction.chinese_tables import (
    Found,
    calls_pattern,
    conditions_pattern,
    cues_table,
    parties_table,
    rules_table,
)
from sources.extraction.chinese_words import (
    ABOUT_IT,
    HINTS,
    LAPSED_HEADING,
    OPINION,
    PURPOSE,
    REPORTER,
    SAID,
    SPEAKER,
)
from sources.extraction.layout import Block, blocks, portions
from sources.text import fold, sentences_of_folded
from sources.values import Finding

LINK_WORDS = re.compile(
    "(?:随后|隨後|此前|日前|近日|同日|当天|當天|当日|當日|也|还|又|则|并|均|曾|再次|当地时间|另外)+$"
)
# 暂停向日本企业发放许可: what is halted is the giving.
HALTED = ("暂停", "停止", "中止", "暂缓", "拒绝")
WITHHELD = re.compile(
    f"(?:{'|'.join(HALTED)})(?:(?:向|对|为|给)[^,。;、]{{1,16}}?)?(?:发放|签发|颁发|核发|受理|审批|审查)"
)
# 管控名单, 发动机: what a word of an act begins, and no act
THINGS: dict[str, str | tuple[str, ...]] = {"管控": ("名单", "清单"), "发动": "机"}
# 调整措施，在一年内暂停实施; 修订规则，将其暂停期延长: one act in two clauses
TWO_STEPS = frozenset(
    (("调整", "SUSPEND"), ("调整", "REDUCE"), ("调整", "LIFT"), ("修订", "EXTEND"), ("修改", "EXTEND"))
)
ADVERBS = frozenset(("逐步", "逐年", "继续", "严格", "全面", "立即", "正式", "再次", "重新", "恢复", "持续"))
AGREEMENT = re.compile("(?:共识|协议|协定|安排|成果|承诺|商定)[^,。;]{0,8}:")
# 挪威与智利之间《互惠协议》的主要条款包括:
OF_BOTH = re.compile("[与和同][^,。;《]{2,12}(?:之间|双方|两国)")
SPEEDED = re.compile("加快(?:对)?[^,。;]{0,16}?(?:审批|审核|办理)")
# (又称二氯硅烷,DCS): an aside with commas ends no clause
ASIDE = re.compile("\\([^()\n。]{2,90}\\)")
STOPS_INSIDE = re.compile("[,;:](?!\\d{3})")
WAITING = re.compile("后,[^,。;]{0,12}(?:自动|即行|方可|同步)|直到|直至|前提|条件[是为]|前,")
CONDITION_KINDS = re.compile(f"情况下|方如|{WAITING.pattern}")
LONGEST_SENTENCE = 1000  # characters
MOST_TRIGGERS = (
    60  # in a sentence; what has more of them is no language, and each is weighed against the whole sentence
)


def read(text: str, published_on: dt.date | None) -> list[Finding]:
    """Return the findings of a normalised Chinese text, in order of their place."""
    # of the same length: Taiwan writes 計畫, and 严禁 forbids as 禁止 does
    folded = fold(text).replace("计画", "计划").replace("规画", "规划").replace("严禁", "禁止")
    folded = ASIDE.sub(lambda aside: STOPS_INSIDE.sub("、", aside[0]), folded)
    reader = Reader(text, folded, find_dates_of_folded(folded, "zh", published_on), published_on)
    for block in blocks(folded, chinese=True):
        reader.read_block(block)
    return sorted(reader.findings, key=lambda finding: (finding.start, finding.stop))


class Reader(FindingCutter):
    """Reads one text; carries the last subject and the heading of a list from sentence to sentence."""

    def read_block(self, block: Block) -> None:
        """Read one paragraph; who speaks in it, if the text says, holds for that paragraph."""
        self.speaker = block.speaker if len(block.speaker) > 1 and block.speaker != "回答" else ""
        self.we = self._party_in(fold(self.speaker))
        body = self.folded[block.start : block.stop]
        line = body.strip()
        if len(line) <= 24 and not re.search("[,。;:]", line):
            self.lapsed = bool(LAPSED_HEADING.fullmatch(line))
        if not block.bullet:
            self.header = None  # the list is over
        self.item_actor = ""
        if (
            self.digest
            and len(line) <= 60
            and not re.search("[,。;:!?]", line)
            and len(line) < len(self.folded) / 4
        ):
            named = parties_table()[0].match(line)
            self.last_actor = (parties_table()[1].get(named[0], "") if named else "") or self.last_actor
            return  # the heading of an item
        for start, stop in sentences_of_folded(body, "zh"):
            for begin, end in portions(
                self.folded, block.start + start, block.start + stop, LONGEST_SENTENCE
            ):
                self._read_sentence(begin, end)
        if line.endswith(":") and len(line) <= 200:
            self.header = self._heading_of_list(block.start, block.stop)

    def _heading_of_list(self, start: int, stop: int) -> tuple[str, str] | None:
        """Return who acts and how in the items below "中方将采取以下措施:", None where the line does not tell."""
        clauses = self._clauses(start, stop)
        if not clauses:
            return None  # a lone colon
        subjects = self._subjects(start, stop, [])
        cues = list(cues_table()[0].finditer(self.folded, clauses[max(0, len(clauses) - 2)].start, stop))
        names = cues_table()[1]
        modality = next(
            (
                names[cue[0]]
                for cue in reversed(cues)
                if names[cue[0]] in {"will", "agreed", "decided", "shall", "done"}
            ),
            "agreed" if AGREEMENT.search(self.folded, start, stop) else "",
        )
        if not (subjects and modality):
            return None
        return "BOTH" if OF_BOTH.search(self.folded, start, stop) else subjects[-1][2], modality

    def _read_sentence(self, start: int, stop: int) -> None:
        """Add the findings of one sentence, and keep who acted last and who speaks for the next one."""
        folded = self.folded
        asked = folded.find("记者", start, min(stop, start + 40)) >= 0 and REPORTER.match(folded, start, stop)
        if asked or ABOUT_IT.match(folded, start, stop):
            return
        opinion = OPINION.search(folded, start, stop)
        until = opinion.end() if opinion else stop  # what those think who decide nothing is no act
        clauses = self._clauses(start, stop)
        purposes = [
            match.span()
            for match in PURPOSE.finditer(folded, start, stop)
            if not self._tells_an_act(match.start(), match.end())
        ]
        circumstances = sides = waits = False
        if CONDITION_KINDS.search(folded, start, stop):
            circumstances = folded.find("情况下", start, stop) >= 0 or folded.find("前提下", start, stop) >= 0
            sides = folded.find("方如", start, stop) >= 0
            waits = WAITING.search(folded, start, stop) is not None
        conditions = [
            match.span()
            for match in conditions_pattern(circumstances, sides, waits).finditer(folded, start, stop)
        ]
        apart = purposes + conditions  # what stands there is no act
        self.conditional = bool(conditions) and not self.is_order
        self.waits_for = conditions
        self.within.clear()
        subjects = self._subjects(start, stop, purposes)
        found: list[Found] = []
        pattern, table = rules_table()
        busy = start
        fresh = True
        for match in islice(pattern.finditer(folded, start, stop), MOST_TRIGGERS):
            if match.start() >= until and not self._is_old(
                max(until, folded.rfind(",", until, match.start())), match.start()
            ):
                continue
            if match.start() < busy or self.covered[match.start()]:
                continue
            if match[0][0] == "免" and folded[match.start() - 1] == "避":
                inner = pattern.match(folded, match.start() + 1, stop)
                if inner is None:
                    continue
                match = inner  # 避|免征|收
            if apart and any(begin <= match.start() < end for begin, end in apart):
                continue
            if folded.startswith(THINGS.get(match[0], "\0"), match.end()):
                continue
            if fresh:
                fresh = False
                self.hinted = HINTS.search(folded, start, stop) is not None
                self.calling = calls_pattern().search(folded, start, stop) is not None
            withheld = match[0][:2] in HALTED and WITHHELD.match(folded, match.start(), stop)
            rules = table["停止发放"] if withheld else table.get(match[0]) or table[""]
            if match[0] == "加快" and SPEEDED.match(folded, match.start(), stop):
                rules = table["加快审批"]  # 加快稀土出口许可的审批
            act = self._one_act(match, rules, clauses, subjects, found, start, stop)
            if act is None and match.end() - match.start() > 2:
                # 扩大出口|管制: what the longer words mean it is not
                shorter = pattern.match(folded, match.start(), match.end() - 1)
                tried = {(rule.act.action, rule.act.objects) for rule in rules}
                if (
                    shorter
                    and not match[0].startswith("采取")
                    and {(rule.act.action, rule.act.objects) for rule in table.get(shorter[0], ())} - tried
                ):
                    match = shorter
                    act = self._one_act(match, table[match[0]], clauses, subjects, found, start, stop)
                if (
                    act is None
                    and match[0][:2] in ADVERBS
                    and (inner := pattern.match(folded, match.start() + 2, stop))
                ):
                    match = inner  # 逐步|提高至
                    act = self._one_act(
                        match, table.get(match[0]) or table[""], clauses, subjects, found, start, stop
                    )
            if (
                act
                and found
                and found[-1].rule.act.action == "ADJUST"
                and folded[found[-1].stop : match.start()] in {"或", "或者", "、", "和"}
            ):
                found[-1] = act  # 调整或停止: one act
            elif (
                act
                and found
                and (found[-1].trigger, act.rule.act.action) in TWO_STEPS
                and act.clause - found[-1].clause == 1
            ):
                if act.rule.found_as == "tariff":  # 修订规则，将该规则的暂停期延长一年
                    act.object = found[-1].object
                found[-1] = act  # 调整措施，在一年内暂停实施: one act
            elif act:
                found.append(act)
                busy = max(
                    withheld.end() if withheld else match.end(),
                    act.object_stop if act.rule.act.objects == frozenset("*") else match.end(),
                )
        self._note_speaker(start, stop)
        first = len(self.findings)
        for number, act in enumerate(found):
            following = found[number + 1].place if number + 1 < len(found) else stop
            if number + 1 < len(found) and found[number + 1].subject_start > max(act.stop, act.object_stop):
                following = found[number + 1].subject_start
            self.findings.append(
                self._finding(
                    act, clauses, conditions, start, stop, following, found[number - 1] if number else None
                )
            )
        if conditions:
            self._add_conditions(first, conditions)
        self._denial(clauses, subjects, start, until, first)
        self._rounds(clauses, start, stop, first)
        acting = [
            code
            for begin, _, code, _ in subjects
            if not (conditions and any(low <= begin < high for low, high in conditions))
        ]
        if acting:
            if self.last_actor and acting[-1] != self.last_actor:
                self.actor_before = self.last_actor
            self.last_actor = self.item_actor = acting[-1]

    def _note_speaker(self, start: int, stop: int) -> None:
        """Keep who speaks, where the sentence says so: its own findings and those behind it are theirs."""
        verb = SAID.search(self.folded, start, stop)
        said = SPEAKER.search(self.folded, max(start, verb.start() - 60), verb.end() + 1) if verb else None
        if said and parties_table()[0].search(said["who"]):
            who = self.text[said.start("who") : said.end("who")]
            self.speaker = LINK_WORDS.sub("", who) or who
            self.we = self._party_in(said["who"])
