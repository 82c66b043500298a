"""What only looks like an act of trade policy: the reasons for which a word of the lexicon is none."""

from __future__ import annotations

from dataclasses import replace

from sources.extraction.english_case import (
    EASED,
    FACES,
    GOODS_DO,
    MEASURED,
    MONEY,
    SHIPPED,
    Case,
    trigger_of,
)
from sources.extraction.english_cues import DOCUMENTS
from sources.extraction.english_loose import LooseGovernor
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    FIRMS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTED,
    TEXTS,
    TIME_WORDS,
    Sentence,
    word_set,
)
from sources.extraction.lexicon import (
    Verb,
    burdens,
    english_adjectives,
)

NO_AGENTS = word_set("no_agents")
NO_MONEY = frozenset(
    ("certainty", "climate", "confidence", "environment", "legislation", "bill", "law", "act", "rules")
)
TALKED = frozenset(("negotiations", "talks", "discussions", "dialogue", "consultations"))
LAID = frozenset(("tariffs", "duties", "levies", "sanctions", "curbs", "restrictions"))
CHOKES = ("halt", "stop", "chok", "block", "froz", "stall", "disrupt", "hamper")
PLANNED = frozenset(("plan", "plans", "programme", "program", "roadmap", "strategy"))
NOTICES = frozenset(
    (
        "announcement",
        "notice",
        "order",
        "rule",
        "decision",
        "measure",
        "measures",
        "proclamation",
        "this",
        "it",
        "amendment",
        "change",
    )
)
BARGAINS = frozenset(
    (
        "elements",
        "terms",
        "commitment",
        "commitments",
        "agreement",
        "deal",
        "framework",
        "provisions",
        "accord",
        "pact",
    )
)
WENT = frozenset(
    ("fell", "dropped", "came", "went", "rose", "climbed", "jumped", "risen", "gone", "fallen", "come")
)
UNSAID = frozenset(
    (
        "say",
        "know",
        "decide",
        "decided",
        "clear",
        "unclear",
        "specify",
        "indicate",
        "detail",
        "reveal",
        "explain",
        "elaborate",
        "ask",
        "asked",
        "disclose",
        "about",
        "on",
        "consider",
        "considering",
        "see",
        "determine",
        "discuss",
        "weigh",
        "weighing",
        "of",
        "uncertain",
        "elaborate",
    )
)
UNSEEN = frozenset(
    (
        "indication",
        "indications",
        "sign",
        "signs",
        "word",
        "guarantee",
        "evidence",
        "suggestion",
        "mention",
        "details",
    )
)
LEGAL = frozenset(
    ("regulation", "bill", "law", "measure", "resolution", "rule", "decree", "act", "amendment")
)
MEETINGS = frozenset(
    (
        "hearing",
        "hearings",
        "talks",
        "meeting",
        "meetings",
        "consultations",
        "session",
        "vote",
        "forum",
        "conference",
    )
)
PAYS = ("pay", "pays", "paid", "paying")
MADE_KNOWN = ("announc", "approv", "adopt", "back", "propos", "order", "recommend", "rul", "confirm")
# Whose proposal is none of their country's.
EMPOWERING = frozenset(("allows", "authorizes", "authorises", "empowers", "enables", "lets", "permits"))
LEGISLATION = frozenset(
    ("law", "statute", "act", "bill", "legislation", "provision", "instrument", "regulation")
)
ADVISERS = FIRMS | frozenset(
    (
        "lawmakers",
        "senators",
        "senator",
        "legislators",
        "deputies",
        "parliamentarians",
        "congressman",
        "association",
        "union",
        "unions",
    )
)
PACKAGES = frozenset(("package", "set", "series", "round", "raft", "list", "range", "batch", "slew"))
FREE_OF = frozenset(("without", "free"))
DUTIES = frozenset(("duty", "duties", "tariff", "tariffs", "levy", "levies"))
SIGNALS = frozenset(("signal", "signals", "message", "messages", "letter", "letters", "delegation", "team"))
PARTICULARS = frozenset(
    (
        "timing",
        "date",
        "dates",
        "details",
        "detail",
        "duration",
        "modalities",
        "timetable",
        "timeline",
        "start",
    )
)
LICENSED = frozenset(
    (
        "license",
        "licence",
        "licenses",
        "licences",
        "permit",
        "permits",
        "authorization",
        "authorisation",
        "approval",
    )
)
ANNOUNCING = ("announc", "publish", "propos", "issu", "unveil", "present")
OUTCOMES = frozenset(
    (
        *(
            "determination",
            "determinations",
            "findings",
            "finding",
            "results",
            "result",
            "outcome",
            "outcomes",
        ),
        *("action", "actions", "conclusion", "conclusions", "decision", "remedy", "remedies"),
    )
)
AIMS = frozenset(
    ("goal", "aim", "objective", "purpose", "view", "hope", "hopes", "ambition", "intention", "idea")
)
BUYS = frozenset(("purchases", "imports", "procurement", "buying"))
CHANGES = frozenset(("adjustments", "changes", "modifications", "amendments", "revisions"))
FEARS = frozenset(("fear", "fears", "concern", "concerns", "worries", "worry", "risk", "speculation"))
ISSUES = frozenset(("issue", "issues", "issued", "issuing", "publish", "publishes", "published"))
STOPPING = frozenset(("stop", "cease", "halt", "end", "stopped", "ceased", "halted", "ended", "quit"))
BILLS = frozenset(
    ("package", "deal", "agreement", "pact", "proposal", "bill", "treaty", "regulation", "accord", "plan")
) | {"proposals", "legislation", "measures", "deals", "agreements"}


