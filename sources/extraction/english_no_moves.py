"""What moves nothing in trade policy, though it has governor and object: a permit got, a list sent, a statistic."""

from __future__ import annotations

from sources.extraction.english_case import (
    MONEY,
    SHIPPED,
    Case,
)
from sources.extraction.english_lookalikes import LookalikeReader
from sources.extraction.english_words import (
    BE,
    LAWS,
    MODALS,
    PREPOSITIONS,
    SIGNED,
    TEXTS,
    word_set,
)
from sources.extraction.lexicon import (
    english_adjectives,
)

OBLIGED = word_set("obliged")
NO_MONEY = frozenset(
    ("certainty", "climate", "confidence", "environment", "legislation", "bill", "law", "act", "rules")
)
TALKED = frozenset(("negotiations", "talks", "discussions", "dialogue", "consultations"))
PLANNED = frozenset(("plan", "plans", "programme", "program", "roadmap", "strategy"))
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
PASSED = LAWS | {"revisions", "amendments", "amendment", "decree", "regulations", "rules"}
BUYS = frozenset(("purchases", "imports", "procurement", "buying"))
STOPPING = frozenset(("stop", "cease", "halt", "end", "stopped", "ceased", "halted", "ended", "quit"))
# What is released or sent and is no flow of goods.
ONLY_SENT = frozenset(
    ("list", "lists", "applications", "application", "letter", "letters", "notice", "prices", "price", "data")
) | {"statement", "report", "figures", "off", "limits"}


