"""What an act has to do with the one before it: one with it, named with it, carried on or said again."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.extraction.chinese_trial import Trial
from sources.extraction.chinese_vetoes import WordVetoes
from sources.extraction.chinese_words import (
    CONTINUES,
    JOINED,
    SAVED,
)
from sources.extraction.lexicon import burdens

# 提高关税一倍，拉高至50%
TO_LEVEL = re.compile("\\s*(?:并|而|再)?(?:拉高|升|提高|调高|上调|降|下调|减|增)?(?:至|到)\\d")
TITLED = re.compile("(?:了)?《[^》]{0,90}(?:公告|通知|通报)》")
OF_OTHERS = re.compile("的(?!信用|信保|信贷|贷款|融资|投资|资金|担保|保证|援助|补助|支持|额度)")
ABOUT_ANOTHER = re.compile("(?<![成早])就[^,。;]{2,40}$")
PERIOD_IN = re.compile("(?:期限|实施期|有效期)[^,。;]{0,24}$")


class NeighbourVetoes(WordVetoes):
    """Decides whether the words only carry on the act before."""

    def _is_one_with_the_act_before(self, at: Trial) -> bool:
        """Whether the act is the second half of the act before it, which then reaches further."""
        folded, end, word, before, clause = self.folded, at.end, at.word, at.before, at.clause
        number, found = at.number, at.found
        rule, code, object_stop = at.rule, at.code, at.object_stop
        if (
            found
            and found[-1].clause == number
            and found[-1].rule.act.action == "REVIEW"
            and word == "加快"
            and re.search("审批|许可", folded[end : clause.stop])
        ):
            found[-1].object_stop = max(found[-1].object_stop, clause.stop)
            return True  # 审查并加快审批
        if (
            rule.act.action == "RETALIATE"
            and found
            and found[-1].rule.act.action == "RETALIATE"
            and number - found[-1].clause <= 1
            and not any(begin > found[-1].stop for begin, _, _, _ in at.subjects)
            and not before.strip()
        ):
            found[-1].object_stop = max(found[-1].object_stop, end)
            return True  # 采取坚决措施，奉陪到底
        if found and word in {"维持", "持续", "延续"} and PERIOD_IN.search(before):
            found[-1].object_stop = max(found[-1].object_stop, clause.stop)
            return True  # 实施期限自今日起维持5年
        if (
            found
            and found[-1].object == code == "licences"
            and found[-1].rule.act.action == rule.act.action == "IMPOSE"
            and before.strip().startswith("并")
        ):
            found[-1].object_stop = max(found[-1].object_stop, object_stop)
            return True  # 应当提交报告，并提供承诺: one duty
        return False

    def _has_other_object(self, at: Trial) -> bool:
        """Whether the object that was found is not what the word acts on."""
        folded, end, word, before, clause = self.folded, at.end, at.word, at.before, at.clause
        rule, code, object_stop = at.rule, at.code, at.object_stop
        if word in {"实施", "采取", "出台", "推出"} and folded[end:object_stop] == "措施":
            return True  # 实施措施，禁止…: the next act tells which
        if word == "放宽" and folded.startswith("为", end) and at.found and "由" in before:
            at.found[-1].object_stop = max(at.found[-1].object_stop, clause.stop)
            return True  # 修订政策，将标准由推定拒绝放宽为逐案审查: one act
        if word in {"恢复", "重启"} and folded.startswith(("对话", "磋商", "谈判", "会谈"), object_stop):
            return code in burdens()  # 恢复出口管制对话
        if word == "提供" and "机会" in folded[object_stop : clause.stop]:
            return True  # 提供进入市场的机会
        if word == "给予" and code == "licences" and folded.startswith("便利", object_stop):
            return True  # 给予通用许可便利
        if word.startswith("采取") and "换取" in before:
            return True  # 换取对方采取相应措施: an ease, which what follows tells
        if word == "采取" and re.match(
            "[^,。;]{0,4}(?:建设性|积极|务实|重要|重大|切实|有效|具体|配套)", folded[end : end + 8]
        ):
            return True
        if word in {"结束", "终结"} and re.search("程序|评估|谈判|磋商|调查|审查", folded[end : clause.stop]):
            return True  # 结束公共利益评估程序
        if word in {"加强", "强化"} and re.match(
            "(?:国内|本国|本土|本地)(?!管制|审查)", folded[end : end + 4]
        ):
            return True  # 加强国内生产基础
        if word in {"发出", "颁布", "颁下"} and folded.endswith("公告", end, object_stop):
            return True  # 发出公告指出
        if word == "发布" and (
            object_stop <= end or (rule.act.action == "ESTABLISH" and TITLED.match(folded, end))
        ):
            return True  # 外贸委员会发布决议
        if word in {"举行", "举办", "召开"} and re.match(
            "(?:了)?[^,。;]{0,6}(?:听证|记者会|发布会|仪式)", folded[end : end + 12]
        ):
            return True
        if word == "投资" and re.search("(?:为|是|属于|作为)(?:现金|直接|股权|新增|额外)?$", before):
            return True  # 其中2000亿美元为现金投资
        if rule.act.action == "REVIEW" and re.match(
            "(?:和)?《|[^,。;]{0,10}(?:协定|协议)", folded[end : clause.stop]
        ):
            return True  # 审查《美墨加协定》
        if word == "收购" and before.endswith(("项", "该", "此", "这", "宗", "起")):
            return True
        if word == "投资" and before.endswith("对外"):
            return True
        if rule.act.action == "REVIEW" and re.search("交易|收购", folded[end : clause.stop]):
            return True
        if rule.act.action in {"LIFT", "REDUCE"} and code == "tariff" and SAVED.match(folded, end):
            return True  # 免除约40亿欧元的关税: what it comes to
        if (
            word in {"提供", "安排", "动用", "拨款"}
            and rule.act.action == "PURCHASE"
            and (object_stop <= end or OF_OTHERS.match(folded, object_stop))
        ):
            return True  # 贷款计划提供5亿; 为该国提供资金的网络
        if (
            word.startswith("限制")
            and object_stop <= end
            and not re.search("加以|进行|予以|将|被|遭", before[-4:])
        ):
            return True  # 不涉及出口数量限制
        return bool(
            rule.act.action == "APPROVE" and re.search("分工|职责|委托|由[^,。;]*主管部门[^,。;]*$", before)
        )

    def _goes_on_from_the_act_before(self, at: Trial) -> bool:
        """Whether the clause goes on with the act before it: 将降低关税，将其从25%降至18%."""
        folded, end, clause, number, found = self.folded, at.end, at.clause, at.number, at.found
        rule = at.rule
        if (
            found
            and number - found[-1].clause == 1
            and rule.act.action == found[-1].rule.act.action
            and (CONTINUES.match(folded, clause.start) or TO_LEVEL.match(folded, clause.start))
        ):
            found[-1].object_stop = max(found[-1].object_stop, end)
            return True  # 将降低关税，将其从25%降至18%: one act
        return False

    def _is_named_with_the_act_before(self, at: Trial) -> bool:
        """Whether the word and the act before it name one act: 暂停或取消."""
        folded, place, end, word, number, found = self.folded, at.place, at.end, at.word, at.number, at.found
        rule, object_stop = at.rule, at.object_stop
        if (
            found
            and found[-1].clause == number
            and re.fullmatch("(?:采取|实施)?(?:或者?|以及)", folded[found[-1].stop : place])
            and found[-1].rule.act.polarity == rule.act.polarity
            and found[-1].rule.act.action != "ADJUST"
        ):
            found[-1].object_stop = max(found[-1].object_stop, object_stop)
            return True  # 暂停或取消: one act, by its first word
        if (
            word in {"豁免", "免征", "免除", "减免"}
            and found
            and found[-1].clause == number
            and found[-1].trigger in {"享受", "享有", "适用"}
        ):
            kept = re.search("继续|仍然?$", folded[at.clause.start : found[-1].place])
            found[-1].rule = replace(
                found[-1].rule, act=replace(found[-1].rule.act, action="EXTEND" if kept else "LIFT")
            )
            found[-1].object, found[-1].object_stop = "tariff_exclusion", end
            return True  # 继续享受关税豁免: one act
        if (
            word in {"豁免", "排除", "免除"}
            and found
            and found[-1].clause == number
            and found[-1].rule.act.action == "EXTEND"
            and not JOINED.search(folded, found[-1].stop, place)
        ):
            found[-1].object, found[-1].object_stop = "tariff_exclusion", end
            return True  # 延长关税豁免至: what is made longer
        return False

    def _continues_the_act_before(self, at: Trial) -> bool:
        """Whether the word and the one before it are one act: 允许恢复; an act that only leads in is dropped."""
        folded, place, clause, number, found = self.folded, at.place, at.clause, at.number, at.found
        rule, object_stop = at.rule, at.object_stop
        if found and found[-1].stop == place and found[-1].clause == number:
            if (
                rule.act.action == "PURCHASE" and not found[-1].trigger.startswith(("禁止", "限制", "不得"))
            ) or found[-1].trigger == "批准":
                found.pop()  # 加码投资, 批准修改
            elif found[-1].rule.act.polarity == rule.act.polarity:
                found[-1].object_stop = max(found[-1].object_stop, object_stop)
                return True  # 允许恢复: one act
        if (
            found
            and found[-1].clause == number
            and found[-1].trigger in {"允许", "准许", "批准", "同意"}
            and rule.act.action in {"LIFT", "REDUCE"}
            and at.word[:1] in "免豁"
            and not JOINED.search(folded, found[-1].stop, place)
        ):
            found.pop()  # 批准该车型免征关税: what is let is the act
        if (
            found
            and found[-1].clause == number
            and found[-1].trigger in {"给予", "授予"}
            and rule.act.action == "LIFT"
            and object_stop > at.end
            and not JOINED.search(folded, found[-1].stop, place)
        ):
            found.pop()  # 给予对方豁免关税的配额
        if (
            found
            and found[-1].clause == number
            and found[-1].trigger in {"允许", "准许", "批准", "同意批准"}
            and rule.act.action == "RESUME"
            and not JOINED.search(folded, found[-1].stop, place)
        ):
            found[-1].object_stop = max(found[-1].object_stop, clause.stop)
            return True  # 允许工厂恢复供货: one act
        return False

    def _repeats_the_act_before(self, at: Trial) -> bool:
        """Whether the act is what the one before it is about or does again."""
        folded, place, end, word, clause = self.folded, at.place, at.end, at.word, at.clause
        number, found = at.number, at.found
        rule, object_stop = at.rule, at.object_stop
        if (
            object_stop <= end
            and found
            and found[-1].clause == number
            and found[-1].rule.act.action == "IMPOSE"
            and not re.search("[,、并]", folded[found[-1].stop : place])
            and end + 1 >= clause.stop
        ):
            return True  # 实施运营冻结: what is imposed
        if (
            found
            and at.code == "investigation"
            and found[-1].clause == number
            and found[-1].object != "investigation"
            and ABOUT_ANOTHER.search(folded, clause.start, found[-1].place)
        ):
            found.pop()  # 就挪威拟提高关税启动调查: what it is about
        if (
            found
            and found[-1].clause == number
            and found[-1].rule.act.action == rule.act.action
            and not JOINED.search(folded, found[-1].stop, place)
            and "、" not in folded[found[-1].stop : place]
        ):
            return True  # 加快向美国运送: one act
        if (
            found
            and found[-1].trigger.startswith(("禁止", "限制", "阻止", "阻挠", "排除", "拒绝", "否决"))
            and found[-1].clause == number
            and rule.act.action == "PURCHASE"
        ):
            return True
        if (
            found
            and found[-1].clause == number
            and folded.find("(", found[-1].stop, place) >= 0
            and folded.find(")", found[-1].stop, place) < 0
        ):
            return True  # 第三年降至一半(第三年调整至6.3%): told again in brackets
        return bool(
            found and found[-1].trigger == word and rule.act.action == "REVIEW"
        )  # 进行审查，或者会同有关部门进行审查
