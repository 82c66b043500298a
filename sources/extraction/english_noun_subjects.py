"""What governs an English noun of an act that is a subject: "An extension of the truce was agreed by both"."""

from __future__ import annotations

from abc import abstractmethod
from itertools import pairwise

from sources.extraction.english_gerunds import GerundGovernor
from sources.extraction.english_words import ADVERBS, BE, MODALS, QUOTED, Governor, Sentence

# What is said of an act that a noun names, and how firm it is then.
AGREED_ON = {
    **dict.fromkeys(
        ("agreed", "promised", "pledged", "negotiated", "secured", "included", "settled"), "agreed"
    ),
    **dict.fromkeys(("announced", "confirmed", "adopted", "published"), "decided"),
    **dict.fromkeys(
        (
            "decided",
            "ordered",
            "authorized",
            "authorised",
            "granted",
            "sealed",
            "endorsed",
            "completed",
            "approved",
        ),
        "done",
    ),
    **dict.fromkeys(("expected", "anticipated"), "expected"),
    **dict.fromkeys(("planned", "scheduled", "envisaged", "foreseen"), "will"),
}
# What is still to come, begins or belongs to a deal.
COMES = frozenset(("follow", "begin", "start", "come", "happen"))
COMES_BY = (["take", "effect"], ["take", "place"], ["be", "part"])
BEGINS = frozenset(("begins", "starts"))
BEGINS_BY = (["takes", "effect"], ["takes", "place"], ["is", "underway"])
BEGUN = frozenset(("begun", "started"))
BELONGS = (["is", "part"], ["are", "part"], ["is", "among"], ["forms", "part"])
FINITE = MODALS | BE | {"has", "have", "had"}
LEADS = (",", ";", ":", "and", "but", "that", QUOTED)
DETERMINING = frozenset(
    (
        "the",
        "a",
        "an",
        "this",
        "further",
        "another",
        "full",
        "new",
        "gradual",
        "early",
        "complete",
        "partial",
        "immediate",
    )
)


def told_of(words: list[str], at: int) -> str:
    """Return how firm the act is of which the words at ``at`` tell: "was agreed", "will follow", "is part of"; "" if not."""
    behind = words[at : at + 2]
    if words[at] in ("will", "would", "shall", "to"):
        comes = words[at + 1 : at + 2] and (words[at + 1] in COMES or words[at + 1 : at + 3] in COMES_BY)
        return "will" if comes and (words[at] != "to" or words[at - 1] in ("is", "are", "set", "due")) else ""
    if behind in BELONGS:
        return "agreed"
    if words[at] in BEGINS or behind in BEGINS_BY:
        return "decided"
    if words[at] in ("has", "have") and behind[1:] and behind[1] in BEGUN:
        return "done"
    be = at - 1 - (words[at - 1].endswith("ly") or words[at - 1] in ADVERBS)
    name = AGREED_ON.get(words[at], "") if words[be] in BE else ""
    return "done" if name == "decided" and words[be] in ("was", "were") else name


class NounSubjectReader(GerundGovernor):
    """Finds what governs a noun of an act that is the subject of its clause."""

    @abstractmethod
    def _owner_behind(self, sentence: Sentence, place: int) -> str:
        """Return whose the thing of a noun act at ``place`` is, as told behind it."""

    @abstractmethod
    def _owner_of_burden(self, sentence: Sentence, place: int) -> str:
        """Return whose burden a noun at ``place`` is done to."""

    def _as_subject(self, sentence: Sentence, place: int) -> Governor | None:
        """Return the governor of a noun that is a subject: "The extension of the truce was agreed", "is to follow"."""
        words = sentence.words
        length = sentence.verbs[place][0] if place in sentence.verbs else 1
        linked = words[place + length - 1] in ("of", "on", "in", "to")
        if not linked and words[place + length : place + length + 1] != ["by"]:
            return None  # "The suspension was negotiated": of what, is told elsewhere
        begin = place
        while begin and (
            words[begin - 1] in DETERMINING or words[begin - 1] in ("day", "days", "year", "month")
        ):
            begin -= 1
        while begin and words[begin - 1].isdigit():
            begin -= 1
        if begin and words[begin - 1] in DETERMINING:
            begin -= 1
        if (begin and words[begin - 1] not in LEADS) or place - begin > 5:
            return None
        for at in range(place + 2, min(len(words), place + 24)):
            row = (
                words[at] == ","
                and "and" in words[at + 1 : at + 5]
                and not FINITE & set(words[at + 1 : at + 4])
            )
            if (words[at] in (",", ";", ":", "that", "which") and not row) or words[at] in MODALS - {
                "will",
                "would",
                "shall",
            }:
                return None
            if not (name := told_of(words, at)):
                if words[at] in FINITE and not any(
                    told_of(words, near) for near in range(at, min(len(words), at + 4))
                ):
                    return None  # "The removal of tariffs will save money and take effect in May"
                continue
            if {"not", "yet", "no"} & set(words[max(0, at - 4) : at + 2]):
                return None
            return self._whose_noun(sentence, place, begin, at, name)
        return None

    def _whose_noun(self, sentence: Sentence, place: int, begin: int, at: int, name: str) -> Governor:
        """Return the governor of the noun at ``place``, whose subject begins at ``begin``, of which ``at`` tells."""
        words = sentence.words
        be = at - 1 - (words[at - 1].endswith("ly") or words[at - 1] in ADVERBS)
        by = self._named_agent(sentence, be)
        doer = next(
            (
                code
                for start, _, code in sentence.parties
                if place < start <= place + 4 and words[start - 1] == "by"
            ),
            "",
        )  # "The suspension by Oslo of its levy"
        own = doer or self._owner_behind(sentence, place) or self._owner_of_burden(sentence, place)
        teller = self._teller_around(sentence, be, place)
        actor = own or (by[0] if by else "") or (teller[0] if teller else "")
        if by and self._two_agents(sentence, at):
            actor = own or "BOTH"
        if words[place].startswith("purchas"):
            actor = (
                actor or self.context.last_actor
            )  # "Peru will cut its duties. Purchases of rice are planned"
        if name not in ("agreed", "expected") and "truce" not in words[place:at]:
            actor = actor or self.context.issuer or self.context.side or self.context.last_actor
        return Governor(name, actor or "BOTH", "owner" if own else "agent", begin, False, False)

    def _two_agents(self, sentence: Sentence, done: int) -> bool:
        """Whether two are named behind "by": "was agreed by Peru and Chile"."""
        words = sentence.words
        behind = [span for span in sentence.parties if done < span[0] < done + 14]
        return any(
            words[one[1] : two[0]] in (["and"], ["and", "the"], [",", "and"]) for one, two in pairwise(behind)
        )
