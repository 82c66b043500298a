"""By which names texts call the countries, customs territories and groupings of the world, in English and Chinese.

Read from extraction/parties.toml (the parties of the deals, with their offices and people) and
extraction/parties_world.toml (all others).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

_OFFICES = ("government", "side", "authorities")
# What the parties of the deals are called in a list; the world's others by the first of their names.
_CALLED = {
    "US": "United States", "CN": "China", "EU": "European Union", "JP": "Japan", "MY": "Malaysia", "TH": "Thailand",
    "AU": "Australia", "MX": "Mexico", "CA": "Canada", "GB": "United Kingdom", "KR": "South Korea", "NL": "Netherlands",
    "IN": "India", "VN": "Vietnam", "KH": "Cambodia", "CH": "Switzerland", "AR": "Argentina", "ID": "Indonesia",
    "PH": "Philippines", "TW": "Taiwan", "BR": "Brazil", "RU": "Russia", "KZ": "Kazakhstan", "SA": "Saudi Arabia",
    "SG": "Singapore", "BD": "Bangladesh", "DE": "Germany", "FR": "France", "IT": "Italy", "DK": "Denmark",
    "GL": "Greenland",
}  # fmt: skip
_SMALL = frozenset(["and", "of", "the", "da", "do"])


@cache
def _load(name: str) -> Mapping[str, Any]:
    path = Path(__file__).parent / "extraction" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def parties() -> Mapping[str, Mapping[str, Any]]:
    """Return the lists of names of every party by its code, those of the deals first, then the world's.

    The code "" has the longer words that hold a party's name and mean none.
    """
    found: dict[str, Mapping[str, Any]] = dict(_load("parties"))
    for code, (english, owners, chinese) in _load("parties_world")["parties"].items():
        if code == "none":
            found[""] = {
                "en": _listed(english),
                "zh": _listed(chinese),
                "adjectives_en": (),
                "adjectives_zh": (),
            }
            continue
        names, owners = _listed(english), _listed(owners)
        if names[0] in doubtful():
            names = [*names, f"republic of {names[0]}"]
        found[code] = {
            "en": [
                *names,
                *(f"the {name}" for name in names if " of " in name and not name.startswith("the ")),
                *(
                    f"{article}{owner} {office}"
                    for owner in owners
                    for office in _OFFICES
                    for article in ("", "the ")
                ),
                *(f"{article}government of {name}" for name in names for article in ("", "the ")),
                *(owner for owner in owners if " " in owner),
            ],
            "zh": [*_listed(chinese), *(f"{name}政府" for name in _listed(chinese)[:1])],
            "adjectives_en": [owner for owner in owners if " " not in owner],
            "adjectives_zh": (),
        }
    return found


def _listed(names: str) -> list[str]:
    return [name for name in names.split(", ") if name]


@cache
def called() -> Mapping[str, str]:
    """Return what each party is called in a list of them, by its code: those of the deals first, then by name."""
    world = {
        code: " ".join(
            word if word in _SMALL else word[:1].upper() + word[1:] for word in _listed(english)[0].split()
        )
        for code, (english, _, _) in _load("parties_world")["parties"].items()
        if code != "none"
    }
    return _CALLED | dict(sorted(world.items(), key=lambda item: item[1]))


@cache
def capitalised() -> frozenset[str]:
    """Return the English names of one word that a text must write with a capital to mean the country."""
    world = _load("parties_world")["parties"].values()
    return frozenset(name for english, _, _ in world for name in _listed(english) if name.isalpha())


@cache
def doubtful() -> Mapping[str, list[str]]:
    """Return names that are as often something else, with what shows in a text that the country is meant."""
    return _load("parties_world")["doubtful"]


def alternation(words: Iterable[str]) -> str:
    """Return a pattern of the words, each taken literally, of which the longest one that stands there is taken.

    Words that begin alike share their beginning, so that the engine looks at each character once.
    """
    tails: dict[str, list[str]] = {}
    for word in sorted(set(words) - {""}):
        tails.setdefault(word[0], []).append(word[1:])
    return "|".join(
        re.escape(first)
        + (re.escape(rest[0]) if len(rest) == 1 else f"(?:{alternation(rest)}){'?' * (not rest[0])}")
        for first, rest in tails.items()
    )
