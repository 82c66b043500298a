"""Words of acts that tell none, by what stands around them in a Chinese sentence."""

from __future__ import annotations

import re

from sources.extraction.chinese_tables import cue_in, parties_table, rules_table
from sources.extraction.chinese_told import ToldVetoes
from sources.extraction.chinese_trial import Trial
from sources.extraction.chinese_words import (
    ASPECT_AFTER,
    COMES_TO,
    COMPARED,
    COMPARISON,
    CONSTRUCTIVE,
    DUTY_OF,
    DUTY_THEN,
    KEPT_OPEN,
    LESS_THAN,
    LOW_RATE,
    MATTER,
    MORE_BOUGHT,
    NAMED_THING,
    NOT_BUYING,
    NUMBERED_TITLE,
    OTHER_THING,
    RELIEF,
    STATE_KEPT,
    TALKS_NEXT,
    TALKS_TOPIC,
    TITLE_AFTER,
    TITLE_BEFORE,
    TOPIC_OF_NEXT,
    TOPICS_AFTER,
    TOPICS_BEFORE,
)

# 向美方供应, 将继续供应: a verb, unlike 稀土供应
SUPPLIES = re.compile(
    "(?:向|对)[^,。;]{1,14}$|(?:(?<![出进])将|会|恢复|同意|承诺|确保|保证|开始|不再|停止|重新|已)(?:优先|继续|持续|稳定|足额)?$|(?:继续|持续|稳定|足额)$"
)
RAISES = frozenset(("上调", "提高", "调升", "调涨", "调高", "加征", "课征", "征收"))
PUT_OFF = re.compile("(?:的?(?:计划|措施|时间|生效))?(?:推迟|延后|押后|暂缓|延迟|延期|搁置|展延|延至)")
# 采取行动, 采取措施: by itself it says nothing of what is done
BARE_DEED = re.compile(
    "采取(?:了|一些|相应|必要|(?:戏剧性|重大|大胆|具体|实际|新)的?)?(?:行动|措施)(?=[,。来以去降取恢允开削放调消])"
)
TOLD_NEXT = re.compile(
    "[^,。;]{0,6},(?:在|并|以|来|即|包括)?[^,。;]{0,24}?(?:加征|征收|课征|允许|恢复|取消|降低|放行|开放|撤销)"
    "|(?:行动|措施)(?:来|以|去)?(?:降低|取消|恢复|允许|开放|削减|放宽|调降|消除)"
)
# 就解决好核心关切讨论
TALKED_OF = re.compile("[^,。;]{0,20}(?:讨论|交换|沟通|商讨|对话)")
BY_PARLIAMENT = re.compile(
    "[^,。;]{0,14}(?:国会|议会|成员国|理事会|立法|董事会|股东|议院|内阁)[^,。;]{0,10}批准"
)
LAW_LETS = re.compile("(?:条|条款)[^,。;]{0,4}(?:允许|授权|准许|赋权|赋予)[^,。;]*$|(?:该|本)条款可[^,。;]*$")
TOPIC_LETTERS = frozenset("点题标求的心键项程望受谈商判论晤话")
EASED_NEXT = re.compile(
    "[^,。;]{0,6},(?:按照|依照|根据|依据|依)[^,。;]{0,24}?(?:降低|削减|减|取消|放宽|下调|调降)"
)
TOPIC_WORD = re.compile("[点题标求的心键项程望]|受[益惠]|[谈商判论晤话]")
TOPIC_IS = re.compile(
    "(?:重点|议题|焦点|目标|诉求|目的|核心|关键|优先事项|议程|话题|愿望|难点)(?:之一)?(?:就|也|则|仍|主要|正)?(?:是|为|在于|包括|涉及)[^,。;]*$|受[益惠]于[^,。;]*$"
    "|(?:会谈|磋商|谈判|讨论|会晤|对话|议程|通话)[^,。;]{0,6}(?:内容)?(?:包括|涵盖|涉及|聚焦|集中于|围绕)[^,。;]*$"
)
INVESTS = re.compile("(?:对|在|赴)[^,。;]{1,6}?投资")
RULING_NEXT = re.compile("(?:调查)?的?(?:终裁|初裁|裁定|裁决|结论|建议|结果|程序|案(?!件?[,。;]))")
# 该措施不适用于…: what a measure covers; 措施至4月13日终止: when it ends
SCOPE = re.compile("\\s*(?:该|此|此项|上述|这一|这些|本|这项)[^,。;]{1,10}?(?:同样|也|亦|均|仅|只|目前|并)*$")
# 为其破坏稳定的活动提供资金
EVIL = re.compile("为[^,。;]{0,24}(?:活动|恐怖|核|武器|政权|战争|武装|犯罪|军事|叛军)[^,。;]{0,8}$")
# 提交白宫审查: others look at it
SUBMITTED = re.compile("(?:提交|送交|送到|送至|交由|呈交|递交|报请)[^,。;]{0,24}$")
# 作出优化调整的决定
DECIDED_ON = re.compile("[作做]出(?:了)?[^,。;]{0,30}$")
APPLIED = re.compile("(?<!依据)(?<!根据)(?<!依)申请(?:自|对|就|针对)[^。;]{0,70}$")
LISTED = re.compile("[^,。;]{0,10}?(?:清单|名单|目录)(?:的|实体|企业|[中内](?![,。;]|$))")
THING_LETTERS = frozenset(
    "增所印契订合航全年季今明业盈营销获预评目了其本国联美我政企消供额的财预贸赤收税成风依负压不就库采进出备影冲损通物价产信竞透效互摩紧难对"
)
WITH = frozenset("与和同跟")
KIND_OF_PROBE = re.compile('(?:了)?"?(?:第?301|第?232|反倾销|反补贴|反规避)')
# 利益相关方可申请: the procedure of a probe
PARTIES_OF_A_PROBE = re.compile("利益相关方|利害关系方|应诉企业|相关利益方")


