"""The acts of an English sentence: verbs and nouns of the lexicon with a governor and an object."""

from __future__ import annotations

from dataclasses import replace

from sources.extraction.english_governors import DOCUMENTS, GIVEN_UP, GovernorFinder
from sources.extraction.english_words import (
    BE,
    CALL_FIRST,
    CALLS,
    CLAUSE_OPENERS,
    GOODS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTED,
    TALK,
    TEXTS,
    TIME_WORDS,
    Found,
    Governor,
    Sentence,
    first_word,
)
from sources.extraction.lexicon import Act, Verb, burdens, english_adjectives, english_verbs

MODIFIED = Act("ADJUST", "burden", frozenset(("tariff",)))
HEAD_OBJECTS = frozenset(("licences", "tariff", "export_control", "port_fee"))
FORBIDDEN = Act("IMPOSE", "burden", frozenset(("trade", "rare_earths", "purchases")))
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
MEASURED = frozenset(("tariff", "tariffs", "duty", "duties", "levy", "levies", "surcharge", "section"))
WENT = frozenset(
    ("fell", "dropped", "came", "went", "rose", "climbed", "jumped", "risen", "gone", "fallen", "come")
)
LAID = frozenset(("imposed", "levied", "announced", "introduced", "applied", "slapped", "set"))
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
FACES = ("face", "faces", "faced")
FREE_OF = frozenset(("without", "free"))
DUTIES = frozenset(("duty", "duties", "tariff", "tariffs", "levy", "levies"))
GIVES = ("grant", "give", "giving", "offer", "provid", "afford", "accord", "allow")
SIGNALS = frozenset(("signal", "signals", "message", "messages", "letter", "letters", "delegation", "team"))
GOODS_DO = (
    "face",
    "qualify",
    "receive",
    "enjoy",
    "benefit",
    "faces",
    "faced",
)  # what goods do under a duty that somebody lays on them
EASED = frozenset(("suspension", "pause", "removal", "lifting", "reduction", "repeal", "elimination"))
# Behind these another matter is told: "suspended its work on the deal following threats of duties".
AFTERWARDS = frozenset(("following", "after", "amid", "despite", "because", "since"))
WORK = frozenset(("work", "talks", "ratification", "negotiations", "vote", "voting", "debate"))
SWELLS = ("boost", "increas", "launch", "step")  # "will boost the economy by $9 billion"
RECEIVES = ("get", "got", "receiv", "gain", "win", "won", "obtain", "enjoy", "secur")
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
FEARS = frozenset(("fear", "fears", "concern", "concerns", "worries", "worry", "risk", "speculation"))
EASING_NOUNS = {
    **dict.fromkeys(("reduction", "cut", "lowering", "decrease", "reductions", "cuts"), "REDUCE"),
    **dict.fromkeys(("removal", "lifting", "elimination", "abolition", "repeal", "withdrawal"), "LIFT"),
}
# What else is said of a duty that takes effect: its range and its time.
PLAIN_TERMS = frozenset(
    ("range", "ranges", "apply", "applies", "start", "begin", "last", "lasts", "run", "runs")
)
# What is said of an act that a noun names: "the extension of the levy was announced", "... takes effect".
TOLD_OF_NOUNS = frozenset(
    (
        *("announced", "confirmed", "approved", "introduced", "implemented", "adopted"),
        *(
            "take",
            "takes",
            "took",
            "taking",
            "come",
            "comes",
            "came",
            "enter",
            "enters",
            "entered",
            "go",
            "goes",
            "went",
        ),
        *("begin", "begins", "began", "start", "starts", "started"),
    )
)
ISSUES = frozenset(("issue", "issues", "issued", "issuing", "publish", "publishes", "published"))
STOPPING = frozenset(("stop", "cease", "halt", "end", "stopped", "ceased", "halted", "ended", "quit"))
PAUSES = frozenset(("suspension", "pause", "moratorium", "freeze"))
NOBODY = "?"
BILLS = frozenset(
    ("package", "deal", "agreement", "pact", "proposal", "bill", "treaty", "regulation", "accord", "plan")
)
QUOTAS = frozenset(("quota", "quotas"))
QUOTA_CODES = ("tariff", "market_access", "restrictive_measures", "export_control")
QUOTA_MOVES = (
    *("reduc", "cut", "lower", "slash", "halv", "tighten", "decreas", "trim", "limit", "curtail"),
    *("increas", "rais", "expand", "doubl", "tripl"),
)
RATED = ("LIFT", "REDUCE", "SUSPEND", "MAINTAIN")
SHIPPED = frozenset(("ship", "export", "sell", "import", "buy", "purchase", "enter"))
SENDING = frozenset(
    ("exporting", "supplying", "shipping", "selling", "transferring", "providing", "sending", "reexporting")
)
UNNAMED = ("last", "main", "nearest", "text")
PROJECTS = frozenset(
    (
        "projects",
        "project",
        "investments",
        "investment",
        "financing",
        "mining",
        "minerals",
        "mine",
        "mines",
        "refinery",
    )
)
MONEY = frozenset(("million", "billion", "trillion"))
CURRENCIES = frozenset(
    (
        "dollars",
        "euros",
        "euro",
        "eur",
        "yen",
        "won",
        "yuan",
        "usd",
        "aud",
        "francs",
        "pounds",
        "ringgit",
        "baht",
        "pesos",
    )
)
PAPERS = frozenset(("order", "proclamation", "decree", "notification", "notice", "regulation"))
ANAPHORA = PAPERS | frozenset(
    (
        "they",
        "these",
        "those",
        "it",
        "provisions",
        "requirements",
        "rules",
        "changes",
        "regulations",
        "action",
        "actions",
        "volume",
        "volumes",
        "amount",
    )
)


def passive_of_old(words: list[str], place: int) -> bool:
    """Whether the sentence tells how it was before: "Previously, these goods were subject to"."""
    if words[1:2] in (["year"], ["decade"], ["years"], ["decades"]) and words[2:3] == ["ago"]:
        return True  # "A year ago, Oslo cut duties"
    return words[0] in ("previously", "formerly", "historically") and bool(
        {"was", "were", "had"} & set(words[:place])
    )


def trigger_of(words: list[str], place: int, length: int) -> str:
    """Return the words of the act at ``place`` as one text."""
    return " ".join(words[place : place + length])


