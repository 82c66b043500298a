"""Ways in which papers tell an act around its verb: "left a duty in place", "closed the border", "rolled out steps".

Data in the form of patterns, read by ``english_states.py``; the first way that fits counts.
"""

from __future__ import annotations

from sources.extraction.english_ways import told

WHO = r"(?:(?P<who>[A-Z][\w.]+(?: (?:Union|States|Kingdom|Korea|Arabia|Zealand|Africa|Lanka))?)(?:'s [\w-]+)? )?"
WHOSE = r"\b(?<!')(?:(?P<who>[A-Z][\w.]+)'s )?"
HAS = r"(?:has |have |had |will |would |is to |also |again |already |now |later |earlier |on \w+ )*"
LEVY = r"(?:dut(?:y|ies)|tariffs?|surcharges?|surtax(?:es)?|lev(?:y|ies))"
CURBS = r"(?:bans?|embargo(?:es)?|restrictions?|controls|curbs|limits|quotas|sanctions)"
LEAVE = r"(?:registration|permits?|licen[cs]es?|licensing|approvals?|authori[sz]ations?)"
# To the end of the clause, past the points of "U.S.".
REST = r"(?:[^.;,]|(?<=\bu)\.(?=s\b)|(?<=\bu\.s)\.)*"
GAP = r"(?:[\w'$%.,-]+ ){0,12}?"
NEWS_WAYS = (
    told(
        r"\bagree(?:d|s|ing)? (?:on|to|upon) (?:an? |the )?(?:[\w-]+ )?(?:reduced|lowered|lower|preferential)"
        r"(?: [\w-]+)? (?:tariffs?|dut(?:y|ies)|rates?|levies)(?: rates?)?(?: of [\d.]+ ?(?:%|per ?cent))?"
        r"(?: (?:for|on) (?:(?!and for\b)[^.;,]){3,60})?",
        "commitment",
        "REDUCE",
        "tariff",
        "agreed",
        words="reduced lowered lower preferential",
    ),
    told(
        rf"\b{WHO}{HAS}(?:left|leaves|leave|leaving|kept|keeps|keep|keeping)(?: in place)? (?:an? |the |its |all )?"
        rf"{GAP}{LEVY}\b(?:(?<=in place)|[^.;]{{0,70}}? (?:in place|in force|untouched|unchanged|intact)\b)",
        "countermeasure",
        "MAINTAIN",
        "tariff",
        "done",
        words="left leaves leave leaving kept keeps keep keeping",
    ),
    told(
        rf"\b{WHO}{HAS}(?:left|leaves|kept|keeps) in place (?:an? |the |its |all )?(?:[\w'$%.-]+ "
        rf"){{0,5}}?{LEVY}\b{REST}",
        "countermeasure",
        "MAINTAIN",
        "tariff",
        "done",
        words="left leaves kept keeps",
    ),
    # "let the exclusions expire", "allowed the waiver on panels to lapse"
    told(
        rf"\b{WHO}{HAS}(?:let|lets|letting|allow(?:ed|s|ing)?) (?:the |its |an? |their )?(?:[\w'-]+ ){{0,4}}?"
        r"(?:suspensions?|pauses?|truces?|exemptions?|waivers?|exclusions?|holidays?|reprieves?)(?: [\w'-]+){0,6}? "
        r"(?:to )?(?:lapse|expire|run out)\b",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "done",
        words="lapse expire run",
    ),
    told(
        rf"\b{WHO}{HAS}(?:let|lets|letting|allow(?:ed|s|ing)?) (?:the |its |an? |their )?(?:[\w'-]+ ){{0,4}}?"
        rf"(?:{LEVY}|{CURBS})(?: [\w'-]+){{0,6}}? (?:to )?(?:lapse|expire|run out)\b",
        "commitment",
        "LIFT",
        "",
        "done",
        words="lapse expire run",
    ),
    # "made registration compulsory for imports of magnets"
    told(
        rf"\b{WHO}{HAS}(?:mak(?:e|es|ing)|made) (?:an? |the |prior )?(?:[\w-]+ ){{0,3}}?{LEAVE} "
        rf"(?:compulsory|mandatory|obligatory|necessary) (?:for|to)\b{REST}",
        "countermeasure",
        "IMPOSE",
        "licences",
        "done",
        words="compulsory mandatory obligatory necessary",
    ),
    told(
        rf"\b(?:an? |the |prior )?(?:[\w-]+ ){{0,3}}?{LEAVE} "
        r"(?:(?:will|would|is to|are to) (?:now )?(?:be|become)|is now|are now|became|becomes?) "
        r"(?:compulsory|mandatory|obligatory) "
        rf"(?:for|to)\b{REST}",
        "countermeasure",
        "IMPOSE",
        "licences",
        "will",
        words="compulsory mandatory obligatory",
    ),
    # "Norway would treat Kenyan looms no worse than those of others"
    told(
        rf"\b{WHO}(?:has |have |will |would |shall |is to |agreed to |pledged to |promised to )?"
        r"(?:treat(?:ed|s|ing)?|give|grant|accord) "
        r"(?:[\w'-]+ ){1,10}?(?:(?:treatment|terms|rates) )?no (?:worse|less favou?rabl[ey]) than"
        r"(?:(?!,? and (?:that|will|would|has|have)\b)[^.;,])*",
        "commitment",
        "REDUCE",
        "tariff",
        "will",
        words="worse favorable favourable favorably favourably",
    ),
    # "Norway's duty on looms stands reduced to 8 per cent"
    told(
        rf"{WHOSE}(?:[\w%.-]+ ){{0,4}}?{LEVY}(?: (?:on|for) [\w -]{{2,40}}?)? stands? (?:reduced|lowered|cut)\b{REST}",
        "commitment",
        "REDUCE",
        "tariff",
        "done",
        words="stand stands",
    ),
    told(
        rf"{WHOSE}(?:[\w%.-]+ ){{0,4}}?(?:{LEVY}|{CURBS})(?: (?:on|for) [\w -]{{2,40}}?)? stands? "
        rf"(?:withdrawn|abolished|rescinded|removed|revoked|lifted|exempted|cancelled)\b{REST}",
        "commitment",
        "LIFT",
        "",
        "done",
        words="stand stands",
    ),
    # "would investigate whether the levies amount to a barrier"
    told(
        rf"\b{WHO}(?:has |have |had |will |would |is to |to |is |are |also |now )*"
        r"(?:investigat(?:e|es|ed|ing)|prob(?:e|es|ed|ing)|examin(?:e|es|ed|ing)) whether (?:[\w'-]+ ){0,8}?"
        rf"(?:{LEVY}|dump\w*|subsid\w+|imports|trade barriers?|measures?)\b{REST}",
        "countermeasure",
        "IMPOSE",
        "investigation",
        "will",
        words="whether",
    ),
    # "left in place a suspension of broader controls"
    told(
        rf"\b{WHO}{HAS}(?:left|leaves|leave|leaving|kept|keeps|keep|keeping) in (?:place|force) (?:an? |the |its )?"
        rf"(?:[\w-]+ ){{0,3}}?(?:suspension|pause|freeze|moratorium) (?:of|on|in) (?:[\w-]+ ){{0,5}}?"
        rf"(?:{CURBS}|{LEVY})\b{REST}",
        "commitment",
        "SUSPEND",
        "",
        "done",
        words="suspension pause freeze moratorium",
    ),
    # "may not resell the goods to third parties"
    told(
        r"\b(?:may|must|shall|can) ?not (?:be )?(?:re-?sell|re-?sold|re-?export(?:ed)?|transfer(?:red)?|re-?transfer(?:red)?"
        r"|divert(?:ed)?|pass(?:ed)? on) (?:[\w-]+ ){0,5}?(?:to|without|outside)\b[^.;]*",
        "countermeasure",
        "IMPOSE",
        "export_control",
        "shall",
        words="resell resold export reexport reexported exported transfer transferred retransfer divert diverted pass",
    ),
    # "would match the increase dollar for dollar"
    told(
        rf"\b{WHO}(?:(?:will|would|is to) (?:also )?match|(?:has |have |had )?(?:also )?matched) "
        rf"(?:the |those |these |any )?(?:[\w.'-]+ ){{0,5}}?"
        rf"(?:{LEVY}|tariff increases?|increases?|hikes?)\b(?: (?:dollar for dollar|in full|with [^.;,]*))?",
        "countermeasure",
        "RETALIATE",
        "tariff",
        "will",
        words="match matched",
    ),
    told(
        rf"\b{WHO}{HAS}(?:closed|shut|sealed)(?: off)? (?:its |the |all |their )?(?:[\w/'-]+ ){{0,4}}?"
        rf"(?:border|borders|border crossings?|crossings?|ports?|customs posts?|checkpoints?)\b{REST}",
        "countermeasure",
        "STOP",
        "trade",
        "done",
        words="closed shut sealed",
    ),
    told(
        rf"\b{WHO}{HAS}(?<!not )(?<!n't )(?:reopen(?:ed|s)?|re-open(?:ed|s)?) (?:its |the |all |their "
        rf")?(?:[\w/'-]+ ){{0,4}}?"
        rf"(?:border|borders|border crossings?|crossings?|ports?|customs posts?|checkpoints?)\b{REST}",
        "commitment",
        "RESUME",
        "trade",
        "done",
        words="reopened reopens reopen open",
    ),
    told(
        rf"\b{WHO}{HAS}(?:suspended|withdrew|withdrawn|scrapped|revoked|ended|terminated|cancelled|canceled) "
        r"(?:its |the |an? |all )?(?:[\w/'-]+ ){0,3}?(?:port access|trans-?shipments?|trans-shipment "
        rf"facilit(?:y|ies)|transit)\b{REST}",
        "countermeasure",
        "SUSPEND",
        "market_access",
        "done",
        words="suspended withdrew withdrawn scrapped revoked ended terminated cancelled canceled",
    ),
    told(
        r"\b(?:these |the |such )?(?:items|goods|products|shipments|consignments|cargoes|imports|trucks) "
        r"(?:of [^.;,]{2,40}? )?(?:can|may|could) no longer (?:enter|be sold in|be shipped (?:in)?to|be "
        rf"brought into|come into)\b{REST}",
        "countermeasure",
        "IMPOSE",
        "market_access",
        "done",
        words="longer",
    ),
    told(
        rf"\b{WHO}{HAS}(?:kick(?:ed|s)|thr(?:ew|own)|dropp?(?:ed|s)|expelled|ejected|push(?:ed|es)) [^.;]{{2,50}}? "
        rf"(?:out of|from|off) (?:its |the |an? )?(?:[\w.'-]+ ){{0,5}}?(?:program|programme|scheme|preferences)\b{REST}",
        "countermeasure",
        "LIFT",
        "market_access",
        "done",
        words="program programme scheme preferences",
    ),
    told(
        rf"\b{WHO}{HAS}(?:is|are|was|were|started|began) (?:also |now |still )?(?:investigating|probing|looking into) "
        rf"(?:[\w-]+ ){{0,3}}?(?:anti-dumping|antidumping|dumping|subsid(?:y|ies)|anti-subsidy)\b{REST}",
        "countermeasure",
        "IMPOSE",
        "investigation",
        "decided",
        words="investigating probing looking",
    ),
    told(
        r"\b(?:an? |the |its )?(?:new |fresh |more |additional )?(?:[\w-]+ ){0,3}?investigations? (?:were |was "
        r"|have been |has been |being )?"
        rf"(?:launched|opened|initiated|started) (?:on|into|against|over|of)\b{REST}",
        "countermeasure",
        "IMPOSE",
        "investigation",
        "done",
        words="investigations investigation",
    ),
    told(
        r"\b(?:an? |the |its )?(?:[\w-]+ ){0,3}?investigations? [^.;]{0,140}?(?:has|have|was|were|is|are)(?: "
        r"now| also| been)* "
        r"(?:suspended|halted|paused|put on hold|shelved)\b",
        "commitment",
        "SUSPEND",
        "investigation",
        "done",
        words="suspended halted paused hold shelved",
    ),
    told(
        rf"\b{WHO}{HAS}(?:rolled out|rolls out|roll out|rolling out) (?:its |an? |the |their |new |own |more |further )*"
        r"(?:[\w-]+ ){0,2}?(?:protective|protection|protectionist|safeguard|trade|defen[cs]e) "
        rf"(?:steps|measures|actions|barriers|walls)\b{REST}",
        "countermeasure",
        "IMPOSE",
        "restrictive_measures",
        "done",
        words="rolled rolls roll rolling",
    ),
    told(
        r"\b(?:the )?(?:[\w-]+ ){0,3}?(?:tariff[ -]rate )?quotas?(?: on [^.;,]{2,40}?)? will "
        r"(?:continue|run|last|stay|remain)(?: in (?:place|force|effect))? for "
        rf"(?:another|a further|\w+ more) {REST}",
        "countermeasure",
        "EXTEND",
        "market_access",
        "will",
        words="quotas quota",
    ),
    told(
        rf"\b{WHO}{HAS}(?:re-?established|re-?establishes|re-?establish) (?:its |the |an? )?(?:[\w'$%.-]+ "
        rf"){{0,5}}?{LEVY}\b{REST}",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "done",
        words="reestablished reestablishes reestablish establish established establishes",
    ),
    told(
        rf"\b{WHO}{HAS}(?:responded|responds|answered|hit back|struck back|retaliated|countered) [^.;]{{0,70}}?"
        rf"(?<!to the )\bwith (?:its own |an? |new )?(?:[\d.]+ ?(?:%|percent|per cent) )?(?:[\w-]+ )?{LEVY} on\b{REST}",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "done",
        words="responded responds answered hit struck retaliated countered",
    ),
    told(
        rf"\b{WHO}{HAS}match(?:ed|es) (?:the |[\w']+ )?(?:[\d.]+ ?(?:%|percent|per cent) )?(?:[\w-]+ )?{LEVY}\b{REST}",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "done",
        words="matched matches",
    ),
    told(
        r"\b(?:has |have |had |but |and |then |later )*(?:temporarily "
        r")?(?:suspend(?:ed|s)?|paus(?:ed|es)|delay(?:ed|s)|postpon(?:ed|es)|halted) their "
        r"(?:implementation|application|enforcement|introduction|entry into force)\b",
        "commitment",
        "SUSPEND",
        "tariff",
        "done",
        words="implementation application enforcement introduction entry",
    ),
    told(
        rf"\b{WHO}{HAS}(?:prepar(?:ed|es)|readied|drew up|drawn up|drafted) (?:an? |its |the |new |additional "
        rf"|further |more )*"
        rf"(?:[\w'%.-]+ ){{0,3}}?(?:{LEVY}|countermeasures|retaliation)\b{REST}",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        words="prepared prepares readied drew drawn drafted",
    ),
    told(
        r"\b(?:and |then |while )?(?:taxing|charging|levying) (?:them|it|these|those|such \w+) (?:at|with) "
        rf"[^.;]*?\d{REST}",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "done",
        words="taxing charging levying",
    ),
    told(
        rf"\b{WHO}{HAS}(?:agreed|decided|promised) (?:that )?[^.;,]{{2,40}}? (?:will|would|does|do|is|are) "
        rf"(?:not|no longer)(?: be)?(?: required| forced| obliged| made| have)? to "
        rf"(?:pay|face|bear) (?:[\w-]+ ){{0,2}}?{LEVY}\b{REST}",
        "commitment",
        "STOP",
        "tariff",
        "agreed",
        words="pay face bear",
    ),
    told(
        r"\b(?:the )?(?:[\w-]+ ){0,4}?(?:importers?|buyers|firms|companies|exporters?|farmers|growers)(?: "
        r"(?:of|in|from) [^.;,]{2,40}?)? "
        rf"(?:is|are|were|was|will be) (?:now )?no longer (?:required|obliged|made|forced) to pay (?:the |an? "
        rf"|any )?(?:[\w-]+ ){{0,3}}?{LEVY}\b{REST}",
        "commitment",
        "LIFT",
        "tariff",
        "done",
        words="longer",
    ),
    told(
        r"\b(?:the |these |his |its )?(?:[\w-]+ )?(?:tariffs|duties|levies)(?: on [^.;,]{2,40}?)? "
        r"(?:(?:is|are|was|were) (?:set|due|scheduled|slated|expected) to|will|would) "
        rf"(?:kick|snap|come|go) back(?: in| into (?:effect|force|place))?\b{REST}",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        words="back",
    ),
    told(
        r"\b(?:the )?(?:new )?(?:tariff|duty) (?:increases|hikes|rises|raises)(?: on [^.;,]{2,40}?)? (?:will|would) "
        rf"(?:be (?:gradual|phased|phased in|staggered|introduced|rolled out)|take place|come|happen|occur)\b{REST}",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        words="increases hikes rises raises",
    ),
    told(
        rf"\b{LEVY}(?: on [^.;,]{{2,70}}?)? (?:has|have) been in (?:force|effect|place) in (?:the "
        rf")?(?P<who>[A-Z][\w.]+(?: Union| States)?) since\b{REST}",
        "countermeasure",
        "MAINTAIN",
        "tariff",
        "done",
        words="been",
    ),
    told(
        rf"\b{WHO}{HAS}(?:impos(?:e|ed|es)|introduc(?:e|ed|es)|levied|slapped|put) (?:new |heavy |higher "
        rf"|additional |punitive )*tax(?:es)? on "
        r"(?!digital|foreign|internet|tech|big)(?:[\w-]+ ){0,4}?(?:imports?|imported "
        rf"\w+|products|goods|vehicles|cars|trucks|parcels|steel|grain|wheat|fish)\b{REST}",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "done",
        words="tax taxes",
    ),
    told(
        r"\b(?:the |its |an? |this )?(?:[\w-]+ )*?(?:exemption|waiver|exclusion|relief|preference|tax "
        r"break)s?(?: (?:for|on|agreement|deal|scheme)[^.;,]{0,50}?)?(?:, [^.;,]{3,40},)? "
        rf"will not be (?:renewed|extended|prolonged|continued)\b{REST}",
        "countermeasure",
        "LIFT",
        "tariff_exclusion",
        "will",
        words="renewed extended prolonged continued",
    ),
    told(
        rf"\b{WHO}{HAS}(?:announced?|confirmed?|declared?) (?:the "
        rf")?(?:cancellation|scrapping|withdrawal|abandonment|shelving|dropping) of "
        rf"(?:an? |its |the )?(?:[\w-]+ )?(?:plans?|proposals?|intention|decision|threat) (?:to "
        rf"(?:impose|levy|introduce|raise)|for|of) (?:[\w%.-]+ ){{0,6}}?{LEVY}\b{REST}",
        "commitment",
        "STOP",
        "tariff",
        "decided",
        words="cancellation scrapping withdrawal abandonment shelving dropping",
    ),
    told(
        rf"\b{WHO}{HAS}(?:cuts?|cutting|slash(?:ed|es)?|halv(?:ed|es)|reduc(?:ed|es)|trim(?:s|med)?) (?:its "
        rf"|the |existing |current |all )*(?:[\w-]+ )?"
        rf"(?:import |tariff[ -]free |duty[ -]free )quotas?\b{REST}",
        "countermeasure",
        "REDUCE",
        "market_access",
        "done",
        words="quota quotas",
    ),
    told(
        rf"\b{WHO}{HAS}(?:approved|opened|launched|ordered|authori[sz]ed|started) (?:an? |the |its |new "
        rf")*(?:[\w-]+ ){{0,2}}?(?:investigation|probe|inquiry) "
        rf"(?:about|into|on|over|against|of|to)\b{REST}",
        "countermeasure",
        "IMPOSE",
        "investigation",
        "done",
        words="investigation probe inquiry",
    ),
    told(
        rf"\b(?:the |this )?(?:[\w'-]+ ){{0,3}}?{LEVY}(?:, which [^.;,]{{3,60}},)? (?:will|would|does|is to) "
        rf"(?:have|carry|come with) (?:an? )?(?:minimum|floor) "
        r"(?:charge|rate|levy|amount|payment) of\b[^.;]*?\d[\w.,]*(?: per \w+)?",
        "countermeasure",
        "IMPOSE",
        "tariff",
        "will",
        words="minimum floor",
    ),
    told(
        rf"\b{WHO}{HAS}(?:decided to |will |is to |would )?(?:switch|shift|move|shifted|switched|moved) from "
        rf"(?:an? )?individual (?:[\w-]+ )?(?:export )?"
        r"(?:licen[cs]es?|licensing|permits?|approvals?) to (?:an? "
        r")?(?:general|comprehensive|bulk|blanket|global)\b[^.;,:]*",
        "commitment",
        "ADJUST",
        "licences",
        "decided",
        words="individual",
    ),
    told(
        rf"\b{WHO}{HAS}(?:signal(?:l?ed|s)?|express(?:ed|es)?|voiced|indicated|showed|shown) (?:its |their |his "
        rf"|a )?(?:willingness|readiness|openness) to "
        rf"(?:restart|resume|reopen|relaunch) (?:[\w-]+ ){{0,3}}?(?:imports?|purchases|buying|trade|exports)\b{REST}",
        "commitment",
        "RESUME",
        "trade",
        "will",
        words="willingness readiness openness",
    ),
    told(
        r"\b(?:exceptions|exemptions|carve-outs|allowances) (?:are|were|will be|have been) "
        rf"(?:made|granted|allowed|provided) for\b{REST}",
        "commitment",
        "LIFT",
        "tariff_exclusion",
        "decided",
        words="exceptions exemptions carve allowances",
    ),
    told(
        rf"\b{WHO}{HAS}(?:limit(?:ed|ing|s)?|curb(?:ed|ing|s)?|restrict(?:ed|ing|s)?|curtail(?:ed|ing|s)?)(?: "
        rf"on)? (?:the |its |their )?purchases of\b{REST}",
        "countermeasure",
        "IMPOSE",
        "purchases",
        "done",
        words="purchases",
    ),
    told(
        r"\b(?:[\w.'-]+ ){0,4}?(?:remains?|stays?|is still|are still) (?:blacklisted|sanctioned|barred|on (?:the|its|a) "
        rf"(?:[\w-]+ ){{0,3}}?(?:black ?list|entity list|list))\b{REST}",
        "countermeasure",
        "MAINTAIN",
        "entity_list",
        "decided",
        words="blacklisted sanctioned barred blacklist list",
    ),
    told(
        r"\bonly (?:[\w-]+ ){1,5}?(?:will|would|can|may|is to|are to|shall) be (?:permitted|allowed|cleared|approved) "
        rf"(?:for export|to be (?:exported|shipped abroad)|to leave the country)\b{REST}",
        "countermeasure",
        "IMPOSE",
        "export_control",
        "will",
        words="export exported shipped leave",
    ),
    # "gave Loomco the go-ahead to ship", "has given the green light for sales of"
    told(
        rf"\b{WHO}{HAS}(?:g[ai]ven?|gives?|giving|grant(?:ed|s|ing)?) (?:[\w.&'-]+ ){{0,5}}?(?:the |its |their |an? )?"
        r"(?:green[- ]light|go-ahead|go ahead|all-clear|nod|clearance|permission|approval) (?:to|for) [^.;,]{0,60}?"
        rf"\b(?:exports?|exporting|sell|selling|sales?|ship|shipping|shipments?|suppl(?:y|ies)|supplying|deliver(?:y|ies)?)\b{REST}",
        "commitment",
        "APPROVE",
        "export_control",
        "done",
        words="light ahead clear nod clearance permission approval",
    ),
    # "told Loomco that it could again sell its looms to Fiji"
    told(
        r"\b(?:has |have |had )?(?:told|informed|notified|advised) (?:[\w.&'-]+ ){1,6}?"
        r"(?:that )?(?:it|they|he|firms|companies) "
        r"(?:can|could|may|might|(?:is|are|was|were|will be|would be) (?:now |once again |again |once more )?"
        r"(?:allowed|free|permitted|able|cleared) to) (?:now |once again |again |once more )?"
        rf"(?:resume|restart|sell|ship|export|supply|deliver)\b{REST}",
        "commitment",
        "APPROVE",
        "export_control",
        "done",
        words="told informed notified advised",
    ),
    # "ordered its refiners to stop buying ore from Fiji"
    told(
        rf"\b{WHO}{HAS}(?:told|ordered|instructed|directed|asked) (?:[\w.'-]+ ){{0,6}}?(?:companies|firms|buyers|importers"
        r"|refiners|traders|airlines|carmakers|chipmakers|banks|enterprises|manufacturers|mills|crushers|utilities) "
        r"(?:not to|to (?:stop|halt|suspend|pause|avoid|hold off on|refrain from|cease|steer clear of)) "
        rf"(?:buy(?:ing)?|purchas\w+|import\w*|order(?:ing)?|tak(?:e|ing)|us(?:e|ing)|new orders"
        rf"|new purchases|deliveries)\b{REST}",
        "countermeasure",
        "STOP",
        "purchases",
        "done",
        words="told ordered instructed directed asked",
    ),
    # "Airlines were told to stop taking deliveries of planes"
    told(
        r"\b(?:[\w.'-]+ ){0,3}?(?:companies|firms|buyers|importers|refiners|traders|airlines|carmakers|banks|enterprises"
        r"|manufacturers|mills|crushers|utilities) (?:were|have been|had been|are) (?:told|ordered|instructed|directed) "
        r"(?:not to|to (?:stop|halt|suspend|pause|avoid|hold off on|refrain from|cease)) "
        rf"(?:buy(?:ing)?|purchas\w+|import\w*|order(?:ing)?|tak(?:e|ing)|new orders|new purchases|deliveries)\b{REST}",
        "countermeasure",
        "STOP",
        "purchases",
        "done",
        words="told ordered instructed directed",
    ),
    # "lifted its suspension of sales to Fiji", "ended the halt on imports"
    told(
        rf"\b{WHO}{HAS}(?:lift(?:ed|s|ing)?|end(?:ed|s|ing)?|remov(?:ed|es|ing)|cancel(?:l?ed|s)) (?:the |its |a |their )?"
        r"(?:(?:[\w-]+ ){0,2}?(?:suspension|halt|freeze|hold|pause) (?:of|on|in) (?:[\w.'-]+ ){0,5}?"
        r"(?:sales|exports|shipments|imports|deliveries|trade)"
        rf"|(?:trade|export|import|sales) (?:suspension|halt|freeze))\b{REST}",
        "commitment",
        "LIFT",
        "trade",
        "done",
        words="suspension halt freeze hold pause",
    ),
    # "No such goods from Fiji will be imported"
    told(
        r"\bno (?:such |more |further )?(?:[\w.-]+ ){1,7}?(?P<verb>may|can|will|shall|could|would|are to) be "
        r"(?:allowed to be )?"
        rf"(?:imported|brought in|admitted)\b{REST}",
        "countermeasure",
        "IMPOSE",
        "market_access",
        "will",
        words="imported brought admitted",
    ),
    told(
        r"\bno (?:such |more |further )?(?:[\w.-]+ ){1,7}?(?P<verb>may|can|will|shall|could|would|are to) be "
        r"(?:allowed to be )?"
        rf"(?:exported|shipped|sold|sent|supplied) (?:to|abroad|without)\b{REST}",
        "countermeasure",
        "IMPOSE",
        "export_control",
        "will",
        words="exported shipped sold sent supplied",
    ),
    # "A 90-day pause was agreed"
    told(
        r"\b(?:an? |the )(?:(?:\d+-day|\d+-month|[a-z]+-year|[a-z]+-month|temporary|further|mutual) ){1,2}"
        r"(?:pause|suspension|truce|freeze)"
        rf"(?: (?:of|on|in) (?:[\w-]+ ){{0,6}}?{LEVY})? (?:was|has been|had been|were|is) agreed\b(?: up ?on| on)?",
        "commitment",
        "SUSPEND",
        "tariff",
        "agreed",
        words="agreed",
    ),
)
