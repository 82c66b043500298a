"""What stands beside acts in English: denials and meetings."""

from __future__ import annotations

import re
from bisect import bisect_left

from sources.extraction.confidence import confidence
from sources.extraction.english_awaited import AwaitedReader
from sources.extraction.english_words import (
    Sentence,
)
from sources.extraction.lexicon import english_adjectives
from sources.values import Finding

MEETING = re.compile(
    r"\b(?:(?P<verb>held|conducted|concluded|took place|met|convened)\b.{0,80}?|(?:talks|meetings?"
    r"|negotiations|consultations|discussions|round of talks)\b.{0,60}?|(?<=\d, and )|(?<=\d{4} and ))"
    r"\bin (?P<place>Geneva|London|Stockholm|Madrid|Kuala Lumpur|Busan|Paris|Beijing|Washington|Seoul"
    r"|[A-Z][a-z]{3,12}) (?:on|from)\b"
)
# "held a fresh round of trade talks on March 15 in Paris": the day may come before the place.
HELD_ON = re.compile(
    r"\b(?:held|conducted|concluded|began|opened|wrapped up|started)\b[^.;]{0,60}?"
    r"\b(?:talks|meetings?|negotiations|consultations|discussions)\b"
    r"(?: in (?P<place>[A-Z][a-z]{3,12}(?: [A-Z][a-z]+)?))?,? (?:on|from) "
)
# "began talks Sunday morning in Paris", "met in Paris on Saturday": a day of the week.
DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?"
AT = r"(?:in|at the|at) (?P<place{0}>[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
TALKS = r"(?:talks|meetings?|negotiations|consultations|discussions)"
ON_A_DAY = re.compile(
    r"\b(?:(?:held|conducted|concluded|began|opened|launched|started|kicked off|resumed|wrapped up|completed|finished)\b"
    rf"[^.;]{{0,60}}?\b{TALKS}|met|convened|{TALKS} (?:[^.;]{{0,30}}? )?"
    r"(?:took place|began|opened|were held|started|resumed|ended|concluded))\b"
    rf"(?:,? {AT.format(1)},? (?:on )?{DAY}|,? (?:on )?{DAY},? {AT.format(2)})"
)
# "Talks were held on 14 and 15 September 2029 in Madrid"
THEN_PLACE = re.compile(
    r"\b(?i:talks|meetings?|negotiations|consultations|discussions|rounds?) (?:[^.;]{0,50}? )?"
    r"(?:was|were|took place|are to be|will be) ?(?:held|conducted|concluded|opened)? (?:on|from) "
    r"[^.;]{4,44}? (?:in|at) (?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b"
)
DENIED = (
    r"(?P<cue>(?:is"
    r"|are) (?:not|neither) (?:an? |any )?"
    r"(?:(?:export|trade|outright|total|full|blanket|quota|quantitative|general|de facto) )*"
    r"(?:bans?|embargo(?:es)?|prohibitions?|blockades?|limits?|limitations?)\b"
    r"|(?<!nor )denie[ds] (?:that|having|reports|imposing|the)|"
    r"(?<!nor )(?<!being )(?<!been )(?<!were )(?<!was )(?<!be )denied\b"
    r"(?! (?:(?:an?|the|all|these|those|its|their|several|most|remaining|\d+) )*(?:[\w-]+ ){0,2}?"
    r"(?:requests?|petitions?|applications?|entry|access|licen[cs]es?|permits?)\b)"
    r"|(?:did not|never) (?:agreed?|commit(?:ted)?|promised?|pledged?)\b"
    r"|(?:has|have|had|with) (?:absolutely |currently |at present )?no (?:current |immediate |such )?"
    r"(?:plans?|intention|intentions|intent) (?:whatsoever |at all )?(?:to|of|for)\b"
    r"|(?:does|do|did) not (?:currently |at present )?have (?:any |a )?(?:plans?|intentions?) (?:to|of|for)\b"
    r"|(?:is|are|was|were) (?:by no means |in no way |not (?:intended to |meant to )?)(?:be )?"
    r"(?:aimed|targeted|target|directed) (?:at |against )?(?:any|the|a|other|certain|specific|(?-i:[A-Z]))\w*"
    r"(?: (?:specific |particular |single |third )?"
    r"(?:countr|part(?:y|ies)\b|nation|region|econom|side))?"
    r"|(?:is|are|was|were) not targeting\b"
    r"|(?:is|are|was|were) not (?:about|a matter of|a question of) [a-z]+ing\b"
    r"|(?:does|do|did) not (?:mean|imply) (?:that )?(?:the|it|this|any|its|their)\b"
    r"|(?:does|do|did) not (?:target|single out) (?:any|specific|(?-i:[A-Z]))\w*"
    r"|ha(?:s|ve|d) (?:not|never) (?:agreed|committed|promised|said)"
    r"|no (?:final |such )?decision (?:has been|have been|was) (?:taken|made)\b"
    r"|no (?:such )?(?:commitment|promise|agreement|concession|pledge|undertaking|assurance)s? (?:to [^.;,]{3,60} )?"
    r"(?:was|were|has been|have been|had been) (?:made|given|reached|offered|extended|granted)\b"
    r"|(?:ha(?:s|ve|d) not|did not|never|has never|have never) (?:made|make|given|give|offered|offer|granted|grant|gave) "
    r"(?:[\w-]+ ){0,4}?(?:concessions?|promises?|commitments?|undertakings?|pledges?|assurances?|guarantees?)\b"
    r"|(?:(?:ha(?:s|ve|d) )?made|ha(?:s|ve|d) (?:given|offered|granted)|gave|offered) no "
    r"(?:such |any )?(?:concessions?|promises?|commitments?|offers?|undertakings?|pledges?)\b"
    r"|(?:does|do|did) not (?:include|contain|create|impose|carry|entail|involve) (?:any |a |an )(?:[\w-]+ ){0,3}?"
    r"(?:provisions?|clauses?|commitments?|obligations?|requirements?|undertakings?|promises?)\b"
    r"|(?:was|were|has been|have been|is|are) never (?:offered|promised|conceded|traded|on the table"
    r"|part of|put forward)\b"
    r"|ha(?:s|ve) (?:fabricated|invented|concocted) (?:[\w-]+ ){0,2}?(?:accusation|allegation|claim|charge)s?\b"
    r"|(?:is|are|was|were) not about (?:restrict|punish|target|exclud|clos|bann|block)ing\b"
    r"|there (?:is|was|are|were|will be) (?:currently |at present )?\"?no "
    r"(?:such \w+|(?:current |immediate |additional |further |new )?(?:agreement|commitment|deal|plans?|proposals?|moves?"
    r"|(?:market )?opening|concessions?|decision|intention|need to)\b)"
    r"|(?:agreement|deal|pact|framework|accord) (?:does|do|did|will) not "
    r"(?:include|contain|cover|require|oblige|commit|involve|provide for)\b"
    r"|(?:agreement|deal|pact|framework|accord|arrangement|exemption|ruling|decision)"
    r"(?: (?!(?:that|which)\b)[\w'()-]+){0,12}?"
    r" (?:does|do|did|will) not (?:alter|change|weaken|undermine|override|create room for|open the door to)\b"
    r"|(?:does|do|did|will) not (?:create room for|open the door to|pave the way for)\b"
    r"|(?:agreement|deal|pact|framework|accord) (?:includes?|contains?|says?|provides?) nothing\b"
    r"|(?:is|are|was|were) not (?:being |under |currently )?(?:contemplated|envisaged|foreseen)\b"
    r"|(?:is|are|was|were) not (?:being |under )"
    r"(?:considered|discussed|contemplated|planned|weighed|consideration|discussion)"
    r"|(?:has|have|had) not (?:discussed|negotiated|offered|conceded|considered)\b"
    r"|\bno (?:such |further |other |new |secret |such an? )?(?:concessions?|promises?|commitments?|undertakings?"
    r"|pledges?|assurances?|offers?|understanding|agreement|bargain)(?: (?:of|on|about|to|regarding|in) [^.;,]{2,60}?)? "
    r"(?:was|were|has been|have been|had been|is being) "
    r"(?:ever )?(?:made|given|offered|granted|exchanged|reached|agreed|entered into)\b"
    r"|\bnothing (?:of the (?:sort|kind) |like that )?(?:was|has been|had been) "
    r"(?:agreed|promised|conceded|offered|given away|traded)\b"
    r"|\b(?:gave|given|offered|accepted|entered into|signed) no such [a-z]+\b"
    r"|(?:does|do|did|would) not (?:amount to|constitute|represent|equal) (?:an? |any )?(?:[\w-]+ ){0,2}?"
    r"(?:bans?|embargo(?:es)?|prohibitions?|blockades?|concessions?)\b"
    r"|(?:did not|have not|has not|had not) (?:give|given|sign|signed|trade|traded) (?:away|up)\b"
    r"|(?:does|do|did) not have (?:any |one )?(?:specific |particular |certain )?"
    r"(?:country|countries|nation|party) in mind\b"
    r"|(?:rejected|dismissed|refuted|disputed) (?:the |a )?"
    r"(?:(?:media|recent|press|news) )?(?:claim|report|suggestion|accusation|allegation|speculation|assertion)s?"
    r"|(?:reports?|claims?|allegations?|accusations?|rumou?rs?|this|that|it|statements?|assertions?|what was said)"
    r"\b[^.;]{0,90}? (?:is|are|was|were) (?:simply |completely |totally |entirely |utterly |purely )?"
    r"(?:not true|untrue|false|wrong|misleading|fake|groundless|baseless|unfounded|without (?:any )?foundation"
    r"|inconsistent with the facts?"
    r"|not (?:consistent with|in line with|based on) (?:the )?facts?|not the case(?! (?:for|with|in))"
    r"|inaccurate|incorrect|fabricated"
    r"|(?:a )?fabrications?|misinformation))"
)
DENIED_HERE = re.compile(rf"\b{DENIED}", re.IGNORECASE)
# The same with up to three words before it, and whose denial it is; only looked for where the other is.
DENIAL = re.compile(
    rf"\b(?:(?P<owner>China's|Chinese|American|the U\.S\.)\s)?(?:[\w-]+\s){{0,3}}{DENIED}", re.IGNORECASE
)
# Without one of these words nothing is denied.
DENYING = frozenset(
    (
        *(
            "not",
            "no",
            "neither",
            "nothing",
            "never",
            "denied",
            "denies",
            "rejected",
            "dismissed",
            "refuted",
            "disputed",
            "fabricated",
            "invented",
        ),
        *(
            "concocted",
            "gave",
            "untrue",
            "false",
            "wrong",
            "misleading",
            "fake",
            "groundless",
            "baseless",
            "unfounded",
            "without",
        ),
        *("inconsistent", "inaccurate", "incorrect", "fabrication", "fabrications", "misinformation"),
    )
)
# Denials that reach over the acts named after them: "never agreed to limit exports", "reports that it had banned".
REACHING = re.compile(
    r"never |did not |ha(?:s|ve|d) not |no |there (?:is|was|are|were) (?:\w+ )?no "
    r"|(?:rejected|dismissed|refuted|disputed) |(?:ha(?:s|ve|d) )?(?:made|given|gave|offered|granted) no "
    r"|ha(?:s|ve) (?:not|never) |(?:was|were|has been|have been|is|are) never |(?:does|do"
    r"|did) not |(?:has|have|had|with) (?:\w+ )?no ",
    re.IGNORECASE,
)
# Behind these words of a denial it is told who says so.
TOLD_BEHIND = re.compile(
    r", (?:[\w.'-]+ ){0,9}?(?:says?|said|added|noted|stressed|according|told|stated|emphasi[sz]ed)\b"
)
# What is no act at all: "does not include any provision", "was never offered", "has fabricated accusations".
UNTRUE = re.compile(
    r"(?:does|do|did) not |(?:was|were|has been|have been|is|are) never |ha(?:s|ve) (?:fabricated|invented|concocted)",
    re.IGNORECASE,
)
CLAIMS = ("report", "claim", "alleg", "accus", "rumo", "this", "that", "it ", "statement", "assert", "what")


