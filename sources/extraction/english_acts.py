"""The acts of an English sentence: verbs and nouns of the lexicon with a governor and an object."""

from __future__ import annotations

from dataclasses import replace

from sources.extraction.english_case import (
    FACES,
    GOODS_DO,
    MONEY,
    NOBODY,
    Case,
    trigger_of,
)
from sources.extraction.english_meant import MODIFIED
from sources.extraction.english_turns import TurnReader
from sources.extraction.english_words import (
    BE,
    CALL_FIRST,
    CALLS,
    HAVE,
    LAWS,
    MODALS,
    PRONOUNS,
    QUOTED,
    REPORT,
    TEXTS,
    TIME_WORDS,
    Found,
    Governor,
    Sentence,
    before_adverbs,
    first_word,
)
from sources.extraction.lexicon import (
    Verb,
    english_verbs,
)

LETS = ("allow", "permit", "authori", "enabl")
SEES = frozenset(("see", "sees", "saw"))
# What else is said of a duty that takes effect: its range and its time.
PLAIN_TERMS = frozenset(
    ("range", "ranges", "apply", "applies", "start", "begin", "last", "lasts", "run", "runs")
)
DENIED = frozenset(
    ("that", "having", "it", "report", "reports", "any", "claims", "a", "the", "allegations", "media")
)


