"""Plain short sentences about a duty, a truce or money, whose verb alone is no act: "the tariff stays", "it will last".

Data in the form of patterns, read by ``english_states.py``; the first way that fits counts.
"""

from __future__ import annotations

from sources.extraction.english_ways import RATE, told

ON_WHAT = r"(?: (?:on|for|against|to) [^.;,]{3,60}?)?"
LEVY = r"(?:(?:counter-)?(?:dut(?:y|ies)|tariffs?|surcharges?|surtax(?:es)?|lev(?:y|ies)))"
BURDEN = rf"(?:{LEVY}|bans?|embargo|restrictions?|controls|curbs)"
ENDS_HERE = r"(?= ?(?:[.;:,]|$))"
THE = r"\b(?:the |an? |all |its |their )?(?:[\w'%.-]+ ){0,6}?"
RATED = (
    r"\b(?<!average )(?<!effective )(?<!average tariff )(?<!effective tariff )"
    r"(?!(?:[\w'%.-]+ ){0,6}?(?:average|effective|income|interest|growth|inflation|unemployment|exchange)\b)"
    + THE.removeprefix(r"\b")
)
LEAVE = r"(?:permissions?|approvals?|licen[cs]es?|permits?|authori[sz]ations?|clearances?)"
WHO_ASKS = (
    r"\b(?:(?!(?:if|unless|once|whether|when|that|which|who|to)\b)[\w'/-]+ ){0,7}?"
    r"(?:exporters?|importers?|companies|firms|makers|manufacturers|producers|suppliers|shippers|sellers|traders|miners|operators"
    r"|enterprises|businesses|goods|products|shipments|imports|exports|cargoes|consignments|items|they)"
    r"(?: (?:of|from|for|in|to) [^.;,]{2,40}?)? "
)
REVIEWS = (
    r"\b(?:(?:The )?(?P<who>(?!The\b)[A-Z][\w.]+)(?:'s)?(?: [\w-]+){0,4}? "
    r"(?=has |have |had |will |is to |(?:initiat|launch|open|beg[au]n|conduct|start))|\b)"
    r"(?:has |have |had |will |is to )?(?:today |also |now |on \w+ )*"
    r"(?:initiate|launch|open|begin|conduct|start)(?:d|ed|s|es)? (?:an? |its |the )(?:[\w(),-]+ ){0,6}?review"
)
PLAIN_WAYS = (
    *(
        told(
            rf"\b(?P<who>[A-Z][\w.]+)'s (?:[\w-]+ )?(?:suspension|pause) of [^.;:]{{3,60}}?\b(?:{things})\b[^.;:]{{0,30}}? "
            r"(?:applies|is valid|remains valid|is in (?:force|effect|place)|holds) (?:until|through) [^;.,]*",
            "commitment",
            "SUSPEND",
            code,
            "decided",
            words="suspension pause",
        )
        for things, code in (
            ("controls|restrictions|curbs", "export_control"),
            ("tariffs?|duties|surcharge|surtax", "tariff"),
            ("counter-?measures", "countermeasures"),
            ("port (?:fees|dues)", "port_fee"),
        )
    ),
    *(
        told(
            rf"{REVIEWS}{what}[^.;,]*",
            "commitment",
            "REVIEW",
            code,
            "done",
            words="review",
        )
        for what, code in (
            (r" of (?:the |its |all )?(?:[\w-]+ ){0,3}?(?:dut(?:y|ies)|tariffs?|lev(?:y|ies))\b", "tariff"),
            (r"\b(?=[^.;]{0,90}\b(?:chips?|sales|shipments|licen[cs]es?|exports)\b)", "licences"),
            (r"(?:(?<=quota review)|(?<=trq\) review)|(?<=trq review))", "market_access"),
        )
    ),
    told(
        r"\b(?:the |these )?(?:[\w-]+ ){0,4}?(?:companies|firms|entities|organi[sz]ations|institutions) "
        r"(?:was|were|have been|has been) (?:placed|put|added|included) (?:on|to|in|onto) (?:the|this|that) list\b",
        "countermeasure",
        "LIST",
        "entity_list",
        "done",
        "LIST",
        words="list",
    ),
    told(
        r"\b(?:only|no more than|at most|a maximum of) [\d.,]+ (?:million |thousand )?(?:metric )?(?:tons|tonnes|mt|barrels)"
        r"(?: of [^.;,]{2,40}?)? (?:can|may|will|is to) be (?:exported|shipped abroad|sold abroad)\b[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "export_control",
        "shall",
        words="exported shipped sold",
    ),
    told(
        r"\b(?:the |an? |its )?(?:[\w-]+ )?export quotas? (?:[\w -]{0,30}? )?(?:will|would|is to) "
        r"(?:total|be|amount to|stand at) [^.;]{0,20}?\d[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "export_control",
        "will",
        words="quota quotas",
    ),
    told(
        r"\b(?:there (?:is|was|will be) |with )no change (?:to|in) the (?:[\w%-]+ ){0,5}?"
        r"(?:tariffs?|dut(?:y|ies)|rates?|lev(?:y|ies))\b[^.;,]{0,60}",
        "countermeasure",
        "MAINTAIN",
        "tariff",
        "decided",
        words="change",
    ),
    told(
        r"\b(?:(?!(?:and|but|that|which)\b)[\w'-]+ ){0,9}?"
        r"(?:(?:will|would|to|is to|are to|shall) be (?:treated )?|are |is |(?:will|would|shall|to) "
        r"(?:receive|get|enjoy|be (?:given|granted)) )"
        r"(?:terms |treatment |rates |tariffs |conditions )?(?:that are )?"
        r"[\"']?(?:no less favou?rabl[ey] (?:than|treatment|terms)|no worse than)"
        r"(?:(?!,? and (?:that|will|would|has|have)\b|, the \w+ \w+ said)[^.;])*",
        "commitment",
        "REDUCE",
        "tariff",
        "will",
        words="favorable favourable favorably favourably worse",
    ),
    told(
        r"\b(?:(?!(?:and|but|that|which)\b)[\w'-]+ ){0,6}?(?:will not|will never|won't|would not|shall not|not to) "
        r"(?:(?:be subject to|face|receive|get) (?:any )?less favou?rable (?:treatment|terms|tariffs?)"
        r"|be treated (?:any )?(?:worse|less favou?rably))[^.;]*",
        "commitment",
        "STOP",
        "tariff",
        "will",
        words="favorable favourable favorably favourably worse",
    ),
    told(
        r"\b(?:it|(?:the|this|these) (?:[\w-]+ ){0,3}?(?:packages?|sanctions|measures|regulation|law|order|rules)) "
        r"(?:also )?"
        r"includes?,?(?: for example,?)? (?:[\w-]+ ){0,4}?(?:bans?|prohibitions?|embargo|restrictions?|price cap)"
        r" (?:on|of|to|for)\b[^.;]*",
        "countermeasure",
        "IMPOSE",
        "restrictive_measures",
        "decided",
        words="include includes",
    ),
    told(
        rf"{WHO_ASKS}(?:will|would|must|shall|now)(?: now| also| then| first)*(?: (?:have|need|be required|be obliged) to)?"
        rf"(?: now| first)? (?:seek|apply for|reapply for|request|obtain|(?<=to )get|(?<=first )get|secure|acquire|win) "
        rf"(?:[\w-]+ ){{0,5}}?{LEAVE}\b[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "licences",
        "will",
        words="seek apply reapply request obtain get secure acquire win",
    ),
    told(
        rf"{WHO_ASKS}(?:will|would|must|shall)(?: now| also| then| first)* (?:need|require|carry|be accompanied by) "
        rf"(?:an? )?(?:[\w-]+ ){{0,4}}?(?:certificates?|documentation|{LEAVE})\b[^.;]*",
        "countermeasure",
        "IMPOSE",
        "licences",
        "will",
        words="need require carry accompanied",
    ),
    told(
        rf"{WHO_ASKS}(?:will |would )?no longer (?:need|require|have to (?:apply for|obtain|seek|get)) (?:an? |any )?"
        rf"(?:[\w-]+ ){{0,4}}?{LEAVE}\b[^.;,]*",
        "commitment",
        "LIFT",
        "licences",
        "decided",
        words="longer",
    ),
    *(
        told(
            rf"\b(?:the )?(?P<who>[A-Z][\w.]+(?: [A-Z]\w+)?) {takes} (?:the )?[A-Z][\w.]+(?: [A-Z]\w+)? to "
            r"(?:the )?(?:WTO|World Trade Organi[sz]ation)\b[^.;,]*",
            "countermeasure",
            "IMPOSE",
            "investigation",
            modality,
            words="wto organization organisation",
        )
        for takes, modality in (
            ("(?:has |have )?(?:took|taken|hauled|brought|dragged)", "done"),
            ("(?:will|would|is to|plans to|is going to) (?:take|haul|bring|drag)", "will"),
        )
    ),
    told(
        r"\b(?:(?P<who>[A-Z][\w.]+) )?(?:has |have |will |would |had )?(?:also |recently |on \w+ )*"
        r"(?:release|publish|issue|unveil|announce)(?:[ds]|ed)? "
        r"(?:an?|the|another|two|three|four|five|its|new|further|more) (?:[\w.-]+ ){0,3}?"
        r"(?:exemption |exclusion |waiver )?lists? "
        r"(?:of|with|for|covering) [^;]{3,70}? (?:exempt(?:ed)?|excluded|spared|freed) from [^.;,]*",
        "commitment",
        "LIFT",
        "tariff_exclusion",
        "done",
        words="list lists",
    ),
    told(
        r"\bthere (?:will|shall|would) be no (?:more |further |new )?"
        r"(?:(?!on |of |drawback|change|refund|relief|exempt|reduc|duplic)[\w-]+ ){0,3}?"
        rf"{BURDEN}\b(?:(?! if | unless )[^.;])*",
        "commitment",
        "STOP",
        "",
        "will",
        words="there",
    ),
    told(
        rf"{RATED}(?:{LEVY}|rate){ON_WHAT} "
        r"(?:is|are) now (?:down to |set at |at )?(?:zero|nil|0 ?(?:%|per ?cent))\b",
        "commitment",
        "LIFT",
        "tariff",
        "decided",
        words="now",
    ),
    told(
        rf"\b(?:sign(?:ed|s|ing)|issued) (?:an?|the|another) (?:[\w-]+ ){{0,3}}?"
        r"(?:proclamation|order|decree|memorandum|law|bill) "
        rf"(?:for (?:an? |the )?|(?:with|on) (?:an? |the )?(?=new |fresh |additional |extra |{RATE}))(?:{RATE} )?"
        rf"(?:[\w-]+ ){{0,3}}?{LEVY}(?! (?:relief|cuts?|reductions?|exemptions?|exclusions?|refunds?|talks|deals?))"
        r"\b[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "done",
        words="signed signs signing issued",
    ),
    told(
        r"\b(?:the )?(?:[\w-]+ ){0,3}?truce (?:(?:has|have) been|was|is|is to be|will be) (?:given|granted|handed) "
        r"(?:another|a further|an extra|an additional)[^.;,]*",
        "commitment",
        "EXTEND",
        "tariff",
        "done",
        words="truce",
    ),
    told(
        rf"{THE}{BURDEN}{ON_WHAT} (?:remains?|stays?|persists?|continues?){ENDS_HERE}",
        "countermeasure",
        "MAINTAIN",
        "",
        "done",
        words="remain remains stay stays persist persists continues continue",
    ),
    told(
        rf"{THE}{BURDEN}{ON_WHAT} (?:is|are) (?:now |finally )?(?:gone|no more|history){ENDS_HERE}",
        "commitment",
        "LIFT",
        "",
        "done",
        words="gone more history",
    ),
    told(
        rf"{THE}{BURDEN}(?: (?:on|for|against|to) [^.;]{{3,70}}?)? (?:(?:will|would|is to|are to) )?"
        rf"(?:go|disappear|vanish|fall away)(?:es|s)?{ENDS_HERE}",
        "commitment",
        "LIFT",
        "",
        "will",
        words="go goes disappear disappears vanish vanishes away",
    ),
    told(
        rf"{THE}(?:{LEVY}|rate){ON_WHAT} (?:is|are|stands at|will be|would be) (?:now |currently |set at )?{RATE},? "
        rf"(?:down|reduced|lowered|cut) from (?:the |an? )?(?:[a-z]+ ){{0,2}}{RATE}",
        "commitment",
        "REDUCE",
        "tariff",
        "decided",
        words="down reduced lowered cut",
    ),
    told(
        rf"{RATED}(?:{LEVY}|rate){ON_WHAT} "
        rf"(?:is|are) now (?:set at |fixed at |at )?(?:just |only |a flat )?{RATE}(?: ad valorem)?",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "decided",
        words="now",
    ),
    told(
        r"\b(?:[\w'-]+ ){0,6}?(?:will|would|does|do|shall|is|are|may) not (?:to )?(?:be )?(?:stack(?:ed)?|cumulative)\b"
        r"[^.;]{0,60}",
        "commitment",
        "STOP",
        "tariff",
        "will",
        words="stack stacked cumulative",
    ),
    told(
        rf"\b(?:(?P<who>(?:the )?[A-Z][\w.]+) )?(?:will|would|is to|now) charges? [A-Z]\w+ {RATE},? "
        rf"(?:down|instead of|rather than)[^.;]{{0,30}}",
        "commitment",
        "REDUCE",
        "tariff",
        "will",
        words="charge charges",
    ),
    told(
        rf"\b(?:the|this) (?:[\w%-]+ ){{0,3}}?{LEVY} (?:will|would|is to|are to|can) last (?:for )?"
        r"(?:up to |an initial |just |only |at least )?(?:\d+|five|six|three|two|one|twelve) (?:days|months|years?)",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        words="last",
    ),
    told(
        r"\b(?:the )?collection of (?:the |these |those |all |such )?(?:[\w-]+ ){0,3}?"
        r"(?:duties|tariffs|fees|surcharges?|levies) (?:ends?|ended|ceases?|ceased|stops?|stopped|will (?:end|cease|stop))"
        r"(?: (?:on|at|from|as of) [^.;,]{3,40})?",
        "commitment",
        "STOP",
        "tariff",
        "will",
        words="collection",
    ),
    told(
        r"\breserv(?:es?|ed|ing) (?:the|its|all|every) rights? to (?:respond|retaliate|react|hit back)\b",
        "countermeasure",
        "RETALIATE",
        "countermeasures",
        "threatens",
        words="reserve reserves reserved reserving",
    ),
    told(
        rf"\b(?:(?P<who>[A-Z][\w.]+) )?(?:will|would|is to) tax [^.;,]{{3,50}}? at (?:up to )?{RATE}",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        words="tax",
    ),
    told(
        r"\b(?:[\w'-]+ ){1,5}?(?:now |will |would |can |may )?(?:enters?|be imported|comes? in)(?: [\w ]{1,25})?? at "
        rf"(?:a |the )?(?:rate of |reduced |lower |tariff of |duty of )*{RATE}",
        "commitment",
        "REDUCE",
        "tariff",
        "will",
        words="enter enters imported come comes",
    ),
    told(
        r"(?:US)?[$€£] ?[\d.,]+ ?(?:billion|million|trillion) (?:of|in|worth of) (?P<who>[A-Z]\w+) investments? "
        r"(?:will|would|is to) (?:flow|go|be made|be channell?ed|be directed) (?:in|to|into)\b[^.;,]{0,40}",
        "commitment",
        "PURCHASE",
        "investment",
        "will",
        words="investment investments",
    ),
    told(
        r"(?<![\w$€£])(?:(?:about|some|around|nearly|at least|up to|another|roughly) )?(?:US)?[$€£] ?[\d.,]+ ?"
        r"(?:billion|million|trillion|bn)(?: (?:of|from) (?:the|this|that|its|these|those) [\w -]{2,40}?)? "
        r"(?:will|would|is to|are to) (?:be (?:used|spent|devoted|dedicated|steered|put|invested|reserved)|go|flow"
        r"|be channell?ed|be directed) (?:to|towards?|into|on|for|in)\b[^.;,]{2,80}",
        "commitment",
        "PURCHASE",
        "investment",
        "will",
        words="used spent devoted dedicated steered put invested reserved go flow channelled channeled directed",
    ),
    told(
        r"\b(?:(?P<who>[A-Z][\w.]+)(?:'s)? )?(?:annual |yearly |total )?(?:imports|purchases) (?:of [^.;,]{2,40}? )?"
        r"from (?:the )?[A-Z][\w.]+(?: [A-Z]\w+)? (?:will|would|is to|are to) (?:[\w]+ )?"
        r"(?:double|triple|rise|increase|grow|climb|expand)\b[^.;,]{0,60}?(?= and (?:that|the)\b|[.;,]|$)",
        "commitment",
        "PURCHASE",
        "purchases",
        "will",
        words="double triple rise increase grow climb expand",
    ),
    told(
        rf"{THE}(?:{BURDEN}|fees|rule|rates) "
        r"(?:(?:will |would )?(?:return|snap back|come back)|returns|snaps back|comes back)"
        r"(?: (?:in|on|from|by|after) [^.;,]{3,40})?",
        "countermeasure",
        "IMPOSE",
        "",
        "will",
        words="return returns snap snaps back",
    ),
)
