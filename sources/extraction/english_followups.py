"""How English tells what became of an act: it ran out, came back, was narrowed or added to; a promise was met.

Such words need no verb of the lexicon ("the pause lapsed", "the charges came back into force"); what they are about
stands in them or in the sentence before.
"""

from __future__ import annotations

from sources.extraction.english_ways import LICENCE, told

RELIEF = r"(?:suspension|pause|truce|waiver|moratorium|reprieve|exclusions?|exemptions?)"
RAN_OUT = (
    r"(?:(?:has|have|had) (?:now |already |thus |since )?(?:expired|lapsed|run out|run its course|come to an end)"
    r"|(?:has|have) (?:now |finally |officially )?ended|expired|lapsed|ran out|came to an end"
    r"|ceased(?: to (?:apply|be collected|have effect))?)"
)
BURDEN = r"(?:surcharges?|tariffs?|dut(?:y|ies)|lev(?:y|ies)|fees?|bans?|quotas?|curbs|controls|restrictions)"
OWNER = r"(?:(?P<who>[A-Z][\w.]+)'s )?(?:the |its |their |this |that )?"
OWN = r"(?:(?!(?:is|are|was|were|will|would|that|which|said|says|and|but|if|when|unless|until)\b)[\w'$%.,-]+ ){0,14}?"
PUT = r"(?:is|are|was|were|has been|have been|will be|shall be)"

COUNTED = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"

