"""A party that bears: "Fiji is exempt from the duty" is an act of who laid it, not of Fiji."""

from __future__ import annotations

from dataclasses import replace

from sources.extraction.english_bearers import BORNE, BearerFinder
from sources.extraction.english_case import Case
from sources.extraction.english_words import BE, GOODS, HAVE, MODALS, PREPOSITIONS, Sentence
from sources.extraction.lexicon import english_adjectives

# What is said of who bears a duty or is spared it, behind a form of "be" or "remain".
SAID_OF_BEARERS = (
    "subject",
    "exempt",
    "spared",
    "shielded",
    "freed",
    "excluded",
    "hit",
    "slapped",
    "charged",
    "taxed",
    "granted",
    "given",
    "offered",
    "awarded",
)
LAID_BY = (["imposed"], ["levied"], ["introduced"], ["announced"], ["threatened"])
FLOWING = frozenset(("imports", "exports", "shipments", "goods", "products"))
STAYS = frozenset(("remain", "remains", "remained", "stay", "stays", "stayed"))
LINKS = (
    BE | HAVE | MODALS | STAYS | {"not", "no", "longer", "also", "still", "now", "therefore", "thus", "then"}
)
FRIENDS = frozenset(("allies", "partners", "trading"))
STANDS_FOR = frozenset(("it", "they", "we"))
ROWS = frozenset((",", "and", "or", "the"))


