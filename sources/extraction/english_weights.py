"""What kind an English act is: a burden or a relief, by its action, its object and its words."""

from __future__ import annotations

import re

from sources.extraction.lexicon import Act, burdens

# Duties that are laid on only up to a lower level than now: a promise.
CAPPED = re.compile(
    r"\b(?:appl(?:y|ies|ying)|set|charge|face)\b.{0,40}?\b(?:(?<!of )only (?:an? |the )?(?:\d|at |lower|reduced|mfn|most)"
    r"|no (?:more|higher)|the (?:higher|lower) of"
    r"|(?:revised|(?<!statutory )(?<!legal )maximum|lower"
    r"|reduced|lowered|preferential|zero) |ceiling on|(?<![\d.])0(?: percent|%)|capped|not (?:to )?exceed|up to a maximum)"
    r"|\bwhichever is (?:the )?(?:higher|greater|lower)"
    r"|\b(?:rate|tariffs?|duty|duties) (?:that is )?(?:no (?:greater|higher|more) than|not (?:above|exceeding|over))"
    r"|\b(?:rate|tariffs?|duty|ceiling|level) of (?:no (?:higher|more|greater) than|not more than|at most)"
    r"|\b(?:ceiling|cap) of \d|\d ?(?:%|per ?cent) (?:ceiling|cap)\b",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"\b(?:a |an |at |of |to )(?:0|zero)(?: ?%| ?per ?cent)?[- ](?:[a-z-]+ ){0,2}"
    r"(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?)\b"
    r"|\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?) of (?:0|zero)\b(?![.,]?\d)",
    re.IGNORECASE,
)
RETALIATING = re.compile(
    r"\b(?:threaten\w*|tak(?:e|es|ing)|took|adopt\w*|launch\w*)\b.*\bcounter-?measures\b", re.IGNORECASE
)
PROLONGED = re.compile(
    r"\b(?:extend|prolong|renew)\w* (?:the |its |this )?(?:current |existing )?(?:duty|tariff|zero|preferential)"
    r"(?:(?! to )[\w -]){3,40} (?:for|until|through|by|beyond|on)\b",
    re.IGNORECASE,
)
LOWERED = re.compile(
    r"(?:the|these|those|this|all|such) (?:new )?"
    r"(?:reduced|lower|lowered|preferential|zero|concessional|favou?rable|cut) (?:[\w-]+ ){0,2}"
    r"(?:rates?|tariffs?|dut(?:y|ies))\b",
    re.IGNORECASE,
)
FAVOURING = re.compile(
    r"\b(?:more (?:favou?rable|flexible|lenient|permissive|relaxed)|(?:relaxed|streamlined|simplified|eased|looser)) "
    r"(?:[\w-]+ ){0,4}(?:polic(?:y|ies)|procedures?|requirements?|regime|process|rules?|licen[cs]\w+)\b",
    re.IGNORECASE,
)
# The licences that somebody holds, and not that one is needed: "suspended export licences for magnets".
HELD = re.compile(
    r"\b(?:licen[cs]es?|permits|authori[sz]ations)\b"
    r"(?!-| (?:requirements?|regimes?|systems?|rules?|obligations?|schemes?|procedures?|exceptions?|exemptions?"
    r"|polic(?:y|ies)|dut))",
    re.IGNORECASE,
)
KEPT_UP = re.compile(
    r"\bcontinu(?:e|es|ed) to (?:be )?(?:prohibit|ban|bar|restrict|forbid|block)"
    r"|\b(?:is|are|remains?|stays?) still (?:prohibited|banned|barred|restricted|forbidden|blocked)\b",
    re.IGNORECASE,
)
DRUGS = re.compile(
    r"\b(?:precursors?|fentanyl|drugs?|opioids?|designated chemicals?|chemical exports?)\b", re.IGNORECASE
)
# Between what a trade policy calls free and what it bars.
CATEGORY = re.compile(
    r"\bfrom (?:the )?[\"']?(free|restricted|prohibited)(?: with [^\"';.]{3,40})?[\"']?(?: category)? to "
    r"(?:the )?[\"']?(?:free|restricted|prohibited)\b",
    re.IGNORECASE,
)
EXEMPTED = re.compile(r"\b(?:shall|will|are|is) not (?:be )?subject to\b", re.IGNORECASE)
FAVOUR = re.compile(
    r"\b(?:temporary|provisional|preferential|concessional|reduced|lower) "
    r"(?:import )?(?:tariff |tax |duty |customs )*rates?\b"
    r"|\b(?:tariff|duty|levy) (?:suspension|pause|holiday|freeze|truce)\b",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"\b(?:remov|withdr|end(?:s|ed|ing)?\b|revok|terminat|scrap|cancel|abolish|eliminat|suspen|repeal|rescind|phas|lift"
    r"|discontinu|drop|laps|expir)",
    re.IGNORECASE,
)
LOW_RATE = re.compile(
    r"(?<!in addition to )(?<!on top of )(?<!higher than )(?<!above )\b"
    r"(?:reduced|lowered|even lower|preferential|concessional|most[- ]favou?red[- ]nation|MFN) "
    r"(?:[\w-]+ ){0,3}?"
    r"(?:rates?|tariffs?|duty|duties|regime)\b(?=.{0,60}\b(?:appl|remain|stay|be charged|in place|in force|in effect))",
    re.IGNORECASE,
)
ADDING = re.compile(
    r"\b(?:by|through) (?:the )?(?:adding|addition of|inserting|including)\b|\bto (?:add|include)\b",
    re.IGNORECASE,
)
FREE_KEPT = re.compile(r"\b(?:maintain|keep|retain|preserv)\w* (?:[\w'-]+ ){0,2}(?:tariff|duty)[- ]free\b")
HELD_BACK = re.compile(
    r"\bsuspension (?:of|on) (?:[\w-]+ ){0,4}(?:shipments|exports|imports|purchases|sales|deliveries)\b.{0,40}\bremain"
)
RELIEF_HELD = re.compile(
    r"\bsuspension of (?:the )?(?:duty-free )?(?:de minimis|exemption|preferen|duty-free)"
)
BAN_REPLACED = re.compile(
    r"\breplac\w* (?:its |the |an? |their )?(?:[\w-]+ ){0,2}(?:ban|embargo|prohibition|moratorium)\b"
)
AFRESH = re.compile(r"\benforc\w* (?:new|further|additional|more|stricter|tougher|fresh|tighter|extra)\b")
LISTING = re.compile(
    r"\bto (?:add|include) (?:[\w'-]+ ){0,5}?[A-Z]|\bto (?:add|include) .{0,60}\b(?:firms|companies|entities)\b"
)
LEVYING = re.compile(
    r"\bto (?:add|include|impose) (?:an? |new |another |additional )*(?:[\d.]+ ?(?:%|per ?cent) )?(?:additional )?"
    r"(?:surtax|tariff|dut(?:y|ies)|surcharge|levy)"
)
LESS_ACCESS = re.compile(r"\b(?:limit|reduc|cut|curtail|restrict)\w* (?:[\w'-]+ ){0,4}?(?:market )?access\b")
BELOW = re.compile(
    r"\b(?:lower|less|smaller) than (?:the |its |their )?(?:most|MFN|general|statutory|normal|standard|bound|basic)"
    r"|\bbelow (?:the |its |their )?(?:most|MFN|statutory|bound|normal|standard)",
    re.IGNORECASE,
)
INSTEAD = re.compile(
    r"(\d+(?:\.\d+)?) ?(?:%|per ?cent)(?:[^.;%]|(?<=\d)\.(?=\d)){0,90}? "
    r"(?:instead of|rather than|from (?:the |its )?(?:present|current|previous|existing)"
    r"|(?:down|reduced|cut|slashed|lowered) from|compared (?:with|to)|in place of|replacing"
    r"|as against|and not) "
    r"(?:the |a |an |its )?(?:[a-z]+ ){0,4}(\d+(?:\.\d+)?) ?(?:%|per ?cent)"
)
# "replace its 150 percent duty with a rate of 75 percent": first what there was, then what there will be.
REPLACED = re.compile(
    r"\breplac\w*[^.;%]{0,60}?(\d+(?:\.\d+)?) ?(?:%|per ?cent)[^;%]{0,90}? (?:with|by)"
    r" [^;%]{0,60}?(\d+(?:\.\d+)?) ?(?:%|per ?cent)"
)
RESTRICTED_USE = re.compile(
    r"\bmilitary|presumption of denial|policy of denial|logic chips|nanomet|semiconductor|weapons",
    re.IGNORECASE,
)
EXCHANGED = re.compile(
    r"(?:deleting|striking)[^0-9]{1,30}(\d+)(?:%| percent"
    r"| dollars).{0,120}?inserting[^0-9]{1,60}(\d+)|\bfrom (\d+) (?:percent|dollars) to (\d+)"
)

