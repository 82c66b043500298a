"""The subjects of an English sentence: parties, pronouns and offices with a finite verb behind them."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property

from sources.extraction.english_names import NameReader
from sources.extraction.english_words import (
    ADVERBS,
    AUXILIARIES,
    DATED,
    GOODS,
    GOVERNORS,
    HAVE,
    HEADS,
    MODALS,
    NOT_FINITE,
    OFFICE_HEADS,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTED,
    REPORT,
    TEXTS,
    TIME_WORDS,
    TITLES,
    Sentence,
    first_word,
    past_purpose,
    word_set,
)
from sources.extraction.lexicon import load, modality_cues

OFFICE_KINDS = word_set("office_kinds")
MINISTERIAL = frozenset(
    ("ministry", "minister", "ministers", "parliament", "premier", "ministries", "cabinet")
)
NATIONS = frozenset(("nation", "country", "kingdom", "archipelago"))
# What ends the name of an office that no list knows.
ANY_HEADS = OFFICE_HEADS | frozenset(
    (
        "department",
        "committee",
        "commission",
        "authority",
        "council",
        "bureau",
        "legislators",
        "court",
        "courts",
        "tribunal",
    )
)
OWN_OFFICES = frozenset(
    (
        *(
            "government",
            "cabinet",
            "authorities",
            "country",
            "senate",
            "parliament",
            "legislature",
            "congress",
        ),
        *("council", "authority", "agency", "bureau", "department", "regulator", "committee", "tribunal"),
    )
)
HOUSES = (
    ["lower", "house"],
    ["upper", "house"],
    ["national", "assembly"],
    ["house", "of", "representatives"],
)
JOINED = (["and"], ["and", "the"], [",", "and"], [",", "and", "the"], ["as", "well", "as"])
HEADLINED = word_set("headlined")
PEOPLE_OF = word_set("people_of")
PEOPLE = frozenset(load("english")["words"]["people"])
ALREADY = word_set("already")
GOVERNED = frozenset(("federal", "central", "national", "union", "provincial", "state", "interim", "new"))
# Initials that are no office of a country, and those of firms that are often told of.
NO_OFFICES = word_set("no_offices")
FINITE = AUXILIARIES - {"to", "both", "also", "then", "now", "not"}

ASIDE_OPENERS = word_set("aside_openers")

# The Union's bodies by the short names they have in its own papers, and what tells that others are meant.
UNION_BODIES = {
    "Council": re.compile(r"\b(?:State|Federal|Cooperation|Security|Privy|Executive|City|Supreme) Council\b"),
    "Parliament": re.compile(
        r"\b(?:Federal|National|House|Indian|British|Canadian|Malaysian) Parliament\b|\bUK\b"
    ),
}
JUDGES = frozenset(
    (
        *("determines", "finds", "considers", "concludes", "believes", "decides", "establishes", "deems"),
        *("determined", "found", "concluded", "find", "determine", "consider", "conclude"),
    )
)
# "It has officially been announced that".
IMPERSONAL = re.compile(
    r"it (?:(?:has|have|had|is|was|will|be|been|also|now|officially|formally|already|earlier|recently|further) )+"
    r"(?:announced|said|reported|decided|stated|confirmed|understood|believed|learned|noted|expected) that\b"
)


# What is announced by somebody in a clause that follows: "the announcement by Oslo that it".
ANNOUNCED = frozenset(
    (
        "announcement",
        "statement",
        "confirmation",
        "decision",
        "notice",
        "pledge",
        "promise",
        "assurance",
        "news",
        "word",
    )
)


# "the two ministries": of the text's home.
OFFICES = frozenset(("ministries", "departments", "agencies"))
AIMED_AT = frozenset(("to", "from", "against", "on"))
COUNTS = frozenset(("two", "three", "four", "five", "other", "competent"))


class SubjectReader(NameReader):
    """Finds who stands as a subject, and which party that is."""

    def _mark_subjects(self, sentence: Sentence) -> None:
        """Mark who stands before a finite verb, a report or a modal: parties, pronouns, "the government"."""
        words = sentence.words
        places = {start: (stop, code) for start, stop, code in sentence.parties}
        for place in range(len(words)):
            stop, code, how = self._candidate(sentence, place, places)
            if not stop:
                continue
            after = self._past_time(words, stop + 1 if words[stop : stop + 1] == [QUOTED] else stop)
            following = words[after] if after < len(words) else ""
            if (
                following in ADVERBS
                and after + 1 < len(words)
                and (how == "pronoun" or (following in ALREADY and self._finite_verb_at(sentence, after + 1)))
            ):
                after += 1
                following = words[after]  # "it later postponed", "India already suspended"
            elif following in ALREADY:
                later = after
                while later < len(words) - 1 and (words[later] in ADVERBS or words[later].endswith("ly")):
                    later += 1
                if self._finite_verb_at(sentence, later):
                    after, following = later, words[later]  # "India once again listed"
            if following == "(":  # (Lutnick), an abbreviation in brackets
                close = next((at for at in range(stop, min(len(words), stop + 8)) if words[at] == ")"), None)
                if close is not None and close + 1 < len(words):
                    later = self._past_time(words, close + 1)
                    following = words[later] if later < len(words) else ""
                    if all(word.isalpha() for word in words[stop + 1 : close]):
                        after = later  # "Security (BIS) suspends", "(BIS) on Friday suspended"
            before = words[place - 1] if place else ""
            if after == stop and self.folded[sentence.stops[stop - 1] : sentence.stops[stop - 1] + 1] == "-":
                continue  # "EU-imposed tariffs"
            finite = after < len(words) and self._is_finite(sentence, place, after, following)
            if finite and before == "nor" and "neither" in words[max(0, place - 7) : place]:
                neither = next(at for at in range(place - 1, -1, -1) if words[at] == "neither")
                sentence.subjects.append((neither, stop, "BOTH", "subject:neither"))
                continue  # "Neither India nor Kenya will"
            if finite and how == "subject" and (deal := self._deal_between(sentence, place)) >= 0:
                sentence.subjects.append((deal, stop, "BOTH", "text:deal"))
                continue  # "The pact between India and Kenya will cut": of both
            if before in ("and", "or") and (
                self._in_row_behind_a_preposition(sentence, place)
                or any(
                    end == place - 1 and begin and words[begin - 1] in PREPOSITIONS
                    for begin, end, _ in sentence.parties
                )
            ):
                continue  # "imported from Canada and Mexico"
            if self._is_inside_a_phrase(words, place, finite and following != "to") or (
                before == "'s" and how == "pronoun"
            ):
                continue
            if not finite and not (following == "," and self._apposed(sentence, stop)):
                continue
            partner = self._partner(sentence, place, following) if how == "subject" else None
            if partner and partner[2] != code:
                first = self._first_of_row(sentence, partner[0])
                sentence.subjects = [
                    subject for subject in sentence.subjects if not first <= subject[0] < place
                ]
                sentence.subjects.append((first, stop, "BOTH", "subject:two parties"))
                continue
            if how == "office":
                code = self._whose_office(sentence, place)
            if words[place] == "it" and place <= 1 and self.context.deal:
                code, how = "BOTH", "text"  # "The pact was struck in May. It caps tariffs"
            elif how == "pronoun":
                code = self._pronoun(words[place], sentence, place)
            if code:
                sentence.subjects.append((place, stop, code, f"{how}:{' '.join(words[place:stop])}"))
                if (how == "subject" and PEOPLE & set(words[place:stop])) or words[place] in TITLES:
                    self.context.person = code

    def _is_inside_a_phrase(self, words: list[str], place: int, finite: bool) -> bool:
        """Whether a preposition leads the name at ``place``: "to Fiji"; not "the cabinet of Fiji has"."""
        before = words[place - 1] if place else ""
        whose = before == "of" or (before == "from" and words[place - 2] in PEOPLE_OF)
        return before in PREPOSITIONS and not (whose and finite)

    def _candidate(
        self, sentence: Sentence, place: int, places: dict[int, tuple[int, str]]
    ) -> tuple[int, str, str]:
        """Return (token after it, party, kind) of what could be a subject at ``place``; the token is 0 if nothing is."""
        if place in places:
            stop, code = places[place]
            return stop, code, "subject"
        words, word = sentence.words, sentence.words[place]
        if word in PRONOUNS:
            return place + 1, "", "pronoun"
        if word in ("which", "who") and (partner := self._named_before(sentence, place)):
            return place + 1, partner, "relative"  # "a deal with Japan, which will invest"
        if self._is_acronym(sentence, place):
            return place + 1, "", "office"  # "ITAC reinstated the duties": an office of the text's home
        if word == "the" and self._is_acronym(sentence, place + 1) and place + 1 not in places:
            return place + 2, "", "office"
        if word == "the" and place + 1 not in places:
            return self._office(words, place + 1), "", "office"  # "the government": of the country spoken of
        if word in TITLES and (stop := self._titled(sentence, place, places)):
            return stop, "", "office"  # "President Bola Tinubu has": whoever that is, of the text's home
        if word in OFFICE_KINDS and (
            place == 0 or words[place - 1] in (",", ";", QUOTED, "that", "and", "but", "as", "while")
        ):
            stop = self._office(words, place)
            if stop and words[stop - 1].endswith("s"):
                return stop, "", "office"  # "Government ministers have"
        return 0, "", ""

    def _is_acronym(self, sentence: Sentence, place: int) -> bool:
        """Whether an office is named by initials at ``place`` that no list knows, right before a past: "MOC launched"."""
        words = sentence.words
        if place + 2 >= len(words) or not 3 <= len(words[place]) <= 6 or words[place] in NO_OFFICES:
            return False
        name = self.text[sentence.starts[place] : sentence.stops[place]]
        if not (name.isalpha() and name.isupper()) or self._is_masked(sentence.starts[place]):
            return False
        after = self._past_time(words, place + 1)
        after += words[after : after + 1] == ["has"]
        verb = sentence.verbs.get(after)
        return verb is not None and "past" in verb[1].form

    def _named_before(self, sentence: Sentence, place: int) -> str:
        """Return the partner of whom the clause at ``place`` tells: "talks with Fiji, which has"; "" if it is of a thing."""
        words = sentence.words
        for start, stop, code in sentence.parties:
            if stop == place - 1 and words[stop] == "," and code != "BOTH":
                before = start - 1 - (words[start - 1] == "the")
                return code if before >= 0 and words[before] == "with" else ""
        return ""

    def _is_finite(self, sentence: Sentence, place: int, after: int, following: str) -> bool:
        """Whether the word at ``after``, ``following`` the name at ``place``, is a verb or a cue that has it as subject."""
        words = sentence.words
        before = words[place - 1] if place else ""
        if following in REPORT or following in HEADS or following.endswith("ly"):
            return True
        if following in GOVERNORS and following.endswith("es"):
            return True  # "The pact between Peru and Chile foresees"
        if following in AUXILIARIES and (
            following != "to" or place == first_word(words) or before in (":", ";")
        ):
            return True
        if following.endswith("ed") and following not in NOT_FINITE:
            return True
        if following not in GOODS and self._finite_verb_at(sentence, after):
            return True
        return modality_cues().at(words, after) is not None

    def _apposed(self, sentence: Sentence, comma: int) -> bool:
        """Whether an aside opens at ``comma`` behind a subject: ", which", ", the top buyer, will"."""
        words = sentence.words
        if self._told_behind(sentence, comma):
            return True
        after = words[comma + 1] if comma + 1 < len(words) else ""
        if after in ("the", "a", "an"):
            return self._closed_by_modal(words, comma)
        return after in ASIDE_OPENERS

    def _partner(self, sentence: Sentence, place: int, following: str) -> tuple[int, int, str] | None:
        """Return the party that is joined with the one at ``place``: "China and", "China, U.S. agree"."""
        words = sentence.words
        return next(
            (
                party
                for party in sentence.parties
                if place
                and (
                    words[party[1] : place] in JOINED
                    or (
                        words[party[1] : place] == [","]
                        and party[0] == first_word(words)
                        and following in HEADLINED
                    )
                )
                and (party[0] == 0 or words[party[0] - 1] not in PREPOSITIONS)
            ),
            None,
        )

    def _speaks_for_itself(self, told: str) -> bool:
        """Whether the text is of the offices of its home alone, and names none of the party ``told``."""
        if self.home == told or self._told[self.home] < 2 * self._told[told]:
            return False
        return self._named_with_office(self.home) and not self._named_with_office(told)

    def _whose_office(self, sentence: Sentence, place: int) -> str:
        """Return which party "the government" at ``place`` is of: the one spoken of last."""
        earlier = [other for begin, _, other, _ in sentence.subjects if begin < place and other != "BOTH"]
        context = self.context
        if self._is_body_of_the_union(sentence, place):
            return "EU"
        written = self.text[sentence.starts[place] + 1 : sentence.starts[place] + 14]
        if not earlier and written == "he Government" and self._speaks_as_government():
            return self.home
        named = place + (sentence.words[place] == "the")
        office = sentence.words[named : self._office(sentence.words, named)]
        nation = NATIONS & set(office)
        known = "" if nation else context.offices.get(office[-1] if office else "", "")
        told = (nation and context.last_actor) or context.issuer or known or context.last_actor
        if told and not nation and not context.issuer and self._speaks_for_itself(told):
            told = self.home  # "the Department" of a text of that department, also after what another did
        code = (earlier or [self._but_for_the_aimed(sentence, place, told or self.home) or context.main])[-1]
        if self._is_of_home(sentence.words[place : place + 5], code, bool(earlier)):
            code = self.home
        if code == "CN" and "federal" in sentence.words[place : place + 3]:
            code = next((other for other in context.parties if other not in ("CN", "BOTH")), code)
        if nation and any(
            other == code and begin > place and sentence.words[begin - 1] in ("in", "into", "from")
            for begin, _, other in sentence.parties
        ):
            others = [other for other in context.parties if other not in (code, "BOTH")]
            return others[0] if len(others) == 1 else code  # "The island nation will invest in India"
        return code or next(iter(context.parties), "")

    def _but_for_the_aimed(self, sentence: Sentence, place: int, code: str) -> str:
        """Return ``code``, or whose office else it is where the sentence tells that the measure is aimed at ``code``.

        "The government approved a ban on exports to Fiji": not of Fiji, however often the text names it.
        """
        words = sentence.words
        aimed = {
            party
            for start, _, party in sentence.parties
            if start > place and words[start - 1 - (words[start - 1] == "the")] in AIMED_AT
        }
        if code not in aimed or code in (self.context.issuer, self.dateline, self.letterhead):
            return code
        sides = (self.home, *(party for party, _ in self._told.most_common()))
        return next((side for side in sides if side not in {*aimed, "", "BOTH"}), code)

    def _is_of_home(self, office: list[str], code: str, named: bool) -> bool:
        """Whether an office cannot be that of ``code``: the United States have no ministry."""
        if not self.home or self.context.issuer:
            return False
        if code == "US" and self.home != "US" and MINISTERIAL & set(office):
            return True
        # "SUVA, May 3 -- ... The government": news from there tell of its own
        return not named and bool(self.dateline) and office[1:2] in (["government"], ["cabinet"])

    def _speaks_as_government(self) -> bool:
        """Whether the text is one of the government of its home, which it writes with a capital: "the Government of"."""
        return bool(self.home) and re.search(r"\bGovernment of (?:the )?[A-Z]", self.folded[:600]) is not None

    def _is_body_of_the_union(self, sentence: Sentence, place: int) -> bool:
        """Whether "the Council" or "the Parliament" at ``place`` is the European one: the text tells of the Union."""
        at = place + (sentence.words[place] == "the")
        body = self.text[sentence.starts[at] : sentence.stops[at]]
        return "EU" in self.context.parties and body in self._union_bodies

    @cached_property
    def _union_bodies(self) -> frozenset[str]:
        """The Union's bodies that their short names mean in this text."""
        return frozenset(name for name, others in UNION_BODIES.items() if not others.search(self.folded))

    @cached_property
    def _seated_home(self) -> str:
        """The home of the text, if an office of it is named; "" if none is."""
        return self.home if self._has_office(self.home) else ""

    def _deal_between(self, sentence: Sentence, place: int) -> int:
        """Return where "the pact between India and", "a deal with" begins that ends in the party at ``place``; else -1."""
        words, at = sentence.words, place
        while at > 2:
            at -= words[at - 1] == "the"
            if words[at - 1] in ("with", "between", "among"):
                break
            if words[at - 1] not in ("and", ","):
                return -1
            joined = next((start for start, stop, _ in sentence.parties if stop == at - 1), -1)
            if joined < 0:
                return -1
            at = joined
        if at < 3 or words[at - 1] not in ("with", "between", "among") or words[at - 2] not in TEXTS:
            return -1
        for begin in range(at - 3, max(-1, at - 10), -1):
            if words[begin] in ("the", "a", "an", "this", "that"):
                opens = begin == 0 or words[begin - 1] in (
                    ",",
                    ";",
                    ":",
                    QUOTED,
                    "and",
                    "but",
                    "that",
                    "while",
                )
                return begin if opens else -1
        return -1

    def _titled(self, sentence: Sentence, place: int, places: Collection[int]) -> int:
        """Return the place after a titled person whose name no list knows: "President Bola Tinubu", 0 if none."""
        words, at = sentence.words, place + 1 + (sentence.words[place : place + 2] == ["prime", "minister"])
        first = at
        while at < min(len(words), first + 4) and words[at].isalpha() and at not in places:
            if not self.text[sentence.starts[at]].isupper():
                break
            at += 1
        named = first < at and at not in places and self.text[sentence.starts[place]].isupper()
        return at if named and not any(other in places for other in range(max(0, place - 1), at)) else 0

    def _office(self, words: list[str], place: int) -> int:
        """Return the place after an office that could be any country's: "federal government", "Ministry of Finance"."""
        word = words[place] if place < len(words) else ""
        if word in OWN_OFFICES:
            return place + 1
        counted = place + (word in COUNTS)
        if words[counted : counted + 1] and words[counted] in OFFICES:
            return max(counted + 1, past_purpose(words, counted + 1))  # "the two ministries"
        for at in range(place, min(len(words) - 1, place + 5)):
            if words[at] in ANY_HEADS and at > place - (word in ("co", "supreme")):
                end = past_purpose(words, at + 1) if words[at + 1] in ("of", "for") else at + 1
                return end if words[at + 1] not in ("of", "for") or end > at + 1 else 0
            if not words[at].isalpha() or words[at] in PREPOSITIONS | AUXILIARIES | {
                "and",
                "that",
                "which",
                "the",
                "a",
            }:
                break  # "the atomic energy department", "the supreme court"
        for house in HOUSES:
            if words[place : place + len(house)] == house:
                return place + len(house)  # "the lower house"
        head = place
        while head < min(len(words), place + 3) and words[head] in OFFICE_KINDS:
            head += 1
        if words[head : head + 1] and words[head] in OFFICE_HEADS and words[head + 1 : head + 2] != ["of"]:
            return head + 1  # "the finance ministry", "the prime minister"
        for at in range(place, min(len(words), place + 4)):
            if words[at] in NATIONS:
                if {"only", "other", "same", "last", "exporting", "importing", "partner", "each"} & set(
                    words[place:at]
                ):
                    return 0  # "the only country exempted"
                return at + 1 if at > place else 0  # "the island nation", "the South American country"
            if words[at] in FINITE or words[at] in PREPOSITIONS or not words[at].isalpha():
                break
        if word in GOVERNED and words[place + 1 : place + 2] == ["government"]:
            return place + 2
        if word in ("ministry", "department", "minister", "secretary"):
            stop = past_purpose(words, place + 1)
            return stop if stop > place + 1 else 0
        return 0

    def _closed_by_modal(self, words: list[str], comma: int) -> bool:
        """Whether an apposition opens at ``comma`` and the verb follows it: "China, the top buyer, will"."""
        close = next((at for at in range(comma + 2, min(len(words) - 1, comma + 20)) if words[at] == ","), -1)
        return close > 0 and (words[close + 1] in MODALS or words[close + 1] in HAVE)

    def _told_behind(self, sentence: Sentence, comma: int) -> bool:
        """Whether an apposition opens at ``comma`` and a verb follows it: "Fiji, the top buyer of kava, cut"."""
        words = sentence.words
        close = next((at for at in range(comma + 2, min(len(words) - 1, comma + 20)) if words[at] == ","), -1)
        if close < 0 or not (self._finite_verb_at(sentence, close + 1) or words[close + 1] in REPORT):
            return False
        inside = words[comma + 1 : close]
        return not (FINITE | MODALS | HAVE | REPORT | {"and", "or", "which", "who", QUOTED}) & set(inside)

    def _in_row_behind_a_preposition(self, sentence: Sentence, start: int) -> bool:
        """Whether the name at ``start`` continues a row that a preposition opens: the second of "from Kenya and Fiji"."""
        words, row, earlier = sentence.words, start, 0
        for begin, stop, _ in reversed(sentence.parties):
            if stop < row and words[stop:row] in (*JOINED, [","], [",", "the"], ["or"]):
                earlier += 1
                row = begin - (words[begin - 1] == "the" if begin else 0)
        if earlier == 1 and "and" in words[start - 2 : start] and "," in words[start - 3 : start]:
            return False  # "exports to Oslo, and Oslo announced": another clause
        return (
            row < start
            and row > 0
            and words[row - 1] in ("on", "of", "in", "against", "from", "to", "for", "into", "toward")
        )

    def _first_of_row(self, sentence: Sentence, start: int) -> int:
        """Return where a row of names begins whose last but one starts at ``start``: "the EU, Japan and"."""
        words = sentence.words
        for begin, stop, code in reversed(sentence.parties):
            if (
                stop < start
                and words[stop:start] in ([","], [",", "the"])
                and code != "BOTH"
                and (begin == 0 or words[begin - 1] not in PREPOSITIONS)
            ):
                start = begin
        return start

    def _finite_verb_at(self, sentence: Sentence, place: int) -> bool:
        """Whether a verb with a subject stands at ``place``: "suspends", "suspended", but not "levies on"."""
        verb = sentence.verbs.get(place)
        if verb and verb[1].form == "s" and sentence.words[place] in PLURALS:
            after = sentence.words[place + 1 : place + 2]
            if not after or after[0] in PREPOSITIONS or after[0] in AUXILIARIES or after[0] == ",":
                return False  # "U.S. levies on": the thing, and not what is done
        return verb is not None and any(form in ("s", "past", "stays") for form in verb[1].form.split("|"))

    def _past_time(self, words: list[str], place: int) -> int:
        """Return the place after words of time: "on Thursday", "today", "this week", "on June 3"."""
        at = place
        if words[at : at + 1] in (["each"], ["both"], ["all"], ["jointly"]):
            at, place = at + 1, place + 1  # "Malaysia and Thailand each committed"
        if words[at : at + 1] == ["in"] and words[at + 1 : at + 2] in (["turn"], ["return"], ["response"]):
            at, place = at + 2, place + 2  # "Beijing in turn suspended"
        while at < len(words) and at < place + 4:
            if (
                words[at] == "may"
                and words[at - 1] not in ("in", "early", "mid", "late", "last")
                and not (words[at + 1 : at + 2] and words[at + 1][0].isdigit())
            ):
                break  # "I may increase": not the month
            if words[at : at + 4] == ["for", "the", "first", "time"]:
                return at + 4
            if (
                words[at] in TIME_WORDS
                or (words[at] in ("on", "in") and words[at + 1 : at + 2] and words[at + 1] in TIME_WORDS)
                or (at > place and words[at].isdigit())
            ):
                at += 1
            elif at > place and words[at] == "and" and words[at + 1 : at + 2] and words[at + 1].isdigit():
                at += 2  # "on April 4 and 9, 2025, added"
            else:
                break
        dated = words[at + 1] if at > place and words[at : at + 1] == [","] and at + 1 < len(words) else ""
        if dated and (dated in DATED or (dated.isdigit() and len(dated) == 4)):
            close = next((b for b in range(at + 2, min(len(words), at + 6)) if words[b] == ","), 0)
            if close and all(
                word in DATED or word[0].isdigit() for word in words[at + 1 : close] if word != ","
            ):
                return close + 1  # "on Saturday, Feb. 1, issued"
        return at

    def _announcer_before(self, sentence: Sentence, place: int) -> str:
        """Return by whom it is announced what "it" at ``place`` does: "the announcement by Oslo that it"; "" if unsaid."""
        words = sentence.words
        for start, stop, code in reversed(sentence.parties):
            if stop >= place or code == "BOTH":
                continue
            by = start - 1 - (words[start - 1] == "the")
            told = by > 0 and words[by] in ("by", "from", "of") and words[by - 1] in ANNOUNCED
            behind = self._past_time(words, stop)
            return code if told and words[behind:place] == ["that"] else ""
        return ""

    def _whose_we(self, sentence: Sentence, place: int) -> str:
        """Return whose "we" stands outside of quotations where nobody is told to speak: the one office of the text."""
        return self._seated_home if sentence.words[place] == "we" and not sentence.quoted[place] else ""

    def _who_finds(self, sentence: Sentence, place: int) -> str:
        """Return who judges another in the clause before ``place``: "If Oslo finds that Fiji falls short, it may"."""
        words = sentence.words
        for _, stop, code in sentence.parties:
            told = words[stop : stop + 2]
            if (
                stop < place
                and told[:1]
                and told[0] in JUDGES
                and told[1:] == ["that"]
                and "," in words[stop:place]
            ):
                return code
        return ""

    def _pronoun(self, word: str, sentence: Sentence, place: int) -> str:
        """Return the party that a pronoun at ``place`` stands for, "" if it cannot be told."""
        context = self.context
        if word == "it" and IMPERSONAL.match(" ".join(sentence.words[place : place + 7])):
            return ""  # "It has been announced that the duty will go": by nobody named
        if word == "it" and context.statute and place <= 1:
            return ""  # "The statute lets the president impose duties. It does not require": the statute
        earlier = [code for start, _, code in sentence.parties if start < place]
        if word in ("we", "i"):
            if context.side and (sentence.quoted[place] or not context.issuer):
                return context.side
            return (
                context.issuer
                or context.side
                or (context.person if word == "i" or sentence.quoted[place] else "")
                or (context.header.actor if context.header else "")
                or ("BOTH" if context.joint and word == "we" else "")
                or self._whose_we(sentence, place)
                or (self.home if sentence.quoted[place] else "")
            )
        if word == "they" and context.last_actor == "BOTH" and not sentence.quoted[place]:
            return "BOTH"
        if word == "they":
            if (
                (sentence.quoted[place] or context.labelled)
                and context.side
                and (sentence.quoted[place] or not earlier)
            ):
                return context.other or next((code for code in context.parties if code != context.side), "")
            if not earlier and context.officials:
                return context.officials  # "Officials of Malaysia gave details. They said they would"
            if not earlier and context.author and context.last_actor not in (context.author, ""):
                return context.last_actor  # "The Union has met its promise. They have also": of whom we speak
            return "BOTH" if "BOTH" in earlier or not earlier else earlier[-1]
        if word == "it" and (teller := self._announcer_before(sentence, place)):
            return teller
        if word == "it" and (finder := self._who_finds(sentence, place)):
            return finder
        subjects = [code for start, _, code, _ in sentence.subjects if start < place]
        if word in ("he", "she") and not subjects and (context.person or context.side or context.last_actor):
            return context.person or context.last_actor or context.side
        return subjects[-1] if subjects else (earlier[-1] if earlier else context.last_actor)