LAW_SAYS = re.compile(
    '(?:^|[,。;])\\s*(?:根据|按照|依照)?[^,。;新拟修]{0,24}?(?:管制法|对外贸易法|海关法|关税法|条例|扩[展大]法|贸易法|经济权力法|章程|世贸规则|世贸组织规则)[》"]?(?:第?[^,。;]{1,10}[条款])?(?:明确|亦|也|还)*(?:规定|指出|明确|授权|允许|要求),$'
)
NOW_IN_FORCE = re.compile(
    "(?:按照?|根据|依照?|依据)[^,。;]{0,8}现行[^,。;]{0,10}(?:规定|政策|法规|规则|制度|税则)"
)
AVERAGE_RATE = re.compile("平均[^,。;]{0,6}(?:关税|税率)(?:税率|水平)?(?![^,。;]*(?:将|承诺|同意))[^,。;]*$")
# 暂停|实施的措施
DONE_OF = re.compile("(?:实施|执行|征收|加征|适用|收取)的(?!决定)")
IN_GENERAL = re.compile("了?(?:部分|有关|相关|以下|如下|若干|多项)[^,。;:]{0,6}$")
REVISES = frozenset(("修订", "修改", "更新", "优化", "完善"))
WATCHED = ("监控", "监视", "监测", "针对", "制裁", "惩罚", "打击", "任何")
SPED_UP = re.compile(
    "(?:了)?(?:转向|转移|布局|摆脱|推进|寻找|寻求|研发|开发|开拓|拓展|构建|建设|融入|发展|脱钩|谈判|磋商|步伐|脚步|进程|多元)"
)
# 该厂适用37%顶格税率: of the duty that was told before
HIGH_RATE = re.compile("\\d[\\d.]*%的?(?:顶格|最高|惩罚性|反倾销|反补贴)[^,。;]{0,4}(?:税率|关税|税)")
WHO_BUYS = re.compile(
    "[^,。;的]{1,14}[\"']?的[^,。;]{0,4}(?:国家|国|企业|公司|炼油?厂|炼厂|厂|油轮|船舶|银行|买方|买家|行为|做法|大陆|经济体|实体)(?=[,。;]|$)"
)
DIFFER = re.compile("[^,。;]{0,50}(?:方面|问题上?|议题上?|[上事])[^,。;]{0,8}分歧")
# 同意投资该国的稀土项目
PLANT = re.compile(
    "[^,。;]{1,20}(?:领域|产业|行业)(?=[,。;]|$)|[^,。;、]{1,14}(?:项目|厂|矿山|矿|园区|基地|设施|企业|公司)(?=[,。;]|$)"
)


# Words that are often part of another one or mean something else.
OFTEN_ANOTHER_BEGIN = ("采取", "迅速采取", "限制", "享受", "享有")
OFTEN_ANOTHER = frozenset(
    (
        "上调", "下调", "不适用", "享受", "享有", "供应", "保持", "修改", "修正", "修订",
        "免除", "列管", "加关税", "加大", "加征", "加快", "加码", "升级", "增加", "复审",
        "实施", "实行", "建立", "开征", "征收", "征税", "扩大", "扩大出口", "排除", "提高",
        "简化", "终结", "结束", "给予", "维持", "设定", "课征", "课税", "调升", "调整",
        "调涨", "调降", "调高", "豁免", "进口", "适用", "采购",
    )
)  # fmt: skip


