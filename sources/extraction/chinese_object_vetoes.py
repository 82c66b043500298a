"""Words of acts that tell none once their object is known, in a Chinese sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.extraction.chinese_neighbours import NeighbourVetoes
from sources.extraction.chinese_objects import GIVEN_UP, ON_A_DAY, TAKES_EFFECT
from sources.extraction.chinese_tables import cue_in, is_main, rules_table
from sources.extraction.chinese_trial import Trial
from sources.extraction.chinese_vetoes import DECIDED_ON
from sources.extraction.chinese_words import (
    A_FIGURE,
    AGREED_AFTER,
    AGREED_AROUND,
    ATTRIBUTE_AFTER,
    BARGAIN,
    BRINGS_ABOUT,
    BY_NOTICE,
    CAUSE,
    CHANGED_TO,
    CUE_THEN_TIME,
    DECISION_ON,
    EASING,
    ENUMERATOR,
    FIRST_TIME,
    GOVERNING,
    HABIT,
    IMPORTS_GREW,
    JOINED,
    MONEY_OF_OTHERS,
    MORE_BOUGHT,
    NAMED_PART,
    NEEDS_CUE,
    NOTICE_DONE_WITH,
    OFFERED,
    POLICY,
    RIGHTFUL,
    SAID_OF,
    SO_MUCH,
    SOME_OF_THEM,
    SPOKEN_OF,
    TALK,
    THE_DEAL,
    WHEN_AFTER,
)

PLANNED = re.compile(
    "(?:了)?[^,。;]{0,24}(?:加征|征收|课征|加税|课税|征税|实施|提高|限制|禁止|管制|禁令|关税|制裁)[^,。;]{0,14}?的?(?:威胁|计划|打算|提案|拟议规则|草案)"
    "|(?:了)?(?:该|这项|这一|上述|此)(?:限制)?(?:提案|计划|威胁|草案)"
)
# 已签署备忘录，增加采购
SIGNED = re.compile("(?:签署|签订|签下|达成)[^,。;]{0,16}(?:协议|备忘录|合约|合同|协定)$")
# 中国大幅扩大对美国农产品购买
GREW = re.compile("(?:大幅|显著|持续|不断|开始|已经?)(?:地)?(?:扩大|增加)(?:了)?(?:对|自|从)[^,。;]{1,14}$")
ASSESSES = re.compile("(?:进行|展开|开展|作出|做出)[^,。;]{0,3}$")
# 宣布因智利进口石油，将加征关税: why
BECAUSE = re.compile("(?:宣布|决定|表示|称|说|以|就)(?:因(?!此|而)|由于|鉴于)[^,。;]*$")
# 禁止其高级管理人员入境
BARRED = re.compile("(?:人员|官员|公民|个人|人士|高管)[^,。;]{0,4}(?:入境|来华|居留|停留|进入)")
NOT_TO_TRADE = re.compile(
    "(?:再|继续)?(?:开展|从事|进行|与|同|向|对|将|为|擅自)?[^,。;]{0,20}(?:出口|进口|进出口|交易|销售|出售|转让|供应|转移|再出口|采购|生产|开采|冶炼)|分配"
)
# 原矿不得出口
GOODS_MAY_NOT = re.compile(
    "(?:矿石?|矿砂|稀土|原料|原木|废料|物项|设备|芯片|晶片|磁[体铁])(?:[,]?(?:一律|均|今后|都|也|仍))?$"
)
# 通过法案，规定联邦机构不得采购
LAYS_DOWN = re.compile("^\\s*(?:并|明确|明文|强制)?(?:规定|要求|明确|列明)[^,。;]{2,20}$")
WITHOUT_LEAVE = re.compile("未(?:经|获得?|取得)[^,。;]{0,14}?(?:许可|批准|准许|允许)")
# 采购大豆近日再次停滞
STALLED = re.compile("[^,。;]{0,16}(?:停滞|停摆|中断|停顿|归零)")
# 减缓关税对产业带来的冲击: an effect, not the duty
SOFTENS = frozenset(("降低", "减少", "减缓", "缓解", "减轻", "消除", "缩小", "削弱", "避免", "化解"))
EFFECT_AT_END = re.compile(
    "[^,。;以来]{0,40}(?:带来的)?(?:[^,。;以来]{0,10}的)?(?:不确定性|冲击|影响|风险|压力|负担|依赖|依赖度|成本|损失|逆差)(?=[,。;]|$)"
)
# 采购大豆已达标
# 降低关税和制度性成本
DUTY_AND_MORE = re.compile("(?:了)?(?:进口|商品|产品|平均|总体)*关税(?:水平|税率)?[和及与、以]")
MET = re.compile("[^,。;]{0,14}(?:已经?达标|正?按计划|如期进行|已履行)")
LISTED_GOODS = re.compile(
    "关税(?:的)?(?:排除|豁免|名单|清单|商品(?:第|排除|清单|市场化)|税率[为是]|水平|水准|总额)"
)
# 有助于提升军事能力的出口，一律禁止; 镍矿的出口将被禁止
WHOLLY = re.compile(
    "(?:出口|进口|交易)[^。;]{0,20}(?:一律|均|全部|全面)(?:予以)?$"
    "|(?:出口|进口|输入|销售)[^,。;的]{0,8}[被遭](?!指|控)[^,。;]{0,8}$"
)
TIME_FIRST = re.compile("\\s*(?:自|从|于)?[^,。;]{2,16}(?:起|始|开始|后)")
KINDS_OF_IT = re.compile("[^,。;]{0,4}(?:主要|共|可|大致)?分(?:为|成|作|[两二三四几])")
SHRANK = re.compile("(?:进口|出口|贸易|销售|采购)(?:(?!关税|税率)[^,。;]){0,12}$")
BY_SO_MUCH = re.compile("(?:了)?(?:约|近|逾|超过)?(?:\\d|[一二三四五六七八九]成)")
# 此前实施临时管制的石墨
OF_OLD = ("此前", "先前", "之前", "原先", "早前", "早先", "已经", "过去")
OLD_THING = re.compile("[^,。;]{0,6}的[^,。;]")
# 发布对镓实施出口管制的公告
ISSUED = re.compile("(?:发布|公布|颁布|出台|推出|签署)(?:了)?(?!关于)[^,。;]{0,24}$")
ISSUED_THING = re.compile(
    "[^,。;]{0,24}的(?:行动)?(?:公告|决定|方案|措施|命令|行动|法案|通知|规定|条例|法规|行政令)$"
)
THE_FOLLOWING = re.compile("采取(?:了)?(?:以下|下列|如下)[^,。;:]{0,12}:")


# 扩大对钢铁征收50%关税的范围
RANGE_OF = re.compile("对[^,。;]{2,20}(?:征收|加征|课征)[^,。;]{0,10}关税的?(?:适用)?范围")


class ObjectVetoes(NeighbourVetoes):
    """Says of a word with its object whether it tells no act, or one with the act before it."""

    def _is_spoken_of(self, at: Trial) -> bool:
        """Whether the act and its object are a reason, an offer, an old act or the topic of the words behind."""
        folded, place, end, word, before = self.folded, at.place, at.end, at.word, at.before
        start, stop, clause, clauses, number, subjects = (
            at.start,
            at.stop,
            at.clause,
            at.clauses,
            at.number,
            at.subjects,
        )
        rule, object_stop = at.rule, at.object_stop
        if (
            rule.act.action == "RETALIATE"
            and number + 1 < len(clauses)
            and RIGHTFUL.match(folded, clauses[number + 1].start)
        ):
            return True  # 依法采取措施，完全正当合理: spoken of
        if rule.act.action == "PURCHASE" and (
            NAMED_PART.search(before)
            or ("而" not in before and (CAUSE.match(before) or BECAUSE.search(before)))
        ):
            return True  # 因印度购买俄罗斯石油: why
        if rule.act.action == "LIFT" and OFFERED.search(folded, start, place):
            return True  # 建议以最低价格换取免征关税
        if (
            self.lapsed
            and rule.act.polarity == "burden"
            and not cue_in(before)
            and not any(low < place for low, _, _, _ in subjects)
        ):
            return True  # under a heading that says what is stopped
        if rule.act.action == "IMPOSE" and self.hinted and HABIT.search(before):
            return True
        if (
            word.startswith("发布")
            and len(word) > 2
            and number + 1 < len(clauses)
            and rules_table()[0].match(folded, clauses[number + 1].start)
        ):
            return True  # 发布规则，扩大出口管制: the next act tells which
        if (
            object_stop > end
            and object_stop - end <= 12
            and WHEN_AFTER.match(folded, object_stop)
            and object_stop + 1 < clause.stop
        ) or (
            self.hinted
            and (
                BRINGS_ABOUT.match(folded, max(end, object_stop), clause.stop)
                or SAID_OF.match(folded, max(end, object_stop), stop)
            )
        ):
            return True  # 加强管制前提交的申请; 加强管制将导致…
        if (
            place == clause.start + len(before) - len(before.lstrip())
            and not before.strip()
            and rule.act.action in {"LIFT", "REDUCE", "IMPOSE", "EXPAND", "SUSPEND", "ESTABLISH"}
            and object_stop > end
            and SPOKEN_OF.match(folded, object_stop, clause.stop)
        ):
            return True  # 削减汽车关税将伴随配额: spoken of
        if rule.act.polarity == "burden" and KINDS_OF_IT.match(folded, max(end, object_stop), clause.stop):
            return True  # 对华加征的关税主要分两类
        if rule.act.action == "IMPOSE" and self.hinted and FIRST_TIME.search(before) and not self.is_order:
            return True  # 该禁令于2024年首次实施: told of an old act
        return bool(
            rule.act.action == "IMPOSE" and DECISION_ON.match(folded, max(end, object_stop))
        )  # 对征收反补贴税决定不服的

    def _is_left_undone(self, at: Trial) -> bool:
        """Whether nothing was done, or others are to do it."""
        folded, place, end, word, start = self.folded, at.place, at.end, at.word, at.start
        clause, clauses, number = at.clause, at.clauses, at.number
        rule, object_stop = at.rule, at.object_stop
        if at.left and (
            rule.act.polarity == "burden"
            or rule.act.action == "ADJUST"
            or word in ("列入", "纳入", "加入", "增列")
        ):
            return True  # 没有禁止出口: nothing was done
        if word == "停止" and object_stop <= end:
            return True  # 出口活动应立即停止: others are to stop
        return bool(
            rule.needs
            and not (word in TAKES_EFFECT and ON_A_DAY.fullmatch(at.before))
            and not rule.needs.search(
                folded,
                start if word.endswith("责任") else clauses[number - 1].start if number else clause.start,
                place,
            )
        )

    def _is_trade_or_heading(self, at: Trial) -> bool:
        """Whether trade that grew, a policy, a heading or a licence got is told instead of an act."""
        folded, end, word, before, stop, clause = self.folded, at.end, at.word, at.before, at.stop, at.clause
        object_stop = at.object_stop
        if word in {"减少", "下降", "降低"} and SHRANK.search(before) and BY_SO_MUCH.match(folded, end):
            return True  # 进口商品减少了10%
        if word == "进口" and IMPORTS_GREW.match(folded, end, clause.stop):
            return True  # 进口牛肉数量增加
        if word in {"增加", "下调", "上调", "提高"} and before.endswith(("数量", "总量", "幅度", "程度")):
            return True  # 幅度下调
        if word.startswith(("限制", "禁止")) and before.endswith("非"):
            return True  # 而非限制贸易
        if word == "调整" and POLICY.match(folded, end):
            return True  # 调整贸易政策
        if (
            word in {"调整", "变动"}
            and end == stop
            and folded[end : end + 1] in {"\n", ""}
            and not cue_in(before)
        ):
            return True  # a heading
        if "审查" in word and ("申请书" in before or folded.startswith(("会", "委员", "小组"), end)):
            return True
        if word == "减让" and before.endswith("税"):
            return True
        if word == "供应" and before.endswith(("获得", "得到", "取得")):
            return True
        if (
            word == "互降"
            and BARGAIN.match(folded, end)
            and not (AGREED_AROUND.search(before) and THE_DEAL.search(folded, end, clause.stop))
        ):
            return True
        if word == "评估" and re.search("(?:仍|还)?需(?:要)?[^,。;]*$", before) and not self.is_order:
            return True
        if word == "调整" and object_stop > clause.stop and re.search("[做作](?:了|出)[^,。;]{0,4}$", before):
            return True
        return bool(
            word == "批准" and before.endswith("获") and SOME_OF_THEM.search(before)
        )  # 其中过半已获批准

    def _is_governed(self, at: Trial) -> bool:
        """Whether the act is what the act before it is about: 暂停实施对美加征的关税."""
        folded, place, number, found = self.folded, at.place, at.number, at.found
        rule, object_stop = at.rule, at.object_stop
        if (
            found
            and found[-1].clause == number
            and not JOINED.search(folded, found[-1].stop, place)
            and (
                (found[-1].rule.act.action in {"IMPOSE", "EXPAND"} and rule.act.action == "REVIEW")
                or (
                    found[-1].rule.act.action in GOVERNING
                    and (rule.act.polarity == "burden" or rule.act.action == "PURCHASE")
                )
                or (found[-1].trigger.startswith(("停止", "限制", "禁止")) and rule.act.action == "RESUME")
            )
        ):
            return True  # 暂停实施对美加征的关税, 恢复大豆采购: what the other act is about
        if (
            found
            and found[-1].clause == number
            and found[-1].rule.act.action == "LIFT"
            and at.word == "暂停"
            and folded.startswith(("措施", "令", "安排"), at.end)
        ):
            found[-1].object_stop = max(found[-1].object_stop, at.end + 2)
            return True  # 解除进口暂停措施
        if (
            found
            and found[-1].clause == number
            and found[-1].rule.act.action in {"LIFT", "SUSPEND"}
            and found[-1].trigger != "放宽"
            and re.search("的(?:命令|决定|公告|规定|行政令)$", folded[place : at.clause.stop].rstrip(' "'))
            and not re.search("[,、并]", folded[found[-1].stop : place])
        ):
            found[-1].object_stop = max(found[-1].object_stop, at.clause.stop)
            return True  # 撤销允许修改决策的命令
        if (
            found
            and found[-1].clause == number
            and found[-1].rule.act.action in GOVERNING
            and rule.act.polarity == "burden"
            and (
                folded.startswith(("对", "向", "就", "针对"), found[-1].stop)
                or (
                    found[-1].rule.act.action in {"SUSPEND", "LIFT"}
                    and re.search(
                        "(?:管制|措施|规则|关税|限制)(?:以及|及|和|与)对", folded[found[-1].stop : place]
                    )
                )
            )
            and not re.search("[,;并]", folded[found[-1].stop : place])
        ):
            found[-1].object_stop = max(found[-1].object_stop, object_stop)
            return True  # 暂停对停靠港口的商船征收费用
        return False

    def _is_kind_of_thing(self, at: Trial) -> bool:
        """Whether the word names a kind of thing: 供应链, 限制性措施, 开放环境."""
        folded, end, word, before = self.folded, at.end, at.word, at.before
        if (
            word == "供应"
            and re.match("[链商多国方]|专案|项目|计划|来源|安全|风险|渠道", folded[end : end + 2])
        ) or (
            word in {"限制", "管制"}
            and (
                folded[end : end + 1] in "性措令清的规条"
                or before.endswith(("相关", "有关", "上述", "各项", "等", "这些", "此类", "种种", "诸多"))
            )
        ):
            return True  # 供应链, 限制性措施
        return bool(
            word == "开放" and re.match("[、型式性合的]|对话|包容|透明|态度|心态", folded[end : end + 2])
        )  # 营造开放、稳定的市场环境

    def _is_list_or_goal(self, at: Trial) -> bool:
        """Whether goods, lists, money of others or a goal are named."""
        folded, end, word, before, clause = self.folded, at.end, at.word, at.before, at.clause
        rule, object_stop = at.rule, at.object_stop
        if word == "投资" and MONEY_OF_OTHERS.search(before):
            return True
        if word in {"采购", "购买"} and folded[end : end + 1] in (
            "方商者单协合力" if MORE_BOUGHT.search(before) and cue_in(before) else "方商者量额单协合力"
        ):
            return True
        if word == "不超过" and (
            folded[clause.stop - 1 : clause.stop] == "的"
            or re.match("\\d[\\d.]*[万亿]?(?:辆|吨|头|件|台|公斤|艘)", folded[end : end + 10])
            or re.search("份额|数量|比例|持股|期限", before)
        ):
            return True  # 份额不超过3%的: which goods
        if (
            word in {"加征", "征收"}
            and (
                LISTED_GOODS.match(folded, end)
                or (
                    re.search("批[^,。;]{0,6}$", before)
                    and re.match("关税的?商品(?=[,。;])", folded[end : end + 8])
                )
            )
        ) or (word in {"延期", "延长"} and folded.startswith("清单", end)):
            return True  # 对美加征关税商品第十五次排除延期清单: the name of a list
        if (
            word in {"完善", "优化", "改进", "建立"}
            and not cue_in(before)
            and re.match("健全|[^,。;]{0,12}体系", folded[end : clause.stop])
        ):
            return True  # 不断完善出口管制体系: a goal
        if (
            rule.act.action == "REDUCE"
            and object_stop <= end
            and re.match("[^,。;]{0,30}(?:依赖|风险|成本|影响|压力|冲击)", folded[end : clause.stop])
        ):
            return True  # 降低对中国的依赖
        if (
            word in SOFTENS
            and EFFECT_AT_END.match(folded, end, clause.stop)
            and not DUTY_AND_MORE.match(folded, end)
        ):
            return True  # 减缓关税对产业带来的冲击
        return bool(
            word == "增加"
            and object_stop <= end
            and rule.act.action == "EXPAND"
            and not (before.endswith("配额") and re.match("\\s*(?:至|到)?\\s*\\d", folded[end : end + 3]))
        )  # 实质上是增加20国

    def _is_told_or_dated(self, at: Trial) -> bool:
        """Whether the act is told of, dated or applied for and not decided here."""
        folded, place, end, word, before = self.folded, at.place, at.end, at.word, at.before
        start, clause, found = at.start, at.clause, at.found
        rule = at.rule
        if (
            rule.act.polarity == "burden"
            and folded.find("即", start, place) >= 0
            and re.search("(?:^|[,;])\\s*即(?:对|将|以)", folded[start:place])
        ):
            return True  # 即对…原则上不予许可: what the notice that is spoken of says
        if word in {"举行", "召开", "举办"} and found:
            return True  # 设立委员会，每季度召开一次会议
        if (
            word in {"召开", "举行", "举办"}
            and re.search("(?:就|正?值)[^,。;]*(?:峰会|会议|大会|论坛|年会|博览会)$", before)
            and not re.search("将|拟|同意|决定|商定", before)
        ):
            return True  # 就第九届峰会召开: when
        if (word.endswith(("生效", "上路")) and found and found[-1].rule.act.polarity == "ease") or (
            word in {"生效", "上路"} and EASING.search(folded, clause.start, clause.stop)
        ):
            return True  # 取消关税，自7日起生效
        if word in {"起执行", "起施行"} and not self._burden_in_force(folded[clause.start : place]):
            return True
        if (
            word in {"实施", "施行", "生效", "起实施"}
            and self.findings
            and before.strip().startswith(("本公告", "本决定", "本通知"))
            and all(finding.kind == "commitment" for finding in self.findings)
        ):
            return True  # what an easing notice says of its own day
        if "证实" in before and re.search("证实[^,。;]{0,6}$", before):
            return True  # 证实关税下调
        if word in {"课征", "征收", "加征"} and re.match(
            "[^,。;]{0,4}(?:满|届满|期间)", folded[end : end + 6]
        ):
            return True  # 课征满5年
        if word in {"到期", "届期"} and re.search("期间|期限|协议|休战", before):
            return True
        if (
            "申请" in before
            and re.search("(?<!的)申请(?:书)?(?:对[^,。;]{1,12})?(?:继续|展延)?$", before)
            and rule.object != "licences"
            and rule.act.action not in {"APPROVE", "REVIEW"}
        ):
            return True  # 业者申请继续课征
        return bool(
            word == "实施"
            and re.search(
                "(?:协议|协定|安排)[^,。;]{0,10}继续[^,。;]{0,6}$", re.sub("[^\u4e00-\u9fff]", "", before)
            )
        )  # 经济合作协议继续按规定实施

    def _is_dated_back(self, at: Trial) -> bool:
        """Whether the clause dates the act before it back."""
        end, before, number, found = at.end, at.before, at.number, at.found
        if found and number - found[-1].clause <= 1 and "溯自" in before:
            found[-1].object_stop = max(found[-1].object_stop, end)
            return True
        return False

    def _lacks_cue(self, at: Trial) -> bool:
        """Whether an act that needs a cue has none, or the line is a heading or plain talk."""
        folded, place, end, word, before = self.folded, at.place, at.end, at.word, at.before
        start, stop, clause, clauses, number, found, subjects = (
            at.start,
            at.stop,
            at.clause,
            at.clauses,
            at.number,
            at.found,
            at.subjects,
        )
        rule, object_stop = at.rule, at.object_stop
        if (
            found
            and found[-1].clause == number
            and found[-1].rule.act.action == "ESTABLISH"
            and rule.act.action in {"RESUME", "EXPAND", "ADJUST", "PURCHASE", "ESTABLISH"}
            and not JOINED.search(folded, found[-1].stop, place)
        ):
            return True  # 设立供应沟通渠道: what is set up
        if (
            stop - start <= 40
            and len(clauses) <= 2
            and not self.header
            and (numbered := ENUMERATOR.match(folded, start, stop))
            and numbered.end() > start
            and stop - numbered.end() <= 12
            and not cue_in(before)
            and "起" not in folded[start:stop]
        ):
            return True  # 一、立案调查及调查期。: a heading
        if found and before.endswith("并") and found[-1].stop == place - 1 and found[-1].object == "licences":
            found[-1].object_stop = max(found[-1].object_stop, clause.stop)
            return True  # 不批准并取消其许可: one act
        if (
            found
            and found[-1].object == "licences"
            and (word == "提出申请" or (word[:1] in "无毋" and found[-1].rule.act.polarity == "ease"))
        ):
            return True  # 可适用通用许可，无须逐案申请: one act
        if "解决" in word and re.search("彼此|各自|分歧|扭曲|失衡|逆差", folded[end : clause.stop]):
            return True  # 妥善解决彼此关切: talk
        if word in {"加强", "加大", "强化", "完善"} and TALK.search(folded, end, clause.stop):
            return True  # 加强出口管制对话
        if (
            word == "批准"
            and rule.act.action == "APPROVE"
            and object_stop <= end
            and not re.search(
                "申请|出口|进口|许可|物项", folded[clauses[max(0, number - 1)].start : clause.stop]
            )
        ):
            return True
        return bool(
            rule.act.action in {"PURCHASE", "ESTABLISH", "REVIEW", "CONTROL"}
            and word in NEEDS_CUE
            and not cue_in(folded[clause.start : place])
            and not (
                number
                and folded[clause.start - 1] == ","
                and CUE_THEN_TIME.search(folded, clauses[number - 1].start, clause.start - 1)
            )
            and not folded.startswith("了", end)
            and not GREW.search(before)
            and not (number and SIGNED.search(folded, clauses[number - 1].start, clauses[number - 1].stop))
            and not STALLED.match(folded, end, clause.stop)
            and not MET.match(folded, end, clause.stop)
            and not AGREED_AFTER.match(folded, end, stop)
            and not found
            and not self.header
            and not (
                word in {"采购", "购买", "投资"}
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
        )

    def _is_amended(self, at: Trial) -> bool:
        """Whether the clause says more of the act before it, or how it was amended."""
        end, word, before, number, found = at.end, at.word, at.before, at.number, at.found
        if (
            word.startswith("税率")
            and found
            and found[-1].rule.act.action in {"IMPOSE", "EXPAND", "REDUCE"}
            and found[-1].object == "tariff"
            and number - found[-1].clause == 1
        ):
            found[-1].object_stop = max(found[-1].object_stop, end, at.clause.stop)
            return True  # 征收反倾销税，税率为51.8%: one act
        return bool(
            found and "为" in before and CHANGED_TO.search(before)
        )  # 由推定拒绝改为逐案审查: what was amended

    def _is_manner_or_rule(self, at: Trial) -> bool:
        """Whether the words tell a manner, a time or what a rule generally forbids."""
        folded, place, end, word, before = self.folded, at.place, at.end, at.word, at.before
        start, stop, clause, clauses, number = at.start, at.stop, at.clause, at.clauses, at.number
        if at.code == "market_access" and word == "接受":
            listed = folded[clause.start - 1] in ":;" or bool(
                at.found and at.found[-1].object == "market_access"
            )
            return not (cue_in(before) or self.header or listed)
        if word in {"接受", "受理"} and not re.search("(?:将|开始|继续|会|恢复|重新|已)[^,]{0,4}$", before):
            return True
        if word == "复审" and re.search("经(?:过)?[^,。;]{0,4}$", before):
            return True  # 经期终复审
        if (
            word in {"评估", "审核"}
            and before.endswith(("经", "充分", "全面"))
            and not ASSESSES.search(before)
        ):
            return True  # 经评估
        if word == "不得" and (
            folded[end : end + 2] in {"超过", "违反"}
            or WITHOUT_LEAVE.search(folded, start, place)
            or not (
                self.is_order
                or re.search(
                    "(?:下令|责令|勒令)[^,。;]*$|(?:出口经营者|出口商|经营者)(?:均|一律|也)?$", before
                )
                or GOODS_MAY_NOT.search(before)
                or LAYS_DOWN.search(before)
                or (
                    NOT_TO_TRADE.match(folded, end, clause.stop)
                    and re.search("企业|公司|组织|个人|经营者|任何|业者|厂商", folded[start:place])
                )
            )
        ):
            return True
        if folded[clause.stop - 2 : clause.stop] == "期间" and folded[
            clause.start : place
        ].strip().startswith("在"):
            return True  # 在征收反倾销税期间: when
        if at.forbids and (
            folded[end : end + 1] in {"出口限", "类"}
            or (
                not self.is_order
                and not re.search(
                    "出口|进口|投资|转移|交易|交付|出售|供货|发货|运送|输送|参与[^,。;]{0,8}(?:采购|招标|投标|项目|市场)|销售|购买|采购"
                    "|输入|入境|通关|停靠|过境|转运|使用[^,。;]{0,12}(?:港口|码头|空域)"
                    "|使用[^,。;]{0,20}(?:设备|产品|零部件|部件|技术|软件|芯片)",
                    folded[end : min(stop, end + 60)],
                )
                and not BARRED.search(folded, end, min(stop, end + 200))
                and not WHOLLY.search(folded, clauses[max(0, number - 1)].start, place)
            )
        ):
            return True
        if word.startswith("采取") and THE_FOLLOWING.match(folded, place, stop):
            return True  # 将采取以下措施: what follows are the acts
        if WITHOUT_LEAVE.fullmatch(word) and "不得" not in folded[end : end + 24] and "不得" not in before:
            return True
        return bool(word == "放弃" and not PLANNED.match(folded, end, clause.stop))

    def _is_attribute(self, at: Trial) -> bool:
        """Whether the act only describes what follows; a plan that is given up is settled here."""
        folded, end, word, before, clause = self.folded, at.end, at.word, at.before, at.clause
        if word in GIVEN_UP and (plan := PLANNED.match(folded, end, clause.stop)):
            # 撤回对欧洲加征关税的威胁: a burden that will not come
            if word not in {"推迟", "暂缓"}:
                at.rule = replace(at.rule, act=replace(at.rule.act, action="STOP"))
            at.object_stop = plan.end()
        elif before.endswith(OF_OLD) and OLD_THING.match(folded, max(end, at.object_stop), clause.stop):
            return True  # 将此前实施临时管制的物项纳入
        elif word == "扩大" and (reach := RANGE_OF.match(folded, end, clause.stop)):
            at.object_stop = max(at.object_stop, reach.end())
        elif (
            at.rule.act.objects != frozenset("*")
            and not at.reserved
            and ATTRIBUTE_AFTER.match(folded, max(end, at.object_stop), clause.stop)
            and at.rule.act.action
            in {
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
            }
            and not is_main(before)
            and not DECIDED_ON.search(before)
            and not (word in {"接受", "承认", "认可"} and at.code == "market_access")
            and not (ISSUED.search(before) and ISSUED_THING.match(folded, end, clause.stop))
            and not (
                at.rule.act.action in {"SUSPEND", "LIFT"}
                and NOTICE_DONE_WITH.match(folded, end, clause.stop)
                and not BY_NOTICE.search(before)
                and not re.match(
                    ",(?:表明|显示|令|使|让|获|受到|引发|意味|被|同样|也适用|亦适用)",
                    folded[clause.stop : clause.stop + 4],
                )
            )
        ):
            return True
        return False

    def _burden_in_force(self, before: str) -> bool:
        """Whether a notice that names its own day has laid a burden: of what it suspends no day is named
        again.
        """
        return not before.strip().startswith(("本公告", "本决定", "本令")) or any(
            finding.kind == "countermeasure" for finding in self.findings[:1]
        )
