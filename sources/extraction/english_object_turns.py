"""What an act turns into by what it is done to: exports that are limited are forbidden, a quota that shrinks is a burden.

Each rule looks at one kind of object and may change the case's act, object or governor. They run in the order of
:meth:`ObjectTurnReader._turn_by_object`, since a later one reads what an earlier one made of the object.
"""

from __future__ import annotations

from dataclasses import replace

from sources.extraction.english_case import MEASURED, Case, first_adjective
from sources.extraction.english_names import codes_in
from sources.extraction.english_vetoes import VetoReader
from sources.extraction.english_words import PREPOSITIONS, TEXTS, Sentence
from sources.extraction.lexicon import Act, burdens

BOUGHT = frozenset(
    ("import", "imports", "imported", "importing", "buying", "procurement", "purchases", "purchasing")
)
SENT = frozenset(("export", "exports", "exported", "exporting", "shipments", "sales", "selling"))
LEAVING = SENT | {"export", "shipment", "sale", "sell", "ship", "shipping"}
BROUGHT_IN = frozenset(("import", "imports", "importation", "importing"))
ENTERED = frozenset(("enter", "entering", "entry", "into"))
FLOWS = ("exports", "export", "shipments", "imports", "importation", "import", "sales")
GOODS_OUT = ("trade", "rare_earths", "purchases")
FORBIDDEN = Act("IMPOSE", "burden", frozenset(GOODS_OUT))
ALLOWING = ("allow", "permit", "allowed", "permitted")
STOPPED = ("stop", "halt", "ceas", "cut")

PAUSED = frozenset(("suspension", "pause", "moratorium", "postponement", "deferral"))
NIL = frozenset(("zero", "nil"))
NO_NIL = frozenset(("longer", "less", "lower", "fewer", "more", "higher"))
NEWLY = frozenset(("new", "further", "additional", "extra", "fresh", "other"))
CUT = frozenset(("tariff", "port_fee", "export_control"))
APPLIED = ("appl", "tak", "took", "ent", "com", "came", "introduc", "implement", "adopt")
LOWERED = frozenset(("reduced", "lower", "lowered", "preferential", "concessional", "discounted"))
ORDERS = frozenset(("order", "proclamation", "decree", "notice"))
# What is told of a duty by the noun behind it: "the tariff cut".
CUTS = {
    **dict.fromkeys(("cut", "cuts", "reduction", "reductions", "rollback", "rollbacks"), "REDUCE"),
    **dict.fromkeys(("adjustment", "adjustments"), "ADJUST"),
    **dict.fromkeys(("suspension", "suspensions", "pause", "freeze", "holiday", "moratorium"), "SUSPEND"),
}

QUOTAS = frozenset(("quota", "quotas"))
QUOTA_CODES = ("tariff", "market_access", "restrictive_measures", "export_control")
QUOTA_MOVES = (
    *("reduc", "cut", "lower", "slash", "halv", "tighten", "decreas", "trim", "limit", "curtail", "cap"),
    *("increas", "rais", "expand", "doubl", "tripl"),
)
FREE = frozenset(("free", "preferential", "rate", "duty", "tariff", "zero"))  # a quota of these lets goods in

CURBING = frozenset(
    (
        *("control", "controls", "ban", "bans", "curb", "curbs", "restriction", "restrictions", "limits"),
        *("limit", "rule", "rules", "quota", "quotas", "licence", "licences", "license", "licenses", "order"),
    )
)
# A ban is named by these without its way; controls, licences and lists are of what goes out.
BANNED = frozenset(
    (
        *("ban", "bans", "banned", "banning", "prohibition", "prohibitions", "prohibited", "prohibits"),
        *("prohibit", "embargo", "restriction", "restrictions", "restricted", "restricts", "restrict"),
        *("limited", "limits", "limit", "barred", "suspended"),
    )
)
CONTROLS = frozenset(
    (
        *("control", "controls", "licensing", "licence", "licences", "license", "licenses", "dual", "list"),
        *("chip", "technology", "rule", "rules"),
    )
)
OUTWARD = frozenset(
    (
        *("export", "exports", "exported", "exporting", "exportation", "shipments", "supply", "supplies"),
        *("sale", "sales", "outbound", "shipping", "sell", "selling", "supplying", "abroad", "overseas"),
    )
)
INWARD = frozenset(
    ("import", "imports", "imported", "importing", "importation", "entry", "entering", "importers")
)


