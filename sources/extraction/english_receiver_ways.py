"""Plain sentences told of those who get or bear it: exporters get licences, goods pay a rate, firms come off a list.

Data in the form of patterns, read by ``english_states.py``; the first way that fits counts.
"""

from __future__ import annotations

from sources.extraction.english_plain_ways import BURDEN, ENDS_HERE, LEAVE, LEVY, ON_WHAT, RATE, THE
from sources.extraction.english_ways import told

ASKERS = (
    r"(?:applications?|applicants|exporters?|importers?|companies|firms|makers|manufacturers|producers|suppliers|buyers"
    r"|users|shippers|enterprises|businesses|exports|shipments|customers|they)"
)
DEMONYM = r"(?-i:(?:[A-Z][a-z]+(?:ese|an|ish|iss|nch|ai|aqi)|U\.S\.|US|EU))"
TAXED = (
    r"(?:imports|goods|products|shipments|parcels|cars|autos|automobiles|vehicles|trucks|ships|vessels|articles"
    r"|transshippers|drugs|medicines|chips|semiconductors|steel|alumini?um|copper|lumber|timber|furniture|shoes|garments"
    r"|textiles|seafood|toys)"
)
FLOWS = r"(?:sales|exports|shipments|deliveries|supplies|transfers)"
LISTED_ON = (
    r"(?:(?:US |U\.S\. |unreliable |export control |export-control )?"
    r"(?:entity|entities|control|watch|sanctions|unverified) lists?)"
)

