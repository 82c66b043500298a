"""The acts of a Chinese sentence: words of the lexicon with an object, an actor and a cue."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from sources.extraction.chinese_sentence import SentenceReader
from sources.extraction.chinese_words import (
    A_FIGURE,
    AGAIN,
    AGREED_AFTER,
    AGREED_AROUND,
    AIMED,
    ALSO,
    ASKED_ABOUT,
    ASKED_BY_OTHERS,
    ASKED_WHEN,
    ASPECT_AFTER,
    ATTRIBUTE_AFTER,
    BARGAIN,
    BARGAINED,
    BLAMED,
    BRINGS_ABOUT,
    BROUGHT_ABOUT,
    BY_NOTICE,
    CAUSE,
    CHANGED_TO,
    COMES_TO,
    COMPARED,
    COMPARISON,
    CONSTRUCTIVE,
    CONTINUES,
    CUE_THEN_TIME,
    DEAL_ACTS,
    DEAL_HELD,
    DECISION_ON,
    DUTY_OF,
    DUTY_THEN,
    EACH_OTHER,
    EASED,
    EASING,
    ENUMERATOR,
    EXCHANGE,
    EXPECTED_CAUSE,
    FACING,
    FIRST_TIME,
    GOES_ON,
    GOODS_OF,
    GOVERNING,
    GREETED,
    HABIT,
    HELD_FOR,
    HELD_TO_BE,
    IMPORTS_GREW,
    IN_FORCE_ON,
    JOINED,
    JUST_DONE,
    KEPT_OPEN,
    LAW_ALLOWS,
    LEFT_UNDONE,
    LESS_THAN,
    LOOKED_INTO,
    LOW_RATE,
    LOWER,
    MATTER,
    MAY,
    MEASURE_THEN,
    MONEY_OF_OTHERS,
    MORE_BOUGHT,
    NAMED_PART,
    NAMED_THING,
    NEEDS_CUE,
    NEGATED,
    NOT_AN_ACT_AFTER,
    NOT_BUYING,
    NOT_OF_THE_US,
    NOTICE_DONE_WITH,
    NUMBERED_TITLE,
    OF_THE_US,
    OFFERED,
    ONCE_MEANT,
    OPPOSED,
    OTHER_THING,
    POLICY,
    POSSIBLE,
    REASON,
    RELIEF,
    RIGHTFUL,
    SAID_OF,
    SAME_VIEW,
    SAVED,
    SHORT_NAMES,
    SO_MUCH,
    SOLD_TO,
    SOME_OF_THEM,
    SPOKEN_OF,
    STATE_KEPT,
    SUFFERED,
    SUFFERED_BEHIND,
    TALK,
    TALKED_OVER,
    TALKS_NEXT,
    TALKS_TOPIC,
    THE_DEAL,
    TIMES,
    TITLE_AFTER,
    TITLE_BEFORE,
    TOPIC_OF_NEXT,
    TOPICS_AFTER,
    TOPICS_BEFORE,
    UNKNOWN,
    WEAK_OBJECTS,
    WEIGHED,
    WHEN_AFTER,
    WORKED_FOR,
    Clause,
    Found,
    Rule,
    cue_in,
    is_main,
    is_view,
    objects_table,
    parties_table,
    rules_table,
)
from sources.extraction.lexicon import burdens

# What was refused or is not done yet: of an easing, the burden stays.
NOT_DONE = ("未", "没有", "尚未", "仍未", "并未", "未能", "拒绝", "拒不", "不肯", "不愿")
DENIED = re.compile(
    "(?:从未|并未|从没有|从来没有|没有|未曾|未|并没有)(?:同意|承诺|答应|许诺|保证|计划|打算|考虑)[^,。;]*$"
    "|(?:无意|无计划|没有意图|否认)[^,。;]*$"
    "|(?:从未|并未|从没有|从来没有|没有|未曾|并没有|不曾)(?:作出|做出)过?[^,。;]*$"
)
# 将暂停管制的期限延长至: one act, of lengthening.
TIME_OF_IT = re.compile("[^,。;]{0,40}?的?(?:期限|时间|期)(?:[由从自][^,。;]{0,24})?(?:再)?(?:延|展期|顺延)")
GIVEN_UP = frozenset(("撤回", "取消", "搁置", "放弃", "收回", "暂停", "叫停", "撤销", "暂缓", "推迟"))
PLANNED = re.compile(
    "(?:了)?[^,。;]{0,24}(?:加征|征收|实施|提高|限制|禁止|管制|禁令|关税)[^,。;]{0,14}?的?(?:威胁|计划|打算|提案|拟议规则|草案)"
    "|(?:了)?(?:该|这项|这一|上述|此)(?:限制)?(?:提案|计划|威胁|草案)"
)
MOVED_PLAN = ("将该政策", "将这一政策", "将该新规", "将上述新规", "将该措施", "将上述措施", "将这一措施")
THAT_PLAN = re.compile("(?:了)?(?:该|这项|这一|上述|此)(?:限制)?(?:提案|计划|威胁|草案|政策|新规|举措)")
# 提交白宫审查: others look at it
SUBMITTED = re.compile("(?:提交|送交|交由|呈交|递交)[^,。;]{0,10}$")
# 限制中国的稀土出口管制: a burden that is held down, by whose it is
HELD_DOWN = re.compile("[^,。;]{0,14}(?:出口管制|管制措施|出口限制|关税)(?=[,。;]|$)")
APPLIED = re.compile("申请(?:自|对|就|针对)[^。;]{0,70}$")
STRONG_PURCHASES = frozenset(("采购", "购买", "增购", "订购", "购入", "加大采购", "扩大采购"))
MORE = re.compile("更多|至少|约|超过|总额|价值|大量|\\d")
OWN_NOTICE = re.compile("公告(?:[(][^()]*[)])?中的?(?:有关|相关)?措施")
TOLD_OF_OLD = re.compile("(?:曾|已|此前|去年|前年|同年|当年)[^,。;]*$")
# 采购大豆近日再次停滞
STALLED = re.compile("[^,。;]{0,16}(?:停滞|停摆|中断|停顿|归零)")
UNPROMISED = re.compile("(?:并未|从未|未曾|没有|不曾|(?<![已尚])未)(?:承诺|同意|答应|保证)[^,。;]*$")
LISTED_GOODS = re.compile("关税(?:的)?(?:商品(?:第|排除|清单|市场化)|税率[为是]|水平|水准|总额)")
LISTED = re.compile("[^,。;]{0,10}?(?:清单|名单)(?:的|实体|企业|中|内)")
# 有助于提升军事能力的出口，一律禁止
WHOLLY = re.compile("(?:出口|进口|交易)[^。;]{0,20}(?:一律|均|全部|全面)(?:予以)?$")
FORBIDDEN = (
    ("两用物项", "export_control"),
    ("进出口", "trade"),
    ("交易", "trade"),
    ("出口", "export_control"),
    ("投资", "investment"),
    ("进口", "trade"),
    ("参与", "market_access"),
    ("参加", "market_access"),
    ("投标", "market_access"),
)


TIME_FIRST = re.compile("\\s*(?:自|从|于)?[^,。;]{2,16}(?:起|始|开始|后)")
THE_FOLLOWING = re.compile("采取(?:了)?(?:以下|下列|如下)[^,。;:]{0,8}:")


class ActFinder(SentenceReader):
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
        folded = self.folded
        place, end = match.span()
        number = next(index for index, clause in enumerate(clauses) if clause.start <= place <= clause.stop)
        clause = clauses[number]
        if (
            (
                folded[end : end + 1] == "的"
                and not re.match("的(?:货物|商品|物项|产品)(?:共|为|有|包括)", folded[end : end + 8])
                and not match[0].startswith("保留采取")
                and not ("不排除" in folded[clause.start : place] and folded.startswith("可能", end + 1))
            )
            or folded[place - 1 : place] == "所"
            or (match[0] in ("列入", "纳入", "加入") and LISTED.match(folded, end))
            or (
                folded[place - 1 : place] == "被"
                and match[0] != "禁止"
                and folded[end : min(end + 20, clause.stop)].find("的") >= 0
                and not re.match(
                    "[^,。;的]{0,12}的[^,。;]{0,4}(?:关税|税率|附加税|反倾销税)", folded[end : end + 24]
                )
            )
        ):
            return None  # 加征的关税, 所采取措施: an old act that describes something
        before = folded[clause.start : place]
        word = match[0]
        if (
            word == "批准"
            and (next_verb := rules_table()[0].match(folded, end))
            and next_verb[0][:2] not in ("进口", "出口", "采购", "购买", "投资", "恢复")
        ):
            return None  # 内阁批准延长关税: what it lets be done
        if word == "加关税" and folded[place - 1 : place] == "附":
            return None  # 附加关税
        if word == "进口" and re.search("(?:对|关于)[^,。;]{0,12}$", before):
            return None  # 对进口牛肉采取: goods
        if word in ("投资", "进口") and (
            NOT_BUYING.match(folded, end) or folded[place - 2 : place] == "贸易"
        ):
            return None  # 贸易投资壁垒调查, 进口关税
        if before.endswith(("被逼", "被迫")) or (
            before.startswith(("也就是", "亦即")) or (word == "复审" and folded.startswith("申请", end))
        ):
            return None  # 交易被迫搁置; 也就是征收: told again
        if word in ("进行调查", "展开调查") and not re.search("对|就|决定|宣布|公告|将|向", before):
            return None
        if "之" in before and re.search("(?:已|所)[^,。;]{1,6}之[^,。;]{0,4}$", before):
            return None  # 已缴纳之临时课征反倾销税
        if word == "投资" and re.search("的[^,。;]{0,3}$", before):
            return None  # 进行的大型投资
        if (
            (word == "终结" and before.endswith("最"))
            or (word == "立案" and folded.startswith(("之日", "时", "后"), end))
            or (
                word == "废止"
                and before.endswith("同时")
                and not (found and found[-1].rule.act.polarity == "ease")
                and not any(each.action in ("LIFT", "REDUCE", "SUSPEND") for each in self.findings)
            )
            or (
                word in ("推迟", "暂缓", "延后", "取消")
                and folded[end : end + 2] in ("回国", "访问", "出访", "行程", "访华", "会议", "会晤")
            )
            or folded[end : end + 2] in ("办法", "细则", "条例", "要点", "准则")
            or (word in ("课征", "征收") and folded.find("实施办法", end, end + 12) >= 0)
            or (word == "审查" and re.search("(?:提交|送交|报请)[^,。;]*$", before))
            or (
                word in ("举行", "举办", "召开")
                and re.search("已|曾", before)
                and "对话" in folded[end : clause.stop]
            )
            or before.endswith(("提出", "曾提议", "达到", "有助", "有助于", "起到"))
            or (
                folded.find("的决定", end, end + 18) >= 0
                and re.match(
                    "[^,。;]{0,14}的决定(?:似乎|是|与|符合|意味|令|引|可能|背后)", folded[end : clause.stop]
                )
            )
        ):
            return None  # 最终结论, 税课征实施办法, 提交白宫审查, 已举行对话, 曾提出建立机制, 撤销禁令的决定似乎…
        earlier = clauses[number - 1].start if number else clause.start
        if (
            folded.find("申请", earlier, place) >= 0
            and APPLIED.search(folded, earlier, place)
            and not re.search("决定|宣布|公告", folded[earlier:place])
        ):
            return None  # 中钢公司申请对进口钢品，课征反倾销税
        if folded.find("方面", end, end + 10) >= 0 and ASPECT_AFTER.match(folded, end, clause.stop):
            return None  # 在市场开放方面
        if word in (
            "启动",
            "开展",
            "展开",
            "进行",
            "发起",
            "推进",
            "恢复",
            "重启",
            "重新启动",
            "加快",
        ) and TALKS_NEXT.match(folded, end, clause.stop):
            return None
        if (
            folded[clause.start : clause.stop].endswith(("后", *TIMES))
            and number + 1 < len(clauses)
            and not re.match("[^,。;]{0,10}继", folded[clause.start : place])
            and not re.search("宣布|公布|决定", before)
            and not any(
                folded[each.start : each.stop].endswith(("公告", "宣布"))
                for each in clauses[max(0, number - 2) : number]
            )
        ):
            return None  # 美方暂停实施相关措施后: when the next act comes
        if WHEN_AFTER.match(folded, end):
            return None  # 在实施前30天: when
        if OTHER_THING.match(folded, end, clause.stop):
            return None  # 增加财政收入, 减少赤字
        if word in ("豁免", "排除", "免除") and NAMED_THING.match(folded, end):
            return None
        if word.startswith("采取") and folded.find("反", place, end) < 0 and CONSTRUCTIVE.match(folded, end):
            return None
        if word == "适用" and not LOW_RATE.match(folded, end):
            return None
        if REASON.match(before):
            return None  # 原因是其在开放市场方面做得不够
        if "原由" in before:
            return None  # 该调查原由前任政府启动
        if COMPARED.search(before) and COMPARISON.match(folded, end, clause.stop):
            return None  # 与美方暂停实施301措施同步
        if MATTER.match(folded, end, clause.stop) or LESS_THAN.search(before):
            return None
        if COMES_TO.search(before) or TOPICS_BEFORE.search(before) or TOPICS_AFTER.match(folded, end, stop):
            return None
        if TITLE_BEFORE.search(before) and TITLE_AFTER.match(folded, end):
            return None
        if "号" in before and NUMBERED_TITLE.search(before):
            return None
        if word == "升级" and folded[end : end + 1] in "为成" and re.search("从|由", before):
            return None  # 从配额制升级为许可证制度
        if before.startswith(("透过", "通过")) and re.match(
            "[^,。;]{0,8}(?:形式|方式)[,。;]", folded[end : end + 12]
        ):
            return None
        if word in ("维持", "保持") and STATE_KEPT.match(folded, end, clause.stop):
            return None
        if rules[0].act.action in ("REVIEW", "APPROVE") and SUBMITTED.search(before):
            return None
        if re.search("利益相关方|利害关系方|应诉企业|相关利益方", before):
            return None  # the procedure of a probe
        if word in ("适用", "享受", "享有") and re.search(
            "的(?:商品|产品|货物|企业|国家)(?=[,。;]|$)", folded[end : clause.stop + 1]
        ):
            return None  # 适用最惠国税率的商品
        if re.match("\\s*直[到至]", before):
            return None  # 直到各方达成购买协议
        if (
            EXPECTED_CAUSE.match(before)
            or ASKED_WHEN.match(before)
            or (number and WEIGHED.search(folded, clauses[number - 1].start, clauses[number - 1].stop))
        ):
            return None
        if word in ("修订", "修改", "修正") and re.match("法案|草案|案|版|稿", folded[end : end + 2]):
            return None  # 通过一项修订法案
        if before.endswith(("提出", "提议", "倡议")):
            return None  # 曾提出建立机制
        if word == "供应" and re.match(
            "过剩|短缺|不足|紧张|充足|充裕|中断|吃紧|能力|过量", folded[end : end + 2]
        ):
            return None
        if word.startswith("实施") and TOPIC_OF_NEXT.match(folded, end, stop):
            return None
        if (
            found
            and word in ("实施", "生效", "正式生效", "施行")
            and end == clause.stop
            and (found[-1].rule.act.action == "IMPOSE" or found[-1].rule.act.polarity == "ease")
            and number - found[-1].clause == 1
            and IN_FORCE_ON.match(before)
        ):
            found[-1].object_stop = max(found[-1].object_stop, end)
            return None
        if before.rstrip('"').endswith(("原来", "原本", "原先", "了", "一次")) and not before.endswith(
            ("予以了", "给予了", "作出了", "进行了")
        ):
            return None  # 原来暂停进口的也恢复; 中断了进口
        if UNKNOWN.search(folded, clause.start, clause.stop):
            return None
        if (
            folded.find("的", end, end + 15) >= 0
            and MEASURE_THEN.match(folded, end, clause.stop)
            and not cue_in(before)
        ):
            return None
        if (
            "就" in before
            and ASKED_ABOUT.match(folded, end, clauses[min(number + 1, len(clauses) - 1)].stop)
            and re.search("就[^,。;]{0,6}$", before)
            and not parties_table()[0].search(before, before.rfind("就"))
        ):
            return None  # 就调整反歧视措施应询指出
        if word in ("加征", "课征", "征收", "课以") and (
            DUTY_THEN.match(folded, end, clause.stop) or DUTY_OF.search(before)
        ):
            return None
        if HELD_TO_BE.match(folded, end, clause.stop):
            return None
        if GREETED.match(folded, end, clause.stop) or ONCE_MEANT.search(before):
            return None  # 对荷方暂停行政令表示欢迎; 本来同意下调的安排
        if "除" in before and folded[clause.start : clause.stop].rstrip().endswith(("外", "之外", "以外")):
            return None  # 除对越南加征关税外，还将…
        if word == "恢复" and re.match(
            "对[^,。;]{1,24}(?:加征|征收|课征|实施|限制|管制|制裁)", folded[end : clause.stop]
        ):
            return None  # 恢复对越南加征关税: the act is the one behind
        if ("除" in before and re.match("\\s*除(?:了|[^,]{0,30}外)", folded[clause.start : clause.stop])) or (
            number + 1 < len(clauses)
            and re.match("\\s*除(?!非|了|去)", before)
            and ALSO.search(folded, clauses[number + 1].start, clauses[number + 1].stop)
        ):
            return None  # 除了将20家实体列入清单; 除降低关税，还将…
        if before.endswith("一次是"):
            return None
        if word == "保留" and KEPT_OPEN.match(folded, end):
            return None  # 保留扩大关税的弹性
        if LOOKED_INTO.match(folded, end, clause.stop) and re.search("(?:就|对|针对)[^,。;]*$", before):
            return None
        if (
            word in ("豁免", "排除", "减免")
            and before.endswith(("关税", "税"))
            and RELIEF.match(folded, end, clause.stop)
        ):
            return None
        if not before.strip() and word in ("暂停", "取消", "豁免") and folded.startswith("措施", end):
            return None  # 暂停措施自11月10日起生效
        if found and (
            (
                re.match("\\s*(?:其中)?包括", before)
                and not re.search("(?:已|将|会)被?$", before)
                and found[-1].rule.act.action != "RETALIATE"
            )
            or (
                number
                and re.match("\\s*(?:以及|及|和)", before)
                and folded.startswith("包括", clauses[number - 1].start)
            )
        ):
            return None
        if word == "简化" and folded.startswith("版", end):
            return None
        if word == "调整" and folded[end : end + 1] in "及和与、":
            return None  # 关税措施调整及其后续考虑
        if FACING.match(before) and number + 1 < len(clauses):
            return None  # 因应关税升级，…
        again = word == "恢复" and AGAIN.match(folded, end)
        taken_off = word.startswith("移出") and re.search(
            "经[^,。;]{2,24}后$", folded[start : clause.start - 1]
        )
        if (
            number
            and not self.conditional
            and re.match("\\s*(?:甚至|乃至|或者?(?=[重再]))", before)
            and re.search(
                "(?<![许认])可(?!能|望|靠)", folded[clauses[number - 1].start : clauses[number - 1].stop]
            )
        ):
            return None  # 可收回补贴，甚至重新加征
        if BROUGHT_ABOUT.search(re.split("因此|因而|于是", before)[-1]) or (
            POSSIBLE.match(before)
            and not self.conditional
            and "获" not in before
            and not again
            and not taken_off
        ):
            return None  # 导致出口暂停; 可以加快供货
        if (
            TALKED_OVER.match(folded, end, clause.stop + 40)
            and "、" in folded[clause.start : clause.stop]
            and re.search("就[^,。;]*$", before)
        ):
            return None
        if word in ("批准", "允许", "准许", "授权") and re.search(
            "加征|征收|提高|课征|开征|课以", folded[end : clause.stop]
        ):
            return None  # 国会批准对进口商品征收关税
        if (
            WORKED_FOR.search(before)
            or HELD_FOR.search(before)
            or (SUFFERED.search(before) and SUFFERED_BEHIND.match(folded, end, stop))
            or ASKED_BY_OTHERS.search(folded, start, place)
            or ("可" in before and LAW_ALLOWS.search(folded, start, place))
        ):
            return None
        if (
            number
            and word in ("中止", "暂停", "停止", "终止", "恢复", "重启", "取消")
            and end >= clause.stop - 1
            and TALKS_TOPIC.search(folded, clauses[number - 1].start, clauses[number - 1].stop)
        ):
            return None  # 恢复牛肉出口的磋商，已经中止
        if word == "投资" and not re.search("[对向在赴于]|\\d|[亿万]", folded[clause.start : clause.stop]):
            return None  # 农民能更安全地投资与谈判
        if AIMED.search(before) and not self._bargained(before, clause):
            return None  # 以期维持: what for
        if word in ("暂缓", "推迟", "冻结", "搁置", "暂停", "延后") and DEAL_HELD.match(
            folded, end, clause.stop
        ):
            return None
        if OPPOSED.search(before) or (
            folded[place - 1 : place] == "以"
            and folded[place - 2 : place] not in ("予以", "给以", "加以")
            and word != "换取"
            and not again
        ):
            return None  # 坚决反对美方加征关税; 以维持
        if (
            number + 1 < len(clauses)
            and (
                BLAMED.match(folded, clauses[number + 1].start)
                or (
                    number + 2 < len(clauses)
                    and folded.startswith(("甚至", "进而", "乃至"), clauses[number + 1].start)
                    and BLAMED.match(folded, clauses[number + 2].start)
                )
            )
            and not cue_in(before)
            # 恢复加征, 单方面把关税提高到: no act at large, one that was done
            and not re.search("恢复|重新|再次|再度|单方面|[把又]", before + word)
        ):
            return None  # 美方加征关税，违反世贸规则
        if (
            SAME_VIEW.match(folded, end, clause.stop)
            or (MAY.search(before) and not taken_off and not (self.conditional and "申请" not in before))
            or (
                before.endswith(("可", "可以"))
                and not before.endswith(("许可", "认可", "许可以"))
                and not again
                and not self.conditional
            )
        ):
            return None  # 实施管制是正当做法; 可申请移出
        if before.endswith(("不是", "并非", "不等于", "绝非")) or (
            NOT_AN_ACT_AFTER.match(folded, end) and len(word) < 7
        ):
            return None
        if word == "批准" and re.search("经(?!济|贸|销|营)[^,。;]{0,16}$", before):
            return None  # 经国务院关税税则委员会批准
        if word in ("批准", "审查", "审批") and before.endswith(
            (
                "法律",
                "司法",
                "合规",
                "国会",
                "尽职",
                "国务院",
                "经",
                "许可",
                "出口管制",
                "行政",
                "投资",
                "安全",
            )
        ):
            return None  # 经国务院批准, 许可审查: how acts come about, not acts
        if "不予" in folded[end : end + 4] and word in ("批准", "准予许可"):
            return None
        negated = False
        if (
            folded[place - 1 : place] == "的"
            and not word.startswith("税率")
            and not (word in ("采购", "购买") and MORE_BOUGHT.search(before))
        ) or before.endswith(("停止", "取消", "暂停", "终止", "恢复", "继续暂停")):
            return None  # a noun, or what another act does away with
        if (
            number + 1 < len(clauses)
            and is_view(folded, clauses[number + 1].start)
            and "之所以" not in before
            and not (JUST_DONE.search(before) and any(clause.start <= each[0] < place for each in subjects))
        ):
            return None
        if NEGATED.search(before.rstrip('" ')) and not before.endswith("不得不"):
            negated = True
        if DENIED.search(before):
            return None  # 从未同意限制出口: no act, a denial
        if any(one.act.action == "SUSPEND" for one in rules) and TIME_OF_IT.match(folded, end, clause.stop):
            return None
        left = before.endswith(NOT_DONE) or bool(LEFT_UNDONE.search(before))
        if before.endswith(("无法", "是否", "如何", "不见", "未见")) or (
            folded[place - 1 : place + 2] == "不采取"
            and not before.endswith("不得不")
            and not re.search("承诺|同意|保证", before)
        ):
            return None
        if len(rules) > 1:
            low = clauses[number - 1].start if number else clause.start
            rules = [
                each for each in rules if not each.needs or each.needs.search(folded, low, place)
            ] or rules
        rule, code, object_stop = self._object(rules, place, end, clause, clauses, number, before)
        if (
            rule is None
            and self.findings
            and re.match(
                "\\s*(?:[一二三四五六七八九十]{1,3}、)?本(?:公告|决定|令|通知|通告|办法|规定|措施)", before
            )
            and word in ("实施", "施行", "起施行", "起实施", "起生效")
        ):
            rule, code = rules[0], self.findings[0].object
        if (
            rule is None
            and word in GIVEN_UP
            and (THAT_PLAN.match(folded, end, clause.stop) or before.endswith(MOVED_PLAN))
            and (
                old := next((each for each in reversed(self.findings) if each.kind == "countermeasure"), None)
            )
        ):
            rule, code = rules[0], old.object  # 撤回了该提案
        if rule is None:
            return None
        if (
            found
            and found[-1].clause == number
            and found[-1].rule.act.action == "REVIEW"
            and word == "加快"
            and re.search("审批|许可", folded[end : clause.stop])
        ):
            found[-1].object_stop = max(found[-1].object_stop, clause.stop)
            return None  # 审查并加快审批
        if (
            found
            and found[-1].rule is rule
            and rule.found_as == "licences"
            and before.strip().startswith("并")
        ):
            found[-1].object_stop = max(found[-1].object_stop, object_stop)
            return None  # 应当提交报告，并提供承诺: one duty
        if (
            rule.act.action == "RETALIATE"
            and number + 1 < len(clauses)
            and RIGHTFUL.match(folded, clauses[number + 1].start)
        ):
            return None  # 依法采取措施，完全正当合理: spoken of
        if rule.act.action == "PURCHASE" and (
            NAMED_PART.search(before) or (CAUSE.match(before) and "而" not in before)
        ):
            return None  # 因印度购买俄罗斯石油: why
        if rule.act.action == "LIFT" and OFFERED.search(folded, start, place):
            return None  # 建议以最低价格换取免征关税
        if (
            self.lapsed
            and rule.act.polarity == "burden"
            and not cue_in(before)
            and not any(low < place for low, _, _, _ in subjects)
        ):
            return None  # under a heading that says what is stopped
        if word in ("实施", "采取", "出台", "推出") and folded[end:object_stop] == "措施":
            return None  # 实施措施，禁止…: the next act tells which
        if rule.act.action == "IMPOSE" and HABIT.search(before):
            return None
        if word == "采取" and re.match(
            "[^,。;]{0,4}(?:建设性|积极|务实|重要|重大|切实|有效|具体|配套)", folded[end : end + 8]
        ):
            return None
        if (
            word.startswith("发布")
            and len(word) > 2
            and number + 1 < len(clauses)
            and rules_table()[0].match(folded, clauses[number + 1].start)
        ):
            return None  # 发布规则，扩大出口管制: the next act tells which
        if word in ("结束", "终结") and re.search("程序|评估|谈判|磋商|调查|审查", folded[end : clause.stop]):
            return None  # 结束公共利益评估程序
        if word in ("加强", "强化") and re.match(
            "(?:国内|本国|本土|本地)(?!管制|审查)", folded[end : end + 4]
        ):
            return None  # 加强国内生产基础
        if word == "发布" and object_stop <= end:
            return None  # 外贸委员会发布决议
        if word in ("举行", "举办", "召开") and re.match(
            "(?:了)?[^,。;]{0,6}(?:听证|记者会|发布会|仪式)", folded[end : end + 12]
        ):
            return None
        if word == "投资" and re.search("(?:为|是|属于|作为)(?:现金|直接|股权|新增|额外)?$", before):
            return None  # 其中2000亿美元为现金投资
        if rule.act.action == "REVIEW" and re.match(
            "(?:和)?《|[^,。;]{0,10}(?:协定|协议)", folded[end : clause.stop]
        ):
            return None  # 审查《美墨加协定》
        if word == "收购" and before.endswith(("项", "该", "此", "这", "宗", "起")):
            return None
        if word == "投资" and before.endswith("对外"):
            return None
        if rule.act.action == "REVIEW" and re.search("交易|收购", folded[end : clause.stop]):
            return None
        if (
            (
                object_stop > end
                and object_stop - end <= 12
                and WHEN_AFTER.match(folded, object_stop)
                and object_stop + 1 < clause.stop
            )
            or BRINGS_ABOUT.match(folded, max(end, object_stop), clause.stop)
            or SAID_OF.match(folded, max(end, object_stop), stop)
        ):
            return None  # 加强管制前提交的申请; 加强管制将导致…
        if rule.act.action in ("LIFT", "REDUCE") and code == "tariff" and SAVED.match(folded, end):
            return None  # 免除约40亿欧元的关税: what it comes to
        if (
            place == clause.start + len(before) - len(before.lstrip())
            and not before.strip()
            and rule.act.action in ("LIFT", "REDUCE", "IMPOSE", "EXPAND", "SUSPEND")
            and object_stop > end
            and SPOKEN_OF.match(folded, object_stop, clause.stop)
        ):
            return None  # 削减汽车关税将伴随配额: spoken of
        if rule.act.action == "IMPOSE" and FIRST_TIME.search(before) and not self.is_order:
            return None  # 该禁令于2024年首次实施: told of an old act
        if word in ("提供", "安排", "动用", "拨款") and rule.act.action == "PURCHASE" and object_stop <= end:
            return None  # 贷款计划提供5亿
        if rule.act.action == "IMPOSE" and DECISION_ON.match(folded, max(end, object_stop)):
            return None  # 对征收反补贴税决定不服的
        if word.startswith("限制") and object_stop <= end and not re.search("加以|进行|予以|将", before[-4:]):
            return None  # 不涉及出口数量限制
        if rule.act.action == "APPROVE" and re.search("分工|职责|委托|由[^,。;]*主管部门[^,。;]*$", before):
            return None
        if (
            found
            and number - found[-1].clause == 1
            and rule.act.action == found[-1].rule.act.action
            and CONTINUES.match(folded, clause.start)
        ):
            found[-1].object_stop = max(found[-1].object_stop, end)
            return None  # 将降低关税，将其从25%降至18%: one act
        if left and rule.act.polarity == "burden":
            return None  # 没有禁止出口: nothing was done
        negated = negated or left
        if word == "停止" and object_stop <= end:
            return None  # 出口活动应立即停止: others are to stop
        if rule.needs and not rule.needs.search(
            folded,
            start if word.endswith("责任") else clauses[number - 1].start if number else clause.start,
            place,
        ):
            return None
        if (
            (word == "进口" and IMPORTS_GREW.match(folded, end, clause.stop))
            or (
                word in ("增加", "下调", "上调", "提高") and before.endswith(("数量", "总量", "幅度", "程度"))
            )
            or (word.startswith(("限制", "禁止")) and before.endswith("非"))
            or (word == "调整" and POLICY.match(folded, end))
            or (
                word in ("调整", "变动")
                and end == stop
                and folded[end : end + 1] in ("\n", "")
                and not cue_in(before)
            )
            or ("审查" in word and ("申请书" in before or folded.startswith(("会", "委员", "小组"), end)))
            or (word == "减让" and before.endswith("税"))
            or (word == "供应" and before.endswith(("获得", "得到", "取得")))
            or (
                word == "互降"
                and BARGAIN.match(folded, end)
                and not (AGREED_AROUND.search(before) and THE_DEAL.search(folded, end, clause.stop))
            )
            or (word == "评估" and re.search("(?:仍|还)?需(?:要)?[^,。;]*$", before) and not self.is_order)
            or (
                word == "调整"
                and object_stop > clause.stop
                and re.search("[做作](?:了|出)[^,。;]{0,4}$", before)
            )
            or (word == "批准" and before.endswith("获") and SOME_OF_THEM.search(before))
        ):
            return None  # 进口牛肉数量增加, 幅度下调, 而非限制贸易, 调整贸易政策, a heading, 其中过半已获批准
        if rule.found_as == "licences" and rule.act.action == "LIST" and "化学品" in folded[start:stop]:
            code = "chemicals"
        if (
            found
            and found[-1].clause == number
            and not JOINED.search(folded, found[-1].stop, place)
            and (
                (found[-1].rule.act.action in ("IMPOSE", "EXPAND") and rule.act.action == "REVIEW")
                or (
                    found[-1].rule.act.action in GOVERNING
                    and (rule.act.polarity == "burden" or rule.act.action == "PURCHASE")
                )
                or (found[-1].trigger.startswith(("停止", "限制", "禁止")) and rule.act.action == "RESUME")
            )
        ):
            return None  # 暂停实施对美加征的关税, 恢复大豆采购: what the other act is about
        if (
            found
            and found[-1].clause == number
            and found[-1].rule.act.action in GOVERNING
            and rule.act.polarity == "burden"
            and folded.startswith(("对", "向", "就", "针对"), found[-1].stop)
            and not re.search("[,;]", folded[found[-1].stop : place])
        ):
            found[-1].object_stop = max(found[-1].object_stop, object_stop)
            return None  # 暂停对停靠港口的商船征收费用
        if (
            word == "供应"
            and re.match("[链商多国方]|专案|项目|计划|来源|安全|风险|渠道", folded[end : end + 2])
        ) or (
            word in ("限制", "管制")
            and (
                folded[end : end + 1] in "性措令清的规条"
                or before.endswith(("相关", "有关", "上述", "各项", "等", "这些", "此类", "种种", "诸多"))
            )
        ):
            return None  # 供应链, 限制性措施
        if word == "开放" and re.match("[、型式性合的]|对话|包容|透明|态度|心态", folded[end : end + 2]):
            return None  # 营造开放、稳定的市场环境
        if (
            found
            and found[-1].clause == number
            and re.fullmatch("(?:采取|实施)?(?:或者?|以及)", folded[found[-1].stop : place])
            and found[-1].rule.act.polarity == rule.act.polarity
            and found[-1].rule.act.action != "ADJUST"
        ):
            found[-1].object_stop = max(found[-1].object_stop, object_stop)
            return None  # 暂停或取消: one act, by its first word
        if word == "投资" and MONEY_OF_OTHERS.search(before):
            return None
        if (
            word in ("豁免", "排除", "免除")
            and found
            and found[-1].clause == number
            and found[-1].rule.act.action == "EXTEND"
            and not JOINED.search(folded, found[-1].stop, place)
        ):
            found[-1].object, found[-1].object_stop = "tariff_exclusion", end
            return None  # 延长关税豁免至: what is made longer
        if word == "投资" and code == "purchases":
            code = "investment"  # 投资美国的石油
        if word in ("采购", "购买") and folded[end : end + 1] in (
            "方商者单协合力" if MORE_BOUGHT.search(before) and cue_in(before) else "方商者量额单协合力"
        ):
            return None
        if folded.find("即", start, place) >= 0 and re.search(
            "(?:^|[,;])\\s*即(?:对|将|以)", folded[start:place]
        ):
            return None  # 即对…原则上不予许可: what the notice that is spoken of says
        if word == "不超过" and (
            folded[clause.stop - 1 : clause.stop] == "的" or re.search("份额|数量|比例|持股|期限", before)
        ):
            return None  # 份额不超过3%的: which goods
        if word == "举行" and found:
            return None
        if (
            word in ("召开", "举行", "举办")
            and re.search("(?:就|正?值)[^,。;]*(?:峰会|会议|大会|论坛|年会|博览会)$", before)
            and not re.search("将|拟|同意|决定|商定", before)
        ):
            return None  # 就第九届峰会召开: when
        if (
            word.startswith("限制")
            and code == "export_control"
            and "进口" in folded[end : clause.stop]
            and "出口" not in folded[end : clause.stop]
        ):
            code = "trade"  # 限制牛肉的进口
        if (
            code == "restrictive_measures"
            and "限制" in folded[end:object_stop]
            and re.search("出口(?!管)", folded[clause.start : object_stop])
        ):
            code = "export_control"  # 不对稀土原料出口实施新的限制
        if (
            rule.found_as == "restrictive_measures"
            and "countermeasures" in rule.act.objects
            and re.search("反制|报复|对等|必要|相应", folded[place:object_stop])
        ):
            rule, code = replace(rule, act=replace(rule.act, action="RETALIATE")), "countermeasures"
        if found and found[-1].object in burdens() and OWN_NOTICE.search(folded, end, clause.stop):
            code = found[-1].object  # 停止同一公告中有关措施
        if (word.endswith(("生效", "上路")) and found and found[-1].rule.act.polarity == "ease") or (
            word in ("生效", "上路") and EASING.search(folded, clause.start, clause.stop)
        ):
            return None  # 取消关税，自7日起生效
        if word in ("起执行", "起施行") and not self._burden_in_force(folded[clause.start : place]):
            return None
        if UNPROMISED.search(before) or ("证实" in before and re.search("证实[^,。;]{0,6}$", before)):
            return None  # 并未承诺停止进口; 证实关税下调
        if (word in ("加征", "征收") and LISTED_GOODS.match(folded, end)) or (
            word in ("延期", "延长") and folded.startswith("清单", end)
        ):
            return None  # 对美加征关税商品第十五次排除延期清单: the name of a list
        if (
            word in ("完善", "优化", "改进", "建立")
            and not cue_in(before)
            and re.match("健全|[^,。;]{0,12}体系", folded[end : clause.stop])
        ):
            return None  # 不断完善出口管制体系: a goal
        if (
            rule.act.action == "REDUCE"
            and object_stop <= end
            and re.match("[^,。;]{0,30}(?:依赖|风险|成本|影响|压力|冲击)", folded[end : clause.stop])
        ):
            return None  # 降低对中国的依赖
        if word == "增加" and object_stop <= end and rule.act.action == "EXPAND":
            return None  # 实质上是增加20国
        if word in ("课征", "征收", "加征") and re.match(
            "[^,。;]{0,4}(?:满|届满|期间)", folded[end : end + 6]
        ):
            return None  # 课征满5年
        if word in ("到期", "届期") and re.search("期间|期限|协议|休战", before):
            return None
        if (
            "申请" in before
            and re.search("申请(?:书)?(?:对[^,。;]{1,12})?(?:继续|展延)?$", before)
            and rule.object != "licences"
        ):
            return None  # 业者申请继续课征
        if word == "实施" and re.search(
            "(?:协议|协定|安排)[^,。;]{0,10}继续[^,。;]{0,6}$", re.sub("[^\u4e00-\u9fff]", "", before)
        ):
            return None  # 经济合作协议继续按规定实施
        if found and number - found[-1].clause <= 1 and re.search("溯自[^,。;]*$", before):
            found[-1].object_stop = max(found[-1].object_stop, end)
            return None
        if word == "升级" and folded[end : end + 1] == "版":
            return None
        if (
            found
            and found[-1].clause == number
            and found[-1].rule.act.action == "ESTABLISH"
            and rule.act.action in ("RESUME", "EXPAND", "ADJUST", "PURCHASE", "ESTABLISH")
            and not JOINED.search(folded, found[-1].stop, place)
        ):
            return None  # 设立供应沟通渠道: what is set up
        numbered = ENUMERATOR.match(folded, start, stop)
        if (
            numbered
            and not self.header
            and numbered.end() > start
            and stop - numbered.end() <= 12
            and len(clauses) <= 2
            and not cue_in(before)
            and "起" not in folded[start:stop]
        ):
            return None  # 一、立案调查及调查期。: a heading
        if (
            word.endswith("叠加")
            and found
            and found[-1].rule.act.action == "REDUCE"
            and number - found[-1].clause < 2
        ):
            found[-1].object_stop = max(found[-1].object_stop, end)
            return None  # 降至15%且不叠加: one act
        if word == "提出申请" and found and found[-1].object == "licences":
            return None
        if (
            rule.act.action in ("PURCHASE", "ESTABLISH", "REVIEW")
            and word in NEEDS_CUE
            and not cue_in(folded[clause.start : place])
            and not (
                number
                and folded[clause.start - 1] == ","
                and CUE_THEN_TIME.search(folded, clauses[number - 1].start, clause.start - 1)
            )
            and not folded.startswith("了", end)
            and not STALLED.match(folded, end, clause.stop)
            and not AGREED_AFTER.match(folded, end, stop)
            and not found
            and not self.header
            and not (
                word in ("采购", "购买", "投资")
                and subjects
                and SO_MUCH.match(folded, end)
                and not A_FIGURE.search(folded, start, stop)
            )
            and not (
                folded.rfind(":", start, place) > 0
                and cue_in(folded[start : folded.rfind(":", start, place)])
            )  # 宣布:一、采购
            and not (
                number
                and TIME_FIRST.match(folded, clause.start, place)
                and cue_in(
                    folded[max(clauses[number - 1].start, clauses[number - 1].stop - 6) : clause.start]
                )
            )  # 决定,自1月1日起采购
        ):
            return None
        if "解决" in word and re.search("彼此|各自|分歧", folded[end : clause.stop]):
            return None  # 妥善解决彼此关切: talk
        if code == "investment" and word in (
            "采购",
            "购买",
            "进口",
            "订购",
            "增购",
            "购入",
            "加大采购",
            "扩大采购",
        ):
            code = "purchases"  # 采购5000亿美元美国商品
        if word in ("加强", "加大", "强化", "完善") and TALK.search(folded, end, clause.stop):
            return None  # 加强出口管制对话
        if CHANGED_TO.search(before) and found:
            return None  # 由推定拒绝改为逐案审查: what was amended
        if word in ("开展", "展开") and not re.search("对|就|决定|宣布|公告|向|将", before):
            return None  # 依法依规开展调查: how it goes on
        if (
            word == "批准"
            and object_stop <= end
            and not re.search(
                "申请|出口|进口|许可|物项", folded[clauses[max(0, number - 1)].start : clause.stop]
            )
        ):
            return None
        if word in ("实施", "实行", "继续实施", "继续执行", "继续适用", "继续实行") and LOWER.match(
            folded, end, clause.stop
        ):
            rule = replace(rule, act=replace(rule.act, action="REDUCE", polarity="ease"))
        elif rule.act.action == "IMPOSE" and rule.act.polarity == "burden" and GOES_ON.search(before):
            rule = replace(rule, act=replace(rule.act, action="MAINTAIN"))
        elif (
            rule.act.action == "REDUCE"
            and code == "restrictive_measures"
            and "配额" in folded[clause.start : object_stop]
        ):
            rule = replace(rule, act=replace(rule.act, polarity="burden"))  # 将自由配额下调
        elif (
            rule.act.action == "IMPOSE"
            and word == "启动"
            and re.search("(?:减免|减让)[^,。;]{0,12}$", before)
        ):
            rule = replace(rule, act=replace(rule.act, action="REDUCE", polarity="ease"))
        elif rule.act.action == "IMPOSE" and EASED.match(folded, end, clause.stop):
            return None  # 祭出关税豁免措施
        if found and found[-1].stop == place and found[-1].clause == number:
            if (
                rule.act.action == "PURCHASE" and not found[-1].trigger.startswith(("禁止", "限制"))
            ) or found[-1].trigger == "批准":
                found.pop()  # 加码投资, 批准修改
            elif found[-1].rule.act.polarity == rule.act.polarity:
                found[-1].object_stop = max(found[-1].object_stop, object_stop)
                return None  # 允许恢复: one act
        if (
            found
            and found[-1].clause == number
            and found[-1].trigger in ("允许", "准许")
            and rule.act.action == "RESUME"
            and not JOINED.search(folded, found[-1].stop, place)
        ):
            found[-1].object_stop = max(found[-1].object_stop, clause.stop)
            return None  # 允许工厂恢复供货: one act
        if (
            rule.act.action == "SUSPEND"
            and code == "restrictive_measures"
            and number
            and "两用物项" in folded[clauses[max(0, number - 2)].start : place]
        ):
            code = "export_control"
        if rule.act.action == "REVIEW" and code in ("trade", "export_control"):
            code = "licences"
        if (
            rule.act.action in ("STOP", "SUSPEND")
            and code == "purchases"
            and re.search("出口|供应|供货|交付", folded[end : clause.stop])
        ):
            code = "trade"  # 中止芯片的出口
        if (
            object_stop <= end
            and found
            and found[-1].clause == number
            and found[-1].rule.act.action == "IMPOSE"
            and not re.search("[,、并]", folded[found[-1].stop : place])
            and end + 1 >= clause.stop
        ):
            return None  # 实施运营冻结: what is imposed
        if word in ("接受", "受理") and not re.search("(?:将|开始|继续|会|恢复|已)[^,]{0,4}$", before):
            return None
        if word in ("评估", "审核") and before.endswith(("经", "充分", "全面")):
            return None  # 经评估
        if (
            (word == "采取" and folded[end : end + 2] in ("以下", "如下")) or word in ("采取以下", "采取如下")
        ) and ":" in folded[end : end + 14]:
            return None  # the list after it says which
        if (
            found
            and found[-1].clause == number
            and found[-1].rule.act.action == rule.act.action
            and not JOINED.search(folded, found[-1].stop, place)
            and "、" not in folded[found[-1].stop : place]
        ):
            return None  # 加快向美国运送: one act
        if (
            found
            and found[-1].trigger.startswith(("禁止", "限制", "阻止", "阻挠", "排除"))
            and found[-1].clause == number
            and rule.act.action == "PURCHASE"
        ):
            return None
        forbids = word.startswith("禁止") and rule.object != "licences"  # 禁止审批 is about licences
        if forbids:
            low = (
                clauses[max(0, number - 1)].start
                if WHOLLY.search(folded, clauses[max(0, number - 1)].start, place)
                else end
            )
            here = next((name for part, name in FORBIDDEN if part in folded[low : clause.stop]), "")
            code = here or next((name for part, name in FORBIDDEN if part in folded[end:stop]), code)
            if found and found[-1].trigger.startswith("禁止") and not here:
                code = found[-1].object
        if (
            word in ("实施", "施行", "起执行", "起施行")
            and folded[clause.start : place].strip().startswith(("本公告", "公告自", "而公告自", "措施自"))
            and self.findings
        ):
            code = next(
                (
                    finding.object
                    for finding in self.findings
                    if finding.action in ("IMPOSE", "LIST", "EXPAND", "STOP")
                ),
                code,
            )
        if found and found[-1].trigger == word and rule.act.action == "REVIEW":
            return None  # 进行审查，或者会同有关部门进行审查
        if match[0] == "不得" and (
            folded[end : end + 2] in ("超过", "违反")
            or folded.find("未经许可", start, place) >= 0
            or not (self.is_order or re.search("(?:下令|责令|勒令)[^,。;]*$", before))
        ):
            return None
        if folded[clause.stop - 2 : clause.stop] == "期间" and folded[
            clause.start : place
        ].strip().startswith("在"):
            return None  # 在征收反倾销税期间: when
        if forbids and (
            folded[end : end + 1] in ("出口限", "类")
            or (
                not self.is_order
                and not re.search(
                    "出口|进口|投资|转移|交易|参与[^,。;]{0,8}(?:采购|招标|投标|项目|市场)|销售|购买|采购",
                    folded[end : min(stop, end + 60)],
                )
                and not WHOLLY.search(folded, clauses[max(0, number - 1)].start, place)
            )
        ):
            return None
        if word.startswith("采取") and THE_FOLLOWING.match(folded, place, stop):
            return None  # 将采取以下措施: what follows are the acts
        if match[0] == "未经许可" and "不得" not in folded[end : end + 24] and "不得" not in before:
            return None
        if word == "放弃" and not PLANNED.match(folded, end, clause.stop):
            return None
        if word in GIVEN_UP and (plan := PLANNED.match(folded, end, clause.stop)):
            # 撤回对欧洲加征关税的威胁: a burden that will not come
            rule, object_stop = replace(rule, act=replace(rule.act, action="STOP")), plan.end()
        elif (
            rule.act.objects != frozenset("*")
            and ATTRIBUTE_AFTER.match(folded, max(end, object_stop), clause.stop)
            and rule.act.action
            in (
                "IMPOSE",
                "LIST",
                "EXPAND",
                "SUSPEND",
                "LIFT",
                "RETALIATE",
                "STOP",
                "ADJUST",
                "RESUME",
                "APPROVE",
                "REDUCE",
            )
            and not is_main(before)
            and not (
                rule.act.action in ("SUSPEND", "LIFT")
                and NOTICE_DONE_WITH.match(folded, end, clause.stop)
                and not BY_NOTICE.search(before)
                and not re.match(
                    ",(?:表明|显示|令|使|让|获|受到|引发|意味|被)", folded[clause.stop : clause.stop + 4]
                )
            )
        ):
            return None
        actor, how, subject_start = self._actor(place, subjects, clause, number, clauses, found)
        held = word in ("限制", "约束") and HELD_DOWN.match(folded, end, clause.stop)
        if held:
            rule, code = (
                replace(rule, act=replace(rule.act, action="REDUCE", polarity="ease")),
                "export_control",
            )
        of_the_deal = (
            subject_start < clause.start
            and code in ("tariff", "market_access", "port_fee")
            and rule.act.polarity == "ease"
            and bool(DEAL_ACTS.match(before))
        )
        taxed = taxer = ""
        if code == "tariff" and subject_start < clause.start:
            taxed = self._whose_goods(clause.start, max(place, min(object_stop, clause.stop)))
            taxer = self._sold_to(clause.start, clause.stop)
        if taxer and not how.startswith("agent"):
            actor, how = taxer, "sold to"  # 输美产品的关税降至15%
        elif taxed and (actor == taxed or (actor == "BOTH" and not EACH_OTHER.search(before))):
            actor, how = self._other_than(taxed, actor), "other"  # 台湾货物的关税将降至15%: not by Taiwan
        elif of_the_deal and not taxed:
            actor, how = "BOTH", "deal"
        elif subject_start < clause.start and (how != "issuer" or not self.is_order):
            lead = clauses[number - 1].start if number and folded[clause.start - 1] == ":" else clause.start
            named = folded[lead : clause.stop if object_stop <= end else min(clause.stop, object_stop + 10)]
            mine = how.startswith("subject") and not OF_THE_US.search(before)  # 税委会决定，暂停对等关税
            if not mine and OF_THE_US.search(named) and not NOT_OF_THE_US.search(named):
                actor, how = "US", "owner"
        if how.startswith("agent") and subject_start >= clause.start:
            subject_start = clause.start  # 关税将被韩国取消: the clause is the act's
        if (
            before.endswith(("被", "遭", "遭到"))
            and subject_start >= clause.start
            and how.startswith("subject")
        ):
            other = self.last_actor if self.last_actor != actor else self.actor_before
            actor, how, subject_start = other or actor, "passive", -1  # 荷兰企业则被课以最高税率
        if rule.act.action == "APPROVE" and word in ("获得", "取得", "拿到", "获发"):
            giver = self._giver(folded.rfind("从", clause.start, place), place, max(object_stop, end))
            if not giver:
                return None
            actor, how, subject_start = giver, "giver", clause.start
        exchange = (
            EXCHANGE.search(folded, clause.start, end)
            if folded.find("换取", clause.start, end) >= 0
            else None
        )
        if exchange:
            # 承诺投资，以换取美方调降关税: the other side's act
            pattern, names = parties_table()
            named = [names.get(match[0], "") for match in pattern.finditer(folded, start, place)]
            if subject_start < exchange.start():
                actor = next((each for each in reversed(named) if each not in ("", "BOTH", actor)), "")
                how, subject_start = "other", -1
        if (
            rule.act.objects == frozenset(("truce",))
            and subject_start < clause.start
            and re.match("[^,。;将会]{0,6}(?:休战|停战|休兵|宽限期)[将会]", folded[clause.start : place])
        ):
            actor, how = "BOTH", "truce"  # 财长称，休战将延长至: of all that keep it
        if word == "面临":
            by = parties_table()[0].match(folded, end)
            if by or "否则" not in before:
                actor, how = (parties_table()[1].get(by[0], "") if by else ""), "owner"
        if word in ("确立", "敲定", "谈定", "争取到", "议定"):
            actor, how = "US", "owner"  # 日方敲定对等关税12%
        if word == "互降":
            actor, how = "BOTH", "each other"
        if EACH_OTHER.search(folded, place, clause.stop) or before.endswith(("相互", "互相", "彼此")):
            actor = "BOTH"
        modality, cue_start = self._modality(place, clause, clauses, number, subject_start, found, rule)
        if (
            word == "调整"
            and re.match("为\\d", folded[end : end + 2])
            and found
            and found[-1].object == "tariff"
            and found[-1].rule.act.polarity == "burden"
        ):
            rule = replace(rule, act=replace(rule.act, polarity="burden"))  # 继续征收，税率调整为9%
        if rule.act.action == "PURCHASE" and STALLED.match(folded, end, clause.stop):
            rule = replace(rule, act=replace(rule.act, action="STOP", polarity="burden"))
            modality = "done" if modality != "expected" else modality
        if rule.act.action == "ESTABLISH" and word in ("举行", "举办", "召开") and modality == "done":
            return None  # 已举行首次对话
        if held and (party := parties_table()[0].match(folded, end)):
            actor, how = parties_table()[1].get(party[0], "") or actor, "owner"
        if (
            rule.act.action == "EXTEND"
            and "休战" in folded[clause.start : clause.stop]
            and subject_start < clause.start
        ):
            actor, how = "BOTH", "truce"
        if of_the_deal and modality in ("done", "decided", "will"):
            modality = "agreed"
        if (
            modality == "will"
            and not cue_in(before)
            and (folded.startswith("了", end) or "了" in folded[end : end + 4])
        ):
            modality = "done"  # 该协定降低了关税
        if (
            modality in ("done", "decided")
            and folded.startswith(("将", "拟"), end)
            and rule.act.action == "SUSPEND"
        ):
            modality = "will"  # 暂停将持续至明年
        if "换取" in before and modality in ("done", "decided") and self._bargained(before, clause):
            modality = "agreed"
        if modality == "shall" and rule.act.action == "REVIEW" and not self.is_order:
            return None  # 须先由第三方审查
        if forbids and modality == "decided" and not self.is_order and TOLD_OF_OLD.search(before):
            modality = "done"
        if (forbids or (word == "不得" and not self.is_order)) and modality == "shall":
            modality = "decided"  # 一律禁止
        if word == "给予" and code == "tariff" and re.search("零关税|免税|免征", folded[end : clause.stop]):
            rule = replace(rule, act=replace(rule.act, action="LIFT"))
        if exchange:
            modality = "agreed"
        if rule.act.action == "MAINTAIN" and re.search("仍然?$", before) and modality in ("agreed", "will"):
            modality = "done"
        if self.is_order and rule.act.polarity == "ease" and modality == "shall" and not cue_in(before):
            modality = "decided"  # 其余出口货物免于申领
        if before.endswith("批准") and modality == "done":
            modality = "decided"  # 批准放宽限制
        if (
            rule.act.action == "EXPAND"
            and code == "restrictive_measures"
            and re.search("管控|控制", folded[end:object_stop])
        ):
            if re.search("稀土|矿|出口|镓|锗|锑|石墨|磁", folded[clause.start : clause.stop]):
                code = "export_control"
            elif "控制" in folded[end:object_stop]:
                return None
        if (word.startswith("仍将") and modality in ("done", "decided", "agreed")) or (
            taken_off and modality == "done"
        ):
            modality = "will"
        if word.startswith("保留采取") and modality in ("will", "done"):
            modality = "threatens"
        if modality == "calls" or not actor or self._called_on(start, place, clauses, subject_start):
            return None
        if (
            modality == "shall"
            and how.startswith("subject")
            and actor not in ("CN", "BOTH", self.side)
            and not self.is_order
        ):
            return None  # 美方应停止: what one side says the other should do
        return Found(
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

    def _bargained(self, before: str, clause: Clause) -> bool:
        """Whether the act is what another party does in exchange: 以换取美国降低关税."""
        at = before.rfind("换取")
        party = parties_table()[0].match(self.folded, clause.start + at + 2) if at >= 0 else None
        return party is not None and bool(BARGAINED.match(self.folded, party.end()))

    def _giver(self, origin: int, place: int, stop: int) -> str:
        """Return who gave what was got: 从中方取得许可, 获得进口中国磁体的许可."""
        pattern, names = parties_table()
        if origin >= 0 and (party := pattern.match(self.folded, origin + 1, place)):
            return names.get(party[0], "")
        party = pattern.search(self.folded, place, stop)
        return names.get(party[0], "") if party else ""

    def _whose_goods(self, start: int, stop: int) -> str:
        """Return the party whose goods the words name: whose duties fall is who sells, not who taxes; "" where
        the goods are of several or of none."""
        pattern, names = parties_table()
        found = {
            names.get(match[0], "")
            for match in pattern.finditer(self.folded, start, stop)
            if GOODS_OF.match(self.folded, match.end())
        }
        return found.pop() if len(found) == 1 else ""

    def _sold_to(self, start: int, stop: int) -> str:
        """Return where the goods are sold to that the words name, "" where they name no such place."""
        sold = SOLD_TO.search(self.folded, start, stop)
        if not sold or (sold["short"] and sold[0].startswith("对") and "出口" not in sold[0]):
            return ""
        if sold["short"]:
            return SHORT_NAMES[sold["short"]]
        pattern, names = parties_table()
        place = pattern.match(self.folded, sold.end(), stop)
        return names.get(place[0], "") if place else ""

    def _other_than(self, party: str, otherwise: str) -> str:
        """Return the other party of what is told here: who acted last, else the one named most often, else
        ``otherwise``."""
        return next(
            (
                code
                for code in (self.last_actor, self.actor_before, *self.ranking)
                if code not in ("", "BOTH", party)
            ),
            otherwise,
        )

    def _burden_in_force(self, before: str) -> bool:
        """Whether a notice that names its own day has laid a burden: of what it suspends no day is named aga"
        "in."""
        return not before.strip().startswith(("本公告", "本决定", "本令")) or any(
            finding.kind == "countermeasure" for finding in self.findings[:1]
        )

    def _notice_object(self, rule: Rule, notice: re.Match[str], end: int, code: str) -> str:
        """Return what a notice that is done away with is about: 废止第30号公告(关于暂停…资质的公告), 废止暂"
        "停进口…的公告."""
        pattern, names = objects_table()
        folded = self.folded
        place = notice.end()
        inside = folded[end : notice.start()]
        if folded.startswith("(", place) and (close := folded.find(")", place, place + 120)) > 0:
            low, high = place, close
        elif inside.endswith("的") and len(inside) > 4:
            low, high = end, notice.start()
        else:
            return code
        named = [names[match[0]] for match in pattern.finditer(folded, low, high) if match[0] != "公告"]
        named = [each for each in named if each != "none"]
        best = next((each for each in named if each in rule.act.objects and each not in WEAK_OBJECTS), "")
        if best:
            return best
        if "market_access" in named:
            return "market_access"
        return "restrictive_measures" if named else code

    def _title_object(
        self, rules: list[Rule], place: int, end: int, clause: Clause
    ) -> tuple[Rule, str, int] | None:
        """Return what 暂停实施《关于…的公告》 is about: what the title of the notice names."""
        if not any(
            rule.act.action
            in ("SUSPEND", "LIFT", "MAINTAIN", "EXTEND", "IMPOSE", "ESTABLISH", "ADJUST", "LIST")
            for rule in rules
        ):
            return None
        pattern, names = objects_table()
        for low, high in self.masks[
            bisect_left(self.mask_starts, clause.start) : bisect_left(self.mask_starts, clause.stop)
        ]:
            if low - end > 8 or self.folded[low : low + 1] != "《":
                continue
            named = [
                match
                for match in pattern.finditer(self.folded, low, high)
                if names[match[0]] not in WEAK_OBJECTS
                or any(rule.act.action == "ESTABLISH" for rule in rules)
            ]
            named = [match for match in named if match[0] != "公告"] or named
            for match in named:
                for rule in rules:
                    if names[match[0]] in rule.act.objects:
                        return rule, rule.found_as or names[match[0]], max(end, high)
        return None

    def _object(
        self,
        rules: list[Rule],
        place: int,
        end: int,
        clause: Clause,
        clauses: list[Clause],
        number: int,
        before: str,
    ) -> tuple[Rule | None, str, int]:
        pattern, names = objects_table()
        limit = clause.stop
        in_force = self.folded[place:end].endswith("生效")
        zones = [(max(place, end - 2), limit), (clause.start, place)]
        if number:
            zones.append((clauses[number - 1].start, clauses[number - 1].stop))
        if in_force and number > 1:
            zones.append(
                (clauses[0].start, clauses[number - 1].start)
            )  # 部分税率可达50%，多数为20%，预计1月1日生效
        if (
            number + 1 < len(clauses)
            and clauses[number + 1].stop - end < 60
            and not re.match(
                "\\s*(?:以|从而|旨在|为)(?!以|来)",
                self.folded[clauses[number + 1].start : clauses[number + 1].stop],
            )
            and (
                limit - end <= 6
                or self.folded[limit : limit + 1] == ":"
                or self.folded.startswith(("宣布", "公布", "发布"), limit - 2)
            )
        ):
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
                if number_of_zone > 1 and rule.act.action == "LIFT":
                    fitting = [match for match in fitting if names[match[0]] != "market_access"]
                strong = [
                    match for match in fitting if names[match[0]] not in WEAK_OBJECTS and match[0] != "公告"
                ]
                chosen = (strong or fitting)[-1:] if number_of_zone != 0 else (strong or fitting)[:1]
                for later in (strong or fitting)[1:] if number_of_zone == 0 and chosen else ():
                    between = self.folded[chosen[0].end() : later.start()]
                    if between.startswith("的") and len(between) <= 6:
                        chosen = [later]  # 针对美方关税的反制措施
                if chosen and number_of_zone == 0 and names[chosen[0][0]] in WEAK_OBJECTS:
                    beside = [
                        match
                        for match in pattern.finditer(self.folded, max(clause.start, place - 6), place)
                        if match.end() == place and names[match[0]] in rule.act.objects - WEAK_OBJECTS
                    ]
                    if beside:  # 关税豁免奖励措施
                        return rule, names[beside[-1][0]], max(end, chosen[0].end())
                if (
                    chosen
                    and number_of_zone == 0
                    and number
                    and chosen[0][0] in ("措施", "有关措施", "相关措施", "处理措施")
                    and not any(
                        clauses[number - 1].start <= finding.start < clauses[number - 1].stop
                        for finding in self.findings[-3:]
                    )
                ):
                    # 对列入出口管制管控名单的15家实体，停止有关措施: the topic says which
                    topic = [
                        match
                        for match in pattern.finditer(
                            self.folded, clauses[number - 1].start, clauses[number - 1].stop
                        )
                        if names[match[0]] == "entity_list"
                    ]
                    if topic and "entity_list" in rule.act.objects:
                        return rule, "entity_list", max(end, chosen[0].end())
                if chosen:
                    code = rule.found_as or names[chosen[0][0]]
                    if chosen[0][0] == "公告":
                        code = self._notice_object(rule, chosen[0], end, code)
                    if chosen[0][0] == "公告" and self.title_object in rule.act.objects:
                        code = (
                            self.title_object
                        )  # 停止执行第48号公告, under a heading that says what it is about
                    return (rule, code, max(end, chosen[0].end()))
        titled = self._title_object(rules, place, end, clause)
        if titled:
            return titled
        for rule in rules:
            if rule.act.action != "REVIEW" or number < 2:
                continue
            for match in pattern.finditer(
                self.folded, clauses[max(0, number - 3)].start, clauses[number - 2].stop
            ):
                if names[match[0]] in rule.act.objects and names[match[0]] not in WEAK_OBJECTS:
                    return rule, names[match[0]], end  # 对每项申请，适用相同标准，并以公正的方式进行评估
        for rule in rules:
            if rule.loose:
                return rule, rule.loose, end
            if rule.act.action == "PURCHASE" and self.folded[place:end] in STRONG_PURCHASES:
                named = parties_table()[0].match(self.folded, end, limit)
                if named or MORE.match(self.folded, end, limit):
                    return rule, "purchases", named.end() if named else end  # 增购印度轮胎
        return None, "", end