class ObjectTurnReader(VetoReader):
    """Settles what an act is by what it is done to."""

    def _turn_by_object(self, case: Case) -> None:
        """Settle what the act is by its object; changes the case's act, object and governor."""
        self._turn_what_is_let_through(case)
        self._turn_licences(case)
        self._turn_quotas(case)
        self._name_the_measures(case)
        self._turn_bans(case)
        self._turn_duties_by_their_noun(case)
        self._turn_duties_by_their_rate(case)
        self._turn_controls(case)
        self._turn_what_a_pause_holds(case)
        self._turn_duties_set_by_a_deal(case)
        self._name_who_invests(case)
        self._turn_goods_that_leave(case)
        if case.code in ("export_control", "restrictive_measures") and case.span:
            case.code = self._which_way(case, case.span, case.code)

    def _turn_what_is_let_through(self, case: Case) -> None:
        """What is not allowed is forbidden, and what is allowed to enter is let into the market."""
        if case.act.action not in ("APPROVE", "RESUME"):
            return
        words, place, governor, code = case.words, case.place, case.governor, case.code
        if governor.negated and words[place] in ALLOWING and (code in GOODS_OUT or code == "market_access"):
            case.act, case.governor = FORBIDDEN, replace(governor, negated=False)  # "will not allow exports"
            case.code = "market_access" if code == "market_access" else "export_control"
        elif case.act.action == "APPROVE":
            if governor.negated and case.passive and code in ("trade", "rare_earths"):
                case.code = "licences"  # "shipments will not be approved"
            elif code == "purchases" and ENTERED & set(words[place : place + 14]):
                case.code = "market_access"  # "will allow 49,000 cars to enter"

    def _turn_licences(self, case: Case) -> None:
        """A licence that is given back eases; a permission that more need burdens."""
        if case.code != "licences":
            return
        words, place, act, span = case.words, case.place, case.act, case.span
        if (
            act.action == "IMPOSE"
            and span
            and words[place].startswith(("restor", "reinstat", "return"))
            and not words[span[1] - 1].startswith(("requirement", "rule", "regime", "licensing"))
        ):
            case.act = Act("RESUME", "ease", act.objects)  # "restored the licences of three exporters"
        elif (
            act.action == "APPROVE"
            and words[place].startswith(("expand", "extend", "broaden", "widen"))
            and {"mandatory", "compulsory", "requirement", "requirements"} & set(words[place : place + 7])
        ):
            case.act = Act("EXPAND", "burden", act.objects)  # "will expand the mandatory permission to cover"

    def _turn_quotas(self, case: Case) -> None:
        """A quota that shrinks or is laid down lets less in, one that grows lets more in."""
        words, place, act, span = case.words, case.place, case.act, case.span
        if span is None:
            return
        if (
            case.code in QUOTA_CODES
            and act.action in ("REDUCE", "IMPOSE", "EXPAND")
            and words[place].startswith(QUOTA_MOVES)
            and self._is_of_a_quota(words, span)
        ):
            shrinks = act.action == "REDUCE" or words[place].startswith("tighten")
            case.act = replace(act, polarity="burden" if shrinks else "ease")
        latest = self.findings[-1].object if self.findings else ""
        if (
            case.code == "export_control"
            and words[span[0] : span[1]] == ["quotas"]
            and latest == "market_access"
        ):
            case.code = "market_access"  # the quotas of the imports that were told of
        if (
            act.action == "ESTABLISH"
            and not case.passive
            and words[place].startswith(("implement", "introduc", "enforc", "put", "adopt"))
            and words[span[1] - 1] in QUOTAS
            and not FREE & set(words[place : span[1]])
        ):
            case.act, case.code = (
                Act("IMPOSE", "burden", act.objects),
                "restrictive_measures",
            )  # "import quotas"

    def _is_of_a_quota(self, words: list[str], span: tuple[int, int]) -> bool:
        """Whether the object is a quota: "the tariff-free steel import quota", not "duties under a quota"."""
        at = next((at for at in range(span[0], min(len(words), span[1] + 4)) if words[at] in QUOTAS), -1)
        return at >= 0 and not set(PREPOSITIONS) & set(words[span[0] : at])

    def _name_the_measures(self, case: Case) -> None:
        """Say what measures are meant: those told of last, those on exports, those that answer another's."""
        words, place, act, span = case.words, case.place, case.act, case.span
        if case.code == "countermeasures" and words[place].startswith("threat"):
            case.act = Act("RETALIATE", "burden", act.objects)  # "threatened Oslo with countermeasures"
        if case.code != "restrictive_measures" or span is None:
            return
        if words[span[1] - 1] in ("measure", "measures"):
            case.code = self._measure_meant(case.sentence, span, act) or case.code
        if case.code == "restrictive_measures" and words[span[1] : span[1] + 1] == ["on"]:
            goods = words[span[1] + 1 : span[1] + 6]
            exported = {"exports", "export", "shipments", "dual", "supplying"} & set(goods)
            if exported and not {"to", ","} & set(goods[:2]):
                case.code = "export_control"  # "restrictions on silver exports"

    def _measure_meant(self, sentence: Sentence, span: tuple[int, int], act: Act) -> str:
        """Return what "this measure" or "the measures" is that was spoken of last: a tariff, a ban; "" if unsaid."""
        pointed = sentence.words[span[0] - 1 : span[0]]
        plain = span[1] - span[0] == 1 and pointed in (["this"], ["these"], ["the"], ["both"], ["such"])
        latest = self.findings[-1] if self.findings else None
        if not plain or latest is None or latest.object not in burdens() or latest.object not in act.objects:
            return ""
        return latest.object

    def _turn_bans(self, case: Case) -> None:
        """A ban on what comes in is no export control; one that a quota takes the place of is lifted."""
        words, place, span, governor = case.words, case.place, case.span, case.governor
        if case.code == "export_control":
            if (
                span
                and words[span[1] - 1] in ("ban", "bans", "embargo", "on")
                and BROUGHT_IN & set(words[span[1] : span[1] + 6])
                and not SENT & set(words[span[0] : span[1] + 6])
            ):
                case.code = "restrictive_measures"  # "the ban on Kenyan coal imports"
            elif (
                case.passive
                and governor.how == "owner"
                and words[place].startswith(("ban", "bar", "block"))
                and words[place + 1 : place + 2] == ["from"]
                and any(
                    start in (place + 2, place + 3) and party == governor.actor
                    for start, _, party in case.sentence.parties
                )
            ):
                case.code = "restrictive_measures"  # "beef was banned from Oslo": it lets none in
        if (
            span
            and words[place].startswith("replac")
            and words[span[1] - 1] in ("ban", "embargo")
            and words[span[1] : span[1] + 1] in (["with"], ["by"])
        ):
            case.act = Act("LIFT", "ease", case.act.objects)  # "will replace its export ban with a quota"

    def _turn_duties_by_their_noun(self, case: Case) -> None:
        """What is done to the cut, the suspension or the collection of a duty is not done to the duty."""
        words, place, act, span, code = case.words, case.place, case.act, case.span, case.code
        if (
            act.action == "SUSPEND"
            and words[place].startswith(("halt", "stop", "ceas", "end"))
            and {"collection", "collecting"} & set(words[max(0, place - 12) : place])
        ):
            case.act = Act("LIFT", "ease", act.objects)  # "collection of the duties would be halted"
        if code == "tariff" and words[place] == "replacing" and case.found:
            case.act = Act("LIFT", "ease", act.objects)  # what a lower rate takes the place of
        if code not in CUT or span is None:
            return
        if code == "tariff" and words[place] in ("add", "adds", "added", "adding"):
            to = next((at for at in range(span[1], min(len(words), span[1] + 8)) if words[at] == "to"), 0)
            if to and (TEXTS | {"regulation", "proposal", "draft", "text"}) & set(words[to : to + 5]):
                case.act, case.code = (
                    Act("ESTABLISH", "ease", act.objects),
                    "mechanism",
                )  # "safeguards to the deal"
                return
        behind = CUTS.get(words[span[1]] if span[1] < len(words) else "")
        last = CUTS.get(words[span[1] - 1])
        act = case.act
        if code == "tariff" and act.action in ("SUSPEND", "LIFT", "STOP") and "REDUCE" in (behind, last):
            case.act = replace(act, polarity="burden")  # "suspended the tariff cuts"
        elif act.action == "IMPOSE" and (behind or last):
            case.act = Act(behind or last or "", "ease", act.objects)  # "implemented the tariff cut"
        elif (
            act.action == "IMPOSE"
            and code == "tariff"
            and LOWERED & set(words[max(0, span[0] - 3) : span[1]])
            and words[place].startswith(APPLIED)
        ):
            case.act = Act("REDUCE", "ease", act.objects)  # "Lower tariffs will apply to fish"

    def _turn_duties_by_their_rate(self, case: Case) -> None:
        """A duty of nothing is none, one that is lifted to a rate is higher, one confirmed is decided."""
        words, place, act, span, code = case.words, case.place, case.act, case.span, case.code
        if act.action == "IMPOSE" and span:
            gap = words[place + case.length : span[0]]
            borne = case.passive or words[place].startswith(("fac", "pay", "attract", "incur", "see"))
            if (
                code in CUT
                and (gap[:1] == ["neither"] or (gap[:1] == ["no"] and not borne))
                and not NO_NIL & set(gap)
            ):
                case.act = Act(
                    "STOP" if NEWLY & set(gap) else "LIFT", "ease", act.objects
                )  # "will levy no duty"
            elif code == "tariff" and self._is_nil(words[max(place, span[0] - 4) : span[0]]):
                case.act = Act("LIFT", "ease", act.objects)  # "will attract a zero reciprocal tariff"
        if act.action == "LIFT" and code in ("tariff", "port_fee") and words[place].startswith("lift"):
            raised = next(
                (
                    at
                    for at in range(place + 1, min(len(words) - 2, place + 9))
                    if words[at] == "to" and words[at + 1][0].isdigit() and words[at + 2] in ("%", "percent")
                ),
                0,
            )
            if raised and "from" not in words[place:raised]:
                case.act = Act("IMPOSE", "burden", act.objects)  # "lift it to 15%"
        if (
            act.polarity == "burden"
            and case.verb.form == "noun"
            and case.governor.modality == "agreed"
            and any(word.startswith("confirm") for word in words[max(0, place - 3) : place])
        ):
            case.governor = replace(case.governor, modality="decided")  # "confirmed the imposition of duties"

    def _is_nil(self, near: list[str]) -> bool:
        """Whether the words before a duty say that it is nothing: "a zero", "0 percent"."""
        return bool(NIL & set(near)) or any(
            word == "0" and near[at + 1 : at + 2] in (["%"], ["per"], ["percent"])
            for at, word in enumerate(near)
        )

    def _turn_controls(self, case: Case) -> None:
        """Tell a control from the licence that it asks for, from limits on imports and from the exports themselves."""
        if case.code != "export_control":
            return
        words, place, act, span = case.words, case.place, case.act, case.span
        if span:
            about = set(words[place : span[1] + 2])
            if act.polarity == "burden" and act.action in ("IMPOSE", "EXPAND"):
                bought = about & BOUGHT and not about & SENT
                if bought or words[span[0] : span[1]] == ["trade", "rules"]:
                    case.code = (
                        "restrictive_measures"  # "limits imports of steel", "barred from buying goods"
                    )
                    return
            if words[span[1] - 1].startswith("requirement"):
                case.code = "licences"  # "scrapped the licence requirements"
                return
            first = words[span[0]]
            if act.action == "REDUCE" and first in ("exports", "shipments"):
                case.act = FORBIDDEN  # "limits exports of raw tin": the exports are less, not the control
            elif (
                act.action in ("STOP", "SUSPEND")
                and act.polarity == "ease"
                and first in ("exports", "shipments", "sales")
                and not CURBING & set(words[span[0] : span[1] + 1])
            ):
                case.act = replace(act, polarity="burden")  # "stopped exports of raw ore": not a control
        if act.action == "CONTROL":
            case.act = Act("EXPAND", "burden", act.objects)  # "tightened export restrictions on chemicals"

    def _turn_what_a_pause_holds(self, case: Case) -> None:
        """To end a suspension of a burden is a burden; to extend one of a flow holds the flow back."""
        words, place, act, span = case.words, case.place, case.act, case.span
        if act.action == "LIFT" and act.polarity == "ease" and case.code in burdens() and span:
            freed = words[place + 1 : span[0]]
            of = freed[-1:] == ["of"] or (
                freed[-2:-1] == ["of"] and freed[-1] in ("the", "its", "their", "his")
            )
            if of and PAUSED & set(freed) and case.verb.form != "noun":
                case.act = replace(act, polarity="burden")  # "ended the suspension of its tariff"
        if act.action == "EXTEND" and case.code == "tariff":
            ahead = words[place + case.length : place + case.length + 12]
            stopped = next((flow for flow in FLOWS if flow in ahead), "")
            if PAUSED & set(ahead[:5]) and stopped and not MEASURED & set(ahead):
                case.act = replace(act, polarity="burden")  # "extended the suspension of cobalt exports"
                case.code = "restrictive_measures" if stopped.startswith("import") else "export_control"

    def _names_originating(self, ahead: list[str]) -> bool:
        """Whether goods are meant that a deal favours: "on originating goods of", not "on steel originating in"."""
        return any(
            ahead[at : at + 2] in (["originating", "goods"], ["originating", "products"])
            for at in range(len(ahead))
        )

    def _turn_duties_set_by_a_deal(self, case: Case) -> None:
        """A rate that a deal sets is lower than what it takes the place of; an exclusion process is set up."""
        words, place, act = case.words, case.place, case.act
        ahead = words[place + case.length : place + case.length + 12]
        if act.action == "LIFT" and case.code == "tariff_exclusion" and "process" in ahead[:5]:
            case.act = Act(
                "ESTABLISH", "ease", act.objects
            )  # "will establish an exclusion process for looms"
        if (
            act.action == "RESUME"
            and case.code == "purchases"
            and words[place].startswith(("ensur", "facilitat"))
            and {"purchase", "purchases", "procurement", "acquisition"} & set(ahead)
        ):
            case.act = Act("PURCHASE", "ease", act.objects)  # "shall ensure the purchase of 30 aircraft"
        if act.action != "IMPOSE" or case.code != "tariff":
            return
        if self._names_originating(ahead) and not {"%", "percent", "cent"} & set(words[place : place + 30]):
            case.act = Act(
                "REDUCE", "ease", act.objects
            )  # "shall apply a duty on originating goods as set out in"
            return
        begins = 0
        if case.passive and words[place] in ("set", "fixed", "pegged"):
            begins = self._clause_start(case.sentence, place)
        if begins and words[begins - 1] == "which" and TEXTS & set(words[max(0, begins - 5) : begins]):
            case.act = Act(
                "REDUCE", "ease", act.objects
            )  # "a deal under which tariffs on cars will be set at"
            taxed = self._whose_goods(case.sentence, begins, place)
            levier = next((party for party in codes_in(words[:begins]) if party not in (taxed, "BOTH")), "")
            actor = levier if taxed and levier else "BOTH"
            case.governor = replace(case.governor, actor=actor, how="text")
        elif (
            words[place] in ("set", "fixed", "capped")
            and "at" in ahead[:8]
            and not ORDERS & set(words)
            and (TEXTS & set(words) or (self.findings and self.findings[-1].action == "REDUCE"))
        ):
            case.act = Act(
                "REDUCE", "ease", act.objects
            )  # "A deal was struck. Tariffs will be set at 9 percent."

    def _name_who_invests(self, case: Case) -> None:
        """Of two parties the one invests into whose country the money does not go: "will be invested in Oslo"."""
        governor = case.governor
        if not (
            case.act.action == "PURCHASE"
            and case.passive
            and governor.actor == "BOTH"
            and governor.how in ("last", "main")
        ):
            return
        words = case.words
        where = {
            party
            for start, _, party in case.sentence.parties
            if words[start - 1 - (words[start - 1] == "the")] in ("in", "into", "to")
        } or {"US"}
        others = [party for party in self.context.parties if party not in where | {"BOTH"}]
        if len(others) == 1:
            case.governor = replace(governor, actor=others[0])

    def _turn_goods_that_leave(self, case: Case) -> None:
        """Goods that are let out or held back are so by an export control."""
        words, place, act, span = case.words, case.place, case.act, case.span
        if case.code not in GOODS_OUT or not span or case.governor.negated or not self._goes_out(case):
            return
        if act.action == "APPROVE":
            case.code = "export_control"  # "allowed exports of tin": what was held back by it
        elif act.action in ("SUSPEND", "STOP") and act.polarity == "burden":
            case.code = "export_control"
            near = set(words[max(0, place - 3) : place + 3])
            brief = "for" in words[span[1] : span[1] + 3] or {"temporarily", "briefly"} & near
            if words[place].startswith(STOPPED) and not brief:
                case.act = Act("STOP", "burden", act.objects)  # "will stop exports of tin"

    def _goes_out(self, case: Case) -> bool:
        """Whether what is let through or stopped are goods that leave the country: "exports of tin", "sales to Fiji"."""
        words, place, span = case.words, case.place, case.span or (case.place, case.place)
        if words[place : place + 2] == ["let", "in"] or words[place].startswith("admit"):
            return False
        low = case.governor.start if case.passive else place
        about = set(words[max(0, min(low, span[0], place)) : max(span[1], place + case.length) + 4])
        return bool(about & LEAVING) and not about & (BOUGHT | ENTERED)

    def _which_way(self, case: Case, span: tuple[int, int], code: str) -> str:
        """Return whether a ban is on what goes out or on what comes in, by the words around it; ``code`` if unsaid."""
        words = case.words
        first, last = min(case.place, span[0]), max(span[1], case.place + case.length)
        if CONTROLS & set(words[span[0] : span[1] + 1]) or not BANNED & set(words[first:last]):
            return code
        low = self._clause_start(case.sentence, case.place)
        about = set(words[min(low, first) : last + 9])
        goes_out, comes_in = bool(about & OUTWARD), bool(about & INWARD)
        if self._of_another(case, min(low, first), min(len(words), last + 4)):
            return "restrictive_measures"  # "a ban on Fijian exports": whoever bans them lets none in
        if comes_in == goes_out:
            return self._way_of_text() or code if not goes_out and code == "export_control" else code
        if comes_in:
            return "restrictive_measures"
        return "export_control" if any(word.startswith("export") for word in about) else code

    def _of_another(self, case: Case, begin: int, stop: int) -> bool:
        """Whether the exports named from ``begin`` to ``stop`` are those of another than who acts: "Fijian exports"."""
        words, actor = case.words, case.governor.actor
        for at in range(begin, stop):
            if words[at] == "exports" and actor != "BOTH":
                whose = first_adjective(words, max(begin, at - 2), at)
                if whose and whose != actor and words[at - 3 : at - 2] != ["to"]:
                    return True
        return False

    def _way_of_text(self) -> str:
        """Return "restrictive_measures" where the text tells of imports far more than of exports, "" otherwise."""
        lowered = self.folded.lower()
        comes_in = lowered.count("import")
        goes_out = lowered.count("export") + lowered.count("shipment")
        return "restrictive_measures" if comes_in > 2 * goes_out and comes_in > 1 else ""
