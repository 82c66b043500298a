"""What an English act stands under by a phrase before it: "agreed to", "plans to", "is expected to"."""

from __future__ import annotations

from sources.extraction.english_measures import DECISIONS, MeasureReader
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    CLAUSE_OPENERS,
    HAVE,
    HEADS,
    LAWS,
    MODALS,
    ORDERS,
    PREPOSITIONS,
    PROMISE_NOUNS,
    QUOTED,
    REPORT,
    SIGNED,
    TEXTS,
    UNVEILED,
    Governor,
    Sentence,
    first_word,
    word_set,
)
from sources.extraction.lexicon import english_adjectives, load

GIVEN_UP = tuple(load("english")["words"]["given_up"])
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
PLEDGES = word_set("pledges")
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
# "will not hesitate to", "will not only": these deny nothing.
NOT_DENIED = (["hesitate"], ["rule"], ["only"], ["just"], ["merely"])
# With these a new clause does not begin, and with these its subject does not end.
NO_SUBJECT_HEADS = ADVERBS | CLAUSE_OPENERS | {"and", "or", "that", "then", "also"}
NO_SUBJECT_ENDS = ADVERBS | HAVE | BE | PREPOSITIONS
FINITE = BE | HAVE | MODALS
SPENDS = frozenset(("invest", "buy", "purchase", "import", "spend", "pay", "finance"))
PURPOSES = frozenset(("aim", "aims", "aimed", "intended", "meant", "seeks", "seek"))
DOCUMENTS = ORDERS | LAWS | word_set("documents")
INSTRUCTS = frozenset(
    ("instructed", "directed", "instructs", "authorised", "authorized", "tasked", "mandated")
)
# What may be done is an act where it waits for something: "may", "is empowered to".
POWERS = frozenset(
    ("may", "could", "might", "can", "empowered", "entitled", "authorised", "authorized", "right")
)
GOALS = word_set("goals")
OPPOSED = word_set("opposed")
DRAWN_UP = frozenset(("drafted", "prepared", "devised", "drew", "readied", "floated", "has", "have", "had"))
PLANNED = DECISIONS | {"plan", "plans", "threat", "threats", "intention"}


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


