"""What governs an English past form, a perfect or a passive."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace

from sources.extraction.english_heads import HeadReader
from sources.extraction.english_measures import DECISIONS, MEASURE_NOUNS, past_brackets
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    CLAUSE_OPENERS,
    DATED,
    GOODS,
    HAVE,
    ISSUED,
    MODALS,
    PREPOSITIONS,
    QUOTED,
    REPORT,
    TEXTS,
    TIME_WORDS,
    Found,
    Governor,
    Sentence,
    before_adverbs,
    word_set,
)
from sources.extraction.lexicon import load

ENSURES = frozenset(("ensure", "ensuring", "ensures", "ensured", "guarantees"))
DETERMINERS = frozenset(("a", "an", "the", "this", "these", "those", "its", "their", "his"))
# "the same day it imposed": when, and not which.
AFTERWARDS = frozenset(
    ("after", "before", "since", "when", "while", "as", "because", "though", "although", "and", "but")
)
BARE_ENDS = frozenset((",", ".", ";", "and", "until", "for", "from", "in", "on", "by"))
OCCASIONS = frozenset(
    (
        "day",
        "week",
        "month",
        "year",
        "time",
        "moment",
        "morning",
        "and",
        "but",
        "when",
        "while",
        "because",
        "as",
        "if",
        "that",
    )
)
# By their last word.
MANNERS: dict[str, list[list[str]]] = {}
for _phrase in load("english")["words"]["manners"]:
    MANNERS.setdefault(_phrase.split()[-1], []).append(_phrase.split())
# "The tariffs continue to be suspended"
GOES_ON = frozenset(("continue", "continues", "continued"))
# "would in turn lower"
TURNED = word_set("turned")
THAT_TOLD = word_set("that_told")
TOLD_IN = frozenset(
    (
        "statement",
        "notice",
        "post",
        "letter",
        "briefing",
        "interview",
        "release",
        "notification",
        "report",
        "announcement",
    )
)
TURNS = frozenset(("turn", "return", "exchange", "addition", "response", "parallel"))
LISTED_IN = frozenset(
    (
        "list",
        "lists",
        "catalog",
        "catalogue",
        "annexes",
        "annex",
        "schedule",
        "covers",
        "includes",
        "comprises",
    )
)
# Before "to be done by": what is needed, and not planned.
UNFULFILLED = frozenset(
    ("need", "needs", "needed", "have", "has", "had", "ought", "likely", "able", "used", "yet", "seems")
)
MANDATES = word_set("mandates")
OPEN_TERMS = frozenset(
    ("if", "should", "in the event that", "in the event of", "unless", "provided that", "in case")
)


def is_unreal(words: list[str], have: int) -> bool:
    """Whether the perfect at ``have`` tells what did not come about: "would also have improved"."""
    at = before_adverbs(words, have - 1)
    return at >= 0 and words[at] in ("would", "could", "might", "should", "'d")


def manner_before(words: list[str], place: int) -> int:
    """Return where the words of manner that end before ``place`` begin: "formally and with immediate effect"."""
    for phrase in MANNERS.get(words[place - 1], ()) if place else ():
        if words[max(0, place - len(phrase)) : place] == phrase:
            begin = place - len(phrase)
            joined = begin > 1 and words[begin - 1] == "and" and words[begin - 2].endswith("ly")
            return begin - joined
    return place


class PastGovernor(HeadReader):
    """Finds who did what a past tells, and what a passive stands under."""

    @abstractmethod
    def _governor(self, sentence: Sentence, place: int, chain: Governor | None) -> Governor | None:
        """Return what governs the bare verb at ``place``."""

    @abstractmethod
    def _gerund(
        self, sentence: Sentence, place: int, chain: Governor | None, found: list[Found]
    ) -> Governor | None:
        """Return what governs the "-ing" at ``place``."""

    def _past(self, sentence: Sentence, place: int) -> tuple[Governor | None, bool]:
        """Return the governor of a past form and whether it is passive; a participle after its noun has
        none.
        """
        words = sentence.words
        first = place == 0 or (place == 1 and words[0] in ("also", "likewise", "hereby"))
        if first and words[place + 1 : place + 2] and words[place + 1] in BE:
            if any(stop <= place for _, stop, _, _ in sentence.subjects):
                return None, False
            actor, how = self._agent(sentence, place + 1, place)
            name = "done" if words[place + 1] in ("was", "were") else "decided"
            return Governor(name, actor, how, place, False, False), False  # "Also paused were the duties on"
        at, negated = place - 1, False
        begins = sentence.starts[place]
        if (
            place
            and self.folded[begins - 1 : begins] == "-"
            and self.folded[begins - 2 : begins - 1].isalpha()
        ):
            return None, False  # "BIS-listed parties": which ones
        if (
            place <= 2
            and words[place + 1 : place + 2]
            and words[place + 1] in BE
            and words[0] in ("also", "among", "not")
        ):
            actor, how = self._agent(sentence, place, place)  # "Also paused were the tariffs on"
            name = "done" if words[place + 1] in ("was", "were") else "decided"
            return Governor(name, actor, how, 0, words[0] == "not", False), True
        while at >= 0 and (
            words[at] in ADVERBS
            or words[at].endswith("ly")
            or words[at] in ("been", "being", "be")
            or (words[at] == "since" and words[at - 1] in HAVE)
        ):
            if words[at] == "being" and (at == 0 or words[before_adverbs(words, at - 1)] not in BE):
                return None, False  # "chips being imported"
            if words[at] in ("been", "be", "being"):
                return self._passive(sentence, at, negated), True
            negated = negated or words[at] in ("not", "never")
            at -= 1
        if at > 0 and words[at - 1 : at + 1] == ["no", "longer"] and words[at - 2] in BE:
            negated, at = True, at - 2  # "is no longer prohibited"
        at = self._before_past(sentence, at)
        if at < 0:
            return None, False
        word = words[at]
        if word == "may" and words[max(0, at - 1)] not in ("in", "last", "late", "early", "this"):
            return None, True  # "Oslo may cut its duty": not the month
        while at > 0 and (
            words[at] in TIME_WORDS
            or words[at].isdigit()
            or (words[at] in ("on", "in") and words[at + 1] in TIME_WORDS)
        ):
            at -= 1
        at = past_brackets(words, at)  # "the Ministry of Commerce (MOC) on Monday announced"
        word = words[at]
        if word in BE:
            return self._passive(sentence, at, negated), True
        at = self._before_partners(sentence, at)
        word = words[at]
        if stated := self._past_of_text(sentence, at, negated):
            return stated, False
        if word in ("and", "or") and at > 2 and words[at - 1].endswith("ed"):
            auxiliary = before_adverbs(words, at - 2)
            if words[auxiliary] in BE and not {"if", "once"} & set(words[max(0, auxiliary - 20) : auxiliary]):
                return self._passive(sentence, auxiliary, negated), True  # "have been received and approved"
        if word in ("and", "or", ",", "but") and at:
            governor = self._second_past(sentence, at)
            if governor:
                return governor, False
        relative = at - (word in HAVE)
        if words[relative] in ("which", "who") and words[relative - 1] == "," and not is_unreal(words, at):
            for _, stop, code in sentence.parties:
                if stop == relative - 1:
                    return Governor("done", code, "relative", relative, negated, False), False
        if word == "having" and at == 0:
            return self._fronted(sentence, place), False  # "Having imposed port fees, Oslo suspended them"
        if word in HAVE:
            told_of = words[at - 2] != "," or word == "had"  # "GL 9, which had permitted it, is withdrawn"
            if words[at - 1] in ("that", "which", "who") and told_of and at > 1:
                return None, False  # "countries that have imposed duties": which ones
            if is_unreal(words, at):
                return None, False  # "would have imposed": did not come about
            actor, how, begin = self._subject_before(sentence, at)
            if words[at - 1] in ("and", "but") and begin < at - 1:
                begin = at  # "has banned exports and has widened the curbs"
            if how.startswith("subject") and any(end == begin for _, end, _ in sentence.objects):
                return None, False  # "the duties he had imposed": which ones
            return Governor("done", actor, how, begin, negated, False), False
        if placed := self._with_participle(sentence, place):
            return placed, True
        told = word in MEASURE_NOUNS or words[place - 1] in TIME_WORDS or words[place - 1][0].isdigit()
        told = told or (words[place - 2] in ("annex", "section", "part", "title", "chapter") and place > 1)
        told = told or words[place - 1] == ","  # "The rule, issued in May, raised the duty"
        if (
            told
            and (words[place] not in ISSUED or self._has_its_object(sentence, place))
            and (governor := self._measure_governor(sentence, place, "done"))
        ):
            return governor, False  # "The decree of June 3 raised the duty"
        if bare := self._bare_passive(sentence, place):
            return bare, True
        return self._past_of_subject(sentence, at, negated), False

    def _bare_passive(self, sentence: Sentence, place: int) -> Governor | None:
        """Return the governor of a passive that goes on with another's "were": "Fees were halted and controls suspended"."""
        words = sentence.words
        span = next((span for span in reversed(sentence.objects) if span[1] <= place <= span[1] + 4), None)
        behind = words[place + 1] if place + 1 < len(words) else ","
        if (
            span is None
            or behind not in BARE_ENDS
            or any(span[1] <= at < place and words[at] not in GOODS for at in sentence.verbs)
        ):
            return None
        opened = next(
            (at for at in range(span[0] - 1, max(-1, span[0] - 6), -1) if words[at] in ("and", ",")), -1
        )
        first = next(
            (
                at
                for at in range(max(0, opened - 24), opened)
                if words[at] in BE and any(verb in sentence.verbs for verb in range(at + 1, at + 3))
            ),
            -1,
        )
        if first < 0 or {";", "that", "which", "who"} & set(words[first:place]):
            return None
        held = self._passive(sentence, first, False)
        return replace(held, start=opened + 1) if held else None

    def _has_its_object(self, sentence: Sentence, place: int) -> bool:
        """Whether what is done to stands behind the past at ``place``: "imposed per-ton fees", not "imposed on firms"."""
        words = sentence.words
        behind = words[place + 1] if place + 1 < len(words) else ","
        plain = behind in PREPOSITIONS | TIME_WORDS | {"as"} or not behind[0].isalnum()
        reach = 2 if plain else 6
        return any(
            place < span[0] <= place + reach and not PREPOSITIONS & set(words[place + 1 : span[0]])
            for span in sentence.objects
        )

    def _with_participle(self, sentence: Sentence, place: int) -> Governor | None:
        """Return the governor of "with the rule now suspended until June", whose participle stands at ``place``."""
        words = sentence.words
        now = words[place - 1] in ("now", "already", "currently", "still")
        while place > 1 and (
            words[place - 1] in ("being", "been", "now", "also") or words[place - 1].endswith("ly")
        ):
            place -= 1
        begin = next((at for at in range(place - 2, max(-1, place - 12), -1) if words[at] == "with"), -1)
        if (
            begin < 0
            or (begin and words[begin - 1] not in (",", ";"))
            or {",", ";"} & set(words[begin:place])
            or not (MODALS | BE | HAVE | {"that", "which"}).isdisjoint(words[begin:place])
        ):
            return None
        done_to = next((span for span in sentence.objects if begin < span[0] and span[1] == place), None)
        if not now and done_to is None and words[place + 1 : place + 2] not in (["until"], ["through"]):
            return None
        actor, how = self._agent(sentence, place, place)
        return Governor("done" if now else "decided", actor, how, begin + 1, False, False) if actor else None

    def _before_past(self, sentence: Sentence, at: int) -> int:
        """Return the place of the last word before a past verb that is no aside, manner or bracket, from ``at`` back."""
        words = sentence.words
        if at > 1 and words[at] in TURNS and words[at - 1] == "in":
            at -= 2  # "Beijing in turn suspended"
        if (
            at > 1
            and words[at] == QUOTED
            and (words[at - 1] in TEXTS or any(stop == at for _, stop, _, _ in sentence.subjects))
        ):
            at -= 1  # 'the agreement "merely cut duties"'
        if at < 0:
            return at
        if words[at] == ",":
            back = at - 1
            while back > 0 and (
                words[back] in DATED
                or words[back][0].isdigit()
                or words[back] in (",", "on")
                or (words[back] == "and" and words[back + 1][0].isdigit())
            ):
                back -= 1
            if {"on", ","} & set(words[back + 1 : at]) and DATED & set(words[back + 1 : at]):
                at = back  # "on Saturday, Feb. 1, issued"
        at = past_brackets(words, at)
        if words[at] == ",":
            for _, stop, _, _ in sentence.subjects:
                if (
                    words[stop] == ","
                    and (2 < at - stop <= 12 or (at - stop == 2 and words[stop + 1] in TURNED))
                    and not any(self._finite_verb_at(sentence, inner) for inner in range(stop, at))
                ):
                    at = stop - 1  # "The European Union, by contrast, imposed"
                    break
            else:
                opened = self._relative_before(words, at)
                named = opened > 0 and words[opened - 1] in TEXTS | MEASURE_NOUNS
                at = opened - 1 if named or any(stop == opened for _, stop, _, _ in sentence.subjects) else at
        manner = manner_before(words, at + 1) - 1
        while 0 <= manner < at and (words[manner] in ADVERBS or words[manner].endswith("ly")):
            manner -= 1
        return manner if manner >= 0 else at

    def _past_of_text(self, sentence: Sentence, at: int, negated: bool) -> Governor | None:
        """Return the governor of what a deal or a party's decision that ends at ``at`` did: "Oslo's decision that cut"."""
        words, word = sentence.words, sentence.words[at]
        if word in TEXTS and (start := self._thing_subject(words, at)) >= 0:
            # "the truce brought levies down"
            return Governor("agreed", "BOTH", "text", start, negated, False)
        if word in DECISIONS and at > 1 and words[at - 1] == "'s":
            for start, stop, code in sentence.parties:
                if stop == at - 1:
                    # "Trump's decision imposed"
                    return Governor("done", code, "owner", start, negated, False)
        told = at - 1 - (at > 1 and words[at - 1] == ",")
        told -= (
            told > 1 and words[told] in DECISIONS and words[told - 1] in ("executive", "recent", "earlier")
        )
        if (
            word in ("that", "which")
            and told > 1
            and {*words[told : told + 2]} & DECISIONS
            and words[told - 1] == "'s"
        ):
            for start, stop, code in sentence.parties:
                if stop in (told - 1, told):
                    # "Oslo's decision that cut"
                    return Governor("done", code, "owner", start, negated, False)
        if word in ("that", "which") and self._text_subject(words, at + 1) >= 0:
            begin = self._text_subject(words, at + 1)
            return Governor("agreed", "BOTH", "text", begin, False, False)  # "a deal that cut levies"
        return None

    def _past_of_subject(self, sentence: Sentence, at: int, negated: bool) -> Governor | None:
        """Return the governor of a past whose subject ends at ``at``; none where it only tells which thing is meant."""
        words = sentence.words
        for start, stop, code, how in sentence.subjects:
            if stop == at + 1:
                # "controls China imposed", "measures that it took" describe old acts.
                earlier = words[start - 1] if start else ""
                if earlier == "the":
                    earlier = words[start - 2] if start > 1 else ""
                if how.startswith("pronoun") and self._which_one(words, start):
                    return None  # "a dispute it initiated in May": which one
                afterwards = words[max(0, start - 2) : start] == ["after", "which"]
                if earlier in ("after", "since", "because") and "court" in words[start:stop]:
                    return None  # "after the Supreme Court struck down the levies"
                told = (
                    earlier == "that"
                    and start > 1
                    and self._tells_that(words, start - 2 - (words[start - 1] == "the"))
                )
                which = start - 1 - (words[start - 1] == "the") if start > 2 else 0
                if (
                    which > 1
                    and words[which] == "which"
                    and words[which - 1] in ("under", "in", "by", "through")
                ):
                    told = (
                        words[which - 2] in TEXTS or words[which - 3] in TEXTS
                    )  # "a pact under which Oslo cut"
                if (earlier in ("that", "which") and not afterwards and not told) or any(
                    end == start for _, end, _ in sentence.objects
                ):
                    return None
                return Governor("done", code, f"subject:{how}", start, negated, False)
        return None

    def _which_one(self, words: list[str], pronoun: int) -> bool:
        """Whether a noun stands right before the pronoun that its clause is about: "a dispute it initiated"."""
        noun = words[pronoun - 1] if pronoun > 1 else ""
        if (
            not noun.isalpha()
            or noun in TIME_WORDS | PREPOSITIONS | REPORT | ADVERBS | OCCASIONS | AFTERWARDS
        ):
            return False
        return words[pronoun - 2] in DETERMINERS or words[pronoun - 3 : pronoun - 2] in (
            ["a"],
            ["the"],
            ["an"],
        )

    def _tells_that(self, words: list[str], at: int) -> bool:
        """Whether a word at ``at`` tells that something is so: "confirmed that", "it is clear that"; not "duties that"."""
        while at > 0 and (words[at] in TIME_WORDS or words[at] in ("on", "in") or words[at].isdigit()):
            at -= 1  # "confirmed on Monday that"
        word = words[at] if at >= 0 else ""
        if word in TOLD_IN and (
            inside := next((b for b in range(at, max(0, at - 5), -1) if words[b] == "in"), 0)
        ):
            word = words[inside - 1]  # "said in a written statement that"
        return word in REPORT or word in THAT_TOLD

    def _fronted(self, sentence: Sentence, place: int) -> Governor | None:
        """Return the governor of "After lifting its ban, Peru resumed": who is the subject behind the comma."""
        words = sentence.words
        for start, _, code, how in sentence.subjects:
            comma = start - 1 - (words[start - 1] == "the")
            if start > place and words[comma] == ",":
                first = words.index(",", place)
                done_to = any(place < span[0] < first for span in sentence.objects)
                name = "will" if self._is_to_come(sentence, start) else "done"
                return Governor(name, code, f"subject:{how}", place, False, False) if done_to else None
        return None

    def _is_to_come(self, sentence: Sentence, start: int) -> bool:
        """Whether the clause of the subject at ``start`` tells of what will be: "Peru will", "Peru agreed to"."""
        stop = next(stop for begin, stop, _, _ in sentence.subjects if begin == start)
        near = sentence.words[stop : stop + 4]
        return bool({"will", "would", "shall"} & set(near)) or "to" in near

    def _second_past(self, sentence: Sentence, place: int) -> Governor | None:
        """Return the governor of "and imposed" after an earlier past verb with its subject."""
        words = sentence.words
        for start, stop, code, how in reversed(sentence.subjects):
            if stop > place or place - stop > 40 or ";" in words[stop:place]:
                continue
            after = self._past_time(words, stop)
            while after < place and (words[after] in ADVERBS or words[after].endswith("ly")):
                after += 1
            word = words[after] if after < len(words) else ""
            if start and {"that", "which"} & set(words[max(0, start - 2) : start]):
                continue
            if (
                word in HAVE
                or word in REPORT
                or (word.endswith("ed") and word != "needed")
                or self._finite_verb_at(sentence, after)
            ):
                return Governor("done", code, f"subject:{how}", place + 1, False, False)
        return None

    def _passive(self, sentence: Sentence, be: int, negated: bool) -> Governor | None:
        """Return the governor of a passive whose "be" is at ``be``: its modality, and who does it."""
        words = sentence.words
        hereby = "hereby" in words[be : be + 3]
        modality, at = ("decided" if words[be] in ("is", "are", "'re") else "done"), be
        if words[be] in ("be", "been", "being"):
            at = be - 1
            while at >= 0 and (
                words[at] in ADVERBS
                or words[at].endswith("ly")
                or words[at] == "longer"
                or (words[at] == "no" and words[at + 1] == "longer")
                or (words[at] == "to" and (at + 1) not in sentence.cue_ends)
                or (words[at] == "principle" and words[at - 1] == "in")
                or (words[at] == "in" and words[at + 1] == "principle")
            ):
                negated = negated or words[at] in ("not", "longer")
                at -= 1
            if words[max(0, at - 1) : be] in (["yet", "to"], ["has", "yet", "to"], ["have", "yet", "to"]) or (
                words[be - 2 : be] == ["yet", "to"]
            ):
                begin = self._clause_start(sentence, be - 2)
                actor, _ = self._agent(sentence, be, begin)
                return Governor("done", actor, "yet", begin, True, False)  # "the ban has yet to be lifted"
            cue = sentence.cue_ends.get(at + 1) or sentence.cue_ends.get(be)
            goes_on = -1
            if cue and cue[1] == "transparent" and cue[0]:  # "shall continue to be"
                goes_on = cue[0] if words[cue[0]] in GOES_ON else -1
                cue = sentence.cue_ends.get(cue[0])
                at = cue[0] if cue else at
            if not cue and goes_on > 0:
                modality, at = ("done" if words[goes_on] == "continued" else "decided"), goes_on
            elif cue:
                waits = words[cue[0]] in ("may", "could", "might", "can") and any(
                    opener in OPEN_TERMS for _, _, opener in sentence.conditions
                )  # "should A fall short, these rates may be raised"
                if cue[1] in ("transparent", "refuses") or (cue[1] == "none" and not waits):
                    return None  # "refused to be bound by the levy"
                modality, at = "will" if waits else cue[1], cue[0]
                negated = negated or words[at] == "unlikely"
            elif at >= 0 and words[at] == "," and (modal := self._modal_before_comma(words, at)) >= 0:
                negated = negated or "not" in words[modal : be + 1]
                modality, at = (("shall" if words[modal] in ("shall", "must") else "will"), modal)
            elif at >= 0 and words[at] in HAVE:
                if is_unreal(words, at):
                    return None  # "should not have been opened"
                modality = "done"
            elif at >= 0 and words[at] in ("is", "are") and "to" in words[at:be]:
                modality = "shall"  # "are also to be lowered"
            elif (
                words[be] == "be"
                and words[be - 1] == "to"
                and words[be - 2] not in UNFULFILLED
                and (by := self._named_agent(sentence, be))
            ):
                return Governor("decided", by[0], by[1], self._clause_start(sentence, be), negated, False)
            elif words[be] == "being":
                modality = "decided" if words[at] in ("is", "are", "'re") else "done"
            elif words[be] == "be":
                return self._mandate(sentence, be, negated)
        elif words[be] in ("was", "were"):
            modality = "done"
        modality = "decided" if hereby else modality
        ahead = self._ahead_of_aside(words, max(at, 0) if at != be else be)
        if (
            any(
                words[back] in ("until", "unless", "since", "after", "because", "before")
                and words[back - 1 : back] != ["or"]  # "on or after May 4"
                for back in range(max(0, ahead - 6), ahead)
            )
            or any(
                words[back] in ("after", "since")
                and words[back - 1 : back] != ["or"]
                and "," not in words[back:ahead]
                for back in range(max(0, ahead - 16), ahead)
            )
            or (
                at != be
                and words[max(at, 0) - 1 : max(at, 0)] in (["which"], ["that"])
                and not (modality == "will" and LISTED_IN & set(words[max(0, at - 12) : at]))
                and not (
                    modality in ("will", "shall") and words[at - 1] == "which" and words[at - 2] in (",", ")")
                )
            )
            or (words[be - 1] in ("which", "that") and not self._goes_on(words, be))
        ):
            return None
        if "yet" in words[max(0, be - 3) : be]:
            return None  # "is yet to be finalized"
        begun = {"originally"} & set(words[be : be + 3])
        if modality == "done" and begun and "by" not in words[be : be + 10]:
            return None  # "the duties were originally introduced in": how they came about
        actor, how = self._agent(sentence, be, at)
        begin = self._clause_start(sentence, max(at, 0))
        begin += words[begin] in CLAUSE_OPENERS
        ensured = next(
            (b for b in range(be - 1, max(-1, be - 16), -1) if words[b] in ENSURES),
            -1,
        )
        if ensured >= 0 and words[ensured] in ("ensures", "ensured", "guarantees") and modality == "decided":
            text = self._text_subject(words, ensured)
            if text >= 0:
                return Governor(
                    "agreed", "BOTH", "text", text, negated, False
                )  # "The deal ensures duties are lifted"
        elif ensured >= 0 and modality in ("decided", "done"):
            # "commits to ensuring that no restrictions are placed": promised by who ensures it
            over = self._governor(sentence, ensured, None) or self._gerund(sentence, ensured, None, [])
            if over and over.actor:
                return Governor(over.modality, over.actor, over.how, over.start, negated, False)
        return Governor(modality, actor, how, begin, negated, False)

    def _ahead_of_aside(self, words: list[str], verb: int) -> int:
        """Return where the aside before ``verb`` opens: "The levy, in place since May, was lifted"; else ``verb``."""
        if not verb or words[verb - 1] != ",":
            return verb
        opened = max(self._aside_before(words, verb - 1), self._relative_before(words, verb - 1))
        return opened if opened > 0 else verb

    def _goes_on(self, words: list[str], be: int) -> bool:
        """Whether the relative clause tells what came next: "a duty, which was then raised to 15 percent"."""
        return (
            words[be - 1] == "which"
            and words[be - 2] in (",", "(")
            and words[be + 1 : be + 2] in (["then"], ["later"], ["subsequently"], ["soon"], ["since"])
        )

    def _mandate(self, sentence: Sentence, be: int, negated: bool) -> Governor | None:
        """Return the governor of "ordered that the duty be raised", where the bare "be" tells what is ordered."""
        words = sentence.words
        for that in range(be - 1, max(-1, be - 24), -1):
            if words[that] in (";", ":", "if", "whether", "unless"):
                return None
            told = that if words[that] in MANDATES else that - 1
            if words[told] not in MANDATES or (words[that] != "that" and told != that):
                continue
            actor, how, begin = self._subject_before(sentence, told)
            name = "agreed" if words[told].startswith("agree") else "decided"
            return Governor(name, actor, how, begin, negated, False) if actor else None
        return None

    def _modal_before_comma(self, words: list[str], comma: int) -> int:
        """Return the place of the modal in "shall, in principle, not be approved", -1 if there is none."""
        for at in range(comma - 1, max(-1, comma - 8), -1):
            if words[at] in ("shall", "will", "must") and words[at + 1] == ",":
                return at
        return -1

    def _state(self, sentence: Sentence, place: int) -> Governor | None:
        """Return the governor of "shall be, consistent with law, subject to"."""
        words = sentence.words
        for at in range(place - 1, max(-1, place - 12), -1):
            if words[at] in BE:
                if place - at > 2 and not (
                    words[at + 1] == "," or words[at + 1].endswith("ly") or words[at + 1] in ("not", "no")
                ):
                    return None
                governor = self._passive(
                    sentence, at, bool({"not", "longer"} & set(words[max(0, at - 2) : at + 3]))
                )
                if governor and self.context.issuer:
                    governor = replace(governor, actor=self.context.issuer, how="issuer")
                return governor
        return None
