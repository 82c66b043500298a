"""What governs an English present ("China suspends") and a verb without an object ("the ban stays")."""

from __future__ import annotations

from dataclasses import replace

from sources.extraction.english_heads import DOCUMENTS
from sources.extraction.english_measures import DETERMINERS, MEASURE_NOUNS, past_brackets
from sources.extraction.english_pasts import PastGovernor
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    CLAUSE_OPENERS,
    ISSUED,
    LAWS,
    PLURALS,
    PREPOSITIONS,
    QUOTED,
    REPORT,
    SIGNED,
    TEXTS,
    TIME_WORDS,
    Found,
    Governor,
    Sentence,
    first_word,
    word_set,
)

# The modal that stands inside a phrase of the lexicon: "will not exceed".
WITHIN = {
    "will": "will",
    "shall": "shall",
    "would": "will",
    "may": "shall",
    "must": "shall",
    "can": "shall",
    "cannot": "shall",
}
EASINGS = word_set("easings")


def _noun_start(words: list[str], head: int) -> int:
    """Return where the words of a noun begin: "a new trade deal"; its own place where they are long."""
    for at in range(head, max(-1, head - 6), -1):
        if words[at] in ("a", "an", "the", "this", "that", "its", "their"):
            return at
        if not words[at].isalpha() or words[at] in PREPOSITIONS or words[at] in BE:
            return at + 1
    return head


