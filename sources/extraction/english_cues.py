"""What an English act stands under by a phrase before it: "agreed to", "plans to", "is expected to"."""

from __future__ import annotations

from sources.extraction.english_promises import PromiseReader
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    CLAUSE_OPENERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    REPORT,
    TEXTS,
    UNVEILED,
    Governor,
    Sentence,
    first_word,
    word_set,
)
from sources.extraction.lexicon import load

GIVEN_UP = tuple(load("english")["words"]["given_up"])
PLEDGES = word_set("pledges")
# "will not hesitate to", "will not only": these deny nothing.
NOT_DENIED = (["hesitate"], ["rule"], ["only"], ["just"], ["merely"])
# With these a new clause does not begin, and with these its subject does not end.
NO_SUBJECT_HEADS = ADVERBS | CLAUSE_OPENERS | {"and", "or", "that", "then", "also"}
NO_SUBJECT_ENDS = ADVERBS | HAVE | BE | PREPOSITIONS
FINITE = BE | HAVE | MODALS
SPENDS = frozenset(("invest", "buy", "purchase", "import", "spend", "pay", "finance"))
DRAWN_UP = frozenset(("drafted", "prepared", "devised", "drew", "readied", "floated", "has", "have", "had"))


def modality_of(name: str, cue: str = "may") -> str:
    """Return the modality that a cue of the name gives: "may" under a condition is "will", a duty's "should" "shall"."""
    if name == "none":
        return "shall" if cue == "should" else "will"
    return name


def _given_up(words: list[str], at: int) -> int:
    """Return where what is done with a plan or threat begins, whose last word stands at ``at``: it is given up; else -1."""
    if at < 0:
        return -1
    if words[at].startswith(GIVEN_UP):
        return at
    before = words[at - 1] if at else ""
    if words[at] == "from" and before in ("away", "back", "down"):
        return at - 2  # "backed away from a threat to"
    if (words[at] == "from" and before.startswith(("retreat", "withdr"))) or (
        words[at] in ("off", "back") and before.startswith(("back", "call", "walk", "roll"))
    ):
        return at - 1  # "retreated from his threat to", "backed off a threat to"
    return -1


