"""What is only told: when a thing happened, what was proposed, wished, bargained or denied."""

from __future__ import annotations

import re

from sources.extraction.chinese_objects import BURDEN_BACK, ObjectFinder
from sources.extraction.chinese_tables import Clause, cue_in, is_view, parties_table
from sources.extraction.chinese_trial import Trial
from sources.extraction.chinese_words import (
    AIMED,
    ALSO,
    ASKED_ABOUT,
    ASKED_BY_OTHERS,
    ASKED_WHEN,
    BARGAINED,
    BLAMED,
    BROUGHT_ABOUT,
    EXPECTED_CAUSE,
    FACING,
    GREETED,
    HELD_FOR,
    HELD_TO_BE,
    IN_FORCE_ON,
    JUST_DONE,
    LAW_ALLOWS,
    LOOKED_INTO,
    MAY,
    MEASURE_THEN,
    MORE_BOUGHT,
    NOT_AN_ACT_AFTER,
    ONCE_MEANT,
    OPPOSED,
    POSSIBLE,
    REASON,
    SAME_VIEW,
    STATE_OF_THINGS,
    SUFFERED,
    SUFFERED_BEHIND,
    TALKED_OVER,
    TIMES,
    UNKNOWN,
    WEIGHED,
    WHEN_AFTER,
    WORKED_FOR,
)

EVERY_SO_OFTEN = re.compile("每(?:半|两)?(?:年|个?月|季度?|周)[^,。;]{0,4}$")
SUPPORTED = re.compile("(?:支持|赞成|赞同)[^,。;]{0,12}(?:对|就|向)(?![^,。;]*(?:并|宣布|决定))[^,。;]*$")
TO_WHAT_END = frozenset("以并从进")
MAY_HELP = re.compile("(?:可能|或许|或可|有望)(?:会|将)?(?:有助|帮助|促成|促使|推动)")
END_ON = re.compile("\\s*(?:并|均)?(?:将|拟)?(?:于|自|从|在)?(?:(?!追溯|溯)[^,。;的税费]){1,12}")
DENYING = frozenset("从并没未不无否")
DENIED = re.compile(
    "(?:并)?不想[^,。;]*$|"
    "(?:从未|并未|从没有|从来没有|没有|未曾|不曾|未|并没有)(?:同意|承诺|答应|许诺|保证|计划|打算|考虑)[^,。;]*$"
    "|(?:无意|无计划|不打算|没打算|没有意图|否认|无权)[^,。;]*$"
    "|(?:从未|并未|从没有|从来没有|没有|未曾|并没有|不曾)(?:作出|做出)过?[^,。;]*$"
)
# 实施管制不是要禁止出口
NO_SUCH = re.compile(
    "(?:不是|并非|绝非|不等于|不等同于|不意味着|不代表)(?:要|为了|想|意在)?(?:全面|完全|彻底|简单)?(?:地)?$"
)
OPPOSED_DEED = re.compile(
    "(?:(?<![向对])反对|谴责|抗议|不满)[^,。;]{2,30}(?:加征|征收|取消|实施|提高|列入|限制|禁止|制裁|施加|终止|暂停)"
)
DOES_AWAY = ("停止", "取消", "暂停", "终止", "恢复", "继续暂停")
PUTS_OFF = ("押后", "推迟", "延后", "暂缓")
ITEM_VERBS = frozenset(("接受", "承认", "认可", "简化", "批准", "取消"))
NOTHING_DONE = re.compile("(?:未|没有)(?:能)?采取[^,。;]{0,10}(?:措施|行动|步骤),$")
# 将暂停管制的期限延长至: one act, of lengthening.
TIME_OF_IT = re.compile(
    "[^,。;]{0,40}?的?(?:期限|时间|截止日期|期)(?:[由从自][^,。;]{0,24})?(?:再)?(?:延|展期|顺延)"
)
# 会谈重点之一是开放市场, 谈判目标是取消关税
BUYING = frozenset(("采购", "购买", "增购", "订购", "投资", "建立", "设立"))
WRONG = frozenset("效违非越")
UNLAWFUL = re.compile("[^,。;]{0,24}(?:无效|违法(?!单|制|限|关)|违宪|非法(?!单|制|限|关)|越权)(?!的)")
KEPT_TO = re.compile(
    "(?:以|为|须|应|未能?|不|督促[^,。;]*|敦促[^,。;]*|要求[^,。;]*|(?:没有?|并未|从未|尚未|拒不)(?:完全|全面|能|及时|认真|按期|如期)*)(?:完全|全面|及时|认真|按期|如期)*(?:落实|履行|兑现|遵守|信守)[^,。;]*$"
)
MANY = re.compile("(?:各国|多国|全球|世界|经济体)[^,。;]*$")
COUNTED = re.compile("了?(?:\\d+|数十|上百|相当数量|大量|不少|多)(?:项|起|宗|的)")
# 推迟到一年半以后: till when
SPAN_AFTER = re.compile("[\\d一二三四五六七八九十半两]+(?:年|个月|天|日|周)半?(?:以|之)?后$")
# 已达成贸易安排，旨在消除壁垒: what the deal does
DEAL_MADE = re.compile("(?:达成|签署|签订|敲定)[^。;]{0,30}(?:安排|协议|协定|共识|框架)[,]?$")
LODGED = re.compile("[^,。;]{0,20}所?(?:提|表达|作)出?(?:了)?(?:严正|强烈)?的?(?:交涉|抗议|申诉|关切)")
ENDS_ON = re.compile("(?:措施|关税|税|命令|禁令|限制|有效期|期限)(?:将)?(?:至|到)[^,。;]{3,16}日?$")
WHEN_LETTERS = frozenset("日之前后时期当")
NO_ACT_LETTERS = frozenset("等的主目执征实方办步便特幅期程部机条流制管工事时材报结意")
FACES = frozenset("应随面")
# 就补贴问题展开磋商
ABOUT = re.compile("(?:就|对|针对)[^,。;]*$")
# what follows it is no more of what came about
THEREFORE = re.compile("因此|因而|于是")
SURROUNDINGS = (
    "基础上",
    "背景下",
    "形势下",
    "压力下",
    "阴影下",
    "冲击下",
    "影响下",
    "环境下",
    "局面下",
    "威胁下",
)
AFTERWARDS = ("后", *TIMES)


