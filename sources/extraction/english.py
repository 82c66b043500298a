"""English rules: acts of trade policy found by verbs, with the subject, modality and object that govern them.

One sentence at a time, over its words: every act verb of the lexicon is tried as active, passive, gerund or
noun; what governs it (a modal, "agreed to", the act it is chained to) gives modality and actor. What has no
governor, no party that acts or no object of trade policy is no finding.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace

from sources.dates import DateRef, find_dates
from sources.extraction import details
from sources.extraction.confidence import confidence
from sources.extraction.layout import Block, blocks, masked, portions
from sources.extraction.lexicon import (
    Act,
    Verb,
    burdens,
    english_adjectives,
    english_objects,
    english_parties,
    english_split_verbs,
    english_verbs,
    load,
    modality_cues,
)
from sources.text import fold, sentences
from sources.values import Finding

_TOKEN = re.compile(
    r"(?:[a-z]\.){2,}|\\?\[[a-z]\\?\][a-z]+|[a-z]+|'(?:s|ll|re|ve|d|m|t)\b|\d[\d,.]*\d|\d|%|\.{3}|[,;:()\"\[\]/-]|\*",
    re.IGNORECASE,
)
_MODALS = frozenset("will shall would 'll must may might could can should cannot 'd".split())
_BE = frozenset("be been being is are was were 're 'm am".split())
_HAVE = frozenset("has have had 've having".split())
_AUXILIARIES = _MODALS | _BE | _HAVE | frozenset("do does did also both then to which not now".split())
_PREPOSITIONS = frozenset(
    "of with against by from to in on for at between than toward towards into via under over about among like".split()
)
_ADVERBS = frozenset(
    "also then further immediately hereby now again first jointly both not just even already once therefore "
    "thereby thus still always never instead either so soon later duly unilaterally".split()
)
_PRONOUNS = frozenset("we they it he she i".split())
_REPORT = frozenset(
    "said says say stated told announced added noted confirmed reiterated wrote posted explained replied stressed "
    "reiterating confirming saying adding stating warned declared claimed argued responded".split()
)
# Verbs that take an infinitive as what is agreed or decided, with words in between ("agreed with China to").
_HEADS = {
    "agreed": "agreed", "agree": "agreed", "agrees": "agreed", "committed": "agreed", "commit": "agreed", "commits": "agreed",
    "pledged": "agreed", "pledge": "agreed", "promised": "agreed", "commitment": "agreed", "commitments": "agreed",
    "agreement": "agreed", "understanding": "agreed", "deal": "agreed", "consensus": "agreed",
    "decided": "decided", "determined": "decided", "threatened": "threatens", "threatening": "threatens", "threat": "threatens",
    "vowed": "agreed", "vowing": "agreed", "expected": "expected", "plans": "will", "intends": "will", "measures": "transparent",
    "steps": "transparent", "action": "transparent", "actions": "transparent", "urged": "none", "asked": "none", "asking": "none",
    "urging": "none", "efforts": "transparent", "htsus": "transparent", "modify": "transparent", "modifying": "transparent", "amend": "transparent", "schedule": "transparent",
    "modification": "transparent", "modifications": "transparent", "rule": "transparent", "order": "transparent",
    "notice": "transparent", "work": "transparent", "cooperate": "transparent",
    "direct": "decided", "instruct": "decided", "directs": "decided", "invoked": "done", "exercised": "done", "intention": "will", "wants": "none", "required": "shall", "directed": "shall",
}  # fmt: skip
_CLAUSE_OPENERS = frozenset("while which who whereas although though because whose where but unless".split())
_TRAILERS = ("including", "such as", "in order to", "which", "who", "while", "whereas", "but", "although", "though", "allowing",
             "thereby", "resulting", "because", "so it", "except", "as defined", "as amended", "as modified", "as clarified", "in recognition", "unless", "notwithstanding", "in line", "with a", "as part", "coupled with", "particularly", "especially", "citing", "adding", "saying", "as they", "as well as")  # fmt: skip
_AGREED_NOUNS = frozenset({"announced", "announces", "announce", "announcing", "ordered"})
_ISSUERS = (
    ("US", re.compile(r"By the authority vested in me as President|THE WHITE HOUSE,|\bI hereby (?:determine|order|proclaim)|"
                      r"\bBureau of Industry and Security \(BIS\)|\bTrade Representative \(USTR\)|President (?:Donald )?(?:J\. )?Trump (?:signed|announced|reached)")),
    ("CN", re.compile(r"\b(?:MOFCOM|Ministry of Commerce)(?: and the General Administration of Customs)? (?:Announcement|Notice|has decided|decided|hereby)|"
                      r"with the approval of the State Council|Export Control Law of the People's Republic of China")),
)  # fmt: skip
_QUOTED = '"'
_LONGEST_SENTENCE = 3000  # characters; the longest sentence of an executive order has about 2,000
_TEXTS = frozenset("agreement deal framework understanding pact truce accord arrangement consensus".split())
_PROMISE_NOUNS = frozenset("commitment commitments promise pledge agreement plan decision".split())
_INSTITUTIONS = frozenset(
    "government ministry minister president officials authorities side regulator regulators cabinet commission administration "
    "council customs companies firms buyers importers spokesperson negotiators leaders".split()
)
_BARE_VERBS = frozenset("take fail do does agree comply continue raise go goes went kept took broke not meet honor honour violate breach".split())
_NOT_FINITE = frozenset(
    "based owned made linked related listed led backed controlled flagged sourced".split()
)
_ORDERS = frozenset("order proclamation decree rule notice announcement memorandum measure measures".split())
_TALK = frozenset(
    "cooperation cooperating dialogue coordination communication talks discussions discussion consultations concerns alignment".split()
)
_TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday earlier late this last week month year "
    "january february march april may june july august september october november december".split()
)
_MEETING = re.compile(
    r"\b(?:(?P<verb>held|conducted|concluded|took place|met|convened)\b.{0,80}?|(?:talks|meetings?|negotiations|consultations|discussions|round of talks)\b.{0,60}?|(?<=\d, and )|(?<=\d{4} and ))"
    r"\bin (?P<place>Geneva|London|Stockholm|Madrid|Kuala Lumpur|Busan|Paris|Beijing|Washington|Seoul|[A-Z][a-z]{3,12}) (?:on|from)\b"
)


@dataclass(slots=True)
class _Governor:
    """What an act stands under: its modality, the party that acts, where the words of both begin."""

    modality: str
    actor: str
    how: str  # the rule that found the actor
    start: int  # token where the group's words begin, the subject included where it stands next to it
    negated: bool = False
    base: bool = True  # whether bare infinitives can be chained to it


@dataclass(slots=True)
class _Context:
    """What carries over from sentence to sentence: headings of lists, the last subject, who is speaking."""

    issuer: str = ""
    parties: tuple[str, ...] = ()
    header: _Governor | None = None
    due: str = ""
    last_actor: str = ""
    speaker: str = ""
    side: str = ""
    joint: bool = False
    age: int = 0  # sentences since somebody was named as speaking
    labelled: bool = False  # the line itself says who speaks in it


@dataclass(slots=True)
class _Sentence:
    """The words of a sentence and what the lexicon sees in them; places are token numbers."""

    offset: int
    words: list[str]
    starts: list[int]
    stops: list[int]
    parties: list[tuple[int, int, str]] = field(default_factory=list)
    subjects: list[tuple[int, int, str, str]] = field(default_factory=list)  # start, stop, party, how
    objects: list[tuple[int, int, str]] = field(default_factory=list)
    verbs: dict[int, tuple[int, Verb]] = field(default_factory=dict)
    cue_ends: dict[int, tuple[int, str]] = field(default_factory=dict)
    quoted: list[bool] = field(default_factory=list)
    conditions: list[tuple[int, int, str]] = field(default_factory=list)  # start, stop, opener


@dataclass(slots=True)
class _Found:
    """An act as found, before its span is cut."""

    place: int
    length: int
    act: Act
    trigger: str
    governor: _Governor
    object: str
    object_span: tuple[int, int] | None
    passive: bool
    chained: bool
    form: str


def read(text: str, published_on: dt.date | None) -> list[Finding]:
    """Return the findings of a normalised English text, in order of their place."""
    folded = fold(text)
    dates = find_dates(text, "en", published_on)
    reader = _Reader(text, folded, dates, masked(folded))
    for block in blocks(folded, chinese=False):
        reader.read_block(block)
    return sorted(reader.findings, key=lambda finding: (finding.start, finding.stop))


class _Reader:
    """Reads one text. It exists to carry context; nothing of it outlives the text."""

    def __init__(
        self, text: str, folded: str, dates: list[tuple[int, int, DateRef]], masks: list[tuple[int, int]]
    ) -> None:
        self.text, self.folded, self.dates, self.masks = text, folded, dates, masks
        self.date_starts = [start for start, _, _ in dates]
        self.mask_starts = [start for start, _ in masks]
        self.instruments = details.instruments(folded, chinese=False)
        self.instrument_starts = [place for place, _ in self.instruments]
        self.findings: list[Finding] = []
        self.context = _Context(issuer=next((code for code, sign in _ISSUERS if sign.search(folded)), ""))
        self.context.parties = self._parties_of_text()
        self.condition_of: dict[int, tuple[int, int]] = {}

    def _parties_of_text(self) -> tuple[str, ...]:
        counts: Counter[str] = Counter()
        lowered = self.folded.lower()
        for code, entry in load("parties").items():
            names = [name for name in entry["en"][:12] if len(name) > 4] + entry["adjectives_en"]
            counts[code] = sum(lowered.count(name) for name in names)
        counts.pop("BOTH", None)
        return tuple(code for code, count in counts.most_common() if count)

    def read_block(self, block: Block) -> None:
        """Read one line; who speaks in it, if the text says, holds for that line."""
        context = self.context
        context.speaker, context.side, context.labelled = "", "", False
        if block.speaker:
            words = [word.lower() for word in re.findall(r"(?:[A-Za-z]\.){2,}|[A-Za-z]+", block.speaker)]
            for place in range(len(words)):
                match = english_parties().at(words, place)
                if match and match[1] != "BOTH":
                    context.speaker, context.side, context.labelled = (block.speaker, match[1], True)
        if block.answers and not context.side and "CN" in context.parties[:2]:
            context.side, context.labelled = ("CN", True)  # the answers of a ministry's question time
        body = self.folded[block.start : block.stop]
        for start, stop in sentences(body, "en"):
            for begin, end in portions(
                self.folded, block.start + start, block.start + stop, _LONGEST_SENTENCE
            ):
                self._read_sentence(begin, end)

    # ---- words -------------------------------------------------------------------------------------------

    def _is_masked(self, place: int) -> bool:
        at = bisect_left(self.mask_starts, place + 1) - 1
        return at >= 0 and self.masks[at][0] <= place < self.masks[at][1]

    def _tokens(self, start: int, stop: int) -> _Sentence:
        words, starts, stops = [], [], []
        folded, text = self.folded, self.text
        for match in _TOKEN.finditer(folded, start, stop):
            word = match[0].lower()
            if word in ("*", "/") or self._is_masked(match.start()):
                continue
            if word.endswith(("]", "[")) is False and "]" in word:  # "[s]hould" in a quotation
                word = word.replace("\\", "").replace("[", "").replace("]", "")
            if word == "-":
                lone = folded[match.start() - 1 : match.start()] == " " or text[match.start()] == "—"
                if not lone or not words:
                    continue
                word = ","
            words.append(word)
            starts.append(match.start())
            stops.append(match.end())
        return _Sentence(start, words, starts, stops)

    def _annotate(self, sentence: _Sentence) -> None:
        words, count = sentence.words, len(sentence.words)
        parties, objects, verbs, cues = (
            english_parties(),
            english_objects(),
            english_verbs(),
            modality_cues(),
        )
        party_free = object_free = 0
        adjectives = english_adjectives()
        inside = False
        for place in range(count):
            if words[place] == _QUOTED:
                inside = not inside
            sentence.quoted.append(inside)
            if place >= party_free:
                match = parties.at(words, place)
                if match and self._is_name(sentence, place, match[0]):
                    party_free = _with_institution(words, place + match[0])
                    sentence.parties.append((place, party_free, match[1]))
                elif words[place] in adjectives and (stop := _institution(words, place + 1)):
                    party_free = stop
                    sentence.parties.append((place, stop, adjectives[words[place]]))
            if place >= object_free:
                match = objects.at(words, place)
                if match:
                    object_free = place + match[0]
                    sentence.objects.append((place, object_free, match[1]))
            verb = verbs.at(words, place) or self._split_verb(words, place)
            if verb:
                sentence.verbs[place] = verb
            cue = cues.at(words, place)
            if cue and (place + cue[0]) not in sentence.cue_ends:
                sentence.cue_ends[place + cue[0]] = (place, cue[1])
        self._mark_subjects(sentence)
        self._mark_conditions(sentence)

    def _split_verb(self, words: list[str], place: int) -> tuple[int, Verb] | None:
        """Return the verb whose particle stands behind its object: "move their tariffs down"."""
        particles = english_split_verbs().get(words[place])
        if particles:
            for word in words[place + 2 : place + 7]:
                if word in particles:
                    return 1, particles[word]
                if word in (",", ";"):
                    break
        return None

    def _is_name(self, sentence: _Sentence, place: int, length: int) -> bool:
        """Whether the text writes it as a name: "us" is a pronoun, "US" a country."""
        if length > 1 or sentence.words[place] not in ("us", "bis", "greer", "trump", "miti", "meti", "eu"):
            return True
        return self.text[sentence.starts[place] : sentence.stops[place]][:2].isupper() or sentence.words[
            place
        ] in ("greer", "trump")

    def _mark_subjects(self, sentence: _Sentence) -> None:
        words, count = sentence.words, len(sentence.words)
        places = {start: (stop, code) for start, stop, code in sentence.parties}
        for place in range(count):
            if place in places:
                stop, code = places[place]
                how = "subject"
            elif words[place] in _PRONOUNS:
                stop, code, how = place + 1, "", "pronoun"
            else:
                continue
            after = self._past_time(words, stop + 1 if words[stop : stop + 1] == [_QUOTED] else stop)
            following = words[after] if after < count else ""
            before = words[place - 1] if place else ""
            if following == "(":  # (Lutnick), an abbreviation in brackets
                close = next((at for at in range(stop, min(count, stop + 8)) if words[at] == ")"), None)
                following = words[close + 1] if close is not None and close + 1 < count else following
            finite = following in _AUXILIARIES and (following != "to" or place == 0) or following in _REPORT or following.endswith("ly")
            finite = (
                finite
                or (following.endswith("ed") and following not in _NOT_FINITE)
                or self._finite_verb_at(sentence, after)
                or following in _HEADS
                or modality_cues().at(words, after) is not None
                if after < count
                else finite
            )
            if before in ("and", "or") and any(
                end == place - 1 and begin and words[begin - 1] in _PREPOSITIONS for begin, end, _ in sentence.parties
            ):
                continue  # "imported from Canada and Mexico"
            if (
                before in _PREPOSITIONS
                and not (before == "of" and finite and following != "to")
                or before == "'s"
                and how == "pronoun"
            ):
                continue
            if not finite and not (
                following == ","
                and stop + 1 < count
                and words[stop + 1] in ("which", "in", "for", "on", "while", "too", "following")
            ):
                continue
            if how == "pronoun":
                code = self._pronoun(words[place], sentence, place)
            if code:
                sentence.subjects.append((place, stop, code, f"{how}:{' '.join(words[place:stop])}"))

    def _finite_verb_at(self, sentence: _Sentence, place: int) -> bool:
        verb = sentence.verbs.get(place)
        return verb is not None and any(form in ("s", "past", "stays") for form in verb[1].form.split("|"))

    def _past_time(self, words: list[str], place: int) -> int:
        """Return the place after words of time: "on Thursday", "today", "this week", "on June 3"."""
        at = place
        while at < len(words) and at < place + 4:
            if words[at] in _TIME_WORDS or (
                words[at] in ("on", "in") and words[at + 1 : at + 2] and words[at + 1] in _TIME_WORDS
            ):
                at += 1
            elif at > place and words[at].isdigit():
                at += 1
            else:
                break
        return at

    def _pronoun(self, word: str, sentence: _Sentence, place: int) -> str:
        context = self.context
        earlier = [code for start, _, code in sentence.parties if start < place]
        if word in ("we", "i"):
            if context.side and (sentence.quoted[place] or not context.issuer):
                return context.side
            return (
                context.issuer
                or context.side
                or (context.header.actor if context.header else "")
                or ("BOTH" if context.joint and word == "we" else "")
            )
        if word == "they":
            if sentence.quoted[place] and context.side:
                return next((code for code in context.parties if code != context.side), "")
            return "BOTH" if "BOTH" in earlier or not earlier else earlier[-1]
        subjects = [code for start, _, code, _ in sentence.subjects if start < place]
        return subjects[-1] if subjects else (earlier[-1] if earlier else context.last_actor)

    def _mark_conditions(self, sentence: _Sentence) -> None:
        words, count = sentence.words, len(sentence.words)
        openers = {opener: tuple(opener.split()) for opener in load("english")["modality"]["conditions"]}
        firsts = {parts[0] for parts in openers.values()}
        place = 0
        while place < count:
            if words[place] not in firsts:
                place += 1
                continue
            parts = max(
                (parts for parts in openers.values() if tuple(words[place : place + len(parts)]) == parts),
                key=len,
                default=None,
            )
            before = words[place - 1] if place else ""
            initial = not before or before in (",", '"', ";", ":", "(", ")", "and", "but", "that")
            inverted = (
                parts == ("should",)
                and any(begin == place + 1 for begin, _, _ in sentence.parties)
                and before not in ("that", "the")
            )
            if (
                not parts
                or (
                    parts in (("should",), ("when",), ("upon",), ("provided",), ("assuming",))
                    and not initial
                    and not inverted
                )
                or before in ("even", "as", "at")
                or words[place + 1 : place + 2]
                and (
                    words[place + 1] == "any"
                    and words[place + 2 : place + 3] == [","]
                    or words[place + 1]
                    in (
                        "necessary",
                        "appropriate",
                        "applicable",
                        "so",
                        "not",
                        "for",
                        "and",
                        "otherwise",
                        "possible",
                        "warranted",
                    )
                )
            ):
                place += 1
                continue
            if parts == ("upon",) and words[place + 1 : place + 2] == ["publication"]:
                place += 1
                continue
            stop = self._condition_stop(
                sentence, place + len(parts), initial and not (before == "and" and place > 6)
            )
            if stop - place >= 3:
                sentence.conditions.append((place, stop, " ".join(parts)))
            place = max(stop, place + 1)

    def _condition_stop(self, sentence: _Sentence, place: int, initial: bool) -> int:
        """Return the token after a condition: at the comma before the main clause, or where the clause ends."""
        words, count = sentence.words, len(sentence.words)
        subject_starts = {start for start, _, _, _ in sentence.subjects}
        commas = []
        for at in range(place, count):
            if words[at] in (";", '"', ":", ")"):
                return at if not (initial and commas) else min(at, commas[0])
            if words[at] == ",":
                if at + 1 < count and (
                    at + 1 in subject_starts
                    or words[at + 1] in ("then", "the", "we", "they", "it", "all", "i", '"')
                ):
                    return at
                if not initial:
                    return at
                commas.append(at)
        return commas[0] if commas else count

    # ---- acts --------------------------------------------------------------------------------------------

    def _read_sentence(self, start: int, stop: int) -> None:
        sentence = self._tokens(start, stop)
        if len(sentence.words) < 2:
            return
        context = self.context
        self._annotate_speaker(sentence, start, stop)
        self._annotate(sentence)
        if "participants" in sentence.words or "parties" in sentence.words:
            context.joint = True
        found = self._acts(sentence)
        first = len(self.findings)
        self._cut(sentence, found, start, stop)
        self._conditions(sentence, first)
        self._denials(sentence, start, stop)
        self._rounds(sentence, start, stop)
        self._carry_over(sentence, start, stop)

    def _annotate_speaker(self, sentence: _Sentence, start: int, stop: int) -> None:
        """Note who speaks, from "Lutnick stated", "he said", "according to MOFCOM"."""
        words = sentence.words
        parties = english_parties()
        found = ""
        quoting = _QUOTED in words
        self.context.age += 1
        if self.context.age > 3 and not self.context.labelled:
            self.context.side = self.context.speaker = ""
        for place, word in enumerate(words):
            if word in ("announced", "declared", "announcing", "argued", "claimed") and not quoting:
                continue
            if word not in _REPORT and not (word == "according" and words[place + 1 : place + 2] == ["to"]):
                continue
            for at in [
                *range(place - 1, max(-1, place - 12), -1),
                *range(place + 1, min(len(words), place + 6)),
            ]:
                match = parties.at(words, at)
                if match and match[1] != "BOTH" and self._is_name(sentence, at, match[0]):
                    # The longest name around: step left while a longer phrase still covers this word.
                    while at > 0 and (longer := parties.at(words, at - 1)) and longer[0] > match[0]:
                        at, match = at - 1, longer
                    found = self.text[sentence.starts[at] : sentence.stops[at + match[0] - 1]]
                    self.context.side = match[1]
                    break
            if found:
                break
        if found:
            self.context.speaker, self.context.age = found, 0

    def _governor(self, sentence: _Sentence, place: int, chain: _Governor | None) -> _Governor | None:
        """Return what governs the bare verb at ``place``: a modal or cue before it, or the chain it continues."""
        words = sentence.words
        at, negated, linked, crossed = place, False, False, False
        for _ in range(60):
            before = words[at - 1] if at else ""
            if at in sentence.cue_ends:
                start, name = sentence.cue_ends[at]
                if name == "transparent":
                    at, linked = start, True
                    continue
                return self._from_cue(sentence, start, name, negated)
            if not before:
                break
            if before in _ADVERBS or (before.endswith("ly") and len(before) > 3) or before == "'t":
                negated = negated or before in ("not", "never", "'t")
                at -= 1
                continue
            if before in ("no",) and words[at - 2 : at - 1] == [","]:
                return None
            if before == "to" and at > 1 and words[at - 2] in ("and", "or", ","):
                at, linked = at - 1, True
                continue
            if before == "to":
                negated = negated or words[at - 2 : at - 1] == ["not"]
                return self._from_head(sentence, at - 1, chain, negated)
            if _is_enumerator(words, at - 1):
                at -= 3  # "(i)", "(2)"
                linked, crossed = True, True
                continue
            if before in ("and", "or", ",", ";", ":", "-", '"', "then"):
                at -= 1
                linked = linked or before != '"'
                crossed = crossed or before != '"'
                continue
            break
        if linked and chain and chain.base:
            if not crossed and chain.how != "chain":
                return _Governor(chain.modality, chain.actor, chain.how, chain.start, chain.negated)
            return _Governor(
                chain.modality, chain.actor, "chain", place, chain.negated and words[place - 1] == "or"
            )
        return None

    def _from_cue(self, sentence: _Sentence, start: int, name: str, negated: bool) -> _Governor | None:
        words = sentence.words
        if start and words[start - 1] in ("not", "'t") or words[start] == "cannot":
            negated = True
        if name == "none" and not (words[start] in ("may", "could", "might") and sentence.conditions):
            return None
        if start and words[start - 1] in ("not", "'t", "never") and name in ("agreed", "decided", "expected", "threatens"):
            return None
        if words[start] in ("necessary", "appropriate") and not self._is_determined(words, start):
            return None
        if (
            words[start] == "plan"
            and start
            and words[start - 1] not in _ADVERBS
            and not any(stop == start for _, stop, _, _ in sentence.subjects)
        ):
            return None  # "a coordinated plan to" is a noun
        if words[start] == "required" and {"not", "longer"} & set(words[max(0, start - 3) : start]):
            negated = True
        actor, how, begin = self._subject_before(sentence, start)
        if words[start] in _PROMISE_NOUNS and start:
            # "a Japanese commitment to purchase", "China's promise to"
            owner = english_adjectives().get(words[start - 1], "") or next(
                (
                    code
                    for _, stop, code in sentence.parties
                    if stop == start - 1 and words[start - 1] == "'s"
                ),
                "",
            )
            actor, how, begin = (owner, "owner", start) if owner else (actor, how, begin)
        modality = "will" if name == "none" else name
        if words[start] in ("necessary", "appropriate"):
            begin, how = (
                next((at for at in range(start, len(words)) if words[at] == "to"), start) + 1,
                "determined",
            )
        return _Governor(modality, actor, how, begin, negated)

    def _is_determined(self, words: list[str], place: int) -> bool:
        """Whether "necessary to" is a decision: "I have determined that it is necessary and appropriate to"."""
        before = words[max(0, place - 8) : place]
        return "it" in before and any(
            word in ("determined", "deem", "deemed", "found", "find", "determine")
            for word in words[max(0, place - 14) : place]
        )

    def _from_head(
        self, sentence: _Sentence, to: int, chain: _Governor | None, negated: bool
    ) -> _Governor | None:
        """Return the governor of "agreed, after two days in London, to lift": looks back from the "to"."""
        words = sentence.words
        for at in range(to - 1, max(-1, to - 26), -1):
            if words[at] in (";",) or (
                at in sentence.verbs
                and "base" in sentence.verbs[at][1].form
                and words[at] not in _HEADS
                and words[at] not in ("address", "modify")
            ):
                break
            if to - at > 14 and words[at] not in ("invoked", "exercised", "agreed", "decided", "determined"):
                continue
            name = _HEADS.get(words[at])
            if not name:
                continue
            if name == "transparent":
                if not chain:
                    return None
                begin = (
                    chain.start
                    if chain.how != "chain" and words[at] not in ("htsus", "modify", "modifying", "amend", "schedule") and to - chain.start < 24
                    else to + 1
                )
                return _Governor(
                    chain.modality,
                    chain.actor,
                    "chain" if begin == to + 1 else chain.how,
                    begin,
                    chain.negated or negated,
                )
            if name == "none":
                return None
            actor, how, begin = self._subject_before(sentence, at)
            if words[at] in _TEXTS and how.startswith("subject:pronoun:we"):
                actor = "BOTH"
            if name == "done":
                begin = to + 1
            return _Governor(name, actor, how, begin, negated)
        return None

    def _subject_before(self, sentence: _Sentence, place: int) -> tuple[str, str, int]:
        """Return (party, rule, first token) of the nearest subject before ``place``, else what the context gives."""
        for start, stop, code, how in reversed(sentence.subjects):
            if stop <= place:
                if any(begin <= start < end for begin, end, _ in sentence.conditions):
                    continue  # the subject of a condition acts only in it
                begin = start
                if place - start > 14 or _QUOTED in sentence.words[start:place]:
                    begin = place
                elif start and sentence.words[start - 1] == "the" and sentence.words[start] != "the":
                    begin = start - 1
                return code, f"subject:{how}", begin
        if self.context.header and self.context.header.actor:
            return self.context.header.actor, "header", place
        for start, stop, code in reversed(sentence.parties):
            if (
                stop <= place
                and (start == 0 or sentence.words[start - 1] not in _PREPOSITIONS)
                and sentence.words[stop] != "'s"
            ):
                return code, "nearest", start if place - start <= 14 else place
        if self.context.issuer:
            return self.context.issuer, "issuer", place
        if self.context.joint and not sentence.parties:
            return "BOTH", "joint", place
        return self.context.last_actor or self.context.side, "last", place

    def _acts(self, sentence: _Sentence) -> list[_Found]:
        words, count = sentence.words, len(sentence.words)
        found: list[_Found] = []
        chain: _Governor | None = None
        busy = 0
        call = -1
        for place in range(count):
            if place in sentence.cue_ends:
                start, name = sentence.cue_ends[place]
                if name != "transparent":
                    governor = self._from_cue(sentence, start, name, False)
                    chain = governor
            elif place and words[place].endswith("ing") and words[place - 1] in ("is", "are", "'re", "am"):
                actor, how, begin = self._subject_before(sentence, place - 1)
                chain = (
                    _Governor("decided", actor, how, begin) if actor and how.startswith("subject") else chain
                )
            if self._is_call(sentence, place):
                call = place
            if (
                words[place] in ("denied", "denies")
                and words[place + 1 : place + 2]
                and words[place + 1] in ("that", "having", "it", "reports", "any")
            ):
                break
            if place < busy or place not in sentence.verbs:
                continue
            if any(start <= place < stop for start, stop, _ in sentence.conditions):
                continue
            length, verb = sentence.verbs[place]
            if (
                call >= 0
                and place - call < 18
                and not any(
                    call < start <= place
                    for start, _, _, _ in sentence.subjects
                    if words[start] not in _PRONOUNS
                )
                and not verb.form.startswith(("s", "past"))
            ):
                if place - call < 18 and not any(word == ";" for word in words[call:place]):
                    continue
            act = self._one_act(sentence, place, length, verb, chain, found)
            if act is None:
                continue
            busy = place + length
            previous = found[-1] if found else None
            if (
                previous
                and previous.act.action == "EXTEND"
                and "noun" in verb.form
                and place - previous.place <= 6
            ):
                continue  # "extend the suspension of": one act
            if previous and self._same_breath(sentence, previous, act):
                if previous.act.action == "ADJUST" and act.act.action != "ADJUST":
                    act.governor = replace(act.governor, start=previous.governor.start)
                    act.chained = previous.chained
                    found[-1] = act
                elif previous.object_span is None or previous.object_span[0] > place:
                    pass  # "suspend or remove the countermeasures": one act, by its first verb
                elif words[place - 1] == "by" or words[place - 2 : place - 1] == ["by"]:
                    pass  # "lower the tariff by removing ten points": one act
                else:
                    found.append(act)
            else:
                found.append(act)
            base = verb.form.startswith("base") or (
                act.governor.how == "chain" and chain is not None and chain.base
            )
            chain = _Governor(
                act.governor.modality, act.governor.actor, "chain", place, act.governor.negated, base
            )
        return found

    def _is_call(self, sentence: _Sentence, place: int) -> bool:
        calls = load("english")["modality"]["calls"]
        word = sentence.words[place]
        if word not in _CALL_FIRST:
            return False
        return any(sentence.words[place : place + len(call.split())] == call.split() for call in calls)

    def _same_breath(self, sentence: _Sentence, previous: _Found, act: _Found) -> bool:
        """Whether two triggers may be one act: "suspend or remove X", "modify X by suspending Y"."""
        between = sentence.words[previous.place + previous.length : act.place]
        if (
            all(word in ("and", "or", ",", "/") or word.endswith("ly") for word in between)
            and len(between) <= 3
        ):
            return previous.form.split("|")[0] == act.form.split("|")[0]
        if sentence.words[act.place - 1] == "by":
            return not any(word == ";" for word in between)
        plain = [word for word in between if not word.endswith("ly")]
        if previous.act.action == "ADJUST" and plain and plain[-1] == "to" and act.governor.how == "chain":
            return True
        return previous.act.action == "ADJUST" and act.object_span == previous.object_span

    def _one_act(
        self,
        sentence: _Sentence,
        place: int,
        length: int,
        verb: Verb,
        chain: _Governor | None,
        found: list[_Found],
    ) -> _Found | None:
        words = sentence.words
        before = words[place - 1] if place else ""
        forms = verb.form.split("|")
        governor: _Governor | None = None
        passive = False
        if "base" in forms or "intransitive" in forms:
            governor = self._governor(sentence, place, chain)
            if governor is None and place == _first_word(words) and self.context.header and self.context.header.base:
                header = self.context.header
                governor = _Governor(header.modality, header.actor, "header", 0, header.negated)
        if governor is None and "past" in forms:
            governor, passive = self._past(sentence, place)
        if governor is None and "ing" in forms:
            governor = self._gerund(sentence, place, chain, found)
        if governor is None and "s" in forms:
            governor = self._present(sentence, place)
        if governor is None and "stays" in forms:
            governor = self._stays(sentence, place)
            passive = True
        if governor is None and "noun" in forms:
            governor = self._noun(sentence, place, chain)
        if governor is None and "state" in forms:
            governor = self._state(sentence, place)
        if governor is None or not governor.actor:
            return None
        if self._keeps_a_relief(words, place, length, verb):
            return None
        ahead = (sentence.verbs.get(at) for at in range(place + 1, place + 5))
        if words[place].startswith("announc") and any(other and "noun" in other[1].form for other in ahead):
            return None  # "announced the imposition of": the noun is the act
        if any(
            words[at : at + 2] == ["as", "follows"] for at in range(place, min(len(words), place + 60))
        ) and any(act.action == "ADJUST" for act in verb.acts):
            return None  # what follows are the acts
        if "state" in forms and governor.negated and "except" in words[:place]:
            return None
        act, code, span = self._object(sentence, place, length, verb, passive, governor.start)
        bare = place + length >= len(words) or words[place + length] in _PREPOSITIONS or words[place + length] == ","
        if "intransitive" in forms and bare and not passive and self._object(sentence, place, length, verb, True)[0]:
            act = None  # "shall increase for partners": what increases stands before
        if act is None and "intransitive" in forms and not passive:
            # "such rate of duty shall apply": the subject is what is laid on
            act, code, span = self._object(sentence, place, length, verb, True)
            if act is not None:
                actor, how = self._agent(sentence, place, governor.start)
                governor = replace(
                    governor,
                    actor=actor or governor.actor,
                    how=how,
                    start=self._clause_start(sentence, place),
                )
                passive = True
        if act is None:
            return None
        if (
            span
            and passive
            and "no" in words[max(0, span[0] - 4) : span[0]]
            or words[governor.start : governor.start + 1] == ["neither"]
        ):
            governor = replace(governor, negated=not governor.negated)
        if words[place + 1 : place + 2] in (["into"], ["effect"]) and any(finding.action in ("SUSPEND", "LIFT") for finding in self.findings[:3]):
            return None  # what enters into force is an easing
        if words[place] in ("apply", "applies") and words[place + 1 : place + 3] == ["only", "to"]:
            return None
        if (
            act.action in ("PURCHASE", "RESUME")
            and governor.negated
            or words[place] in ("stop", "stopped", "stops", "halt")
            and words[place + 1 : place + 2]
            and words[place + 1].endswith("ing")
        ):
            return None
        if governor.negated and before != "not" and act.action == "MAINTAIN":
            return None
        trigger = " ".join(words[place : place + length])
        chained = governor.how == "chain"
        return _Found(place, length, act, trigger, governor, code, span, passive, chained, verb.form)

    def _keeps_a_relief(self, words: list[str], place: int, length: int, verb: Verb) -> bool:
        """Whether what is kept is an easing ("maintain the suspension of"): the noun is then the act."""
        if verb.form == "stays" or not any(act.action == "MAINTAIN" for act in verb.acts):
            return False
        return any(
            word in ("suspension", "pause", "truce", "moratorium", "waiver")
            for word in words[place + length : place + length + 5]
        )

    def _state(self, sentence: _Sentence, place: int) -> _Governor | None:
        """Return the governor of "shall be, consistent with law, subject to"."""
        words = sentence.words
        for at in range(place - 1, max(-1, place - 12), -1):
            if words[at] in _BE:
                if place - at > 2 and not (
                    words[at + 1] == "," or words[at + 1].endswith("ly") or words[at + 1] == "not"
                ):
                    return None
                governor = self._passive(sentence, at, "not" in words[at - 1 : at + 3])
                if governor and self.context.issuer:
                    governor = replace(governor, actor=self.context.issuer, how="issuer")
                return governor
        return None

    def _past(self, sentence: _Sentence, place: int) -> tuple[_Governor | None, bool]:
        """Return the governor of a past form and whether it is passive; a participle after its noun has none."""
        words = sentence.words
        at, negated = place - 1, False
        while at >= 0 and (
            words[at] in _ADVERBS or words[at].endswith("ly") or words[at] in ("been", "being", "be")
        ):
            if words[at] in ("been", "be", "being"):
                return self._passive(sentence, at, negated), True
            negated = negated or words[at] in ("not", "never")
            at -= 1
        if at < 0:
            return None, False
        word = words[at]
        while at > 0 and (
            words[at] in _TIME_WORDS
            or words[at].isdigit()
            or (words[at] in ("on", "in") and words[at + 1] in _TIME_WORDS)
        ):
            at -= 1
        word = words[at]
        if word in _BE:
            return self._passive(sentence, at, negated), True
        if word in ("and", "or") and at:
            governor = self._second_past(sentence, at)
            if governor:
                return governor, False
        if word in _HAVE:
            actor, how, begin = self._subject_before(sentence, at)
            return _Governor("done", actor, how, begin, negated, False), False
        for start, stop, code, how in sentence.subjects:
            if stop == at + 1:
                # "controls China imposed", "measures that it took" describe old acts.
                earlier = words[start - 1] if start else ""
                if earlier in ("the",):
                    earlier = words[start - 2] if start > 1 else ""
                if earlier in ("that", "which", "when", "after", "since", "because") or any(
                    end == start for _, end, _ in sentence.objects
                ):
                    return None, False
                return _Governor("done", code, f"subject:{how}", start, negated, False), False
        return None, False

    def _second_past(self, sentence: _Sentence, place: int) -> _Governor | None:
        """Return the governor of "and imposed" after an earlier past verb with its subject."""
        words = sentence.words
        for start, stop, code, how in reversed(sentence.subjects):
            if stop > place or place - stop > 40 or ";" in words[stop:place]:
                continue
            after = self._past_time(words, stop)
            word = words[after] if after < len(words) else ""
            if start and words[start - 1] in ("that", "which"):
                continue
            if (
                word in _HAVE
                or word in _REPORT
                or (word.endswith("ed") and word not in ("needed",))
                or self._finite_verb_at(sentence, after)
            ):
                return _Governor("done", code, f"subject:{how}", place + 1, False, False)
        return None

    def _passive(self, sentence: _Sentence, be: int, negated: bool) -> _Governor | None:
        words = sentence.words
        hereby = "hereby" in words[be : be + 3]
        modality, at = ("decided" if words[be] in ("is", "are", "'re") else "done"), be
        if words[be] in ("be", "been", "being"):
            at = be - 1
            while at >= 0 and (
                words[at] in _ADVERBS
                or words[at].endswith("ly")
                or (words[at] == "to" and (at + 1) not in sentence.cue_ends)
            ):
                negated = negated or words[at] == "not"
                at -= 1
            cue = sentence.cue_ends.get(at + 1) or sentence.cue_ends.get(be)
            if cue and cue[1] == "transparent" and cue[0]:  # "shall continue to be"
                cue = sentence.cue_ends.get(cue[0])
                at = cue[0] if cue else at
            if cue:
                if cue[1] in ("none", "transparent"):
                    return None
                modality, at = cue[1], cue[0]
            elif at >= 0 and words[at] == "," and (modal := self._modal_before_comma(words, at)) >= 0:
                negated = negated or "not" in words[modal : be + 1]
                modality, at = (("shall" if words[modal] in ("shall", "must") else "will"), modal)
            elif at >= 0 and words[at] in _HAVE:
                modality = "done"
            elif words[be] == "be":
                return None
        elif words[be] in ("was", "were"):
            modality = "done"
        if hereby:
            modality = "decided"
        if (
            any(word in ("until", "unless") for word in words[max(0, be - 6) : be])
            or words[max(at, 0) - 1 : max(at, 0)] in (["which"], ["that"])
            or words[be - 1] in ("which", "that")
        ):
            return None
        actor, how = self._agent(sentence, be, at)
        return _Governor(modality, actor, how, self._clause_start(sentence, max(at, 0)), negated, False)

    def _modal_before_comma(self, words: list[str], comma: int) -> int:
        """Return the place of the modal in "shall, in principle, not be approved", -1 if there is none."""
        for at in range(comma - 1, max(-1, comma - 8), -1):
            if words[at] in ("shall", "will", "must") and words[at + 1] == ",":
                return at
        return -1

    def _agent(self, sentence: _Sentence, be: int, place: int) -> tuple[str, str]:
        """Return who does what a passive says: "by China", the owner of the thing, the issuer of the order."""
        words = sentence.words
        for start, _, code in sentence.parties:
            if be < start < be + 12 and words[start - 1] == "by":
                return code, "agent"
        begin = self._clause_start(sentence, place)
        adjectives = english_adjectives()
        for at in range(begin, place):
            if words[at] in adjectives and words[at - 1 : at] not in (["on"], ["against"]):
                return adjectives[words[at]], "owner"
            for start, stop, code in sentence.parties:
                if (
                    start == at
                    and (at == begin or words[at - 1] not in ("on", "against", "from", "to", "toward"))
                    and code != "BOTH"
                ):
                    if stop < len(words) and words[stop] in ("shall", "will") and self.context.issuer:
                        break  # "articles of China shall be subject to": China is not who imposes
                    return code, "owner"
        for start, stop, code, how in reversed(sentence.subjects):
            if stop <= place and any(word in _REPORT for word in words[stop : stop + 6]) and "that" in words[stop : stop + 8]:
                return code, f"subject:{how}"  # "Beijing announced that a tariff would be imposed"
        if self.context.issuer:
            return self.context.issuer, "issuer"
        for start, stop, code, how in reversed(sentence.subjects):
            if stop <= begin:
                return code, f"subject:{how}"
        return self.context.last_actor, "last"

    def _clause_start(self, sentence: _Sentence, place: int) -> int:
        words = sentence.words
        for at in range(place - 1, -1, -1):
            if words[at] == ":" and words[at + 1][0].isdigit() and at and words[at - 1][0].isdigit():
                continue  # 12:01
            if (
                words[at] in (";", ":")
                or words[at] in ("while", "but", "whereas")
                or (words[at] == '"' and not sentence.quoted[at])
            ):
                return at + 1
            if _is_enumerator(words, at):
                return at + 1
            if words[at] == "," and at + 1 in sentence.verbs and "past" in sentence.verbs[at + 1][1].form and words[at + 2 : at + 3] and words[at + 2] in _PREPOSITIONS:
                continue  # "Duties on panels, imposed in 2024, stay in place"
            if words[at] == "," and place - at > 2 and words[at + 1] not in ("including", "such", "or"):
                return at + 1
            if words[at] == "that" and at and words[at - 1] in _REPORT:
                return at + 1
        return 0

    def _gerund(
        self, sentence: _Sentence, place: int, chain: _Governor | None, found: list[_Found]
    ) -> _Governor | None:
        words = sentence.words
        at = place - 1
        negated = False
        while at >= 0 and (words[at] in _ADVERBS or words[at].endswith("ly")):
            negated = negated or words[at] == "not"
            at -= 1
        before = words[at] if at >= 0 else ""
        if _is_enumerator(words, at):
            before, at = "and", at - 3
        if before in _BE:
            if before in ("be", "been"):
                cue = sentence.cue_ends.get(at)
                return (
                    self._from_cue(sentence, cue[0], cue[1], negated)
                    if cue and cue[1] != "transparent"
                    else None
                )
            actor, how, begin = self._subject_before(sentence, at)
            return _Governor("decided", actor, how, begin, negated, False)
        if before in ("from", "stop", "cease", "not", "avoid", "end") or (before == "avoid"):
            if before == "from" and words[at - 1] not in ("refrain", "abstain", "desist", "refraining"):
                return None
            if before == "from":
                at -= 1
            governor = self._governor(sentence, at, chain)
            return replace(governor, negated=True) if governor else None
        if before in ("by", "while", "and", ",", "or", "then", "toward", "towards") and chain and found:
            return _Governor(chain.modality, chain.actor, "chain", place, negated, False)
        if before in ("by", "toward", "towards", "while") and chain:
            return _Governor(
                chain.modality,
                chain.actor,
                "chain" if before == "while" else chain.how,
                place if before == "while" or chain.how in ("chain", "determined") else chain.start,
                negated,
                False,
            )
        if before in _ORDERS and found == []:
            actor, how, begin = self._subject_before(sentence, at)
            if how.startswith("subject"):
                return _Governor("decided", actor, how, begin, negated, False)
        if before == "by" and not chain:
            governor = self._second_past(sentence, at)
            if governor:
                return governor
        if before == "to" and at - 1 >= 0 and words[at - 1] in ("committed", "commit", "commits"):
            actor, how, begin = self._subject_before(sentence, at - 1)
            return _Governor("agreed", actor, how, begin, negated)
        return None

    def _present(self, sentence: _Sentence, place: int) -> _Governor | None:
        """Return the governor of "China suspends": only right after its subject, or chained to it."""
        words = sentence.words
        at = place - 1
        while at >= 0 and (words[at] in _ADVERBS or words[at].endswith("ly")):
            at -= 1
        for start, stop, code, how in sentence.subjects:
            if stop == at + 1:
                if start and words[start - 1] in ("that", "which", "as", "after", "when"):
                    return None
                if words[place] in ("imposes", "levies", "provides", "applies", "charges") and words[place : place + 9].count("percent") + words[place : place + 9].count("%"):
                    return None  # a statistic: "imposes a 2.5 percent tariff on cars"
                return _Governor("decided", code, f"subject:{how}", start, False, False)
        if words[at] in ("that", "which", ",", "and"):
            # "a deal with China that reduces tariffs, ends retaliation" tells what was agreed
            that = next(
                (back for back in range(at, max(-1, at - 14), -1) if words[back] in ("that", "which")), -1
            )
            text = (
                next((back for back in range(that - 1, max(-1, that - 7), -1) if words[back] in _TEXTS), -1)
                if that > 0
                else -1
            )
            if text >= 0:
                return _Governor("agreed", "BOTH", "text", place, False, False)
        return None

    def _stays(self, sentence: _Sentence, place: int) -> _Governor | None:
        words = sentence.words
        at = place
        while at > 0 and (words[at - 1] in _ADVERBS or words[at - 1].endswith("ly")):
            at -= 1
        cue = sentence.cue_ends.get(at)
        modality = "done"
        if cue:
            if cue[1] in ("none", "transparent"):
                return None
            modality = cue[1]
        actor, how = self._agent(sentence, place, cue[0] if cue else at)
        return _Governor(
            modality, actor, how, self._clause_start(sentence, cue[0] if cue else at), False, False
        )

    def _noun(self, sentence: _Sentence, place: int, chain: _Governor | None) -> _Governor | None:
        """Return the governor of "the removal of": a verb just before that makes the noun an act."""
        words = sentence.words
        governors = _GOVERNORS
        skip = -1
        for at in range(place - 1, max(-1, place - 9), -1):
            word = words[at]
            if skip >= 0 and at > skip:
                continue
            if _is_enumerator(words, at):
                skip = at - 3
                continue
            if word == ";" and place - at > 1 and words[at + 1] in ("and", "or") and chain:
                return _Governor(chain.modality, chain.actor, "chain", place, False, False)
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
            if word in governors:
                if at == 1 and words[0] == "to":
                    return None  # "To ensure that the imposition ...": a purpose
                modality = {"announced": "decided", "announces": "decided", "announce": "decided", "ordered": "decided", "agreed": "agreed",
                            "secured": "agreed", "secures": "agreed", "confirmed": "agreed"}.get(word, "")  # fmt: skip
                governed = (
                    self._governor(sentence, at, chain)
                    if word in ("ensure", "maintain", "continue", "complete", "secure", "allow")
                    else None
                )
                if governed:
                    own = next((code for start, _, code in sentence.parties if at < start < place), "")
                    return replace(governed, actor=own or governed.actor)
                cue = sentence.cue_ends.get(at)
                if not modality and cue and cue[1] not in ("none", "transparent"):
                    modality = cue[1]
                if (
                    not modality
                    and chain
                    and word
                    in ("ensure", "continue", "maintain", "effect", "complete", "begin", "approve", "on")
                ):
                    modality = chain.modality
                if word == "on" and words[at - 1] not in ("agreed", "agree", "agreement"):
                    return None
                actor, how, begin = self._subject_before(sentence, at)
                own = next((code for start, _, code in sentence.parties if at < start < place), "")
                own = own or next(
                    (english_adjectives()[word] for word in words[at:place] if word in english_adjectives()),
                    "",
                )
                own = own or self._owner_behind(sentence, place)
                actor = own or actor
                if not own and word in ("secures", "secured") and words[place : place + 1] in (["purchase"], ["purchases"]):
                    return None  # from whom, is not said
                if word in ("secures", "secured", "agreed", "on") and (
                    how.startswith("subject:pronoun:we")
                    or any(word in _TEXTS for word in words[max(0, at - 4) : at])
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
                return _Governor(modality or "decided", actor, "owner" if own else how, begin, False, False)
            if word == "and" and chain and place - at <= 2:
                return _Governor(chain.modality, chain.actor, "chain", place, False, False)
        return None

    def _owner_behind(self, sentence: _Sentence, place: int) -> str:
        """Return whose the thing of a noun act is: "removal of China's controls", "purchases of soybeans from Japan"."""
        words = sentence.words
        for start, stop, code in sentence.parties:
            if not place < start <= place + 12 or code == "BOTH":
                continue
            if words[stop : stop + 1] in (["'s"], ["imposed"], ["announced"]):
                return code
            if words[place] in ("purchase", "purchases") and words[start - 1] == "from":
                return code
        return ""

    def _object(
        self, sentence: _Sentence, place: int, length: int, verb: Verb, passive: bool, start: int = 10_000
    ) -> tuple[Act | None, str, tuple[int, int] | None]:
        """Return the act of the verb that its object admits, the object's code and its place."""
        words = sentence.words
        if any("*" in act.objects for act in verb.acts):
            act = next(act for act in verb.acts if "*" in act.objects)
            if not any(
                code in other.objects
                for other in verb.acts
                for start, _, code in sentence.objects
                if place < start < place + length + 12
            ):
                return act, act.default or "countermeasures", (place, place + length)
        if passive:
            begin = min(start, self._clause_start(sentence, place))
            candidates = [
                span for span in reversed(sentence.objects) if begin <= span[0] and span[1] <= place
            ]
            candidates += [
                span for span in sentence.objects if place + length <= span[0] <= place + length + 4
            ]
        else:
            limit = place + length + 30
            limit = min([limit, *(start for start, _, _ in sentence.conditions if start > place)])
            named = (start for start, _, _, how in sentence.subjects if start >= place + length and how.startswith("subject"))
            limit = min([limit, *named])
            candidates = [
                span
                for span in sentence.objects
                if span[1] > place + length - 1 and span[0] >= place + 1 and span[0] < limit
            ]
            if verb.form == "noun":
                candidates = [
                    span for span in sentence.objects if span[0] >= place + length - 1 and span[0] < limit
                ]
        for start, stop, code in candidates:
            gap = words[place + length : start] if not passive else ()
            if "including" in gap:
                break
            if (
                ";" in gap
                or "that" in gap
                or (
                    verb.form in ("base", "past", "s")
                    and "to" in gap
                    and any(act.action == "IMPOSE" for act in verb.acts)
                    and words[place] in ("take", "adopt", "announced")
                )
                or (verb.form != "noun" and any(word in _CLAUSE_OPENERS for word in gap))
            ):
                break
            if code in ("restrictive_measures", "countermeasures") and words[stop : stop + 1] == ["to"]:
                break  # "adopt measures to suspend": what follows is the act
            if not passive and self._belongs_to_another(sentence, place + length, start):
                break
            if any(word in _TALK for word in gap):
                break  # "strengthen cooperation on export controls"
            if code == "trade" and words[stop : stop + 1] == ["of"]:
                inner = next(
                    (
                        span
                        for span in sentence.objects
                        if stop < span[0] <= stop + 3 and any(span[2] in act.objects for act in verb.acts)
                    ),
                    None,
                )
                start, stop, code = inner or (start, stop, code)
            for act in verb.acts:
                if code in act.objects:
                    return act, act.default or code, (start, stop)
        if not passive and words[place + length : place + length + 1] in (["it"], ["them"]) and any(
            act.action in ("LIFT", "SUSPEND", "IMPOSE", "REDUCE", "EXTEND") for act in verb.acts
        ):
            earlier = next((finding for finding in reversed(self.findings) if any(finding.object in act.objects for act in verb.acts)), None)
            if earlier:
                act = next(act for act in verb.acts if earlier.object in act.objects)
                return act, earlier.object, (place + length, place + length + 1)
        if passive or verb.form == "noun":
            begin = min(start, self._clause_start(sentence, place))
            section = next(
                (
                    at
                    for at in range(place, begin - 1, -1)
                    if words[at] in ("section", "subsection", "paragraph", "annex", "order", "orders")
                ),
                -1,
            )
            if self.context.issuer and section >= 0 and passive:
                act = next(
                    (
                        act
                        for act in verb.acts
                        if act.action in ("ADJUST", "SUSPEND") and "tariff" in act.objects
                    ),
                    None,
                )
                if act:
                    return act, "tariff", (section, section + 1)
            if verb.form == "noun" and words[place] in ("suspension", "pause"):
                return verb.acts[0], "tariff", (place, place + length)
        return None, "", None

    def _belongs_to_another(self, sentence: _Sentence, begin: int, end: int) -> bool:
        """Whether a bare verb with words before it stands between: "develop a plan and convene a ministerial"."""
        for at in range(begin + 2, end):
            verb = sentence.verbs.get(at)
            if (
                verb
                and "base" in verb[1].form.split("|")
                and sentence.words[at - 1] in ("to", "and")
                and sentence.words[begin] not in ("and", "or", ",")
            ):
                return True
        return False

    # ---- findings ----------------------------------------------------------------------------------------

    def _cut(self, sentence: _Sentence, found: list[_Found], start: int, stop: int) -> None:
        for number, act in enumerate(found):
            if number and act.governor.start <= found[number - 1].place and not act.chained:
                act.governor.start = self._cue_start(sentence, act.place)
            following = found[number + 1] if number + 1 < len(found) else None
            self.findings.append(self._finding(sentence, act, following))

    def _cue_start(self, sentence: _Sentence, place: int) -> int:
        """Return where the words that govern the verb at ``place`` begin: "pledged to", "will also"."""
        words, at = sentence.words, place
        while at:
            if at in sentence.cue_ends:
                at = sentence.cue_ends[at][0]
            elif words[at - 1] in _ADVERBS or words[at - 1].endswith("ly") or words[at - 1] in _HAVE:
                at -= 1
            else:
                break
        return at

    def _span(self, sentence: _Sentence, act: _Found, following: _Found | None) -> tuple[int, int, int]:
        """Return first token, token after the last, and the token where the next act begins."""
        words, count = sentence.words, len(sentence.words)
        first = act.governor.start if not act.chained else act.place
        if (
            act.governor.how in ("chain", "header", "issuer", "last")
            and not act.passive
            and first == act.place
        ):
            at = act.place
            while at and (
                words[at - 1] in _ADVERBS or words[at - 1].endswith("ly") or at in sentence.cue_ends
            ):
                at = sentence.cue_ends[at][0] if at in sentence.cue_ends else at - 1
            first = min(first, at) if at in sentence.cue_ends or not act.chained else first
        if first < act.place and _QUOTED in words[first : act.place]:
            first = act.place
        first = min(first, act.place)
        while first < act.place and (
            words[first] in (",", ":", ";", "(", ")", "and", '"') or _is_enumerator(words, first + 2)
        ):
            first += 3 if words[first] == "(" and _is_enumerator(words, first + 2) else 1
        first = min(first, act.place)
        limit = count
        if following:
            limit = max(
                act.place + 1,
                min(following.governor.start if not following.chained else following.place, following.place),
            )
            if limit <= act.place + act.length:
                limit = following.place
        past_object = max(
            act.place + act.length,
            act.object_span[1] if act.object_span and act.object_span[1] <= limit else 0,
        )
        cue_starts = {begin for begin, name in sentence.cue_ends.values() if name != "transparent"}
        subject_starts = {begin for begin, _, _, _ in sentence.subjects}
        stop = limit
        for at in range(past_object, limit):
            word = words[at]
            tail = " ".join(words[at + 1 : at + 3])
            if word == ";" or (word == _QUOTED and sentence.quoted[at - 1] and sentence.quoted[first]):
                stop = at
                break
            if word in (",", "(") and (
                tail.startswith(_TRAILERS) or (word == "(" and "the" in words[at + 1 : at + 2])
            ):
                stop = at
                break
            if (
                word == ","
                and act.governor.how == "text"
                or words[at : at + 2] in (["in", "response"], ["as", "set"])
            ):
                stop = at
                break
            if (
                word in ("and", "but", "while", ",")
                and (at + 1 in subject_starts or at + 1 in cue_starts)
                and words[at + 1] not in _PRONOUNS | {"to"}
            ):
                stop = at
                break
            if (
                word in ("and", "but", ",")
                and words[at + 1 : at + 2]
                and (words[at + 1] in _PRONOUNS and at + 1 in subject_starts)
            ):
                stop = at
                break
            if any(begin == at for begin, _, _ in sentence.conditions) and words[at] in ("should", "when"):
                stop = at
                break
        if stop - first > 44 and not _FROM_TO.search(self.folded, sentence.starts[first], sentence.stops[stop - 1]):
            # A clause this long carries where the thing is defined and what for; the act ends before that.
            stop = next(
                (
                    at
                    for at in range(past_object + 2, stop)
                    if words[at] in _LONG_CLAUSE_ENDS
                    and not (words[at] == "," and words[at + 1 : at + 2] and words[at + 1] in _TIME_OPENERS)
                ),
                stop,
            )
        while stop > past_object and (
            words[stop - 1] in (",", "and", "or", "while", "by", "then", ";", ":", "(", "but", "also", '"')
            or (words[stop - 1] == ")" and stop >= 3 and words[stop - 3] == "(")
        ):
            stop -= 3 if words[stop - 1] == ")" else 1
        stop = max(stop, past_object)
        return first, min(stop, count), limit

    def _finding(self, sentence: _Sentence, act: _Found, following: _Found | None) -> Finding:
        first, stop, limit = self._span(sentence, act, following)
        begin, end = sentence.starts[first], sentence.stops[stop - 1]
        if self.folded.count(_QUOTED, begin, end) % 2 and self.folded[end : end + 1] == _QUOTED:
            end += 1
        wide = (
            sentence.starts[limit - 1] + len(sentence.words[limit - 1])
            if limit < len(sentence.words)
            else sentence.stops[-1]
        )
        wide = max(wide, end)
        governor, code = act.governor, act.object
        kind, action = _weigh(act.act, code, governor.negated, self.folded[begin:wide])
        modality = governor.modality
        condition = None
        nearest = self._nearest_condition(sentence, act.place, stop) if sentence.conditions else None
        if nearest and modality not in ("done", "expected"):
            start_token, stop_token, _ = nearest
            condition = (sentence.starts[start_token], sentence.stops[stop_token - 1])
            modality = "conditional"
        elif modality == "agreed" and kind == "countermeasure" and "vow" in self.folded[begin:end].lower():
            modality = "threatens"
        refs = self.dates[bisect_left(self.date_starts, begin) : bisect_left(self.date_starts, wide)]
        refs += [
            ref
            for ref in self.dates[
                bisect_left(self.date_starts, sentence.offset) : bisect_left(self.date_starts, begin)
            ]
            if ref[2].role == "effective" and act.passive
        ]
        due = self.context.due if governor.modality in ("will", "shall", "agreed") else ""
        terms = details.terms(refs, action, due)
        named = self.instruments[
            bisect_left(self.instrument_starts, begin) : bisect_left(self.instrument_starts, wide)
        ]
        quoted = bool(sentence.quoted[act.place] and self.context.speaker)
        reasons = [
            f"trigger:{act.act.action}:{act.trigger}",
            f"object:{code}",
            f"actor:{governor.how}",
            f"modality:{modality}",
        ]
        reasons += ["chained"] if act.chained else []
        reasons += ["passive"] if act.passive else []
        reasons += ["negated"] if governor.negated else []
        reasons += ["condition"] if condition else []
        return Finding(
            kind=kind, start=begin, stop=end, quote=self.text[begin:end], actor=governor.actor,
            target=self._target(sentence, act, first, stop), modality=modality, action=action, object=code,
            materials=details.materials(self.folded[begin:wide], chinese=False),
            quantity=details.quantity(self.folded[begin:end]), effective_on=terms.effective_on, due_on=terms.due_on,
            until=terms.until, instruments=tuple(dict.fromkeys(name for _, name in named)), condition=condition,
            speaker=self.context.speaker if quoted or self.context.speaker and sentence.quoted[act.place] else "",
            confidence=confidence(reasons), reasons=tuple(reasons),
        )  # fmt: skip

    def _nearest_condition(self, sentence: _Sentence, place: int, stop: int) -> tuple[int, int, str] | None:
        """Return the condition beside an act, or None if it stands with another clause, far away."""
        span = min(sentence.conditions, key=lambda span: min(abs(span[0] - place), abs(span[1] - place)))
        return (
            None
            if span[0] > max(place + 30, stop + 4)
            or ";" in sentence.words[min(place, span[0]) : max(place, span[1])]
            else span
        )

    def _target(self, sentence: _Sentence, act: _Found, first: int, stop: int) -> str:
        adjectives = english_adjectives()
        names = {start: code for start, _, code in sentence.parties}
        for at in range(first, stop):
            code = names.get(at) or adjectives.get(sentence.words[at], "")
            if sentence.words[at] == "us" and not code and self.context.side:
                code = self.context.side
            if code and code not in (act.governor.actor, "BOTH"):
                return code
        return ""

    def _conditions(self, sentence: _Sentence, first: int) -> None:
        """Add a finding for each condition that some party is to meet and that an act of this sentence waits for."""
        waiting = [finding for finding in self.findings[first:] if finding.condition]
        for start, stop, opener in sentence.conditions:
            span = (sentence.starts[start], sentence.stops[stop - 1])
            if opener == "upon" or not any(finding.condition == span for finding in waiting):
                continue
            actor = next((code for begin, _, code, _ in sentence.subjects if start <= begin < stop), "")
            actor = actor or self._bare_subject(sentence, start)
            if not actor:
                continue
            action, code, how = self._inside_condition(sentence, start, stop)
            if not action:
                # "Once China does that": what China does is what was last said of it.
                points_back = {"that", "this", "so", "it"} & set(sentence.words[start + 1 : stop])
                earlier = next(
                    (finding for finding in reversed(self.findings[:first]) if finding.actor == actor), None
                )
                if earlier and points_back:
                    action, code, how = earlier.action, earlier.object, "anaphora"
            reasons = (f"condition:{opener}", f"actor:{actor}", *([f"act:{how}"] if how else []))
            self.findings.append(
                Finding(
                    kind="condition", start=span[0], stop=span[1], quote=self.text[span[0] : span[1]], actor=actor,
                    modality="conditional", action=action, object=code, speaker=waiting[0].speaker,
                    materials=details.materials(self.folded[span[0] : span[1]], chinese=False),
                    confidence=confidence(reasons), reasons=reasons,
                )
            )  # fmt: skip

    def _bare_subject(self, sentence: _Sentence, start: int) -> str:
        """Return who must act in "should the PRC retaliate", where the verb has no form of its own to tell."""
        for begin, end, code in sentence.parties:
            following = sentence.words[end : end + 1]
            if start < begin <= start + 3 and following and (end in sentence.verbs or following[0] in _BARE_VERBS or (following[0].endswith(("s", "ed")) and len(following[0]) > 3)):
                return code
        return ""

    def _inside_condition(self, sentence: _Sentence, start: int, stop: int) -> tuple[str, str, str]:
        for place in range(start, stop):
            if place in sentence.verbs:
                length, verb = sentence.verbs[place]
                act, code, _ = self._object(sentence, place, length, verb, False)
                if act is None:
                    act, code, _ = self._object(sentence, place, length, verb, True)
                if act:
                    return act.action, code, "named"
        return "", "", ""

    def _denials(self, sentence: _Sentence, start: int, stop: int) -> None:
        match = _DENIAL.search(self.folded, start, stop)
        if not match or any(start <= finding.start < stop for finding in self.findings[-4:]):
            return
        actor = next(
            (
                code
                for begin, end, code, _ in reversed(sentence.subjects)
                if sentence.starts[begin] <= match.start("cue")
            ),
            "",
        )
        if match.lastgroup == "cue" and match["owner"]:
            actor = english_adjectives().get(match["owner"].lower(), "") or {
                "china's": "CN",
                "the u.s.": "US",
            }.get(match["owner"].lower(), actor)
        actor = actor or self.context.side or self.context.issuer
        if not actor:
            return
        begin, end = match.start(), _clause_end(self.folded, match.end(), stop)
        reasons = ("denial", f"actor:{actor}")
        self.findings.append(
            Finding(kind="denial", start=begin, stop=end, quote=self.text[begin:end], actor=actor, modality="denies",
                    object="export_control" if "export" in self.folded[begin:end].lower() else "", speaker=self.context.speaker,
                    confidence=confidence(reasons), reasons=reasons)
        )  # fmt: skip

    def _rounds(self, sentence: _Sentence, start: int, stop: int) -> None:
        """Add a finding for a meeting that the sentence places and dates to the day."""
        for match in _MEETING.finditer(self.folded, start, stop):
            self._round(match, stop)

    def _round(self, match: re.Match[str], stop: int) -> None:
        refs = self.dates[
            bisect_left(self.date_starts, match.end()) : bisect_left(
                self.date_starts, min(stop, match.end() + 40)
            )
        ]
        if not refs or refs[0][2].is_duration or refs[0][0] > match.end() + 12:
            return
        begin, end = match.start(), refs[0][1]
        reasons = ("round:meeting", f"place:{match['place']}")
        self.findings.append(
            Finding(kind="round", start=begin, stop=end, quote=self.text[begin:end], actor="BOTH", modality="done",
                    effective_on=refs[0][2].value, confidence=confidence(reasons), reasons=reasons)
        )  # fmt: skip

    def _carry_over(self, sentence: _Sentence, start: int, stop: int) -> None:
        """Keep for the next sentence: the heading of a list, its due date, and the last subject."""
        context, words = self.context, sentence.words
        if self.folded[stop - 1] == ":" and len(words) < 90:
            cue = next(
                (
                    (begin, name)
                    for end, (begin, name) in sorted(sentence.cue_ends.items())
                    if name not in ("none", "transparent")
                ),
                None,
            )
            actor = sentence.subjects[-1][2] if sentence.subjects else ""
            actor = actor or next(
                (english_adjectives()[word] for word in words if word in english_adjectives()), ""
            )
            actor = actor or next((code for _, _, code in sentence.parties), "")
            refs = self.dates[bisect_left(self.date_starts, start) : bisect_left(self.date_starts, stop)]
            context.due = next(
                (ref.value for _, _, ref in refs if ref.role == "due" and not ref.is_duration), ""
            )
            context.header = (
                _Governor(cue[1] if cue else "will", actor, "header", 0) if actor or cue else None
            )
        if sentence.subjects:
            context.last_actor = sentence.subjects[-1][2]


