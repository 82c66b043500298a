"""From a Chinese act to a finding: its clause, kind, terms and target; conditions and denials."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from sources.dates import DateRef
from sources.extraction import details
from sources.extraction.chinese_spans import SpanCutter
from sources.extraction.chinese_tables import (
    Clause,
    Found,
    denials_pattern,
    objects_table,
    parties_table,
    rules_table,
    targets_table,
)
from sources.extraction.chinese_words import (
    EASE_BACK,
    LOW_KEPT,
    RESTRICTED_USE,
    TERM,
    WEAK_OBJECTS,
)
from sources.extraction.confidence import confidence
from sources.extraction.lexicon import burdens
from sources.values import Finding

KEPT = re.compile("(?:继续|仍然?将?|仍旧)[^,。;]{0,8}$")


# 中美双方15日至16日在巴黎举行经贸磋商: a meeting with its place and day.
MEETING = re.compile(
    "(?:于|在)(?P<place>[^,。;、在]{2,12}?)(?:成功|再次|共同|正式)?(?:主持)?(?:举行|进行|召开|展开|举办)(?:了)?[^,。;]{0,28}?"
    "(?:磋商|会谈|谈判|会晤|会见|对话|部长级?会议)"
    "|(?:磋商|会谈|谈判|会晤|会见|对话)[^,。;]{0,16}?(?:于|在)(?P<where>[^,。;、在]{2,12}?)(?:成功|再次|共同|正式)?"
    "(?:举行|进行|召开|展开|举办)"
    "|在(?P<seat>[^,。;、在日晚间时天午]{2,8}?)(?:与|同|和)[^,。;]{2,24}?(?:会见|会晤|会面|会谈|举行磋商)(?!时|前|的|期)"
    "|在(?P<city>[^,。;、在]{2,8}?)(?:会见|会晤|会面)(?!时|后|期|前|的)"
    "|在(?P<spot>[^,。;、在日晚间时天午]{2,8}?)(?:就|共进)[^,。;]{0,24}(?:交换(?:了)?意见|[午晚]餐)"
    "|赴(?P<town>[^,。;、]{2,8}?),?(?:与|同|和)[^,。;]{2,16}(?:举行|进行|展开)[^,。;]{0,10}(?:磋商|会谈|谈判)"
)
TALKS = re.compile("交换(?:了)?意见|共进|磋商|会谈|谈判|会晤|会见|会面|对话|部长级?会议")
# 并没有提到: silence denies nothing
UNSAID = re.compile(
    "[^,。;]{0,2}(?:唯一|首|第一|完全|全部|所有|一定|必然|只是|仅|提到|提及|说明|透露|回应|回答|答复|明确|公布|披露|解释)"
)
EACH_REQUEST = re.compile("\\s*(?:对于?|就)[^,。;]{2,24}(?:申请|许可)$")
# 此举并非针对特定国家, 并无特别针对该国: about what was told before
NOT_AIMED = re.compile(
    "(?:此举|该举|这|措施|做法|决定)[^,。;]{0,4}(?:并非|不是|并不|不)(?:是)?(?:针对|旨在针对)"
    "|否认(?:了)?(?:此举|该举措|这一?做法|该措施|有关措施|这些措施)"
    "|(?:并无|没有|并未|不)[^,。;]{0,3}针对(?:该国|任何(?:特定)?国|特定国|某[一个]|单一国)"
)
CLAIM = re.compile("(?:否认|驳斥|反驳)(?:了)?[^,。;]{0,10}(?:报道|传闻|说法|指责|指控|传言|谣言)")
# 若停征，损害可能再度发生，因此决定调查: no condition of the decision
CONCLUDED = re.compile("因此|所以|据此|为此|故(?:决定|而)")
# 中止部分关税减让: a relief that ends weighs
RELIEF_NAMED = re.compile(
    "减让|优惠|协定税率|零关税|最惠国|普惠|免税|特惠|减免|退税|居留|停留|工作许可|暂定税率|许可豁免|授权豁免|的豁免|许可|许可资格|授权"
)
RELIEF_ENDS = re.compile(
    "(?:中止|暂停|取消|撤销|终止|停止|撤回|收回|撤掉|废除|废止|拿掉|缩减|削减|减少)(?:了|适用|给予|享受|实施|部分|全部|对[^,。;]{1,14}的?|[^,。;]{0,24}的)*"
    "(?:[^,。;]{0,4}(?:关税减让|关税优惠|税率优惠|优惠税率|优惠关税|协定税率|零关税|最惠国|普惠制|免税|特惠|贸易优惠|减免|优惠待遇)|暂定税率|许可豁免|授权豁免|[^,。;]{0,36}(?:最终用户授权|经验证最终用户|工作许可|居留|停留|签证)|出口退税|退税|[^,。;]{0,36}(?<!申领)(?<!申请)许可(?:证件?)?(?=[,。;]|$)|(?:其|有关|相关)?(?:出口)?许可证件?(?!要求|制度|管理)|许可资格|出口授权|[^,。;]{2,24}的豁免(?=[,。;]|$))"
)
# 继续征收反倾销税，税率调整为8%: a duty all the same
RATE_SET = re.compile("(?:反倾销|反补贴)[^。]{0,40}税率调整[为至]")
BACK_TO = re.compile("追溯|回溯|溯及|溯自")
EASIER = re.compile("放宽|简化|优化|便利|缩短|降低|细化|完善|放松|松绑|取消|减少|改进|暂停|可以调整")
LEVELS = re.compile("[由从](\\d+(?:\\.\\d+)?)%[^,。;\\d]{0,10}?(?:为|至|到)(\\d+(?:\\.\\d+)?)%")
TAKES_HOLD = re.compile("(?:关税|措施|禁令|管制|限制)[^,。;]{0,8}(?:生效|实施|落地|上路)")
GIVES = frozenset(("给予", "授予", "提供", "享受", "享有", "适用", "实行", "实施"))
WITH_THEM = re.compile(
    "[与同和跟][^,。;]{1,10}(?:协商|谈判|磋商|讨论|会谈|对话|谈)(?:不成|无果|未果|失败|破裂|没有|未能|未|不能|无法|陷入)"
)
# 剔除出白名单: a relief that ends
WHITE_LIST = re.compile(
    "(?:移出|移除|剔除|踢出|除名|排除|删除|取消|撤销)[^,。;]{0,30}(?:白名单|白色清单|白色名单|优待|优惠(?:对象|名单|国)|(?:贸易|最惠国)待遇|免签名单)"
    "|(?:白名单|白色清单|白色名单|优待名单|优惠名单|优惠对象)(?:国家?)?(?:中|内|上)?(?:移出|移除|剔除|踢出|除名|删除|排除)"
)
PAPERS_TAKEN = re.compile("(?:撤销|吊销|注销|收回)[^,。;]{0,24}(?:许可证件?|证书)(?!要求|制度|管理)$")
MADE_UP = re.compile("无中生有|不实|不属实|谣言|捏造|子虚乌有|虚假|完全是")
CLAIMED = re.compile("(?:媒体|有人|报道|传闻)[^,。;]{0,4}称")
FLOOR_LAID = re.compile("对[^,。;]{0,8}(?:涉案|进口)[^,。;]{0,16}最低(?:进口)?限?价")
DAY_ENDS = re.compile(r"\d{1,2}(?:日|号)(?:[(][^()]{1,8}[)])?$")
DAY = re.compile(r"当[天日]|\d{1,2}(?:日|号)|(?<![每今昨当前近同次翌])[一二三四五六七八九十]{1,3}日")


class FindingCutter(SpanCutter):
    """Cuts the span of an act and weighs it as a commitment or a countermeasure."""

    def _finding(
        self,
        act: Found,
        clauses: list[Clause],
        conditions: list[tuple[int, int]],
        start: int,
        stop: int,
        following: int,
        previous: Found | None,
    ) -> Finding:
        """Return the finding of an act: the words that tell it, what it is worth, its terms and target.

        ``following`` is where the next act of the sentence begins, its end where there is none.
        """
        folded = self.folded
        begin, end = self._span(act, clauses, following, previous)
        begin, end = self._with_clauses_around(begin, end, act, clauses, following)
        begin, end = self._trimmed(self._with_what_leads(begin, act, clauses), end, act)
        if act.rule.act.action == "REVIEW" and act.clause > 1:
            topic = clauses[act.clause - 2]
            if topic.start < begin and EACH_REQUEST.match(folded, topic.start, topic.stop):
                begin = topic.start  # 对每一项申请，适用相同标准，并公正地进行评估
        elif act.rule.act.action == "APPROVE" and act.object == "licences" and act.clause:
            topic = clauses[act.clause - 1]
            if topic.stop + 1 == begin and EACH_REQUEST.fullmatch(folded, topic.start, topic.stop):
                begin = topic.start  # 对民用的合规申请，中方将加快审批
        for low, high in conditions:
            if low <= begin < high <= act.place:
                begin = next((each.start for each in clauses if each.start >= high), begin)
        begin, end = min(begin, act.place), max(end, act.stop)
        kind, action = self._weigh(act, folded[begin:end], folded[start:stop])
        modality = act.modality
        condition = None
        nearest = self._condition(act, clauses, conditions, stop, following) if conditions else None
        if nearest and (modality != "done" or act.cue_start < 0):
            condition, modality = nearest, "conditional"
        elif modality == "will" and act.rule.act.action == "RETALIATE" and "排除" in folded[begin:end]:
            modality = "threatens"
        refs = self._dates_in(begin, end, act, clauses, action)
        term = self._term_behind(act, clauses, following)
        if term:
            refs += self._dates_between(term.start, term.stop)
            end = max(end, term.stop)
        terms = details.terms(refs, action)
        if act.object == "investigation" and action == "IMPOSE":
            terms = replace(terms, until="")  # how long a probe takes is no end of an act
        if action == "LIFT" and act.trigger.startswith("停") and terms.until:
            action = "SUSPEND"  # 停收港务费一年
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
        return Finding(
            kind=kind,
            start=begin,
            stop=end,
            quote=self.text[begin:end],
            actor=act.actor,
            target=self._target(act, begin, end),
            modality=modality,
            action=action,
            object=details.ban_on(act.object, self.text[begin:end]),
            materials=details.materials(folded[begin:end], chinese=True),
            quantity=details.quantity(folded[begin:end]),
            effective_on=terms.effective_on,
            due_on=terms.due_on,
            until=terms.until,
            instruments=tuple(dict.fromkeys(name for _, name in named)) if named else (),
            condition=condition,
            speaker=self.speaker,
            confidence=confidence(reasons),
            reasons=tuple(reasons),
        )

    def _condition(
        self,
        act: Found,
        clauses: list[Clause],
        conditions: list[tuple[int, int]],
        stop: int,
        following: int,
    ) -> tuple[int, int] | None:
        """Return the condition that stands nearest to the act and may be its own, None where none may."""
        folded = self.folded
        return min(
            (
                span
                for span in conditions
                if not (act.place < span[0] and span[1] <= following < stop)  # it opens the next act
                and not (act.clause + 1 < len(clauses) and clauses[act.clause + 1].stop < span[0])
                and not CONCLUDED.search(folded, span[1], max(act.place, span[1]))
                and ";" not in folded[min(act.place, span[0]) : max(act.place, span[0])]
            ),
            key=lambda span: abs(span[0] - act.place),
            default=None,
        )

    def _dates_in(
        self, begin: int, end: int, act: Found, clauses: list[Clause], action: str
    ) -> list[tuple[int, int, DateRef]]:
        """Return the dates and lengths of time that are of the act: those before it only where no other act is."""
        folded = self.folded
        low = clauses[0].start if act.clause == 0 or not self._acts_before(act, clauses) else begin
        return [
            ref
            for ref in self._dates_between(low, end)
            if not (ref[2].is_duration and folded.startswith(("后", "之后", "以后"), ref[1]))
            and not (
                ref[2].role == "until" and ref[0] == clauses[0].start and ref[1] < act.place
            )  # 至10月9日，又提出
            and not (
                ref[2].is_duration
                and (
                    (folded[ref[0] - 1] in "由从" and ref[1] < act.stop)
                    or folded.startswith(("协议", "协定", "合同", "合约", "期协议", "期合"), ref[1])
                )
            )
            and not (ref[2].role == "until" and BACK_TO.search(folded, max(0, ref[0] - 4), ref[0] + 2))
            and not (
                ref[2].is_duration
                and action == "LIFT"
                and folded.startswith("的", ref[1])
                and not folded.endswith(("为期", "限期"), 0, ref[0])
            )
            and not (
                ref[2].is_duration
                and ref[1] < begin
                and folded.startswith(("的", "之久", "来", "以来", "前", "后", "多"), ref[1])
            )
        ]

    def _term_behind(self, act: Found, clauses: list[Clause], following: int) -> Clause | None:
        """Return the clause that says how long a duty lasts, behind its rates: 征收反补贴税，税率为7.4%，实施期限5年."""
        if act.rule.act.action != "IMPOSE":
            return None
        for number in range(act.clause + 2, min(len(clauses), act.clause + 6)):
            term = clauses[number]
            if self.folded[term.start - 1] in ";:" or term.start >= following:
                break
            if TERM.match(self.folded, term.start):
                return term
        return None

    def _weigh(self, act: Found, words: str, sentence: str) -> tuple[str, str]:
        """Return the kind of the finding ("countermeasure" for a burden, else "commitment") and its action."""
        rule = act.rule.act
        burden = rule.polarity == "burden"
        if rule.polarity == "object":
            led = self.folded[max(act.subject_start, act.place - 40, 0) : act.place]  # 将暂停管制的期限延长
            eased = re.search("暂停|排除|豁免|解除|允许", words + led) or re.search(
                "零关税|免税|优惠|减让", words
            )
            burden = act.object in burdens() and not eased
        if (
            rule.action in {"STOP", "SUSPEND"}
            and act.object == "purchases"
            and re.search("俄|伊朗|委内瑞拉", words)
        ):
            burden = False  # what is no longer bought from a third country
        if act.trigger.startswith("禁止") and re.search("进口[^,。;]{0,4}俄|俄[^,。;]{0,16}进口", words):
            return "commitment", "STOP"
        if rule.action in {"SUSPEND", "LIFT", "STOP", "REDUCE"} and (
            RELIEF_NAMED.search(words) and RELIEF_ENDS.search(words)
        ):
            return "countermeasure", "REFUSE" if act.object == "licences" else rule.action
        if act.object == "licences" and rule.action == "LIFT" and PAPERS_TAKEN.search(words):
            return "countermeasure", "REFUSE"  # 撤销已签发的许可证
        if rule.action == "ESTABLISH" and FLOOR_LAID.search(words):
            return "countermeasure", "ESTABLISH"  # 对涉案产品设定最低限价
        if rule.action == "LIFT" and WHITE_LIST.search(words):
            return "countermeasure", "LIFT"
        if rule.action == "REVIEW":
            burden = bool(RESTRICTED_USE.search(sentence)) or self.is_order or "严" in words
        if act.trigger[:2] in {
            "暂停",
            "取消",
            "撤销",
            "停止",
            "中止",
            "终止",
            "削减",
            "缩减",
        } and EASE_BACK.match(self.folded, act.stop):
            burden = True
        if (
            rule.action == "EXPAND"
            and act.object == "tariff"
            and act.trigger.startswith("加码")
            and "%" in words
        ):
            return "countermeasure", "IMPOSE"  # 加码全球关税至15%
        if rule.action == "REDUCE" and re.search(
            "(?:免关税|免税)[^,。;]{0,10}(?:比例|份额|额度|配额|限额)", words
        ):
            burden = True  # 降低免关税进口比例
        if rule.action == "MAINTAIN" and LOW_KEPT.search(words):
            burden = False
        if rule.action == "ADJUST" and act.object == "export_control" and not EASIER.search(words):
            burden = True  # 再次修订其出口管制措施
        if rule.action == "ADJUST" and act.object == "tariff" and RATE_SET.search(sentence):
            burden = True
        if rule.action == "ADJUST" and (
            float(levels[2]) > float(levels[1]) if (levels := LEVELS.search(words)) else "提高" in words
        ):
            burden = True  # 由10%调整为34%
        if (
            rule.action == "IMPOSE"
            and act.object != "licences"
            and not act.negated
            and not act.trigger.startswith(("提", "上调", "升", "调", "拉", "推"))
            and KEPT.search(self.folded, max(0, act.place - 14), act.place)
        ):
            return "countermeasure", "MAINTAIN"
        if act.negated:
            if act.trigger in GIVES and (act.object == "tariff_exclusion" or RELIEF_NAMED.search(words)):
                return "countermeasure", "LIFT"  # 不再给予免税待遇
            if rule.action == "APPROVE" and act.object != "licences":
                return "countermeasure", "IMPOSE"  # 不被允许进口
            if rule.action == "PURCHASE":
                return "countermeasure", "STOP"
            if burden:
                return "commitment", "STOP"
            return ("countermeasure", "REFUSE" if act.object == "licences" else "MAINTAIN")
        return ("countermeasure" if burden else "commitment"), rule.action

    def _target(self, act: Found, begin: int, end: int) -> str:
        """Return the code of the party that the act strikes or favours, "" where its words name none."""
        pattern, names = targets_table()
        known, codes = parties_table()
        for match in pattern.finditer(self.folded, begin, end):
            code = names[match[0]]
            longer = known.match(self.folded, match.end() - 1, end)
            if longer and longer.end() > match.end():
                code = codes.get(longer[0], code)  # 对印尼 is not 对印
            if code != act.actor and match.start() != act.subject_start:
                return code
        return ""

    def _add_conditions(self, first: int, conditions: list[tuple[int, int]]) -> None:
        """Add a finding for each condition that an act of the sentence waits for and a party can meet."""
        pattern = parties_table()[0]
        for span in conditions:
            if not any(finding.condition == span for finding in self.findings[first:]):
                continue
            before = pattern.search(self.folded, max(0, span[0] - 6), span[0])
            actor = self._party_of(before[0]) if before and before.end() == span[0] else ""  # 日方若不收回
            party = pattern.search(self.folded, *span)
            if not actor and party and WITH_THEM.search(self.folded, span[0], span[1]):
                actor = "BOTH"  # 如果与中方协商无果
            if not actor and party:
                actor = self._party_of(party[0])
            if not actor and re.search(
                "(?:进口商|出口商|企业|申请人|用户|买方|调查(?:结果)?(?:认定|显示|发现|证实|确认))",
                self.folded[span[0] : span[1]],
            ):
                # 只要出口商声明用途: who trades is of the side that waits for it
                actor = next((each.actor for each in self.findings[first:] if each.condition == span), "")
            if not actor and re.search(
                "谈判|协议|磋商|会谈|(?:一旦|如果|若)(?:能|得以|最终|双方)?(?:达成|谈成|谈妥|敲定|签署)",
                self.folded[span[0] : span[1]],
            ):
                actor = "BOTH"
            if not actor:
                continue
            action, code = "", ""
            for match in rules_table()[0].finditer(self.folded, *span):
                table = rules_table()[1]
                rules = [
                    each
                    for each in table.get(match[0]) or table[""]
                    if (not each.needs or each.needs.search(self.folded, span[0], match.start()))
                    and (not each.before or each.before.match(self.folded, match.end()))
                ]
                rule, code, _ = self._object(rules, match.start(), match.end(), Clause(*span), [], 0, "")
                if rule:
                    action = rule.act.action
                    break
            if not action and TAKES_HOLD.search(self.folded, *span):
                action, code = "IMPOSE", "tariff" if "关税" in self.folded[span[0] : span[1]] else code
            reasons = (f"condition:{self.folded[span[0] : span[0] + 2]}", f"actor:{actor}")
            self.findings.append(
                Finding(
                    kind="condition",
                    start=span[0],
                    stop=span[1],
                    quote=self.text[span[0] : span[1]],
                    actor=actor,
                    modality="conditional",
                    action=action,
                    object=code,
                    speaker=self.speaker,
                    confidence=confidence(reasons),
                    reasons=reasons,
                )
            )

    def _rounds(self, clauses: list[Clause], start: int, stop: int, first: int) -> None:
        """Add a finding for a meeting that a clause places and dates to the day."""
        if not TALKS.search(self.folded, start, stop):
            return
        for match in MEETING.finditer(self.folded, start, stop):
            clause = next(clause for clause in clauses if clause.start <= match.start() <= clause.stop)
            if any(
                finding.start < match.end() and finding.stop > clause.start
                for finding in self.findings[first:]
            ):
                continue
            if not DAY.search(self.folded, clause.start, match.end()):
                at = clauses.index(clause)
                if not at or not DAY_ENDS.search(self.folded, clauses[at - 1].start, clauses[at - 1].stop):
                    continue
                clause = clauses[at - 1]  # 将于3月15至16日，在巴黎会见
            refs = self._dates_between(clause.start, match.end())
            ahead = re.search("将|拟|预计|计划|定于", self.folded[clause.start : match.end()])
            reasons = (
                "round:meeting",
                f"place:{next(filter(None, match.groups()))}",
            )
            self.findings.append(
                Finding(
                    kind="round",
                    start=clause.start,
                    stop=match.end(),
                    quote=self.text[clause.start : match.end()],
                    actor="BOTH",
                    modality="will" if ahead else "done",
                    effective_on=next((ref.value for _, _, ref in refs if not ref.is_duration), ""),
                    speaker=self.speaker,
                    confidence=confidence(reasons),
                    reasons=reasons,
                )
            )

    def _burden_named(self, start: int, stop: int) -> str:
        """Return the burden that is named last between ``start`` and ``stop``, "" where none is."""
        pattern, names = objects_table()
        named = [names[each[0]] for each in pattern.finditer(self.folded, start, stop)]
        return next((code for code in reversed(named) if code in burdens() - WEAK_OBJECTS), "")

    def _denial(
        self,
        clauses: list[Clause],
        subjects: list[tuple[int, int, str, str]],
        start: int,
        stop: int,
        first: int,
    ) -> None:
        """Add a finding where the sentence denies a measure or a report and tells no act there."""
        match = denials_pattern().search(self.folded, start, stop)
        if (
            not match
            or self.folded[match.start() - 1] == "而"
            or UNSAID.match(self.folded, match.end(), stop)
        ):
            return
        clause = next(clause for clause in clauses if clause.start <= match.start() <= clause.stop)
        if any(
            finding.start < clause.stop and finding.stop > clause.start for finding in self.findings[first:]
        ):
            return  # an act is told there
        number = clauses.index(clause)
        begin = clause.start
        if (
            number
            and not self.folded[begin : match.start()].strip(" 也并")
            and "针对" in self.folded[match.start() : match.end() + 2]
            and not any(finding.stop > clauses[number - 1].start for finding in self.findings[first:])
            and objects_table()[0].search(self.folded, clauses[number - 1].start, begin)
        ):
            begin = clauses[number - 1].start  # 依法实施管制，不针对任何国家
        found = max(
            (
                each
                for each in objects_table()[0].finditer(self.folded, begin, clause.stop)
                if objects_table()[1][each[0]] != "none"
            ),
            key=lambda each: (objects_table()[1][each[0]] in burdens(), each.start()),
            default=None,
        )
        before = next((each for each in reversed(self.findings) if each.start < match.start()), None)
        aimed_at = (
            not found
            and (
                self._burden_named(start, match.start())
                or (before is not None and before.object in burdens())
            )
            and NOT_AIMED.search(self.folded, clause.start, clause.stop)
        )
        reported = re.search(
            "报道|传闻|说法|消息|言论|指责|指控|谣言|媒体称|有人称|所谓",
            self.folded[clause.start if re.match("毫无|不实", match[0]) else start : match.start() + 1],
        ) or CLAIM.match(self.folded, match.start(), clause.stop)
        if (
            not reported
            and re.match("毫无|不实", match[0])
            and found
            and objects_table()[1][found[0]] in burdens()
        ):
            return  # 这些措施毫无根据: blame, no denial
        if reported and MADE_UP.match(match[0]):
            # 有媒体称中国切断供应，这完全是无中生有: what was claimed is no act
            claim = CLAIMED.search(self.folded, start, match.start())
            self.findings[first:] = [
                each for each in self.findings[first:] if not claim or each.start < claim.start()
            ]
        promise = match[0].endswith(("承诺", "同意", "答应")) or "提出" in match[0]
        if not (found or reported or aimed_at or promise) or self.covered[match.start()]:
            return
        told_of = MADE_UP.match(match[0])
        actor = (
            next(
                (code for begin, _, code, _ in reversed(subjects) if begin <= match.start() and not told_of),
                "",
            )
            or self.we
            or self.home
        )
        end = clause.stop
        reasons = (f"denial:{match[0]}", f"actor:{actor}")
        self.findings.append(
            Finding(
                kind="denial",
                start=begin,
                stop=end,
                quote=self.text[begin:end],
                actor=actor,
                modality="denies",
                object=objects_table()[1][found[0]]
                if found
                else (self._burden_named(start, match.start()) or (before.object if before else ""))
                if aimed_at and self.folded.find("政策", clause.start, clause.stop) < 0
                else "",
                speaker=self.speaker,
                confidence=confidence(reasons),
                reasons=reasons,
            )
        )
