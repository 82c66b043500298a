"""Words of acts that tell none, by what stands around them in a Chinese sentence."""

from __future__ import annotations

import re

from sources.extraction.chinese_objects import BURDEN_BACK, ObjectFinder
from sources.extraction.chinese_tables import Clause, cue_in, is_view, parties_table, rules_table
from sources.extraction.chinese_trial import Trial
from sources.extraction.chinese_words import (
    AIMED,
    ALSO,
    ASKED_ABOUT,
    ASKED_BY_OTHERS,
    ASKED_WHEN,
    ASPECT_AFTER,
    BARGAINED,
    BLAMED,
    BROUGHT_ABOUT,
    COMES_TO,
    COMPARED,
    COMPARISON,
    CONSTRUCTIVE,
    DEAL_HELD,
    DUTY_OF,
    DUTY_THEN,
    EXPECTED_CAUSE,
    FACING,
    GREETED,
    HELD_FOR,
    HELD_TO_BE,
    IN_FORCE_ON,
    JUST_DONE,
    KEPT_OPEN,
    LAW_ALLOWS,
    LESS_THAN,
    LOOKED_INTO,
    LOW_RATE,
    MATTER,
    MAY,
    MEASURE_THEN,
    MORE_BOUGHT,
    NAMED_THING,
    NOT_AN_ACT_AFTER,
    NOT_BUYING,
    NUMBERED_TITLE,
    ONCE_MEANT,
    OPPOSED,
    OTHER_THING,
    POSSIBLE,
    REASON,
    RELIEF,
    SAME_VIEW,
    STATE_KEPT,
    SUFFERED,
    SUFFERED_BEHIND,
    TALKED_OVER,
    TALKS_NEXT,
    TALKS_TOPIC,
    TIMES,
    TITLE_AFTER,
    TITLE_BEFORE,
    TOPIC_OF_NEXT,
    TOPICS_AFTER,
    TOPICS_BEFORE,
    UNKNOWN,
    WEIGHED,
    WHEN_AFTER,
    WORKED_FOR,
)