_CALL_FIRST = frozenset(call.split()[0] for call in load("english")["modality"]["calls"])
_GOVERNORS = frozenset(load("english")["modality"]["governors"])
_DENIAL = re.compile(
    r"\b(?:(?P<owner>China's|Chinese|American|the U\.S\.)\s)?(?:[\w-]+\s){0,3}(?P<cue>(?:is|are) not (?:an? )?(?:export )?bans?\b|denie[ds] (?:that|having|reports|imposing|the)|"
    r"denied\b|did not (?:agree|commit|promise)|ha(?:s|ve) not (?:agreed|committed|promised)|there (?:is|was) no (?:such )?(?:agreement|commitment|deal|plan)\b|rejected (?:the )?(?:claim|report|suggestion|accusation)s?)",
    re.IGNORECASE,
)


_TIME_OPENERS = frozenset("starting effective until beginning through by from for".split())
_LONG_CLAUSE_ENDS = frozenset(
    (",", "that", "to", "under", "expected", "necessary", "pursuant", "listed", "in", "specified", "set")
)


def _first_word(words: list[str]) -> int:
    """Return the place of the first word after a bullet or number: "(a) increase", "1. suspend"."""
    at = 0
    while at < len(words) - 1 and (words[at] in ("(", ")", ",", "and") or words[at].isdigit() or (at + 1 < len(words) and words[at + 1] == ")")):
        at += 1
    return at