SUSPENDED_RELIEF = re.compile(
    r"\b(?:suspension|pause|withdrawal|removal) (?:of|on) (?:the |its )?(?:duty-free |tariff )?"
    r"(?:de minimis|exempti|waiver|exclusion)",
    re.IGNORECASE,
)


def raises(words: str) -> bool:
    """Whether the words put a higher number in the place of a lower one, or say that something rises."""
    if re.search(r"\b(?:increase|raise|hike)\w*\b", words):
        return True
    match = EXCHANGED.search(words)
    return match is not None and int(match[1] or match[3]) < int(match[2] or match[4])


def _is_burden(act: Act, code: str, words: str) -> bool:
    """Whether an act weighs on the other side, by what the act is, what it is done to, or its words."""
    burden = act.polarity == "burden"
    if act.polarity == "object":
        eased = re.search(
            r"tariff-free|duty-free|preferen|relief|reprieve|moratorium|suspen|pause|truce|exclusion|exempt"
            r"|waiver|general licen|deal|agreement|arrangement|joint statement",
            words,
            re.IGNORECASE,
        )
        burden = code in burdens() and not eased
    if act.action == "ADJUST":
        adjusts = code in ("trade", "tariff") and re.search(r"\badjust(?:ing)? (?:the )?imports\b", words)
        shorter = re.search(r"\bby (?:deleting|removing|striking)\b", words) and not EXCHANGED.search(words)
        return (burden and not shorter) or raises(words) or bool(adjusts)
    if act.action == "REVIEW" and RESTRICTED_USE.search(words):
        return burden or not re.search(r"\b(?:rather than|instead of)\b", words)
    return burden