DENYING = frozenset("从并没未不无否")
DENIED = re.compile(
    "(?:从未|并未|从没有|从来没有|没有|未曾|不曾|未|并没有)(?:同意|承诺|答应|许诺|保证|计划|打算|考虑)[^,。;]*$"
    "|(?:无意|无计划|不打算|没打算|没有意图|否认|无权)[^,。;]*$"
    "|(?:从未|并未|从没有|从来没有|没有|未曾|并没有|不曾)(?:作出|做出)过?[^,。;]*$"
)
# 将暂停管制的期限延长至: one act, of lengthening.
TIME_OF_IT = re.compile("[^,。;]{0,40}?的?(?:期限|时间|期)(?:[由从自][^,。;]{0,24})?(?:再)?(?:延|展期|顺延)")
# 向美方供应, 将继续供应: a verb, unlike 稀土供应
SUPPLIES = re.compile(
    "(?:向|对)[^,。;]{1,14}$|(?:(?<![出进])将|会|恢复|同意|承诺|确保|保证|开始|不再|停止|重新|已)(?:优先|继续|持续|稳定|足额)?$|(?:继续|持续|稳定|足额)$"
)
# 会谈重点之一是开放市场, 谈判目标是取消关税
BUYING = frozenset(("采购", "购买", "增购", "订购", "投资", "建立", "设立"))
RAISES = frozenset(("上调", "提高", "调升", "调涨", "调高", "加征", "课征", "征收"))
PUT_OFF = re.compile("(?:的?(?:计划|措施|时间|生效))?(?:推迟|延后|押后|暂缓|延迟|延期|搁置|展延|延至)")
WRONG = frozenset("效违非越")
UNLAWFUL = re.compile("[^,。;]{0,24}(?:无效|违法|违宪|非法|越权)(?!的)")
# 采取行动, 采取措施: by itself it says nothing of what is done
BARE_DEED = re.compile(
    "采取(?:了|一些|相应|必要|(?:戏剧性|重大|大胆|具体|实际|新)的?)?(?:行动|措施)(?=[,。来以去降取恢允开削放调消])"
)
TOLD_NEXT = re.compile(
    "[^,。;]{0,6},(?:在|并|以|来|即|包括)?[^,。;]{0,24}?(?:加征|征收|课征|允许|恢复|取消|降低|放行|开放|撤销)"
    "|(?:行动|措施)(?:来|以|去)?(?:降低|取消|恢复|允许|开放|削减|放宽|调降|消除)"
)
KEPT_TO = re.compile(
    "(?:以|为|须|应|未能?|不|督促[^,。;]*|敦促[^,。;]*|要求[^,。;]*)(?:落实|履行|兑现|遵守|信守)[^,。;]*$"
)
MANY = re.compile("(?:各国|多国|全球|世界|经济体)[^,。;]*$")
COUNTED = re.compile("了?(?:\\d+|数十|上百|相当数量|大量|不少|多)(?:项|起|宗|的)")
LAW_LETS = re.compile("(?:条|条款)[^,。;]{0,4}(?:允许|授权|准许|赋权|赋予)[^,。;]*$|(?:该|本)条款可[^,。;]*$")
TOPIC_LETTERS = frozenset("点题标求的心键项程望受谈商判论晤话")
EASED_NEXT = re.compile(
    "[^,。;]{0,6},(?:按照|依照|根据|依据|依)[^,。;]{0,24}?(?:降低|削减|减|取消|放宽|下调|调降)"
)
# 推迟到一年半以后: till when
SPAN_AFTER = re.compile("[\\d一二三四五六七八九十半两]+(?:年|个月|天|日|周)半?(?:以|之)?后$")
# 已达成贸易安排，旨在消除壁垒: what the deal does
DEAL_MADE = re.compile("(?:达成|签署|签订|敲定)[^。;]{0,30}(?:安排|协议|协定|共识|框架)[,]?$")
TOPIC_WORD = re.compile("[点题标求的心键项程望]|受[益惠]|[谈商判论晤话]")
TOPIC_IS = re.compile(
    "(?:重点|议题|焦点|目标|诉求|目的|核心|关键|优先事项|议程|话题|愿望|难点)(?:之一)?(?:就|也|则|仍|主要|正)?(?:是|为|在于|包括|涉及)[^,。;]*$|受[益惠]于[^,。;]*$"
    "|(?:会谈|磋商|谈判|讨论|会晤|对话|议程|通话)[^,。;]{0,6}(?:内容)?(?:包括|涵盖|涉及|聚焦|集中于|围绕)[^,。;]*$"
)
LODGED = re.compile("[^,。;]{0,20}所?(?:提|表达|作)出?的?(?:交涉|抗议|申诉|关切)")
INVESTS = re.compile("(?:对|在|赴)[^,。;]{1,6}?投资")
RULING_NEXT = re.compile("(?:调查)?的?(?:终裁|初裁|裁定|裁决|结论|建议|结果|程序|案(?!件?[,。;]))")
# 该措施不适用于…: what a measure covers; 措施至4月13日终止: when it ends
SCOPE = re.compile("\\s*(?:该|此|此项|上述|这一|这些|本|这项)[^,。;]{1,10}?(?:同样|也|亦|均|仅|只|目前|并)*$")
ENDS_ON = re.compile("(?:措施|关税|税|命令|禁令|限制|有效期|期限)(?:将)?(?:至|到)[^,。;]{3,16}日?$")
# 为其破坏稳定的活动提供资金
EVIL = re.compile("为[^,。;]{0,24}(?:活动|恐怖|核|武器|政权|战争|武装|犯罪|军事|叛军)[^,。;]{0,8}$")
# 提交白宫审查: others look at it
SUBMITTED = re.compile("(?:提交|送交|送到|送至|交由|呈交|递交|报请)[^,。;]{0,24}$")
APPLIED = re.compile("申请(?:自|对|就|针对)[^。;]{0,70}$")
LISTED = re.compile("[^,。;]{0,10}?(?:清单|名单)(?:的|实体|企业|中|内)")
THING_LETTERS = frozenset(
    "了其本国联美我政企消供额的财预贸赤收税成风依负压不就库采进出备影冲损通物价产信竞透效互摩紧难对"
)
WHEN_LETTERS = frozenset("日之前后时期当")
NO_ACT_LETTERS = frozenset("等的主目执征实方办步便特幅期程部机条流制管工事时材报结意")
WITH = frozenset("与和同跟")
FACES = frozenset("应随面")
# 利益相关方可申请: the procedure of a probe
PARTIES_OF_A_PROBE = re.compile("利益相关方|利害关系方|应诉企业|相关利益方")
# 就补贴问题展开磋商
ABOUT = re.compile("(?:就|对|针对)[^,。;]*$")
# what follows it is no more of what came about
THEREFORE = re.compile("因此|因而|于是")
AFTERWARDS = ("后", *TIMES)


