"""What an act of an English sentence is done to where it is not named: "extend it", "the provisions"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sources.extraction.english_case import MONEY, SHIPPED
from sources.extraction.english_owners import OwnerFinder
from sources.extraction.english_words import BE, MODALS, PREPOSITIONS, Sentence, first_word
from sources.extraction.lexicon import Act, Verb, burdens

MODIFIED = Act("ADJUST", "burden", frozenset(("tariff",)))
SWELLS = ("boost", "increas", "launch", "step")  # "will boost the economy by $9 billion"
HELD = re.compile(r"\bsuspen\w+ (?:of |on )?(?:all |its |the )?(?:[\w-]+ ){0,2}(?:exports|shipments)\b")
PAUSING = ("SUSPEND", "STOP")
BUYING = frozenset(
    (
        *(
            "importing",
            "buying",
            "purchasing",
            "procuring",
            "sourcing",
            "acquiring",
            "doing",
            "dealing",
            "trading",
        ),
        *("transacting", "using", "investing", "accessing"),
    )
)
RATED = ("LIFT", "REDUCE", "SUSPEND", "MAINTAIN")
SENDING = frozenset(
    ("exporting", "supplying", "shipping", "selling", "transferring", "providing", "sending", "reexporting")
)
ABOUT = frozenset(
    ("over", "about", "regarding", "on", "with", "related", "relating", "concerning", "raised", "of")
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
        "rs",
        "inr",
        "rupees",
        "pesos",
    )
)
PAPERS = frozenset(
    (
        "directive",
        "ordinance",
        "circular",
        "order",
        "proclamation",
        "decree",
        "notification",
        "notice",
        "regulation",
    )
)
ANAPHORA = PAPERS | frozenset(
    (
        "they",
        "these",
        "those",
        "it",
        *(
            "move",
            "moves",
            "step",
            "steps",
            "increase",
            "increases",
            "hike",
            "hikes",
            "rise",
            "both",
            "requirement",
        ),
        *(
            "policy",
            "decision",
            "scheme",
            "actions",
            "obligation",
            "prohibition",
            "penalty",
            "penalties",
            "tax",
        ),
        "parts",
        "portion",
        "scope",
        "coverage",
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
# An act, the code of its object, and where that stands.
Admitted = tuple[Act | None, str, tuple[int, int] | None]
NOTHING_MEANT: Admitted = (None, "", None)


@dataclass(slots=True)
class Sought:
    """The verb or noun whose object is sought; ``clause`` is where its clause begins at the latest."""

    sentence: Sentence
    place: int
    length: int
    verb: Verb
    passive: bool
    clause: int


class MeantFinder(OwnerFinder):
    """Finds what an act is done to where the words that name it stand elsewhere: "extend it", "the provisions"."""

    def _meant_object(self, sought: Sought) -> Admitted | None:
        """Return what is meant where no word of an object stands at the verb; None where nothing is."""
        if sought.passive:
            return (
                self._by_sending(sought)
                or self._by_which(sought)
                or self._by_what_was_told(sought)
                or self._by_barring(sought)
                or self._by_pause_before(sought)
                or self._by_section(sought)
                or self._by_rate_before(sought)
                or self._by_name_before(sought)
            )
        return (
            self._by_pronoun(sought)
            or self._by_concerns(sought)
            or self._by_sending(sought)
            or self._by_rate(sought)
            or self._by_which(sought)
            or self._by_money(sought)
            or self._by_order(sought)
            or self._by_barring(sought)
            or self._by_pause_ahead(sought)
            or self._by_section(sought)
            or self._by_exempting(sought)
            or self._by_name(sought)
        )

    def _by_name_before(self, sought: Sought) -> Admitted | None:
        """Return the list that those are on whose names stand before: "Lindvik and Sons are now designated"."""
        words, place, stop = sought.sentence.words, sought.place, sought.place + sought.length
        if not words[place].startswith("designat") or words[stop : stop + 1] == ["as"]:
            return None
        begin = min(sought.clause, self._clause_start(sought.sentence, place))
        named = self.text[sought.sentence.starts[begin] : sought.sentence.starts[begin] + 1].isupper()
        act = next((act for act in sought.verb.acts if "entity_list" in act.objects), None)
        return (
            (act, "entity_list", (begin, begin + 1))
            if act and named and words[begin] not in ANAPHORA
            else None
        )

    def _by_name(self, sought: Sought) -> Admitted | None:
        """Return the list that somebody named is put on: "designated Hengli for", "sanctioned Rosneft"."""
        words, place, stop = sought.sentence.words, sought.place, sought.place + sought.length
        written = self.text[sought.sentence.starts[place] : sought.sentence.starts[place] + 1]
        if not words[place].startswith(("designat", "sanction")) or stop >= len(words) or written.isupper():
            return None
        named = self.text[sought.sentence.starts[stop] : sought.sentence.starts[stop] + 1].isupper()
        if not named or "as" in words[stop : stop + 6]:
            return None
        act = next((act for act in sought.verb.acts if "entity_list" in act.objects), None)
        return (act, "entity_list", (stop, stop + 1)) if act else None

    def _by_exempting(self, sought: Sought) -> Admitted | None:
        """Return the burden that goods are exempted from where it is told before: "and will exempt certain goods"."""
        words, place, stop = sought.sentence.words, sought.place, sought.place + sought.length
        ahead = words[stop : stop + 8]
        if not words[place].startswith("exempt") or not ahead or ahead[0] in PREPOSITIONS or "from" in ahead:
            return None
        told = next((f.object for f in reversed(self.findings) if f.object in burdens()), "tariff")
        act = next((act for act in sought.verb.acts if told in act.objects and act.polarity == "ease"), None)
        return (act, told, (stop, stop + 1)) if act else None

    def _by_pronoun(self, sought: Sought) -> Admitted | None:
        """Return what a pronoun means, the object named last: "imposed a surcharge and will increase it"."""
        sentence, verb, words = sought.sentence, sought.verb, sought.sentence.words
        place, length = sought.place, sought.length
        if words[place].startswith(("keep", "kept", "maintain", "retain", "preserv", "continu")):
            return None  # "is to keep it that way"
        if (
            words[place + length : place + length + 1] in (["it"], ["them"])
            or words[place + length : place + length + 3]
            in (["some", "of", "them"], ["all", "of", "them"], ["most", "of", "them"])
        ) and any(act.action in ("LIFT", "SUSPEND", "IMPOSE", "REDUCE", "EXTEND") for act in verb.acts):
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
            if meant:
                act = next(act for act in verb.acts if meant in act.objects)
                return act, meant, (place + length, place + length + 1)
        return None

    def _by_concerns(self, sought: Sought) -> Admitted | None:
        """Return the market that concerns are about: "resolve China's concerns over dairy products"."""
        verb, words = sought.verb, sought.sentence.words
        place, length = sought.place, sought.length
        if (
            words[place].startswith(("address", "resolv"))
            and any(
                words[at] in ("concern", "concerns")
                and words[at + 1 : at + 2] != []
                and words[at + 1] in ABOUT
                for at in range(place + 1, min(len(words), place + 8))
            )
            and not {"commit", "commits", "committed", "intend", "intends", "willing", "ready", "hopes"}
            & set(words[max(0, place - 5) : place])
        ):
            settles = next((act for act in verb.acts if "market_access" in act.objects), None)
            if settles:
                return settles, "market_access", (place, place + length)
        return None

    def _by_sending(self, sought: Sought) -> Admitted | None:
        """Return the trade in what may be sent: "would be allowed to ship its chips to Fiji"."""
        verb, words = sought.verb, sought.sentence.words
        place, length, passive = sought.place, sought.length, sought.passive
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
                return lets, "trade", (to + 1, to + 2)
        return None

    def _by_rate(self, sought: Sought) -> Admitted | None:
        """Return the tariff whose rate is dropped: "is willing to drop the remaining 10 percent"."""
        sentence, verb, words = sought.sentence, sought.verb, sought.sentence.words
        place, length = sought.place, sought.length
        rate = next(
            (
                at
                for at in range(place + length, min(len(words) - 1, place + length + 4))
                if words[at][0].isdigit()
            ),
            -1,
        )
        if (
            rate > 0
            and words[rate + 1] in ("%", "percent")
            and words[rate + 2 : rate + 3] not in (["of"], ["stake"], ["share"])
            and (
                any(finding.object == "tariff" for finding in self.findings[-4:])
                or any(code == "tariff" and start < place for start, _, code in sentence.objects)
            )
        ):
            rated = (*RATED, "IMPOSE") if words[place].startswith(("pay", "attract", "incur")) else RATED
            dropped = next(
                (act for act in verb.acts if "tariff" in act.objects and act.action in rated), None
            )
            if dropped:
                return dropped, "tariff", (rate, rate + 2)
        return None

    def _by_rate_before(self, sought: Sought) -> Admitted | None:
        """Return the tariff whose rate a passive is of: "while the remaining 10 percent will be retained"."""
        words, place = sought.sentence.words, sought.place
        group = place
        while group and words[group - 1] in MODALS | BE:
            group -= 1
        rated = (
            group > 1
            and group < place
            and words[group - 1] in ("%", "percent")
            and words[group - 2][0].isdigit()
        )
        if not rated or not any(finding.object == "tariff" for finding in self.findings[-4:]):
            return None
        act = next((act for act in sought.verb.acts if "tariff" in act.objects and act.action in RATED), None)
        return (act, "tariff", (group - 2, group)) if act else None

    def _by_which(self, sought: Sought) -> Admitted | None:
        """Return what "which" stands for: "the surcharge, which he said he would raise to"."""
        sentence, verb, words = sought.sentence, sought.verb, sought.sentence.words
        place, length, passive, clause = sought.place, sought.length, sought.passive, sought.clause
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
                    return meant, named[2], named[:2]
        return None

    def _by_money(self, sought: Sought) -> Admitted | None:
        """Return the investment that a sum is: "will put $3 billion into a smelter"."""
        sentence, verb, words = sought.sentence, sought.verb, sought.sentence.words
        place, length = sought.place, sought.length
        money = next(
            (at for at in range(place + length, min(len(words), place + length + 8)) if words[at] in MONEY),
            -1,
        )
        if (
            money > 0
            and "to" not in [w for at, w in enumerate(words[place:money], place) if words[at - 1] != "up"]
            and words[money - 1][0].isdigit()
            and words[money + 1 : money + 2] not in (["action"], ["list"], ["trade"], ["tariff"], ["market"])
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
        return None

    def _by_order(self, sought: Sought) -> Admitted | None:
        """Return the tariff that an order lays: "if they retaliate, I may modify this order"."""
        sentence, verb, words = sought.sentence, sought.verb, sought.sentence.words
        place, length = sought.place, sought.length
        if (
            (self.context.issuer or "president" in words[max(0, place - 4) : place])
            and sentence.conditions
            and words[place + length : place + length + 2]
            in (["this", "order"], ["this", "proclamation"], ["this", "action"])
            and any(act.action == "ADJUST" for act in verb.acts)
        ):
            return MODIFIED, "tariff", (place + length, place + length + 2)
        return None

    def _by_what_was_told(self, sought: Sought) -> Admitted | None:
        """Return what was spoken of last: "They take effect on", "The provisions will be reinstated"."""
        sentence, verb, words = sought.sentence, sought.verb, sought.sentence.words
        place, length, clause = sought.place, sought.length, sought.clause
        if verb.form == "noun":
            return None
        begin = min(clause, self._clause_start(sentence, place))
        back = next((at for at in range(begin, place) if words[at] in ANAPHORA), -1)
        if (
            back < 0
            and self.findings
            and self.findings[-1].kind == "countermeasure"
            and words[begin : begin + 1] == ["this"]
            and (begin + 1 == place or words[begin + 1] in MODALS)
        ):
            back = begin  # "This will apply from May 1"
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
            fitting = [act for act in verb.acts if earlier.object in (*act.objects, act.default)]
            starts = {"effect", "force"} & set(words[place : place + length])
            begins = starts and fitting[0].action in ("IMPOSE", "ESTABLISH")
            holds = words[place] in ("apply", "applies") or begins
            if holds and earlier.kind == "commitment" and words[back] in PAPERS | {"decision"}:
                return NOTHING_MEANT  # what an easing says of its own day
            wanted = "burden" if earlier.kind == "countermeasure" else "ease"
            act = next((act for act in fitting if act.polarity == wanted), fitting[0])
            lets = next(
                (act for act in verb.acts if act.action == "APPROVE" and "licences" in act.objects), None
            )
            if lets and words[place].startswith("approv") and words[back] in ("those", "they", "it"):
                return lets, "licences", (back, back + 1)  # "those that meet the conditions will be approved"
            if act.action == "LIFT" and words[back] in PAPERS and earlier.kind == "commitment":
                act = replace(
                    act, polarity="burden"
                )  # "the regulation will cease to apply": a relief that ends
            return act, earlier.object, (back, back + 1)
        return None

    def _by_barring(self, sought: Sought) -> Admitted | None:
        """Return the trade that one may not do: "barred public bodies from buying"."""
        verb, words = sought.verb, sought.sentence.words
        place, length = sought.place, sought.length
        kept = next(
            (
                words[at + 1]
                for at in range(place + length, min(len(words) - 1, place + length + 9))
                if words[at] == "from"
            ),
            "",
        )
        if not kept.endswith("ing") or not any(
            act.action == "IMPOSE" and act.objects & {"export_control", "trade"} for act in verb.acts
        ):
            return None
        forbids = next(act for act in verb.acts if act.action == "IMPOSE")
        if kept in SENDING:  # "are barred from supplying lithography equipment"
            return forbids, "export_control", (place, place + length)
        if kept in BUYING:
            return forbids, "trade", (place, place + length)
        return None

    def _by_pause_before(self, sought: Sought) -> Admitted | None:
        """Return what was suspended last: "the suspension is extended"."""
        verb, words = sought.verb, sought.sentence.words
        place = sought.place
        stays = verb.form == "stays"
        near = words[max(0, place - (10 if stays else 5)) : place]
        if verb.form == "noun" or not {"suspension", "pause", "truce"} & set(near):
            return None
        actions = ("SUSPEND", "MAINTAIN") if stays else ("EXTEND",)
        extends = next((act for act in verb.acts if act.action in actions), None)
        code = self._paused_last()
        if extends and code == "trade":
            extends, code = replace(extends, polarity="burden"), "export_control"  # goods that are held back
        return (extends, code, (place - 1, place)) if extends else None

    def _by_pause_ahead(self, sought: Sought) -> Admitted | None:
        """Return what was suspended last: "extend the pause"."""
        verb, words = sought.verb, sought.sentence.words
        place, length = sought.place, sought.length
        eased = words[place + length : place + length + 4]
        if not {"pause", "truce", "suspension", "moratorium", "reprieve"} & set(eased):
            return None
        extends = next((act for act in verb.acts if act.action == "EXTEND"), None)
        code = self._paused_last()
        if code == "trade" and any(word.startswith("import") for word in words[place : place + 10]):
            code = "tariff"  # "extends the suspension of the importation of rice"
        if extends and code == "trade":
            extends, code = replace(extends, polarity="burden"), "export_control"  # goods that are held back
        return (extends, code, (place, place + length + 1)) if extends else None

    def _paused_last(self) -> str:
        """Return the object of the suspension that was told last, "trade" for that of goods, a tariff if none was told."""
        last = next((f for f in reversed(self.findings[-40:]) if f.action in PAUSING), None)
        if last is None:
            return "trade" if HELD.search(self.folded) else "tariff"
        held = last.kind == "countermeasure" and last.object in (
            "trade",
            "export_control",
            "rare_earths",
            "purchases",
        )
        return "trade" if held else last.object

    def _by_section(self, sought: Sought) -> Admitted | None:
        """Return the tariff that an order or a pause is about: "section 2 is amended", "the suspension of"."""
        sentence, verb, words = sought.sentence, sought.verb, sought.sentence.words
        place, length, passive, clause = sought.place, sought.length, sought.passive, sought.clause
        if self.context.issuer and passive:
            begin = min(clause, self._clause_start(sentence, place))
            section = next(
                (
                    at
                    for at in range(place, begin - 1, -1)
                    if words[at] in ("section", "subsection", "paragraph", "annex", "order", "orders")
                ),
                -1,
            )
            amended = next(
                (
                    act
                    for act in verb.acts
                    if act.action in ("ADJUST", "SUSPEND", "MAINTAIN") and "tariff" in act.objects
                ),
                None,
            )
            if amended and section >= 0:
                return amended, "tariff", (section, section + 1)
        if verb.form == "noun" and words[place] in ("suspension", "pause"):
            laid = [code for start, _, code in sentence.objects if start < place and code in burdens()]
            return verb.acts[0], (laid or ["tariff"])[-1], (place, place + length)
        return None

    def _is_currency(self, sentence: Sentence, place: int) -> bool:
        """Whether the "billion" at ``place`` counts money: "$3 billion", "EUR 3 billion", "400 billion yen"."""
        words = sentence.words
        sign = self.folded[sentence.starts[place - 1] - 1 : sentence.starts[place - 1]]
        return (
            sign in ("$", "€", "¥", "£")
            or words[place - 2] in CURRENCIES
            or (place + 1 < len(words) and words[place + 1] in CURRENCIES)
        )