class ActFinder(GovernorFinder):
    """Tries every verb of a sentence and keeps what is an act of trade policy."""

    def _acts(self, sentence: Sentence) -> list[Found]:
        words, count = sentence.words, len(sentence.words)
        found: list[Found] = []
        chain: Governor | None = None
        busy = 0
        call = -1
        for place in range(count):
            if place in sentence.cue_ends:
                start, name = sentence.cue_ends[place]
                if name != "transparent":
                    governor = self._from_cue(sentence, start, name, False)
                    if governor or words[start] != "required":
                        chain = governor
            elif place and words[place].endswith("ing") and words[place - 1] in ("is", "are", "'re", "am"):
                actor, how, begin = self._subject_before(sentence, place - 1)
                chain = (
                    Governor("decided", actor, how, begin) if actor and how.startswith("subject") else chain
                )
            if self._is_call(sentence, place):
                call = place
            if (
                words[place] in ("denied", "denies")
                and words[place + 1 : place + 2]
                and words[place + 1]
                in (
                    "that",
                    "having",
                    "it",
                    "report",
                    "reports",
                    "any",
                    "claims",
                    "a",
                    "the",
                    "allegations",
                    "media",
                )
            ):
                break
            if words[place] == "never" and words[place + 1 : place + 2] in (
                ["said"],
                ["agreed"],
                ["promised"],
                ["committed"],
            ):
                break
            if place < busy or place not in sentence.verbs:
                continue
            if any(start <= place < stop for start, stop, _ in sentence.conditions):
                continue
            length, verb = sentence.verbs[place]
            if (
                call >= 0
                and not verb.form.startswith(("s", "past"))
                and self._still_called(sentence, call, place)
            ):
                continue
            act = self._one_act(sentence, place, length, verb, chain, found)
            if (
                act is None
                and length > 1
                and (shorter := english_verbs().at(words[: place + length - 1], place))
            ):
                length, verb = shorter  # "tighten controls on magnets": what the longer words mean it is not
                act = self._one_act(sentence, place, length, verb, chain, found)
            if act is None:
                continue
            busy = place + length
            previous = found[-1] if found else None
            if (
                previous
                and previous.act.action == "EXTEND"
                and "noun" in verb.form
                and place - previous.place <= 6
            ):
                continue  # "extend the suspension of": one act
            if (
                previous
                and "noun" in verb.form
                and (
                    (previous.act.action == act.act.action and place - previous.place - previous.length <= 1)
                    or (
                        act.object == "market_access" == previous.object
                        and place - previous.place - previous.length <= 3
                    )
                    or (
                        act.act.action == "PURCHASE"
                        and previous.act.action in ("RESUME", "PURCHASE", "SUSPEND", "STOP", "REDUCE")
                        and place - previous.place <= 4
                    )
                )
            ):
                continue  # "provide preferential access": one act
            if (
                previous
                and previous.object_span == act.object_span is not None
                and previous.act.action == "IMPOSE"
                and act.act.action in ("IMPOSE", "MAINTAIN")
                and previous.passive
                and act.passive
                and {previous.trigger.split()[-1], act.trigger.split()[-1]}
                & {"effect", "force", "in", "begin"}
                and {previous.trigger.split()[0], act.trigger.split()[0]} & PLAIN_TERMS
            ):
                continue  # "will range from 5 to 9 percent and take effect on": one act
            if previous and act.trigger == "retaliation against" and previous.act.action == "ADJUST":
                continue  # "address its retaliation against": one act
            if (
                previous
                and "stays" in verb.form
                and previous.act.action == act.act.action == "MAINTAIN"
                and words[previous.place + previous.length : place] == ["and"]
            ):
                continue  # "remain intact and are unaffected": one act
            if (
                previous
                and previous.trigger == act.trigger
                and words[place].startswith("come")
                and words[place - 1] == "it"
            ):
                continue  # "comes into force on May 4, but if it is registered later, it comes into force then"
            if previous and self._same_breath(sentence, previous, act):
                if previous.act.action == "ADJUST" and act.act.action != "ADJUST":
                    act.governor = replace(act.governor, start=previous.governor.start)
                    act.chained = previous.chained
                    found[-1] = act
                elif (
                    previous.object_span is None
                    or previous.object_span[0] > place
                    or (previous.passive and act.passive and words[place - 1] == "or")
                ):
                    pass  # "suspend or remove the countermeasures": one act, by its first verb
                elif words[place - 1] == "by" or words[place - 2 : place - 1] == ["by"]:
                    pass  # "lower the tariff by removing ten points": one act
                else:
                    found.append(act)
            else:
                found.append(act)
            base = (
                verb.form.startswith("base")
                or (act.governor.how == "chain" and chain is not None and chain.base)
                or (words[place - 1] in ("stop", "cease", "halt", "from") and act.governor.base)
            )
            chain = Governor(
                act.governor.modality, act.governor.actor, "chain", place, act.governor.negated, base
            )
        return found

    def _is_call(self, sentence: Sentence, place: int) -> bool:
        """Whether a call on others begins here: "urged", "called on"."""
        if sentence.words[place] not in CALL_FIRST:
            return False
        if sentence.words[place] == "encourage" and sentence.cue_ends.get(place, (0, "none"))[1] in (
            "will",
            "agreed",
            "shall",
        ):
            return False  # "intends to encourage and facilitate": a promise
        words = sentence.words
        if words[place + 1 : place + 2] == ["for"] and place and words[place - 1] in TEXTS:
            return False  # "the deal calls for Beijing to": that is what was agreed
        return any(tuple(words[place : place + len(call)]) == call for call in CALLS)

    def _still_called(self, sentence: Sentence, call: int, place: int) -> bool:
        """Whether the act at ``place`` is what the call before it asks of others: "urged Beijing to lift"."""
        if place - call >= 18 or ";" in sentence.words[call:place]:
            return False
        if sentence.words[call].startswith("hop") and sentence.words[call + 1 : call + 2] == ["that"]:
            return True  # "hopes that Fiji will lift"
        return not any(
            call < start <= place and sentence.words[start] not in PRONOUNS
            for start, _, _, _ in sentence.subjects
        )

    def _same_breath(self, sentence: Sentence, previous: Found, act: Found) -> bool:
        """Whether two triggers may be one act: "suspend or remove X", "modify X by suspending Y"."""
        between = sentence.words[previous.place + previous.length : act.place]
        if (
            all(word in ("and", "or", ",", "/") or word.endswith("ly") for word in between)
            and len(between) <= 3
        ):
            return previous.form.split("|")[0] == act.form.split("|")[0] or (previous.passive and act.passive)
        if sentence.words[act.place - 1] == "by":
            return not any(word == ";" for word in between)
        plain = [word for word in between if not word.endswith("ly")]
        if previous.act is MODIFIED and plain and plain[-1] in ("to", "and"):
            return True
        anew = plain[-2:] in (["and", "to"], [",", "to"])  # "streamline X and to end Y": two acts
        if (
            previous.act.action == "ADJUST"
            and plain
            and plain[-1] == "to"
            and not anew
            and act.governor.how == "chain"
        ):
            return True
        return previous.act.action == "ADJUST" and act.object_span == previous.object_span

    def _one_act(
        self,
        sentence: Sentence,
        place: int,
        length: int,
        verb: Verb,
        chain: Governor | None,
        found: list[Found],
    ) -> Found | None:
        words = sentence.words
        before = words[place - 1] if place else ""
        forms = verb.form.split("|")
        governor: Governor | None = None
        passive = False
        if words[place] == "including":
            return None  # names a part of what is done
        following = words[place + length : place + length + 2]
        then = sentence.verbs.get(place + length)
        if words[place].startswith("announc") and then and "ing" in then[1].form.split("|"):
            return None  # "announced suspending": that is the act
        if trigger_of(words, place, length).endswith(("approval", "approvals")) and BILLS & set(
            words[max(0, place - 5) : place]
        ):
            return None  # "the package requires approval by the member states"
        if words[place] in ISSUES and any(
            words[at].removesuffix("s") in DOCUMENTS and "ing" in sentence.verbs[at + 1][1].form
            for at in range(place + 1, min(len(words), place + 6))
            if at + 1 in sentence.verbs
        ):
            return None  # "issued an order extending the exclusions": that is the act
        if words[place] == "held" and before in BE and MEETINGS & set(words[max(0, place - 6) : place]):
            return None  # "a hearing will be held on the duties"
        if words[place].startswith("appl") and words[place + 1 : place + 4] == ["in", "addition", "to"]:
            return None  # how duties stack
        if words[place].startswith("authori") and following[:1] != ["to"]:
            to = next((at for at in range(place + 1, min(len(words) - 1, place + 6)) if words[at] == "to"), 0)
            if to and to + 1 not in sentence.verbs and words[to + 1] not in SHIPPED:
                return None  # "authorised customs to inspect shipments"
        if words[place] == "announced" and before == "be":
            return None  # "the final rate will be announced in May"
        if words[place].startswith("announc") and following[:1] and following[0] in TIME_WORDS:
            told = next(
                (at for at in range(place, min(len(words), place + 5)) if words[at] not in TIME_WORDS), place
            )
            told = place + 2 if told == place else told
            if words[told : told + 1] and (words[told] in PRONOUNS or self._names_a_doer(sentence, told)):
                return None  # "announced Thursday he is removing"
        if words[place] in ("starting", "beginning") and (
            following[:1] in (["on"], ["in"], ["from"], ["at"], ["with"], ["next"])
            or (following and following[0] in TIME_WORDS)
        ):
            return None  # "starting on May 1": a day
        if words[place] in ("lay", "lays", "laid") and following[:1] == ["out"]:
            return None  # "laid out a timeline for the probe"
        if words[place] == "implemented" and following == ["in", "accordance"]:
            return None  # "are strictly implemented in accordance with laws": how, not what
        if words[place].startswith("prepar") and following[:1] == ["to"]:
            return None  # "is preparing to introduce": of what is prepared
        if words[place].startswith("negotiat") and following[:1] == ["to"]:
            return None  # "is negotiating to turn the framework into a pact": talk
        if following[:1] == ["slowly"] or following == ["too", "slowly"]:
            return None  # "licences are issued slowly": a complaint
        if words[place].startswith(("send", "sent")) and SIGNALS & set(words[place + 1 : place + 6]):
            return None  # "sent a clear signal that it is open to trade"
        if (
            words[place] in ("allowed", "permitted")
            and before in BE
            and FREE_OF & set(words[place + length :])
            and DUTIES & set(words[place + length :])
        ):
            return None  # "will be allowed to ship looms without paying duty": what they gain
        if words[place] == "subject" and "without" in words[max(0, place - 3) : place]:
            return None  # "may come in without being subject to the duty"
        if words[place].startswith(("agree", "commit")) and (
            (words[place + length - 1] == "to" and place + length in sentence.verbs)
            or (following[:1] == ["to"] and place + length + 1 in sentence.verbs)
        ):
            return None  # "agreed to open a quota", "has committed to mobilizing capital": the next verb is the act
        if (words[place].startswith("provid") and following[:1] == ["that"]) or (
            words[place].startswith("reaffirm")
            and {"commitment", "intention", "announcement"} & set(words[place : place + 4])
        ):
            return None  # "The framework provides that": what follows is the act
        if "ing" in forms and words[max(0, place - 2) : place] == ["such", "as"]:
            return None  # "by easing rules, such as accepting certificates": an example
        if "ing" in forms and self._in_a_list_of_parts(sentence, place):
            return None  # "will address barriers, including streamlining rules; accepting standards": parts of it
        if words[place] == "prevent" and {"consultations", "consult"} & set(words[max(0, place - 6) : place]):
            return None  # "will hold consultations to address and prevent barriers": talk
        if passive_of_old(words, place):
            return None  # "Previously, goods were subject to"
        if words[place] == "limited" and following[:1] == ["by"]:
            return None
        if words[place] == "export" and following[:1] == ["of"]:
            return None  # "control the mining and export of": a noun
        if words[place].startswith("assess") and following in (
            ["the", "need"],
            ["the", "impact"],
            ["the", "effect"],
        ):
            return None  # weighed
        if words[place].startswith(("beg", "start")) and following[:1] in (
            ["this"],
            ["that"],
            ["its"],
            ["their"],
            ["these"],
        ):
            return None  # "shall begin this process": of something else
        if any(words[at] in FEARS and words[at + 1] == "that" for at in range(max(0, place - 14), place - 1)):
            return None  # "prompting fears that the duty would choke off trade"
        if words[place] == "required" and words[place + 1 : place + 2] == ["to"]:
            return None  # what follows is the act: "are required to obtain a licence"
        if (
            before in ("a", "the", "an")
            and "base" in sentence.verbs[place][1].form
            and words[place - 2 : place - 1]
            and words[place - 2].startswith("announc")
            and any(start == place < stop - 1 and code in burdens() for start, stop, code in sentence.objects)
        ):
            return None  # "announced a ban on the export of": what is announced
        threatens = words[place].startswith("threaten")
        if threatens and words[place + length : place + length + 1] in (["to"], ["that"], ["by"]):
            return None  # what is threatened follows
        if words[place].startswith("stop") and words[place + 1 : place + 2] == ["short"]:
            return None  # "stopped short of adding": not done
        if before == "of" and words[max(0, place - 3) : place - 1] in (
            ["stopped", "short"],
            ["stops", "short"],
        ):
            return None
        if any(
            words[at] in ("when", "whether", "how", "if") and at and words[at - 1] in UNSAID
            for at in range(max(0, place - 14), place)
        ):
            return None  # "did not say when the ban would be lifted"
        if any(
            words[at] == "whether" and not {",", ";", QUOTED} & set(words[at:place])
            for at in range(max(0, place - 16), place)
        ):
            return None  # "is discussing with the US whether the relief remains in force"
        if any(
            words[at] == "no"
            and words[at + 1] in UNSEEN
            and {"that", "of", "to"} & set(words[at + 2 : at + 4])
            for at in range(max(0, place - 22), place)
        ):
            return None  # "there was no indication that the duties would be lifted"
        if "base" in forms or ("intransitive" in forms and not words[place].endswith("ing")):
            governor = self._governor(sentence, place, chain)
            if (
                governor is None
                and all(word.endswith("ly") or word == "to" for word in words[first_word(words) : place])
                and (self.context.header or self.context.heading)
            ):
                header = self.context.header
                if header and header.base:
                    governor = Governor(header.modality, header.actor, "header", 0, header.negated)
                elif self.context.heading and not header:
                    governor = Governor("will", self.context.heading, "heading", 0)
        if governor is None and "base" in forms and place and words[place - 1].endswith("s"):
            governor = self._measure_governor(sentence, place)  # "The measures introduce quotas"
        if governor is None and "past" in forms:
            governor, passive = self._past(sentence, place)
        if governor is None and (
            "ing" in forms or (forms == ["intransitive"] and words[place].endswith("ing"))
        ):
            governor = self._gerund(sentence, place, chain, found)
            if governor and "ing" not in forms and not governor.how.startswith("absolute"):
                return None
        if governor is None and "s" in forms:
            governor = self._present(sentence, place, chain, found)
        if governor is None and "stays" in forms:
            governor = self._stays(sentence, place, chain)
            passive = True
        if governor is None and "noun" in forms:
            governor = self._noun(sentence, place, chain)
        if governor is None and "state" in forms:
            governor = self._state(sentence, place)
        if governor is None and words[place] in FACES:
            governor = self._goods_governor(sentence, place)
        if words[place] in GOODS_DO and before == "to":
            return None  # "products to receive a zero rate"
        if (
            governor
            and not governor.actor
            and (words[place] in GOODS_DO or passive or {"state", "stays", "intransitive"} & set(forms))
        ):
            governor = replace(governor, actor=NOBODY)  # who lays it on the goods, the object may tell
        if governor is None or not governor.actor:
            return None
        if (
            words[place] in ("address", "resolve")
            and governor.actor == "BOTH"
            and "work" in words[max(0, place - 4) : place]
            and {"concern", "concerns"} & set(words[place : place + 5])
        ):
            return None  # "both will work to address concerns": an effort, whose end is open
        if governor.how.startswith("subject:text"):
            told = "agreed" if governor.modality in ("done", "decided") else governor.modality
            governor = replace(governor, how="text", modality=told)  # "It caps tariffs": the deal does
        if words[place] in ("convened", "held") and passive and governor.modality == "done":
            return None  # "a committee of the WTO was convened": it met
        if threatens:
            if passive or governor.negated:
                return None
            governor = replace(governor, modality="threatens")  # "threatened a 100% tariff"
        after = place + length + (words[place + length : place + length + 1] == ["from"])
        if (
            words[place].startswith("propos")
            and words[place + length : place + length + 1]
            and words[place + length].endswith("ing")
        ):
            return None  # "propose extending": of what is proposed
        if (
            words[place].startswith(("ceas", "stop", "desist", "avoid"))
            and after in sentence.verbs
            and sentence.verbs[after][1].form.startswith("ing")
        ):
            return None  # "must cease from requiring": of what is stopped
        if self._keeps_a_relief(words, place, length, verb):
            return None
        ahead = (sentence.verbs.get(at) for at in range(place + 1, place + 5))
        if words[place].startswith(("announc", "approv", "adopt", "back", "propos", "order")) and any(
            other and "noun" in other[1].form for other in ahead
        ):
            return None  # "announced the imposition of": the noun is the act
        if words[place].startswith(("enact", "formali", "implement")) and any(
            words[at] in EASED and at in sentence.verbs for at in range(place + 1, min(len(words), place + 6))
        ):
            return None  # "enacts a one-year suspension of": the noun is the act
        if words[place].startswith(("approv", "pass", "adopt", "back", "sign")) and any(
            words[at] in LEGAL
            and at + 1 in sentence.verbs
            and sentence.verbs[at + 1][1].form.split("|")[0] == "ing"
            for at in range(place + length, min(len(words) - 1, place + length + 40))
        ):
            return None  # "approved a regulation extending the relief": that is the act
        if (
            words[place].startswith("announc")
            and words[place + length : place + length + 1]
            and (words[place + length] in PRONOUNS or self._names_a_doer(sentence, place + length))
        ):
            return None  # "announced it would", "announced China, the top buyer, will"
        if any(
            words[at : at + 2] == ["as", "follows"] for at in range(place, min(len(words), place + 60))
        ) and (words[place].startswith("announc") or any(act.action == "ADJUST" for act in verb.acts)):
            return None  # what follows are the acts
        if "state" in forms and governor.negated and "except" in words[:place]:
            return None
        if (
            words[place].startswith("tak")
            and words[place + length : place + length + 1] == ["to"]
            and (then := sentence.verbs.get(place + length + 1))
            and self._object(sentence, place + length + 1, then[0], then[1], False)[0]
        ):
            return None  # "take other actions to increase the duties": the increase is the act
        act, code, span = self._object(sentence, place, length, verb, passive, governor.start)
        if words[place] == "giving" and span and words[span[0] - 1 : span[1]] == ["a", "market"]:
            return None  # "giving growers a market": what comes of it
        if words[place] in ("shipped", "sent", "delivered") and words[place - 1] in ("is", "are"):
            return None  # "the chips are shipped from Fiji": how it goes
        if words[place] in WENT and span and span[0] < place and not MEASURED & set(words[span[0] : span[1]]):
            return None  # "the rate rose to 4 percent": of what
        if words[place] in WENT and span and span[0] < place:
            begin = self._clause_start(sentence, place)
            if {"of", "under", "revenue", "revenues"} & set(words[begin : span[1] + 1]) or not {
                "%",
                "percent",
                "per",
                "zero",
            } & set(words[place + length : place + length + 3]):
                return None  # "the cost of tariffs rose to", "tariff revenue rose to"
        if words[place].startswith(("punish", "penali")) and span and "with" not in words[place : span[0]]:
            return None  # "punished Oslo for its tariffs"
        if (
            words[place + length - 2 : place + length] == ["ahead", "with"]
            and "," in words[place : span[0] if span else 0]
        ):
            return None  # "pressed ahead with its plan, cutting duties": the cut is the act
        if (
            passive
            and span
            and any(
                words[at] in PARTICULARS and words[at + 1] in ("of", "for")
                for at in range(max(0, span[0] - 6), span[0])
            )
        ):
            return None  # "the timing of the duty has not been set": of that, not of the duty
        if act is None and "state" in forms and words[place] == "exempt":
            laid = next(
                (f for f in reversed(self.findings[-3:]) if f.action in ("IMPOSE", "MAINTAIN", "EXPAND")),
                None,
            )
            if laid and laid.object in verb.acts[0].objects:
                act, code, span = (
                    verb.acts[0],
                    laid.object,
                    (place, place + 1),
                )  # "Chips for data centers are exempt"
        bare = (
            place + length >= len(words)
            or words[place + length] in PREPOSITIONS
            or words[place + length] == ","
            or words[place + length - 1] in ("effect", "force")
        )
        if words[place].startswith("continu") and act is None and not bare:
            return None  # "will continue strengthening": of what follows
        if (
            "intransitive" in forms
            and bare
            and not passive
            and self._object(sentence, place, length, verb, True)[0]
        ):
            act = None  # "shall increase for partners": what increases stands before
        if (
            act is None
            and "intransitive" in forms
            and not passive
            and (not words[place].endswith("ing") or governor.how.startswith("absolute"))
        ):
            # "such rate of duty shall apply": the subject is what is laid on
            act, code, span = self._object(sentence, place, length, verb, True)
            if act is not None and any(
                words[at] == "which" and words[at - 1] in PREPOSITIONS
                for at in range(self._clause_start(sentence, place) + 1, place)
            ):
                return None  # "for which only the tariff would apply"
            begins = self._clause_start(sentence, place)
            if act is not None and act.action == "IMPOSE" and PAUSES & set(words[begins : begins + 4]):
                act = Act("SUSPEND", "ease", act.objects)  # "The pause on the surtax will take effect"
            if act is not None and act.action == "IMPOSE" and (eased := self._eased_by(words, begins)):
                act = Act(eased, "ease", act.objects)  # "The cut in the duty will take effect"
            if act is not None and governor.how.startswith("absolute"):
                passive = True
            elif act is not None:
                actor, how = self._agent(sentence, place, governor.start)
                governor = replace(
                    governor,
                    actor=actor or governor.actor,
                    how=how,
                    start=self._clause_start(sentence, place),
                )
                passive = True
        if act is not None and act.action == "IMPOSE" and passive and words[place] in TOLD_OF_NOUNS:
            act = self._head_act(sentence, self._clause_start(sentence, governor.start), place) or act
        if act is None:
            return None
        if (
            words[place].startswith("announc")
            and span
            and any(
                at in sentence.verbs and words[at].endswith("ing") and words[at - 1] in (",", "and", ":")
                for at in range(place + 2, span[0])
            )
        ):
            return None  # "announced an agreement, capping duties": that is the act
        if governor.how == "yet" and act.polarity == "burden":
            return None  # "has yet to impose a levy": nothing was done, and nothing denied
        if words[place].startswith("support") and code == "investment" and span and span[0] - place > 4:
            return None  # "will support partnerships of firms, attract capital": of something else
        if governor.how.startswith("text") and act and span and not passive:
            doer = self._doer(sentence, place, code, span)
            governor = replace(governor, actor=doer or governor.actor)
        if (
            not self.context.issuer
            and span
            and code in ("tariff", "restrictive_measures", "port_fee")
            and (
                ("state" in forms and BE & set(words[max(0, place - 3) : place]))
                or words[place] in GOODS_DO
                or governor.actor == NOBODY
                or (passive and governor.how in UNNAMED)
                or (passive and governor.how == "owner" and words[place].startswith(("exempt", "charged")))
            )
        ):
            imposer = self._imposer(sentence, self._clause_start(sentence, governor.start), place, span)
            if imposer:
                governor = replace(governor, actor=imposer, how="imposer")
            if words[place] in GOODS_DO:
                governor = replace(governor, start=self._clause_start(sentence, governor.start))
        if (
            words[place] in ("hit", "slapped")
            and "state" in forms
            and governor.how in ("owner", "last", "main")
        ):
            other = next(
                (
                    code
                    for code in (self.context.side, self.context.person, *self.context.parties)
                    if code and code != governor.actor
                ),
                "",
            )
            governor = replace(governor, actor=other or governor.actor)  # "Canada will be hit with a tariff"
        if (
            words[place] in ("face", "faces", "faced", "facing")
            and act.polarity == "burden"
            and governor.how.startswith("subject:subject")
        ):
            named = [code for _, stop, code, _ in sentence.subjects if stop < place]
            named += ["US"] if "US" in self.context.parties else []
            named += self.context.parties
            teller = next((code for code in named if code not in (governor.actor, "BOTH")), "")
            governor = replace(governor, actor=teller)  # "Vietnam will face a tariff": of somebody else's
            if not teller:
                return None
        if words[place] in PAYS and (
            words[place] != "pay" or governor.modality != "shall" or {"no", "neither"} & set(words[:place])
        ):
            return None  # "the fee is paid online", "no ship shall pay"
        if governor.actor == NOBODY and words[place] in FACES and governor.how == "goods":
            owner = self.context.issuer or self.context.last_actor or self.context.main
            governor = replace(governor, actor=owner or NOBODY)
        told = self.findings[-1] if self.findings else None
        if (
            told is not None
            and (governor.how in UNNAMED or governor.actor == NOBODY)
            and "also" in words[max(0, place - 4) : place]
            and told.object == code == "tariff"
            and told.kind == "commitment"
            and not sentence.parties
        ):
            governor = replace(
                governor, actor=told.actor
            )  # "Cocoa will also be exempt": of the same as before
        if governor.actor == NOBODY and words[0] in ("under", "as", "through") and TEXTS & set(words[1:12]):
            governor = replace(
                governor, actor="BOTH", how="text"
            )  # "Under the pact, duties on X will be cut"
        if governor.actor == NOBODY:
            return None
        if code == "market_access" and words[place].startswith(RECEIVES):
            if not span or not {"access", "concessions", "treatment"} & set(words[span[0] : span[1]]):
                return None
            giver = self._giver(sentence, place, governor.actor)
            if not giver:
                return None
            governor = replace(
                governor, actor=giver
            )  # "Oslo will get duty-free access": the other side gives it
        laid = passive or {"stays", "state", "intransitive"} & set(forms)
        if span and laid and governor.how != "agent":
            layer = self._layer(sentence, span, code)
            governor = replace(governor, actor=layer, how="agent") if layer else governor
        if (
            code in ("tariff", "port_fee")
            and span
            and governor.how != "agent"
            and (passive or {"stays", "state", "intransitive"} & set(forms))
            and (taxing := self._not_the_taxed(sentence, place, length, governor.actor))
        ):
            governor = replace(governor, actor=taxing, how="imposer")
        if (
            span
            and not passive
            and governor.modality == "agreed"
            and code in ("tariff", "export_control", "port_fee")
        ):
            owner = self._owner_ahead(sentence, place + length, span[0])
            reached = {"reached", "agreement", "deal", "reach", "signed", "struck"} & set(
                words[governor.start : place]
            )
            if owner and reached:
                governor = replace(governor, actor=owner, how="owner")  # "reached a deal to cut U.S. duties"
        if (
            (governor.actor == "BOTH" or passive)
            and act.action in ("APPROVE", "LIFT")
            and code in ("purchases", "market_access", "trade")
        ):
            opened = next(
                (
                    english_adjectives()[words[at]]
                    for at in range(place, min(len(words) - 1, place + 20))
                    if words[at] in english_adjectives() and words[at + 1] in ("market", "markets")
                ),
                "",
            )
            governor = replace(
                governor, actor=opened or governor.actor
            )  # "let cars into the Canadian market"
        if words[place] == "subject" and span:
            whose = next(
                (
                    english_adjectives()[words[at]]
                    for at in range(place + length, span[1])
                    if words[at] in english_adjectives()
                ),
                "",
            )
            governor = replace(
                governor, actor=whose or governor.actor
            )  # "shall be subject to Chinese tariffs"
        none = span and any(
            words[at] == "no" and words[at + 1] != "longer" and not words[at + 1][0].isdigit()
            for at in range(max(0, span[0] - 4), span[0])
        )
        if (none and (passive or words[place] in ("face", "pay"))) or words[
            governor.start : governor.start + 1
        ] in (
            ["neither"],
            ["no"],
        ):
            governor = replace(governor, negated=not governor.negated)
        if words[place].startswith(("address", "resolv")) and code not in (
            "market_access",
            "countermeasures",
        ):
            near = words[place : place + 7]
            if "concerns" not in near and "concern" not in near:
                return None
        if (
            act.action == "APPROVE"
            and words[place].startswith(("allow", "permit", "authori", "clear"))
            and (
                (verb.form == "ing" and before != "while")
                or words[place + length : place + length + 1] == ["to"]
            )
            and not (passive and set(words[place + length + 1 : place + length + 2]) & SHIPPED)
        ):
            return None  # "allowing chips to flow": what comes of it; "authorized to": a power
        if (
            act.action == "IMPOSE"
            and code == "licences"
            and words[place].startswith(("obtain", "secur", "hold", "held", "need"))
            and governor.modality in ("done", "agreed", "expected")
        ):
            return None  # "has obtained the permits"
        if (
            governor.negated
            and act.action in ("APPROVE", "RESUME")
            and words[place] in ("allow", "permit", "allowed", "permitted")
            and code in ("trade", "rare_earths", "purchases")
        ):
            act, code, governor = (
                FORBIDDEN,
                "export_control",
                replace(governor, negated=False),
            )  # "will not allow exports"
        if governor.negated and passive and act.action == "APPROVE" and code in ("trade", "rare_earths"):
            code = "licences"  # "shipments will not be approved"
        if (
            code in QUOTA_CODES
            and span
            and self._is_of_a_quota(words, span)
            and words[place].startswith(QUOTA_MOVES)
            and act.action in ("REDUCE", "IMPOSE", "EXPAND")
        ):
            shrinks = act.action == "REDUCE" or words[place].startswith("tighten")
            act = replace(act, polarity="burden" if shrinks else "ease")  # a quota that shrinks lets less in
        if code == "restrictive_measures" and span and words[span[1] - 1] in ("measure", "measures"):
            code = self._measure_meant(sentence, span, act) or code
        if code == "restrictive_measures" and span and words[span[1] : span[1] + 1] == ["on"]:
            goods = words[span[1] + 1 : span[1] + 6]
            if {"exports", "export", "shipments"} & set(goods) and not {"to", ","} & set(goods[:2]):
                code = "export_control"  # "restrictions on silver exports"
        if act.action == "LIFT" and words[place].startswith("lift") and code in ("tariff", "port_fee"):
            raised = next(
                (
                    at
                    for at in range(place + 1, min(len(words) - 2, place + 9))
                    if words[at] == "to" and words[at + 1][0].isdigit() and words[at + 2] in ("%", "percent")
                ),
                0,
            )
            if raised and "from" not in words[place:raised]:
                act = Act("IMPOSE", "burden", act.objects)  # "lift it to 15%"
        if (
            act.action == "REDUCE"
            and code == "export_control"
            and span
            and words[span[0]] in ("exports", "shipments")
        ):
            act = FORBIDDEN  # "limits exports of raw tin": the exports are less, not the control
        if words[place] == "prepared" or (
            act.action == "LIST" and span and words[span[0] : span[1]] == ["listings"]
        ):
            return None  # "was prepared"; new listings of plants are no list of entities
        if words[place] == "set" and words[place + 1 : place + 2] == ["forth"]:
            return None
        if (
            "stays" in forms
            and act.action == "MAINTAIN"
            and {"suspension", "pause", "truce"} & set(words[governor.start : place])
            and "during" not in words[governor.start : place]
            and not self._starts_with_a_burden(sentence, governor.start, place)
        ):
            act = Act("SUSPEND", "ease", act.objects)  # "the suspension remains in effect"
        if (
            "stays" in forms
            and act.action == "SUSPEND"
            and words[place].startswith(("continu", "be", "last", "run"))
            and not {"suspension", "pause", "truce", "moratorium"} & set(words[governor.start : place])
            and not (
                {"it", "this"} & set(words[governor.start : governor.start + 1])
                and self.findings
                and self.findings[-1].action == "SUSPEND"
            )
        ):
            eased = self._eased_by(words, governor.start) if words[place] == "be" else ""
            if not eased and (words[place] not in ("last", "lasts", "run", "runs") or code not in burdens()):
                return None
            act = Act(
                eased or "MAINTAIN", "ease" if eased else "burden", act.objects
            )  # "the lowering will be in effect"
        if (
            words[place + 1 : place + 2] in (["into"], ["effect"])
            and NOTICES & set(words[governor.start : place])
            and any(finding.action in ("SUSPEND", "LIFT") for finding in self.findings[:3])
        ):
            return None  # what enters into force is an easing
        if words[place] in ("apply", "applies") and words[place + 1 : place + 3] == ["only", "to"]:
            return None
        if words[place].startswith("implement") and BARGAINS & set(words[place + 1 : place + 6]):
            return None  # "to implement the tariff elements of the deal"
        if (
            code == "market_access"
            and words[place].startswith("open")
            and (governor.how, governor.actor) == ("text", "BOTH")
        ):
            return None  # "an agreement that opens a market of 285 million people": praise
        if (
            act.action == "IMPOSE"
            and before == "to"
            and words[place - 2].startswith("continu")
            and code in burdens()
            and not governor.negated
        ):
            act = Act("MAINTAIN", "burden", act.objects)  # "decided to continue to levy the duties"
        if passive and words[place].startswith("announc") and code == "restrictive_measures":
            return None  # "these measures were first announced in May"
        if passive and span and words[max(0, span[0] - 1) : span[0]] == ["following"]:
            return None  # "the following measures are imposed": what follows are the acts
        if words[place].startswith("agree"):
            if span and TEXTS & set(words[span[0] : span[1] + 1]):
                return None  # "agreed to a framework": that a deal was reached
            governor = replace(governor, modality="agreed")
        if passive and {"emergency", "emergencies"} & set(words[governor.start : place]):
            return None  # "the national emergencies remain in effect"
        if (
            words[place].startswith("consider")
            and words[place + 1 : place + 2]
            and words[place + 1].endswith("ing")
        ):
            return None  # "considering tightening": weighed
        if (
            code == "trade"
            and words[place] == "facilitate"
            and "cooperate" in words[max(0, place - 3) : place]
        ):
            return None
        if verb.form == "noun" and words[place] in ("investment", "investments"):
            money = MONEY & set(words[max(0, place - 7) : place + 7])
            if not money or governor.modality in ("decided", "done"):
                return None  # a sum is pledged, or it is no promise
        elif verb.form == "noun" and trigger_of(words, place, length).endswith(" purchases"):
            act, code = replace(act, default="purchases"), "purchases"
        if act.action == "PURCHASE" and {"decision", "decisions", "announcement"} & set(
            words[place + length : place + length + 5]
        ):
            return None  # "make the final decision on projects"
        if (
            words[place].startswith("facilitat")
            and act.action == "PURCHASE"
            and not (MONEY | {"third", "half", "percent"}) & set(words[place : place + 14])
            and not any(
                place < start <= place + 8 and party != "BOTH" for start, _, party in sentence.parties
            )
            and not any(word in english_adjectives() for word in words[place : place + 5])
        ):
            return None  # "facilitate mutual investment": no amount
        if act.action == "PURCHASE" and (
            ("from" in words[max(0, place - 5) : place] and verb.form == "ing")
            or (
                governor.modality == "done"
                and any(words[at : at + 2] == ["last", "year"] for at in range(place, len(words)))
            )
        ):
            return None  # "barring them from investing"; what was bought last year is a statistic
        back = place - 1
        while back > 0 and (words[back].endswith("ly") or words[back] in ("and", "or")):
            back -= 1  # "stop directly or indirectly importing"
        stops = place > 0 and words[back] in STOPPING
        if (
            act.action in ("PURCHASE", "RESUME")
            and governor.negated
            and not (act.action == "PURCHASE" and stops)
        ) or (
            words[place] in STOPPING | {"stops"}
            and any(
                words[at].endswith("ing")
                and all(w.endswith("ly") or w in ("or", "and") for w in words[place + 1 : at])
                for at in range(place + 1, min(len(words), place + 6))
            )
        ):
            return None
        if governor.negated and before != "not" and act.action == "MAINTAIN":
            imposed = next(
                (other for other in verb.acts if other.action == "IMPOSE" and code in other.objects), None
            )
            if before in STOPPING:
                imposed = replace(act, action="IMPOSE")  # "stop enforcing the rule"
            elif imposed is None or not any(
                word.startswith(GIVEN_UP) for word in words[governor.start : place]
            ):
                return None
            act = imposed  # "is halting the plans to enforce a tariff"
        if (
            governor.how == "chain"
            and verb.form in ("noun", "ing")
            and {"including", "such"} & set(words[max(0, place - 6) : place])
            and ":" not in words[max(0, place - 4) : place]
        ):
            return None  # what a list of examples names: "including the listing of"
        if code == "licences" and "*" in act.objects and governor.how == "issuer":
            governor = replace(
                governor, start=self._clause_start(sentence, place)
            )  # whose duty it is, stands before
        if act.action == "RESUME" and passive and "flow" in words[place : place + length]:
            sender = next((code for start, _, code in sentence.parties if words[start - 1] == "from"), "")
            other = next((code for code in self.context.parties if code not in (governor.actor, "BOTH")), "")
            governor = replace(governor, actor=sender or (other if code == "rare_earths" else governor.actor))
        if (
            code == "restrictive_measures"
            and act.default == code
            and {"exports", "export"} & set(words[place : place + 9])
        ):
            code = "export_control"  # "granted exemptions for eligible exports"
        if act.action == "PURCHASE" and words[place].startswith(("increas", "boost", "expand", "rais")):
            spender = next(
                (
                    code
                    for start, _, code in sentence.parties
                    if place < start < place + 8 and words[start - 1] == "by"
                ),
                "",
            )
            governor = replace(
                governor, actor=spender or governor.actor
            )  # "increasing investments by Korean firms"
        trigger = trigger_of(words, place, length)
        chained = governor.how == "chain"
        return Found(place, length, act, trigger, governor, code, span, passive, chained, verb.form)

    def _measure_meant(self, sentence: Sentence, span: tuple[int, int], act: Act) -> str:
        """Return what "this measure" or "the measures" is that was spoken of last: a tariff, a ban; "" if unsaid."""
        words = sentence.words
        plain = span[1] - span[0] == 1 and words[span[0] - 1 : span[0]] in (
            ["this"],
            ["these"],
            ["the"],
            ["both"],
            ["such"],
        )
        latest = self.findings[-1] if self.findings else None
        if not plain or latest is None or latest.object not in burdens() or latest.object not in act.objects:
            return ""
        return latest.object

    def _goods_governor(self, sentence: Sentence, place: int) -> Governor | None:
        """Return the governor of "Danish cars now face a 20 percent duty": whoever lays it on them; None without a rate."""
        words = sentence.words
        span = next(
            (span for span in sentence.objects if place < span[0] <= place + 9 and span[2] == "tariff"), None
        )
        if (
            span is None
            or place == 0
            or words[place - 1] in ("to", "the", "a", "of")
            or words[place - 1] in MODALS
        ):
            return None
        if not any(
            words[at][0].isdigit() and words[at + 1] in ("%", "percent", "per")
            for at in range(place, min(len(words) - 1, span[1] + 4))
        ):
            return None
        begin = self._clause_start(sentence, place)
        return Governor(
            "done" if words[place] == "faced" else "decided", NOBODY, "goods", begin, False, False
        )

    def _is_of_a_quota(self, words: list[str], span: tuple[int, int]) -> bool:
        """Whether the object is a quota: "the tariff-free steel import quota", not "duties under a quota"."""
        at = next((at for at in range(span[0], min(len(words), span[1] + 4)) if words[at] in QUOTAS), -1)
        return at >= 0 and not set(PREPOSITIONS) & set(words[span[0] : at])

    def _from_closed(self, words: list[str], place: int) -> bool:
        """Whether "from" behind a comma leads to ``place``: ", from his tariffs"."""
        return any(
            words[at] == "from" and words[at - 1] in (",", ")") for at in range(max(1, place - 5), place)
        )

    def _giver(self, sentence: Sentence, place: int, receiver: str) -> str:
        """Return who gives what the receiver gets: whom "to" or "from" names, else the other side, "" if unknown."""
        words = sentence.words
        for start, _, code in sentence.parties:
            near = place < start and {words[start - 1], words[start - 2]} & {"to", "from", "into", "in", "by"}
            if near and code not in (receiver, "BOTH"):
                return code
        others = [code for code in self.context.parties if code not in (receiver, "BOTH")]
        return "US" if "US" in others else (others or [""])[0]

    def _in_next_clause(self, words: list[str], begin: int, start: int, stop: int) -> bool:
        """Whether what stands from ``start`` to ``stop`` is the subject of a clause that follows: ", and all X will"."""
        joined = any(words[at] == "," and words[at + 1] in ("and", "but") for at in range(begin, start))
        if not joined:
            return False
        after = next(
            (at for at in range(stop, min(len(words), stop + 9)) if words[at] in MODALS | {",", ";"}), -1
        )
        return after >= 0 and words[after] in MODALS and not {"that", "which", "who"} & set(words[stop:after])

    def _owner_ahead(self, sentence: Sentence, begin: int, stop: int) -> str:
        """Return whose the thing is that begins at ``stop``: "its U.S. import duties", "China's tariffs"; "" if unsaid."""
        words = sentence.words
        for start, end, code in sentence.parties:
            if (
                begin <= start < stop <= end + 3
                and code != "BOTH"
                and (words[start - 1] not in ("on", "to", "from", "for", "against"))
            ):
                return code
        return next(
            (english_adjectives()[word] for word in words[begin:stop] if word in english_adjectives()), ""
        )

    def _head_act(self, sentence: Sentence, begin: int, stop: int) -> Act | None:
        """Return what the noun does that a clause begins with: "the extension of the duties takes effect"."""
        for at in range(begin, min(stop, begin + 10)):
            length, verb = sentence.verbs.get(at, (0, None))
            if verb and "noun" in verb.form and sentence.words[at + length - 1] == "of":
                named = next((code for first, _, code in sentence.objects if at + length <= first < stop), "")
                return next((act for act in verb.acts if named in act.objects or "*" in act.objects), None)
            if sentence.words[at] in PREPOSITIONS and sentence.words[at] != "of":
                return None
        return None

    def _eased_by(self, words: list[str], begin: int) -> str:
        """Return what the noun does that a clause begins with: "the removal of the duty"; "" if it eases nothing."""
        if {"these", "those", "such"} & set(words[begin : begin + 6]):
            return ""  # "the removal of these tariffs will take effect": told before
        for word in words[begin : begin + 4]:
            if word in EASING_NOUNS:
                action = EASING_NOUNS[word]
                told = any(finding.action == action for finding in self.findings[-6:])
                return "" if told else action  # the day of what was told before is none
        return ""

    def _starts_with_a_burden(self, sentence: Sentence, begin: int, stop: int) -> bool:
        """Whether what stays begins with a burden: "measures such as the surcharge and the suspension of relief"."""
        first = next((span for span in sentence.objects if begin <= span[0] < stop), None)
        eased = next((at for at in range(begin, stop) if sentence.words[at] in EASED | {"truce"}), stop)
        return (
            first is not None
            and first[2] in burdens()
            and first[1] < eased
            and eased - first[0] > 2
            and bool({"such", "including", "like"} & set(sentence.words[first[1] : eased]))
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

    def _is_under(self, sentence: Sentence, span: tuple[int, int, str], begin: int) -> bool:
        """Whether an object only says of another what it is on or for: the goods of "the tariff on farm goods"."""
        heads = [
            stop
            for start, stop, code in sentence.objects
            if begin <= start and stop <= span[0] and (code in burdens() or code == "tariff_exclusion")
        ]
        between = set(sentence.words[heads[0] : span[0]]) if heads else set()
        described = {"that", "which"} & between  # "the duties that were imposed on peas"
        return bool({"on", "against", "for", "from"} & between) and (bool(described) or not BE & between)

    def _imposer(self, sentence: Sentence, begin: int, place: int, span: tuple[int, int]) -> str:
        """Return who lays a duty on the goods that the sentence is about, "" if it does not tell.

        "will no longer face Chinese tariffs"; "Taiwanese exports to the U.S. will"; "Indonesian goods will": the other one.
        """
        words, adjectives = sentence.words, english_adjectives()
        if known := self._whose_measure(words, place, min(len(words), span[1] + 1)):
            return known
        owned = [adjectives[words[at]] for at in range(place, span[1]) if words[at] in adjectives]
        owned += [code for start, stop, code in sentence.parties if place < start < span[1]]
        if owned:
            return owned[0]
        origins = []
        for start, stop, code in sentence.parties:
            before = words[start - 1 - (words[start - 1] == "the")] if start > 1 else ""
            if begin <= start < place + 12 and before in ("to", "into", "entering", "in") and code != "BOTH":
                if words[start - 2] in ("applied", "applicable", "applies"):
                    origins.append(code)  # "the rate applied to EU medicines"
                    continue
                if before != "in":
                    return code
                if words[start - 2] in ("originating", "made", "produced", "grown"):
                    origins.append(code)
            elif begin <= start < place and GOODS & set(words[stop : stop + 3]):
                origins.append(code)  # "U.S. exports would face"
            elif begin <= start < place and before in ("of", "from") and GOODS & set(words[begin:start]):
                origins.append(code)
        origins += [adjectives[word] for word in words[begin:place] if word in adjectives]
        for at in range(place, min(len(words), place + 8)):  # "will be cut for Kenyan farmers"
            if words[at] == "for" and at + 1 < len(words):
                told = next((code for start, _, code in sentence.parties if start == at + 1), "")
                origins += [told or adjectives[words[at + 1]]] if told or words[at + 1] in adjectives else []
        origins += [
            code
            for start, _, code in sentence.parties
            if origins and begin <= start < place and words[start - 1] in ("and", ",", "or")
        ]
        if not origins:
            return ""
        if self.context.last_actor not in (*origins, "", "BOTH"):
            return self.context.last_actor
        usual = "" if "US" in origins else "US"
        return next((code for code in self.context.parties if code not in origins), usual)

    def _layer(self, sentence: Sentence, span: tuple[int, int], code: str) -> str:
        """Return who laid the measure that ends at ``span``: "tariffs imposed by Oslo", "on exports to Fiji"; else ""."""
        words, at = sentence.words, span[1]
        for start, _, party in sentence.parties:
            first = start - (words[start - 1] == "the")
            if first == at + 2 and words[at] in LAID and words[at + 1] == "by":
                return party
            told = words[at:first]
            if (
                code == "tariff"
                and not self.context.issuer
                and told[-1:] == ["to"]
                and told[:1] in (["on"], ["for"], ["facing"])
                and {"exports", "shipments", "sales"} & set(told)
                and len(told) < 7
                and not any(other[1] <= span[0] and other[1] > span[0] - 3 for other in sentence.parties)
            ):
                return party
        return ""

    def _in_a_list_of_parts(self, sentence: Sentence, place: int) -> bool:
        """Whether a participle stands in what "including" opens: "including streamlining X; removing Y"."""
        words = sentence.words
        opened = next(
            (at for at in range(place - 1, max(-1, place - 90), -1) if words[at] == "including"), -1
        )
        if opened < 1 or words[opened - 1] != "," or opened + 1 not in sentence.verbs:
            return False
        return words[opened + 1].endswith("ing") and not MODALS & set(words[opened:place])

    def _not_the_taxed(self, sentence: Sentence, place: int, length: int, actor: str) -> str:
        """Return who lays a duty where ``actor`` is whose goods bear it: "was imposed on Fiji"; "" if it is another.

        "applies to goods from Kenya"; "Ecuador's rate will stay at 15 percent" beside the United States.
        """
        words = sentence.words
        borne: set[str] = set()
        for start, stop, code in sentence.parties:
            before = start - 1 - (words[start - 1] == "the")
            behind = place + length <= start <= place + length + 12
            if (
                before >= 0
                and code != "BOTH"
                and behind
                and words[before] in ("on", "to", "against", "from", "of", "for")
            ):
                goods = words[before] in ("on", "to", "against") or GOODS & set(
                    words[max(0, before - 3) : before]
                )
                borne |= {code} if goods and not {",", ";"} & set(words[place + length : start]) else set()
            if (
                words[stop : stop + 1] == ["'s"]
                and stop < place
                and "rate" in words[stop : min(place, stop + 6)]
            ):
                alone = not {"on", "for"} & set(words[stop:place]) and "US" in self.context.parties
                borne |= {code} if alone and code != "US" else set()
            if words[start - 1] == "to" and behind and MEASURED & set(words[stop : stop + 4]):
                borne.discard(code)  # "remains subject to US tariffs"
        named = {code for _, _, code in sentence.parties}
        unsaid = "US" in self.context.parties and "US" not in borne and actor not in named
        if not borne or (actor not in (*borne, "BOTH") and not unsaid):
            return ""
        for other in (self.context.issuer, "US", self.context.last_actor, *self.context.parties):
            if (
                other
                and other != "BOTH"
                and other not in borne
                and (other != "US" or "US" in self.context.parties)
            ):
                return other
        return ""

    def _doer(self, sentence: Sentence, place: int, code: str, span: tuple[int, int]) -> str:
        """Return who does what an agreement brings: "a deal that cuts U.S. levies", "tariffs on Taiwanese goods"."""
        words, adjectives = sentence.words, english_adjectives()
        named = {start: (stop, party) for start, stop, party in sentence.parties if party != "BOTH"}
        if code == "market_access" and words[place].startswith(GIVES):
            gains = {party for at, (_, party) in named.items() if place < at < span[0]}
            gains |= {adjectives[words[at]] for at in range(place, span[0]) if words[at] in adjectives}
            gains |= {
                adjectives[words[at + 1]]
                for at in range(span[1] - 1, len(words) - 1)
                if words[at] == "for" and words[at + 1] in adjectives
            }
            opens = (party for at, (_, party) in named.items() if at > span[1] and party not in gains)
            if gains:
                others = (party for party in self.context.parties if party not in (*gains, "BOTH"))
                return next(opens, "") or next(others, "")  # "grants Indian firms access to Oman's market"
        for at in range(place + 1, span[1]):
            if at in named and words[at - 1] not in ("on", "to", "from", "for", "against", "the"):
                return named[at][1]
            if words[at] in adjectives:
                return adjectives[words[at]]
        if code in ("tariff", "tariff_exclusion"):
            into = next(
                (
                    party
                    for at, (_, party) in named.items()
                    if span[1] < at < span[1] + 14 and {"entering", "into"} & set(words[max(0, at - 2) : at])
                ),
                "",
            )
            if into:
                return into  # "abolishes the duty relief for parcels entering the EU"
        if code not in ("tariff", "port_fee", "export_control"):
            return ""
        for at in range(span[1], min(len(words), span[1] + 9)):
            party = named[at][1] if at in named else adjectives.get(words[at], "")
            if party and {"on", "for", "from"} & set(words[span[1] : at]):
                usual = "US" if party not in ("US", "BOTH") else ""
                return next((other for other in self.context.parties if other != party), usual)
        return ""

    def _keeps_a_relief(self, words: list[str], place: int, length: int, verb: Verb) -> bool:
        """Whether what is kept is an easing ("maintain the suspension of"): the noun is then the act."""
        if verb.form == "stays" or not any(act.action == "MAINTAIN" for act in verb.acts):
            return False
        return any(
            word in ("suspension", "pause", "truce", "moratorium", "waiver")
            for word in words[place + length : place + length + 5]
        )

    def _object(
        self, sentence: Sentence, place: int, length: int, verb: Verb, passive: bool, clause: int = 10_000
    ) -> tuple[Act | None, str, tuple[int, int] | None]:
        """Return the act of the verb that its object admits, the object's code and its place."""
        words = sentence.words
        if any("*" in act.objects for act in verb.acts):
            act = next(act for act in verb.acts if "*" in act.objects)
            if not any(
                code in other.objects
                for other in verb.acts
                for start, _, code in sentence.objects
                if place < start < place + length + 12
            ):
                named = next(
                    (
                        code
                        for start, _, code in sentence.objects
                        if place + length <= start < place + length + 6
                    ),
                    "",
                )
                code = (
                    named if act.action == "LIFT" and named in burdens() else act.default or "countermeasures"
                )
                return act, code, (place, place + length)
        if passive:
            begin = min(clause, self._clause_start(sentence, place))
            candidates = [
                span for span in reversed(sentence.objects) if begin <= span[0] and span[1] <= place
            ]
            candidates.sort(key=lambda span: self._is_under(sentence, span, begin))
            if not (
                words[place + length : place + length + 1] == ["to"] and place + length + 1 in sentence.verbs
            ):
                candidates += [
                    span for span in sentence.objects if place + length <= span[0] <= place + length + 4
                ]
        else:
            limit = place + length + 30
            limit = min([limit, *(start for start, _, _ in sentence.conditions if start > place)])
            begins = (
                start
                for start, _, _, how in sentence.subjects
                if start >= place + length and how.startswith("subject")
            )
            limit = min([limit, *begins])
            candidates = [
                span
                for span in sentence.objects
                if span[1] > place + length - 1 and span[0] >= place + 1 and span[0] < limit
            ]
            if verb.form == "noun":
                candidates = [
                    span for span in sentence.objects if span[0] >= place + length - 1 and span[0] < limit
                ]
        if passive:
            laid = next(
                (
                    span
                    for span in candidates
                    if span[1] < place and words[span[1]] in ("imposed", "levied", "introduced")
                ),
                None,
            )
            if laid:  # "a tariff imposed as a punitive measure is to be shelved"
                candidates.sort(key=lambda span: span != laid)
        if passive and any("licences" in act.objects for act in verb.acts):
            candidates.sort(
                key=lambda span: span[2] != "licences" or self._is_under(sentence, span, begin)
            )  # "applications for exports shall be approved"
        for start, stop, code in candidates:
            gap = words[place + length : start] if not passive else ()
            if "including" in gap or any(
                words[at : at + 2] == ["such", "as"] for at in range(place + length, start)
            ):
                if words[place].startswith(("exempt", "exclud", "remov", "spar")):
                    if not self._from_closed(words, start):
                        continue
                    fitting = (act for act in verb.acts if code in act.objects)
                    act = next(fitting, None)  # "exempting foods, including beef, from his tariffs"
                    return (act, act.default or code, (start, stop)) if act else (None, "", None)
                break
            if (
                ";" in gap
                or "that" in gap
                or (
                    verb.form in ("base", "past", "s")
                    and "to" in gap
                    and any(act.action == "IMPOSE" for act in verb.acts)
                    and words[place] in ("take", "adopt", "announced")
                )
                or any(word in CLAUSE_OPENERS for word in gap)
                or AFTERWARDS & set(gap)
                or (gap and WORK & set(gap[:4]))
            ):
                break
            if not passive and any(
                words[at] == "by"
                and at + 1 in sentence.verbs
                and sentence.verbs[at + 1][1].form.startswith("ing")
                for at in range(place + length + 1, start)
            ):
                break  # "is strengthening the economy by modifying the tariffs"
            if (
                not passive
                and verb.form != "noun"
                and self._in_next_clause(words, place + length, start, stop)
            ):
                break  # "will update its system, and all tariff codes will lapse"
            if (
                code in ("restrictive_measures", "countermeasures")
                and words[stop : stop + 1] == ["to"]
                and words[stop - 1] != "order"
            ):
                break  # "adopt measures to suspend": what follows is the act
            allows = words[place].startswith(("allow", "permit"))
            if not passive and not allows and self._belongs_to_another(sentence, place + length, start):
                break
            if any(word in TALK for word in gap) and not words[place].startswith(("address", "resolv")):
                break  # "strengthen cooperation on export controls"
            if code == "trade" and words[stop : stop + 1] == ["of"]:
                inner = next(
                    (
                        span
                        for span in sentence.objects
                        if stop < span[0] <= stop + 3 and any(span[2] in act.objects for act in verb.acts)
                    ),
                    None,
                )
                start, stop, code = inner or (start, stop, code)
            for act in verb.acts:
                if code in act.objects:
                    if passive and (code == "entity_list" or words[start].startswith("announcement")):
                        # "the licence requirements for entities on the Entity List no longer apply"
                        head = next(
                            (
                                span
                                for span in reversed(candidates)
                                if span[2] in HEAD_OBJECTS and span[2] in act.objects and span[1] < start
                            ),
                            None,
                        )
                        start, stop, code = head or (start, stop, code)
                    return act, act.default or code, (start, stop)
            if (
                code in burdens()
                and not any(act.objects & burdens() for act in verb.acts)
                and not any(stop == other for other, _, _ in candidates)
            ):
                break  # "provide terms for tariffs on semiconductors"
        if (
            not passive
            and (
                words[place + length : place + length + 1] in (["it"], ["them"])
                or words[place + length : place + length + 3]
                in (["some", "of", "them"], ["all", "of", "them"], ["most", "of", "them"])
            )
            and any(act.action in ("LIFT", "SUSPEND", "IMPOSE", "REDUCE", "EXTEND") for act in verb.acts)
        ):
            earlier = next(
                (
                    finding
                    for finding in reversed(self.findings)
                    if any(finding.object in act.objects for act in verb.acts)
                ),
                None,
            )
            inner = next(
                (
                    code
                    for _, stop, code in reversed(sentence.objects)
                    if stop < place and code in burdens() and any(code in act.objects for act in verb.acts)
                ),
                "",
            )
            meant = inner or (earlier.object if earlier else "")
            if meant:  # "imposed a surcharge and will increase it"
                act = next(act for act in verb.acts if meant in act.objects)
                return act, meant, (place + length, place + length + 1)
        if (
            not passive
            and words[place].startswith(("address", "resolv"))
            and {"concern", "concerns"} & set(words[place + 1 : place + 8])
            and not {"commit", "commits", "committed", "intend", "intends", "willing", "ready", "hopes"}
            & set(words[max(0, place - 5) : place])
        ):
            settles = next((act for act in verb.acts if "market_access" in act.objects), None)
            if settles:  # "resolve China's concerns over dairy products"
                return settles, "market_access", (place, place + length)
        if words[place].startswith(("allow", "permit", "authori", "clear")):
            to = place + length if passive else place + length + 1
            to = next(
                (
                    at
                    for at in range(to, min(len(words) - 1, to + (1 if passive else 6)))
                    if words[at] == "to"
                ),
                -1,
            )
            lets = next(
                (act for act in verb.acts if act.action == "APPROVE" and "trade" in act.objects), None
            )
            if (
                lets
                and to > 0
                and "only" not in words[:place]
                and words[to + 1] in SHIPPED
                and words[to + 1] != "enter"
            ):
                return lets, "trade", (to + 1, to + 2)  # "Nvidia would be allowed to ship its chips to"
        rate = next(
            (
                at
                for at in range(place + length, min(len(words) - 1, place + length + 4))
                if words[at][0].isdigit()
            ),
            -1,
        )
        if (
            not passive
            and rate > 0
            and words[rate + 1] in ("%", "percent")
            and words[rate + 2 : rate + 3] not in (["of"], ["stake"], ["share"])
            and (
                any(finding.object == "tariff" for finding in self.findings[-4:])
                or any(code == "tariff" and start < place for start, _, code in sentence.objects)
            )
        ):
            dropped = next(
                (act for act in verb.acts if "tariff" in act.objects and act.action in RATED), None
            )
            if dropped:  # "is willing to drop the remaining 10 percent": of the tariff spoken of
                return dropped, "tariff", (rate, rate + 2)
        ahead = words[place + length : place + length + 1]
        told_of = (
            passive
            or verb.form.startswith("base")
            or {"has", "have", "since", "later", "then", "subsequently"} & {*words[max(0, place - 2) : place]}
        )
        if told_of and (ahead in ([], [","], [";"], [")"]) or ahead[0] in PREPOSITIONS):
            which = next((at for at in range(place - 1, max(0, place - 16), -1) if words[at] == "which"), 0)
            if which and words[which - 1] in (",", "(") and which <= min(clause, place):
                near = 16 if words[which - 1] == "(" or passive else 5
                named = next(
                    (
                        span
                        for span in sentence.objects
                        if which - near <= span[1]
                        and span[1] <= which
                        and any(span[2] in act.objects for act in verb.acts)
                    ),
                    None,
                )
                meant = next((act for act in verb.acts if named and named[2] in act.objects), None)
                if named and meant:
                    return meant, named[2], named[:2]  # "the surcharge, which he said he would raise to"
        money = next(
            (at for at in range(place + length, min(len(words), place + length + 8)) if words[at] in MONEY),
            -1,
        )
        if (
            not passive
            and money > 0
            and "to" not in [w for at, w in enumerate(words[place:money], place) if words[at - 1] != "up"]
            and words[money - 1][0].isdigit()
            and self._is_currency(sentence, money)
            and not words[place].startswith(SWELLS)
        ):
            spent = next((act for act in verb.acts if "investment" in act.objects), None)
            if words[place].startswith(("announc", "unveil", "highlight")) and (
                verb.form == "ing" or not PROJECTS & set(words[place : place + 20])
            ):
                spent = None  # "announced $2 billion in aid"
            if spent:
                return spent, spent.default or "investment", (money, money + 1)
        if (
            not passive
            and (self.context.issuer or "president" in words[max(0, place - 4) : place])
            and sentence.conditions
            and words[place + length : place + length + 2]
            in (["this", "order"], ["this", "proclamation"], ["this", "action"])
            and any(act.action == "ADJUST" for act in verb.acts)
        ):
            return (
                MODIFIED,
                "tariff",
                (place + length, place + length + 2),
            )  # "if they retaliate, I may modify this order"
        if passive and verb.form != "noun":
            begin = min(clause, self._clause_start(sentence, place))
            back = next((at for at in range(begin, place) if words[at] in ANAPHORA), -1)
            if self.context.bullet and place == first_word(words):
                back = begin = place  # "- Remains in effect": of what the list is about
            has_object = any(begin <= start < place for start, _, _ in sentence.objects)
            earlier = next(
                (
                    finding
                    for finding in reversed(self.findings[-3:])
                    if any(finding.object in (*act.objects, act.default) for act in verb.acts)
                ),
                None,
            )
            carried_out = back >= 0 and words[back] in PAPERS and words[place].startswith("implement")
            near = begin + 2 + ("which" in words[begin : begin + 2])  # "under which the regulation"
            if 0 <= back <= near and earlier and not has_object and not carried_out:
                # "They take effect on", "The provisions will be reinstated": of what was spoken of last
                fitting = [act for act in verb.acts if earlier.object in (*act.objects, act.default)]
                starts = {"effect", "force"} & set(words[place : place + length])
                if (
                    fitting[0].action == "IMPOSE"
                    and starts
                    and earlier.kind == "commitment"
                    and words[back] in PAPERS
                ):
                    return None, "", None  # what an easing says of its own day
                wanted = "burden" if earlier.kind == "countermeasure" else "ease"
                act = next((act for act in fitting if act.polarity == wanted), fitting[0])
                if act.action == "LIFT" and words[back] in PAPERS and earlier.kind == "commitment":
                    act = replace(
                        act, polarity="burden"
                    )  # "the regulation will cease to apply": a relief that ends
                return act, earlier.object, (back, back + 1)
        kept = next(
            (
                at
                for at in range(place + length, min(len(words) - 1, place + length + 9))
                if words[at] == "from"
            ),
            -1,
        )
        if (
            kept >= 0
            and words[kept + 1].endswith("ing")
            and any(act.action == "IMPOSE" and act.objects & {"export_control", "trade"} for act in verb.acts)
        ):
            kept_from = words[kept + 1 : kept + 2]  # "barred public bodies from buying"
            forbids = next(act for act in verb.acts if act.action == "IMPOSE")
            if set(kept_from) & SENDING:  # "are barred from supplying lithography equipment"
                return forbids, "export_control", (place, place + length)
            if set(kept_from) & {"importing", "buying", "purchasing"}:
                return forbids, "trade", (place, place + length)
        eased = words[place + length : place + length + 4]
        if (
            passive
            and verb.form != "noun"
            and any(
                word in words[max(0, place - (10 if verb.form == "stays" else 5)) : place]
                for word in ("suspension", "pause", "truce")
            )
        ):
            kept = ("SUSPEND", "MAINTAIN") if verb.form == "stays" else ("EXTEND",)
            extends = next((act for act in verb.acts if act.action in kept), None)
            if extends:  # "the suspension is extended": of what was suspended last
                paused = next(
                    (f.object for f in reversed(self.findings[-40:]) if f.action == "SUSPEND"), "tariff"
                )
                return extends, paused, (place - 1, place)
        if not passive and {"pause", "truce", "suspension", "moratorium", "reprieve"} & set(eased):
            extends = next((act for act in verb.acts if act.action == "EXTEND"), None)
            if extends:  # "extend the pause": of what was suspended last
                paused = next(
                    (f.object for f in reversed(self.findings[-40:]) if f.action == "SUSPEND"), "tariff"
                )
                return extends, paused, (place, place + length + 1)
        if passive or verb.form == "noun":
            begin = min(clause, self._clause_start(sentence, place))
            section = next(
                (
                    at
                    for at in range(place, begin - 1, -1)
                    if words[at] in ("section", "subsection", "paragraph", "annex", "order", "orders")
                ),
                -1,
            )
            if self.context.issuer and section >= 0 and passive:
                amended = next(
                    (
                        act
                        for act in verb.acts
                        if act.action in ("ADJUST", "SUSPEND", "MAINTAIN") and "tariff" in act.objects
                    ),
                    None,
                )
                if amended:
                    return amended, "tariff", (section, section + 1)
            if verb.form == "noun" and words[place] in ("suspension", "pause"):
                laid = [code for start, _, code in sentence.objects if start < place and code in burdens()]
                return verb.acts[0], (laid or ["tariff"])[-1], (place, place + length)
        return None, "", None

    def _is_currency(self, sentence: Sentence, place: int) -> bool:
        """Whether the "billion" at ``place`` counts money: "$3 billion", "EUR 3 billion", "400 billion yen"."""
        words = sentence.words
        sign = self.folded[sentence.starts[place - 1] - 1 : sentence.starts[place - 1]]
        return (
            sign in ("$", "€", "¥", "£")
            or words[place - 2] in CURRENCIES
            or (place + 1 < len(words) and words[place + 1] in CURRENCIES)
        )

    def _belongs_to_another(self, sentence: Sentence, begin: int, end: int) -> bool:
        """Whether a bare verb with words before it stands between: "develop a plan and convene a
        ministerial".
        """
        for at in range(begin + 2, end):
            verb = sentence.verbs.get(at)
            if (
                verb
                and "base" in verb[1].form.split("|")
                and sentence.words[at - 1] in ("to", "and")
                and sentence.words[at] not in GOODS_DO
                and sentence.words[begin] not in ("and", "or", ",")
            ):
                return True
        return False
