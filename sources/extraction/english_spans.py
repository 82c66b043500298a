"""The words that tell an English act: where they begin and where they end."""

from __future__ import annotations

import re

from sources.extraction.english_span_ends import AIMS, MADE, PURPOSE, Cut, SpanEndFinder
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    GOVERNORS,
    HAVE,
    LONG_CLAUSE_ENDS,
    MODALS,
    PREPOSITIONS,
    QUOTED,
    REPORT,
    TIME_OPENERS,
    Found,
    Sentence,
    is_enumerator,
)

BOOSTS = frozenset(("boost", "increase", "expand", "raise", "boosting", "increasing", "expanding", "raising"))
FROM_TO = re.compile(r"\bfrom \d+ (?:percent|dollars) to \d")

DANGLING = PREPOSITIONS | {
    "and",
    "or",
    "while",
    "then",
    "that",
    "but",
    "also",
    "pursuant",
    "as",
    "the",
    ",",
    ";",
    ":",
    "(",
    QUOTED,
}
LEADS = frozenset(("for", "when", "where", "if", "during", "as"))
NO_SUBJECT = MODALS | BE | HAVE | REPORT | {"that", "which", "who", QUOTED, ";", ":", "to"}


class SpanCutter(SpanEndFinder):
    """Cuts the span of an act out of its sentence."""

    def _own_start(self, sentence: Sentence, act: Found, earlier: int) -> int:
        """Return where an act's own words begin after the verb of the act before it, at ``earlier``."""
        if "noun" in act.form:
            for at in range(act.place - 1, max(earlier, act.place - 9), -1):
                if sentence.words[at] in GOVERNORS:
                    return at  # "before announcing a one-year suspension"
        thing = act.object_span[0] if act.object_span else 0
        which = act.place - 1
        while which > earlier and (sentence.words[which] in ADVERBS | MODALS | BE | HAVE):
            which -= 1
        if act.passive and sentence.words[which] == "which" and sentence.words[which - 1] == ",":
            return which  # "imposed a ban, which remains in place"
        if act.passive and earlier < thing < act.place:
            return thing - (
                sentence.words[thing - 1] in ("the", "its", "their", "all")
            )  # "and the rule is shelved"
        return self._cue_start(sentence, act.place)

    def _subject_start(self, sentence: Sentence, act: Found, earliest: int) -> int:
        """Return where the words of an act begin, from ``earliest`` on: at its subject, where that stands beside its verb.

        "Farmers will benefit": the goods or people before the verb, where the actor is another.
        """
        words, first = sentence.words, act.governor.start
        if not earliest <= first < len(words):
            return first
        if first <= earliest:
            return first
        if words[first - 1] == "the":
            return first - 1
        if words[first] in MODALS | BE | HAVE:
            begin = self._clause_start(sentence, first)
            if words[begin] in LEADS and "," in words[begin:first]:
                begin = first - words[begin:first][::-1].index(",")  # "For firms on the list, exporters must"
            if earliest <= begin < first <= begin + 16 and not NO_SUBJECT & set(words[begin:first]):
                return begin
        return first

    def _cue_start(self, sentence: Sentence, place: int) -> int:
        """Return where the words that govern the verb at ``place`` begin: "pledged to", "will also"."""
        words, at = sentence.words, place
        while at:
            if at in sentence.cue_ends:
                at = sentence.cue_ends[at][0]
            elif (
                words[at - 1] in ADVERBS | BE | {"no", "longer"}
                or words[at - 1].endswith("ly")
                or words[at - 1] in HAVE
            ):
                at -= 1
            else:
                break
        return at

    def _span(self, sentence: Sentence, act: Found, following: Found | None) -> tuple[int, int, int]:
        """Return first token, token after the last, and the token where the next act begins."""
        words, count = sentence.words, len(sentence.words)
        first = self._first_token(sentence, act)
        limit = self._limit(words, act, following)
        past_object = max(
            act.place + act.length,
            act.object_span[1] if act.object_span and act.object_span[1] <= limit else 0,
        )
        if (
            act.act.action == "PURCHASE"
            and act.object == "investment"
            and words[past_object : past_object + 1] == ["to"]
            and past_object + 1 < count
            and (
                past_object + 1 in sentence.verbs
                or words[past_object + 1] in AIMS | PURPOSE | {"build", "finance", "fund"}
            )
        ):
            limit = past_object
        cut = Cut(
            act,
            first,
            past_object,
            limit,
            following.place if following else 0,
            {begin for begin, name in sentence.cue_ends.values() if name != "transparent"},
            {begin for begin, _, _, _ in sentence.subjects},
            {begin for begin, _, _ in sentence.conditions},
        )
        stop, past = limit, past_object
        for at in range(past_object, limit):
            if at < past:
                continue
            if words[at] in (",", "(") and (closed := self._aside_closed(words, at, limit)):
                past = closed  # ", as set forth in Annex I, on goods of", ", which expire soon, until"
                continue
            if (
                self._tells_of_the_thing(sentence, cut, at)
                or self._tells_why(sentence, cut, at)
                or self._tells_of_another(sentence, cut, at)
            ):
                stop = at
                break
        stop = self._without_loose_ends(words, first, past_object, self._shortened(sentence, cut, stop))
        stop = max(stop, past_object)
        return first, min(stop, count), limit

    def _shortened(self, sentence: Sentence, cut: Cut, stop: int) -> int:
        """Return the end of a long clause before where the thing is defined and what it is for; ``stop`` for short ones."""
        words, first = sentence.words, cut.first
        if stop - first <= 28 or FROM_TO.search(
            self.folded, sentence.starts[first], sentence.stops[stop - 1]
        ):
            return stop
        return next(
            (
                at
                for at in range(max(cut.past_object + 2, first + 20), stop)
                if words[at] in LONG_CLAUSE_ENDS
                and not MADE.search(words[at - 1])
                and words[at - 1] != "pursuant"
                and not (words[at] == "," and words[at + 1 : at + 2] and words[at + 1] in TIME_OPENERS)
            ),
            stop,
        )

    def _without_loose_ends(self, words: list[str], first: int, past_object: int, stop: int) -> int:
        """Return ``stop`` before words that end no act: "and", "(i)", a bracket that closes and never opened."""
        while stop > past_object and (
            words[stop - 1] in DANGLING or (words[stop - 1] == ")" and stop >= 3 and words[stop - 3] == "(")
        ):
            stop -= 3 if words[stop - 1] == ")" else 1
        if stop > past_object and words[stop - 1] == ")" and "(" not in words[first:stop]:
            stop -= 1  # "(replacing the 33% duty)"
        return stop

    def _first_token(self, sentence: Sentence, act: Found) -> int:
        """Return the first word of an act: of its governor, or of its own verb where that stands far off."""
        words = sentence.words
        first = max(0, act.governor.start) if not act.chained else act.place
        if (
            act.governor.how in ("chain", "header", "issuer", "last")
            and not act.passive
            and first == act.place
        ):
            at = act.place
            while at and (
                words[at - 1] in ADVERBS or words[at - 1].endswith("ly") or at in sentence.cue_ends
            ):
                at = sentence.cue_ends[at][0] if at in sentence.cue_ends else at - 1
            first = min(first, at) if at in sentence.cue_ends or not act.chained else first
        if first == act.place and first and act.object == "purchases" and words[first - 1] in BOOSTS:
            first -= 1  # "and boost purchases of"
        if words[max(0, first - 2) : first] == ["no", "longer"]:
            first -= 2
        marks = [at for at in range(first, act.place) if words[at] == QUOTED]
        opened = marks == [first]  # '"Tin exports will be banned," he said'
        if (
            len(marks) % 2
            and not opened
            and not (act.passive and len(marks) == 1 and words[marks[0] + 1] in MODALS | BE)
        ):
            first = act.place
        first = min(first, act.place)
        # "As long as the firms comply, they will be let in": the condition has a finding of its own
        first = max(
            first, *(stop for start, stop, _ in sentence.conditions if start <= first < stop <= act.place), 0
        )
        while first < act.place and (
            words[first] in (",", ":", ";", "(", ")", "and", '"') or is_enumerator(words, first + 2)
        ):
            first += 3 if words[first] == "(" and is_enumerator(words, first + 2) else 1
        return min(first, act.place)

    def _limit(self, words: list[str], act: Found, following: Found | None) -> int:
        """Return where the words of the next act begin, which this one may not reach."""
        if not following:
            return len(words)
        limit = max(
            act.place + 1,
            min(following.governor.start if not following.chained else following.place, following.place),
        )
        if limit <= act.place + act.length:
            limit = following.place
        if (
            following.object == "purchases"
            and words[limit - 1] in BOOSTS
            and limit - 1 > act.place + act.length
        ):
            limit -= 1
        return limit