FOLLOW_UPS = (
    # More of those who were listed in the sentence before.
    told(
        r"(?:^|(?<=[.;] )|(?<=, )|(?<=\n)|(?<=and ))(?:the )?(?:(?:other|remaining|additional|another|further|\d+|several"
        rf"|some|these|those|entities|{COUNTED}) ?){{1,3}}(?:(?:of (?:the|these|those|them) )?(?:[\w-]+ ){{0,3}}?"
        r"(?:entity|entities|compan(?:y|ies)|firms?|individuals?|persons?|banks?|vessels?|parties|institutes?"
        r"|subsidiar(?:y|ies)|suppliers?) )?(?:(?:in|from|based in|of) (?:the )?[A-Z][\w.]+(?: (?:and )?[A-Z]\w+){0,2} )?"
        r"(?:was|were|is|are|has been|have been) (?:also |likewise |being )?(?:added|listed|designated|included|blacklisted)"
        r"\b(?:(?! for (?:their|its|his|[a-z]+ing\b|support|activities|actions|acts|ties|links)| due to | because of )"
        r"[^.;,])*",
        "countermeasure",
        "LIST",
        "entity_list",
        "done",
        "LIST",
        words="added listed designated included blacklisted",
    ),
    # The day up to which a relief or a probe lasts, put off.
    told(
        r"(?:\b(?P<who>[A-Z][\w.]+(?: [A-Z]\w+)?) (?:(?:has|have|had) )?)?"
        r"(?:(?:subsequently|later|again|then|further|also) )?"
        r"extended (?:this|that|the|its|these) (?:[\w-]+ ){0,2}?(?:deadlines?|dates?|window|time limits?|period)\b[^.;,]*",
        "commitment",
        "EXTEND",
        "",
        "done",
        "LIFT SUSPEND EXTEND",
        True,
        words="extended",
    ),
    # A way to ask for exclusions.
    told(
        r"(?:\b(?P<who>(?:the )?[A-Z][\w.]+) )?(?:will|would|has|have|to|shall)? ?(?:also )?"
        r"(?:establish(?:ed|es)?|creat(?:e[ds]?)|set up|open(?:ed|s)?|introduc(?:e[ds]?)) (?:an?|the) (?:[\w-]+ ){0,3}?"
        r"(?:process|procedure)(?:e?s)? (?:by which|for|through which|whereby|under which|in which|to)\b"
        r"(?:U\.S\.|[^.;]){0,160}?"
        r"\bexclu(?:ded|sions?|de)\b(?: from (?:[\w-]+ ){0,6}?(?:duties|tariffs))?",
        "commitment",
        "ESTABLISH",
        "tariff_exclusion",
        "will",
        words="process procedure processes procedures",
    ),
    # The reach of a burden that was told before.
    told(
        r"\b(?:the |its |their )?(?:scope|coverage|reach|list) (?:of (?:the|these|those) [\w -]{3,40}? )?"
        r"(?:could|may|might|will|would|is to|can) (?:also |then |still )?(?:be )?(?:also |further |later )?"
        r"(?:increase|expand|broaden|widen|extend|enlarge)(?:e?d)?\b[^.;,]*?(?= if\b| unless\b| should\b|[.;,]|$)",
        "countermeasure",
        "EXPAND",
        "",
        "will",
        "IMPOSE EXPAND LIST",
        True,
        words="scope coverage reach list",
    ),
    # A relief that ran out brings the burden back.
    told(
        rf"\b{OWNER}(?:[\w-]+ ){{0,3}}?{RELIEF} (?:of |on |in |from |to )?{OWN}{RAN_OUT}\b[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "",
        "done",
        "?SUSPEND EXTEND",
        words="expired lapsed out course end ended ceased",
    ),
    told(
        rf"\b(?:(?P<who>[A-Z][\w.]+) )?(?:has |have )?(?:let|allowed) (?:the|its|a|their) (?:[\w-]+ ){{0,3}}?{RELIEF} "
        rf"(?:of |on |in |from |to )?{OWN}(?:to )?(?:lapse|expire|run out)\b[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "",
        "done",
        "?SUSPEND EXTEND",
        words="lapse expire run",
    ),
    # A burden that ran out is lifted.
    told(
        rf"\b{OWNER}(?:(?!{RELIEF}\b)[\w'%-]+ ){{0,6}}?{BURDEN} (?:of |on |under |against |for )?{OWN}{RAN_OUT}\b[^.;,]*",
        "commitment",
        "LIFT",
        "",
        "done",
        "?IMPOSE MAINTAIN",
        words="expired lapsed out course end ended ceased",
    ),
    # What was eased is in force again.
    told(
        rf"\b{OWNER}(?:[\w'%-]+ ){{0,6}}?(?:{BURDEN}|charges|measures|rules?) {OWN}"
        r"(?:(?:has|have) )?(?:came|come|went|gone|snapped|entered) back in(?:to)? (?:force|effect|place)\b[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "",
        "done",
        "?SUSPEND LIFT EXTEND STOP",
        words="back",
    ),
    told(
        r"\b(?:the |these |those |its )?(?:charges|fees|duties|tariffs|controls|curbs) (?:[\w-]+ ){0,3}?"
        r"(?:came|come|went|snapped|are|were) back in(?:to)? (?:force|effect|place)\b[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "",
        "done",
        "SUSPEND IMPOSE",
        True,
        words="back",
    ),
    told(
        rf"\b{LICENCE} (?:for |to )?{OWN}(?:are|is) (?:once more|once again|again) (?:required|needed|mandatory)\b[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "licences",
        "done",
        "?LIFT SUSPEND APPROVE",
        words="again once",
    ),
    told(
        r"\bannouncements? nos?\.? [\d, and]+(?:of \d{4} )?(?:(?:will|shall) )?(?:(?:re-?)?enters?|comes?|takes?|goes|go) "
        r"(?:back )?(?:into )?(?:force|effect)\b[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "export_control",
        "decided",
        words="announcement announcements",
    ),
    # What is kept from being applied, told as a state.
    told(
        rf"\b{OWNER}(?:collection of (?:the |its )?)?(?:[\w-]+ ){{0,6}}?(?:{BURDEN}|charges) {OWN}"
        r"(?:stays?|remains?|(?:will|shall) (?:stay|remain|continue to be)) "
        r"(?:on hold|suspended|paused|frozen|in abeyance)\b[^.;]*",
        "commitment",
        "SUSPEND",
        "",
        "decided",
        "?SUSPEND EXTEND",
        words="hold suspended paused frozen abeyance",
    ),
    # A flow that is limited, an order that grows.
    told(
        r"\b(?P<who>[A-Z][\w.]+) (?:will |shall |is to |has )?(?:caps?|capped|limits?|limited) (?:its |the |their )?"
        r"exports of [^.;,]{3,90}? (?:at|to) \d[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "export_control",
        "will",
        words="cap caps capped limit limits limited",
    ),
    told(
        r"\b(?P<who>[A-Z][\w.]+) (?:has |have )(?:raised|increased|expanded|doubled|enlarged|topped up|cut|reduced) "
        r"(?:its|the|their) (?:[\w-]+ )?(?:orders?|purchases) (?:for|of) [^.;,]*",
        "commitment",
        "PURCHASE",
        "purchases",
        "done",
        words="order orders purchases",
    ),
    # A relief that will not go on, a burden that has begun.
    told(
        rf"\b(?:(?P<who>[A-Z][\w.]+) |we )?(?:(?:will|would|does|do|is|are) not (?:going to |planning to |intend to )?"
        r"|(?:has|have) decided not to |declined to |refused to )(?:renew|extend|prolong) (?:the |its |any |these )?"
        rf"(?:[\w-]+ ){{0,6}}?{RELIEF}\b[^.;,]*",
        "countermeasure",
        "MAINTAIN",
        "",
        "decided",
        "?SUSPEND EXTEND",
        words="renew extend prolong",
    ),
    told(
        rf"\b{OWNER}(?:[\w-]+ ){{0,3}}?{BURDEN} (?:of |on |against |for )?{OWN}(?:has|have) been in (?:force|effect|place) "
        r"(?:since|as of|from)\b[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "",
        "done",
        words="been",
    ),
    # An announcement that covers less, a mechanism that covers more, and one that stands.
    told(
        r"\bannouncements? nos?\.? [\d, and]+(?:of \d{4} )?(?:(?:will|shall) )?"
        r"no longer (?:appl(?:y|ies) to|covers?|includes?)\b[^.;,]*",
        "commitment",
        "REDUCE",
        "export_control",
        "decided",
        words="announcement announcements",
    ),
    told(
        r"\b(?P<who>[A-Z][\w.]+) (?:(?:has|have) (?:agreed to )?|will |agreed to )?"
        r"(?:extend|expand|broaden|widen)(?:ed|s)? (?:the|its) "
        r"(?:[\w-]+ ){0,4}?(?:mechanism|channel|board|working group|dialogue) to (?:cover|include)\b[^.;]*",
        "commitment",
        "EXTEND",
        "mechanism",
        "agreed",
        words="mechanism channel board dialogue group",
    ),
    told(
        r"\b(?:the|a) (?:[\w-]+ ){0,3}?(?:boards? of (?:trade|investment)|working groups?|mechanism|hotline|secretariat) "
        r"(?:(?:was|were|has been|have been) )(?:set up|established|created|launched|constituted)\b[^.;,]*",
        "commitment",
        "ESTABLISH",
        "mechanism",
        "done",
        "?ESTABLISH",
        words="board boards group groups mechanism hotline secretariat",
    ),
    told(
        rf"\b{OWNER}(?:[\w'%-]+ ){{0,6}}?(?:{BURDEN}|charges) {OWN}"
        r"(?:will|would|shall) (?:resume|return|snap back|be back)\b[^.;,]*?(?= if\b| unless\b| should\b|[.;,]|$)",
        "countermeasure",
        "IMPOSE",
        "",
        "will",
        "?SUSPEND LIFT EXTEND STOP",
        words="resume return snap back",
    ),
    # A promise that is said again, a shortage that is eased.
    told(
        r"\b(?P<who>[A-Z][\w.]+) (?:stands by|stood by|reaffirm(?:s|ed)|reiterat(?:es|ed)|"
        r"repeat(?:s|ed)|confirm(?:s|ed)|sticks to) "
        r"(?:its|their) (?:word|pledge|promise|commitment|undertaking) not to (?:put|place|set|impose|introduce|apply) "
        r"(?:any |new )?(?:bans?|quotas?|limits?|restrictions?|curbs?)\b[^.;,]*",
        "commitment",
        "STOP",
        "export_control",
        "agreed",
        words="word pledge promise commitment undertaking",
    ),
    told(
        r"\b(?P<who>[A-Z][\w.]+) (?:will|is to|would|plans to) "
        r"(?:resolve|relieve|ease|remedy|end) (?:the |its )?shortages? of [^.;]*",
        "commitment",
        "RESUME",
        "rare_earths",
        "will",
        words="shortage shortages",
    ),
    # Licences that are no longer given.
    told(
        r"\b(?P<who>[A-Z][\w.]+) (?:has |have )?(?:\w+ly )?(?:(?:stopped|ceased|halted|quit|suspended) "
        r"(?:issuing|granting|approving|processing|handing out)|ceased to (?:issue|grant|approve)"
        r"|no longer (?:issues|grants|approves))"
        rf" (?:[\w-]+ ){{0,4}}?{LICENCE}\b[^.;,]*",
        "countermeasure",
        "REFUSE",
        "licences",
        "done",
        words="stopped ceased halted quit suspended longer",
    ),
    # A relief of less, a control of more.
    told(
        rf"\b(?:the |its |their )?(?:scope of (?:the |its )?)?(?:general |export )?(?:{LICENCE}|exclusions?|exemptions?) "
        rf"(?:for |to |from )?{OWN}{PUT} (?:now )?(?:confined|limited|restricted|narrowed|cut|reduced) to\b[^.;,]*",
        "countermeasure",
        "REDUCE",
        "licences",
        "decided",
        "?APPROVE IMPOSE",
        words="confined limited restricted narrowed cut reduced",
    ),
    told(
        rf"\b(?:the |its |their )?tariff (?:cuts|reductions) {OWN}{PUT} (?:now )?"
        r"(?:confined|limited|restricted) to\b[^.;,]*",
        "commitment",
        "REDUCE",
        "tariff",
        "will",
        "?REDUCE LIFT",
        words="confined limited restricted",
    ),
    told(
        r"\b(?:(?P<who>[A-Z][\w.]+) (?:has |will )?)?(?:adds?|added|adding) (?:[\w,-]+ ){1,10}?to (?:its|the|their) "
        r"(?:list|catalogue|scope|range) of (?:[\w-]+ ){0,3}?(?:controlled|restricted|dual-use)\b[^.;,]*",
        "countermeasure",
        "EXPAND",
        "export_control",
        "done",
        words="add adds added adding",
    ),
    told(
        rf"\b(?:[\w,-]+ ){{1,10}}?{PUT} (?:added|brought|included) (?:to|under|in) (?:the|its|their) "
        r"(?:[\w-]+ ){0,3}?(?:controlled|control list|controls|export controls|restricted)\b[^.;,]*",
        "countermeasure",
        "EXPAND",
        "export_control",
        "decided",
        words="added brought included",
    ),
    # A promise that was met, in the words of what was promised.
    told(
        r"\b(?P<who>[A-Z][\w.]+) (?:has |have )?(?:met|reached|hit|achieved|honou?red|fulfilled|delivered on) "
        r"(?:its|the|their) (?:[\w-]+ ){0,3}?(?:target|goal|pledge|commitment|promise|undertaking) (?:of|to|for) (?:the )?"
        r"(?:buy\w*|purchas\w+|import\w*)\b[^.;,]*",
        "commitment",
        "PURCHASE",
        "purchases",
        "done",
        words="target goal pledge commitment promise undertaking",
    ),
    told(
        r"\b(?P<who>[A-Z][\w.]+)(?:'s)? (?:purchases|imports) of (?:[\w.-]+ ){1,5}?(?:have |has )?(?:reached|met|hit) "
        r"(?:its |the |their )?(?:agreed|promised|pledged|target)\b[^.;,]*",
        "commitment",
        "PURCHASE",
        "purchases",
        "done",
        words="agreed promised pledged target",
    ),
    # Rates told country by country, what answers a retaliation, goods sent round.
    told(
        r"(?:^|(?<=[.;] )|(?<=, )|(?<=and )|(?<=\n)|(?<=while ))(?:(?:[A-Z]\w+|and|the),? ){1,7}"
        r"(?:will (?:now )?see|saw|will get|got|would see|will have"
        r"|(?:was|were|will be) (?:charged|hit with|assigned|given)) "
        r"(?:an? )?\d+(?:\.\d+)? ?(?:%|per ?cent)(?! (?:of|growth|increase|rise|drop|fall))"
        r"(?: tariffs?| rates?| dut(?:y|ies)| lev(?:y|ies))?",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        "IMPOSE",
        words="see saw get got have charged hit assigned given",
    ),
    told(
        r"\b(?:for [A-Z][\w, ]{2,40}? )?it (?:will|would) be (?:as high as |set at )?\d+(?:\.\d+)? ?(?:%|per ?cent)"
        r"(?: for (?:the )?[A-Z]\w+(?:(?:, | and | )(?:the )?[A-Z]\w+)*)?",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        "IMPOSE",
        words="% percent cent",
    ),
    told(
        r"\b(?:any |all )?(?:[\w-]+ ){0,3}?retaliat\w+(?: [\w-]+){0,4} "
        r"(?:will|would) (?:be (?:met|answered|matched) with|result in|lead to) "
        r"[^.;,]{0,30}?(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|measures|action)\b[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        "?IMPOSE",
        words="met answered matched result lead",
    ),
    told(
        r"\b(?:goods|products|items) (?:that are )?(?:transshipped|trans-shipped|rerouted)[^.;]{0,60}? (?:will|would|shall) "
        r"(?:be subject to|face|pay|attract)\b[^.;]*",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        "?IMPOSE",
        words="transshipped shipped rerouted",
    ),
    told(
        r"\b(?:will|would|shall) be added on ?to the \d+(?:\.\d+)? ?(?:%|per ?cent)[^.;]*",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        "?IMPOSE",
        words="added",
    ),
    told(
        r"\b(?:[\w']+ ){0,3}?(?:put|puts|putting|placed|placing) (?:the |their |this )?trade war on hold\b",
        "commitment",
        "SUSPEND",
        "trade",
        "decided",
        "?IMPOSE",
        words="war",
    ),
    told(
        r"\b(?:[\w']+ ){0,5}?(?:not (?:to )?|refrain from |avoid )"
        r"(?:fight|engage in|start|launch|wage|fighting|engaging in|starting|launching|waging) (?:a |any )?trade war\b"
        r"[^.;,]*",
        "commitment",
        "STOP",
        "trade",
        "agreed",
        "?IMPOSE",
        words="war",
    ),
    # What may no longer be done, told of services, dealings or help.
    told(
        r"\b(?:(?:the|any|certain|various|all|also|such|related|further|other|new) )*(?:[\w-]+ )?"
        r"(?:services?|transactions?|support|assistance|provision|sale|supply|purchase|transfer|transport|financing|participation"
        r"|trading|dealings|brokering)\b[^.;,]{0,90}?(?:, for example[^.;]{0,90}?,)? "
        r"(?:is|are|will be|shall be) (?:also |now |likewise |hereby )*"
        r"(?:prohibited|banned|forbidden|no longer (?:be )?(?:permitted|allowed))\b(?:(?! until | if )[^.;,])*",
        "countermeasure",
        "IMPOSE",
        "restrictive_measures",
        "decided",
        "?IMPOSE",
        words="prohibited banned forbidden longer",
    ),
    told(
        r"\bit is (?:also |now )?(?:prohibited|forbidden|no longer (?:permitted|allowed)) to [^.;]*",
        "countermeasure",
        "IMPOSE",
        "restrictive_measures",
        "decided",
        "?IMPOSE",
        words="prohibited forbidden longer",
    ),
    told(
        r"\b(?:the )?exports? (?:to|of) [^.;,]{3,80}? (?:is|are|will be) (?:also |now )*"
        r"no longer (?:permitted|allowed|possible)\b[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "export_control",
        "decided",
        "?IMPOSE",
        words="longer",
    ),
    told(
        r"\bthere (?:is|are) (?:also |now )?(?:an? )?(?:new )?export (?:bans?|restrictions?|controls?) on "
        r"[^.;]*?(?= that\b| which\b|[.;]|$)",
        "countermeasure",
        "IMPOSE",
        "export_control",
        "decided",
        "?IMPOSE",
        words="there",
    ),
)
