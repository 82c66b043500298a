"""What an act of an English sentence is done to."""

from __future__ import annotations

from dataclasses import replace

from sources.extraction.english_case import (
    GOODS_DO,
    MONEY,
    NO_ACT,
    SHIPPED,
    Case,
)
from sources.extraction.english_owners import OwnerFinder
from sources.extraction.english_words import (
    BE,
    CLAUSE_OPENERS,
    MODALS,
    PREPOSITIONS,
    TALK,
    Sentence,
    first_word,
)
from sources.extraction.lexicon import (
    Act,
    Verb,
    burdens,
)

MODIFIED = Act("ADJUST", "burden", frozenset(("tariff",)))
HEAD_OBJECTS = frozenset(("licences", "tariff", "export_control", "port_fee"))
# Behind these another matter is told: "suspended its work on the deal following threats of duties".
AFTERWARDS = frozenset(("following", "after", "amid", "despite", "because", "since"))
WORK = frozenset(("work", "talks", "ratification", "negotiations", "vote", "voting", "debate"))
SWELLS = ("boost", "increas", "launch", "step")  # "will boost the economy by $9 billion"
EASING_NOUNS = {
    **dict.fromkeys(("reduction", "cut", "lowering", "decrease", "reductions", "cuts"), "REDUCE"),
    **dict.fromkeys(("removal", "lifting", "elimination", "abolition", "repeal", "withdrawal"), "LIFT"),
}
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
PAUSES = frozenset(("suspension", "pause", "moratorium", "freeze"))
RATED = ("LIFT", "REDUCE", "SUSPEND", "MAINTAIN")
SENDING = frozenset(
    ("exporting", "supplying", "shipping", "selling", "transferring", "providing", "sending", "reexporting")
)
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


class ObjectFinder(OwnerFinder):
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
            stop
            for start, stop, code in sentence.objects
            if begin <= start and stop <= span[0] and (code in burdens() or code == "tariff_exclusion")
        ]
        between = set(sentence.words[heads[0] : span[0]]) if heads else set()
        described = {"that", "which"} & between  # "the duties that were imposed on peas"
        return bool({"on", "against", "for", "from"} & between) and (bool(described) or not BE & between)

    def _from_closed(self, words: list[str], place: int) -> bool:
        """Whether "from" behind a comma leads to ``place``: ", from his tariffs"."""
        return any(
            words[at] == "from" and words[at - 1] in (",", ")") for at in range(max(1, place - 5), place)
        )

    def _in_next_clause(self, words: list[str], begin: int, start: int, stop: int) -> bool:
        """Whether what stands from ``start`` to ``stop`` is the subject of a clause that follows: ", and all X will"."""
        joined = any(words[at] == "," and words[at + 1] in ("and", "but") for at in range(begin, start))
        if not joined:
            return False
        after = next(
            (at for at in range(stop, min(len(words), stop + 9)) if words[at] in MODALS | {",", ";"}), -1
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

    def _is_currency(self, sentence: Sentence, place: int) -> bool:
        """Whether the "billion" at ``place`` counts money: "$3 billion", "EUR 3 billion", "400 billion yen"."""
        words = sentence.words
        sign = self.folded[sentence.starts[place - 1] - 1 : sentence.starts[place - 1]]
        return (
            sign in ("$", "€", "¥", "£")
            or words[place - 2] in CURRENCIES
            or (place + 1 < len(words) and words[place + 1] in CURRENCIES)
        )
