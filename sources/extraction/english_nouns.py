"""What governs an English noun that is an act: "announced the suspension of", "the removal of China's curbs"."""

from __future__ import annotations

from dataclasses import replace

from sources.extraction.english_gerunds import INCLUDING
from sources.extraction.english_heads import DOCUMENTS
from sources.extraction.english_noun_subjects import NounSubjectReader
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    GOVERNORS,
    HAVE,
    HEADS,
    MODALS,
    QUOTED,
    REPORT,
    SIGNED,
    TEXTS,
    TIME_WORDS,
    Governor,
    Sentence,
    first_word,
    is_enumerator,
    word_set,
)
from sources.extraction.lexicon import burdens, english_adjectives, load

INQUIRIES = frozenset(
    ("investigation", "investigations", "probe", "probes", "inquiry", "review", "concerning", "regarding")
)

LAWMAKERS = frozenset(("congress", "parliament", "senate", "lawmakers"))
# How firm an act is that is the noun of these verbs.
FIRMNESS: dict[str, str] = {
    word: name for name, words in load("english")["noun_firmness"].items() for word in words
}
# Of two words with the noun behind them: "led to", "resulted in", "went ahead with", "decided on".
PHRASES = {
    tuple(phrase.split()): name
    for name, phrases in load("english")["noun_phrases"].items()
    for phrase in phrases
}
AGREEING = frozenset(
    ("secures", "secured", "agreed", "on", "foresees", "foresee", "envisages", "envisage", "envisions")
)
# Verbs that only carry the noun behind them.
PLAIN_PASTS = frozenset(("made", "gave", "took", "saw", "brought", "began", "won"))
LIGHT = frozenset(("carry", "undertake", "effect", "perform", "pursue", "execute"))
# "A decision was taken", "agreement was reached".
REACHED = frozenset(("made", "taken", "reached", "given", "granted", "concluded", "issued"))
OUTCOMES = {
    **dict.fromkeys(("decision", "decisions", "determination", "order", "approval", "consent"), "decided"),
    **dict.fromkeys(
        ("agreement", "consensus", "understanding", "deal", "commitment", "commitments", "promise", "pledge"),
        "agreed",
    ),
}
# What a thing brings about, which is no party and does not act itself.
# Between a verb and its object none of these stands.
NOT_ITS_OBJECT = frozenset(
    (
        ",",
        ";",
        ":",
        QUOTED,
        "that",
        "which",
        "who",
        "and",
        "or",
        "not",
        "of",
        "for",
        "from",
        "by",
        "with",
        "against",
    )
) | {
    "about",
    "over",
    "after",
    "before",
    "during",
    "following",
    "if",
    "despite",
    "without",
    "until",
    "in",
    "as",
    "than",
    "to",
}
# What is thought, said or asked of an act is none.
ATTITUDES = word_set("attitudes")
# These verbs may be acts too, but with a noun that is one they only tell of it.
ONLY_TOLD = (
    "commenc",
    "beg",
    "start",
    "complet",
    "confirm",
    "announc",
    "formali",
    "enact",
    "implement",
    "finali",
    "introduc",
    "codif",
    "ratif",
)
CARRIED = frozenset(("carry",))
CARRIED_ALONE = frozenset(
    (
        "undertake",
        "effect",
        "pursue",
        "seek",
        "implement",
        "begin",
        "initiate",
        "formalise",
        "formalize",
        "confirm",
    )
)
BRINGS = frozenset(("to", "in", "about"))
# "made technical amendments to": the noun is the act.
MAKES = frozenset(("make", "makes", "made"))
CHANGES = ("adjust", "amend", "change", "modif", "revis", "update")
FAVOURS = frozenset(("voted", "votes", "ruled", "rules", "decided", "decides", "came", "comes", "found"))
# Who has "secured purchases from Oslo" does not buy.
WON = frozenset(("secured", "secures", "secure", "securing", "won", "obtained", "clinched", "landed"))