class CueReader(MeasureReader):
    """Finds the governor that a cue or the head of an infinitive gives."""

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

    def _text_before(self, sentence: Sentence, start: int, how: str) -> int:
        """Return where the text begins that the cue at ``start`` speaks of: "the agreement with Oslo will"; -1 if none."""
        text = self._text_subject(sentence.words, start)
        if text < 0 and start > 2 and (head := self._before_partners(sentence, start - 1)) != start - 1:
            text = self._text_subject(sentence.words, head + 1)
        if text < 0 and how in ("last", "main", "nearest", "header", "joint"):
            text = self._titled_text(sentence, start)
        return text

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

    def _firmness_of_giving_up(self, sentence: Sentence, verb: int) -> str:
        """Return how firmly a plan is given up by the verb at ``verb``: "agreed to shelve", "is halting", "dropped"."""
        cue = sentence.cue_ends.get(verb)
        if cue and cue[1] not in ("none", "transparent", "refuses"):
            return modality_of(cue[1])
        return "decided" if sentence.words[verb].endswith("ing") else "will"

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

    def _aside_behind_cue(self, sentence: Sentence, comma: int) -> int:
        """Return where the aside opens that closes at ``comma``, if a cue stands right before it; 0 if none does."""
        words = sentence.words
        for at in range(comma - 2, max(0, comma - 16), -1):
            if words[at] in (";", ":", QUOTED):
                return 0
            if words[at] == ",":
                cue = sentence.cue_ends.get(at)
                return at if cue and cue[1] not in ("none", "transparent", "refuses") else 0
        return 0

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

    def _bound(self, sentence: Sentence, to: int) -> Governor | None:
        """Return the governor that "commits Vietnam to" is, if that ends before the "to" at ``to``."""
        words = sentence.words
        for start, stop, code in sentence.parties:
            at = start - 1 - (words[start - 1] == "the") if start else 0
            if stop == to and at > 0 and words[at] in ("commit", "commits", "committed", "committing"):
                return Governor("agreed", code, "bound", at, False, False)
        return None

    def _is_determined(self, words: list[str], place: int) -> bool:
        """Whether "necessary to" is a decision: "I have determined that it is necessary and appropriate
        to".
        """
        before = words[max(0, place - 8) : place]
        return "it" in before and any(
            word in ("determined", "deem", "deemed", "found", "find", "determine")
            for word in words[max(0, place - 14) : place]
        )

    def _from_head(
        self, sentence: Sentence, to: int, chain: Governor | None, negated: bool
    ) -> Governor | None:
        """Return the governor of "agreed, after two days in London, to lift": looks back from the "to"."""
        words = sentence.words
        last = to - 1
        if last > 0 and words[last] == "," and (opened := self._aside_before(words, last)) > 0:
            last = opened - 1  # "issued an order, under the Act, to impose"
        for at in range(last, max(-1, to - 26), -1):
            if (
                words[at] in ("calls", "called", "call")
                and words[at + 1] == "for"
                and (self._text_subject(words, at) >= 0 or words[at - 1] in TEXTS)
            ):
                party = next((span for span in sentence.parties if at < span[0] and span[1] <= to + 1), None)
                return Governor("agreed", party[2], "text", party[0], negated) if party else None
            if words[at] == ";" or (
                at in sentence.verbs
                and "base" in sentence.verbs[at][1].form
                and words[at - 1 : at] != ["("]
                and words[at] not in HEADS
                and words[at] not in ("address", "modify", "subject")
            ):
                break
            if words[at] in ("amends", "amended") and any(
                stop == at or words[stop:at] in (["has"], ["have"], ["also"])
                for _, stop, _, _ in sentence.subjects
            ):
                actor, how, begin = self._subject_before(sentence, at)
                # "amends Notification No. 9 to extend"
                return Governor("decided", actor, how, begin, negated)
            issued = words[at].removesuffix("s") in DOCUMENTS and SIGNED & set(words[max(0, at - 6) : at])
            if (
                to - at > 14
                and not issued
                and words[at] not in ("invoked", "exercised", "agreed", "decided", "determined")
            ):
                continue
            if words[at] in DOCUMENTS and {"amends", "amended"} & set(words[max(0, at - 6) : at]):
                continue
            if words[at] in ("became", "becomes", "become") and words[at + 1] == "the" and to - at < 12:
                party = next((span for span in sentence.parties if span[1] == at), None)
                # "became the latest country to raise"
                return Governor("done", party[2], "subject:became", party[0], negated) if party else None
            name = HEADS.get(words[at]) or ("transparent" if words[at] in DOCUMENTS or issued else None)
            if words[at] in INSTRUCTS and words[at + 1] != "to" and words[at - 1] not in BE:
                actor, how, begin = self._subject_before(sentence, at)
                told = "done" if not MODALS & set(words[max(0, at - 3) : at]) else "will"
                # "instructed customs to levy"
                return Governor(told, actor, how, begin, negated) if how.startswith("subject") else None
            if not name:
                continue
            return self._of_head(sentence, at, to, "decided" if issued else name, chain, negated)
        return None

    def _of_head(
        self, sentence: Sentence, at: int, to: int, name: str, chain: Governor | None, negated: bool
    ) -> Governor | None:
        """Return the governor that the word at ``at`` gives what follows the "to": "issued a notice on Friday to"."""
        words = sentence.words
        near = set(words[max(0, at - 6) : at])
        if words[at] in LAWS and not SIGNED & near:
            name = "transparent"
        if words[at] in DOCUMENTS and "no" in near:
            return None  # "no order has been issued to raise the rate"
        if words[at] == "decision" and (owned := self._owned_decision(sentence, at, negated)):
            return owned
        if words[at] in DOCUMENTS and (SIGNED | DECIDES if words[at] == "decision" else SIGNED) & near:
            name = "decided"  # "issued a notice on Friday to adjust"
        if name == "transparent":
            return self._passed_on(words, at, to, chain, negated)
        if name == "none":
            return None
        cue = sentence.cue_ends.get(at) if words[at] in ("direct", "instruct") else None
        if cue and cue[1] in ("will", "shall", "agreed"):
            return self._from_cue(sentence, cue[0], cue[1], negated)  # "will instruct customs to levy"
        actor, how, begin = self._subject_before(sentence, at)
        if name == "agreed" and words[at] in TEXTS and {"will", "would"} & set(words[max(0, at - 8) : at]):
            name = "will"  # "will sign an agreement to invest"
        if words[at] in TEXTS:
            actor, how = self._partner_in_deal(sentence, at, to, actor, how)
        between = next((span for span in sentence.parties if at < span[0] and span[1] <= to + 1), None)
        if words[at].startswith(("requir", "oblig", "compel")) and words[at] != "required":
            if between is None or between[1] < to:
                return None  # "require Thailand to": who is named in between acts
            return Governor("shall", between[2], "required", at, negated)
        if between and words[at].startswith("commit") and between[0] - at <= 2 and between[1] == to:
            return Governor("agreed", between[2], "bound", at, negated)  # "commits Japan to buy"
        if between and words[at] in PROMISE_NOUNS and {"by", "from"} & set(words[at:to]):
            actor, how, begin = between[2], "owner", at  # "a pledge by the EU to"
        if name == "done":
            begin = to + 1 if to - at > 9 or how == "last" else begin
        return Governor(name, actor, how, begin, negated)

    def _owned_decision(self, sentence: Sentence, at: int, negated: bool) -> Governor | None:
        """Return the governor of "Oslo's decision last week to", whose "decision" is at ``at``; None for others."""
        words = sentence.words
        whose = next((span for span in sentence.parties if span[1] == at - 1), None)
        if words[at - 1] != "'s" or whose is None:
            return None
        opens = words[max(0, whose[0] - 1 - (words[whose[0] - 1] == "the"))]
        if whose[0] >= 2 and opens not in (",", ";", "and", "but", "that"):
            return None
        return Governor("decided", whose[2], "owner", whose[0], negated)

    def _passed_on(
        self, words: list[str], at: int, to: int, chain: Governor | None, negated: bool
    ) -> Governor | None:
        """Return the governor of the act before, which goes on through "under the Act to"; None if there is none."""
        if not chain:
            return None
        near = (
            chain.how != "chain"
            and words[at] not in ("htsus", "modify", "modifying", "amend", "schedule")
            and to - chain.start < 24
        )
        begin = chain.start if near else to + 1
        how = "chain" if begin == to + 1 else chain.how
        return Governor(chain.modality, chain.actor, how, begin, chain.negated or negated)

    def _partner_in_deal(self, sentence: Sentence, at: int, to: int, actor: str, how: str) -> tuple[str, str]:
        """Return (party, rule) of whom the deal at ``at`` binds: "a deal with Oslo to speed up approvals": BOTH."""
        words = sentence.words
        if how.startswith("subject:pronoun:we"):
            actor = "BOTH"
        partner = next((span for span in sentence.parties if at < span[0] and span[1] <= to + 1), None)
        lead = words[at + 1 : partner[0] - (words[partner[0] - 1] == "the")] if partner else []
        taxed = next((code for first, _, code in sentence.objects if first > to), "") == "tariff"
        if (
            partner
            and lead[-1:] == ["with"]
            and not taxed
            and not any(word.endswith("ing") or word in (",", ";") for word in lead)
        ):
            buys = words[to + 1 : to + 2] and words[to + 1].startswith(
                ("buy", "purchas", "import", "invest", "supply")
            )
            if not buys or actor == partner[2]:
                others = [code for code in self.context.parties if code not in (partner[2], "BOTH")]
                actor = (others or ["BOTH"])[0] if buys else "BOTH"
        if words[at - 1] in ("a", "an", "the", "this", "new", "preliminary"):
            how = "text:" + how  # "a deal to cut U.S. duties": whose duties tells who acts
        return actor, how
