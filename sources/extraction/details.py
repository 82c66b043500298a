"""What stands inside an act's words: materials, instruments, quantities and the dates that bound it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from sources.dates import DateRef
from sources.extraction.lexicon import load
from sources.parties import alternation

_ENGLISH_INSTRUMENTS = re.compile(
    # what one can begin with: so the engine knows at once where none can
    r"(?=[EAMGjNOPFS\d])(?:(?P<eo>\b(?:Executive Orders?|E\.?O\.?)(?: No\.)? (?P<number>1\d{4})\b)"
    r"|(?P<ctc>\bAnnouncement of the Customs Tariff Commission of the State Council No\. ?"
    r"(?P<ctc_no>\d{1,3}) of (?P<ctc_year>\d{4}))"
    r"|(?P<mofcom>\b(?:(?:MOFCOM|Ministry of Commerce|GAC|MOFCOM and GAC|joint)\s+)?(?:Announcement"
    r"|Notice|Order)s?"
    r" (?:No\.?|Nos\.?|number) ?(?P<m_no>\d{1,3})(?:,? (?:of )?\(?(?P<m_year>\d{4})\)?)?)"
    r"|(?P<m2>\bAnnouncement \[?(?P<m2_year>\d{4})\]? No\.? ?(?P<m2_no>\d{1,3}))"
    r"|(?P<proclamation>\bProclamation (?P<p_no>1\d{4})\b)"
    r"|(?P<fr>\bFR Doc\.? (?P<fr_no>\d{4}-\d{5})|\b\d{2,3} (?:FR|Fed\. Reg\.) \d{3,6}\b)"
    r"|(?P<section>\bSection (?:232|301|122|201)\b))"
)
_CHINESE_INSTRUMENTS = re.compile(
    # what one can begin with: so the engine knows at once where none can
    r"(?=[商海税国交市工公令通第1行中日斯])(?:(?P<issuer>(?:商务部|海关总署|税委会|国务院关税税则委员会|交通运输部|市场监管总局"
    r"|工业和信息化部|国家发展改革委)"
    r"(?:[ 、和](?:商务部|海关总署|工业和信息化部|国家国防科工局|中央军委装备发展部))*)?(?P<kind>公告"
    r"|令|通知)(?P<year>\d{4})年?第(?P<number>\d{1,3})号"
    r"|(?P<order>第?(?P<eo>1[34]\d{3})号(?:行政令|总统令)|行政令(?:第)?(?P<eo2>1[34]\d{3})号?)"
    r"|(?P<joint>(?:中美)?(?:日内瓦|斯德哥尔摩)(?:经贸会谈)?联合声明))"
)
_FURTHER_ENGLISH = re.compile(r",? ?(?:and )?(?:(?:Executive Order|EO|E\.O\.) )?(?P<number>1[34]\d{3})\b")
_FURTHER_CHINESE = re.compile(r"[、和及](?:公告)?第(?P<number>\d{1,3})号")
_QUANTITY = re.compile(
    r"(?P<currency>(?:US|A|C|NZ|HK|S)?[$€¥£]|(?:EUR|USD|AUD|RM) ?)?(?P<value>\d[\d,]*(?:\.\d+)?)"
    r"[ -]?(?P<unit>percentage points?"
    r"|percent|per cent|%|个百分点"
    r"|(?:million |billion |thousand )?(?:metric tons|metric tonnes|tonnes|tons)|MMT|million|billion"
    r"|trillion|dollars"
    r"|万吨|吨|万辆|万亿美元|万亿日元|亿(?:美元|日元|欧元|澳元|加元|韩元|英镑|元|吨)?"
    r"|万美元|美元|basis points)(?! Section)(?![A-Za-z])",
    re.IGNORECASE,
)
_DIGIT = re.compile("[0-9]")
_COMES_IN = re.compile(r"\bimport(?:s|ed|ing|ation)?\b|\bentry\b|进口|進口|输入|輸入", re.IGNORECASE)
_GOES_OUT = re.compile(r"\bexport|\bsanction|出口|制裁", re.IGNORECASE)
_UNIT_LETTERS = frozenset("%点吨辆元亿pPtTmMbBdD")  # one of them is in every unit
_THRESHOLD = re.compile(
    r" or (?:more|greater|above|less)\b| rule\b| ownership|穿透|规则|的?的,不适用", re.IGNORECASE
)
_FROM = re.compile(r"(?:\bfrom(?: the current| about| around| up to)?|由|从|自)\s*$", re.IGNORECASE)
_TO = re.compile(
    r"\s*(?:,? ?(?:down |up )?to(?: about| around| a rate of| up to| only)?"
    r"|(?:逐步|分阶段|大幅)?(?:大|再|又|一次|直接|陆续)?(?:下调|上调|降低|降|提高|调整|调降|调升|调高|调涨|调低|调|拉高|增|砍|升|减|下降|攀升)?(?:至|到|为|回|成))\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The dates and lengths of time of one act, as ISO 8601, and the names of the rules that chose them."""

    effective_on: str = ""
    due_on: str = ""
    until: str = ""


def ban_on(code: str, quote: str) -> str:
    """Return what a restriction is about: the market where its own words are of imports alone, else ``code``.

    Bans on imports are about market_access; docs/codebook.md, case 54.
    """
    if code == "restrictive_measures" and _COMES_IN.search(quote) and not _GOES_OUT.search(quote):
        return "market_access"
    return code


