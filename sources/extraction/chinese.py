"""Chinese rules: acts found by ministry phrases in clauses, with the subject, cue and object around them.

Ministry Chinese is formulaic: longest-match lexicon entries on folded text (simplified, half width) do what a
word segmenter would. A clause is what stands between commas; a dropped subject is the last one that acted,
and in a notice without any, the ministry that issues it.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from sources.dates import DateRef, find_dates
from sources.extraction import details
from sources.extraction.confidence import confidence
from sources.extraction.layout import Block, blocks, masked, portions
from sources.extraction.lexicon import Act, alternation, burdens, load
from sources.text import fold, sentences
from sources.values import Finding

_LONGEST_SENTENCE = 1000  # characters
_CLAUSE_END = re.compile("[,;。!?:]")
_PURPOSE = re.compile(
    r"(?:^|(?<=[,;。]))(?:为(?:了|维护|落实|防范|更好|进一步|履行|执行|此目的|保护)|根据|依据|按照|依照|鉴于|考虑到|对此|关于|有关|针对)[^,。;]*"
)
_ATTRIBUTE_AFTER = re.compile(
    r"[^,。;]{0,14}?的(?:公告|决定|通知|行为|做法|规定|问题|实体|企业|清单|依据|影响|产品|商品|物项|货物|立场|目的|美国|中国|\d+家|有关|相关|理由|情况|说法|报道|计划)"
)
_NOT_SUBJECT_BEFORE = (
    "对",
    "向",
    "与",
    "同",
    "针对",
    "按照",
    "根据",
    "为",
    "给",
    "和",
    "至",
    "到",
    "往",
    "从",
    "在",
    "把",
    "将",
    "被",
    "于",
    "涉",
    "以",
    "以及",
    "经",
    "经过",
    "据",
    "报",
    "凭",
)
_NOT_SUBJECT_AFTER = ("的", "关税", "境内", "境外", "产品", "商品", "企业", "市场", "经济", "国家安全", "原产", "出口管制", "主权", "籍", "人民", "公民", "成分", "法律", "经贸", "关系", "之间", "海事", "船舶", "公司", "对华", "芯片", "大豆", "农产品", "实体")  # fmt: skip
_PRONOUNS = ("我们", "他们", "对方")
_WEAK_OBJECTS = frozenset({"restrictive_measures", "trade", "market_access", "mechanism", "investment"})
_ORDER = re.compile("有关事项如下|特此公告|现公告如下|公告如下|本公告|有关规定如下|现将有关事项公告")
_RESTRICTED_USE = re.compile("军|14纳米|半导体|人工智能|恐怖|大规模杀伤")


@dataclass(frozen=True, slots=True)
class _Rule:
    act: Act
    object: str
    needs: re.Pattern[str] | None
    modality: str
    loose: bool


@cache
def _rules() -> tuple[re.Pattern[str], dict[str, list[_Rule]]]:
    table: dict[str, list[_Rule]] = {}
    for entry in load("chinese")["act"]:
        act = Act(entry["action"], entry["polarity"], frozenset(entry["objects"]))
        needs = re.compile(entry["needs"]) if "needs" in entry else None
        rule = _Rule(
            act, entry.get("object", ""), needs, entry.get("modality", ""), entry.get("loose", False)
        )
        for word in entry["words"]:
            table.setdefault(word, []).append(rule)
    return re.compile(alternation(table)), table


@cache
def _parties() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {name: code for code, entry in load("parties").items() for name in entry["zh"]}
    for code, entry in load("parties").items():
        names.update(dict.fromkeys(entry.get("subjects_of_duty_zh", ()), code))
    return re.compile(alternation([*names, *_PRONOUNS])), names


@cache
def _objects() -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = {}
    for entry in load("objects")["object"]:
        for name in entry["zh"]:
            names.setdefault(name, entry["code"])
    return re.compile(alternation(names)), names


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, str]]:
    table = load("chinese")["modality"]
    names = {
        cue: name
        for name in ("will", "threatens", "expected", "decided", "agreed", "shall", "done", "calls")
        for cue in table[name]
    }
    return re.compile(alternation(names)), names


@cache
def _conditions() -> re.Pattern[str]:
    return re.compile(
        f"(?:{alternation(load('chinese')['modality']['conditions'])})[^,。;:!?]*|(?<=[,。;])[^,。;:]{{2,40}}(?:的情况下|的前提下)"
    )


@cache
def _denials() -> re.Pattern[str]:
    return re.compile(alternation(load("chinese")["modality"]["denies"]))


@cache
def _targets() -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = {}
    for code, entry in load("parties").items():
        if code == "BOTH":
            continue
        for name in entry["zh"]:
            names[name] = code
        for word in entry["adjectives_zh"]:
            for form in (
                "对{}",
                "自{}",
                "原产{}",
                "{}对",
                "{}企业",
                "{}产品",
                "涉{}",
                "{}船舶",
                "向{}",
                "{}大豆",
            ):
                names[form.format(word)] = code
    names["对华"] = names["涉华"] = "CN"
    return re.compile(alternation(names)), names


@dataclass(slots=True)
class _Clause:
    """A clause of a sentence, in offsets of the text."""

    start: int
    stop: int


@dataclass(slots=True)
class _Found:
    rule: _Rule
    trigger: str
    place: int
    stop: int  # after the trigger
    clause: int
    actor: str
    how: str
    subject_start: int
    modality: str
    cue_start: int
    object: str
    object_stop: int
    negated: bool


def read(text: str, published_on: dt.date | None) -> list[Finding]:
    """Return the findings of a normalised Chinese text, in order of their place."""
    folded = fold(text)
    reader = _Reader(text, folded, find_dates(text, "zh", published_on), published_on)
    for block in blocks(folded, chinese=True):
        reader.read_block(block)
    return sorted(reader.findings, key=lambda finding: (finding.start, finding.stop))


class _Reader:
    """Reads one text; carries the last subject and the heading of a list from sentence to sentence."""

    def __init__(
        self, text: str, folded: str, dates: list[tuple[int, int, DateRef]], published_on: dt.date | None
    ) -> None:
        self.text, self.folded, self.dates, self.published_on = (text, folded, dates, published_on)
        self.date_starts = [start for start, _, _ in dates]
        self.masks = masked(folded)
        self.mask_starts = [start for start, _ in self.masks]
        self.instruments = details.instruments(folded, chinese=True)
        self.instrument_starts = [place for place, _ in self.instruments]
        self.findings: list[Finding] = []
        self.is_order = bool(_ORDER.search(folded))
        self.last_actor = ""
        self.side = "CN"
        self.other = self._other_party()

    def _other_party(self) -> str:
        counts = {
            code: sum(self.folded.count(name) for name in entry["zh"])
            for code, entry in load("parties").items()
            if code not in ("CN", "BOTH")
        }
        code = max(counts, key=lambda key: counts[key])
        return code if counts[code] else ""

    def read_block(self, block: Block) -> None:
        """Read one paragraph."""
        body = self.folded[block.start : block.stop]
        for start, stop in sentences(body, "zh"):
            for begin, end in portions(
                self.folded, block.start + start, block.start + stop, _LONGEST_SENTENCE
            ):
                self._read_sentence(begin, end)

    def _masked_until(self, place: int) -> int:
        """Return the end of the title that covers ``place``, or ``place`` itself."""
        at = bisect_left(self.mask_starts, place + 1) - 1
        return self.masks[at][1] if at >= 0 and self.masks[at][0] <= place < self.masks[at][1] else place

    def _clauses(self, start: int, stop: int) -> list[_Clause]:
        found, begin = [], start
        for match in _CLAUSE_END.finditer(self.folded, start, stop):
            if self._masked_until(match.start()) > match.start() or self._between_digits(match):
                continue
            found.append(_Clause(begin, match.start()))
            begin = match.end()
        found.append(_Clause(begin, stop))
        return [clause for clause in found if clause.stop > clause.start]

    def _between_digits(self, match: re.Match[str]) -> bool:
        return (
            self.folded[match.start() - 1 : match.start()].isdigit()
            and self.folded[match.end() : match.end() + 1].isdigit()
        )

    def _read_sentence(self, start: int, stop: int) -> None:
        folded = self.folded
        clauses = self._clauses(start, stop)
        purposes = [match.span() for match in _PURPOSE.finditer(folded, start, stop)]
        conditions = [match.span() for match in _conditions().finditer(folded, start, stop)]
        subjects = self._subjects(start, stop, purposes)
        found: list[_Found] = []
        pattern, table = _rules()
        busy = start
        for match in pattern.finditer(folded, start, stop):
            if match.start() < busy or self._masked_until(match.start()) > match.start():
                continue
            if any(begin <= match.start() < end for begin, end in (*purposes, *conditions)):
                continue
            act = self._one_act(match, table[match[0]], clauses, subjects, found, start, stop)
            if (
                act
                and found
                and found[-1].rule.act.action == "ADJUST"
                and folded[found[-1].stop : match.start()] in ("或", "或者", "、", "和")
            ):
                found[-1] = act  # 调整或停止: one act
            elif act:
                found.append(act)
                busy = max(
                    match.end(), act.object_stop if act.rule.act.objects == frozenset("*") else match.end()
                )
        first = len(self.findings)
        for number, act in enumerate(found):
            following = found[number + 1].place if number + 1 < len(found) else stop
            self.findings.append(self._finding(act, clauses, conditions, start, stop, following))
        self._add_conditions(first, conditions)
        if len(self.findings) == first:
            self._denial(clauses, subjects, start, stop)
        acting = [
            code for begin, _, code, _ in subjects if not any(low <= begin < high for low, high in conditions)
        ]
        if acting:
            self.last_actor = acting[-1]

    def _subjects(
        self, start: int, stop: int, purposes: list[tuple[int, int]]
    ) -> list[tuple[int, int, str, str]]:
        pattern, names = _parties()
        folded, found = self.folded, []
        for match in pattern.finditer(folded, start, stop):
            begin, end = match.span()
            if self._masked_until(begin) > begin or any(low <= begin < high for low, high in purposes):
                continue
            before = folded[max(start, begin - 2) : begin]
            if before.endswith(_NOT_SUBJECT_BEFORE) and not before.endswith(("由", "由于")):
                joined = before.endswith(("和", "与")) and found and found[-1][1] == begin - 1
                if not joined:
                    continue
            after = folded[end : end + 4]
            if after.startswith(_NOT_SUBJECT_AFTER):
                continue
            word = match[0]
            if word in _PRONOUNS:
                code = self.side if word == "我们" else (self.other if self.side == "CN" else self.side)
            else:
                code = names[word]
            how = "agent" if before.endswith("由") else "subject"
            if code:
                found.append((begin, end, code, f"{how}:{word}"))
        return found

    def _one_act(
        self, match: re.Match[str], rules: list[_Rule], clauses: list[_Clause], subjects: list[tuple[int, int, str, str]],
        found: list[_Found], start: int, stop: int,
    ) -> _Found | None:  # fmt: skip
        folded = self.folded
        place, end = match.span()
        number = next(index for index, clause in enumerate(clauses) if clause.start <= place <= clause.stop)
        clause = clauses[number]
        if (
            folded[end : end + 1] == "的"
            or folded[place - 1 : place] == "所"
            or folded[place - 1 : place] == "被"
            and folded[end : end + 20].find("的") >= 0
        ):
            return None  # 加征的关税, 所采取措施: an old act that describes something
        before = folded[clause.start : place]
        word = match[0]
        if before.endswith(("不是", "并非", "不等于", "绝非")) or _NOT_AN_ACT_AFTER.match(folded, end):
            return None
        if word in ("批准", "审查", "审批") and before.endswith(
            ("国务院", "经", "许可", "出口管制", "行政", "投资", "安全")
        ):
            return None  # 经国务院批准, 许可审查: how acts come about, not acts
        if "不予" in folded[end : end + 4] and word in ("批准", "准予许可"):
            return None
        negated = False
        if folded[place - 1 : place] == "的" or before.endswith(
            ("停止", "取消", "暂停", "终止", "恢复", "继续暂停")
        ):
            return None  # a noun, or what another act does away with
        if number + 1 < len(clauses) and _is_view(folded, clauses[number + 1].start):
            return None
        if _NEGATED.search(before):
            negated = True
        if before.endswith(("未", "没有", "尚未", "并未", "未能", "无法", "是否", "如何")) or folded[
            place - 1 : place + 2
        ] in ("不采取",):
            return None
        rule, code, object_stop = self._object(rules, place, end, clause, clauses, number, before)
        if rule is None:
            return None
        if word == "停止" and object_stop <= end:
            return None  # 出口活动应立即停止: others are to stop
        if rule.needs and not rule.needs.search(
            folded, clauses[number - 1].start if number else clause.start, place
        ):
            return None
        if (
            found
            and found[-1].clause == number
            and found[-1].rule.act.action in _GOVERNING
            and not _JOINED.search(folded, found[-1].stop, place)
            and (rule.act.polarity == "burden" or rule.act.action == "PURCHASE")
        ):
            return None  # 暂停实施对美加征的关税, 恢复大豆采购: what the other act is about
        if word == "提出申请" and found and found[-1].object == "licences":
            return None
        if (
            rule.act.action in ("PURCHASE", "ESTABLISH", "REVIEW")
            and word in _NEEDS_CUE
            and not _cue_in(folded[clause.start : place])
            and not found
        ):
            return None
        if found and found[-1].trigger == word and rule.act.action == "REVIEW":
            return None  # 进行审查，或者会同有关部门进行审查
        if match[0] in ("不得",) and (
            folded[end : end + 2] in ("超过",)
            or folded.find("未经许可", start, place) >= 0
            or not self.is_order
        ):
            return None
        if match[0] in ("禁止",) and (
            folded[end : end + 1] in ("出口限", "类")
            or not self.is_order
            and not re.search("出口|进口|投资", folded[end : clause.stop])
        ):
            return None
        if match[0] == "未经许可" and "不得" not in folded[end : end + 24] and "不得" not in before:
            return None
        if (
            rule.act.objects != frozenset("*")
            and _ATTRIBUTE_AFTER.match(folded, max(end, object_stop), clause.stop)
            and rule.act.action in ("IMPOSE", "LIST", "EXPAND", "SUSPEND", "LIFT", "RETALIATE")
            and not _is_main(before)
        ):
            return None
        actor, how, subject_start = self._actor(place, subjects, clause, number, clauses, found)
        modality, cue_start = self._modality(place, clause, clauses, number, subject_start, found, rule)
        if modality == "calls" or not actor or self._called_on(start, place):
            return None
        if modality == "shall" and how.startswith("subject") and actor != "CN" and not self.is_order:
            return None  # 美方应停止: what one side says the other should do
        return _Found(
            rule,
            match[0],
            place,
            end,
            number,
            actor,
            how,
            subject_start,
            modality,
            cue_start,
            code,
            object_stop,
            negated,
        )

    def _object(
        self,
        rules: list[_Rule],
        place: int,
        end: int,
        clause: _Clause,
        clauses: list[_Clause],
        number: int,
        before: str,
    ) -> tuple[_Rule | None, str, int]:
        pattern, names = _objects()
        limit = clause.stop
        zones = [(max(place, end - 2), limit), (clause.start, place)]
        if number:
            zones.append((clauses[number - 1].start, clauses[number - 1].stop))
        if number + 1 < len(clauses) and clauses[number + 1].stop - end < 60:
            zones.append((clauses[number + 1].start, clauses[number + 1].stop))
        for rule in rules:
            if rule.object:
                return rule, rule.object, end
        for number_of_zone, (low, high) in enumerate(zones):
            spans = [
                match
                for match in pattern.finditer(self.folded, low, high)
                if self._masked_until(match.start()) == match.start()
            ]
            spans = [
                match
                for match in spans
                if match.end() > end or match.end() <= place or match.start() >= place
            ]
            for rule in rules:
                fitting = [match for match in spans if names[match[0]] in rule.act.objects]
                strong = [
                    match for match in fitting if names[match[0]] not in _WEAK_OBJECTS and match[0] != "公告"
                ]
                chosen = (strong or fitting)[-1:] if number_of_zone != 0 else (strong or fitting)[:1]
                if chosen:
                    return (rule, names[chosen[0][0]], chosen[0].end() if chosen[0].end() > end else end)
        for rule in rules:
            if rule.loose:
                return rule, "licences", end
        return None, "", end

    def _actor(
        self,
        place: int,
        subjects: list[tuple[int, int, str, str]],
        clause: _Clause,
        number: int,
        clauses: list[_Clause],
        found: list[_Found],
    ) -> tuple[str, str, int]:
        for start, stop, code, how in reversed(subjects):
            if stop <= place:
                if start >= clause.start or not found or found[-1].place < start:
                    # 同意依法审批: both sides were named nearer, but who grants licences is one of them.
                    return code, how, start
                return found[-1].actor, "chain", -1
        if found:
            return found[-1].actor, "chain", -1
        if self.is_order:
            return "CN", "issuer", -1
        if self.last_actor:
            return self.last_actor, "last", -1
        return "CN", "issuer", -1

    def _modality(
        self,
        place: int,
        clause: _Clause,
        clauses: list[_Clause],
        number: int,
        subject_start: int,
        found: list[_Found],
        rule: _Rule,
    ) -> tuple[str, int]:
        pattern, names = _cues()
        for index in range(number, -1, -1):
            low = max(clauses[index].start, subject_start if subject_start >= 0 else clauses[index].start)
            high = place if index == number else clauses[index].stop
            if low >= high:
                if subject_start >= clauses[index].start >= 0:
                    break
                continue
            cues = [
                match
                for match in pattern.finditer(self.folded, low, high)
                if self._masked_until(match.start()) == match.start()
            ]
            cues = [match for match in cues if not self._false_cue(match, place)]
            calls = [match for match in cues if names[match[0]] == "calls"]
            if calls and not any(
                match.start() > calls[-1].end() + 12
                for match in cues
                if names[match[0]] in ("will", "decided", "agreed")
            ):
                return "calls", calls[-1].start()
            strong = [match for match in cues if names[match[0]] != "will"] or cues
            if strong:
                best = strong[-1]
                return names[best[0]], best.start() if index == number else clauses[number].start
            if found and found[-1].clause >= index:
                return found[-1].modality, clauses[number].start
            if subject_start >= clauses[index].start:
                break
        if rule.modality:
            return rule.modality, clause.start
        if found:
            return found[-1].modality, clause.start
        starts = any(
            ref.role == "effective"
            for _, _, ref in self.dates[
                bisect_left(self.date_starts, clauses[0].start) : bisect_left(self.date_starts, place)
            ]
        )
        return ("decided" if self.is_order or starts else "done"), -1

    def _false_cue(self, match: re.Match[str], place: int) -> bool:
        """Whether the characters are part of another word: 现有, 会谈, 将来, 对应, 应急, 正当."""
        word, end = match[0], match.end()
        following = self.folded[end : end + 1]
        before = self.folded[match.start() - 1 : match.start()]
        if word == "将" and end < place and self.folded[end : end + 2] == "来":
            return True
        return (
            (word == "将" and bool(_BA.match(self.folded, match.start())))
            or (word == "会" and (following in "谈议晤见商员计" or before in "委协社机三峰工体开大"))
            or (word == "应" and (following in "对急用链当" or before in "相对供适反响回"))
            or (word == "正" and (following in "当式常确" or before in "纠修公改真"))
            or (word == "现" and (following in "有在状行象" or before in "实发出表体"))
            or (word == "须" and before in "必无")
            or (word == "望" and before in "希期有")
            or (word == "请" and (before in "申" or following in "求"))
            or (word == "发布" and self.folded[end : end + 1] in "的之")
            or (word == "继续" and False)
            or (word == "要求" and before in "证定按书的")
            or (word == "计划" and before in "的")
            or (word == "愿" and following in "景")
            or (word == "已" and before in "不而")
        )

    def _called_on(self, start: int, place: int) -> bool:
        """Whether the clause urges its subject: 我们敦促美方取消."""
        pattern, names = _cues()
        cues = [
            match
            for match in pattern.finditer(self.folded, start, place)
            if not self._false_cue(match, place)
        ]
        cues = [
            match
            for match in cues
            if match.start() < place - 1
            and match[0] not in ("建议", "期待", "考虑", "可能")
            and self.folded[match.start() - 1] != "不"
        ]
        last = max(
            (number for number, match in enumerate(cues) if names[match[0]] == "calls" and len(match[0]) > 1),
            default=None,
        )
        return last is not None and not any(
            names[match[0]] in ("will", "decided", "agreed", "done") for match in cues[last + 1 :]
        )

    def _finding(
        self,
        act: _Found,
        clauses: list[_Clause],
        conditions: list[tuple[int, int]],
        start: int,
        stop: int,
        following: int,
    ) -> Finding:
        folded, clause = self.folded, clauses[act.clause]
        begin = clause.start
        if act.subject_start >= 0 and (act.subject_start >= clause.start or self._only_frame(act, clauses)):
            begin = act.subject_start
        if act.subject_start < clause.start and _PURPOSE.match(folded, begin) is None:
            begin = max(begin, clause.start)
        end = clause.stop
        if act.object_stop > end:
            end = next((each.stop for each in clauses if each.start <= act.object_stop <= each.stop), end)
        if following < end:
            end = max(act.object_stop, act.stop)
            cut = folded.rfind("并", act.stop, following)
            end = cut if cut > end else following
        if act.trigger in ("未经许可", "未经批准"):
            begin, end = self._without_licence(act, clauses)
        elif (
            act.rule.act.action == "RETALIATE"
            and act.clause + 1 < len(clauses)
            and _PURSUIT.match(folded, clauses[act.clause + 1].start)
            and following >= clauses[act.clause + 1].stop
        ):
            end = clauses[act.clause + 1].stop
        elif (
            act.clause
            and act.place - begin <= 4
            and act.subject_start < clauses[act.clause - 1].start
            and self._is_topic(clauses[act.clause - 1])
        ):
            begin = clauses[act.clause - 1].start
        if (
            act.clause + 1 < len(clauses)
            and following >= clauses[act.clause + 1].stop
            and end >= clause.stop
            and _TERM.match(folded, clauses[act.clause + 1].start)
        ):
            end = clauses[act.clause + 1].stop
        begin = (_ENUMERATOR.match(folded, begin) or _NOTHING.match(folded, begin)).end()
        while begin < act.place and folded[begin] in ' ,;、"并且但而及和()0123456789.':
            begin += 1
        while end > act.stop and folded[end - 1] in ' ,;、"并且及和。':
            end -= 1
        kind, action = self._weigh(act, folded[begin:end], folded[start:stop])
        modality = act.modality
        condition = None
        nearest = min(conditions, key=lambda span: abs(span[0] - act.place), default=None)
        if nearest and (modality != "done" or act.cue_start < 0):
            condition, modality = nearest, "conditional"
        elif modality == "will" and act.rule.act.action == "RETALIATE" and "不排除" in folded[begin:end]:
            modality = "threatens"
        low = bisect_left(
            self.date_starts,
            clauses[0].start if act.clause == 0 or not self._acts_before(act, clauses) else begin,
        )
        high = bisect_left(self.date_starts, max(end, min(following, stop)))
        terms = details.terms(self.dates[low:high], action)
        named = self.instruments[
            bisect_left(self.instrument_starts, begin) : bisect_left(self.instrument_starts, end)
        ]
        reasons = [
            f"trigger:{act.rule.act.action}:{act.trigger}",
            f"object:{act.object}",
            f"actor:{act.how}",
            f"modality:{modality}",
        ]
        reasons += ["negated"] if act.negated else []
        reasons += ["condition"] if condition else []
        span = condition
        return Finding(
            kind=kind, start=begin, stop=end, quote=self.text[begin:end], actor=act.actor, target=self._target(act, begin, end),
            modality=modality, action=action, object=act.object, materials=details.materials(folded[begin:end], chinese=True),
            quantity=details.quantity(folded[begin:end]), effective_on=terms.effective_on, due_on=terms.due_on, until=terms.until,
            instruments=tuple(dict.fromkeys(name for _, name in named)), condition=span, confidence=confidence(reasons), reasons=tuple(reasons),
        )  # fmt: skip

    def _is_topic(self, clause: _Clause) -> bool:
        """Whether a clause names what the next one decides about: 对向境外军事用户的出口申请，原则上不予许可."""
        words = self.folded[clause.start : clause.stop].rstrip()
        acts = any(clause.start <= finding.start < clause.stop for finding in self.findings[-3:])
        return (
            not acts
            and words.endswith(("的", "申请", "出口", "物项", "用途", "技术", "期间"))
            and not words.endswith("之日起")
        )

    def _without_licence(self, act: _Found, clauses: list[_Clause]) -> tuple[int, int]:
        """Return the span of "…，未经许可，不得出口": with what it is about before, up to what must not be done."""
        begin, number = clauses[act.clause].start, act.clause
        if act.place == begin and number and clauses[number].start - clauses[number - 1].start < 60:
            begin = clauses[number - 1].start
        end = clauses[number].stop
        if "不得" not in self.folded[act.place : end] and number + 1 < len(clauses):
            end = clauses[number + 1].stop
        return begin, end

    def _acts_before(self, act: _Found, clauses: list[_Clause]) -> bool:
        return any(
            clauses[0].start <= finding.start < clauses[act.clause].start for finding in self.findings[-4:]
        )

    def _only_frame(self, act: _Found, clauses: list[_Clause]) -> bool:
        """Whether only time and manner stand between the subject's clause and the act's."""
        return (
            act.clause > 0
            and act.subject_start >= clauses[act.clause - 1].start
            and clauses[act.clause].start - act.subject_start <= 24
        )

    def _weigh(self, act: _Found, words: str, sentence: str) -> tuple[str, str]:
        rule = act.rule.act
        burden = rule.polarity == "burden"
        if rule.polarity == "object":
            burden = act.object in burdens() and not re.search("暂停|排除|豁免", words)
        if rule.action == "REVIEW":
            burden = bool(_RESTRICTED_USE.search(sentence)) or self.is_order
        if rule.action == "ADJUST" and re.search("提高|由\\d+%.{0,4}为", words):
            burden = True
        if act.negated:
            if burden:
                return "commitment", "STOP"
            return ("countermeasure", "REFUSE" if act.object == "licences" else "MAINTAIN")
        return ("countermeasure" if burden else "commitment"), rule.action

    def _target(self, act: _Found, begin: int, end: int) -> str:
        pattern, names = _targets()
        for match in pattern.finditer(self.folded, begin, end):
            code = names[match[0]]
            if code != act.actor and match.start() != act.subject_start:
                return code
        return ""

    def _add_conditions(self, first: int, conditions: list[tuple[int, int]]) -> None:
        pattern, names = _parties()
        for span in conditions:
            if not any(finding.condition == span for finding in self.findings[first:]):
                continue
            party = pattern.search(self.folded, *span)
            actor = names.get(party[0], self.other) if party else ""
            if not actor:
                continue
            action, code = "", ""
            for match in _rules()[0].finditer(self.folded, *span):
                rule, code, _ = self._object(
                    _rules()[1][match[0]], match.start(), match.end(), _Clause(*span), [], 0, ""
                )
                if rule:
                    action = rule.act.action
                    break
            reasons = (f"condition:{self.folded[span[0] : span[0] + 2]}", f"actor:{actor}")
            self.findings.append(
                Finding(kind="condition", start=span[0], stop=span[1], quote=self.text[span[0] : span[1]], actor=actor,
                        modality="conditional", action=action, object=code, confidence=confidence(reasons), reasons=reasons)
            )  # fmt: skip

    def _denial(
        self, clauses: list[_Clause], subjects: list[tuple[int, int, str, str]], start: int, stop: int
    ) -> None:
        match = _denials().search(self.folded, start, stop)
        if not match:
            return
        clause = next(clause for clause in clauses if clause.start <= match.start() <= clause.stop)
        found = max(
            _objects()[0].finditer(self.folded, clause.start, clause.stop),
            key=lambda each: (_objects()[1][each[0]] in burdens(), each.start()),
            default=None,
        )
        if not found or self._masked_until(match.start()) > match.start():
            return
        actor = next((code for begin, _, code, _ in reversed(subjects) if begin <= match.start()), "") or "CN"
        begin, end = clause.start, clause.stop
        reasons = (f"denial:{match[0]}", f"actor:{actor}")
        self.findings.append(
            Finding(kind="denial", start=begin, stop=end, quote=self.text[begin:end], actor=actor, modality="denies",
                    object=_objects()[1][found[0]], confidence=confidence(reasons), reasons=reasons)
        )  # fmt: skip


_NEGATED = re.compile(
    "(?:不|不会|不再|不得|将不|免于|避免|绝不|决不)(?:对|就|向|给|将|从)[^,]{0,24}$|(?:不|不会|不再|不得|免于|避免)$"
)
_VIEW = re.compile(r"\s*(?:是(?!否)|符合国际|体现|属于|有利于|旨在|目的是|不针对)")
_BA = re.compile(
    "将(?![把对于在依继会自从分进])[^,。;]{2,60}?(?:列入|移出|纳入|增列|加入|调整为|提高至|下调至|降至)"
)
_GOVERNING = frozenset(("LIFT", "SUSPEND", "REDUCE", "ADJUST", "MAINTAIN", "EXTEND", "RESUME", "STOP"))
_JOINED = re.compile("并|同时|且|以及|[,;]")
_TERM = re.compile("期限|为期|有效期|至\\d|直至|截至|截止")
_NOT_AN_ACT_AFTER = re.compile("程序|部门|机关|条件|流程|制度|管理|工作|事项|时限|材料")
_PURSUIT = re.compile("坚决|维护|捍卫|切实|坚定|保障|以维护")
_ENUMERATOR = re.compile(
    r"[\s,;]*(?:第?[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]?\d{1,2}[)、.](?!\d)|[是])?\s*"
)
_NOTHING = re.compile("")
_NEEDS_CUE = frozenset(("投资", "进口", "采购", "购买", "审查", "进行审查", "完善"))


def _is_view(folded: str, start: int) -> bool:
    """Whether the clause at ``start`` says what an act is ("是国际通行做法"): then it is spoken of, not done."""
    return bool(_VIEW.match(folded, start))


def _cue_in(words: str) -> bool:
    return bool(_cues()[0].search(words))


def _is_main(before: str) -> bool:
    """Whether a cue stands right before the act, so that it is the verb of its clause and not part of a noun."""
    return bool(re.search("(?:将|决定|同意|继续|应当|必须|已|依法|会)[^,]{0,3}$", before))