RECEIVER_WAYS = (
    # "Applications for civilian use will get general licences", "compliant exporters have been given permits"
    told(
        rf"\b(?:(?!(?:if|unless|once|whether|when|which|who|to|no|not|must|should)\b)[\w'/-]+ ){{0,7}}?{ASKERS}"
        rf"(?: (?:of|from|for|in|to|with|that) (?:(?!(?:need|must|shall|should|not|no)\b)[\w' -])[^.;,]{{2,60}}?)? "
        r"(?:will|would|shall|are to|is to|can now|can) (?:now |also |then |soon |again )?"
        rf"(?:get|receive|be (?:granted|given|issued|awarded)) (?!no\b)(?:[\w-]+ ){{0,4}}?{LEAVE}\b[^.;,]*",
        "commitment",
        "APPROVE",
        "licences",
        "will",
        words="get receive granted given issued awarded",
    ),
    told(
        rf"\b(?:[\w'/-]+ ){{0,7}}?{ASKERS}(?: (?:of|from|for|in|to|with) [^.;,]{{2,60}}?)? "
        r"(?:have|has|were|was)(?: now| already| also)?(?: been)? "
        rf"(?:granted|given|issued|awarded|received|obtained) (?:[\w-]+ ){{0,4}}?{LEAVE}\b[^.;,]*",
        "commitment",
        "APPROVE",
        "licences",
        "done",
        words="granted given issued awarded received obtained",
    ),
    # "Exporters may rely on general licences for one year"
    told(
        rf"\b(?:(?!(?:if|unless|once|whether|when|who|no)\b)[\w'/-]+ ){{0,5}}?{ASKERS} "
        r"(?:can|may|will|are allowed to|are able to)(?: now| again| also)?(?: be able to)? "
        r"(?:rely on|use|make use of|ship under|export under|be covered by|trade under|enjoy) "
        rf"(?:an? |the |its )?(?:[\w-]+ ){{0,2}}?(?:general|blanket|open|annual|multi-year|long-term) {LEAVE}\b[^.;,]*",
        "commitment",
        "APPROVE",
        "licences",
        "decided",
        words="general blanket open annual multi long",
    ),
    # "Five companies come off the Unverified List"
    told(
        r"\b(?:[\w.-]+,? ){1,8}?(?:come|comes|came|will come|are now|are|is now|were taken|go|went|leave|left|drop) "
        rf"(?:off )?(?<=off |ave |eft )(?:the|its|China's) {LISTED_ON}\b",
        "commitment",
        "LIFT",
        "entity_list",
        "decided",
        words="list",
    ),
    # "Sales of the chip to Fiji may go ahead again"
    told(
        rf"\b(?:the )?{FLOWS} (?:of|to) [^.;,]{{3,80}}? (?:(?:may|can|are free to|are allowed to|are cleared to) "
        r"(?:now |once more |again )?(?:go ahead|proceed|resume|restart|go out|continue|flow)(?: again| now| once more)"
        r"|(?:will|would|are to|are set to) (?:be able to )?(?:now )?(?:go ahead|proceed|resume|restart|start) again)\b",
        "commitment",
        "APPROVE",
        "export_control",
        "decided",
        words="ahead proceed resume restart flow start out continue",
    ),
    # "Exports of ore will return to normal"
    told(
        rf"\b(?:the )?{FLOWS} (?:of|to) [^.;,]{{3,80}}? (?:will|would|are to|can) (?:then |soon |again )?"
        r"(?:return to normal|go back to normal|be back to normal|normali[sz]e|flow again|flow freely)\b",
        "commitment",
        "RESUME",
        "trade",
        "will",
        words="normal normalize normalise flow",
    ),
    # "Exports of tools now call for a licence", "scrap can leave the country only with a permit"
    told(
        rf"\b(?:the )?{FLOWS} (?:of|to) [^.;,]{{3,80}}? (?:(?:will|would) )?(?:now |also |henceforth )?"
        rf"(?:calls?|ask) for (?:an? )?(?:prior |individual |separate |special |export )*{LEAVE}\b[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "licences",
        "decided",
        words="call calls ask",
    ),
    told(
        r"\b(?:(?!(?:if|unless|once|that|which|who)\b)[\w'-]+ ){1,6}?(?:can|may|will|shall|is to|are to) (?:then |now )?"
        r"(?:only )?(?:leave|exit|be (?:exported|shipped|sold abroad|sent abroad|taken out))(?: [\w' -]{2,40}?)? "
        r"(?:(?<=only )|only )?(?:with|on|under|against|after) (?:an? |the )?"
        rf"(?:valid |prior |individual |special |export )*{LEAVE}\b"
        r"[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "licences",
        "shall",
        words="only",
    ),
    # "Applications from the firm will be met with a presumption of denial"
    told(
        r"\b(?:[\w'-]+ ){0,3}?(?:applications?|requests?) (?:from|by|for|of|to) [^.;,]{2,60}? "
        r"(?:will|would|are|is|shall|face)\b[^.;,]{0,40}? (?:presumption|policy) of (?:denial|refusal)\b",
        "countermeasure",
        "REFUSE",
        "licences",
        "will",
        words="presumption policy",
    ),
    # "Fijian bidders cannot take part in tenders"
    told(
        r"\b(?:[\w'-]+ ){0,4}?(?:bidders|companies|firms|suppliers|contractors|enterprises|vendors)"
        r"(?: from [^.;,]{2,40}?)? "
        r"(?:cannot|may not|may no longer|can no longer|must not|will not be able to"
        r"|will no longer be able to|are barred from"
        r"|are excluded from|are shut out of|will be excluded from|will be barred from) "
        r"(?:to )?(?:tak(?:e|ing) part in|bid(?:ding)? (?:for|in)|compet(?:e|ing) (?:for|in)|join|enter)? ?"
        r"(?:[\w-]+ ){0,3}?(?:tenders?|procurement|contracts|bids|purchases)\b[^.;,]*",
        "countermeasure",
        "IMPOSE",
        "market_access",
        "decided",
        words="tender tenders procurement contracts bids",
    ),
    # "If no deal is reached, the rate goes back to 32 percent"
    told(
        rf"{THE}(?:{LEVY}|rate){ON_WHAT} (?:(?:will|would|is to) )?(?:then )?(?:go|revert|return|jump|climb|snap)(?:e?s)? "
        rf"(?:back |up |again )*to {RATE}",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        words="go goes revert reverts return returns jump jumps climb climbs snap snaps",
    ),
    # "Cars need not undergo local tests"
    told(
        r"\b(?:[\w'-]+ ){1,6}?(?:need not|do not need to|no longer need to|no longer have to|will not have to"
        r"|will no longer have to|will not need to) (?:undergo|pass|go through|meet|be) (?:[\w-]+ ){0,4}?"
        r"(?:tests?|tested|testing|inspections?|inspected|certification|certified|retested|checks)\b[^.;,]*",
        "commitment",
        "LIFT",
        "market_access",
        "decided",
        words="need have",
    ),
    # "Twelve more companies go on the unreliable entity list"
    told(
        r"\b(?:[\w.-]+,? ){1,8}?(?:go|goes|went|will go|are now|is now|will be|are to be|is to be) "
        rf"(?:put |placed )?(?:on|onto) (?:the|its|China's|a) {LISTED_ON}\b",
        "countermeasure",
        "LIST",
        "entity_list",
        "decided",
        words="list",
    ),
    # "Norwegian lamps continue to bear 25 percent"
    told(
        rf"\b(?:all |most |other )?(?:[\w'-]+ ){{0,5}}?[\w'-]+(?:, (?:however|though|meanwhile),)? "
        r"(?:continues? to|will continue to|will still|still) "
        rf"(?:pay|face|incur|attract|bear|be (?:subject to|charged|taxed at))s? (?:a flat |an? |an extra )?{RATE}"
        r"(?: (?:dut(?:y|ies)|tariffs?|surcharge))?" + ENDS_HERE,
        "countermeasure",
        "MAINTAIN",
        "tariff",
        "decided",
        words="continue continues still",
    ),
    # "Chinese shoes pay 35 percent from February", "cars from Korea will face 25 percent"
    told(
        rf"\b(?:all |most |other )?(?:{DEMONYM} (?:[\w-]+ ){{1,4}}?|(?:[\w'-]+ ){{0,2}}?{TAXED} "
        r"(?:(?:that|which) [^.;,]{3,50}? )?"
        r"|(?:[\w-]+ ){1,4}?(?:from|of|made in|imported from) (?:[\w-]+ ){0,3}?(?-i:[A-Z])?[\w.]+(?: [\w]+){0,4}? )"
        r"(?:(?:will|would|must|now|are to|is to|shall|to) )?(?:now |then )?"
        r"(?:(?:pay|face|incur|attract|bear|carry|carrie)s?|(?:is |are |be )(?:now )?(?:subject to|charged|taxed at)) "
        rf"(?:a flat |an? |an extra |another )?{RATE}(?!,? (?:instead|rather|compared|down)\b)"
        r"(?! (?:more|less|of|higher|lower|increase|rise|chance|fewer))"
        r"(?: (?:from|as of|on(?! average)|until|at the border|on arrival|on entry)\b[^.;,]{0,40})?"
        + ENDS_HERE,
        "countermeasure",
        "IMPOSE",
        "tariff",
        "decided",
        words="pay pays face faces incur incurs attract attracts bear bears carry carries subject charged taxed",
    ),
    # "- No new controls on rare earths for a year", in a list of what a party will do
    told(
        r"(?:(?<=\n- )|(?<=\n\* )|(?<=\n• ))no (?:new |more |additional |further |other )+"
        rf"(?:[\w-]+ ){{0,3}}?(?:{BURDEN}|fees?|quotas?|measures)\b[^.;\n]{{0,80}}",
        "commitment",
        "STOP",
        "",
        "will",
        words="no",
    ),
    # "..., with 10 percent retained"
    told(
        rf"(?<=, )(?:with|leaving|but with) (?:the |an? )?(?:remaining |additional |other )*{RATE}"
        r"(?: (?:tariffs?|rate|duty|points?))?(?: being)?"
        r"(?: (?:retained|kept|maintained|remaining|left)\b(?: in (?:place|force|effect))?"
        r"| in (?:place|force|effect)\b)",
        "countermeasure",
        "MAINTAIN",
        "tariff",
        "decided",
        words="with leaving",
    ),
    # "Washington keeps the 20 percent for the rest"
    told(
        rf"\b(?:(?P<who>[A-Z][\w.]+) )?(?:will keep|keeps?|will retain|retains?|will maintain|maintains?) "
        rf"(?:the|its|their) {RATE}"
        r"(?! (?:of|stake|share|owner|interest|hold))[^.;,]{0,40}",
        "countermeasure",
        "MAINTAIN",
        "tariff",
        "decided",
        words="keep keeps retain retains maintain maintains",
    ),
    # "No raw ore may leave the country"
    told(
        r"\b(?:from \w+(?: \d{4})?,? )?no "
        r"(?!(?:more|less|longer|other|one)\b)(?:[\w-]+ ){1,4}?"
        r"(?:may|can|shall|will|is to|are to) (?:now |any longer )?"
        r"(?:leave|be (?:exported|shipped|sold abroad|sent abroad|taken out))\b[^.;,]{0,60}",
        "countermeasure",
        "IMPOSE",
        "export_control",
        "shall",
        words="leave exported shipped sold sent taken",
    ),
    # "We will respond if they go back on their word"
    told(
        r"\b(?:(?P<who>[A-Z][\w.]+|we) )?(?:will|would|is (?:bound|sure|going) to) "
        r"(?:certainly |surely |then |also |have to )?"
        r"(?:respond|react|answer|hit back|follow suit|do the same|act)(?= (?:if|should|when|once)\b)",
        "countermeasure",
        "RETALIATE",
        "countermeasures",
        "will",
        words="if should when once",
    ),
    # "Approval was given for the export of looms to Kenya"
    told(
        r"\b(?:the )?(?:[\w-]+ ){0,2}?(?:approvals?|permission|clearance|the green light|licen[cs]es?|permits?) "
        r"(?:was|were|has been|have been|is|are) (?:now |also )?(?:given|granted|issued) (?:for|to) (?:the |an? )?"
        r"(?:exports?|sales?|shipments?|transfers?|delivery|deliveries|export of)\b[^.;,]*",
        "commitment",
        "APPROVE",
        "export_control",
        "done",
        words="given granted issued",
    ),
    # "Design software can be sold to Fijian customers again"
    told(
        r"\b(?:(?!(?:if|unless|once|whether|when|that|which|who|no)\b)[\w'/-]+ ){1,7}?"
        r"(?:can|may|are allowed to|is allowed to) "
        r"(?:(?:now |once )?again be (?:sold|exported|shipped|supplied|delivered)(?! (?:in|into) (?-i:[A-Z]))"
        r"|(?:now )?be (?:sold|exported|shipped|supplied|delivered)(?= [^.;,]{0,50}\b(?:again|once more)\b))\b[^.;,]*",
        "commitment",
        "APPROVE",
        "export_control",
        "decided",
        words="again more",
    ),
    # "Counter-tariffs on goods of the deal end on 1 May"
    told(
        rf"{THE}{BURDEN}{ON_WHAT}(?: covered by [^.;,]{{3,40}}?)? (?:(?:will|are to|is to) )?(?:end|cease)s? "
        r"(?:on|from|as of|at the end of|with effect from) [^.;,]{3,40}",
        "commitment",
        "LIFT",
        "",
        "will",
        words="end ends cease ceases",
    ),
    # "has not ruled out further steps"
    told(
        r"\b(?:(?P<who>[A-Z][\w.]+) )?(?:has|have|does|do|did|would|will|is|are) not (?:rul(?:e|ed|ing)) out "
        r"(?:any )?(?:further|additional|other|more|new|tougher|stronger) (?:\w+ )?"
        r"(?:steps|measures|action|actions|moves|countermeasures|sanctions)\b",
        "countermeasure",
        "IMPOSE",
        "restrictive_measures",
        "threatens",
        words="out",
    ),
    # "The exemption for aircraft parts continues"
    told(
        r"(?:(?<![\s\S])|(?<=[\n.;•-] )|(?<=\n))(?:the |these |all |this )?"
        r"(?:[\w-]+ ){0,2}?(?:exemptions?|exclusions?|waivers?) (?:for|of|on|from) [^.;,]{3,60}? "
        r"(?:(?:will )?(?:continue|remain|stay)s?"
        r"(?: (?:in (?:place|force|effect)|unchanged|available|as (?:it is|before)))?)"
        r"(?: (?:until|through|for) [^.;,]{3,30})?" + ENDS_HERE,
        "commitment",
        "EXTEND",
        "tariff_exclusion",
        "decided",
        words="continue continues remain remains stay stays",
    ),
    # "The threat to go back to 25 percent has been withdrawn"
    told(
        rf"\b(?:the |its |his )?(?:(?P<who>[A-Z][\w.]+)(?:'s)? )?(?:[a-z-]+ )?threats? (?:to|of) [^.;,]{{3,40}}?"
        rf"(?:{RATE}|{LEVY})[^.;,]{{0,30}}? (?:has been|have been|was|were|is|are) (?:now )?"
        r"(?:withdrawn|dropped|lifted|taken back|off the table)\b",
        "commitment",
        "STOP",
        "tariff",
        "done",
        words="threat threats",
    ),
    # "If Oslo doubles the levy, so do we"
    told(
        r"(?<=, )so (?:do|does|will|would) (?P<who>we|[A-Z]\w+)" + ENDS_HERE,
        "countermeasure",
        "RETALIATE",
        "countermeasures",
        "will",
        words="so",
    ),
    # "Firms that assemble at home will have the duty refunded"
    told(
        rf"\b(?:[\w'-]+ ){{1,8}}?(?:will|would|can|are to|shall|may) (?:then |also |now )?(?:have|get|see) "
        rf"(?:the |their |this |these |all |any )?(?:[\w-]+ ){{0,3}}?{LEVY}(?: [\w ]{{3,30}}?)? "
        r"(?:refunded|reimbursed|waived|returned|paid back|back|remitted)\b[^.;,]{0,40}",
        "commitment",
        "LIFT",
        "tariff",
        "will",
        words="refunded reimbursed waived returned paid back remitted",
    ),
    # "Rice and milk will be exempt": from the burden that was told before
    told(
        r"(?:(?<![\s\S])|(?<=[\n.;•-] )|(?<=\n))(?!(?:it|they|this|that|these|those|nothing|no|none|nobody|which|who)\b)"
        r"(?:(?!(?:will|would|could|may|if|said|says|not|and|that)\b)[\w'-]+,? (?:and )?){1,9}?"
        r"(?:will be|would be|are|is|are to be|(?:will )?(?:remain|stay)(?! excluded)) "
        r"(?:fully |wholly |also |temporarily |not affected and )?(?:exempt|exempted|spared|excluded|left out)"
        + ENDS_HERE,
        "commitment",
        "LIFT",
        "tariff",
        "decided",
        "IMPOSE MAINTAIN EXPAND REDUCE ADJUST",
        True,
        words="exempt exempted spared excluded left",
    ),
)
