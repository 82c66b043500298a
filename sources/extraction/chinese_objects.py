"""What a Chinese act is about: the object in its clause, beside it, or in a title."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from sources.extraction.chinese_subjects import SubjectReader
from sources.extraction.chinese_tables import Clause, Rule, objects_table, parties_table, rules_table
from sources.extraction.chinese_trial import Trial
from sources.extraction.chinese_words import DEAL_HELD, WEAK_OBJECTS
from sources.extraction.lexicon import burdens

PUT_IN_FORCE = frozenset(("实施", "施行", "起施行", "起实施", "起生效", "起正式施行", "起正式实施"))
HELD_UP = frozenset(("暂缓", "推迟", "冻结", "搁置", "暂停", "延后", "中止", "叫停"))
GIVEN_UP = frozenset(("撤回", "取消", "搁置", "放弃", "收回", "暂停", "叫停", "撤销", "暂缓", "推迟"))
MOVED_PLAN = ("将该政策", "将这一政策", "将该新规", "将上述新规", "将该措施", "将上述措施", "将这一措施")
THAT_PLAN = re.compile("(?:了)?(?:该|这项|这一|上述|此)(?:限制)?(?:提案|计划|威胁|草案|政策|新规|举措)")
STRONG_PURCHASES = frozenset(("采购", "购买", "增购", "订购", "购入", "加大采购", "扩大采购"))
THE_NOTICE = re.compile(
    "\\s*(?:[一二三四五六七八九十]{1,3}、)?(?:本(?:公告|决定|令|通知|通告|办法|规定|措施)|(?:该|此|上述)(?:公告|决定|命令))"
)
TAKES_EFFECT = frozenset(
    (
        "施行",
        "起施行",
        "起实施",
        "起生效",
        "生效",
        "正式施行",
        "正式生效",
        "起正式施行",
        "起正式实施",
        "日生效",
        "月生效",
        "日正式生效",
        "日正式实施",
        "日正式施行",
        "起正式生效",
        "正式上路",
        "起上路",
        "日上路",
    )
)
ON_A_DAY = re.compile(
    "\\s*(?:并|且|也)?(?:将|预计|预期|预料|料|拟|会|最早|最快|定|已|有望)*(?:(?:于|在|自|从)[^,。;的]{2,14}|[本下同当今明次]?[月年周]?(?:\\d{1,2}月)?\\d{1,2})(?:日|月|起|年|旬)?(?:正式|开始|起)?"
)
LEVY = frozenset(("加征", "征收", "课征", "开征", "收取", "课以", "恢复征收"))
SOME_LEVY = re.compile(
    "(?:了)?(?![^,。;]{0,10}(?:增值|消费|所得|个|资源|房产|契|遗产|碳排放|环保|营业|印花|数字|糖|烟|财富|暴利|利润|财产))[^,。;]{0,12}税(?=[,。;]|$)"
)
EXCLUDES = re.compile("(?:了)?[^,。;]{0,24}对[^,。;]{1,4}加征关税[^,。;]{0,6}(?:商品|产品|清单)")
ENTRY_RULES = re.compile("(?:了)?[^,。;]{2,50}?(?:要求|程序|流程|手续)(?=[,;。(以]|$)")
AGREEMENT_ENDS = re.compile("(?:本|该|上述|这一|此)?[^,。;关税的]{0,6}(?:协定|协议)(?=[,。;并]|$)")
GETS = frozenset(("获得", "取得", "得到"))
BY_LEAVE = re.compile("[^,。;]{0,16}?(?:批准|准许|核准|授权|同意)(?:后|方可|才可|才能|才)?(?=[^,。;]{0,8}$)")
A_FEE = re.compile("服务费|费用|(?:此|该|这)(?:项)?费")
SHIPS = re.compile("船舶|船只|停靠|靠泊|靠港|净吨|港口|航次|船东|船队")
THE_POLICY = re.compile(
    "\\s*(?:上述|该|此|这一|这项|新|有关|相关)(?:项|些)?(?:政策|规定|新规|管制|规则|办法|要求)"
)
# 停止对农产品加征的15%关税: the duty, not the goods
DUTY_ENDS = frozenset(("停止", "暂停", "取消", "中止", "终止"))
DUTY_ENDED = re.compile(
    "(?:实施)?(?:了)?(?:对|向)[^。;]{2,50}?(?:加征|征收|课征|收取)的?[^,。;]{0,12}(?:关税|附加税|服务税|数字税|数位税|费)"
)
# 加征关税，以保护产业: what for
WHAT_FOR = re.compile("\\s*(?:以|从而|旨在|为)(?!以|来)")
BURDEN_BACK = re.compile(
    "(?:对)?[^,。;]{0,14}?(?:出口管制|出口限制|进口限制|管制|禁令|穿透(?:性)?规则|关联方规则|关税|附加税|附加费|制裁|港口费|港务费|行政命令所定税率|所定税率|原税率|原有税率)(?:措施|机制|税率|水平)?(?=[,。;至]|的(?:选项|权利|可能)|$)"
)
# 关税恢复至协议前的25%
LEVEL = re.compile("[^,。;\\d]{0,16}\\d[\\d.]*%")
MORE = re.compile("更多|至少|约|超过|总额|价值|大量|\\d")


class ObjectFinder(SubjectReader):
    """Finds the object of an act, and by it which of its rules a word means."""

    def _settle_rule(self, at: Trial) -> bool:
        """Find what the act is about, and by that which rule is meant; return whether nothing was found."""
        folded, place, end, before = self.folded, at.place, at.end, at.before
        clause, clauses, number, word = at.clause, at.clauses, at.number, at.word
        if word in {"恢复", "重启", "重新启动"} and BURDEN_BACK.match(folded, end, clause.stop):
            at.rules = rules_table()[1]["恢复实施"]  # 恢复对磁体的出口管制
        if word in HELD_UP and before.strip() and DEAL_HELD.match(folded, end, clause.stop):
            at.rules = rules_table()[1]["暂缓批准协议"]  # 议会暂停表决贸易协议
        if word == "停止" and BURDEN_BACK.match(folded, end, clause.stop):
            at.rules = [each for each in at.rules if each.act.action == "LIFT"] or at.rules
        if word in {"恢复至", "恢复到"} and LEVEL.match(folded, end, clause.stop):
            at.rules = [each for each in at.rules if each.act.action == "IMPOSE"] or at.rules
        if len(at.rules) > 1:
            low = clauses[number - 1].start if number else clause.start
            at.rules = [
                each for each in at.rules if not each.needs or each.needs.search(folded, low, place)
            ] or at.rules
        if word in DUTY_ENDS and DUTY_ENDED.match(folded, end, clause.stop):
            at.rules = [each for each in at.rules if "tariff" in each.act.objects] or at.rules
        rule, code, object_stop = self._object(at.rules, place, end, clause, clauses, number, before)
        if rule is None and word in PUT_IN_FORCE and self.findings:
            burdens_before = [each for each in self.findings[-3:] if each.kind == "countermeasure"]
            if burdens_before and THE_POLICY.match(before):
                rule, code = at.rules[0], burdens_before[-1].object
            elif THE_NOTICE.match(before) and any(
                each.kind == "countermeasure" for each in self.findings[:4]
            ):
                rule, code = at.rules[0], self.findings[0].object
        if rule is None and word in LEVY and (levy := SOME_LEVY.match(folded, end, clause.stop)):
            rule = next((each for each in at.rules if "tariff" in each.act.objects), None)
            code, object_stop = "tariff", levy.end()  # 对煤炭出口征收特别税
        if word in {"终止", "退出"} and AGREEMENT_ENDS.match(folded, end, clause.stop):
            act = replace(at.rules[0].act, action="LIFT", polarity="burden")
            rule, code, object_stop = replace(at.rules[0], act=act), "trade", end  # 美国可终止本协定
        if rule is None and word == "排除" and EXCLUDES.match(folded, end, clause.stop):
            at.rules = rules_table()[1]["予以排除"]
            rule, code, object_stop = at.rules[0], "tariff_exclusion", clause.stop
        if rule is None and word in {"简化", "精简", "优化"} and ENTRY_RULES.match(folded, end, clause.stop):
            rule = next((each for each in at.rules if each.act.action == "ADJUST"), None)
            code, object_stop = "market_access", clause.stop  # 简化清真与注册要求
        if rule is None and word in GETS and BY_LEAVE.match(folded, end, clause.stop):
            rule = next((each for each in at.rules if each.modality == "shall"), None)
            code, object_stop = "licences", clause.stop  # 均需要获得日方的批准
        if (
            rule is None
            and folded.find("费", clause.start, clause.stop) >= 0
            and (fee := A_FEE.search(folded, clause.start, clause.stop))
            and (
                SHIPS.search(folded, clause.start, clause.stop)
                or any(each.object == "port_fee" for each in self.findings[-4:])
            )
        ):
            rule = next((each for each in at.rules if "port_fee" in each.act.objects), None)
            code, object_stop = "port_fee", max(end, fee.end())  # 对停靠的船舶征收服务费
        if (
            (rule is None or rule.needs)
            and word in TAKES_EFFECT
            and not at.found
            and self.findings
            and self.findings[-1].kind == "countermeasure"
            and self.findings[-1].object in burdens()
            and place - self.findings[-1].stop < 160
            and ON_A_DAY.fullmatch(before)
        ):
            rule, code = at.rules[0], self.findings[-1].object  # 经过公示期，将于7月23日起施行
        if (
            rule is None
            and word in GIVEN_UP
            and (THAT_PLAN.match(folded, end, clause.stop) or before.endswith(MOVED_PLAN))
            and (
                old := next(
                    (
                        each
                        for each in reversed(self.findings)
                        if each.kind == "countermeasure" and each.object != "licences"
                    ),
                    None,
                )
            )
        ):
            rule, code = at.rules[0], old.object  # 撤回了该提案
        if rule is None:
            return True
        at.rule, at.code, at.object_stop = rule, code, object_stop
        return False

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
        """Return which rule is meant, the object and where it ends; (None, "", end) where nothing fits.

        The object is looked for behind the word, before it, and in the clauses beside it, the strong ones first.
        """
        pattern, names = objects_table()
        limit = clause.stop
        for rule in rules:
            if rule.object:
                return rule, rule.object, end
        for number_of_zone, (low, high) in enumerate(self._zones(place, end, clause, clauses, number)):
            spans = [
                match for match in pattern.finditer(self.folded, low, high) if not self.covered[match.start()]
            ]
            if not spans:
                continue
            named_here = [names[match[0]] for match in spans]
            for rule in rules:
                if rule.act.objects.isdisjoint(named_here):
                    continue
                fitting = [match for match in spans if names[match[0]] in rule.act.objects]
                if number_of_zone > 1 and rule.act.action == "LIFT":
                    fitting = [match for match in fitting if names[match[0]] != "market_access"]
                strong = [
                    match for match in fitting if names[match[0]] not in WEAK_OBJECTS and match[0] != "公告"
                ]
                if rule.act.action == "EXTEND" and not rule.found_as:
                    # 延长301调查中的豁免期限: the relief
                    strong = [match for match in strong if names[match[0]] == "tariff_exclusion"] or strong
                chosen = (strong or fitting)[-1:] if number_of_zone != 0 else (strong or fitting)[:1]
                last = chosen[0] if chosen else None
                for later in (strong or fitting)[1:] if number_of_zone == 0 and last else ():
                    between = self.folded[last.end() : later.start()] if last else ""
                    if between.startswith("的") and len(between) <= 6:
                        chosen = [later]  # 针对美方关税的反制措施
                    elif between not in {"、", "和", "与", "及"}:
                        break
                    last = later
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
                    and chosen[0][0] in {"措施", "有关措施", "相关措施", "处理措施"}
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

    def _zones(
        self, place: int, end: int, clause: Clause, clauses: list[Clause], number: int
    ) -> Iterator[tuple[int, int]]:
        """Yield where the object of the word at ``place`` may stand, the likeliest first."""
        folded, limit = self.folded, clause.stop
        yield max(place, end - 2), limit
        yield clause.start, place
        if number:
            yield clauses[number - 1].start, clauses[number - 1].stop
        if number > 1 and folded[place:end].endswith("生效"):
            yield clauses[0].start, clauses[number - 1].start  # 部分税率可达50%，多数为20%，预计1月1日生效
        if (
            number + 1 < len(clauses)
            and clauses[number + 1].stop - end < 60
            and folded[limit : limit + 1] != ";"
            and (
                limit - end <= 6
                or folded[limit : limit + 1] == ":"
                or folded.startswith(("宣布", "公布", "发布"), limit - 2)
            )
            and not WHAT_FOR.match(folded, clauses[number + 1].start, clauses[number + 1].stop)
        ):
            yield clauses[number + 1].start, clauses[number + 1].stop

    def _title_object(
        self, rules: list[Rule], place: int, end: int, clause: Clause
    ) -> tuple[Rule, str, int] | None:
        """Return what 暂停实施《关于…的公告》 is about: what the title of the notice names."""
        if not any(
            rule.act.action
            in {"SUSPEND", "LIFT", "MAINTAIN", "EXTEND", "IMPOSE", "ESTABLISH", "ADJUST", "LIST"}
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

    def _notice_object(self, rule: Rule, notice: re.Match[str], end: int, code: str) -> str:
        """Return what a notice that is done away with is about: 废止第30号公告(关于暂停…资质的公告), 废止暂停进口…的公告."""
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
