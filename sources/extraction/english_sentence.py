"""The words of an English sentence, with its parties, objects, verbs, cues, subjects and conditions marked."""

from __future__ import annotations

import re
from functools import cached_property

from sources.extraction.english_agents import AgentReader
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    HAVE,
    INSTITUTIONS,
    MODALS,
    OFFICE_WORDS,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTED,
    RELIEFS,
    TIME_WORDS,
    TITLES,
    Sentence,
    institution,
    whole_office,
    with_institution,
    word_set,
)
from sources.extraction.lexicon import (
    Act,
    Verb,
    english_adjectives,
    english_objects,
    english_parties,
    english_split_verbs,
    english_verbs,
    load,
    modality_cues,
    verb_forms,
)

WHICH = ("that", "which", "who", "if", "it", "they", "as")
UNIONS = frozenset(("EU", "ASEAN", "MERCOSUR", "G7", "GCC", "AFU"))
UNITED = frozenset(("countries", "states", "governments", "nations", "capitals"))
TOKEN = re.compile(
    r"(?:[a-z]\.){2,}|\\?\[[a-z]\\?\][a-z]+|[a-z]+|'(?:s|ll|re|ve|d|m|t)\b|\d[\d,.]*\d|\d|%|\.{3}"
    r"|[,;:()\"\[\]/-]|\*",
    re.IGNORECASE,
)
# What the text must write with a capital to mean a party by it.
CONTRACTED = {
    **{f"{word}n": word for word in ("do", "does", "did", "is", "are", "was", "were", "has", "have", "had")},
    **{f"{word}n": word for word in ("would", "could", "should", "must", "need")},
    "can": "can",
    "won": "will",
}
RULES = frozenset(("regulations", "rules", "checks", "procedures", "requirements"))
BARE_OFFICES = frozenset(("commerce", "treasury", "customs", "justice"))
OF_OFFICES = (
    ["government", "of"],
    ["governments", "of"],
    ["authorities", "of"],
    ["leaders", "of"],
    ["presidents", "of"],
    *(
        [who, "in"]
        for who in ("authorities", "officials", "regulators", "lawmakers", "policymakers", "leaders")
    ),
    *([who, "in"] for who in ("ministers", "legislators", "cabinet", "government", "negotiators")),
)
DETERMINED = word_set("determiners") | {
    "concerns",
    "national",
    "security",
    "non",
    "such",
    "an",
    "ongoing",
    "alleged",
}
BEFORE_DUE = BE | {"also", "now", "originally", "already", "still", "not"}
GROUPED = frozenset(("latin", "central", "south", "participating", "partner", "signatory"))
NO_VERBS = [phrase.split() for phrase in load("english")["words"]["no_verbs"]]
ALL_NAMED = word_set("all_named")
GOODS_CODES = frozenset(("rare_earths", "chemicals", "purchases"))
QUALIFIED = frozenset(
    ("export_control", "restrictive_measures", "tariff", "tariff_exclusion", "licences", "investigation")
)
CONGRESSES = frozenset(("MX", "BR", "PH", "CL", "PE", "AR", "CO", "EC"))
IMPORT_QUOTAS = re.compile(
    r"\b(?:tariff[- ](?:rate )?|import |duty-free |steel )quotas?\b|\b(?:out-of|in|over)-quota\b"
    r"|\bimports (?:above|exceeding|beyond|within|outside|in excess of) (?:the |these |its )?quotas?\b",
    re.IGNORECASE,
)
EXPORT_QUOTAS = re.compile(
    r"\bexport(?:s)?(?: \w+)? quotas?\b|\bquotas? (?:on|for) (?:[\w-]+ ){0,3}exports?\b", re.IGNORECASE
)
# Offices that a text names with their country once, and without it afterwards.
KINDS_OF_OFFICE = frozenset(("ministry", "commission", "president", "minister"))
TWO_OFFICES = frozenset(("governments", "ministries", "ministers", "sides", "leaders", "presidents"))
SECRETARY = ["secretary", "of", "state"]
_EMPTY_ASIDES = [
    phrase.split()
    for phrase in (
        *(
            "however",
            "therefore",
            "accordingly",
            "moreover",
            "furthermore",
            "meanwhile",
            "nevertheless",
            "in turn",
        ),
        *(
            "for its part",
            "for their part",
            "on its part",
            "on the other hand",
            "of course",
            "in addition",
            "as a result",
        ),
        *(
            "in principle",
            "as appropriate",
            "where appropriate",
            "if necessary",
            "as necessary",
            "at the same time",
        ),
    )
]
ASIDES_OF_MANNER = {
    first: [aside for aside in _EMPTY_ASIDES if aside[0] == first] for first, *_ in _EMPTY_ASIDES
}
# Capitals that name a thing, and no office.
LAWS_IN_CAPITALS = frozenset(
    ("gdp", "ieepa", "htsus", "trq", "trqs", "lng", "ear", "fta", "cbam", "mfn", "evs", "agoa")
)
OWN = frozenset(("'s", "its", "their", "his", "her", "latest", "recent", "surprise"))
MOVED = frozenset(("moved", "voted", "decided", "opted", "chose", "acted"))
RESOLVE = frozenset(load("english")["words"]["resolve"])
TWO_ACT = word_set("two_act")
# Who acts is meant by these alone, where more than one party was named; what things do is another's act.
THEY_ALL = (["the", "two"], ["the", "pair"], ["both"], ["each"], ["neither"])
THEY_BEGIN = frozenset(lead[0] for lead in THEY_ALL)
CLAUSE_BEGINS = frozenset((",", ";", ":", QUOTED, "that", "and", "but", "while", "then", "-", "said", "what"))
OF_THINGS = word_set("of_things")
INSIDE_CUES = word_set("inside_cues")
# The first words of cues whose "to" may stand further on: "are also to".
SPLIT_CUES = modality_cues().firsts_before("to")
# Words of somebody who speaks: a short quotation with one of these is speech.
SPOKEN = PRONOUNS | {",", "our", "us", "my", "you", "must", "will", "would", "shall"}
BEFORE_VERBS = MODALS | BE | HAVE | {"to", "not"}
COUNTER_NOUNS = frozenset(("measures", "steps", "actions", "action", "countermeasures", "means"))
COUNTER_VERBS = {
    word: form
    for verb in (
        "take/took/taken/taking",
        "adopt",
        "resort",
        "introduce",
        "respond",
        "reply/replied/replied/replying",
    )
    for form, word in verb_forms(verb)
}
RETALIATE = Act("RETALIATE", "burden", frozenset("*"))


