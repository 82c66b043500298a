"""Whether a phrase before an act promises it, and who does: "broke its promise to", "a pledge by the EU to"."""

from __future__ import annotations

from sources.extraction.english_measures import DECISIONS, MeasureReader
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    HAVE,
    MODALS,
    PROMISE_NOUNS,
    QUOTED,
    SIGNED,
    UNVEILED,
    Sentence,
    word_set,
)
from sources.extraction.lexicon import english_adjectives

BROKEN = (
    "broke",
    "breach",
    "violat",
    "honor",
    "honour",
    "reneg",
    "flout",
    "betray",
    "defied",
    "ignor",
    "abandon",
    "disregard",
)
DECIDES = UNVEILED | SIGNED | {"made", "took", "taken", "confirmed", "reached", "defended"}
MADE_OR_TOLD = frozenset(
    ("made", "taken", "reached", "announced", "unveiled", "approved", "published", "outlined")
)
CONSEQUENCES = frozenset(
    (
        *(
            "raised",
            "sparked",
            "triggered",
            "prompted",
            "drew",
            "caused",
            "led",
            "sent",
            "rattled",
            "fuelled",
            "fueled",
        ),
        *(
            "angered",
            "surprised",
            "shows",
            "marks",
            "reflects",
            "came",
            "stoked",
            "heightened",
            "upset",
        ),
        *("seen", "viewed", "welcomed", "criticised", "criticized"),
    )
)
PURPOSES = frozenset(("aim", "aims", "aimed", "intended", "meant", "seeks", "seek"))
# What may be done is an act where it waits for something: "may", "is empowered to".
POWERS = frozenset(
    ("may", "could", "might", "can", "empowered", "entitled", "authorised", "authorized", "right")
)
GOALS = word_set("goals")
OPPOSED = word_set("opposed")
PLANNED = DECISIONS | {"plan", "plans", "threat", "threats", "intention"}


