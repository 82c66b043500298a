"""What an act turns into by its object: a quota that shrinks is a burden, a pause that ends none."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from sources.extraction.english_case import (
    EASED,
    Case,
    first_adjective,
    trigger_of,
)
from sources.extraction.english_cues import GIVEN_UP
from sources.extraction.english_no_moves import STOPPING
from sources.extraction.english_object_turns import PAUSED, ObjectTurnReader
from sources.extraction.english_words import (
    Governor,
    Sentence,
)
from sources.extraction.lexicon import (
    Act,
    burdens,
    english_adjectives,
)

HELD = (["on", "ice"], ["on", "hold"], ["in", "abeyance"])
TARGETS = ("sanction", "blacklist", "exclud")


class TurnReader(ObjectTurnReader):
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

    def _is_kept_off(self, words: list[str], at: int) -> bool:
        """Whether what ends at ``at`` is kept from working: "on ice", "on soybeans suspended"."""
        ends = next(
            (b for b in range(at, min(len(words), at + 6)) if words[b] in (",", ";", "and", "until")), at + 6
        )
        behind = words[at:ends]
        pairs = set(pairwise(behind))
        return bool({("on", "ice"), ("on", "hold"), ("in", "abeyance"), ("at", "zero")} & pairs) or bool(
            {"suspended", "paused", "frozen", "shelved"} & set(behind)
        )

    def _turn_what_stays(self, case: Case) -> bool:
        """Settle what it is that stays: a suspension, a lowering or a burden; False where it is nothing told."""
        words, place, sentence, forms = case.words, case.place, case.sentence, case.forms
        governor, act, code = case.governor, case.act, case.code
        if act.action == "MAINTAIN" and case.span and self._is_kept_off(words, case.span[1]):
            act = Act("SUSPEND", "ease", act.objects)  # "will keep its controls on ice"
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
            and act.action == "MAINTAIN"
            and self._stays_at_nothing(words, place + case.length)
        ):
            act = Act("SUSPEND", "ease", act.objects)  # "the 24 percent duty stays at zero"
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

    def _stays_at_nothing(self, words: list[str], place: int) -> bool:
        """Whether what stays does so at nothing, or on hold: "at zero", "0 percent", "on ice"."""
        at = place + (words[place : place + 1] == ["at"])
        nothing = words[at : at + 1] in (["zero"], ["nil"], ["0"])
        return nothing or words[at : at + 2] in HELD or words[at - 1 : at + 1] in HELD

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
        if governor.negated and act.action == "IMPOSE" and "longer" in words[max(0, place - 3) : place]:
            act = replace(act, action="LIFT", polarity="ease")  # "is no longer banned", "will no longer pay"
            case.governor = replace(governor, negated=False)
        case.act, case.code = act, code
        return True

    def _not_the_named(self, case: Case, governor: Governor) -> Governor:
        """Return who acts in a passive whose subject tells whose firm is hit, or into which country the goods go."""
        words, place, sentence = case.words, case.place, case.sentence
        if governor.how == "owner" and words[place].startswith(TARGETS) and governor.actor != "BOTH":
            sides = (self.context.last_actor, self.context.side, self.context.main, self.home)
            other = next((code for code in sides if code and code not in (governor.actor, "BOTH")), "")
            return replace(governor, actor=other or governor.actor)  # "Fiji's Loomco was also sanctioned"
        named = {english_adjectives().get(word, "") for word in words[place:]}
        named |= {code for start, _, code in sentence.parties if start > place}
        if governor.how == "owner" and words[place] == "exempt" and governor.actor not in (*named, "BOTH"):
            sides = (self.context.issuer, self.context.last_actor, self.context.main, self.home)
            other = next((code for code in sides if code and code not in (governor.actor, "BOTH")), "")
            return replace(
                governor, actor=other or governor.actor
            )  # "Fiji and Peru are exempt from the quotas"
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

    def _proposes(self, case: Case) -> None:
        """Settle that what is proposed is not done yet: "proposed a levy"."""
        words, place, governor = case.words, case.place, case.governor
        if words[place] == "proposed" and governor.modality == "done" and case.act.polarity == "burden":
            case.governor = replace(governor, modality="will")

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
        if (passive or words[place] == "exempt") and governor.how in ("owner", "last", "nearest", "main"):
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
        if act.action == "IMPOSE" and words[place] in ("pay", "pays", "paid"):
            paid = place + 1 + (words[place + 1 : place + 2] == ["the"])
            to = next((who for start, _, who in sentence.parties if start in (place + 1, paid)), "")
            governor = replace(governor, actor=to or governor.actor)  # "will pay Oslo a 20 percent tariff"
        if act.action == "PURCHASE" and governor.how in ("last", "main", "nearest") and not passive:
            begins = self._clause_start(sentence, place)
            begins += words[begins] in ("the", "a", "an", "two", "three", "several")
            buyer = first_adjective(words, begins, begins + 1)
            governor = replace(governor, actor=buyer or governor.actor)  # "Korean Air is buying 103 planes"
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
            bought -= {"", "BOTH"}
            one_of_two = governor.actor == "BOTH" and len(bought) == 1 and len(self.context.parties) == 2
            if not by and (governor.actor in bought or one_of_two):
                by = next((who for who in self.context.parties if who not in (*bought, "BOTH")), "")
            governor = replace(
                governor, actor=by or governor.actor
            )  # "include purchases of U.S. wheat": not by the U.S.
        case.governor, case.code = governor, code

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
