"""The words that tell an English act: where they begin and where they end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.extraction.english_acts import ActFinder
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    CLAUSE_OPENERS,
    GOVERNORS,
    HAVE,
    LONG_CLAUSE_ENDS,
    MODALS,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTED,
    REPORT,
    TIME_OPENERS,
    TRAILERS,
    Found,
    Sentence,
    is_enumerator,
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
BOOSTS = frozenset(("boost", "increase", "expand", "raise", "boosting", "increasing", "expanding", "raising"))
EFFECTS = word_set("effects")
PURPOSE = word_set("purpose")
RATE_BEHIND = re.compile(r"\b(?:to|from|by|at) (?:about )?\d|, (?:until|for|through|effective)\b")
PROMISING = frozenset(("commits", "agrees", "pledges", "promises", "requires", "vows", "undertakes"))
EFFORTS = frozenset(("ensuring", "supporting", "working", "helping", "making", "promoting", "guaranteeing"))
DEFINING = word_set("defining")
FROM_TO = re.compile(r"\bfrom \d+ (?:percent|dollars) to \d")

# Behind an act these open what it is for, what it answers, what it is measured by or what came before.
TAILS: dict[str, list[tuple[str, ...]]] = {}
for _phrase in load("english")["words"]["tails"]:
    TAILS.setdefault(_phrase.split()[0], []).append(tuple(_phrase.split()))
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
TOLD_PAST = frozenset(
    ("won", "took", "came", "began", "went", "left", "fell", "rose", "met", "became", "lost")
)
COMES_TO = word_set("comes_to")
LEGAL = word_set("legal")
AS_OF = frozenset(("of", "from", "well", "at", "per", "appropriate", "necessary", "applicable"))
LEADS = frozenset(("for", "when", "where", "if", "during", "as"))
NO_SUBJECT = MODALS | BE | HAVE | REPORT | {"that", "which", "who", QUOTED, ";", ":", "to"}
DOING = word_set("doing")
LISTED_FOR = frozenset(
    ("support", "activities", "actions", "acts", "ties", "links", "involvement", "helping", "roles")
)
EFFECT = frozenset(("effect", "immediate"))
AND_THEN = (["and", "then"], ["and", "nor"])


@dataclass(slots=True)
class _Cut:
    """An act whose end is looked for: where it and the next one stand, and where other clauses begin."""

    act: Found
    first: int
    past_object: int  # the token after its verb and its thing
    limit: int
    next_act: int  # 0 if none follows
    cues: set[int]
    subjects: set[int]
    conditions: set[int]


class SpanCutter(ActFinder):
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
        cut = _Cut(
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
        if stop - first > 28 and not FROM_TO.search(
            self.folded, sentence.starts[first], sentence.stops[stop - 1]
        ):
            # A clause this long carries where the thing is defined and what for; the act ends before that.
            stop = next(
                (
                    at
                    for at in range(max(past_object + 2, first + 20), stop)
                    if words[at] in LONG_CLAUSE_ENDS
                    and not MADE.search(words[at - 1])
                    and words[at - 1] != "pursuant"
                    and not (words[at] == "," and words[at + 1 : at + 2] and words[at + 1] in TIME_OPENERS)
                ),
                stop,
            )
        while stop > past_object and (
            words[stop - 1] in DANGLING or (words[stop - 1] == ")" and stop >= 3 and words[stop - 3] == "(")
        ):
            stop -= 3 if words[stop - 1] == ")" else 1
        if stop > past_object and words[stop - 1] == ")" and "(" not in words[first:stop]:
            stop -= 1  # "(replacing the 33% duty)"
        stop = max(stop, past_object)
        return first, min(stop, count), limit

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

    def _tells_of_the_thing(self, sentence: Sentence, cut: _Cut, at: int) -> bool:
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

    def _says_as(self, words: list[str], cut: _Cut, comma: int) -> bool:
        """Whether ", as" at ``comma`` tells when or why: ", as ties improve"; not ", as set out above, to 5 percent"."""
        behind = words[comma + 2] if comma + 2 < len(words) else ""
        return behind not in AS_OF and not self._aside_closed(words, comma, cut.limit)

    def _tells_why(self, sentence: Sentence, cut: _Cut, at: int) -> bool:
        """Whether the words from ``at`` tell what the act is for, what it answers or what came before it."""
        words, word, act = sentence.words, sentence.words[at], cut.act
        after = words[at + 1] if at + 1 < len(words) else ""
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
        if (
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
        ):
            return True  # "to offset the subsidies": what for
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

    def _tells_of_another(self, sentence: Sentence, cut: _Cut, at: int) -> bool:
        """Whether another act, subject or condition begins at ``at``."""
        words, word, form = sentence.words, sentence.words[at], cut.act.form
        after = words[at + 1] if at + 1 < len(words) else ""
        if at in cut.conditions:
            return True
        if word == "," and (after in ("nor", "then") or words[at + 1 : at + 3] in AND_THEN):
            return True
        if (
            word in ("and", "but", ",")
            and at >= cut.past_object
            and self._opens_another_clause(words, cut, at)
        ):
            return True
        if word in ("while", "where", "whereas") and at > cut.past_object:
            return True
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
        if (
            word in ("and", "but")
            and after in HAVE
            and (word == "but" or {at + 2, at + 3} & cut.cues or at < cut.next_act <= at + 4)
        ):
            return True  # "and has committed to"
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

    def _goes_on_with_a_verb(self, sentence: Sentence, cut: _Cut, at: int) -> bool:
        """Whether a bare verb stands at ``at``, behind "to" or before an article: "and to scrap", "and waive the"."""
        words = sentence.words
        at += words[at : at + 1] == ["not"]
        led = words[at : at + 1] == ["to"]
        verb = sentence.verbs.get(at + led)
        if verb is None or "base" not in verb[1].form or not (led or cut.act.form.startswith("base")):
            return False
        behind = words[at + led + verb[0]] if at + led + verb[0] < len(words) else ""
        return led or behind in OPENS_A_NOUN

    def _opens_another_clause(self, words: list[str], cut: _Cut, at: int) -> bool:
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

    def _finite_after(self, sentence: Sentence, place: int) -> bool:
        """Whether a finite verb stands right behind the name that ends before ``place``."""
        word = sentence.words[place] if place < len(sentence.words) else ""
        return (word in BE or word in HAVE or word.endswith("ed") or word in REPORT) or self._finite_verb_at(
            sentence, place
        )

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
