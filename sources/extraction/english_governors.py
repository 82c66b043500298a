"""What an English bare verb stands under: a modal, "agreed to", the act it is chained to."""

from __future__ import annotations

from dataclasses import replace

from sources.extraction.english_case import first_adjective
from sources.extraction.english_measures import DECISIONS
from sources.extraction.english_nouns import NounGovernor
from sources.extraction.english_pasts import TURNS, manner_before
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    CLAUSE_OPENERS,
    HEADS,
    SIGNED,
    TEXTS,
    UNREAL,
    UNVEILED,
    Governor,
    Sentence,
    before_adverbs,
    first_word,
    is_enumerator,
    word_set,
)

PLURAL_TEXTS = frozenset(
    ("amendments", "rules", "laws", "measures", "orders", "decrees", "regulations", "notices", "bills")
) | {"deals", "agreements", "pacts", "accords", "arrangements"}
# What is planned, and who is told to have planned it: "drafted a plan to", "seeks approval to".
PLANS = word_set("plans")
MADE = SIGNED | UNVEILED | word_set("makes_plans")
UNTIMELY = frozenset(("premature", "unnecessary", "inappropriate", "unwarranted", "unwise", "early"))
ADVISES = frozenset(
    (
        "recommend",
        "recommends",
        "recommended",
        "direct",
        "directs",
        "directed",
        "order",
        "orders",
        "ordered",
        "require",
    )
)
# What makes a party act that then has acted: "the tariffs prompted Oslo to".
PROMPTS = frozenset(
    (
        "prompted",
        "led",
        "pushed",
        "forced",
        "spurred",
        "drove",
        "caused",
        "persuaded",
        "convinced",
        "compelled",
    )
)
# What happens along with an act: ", with Japan to finance", "and with Oslo to".
WITH = ([",", "with"], ["and", "with"])


