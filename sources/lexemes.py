"""Words to search by: English words are left to Postgres, Chinese becomes character bigrams.

Two-character words such as 稀土 and 关税 are the rule in Chinese trade texts, and Postgres has no word breaker
for Chinese. So every pair of neighbouring Han characters is a lexeme of its own; a query of one
character matches as the beginning of a pair. Traditional characters are folded to simplified ones on
both sides. Pure: no Django.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import add

from .text import fold

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+")
MAX_QUERY = 200
MAX_TERMS = 16
# Postgres refuses a tsvector over 1 MB; 60,000 pairs of six bytes with their overhead stay under it.
MAX_PAIRS = 60_000
MAX_PLACE = 16_383
MAX_PLACES = 100  # of one pair; enough to rank, and a text of one repeated word stays small


@dataclass(frozen=True, slots=True)
class Query:
    """A reader's words, split by script. ``latin`` is for websearch_to_tsquery.

    ``runs`` are the Han runs as typed (folded), each asked for as a whole; ``prefixes`` are runs of one
    character.
    """

    latin: str
    runs: tuple[str, ...]
    prefixes: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to search for."""
        return not (self.latin or self.runs or self.prefixes)


def without_han(text: str) -> str:
    """Return the text with each Han run replaced by a space: what Postgres may break into words."""
    return text if text.isascii() else HAN.sub(" ", text)


def vector_literal(title: str, text: str) -> str:
    """Return the Chinese part of a tsvector as a literal, with places, so that phrases can be asked for.

    Pairs of the title weigh A, others D. Postgres knows 16,383 places and 255 for each lexeme; a pair first
    met beyond them is kept without a place: found as a word, not as part of a longer phrase.
    """
    if title.isascii() and text.isascii():
        return ""
    places: dict[str, list[str]] = {}
    place = 1
    for part, weight in ((title, "A"), (text, "")):
        for run in HAN.findall(fold(part)):
            pairs = map(add, run, run[1:]) if len(run) > 1 else (run,)
            for at, pair in enumerate(pairs, place):
                known = places.get(pair)
                if known is None:
                    if len(places) >= MAX_PAIRS:
                        break
                    known = places[pair] = []
                if at <= MAX_PLACE and len(known) < MAX_PLACES:
                    known.append(f"{at}{weight}")
            place += len(run) + 1
    # Nothing in a pair of Han needs a second quotation mark.
    return " ".join(
        [f"'{pair}':{','.join(known)}" if known else f"'{pair}'" for pair, known in places.items()]
    )


def parse_query(words: str) -> Query:
    """Split a reader's words by script; at most 200 characters and 16 Chinese terms are used."""
    words = fold(words.replace("\x00", "")[:MAX_QUERY])
    runs = HAN.findall(words)[:MAX_TERMS]
    return Query(
        latin=" ".join(without_han(words).split()),
        runs=tuple(run for run in runs if len(run) > 1),
        prefixes=tuple(run for run in runs if len(run) == 1),
    )


def han_tsquery(query: Query) -> str:
    """Return the Chinese part as a tsquery text: each run as a phrase of pairs, a single character as a beginning."""
    parts = [
        "(" + " <-> ".join(_quoted(run[i : i + 2]) for i in range(len(run) - 1)) + ")" for run in query.runs
    ]
    return " & ".join(parts + [f"{_quoted(one)}:*" for one in query.prefixes])


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
