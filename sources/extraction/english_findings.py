"""From an act to a finding: its clause, kind, terms and target."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from sources.dates import DateRef
from sources.extraction import details
from sources.extraction.confidence import confidence
from sources.extraction.english_acts import ActFinder
from sources.extraction.english_words import (
    ADVERBS,
    BE,
    CLAUSE_OPENERS,
    GOVERNORS,
    HAVE,
    LONG_CLAUSE_ENDS,
    MODALS,
    PRONOUNS,
    QUOTED,
    REPORT,
    TIME_OPENERS,
    TRAILERS,
    Found,
    Sentence,
    is_enumerator,
)
from sources.extraction.lexicon import Act, burdens, english_adjectives
from sources.values import Finding

# "from the date of publication to", "extend the truce by another year, to", "between May 1 and": an end follows.
UP_TO = re.compile(
    r"\bfrom (?:the (?:date|day) of (?:its |the )?\w+|today|now|then)(?: on)? to $"
    r"|\bexten(?:d|ds|ded|ding|sion)\b[^.;\n]{0,90}[,a-z] to $|\bbetween [^.;\n]{3,24} and $"
    r"|\bfrom [A-Z][a-z]+(?: \d{1,2})?(?:,? \d{4})? (?:to|until|through) (?:at least )?$",
    re.IGNORECASE,
)


# With these in its condition an adjustment is no relief.
BREACHES = frozenset(
    (
        "fail",
        "fails",
        "failed",
        "failure",
        "lack",
        "lacks",
        "short",
        "retaliate",
        "retaliates",
        "retaliation",
        "breach",
        "breaches",
        "violate",
        "violates",
        "insufficient",
        "inadequate",
        "noncompliance",
        "not",
    )
)


class FindingCutter(ActFinder):
    """Cuts the span of an act and weighs it as a commitment or a countermeasure."""

    def _cut(self, sentence: Sentence, found: list[Found], start: int, stop: int) -> None:
        for number, act in enumerate(found):
            if number and act.governor.start <= found[number - 1].place and not act.chained:
                act.governor.start = self._own_start(sentence, act, found[number - 1].place)
        for number, act in enumerate(found):
            following = found[number + 1] if number + 1 < len(found) else None
            self.findings.append(self._finding(sentence, act, following))

    def _own_start(self, sentence: Sentence, act: Found, earlier: int) -> int:
        """Return where an act's own words begin after the verb of the act before it, at ``earlier``."""
        if "noun" in act.form:
            for at in range(act.place - 1, max(earlier, act.place - 9), -1):
                if sentence.words[at] in GOVERNORS:
                    return at  # "before announcing a one-year suspension"
        thing = act.object_span[0] if act.object_span else 0
        if act.passive and earlier < thing < act.place:
            return thing - (
                sentence.words[thing - 1] in ("the", "its", "their", "all")
            )  # "and the rule is shelved"
        return self._cue_start(sentence, act.place)

    def _cue_start(self, sentence: Sentence, place: int) -> int:
        """Return where the words that govern the verb at ``place`` begin: "pledged to", "will also"."""
        words, at = sentence.words, place
        while at:
            if at in sentence.cue_ends:
                at = sentence.cue_ends[at][0]
            elif (
                words[at - 1] in ADVERBS | BE | {"no", "longer"}
                or words[at - 1].endswith("ly")
                or words[at - 1] in HAVE
            ):
                at -= 1
            else:
                break
        return at

    def _span(self, sentence: Sentence, act: Found, following: Found | None) -> tuple[int, int, int]:
        """Return first token, token after the last, and the token where the next act begins."""
        words, count = sentence.words, len(sentence.words)
        first = act.governor.start if not act.chained else act.place
        if (
            act.governor.how in ("chain", "header", "issuer", "last")
            and not act.passive
            and first == act.place
        ):
            at = act.place
            while at and (
                words[at - 1] in ADVERBS or words[at - 1].endswith("ly") or at in sentence.cue_ends
            ):
                at = sentence.cue_ends[at][0] if at in sentence.cue_ends else at - 1
            first = min(first, at) if at in sentence.cue_ends or not act.chained else first
        if first == act.place and first and act.object == "purchases" and words[first - 1] in BOOSTS:
            first -= 1  # "and boost purchases of"
        if words[max(0, first - 2) : first] == ["no", "longer"]:
            first -= 2
        marks = [at for at in range(first, act.place) if words[at] == QUOTED]
        if marks and not (act.passive and len(marks) == 1 and words[marks[0] + 1] in MODALS | BE):
            first = act.place
        first = min(first, act.place)
        while first < act.place and (
            words[first] in (",", ":", ";", "(", ")", "and", '"') or is_enumerator(words, first + 2)
        ):
            first += 3 if words[first] == "(" and is_enumerator(words, first + 2) else 1
        first = min(first, act.place)
        limit = count
        if following:
            limit = max(
                act.place + 1,
                min(following.governor.start if not following.chained else following.place, following.place),
            )
            if limit <= act.place + act.length:
                limit = following.place
            if (
                following.object == "purchases"
                and words[limit - 1] in BOOSTS
                and limit - 1 > act.place + act.length
            ):
                limit -= 1
        past_object = max(
            act.place + act.length,
            act.object_span[1] if act.object_span and act.object_span[1] <= limit else 0,
        )
        cue_starts = {begin for begin, name in sentence.cue_ends.values() if name != "transparent"}
        subject_starts = {begin for begin, _, _, _ in sentence.subjects}
        condition_starts = {begin for begin, _, _ in sentence.conditions}
        if (
            act.act.action == "PURCHASE"
            and act.object == "investment"
            and words[past_object : past_object + 1] == ["to"]
        ):
            limit = past_object
        stop = limit
        past = past_object
        for at in range(past_object, limit):
            word = words[at]
            if at < past:
                continue
            if word == "," and (closed := self._aside_closed(words, at, limit)):
                past = closed  # ", as set forth in Annex I, on goods of", ", which expire soon, until"
                continue
            tail = " ".join(words[at + 1 : at + 3])
            if word == ";" or (word == QUOTED and sentence.quoted[at - 1] and sentence.quoted[first]):
                stop = at
                break
            if word in (",", "(") and (
                " ".join(words[at + 1 : at + 5]).startswith(TRAILERS)
                or (word == "," and words[at + 1 : at + 2] == ["with"])
                or (word == "," and self._renames(sentence, at))
                or (word == "," and PARTICIPLE.fullmatch(tail.partition(" ")[0]))
                or (word == "," and DESCRIBED.match(" ".join(words[at + 1 : at + 4])))
                or (word == "(" and words[at + 1 : at + 2] in (["the"], ["see"]))
            ):
                stop = at
                break
            if words[at : at + 2] == ["so", "that"] or words[at : at + 3] in (
                ["as", "part", "of"],
                ["in", "a", "bid"],
                ["in", "an", "effort"],
                ["in", "line", "with"],
                [",", "to", "prevent"],
                [",", "to", "protect"],
                ["as", "a", "show"],
                ["as", "a", "gesture"],
                ["as", "a", "sign"],
                ["in", "retaliation", "for"] if act.act.polarity == "burden" else [],
                ["despite", "a", "wave"],
            ):
                stop = at
                break
            if word == "," and act.object_span and act.object_span[1] < first:
                stop = at  # ", which he would raise to 15 percent, starts"
                break
            if word == "," and first and words[first - 1] in CLAUSE_OPENERS:
                stop = at  # "Although the tariff remains in place, exports"
                break
            if (
                word == "to"
                and words[at + 1 : at + 2]
                and (
                    (
                        words[at + 1] in PURPOSE
                        or (words[at + 1].endswith("ly") and PURPOSE & set(words[at + 2 : at + 3]))
                    )
                    or (
                        act.act.action == "PURCHASE"
                        and words[at + 1] in ("build", "expand", "facilitate", "develop")
                    )
                )
            ):
                stop = at  # "to offset the subsidies": what for
                break
            if (
                word == "including"
                and at > past_object
                and not RATE_BEHIND.search(self.folded, sentence.starts[at], sentence.stops[limit - 1])
            ):
                stop = at
                break
            if word in ("despite", "amid"):
                stop = at
                break
            if word == "," and words[at + 1 : at + 2] in (["nor"], ["then"]):
                stop = at
                break
            if word == "," and words[at + 1 : at + 3] in (["and", "then"], ["and", "nor"]):
                stop = at
                break
            if (
                at > past_object
                and act.act.action not in ("ESTABLISH", "PURCHASE")
                and DASH.search(self.folded, sentence.stops[at - 1], sentence.starts[at])
            ):
                stop = at  # "to 15 percent — down from 39"
                break
            if word == "," and self._says(words, at):
                stop = at
                break
            if words[at : at + 3] in (
                ["and", "in", "return"],
                ["and", "in", "exchange"],
                ["and", "in", "turn"],
                ["in", "return", "for"],
                ["in", "exchange", "for"],
            ):
                stop = at
                break
            if (
                word == "following"
                and words[at + 1 : at + 2] in (["a"], ["the"], ["talks"], ["two"])
                and MEETINGS & set(words[at + 1 : at + 6])
            ):
                stop = at
                break
            if (
                word in ("after", "because", "since")
                and at > past_object
                and words[at + 1 : at + 2] in (["a"], ["an"], ["the"], ["its"], ["their"])
                and any(word.endswith("ed") or word in HAVE | BE for word in words[at + 3 : at + 9])
            ):
                stop = at  # "took effect in July after an old pact expired"
                break
            if word == "unless" or (
                word in ("after", "as", "because", "since")
                and at > past_object
                and any(
                    at < begin <= at + 4 and self._finite_after(sentence, finish)
                    for begin, finish, _ in (
                        *sentence.parties,
                        *((s, t, c) for s, t, c, _ in sentence.subjects),
                    )
                )
            ):
                stop = at  # "after the Supreme Court struck down the levies"
                break
            if (word == "," and act.governor.how == "text") or words[at : at + 2] in (
                ["in", "response"],
                ["as", "set"],
            ):
                stop = at
                break
            if (
                word in ("and", "but")
                and words[at + 1 : at + 2]
                and words[at + 1] in HAVE
                and (
                    word == "but"
                    or {at + 2, at + 3} & cue_starts
                    or (following and at < following.place <= at + 4)
                )
            ):
                stop = at  # "and has committed to"
                break
            if word == "and" and act.form == "ing" and words[at + 1 : at + 2] and words[at + 1] in EFFORTS:
                stop = at  # "providing market access and ensuring that"
                break
            if word == "and" and act.form == "s" and words[at + 1 : at + 2] and words[at + 1] in EFFECTS:
                stop = at  # "cuts tariffs and encourages investment"
                break
            if word == "and" and words[at + 1 : at + 2] and words[at + 1] in PROMISING:
                stop = at  # "lowers the tariff and commits Bangkok to"
                break
            if (
                word in ("and", "but", "while", ",")
                and (at + 1 in subject_starts or at + 1 in cue_starts)
                and words[at + 1] not in PRONOUNS | {"to"}
            ):
                stop = at
                break
            if (
                word in ("and", "but", ",")
                and words[at + 1 : at + 2]
                and (words[at + 1] in PRONOUNS and at + 1 in subject_starts)
            ):
                stop = at
                break
            if at in condition_starts or (
                word == "that"
                and at > past_object
                and words[at + 1 : at + 2]
                and words[at + 1] in PRONOUNS
                and not DEFINING & set(words[at + 2 : at + 5])
            ):
                stop = at
                break
        if stop - first > 44 and not FROM_TO.search(
            self.folded, sentence.starts[first], sentence.stops[stop - 1]
        ):
            # A clause this long carries where the thing is defined and what for; the act ends before that.
            stop = next(
                (
                    at
                    for at in range(past_object + 2, stop)
                    if words[at] in LONG_CLAUSE_ENDS
                    and not (words[at] == "," and words[at + 1 : at + 2] and words[at + 1] in TIME_OPENERS)
                ),
                stop,
            )
        while stop > past_object and (
            words[stop - 1]
            in (",", "and", "or", "while", "by", "then", "to", "that", ";", ":", "(", "but", "also", '"')
            or (words[stop - 1] == ")" and stop >= 3 and words[stop - 3] == "(")
        ):
            stop -= 3 if words[stop - 1] == ")" else 1
        stop = max(stop, past_object)
        return first, min(stop, count), limit

    def _aside_closed(self, words: list[str], comma: int, limit: int) -> int:
        """Return where the words of an act go on after an aside that opens at ``comma``, 0 if it is no such aside."""
        opener = words[comma + 1] if comma + 1 < limit else ""
        kinds = opener == "including" or words[comma + 1 : comma + 3] == ["such", "as"]
        if (
            opener not in ("which", "as", "pursuant", "under")
            and not kinds
            and not PARTICIPLE.fullmatch(opener)
        ):
            return 0
        for at in range(comma + 3, min(limit - 1, comma + 26)):
            if words[at] == ";":
                return 0
            if words[at] == "," and words[at + 1] in ("until", "through", "on", "for") and not kinds:
                return at + 1
            if words[at] == "," and kinds and words[at + 1] in ("to", "from", "until"):
                return at + 1  # ", including chips, to 15% from 20%"
        return 0

    def _finite_after(self, sentence: Sentence, place: int) -> bool:
        """Whether a finite verb stands right behind the name that ends before ``place``."""
        word = sentence.words[place] if place < len(sentence.words) else ""
        return (word in BE or word in HAVE or word.endswith("ed") or word in REPORT) or self._finite_verb_at(
            sentence, place
        )

    def _renames(self, sentence: Sentence, comma: int) -> bool:
        """Whether what follows the comma says what the act is: ", a key promise of the summit"."""
        words = sentence.words
        return (
            (
                words[comma + 1 : comma + 2] in (["a"], ["an"])
                or (words[comma + 1 : comma + 2] == ["the"] and words[comma + 2 : comma + 3] in UTMOST)
            )
            and not {"percent", "%", "and", "or"} & set(words[comma + 2 : comma + 8])
            and not any(word[0].isdigit() for word in words[comma + 2 : comma + 6])
            and not any(comma < start <= comma + 4 for start, _, _ in sentence.objects)
        )

    def _says(self, words: list[str], comma: int) -> bool:
        """Whether who says it follows the comma, and nothing more: "…, the minister said on Friday"."""
        for at in range(comma + 1, min(len(words), comma + 8)):
            if words[at] in ("and", "but", "which", "who", "that", ","):
                return False
            if words[at] in REPORT:
                return at > comma + 1
        return False

    def _finding(self, sentence: Sentence, act: Found, following: Found | None) -> Finding:
        first, stop, limit = self._span(sentence, act, following)
        begin, end = sentence.starts[first], sentence.stops[stop - 1]
        if self.folded.count(QUOTED, begin, end) % 2 and self.folded[end : end + 1] == QUOTED:
            end += 1
        wide = (
            sentence.starts[limit - 1] + len(sentence.words[limit - 1])
            if limit < len(sentence.words)
            else sentence.stops[-1]
        )
        wide = max(wide, end)
        governor, code = act.governor, act.object
        kind, action = weigh(act.act, code, governor.negated, self.folded[begin:wide])
        modality = governor.modality
        refrained = act.form.startswith("ing")
        if (
            governor.negated
            and modality == "done"
            and (kind, action) == ("commitment", "STOP")
            and not refrained
        ):
            # "did not impose a ban" says that a thing is not so, it promises nothing
            kind, action, modality = "denial", "", "denies"
        condition = None
        nearest = self._nearest_condition(sentence, act.place, stop) if sentence.conditions else None
        if nearest and modality not in ("done", "expected"):
            start_token, stop_token, _ = nearest
            condition = (sentence.starts[start_token], sentence.stops[stop_token - 1])
            modality = "conditional"
            if (
                action == "ADJUST"
                and code == "tariff"
                and BREACHES & set(sentence.words[start_token:stop_token])
            ):
                kind = "countermeasure"  # "should Fiji fall short, these rates may be modified"
        elif modality == "threatens" and kind == "commitment":
            modality = "agreed"  # "vowed to resume purchases" is no threat
        elif modality == "agreed" and kind == "countermeasure" and "vow" in self.folded[begin:end].lower():
            modality = "threatens"
        refs = self.dates[bisect_left(self.date_starts, begin) : bisect_left(self.date_starts, wide)]
        refs += [
            ref
            for ref in self.dates[
                bisect_left(self.date_starts, sentence.offset) : bisect_left(self.date_starts, begin)
            ]
            if (ref[2].role == "effective" and act.passive)
            or (ref[2].role == "due" and not any(f.start >= sentence.offset for f in self.findings[-3:]))
        ]
        waits = [
            (sentence.starts[opens], sentence.stops[closes - 1]) for opens, closes, _ in sentence.conditions
        ]  # "if no deal is reached within 180 days": that is no day by which to act
        refs = [ref for ref in refs if not any(opens <= ref[0] < closes for opens, closes in waits)]
        refs = [ref for ref in refs if ref[0] < end or not APART.search(self.folded, end, ref[0])]
        refs = [self._role_in_words(ref, number, refs, modality) for number, ref in enumerate(refs)]
        refs = [ref for ref in refs if not self._is_a_rate(ref)]
        refs = [ref for ref in refs if not (ref[2].is_duration and self.folded.endswith("over ", 0, ref[0]))]
        refs = [
            ref for ref in refs if not (ref[2].is_duration and self.folded.endswith("during the ", 0, ref[0]))
        ]
        refs = [ref for ref in refs if not (ref[2].is_duration and AHEAD.match(self.folded, ref[1]))]
        refs = [
            ref
            for ref in refs
            if not (ref[2].is_duration and BEHIND.search(self.folded, max(0, ref[0] - 30), ref[0]))
        ]
        refs = [
            ref
            for ref in refs
            if not (ref[2].is_duration and FROM_NOW.search(self.folded, max(0, ref[0] - 16), ref[0]))
        ]
        due = self.context.due if governor.modality in ("will", "shall", "agreed") else ""
        terms = details.terms(refs, action, due)
        if not terms.until and SAME_TIME.search(self.folded, begin, wide):
            earlier = next((f.until for f in reversed(self.findings[-4:]) if f.until), "")
            terms = replace(terms, until=earlier)  # "for the same period"
        named = self.instruments[
            bisect_left(self.instrument_starts, begin) : bisect_left(self.instrument_starts, wide)
        ]
        quoted = bool(sentence.quoted[act.place] and self.context.speaker)
        reasons = [
            f"trigger:{act.act.action}:{act.trigger}",
            f"object:{code}",
            f"actor:{governor.how}",
            f"modality:{modality}",
        ]
        reasons += ["chained"] if act.chained else []
        reasons += ["passive"] if act.passive else []
        reasons += ["negated"] if governor.negated else []
        reasons += ["condition"] if condition else []
        return Finding(
            kind=kind,
            start=begin,
            stop=end,
            quote=self.text[begin:end],
            actor=governor.actor,
            target=self._target(sentence, act, first, stop),
            modality=modality,
            action=action,
            object=code,
            materials=details.materials(self.folded[begin:wide], chinese=False),
            quantity=details.quantity(self.folded[begin:end]),
            effective_on=terms.effective_on,
            due_on=terms.due_on,
            until=terms.until,
            instruments=tuple(dict.fromkeys(name for _, name in named)),
            condition=condition,
            speaker=self.context.speaker
            if quoted or (self.context.speaker and sentence.quoted[act.place])
            else "",
            confidence=confidence(reasons),
            reasons=tuple(reasons),
        )

    def _is_a_rate(self, ref: tuple[int, int, DateRef]) -> bool:
        """Whether "a year" says how often, and not how long: "18 million tonnes a year"."""
        start, _, date = ref
        return date.wording.lower() in ("a year", "a month", "a week") and not self.folded.endswith(
            ("for ", "by ", "within ", "of ", "in ", "at least ", "another ", "about ", "nearly "), 0, start
        )

    def _role_in_words(
        self, ref: tuple[int, int, DateRef], number: int, refs: list[tuple[int, int, DateRef]], modality: str
    ) -> tuple[int, int, DateRef]:
        """Return the date with the role that the words right before it give, where it has none yet.

        "from January 1 to December 31": the second is the end; "will lower the rate on March 1": the day it takes effect.
        """
        start, stop, date = ref
        if date.is_duration and self.folded.endswith(
            ("within up to ", "in up to ", "within at most "), 0, start
        ):
            return start, stop, replace(date, role="due")  # "drops duties within up to nine years"
        if date.role or date.is_duration:
            return ref
        before = self.folded[max(0, start - 24) : start]
        if (
            number
            and refs[number - 1][2].role == "effective"
            and self.folded[refs[number - 1][1] : start].strip() == "to"
        ):
            return start, stop, replace(date, role="until")
        if UP_TO.search(self.folded[max(0, start - 110) : start]):
            return start, stop, replace(date, role="until")
        if modality != "done" and before.endswith(" on ") and not TOLD_ON.search(before):
            return start, stop, replace(date, role="effective")
        return ref

    def _nearest_condition(self, sentence: Sentence, place: int, stop: int) -> tuple[int, int, str] | None:
        """Return the condition beside an act, or None if it stands with another clause, far away."""
        spans = [
            span
            for span in sentence.conditions
            if not (
                place < span[0]
                and (  # "and when they do, we'll", "and, subject to a deal, will"
                    sentence.words[span[0] - 1] in ("and", "but")
                    or (sentence.words[span[0] - 1] == "," and sentence.words[span[0] - 2] in ("and", "but"))
                )
            )
        ]
        if not spans:
            return None
        span = min(spans, key=lambda span: min(abs(span[0] - place), abs(span[1] - place)))
        return (
            None
            if span[0] > max(place + 30, stop + 4)
            or ";" in sentence.words[min(place, span[0]) : max(place, span[1])]
            else span
        )

    def _target(self, sentence: Sentence, act: Found, first: int, stop: int) -> str:
        if act.governor.actor == "BOTH":
            return ""  # all that are named act together
        adjectives = english_adjectives()
        names = {start: code for start, _, code in sentence.parties}
        for at in range(first, stop):
            code = names.get(at) or adjectives.get(sentence.words[at], "")
            if sentence.words[at] == "us" and not code and self.context.side:
                code = self.context.side
            if code and code not in (act.governor.actor, "BOTH"):
                return code
        return ""


