"""What governs an English "-ing" that is an act: "by lowering", "has started issuing", "a decree imposing"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Literal

from sources.extraction.english_heads import DOCUMENTS
from sources.extraction.english_measures import DECISIONS, MEASURE_NOUNS
from sources.extraction.english_pasts import is_unreal
from sources.extraction.english_presents import PresentGovernor
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    HAVE,
    HEADS,
    MODALS,
    PROMISE_NOUNS,
    QUOTED,
    REPORT,
    SIGNED,
    TEXTS,
    TIME_WORDS,
    UNVEILED,
    Found,
    Governor,
    Sentence,
    first_word,
    is_enumerator,
    word_set,
)
from sources.extraction.lexicon import english_adjectives

STARTED = word_set("started")
# Where a notice is published, between it and what it does: "a notice in the Federal Register lowering".
IN_PAPERS = [
    f"in the {paper}".split()
    for paper in ("federal register", "official gazette", "official journal", "gazette of india", "gazette")
]
PAPER_ENDS = frozenset(paper[-1] for paper in IN_PAPERS)
MONTHS = word_set("months")
LISTS = frozenset(("orders", "steps", "notices", "actions", "decrees", "announcements", "decisions", "rules"))
INCLUDES = word_set("includes")
INCLUDING = frozenset(("includes", "include", "included", "involves", "entails"))
HEADED = TEXTS | word_set("headed")
REQUITED = frozenset(("retaliation", "reprisal", "revenge"))
GIVEN_FOR = REQUITED | frozenset(
    ("return", "exchange", "way", "response", "reciprocation", "precondition", "condition")
)
THANKS = frozenset(("thanked", "praised", "commended", "credited", "lauded", "applauded", "congratulated"))
HELPFUL = frozenset(("support", "supports", "help", "helps", "benefit", "boost", "strengthen", "advance"))
AIMED_AT = frozenset(("objective", "objectives", "aim", "aims", "goal", "goals", "interests", "policy"))
PROMISED = ("agreed", "will", "shall", "decided")
POINTS_BACK = frozenset(
    ("this", "these", "it", "they", "that", "will", "also", "measures", "steps", "commitments")
)
TAKEN_STEPS = frozenset(("steps", "measures", "moves", "actions", "countermeasures"))
# What leads a gerund before the main clause: "In addition to lifting its ban, Peru".
BESIDES = frozenset(
    tuple(lead.split())
    for lead in (
        "in addition to",
        "besides",
        "apart from",
        "aside from",
        "on top of",
        "along with",
        "alongside",
        "as well as",
        "beyond",
    )
)
STEPS = word_set("steps_told")
MAKES_DEAL = word_set("makes_deal")
ANNOUNCES = frozenset(
    ("announced", "announces", "announce", "confirmed", "recommended", "recommends", "proposed", "proposes")
)
RELEASED = frozenset(("issued", "published", "released"))
DEEDS = word_set("deeds")
MOVES = word_set("moves")


class Look(Enum):
    """What a rule returns that does not settle the case, where None would settle that there is no governor."""

    ON = "the next rule looks"


@dataclass(slots=True)
class _Ing:
    """An "-ing" of a sentence, the last word before it that is no adverb, and whether "not" stands there."""

    place: int
    at: int
    before: str
    negated: bool


class GerundGovernor(PresentGovernor):
    """Finds what the "-ing" of an act hangs on."""

    def _opens_as_participle(self, sentence: Sentence, place: int) -> bool:
        """Whether the participle at ``place`` opens a sentence whose subject stands behind its comma."""
        words = sentence.words
        if words[place] == "facing" or self.context.bullet or "," not in words[place:]:
            return False
        comma = words.index(",", place)
        behind = comma + 1 + (words[comma + 1 : comma + 2] == ["the"])
        finite = any(
            words[at] in MODALS | BE or (at in sentence.verbs and sentence.verbs[at][1].form == "s")
            for at in range(place + 1, comma)
        )
        return not finite and any(start in (comma + 1, behind) for start, _, _, _ in sentence.subjects)

    def _gerund(
        self, sentence: Sentence, place: int, chain: Governor | None, found: list[Found]
    ) -> Governor | None:
        """Return the governor of the "-ing" at ``place``: of its verb, its chain, its document, its deal or its owner."""
        words = sentence.words
        at = place - 1
        if words[at] in ("toward", "towards") and {"step", "steps"} & set(words[max(0, at - 5) : at]):
            return None  # "an important step toward restoring supply": hoped
        negated = False
        for title in range(max(0, place - 5), place):
            if words[title] in ("titled", "entitled") and words[title:place].count(QUOTED) % 2:
                return None  # 'a notice titled "Notice on Strengthening": a name
        while at >= 0 and (
            words[at] in ADVERBS
            or words[at].endswith("ly")
            or (words[at] in ("and", "or") and words[at - 1].endswith("ly") and words[at + 1].endswith("ly"))
        ):
            negated = negated or words[at] == "not"
            at -= 1
        at = self._past_days(words, at)
        if at > 0 and words[at] == QUOTED:
            opened = next((back for back in range(at - 1, max(-1, at - 30), -1) if words[back] == QUOTED), 0)
            if opened > 1 and words[opened - 1] in ("titled", "entitled", "called", "named"):
                at = opened - 2  # 'an order titled "Ending the Duty," formally ending'
        if at > 0 and words[at] in ("titled", "entitled", "called"):
            at -= 1  # the title itself is no words of the sentence
        before = words[at] if at >= 0 else ""
        if before == "(" and at > 0:
            before = ","  # "at 15% (replacing the prior 39% duty)"
        if before in ("on", "about") and any(
            word.startswith(("defer", "postpon", "delay", "await")) for word in words[max(0, at - 6) : at]
        ):
            return None  # "deferred a decision on cutting the duty": open
        if tuple(words[first_word(words) : at + 1]) in BESIDES and not found:
            return self._fronted(sentence, place)  # "Besides lifting its ban, Peru will"
        if place == first_word(words) and not found and self._opens_as_participle(sentence, place):
            return self._fronted(sentence, place)  # "Lifting its ban, Peru said"
        if absolute := self._absolute(sentence, place, at, negated):
            return absolute if absolute.actor else None
        if is_enumerator(words, at):
            before, at = "and", at - 3
        ing = _Ing(place, at, before, negated)
        settled = self._ing_of_verb(sentence, ing, chain)
        if settled is not Look.ON:
            return settled
        if chained := self._ing_in_chain(sentence, ing, chain, found):
            return chained
        if self.text[sentence.starts[place]].isupper() and place and words[place - 1] in DOCUMENTS:
            return None  # "the Order Imposing a Surtax": a name
        if before == "and" and not found:
            comma = next((b for b in range(at - 1, max(0, at - 9), -1) if words[b] == ","), 0)
            if comma and words[comma + 1].endswith("ing"):
                ing.at, ing.before = comma, ","  # "published its ruling, confirming dumping and imposing"
        ing.before = self._document_before(sentence, ing, found)
        return (
            self._ing_of_document(sentence, ing, chain, found)
            or self._ing_of_deal(sentence, ing, chain, found)
            or self._ing_of_owner(sentence, ing, found)
        )

    def _past_days(self, words: list[str], at: int) -> int:
        """Return the place of the "is" before a day or an aside that ends at ``at``: "is today imposing"; else ``at``."""
        back = at
        if back > 0 and words[back] == ",":
            opened = next((b for b in range(back - 2, max(0, back - 12), -1) if words[b] == ","), 0)
            return opened - 1 if opened and words[opened - 1] in BE else at
        while back > 0 and (
            words[back] in TIME_WORDS or words[back] in ("on", "from") or words[back].isdigit()
        ):
            back -= 1
        return back if words[back] in BE else at

    def _absolute(self, sentence: Sentence, place: int, at: int, negated: bool) -> Governor | None:
        """Return the governor of what happens along with another act: ", with the duty rising to 30 percent"."""
        words = sentence.words
        verb = sentence.verbs.get(place)
        if verb and "intransitive" in verb[1].form and at >= 0 and words[at] in MEASURE_NOUNS:
            with_ = next((b for b in range(at, max(-1, at - 8), -1) if words[b] == "with"), -1)
            if with_ >= 0 and "," not in words[with_:at] and words[with_ - 1 : with_] == [","]:
                actor, how = self._whose(sentence, with_ + 1, place)
                return Governor("will", actor, f"absolute:{how}", with_ + 1, negated, False)
        return None

    def _ing_of_verb(
        self, sentence: Sentence, ing: _Ing, chain: Governor | None
    ) -> Governor | Literal[Look.ON] | None:
        """Return what the verb before an "-ing" gives it: "is easing", "has started issuing", "refrained from imposing"."""
        words = sentence.words
        at, before, negated = ing.at, ing.before, ing.negated
        if before in BE:
            if before == "been" and words[at - 1] in HAVE and not is_unreal(words, at - 1):
                actor, how, begin = self._subject_before(sentence, at - 1)
                return Governor("done", actor, how, begin, negated, False)  # "has been easing the curbs"
            if before in ("be", "been"):
                held = self._governor(sentence, at, None)
                return replace(held, negated=held.negated or negated) if held else None
            actor, how, begin = self._subject_before(sentence, at)
            return Governor("decided", actor, how, begin, negated, False)
        if before == "by" and words[at - 1].endswith("ing"):
            for start, stop, code in sentence.parties:
                if stop == at - 1 and start and words[start - 1 - (words[start - 1] == "the")] == "with":
                    # "with Oslo reciprocating by suspending its fees"
                    return Governor(
                        chain.modality if chain else "done", code, "subject:with", start, negated, False
                    )
        if before in STARTED:
            if sentence.words[at - 1 : at] == ["not"] or before.endswith("s"):
                return self._present(sentence, at)
            bare = self._governor(sentence, at, chain) if not before.endswith(("ed", "un", "an")) else None
            return bare or self._past(sentence, at)[0] or self._governor(sentence, at, chain)
        if before in ("recommend", "propose", "announce"):
            held = self._governor(sentence, at, chain)
            return replace(held, base=False) if held else None  # "will recommend reinstating the duty"
        if before == "from" and words[at - 1] in ("refrained", "abstained", "desisted"):
            held = self._past(sentence, at - 1)[0]
            return replace(held, negated=True) if held else None
        if at < first_word(words) and self.context.header:
            header = self.context.header  # "China will do the following:", then "Suspending the controls"
            return Governor(header.modality, header.actor, "header", 0, header.negated or negated, False)
        if before == "against" and words[at - 1] in ("ruled", "decided", "opted", "voted", "chose"):
            held = self._past(sentence, at - 1)[0]
            return replace(held, modality="decided", negated=True) if held else None
        if before == "out" and words[at - 1] in ("ruled", "rules", "rule", "ruling"):
            return self._ruled_out(sentence, at)
        if before in ("stopped", "ceased", "halted", "quit", "paused") and at:
            held = self._past(sentence, at)[0]
            return replace(held, negated=True, base=False) if held else None  # "has stopped buying oil"
        if before in ("from", "stop", "cease", "not", "avoid", "end"):
            if before == "from" and words[at - 1] not in (
                "refrain",
                "abstain",
                "desist",
                "refraining",
                "cease",
            ):
                return None
            if before == "from":
                at -= 1
            governor = self._governor(sentence, at, chain)
            return replace(governor, negated=True) if governor else None
        return Look.ON

    def _ing_in_chain(
        self, sentence: Sentence, ing: _Ing, chain: Governor | None, found: list[Found]
    ) -> Governor | None:
        """Return the governor of an "-ing" that goes on with the act before it: "by lowering A, removing B"."""
        words = sentence.words
        place, at, before, negated = ing.place, ing.at, ing.before, ing.negated
        if before in (";", ":") and chain and "by" in words[max(0, at - 70) : at + 1]:
            return Governor(chain.modality, chain.actor, "chain", place, negated, False)  # "by: A; B; and C"
        heads = [b for b in range(max(0, at - 14), at) if words[b] in LISTS] if before == ":" else []
        if heads and not found and chain is None:
            actor, how, _ = self._subject_before(sentence, heads[-1])
            if actor:  # "issued two orders on the duties: Reducing the duty to 10 percent"
                return Governor(
                    "decided", actor, how if how.startswith("subject") else "header", place, negated, False
                )
        opened = at - (before == "and" and is_enumerator(words, place - 1) and words[at] != ":")
        if (
            chain
            and opened >= 0
            and words[opened] in (":", ";")
            and (":" in words[max(0, opened - 90) : opened + 1])
        ):
            # "will take the following steps: lowering A; extending B", "committed to: (1) removing A"
            return Governor(chain.modality, chain.actor, "chain", place, negated, False)
        if words[max(0, at - 2) : at + 1] == ["as", "well", "as"] and chain and found:
            return Governor(chain.modality, chain.actor, "chain", place, negated, False)
        if before in ("by", "while", "and", ",", "or", "then", "toward", "towards") and chain and found:
            return Governor(chain.modality, chain.actor, "chain", place, negated, False)
        if before in ("toward", "towards") and words[at - 1] in ("step", "steps", "move", "progress", "way"):
            return None  # "marking a key step toward strengthening": what it is good for
        supports = words[at - 12 if at > 12 else 0 : at] if before == "by" and not found else []
        if chain and HELPFUL & set(supports) and AIMED_AT & set(supports):
            return None  # "will support our aims by reducing barriers": what it is good for
        if before in ("by", "toward", "towards", "while") and chain:
            return Governor(
                chain.modality,
                chain.actor,
                "chain" if before == "while" else chain.how,
                place if before == "while" or chain.how in ("chain", "determined") else chain.start,
                negated,
                False,
            )
        return None

    def _document_before(self, sentence: Sentence, ing: _Ing, found: list[Found]) -> str:
        """Return the document that an "-ing" tells of, past its number and date; else the word before."""
        words = sentence.words
        at, before = ing.at, ing.before
        sent = next((b for b in range(at - 1, max(-1, at - 9), -1) if words[b] in ("letter", "letters")), -1)
        notifies = words[ing.place].startswith(("notif", "inform", "urg", "ask"))
        if (
            sent > 0
            and not notifies
            and words[sent + 1] == "to"
            and not {",", ";", "that"} & set(words[sent:at])
        ):
            return "letter"  # "sent letters to 14 leaders setting duties of"
        if before in ("on", "about", "regarding", "concerning") and at and words[at - 1] in DOCUMENTS:
            issued = {"issue", "issued", "published", "released", "posted"} & set(words[max(0, at - 7) : at])
            return words[at - 1] if issued and not found else before  # "released a notice about revising"
        if before in ("titled", "entitled") and at:
            return words[at - 1].removesuffix("s")  # 'signed an order titled "Ending the Duties," ending'
        ordered = at - next(
            (len(paper) for paper in IN_PAPERS if words[max(0, at + 1 - len(paper)) : at + 1] == paper), 0
        )
        while ordered > 0 and (
            words[ordered] in TIME_WORDS
            or words[ordered] in MONTHS
            or words[ordered] in ("on", ",", "no", "of", "(", ")", "/")
            or words[ordered][0].isdigit()
            or (len(words[ordered]) == 1 and words[ordered - 1] == "(")
            or words[ordered].endswith(".")
        ):
            ordered -= 1
        if words[ordered].removesuffix("s") in DOCUMENTS and (
            ordered == at or words[at] in PAPER_ENDS or words[at] != "," or words[ordered + 1] != ","
        ):
            before = words[ordered].removesuffix("s")
        if before not in DOCUMENTS and before == "," and found == [] and self._issued(sentence, at) >= 0:
            return "notice"  # "issued Notification No. 9/2029-Customs (AD) on May 4, imposing"
        return before

    def _ing_of_document(
        self, sentence: Sentence, ing: _Ing, chain: Governor | None, found: list[Found]
    ) -> Governor | None:
        """Return the governor of what a document does: "issued a notice imposing"."""
        words = sentence.words
        place, at, before, negated = ing.place, ing.at, ing.before, ing.negated
        if (
            before in DOCUMENTS
            and found
            and chain
            and words[place - 1] in DOCUMENTS
            and "ing" in found[-1].form
        ):
            return Governor(chain.modality, chain.actor, "chain", place, negated, False)
        if before == "guidance" and words[place].startswith(("implement", "announc", "apply")):
            return None  # "guidance implementing the surcharge": how it is paid
        if before in DOCUMENTS and found == []:
            actor, how, begin = self._subject_before(sentence, at)
            if begin >= at:  # "issued a final rule, effective in May, revising": from where it was issued
                begin = next((b for b in range(at - 1, max(-1, at - 24), -1) if words[b] in SIGNED), begin)
            if how.startswith("subject") or (how in ("last", "nearest") and actor):
                told = before == "rule" and RELEASED & set(words[max(0, at - 30) : at])
                return Governor("done" if told else "decided", actor, how, begin, negated, False)
        return None

    def _ing_of_deal(
        self, sentence: Sentence, ing: _Ing, chain: Governor | None, found: list[Found]
    ) -> Governor | None:
        """Return the governor of what was agreed, announced or done along with it: "reached a pact eliminating"."""
        words = sentence.words
        place, at, before, negated = ing.place, ing.at, ing.before, ing.negated
        if (before == "on" and HEADS.get(words[at - 1]) == "agreed") or (
            before == "on" and words[at - 1] == "agreeing"
        ):
            actor, how, begin = self._subject_before(sentence, at - 1)
            joint = words[at - 1] == "agreeing" and not how.startswith("subject")
            return Governor(
                "agreed", "BOTH" if joint else actor, "joint" if joint else how, at - 1, negated, False
            )
        if before in ANNOUNCES and not chain:
            actor, how, begin = self._subject_before(sentence, at)
            if how.startswith("subject") or how == "nearest":
                name = "will" if before.startswith("propos") else "decided"
                return Governor(name, actor, how, begin, negated, False)  # "announced suspending"
        if before in INCLUDING and at > 1 and words[at - 1] in TEXTS and not chain:
            actor, how = self._agent_of_text(sentence, at)
            return Governor("agreed", actor, how, at, negated, False)  # "The deal includes lifting tariffs"
        if before in TEXTS and not found and (not chain or chain.how != "chain"):
            made = next((b for b in range(at - 1, max(-1, at - 12), -1) if words[b] in MAKES_DEAL), -1)
            if made >= 0 and "," not in words[made:at]:
                begin = made + 1  # "have reached a trade agreement eliminating tariffs"
                return Governor("agreed", "BOTH", "text", begin, negated, False)
        if before == "," and not found:
            text = next((b for b in range(at - 1, max(-1, at - 16), -1) if words[b] in TEXTS), -1)
            if text > 0 and (UNVEILED | SIGNED | MAKES_DEAL) & set(words[max(0, text - 7) : text]):
                # "signed a deal, capping duties"
                return Governor("agreed", "BOTH", "text", place, negated, False)
        if before in ("after", "having") and at == first_word(words) and not chain and not found:
            return self._fronted(sentence, place)
        if before == "before" and (then := self._second_past(sentence, at)):
            return then  # "tightened its rules before imposing a ban"
        if before == "," and chain is None and not found and (held := self._followed_by(sentence, at)):
            return held
        if (before == "by" or (before == "while" and words[place] in DEEDS)) and not chain:
            governor = self._second_past(sentence, at)
            if governor:
                return governor
        return None

    def _ing_of_owner(self, sentence: Sentence, ing: _Ing, found: list[Found]) -> Governor | None:
        """Return the governor of an "-ing" whose doer is named: "in return for Peru lifting", "commits Bern to cutting"."""
        words = sentence.words
        at, before, negated = ing.at, ing.before, ing.negated
        if listed := self._listed_back(words, ing):
            return listed
        whose = at - (words[at] == "'s") if at >= 0 else at
        for start, stop, code in sentence.parties:
            joined = words[start - 1 - (words[start - 1] == "the")] if start else ""
            if stop in (at + 1, whose + 1) and (
                joined == "with"
                or (joined == "for" and GIVEN_FOR & set(words[max(0, start - 4) : start]))
                or (joined in ("and", ",") and found and found[-1].governor.how == "subject:with")
                or (joined in INCLUDES and HEADED & set(words[max(0, start - 5) : start]))
            ):
                # "in return for China lifting", "in retaliation for China banning"
                lately = {"recently", "already", "now", "just"} & set(words[stop : ing.place])
                told = joined == "with" and (lately or start - (words[start - 1] == "the") == 1)
                name = "done" if told or REQUITED & set(words[max(0, start - 4) : start]) else "agreed"
                return Governor(name, code, "subject:with", start, negated, False)
        thanked = next((party for party in sentence.parties if before == "for" and party[1] == at), None)
        if thanked and words[thanked[0] - 1 - (words[thanked[0] - 1] == "the")] in THANKS:
            return Governor(
                "done", thanked[2], "subject:with", thanked[0], negated, False
            )  # "thanked Oslo for lifting"
        if before == "of" and words[at - 1] in DECISIONS | {"plan", "intention"} and not found:
            for start, stop, code in reversed(sentence.parties):
                if stop < at and words[stop] == "'s" and at - stop < 5 and code != "BOTH":
                    return Governor(
                        "decided", code, "owner", start, negated, False
                    )  # "Oslo's announcement of adding"
        cue = sentence.cue_ends.get(at + 1) if before == "to" else None
        if cue and cue[1] not in ("transparent", "none") and words[cue[0]] in PROMISE_NOUNS:
            return self._from_cue(sentence, cue[0], cue[1], negated)  # "its commitment to maintaining"
        if before in (*INCLUDING, "are", "were") and (held := self._whose_steps(sentence, at)):
            return replace(held, negated=negated)
        followed = next((party for party in sentence.parties if before == "in" and party[1] == at), None)
        if followed and words[followed[0] - 1 - (words[followed[0] - 1] == "the")] in ("followed", "joined"):
            actor, how, begin = self._subject_before(sentence, followed[0] - 1)
            if how.startswith("subject"):
                return Governor("done", actor, how, begin, negated, False)  # "Peru joined Oslo in imposing"
        if before == "for" and words[at - 1] in ("timetable", "schedule", "timeline", "plan"):
            to = at - 2 - (words[at - 2] in ("a", "the"))
            if words[to] == "to" and (bound := self._bound(sentence, to)):
                return bound  # "commits Bern to a timetable for scrapping"
        if before == "to" and (bound := self._bound(sentence, at)):
            return bound
        itself = at - 2 if words[at - 1 : at] in (["itself"], ["themselves"]) else at - 1
        if (
            before == "to"
            and itself >= 0
            and words[itself].removeprefix("re") in ("committed", "commit", "commits", "committing")
        ):
            actor, how, begin = self._subject_before(sentence, itself)
            return Governor("agreed", actor, how, begin, negated)
        return None

    def _whose_steps(self, sentence: Sentence, verb: int) -> Governor | None:
        """Return the governor of what steps consist of: "Fiji's commitments include", "concessions made by Peru are"."""
        words = sentence.words
        head = next((at for at in range(verb - 1, max(-1, verb - 6), -1) if words[at] in STEPS), -1)
        if head < 1 or {",", ";", "that", "which"} & set(words[head:verb]):
            return None
        name = "decided" if words[head] in TAKEN_STEPS else "agreed"
        for start, stop, code in sentence.parties:
            led = head < start < verb and words[start - 1 - (words[start - 1] == "the")] in (
                "by",
                "from",
                "of",
            )
            owned = stop < head <= stop + 3 and words[stop] == "'s"
            if code != "BOTH" and (led or owned):
                return Governor(name, code, "owner", head if led else start, False, False)
        owner = english_adjectives().get(words[head - 1], "")
        return Governor(name, owner, "owner", head - 1, False, False) if owner else None

    def _listed_back(self, words: list[str], ing: _Ing) -> Governor | None:
        """Return the governor of "This includes easing X, opening Y, and removing Z": who did what was told last."""
        includes = next((at for at in range(1, min(len(words) - 1, 6)) if words[at] in INCLUDES), 0)
        if not includes or includes > ing.at or not set(words[:includes]) <= POINTS_BACK:
            return None
        if ing.at != includes and (ing.before not in (",", "and") or not words[includes + 1].endswith("ing")):
            return None
        last = self.findings[-1] if self.findings else None
        if last is None or last.kind != "commitment" or last.modality not in PROMISED:
            return None
        return Governor(last.modality, last.actor, "header", ing.place, ing.negated, False)

    def _issued(self, sentence: Sentence, comma: int) -> int:
        """Return the place of the document that was issued before ``comma``, -1 if a clause stands between or none."""
        words = sentence.words
        for at in range(comma - 1, max(-1, comma - 20), -1):
            if words[at] in DOCUMENTS:
                return at if SIGNED & set(words[max(0, at - 8) : at]) else -1
            month = words[at] == "may" and words[at + 1][0].isdigit()
            if (words[at] in MODALS | BE | REPORT and not month) or words[at] in (";", ":", QUOTED, "that"):
                return -1
        return -1

    def _followed_by(self, sentence: Sentence, comma: int) -> Governor | None:
        """Return the governor of a participle behind the comma: "Ottawa took a first step, raising the duty"."""
        words = sentence.words
        for start, stop, code, how in sentence.subjects:
            if how.startswith("pronoun") or start > first_word(words) + 1 or stop >= comma:
                return None
            after = self._past_time(words, stop)
            own_plan = words[comma - 1] == "plan" and words[comma - 2] in ("its", "a", "the", "their")
            if TEXTS & set(words[stop:comma]) and not own_plan:
                return None  # "signed a pact, capping duties": that is the pact's
            if comma - stop > 30 or {",", ";", ":"} & set(words[stop:comma]) or words[after] in REPORT:
                return None
            if words[after] in HAVE or words[after] in MOVES or self._finite_verb_at(sentence, after):
                return Governor("done", code, f"subject:{how}", comma + 1, False, False)
            return None
        return None
