"""What the English rules look at: words of a sentence, closed classes of words, and what stands over an
act.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sources.extraction.lexicon import Act, Verb, load


def word_set(name: str) -> frozenset[str]:
    """Return a class of words by its name in english.toml."""
    return frozenset(load("english")["words"][name])


MODALS = word_set("modals")
BE = word_set("be")
HAVE = word_set("have")
AUXILIARIES = MODALS | BE | HAVE | word_set("auxiliaries")
PREPOSITIONS = word_set("prepositions")
ADVERBS = word_set("adverbs")
PRONOUNS = word_set("pronouns")
REPORT = word_set("report")
CLAUSE_OPENERS = word_set("clause_openers")
TEXTS = word_set("texts")
PROMISE_NOUNS = word_set("promise_nouns")
INSTITUTIONS = word_set("institutions")
FIRMS = word_set("firms")
GOODS = word_set("goods")
BARE_VERBS = word_set("bare_verbs")
NOT_FINITE = word_set("not_finite")
ORDERS = word_set("orders")
TALK = word_set("talk")
TIME_WORDS = word_set("time_words")
DATED = TIME_WORDS | word_set("months")
TIME_OPENERS = word_set("time_openers")
LONG_CLAUSE_ENDS = word_set("long_clause_ends")
TRAILERS = tuple(load("english")["words"]["trailers"])
HEADS = {word: name for name, words in load("english")["heads"].items() for word in words}
CALLS = tuple(tuple(call.split()) for call in load("english")["modality"]["calls"])
CALL_FIRST = frozenset(call[0] for call in CALLS)
GOVERNORS = frozenset(load("english")["modality"]["governors"])
LEADING_OPENERS = word_set("leading_openers")
NO_CONDITION = word_set("no_condition")
# What opens a condition, by its first word.
CONDITIONS: dict[str, list[tuple[str, ...]]] = {}
for _opener in load("english")["modality"]["conditions"]:
    CONDITIONS.setdefault(_opener.split()[0], []).append(tuple(_opener.split()))
ASIDES = word_set("asides")
ISSUED = word_set("issued")
LAWS = word_set("laws")
OFFICE_HEADS = word_set("office_heads")
PLURALS = word_set("plurals")
RELIEFS = word_set("reliefs")
SIGNED = word_set("signed")
TITLES = word_set("titles")
UNREAL = word_set("unreal")
UNVEILED = word_set("unveiled")
QUOTED = '"'


@dataclass(slots=True)
class Governor:
    """What an act stands under: its modality, the party that acts, where the words of both begin."""

    modality: str
    actor: str
    how: str  # the rule that found the actor
    start: int  # token where the group's words begin, the subject included where it stands next to it
    negated: bool = False
    base: bool = True  # whether bare infinitives can be chained to it


@dataclass(slots=True)
class Context:
    """What carries over from sentence to sentence: headings of lists, the last subject, who is speaking."""

    issuer: str = ""
    parties: tuple[str, ...] = ()
    header: Governor | None = None
    bullet: bool = False  # the line is an item of a list
    listing: bool = False  # the lines read last are items of the list under the header
    heading: str = ""  # the party that the title over a list names
    due: str = ""
    last_actor: str = ""
    other: str = ""  # the party other than who speaks that was named last
    officials: str = ""  # whose officials the sentence before was about
    speaker: str = ""
    side: str = ""
    joint: bool = False
    age: int = 0  # sentences since somebody was named as speaking
    main: str = ""  # the party that is named far more often than any other
    author: str = ""  # whose words the whole text is
    offices: dict[str, str] = field(default_factory=dict)  # whose office of a kind was named last
    person: str = ""  # whose side the person is on who was last the subject
    labelled: bool = False  # the line itself says who speaks in it
    teller: str | None = None  # whose officials the text quotes first, once that was looked for
    deal: bool = False  # the sentence before tells of a deal, which the next "it" means
    statute: bool = False  # the sentence before tells what a law lets its government do


@dataclass(slots=True)
class Sentence:
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
class Found:
    """An act as found, before its span is cut."""

    place: int
    length: int
    act: Act
    trigger: str
    governor: Governor
    object: str
    object_span: tuple[int, int] | None
    passive: bool
    chained: bool
    form: str


def first_word(words: list[str]) -> int:
    """Return the place of the first word after a bullet or number: "(a) increase", "1. suspend"."""
    at = 0
    while at < len(words) - 1 and (
        words[at] in ("(", ")", ",", "and")
        or words[at].isdigit()
        or (at + 1 < len(words) and words[at + 1] == ")")
    ):
        at += 1
    return at


BODIES = {tuple(body.split()) for body in load("english")["words"]["bodies"]}


def institution(words: list[str], place: int) -> int:
    """Return the place after "commerce ministry" or "government" when it stands at ``place``, else 0."""
    for at in range(place, min(len(words), place + 6)):
        if at > place and (words[at - 1], words[at]) in BODIES:
            return at + 1  # "the 27 member states", "the lower house"
        if words[at] in INSTITUTIONS and (at < place + 3 or words[at] in FIRMS):
            while words[at + 1 : at + 2] and (
                words[at + 1] in INSTITUTIONS
                or words[at + 1] == "general"
                or (words[at], words[at + 1]) in BODIES
            ):
                at += 1  # "the industry minister", "a ministry spokesperson", "the Directorate General"
            return at + 1
        if not words[at].isalnum() or words[at] in PREPOSITIONS or words[at] in AUXILIARIES:
            return 0
    return 0


OFFICE_WORDS = word_set("office_words")


def past_purpose(words: list[str], place: int) -> int:
    """Return the place after what an office is for: "of Trade and Industry", "for Business"; ``place`` if unsaid."""
    if words[place : place + 1] not in (["of"], ["for"]):
        return place
    at = begin = place + (2 if words[place + 1 : place + 2] == ["the"] else 1)
    while at < min(len(words), place + 9) and (
        words[at] in OFFICE_WORDS
        or (words[at] in ("and", ",", "of", "&") and set(words[at + 1 : at + 2]) & OFFICE_WORDS)
        or (
            words[at] == ","
            and words[at + 1 : at + 2] == ["and"]
            and set(words[at + 2 : at + 3]) & OFFICE_WORDS
        )
    ):
        at += 1
    return at if at > begin else place


def whole_office(words: list[str], stop: int) -> int:
    """Return the end of an office whose head ends at ``stop``: "Ministry of Trade", "Office of the Board of Trade"."""
    while True:
        stop = past_purpose(words, stop)
        further = 0
        if words[stop : stop + 2] == ["of", "the"]:
            further = institution(words, stop + 2)
        elif words[stop : stop + 1] == ["'s"]:
            further = institution(words, stop + 1)  # "the Lao government's Ministry of Trade"
        if not further:
            return stop
        stop = further


def with_institution(words: list[str], place: int) -> int:
    """Return the end of a party's name, its institution included: "Mexico's economy ministry"."""
    if words[place : place + 1] == ["'s"]:
        stop = institution(words, place + 1)
        return whole_office(words, stop) if stop else place
    if words[place : place + 3] == ["board", "of", "directors"]:
        return place + 3
    if (
        words[place : place + 1]
        and words[place] in INSTITUTIONS - FIRMS - GOODS
        and (words[place + 1 : place + 2] != ["of"] or past_purpose(words, place + 1) > place + 1)
    ):
        return whole_office(words, place + 1)  # "EU ministers", "the UK Department for Business"
    return place


def before_adverbs(words: list[str], at: int) -> int:
    """Return the place of the last word up to ``at`` that is no adverb."""
    while at > 0 and (words[at] in ADVERBS or words[at].endswith("ly")):
        at -= 1
    return at


def is_enumerator(words: list[str], place: int) -> bool:
    """Whether the bracket that closes at ``place`` is one of "(i)", "(2)", and not part of "section 2(a)"."""
    if not 2 <= place < len(words) or words[place] != ")" or words[place - 2] != "(":
        return False
    before = words[place - 3] if place > 2 else ""
    return (
        before in ("", ",", ";", ":", "and", "or", "to", "will", "shall", "by", "reflects", "would")
        and len(words[place - 1]) <= 4
    )
