"""The act at hand: a word that may be an act, with what was found of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from sources.extraction.english_words import Found, Governor, Sentence
from sources.extraction.lexicon import Act, Verb, english_adjectives

NO_ACT = Act("", "", frozenset())
UNGOVERNED = Governor("", "", "", 0)
NOBODY = "?"
UNNAMED = ("last", "main", "nearest", "text")
FACES = ("face", "faces", "faced", "attract", "attracts", "attracted", "incur", "incurs", "incurred")
GOODS_DO = (
    "face",
    "qualify",
    "receive",
    "enjoy",
    "benefit",
    "faces",
    "faced",
    "attract",
    "attracts",
    "incur",
)  # what goods do under a duty that somebody lays on them
SHIPPED = frozenset(
    ("ship", "export", "sell", "import", "buy", "purchase", "enter", "trade", "supply", "resume", "restart")
)
MONEY = frozenset(("million", "billion", "trillion", "crore"))
MEASURED = frozenset(("tariff", "tariffs", "duty", "duties", "levy", "levies", "surcharge", "section"))
EASED = frozenset(("suspension", "pause", "removal", "lifting", "reduction", "repeal", "elimination"))


@dataclass(slots=True)
class Case:
    """A verb or noun of the lexicon at ``place``, ``length`` words long, and what is known of it.

    ``chain`` governs what is coordinated with the act before it, ``found`` are the acts before it. The governor
    is UNGOVERNED and the act NO_ACT until they are found.
    """

    sentence: Sentence
    place: int
    length: int
    verb: Verb
    chain: Governor | None
    found: list[Found]
    words: list[str] = field(init=False)
    before: str = field(init=False)  # the word before it, "" at the start
    following: list[str] = field(init=False)  # the two words behind it
    forms: list[str] = field(init=False)
    governor: Governor = field(init=False)
    passive: bool = False
    act: Act = NO_ACT
    code: str = ""
    span: tuple[int, int] | None = None  # where its object stands

    def __post_init__(self) -> None:
        words, stop = self.sentence.words, self.place + self.length
        self.governor = UNGOVERNED
        self.words = words
        self.before = words[self.place - 1] if self.place else ""
        self.following = words[stop : stop + 2]
        self.forms = self.verb.form.split("|")

    def as_found(self) -> Found:
        """Return the act with its governor and object, before its span is cut."""
        trigger = trigger_of(self.words, self.place, self.length)
        return Found(
            self.place,
            self.length,
            self.act,
            trigger,
            self.governor,
            self.code,
            self.span,
            self.passive,
            self.governor.how == "chain",
            self.verb.form,
        )


def trigger_of(words: list[str], place: int, length: int) -> str:
    """Return the words of the act at ``place`` as one text."""
    return " ".join(words[place : place + length])


def first_adjective(words: list[str], begin: int, stop: int) -> str:
    """Return the party of the first national adjective from ``begin`` to ``stop``: "Chinese tariffs"; "" if none."""
    adjectives = english_adjectives()
    return next((adjectives[word] for word in words[begin:stop] if word in adjectives), "")
