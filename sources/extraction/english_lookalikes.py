"""What only looks like an act of trade policy by the verb and the words next to it: "laid out a timeline"."""

from __future__ import annotations

from sources.extraction.english_case import (
    FACES,
    GOODS_DO,
    SHIPPED,
    Case,
    trigger_of,
)
from sources.extraction.english_leads import LeadReader
from sources.extraction.english_words import (
    BE,
    HAVE,
    MODALS,
    PLURALS,
    PREPOSITIONS,
    QUOTED,
    TIME_WORDS,
    Sentence,
    word_set,
)
from sources.extraction.lexicon import (
    burdens,
    english_adjectives,
)

UNSAID = word_set("unsaid")
UNSEEN = word_set("unseen")
MEETINGS = word_set("meetings")
# Whose proposal is none of their country's.
EMPOWERING = frozenset(("allows", "authorizes", "authorises", "empowers", "enables", "lets", "permits"))
LEGISLATION = frozenset(
    ("law", "statute", "act", "bill", "legislation", "provision", "instrument", "regulation")
)
FREE_OF = frozenset(("without", "free"))
DUTIES = frozenset(("duty", "duties", "tariff", "tariffs", "levy", "levies"))
WEIGHED = word_set("weighed")
REACH_OF = frozenset(("scope", "coverage", "reach"))
SIGNALS = frozenset(("signal", "signals", "message", "messages", "letter", "letters", "delegation", "team"))
AIMS = frozenset(
    ("goal", "aim", "objective", "purpose", "view", "hope", "hopes", "ambition", "intention", "idea")
)
FEARS = frozenset(("fear", "fears", "concern", "concerns", "worries", "worry", "risk", "speculation"))
TALKS = frozenset(("negotiations", "talks", "consultations", "round", "discussions"))
LEVELS = frozenset(("zero", "nil", "about", "just", "around", "only", "a", "as", "between"))
BILLS = frozenset(
    ("package", "deal", "agreement", "pact", "proposal", "bill", "treaty", "regulation", "accord", "plan")
) | {"proposals", "legislation", "measures", "deals", "agreements"}
TERMS = frozenset(("year", "years", "months", "month", "weeks", "days", "period"))
# Beside these, "proposed" says which measures they are.
BESIDE = frozenset(
    ("current", "existing", "new", "actual", "imposed", "present", "enacted", "planned", "announced")
)

KNOWN = frozenset(("the", "this", "these", "those", "such"))
# With these the words tell more of a duty than what it covers: until when, from when, at which rate, that it stays.
NEW_TERMS = frozenset(
    (
        "%",
        "percent",
        "until",
        "starting",
        "beginning",
        "effective",
        "period",
        "entered",
        "still",
        "continue",
        "continues",
        "measure",
        "shall",
        "if",
        "unless",
        "once",
        "not",
    )
)
REACHING = word_set("reaching")
HELPING = word_set("helping")
# "Many producing countries tighten their controls": none that is named.
UNCOUNTED = frozenset(("many", "most", "several", "some", "other", "more", "numerous", "various", "few"))


def passive_of_old(words: list[str], place: int) -> bool:
    """Whether the sentence tells how it was before: "Previously, these goods were subject to"."""
    if words[1:2] in (["year"], ["decade"], ["years"], ["decades"]) and words[2:3] == ["ago"]:
        return True  # "A year ago, Oslo cut duties"
    return words[0] in ("previously", "formerly", "historically") and bool(
        {"was", "were", "had"} & set(words[:place])
    )


