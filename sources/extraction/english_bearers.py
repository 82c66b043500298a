"""Who bears what another lays on or gives: whose goods a duty is on, and who laid it, from the words around."""

from __future__ import annotations

import re
from collections.abc import Collection

from sources.extraction.english_case import (
    FACES,
    MEASURED,
    first_adjective,
)
from sources.extraction.english_governors import GovernorFinder
from sources.extraction.english_words import (
    BE,
    GOODS,
    MODALS,
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
GIVES = ("grant", "give", "giving", "offer", "provid", "afford", "accord", "allow")
# What goods bear that another lays on them, and what frees them of it.
BORNE = frozenset(("tariff", "tariff_exclusion", "port_fee"))
PAYS = frozenset(("pay", "pays", "paid", "face", "faces", "faced", "owe"))
# What those ask for who bear a duty: "after lobbying by Fiji".
PLEAS = frozenset(
    (
        "lobbying",
        "pressure",
        "appeals",
        "appeal",
        "requests",
        "request",
        "pleas",
        "plea",
        "complaints",
        "protests",
        "warnings",
    )
)
# Behind these another clause tells of other goods.
ELSEWHERE = frozenset((",", ";", "until", "unless", "if", "once", "while", "because", "after", "when"))
OF_AMERICA = re.compile(
    r"\b(?:Section|section) (?:232|301|122)\b|\bHTSUS\b|\bIEEPA\b|\bProclamation \d{4,5}\b"
)


class BearerFinder(GovernorFinder):
    """Finds whose goods bear a measure and whose measure it is, by prepositions, adjectives and what was told before."""

    def _is_of_us(self, words: list[str], place: int, span: tuple[int, int]) -> bool:
        """Whether the tariff is one that only the United States have, whoever is named before: "the IEEPA duties"."""
        low, high = min(place, span[0]), max(place, span[1])
        near = words[max(0, low - 3) : high + 5]
        return any(
            word in ("ieepa", "htsus")
            or (word == "section" and near[at + 1 : at + 2] in (["232"], ["301"], ["122"]))
            for at, word in enumerate(near)
        )

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
        return any(stop in (at, at - (words[at - 1] == "countries")) for _, stop, _ in sentence.parties)

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

    def _whose_goods(self, sentence: Sentence, begin: int, stop: int) -> str:
        """Return whose goods or firms the clause from ``begin`` to ``stop`` names: "U.S. goods would"; "" if nobody's."""
        words, adjectives = sentence.words, english_adjectives()
        for start, end, code in reversed(sentence.parties):
            owned = end + (words[end : end + 1] == ["'s"])
            if begin <= start and owned < stop and words[owned] in GOODS:
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
        if known := self._whose_measure(words, place, min(len(words), span[1] + 4)):
            return known
        owned = [adjectives[words[at]] for at in range(place, span[1]) if words[at] in adjectives]
        if words[span[0] - 1] in adjectives and words[span[0] - 2] in ("the", "its", "their"):
            owned.append(adjectives[words[span[0] - 1]])  # "Scotch will see its Indian duty halved"
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
        if "US" not in (*origins, *self.context.parties) and OF_AMERICA.search(self.folded):
            return "US"  # a text on duties that only the United States have
        return self._last_to_lay(origins) or ("" if "US" in origins else "US")

    def _last_to_lay(self, bearing: Collection[str]) -> str:
        """Return whose duty it is that ``bearing`` bear, where the sentence does not say: of whose it was told last."""
        context = self.context
        told = [finding.actor for finding in reversed(self.findings[-6:]) if finding.object in BORNE]
        usual = "US" if "US" in context.parties else ""
        home = self.home if self._named_with_office(self.home) else ""
        sides = (*told, context.issuer, context.last_actor, usual, home, *context.parties)
        return next((side for side in sides if side not in {*bearing, "", "BOTH"}), "")

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
        if not borne and actor != "US" and BE & set(words[max(0, place - 3) : place]):
            low = self._clause_start(sentence, place)
            adjectives = english_adjectives()
            borne = {
                adjectives[words[at]]
                for at in range(low, min(len(words), place + length + 9))
                if words[at] in adjectives and self._bears_the_duty(sentence, at)
            }
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

    def _borne_by(self, sentence: Sentence, place: int, span: tuple[int, int]) -> str:
        """Return who bears what is done to a duty: "the tariff on Fijian goods", "after lobbying by Fiji"; else ""."""
        words, adjectives = sentence.words, english_adjectives()
        if {"export", "exports", "reciprocal"} & set(words[span[0] - 1 : span[1] + 1]):
            return ""  # a duty on what is sent out is the sender's own
        named = {start: code for start, _, code in sentence.parties}
        for at in range(span[1], min(len(words) - 1, span[1] + 7, place if place > span[1] else len(words))):
            if words[at] in (",", ";", "and", "that"):
                break
            if words[at - 1 - (words[at - 1] == "the")] not in ("on", "against", "for", "facing"):
                continue
            if words[at] in ("its", "our", "their") and GOODS & set(words[at + 1 : at + 3]):
                spoke = [code for _, stop, code, _ in sentence.subjects if stop <= span[0]]
                return spoke[-1] if spoke and spoke[-1] != "BOTH" else ""
            if code := named.get(at) or adjectives.get(words[at], ""):
                return code
        for start, _, code in sentence.parties:
            before = start - 1 - (words[start - 1] == "the")
            if start < place and words[before] in ("by", "from", "of") and words[before - 1] in PLEAS:
                return code
        return ""

    def _lays_on(self, sentence: Sentence, bearer: str) -> str:
        """Return who lays a duty on what ``bearer`` sends: another whom the sentence or the text names."""
        told = [code for _, _, code in sentence.parties]
        known = (
            *told,
            self.context.last_actor,
            "US" if "US" in self.context.parties else "",
            *self.context.parties,
        )
        return next((code for code in known if code not in ("", "BOTH", bearer)), "")

    def _doer(self, sentence: Sentence, place: int, code: str, span: tuple[int, int]) -> str:
        """Return who does what an agreement brings: "a deal that cuts U.S. levies", "tariffs on Taiwanese goods"."""
        words, adjectives = sentence.words, english_adjectives()
        named = {start: (stop, party) for start, stop, party in sentence.parties if party != "BOTH"}
        if code in ("market_access", "tariff") and words[place].startswith(
            (*GIVES, "spar", "exempt", "shield", "reliev")
        ):
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
                    if span[1] < at < span[1] + 14
                    and (
                        {"entering", "into"} & set(words[max(0, at - 2) : at])
                        or (
                            words[at - 1 - (words[at - 1] == "the")] == "in"
                            and PAYS & set(words[span[1] : at])
                        )
                    )
                ),
                "",
            )
            if into:
                return (
                    into  # "the duty relief for parcels entering the EU", "the duty that makers pay in Fiji"
                )
            if words[span[1] : span[1] + 2] in (["on", "its"], ["on", "their"]):
                gainer = next(
                    (who for _, stop, who, _ in sentence.subjects if stop < place and who != "BOTH"), ""
                )
                partners = {party for _, party in named.values()} - {gainer}
                if gainer and len(partners) == 1:
                    return partners.pop()  # "Fiji reached a deal with Oslo that cuts tariffs on its cars"
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
