"""Measures, documents and deals as the subject of an English verb, and whose they are."""

from __future__ import annotations

import re

from sources.extraction.english_names import codes_in
from sources.extraction.english_sentence import SentenceReader
from sources.extraction.english_words import (
    ASIDES,
    BE,
    HAVE,
    ISSUED,
    LAWS,
    MODALS,
    PLURALS,
    PREPOSITIONS,
    QUOTED,
    REPORT,
    TEXTS,
    TIME_WORDS,
    Governor,
    Sentence,
    before_adverbs,
    word_set,
)
from sources.extraction.lexicon import english_adjectives, load

THINGS = frozenset(("tariff", "duty", "levy", "surcharge", "measure", "regulation", "announcement", "ban"))
MADE = frozenset(
    ("reached", "signed", "concluded", "struck", "announced", "made", "agreed", "negotiated", "sealed")
)
DECISIONS = frozenset(("decision", "move", "order", "proclamation", "notice", "announcement", "decree"))
# What can be the subject of an act that its owner does: "the decree raises", "these duties apply".
MEASURE_NOUNS = frozenset(load("english")["words"]["measure_nouns"]) | LAWS | DECISIONS
# Who says it stands before these.
TELLS = re.compile(r"([^.\n]{3,60}) (?:said|says|stated|noted|announced|added|confirmed|declared|told)\b")
PARTICIPLE = re.compile(r"(?:ed|wn|made|built|set)$")
OPENING = ("", ",", ";", ":", "but", "while", ")", "that", QUOTED)  # before these a clause begins
DETERMINERS = word_set("determiners")


def past_brackets(words: list[str], place: int) -> int:
    """Return the place before a bracket that closes at ``place``: "Security (BIS) revised"."""
    if words[place] == ")":
        opening = next((at for at in range(place - 1, max(-1, place - 6), -1) if words[at] == "("), 0)
        return opening - 1 if opening else place
    return place


# Parts of a text that have a number.
NUMBERED = frozenset(("annex", "annexe", "schedule"))