class NoMoveReader(LookalikeReader):
    """Says of the act at hand whether nothing moves by it, or whether it is no purchase or a trade that stops."""

    def _is_no_move(self, case: Case) -> bool:
        """Whether nothing moves by it: a power, a permit got, what comes of an act: "allowing chips to flow"."""
        return (
            self._is_a_permit_or_power(case)
            or self._is_not_done_yet(case)
            or self._moves_no_goods(case)
            or self._is_of_something_else(case)
        )

    def _is_a_permit_or_power(self, case: Case) -> bool:
        """Whether it is a permit got, a power given or a firm's own business: "has obtained the permits"."""
        words, place, length, verb = case.words, case.place, case.length, case.verb
        before, governor, passive, act = case.before, case.governor, case.passive, case.act
        code = case.code
        if (
            act.action == "APPROVE"
            and words[place].startswith(("allow", "permit", "authori", "clear"))
            and (
                (verb.form == "ing" and before != "while" and not self._laid_down(words, place))
                or words[place + length : place + length + 1] == ["to"]
            )
            and not (passive and set(words[place + length + 1 : place + length + 2]) & SHIPPED)
            and not (
                passive
                and any(
                    start in (place + length + 1, place + length + 2) for start, _, _ in case.sentence.parties
                )
            )
        ):
            return True  # "allowing chips to flow": what comes of it; "authorized to": a power
        if "plants_at_home" in act.objects and governor.modality != "shall":
            return True  # "plans to build smelters": no duty
        if (
            act.action == "IMPOSE"
            and code == "licences"
            and words[place].startswith(("obtain", "secur", "hold", "held", "need"))
            and governor.modality in ("done", "agreed", "expected")
        ):
            return True  # "has obtained the permits"
        if (
            act.action == "IMPOSE"
            and code == "licences"
            and words[place].startswith(("appl", "seek", "sought", "request", "fil", "acquir", "get", "got"))
            and governor.modality != "shall"
            and not OBLIGED & set(words[max(0, place - 6) : place])
        ):
            return True  # "the firm plans to apply for a licence": its own business
        # "applications by mail will not be accepted"
        return bool(words[place] == "accepted" and passive and code == "licences")

    def _laid_down(self, words: list[str], place: int) -> bool:
        """Whether a law that was passed stands before the participle: "passed a bill, allowing smelters to export"."""
        law = next((at for at in range(place - 1, max(-1, place - 14), -1) if words[at] in PASSED), -1)
        return law >= 0 and bool(SIGNED & set(words[max(0, law - 6) : law]))

    def _is_not_done_yet(self, case: Case) -> bool:
        """Whether it is left open, planned, denied or to come: "did not rule out", "has not been set yet"."""
        words, place, verb, governor = case.words, case.place, case.verb, case.governor
        passive, act, code = case.passive, case.act, case.code
        if governor.negated and words[place + case.length : place + case.length + 1] == ["before"]:
            return True  # "will not enter into force before July": when it does
        if (
            governor.modality == "threatens"
            and act.polarity == "ease"
            and "out" in words[governor.start : place]
        ):
            return True  # "did not rule out cutting the duty": left open
        if (
            governor.negated
            and words[place] == "apply"
            and code in ("export_control", "countermeasures", "entity_list")
        ):
            return True  # "The ban does not apply to scrap": what it covers
        if "persist" in words[governor.start : place]:
            return True  # "will persist in efforts to lower it"
        if passive and words[max(0, place - 2) : place] == ["to", "be"] and words[place - 3] in PLANNED:
            return True  # "an action plan to be implemented"
        if act.action == "ESTABLISH" and verb.form == "noun" and "proposed" in words[governor.start : place]:
            return True  # "proposed the creation of a secretariat": to others
        if passive and governor.negated and governor.modality == "done" and "yet" in words[place : place + 4]:
            return True  # "the new duty has not been set yet"
        # "did not publish a list": nothing is denied by it
        return bool(act.action == "ESTABLISH" and governor.negated)

    def _moves_no_goods(self, case: Case) -> bool:
        """Whether nothing flows by what is sent or bought: "sent to parliament the Agreement"."""
        words, place, length, governor = case.words, case.place, case.length, case.governor
        passive, act, code, span = case.passive, case.act, case.code, case.span
        gap = words[place + length : span[0]] if span else []
        if act.action == "RESUME" and words[place].startswith("sen") and TEXTS & set(gap):
            return True  # "sent to parliament the Agreement on Trade with Fiji"
        if act.action == "RESUME" and ONLY_SENT & set(self._told_at_once(words, place + length)):
            return True  # "released a list of goods that", "sent applications for chip sales to"
        if act.action == "PURCHASE" and span and set(words[span[1] : span[1] + 1]) & NO_MONEY:
            return True  # "provided investment certainty", "implement its investment legislation"
        if act.action == "PURCHASE" and passive and words[place] in ("increase", "rise", "grow", "climb"):
            behind = words[place + length] if place + length < len(words) else ""
            if behind not in PREPOSITIONS | {"further", "", ","} and not behind[0].isdigit():
                return True  # "the plant will increase power": of something else
        if act.action == "RESUME" and TALKED & set(words[governor.start : place]):
            return True  # "negotiations would resume to address concerns"
        if (
            act.action == "RESUME"
            and words[place].startswith("releas")
            and {"list", "lists"} & set(words[place : place + 5])
        ):
            return True  # "released a list of goods"
        if act.action == "RESUME" and code == "purchases" and words[place].startswith("provid"):
            return True  # "is providing rice to its friends": aid
        far = span is not None and span[0] - place - length > 3
        # "must provide certificates on the use, prior to export"
        return far and act.action == "RESUME" and code == "trade" and words[place].startswith("provid")

    def _told_at_once(self, words: list[str], at: int) -> list[str]:
        """Return up to ten words from ``at`` to where another clause begins: "a list of goods"."""
        behind = words[at : at + 10]
        return behind[: next((n for n, word in enumerate(behind) if word in ("and", ",", "while")), 10)]

    def _is_of_something_else(self, case: Case) -> bool:
        """Whether it is of another matter than trade measures: "issued guidance on the duties"."""
        words, place, length, before = case.words, case.place, case.length, case.before
        governor, act, code, span = case.governor, case.act, case.code, case.span
        gap = words[place + length : span[0]] if span else []
        if words[place].startswith(("address", "resolv")) and code not in (
            "market_access",
            "countermeasures",
        ):
            near = words[place : place + 7]
            if "concerns" not in near and "concern" not in near:
                return True
        if words[place].startswith("propos") and (
            "proposal" in words[place + 1 : place + 10] or (act.action == "IMPOSE" and gap[:1] == ["to"])
        ):
            return True  # "proposed to the council a proposal to cancel the duties": what follows is the act
        if act.action == "REVIEW" and {"situation", "circumstances", "conditions"} & set(
            words[place : place + 6]
        ):
            return True  # "will consider the actual situation of firms": before it decides
        if words[place] == "exploring" and before in BE:
            return True  # "is exploring a partnership": nothing is set up yet
        begins = self._clause_start(case.sentence, governor.start)
        if code == "market_access" and words[begins] in ("this", "that") and words[begins + 1] in MODALS:
            return True  # "This will expand market access": what comes of it
        if (
            act.action == "ESTABLISH"
            and span
            and words[span[1] - 1] in ("guidance", "guidelines")
            and not {"joint", "undertaking", "undertakings", "offers"} & set(words[place : span[1] + 9])
        ):
            return True  # "issued guidance on the duties": how to declare them
        if words[place] == "replacing" and case.found and span and not self._is_replaced_by_less(case):
            return True  # "imposes a 10 percent surcharge, replacing the duties that": what it is instead of
        if (
            code == "investigation"
            and act.action == "IMPOSE"
            and span
            and words[place].startswith(ANNOUNCING)
        ):
            told = set(words[place + length : span[0]])
            if told & OUTCOMES:
                return True  # "announced determinations in 40 investigations": what came of them
        if words[place].startswith("align") and code == "tariff" and "with" in words[place : place + 12]:
            return True  # "aligns its rates with those of others": how it compares
        if act.action == "LIST" and words[place].startswith("includ") and {",", "from"} & set(gap):
            return True  # "The package includes the suspension of X, the removal from the list"
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
            and not any(word[0].isdigit() for word in words[place : place + 18])
            and not any(
                place < start <= place + 8 and party != "BOTH" for start, _, party in sentence.parties
            )
            and not any(word in english_adjectives() for word in words[place : place + 5])
            and not (
                self.context.joint and {"projects", "mining", "minerals"} & set(words[place : place + 9])
            )
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
        will_not = (
            words[place] in ("import", "buy", "purchase")
            and case.governor.modality in ("will", "agreed", "decided")
            and case.governor.how.startswith("subject:subject")
        )
        if case.governor.negated and (
            act.action == "RESUME" or (act.action == "PURCHASE" and not stops and not will_not)
        ):
            return True
        if case.length > 1 and act.action == "STOP" and act.polarity == "burden":
            return False  # "stopped exporting tin": both words are the act
        return (words[place] in STOPPING or words[place] == "stops") and any(
            words[at].endswith("ing")
            and all(w.endswith("ly") or w in ("or", "and") for w in words[place + 1 : at])
            for at in range(place + 1, min(len(words), place + 6))
        )
