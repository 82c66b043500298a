"""Where the words of a Chinese act begin and end."""

from __future__ import annotations

import re

from sources.extraction.chinese_acts import ActFinder
from sources.extraction.chinese_tables import (
    Clause,
    Found,
    objects_table,
)
from sources.extraction.chinese_terms import RIGHTS_KEPT
from sources.extraction.chinese_words import (
    BA_BEFORE,
    DATELINE,
    ENUMERATOR,
    JOINS_CLAUSE,
    LEADS_IN,
    MANNER,
    QUESTION_BEHIND,
    TERM,
    THE_DEAL,
    TIME_FRAME,
    TIME_ONLY,
)
from sources.extraction.lexicon import burdens

LEVELS_IN = re.compile("[从由].*[至到为]")
DASH = re.compile("[-—–─]{2,}")
ASKING = frozenset("问询者媒")
DANGLING = re.compile(
    "[,;、]?(?:并|且|并且|同时)?(?:将|(?<!委员)(?<!理事)(?<!协)会|也|还|亦|继续|予以|给予|已|已经){1,3}$"
)
# 拨出10亿，用于建立储备
FOR_THIS = re.compile("\\s*(?:用于|用以|支援|资助|补助|以?支持)")
# 总统拍板: decided, as against 总统表示, which only tells
DECIDES = re.compile(
    "(?:宣布|宣告|签署|发布|公布|公告|决定|签发|颁布|下令|(?<!未)(?<!未能)通过|拍板|核定|裁定|建议|通知|承诺|同意|议定|商定|出台|推出)[^,。;]{0,30}$"
)
ONLY_TELLS = re.compile(
    "(?:表示|称|说|指出|强调|透露|认为|写道|提到|证实|警告|显示|规定|批评|明确|后|时|之际|中|里)$|(?:作出|做出)[^,。;]{0,4}决定$"
    "|(?:发布|公布|签署|承诺|宣布)的|达成|致力|\\)$"
)
LISTS = re.compile("\\s*(?:其中|当中)?(?:包括|包含|涵盖|内容包括)了?")
# What may stand between who acts and the act: 以安全为由, 依据该法第三条, 在会谈后
BETWEEN = (
    "(?:以[^,。;]{2,44}(?:为由|为名|名义|理由|为条件|为上限|上限|为前提|方式|形式|税率|关税)"
    "|为(?:了|着)?(?:反制|回应|因应|应对|报复|抗议|保护|维护|落实|履行|配合|防止|避免)[^,。;]{2,40}"
    "|(?:曾|已|先是|也|亦|则|随即|随后|依法)*(?:援引|引用|依据|依照|依循|按照|根据|秉持|本着|仿效|效仿|跟进|比照|追随|沿用|借鉴|参照|参考|结合|立足|着眼)[^,。;:]{2,50}"
    "|在[^,。;]{2,44}(?:之?后|时|之际|期间|年间|以内|内|情况下|前提下|条件下|基础上|框架下|过程中|活动中|同时|下)"
    "|(?:因|因为|由于|鉴于|有鉴于)[^,。;]{2,44}"
    "|继[^,。;]{2,40}后"
    "|(?:已|将)?从[^,。;]{4,60}(?:清单|名单|目录)(?:中|内)"
    "|(?<![回反对供相适响因财曾已])(?:经|经过|应)(?!济|贸|对|当)[^,。;]{1,30}"
    ")"
)
BETWEEN_LETTERS = frozenset(
    " 以为曾已先也亦则随依援引根按秉本仿效跟比追沿借参结立着在因由鉴有继经应并且又再同"
)
STANDS_BETWEEN = re.compile(f"\\s*(?:并|且|又|再|同时)?(?:宣布|决定|公布)?{BETWEEN}")
ACTS_IN_A_WAY = re.compile(f"[^,。;:]{{1,30}}?{BETWEEN}$")
# 规定数量之外的牛肉，将加征关税
GOODS_BEFORE = re.compile(
    "\\s*(?:自|从)?[^,。;:]{4,40}(?:港口|口岸|企业|船舶|货物|物项|产品|商品)的"
    "|\\s*(?:超过|超出|超额|规定|配额|凡|所有|其余|其他|原产|来自|靠泊|对于|未)[^,。;:]*(?:的|外)[^,。;:]{1,12}"
    "|(?!包括|包含|其中|例如|如|并|且)[^,。;:]*(?:商品|产品|货物|货品|船舶|车辆|牛肉|钢材|钢铁|物项|包裹|项目|零组件|零部件|零件|豌豆)$"
)
OF_THEM = re.compile("\\s*(?:也|均|皆|都|则|同样|亦|一律|仍)*(?:将|会|须|需|应|按|在|不|适用|可|被|免|继续)")
# 征收反倾销税，税率为7%至9%: how much of it
AMOUNT_OF_IT = re.compile(
    "\\s*(?:其中)?(?:[^,。;]{0,12}的)?(?:反倾销|反补贴|关税|适用|初始|最高|综合)*"
    "(?:第[一二三]年(?:度)?(?:的)?(?:税率)?(?:为|是|降至)?(?=\\d)|最低限价为|税率|税额|税幅|保证金比率|总额|总计|合计|总值|价值|货值|金额|规模|总价|共计)"
    "(?:(?!提前)[^,。;对向被由与高低]){0,8}[\\d零一二三四五六七八九十百].{0,60}"
)
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
# 出口小麦、玉米、棉花，须凭证明文件申领许可证
GOODS_TOPIC = re.compile("\\s*(?:出口|进口|以[^,。;]{2,10}方式)")


