"""Whose measure an act is: who lays a duty on the goods that bear it, who gives what another gets."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.extraction.english_case import (
    FACES,
    GOODS_DO,
    MEASURED,
    NOBODY,
    UNNAMED,
    Case,
    first_adjective,
)
from sources.extraction.english_governors import GovernorFinder
from sources.extraction.english_words import (
    BE,
    GOODS,
    MODALS,
    REPORT,
    TEXTS,
    Governor,
    Sentence,
)
from sources.extraction.lexicon import english_adjectives

SENT_OFF = frozenset(
    (
        "export",
        "exports",
        "exported",
        "exporting",
        "send",
        "sends",
        "sent",
        "ship",
        "shipped",
        "shipments",
        "sell",
        "sold",
    )
)
LAID = frozenset(("imposed", "levied", "announced", "introduced", "applied", "slapped", "set"))
LINKING = BE | MODALS | {"and", "but", "not", "no", "longer", "also", "therefore", "thus", "then", "now"}
GIVES = ("grant", "give", "giving", "offer", "provid", "afford", "accord", "allow")
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
STANDING = frozenset(("SUSPEND", "LIFT", "REDUCE", "MAINTAIN", "EXTEND", "ADJUST"))
ELIGIBLE = frozenset(("eligible", "qualify", "qualifies", "entitled"))
# Behind these another clause tells of other goods.
ELSEWHERE = frozenset((",", ";", "until", "unless", "if", "once", "while", "because", "after", "when"))
OF_AMERICA = re.compile(
    r"\b(?:Section|section) (?:232|301|122)\b|\bHTSUS\b|\bIEEPA\b|\bProclamation \d{4,5}\b"
)
CHARGED = frozenset(("charged", "assessed", "taxed", "billed", "hit", "slapped"))
RECEIVES = ("get", "got", "receiv", "gain", "win", "won", "obtain", "enjoy", "secur")


class OwnerFinder(GovernorFinder):
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
        return (
            self._owner_of_what_is_borne(case)
            and self._is_given_by_somebody(case)
            and self._named_beside_the_object(case)
        )

    def _is_of_us(self, words: list[str], place: int, span: tuple[int, int]) -> bool:
        """Whether the tariff is one that only the United States have, whoever is named before: "the IEEPA duties"."""
        low, high = min(place, span[0]), max(place, span[1])
        near = words[max(0, low - 3) : high + 5]
        return any(
            word in ("ieepa", "htsus")
            or (word == "section" and near[at + 1 : at + 2] in (["232"], ["301"], ["122"]))
            for at, word in enumerate(near)
        )

    def _owner_of_what_is_borne(self, case: Case) -> bool:
        """Settle who lays on the goods what they bear: "Canada will be hit with a tariff"; False if nobody is known."""
        words, place = case.words, case.place
        sentence, forms = case.sentence, case.forms
        governor, passive = case.governor, case.passive
        act, code, span = case.act, case.code, case.span
        if governor.how.startswith("text") and span and not passive:
            doer = self._doer(sentence, place, code, span)
            governor = replace(governor, actor=doer or governor.actor)
        begins = self._clause_start(sentence, place)
        linked = (
            case.found
            and (passive or "state" in forms)
            and (governor.how in UNNAMED or governor.actor == NOBODY)
            and case.found[-1].place < begins
            and set(words[begins:place]) <= LINKING
        )
        if linked:  # "are subject to a duty, and are not subject to"
            governor = replace(governor, actor=case.found[-1].governor.actor)
        if (
            not self.context.issuer
            and not linked
            and span
            and not {"sanctions", "sanction"} & set(words[span[0] : span[1]])
            and (
                code in ("tariff", "restrictive_measures", "port_fee")
                or (code == "market_access" and words[place].startswith("exempt"))
            )
            and (
                ("state" in forms and BE & set(words[max(0, place - 3) : place]))
                or words[place] in GOODS_DO
                or "eligible" in words[place : place + case.length]
                or governor.actor == NOBODY
                or (passive and governor.how in UNNAMED)
                or (passive and governor.how == "owner" and words[place].startswith(("exempt", "charged")))
            )
        ):
            imposer = self._imposer(sentence, self._clause_start(sentence, governor.start), place, span)
            if imposer:
                governor = replace(governor, actor=imposer, how="imposer")
            if words[place] in GOODS_DO:
                governor = replace(governor, start=self._clause_start(sentence, governor.start))
        if (
            act.action == "IMPOSE"
            and governor.how.startswith("subject:pronoun:they")
            and (
                words[place].startswith("pay")
                or (
                    code == "licences"
                    and words[place].startswith(("obtain", "appl", "seek", "hold", "secur", "get", "request"))
                )
            )
        ):
            told = [
                who
                for _, stop, who, how in sentence.subjects
                if stop < place and not how.startswith("pronoun")
            ]
            owner = self.context.issuer or (told or [""])[-1] or self.context.last_actor or self.context.main
            governor = replace(governor, actor=owner or governor.actor)  # "that they must obtain a permit"
        freed = any(
            start <= begins + 1 and stop <= place and code_of == governor.actor
            for start, stop, code_of in sentence.parties
        )
        if (
            words[place].startswith("exempt")
            and "state" in forms
            and BE & set(words[max(0, place - 3) : place])
            and freed
            and self.context.last_actor not in ("", "BOTH", governor.actor)
        ):
            governor = replace(governor, actor=self.context.last_actor)  # "Fiji and Peru will be exempt"
        if (
            (words[place] in ("hit", "slapped") or self._bears_itself(sentence, place))
            and "state" in forms
            and governor.how in ("owner", "last", "main")
            and code != "countermeasures"
        ):
            bearing = {
                party
                for start, stop, party in sentence.parties
                if begins <= start and stop <= place and words[stop] != "'s"
            } | {governor.actor}
            tellers = [who for start, _, who, _ in sentence.subjects if start > place]
            other = next(
                (
                    party
                    for party in (
                        *tellers,
                        self.context.side,
                        self.context.person,
                        self.context.issuer,
                        self.context.last_actor,
                        *self.context.parties,
                    )
                    if party and party != "BOTH" and party not in bearing
                ),
                "",
            )
            governor = replace(
                governor, actor=other or governor.actor
            )  # "Canada and Fiji will be hit with a tariff"
        if (
            words[place] in ("face", "faces", "faced", "facing")
            and act.polarity == "burden"
            and (governor.how.startswith("subject:subject") or governor.how == "chain")
        ):
            between = words[governor.start : place]
            says = "that" in between or not REPORT.isdisjoint(between)
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
            if says and governor.how.startswith("subject:subject") and taxed not in ("", governor.actor):
                case.governor = governor  # "Washington said that goods from Oslo would face a duty"
                return True
            named = [code for _, stop, code, _ in sentence.subjects if stop < place]
            named += ["US"] if "US" in self.context.parties else []
            named += self.context.parties
            teller = next((code for code in named if code not in (governor.actor, "BOTH")), "")
            governor = replace(governor, actor=teller)  # "Vietnam will face a tariff": of somebody else's
            if not teller:
                return False
        if (
            passive
            and act.action == "PURCHASE"
            and code == "investment"
            and governor.how in ("owner", "last", "main")
        ):
            giver = next((f.actor for f in reversed(self.findings) if f.action == "PURCHASE"), "")
            governor = replace(
                governor, actor=giver or governor.actor
            )  # "will be invested in the United States"
        if (
            passive
            and words[place] in CHARGED
            and span
            and span[0] > place
            and any(stop <= place and code_of == governor.actor for _, stop, code_of in sentence.parties)
            and governor.how != "agent"
        ):
            sides = (self.context.person, self.context.last_actor, *self.context.parties)
            other = next((side for side in sides if side and side not in ("BOTH", governor.actor)), "")
            governor = replace(governor, actor=other or governor.actor)  # "Fiji will be charged a tariff"
        if governor.actor == NOBODY and words[place] in FACES and governor.how == "goods":
            owner = self.context.issuer or self.context.last_actor or self.context.main or self.home
            governor = replace(governor, actor=owner or NOBODY)
        last = self.findings[-1] if self.findings else None
        if (
            last is not None
            and (governor.how in UNNAMED or governor.actor == NOBODY)
            and "also" in words[max(0, place - 4) : place]
            and last.object == code == "tariff"
            and last.kind == "commitment"
            and not sentence.parties
        ):
            governor = replace(
                governor, actor=last.actor
            )  # "Cocoa will also be exempt": of the same as before
        if governor.actor == NOBODY and words[0] in ("under", "as", "through") and TEXTS & set(words[1:12]):
            governor = replace(
                governor, actor="BOTH", how="text"
            )  # "Under the pact, duties on X will be cut"
        borne = case.passive or words[place] in FACES or bool({"state", "stays"} & set(forms))
        speaks = governor.how.startswith("subject") and any(
            named == governor.actor and stop < place and REPORT & set(words[stop : stop + 4])
            for _, stop, named, _ in sentence.subjects
        )
        unsaid = governor.how in ("last", "main", "goods") or speaks
        if borne and unsaid and code == "tariff" and not self.context.issuer:
            levier = self._levier(sentence, governor)
            governor = replace(
                governor, actor=levier or governor.actor, how="agent" if levier else governor.how
            )
        case.governor = governor
        return governor.actor != NOBODY

    def _bears_itself(self, sentence: Sentence, place: int) -> bool:
        """Whether a party itself is "subject to" what is laid on: "Fiji and EU countries will now be subject to"."""
        words = sentence.words
        if not words[place].startswith("subject"):
            return False
        at = place
        while at > 0 and (
            words[at - 1] in MODALS | BE
            or words[at - 1] in ("now", "also", "not")
            or words[at - 1].endswith("ly")
        ):
            at -= 1
        at -= words[at - 1] == "countries"
        return any(stop == at for _, stop, _ in sentence.parties)

    def _levier(self, sentence: Sentence, governor: Governor) -> str:
        """Return who levies what the goods bear of which the exporting side speaks: whom they go to, who was told of last.

        "zero duty will be levied when our exporters send goods to Oslo"; "" where the words leave it to who speaks.
        """
        words = sentence.words
        for start, _, code in sentence.parties:
            before = start - 1 - (words[start - 1] == "the")
            if (
                before > 0
                and words[before] in ("to", "into")
                and code not in ("BOTH", governor.actor)
                and SENT_OFF & set(words[max(0, before - 9) : before])
                and (GOODS | {"exporters", "exported"}) & set(words[max(0, before - 12) : before])
                and not {"said", "told"} & set(words[max(0, before - 2) : before])
            ):
                return code
        last = next(reversed(self.findings), None)
        if (
            last
            and (last.action, last.actor) == ("PURCHASE", governor.actor)
            and governor.how in ("last", "main")
        ):
            duties = (
                f.actor for f in reversed(self.findings) if f.object == "tariff" and f.actor != last.actor
            )
            usual = "US" if "US" in self.context.parties and last.actor != "US" else ""
            return next(duties, "") or last.target or usual  # who invests is not who taxes
        if last is None or last.object not in ("tariff", "tariff_exclusion") or last.actor in ("", "BOTH"):
            return ""
        near = sentence.offset - last.stop < 400
        same = words[governor.start : governor.start + 1] in (
            ["that"],
            ["this"],
            ["those"],
            ["these"],
            ["such"],
        )
        told = same or governor.how in ("last", "main")
        return last.actor if near and told and last.actor != governor.actor else ""

    def _is_given_by_somebody(self, case: Case) -> bool:
        """Settle who gives what one gets and who laid what is borne; False if nothing is given by anybody."""
        words, place, length = case.words, case.place, case.length
        sentence, forms = case.sentence, case.forms
        governor, code, span = case.governor, case.code, case.span
        if code == "market_access" and words[place].startswith(RECEIVES):
            if not span or not {"access", "concessions", "treatment"} & set(words[span[0] : span[1]]):
                return False
            receiver = self._whose_goods(sentence, self._clause_start(sentence, place), place)
            told = governor.actor if receiver and governor.actor != receiver else ""
            giver = told or self._giver(sentence, place, receiver or governor.actor)
            if not giver:
                return False
            governor = replace(
                governor, actor=giver
            )  # "Oslo will get duty-free access": the other side gives it
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

    def _sends(self, sentence: Sentence, actor: str) -> bool:
        """Whether the sentence is on goods that the actor sends: "when our exporters send", "exported from Fiji"."""
        words = sentence.words
        for at, word in enumerate(words[:-2]):
            if word == "our" and words[at + 1] in ("exporters", "exports", "products", "goods", "farmers"):
                return True
            whence = (at + 2, at + 3) if word in ("exported", "shipped") and words[at + 1] == "from" else ()
            if any(start in whence and code == actor for start, _, code in sentence.parties):
                return True
        return False

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
            reached = {"reached", "agreement", "deal", "reach", "signed", "struck"} & set(
                words[governor.start : place]
            )
            if owner and reached:
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

    def _whose_goods(self, sentence: Sentence, begin: int, stop: int) -> str:
        """Return whose goods or firms the clause from ``begin`` to ``stop`` names: "U.S. goods would"; "" if nobody's."""
        words, adjectives = sentence.words, english_adjectives()
        for start, end, code in reversed(sentence.parties):
            if begin <= start and end < stop and words[end] in GOODS:
                return code
        return next(
            (
                adjectives[words[at]]
                for at in range(begin, stop - 1)
                if words[at] in adjectives and words[at + 1] in GOODS
            ),
            "",
        )

    def _giver(self, sentence: Sentence, place: int, receiver: str) -> str:
        """Return who gives what the receiver gets: whom "to" or "from" names, else the other side, "" if unknown."""
        words = sentence.words
        for start, _, code in sentence.parties:
            near = place < start and {words[start - 1], words[start - 2]} & {"to", "from", "into", "in", "by"}
            if near and code not in (receiver, "BOTH"):
                return code
        others = [code for code in self.context.parties if code not in (receiver, "BOTH")]
        return "US" if "US" in others else (others or [""])[0]

    def _owner_ahead(self, sentence: Sentence, begin: int, stop: int) -> str:
        """Return whose the thing is that begins at ``stop``: "its U.S. import duties", "China's tariffs"; "" if unsaid."""
        words = sentence.words
        for start, end, code in sentence.parties:
            if (
                begin <= start < stop <= end + 3
                and code != "BOTH"
                and (
                    words[start - 1] not in ("on", "to", "from", "for", "against")
                    or words[end : end + 1] == ["'s"]  # "exempt from Oslo's duties"
                )
            ):
                return code
        return first_adjective(words, begin, stop)

    def _imposer(self, sentence: Sentence, begin: int, place: int, span: tuple[int, int]) -> str:
        """Return who lays a duty on the goods that the sentence is about, "" if it does not tell.

        "will no longer face Chinese tariffs"; "Taiwanese exports to the U.S. will"; "Indonesian goods will": the other one.
        """
        words, adjectives = sentence.words, english_adjectives()
        if known := self._whose_measure(words, place, min(len(words), span[1] + 1)):
            return known
        owned = [adjectives[words[at]] for at in range(place, span[1]) if words[at] in adjectives]
        owned += [
            code
            for start, stop, code in sentence.parties
            if place < start < span[1] and words[stop : stop + 1] not in (["rate"], ["rates"])
        ]
        if owned:
            return owned[0]
        origins = []
        for start, stop, code in sentence.parties:
            before = words[start - 1 - (words[start - 1] == "the")] if start > 1 else ""
            if begin <= start < place + 12 and before in ("to", "into", "entering", "in") and code != "BOTH":
                if words[start - 2] in ("applied", "applicable", "applies"):
                    origins.append(code)  # "the rate applied to EU medicines"
                    continue
                if before != "in" or (start > place and words[place] in FACES):
                    return code  # "will face no duty in Oslo"
                if words[start - 2] in ("originating", "made", "produced", "grown"):
                    origins.append(code)
            elif (
                begin <= start < place
                and GOODS & set(words[stop : stop + 3])
                and words[stop : stop + 1] != [","]
            ):
                origins.append(code)  # "U.S. exports would face"
            elif begin <= start < place and before in ("of", "from") and GOODS & set(words[begin:start]):
                origins.append(code)
        origins += [adjectives[word] for word in words[begin:place] if word in adjectives]
        for at in range(place, min(len(words), place + 8)):  # "will be cut for Kenyan farmers"
            if words[at] == "for" and at + 1 < len(words):
                told = next((code for start, _, code in sentence.parties if start == at + 1), "")
                origins += [told or adjectives[words[at + 1]]] if told or words[at + 1] in adjectives else []
        origins += [
            code
            for start, _, code in sentence.parties
            if origins and begin <= start < place and words[start - 1] in ("and", ",", "or")
        ]
        if not origins:
            return ""
        if self.context.last_actor not in (*origins, "", "BOTH"):
            return self.context.last_actor
        if self.home not in (*origins, "", "BOTH") and self._has_office(self.home):
            return self.home
        if "US" not in origins and OF_AMERICA.search(self.folded):
            return "US"  # a text on duties that only the United States have
        usual = "" if "US" in origins else "US"
        return next((code for code in self.context.parties if code not in origins), usual)

    def _layer(self, sentence: Sentence, span: tuple[int, int], code: str) -> str:
        """Return who laid the measure that ends at ``span``: "tariffs imposed by Oslo", "on exports to Fiji"; else ""."""
        words, at = sentence.words, span[1]
        for start, _, party in sentence.parties:
            first = start - (words[start - 1] == "the")
            if first == at + 2 and words[at] in LAID and words[at + 1] == "by":
                return party
            told = words[at:first]
            if (
                code == "tariff"
                and not self.context.issuer
                and told[-1:] == ["to"]
                and told[:1] in (["on"], ["for"], ["facing"])
                and {"exports", "shipments", "sales"} & set(told)
                and len(told) < 7
                and not any(other[1] <= span[0] and other[1] > span[0] - 3 for other in sentence.parties)
            ):
                return party
        return ""

    def _not_the_taxed(self, sentence: Sentence, place: int, length: int, actor: str) -> str:
        """Return who lays a duty where ``actor`` is whose goods bear it: "was imposed on Fiji"; "" if it is another.

        "applies to goods from Kenya"; "Ecuador's rate will stay at 15 percent" beside the United States.
        """
        words = sentence.words
        borne: set[str] = set()
        for start, stop, code in sentence.parties:
            before = start - 1 - (words[start - 1] == "the")
            behind = place + length <= start <= place + length + 12
            if (
                before >= 0
                and code != "BOTH"
                and behind
                and words[before] in ("on", "to", "against", "from", "of", "for")
            ):
                goods = (
                    words[before] in ("on", "against")
                    or (words[before] == "to" and before <= place + length + 2)
                    or GOODS & set(words[max(0, before - 3) : before])
                )
                borne |= {code} if goods and not ELSEWHERE & set(words[place + length : start]) else set()
            if (
                words[stop : stop + 1] == ["'s"]
                and stop < place
                and "rate" in words[stop : min(place, stop + 6)]
            ):
                alone = not {"on", "for"} & set(words[stop:place]) and "US" in self.context.parties
                borne |= {code} if alone and code != "US" else set()
            if words[start - 1] == "to" and behind and MEASURED & set(words[stop : stop + 4]):
                borne.discard(code)  # "remains subject to US tariffs"
        named = {code for _, _, code in sentence.parties}
        unsaid = "US" in self.context.parties and "US" not in borne and actor not in named
        if not borne or (actor not in (*borne, "BOTH") and not unsaid):
            return ""
        for other in (self.context.issuer, "US", self.context.last_actor, *self.context.parties):
            if (
                other
                and other != "BOTH"
                and other not in borne
                and (other != "US" or "US" in self.context.parties)
            ):
                return other
        return ""

    def _doer(self, sentence: Sentence, place: int, code: str, span: tuple[int, int]) -> str:
        """Return who does what an agreement brings: "a deal that cuts U.S. levies", "tariffs on Taiwanese goods"."""
        words, adjectives = sentence.words, english_adjectives()
        named = {start: (stop, party) for start, stop, party in sentence.parties if party != "BOTH"}
        if code in ("market_access", "tariff") and words[place].startswith(GIVES):
            gains = {party for at, (_, party) in named.items() if place < at < span[0]}
            gains |= {adjectives[words[at]] for at in range(place, span[0]) if words[at] in adjectives}
            gains |= {
                adjectives[words[at + 1]]
                for at in range(span[1] - 1, len(words) - 1)
                if words[at] == "for" and words[at + 1] in adjectives
            }
            opens = (party for at, (_, party) in named.items() if at > span[1] and party not in gains)
            if gains:
                others = (party for party in self.context.parties if party not in (*gains, "BOTH"))
                return next(opens, "") or next(others, "")  # "grants Indian firms access to Oman's market"
        for at in range(place + 1, span[1]):
            if at in named and words[at - 1] not in ("on", "to", "from", "for", "against", "the"):
                return named[at][1]
            if words[at] in adjectives:
                return adjectives[words[at]]
        if code in ("tariff", "tariff_exclusion"):
            into = next(
                (
                    party
                    for at, (_, party) in named.items()
                    if span[1] < at < span[1] + 14 and {"entering", "into"} & set(words[max(0, at - 2) : at])
                ),
                "",
            )
            if into:
                return into  # "abolishes the duty relief for parcels entering the EU"
        if code not in ("tariff", "port_fee", "export_control"):
            return ""
        if known := self._whose_measure(words, max(place, span[0] - 3), span[1] + 1):
            return known  # "the deal keeps the reciprocal tariff at"
        begins = self._clause_start(sentence, place)
        partners = {
            party
            for at, (_, party) in named.items()
            if begins < at < place and words[at - 1] in ("with", "and")
        }
        for at in range(span[1], min(len(words), span[1] + 16)):
            party = named[at][1] if at in named else adjectives.get(words[at], "")
            if at > span[1] + 9 and words[at - 1] not in ("from", "in"):
                continue
            if party and {"on", "for", "from"} & set(words[span[0] : at]):
                if party in partners and "US" in self.context.parties:
                    return "US"
                if len(partners - {party, "BOTH"}) == 1 and party not in partners:
                    return next(
                        iter(partners - {party, "BOTH"})
                    )  # "The deal with Fiji cuts duties on U.S. rice"
                usual = "US" if party not in ("US", "BOTH") else ""
                return next((other for other in self.context.parties if other != party), usual)
        return ""
