"""What an English act waits for: a condition that a party can meet, who that is, and how long the act lasts without it."""

from __future__ import annotations

import re

from sources.extraction import details
from sources.extraction.confidence import confidence
from sources.extraction.english_findings import FindingCutter
from sources.extraction.english_subjects import JUDGES
from sources.extraction.english_words import (
    BARE_VERBS,
    GOODS,
    TEXTS,
    Sentence,
)
from sources.values import Finding

PROLONGED = re.compile(
    r"\b(?:it|they|it is|they are|unless)\b[^.;]{0,50}?\b(?:extended|prolonged|renewed)\b", re.IGNORECASE
)
PARLIAMENT = re.compile(
    r"\bunless (?:it is |they are |it be )?(?:[\w-]+,? (?:or )?){0,5}?(?:extended|prolonged|renewed) by "
    r"(?:an act of |a vote of )?(?:the )?(?:\w+ )?(?:Congress|parliament|lawmakers|Diet|Bundestag|Senate"
    r"|Knesset|legislature)\b"
    r"|\bunless (?:it is |they are |it be )?(?:(?:further|otherwise|explicitly|expressly|specifically|again"
    r"|earlier|subsequently|suspended|amended|modified"
    r"|terminated|revoked|lifted|cancel\w+|sooner|or|,|first) ?,? ?){0,6}(?:extended|prolonged|renewed)\b"
    r"(?: (?:by|under|through|before|beforehand|in|earlier|further)\b[^.;,\n]{0,60})?"
    r"|\bunless (?:the )?(?:\w+ )?(?:Congress|parliament|lawmakers|Senate) (?:agrees? to |votes? to |acts? to "
    r"|decides? to )?(?:extends?|prolongs?|renews?)\b(?: (?:it|them|the \w+))?",
    re.IGNORECASE,
)
STRUCK = frozenset(("reached", "concluded", "struck", "signed"))
# Conditions that a party can breach or meet though what follows is no act of trade policy.
OPEN_OPENERS = ("if", "should", "in the event", "in the event that", "in case", "unless", "until", "once")
FAILING = frozenset(
    ("fail", "fails", "failed", "breach", "breaches", "breached", "violate", "violates", "renege", "reneges")
)
# Conditions that somebody has to see to though they name nobody.
PLEDGED = frozenset(("pledge", "promise", "undertaking", "pledges", "promises"))
LACKING = frozenset(("not", "fail", "fails", "no", "without", "never", "lack"))
ANSWERED = ("if", "should", "in the event", "in the event that", "in case", "unless")
FREE_OPENERS = (
    *("provided", "provided that", "as long as", "so long as", "on condition that", "on the condition that"),
    *("once", "unless", "only if", "only after", "only when", "as soon as"),
)
# "Permits will be granted if exports comply with": who grants sees to it.
COMPLIES = frozenset(
    ("comply", "complies", "conform", "conforms", "meet", "meets", "satisfy", "satisfies", "verified")
)
THRESHOLDS = frozenset(("exceed", "exceeds", "exceeded", "surge", "surges", "surged", "evidence"))
PROCEEDINGS = frozenset(
    (
        "determination",
        "determinations",
        "findings",
        "investigation",
        "probe",
        "review",
        "inquiry",
        "assessment",
        "situation",
    )
)
HINGES = (
    "hinges on",
    "hinge on",
    "hinged on",
    "depends on",
    "depend on",
    "rests on",
    "contingent on",
    "conditional on",
)
# What two sides reach: "unless an agreement is reached".
DEALT = frozenset(("agreement", "agreements", "deal", "pact", "accord", "talks", "negotiations", "progress"))