class PromiseReader(MeasureReader):
    """Says whose promise, threat or plan a cue is, and whether it promises nothing."""

    def _is_no_promise(self, sentence: Sentence, start: int, name: str) -> bool:
        """Whether the cue at ``start`` promises nothing: an effort, an aim, a denial, or which plan is meant."""
        return (
            self._promises_nothing(sentence, start, name)
            or self._is_of_a_decision(sentence, start)
            or self._is_an_aim(sentence, start)
            or self._says_which_one(sentence, start)
        )

    def _promises_nothing(self, sentence: Sentence, start: int, name: str) -> bool:
        """Whether a cue is denied, a power or the law: "has no plans to", "Congress must approve", "can be used to"."""
        words = sentence.words
        if words[start] in ("plan", "plans", "intention", "intent") and start and words[start - 1] == "no":
            return True  # "has no plans to": a denial, not a promise
        if words[start] in ("must", "required", "needs") and {"congress", "parliament"} & set(
            words[max(0, start - 3) : start]
        ):
            return True  # "Congress must approve any extension": what the law asks
        if (
            name == "none"
            and not self._is_duty_by_should(words, start)
            and not (words[start] in POWERS and sentence.conditions)
        ):
            return True
        if (
            start
            and words[start - 1] in ("not", "'t", "never")
            and name in ("agreed", "decided", "expected", "threatens")
        ):
            return True
        if words[start] in ("necessary", "appropriate") and not self._is_determined(words, start):
            return True
        return words[start : start + 2] == ["be", "used"] and words[start - 1] in (
            "can",
            "could",
            "may",
            "might",
        )  # "chips that can be used to provide": what they are good for

    def _is_of_a_decision(self, sentence: Sentence, start: int) -> bool:
        """Whether a promise, threat or decision is only spoken of: "broke its promise to", "regrets Oslo's decision to"."""
        words = sentence.words
        if words[start] in PROMISE_NOUNS | {"obligation", "obligations", "undertaking"} and any(
            word.startswith(BROKEN) for word in words[max(0, start - 5) : start]
        ):
            return True  # "had broken its promise to buy": what was not done
        spared = {"despite", "without", "contrary"} & set(words[max(0, start - 3) : start])
        if spared and words[start] in PROMISE_NOUNS | {"threat", "threats"}:
            return True  # "despite a pledge to raise it"
        if words[start] in ("threat", "threats") and {"good", "through"} & set(
            words[max(0, start - 7) : start]
        ):
            return True  # "makes good on his threat to": what was done is told elsewhere
        if words[start] in DECISIONS and {"against", "about", "question", "questions", "asked"} & set(
            words[max(0, start - 6) : start]
        ):
            return True  # "a protest against Oslo's decision to": what it is about
        if words[start] in PLANNED and self._is_opposed(words, start):
            return True  # "regrets Oslo's decision to"
        owned = start - (words[start - 1] == "'s")
        if words[start] == "decision" and any(stop == owned for _, stop, _ in sentence.parties):
            whose = next((first for first, stop, _ in sentence.parties if stop == owned), 0)
            before = words[whose - 1 - (words[whose - 1] == "the")] if whose > 1 else ""
            if before in ("to", "after", "following", "since", "amid", "despite", "over", "by"):
                return True  # "in response to Oslo's decision to": told as background
        if words[start] == "decision" and words[start - 1] in ("'s", "the"):
            for at in range(start + 3, min(len(words), start + 26)):
                if words[at] in (",", "that", "which", ";", "and"):
                    break
                if words[at] in CONSEQUENCES:
                    return True  # "Oslo's decision to ban exports raised tensions": what came of it
        return False

    def _is_an_aim(self, sentence: Sentence, start: int) -> bool:
        """Whether only an effort or a purpose is told: ", working to facilitate", "The goal is to"."""
        words = sentence.words
        if words[start] == "working" and start and words[start - 1] == ",":
            return True  # ", working to facilitate": an effort
        if words[start] in ("intended", "meant", "designed") and not any(
            stop == start for _, stop, _ in sentence.parties
        ):
            return True  # "was not intended to set up", "a pact intended to lower barriers": what for
        if words[start] in PURPOSES and start and words[start - 1] in ("that", "which"):
            return True  # "permits that aim to speed up shipments"
        # "The goal is to expand access": what is aimed at
        return words[start] in BE and words[start - 1] in GOALS

    def _says_which_one(self, sentence: Sentence, start: int) -> bool:
        """Whether it says which thing is meant, or how it was: "chemicals required to produce", "duties due to start on"."""
        words = sentence.words
        if words[start] == "required" and {"was", "were"} & set(words[max(0, start - 3) : start]):
            return True  # "companies were required to obtain a permit": how it was
        if words[start] == "required" and not (set(words[max(0, start - 3) : start]) & (BE | HAVE)):
            return True  # "chemicals required to produce"
        if start and words[start] in ("scheduled", "due", "set", "planned", "expected", "slated"):
            at = start - 1
            while at > 0 and (words[at] in BE or words[at] in ADVERBS or words[at] in HAVE):
                at -= 1
            if words[at] in ("that", "which") and at != start - 1:
                return True  # "the tariffs that were scheduled to go into effect"
            if (
                not (BE | HAVE) & set(words[at + 1 : start])
                and words[at].isalpha()
                and words[at] not in ("and", "but", "or")
                and "with" not in words[max(0, at - 6) : at]
                and not any(stop == at + 1 for _, stop, _ in sentence.parties)
            ):
                return True  # "the duties originally due to take effect on Friday": which ones
            if {"was", "were"} & set(words[at + 1 : start]) and words[start] != "expected":
                return True  # "those controls were due to take effect": but did not
        return False

    def _is_one_told_before(self, words: list[str], start: int) -> bool:
        """Whether it is a decision or promise of before: "did not revoke the decision to ban", "the first pledge since"."""
        if (
            words[start] == "decision"
            and start > 1
            and words[start - 1] in ("the", "earlier", "previous", "this", "that")
            and not DECIDES & set(words[max(0, start - 7) : start])
            and not any(
                words[at] in BE and words[at + 1] in ("made", "taken")
                for at in range(start + 2, min(len(words) - 1, start + 16))
            )
        ):
            return True
        return words[start] in PROMISE_NOUNS and "first" in words[max(0, start - 3) : start]

    def _is_duty_by_should(self, words: list[str], start: int) -> bool:
        """Whether "should" is a duty, as notices of an office have it: "exporters should apply to the ministry"."""
        return (
            words[start] == "should"
            and "CN" in (self.context.issuer, self.home)
            and words[start - 1]
            in ("exporters", "operators", "importers", "enterprises", "individuals", "organizations")
        )

    def _is_opposed(self, words: list[str], at: int) -> bool:
        """Whether the decision or plan that is named up to ``at`` is what somebody opposes: "rejects the decision of"."""
        for back in range(at, max(-1, at - 9), -1):
            if words[back] in (",", ";", ":", QUOTED, "that") or words[back] in MODALS | BE:
                return False
            if words[back] in OPPOSED:
                return bool({*words[back : at + 1]} & PLANNED)
        return False

    def _is_determined(self, words: list[str], place: int) -> bool:
        """Whether "necessary to" is a decision: "I have determined that it is necessary and appropriate
        to".
        """
        before = words[max(0, place - 8) : place]
        return "it" in before and any(
            word in ("determined", "deem", "deemed", "found", "find", "determine")
            for word in words[max(0, place - 14) : place]
        )

    def _promiser(
        self, sentence: Sentence, start: int, subject: tuple[str, str, int]
    ) -> tuple[str, str, int]:
        """Return (party, rule, first token) of whose promise or threat stands at ``start``, else ``subject``."""
        words = sentence.words
        actor, how, begin = subject
        if words[start] in ("threat", "threats") and how.startswith("subject"):
            whose = next(
                (
                    (begun, code)
                    for begun, stop, code in sentence.parties
                    if start - 3 <= stop < start and words[stop] == "'s" and code != actor
                ),
                None,
            )
            actor, how, begin = (whose[1], "owner", whose[0]) if whose else (actor, how, begin)
        if words[start] == "decision" and (known := self._told_of_plan(sentence, start)):
            return known, "agent", start - (words[start - 1] in ("a", "the"))
        if start and words[start] in PROMISE_NOUNS | {"pledges", "promises"}:
            # "a Japanese commitment to purchase", "China's promise to"
            owner = english_adjectives().get(words[start - 1], "") or next(
                (
                    code
                    for begun, stop, code in sentence.parties
                    if (start - 4 < stop < start and words[stop] == "'s" and "of" not in words[stop:start])
                    or (stop == start and begun and words[begun - 1] in ("a", "any"))  # "a US pledge to"
                ),
                "",
            )
            if not owner and words[start - 1] in ("its", "their"):
                owner = next(
                    (code for _, stop, code in reversed(sentence.parties) if start - 6 <= stop < start), ""
                )  # "tariffs on India in recognition of its commitment to"
            actor, how, begin = (owner, "owner", start) if owner else (actor, how, begin)
        return actor, how, begin

    def _told_of_plan(self, sentence: Sentence, start: int) -> str:
        """Return who made known or took the plan at ``start``: "The plan to lift X was unveiled by Oslo"; "" if unsaid."""
        words = sentence.words
        made = next(
            (
                at
                for at in range(start + 2, min(len(words) - 1, start + 24))
                if words[at] in BE and words[at + 1] in MADE_OR_TOLD
            ),
            0,
        )
        by = self._named_agent(sentence, made) if made else None
        return by[0] if by else ""