class MeasureReader(SentenceReader):
    """Finds the tariff, decree or deal that is the subject of a verb, and whose it is."""

    def _before_partners(self, sentence: Sentence, at: int) -> int:
        """Return the place of the text whose partners end at ``at``: "the deal between Oslo and Rome"; else ``at``."""
        words, place = sentence.words, at
        for _ in range(4):
            span = next((party for party in sentence.parties if party[1] == place + 1), None)
            start = span[0] if span else 0
            start -= start > 0 and words[start - 1] == "the"
            if start < 2:
                return at
            if words[start - 1] in ("with", "between", "among"):
                return self._head_of_text(sentence, start - 2, at)
            if words[start - 1] not in ("and", ","):
                return at
            place = start - 2
        return at

    def _head_of_text(self, sentence: Sentence, place: int, otherwise: int) -> int:
        """Return the place of the text whose words end at ``place``: "the deal reached", "Agreement on Fair Trade"."""
        words = sentence.words
        if words[place] in TEXTS:
            return place
        if place > 0 and words[place] in MADE and words[place - 1] in TEXTS:
            return place - 1  # "the framework reached with Fiji"
        for head in range(place - 1, max(-1, place - 7), -1):
            if words[head] in BE | HAVE | MODALS or words[head] in (";", ":", "that", "which"):
                return otherwise
            if words[head] in TEXTS:
                return head if words[head + 1] in ("on", "for") else otherwise
        return otherwise

    def _holds_a_verb(self, sentence: Sentence, opened: int, closed: int) -> bool:
        """Whether what stands between two commas is a clause of its own with an act."""
        return any(at in sentence.verbs for at in range(opened + 1, closed)) and any(
            opened < start < closed for start, _, _, _ in sentence.subjects
        )

    def _thing_subject(self, words: list[str], at: int) -> int:
        """Return where "the regulation", "the new tariff" begins, if it ends at ``at`` and opens its clause; else -1."""
        if at < 1 or words[at] not in LAWS | TEXTS | THINGS:
            return -1
        for start in range(at - 1, max(-1, at - 7), -1):
            if words[start] in ("the", "this", "a", "an", "its", "his", "their"):
                if start == 1 and words[0] == "while":
                    return -1
                return (
                    start
                    if start == 0
                    or words[start - 1]
                    in (",", ";", ":", "and", "but", "while", ")", "that", QUOTED, "as", "because")
                    or words[start - 1] in REPORT
                    else -1
                )
            if not (words[start][0].isalnum() or words[start] == "%") or words[start] in PREPOSITIONS:
                return -1
        return -1

    def _measure_before(self, sentence: Sentence, place: int) -> int:
        """Return where a measure or document begins that is the subject of the finite verb at ``place``; -1 if none.

        "The order signed on Friday keeps", "A decree published in the gazette raises", "These duties, set in May, apply".
        """
        words = sentence.words
        behind = words[place + 1] if place + 1 < len(words) else ""
        if words[place] in PLURALS and (not behind or behind in PREPOSITIONS or not behind[0].isalnum()):
            return -1  # "duties on certain imports of"
        at = before_adverbs(words, place - 1)
        if at > 1 and words[at] == QUOTED and words[at - 1] not in REPORT | {",", ":"}:
            at -= 1  # 'the approved package "prohibits the purchase of'
        aside = at > 0 and words[at] == ","
        if aside:
            opened = self._relative_before(words, at)
            at = opened - 1 if opened > 0 else at - 1
        for head in range(at, max(-1, at - (80 if aside else 16)), -1):
            word = words[head]
            month = word == "may" and words[head + 1][0].isdigit()
            if word == "," and (aside or words[head + 1][0].isdigit()):
                continue  # ", issued under Section 9, as amended,"
            # "the annexes to this notice", "duties of up to 35 percent apply to"
            leads = word == "to" and (words[head + 1] in DETERMINERS or words[head - 1] == "up")
            if word in (";", ":", ",", QUOTED, "that", "which", "who", "if", "and", "to") and not (
                leads or (aside and word in ("and", "to"))
            ):
                return -1
            if word in BE | HAVE | MODALS and not month:
                return -1
            if word in MEASURE_NOUNS and (
                head == at
                or (
                    aside
                    and words[head + 1] == ","
                    and (words[head + 2] in ISSUED | ASIDES | {"which"} or PARTICIPLE.search(words[head + 2]))
                )
                or self._only_describes(sentence, head + 1, at + 1)
            ):
                begin = self._noun_begins(words, head)
                if begin >= 0:
                    return begin
                if not aside and words[head - 1 - (words[head - 1] in DETERMINERS)] not in PREPOSITIONS:
                    return -1  # else "the changes in the annexes to this notice": what stands before it
        return -1

    def _only_describes(self, sentence: Sentence, begin: int, stop: int) -> bool:
        """Whether the words from ``begin`` to ``stop`` only say of the noun before them which it is."""
        words = sentence.words
        if begin == stop - 1 and words[begin - 1] in NUMBERED:
            return True  # "Annex II"
        if (
            words[begin] not in PREPOSITIONS | ISSUED
            and words[begin] not in TIME_WORDS
            and not words[begin][0].isdigit()
        ):
            return False
        return not any(
            at in sentence.verbs
            and words[at - 1] not in PREPOSITIONS | {"the", "a"}
            and "s" in sentence.verbs[at][1].form.split("|")
            for at in range(begin, stop)
        )

    def _noun_begins(self, words: list[str], head: int) -> int:
        """Return where the noun phrase of ``head`` begins, if it opens its clause; else -1."""
        for start in range(head, max(-1, head - 11), -1):
            before = words[start - 1] if start else ""
            if before == "," and start > 1 and words[start - 2][0].isdigit() and start > 4:
                continue  # "the January 4, 2029, order"
            if before == "while" and start == 1:
                return -1  # "While this duty applies, importers": when, and not what
            if before in OPENING or (before == "and" and words[start] in DETERMINERS):
                if before == "that" and not (start > 1 and words[start - 2] in REPORT):
                    return -1
                opened = words[start] in DETERMINERS or head > start or words[head].endswith("s")
                opened = opened or words[head] in NUMBERED
                opened = opened or any(word[0].isdigit() for word in words[head + 1 : head + 2])
                return start if opened else -1
            if words[start] in DETERMINERS and before not in DETERMINERS:
                return -1
            if before == "may" and words[start][0].isdigit():
                continue  # "the May 31 proclamations"
            if (
                before in PREPOSITIONS
                or before in BE | HAVE | MODALS
                or not (before[0].isalnum() or before in ("%", "'s", ","))
            ):
                return -1
            if before == "," and not words[start][0].isdigit():
                return -1
        return -1

    def _measure_governor(self, sentence: Sentence, place: int, modality: str = "decided") -> Governor | None:
        """Return the governor of a verb whose subject is a measure, a decision or an order: whose it is, acts."""
        start = self._measure_before(sentence, place)
        if start < 0:
            return None
        actor, how = self._whose(sentence, start, place)
        return Governor(modality, actor, how, start, False, False) if actor else None

    def _whose(self, sentence: Sentence, start: int, place: int) -> tuple[str, str]:
        """Return whose the measure is that is named from ``start`` to ``place``, and the rule that tells it."""
        words, context = sentence.words, self.context
        if known := self._whose_measure(words, start, place):
            return known, "measure"
        for begin, stop, code in sentence.parties:
            if start <= begin < place and code != "BOTH":
                before = words[begin - 1 - (words[begin - 1] == "the")] if begin > start else ""
                if words[stop : stop + 1] == ["'s"] or before == "by" or begin == start:
                    return code, "owner"
        owned = next(
            (english_adjectives()[word] for word in words[start:place] if word in english_adjectives()), ""
        )
        if owned and not {"on", "against", "for", "from", "of"} & set(words[start:place]):
            return owned, "owner"
        if context.issuer:
            return context.issuer, "issuer"
        return context.last_actor or context.main or context.side or self._who_tells(), "last"

    def _who_tells(self) -> str:
        """Return whose officials the text quotes first, "" if nobody's: "Von der Leyen noted"."""
        if self.context.teller is None:
            self.context.teller = ""
            for match in TELLS.finditer(self.folded):
                words = re.findall(r"(?:[a-z]\.){2,}|[a-z]+|'s", match[1].lower())
                named = codes_in(words)
                if named and named[-1] != "BOTH":
                    self.context.teller = named[-1]
                    break
        return self.context.teller

    def _past_aside(self, words: list[str], at: int) -> int:
        """Return the place of the text before an aside that closes at ``at``: "The deal, reached in Busan, also halts"."""
        if at < 2 or words[at] != ",":
            return at
        opened = next((back for back in range(at - 2, max(0, at - 26), -1) if words[back] == ","), 0)
        if not opened or words[opened - 1] not in TEXTS:
            return at
        told = words[opened + 1]
        return opened - 1 if told in ISSUED | ASIDES | {"which"} or PARTICIPLE.search(told) else at

    def _text_subject(self, words: list[str], place: int) -> int:
        """Return where "the framework agreement", "a deal that" begins, if that is the subject of the verb
        group at ``place``; else -1.
        """
        at = before_adverbs(words, place - 1)
        at = self._past_aside(words, at)
        if at > 0 and words[at] in ("that", "which"):
            at = next(
                (
                    back
                    for back in range(at - 1, max(-1, at - 9), -1)
                    if words[back] in TEXTS and not {",", ";", "and"} & set(words[back:at])
                ),
                -1,
            )
        if at < 0 or words[at] not in TEXTS:
            return -1
        while at > 0 and words[at - 1].isalpha() and words[at - 1] not in PREPOSITIONS | {"and", "that"}:
            at -= 1
            if words[at] in ("the", "a", "an", "this", "that", "new"):
                break
        return -1 if at > 0 and words[at - 1] in PREPOSITIONS - {"in"} and words[place - 1] != "that" else at