def _is_month(words: list[str], place: int) -> bool:
    """Whether the "may" at ``place`` is the month: "May 2027", "in May"."""
    behind = words[place + 1 : place + 2]
    before = words[place - 1] if place else ""
    return bool(behind and behind[0][0].isdigit()) or before in (
        "in",
        "by",
        "until",
        "since",
        "last",
        "early",
        "late",
        "mid",
        "from",
        "next",
        "this",
    )


def _all_of(words: list[str], place: int) -> int:
    """Return the place after "the three countries", "both governments" when it stands at ``place``, else 0."""
    at = place + (words[place] in ("the", "all", "these"))
    at += words[at : at + 1] == ["the"]
    if words[at : at + 1] and words[at] in ("two", "three", "four", "five", "six", "seven", "eight", "both"):
        at += 1 + (
            words[at + 1 : at + 2] in (["asian"], ["trading"], ["latin"], ["neighbouring"], ["neighboring"])
        )
        if words[at : at + 1] and words[at] in ALL_NAMED:
            return at + 1
    if at > place and words[at : at + 1] and words[at] in GROUPED:
        at += 1 + (words[at + 1 : at + 2] == ["american"])
        if words[at : at + 1] and words[at] in ("countries", "nations", "partners"):
            return at + 1  # "the Latin American countries"
    return 0


def _each_of_them(words: list[str], place: int) -> int:
    """Return the place after "both", "each", "neither", "the two" where they act by themselves: "Both undertook to"."""
    if words[place] != "the" and place and words[place - 1] not in CLAUSE_BEGINS:
        return 0
    stop = next((place + len(lead) for lead in THEY_ALL if words[place : place + len(lead)] == lead), 0)
    at = stop
    while 0 < at < len(words) - 2 and (words[at] in ADVERBS or words[at].endswith("ly")):
        at += 1
    if not 0 < at < len(words) - 1:
        return 0
    verb, behind = words[at], words[at + 1]
    if verb in MODALS or (verb in ("is", "are") and behind == "to"):
        return 0 if (words[at + 2] if behind in ("to", "not") else behind) in OF_THINGS else stop
    return stop if verb in TWO_ACT or (verb in HAVE and behind != "been") else 0