def passive_of_old(words: list[str], place: int) -> bool:
    """Whether the sentence tells how it was before: "Previously, these goods were subject to"."""
    if words[1:2] in (["year"], ["decade"], ["years"], ["decades"]) and words[2:3] == ["ago"]:
        return True  # "A year ago, Oslo cut duties"
    return words[0] in ("previously", "formerly", "historically") and bool(
        {"was", "were", "had"} & set(words[:place])
    )


class VetoReader(LooseGovernor):
    """Says of the act at hand whether the words around it speak against it; each question is one reason."""

    def _only_looks_like_one(self, case: Case) -> bool:
        """Whether the words mean something else than the act: "laid out a timeline", "starting on May 1"."""
        words, place, length = case.words, case.place, case.length
        before, following = case.before, case.following
        if words[place] == "including":
            return True  # names a part of what is done
        if trigger_of(words, place, length).endswith(("approval", "approvals")) and BILLS & set(
            words[max(0, place - 5) : place]
        ):
            return True  # "the package requires approval by the member states"
        if words[place] in ("suspension", "pause", "exemption", "reduction", "removal") and following[:1] in (
            ["clause"],
            ["clauses"],
            ["mechanism"],
            ["period"],
            ["provision"],
            ["provisions"],
        ):
            return True  # "a suspension clause": what may be
        if words[place] == "held" and before in BE and MEETINGS & set(words[max(0, place - 6) : place]):
            return True  # "a hearing will be held on the duties"
        if words[place].startswith("appl") and words[place + 1 : place + 4] == ["in", "addition", "to"]:
            return True  # how duties stack
        if words[place] in ("includes", "contains") and {"list", "lists"} & set(
            words[max(0, place - 3) : place]
        ):
            return True  # "The list includes four firms": what stands in it
        asked = following[:1] == ["for"] and not (
            following[1:2]
            and (following[1][0].isdigit() or following[1] in ("a", "the", "at", "one", "two", "up"))
        )
        if words[place].startswith("appl") and length == 1 and asked:
            return True  # "applied for protection": asked
        if words[place] == "approve" and following[:1] in (["it"], ["them"], ["this"]):
            return True  # "parliament must then approve it": whatever it is
        if words[place] == "signing" and {"negotiations", "talks"} & set(words[max(0, place - 4) : place]):
            return True  # "speed up the talks on and the signing of pacts"
        if words[place].startswith("authori") and following[:1] != ["to"]:
            to = next((at for at in range(place + 1, min(len(words) - 1, place + 6)) if words[at] == "to"), 0)
            if to and to + 1 not in case.sentence.verbs and words[to + 1] not in SHIPPED:
                return True  # "authorised customs to inspect shipments"
        if (
            words[place] in ("added", "adds")
            and before not in BE
            and following[:1] in ([","], [QUOTED], ["that"])
        ):
            return True  # '", he added, underscoring the link with the duties'
        if words[place] == "announced" and before == "be":
            return True  # "the final rate will be announced in May"
        if words[place] in ("starting", "beginning") and (
            following[:1] in (["on"], ["in"], ["from"], ["at"], ["with"], ["next"])
            or (following and following[0] in TIME_WORDS)
        ):
            return True  # "starting on May 1": a day
        if words[place] in ("lay", "lays", "laid") and following[:1] == ["out"]:
            return True  # "laid out a timeline for the probe"
        if words[place] == "implemented" and following == ["in", "accordance"]:
            return True  # "are strictly implemented in accordance with laws": how, not what
        if following[:1] == ["slowly"] or following == ["too", "slowly"]:
            return True  # "licences are issued slowly": a complaint
        if words[place].startswith(("send", "sent")) and SIGNALS & set(words[place + 1 : place + 6]):
            return True  # "sent a clear signal that it is open to trade"
        if words[place] == "limited" and following[:1] == ["by"]:
            return True
        if words[place] == "export" and following[:1] == ["of"]:
            return True  # "control the mining and export of": a noun
        if words[place].startswith(("beg", "start")) and following[:1] in (
            ["this"],
            ["that"],
            ["its"],
            ["their"],
            ["these"],
        ):
            return True  # "shall begin this process": of something else
        if words[place] in ("shipped", "sent", "delivered") and words[place - 1] in ("is", "are"):
            return True  # "the chips are shipped from Fiji": how it goes
        if words[place] == "prepared" or (words[place] == "set" and following[:1] == ["forth"]):
            return True
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
        words, place = case.words, case.place
        before, following = case.before, case.following
        if words[place].startswith("negotiat") and following[:1] == ["to"]:
            return True  # "is negotiating to turn the framework into a pact": talk
        if words[place] == "prevent" and {"consultations", "consult"} & set(words[max(0, place - 6) : place]):
            return True  # "will hold consultations to address and prevent barriers": talk
        if words[place] in FACES and {"previously", "formerly"} & set(words[max(0, place - 2) : place]):
            return True  # "previously faced a 20 percent tariff"
        if passive_of_old(words, place):
            return True  # "Previously, goods were subject to"
        if words[place].startswith("assess") and following in (
            ["the", "need"],
            ["the", "impact"],
            ["the", "effect"],
        ):
            return True  # weighed
        if any(words[at] in FEARS and words[at + 1] == "that" for at in range(max(0, place - 14), place - 1)):
            return True  # "prompting fears that the duty would choke off trade"
        if words[place].startswith("stop") and words[place + 1 : place + 2] == ["short"]:
            return True  # "stopped short of adding": not done
        if before == "of" and words[max(0, place - 3) : place - 1] in (
            ["stopped", "short"],
            ["stops", "short"],
        ):
            return True
        if any(
            words[at] in ("when", "whether", "how", "if") and at and words[at - 1] in UNSAID
            for at in range(max(0, place - 14), place)
        ):
            return True  # "did not say when the ban would be lifted"
        if any(
            words[at] == "whether" and not {",", ";", QUOTED} & set(words[at:place])
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
        if words[max(0, place - 2) : place] == ["such", "as"]:
            return True  # "by easing rules, such as accepting certificates": an example
        return self._in_a_list_of_parts(case.sentence, place)

    def _leads_to_the_act(self, case: Case) -> bool:
        """Whether the verb behind it is the act: "agreed to open a quota", "is preparing to introduce"."""
        words, place, length = case.words, case.place, case.length
        sentence, following = case.sentence, case.following
        then = sentence.verbs.get(place + length)
        if (
            words[place].startswith(("begin", "began", "begun", "start"))
            and then
            and "ing" in then[1].form.split("|")
            and self._object(sentence, place + length, then[0], then[1], False)[0]
        ):
            return True  # "will begin imposing": the imposing is the act
        if words[place].startswith("prepar") and following[:1] == ["to"]:
            return True  # "is preparing to introduce": of what is prepared
        if words[place].startswith(("agree", "commit")) and (
            (words[place + length - 1] == "to" and place + length in sentence.verbs)
            or (following[:1] == ["to"] and place + length + 1 in sentence.verbs)
        ):
            return True  # "agreed to open a quota", "has committed to mobilizing capital": the next verb is the act
        if (words[place].startswith("provid") and following[:1] == ["that"]) or (
            words[place].startswith("reaffirm")
            and {"commitment", "intention", "announcement"} & set(words[place : place + 4])
        ):
            return True  # "The framework provides that": what follows is the act
        if words[place].startswith("recommend") and {"that", "whether"} & set(words[place : place + 9]):
            return True  # "will recommend whether duties should be imposed": of what is advised
        if (
            words[place] == "required"
            and words[place + 1 : place + 2] == ["to"]
            and not LICENSED & set(words[max(0, place - 5) : place])
        ):
            return True  # what follows is the act: "are required to obtain a licence"
        if words[place].startswith("threaten") and following[:1] in (["to"], ["that"], ["by"]):
            return True  # what is threatened follows
        if (
            words[place].startswith("announc") or any(act.action == "ADJUST" for act in case.verb.acts)
        ) and any(
            words[at : at + 2] == ["as", "follows"] for at in range(place, min(len(words), place + 60))
        ):
            return True  # what follows are the acts
        if (
            words[place].startswith("tak")
            and words[place + length : place + length + 1] == ["to"]
            and (then := sentence.verbs.get(place + length + 1))
            and self._object(sentence, place + length + 1, then[0], then[1], False)[0]
        ):
            return True  # "take other actions to increase the duties": the increase is the act
        return self._leads_to_a_participle(case)

    def _leads_to_a_participle(self, case: Case) -> bool:
        """Whether the participle behind it is the act: "announced suspending", "must cease from requiring"."""
        words, place, length = case.words, case.place, case.length
        sentence, following = case.sentence, case.following
        if words[place].startswith("announc"):
            then = sentence.verbs.get(place + length)
            return then is not None and "ing" in then[1].form.split("|")  # "announced suspending"
        if (
            words[place].startswith(("propos", "consider", "recommend", "rul", "confirm"))
            and following
            and following[0].endswith("ing")
        ):
            return True  # "propose extending", "considering tightening": of what is weighed
        if not words[place].startswith(("ceas", "stop", "desist", "avoid")):
            return False
        then = sentence.verbs.get(place + length + (following[:1] == ["from"]))
        return then is not None and then[1].form.startswith("ing")  # "must cease from requiring"

    def _announces_the_act(self, case: Case) -> bool:
        """Whether it only makes another act known that a noun or a clause names: "announced the imposition of"."""
        words, place, length = case.words, case.place, case.length
        sentence, before, following = case.sentence, case.before, case.following
        if words[place] in ISSUES and any(
            words[at].removesuffix("s") in DOCUMENTS and "ing" in sentence.verbs[at + 1][1].form
            for at in range(place + 1, min(len(words), place + 6))
            if at + 1 in sentence.verbs
        ):
            return True  # "issued an order extending the exclusions": that is the act
        if words[place].startswith("announc") and following:
            then = place + 2 if following[0] in TIME_WORDS and place + 2 < len(words) else place + length
            if any(
                words[at] in PRONOUNS or self._names_a_doer(sentence, at) for at in (place + length, then)
            ):
                return True  # "announced it would", "announced China will", "announced Thursday he is"
        if (
            before in ("a", "the", "an")
            and "base" in sentence.verbs[place][1].form
            and words[place - 2 : place - 1]
            and words[place - 2].startswith("announc")
            and any(start == place < stop - 1 and code in burdens() for start, stop, code in sentence.objects)
        ):
            return True  # "announced a ban on the export of": what is announced
        if self._keeps_a_relief(words, place, length, case.verb):
            return True
        if words[place].startswith(("pledg", "promis")) and following[:1] in (
            ["that"],
            ["to"],
            ["it"],
            ["they"],
            ["not"],
        ):
            return True  # "pledged that its firms will invest": what follows is the act
        if words[place].startswith(("pledg", "promis")) and any(
            at in sentence.verbs and "noun" in sentence.verbs[at][1].form
            for at in range(place + 1, min(len(words), place + 9))
        ):
            return True  # "pledged 3 billion dollars in investment": the noun is the act
        if words[place].startswith("put") and following[:1] == ["forward"]:
            return True  # "put forward a proposal for": of what is proposed
        with_noun = words[place + length - 1] == "with" or (
            words[place].startswith("provid") and following[:1] == ["for"]
        )
        if (
            words[place].startswith((*MADE_KNOWN, "amount", "constitut", "codif", "formali", "ratif"))
            or with_noun
        ) and any(
            at in sentence.verbs and "noun" in sentence.verbs[at][1].form
            for at in range(place + length, place + length + 4)
        ):
            return (
                True  # "announced the imposition of", "went ahead with the removal of": the noun is the act
            )
        if words[place].startswith(MADE_KNOWN) and any(
            "intransitive" in sentence.verbs[at][1].form
            and words[at].endswith("s")
            and words[at - 1] not in PREPOSITIONS
            for at in range(place + 3, min(len(words), place + 9))
            if at in sentence.verbs
        ):
            return True  # "has confirmed all collection ceases": what ceases
        if words[place].startswith(("enact", "formali", "implement")) and any(
            words[at] in EASED and at in sentence.verbs for at in range(place + 1, min(len(words), place + 6))
        ):
            return True  # "enacts a one-year suspension of": the noun is the act
        return words[place].startswith(("approv", "pass", "adopt", "back", "sign")) and any(
            words[at] in LEGAL
            and at + 1 in sentence.verbs
            and sentence.verbs[at + 1][1].form.split("|")[0] == "ing"
            for at in range(place + length, min(len(words) - 1, place + length + 40))
        )  # "approved a regulation extending the relief": that is the act

    def _governor_speaks_against(self, case: Case) -> bool:
        """Whether who does it, and how, shows that it is none: "both will work to address concerns".

        Settles how firmly a deal's and a threat's acts are told.
        """
        words, place, passive, governor = case.words, case.place, case.passive, case.governor
        if (
            words[place] in ("address", "resolve")
            and governor.actor == "BOTH"
            and "work" in words[max(0, place - 4) : place]
            and {"concern", "concerns"} & set(words[place : place + 5])
        ):
            return True  # "both will work to address concerns": an effort, whose end is open
        if governor.how.startswith("subject:text"):
            firmness = "agreed" if governor.modality in ("done", "decided") else governor.modality
            governor = replace(governor, how="text", modality=firmness)  # "It caps tariffs": the deal does
        if governor.start and "what" in words[max(0, governor.start - 2) : governor.start]:
            return True  # "what China has announced on duties"
        ahead = words[max(0, place - 14) : place]
        if (
            "mean" in ahead
            and ahead[max(0, ahead.index("mean") - 1)] in ("not", "n't")
            and "but" not in ahead
        ):
            return True  # "That does not mean the duties have been lifted"
        if self._is_done_by_a_thing(case):
            return True
        if words[place] in FACES and "than" in words[place : place + 9]:
            return True  # "faces lower tariffs than its rivals"
        if words[place] in ("faced", "subject") and {"previously", "formerly"} & set(
            words[max(0, place - 3) : place]
        ):
            return True  # "previously faced a higher duty": what went before
        if words[place] == "eligible" and (governor.negated or "drawback" in words[place : place + 6]):
            return True  # "are not eligible for drawback"
        if words[place] == "subject" and words[max(0, place - 2) : place] == ["had", "been"]:
            return True  # "had been subject to a duty"
        if words[place] == "faced" and case.before == "had":
            return True  # "had faced a higher duty": what led to it
        if ADVISERS & set(words[governor.start : place]) and any(
            word.startswith(("recommend", "propos", "urg")) for word in words[governor.start : place + 1]
        ):
            return True  # "lawmakers proposed imposing": they cannot
        if words[place] in ("convened", "held") and passive and governor.modality == "done":
            return True  # "a committee of the WTO was convened": it met
        if words[place].startswith("threaten"):
            if passive or governor.negated:
                return True
            governor = replace(governor, modality="threatens")  # "threatened a 100% tariff"
        if words[place] in PAYS and (
            words[place] != "pay" or governor.modality != "shall" or {"no", "neither"} & set(words[:place])
        ):
            return True  # "the fee is paid online", "no ship shall pay"
        if "state" in case.forms and governor.negated and "except" in words[:place]:
            return True
        case.governor = governor
        return False

    def _is_done_by_a_thing(self, case: Case) -> bool:
        """Whether the noun right before the verb's group is nothing that acts: "the row threatened to halt supplies"."""
        words, at = case.words, case.place
        if case.passive or not {"base", "past", "s"} & set(case.forms):
            return False
        while at > 0:
            if at in case.sentence.cue_ends:
                at = case.sentence.cue_ends[at][0]
            elif words[at - 1] in HAVE | MODALS | ADVERBS | {QUOTED} or words[at - 1].endswith("ly"):
                at -= 1
            else:
                break
        if (
            words[at - 1 : at]
            and words[at - 1] in LAID
            and words[case.place].startswith(CHOKES)
            and "past" in case.forms
        ):
            return True  # "the tariffs had halted those imports": what came of them
        named = {place for start, stop, _ in case.sentence.parties for place in range(start, stop)}
        while at > 1 and (
            at - 1 in named or words[at - 1] in ("with", "between", "over", "and", "the", "in")
        ):
            at -= 1  # "the row with Oslo threatened to"
        return at > 0 and words[at - 1] in NO_AGENTS

    def _object_is_told_of(self, case: Case) -> bool:
        """Whether something is said of the object, and nothing done to it: "the cost of tariffs rose to"."""
        words, place, length = case.words, case.place, case.length
        sentence, passive, span = case.sentence, case.passive, case.span
        if span is None:
            return False
        if words[place].startswith(("approv", "adopt", "pass", "back")) and case.act.action == "IMPOSE":
            gap = words[place + length : span[0]]
            if {"for", "on", "at", "to"} & set(gap) or ("of" in gap and not PACKAGES & set(gap)):
                return True  # "approved the mandate for a tariff deal": of what is negotiated
        if words[span[1] : span[1] + 1] and words[span[1]] in ("meeting", "meetings", "hearing", "hearings"):
            return True  # "announced a countermeasure meeting"
        if words[place].startswith(("doubl", "tripl", "quadrupl")) and span[0] - place - length > 5:
            return True  # "will double its exports and save 4 billion in duties"
        if words[place].startswith("confirm"):
            gap = words[place + length : span[0]]
            if gap[:1] and gap[0] not in ("a", "an", "the", "new", "its") and not gap[0][0].isdigit():
                return True  # "confirmed all collection of the duty ceases"
            if (
                words[place].endswith("ing")
                or len(gap) > 5
                or {"of", "that", "reports", "report", "'s"} & set(gap)
            ):
                return True  # "confirming reports of a levy"
            if case.code not in ("tariff", "port_fee"):
                return True  # "confirmed the announcement"
        if words[place] == "giving" and words[span[0] - 1 : span[1]] == ["a", "market"]:
            return True  # "giving growers a market": what comes of it
        went = words[place] in WENT and words[place + 1 : place + 2] != ["into"]
        if went and span[0] < place and not MEASURED & set(words[span[0] : span[1]]):
            return True  # "the rate rose to 4 percent": of what
        if went and span[0] < place:
            begin = self._clause_start(sentence, place)
            if {"of", "under", "revenue", "revenues"} & set(words[begin : span[1] + 1]) or not {
                "%",
                "percent",
                "per",
                "zero",
            } & set(words[place + length : place + length + 5]):
                return True  # "the cost of tariffs rose to", "tariff revenue rose to"
        if words[place].startswith(("punish", "penali")) and "with" not in words[place : span[0]]:
            return True  # "punished Oslo for its tariffs"
        if words[place + length - 2 : place + length] == ["ahead", "with"] and "," in words[place : span[0]]:
            return True  # "pressed ahead with its plan, cutting duties": the cut is the act
        return passive and any(
            words[at] in PARTICULARS and words[at + 1] in ("of", "for")
            for at in range(max(0, span[0] - 6), span[0])
        )  # "the timing of the duty has not been set": of that, not of the duty

    def _object_is_of_another(self, case: Case) -> bool:
        """Whether the object belongs to another act: "announced an agreement, capping duties"."""
        words, place, sentence, span = case.words, case.place, case.sentence, case.span
        if (
            words[place].startswith("announc")
            and span
            and any(
                at in sentence.verbs and words[at].endswith("ing") and words[at - 1] in (",", "and", ":")
                for at in range(place + 2, span[0])
            )
        ):
            return True  # "announced an agreement, capping duties": that is the act
        if case.governor.how == "yet" and case.act.polarity == "burden":
            return True  # "has yet to impose a levy": nothing was done, and nothing denied
        # "will support partnerships of firms, attract capital": of something else
        return bool(
            words[place].startswith("support") and case.code == "investment" and span and span[0] - place > 4
        )

    def _is_no_move(self, case: Case) -> bool:
        """Whether nothing moves by it: a power, a permit got, what comes of an act: "allowing chips to flow"."""
        words, place, length = case.words, case.place, case.length
        verb, before, governor, passive = case.verb, case.before, case.governor, case.passive
        act, code, span = case.act, case.code, case.span
        if words[place].startswith(("address", "resolv")) and code not in (
            "market_access",
            "countermeasures",
        ):
            near = words[place : place + 7]
            if "concerns" not in near and "concern" not in near:
                return True
        if (
            act.action == "APPROVE"
            and words[place].startswith(("allow", "permit", "authori", "clear"))
            and (
                (verb.form == "ing" and before != "while")
                or words[place + length : place + length + 1] == ["to"]
            )
            and not (passive and set(words[place + length + 1 : place + length + 2]) & SHIPPED)
        ):
            return True  # "allowing chips to flow": what comes of it; "authorized to": a power
        if (
            act.action == "IMPOSE"
            and code == "licences"
            and words[place].startswith(("obtain", "secur", "hold", "held", "need"))
            and governor.modality in ("done", "agreed", "expected")
        ):
            return True  # "has obtained the permits"
        if (
            governor.modality == "threatens"
            and act.polarity == "ease"
            and "out" in words[governor.start : place]
        ):
            return True  # "did not rule out cutting the duty": left open
        if act.action == "REVIEW" and {"situation", "circumstances", "conditions"} & set(
            words[place : place + 6]
        ):
            return True  # "will consider the actual situation of firms": before it decides
        if act.action == "PURCHASE" and span and set(words[span[1] : span[1] + 1]) & NO_MONEY:
            return True  # "provided investment certainty", "implement its investment legislation"
        if act.action == "PURCHASE" and passive and words[place] in ("increase", "rise", "grow", "climb"):
            behind = words[place + length] if place + length < len(words) else ""
            if behind not in PREPOSITIONS | {"further", "", ","} and not behind[0].isdigit():
                return True  # "the plant will increase power": of something else
        if act.action == "RESUME" and TALKED & set(words[governor.start : place]):
            return True  # "negotiations would resume to address concerns"
        if "persist" in words[governor.start : place]:
            return True  # "will persist in efforts to lower it"
        if words[place] == "accepted" and passive and code == "licences":
            return True  # "applications by mail will not be accepted"
        if words[place] == "exploring" and before in BE:
            return True  # "is exploring a partnership": nothing is set up yet
        if passive and words[max(0, place - 2) : place] == ["to", "be"] and words[place - 3] in PLANNED:
            return True  # "an action plan to be implemented"
        begins = self._clause_start(case.sentence, governor.start)
        if code == "market_access" and words[begins] in ("this", "that") and words[begins + 1] in MODALS:
            return True  # "This will expand market access": what comes of it
        if act.action == "ESTABLISH" and verb.form == "noun" and "proposed" in words[governor.start : place]:
            return True  # "proposed the creation of a secretariat": to others
        if (
            act.action == "ESTABLISH"
            and span
            and words[span[1] - 1] in ("guidance", "guidelines")
            and not {"joint", "undertaking", "undertakings", "offers"} & set(words[place : span[1] + 9])
        ):
            return True  # "issued guidance on the duties": how to declare them
        if words[place] == "replacing" and case.found and span and not self._is_replaced_by_less(case):
            return True  # "imposes a 10 percent surcharge, replacing the duties that": what it is instead of
        if passive and governor.negated and governor.modality == "done" and "yet" in words[place : place + 4]:
            return True  # "the new duty has not been set yet"
        if (
            code == "investigation"
            and act.action == "IMPOSE"
            and span
            and words[place].startswith(ANNOUNCING)
        ):
            told = set(words[place + length : span[0]])
            if told & OUTCOMES:
                return True  # "announced determinations in 40 investigations": what came of them
        if act.action == "RESUME" and code == "trade" and span and words[place].startswith("provid"):
            return span[0] - place - length > 3  # "must provide certificates on the use, prior to export"
        if words[place].startswith("align") and code == "tariff" and "with" in words[place : place + 12]:
            return True  # "aligns its rates with those of others": how it compares
        if act.action == "ESTABLISH" and governor.negated:
            return True  # "did not publish a list": nothing is denied by it
        if act.action == "LIST" and span and words[span[0] : span[1]] == ["listings"]:
            return True  # new listings of plants are no list of entities
        return (
            code == "trade"
            and words[place] == "facilitate"
            and "cooperate" in words[max(0, place - 3) : place]
        )

    def _is_replaced_by_less(self, case: Case) -> bool:
        """Whether a lower rate was named before what it replaces: "a 6 percent rate, replacing a 100 percent surcharge"."""
        words, place = case.words, case.place
        rates = [
            (at, float(words[at].replace(",", "")))
            for at in range(case.found[-1].place, min(len(words) - 1, place + 9))
            if words[at][0].isdigit()
            and words[at + 1] in ("percent", "%", "per")
            and words[at].count(".") < 2
        ]
        before = [rate for at, rate in rates if at < place]
        after = [rate for at, rate in rates if at > place]
        return bool(before and after and before[-1] < after[0])

    def _is_told_elsewhere(self, case: Case) -> bool:
        """Whether it speaks of acts told elsewhere, or praises a deal: "agreed to a framework".

        Settles that what is agreed is agreed.
        """
        words, place, passive, span = case.words, case.place, case.passive, case.span
        governor, code = case.governor, case.code
        if (
            words[place + 1 : place + 2] in (["into"], ["effect"])
            and NOTICES & set(words[governor.start : place])
            and any(finding.action in ("SUSPEND", "LIFT") for finding in self.findings[:3])
        ):
            return True  # what enters into force is an easing
        if words[place].startswith("implement") and BARGAINS & set(words[place + 1 : place + 6]):
            return True  # "to implement the tariff elements of the deal"
        if (
            code == "market_access"
            and words[place].startswith("open")
            and (governor.how, governor.actor) == ("text", "BOTH")
        ):
            return True  # "an agreement that opens a market of 285 million people": praise
        if passive and words[place].startswith("announc") and code == "restrictive_measures":
            return True  # "these measures were first announced in May"
        if (
            passive
            and span
            and span[0] < place
            and CHANGES & set(words[span[0] : place])
            and words[place].startswith(
                ("appl", "take", "took", "run", "last", "remain", "enter", "come", "came")
            )
            and not {"of", "in", "to", "on"} & set(words[span[0] : place - 1])
        ):
            return True  # "The tariff adjustments will apply from": the day of what was told before
        if case.verb.form == "noun" and words[max(0, place - 3) : place] == ["marks", "the", "latest"]:
            return True  # "The suspension marks the latest relaxation of its regime"
        if passive and words[place - 1] == "previously" and "such" in words[max(0, place - 6) : place]:
            return True  # "Such tariffs were previously imposed"
        if (
            words[place].startswith(("halt", "stop"))
            and (case.act.polarity, case.code) == ("ease", "export_control")
            and {"transfer", "transfers", "shipment", "shipments", "delivery", "deliveries", "flow"}
            & set(words[place + 1 : place + 4])
            and "of" in words[place : place + 5]
        ):
            return True  # "halt the transfer of dual-use goods": no control ends by it
        if words[:2] == ["neither", "side"] and words[2:3] in (["said"], ["disclosed"], ["specified"]):
            return True  # "Neither side said when the cuts would take effect"
        if words[place].startswith("escalat") and "into" in words[place : place + 7]:
            return True  # "escalates earlier controls into a full ban": told as a state
        if words[place].startswith("promulgat") and "scheduled" in words[max(0, place - 4) : place]:
            return True  # "It is scheduled to be promulgated on Friday": the day of what was told before
        if words[max(0, place - 2) : place] == ["could", "still"] and words[place] == "apply":
            return True  # "those could still apply as well"
        if words[place] == "extended" and words[max(0, place - 2) : place] == ["period", "is"]:
            return True  # "unless the period is extended": of no duty told
        if words[place : place + 2] == ["remain", "valid"] and "extend" in words[:place]:
            return True  # "extend the exclusions, and exclusions will remain valid until"
        if (
            words[place].startswith("accelerat")
            and code == "market_access"
            and "development" in words[place : place + 3]
        ):
            return True  # "investment to accelerate development of fair markets"
        if passive and span and words[max(0, span[0] - 1) : span[0]] == ["following"]:
            return True  # "the following measures are imposed": what follows are the acts
        if words[place].startswith(("pledg", "promis", "assur")):
            case.governor = replace(governor, modality="agreed")
        if words[place].startswith(("agree", "commit")):
            if span and TEXTS & set(words[span[0] : span[1] + 1]):
                return True  # "agreed to a framework": that a deal was reached
            case.governor = replace(governor, modality="agreed")
        if passive and {"emergency", "emergencies"} & set(words[governor.start : place]):
            return True  # "the national emergencies remain in effect"
        return (
            governor.how == "chain"
            and case.verb.form in ("noun", "ing")
            and bool({"including", "such"} & set(words[max(0, place - 6) : place]))
            and ":" not in words[max(0, place - 4) : place]
        )  # what a list of examples names: "including the listing of"

    def _is_no_purchase(self, case: Case) -> bool:
        """Whether a purchase or an investment is none: no amount, a statistic, "barring them from investing"."""
        words, place, length = case.words, case.place, case.length
        sentence, verb, governor, act = case.sentence, case.verb, case.governor, case.act
        if verb.form == "noun" and words[place] in ("investment", "investments"):
            money = MONEY & set(words[max(0, place - 7) : place + 7])
            if not money or governor.modality in ("decided", "done"):
                return True  # a sum is pledged, or it is no promise
        if act.action != "PURCHASE":
            return False
        if words[place].startswith("enhanc") and not BUYS & set(words[place : place + 6]):
            return True  # "enhancing collaboration across energy"
        if {"decision", "decisions", "announcement"} & set(words[place + length : place + length + 5]):
            return True  # "make the final decision on projects"
        if (
            words[place].startswith("facilitat")
            and not (MONEY | {"third", "half", "percent"}) & set(words[place : place + 14])
            and not any(
                place < start <= place + 8 and party != "BOTH" for start, _, party in sentence.parties
            )
            and not any(word in english_adjectives() for word in words[place : place + 5])
        ):
            return True  # "facilitate mutual investment": no amount
        if "from" in words[max(0, place - 5) : place] and verb.form == "ing":
            return True  # "barring them from investing"
        if case.span and {"previous", "prior", "earlier"} & set(words[place + length : case.span[1]]):
            return True  # "projects advancing Japan's previous $550 billion investment commitment"
        if words[place] == "investing" and words[place - 1] == "been" and "alternative" in words[place:]:
            return True  # "has been investing in alternative sources"
        return governor.modality == "done" and any(
            words[at : at + 2] == ["last", "year"] for at in range(place, len(words))
        )  # what was bought last year is a statistic

    def _is_stopped(self, case: Case) -> bool:
        """Whether a trade or a purchase is denied or stopped: "stop directly or indirectly importing"."""
        words, place, act = case.words, case.place, case.act
        back = place - 1
        while back > 0 and (words[back].endswith("ly") or words[back] in ("and", "or")):
            back -= 1  # "stop directly or indirectly importing"
        stops = place > 0 and words[back] in STOPPING
        if case.governor.negated and (act.action == "RESUME" or (act.action == "PURCHASE" and not stops)):
            return True
        return (words[place] in STOPPING or words[place] == "stops") and any(
            words[at].endswith("ing")
            and all(w.endswith("ly") or w in ("or", "and") for w in words[place + 1 : at])
            for at in range(place + 1, min(len(words), place + 6))
        )

    def _names_a_doer(self, sentence: Sentence, place: int) -> bool:
        """Whether a party that will do something follows at once: "announced China, the top buyer, will"."""
        stop = next((stop for start, stop, _ in sentence.parties if place <= start <= place + 1), 0)
        if not stop or stop >= len(sentence.words):
            return False
        words = sentence.words
        return words[stop] in MODALS | HAVE or (
            words[stop] == "," and any(word in MODALS for word in words[stop + 1 : stop + 9])
        )

    def _in_a_list_of_parts(self, sentence: Sentence, place: int) -> bool:
        """Whether a participle stands in what "including" opens: "including streamlining X; removing Y"."""
        words = sentence.words
        opened = next(
            (at for at in range(place - 1, max(-1, place - 90), -1) if words[at] == "including"), -1
        )
        if opened < 1 or words[opened - 1] != "," or opened + 1 not in sentence.verbs:
            return False
        return words[opened + 1].endswith("ing") and not MODALS & set(words[opened:place])

    def _keeps_a_relief(self, words: list[str], place: int, length: int, verb: Verb) -> bool:
        """Whether what is kept is an easing ("maintain the suspension of"): the noun is then the act."""
        if verb.form == "stays" or not any(act.action == "MAINTAIN" for act in verb.acts):
            return False
        return any(
            word in ("suspension", "pause", "truce", "moratorium", "waiver")
            for word in words[place + length : place + length + 5]
        )