def _institution(words: list[str], place: int) -> int:
    """Return the place after "commerce ministry" or "government" when it stands at ``place``, else 0."""
    for at in range(place, min(len(words), place + 3)):
        if words[at] in _INSTITUTIONS:
            return at + 1
        if not words[at].isalpha() or words[at] in _PREPOSITIONS or words[at] in _AUXILIARIES:
            return 0
    return 0


def _with_institution(words: list[str], place: int) -> int:
    """Return the end of a party's name, its institution included: "Mexico's economy ministry"."""
    if words[place : place + 1] == ["'s"]:
        return _institution(words, place + 1) or place
    return place


def _is_enumerator(words: list[str], place: int) -> bool:
    """Whether the bracket that closes at ``place`` is one of "(i)", "(2)", and not part of "section 2(a)"."""
    if place < 2 or words[place] != ")" or words[place - 2] != "(":
        return False
    before = words[place - 3] if place > 2 else ""
    return (
        before in ("", ",", ";", ":", "and", "or", "to", "will", "shall", "by", "reflects", "would")
        and len(words[place - 1]) <= 4
    )


def _clause_end(folded: str, place: int, stop: int) -> int:
    match = re.compile(r'[;"]|, (?:but|and|which|while)\b|[.!?]$').search(folded, place, stop)
    return match.start() if match else stop


