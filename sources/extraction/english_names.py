"""Who is named in an English text, whose words it is, and who speaks in a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property

from sources.dates import DateRef
from sources.extraction import details
from sources.extraction.english_words import (
    INSTITUTIONS,
    OFFICE_WORDS,
    QUOTED,
    REPORT,
    Context,
    Sentence,
    institution,
    with_institution,
    word_set,
)
from sources.extraction.lexicon import english_adjectives, english_names, english_parties
from sources.parties import capitalised, doubtful
from sources.values import Finding

# "from China", "against Japan": where goods come from, at whom an act is aimed
ELSEWHERE = word_set("elsewhere")
# Offices that many countries have by the same name: China's, where the text tells of China.
ANY_OFFICE = word_set("any_office")
ANY_OFFICE_US = word_set("any_office_us")
ISSUERS = (
    (
        "US",
        re.compile(
            r"[Bb]y the authority vested in me\b|\bdo hereby (?:proclaim|order)|\bA PROCLAMATION\b"
            r"|THE WHITE HOUSE,|\bI,? (?:do )?hereby (?:determine"
            r"|order|proclaim)|"
            r"\bBureau of Industry and Security \(BIS\)|\bTrade Representative \(USTR\)"
            r"|President (?:Donald )?(?:J\. )?Trump (?:signed|announced|reached)"
            r"|\bit is hereby (?:ordered|proclaimed)|\bBUREAU OF INDUSTRY AND SECURITY\b|\bU\.S\. Customs and Border"
            r" Protection will\b|\bCSMS #|(?:^|\n)(?:The )?(?:USTR|Office of the United States Trade Representative)\b"
            r"|\bI am (?:hereby )?(?:imposing|directing|ordering|proclaiming|modifying)\b|\bAGENCY: [^\n]{0,80}"
            r"(?:Bureau of Industry|Trade Representative|U\.S\. Customs|Department of (?:Commerce|the Treasury))"
            r"|\b(?:U\.S\. )?Trade Representative has determined\b|\bUSTR Determination\b"
            r"|(?:^|\n)By the President of the United States"
            r"|(?:^|\n)PROCLAMATION\b|\bthe Secretary (?:of Commerce )?shall\b.{0,300}\bso that I may\b"
            r"|(?:^|\n)DEPARTMENT OF (?:HOMELAND SECURITY|COMMERCE|THE TREASURY)"
            r"|\bExecutive Order 1\d{4}\b.{0,400}\bad valorem\b|\bad valorem\b.{0,400}\bExecutive Order 1\d{4}\b"
            r"|\bSec(?:tion|\.) \d+\. .{0,600}\b(?:HTSUS|Harmonized Tariff Schedule|ad valorem)\b"
        ),
    ),
    (
        "IN",
        re.compile(
            r"\bG\.S\.R\.|\bS\.O\. ?\d*\(E\)|-Customs \((?:ADD|SG|CVD|NT|N\.T\.)\)|\bGazette of India\b"
            r"|\bForeign Trade \(Development (?:&|and) Regulation\) Act\b|\bITC ?\(HS\)"
            r"|\bDIRECTORATE GENERAL OF FOREIGN TRADE\b|\bDirectorate General of Foreign Trade \(DGFT\)"
        ),
    ),
    (
        "CA",
        re.compile(
            r"\bSOR/20\d\d-\d|\bGovernor(?: General)? in Council\b|\bCustoms Notice \d\d-\d\d\b|\bCanada Gazette\b"
            r"|\bPC Number: 20\d\d"
        ),
    ),
    (
        "EU",
        re.compile(
            r"\bCOMMISSION (?:IMPLEMENTING|DELEGATED) REGULATION\b|\bHA(?:S|VE) ADOPTED THIS (?:REGULATION|DECISION)\b"
            r"|\bThis Regulation shall enter into force\b"
        ),
    ),
    (
        "GB",
        re.compile(
            r"\b[Tt]rade remedies notice 20\d\d|\bTaxation \(Cross-border Trade\) Act 2018\b|\bHMRC\b"
            r"|\bTrade [Rr]emedies Authority(?:'s)? \(TRA\)|\bI have decided to reject the TRA's\b"
        ),
    ),
    (
        "CN",
        re.compile(
            r"\b(?:MOFCOM"
            r"|Ministry of Commerce)(?: and the General Administration of Customs)? (?:Announcement"
            r"|Notice|has decided|decided|hereby)|"
            r"with the approval of the State Council|Export Control Law of the People's Republic of China"
            r"|(?:^|\n)Announcement (?:\(?No\. ?\d+[^\n]{0,30} )?(?:of|by) the [^\n]{0,80}"
            r"(?:Ministry of Commerce|Tariff Commission of the State Council|State Council Tariff Commission)\b"
            r"|(?:^|\n)(?:The )?(?:State Council Tariff Commission|Customs Tariff Commission)[^\n]{0,60} Announcement\b"
        ),
    ),
    (
        "US",
        re.compile(
            r"(?:^|\n|\. )(?:[A-Z][^\"\n]{0,80}, )?I have (?:decided|determined) (?:that|to)\b"
            r"|\bPresidential Proclamation \d{4,5}\b"
        ),
    ),
)
# Words that a text has wherever a sign of that issuer stands in it: they spare looking for the sign itself.
HINTS = {
    "US": (
        *(
            "vested in me",
            "hereby ",
            "PROCLAMATION",
            "THE WHITE HOUSE,",
            "(BIS)",
            "USTR",
            "BUREAU OF INDUSTRY",
        ),
        *("Trump signed", "Trump announced", "Trump reached", "Border Protection will", "CSMS #", "AGENCY: "),
        *("Office of the United States Trade Representative", "I have decided", "I have determined", "I am "),
        *("Trade Representative has determined", "By the President of the United States", "so that I may"),
        *("DEPARTMENT OF ", "ad valorem", "Harmonized Tariff Schedule", "HTSUS"),
        "Presidential Proclamation",
    ),
    "IN": (
        *(
            "Foreign Trade (Development",
            "ITC (HS)",
            "ITC(HS)",
            "G.S.R.",
            "S.O.",
            "-Customs (",
            "Gazette of India",
            "DIRECTORATE GENERAL OF FOREIGN TRADE",
        ),
        "Directorate General of Foreign Trade (DGFT)",
    ),
}
# Who speaks for the country of the text where only the title is named: "the Secretary said".
OFFICIALS = frozenset(
    ("secretary", "minister", "ambassador", "commissioner", "spokesperson", "spokesman", "spokeswoman")
)
NAMES = word_set("names") | frozenset(capitalised())
CAPITALISED = NAMES | word_set("capitals")
DOUBTFUL = doubtful()
# "Jim Jordan", "Chad Brown": somebody of that name is in the text.
PERSON = (
    r"\b(?!(?:And|As|Both|But|For|From|If|In|Of|The|To|When|While|With)\b)[A-Z][a-z]+\.? (?:[A-Z]\. )?{name}\b(?!')"
    r"|\b{name} [A-Z][a-z]"
)
OWN = re.compile(r"'s (?:\w+ )?(?:consumers|farmers|producers|industry|manufacturers|economy|market)\b")
DOLLARS = re.compile(r"\bU\.?S\.? dollars?\b")
ROW = re.compile(r",? (?:and |or )?(?:the )?|, ")
WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[A-Za-z]+|\d+")
WORD_OR_OWNER = re.compile(r"(?:[A-Za-z]\.){2,}|[A-Za-z]+|'s")
# A heading that says who speaks in all of the text.
HEADING = re.compile(
    r"(?:[A-Z]\w+ ){0,3}(?:[Ss]tatement|[Rr]emarks|[Aa]ddress|[Tt]estimony|[Cc]omments|[Ii]nterview"
    r"|[Bb]riefing|[Pp]ress (?:[Cc]onference|[Bb]riefing))s?(?: as [Pp]repared)?"
    r" (?:by|of|from|with) (?P<who>[^\n]{3,80})"
)
SHORT = {
    "US": re.compile(r"\bU\.S\.|\bUS\b|\bIEEPA\b|\bHTSUS\b|\bUSTR\b"),
    "EU": re.compile(r"\bEU\b"),
    "GB": re.compile(r"\bUK\b"),
    "JP": re.compile(r"\bMETI\b"),
    "KR": re.compile(r"\bMOTI[ER]\b|\bKTC\b"),
    "IN": re.compile(r"\bDGFT\b|\bDGTR\b|\bCBIC\b"),
    "CN": re.compile(r"\bMOFCOM\b"),
}

# "Industry Minister Tim Ayres": who that is, the words before it tell, else the text's home.
TITLED = re.compile(
    r"\b(?:[Mm]inister|[Ss]ecretary|[Pp]resident|[Cc]ommissioner|[Aa]mbassador|[Ss]pokes(?:person|man|woman)|[Cc]hancellor"
    r"|[Pp]remier|[Cc]hief|[Nn]egotiator|[Rr]epresentative|[Gg]overnor|[Ss]enator)"
    r"(?: (?:of|for) (?:the )?[A-Z]\w+(?:,? (?:and )?[A-Z]\w+){0,3})?,? "
    r"(?P<name>(?!(?:Cabinet|Secretary|Minister|Trade|Executive|Representative|General|Negotiator|Commissioner)\b)"
    r"[A-Z][a-z][\w'-]*(?: [A-Z][a-z][\w'-]*){0,2})"
)
# What an office is called for short: "(MOFCOM)", '(hereinafter "ITA")', "(the Board)" is none.
ACRONYM = re.compile(r"\((?:hereinafter |known as |the )?\"?(?P<short>[A-Z][A-Za-z]{1,7})\"?\)")
BESIDE_TITLES = frozenset(("s", "of", "the", "former", "deputy", "vice", "prime", "then", "chief", "senior"))
# Names as they are looked up: "u.s.", "japan", "s".
WORDS_OF_NAMES = re.compile(r"(?:[a-z]\.){2,}|[a-z]+")


def codes_in(words: list[str]) -> list[str]:
    """Return the parties that words in lower case name, in their order; "" for a name that is no party's."""
    parties = english_parties()
    return [match[1] for at in range(len(words)) if (match := parties.at(words, at))]


