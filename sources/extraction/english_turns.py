"""What an act turns into by its object: a quota that shrinks is a burden, a pause that ends none."""

from __future__ import annotations

from dataclasses import replace

from sources.extraction.english_case import (
    EASED,
    MEASURED,
    Case,
    trigger_of,
)
from sources.extraction.english_cues import GIVEN_UP
from sources.extraction.english_names import codes_in
from sources.extraction.english_vetoes import STOPPING, VetoReader
from sources.extraction.english_words import (
    PREPOSITIONS,
    TEXTS,
    Governor,
    Sentence,
)
from sources.extraction.lexicon import (
    Act,
    burdens,
    english_adjectives,
)

BOUGHT = frozenset(
    ("import", "imports", "imported", "importing", "buying", "procurement", "purchases", "purchasing")
)
SENT = frozenset(("export", "exports", "exported", "exporting", "shipments", "sales", "selling"))
PAUSED = frozenset(("suspension", "pause", "moratorium", "postponement", "deferral"))
ENTERED = frozenset(("enter", "entering", "entry", "into"))
FORBIDDEN = Act("IMPOSE", "burden", frozenset(("trade", "rare_earths", "purchases")))
GOODS_OUT = ("trade", "rare_earths", "purchases")
NIL = frozenset(("zero", "nil"))
QUOTAS = frozenset(("quota", "quotas"))
CURBING = frozenset(
    ("control", "controls", "ban", "bans", "curb", "curbs", "restriction", "restrictions", "limits", "limit")
)
CURBING |= {"rule", "rules", "quota", "quotas", "licence", "licences", "license", "licenses", "order"}
# A ban is named by these without its way; controls, licences and lists are of what goes out.
BANNED = frozenset(
    (
        "ban",
        "bans",
        "banned",
        "banning",
        "prohibition",
        "prohibitions",
        "prohibited",
        "prohibits",
        "prohibit",
        "embargo",
    )
) | {
    "restriction",
    "restrictions",
    "restricted",
    "restricts",
    "restrict",
    "limited",
    "limits",
    "limit",
    "barred",
    "suspended",
}
CONTROLS = frozenset(
    ("control", "controls", "licensing", "licence", "licences", "license", "licenses", "dual", "list", "chip")
)
CONTROLS |= {"technology", "rule", "rules"}
OUTWARD = frozenset(
    (
        "export",
        "exports",
        "exported",
        "exporting",
        "exportation",
        "shipments",
        "supply",
        "supplies",
        "sale",
        "sales",
    )
)
OUTWARD |= {"outbound", "shipping", "sell", "selling", "supplying", "abroad", "overseas"}
INWARD = frozenset(
    ("import", "imports", "imported", "importing", "importation", "entry", "entering", "importers")
)
FREE = frozenset(("free", "preferential", "rate", "duty", "tariff", "zero"))  # a quota of these lets goods in
QUOTA_CODES = ("tariff", "market_access", "restrictive_measures", "export_control")
QUOTA_MOVES = (
    *("reduc", "cut", "lower", "slash", "halv", "tighten", "decreas", "trim", "limit", "curtail", "cap"),
    *("increas", "rais", "expand", "doubl", "tripl"),
)

# What is told of a duty by the noun behind it: "the tariff cut".
CUT = frozenset(("tariff", "port_fee", "export_control"))
APPLIED = ("appl", "tak", "took", "ent", "com", "came", "introduc", "implement", "adopt")
LOWERED = frozenset(("reduced", "lower", "lowered", "preferential", "concessional", "discounted"))
NO_NIL = frozenset(("longer", "less", "lower", "fewer", "more", "higher"))
BROUGHT_IN = frozenset(("import", "imports", "importation", "importing"))
NEWLY = frozenset(("new", "further", "additional", "extra", "fresh", "other"))
CUTS = {
    **dict.fromkeys(("cut", "cuts", "reduction", "reductions", "rollback", "rollbacks"), "REDUCE"),
    **dict.fromkeys(("adjustment", "adjustments"), "ADJUST"),
    **dict.fromkeys(("suspension", "suspensions", "pause", "freeze", "holiday", "moratorium"), "SUSPEND"),
}


