"""What a text names that a change or a translation must keep: instruments, dates, numbers, parties, items, force.

Surface facts with offsets, in English and Chinese, each with a value that is the same in both languages.
Meant for comparing two texts, not for reading what one of them promises: that is extraction's part. The
words for parties and materials are extraction's own lists, read here as data. Pure: no Django.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from sources import numerals
from sources.dates import find_dates
from sources.parties import alternation, capitalised, parties
from sources.text import fold
from sources.values import Precision

_FOLDER = Path(__file__).parent
# A day without its year is read against a leap year and its year struck out again.
_SOME_LEAP_DAY = dt.date(2000, 7, 1)


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing named, at ``text[start:stop]``.

    ``kind`` is instrument, date, number, party, item, modal or condition. ``value`` is language-neutral for all
    but modal (e.g. "2026-11-10", "P90D", "--06-27", "2023", "12000000", "24%", "10pp", "US", "Ga", "EO 14257",
    "no. 61"). ``detail`` is what may differ between languages but not between versions: a date's role
    (effective, due, until, since), an instrument's year.
    """

    kind: str
    value: str
    start: int
    stop: int
    detail: str = ""


def mentions(text: str, language: str) -> list[Mention]:
    """Return what ``text`` names, in order, never overlapping; ``language`` is "en" or starts with "zh".

    Where two readings overlap, the more special one stays (an instrument's number is no plain number, the
    "May" of a date no modal verb). Numbers that only count paragraphs are left out.
    """
    folded = fold(text)
    chinese = language.startswith("zh")
    taken = bytearray(len(folded))
    found: list[Mention] = []
    for start, stop in enumerators(folded):
        taken[start:stop] = b"\x01" * (stop - start)
    readers = (_instruments, _ranges, _dates, _years, _months, _numbers, _names, _conditions, _modals)
    for reader in readers:
        for mention in reader(folded, chinese):
            if not any(taken[mention.start : mention.stop]):
                found.append(mention)
                taken[mention.start : mention.stop] = b"\x01" * (mention.stop - mention.start)
    return sorted(found, key=lambda mention: mention.start)


_ENUMERATORS = re.compile(
    r"^[ \t]*(?:[-*•·#>]+[ \t]+(?=\S)|[•·](?=\S)|(?:[-*•·#>]+[ \t]*)?(?:\(?[0-9]{1,3}[.)、](?!\d)|\(?[a-z]{1,4}\)|"
    r"[a-z]\.(?= )|\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、))",
    re.MULTILINE,
)


def enumerators(folded: str) -> list[tuple[int, int]]:
    """Return the spans of bullets and paragraph numbers at the beginning of lines of a folded text."""
    return [match.span() for match in _ENUMERATORS.finditer(folded)]


_ENGLISH_INSTRUMENTS = re.compile(
    r"\b(?:executive order|e\.?o\.?)\s?(?:no\.? ?)?(?P<order>\d{5})\b"
    r"|\b(?:announcement|notice|decree)s? (?:no\.? ?)?(?P<number>\d{1,4})\b"
    r"(?: ?\(?(?:of )?(?P<year>(?:19|20)\d\d)\b\)?|(?= |,|\.|;|$))"
    r"|\bsection (?P<section>\d{3})\b",
    re.IGNORECASE,
)
_CHINESE_INSTRUMENTS = re.compile(
    r"第(?P<order>\d{5})号(?:行政令|总统令|令)?|行政令第?(?P<order2>\d{5})号?"
    r"|(?:(?P<year>(?:19|20)\d\d)年?)?[第\[\]]{0,2}(?P<number>\d{1,4})号(?:公告|令|通知|决定)?"
    r"|(?P<section>\d{3})\s?条款"
)


def _instruments(folded: str, chinese: bool) -> Iterator[Mention]:
    pattern = _CHINESE_INSTRUMENTS if chinese else _ENGLISH_INSTRUMENTS
    for match in pattern.finditer(folded):
        parts = match.groupdict()
        order = parts["order"] or parts.get("order2")
        if order:
            value = f"EO {order}"
        elif parts["section"]:
            value = f"section {parts['section']}"
        else:
            if chinese and match.start() and folded[match.start() - 1] == "月":
                continue  # 10月9号 is a day
            value = f"no. {int(parts['number'])}"
        yield Mention("instrument", value, match.start(), match.end(), parts["year"] or "")