class LookalikeReader(LeadReader):
    """Says whether the verb at hand means something else, or tells of what is open, past or covered."""

    def _is_title_word(self, sentence: Sentence, place: int) -> bool:
        """Whether a word is written with a capital behind another that is: "Prohibited or Restricted"."""
        before = place - 1 - (sentence.words[place - 1] in ("or", "and"))
        return before > 0 and all(
            self.text[sentence.starts[at] : sentence.starts[at] + 1].isupper() for at in (before, place)
        )

    def _closes_an_order(self, case: Case) -> bool:
        """Whether it is of what every order ends with, or names its own duties, or is a noun in a row.

        "shall take all appropriate measures to implement this order", "the duties established by this order are in
        addition to", "extraction, processing, and trade".
        """
        words, place = case.words, case.place
        if words[place].startswith(("take", "taking")):
            near = words[place + 1 : place + 16]
            to = next((at for at in range(len(near) - 1) if near[at] == "to"), -1)
            return (
                to > 0
                and near[to + 1] in ("implement", "effectuate")
                and bool({"order", "proclamation"} & set(near[to:]))
            )
        if words[place + 1 : place + 3] in (["by", "this"], ["in", "this"], ["under", "this"]):
            stack = words[place + 3 : place + 8]
            return any(stack[at : at + 3] == ["in", "addition", "to"] for at in range(len(stack)))
        return (
            words[place] == "processing"
            and words[place - 1] in (",", "and")
            and words[place + 1 : place + 2] in ([","], ["and"])
        )

    def _only_looks_like_one(self, case: Case) -> bool:
        """Whether the words mean something else than the act: "laid out a timeline", "starting on May 1"."""
        return (
            self._only_says_which(case)
            or self._is_on_its_way(case)
            or self._only_begins(case)
            or self._only_says(case)
            or self._tells_how_it_works(case)
        )

    def _only_says_which(self, case: Case) -> bool:
        """Whether it says which thing is meant, or is a noun itself: "its proposed controls", "a suspension clause"."""
        words, place, before, following = case.words, case.place, case.before, case.following
        if words[place] == "including":
            return True  # names a part of what is done
        if (
            words[place] in ("proposed", "planned", "announced")
            and before in ("and", "or")
            and words[place - 2] in BESIDE
        ):
            return True  # "its current and proposed controls": which ones
        if words[place] == "ships" and before in english_adjectives() and words[place - 2] in PREPOSITIONS:
            return True  # "port fees on American ships"
        if words[place] == "clarified" and following[:1] in (["in"], ["by"]):
            return True  # "as amended by an order, and clarified in a memorandum": which order
        if words[place] in ("suspension", "pause", "exemption", "reduction", "removal") and following[:1] in (
            ["clause"],
            ["clauses"],
            ["mechanism"],
            ["period"],
            ["provision"],
            ["provisions"],
        ):
            return True  # "a suspension clause": what may be
        if words[place] in PLURALS and following[:1] and following[0] in MODALS | BE | HAVE:
            return True  # "The tariff cuts will bring": things
        if (
            "past" in case.forms
            and following[:1]
            and following[0] in PREPOSITIONS
            and place > 1
            and self._is_title_word(case.sentence, place)
        ):
            return True  # "the Catalogue of Goods Prohibited or Restricted from Export": a name
        if words[place] == "export" and following[:1] == ["of"]:
            return True  # "control the mining and export of": a noun
        return (
            words[place] in ("export", "sell", "ship") and before == "and" and words[max(0, place - 3)] == ","
        )  # "to explore, mine, refine, transport and export minerals": what is allowed

    def _is_on_its_way(self, case: Case) -> bool:
        """Whether it tells of approval, hearings and talks: "the package requires approval by"."""
        words, place, length, before = case.words, case.place, case.length, case.before
        following = case.following
        asked = following[:1] in (["approval"], ["consent"], ["ratification"], ["approvals"])
        asked = asked or (
            words[place : place + 2] == ["take", "effect"] and "approval" in words[max(0, place - 5) : place]
        )
        if (asked or trigger_of(words, place, length).endswith(("approval", "approvals"))) and BILLS & set(
            words[max(0, place - 7) : place]
        ):
            return True  # "the package requires approval by the member states"
        if words[place] == "held" and before in BE and MEETINGS & set(words[max(0, place - 6) : place]):
            return True  # "a hearing will be held on the duties"
        if words[place] == "approve" and following[:1] in (["it"], ["them"], ["this"]):
            return True  # "parliament must then approve it": whatever it is
        if words[place] == "signing" and {"negotiations", "talks"} & set(words[max(0, place - 4) : place]):
            return True  # "speed up the talks on and the signing of pacts"
        if words[place] in ("start", "begin", "starts", "begins") and TALKS & set(
            words[max(0, place - 7) : place]
        ):
            return True  # "the next round of talks will start soon"
        if words[place] == "announced" and before == "be":
            return True  # "the final rate will be announced in May"
        if words[place].startswith("authori") and following[:1] != ["to"]:
            to = next((at for at in range(place + 1, min(len(words) - 1, place + 6)) if words[at] == "to"), 0)
            dealt = any(named == "dealings" and place < start for start, _, named in case.sentence.objects)
            if to and to + 1 not in case.sentence.verbs and words[to + 1] not in SHIPPED and not dealt:
                return True  # "authorised customs to inspect shipments"
        asked = following[:1] == ["for"] and not (
            following[1:2] and (following[1][0].isdigit() or following[1] in ("a", "the", "at", "up"))
        )
        asked = asked and not TERMS & set(words[place + 1 : place + 6])  # "will apply for five years"
        return bool(
            words[place].startswith("appl") and length == 1 and asked
        )  # "applied for protection": asked

    def _only_begins(self, case: Case) -> bool:
        """Whether it says that something begins or goes on, which other words name: "starting on May 1"."""
        words, place, length, following = case.words, case.place, case.length, case.following
        if (
            words[place].startswith("continu")
            and length == 1
            and following
            and following[0].endswith("ing")
            and following[0] != "during"
        ):
            return True  # "will continue listing firms": of what follows
        if (
            words[place].startswith(("declin", "continu"))
            and (length == 1 or words[place].startswith("declin"))
            and words[place + 1 : place + 2] == ["to"]
            and not (
                words[place + 2 : place + 3] and (words[place + 2][0].isdigit() or words[place + 2] in LEVELS)
            )
        ):
            return True  # "he declined to comment", "the duties continue to hurt growers"
        if words[place] in ("starting", "beginning") and (
            following[:1] in (["on"], ["in"], ["from"], ["at"], ["with"], ["next"])
            or (following and following[0] in TIME_WORDS)
        ):
            return True  # "starting on May 1": a day
        if words[place].startswith(("beg", "start")) and following[:1] in (
            ["this"],
            ["that"],
            ["its"],
            ["their"],
            ["these"],
        ):
            return True  # "shall begin this process": of something else
        if words[place].startswith("prepar") and following[:1] == ["for"]:
            return True  # "are preparing for publication in the gazette"
        return words[place] == "prepared" or words[place : place + 2] in (["set", "forth"], ["set", "out"])

    def _only_says(self, case: Case) -> bool:
        """Whether somebody says, weighs or sends word: ", he added", "is assessing this aspect", "sent a clear signal"."""
        words, place, before, following = case.words, case.place, case.before, case.following
        if (
            words[place] in ("added", "adds")
            and before not in BE
            and following[:1] in ([","], [QUOTED], ["that"])
        ):
            return True  # '", he added, underscoring the link with the duties'
        if words[place] in ("lay", "lays", "laid") and following[:1] == ["out"]:
            return True  # "laid out a timeline for the probe"
        if words[place].startswith("assess") and WEIGHED & set(words[place + 1 : place + 5]):
            return True  # "is assessing this aspect of the duties"
        if words[place].startswith(("send", "sent")) and SIGNALS & set(words[place + 1 : place + 6]):
            return True  # "sent a clear signal that it is open to trade"
        if words[place].startswith("notif") and following[:2] in (
            ["each", "other"],
            ["the", "other"],
            ["one", "another"],
        ):
            return True  # "shall notify each other of any new measure": who learns of it
        return words[place] == "ordered" and following[:1] in (
            ["modifications"],
            ["changes"],
            ["amendments"],
        )  # "I ordered modifications of the schedule to raise": what follows is the act

    def _tells_how_it_works(self, case: Case) -> bool:
        """Whether it tells how a measure works or what came of it: "implemented in accordance with", "issued slowly"."""
        words, place, before, following = case.words, case.place, case.before, case.following
        if words[place].startswith("appl") and words[place + 1 : place + 4] == ["in", "addition", "to"]:
            return True  # how duties stack
        if self._closes_an_order(case):
            return True
        if words[place] in ("includes", "contains") and {"list", "lists"} & set(
            words[max(0, place - 3) : place]
        ):
            return True  # "The list includes four firms": what stands in it
        if words[place] == "implemented" and following == ["in", "accordance"]:
            return True  # "are strictly implemented in accordance with laws": how, not what
        if following[:1] == ["slowly"] or following == ["too", "slowly"]:
            return True  # "licences are issued slowly": a complaint
        if (
            words[place].startswith(("block", "halt", "shut", "chok", "curb", "curtail", "stop"))
            and "past" in case.forms
            and before not in BE
            and any(
                named in ("tariff", "export_control")
                and stop <= place
                and case.words[stop - 1] in DUTIES | {"measures", "restrictions", "curbs"}
                and not any(stop <= begin < place for begin, _, _, _ in case.sentence.subjects)
                for _, stop, named in case.sentence.objects
            )
            and HAVE & set(words[max(0, place - 3) : place])
        ):
            return True  # "China's duties have effectively blocked exports": what came of them
        if (
            words[place].startswith(("increas", "expand", "broaden", "widen", "extend", "enlarg"))
            and REACH_OF & set(words[max(0, place - 5) : place])
            and not any(stop <= place and named in burdens() for _, stop, named in case.sentence.objects)
        ):
            return True  # "The scope could be increased": of what was told before
        if words[place].startswith(("provid", "grant", "giv", "creat", "add", "offer")) and any(
            place < start < place + 9
            and named == "tariff_exclusion"
            and words[stop : stop + 1] in (["authority"], ["authorities"], ["power"], ["powers"])
            for start, stop, named in case.sentence.objects
        ):
            return True  # "provides the same exclusion authority": a power
        if "past" in case.forms and any(
            words[at : at + 2] == ["not", "all"] for at in range(max(0, place - 9), place)
        ):
            return True  # "not all restrictions have been removed"
        if words[place] == "limited" and following[:1] == ["by"]:
            return True
        if words[place] in ("shipped", "sent", "delivered") and words[place - 1] in ("is", "are"):
            return True  # "the chips are shipped from Fiji": how it goes
        return words[place] in ("apply", "applies") and words[place + 1 : place + 3] == ["only", "to"]

    def _goods_gain(self, case: Case) -> bool:
        """Whether what the goods gain is told, which another word grants: "allowed in without paying duty"."""
        words, place, length = case.words, case.place, case.length
        if (
            words[place] in ("allowed", "permitted")
            and case.before in BE
            and FREE_OF & set(words[place + length :])
            and DUTIES & set(words[place + length :])
        ):
            return True  # "will be allowed to ship looms without paying duty": what they gain
        if words[place] == "subject" and "without" in words[max(0, place - 3) : place]:
            return True  # "may come in without being subject to the duty"
        continues = words[place - 2 : place - 1] in (["continue"], ["continues"], ["continued"])
        return (
            words[place] in GOODS_DO and case.before == "to" and not continues
        )  # "products to receive a zero rate"

    def _is_open_or_old(self, case: Case) -> bool:
        """Whether it is feared, unsaid, talked over or past: "did not say when the ban would be lifted"."""
        return self._was_so_before(case) or self._is_open(case)

    def _was_so_before(self, case: Case) -> bool:
        """Whether it tells how it was, how much flows, or what stopped short: "previously faced a 20 percent tariff"."""
        words, place, before, following = case.words, case.place, case.before, case.following
        if words[place] in ("supplies", "supply", "exports", "ships", "buys", "imports") and following[
            1:
        ] in (
            ["%"],
            ["percent"],
        ):
            return True  # "supplies 13 percent of the world's chips": how much
        if words[place] in FACES and {"previously", "formerly"} & set(words[max(0, place - 2) : place]):
            return True  # "previously faced a 20 percent tariff"
        if words[0] in ("earlier", "previously", "formerly") and words[place] in FACES:
            return True  # "Earlier, cotton attracted a duty of"
        if passive_of_old(words, place):
            return True  # "Previously, goods were subject to"
        if words[place].startswith("stop") and words[place + 1 : place + 2] == ["short"]:
            return True  # "stopped short of adding": not done
        return before == "of" and words[max(0, place - 3) : place - 1] in (
            ["stopped", "short"],
            ["stops", "short"],
        )

    def _is_open(self, case: Case) -> bool:
        """Whether it is talked over, weighed, feared or only allowed: "did not say when the ban would be lifted"."""
        words, place, following = case.words, case.place, case.following
        if words[place].startswith("negotiat") and following[:1] == ["to"]:
            return True  # "is negotiating to turn the framework into a pact": talk
        if words[place] == "prevent" and {"consultations", "consult"} & set(words[max(0, place - 6) : place]):
            return True  # "will hold consultations to address and prevent barriers": talk
        if words[place].startswith("negotiat") and case.before == "be":
            return True  # "An alliance is to be negotiated": talk
        if words[place].startswith("assess") and following in (
            ["the", "need"],
            ["the", "impact"],
            ["the", "effect"],
        ):
            return True  # weighed
        if any(words[at] in FEARS and words[at + 1] == "that" for at in range(max(0, place - 14), place - 1)):
            return True  # "prompting fears that the duty would choke off trade"
        if any(
            words[at] in ("when", "whether", "how", "if") and at and words[at - 1] in UNSAID
            for at in range(max(0, place - 14), place)
        ):
            return True  # "did not say when the ban would be lifted"
        if any(
            words[at] == "whether"
            and words[at + 1 : at + 3] != ["or", "not"]
            and not {",", ";", QUOTED} & set(words[at:place])
            for at in range(max(0, place - 16), place)
        ):
            return True  # "is discussing with the US whether the relief remains in force"
        if any(
            words[at] in EMPOWERING
            and LEGISLATION & set(words[max(0, at - 5) : at])
            and "to" in words[at:place]
            for at in range(max(0, place - 14), place - 1)
        ):
            return True  # "The law allows the ministry to raise duties": what it may do
        return any(
            words[at] == "no"
            and words[at + 1] in UNSEEN
            and {"that", "of", "to"} & set(words[at + 2 : at + 4])
            for at in range(max(0, place - 22), place)
        )  # "there was no indication that the duties would be lifted"

    def _is_an_example(self, case: Case) -> bool:
        """Whether it is a part of what another act names: "by easing rules, such as accepting certificates"."""
        words, place = case.words, case.place
        if "ing" not in case.forms:
            return False
        aim = next(
            (
                at
                for at in range(place - 2, max(-1, place - 34), -1)
                if words[at] in AIMS
                and words[at + 1] in ("of", "to")
                and words[at - 1] in ("the", "a", "with", "its")
            ),
            -1,
        )
        if aim >= 0 and words[aim + 2].endswith("ing") and not {";", ":"} & set(words[aim:place]):
            busy = any(aim < start < place for start, _, _, _ in case.sentence.subjects)
            if not busy and not any(aim + 1 < end <= place for end in case.sentence.cue_ends):
                return True  # "with the goal of cutting duties, ending bans and opening markets": hoped
        if self._in_a_row_of_examples(words, place):
            return True  # "by easing rules, such as accepting certificates": an example
        return self._in_a_list_of_parts(case.sentence, place)

    def _tells_what_it_covers(self, case: Case) -> bool:
        """Whether only the reach of a measure is told that was laid down before: "the restriction applies to coal"."""
        words, place, span = case.words, case.place, case.span
        laid = words[place].startswith("appl") and case.act.action == "IMPOSE"
        if not laid or span is None or span[1] > place:
            return False
        behind = words[place + 1 : place + 3]
        if case.code in ("tariff", "licences", "export_control") and self._reaches_no_further(case, span):
            return bool({"to", "on"} & set(behind))
        if self.findings and self.findings[-1].object == "tariff":
            return False  # "A duty was laid on yarn. The measure applies to blends": more of it
        known = words[span[0] - 1 : span[0]] in (["the"], ["this"], ["these"], ["those"]) and span[0] <= 3
        plain = words[span[1] - 1] in REACHING and span[1] - span[0] <= 2
        return known and plain and case.code in ("export_control", "restrictive_measures") and "to" in behind

    def _reaches_no_further(self, case: Case, span: tuple[int, int]) -> bool:
        """Whether a duty told before is only said to cover goods: "The new tariffs will apply to lamps"; not with a rate."""
        words, place = case.words, case.place
        begin = self._clause_start(case.sentence, place)
        known = words[begin] in KNOWN and span[0] - begin <= 4 and place - span[1] <= 3
        told = any(finding.kind == "countermeasure" for finding in self.findings)
        rated = any(word[0].isdigit() or word in ("%", "percent") for word in words[begin:place])
        return known and told and not rated and NEW_TERMS.isdisjoint(words[begin:])

    def _is_of_support(self, case: Case) -> bool:
        """Whether measures that help are meant: "announced strategic projects and measures"."""
        words, span = case.words, case.span
        if span is None or case.code != "restrictive_measures" or words[span[1] - 1] != "measures":
            return False
        return words[span[0] - 1 : span[0]] == ["and"] and words[span[0] - 2] in HELPING

    def _is_of_unnamed_countries(self, case: Case) -> bool:
        """Whether countries act of which the text names none: "many producing countries are tightening"."""
        words, place = case.words, case.place
        if case.governor.how not in ("last", "main", "nearest"):
            return False
        begin = self._clause_start(case.sentence, place)
        opening = words[begin : min(place, begin + 4)]
        return bool(UNCOUNTED & set(opening[:2])) and bool(
            {"countries", "nations", "governments"} & set(opening)
        )

    def _in_a_row_of_examples(self, words: list[str], place: int) -> bool:
        """Whether "such as" opens the row in which the word at ``place`` is an item: "tools such as loans, stockpiling"."""
        for at in range(place - 1, max(0, place - 26), -1):
            if words[at] == "as" and words[at - 1] == "such":
                bare = words[place + 1 : place + 2] in ([","], ["and"], ["or"])
                return (
                    at == place - 1 or words[place - 1] in ("and", "or") or (words[place - 1] == "," and bare)
                )
            if words[at] in MODALS | BE | {"to", "that", "which", ";", ":", "by", "with"}:
                return False
        return False

    def _in_a_list_of_parts(self, sentence: Sentence, place: int) -> bool:
        """Whether a participle stands in what "including" opens: "including streamlining X; removing Y"."""
        words = sentence.words
        opened = next(
            (at for at in range(place - 1, max(-1, place - 90), -1) if words[at] == "including"), -1
        )
        if opened < 1 or words[opened - 1] != "," or opened + 1 not in sentence.verbs:
            return False
        return words[opened + 1].endswith("ing") and not MODALS & set(words[opened:place])