def _parenthesis(words: list[str], comma: int) -> int:
    """Return how many words an empty aside has that opens at ``comma``: ", however,", ", for its part,"; 0 if none does."""
    for aside in ASIDES_OF_MANNER.get(words[comma + 1], ()):
        length = len(aside) + 2
        if words[comma + 1 : comma + length - 1] == aside and words[comma + length - 1 : comma + length] == [
            ","
        ]:
            return length
    return 0


def _scare_quotes(words: list[str]) -> list[int]:
    """Return the places of the marks around a word or three ('if it "resumes" imports'): nobody speaks there."""
    marks = [at for at, word in enumerate(words) if word == QUOTED]
    found: list[int] = []
    if len(marks) % 2:
        return found
    for opened, closed in zip(marks[::2], marks[1::2], strict=True):
        inside = words[opened + 1 : closed]
        inside = inside[:-1] if inside[-1:] == [","] else inside
        if 1 <= len(inside) <= 3 and not any(word in SPOKEN for word in inside):
            found += [opened, closed]
    return found


class SentenceReader(AgentReader):
    """Sees names, subjects, objects, verbs, cues and conditions in a sentence of one text."""

    def _tokens(self, start: int, stop: int) -> Sentence:
        """Return the words of the text from ``start`` to ``stop`` in lower case, with their places."""
        words: list[str] = []
        starts: list[int] = []
        stops: list[int] = []
        folded, text = self.folded, self.text
        for match in TOKEN.finditer(folded, start, stop):
            word = match[0].lower()
            if word in ("*", "/") or self._is_masked(match.start()):
                continue
            if word.endswith(("]", "[")) is False and "]" in word:  # "[s]hould" in a quotation
                word = word.replace("\\", "").replace("[", "").replace("]", "")
            if word == "-":
                lone = folded[match.start() - 1 : match.start()] == " " or text[match.start()] == "—"
                if not lone or not words:
                    continue
                word = ","
            if word == "'t" and words and words[-1] in CONTRACTED:
                words[-1], word = CONTRACTED[words[-1]], "not"
            if words and words[-1] == "stands" and (word.endswith("ed") or word in ("withdrawn", "cut")):
                words[-1] = "was"  # "the duty stands withdrawn"
            words.append(word)
            starts.append(match.start())
            stops.append(match.end())
        for at in reversed(_scare_quotes(words)):
            del words[at], starts[at], stops[at]
        if "not" in words and "but" in words:
            for at in reversed(range(len(words) - 1)):
                if words[at] == "not" and words[at + 1] in ("only", "just", "merely", "simply"):
                    del (
                        words[at : at + 2],
                        starts[at : at + 2],
                        stops[at : at + 2],
                    )  # "not only cut, but also"
        for at in reversed(range(2, len(words) - 2)):
            if words[at] == "," and (length := _parenthesis(words, at)):
                del words[at : at + length], starts[at : at + length], stops[at : at + length]
        return Sentence(start, words, starts, stops)

    def _annotate(self, sentence: Sentence) -> None:
        """Mark the parties, objects, verbs, cues, subjects and conditions of a sentence."""
        words, split_verbs = sentence.words, english_split_verbs()
        party_free = object_free = 0
        inside = False
        for place, word in enumerate(words):
            if word == QUOTED:
                inside = not inside
            sentence.quoted.append(inside)
            if place >= party_free:
                party_free = self._mark_party(sentence, place)
            if place >= object_free:
                object_free = self._mark_object(sentence, place)
            known = self._lexicon_verb(sentence, place)
            verb = self._countermeasure(words, place) if word in COUNTER_VERBS else None
            verb = verb or (self._split_verb(words, place, known) if word in split_verbs else known)
            if verb:
                sentence.verbs[place] = verb
            self._mark_cue(sentence, place)
        sentence.objects = [
            span
            for number, span in enumerate(sentence.objects)
            if not self._names_an_inquiry(sentence, number) and not self._only_qualifies(sentence, number)
        ]
        self._mark_subjects(sentence)
        self._mark_conditions(sentence)

    def _mark_party(self, sentence: Sentence, place: int) -> int:
        """Mark the party named at ``place``, if any; return the token from which the next one may begin."""
        words, parties, adjectives = sentence.words, english_parties(), english_adjectives()
        free = place
        match = parties.at(words, place)
        if match and words[place : place + 3] == ["the", "ministry", "of"]:
            match = None  # "the Ministry of Commerce": named from the next word on
        if match and not match[1]:
            free = place + match[0]  # "Georgia Tech", "guinea pigs"
            match = None
        if match and self._is_name(sentence, place, match[0]):
            return self._mark_name(sentence, place, match[0], match[1])
        if (
            (official := self._persons.get(words[place], ""))
            and len(words[place]) > 3
            and self.text[sentence.starts[place]].isupper()
            and words[place] not in self.unmeant
        ):
            begin = place
            while begin and (words[begin - 1] in TITLES or words[begin - 1] in self._persons):
                begin -= 1
            sentence.parties.append((begin, place + 1, official))  # "Minister Lindvik announced"
            return place + 1
        if (
            (official := self._acronyms.get(words[place], ""))
            and self.text[sentence.starts[place] : sentence.stops[place]] in self.shorts
            and words[place - 1 : place] != ["("]
        ):
            sentence.parties.append((place, place + 1, official))  # "The ITA added"
            return place + 1
        if (named := _all_of(words, place)) > place:
            free = named
            sentence.parties.append((place, named, "BOTH"))  # "all three countries"
        elif (
            words[place] in THEY_BEGIN
            and (len(self.context.parties) != 1 or words[place] == "the")
            and (they := _each_of_them(words, place))
        ):
            free = they
            sentence.parties.append((place, they, "BOTH"))  # "the two agreed to", "each will"
        elif words[place] in BARE_OFFICES and self._is_bare_office(sentence, place):
            free = place + 1
            sentence.parties.append((place, free, "US"))  # "Commerce opened a probe"
        elif words[place] in adjectives and (stop := institution(words, place + 1)):
            free = whole_office(words, stop)
            self._mark_office(sentence, place, free)
            self._of_which_office(words, place, free, adjectives[words[place]])  # "the Kenyan trade ministry"
        return free

    def _mark_office(self, sentence: Sentence, place: int, free: int) -> None:
        """Mark the offices of the party whose adjective stands at ``place``; of two that are named in one, BOTH."""
        words, adjectives = sentence.words, english_adjectives()
        code = adjectives[words[place]]
        joined = words[place + 1 : place + 2] == ["and"] and words[place + 2 : place + 3]
        if joined and joined[0] in adjectives and words[free - 1].endswith("s"):
            code = "BOTH"  # "Fijian and Peruvian officials"
        last = sentence.parties[-1] if sentence.parties else (0, 0, "")
        if (
            last[1] == place - 1
            and words[place - 1] == "and"
            and words[free - 1] in TWO_OFFICES
            and last[2] != code
        ):
            sentence.parties[-1] = (last[0], free, "BOTH")  # "the EU and Peruvian governments"
        else:
            sentence.parties.append((place, free, code))

    def _is_bare_office(self, sentence: Sentence, place: int) -> bool:
        """Whether an American department is named by its field alone: "Treasury lifted"."""
        words, parties = sentence.words, self.context.parties
        named = place - (words[place] == "treasury" and words[max(0, place - 1) : place] == ["the"])
        before = words[named - 1] if named else ""
        after = words[place + 1] if place + 1 < len(words) else ""
        return (
            self.text[sentence.starts[place]].isupper()
            and (named == 0 or before in (",", ";", "that", "and", "but", "when", "after", "said", "-"))
            and (after.endswith("ed") or after in MODALS or after in HAVE or after in ("is", "also", "said"))
            and ("US" in parties or not parties)
        )

    def _mark_name(self, sentence: Sentence, place: int, length: int, code: str) -> int:
        """Mark the party whose name of ``length`` words begins at ``place``, with its offices; return the token after."""
        words, parties = sentence.words, english_parties()
        code = self._whose_name(words, place, length, code)
        free = with_institution(words, place + length)
        if words[free : free + 1] in (["administration"], ["government"]):
            free += 1  # "the Carney government"
        elif code in UNIONS and words[free : free + 1] and words[free] in UNITED:
            free += 1  # "EU countries"
        if (
            free == place + length
            and words[free : free + 1] == ["'s"]
            and free + 1 < len(words)
            and 3 <= len(words[free + 1]) <= 6
            and self.text[sentence.starts[free + 1] : sentence.stops[free + 1]].isupper()
            and words[free + 1] not in LAWS_IN_CAPITALS
        ):
            free += 2  # "Kenya's KRA announced": whatever it stands for
        if free > place + length:
            for at in range(max(place + length, free - 3), free):
                longer = parties.at(words, at)  # "the Commerce Department's Bureau of X and Y"
                if longer and longer[1] == code:
                    free = max(free, at + longer[0])
        if words[free : free + 1] == ["in"] and words[free - 1] in INSTITUTIONS:
            seat = parties.at(words, free + 1)
            if seat and seat[1] == code:
                free += 1 + seat[0]  # "the commerce ministry in Beijing"
        home = self.context.issuer or self.context.main
        if code == "US" and home == "GB" and words[free - 3 : free] == SECRETARY:
            code = home  # "the Secretary of State" of the United Kingdom
        if words[place:free] == ["congress"] and home in CONGRESSES:
            code = home
        code = self._of_which_office(words, place, free, code)
        if sentence.parties and sentence.parties[-1][1:] == (place, code):
            sentence.parties[-1] = (
                sentence.parties[-1][0],
                free,
                code,
            )  # "US President Trump"
        else:
            begin = place - 2 if words[max(0, place - 2) : place] in OF_OFFICES else place
            if sentence.parties and sentence.parties[-1][1] > begin:
                begin = place  # "American officials in Oslo"
            begin -= begin < place and words[max(0, begin - 1) : begin] == ["the"]
            sentence.parties.append((begin, free, code))
        return free

    def _of_which_office(self, words: list[str], place: int, free: int, code: str) -> str:
        """Return whose office a name means: of "the ministry" that of the one named last; keep it for the next such name."""
        offices = self.context.offices
        if words[place] == "the" and free == place + 2 and words[place + 1] in KINDS_OF_OFFICE:
            return offices.get(words[place + 1], code)
        if words[free - 1] in KINDS_OF_OFFICE:
            offices[words[free - 1]] = code
        elif "president" in words[max(0, place - 1) : free] and words[place - 2 : place - 1] != ["vice"]:
            offices["president"] = code
        return code

    def _past_numbers(self, words: list[str], place: int, free: int) -> int:
        """Return the place after the numbers of notices: "announcements nos 55, 56 and 58 of 2025"; ``free`` for others."""
        if not words[place].startswith(("announcement", "notice", "proclamation")):
            return free
        if words[free : free + 1] not in (["no"], ["nos"], ["numbers"]):
            return free
        at = free + 1
        while at < len(words) and (words[at].isdigit() or words[at] in (",", "and", "no", "nos", "&", "of")):
            at += 1
        return at if words[at - 1].isdigit() else free

    def _mark_object(self, sentence: Sentence, place: int) -> int:
        """Mark the thing named at ``place``, if any; return the token from which the next one may begin."""
        words = sentence.words
        match = english_objects().at(words, place)
        if words[place] in RULES and (stop := self._rules_on_exports(words, place)):
            sentence.objects.append((place, stop, "export_control"))  # "regulations on Fiji-bound exports"
            return stop
        if not match:
            return 0
        free, code = place + match[0], match[1]
        if words[place:free] == ["quotas"] and self._rations_imports:
            code = "import_quota"
        if code == "pact" and place and words[place - 1] in PREPOSITIONS and words[place - 1] != "from":
            return 0  # "Under the deal, duties will be cut": of the duties
        if code in ("tariff", "port_fee") and words[free : free + 1] and words[free] in RELIEFS:
            code, free = "tariff_exclusion", free + 1  # "its import duty exemption"
        free = self._past_numbers(words, place, free)
        sentence.objects.append((place, free, code))
        return free

    @cached_property
    def _rations_imports(self) -> bool:
        """Whether the quotas that the text tells of are on what comes in."""
        return IMPORT_QUOTAS.search(self.folded) is not None and EXPORT_QUOTAS.search(self.folded) is None

    def _rules_on_exports(self, words: list[str], place: int) -> int:
        """Return the place after "rules on Fiji-bound exports" when that stands at ``place``, else 0."""
        if words[place + 1 : place + 2] not in (["on"], ["for"], ["over"], ["governing"]):
            return 0
        for at in range(place + 2, min(len(words), place + 7)):
            if words[at] in ("exports", "export", "exporting", "shipments"):
                return at + 1
            if words[at] in PREPOSITIONS or not words[at].isalpha():
                return 0
        return 0

    def _lexicon_verb(self, sentence: Sentence, place: int) -> tuple[int, Verb] | None:
        """Return the verb or noun of the lexicon at ``place``, None where the words around make it another thing."""
        words, verbs = sentence.words, english_verbs()
        known = verbs.at(words, place)
        if words[place + 1 : place + 2] == ["by"] and "of" in words[place + 3 : place + 7]:
            noun = verbs.at([words[place], "of"], 0)
            known = (1, noun[1]) if noun and noun[0] == 2 else known  # "the removal by Oslo of its levy"
        if words[place : place + 2] in NO_VERBS and not (
            words[place] == "set" and words[place + 2 : place + 3] and words[place + 2][0].isdigit()
        ):
            known = None
        if (
            known
            and known[0] > 1
            and words[place + known[0] - 1] == "to"
            and self._is_day(words, place + known[0])
        ):
            known = verbs.at(words[: place + known[0] - 1], place)  # "was extended to June 30"
        if known and known[0] == 2 and words[place + 1] == "from" and words[place + 2 :]:
            known = None if words[place + 2].endswith("ing") else known  # "refrain from imposing": of that
        if known and known[1].form == "noun" and known[0] > 1 and place and words[place - 1] in BEFORE_VERBS:
            plain = verbs.at(words[: place + 1], place)  # "will increase in June", "were cut to"
            if plain and (words[place - 1] != "to" or "base" in plain[1].form):
                known = plain  # but not "committed to increased market access"
        if (
            known
            and words[place] in ("import", "export", "permit")
            and sentence.objects
            and sentence.objects[-1][0] <= place < sentence.objects[-1][1] - 1
            and (place == 0 or words[place - 1] not in BEFORE_VERBS)
        ):
            known = None  # "import permits": a thing
        if known and words[place] == "sanctions" and not self._sanctions_somebody(sentence, place):
            known = None  # "felt the impact of U.S. sanctions": a thing
        if known and words[place] in PLURALS | {"sanctions"} and self._in_title(sentence, place):
            known = None  # "the Venezuela Sanctions Regulations"
        return known

    def _sanctions_somebody(self, sentence: Sentence, place: int) -> bool:
        """Whether "sanctions" is a verb: behind its subject and before a number, an article or a name."""
        words = sentence.words
        if place == 0 or place + 1 >= len(words) or words[place - 1] in PREPOSITIONS:
            return False
        behind = words[place + 1]
        named = self.text[sentence.starts[place + 1] : sentence.starts[place + 1] + 1].isupper()
        return (
            behind in ("a", "an", "the", "more", "another", "several", "its", "dozens")
            or behind[0].isdigit()
            or named
        )

    def _is_day(self, words: list[str], place: int) -> bool:
        """Whether a day or month stands at ``place``: "June 30", "the end of 2029", "30 June"."""
        behind = words[place : place + 2]
        return bool(behind and behind[0] in TIME_WORDS) or (
            len(behind) == 2 and behind[0].isdigit() and behind[1] in TIME_WORDS
        )

    def _mark_cue(self, sentence: Sentence, place: int) -> None:
        """Note where a modal or a phrase like "agreed to" ends that begins at ``place``."""
        words, cues = sentence.words, modality_cues()
        cue = None if words[place] == "may" and _is_month(words, place) else cues.at(words, place)
        if cue and words[place : place + 2] in (["was", "to"], ["were", "to"]) and words[place - 1] in WHICH:
            cue = None  # "a duty that was to start in May", "if it were to"
        if cue and words[place] == "authority" and words[place - 1] in OFFICE_WORDS:
            cue = None  # "directed the customs authority to"
        if cue and words[place : place + 2] == ["due", "to"] and words[place + 2 : place + 3]:
            after = words[place + 2]
            if after in DETERMINED or after.endswith(("ing", "s")) or words[place - 1] not in BEFORE_DUE:
                cue = None  # "due to their union": because of it
        if not cue and words[place] in SPLIT_CUES and (split := self._split_cue(words, place)):
            sentence.cue_ends[split[0]] = (place, split[1])
        if not cue and words[place] in MOVED:
            at = self._past_time(words, place + 1)
            if at > place + 1 and words[at : at + 1] == ["to"]:
                sentence.cue_ends[at + 1] = (place, "decided")  # "moved on Friday to"
        if (
            words[place] in ("move", "decision")
            and words[place + 1 : place + 2] == ["to"]
            and (words[place - 1] in OWN or (place and sentence.parties and sentence.parties[-1][1] == place))
        ):
            sentence.cue_ends[place + 2] = (place, "decided")  # "Oslo's move to"
        if cue and (place + cue[0]) not in sentence.cue_ends:
            sentence.cue_ends[place + cue[0]] = (place, cue[1])

    def _split_cue(self, words: list[str], place: int) -> tuple[int, str] | tuple[()]:
        """Return (token after it, its name) of a cue with adverbs before its "to": "are also to"; else ()."""
        cues, at = modality_cues(), place + 1
        while at < len(words) - 1 and (words[at] in INSIDE_CUES or words[at].endswith("ly")):
            if cues.at(words, at):
                return ()  # "is likely to"
            at += 1
        if at == place + 1 or words[at] != "to":
            return ()
        cue = cues.at([words[place], "to"], 0)
        return (at + 1, cue[1]) if cue and cue[0] == 2 else ()

    def _in_title(self, sentence: Sentence, place: int) -> bool:
        """Whether the word is written with a capital between two others that are: "Iran Sanctions Act"."""
        if not 0 < place < len(sentence.words) - 1:
            return False
        return all(self.text[sentence.starts[at]].isupper() for at in (place - 1, place, place + 1))

    def _names_an_inquiry(self, sentence: Sentence, number: int) -> bool:
        """Whether an object only names an investigation: the duty of "countervailing duty (CVD) investigations"."""
        objects, words = sentence.objects, sentence.words
        if (
            number + 1 == len(objects)
            or objects[number + 1][2] != "investigation"
            or objects[number][2] != "tariff"
        ):
            return False
        between = words[objects[number][1] : objects[number + 1][0]]
        return not between or (between[0] == "(" and between[-1] == ")" and len(between) <= 4)

    def _only_qualifies(self, sentence: Sentence, number: int) -> bool:
        """Whether an object only says what the next one is on: the tin of "several tin ore export control measures"."""
        objects, words = sentence.objects, sentence.words
        if number + 1 == len(objects) or objects[number][2] not in GOODS_CODES:
            return False
        start, _, code = objects[number + 1]
        between = words[objects[number][1] : start]
        return (
            code in QUALIFIED
            and len(between) <= 1
            and all(word in ("mineral", "minerals", "magnet", "ore") for word in between)
        )

    def _split_verb(
        self, words: list[str], place: int, plain: tuple[int, Verb] | None
    ) -> tuple[int, Verb] | None:
        """Return the verb whose particle stands behind its object ("move their tariffs down"), else ``plain``."""
        particles = english_split_verbs().get(words[place])
        if particles and (plain is None or plain[0] == 1):
            for at in range(place + 2, min(len(words), place + 13)):
                near = at < place + 7 or words[at + 1 : at + 2] == [
                    "to"
                ]  # "bring the duty on X down to 5 percent"
                for length in (1, 2) if near else (2,):
                    if tuple(words[at : at + length]) in particles:
                        return 1, particles[tuple(words[at : at + length])]
                if words[at] in (",", ";"):
                    break
        return plain

    def _countermeasure(self, words: list[str], place: int) -> tuple[int, Verb] | None:
        """Return the verb of "take all the necessary and resolute measures", whatever words of resolve it has."""
        form = COUNTER_VERBS.get(words[place])
        if not form:
            return None
        for at in range(place + 1, min(len(words), place + 9)):
            if words[at] in COUNTER_NOUNS:
                to_act = (
                    words[at + 1 : at + 2] == ["to"]
                    and at + 2 < len(words)
                    and english_verbs().at(words, at + 2)
                )
                resolved = (
                    any(word in RESOLVE for word in words[place + 1 : at])
                    or words[at].startswith("counter")
                    or words[max(0, place - 2) : place] == ["hesitate", "to"]
                    or (at == place + 1 and ("if" in words[:30] or words[0] == "should"))
                )
                if not resolved or to_act or "implement" in words[at + 1 : at + 9]:
                    return None
                return at + 1 - place, Verb(form, (RETALIATE,))
            if words[at] not in RESOLVE and words[at] not in (
                "all",
                "the",
                QUOTED,
                "a",
                "any",
                "and",
                "its",
                "own",
                "of",
                "series",
                "with",
                "to",
            ):
                return None
        return None
