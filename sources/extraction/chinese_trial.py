"""The word of an act that is tried, with what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.extraction.chinese_tables import Clause, Found, Rule


@dataclass(slots=True)
class Trial:
    """A word of the lexicon while it is tried whether it tells an act; offsets are of the text.

    The first fields say where the word stands, the last ones what was settled about the act so far.
    """

    word: str
    place: int
    end: int  # after the word
    before: str  # of its clause, before the word
    rules: list[Rule]  # what the word can mean
    clauses: list[Clause]  # of the sentence
    number: int  # of the word's clause among them
    clause: Clause
    subjects: list[tuple[int, int, str, str]]  # start, stop, party, how it was found
    found: list[Found]  # the acts of the sentence so far
    start: int  # of the sentence
    stop: int
    rule: Rule  # the first of the rules until the object tells which
    object_stop: int
    again: bool  # 恢复 means that a burden is laid again
    taken_off: bool  # 经审查后移出清单
    reserved: bool = False  # 保留恢复加征的权利: what it may do is threatened
    code: str = ""  # of the object
    negated: bool = False
    left: bool = False  # left undone
    forbids: bool = False
    held: bool = False  # 限制中国的出口管制: a burden held down
    of_the_deal: bool = False
    exchange: re.Match[str] | None = None
    actor: str = ""
    how: str = ""  # the actor was found
    subject_start: int = -1
    modality: str = ""
    cue_start: int = -1
