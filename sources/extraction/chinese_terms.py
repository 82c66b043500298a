"""What a Chinese act comes to: its object and direction settled, who acts, how firmly."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.extraction.chinese_object_vetoes import STALLED, WHOLLY, ObjectVetoes
from sources.extraction.chinese_tables import cue_in, parties_table
from sources.extraction.chinese_trial import Trial
from sources.extraction.chinese_words import (
    ACTS_NEXT,
    DEAL_ACTS,
    EACH_OTHER,
    EASED,
    EXCHANGE,
    GOES_ON,
    GOODS_OF,
    LOWER,
    NOT_OF_THE_US,
    OF_THE_US,
    SHORT_NAMES,
    SOLD_TO,
)
from sources.extraction.lexicon import burdens

# 限制中国的稀土出口管制: a burden that is held down, by whose it is
HELD_DOWN = re.compile("[^,。;]{0,14}(?:出口管制|管制措施|出口限制|关税)(?=[,。;]|$)")
# 美国关税, 印度对华关税: whose duty
TRUCE = re.compile("休战|休兵")
LEVIES = frozenset(("课征", "征收", "加征", "开征", "启动", "展开", "继续课征", "实施"))
# 对未与挪威签订协定的国家加税: no agreement to it
UNSIGNED = re.compile("未[^,。;]{0,8}签[订署有][^,。;]{0,12}(?:国家|地区|伙伴|成员|经济体)")
DECISION = re.compile("\\s*(?:该|此|这一|上述|这项)(?:决定|公告|措施|命令)")
PLAN_OF = re.compile("提出的[^,。;]{0,16}(?:方案|计划|提案|草案)[:,]")
# 就挪威对智利限制措施发起调查: what was done to it by another
BY_ANOTHER = re.compile("就[^,。;的]{2,6}对$")
DUTY_BEHIND = re.compile(
    "(?<=[国方盟度亚西大本兰南士古])(?:的|对[^,。;对的]{1,6}的?)?(?:对等|进口|附加|额外|现行|惩罚性|汽车(?!进口)|钢铝|新)*(?:关税|附加税)(?!表|法|委|则|战)"
)
# 获得棕榈油的关税豁免, 获美国豁免: what is granted by another
RECEIVED = re.compile("(?<!不)获(?:得了?|取|准)?(?!悉|利|益|胜|选|授权)")
MOVED_DUTY = re.compile("(?:将|把)(?=[^,。;]{1,10}对[^,。;]{1,16}的?(?:关税|税率))")
# 将采取相关措施维护权益
RIGHTS_KEPT = re.compile(",?(?:坚决|坚定|切实|来|以)?(?:维护|捍卫|保护|保障)[^,。;]{0,16}(?:权益|利益)")
THOSE_MEASURES = re.compile("(?:上述|这些|该|此|此项|这项|有关|相关)(?:限制|管制|暂停|管控)?(?:性)?措施")
AIMED_ACTS = frozenset(
    ("IMPOSE", "REDUCE", "LIFT", "SUSPEND", "EXPAND", "LIST", "MAINTAIN", "EXTEND", "STOP")
)
AIMED_OBJECTS = frozenset(("tariff", "export_control", "port_fee", "investigation", "entity_list"))
PORT_OF = re.compile("(?:停靠|靠泊|停泊|挂靠|进入)(?:在)?(?=[^,。;]{1,6}港)")
OF_A_DEAL = re.compile("(?:达成|签署|敲定|根据|依据|依)[^,。;]{0,16}(?:协议|协定|共识|安排)|事实清单")
OWN_NOTICE = re.compile("公告(?:[(][^()]*[)])?中的?(?:有关|相关)?措施")
TOLD_OF_OLD = re.compile("(?:曾|已|此前|去年|前年|同年|当年)[^,。;]*$")
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
    ("使用", "market_access"),
)


class TermSettler(ObjectVetoes):
    """Settles object, direction, actor and modality of an act."""

    def _settle_object(self, at: Trial) -> None:
        """Settle what the act is about by the words around it."""
        folded, place, end, word, start = self.folded, at.place, at.end, at.word, at.start
        stop, clause, found = at.stop, at.clause, at.found
        if at.rule.found_as == "licences" and at.rule.act.action == "LIST" and "化学品" in folded[start:stop]:
            at.code = "chemicals"
        if (
            word.endswith("豁免")
            and at.code == at.rule.loose == "export_control"
            and "管制" not in self.folded
            and "关税" in self.folded
        ):
            at.code = "tariff_exclusion"  # 对棕榈油给予豁免
        if word == "投资" and at.code == "purchases":
            at.code = "investment"  # 投资美国的石油
        if (
            word.startswith("限制")
            and at.code == "export_control"
            and "进口" in folded[end : clause.stop]
            and "出口" not in folded[end : clause.stop]
        ):
            at.code = "trade"  # 限制牛肉的进口
        if (
            at.code == "restrictive_measures"
            and "限制" in folded[end : at.object_stop]
            and re.search("出口(?!管)", folded[clause.start : at.object_stop])
        ):
            at.code = "export_control"  # 不对稀土原料出口实施新的限制
        if (
            at.rule.found_as == "restrictive_measures"
            and "countermeasures" in at.rule.act.objects
            and re.search("反制|报复|对等|必要|相应", folded[place : at.object_stop])
        ):
            at.rule = replace(at.rule, act=replace(at.rule.act, action="RETALIATE"))
            at.code = "countermeasures"
        if (
            word.startswith("采取")
            and at.code == "restrictive_measures"
            and RIGHTS_KEPT.match(folded, max(end, at.object_stop))
        ):
            at.rule = replace(at.rule, act=replace(at.rule.act, action="RETALIATE"))
            at.code = "countermeasures"
        if (
            at.code == "restrictive_measures"
            and THOSE_MEASURES.search(folded, clause.start, max(at.object_stop, end))
            and self.findings
            and self.findings[-1].object in ("export_control", "tariff", "port_fee", "entity_list")
        ):
            at.code = self.findings[-1].object  # 上述限制措施将暂停执行
        if found and found[-1].object in burdens() and OWN_NOTICE.search(folded, end, clause.stop):
            at.code = found[-1].object  # 停止同一公告中有关措施

    def _settle_direction(self, at: Trial) -> bool:
        """Settle whether the act lays a burden or eases one; return whether it is neither."""
        folded, end, word, before, clause = self.folded, at.end, at.word, at.before, at.clause
        if at.code == "investment" and word in {
            "采购",
            "购买",
            "进口",
            "订购",
            "增购",
            "购入",
            "加大采购",
            "扩大采购",
        }:
            at.code = "purchases"  # 采购5000亿美元美国商品
        if word in {"实施", "实行", "继续实施", "继续执行", "继续适用", "继续实行"} and LOWER.match(
            folded, end, clause.stop
        ):
            at.rule = replace(at.rule, act=replace(at.rule.act, action="REDUCE", polarity="ease"))
        elif at.rule.act.action == "IMPOSE" and at.rule.act.polarity == "burden" and GOES_ON.search(before):
            at.rule = replace(at.rule, act=replace(at.rule.act, action="MAINTAIN"))
        elif (
            at.rule.act.action == "REDUCE"
            and at.code == "restrictive_measures"
            and "配额" in folded[clause.start : at.object_stop]
        ):
            at.rule = replace(at.rule, act=replace(at.rule.act, polarity="burden"))  # 将自由配额下调
        elif (
            at.rule.act.action == "IMPOSE"
            and word == "启动"
            and re.search("(?:减免|减让)[^,。;]{0,12}$", before)
        ):
            at.rule = replace(at.rule, act=replace(at.rule.act, action="REDUCE", polarity="ease"))
        elif (
            at.rule.act.action == "EXPAND"
            and at.code == "tariff"
            and re.match("[^,。;]{0,16}(?:至|到|为)\\d", folded[end : clause.stop])
        ):
            at.rule = replace(at.rule, act=replace(at.rule.act, action="IMPOSE"))  # 加码关税至15%
        elif at.rule.act.action == "IMPOSE" and EASED.match(folded, end, clause.stop):
            return True  # 祭出关税豁免措施
        return False

    def _settle_object_again(self, at: Trial) -> None:
        """Settle what the act is about once its direction is known."""
        folded, place, end, word, stop = self.folded, at.place, at.end, at.word, at.stop
        clause, clauses, number, found = at.clause, at.clauses, at.number, at.found
        if (
            at.rule.act.action == "SUSPEND"
            and at.code == "restrictive_measures"
            and number
            and "两用物项" in folded[clauses[max(0, number - 2)].start : place]
        ):
            at.code = "export_control"
        if (
            at.rule.act.action == "REVIEW"
            and at.code == "investigation"
            and folded.find("价格承诺", clauses[max(0, number - 2)].start, clause.stop) >= 0
        ):
            at.code = "tariff"  # 对价格承诺申请进行评估: what is given for the duty
        if at.rule.act.action == "REVIEW" and at.code in {"trade", "export_control"}:
            at.code = "licences"
        if (
            at.rule.act.action in {"STOP", "SUSPEND"}
            and at.code == "purchases"
            and re.search("出口|供应|供货|交付", folded[end : clause.stop])
        ):
            at.code = "trade"  # 中止芯片的出口
        if (
            at.rule.act.action in {"APPROVE", "RESUME"}
            and at.code == "purchases"
            and re.search(
                "出口|销售|出售|输往|供应|供货|出货|交付|恢复进口|进口资[格质]|输华资质",
                folded[end : clause.stop],
            )
        ):
            at.code = "trade"  # 准许芯片销售到中国
        if (
            at.rule.act.action == "APPROVE"
            and at.code in {"purchases", "trade"}
            and re.search(
                "(?:进入|进口至?)[^,。;]{0,10}(?:市场|国)|\\d[^,。;]{0,4}(?:辆|吨|头)[^,。;]{0,20}进口|以[^,。;]{0,16}(?:税率|关税)[^,。;]{0,4}(?:进口|进入|$)",
                folded[end : clause.stop],
            )
        ):
            at.code = "market_access"  # 允许4万辆电动车进入加拿大市场
        at.forbids = word.startswith("禁止") and at.rule.object != "licences"  # 禁止审批 is about licences
        if at.forbids:
            low = (
                clauses[max(0, number - 1)].start
                if WHOLLY.search(folded, clauses[max(0, number - 1)].start, place)
                else end
            )
            here = next((name for part, name in FORBIDDEN if part in folded[low : clause.stop]), "")
            at.code = here or next((name for part, name in FORBIDDEN if part in folded[end:stop]), at.code)
            if found and found[-1].trigger.startswith("禁止") and not here:
                at.code = found[-1].object
        if (
            word in {"实施", "施行", "起执行", "起施行"}
            and folded[clause.start : place].strip().startswith(("本公告", "公告自", "而公告自", "措施自"))
            and self.findings
        ):
            at.code = next(
                (
                    finding.object
                    for finding in self.findings
                    if finding.action in {"IMPOSE", "LIST", "EXPAND", "STOP"}
                ),
                at.code,
            )

    def _settle_actor(self, at: Trial) -> None:
        """Find who acts, by the subject, by whose goods they are and by whom the measure is."""
        folded, place, end, word, before = self.folded, at.place, at.end, at.word, at.before
        clause, clauses, number, found, subjects = at.clause, at.clauses, at.number, at.found, at.subjects
        at.actor, at.how, at.subject_start = self._actor(place, subjects, clause, number, clauses, found)
        if (
            at.subject_start < clause.start
            and before.startswith("在")
            and folded.endswith("后", clause.start, clause.stop)
            and (told := parties_table()[0].match(folded, clause.start + 1))
        ):
            # 在挪威首相同意停止购买后
            at.actor = parties_table()[1].get(told[0], "") or at.actor
            at.how, at.subject_start = f"after:{told[0]}", clause.start
        if number and at.subject_start < clause.start:
            self._settle_told_before(at)
        at.held = word in {"限制", "约束"} and HELD_DOWN.match(folded, end, clause.stop) is not None
        if at.held:
            at.rule = replace(at.rule, act=replace(at.rule.act, action="REDUCE", polarity="ease"))
            at.code = "export_control"
        at.of_the_deal = (
            at.subject_start < clause.start
            and at.code in {"tariff", "market_access", "port_fee"}
            and at.rule.act.polarity == "ease"
            and bool(DEAL_ACTS.match(before))
        )
        if at.actor == "BOTH" and at.rule.act.action == "PURCHASE" and "签" in before:
            pattern, names = parties_table()
            buyer = pattern.match(folded, max(at.subject_start, 0))
            at.actor = (names.get(buyer[0], "") if buyer else "") or at.actor  # 印尼与美方签下采购客机的合约
        if at.code == "tariff" and at.subject_start < clause.start and (moved := MOVED_DUTY.search(before)):
            # 该协议将挪威对智利的关税调降至: whose duty it is
            levier = parties_table()[0].match(folded, clause.start + moved.end())
            if (
                levier
                and folded.startswith("对", levier.end())
                and (code := parties_table()[1].get(levier[0]))
            ):
                at.actor, at.how, at.subject_start = code, "owner", clause.start
        if at.how == "last" and DECISION.match(before) and self.findings and self.findings[-1].actor:
            at.actor = self.findings[-1].actor  # 该决定已于6月起施行: of whom the last was told
        if (
            word == "适用"
            and at.subject_start < clause.start
            and at.actor == self.side
            and re.match("最惠国?待遇", folded[end : end + 5])
        ):
            at.actor, at.how = self._other_than(at.actor, at.actor), "other"  # 部长说，公布后将适用最惠待遇
        taxed = taxer = ""
        # 智利获得铜、铝，以及锂等商品的关税豁免: a row that a comma parts
        parted = number and at.how.startswith("subject") and folded.startswith(("以及", "及"), clause.start)
        lead = clauses[number - 1].start if parted else clause.start
        if (
            at.rule.act.polarity == "ease"
            and at.rule.act.action in {"LIFT", "REDUCE", "APPROVE", "EXTEND"}
            and ("获" in before + word or lead < clause.start)
            and at.subject_start >= lead
            and (got := RECEIVED.search(folded, lead, min(clause.stop, place + 1)))
            and at.subject_start <= got.start()
        ):
            giver = parties_table()[0].match(folded, got.end())
            at.actor = (parties_table()[1].get(giver[0], "") if giver else "") or next(
                (
                    code
                    for code in (
                        *(each.actor for each in reversed(self.findings) if each.kind == "countermeasure"),
                        *self.ranking,
                    )
                    if code not in {at.actor, "BOTH"}
                ),
                at.actor,
            )
            at.how, at.subject_start = "giver", clause.start  # 该国获得铜材的关税豁免: not by itself
        if at.code in {"tariff", "tariff_exclusion"} and at.subject_start < clause.start:
            taxed = self._whose_goods(clause.start, max(place, min(at.object_stop, clause.stop)))
            if not taxed and number and before.startswith(("税率", "关税")):
                lead = clauses[number - 1].start
                if number > 1 and folded.startswith("以及", lead):
                    lead = clauses[number - 2].start
                if folded.endswith(("商品", "产品", "货物"), lead, clause.start - 1):
                    taxed = self._whose_goods(lead, clause.start)  # 智利的汽车，以及其他商品，税率提高至
            if not taxed and number and place == clause.start and word.endswith(("至", "到", "为")):
                # 将挪威商品的关税，降到18%: whose goods they are stands before the comma
                lead = clauses[number - 1].start
                if folded.endswith(("关税", "税率"), lead, clause.start - 1):
                    taxed = self._whose_goods(lead, clause.start)
            taxer = self._sold_to(clause.start, clause.stop)
        if (
            at.actor == "CN"
            and word in LEVIES
            and at.subject_start >= 0
            and folded.startswith(("财政部", "经济部"), at.subject_start)
            and re.search("(?:自|对|产自|来自)中国大陆", folded[at.start : place + 12])
        ):
            at.actor = "TW"  # 财政部公告，对自中国大陆进口之啤酒课征
        owner = (
            self._owner_of_duty(
                clause.start,
                min(clause.stop, at.object_stop + 2) if word.startswith(("享", "继续享", "适用")) else place,
            )
            if at.code in {"tariff", "tariff_exclusion"} and at.subject_start < clause.start
            else ""
        )
        if (
            owner
            and owner != at.actor
            and owner != taxer
            and (owner == "US" or taxed or not at.how.startswith("subject"))
        ):
            taxer = owner  # 瑞士商品的美国关税降至15%
        if at.code == "port_fee" and (port := PORT_OF.search(folded, clause.start, clause.stop)):
            harbour = parties_table()[0].match(folded, port.end(), clause.stop)
            charging = parties_table()[1].get(harbour[0], "") if harbour else ""
            if charging and charging != at.actor and at.how != "agent":
                at.actor, at.how = charging, "owner"  # 对靠泊中国港口的美国船舶收费
        if taxer and not at.how.startswith("agent"):
            at.actor, at.how = taxer, "sold to"  # 输美产品的关税降至15%
        elif taxed and (at.actor == taxed or (at.actor == "BOTH" and not EACH_OTHER.search(before))):
            others = (
                [
                    parties_table()[1].get(each[0], "")
                    for each in parties_table()[0].finditer(folded, at.start, place)
                ]
                if at.actor == "BOTH"
                else []
            )
            at.actor, at.how = (
                next((code for code in others if code not in {"", "BOTH", taxed}), "")
                or self._other_than(taxed, at.actor),
                "other",
            )  # 台湾货物的关税将降至15%: not by Taiwan
        elif at.of_the_deal and not taxed:
            at.actor, at.how = "BOTH", "deal"
        elif at.subject_start < clause.start and (at.how != "issuer" or not self.is_order):
            # 依据IEEPA加征的关税没有法律基础，将终止执行: what it is about stands before
            bare = at.object_stop <= end and not before.strip(" 将已会也则并予以均被还")
            lead = (
                clauses[number - 1].start
                if number and (bare or folded[clause.start - 1] == ":")
                else clause.start
            )
            named = folded[
                lead : clause.stop if at.object_stop <= end else min(clause.stop, at.object_stop + 10)
            ]
            mine = at.how.startswith("subject") and not OF_THE_US.search(before)  # 税委会决定，暂停对等关税
            if not mine and OF_THE_US.search(named) and not NOT_OF_THE_US.search(named):
                at.actor, at.how = "US", "owner"
        if (
            at.actor not in {"", "BOTH"}
            and at.rule.act.action in AIMED_ACTS
            and at.code in AIMED_OBJECTS
            and not at.how.startswith(("agent", "giver"))
            and (
                self._aimed_at(at.actor, clause.start, place)
                or (
                    at.how == "issuer"
                    and number
                    and clause.start > at.start
                    and folded.startswith(("政府已对", "政府对", "政府将对"), clauses[number - 1].start)
                    and self._aimed_at(at.actor, clauses[number - 1].start, clause.start)
                )
            )
        ):
            at.actor = next(
                (
                    code
                    for begin, _, code, how in reversed(subjects)
                    if begin < place and code not in {at.actor, "BOTH", ""} and not how.startswith("told")
                ),
                "",
            ) or self._other_than(at.actor, at.actor)
            at.how, at.subject_start = "other", -1  # 国会未批准协议，因此对挪威加税: not by Norway
        if at.how.startswith("agent") and at.subject_start >= clause.start:
            at.subject_start = clause.start  # 关税将被韩国取消: the clause is the act's
        if (
            before.endswith(("被", "遭", "遭到"))
            and at.subject_start >= clause.start
            and at.how.startswith("subject")
        ):
            other = self.last_actor if self.last_actor != at.actor else self.actor_before
            at.actor, at.how, at.subject_start = other or at.actor, "passive", -1  # 荷兰企业则被课以最高税率

    def _settle_told_before(self, at: Trial) -> None:
        """Find who acts where the clause before tells whose plan or decision it is."""
        folded, clause, lead = self.folded, at.clause, at.clauses[at.number - 1].start
        if plan := PLAN_OF.search(folded, lead, clause.start):
            pattern, names = parties_table()
            owners = [match for match in pattern.finditer(folded, lead, plan.start()) if names.get(match[0])]
            if owners and plan.start() - owners[-1].end() < 4:
                # 总理支持欧盟提出的方案: 把关税提高到
                at.actor, at.how = names[owners[-1][0]], "owner"
        elif (
            at.found
            and at.found[-1].clause == at.number - 1
            and PLAN_OF.search(folded, at.clauses[max(0, at.number - 2)].start, lead)
        ):
            at.actor, at.how = at.found[-1].actor, "owner"  # 并将配额削减: of the same plan

    def _settle_other_actor(self, at: Trial) -> bool:
        """Settle who acts where the words tell another one; return whether nobody is told who should be."""
        folded, place, end, word, before = self.folded, at.place, at.end, at.word, at.before
        start, clause = at.start, at.clause
        rule, object_stop = at.rule, at.object_stop
        if rule.act.action == "APPROVE" and word in {"获得", "取得", "拿到", "获发"}:
            giver = self._giver(folded.rfind("从", clause.start, place), place, max(object_stop, end))
            if not giver:
                return True
            at.actor, at.how, at.subject_start = giver, "giver", clause.start
        at.exchange = (
            EXCHANGE.search(folded, clause.start, end) if folded.find("换", clause.start, end) >= 0 else None
        )
        if at.exchange:
            # 承诺投资，以换取美方调降关税: the other side's act
            pattern, names = parties_table()
            named = [names.get(match[0], "") for match in pattern.finditer(folded, at.start, place)]
            if at.subject_start < at.exchange.start():
                at.actor = next((each for each in reversed(named) if each not in ("", "BOTH", at.actor)), "")
                at.how, at.subject_start = "other", -1
        if (
            rule.act.objects == frozenset(("truce",))
            and at.subject_start < clause.start
            and re.match("[^,。;将会]{0,6}(?:休战|停战|休兵|宽限期)[将会]", folded[clause.start : place])
        ):
            at.actor, at.how = "BOTH", "truce"  # 财长称，休战将延长至: of all that keep it
        if word == "面临":
            by = parties_table()[0].match(folded, end)
            warned = at.how.startswith("subject") and re.search(
                "(?:警告|威胁|扬言)[^。;]*(?:若|如果|如|除非)", folded[start:place]
            )
            goods = "" if by else self._whose_goods(clause.start, place)
            levier = goods and next(
                (
                    each.actor
                    for each in reversed(self.findings)
                    if each.object == "tariff"
                    and each.kind == "countermeasure"
                    and each.actor not in {goods, "BOTH"}
                ),
                "",
            )
            if levier:
                at.actor, at.how = levier, "other"  # 根据法案，智利汽车将面临50%关税
            elif by or not (
                "否则" in before
                or warned
                or (
                    self.findings
                    and self.findings[-1].object == "tariff"
                    and self.findings[-1].actor == at.actor
                    and re.search("(?:产品|商品|货物)(?:都|均|也|仍)?[将会]", before)
                    and not parties_table()[0].search(before)
                )
            ):
                at.actor, at.how = (parties_table()[1].get(by[0], "") if by else ""), "owner"
        if word in {"确立", "敲定", "谈定", "争取到", "议定", "谈成"}:
            at.actor, at.how = "US", "owner"  # 日方敲定对等关税12%
        if word == "互降":
            at.actor, at.how = "BOTH", "each other"
        if self.hinted and (
            EACH_OTHER.search(folded, place, clause.stop) or before.endswith(("相互", "互相", "彼此"))
        ):
            at.actor = "BOTH"
        return False

    def _settle_modality(self, at: Trial) -> bool:
        """Find how firm the act is, and what that makes of it; return whether it is no act."""
        folded, place, end, word, before = self.folded, at.place, at.end, at.word, at.before
        clause, clauses, number, found = at.clause, at.clauses, at.number, at.found
        at.modality, at.cue_start = self._modality(
            place, clause, clauses, number, at.subject_start, found, at.rule
        )
        if (
            word == "调整"
            and re.match("为\\d", folded[end : end + 2])
            and found
            and found[-1].object == "tariff"
            and found[-1].rule.act.polarity == "burden"
        ):
            at.rule = replace(at.rule, act=replace(at.rule.act, polarity="burden"))  # 继续征收，税率调整为9%
        if at.rule.act.action == "PURCHASE" and STALLED.match(folded, end, clause.stop):
            at.rule = replace(at.rule, act=replace(at.rule.act, action="STOP", polarity="burden"))
            at.modality = "done" if at.modality != "expected" else at.modality
        if at.rule.act.action == "ESTABLISH" and word in {"举行", "举办", "召开"} and at.modality == "done":
            return True  # 已举行首次对话
        if at.modality == "done" and "现行" in before and re.search("由现行的?", before) and "将" in before:
            at.modality = "will"  # 挪威将税率由现行的84%降至15%
        if (
            word == "不得"
            and before.endswith(("出口经营者", "出口商"))
            and "出口" in folded[end : clause.stop]
        ):
            at.code = "export_control"  # 出口经营者不得向其出口
        if (
            at.modality == "done"
            and at.how == "owner"
            and number
            and PLAN_OF.search(folded, clauses[max(0, number - 2)].start, clause.start)
        ):
            at.modality = "will"
        if (
            word == "审查"
            and at.code == "licences"
            and re.match("受?[^,。;]{0,4}关税", folded[end : end + 8])
        ):
            at.code = "tariff"  # 审查受关税影响的产品清单
        if at.modality == "decided" and "是在" in before and re.search("是在[^,。;]*\\d年", before):
            at.modality = "done"  # 这项调查是在2024年6月发动
        if (
            at.rule.act.action == "RESUME"
            and "安世" in before
            and at.actor in {"US", "NL", "EU"}
            and at.code == "trade"
        ):
            at.actor, at.how = "CN", "owner"  # 白宫宣布，安世半导体将恢复出货: it is China that let it
        if (
            at.code == "market_access"
            and at.rule.act.action == "EXPAND"
            and (whose := re.match("[^,。;]{0,16}?在(\\w{2,4}?)市场的", folded[end : end + 26]))
        ):
            at.actor = parties_table()[1].get(whose[1], "") or at.actor  # 扩大智利牛肉在挪威市场的配额
        if at.modality == "agreed" and "未" in before and UNSIGNED.search(before):
            at.modality = "decided"
        if at.modality == "decided" and "法院" in before and at.rule.act.polarity == "ease":
            at.modality = "done"  # 法院裁定暂停征收
        if word.endswith("关税进入") or word == "免税进入":
            into = parties_table()[0].match(folded, end)
            if into and (code := parties_table()[1].get(into[0])):
                at.actor, at.how, at.subject_start = code, "owner", clause.start  # 智利商品零关税进入挪威
        if at.held and (party := parties_table()[0].match(folded, end)):
            at.actor, at.how = parties_table()[1].get(party[0], "") or at.actor, "owner"
        if (
            at.rule.act.action == "EXTEND"
            and TRUCE.search(folded, clause.start, clause.stop)
            and at.subject_start < clause.start
        ):
            at.actor, at.how = "BOTH", "truce"
        if word.endswith("立即停止"):
            at.modality = "shall"
        if "旨在" in before and at.modality in {"done", "decided"}:
            at.modality = "agreed"
        if at.of_the_deal and at.modality in {"done", "decided", "will"}:
            at.modality = "agreed"
        if (
            at.modality in {"will", "decided"}
            and not self.is_order
            and not cue_in(before)
            and (folded.startswith("了", end) or "了" in folded[end : end + 4])
        ):
            at.modality = "done"  # 该协定降低了关税
        if (
            at.modality in {"done", "decided"}
            and folded.startswith(("将", "拟"), end)
            and at.rule.act.action == "SUSPEND"
        ):
            at.modality = "will"  # 暂停将持续至明年
        if "换" in before and at.modality in {"done", "decided"} and self._bargained(before, clause):
            at.modality = "agreed"
        return False

    def _settle_firmness(self, at: Trial) -> bool:
        """Settle how firm the act is by the kind of act and text; return whether it is no act."""
        folded, end, word, before, clause = self.folded, at.end, at.word, at.before, at.clause
        if at.modality == "shall" and at.rule.act.action == "REVIEW" and not self.is_order:
            return True  # 须先由第三方审查
        if at.forbids and at.modality == "decided" and not self.is_order and TOLD_OF_OLD.search(before):
            at.modality = "done"
        if (at.forbids or (word == "不得" and not self.is_order)) and at.modality == "shall":
            at.modality = "decided"  # 一律禁止
        if (
            word == "给予"
            and at.code == "tariff"
            and re.search("零关税|免税|免征", folded[end : clause.stop])
        ):
            at.rule = replace(at.rule, act=replace(at.rule.act, action="LIFT"))
        if at.exchange:
            at.modality = "agreed"
        if at.negated and at.modality == "done" and at.cue_start < 0 and before.endswith("不再"):
            at.modality = "will"  # 美方不再征收附加关税
        if (
            at.modality == "done"
            and at.cue_start < 0
            and not self.is_order
            and at.rule.act.polarity == "ease"
            and at.rule.act.action in {"REDUCE", "LIFT", "ADJUST"}
            and not folded.startswith("了", end)
            and not re.search("\\d月|去年|今年|此前|曾", before)
            and OF_A_DEAL.search(folded, max(0, at.start - 60), at.stop)
        ):
            at.modality = "agreed"  # 中加达成协议，中国将菜籽关税由84%降至15%
        if (
            at.rule.act.action == "MAINTAIN"
            and (re.search("仍然?$", before) or (word[:1] in "仍依" and not cue_in(before)))
            and at.modality in {"agreed", "will"}
        ):
            at.modality = "done"
        if self.is_order and at.rule.act.polarity == "ease" and at.modality == "shall" and not cue_in(before):
            at.modality = "decided"  # 其余出口货物免于申领
        if before.endswith("批准") and at.modality == "done":
            at.modality = "decided"  # 批准放宽限制
        if (
            at.rule.act.action == "EXPAND"
            and at.code == "restrictive_measures"
            and re.search("管控|控制", folded[end : at.object_stop])
        ):
            if re.search("稀土|矿|出口|镓|锗|锑|石墨|磁", folded[clause.start : clause.stop]):
                at.code = "export_control"
            elif "控制" in folded[end : at.object_stop]:
                return True
        if (word.startswith("仍将") and at.modality in {"done", "decided", "agreed"}) or (
            at.taken_off and at.modality == "done"
        ):
            at.modality = "will"
        if word.startswith("保留采取") and at.modality in {"will", "done"}:
            at.modality = "threatens"
        return False

    def _is_for_others(self, at: Trial) -> bool:
        """Whether one side only says what the other should do, or nobody acts."""
        place, start, clauses = at.place, at.start, at.clauses
        if at.modality == "calls" or not at.actor or self._called_on(start, place, clauses, at.subject_start):
            return True
        return bool(
            at.modality == "shall"
            and not self.folded.startswith("一律", at.cue_start)
            and at.how.startswith("subject")
            and at.actor not in ("CN", "BOTH", self.side)
            and at.code != "licences"
            and not self.is_order
        )  # 美方应停止: what one side says the other should do

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

    def _aimed_at(self, party: str, start: int, stop: int) -> bool:
        """Whether the words before an act name a party as the one that it strikes: 对挪威加税."""
        pattern, names = parties_table()
        return any(
            names.get(match[0], "") == party
            and self.folded.endswith("对", start, match.start())
            and not (
                "就" in self.folded[start : match.start()]
                and BY_ANOTHER.search(self.folded, start, match.start())
            )
            and not (
                self.folded.endswith("针对", start, match.start())
                and ACTS_NEXT.match(self.folded, match.end())
            )
            for match in pattern.finditer(self.folded, start, stop)
        )

    def _owner_of_duty(self, start: int, stop: int) -> str:
        """Return the party whose duty the words name, as 美国关税, "" where they name none."""
        if not DUTY_BEHIND.search(self.folded, start, stop + 8):
            return ""
        pattern, names = parties_table()
        for match in pattern.finditer(self.folded, start, stop):
            if (
                DUTY_BEHIND.match(self.folded, match.end())
                and self.folded[match.start() - 1] not in "对向输从自于往销给将把"
                and not self.folded.startswith(("反制", "回应", "报复"), max(start, match.start() - 2))
            ):
                return names.get(match[0], "")
        return ""

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
