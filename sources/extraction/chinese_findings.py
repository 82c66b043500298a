"""From a Chinese act to a finding: its clause, kind, terms and target; conditions and denials."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from sources.dates import DateRef
from sources.extraction import details
from sources.extraction.chinese_acts import ActFinder
from sources.extraction.chinese_tables import (
    Clause,
    Found,
    cue_in,
    denials_pattern,
    objects_table,
    parties_table,
    rules_table,
    targets_table,
)
from sources.extraction.chinese_words import (
    BA_BEFORE,
    EASE_BACK,
    ENUMERATOR,
    JOINS_CLAUSE,
    LEADS_IN,
    LOW_KEPT,
    MANNER,
    QUESTION_BEHIND,
    RESTRICTED_USE,
    TERM,
    THE_DEAL,
    TIME_FRAME,
    TIME_ONLY,
)
from sources.extraction.confidence import confidence
from sources.extraction.lexicon import burdens
from sources.values import Finding

KEPT = re.compile("(?:继续|仍然?将?|仍旧)[^,。;]{0,8}$")
DANGLING = re.compile(
    "[,;、]?(?:并|且|并且|同时)?(?:将|(?<!委员)(?<!理事)(?<!协)会|也|还|亦|继续|予以|给予|已|已经){1,3}$"
)


# 中美双方15日至16日在巴黎举行经贸磋商: a meeting with its place and day.
MEETING = re.compile(
    "(?:于|在)(?P<place>[^,。;、在]{2,12}?)(?:成功|再次|共同|正式)?(?:主持)?(?:举行|进行|召开|展开|举办)(?:了)?[^,。;]{0,28}?"
    "(?:磋商|会谈|谈判|会晤|会见|对话|部长级?会议)"
    "|(?:磋商|会谈|谈判|会晤|会见|对话)[^,。;]{0,16}?(?:于|在)(?P<where>[^,。;、在]{2,12}?)(?:成功|再次|共同|正式)?"
    "(?:举行|进行|召开|展开|举办)"
    "|在(?P<seat>[^,。;、在日晚间时天午]{2,8}?)(?:与|同|和)[^,。;]{2,24}?(?:会见|会晤|会面|会谈|举行磋商)(?!时|前|的|期)"
    "|在(?P<city>[^,。;、在]{2,8}?)(?:会见|会晤|会面)(?!时|后|期|前|的)"
    "|赴(?P<town>[^,。;、]{2,8}?),?(?:与|同|和)[^,。;]{2,16}(?:举行|进行|展开)[^,。;]{0,10}(?:磋商|会谈|谈判)"
)
TALKS = re.compile("磋商|会谈|谈判|会晤|会见|会面|对话|部长级?会议")
# 并没有提到: silence denies nothing
UNSAID = re.compile(
    "[^,。;]{0,2}(?:完全|全部|所有|一定|必然|只是|仅|提到|提及|说明|透露|回应|回答|答复|明确|公布|披露|解释)"
)
# 拨出10亿，用于建立储备
FOR_THIS = re.compile("\\s*(?:用于|用以|支援|资助|补助|以?支持)")
# 总统签署行政命令，对各国加征10%关税: what is decided stands with the subject
SETS_OUT = re.compile("(?:宣布|签署|发布|公布|公告|决定|签发|颁布|下令|通过)[^,。;]*$")
EACH_REQUEST = re.compile("\\s*(?:对|就)[^,。;]{2,16}申请$")
ALL_OF_THEM = re.compile("\\s*(?:均|皆|都|一律|也都|全部)(?!衡)")
LAW_ONLY = re.compile(
    '\\s*(?:根据|依据|依照|按照|援引|依)[^,。;]{2,36}(?:法|条|条款|规定|法案)(?:[》"]?第?[^,。;]{0,10}条款?)?'
)
ADDS = re.compile("\\s*(?:甚至|并|而且|且|还)")
RATE_TOPIC = re.compile("(?:[\u4e00-\u9fff]{0,4}(?:将|把)|对)[^,。;]{2,50}(?:关税|税率)$")
LEVEL_NEXT = re.compile(
    "(?:从|由|自)[^,。;]{0,8}?(?:\\d[\\d.]*%|百分)"
    "|(?:大幅|即时|一举|逐步|进一步|统一)?(?:提高|上调|调升|调高|调降|下调|降低|加码|提升|调涨|降|升)[至到]?"
)
# 此举并非针对特定国家, 并无特别针对该国: about what was told before
NOT_AIMED = re.compile(
    "(?:此举|该举|这|措施|做法|决定)[^,。;]{0,4}(?:并非|不是|并不|不)(?:是)?(?:针对|旨在针对)"
    "|否认(?:了)?(?:此举|该举措|这一?做法|该措施|有关措施|这些措施)"
    "|(?:并无|没有|并未|不)[^,。;]{0,3}针对(?:该国|任何(?:特定)?国|特定国|某[一个]|单一国)"
)
# 若停征，损害可能再度发生，因此决定调查: no condition of the decision
CONCLUDED = re.compile("因此|所以|据此|为此|故(?:决定|而)")
# 中止部分关税减让: a relief that ends weighs
RELIEF_NAMED = re.compile(
    "减让|优惠|协定税率|零关税|最惠国|普惠|免税|特惠|减免|暂定税率|许可豁免|授权豁免|许可证|许可资格|授权"
)
RELIEF_ENDS = re.compile(
    "(?:中止|暂停|取消|撤销|终止|停止|撤回|缩减|削减|减少)(?:了|适用|给予|享受|实施|部分|全部|对[^,。;]{1,14}的?|[^,。;]{0,10}的)*"
    "(?:[^,。;]{0,4}(?:关税减让|关税优惠|税率优惠|优惠税率|优惠关税|协定税率|零关税|最惠国|普惠制|免税|特惠|贸易优惠|减免|优惠待遇)|暂定税率|许可豁免|授权豁免|(?:其|有关|相关)?(?:出口)?许可证件?(?!要求|制度|管理)|许可资格|出口授权)"
)
# 出口小麦、玉米、棉花，须凭证明文件申领许可证
GOODS_TOPIC = re.compile("\\s*(?:出口|进口|以[^,。;]{2,10}方式)")
# 继续征收反倾销税，税率调整为8%: a duty all the same
RATE_SET = re.compile("(?:反倾销|反补贴)[^。]{0,40}税率调整[为至]")
DAY_ENDS = re.compile(r"\d{1,2}(?:日|号)(?:[(][^()]{1,8}[)])?$")
DAY = re.compile(r"\d{1,2}(?:日|号)|(?<![每今昨当前近同次翌])[一二三四五六七八九十]{1,3}日")


class FindingCutter(ActFinder):
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
        for low, high in conditions:
            if low <= begin < high <= act.place:
                begin = next((each.start for each in clauses if each.start >= high), begin)
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
            refs += self.dates[
                bisect_left(self.date_starts, term.start) : bisect_left(self.date_starts, term.stop)
            ]
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
            object=act.object,
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

    def _span(
        self, act: Found, clauses: list[Clause], following: int, previous: Found | None
    ) -> tuple[int, int]:
        """Return where the act's words begin and end in its clause, with its subject and up to the next act."""
        folded, clause = self.folded, clauses[act.clause]
        begin = clause.start
        if act.subject_start >= 0 and (act.subject_start >= clause.start or self._only_frame(act, clauses)):
            begin = act.subject_start
        if folded.endswith("要求", 0, begin) and begin - clause.start <= 12:
            begin = clause.start  # 公告要求出口经营者申请许可
        if act.how.startswith("agent") and folded[begin - 1] in "被遭到":
            begin = clause.start  # 6家企业被印方列入清单
        if act.subject_start < clause.start and not (
            begin == act.subject_start and self._only_time(act, clauses)
        ):
            begin = max(begin, clause.start)
        if previous and previous.clause == act.clause and act.subject_start < previous.stop:
            cut = max(
                folded.rfind("并", previous.stop, act.place), folded.rfind("且", previous.stop, act.place)
            )
            begin = max(begin, cut if cut >= 0 else min(act.place, max(previous.object_stop, previous.stop)))
        end = clause.stop
        if act.object_stop > end:
            end = next((each.stop for each in clauses if each.start <= act.object_stop <= each.stop), end)
        if following < end:
            end = max(act.object_stop, act.stop)
            cut = max(folded.rfind("并", act.stop, following), folded.rfind("且", act.stop, following))
            end = cut if cut > end else following
        return begin, end

    def _with_clauses_around(
        self, begin: int, end: int, act: Found, clauses: list[Clause], following: int
    ) -> tuple[int, int]:
        """Return the span of the act with the clauses that belong to it: its topic before, its term behind."""
        folded, clause = self.folded, clauses[act.clause]
        if act.trigger in {"未经许可", "未经批准"}:
            begin, end = self._without_licence(act, clauses)
        elif act.trigger.endswith("责任"):
            begin = clauses[0].start  # 任何组织违反规定，…，将依法追究责任
        elif (
            act.clause
            and (act.place - begin <= 4 or act.modality == "shall")
            and act.subject_start < clauses[act.clause - 1].start
            and (
                (act.place - begin <= 4 and self._is_topic(clauses[act.clause - 1]))
                or (act.modality == "shall" and GOODS_TOPIC.match(folded, clauses[act.clause - 1].start))
            )
        ):
            begin = clauses[act.clause - 1].start
        number = act.clause + 1
        if (
            act.trigger == "禁止"
            and number < len(clauses)
            and end <= clause.stop
            and folded[end - 1] in "中内里上"
            and folded.startswith("在", act.stop)
            and following >= clauses[number].stop
        ):
            end = clauses[number].stop  # 禁止在通信网络中，使用该国零部件
        while (
            act.trigger in {"禁止", "禁止的是", "不得"}
            and number < len(clauses)
            and folded[clauses[number].start : clauses[number].start + 4]
            .lstrip()
            .startswith(("以及", "及", "和", "或"))
            and following >= clauses[number].stop
        ):
            end = clauses[number].stop
            number += 1
        while (
            number < len(clauses)
            and number == act.clause + 1
            and act.rule.act.action in {"SUSPEND", "LIFT", "STOP", "REDUCE"}
            and folded.startswith(("以及对", "以及自", "及对"), clauses[number].start)
            and following >= clauses[number].stop
            and end >= clause.stop
        ):
            end = clauses[number].stop  # 暂停对豌豆加征的关税，以及对龙虾加征的关税
            number += 1
            if (
                number < len(clauses)
                and following >= clauses[number].stop
                and TERM.match(folded, clauses[number].start)
            ):
                end = clauses[number].stop
        if (
            act.clause + 1 < len(clauses)
            and following >= clauses[act.clause + 1].stop
            and end >= clause.stop
            and (
                TERM.match(folded, clauses[act.clause + 1].start)
                or (act.object == "investment" and FOR_THIS.match(folded, clauses[act.clause + 1].start))
            )
        ):
            end = clauses[act.clause + 1].stop
        if (
            act.subject_start < clause.start
            and (also := folded.rfind("并", begin, act.place)) >= 0
            and folded[also + 1] not in "未不非无"
        ):
            begin = also  # 密切关注事态发展并采取必要措施
        if act.subject_start < clause.start and folded.startswith(("由于", "因"), begin, begin + 2):
            begin = max(begin, folded.rfind("而", begin, act.place) + 1)  # 由于检出害虫而暂停进口
        return begin, end

    def _trimmed(self, begin: int, end: int, act: Found) -> tuple[int, int]:
        """Return the span without marks and link words at its ends, and without who asks about it."""
        folded = self.folded
        numbered = ENUMERATOR.match(folded, begin)
        begin = numbered.end() if numbered else begin
        while begin < act.place and folded[begin] in ' ,;、"并且但而及和().':
            begin += 1
        while end > act.stop and folded[end - 1] in ' ,;、"并且及和。':
            end -= 1
        last = max(act.stop, min(act.object_stop, end))
        tail = DANGLING.search(folded, last, end) if folded[end - 1] in "将会也还亦续以予已经" else None
        end = tail.start() if tail and tail.end() == end else end
        if act.how.startswith(("told", "subject")) and (
            asked := QUESTION_BEHIND.search(folded, max(act.stop, min(act.object_stop, end)), end)
        ):
            end = asked.start()
        if folded.endswith(
            ("协议", "共识", "安排", "协定", "合同", "合约", "订单", "备忘录", "协议书", "意向书"), 0, end
        ):
            deal = THE_DEAL.search(folded, max(act.stop, min(act.object_stop, end)), end)
            end = deal.start() if deal and deal.end() == end else end
        return begin, end

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
        low = bisect_left(
            self.date_starts,
            clauses[0].start if act.clause == 0 or not self._acts_before(act, clauses) else begin,
        )
        high = bisect_left(self.date_starts, end)
        return [
            ref
            for ref in self.dates[low:high]
            if not (ref[2].is_duration and folded.startswith(("后", "之后", "以后"), ref[1]))
            and not (
                ref[2].role == "until" and ref[0] == clauses[0].start and ref[1] < act.place
            )  # 至10月9日，又提出
            and not (ref[2].is_duration and action == "LIFT" and folded.startswith("的", ref[1]))
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

    def _with_what_leads(self, begin: int, act: Found, clauses: list[Clause]) -> int:
        """Return where the words begin that lead to the act's clause: its time, the first half of what it is
        about, or its subject and manner (出口经营者应当依照有关规定，向商务部申请许可).
        """
        number, place, lawful = act.clause, begin, False
        while number and place == clauses[number].start:
            earlier = clauses[number - 1]
            if any(finding.stop > earlier.start for finding in self.findings[-2:]):
                break
            if LEVEL_NEXT.match(self.folded, place) and (
                topic := RATE_TOPIC.search(self.folded, earlier.start, earlier.stop)
            ):
                begin = place = max(topic.start(), act.subject_start)  # 将汽车关税，从15%提高至25%
                if (
                    act.subject_start >= earlier.start
                    and not self.folded[act.subject_start : topic.start()].strip()
                ):
                    return act.subject_start
                return begin
            if ADDS.match(self.folded, place):
                return place
            if (
                ALL_OF_THEM.match(self.folded, place)
                and self.folded[earlier.stop] == ","
                and not self.folded.startswith(("包括", "包含", "其中"), earlier.start)
            ):
                return max(earlier.start, act.subject_start)  # 所有301条款关税，均继续有效
            if JOINS_CLAUSE.match(self.folded, place):
                begin = place = max(earlier.start, act.subject_start)
            elif act.subject_start >= earlier.start:
                leads = (
                    act.modality == "shall"
                    or BA_BEFORE.search(self.folded, act.subject_start, earlier.stop + 1)
                    or MANNER.search(self.folded, act.subject_start, earlier.stop)
                    or (act.object in burdens() and not self._names_an_object(clauses[act.clause]))
                    or (
                        (number == act.clause or lawful)
                        and not cue_in(self.folded[clauses[act.clause].start : act.place])
                        and SETS_OUT.search(self.folded, act.subject_start, earlier.stop)
                    )
                )
                return act.subject_start if leads else place
            elif LAW_ONLY.fullmatch(self.folded, earlier.start, earlier.stop) and number > 1:
                place, lawful = earlier.start, True  # 署长11日宣布，依据《贸易法》第301条，对…展开调查
            elif (
                act.subject_start >= 0 and TIME_ONLY.fullmatch(self.folded, earlier.start, earlier.stop)
            ) or (
                LEADS_IN.fullmatch(self.folded, earlier.start, earlier.stop)
                and self.folded.find("作出", earlier.start, earlier.stop) < 0
            ):
                place = earlier.start
            elif JOINS_CLAUSE.match(self.folded, earlier.start):
                place = earlier.start  # 将对药品、零件，以及天然资源，适用
            else:
                break
            number -= 1
        return place

    def _names_an_object(self, clause: Clause) -> bool:
        """Whether the clause says itself what the act is about: not in 美方对华关税，将降至10%."""
        pattern, names = objects_table()
        return self.folded.find("税率", clause.start, clause.stop) >= 0 or any(
            names[match[0]] in burdens() for match in pattern.finditer(self.folded, clause.start, clause.stop)
        )

    def _is_topic(self, clause: Clause) -> bool:
        """Whether a clause names what the next one decides about:
        对向境外军事用户的出口申请，原则上不予许可.
        """
        words = self.folded[clause.start : clause.stop].rstrip()
        acts = any(
            finding.start < clause.stop and finding.stop > clause.start for finding in self.findings[-3:]
        )
        return (
            not acts
            and words.endswith(
                (
                    "的",
                    "申请",
                    "出口",
                    "物项",
                    "用途",
                    "技术",
                    "期间",
                    "船舶",
                    "商品",
                    "货物",
                    "货品",
                    "车辆",
                    "实体",
                    "项",
                    "项目",
                    "税号",
                    "编码",
                )
            )
            and not words.endswith("之日起")
        )

    def _without_licence(self, act: Found, clauses: list[Clause]) -> tuple[int, int]:
        """Return the span of "…，未经许可，不得出口": with what it is about before, up to what must not
        be done.
        """
        begin, number = clauses[act.clause].start, act.clause
        if act.place == begin and number and clauses[number].start - clauses[number - 1].start < 60:
            begin = clauses[number - 1].start
        end = clauses[number].stop
        if "不得" not in self.folded[act.place : end] and number + 1 < len(clauses):
            end = clauses[number + 1].stop
        return begin, end

    def _acts_before(self, act: Found, clauses: list[Clause]) -> bool:
        """Whether an act of the same sentence was found before the act's clause."""
        return any(
            clauses[0].start <= finding.start < clauses[act.clause].start for finding in self.findings[-4:]
        )

    def _only_time(self, act: Found, clauses: list[Clause]) -> bool:
        """Whether the subject's clause has nothing but a decision and a date: 海关总署决定自11月10日起，…"""
        return bool(TIME_FRAME.search(self.folded, act.subject_start, clauses[act.clause - 1].stop + 1))

    def _only_frame(self, act: Found, clauses: list[Clause]) -> bool:
        """Whether only time and manner stand between the subject's clause and the act's."""
        return (
            act.clause > 0
            and act.subject_start >= clauses[act.clause - 1].start
            and clauses[act.clause].start - act.subject_start <= 24
        )

    def _weigh(self, act: Found, words: str, sentence: str) -> tuple[str, str]:
        """Return the kind of the finding ("countermeasure" for a burden, else "commitment") and its action."""
        rule = act.rule.act
        burden = rule.polarity == "burden"
        if rule.polarity == "object":
            led = self.folded[max(act.subject_start, act.place - 40, 0) : act.place]  # 将暂停管制的期限延长
            burden = act.object in burdens() and not re.search("暂停|排除|豁免", words + led)
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
        if rule.action == "ADJUST" and act.object == "tariff" and RATE_SET.search(sentence):
            burden = True
        if rule.action == "ADJUST" and re.search("提高|由\\d+%.{0,4}为", words):
            burden = True
        if (
            rule.action == "IMPOSE"
            and act.object != "licences"
            and not act.negated
            and KEPT.search(self.folded, max(0, act.place - 14), act.place)
        ):
            return "countermeasure", "MAINTAIN"
        if act.negated:
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
            if not actor and party:
                actor = self._party_of(party[0])
            if not actor and re.search(
                "(?:进口商|出口商|企业|申请人|用户|买方)", self.folded[span[0] : span[1]]
            ):
                # 只要出口商声明用途: who trades is of the side that waits for it
                actor = next((each.actor for each in self.findings[first:] if each.condition == span), "")
            if not actor and re.search("谈判|协议|磋商|会谈", self.folded[span[0] : span[1]]):
                actor = "BOTH"
            if not actor:
                continue
            action, code = "", ""
            for match in rules_table()[0].finditer(self.folded, *span):
                table = rules_table()[1]
                rules = [
                    each
                    for each in table.get(match[0]) or table[""]
                    if not each.needs or each.needs.search(self.folded, span[0], match.start())
                ]
                rule, code, _ = self._object(rules, match.start(), match.end(), Clause(*span), [], 0, "")
                if rule:
                    action = rule.act.action
                    break
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
            refs = self.dates[
                bisect_left(self.date_starts, clause.start) : bisect_left(self.date_starts, match.end())
            ]
            ahead = re.search("将|拟|预计|计划|定于", self.folded[clause.start : match.end()])
            reasons = (
                "round:meeting",
                f"place:{match['place'] or match['where'] or match['seat'] or match['city'] or match['town']}",
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
        if not match or UNSAID.match(self.folded, match.end(), stop):
            return
        clause = next(clause for clause in clauses if clause.start <= match.start() <= clause.stop)
        if any(
            finding.start < clause.stop and finding.stop > clause.start for finding in self.findings[first:]
        ):
            return  # an act is told there
        found = max(
            (
                each
                for each in objects_table()[0].finditer(self.folded, clause.start, clause.stop)
                if objects_table()[1][each[0]] != "none"
            ),
            key=lambda each: (objects_table()[1][each[0]] in burdens(), each.start()),
            default=None,
        )
        before = self.findings[-1] if self.findings else None
        aimed_at = (
            not found
            and before is not None
            and before.object in burdens()
            and NOT_AIMED.search(self.folded, clause.start, clause.stop)
        )
        reported = re.search(
            "报道|传闻|说法|消息|言论|指责|指控|谣言",
            self.folded[clause.start if re.match("毫无|不实", match[0]) else start : match.start() + 1],
        )
        if (
            not reported
            and re.match("毫无|不实", match[0])
            and found
            and objects_table()[1][found[0]] in burdens()
        ):
            return  # 这些措施毫无根据: blame, no denial
        if not (found or reported or aimed_at) or self.covered[match.start()]:
            return
        actor = (
            next((code for begin, _, code, _ in reversed(subjects) if begin <= match.start()), "")
            or self.we
            or self.home
        )
        begin, end = clause.start, clause.stop
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
                else before.object
                if before and aimed_at
                else "",
                speaker=self.speaker,
                confidence=confidence(reasons),
                reasons=reasons,
            )
        )
