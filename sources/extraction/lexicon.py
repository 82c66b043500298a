"""The rules as data: reads the TOML files of this folder once and gives the engines what they look up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from sources.parties import parties

Value = TypeVar("Value")
_FOLDER = Path(__file__).parent
_WORD = re.compile(r"(?:[a-z]\.){2,}|[a-z]+|'[a-z]+|\d[\d,.]*\d|\d|%")


@cache
def load(name: str) -> Mapping[str, Any]:
    """Return the parsed rules file ``name`` (without its ending) of this folder."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


class Phrases(Generic[Value]):
    """Phrases of English words, looked up longest first at a word of a sentence."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        """Take (phrase, value) pairs in lower case; of two equal phrases the first one stays."""
        # first word -> (value of the word alone, second word -> phrases): hundreds of phrases begin with "the"
        self._alone: dict[str, tuple[int, Value]] = {}
        self._by_two: dict[str, dict[str, list[tuple[tuple[str, ...], Value]]]] = {}
        seen = set()
        for phrase, value in entries:
            words = tuple(_WORD.findall(phrase))
            if words in seen or not words:
                continue
            seen.add(words)
            if len(words) == 1:
                self._alone[words[0]] = (1, value)
            else:
                self._by_two.setdefault(words[0], {}).setdefault(words[1], []).append((words, value))
        for seconds in self._by_two.values():
            for choices in seconds.values():
                choices.sort(key=lambda choice: -len(choice[0]))
        self._first = self._alone.keys() | self._by_two.keys()

    def firsts_before(self, second: str) -> frozenset[str]:
        """Return the words that begin a phrase with ``second`` as its next word."""
        return frozenset(first for first, seconds in self._by_two.items() if second in seconds)

    def at(self, words: list[str], place: int) -> tuple[int, Value] | None:
        """Return (number of words, value) of the longest phrase that begins at ``place``, or None."""
        if place >= len(words):
            return None
        first = words[place]
        if first not in self._first:
            return None
        seconds = self._by_two.get(first)
        if seconds and place + 1 < len(words):
            for phrase, value in seconds.get(words[place + 1], ()):
                size = len(phrase)
                if size == 2 or tuple(words[place : place + size]) == phrase:
                    return size, value
        return self._alone.get(first)


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act: its action, whom it weighs on, and what it can be done to ("*": anything or
    nothing).
    """

    action: str
    polarity: str  # ease, burden or object
    objects: frozenset[str]
    default: str = ""  # the object that the act itself means, whatever word stands there


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb or noun of an act: base, s, past, ing, noun or stays."""

    form: str
    acts: tuple[Act, ...]


_VOWELS = "aeiou"
# What a measure does of itself in the present; most such forms are plurals of nouns too ("increases").
_ALONE = frozenset(("applies", "expires", "lapses", "resumes"))


def verb_forms(entry: str) -> list[tuple[str, str]]:
    """Return (form name, words) of an English verb: "lift", or "take down/took down/taken down/taking
    down".
    """
    base, *irregular = entry.split("/")
    first, _, rest = base.partition(" ")
    tail = f" {rest}" if rest else ""
    if first.endswith(("s", "sh", "ch", "x", "z", "o")) and first not in ("undo", "do", "redo"):
        third = first + "es"
    elif first.endswith("y") and first[-2] not in _VOWELS:
        third = first[:-1] + "ies"
    else:
        third = first + "s"
    if irregular:
        past, participle, ing = irregular
    else:
        stem = first.removesuffix("e")
        past = (
            first[:-1] + "ied" if third.endswith("ies") and not first.endswith("e") else stem + "ed"
        ) + tail
        participle, ing = past, stem + "ing" + tail
    return [("base", base), ("s", third + tail), ("past", past), ("past", participle), ("ing", ing)]


@cache
def english_verbs() -> Phrases[Verb]:
    """Return every form of every English act."""
    forms: dict[tuple[str, str], list[Act]] = {}
    for entry in load("english")["act"]:
        act = Act(
            entry["action"],
            entry["polarity"],
            frozenset(entry["objects"]),
            entry.get("object", ""),
        )
        pairs = [pair for verb in entry["verbs"] for pair in verb_forms(verb)]
        pairs += [("noun", noun) for noun in entry.get("nouns", ())]
        pairs += [("stays", words) for words in entry.get("stays", ())]
        pairs += [("state", words) for words in entry.get("states", ())]
        pairs += [
            ("intransitive", words)
            for verb in entry.get("intransitive", ())
            for name, words in verb_forms(verb)
            if name in ("base", "ing") or words in _ALONE
        ]
        for form, words in pairs:
            acts = forms.setdefault((words, form), [])
            if act not in acts:
                acts.append(act)
    # "cut", "put" and "set up" are base and past at once; the engine tells them apart by what stands before.
    merged: dict[str, Verb] = {}
    for (words, form), acts in forms.items():
        if words in merged and merged[words].form != form:
            both = f"{merged[words].form}|{form}"
            merged[words] = Verb(both, tuple(dict.fromkeys((*merged[words].acts, *acts))))
        else:
            merged[words] = Verb(form, tuple(acts))
    return Phrases(merged.items())


_PARTICLES = frozenset(
    (
        "down",
        "back",
        "up",
        "off",
        "out",
        "away",
        "on hold",
        "on ice",
        "in place",
        "in abeyance",
        "unchanged",
        "to enter",
        "from buying",
        "from procuring",
        "from purchasing",
        "from importing",
        "subject to",
        "lapse",
        "expire",
        "to lapse",
        "to expire",
        "closed",
        "shut",
    )
)


@cache
def english_split_verbs() -> Mapping[str, Mapping[tuple[str, ...], Verb]]:
    """Return first word -> particle -> verb, for "move their tariffs down", where the object stands
    inside.
    """
    table: dict[str, dict[tuple[str, ...], Verb]] = {}
    for entry in load("english")["act"]:
        act = Act(entry["action"], entry["polarity"], frozenset(entry["objects"]), entry.get("object", ""))
        for verb in entry["verbs"]:
            for form, words in verb_forms(verb):
                first, _, particle = words.partition(" ")
                if particle in _PARTICLES:
                    place, key = table.setdefault(first, {}), tuple(particle.split())
                    known = place.get(key)
                    place[key] = Verb(known.form, (*known.acts, act)) if known else Verb(form, (act,))
    return table


@cache
def english_parties() -> Phrases[str]:
    """Return the names that can be a subject, with their party codes; "" for words that are no party's."""
    return Phrases((name, code) for code, entry in parties().items() for name in entry["en"])