def _modality_of_verb(words: list[str], at: int, ahead: int) -> str:
    """Return the modality that the verb at ``at`` gives its noun, "" if none; its subject ends at ``ahead``."""
    word, before = words[at], set(words[max(0, ahead - 4) : ahead])
    if word in ("includes", "include", "included", "involves", "involve", "entails"):
        told = TEXTS | {"it"} if word in ("includes", "included") else TEXTS | {"it", "this"}
        return "agreed" if told & before else ""
    return FIRMNESS.get(word, "")


def _bracketed(words: list[str], begin: int, stop: int) -> int:
    """Return how many of the words from ``begin`` to ``stop`` stand in brackets: "METI (the Ministry of Economy)"."""
    inside, count = False, 0
    for at in range(begin, stop):
        inside = inside or words[at] == "("
        count += inside
        inside = inside and words[at] != ")"
    return count


class NounGovernor(NounSubjectReader):
    """Finds the verb that makes a noun an act, and whose act it is."""

    def _noun(self, sentence: Sentence, place: int, chain: Governor | None) -> Governor | None:
        """Return the governor of "the removal of": a verb just before that makes the noun an act."""
        words = sentence.words
        for start, stop, code in sentence.parties:
            if (
                start > 2
                and stop < place <= stop + 3
                and words[stop] == "'s"
                and words[start - 1] == "for"
                and words[start - 2] in ("exchange", "return")
                and all(word.isalpha() for word in words[stop + 1 : place])
            ):
                return Governor("agreed", code, "subject:with", start, False, False)
        if dealt := self._part_of_deal(sentence, place):
            return dealt
        if words[max(0, place - 2) : place] == ["the", "proposed"]:
            return None  # "comments on the proposed suspension": not yet
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
            if (
                word == "for"
                and words[at - 1].startswith("provid")
                and place - at <= 4
                and (provided := self._provided(sentence, at, place))
            ):
                return provided
            if word in GOVERNORS and words[at - 1 : at] == ["not"]:
                return None  # "which do not involve the imposition of"
            if (
                word in LIGHT
                and words[at - 1 : at] != ["the"]
                and (held := self._governor(sentence, at, chain))
            ):
                return replace(held, base=False)  # "has decided to carry out a phased removal of"
            if word in MAKES and words[place].startswith(CHANGES) and not {",", ";"} & set(words[at:place]):
                return self._made_changes(sentence, at, chain)
            if word in BE and "there" in words[max(0, at - 3) : at]:
                return self._there_is(sentence, at, place)
            if word in ("on", "to", "for") and at and (made := self._made_known(sentence, at - 1)):
                return replace(made, base=False)
            if phrase := PHRASES.get((words[at - 1], word) if at else ()):
                return self._under_phrase(sentence, at, place, phrase)
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
            if word == "of" and place - at <= 3 and (told := self._notified(sentence, at)):
                return told
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
            row = word == "," and chain and not chain.base and place - at <= 3
            if row and chain and (chain.modality == "agreed" or self._in_row_of_nouns(sentence, at, place)):
                return Governor(chain.modality, chain.actor, "chain", place, False, False)
            if (
                word.endswith("ed")
                and words[at - 1] in ("the", "this", "its", "their")
                and at
                and word in GOVERNORS
            ):
                return None  # "notes the announced removal of": which one
            if word in ("determined", "directed", "ordered") and "to" in words[at + 1 : place]:
                continue  # "determined to delay the increase in": of the verb between
            if word in GOVERNORS:
                return self._governed_noun(sentence, at, place, chain)
            if word == "and" and chain and place - at <= 2:
                return Governor(chain.modality, chain.actor, "chain", place, False, False)
        return (
            self._under_any_verb(sentence, place, chain)
            or self._listed(sentence, place)
            or self._as_subject(sentence, place)
        )

    def _in_row_of_nouns(self, sentence: Sentence, comma: int, place: int) -> bool:
        """Whether a noun behind ``comma`` goes on with a row of them: "announced the end of A, the removal of B and"."""
        words, articles = sentence.words, ("the", "a", "an", "its", "further", "another")
        nouns = [at for at in range(max(0, comma - 14), comma) if at in sentence.verbs]
        first = next((at for at in nouns if sentence.verbs[at][1].form == "noun"), 0)
        led = first > 1 and GOVERNORS & set(words[max(0, first - 6) : first])
        joined = any(
            words[at] == "and" and words[at + 1] in articles
            for at in range(place, min(len(words) - 1, place + 30))
        )
        return bool(led) and joined and (place == comma + 1 or words[comma + 1] in articles)

    def _there_is(self, sentence: Sentence, be: int, place: int) -> Governor | None:
        """Return the governor of "there will be a suspension of": as firm as it is told, by whose the thing is."""
        words = sentence.words
        there = next(at for at in range(be - 1, max(-1, be - 4), -1) if words[at] == "there")
        said = set(words[there:be])
        if {"may", "might", "could", "no", "not", "can", "should"} & (said | {words[be + 1]}):
            return None
        own = self._owner_behind(sentence, place) or self._owner_of_burden(sentence, place)
        teller = self._teller_around(sentence, be, place)
        actor = own or (teller[0] if teller else "") or self.context.issuer or self.context.last_actor
        name = "will" if said & MODALS else "decided"
        return Governor(name, actor, "owner" if own else "last", there, False, False) if actor else None

    def _under_any_verb(self, sentence: Sentence, place: int, chain: Governor | None) -> Governor | None:
        """Return the governor of a noun that is what its clause's verb is done to: "codified the removal of"."""
        words = sentence.words
        for at in range(place - 1, max(0, place - 8), -1):
            word = words[at]
            if word in NOT_ITS_OBJECT or word in ATTITUDES:
                return None
            if word in BE and place - at <= 4 and (start := self._measure_before(sentence, at)) >= 0:
                actor, how = self._whose(sentence, start, at)  # "The designation is a full ban on"
                return Governor("decided", actor, how, start, False, False) if actor else None
            if word in REPORT and not word.startswith(ONLY_TOLD):
                return None  # "the notice stated the suspension is": another clause
            if word == "seek" and chain and words[at - 1] == "and":
                return Governor(chain.modality, chain.actor, "chain", at, False, False)
            carried = word in CARRIED and words[at + 1 : at + 2] == ["out"]
            if (carried or word in CARRIED_ALONE) and (governed := self._governor(sentence, at, chain)):
                own = self._owner_behind(sentence, place)
                return replace(governed, actor=own or governed.actor)  # "decided to carry out the removal of"
            if not (word.endswith(("ed", "ing", "s")) or words[at - 1] in MODALS or word in PLAIN_PASTS):
                continue
            if (
                at in sentence.verbs
                and "noun" not in sentence.verbs[at][1].form
                and not word.startswith(ONLY_TOLD)
            ):
                return None  # "delayed the increase in": that verb is the act
            group = at
            while group > 0 and (
                words[group - 1] in ADVERBS | HAVE | MODALS | BE or words[group - 1].endswith("ly")
            ):
                group -= 1
            if {"not", "never", "no"} & set(words[group:place]):
                return None
            name = FIRMNESS.get(word, "decided")
            if MODALS & set(words[group:at]) or word.startswith("seek"):
                name = "will"
            elif word.endswith("ed") or word in PLAIN_PASTS or HAVE & set(words[group:at]):
                name = FIRMNESS.get(word, "done")
            own = self._owner_behind(sentence, place) or self._owner_of_burden(sentence, place)
            for start, stop, code, how in sentence.subjects:
                if group in (stop, self._past_time(words, stop)):
                    return Governor(name, own or code, f"subject:{how}", start, False, False)
            named = any(place < begin <= place + 12 for begin, _, _ in sentence.objects)
            if named and (start := self._measure_before(sentence, group)) >= 0:
                actor, how = self._whose(sentence, start, group)
                return Governor(name, own or actor, how, start, False, False) if own or actor else None
            if word.endswith("ing") and (
                words[at - 1] in ("while", "by") or SIGNED & set(words[max(0, at - 12) : at])
            ):
                actor, how, begin = self._subject_before(sentence, at)
                if how.startswith(("subject", "nearest")):
                    begin = at if words[at - 1] in ("while", "by", ",") else begin
                    return Governor("decided", own or actor, how, begin, False, False)
        return None

    def _part_of_deal(self, sentence: Sentence, place: int) -> Governor | None:
        """Return the governor of "the resumption of shipments was part of a deal", whose noun stands at ``place``."""
        words = sentence.words
        begin = place - (place > 0 and words[place - 1] == "the")
        if begin and words[begin - 1] not in (",", ";", "that", QUOTED):
            return None
        for at in range(place + 2, min(len(words) - 3, place + 16)):
            if words[at] in (",", ";", "that", "which"):
                return None
            if words[at] in BE:
                part = words[at + 1 : at + 3] == ["part", "of"] and TEXTS & set(words[at + 3 : at + 9])
                own = self._owner_behind(sentence, place) or self._owner_of_burden(sentence, place)
                return Governor("agreed", own or "BOTH", "text", begin, False, False) if part else None
        return None

    def _provided(self, sentence: Sentence, at: int, place: int) -> Governor | None:
        """Return the governor of "the deal provides for the removal of", whose "for" stands at ``at``."""
        words = sentence.words
        actor, how, begin = self._subject_before(sentence, at - 1)
        text = TEXTS & set(words[max(0, at - 8) : at]) or words[at - 2] == "it"
        own = self._owner_behind(sentence, place)
        if not text and (start := self._measure_before(sentence, at - 1)) >= 0:
            whose, how = self._whose(sentence, start, at - 1)
            # "The decision provides for the removal of"
            return Governor("decided", whose, how, start, False, False) if whose else None
        if actor and (text or how.startswith("subject")):
            begin = self._clause_start(sentence, at - 1) if text else begin
            return Governor("agreed", own or ("BOTH" if text else actor), "text", begin, False, False)
        return None

    def _made_known(self, sentence: Sentence, made: int, negated: bool = False) -> Governor | None:
        """Return the governor of "a decision was made to lift", "agreement was reached on": whose verb is at ``made``."""
        words = sentence.words
        by = next((span for span in sentence.parties if made - 9 < span[0] and span[1] == made + 1), None)
        verb = made
        if by and words[by[0] - 1 - (words[by[0] - 1] == "the")] == "by":
            verb = by[0] - 2 - (words[by[0] - 1] == "the")  # "was taken by the Thai cabinet to"
        if not 1 < verb < len(words) or words[verb] not in REACHED:
            return None
        be = verb - 1
        while be > 0 and (words[be] in ADVERBS or words[be].endswith("ly")):
            be -= 1
        if words[be] not in BE:
            return None
        at = be - 1 - (words[be - 1] in HAVE)
        noun = next((back for back in range(at, max(-1, at - 4), -1) if words[back] in OUTCOMES), -1)
        if noun < 0 or "no" in words[max(0, noun - 2) : noun]:
            return None
        name = OUTCOMES[words[noun]]
        begin = noun - (words[noun - 1] in ("a", "an", "the", "this") if noun else 0)
        if by:
            return Governor(name, by[2], "agent", begin, negated)
        actor, how = self._agent(sentence, be, verb)
        if name == "agreed" and not how.startswith(("agent", "subject")):
            actor, how = self._owner_of_burden(sentence, verb) or "BOTH", "text"
        return Governor(name, actor, how, begin, negated) if actor else None

    def _under_phrase(self, sentence: Sentence, at: int, place: int, modality: str) -> Governor | None:
        """Return the governor that the two words ending at ``at`` give a noun: "led to a reduction in", "decided on the"."""
        words = sentence.words
        verb = at - 1
        if words[at - 1] in ("favour", "favor"):  # "ruled in favour of the imposition of"
            verb = next(
                (back for back in range(at - 2, max(0, at - 6), -1) if words[back] in FAVOURS), at - 1
            )
        actor, how, begin = self._subject_before(sentence, verb)
        if modality == "refuses":
            return self._ruled_out(sentence, at)
        if words[at - 1] in ("proceed", "resort", "respond", "react") and (
            held := self._governor(sentence, at - 1, None)
        ):
            return replace(held, base=False)  # "will proceed to a reduction of"
        if words[at] not in BRINGS or words[at - 1] in ("approval", "consent"):
            if not how.startswith("subject"):
                return None
            return Governor(modality, actor, how, begin, False, False)
        own = self._owner_behind(sentence, place) or self._owner_of_burden(sentence, place)
        if not own:
            return None  # who acts is not said: talks led to it
        talks = TEXTS & set(words[max(0, at - 14) : at])
        return Governor("agreed" if talks else modality, own, "owner", at - 1, False, False)

    def _made_changes(self, sentence: Sentence, at: int, chain: Governor | None) -> Governor | None:
        """Return the governor of "made technical amendments to", whose verb stands at ``at``."""
        words = sentence.words
        if words[at] == "make":
            held = self._governor(sentence, at, chain)
            return replace(held, base=False) if held else None
        name = "done" if words[at] == "made" else "decided"
        actor, how, begin = self._subject_before(sentence, at)
        if how.startswith("subject"):
            return Governor(name, actor, how, begin, False, False)
        start = self._measure_before(sentence, at)
        whose, how = self._whose(sentence, start, at) if start >= 0 else ("", "")
        return Governor(name, whose, how, start, False, False) if whose else None

    def _notified(self, sentence: Sentence, of: int) -> Governor | None:
        """Return the governor of "notified Oslo of its suspension of", whose "of" stands at ``of``."""
        words = sentence.words
        for at in range(of - 1, max(0, of - 8), -1):
            if words[at] in (",", ";", ":", "that", "which"):
                return None
            if words[at] in ("notified", "notifies", "notify", "informed", "notice", "notification"):
                verb = at if words[at] not in ("notice", "notification") else at - 1
                actor, how, begin = self._subject_before(sentence, verb)
                return (
                    Governor("decided", actor, how, begin, False, False)
                    if how.startswith("subject")
                    else None
                )
        return None

    def _owner_of_burden(self, sentence: Sentence, place: int) -> str:
        """Return whose burden a noun behind ``place`` is done to: "a cut in U.S. tariffs", "in the Section 301 duties"."""
        words, adjectives = sentence.words, english_adjectives()
        burden = next(
            (span for span in sentence.objects if place < span[0] < place + 8 and span[2] in burdens()), None
        )
        if burden is None:
            return ""
        if known := self._whose_measure(words, place, burden[1]):
            return known
        for start, stop, code in sentence.parties:
            if place < start and stop <= burden[0] <= stop + 2 and code != "BOTH":
                return code
        return next((adjectives[words[at]] for at in range(place, burden[0]) if words[at] in adjectives), "")

    def _governed_noun(
        self, sentence: Sentence, at: int, place: int, chain: Governor | None
    ) -> Governor | None:
        """Return the governor that the verb at ``at`` gives the noun at ``place``: "announced", "agreed on", "ensure"."""
        words, word = sentence.words, sentence.words[at]
        if at == 0 and word == "continued":
            return None  # a heading
        if at == 1 and words[0] == "to":
            return None  # "To ensure that the imposition ...": a purpose
        ahead = self._past_aside(words, at - 1) + 1
        modality = _modality_of_verb(words, at, ahead)
        governed = (
            self._governor(sentence, at, chain)
            if word
            in (
                "ensure",
                "maintain",
                "continue",
                "complete",
                "secure",
                "allow",
                "enable",
                "permit",
                "facilitate",
            )
            else None
        )
        if governed:
            own = next(
                (
                    code
                    for start, _, code in sentence.parties
                    if at < start < place and words[start - 1] != "in"
                ),
                "",
            )
            return replace(governed, actor=own or governed.actor)
        cue = sentence.cue_ends.get(at)
        if (
            cue
            and words[cue[0]] in ("must", "required", "needs")
            and LAWMAKERS & set(words[max(0, cue[0] - 3) : cue[0]])
        ):
            return None  # "Congress must approve any extension": what the law asks
        if not modality and cue and cue[1] not in ("none", "transparent", "refuses"):
            modality = cue[1]
        if (
            not modality
            and chain
            and word in ("ensure", "continue", "maintain", "effect", "complete", "begin", "approve", "on")
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
        if word in INCLUDING and (held := self._whose_steps(sentence, at)):
            return held
        actor, how, begin = self._subject_before(sentence, at)
        own = next(
            (code for start, _, code in sentence.parties if at < start < place and words[start - 1] != "in"),
            "",
        )
        own = own or next(
            (english_adjectives()[word] for word in words[at:place] if word in english_adjectives()),
            "",
        )
        own = own or self._owner_behind(sentence, place)
        actor = own or actor
        told = TEXTS & set(words[max(0, ahead - 4) : ahead])
        if not own and not told and (start := self._measure_before(sentence, at)) >= 0:
            actor, how = self._whose(sentence, start, at)  # "The notice announces the termination of"
            begin = start
        if word in ("secures", "secured") and not own and how.startswith("subject"):
            others = (code for code in self.context.parties if code not in (actor, "BOTH"))
            actor = self._owner_of_burden(sentence, place) or next(others, actor)
            how = "other" if actor != "BOTH" else how  # "Bern secured a cut in U.S. duties"
        if (
            not own
            and word in ("secures", "secured")
            and words[place : place + 1] in (["purchase"], ["purchases"])
        ):
            return None  # from whom, is not said
        if word in AGREEING and (how.startswith("subject:pronoun:we") or told):
            actor = own or self._owner_of_burden(sentence, place) or "BOTH"
        if actor == "BOTH" and not own and (other := self._other_side(sentence, place)):
            actor, how = other, "other"
        far = place - begin - _bracketed(words, begin, at)
        begin = max(begin, at) if far > 12 or how == "other" else begin
        if word in ("means", "mean", "signals", "reflects", "indicates", "marks", "represents"):
            begin = self._clause_start(sentence, at)  # "The general licence means the removal of"
        return Governor(modality or "decided", actor, "owner" if own else how, begin, False, False)

    def _other_side(self, sentence: Sentence, place: int) -> str:
        """Return who acts where two agreed on "the resumption of exports to the US": the other side; "" if unsaid."""
        words = sentence.words
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
        return next((code for code in self.context.parties if code != target), "") if target else ""

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
            told = words[stop : stop + 1] in (["imposed"], ["announced"])
            if told and words[start - 1] in ("and", "but", "while", ","):
                return ""  # "the suspension of exports, and Oslo announced": another clause
            if (
                told
                or words[stop : stop + 1] == ["'s"]
                or (
                    words[stop : stop + 1] in (["has"], ["had"], ["have"])
                    and words[start - 1] in ("that", "which")
                )
            ):
                return code
            if words[place] in ("purchase", "purchases") and (
                words[start - 1] == "by"
                or (words[start - 1] == "from" and WON & set(words[place - 5 : place]))
            ):
                return code
        return ""
