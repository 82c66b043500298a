"""Ways of telling an act as a state, without a verb of the lexicon: "the rate will be 15 percent".

Data in the form of patterns; ``english_states.py`` reads them. The first way that fits counts.
"""

from __future__ import annotations

from sources.extraction.english_ways import DUTY, MUST, told

# "imports above the quota", "shipments from Fiji"
FLOWS = (
    r"(?:[\w-]+ ){0,8}?(?:imports|exports|goods|products|shipments|vehicles|cars|volumes|quantities|items|articles)"
    r"(?: (?:from|of|above|beyond|over|outside|exceeding|in excess of) [\w ]{2,40}?)? "
    r"(?:subject to|facing|attracting|charged|taxed at|dutiable at|liable to) "
)
MONEY = r"(?:[A-Z]{0,3}\$|€|£|¥)[\d.,]+ ?(?:billion|million|trillion|bn|m)?(?: in (?:[\w-]+ ){1,3}?)? ?"
SHARES = (  # "Half of the quotas will be available to"
    r"\b(?:(?:the )?(?:remaining )?(?:half|rest|third|part|share|volume|total) of )?(?:the |these )?(?:[\w-]+ ){0,3}?"
    r"(?:quotas?|volumes?|tonnes|tons|mt|remaining (?:half|rest|share|part))\b"
    r"[^.;]{0,60}? BE (?:distributed|allocated|divided|split|shared out|available)"
    r"(?: \w+)? (?:across|among|between|to) [^.;,]{3,60}"
)
STATE_WAYS = (
    told(
        r"\b(?:will |would |to )(?:completely |fully |immediately )?(?:halt|stop) (?:the |all )?"
        r"(?:transfers?|shipments?|deliver(?:y|ies)|flow) of (?:[\w'\"-]+ ){0,8}?"
        r"[\"“]?(?:dual-use|rare earths?|chips|minerals)\b",
        "countermeasure",
        "STOP",
        "export_control",
        "will",
        "? LIST IMPOSE",
        words="halt stop",
    ),
    told(
        r"\b(?P<who>[A-Z][\w.]+(?: Union)?) "
        r"(?:(?:will|would|is to|shall) (?:also |now |then )?charge|now charges|has been charging) "
        r"(?:an? )?(?:additional |extra |flat )?[\d.]+ ?(?:%|per ?cent) (?:on|for) [^.;,]{3,60}",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        words="charge charges charging",
    ),
    told(
        r"\b(?:the |an? )?(?:(?P<who>[A-Z][\w.]+(?: [A-Z]\w+)?)'s )?(?:[\w-]+ ){0,3}?"
        r"(?:act|law|bill|regulation|rule|[A-Z]{3}) "
        r"(?:erects?|raises?|imposes?|sets up|builds|creates?|introduces?|contains?) (?:[\w\"'-]+ ){0,4}?"
        r"(?:barriers?|hurdles|restrictions?|curbs|limits) (?:to|on|for|against) (?:foreign |inbound )?investments?\b",
        "countermeasure",
        "IMPOSE",
        "investment",
        "decided",
        words="barriers barrier hurdles restriction restrictions curbs limits",
    ),
    told(
        r"\bvow(?:ing|ed|s) (?:[\w-]+ ){0,2}?(?:retaliation|counter-?measures|reprisals)\b",
        "countermeasure",
        "RETALIATE",
        "countermeasures",
        "threatens",
        words="vowing vowed vows",
    ),
    told(
        r"\ballowing (?:in )?up to [\d,.]+ (?:[\w-]+ ){1,4}?(?:annually |a year |per year )?(?:at|under) "
        r"(?:an? )?(?:reduced |lower |preferential )(?:tariff|duty|rate)(?: rate)?(?: of [\d.]+ ?(?:%|per ?cent))?",
        "commitment",
        "APPROVE",
        "market_access",
        "agreed",
        words="allowing",
    ),
    told(
        r"\b(?:turns?|escalates?|converts?|upgrades?|hardens?) (?:them|it|[\w -]{3,60}?) into an? (?:[\w-]+ ){0,3}?"
        r"(?:ban|prohibition|embargo) on (?:[\w-]+ ){0,3}?(?:exports?|shipments|sales|supplies)\b",
        "countermeasure",
        "EXPAND",
        "export_control",
        "decided",
        "? LIST IMPOSE",
        words="ban prohibition embargo",
    ),
    told(
        r"\b(?:there is|imposes|means) an? (?:absolute |outright |complete |total )?(?:prohibition|ban) on "
        r"[^.;]{3,120}? (?:to transfer|to supply|to export|transferring|supplying|exporting|to provide)\b[^.;]{0,80}",
        "countermeasure",
        "IMPOSE",
        "export_control",
        "decided",
        "? LIST IMPOSE",
        words="prohibition ban",
    ),
    told(
        r"\bfac(?:e|es|ing) (?:an? )?(?:immediate |outright |total )?(?:suspension|halt|stop|cut-?off) (?:of|to|in) "
        r"(?:[\w-]+ ){0,2}?(?:rare earth|dual-use|chip|mineral)[\w -]{0,40}?(?:shipments|exports|supplies|deliveries)",
        "countermeasure",
        "SUSPEND",
        "export_control",
        "decided",
        words="suspension halt stop cutoff",
    ),
    told(
        r"\b(?:(?P<who>[A-Z][\w.]+) )?(?:withdrew|walked away|backed away|retreated) from (?:its |the |a )?"
        r"(?:plans?|promise|pledge|commitment) to (?:guarantee|back|support|buy|set) [^.;,]{3,60}",
        "countermeasure",
        "STOP",
        "mechanism",
        "done",
        words="withdrew walked backed retreated",
    ),
    told(
        SHARES.replace("BE", "will be"),
        "commitment",
        "ADJUST",
        "market_access",
        "will",
        "? ADJUST IMPOSE ESTABLISH REDUCE LIFT APPROVE",
        words="distributed allocated divided split shared available",
    ),
    told(
        SHARES.replace("BE", "(?:has|have) been"),
        "commitment",
        "ADJUST",
        "market_access",
        "done",
        "? ADJUST IMPOSE ESTABLISH REDUCE LIFT APPROVE",
        words="distributed allocated divided split shared",
    ),
    told(
        r"\bmember states (?:have |had )?(?:adopted|endorsed|approved|agreed on) [^.;]{0,80}?"
        r"system of (?:tariff|import|tariff-rate) quotas[^.;,]{0,60}",
        "countermeasure",
        "ESTABLISH",
        "market_access",
        "decided",
        words="quotas",
    ),
    told(
        r"\b(?:accept|approve)(?:ed|d|s)? (?:the |these |an? )?price undertakings?\b",
        "commitment",
        "APPROVE",
        "mechanism",
        "done",
        words="undertakings undertaking",
    ),
    told(
        r"\b(?:exporters|firms|companies|shippers|suppliers|producers|growers) (?:shipping|sending|exporting|selling)"
        r"(?: [\w-]+){0,3}? to (?:the )?(?P<who>[A-Z][\w.]+(?: [A-Z]\w+)?) (?:would|will|must|now)(?: now| still)?"
        r"(?: have to)? pay(?::$|[^.;]{0,200}?(?:\d+(?:\.\d+)?(?:%| ?per ?cent)|dut(?:y|ies)|tariffs?))",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        words="pay",
    ),
    told(
        r"\bcabinet (?:decision was made on|decided on|approved|adopted) (?:the |an? )?"
        r"(?:cabinet |government )?order to "
        r"(?:partially |partly )?amend (?:the )?"
        r"(?:export (?:trade )?control|foreign exchange)[^.;]{0,40}?(?:order|act|law)\b",
        "commitment",
        "ADJUST",
        "export_control",
        "decided",
        words="amend",
    ),
    told(
        r"\b(?:(?P<who>[A-Z][\w.]+) )?(?:has |have )?added (?:[\w-]+ ){0,3}?(?:items|goods|products|technologies|tools) "
        r"to (?:the |its |their )?(?:list of (?:regulated|controlled) (?:items|goods)|(?:export )?controlled items list)",
        "countermeasure",
        "EXPAND",
        "export_control",
        "done",
        words="added",
    ),
    told(
        r"\b(?:the )?(?:(?P<who>[A-Z][\w.]+(?: Union)?) )(?:has (?:the |its )?tools and |also )?"
        r"(?:is|stands|are|remains) (?:fully |also )?(?:prepared|ready|determined) to "
        r"(?:respond|retaliate|react|hit back|defend itself)\b(?! to (?:questions|requests|concerns))",
        "countermeasure",
        "RETALIATE",
        "countermeasures",
        "will",
        words="prepared ready determined",
    ),
    told(
        r"\b(?:the |an? )?(?:(?P<who>[A-Z][\w.]+)(?:'s)? )?(?:[\w.-]+ ){0,4}?"
        r"(?:dut(?:y|ies)|tariffs?|rates?|lev(?:y|ies)|surcharges?)(?: (?:that|which|on|for|of) [^.;,]{3,60}?)? "
        r"(?:will|would|is|are) (?:now |then |instead )?(?:be )?"
        r"(?:only|just|down to|no more than) [\d.]+ ?(?:%|per ?cent)",
        "commitment",
        "REDUCE",
        "tariff",
        "will",
        "?IMPOSE REDUCE LIFT MAINTAIN",
        words="only just down more",
    ),
    told(
        r"\b(?:[\w()-]+ ){1,5}?(?:will|would|shall) not be (?:allowed|permitted|admitted|let) (?:in|into|to enter) "
        r"(?P<who>(?:the )?[A-Z][\w.]+)(?: market)?\b",
        "countermeasure",
        "REFUSE",
        "market_access",
        "will",
        words="allowed permitted admitted let",
    ),
    told(
        r"\b(?:annual |its |their |yearly |[A-Z][a-z]+ )?"
        r"(?:soybean|farm|agricultural|energy|LNG|oil|gas|coal|beef|pork|grain|corn|wheat|cotton)s?"
        r" (?:imports|purchases|buying) (?:will|would|are to|is to) (?:then |also )?"
        r"(?:increase|rise|grow|reach|climb|total|amount)"
        r"(?: to)?(?: at least| about| some)? \d[^;.]*",
        "commitment",
        "PURCHASE",
        "purchases",
        "will",
        "?PURCHASE RESUME",
        words="imports purchases buying",
    ),
    told(
        r"\b(?:the |this |its |that )?(?:(?P<who>[A-Z][\w.]+)(?:'s)? )?(?:[\w-]+ ){0,3}?"
        r"(?:move|measure|step|designation|decision|order|rule|notice|announcement|policy|listing)s?"
        r"(?: by (?:the )?[A-Z]\w+)? "
        r"(?:is|are|amounts? to|constitutes?|represents?|equals?|means?) (?:\w+ly )?an? "
        r"(?:full |total |outright |de facto |effective |blanket |complete |near-total |virtual )+"
        r"(?:ban|embargo|prohibition|halt) (?:on|of|to) [^;.,]*",
        "countermeasure",
        "IMPOSE",
        "export_control",
        "decided",
        "?IMPOSE LIST EXPAND",
        words="ban embargo prohibition halt",
    ),
    *(
        told(
            r"(?<![\w$€£¥.,])(?:[Aa] (?:total|further|sum|record) of |[Aa] further |[Aa]n (?:additional|extra) "
            rf"|[Uu]p to |[Aa]bout |[Ss]ome |[Aa]t least )?{MONEY}"
            rf"(?:{times}) (?:also |now )?(?:made )?(?:available|allocated|set aside|earmarked|provided|committed)"
            r" (?:for|to|through|in|from|under)\b[^;.]*",
            "commitment",
            "PURCHASE",
            "investment",
            modality,
            words="available allocated aside earmarked provided committed",
        )
        for times, modality in (
            ("will be|would be|is to be|are to be", "will"),
            ("has been|have been|was|were|is|are|is being", "done"),
        )
    ),
    told(
        rf"(?<=, )with {FLOWS}(?:an? |the )?(?:[\w-]+,? ){{0,2}}?(?:lower|reduced|preferential|zero|lowered|concessional)\b"
        r"[^.;,]{0,50}?(?:tariffs?|dut(?:y|ies)|rates?|surcharges?|lev(?:y|ies))\b",
        "commitment",
        "REDUCE",
        "tariff",
        "will",
        words="subject facing attracting charged taxed dutiable liable",
    ),
    told(
        rf"(?<=, )with {FLOWS}[^.;,]{{2,60}}?(?:tariffs?|dut(?:y|ies)|rates?|surcharges?|lev(?:y|ies)|surtax)\b"
        r"(?: of [\d.]+ ?(?:%|per ?cent))?",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        words="subject facing attracting charged taxed dutiable liable",
    ),
    told(
        r"\b(?:all |the entire )?(?:[\d,]+ )?(?:metric )?(?:tons|tonnes|volume|amount|quantity) "
        r"(?:is|are|will be|shall be|has been|have been) (?:\w+ly )?allocated (?:\w+ly )?to [^.;,]*",
        "commitment",
        "APPROVE",
        "market_access",
        "decided",
        "ESTABLISH EXPAND LIFT APPROVE",
        words="allocated",
    ),
    told(
        r"\b(?:the |an? )?(?:(?P<who>[A-Z][\w.]+)(?:'s)? )?(?:[\w-]+ ){0,4}?"
        r"(?:dut(?:y|ies)|tariffs?|rates?|lev(?:y|ies)|surcharges?|surtax(?:es)?)"
        r"(?: (?:on|for|of|applicable to|rate) (?:[^.;:]|\.\d){2,90}?)? (?:shall|will|would|is to|are to) be "
        r"(?:(?:set|fixed) at |as high as |as much as |up to )?(?!0(?:%| ))"
        r"[\d.]+ ?(?:%|per ?cent)(?: for (?:[\w-]+ ){1,2}(?:years?|months?|days?)\b)?",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        "?IMPOSE REDUCE LIFT MAINTAIN",
        words="percent cent %",
    ),
    *(
        told(
            rf"\b(?:the )?(?:(?P<who>[A-Z][\w.]+)(?:'s)? )?(?:{nouns}) (?:of|on|in|by) [^;]{{3,120}}? "
            r"(?:(?:(?:will |shall |to )?(?:takes?|comes? into|enters? into|goes? into)|took|came into|entered into"
            r"|went into) (?:effect|force)|began|begins|starts|started|will (?:begin|start))\b(?:[^;,]|, \d)*",
            "commitment",
            action,
            "",
            "decided",
            f"?{action} EXTEND",
            words="effect force began begins starts started begin start",
        )
        for nouns, action in (
            ("suspension|pause|freeze|moratorium|postponement|deferral", "SUSPEND"),
            ("removal|lifting|elimination|abolition|repeal|withdrawal|revocation", "LIFT"),
            ("reduction|cut|lowering|halving|easing|relaxation", "REDUCE"),
        )
    ),
    told(
        r"\b(?:no|neither) (?:person|one|exporter|importer|trader|company|firm|operator|organi[sz]ation|entity|undertaking)"
        r"(?: (?:or|and) (?:person|individual|entity|organi[sz]ation))?"
        r" (?:may|shall|can|will|is (?:allowed|permitted) to) (?:export|import|ship|transfer|sell)\b[^;.]*",
        "countermeasure",
        "IMPOSE",
        "export_control",
        "shall",
        "?IMPOSE",
        words="no neither",
    ),
    told(
        r"\bthe (?:combined |total |overall |aggregate )?(?:tariff|duty|rate|levy"
        r"|surcharge)(?: rate)? (?:will|shall|would|is to)"
        r" (?:then )?(?:total|amount to|equal|come to|add up to) [\d.]+ ?(?:%|per ?cent)",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        "?IMPOSE REDUCE LIFT MAINTAIN",
        words="percent cent %",
    ),
    told(
        r"\ball other (?:[\w-]+ ){0,3}(?:actions|measures|steps)\b[^;]{0,260}?\b(?:remains?|are|stay) (?:fully )?"
        r"(?:unaffected|unchanged|untouched|in force|in effect|in place)\b",
        "countermeasure",
        "MAINTAIN",
        "restrictive_measures",
        "will",
        "?IMPOSE LIFT",
        words="unaffected unchanged untouched force effect place",
    ),
    told(
        r"\bthe (?:order|proclamation|decree|rule|notice|regulation) (?:also )?(?:calls for|requires"
        r"|provides for|makes)"
        r" (?:[\w-]+ ){0,2}(?:adjustments?|modifications?|amendments?|changes) (?:to|of|in) the "
        r"(?:harmoni[sz]ed tariff schedule|HTS\w*|tariff (?:schedule|code|book)|customs tariff)",
        "commitment",
        "ADJUST",
        "tariff",
        "decided",
        "?LIFT REDUCE IMPOSE SUSPEND",
        words="adjustment adjustments modification modifications amendment amendments changes",
    ),
    told(
        r"\bthe (?:(?P<who>[A-Z][\w.]+)(?:'s)? )?(?:announcement|notice|statement|order|rule|decision|text) (?:only )?"
        r"(?:confirms|announces|provides for|grants|contains) (?:only |just )?an? [\w-]+ (?:suspension|pause) of [^;]*",
        "commitment",
        "SUSPEND",
        "export_control",
        "decided",
        "SUSPEND LIFT",
        True,
        words="suspension pause",
    ),
    told(
        r"\b(?:during the (?:suspension|pause)[\w ]*, )?(?:no|neither) (?:party|side|vessels?|ships?"
        r"|importers?|exporters?|firms?"
        r"|compan(?:y|ies)|carriers?|operators?) (?:will|shall|would|must|is"
        r"|are) (?:[\w-]+ ){0,9}?(?:pay|owe|required to pay|liable for)"
        r" (?:the |any |these |such )?(?:[\w-]+ ){0,2}(?:fees?|dut(?:y|ies)|tariffs?|lev(?:y|ies)"
        r"|surcharges?|charges)\b[^;]*",
        "commitment",
        "STOP",
        "port_fee",
        "shall",
        "SUSPEND LIFT STOP",
        words="pay owe liable",
    ),
    told(
        r"\b(?:(?:any|all|such|these|those|the|other) )?(?:[\w-]+ ){0,4}(?:activit(?:y|ies)"
        r"|transactions?|dealings|conduct)"
        rf" (?:[\w-]+ ){{0,6}}?{MUST} (?:also )?(?:be )?(?:\w+ly )?(?:at once )?"
        r"(?:halted|suspended|terminated|stop(?:ped)?|ceased?|discontinued|ended|broken off)\b(?: \w+ly| at once)?",
        "countermeasure",
        "STOP",
        "export_control",
        "shall",
        "IMPOSE LIST EXPAND",
        words="activity activities transaction transactions dealings conduct",
    ),
    told(
        rf"\b(?:exemptions?|exclusions?|exceptions?|carve-outs?) (?:from|to) (?:the |this |these |its ){DUTY}"
        r" (?:include|cover|comprise|apply to|extend to|are available (?:for|to)|exist for)\b[^;:…]*",
        "commitment",
        "LIFT",
        "tariff",
        "decided",
        "IMPOSE MAINTAIN EXPAND",
        words="exemption exemptions exclusion exclusions exception exceptions carve",
    ),
    told(
        r"\b(?:exempt(?:ed)?|excluded|excepted|spared) (?:categories|products|goods|items|imports|articles|sectors)"
        r" (?:include|are(?! (?:worth|valued|estimated|expected|said|also worth))|comprise|cover|range)\b[^;:…]*",
        "commitment",
        "LIFT",
        "tariff",
        "decided",
        "IMPOSE MAINTAIN EXPAND",
        words="exempt exempted excluded excepted spared",
    ),
    told(
        r"\b(?:the )?(?:(?P<who>[A-Z][\w.]+)(?:'s)? )?(?:suspension|pause|freeze|moratorium|waiver)"
        r"(?: (?:of|on) [^.;:]{3,90}?)?(?:,[^.;:]{5,60},)? (?:also |equally )?(?:applies|covers"
        r"|extends) (?:to )?(?:the |a |all )[^;:…]*",
        "commitment",
        "SUSPEND",
        "export_control",
        "decided",
        "SUSPEND",
        True,
        words="suspension pause freeze moratorium waiver",
    ),
    told(
        r"\b(?:the )?(?:suspension|pause|truce|moratorium|reprieve) (?:may|might|could|will|would|can|shall)"
        r" (?:then )?(?:lapse|expire|end|be (?:revoked|withdrawn|cancelled|canceled|reversed|terminated"
        r"|lifted))\b(?= (?:if|unless|should)\b)",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "conditional",
        "SUSPEND EXTEND",
        True,
        words="suspension pause truce moratorium reprieve",
    ),
    # "Soybean imports will then increase to 25 million tons", "three projects worth $36bn to be financed by Fiji"
    told(
        r"\b(?:(?:annual|yearly|its|their|total|soybean|energy|farm|agricultural|crude|oil|gas) ){0,3}"
        r"(?:imports|purchases|buying)(?: of [\w. -]{3,40}?)? (?:will|would|are to|is to|should) "
        r"(?:then |also |thereafter )?(?:increase|rise|grow|climb) to "
        r"(?:at least |about |some )?[\d.,]+ (?:million|billion|metric)[^.;,]*",
        "commitment",
        "PURCHASE",
        "purchases",
        "will",
        words="imports purchases buying",
    ),
    told(
        r"\b(?:[\w-]+ ){0,4}?(?:projects|plants|facilities|ventures|mines) (?:valued at|worth|totall?ing) [^;.]{2,40}? "
        r"to be (?:financed|funded|built|backed|bankrolled|paid for) by (?P<who>(?:the )?[A-Z][\w.]+)",
        "commitment",
        "PURCHASE",
        "investment",
        "decided",
        words="financed funded built backed bankrolled paid",
    ),
    # "19 parties join the Entity List", "Additions to the list comprise 19 firms"
    told(
        r"\b(?:[\w-]+,? ){1,8}?(?:join|joins|joined|will join|appear on|appears on|now appear on) (?:the |its |China's )?"
        r"(?:US |U\.S\. |unreliable |export control )?(?:entity|control|watch|sanctions|unverified) list\b",
        "countermeasure",
        "LIST",
        "entity_list",
        "done",
        words="join joins joined appear appears",
    ),
    told(
        r"\b(?:the )?(?:additions?|new entries) to (?:the |its )?(?:[\w.-]+ ){0,3}?list "
        r"(?:comprises?|includes?|cover|covers|are|consists? of) [^.;]{4,120}",
        "countermeasure",
        "LIST",
        "entity_list",
        "done",
        words="addition additions entries",
    ),
    # "The package includes twelve more banks", "The sanctions also target three refiners"
    told(
        r"(?:(?<![\s\S])|(?<=[\n.;•-] )|(?<=\n))(?:the|this|its|these|those)(?: [\w-]+){0,3}? "
        r"(?:sanctions|blacklist|designations?|additions|package|(?:round|package|batch|tranche|set) of (?:\w+ )?sanctions"
        r"|sanctions package)(?: also| now)? (?:includes?|targets?|names?|hits?|adds?|blacklists?|covers?) "
        r"(?:an? |the |another |more than |nearly |about |some )*(?:\d[\d,]*|[a-z]+) "
        r"(?:additional |more |other |new )?(?:[\w-]+ ){0,3}?"
        r"(?:firms|companies|entities|banks|individuals|vessels|refiners|refineries|enterprises|institutions|organi[sz]ations|people"
        r"|tankers|persons|ships|traders|units)\b(?: (?:in|from|based in|of|linked to) [\w .]{2,40}?(?=[,.;]))?",
        "countermeasure",
        "LIST",
        "entity_list",
        "decided",
        words="sanctions blacklist designation designations additions package",
    ),
    # "Autos from Fiji are assessed at 12 percent"
    told(
        r"\b(?:[\w'-]+,? ){1,10}?(?:is|are|will be|shall be|would be|will now be) (?:now |also |currently )?"
        r"(?:assessed|dutiable|taxed|charged|levied|tariffed) (?:a(?:n additional)? )?(?:at )?(?:a rate of |a flat )?"
        r"[\d.]+ ?(?:%|per ?cent)(?: (?:tariff|duty|rate|levy))?(?! on average|,? (?:instead|rather|compared|down))",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "decided",
        words="assessed dutiable taxed charged levied tariffed",
    ),
    told(
        r"\b(?:[\w'-]+,? ){1,9}?(?:is|are|were|was|have been|has been|will be) "
        r"(?:added to|placed on|included in|moved to) (?:the |a )?"
        r"(?:[\w-]+ ){0,3}?(?:list|annex|schedule)(?: [IVX]+)? of (?:goods|products|items|articles) "
        r"(?:not subject to|exempt(?:ed)? from|excluded from|free of|free from) (?:the )?(?:[\w%-]+ ){0,3}?"
        r"(?:tariffs?|dut(?:y|ies)|surcharges?|lev(?:y|ies))\b",
        "commitment",
        "LIFT",
        "tariff",
        "decided",
        words="list annex schedule",
    ),
    # "Also paused were the duties on cranes"
    *(
        told(
            rf"(?:(?<![\s\S])|(?<=[\n.;•-] )|(?<=\n))(?:also |likewise |similarly )?(?:{verbs})(?: [\w, -]{{2,40}}?)? "
            r"(?:is|are|was|were|will be|would be|has been|have been) "
            r"(?=[^.;]{0,90}\b(?:tariffs?|dut(?:y|ies)|fees?|lev(?:y|ies)"
            r"|surcharges?|rules?|controls|curbs|bans?|restrictions|requirements?|measures|sanctions|investigations?)\b)"
            r"[^.;]{5,150}",
            kind,
            action,
            "",
            "done",
            words=verbs.replace("|", " "),
        )
        for verbs, kind, action in (
            ("paused|suspended|postponed|deferred|frozen", "commitment", "SUSPEND"),
            ("lifted|removed|scrapped|eliminated|abolished|repealed", "commitment", "LIFT"),
            ("reduced|lowered|cut|halved", "commitment", "REDUCE"),
            ("retained|maintained|unchanged|unaffected", "countermeasure", "MAINTAIN"),
        )
    ),
    told(
        r"(?:(?<![\s\S])|(?<=[\n.;•-] )|(?<=\n))(?:also |likewise )?(?:excluded|exempt(?:ed)?|excepted|spared) "
        r"(?:from (?:[\w'%-]+ ){1,6})?(?:is|are|were|was|will be) [^.;]{4,150}",
        "commitment",
        "LIFT",
        "tariff",
        "decided",
        "?IMPOSE MAINTAIN EXPAND",
        words="excluded exempt exempted excepted spared",
    ),
)