UNLICENSED = frozenset(
    ("未经", "未经许可", "未经批准", "未获许可", "未获批准", "未取得许可", "未经准许", "未经允许")
)


class SpanCutter(ActFinder):
    """Cuts the words of an act out of its sentence."""

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
        if act.trigger in UNLICENSED:
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
                or AMOUNT_OF_IT.fullmatch(folded, clauses[act.clause + 1].start, clauses[act.clause + 1].stop)
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
        if "日" in folded[begin : act.place] and act.subject_start <= begin:
            line = DATELINE.match(folded, begin, act.place)
            begin = line.end() if line else begin
        if (
            (listed := LISTS.match(folded, begin))
            and listed.end() <= act.place
            and folded.find("在内", begin, act.place) < 0
        ):
            begin = listed.end()
        while begin < act.place and folded[begin] in ' ,;、"并且但而及和().':
            begin += 1
        while end > act.stop and folded[end - 1] in ' ,;、"并且及和。':
            end -= 1
        if act.rule.act.action == "RETALIATE" and (kept := RIGHTS_KEPT.match(folded, act.stop, end)):
            end = kept.start()  # 采取措施捍卫合法权益: what for
        last = max(act.stop, min(act.object_stop, end))
        if (
            folded.find("-", last, end) >= 0
            and (told := DASH.search(folded, last, end))
            and told.start() > begin
        ):
            end = told.start()  # 加征关税——尽管此举可能引发反制
        if (
            folded[end - 1] == ")"
            and (opened := folded.rfind("(", act.stop, end)) > begin
            and not LEVELS_IN.search(folded, opened, end)
        ):
            end = opened  # 附加关税(surcharge)
            last = min(last, end)
        tail = DANGLING.search(folded, last, end) if folded[end - 1] in "将会也还亦续以予已经" else None
        end = tail.start() if tail and tail.end() == end else end
        if (
            not ASKING.isdisjoint(folded[last:end])
            and act.how.startswith(("told", "subject"))
            and (asked := QUESTION_BEHIND.search(folded, max(act.stop, min(act.object_stop, end)), end))
        ):
            end = asked.start()
        if folded.endswith(
            ("协议", "共识", "安排", "协定", "合同", "合约", "订单", "备忘录", "协议书", "意向书"), 0, end
        ):
            deal = THE_DEAL.search(folded, max(act.stop, min(act.object_stop, end)), end)
            end = deal.start() if deal and deal.end() == end else end
        return begin, end

    def _with_what_leads(self, begin: int, act: Found, clauses: list[Clause]) -> int:
        """Return where the words begin that lead to the act's clause: its time, the first half of what it is
        about, or its subject and manner (出口经营者应当依照有关规定，向商务部申请许可).
        """
        number, place, reach = act.clause, begin, begin
        while number and begin <= clauses[number - 1].start:
            number -= 1  # the topic before it was taken in
        while number and reach == clauses[number].start:
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
                begin = place = reach = max(earlier.start, act.subject_start)
            elif act.subject_start >= earlier.stop and not act.how.startswith("agent"):
                return place
            elif earlier.start <= act.subject_start < earlier.stop:
                leads = not LISTS.match(self.folded, place) and (
                    self._leads_on(act, earlier, place, clauses[act.clause].stop)
                    if reach < place
                    else act.modality == "shall"
                    or BA_BEFORE.search(self.folded, act.subject_start, earlier.stop + 1)
                    or MANNER.search(self.folded, act.subject_start, earlier.stop)
                    or (act.object in burdens() and not self._names_an_object(clauses[act.clause]))
                    or self._leads_on(act, earlier, place, clauses[act.clause].stop)
                )
                return act.subject_start if leads else place
            elif (
                (LAW_ONLY.fullmatch(self.folded, earlier.start, earlier.stop) and number > 1)
                or (
                    (act.subject_start >= 0 or number > 1)
                    and TIME_ONLY.fullmatch(self.folded, earlier.start, earlier.stop)
                )
                or (
                    "被" not in self.folded[clauses[act.clause].start : act.place]
                    and LEADS_IN.fullmatch(self.folded, self._past_number(earlier.start), earlier.stop)
                    and self.folded.find("作出", earlier.start, earlier.stop) < 0
                )
                or JOINS_CLAUSE.match(self.folded, earlier.start)
            ):
                place, reach = earlier.start if reach == place else place, earlier.start
                # 将对药品、零件，以及天然资源，适用
            elif (
                act.subject_start >= 0
                and self.folded[earlier.start] in BETWEEN_LETTERS
                and STANDS_BETWEEN.fullmatch(self.folded, earlier.start, earlier.stop)
            ):
                reach = earlier.start  # 部长宣布，经复审，将继续征收: of the act where its subject is
            elif (
                place == reach
                and GOODS_BEFORE.fullmatch(self.folded, earlier.start, earlier.stop)
                and OF_THEM.match(self.folded, clauses[act.clause].start)
            ):
                return earlier.start
            else:
                break
            number -= 1
        return place

    def _past_number(self, start: int) -> int:
        """Return where the words of a clause begin behind its number: 二、对所列商品."""
        numbered = ENUMERATOR.match(self.folded, start)
        return numbered.end() if numbered else start

    def _leads_on(self, act: Found, clause: Clause, begin: int, end: int) -> bool:
        """Whether the clause of the subject is of the act that begins at ``begin``: who decides it (特朗普下令，对…)
        or in what way it is done (特朗普以安全为由，对…), unless it is far longer than what it leads to.
        """
        folded, start, lead = self.folded, act.subject_start, begin - act.subject_start
        if lead > 3.5 * (end - begin):
            return False
        if (
            lead <= 1.15 * (end - begin)
            and DECIDES.search(folded, start, clause.stop)
            and not ONLY_TELLS.search(folded, start, clause.stop)
        ):
            return True
        return ACTS_IN_A_WAY.match(folded, start, clause.stop) is not None

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
                    "措施",
                    "关税",
                    "限制",
                    "禁令",
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
