"""Which party an act is of: its subject, who gives, whose duty or goods it is."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.extraction.chinese_bearers import BearerSearch
from sources.extraction.chinese_tables import parties_table, rules_table
from sources.extraction.chinese_trial import Trial
from sources.extraction.chinese_words import (
    DEAL_ACTS,
    EACH_OTHER,
    EXCHANGE,
    NOT_OF_THE_US,
    OF_THE_US,
    SHORT_NAMES,
)
from sources.extraction.lexicon import burdens

# 限制中国的稀土出口管制: a burden that is held down, by whose it is
HELD_DOWN = re.compile("[^,。;]{0,14}(?:出口管制|管制措施|出口限制|关税)(?=[,。;]|$)")
LEVIES = frozenset(("课征", "征收", "加征", "开征", "启动", "展开", "继续课征", "实施"))
DECISION = re.compile("\\s*(?:该|此|这一|上述|这项)(?:决定|公告|措施|命令)")
PLAN_OF = re.compile("提出的[^,。;]{0,16}(?:方案|计划|提案|草案)[:,]")
# 获得棕榈油的关税豁免, 获美国豁免: what is granted by another
RECEIVED = re.compile("(?<!不)获(?:得了?|取|准)?(?!悉|利|益|胜|选|授权)")
INVESTED_IN = re.compile("[对赴在](?P<short>美|欧|华|日|韩|印|加|英|台)(?:国)?(?:的)?(?:直接|战略|新增)?投资")
OWNED = frozenset(("tariff", "tariff_exclusion", "export_control"))
LIST_OF = re.compile("(?:的)?(?:出口)?(?:实体|管制|管控|黑|制裁|贸易黑)(?:清单|名单)")
GOODS_SOLD = frozenset(("actor:other", "actor:sold to"))
# 英国继续享受优惠税率, 挪威不受配额限制: what another grants; not in 给予智利商品享受, 对智利商品适用
ENJOYED = ("享受", "享有", "继续享", "适用", "不受", "将不受", "不再受")
GRANTED = re.compile("对|给|允许|同意|让|使")
MOVED_DUTY = re.compile("(?:将|把)(?=[^,。;]{1,10}对[^,。;]{1,16}的?(?:关税|税率))")
ON_WHAT_LEAVES = re.compile("(?:对|向|针对)(?:输往|出口到|出口至|销往|运往)")
# 削减美国对英国商品的关税
ITS_DUTY = re.compile("对[^,。;]{1,24}?的?(?:进口)?(?:关税|税率|配额|出口管制|限制)")
AMONG = re.compile("之间|相互|彼此|互相|成员国?|双方|各方|缔约")
AIMED_ACTS = frozenset(
    ("IMPOSE", "REDUCE", "LIFT", "SUSPEND", "EXPAND", "LIST", "MAINTAIN", "EXTEND", "STOP", "APPROVE")
)
AIMED_OBJECTS = frozenset(
    ("tariff", "export_control", "port_fee", "investigation", "entity_list", "market_access")
)
DEED_OF = re.compile("(?:措施|做法|行为|问题|决定)[^,。;]{0,3}$")
PORT_OF = re.compile("(?:停靠|靠泊|停泊|挂靠|进入)(?:在)?(?=[^,。;]{1,6}港)")


class ActorSettler(BearerSearch):
    """Settles who acts, against the subject where the words say so."""

    def _settle_actor(self, at: Trial) -> None:
        """Find who acts, by the subject, by whose goods they are and by whom the measure is."""
        at.actor, at.how, at.subject_start = self._actor(
            at.place, at.subjects, at.clause, at.number, at.clauses, at.found
        )
        self._settle_by_the_clause_before(at)
        self._settle_by_who_bore(at)
        self._note_the_deal(at)
        self._settle_by_the_owner_named(at)
        self._settle_who_investigates(at)
        self._settle_who_gave(at)
        self._settle_by_whose_goods(at)
        self._settle_not_the_aim(at)
        self._settle_by_who_bears(at)
        if at.subject_start >= at.clause.start:
            if at.how.startswith("agent"):
                at.subject_start = at.clause.start  # 关税将被韩国取消: the clause is the act's
            if at.before.endswith(("被", "遭", "遭到")) and at.how.startswith("subject"):
                other = self.last_actor if self.last_actor != at.actor else self.actor_before
                at.actor, at.how, at.subject_start = (
                    other or at.actor,
                    "passive",
                    -1,
                )  # 荷兰企业则被课以最高税率

    def _settle_by_the_clause_before(self, at: Trial) -> None:
        """Find who acts where a clause of time or of whose plan it is stands before: 在挪威首相同意停止购买后."""
        clause = at.clause
        if at.subject_start >= clause.start:
            return
        if (
            at.before.startswith("在")
            and self.folded.endswith("后", clause.start, clause.stop)
            and (told := parties_table()[0].match(self.folded, clause.start + 1))
        ):
            at.actor = parties_table()[1].get(told[0], "") or at.actor
            at.how, at.subject_start = f"after:{told[0]}", clause.start
        if at.number and at.subject_start < clause.start:
            self._settle_told_before(at)

    def _note_the_deal(self, at: Trial) -> None:
        """Note whether a burden is held down and whether a deal does it, and whose the deal's duty or purchase is."""
        folded, clause, before = self.folded, at.clause, at.before
        at.held = at.word in {"限制", "约束"} and HELD_DOWN.match(folded, at.end, clause.stop) is not None
        if at.held:
            at.rule = replace(at.rule, act=replace(at.rule.act, action="REDUCE", polarity="ease"))
            at.code = "export_control"
        at.of_the_deal = (
            at.subject_start < clause.start
            and at.code in {"tariff", "market_access", "port_fee", "mechanism"}
            and at.rule.act.polarity == "ease"
            and bool(DEAL_ACTS.match(before))
        )
        if at.actor == "BOTH" and at.rule.act.action == "PURCHASE" and "签" in before:
            at.actor = (
                self._who_stands_at(max(at.subject_start, 0)) or at.actor
            )  # 印尼与美方签下采购客机的合约
        if at.code == "tariff" and at.subject_start < clause.start and (moved := MOVED_DUTY.search(before)):
            # 该协议将挪威对智利的关税调降至: whose duty it is
            levier = parties_table()[0].match(folded, clause.start + moved.end())
            if (
                levier
                and folded.startswith("对", levier.end())
                and (code := parties_table()[1].get(levier[0]))
            ):
                at.actor, at.how, at.subject_start = code, "owner", clause.start

    def _settle_by_the_owner_named(self, at: Trial) -> None:
        """Find whose decision, favour or duty it is by the words beside the act."""
        folded, clause, end = self.folded, at.clause, at.end
        if at.how == "last" and DECISION.match(at.before) and self.findings and self.findings[-1].actor:
            at.actor = self.findings[-1].actor  # 该决定已于6月起施行: of whom the last was told
        if (
            at.word == "适用"
            and at.subject_start < clause.start
            and at.actor == self.side
            and re.match("最惠国?待遇", folded[end : end + 5])
        ):
            at.actor, at.how = self._other_than(at.actor, at.actor), "other"  # 部长说，公布后将适用最惠待遇
        if (
            at.code in {"tariff", "market_access", "export_control", "restrictive_measures"}
            and (levier := parties_table()[0].match(folded, end))
            and ITS_DUTY.match(folded, levier.end(), clause.stop)
            and (code := parties_table()[1].get(levier[0]))
            and code != "BOTH"
        ):
            at.actor, at.how = code, "owner"
        if (
            at.code == "entity_list"
            and at.rule.act.action == "LIST"
            and (keeper := parties_table()[0].match(folded, end))
            and (code := parties_table()[1].get(keeper[0]))
            and LIST_OF.match(folded, keeper.end())
        ):
            at.actor, at.how, at.subject_start = code, "owner", clause.start  # 登上美国实体清单

    def _settle_who_investigates(self, at: Trial) -> None:
        """Find who opens an inquiry into what another does: 商务部就挪威拟提高关税启动调查, not Norway."""
        folded, begins = self.folded, at.subject_start
        if (
            at.code != "investigation"
            or begins < at.clause.start
            or not folded.endswith(("就", "针对", "对于"), 0, begins)
            or (folded[begins - 1] != "就" and not DEED_OF.search(folded, begins, at.place))
        ):
            return
        asked = (code for low, _, code, _ in reversed(at.subjects) if low < begins and code != at.actor)
        pattern, names = parties_table()
        struck = (
            names.get(each[0], "")
            for each in pattern.finditer(folded, begins + 1, at.place)
            if folded[each.start() - 1] == "对"
        )
        at.actor = (
            next(asked, "")
            or next((code for code in struck if code not in {"", at.actor}), "")
            or self._other_than(at.actor, at.actor)
        )
        at.how, at.subject_start = "other", -1

    def _settle_who_gave(self, at: Trial) -> None:
        """Find who gave what a party gets: 该国获得铜材的关税豁免, not by itself."""
        folded, clause = self.folded, at.clause
        # 智利获得铜、铝，以及锂等商品的关税豁免: a row that a comma parts
        parted = (
            at.number and at.how.startswith("subject") and folded.startswith(("以及", "及"), clause.start)
        )
        lead = at.clauses[at.number - 1].start if parted else clause.start
        enjoyed = (
            at.word.startswith(ENJOYED)
            and at.code != "licences"
            and at.actor != "BOTH"
            and not GRANTED.search(at.before)
        )
        if (
            at.rule.act.polarity == "ease"
            and at.rule.act.action in {"LIFT", "REDUCE", "APPROVE", "EXTEND"}
            and (enjoyed or "获" in at.before + at.word or lead < clause.start)
            and at.subject_start >= lead
            and (
                got := RECEIVED.search(folded, lead, min(clause.stop, at.place + 1))
                or (rules_table()[0].match(folded, at.place) if enjoyed else None)
            )
            and at.subject_start <= got.start()
        ):
            burdening = (each.actor for each in reversed(self.findings) if each.kind == "countermeasure")
            at.actor = self._who_stands_at(got.end()) or next(
                (code for code in (*burdening, *self.ranking) if code not in {at.actor, "BOTH"}), at.actor
            )
            at.how, at.subject_start = "giver", clause.start

    def _settle_by_whose_goods(self, at: Trial) -> None:
        """Find who taxes by whose goods bear the duty, where they are sold and whose duty it is called."""
        folded, clause = self.folded, at.clause
        taxed = self._whose_goods_are_taxed(at)
        taxer = self._who_taxes(at, taxed)
        # 对停靠挪威港口的船舶，按航次收取费用: the port may stand before the comma
        lead = (
            at.clauses[at.number - 1].start if at.number and at.subject_start < clause.start else clause.start
        )
        if at.code == "port_fee" and (port := PORT_OF.search(folded, lead, clause.stop)):
            charging = self._who_stands_at(port.end(), clause.stop)
            if charging and charging != at.actor and at.how != "agent":
                at.actor, at.how = charging, "owner"  # 对靠泊中国港口的美国船舶收费
        if at.how == "last" and self.findings and not (taxer or taxed):
            self._settle_by_the_last_finding(at)
        if taxer and not at.how.startswith("agent"):
            at.actor, at.how = taxer, "sold to"  # 输美产品的关税降至15%
        elif taxed and (at.actor == taxed or (at.actor == "BOTH" and not EACH_OTHER.search(at.before))):
            others = self._parties_between(at.start, at.place) if at.actor == "BOTH" else []
            other = next((code for code in others if code not in {"", "BOTH", taxed}), "")
            at.actor = other or self._other_than(taxed, at.actor)
            at.how = "other"  # 台湾货物的关税将降至15%: not by Taiwan
        elif at.of_the_deal and not taxed:
            at.actor, at.how = "BOTH", "deal"
        elif at.subject_start < clause.start and (at.how != "issuer" or not self.is_order):
            self._settle_duties_of_the_us(at)

    def _settle_by_the_last_finding(self, at: Trial) -> None:
        """Find who acts where nobody is named: burdens are of one party, and the same duties of the same one."""
        last = self.findings[-1]
        if at.actor == "BOTH" and at.rule.act.polarity == "burden" and at.code in burdens():
            own = (each.actor for each in reversed(self.findings) if each.object in burdens())
            at.actor = next((code for code in own if code not in {"", "BOTH"}), "BOTH")
        elif (
            at.code == "tariff"
            and last.object == "tariff"
            and (last.kind == "commitment") == (at.rule.act.polarity == "ease")
            and not GOODS_SOLD.isdisjoint(last.reasons)
        ):
            at.actor = last.actor  # 智利牛肉的关税降至4%。葡萄酒的关税亦将撤销

    def _whose_goods_are_taxed(self, at: Trial) -> str:
        """Return whose goods bear the duty of the act, "" where that is not told."""
        clause, place, number = at.clause, at.place, at.number
        if at.code not in {"tariff", "tariff_exclusion"} or at.subject_start >= clause.start:
            return ""
        taxed = self._whose_goods(clause.start, max(place, min(at.object_stop, clause.stop)))
        if taxed or not number:
            return taxed
        lead = at.clauses[number - 1].start
        if place == clause.start and at.word.endswith(("至", "到", "为")):
            # 将挪威商品的关税，降到18%: whose goods they are stands before the comma
            if self.folded.endswith(("关税", "税率"), lead, clause.start - 1):
                taxed = self._whose_goods(lead, clause.start)
        elif at.before.startswith(("税率", "关税")):
            if number > 1 and self.folded.startswith("以及", lead):
                lead = at.clauses[number - 2].start
            if self.folded.endswith(("商品", "产品", "货物"), lead, clause.start - 1):
                taxed = self._whose_goods(lead, clause.start)  # 智利的汽车，以及其他商品，税率提高至
        return taxed

    def _who_taxes(self, at: Trial, taxed: str) -> str:
        """Return who lays the duty by where the goods are sold or whose duty it is called, "" if not told."""
        folded, clause, word = self.folded, at.clause, at.word
        if (
            at.actor == "CN"
            and word in LEVIES
            and at.subject_start >= 0
            and folded.startswith(("财政部", "经济部"), at.subject_start)
            and re.search("(?:自|对|产自|来自)中国大陆", folded[at.start : at.place + 12])
        ):
            at.actor = "TW"  # 财政部公告，对自中国大陆进口之啤酒课征
        if at.code not in OWNED or at.subject_start >= clause.start:
            return ""
        taxer = self._sold_to(clause.start, clause.stop) if at.code != "export_control" else ""
        if (
            at.how.startswith("subject")
            and at.rule.act.action in {"IMPOSE", "SUSPEND", "LIFT"}
            and ON_WHAT_LEAVES.search(folded, clause.start, at.place)
        ):
            taxer = ""  # 安大略省宣布，对输往美国的电力征收附加费: its own
        enjoyed = word.startswith(("享", "继续享", "适用"))
        stop = min(clause.stop, at.object_stop + 2) if enjoyed else at.place
        owner = self._owner_of_duty(clause.start, stop)
        waited_for = any(low <= at.subject_start < high for low, high in self.waits_for)
        named = owner == "US" or taxed or waited_for or not at.how.startswith("subject")
        return owner if owner and owner != at.actor and named else taxer  # 瑞士商品的美国关税降至15%

    def _settle_duties_of_the_us(self, at: Trial) -> None:
        """Give duties that only the United States have to them: 依据IEEPA加征的关税没有法律基础，将终止执行."""
        folded, clause, end = self.folded, at.clause, at.end
        # What it is about stands before the comma where the clause has no object.
        bare = at.object_stop <= end and not at.before.strip(" 将已会也则并予以均被还")
        goes_on = at.number and (bare or folded[clause.start - 1] == ":")
        lead = at.clauses[at.number - 1].start if goes_on else clause.start
        named = folded[lead : clause.stop if at.object_stop <= end else min(clause.stop, at.object_stop + 10)]
        mine = at.how.startswith("subject") and not OF_THE_US.search(at.before)  # 税委会决定，暂停对等关税
        if not mine and OF_THE_US.search(named) and not NOT_OF_THE_US.search(named):
            at.actor, at.how = "US", "owner"

    def _settle_not_the_aim(self, at: Trial) -> None:
        """Let nobody strike themselves: 国会未批准协议，因此对挪威加税 is not by Norway."""
        if (
            at.actor in {"", "BOTH"}
            or at.rule.act.action not in AIMED_ACTS
            or at.code not in AIMED_OBJECTS
            or at.how.startswith(("agent", "giver"))
        ):
            return
        clause = at.clause
        if not self._aimed_at(at.actor, clause.start, at.place):
            lead = at.clauses[at.number - 1].start if at.number else clause.start
            if not (
                at.how == "issuer"
                and at.number
                and clause.start > at.start
                and self.folded.startswith(("政府已对", "政府对", "政府将对"), lead)
                and self._aimed_at(at.actor, lead, clause.start)
            ):
                return
        others = (
            code
            for begin, _, code, how in reversed(at.subjects)
            if begin < at.place and code not in {at.actor, "BOTH", ""} and not how.startswith("told")
        )
        at.actor = next(others, "") or self._other_than(at.actor, at.actor)
        at.how, at.subject_start = "other", -1

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
        if self._take_giver(at):
            return True
        self._take_other_of_an_exchange(at)
        if at.word == "面临":
            self._take_who_lays_it(at)
        self._take_where_it_is_due(at)
        self._take_both(at)
        return False

    def _take_giver(self, at: Trial) -> bool:
        """Take who gives for the actor where somebody gets: 获得…批准; return whether nobody gives it."""
        folded, place, end, word = self.folded, at.place, at.end, at.word
        clause, rule, object_stop = at.clause, at.rule, at.object_stop
        if rule.act.action == "APPROVE" and at.code == "rare_earths" and word in {"获得", "分得", "获配"}:
            at.actor, at.how = self.side, "giver"
        elif rule.act.action == "APPROVE" and word in {"获得", "取得", "拿到", "获发"}:
            giver = self._giver(folded.rfind("从", clause.start, place), place, max(object_stop, end))
            giver = giver or self._licensing_before(at)
            if not giver:
                return True
            at.actor, at.how, at.subject_start = giver, "giver", clause.start
        elif word.startswith("获") and at.code == "licences" and (giver := self._asked_before(at)):
            at.actor, at.how, at.subject_start = giver, "giver", clause.start
        return False

    def _take_other_of_an_exchange(self, at: Trial) -> None:
        """Take the other side for the actor of what is got in exchange, both for a truce: 以换取美方调降关税."""
        folded, place, end, clause = self.folded, at.place, at.end, at.clause
        rule = at.rule
        at.exchange = (
            EXCHANGE.search(folded, clause.start, end) if folded.find("换", clause.start, end) >= 0 else None
        )
        if at.exchange:
            # 承诺投资，以换取美方调降关税: the other side's act
            pattern, names = parties_table()
            named = [names.get(match[0], "") for match in pattern.finditer(folded, at.start, place)]
            if at.subject_start < at.exchange.start() and at.how != "sold to":
                at.actor = next((each for each in reversed(named) if each not in ("", "BOTH", at.actor)), "")
                at.how, at.subject_start = "other", -1
        if (
            rule.act.objects == frozenset(("truce",))
            and at.subject_start < clause.start
            and re.match("[^,。;将会]{0,6}(?:休战|停战|休兵|宽限期)[将会]", folded[clause.start : place])
        ):
            at.actor, at.how = "BOTH", "truce"  # 财长称，休战将延长至: of all that keep it

    def _take_who_lays_it(self, at: Trial) -> None:
        """Take who lays the duty for the actor where somebody faces it: 智利汽车将面临50%关税."""
        folded, place, end = self.folded, at.place, at.end
        before, start, clause = at.before, at.start, at.clause
        by = parties_table()[0].match(folded, end)
        warned = at.how.startswith("subject") and re.search(
            "(?:警告|威胁|扬言)[^。;]*(?:若|如果|如|除非)", folded[start:place]
        )
        goods = "" if by else self._whose_goods(clause.start, place) or self._whose_firms(clause.start, place)
        if not by and (sold_to := self._sold_to(clause.start, place)):
            at.actor, at.how, goods = sold_to, "sold to", ""
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
        if (
            not levier
            and not by
            and self.findings
            and at.how in {"last", "issuer", "chain"}
            and before.endswith(("将", "会", "也", "同样", "亦", "都", "均"))
        ):
            last = self.findings[-1]
            if last.object == "tariff" and last.kind == "countermeasure" and last.actor != "BOTH":
                levier = last.actor  # 与伊朗有往来的国家，将面临25%的关税
        if levier:
            at.actor, at.how = levier, "other"  # 根据法案，智利汽车将面临50%关税
        elif at.how == "sold to":
            pass
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

    def _take_where_it_is_due(self, at: Trial) -> None:
        """Take for the actor where a duty is paid or a licence asked for: 在挪威须缴纳, 向挪威经济部申请."""
        folded, place, word, clause = self.folded, at.place, at.word, at.clause
        if word in {"确立", "敲定", "谈定", "争取到", "议定", "谈成"}:
            at.actor, at.how = "US", "owner"  # 日方敲定对等关税12%
        if (
            word.endswith(("缴纳", "支付", "缴税", "纳税", "免缴"))
            and at.subject_start < clause.start
            and (
                there := max(folded.rfind("在", clause.start, place), folded.rfind("向", clause.start, place))
            )
            >= 0
            and (land := parties_table()[0].match(folded, there + 1, place))
        ):
            at.actor, at.how = parties_table()[1].get(land[0], "") or at.actor, "owner"  # 在挪威须缴纳
        if at.code == "licences" and at.rule.act.action == "IMPOSE" and not word.startswith("申"):
            at.actor, at.how = self._licensed_by(at) or (at.actor, at.how)
        if (
            word.startswith(("申请", "申领"))
            and at.code == "licences"
            and at.subject_start < clause.start
            and (to_whom := folded.rfind("向", clause.start, place)) >= 0
            and (office := parties_table()[0].match(folded, to_whom + 1, place))
        ):
            # 每批出口均须向挪威经济部申请: of whose duty it is
            at.actor, at.how = parties_table()[1].get(office[0], "") or at.actor, "owner"

    def _take_both(self, at: Trial) -> None:
        """Take both sides, or who invests with the other, for the actor: 成员国之间实现零关税, 相互."""
        folded, place, word, before = self.folded, at.place, at.word, at.before
        start, clause = at.start, at.clause
        if (
            at.code == "tariff"
            and (
                word.endswith(("零关税", "到零", "至零"))
                or (at.rule.act.polarity == "ease" and "之间" in before)
            )
            and AMONG.search(folded, clause.start, place)
        ):
            at.actor, at.how = "BOTH", "each other"  # 成员国之间九成货物将实现零关税
        if (
            at.actor == "BOTH"
            and at.code == "investment"
            and (into := INVESTED_IN.search(folded, max(0, start - 120), clause.stop))
        ):
            where = SHORT_NAMES[into["short"]]
            at.actor = next((code for code in self.ranking if code != where), "BOTH")
            at.how = "investor"  # 两国敲定对美投资的首批项目
        if word == "互降":
            at.actor, at.how = "BOTH", "each other"
        if self.hinted and (
            EACH_OTHER.search(folded, place, clause.stop) or before.endswith(("相互", "互相", "彼此"))
        ):
            at.actor = "BOTH"

    def _asked_before(self, at: Trial) -> str:
        """Return who was asked for leave in the clause before: 已向中方提交约2000份申请，其中过半获批."""
        lead = at.clauses[max(0, at.number - 1)].start
        to_whom = self.folded.rfind("向", lead, at.place)
        party = parties_table()[0].match(self.folded, to_whom + 1, at.place) if to_whom >= 0 else None
        return parties_table()[1].get(party[0], "") if party else ""

    def _licensing_before(self, at: Trial) -> str:
        """Return who was told to grant or handle licences right before, "" where nobody was."""
        last = at.found[-1] if at.found else None
        if last:
            return last.actor if last.object == "licences" else ""
        told = self.findings[-1] if self.findings else None
        return told.actor if told and told.object == "licences" and at.start - told.stop < 80 else ""