class WordVetoes(ObjectFinder):
    """Says of a word whether it tells no act, whatever its object is."""

    def _tells_no_act(self, at: Trial) -> bool:
        """Whether the word tells no act of its own, by the words around it.

        Their order matters for ``_enters_into_force`` alone, which also makes the act before it longer.
        """
        return (
            self._is_another_word(at)
            or self._is_goods_or_money(at)
            or self._is_procedure(at)
            or self._describes_something(at)
            or self._is_topic_or_title(at)
            or self._tells_when(at)
            or self._is_background(at)
            or self._is_proposed(at)
            or self._enters_into_force(at)
            or self._is_told_about(at)
            or self._goes_with_another(at)
            or self._is_possible_or_wished(at)
            or self._is_denied(at)
        )

    def _is_another_word(self, at: Trial) -> bool:
        """Whether the word is part of another one or means something else here."""
        folded, place, end, word, before, clause = (
            self.folded,
            at.place,
            at.end,
            at.word,
            at.before,
            at.clause,
        )
        if word == "加关税" and folded[place - 1 : place] == "附":
            return True  # 附加关税
        if word == "终结" and before.endswith("最"):
            return True  # 最终结论
        if folded[end : end + 2] in {"办法", "细则", "条例", "要点", "准则"}:
            return True
        if word in {"课征", "征收"} and folded.find("实施办法", end, end + 12) >= 0:
            return True  # 税课征实施办法
        if word in {"豁免", "排除", "免除"} and NAMED_THING.match(folded, end):
            return True
        if word.startswith("采取") and folded.find("反", place, end) < 0 and CONSTRUCTIVE.match(folded, end):
            return True
        if (
            word.endswith("适用")
            and word != "不再适用"
            and not (word == "不适用" and before.endswith(("费用将", "关税将", "税率将")))
            and SCOPE.match(before)
        ):
            return True
        if (
            word == "适用"
            and not LOW_RATE.match(folded, end)
            and not (
                re.search("对[^,。;]{2,16}$", before)
                and re.match("\\d+(?:\\.\\d+)?%的", folded[end : end + 8])
            )
        ):
            return True
        if word.startswith("限制") and before.endswith(("受", "该", "此", "上述", "这一", "这些", "现行")):
            return True  # 受限制的贸易, 该限制也适用于
        if word.endswith("发") and folded.find("签证", end, end + 8) >= 0:
            return True  # 签发签证
        if word in {"加码", "加大", "扩大", "增加"} and INVESTS.match(folded, end):
            return True  # 加码对美投资: the word behind tells
        if word == "复审" and RULING_NEXT.match(folded, end):
            return True  # 复审终裁建议
        if word == "升级" and folded[end : end + 1] in "为成" and re.search("从|由", before):
            return True  # 从配额制升级为许可证制度
        if word in {"维持", "保持"} and STATE_KEPT.match(folded, end, clause.stop):
            return True
        if word in {"修订", "修改", "修正"} and re.match("法案|草案|案|版|稿", folded[end : end + 2]):
            return True  # 通过一项修订法案
        if word == "供应" and not SUPPLIES.search(before):
            return True  # 优先保障国内市场供应, 稀土供应至关重要: a noun
        if word == "供应" and re.match(
            "过剩|短缺|不足|紧张|充足|充裕|中断|吃紧|能力|过量", folded[end : end + 2]
        ):
            return True
        if (
            word in {"上调", "下调", "调升", "提高", "调降", "调高"}
            and before.endswith(("关税", "税率"))
            and re.match(
                "恐|势将|可能|(?:将|会|也)?(?:影响|冲击|削弱|加重|推高|令|使|导致|意味)",
                folded[end : end + 4],
            )
        ):
            return True  # 关税上调恐削弱竞争力
        if word == "供应" and re.match("的?(?:稳定|安全|充足|无虞|顺畅|韧性|不中断)", folded[end : end + 4]):
            return True
        if word == "实施" and before.endswith("措施") and "作为" in before:
            return True  # 作为临时措施实施
        if word == "加快" and re.match(
            "[^,。;]{0,10}(?:生产|回收|开发|建设|进程|步伐|研发|布局)", folded[end : end + 14]
        ):
            return True
        if word in {"进口", "采购"} and before.endswith(("预估", "估计", "预测", "推估")):
            return True
        if word == "建立" and re.match("[^,。;]{0,14}供应链(?=[,。;]|$)", folded[end : clause.stop + 1]):
            return True
        if (
            word.startswith("采取")
            and BARE_DEED.search(folded, place, end + 8)
            and TOLD_NEXT.match(folded, end)
        ):
            return True  # 将采取措施，允许工厂恢复出货: the act is told next
        if word == "采取" and re.match(
            "(?:以下|下列)?[\\d一二两三四]+项(?:管制|管控)?措施[。:]", folded[end : end + 12]
        ):
            return True
        if (
            word == "给予"
            and (party := parties_table()[0].match(folded, end))
            and folded.startswith(("豁免", "减免", "免除"), party.end())
        ):
            return True  # 给予挪威豁免关税的配额
        if before.endswith("认为") and re.search(
            "(?:人|者|师|专家|业者|学者|分析|界|媒)(?:[都也则普遍]|多数|大多){0,3}认为$", before
        ):
            return True
        if word == "增加" and re.match("[^,。;]{0,8}(?:采购|购买)(?=[,。;]|$)", folded[end : end + 14]):
            return True
        if word in {"实施", "实行"} and re.match("[^,。;]{0,14}免签", folded[end : end + 18]):
            return True  # 对挪威公民实施30天免签
        if word == "给予" and re.match("(?:行政|刑事|纪律)?处[罚分]", folded[end : end + 4]):
            return True
        if "违者" in folded[at.start : place] and re.search("违者[^。;]*$", folded[at.start : place]):
            return True  # 违者停止出口2年: a penalty
        if word == "调整" and folded.startswith(("包括", "如下", "内容"), end):
            return True
        if word in {"开征", "征收", "课征", "加征", "实施"} and re.match(
            "[^,。;]{0,6}之举", folded[end : end + 10]
        ):
            return True  # 总统开征关税之举
        if word in {"课税", "征税"} and folded.startswith("权", end):
            return True
        if word in {"结束", "终结"} and re.match(
            "[^,。;的]{0,6}(?:会议|会谈|磋商|谈判|访问|行程)", folded[end : end + 12]
        ):
            return True  # 结束总结会议
        if (
            word == "实施"
            and at.found
            and at.number - at.found[-1].clause == 1
            and not before.strip()
            and at.found[-1].rule.act.action in {"IMPOSE", "MAINTAIN", "EXTEND"}
            and (lasts := re.match("[\\d一二两三四五六七八九十]{1,3}(?:年|个月|天)", folded[end : end + 5]))
        ):
            at.found[-1].object_stop = max(at.found[-1].object_stop, end + lasts.end())
            return True  # 加征55%关税，实施三年
        if word == "进口" and folded.startswith(("零部件", "零组件", "零件", "部件"), end) and "将" in before:
            return True  # 将汽车进口零部件纳入征收范围
        if word == "列管" and before.endswith("非"):
            return True
        if word.startswith("采取") and re.match("(?:过|了)?包括", folded[end : end + 4]):
            return True  # 采取了包括收紧管制在内的措施
        if word.startswith("采取") and re.match("(?:过|了)?类似的?(?:措施|做法)", folded[end : end + 8]):
            return True  # 他国也采取过类似措施
        if word in {"扩大", "扩大出口"} and re.match(
            "(?:出口)?(?:融资|信贷|信用|企业|商(?!品)|经营|公司)|(?:管制|限制|禁令)", folded[end : end + 4]
        ):
            return True  # 扩大出口融资公司的权力
        if word.startswith(("采取", "迅速采取")) and EASED_NEXT.match(folded, end):
            return True  # 迅速采取行动，按协议降低关税
        if word in {"简化", "升级"} and folded.startswith("版", end):
            return True
        if (
            word in ("调整", "调涨", "上调", "下调", "调升")
            and before.endswith(("关税", "税率", "管制", "出口", "配额", "价格"))
            and folded.startswith(("措施", "方案", "政策", "计划", "机制", "一事", "行动"), end)
        ):
            return True  # 关税调整措施已开始实施
        if word[:2] in {"享受", "享有"} and "目前" in before and not cue_in(before):
            return True  # 目前享有零关税: as it is
        if word == "加码" and re.match("提高|上调|至|到", folded[end : end + 2]):
            return True  # 加码提高到15%
        if word == "设定" and "不超过" in folded[end : end + 8]:
            return True  # 设定最高不超过15%的上限
        if word in RAISES and PUT_OFF.match(folded, end, at.clause.stop):
            return True  # 将关税上调推迟至明年: what is put off
        return bool(word == "调整" and folded[end : end + 1] in "及和与、")  # 关税措施调整及其后续考虑

    def _is_goods_or_money(self, at: Trial) -> bool:
        """Whether goods, money or trade are meant instead of an act."""
        folded, place, end, word, before, clause = (
            self.folded,
            at.place,
            at.end,
            at.word,
            at.before,
            at.clause,
        )
        if word == "进口" and re.search("(?:对|关于)[^,。;]{0,12}$", before):
            return True  # 对进口牛肉采取: goods
        if word.startswith("提供") and "为" in before and EVIL.search(before):
            return True
        if word in {"投资", "进口"} and (
            NOT_BUYING.match(folded, end) or folded[place - 2 : place] == "贸易"
        ):
            return True  # 贸易投资壁垒调查, 进口关税
        if (
            word == "投资"
            and re.search("的[^,。;]{0,3}$", before)
            and not re.search("[向对]\\w{1,3}(?:进行|开展)[^,。;]*\\d[^,。;]*(?:规模)?的(?:直接)?$", before)
        ):
            return True  # 进行的大型投资
        if word == "提起" and folded.startswith(("诉讼", "申诉", "上诉", "诉"), end):
            return True
        if word == "制裁" and re.search("为(?:反制|回应|报复|抗议)[^,。;]{0,12}$", before):
            return True  # 为反制挪威制裁智利银行: to what it answers
        if word == "征收" and re.match("(?:的)?(?:时间|期限|期间)(?:为|是)", folded[end : end + 5]):
            return True
        if folded[end : end + 1] in THING_LETTERS and OTHER_THING.match(folded, end, clause.stop):
            return True  # 增加财政收入, 减少赤字
        if (
            word == "投资"
            and not before.endswith(("将扩大", "会扩大", "承诺扩大", "同意扩大"))
            and not re.search("[对向在赴于]|\\d|[亿万]", folded[clause.start : clause.stop])
        ):
            return True  # 农民能更安全地投资与谈判
        if ("于" in before or "不及" in before) and LESS_THAN.search(before):
            return True
        behind = folded[end : clause.stop]
        return ("事" in behind or "消息" in behind) and MATTER.match(behind) is not None

    def _is_procedure(self, at: Trial) -> bool:
        """Whether the words tell how an act comes about or who asks for one: 经国务院批准, 申请课征."""
        folded, place, end, word, before = self.folded, at.place, at.end, at.word, at.before
        clause, clauses, number, rules = at.clause, at.clauses, at.number, at.rules
        if (
            word == "批准"
            and (next_verb := rules_table()[0].match(folded, end))
            and next_verb[0][:2] not in {"进口", "出口", "采购", "购买", "投资", "恢复"}
        ):
            return True  # 内阁批准延长关税: what it lets be done
        if (
            word in {"进行调查", "展开调查", "开展", "展开"}
            and not re.search("对|就|决定|宣布|公告|将|向", before)
            and not (folded.startswith("新", end) and re.search("依|援引", before))
        ):
            return True  # 依法依规开展调查: how it goes on
        if "条" in before and LAW_LETS.search(before):
            return True  # 第122条允许总统征收关税
        if (
            ("交" in before or "报请" in before)
            and rules[0].act.action in {"REVIEW", "APPROVE"}
            and SUBMITTED.search(before)
        ):
            return True
        if ("利" in before or "应诉" in before) and PARTIES_OF_A_PROBE.search(before):
            return True  # the procedure of a probe
        earlier = clauses[number - 1].start if number else clause.start
        if (
            folded.find("申请", earlier, place) >= 0
            and APPLIED.search(folded, earlier, place)
            and not re.search("决定|宣布|公告", folded[earlier:place])
        ):
            return True  # 中钢公司申请对进口钢品，课征反倾销税
        if word == "立案" and folded.startswith(("之日", "时", "后"), end):
            return True  # 立案之日
        if word in {"批准", "允许", "准许", "授权"} and re.search(
            "加征|征收|提高|课征|开征|课以", folded[end : clause.stop]
        ):
            return True  # 国会批准对进口商品征收关税
        if word == "批准" and re.search("经(?!济|贸|销|营)[^,。;]{0,16}$", before):
            return True  # 经国务院关税税则委员会批准
        if word in {"批准", "审查", "审批"} and before.endswith(
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
            return True  # 经国务院批准, 许可审查: how acts come about, not acts
        return bool("不予" in folded[end : end + 4] and word in {"批准", "准予许可"})

    def _describes_something(self, at: Trial) -> bool:
        """Whether the words describe goods, duties or firms by an act: 加征的关税."""
        folded, place, end, word, before, clause = (
            self.folded,
            at.place,
            at.end,
            at.word,
            at.before,
            at.clause,
        )
        if "之" in before and re.search("(?:已|所)[^,。;]{1,6}之[^,。;]{0,4}$", before):
            return True  # 已缴纳之临时课征反倾销税
        if word in {"适用", "享受", "享有"} and re.search(
            "的(?:商品|产品|货物|企业|国家)(?=[,。;]|$)", folded[end : clause.stop + 1]
        ):
            return True  # 适用最惠国税率的商品
        if word in {"加征", "课征", "征收", "课以"} and (
            DUTY_THEN.match(folded, end, clause.stop) or DUTY_OF.search(before)
        ):
            return True
        if (
            word in {"豁免", "排除", "减免"}
            and before.endswith(("关税", "税"))
            and RELIEF.match(folded, end, clause.stop)
        ):
            return True
        if not before.strip() and word in {"暂停", "取消", "豁免"} and folded.startswith("措施", end):
            return True  # 暂停措施自11月10日起生效
        return bool(
            (
                folded[end : end + 1] == "的"
                and not re.match("的(?:货物|商品|物项|产品)(?:共|为|有|包括)", folded[end : end + 8])
                and not word.startswith("保留采取")
                and not (
                    word in {"颁发", "发放", "批准", "核发", "给予"}
                    and re.search("(?<![须需应])(?<!必须)获得?[^,。;]{1,8}$", before)
                )
                and not ("不排除" in folded[clause.start : place] and folded.startswith("可能", end + 1))
            )
            or folded[place - 1 : place] == "所"
            or (word in {"列入", "纳入", "加入"} and LISTED.match(folded, end))
            or (
                folded[place - 1 : place] == "被"
                and word != "禁止"
                and folded[end : min(end + 20, clause.stop)].find("的") >= 0
                and not re.match(
                    "[^,。;的]{0,12}的[^,。;]{0,4}(?:关税|税率|附加税|反倾销税)", folded[end : end + 24]
                )
            )
        )  # 加征的关税, 所采取措施: an old act that describes something

    def _is_topic_or_title(self, at: Trial) -> bool:
        """Whether the act stands in a title or says what talks or words are about."""
        folded, end, word, before, stop = self.folded, at.end, at.word, at.before, at.stop
        clause, clauses, number = at.clause, at.clauses, at.number
        if folded.find("方面", end, end + 10) >= 0 and ASPECT_AFTER.match(folded, end, clause.stop):
            return True  # 在市场开放方面
        if word in {
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
        } and TALKS_NEXT.match(folded, end, clause.stop):
            return True
        if (
            not WITH.isdisjoint(before)
            and COMPARED.search(before)
            and COMPARISON.match(folded, end, clause.stop)
        ):
            return True  # 与美方暂停实施301措施同步
        if before and (
            (self.hinted and (COMES_TO.search(before) or TOPICS_BEFORE.search(before)))
            or (
                not TOPIC_LETTERS.isdisjoint(before) and TOPIC_WORD.search(before) and TOPIC_IS.search(before)
            )
        ):
            return True
        if folded.find("题", end, end + 24) >= 0 and TOPICS_AFTER.match(folded, end, stop):
            return True
        if '"' in before and TITLE_BEFORE.search(before) and TITLE_AFTER.match(folded, end):
            return True
        if "号" in before and NUMBERED_TITLE.search(before):
            return True
        if before.startswith(("透过", "通过")) and re.match(
            "[^,。;]{0,8}(?:形式|方式)[,。;]", folded[end : end + 12]
        ):
            return True
        if word.startswith("实施") and TOPIC_OF_NEXT.match(folded, end, stop):
            return True
        if word == "保留" and KEPT_OPEN.match(folded, end):
            return True  # 保留扩大关税的弹性
        if (
            number
            and word in {"中止", "暂停", "停止", "终止", "恢复", "重启", "取消"}
            and end >= clause.stop - 1
            and TALKS_TOPIC.search(folded, clauses[number - 1].start, clauses[number - 1].stop)
        ):
            return True  # 恢复牛肉出口的磋商，已经中止
        return bool(
            word in {"暂缓", "推迟", "冻结", "搁置", "暂停", "延后"}
            and DEAL_HELD.match(folded, end, clause.stop)
        )

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
            and not re.search("宣布|公布|决定|同意|承诺", before)
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
        if before.endswith(("被逼", "被迫")) or (
            before.startswith(("也就是", "亦即")) or (word == "复审" and folded.startswith("申请", end))
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
            and word in {"实施", "生效", "正式生效", "施行"}
            and end == clause.stop
            and (found[-1].rule.act.action == "IMPOSE" or found[-1].rule.act.polarity == "ease")
            and number - found[-1].clause == 1
            and IN_FORCE_ON.match(before)
        ):
            found[-1].object_stop = max(found[-1].object_stop, end)
            return True
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
        if "就" in before and LODGED.match(behind):
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
            and not re.search("恢复|重新|再次|再度|单方面|[把又]", before + word)
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
            ("予以了", "给予了", "作出了", "进行了", "签署了", "签订了", "敲定了", "达成了", "签了", "订立了")
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
            and not word.startswith("税率")
            and not (word in {"采购", "购买"} and MORE_BOUGHT.search(before))
        ) or before.endswith(("停止", "取消", "暂停", "终止", "恢复", "继续暂停")):
            return True  # a noun, or what another act does away with
        return bool(
            any(one.act.action == "SUSPEND" for one in rules) and TIME_OF_IT.match(folded, end, clause.stop)
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
        if (self.hinted and OPPOSED.search(before)) or (
            folded[place - 1 : place] == "以"
            and folded[place - 2 : place] not in {"予以", "给以", "加以"}
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
                and not before.endswith(("许可", "认可", "许可以"))
                and not at.again
                and not self.conditional
            )
        )  # 实施管制是正当做法; 可申请移出

    def _is_denied(self, at: Trial) -> bool:
        """Whether the words say that it is no act, or that nobody thinks of it."""
        folded, place, end, word, before = self.folded, at.place, at.end, at.word, at.before
        if before.endswith(("不是", "并非", "不等于", "绝非")) or (
            folded[end : end + 1] in NO_ACT_LETTERS and NOT_AN_ACT_AFTER.match(folded, end) and len(word) < 7
        ):
            return True
        if not DENYING.isdisjoint(before) and DENIED.search(before):
            return True  # 从未同意限制出口, 并未承诺停止进口: no act, a denial
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
