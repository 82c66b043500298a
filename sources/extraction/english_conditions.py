"""What an English sentence makes an act wait for: "once ...", "if ...", "should China ..."."""

from __future__ import annotations

from sources.extraction.english_subjects import SubjectReader
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    CONDITIONS,
    LEADING_OPENERS,
    NO_CONDITION,
    QUOTED,
    TIME_WORDS,
    Sentence,
    word_set,
)

ENTERED = word_set("entered")
# "If it sees fit" is no condition.
SEES_FIT = frozenset(
    ("considers", "consider", "deems", "deem", "sees", "see", "wishes", "wish", "chooses", "so")
)
# What a party does in the clause after "where" that makes it a condition: "where Oslo fails to".
SHORTFALLS = word_set("shortfalls")
# With these, "unless" bounds a term and nothing waits: "until July 24 unless extended".
BOUNDED = frozenset(("extended", "modified", "terminated", "rescinded", "renewed"))


def _leads(before: str) -> bool:
    """Whether a clause begins after the word ``before``."""
    return not before or before in (",", '"', ";", ":", "(", ")", "and", "but", "that")


class ConditionReader(SubjectReader):
    """Finds where the conditions of a sentence begin and end."""

    def _mark_conditions(self, sentence: Sentence) -> None:
        """Note the spans of "once ...", "if ...", "should China ..." that an act can wait for."""
        place = 0
        while place < len(sentence.words):
            opener = self._opener(sentence, place) if sentence.words[place] in CONDITIONS else ()
            if not opener:
                place += 1
                continue
            before = sentence.words[place - 1] if place else ""
            leads = _leads(before) and not (before == "and" and place > 6)
            stop = self._condition_stop(sentence, place + len(opener), leads)
            bounds = (
                opener == ("unless",)
                and BOUNDED & set(sentence.words[place:stop])
                and not any(place < begin <= place + 2 for begin, _, _ in sentence.parties)
            )
            if stop - place >= 3 and not bounds:
                sentence.conditions.append((place, stop, " ".join(opener)))
            place = max(stop, place + 1)

    def _opener(self, sentence: Sentence, place: int) -> tuple[str, ...]:
        """Return the words that open a condition at ``place``, none if they open something else there."""
        words = sentence.words
        known = CONDITIONS[words[place]]
        fitting = (parts for parts in known if tuple(words[place : place + len(parts)]) == parts)
        opener = max(fitting, key=len, default=())
        before = words[place - 1] if place else ""
        after = words[place + 1] if place + 1 < len(words) else ""
        behind = words[place + len(opener)] if opener and place + len(opener) < len(words) else ""
        if words[place : place + 4] == ["if", "for", "any", "reason"]:
            return opener
        if not opener or before in ("even", "as", "at") or after in NO_CONDITION or behind in NO_CONDITION:
            return ()  # "even if", "if necessary"
        if after == "any" and words[place + 2 : place + 3] == [","]:
            return ()
        if (
            len(opener) == 1
            and after in ("they", "it")
            and words[place + 2 : place + 3]
            and words[place + 2] in BE
            and ENTERED & set(words[place + 3 : place + 6])
        ):
            return ()  # "unless they are imported for research": which goods
        if opener == ("once",) and after in ("again", "more"):
            return ()  # "once again listed"
        if after in ("it", "they") and words[place + 2 : place + 3] and words[place + 2] in SEES_FIT:
            return ()  # "if it considers appropriate"
        if opener == ("as", "soon", "as") and (behind in TIME_WORDS or behind in ("next", "tomorrow")):
            return ()  # "as soon as late February"
        if opener == ("upon",) and after in ("publication", "approval", "issuance", "announcement"):
            return ()
        if opener == ("until",):
            # "until Washington drops its threat", not "until November 10"
            first = place + 1 + (after == "the")
            named = any(begin in (place + 1, first) for begin, _, _, _ in sentence.subjects)
            return opener if named and not self._is_past(sentence, place + 1) else ()
        if opener == ("where",) and not self._falls_short(sentence, place + 1):
            return ()  # "in Geneva, where China agreed to"
        if opener == ("when",) and self._is_past(sentence, place + 1):
            return ()  # "in May, when China halted shipments"
        if opener[0] in LEADING_OPENERS - {"where"} and len(opener) == 1 and not _leads(before):
            named = any(begin == place + 1 for begin, _, _ in sentence.parties)
            inverted = opener == ("should",) and named and before not in ("that", "the")
            return opener if inverted else ()
        return opener

    def _falls_short(self, sentence: Sentence, place: int) -> bool:
        """Whether the clause at ``place`` tells in the present what a party does or fails to: "the other Party fails to"."""
        words = sentence.words
        for at in range(place + 1, min(len(words), place + 7)):
            if words[at] in SHORTFALLS:
                return not {",", "which", "that", "to"} & set(words[place:at])
        return False

    def _is_past(self, sentence: Sentence, place: int) -> bool:
        """Whether the clause whose subject begins at ``place`` tells of what has happened."""
        stop = next((stop for start, stop, _, _ in sentence.subjects if place <= start <= place + 1), 0)
        words = sentence.words
        while 0 < stop < len(words) - 1 and (words[stop] in ADVERBS or words[stop].endswith("ly")):
            stop += 1
        if not stop or stop >= len(words):
            return False
        verb = sentence.verbs.get(stop)
        return words[stop] in ("was", "were", "had", "did") or bool(verb and verb[1].form == "past")

    def _condition_stop(self, sentence: Sentence, place: int, initial: bool) -> int:
        """Return the token after a condition: at the comma before the main clause, or where the clause
        ends.
        """
        words, count = sentence.words, len(sentence.words)
        subject_starts = {start for start, _, _, _ in sentence.subjects}
        commas: list[int] = []
        inside = False
        for at in range(place, count):
            if (
                words[at] == QUOTED
                and (inside or place < at <= place + 4)
                and QUOTED in words[at + 1 :] + [QUOTED] * inside
            ):
                inside = not inside  # 'if the U.S. "goes down the wrong path" by'
                continue
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