# Duties that are laid on only up to a lower level than now: a promise.
CAPPED = re.compile(
    r"\b(?:appl(?:y|ies|ying)|set|charge|face)\b.{0,40}?\b(?:only|no (?:more|higher)|the (?:higher|lower) of"
    r"|(?:revised|(?<!statutory )(?<!legal )maximum|lower"
    r"|reduced|lowered|preferential|zero) |ceiling on|(?<![\d.])0(?: percent|%)|capped|not (?:to )?exceed|up to a maximum)"
    r"|\bwhichever is (?:the )?(?:higher|greater|lower)"
    r"|\b(?:rate|tariffs?|duty|duties) (?:that is )?(?:no (?:greater|higher|more) than|not (?:above|exceeding|over))"
    r"|\b(?:rate|tariffs?|duty|ceiling|level) of (?:no (?:higher|more|greater) than|not more than|at most)"
    r"|\b(?:ceiling|cap) of \d|\d ?(?:%|per ?cent) (?:ceiling|cap)\b",
    re.IGNORECASE,
)
PROLONGED = re.compile(
    r"\b(?:extend|prolong|renew)\w* (?:the |its |this )?(?:current |existing )?(?:duty|tariff|zero|preferential)"
    r"(?:(?! to )[\w -]){3,40} (?:for|until|through|by|beyond)\b",
    re.IGNORECASE,
)
LOWERED = re.compile(
    r"(?:the|these|those|this|all|such) (?:new )?"
    r"(?:reduced|lower|lowered|preferential|zero|concessional|favou?rable|cut) (?:[\w-]+ ){0,2}"
    r"(?:rates?|tariffs?|dut(?:y|ies))\b",
    re.IGNORECASE,
)
DASH = re.compile(r"—|\s[–-]\s")
FAVOURING = re.compile(
    r"\b(?:more (?:favou?rable|flexible|lenient|permissive|relaxed)|(?:relaxed|streamlined|simplified|eased|looser)) "
    r"(?:[\w-]+ ){0,4}(?:polic(?:y|ies)|procedures?|requirements?|regime|process|rules?|licen[cs]\w+)\b",
    re.IGNORECASE,
)
KEPT_UP = re.compile(r"\bcontinu(?:e|es|ed) to (?:prohibit|ban|bar|restrict|forbid|block)\b", re.IGNORECASE)
EXEMPTED = re.compile(r"\b(?:shall|will|are|is) not (?:be )?subject to\b", re.IGNORECASE)
FAVOUR = re.compile(
    r"\b(?:temporary|provisional|preferential|concessional|reduced|lower) "
    r"(?:import )?(?:tariff |tax |duty |customs )*rates?\b",
    re.IGNORECASE,
)
LOW_RATE = re.compile(
    r"(?<!in addition to )(?<!on top of )(?<!higher than )(?<!above )\b"
    r"(?:reduced|lowered|even lower|preferential|concessional|most[- ]favou?red[- ]nation|MFN) "
    r"(?:[\w-]+ ){0,3}?"
    r"(?:rates?|tariffs?|duty|duties|regime)\b(?=.{0,60}\b(?:appl|remain|stay|be charged|in place|in force|in effect))",
    re.IGNORECASE,
)
ADDING = re.compile(
    r"\b(?:by|through) (?:the )?(?:adding|addition of|inserting|including)\b|\bto (?:add|include)\b",
    re.IGNORECASE,
)
BELOW = re.compile(
    r"\b(?:lower|less|smaller) than (?:the |its |their )?(?:most|MFN|general|statutory|normal|standard|bound|basic)"
    r"|\bbelow (?:the |its |their )?(?:most|MFN|statutory|bound|normal|standard)",
    re.IGNORECASE,
)
INSTEAD = re.compile(
    r"(\d+(?:\.\d+)?) ?(?:%|per ?cent)[^.;\d]{0,70}? "
    r"(?:instead of|rather than|(?:down|reduced|cut|slashed|lowered) from|compared with|in place of) "
    r"(?:the |a |its )?(?:[a-z]+ ){0,4}(\d+(?:\.\d+)?) ?(?:%|per ?cent)"
)
# ", offering relief to farmers": what comes of the act.
PARTICIPLE = re.compile(r"(?!beginning|starting|pending|during|following|according|covering)[a-z]{3,}ing")
# ", originally imposed over", ", crucial to industry", ", key materials for": what the thing is.
DESCRIBED = re.compile(
    r"(?:(?:[a-z]+ly|first|already) )?(?:[a-z]{3,}ed|set|made|known) (?:on|in|over|by|for|as|from|to|against|under|at)\b"
    r"|(?:crucial|vital|critical|essential|necessary|important|subject|due) (?:to|for)\b|key [a-z]+"
)
UTMOST = (
    ["maximum"],
    ["minimum"],
    ["end"],
    ["first"],
    ["last"],
    ["most"],
    ["only"],
    ["world"],
    ["largest"],
    ["same"],
)
BOOSTS = frozenset(("boost", "increase", "expand", "raise", "boosting", "increasing", "expanding", "raising"))
EFFECTS = frozenset(
    (
        "encourages",
        "supports",
        "helps",
        "paves",
        "strengthens",
        "promotes",
        "boosts",
        "ensures",
        "aims",
        "seeks",
        "gives",
    )
)
PURPOSE = frozenset(
    (
        "address",
        "bolster",
        "boost",
        "combat",
        "compensate",
        "counter",
        "counteract",
        "deepen",
        "diversify",
        "fortify",
        "supercharge",
        "curb",
        "defend",
        "encourage",
        "ensure",
        "guard",
        "help",
        "offset",
        "pressure",
        "prevent",
        "prod",
        "promote",
        "protect",
        "punish",
        "push",
        "replace",
        "safeguard",
        "shield",
        "spur",
        "stem",
        "strengthen",
        "stop",
        "support",
    )
)
RATE_BEHIND = re.compile(r"\b(?:to|from|by|at) (?:about )?\d|, (?:until|for|through|effective)\b")
SAME_TIME = re.compile(r"\bfor the same (?:period|time|duration|length of time)\b", re.IGNORECASE)
# Behind these a date is that of something else.
APART = re.compile(r", with | whose | by nearly | by almost | delayed |, a mutual ")
PROMISING = frozenset(("commits", "agrees", "pledges", "promises", "requires", "vows", "undertakes"))
EFFORTS = frozenset(("ensuring", "supporting", "working", "helping", "making", "promoting", "guaranteeing"))
MEETINGS = frozenset(("meeting", "summit", "talks", "call", "negotiations", "ruling"))
TOLD_ON = re.compile(
    r"(?:announced|published|issued|imposed|dated|released|unveiled|said|signed|took|taken|listed|reached|told) on $"
)
# "the controls that it announced on October 9": which ones, and so a part of the act's words.
DEFINING = frozenset(
    ("announced", "imposed", "unveiled", "introduced", "published", "appears", "adopted", "issued", "took")
)
AHEAD = re.compile(
    r" *(?:reviews?|probes?|investigations?|plans?|deals?|disputes?|wars?|agreements?|rul(?:es|ings?)"
    r"|program(?:me)?s?|before|beforehand|prior|in advance|ahead|after|following|of notice|notice|ago|old)\b",
    re.IGNORECASE,
)
# "following nearly a year of talks": what went before.
BEHIND = re.compile(
    r"\b(?:following (?:nearly |about |almost |roughly |more than |over )?|after (?:nearly|almost|more than|over) )$",
    re.IGNORECASE,
)
# "takes effect in about three days": when, and not for how long.
FROM_NOW = re.compile(r"\b(?<!with)in (?:about |around |roughly |the next |the coming |just |only )?$")
RESTRICTED_USE = re.compile(
    r"\bmilitary|presumption of denial|policy of denial|logic chips|nanomet|semiconductor|weapons",
    re.IGNORECASE,
)
FROM_TO = re.compile(r"\bfrom \d+ (?:percent|dollars) to \d")
EXCHANGED = re.compile(
    r"(?:deleting|striking)[^0-9]{1,30}(\d+)(?:%| percent"
    r"| dollars).{0,120}?inserting[^0-9]{1,60}(\d+)|\bfrom (\d+) (?:percent|dollars) to (\d+)"
)


