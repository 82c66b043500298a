"""Which party acts by an English verb: its nearest subject, or who does what a passive says."""

from __future__ import annotations

from sources.extraction.english_clauses import TOLD_SOMEBODY, ClauseReader
from sources.extraction.english_subjects import OWN_OFFICES
from sources.extraction.english_words import (
    BE,
    GOODS,
    OFFICE_HEADS,
    PREPOSITIONS,
    QUOTED,
    RELIEFS,
    REPORT,
    Sentence,
)
from sources.extraction.lexicon import burdens, english_adjectives, load

FREED = RELIEFS | {"relief", "freeing"}
LISTED = frozenset(("added", "placed", "put", "listed", "included"))
NAMED_IN = frozenset(("added", "designated", "blacklisted", "delisted", "listed", "included"))
BARRED = frozenset(("banned", "barred", "blocked", "excluded", "shut", "locked", "kept"))
OF_ANY = (("executive", "order"), ("eo",), ("proclamation",))
MEMBERS = frozenset(("countries", "states", "members"))
TAKEN_OFF = frozenset(("removed", "taken", "deleted", "dropped", "struck", "off"))
MEASURES: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _code, _names in load("english")["measures"].items():
    for _name in _names:
        _phrase = tuple(_name.split())
        MEASURES.setdefault(_phrase[0], []).append((_phrase, _code))


COUNTED = frozenset(
    (
        "the",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "ten",
        "several",
        "some",
        "certain",
        "all",
        "other",
        "its",
    )
)
# Behind these stands at whom a thing is aimed, and not whose it is: "the inquiry into Fijian tyres".
AIMED = frozenset(
    ("on", "against", "to", "from", "for", "across", "into", "concerning", "regarding", "over", "targeting")
)