_DATE_LEADS = tuple(
    (role, re.compile(rf"\b(?:{words})(?: (?:the|at least|at least another))?\s*$", re.IGNORECASE))
    for role, words in (
        ("until", "until|till|through|up to"),
        ("due", "by|before|no later than|not later than|prior to|within"),
        ("after", "after|following"),
        (
            "effective",
            "from|effective|effective on|effective from|starting|starting on|beginning|beginning on|as of|on or after",
        ),
        ("since", "since"),
    )
)  # fmt: skip
_ZH_MONTH = r"(?P<month>十[一二]?|[一二三四五六七八九])月"
_ZH_DAY = r"(?P<day>[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
_CHINESE_NUMERAL_DAYS = (
    re.compile(rf"(?P<year>[〇零○一二三四五六七八九]{{4}})年(?:{_ZH_MONTH}(?:{_ZH_DAY})?)?"),
    re.compile(rf"(?P<year>){_ZH_MONTH}{_ZH_DAY}"),
)
_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
# find_dates reads numerals up to 99; these are longer ones, and working days.
_CHINESE_TERM = re.compile(
    rf"(?<![第近上前{_NUMERALS}月])(?P<count>[{_NUMERALS}]{{1,8}}|(?<!\d)\d{{1,4}})"
    r"个?(?P<unit>工作日|自然日|(?<=个)月|(?<!个)[天年周日](?![代级度]))"
)


_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_ENGLISH_RANGES = (
    re.compile(
        rf"\b(?P<month>{'|'.join(_MONTHS)}) (?P<first>\d{{1,2}})"
        r"(?: ?(?:-|,? and|to|through|,) ?(?P<second>\d{1,2})(?!\d|%))"
        r"(?:,? (?P<year>(?:19|20)\d\d)\b)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<first>\d{{1,2}}) ?(?:-|and|to) ?(?P<second>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)})"
        r"(?:,? (?P<year>(?:19|20)\d\d)\b)?",
        re.IGNORECASE,
    ),
)
_CHINESE_RANGES = (
    re.compile(
        r"(?:(?P<year>(?:19|20)\d\d)\s?年\s?)?(?P<month>\d{1,2})\s?月\s?(?P<first>\d{1,2})\s?日?\s?(?:-|至|到|和|及|、)\s?(?P<second>\d{1,2})\s?[日号]"
    ),
)


def _ranges(folded: str, chinese: bool) -> Iterator[Mention]:
    """Days that share a month, "May 3 and 4, 2027": each is a date of its own."""
    for pattern in _CHINESE_RANGES if chinese else _ENGLISH_RANGES:
        for match in pattern.finditer(folded):
            month = int(match["month"]) if chinese else _MONTHS.index(match["month"].lower()) + 1
            days = int(match["first"]), int(match["second"])
            if not 1 <= month <= 12 or not all(1 <= day <= 31 for day in days):
                continue
            values = [f"{match['year'] or '-'}-{month:02d}-{day:02d}" for day in days]
            yield Mention("date", values[0], match.start(), match.end("first"))
            yield Mention("date", values[1], match.start("second"), match.end())


def _led(folded: str, start: int) -> tuple[int, str]:
    """Return where a date with the preposition before it starts, and the role the preposition gives it."""
    window = folded[max(0, start - 32) : start]
    for role, words in _DATE_LEADS:
        match = words.search(window)
        if match:
            return start - (len(window) - match.start()), role
    return start, ""


