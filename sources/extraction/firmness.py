"""The firmness ladder: how strongly a wording binds, read from ``firmness.toml``, with the words that
say so.
"""

from __future__ import annotations

import re
from functools import cache

from sources.extraction.lexicon import load
from sources.text import fold


@cache
def _rungs(language: str) -> tuple[re.Pattern[str], dict[str, tuple[int, str]]]:
    rungs = {
        word: (level["value"], level["label"])
        for level in load("firmness")["level"]
        for word in level[language]
    }
    words = sorted(rungs, key=lambda word: (-len(word), word))
    if language == "en":
        body = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
        return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])", re.IGNORECASE), rungs
    return re.compile("|".join(map(re.escape, words))), rungs


# In these words the character is no word of its own: 会谈, 应对, 将来, 正已, 可能, 必须 is matched before 须.
_FALSE_CHINESE = re.compile(
    "会(?=[谈议晤见商员计])|(?<=[委协社机三峰])会|应(?=[对急用当链])|(?<=[相供反响适])应|将(?=来)|可(?=持续|靠|观)|(?<=[认许不])可|愿(?=景)|(?<=[不而])已|须(?=知)"
)


def firmness(quote: str, language: str) -> tuple[int, str, int, int] | None:
    """Return (level, label, start, stop) of a quote's wording, from 7 (done) down to 1 (will study).

    ``language`` is "en" or begins with "zh". ``start`` and ``stop`` cut the trigger from it. Of several
    triggers the strongest verb counts, unless a weaker one governs it: "will study" is a study, and "will
    review and approve in accordance with the law" binds to the law only. None when no
    wording of the ladder is there.
    """
    key = "zh" if language.startswith("zh") else "en"
    pattern, rungs = _rungs(key)
    folded = fold(quote)
    found = []
    for match in pattern.finditer(folded):
        if key == "zh" and len(match[0]) == 1 and _FALSE_CHINESE.match(folded, match.start()):
            continue
        level, label = rungs[" ".join(match[0].lower().split())]
        found.append((level, label, match.start(), match.end()))
    if not found:
        return None
    # "will study", "will review and approve ... in accordance with the law": the weaker rung
    # qualifies the stronger verb before it. "may ... shall" do not: a later strong verb stands for itself.
    strongest = max(found, key=lambda rung: (rung[0], -rung[2]))
    weaker = [rung for rung in found if rung[0] <= 3 and rung[2] > strongest[2] and strongest[0] <= 6]
    governed = [rung for rung in found if rung[0] <= 2 and rung[2] < strongest[2] <= rung[3] + 12]
    if governed:
        return min(governed, key=lambda rung: rung[0])
    if weaker:
        close = [rung for rung in weaker if rung[0] == 3 or rung[2] - strongest[3] <= 20]
        if close:
            return min(close, key=lambda rung: (rung[0], rung[2]))
    return strongest