class CueReader(PromiseReader):
    """Finds the governor that a cue gives."""

    def _from_cue(self, sentence: Sentence, start: int, name: str, negated: bool) -> Governor | None:
        """Return the governor that the cue ``name`` gives whose first word is at ``start``: "agreed to", "plans to"."""
        words = sentence.words
        negated = self._is_negated(words, start, negated)
        over = sentence.cue_ends.get(start)
        if (
            name == "none"
            and words[start] == "help"
            and words[start - 1] == "to"
            and over
            and over[1] == "agreed"
        ):
            return self._from_cue(sentence, over[0], over[1], negated)  # "has agreed to help stop the flow"
        if name == "refuses":
            name, negated = "decided", not negated
        if name == "none" and words[start] == "may" and (barred := self._barred(sentence, start, negated)):
            return barred
        if self._is_no_promise(sentence, start, name):
            return None
        halted = (
            start - 1 - (words[start - 1] in ("the", "its", "his", "their", "a", "any")) if start > 1 else -1
        )
        if self._is_a_plan(sentence, start, halted):
            return self._from_plan(sentence, start, negated)
        dropped = (
            _given_up(words, halted)
            if words[start] in ("plan", "plans", "threat", "threats", "decision")
            else -1
        )
        if dropped >= 0:
            negated, start = True, dropped
            whose = next((span for span in sentence.parties if span[1] == halted - 1), None)
            if whose and words[halted - 1] == "to":
                firm = "agreed" if (PLEDGES | TEXTS) & set(words[: whose[0]]) else "will"
                return Governor(firm, whose[2], "owner", whose[0], True)  # "for Oslo to pause its plan to"
        elif words[start] == "required" and {"not", "longer"} & set(words[max(0, start - 3) : start]):
            negated = True
        actor, how, begin = self._subject_before(sentence, start)
        return self._of_party_beside(sentence, start, name, negated) or self._of_subject(
            sentence, start, name, negated, self._past_who_says(sentence, start, (actor, how, begin))
        )

    def _is_negated(self, words: list[str], start: int, negated: bool) -> bool:
        """Whether the cue at ``start`` is denied, or already was: "will not", "is unlikely to", "cannot"."""
        if (start and words[start - 1] in ("not", "'t")) or words[start] in ("cannot", "unlikely"):
            return True
        behind = words[start + 1 : start + 2]
        if behind == ["not"] and words[start + 2 : start + 3] not in NOT_DENIED:
            return True
        return negated or behind == ["neither"]

    def _barred(self, sentence: Sentence, start: int, negated: bool) -> Governor | None:
        """Return the governor of "neither Party may", whose "may" is at ``start``; None where nobody is barred."""
        words = sentence.words
        actor, how, begin = self._subject_before(sentence, start)
        near = words[max(0, begin - 1) : begin + 1]
        if (
            not how.startswith("subject")
            or not words[begin - 1 : begin + 1]
            or not {"neither", "no"} & set(near)
        ):
            return None
        barred = begin if words[begin] in ("neither", "no") else begin - 1
        return Governor("shall", actor, how, barred, negated)  # "neither Party may increase"

    def _is_a_plan(self, sentence: Sentence, start: int, halted: int) -> bool:
        """Whether the "plan" at ``start`` is a noun that no verb at ``halted`` gives up: "a coordinated plan to"."""
        words = sentence.words
        return (
            words[start] == "plan"
            and words[start + 1] != "is"
            and not (halted >= 0 and words[halted].startswith(GIVEN_UP))
            and start > 0
            and words[start - 1] not in ADVERBS | {"and"}
            and not any(stop == start for _, stop, _, _ in sentence.subjects)
        )

    def _from_plan(self, sentence: Sentence, start: int, negated: bool) -> Governor | None:
        """Return the governor that the noun "plan" at ``start`` gives: "unveiled a plan to"; None if nobody has it."""
        words = sentence.words
        told = next(
            (at for at in range(start - 1, max(-1, start - 10), -1) if words[at] in UNVEILED | DRAWN_UP), -1
        )
        if told < 0 or "," in words[told:start]:
            known = self._told_of_plan(sentence, start)
            begin = start - (words[start - 1] in ("a", "the"))
            return Governor("decided", known, "agent", begin, negated) if known else None
        actor, how, begin = self._subject_before(sentence, told)
        firm = "will" if words[told] in DRAWN_UP else "decided"
        return Governor(firm, actor, how, begin, negated) if how.startswith("subject") else None

    def _of_party_beside(self, sentence: Sentence, start: int, name: str, negated: bool) -> Governor | None:
        """Return the governor of a cue right behind a party: "Oslo, which will invest", "with Oslo set to"; else None."""
        words = sentence.words
        relative = words[start - 1 : start] in (["which"], ["who"]) and words[start - 2 : start - 1] == [","]
        for opened, stop, code in sentence.parties:
            if (
                relative
                and stop == start - 2
                and code != "BOTH"
                and (words[opened - 1] != "with" or SPENDS & set(words[start + 1 : start + 3]))
            ):
                return Governor(modality_of(name), code, "relative", start, negated)
            with_it = opened - 1 - (words[opened - 1] == "the")
            if stop == start and opened and with_it >= 0 and words[with_it] == "with":
                return Governor(modality_of(name), code, "subject:with", opened, negated)
        return None

    def _past_who_says(
        self, sentence: Sentence, start: int, subject: tuple[str, str, int]
    ) -> tuple[str, str, int]:
        """Return who promises in "China ended X, Bessent said, promising to": China; ``subject`` where nobody reports."""
        words = sentence.words
        if not words[start].endswith("ing") or not start or words[start - 1] != ",":
            return subject
        before = [span for span in sentence.subjects if span[1] <= start]
        if len(before) > 1 and words[before[-1][1]] in REPORT and words[before[-1][0] - 1] == ",":
            return before[-2][2], f"subject:{before[-2][3]}", start
        return subject

    def _of_subject(
        self, sentence: Sentence, start: int, name: str, negated: bool, subject: tuple[str, str, int]
    ) -> Governor | None:
        """Return the governor that a cue gives to ``subject`` (party, rule, first token); None where it is no promise."""
        words = sentence.words
        actor, how, begin = subject
        if (
            words[start].startswith("announce")
            and how.startswith("subject")
            and begin
            and words[begin - 1] in ("after", "since", "before", "when", "that", "which")
        ):
            return None  # "a day after China announced a ban"
        if words[start].endswith("ing") and start and words[start - 1] == ",":
            begin = start  # "endorsed the draft, agreeing to scrap"
        text = self._text_before(sentence, start, how)
        if text >= 0 and name in ("will", "shall", "expected"):
            that = words[start - 1] in ("that", "which")
            return Governor("agreed" if that else name, "BOTH", "text", text, negated)
        if negated and words[start].startswith(GIVEN_UP):
            return Governor(self._firmness_of_giving_up(sentence, start), actor, how, begin, True)
        if self._is_one_told_before(words, start):
            return None
        actor, how, begin = self._promiser(sentence, start, (actor, how, begin))
        begin = self._nearest_start(words, start, how, begin)
        actor, how = self._by_measure(sentence, start, actor, how)
        if words[start] in ("necessary", "appropriate"):
            begin, how = (
                next((at for at in range(start, len(words)) if words[at] == "to"), start) + 1,
                "determined",
            )
        if (
            how.startswith("subject")
            and start > 1
            and words[start - 1] in ("and", "but")
            and start - begin > 4
        ):
            begin = start  # "opposes the levy and will take": not beside its subject
        if name in ("will", "shall") and how.startswith("subject") and begin > 1:
            pledged = self._pledged_before(sentence, begin)
            if pledged >= 0:
                return Governor("agreed", actor, how, pledged, negated)  # "has pledged that it will"
        return Governor(self._modality_at(words, start, name), actor, how, begin, negated)

    def _text_before(self, sentence: Sentence, start: int, how: str) -> int:
        """Return where the text begins that the cue at ``start`` speaks of: "the agreement with Oslo will"; -1 if none."""
        text = self._text_subject(sentence.words, start)
        if text < 0 and start > 2 and (head := self._before_partners(sentence, start - 1)) != start - 1:
            text = self._text_subject(sentence.words, head + 1)
        if text < 0 and how in ("last", "main", "nearest", "header", "joint"):
            text = self._titled_text(sentence, start)
        return text

    def _titled_text(self, sentence: Sentence, start: int) -> int:
        """Return where "the Agreement on Fair and Balanced Trade" begins that the cue at ``start`` follows; -1 if none."""
        words, begin = sentence.words, self._clause_start(sentence, start)
        if words[begin] not in ("the", "this", "a", "an", "our") and start < 20:
            begin = first_word(words)  # "the Agreement on Fair, Open, and Balanced Trade"
        head = next((at for at in range(begin, min(start, begin + 6)) if words[at] in TEXTS), -1)
        if head < 0 or words[head + 1] not in ("on", "for", "regarding", "concerning") or start - head > 14:
            return -1
        if any(begin <= at < start and at not in (head,) for at, _ in sentence.cue_ends.values()):
            return -1
        return begin if words[begin] in ("the", "this", "a", "an", "our") else -1

    def _nearest_start(self, words: list[str], start: int, how: str, begin: int) -> int:
        """Return where the words of the cue begin, past a clause that is told first: "To help firms, duties will"."""
        if how.startswith("subject") and "," in words[begin:start]:
            comma = start - 1 - words[begin:start][::-1].index(",")
            fresh = words[comma + 1 : start]
            if (
                1 <= len(fresh) <= 5
                and all(word.isalpha() for word in fresh)
                and fresh[0] not in NO_SUBJECT_HEADS
                and not fresh[-1].endswith("ly")
                and fresh[-1] not in NO_SUBJECT_ENDS
                and FINITE & set(words[begin:comma])
            ):
                begin = comma + 1  # "To ensure that firms have time, remission will provide"
        if words[start - 1 : start] in (["but"], ["and"]) and how.startswith("subject") and begin < start - 2:
            begin = start  # "has long been at odds with Oslo, but agreed to"
        return begin

    def _modality_at(self, words: list[str], start: int, name: str) -> str:
        """Return how firm the cue at ``start`` is: "will sign an agreement to buy" is no more than "will"."""
        modality = modality_of(name, words[start])
        signs = modality == "agreed" and words[start] in TEXTS
        return "will" if signs and {"will", "would"} & set(words[max(0, start - 5) : start]) else modality

    def _firmness_of_giving_up(self, sentence: Sentence, verb: int) -> str:
        """Return how firmly a plan is given up by the verb at ``verb``: "agreed to shelve", "is halting", "dropped"."""
        cue = sentence.cue_ends.get(verb)
        if cue and cue[1] not in ("none", "transparent", "refuses"):
            return modality_of(cue[1])
        return "decided" if sentence.words[verb].endswith("ing") else "will"

    def _by_measure(self, sentence: Sentence, start: int, actor: str, how: str) -> tuple[str, str]:
        """Return (party, rule) of whose measure stands before the cue: "An executive order is expected to"."""
        words, order = sentence.words, start - 1
        while order > 0 and (words[order] in BE or words[order] in ADVERBS or words[order] in HAVE):
            order -= 1
        if how in ("last", "main") or words[max(0, order - 1) : order + 1] == ["executive", "order"]:
            known = self._whose_measure(words, self._clause_start(sentence, start), start)
            return (known, "measure") if known else (actor, how)
        return actor, how

    def _pledged_before(self, sentence: Sentence, begin: int) -> int:
        """Return where "has pledged that it", "assured Oslo that it" begins that leads up to ``begin``; -1 if none does."""
        words = sentence.words
        opener = begin - 1 - (words[begin - 1] == "the")
        told = opener - 1 if words[opener] == "that" else opener
        assured = next((party[0] - 1 for party in sentence.parties if party[1] == told + 1), told)
        pledged = next((at for at in (told, assured) if words[at] in PLEDGES), -1)
        if pledged <= 0:
            return -1
        outer, how, start = self._subject_before(sentence, pledged)
        return start if how.startswith("subject") and outer else -1
