"""Where the words of an English act end: what follows tells of the thing, of a reason or of another act."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.extraction.english_acts import ActFinder
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    CLAUSE_OPENERS,
    HAVE,
    MODALS,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTED,
    REPORT,
    TRAILERS,
    Found,
    Sentence,
    word_set,
)
from sources.extraction.lexicon import load

TERM_BEHIND = re.compile(r"\b(?:for|until|through|to|from|effective|at) (?:[a-z]+ )?\d|\bon [A-Z]")
YEAR = re.compile(r"(?:19|20)\d\d")
FORESEEN = word_set("foreseen")
HANDLED = frozenset(
    ("imported", "used", "needed", "destined", "intended", "exported", "purchased", "required")
)
DASH = re.compile(r"—|\s[–-]\s")
# ", offering relief to farmers": what comes of the act.
PARTICIPLE = re.compile(r"(?!beginning|starting|pending|during|following|according)[a-z]{3,}ing")
# ", originally imposed over", ", crucial to industry", ", key materials for": what the thing is.
DESCRIBED = re.compile(
    r"(?:(?:[a-z]+ly|first|already) )?(?:[a-z]{2,}ed|set|made|known) (?:on|in|over|by|for|as|from|to|against|under|at)\b"
    r"|(?:crucial|vital|critical|essential|necessary|important|subject|due) (?:to|for)\b|key [a-z]+"
)
UTMOST = word_set("utmost")
EFFECTS = word_set("effects")
PURPOSE = word_set("purpose")
RATE_BEHIND = re.compile(r"\b(?:to|from|by|at) (?:about )?\d|, (?:until|for|through|effective)\b")
PROMISING = frozenset(("commits", "agrees", "pledges", "promises", "requires", "vows", "undertakes"))
EFFORTS = frozenset(("ensuring", "supporting", "working", "helping", "making", "promoting", "guaranteeing"))
DEFINING = word_set("defining")
# Behind an act these open what it is for, what it answers, what it is measured by or what came before.
TAILS: dict[str, list[tuple[str, ...]]] = {}
for _phrase in load("english")["words"]["tails"]:
    TAILS.setdefault(_phrase.split()[0], []).append(tuple(_phrase.split()))
# Nothing else opens what an act is for, what it answers or what came before it.
WHY_OPENERS = frozenset(TAILS) | {
    *("despite", "amid", "unless", "when", "in", "for", "over", "to", "following"),
    *("after", "as", "because", "since", "under", "pursuant", "due", "based"),
}
JOINTS = frozenset(("and", "but", ",", "while", "where", "whereas", "that"))
MADE = re.compile(r"(?:ed|en|wn|made|built|sold|bought|sent|held)$")
FURTHER_VERBS = word_set("further_verbs")
SAYS_FURTHER = frozenset(
    ("directed", "ordered", "asked", "urged", "instructed", "warned", "called", "vowed", "launched", "signed")
)
ALSO_NOUNS = word_set("also_nouns")
AIMS = FURTHER_VERBS - ALSO_NOUNS  # "to align its policies": what for; not "precursors used to make"
OPENS_A_NOUN = word_set("opens_a_noun")
STOPS_A_NOUN = frozenset(
    (
        ",",
        ";",
        "(",
        ")",
        QUOTED,
        "that",
        "which",
        "who",
        "whose",
        "where",
        "as",
        "if",
        "once",
        "be",
        "been",
        "being",
    )
)
TOLD_OF_THINGS = frozenset(
    ("allowed", "enabled", "gave", "let", "will", "would", "could", "may", "might", "had", "has", "have")
)
TOLD_PAST = frozenset(
    ("won", "took", "came", "began", "went", "left", "fell", "rose", "met", "became", "lost")
)
COMES_TO = word_set("comes_to")
LEGAL = word_set("legal")
AS_OF = frozenset(("of", "from", "well", "at", "per", "appropriate", "necessary", "applicable"))
DOING = word_set("doing")
LISTED_FOR = frozenset(
    ("support", "activities", "actions", "acts", "ties", "links", "involvement", "helping", "roles")
)
EFFECT = frozenset(("effect", "immediate"))
AND_THEN = (["and", "then"], ["and", "nor"])


@dataclass(slots=True)
class Cut:
    """An act whose end is looked for: where it and the next one stand, and where other clauses begin."""

    act: Found
    first: int
    past_object: int  # the token after its verb and its thing
    limit: int
    next_act: int  # 0 if none follows
    cues: set[int]
    subjects: set[int]
    conditions: set[int]


class SpanEndFinder(ActFinder):
    """Says of a word behind an act whether something else begins with it."""

    def _tells_of_the_thing(self, sentence: Sentence, cut: Cut, at: int) -> bool:
        """Whether a list, an aside or a relative clause opens at ``at`` that only says more of the thing or the act."""
        words, word, act = sentence.words, sentence.words[at], cut.act
        if word == ";" or (word == QUOTED and sentence.quoted[at - 1] and sentence.quoted[cut.first]):
            return True
        if word in (",", "("):
            behind = words[at + 1] if at + 1 < len(words) else ""
            if (
                " ".join(words[at + 1 : at + 5]).startswith(TRAILERS)
                or (word == "," and behind == "with" and not EFFECT & set(words[at + 2 : at + 4]))
                or (word == "," and behind == "as" and self._says_as(words, cut, at))
                or (word == "," and self._renames(sentence, at))
                or (word == "," and PARTICIPLE.fullmatch(behind))
                or (word == "," and DESCRIBED.match(" ".join(words[at + 1 : at + 4])))
                or (
                    word == "("
                    and behind
                    in ("the", "see", "unless", "with", "as", "listed", "under", "annex", "annexure")
                )
            ):
                return True
        if word == ",":
            if act.object_span and act.object_span[1] < cut.first:
                return True  # ", which he would raise to 15 percent, starts"
            if cut.first and words[cut.first - 1] in CLAUSE_OPENERS:
                return True  # "Although the tariff remains in place, exports"
            if self._says(words, at) or (
                act.governor.how == "text" and not self._goes_on_in_row(sentence, at)
            ):
                return True
        if word == "including" and at > cut.past_object:
            return not RATE_BEHIND.search(self.folded, sentence.starts[at], sentence.stops[cut.limit - 1])
        if (
            word in ("that", "which")
            and words[at + 1 : at + 2] in (["was"], ["were"])
            and words[at + 2 : at + 3]
            and words[at + 2] in FORESEEN
        ):
            return True  # "a 90 percent tariff that was threatened for May"
        if (
            word in ("that", "which")
            and at >= cut.past_object
            and at - cut.first > 5
            and words[at + 1 : at + 2] in (["have"], ["has"], ["had"])
        ):
            behind = "".join(words[at + 2 : at + 3])
            if behind.endswith("ly") or behind in ("long", "been", "so"):
                return True  # "barriers that have long kept goods out"
        return (
            at > cut.past_object
            and (
                act.act.action not in ("ESTABLISH", "PURCHASE")
                or any(begin in (at, at + 1) for begin, _, _ in sentence.parties)
            )
            and DASH.search(self.folded, sentence.stops[at - 1], sentence.starts[at]) is not None
        )  # "to 15 percent — down from 39"

    def _says_as(self, words: list[str], cut: Cut, comma: int) -> bool:
        """Whether ", as" at ``comma`` tells when or why: ", as ties improve"; not ", as set out above, to 5 percent"."""
        behind = words[comma + 2] if comma + 2 < len(words) else ""
        return behind not in AS_OF and not self._aside_closed(words, comma, cut.limit)

    def _renames(self, sentence: Sentence, comma: int) -> bool:
        """Whether what follows the comma says what the act is: ", a key promise of the summit"."""
        words = sentence.words
        if words[comma + 1 : comma + 2] in (["a"], ["an"]) and COMES_TO & set(words[comma + 2 : comma + 3]):
            return True  # ", a reduction from the 20% rate"
        return bool(
            (
                words[comma + 1 : comma + 2] in (["a"], ["an"])
                or (words[comma + 1 : comma + 2] == ["the"] and UTMOST & set(words[comma + 2 : comma + 3]))
            )
            and not {"percent", "%", "and", "or"} & set(words[comma + 2 : comma + 8])
            and not any(word[0].isdigit() for word in words[comma + 2 : comma + 6])
            and not any(comma < start <= comma + 4 for start, _, _ in sentence.objects)
        )

    def _goes_on_in_row(self, sentence: Sentence, comma: int) -> bool:
        """Whether a row of goods goes on behind the comma: "tariffs on lamps, aircraft parts, and resources from"."""
        words = sentence.words
        for at in range(comma + 1, min(len(words), comma + 12)):
            if at in sentence.verbs or at in sentence.cue_ends or words[at] in MODALS | BE | HAVE | PRONOUNS:
                return False
            if words[at] in ("and", "or") and at > comma + 1:
                return True
            if words[at] in ("that", "which", "who", ";", ":", QUOTED, "to", "by"):
                return False
            if words[at] == "and" and any(at < start <= at + 2 for start, _, _, _ in sentence.subjects):
                return False
        return False

    def _says(self, words: list[str], comma: int) -> bool:
        """Whether who says it follows the comma, and nothing more: "…, the minister said on Friday"."""
        titled = words[comma + 1 : comma + 3][-1:] and words[comma + 1] in ("the", "a", "its", "their")
        for at in range(comma + 1, min(len(words), comma + (18 if titled else 8))):
            if words[at] in MODALS | BE | HAVE or words[at] in ("but", "which", "who", "that", ","):
                return False
            if words[at] == "and" and not titled:
                return False
            if words[at] in REPORT or words[at] in ("reports", "reported", "writes"):
                return at > comma + 1
        return False

    def _tells_why(self, sentence: Sentence, cut: Cut, at: int) -> bool:
        """Whether the words from ``at`` tell what the act is for, what it answers or what came before it."""
        words, word, act = sentence.words, sentence.words[at], cut.act
        if word not in WHY_OPENERS:
            return False
        if word in ("despite", "amid", "unless"):
            return True
        if word == "when" and act.act.action == "RETALIATE" and at >= cut.past_object:
            return True  # "will act decisively when"
        if word in TAILS and any(tuple(words[at : at + len(tail)]) == tail for tail in TAILS[word]):
            return True
        if words[at : at + 3] == ["in", "accordance", "with"] and not LEGAL & set(words[at + 3 : at + 7]):
            return True  # but what is done "in accordance with the law" says how
        if act.act.polarity == "burden" and words[at : at + 3] == ["in", "retaliation", "for"]:
            return True
        return self._tells_what_for(sentence, cut, at) or self._tells_what_came_before(sentence, cut, at)

    def _tells_what_for(self, sentence: Sentence, cut: Cut, at: int) -> bool:
        """Whether it is told what the act is for or why: "to offset the subsidies", "to the list for supplying"."""
        words, word, act = sentence.words, sentence.words[at], cut.act
        after = words[at + 1] if at + 1 < len(words) else ""
        if word == "for" and after in DOING and at >= cut.past_object:
            return True  # "sanctions on firms for dealing with"
        if (
            act.act.action in ("LIST", "EXPAND", "IMPOSE")
            and at >= cut.past_object + (not act.passive)
            and (
                (word, after) in (("due", "to"), ("because", "of"), ("based", "on"))
                or (
                    word in ("for", "over")
                    and (
                        after in ("their", "its", "allegedly", "alleged", "having")
                        or (act.act.action == "LIST" and after in LISTED_FOR)
                        or (after.endswith("ing") and act.act.action != "IMPOSE")
                        or (after.endswith("ly") and "".join(words[at + 2 : at + 3]).endswith("ing"))
                    )
                )
            )
        ):
            return True  # "added four firms to the list for supplying": why
        return bool(
            word == "to"
            and after
            and not (
                act.act.action == "RETALIATE" and act.trigger.startswith("do")
            )  # "do everything necessary to"
            and words[at - 1] not in HANDLED  # "chips being imported to support"
            and (
                after in PURPOSE
                or (after in AIMS and act.act.action != "ESTABLISH" and not MADE.search(words[at - 1]))
                or (after.endswith("ly") and PURPOSE & set(words[at + 2 : at + 3]))
                or (act.act.action == "PURCHASE" and after in ("build", "expand", "facilitate", "develop"))
            )
        )  # "to offset the subsidies": what for

    def _tells_what_came_before(self, sentence: Sentence, cut: Cut, at: int) -> bool:
        """Whether it is told what came before or by what law: "after the court struck down the levies"."""
        words, word = sentence.words, sentence.words[at]
        after = words[at + 1] if at + 1 < len(words) else ""
        if word == "following" and words[at - 1] not in ("the", "these", "following"):
            return True  # "following a summit": what came before
        if at <= cut.past_object or word not in ("after", "as", "because", "since", "under", "pursuant"):
            return False
        if word in ("under", "pursuant"):
            named = set(words[at + 1 : at + 9])
            return (  # not "duties imposed under the act", "under the act for 150 days"
                not MADE.search(words[at - 1])
                and bool(named & LEGAL)
                and not TERM_BEHIND.search(self.folded, sentence.starts[at], sentence.stops[cut.limit - 1])
            )
        if (
            word != "as"
            and after in ("a", "an", "the", "its", "their")
            and any(word.endswith("ed") or word in HAVE | BE | TOLD_PAST for word in words[at + 3 : at + 9])
        ):
            return True  # "took effect in July after an old pact expired"
        return any(
            at < begin <= at + 4 and self._finite_after(sentence, finish)
            for begin, finish, _ in (
                *sentence.parties,
                *((start, stop, code) for start, stop, code, _ in sentence.subjects),
            )
        )  # "after the Supreme Court struck down the levies"

    def _finite_after(self, sentence: Sentence, place: int) -> bool:
        """Whether a finite verb stands right behind the name that ends before ``place``."""
        word = sentence.words[place] if place < len(sentence.words) else ""
        return (word in BE or word in HAVE or word.endswith("ed") or word in REPORT) or self._finite_verb_at(
            sentence, place
        )

    def _tells_of_another(self, sentence: Sentence, cut: Cut, at: int) -> bool:
        """Whether another act, subject or condition begins at ``at``."""
        words, word = sentence.words, sentence.words[at]
        if at in cut.conditions:
            return True
        if word not in JOINTS:
            return False
        after = words[at + 1] if at + 1 < len(words) else ""
        if word == "," and (after in ("nor", "then") or words[at + 1 : at + 3] in AND_THEN):
            return True
        if (
            word in ("and", "but", ",")
            and at >= cut.past_object
            and self._opens_another_clause(words, cut, at)
        ):
            return True
        if word in ("while", "where", "whereas") and at >= cut.past_object + (word != "while"):
            return True  # right behind the thing "where" may say which one it is, "while" never does
        if word in ("and", "but") and self._joins_a_verb(sentence, cut, at):
            return True
        if word in ("and", "but", "while", ","):
            if (at + 1 in cut.subjects or at + 1 in cut.cues) and after not in PRONOUNS | {"to", "necessary"}:
                return True
            if word != "while" and after in PRONOUNS and at + 1 in cut.subjects:
                return True
        if word != "that" or at <= cut.past_object:
            return False
        if after in TOLD_OF_THINGS and at - cut.first > 4:
            return True  # "a probe that could lead to": what the thing does, and not which one it is
        return after in PRONOUNS and not DEFINING & set(words[at + 2 : at + 5])

    def _joins_a_verb(self, sentence: Sentence, cut: Cut, at: int) -> bool:
        """Whether "and" joins a verb of another act: "and has committed to", "and provides details"."""
        words, word, form = sentence.words, sentence.words[at], cut.act.form
        after = words[at + 1] if at + 1 < len(words) else ""
        if word == "and" and at >= cut.past_object and self._goes_on_with_a_verb(sentence, cut, at + 1):
            return True
        if (
            word == "and"
            and after
            and (
                (form == "ing" and after in EFFORTS)  # "providing market access and ensuring that"
                or (form == "s" and after in EFFECTS)  # "cuts tariffs and encourages investment"
                or (
                    form == "s"
                    and after.endswith("s")
                    and words[at + 2 : at + 3]
                    and (
                        words[at + 2]
                        in OPENS_A_NOUN | {"tens", "about", "up", "that", "what", "how", "nearly"}
                        or words[at + 2][0].isdigit()
                    )
                )
                or after in PROMISING  # "lowers the tariff and commits Bangkok to"
            )
        ):
            return True
        if (
            word == "and"
            and cut.act.passive
            and at > cut.past_object
            and "s" in getattr(sentence.verbs.get(at + 1, (0, None))[1], "form", "").split("|")
            and after not in PLURALS
        ):
            return True  # "is applied from May 1 and provides details"
        return bool(
            word in ("and", "but")
            and after in HAVE
            and (word == "but" or {at + 2, at + 3} & cut.cues or at < cut.next_act <= at + 4)
        )  # "and has committed to"

    def _goes_on_with_a_verb(self, sentence: Sentence, cut: Cut, at: int) -> bool:
        """Whether a bare verb stands at ``at``, behind "to" or before an article: "and to scrap", "and waive the"."""
        words = sentence.words
        at += words[at : at + 1] == ["not"]
        led = words[at : at + 1] == ["to"]
        verb = sentence.verbs.get(at + led)
        if verb is None or "base" not in verb[1].form or not (led or cut.act.form.startswith("base")):
            return False
        behind = words[at + led + verb[0]] if at + led + verb[0] < len(words) else ""
        return led or behind in OPENS_A_NOUN

    def _opens_another_clause(self, words: list[str], cut: Cut, at: int) -> bool:
        """Whether another verb or clause is joined at ``at``: "and was issued", "and the probe could"."""
        comma = words[at] == ","
        if comma and words[at + 1 : at + 2] in (["and"], ["but"]):
            at += 1
        verb = at + 1
        while verb < cut.limit - 1 and (words[verb] in ADVERBS or words[verb].endswith("ly")):
            verb += 1
        if verb >= cut.limit - 1:
            return False
        word, behind, before = words[verb], words[verb + 1], words[at - 1]
        if words[at] != ",":
            if word in MODALS | BE | HAVE or word in REPORT or word == "that":
                return True  # "and was issued", "and then said"
            opens = behind in PREPOSITIONS or behind in OPENS_A_NOUN or behind == "that"
            if word in SAYS_FURTHER and not MADE.search(before):
                return True  # "and directed talks that"
            if word.endswith("ed") and opens and not MADE.search(before):
                return True  # "and exempted from stacking"; not "goods made and finished in"
            if word in FURTHER_VERBS and (word not in ALSO_NOUNS or opens):
                return True  # "and strengthen rules"
            if (
                cut.act.form.startswith("ing")
                and word.endswith("ing")
                and word not in ALSO_NOUNS
                and not before.endswith("ing")
            ):
                return True
        elif cut.act.form.startswith("base") and word in AIMS:
            return True  # "must apply for a licence, submit a report"
        for place in range(at + 1, min(cut.limit - 1, at + 10)):
            if words[place] in STOPS_A_NOUN:
                return False
            if (
                at + 2 < place
                and words[at + 1] in OPENS_A_NOUN
                and words[place].endswith("s")
                and words[place + 1] in OPENS_A_NOUN | {"that"}
                and not words[place - 1].endswith("s")
            ):
                return True  # "and the notice cites an estimate"
            if words[place] in MODALS | BE | HAVE:
                return place > at + 1
        return False  # "and the probe could"

    def _aside_closed(self, words: list[str], comma: int, limit: int) -> int:
        """Return where the words of an act go on after an aside that opens at ``comma``, 0 if it is no such aside."""
        opener = words[comma + 1] if comma + 1 < limit else ""
        if words[comma] == "(":
            closes = next((at for at in range(comma + 2, min(limit - 1, comma + 16)) if words[at] == ")"), 0)
            return (
                closes + 1 if closes and words[closes + 1] in PREPOSITIONS else 0
            )  # "firms (among them Tin) to"
        if YEAR.fullmatch(opener) and words[comma - 1].isdigit() and len(words[comma - 1]) < 3:
            return comma + 2  # "on January 1, 2027"
        kinds = opener == "including" or words[comma + 1 : comma + 3] == ["such", "as"]
        if (
            opener not in ("which", "as", "pursuant", "under")
            and not kinds
            and not PARTICIPLE.fullmatch(opener)
        ):
            return 0
        for at in range(comma + 3, min(limit - 1, comma + 26)):
            if words[at] == ";":
                return 0
            if words[at] == "," and words[at + 1] in ("until", "through", "on", "for") and not kinds:
                return at + 1
            if words[at] == "," and (kinds or opener == "as") and words[at + 1] in ("to", "from", "until"):
                return at + 1  # ", including chips, to 15% from 20%"
        return 0
