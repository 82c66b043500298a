"""What a Chinese act comes to: its object and direction settled, who acts, how firmly."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.extraction.chinese_actors import PLAN_OF, ActorSettler
from sources.extraction.chinese_object_vetoes import (
    BARRED,
    GOODS_MAY_NOT,
    ISSUED,
    ISSUED_THING,
    STALLED,
    WHOLLY,
)
from sources.extraction.chinese_tables import cue_in, parties_table
from sources.extraction.chinese_trial import Trial
from sources.extraction.chinese_words import (
    DUTY_FREE,
    EASED,
    GOES_ON,
    LOWER,
    SHORT_NAMES,
)
from sources.extraction.lexicon import burdens

# 美国关税, 印度对华关税: whose duty
TRUCE = re.compile("休战|休兵")
# 对未与挪威签订协定的国家加税: no agreement to it
UNSIGNED = re.compile("未[^,。;]{0,8}签[订署有][^,。;]{0,12}(?:国家|地区|伙伴|成员|经济体)")
# 将采取相关措施维护权益
RIGHTS_KEPT = re.compile(",?(?:坚决|坚定|切实|来|以)?(?:维护|捍卫|保护|保障)[^,。;]{0,16}(?:权益|利益)")
MORE_OF_IT = re.compile("(?:任何|对[^,。;]{1,10}?)?(?:新的?|更多|额外|进一步)(?!兴|能|材)")
PLAN_PROBED = re.compile("(?:就|对|针对)[^,。;]{2,12}(?:拟|计划|将)[^,。;]*$")
THOSE_MEASURES = re.compile("(?:上述|这些|该|此|此项|这项|有关|相关)(?:限制|管制|暂停|管控)?(?:性)?措施")
OF_A_DEAL = re.compile("(?:达成|签署|敲定|根据|依据|依)[^,。;]{0,16}(?:协议|协定|共识|安排)|事实清单")
UNDER_A_DEAL = re.compile(
    "\\s*(?:此外,|另外,|同时,|其中,)?(?:根据|按照|依照|依据|依)[^,。;]{0,20}(?:协议|协定|安排|共识|备忘录|框架)[^,。;]{0,6},"
)
DEAL_LAYS_DOWN = re.compile(
    "(?:根据|依据|按照|依照)[^,。;]{0,10}协[定议][^,。;]{0,4},|协[定议](?:还|也)?(?:规定|要求|约定)"
)
OF_A_TRUCE = frozenset(("truce",))
OF_A_CONTROL = re.compile("(?:管制|清单|名单|穿透性|关联方|50%)[^,。;]{0,8}(?:规则|措施|公告)|出口管制")
# 法院裁定，海关须退还; 欧盟成员国须拆除: of its own authority
ITS_OWN = re.compile("裁定|判决|判令|下令|责令|成员国")
SOONEST = re.compile("最[快早](?:于|在|将)?[^,。;]{0,8}(?:月|周|日|年|季)[^,。;]{0,6}$")
QUOTA_UP = re.compile("(?:出口|进口)(?:配额|限额|额度)(?:再|将|已|又|进一步)?$")
NO_MORE = re.compile("不再(?:[对向就自][^,。;]*)?$")
OWN_NOTICE = re.compile("公告(?:[(][^()]*[)])?中的?(?:有关|相关)?措施")
TOLD_OF_OLD = re.compile("(?:目前|现时|一直|曾|已|此前|去年|前年|同年|当年)[^,。;]*$")
FORBIDDEN = (
    ("两用物项", "export_control"),
    ("军民两用", "export_control"),
    ("两用货物", "export_control"),
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


# 韩方请中方恢复供货: who is asked, right before the name
ASKED_OF = re.compile(
    "(?:盼|(?<!申)请|催促|促请|劝|劝说|恳求|请求|力促|期待|期盼|期望|希望|指望|寄望|盼望|呼吁|喊话|游说|说服|(?<!调查机关)(?<!当局)(?<!委员会)建议|主张|(?<![只必需主重首不还都也均])要)"
    "(?:[\u4e00-\u9fff]{1,6}[与和同、])?$"
)
PRESENTLY = re.compile(
    "(?:随即|随后|其后|此后|之后|稍后|旋即|当即)(?!将|拟|会)[^,。;将拟]*$|^\\s*(?:后|之后)[^,。;将拟]{0,3}(?:又|再)"
)
THINKS_SO = re.compile("(?:认为|觉得|相信|主张|坚信|提醒|建议)[^,。;]*$")


class TermSettler(ActorSettler):
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
        if at.rule.act.objects == OF_A_TRUCE and OF_A_CONTROL.search(
            folded, at.clauses[max(0, at.number - 1)].start, place
        ):
            at.code = "export_control"  # 将该规则的暂停期延长
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
            and not re.search("(?:反制|报复)性?的?关税", folded[place : at.object_stop + 2])
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
            at.rule.act.action == "LIFT"
            and at.rule.act.polarity == "ease"
            and word.startswith("停止")
            and MORE_OF_IT.match(folded, end)
        ):
            at.rule = replace(at.rule, act=replace(at.rule.act, action="STOP"))  # 停止加征新的关税
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
            and re.match(
                "[^,。;]{0,16}(?:至|到|为)\\d"
                + ("|(?:了)?(?:新|额外|附加|更多)的?关税" if word == "增加" else ""),
                folded[end : clause.stop],
            )
        ):
            at.rule = replace(at.rule, act=replace(at.rule.act, action="IMPOSE"))  # 加码关税至15%
        elif (
            word == "适用"
            and at.rule.act.action == "REDUCE"
            and self.findings
            and self.findings[-1].kind == "countermeasure"
            and self.findings[-1].object == "tariff"
            and re.match(
                "\\d[\\d.]*%的?(?:顶格|最高|惩罚性|反倾销|反补贴)?(?:关税|税率|税)", folded[end : clause.stop]
            )
        ):
            # 加拿大能源产品适用10%的关税: of the duty that was told before
            at.rule = replace(at.rule, act=replace(at.rule.act, action="IMPOSE", polarity="burden"))
        elif (
            at.rule.act.action == "IMPOSE"
            and word in {"提高", "增加", "上调", "调高", "提高至", "提高到", "上调至"}
            and QUOTA_UP.search(before)
        ):
            at.rule = replace(
                at.rule, act=replace(at.rule.act, action="EXPAND", polarity="ease")
            )  # 出口配额提高75万吨
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
            (at.rule.act.action == "SUSPEND" or (at.rule.act.action == "STOP" and word in {"停止", "叫停"}))
            and at.code == "purchases"
            and re.match("[^,。;]{1,24}进口(?:申报|后|,|。|;|$)", folded[end : clause.stop + 1])
        ):
            at.code = "trade"  # 暂停部分澳洲牛肉进口
        if (
            at.rule.act.action == "APPROVE"
            and at.code == "rare_earths"
            and "申请" in folded[end : clause.stop]
        ):
            at.code = "licences"  # 批准大量稀土出口申请
        if (
            at.code == "purchases"
            and at.rule.act.action in {"SUSPEND", "STOP", "LIFT"}
            and re.search("(?:资质|资格)(?=[,。;]|$)", folded[end : clause.stop])
        ):
            at.code = "market_access"  # 暂停三家企业大豆输华资质
        if at.rule.act.action == "REVIEW" and at.code == "licences" and "禁令" in at.before:
            at.code = "export_control"
        if (
            at.rule.act.action in {"APPROVE", "RESUME"}
            and at.code == "purchases"
            and re.search(
                "出口|销售|出售|输往|供应|供货|出货|交付|恢复进口|进口申报|[^,。;]{2,14}进口(?=$)|进口资[格质]|输华",
                folded[end : clause.stop],
            )
        ):
            at.code = "trade"  # 准许芯片销售到中国
        if (
            at.rule.act.action == "APPROVE"
            and at.code == "trade"
            and word in {"允许", "准许", "放行", "批准", "恢复放行", "重新允许"}
            and re.search("出口|销售|出售|输往|出货", folded[end : clause.stop])
            and "进口" not in folded[end : clause.stop]
        ):
            at.code = "export_control"  # 允许芯片对华销售: let out by the control
        if (
            at.rule.act.action in {"STOP", "SUSPEND"}
            and at.rule.act.polarity == "burden"
            and at.code == "trade"
            and re.search("出口(?!商|管)|供货|出货", folded[end : clause.stop])
            and "进口" not in folded[end : clause.stop]
        ):
            at.code = "export_control"  # 停止镍矿出口: its own, by a control
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
            if BARRED.search(folded, end, min(stop, end + 200)) and not here:
                at.code = "restrictive_measures"
            elif found and found[-1].trigger.startswith("禁止") and not here:
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

    def _settle_modality(self, at: Trial) -> bool:
        """Find how firm the act is, and what that makes of it; return whether it is no act."""
        clause, place = at.clause, at.place
        at.modality, at.cue_start = self._modality(
            place, clause, at.clauses, at.number, at.subject_start, at.found, at.rule
        )
        # What was decided long before the text is told as done: 印尼自2020年起禁止, 印度于5月禁止 in a text of August.
        outside_orders = at.modality == "decided" and not self.is_order and not self.conditional
        if outside_orders and self._is_old(
            at.subject_start if at.subject_start > clause.start + 6 else clause.start, place
        ):
            at.modality = "done"
        elif outside_orders and PRESENTLY.search(at.before):
            at.modality = "done"  # 总统随即签署命令
        elif (
            outside_orders
            and not at.found
            and at.number
            and not cue_in(at.before)
            and self._was_long_before(at.start, clause.start)
        ):
            at.modality = "done"  # 2033年9月，商务部发布清单，禁止…
        self._settle_what_is_told(at)
        if (
            at.rule.act.action == "ESTABLISH"
            and at.word in {"举行", "举办", "召开"}
            and at.modality == "done"
        ):
            return True  # 已举行首次对话
        self._settle_firmness_of_plans(at)
        self._settle_who_lets_in(at)
        self._settle_whether_done(at)
        return False

    def _settle_what_is_told(self, at: Trial) -> None:
        """Take the act for what the words around it make of it: 税率调整为9% of a duty, 停滞 of purchases."""
        folded, end, word, clause = self.folded, at.end, at.word, at.clause
        found = at.found
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

    def _settle_firmness_of_plans(self, at: Trial) -> None:
        """Turn how firm the act is, and what it is done to, by words before it: 由现行的84%降至15%, 是在2024年发动."""
        folded, end, word, before = self.folded, at.end, at.word, at.before
        clause, clauses, number = at.clause, at.clauses, at.number
        if at.modality == "done" and "现行" in before and re.search("由现行的?", before) and "将" in before:
            at.modality = "will"  # 挪威将税率由现行的84%降至15%
        if (
            word == "不得"
            and (before.endswith(("出口经营者", "出口商")) or GOODS_MAY_NOT.search(before))
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
            at.code == "market_access"
            and at.rule.act.action == "EXPAND"
            and (whose := re.match("[^,。;]{0,16}?在(\\w{2,4}?)市场的", folded[end : end + 26]))
        ):
            at.actor = parties_table()[1].get(whose[1], "") or at.actor  # 扩大智利牛肉在挪威市场的配额
        if at.modality == "agreed" and "未" in before and UNSIGNED.search(before):
            at.modality = "decided"
        if at.modality == "decided" and "法院" in before and at.rule.act.polarity == "ease":
            at.modality = "done"  # 法院裁定暂停征收

    def _settle_who_lets_in(self, at: Trial) -> None:
        """Take who is named behind the act for its actor: 于配额内免税输美, 零关税进入挪威."""
        folded, end, word, clause = self.folded, at.end, at.word, at.clause
        if word.endswith(("关税向", "免税向", "关税对")) and (into := parties_table()[0].match(folded, end)):
            at.actor, at.how, at.subject_start = (
                parties_table()[1].get(into[0], "") or at.actor,
                "owner",
                clause.start,
            )
        if word.startswith(DUTY_FREE) and (short := SHORT_NAMES.get(folded[end : end + 1])):
            at.actor, at.how, at.subject_start = short, "owner", clause.start  # 于配额内免税输|美
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

    def _settle_whether_done(self, at: Trial) -> None:
        """Turn how firm the act is by words of time and deals beside it: 最快7月开征, 降低了关税, 暂停将持续."""
        folded, end, word, before = self.folded, at.end, at.word, at.before
        clause = at.clause
        if at.modality in {"done", "decided"} and not self.is_order and SOONEST.search(before):
            at.modality = "will"  # 最快7月开征新关税
        if word.endswith("立即停止"):
            at.modality = "shall"
        if "旨在" in before and at.modality in {"done", "decided"}:
            at.modality = "agreed"
        if at.of_the_deal and at.modality in {"done", "decided", "will"}:
            at.modality = "agreed"
        if (
            at.modality in {"will", "decided"}
            and not self.is_order
            and (
                folded.startswith("了", end)
                if at.modality == "will"  # 理事会将制裁延长了一年: 将 as 把
                else not cue_in(before) and "了" in folded[end : end + 4]
            )
        ):
            at.modality = "done"  # 该协定降低了关税
        if (
            at.modality in {"done", "decided"}
            and folded.startswith(("将", "拟"), end)
            and at.rule.act.action == "SUSPEND"
        ):
            at.modality = "will"  # 暂停将持续至明年
        planned = PLAN_PROBED.search(before) if at.code == "investigation" and at.modality == "will" else None
        if planned and not (planned[0].startswith("就") and at.how != "other"):
            # 商务部就挪威拟提高关税启动调查: 拟 is of what the other plans
            head = folded[at.start : clause.start + planned.start()]
            at.modality = (
                "will"
                if re.search("[将拟](?!来)", head)
                else "decided"
                if re.search("决定|宣布|公告", head)
                else "done"
            )
        if "换" in before and at.modality in {"done", "decided"} and self._bargained(before, clause):
            at.modality = "agreed"

    def _settle_firmness(self, at: Trial) -> bool:
        """Settle how firm the act is by the kind of act and text; return whether it is no act."""
        folded, end, word, before, clause = self.folded, at.end, at.word, at.before, at.clause
        if at.modality == "shall" and at.rule.act.action == "REVIEW" and not self.is_order:
            return True  # 须先由第三方审查
        if at.forbids and at.modality == "decided" and not self.is_order and TOLD_OF_OLD.search(before):
            at.modality = "done"
        if (
            at.forbids
            or (word == "不得" and not self.is_order)
            or (
                at.rule.act.action == "REFUSE"
                and self.folded.startswith(("一律", "均", "也一律"), at.cue_start)
            )
        ) and at.modality == "shall":
            at.modality = "decided"  # 一律禁止, 一律不予受理
        if (
            word == "给予"
            and at.code == "tariff"
            and re.search("零关税|免税|免征", folded[end : clause.stop])
        ):
            at.rule = replace(at.rule, act=replace(at.rule.act, action="LIFT"))
        if word == "要求" and at.modality == "decided":
            at.modality = "shall"  # 公告要求出口经营者申请许可
        if (
            at.modality == "done"
            and at.cue_start < 0
            and not re.search("[布台署]了", before)
            and ISSUED.search(before)
            and ISSUED_THING.match(folded, end, clause.stop)
        ):
            at.modality = "decided"  # 发布对镓实施出口管制的公告
        if at.modality == "decided" and at.cue_start < 0 and before.endswith("开始") and not self.is_order:
            at.modality = "done"
        if at.exchange or (
            at.modality == "shall"
            and at.rule.object != "licences"
            and (UNDER_A_DEAL.match(folded, at.start) or self._under_a_deal(at))
        ):
            at.modality = "agreed"  # 根据协议，印度须购买
        if at.negated and at.modality == "done" and at.cue_start < 0 and NO_MORE.search(before):
            at.modality = "will"  # 美方不再征收附加关税
        if (
            at.modality == "done"
            and at.cue_start < 0
            and not self.is_order
            and at.rule.act.action in {"REDUCE", "LIFT", "ADJUST", "APPROVE", "PURCHASE", "MAINTAIN"}
            and not folded.startswith("了", end)
            and not re.search("\\d月|去年|今年|此前|曾|正式", before)
            and (
                self.sums_up_a_deal
                or (
                    at.rule.act.polarity == "ease"
                    and at.rule.act.action in {"REDUCE", "LIFT", "ADJUST"}
                    and OF_A_DEAL.search(folded, max(0, at.start - 60), at.stop)
                )
            )
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
        if (at.reserved and at.modality != "conditional") or (
            word.startswith("保留采取") and at.modality in {"will", "done"}
        ):
            at.modality = "threatens"
        return False

    def _under_a_deal(self, at: Trial) -> bool:
        """Whether the text tells here what an agreement lays down: 根据协定，挪威将…。挪方还须建立机制."""
        return self.sums_up_a_deal or bool(
            DEAL_LAYS_DOWN.search(self.folded, max(0, at.start - 160), at.place)
        )

    def _is_for_others(self, at: Trial) -> bool:
        """Whether one side only says what the other should do, or nobody acts."""
        place, start, clauses = at.place, at.start, at.clauses
        if at.subject_start > start and ASKED_OF.search(
            self.folded, max(start, at.subject_start - 16), at.subject_start
        ):
            return True  # 韩方请中方恢复供货, 美方要中方扩大采购
        if at.modality == "shall" and THINKS_SO.search(at.before):
            return True  # 他认为美国应该降低关税
        if at.modality == "calls" or not at.actor or self._called_on(start, place, clauses, at.subject_start):
            return True
        return bool(
            at.modality == "shall"
            and not self.folded.startswith("一律", at.cue_start)
            and at.how.startswith("subject")
            and at.actor not in ("CN", "BOTH", self.side)
            and at.code != "licences"
            and not self.is_order
            and not self._under_a_deal(at)
            and not at.how.endswith(("商务部", "财政部", "代表", "国务院", "国土安全部", "海关"))
            and not ITS_OWN.search(self.folded, start, place)
        ) or (
            at.modality == "shall"
            and at.actor == "BOTH"
            and at.how.startswith("subject")
            and at.rule.act.action == "RETALIATE"
        )  # 美方应停止: what one side says the other should do