_RESTRICTED_USE = re.compile(r"\bmilitary|logic chips|nanomet|semiconductor|weapons", re.IGNORECASE)
_FROM_TO = re.compile(r"\bfrom \d+ (?:percent|dollars) to \d")
_EXCHANGED = re.compile(
    r"(?:deleting|striking)[^0-9]{1,30}(\d+)(?:%| percent| dollars).{0,120}?inserting[^0-9]{1,60}(\d+)|\bfrom (\d+) (?:percent|dollars) to (\d+)"
)


def _raises(words: str) -> bool:
    """Whether the words put a higher number in the place of a lower one, or say that something rises."""
    if re.search(r"\b(?:increase|raise|hike)\w*\b", words):
        return True
    match = _EXCHANGED.search(words)
    return bool(match) and int(match[1] or match[3]) < int(match[2] or match[4])


def _weigh(act: Act, code: str, negated: bool, words: str) -> tuple[str, str]:
    """Return (kind, action): who promises to lay no burden commits to stop, who will not lift one keeps it."""
    burden = act.polarity == "burden"
    if act.polarity == "object":
        eased = re.search(r"suspen|pause|truce|exclusion|exempt|waiver|general licen|deal|agreement|arrangement|statement", words, re.IGNORECASE)
        burden = code in burdens() and not eased
    if act.action == "ADJUST" and _raises(words):
        burden = True
    if act.action == "REVIEW" and _RESTRICTED_USE.search(words):
        burden = True
    if negated:
        if burden and act.action != "MAINTAIN":
            return "commitment", "LIFT" if code == "licences" else "STOP"
        if not burden:
            return "countermeasure", "REFUSE" if code == "licences" else "MAINTAIN"
        return "commitment", "LIFT"
    return ("countermeasure" if burden else "commitment"), act.action
