"""What an English act stands under: a modal, "agreed to", a passive, the act it is chained to."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.extraction.english_sentence import ASIDES, PLURALS, SentenceReader
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    CLAUSE_OPENERS,
    GOVERNORS,
    HAVE,
    HEADS,
    MODALS,
    ORDERS,
    PREPOSITIONS,
    PROMISE_NOUNS,
    QUOTED,
    REPORT,
    TEXTS,
    TIME_WORDS,
    Found,
    Governor,
    Sentence,
    first_word,
    is_enumerator,
)
from sources.extraction.lexicon import english_adjectives, english_parties, load

# Plans that are given up: "halting plans to impose", "dropped its plan to".
GIVEN_UP = (
    "halt",
    "drop",
    "abandon",
    "scrap",
    "shelv",
    "cancel",
    "suspend",
    "paus",
    "postpon",
    "withdr",
    "ditch",
    "backed",
    "backing",
    "backs",
    "stepped",
    "walked",
    "pulled",
)

MANNERS = [phrase.split() for phrase in load("english")["words"]["manners"]]

# "has started issuing", "will continue buying": the second verb is the act.
STARTED = frozenset(
    (
        "start",
        "started",
        "starts",
        "begin",
        "begun",
        "began",
        "begins",
        "continue",
        "continued",
        "keep",
        "kept",
        "finish",
        "finished",
        "complete",
        "completed",
        "propose",
        "proposed",
    )
)
# "would in turn lower"
TURNS = frozenset(("turn", "return", "exchange", "addition", "response", "parallel"))
# The modal that stands inside a phrase of the lexicon: "will not exceed".
WITHIN = {"will": "will", "shall": "shall", "would": "will", "may": "shall", "must": "shall", "can": "shall"}
THINGS = frozenset(("tariff", "duty", "levy", "surcharge", "measure", "regulation", "announcement", "ban"))
DECISIONS = frozenset(("decision", "move", "order", "proclamation", "notice", "announcement", "decree"))
MONTHS = frozenset(("jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec"))
SIGNED = frozenset(
    (
        "approved",
        "passed",
        "adopted",
        "approves",
        "signed",
        "signs",
        "signing",
        "issued",
        "issues",
        "issuing",
        "unveiled",
        "published",
    )
)
LISTS = frozenset(("orders", "steps", "notices", "actions", "decrees", "announcements", "decisions", "rules"))
UNVEILED = frozenset(
    (
        "announced",
        "announces",
        "unveiled",
        "unveils",
        "outlined",
        "presented",
        "approved",
        "adopted",
        "launched",
        "detailed",
        "signed",
        "endorsed",
        "greenlit",
        "finalized",
        "finalised",
        "published",
        "released",
    )
)
INCLUDES = frozenset(
    ("include", "includes", "included", "involve", "involves", "mean", "means", "sees", "see")
)
HEADED = TEXTS | {
    "concessions",
    "commitments",
    "terms",
    "provisions",
    "elements",
    "measures",
    "outcomes",
    "steps",
}
GIVEN_FOR = frozenset(("return", "exchange", "way", "response", "reciprocation", "precondition", "condition"))
MAKES_DEAL = frozenset(
    (
        *(
            "reached",
            "reach",
            "signed",
            "sign",
            "signing",
            "struck",
            "concluded",
            "sealed",
            "clinched",
            "finalized",
        ),
        *(
            "finalised",
            "inked",
            "announced",
            "unveiled",
            "agreed",
            "made",
            "completed",
            "secured",
            "approved",
        ),
    )
)

DECIDES = UNVEILED | SIGNED | {"made", "took", "taken", "confirmed", "reached", "defended"}
PURPOSES = frozenset(("aim", "aims", "aimed", "intended", "meant", "seeks", "seek"))
LAWS = frozenset(
    (
        "eo",
        "decree",
        "order",
        "proclamation",
        "rule",
        "law",
        "bill",
        "regulation",
        "notice",
        "memorandum",
        "measure",
    )
)
# "ordered that the duty be raised", "directing the levies be dropped"
MANDATES = frozenset(
    (
        "order",
        "ordered",
        "orders",
        "ordering",
        "direct",
        "directed",
        "directs",
        "directing",
        "decided",
        "decides",
        "deciding",
        "determined",
        "decreed",
        "instructed",
        "instructing",
        "instructs",
        "mandates",
        "mandating",
        "stipulated",
        "stipulates",
        "agreed",
        "agree",
        "agreeing",
    )
)
# What can be the subject of an act that its owner does: "the decree raises", "these duties apply".
MEASURE_NOUNS = frozenset(load("english")["words"]["measure_nouns"]) | LAWS | DECISIONS
DOCUMENTS = (
    ORDERS
    | LAWS
    | {
        "amendment",
        "circular",
        "decision",
        "determination",
        "directive",
        "notification",
        "ordinance",
        "legislation",
        "resolution",
        "ruling",
    }
)
ISSUED = frozenset(
    (
        "set",
        "laid",
        "specified",
        "contained",
        "provided",
        "described",
        "referred",
        "listed",
        "mentioned",
        "signed",
        "published",
        "issued",
        "dated",
        "announced",
        "adopted",
        "released",
        "gazetted",
        "made",
        "unveiled",
        "passed",
        "approved",
        "imposed",
        "introduced",
        "effective",
        "taken",
        "levied",
        "proposed",
        "promulgated",
    )
)
INQUIRIES = frozenset(
    ("investigation", "investigations", "probe", "probes", "inquiry", "review", "concerning", "regarding")
)
# Who says it stands before these.
TELLS = re.compile(r"([^.\n]{3,60}) (?:said|says|stated|noted|announced|added|confirmed|declared|told)\b")
OPENING = ("", ",", ";", ":", "but", "while", ")", "that", QUOTED)  # before these a clause begins
OPEN_TERMS = frozenset(
    ("if", "should", "in the event that", "in the event of", "unless", "provided that", "in case")
)
DETERMINERS = frozenset(
    ("the", "this", "these", "a", "an", "such", "its", "their", "his", "those", "both", "all", "any")
)
PLURAL_TEXTS = frozenset(
    ("amendments", "rules", "laws", "measures", "orders", "decrees", "regulations", "notices", "bills")
) | {"deals", "agreements", "pacts", "accords", "arrangements"}
DEEDS = frozenset(
    (
        "lowering",
        "raising",
        "cutting",
        "lifting",
        "imposing",
        "suspending",
        "removing",
        "reducing",
        "exempting",
    )
)
# "took a step, raising the duty": what somebody does who then does more.
MOVES = frozenset(
    (
        "took",
        "made",
        "moved",
        "pressed",
        "pushed",
        "forged",
        "acted",
        "went",
        "responded",
        "reacted",
        "answered",
        "hit",
        "struck",
        "signed",
        "issued",
    )
)
GOALS = frozenset(
    ("goal", "aim", "purpose", "objective", "idea", "hope", "task", "challenge", "point", "intention")
)
# What takes effect with these is no burden.
EASINGS = frozenset(
    (
        "suspension",
        "suspensions",
        "cut",
        "cuts",
        "reduction",
        "reductions",
        "removal",
        "agreement",
        "deal",
        "truce",
        "exemption",
        "exemptions",
        "pause",
        "modification",
        "modifications",
        "adjustment",
        "adjustments",
        "easing",
        "amendments",
        "lifting",
        "exclusions",
        "accord",
        "pact",
        "arrangement",
        "ruling",
    )
)


def past_brackets(words: list[str], place: int) -> int:
    """Return the place before a bracket that closes at ``place``: "Security (BIS) revised"."""
    if words[place] == ")":
        opening = next((at for at in range(place - 1, max(-1, place - 6), -1) if words[at] == "("), 0)
        return opening - 1 if opening else place
    return place


def _noun_start(words: list[str], head: int) -> int:
    """Return where the words of a noun begin: "a new trade deal"; its own place where they are long."""
    for at in range(head, max(-1, head - 6), -1):
        if words[at] in ("a", "an", "the", "this", "that", "its", "their"):
            return at
        if not words[at].isalpha() or words[at] in PREPOSITIONS or words[at] in BE:
            return at + 1
    return head


def modality_of(name: str) -> str:
    """Return the modality that a cue of the name gives: "may" under a condition is "will"."""
    return "will" if name == "none" else name


def _unreal(words: list[str], have: int) -> bool:
    """Whether the perfect at ``have`` tells what did not come about: "would also have improved"."""
    at = have - 1
    while at > 0 and (words[at] in ADVERBS or words[at].endswith("ly")):
        at -= 1
    return at >= 0 and words[at] in ("would", "could", "might", "should", "'d")


def _manner_before(words: list[str], place: int) -> int:
    """Return where the words of manner that end before ``place`` begin: "formally and with immediate effect"."""
    for phrase in MANNERS:
        if words[max(0, place - len(phrase)) : place] == phrase:
            begin = place - len(phrase)
            joined = begin > 1 and words[begin - 1] == "and" and words[begin - 2].endswith("ly")
            return begin - joined
    return place


class GovernorFinder(SentenceReader):
    """Finds modality, actor and first word of an act from what governs its verb or noun."""

    def _governor(self, sentence: Sentence, place: int, chain: Governor | None) -> Governor | None:
        """Return what governs the bare verb at ``place``: a modal or cue before it, or the chain it
        continues.
        """
        words = sentence.words
        at, negated, linked, crossed = place, False, False, False
        for _ in range(60):
            before = words[at - 1] if at else ""
            if at in sentence.cue_ends:
                start, name = sentence.cue_ends[at]
                if name == "transparent":
                    if words[start] in ("begun", "began", "started", "continued"):
                        return self._past(sentence, start)[0]  # "has begun to issue"
                    at, linked = start, True
                    continue
                if words[start] == "necessary" and words[start - 1 : start] == ["as"]:
                    modify = next(
                        (b for b in range(start, max(-1, start - 9), -1) if words[b] in ("modify", "amend")),
                        0,
                    )
                    return (
                        self._governor(sentence, modify, chain) if modify else None
                    )  # "may modify it as necessary to"
                return self._from_cue(sentence, start, name, negated)
            if not before:
                break
            party = next((span for span in sentence.parties if span[1] == at), None) if at == place else None
            if (
                party
                and party[0] > 1
                and words[party[0] - 1 - (words[party[0] - 1] == "the")] in ("will", "would", "shall")
                and "only" in words[: party[0]]
            ):
                return Governor(
                    "will", party[2], "subject:inverted", party[0] - 1
                )  # "only then will China lift"
            if (
                party
                and party[0] > 1
                and words[party[0] - 1 - (words[party[0] - 1] == "the")] in ("see", "sees", "let", "have")
            ):
                return Governor(
                    "will", party[2], "subject:seen", party[0]
                )  # "a deal which will see China postpone"
            if before in ("only", "just", "merely") and words[at - 2 : at - 1] == ["not"]:
                at -= 2  # "will not only cut duties but also": it will
                continue
            if (manner := _manner_before(words, at)) < at:
                at = manner
                continue
            if before in ADVERBS or (before.endswith("ly") and len(before) > 3) or before == "'t":
                negated = negated or before in ("not", "never", "'t")
                at -= 1
                continue
            if before in TURNS and words[at - 2 : at - 1] == ["in"]:
                at -= 2  # "would in turn lower"
                continue
            if before == "longer" and words[at - 2 : at - 1] == ["no"]:
                negated, at = True, at - 2
                continue
            if before == "no" and words[at - 2 : at - 1] == [","]:
                return None
            if before == "to" and at > 1 and words[at - 2] in ("and", "or", ","):
                at, linked = at - 1, True
                continue
            if before in ("did", "does", "do") and negated:
                if words[at - 2 : at - 1] in (["that"], ["which"]):
                    return None  # "cases that do not require a licence"
                actor, how, begin = self._subject_before(sentence, at - 1)
                if "intransitive" in sentence.verbs[place][1].form and before != "did":
                    begin = self._clause_start(sentence, at - 1)
                    return Governor("decided", actor, how, begin, True)  # "the surcharge does not apply to"
                return Governor("done", actor, how, begin, True) if how.startswith("subject") else None
            if (
                before == "to"
                and words[at - 2 : at - 1] == ["yet"]
                and words[at - 3 : at - 2] in (["has"], ["have"])
            ):
                actor, _, begin = self._subject_before(sentence, at - 3)
                return Governor(
                    "done", actor, "yet", begin, True, False
                )  # "has yet to lift its curbs": it has not
            if before == "to":
                negated = negated or words[at - 2 : at - 1] == ["not"]
                for opened, stop, code in sentence.parties:
                    of = opened - 1 - (words[opened - 1] == "the") if opened else 0
                    if (
                        stop == at - 1 - (words[at - 2] == "not")
                        and of > 1
                        and words[of] in ("of", "by")
                        and words[of - 1] in DECISIONS
                    ):
                        return Governor(
                            "decided", code, "owner", of - 1, negated
                        )  # "the decision of Oslo to"
                headline = next(
                    (s for s in sentence.subjects if s[1] == at - 1 - (words[at - 2] == "not")), None
                )
                if headline and (
                    headline[0] == first_word(words) or words[headline[0] - 1] in (":", ";", ",", "as")
                ):
                    # "U.S. to remove tariffs", "Japan not to ..."
                    return Governor("will", headline[2], f"subject:{headline[3]}", headline[0], negated)
                return self._from_head(sentence, at - 1, chain, negated)
            if is_enumerator(words, at - 1):
                at -= 3  # "(i)", "(2)"
                linked, crossed = True, True
                continue
            if before in ("and", "or", ",", ";", ":", "-", '"', "then", "but"):
                at -= 1
                linked = linked or before != '"'
                crossed = crossed or before != '"'
                continue
            break
        if words[place - 1] in ("that", "which", "and", "also") and (
            held := self._plural_clause(sentence, place)
        ):
            return held
        if linked and chain and chain.base:
            if not crossed and chain.how != "chain":
                return Governor(chain.modality, chain.actor, chain.how, chain.start, chain.negated or negated)
            return Governor(
                chain.modality,
                chain.actor,
                "chain",
                place,
                negated or (chain.negated and words[place - 1] == "or"),
            )
        return None

    def _plural_clause(self, sentence: Sentence, place: int) -> Governor | None:
        """Return the governor of a bare verb of texts: "approved amendments that prohibit", "deals that cut"."""
        words = sentence.words
        that = next(
            (at for at in range(place - 1, max(0, place - 16), -1) if words[at] in ("that", "which")), 0
        )
        if not that or {",", ";", "."} & set(words[that + 1 : place]) - {","}:
            return None
        near = [at for at in range(that - 1, max(-1, that - 10), -1) if words[at] in PLURAL_TEXTS]
        if not near or {"if", "unless"} & set(words[:that]):
            return None
        if words[near[0]] in TEXTS:
            return Governor("agreed", "BOTH", "text", place, False)
        told = [
            at
            for at in range(near[0] - 1, max(-1, near[0] - 6), -1)
            if words[at] in SIGNED | UNVEILED | {"passed"}
        ]
        actor, how, begin = self._subject_before(sentence, told[0]) if told else ("", "", 0)
        return Governor("decided", actor, how, begin, False) if actor and how.startswith("subject") else None

    def _from_cue(self, sentence: Sentence, start: int, name: str, negated: bool) -> Governor | None:
        words = sentence.words
        if (start and words[start - 1] in ("not", "'t")) or words[start] == "cannot":
            negated = True
        if words[start + 1 : start + 2] == ["not"] and words[start + 2 : start + 3] not in (
            ["hesitate"],
            ["rule"],
            ["only"],
            ["just"],
            ["merely"],
        ):
            negated = True
        if name == "refuses":
            name, negated = "decided", not negated
        if words[start] in ("plan", "plans", "intention", "intent") and start and words[start - 1] == "no":
            return None  # "has no plans to": a denial, not a promise
        if name == "none" and words[start] == "may":
            actor, how, begin = self._subject_before(sentence, start)
            if (
                how.startswith("subject")
                and words[begin - 1 : begin + 1]
                and ({"neither", "no"} & set(words[max(0, begin - 1) : begin + 1]))
            ):
                barred = begin if words[begin] in ("neither", "no") else begin - 1
                return Governor("shall", actor, how, barred, negated)  # "neither Party may increase"
        if name == "none" and not (words[start] in ("may", "could", "might") and sentence.conditions):
            return None
        if (
            start
            and words[start - 1] in ("not", "'t", "never")
            and name in ("agreed", "decided", "expected", "threatens")
        ):
            return None
        if words[start] in ("necessary", "appropriate") and not self._is_determined(words, start):
            return None
        spared = {"despite", "without"} & set(words[max(0, start - 3) : start])
        if spared and words[start] in PROMISE_NOUNS | {"threat", "threats"}:
            return None  # "despite a pledge to raise it"
        if words[start] == "working" and start and words[start - 1] == ",":
            return None  # ", working to facilitate": an effort
        if words[start] in ("intended", "meant", "designed") and BE & set(words[max(0, start - 2) : start]):
            return None  # "was not intended to set up": what for
        if words[start] in PURPOSES and start and words[start - 1] in ("that", "which"):
            return None  # "permits that aim to speed up shipments"
        halted = (
            start - 1 - (words[start - 1] in ("the", "its", "his", "their", "a", "any")) if start > 1 else -1
        )
        if (
            words[start] == "plan"
            and words[start + 1] != "is"
            and not (halted >= 0 and words[halted].startswith(GIVEN_UP))
            and start
            and words[start - 1] not in ADVERBS
            and not any(stop == start for _, stop, _, _ in sentence.subjects)
        ):
            told = next((at for at in range(start - 1, max(-1, start - 10), -1) if words[at] in UNVEILED), -1)
            if told < 0 or "," in words[told:start]:
                return None  # "a coordinated plan to" is a noun
            actor, how, begin = self._subject_before(sentence, told)
            return Governor("decided", actor, how, begin, negated) if how.startswith("subject") else None
        if words[start] in BE and words[start - 1] in GOALS:
            return None  # "The goal is to expand access": what is aimed at
        if words[start] in DECISIONS and "against" in words[max(0, start - 6) : start]:
            return None  # "a protest against Oslo's decision to": what it is about
        if words[start] == "required" and not (set(words[max(0, start - 3) : start]) & (BE | HAVE)):
            return None  # "chemicals required to produce"
        if start and words[start] in ("scheduled", "due", "set", "planned", "expected", "slated"):
            at = start - 1
            while at > 0 and (words[at] in BE or words[at] in ADVERBS or words[at] in HAVE):
                at -= 1
            if words[at] in ("that", "which") and at != start - 1:
                return None  # "the tariffs that were scheduled to go into effect"
            if {"was", "were"} & set(words[at + 1 : start]) and words[start] != "expected":
                return None  # "those controls were due to take effect": but did not
        if (
            words[start] in ("plan", "plans", "threat", "threats")
            and halted > 1
            and words[halted] == "from"
            and words[halted - 1] in ("away", "back", "down")
        ):
            negated, start = True, halted - 2  # "backed away from a threat to"
        elif (
            words[start] in ("plan", "plans", "threat", "threats")
            and halted >= 0
            and words[halted].startswith(GIVEN_UP)
        ):
            negated, start = True, halted
        elif words[start] == "required" and {"not", "longer"} & set(words[max(0, start - 3) : start]):
            negated = True
        actor, how, begin = self._subject_before(sentence, start)
        for opened, stop, code in sentence.parties:
            with_it = opened - 1 - (words[opened - 1] == "the")
            if stop == start and opened and with_it >= 0 and words[with_it] == "with":
                return Governor(
                    modality_of(name), code, "subject:with", opened, negated
                )  # "with Oslo set to"
        if words[start].endswith("ing") and start and words[start - 1] == ",":
            before = [s for s in sentence.subjects if s[1] <= start]
            if len(before) > 1 and words[before[-1][1]] in REPORT and words[before[-1][0] - 1] == ",":
                first = before[-2]  # "China ended X, Bessent said, promising to": China promises
                actor, how, begin = first[2], f"subject:{first[3]}", start
        if (
            words[start].startswith("announce")
            and how.startswith("subject")
            and begin
            and words[begin - 1] in ("after", "since", "before", "when", "that", "which")
        ):
            return None  # "a day after China announced a ban"
        text = self._text_subject(words, start)
        if text < 0 and start > 2 and (head := self._before_partners(sentence, start - 1)) != start - 1:
            text = self._text_subject(words, head + 1)
        if text >= 0 and name in ("will", "shall", "expected"):
            that = words[start - 1] in ("that", "which")
            return Governor("agreed" if that else name, "BOTH", "text", start if that else text, negated)
        if negated and words[start].startswith(GIVEN_UP):
            return Governor("decided" if words[start].endswith("ing") else "will", actor, how, begin, True)
        if (
            words[start] == "decision"
            and start > 1
            and words[start - 1] in ("the", "earlier", "previous", "this", "that")
            and not DECIDES & set(words[max(0, start - 7) : start])
        ):
            return None  # "did not revoke the decision to ban": which decision
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
        if words[start] in PROMISE_NOUNS and "first" in words[max(0, start - 3) : start]:
            return None  # "the first commitment to purchase since 2017"
        if words[start] in PROMISE_NOUNS and start:
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
        modality = modality_of(name)
        order = start - 1
        while order > 0 and (words[order] in BE or words[order] in ADVERBS or words[order] in HAVE):
            order -= 1
        if how in ("last", "main") or words[max(0, order - 1) : order + 1] == ["executive", "order"]:
            known = self._whose_measure(words, self._clause_start(sentence, start), start)
            actor, how = (known, "measure") if known else (actor, how)  # "An executive order is expected to"
        if words[start] in ("necessary", "appropriate"):
            begin, how = (
                next((at for at in range(start, len(words)) if words[at] == "to"), start) + 1,
                "determined",
            )
        return Governor(modality, actor, how, begin, negated)

    def _bound(self, sentence: Sentence, to: int) -> Governor | None:
        """Return the governor that "commits Vietnam to" is, if that ends before the "to" at ``to``."""
        words = sentence.words
        for start, stop, code in sentence.parties:
            at = start - 1 - (words[start - 1] == "the") if start else 0
            if stop == to and at > 0 and words[at] in ("commit", "commits", "committed", "committing"):
                return Governor("agreed", code, "bound", at, False, False)
        return None

    def _holds_a_verb(self, sentence: Sentence, opened: int, closed: int) -> bool:
        """Whether what stands between two commas is a clause of its own with an act."""
        return any(at in sentence.verbs for at in range(opened + 1, closed)) and any(
            opened < start < closed for start, _, _, _ in sentence.subjects
        )

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
                return start - 2 if words[start - 2] in TEXTS else at
            if words[start - 1] not in ("and", ","):
                return at
            place = start - 2
        return at

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
                    or words[start - 1] in (",", ";", ":", "and", "but", "while", ")", "that", QUOTED)
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
        if words[place] in PLURALS:
            return -1  # "duties on certain imports of"
        at = place - 1
        while at > 0 and (words[at] in ADVERBS or words[at].endswith("ly")):
            at -= 1
        aside = at > 0 and words[at] == ","
        if aside:
            opened = self._relative_before(words, at)
            at = opened - 1 if opened > 0 else at - 1
        for head in range(at, max(-1, at - (80 if aside else 16)), -1):
            word = words[head]
            month = word == "may" and words[head + 1][0].isdigit()
            if word == "," and (aside or words[head + 1][0].isdigit()):
                continue  # ", issued under Section 9, as amended,"
            if word in (";", ":", ",", QUOTED, "that", "which", "who", "if", "and", "to") and not (
                aside and word in ("and", "to")
            ):
                return -1
            if word in BE | HAVE | MODALS and not month:
                return -1
            if word in MEASURE_NOUNS and (
                head == at
                or (aside and words[head + 1] == "," and words[head + 2] in ISSUED | ASIDES | {"which"})
                or self._only_describes(sentence, head + 1, at + 1)
            ):
                begin = self._noun_begins(words, head)
                if begin >= 0 or not aside:
                    return begin
        return -1

    def _only_describes(self, sentence: Sentence, begin: int, stop: int) -> bool:
        """Whether the words from ``begin`` to ``stop`` only say of the noun before them which it is."""
        words = sentence.words
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
                return start if opened else -1
            if words[start] in DETERMINERS and before not in DETERMINERS:
                return -1
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
                named = [found[1] for at in range(len(words)) if (found := english_parties().at(words, at))]
                if named and named[-1] != "BOTH":
                    self.context.teller = named[-1]
                    break
        return self.context.teller

    def _text_subject(self, words: list[str], place: int) -> int:
        """Return where "the framework agreement", "a deal that" begins, if that is the subject of the verb
        group at ``place``; else -1.
        """
        at = place - 1
        while at > 0 and (words[at] in ADVERBS or words[at].endswith("ly")):
            at -= 1
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
        for at in range(to - 1, max(-1, to - 26), -1):
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
                and words[at] not in ("address", "modify")
            ):
                break
            if words[at] in ("amends", "amended") and any(
                stop == at or words[stop:at] in (["has"], ["have"], ["also"])
                for _, stop, _, _ in sentence.subjects
            ):
                actor, how, begin = self._subject_before(sentence, at)
                return Governor(
                    "decided", actor, how, begin, negated
                )  # "amends Notification No. 9 to extend"
            if to - at > 14 and words[at] not in ("invoked", "exercised", "agreed", "decided", "determined"):
                continue
            if words[at] in DOCUMENTS and {"amends", "amended"} & set(words[max(0, at - 6) : at]):
                continue
            name = HEADS.get(words[at]) or ("transparent" if words[at] in DOCUMENTS else None)
            if not name:
                continue
            if words[at] in LAWS and not SIGNED & set(words[max(0, at - 6) : at]):
                name = "transparent"
            if words[at] in DOCUMENTS and "no" in words[max(0, at - 6) : at]:
                return None  # "no order has been issued to raise the rate"
            if words[at] in DOCUMENTS and SIGNED & set(words[max(0, at - 6) : at]):
                name = "decided"  # "issued a notice on Friday to adjust"
            if name == "transparent":
                if not chain:
                    return None
                begin = (
                    chain.start
                    if chain.how != "chain"
                    and words[at] not in ("htsus", "modify", "modifying", "amend", "schedule")
                    and to - chain.start < 24
                    else to + 1
                )
                return Governor(
                    chain.modality,
                    chain.actor,
                    "chain" if begin == to + 1 else chain.how,
                    begin,
                    chain.negated or negated,
                )
            if name == "none":
                return None
            actor, how, begin = self._subject_before(sentence, at)
            if words[at] in TEXTS and how.startswith("subject:pronoun:we"):
                actor = "BOTH"
            if words[at] in TEXTS and words[at - 1] in ("a", "an", "the", "this", "new", "preliminary"):
                how = "text:" + how  # "a deal to cut U.S. duties": whose duties tells who acts
            between = next((span for span in sentence.parties if at < span[0] and span[1] <= to + 1), None)
            if words[at] in ("require", "requires", "oblige", "obliges"):
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
        return None

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

    def _past(self, sentence: Sentence, place: int) -> tuple[Governor | None, bool]:
        """Return the governor of a past form and whether it is passive; a participle after its noun has
        none.
        """
        words = sentence.words
        at, negated = place - 1, False
        while at >= 0 and (
            words[at] in ADVERBS
            or words[at].endswith("ly")
            or words[at] in ("been", "being", "be")
            or (words[at] == "since" and words[at - 1] in HAVE)
        ):
            if words[at] == "being" and (at == 0 or words[at - 1] not in BE):
                return None, False  # "chips being imported"
            if words[at] in ("been", "be", "being"):
                return self._passive(sentence, at, negated), True
            negated = negated or words[at] in ("not", "never")
            at -= 1
        if at > 1 and words[at] in TURNS and words[at - 1] == "in":
            at -= 2  # "Beijing in turn suspended"
        if at > 1 and words[at] == QUOTED and words[at - 1] in TEXTS:
            at -= 1  # 'the agreement "merely cut duties"'
        if at < 0:
            return None, False
        at = past_brackets(words, at)
        if words[at] == ",":
            for _, stop, _, _ in sentence.subjects:
                if (
                    words[stop] == ","
                    and 2 < at - stop <= 12
                    and not any(self._finite_verb_at(sentence, inner) for inner in range(stop, at))
                ):
                    at = stop - 1  # "The European Union, by contrast, imposed"
                    break
            else:
                opened = self._relative_before(words, at)
                at = opened - 1 if any(stop == opened for _, stop, _, _ in sentence.subjects) else at
        manner = _manner_before(words, at + 1) - 1
        while 0 <= manner < at and (words[manner] in ADVERBS or words[manner].endswith("ly")):
            manner -= 1
        at = manner if manner >= 0 else at
        word = words[at]
        if word == "may" and words[max(0, at - 1)] not in ("in", "last", "late", "early", "this"):
            return None, True  # "Oslo may cut its duty": not the month
        while at > 0 and (
            words[at] in TIME_WORDS
            or words[at].isdigit()
            or (words[at] in ("on", "in") and words[at + 1] in TIME_WORDS)
        ):
            at -= 1
        word = words[at]
        if word in BE:
            return self._passive(sentence, at, negated), True
        at = self._before_partners(sentence, at)
        word = words[at]
        if word in TEXTS and (start := self._thing_subject(words, at)) >= 0:
            return (
                Governor("agreed", "BOTH", "text", start, negated, False),
                False,
            )  # "the truce brought levies down"
        if word in DECISIONS and at > 1 and words[at - 1] == "'s":
            for start, stop, code in sentence.parties:
                if stop == at - 1:
                    return Governor(
                        "done", code, "owner", start, negated, False
                    ), False  # "Trump's decision imposed"
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
                    return Governor(
                        "done", code, "owner", start, negated, False
                    ), False  # "Oslo's decision that cut"
        if word in ("that", "which") and self._text_subject(words, at + 1) >= 0:
            begin = self._text_subject(words, at + 1)
            return Governor("agreed", "BOTH", "text", begin, False, False), False  # "a deal that cut levies"
        if word in ("and", "or") and at > 2 and words[at - 1].endswith("ed"):
            auxiliary = at - 2
            while auxiliary > 0 and (words[auxiliary] in ADVERBS or words[auxiliary].endswith("ly")):
                auxiliary -= 1
            if words[auxiliary] in BE and not {"if", "once"} & set(words[max(0, auxiliary - 20) : auxiliary]):
                return self._passive(sentence, auxiliary, negated), True  # "have been received and approved"
        if word in ("and", "or", ",", "but") and at:
            governor = self._second_past(sentence, at)
            if governor:
                return governor, False
        relative = at - (word in HAVE)
        if words[relative] in ("which", "who") and words[relative - 1] == "," and not _unreal(words, at):
            for _, stop, code in sentence.parties:
                if stop == relative - 1:
                    return Governor("done", code, "relative", relative, negated, False), False
        if word in HAVE:
            if _unreal(words, at):
                return None, False  # "would have imposed": did not come about
            actor, how, begin = self._subject_before(sentence, at)
            if how.startswith("subject") and any(end == begin for _, end, _ in sentence.objects):
                return None, False  # "the duties he had imposed": which ones
            return Governor("done", actor, how, begin, negated, False), False
        told = word in MEASURE_NOUNS or words[place - 1] in TIME_WORDS or words[place - 1][0].isdigit()
        if (
            told
            and words[place] not in ISSUED
            and (governor := self._measure_governor(sentence, place, "done"))
        ):
            return governor, False  # "The decree of June 3 raised the duty"
        for start, stop, code, how in sentence.subjects:
            if stop == at + 1:
                # "controls China imposed", "measures that it took" describe old acts.
                earlier = words[start - 1] if start else ""
                if earlier == "the":
                    earlier = words[start - 2] if start > 1 else ""
                afterwards = words[max(0, start - 2) : start] == ["after", "which"]
                if earlier in ("after", "since", "because") and "court" in words[start:stop]:
                    return None, False  # "after the Supreme Court struck down the levies"
                if (earlier in ("that", "which") and not afterwards) or any(
                    end == start for _, end, _ in sentence.objects
                ):
                    return None, False
                return Governor("done", code, f"subject:{how}", start, negated, False), False
        return None, False

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
            if cue and cue[1] == "transparent" and cue[0]:  # "shall continue to be"
                cue = sentence.cue_ends.get(cue[0])
                at = cue[0] if cue else at
            if cue:
                waits = words[cue[0]] in ("may", "could", "might") and any(
                    opener in OPEN_TERMS for _, _, opener in sentence.conditions
                )  # "should A fall short, these rates may be raised"
                if cue[1] in ("transparent", "refuses") or (cue[1] == "none" and not waits):
                    return None
                if cue[1] == "refuses":
                    return None  # "refused to be bound by the levy"
                modality, at = "will" if waits else cue[1], cue[0]
                if modality == "refuses":  # "refused to be bound"
                    modality, negated = "decided", not negated
            elif at >= 0 and words[at] == "," and (modal := self._modal_before_comma(words, at)) >= 0:
                negated = negated or "not" in words[modal : be + 1]
                modality, at = (("shall" if words[modal] in ("shall", "must") else "will"), modal)
            elif at >= 0 and words[at] in HAVE:
                if _unreal(words, at):
                    return None  # "should not have been opened"
                modality = "done"
            elif at >= 0 and words[at] in ("is", "are") and "to" in words[at:be]:
                modality = "shall"  # "are also to be lowered"
            elif words[be] == "be":
                return self._mandate(sentence, be, negated)
        elif words[be] in ("was", "were"):
            modality = "done"
        if hereby:
            modality = "decided"
        if (
            any(
                word in ("until", "unless", "since", "after", "because", "before")
                for word in words[max(0, be - 6) : be]
            )
            or any(
                words[back] in ("after", "since") and "," not in words[back:be]
                for back in range(max(0, be - 16), be)
            )
            or (at != be and words[max(at, 0) - 1 : max(at, 0)] in (["which"], ["that"]))
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
            (b for b in range(be - 1, max(-1, be - 16), -1) if words[b] in ("ensure", "ensuring")),
            -1,
        )
        if ensured >= 0 and modality in ("decided", "done"):
            # "commits to ensuring that no restrictions are placed": promised by who ensures it
            over = self._governor(sentence, ensured, None) or self._gerund(sentence, ensured, None, [])
            if over and over.actor:
                return Governor(over.modality, over.actor, over.how, over.start, negated, False)
        return Governor(modality, actor, how, begin, negated, False)

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

    def _gerund(
        self, sentence: Sentence, place: int, chain: Governor | None, found: list[Found]
    ) -> Governor | None:
        words = sentence.words
        at = place - 1
        negated = False
        for title in range(max(0, place - 5), place):
            if words[title] in ("titled", "entitled") and QUOTED in words[title:place]:
                return None  # 'a notice titled "Notice on Strengthening": a name
        while at >= 0 and (
            words[at] in ADVERBS
            or words[at].endswith("ly")
            or (words[at] in ("and", "or") and words[at - 1].endswith("ly") and words[at + 1].endswith("ly"))
        ):
            negated = negated or words[at] == "not"
            at -= 1
        before = words[at] if at >= 0 else ""
        verb = sentence.verbs.get(place)
        if verb and "intransitive" in verb[1].form and before in MEASURE_NOUNS:
            with_ = next((b for b in range(at, max(-1, at - 8), -1) if words[b] == "with"), -1)
            if with_ >= 0 and "," not in words[with_:at] and words[with_ - 1 : with_] == [","]:
                actor, how = self._whose(sentence, with_ + 1, place)
                return (
                    Governor("will", actor, f"absolute:{how}", with_ + 1, negated, False) if actor else None
                )
        if is_enumerator(words, at):
            before, at = "and", at - 3
        if before in BE:
            if before == "been" and words[at - 1] in HAVE and not _unreal(words, at - 1):
                actor, how, begin = self._subject_before(sentence, at - 1)
                return Governor("done", actor, how, begin, negated, False)  # "has been easing the curbs"
            if before in ("be", "been"):
                cue = sentence.cue_ends.get(at)
                return (
                    self._from_cue(sentence, cue[0], cue[1], negated)
                    if cue and cue[1] != "transparent"
                    else None
                )
            actor, how, begin = self._subject_before(sentence, at)
            return Governor("decided", actor, how, begin, negated, False)
        if before in STARTED:
            if sentence.words[at - 1 : at] == ["not"] or before.endswith("s"):
                return self._present(sentence, at)
            return self._past(sentence, at)[0] or self._governor(sentence, at, chain)
        if before == "from" and words[at - 1] in ("refrained", "abstained", "desisted"):
            held = self._past(sentence, at - 1)[0]
            return replace(held, negated=True) if held else None
        if at < first_word(words) and self.context.header:
            header = self.context.header  # "China will do the following:", then "Suspending the controls"
            return Governor(header.modality, header.actor, "header", 0, header.negated or negated, False)
        if before == "against" and words[at - 1] in ("ruled", "decided", "opted", "voted", "chose"):
            held = self._past(sentence, at - 1)[0]
            return replace(held, modality="decided", negated=True) if held else None
        if before == "out" and words[at - 1] in ("ruled", "rules", "rule"):
            held = self._past(sentence, at - 1)[0] or self._present(sentence, at - 1)
            return replace(held, modality="decided", negated=not held.negated) if held else None
        if before in ("stopped", "ceased", "halted", "quit", "paused") and at:
            held = self._past(sentence, at)[0]
            return replace(held, negated=True, base=False) if held else None  # "has stopped buying oil"
        if before in ("from", "stop", "cease", "not", "avoid", "end"):
            if before == "from" and words[at - 1] not in (
                "refrain",
                "abstain",
                "desist",
                "refraining",
                "cease",
            ):
                return None
            if before == "from":
                at -= 1
            governor = self._governor(sentence, at, chain)
            return replace(governor, negated=True) if governor else None
        if before in (";", ":") and chain and "by" in words[max(0, at - 70) : at + 1]:
            return Governor(chain.modality, chain.actor, "chain", place, negated, False)  # "by: A; B; and C"
        heads = [b for b in range(max(0, at - 14), at) if words[b] in LISTS] if before == ":" else []
        if heads and not found and chain is None:
            actor, how, begin = self._subject_before(sentence, heads[-1])
            if actor:  # "issued two orders on the duties: Reducing the duty to 10 percent"
                return Governor(
                    "decided", actor, how if how.startswith("subject") else "header", place, negated, False
                )
        opened = at - (before == "and" and is_enumerator(words, place - 1) and words[at] != ":")
        if (
            chain
            and opened >= 0
            and words[opened] in (":", ";")
            and (":" in words[max(0, opened - 90) : opened + 1])
        ):
            # "will take the following steps: lowering A; extending B", "committed to: (1) removing A"
            return Governor(chain.modality, chain.actor, "chain", place, negated, False)
        if before in ("by", "while", "and", ",", "or", "then", "toward", "towards") and chain and found:
            return Governor(chain.modality, chain.actor, "chain", place, negated, False)
        if before in ("by", "toward", "towards", "while") and chain:
            return Governor(
                chain.modality,
                chain.actor,
                "chain" if before == "while" else chain.how,
                place if before == "while" or chain.how in ("chain", "determined") else chain.start,
                negated,
                False,
            )
        ordered = at
        while ordered > 0 and (
            words[ordered] in TIME_WORDS
            or words[ordered] in MONTHS
            or words[ordered] in ("on", ",", "no", "of", "(", ")", "/")
            or words[ordered][0].isdigit()
            or (len(words[ordered]) == 1 and words[ordered - 1] == "(")
            or words[ordered].endswith(".")
        ):
            ordered -= 1
        if words[ordered].removesuffix("s") in DOCUMENTS and (
            ordered == at or words[at] != "," or words[ordered + 1] != ","
        ):
            before = words[ordered].removesuffix("s")
        if before not in DOCUMENTS and before == "," and found == [] and self._issued(sentence, at) >= 0:
            before = "notice"  # "issued Notification No. 9/2029-Customs (AD) on May 4, imposing"
        titled = self.text[sentence.starts[place]].isupper() and place and words[place - 1] in DOCUMENTS
        if titled:
            return None  # "the Order Imposing a Surtax": a name
        if (
            before in DOCUMENTS
            and found
            and chain
            and words[place - 1] in DOCUMENTS
            and "ing" in found[-1].form
        ):
            return Governor(chain.modality, chain.actor, "chain", place, negated, False)
        if before in DOCUMENTS and found == []:
            actor, how, begin = self._subject_before(sentence, at)
            if how.startswith("subject") or (how in ("last", "nearest") and actor):
                return Governor("decided", actor, how, begin, negated, False)
        if (before == "on" and HEADS.get(words[at - 1]) == "agreed") or (
            before == "on" and words[at - 1] == "agreeing"
        ):
            actor, how, begin = self._subject_before(sentence, at - 1)
            joint = words[at - 1] == "agreeing" and not how.startswith("subject")
            return Governor(
                "agreed", "BOTH" if joint else actor, "joint" if joint else how, at - 1, negated, False
            )
        if before in ("announced", "announces", "announce", "confirmed") and not chain:
            actor, how, begin = self._subject_before(sentence, at)
            if how.startswith("subject") or how == "nearest":
                return Governor("decided", actor, how, begin, negated, False)  # "announced suspending"
        if before in TEXTS and not found and (not chain or chain.how != "chain"):
            made = next((b for b in range(at - 1, max(-1, at - 12), -1) if words[b] in MAKES_DEAL), -1)
            if made >= 0 and "," not in words[made:at]:
                begin = made + 1  # "have reached a trade agreement eliminating tariffs"
                return Governor("agreed", "BOTH", "text", begin, negated, False)
        if before == "," and not found:
            text = next((b for b in range(at - 1, max(-1, at - 16), -1) if words[b] in TEXTS), -1)
            if text > 0 and (UNVEILED | SIGNED | MAKES_DEAL) & set(words[max(0, text - 7) : text]):
                return Governor(
                    "agreed", "BOTH", "text", place, negated, False
                )  # "signed a deal, capping duties"
        if before == "before" and (then := self._second_past(sentence, at)):
            return then  # "tightened its rules before imposing a ban"
        if before == "," and chain is None and not found and (held := self._followed_by(sentence, at)):
            return held
        if (before == "by" or (before == "while" and words[place] in DEEDS)) and not chain:
            governor = self._second_past(sentence, at)
            if governor:
                return governor
        whose = at - (words[at] == "'s") if at >= 0 else at
        for start, stop, code in sentence.parties:
            joined = words[start - 1 - (words[start - 1] == "the")] if start > 1 else ""
            if stop in (at + 1, whose + 1) and (
                joined == "with"
                or (joined == "for" and GIVEN_FOR & set(words[max(0, start - 4) : start]))
                or (joined in ("and", ",") and found and found[-1].governor.how == "subject:with")
                or (joined in INCLUDES and HEADED & set(words[max(0, start - 5) : start]))
            ):
                return Governor(
                    "agreed", code, "subject:with", start, negated, False
                )  # "in return for China lifting"
        cue = sentence.cue_ends.get(at + 1) if before == "to" else None
        if cue and words[cue[0]] in PROMISE_NOUNS:
            return self._from_cue(sentence, cue[0], cue[1], negated)  # "its commitment to maintaining"
        if before in ("includes", "include") and at > 1 and words[at - 1] in PROMISE_NOUNS:
            owner = next(
                (code for _, stop, code in sentence.parties if stop == at - 2 and words[at - 2] == "'s"),
                english_adjectives().get(words[at - 2], ""),
            )
            if owner:
                return Governor("agreed", owner, "owner", at - 3, negated)  # "China's commitments include"
        if before == "for" and words[at - 1] in ("timetable", "schedule", "timeline", "plan"):
            to = at - 2 - (words[at - 2] in ("a", "the"))
            if words[to] == "to" and (bound := self._bound(sentence, to)):
                return bound  # "commits Bern to a timetable for scrapping"
        if before == "to" and (bound := self._bound(sentence, at)):
            return bound
        if (
            before == "to"
            and at - 1 >= 0
            and words[at - 1].removeprefix("re") in ("committed", "commit", "commits")
        ):
            actor, how, begin = self._subject_before(sentence, at - 1)
            return Governor("agreed", actor, how, begin, negated)
        return None

    def _issued(self, sentence: Sentence, comma: int) -> int:
        """Return the place of the document that was issued before ``comma``, -1 if a clause stands between or none."""
        words = sentence.words
        for at in range(comma - 1, max(-1, comma - 20), -1):
            if words[at] in DOCUMENTS:
                return at if SIGNED & set(words[max(0, at - 8) : at]) else -1
            month = words[at] == "may" and words[at + 1][0].isdigit()
            if (words[at] in MODALS | BE | REPORT and not month) or words[at] in (";", ":", QUOTED, "that"):
                return -1
        return -1

    def _followed_by(self, sentence: Sentence, comma: int) -> Governor | None:
        """Return the governor of a participle behind the comma: "Ottawa took a first step, raising the duty"."""
        words = sentence.words
        for start, stop, code, how in sentence.subjects:
            if how.startswith("pronoun") or start > first_word(words) + 1 or stop >= comma:
                return None
            after = self._past_time(words, stop)
            own_plan = words[comma - 1] == "plan" and words[comma - 2] in ("its", "a", "the", "their")
            if TEXTS & set(words[stop:comma]) and not own_plan:
                return None  # "signed a pact, capping duties": that is the pact's
            if comma - stop > 30 or {",", ";", ":"} & set(words[stop:comma]) or words[after] in REPORT:
                return None
            if words[after] in HAVE or words[after] in MOVES or self._finite_verb_at(sentence, after):
                return Governor("done", code, f"subject:{how}", comma + 1, False, False)
            return None
        return None

    def _present(
        self, sentence: Sentence, place: int, chain: Governor | None = None, found: list[Found] | None = None
    ) -> Governor | None:
        """Return the governor of "China suspends": only right after its subject, or chained to it."""
        words = sentence.words
        at = place - 1
        while at >= 0 and (words[at] in ADVERBS or words[at].endswith("ly")):
            at -= 1
        at = past_brackets(words, at) if at > 0 else at
        if place == first_word(words) and (
            self.context.bullet
            or (self.context.header and words[place + 1 : place + 2] and words[place + 1] not in PREPOSITIONS)
        ):
            header = self.context.header  # "- Imposes a 25% tariff": of what the list is about
            actor = (
                (header.actor if header else "")
                or self.context.heading
                or self.context.issuer
                or self.context.last_actor
            )
            return Governor("decided", actor, "dropped", place, False, False)
        for start, stop, code, how in sentence.subjects:
            if stop == at + 1:
                before = words[start - 1] if start else ""
                if before == "the" and start > 1:
                    before = words[start - 2]
                said = before == "that" and {"noting", *REPORT} & set(words[max(0, start - 4) : start])
                if (
                    before in ("that", "which", "as", "after", "when", "whether", "if", "before", "since")
                    and not said
                    and not (before == "as" and "even" in words[max(0, start - 3) : start])
                ):
                    return None
                dated = words[0] in ("as", "from", "effective", "starting", "beginning") and start > 2
                if (
                    words[place] in ("imposes", "levies", "provides", "applies", "charges")
                    and {"percent", "%"} & set(words[place : place + 9])
                    and not dated  # "As of 1 August, Peru applies a 25 percent surtax"
                ):
                    return None  # a statistic: "imposes a 2.5 percent tariff on cars"
                return Governor("decided", code, f"subject:{how}", start, False, False)
        if (
            words[at] == "and"
            and found
            and found[-1].governor.how in ("text", "owner")
            and TEXTS & set(words[found[-1].governor.start : found[-1].place])
            and "s" in found[-1].form.split("|")
        ):
            return Governor(
                "agreed", "BOTH", "text", place, False, False
            )  # "the pact removes X and grants Y"
        if words[at] in ("and", "but") and found and chain and chain.actor and chain.how != "text":
            if self._measure_before(sentence, found[-1].place) == found[-1].governor.start:
                return replace(chain, modality="decided", start=place, how="chain", base=False)
            latest = next((s for s in reversed(sentence.subjects) if s[1] <= place), None)
            if latest and latest[2] == chain.actor:
                return Governor(
                    chain.modality if chain.modality == "agreed" else "decided",
                    chain.actor,
                    "chain",
                    place,
                    False,
                    False,
                )  # "China commits to X and identifies Y"
        if at > 2 and words[at] == ",":
            opened = next((back for back in range(at - 1, max(0, at - 10), -1) if words[back] == ","), 0)
            if opened and words[opened - 1] in LAWS | TEXTS and not self._holds_a_verb(sentence, opened, at):
                at = opened - 1  # "the deal, announced on Friday, lowers"
        at = self._before_partners(sentence, at)
        start = self._thing_subject(words, at)
        if start >= 0:
            text = words[at] in TEXTS
            actor, how, _ = self._subject_before(sentence, start) if not text else ("BOTH", "text", 0)
            inside = [code for begin, stop, code in sentence.parties if start <= begin and stop <= at]
            known = self._whose_measure(words, start, place) or ("" if text else (inside or [""])[0])
            if known or actor:
                return Governor(
                    "agreed" if text else "decided",
                    known or actor,
                    "measure" if known else how,
                    start,
                    False,
                    False,
                )
        if (governor := self._measure_governor(sentence, place)) is not None:
            return governor  # "The order signed on Friday keeps a 5% tariff"
        if words[at] in ("that", "which", ",", "and"):
            # "a deal with China that reduces tariffs, ends retaliation" tells what was agreed
            that = next(
                (back for back in range(at, max(-1, at - 14), -1) if words[back] in ("that", "which")), -1
            )
            order = (
                next(
                    (back for back in range(that - 1, max(-1, that - 5), -1) if words[back] in DOCUMENTS), -1
                )
                if that > 0
                else -1
            )
            if order < 0 < that:
                dated = next(
                    (b for b in range(that - 1, max(-1, that - 14), -1) if words[b] in DOCUMENTS), -1
                )
                numbered = all(
                    words[b][0].isdigit()
                    or words[b] in TIME_WORDS | ISSUED | {",", "no", "of", "/", "(", ")", "on"}
                    for b in range(dated + 1, that)
                )
                order = dated if dated >= 0 and numbered else -1
            if order >= 0:
                actor, how, begin = self._subject_before(sentence, order)
                if actor and not how.startswith("subject") and order < that - 4:
                    how = "subject:document"
                if how.startswith("subject"):
                    return Governor(
                        "decided", actor, how, begin, False, False
                    )  # "published a decree that raises"
            bargain = (
                next((back for back in range(that - 1, max(-1, that - 7), -1) if words[back] in TEXTS), -1)
                if that > 0
                else -1
            )
            if bargain >= 0:
                return Governor("agreed", "BOTH", "text", _noun_start(words, bargain), False, False)
        return None

    def _stays(self, sentence: Sentence, place: int, chain: Governor | None) -> Governor | None:
        words = sentence.words
        at = place
        while at > 0 and (words[at - 1] in ADVERBS or words[at - 1].endswith("ly")):
            at -= 1
        cue = sentence.cue_ends.get(at)
        if cue and cue[1] == "refuses":
            return None  # "refused to remain under the controls": what is not
        if not cue and chain and at and words[at - 1] == "and":
            return Governor(chain.modality, chain.actor, "chain", at, False, False)
        if not cue and chain and {"ensure", "ensuring"} & set(words[chain.start : at]):
            return replace(chain, how="ensured", base=False)
        modality = next((WITHIN[word] for word in words[place : place + 2] if word in WITHIN), "done")
        if cue:
            before = words[max(0, cue[0] - 2) : cue[0]]
            if cue[1] in ("none", "transparent", "refuses") or (
                cue[1] == "expected" and {"was", "were"} & set(before)
            ):
                return None
            modality = cue[1]
        if not cue and modality == "done" and words[0] == "under" and TEXTS & set(words[:place]):
            modality = "agreed"  # "Under the deal, tariffs drop to"
        verb = sentence.verbs[place][1]
        if words[place].startswith(("last", "run")) and words[at - 1] in ("that", "which"):
            return None  # "a levy that runs until May": the end of the levy
        begin = self._clause_start(sentence, cue[0] if cue else at)
        begin += words[begin] in CLAUSE_OPENERS
        if any(act.action in ("IMPOSE", "LIFT") for act in verb.acts):
            comma = next((b for b in range(begin, place) if words[b] == ","), place)
            if EASINGS & set(words[begin:comma]) or words[at - 1 : at] in (["which"], ["that"], ["to"]):
                return None  # "the suspension takes effect", "tariffs that take effect"
            modality = (
                modality
                if cue
                or words[place].startswith(
                    (
                        "took",
                        "came",
                        "went",
                        "entered",
                        "kicked",
                        "rose",
                        "climbed",
                        "jumped",
                        "risen",
                        "gone",
                    )
                )
                else "decided"
            )
        if (
            cue
            and words[cue[0] - 1 : cue[0]] in (["which"], ["that"])
            and self._tells_of_a_duty(sentence, cue[0])
        ):
            return None  # "imposed a surcharge that would remain in effect": of what was laid on
        actor, how = self._agent(sentence, place, cue[0] if cue else at)
        if any(act.action == "RESUME" for act in verb.acts):
            owner = next((code for start, _, code in sentence.parties if start == begin), "")
            actor, how = (owner, "owner") if owner else (actor, how)  # "China's exports have resumed"
        return Governor(modality, actor, how, begin, False, False)

    def _tells_of_a_duty(self, sentence: Sentence, place: int) -> bool:
        """Whether an act of this sentence stands before the clause at ``place``."""
        return any(
            at < place - 2 and any(act.action == "IMPOSE" for act in verb.acts)
            for at, (_, verb) in sentence.verbs.items()
        )

    def _noun(self, sentence: Sentence, place: int, chain: Governor | None) -> Governor | None:
        """Return the governor of "the removal of": a verb just before that makes the noun an act."""
        words = sentence.words
        for start, stop, code in sentence.parties:
            if (
                stop == place - 1
                and start > 2
                and words[stop] == "'s"
                and words[start - 1] == "for"
                and words[start - 2] in ("exchange", "return")
            ):
                return Governor("agreed", code, "subject:with", start, False, False)
        governors = GOVERNORS
        skip = -1
        for at in range(place - 1, max(-1, place - 9), -1):
            word = words[at]
            if skip >= 0 and at > skip:
                continue
            if is_enumerator(words, at):
                skip = at - 3
                continue
            if word == ";" and place - at > 1 and words[at + 1] in ("and", "or") and chain:
                return Governor(chain.modality, chain.actor, "chain", place, False, False)
            if word == "for" and words[at - 1].startswith("provid") and place - at <= 4:
                actor, how, begin = self._subject_before(sentence, at - 1)
                text = TEXTS & set(words[max(0, at - 8) : at]) or words[at - 2] == "it"
                own = self._owner_behind(sentence, place)
                if actor and (text or how.startswith("subject")):
                    begin = self._clause_start(sentence, at - 1) if text else begin
                    return Governor("agreed", own or ("BOTH" if text else actor), "text", begin, False, False)
            if word in governors and words[at - 1 : at] == ["not"]:
                return None  # "which do not involve the imposition of"
            if words[at - 1 : at] in (["its"], ["their"], ["his"]) and words[at - 2 : at - 1] == ["for"]:
                return None  # "for its continued purchase of oil": a reason
            if word == "of" and words[at - 1 : at] in (
                ["million"],
                ["billion"],
                ["trillion"],
                ["dollars"],
                ["euros"],
            ):
                continue  # "150 billion of Korean investment"
            if word == "on" and words[at + 1] in TIME_WORDS:
                continue  # "announced on Friday the suspension of"
            if word in (
                ";",
                "titled",
                "exchange",
                "return",
                "during",
                "this",
                "after",
                "following",
                "if",
                "of",
            ):
                return None
            if word == "to" and place - at <= 4 and (bound := self._bound(sentence, at)):
                return bound
            if word == "to" and HEADS.get(words[at - 1]) == "agreed" and place - at <= 4:
                actor, how, begin = self._subject_before(sentence, at - 1)
                return (
                    Governor("agreed", actor, how, begin, False, False) if how.startswith("subject") else None
                )
            if word == "," and chain and chain.modality == "agreed" and not chain.base and place - at <= 3:
                return Governor(chain.modality, chain.actor, "chain", place, False, False)
            if word in governors:
                if at == 0 and word == "continued":
                    return None  # a heading
                if at == 1 and words[0] == "to":
                    return None  # "To ensure that the imposition ...": a purpose
                modality = {
                    "announced": "decided",
                    "announces": "decided",
                    "announce": "decided",
                    "ordered": "decided",
                    "approved": "done",
                    "authorized": "done",
                    "agreed": "agreed",
                    "secured": "agreed",
                    "secures": "agreed",
                    "includes": "agreed" if (TEXTS | {"it"}) & set(words[max(0, at - 4) : at]) else "",
                    **dict.fromkeys(
                        ("include", "involves", "involve", "entails"),
                        "agreed" if (TEXTS | {"it", "this"}) & set(words[max(0, at - 4) : at]) else "",
                    ),
                    "issued": "done",
                    "instituted": "done",
                    "pledged": "agreed",
                    "pledges": "agreed",
                    "promised": "agreed",
                    "promises": "agreed",
                    "confirmed": "agreed",
                }.get(word, "")
                governed = (
                    self._governor(sentence, at, chain)
                    if word in ("ensure", "maintain", "continue", "complete", "secure", "allow")
                    else None
                )
                if governed:
                    own = next((code for start, _, code in sentence.parties if at < start < place), "")
                    return replace(governed, actor=own or governed.actor)
                cue = sentence.cue_ends.get(at)
                if not modality and cue and cue[1] not in ("none", "transparent", "refuses"):
                    modality = cue[1]
                if (
                    not modality
                    and chain
                    and word
                    in ("ensure", "continue", "maintain", "effect", "complete", "begin", "approve", "on")
                ):
                    modality = chain.modality
                if word == "on" and words[at - 1] in DOCUMENTS and SIGNED & set(words[max(0, at - 6) : at]):
                    actor, how, begin = self._subject_before(sentence, at)
                    return Governor("decided", actor, how, begin, False, False) if actor else None
                if word == "on" and words[at - 1] not in (
                    "agreed",
                    "agree",
                    "agreement",
                    "consensus",
                    "understanding",
                ):
                    return None
                if word == "on":
                    modality = modality or "agreed"  # "reached consensus on"
                actor, how, begin = self._subject_before(sentence, at)
                own = next((code for start, _, code in sentence.parties if at < start < place), "")
                own = own or next(
                    (english_adjectives()[word] for word in words[at:place] if word in english_adjectives()),
                    "",
                )
                own = own or self._owner_behind(sentence, place)
                actor = own or actor
                if (
                    not own
                    and word in ("secures", "secured")
                    and words[place : place + 1] in (["purchase"], ["purchases"])
                ):
                    return None  # from whom, is not said
                if word in ("secures", "secured", "agreed", "on") and (
                    how.startswith("subject:pronoun:we")
                    or any(word in TEXTS for word in words[max(0, at - 4) : at])
                ):
                    actor = own or "BOTH"
                if actor == "BOTH" and not own:
                    # "the resumption of exports to the US" is what the other side does
                    target = next(
                        (
                            code
                            for start, _, code in sentence.parties
                            if place < start <= place + 10
                            and ({words[start - 1], words[start - 2]} & {"to", "into"})
                            and code != "BOTH"
                        ),
                        "",
                    )
                    other = (
                        next((code for code in self.context.parties if code != target), "") if target else ""
                    )
                    actor, how = (other, "other") if other else (actor, how)
                begin = max(begin, at) if place - begin > 12 or how == "other" else begin
                if word in ("means", "mean", "signals", "reflects", "indicates", "marks", "represents"):
                    begin = self._clause_start(sentence, at)  # "The general licence means the removal of"
                return Governor(modality or "decided", actor, "owner" if own else how, begin, False, False)
            if word == "and" and chain and place - at <= 2:
                return Governor(chain.modality, chain.actor, "chain", place, False, False)
        return self._listed(sentence, place)

    def _listed(self, sentence: Sentence, place: int) -> Governor | None:
        """Return the governor of a noun that an item of a list begins with: "- Elimination of duties on cars"."""
        words, header = sentence.words, self.context.header
        begin = first_word(words)
        if not (self.context.bullet and header) or self.context.issuer or words[place] == "retaliation":
            return None
        if (
            place - begin > 3
            or not all(word.isalpha() for word in words[begin:place])
            or (MODALS | BE | HAVE | {"continues", "remains"}) & set(words)
        ):
            return None
        by = next(
            (code for start, _, code in sentence.parties if place < start and words[start - 1] == "by"), ""
        )
        own = by or self._owner_behind(sentence, place)
        how = "owner" if own else ("text" if header.actor in ("", "BOTH") else "header")
        return Governor(header.modality, own or header.actor or "BOTH", how, begin, False, False)

    def _owner_behind(self, sentence: Sentence, place: int) -> str:
        """Return whose the thing of a noun act is: "removal of China's controls", "purchases of soybeans
        from Japan".
        """
        words = sentence.words
        for start, stop, code in sentence.parties:
            if not place < start <= place + 12 or code == "BOTH":
                continue
            if words[start - 1] in ("into", "against", "toward", "towards", "targeting") or INQUIRIES & set(
                words[place:start]
            ):
                continue  # "the suspension of actions in its investigation of China's shipbuilding"
            if words[stop : stop + 1] in (["'s"], ["imposed"], ["announced"]) or (
                words[stop : stop + 1] in (["has"], ["had"], ["have"])
                and words[start - 1] in ("that", "which")
            ):
                return code
            if words[place] in ("purchase", "purchases") and words[start - 1] == "from":
                return code
        return ""