class BearingSubjectFinder(BearerFinder):
    """Finds who lays a duty on the party that is the subject of its clause."""

    def _settle_the_bearing_subject(self, case: Case) -> None:
        """Settle who lays a duty, or frees of it, where the party taken for the actor is who bears it."""
        if case.code not in BORNE or not case.span or case.governor.how.startswith("agent"):
            return
        bearing = self._bearing(case)
        if case.governor.actor in bearing and (other := self._who_lays(case, bearing)):
            case.governor = replace(case.governor, actor=other, how="imposer")
        elif (
            case.governor.how == "owner"
            and "subject" in case.words[case.place : case.place + case.length + 1]
        ):
            told = self._beside(case.sentence, case.place, case.span[1])[:1]
            if told and told[0] not in (
                "BOTH",
                case.governor.actor,
            ):  # "Fijian volumes stay subject to Oslo's duty"
                case.governor = replace(case.governor, actor=told[0], how="imposer")

    def _settle_the_importer(self, case: Case) -> None:
        """Settle who lays what is borne by what a party itself imports: "a duty on Fijian imports from Kenya"."""
        borne = case.passive or bool({"stays", "intransitive", "state"} & set(case.forms))
        if case.code not in (*BORNE, "market_access") or not borne or case.governor.how.startswith("agent"):
            return
        begin = self._clause_start(case.sentence, case.place)
        if importer := self._importer(case.sentence, begin):
            case.governor = replace(case.governor, actor=importer, how="imposer")

    def _importer(self, sentence: Sentence, begin: int) -> str:
        """Return who imports from others in the words from ``begin`` on: "Fijian steel imports from five countries"."""
        words, adjectives = sentence.words, english_adjectives()
        if "imports" not in words:
            return ""
        named = {end: code for _, end, code in sentence.parties}
        for at in range(begin + 1, len(words) - 2):
            if words[at] != "imports" or "from" not in words[at + 1 : at + 6]:
                continue
            source = words.index("from", at + 1)
            told = any(start in (source + 1, source + 2) for start, _, _ in sentence.parties)
            if told or words[source + 1] in adjectives or words[source + 2] in ("countries", "nations"):
                ahead = (at, at - 1)  # "Fijian imports", "Fijian steel imports"
                owners = (named.get(end) or adjectives.get(words[end - 1], "") for end in ahead)
                return next((code for code in owners if code and code != "BOTH"), "")
        return ""

    def _bearing(self, case: Case) -> set[str]:
        """Return the parties of which the clause says that they bear a duty or are freed of it; empty if of none."""
        words, place = case.words, case.place
        stop = place + case.length + 1
        if not any(word.startswith(SAID_OF_BEARERS) for word in words[place:stop]):
            return set()
        at = place
        while at and (words[at - 1] in LINKS or words[at - 1].endswith("ly")):
            at -= 1
        if not (BE | STAYS) & set(words[at:stop]):
            return set()
        if words[at - 1] in ("which", "who") and words[at - 2] == ",":
            at -= 2
        aside = at > 1 and words[at - 1] == ","
        bearing = self._opening(case.sentence, at) if aside else self._standing_at(case.sentence, at)
        return set() if case.governor.how == "issuer" and case.governor.actor in bearing else bearing

    def _opening(self, sentence: Sentence, stop: int) -> set[str]:
        """Return the parties up to ``stop`` that open the sentence: "Fiji and two others, Peru and Chile, are exempt"."""
        words = sentence.words
        named = [(start, end, code) for start, end, code in sentence.parties if end < stop]
        named = [name for name in named if words[name[1]] not in FRIENDS]  # "six other Oslo allies"
        opens = bool(named) and set(words[: named[0][0]]) <= {"the"} and words[named[0][1]] != "'s"
        return {code for _, _, code in named} - {"BOTH", ""} if opens else set()

    def _standing_at(self, sentence: Sentence, stop: int) -> set[str]:
        """Return the parties of the row of names, the pronoun or the goods that ends at ``stop``."""
        words = sentence.words
        if stop and words[stop - 1] in STANDS_FOR:
            return {code for _, end, code, _ in sentence.subjects if end == stop} - {"BOTH"}
        if stop > 1 and words[stop - 1] in GOODS and words[stop - 2] in english_adjectives():
            return {english_adjectives()[words[stop - 2]]}
        ends = {end: (start, code) for start, end, code in sentence.parties}
        bearing: set[str] = set()
        at = stop
        while at in ends:
            at, code = ends[at]
            bearing.add(code)
            while at and words[at - 1] in ROWS:
                at -= 1
        opened = words[at - 1] if at else ""
        if opened in PREPOSITIONS and opened not in ("from", "of"):
            return set()
        return bearing - {"BOTH", ""}

    def _who_lays(self, case: Case, bearing: set[str]) -> str:
        """Return whose the duty is that ``bearing`` bear: as it is told beside it, or of whose it was told last."""
        words, (begin, stop) = case.words, case.span or (0, 0)
        if known := self._whose_measure(words, min(case.place, begin), stop + 4):
            return known
        beside = self._beside(case.sentence, case.place, stop)
        return next((side for side in beside if side not in bearing), "") or self._last_to_lay(bearing)

    def _beside(self, sentence: Sentence, place: int, stop: int) -> list[str]:
        """Return who is named with the duty that ends at ``stop``: "U.S. tariffs", "duties imposed by Oslo"."""
        words, adjectives = sentence.words, english_adjectives()
        named = [
            code
            for start, _, code in sentence.parties
            if place < start < stop
            or (
                stop <= start < stop + 6
                and words[start - 1 - (words[start - 1] == "the")] in ("by", "in", "into", "to")
            )
        ]
        return [adjectives[word] for word in words[place:stop] if word in adjectives] + named

    def _doer_of_a_deal(self, sentence: Sentence, place: int, code: str, span: tuple[int, int]) -> str:
        """Return who does what a deal brings: who laid the duty, into whose market goods come, else as is told before."""
        if code in BORNE and (layer := self._laid_earlier(sentence, span[1])):
            return layer
        if code in ("market_access", "purchases", "trade"):
            begin, stop = min(place, span[0]), span[1]
            market = self._opened_by_name(sentence, begin, stop)
            gaining = self._whose_goods_near(sentence, begin, stop + 5)
            if market or gaining:
                return market or self._the_other_of_two(gaining)
        return self._doer(sentence, place, code, span)

    def _laid_earlier(self, sentence: Sentence, stop: int) -> str:
        """Return who laid the duty before ``stop``: "duties imposed in May by Oslo", "levies that Oslo had threatened"."""
        words = sentence.words
        for start, end, code in sentence.parties:
            told = set(words[stop:start])
            by = words[stop : stop + 1] in LAID_BY and "by" in words[max(stop, start - 4) : start]
            had = "that" in told and words[end : end + 1] == ["had"]
            if stop < start < stop + 9 and (by or had) and not {",", ";"} & told:
                return code
        return ""

    def _opened_by_name(self, sentence: Sentence, begin: int, stop: int) -> str:
        """Return into whose country or market goods come that are told of from ``begin`` to ``stop``; "" if unsaid."""
        words, adjectives = sentence.words, english_adjectives()
        named = {start: code for start, _, code in sentence.parties}
        for at in range(begin, min(len(words) - 1, stop + 9)):
            if words[at] in ("into", "entering"):
                first = at + 1 + (words[at + 1] == "the")
                return named.get(first) or adjectives.get((words[first : first + 1] or [""])[0], "")
        return ""

    def _whose_goods_near(self, sentence: Sentence, begin: int, stop: int) -> str:
        """Return whose goods are named from ``begin`` to ``stop``: "duty-free Fijian steel imports", "Fijian exports"."""
        words, adjectives = sentence.words, english_adjectives()
        named = {end - 1: code for _, end, code in sentence.parties}
        for at in range(begin, min(stop, len(words) - 1)):
            code = named.get(at) or adjectives.get(words[at], "")
            if code and code != "BOTH" and FLOWING & set(words[at + 1 : at + 3]):
                return code
        return ""

    def _the_other_of_two(self, gaining: str) -> str:
        """Return the other of two parties than ``gaining``; where there are more, the United States, else ""."""
        others = [code for code in self.context.parties if code not in (gaining, "BOTH")]
        return "US" if "US" in others else others[0] if len(others) == 1 else ""
