"""The words of an English sentence: who is named in it, who acts, who speaks, what it makes depend on
what.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from sources.dates import DateRef
from sources.extraction import details
from sources.extraction.english_words import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CLAUSE_OPENERS,
    CONDITION_FIRST,
    CONDITIONS,
    GOODS,
    HAVE,
    HEADS,
    INSTITUTIONS,
    LEADING_OPENERS,
    MODALS,
    NO_CONDITION,
    NOT_FINITE,
    PREPOSITIONS,
    PRONOUNS,
    QUOTED,
    REPORT,
    TEXTS,
    TIME_OPENERS,
    TIME_WORDS,
    Context,
    Sentence,
    first_word,
    institution,
    is_enumerator,
    past_purpose,
    with_institution,
)
from sources.extraction.lexicon import (
    Act,
    Verb,
    english_adjectives,
    english_names,
    english_objects,
    english_parties,
    english_split_verbs,
    english_verbs,
    load,
    modality_cues,
    verb_forms,
)
from sources.parties import capitalised, doubtful
from sources.values import Finding

TOKEN = re.compile(
    r"(?:[a-z]\.){2,}|\\?\[[a-z]\\?\][a-z]+|[a-z]+|'(?:s|ll|re|ve|d|m|t)\b|\d[\d,.]*\d|\d|%|\.{3}"
    r"|[,;:()\"\[\]/-]|\*",
    re.IGNORECASE,
)
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
            r"|(?:^|\n|\. )(?:[A-Z][^\"\n]{0,80}, )?I have (?:decided|determined) (?:that|to)\b"
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
            r"|\bTrade [Rr]emedies Authority(?:'s)? \(TRA\)"
        ),
    ),
    (
        "CN",
        re.compile(
            r"\b(?:MOFCOM"
            r"|Ministry of Commerce)(?: and the General Administration of Customs)? (?:Announcement"
            r"|Notice|has decided|decided|hereby)|"
            r"with the approval of the State Council|Export Control Law of the People's Republic of China"
        ),
    ),
)


# What the text must write with a capital to mean a party by it.
CONTRACTED = {
    **{f"{word}n": word for word in ("do", "does", "did", "is", "are", "was", "were", "has", "have", "had")},
    **{f"{word}n": word for word in ("would", "could", "should", "must", "need")},
    "can": "can",
    "won": "will",
}
NAMES = frozenset(
    (
        "turkey",
        "chile",
        "laos",
        "lao",
        "lima",
        "lula",
        "france",
        "iceland",
        "greer",
        "trump",
        "carney",
        "modi",
        "lee",
        "milei",
        "rubio",
        "bern",
        "korea",
        "america",
        "akazawa",
        *capitalised(),
    )
)
CAPITALISED = NAMES | {
    "us",
    "bis",
    "miti",
    "meti",
    "eu",
    "uk",
    "gac",
    "rok",
    "dfc",
    "exim",
    "samr",
    "drc",
    "nexi",
}
DOUBTFUL = doubtful()
# "Jim Jordan", "Chad Brown": somebody of that name is in the text.
PERSON = (
    r"\b(?!(?:And|As|Both|But|For|From|If|In|Of|The|To|When|While|With)\b)[A-Z][a-z]+\.? (?:[A-Z]\. )?{name}\b(?!')"
    r"|\b{name} [A-Z][a-z]"
)
WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[A-Za-z]+|\d+")
ASIDES = frozenset(
    (
        "under",
        "as",
        "at",
        "in",
        "on",
        "for",
        "from",
        "of",
        "with",
        "effective",
        "announced",
        "imposed",
        "first",
        "including",
        "such",
        "known",
        "ranging",
        "currently",
        "originally",
        "previously",
        "along",
        "together",
        "like",
        "covering",
        "valid",
    )
)
NO_VERBS = [phrase.split() for phrase in load("english")["words"]["no_verbs"]]
# "the three countries", "both governments": all that are named.
ALL_NAMED = frozenset(
    (
        "countries",
        "nations",
        "sides",
        "parties",
        "governments",
        "economies",
        "partners",
        "leaders",
        "neighbours",
    )
)
SECRETARY = ["secretary", "of", "state"]
LISTED = frozenset(("added", "placed", "put", "listed", "included"))
RELIEFS = frozenset(
    (
        "exemption",
        "exemptions",
        "exclusion",
        "exclusions",
        "waiver",
        "waivers",
        "remission",
        "remissions",
        "holiday",
    )
)
OWN = frozenset(("'s", "its", "their", "his", "her", "latest", "recent", "surprise"))
MOVED = frozenset(("moved", "voted", "decided", "opted", "chose", "acted"))
RESOLVE = frozenset(load("english")["words"]["resolve"])
TWO_ACT = (
    ["agreed"],
    ["also"],
    ["have"],
    ["had"],
    ["will"],
    ["pledged"],
    ["decided"],
    ["signed"],
    ["committed"],
)
# Before "that" these tell what a text lays down.
ORDERING = frozenset(
    (
        "specifying",
        "specifies",
        "stipulating",
        "stipulates",
        "providing",
        "provides",
        "states",
        "declaring",
        "announcing",
        "determining",
        "ordering",
        "directing",
        "requires",
        "clarifies",
        "clarifying",
        "announces",
    )
)
# What goods are, and no party does.
ENTERED = frozenset(
    (
        "imported",
        "used",
        "entered",
        "produced",
        "exported",
        "made",
        "covered",
        "listed",
        "shipped",
        "classified",
        "subject",
        "exempt",
        "eligible",
        "destined",
        "intended",
        "assembled",
        "sold",
        "registered",
    )
)
OFFICE_KINDS = frozenset(
    (
        "government",
        "federal",
        "finance",
        "trade",
        "commerce",
        "economy",
        "industry",
        "agriculture",
        "foreign",
        "prime",
        "cabinet",
        "transport",
        "energy",
        "mining",
        "customs",
        "senior",
        "economic",
        "top",
    )
)
OFFICE_HEADS = frozenset(
    (
        "ministry",
        "minister",
        "ministers",
        "officials",
        "lawmakers",
        "parliament",
        "regulator",
        "commissioner",
        "agency",
    )
)
NATIONS = frozenset(("nation", "country", "kingdom", "archipelago"))
OWN_OFFICES = frozenset(("government", "cabinet", "authorities", "country"))
# A heading that says who speaks in all of the text.
HEADING = re.compile(
    r"(?:[A-Z]\w+ ){0,3}(?:[Ss]tatement|[Rr]emarks|[Aa]ddress|[Tt]estimony|[Cc]omments|[Ii]nterview)s?(?: as [Pp]repared)?"
    r" (?:by|of|from|with) (?P<who>[^\n]{3,80})"
)
# Words of somebody who speaks: a short quotation with one of these is speech.
JOINED = (["and"], ["and", "the"], [",", "and"], [",", "and", "the"], ["as", "well", "as"])
# "China, U.S. agree to": two parties of a headline.
HEADLINED = frozenset(
    ("to", "agree", "sign", "extend", "reach", "hold", "pause", "suspend", "set", "resume", "cut")
)
MEASURES: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _code, _names in load("english")["measures"].items():
    for _name in _names:
        _words = tuple(_name.split())
        MEASURES.setdefault(_words[0], []).append((_words, _code))
SHORT = {
    "US": re.compile(r"\bU\.S\.|\bUS\b"),
    "EU": re.compile(r"\bEU\b"),
    "GB": re.compile(r"\bUK\b"),
    "JP": re.compile(r"\bMETI\b"),
    "KR": re.compile(r"\bMOTI[ER]\b|\bKTC\b"),
    "IN": re.compile(r"\bDGFT\b|\bDGTR\b|\bCBIC\b"),
    "CN": re.compile(r"\bMOFCOM\b"),
}
PEOPLE = frozenset(load("english")["words"]["people"])
PLURALS = frozenset(
    (
        "levies",
        "cuts",
        "bans",
        "curbs",
        "limits",
        "controls",
        "orders",
        "measures",
        "permits",
        "exports",
        "imports",
    )
)
ALREADY = frozenset(
    ("already", "never", "just", "once", "again", "later", "soon", "instead", "likewise", "even", "still")
)
FINITE = AUXILIARIES - {"to", "both", "also", "then", "now", "not"}
SPOKEN = PRONOUNS | {",", "our", "us", "my", "you", "must", "will", "would", "shall"}
# With these, "unless" bounds a term and nothing waits: "until July 24 unless extended".
BOUNDED = frozenset(("extended", "modified", "terminated", "rescinded", "renewed"))
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


class SentenceReader:
    """Sees names, subjects, objects, verbs, cues and conditions in a sentence of one text."""

    def __init__(
        self, text: str, folded: str, dates: list[tuple[int, int, DateRef]], masks: list[tuple[int, int]]
    ) -> None:
        self.text, self.folded, self.dates, self.masks = text, folded, dates, masks
        self.date_starts = [start for start, _, _ in dates]
        self.mask_starts = [start for start, _ in masks]
        self.instruments = details.instruments(folded, chinese=False)
        self.instrument_starts = [place for place, _ in self.instruments]
        self.findings: list[Finding] = []
        self.context = Context(issuer=next((code for code, sign in ISSUERS if sign.search(folded)), ""))
        self.unmeant = self._unmeant()
        self.context.parties = self._parties_of_text()
        self.context.author = self._author()
        self.condition_of: dict[int, tuple[int, int]] = {}

    def _author(self) -> str:
        """Return whose words the whole text is, when its heading says: "Statement by Ambassador Greer"."""
        heading = HEADING.match(self.folded.lstrip())
        if not heading:
            return ""
        words = re.findall(r"(?:[a-z]\.){2,}|[a-z]+", heading["who"].lower())
        found = [match[1] for at in range(len(words)) if (match := english_parties().at(words, at))]
        return found[0] if found and found[0] != "BOTH" else ""

    def _parties_of_text(self) -> tuple[str, ...]:
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
        ranked = [(code, count) for code, count in counts.most_common() if count]
        if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            self.context.main = ranked[0][0]
        return tuple(code for code, _ in ranked)

    def _is_masked(self, place: int) -> bool:
        at = bisect_left(self.mask_starts, place + 1) - 1
        return at >= 0 and self.masks[at][0] <= place < self.masks[at][1]

    def _tokens(self, start: int, stop: int) -> Sentence:
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
        return Sentence(start, words, starts, stops)

    def _annotate(self, sentence: Sentence) -> None:
        words, count = sentence.words, len(sentence.words)
        parties, objects, verbs, cues = (
            english_parties(),
            english_objects(),
            english_verbs(),
            modality_cues(),
        )
        party_free = object_free = 0
        adjectives = english_adjectives()
        inside = False
        for place in range(count):
            if words[place] == QUOTED:
                inside = not inside
            sentence.quoted.append(inside)
            if place >= party_free:
                match = parties.at(words, place)
                if match and words[place : place + 3] == ["the", "ministry", "of"]:
                    match = None  # "the Ministry of Commerce": named from the next word on
                if match and not match[1]:
                    match, party_free = None, place + match[0]  # "Georgia Tech", "guinea pigs"
                if match and self._is_name(sentence, place, match[0]):
                    party_free = with_institution(words, place + match[0])
                    if words[party_free : party_free + 1] in (["administration"], ["government"]):
                        party_free += 1  # "the Carney government"
                    code = match[1]
                    if party_free > place + match[0]:
                        for at in range(max(place + match[0], party_free - 3), party_free):
                            longer = parties.at(words, at)  # "the Commerce Department's Bureau of X and Y"
                            if longer and longer[1] == code:
                                party_free = max(party_free, at + longer[0])
                    if words[party_free : party_free + 1] == ["in"] and words[party_free - 1] in INSTITUTIONS:
                        seat = parties.at(words, party_free + 1)
                        if seat and seat[1] == code:
                            party_free += 1 + seat[0]  # "the commerce ministry in Beijing"
                    home = self.context.issuer or self.context.main
                    if code == "US" and home == "GB" and words[party_free - 3 : party_free] == SECRETARY:
                        code = home  # "the Secretary of State" of the United Kingdom
                    if words[place:party_free] == ["the", "ministry"]:
                        code = self.context.ministry or code
                    elif words[place:party_free] == ["the", "commission"]:
                        code = self.context.commission or code
                    elif words[party_free - 1] == "commission":
                        self.context.commission = code
                    elif words[party_free - 1] == "ministry":
                        self.context.ministry = code
                    if sentence.parties and sentence.parties[-1][1:] == (place, code):
                        sentence.parties[-1] = (
                            sentence.parties[-1][0],
                            party_free,
                            code,
                        )  # "US President Trump"
                    else:
                        begin = (
                            place - 2 if words[max(0, place - 2) : place] == ["government", "of"] else place
                        )
                        begin -= begin < place and words[max(0, begin - 1) : begin] == ["the"]
                        sentence.parties.append((begin, party_free, code))
                elif (named := _all_of(words, place)) > place:
                    party_free = named
                    sentence.parties.append((place, named, "BOTH"))  # "all three countries"
                elif words[place : place + 2] == ["the", "two"] and words[place + 2 : place + 3] in TWO_ACT:
                    party_free = place + 2
                    sentence.parties.append((place, place + 2, "BOTH"))  # "the two agreed to"
                elif words[place] in adjectives and (stop := institution(words, place + 1)):
                    party_free = stop
                    sentence.parties.append((place, stop, adjectives[words[place]]))
            if place >= object_free:
                match = objects.at(words, place)
                if match:
                    object_free = place + match[0]
                    code = match[1]
                    if code in ("tariff", "port_fee") and words[object_free : object_free + 1]:
                        relief = words[object_free] in RELIEFS  # "its import duty exemption"
                        code, object_free = (
                            ("tariff_exclusion", object_free + 1) if relief else (code, object_free)
                        )
                    sentence.objects.append((place, object_free, code))
            known = verbs.at(words, place)
            if words[place : place + 2] in NO_VERBS and not (
                words[place] == "set" and words[place + 2 : place + 3] and words[place + 2][0].isdigit()
            ):
                known = None
            if known and known[0] == 2 and words[place + 1] == "from" and words[place + 2 :]:
                known = (
                    None if words[place + 2].endswith("ing") else known
                )  # "refrain from imposing": of that
            if (
                known
                and known[1].form == "noun"
                and known[0] > 1
                and place
                and words[place - 1] in BEFORE_VERBS
            ):
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
            if known and words[place] in PLURALS | {"sanctions"} and self._in_title(sentence, place):
                known = None  # "the Venezuela Sanctions Regulations"
            verb = self._countermeasure(words, place) or self._split_verb(words, place, known)
            if verb:
                sentence.verbs[place] = verb
            cue = None if words[place] == "may" and _is_month(words, place) else cues.at(words, place)
            if not cue and words[place] in MOVED:
                at = self._past_time(words, place + 1)
                if at > place + 1 and words[at : at + 1] == ["to"]:
                    sentence.cue_ends[at + 1] = (place, "decided")  # "moved on Friday to"
            if words[place] == "move" and words[place + 1 : place + 2] == ["to"] and words[place - 1] in OWN:
                sentence.cue_ends[place + 2] = (place, "decided")  # "Oslo's move to"
            if cue and (place + cue[0]) not in sentence.cue_ends:
                sentence.cue_ends[place + cue[0]] = (place, cue[1])
        sentence.objects = [
            span
            for number, span in enumerate(sentence.objects)
            if not self._names_an_inquiry(sentence, number)
        ]
        self._mark_subjects(sentence)
        self._mark_conditions(sentence)

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

    def _split_verb(
        self, words: list[str], place: int, plain: tuple[int, Verb] | None
    ) -> tuple[int, Verb] | None:
        """Return the verb whose particle stands behind its object ("move their tariffs down"), else ``plain``."""
        particles = english_split_verbs().get(words[place])
        if particles and (plain is None or plain[0] == 1):
            for at in range(place + 2, min(len(words), place + 10)):
                for length in (1, 2) if at < place + 7 else (2,):
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
                resolved = any(word in RESOLVE for word in words[place + 1 : at]) or words[at].startswith(
                    "counter"
                )
                if not resolved or to_act or "implement" in words[at + 1 : at + 9]:
                    return None
                return at + 1 - place, Verb(form, (RETALIATE,))
            if words[at] not in RESOLVE and words[at] not in (
                "all",
                "the",
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

    def _mark_subjects(self, sentence: Sentence) -> None:
        words, count = sentence.words, len(sentence.words)
        places = {start: (stop, code) for start, stop, code in sentence.parties}
        for place in range(count):
            if place in places:
                stop, code = places[place]
                how = "subject"
            elif words[place] in PRONOUNS:
                stop, code, how = place + 1, "", "pronoun"
            elif (
                words[place] == "the" and place + 1 not in places and (stop := self._office(words, place + 1))
            ):
                code, how = "", "office"  # "the government": of the country spoken of
            elif (
                words[place] in OFFICE_KINDS
                and (
                    place == 0 or words[place - 1] in (",", ";", QUOTED, "that", "and", "but", "as", "while")
                )
                and (stop := self._office(words, place))
                and words[stop - 1].endswith("s")
            ):
                code, how = "", "office"  # "Government ministers have"
            else:
                continue
            after = self._past_time(words, stop + 1 if words[stop : stop + 1] == [QUOTED] else stop)
            following = words[after] if after < count else ""
            if (
                following in ADVERBS
                and after + 1 < count
                and (how == "pronoun" or (following in ALREADY and self._finite_verb_at(sentence, after + 1)))
            ):
                after += 1
                following = words[after]  # "it later postponed", "India already suspended"
            before = words[place - 1] if place else ""
            if following == "(":  # (Lutnick), an abbreviation in brackets
                close = next((at for at in range(stop, min(count, stop + 8)) if words[at] == ")"), None)
                if close is not None and close + 1 < count:
                    following = words[close + 1]
                    if all(word.isalpha() for word in words[stop + 1 : close]):
                        after = close + 1  # "Security (BIS) suspends"
            finite = (
                (
                    following in AUXILIARIES
                    and (following != "to" or place == first_word(words) or before in (":", ";"))
                )
                or following in REPORT
                or following.endswith("ly")
            )
            finite = (
                finite
                or (following.endswith("ed") and following not in NOT_FINITE)
                or (following not in GOODS and self._finite_verb_at(sentence, after))
                or following in HEADS
                or modality_cues().at(words, after) is not None
                if after < count
                else finite
            )
            if finite and before == "nor" and "neither" in words[max(0, place - 7) : place]:
                neither = next(at for at in range(place - 1, -1, -1) if words[at] == "neither")
                sentence.subjects.append((neither, stop, "BOTH", "subject:neither"))
                continue  # "Neither India nor Kenya will"
            if finite and how == "subject" and (deal := self._deal_between(sentence, place)) >= 0:
                sentence.subjects.append((deal, stop, "BOTH", "text:deal"))
                continue  # "The pact between India and Kenya will cut": of both
            if before in ("and", "or") and any(
                end == place - 1 and begin and words[begin - 1] in PREPOSITIONS
                for begin, end, _ in sentence.parties
            ):
                continue  # "imported from Canada and Mexico"
            if (before in PREPOSITIONS and not (before == "of" and finite and following != "to")) or (
                before == "'s" and how == "pronoun"
            ):
                continue
            if (
                not finite
                and not (following == "," and self._told_behind(sentence, stop))
                and not (
                    following == ","
                    and stop + 1 < count
                    and words[stop + 1]
                    in (
                        "which",
                        "in",
                        "for",
                        "on",
                        "while",
                        "too",
                        "following",
                        "by",
                        "meanwhile",
                        "however",
                        "through",
                        "together",
                        "the",
                        "a",
                        "an",
                    )
                    and (words[stop + 1] not in ("the", "a", "an") or self._closed_by_modal(words, stop))
                )
            ):
                continue
            partner = next(
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
            if how == "subject" and partner and partner[2] != code:
                first = self._first_of_row(sentence, partner[0])
                sentence.subjects = [
                    subject for subject in sentence.subjects if not first <= subject[0] < place
                ]
                sentence.subjects.append((first, stop, "BOTH", "subject:two parties"))
                continue
            if how == "office":
                before_it = [
                    other for begin, _, other, _ in sentence.subjects if begin < place and other != "BOTH"
                ]
                context = self.context
                code = (before_it or [context.issuer or context.last_actor or context.main])[-1]
                code = code or next(iter(context.parties), "")
            if words[place] == "it" and place <= 1 and self.context.deal:
                code, how = "BOTH", "text"  # "The pact was struck in May. It caps tariffs"
            elif how == "pronoun":
                code = self._pronoun(words[place], sentence, place)
            if code:
                sentence.subjects.append((place, stop, code, f"{how}:{' '.join(words[place:stop])}"))
                if how == "subject" and PEOPLE & set(words[place:stop]):
                    self.context.person = code

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

    def _office(self, words: list[str], place: int) -> int:
        """Return the place after an office that could be any country's: "federal government", "Ministry of Finance"."""
        word = words[place] if place < len(words) else ""
        if word in OWN_OFFICES:
            return place + 1
        head = place
        while head < min(len(words), place + 3) and words[head] in OFFICE_KINDS:
            head += 1
        if words[head : head + 1] and words[head] in OFFICE_HEADS and words[head + 1 : head + 2] != ["of"]:
            return head + 1  # "the finance ministry", "the prime minister"
        for at in range(place, min(len(words), place + 4)):
            if words[at] in NATIONS:
                return at + 1 if at > place else 0  # "the island nation", "the South American country"
            if words[at] in FINITE or words[at] in PREPOSITIONS or not words[at].isalpha():
                break
        if word in ("federal", "central", "national") and words[place + 1 : place + 2] == ["government"]:
            return place + 2
        if word in ("ministry", "department", "minister", "secretary"):
            stop = past_purpose(words, place + 1)
            return stop if stop > place + 1 else 0
        return 0

    def _closed_by_modal(self, words: list[str], comma: int) -> bool:
        """Whether an apposition opens at ``comma`` and the verb follows it: "China, the top buyer, will"."""
        close = next((at for at in range(comma + 2, min(len(words) - 1, comma + 12)) if words[at] == ","), -1)
        return close > 0 and (words[close + 1] in MODALS or words[close + 1] in HAVE)

    def _told_behind(self, sentence: Sentence, comma: int) -> bool:
        """Whether an apposition opens at ``comma`` and a verb follows it: "Fiji, the top buyer of kava, cut"."""
        words = sentence.words
        close = next((at for at in range(comma + 2, min(len(words) - 1, comma + 12)) if words[at] == ","), -1)
        if close < 0 or not (self._finite_verb_at(sentence, close + 1) or words[close + 1] in REPORT):
            return False
        inside = words[comma + 1 : close]
        return not (FINITE | MODALS | HAVE | REPORT | {"and", "or", "which", "who", QUOTED}) & set(inside)

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
            if words[at] == "may" and not (words[at + 1 : at + 2] and words[at + 1][0].isdigit()):
                break  # "I may increase": not the month
            if (
                words[at] in TIME_WORDS
                or (words[at] in ("on", "in") and words[at + 1 : at + 2] and words[at + 1] in TIME_WORDS)
                or (at > place and words[at].isdigit())
            ):
                at += 1
            else:
                break
        return at

    def _pronoun(self, word: str, sentence: Sentence, place: int) -> str:
        context = self.context
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
            )
        if word == "they" and context.last_actor == "BOTH" and not sentence.quoted[place]:
            return "BOTH"
        if word == "they":
            if (
                (sentence.quoted[place] or context.labelled)
                and context.side
                and (sentence.quoted[place] or not earlier)
            ):
                return next((code for code in context.parties if code != context.side), "")
            if not earlier and context.officials:
                return context.officials  # "Officials of Malaysia gave details. They said they would"
            return "BOTH" if "BOTH" in earlier or not earlier else earlier[-1]
        subjects = [code for start, _, code, _ in sentence.subjects if start < place]
        if word in ("he", "she") and not subjects and (context.person or context.side or context.last_actor):
            return context.person or context.last_actor or context.side
        return subjects[-1] if subjects else (earlier[-1] if earlier else context.last_actor)

    def _mark_conditions(self, sentence: Sentence) -> None:
        """Note the spans of "once ...", "if ...", "should China ..." that an act can wait for."""
        place = 0
        while place < len(sentence.words):
            opener = self._opener(sentence, place) if sentence.words[place] in CONDITION_FIRST else ()
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
        fitting = (parts for parts in CONDITIONS if tuple(words[place : place + len(parts)]) == parts)
        opener = max(fitting, key=len, default=())
        before = words[place - 1] if place else ""
        after = words[place + 1] if place + 1 < len(words) else ""
        behind = words[place + len(opener)] if opener and place + len(opener) < len(words) else ""
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
        if opener == ("upon",) and after in ("publication", "approval", "issuance", "announcement"):
            return ()
        if opener == ("until",):
            # "until Washington drops its threat", not "until November 10"
            named = any(begin == place + 1 for begin, _, _, _ in sentence.subjects)
            return opener if named else ()
        if opener == ("when",) and self._is_past(sentence, place + 1):
            return ()  # "in May, when China halted shipments"
        if opener[0] in LEADING_OPENERS and len(opener) == 1 and not _leads(before):
            named = any(begin == place + 1 for begin, _, _ in sentence.parties)
            inverted = opener == ("should",) and named and before not in ("that", "the")
            return opener if inverted else ()
        return opener

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
                    self.context.side = match[1]
                    break
            if found:
                break
        if found:
            self.context.speaker, self.context.age = found, 0

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

    def _clause_start(self, sentence: Sentence, place: int) -> int:
        words, verb = sentence.words, place
        group = place
        while group > 1 and (words[group - 1] in AUXILIARIES or words[group - 1].endswith("ly")):
            group -= 1
        if (earlier := self._group_before(words, group)) >= 0:
            return self._clause_start(sentence, earlier)  # "The rate is set at zero and will rise to"
        skip = -1
        listed = group > 1 and words[group - 1] == "," and words[group] in AUXILIARIES
        for at in range(place - 1, -1, -1):
            if words[at] == ":" and words[at + 1][0].isdigit() and at and words[at - 1][0].isdigit():
                continue  # 12:01
            if words[at] == QUOTED and at == group - 1 and words[group] in MODALS | BE:
                continue  # 'the tariffs "shall no longer be in effect"'
            if words[at] == QUOTED and not sentence.quoted[at] and at < verb:
                opened = next((b for b in range(at - 1, max(-1, at - 8), -1) if words[b] == QUOTED), -1)
                if opened >= 0:
                    place = min(place, opened)
                    continue  # 'a "Board of Trade" would be set up'
            if (
                words[at] in (";", ":")
                or words[at] in ("while", "but", "whereas")
                or (words[at] == '"' and not sentence.quoted[at])
            ):
                return at + 1
            if is_enumerator(words, at):
                return at + 1
            if at <= skip:
                skip = skip if words[at] != "(" else -1
                continue
            if words[at] == ")":
                skip = at if "(" in words[max(0, at - 40) : at] else -1  # an aside in brackets
                continue
            if at >= place:
                continue
            if words[at] == "," and at + 1 >= verb - 3 and (opened := self._aside_before(words, at)) >= 0:
                place = min(place, opened)
                continue  # "The levy, under Section 122, takes effect", "duties, he added, will stay"
            if words[at] == "," and (opened := self._relative_before(words, at)) >= 0:
                place = min(place, opened)
                continue  # "The duties, which cover some products, take effect"
            if listed and words[at] == "," and verb - at <= 60 and words[at + 1] not in CLAUSE_OPENERS:
                continue  # "Duties on peas, as well as lobster and crab, are set to be lifted"
            if words[at] == "," and any(
                stop == at and other == at + 1
                for _, stop, _ in sentence.objects
                for other, _, _ in sentence.objects
                if stop == at
            ):
                continue  # "antimony, gallium and germanium"
            if (
                words[at] == ","
                and at + 1 in sentence.verbs
                and "past" in sentence.verbs[at + 1][1].form
                and words[at + 2 : at + 3]
                and words[at + 2] in PREPOSITIONS
            ):
                continue  # "Duties on panels, imposed in 2024, stay in place"
            if words[at] == "," and (opened := self._row_of_goods(sentence, at, group)) > 0:
                place = opened
                continue  # "the rates for motors, presses, acid and other goods will be cancelled"
            if words[at] == "," and place - at > 2 and words[at + 1] not in ("including", "such", "or"):
                if (
                    at <= 32
                    and {"and", "or"} & set(words[at + 1 : at + 6])
                    and not any(word in FINITE or word in REPORT for word in words[:at])
                    and not any(
                        begin < at
                        and not (
                            verb.form == "past" and words[begin + 1] in PREPOSITIONS
                        )  # "duties applied to lumber, timber and"
                        for begin, (_, verb) in sentence.verbs.items()
                    )
                    and words[0] not in TIME_OPENERS | PREPOSITIONS
                ):
                    continue  # "canola meal, lobsters, crabs and peas will not be subject to"
                return at + 1
            if (
                words[at] == "that"
                and at
                and (
                    words[at - 1] in REPORT
                    or words[at - 1] in ORDERING
                    or words[at - 1] == "and"
                    or "told" in words[max(0, at - 4) : at]
                )
            ):
                return at + 1
        return 0

    def _row_of_goods(self, sentence: Sentence, comma: int, group: int) -> int:
        """Return where the row of goods begins whose last comma is at ``comma``, 0 if it is none.

        "the rates for motors, presses, acid and other goods": what stands before is on or for them.
        """
        words = sentence.words
        last = words[comma + 1 : group]
        if not (1 < len(last) <= 9 and {"and", "or"} & set(last)) or any(word in FINITE for word in last):
            return 0
        if PRONOUNS & set(last):
            return 0  # "for 90 days, and they will"
        first = next((at for at in range(comma - 1, max(0, comma - 5), -1) if words[at] == ","), comma)
        if (first == comma and last[0] in ("and", "or")) or any(
            word in FINITE or word in REPORT for word in words[first:comma]
        ):
            return 0
        while (
            earlier := next((at for at in range(first - 1, max(0, first - 5), -1) if words[at] == ","), 0)
        ) and (first - earlier > 1 and not PREPOSITIONS & set(words[earlier + 1 : first])):
            first = earlier
        begins = (stop for _, stop, _ in sentence.objects if first - 9 <= stop < first)
        return (
            first if any({"for", "on", "of", "from"} & set(words[stop:first][:4]) for stop in begins) else 0
        )

    def _in_row_behind_a_preposition(self, sentence: Sentence, start: int) -> bool:
        """Whether the name at ``start`` continues a row that a preposition opens: the second of "from Kenya and Fiji"."""
        words, row = sentence.words, start
        for begin, stop, _ in reversed(sentence.parties):
            if stop < row and words[stop:row] in (*JOINED, [","], [",", "the"], ["or"]):
                row = begin - (words[begin - 1] == "the" if begin else 0)
        return (
            row < start
            and row > 0
            and words[row - 1] in ("on", "of", "against", "from", "to", "for", "into", "toward")
        )

    def _group_before(self, words: list[str], group: int) -> int:
        """Return the place of the verb group that shares its subject with the one at ``group``, -1 if none does.

        "The duty will be set at zero on May 1, 2028 and will increase": that of "will be set".
        """
        if (
            group < 3
            or words[group] not in MODALS | BE | HAVE
            or words[group - 1] not in ("and", "but", "then")
        ):
            return -1
        for at in range(group - 2, max(-1, group - 40), -1):
            if words[at] in (";", ":", QUOTED) or words[at] in CLAUSE_OPENERS or words[at] == "that":
                return -1
            if words[at] in MODALS | BE | HAVE:
                while at > 0 and (
                    words[at - 1] in MODALS | BE | HAVE | {"no", "longer", "not"}
                    or words[at - 1].endswith("ly")
                ):
                    at -= 1
                return at
        return -1

    def _aside_before(self, words: list[str], comma: int) -> int:
        """Return the place of the comma that opens an aside closed at ``comma``: ", under Section 122,"."""
        for at in range(comma - 2, max(0, comma - 16), -1):
            if words[at] in (";", ":", QUOTED):
                return -1
            if words[at] == ",":
                opener, inside = words[at + 1], words[at + 1 : comma]
                says = len(inside) <= 6 and any(word in REPORT for word in inside)
                return at if says or opener in ASIDES else -1
        return -1

    def _relative_before(self, words: list[str], comma: int) -> int:
        """Return the place of the comma that opens the relative clause closed at ``comma``, -1 if none is."""
        for at in range(comma - 2, max(0, comma - 22), -1):
            if words[at] in (";", ":", QUOTED):
                return -1
            if words[at] == ",":
                return at if words[at + 1] in ("which", "who", "whose") and at else -1
        return -1

    def _subject_before(self, sentence: Sentence, place: int) -> tuple[str, str, int]:
        """Return (party, rule, first token) of the nearest subject before ``place``, else what the
        context gives.
        """
        for start, stop, code, how in reversed(sentence.subjects):
            if stop <= place:
                if any(begin <= start < end for begin, end, _ in sentence.conditions):
                    continue  # the subject of a condition acts only in it
                begin = start
                if place - start > 14 or QUOTED in sentence.words[start:place]:
                    begin = place
                elif any(
                    other == start - 1 and sentence.words[other] == "'s" for _, other, _ in sentence.parties
                ):
                    begin = next(first for first, other, _ in sentence.parties if other == start - 1)
                elif start and sentence.words[start - 1] == "the" and sentence.words[start] != "the":
                    begin = start - 1
                return code, f"subject:{how}", begin
        if self.context.header and self.context.header.actor:
            return self.context.header.actor, "header", place
        for start, stop, code in reversed(sentence.parties):
            if (
                stop <= place
                and (start == 0 or sentence.words[start - 1] not in PREPOSITIONS)
                and not self._in_row_behind_a_preposition(sentence, start)
                and sentence.words[stop] != "'s"
            ):
                return code, "nearest", start if place - start <= 14 else place
        if self.context.issuer:
            return self.context.issuer, "issuer", place
        if self.context.joint and not sentence.parties:
            return "BOTH", "joint", place
        return self.context.last_actor or self.context.side, "last", place

    def _whose_measure(self, words: list[str], begin: int, stop: int) -> str:
        """Return whose a measure is that only one party has: "Section 301 duties", "the unreliable entity list"."""
        for at in range(begin, stop):
            for phrase, code in MEASURES.get(words[at], ()):
                if tuple(words[at : at + len(phrase)]) == phrase:
                    return code
        return ""

    def _agent(self, sentence: Sentence, be: int, place: int) -> tuple[str, str]:
        """Return who does what a passive says: "by China", the owner of the thing, the issuer of the
        order.
        """
        words = sentence.words
        for start, stop, code in sentence.parties:
            if stop < be and words[start - 1] == "by" and words[stop : stop + 1] == ["that"]:
                return code, "teller"  # "have been told by Beijing that licences will be issued"
            if be < start < be + 12 and (
                words[start - 1] == "by" or words[start - 2 : start] == ["by", "the"]
            ):
                return code, "agent"
            of = words[start - 1] == "of" or words[start - 2 : start] == ["of", "the"]
            if of and be < start < be + 16:
                by = next((at for at in range(start - 2, max(be, start - 10), -1) if words[at] == "by"), 0)
                office = words[by + 2 : by + 3] if words[by + 1] == "the" else words[by + 1 : by + 2]
                if by and office and office[0] in OFFICE_HEADS | OWN_OFFICES:
                    return code, "agent"  # "were banned by the Government of Peru"
            if (
                be < start <= be + 5
                and words[stop : stop + 1] == ["'s"]
                and LISTED & set(words[be + 1 : be + 3])
            ):
                return code, "owner"  # "were added to China's control list"
        begin = self._clause_start(sentence, place)
        adjectives = english_adjectives()
        for at in range(begin, place):
            ahead = words[at - 2 : at - 1] if words[at - 1 : at] == ["the"] else words[at - 1 : at]
            if (
                words[at] in adjectives
                and ahead not in (["on"], ["against"], ["to"], ["from"], ["for"], ["across"])
                and not set(words[at + 1 : at + 3]) & GOODS
            ):
                return adjectives[words[at]], "owner"
            for start, stop, code in sentence.parties:
                if (
                    start == at
                    and words[at - 1] == "between"
                    and words[stop : stop + 1] == ["and"]
                    and any(first in (stop + 1, stop + 2) for first, _, _ in sentence.parties)
                ):
                    return "BOTH", "owner"  # "goods traded between Peru and Chile"
                if start == at and words[at - 1 : at] == ["("] and at > begin:
                    break  # "lamps from Türkiye (Turkey)"
                if start == at and self._in_row_behind_a_preposition(sentence, start):
                    break  # "yarn from Kenya and Fiji is exempt"
                if (
                    start == at
                    and (
                        at == begin
                        or not {words[at - 1], words[at - 2] if words[at - 1] == "the" and at > 1 else ""}
                        & {
                            "on",
                            "against",
                            "from",
                            "to",
                            "toward",
                            "into",
                            "for",
                            "within",
                            "in",
                            "across",
                            "at",
                        }
                    )
                    and not (
                        words[at - 1] in ("of", "the") and {words[at - 2], words[at - 3]} & (GOODS | RELIEFS)
                    )
                    and not set(words[stop - 1 : stop + 2])
                    & GOODS  # "U.S. entities are removed from the list"
                    and not (
                        at == begin
                        and words[stop : stop + 1] == ["'s"]
                        and words[stop + 1 : stop + 2] == ["exports"]
                    )
                    and code != "BOTH"
                ):
                    if (
                        self.context.issuer
                        and at > begin
                        and "of" in (words[at - 1], words[at - 2] if words[at - 1] == "the" else "")
                    ):
                        continue  # "tariffs on automobiles of the Republic of Korea"
                    if stop < len(words) and words[stop] in ("shall", "will") and self.context.issuer:
                        break  # "articles of China shall be subject to": China is not who imposes
                    return code, "owner"
        acted = [
            (code, how)
            for _, stop, code, how in sentence.subjects
            if stop <= begin and "and" in words[max(0, begin - 2) : begin + 1] and words[stop] not in REPORT
        ]
        if acted and not self.context.issuer:
            return acted[-1][
                0
            ], f"subject:{acted[-1][1]}"  # "India is to cut X, and tariffs on Y are to go, Z said"
        for start, stop, code, how in sentence.subjects:
            if (
                start > be
                and "," in (words[start - 1], words[start - 2] if words[start - 1] == "the" else "")
                and any(word in REPORT for word in words[stop : stop + 3])
            ):
                return code, f"subject:{how}"  # "Licences have been granted, the ministry confirmed"
        for _, stop, code, how in reversed(sentence.subjects):
            if (
                stop <= place
                and any(word in REPORT for word in words[stop : stop + 6])
                and "that" in words[stop : stop + 8]
            ):
                return code, f"subject:{how}"  # "Beijing announced that a tariff would be imposed"
        if self.context.issuer:
            return self.context.issuer, "issuer"
        if known := self._whose_measure(words, begin, place):
            return known, "measure"
        waiting = ""
        for start, stop, code, how in reversed(sentence.subjects):
            if any(opens <= start < closes for opens, closes, _ in sentence.conditions):
                waiting = waiting or code  # who has to do something first is not who answers
            elif stop <= begin:
                return code, f"subject:{how}"
        if waiting and waiting != "BOTH":
            other = self.context.last_actor if self.context.last_actor not in ("BOTH", waiting) else ""
            other = other or next(
                (code for code in self.context.parties if code not in (waiting, "BOTH")), ""
            )
            return other, "other side"
        if not self.context.last_actor and self.context.main:
            return self.context.main, "main"  # whom the text is mostly about
        return self.context.last_actor, "last"


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


def _leads(before: str) -> bool:
    """Whether a clause begins after the word ``before``."""
    return not before or before in (",", '"', ";", ":", "(", ")", "and", "but", "that")