class WordVetoes(ToldVetoes):
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
        folded, end, word, before, clause = self.folded, at.end, at.word, at.before, at.clause
        if folded[clause.stop : clause.stop + 1] == ":" and (
            word in REVISES or IN_GENERAL.match(folded, end, clause.stop)
        ):
            return True  # 放宽了部分要求: what follows tells which
        if folded[end : end + 2] in {"办法", "细则", "条例", "要点", "准则"}:
            return True
        if before.endswith("认为") and re.search(
            "(?:人|者|师|专家|业者|学者|分析|界|媒)(?:[都也则普遍]|多数|大多){0,3}认为$", before
        ):
            return True
        if word == "不得" and folded.startswith("不", end):
            return True  # 不得不裁员
        if word == "加快" and SPED_UP.match(folded, end):
            return True  # 加快转向他国
        if (
            at.number
            and LAW_SAYS.search(folded, at.clauses[at.number - 1].start, clause.start)
            and not self.is_order
        ):
            return True  # 出口管制法第12条规定，国家对…实行许可制度
        if "现行" in folded[at.start : at.place] and NOW_IN_FORCE.search(folded, at.start, at.place):
            return True  # 按照现行规定，可免征关税
        if "均" in before and AVERAGE_RATE.search(before):
            return True  # 平均关税由3%升至19%: a figure
        if "违者" in folded[at.start : at.place] and re.search("违者[^。;]*$", folded[at.start : at.place]):
            return True  # 违者停止出口2年: a penalty
        if word.startswith("不") and before.endswith(("或", "或者", "还是", "以及")) and "准予" in before:
            return True  # 作出准予或者不予许可的决定: either may come
        return (
            word in OFTEN_ANOTHER or word.startswith(OFTEN_ANOTHER_BEGIN) or word.endswith(("发", "适用"))
        ) and self._is_another_word_here(at)

    def _is_another_word_here(self, at: Trial) -> bool:
        """Whether one of the words of ``OFTEN_ANOTHER`` means something else here."""
        return (
            self._is_no_rate_here(at)
            or (at.word.startswith(("采取", "迅速采取", "限制")) and self._is_no_step_here(at))
            or self._moves_nothing_here(at)
            or self._keeps_no_rule_here(at)
        )

    def _is_no_rate_here(self, at: Trial) -> bool:
        """Whether a word of duties and rates is part of a name or a topic: 附加关税, 课征实施办法, 关税调整措施."""
        folded, place, end, word = self.folded, at.place, at.end, at.word
        before = at.before
        if word == "加关税" and folded[place - 1 : place] == "附":
            return True  # 附加关税
        if word in {"课征", "征收"} and folded.find("实施办法", end, end + 12) >= 0:
            return True  # 税课征实施办法
        if word in {"豁免", "排除", "免除"} and NAMED_THING.match(folded, end):
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
        if word == "调整" and folded.startswith(("包括", "如下", "内容"), end):
            return True
        if word in {"开征", "征收", "课征", "加征", "实施"} and re.match(
            "[^,。;]{0,6}之举", folded[end : end + 10]
        ):
            return True  # 总统开征关税之举
        if word in {"课税", "征税"} and folded.startswith("权", end):
            return True
        if (
            word in ("调整", "调涨", "上调", "下调", "调升")
            and before.endswith(("关税", "税率", "管制", "出口", "配额", "价格"))
            and folded.startswith(("措施", "方案", "政策", "计划", "机制", "一事", "行动"), end)
        ):
            return True  # 关税调整措施已开始实施
        if word == "加码" and re.match("提高|上调|至|到", folded[end : end + 2]):
            return True  # 加码提高到15%
        if word == "设定" and "不超过" in folded[end : end + 8]:
            return True  # 设定最高不超过15%的上限
        if word in RAISES and PUT_OFF.match(folded, end, at.clause.stop):
            return True  # 将关税上调推迟至明年: what is put off
        return bool(word == "调整" and folded[end : end + 1] in "及和与、")  # 关税措施调整及其后续考虑

    def _is_no_step_here(self, at: Trial) -> bool:
        """Whether a step or a limit is only a word for what is told elsewhere: 采取包括…在内的措施, 受限制的贸易."""
        folded, place, end, word = self.folded, at.place, at.end, at.word
        before = at.before
        if word.startswith("采取") and folded.find("反", place, end) < 0 and CONSTRUCTIVE.match(folded, end):
            return True
        if word.startswith("限制") and before.endswith(("受", "该", "此", "上述", "这一", "这些", "现行")):
            return True  # 受限制的贸易, 该限制也适用于
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
        if word.startswith("采取") and re.match("(?:过|了)?包括", folded[end : end + 4]):
            return True  # 采取了包括收紧管制在内的措施
        if word.startswith("采取") and re.match("(?:过|了)?类似的?(?:措施|做法)", folded[end : end + 8]):
            return True  # 他国也采取过类似措施
        return bool(
            word.startswith(("采取", "迅速采取")) and EASED_NEXT.match(folded, end)
        )  # 迅速采取行动，按协议降低关税

    def _moves_nothing_here(self, at: Trial) -> bool:
        """Whether a word of trade or growth moves no goods: 稀土供应, 加快研发, 扩大出口融资."""
        folded, end, word, before = self.folded, at.end, at.word, at.before
        clause = at.clause
        if word in {"加码", "加大", "扩大", "增加"} and INVESTS.match(folded, end):
            return True  # 加码对美投资: the word behind tells
        if word == "供应" and not SUPPLIES.search(before):
            return True  # 优先保障国内市场供应, 稀土供应至关重要: a noun
        if word == "供应" and re.match(
            "过剩|短缺|不足|紧张|充足|充裕|中断|吃紧|能力|过量", folded[end : end + 2]
        ):
            return True
        if word == "供应" and re.match("的?(?:稳定|安全|充足|无虞|顺畅|韧性|不中断)", folded[end : end + 4]):
            return True
        if word == "加快" and re.match(
            "[^,。;]{0,10}(?:生产|回收|开发|发展|建设|进程|步伐|研发|布局)", folded[end : end + 14]
        ):
            return True
        if word in {"进口", "采购"} and before.endswith(("预估", "估计", "预测", "推估")):
            return True
        if word == "建立" and re.match("[^,。;]{0,14}供应链(?=[,。;]|$)", folded[end : clause.stop + 1]):
            return True
        if word == "增加" and re.match("[^,。;]{0,8}(?:采购|购买)(?=[,。;]|$)", folded[end : end + 14]):
            return True
        if word == "进口" and folded.startswith(("零部件", "零组件", "零件", "部件"), end) and "将" in before:
            return True  # 将汽车进口零部件纳入征收范围
        return bool(
            word in {"扩大", "扩大出口"}
            and re.match(
                "(?:出口)?(?:融资|信贷|信用|企业|商(?!品)|经营|公司)|(?:管制|限制|禁令)",
                folded[end : end + 4],
            )
        )  # 扩大出口融资公司的权力

    def _keeps_no_rule_here(self, at: Trial) -> bool:
        """Whether a word of rules and terms means a state, an event or a term: 维持现状, 结束会谈, 实施三年."""
        folded, end, word, before = self.folded, at.end, at.word, at.before
        clause = at.clause
        if word == "终结" and before.endswith("最"):
            return True  # 最终结论
        if (
            word.endswith("适用")
            and word != "不再适用"
            and not (word == "不适用" and before.endswith(("费用将", "关税将", "税率将")))
            and SCOPE.match(before)
        ):
            return True
        if (
            word == "适用"
            and not re.search("不(?:再)?对[^,。;]{2,40}$", before)
            and not LOW_RATE.match(folded, end)
            and not (HIGH_RATE.match(folded, end) and self.findings and self.findings[-1].object == "tariff")
            and not (
                re.search("对[^,。;]{2,16}$", before)
                and re.match("\\d+(?:\\.\\d+)?%的", folded[end : end + 8])
            )
        ):
            return True
        if word.endswith("发") and folded.find("签证", end, end + 8) >= 0:
            return True  # 签发签证
        if word == "复审" and RULING_NEXT.match(folded, end):
            return True  # 复审终裁建议
        if word == "升级" and folded[end : end + 1] in "为成" and re.search("从|由", before):
            return True  # 从配额制升级为许可证制度
        if word in {"维持", "保持"} and STATE_KEPT.match(folded, end, clause.stop):
            return True
        if word in {"修订", "修改", "修正"} and re.match("法案|草案|案|版|稿", folded[end : end + 2]):
            return True  # 通过一项修订法案
        if word == "实施" and before.endswith("措施") and "作为" in before:
            return True  # 作为临时措施实施
        if (
            word == "给予"
            and (party := parties_table()[0].match(folded, end))
            and folded.startswith(("豁免", "减免", "免除"), party.end())
        ):
            return True  # 给予挪威豁免关税的配额
        if word in {"实施", "实行"} and re.match("[^,。;]{0,14}免签", folded[end : end + 18]):
            return True  # 对挪威公民实施30天免签
        if word == "给予" and re.match("(?:行政|刑事|纪律)?处[罚分]", folded[end : end + 4]):
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
        if word == "列管" and before.endswith("非"):
            return True
        if word in {"简化", "升级"} and folded.startswith("版", end):
            return True
        return (
            word[:2] in {"享受", "享有"} and "目前" in before and not cue_in(before)
        )  # 目前享有零关税: as it is

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
        if (
            word == "进口"
            and re.search("(?:对|关于)(?:[^,。;]{0,12}|价值[^,。;]{2,20})$", before)
            and not (before.endswith("的") and MORE_BOUGHT.search(before))
        ):
            return True  # 对进口牛肉采取: goods
        if word.startswith("提供") and "为" in before and EVIL.search(before):
            return True
        if (
            word in {"进口", "购买", "采购"}
            and (before.endswith(WATCHED) or not cue_in(before))
            and WHO_BUYS.match(folded, end, clause.stop)
        ):
            return True  # 监控进口俄国石油的国家
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
        if (
            folded[end : end + 1] in THING_LETTERS
            and not word.endswith(("解决", "请", "消除"))
            and OTHER_THING.match(folded, end, clause.stop)
        ):
            return True  # 增加财政收入, 减少赤字
        if (
            word == "投资"
            and not before.endswith(("将扩大", "会扩大", "承诺扩大", "同意扩大"))
            and not re.search("[对向在赴于]|\\d|[亿万]", folded[clause.start : clause.stop])
            and not (cue_in(before) and PLANT.match(folded, end, clause.stop))
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
            and not KIND_OF_PROBE.match(folded, end)
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
        if folded.find("批准", end, end + 24) >= 0 and BY_PARLIAMENT.match(folded, end, clause.stop):
            return True  # 协议仍需获得国会批准
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
        if (
            word == "批准"
            and end == clause.stop
            and folded[end : end + 1] in ",:"
            and at.number + 1 < len(clauses)
        ):
            return True  # 内阁批准，对包裹开征关税
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
        if "是指" in folded[at.start : place]:
            return True  # a definition
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
                (folded[end : end + 1] == "的" or DONE_OF.match(folded, end))
                and not (folded.startswith("的决定", end) and DECIDED_ON.search(before))
                and not re.match("的(?:货物|商品|物项|产品)(?:共|为|有|包括)", folded[end : end + 8])
                and not (at.reserved or word.startswith("保留采取"))
                and not ("列" in word[:2] and word.endswith("许可"))  # 增列为须经许可的品项
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
                    "[^,。;的]{0,12}的[^,。;]{0,8}(?:关税|税率|附加税|反倾销税|反补贴税|保障措施税|税|费|制裁|限制)(?=[,。;]|$)",
                    folded[end : end + 24],
                )
            )
        )  # 加征的关税, 所采取措施: an old act that describes something

    def _is_topic_or_title(self, at: Trial) -> bool:
        """Whether the act stands in a title or says what talks or words are about."""
        folded, end, word, before, stop = self.folded, at.end, at.word, at.before, at.stop
        clause, clauses, number = at.clause, at.clauses, at.number
        if folded.find("分歧", end, clause.stop) >= 0 and DIFFER.match(folded, end, clause.stop):
            return True  # 双方对开放市场及停止采购方面存在分歧
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
        if word.startswith(("实施", "加征", "征收", "课征", "加关税")) and TOPIC_OF_NEXT.match(
            folded, end, stop
        ):
            return True
        if "解决" in word and "就" in before and TALKED_OF.match(folded, end, clause.stop):
            return True
        if word == "保留" and KEPT_OPEN.match(folded, end):
            return True  # 保留扩大关税的弹性
        return bool(
            number
            and word in {"中止", "暂停", "停止", "终止", "恢复", "重启", "取消"}
            and end >= clause.stop - 1
            and TALKS_TOPIC.search(folded, clauses[number - 1].start, clauses[number - 1].stop)
        )  # 恢复牛肉出口的磋商，已经中止