@cache
def _english_materials() -> tuple[re.Pattern[str], dict[str, str]]:
    table = load("materials")["en"]
    return re.compile(rf"\b(?:{alternation(table)})(?![a-z])", re.IGNORECASE), table


@cache
def _chinese_materials() -> tuple[re.Pattern[str], dict[str, str]]:
    table = load("materials")["zh"]
    return re.compile(alternation(table)), table


def materials(folded: str, chinese: bool) -> tuple[str, ...]:
    """Return the codes of the materials that a folded piece of text names, in order, each once."""
    pattern, table = _chinese_materials() if chinese else _english_materials()
    found = (table[match[0] if chinese else match[0].lower()] for match in pattern.finditer(folded))
    return tuple(dict.fromkeys(found))


def instruments(folded: str, chinese: bool) -> list[tuple[int, str]]:
    """Return (place, name) of the orders and announcements that a folded text names.

    Names have one form each: "EO 14257", "商务部公告2025年第61号", "MOFCOM Announcement No. 61 of 2025".
    """
    pattern, name, further = (
        (_CHINESE_INSTRUMENTS, _chinese_instrument, _FURTHER_CHINESE)
        if chinese
        else (_ENGLISH_INSTRUMENTS, _english_instrument, _FURTHER_ENGLISH)
    )
    found = []
    at = 0
    for match in pattern.finditer(folded):
        if match.start() < at:
            continue  # one of a list that was read with its head
        first, at = name(match), match.end()
        found.append((match.start(), first))
        number = match.groupdict().get("number")
        while number and (following := further.match(folded, at)):
            # "Executive Orders 14257, 14259 and 14266", 公告2025年第55号、第56号
            found.append((following.start("number"), _renumbered(first, number, following["number"])))
            at = following.end()
    return found


def _renumbered(name: str, number: str, other: str) -> str:
    head, _, tail = name.rpartition(number)
    return f"{head}{other}{tail}"


def _english_instrument(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if parts["eo"]:
        return f"EO {parts['number']}"
    if parts["ctc"]:
        return f"Customs Tariff Commission Announcement No. {parts['ctc_no']} of {parts['ctc_year']}"
    if parts["mofcom"] or parts["m2"]:
        year = parts["m_year"] or parts["m2_year"]
        number = parts["m_no"] or parts["m2_no"]
        issuer = "" if "order" in match[0].lower() else "MOFCOM "
        kind = "Order" if "order" in match[0].lower() else "Announcement"
        return f"{issuer}{kind} No. {number}" + (f" of {year}" if year else "")
    return " ".join(match[0].split())


def _chinese_instrument(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if parts["order"]:
        return f"EO {parts['eo'] or parts['eo2']}"
    if parts["joint"]:
        return match["joint"]
    return f"{(parts['issuer'] or '').replace(' ', '')}{parts['kind']}{parts['year']}年第{parts['number']}号"


def quantity(folded: str) -> dict[str, str] | None:
    """Return the first quantity of a folded piece of text as value and unit, or None.

    Percentage points and percent are different units and stay apart.
    """
    if _UNIT_LETTERS.isdisjoint(folded) or not _DIGIT.search(folded):
        return None
    matches = [
        match for match in islice(_QUANTITY.finditer(folded), 6) if not _THRESHOLD.match(folded, match.end())
    ]
    if not matches:
        return None
    match = matches[0]
    before = folded[max(0, match.start() - 12) : match.start()]
    if len(matches) > 1 and "inserting" in folded[match.end() : matches[1].start()]:
        match = matches[1]  # "deleting 34% and inserting 84%"
    if len(matches) > 1 and _FROM.search(before):
        between = folded[match.end() : matches[1].start()]
        if _TO.fullmatch(between):
            match = matches[1]  # "from 20 percent to 10 percent": the new level
    unit = match["unit"].lower()
    unit = {
        "%": "percent",
        "per cent": "percent",
        "percentage point": "percentage points",
        "个百分点": "percentage points",
        "mmt": "million metric tons",
        "吨": "tons",
        "万吨": "10,000 tons",
    }.get(unit, unit)
    if match["currency"]:
        unit = f"{match['currency'].strip()} {unit}"
    return {"value": match["value"].replace(",", ""), "unit": unit}


def terms(refs: Sequence[tuple[int, int, DateRef]], action: str, due: str = "") -> Terms:
    """Return the terms of an act from the dates in its words; ``due`` is that of its list's heading.

    A length of time is a term of acts that last (a suspension "for 90 days"); of others it is none.
    """
    effective = until = length = ""
    for _, _, ref in refs:
        if ref.is_duration:
            if ref.role == "due" and action not in ("SUSPEND", "EXTEND", "MAINTAIN"):
                due = due or ref.value  # "within 180 days"
                continue
            length = length or ref.value
        elif ref.role == "until":
            until = ref.value if action == "EXTEND" else until or ref.value  # "due to expire on X, until Y"
        elif ref.role == "due" and action in ("SUSPEND", "MAINTAIN") and ref.wording.endswith("前"):
            until = until or ref.value  # 在2026年11月10日前继续暂停
        elif ref.role == "effective":
            effective = effective or ref.value
        elif ref.role == "due":
            due = ref.value
    if not until and action in ("SUSPEND", "EXTEND", "MAINTAIN", "LIFT", "REDUCE", "STOP", "IMPOSE"):
        until = length
    if action in ("PURCHASE", "RESUME"):
        until = ""  # how long one buys is no end of an act
    return Terms(effective, due, until)