# What is said of the measure itself: its words begin where its clause does.
OF_THE_THING = ("is ", "are ", "was ", "were ", "does ", "do ", "did ")
CLAUSE_MARKS = (", ", "; ", ": ", " that ", " said ", " says ", ' "')
CLAUSE_ENDS = re.compile(r'[;"]|, (?:but|and|which|while)\b|[.!?]$')


class AsideReader(AwaitedReader):
    """Adds findings of kind denial and round."""

    def _denials(self, sentence: Sentence, start: int, stop: int) -> None:
        """Add a finding for what somebody denies, and take back the acts that stand in what is denied."""
        if DENYING.isdisjoint(sentence.words) or not DENIED_HERE.search(self.folded, start, stop):
            return
        match = DENIAL.search(self.folded, start, stop)
        if not match:
            return
        said = match["cue"].lower().startswith(CLAIMS)
        end = clause_end(self.folded, match.end(), stop)
        if said or REACHING.match(match["cue"]):
            # What is denied was not done or promised: it is no act of its own.
            low, high = (match.start("cue"), match.end()) if said else (match.start("cue"), end)
            self.findings[:] = [
                finding
                for finding in self.findings
                if finding.start < start
                or finding.kind == "denial"
                or finding.stop <= low
                or finding.start >= high
            ]
        begins = max(start, self.folded.rfind(";", start, match.start()))
        apart = said or (end < stop - 1 and self.folded.startswith((", and", ", but", ";"), end))
        if any(begins <= f.start < (end if apart else stop) for f in self.findings[-4:]):
            return
        actor = next(
            (
                code
                for begin, end, code, _ in reversed(sentence.subjects)
                if sentence.starts[begin] <= match.start("cue")
            ),
            "",
        )
        if match.lastgroup == "cue" and match["owner"]:
            actor = english_adjectives().get(match["owner"].lower(), "") or {
                "china's": "CN",
                "the u.s.": "US",
            }.get(match["owner"].lower(), actor)
        actor = actor or next(
            (
                code
                for _, end, code in sentence.parties
                if start <= sentence.starts[end - 1] < match.start("cue")
                and sentence.words[end : end + 1] == ["'s"]
            ),
            "",
        )  # "Oslo's export controls are not aimed at"
        home = self.home if self.home != "BOTH" else ""
        actor = actor or self.context.side or home or self.context.issuer
        actor = actor or next(
            (code for begin, _, code in sentence.parties if sentence.starts[begin] > match.start("cue")), ""
        )  # "a spokesperson denied that Brussels had"
        if not actor and said:
            actor = next(
                (code for _, _, code in sentence.parties if code != "BOTH"), ""
            )  # of whom it was said
        aside = UNTRUE.match(match["cue"])
        if aside:
            actor = self._who_denies(sentence, match) or actor
        if not actor:
            return
        begin = match.start("cue" if said or match["cue"].lower().startswith("there ") else 0)
        if not said and match["cue"].lower().startswith(OF_THE_THING):
            opened = max(self.folded.rfind(mark, start, begin) for mark in CLAUSE_MARKS)
            begin = max(start, self.folded.find(" ", opened) + 1 if opened >= start else start)
        elif self.folded.startswith("'s ", begin):
            begin = max((at for at in sentence.starts if at < begin), default=begin)
        told = TOLD_BEHIND.search(self.folded, match.end(), end)
        end = told.start() if told else end
        if aside:
            opened = max(
                self.folded.rfind(word, start, match.start("cue")) for word in ("that ", "said ", "says ")
            )
            begin = self.folded.index(" ", opened) + 1 if opened >= start else start
        reasons = ("denial", f"actor:{actor}")
        self.findings.append(
            Finding(
                kind="denial",
                start=begin,
                stop=end,
                quote=self.text[begin:end],
                actor=actor,
                modality="denies",
                object="export_control" if not aside and "export" in self.folded[begin:end].lower() else "",
                speaker=self.context.speaker,
                confidence=confidence(reasons),
                reasons=reasons,
            )
        )

    def _who_denies(self, sentence: Sentence, match: re.Match[str]) -> str:
        """Return who says that a pact holds no such duty, or that what it is accused of is made up."""
        words, cue = sentence.words, match.start("cue")
        if "fabricat" in match["cue"] or "invent" in match["cue"] or "concoct" in match["cue"]:
            for begin, _, code in sentence.parties:
                if sentence.starts[begin] > cue and words[begin - 1] in ("by", "against", "of", "about"):
                    return code
            return self.context.author or self.context.main
        for begin, end, code in sentence.parties:
            if sentence.starts[begin] < cue and code != "BOTH" and words[end : end + 1] == ["'s"]:
                return code
        if self.findings and self.findings[-1].kind == "denial":
            return self.findings[-1].actor  # who denies goes on denying
        return self.context.author or (self.context.side if self.context.labelled else self.context.main)

    def _rounds(self, sentence: Sentence, start: int, stop: int) -> None:
        """Add a finding for a meeting that the sentence places and dates to the day."""
        for match in MEETING.finditer(self.folded, start, stop):
            self._round(match, stop)
        for match in HELD_ON.finditer(self.folded, start, stop):
            if not any(f.kind == "round" and f.stop > match.start() for f in self.findings[-2:]):
                self._round(match, stop)
        for match in THEN_PLACE.finditer(self.folded, start, stop):
            days = self.dates[
                bisect_left(self.date_starts, match.start()) : bisect_left(self.date_starts, match.end())
            ]
            if days and not any(f.kind == "round" and f.stop > match.start() for f in self.findings[-2:]):
                self._add_round(match.start(), match.end(), match["place"], days[0][2].value)
        for match in ON_A_DAY.finditer(self.folded, start, stop):
            if not any(f.kind == "round" and f.stop > match.start() for f in self.findings[-2:]):
                told = self.folded[start : match.start()]
                begin = start if len(told) < 90 and not set(",;:") & set(told) else match.start()
                self._add_round(begin, match.end(), match["place1"] or match["place2"], "")

    def _round(self, match: re.Match[str], stop: int) -> None:
        """Add a finding for the meeting of ``match``, if its day follows."""
        refs = self.dates[
            bisect_left(self.date_starts, match.end()) : bisect_left(
                self.date_starts, min(stop, match.end() + 40)
            )
        ]
        if not refs or refs[0][2].is_duration or refs[0][0] > match.end() + 12:
            return
        self._add_round(match.start(), refs[0][1], match["place"], refs[0][2].value)

    def _add_round(self, begin: int, end: int, place: str | None, day: str) -> None:
        """Add the meeting that the text tells from ``begin`` to ``end``, at ``place``, on the ISO ``day`` ("" if unsaid)."""
        reasons = ("round:meeting", f"place:{place or ''}")
        self.findings.append(
            Finding(
                kind="round",
                start=begin,
                stop=end,
                quote=self.text[begin:end],
                actor="BOTH",
                modality="done",
                effective_on=day,
                confidence=confidence(reasons),
                reasons=reasons,
            )
        )


def clause_end(folded: str, place: int, stop: int) -> int:
    """Return where the clause around ``place`` ends: at a mark, at ", but", or at ``stop``."""
    match = CLAUSE_ENDS.search(folded, place, stop)
    return match.start() if match else stop