def _names_a_low_rate(words: str) -> bool:
    """Whether a reduced rate applies by the words; "of 15 percent, the MFN rate included" names a level."""
    low = LOW_RATE.search(words)
    return low is not None and not (low[0][:1] in "Mm" and re.search(r"\d ?(?:%|per)", words))


def _weigh_lifted(code: str, negated: bool, words: str) -> tuple[str, str] | None:
    """Return (kind, action) of what is lifted where that is no plain relief: a low rate that ends, a threat taken back."""
    if not negated and re.search(
        r"\b(?:remov|withdr|drop|lift|rescind|scrap|cancel|abandon|shelv|retract)\w* "
        r"(?:the |his |its |a |her |their )?(?:\w+ )?threats?\b",
        re.split(r" (?:unless|until|if|once) ", words)[0],
    ):
        return "commitment", "STOP"  # a threat that is taken back
    if code == "tariff" and re.search(
        r"\bdrop\w*\b.*\b(?:to|from|by) (?:about |around )?\d+(?![\d.]|[ -](?:year|month|week|day))",
        words,
    ):
        return "commitment", "REDUCE"
    if code == "tariff" and re.search(r"\bby (?:\w+ )?\d[\d.]* ?(?:percentage )?points?\b", words):
        return "commitment", "REDUCE"  # "took down the tariffs by ten points"
    if code == "licences" and not negated and re.search(r"\b(?:revok|cancel)", words):
        return "countermeasure", "REFUSE"
    if code == "tariff" and not negated and FAVOUR.search(words) and ENDS.search(words):
        return "countermeasure", "LIFT"  # a low rate that ends
    if not negated and PROLONGED.search(words):
        return "commitment", "EXTEND"  # "extend duty-free treatment for lobster": it goes on
    return None