class GovernorFinder(NounGovernor):
    """Finds modality, actor and first word of an act from what governs its verb or noun."""

    def _for_whom(self, sentence: Sentence, to: int) -> Governor | None:
        """Return the governor of "a deal for Fijian mills to buy", whose "to" stands at ``to``."""
        words = sentence.words
        for start, stop, code in sentence.parties:
            if (
                start > 1
                and stop <= to < stop + 4
                and words[start - 1] == "for"
                and words[start - 2] in TEXTS
                and code != "BOTH"
            ):
                return Governor("agreed", code, "owner", start, False)
        return None

    def _governor(self, sentence: Sentence, place: int, chain: Governor | None) -> Governor | None:
        """Return what governs the bare verb at ``place``: a modal or cue before it, or the chain it
        continues.
        """
        words = sentence.words
        at, negated, linked, crossed = place, False, False, False
        for _ in range(60):
            before = words[at - 1] if at else ""
            if at in sentence.cue_ends:
                start, name = sentence.cue_ends[at]
                if words[start] == "further" and words[start - 1] in ("a", "the", "any", "another", "no"):
                    return None  # "a further increase in": a noun
                if name == "transparent":
                    if words[start] in ("begun", "began", "started", "continued"):
                        return self._past(sentence, start)[0]  # "has begun to issue"
                    if words[start] in ("continues", "begins", "starts") and (
                        held := self._present(sentence, start)
                    ):
                        return held  # "Oslo continues to levy duties"
                    if words[start] in ("continue", "continues", "undertake") and (
                        held := self._keeps_on(sentence, start)
                    ):
                        binds = words[start] == "undertake"  # "Peru and Chile undertake to"
                        return replace(held, modality="agreed") if binds else held
                    at, linked = start, True
                    continue
                if words[start] == "necessary" and words[start - 1 : start] == ["as"]:
                    modify = next(
                        (b for b in range(start, max(-1, start - 9), -1) if words[b] in ("modify", "amend")),
                        0,
                    )
                    return (
                        self._governor(sentence, modify, chain) if modify else None
                    )  # "may modify it as necessary to"
                return self._from_cue(sentence, start, name, negated)
            if not before:
                break
            if at == place and (
                inverted := self._inverted(sentence, place) or self._advised(sentence, place)
            ):
                return inverted
            if before in ("only", "just", "merely") and words[at - 2 : at - 1] == ["not"]:
                at -= 2  # "will not only cut duties but also": it will
                continue
            if (manner := manner_before(words, at)) < at:
                at = manner
                continue
            if before in ADVERBS or (before.endswith("ly") and len(before) > 3) or before == "'t":
                negated = negated or before in ("not", "never", "'t")
                at -= 1
                continue
            if before in TURNS and words[at - 2 : at - 1] == ["in"]:
                at -= 2  # "would in turn lower"
                continue
            if before == "longer" and words[at - 2 : at - 1] == ["no"]:
                negated, at = True, at - 2
                continue
            if before == "no" and words[at - 2 : at - 1] == [","]:
                return None
            if before == "," and (opened := self._aside_behind_cue(sentence, at - 1)):
                at = opened  # "will, subject to consultation, suspend"
                continue
            if before == "to" and at > 3 and words[at - 2] == "," and self._head_before_aside(words, at - 2):
                return self._from_head(sentence, at - 1, chain, negated)
            if before == "to" and (buyer := self._for_whom(sentence, at - 1)):
                return buyer
            if before == "to" and at > 1 and words[at - 2] in ("and", "or", ",", "nor"):
                at, linked = at - 1, True
                continue
            if before in ("did", "does", "do") and negated:
                return self._denied(sentence, place, at)
            if before == "to":
                return self._infinitive(sentence, at, chain, negated)
            if is_enumerator(words, at - 1):
                at -= 3  # "(i)", "(2)"
                linked, crossed = True, True
                continue
            if before in ("and", "or", "nor", ",", ";", ":", "-", '"', "then", "but"):
                at -= 1
                linked = linked or before != '"'
                crossed = crossed or before != '"'
                continue
            break
        if ours := self._we_do(sentence, place):
            return ours
        if words[place - 1] in ("that", "which", "and", "also") and (
            held := self._plural_clause(sentence, place)
        ):
            return held
        if linked and at > 1 and words[at - 1] in BE:
            subject = next((span for span in sentence.subjects if span[1] == at - 1), None)
            if subject:  # "Oslo is now taking steps to suspend"
                return Governor("decided", subject[2], f"subject:{subject[3]}", at - 1, negated)
        if linked and chain and chain.base:
            if not crossed and chain.how != "chain":
                return Governor(chain.modality, chain.actor, chain.how, chain.start, chain.negated or negated)
            return Governor(
                chain.modality,
                chain.actor,
                "chain",
                place,
                negated or (chain.negated and bool({"or", "nor"} & set(words[max(0, place - 2) : place]))),
            )
        return None

    def _head_before_aside(self, words: list[str], comma: int) -> bool:
        """Whether an aside that closes at ``comma`` stands behind a promise: "agreed, subject to ratification, to"."""
        for at in range(comma - 2, max(0, comma - 14), -1):
            if words[at] in (";", ":"):
                return False
            if words[at] == ",":
                return words[at - 1] in HEADS
        return False

    def _we_do(self, sentence: Sentence, place: int) -> Governor | None:
        """Return the governor of what "we" do in the present: "we ban the export of", not "the duties we impose"."""
        at = before_adverbs(sentence.words, place - 1)
        subject = next((span for span in sentence.subjects if span[1] == at + 1), None)
        if subject is None or sentence.words[at] != "we":
            return None
        before = sentence.words[at - 1] if at else ""
        if before in UNREAL or before in CLAUSE_OPENERS or before in ("that", "when", "what", "until"):
            return None
        if any(stop == at for _, stop, _ in sentence.objects):
            return None
        return Governor("decided", subject[2], f"subject:{subject[3]}", at)

    def _keeps_on(self, sentence: Sentence, start: int) -> Governor | None:
        """Return the governor of "we continue to impose", whose verb is at ``start`` right behind its subject."""
        words = sentence.words
        at = before_adverbs(words, start - 1)
        subject = next((s for s in sentence.subjects if s[1] == at + 1), None)
        if subject is None and at >= 0 and words[at] in ("we", "they"):
            code = self._pronoun(words[at], sentence, at)
            return Governor("decided", code, "subject:pronoun:we", at) if code else None
        if subject is None or words[max(0, subject[0] - 1)] in ("which", "if", "as", "while"):
            return None
        ahead = subject[0] - 1 - (words[subject[0] - 1] == "the")
        if ahead > 0 and words[ahead] == "that" and any(stop == ahead for _, stop, _ in sentence.objects):
            return None  # "the duties that Oslo continues to impose"
        return Governor("decided", subject[2], f"subject:{subject[3]}", subject[0])

    def _advised(self, sentence: Sentence, place: int) -> Governor | None:
        """Return the governor of what one office would have another do: "will recommend that the President raise"."""
        words = sentence.words
        party = next((span for span in sentence.parties if span[1] == place), None)
        that = party[0] - 1 - (words[party[0] - 1] == "the") if party else -1
        if party is None or that < 1 or words[that] != "that" or words[that - 1] not in ADVISES:
            return None
        actor, how, begin = self._subject_before(sentence, that - 1)
        if not how.startswith("subject") or actor != party[2]:
            return None  # what others ask of a government is no act of it
        told = words[before_adverbs(words, that - 2)]
        name = "will" if told in ("will", "would", "shall") else "decided"
        return Governor(name, party[2], "subject:advised", begin)

    def _inverted(self, sentence: Sentence, place: int) -> Governor | None:
        """Return the governor of a verb right behind its party: "only then will China lift", "see China postpone"."""
        words = sentence.words
        party = next((span for span in sentence.parties if span[1] == place), None)
        if not party or party[0] < 2:
            return None
        before = words[party[0] - 1 - (words[party[0] - 1] == "the")]
        if before in ("will", "would", "shall") and "only" in words[: party[0]]:
            return Governor("will", party[2], "subject:inverted", party[0] - 1)
        if before in ("see", "sees", "saw", "let", "have"):
            return Governor("done" if before == "saw" else "will", party[2], "subject:seen", party[0])
        return None

    def _denied(self, sentence: Sentence, place: int, at: int) -> Governor | None:
        """Return the governor of a verb under the "did not" that ends before ``at``."""
        words = sentence.words
        if words[at - 2 : at - 1] in (["that"], ["which"]):
            return None  # "cases that do not require a licence"
        actor, how, begin = self._subject_before(sentence, at - 1)
        if "intransitive" in sentence.verbs[place][1].form and words[at - 1] != "did":
            begin = self._clause_start(sentence, at - 1)
            return Governor("decided", actor, how, begin, True)  # "the surcharge does not apply to"
        if how.startswith("subject"):
            return Governor("done", actor, how, begin, True)
        held = self._measure_governor(sentence, at - 1) if words[at - 1] != "did" else None
        return replace(held, negated=True) if held else None  # "The general licence does not authorise"

    def _infinitive(
        self, sentence: Sentence, at: int, chain: Governor | None, negated: bool
    ) -> Governor | None:
        """Return the governor of an infinitive whose "to" stands right before ``at``: "U.S. to remove tariffs"."""
        words = sentence.words
        if words[at - 2 : at - 1] == ["yet"] and words[at - 3 : at - 2] in (["has"], ["have"]):
            actor, _, begin = self._subject_before(sentence, at - 3)
            # "has yet to lift its curbs": it has not
            return Governor("done", actor, "yet", begin, True, False)
        if made := self._made_known(sentence, at - 2, negated):
            return made
        if self._is_opposed(words, at - 2):
            return None  # "regrets the decision of Oslo to impose"
        if words[at - 2 : at - 1] and words[at - 2] in UNTIMELY:
            negated = True  # "decided that it is premature to impose"
        denied = at - 2 - (words[max(0, at - 3) : at - 1] == ["never", "again"])
        negated = negated or words[max(0, denied)] in ("not", "never")  # "a pledge never again to block"
        for opened, stop, code in sentence.parties:
            of = opened - 1 - (words[opened - 1] == "the") if opened else 0
            if (
                stop == at - 1 - (words[at - 2] == "not")
                and of > 1
                and words[of] in ("of", "by")
                and words[of - 1] in DECISIONS
            ):
                return Governor("decided", code, "owner", of - 1, negated)  # "the decision of Oslo to"
            if stop == at - 1 and of > 0 and words[of] == "for" and self._agreed_before(sentence, of):
                return Governor("agreed", code, "owner", opened, negated)  # "agreed on X and for Oslo to"
        expected = next(
            (
                span
                for span in sentence.parties
                if span[1] == at - 1 - (words[at - 2] == "not")
                and words[span[0] - 1 - (words[span[0] - 1] == "the")]
                in ("expects", "expect", "expected", "expecting")
            ),
            None,
        )
        if expected:
            return Governor("expected", expected[2], "subject:expected", expected[0], negated)
        prompted = next(
            (
                span
                for span in sentence.parties
                if span[1] == at - 1 and words[span[0] - 1 - (words[span[0] - 1] == "the")] in PROMPTS
            ),
            None,
        )
        if prompted:
            return Governor("done", prompted[2], "subject:prompted", prompted[0], False)  # "led Oslo to lift"
        along = False
        for start, stop, code in sentence.parties:
            first = start - (words[start - 1] == "the")
            along = words[max(0, first - 2) : first] in WITH or (along and words[first - 1] == "and")
            if along and stop == at - 1 - (words[at - 2] == "not"):
                return Governor(
                    "will", code, "subject:with", start, negated
                )  # ", with Japan to finance a plant"
            along = along and words[stop] in ("to", "not")
        headline = next((s for s in sentence.subjects if s[1] == at - 1 - (words[at - 2] == "not")), None)
        if headline and (headline[0] == first_word(words) or words[headline[0] - 1] in (":", ";", ",", "as")):
            # "U.S. to remove tariffs", "Japan not to ..."
            return Governor("will", headline[2], f"subject:{headline[3]}", headline[0], negated)
        return self._from_head(sentence, at - 1, chain, negated) or self._planned(sentence, at - 2, negated)

    def _agreed_before(self, sentence: Sentence, place: int) -> bool:
        """Whether the "for" at ``place`` goes on with what was agreed: "agreed on a lower rate and for Oslo to"."""
        words = sentence.words
        if words[place - 1] not in ("and", ",", "agreed", "agree") or ";" in words[:place]:
            return False
        return any(words[at] in ("agreed", "agree", "agrees") for at in range(max(0, place - 30), place))

    def _planned(self, sentence: Sentence, noun: int, negated: bool) -> Governor | None:
        """Return the governor of what a plan is for: "drafted a plan to impose", "the Ghanaian move to postpone"."""
        words = sentence.words
        if noun < 1 or words[noun] not in PLANS | DECISIONS:
            return None
        told = "will" if words[noun] in PLANS else "decided"
        owner = next((span for span in sentence.parties if span[1] == noun), None)
        if owner and words[owner[0] - 1 : owner[0]] != ["to"]:
            return Governor(told, owner[2], "owner", owner[0], negated)
        if first := first_adjective(words, noun - 1, noun):
            return Governor(told, first, "owner", noun - 1, negated)
        made = next((verb for verb in range(noun - 1, max(-1, noun - 7), -1) if words[verb] in MADE), -1)
        if made < 1:
            return None
        actor, how, begin = self._subject_before(sentence, made)
        return Governor(told, actor, how, begin, negated) if how.startswith("subject") else None

    def _plural_clause(self, sentence: Sentence, place: int) -> Governor | None:
        """Return the governor of a bare verb of texts: "approved amendments that prohibit", "deals that cut"."""
        words = sentence.words
        that = next(
            (at for at in range(place - 1, max(0, place - 16), -1) if words[at] in ("that", "which")), 0
        )
        if not that or {",", ";", "."} & set(words[that + 1 : place]) - {","}:
            return None
        near = [at for at in range(that - 1, max(-1, that - 10), -1) if words[at] in PLURAL_TEXTS]
        if not near or {"if", "unless"} & set(words[:that]):
            return None
        if words[near[0]] in TEXTS:
            return Governor("agreed", "BOTH", "text", place, False)
        told = [
            at
            for at in range(near[0] - 1, max(-1, near[0] - 6), -1)
            if words[at] in SIGNED | UNVEILED | {"passed"}
        ]
        actor, how, begin = self._subject_before(sentence, told[0]) if told else ("", "", 0)
        return Governor("decided", actor, how, begin, False) if actor and how.startswith("subject") else None