class AwaitedReader(FindingCutter):
    """Adds the conditions that acts wait for, and the prolonging of what else would end."""

    def _conditions(self, sentence: Sentence, first: int) -> None:
        """Add a finding for each condition that some party is to meet and that an act of this sentence
        waits for.
        """
        waiting = [finding for finding in self.findings[first:] if finding.condition]
        for start, stop, opener in sentence.conditions:
            span = (sentence.starts[start], sentence.stops[stop - 1])
            alone = (
                opener in HINGES and self._inside_condition(sentence, start + 2, stop)[0]
            ) or self._stands_alone(sentence, start, stop, opener)
            if opener == "upon" or not (alone or any(finding.condition == span for finding in waiting)):
                continue
            actor = self._named_in_condition(sentence, start, stop, opener, waiting)
            if (
                actor
                and not sentence.parties
                and "they" in sentence.words[start : start + 3]
                and not self.context.side
            ):
                continue  # "if they are for data centers": goods
            actor = actor or self._who_meets(sentence, start, stop, opener, bool(alone))
            if not actor and waiting:
                actor = self._who_meets_for(waiting[0], sentence, start, stop, opener)
            prolongs = (
                bool(waiting) and opener == "unless" and PROLONGED.search(self.folded[span[0] : span[1]])
            )
            if prolongs and (not actor or actor == waiting[0].actor):
                # "unless it is extended by parliament": by the lawmakers of whoever acts
                action, code, how = "EXTEND", waiting[0].object, "named"
                actor = waiting[0].actor
            if not actor:
                continue
            if not prolongs and actor == "BOTH" and STRUCK & set(sentence.words[start:stop]):
                action, code, how = "", "", ""  # "unless an agreement is reached that addresses"
            elif not prolongs:
                action, code, how = self._inside_condition(sentence, start + len(opener.split()), stop)
            if not action:
                action, code, how = self._said_before(sentence, start, stop, opener, actor) or (
                    action,
                    code,
                    how,
                )
            reasons = (f"condition:{opener}", f"actor:{actor}", *([f"act:{how}"] if how else []))
            self.findings.append(
                Finding(
                    kind="condition",
                    start=span[0],
                    stop=span[1],
                    quote=self.text[span[0] : span[1]],
                    actor=actor,
                    modality="conditional",
                    action=action,
                    object=code,
                    speaker=waiting[0].speaker if waiting else "",
                    materials=details.materials(self.folded[span[0] : span[1]], chinese=False),
                    confidence=confidence(reasons),
                    reasons=reasons,
                )
            )

    def _named_in_condition(
        self, sentence: Sentence, start: int, stop: int, opener: str, waiting: list[Finding]
    ) -> str:
        """Return who is the subject of the condition, "" if nobody is: "once China lifts its ban"."""
        actor = self._judged(sentence, start, stop) or next(
            (code for begin, _, code, _ in sentence.subjects if start <= begin < stop), ""
        )
        after = start + len(opener.split())
        if (
            waiting
            and sentence.words[after : after + 1] in (["it"], ["they"], ["he"])
            and (not sentence.quoted[start] or waiting[0].actor == self.context.side)
        ):
            # "a tariff on Canada if it strikes a deal": the other one that was named
            actor = next(
                (
                    code
                    for begin, _, code in reversed(sentence.parties)
                    if begin < start and code not in (waiting[0].actor, "BOTH")
                ),
                actor,
            )
        return actor

    def _judged(self, sentence: Sentence, start: int, stop: int) -> str:
        """Return whose conduct another finds wanting: "if Oslo finds that Fiji has not complied"; "" if nobody's."""
        words = sentence.words
        that = next((at for at in range(start, stop) if words[at] == "that" and words[at - 1] in JUDGES), 0)
        inner = (code for begin, _, code in sentence.parties if that and that < begin <= that + 2)
        return next(inner, "")

    def _who_meets(self, sentence: Sentence, start: int, stop: int, opener: str, alone: bool) -> str:
        """Return who meets a condition without a subject of its own: "unless a deal is reached": BOTH; "" if unsaid."""
        inside = set(sentence.words[start:stop])
        actor = self._bare_subject(sentence, start) or self._addressed(
            sentence, start + len(opener.split()), stop
        )
        if not actor and alone:
            actor = next((code for begin, _, code in sentence.parties if start < begin <= start + 4), "")
        if not actor and PLEDGED & inside:
            pledges = (
                f for f in reversed(self.findings) if f.kind == "commitment" and f.modality == "agreed"
            )
            actor = next((f.actor for f in pledges), "")  # "if that pledge is broken": by whom it was given
        return actor or ("BOTH" if DEALT & inside else "")

    def _bare_subject(self, sentence: Sentence, start: int) -> str:
        """Return who must act in "should the PRC retaliate", where the verb has no form of its own to
        tell.
        """
        for begin, end, code in sentence.parties:
            following = sentence.words[end : end + 1]
            if start < begin <= start + 3 and following == ["'s"] and end + 1 < len(sentence.words):
                return code  # "if China's purchases fall short"
            if (
                start < begin <= start + 3
                and following
                and (
                    sentence.words[start] == "should"
                    or end in sentence.verbs
                    or following[0] in BARE_VERBS
                    or (following[0].endswith(("s", "ed")) and len(following[0]) > 3)
                )
            ):
                return code
        return ""

    def _addressed(self, sentence: Sentence, after: int, stop: int) -> str:
        """Return whom a letter of one side speaks to, where its "you" has to meet the condition; "" if nobody."""
        if "you" not in sentence.words[after : min(stop, after + 5)]:
            return ""
        side = self.context.issuer or self.context.side or ("US" if "US" in self.context.parties else "")
        others = [code for code in self.context.parties if code not in (side, "BOTH")]
        return "BOTH" if len(others) > 1 else "".join(others)

    def _who_meets_for(self, waits: Finding, sentence: Sentence, start: int, stop: int, opener: str) -> str:
        """Return who meets what the act ``waits`` for where nobody is named: the other side, its target, or who acts."""
        words = sentence.words
        if waits.kind == "countermeasure" and opener in ANSWERED and LACKING & set(words[start:stop]):
            other = self._other_than(waits)
            if other:
                return other  # "If that cut does not come, duties may return": the other side
        if self._nobody_meets(sentence, start, stop, opener):
            # "once the EU's register is operational", "provided the register is": who acts sees to it
            inside = (code for begin, _, code in sentence.parties if start <= begin < stop)
            actor = next(inside, waits.actor)
            if actor:
                return actor
        after = start + len(opener.split())
        if opener in ("if", "unless") and not GOODS & set(words[after : after + 5]):
            return waits.target  # "will raise the tariff on Peru if the water is not released"
        return ""

    def _other_than(self, finding: Finding) -> str:
        """Return the side that an act answers: its target, else the other one of two that the text is about."""
        if finding.target:
            return finding.target
        others = [code for code in self.context.parties[:2] if code not in (finding.actor, "BOTH")]
        return others[0] if len(others) == 1 else ""

    def _nobody_meets(self, sentence: Sentence, start: int, stop: int, opener: str) -> bool:
        """Whether a condition names nobody who has to act: "as long as payments go to", not "provided the goods are"."""
        after = start + len(opener.split())
        lead = sentence.words[after : after + 4]
        if opener == "if" and COMPLIES & set(sentence.words[after:stop]) and lead[:1] != ["it"]:
            return any(f.action == "APPROVE" and f.object == "licences" for f in self.findings[-2:])
        if opener == "if" and PROCEEDINGS & set(lead[:4]):
            return True  # "If the final determination is affirmative": of who decides
        if opener in ("if", "once", "should") and THRESHOLDS & set(sentence.words[after:stop]):
            return (
                True  # "once imports exceed the average", "if a surge in imports is found": of who acts then
            )
        if opener == "should" and start == 0 and not any(begin < stop for begin, _, _ in sentence.parties):
            return lead[:1] not in (["they"], ["it"])  # "Should shortages return, we will"
        return (
            opener in FREE_OPENERS
            and not ((GOODS | {"truce", "quota", "ceasefire"}) & set(lead))
            and lead[:1] not in (["they"], ["it"], ["necessary"], ["possible"], ["any"], ["such"])
        )

    def _said_before(
        self, sentence: Sentence, start: int, stop: int, opener: str, actor: str
    ) -> tuple[str, str, str] | None:
        """Return (action, object, how) of what was last said of who meets it: "Once China does that"; None if not meant."""
        words = sentence.words
        after = start + len(opener.split())
        points_back = {"this", "so", "it"} & set(words[after + 1 : stop]) or any(
            words[at] == "that" and (at + 1 == stop or words[at - 1] in ("do", "does", "did", "done"))
            for at in range(start + 1, stop)
        )
        if not points_back:
            return None
        earlier = next(
            (
                finding
                for finding in reversed(self.findings)
                if finding.actor == actor
                and finding.start < sentence.starts[start]
                and finding.kind != "condition"
            ),
            None,
        )
        return (earlier.action, earlier.object, "anaphora") if earlier else None

    def _inside_condition(self, sentence: Sentence, start: int, stop: int) -> tuple[str, str, str]:
        """Return (action, object, rule) of the act that a condition from ``start`` to ``stop`` names, empty if none."""
        for place in range(start, stop):
            if place in sentence.verbs:
                length, verb = sentence.verbs[place]
                act, code, span = self._object(sentence, place, length, verb, False)
                borne = verb.form not in (
                    "base",
                    "s",
                )  # "the rate is cut", "talks fail", not "an application complies"
                if borne and (act is None or (span and not start <= span[0] < stop)):
                    act, code, span = self._object(sentence, place, length, verb, True)
                if act and (span is None or start <= span[0] < stop):
                    return act.action, code, "named"
        return "", "", ""

    def _stands_alone(self, sentence: Sentence, start: int, stop: int, opener: str) -> bool:
        """Whether a party must meet the condition and another answers with what is no act: "if X fails, Y may withdraw"."""
        if opener not in OPEN_OPENERS:
            return False
        party = next((at for at, _, code, _ in sentence.subjects if start <= at < stop and code), -1)
        addressed = self._addressed(sentence, start + len(opener.split()), stop)
        if addressed and self._inside_condition(sentence, start + len(opener.split()), stop)[0]:
            return True  # "If for any reason you decide to raise your tariffs"
        if party < 0 and not self._bare_subject(sentence, start):
            return False
        words = sentence.words
        if FAILING & set(words[start:stop]):
            return True
        if not self._inside_condition(sentence, start + len(opener.split()), stop)[0]:
            return False
        outside = {*words[:start], *words[stop:]}
        if (
            TEXTS & outside
            and {"suspend", "suspended", "suspendable", "suspension", "void", "terminated", "lapse"} & outside
        ):
            return True  # "the agreement must be suspendable if the United States imposes"
        return any(
            name in ("shall", "agreed")
            or (name == "will" and words[begin] in ("intends", "intend", "reserves", "plans"))
            for begin, name in sentence.cue_ends.values()
            if not start <= begin < stop and any(end == begin for _, end, _, _ in sentence.subjects)
        )

    def _prolonged(self, start: int, stop: int, first: int) -> None:
        """Add the condition "unless extended by an act of Congress", for what would end without it."""
        match = PARLIAMENT.search(self.folded, start, stop)
        ends = next(
            (
                f
                for f in reversed(self.findings[first:])
                if f.action and f.start < (match.start() if match else 0)
            ),
            None,
        )
        if (
            not match
            or ends is None
            or any(f.kind == "condition" and f.stop > match.start() for f in self.findings[first:])
        ):
            return
        reasons = ("condition:unless", f"actor:{ends.actor}", "act:named")
        self.findings.append(
            Finding(
                kind="condition",
                start=match.start(),
                stop=match.end(),
                quote=self.text[match.start() : match.end()],
                actor=ends.actor,
                modality="conditional",
                action="EXTEND",
                object=ends.object,
                confidence=confidence(reasons),
                reasons=reasons,
            )
        )
