"""How orders and briefings tell an act without a verb of the lexicon: "the sum shall be 15 percent", "that stays".

Data in the form of patterns, read by ``english_states.py``; the first way that fits counts.
"""

from __future__ import annotations

from sources.extraction.english_ways import LICENCE, RATE, told

LEVY = r"(?:dut(?:y|ies)|tariffs?|surcharges?|lev(?:y|ies))"
BEGINS = r"(?:(?<![\s\S])|(?<=\n)|(?<=[.;:,\"] )|(?<=and )|(?<=but )|(?<=: )|(?<=\")|(?<=- ))"
BY_WHOM = (
    r"(?:this |the )?(?:final |interim )?(?:rule|action|notice|BIS|bureau|agency|department|commerce) (?:further )?"
    r"|and "
)
ENTITIES = r"(?:[\w-]+ ){0,3}?(?:entity|entities)\b(?! (?:from|to)\b)"
NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
# Up to the end of a sentence: "U.S. goods", "$5.4 billion" are no end.
REST = r"(?:[^.;:]|\.(?=[\w]|,)|(?<=U\.S)\.)"
ITEM = r"(?:(?<=\n- )|(?<=\n• )|(?<=\n\* )|(?<=\n· ))"
FIRMS = (
    r"\b(?:(?:compan(?:y|ies)|firms|manufacturers|makers|businesses|producers|importers|investors)\b(?:[^.;]{0,70})?"
    r"|they|those (?:who|that) [^.;]{3,60}?|anyone (?:who|that) [^.;]{3,60}?) "
    r"(?:won't|will not|would not|will no longer|would no longer|don't|do not)(?: have to)? (?:pay|face) "
)

