"""The firmness ladder: how strongly a wording binds, read from ``firmness.toml``, with the words that
say so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sources.extraction.lexicon import load
from sources.text import fold


@dataclass(frozen=True, slots=True)
class _Scale:
    """The words of one language with their steps, and the patterns, each with its step."""

    words: re.Pattern[str]
    steps: dict[str, tuple[int, str]]
    patterns: tuple[tuple[re.Pattern[str], tuple[int, str]], ...]


@cache
def _rungs(language: str) -> _Scale:
    levels = load("firmness")["level"]
    steps = {word: (level["value"], level["label"]) for level in levels for word in level[language]}
    words = sorted(steps, key=lambda word: (-len(word), word))
    patterns = [
        (pattern, (level["value"], level["label"]))
        for level in levels
        for pattern in level.get(f"{language}_patterns", ())
    ]
    if language == "en":
        body = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
        return _Scale(
            re.compile(rf"(?<![\w-])(?:{body})(?![\w-])", re.IGNORECASE),
            steps,
            tuple(
                (
                    re.compile(
                        (r"" if p.startswith("(?<") else r"(?<![\w-])") + rf"(?:{p})(?![\w-])", re.IGNORECASE
                    ),
                    step,
                )
                for p, step in ((pattern.replace(" ", r"\s+"), step) for pattern, step in patterns)
            ),
        )
    return _Scale(
        re.compile("|".join(map(re.escape, words))),
        steps,
        tuple((re.compile(p), step) for p, step in patterns),
    )


# In these words the character is no word of its own: 会谈, 应对, 将来, 正已, 可能, 必须 is matched before 须.
_FALSE_CHINESE = re.compile(
    "会(?=[谈议晤见商员计])|(?<=[委协社机三峰])会|应(?=[对急用当链])|(?<=[相供反响适])应|将(?=来)|可(?=持续|靠|观|用于|行)|(?<=[认许不])可|愿(?=景)|(?<=[不而])已|须(?=知)"
)


DONE = 7
# "once China has lifted them" says of nothing that it is done; 5月 of "In May" is no permission.
_UNDER_CONDITION = re.compile(
    r"(?:\b(?:once|if|when|after|until|unless|would|will)\b[^,.;]{0,60}|(?:如果?|一旦|待)[^，。；]{0,20})$",
    re.I,
)
_MONTH = re.compile(
    r"(?:\b(?:in|on|of|since|by|until|till|from|before|after|early|late|last|this|next|\d{1,2})\s|mid-)$",
    re.I,
)


def firmness(quote: str, language: str) -> tuple[int, str, int, int] | None:
    """Return (level, label, start, stop) of a quote's wording, from 7 (done) down to 1 (will study).

    ``language`` is "en" or begins with "zh". ``start`` and ``stop`` cut the trigger from it. Of several
    triggers the strongest verb counts, unless a weaker one governs it: "will study" is a study, and "will
    review and approve in accordance with the law" binds to the law only. None when no
    wording of the ladder is there.
    """
    key = "zh" if language.startswith("zh") else "en"
    scale = _rungs(key)
    folded = fold(quote)
    found = []
    for pattern, (level, label) in scale.patterns:
        for match in pattern.finditer(folded):
            start, stop = match.span(1) if pattern.groups else match.span()
            if not (level == DONE and _UNDER_CONDITION.search(folded, 0, start)):
                found.append((level, label, start, stop))
    for match in scale.words.finditer(folded):
        if key == "zh" and len(match[0]) == 1 and _FALSE_CHINESE.match(folded, match.start()):
            continue
        if (
            match[0].lower() == "may"
            and quote[match.start()] == "M"
            and _MONTH.search(folded, 0, match.start())
        ):
            continue
        if any(start <= match.start() and match.end() <= stop for _level, _label, start, stop in found):
            continue
        level, label = scale.steps[" ".join(match[0].lower().split())]
        if level == DONE and _UNDER_CONDITION.search(folded, 0, match.start()):
            continue
        found.append((level, label, match.start(), match.end()))
    if not found:
        return None
    # "will study", "will review and approve ... in accordance with the law": the weaker rung
    # qualifies the stronger verb before it. "may ... shall" do not: a later strong verb stands for itself.
    strongest = max(found, key=lambda rung: (rung[0], -rung[2]))
    # "shall, in accordance with the law, ..." is a duty all the same.
    weaker = [
        rung
        for rung in found
        if rung[0] <= 3 and rung[2] > strongest[2] and strongest[0] <= (5 if rung[0] == 3 else 6)
    ]
    governed = [rung for rung in found if rung[0] <= 2 and rung[2] < strongest[2] <= rung[3] + 12]
    # "In accordance with the law, China will approve": abidance stands before the verb as well, in the same clause.
    governed += [
        rung
        for rung in found
        if rung[0] == 3 and strongest[0] == 4 and rung[3] <= strongest[2] <= rung[3] + 30
    ]
    if governed:
        return min(governed, key=lambda rung: rung[0])
    if weaker:
        close = [rung for rung in weaker if rung[0] == 3 or rung[2] - strongest[3] <= 20]
        if close:
            return min(close, key=lambda rung: (rung[0], rung[2]))
    return strongest
