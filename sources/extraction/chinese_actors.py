"""Which party an act is of: its subject, who gives, whose duty or goods it is."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.extraction.chinese_judged import JudgedVetoes
from sources.extraction.chinese_tables import parties_table, rules_table
from sources.extraction.chinese_trial import Trial
from sources.extraction.chinese_words import (
    ACTS_NEXT,
    DEAL_ACTS,
    EACH_OTHER,
    EXCHANGE,
    GOODS_OF,
    NOT_OF_THE_US,
    OF_THE_US,
    SHORT_NAMES,
    SOLD_TO,
)

# 限制中国的稀土出口管制: a burden that is held down, by whose it is
HELD_DOWN = re.compile("[^,。;]{0,14}(?:出口管制|管制措施|出口限制|关税)(?=[,。;]|$)")
LEVIES = frozenset(("课征", "征收", "加征", "开征", "启动", "展开", "继续课征", "实施"))
DECISION = re.compile("\\s*(?:该|此|这一|上述|这项)(?:决定|公告|措施|命令)")
PLAN_OF = re.compile("提出的[^,。;]{0,16}(?:方案|计划|提案|草案)[:,]")
# 就挪威对智利限制措施发起调查: what was done to it by another
BY_ANOTHER = re.compile("就[^,。;的]{2,6}对$")
DUTY_BEHIND = re.compile(
    "(?<=[国方盟度亚西大本兰南士古])(?:的|对[^,。;对的]{1,6}的?)?(?:对等|进口|附加|额外|现行|惩罚性|汽车(?!进口)|钢铝|新)*(?:关税|附加税)(?!表|法|委|则|战)"
)
# 获得棕榈油的关税豁免, 获美国豁免: what is granted by another
RECEIVED = re.compile("(?<!不)获(?:得了?|取|准)?(?!悉|利|益|胜|选|授权)")
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
PORT_OF = re.compile("(?:停靠|靠泊|停泊|挂靠|进入)(?:在)?(?=[^,。;]{1,6}港)")


class ActorSettler(JudgedVetoes):
    """Settles who acts, against the subject where the words say so."""

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
            and at.code in {"tariff", "market_access", "port_fee", "mechanism"}
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
        if (
            at.code in {"tariff", "market_access", "export_control", "restrictive_measures"}
            and (levier := parties_table()[0].match(folded, end))
            and ITS_DUTY.match(folded, levier.end(), clause.stop)
            and (code := parties_table()[1].get(levier[0]))
            and code != "BOTH"
        ):
            at.actor, at.how = code, "owner"
        if (
            at.code == "investigation"
            and at.subject_start >= clause.start
            and folded[at.subject_start - 1] == "就"
        ):
            # 商务部就挪威拟提高关税启动调查: not by whom it is about
            struck = [
                parties_table()[1].get(each[0], "")
                for each in parties_table()[0].finditer(folded, at.subject_start + 1, place)
                if folded[each.start() - 1] == "对"
            ]
            at.actor = next(
                (
                    code
                    for low, _, code, _ in reversed(subjects)
                    if low < at.subject_start and code != at.actor
                ),
                "",
            ) or next(
                (code for code in struck if code not in {"", at.actor}), self._other_than(at.actor, at.actor)
            )
            at.how, at.subject_start = "other", -1
        taxed = taxer = ""
        # 智利获得铜、铝，以及锂等商品的关税豁免: a row that a comma parts
        parted = number and at.how.startswith("subject") and folded.startswith(("以及", "及"), clause.start)
        lead = clauses[number - 1].start if parted else clause.start
        enjoyed = (
            word.startswith(ENJOYED)
            and at.code != "licences"
            and at.actor != "BOTH"
            and not GRANTED.search(before)
        )
        if (
            at.rule.act.polarity == "ease"
            and at.rule.act.action in {"LIFT", "REDUCE", "APPROVE", "EXTEND"}
            and (enjoyed or "获" in before + word or lead < clause.start)
            and at.subject_start >= lead
            and (
                got := RECEIVED.search(folded, lead, min(clause.stop, place + 1))
                or (rules_table()[0].match(folded, place) if enjoyed else None)
            )
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
                taxer
                and at.how.startswith("subject")
                and at.rule.act.action in {"IMPOSE", "SUSPEND", "LIFT"}
                and ON_WHAT_LEAVES.search(folded, clause.start, place)
            ):
                taxer = ""  # 安大略省宣布，对输往美国的电力征收附加费: its own
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
        if rule.act.action == "APPROVE" and at.code == "rare_earths" and word in {"获得", "分得", "获配"}:
            at.actor, at.how = self.side, "giver"
        elif rule.act.action == "APPROVE" and word in {"获得", "取得", "拿到", "获发"}:
            giver = self._giver(folded.rfind("从", clause.start, place), place, max(object_stop, end))
            giver = giver or self._licensing_before(at)
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
            goods = (
                "" if by else self._whose_goods(clause.start, place) or self._whose_firms(clause.start, place)
            )
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
                and before.endswith(("将", "会"))
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
        if word in {"确立", "敲定", "谈定", "争取到", "议定", "谈成"}:
            at.actor, at.how = "US", "owner"  # 日方敲定对等关税12%
        if (
            word in {"缴纳", "支付", "缴税", "纳税"}
            and at.subject_start < clause.start
            and (there := folded.rfind("在", clause.start, place)) >= 0
            and (land := parties_table()[0].match(folded, there + 1, place))
        ):
            at.actor, at.how = parties_table()[1].get(land[0], "") or at.actor, "owner"  # 在挪威须缴纳
        if (
            word == "申请"
            and at.code == "licences"
            and at.subject_start < clause.start
            and (to_whom := folded.rfind("向", clause.start, place)) >= 0
            and (office := parties_table()[0].match(folded, to_whom + 1, place))
        ):
            # 每批出口均须向挪威经济部申请: of whose duty it is
            at.actor, at.how = parties_table()[1].get(office[0], "") or at.actor, "owner"
        if word.endswith(("零关税", "到零", "至零")) and AMONG.search(folded, clause.start, place):
            at.actor, at.how = "BOTH", "each other"  # 成员国之间九成货物将实现零关税
        if word == "互降":
            at.actor, at.how = "BOTH", "each other"
        if self.hinted and (
            EACH_OTHER.search(folded, place, clause.stop) or before.endswith(("相互", "互相", "彼此"))
        ):
            at.actor = "BOTH"
        return False

    def _licensing_before(self, at: Trial) -> str:
        """Return who was told to grant or handle licences right before, "" where nobody was."""
        last = at.found[-1] if at.found else None
        if last:
            return last.actor if last.object == "licences" else ""
        told = self.findings[-1] if self.findings else None
        return told.actor if told and told.object == "licences" and at.start - told.stop < 80 else ""

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

    def _whose_firms(self, start: int, stop: int) -> str:
        """Return the party whose firms the words name first, "" where they name none."""
        pattern, names = parties_table()
        return next(
            (
                names.get(match[0], "")
                for match in pattern.finditer(self.folded, start, stop)
                if self.folded.startswith(
                    ("企业", "公司", "厂商", "生产商", "出口商", "酒商", "农户"), match.end()
                )
            ),
            "",
        )

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