def _weigh_imposed(code: str, negated: bool, words: str) -> tuple[str, str] | None:
    """Return (kind, action) of what is imposed where that is a relief: a lower rate, a ceiling, curbs on precursors."""
    if code in ("export_control", "restrictive_measures") and not negated and BAN_REPLACED.search(words):
        return "commitment", "LIFT"  # "will replace its export ban with quotas"
    if code == "countermeasures" and not negated and RETALIATING.search(words):
        return "countermeasure", "RETALIATE"  # "threatened Oslo with countermeasures"
    if code == "licences" and not negated and FAVOURING.search(words):
        return "commitment", "ADJUST"  # "implements a more favourable review policy"
    replaced = REPLACED.search(words)
    if replaced and code == "tariff":
        lowered = float(replaced[2]) < float(replaced[1])
        return ("commitment", "REDUCE") if lowered else ("countermeasure", "IMPOSE")
    lower = INSTEAD.search(words)
    if code == "tariff" and lower and float(lower[1]) < float(lower[2]):
        return "commitment", "REDUCE"
    if code == "tariff" and not negated and BELOW.search(words):
        return "commitment", "REDUCE"  # "provisional rates lower than the most-favoured-nation rate"
    if code == "tariff" and not negated and _names_a_low_rate(words):
        return "commitment", "REDUCE"  # "reduced rates will apply"
    if code == "tariff" and CAPPED.search(words):
        return "commitment", "REDUCE"
    if code == "tariff" and NOTHING.search(words) and not raises(words):
        return "commitment", "LIFT"  # "will be subject to a 0 percent levy"
    if code in ("export_control", "restrictive_measures") and not negated and FAVOURING.search(words):
        return "commitment", "ADJUST"  # "announced the relaxed rules"
    if code == "export_control" and not negated and DRUGS.search(words):
        return "commitment", "CONTROL"
    return None


def _weigh_kept(code: str, negated: bool, words: str) -> tuple[str, str] | None:
    """Return (kind, action) of a low rate that stays."""
    if code == "tariff" and not negated and FREE_KEPT.search(words):
        return "commitment", "EXTEND"  # "is maintaining tariff-free imports"
    if not negated and AFRESH.search(words):
        return "countermeasure", "IMPOSE"  # "will enforce further restrictions"
    if code == "tariff" and not negated and LOWERED.match(words):
        return "commitment", "MAINTAIN"  # "the reduced rates will remain in place"
    if code == "tariff" and not negated and _names_a_low_rate(words):
        return "commitment", "MAINTAIN"  # "reduced rates will apply"
    return None


