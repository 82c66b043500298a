"""English rules: acts of trade policy found by verbs, with the subject, modality and object that govern them.

One sentence at a time, over its words: every act verb of the lexicon is tried as active, passive, gerund or
noun; what governs it (a modal, "agreed to", the act it is chained to) gives modality and actor. What has no
governor, no party that acts or no object of trade policy is no finding.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from bisect import bisect_left
from functools import cache
from itertools import pairwise

from sources.dates import find_dates
from sources.extraction.english_gains import GainReader
from sources.extraction.english_subjects import JOINED, PEOPLE_OF
from sources.extraction.english_words import (
    HEADS,
    PROMISE_NOUNS,
    TEXTS,
    Governor,
    Sentence,
    first_word,
    word_set,
)
from sources.extraction.layout import Block, blocks, masked, portions
from sources.extraction.lexicon import english_adjectives, english_parties
from sources.text import fold, sentences
from sources.values import Finding

ASKING = word_set("asking")
AMERICAN_TITLES = frozenset(("mr", "ms", "mrs", "dr", "press", "senior", "under", "deputy"))
STATUTES = frozenset(("statute", "law", "provision", "section", "clause", "authority", "act", "legislation"))
EMPOWERS = frozenset(
    ("allows", "authorizes", "authorises", "empowers", "enables", "gives", "grants", "lets", "permits")
)
ITEM = re.compile(r"\s*[A-Z][A-Za-z &/-]{2,40}: (?=To [a-z])")
# The same under the heading of whose list it is: "Rare Earths: Eliminate all controls".
LABELLED = re.compile(r"\s*(?:[•*-] )?[A-Z][A-Za-z0-9 &/,-]{2,60}: (?=[A-Z][a-z]+ [a-z])")
LONGEST_SENTENCE = 3000  # characters; the longest sentence of an executive order has about 2,000


@cache
def _plain_letters() -> dict[int, str]:
    """Return accented Latin letters with the plain letter each is read as: "Việt Nam", "Türkiye", "São Paulo"."""
    table = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base
    return table


def read(text: str, published_on: dt.date | None) -> list[Finding]:
    """Return the findings of a normalised English text, in order of their place."""
    folded = fold(text).translate(_plain_letters())
    dates = find_dates(text, "en", published_on)
    reader = Reader(text, folded, dates, masked(folded))
    for block in blocks(folded, chinese=False):
        reader.read_block(block)
    return sorted(reader.findings, key=lambda finding: (finding.start, finding.stop))


class Reader(GainReader):
    """Reads one text. It exists to carry context; nothing of it outlives the text."""

    def read_block(self, block: Block) -> None:
        """Read one line; who speaks in it, if the text says, holds for that line."""
        context = self.context
        context.speaker, context.side, context.labelled = "", context.author, False
        if block.speaker:
            words = [word.lower() for word in re.findall(r"(?:[A-Za-z]\.){2,}|[A-Za-z]+", block.speaker)]
            for place in range(len(words)):
                match = english_parties().at(words, place)
                if match and match[1] not in ("", "BOTH"):
                    context.speaker, context.side, context.labelled = (block.speaker, match[1], True)
            if not context.side and words and (side := self._side_of_title(words[0])):
                context.speaker, context.side, context.labelled = block.speaker, side, True
        if block.answers and not context.side and "CN" in context.parties[:2]:
            context.side, context.labelled = ("CN", True)  # the answers of a ministry's question time
        if not block.bullet and context.listing:
            context.header, context.listing = None, False  # the list is over
        context.listing = block.bullet and context.header is not None
        begins = block.start
        item = ITEM.match(self.folded, block.start, block.stop)
        if not item and block.bullet and context.header:
            item = LABELLED.match(self.folded, block.start, block.stop)
            if item:
                begins = item.end()
        heading = self._party_of(block.heading) if block.heading and (item or block.bullet) else ""
        if item and heading:
            begins = item.end()  # "Agriculture: To increase purchases of", under whose commitments these are
        context.bullet = block.bullet or begins != block.start
        context.heading = heading if context.bullet else ""
        body = self.folded[begins : block.stop]
        for start, stop in sentences(body, "en"):
            for begin, end in portions(self.folded, begins + start, begins + stop, LONGEST_SENTENCE):
                self._read_sentence(begin, end)

    def _side_of_title(self, title: str) -> str:
        """Return whose side a speaker is on whom only a title tells: "MS. CARTER", "SECRETARY DOE"; "" if it does not."""
        if title == "secretary" or (title in AMERICAN_TITLES and "US" in self.context.parties):
            return "US"  # so the transcripts of its press rooms name who speaks
        return self.home if title in AMERICAN_TITLES | {"minister", "prime", "commissioner"} else ""

    def _read_sentence(self, start: int, stop: int) -> None:
        """Read the sentence from ``start`` to ``stop``: mark its words, add what it tells, keep what the next one needs."""
        sentence = self._tokens(start, stop)
        if len(sentence.words) < 2:
            return
        context = self.context
        self._annotate_speaker(sentence, start, stop)
        self._annotate(sentence)
        if "participants" in sentence.words or any(
            word == "parties" and before in ("the", "both", "these", "")
            for before, word in pairwise(("", *sentence.words))
        ):
            context.joint = True  # but not "two listed parties"
        asks = sentence.words[0] in ASKING and "?" in self.folded[start:stop]
        found = [] if asks else self._acts(sentence)
        first = len(self.findings)
        self._cut(sentence, found, start, stop)
        if not asks:
            self._states(sentence, start, stop, first)
            self._gains(sentence, start, stop, first)
        self._conditions(sentence, first)
        self._prolonged(start, stop, first)
        self._denials(sentence, start, stop)
        self._rounds(sentence, start, stop)
        self._carry_over(sentence, start, stop, first)

    def _carry_over(self, sentence: Sentence, start: int, stop: int, first: int) -> None:
        """Keep for the next sentence: the heading of a list, its due date, and the last subject."""
        context, words = self.context, sentence.words
        if self.folded[stop - 1] == ":" and len(words) < 90:
            cue = next(
                (
                    (begin, name)
                    for end, (begin, name) in sorted(sentence.cue_ends.items())
                    if name not in ("none", "transparent", "refuses")
                ),
                None,
            )
            actor = sentence.subjects[-1][2] if sentence.subjects else self._named_together(sentence)
            actor = actor or next(
                (english_adjectives()[word] for word in words if word in english_adjectives()), ""
            )
            actor = actor or next((code for _, _, code in sentence.parties), "")
            refs = self.dates[bisect_left(self.date_starts, start) : bisect_left(self.date_starts, stop)]
            context.due = next(
                (ref.value for _, _, ref in refs if ref.role == "due" and not ref.is_duration), ""
            )
            if not actor and words[0] in ("these", "they", "this"):
                actor = context.last_actor  # "These include:"
            if not actor and (TEXTS | {"statement"}) & set(words):
                actor = "BOTH"  # "Key terms of the agreement will include:"
            modality = cue[1] if cue else HEADS.get(words[-2], "will")
            if not cue and PROMISE_NOUNS & set(words):
                modality = "agreed"  # "China's commitments include the following:"
            context.header = (
                Governor("will" if modality in ("none", "transparent") else modality, actor, "header", 0)
                if actor or cue
                else None
            )
        heading = next((at for at, word in enumerate(words[:8]) if word in TEXTS), 8)
        context.deal = (
            words[0] in ("the", "this", "that")
            and heading < 8
            and not any(begin < heading for begin, _, _, _ in sentence.subjects)
        ) or (context.deal and words[0] == "it")
        context.statute = bool(STATUTES & set(words[:5]) and EMPOWERS & set(words[:12])) or (
            context.statute and words[0] == "it"
        )
        context.officials = next(
            (
                code
                for begin, _, code in sentence.parties
                if PEOPLE_OF & set(words[max(0, begin - 3) : begin])
                or PEOPLE_OF & set(words[begin + 1 : begin + 4])
            ),
            context.officials if words[0] == "they" else "",
        )
        opens = next(((code, end) for begin, end, code in sentence.parties if begin == 0), ("", 0))
        if (
            not sentence.subjects
            and opens[0]
            and words[opens[1] : opens[1] + 1] == ["'s"]
            and "country" in words
        ):
            context.last_actor = opens[0]  # "Vietnam's curbs ..., as the country has": the next "it"
        elif not sentence.subjects and (lead := self._leading_party(sentence)):
            context.last_actor = lead  # "Canada met its partners.": the next "it"
        acting = next((finding.actor for finding in reversed(self.findings[first:]) if finding.action), "")
        if acting or sentence.subjects:
            context.last_actor = acting or sentence.subjects[-1][2]
        context.other = next(
            (
                code
                for code in (span[2] for span in reversed(sentence.subjects))
                if code not in (context.side, "BOTH", "")
            ),
            context.other,
        )

    def _named_together(self, sentence: Sentence) -> str:
        """Return BOTH where a row of parties opens the sentence: "Peru, Chile and Fiji, meeting in Oslo:"; else ""."""
        words, row = sentence.words, 0
        behind = first_word(words)
        for start, stop, _ in sentence.parties:
            gap = words[behind:start]
            if row and gap not in ([","], [",", "the"], *JOINED):
                break
            if not row and gap not in ([], ["the"]):
                return ""
            row, behind = row + 1, stop
        return "BOTH" if row > 1 else ""

    def _leading_party(self, sentence: Sentence) -> str:
        """Return the party whose name begins the sentence as its subject would, "" if none does."""
        words = sentence.words
        lead = next((party for party in sentence.parties), None)
        if lead is None or words[lead[1] : lead[1] + 1] in ([], ["'s"], [","]):
            return ""
        before = [
            word for word in words[first_word(words) : lead[0]] if word not in ("the", "of", "in", "from")
        ]
        return (
            lead[2]
            if not before or before in (["officials"], ["leaders"], ["negotiators"], ["ministers"])
            else ""
        )