TARGETS = ("sanction", "blacklist", "exclud")


class TurnReader(VetoReader):
    """Settles what an act is by what it is done to, by what stays and by what is denied."""

    def _settle_denial(self, case: Case) -> None:
        """Turn the governor round where the object is denied: "will face no tariff", "neither side shall"."""
        words, place, passive, span = case.words, case.place, case.passive, case.span
        governor = case.governor
        if words[place].startswith("rul") and words[place + 1 : place + 2] == ["out"]:
            name = "threatens" if governor.negated else "decided"
            case.governor = replace(governor, negated=not governor.negated, modality=name)
            return  # "ruled out a levy", "has not ruled out a levy"
        none = span and any(
            words[at] == "no" and words[at + 1] != "longer" and not words[at + 1][0].isdigit()
            for at in range(max(0, span[0] - 4), span[0])
        )
        if "unlikely" in words[max(0, place - 4) : place]:
            governor = case.governor = replace(governor, negated=True, modality="expected")
        begins = words[governor.start : governor.start + 1] in (["neither"], ["no"])
        begins = begins or ["that", "neither"] in (
            words[at : at + 2] for at in range(governor.start, max(governor.start, place - 1))
        )  # "agreed that neither side will"
        if (none and (passive or words[place] in ("face", "pay"))) or begins:
            case.governor = replace(governor, negated=not governor.negated)

    def _turn_by_object(self, case: Case) -> None:
        """Settle what the act is by its object: an export that is limited is forbidden, a quota that shrinks a burden."""
        words, place, sentence = case.words, case.place, case.sentence
        governor, passive = case.governor, case.passive
        act, code, span = case.act, case.code, case.span
        if (
            governor.negated
            and act.action in ("APPROVE", "RESUME")
            and words[place] in ("allow", "permit", "allowed", "permitted")
            and code in ("trade", "rare_earths", "purchases", "market_access")
        ):
            act, code, governor = (
                FORBIDDEN,
                "market_access" if code == "market_access" else "export_control",
                replace(governor, negated=False),
            )  # "will not allow exports"
        given_back = words[place].startswith(("restor", "reinstat", "return"))
        if (
            act.action == "IMPOSE"
            and code == "licences"
            and given_back
            and span
            and not words[span[1] - 1].startswith(("requirement", "rule", "regime", "licensing"))
        ):
            act = Act("RESUME", "ease", act.objects)  # "restored the licences of three exporters"
        if governor.negated and passive and act.action == "APPROVE" and code in ("trade", "rare_earths"):
            code = "licences"  # "shipments will not be approved"
        if (
            code in QUOTA_CODES
            and span
            and self._is_of_a_quota(words, span)
            and words[place].startswith(QUOTA_MOVES)
            and act.action in ("REDUCE", "IMPOSE", "EXPAND")
        ):
            shrinks = act.action == "REDUCE" or words[place].startswith("tighten")
            act = replace(act, polarity="burden" if shrinks else "ease")  # a quota that shrinks lets less in
        if (
            code == "export_control"
            and span
            and words[span[0] : span[1]] == ["quotas"]
            and self.findings
            and self.findings[-1].object == "market_access"
        ):
            code = "market_access"  # the quotas of the imports that were told of
        if words[place].startswith("threat") and code == "countermeasures":
            act = Act("RETALIATE", "burden", act.objects)  # "threatened Oslo with countermeasures"
        if act.action == "SUSPEND" and words[place].startswith("halt") and passive:
            collected = {"collection", "collecting"} & set(words[governor.start : place])
            act = Act("LIFT", "ease", act.objects) if collected else act  # "collection of the duty is halted"
        if words[place] in ("add", "adds", "added", "adding") and span and code == "tariff":
            to = next((at for at in range(span[1], min(len(words), span[1] + 8)) if words[at] == "to"), 0)
            if to and (TEXTS | {"regulation", "proposal", "draft", "text"}) & set(words[to : to + 5]):
                act, code = Act("ESTABLISH", "ease", act.objects), "mechanism"  # "add safeguards to the deal"
        if code == "restrictive_measures" and span and words[span[1] - 1] in ("measure", "measures"):
            code = self._measure_meant(sentence, span, act) or code
        if code == "restrictive_measures" and span and words[span[1] : span[1] + 1] == ["on"]:
            goods = words[span[1] + 1 : span[1] + 6]
            if {"exports", "export", "shipments", "dual", "supplying"} & set(goods) and not {"to", ","} & set(
                goods[:2]
            ):
                code = "export_control"  # "restrictions on silver exports"
        if (
            act.action == "SUSPEND"
            and code in ("tariff", "port_fee")
            and words[place].startswith(("halt", "stop", "ceas", "end"))
            and "collection" in words[max(0, place - 12) : place]
        ):
            act = Act("LIFT", "ease", act.objects)  # "collection of the duties would be halted"
        if (
            code == "export_control"
            and span
            and words[span[1] - 1] in ("ban", "bans", "embargo", "on")
            and BROUGHT_IN & set(words[span[1] : span[1] + 6])
            and not SENT & set(words[span[0] : span[1] + 6])
        ):
            code = "restrictive_measures"  # "the ban on Kenyan coal imports"
        if (
            code == "export_control"
            and passive
            and words[place + 1 : place + 2] == ["from"]
            and governor.how == "owner"
        ):
            whence = (place + 2, place + 3) if words[place].startswith(("ban", "bar", "block")) else ()
            if any(start in whence and party == governor.actor for start, _, party in sentence.parties):
                code = "restrictive_measures"  # "beef was banned from Oslo": it lets none in
        if words[place] == "replacing" and case.found and code == "tariff":
            act = Act("LIFT", "ease", act.objects)  # what a lower rate takes the place of
        replaced = span and words[place].startswith("replac") and words[span[1] - 1] in ("ban", "embargo")
        if span and replaced and words[span[1] : span[1] + 1] in (["with"], ["by"]):
            act = Act("LIFT", "ease", act.objects)  # "will replace its export ban with a quota"
        near = words[max(place, span[0] - 4) : span[0]] if span else []
        nil = NIL & set(near) or any(
            word == "0" and near[at + 1 : at + 2] in (["%"], ["per"], ["percent"])
            for at, word in enumerate(near)
        )
        if span and act.action in ("SUSPEND", "LIFT", "STOP") and code == "tariff":
            behind = words[span[1]] if span[1] < len(words) else ""
            if CUTS.get(behind) == "REDUCE" or CUTS.get(words[span[1] - 1]) == "REDUCE":
                act = replace(act, polarity="burden")  # "suspended the tariff cuts"
        applied = words[place].startswith(APPLIED)
        lowered = span and code == "tariff" and LOWERED & set(words[span[0] - 1 : span[1]])
        if act.action == "IMPOSE" and lowered and applied:
            act = Act("REDUCE", "ease", act.objects)  # "Lower tariffs will apply to fish"
        if span and act.action == "IMPOSE" and code in CUT:
            eased = CUTS.get(words[span[1]] if span[1] < len(words) else "") or CUTS.get(words[span[1] - 1])
            act = Act(eased, "ease", act.objects) if eased else act  # "implemented the tariff cut"
        gap = words[place + case.length : span[0]] if span else []
        borne = passive or words[place].startswith(("fac", "pay", "attract", "incur", "see"))
        if (
            act.action == "IMPOSE"
            and gap[:1] == ["no"]
            and not borne
            and not NO_NIL & set(gap)
            and code in CUT
        ):
            act = Act("STOP" if NEWLY & set(gap) else "LIFT", "ease", act.objects)  # "will levy no duty"
        confirmed = any(word.startswith("confirm") for word in words[max(0, place - 3) : place])
        if (
            confirmed
            and case.verb.form == "noun"
            and act.polarity == "burden"
            and governor.modality == "agreed"
        ):
            governor = replace(governor, modality="decided")  # "confirmed the imposition of duties"
        if act.action == "IMPOSE" and code == "tariff" and nil:
            act = Act("LIFT", "ease", act.objects)  # "will attract a zero reciprocal tariff"
        if act.action == "LIFT" and words[place].startswith("lift") and code in ("tariff", "port_fee"):
            raised = next(
                (
                    at
                    for at in range(place + 1, min(len(words) - 2, place + 9))
                    if words[at] == "to" and words[at + 1][0].isdigit() and words[at + 2] in ("%", "percent")
                ),
                0,
            )
            if raised and "from" not in words[place:raised]:
                act = Act("IMPOSE", "burden", act.objects)  # "lift it to 15%"
        if (
            code == "export_control"
            and act.polarity == "burden"
            and span
            and act.action in ("IMPOSE", "EXPAND")
        ):
            about = set(words[place : span[1] + 2])
            if (about & BOUGHT and not about & SENT) or words[span[0] : span[1]] == ["trade", "rules"]:
                code = "restrictive_measures"  # "limits imports of steel", "barred offices from buying goods"
        if code == "export_control" and span and words[span[1] - 1].startswith("requirement"):
            code = "licences"  # "scrapped the licence requirements"
        if (
            act.action == "LIFT"
            and act.polarity == "ease"
            and code in burdens()
            and span
            and case.verb.form != "noun"
        ):
            freed = words[place + 1 : span[0]]
            if (
                freed[-1:] == ["of"]
                or freed[-2:]
                in (
                    ["of", "the"],
                    ["of", "its"],
                    ["of", "their"],
                    ["of", "his"],
                )
            ) and PAUSED & set(freed):
                act = replace(act, polarity="burden")  # "ended the suspension of its tariff"
        if code == "purchases" and act.action == "APPROVE" and ENTERED & set(words[place : place + 14]):
            code = "market_access"  # "will allow 49,000 cars to enter"
        if (
            act.action == "REDUCE"
            and code == "export_control"
            and span
            and words[span[0]] in ("exports", "shipments")
        ):
            act = FORBIDDEN  # "limits exports of raw tin": the exports are less, not the control
        if (
            act.action in ("STOP", "SUSPEND")
            and act.polarity == "ease"
            and code == "export_control"
            and span
            and words[span[0]] in ("exports", "shipments", "sales")
            and not CURBING & set(words[span[0] : span[1] + 1])
        ):
            act = replace(act, polarity="burden")  # "stopped exports of raw ore": the exports, not a control
        if act.action == "CONTROL" and code == "export_control":
            act = Act("EXPAND", "burden", act.objects)  # "tightened export restrictions on three chemicals"
        if (
            act.action == "IMPOSE"
            and code == "tariff"
            and passive
            and words[place] in ("set", "fixed", "pegged")
            and (begins := self._clause_start(sentence, place))
            and words[begins - 1 : begins] == ["which"]
            and TEXTS & set(words[max(0, begins - 5) : begins])
        ):
            act = Act("REDUCE", "ease", act.objects)  # "a deal under which tariffs on cars will be set at"
            taxed = self._whose_goods(sentence, begins, place)
            levier = next((party for party in codes_in(words[:begins]) if party not in (taxed, "BOTH")), "")
            governor = replace(governor, actor=levier if taxed and levier else "BOTH", how="text")
        ahead = words[place + case.length : place + case.length + 12]
        if act.action == "EXTEND" and code == "tariff" and PAUSED & set(ahead[:5]):
            stopped = next(
                (
                    flow
                    for flow in (
                        "exports",
                        "export",
                        "shipments",
                        "imports",
                        "importation",
                        "import",
                        "sales",
                    )
                    if flow in ahead
                ),
                "",
            )
            if stopped and not MEASURED & set(ahead):
                act = replace(act, polarity="burden")  # "extended the suspension of cobalt exports"
                code = "restrictive_measures" if stopped.startswith("import") else "export_control"
        if (
            act.action == "IMPOSE"
            and code == "tariff"
            and words[place] in ("set", "fixed", "capped")
            and "at" in ahead[:8]
            and not {"order", "proclamation", "decree", "notice"} & set(words)
            and (TEXTS & set(words) or (self.findings and self.findings[-1].action == "REDUCE"))
        ):
            act = Act("REDUCE", "ease", act.objects)  # "A deal was struck. Tariffs will be set at 9 percent."
        if (
            act.action == "PURCHASE"
            and passive
            and governor.actor == "BOTH"
            and governor.how in ("last", "main")
        ):
            where = {
                party
                for start, _, party in sentence.parties
                if words[start - 1 - (words[start - 1] == "the")] in ("in", "into", "to")
            } or {"US"}
            others = [party for party in self.context.parties if party not in where | {"BOTH"}]
            if len(others) == 1:
                governor = replace(governor, actor=others[0])  # "the money will be invested in": not theirs
        if act.action == "LIFT" and code == "tariff_exclusion" and "process" in ahead[:5]:
            act = Act("ESTABLISH", "ease", act.objects)  # "will establish an exclusion process for looms"
        if (
            act.action == "ESTABLISH"
            and span
            and not passive
            and words[place].startswith(("implement", "introduc", "enforc", "put", "adopt"))
            and words[span[1] - 1] in QUOTAS
            and not FREE & set(words[place : span[1]])
        ):
            act, code = (
                Act("IMPOSE", "burden", act.objects),
                "restrictive_measures",
            )  # "will introduce import quotas"
        if (
            act.action == "APPROVE"
            and code == "licences"
            and words[place].startswith(("expand", "extend", "broaden", "widen"))
            and {"mandatory", "compulsory", "requirement", "requirements"} & set(words[place : place + 7])
        ):
            act = Act("EXPAND", "burden", act.objects)  # "will expand the mandatory permission to cover"
        if code in GOODS_OUT and span and not governor.negated and self._goes_out(case):
            if act.action == "APPROVE":
                code = "export_control"  # "allowed exports of tin": what was held back by it
            elif act.action in ("SUSPEND", "STOP") and act.polarity == "burden":
                brief = "for" in words[span[1] : span[1] + 3] or not {"temporarily", "briefly"}.isdisjoint(
                    words[max(0, place - 3) : place + 3]
                )
                code = "export_control"
                if words[place].startswith(("stop", "halt", "ceas", "cut")) and not brief:
                    act = Act("STOP", "burden", act.objects)  # "will stop exports of tin"
        if code in ("export_control", "restrictive_measures") and span:
            code = self._which_way(case, span, code)
        case.governor, case.act, case.code = governor, act, code

    def _which_way(self, case: Case, span: tuple[int, int], code: str) -> str:
        """Return whether a ban is on what goes out or on what comes in, by the words around it; ``code`` if unsaid."""
        words = case.words
        if CONTROLS & set(words[span[0] : span[1] + 1]) or not BANNED & set(
            words[min(case.place, span[0]) : max(span[1], case.place + case.length)]
        ):
            return code
        low = self._clause_start(case.sentence, case.place)
        about = set(words[min(low, span[0], case.place) : max(span[1], case.place + case.length) + 9])
        goes_out, comes_in = bool(about & OUTWARD), bool(about & INWARD)
        if comes_in == goes_out:
            return self._way_of_text() or code if not goes_out and code == "export_control" else code
        if comes_in:
            return "restrictive_measures"
        return "export_control" if any(word.startswith("export") for word in about) else code

    def _way_of_text(self) -> str:
        """Return "restrictive_measures" where the text tells of imports far more than of exports, "" otherwise."""
        lowered = self.folded.lower()
        comes_in = lowered.count("import")
        goes_out = lowered.count("export") + lowered.count("shipment")
        return "restrictive_measures" if comes_in > 2 * goes_out and comes_in > 1 else ""

    def _goes_out(self, case: Case) -> bool:
        """Whether what is let through or stopped are goods that leave the country: "exports of tin", "sales to Fiji"."""
        words, place, span = case.words, case.place, case.span or (case.place, case.place)
        if words[place : place + 2] == ["let", "in"] or words[place].startswith("admit"):
            return False
        low = case.governor.start if case.passive else place
        about = set(words[max(0, min(low, span[0], place)) : max(span[1], place + case.length) + 4])
        return bool(
            about & (SENT | {"export", "exported", "shipment", "sale", "sell", "ship", "shipping"})
        ) and not (about & (BOUGHT | ENTERED))

    def _turn_what_stays(self, case: Case) -> bool:
        """Settle what it is that stays: a suspension, a lowering or a burden; False where it is nothing told."""
        words, place, sentence, forms = case.words, case.place, case.sentence, case.forms
        governor, act, code = case.governor, case.act, case.code
        if (
            "stays" in forms
            and act.action == "MAINTAIN"
            and {"suspension", "pause", "truce"} & set(words[governor.start : place])
            and "during" not in words[governor.start : place]
            and not self._starts_with_a_burden(sentence, governor.start, place)
        ):
            act = Act("SUSPEND", "ease", act.objects)  # "the suspension remains in effect"
        if (
            "stays" in forms
            and words[place] == "be"
            and words[max(0, place - 2) : place - 1]
            in (
                ["continue"],
                ["continues"],
                ["continued"],
            )
        ):
            act = (
                act if PAUSED & set(words[governor.start : place]) else Act("MAINTAIN", "burden", act.objects)
            )
        elif (
            "stays" in forms
            and act.action == "SUSPEND"
            and words[place].startswith(("continu", "be", "last", "run"))
            and not {"suspension", "pause", "truce", "moratorium"} & set(words[governor.start : place])
            and not (
                {"it", "this"} & set(words[governor.start : governor.start + 1])
                and self.findings
                and self.findings[-1].action == "SUSPEND"
            )
        ):
            eased = self._eased_by(words, governor.start) if words[place] == "be" else ""
            begun = words[place + case.length : place + case.length + 1]
            if (
                not eased
                and words[place] == "be"
                and begun
                in (
                    ["on"],
                    ["from"],
                    ["as"],
                    ["starting"],
                    ["beginning"],
                    ["by"],
                )
            ):
                case.act = Act("IMPOSE", "burden", act.objects)  # "the ban will be in effect on May 4"
                return code in burdens()
            bounded = words[place] == "be" and words[place + case.length : place + case.length + 1] in (
                ["for"],
                ["until"],
                ["through"],
            )
            stays = bounded or words[place] in ("last", "lasts", "run", "runs")
            if not eased and (not stays or code not in burdens()):
                return False
            act = Act(
                eased or "MAINTAIN", "ease" if eased else "burden", act.objects
            )  # "the lowering will be in effect"
        if (
            (act.action == "IMPOSE" or (act.action == "ESTABLISH" and code == "market_access"))
            and self._goes_on_with(words, place).startswith(("continu", "keep", "kept"))
            and code in (*burdens(), "market_access")
            and not governor.negated
        ):
            act = Act("MAINTAIN", "burden", act.objects)  # "decided to continue to levy the duties"
        case.act = act
        return True

    def _goes_on_with(self, words: list[str], place: int) -> str:
        """Return the verb that the one at ``place`` goes on: "continue to levy", "continue to be banned", "keep levying"."""
        at = place - 1 - (words[place - 1] == "be")
        return words[at - 1] if words[at] == "to" else words[at]

    def _turn_what_is_denied(self, case: Case) -> bool:
        """Settle what is no longer kept: "stop enforcing the rule"; False where nothing follows from the denial."""
        words, place, length = case.words, case.place, case.length
        verb, before, governor = case.verb, case.before, case.governor
        act, code = case.act, case.code
        if verb.form == "noun" and trigger_of(words, place, length).endswith(" purchases"):
            act, code = replace(act, default="purchases"), "purchases"
        if governor.negated and before != "not" and act.action == "MAINTAIN":
            imposed = next(
                (other for other in verb.acts if other.action == "IMPOSE" and code in other.objects), None
            )
            if before in STOPPING:
                imposed = replace(act, action="IMPOSE")  # "stop enforcing the rule"
            elif imposed is None or not any(
                word.startswith(GIVEN_UP) for word in words[governor.start : place]
            ):
                return False
            act = imposed  # "is halting the plans to enforce a tariff"
        case.act, case.code = act, code
        return True

    def _not_the_named(self, case: Case, governor: Governor) -> Governor:
        """Return who acts in a passive whose subject tells whose firm is hit, or into which country the goods go."""
        words, place, sentence = case.words, case.place, case.sentence
        if governor.how == "owner" and words[place].startswith(TARGETS) and governor.actor != "BOTH":
            sides = (self.context.last_actor, self.context.side, self.context.main, self.home)
            other = next((code for code in sides if code and code not in (governor.actor, "BOTH")), "")
            return replace(governor, actor=other or governor.actor)  # "Fiji's Loomco was also sanctioned"
        if case.code == "tariff" and governor.how != "owner":
            for start, _, code in sentence.parties:
                before = start - 1 - (words[start - 1] == "the") if start else 0
                if (
                    start < place
                    and before > 2
                    and words[before] in ("in", "to", "into")
                    and "import" in words[max(0, before - 9) : before]
                    and code != "BOTH"
                ):
                    return replace(governor, actor=code)  # "the import duty on steel in Fiji was cut"
        return governor

    def _kind_of_goods(self, case: Case, action: str, code: str) -> str:
        """Return the object where the goods tell it: money spent on imports, imports kept out, shipments let out."""
        words, place, length = case.words, case.place, case.length
        behind = words[place + length : place + length + 12]
        if action == "PURCHASE" and code == "investment":
            bought = words[place].startswith(("buy", "purchas")) and {"products", "goods"} & set(behind)
            return "purchases" if bought or {"imports", "procurement"} & set(behind) else code
        near = words[max(0, place - 12) : place] if case.passive else behind
        if (
            code == "export_control"
            and action in ("IMPOSE", "STOP")
            and case.passive
            and {"import", "imports", "importation"} & set(near)
            and not any(word.startswith(("export", "ban", "curb", "restriction")) for word in words)
        ):
            return "market_access"  # "imports will not be allowed through these posts"
        last = self.findings[-1] if self.findings else None
        if action == "APPROVE" and code == "purchases" and last and last.object == "export_control":
            return "export_control"  # "The export is banned. Consignments of rice are allowed"
        return code

    def _name_who_moves(self, case: Case) -> None:
        """Settle whose goods flow and whose money is spent, and what an exemption is from."""
        words, place, length = case.words, case.place, case.length
        sentence, passive, governor = case.sentence, case.passive, case.governor
        act, code = case.act, case.code
        if code == "licences" and "*" in act.objects and governor.how == "issuer":
            governor = replace(
                governor, start=self._clause_start(sentence, place)
            )  # whose duty it is, stands before
        near = words[max(0, place - 7) : place + length + 6]
        if act.action == "EXTEND" and "truce" in near and not governor.how.startswith(("subject", "agent")):
            governor = replace(governor, actor="BOTH", how="text")  # "The truce was extended": by both
        if passive and governor.how in ("owner", "last", "nearest", "main"):
            governor = self._not_the_named(case, governor)
        behind = words[place : place + 14]
        if (
            governor.how == "text"
            and governor.actor == "BOTH"
            and code == "tariff"
            and "US" in self.context.parties
        ):
            borne = next((at for at in range(1, len(behind)) if behind[at] in ("country", "nation")), 0)
            if borne and behind[borne + 1 : borne + 2] == ["'s"] and behind[borne - 1] != "this":
                governor = replace(governor, actor="US")  # "sets tariffs on the Asian country's exports"
        if words[place + length - 1] == "truce" and words[place].startswith("agree") and "with" in near[-6:]:
            governor = replace(governor, actor="BOTH")  # "Ghana agreed a truce with Fiji"
        if act.action == "RESUME" and passive and "flow" in words[place : place + length]:
            sender = next((code for start, _, code in sentence.parties if words[start - 1] == "from"), "")
            other = next((code for code in self.context.parties if code not in (governor.actor, "BOTH")), "")
            governor = replace(governor, actor=sender or (other if code == "rare_earths" else governor.actor))
        if (
            code == "restrictive_measures"
            and act.default == code
            and {"exports", "export"} & set(words[place : place + 9])
        ):
            code = "export_control"  # "granted exemptions for eligible exports"
        code = self._kind_of_goods(case, act.action, code)
        if act.action == "PURCHASE" and (
            words[place].startswith(("increas", "boost", "expand", "rais"))
            or any(
                words[at : at + 2] in (["investments", "by"], ["investment", "by"], ["purchases", "by"])
                or words[at : at + 2] in (["investments", "from"], ["investment", "from"])
                for at in range(place, place + 14)
            )
        ):
            spender = next(
                (
                    code
                    for start, _, code in sentence.parties
                    if place < start < place + 14
                    and (
                        words[first := start - 1 - (words[start - 1] == "the")] == "by"
                        or (words[first] == "from" and words[first - 1] in ("investment", "investments"))
                    )
                ),
                "",
            )
            governor = replace(
                governor, actor=spender or governor.actor
            )  # "increasing investments by Korean firms"
        if act.action == "PURCHASE" and case.verb.form == "noun" and case.span and code == "purchases":
            by = next(
                (
                    who
                    for start, _, who in sentence.parties
                    if place < start < place + 16 and words[start - 1 - (words[start - 1] == "the")] == "by"
                ),
                "",
            )
            bought = {english_adjectives().get(word, "") for word in words[place + 1 : case.span[1]]}
            bought |= {who for start, _, who in sentence.parties if place < start < case.span[1]}
            if not by and governor.actor in bought:
                by = next((who for who in self.context.parties if who not in (*bought, "BOTH")), "")
            governor = replace(
                governor, actor=by or governor.actor
            )  # "include purchases of U.S. wheat": not by the U.S.
        case.governor, case.code = governor, code

    def _measure_meant(self, sentence: Sentence, span: tuple[int, int], act: Act) -> str:
        """Return what "this measure" or "the measures" is that was spoken of last: a tariff, a ban; "" if unsaid."""
        words = sentence.words
        plain = span[1] - span[0] == 1 and words[span[0] - 1 : span[0]] in (
            ["this"],
            ["these"],
            ["the"],
            ["both"],
            ["such"],
        )
        latest = self.findings[-1] if self.findings else None
        if not plain or latest is None or latest.object not in burdens() or latest.object not in act.objects:
            return ""
        return latest.object

    def _is_of_a_quota(self, words: list[str], span: tuple[int, int]) -> bool:
        """Whether the object is a quota: "the tariff-free steel import quota", not "duties under a quota"."""
        at = next((at for at in range(span[0], min(len(words), span[1] + 4)) if words[at] in QUOTAS), -1)
        return at >= 0 and not set(PREPOSITIONS) & set(words[span[0] : at])

    def _starts_with_a_burden(self, sentence: Sentence, begin: int, stop: int) -> bool:
        """Whether what stays begins with a burden: "measures such as the surcharge and the suspension of relief"."""
        first = next((span for span in sentence.objects if begin <= span[0] < stop), None)
        eased = next((at for at in range(begin, stop) if sentence.words[at] in EASED | {"truce"}), stop)
        return (
            first is not None
            and first[2] in burdens()
            and first[1] < eased
            and eased - first[0] > 2
            and bool({"such", "including", "like"} & set(sentence.words[first[1] : eased]))
        )