class ToldVetoes(ObjectFinder):
    """Decides whether the words of an act tell of it and do not do it."""

    def _tells_when(self, at: Trial) -> bool:
        """Whether the act says when another one is due."""
        folded, place, end, word, before = self.folded, at.place, at.end, at.word, at.before
        clause, clauses, number = at.clause, at.clauses, at.number
        if word in {"推迟", "暂缓", "延后", "取消"} and folded[end : end + 2] in {
            "回国",
            "访问",
            "出访",
            "行程",
            "访华",
            "会议",
            "会晤",
        }:
            return True  # 推迟访问
        if (
            folded.endswith(AFTERWARDS, clause.start, clause.stop)
            and not SPAN_AFTER.search(folded, max(clause.start, clause.stop - 10), clause.stop)
            and number + 1 < len(clauses)
            and not re.match("[^,。;]{0,10}继", folded[clause.start : place])
            and not re.search("宣布|公布|决定|同意|承诺|扬言|通报|通知", before + word)
            and not (
                folded.endswith("后", clause.start, clause.stop)
                and folded.find("推翻", clause.start, clause.stop) < 0
                and re.search("去年|前年|今年|\\d[年月日]|日前|此前|上[周月]|昨", before)
            )
            and not any(
                folded[each.start : each.stop].endswith(("公告", "宣布"))
                for each in clauses[max(0, number - 2) : number]
            )
        ):
            return True  # 美方暂停实施相关措施后: when the next act comes
        if before.lstrip()[:1] == "在" and folded.endswith(SURROUNDINGS, clause.start, clause.stop):
            return True  # 在实施第一次排除清单的基础上, 在对方提高关税的背景下
        if word in {"终止", "到期", "届满", "失效", "结束"} and ENDS_ON.search(before):
            return True
        if folded[end : end + 1] in WHEN_LETTERS and WHEN_AFTER.match(folded, end):
            return True  # 在实施前30天: when
        return before.lstrip().startswith(("直到", "直至")) and not re.search(
            "表示|宣布", before
        )  # 直到各方达成购买协议

    def _is_background(self, at: Trial) -> bool:
        """Whether the act is told as a reason, or told again."""
        folded, end, word, before, clause, found = (
            self.folded,
            at.end,
            at.word,
            at.before,
            at.clause,
            at.found,
        )
        if (
            "因" in before
            and "而" in folded[end : clause.stop]
            and re.search("(?<![原起基故])因(?![此而应])[^,。;]{0,10}$", before)
        ):
            return True  # 车企因智方收紧稀土出口而停产: a reason
        if STATE_OF_THINGS.match(before) and not any(
            clause.start <= begin < at.place for begin, _, _, _ in at.subjects
        ):
            return True  # 由于出口管制收紧，车企停产
        if before.endswith(("被逼", "被迫")) or (
            (before.startswith(("也就是", "亦即")) and not re.search("[日周月天年]|星期", before))
            or (word == "复审" and folded.startswith("申请", end))
        ):
            return True  # 交易被迫搁置; 也就是征收: told again
        if (
            word == "废止"
            and before.endswith("同时")
            and not (found and found[-1].rule.act.polarity == "ease")
            and not any(each.action in {"LIFT", "REDUCE", "SUSPEND"} for each in self.findings)
        ):
            return True
        if folded.find("的决定", end, end + 18) >= 0 and re.match(
            "[^,。;]{0,14}的决定(?:似乎|是|与|符合|意味|令|引|可能|背后)", folded[end : clause.stop]
        ):
            return True  # 撤销禁令的决定似乎…
        if self.hinted and REASON.match(before):
            return True  # 原因是其在开放市场方面做得不够
        return "原由" in before  # 该调查原由前任政府启动

    def _is_proposed(self, at: Trial) -> bool:
        """Whether the act is proposed, expected or weighed."""
        folded, before, clauses, number = self.folded, at.before, at.clauses, at.number
        if before.endswith(("提出", "提议", "倡议", "达到", "有助", "有助于", "起到")) and not (
            any(each.act.action == "ESTABLISH" for each in at.rules)
            and "曾" not in before
            and re.search("提[出议]$", before)
            and any(at.clause.start <= begin for begin, _, _, _ in at.subjects)
        ):
            return True  # 曾提出建立机制
        if before and self.hinted and (EXPECTED_CAUSE.match(before) or ASKED_WHEN.match(before)):
            return True
        if not number:
            return False
        low, high = clauses[number - 1].start, clauses[number - 1].stop
        return (
            folded.endswith(("时", "后", "情况下", "之际"), low, high)
            and WEIGHED.search(folded, low, high) is not None
        )

    def _enters_into_force(self, at: Trial) -> bool:
        """Whether the clause only says when the act before it takes effect; that act then reaches further."""
        end, word, before, clause, number, found = at.end, at.word, at.before, at.clause, at.number, at.found
        if (
            found
            and word in {"实施", "生效", "正式生效", "施行", "起执行", "起施行", "起实施", "起生效"}
            and end == clause.stop
            and (found[-1].rule.act.action in {"IMPOSE", "EXPAND"} or found[-1].rule.act.polarity == "ease")
            and (number - found[-1].clause == 1 or found[-1].object_stop == at.clauses[number - 1].stop)
            and IN_FORCE_ON.match(before + ("起" if word[0] == "起" else ""))
        ):
            found[-1].object_stop = max(found[-1].object_stop, end)
            return True
        if (
            found
            and word in {"日生效", "月生效"}
            and found[-1].rule.act.action in {"IMPOSE", "EXPAND", "LIST", "REDUCE", "LIFT", "SUSPEND"}
            and number - found[-1].clause == 1
            and END_ON.fullmatch(before)
        ):
            found[-1].object_stop = max(found[-1].object_stop, end)
            return True  # 纳入出口管制，7月23日生效
        if (
            found
            and word in {"立即生效", "即刻生效", "即时生效", "即日生效", "即日起生效", "随即生效"}
            and end == clause.stop
            and not before.strip(" 并且")
            and number - found[-1].clause == 1
        ):
            found[-1].object_stop = max(found[-1].object_stop, end)
            return True  # 上调至15%，立即生效
        return False

    def _is_told_about(self, at: Trial) -> bool:
        """Whether others speak of the act: ask about it, welcome it, blame it."""
        folded, place, end, word, before = self.folded, at.place, at.end, at.word, at.before
        clause, clauses, number, subjects = at.clause, at.clauses, at.number, at.subjects
        if self.hinted and UNKNOWN.search(folded, clause.start, clause.stop):
            return True
        if (
            "就" in before
            and ASKED_ABOUT.match(folded, end, clauses[min(number + 1, len(clauses) - 1)].stop)
            and re.search("就[^,。;]{0,6}$", before)
            and not parties_table()[0].search(before, before.rfind("就"))
        ):
            return True  # 就调整反歧视措施应询指出
        behind = folded[end : clause.stop]
        if ("就" in before or "向" in before or "对" in before) and LODGED.match(behind):
            return True  # 就中方加强管制所提交涉
        if ("为" in behind or "作" in behind) and HELD_TO_BE.match(behind):
            return True
        if (
            ("协议" in before or "承诺" in behind)
            and KEPT_TO.search(before)
            and (before.endswith("承诺") or re.match("[^,。;]{0,24}的?承诺", behind))
        ):
            return True  # 以落实对美投资的承诺, 必须落实在协议中承诺给予的优惠
        if (
            ("数" in before + behind or "项" in behind or "量" in behind)
            and at.rules[0].act.polarity == "burden"
            and COUNTED.match(behind)
            and not word.endswith("同时")
            and MANY.search(before)
        ):
            return True  # 各国发动了79项调查
        if "过去" in before and re.search("(?:抨击|批评|指责|谴责|不满)[^,。;]*过去$", before):
            return True
        if (
            "就" in before
            and "等" in behind
            and all(each.act.polarity == "burden" for each in at.rules)
            and re.match("[^,。;]{0,8}等[^,。;]{0,8}(?:措施|做法|行为|举措)", behind)
            and re.search("(?:^|[^成早])就[^,。;]*$", before)
        ):
            return True  # 就智利加征关税等歧视性措施，采取反歧视措施
        if "交涉" in behind and re.match("[^,。;]{0,16}(?:所提|提出(?:的)?)交涉", behind):
            return True  # 驳回就管制所提交涉
        if "至关重要" in behind and re.match("[^,。;]{0,24}至关重要", behind):
            return True
        if "一案" in behind and re.match("[^,。;]{0,10}一案", behind):
            return True  # 法院就总统课征关税一案判决
        if (
            not WRONG.isdisjoint(behind)
            and UNLAWFUL.match(behind)
            and any(each.act.polarity == "burden" for each in at.rules)
        ):
            return True  # 裁定其实施的关税无效
        if ("表" in behind or "感到" in behind or "差距" in behind) and GREETED.match(behind):
            return True  # 对荷方暂停行政令表示欢迎
        if self.hinted and ONCE_MEANT.search(before):
            return True  # 本来同意下调的安排
        if ("就" in before or "对" in before) and ABOUT.search(before) and LOOKED_INTO.match(behind):
            return True
        if (
            "就" in before
            and folded.find("、", clause.start, clause.stop) >= 0
            and re.search("就[^,。;]*$", before)
            and TALKED_OVER.match(folded, end, clause.stop + 40)
        ):
            return True
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
            and not re.search("恢复|重新|再次|再度|单方面|为由|[把又]|\\d(?:日|月|年)起?", before + word)
        ):
            return True  # 美方加征关税，违反世贸规则
        return bool(
            number + 1 < len(clauses)
            and is_view(folded, clauses[number + 1].start)
            and "之所以" not in before
            and not (JUST_DONE.search(before) and any(clause.start <= each[0] < place for each in subjects))
        )

    def _goes_with_another(self, at: Trial) -> bool:
        """Whether the act belongs to another one of its sentence."""
        folded, place, end, word, before = self.folded, at.place, at.end, at.word, at.before
        clause, clauses, number, found, rules = at.clause, at.clauses, at.number, at.found, at.rules
        if before.rstrip('"').endswith(("原来", "原本", "原先", "了", "一次")) and not before.endswith(
            (
                "第一次",
                "予以了",
                "给予了",
                "作出了",
                "进行了",
                "签署了",
                "发布了",
                "公布了",
                "颁布了",
                "签订了",
                "敲定了",
                "达成了",
                "签了",
                "订立了",
            )
        ):
            return True  # 原来暂停进口的也恢复; 中断了进口
        if (
            folded.find("的", end, end + 15) >= 0
            and MEASURE_THEN.match(folded, end, clause.stop)
            and not cue_in(before)
        ):
            return True
        beside = "除" in before
        if beside and folded[clause.start : clause.stop].rstrip().endswith("外"):
            return True  # 除对越南加征关税外，还将…
        if (
            word == "恢复"
            and not BURDEN_BACK.match(folded, end, clause.stop)
            and re.match("对[^,。;]{1,24}(?:加征|征收|课征|实施|限制|管制|制裁)", folded[end : clause.stop])
        ):
            return True  # 恢复对越南加征关税: the act is the one behind
        if beside and (
            re.match("\\s*除(?:了|[^,]{0,30}外)", folded[clause.start : clause.stop])
            or (
                number + 1 < len(clauses)
                and re.match("\\s*除(?!非|了|去)", before)
                and ALSO.search(folded, clauses[number + 1].start, clauses[number + 1].stop)
            )
        ):
            return True  # 除了将20家实体列入清单; 除降低关税，还将…
        if before.endswith("一次是"):
            return True
        if found and (
            (
                "包括" in before
                and not (word in ITEM_VERBS and found[-1].object == "market_access")
                and re.match("\\s*(?:其中)?包括", before)
                and not re.search("(?:已|将|会)被?$", before)
                and found[-1].rule.act.action != "RETALIATE"
                and "换取" not in folded[at.start : place]
            )
            or (
                number
                and folded.startswith("包括", clauses[number - 1].start)
                and re.match("\\s*(?:以及|及|和)", before)
            )
        ):
            return True
        if not FACES.isdisjoint(before) and number + 1 < len(clauses) and FACING.match(before):
            return True  # 因应关税升级，…
        if (
            folded[place - 1 : place] == "的"
            and word[:2] not in {"予以", "不予", "准予", "给予", "依法", "及时"}
            and not (word == "批准" and re.search("(?:得到|获得|取得)[^,。;]{1,12}的$", before))
            and not word.startswith("税率")
            and not word.endswith("清单")
            and not (word in {"采购", "购买", "进口"} and MORE_BOUGHT.search(before))
        ) or (before.endswith(DOES_AWAY) or (before.endswith(PUTS_OFF) and word != "批准")):
            return True  # a noun, or what another act does away with
        return (
            ("期" in (behind := folded[end : clause.stop]) or "时间" in behind)
            and any(one.act.action in {"SUSPEND", "LIFT", "APPROVE"} for one in rules)
            and TIME_OF_IT.match(folded, end, clause.stop) is not None
        )

    def _is_possible_or_wished(self, at: Trial) -> bool:
        """Whether the act is what somebody may do, aims at, fears or opposes."""
        folded, place, end, word, before = self.folded, at.place, at.end, at.word, at.before
        start, stop, clause, clauses, number = at.start, at.stop, at.clause, at.clauses, at.number
        if (
            number
            and not self.conditional
            and before.lstrip()[:1] in {"甚", "乃", "或"}
            and re.match("\\s*(?:甚至|乃至|或者?(?=[重再]))", before)
            and re.search(
                "(?<![许认])可(?!能|望|靠)", folded[clauses[number - 1].start : clauses[number - 1].stop]
            )
        ):
            return True  # 可收回补贴，甚至重新加征
        if (
            self.hinted and BROUGHT_ABOUT.search(before) and BROUGHT_ABOUT.search(THEREFORE.split(before)[-1])
        ) or (
            not self.conditional
            and "可" in before
            and POSSIBLE.match(before)
            and "获" not in before
            and not at.again
            and not at.taken_off
        ):
            return True  # 导致出口暂停; 可以加快供货
        if (
            (
                self.hinted
                and (
                    (word not in BUYING and WORKED_FOR.search(before))
                    or (
                        (asked := ASKED_BY_OTHERS.search(folded, start, place))
                        # 应国内厂商申请，商工部对…发起调查: asked of who acts
                        and not any(
                            asked.start() < begin and begin >= clause.start for begin, _, _, _ in at.subjects
                        )
                    )
                )
            )
            or ("被" in before and HELD_FOR.search(before))
            or ("受" in before and SUFFERED.search(before) and SUFFERED_BEHIND.match(folded, end, stop))
            or ("可" in before and LAW_ALLOWS.search(folded, start, place))
        ):
            return True
        if (
            ("支持" in before or "赞" in before)
            and (support := SUPPORTED.search(before))
            and not any(clause.start + support.start() < begin < place for begin, _, _, _ in at.subjects)
        ):
            return True  # 支持对电动车征税: what another does
        if word in {"召开", "举行", "举办"} and EVERY_SO_OFTEN.search(before):
            return True  # 每季度召开一次会议
        if before.endswith(("研究", "探讨", "研议")) and not word.startswith("研究"):
            return True  # 并研究设置价格下限
        if (
            number
            and not self.conditional
            and before.lstrip()[:1] in TO_WHAT_END
            and MAY_HELP.search(folded, clauses[number - 1].start, clauses[number - 1].stop)
        ):
            return True  # 这可能帮助双方达成协议，以配额取代关税
        if (
            not self.conditional
            and before.lstrip()[:1] == "或"
            and re.match("\\s*或(?:会|在|于|对|向|自|需)", before)
        ):
            return True  # 或在夏季前征收: may
        if (
            ("以" in before or "在" in before or "力" in before)
            and AIMED.search(before)
            and not ("旨在" in before and DEAL_MADE.search(folded, start, clause.start))
            and not self._bargained(before, clause)
        ):
            return True  # 以期维持: what for
        if (
            self.hinted
            and number
            and not any(begin >= clause.start for begin, _, _, _ in at.subjects)
            and not cue_in(before)
            and OPPOSED_DEED.search(folded, clauses[number - 1].start, clauses[number - 1].stop)
        ):
            return True  # 强烈反对美方加征关税，并取消免税待遇
        if (self.hinted and OPPOSED.search(before)) or (
            folded[place - 1 : place] == "以"
            and folded[place - 2 : place] not in {"予以", "给以", "加以", "可以"}
            and word != "换取"
            and not at.again
        ):
            return True  # 坚决反对美方加征关税; 以维持
        return bool(
            (self.hinted and SAME_VIEW.match(folded, end, clause.stop))
            or (
                "可" in before
                and MAY.search(before)
                and not at.taken_off
                and not (self.conditional and "申请" not in before)
            )
            or (
                before.endswith(("可", "可以"))
                and not word.startswith("获")
                and not before.endswith(("许可", "认可", "许可以"))
                and not at.again
                and not at.taken_off
                and not self.conditional
            )
        )  # 实施管制是正当做法; 可申请移出

    def _is_denied(self, at: Trial) -> bool:
        """Whether the words say that it is no act, or that nobody thinks of it."""
        folded, place, end, word, before = self.folded, at.place, at.end, at.word, at.before
        if (("不" in before or "非" in before) and NO_SUCH.search(before)) or (
            folded[end : end + 1] in NO_ACT_LETTERS and NOT_AN_ACT_AFTER.match(folded, end) and len(word) < 6
        ):
            return True
        if not DENYING.isdisjoint(before) and DENIED.search(before):
            return True  # 从未同意限制出口, 并未承诺停止进口: no act, a denial
        if (
            at.number
            and not before.strip()
            and NOTHING_DONE.search(folded, at.clauses[at.number - 1].start, at.clause.start)
        ):
            return True  # 未采取任何措施，取消限制
        if at.number and folded.find("无权", at.clauses[at.number - 1].start, at.clause.start) >= 0:
            return True  # 无权以该法为据，实施全球关税
        return bool(
            before.endswith(("无法", "是否", "如何", "不见", "未见"))
            or (
                folded[place - 1 : place + 2] == "不采取"
                and not before.endswith("不得不")
                and not re.search("承诺|同意|保证", before)
            )
        )

    def _bargained(self, before: str, clause: Clause) -> bool:
        """Whether the act is what another party does in exchange: 以换取美国降低关税."""
        at = max(before.rfind(word) for word in ("换取", "交换", "换得", "换来"))
        party = parties_table()[0].match(self.folded, clause.start + at + 2) if at >= 0 else None
        return party is not None and bool(BARGAINED.match(self.folded, party.end()))