OFFICIAL_WAYS = (
    told(
        r"\b(?:the |such )?(?:sum|combination) of (?!which)[^.;]{5,160}? (?:shall|will|would|is to) "
        rf"(?:be|equal|total|not exceed) (?:equal to |set at |no more than |not more than )?{RATE}",
        "commitment",
        "REDUCE",
        "tariff",
        "will",
        words="sum combination",
    ),
    told(
        r"\bin no (?:case|event|circumstances?) (?:shall|will|would|may) (?:the |any |such )?(?:[\w-]+ ){0,4}?"
        rf"(?:{LEVY}|rates?)\b[^.;]{{0,70}}? (?:exceed|be (?:higher|greater|more) than|rise above) {RATE}",
        "commitment",
        "REDUCE",
        "tariff",
        "will",
        words="exceed higher greater more rise",
    ),
    told(
        rf"\b(?:the |that |an? )(?:additional |extra |remaining |full |original |old |other |higher )*{RATE}"
        rf"(?: (?:points?|{LEVY}|rate))* (?:will |would )?(?:then )?(?:(?:comes?|snaps?|goes|go|springs?) (?:right )?back"
        r"(?: on| in(?:to (?:force|effect))?)?|kicks? (?:back )?in)\b(?! (?:down|to))",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        words="back kick kicks",
    ),
    told(
        rf"{BEGINS}(?:(?:the|these|those|new|more|our|steep|higher|section \d+) )*(?:[\w-]+ ){{0,2}}?{LEVY}"
        r"(?: on [^.;,]{3,60}?)? (?:are|is) (?:(?:still|also|now) )?(?:coming|on (?:their|its|the) way)"
        r"(?! (?:down|off|to|under|from|out|into|in|back|up|apart)\b)(?= |[.,;]|$)",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        words="coming way",
    ),
    told(
        rf"\b(?:the |these |such |all )?(?:[\w-]+ ){{0,2}}?{LICENCE}(?: (?:for|to|on) [^.;,]{{3,50}}?)? "
        r"(?:will|shall|would|are to|is to|are|is) (?:be |remain |stay )?(?:good|valid) for (?:at least |up to )?"
        r"(?:an? |the )?(?:[\w-]+ ){0,2}?(?:months?|years?|days?)\b",
        "commitment",
        "APPROVE",
        "licences",
        "will",
        words="valid good",
    ),
    told(
        rf"{BEGINS}(?:that|it|this|those|these|they) (?:(?:will|would|is going to|are going to) )?"
        rf"(?:stays?|remains?)(?: (?:in (?:place|effect|force)|there|on|put|where (?:it is|they are)|at {RATE}))?"
        r"(?= (?:until|as long as|so long as|unless|for now)\b|[.;]|$)",
        "countermeasure",
        "MAINTAIN",
        "tariff",
        "decided",
        "IMPOSE MAINTAIN EXPAND RESUME",
        True,
        words="stay stays remain remains",
    ),
    told(
        rf"{FIRMS}(?:any |the |these |those |an? )?(?:[\w%-]+ ){{0,3}}?{LEVY}\b",
        "commitment",
        "LIFT",
        "tariff",
        "will",
        words="pay face",
    ),
    told(
        rf"{FIRMS}(?:them|it|that)\b",
        "commitment",
        "LIFT",
        "tariff",
        "will",
        "IMPOSE MAINTAIN EXPAND RESUME",
        words="pay face",
    ),
    told(
        r"\bthe following(?: (?:[\w-]+ ){0,3}?(?:articles|products|goods|items|categories|imports))? "
        r"(?:are|is|shall be|will be) "
        r"(?:\w+ )?(?:excepted|exempt(?:ed)?|excluded|not (?:covered|affected))\b[^:.;]*",
        "commitment",
        "LIFT",
        "tariff",
        "decided",
        "IMPOSE MAINTAIN EXPAND",
        words="following",
    ),
    told(
        r"\bno (?:other )?licen[cs]e exceptions? (?:may be used|(?:may |shall |will )?appl(?:y|ies))\b[^;.]*",
        "countermeasure",
        "REFUSE",
        "licences",
        "decided",
        words="exceptions exception",
    ),
    told(
        rf"\b(?:{BY_WHOM})(?:also )?(?:removes?|removed|is removing|deletes?|deleted) {ENTITIES}",
        "commitment",
        "LIFT",
        "entity_list",
        "decided",
        "LIST ADJUST LIFT",
        words="entity entities",
    ),
    told(
        rf"\b(?:{BY_WHOM})(?:also )?(?:adds?|added|is adding) {ENTITIES}",
        "countermeasure",
        "LIST",
        "entity_list",
        "decided",
        "LIST ADJUST LIFT",
        words="entity entities",
    ),
    told(
        rf"{BEGINS}(?:[\w'-]+,? ){{1,12}}?(?:(?:will|would|shall) )?(?:(?:now|then|likewise|also) )?"
        r"(?:goes|go|falls?|drops?) (?:down )?to (?:0 ?(?:%|per ?cent)|zero)(?= |[.,;]|$)",
        "commitment",
        "LIFT",
        "tariff",
        "will",
        "REDUCE LIFT IMPOSE MAINTAIN",
        words="go goes fall falls drop drops",
    ),
    told(
        rf"{BEGINS}(?:[\w'-]+,? ){{1,12}}?(?:will|would|shall) (?:(?:now|then|likewise|also|in turn) )?"
        r"(?:face|pay|be subject to|attract|be charged) (?:no more than|not more than|at most|a maximum of|up to) "
        rf"{RATE}(?: (?:under|in) [^.;,]{{3,40}})?",
        "commitment",
        "REDUCE",
        "tariff",
        "will",
        words="face pay subject attract charged",
    ),
    told(
        r"\b(?:designat(?:ed|es|ing)|is sanctioning|are sanctioning) (?:an? |another |more than |additional )*"
        rf"(?:\d+|{NUMBERS}|an?|another|several|dozens of|additional) (?:[\w-]+ ){{0,5}}?"
        r"(?:compan(?:y|ies)|firms?|individuals?|persons?|people|vessels?|tankers?|banks?|networks?|refiner(?:y|ies)|officials?)\b"
        r"(?: and (?:[\w-]+ ){0,3}?(?:individuals?|entit(?:y|ies)|vessels?|persons?|compan(?:y|ies)|firms?))?",
        "countermeasure",
        "LIST",
        "entity_list",
        "done",
        words="designated designates designating sanctioning",
    ),
    told(
        r"\bthe (?:applicable |additional |import |safeguard )*(?:duty|tariff|surcharge)"
        r"(?: (?:on|for) [^.;,]{3,60}?)? "
        r"(?:shall|will|would|is to) (?:be )?(?:equal|equivalent|amount|correspond)(?: to)? (?:to )?"
        r"the difference\b[^.;,]{0,90}",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        words="equal equivalent amount correspond",
    ),
    told(
        r"\b(?:(?P<who>[A-Z][\w.]+) )?(?:shall|will) (?:also )?not (?:require|oblige|compel|force) "
        r"(?:U\.S\.|US|American|foreign|EU|Japanese) (?:[\w-]+ ){0,5}?"
        r"(?:compan(?:y|ies)|firms|providers|persons|exporters|suppliers|investors|businesses|platforms) to [^.;,]{5,90}",
        "commitment",
        "STOP",
        "market_access",
        "will",
        words="require oblige compel force",
    ),
    told(
        r"\b(?:decided|determined|chose|elected) not to (?:include|add|bring) [^.;]{3,60}? (?:as|to|in|under|within) "
        r"[^.;]{0,40}?(?:derivatives?(?: \w+)?|tariffs?|dut(?:y|ies))\b",
        "commitment",
        "STOP",
        "tariff",
        "decided",
        words="decided determined chose elected",
    ),
    told(
        r"\b(?:(?:the following|these|such|said) )?(?:[\w.-]+,? (?:and )?){1,8}?"
        r"(?:shall be|is|are|has been|have been|will be) (?:made |now )?"
        r"(?:freely exportable|free(?:ly)? for export|made free)\b",
        "commitment",
        "LIFT",
        "export_control",
        "decided",
        words="exportable free freely",
    ),
    told(
        r"\bhereby makes? the following (?:further )?amendments? (?:in|to) (?=[^.;]{0,60}\b(?:Export|ITC)\b)[^.;]{5,120}",
        "commitment",
        "ADJUST",
        "export_control",
        "decided",
        words="amendments amendment",
    ),
    told(
        r"\b(?:export(?:ers| operators)|operators|compan(?:y|ies)|enterprises) should (?:first )?apply (?:to|for) "
        r"(?:the (?:ministry|competent|commerce)|MOFCOM|an? (?:export )?(?:licen[cs]e|permit))[^.;,]{0,60}",
        "countermeasure",
        "IMPOSE",
        "licences",
        "shall",
        words="should",
    ),
    told(
        rf"{BEGINS}(?:[\w'-]+,? ){{1,12}}?(?:pay|pays|face|faces|attract|attracts) "
        rf"(?:between|from) [\d.]+ ?(?:%|per ?cent)? (?:and|to) {RATE}",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "decided",
        "IMPOSE MAINTAIN EXPAND",
        words="pay pays face faces attract attracts",
    ),
    told(
        r"(?<=, )(?:and )?(?:increasing|rising|climbing|stepping up) (?:(?:in|on|from|by) [^.;,]{3,50},? )?to "
        r"a (?:(?:higher|different|final) )?(?:rate|level)\b(?: to be (?:announced|determined|set)\b[^.;]{0,60})?",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        words="increasing rising climbing stepping",
    ),
    told(
        r"\b(?:nothing (?:in this (?:order|proclamation|notice|rule|agreement)|herein) (?:shall be construed to )?"
        r"|this (?:order|proclamation|notice|rule) (?:does|shall|will) not )(?:affects?|alters?|modif(?:y|ies)|changes?) "
        rf"(?:any |the |existing |other )*(?:[\w-]+ ){{0,2}}?{LEVY}\b(?: [^.;]{{3,90}})?",
        "countermeasure",
        "MAINTAIN",
        "tariff",
        "decided",
        words="nothing not",
    ),
    told(
        r"(?:\b(?:are|is|am)|'(?:re|m)) (?:now |also )?(?:slapping|putting|imposing|charging|placing) "
        rf"(?:an? |another |an additional )?{RATE} (?:on|for) [^.;,]{{3,70}}",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "decided",
        words="slapping putting imposing charging placing",
    ),
    # Items of a list that name only what is given: "Zero tariffs on 90% of looms", "A 19% ceiling on tariffs".
    told(
        rf"{ITEM}(?:zero|0 ?%|no) {LEVY} (?:on|for) {REST}{{3,110}}",
        "commitment",
        "LIFT",
        "tariff",
        "agreed",
        words="zero 0 no",
    ),
    told(
        rf"{ITEM}an? {RATE}[- ](?:(?:tariff|duty) )?(?:ceiling|cap|limit|maximum)\b"
        rf"(?: on the (?P<who>[A-Z][\w.]+) side| (?:on|for) [^;:,]{{3,70}}?(?=[,;.]|$))?",
        "commitment",
        "REDUCE",
        "tariff",
        "agreed",
        words="ceiling cap limit maximum",
    ),
    told(
        rf"{ITEM}(?:more than |over |up to |at least |about |some )?(?:US)?[$€£][\d.,]+ (?:billion|million|trillion)"
        r" (?:in|of|worth of) (?:new |additional |firm |planned )?(?:[\w.-]+ ){0,3}?(?:purchases|orders|imports)\b:?"
        rf"{REST}{{0,120}}",
        "commitment",
        "PURCHASE",
        "purchases",
        "agreed",
        words="purchases orders imports",
    ),
    told(
        rf"{ITEM}(?:more than |over |up to |at least |about |some )?(?:US)?[$€£][\d.,]+ (?:billion|million|trillion)"
        r" (?:in|of|worth of) (?:new |additional |firm |planned |direct )*(?:[\w.-]+ ){0,3}?investments?\b"
        rf"{REST}{{0,120}}",
        "commitment",
        "PURCHASE",
        "investment",
        "agreed",
        words="investment investments",
    ),
    told(
        rf"{ITEM}(?:full |mutual )?(?:recognition|acceptance) of [^.;,:]{{3,90}}\b(?:certificates|certifications?|standards"
        r"|inspections?|approvals|registrations?)\b[^.;,]{0,40}",
        "commitment",
        "APPROVE",
        "market_access",
        "agreed",
        words="recognition acceptance",
    ),
)