def issuer_of(text: str) -> str:
    """Return whose official words ``text`` is by its signs, "" if none tells."""
    for code, sign in ISSUERS:
        hints = HINTS.get(code)
        if (not hints or any(hint in text for hint in hints)) and sign.search(text):
            return code
    return ""


# "KUALA LUMPUR, Jan 22 (Bernama) --", "TOKYO (Kyodo) --", "NEW DELHI: ", at the head of a line.
DATELINE = re.compile(
    r"(?:^|\n)(?P<town>[A-Z]{4,}(?: [A-Z]{3,}){0,2})(?:(?:/[A-Z ]+|, [A-Z][a-z]+)?"
    r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}))?(?: \([A-Z][A-Za-z ]{1,20}\))? ?(?:--?|:|\u2014|\u2013) )"
)

# "Ministry of Industry of Japan", "Government of India", alone in one of the first lines: whose notice it is.
LETTERHEAD = re.compile(
    r"(?:The )?(?:(?:Royal )?Government of|(?:Federal )?Ministry of|Department of|Office of) [^\n.:;?!]{3,90}"
)


class NameReader:
    """Knows the parties of one text and what its names mean in it."""

    def __init__(
        self, text: str, folded: str, dates: list[tuple[int, int, DateRef]], masks: list[tuple[int, int]]
    ) -> None:
        self.text, self.folded, self.dates, self.masks = text, folded, dates, masks
        self.date_starts = [start for start, _, _ in dates]
        self.mask_starts = [start for start, _ in masks]
        self.instruments = details.instruments(folded, chinese=False)
        self.instrument_starts = [place for place, _ in self.instruments]
        self.findings: list[Finding] = []
        self._offices_named: dict[str, bool] = {}
        self.shorts: set[str] = set()  # what offices are called for short, as the text writes it
        self.context = Context(issuer=issuer_of(folded))
        self.unmeant = self._unmeant()
        self.context.parties = self._parties_of_text()
        self.context.author = self._author()
        self.context.main = self.letterhead or self.context.main
        self.condition_of: dict[int, tuple[int, int]] = {}

    def _author(self) -> str:
        """Return whose words the whole text is, when its heading says: "Statement by Ambassador Greer"."""
        heading = HEADING.match(self.folded.lstrip())
        if not heading:
            return ""
        words = WORDS_OF_NAMES.findall(heading["who"].lower())
        found = [code for code in codes_in(words) if code]
        found = found or [english_adjectives()[word] for word in words if word in english_adjectives()]
        if len(set(found)) > 1 and heading[0].startswith("Joint"):
            return "BOTH"
        return found[0] if found and found[0] != "BOTH" else ""

    @cached_property
    def dateline(self) -> str:
        """The party from whose town the news comes: "KUALA LUMPUR, Jan 22 (Bernama)", "TOKYO -- "; "" if it has none."""
        found = DATELINE.search(self.folded[:400])
        if not found:
            return ""
        code = next(iter(codes_in(WORDS_OF_NAMES.findall(found["town"].lower()))), "")
        return code if code in self.context.parties else ""

    @cached_property
    def letterhead(self) -> str:
        """The party of the office that a line of its own at the head of the text names, "" if none."""
        lines = (line.strip() for line in self.folded.lstrip()[:400].split("\n")[:4])
        named = (self._named_beyond_an_office(line) for line in lines if LETTERHEAD.fullmatch(line))
        return next((codes.pop() for codes in named if len(codes) == 1), "")

    def _named_beyond_an_office(self, line: str) -> set[str]:
        """Return the parties that a line names, but by no office that many have: "Ministry of Commerce of Fiji"."""
        words, parties, found, at = WORDS_OF_NAMES.findall(line.lower()), english_parties(), set(), 0
        while at < len(words):
            length, code = parties.at(words, at) or (1, "")
            if " ".join(words[at : at + length]) not in ANY_OFFICE | ANY_OFFICE_US:
                found.add(code or english_adjectives().get(words[at], ""))
            at += length
        return found - {"", "BOTH"}

    @cached_property
    def home(self) -> str:
        """The party whose offices "the ministry" may be: told of by its name, and not as whence goods come."""
        if self.letterhead:
            return self.letterhead
        told = self._told
        if self.dateline:
            return self.dateline
        if not told:
            adjectives = english_adjectives()
            words = (match[0].lower() for match in WORD.finditer(self.folded))
            told = Counter(adjectives[word] for word in words if word in adjectives)
        return self._most(told)

    @cached_property
    def _told(self) -> Counter[str]:
        """How often each party is told of by its name, and not as whence goods come; twice where it happens there."""
        told: Counter[str] = Counter()
        found = list(WORD.finditer(self.folded))
        parties, words, at = english_parties(), [word[0] for word in found], 0
        lowered = [word.lower() for word in words]
        whence = 0  # where a row of places goods come from would go on: "from Kenya, Fiji and Peru"
        while at < len(words):
            match = parties.at(lowered, at) if words[at][0].isupper() else None
            inner = parties.at(lowered, at + 1) if match and lowered[at] == "the" else None
            if match and inner and inner[0] > match[0]:
                at, match = at + 1, inner  # "The Ministry of Economy, Trade and Industry", not "the ministry"
            if (
                match
                and match[1]
                and lowered[at] not in self.unmeant
                and " ".join(lowered[at : at + match[0]]) not in ANY_OFFICE | ANY_OFFICE_US
            ):
                before = lowered[at - 1 - (at > 1 and lowered[at - 1] == "the")] if at else ""
                gap = self.folded[found[whence - 1].end() : found[at].start()] if whence else "."
                stop = at + match[0]
                rated = re.match(r" \d[\d.]*%", self.folded[found[stop - 1].end() :][:12])
                own = OWN.match(self.folded, found[stop - 1].end())  # "on Kenya's consumers"
                elsewhere = not own and (before in ELSEWHERE or bool(rated) or bool(ROW.fullmatch(gap)))
                told[match[1]] += 2 if before in ("in", "into", "within") else not elsewhere
                whence = stop if elsewhere else 0
            at += match[0] if match else 1
        return +told

    def _named_with_office(self, code: str) -> bool:
        """Whether the text names an office of the party; looked for once."""
        if code not in self._offices_named:
            self._offices_named[code] = self._has_office(code)
        return self._offices_named[code]

    def _has_office(self, code: str) -> bool:
        """Whether the text names an office of the party: "Kenya's Ministry of Trade", "the Kenyan cabinet"."""
        words = [match[0].lower() for match in WORD_OR_OWNER.finditer(self.folded)]
        adjectives, parties = english_adjectives(), english_parties()
        for at, word in enumerate(words):
            match = parties.at(words, at)
            if match and match[1] == code and with_institution(words, at + match[0]) > at + match[0]:
                return True
            if adjectives.get(word) == code and institution(words, at + 1):
                return True
        return False

    @cached_property
    def _persons(self) -> dict[str, str]:
        """Whose officials the text names with their titles: their names in lower case, with the party."""
        persons: dict[str, str] = {}
        adjectives, parties = english_adjectives(), english_parties()
        for match in TITLED.finditer(self.folded):
            lead = re.split(r"[.;:,\"\n] ", self.folded[max(0, match.start() - 60) : match.start()])[-1]
            before: list[str] = []
            for word in reversed(WORD.findall(lead)):
                if word.islower() and word not in OFFICE_WORDS | INSTITUTIONS | BESIDE_TITLES:
                    break
                before.insert(0, word.lower())
            before += [word.lower() for word in WORD.findall(match[0][: match.start("name") - match.start()])]
            owners = [
                adjectives.get(before[at]) or (found[1] if (found := parties.at(before, at)) else "")
                for at in range(len(before))
            ]
            owner = next((code for code in reversed(owners) if code and code != "BOTH"), "") or self.home
            for name in match["name"].lower().split():
                if owner and not parties.at([name], 0):
                    persons.setdefault(name.removesuffix("'s"), owner)
        return persons

    @cached_property
    def _acronyms(self) -> dict[str, str]:
        """What the text calls an office for short, in lower case, with the party: "Kenya's Export Board (KEB)"."""
        acronyms: dict[str, str] = {}
        adjectives, parties = english_adjectives(), english_parties()
        for match in ACRONYM.finditer(self.folded):
            short = match["short"]
            if short.lower() in acronyms or parties.at([short.lower()], 0) or len(short) < 3:
                continue
            lead = re.split(r"[.;:\"\n] ", self.folded[max(0, match.start() - 130) : match.start()])[-1]
            said = WORD.findall(lead)
            capitals = "".join(word[0] for word in said if word[0].isupper())
            if not INSTITUTIONS & {word.lower() for word in said} or short.upper() not in capitals:
                continue
            words = [match[0].lower() for match in WORD_OR_OWNER.finditer(lead)]
            owners = [
                adjectives.get(words[at])
                or (
                    found[1]
                    if (found := parties.at(words, at))
                    and " ".join(words[at : at + found[0]]) not in ANY_OFFICE | ANY_OFFICE_US
                    else ""
                )
                for at in range(len(words))
            ]
            owner = next((code for code in reversed(owners) if code and code != "BOTH"), "") or self.home
            if owner:
                acronyms[short.lower()] = owner
                self.shorts.add(short)
        return acronyms

    def _most(self, told: Counter[str]) -> str:
        """Return the party that is told of most, "" if none is; of two told of as often, the one that the text is about."""
        best = max(told.values(), default=0)
        tied = [code for code, count in told.items() if count == best and code != "BOTH"]
        if len(tied) > 1:
            official = [code for code in tied if self._has_office(code)]
            tied = official if len(official) == 1 else tied
            return self.context.main if self.context.main in tied else tied[0]
        return next((code for code, _ in told.most_common() if code != "BOTH"), "")

    def _whose_name(self, words: list[str], place: int, length: int, code: str) -> str:
        """Return whose the office is that is named without its country: China's, where the text tells of China."""
        if code == "US" and words[place : place + length] == ["congress"]:
            home = self._most(self._told)
            return code if home in ("", "US") else home  # "Congress approved these tariffs" in Mexico
        name = " ".join(words[place : place + length])
        if code == "US" and not self._told["US"] and name in ANY_OFFICE_US:
            home = self._most(self._told)
            seated = home and (self._told[home] > 2 or self._has_office(home))
            return self.context.issuer or (
                home if seated else code
            )  # "the president": of whom the text tells
        if code != "CN" or self._told["CN"] or name not in ANY_OFFICE:
            return code
        return self.context.issuer or self._most(self._told) or code

    def _party_of(self, heading: str) -> str:
        """Return the one party that a heading names ("JAPAN'S COMMITMENTS"), "" if none or several."""
        words = WORDS_OF_NAMES.findall(heading.lower())
        found = {code for code in codes_in(words) if code}
        found |= {english_adjectives()[word] for word in words if word in english_adjectives()}
        return found.pop() if len(found) == 1 and words[0] not in ("us",) else ""

    def _parties_of_text(self) -> tuple[str, ...]:
        """Return the parties that the text names, most often first; note the one it is mostly about."""
        counts = Counter({code: len(short.findall(self.folded)) for code, short in SHORT.items()})
        names, words = english_names(), WORD.findall(self.folded)
        lowered, at = [word.lower() for word in words], 0
        while at < len(words):
            match = names.at(lowered, at)
            if (
                match
                and (words[at][0].isupper() or lowered[at] not in NAMES)
                and lowered[at] not in self.unmeant
            ):
                counts[match[1]] += 1
            at += match[0] if match else 1
        del counts[""]
        money = len(DOLLARS.findall(self.folded))  # "1.3 billion U.S. dollars" names no party
        counts["US"] -= 2 * money
        ranked = [(code, count) for code, count in counts.most_common() if count > 0]
        if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            self.context.main = ranked[0][0]
        return tuple(code for code, _ in ranked)

    def _is_masked(self, place: int) -> bool:
        """Whether ``place`` lies in the title of an instrument or a heading, which tell no act."""
        at = bisect_left(self.mask_starts, place + 1) - 1
        return at >= 0 and self.masks[at][0] <= place < self.masks[at][1]

    def _is_name(self, sentence: Sentence, place: int, length: int) -> bool:
        """Whether the text writes it as a name: "us" is a pronoun, "US" a country."""
        if self.folded[sentence.stops[place] : sentence.stops[place] + 1] == "$":
            return False  # US$800 million
        word = sentence.words[place]
        if length > 1 or word not in CAPITALISED:
            return True
        written = self.text[sentence.starts[place] : sentence.stops[place]]
        if word in DOUBTFUL and word in self.unmeant:
            return False
        return written[:1].isupper() if word in NAMES else written[:2].isupper()

    def _unmeant(self) -> frozenset[str]:
        """Return the names of countries that mean something else in this text: a state of the US, a person."""
        lowered = self.folded.lower()
        return frozenset(
            word
            for word, signs in DOUBTFUL.items()
            if word in lowered
            and not any(sign in lowered for sign in signs)
            and (word == "georgia" or re.search(PERSON.format(name=word.capitalize()), self.folded))
        )

    def _annotate_speaker(self, sentence: Sentence, start: int, stop: int) -> None:
        """Note who speaks, from "Lutnick stated", "he said", "according to MOFCOM"."""
        words = sentence.words
        parties = english_parties()
        found = ""
        quoting = QUOTED in words
        self.context.age += 1
        if self.context.age > 3 and not self.context.labelled:
            self.context.side, self.context.speaker = self.context.author, ""
        for place, word in enumerate(words):
            if word in ("announced", "declared", "announcing", "argued", "claimed") and not quoting:
                continue
            if word not in REPORT and not (word == "according" and words[place + 1 : place + 2] == ["to"]):
                continue
            if place and words[place - 1] in ("he", "she", "they", "it") and self.context.side:
                continue  # who was named before
            if self.context.author and words[place + 1 : place + 2] in (["us"], ["me"]) and not quoting:
                continue  # "Oslo told us that": we speak of it
            for at in [
                *range(place - 1, max(-1, place - 12), -1),
                *range(place + 1, min(len(words), place + 6)),
            ]:
                match = parties.at(words, at)
                if words[:at].count(QUOTED) % 2:
                    continue  # named inside the quotation
                whole = self._institution_of(words, at, match[0] if match else 0)
                if whole:
                    at, match = whole[0], (whole[1] - whole[0], whole[2])  # "India's commerce ministry said"
                behind = at + match[0] if match else at
                if words[behind : behind + 1] == ["'s"] and with_institution(words, behind) == behind:
                    continue  # "in China's announcement, Sato said"
                if match and match[1] not in ("", "BOTH") and self._is_name(sentence, at, match[0]):
                    # The longest name around: step left while a longer phrase still covers this word.
                    while (
                        not whole
                        and at > 0
                        and (longer := parties.at(words, at - 1))
                        and longer[0] > match[0]
                    ):
                        at, match = at - 1, longer
                    found = self.text[sentence.starts[at] : sentence.stops[at + match[0] - 1]]
                    self.context.side = self._whose_name(words, at, match[0], match[1])
                    break
            if not found:
                found = self._person_beside(sentence, place)
            if found:
                break
        if found:
            self.context.speaker, self.context.age = found, 0

    def _person_beside(self, sentence: Sentence, place: int) -> str:
        """Return the name of who says it beside the report at ``place``, "" if unknown; notes whose official that is."""
        words, context = sentence.words, self.context
        for at in (place - 1, place + 1):
            name = words[at] if 0 <= at < len(words) else ""
            if name in ("he", "she") and not context.side and at < place:
                known = set(self._persons.values())
                context.side = context.person or (known.pop() if len(known) == 1 else "")
                return name if context.side else ""
            titled = words[max(0, at - 1) : at] == ["the"] and name in OFFICIALS and at < place
            if titled and not context.side and (context.issuer or self.home):
                context.side = context.issuer or self.home
                return name  # '"...," the Secretary said. "We ...": of the text's own country
            if name in self._persons and self.text[sentence.starts[at]].isupper():
                context.side = context.person = self._persons[name]
                return self.text[sentence.starts[at] : sentence.stops[at]]
        return ""

    def _institution_of(self, words: list[str], at: int, length: int) -> tuple[int, int, str] | None:
        """Return the country's institution that stands at ``at``: "Indonesian trade ministry", "India's" before it."""
        adjectives = english_adjectives()
        if words[at] in adjectives and (stop := institution(words, at + 1)):
            return at, stop, adjectives[words[at]]
        if length and at > 1 and words[at - 1] == "'s" and words[at + length - 1] in INSTITUTIONS:
            for begin in range(at - 2, max(-1, at - 6), -1):
                owner = english_parties().at(words, begin)
                if owner and begin + owner[0] in (at - 1, at + length) and owner[1] not in ("", "BOTH"):
                    return begin, at + length, owner[1]
        return None
