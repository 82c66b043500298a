"""What an act of an English sentence is done to."""

from __future__ import annotations

from dataclasses import replace

from sources.extraction.english_case import GOODS_DO, MONEY, NO_ACT, Case, first_adjective
from sources.extraction.english_meant import NOTHING_MEANT, Admitted, MeantFinder, Sought
from sources.extraction.english_words import (
    BE,
    CLAUSE_OPENERS,
    MODALS,
    PREPOSITIONS,
    QUOTED,
    REPORT,
    TALK,
    Sentence,
)
from sources.extraction.lexicon import Act, Verb, burdens, english_kinds

HEAD_OBJECTS = frozenset(("licences", "tariff", "export_control", "port_fee"))
# Behind these another matter is told: "suspended its work on the deal following threats of duties".
AFTERWARDS = frozenset(("following", "after", "amid", "despite", "because", "since"))
CALLED = frozenset(("urged", "urges", "urging", "demanded", "seek", "seeks", "beyond"))
IMPACTS = frozenset(
    ("impact", "impacts", "effect", "effects", "cost", "costs", "consequences", "implications")
)
PEACEFUL = frozenset(
    ("projects", "partnerships", "investments", "initiatives", "programmes", "programs", "policies")
)
SPENDS = ("provid", "commit", "allocat", "offer", "spend", "spent", "contribut", "earmark", "award")
GOODS_CODES = frozenset(("rare_earths", "purchases", "chemicals", "mechanism"))
WORK = frozenset(("work", "efforts", "talks", "ratification", "negotiations", "vote", "voting", "debate"))
# "announced the permit extension": what the noun behind the object does with it.
COMPOUNDS = {
    **dict.fromkeys(("extension", "extensions", "renewal", "renewals"), "EXTEND"),
    **dict.fromkeys(
        ("suspension", "pause", "freeze", "delay", "postponement", "deferral", "moratorium"), "SUSPEND"
    ),
    **dict.fromkeys(("reduction", "reductions", "cut", "cuts"), "REDUCE"),
    **dict.fromkeys(("removal", "rollback", "elimination", "withdrawal", "repeal"), "LIFT"),
}
TELLS_NOUN = (
    "announc",
    "confirm",
    "approv",
    "grant",
    "order",
    "unveil",
    "propos",
    "introduc",
    "offer",
    "issu",
    "implement",
)
GIVES_NOUN = ("grant", "giv", "gave", "issu", "provid", "offer", "approv")
ORDERED = frozenset(
    ("ban", "halt", "stop", "probe", "suspension", "pause", "freeze", "embargo", "curbs", "end")
)
# Verbs that make known or carry out what a noun behind them names.
MAKES_KNOWN = (
    *(
        "make",
        "made",
        "making",
        "gazett",
        "decre",
        "promulgat",
        "notif",
        "endors",
        "clear",
        "pass",
        "enact",
        "formali",
        "declar",
        "proclaim",
        "implement",
    ),
    *(
        "introduc",
        "commenc",
        "begin",
        "began",
        "begun",
        "start",
        "trigger",
        "activat",
        "launch",
        "initiat",
        "unveil",
        "signal",
    ),
)
EASING_NOUNS = {
    **dict.fromkeys(("reduction", "cut", "lowering", "decrease", "reductions", "cuts"), "REDUCE"),
    **dict.fromkeys(("removal", "lifting", "elimination", "abolition", "repeal", "withdrawal"), "LIFT"),
}
# What is said of an act that a noun names: "the extension of the levy was announced", "... takes effect".
TOLD_OF_NOUNS = frozenset(
    (
        *(
            "announced",
            "confirmed",
            "approved",
            "introduced",
            "implemented",
            "adopted",
            "recommended",
            "proposed",
        ),
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
GROWS = ("increase", "rise", "hike", "cut", "reduction")
HALTS = ("suspen", "halt", "paus", "stop", "ban", "cut", "block", "prohibit", "restrict", "freez", "froze")
PAUSES = frozenset(("suspension", "pause", "moratorium", "freeze"))


class ObjectFinder(MeantFinder):
    """Finds what an act is done to: the object that its verb admits."""

    def _take_object(self, case: Case) -> None:
        """Find the act and its object behind the verb, or before it in a passive; leaves NO_ACT where there is none."""
        act, code, span = self._object(
            case.sentence, case.place, case.length, case.verb, case.passive, case.governor.start
        )
        case.act, case.code, case.span = act or NO_ACT, code, span

    def _take_subject_as_object(self, case: Case) -> bool:
        """Find the act whose object is its subject: "such rate of duty shall apply"; False if another word is the act."""
        words, place, length = case.words, case.place, case.length
        sentence, verb, forms = case.sentence, case.verb, case.forms
        governor, passive = case.governor, case.passive
        act, code, span = None if case.act is NO_ACT else case.act, case.code, case.span
        freed = words[place + 1 : place + 6] if words[place].startswith("exempt") and "base" in forms else []
        flows = {"exports", "shipments"} & set(freed) and "from" not in freed
        if act is None and flows and first_adjective(words, place + 1, place + 6) in ("", governor.actor):
            lifting = next((other for other in verb.acts if other.action == "LIFT"), None)
            if lifting:
                act, code, span = (
                    lifting,
                    "export_control",
                    (place, place + 1),
                )  # "will exempt exports of chips"
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
        if act is None and words[place].startswith("exempt") and "from" not in words[place : place + 8]:
            told_of = next((f for f in reversed(self.findings[-2:]) if f.object == "tariff"), None)
            before = any(stop <= place and named == "tariff" for _, stop, named in sentence.objects)
            lifting = next((other for other in verb.acts if other.action == "LIFT"), None)
            if lifting and (told_of or before):
                act, code, span = lifting, "tariff", (place, place + 1)  # "and would exempt certain products"
        bare = (
            place + length >= len(words)
            or words[place + length] in PREPOSITIONS
            or words[place + length] == ","
            or words[place + length - 1] in ("effect", "force")
        )
        if words[place].startswith("continu") and act is None and not bare:
            return False  # "will continue strengthening": of what follows
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
                return False  # "for which only the tariff would apply"
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
        case.act, case.code, case.span = act or NO_ACT, code, span
        case.governor, case.passive = governor, passive
        return act is not None

    def _object(
        self, sentence: Sentence, place: int, length: int, verb: Verb, passive: bool, clause: int = 10_000
    ) -> Admitted:
        """Return the act of the verb that its object admits, the object's code and its place."""
        sought = Sought(sentence, place, length, verb, passive, clause)
        return (
            self._needs_none(sought)
            or self._named_object(sought)
            or self._meant_object(sought)
            or NOTHING_MEANT
        )

    def _needs_none(self, sought: Sought) -> Admitted | None:
        """Return the act of a verb that says by itself what it is done to; None where an object tells it better."""
        sentence, verb = sought.sentence, sought.verb
        place, length = sought.place, sought.length
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
        return None

    def _candidates(self, sought: Sought) -> list[tuple[int, int, str]]:
        """Return the objects that the verb may have, the likeliest first."""
        return self._before_a_passive(sought) if sought.passive else self._behind_the_verb(sought)

    def _behind_the_verb(self, sought: Sought) -> list[tuple[int, int, str]]:
        """Return the objects behind a verb or a noun, up to a condition or the next subject."""
        sentence, place, stop = sought.sentence, sought.place, sought.place + sought.length
        limit = min(
            (
                stop + 30,
                *(start for start, _, _ in sentence.conditions if start > place),
                *(
                    at
                    for at, end, _, how in sentence.subjects
                    if at >= stop
                    and (
                        how.startswith("subject")
                        or (how.startswith("pronoun") and not REPORT & set(sentence.words[end : end + 2]))
                    )
                ),
            )
        )
        if sought.verb.form == "noun":
            return [
                span
                for span in sentence.objects
                if stop - 1 <= span[0] < limit
                or (span[0] == place and span[1] > stop and sentence.words[place].startswith(GROWS))
            ]
        return [span for span in sentence.objects if span[1] > stop - 1 and place + 1 <= span[0] < limit]

    def _before_a_passive(self, sought: Sought) -> list[tuple[int, int, str]]:
        """Return the objects before a passive, those last that stand under another, and those close behind it."""
        sentence, words = sought.sentence, sought.sentence.words
        place, stop = sought.place, sought.place + sought.length
        begin = min(sought.clause, self._clause_start(sentence, place))
        candidates = [span for span in reversed(sentence.objects) if begin <= span[0] and span[1] <= place]
        candidates.sort(key=lambda span: self._is_under(sentence, span, begin))
        named = any(
            span[0] == stop + 1 for span in sentence.objects
        )  # "will be subjected to export controls"
        if named or not (words[stop : stop + 1] == ["to"] and stop + 1 in sentence.verbs):
            # "There is hereby imposed, for a period of 150 days, a surcharge"
            reach = stop + (
                20 if "there" in words[max(begin, place - 5) : place] else 4 + 2 * (words[stop - 1] == "to")
            )
            waits = min((start for start, _, _ in sentence.conditions if start >= stop), default=reach + 1)
            candidates += [span for span in sentence.objects if stop <= span[0] <= reach and span[0] < waits]
        if any(span[2] == "purchases" for span in candidates):
            candidates.sort(key=lambda span: "quota" not in span[2])  # "the quota for imports will increase"
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
        if any("licences" in act.objects for act in sought.verb.acts):
            candidates.sort(
                key=lambda span: span[2] != "licences" or self._is_under(sentence, span, begin)
            )  # "applications for exports shall be approved"
        return candidates

    def _named_object(self, sought: Sought) -> Admitted | None:
        """Return the act and the object that a word of the sentence names; None where none is within reach."""
        words, verb = sought.sentence.words, sought.verb
        place, length = sought.place, sought.length
        candidates = self._candidates(sought)
        lists = next(
            (act for act in verb.acts if act.action == "LIST" and "entity_list" in act.objects), None
        )
        for start, stop, code in candidates if lists and not sought.passive else ():
            gap = words[place + length : start]
            if code == "chemicals":
                break
            if (
                code == "entity_list"
                and {"including", "that", "which"} & set(gap)
                and self._onto_the_list(gap)
            ):
                return lists, code, (start, stop)  # "added nine firms, including Acme, to its entity list"
        for start, stop, code in candidates:
            gap = [] if sought.passive else words[place + length : start]
            if "including" in gap or any(
                words[at : at + 2] == ["such", "as"] for at in range(place + length, start)
            ):
                if not words[place].startswith(("exempt", "exclud", "remov", "spar")):
                    return None
                if not self._from_closed(words, start):
                    continue
                freed = next((act for act in verb.acts if code in act.objects), None)
                if freed is None:
                    return NOTHING_MEANT
                return (
                    freed,
                    freed.default or code,
                    (start, stop),
                )  # "exempting foods, including beef, from his"
            if self._is_out_of_reach(sought, gap, (start, stop, code)):
                return None
            if code == "trade" and words[stop : stop + 1] == ["of"]:
                start, stop, code = self._traded(sought, stop) or (start, stop, code)
            act = next((act for act in verb.acts if code in act.objects), None)
            if act and act.action == "REVIEW" and sought.passive and words[stop - 1] in ("codes", "code"):
                continue  # "all tariff codes will be reviewed by the court"
            if act and act.action == "PURCHASE" and ORDERED & set(gap) and words[place].startswith("order"):
                continue  # "ordered a ban on the export of ore": that is no purchase
            if act and words[place].startswith(GIVES_NOUN) and not sought.passive:
                act = self._prolonging(sought.sentence, place + length, start, code) or act
            if act is None and code in english_kinds():
                code = english_kinds()[code]  # what can be done to any relief, can be to how it is asked for
                act = next((act for act in verb.acts if code in act.objects), None)
            if act is not None and code in burdens() | {"licences"} and words[stop : stop + 1]:
                act = self._compound(act, words, place, stop) or act
            if act is not None:
                if sought.passive and (code == "entity_list" or words[start].startswith("announcement")):
                    # "the licence requirements for entities on the Entity List no longer apply"
                    heads = (
                        span
                        for span in reversed(candidates)
                        if span[2] in HEAD_OBJECTS and span[2] in act.objects and span[1] < start
                    )
                    start, stop, code = next(heads, (start, stop, code))
                return act, act.default or english_kinds().get(code, code), (start, stop)
            if (
                code in burdens()
                and not any(act.objects & burdens() for act in verb.acts)
                and not any(stop == other for other, _, _ in candidates)
            ):
                return None  # "provide terms for tariffs on semiconductors"
        return None

    def _onto_the_list(self, gap: list[str]) -> bool:
        """Whether what stands between a verb and a list leads onto it: "nine firms that make drones on its"."""
        at = len(gap) - 1 - (gap[-1] == QUOTED)
        while at >= 0 and (gap[at].isalpha() or gap[at] == "'s") and gap[at] not in PREPOSITIONS:
            at -= 1
        return at >= 0 and len(gap) - at <= 5 and gap[at] in ("to", "on", "onto", "in", "into")

    def _traded(self, sought: Sought, stop: int) -> tuple[int, int, str] | None:
        """Return the goods whose trade ends at ``stop``, if the verb can be done to them: "exports of magnets"."""
        words = sought.sentence.words
        for span in sought.sentence.objects:
            if span[2] == "purchases" and words[sought.place].startswith(HALTS):
                continue  # "suspend imports of seafood": the trade
            if stop < span[0] <= stop + 3 and any(span[2] in act.objects for act in sought.verb.acts):
                return span
        return None

    def _is_out_of_reach(self, sought: Sought, gap: list[str], span: tuple[int, int, str]) -> bool:
        """Whether what stands between the verb and the object, the ``gap``, gives the object to another word."""
        sentence, verb, words = sought.sentence, sought.verb, sought.sentence.words
        place, length, passive = sought.place, sought.length, sought.passive
        start, stop, code = span
        if (
            ";" in gap
            or "that" in gap
            or (
                verb.form in ("base", "past", "s")
                and "to" in gap
                and any(act.action == "IMPOSE" for act in verb.acts)
                and words[place]
                in ("take", "took", "taken", "adopt", "announced", "order", "orders", "ordered", "ordering")
            )
            or any(word in CLAUSE_OPENERS for word in gap)
            or AFTERWARDS & set(gap)
            or CALLED & set(gap)
            or any(
                word in IMPACTS and gap[at + 1 : at + 2] in (["of"], ["and"]) for at, word in enumerate(gap)
            )
            or any(gap[at : at + 2] == ["in", "response"] for at in range(len(gap)))
            or any(gap[at : at + 2] in (["called", "for"], ["calls", "for"]) for at in range(len(gap)))
            or (gap and code != "pact" and WORK & set(gap[:4]))
            or (
                code == "mechanism" and {"through", "via"} & set(gap)
            )  # "pursue our interests through dialogue"
        ):
            return True
        if (
            not passive
            and words[place].startswith(MAKES_KNOWN)
            and self._noun_between(sentence, place + length, start)
        ):
            return True  # "gazetted the removal of the duty": the noun is the act
        if code == "tariff_exclusion" and "date" in gap and words[place].startswith(("establish", "set")):
            return True  # "establishing May 4 as the end date for the exclusions"
        if (
            not passive
            and words[place].startswith(SPENDS)
            and code in GOODS_CODES
            and MONEY & set(gap)
            and "for" in gap
        ):
            return True  # "provide $50 million for a stockpile of graphite": the money
        if code == "restrictive_measures" and words[start - 1] == "and" and words[start - 2] in PEACEFUL:
            return True  # "announced projects and measures": no curbs
        put_off = words[place].startswith(("defer", "postpon", "delay", "put"))
        if put_off and {"decision", "decisions", "ruling"} & set(gap[:4]):
            return True  # "deferred a decision on the duties": of that, and not of them
        if not passive and any(
            words[at] == "by"
            and at + 1 in sentence.verbs
            and sentence.verbs[at + 1][1].form.startswith("ing")
            for at in range(place + length + 1, start)
        ):
            return True  # "is strengthening the economy by modifying the tariffs"
        if not passive and verb.form != "noun" and self._in_next_clause(words, place + length, start, stop):
            return True  # "will update its system, and all tariff codes will lapse"
        if (
            code in ("restrictive_measures", "countermeasures")
            and words[stop : stop + 1] == ["to"]
            and words[stop - 1] != "order"
            and not any(
                first in (stop + 1, stop + 2) for first, _, _ in sentence.parties
            )  # "restrictions to Fiji"
        ):
            return True  # "adopt measures to suspend": what follows is the act
        asks = words[place].startswith(("requir", "oblig")) and code in ("licences", "permission")
        allows = asks or words[place].startswith(
            ("allow", "permit")
        )  # "requires exporters to obtain a licence"
        if not passive and not allows and self._belongs_to_another(sentence, place + length, start):
            return True
        # "strengthen cooperation on export controls"
        return any(word in TALK for word in gap) and not words[place].startswith(("address", "resolv"))

    def _compound(self, act: Act, words: list[str], place: int, stop: int) -> Act | None:
        """Return the act of a noun that ends at its object: "announced the permit extension", "a tariff cut"."""
        if not words[place].startswith(TELLS_NOUN) or act.action not in ("IMPOSE", "APPROVE", "LIFT"):
            return None
        named = COMPOUNDS.get(words[stop])
        behind = words[stop + 1 : stop + 2]
        if named is None or (
            behind and behind[0].isalpha() and behind[0] not in PREPOSITIONS | {"and", "until", "through"}
        ):
            return None
        return Act(named, "object" if named == "EXTEND" else "ease", act.objects, act.default)

    def _prolonging(self, sentence: Sentence, begin: int, stop: int, code: str) -> Act | None:
        """Return the act of the extension that a verb gives: "issued an extension of a licence"; None if it is none."""
        for at in range(begin, min(stop, begin + 6)):
            _, verb = sentence.verbs.get(at, (0, None))
            if verb and "noun" in verb.form:
                return next(
                    (act for act in verb.acts if act.action == "EXTEND" and code in act.objects), None
                )
        return None

    def _noun_between(self, sentence: Sentence, begin: int, stop: int) -> bool:
        """Whether a noun that is an act stands from ``begin`` on, with the object behind it: "the removal of"."""
        for at in range(begin, min(stop, begin + 5)):
            length, verb = sentence.verbs.get(at, (0, None))
            if (
                verb
                and "noun" in verb.form
                and sentence.words[at + length - 1] in ("of", "in", "on", "to")
                and not all(other.action == "REVIEW" for other in verb.acts)
            ):
                return True
            if sentence.words[at] in PREPOSITIONS and sentence.words[at] != "of":
                return False
        return False

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

    def _is_under(self, sentence: Sentence, span: tuple[int, int, str], begin: int) -> bool:
        """Whether an object only says of another what it is on or for: the goods of "the tariff on farm goods"."""
        heads = [
            (stop, code)
            for start, stop, code in sentence.objects
            if begin <= start and stop <= span[0] and (code in burdens() or code == "tariff_exclusion")
        ]
        between = set(sentence.words[heads[0][0] : span[0]]) if heads else set()
        if heads and heads[0][1] == "tariff_exclusion" and "of" in between and not BE & between:
            return True  # "Remission of the surtax has been extended"
        described = {"that", "which"} & between  # "the duties that were imposed on peas"
        return bool({"on", "against", "for", "from"} & between) and (bool(described) or not BE & between)

    def _from_closed(self, words: list[str], place: int) -> bool:
        """Whether "from" behind a comma leads to ``place``: ", from his tariffs"."""
        return any(
            words[at] == "from"
            and (words[at - 1] in (",", ")") or words[at + 1] in ("the", "its", "these", "their"))
            for at in range(max(1, place - 5), place)
        )

    def _in_next_clause(self, words: list[str], begin: int, start: int, stop: int) -> bool:
        """Whether what stands from ``start`` to ``stop`` is the subject of a clause that follows: ", and all X will"."""
        joined = any(words[at] == "," and words[at + 1] in ("and", "but") for at in range(begin, start))
        if not joined:
            return False
        after = next(
            (
                at
                for at in range(stop, min(len(words), stop + 9))
                if words[at] in MODALS | {",", ";"}
                and not (words[at] == "may" and words[at + 1 : at + 2] and words[at + 1][0].isdigit())
            ),
            -1,
        )
        return after >= 0 and words[after] in MODALS and not {"that", "which", "who"} & set(words[stop:after])

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