class PresentGovernor(PastGovernor):
    """Finds who acts by a finite present, and whose the thing is that stays, rises or ends."""

    def _present(
        self, sentence: Sentence, place: int, chain: Governor | None = None, found: list[Found] | None = None
    ) -> Governor | None:
        """Return the governor of "China suspends": only right after its subject, or chained to it."""
        words = sentence.words
        at = place - 1
        while at >= 0 and (words[at] in ADVERBS or words[at].endswith("ly")):
            at -= 1
        while at > 0 and (
            words[at] in TIME_WORDS or (words[at] in ("on", "in") and words[at + 1] in TIME_WORDS)
        ):
            at -= 1  # "the Commission today extends"
        at = self._past_aside(words, past_brackets(words, at)) if at > 0 else at
        if at > 1 and words[at] == QUOTED and words[at - 1] not in REPORT | {",", ":"}:
            at -= 1  # 'the approved package "prohibits the purchase of'
        if place == first_word(words) and (
            self.context.bullet
            or (self.context.header and words[place + 1 : place + 2] and words[place + 1] not in PREPOSITIONS)
        ):
            header = self.context.header  # "- Imposes a 25% tariff": of what the list is about
            actor = (
                (header.actor if header else "")
                or self.context.heading
                or self.context.issuer
                or self.context.last_actor
            )
            return Governor("decided", actor, "dropped", place, False, False)
        subject = next((subject for subject in sentence.subjects if subject[1] == at + 1), None)
        if subject is None and "hereby" in words[at + 1 : place] and words[at] == ",":
            # "The ministry, in exercise of its powers, hereby amends"
            subject = next((s for s in reversed(sentence.subjects) if s[1] < at and words[s[1]] == ","), None)
        if subject:
            return self._present_of_subject(sentence, place, subject)
        if found and (chained := self._present_in_chain(sentence, place, at, chain, found)):
            return chained
        if at > 2 and words[at] == ",":
            opened = next((back for back in range(at - 1, max(0, at - 10), -1) if words[back] == ","), 0)
            if opened and words[opened - 1] in LAWS | TEXTS and not self._holds_a_verb(sentence, opened, at):
                at = opened - 1  # "the deal, announced on Friday, lowers"
        at = self._before_partners(sentence, at)
        if governor := self._present_of_thing(sentence, place, at):
            return governor
        if governor := self._measure_governor(sentence, place):
            return governor  # "The order signed on Friday keeps a 5% tariff"
        return self._present_of_text(sentence, at) if words[at] in ("that", "which", ",", "and") else None

    def _present_of_subject(
        self, sentence: Sentence, place: int, subject: tuple[int, int, str, str]
    ) -> Governor | None:
        """Return the governor of a present right behind ``subject``; none in a side clause or a statistic."""
        words = sentence.words
        start, _, code, how = subject
        before = words[start - 1] if start else ""
        if before == "the" and start > 1:
            before = words[start - 2]
        said = before == "that" and {"noting", *REPORT} & set(words[max(0, start - 4) : start])
        if (
            before in ("that", "which", "as", "after", "when", "whether", "if", "before", "since")
            and not said
            and not (before == "as" and "even" in words[max(0, start - 3) : start])
        ):
            return None
        dated = words[0] in ("as", "from", "effective", "starting", "beginning") and start > 2
        if (
            words[place] in ("imposes", "levies", "provides", "applies", "charges")
            and {"percent", "%"} & set(words[place : place + 9])
            and not (LAWS & set(words[start : subject[1]]))  # "The proclamation imposes": an act
            and not {"hereby", "also"} & set(words[start:place])
            and words[:2] != ["by", "this"]
            and not dated  # "As of 1 August, Peru applies a 25 percent surtax"
        ):
            return None  # a statistic: "imposes a 2.5 percent tariff on cars"
        if words[place] in ("levies", "charges") and subject[1] == place and not dated:
            return None  # how it is: "Oslo levies higher duties on rice than Rome"
        return Governor("decided", code, f"subject:{how}", start, False, False)

    def _present_in_chain(
        self, sentence: Sentence, place: int, at: int, chain: Governor | None, found: list[Found]
    ) -> Governor | None:
        """Return the governor of a present that an "and" at ``at`` adds to the act before: "cuts X and grants Y"."""
        words = sentence.words
        last = found[-1]
        if words[place] in PLURALS and words[place + 1 : place + 2] and words[place + 1] in PREPOSITIONS:
            return None  # "remove restrictions and bans on": things
        if (
            words[at] == ","
            and chain
            and chain.actor
            and "s" in last.form.split("|")
            and words[place] not in PLURALS
            and words[place + 1 : place + 2]
            and words[place + 1] not in PREPOSITIONS
            and last.place < at
            and not {";", ":", "that", "which", "who"} & set(words[last.place : at])
            and not any(last.place < start < place for start, _, _, _ in sentence.subjects)
        ):
            # "lowers the duty on lamps, suspends the fee and removes"
            return replace(last.governor, how="chain", start=place, base=False)
        if (
            words[at] == "and"
            and found[-1].governor.how in ("text", "owner")
            and TEXTS & set(words[found[-1].governor.start : found[-1].place])
            and "s" in found[-1].form.split("|")
        ):
            # "the pact removes X and grants Y"
            return Governor("agreed", "BOTH", "text", place, False, False)
        if words[at] in ("and", "but") and chain and chain.actor and chain.how != "text":
            if self._measure_before(sentence, found[-1].place) == found[-1].governor.start:
                return replace(chain, modality="decided", start=place, how="chain", base=False)
            latest = next((s for s in reversed(sentence.subjects) if s[1] <= place), None)
            if latest and latest[2] == chain.actor:
                return Governor(
                    chain.modality if chain.modality == "agreed" else "decided",
                    chain.actor,
                    "chain",
                    place,
                    False,
                    False,
                )  # "China commits to X and identifies Y"
        return None

    def _present_of_thing(self, sentence: Sentence, place: int, at: int) -> Governor | None:
        """Return the governor of what a measure or a deal does whose name ends at ``at``: "the new duty raises"."""
        words = sentence.words
        start = self._thing_subject(words, at)
        if start >= 0:
            text = words[at] in TEXTS
            actor, how, _ = self._subject_before(sentence, start) if not text else ("BOTH", "text", 0)
            inside = [code for begin, stop, code in sentence.parties if start <= begin and stop <= at]
            known = self._whose_measure(words, start, place) or ("" if text else (inside or [""])[0])
            if known or actor:
                return Governor(
                    "agreed" if text else "decided",
                    known or actor,
                    "measure" if known else how,
                    start,
                    False,
                    False,
                )
        return None

    def _present_of_text(self, sentence: Sentence, at: int) -> Governor | None:
        """Return the governor of what a decree or a deal does by the "that" at or before ``at``: "a deal that cuts"."""
        words = sentence.words
        # "a deal with China that reduces tariffs, ends retaliation" tells what was agreed
        that = next(
            (back for back in range(at, max(-1, at - 14), -1) if words[back] in ("that", "which")), -1
        )
        order = (
            next((back for back in range(that - 1, max(-1, that - 5), -1) if words[back] in DOCUMENTS), -1)
            if that > 0
            else -1
        )
        if order < 0 < that:
            noun = next((b for b in range(that - 1, max(-1, that - 14), -1) if words[b] in DOCUMENTS), -1)
            numbered = all(
                words[b][0].isdigit()
                or words[b]
                in TIME_WORDS
                | ISSUED
                | {",", "no", "of", "/", "(", ")", "on", "eu", "ec", "implementing", "delegated"}
                for b in range(noun + 1, that)
            )
            aside = noun >= 0 and words[noun + 1] == "," and words[that - 1] == "," and that - noun < 14
            order = noun if noun >= 0 and (numbered or aside) else -1
        if order >= 0:
            actor, how, begin = self._subject_before(sentence, order)
            if how.startswith("subject") and begin == order:
                begin = next(
                    (b for b in range(order - 1, max(-1, order - 6), -1) if words[b] in SIGNED), order
                )
            if actor and not how.startswith("subject") and order < that - 4:
                how = "subject:document"
            if how.startswith("subject"):
                # "published a decree that raises"
                return Governor("decided", actor, how, begin, False, False)
        bargain = (
            next((back for back in range(that - 1, max(-1, that - 7), -1) if words[back] in TEXTS), -1)
            if that > 0
            else -1
        )
        if bargain < 0 < that and words[partners := self._before_partners(sentence, that - 1)] in TEXTS:
            bargain = partners  # "an Agreement on Fair Trade with Fiji that caps"
        if bargain >= 0:
            return Governor("agreed", "BOTH", "text", _noun_start(words, bargain), False, False)

        return None

    def _ruled_out(self, sentence: Sentence, out: int) -> Governor | None:
        """Return the governor of what is ruled out, or not, where "out" stands at ``out``; None if none tells who."""
        words = sentence.words
        actor, how, begin = self._subject_before(sentence, out - 1)
        if not how.startswith("subject"):
            return None
        keeps_open = bool({"not", "'t", "never"} & set(words[max(begin, out - 5) : out]))
        if keeps_open:
            return Governor("threatens", actor, how, begin, False, False)  # "did not rule out imposing"
        return Governor("decided", actor, how, begin, True, False)

    def _measure_told_of(self, sentence: Sentence, which: int) -> bool:
        """Whether the "which" tells of a measure that opens its clause: "The fees, which took effect on Monday"."""
        words = sentence.words
        if which < 3 or words[which - 1] != ",":
            return False
        begin = self._clause_start(sentence, which - 1)
        named = set(words[begin + 1 : which - 1])
        return words[begin] in DETERMINERS and which - begin < 8 and bool(MEASURE_NOUNS & named)

    def _stays(self, sentence: Sentence, place: int, chain: Governor | None) -> Governor | None:
        """Return the governor of a verb without an object: "the ban stays", "tariffs drop to", "exports have resumed"."""
        words = sentence.words
        at = place
        while at > 0 and (words[at - 1] in ADVERBS or words[at - 1].endswith("ly")):
            at -= 1
        cue = sentence.cue_ends.get(at)
        if (
            not cue
            and at > 1
            and words[at - 1] == ","
            and (opened := self._aside_behind_cue(sentence, at - 1))
        ):
            cue = sentence.cue_ends[opened]  # "will, if necessary, continue to apply"
        if cue and cue[1] == "refuses":
            return None  # "refused to remain under the controls": what is not
        if not cue and chain and at and words[at - 1] == "and":
            return Governor(chain.modality, chain.actor, "chain", at, False, False)
        if not cue and chain and {"ensure", "ensuring"} & set(words[chain.start : at]):
            return replace(chain, how="ensured", base=False)
        modality = next((WITHIN[word] for word in words[place : place + 2] if word in WITHIN), "done")
        if cue:
            before = words[max(0, cue[0] - 2) : cue[0]]
            goes_on = cue[1] == "transparent" and words[cue[0]] in ("continue", "continues", "continued")
            over = sentence.cue_ends.get(cue[0]) if goes_on else None
            if goes_on and over and over[1] not in ("none", "transparent", "refuses"):
                cue = over  # "will continue to be in effect"
            elif goes_on:
                cue = (cue[0], "decided")
            if cue[1] in ("none", "transparent", "refuses") or (
                cue[1] == "expected" and {"was", "were"} & set(before)
            ):
                return None
            modality = cue[1]
        if not cue and modality == "done" and words[0] == "under" and TEXTS & set(words[:place]):
            modality = "agreed"  # "Under the deal, tariffs drop to"
        verb = sentence.verbs[place][1]
        if modality == "done" and any(act.action == "REVIEW" for act in verb.acts):
            modality = "decided"  # "are subject to review"
        if words[place].startswith(("last", "run", "rang")) and words[at - 1] in ("that", "which"):
            return None  # "a levy that runs until May": the end of the levy
        begin = self._clause_start(sentence, cue[0] if cue else at)
        begin += words[begin] in CLAUSE_OPENERS
        if any(act.action in ("IMPOSE", "LIFT") for act in verb.acts):
            comma = next((b for b in range(begin, place) if words[b] == ","), place)
            told = words[at - 1] == "which" and self._measure_told_of(sentence, at - 1)
            ran_out = any(word.startswith(("laps", "expir")) for word in words[place : place + 2])
            if (EASINGS & set(words[begin:comma]) and not ran_out) or (
                words[at - 1] in ("which", "that", "to") and not told
            ):
                return None  # "the suspension takes effect", "tariffs that take effect"
            modality = (
                modality
                if cue
                or words[place] in WITHIN  # "may not be exported": a duty
                or words[place].startswith(
                    (
                        "took",
                        "came",
                        "went",
                        "entered",
                        "kicked",
                        "rose",
                        "climbed",
                        "jumped",
                        "risen",
                        "gone",
                        "lapsed",
                        "expired",
                        "ran",
                        "has",
                        "have",
                    )
                )
                else "decided"
            )
        if (
            cue
            and words[cue[0] - 1 : cue[0]] in (["which"], ["that"])
            and self._tells_of_a_duty(sentence, cue[0])
        ):
            return None  # "imposed a surcharge that would remain in effect": of what was laid on
        actor, how = self._agent(sentence, place, cue[0] if cue else at)
        if any(act.action == "RESUME" for act in verb.acts):
            together = any(
                first <= begin < stop and code == "BOTH" for first, stop, code, _ in sentence.subjects
            )
            owner = (
                "" if together else next((code for start, _, code in sentence.parties if start == begin), "")
            )
            actor = "BOTH" if together else actor  # "Peru and Chile have resumed talks"
            actor, how = (owner, "owner") if owner else (actor, how)  # "China's exports have resumed"
        denied = "not" in words[max(0, at - 1) : place] or words[max(0, at - 2) : at] == ["no", "longer"]
        needless = denied and words[place].startswith(("need", "requir"))
        # "no longer need a permit", "will not require a licence"
        return Governor(modality, actor, how, begin, needless, False)

    def _tells_of_a_duty(self, sentence: Sentence, place: int) -> bool:
        """Whether an act of this sentence stands before the clause at ``place``."""
        return any(
            at < place - 2 and any(act.action == "IMPOSE" for act in verb.acts)
            for at, (_, verb) in sentence.verbs.items()
        )