@cache
def english_adjectives() -> Mapping[str, str]:
    """Return "chinese" -> "CN" and the like."""
    return {word: code for code, entry in parties().items() for word in entry["adjectives_en"]}


@cache
def english_names() -> Phrases[str]:
    """Return the names and adjectives that are counted to tell of whom a text is: no offices, nothing short."""
    return Phrases(
        (name, code)
        for code, entry in parties().items()
        if code != "BOTH"
        for name in (
            *(name for name in entry["en"][: 12 if code else None] if len(name) > 3),
            *entry["adjectives_en"],
        )
    )


@cache
def english_objects() -> Phrases[str]:
    """Return what an act can be about, with object codes."""
    named = [
        (name, entry["code"])
        for entry in load("objects")["object"]
        for name in (
            *entry["en"],
            *(f"{head} {tail}" for pair in entry.get("pairs_en", ()) for head in pair[0] for tail in pair[1]),
        )
    ]
    plurals = [
        (name + "s", code)
        for name, code in named
        if code != "none"
        and name[-1] not in "sy%"
        and not name.endswith(("reserve", "initiative", " for", " to", " on"))
    ]
    materials = [(name.replace("-", " "), "rare_earths") for name in load("materials")["en"]]
    return Phrases([*named, *materials, *plurals])


@cache
def english_kinds() -> Mapping[str, str]:
    """Return the object code that a narrower one is a kind of: what can be done to the wider, can be to it."""
    return {entry["code"]: entry["kind_of"] for entry in load("objects")["object"] if "kind_of" in entry}


@cache
def burdens() -> frozenset[str]:
    """Return the object codes that weigh on the other side."""
    return frozenset(entry["code"] for entry in load("objects")["object"] if entry["burden"])


@cache
def modality_cues() -> Phrases[str]:
    """Return the English words that give an act its modality, with "none" and "transparent" among them."""
    names = (
        "threatens",
        "none",
        "agreed",
        "decided",
        "done",
        "expected",
        "shall",
        "will",
        "refuses",
        "transparent",
    )
    table = load("english")["modality"]
    refusals = ("agreed", "decided", "will", "threatens")  # "undertook to" brings "undertook not to"
    pairs = [(cue, name) for name in names for cue in table[name]]
    pairs += [
        (f"{cue.removesuffix(' to')} not to", name)
        for cue, name in pairs
        if name in refusals and cue.endswith(" to")
    ]
    return Phrases(pairs)
