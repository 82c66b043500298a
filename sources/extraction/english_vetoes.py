"""What speaks against an act of trade policy: who would do it, what it is done to, and where else it is told."""

from __future__ import annotations

from dataclasses import replace

from sources.extraction.english_case import (
    FACES,
    MEASURED,
    Case,
    trigger_of,
)
from sources.extraction.english_no_moves import NoMoveReader
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    FIRMS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    QUOTED,
    TEXTS,
    before_adverbs,
    word_set,
)

NO_AGENTS = word_set("no_agents")
LAID = frozenset(("tariffs", "duties", "levies", "sanctions", "curbs", "restrictions"))
CHOKES = ("halt", "stop", "chok", "block", "froz", "stall", "disrupt", "hamper")
NOTICES = word_set("notices")
BARGAINS = word_set("bargains")
WENT = frozenset(
    ("fell", "dropped", "came", "went", "rose", "climbed", "jumped", "risen", "gone", "fallen", "come")
)
PAYS = ("pay", "pays", "paid", "paying")
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
PARTICULARS = word_set("particulars")
STARTS = ("launch", "initiat", "open", "start", "beg", "conduct", "commenc")
STUDIES = word_set("studies")
PUTS_OUT = ("approv", "adopt", "pass", "back", "releas", "issu", "publish")
BURDENS = LAID | {"controls", "requirements", "limits", "bans", "ban", "embargo"}
GIVEN_BACK = frozenset(("cancellation", "scrapping", "abandonment", "shelving", "withdrawal", "dropping"))
PLANS_TO = frozenset(("decision", "move", "plan", "plans", "intention", "proposal"))
CHANGES = frozenset(("adjustments", "changes", "modifications", "amendments", "revisions"))
ASKED_FOR = frozenset(
    ("request", "requests", "question", "questions", "concerns", "issue", "issues", "objections")
)