def raises(words: str) -> bool:
    """Whether the words put a higher number in the place of a lower one, or say that something rises."""
    if re.search(r"\b(?:increase|raise|hike)\w*\b", words):
        return True
    match = EXCHANGED.search(words)
    return match is not None and int(match[1] or match[3]) < int(match[2] or match[4])


def weigh(act: Act, code: str, negated: bool, words: str) -> tuple[str, str]:
    """Return (kind, action): who promises to lay no burden commits to stop, who will not lift one keeps
    it.
    """
    burden = act.polarity == "burden"
    if act.polarity == "object":
        eased = re.search(
            r"tariff-free|duty-free|preferen|relief|reprieve|moratorium|suspen|pause|truce|exclusion|exempt"
            r"|waiver|general licen|deal|agreement|arrangement|statement",
            words,
            re.IGNORECASE,
        )
        burden = code in burdens() and not eased
    if (
        act.action == "LIFT"
        and not negated
        and re.search(
            r"\b(?:remov|withdr|drop|lift|rescind|scrap|cancel|abandon|shelv|retract)\w* "
            r"(?:the |his |its |a |her |their )?(?:\w+ )?threats?\b",
            words,
        )
    ):
        return "commitment", "STOP"  # a threat that is taken back
    if (
        act.action == "LIFT"
        and code == "tariff"
        and re.search(
            r"\bdrop\w*\b.*\b(?:to|from|by) (?:about |around )?\d+(?![\d.]|[ -](?:year|month|week|day))",
            words,
        )
    ):
        return "commitment", "REDUCE"
    if act.action == "IMPOSE" and code == "licences" and not negated and FAVOURING.search(words):
        return "commitment", "ADJUST"  # "implements a more favourable review policy"
    if (
        act.action == "LIFT"
        and code == "licences"
        and not negated
        and re.search(r"\b(?:revok|cancel)", words)
    ):
        return "countermeasure", "REFUSE"
    if act.action == "LIFT" and code == "tariff" and not negated and FAVOUR.search(words):
        return "countermeasure", "LIFT"  # a low rate that ends
    given_up = act.action in (("PURCHASE", "RESUME") if negated else ("SUSPEND", "STOP", "REDUCE", "LIFT"))
    if (
        given_up
        and code in ("purchases", "trade")
        and re.search(r"\b(?:russia|iran|venezuela)", words, re.IGNORECASE)
    ):
        return "commitment", "STOP"  # from a third country, because the other side asks for it
    lower = INSTEAD.search(words)
    if act.action == "IMPOSE" and code == "tariff" and lower and float(lower[1]) < float(lower[2]):
        return "commitment", "REDUCE"
    if act.action == "LIFT" and not negated and PROLONGED.search(words):
        return "commitment", "EXTEND"  # "extend duty-free treatment for lobster": it goes on
    if act.action == "MAINTAIN" and code == "tariff" and not negated and LOWERED.match(words):
        return "commitment", "MAINTAIN"  # "the reduced rates will remain in place"
    if act.action == "IMPOSE" and code == "tariff" and not negated and BELOW.search(words):
        return "commitment", "REDUCE"  # "provisional rates lower than the most-favoured-nation rate"
    low = LOW_RATE.search(words) if code == "tariff" and not negated else None
    level = (
        low and low[0][:1] in "Mm" and re.search(r"\d ?(?:%|per)", words)
    )  # "of 15 percent, the MFN rate included"
    if act.action in ("IMPOSE", "MAINTAIN") and low and not level:
        return "commitment", "REDUCE" if act.action == "IMPOSE" else "MAINTAIN"  # "reduced rates will apply"
    if act.action == "IMPOSE" and code == "tariff" and CAPPED.search(words):
        return "commitment", "REDUCE"
    if (
        act.action in ("IMPOSE", "EXPAND")
        and code == "export_control"
        and not negated
        and re.search(r"\b(?:chemical|precursor|fentanyl)", words)
    ):
        return "commitment", "CONTROL"
    if act.action == "APPROVE" and re.search(
        r"green light.{0,30}\b(?:tariff|dut(?:y|ies)|levy|levies)", words
    ):
        return "countermeasure", "IMPOSE"
    if (
        act.action == "SUSPEND"
        and code == "licences"
        and re.search(r"\b(?:applications?|reviews?|approvals?|issu\w+)\b", words)
    ):
        return "countermeasure", "SUSPEND"  # who halts the review of applications lets nothing through
    if (
        act.action == "EXPAND"
        and code == "tariff"
        and (re.search(r"\bramp", words) or re.search(r"\b(?:to|by) (?:about |around )?\d", words))
    ):
        return "countermeasure", "IMPOSE"  # a tariff that is raised
    if act.action == "ADJUST" and code in ("export_control", "entity_list") and ADDING.search(words):
        return "countermeasure", "ADJUST"  # "the control order is revised by adding items"
    if act.action == "ADJUST" and raises(words):
        burden = True
    if (
        act.action == "ADJUST"
        and code in ("trade", "tariff")
        and re.search(r"\badjust(?:ing)? (?:the )?imports\b", words)
    ):
        burden = True
    if (
        act.action == "REVIEW"
        and RESTRICTED_USE.search(words)
        and not re.search(r"\b(?:rather than|instead of)\b", words)
    ):
        burden = True
    if act.action == "IMPOSE" and not negated and burden and KEPT_UP.search(words):
        return "countermeasure", "MAINTAIN"
    if act.action == "IMPOSE" and negated and code == "tariff" and EXEMPTED.search(words):
        return "commitment", "LIFT"
    if act.action == "PURCHASE" and negated:
        return ("commitment" if re.search(r"\boil\b|\benergy\b|\bgas\b", words) else "countermeasure"), "STOP"
    if negated:
        if burden and act.action != "MAINTAIN":
            new = re.search(r"\bnot (?:apply|impose|introduce|adopt)\b", words)
            ends = (code == "licences" and not new) or re.search(r"\bno longer\b|\bcease", words)
            return "commitment", "LIFT" if ends else "STOP"
        if not burden:
            return "countermeasure", "REFUSE" if code == "licences" else "MAINTAIN"
        return "commitment", "LIFT"
    if (
        act.action == "APPROVE"
        and code == "licences"
        and re.search(r"\bpermitting\b|\bapprovals for\b", words)
    ):
        return "commitment", "ADJUST"
    return ("countermeasure" if burden else "commitment"), act.action
