"""Acts that English tells without a verb of the lexicon: as a state, a suspension that is the subject, a ban in kind.

"Any related activities must be halted", "exempted categories include", "the suspension applies to": who acts and on
what stands in the sentences before.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from bisect import bisect_left

from sources.extraction import details
from sources.extraction.confidence import confidence
from sources.extraction.english_asides import AsideReader
from sources.extraction.english_followups import FOLLOW_UPS
from sources.extraction.english_news_ways import NEWS_WAYS
from sources.extraction.english_official_ways import OFFICIAL_WAYS
from sources.extraction.english_plain_ways import PLAIN_WAYS
from sources.extraction.english_receiver_ways import RECEIVER_WAYS
from sources.extraction.english_rule_ways import RULE_WAYS
from sources.extraction.english_state_ways import STATE_WAYS
from sources.extraction.english_ways import Told
from sources.extraction.english_words import Sentence
from sources.extraction.lexicon import burdens, english_adjectives
from sources.values import Finding

ALL_WAYS = (*OFFICIAL_WAYS, *STATE_WAYS, *RULE_WAYS, *FOLLOW_UPS, *PLAIN_WAYS, *RECEIVER_WAYS, *NEWS_WAYS)
# The ways that may be told by a sentence with this word, by their place in ALL_WAYS; "": by any sentence.
WAYS_BY_WORD: dict[str, list[int]] = {}
for number, known_way in enumerate(ALL_WAYS):
    for word in known_way.words or ("",):
        WAYS_BY_WORD.setdefault(word, []).append(number)


LAW_OF = re.compile(r"\b(?P<owner>[A-Z][\w.]+(?: [A-Z]\w+)?)(?:'s|s') (?:[\w-]+ ){0,5}?(?:Act|Law|Bill)\b")
WILL_BE = re.compile(r"\b(?:will|would)\b")
TOOK_EFFECT = re.compile(r"\b(?:(?:took|came into|entered into|went into) (?:effect|force)|began|started)\b")


def _ways_of(words: list[str]) -> list[int]:
    """Return the places in ALL_WAYS of the ways that a sentence of these words may tell, in order."""
    found = set(WAYS_BY_WORD.get("", ()))
    for word in WAYS_BY_WORD.keys() & set(words):
        found.update(WAYS_BY_WORD[word])
    return sorted(found)


class StateReader(AsideReader):
    """Adds the acts that a sentence tells as a state, where none was found in the same words."""

    def _states(self, sentence: Sentence, start: int, stop: int, first: int) -> None:
        """Add the acts that the sentence tells as a state, where no act was found from the finding ``first`` on."""
        for number in _ways_of(sentence.words):
            way = ALL_WAYS[number]
            match = way.pattern.search(self.folded, start, stop)
            while match and (known := self._is_told(match, first)):
                match = way.pattern.search(self.folded, max(known.stop, match.start() + 1), stop)
            if not match:
                continue
            earlier = next((f for f in reversed(self.findings[:first]) if f.action in way.after), None)
            if way.needs and earlier is None and not self._named(match):
                continue
            actor = (
                self._named(match)
                or (way.object == "licences" and self._source(sentence, match))
                or (way.object == "investment" and self._whose_law(match))
                or (way.object != "investigation" and self._whose_words(sentence, match))
                or (earlier.actor if earlier else "")
                or (way.action == "PURCHASE" and self._last_spender(first))
                or self._teller(sentence, match)
            )
            named = self._named(match) or " by " in match.group()
            code = way.object or self._burden(match, sentence)
            if earlier and (way.inherits or not code):
                code = earlier.object
            if actor and code == "tariff" and not way.inherits and way.action != "REVIEW" and not named:
                lets, gains = self._lets_in(sentence, match)
                if actor in ("BOTH", gains):
                    actor = lets or actor  # "Autos from Fiji are assessed at 12 percent"
            if actor and "favo" in match.group():
                actor = self._gives_no_worse(actor)
            if not actor:
                continue
            if not code:
                continue
            self.findings.append(self._state_finding(match, way, actor, code, sentence))

    def _source(self, sentence: Sentence, match: re.Match[str]) -> str:
        """Return from whom the words of ``match`` say that a licence comes: "will get licences from Oslo"; "" if unsaid."""
        words = sentence.words
        return next(
            (
                code
                for begin, _, code in sentence.parties
                if match.start() <= sentence.starts[begin] < match.end()
                and words[begin - 1 - (words[begin - 1] == "the")] == "from"
            ),
            "",
        )

    def _last_spender(self, first: int) -> str:
        """Return who invests or buys by the act told last: "Of that, $5 billion will be set aside for"; "" if none does."""
        near = reversed(self.findings[max(0, first - 3) : first])
        return next((f.actor for f in near if (f.action, f.kind) == ("PURCHASE", "commitment")), "")

    def _gives_no_worse(self, receiver: str) -> str:
        """Return who gives terms that are no worse than others': the other side than who gets them."""
        parties = self.context.parties
        if "US" in (*parties, receiver):
            return "US"
        return next((code for code in parties if code not in (receiver, "BOTH")), receiver)

    def _whose_words(self, sentence: Sentence, match: re.Match[str]) -> str:
        """Return whose measure the words of ``match`` name that only one party has, "" if none."""
        inside = [at for at, start in enumerate(sentence.starts) if match.start() <= start < match.end()]
        if not inside:
            return ""
        words, first, last = sentence.words, inside[0], inside[-1] + 1
        if known := self._whose_measure(words, first, last):
            return known
        for begin, stop, code in sentence.parties:
            owned = first <= begin and words[stop : stop + 1] == ["'s"] and code != "BOTH"
            if owned and any(
                stop < at <= stop + 4 and at < last and burden in burdens()
                for at, _, burden in sentence.objects
            ):
                return code  # "Fiji's tariff on Kenyan tea is now zero"
        return ""

    @abstractmethod
    def _lets_in(self, sentence: Sentence, match: re.Match[str]) -> tuple[str, str]:
        """Return who lets in what the words tell of, and who gains by it."""

    def _burden(self, match: re.Match[str], sentence: Sentence) -> str:
        """Return the burden that the words of ``match`` name first, "" if none."""
        return next(
            (
                code
                for begin, _, code in sentence.objects
                if match.start() <= sentence.starts[begin] < match.end() and code in burdens()
            ),
            "",
        )

    def _is_told(self, match: re.Match[str], first: int) -> Finding | None:
        """Return the act that was found already in the words of ``match``, if one was."""
        return next(
            (
                finding
                for finding in self.findings[first:]
                if finding.start < match.end()
                and match.start() < finding.stop
                and finding.kind != "condition"
            ),
            None,
        )

    def _named(self, match: re.Match[str]) -> str:
        """Return the party that the pattern itself names, "" if none."""
        name = (match.groupdict().get("who") or "").removeprefix("the ")
        return english_adjectives().get(name.lower(), "") or self._party_of(name) if name else ""

    def _teller(self, sentence: Sentence, match: re.Match[str]) -> str:
        """Return who acts where the words do not say: whose order it is, who speaks, whom the text is about."""
        context = self.context
        beside = next(
            (f for f in reversed(self.findings[-2:]) if 0 <= match.start() - f.stop <= 2 and f.action), None
        )
        if beside and match.group().startswith(("and ", "with ", "leaving ")):
            return beside.actor  # "comes down to 15 percent and will not be stacked"
        named = [
            (begin, code)
            for begin, _, code, how in sentence.subjects
            if how != "pronoun"
            and not any(opens <= begin < closes for opens, closes, _ in sentence.conditions)
        ]
        before = [code for begin, code in named if sentence.starts[begin] <= match.start()]
        subject = (before or [code for _, code in named] or [""])[-1]
        owners = (english_adjectives().get(word, "") for word in match.group().lower().split())
        owner = next((code for code in owners if code), "")
        by = next(
            (
                code
                for begin, _, code in sentence.parties
                if match.start() <= sentence.starts[begin] < match.end()
                and "by" in sentence.words[max(0, begin - 2) : begin]
            ),
            "",
        )
        waited = {
            code
            for begin, _, code, _ in sentence.subjects
            for opens, closes, _ in sentence.conditions
            if opens <= begin < closes
        }
        sides = (context.side, context.last_actor, context.main, owner, *context.parties)
        side = next((code for code in sides if code and code not in waited), "")  # who waits is another
        if re.search(r"^we |\bwe$", match.group(), re.IGNORECASE):
            return context.side or self.home or context.main
        header = context.header.actor if context.bullet and context.header else ""
        told = by or header or context.issuer or subject or side
        return told or self._lawgiver(match) or self.home

    def _whose_law(self, match: re.Match[str]) -> str:
        """Return whose law was named last up to ``match``: "the European Union's Industrial Act", "" if none."""
        named = [law["owner"] for law in LAW_OF.finditer(self.folded, 0, match.end())]
        return self._party_of(named[-1]) if named else ""

    def _lawgiver(self, match: re.Match[str]) -> str:
        """Return whose law the words name, or who alone owns what they speak of: "the fees under Section 301"."""
        words = match.group()
        if re.search(r"\b(?:section (?:122|201|232|301|338)|executive order)\b", words, re.IGNORECASE):
            return "US"
        if re.search(r"\bannouncements? nos?\.? [\d, and]+ of 20\d\d\b", words, re.IGNORECASE):
            return "CN"  # the acts of its ministry are called so, and those of nobody else on record
        possessors = (self._party_of(name) for name in re.findall(r"\b([A-Z][\w.]+)'s\b", words))
        return next((code for code in possessors if code), "")

    def _state_finding(
        self, match: re.Match[str], way: Told, actor: str, code: str, sentence: Sentence
    ) -> Finding:
        """Return the finding of what ``match`` tells in one of the ways."""
        begin, end = match.start(), match.end()
        while end > begin and self.folded[end - 1] in " ,.—":
            end -= 1
        refs = self.dates[bisect_left(self.date_starts, begin) : bisect_left(self.date_starts, end)]
        terms = details.terms(list(refs), way.action, "")
        waits = next(
            (
                (sentence.starts[opens], sentence.stops[closes - 1])
                for opens, closes, opener in sentence.conditions
                if opener != "when" and end <= sentence.starts[opens] <= end + 3
            ),
            None,
        )
        waits = waits or next(
            (
                (sentence.starts[opens], sentence.stops[closes - 1])
                for opens, closes, opener in sentence.conditions
                if opens == 0 and opener != "when" and 0 < begin - sentence.stops[closes - 1] < 60
            ),
            None,
        )
        laid = way.modality == "will" and (
            " shall " in self.folded[begin:end] or " must " in self.folded[begin:end]
        )
        ahead = way.modality == "decided" and WILL_BE.search(self.folded, begin, end)
        told_past = way.modality == "decided" and TOOK_EFFECT.search(self.folded, begin, end)
        modality = (
            "conditional"
            if waits
            else "shall"
            if laid
            else "done"
            if told_past
            else "will"
            if ahead
            else way.modality
        )
        reasons = (f"trigger:{way.action}:state", f"object:{code}", "actor:last", f"modality:{modality}")
        return Finding(
            kind=way.kind,
            start=begin,
            stop=end,
            quote=self.text[begin:end],
            actor=actor,
            modality=modality,
            action=way.action,
            object=code,
            materials=details.materials(self.folded[begin:end], chinese=False),
            quantity=details.quantity(self.folded[begin:end]),
            effective_on=terms.effective_on,
            due_on=terms.due_on,
            until=""
            if way.modality == "done"
            else terms.until,  # the day on which it ran out is no end to come
            condition=waits,
            speaker=self.context.speaker,
            confidence=confidence(reasons),
            reasons=reasons,
        )