class AgentReader(ClauseReader):
    """Finds the party behind a verb or a passive, and the rule that tells it."""

    def _subject_before(self, sentence: Sentence, place: int) -> tuple[str, str, int]:
        """Return (party, rule, first token) of the nearest subject before ``place``, else what the
        context gives.
        """
        for start, stop, code, how in reversed(sentence.subjects):
            if stop <= place:
                if any(begin <= start < end for begin, end, _ in sentence.conditions):
                    continue  # the subject of a condition acts only in it
                begin = start
                if place - start > 22 or QUOTED in sentence.words[start:place]:
                    begin = place
                elif any(
                    other == start - 1 and sentence.words[other] == "'s" for _, other, _ in sentence.parties
                ):
                    begin = next(first for first, other, _ in sentence.parties if other == start - 1)
                elif start and sentence.words[start - 1] == "the" and sentence.words[start] != "the":
                    begin = start - 1
                return code, f"subject:{how}", begin
        if side := self._on_whose_side(sentence, place):
            return side, "subject:side", place
        if self.context.header and self.context.header.actor:
            return self.context.header.actor, "header", place
        for start, stop, code in reversed(sentence.parties):
            if (
                stop <= place
                and (start == 0 or sentence.words[start - 1] not in PREPOSITIONS)
                and not self._in_row_behind_a_preposition(sentence, start)
                and sentence.words[stop] != "'s"
            ):
                return code, "nearest", start if place - start <= 14 else place
        if self.context.issuer:
            return self.context.issuer, "issuer", place
        if self.context.joint and not sentence.parties:
            return "BOTH", "joint", place
        return self.context.last_actor or self.context.side, "last", place

    def _on_whose_side(self, sentence: Sentence, place: int) -> str:
        """Return on whose side it is that ``place`` tells of: "On the Fijian side, port fees will go"; "" if unsaid."""
        words = sentence.words
        for start, stop, code in reversed(sentence.parties):
            end = stop + 2 * (words[stop : stop + 2] in (["'s", "side"], ["'s", "part"]))
            first = start - (words[start - 1] == "the")
            sided = end > stop or words[stop - 1] == "side"
            if sided and end < place and words[end] == "," and words[max(0, first - 1)] in ("on", "from"):
                return code if not {";", "while"} & set(words[end:place]) else ""
        return ""

    def _whose_measure(self, words: list[str], begin: int, stop: int) -> str:
        """Return whose a measure is that only one party has: "Section 301 duties", "the unreliable entity list"."""
        for at in range(begin, min(stop, len(words))):
            for phrase, code in MEASURES.get(words[at], ()):
                if tuple(words[at : at + len(phrase)]) == phrase:
                    if phrase in OF_ANY and self._is_another_house(code):
                        continue  # "EO No. 9" of another president
                    return code
        return ""

    def _is_another_house(self, code: str) -> bool:
        """Whether the text is of the offices of another country and names ``code`` nowhere."""
        home = self._most(self._told)
        return not self._told[code] and home not in ("", code) and self._has_office(home)

    def _agent(self, sentence: Sentence, be: int, place: int) -> tuple[str, str]:
        """Return who does what a passive says: "by China", the owner of the thing, the issuer of the
        order.
        """
        words = sentence.words
        if named := self._named_agent(sentence, be):
            return named
        if side := self._on_whose_side(sentence, place):
            return side, "subject:side"
        begin = self._clause_start(sentence, place)
        told = words[be + 1 : be + 4]
        behind = words[be + 1 : be + 14]
        listed = bool(NAMED_IN & set(told)) or (
            bool(TAKEN_OFF & set(told)) and bool({"list", "lists"} & set(behind))
        )  # "Firms of Fiji were added": by another
        if listed and (known := self._whose_measure(words, be, be + 14)):
            teller = self._teller_around(sentence, be, place)
            firms = {code for start, _, code in sentence.parties if begin <= start < be}
            firms |= {english_adjectives()[word] for word in words[begin:be] if word in english_adjectives()}
            if teller and firms and teller[0] not in (*firms, "BOTH"):
                return teller  # "Fijian firms were added to the entity list, Oslo said"
            return known, "measure"
        if not listed and (owner := self._owner(sentence, begin, place)):
            return owner, "owner"
        if known := self._whose_measure(words, begin, place):
            return known, "measure"  # also where another says so: "Section 232 duties remain, Oslo noted"
        acted = [
            (code, how)
            for _, stop, code, how in sentence.subjects
            if stop <= begin and "and" in words[max(0, begin - 2) : begin + 1] and words[stop] not in REPORT
        ]
        if acted and not self.context.issuer:
            code, how = acted[-1]  # "India is to cut X, and tariffs on Y are to go, Z said"
            return code, f"subject:{how}"
        colon = begin > 0 and words[begin - 1] == ":" and words[begin] in ("the", "these", "those")
        if colon and (known := self._whose_measure(words, 0, begin)):
            return known, "measure"  # "A deal on the Section 232 tariffs was reached: the tariffs will go"
        if teller := self._teller_around(sentence, be, place):
            return teller
        if self.context.issuer:
            return self.context.issuer, "issuer"
        return self._agent_of_text(sentence, begin)

    def _named_agent(self, sentence: Sentence, be: int) -> tuple[str, str] | None:
        """Return who is named around the passive at ``be``: "by China", "added to China's list"."""
        words = sentence.words
        for start, stop, code in sentence.parties:
            if stop < be and words[start - 1] == "by" and words[stop : stop + 1] == ["that"]:
                return code, "teller"  # "have been told by Beijing that licences will be issued"
            if (
                be < start < be + 12
                and words[be] in BE
                and (words[start - 1] == "by" or words[start - 2 : start] == ["by", "the"])
            ):
                return code, "agent"
            inside = words[start - 1 - (words[start - 1] == "the")]
            if (
                be < start < be + 5
                and inside == "from"
                and BARRED & set(words[be + 1 : be + 4])
                and code != "BOTH"
            ):
                return code, "owner"  # "were banned from China"
            if be < start < be + 9 and inside in ("inside", "within") and code != "BOTH":
                return code, "owner"  # "may be reinstated inside the EU"
            of = words[start - 1] == "of" or words[start - 2 : start] == ["of", "the"]
            if of and be < start < be + 16:
                by = next((at for at in range(start - 2, max(be, start - 10), -1) if words[at] == "by"), 0)
                office = words[by + 2 : by + 3] if words[by + 1] == "the" else words[by + 1 : by + 2]
                if by and office and office[0] in OFFICE_HEADS | OWN_OFFICES:
                    return code, "agent"  # "were banned by the Government of Peru"
            if (
                be < start <= be + 5
                and words[stop : stop + 1] == ["'s"]
                and (LISTED | TAKEN_OFF | {"excluded"}) & set(words[be : be + 4])
                and words[start - 1 - (words[start - 1] == "the")]
                in ("to", "on", "in", "into", "under", "from", "off", "of")
            ):
                return code, "owner"  # "were added to China's control list"
        return None

    def _bears_the_duty(self, sentence: Sentence, at: int) -> bool:
        """Whether the goods named at ``at`` are those that a duty is on: "tariffs on fresh Fijian lobsters"."""
        words = sentence.words
        return any(
            code == "tariff"
            and stop < at <= stop + 7
            and words[stop] == "on"
            and not {",", ";", "by", "and"} & set(words[stop:at])
            for _, stop, code in sentence.objects
        )

    def _owner(self, sentence: Sentence, begin: int, place: int) -> str:
        """Return whose the thing is that the clause from ``begin`` to ``place`` names, "" if nobody's."""
        words = sentence.words
        adjectives = english_adjectives()
        for at in range(begin, place):
            first = at
            while first > begin + 1 and (words[first - 1] in COUNTED or words[first - 1].isdigit()):
                first -= 1
            ahead = words[max(0, first - 1) : first]  # "sanctions on the three Fijian officials"
            if (
                words[at] in adjectives
                and words[at : at + 2] != ["european", "union"]  # a name, and looked at below
                and not (
                    ahead == ["of"]
                    and FREED & set(words[max(begin, at - 3) : at])
                    and not self._is_measure(sentence, at + 1)
                )
                and not set(ahead) & AIMED
                and not (ahead == ["of"] and words[max(0, first - 2)] in ("import", "imports", "importation"))
                and not set(words[at + 1 : at + 3]) & GOODS
                and not self._bears_the_duty(sentence, at)
                and not {"fta", "agreement", "cepa"} & set(words[at + 1 : at + 5])
                and not words[at + 1][:1].isdigit()  # "the Korean 15 percent rate"
            ):
                return adjectives[words[at]]
            for start, stop, code in sentence.parties:
                if (
                    start == at
                    and words[at - 1] == "between"
                    and words[stop : stop + 1] == ["and"]
                    and any(first in (stop + 1, stop + 2) for first, _, _ in sentence.parties)
                ):
                    return "BOTH"  # "goods traded between Peru and Chile"
                if start == at and "including" in words[begin:at] and words[begin] != "including":
                    break  # "Ten firms, including the Institute of Science Oslo,": whose they are
                if start == at and {"fta", "agreement", "cepa"} & set(words[stop : stop + 5]):
                    break  # "the measures laid down in the Fiji-Kenya Free Trade Agreement"
                if start == at and words[at - 1 : at] == ["("] and at > begin:
                    break  # "lamps from Türkiye (Turkey)"
                if start == at and at > begin and "from" in words[max(begin, at - 5) : at - 1]:
                    break  # "goods from ten prefectures of Fiji"
                if start == at and self._in_row_behind_a_preposition(sentence, start):
                    break  # "yarn from Kenya and Fiji is exempt"
                if (
                    start == at
                    and (
                        at == begin
                        or not {words[at - 1], *ahead}
                        & {
                            "on",
                            "against",
                            "from",
                            "to",
                            "toward",
                            "into",
                            "for",
                            "within",
                            "in",
                            "across",
                            "through",
                            "via",
                            "at",
                            "concerning",
                            "regarding",
                            "over",
                            "targeting",
                        }
                    )
                    and not (
                        words[at - 1] in ("of", "the")
                        and {words[at - 2], words[at - 3]} & (GOODS | RELIEFS | MEMBERS)
                    )
                    and (
                        not set(words[stop - 1 : stop + 2]) & (GOODS | {"sanctions"} | MEMBERS)
                        or words[stop : stop + 2] == ["'s", "imports"]
                    )  # "U.S. entities are removed from the list"
                    and not (
                        at == begin
                        and words[stop : stop + 1] == ["'s"]
                        and words[stop + 1 : stop + 2] == ["exports"]
                    )
                    and code != "BOTH"
                    and not words[stop][:1].isdigit()
                ):
                    if (
                        self.context.issuer
                        and at > begin
                        and "of" in (words[at - 1], words[at - 2] if words[at - 1] == "the" else "")
                    ):
                        continue  # "tariffs on automobiles of the Republic of Korea"
                    if stop < len(words) and words[stop] in ("shall", "will") and self.context.issuer:
                        break  # "articles of China shall be subject to": China is not who imposes
                    return code
        return ""

    def _is_measure(self, sentence: Sentence, place: int) -> bool:
        """Whether a duty or another measure is named at ``place``: the tariffs of "Remission of Canadian tariffs"."""
        return any(begin == place and code in burdens() for begin, _, code in sentence.objects)

    def _teller_around(self, sentence: Sentence, be: int, place: int) -> tuple[str, str] | None:
        """Return who says it before or behind: ", the ministry confirmed", "Beijing announced that"."""
        words = sentence.words
        for start, stop, code, how in sentence.subjects:
            if (
                start > be
                and "," in (words[start - 1], words[start - 2] if words[start - 1] == "the" else "")
                and any(word in REPORT for word in words[stop : stop + 3])
            ):
                return code, f"subject:{how}"  # "Licences have been granted, the ministry confirmed"
        for _, stop, code, how in reversed(sentence.subjects):
            if (
                stop <= place
                and any(word in REPORT or word in TOLD_SOMEBODY for word in words[stop : stop + 6])
                and "that" in words[stop : stop + 8]
            ):
                return code, f"subject:{how}"  # "Beijing announced that a tariff would be imposed"
        return None

    def _agent_of_text(self, sentence: Sentence, begin: int) -> tuple[str, str]:
        """Return who acts in a passive that names nobody: an earlier subject, the other side, or who acted last."""
        waiting = ""
        for start, stop, code, how in reversed(sentence.subjects):
            if any(opens <= start < closes for opens, closes, _ in sentence.conditions):
                waiting = waiting or code  # who has to do something first is not who answers
            elif stop <= begin:
                return code, f"subject:{how}"
        if waiting and waiting != "BOTH":
            other = self.context.last_actor if self.context.last_actor not in ("BOTH", waiting) else ""
            other = other or next(
                (code for code in self.context.parties if code not in (waiting, "BOTH")), ""
            )
            return other, "other side"
        if self.context.listing and self.context.header and self.context.header.actor == "BOTH":
            return "BOTH", "header"  # an item of what Peru and Chile, as the list begins, do
        if not self.context.last_actor and self.context.main:
            return self.context.main, "main"  # whom the text is mostly about
        shared = {"pact", "agreement", "deal", "accord", "treaty", "framework"} & set(sentence.words)
        return self.context.last_actor or ("" if shared else self.home), "last"
