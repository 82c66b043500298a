"""What a deal brings, told of the goods and firms that gain by it: "Kenyan tea will become duty-free in India".

Who acts is then the side that lets them in, and not the one that is named as gaining.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from sources.extraction.english_states import StateReader
from sources.extraction.english_ways import Told, told
from sources.extraction.english_words import TEXTS, Sentence, first_word
from sources.extraction.lexicon import english_adjectives
from sources.values import Finding

BOUND = (
    r"(?:(?<![\s\S])|(?<=[\n\"(*•-])|(?<=[.,;:!?)\"*•·-] )|(?<=\bthat )|(?<=\bwhile )|(?<=\band )|(?<=\bbut )"
    r"|(?<=\bwith )|(?<=\bsaid )|(?<=\bsays ))"
)
# With these it is only hoped, asked or told of before.
UNSURE = (
    r"(?!(?:could|may|might|can|should|if|whether|hop(?:e|es|ing)|want(?:s|ed)?|seek(?:s|ing)?|aim(?:s|ing)?|not|no|never"
    r"|who|which|where|how|when|once|until|unless|said|says?|urged?|asks?|already|currently|has long|used)\b)"
)
WORD = rf"{UNSURE}[\w.$%'&/-]+ "
FREE = r"(?:(?:duty|tariff|quota)[- ]free|(?:\"?zero|0%)[- ](?:duty|tariff|tax))"
BETTER = (
    rf"(?:{FREE}|preferential|expanded|improved|greater|better|enhanced|unprecedented|wider|increased|easier|privileged"
    r"|unrestricted|guaranteed|faster)"
)
TAIL = (
    r"(?: (?!(?:which|while|but|after|as|said|says|according|whereas|although|compared|under|when|because|since|if"
    r"|once|unless|provided|making|giving|helping|- |and (?:will|would|has|have))\b)[\w.$%'\"-]+| as(?<=such as))*"
)
# What a deal has in it, without a verb of its own: action and object by what is named.
IN_DEAL = (
    rf"{BOUND}(?:the|this|that|each|every|both|it|an?|these|those|some of the|all)\b(?: [\w'-]+){{0,5}}?"
    r"(?: (?:agreements?|deals?|pacts?|accords?|frameworks?|treat(?:y|ies)|packages?)|(?<=\bit))"
    r"(?: (?:announced|signed|reached|struck|concluded|with) [\w ]{2,36}?|, [^,;:.]{3,60},)? (?:also |will |would )*"
    r"(?P<verb>includes?|contains?|provides? for|features?|offers?|comes? with|brings?|foresees?|envisages?|guarantees?)"
    r"(?:,[^,;:.]{3,60},)? (?:(?:\d[\d,.]*[\w-]*|[\w%$.'/-]+),? ){0,6}?"
)

# How it is told that somebody gets what another gives.
GOT = (
    r"(?P<verb>gains?|gained|gets?|got|gaining|receives?|received|receiving|secures?|secured|securing|obtains?|obtained"
    r"|wins?|won|winning|enjoys?|enjoying|negotiated|clinched|benefits? from"
    r"|(?:be|been|is|are|was|were) (?:granted|given|offered|promised))"
)
LEVY = r"(?:tariffs?|dut(?:y|ies)|rates?|lev(?:y|ies)|surcharges?|surtax(?:es)?|taxes)"

GAINS = (
    told(
        rf"{BOUND}(?:{WORD}){{1,10}}?{GOT} (?:(?:an?|the|its|their|some|further|another|deep|sharp|big|new|[\w-]+) ){{0,3}}?"
        rf"(?:cuts?|reductions?|lowering|decrease|relief) (?:in|of|to|from|on) (?:{WORD}){{0,5}}?{LEVY}\b{TAIL}",
        "commitment",
        "REDUCE",
        "tariff",
        "agreed",
        words="cut cuts reduction reductions lowering decrease relief",
    ),
    told(
        rf"{BOUND}(?:{WORD}){{1,10}}?{GOT} (?:an? |the |its |their )?(?:much |far |more |temporarily )?"
        r"(?:lower|lowest|lowered|reduced|preferential|most favou?rable|favou?rable|better|concessional|discounted) "
        rf"(?:{WORD}){{0,3}}?{LEVY}\b{TAIL}",
        "commitment",
        "REDUCE",
        "tariff",
        "agreed",
        words="lower lowest lowered reduced preferential favorable favourable better concessional discounted",
    ),
    told(
        rf"{BOUND}(?:{WORD}){{1,10}}?{GOT} (?:an? |the |its )?(?:{WORD}){{0,2}}?(?:tariff |duty )?"
        r"(?:rate|ceiling|cap|level)s? "
        rf"of (?:just |only )?\d[\d.]* ?(?:%|per ?cent)(?: from (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)?)?",
        "commitment",
        "REDUCE",
        "tariff",
        "agreed",
        words="rate ceiling cap level",
    ),
    # "Kenyan beef can again be sold in Norway"
    told(
        rf"{BOUND}(?:{WORD}){{1,8}}?(?P<verb>can|may) (?:now |once )*again be (?:sold|exported|shipped|imported|sent) "
        r"(?:in|to|into) (?:the )?(?-i:[A-Z])[\w.]+(?: [A-Z][\w.]+)?",
        "commitment",
        "RESUME",
        "market_access",
        "done",
        words="again",
    ),
    # "has received export licences from Oslo"
    told(
        rf"{BOUND}(?:{WORD}){{1,10}}?"
        r"(?P<verb>received|obtained|secured|won|gained|got|(?:been|was|were) (?:granted|given)) "
        rf"(?:an? |the |its |their )?(?:{WORD}){{0,3}}?(?:licen[cs]es?|permits?|approvals?|clearances?) "
        rf"(?:{WORD}){{0,6}}?from (?:the )?(?-i:[A-Z])[\w.]+{TAIL}",
        "commitment",
        "APPROVE",
        "licences",
        "done",
        words="license licence licenses licences permit permits approval approvals clearance clearances",
    ),
    # "Fijian cars now face 15% instead of 25%"
    told(
        rf"{BOUND}(?:{WORD}){{1,10}}?(?P<verb>faces?|pays?|attracts?|be (?:charged|taxed at|subject to|levied)"
        r"|(?:is|are) (?:now )?(?:charged|taxed at|subject to)) (?:only |just |an? |the )?(?P<new>\d[\d.]*) ?(?:%|per ?cent)"
        rf"(?: (?:tariffs?|dut(?:y|ies)|rate))?,? (?:instead of|rather than|down from|compared with|against) (?:an? |the )?"
        r"(?:(?:previous|current|earlier|original|threatened) )?(?P<old>\d[\d.]*\d|\d)\b(?: ?%| per ?cent)?",
        "commitment",
        "REDUCE",
        "tariff",
        "agreed",
        words="instead rather down compared against",
    ),
    # "Fijian cars will pay 50%, up from 20%"
    told(
        rf"{BOUND}(?:{WORD}){{1,10}}?(?P<verb>faces?|pays?|attracts?|be (?:charged|taxed at|subject to|levied)"
        r"|(?:is|are) (?:now )?(?:charged|taxed at|subject to)) (?:an? |the )?(?P<higher>\d[\d.]*) ?(?:%|per ?cent)"
        rf"(?: (?:tariffs?|dut(?:y|ies)|rate))?,? up from (?:an? |the )?(?P<lower>\d[\d.]*) ?(?:%|per ?cent)",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "decided",
        words="up",
    ),
    # "Fijian cars, which now pay 25 percent, are to pay 15"
    told(
        rf"{BOUND}(?:{WORD}){{0,6}}?[\w-]+, which (?:now|currently|so far|today) (?:pay|paid|face|attract|bear)s? "
        r"(?P<old>\d[\d.]*) ?(?:%|per ?cent), (?P<verb>will|are to|is to|would) (?:now |then |only |in future )*"
        r"(?:pay|face|attract|bear) (?:only |just )?(?P<new>\d[\d.]*\d|\d)(?: ?%| per ?cent)?",
        "commitment",
        "REDUCE",
        "tariff",
        "will",
        words="which",
    ),
    # "won a 90-day extension of the tariff pause"
    told(
        rf"{BOUND}(?:{WORD}){{1,10}}?{GOT} (?:an? |the |another |its )?(?:{WORD}){{0,2}}?"
        rf"(?:extension|prolongation|renewal) (?:of|to) (?:{WORD}){{0,4}}?(?:pause|truce|reprieve|exclusions?|exemptions?"
        rf"|suspension|waivers?)\b{TAIL}",
        "commitment",
        "EXTEND",
        "tariff",
        "agreed",
        words="extension prolongation renewal",
    ),
    # "in exchange for lower tariffs on cars"
    told(
        r"in (?P<verb>return|exchange) for (?:an? |the |its )?(?:much |far )?"
        rf"(?:lower|lowered|reduced|preferential|cut|reduction|cuts|reductions) (?:{WORD}){{0,3}}?{LEVY}\b{TAIL}",
        "commitment",
        "REDUCE",
        "tariff",
        "agreed",
        words="exchange return",
    ),
    # "will get an 18% tariff rate from Oslo"
    told(
        rf"{BOUND}(?:{WORD}){{1,10}}?{GOT} (?:an? |the )?(?:{WORD}){{0,1}}?\d[\d.]*[ -]?(?:%|per ?cent) "
        rf"(?:{WORD}){{0,1}}?(?:tariff|duty)(?: rate| ceiling| cap)?\b{TAIL}",
        "commitment",
        "REDUCE",
        "tariff",
        "agreed",
        words="tariff duty",
    ),
    told(
        rf"{BOUND}(?:{WORD}){{1,10}}?{GOT} (?:an? |the )?(?:{WORD}){{0,2}}?"
        rf"(?:removal|lifting|elimination|scrapping|abolition|end) (?:of|to) (?:{WORD}){{0,5}}?{LEVY}\b{TAIL}",
        "commitment",
        "LIFT",
        "tariff",
        "agreed",
        words="removal lifting elimination scrapping abolition end",
    ),
    told(
        rf"{BOUND}(?:{WORD}){{1,10}}?{GOT} (?:an? |the |another )?(?:{WORD}){{0,2}}?"
        r"(?:reprieve|pause|respite|suspension|postponement|deferral|delay) (?:from|of|in|on|for) "
        rf"(?:{WORD}){{0,5}}?{LEVY}\b{TAIL}",
        "commitment",
        "SUSPEND",
        "tariff",
        "agreed",
        words="reprieve pause respite suspension postponement deferral delay",
    ),
    told(
        rf"{BOUND}(?:{WORD}){{1,10}}?{GOT} (?:an? |the |full |broad |partial |some |wide )*(?:{WORD}){{0,2}}?"
        rf"(?:exemptions?|carve-outs?|exclusions?|waivers?) (?:for|from|on|covering)\b{TAIL}",
        "commitment",
        "LIFT",
        "tariff",
        "agreed",
        words="exemption exemptions carve exclusion exclusions waiver waivers",
    ),
    told(
        rf"{BOUND}(?:{WORD}){{1,14}}?(?P<verb>gains?|gained|gets?|gaining|enjoys?|enjoying|receives?|receiving|secures?"
        r"|secured|securing|obtains?|obtained|obtaining|wins?|won|benefits? from|(?:be|been|being|is|are|was|were) "
        rf"(?:granted|given|offered|accorded|afforded|guaranteed)) (?:{WORD}){{0,4}}?{BETTER}"
        rf"(?:(?:,? |-)(?:and |or )?[\w-]+){{0,3}}? (?:(?:market )?access|entry|treatment|market)\b\"?{TAIL}",
        "commitment",
        "LIFT",
        "market_access",
        "agreed",
        words="access entry treatment market",
    ),
    told(
        rf"{BOUND}(?:{WORD}){{1,14}}?(?P<verb>gains?|gained|gets?|gaining|have|receives?|secures?|secured|obtains?|wins?|won"
        rf"|be (?:granted|given|offered|guaranteed)) (?:{WORD}){{0,2}}?access to (?:the |both )?"
        rf"(?:[A-Z][\w.'-]+ ){{1,2}}(?:domestic |consumer |farm )?markets?\b{TAIL}",
        "commitment",
        "LIFT",
        "market_access",
        "agreed",
        words="access",
    ),
    told(
        rf"{BOUND}(?:{WORD}){{1,14}}?(?P<verb>gains?|gained|gets?|gaining|receives?|secures?|secured|obtains?|obtained|wins?"
        r"|won|benefits? from|be (?:granted|given|allocated|allotted|offered)|(?:is|are|was|were) "
        rf"(?:granted|given|allocated|allotted)) (?:an? |its own |their own |larger |the )?(?:{WORD}){{0,3}}?"
        rf"(?:(?:tariff[- ]rate |import |duty[- ]free |annual )*quotas?|trqs?)\b{TAIL}",
        "commitment",
        "LIFT",
        "market_access",
        "agreed",
        words="quota quotas trq trqs",
    ),
    told(
        rf"{BOUND}(?:{WORD}){{1,14}}?(?P<verb>gains?|gained|gets?|gaining|receives?|secures?|secured|obtains?|obtained|wins?"
        r"|won|be granted|(?:is|are|was|were) granted) (?:an? |full |broad |partial |some |wide )*"
        r"(?:targeted |tariff |duty )*(?:exemptions?|carve-outs?|exclusions?|waivers?|relief) "
        rf"(?:for|from|on|covering)\b{TAIL}",
        "commitment",
        "LIFT",
        "tariff",
        "agreed",
        words="relief exemption exemptions carve exclusion exclusions waiver waivers",
    ),
    told(
        rf"{BOUND}(?:{WORD}){{1,14}}?(?P<verb>enjoys?|attracts?|carry|carries|gets?|receives?) "
        rf"(?:a |the )?zero[- ](?:import |customs )?(?:duty|duties|tariffs?)\b{TAIL}",
        "commitment",
        "LIFT",
        "tariff",
        "agreed",
        words="zero",
    ),
    told(
        rf"{BOUND}(?:{WORD}){{1,14}}?(?P<verb>becomes?|becoming|(?:will|would|to) (?:\w+ly |now |all )?be|turn|goes"
        r"|going|go|went) "
        rf"(?:\w+ly |also |now )?(?:(?:duty|tariff)[- ]free|to zero(?:[- ](?:duty|tariffs?))?(?! by))\b{TAIL}",
        "commitment",
        "LIFT",
        "tariff",
        "agreed",
        words="free zero",
    ),
    told(
        rf"{BOUND}(?:{WORD}){{1,12}}?(?P<verb>will|would|can|may|are (?:going )?to|is (?:going )?to) "
        r"(?:also |still |now |then )?(?:be (?:able|allowed|permitted|entitled|free) to )?"
        r"(?:import|bring(?: in)?|ship|sell|export|enter|come in(?:to)?|be (?:imported|sold|exported|shipped))\b"
        r"[^;,:]{0,110}?"
        r" (?:without (?:(?:paying|facing|being subject to|incurring|being charged|attracting) )?[^;,:]{0,40}?"
        r"(?:dut(?:y|ies)|tariffs?|lev(?:y|ies))|(?:duty|tariff)[- ]free"
        r"|free of (?:any |Section \d+ |import |customs )?(?:dut(?:y|ies)|tariffs?))\b"
        rf"{TAIL}",
        "commitment",
        "LIFT",
        "tariff",
        "will",
        words="free without",
    ),
    # "Fijian shirts enter Kenya free of duty from May"
    told(
        rf"{BOUND}(?:{WORD}){{1,8}}?(?<!to )(?P<verb>enters?|comes? (?:in|into)|goes? (?:in)?to|flows? (?:in)?to"
        r"|leaves? for|reach(?:es)?) "
        r"[^.;,:]{0,50}?"
        r"(?:(?:duty|tariff)[- ]free|free of (?:any |import |customs )?(?:dut(?:y|ies)|tariffs?)"
        r"|without (?:any )?(?:dut(?:y|ies)|tariffs?)|at (?:a )?zero (?:duty|tariff|rate))\b"
        rf"{TAIL}",
        "commitment",
        "LIFT",
        "tariff",
        "agreed",
        words="enter enters come comes go goes flow flows leave leaves reach reaches",
    ),
    told(
        rf"{BOUND}(?:{WORD}){{1,10}}?(?P<verb>makes?|making|made|rendering|render) (?:{WORD}){{1,12}}?"
        rf"(?:duty|tariff)[- ]free\b{TAIL}",
        "commitment",
        "LIFT",
        "tariff",
        "agreed",
        words="free",
    ),
    told(
        rf"{IN_DEAL}(?:(?:annual |yearly |new |import |tariff[- ]rate |free )*quotas?|trqs?)\b{TAIL}",
        "commitment",
        "LIFT",
        "market_access",
        "agreed",
        words="quota quotas trq trqs",
    ),
    told(
        rf"{IN_DEAL}(?:preferential|improved|new|expanded|greater|better|duty[- ]free|reciprocal) market access"
        rf"(?: commitments| concessions| provisions| offers)?\b{TAIL}",
        "commitment",
        "LIFT",
        "market_access",
        "agreed",
        words="access",
    ),
    told(
        rf"{IN_DEAL}(?:committee|body|board|forum|working group|council|commission|secretariat|dialogue|hotline)\b{TAIL}",
        "commitment",
        "ESTABLISH",
        "mechanism",
        "agreed",
        words="committee body board forum group council commission secretariat dialogue hotline",
    ),
    told(
        rf"{IN_DEAL}(?:tariff relief|(?:tariff |duty )?(?:exemptions?|carve-outs?|waivers?))\b{TAIL}",
        "commitment",
        "LIFT",
        "tariff",
        "agreed",
        words="relief exemption exemptions carve waiver waivers",
    ),
    told(
        rf"{IN_DEAL}(?:(?:tariff|duty) (?:cuts|reductions)|(?:lower|reduced|preferential) (?:tariffs?|duties|rates))\b"
        rf"{TAIL}",
        "commitment",
        "REDUCE",
        "tariff",
        "agreed",
        words="cuts reductions lower reduced preferential",
    ),
    told(
        rf"{IN_DEAL}(?:access to (?:[\w-]+ ){{0,3}}?(?:minerals|rare earths|resources|metals|markets?))\b{TAIL}",
        "commitment",
        "APPROVE",
        "market_access",
        "agreed",
        words="access",
    ),
    told(
        rf"{BOUND}(?:{WORD}){{1,12}}?(?P<verb>will|would) (?:also |now |soon )?"
        r"be (?:able|allowed|permitted|entitled|free) to "
        r"(?:sell|export|ship|send)\b[^;,:]{0,90}? (?:to|into) (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)?(?: markets?)?",
        "commitment",
        "APPROVE",
        "market_access",
        "will",
        words="able allowed permitted entitled free",
    ),
    told(
        rf"{BOUND}(?:{WORD}){{1,8}}?(?:items|products|goods|sectors|lines|crops)(?: (?:like|such as) [^.;:]{{3,90}}?)? "
        r"(?P<verb>(?:will |would )?(?:remain|stay|be)s?) (?:fully |largely )?(?:excluded|off[- ]limits|shielded)\b"
        rf"{TAIL}",
        "countermeasure",
        "MAINTAIN",
        "tariff",
        "agreed",
        words="excluded off shielded",
    ),
    # "This mechanism will ensure that some shirts can enter the United States at this lower rate"
    told(
        rf"{BOUND}(?:(?:this|the|that|such an?) (?:mechanism|arrangement|system|scheme|quota|deal|agreement) "
        r"(?:will|shall|would) (?:provide|ensure|mean|guarantee|allow)(?: that)? )?"
        rf"(?:{WORD}){{1,16}}?(?P<verb>will|would|can|may|to|now) (?:then |also |now )?"
        r"(?:(?:enter|come into|be (?:imported|shipped|sold|brought) (?:in)?to|access) [^;,:]{3,50}?"
        r"|be (?:let in|admitted|allowed in)(?: to [^;,:]{3,30}?)?) at "
        r"(?:(?:this|the|an?|that|half) )*(?:only )?"
        r"(?:(?:\d+(?:\.\d+)? ?%|reduced|lower|lowered|preferential|zero|same"
        r"|concessional|mfn|in-quota|most-favou?red-nation)"
        r"[- ]?(?:percent |tariff |duty )*)+"
        r"(?:rates?|tariffs?|duty|level)\b",
        "commitment",
        "REDUCE",
        "tariff",
        "agreed",
        words="enter access imported shipped sold brought come let admitted allowed",
    ),
    told(
        rf"{BOUND}(?:{WORD}){{0,8}}?(?:products|goods|items|lines) (?P<verb>will|shall|are to|to) be "
        r"(?:identified|designated|listed|selected) (?:(?:that|which) (?:will|would|shall)|to) "
        r"(?:have|receive|face|get|enjoy|benefit from|be subject to) "
        rf"(?:up to )?(?:an? )?(?:zero|reduced|lower|preferential|no)\b{TAIL}",
        "commitment",
        "REDUCE",
        "tariff",
        "will",
        words="identified designated listed selected",
    ),
)
# What is no row of goods, and what may stand before one.
ROWLESS = re.compile(
    r"[.;:]|\b(?:will|would|shall|is|are|was|were|has|have|had|said|that|who)\b", re.IGNORECASE
)
LED_IN = re.compile(
    r"(?:in (?:return|exchange|turn|addition)|conversely|meanwhile|likewise|similarly),? ", re.IGNORECASE
)
WILL = re.compile(r"\b(?:will|would|shall|to be|is to|are to|set to|poised to)\b", re.IGNORECASE)
DUTIES = frozenset(("tariff", "tariffs", "duty", "duties", "levies", "levy", "surcharge", "surcharges"))
GETS = (
    "gain",
    "get",
    "got",
    "receiv",
    "secur",
    "obtain",
    "win",
    "won",
    "enjoy",
    "negotiat",
    "clinch",
    "benefit",
)
LEVIED = frozenset(
    ("tariff", "tariffs", "duty", "duties", "levy", "levies", "rate", "rates", "surcharge", "import")
)
INTO = frozenset(("to", "into", "in", "within", "entering", "across"))
ENTERS = frozenset(("enter", "enters", "entering", "access"))
MADE = frozenset(("made", "produced", "grown", "manufactured", "originating", "built", "mined"))


def _rises(match: re.Match[str]) -> bool:
    """Whether the words name a rate that is no lower than the one before it."""
    rates = match.groupdict()
    return "old" in rates and float(rates["new"].rstrip(".")) >= float(rates["old"].rstrip("."))


class GainReader(StateReader):
    """Adds what goods and firms gain by a deal, where no act was found in the same words."""

    def _gains(self, sentence: Sentence, start: int, stop: int, first: int) -> None:
        """Add what the sentence says that somebody gains, where no act was found from the finding ``first`` on."""
        said = set(sentence.words)
        for way in GAINS:
            if said.isdisjoint(way.words):
                continue
            for match in way.pattern.finditer(self.folded, start, stop):
                if not self._is_told(match, first) and not _rises(match):
                    actor, gains = self._lets_in(sentence, match)
                    if way.action == "MAINTAIN":
                        actor, gains = (
                            gains or self._teller(sentence, match),
                            "",
                        )  # "Sensitive Indian goods stay excluded"
                    if actor and (actor, way.object) != ("BOTH", "licences"):
                        told_in = self._with_modality(way, match)
                        finding = self._state_finding(match, told_in, actor, way.object, sentence)
                        finding = self._with_row(finding, start)
                        self.findings.append(replace(finding, target=gains if actor != "BOTH" else ""))

    def _with_row(self, finding: Finding, start: int) -> Finding:
        """Return the finding with the row of goods before it: "Shirts, shoes and toys will gain"."""
        before = self.folded[start : finding.start]
        ends_row = before.endswith("and ") or (before.endswith(", ") and finding.quote.startswith("and "))
        if not ends_row or ROWLESS.search(before):
            return finding
        opened = LED_IN.match(before)
        begin = start + (opened.end() if opened else 0)
        return replace(finding, start=begin, quote=self.text[begin : finding.stop])

    def _with_modality(self, way: Told, match: re.Match[str]) -> Told:
        """Return the way of telling with the modality of the words: "will gain" is not yet agreed."""
        will = WILL.search(self.folded, match.start(), match.end("verb"))
        return Told(way.pattern, way.kind, way.action, way.object, "will" if will else way.modality)

    def _gives_in_exchange(self, sentence: Sentence, begin: int) -> tuple[str, str]:
        """Return who gives what stands behind "in exchange for" at ``begin``, another than the subject, and who gets it."""
        before = [code for _, stop, code, _ in sentence.subjects if stop <= begin]
        after = [code for start, _, code, _ in sentence.subjects if start > begin]
        gains = (before[-1:] + after[:1] + [""])[0]
        others = [code for code in self.context.parties if code not in (gains, "BOTH")]
        return ("US" if "US" in others else (others or [""])[0]) if gains not in ("", "BOTH") else "", gains

    def _acts_before(self, sentence: Sentence, match: re.Match[str]) -> str:
        """Return who gives relief from a duty earlier: "Peru will lower its duty, and that looms may enter"."""
        last = next((f for f in reversed(self.findings) if f.start < match.start()), None)
        eases = last is not None and last.kind == "commitment" and last.object in ("tariff", "market_access")
        return last.actor if last is not None and eases and last.start >= sentence.offset else ""

    def _lets_in(self, sentence: Sentence, match: re.Match[str]) -> tuple[str, str]:
        """Return who lets in what the words tell of, and who gains: the side it goes to, else another than the gainer."""
        words, adjectives = sentence.words, english_adjectives()
        begin = bisect_left(sentence.starts, match.start())
        end = verb = bisect_left(sentence.starts, match.end())
        if "verb" in match.re.groupindex:
            verb = bisect_left(sentence.starts, match.start("verb"))
            begin = (
                verb if TEXTS & set(words[begin:verb]) else begin
            )  # "The deal, worth much to Fiji, includes"
        if known := self._whose_measure(words, begin, end):
            return known, ""
        if words[begin] == "in" and words[begin + 1] in ("return", "exchange"):
            return self._gives_in_exchange(sentence, begin)
        for at, stop, code in sentence.parties:
            if (
                begin < at < end
                and words[stop : stop + 1] == ["'s"]
                and DUTIES & set(words[stop + 1 : stop + 4])
            ):
                return code, ""  # "will receive relief from Fiji's tariffs"
        named = {at: code for at, _, code in sentence.parties}
        for at in range(begin, end - 1):
            owner = named.get(at) or adjectives.get(words[at], "")
            if (
                owner
                and owner != "BOTH"
                and words[at + 1] in DUTIES
                and words[at + 2 : at + 3] != ["free"]
                and words[at - 1] not in INTO | {"on", "from"}
            ):
                return owner, ""  # "The U.S. tariff on Fijian kava will go to zero"
        gaining: list[str] = []
        for at in range(begin, end):
            code = named.get(at) or adjectives.get(words[at], "")
            if not code:
                continue
            before = at - 1 - (words[at - 1] == "the")
            into = before > begin and words[before] in INTO | ENTERS and words[before - 1] not in MADE
            into = into or (words[before] == "for" and words[before - 1] in ("leave", "leaves"))
            market = {"market", "markets"} & set(words[at : at + 3]) and words[before] in INTO
            levied = at > verb and set(words[at + 1 : at + 3]) & LEVIED
            got = verb < len(words) and words[verb].startswith(GETS)
            if got and at > verb and code != "BOTH" and (levied or (words[before] == "from" and at in named)):
                return code, gaining[0] if gaining else ""  # "won relief from U.S. duties", "a cut from Oslo"
            if code != "BOTH" and (market or (into and (at in named or words[at + 1 : at + 2] == ["soil"]))):
                return code, gaining[0] if gaining else ""
            gaining.append(code)
        if not gaining and set(words[begin:verb]) & {"its", "her", "his", "their"}:
            gaining = [code for _, stop, code, _ in sentence.subjects if stop <= begin + 1][-1:]
        if not gaining and words[first_word(words)] in adjectives and begin > 1:
            gaining = [
                adjectives[words[first_word(words)]]
            ]  # "Fijian tea, rice and lamps would be free of duty"
        if not gaining and (acting := self._acts_before(sentence, match)):
            return acting, ""
        if len(set(gaining)) > 1 and set(words[begin : begin + 2]) & set(adjectives):
            gaining = gaining[:1]  # "Fijian firms that build plants in the United States": the Fijian ones
        if not gaining or len(set(gaining)) > 1 or gaining == ["BOTH"]:
            return ("BOTH" if len(self.context.parties) > 1 else self.context.main), ""
        return self._last_to_lay(gaining), gaining[0]