def _weigh_other(action: str, code: str, negated: bool, words: str) -> tuple[str, str] | None:
    """Return (kind, action) of an act whose own words tell another than its verb: "ramp up a tariff", "halt reviews"."""
    if action == "EXPAND" and code == "export_control" and not negated and DRUGS.search(words):
        return "commitment", "CONTROL"
    if action == "APPROVE" and re.search(r"green light.{0,30}\b(?:tariff|dut(?:y|ies)|levy|levies)", words):
        return "countermeasure", "IMPOSE"
    if (
        action == "SUSPEND"
        and code == "licences"
        and (re.search(r"\b(?:applications?|reviews?|approvals?|issu\w+)\b", words) or HELD.search(words))
    ):
        return "countermeasure", "SUSPEND"  # who halts the review of applications lets nothing through
    if (
        action == "EXPAND"
        and code == "tariff"
        and (re.search(r"\bramp", words) or re.search(r"\b(?:to|by) (?:about |around )?\d", words))
    ):
        return "countermeasure", "IMPOSE"  # a tariff that is raised
    if action == "EXTEND" and code == "tariff_exclusion" and not negated and SUSPENDED_RELIEF.search(words):
        return "countermeasure", "EXTEND"  # "continue the suspension of de minimis treatment"
    if action == "ADJUST" and (moved := CATEGORY.search(words)):
        eased = moved[1].lower() != "free"
        return (
            ("commitment", "LIFT") if eased else ("countermeasure", "IMPOSE")
        )  # "from 'Free' to 'Restricted'"
    if action == "SUSPEND" and not negated and HELD_BACK.search(words):
        return "countermeasure", "MAINTAIN"  # "the suspension of shipments will remain in place"
    if action == "EXTEND" and not negated and RELIEF_HELD.search(words):
        return "countermeasure", "EXTEND"  # "continue the suspension of de minimis treatment"
    if action == "REDUCE" and code == "market_access" and not negated and LESS_ACCESS.search(words):
        return "countermeasure", "REDUCE"  # "by limiting their preferential access"
    if action == "ADJUST" and code == "entity_list" and LISTING.search(words):
        return "countermeasure", "LIST"  # "updated its list to include two firms"
    if action == "ADJUST" and code == "tariff" and LEVYING.search(words):
        return "countermeasure", "IMPOSE"  # "amended the order to add a duty on"
    if action == "ADJUST" and code in ("export_control", "entity_list") and ADDING.search(words):
        return "countermeasure", "ADJUST"  # "the control order is revised by adding items"
    return None


SPECIAL = {"LIFT": _weigh_lifted, "IMPOSE": _weigh_imposed, "MAINTAIN": _weigh_kept}


def weigh(act: Act, code: str, negated: bool, words: str) -> tuple[str, str]:
    """Return (kind, action): who promises to lay no burden commits to stop, who will not lift one keeps
    it.
    """
    given_up = act.action in (("PURCHASE", "RESUME") if negated else ("SUSPEND", "STOP", "REDUCE", "LIFT"))
    if (
        given_up
        and code in ("purchases", "trade")
        and re.search(r"\b(?:russia|iran|venezuela|sanctioned)", words, re.IGNORECASE)
    ):
        return "commitment", "STOP"  # from a third country, because the other side asks for it
    rule = SPECIAL.get(act.action)
    special = rule(code, negated, words) if rule else _weigh_other(act.action, code, negated, words)
    if special:
        return special
    burden = _is_burden(act, code, words)
    if act.action == "IMPOSE" and not negated and burden and KEPT_UP.search(words):
        return "countermeasure", "MAINTAIN"
    if act.action == "IMPOSE" and negated and code == "tariff" and EXEMPTED.search(words):
        return "commitment", "LIFT"
    if act.action == "PURCHASE" and negated:
        return ("commitment" if re.search(r"\boil\b|\benergy\b|\bgas\b", words) else "countermeasure"), "STOP"
    if negated:
        if burden and act.action != "MAINTAIN":
            new = re.search(r"\bnot (?:apply|impose|introduce|adopt)\b", words)
            ends = (code == "licences" and not new) or re.search(r"\bno longer\b|\bcease", words)
            return "commitment", "LIFT" if ends or act.action == "EXTEND" else "STOP"
        if act.action == "APPROVE" and code in ("purchases", "trade") and "no longer" in words:
            return "countermeasure", "STOP"  # "will no longer accept Fijian beef"
        if act.action == "EXTEND" and code == "tariff_exclusion" and "be renewed" in words:
            return "countermeasure", "LIFT"  # "the exemption will not be renewed"
        if not burden and act.action == "EXTEND" and code == "trade":
            return "countermeasure", "REFUSE"  # "would not renew the deal"
        if not burden:
            return "countermeasure", "REFUSE" if code == "licences" else "MAINTAIN"
        return "commitment", "LIFT"
    if (
        act.action == "APPROVE"
        and code == "licences"
        and re.search(r"\bpermitting\b|\bapprovals for\b", words)
    ):
        return "commitment", "ADJUST"
    return ("countermeasure" if burden else "commitment"), act.action
