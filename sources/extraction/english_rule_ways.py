"""Ways of telling who may ship what, and on what terms: "raw ore cannot be exported", "only licensed firms may ship".

Data in the form of patterns, read by ``english_states.py``; the first way that fits counts.
"""

from __future__ import annotations

from sources.extraction.english_ways import LICENCE, MUST, told

RULE_WAYS = (
    # "raw ore cannot be exported"
    told(
        r"\b(?:(?:[\w-]+,? ){1,6}?)(?:cannot|can not|can no longer|may not|may no longer|must not|must no longer|shall not"
        r"|will not|will no longer|is not to|are not to|is not allowed to|are not allowed to|is not permitted to) be "
        r"(?:directly |freely )?(?:exported|shipped abroad|sold abroad)\b[^;.]*",
        "countermeasure",
        "IMPOSE",
        "export_control",
        "shall",
        words="exported shipped sold",
    ),
    # "The proclamation, however, includes several carve-outs"
    told(
        r"\b(?:the |this |its |today's )?(?:proclamation|order|rule|notice|regulation|decree|tariff|surcharge|measure)"
        r"(?: no\.)?(?: [\d/-]+)?(?:, (?:however|though|meanwhile|in turn),)? (?:also |however )?"
        r"(?:includes?|contains?|provides?(?: for)?|makes?|allows?(?: for)?|sets? out|comes? with|carries) "
        r"(?:[\w-]+,? (?:and )?){0,4}?(?:carve-outs?|exemptions?|exclusions?|exceptions?)\b[^.;:]*",
        "commitment",
        "LIFT",
        "tariff",
        "decided",
        words="carve exemption exemptions exclusion exclusions exception exceptions",
    ),
    # "has identified several products that will be receiving a 0% rate"
    told(
        r"(?:\b(?:the )?(?-i:[A-Z])[\w.]+ )?\b(?:has |have |will )?(?:also )?identif(?:ied|ies|y) (?:[\w-]+ ){0,3}?"
        r"(?:products|goods|items|articles|lines)\b[^.;]{0,190}?\b(?:receiv\w+|eligible for|enjoy\w*|get|qualify for) "
        r"(?:a |an )?(?:0|zero|reduced|lower)(?: ?%| percent)?(?: [\w-]+){0,2} (?:rates?|tariffs?|dut(?:y|ies))\b",
        "commitment",
        "REDUCE",
        "tariff",
        "decided",
        words="identified identifies identify",
    ),
    told(
        r"\bno (?:other )?licen[cs]e exceptions? (?:will be|are|is|shall be|would be) (?:made )?available\b[^;.]*",
        "countermeasure",
        "REFUSE",
        "licences",
        "will",
        words="exceptions exception",
    ),
    told(
        r"\bonly (?:[\w-]+ ){0,3}(?:companies|firms|entities|enterprises|exporters|importers|miners"
        r"|producers|operators|those)"
        rf" (?:with|holding|that (?:have|hold|obtain)|which (?:have|hold)|who (?:have"
        rf"|hold)) (?:[\w-]+ ){{0,4}}{LICENCE} (?:(?:from|by|of|issued) (?:[\w-]+ ){{1,4}})?"
        r"(?:will|shall|may|can|are|would) (?:be )?(?:permitted|allowed|able|entitled|free)?\b[^;…]*",
        "countermeasure",
        "IMPOSE",
        "licences",
        "will",
        words="only",
    ),
    told(
        r"\b(?:reject(?:ed|s)|dismiss(?:ed|es)|refused|turned down|rebuffed) [^.;]{0,60}?"
        r"\b(?:requests?|calls?|demands?|appeals?) (?:for|to) (?:a |an |the |its )?"
        r"(?:withdraw(?:al)?|lift(?:ing)?|remov(?:e|al|ing)|revo(?:ke|cation)|scrap(?:ping)?|eas(?:e|ing)|end(?:ing)?|repeal"
        r"|drop(?:ping)?|relax(?:ation|ing)?|cancel(?:lation)?|suspen(?:d|sion))\b[^.;,]*",
        "countermeasure",
        "MAINTAIN",
        "",
        "decided",
        words="rejected rejects dismissed dismisses refused turned rebuffed",
    ),
    told(
        r"\bonly (?:(?:state|government)[- ])?(?:designated|licen[cs]ed|approved|authori[sz]ed|registered|appointed) "
        r"(?:[\w-]+ ){0,2}(?:companies|firms|entities|enterprises|exporters|importers|organi[sz]ations|miners|traders)"
        r"(?: and [\w-]+)? (?:will|shall|may|can|are|would) (?:be )?(?:permitted|allowed|able|entitled|authori[sz]ed)? ?"
        r"(?:to )?(?:survey|export|ship|mine|trade|process|import|exploit|sell|buy)\b[^;.]*",
        "countermeasure",
        "IMPOSE",
        "licences",
        "will",
        words="only",
    ),
    told(
        r"\b(?:exporters|importers|companies|firms|operators|enterprises|shippers) (?:cannot|can not"
        r"|can no longer|may not"
        r"|may no longer|must not|will not be able to|are not (?:allowed|permitted) to) (?:apply for|use"
        r"|obtain|rely on|seek) "
        rf"(?:[\w-]+ ){{0,4}}{LICENCE}[^;,…]*",
        "countermeasure",
        "REFUSE",
        "licences",
        "shall",
        words="cannot can may must not are will",
    ),
    told(
        r"\b(?:exports?|shipments?|sales|deliveries|transfers|applications"
        r"|requests)\b(?! of \d)[^.;:]{0,240}? (?:will|shall|would|can|may) "
        r"(?:in principle )?(?:not|no longer) (?:in principle )?be (?:approved|licen[cs]ed|granted"
        r"|authori[sz]ed|cleared)\b",
        "countermeasure",
        "REFUSE",
        "licences",
        "will",
        "?IMPOSE LIST EXPAND",
        words="approved licensed licenced granted authorized authorised cleared",
    ),
    told(
        rf"\b(?:they|exporters|applicants|operators|companies|importers) {MUST} (?:also "
        rf"|first )?(?:submit|provide|file|furnish"
        r"|present) (?:a |an |the )?(?:[\w-]+ ){0,2}(?:risk assessments?|risk report"
        r"|end[- ]user (?:certificate|statement)s?"
        r"|certificates?|guarantees?|undertakings?|commitments?|declarations?)[^;,…]*",
        "countermeasure",
        "IMPOSE",
        "licences",
        "shall",
        "LIST IMPOSE REFUSE EXPAND",
        words="submit provide file furnish present",
    ),
    told(
        r"\b(?:[\w.]+ )?(?:plans? to|will|would|intends? to|is to) bring (?:those|these|the|its"
        r"|that) (?:[\w-]+ ){0,3}back\b"
        r"(?: into (?:force|effect))?[^;,…]*",
        "countermeasure",
        "IMPOSE",
        "export_control",
        "will",
        "SUSPEND LIFT",
        True,
        words="bring",
    ),
    told(
        r"\b(?:the|this|that) (?:action|order|measure|surcharge|rule|decree|ban) (?:will|shall|is to"
        r"|would) (?:remain|stay|continue)"
        r" in (?:place|effect|force) (?:through|until|till)\b[^;]*?(?= unless\b|;|$)",
        "countermeasure",
        "MAINTAIN",
        "tariff",
        "will",
        "IMPOSE",
        True,
        words="remain stay continue",
    ),
    told(
        r"\bthe (?:new |tariff |duty |levy |overall |final |global )*(?:tariff|duty|rate|levy|surcharge)"
        r"(?: on [\w ]{2,30}?)? (?:will|shall|would|is to) (?:now |then |instead )?be (?:about )?[\d.]+ ?(?:%|per ?cent)",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        "IMPOSE",
        words="percent cent %",
    ),
    told(
        r"(?:(?<=said )|(?<=that )|\b)(?:[\w'-]+,? ){1,9}?(?:will|would|can|could|may|to)(?: now| also| soon)? "
        r"(?:enter|access|be (?:imported|shipped|exported|sold|sent) (?:in)?to|come into|go into|flow into) "
        r"(?P<who>the (?:U\.S\.|US|EU|UK)|(?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)?)(?: market)? "
        r"(?:(?:tariff|duty)[- ]free|free of (?:duty|duties|tariffs)|without (?:any )?(?:tariffs|duties|duty)"
        r"|at (?:a )?zero (?:tariffs?|duty|duties))\b",
        "commitment",
        "LIFT",
        "tariff",
        "will",
        words="free without zero",
    ),
    told(
        r"\ban? (?:\$|€|£)?[\d.]+ (?:billion|million|trillion)[\w ]{0,9}? (?P<who>[A-Z]\w+) (?:[\w]+[- ]){0,2}?"
        r"(?:investment|purchase|spending) (?:pledge|commitment|promise|package)(?: by \d{4}| over [\w ]{3,16}years)?",
        "commitment",
        "PURCHASE",
        "investment",
        "agreed",
        words="pledge commitment promise package",
    ),
    told(
        r"(?:\bsecur(?:ed|es|ing) |\bobtain(?:ed|ing) |\bwon |\bwith )?(?:an? )(?:\$|€"
        r"|£)?[\d.]+ (?:billion|million|trillion)[\w ]{0,9}? "
        r"(?:investment|purchase|spending) (?:pledge|commitment|promise) (?:from"
        r"|by) (?P<who>(?:the )?[A-Z][\w.]+)[^;,…]*",
        "commitment",
        "PURCHASE",
        "investment",
        "agreed",
        words="pledge commitment promise",
    ),
)
