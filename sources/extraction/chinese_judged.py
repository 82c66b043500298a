"""Acts that the rest of the sentence judges, explains or names as a thing, in a Chinese sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.extraction.chinese_object_vetoes import ObjectVetoes
from sources.extraction.chinese_tables import cue_in, is_main, rules_table
from sources.extraction.chinese_trial import Trial

# What makes a thing of the word when it follows at once: 签发|原产地证书, 核准|成员国, 祭出|杀器
_BEHIND = (
    (("减免", "减征", "免征", "豁免"), "税?(?:政策|制度|资格)|包括|涵盖|涉及"),
    (("免除",), "包括|涵盖|涉及"),
    (("启动", "修改", "修订"), "[^,。;]{0,8}(?:手续|修法|政令|(?<!排除)(?<!豁免)程序(?!性))"),
    (("批出",), "口"),
    (("恢复", "重启"), "(?:了)?[^,。;]{0,4}(?:直航|航班|旅游|签证|人员往来|外交)"),
    (("暂停",), "(?:措施|安排|期)将"),
    (("签发", "发放", "颁发", "核发"), "且[^,。;]{0,10}的"),
    (("启动",), "[^,。;]{0,10}(?:支持|因应|应变|应急|补助|辅导)(?:方案|预案|措施|计划|基金)"),
    (("采用",), "[^,。;]{0,30}(?:方式|方法|手段|形式)"),
    (("立案",), "问题|调查期|编号"),
    (("评估", "审视"), "[^,。;]{0,24}(?:行为|影响|形势|局势|后果)(?=[,。;]|$)"),
    (("切断",), "[^,。;]{0,24}(?:渠道|路径|通道|联系|途径|来源|供应链|资金|链条)"),
    (("审批", "审查", "审核"), "(?:也|将|会|料|恐)*(?:趋|更|变|放缓|延迟|延误)"),
    (
        ("加大", "加强", "强化"),
        "(?:了)?(?:外界|市场|各界|(?:共同|各自)?(?:努力|投入|研发|扶持|支援|协作|合作|沟通|宣传))",
    ),
    (("加快",), "采购|购买|进口|签|推进|落实|谈判"),
    (("授予", "给予", "赋予"), "[^,。;]{0,14}(?:权力|权限|职权|裁量权|称号|荣誉)"),
    (("审查", "审核", "评估"), "(?:特别)?(?:委员会|小组|机关|机构|部门|办公室|报告|会议)"),
    (("供应", "供货", "采购"), "[\"']?(?:安全|问题|链)?[\"']?为(?:主题|题|名|主轴)"),
    (("不适用",), "(?:任何|出口)?许可(?:例外|豁免)"),
    (("恢复",), "原(?:有|来|先)?的?(?:关税)?税率"),
    (("审批", "审查"), "时间|时限|周期|时长"),
    (("保留", "维持", "延续"), "[^,。;]{0,12}(?:给予|提供|授予)[^,。;]{2,24}(?:优惠|待遇|豁免)"),
    (("开放",), "之列|清单|名单|范围|承诺表"),
    (("核准", "批准"), "成员|国|方|程序"),
    (
        ("受理", "接受", "审核", "审查"),
        "(?:并|后|且)(?:已|陆续|及时|依法|予以|先后)*(?:批准|核准|签发|发放|颁发|核发)",
    ),
    (("供货", "供应", "交付"), "(?:合作|合同|渠道|往来)?(?:关系|合同|协议|商|链)[^,。;]{0,4}的"),
    (("签发", "颁发", "核发", "发放"), "[^,。;]{0,3}原产地"),
    (("实施",), "准备|服务|情况|进展|效果|主体"),
    (("打造",), "成"),
    (("免关税进口", "免税进口", "零关税进口"), "配额|额度|比例|政策"),
    (("实施报复", "实施反制", "进行报复", "采取报复"), "性?的?(?:关税|附加税)"),
    (("压低",), "(?:了)?[^,。;]{1,16}(?:价格|成本|物价)"),
    (("不得",), "带|含|检出|混|夹带"),
    (("举行", "举办", "召开"), "了"),
    (("祭出",), "(?:了)?[^,。;]{0,4}(?:杀器|大棒|武器|杀手锏|利器|大招)"),
    (
        ("抬高", "推高", "提高", "拉高", "降低"),
        "(?:了)?(?!(?:进口|商品)*关税[和及与、])[^,。;]{1,16}(?:价格|成本|物价|通胀|售价)(?=[,。;]|$)",
    ),
    (
        ("申请",),
        "[^,。;]{0,6}(?:退税|退还|退款|仲裁|复议|补贴|贷款|豁免|排除|减免|破产|专利|延期|磋商|原产地)",
    ),
)
THINGS_BEHIND = {
    word: re.compile("|".join(behind for words, behind in _BEHIND if word in words))
    for word in {word for words, _ in _BEHIND for word in words}
}
# What makes a thing of it when it stands right before: 上述|采购, 尽职|调查
THINGS_BEFORE = {
    word: before
    for words, before in (
        (("定在", "定为"), ("决", "约", "商", "议", "指", "规", "固", "锁", "确")),
        (("继续有效", "持续有效", "依然有效"), ("协议", "协定", "安排", "共识")),
        (("增加", "提高", "扩大"), ("进口量", "出口量", "产量", "需求", "销量", "数量增", "成本")),
        (("进行调查", "展开调查"), ("指控", "指称", "事件", "事故")),
        (("采购", "购买", "进口", "投资"), ("上述", "该", "这些", "此类", "有关", "相关")),
        (("核准", "批准"), ("完成",)),
        (("实施", "采取"), ("作为",)),
        (("失效", "到期"), ("自行", "自动")),
        (("商签", "签署", "签订", "缔结"), ("推进", "探讨", "加快", "推动", "争取", "磋商")),
        (("加征", "征收", "课征"), ("豁免", "免于", "排除", "免征", "适用税率")),
    )
    for word in words
}
# 实施管制可能被视为违反规则, 继续征收已无必要: what is said of the act
JUDGED = re.compile(
    "[^,。;将]{0,6}?(?:"
    "的?(?:必要性|可能性|可行性|合法性|合理性|正当性)|(?:已|再|并|也|都|均)*(?:无|没有|不再有|毫无)必要|可能是?有必要|是有必要"
    "|(?:已|也|都|均|可能|或|恐|会|将|普遍|被)*(?:被(?:外界|普遍|一些|各方|舆论|认为是)*(?:认为|视为|视作|看作|解读|批评|指)|意味着|违背|有违|背离|有悖|(?:有|无)助于|(?:有|不)利于|无异于)"
    "|(?:[^,。;]{0,6})(?:是|系|属|乃)(?:国际|各国|世界|主权|正当|合法|必要|普遍|通行|惯常)"
    "|的?(?:措施|做法|行为|行径|举措|决定|举动)?(?:已|也|均|严重|明显|公然|粗暴|直接)*(?:违反(?!者|本|上述|前款|以上|规定)|损害|破坏|扰乱|违背|不符合)"
    "|[^,。;]{0,3}性(?:非常|十分|极其|很|相当)?(?:明显|强)"
    "|(?:起自|始于|起于)于?"
    "|(?:并|绝|也)?(?:不是(?!针对)|(?<=[并绝])非(?!针对)|不等于|不等同于|不意味着|不代表)"
    "|具有?[^,。;]{0,8}(?:意义|影响)"
    "|(?:充分|恰恰|再次|清楚|也|正|更|无疑)*(?:体现|彰显|展现|凸显|释放|折射|暴露|印证)(?:了|出)?"
    "|(?:也|都|并|根本|从来|恐|或|仍)*(?:解决不了|换不来|改变不了|无济于事|于事无补|得不偿失|损人不利己|没有赢家|没有出路|只会|不会有|不可能|未必|难以|终将|往往)"
    ")"
)
# 加强管制的是三种材料, 停止出口的时间提早到, 表达恢复输入的愿望
NAMED_BEHIND = re.compile(
    "[^,。;]{0,12}?的(?:是|有|包括|共有?|为|分别|主要|(?:时间|时程|日期)(?:从|由|自|提|推|延)"
    "|(?:强烈|迫切|共同|普遍)?(?:愿望|意愿|诉求|呼声|期待|请求|心愿))"
)
JUDGE_LETTERS = frozenset(
    "体彰展凸释折暴印解换改济补得没只未难终往具非等代必可合正无没被意违背悖利是系属乃异损破扰起始不性"
)
ANSWERS_IT = re.compile("(?:是|系|算是|视为)(?:对|针对|为)[^,。;]*$")
ANSWER_BEHIND = re.compile("的(?:反制|回应|报复|反击|反应|抗议)")
FOR_IT = re.compile("提供|创造|作出|贡献|铺路|争取")
DIGIT = re.compile("\\d")
# 执意加征关税，给磋商带来变数: a deed that is blamed, told without how much and when
BLINDLY = re.compile("(?:执意|一意孤行|动辄|频频|肆意|任意|滥用|动不动|频繁|滥施|悍然挥舞)[^,。;]*$")
# 启动法定复审程序: a review
REVIEWS = re.compile(
    "(?:(?!反倾销|反补贴|期终|日落|投资|安全)[^,。;]){0,16}?(?:复审|审查|检讨)(?:程序|机制)?(?=[,。;]|$)"
)
# 4月开始实施的禁令正式解除
BAN_ENDS = re.compile(
    "[^,。;]{0,24}(?:禁令|禁售令|管制|限制|制裁|措施|关税)(?:将|已|现|正式|全面|予以|获)*(?:解除|取消|撤销|结束|失效|终止)"
)
# 较去年减少
MEASURED = re.compile("\\s*(?:较|比|同比)(?!照|例|亚)(?:(?!配额|关税)[^,。;]){0,10}$")
COERCED = re.compile("(?:胁迫|逼迫|拉拢|要挟|怂恿|唆使|裹挟)[^,。;]*$")
TIGHTER = re.compile("(?:收紧|加严|放慢|放缓|拖延|从严)[^,。;]*$")
HELD_BACK = re.compile("(?:限制|切断|掐断|断绝|卡断|停止|中断|暂停|减少)[^,。;]*$")
LEVEL_BEHIND = re.compile("[至到为]?(?:\\d|零|百分)")
IN_STAGES = re.compile("分[^,。;]{0,3}(?:阶段|部分|步|批|期|年)$")
# 加征关税的行动将于7月6日结束
MEASURE_ENDS = re.compile("(?:行动|措施|关税|禁令|管制|限制|政策)(?:将|会)?(?:于|在|至|到)[^,。;]{2,16}$")
# 对禁止出口的政策没有意见
OF_BANS = re.compile("[^,。;]{0,14}的(?:政策|规定|做法|命令|法令|时间|时程|问题|消息)")
CASE_ON = re.compile("继续[^,。;]{0,2}对(?:本|该|此)案[^,。;]{0,4}$|(?:尽职|背景|问卷|市场)$")
# 由于出口限制可能导致
NOUN_NEXT = re.compile("(?:可能|将|会|已|恐|令|使|导致|造成|引发|影响|、|,|。|;)")
# 普遍对其实施管制: what all the world does
EVERYBODY = re.compile("(?:国家|各国|世界|国际|经济体)[^,。;对]{0,6}(?:普遍|都|均|纷纷)[^,。;]{0,8}$")
# 依法实施管制，不针对任何国家: how it is meant, no act of its own
NOT_AIMED_NEXT = re.compile(
    "\\s*(?:绝|并|也)?(?:不|非|不是|非是|没有)(?:是)?"
    "(?:针对|影响|等于|意味|(?P<ban>(?:要|为了)?(?:全面)?禁止|禁运|切断))"
)
# 采取出口手续简化的优待措施: no burden
FAVOURS = re.compile("优待|优惠|便利|简化|宽松|扶持|鼓励|刺激|补贴|支持|惠")
CHANCES = ("机会", "机遇", "水平", "程度", "格局", "平台")
COERCED_LETTERS = frozenset("迫拉挟恿唆")
BLIND_LETTERS = frozenset("执孤动频肆任滥繁悍")
EVERY_LETTERS = frozenset("普都均纷")
STARTS = frozenset(("启动", "开展", "展开", "发起", "重启"))


class JudgedVetoes(ObjectVetoes):
    """Says of a word with its object whether it is judged or explained instead of done."""

    def _is_judged(self, at: Trial) -> bool:
        """Whether the act is the topic of a judgement, a deed at large or the name of a thing."""
        return self._is_thing_here(at) or self._is_said_of(at) or self._is_no_burden(at)

    def _is_thing_here(self, at: Trial) -> bool:
        """Whether the word names a thing by what stands beside it; a review that is started is settled here."""
        folded, end, word, before, clause = self.folded, at.end, at.word, at.before, at.clause
        behind = THINGS_BEHIND.get(word)
        if behind is not None and behind.match(folded, end, clause.stop):
            return True
        if before.endswith(THINGS_BEFORE.get(word, "\0")):
            return True
        if (
            word in STARTS
            and at.rule.act.action in {"ESTABLISH", "IMPOSE"}
            and REVIEWS.match(folded, end, clause.stop)
        ):
            at.rule = replace(at.rule, act=replace(at.rule.act, action="REVIEW", polarity="ease"))
            at.code = "tariff" if "关税" in self.folded else "investigation"
        if word.startswith("采取的"):
            return True  # 已采取的反制措施是为了
        if word.startswith("仍"):
            # 仍将提高到25%: the act is the one behind
            return (
                not word.endswith(("予", "禁止"))
                and not folded.startswith("继续", end)
                and rules_table()[0].search(folded, end, clause.stop) is not None
            )
        if word.startswith("实施") and BAN_ENDS.match(folded, end, clause.stop):
            return True
        if word in {"扩大", "增加", "开放"} and folded.startswith(CHANCES, max(end, at.object_stop)):
            return True
        if word in {"审批", "审查", "审核", "发放"} and TIGHTER.search(before):
            return True  # 收紧对该国企业的审批
        if word in {"供货", "供应", "交付"} and HELD_BACK.search(before):
            return True  # 推动政府限制对该国供货
        if word == "要求":
            return self._party_at(end)  # 要求中方发放许可证
        if word == "调整" and at.found and at.found[-1].clause == at.number:
            if folded.startswith(("措施", "机制"), end):
                at.found[-1].object_stop = max(at.found[-1].object_stop, end + 2)
                return True  # 实行供需调整措施
        elif word == "不变" and at.found and before.strip() in {"税率", "关税", "关税税率", "配额", "政策"}:
            at.found[-1].object_stop = max(at.found[-1].object_stop, end)
            return True  # 继续实施配额管理，税率不变
        return (
            word in {"结束", "终止", "终结"}
            and at.rule.act.polarity == "ease"
            and MEASURE_ENDS.search(before) is not None
        )

    def _is_said_of(self, at: Trial) -> bool:
        """Whether the words around the act say what is thought or wished of it, or measure it."""
        folded, end, before, clause = self.folded, at.end, at.before, at.clause
        behind = max(end, min(at.object_stop, clause.stop))
        tail = folded[behind : min(behind + 16, clause.stop)]
        if "的" in tail and NAMED_BEHIND.match(folded, behind, clause.stop):
            return True
        if not JUDGE_LETTERS.isdisjoint(tail) and JUDGED.match(folded, behind, clause.stop):
            return True
        if not before:
            return False
        if "是" in before and ANSWERS_IT.search(before) and ANSWER_BEHIND.search(folded, behind, clause.stop):
            return True  # 这是对收紧出口的反制
        if before.endswith("为") and FOR_IT.search(folded, behind, clause.stop):
            return True  # 为恢复输入提供帮助
        if ("有权" in before and "所有权" not in before) or before.endswith(("有必要", "没有必要")):
            return True  # 该机构有权调整配额
        if not COERCED_LETTERS.isdisjoint(before) and COERCED.search(before):
            return True  # 胁迫个别国家加严管制
        if before.lstrip()[:1] in {"较", "比", "同"} and MEASURED.match(before):
            return True
        if (
            "分" in before
            and at.object_stop <= end
            and not LEVEL_BEHIND.match(folded, end)
            and IN_STAGES.search(before)
        ):
            return True
        if BLIND_LETTERS.isdisjoint(before):
            return False
        return BLINDLY.search(before) is not None and not DIGIT.search(folded, clause.start, clause.stop)

    def _is_no_burden(self, at: Trial) -> bool:
        """Whether what reads like a burden is none: a favour, a policy that is spoken of, what all the world does."""
        folded, end, word, before, clause = self.folded, at.end, at.word, at.before, at.clause
        if at.rule.act.polarity != "burden":
            return False
        if word.startswith("禁止") and OF_BANS.match(folded, end, clause.stop) and not is_main(before):
            return True
        if at.code == "investigation" and CASE_ON.search(before):
            return True  # 将继续对本案进行调查, 加强尽职调查
        if word == "限制" and before.endswith(("出口", "进口")) and NOUN_NEXT.match(folded, end):
            return True
        if at.code == "restrictive_measures" and FAVOURS.search(folded, end, max(end, at.object_stop)):
            return True
        if word == "升级" and before.endswith(("关税", "贸易", "管制")) and folded.startswith("措施", end):
            return True  # 采取关税升级措施: the word before tells
        if not EVERY_LETTERS.isdisjoint(before) and EVERYBODY.search(before):
            return True
        following = at.number + 1
        return (
            following < len(at.clauses)
            and (said := NOT_AIMED_NEXT.match(folded, at.clauses[following].start)) is not None
            and ("对" not in before or said["ban"] is not None)
            and not cue_in(before.replace("依法", ""))
            and not DIGIT.search(before)
        )
