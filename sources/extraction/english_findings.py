"""From an act to a finding: its kind, terms, condition and target."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from sources.dates import DateRef
from sources.extraction import details
from sources.extraction.confidence import confidence
from sources.extraction.english_spans import SpanCutter
from sources.extraction.english_weights import weigh
from sources.extraction.english_words import QUOTED, Found, Sentence, word_set
from sources.extraction.lexicon import english_adjectives
from sources.values import Finding

# "from the date of publication to", "extend the truce by another year, to", "between May 1 and": an end follows.
DRUGS = re.compile(r"\b(?:fentanyl|precursor|opioid|drug)")
UP_TO = re.compile(
    r"\bfrom (?:the (?:date|day) of (?:its |the )?\w+|today|now|then)(?: on)? to $"
    r"|\bexten(?:d|ds|ded|ding|sion)\b(?:[^.;\n]{0,90}[,a-z])? to $|\bbetween [^.;\n]{3,24} and $"
    r"|\bfrom [A-Z][a-z]+(?: \d{1,2})?(?:,? \d{4})? (?:to|until|through) (?:at least )?$",
    re.IGNORECASE,
)
# What a text tells of that revises duties upward, and of one that revises them downward.
RAISED = re.compile(r"\b(?:rais|increas|hik|higher|impos|protect|restricted|prohibit|tighten|surcharge)")
EASED = re.compile(
    r"\b(?:reduc|lower|cut|exempt|eliminat|lift|remov|eas(?:e|ing)\b|suspend|relie|exclu|zero|deal\b|agreement)"
)
IMPORT_BAN = re.compile(
    r"\b(?:import bans?|bans? (?:on |of )?(?:the )?(?:[\w-]+ ){0,4}?import(?:s|ing|ation)?"
    r"|ban(?:ned|ning) (?:the )?(?:[\w-]+ ){0,3}?import(?:s|ation)?"
    r"|imports? (?:of )?[^.;]{0,60}?(?:banned|prohibited|barred|not be (?:allowed|permitted)))\b",
    re.IGNORECASE,
)
BREACHES = word_set("breaches")
SAME_TIME = re.compile(r"\bfor the same (?:period|time|duration|length of time)\b", re.IGNORECASE)
# Behind these a date is that of something else.
APART = re.compile(
    r", with |, but |, while | and \w+ed (?:for|until) |, replacing | whose | by nearly | by almost | delayed |, a mutual "
)
# "suspended it for one year following talks": how long, and then what it came after.
OVER_YEARS = re.compile(r"\bover (?:a period of )?(?:[\w-]+ (?:to|or|and) )?$")  # "over five to ten years"
FOR_A_TIME = re.compile(
    r"\bfor (?:a |one |the |\d)?.* (?:before|after|following|ahead|prior)\b", re.IGNORECASE
)
# "the exclusions that were to expire on": the end that an extension puts off.
OLD_END = re.compile(r"\b(?:expir\w+|end|lapse|run out) (?:on |in )?$")
WAS_TO_END = re.compile(
    r"\b(?:was|were|been|is|are|originally|previously) (?:originally |previously )?"
    r"(?:set|due|scheduled|slated|supposed|going|meant) to (?:expire|lapse|end|run out) (?:on |in )?$"
)
TOLD_ON = re.compile(
    r"(?:announced|published|issued|imposed|dated|released|unveiled|said|signed|took|taken|listed|reached|told) on $"
)
AHEAD = re.compile(
    r" *(?:phase|reviews?|probes?|investigations?|plans?|deals?|disputes?|wars?|agreements?|rul(?:es|ings?)"
    r"|program(?:me)?s?|before|beforehand|prior|in advance|ahead|after|following|of notice|notice|ago|old)\b",
    re.IGNORECASE,
)
# "following nearly a year of talks": what went before.
BEHIND = re.compile(
    r"\b(?:following (?:nearly |about |almost |roughly |more than |over )?|after (?:nearly|almost|more than|over) )$",
    re.IGNORECASE,
)
# Behind the words of an act a length of time is its own only where it is said to last for it.
LASTING = re.compile(
    r"\b(?:for|lasting|within|in|period of|term of|by|over|after|validity of) "
    r"(?:a|an|the|not|no|more|than|longer|at least|up to|another|further|additional|initial|next|first|total|period"
    r"|of|maximum|about|coming| )*$",
    re.IGNORECASE,
)
# "takes effect in about three days": when, and not for how long.
FROM_NOW = re.compile(r"\b(?<!with)in (?:about |around |roughly |the next |the coming |just |only )?$")


class FindingCutter(SpanCutter):
    """Weighs an act as a commitment or a countermeasure and reads its terms."""

    def _cut(self, sentence: Sentence, found: list[Found], start: int, stop: int) -> None:
        """Add a finding for each act of a sentence; each one ends before the next."""
        for number, act in enumerate(found):
            if number and act.governor.start <= found[number - 1].place and not act.chained:
                act.governor.start = self._own_start(sentence, act, found[number - 1].place)
            elif not act.chained:
                act.governor.start = self._subject_start(
                    sentence, act, found[number - 1].place + 1 if number else 0
                )
        for number, act in enumerate(found):
            following = found[number + 1] if number + 1 < len(found) else None
            self.findings.append(self._finding(sentence, act, following))

    def _finding(self, sentence: Sentence, act: Found, following: Found | None) -> Finding:
        """Return the finding of one act: its words, kind, dates, quantity, condition and how sure it is."""
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
        if following and following.trigger == "replacing":
            wide = sentence.stops[-1]  # "a 6 percent rate, replacing a 100 percent surcharge"
        governor, code = act.governor, act.object
        kind, action = weigh(act.act, code, governor.negated, self.folded[begin:wide])
        if action == "CONTROL" != act.act.action and not DRUGS.search(self.folded):
            kind, action = "countermeasure", act.act.action  # industrial chemicals that another needs
        modality = governor.modality
        if modality in ("done", "decided") and act.trigger.endswith(
            (" plans for", " plan for", " proposal for", " proposals for")
        ):
            modality = "will"  # "unveiled plans for a levy"
        refrained = act.form.startswith("ing")
        if (
            governor.negated
            and modality == "done"
            and (kind, action) == ("commitment", "STOP")
            and not refrained
        ):
            # "did not impose a ban" says that a thing is not so, it promises nothing
            kind, action, modality = "denial", "", "denies"
        if (
            governor.negated
            and governor.modality == "done"
            and kind == "countermeasure"
            and "concession" in self.folded[begin:end]
        ):
            kind, action, modality, code = "denial", "", "denies", ""  # "no concessions have been granted"
        unsaid = not act.trigger.startswith("modif") and "scope" not in self.folded[begin:end]
        if (
            unsaid
            and (action, kind) == ("ADJUST", "commitment")
            and code in ("tariff", "restrictive_measures")
        ):
            around = self.folded[max(0, begin - 300) : wide + 400].lower()
            if RAISED.search(around) and not EASED.search(around):
                kind = (
                    "countermeasure"  # "The decree revises duties", where the text tells only of higher ones
                )
        condition = None
        nearest = self._nearest_condition(sentence, act.place, stop) if sentence.conditions else None
        if nearest and nearest[2] == "until" and following and following.place < nearest[0]:
            nearest = (
                None  # "takes effect in May and stays until Fiji acts": only the second lasts until then
            )
        lasting = nearest is not None and nearest[2].endswith("long as") and "stays" in act.form
        if nearest and (modality not in ("done", "expected") or lasting or nearest[2].startswith("provided")):
            start_token, stop_token, opener = nearest
            condition = (sentence.starts[start_token], sentence.stops[stop_token - 1])
            if (lasting or modality not in ("done", "expected")) and not (
                opener == "until" and action == "MAINTAIN"
            ):
                modality = "conditional"  # what is kept until another acts does not wait
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
        refs = self._dates_of(sentence, act, (begin, end, wide), modality)
        due = self.context.due if governor.modality in ("will", "shall", "agreed") else ""
        terms = details.terms(refs, action, due)
        if not terms.until and SAME_TIME.search(self.folded, begin, wide):
            earlier = next((f.until for f in reversed(self.findings[-4:]) if f.until), "")
            terms = replace(terms, until=earlier)  # "for the same period"
        if modality == "done" and act.trigger.endswith(("expired", "lapsed")):
            terms = replace(terms, until="")  # the day on which it ran out is no end to come
        if code == "restrictive_measures" and IMPORT_BAN.search(self.folded, begin, wide):
            code = "market_access"  # what may not come in
        if (
            code == "export_control"
            and self.findings
            and self.findings[-1].object == "market_access"
            and re.search(r"\bban", self.folded[begin:wide])
            and not re.search(r"\b(?:export|ship|suppl|sell|sale)", self.folded[begin:wide])
        ):
            code = "market_access"  # "extends the ban": on imports, as told before
        named = self.instruments[
            bisect_left(self.instrument_starts, begin) : bisect_left(self.instrument_starts, wide)
        ]
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
            object=details.ban_on(code, self.text[begin:end]),
            materials=details.materials(self.folded[begin:wide], chinese=False),
            quantity=details.quantity(self.folded[begin:end]),
            effective_on=terms.effective_on,
            due_on=terms.due_on,
            until=terms.until,
            instruments=tuple(dict.fromkeys(name for _, name in named)),
            condition=condition,
            speaker=self.context.speaker if sentence.quoted[act.place] else "",
            confidence=confidence(reasons),
            reasons=tuple(reasons),
        )

    def _dates_of(
        self, sentence: Sentence, act: Found, span: tuple[int, int, int], modality: str
    ) -> list[tuple[int, int, DateRef]]:
        """Return the dates that tell when an act is done: those in its words (begin, end, next act), or led to it."""
        begin, end, wide = span
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
        refs = [ref for ref in refs if not WAS_TO_END.search(self.folded, max(0, ref[0] - 60), ref[0])]
        if act.act.action == "EXTEND" and len(refs) > 1:
            refs = [
                ref for ref in refs if not OLD_END.search(self.folded, max(0, ref[0] - 24), ref[0])
            ] or refs
        refs = [self._role_in_words(ref, number, refs, modality) for number, ref in enumerate(refs)]
        return [
            ref
            for ref in refs
            if not self._is_a_rate(ref)
            and not self._is_no_term(ref)
            and (ref[0] < end or not ref[2].is_duration or LASTING.search(self.folded, end - 1, ref[0]))
        ]

    def _is_no_term(self, ref: tuple[int, int, DateRef]) -> bool:
        """Whether a length of time is not that of the act: "over a year", "a year of talks", "in three days"."""
        start, stop, date = ref
        return date.is_duration and bool(
            self.folded.endswith(("over ", "during the "), 0, start)
            or OVER_YEARS.search(self.folded, max(0, start - 24), start)
            or (
                AHEAD.match(self.folded, stop)
                and not FOR_A_TIME.search(self.folded, max(0, start - 6), stop + 12)
            )
            or BEHIND.search(self.folded, max(0, start - 30), start)
            or FROM_NOW.search(self.folded, max(0, start - 16), start)
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
            or (
                stop < span[0] and sentence.words[stop : stop + 1] in (["that"], ["which"])
            )  # a condition of that
            or any(
                sentence.words[at : at + 2] in (["that", "may"], ["which", "may"])
                for at in range(place, span[0])
            )  # "any probe that may be opened if": when it may be opened
            or {"but", "while", "whereas"} & set(sentence.words[stop : span[0]])
            or (
                sentence.words[span[0] - 1] != ","  # the aside is closed: "a fee, which ends in May, unless"
                and (",", "which")
                in zip(sentence.words[stop : span[0]], sentence.words[stop + 1 : span[0]], strict=False)
            )
            or ";" in sentence.words[min(place, span[0]) : max(place, span[1])]
            else span
        )

    def _target(self, sentence: Sentence, act: Found, first: int, stop: int) -> str:
        """Return whom the act is aimed at: the first other party in its words, "" if none."""
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