class ActFinder(TurnReader):
    """Tries every verb of a sentence and keeps what is an act of trade policy."""

    def _acts(self, sentence: Sentence) -> list[Found]:
        """Return the acts of a sentence in their order; what one verb governs carries over to those chained to it."""
        words = sentence.words
        found: list[Found] = []
        chain: Governor | None = None
        busy = 0
        call = -1
        for place in range(len(words)):
            if place >= busy:
                chain = self._chain_at(sentence, place, chain)
            if self._is_call(sentence, place):
                call = place
            if self._denies_what_follows(words, place):
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
            if found and self._is_told_with(words, found[-1], act):
                continue
            self._add(sentence, found, act)
            chain = self._chain_of(words, act, chain)
        return found

    def _chain_at(self, sentence: Sentence, place: int, chain: Governor | None) -> Governor | None:
        """Return what governs from ``place`` on: a cue or a present participle with its subject, else ``chain``."""
        words = sentence.words
        if place in sentence.cue_ends:
            start, name = sentence.cue_ends[place]
            if name != "transparent":
                governor = self._from_cue(sentence, start, name, False)
                if governor or words[start] != "required":
                    return governor
        elif place and words[place].endswith("ing") and words[place - 1] in ("is", "are", "'re", "am"):
            actor, how, begin = self._subject_before(sentence, place - 1)
            if actor and how.startswith("subject"):
                return Governor("decided", actor, how, begin)
        return chain

    def _chain_of(self, words: list[str], act: Found, chain: Governor | None) -> Governor:
        """Return what governs the verbs that are chained to an act: "will lift the ban and cut duties"."""
        governor = act.governor
        base = (
            act.form.startswith("base")
            or ("noun" in act.form and governor.base)  # "ensure the resumption of trade and remove"
            or (governor.how == "chain" and chain is not None and chain.base)
            or (words[act.place - 1] in ("stop", "cease", "halt", "from") and governor.base)
        )
        return Governor(governor.modality, governor.actor, "chain", act.place, governor.negated, base)

    def _denies_what_follows(self, words: list[str], place: int) -> bool:
        """Whether all that follows is denied: "denied that it would", "never agreed"."""
        following = words[place + 1] if place + 1 < len(words) else ""
        if words[place] in ("denied", "denies"):
            return following in DENIED
        return words[place] == "never" and following in ("said", "agreed", "promised", "committed")

    def _is_told_with(self, words: list[str], previous: Found, act: Found) -> bool:
        """Whether the act before it tells the same: "provide preferential access" is one act."""
        place = act.place
        if (
            previous.act.action == "EXTEND"
            and "noun" in act.form
            and place - previous.place <= 6
            and words[place - 1] not in ("and", "to", ",")
        ):
            return True  # "extend the suspension of": one act
        if (
            "noun" in previous.form
            and previous.governor.how in ("owner", "agent")
            and previous.act.action == act.act.action
            and "noun" not in act.form
            and {",", "and", ";"}.isdisjoint(words[previous.place : place])
        ):
            return True  # "The removal of tariffs was announced": one act
        if old_one := (  # "granted a six-month extension of the exemption": the noun is the act
            "noun" in act.form
            and act.act.action == "EXTEND"
            and words[previous.place].startswith(
                ("grant", "giv", "gave", "provid", "offer", "issu", "approv")
            )
            and place - previous.place <= 6
            and previous.object_span is not None
            and previous.object_span[0] > place
        ):
            previous.act, previous.object_span = act.act, act.object_span
        if old_one:
            return True
        if (
            "noun" in act.form
            and previous.object_span
            and previous.object_span[0] <= place < previous.object_span[1]
            and words[previous.place].startswith(("grant", "giv", "gave", "offer", "provid"))
        ):
            return True  # "granted Oslo an exemption from the duty": the noun is what is granted
        if "noun" in act.form and (
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
        ):
            return True  # "provide preferential access": one act
        if (
            previous.object_span == act.object_span is not None
            and previous.act.action == "IMPOSE"
            and act.act.action in ("IMPOSE", "MAINTAIN")
            and previous.passive
            and act.passive
            and {previous.trigger.split()[-1], act.trigger.split()[-1]} & {"effect", "force", "in", "begin"}
            and {previous.trigger.split()[0], act.trigger.split()[0]} & PLAIN_TERMS
        ):
            return True  # "will range from 5 to 9 percent and take effect on": one act
        if previous.trigger.startswith("rang") and act.trigger.startswith("stand"):
            return True  # "range from 5 to 9 percent and stand at 7 percent for Fiji": one act
        if (
            previous.object_span == act.object_span is not None
            and act.passive
            and not previous.passive
            and act.trigger.split()[-1] in ("effect", "force")
            and {"decision", "move", "plan"} & set(words[previous.governor.start : previous.place])
        ):
            return True  # "the decision to cut the duty takes effect": when, of the same
        if (
            previous.trigger.startswith(LETS)
            and previous.act.action == "APPROVE"
            and words[place - 1] == "to"
            and place - previous.place < 16
            and act.act.polarity == previous.act.polarity
        ):
            return True  # "allowing the minister to grant relief": one act
        if act.trigger == "retaliation against" and previous.act.action in (
            "ADJUST",
            "LIFT",
            "STOP",
            "SUSPEND",
            "REDUCE",
        ):
            return True  # "address its retaliation against": one act
        if (
            "stays" in act.form
            and previous.act.action == act.act.action == "MAINTAIN"
            and words[previous.place + previous.length : place] == ["and"]
        ):
            return True  # "remain intact and are unaffected": one act
        # "comes into force on May 4, but if it is registered later, it comes into force then"
        return (
            previous.trigger == act.trigger and words[place].startswith("come") and words[place - 1] == "it"
        )

    def _add(self, sentence: Sentence, found: list[Found], act: Found) -> None:
        """Add an act to those found, or let it be one with the act before it: "suspend or remove"."""
        words, place = sentence.words, act.place
        previous = found[-1] if found else None
        if previous is None or not self._same_breath(sentence, previous, act):
            found.append(act)
        elif previous.act.action == "ADJUST" and act.act.action != "ADJUST":
            act.governor = replace(act.governor, start=previous.governor.start)
            act.chained = previous.chained
            found[-1] = act
        elif not (
            previous.object_span is None
            or previous.object_span[0] > place
            or (previous.passive and act.passive and words[place - 1] == "or")
            or (previous.act.action == act.act.action == "ADJUST" and words[place - 1] == "to")
            or "by" in (words[place - 1], *words[place - 2 : place - 1])
        ):
            found.append(act)  # "suspend or remove X", "lower the tariff by removing ten points" are one act

    def _one_act(
        self,
        sentence: Sentence,
        place: int,
        length: int,
        verb: Verb,
        chain: Governor | None,
        found: list[Found],
    ) -> Found | None:
        """Return the act at ``place`` with its governor and object; None where the words are no act of trade policy."""
        case = Case(sentence, place, length, verb, chain, found)
        if (
            self._only_looks_like_one(case)
            or self._leads_to_the_act(case)
            or self._announces_the_act(case)
            or self._goods_gain(case)
            or self._is_an_example(case)
            or self._is_open_or_old(case)
        ):
            return None
        if not self._take_governor(case) or self._governor_speaks_against(case):
            return None
        if self._is_of_unnamed_countries(case):
            return None
        self._take_object(case)
        if self._object_is_told_of(case) or not self._take_subject_as_object(case):
            return None
        if (
            self._object_is_of_another(case)
            or self._tells_what_it_covers(case)
            or self._is_of_support(case)
            or not self._settle_owner(case)
        ):
            return None
        self._settle_denial(case)
        if self._is_no_move(case):
            return None
        self._turn_by_object(case)
        if not self._turn_what_stays(case):
            return None
        if self._is_told_elsewhere(case) or self._is_no_purchase(case) or self._is_stopped(case):
            return None
        if not self._turn_what_is_denied(case):
            return None
        self._name_who_moves(case)
        self._proposes(case)
        if not case.code and not self._take_object_told_last(case):
            return None
        return case.as_found() if case.governor.actor else None  # whose act it is, nothing tells

    def _take_object_told_last(self, case: Case) -> bool:
        """Give an amendment the object of the act told last: "Proclamation 9 is amended by striking clause 7"."""
        case.code = next((finding.object for finding in reversed(self.findings) if finding.object), "")
        return case.act.action == "ADJUST" and bool(case.code)  # else of what it is, nothing tells

    def _take_governor(self, case: Case) -> bool:
        """Find who does it and how firmly, by the form of the verb; False where nobody does."""
        words, place = case.words, case.place
        sentence, forms, chain, found = case.sentence, case.forms, case.chain, case.found
        governor: Governor | None = None
        passive = False
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
        if (
            governor is None
            and "base" in forms
            and place
            and words[place - 1] not in ("this", "these", "those")
            and (
                words[before_adverbs(words, place - 1)].endswith(("s", "percent", "%"))
                or (words[before_adverbs(words, place - 1)] in LAWS and words[place] not in LAWS)
                or words[place] in ("terminate", "cease")
                or words[place - 1] in TIME_WORDS
                or words[place - 1] == ","
                or words[place - 1][0].isdigit()
                or words[place - 1] == ")"
            )
        ):
            governor = self._measure_governor(sentence, place)  # "The measures introduce quotas"
            if governor and words[place - 1] == "," and "," not in words[governor.start : place - 1]:
                governor = None  # "tariffs on Fiji, free speech": no aside that closes
        if governor is None and "past" in forms:
            governor, passive = self._past(sentence, place)
        if governor is None and ("past" in forms or "intransitive" in forms):
            governor = self._passive_in_chain(case) or self._seen(case)
            passive = governor is not None or passive
        if governor is None and (
            "ing" in forms or (forms == ["intransitive"] and words[place].endswith("ing"))
        ):
            governor = self._gerund(sentence, place, chain, found)
            if governor and "ing" not in forms and not governor.how.startswith("absolute"):
                return False
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
        if governor is None or not governor.actor:
            governor = self._loose(case) or governor
        if (
            governor
            and not governor.actor
            and (words[place] in GOODS_DO or passive or {"state", "stays", "intransitive"} & set(forms))
        ):
            governor = replace(governor, actor=NOBODY)  # who lays it on the goods, the object may tell
        if governor is None or not governor.actor:
            return False
        if (
            words[place] in ("target", "targets", "targeting")
            and governor.modality == "decided"
            and MONEY & set(words[place : place + 8])
        ):
            governor = replace(governor, modality="will")  # "targets 3 billion in investments"
        if words[place] == "proposed" and governor.modality in ("decided", "done"):
            governor = replace(governor, modality="will")  # "a duty is proposed", "proposed duties on vans"
        if (
            governor.modality == "decided"
            and not governor.negated
            and (
                (words[place] in ("come", "gone") and words[before_adverbs(words, place - 1)] in HAVE)
                or trigger_of(words, place, case.length).startswith("was effective")
            )
        ):
            governor = replace(governor, modality="done")  # "the tariffs have come into effect"
        case.governor, case.passive = self._threatened(case, governor), passive
        return True

    def _threatened(self, case: Case, governor: Governor) -> Governor:
        """Return the governor as that of a threat where it stands in one: "threatened (that) a duty would be laid on"."""
        words, place = case.words, case.place
        at = next((b for b in range(place - 2, max(-1, place - 18), -1) if words[b].startswith("threat")), -1)
        if (
            at < 0
            or governor.modality not in ("will", "shall", "decided")
            or words[at] not in ("threatened", "threatens", "threatening")
            or not {"would", "will"} & set(words[at:place])
            or {";", QUOTED, ","} & set(words[at:place])
        ):
            return governor
        actor, how, begin = self._subject_before(case.sentence, at)
        if not how.startswith("subject"):
            return replace(governor, modality="threatens")
        named = governor.how.startswith(("agent", "owner", "measure")) or governor.actor == actor
        return replace(governor, modality="threatens", actor=governor.actor if named else actor, start=begin)

    def _passive_in_chain(self, case: Case) -> Governor | None:
        """Return the governor of a second participle under one "be": "will be capped at 15 percent and suspended"."""
        words, place, found = case.words, case.place, case.found
        if "past" not in case.forms or not found or not found[-1].passive:
            return None
        if found[-1].form == "stays" and not found[-1].trigger.startswith("be "):
            return None
        at = place - 1
        while at > found[-1].place and (words[at] in ("then", "also", "be") or words[at].endswith("ly")):
            at -= 1
        begins = found[-1].place + found[-1].length
        if words[at] != "and" or place - begins > 24 or {";", ":"} & set(words[begins:at]):
            return None
        if any(begins <= start <= place for start, _, _, _ in case.sentence.subjects):
            return None
        if (MODALS - {"may"} | BE | HAVE | {"which", "that", "who"}) & set(words[begins:at]):
            return None
        over = found[-1].governor
        return Governor(over.modality, over.actor, "chain", over.start, over.negated, False)

    def _seen(self, case: Case) -> Governor | None:
        """Return the governor of what somebody sees done to their duty: "will see their quotas cut", "sees tariffs fall"."""
        words, place, sentence = case.words, case.place, case.sentence
        span = next((span for span in sentence.objects if span[1] == place), None)
        if span is None:
            return None
        see = next((at for at in range(span[0] - 1, max(-1, span[0] - 5), -1) if words[at] in SEES), -1)
        if see < 1 or {",", "that", "to"} & set(words[see : span[0]]):
            return None
        cue = sentence.cue_ends.get(see - (words[see - 1] == "also"))
        if words[see] == "see" and (cue is None or cue[1] in ("none", "transparent", "refuses")):
            return None
        name = cue[1] if cue and words[see] == "see" else ("done" if words[see] == "saw" else "decided")
        teller = self.context.issuer or self.context.last_actor or self.context.main
        begin = self._clause_start(sentence, cue[0] if cue else see)
        return Governor(name, teller or NOBODY, "main", begin, False, False)

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
        told = sentence.words[call:place]
        if any(word in REPORT and told[at - 1] == "and" for at, word in enumerate(told) if at):
            return False  # "called on Beijing to lift its curbs and said it would"
        if sentence.words[call].startswith("hop") and "and" not in told:
            return True  # "hopes that Fiji will lift", "hopes Fiji will"
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
        if sentence.words[act.place - 1] == "by" and previous.governor.actor == act.governor.actor:
            return not any(word == ";" for word in between)
        plain = [word for word in between if not word.endswith("ly")]
        if previous.act is MODIFIED and plain and plain[-1] in ("to", "and"):
            return True
        if previous.act.action == act.act.action == "ADJUST" and plain[-1:] == ["to"] and "," not in between:
            return True  # "amending the schedule to adjust the duties"
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