_DAY_OF_PUBLICATION = re.compile(
    r"\b(?:on|from|as of|upon) (?:the )?(?:day|date) of (?:its |their |this |the )?"
    r"(?:publication|promulgation|issu(?:e|ance)|release)\b",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(r"\b(?:once|twice|times)\s*\Z", re.IGNORECASE)  # "once a year" is no term


def _dates(folded: str, chinese: bool) -> Iterator[Mention]:
    if chinese:
        for pattern in _CHINESE_NUMERAL_DAYS:
            for match in pattern.finditer(folded):
                value = "".join(str(numerals.DIGITS[char]) for char in match["year"]) or "-"
                for part in (match["month"], match["day"]):
                    value += f"-{numerals.chinese(part):02d}" if part else ""
                yield Mention("date", value, match.start(), match.end())
        for match in _CHINESE_TERM.finditer(folded):
            digits = match["count"].isascii()
            if digits and "工" not in match["unit"] and "自" not in match["unit"]:
                continue
            count = int(match["count"]) if digits else numerals.chinese(match["count"])
            unit = {"月": "M", "年": "Y", "周": "W"}.get(match["unit"], "D")
            role = "due" if folded[match.end() : match.end() + 1] == "内" else ""
            yield Mention("date", f"P{count}{unit}", match.start(), match.end(), role)
    else:
        for match in _DAY_OF_PUBLICATION.finditer(folded):
            yield Mention("date", "now", match.start(), match.end(), "effective")
    for start, stop, ref in find_dates(folded, "zh" if chinese else "en", _SOME_LEAP_DAY):
        if not chinese and _HOW_OFTEN.search(folded, max(0, start - 8), start):
            continue
        value, role = ref.value, ref.role
        if ref.precision is Precision.DAY and not any(map(str.isdigit, ref.wording)):
            value = "now"
        elif ref.inferred:
            value = "-" + ref.value[4:]
        if not chinese:
            start, role = _led(folded, start)
        yield Mention("date", value, start, stop, role)


_ENGLISH_YEAR = re.compile(
    r"(?<![\d$€£¥.,/-])\b(?:19|20)\d\d\b(?![,.]?\d|%|[-/]\d| percent| million| billion)"
)
_CHINESE_YEAR = re.compile(
    r"(?P<lead>自|从|至|到|截至)?(?<!\d)(?P<year>(?:19|20)\d\d)\s?年(?P<tail>起|前|底前|以来)?"
)
_YEAR_ROLES = {"自": "effective", "从": "effective", "至": "until", "到": "until", "截至": "until", "起": "effective",
               "前": "due", "底前": "due", "以来": "since"}  # fmt: skip


# A month without a day or a year. "May" and "March" are words too, so that English wants a word of time before it.
_ENGLISH_MONTH = re.compile(
    rf"\b(?:in|by|until|till|since|from|before|after|during|early|late|mid|of)[ -](?P<month>{'|'.join(_MONTHS)})\b(?! ?\d)",
    re.IGNORECASE,
)
_CHINESE_MONTH = re.compile(
    r"(?<![\d年.])(?P<month>1[0-2]|[1-9])月(?!\s?\d|[一二三]?十?[一二三四五六七八九十]日)"
)


def _months(folded: str, chinese: bool) -> Iterator[Mention]:
    for match in (_CHINESE_MONTH if chinese else _ENGLISH_MONTH).finditer(folded):
        number = int(match["month"]) if chinese else _MONTHS.index(match["month"].lower()) + 1
        yield Mention("date", f"--{number:02d}", match.start("month"), match.end())


def _years(folded: str, chinese: bool) -> Iterator[Mention]:
    if chinese:
        for match in _CHINESE_YEAR.finditer(folded):
            role = _YEAR_ROLES.get(match["tail"] or match["lead"] or "", "")
            yield Mention("date", match["year"], match.start(), match.end(), role)
        return
    for match in _ENGLISH_YEAR.finditer(folded):
        start, role = _led(folded, match.start())
        yield Mention("date", match[0], start, match.end(), role)


# "one" alone is as often a pronoun.
_WORD_NUMBERS = {word: value for word, value in numerals.ENGLISH.items() if value > 1}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "mmt": 10**6, "billion": 10**9, "trillion": 10**12,
           "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}  # fmt: skip
_ENGLISH_NUMBERS = re.compile(
    r"(?<![\w.])(?:(?P<digits>(?:(?:(?<=\s)|(?<=\()|^)-)?\d+(?:,\d+)*(?:\.\d+)?)|"
    rf"\b(?P<word>{'|'.join(sorted(_WORD_NUMBERS, key=len, reverse=True))}|hundred|a hundred|one hundred)\b)"
    r"(?:[ -](?P<scale>hundred|thousand|million|billion|trillion|mmt)\b)?"
    r"(?P<unit> ?%|[ -]percentage[ -]points?\b|[ -]per ?cent\b)?",
    re.IGNORECASE,
)
_CHINESE_NUMBERS = re.compile(
    r"(?P<digits>(?:(?:(?<=[\s为])|(?<=\()|^)-)?(?<![\d.])\d+(?:,\d+)*(?:\.\d+)?)\s?(?P<scale>万亿|千万|百万|亿|万|千(?!克|米|瓦)|百)?(?P<unit>%|个百分点)?"
    rf"|百分之(?P<share>[{_NUMERALS}]+)(?:点(?P<tenths>[〇零一二三四五六七八九]+))?"
    rf"|(?<![第{_NUMERALS}])(?P<words>[{_NUMERALS}]{{1,12}})[余多几]?(?P<counter>个百分点|个|家|项|条|名|种|次|吨|美元|元|倍|份|批|轮|类|点|周|成|艘|辆|架|台|件|座|国)"
)


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _numbers(folded: str, chinese: bool) -> Iterator[Mention]:
    for match in (_CHINESE_NUMBERS if chinese else _ENGLISH_NUMBERS).finditer(folded):
        parts = match.groupdict()
        unit = (parts.get("unit") or parts.get("counter") or "").lower()
        unit = "pp" if "point" in unit or unit == "个百分点" else "%" if "%" in unit or "cent" in unit else ""
        if parts["digits"]:
            value = Decimal(parts["digits"].replace(",", "")[:40])
        elif chinese and parts["share"]:
            tenths = "".join(str(numerals.DIGITS[char]) for char in parts["tenths"] or "")
            value, unit = Decimal(f"{numerals.chinese(parts['share'])}.{tenths or 0}"), "%"
        elif chinese:
            if parts["words"] in ("一", "百", "千", "万"):
                continue  # 一个, 万一: as often a turn of speech as a count
            value = Decimal(numerals.chinese(parts["words"]))
        else:
            value = Decimal(_WORD_NUMBERS.get(parts["word"].lower(), 100))
        scale = (parts.get("scale") or "").lower()
        if scale:
            value *= _SCALES[scale]
        yield Mention("number", _plain(value) + unit, match.start(), match.end())


@cache
def _toml(path: str) -> dict[str, dict[str, object]]:
    return tomllib.loads((_FOLDER / path).read_text(encoding="utf-8"))


@cache
def _lexicon(chinese: bool) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """Return one pattern of all names, longest first, and what each lower-case name stands for."""
    names: dict[str, tuple[str, str]] = {}
    key = "zh" if chinese else "en"
    for file in ("extraction/materials.toml", "goods.toml"):
        for name, code in _toml(file)[key].items():
            names[name] = ("item", str(code))
            if not chinese and not name.endswith("s"):
                names[name + "s"] = ("item", str(code))
    for party, lists in parties().items():
        for name in (*lists[key], *(() if chinese else lists["adjectives_en"])):
            names.setdefault(name.removeprefix("the ").lower(), ("party", party))
    body = alternation(name for name in names if name != "us")
    # "us" is a pronoun; only as US or U.S. does it name a country.
    pattern = f"(?:{body})" if chinese else rf"(?<![\w.])(?:{body}|(?-i:US))(?!\w)"
    return re.compile(pattern, re.IGNORECASE), names


def _names(folded: str, chinese: bool) -> Iterator[Mention]:
    pattern, names = _lexicon(chinese)
    for match in pattern.finditer(folded):
        kind, code = names[match[0].lower()]
        if code and (match[0][0].isupper() or match[0] not in capitalised()):
            yield Mention(kind, code, match.start(), match.end())


# A step that somebody has to take first: "after delivery of the magnets", 磁材交付后. What merely came before ("after the
# talks", 会谈后) is told, not made a condition.
_ENGLISH_STEPS = (
    r"deliver(?:y|ies|ed|s)?|shipp?(?:ed|ments?)|receipt|received?|complet(?:ion|ed|es?)|fulfil(?:l?ment|led)|"
    r"implement(?:ation|ed)|remov(?:al|ed)|lift(?:ing|ed)|suspen(?:sion|ded)|resum(?:ption|ed)|approv(?:al|ed)|"
    r"ratifi(?:cation|ed)|verifi(?:cation|ed)|withdraw(?:al|n)"
)
_CHINESE_STEPS = (
    "交付|交货|到货|运抵|收到|履行|兑现|落实|到位|取消|解除|撤销|撤回|恢复(?!正常)|暂停|批准|获批|核准|"
    "验收|核查|完成"
)
_ENGLISH_CONDITIONS = re.compile(
    r"\b(?:(?<!even )if|unless|provided(?: that)?|subject to|on (?:the )?condition that|conditional (?:up)?on|"
    r"contingent (?:up)?on|in the event (?:that|of)|as long as|so long as|in exchange for|in return for|"
    r"(?<!at )once(?! (?:an?|every|each|per|again|more|only)\b)|"
    r"without (?:(?:a|an|any|the|its|prior|previous|written) )*"
    r"(?:permission|permit|licen[cs]e|authori[sz]ation|approval|consent))\b"
    r"|\bon(?= (?:delivery|receipt|completion)\b)"
    rf"|\b(?:after|upon|following)(?= (?:the |its |their |full |such ){{0,2}}(?:{_ENGLISH_STEPS})\b)"
    rf"|\b(?:after|following)(?=(?: [^\s.,;:]{{1,24}}){{1,8}} (?:is|are|ha(?:s|ve)(?: been)?|been) (?:{_ENGLISH_STEPS})\b)",
    re.IGNORECASE,
)
_CHINESE_CONDITIONS = re.compile(
    r"如果|假如|倘若|(?<![例诸犹譬])如(?=美|中|有|未|发|对|继|一意|执|需)|(?:(?<=[,，;；。])|(?<=但))如(?![何此下实期同今愿常意数约火故初前上次法])|"
    r"若(?!干)|只要|除非|一旦|前提|(?:条件|情况|情形)下|作为交换|但须|须经|未经(?=[^,，。;；]{0,6}(?:许可|批准|同意|授权|允许))"
    rf"|(?:{_CHINESE_STEPS})[^，。；：、！？\s]{{0,16}}?(?P<after>(?:之|以)?后)(?=[，,])"
)


def _conditions(folded: str, chinese: bool) -> Iterator[Mention]:
    for match in (_CHINESE_CONDITIONS if chinese else _ENGLISH_CONDITIONS).finditer(folded):
        # Numbers and names may stand between the step and its "after", and are read as such.
        start = match.start("after") if chinese and match["after"] else match.start()
        yield Mention("condition", "condition", start, match.end(), match[0].lower())


_ENGLISH_MODALS = re.compile(
    r"\b(?:shall|will|would|must|may|might|should|can|could|ought to|"
    r"(?:intend|plan|aim|seek|expect|need|ha(?:ve|s))(?:s)? to|is to|are to|"
    r"(?:agree|commit|pledge|undertake|promise|decide)(?:s|d|ted)?(?= to\b| that\b)|"
    r"required|not|no|never|nor|neither|without|except|refuses?)\b"
    r"|\bcan(?=not\b)|\b(?:should|would|could|might|must|wo)(?=n't\b)|(?<=n)'t\b|(?<=\bcan)not\b",
    re.IGNORECASE,
)
_CHINESE_MODALS = re.compile(
    r"不得|不予|不会|不应|不再|不可(?!靠)|严禁|禁止|必须|务必|应当|可以|承诺|拟|计划|打算|愿意?|原则上|除外"
    r"|(?<![对相反回供响适])应(?![用急对])|须|将(?![军领])"
    r"|(?<![委员社机协大国工商议晚开])会(?![议谈见晤员场计])|(?<![许认])可(?![能靠再持行])"
    r"|不(?!可靠|[仅断同但过])|未(?!来)|没有|无(?![论人线])|勿"
)


def _modals(folded: str, chinese: bool) -> Iterator[Mention]:
    for match in (_CHINESE_MODALS if chinese else _ENGLISH_MODALS).finditer(folded):
        word = match[0].lower()
        yield Mention("modal", {"'t": "not", "wo": "will"}.get(word, word), match.start(), match.end())