class VetoReader(NoMoveReader):
    """Says of the act at hand whether the words around it speak against it; each question is one reason."""

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
        if PLANS_TO & set(ahead[-4:]) and GIVEN_BACK & set(ahead[-7:]) and case.before == "to":
            return True  # "announced the cancellation of a plan to impose": it will not
        if self._is_done_by_a_thing(case):
            return True
        if words[place] in ("face", "facing") and (
            case.before == "or" or words[max(0, place - 1) : place] in (["was"], ["were"], ["been"])
        ):
            return True  # "must register or face tariffs", "was facing a tariff": how it stood
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
        after = words[place + case.length : place + case.length + 2]
        if (
            any(act.action == "RETALIATE" for act in case.verb.acts)
            and governor.modality in ("done", "decided")
            and after[:1] == ["to"]
            and set(after[1:]) & {"protect", "support", "help", "ensure", "safeguard"}
        ):
            return True  # "is taking further action to protect workers": what for
        if words[place].startswith("threaten"):
            if passive or governor.negated:
                return True
            governor = replace(governor, modality="threatens")  # "threatened a 100% tariff"
        if (
            words[place] in PAYS
            and not self._pays_a_rate(case)
            and (
                words[place] != "pay"
                or governor.modality != "shall"
                or {"no", "neither"} & set(words[:place])
            )
        ):
            return True  # "the fee is paid online", "no ship shall pay"
        if "state" in case.forms and governor.negated and "except" in words[:place]:
            return True
        case.governor = governor
        return False

    def _pays_a_rate(self, case: Case) -> bool:
        """Whether goods pay a rate or stop paying: "will pay a tariff of 15 percent", "will no longer pay the duty"."""
        words, place = case.words, case.place
        if words[place] != "pay":
            return False
        behind = words[place + 1 : place + (9 if case.before in MODALS else 3)]
        return case.before == "longer" or any(word in ("%", "percent") for word in behind)

    def _is_done_by_a_thing(self, case: Case) -> bool:
        """Whether the noun right before the verb's group is nothing that acts: "the row threatened to halt supplies"."""
        words, at = case.words, case.place
        if case.passive or not {"base", "past", "s"} & set(case.forms) or words[at] in ("pay", "pays"):
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
        span = case.span
        return span is not None and (
            self._is_only_put_out(case, span)
            or self._is_only_spoken_of(case, span)
            or self._only_rose_or_fell(case, span)
        )

    def _is_only_put_out(self, case: Case, span: tuple[int, int]) -> bool:
        """Whether a text is issued, approved or studied, and no duty laid: "issued a final rule"."""
        words, place, length, passive = case.words, case.place, case.length, case.passive
        if (
            words[place].startswith(("approv", "back", "pass"))
            and case.code == "restrictive_measures"
            and words[span[1] - 1] in ("measure", "measures", "order", "orders")
        ):
            return True  # "the lower house backed the measure": whatever it is
        held = "holds" in case.act.objects  # an order that holds goods is issued
        if words[place].startswith(PUTS_OUT) and case.act.action == "IMPOSE" and not held:
            gap = words[self._past_time(words, place + length) : span[0]]
            head = span[1] - 1 - (words[span[1] - 1] in PREPOSITIONS and span[1] - 1 > span[0])
            laid = words[head] in BURDENS and not passive and len(gap) < 7 and case.verb.form != "ing"
            laid = laid and not any(word.endswith("ing") for word in gap)
            if words[place].startswith(PUTS_OUT[-3:]) and not laid:
                return True  # "issued a final rule", "published its tariff plan"
            if {"for", "on", "at", "to"} & set(gap) or ("of" in gap and not PACKAGES & set(gap)):
                return True  # "approved the mandate for a tariff deal": of what is negotiated
        if words[place].startswith(("permitt", "allow")) and {"only"} & set(words[max(0, place - 7) : place]):
            to = words[place + length : place + length + 4]
            if passive and {"export", "exported"} & set(to) and case.act.action == "APPROVE":
                return True  # "only sulphates will be permitted for export": all else will not
        if passive and span[0] > place and words[place + length : place + length + 1] == ["that"]:
            return True  # "It has been announced that the duty will": the act follows
        if words[place].startswith("approv") and {"investigation", "probe", "inquiry"} & set(
            words[place : span[0]]
        ):
            return True  # "approved an investigation into the sales of steel"
        if words[place].startswith(STARTS) and case.act.action == "IMPOSE" and not passive:
            gap = words[place + length : span[0]]
            if STUDIES & set(gap) and {"of", "into", "on", "about"} & set(gap):
                return True  # "launched a review of its tariffs": of what is looked at
        return False

    def _only_rose_or_fell(self, case: Case, span: tuple[int, int]) -> bool:
        """Whether a rate only moved, or the cost of it: "the rate rose to 4 percent", "the cost of tariffs rose to"."""
        words, place, length, sentence = case.words, case.place, case.length, case.sentence
        went = words[place] in WENT and words[place + 1 : place + 2] != ["into"]
        went = went and words[before_adverbs(words, place - 1)] not in BE  # "will be dropped": by whom it is
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
        return False

    def _is_only_spoken_of(self, case: Case, span: tuple[int, int]) -> bool:
        """Whether the object is asked about, confirmed or comes of it: "confirming reports of a levy"."""
        words, place, length, passive = case.words, case.place, case.length, case.passive
        if not passive and words[place].startswith("rais") and ASKED_FOR & set(words[place : span[0]]):
            return True  # "would raise a request for a review of the ban"
        if words[place].startswith("prevent") and (
            span[0] - place > 4 or MEASURED & set(words[case.governor.start : place])
        ):
            return True  # "prevent them from receiving goods", "The duties will prevent imports": what comes of it
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
        if words[place].startswith("avoid") and span:
            whose = self._owner_ahead(sentence, place + case.length, span[0])
            aims = case.governor.modality == "will" and case.governor.actor != "BOTH"
            if whose not in ("", case.governor.actor) or aims:
                return True  # "aiming to avoid U.S. tariffs": of others
        if (
            words[place].endswith("ing")
            and words[place + 1 : place + 2] in (["these"], ["those"], ["such"])
            and case.governor.modality == "decided"
            and words[place - 2 : place - 1] == ["the"]
        ):
            return True  # "the decree enacting these changes": of what was told
        if case.governor.how == "yet" and case.act.polarity == "burden":
            return True  # "has yet to impose a levy": nothing was done, and nothing denied
        # "will support partnerships of firms, attract capital": of something else
        return bool(
            words[place].startswith("support") and case.code == "investment" and span and span[0] - place > 4
        )

    def _is_told_elsewhere(self, case: Case) -> bool:
        """Whether it speaks of acts told elsewhere, or praises a deal: "agreed to a framework".

        Settles that what is agreed is agreed.
        """
        if self._tells_of_a_deal(case) or self._tells_only_when(case):
            return True
        words, place, span, governor = case.words, case.place, case.span, case.governor
        if words[place].startswith(("pledg", "promis", "assur")):
            case.governor = replace(governor, modality="agreed")
        if words[place].startswith(("agree", "commit")):
            truce = trigger_of(words, place, case.length).endswith("truce")
            if span and not truce and TEXTS & set(words[span[0] : span[1] + 1]):
                return True  # "agreed to a framework": that a deal was reached
            case.governor = replace(governor, modality="agreed")
        return (
            governor.how == "chain"
            and case.verb.form in ("noun", "ing")
            and bool({"including", "such"} & set(words[max(0, place - 6) : place]))
            and ":" not in words[max(0, place - 4) : place]
        )  # what a list of examples names: "including the listing of"

    def _tells_of_a_deal(self, case: Case) -> bool:
        """Whether it praises a deal or tells how things stand: "to implement the tariff elements of the deal"."""
        words, place, passive, governor = case.words, case.place, case.passive, case.governor
        code = case.code
        if (
            words[place + 1 : place + 2] in (["into"], ["effect"])
            and NOTICES & set(words[governor.start : place])
            and any(finding.action in ("SUSPEND", "LIFT") for finding in self.findings[:3])
        ):
            return True  # what enters into force is an easing
        if self._tells_what_is_eased(case):
            return True
        if words[place].startswith("implement") and BARGAINS & set(words[place + 1 : place + 6]):
            return True  # "to implement the tariff elements of the deal"
        if (
            code == "market_access"
            and words[place].startswith("open")
            and (governor.how, governor.actor) == ("text", "BOTH")
        ):
            return True  # "an agreement that opens a market of 285 million people": praise
        if case.verb.form == "noun" and words[max(0, place - 3) : place] == ["marks", "the", "latest"]:
            return True  # "The suspension marks the latest relaxation of its regime"
        if (
            words[place].startswith(("halt", "stop"))
            and (case.act.polarity, case.code) == ("ease", "export_control")
            and {"transfer", "transfers", "shipment", "shipments", "delivery", "deliveries", "flow"}
            & set(words[place + 1 : place + 4])
            and "of" in words[place : place + 5]
        ):
            return True  # "halt the transfer of dual-use goods": no control ends by it
        if words[place].startswith("escalat") and "into" in words[place : place + 7]:
            return True  # "escalates earlier controls into a full ban": told as a state
        if (
            words[place].startswith("accelerat")
            and code == "market_access"
            and "development" in words[place : place + 3]
        ):
            return True  # "investment to accelerate development of fair markets"
        return bool(
            passive
            and any(
                words[at] in ("emergency", "emergencies") and words[at + 1] != "economic"
                for at in range(governor.start, place)
            )
        )  # "the national emergencies remain in effect", not the Act named after them

    def _tells_only_when(self, case: Case) -> bool:
        """Whether only the day is told, or when it was: "The tariff adjustments will apply from"."""
        words, place, passive, span = case.words, case.place, case.passive, case.span
        code = case.code
        if passive and words[place].startswith("announc") and code == "restrictive_measures":
            return True  # "these measures were first announced in May"
        if (
            passive
            and words[place].startswith(("announc", "confirm", "publish", "approv", "adopt", "propos"))
            and PLANS_TO & set(words[max(0, place - 18) : place])
            and any(found.place < place and found.governor.modality == "decided" for found in case.found[-1:])
        ):
            return True  # "The decision to lift the ban was announced": that of the decision
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
        if passive and words[place - 1] == "previously" and "such" in words[max(0, place - 6) : place]:
            return True  # "Such tariffs were previously imposed"
        if words[:2] == ["neither", "side"] and words[2:3] in (["said"], ["disclosed"], ["specified"]):
            return True  # "Neither side said when the cuts would take effect"
        if words[place].startswith("promulgat") and "scheduled" in words[max(0, place - 4) : place]:
            return True  # "It is scheduled to be promulgated on Friday": the day of what was told before
        if words[max(0, place - 2) : place] == ["could", "still"] and words[place] == "apply":
            return True  # "those could still apply as well"
        if words[place] == "extended" and words[max(0, place - 2) : place] == ["period", "is"]:
            return True  # "unless the period is extended": of no duty told
        if words[place : place + 2] == ["remain", "valid"] and "extend" in words[:place]:
            return True  # "extend the exclusions, and exclusions will remain valid until"
        # "the following measures are imposed": what follows are the acts
        return bool(passive and span and words[max(0, span[0] - 1) : span[0]] == ["following"])

    def _tells_what_is_eased(self, case: Case) -> bool:
        """Whether it only says which rule was eased before: "shelved a rule that adds firms to the entity list"."""
        words, last = case.words, case.found[-1] if case.found else None
        begin = case.place - (words[case.place - 1] in MODALS)
        if last is None or last.object_span is None or words[begin - 1] not in ("that", "which"):
            return False
        eases = last.act.polarity == "ease" and last.act.action in ("SUSPEND", "LIFT", "STOP")
        holds = (
            last.act.polarity == "burden"
            and last.act.action in ("SUSPEND", "STOP")
            and last.object == "trade"
        )
        return last.object_span[1] == begin - 1 and (
            case.act.polarity == "burden" if eases else holds  # "froze its work on the deal that would cut"
        )
