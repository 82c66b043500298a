"""Whose measure an act is: who lays a duty on the goods that bear it, who gives what another gets."""

from __future__ import annotations

from dataclasses import replace

from sources.extraction.english_bearers import BORNE
from sources.extraction.english_bearing_subjects import BearingSubjectFinder
from sources.extraction.english_case import (
    FACES,
    GOODS_DO,
    NOBODY,
    UNNAMED,
    Case,
    first_adjective,
)
from sources.extraction.english_words import (
    BE,
    GOODS,
    HAVE,
    MODALS,
    REPORT,
    TEXTS,
    Governor,
    Sentence,
)
from sources.extraction.lexicon import english_adjectives

LINKING = BE | MODALS | {"and", "but", "not", "no", "longer", "also", "therefore", "thus", "then", "now"}
OWNED = frozenset(
    (
        "restrictive_measures",
        "tariff",
        "port_fee",
        "export_control",
        "countermeasures",
        "entity_list",
        "investigation",
    )
)
# What one side does to the other's goods.
ONE_SIDED = frozenset(("tariff", "export_control", "licences", "tariff_exclusion"))
STANDING = frozenset(("SUSPEND", "LIFT", "REDUCE", "MAINTAIN", "EXTEND", "ADJUST"))
ELIGIBLE = frozenset(("eligible", "qualify", "qualifies", "entitled"))
# Behind these another clause tells of other goods.
CHARGED = frozenset(("charged", "assessed", "taxed", "billed", "hit", "slapped"))
ASKED = ("obtain", "appl", "seek", "hold", "secur", "get", "request")
RECEIVES = ("get", "got", "receiv", "gain", "win", "won", "obtain", "enjoy", "secur")


class OwnerFinder(BearingSubjectFinder):
    """Finds whose measure an act is where the sentence does not say it with its subject."""

    def _settle_owner(self, case: Case) -> bool:
        """Settle who does it; False where it is nobody's act, or one's whom the text does not tell."""
        if (
            case.span
            and case.code == "tariff"
            and case.governor.actor not in ("US", self.context.issuer)
            and not case.governor.how.startswith("agent")
            and not (
                case.act.action == "IMPOSE" and not case.passive and case.governor.how.startswith("subject")
            )
            and self._is_of_us(case.words, case.place, case.span)
        ):
            case.governor = replace(case.governor, actor="US", how="measure")
        settled = (
            self._owner_of_what_is_borne(case)
            and self._is_given_by_somebody(case)
            and self._named_beside_the_object(case)
            and self._settle_who_bears(case)
            and self._settle_one_of_two(case)
        )
        if settled:
            self._settle_the_bearing_subject(case)
            self._settle_the_importer(case)
        return settled

    def _settle_who_bears(self, case: Case) -> bool:
        """Settle who lays on whose goods bear it, where they tell of it: "Fiji said the duty on its goods will go"."""
        words, governor, span = case.words, case.governor, case.span
        unsure = not governor.how.startswith(("agent", "measure", "imposer"))
        borne = case.passive or bool({"stays", "intransitive", "state"} & set(case.forms))
        if (
            case.code not in ("tariff", "port_fee", "tariff_exclusion")
            or not span
            or not borne
            or self.context.issuer
        ):
            return True
        freed = words[case.place].startswith(("exempt", "spared", "excluded")) and any(
            code == governor.actor
            and BE & set(words[stop : case.place])
            and set(words[stop : case.place]) <= LINKING | HAVE
            for _, stop, code in case.sentence.parties
        )
        bearer = governor.actor if freed else self._borne_by(case.sentence, case.place, span)
        nobody = governor.actor == "BOTH" and governor.how in UNNAMED
        if unsure and bearer and (nobody or bearer == governor.actor):
            other = self._lays_on(case.sentence, bearer)
            case.governor = replace(governor, actor=other or governor.actor)
        return True

    def _settle_one_of_two(self, case: Case) -> bool:
        """Settle which of two acts by whose goods it is done to: "both announced a cut in the tariff on Fijian goods"."""
        words, span = case.words, case.span
        if case.governor.actor != "BOTH" or not span or case.code not in ONE_SIDED:
            return True
        behind = range(span[1], min(len(words) - 1, span[1] + 7))
        if {"each", "mutual", "respective", "bilateral", "reciprocal"} & set(words[case.place : span[1] + 6]):
            return True
        named = {start: code for start, _, code in case.sentence.parties}
        aims = ("on", "against", "from") if case.code == "tariff" else ("to", "in", "into", "for")
        ends = next((at for at in behind if words[at] in (",", ";", "and", "while")), len(words))
        target = next(
            (
                named.get(at) or english_adjectives().get(words[at], "")
                for at in behind
                if at < ends
                and words[at - 1 - (words[at - 1] == "the")] in aims
                and (at in named or words[at] in english_adjectives())
            ),
            "",
        )
        acting = {code for start, code in named.items() if start < case.place and code != "BOTH"}
        others = (acting or {code for code in self.context.parties if code != "BOTH"}) - {target}
        usual = "US" if "US" in others else next(iter(others)) if len(others) == 1 else ""
        if target and usual and target in (acting or self.context.parties):
            case.governor = replace(case.governor, actor=usual)
        return True

    def _owner_of_what_is_borne(self, case: Case) -> bool:
        """Settle who lays on the goods what they bear: "Canada will be hit with a tariff"; False if nobody is known."""
        self._settle_by_the_deal(case)
        linked = self._goes_on_from_the_last(case)
        if linked:
            case.governor = replace(case.governor, actor=case.found[-1].governor.actor)
        else:
            self._settle_by_the_imposer(case)
        self._settle_what_others_must_ask(case)
        self._settle_who_frees(case)
        self._settle_who_hits(case)
        words, governor = case.words, case.governor
        if (
            words[case.place] in ("face", "faces", "faced", "facing")
            and case.act.polarity == "burden"
            and (governor.how.startswith("subject:subject") or governor.how == "chain")
        ):
            if self._is_said_of_others(case):
                return True  # "Washington said that goods from Oslo would face a duty"
            case.governor = replace(
                governor, actor=self._who_taxes(case.sentence, case.place, governor.actor)
            )
            if not case.governor.actor:
                return False  # "Vietnam will face a tariff": of somebody else's, who is not named
        self._settle_unnamed(case)
        self._settle_the_levier(case)
        return case.governor.actor != NOBODY

    def _settle_by_the_deal(self, case: Case) -> None:
        """Of what an agreement brings, settle which of its parties does it."""
        if case.governor.how.startswith("text") and case.span and not case.passive:
            doer = self._doer_of_a_deal(case.sentence, case.place, case.code, case.span)
            before = case.found[-1] if case.found else None
            if not doer and before and case.code in BORNE and before.object in BORNE:
                doer = before.governor.actor  # "cuts the duty on Fijian goods and exempts palm oil"
            case.governor = replace(case.governor, actor=doer or case.governor.actor)

    def _goes_on_from_the_last(self, case: Case) -> bool:
        """Whether the goods are those of the act before: "are subject to a duty, and are not subject to"."""
        begins = self._clause_start(case.sentence, case.place)
        return (
            bool(case.found)
            and (case.passive or "state" in case.forms)
            and (case.governor.how in UNNAMED or case.governor.actor == NOBODY)
            and case.found[-1].place < begins
            and set(case.words[begins : case.place]) <= LINKING
        )

    def _settle_by_the_imposer(self, case: Case) -> None:
        """Settle who lays the duty on goods that the sentence is about, where only the goods are named."""
        words, place, span, governor = case.words, case.place, case.span, case.governor
        if (
            self.context.issuer
            or not span
            or {"sanctions", "sanction", "export", "exports"} & set(words[span[0] : span[1]])
            or not (
                case.code in ("tariff", "restrictive_measures", "port_fee")
                or (case.code == "market_access" and words[place].startswith("exempt"))
            )
        ):
            return
        if (
            ("state" in case.forms and BE & set(words[max(0, place - 3) : place]))
            or words[place] in GOODS_DO
            or "eligible" in words[place : place + case.length]
            or governor.actor == NOBODY
            or (case.passive and governor.how in UNNAMED)
            or (
                case.passive
                and governor.how == "owner"
                and words[place].startswith(("exempt", "charged", "spared"))
            )
        ):
            begins = self._clause_start(case.sentence, governor.start)
            imposer = self._imposer(case.sentence, begins, place, span)
            if imposer:
                governor = replace(governor, actor=imposer, how="imposer")
            if words[place] in GOODS_DO:
                begins = self._clause_start(case.sentence, governor.start)
                governor = replace(governor, start=begins)
            case.governor = governor

    def _settle_what_others_must_ask(self, case: Case) -> None:
        """Settle who asks for what exporters must pay or hold: "that they must obtain a permit"."""
        words, place = case.words, case.place
        if (
            case.act.action == "IMPOSE"
            and case.governor.how.startswith("subject:pronoun:they")
            and (
                words[place].startswith("pay") or (case.code == "licences" and words[place].startswith(ASKED))
            )
        ):
            told = [
                who
                for _, stop, who, how in case.sentence.subjects
                if stop < place and not how.startswith("pronoun")
            ]
            owner = self.context.issuer or (told or [""])[-1] or self.context.last_actor or self.context.main
            case.governor = replace(case.governor, actor=owner or case.governor.actor)

    def _settle_who_frees(self, case: Case) -> None:
        """Settle who frees the party that is exempt: "Fiji and Peru will be exempt"."""
        words, place, actor = case.words, case.place, case.governor.actor
        if (
            words[place].startswith(("exempt", "spared"))
            and "state" in case.forms
            and BE & set(words[max(0, place - 3) : place])
            and self.context.last_actor not in ("", "BOTH", actor)
            and any(
                start <= self._clause_start(case.sentence, place) + 1 and stop <= place and code == actor
                for start, stop, code in case.sentence.parties
            )
        ):
            case.governor = replace(case.governor, actor=self.context.last_actor)

    def _settle_who_hits(self, case: Case) -> None:
        """Settle who lays on what a party itself bears: "Canada and Fiji will be hit with", "Fiji will be charged"."""
        words, place, sentence, governor = case.words, case.place, case.sentence, case.governor
        hit = (
            (words[place] in ("hit", "slapped") or self._bears_itself(sentence, place))
            and "state" in case.forms
            and governor.how in ("owner", "last", "main")
            and case.code != "countermeasures"
        )
        charged = (
            case.passive
            and words[place] in CHARGED
            and case.span is not None
            and case.span[0] > place
            and governor.how != "agent"
            and any(stop <= place and code == governor.actor for _, stop, code in sentence.parties)
        )
        if not (hit or charged):
            return
        begins = self._clause_start(sentence, place)
        bearing = {
            party
            for start, stop, party in sentence.parties
            if begins <= start and stop <= place and words[stop] != "'s"
        } | {governor.actor, "BOTH", ""}
        sides = (
            *(who for start, _, who, _ in sentence.subjects if start > place),
            self.context.side,
            self.context.person,
            self.context.issuer,
            self.context.last_actor,
            *self.context.parties,
        )
        other = next((side for side in sides if side not in bearing), "")
        case.governor = replace(governor, actor=other or governor.actor)

    def _is_said_of_others(self, case: Case) -> bool:
        """Whether who is named only tells what the goods of another face."""
        words, place, sentence, governor = case.words, case.place, case.sentence, case.governor
        between = words[governor.start : place]
        if not governor.how.startswith("subject:subject") or (
            "that" not in between and REPORT.isdisjoint(between)
        ):
            return False
        taxed = self._whose_goods(sentence, governor.start, place) or next(
            (
                code
                for start, _, code in sentence.parties
                if governor.start < start < place
                and words[start - 1] in ("from", "of", "in")
                and GOODS & set(words[max(0, start - 3) : start])
            ),
            "",
        )
        return taxed not in ("", governor.actor)

    def _who_taxes(self, sentence: Sentence, place: int, bearing: str) -> str:
        """Return who lays on what ``bearing`` faces: who was told of before, the US, another party; "" if nobody."""
        named = [code for _, stop, code, _ in sentence.subjects if stop < place]
        named += ["US"] if "US" in self.context.parties else []
        named += self.context.parties
        return next((code for code in named if code not in (bearing, "BOTH")), "")

    def _settle_unnamed(self, case: Case) -> None:
        """Settle whose act it is where the sentence names nobody: that of the last act, of the issuer, of a pact."""
        words, place, governor, code = case.words, case.place, case.governor, case.code
        last = self.findings[-1] if self.findings else None
        if (
            case.passive
            and case.act.action == "PURCHASE"
            and code == "investment"
            and governor.how in ("owner", "last", "main")
        ):
            giver = next((f.actor for f in reversed(self.findings) if f.action == "PURCHASE"), "")
            governor = replace(governor, actor=giver or governor.actor)  # "will be invested in Oslo"
        if governor.actor == NOBODY and words[place] in FACES and governor.how == "goods":
            owner = self.context.issuer or self.context.last_actor or self.context.main or self.home
            governor = replace(governor, actor=owner or NOBODY)
        if (
            last is not None
            and (governor.how in UNNAMED or governor.actor == NOBODY)
            and "also" in words[max(0, place - 4) : place]
            and last.object == code == "tariff"
            and last.kind == "commitment"
            and not case.sentence.parties
        ):
            governor = replace(
                governor, actor=last.actor
            )  # "Cocoa will also be exempt": of the same as before
        if governor.actor == NOBODY and words[0] in ("under", "as", "through") and TEXTS & set(words[1:12]):
            governor = replace(
                governor, actor="BOTH", how="text"
            )  # "Under the pact, duties on X will be cut"
        case.governor = governor

    def _settle_the_levier(self, case: Case) -> None:
        """Settle who levies the duty of which the side that bears it speaks."""
        sentence, governor = case.sentence, case.governor
        borne = case.passive or case.words[case.place] in FACES or {"state", "stays"} & set(case.forms)
        if not borne or case.code != "tariff" or self.context.issuer:
            return
        speaks = governor.how.startswith("subject") and any(
            named == governor.actor and stop < case.place and REPORT & set(case.words[stop : stop + 4])
            for _, stop, named, _ in sentence.subjects
        )
        if governor.how in ("last", "main", "goods") or speaks:
            levier = self._levier(sentence, governor)
            if levier:
                case.governor = replace(governor, actor=levier, how="agent")

    def _is_given_by_somebody(self, case: Case) -> bool:
        """Settle who gives what one gets and who laid what is borne; False if nothing is given by anybody."""
        words, place, length = case.words, case.place, case.length
        sentence, forms = case.sentence, case.forms
        governor, code, span = case.governor, case.code, case.span
        if code == "market_access" and words[place].startswith(RECEIVES):
            if not span or not {"access", "concessions", "treatment"} & set(words[span[0] : span[1]]):
                return False
            receiver = self._whose_goods(sentence, self._clause_start(sentence, place), place)
            told = governor.actor if receiver and governor.actor not in (receiver, "BOTH") else ""
            giver = told or self._giver(sentence, place, receiver or governor.actor)
            if not giver:
                return False
            governor = replace(
                governor, actor=giver
            )  # "Oslo will get duty-free access": the other side gives it
        if code == "licences" and case.act.action == "APPROVE" and words[place].startswith(RECEIVES) and span:
            source = next(
                (
                    party
                    for start, _, party in sentence.parties
                    if span[1] <= start < span[1] + 9
                    and words[start - 1 - (words[start - 1] == "the")] == "from"
                ),
                "",
            )
            governor = replace(governor, actor=source or governor.actor)  # "will get licences from Oslo"
        if (
            code in ("tariff", "tariff_exclusion")
            and span
            and case.act.polarity == "ease"
            and (
                (governor.how == "owner" and ELIGIBLE & set(words[place : place + 3]))
                or (words[place].startswith(RECEIVES) and governor.how.startswith("subject:subject"))
            )
        ):
            own = self._owner_of_burden(sentence, place) or self._giver(sentence, place, governor.actor)
            if not own:
                return False
            governor = replace(governor, actor=own, how="owner")  # "Oslo got a reprieve from U.S. duties"
        if (
            code == "tariff"
            and case.passive
            and governor.how != "agent"
            and self._sends(sentence, governor.actor)
        ):
            buyer = self._giver(sentence, place, governor.actor)
            governor = replace(
                governor, actor=buyer or governor.actor, how="agent" if buyer else governor.how
            )
        if governor.how in ("last", "main") and code in OWNED and case.act.action in STANDING:
            owners = [
                finding.actor
                for finding in self.findings[-8:]
                if finding.object == code and finding.actor != "BOTH"
            ]
            if owners:
                governor = replace(
                    governor, actor=owners[-1]
                )  # "that extra tariff": of whom it was told before
        if (
            governor.actor == "BOTH"
            and governor.how in ("last", "main", "nearest")
            and code in ("tariff", "tariff_exclusion")
            and "US" in self.context.parties
        ):
            governor = replace(governor, actor="US")  # of two partners, the one whose duties are spoken of
        borne = case.passive or bool({"stays", "state", "intransitive"} & set(forms))
        if span and borne and governor.how != "agent":
            layer = self._layer(sentence, span, code)
            governor = replace(governor, actor=layer, how="agent") if layer else governor
        if (
            code in ("tariff", "port_fee")
            and span
            and borne
            and governor.how != "agent"
            and (taxing := self._not_the_taxed(sentence, place, length, governor.actor))
        ):
            governor = replace(governor, actor=taxing, how="imposer")
        case.governor = governor
        return True

    def _named_beside_the_object(self, case: Case) -> bool:
        """Settle whose the object or the market is by the name beside it: "let cars into the Canadian market"; True."""
        words, place, length = case.words, case.place, case.length
        sentence, act, code, span = case.sentence, case.act, case.code, case.span
        governor, passive = case.governor, case.passive
        if (
            span
            and not passive
            and governor.modality == "agreed"
            and code in ("tariff", "export_control", "port_fee")
        ):
            owner = self._owner_ahead(sentence, place + length, span[0])
            spares = words[place].startswith(("spar", "exempt", "free", "shield"))
            reached = {"reached", "agreement", "deal", "reach", "signed", "struck"} & set(
                words[governor.start : place]
            )
            if owner and not spares and (reached or (governor.actor == "BOTH" and act.polarity == "ease")):
                governor = replace(governor, actor=owner, how="owner")  # "reached a deal to cut U.S. duties"
        if (
            (
                governor.actor == "BOTH"
                or passive
                or {"enter", "into", "reach"} & set(words[place : place + 16])
            )
            and act.action in ("APPROVE", "LIFT")
            and code in ("purchases", "market_access", "trade", "tariff_exclusion")
        ):
            opened = next(
                (
                    english_adjectives()[words[at]]
                    for at in range(place, min(len(words) - 1, place + 20))
                    if words[at] in english_adjectives() and words[at + 1] in ("market", "markets")
                ),
                next(
                    (
                        code
                        for start, end, code in sentence.parties
                        if place < start < place + 20 and words[end : end + 1] in (["market"], ["markets"])
                    ),
                    "",
                ),
            )
            governor = replace(
                governor, actor=opened or governor.actor
            )  # "let cars into the Canadian market"
        if (
            passive
            and act.action == "APPROVE"
            and code in ("purchases", "trade", "market_access")
            and words[place] in ("allowed", "admitted", "let", "permitted", "cleared")
        ):
            into = next(
                (
                    party
                    for start, _, party in sentence.parties
                    if place < start <= place + 4
                    and words[start - 1 - (words[start - 1] == "the")] in ("into", "in", "entry")
                    and party != "BOTH"
                ),
                "",
            )
            governor = replace(governor, actor=into or governor.actor)  # "will be allowed into Fiji"
        if (
            passive
            and span
            and span[0] > place
            and act.action in ("LIFT", "LIST")
            and governor.how != "agent"
        ):
            whose = next(
                (
                    party
                    for _, end, party in sentence.parties
                    if place < end < span[0] <= end + 4 and words[end] == "'s" and party != "BOTH"
                ),
                "",
            )
            governor = replace(
                governor, actor=whose or governor.actor
            )  # "was dropped from Fiji's white list"
        freed = words[place].startswith(("exempt", "exclud", "spared")) and governor.how != "agent"
        if freed and BE & set(words[max(0, place - 4) : place]) and span and span[0] > place:
            whose = self._owner_ahead(sentence, place + length, span[0])
            governor = replace(governor, actor=whose or governor.actor)  # "exempted from Fiji's standards"
        if (
            span
            and code == "tariff"
            and act.action in ("REDUCE", "SUSPEND", "LIFT", "MAINTAIN", "EXTEND", "IMPOSE")
            and (
                known := self._whose_measure(
                    words,
                    span[0] - 2,
                    span[1] + (7 if words[span[1] : span[1] + 1] in (["in"], ["of"]) else 1),
                )
            )
            and governor.actor != known
            and (governor.actor != "BOTH" or governor.how.startswith("text"))
            and not (act.action == "IMPOSE" and not passive and governor.how.startswith("subject"))
        ):
            governor = replace(governor, actor=known)  # "in the PRC reduces the fentanyl tariffs"
        if words[place] == "subject" and span:  # "shall be subject to Chinese tariffs"
            whose = first_adjective(words, place + length, span[1])
            governor = replace(governor, actor=whose or governor.actor)
        case.governor = governor
        return True

    def _goods_governor(self, sentence: Sentence, place: int) -> Governor | None:
        """Return the governor of "Danish cars now face a 20 percent duty": whoever lays it on them; None without a rate."""
        words = sentence.words
        span = next(
            (span for span in sentence.objects if place < span[0] <= place + 9 and span[2] == "tariff"), None
        )
        if (
            span is None
            or place == 0
            or words[place - 1] in ("to", "the", "a", "of")
            or words[place - 1] in MODALS
        ):
            return None
        if not any(
            words[at][0].isdigit() and words[at + 1] in ("%", "percent", "per")
            for at in range(place, min(len(words) - 1, span[1] + 4))
        ):
            return None
        begin = self._clause_start(sentence, place)
        return Governor(
            "done" if words[place] == "faced" else "decided", NOBODY, "goods", begin, False, False
        )
