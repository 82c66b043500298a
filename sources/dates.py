"""Dates as texts give them: strict reading of one stated date, and dates, terms and intervals inside prose.

Nothing is guessed. What cannot be read for certain is undated and keeps its wording; "now" is an
argument, never asked of the clock.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sources import numerals
from sources.text import fold
from sources.values import Moment, Precision

OLDEST_YEAR = 1990
NEWEST_YEAR = 2100
FUTURE_YEARS = 2

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?"
    r"|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day|\.)?,?\s+)?"
_CLOCK = (
    r"(?:(?:\s*,?\s+(?:at\s+)?|t|\s*(?=[上下]午"
    r"|\d))(?P<half>[上下]午)?(?P<hour>\d{1,2})[:时点](?P<minute>\d{2})?分?"
    r"(?::?(?P<second>\d{2})秒?(?:[.,]\d+)?)?\s*(?P<ampm>[ap]\.?m\.?(?![a-z]))?"
    r"\s*(?P<zone>z|utc|gmt|[a-z]{2,4}|(?:gmt|utc)?[+-]\d{1,2}:?\d{2}|\((?:gmt|utc)[+-]\d+\))?)?"
)
_LEAD = (
    r"(?:(?:published|posted|updated|released|date|发布时间|发布日期|日期|时间"
    r"|成文日期)\s*(?:on)?\s*[::]?\s*)?"
)
_FORMS = tuple(
    re.compile(_LEAD + form + tail + r"\.?", re.IGNORECASE)
    for form, tail in (
        (r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})", _CLOCK),
        (
            r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
            r"(?:t(?P<hour>\d{2}):?(?P<minute>\d{2}):?(?P<second>\d{2})(?P<zone>z|[+-]\d{2}:?\d{2})?)?",
        ),
        (r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]", _CLOCK),
        (
            _WEEKDAY
            + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+"
            + _MONTH
            + r",?[\s-]+(?P<year>\d{4})",
            _CLOCK,
        ),
        (_WEEKDAY + _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})", _CLOCK),
        (r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月", ""),
        (r"(?P<year>\d{4})-(?P<month>\d{2})", ""),
        (_MONTH + r",?\s+(?P<year>\d{4})", ""),
        (r"(?P<year>\d{4})\s*年?", ""),
    )
)
_ZONES = {
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "ut": 0,
    "est": -300,
    "edt": -240,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
    "cet": 60,
    "cest": 120,
    "jst": 540,
    "kst": 540,
    "hkt": 480,
    "sgt": 480,
    "aest": 600,
    "aedt": 660,
    "myt": 480,
}
_NAMED_ZONES = {"et": "America/New_York", "ct": "America/Chicago", "pt": "America/Los_Angeles"}
# In these zones "CST" is China Standard Time; elsewhere it is the American Central Standard Time.
_CHINA_ZONES = frozenset(
    [
        "Asia/Shanghai",
        "Asia/Chongqing",
        "Asia/Harbin",
        "Asia/Urumqi",
        "Asia/Hong_Kong",
        "Asia/Macau",
        "Asia/Taipei",
        "PRC",
        "Hongkong",
    ]
)
_DAY = dt.timedelta(days=1)
_TICK = dt.timedelta(microseconds=1)
_CHINESE_YEAR = re.compile(r"(?:[〇零○一二三四五六七八九]{4}|一[〇零○一][〇零○一二三四五六七八九])(?=\s*年)")
_CHINESE_NUMBER = re.compile(
    r"(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=\s*(?:月|日|个月|年|天|周))"
)


def _arabic(text: str) -> str:
    """Return Chinese numerals of a date as digits: 二〇二五年十一月十日 -> 2025年11月10日 (lengths
    change).
    """

    text = _CHINESE_YEAR.sub(lambda match: "".join(str(numerals.DIGITS[char]) for char in match[0]), text)
    return _CHINESE_NUMBER.sub(lambda match: str(numerals.chinese(match[0])), text)


def parse_moment(
    raw: str, tz: str, formats: Sequence[str] = (), *, reference: dt.datetime | None = None
) -> Moment:
    """Return the one date that ``raw`` states, strictly.

    ``tz`` is the IANA zone of the source, for dates that carry none (and for "CST", which is Beijing's in
    a Chinese source and Chicago's in others). ``formats`` are the source's own ``strptime`` patterns,
    tried first; "epoch" and "epoch_ms" among them allow a count of seconds or milliseconds, which is
    refused otherwise. A local time that the clocks of its zone show twice, or never, is read as its day.
    ``reference`` is an aware time: a date two years after it or later is refused, like
    one before 1990 or after 2100, one that no calendar has, and day and month that could be swapped.
    What is refused comes back undated with its wording; bounds are UTC, the last one inclusive.

    Raises ``zoneinfo.ZoneInfoNotFoundError`` for an unknown ``tz``.
    """
    home = ZoneInfo(tz)
    wording = " ".join(raw.split())
    undated = Moment(None, None, Precision.UNDATED, wording)
    if not wording or len(wording) > 200:
        return undated
    try:
        found = _by_formats(wording, home, formats) or _by_forms(_arabic(fold(wording)), tz)
    except (ValueError, OverflowError):  # no such day, hour or offset
        return undated
    if found is None:
        return undated
    earliest, latest, precision = found
    # At the ends of the calendar there is no other zone to go to: far years are refused unconverted.
    is_far = not OLDEST_YEAR - 1 <= earliest.year <= NEWEST_YEAR + 1
    if is_far or not OLDEST_YEAR <= earliest.astimezone(home).year <= NEWEST_YEAR:
        return undated
    if reference is not None and earliest >= _years_later(reference, FUTURE_YEARS):
        return undated
    return Moment(earliest, latest, precision, wording)


def say_moment(moment: Moment, zone: str) -> str:
    """Return a date as precisely as it is known, on the calendar of ``zone`` (IANA, the source's own); or "undated"."""
    if moment.earliest is None:
        return f"undated: {moment.wording[:60]!r}" if moment.wording else "undated"
    local = moment.earliest.astimezone(ZoneInfo(zone))
    forms = {"instant": "%Y-%m-%d %H:%M", "day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
    return f"{local:{forms.get(moment.precision, '%Y-%m-%d')}}"


def _years_later(moment: dt.datetime, years: int) -> dt.datetime:
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:  # 29 February
        return moment.replace(year=moment.year + years, day=28)


_Bounds = tuple[dt.datetime, dt.datetime, Precision]


def _by_formats(wording: str, home: ZoneInfo, formats: Sequence[str]) -> _Bounds | None:
    for form in formats:
        if form in ("epoch", "epoch_ms"):
            if re.fullmatch(r"\d{1,16}(?:\.\d+)?", wording):
                instant = dt.datetime.fromtimestamp(
                    float(wording) / (1000 if form == "epoch_ms" else 1), dt.UTC
                )
                return instant, instant, Precision.INSTANT
            continue
        if not any(code in form for code in ("%Y", "%y", "%c", "%x", "%G")):
            continue  # strptime would put 1900 for the missing year
        try:
            read = dt.datetime.strptime(wording, form)
        except ValueError:
            continue
        if any(code in form for code in ("%H", "%I", "%X", "%c")):
            return _on_the_clock(read if read.tzinfo else read.replace(tzinfo=home), home)
        if any(code in form for code in ("%d", "%j", "%x", "%u")):
            return _span(read.date(), read.date() + _DAY, home, Precision.DAY)
        if any(code in form for code in ("%m", "%b", "%B")):
            return _month(read.year, read.month, home)
        return _span(dt.date(read.year, 1, 1), dt.date(read.year + 1, 1, 1), home, Precision.YEAR)
    return None


def _span(first: dt.date, after: dt.date, home: ZoneInfo, precision: Precision) -> _Bounds:
    """Return the UTC bounds of the local days from ``first`` up to, but not, ``after``."""
    begin = dt.datetime(first.year, first.month, first.day, tzinfo=home).astimezone(dt.UTC)
    end = dt.datetime(after.year, after.month, after.day, tzinfo=home).astimezone(dt.UTC) - _TICK
    return begin, end, precision


def _month(year: int, month: int, home: ZoneInfo) -> _Bounds:
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return _span(dt.date(year, month, 1), after, home, Precision.MONTH)


def _by_forms(text: str, tz: str) -> _Bounds | None:
    home = ZoneInfo(tz)
    for form in _FORMS:
        match = form.fullmatch(text)
        if not match:
            continue
        parts = match.groupdict()
        year = int(parts["year"])
        if parts.get("month") is None:
            return _span(dt.date(year, 1, 1), dt.date(year + 1, 1, 1), home, Precision.YEAR)
        month = _month_number(parts["month"])
        if parts.get("day") is None:
            return _month(year, month, home)
        day = dt.date(year, month, int(parts["day"]))
        if not parts.get("hour"):
            return _span(day, day + _DAY, home, Precision.DAY)
        return _instant(day, parts, tz)
    return None


def _month_number(word: str) -> int:
    return int(word) if word.isdigit() else _MONTHS[word.lower().rstrip(".")]


def _instant(day: dt.date, parts: dict[str, str | None], tz: str) -> _Bounds:
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    late = (parts.get("ampm") or "").lower().startswith("p") or parts.get("half") == "下午"
    early = (parts.get("ampm") or "").lower().startswith("a") or parts.get("half") == "上午"
    if (late or early) and hour > 12:
        raise ValueError("no such hour")
    if late and hour < 12:
        hour += 12
    elif early and hour == 12:
        hour = 0
    if hour == 24 and minute == second == 0:  # ISO 8601 and Chinese notices: the end of the day
        day, hour = day + _DAY, 0
    local = dt.datetime(day.year, day.month, day.day, hour, minute, min(second, 59))
    if second > 60:
        raise ValueError("no such second")
    return _on_the_clock(local.replace(tzinfo=_zone(parts.get("zone") or "", tz)), ZoneInfo(tz))


def _on_the_clock(local: dt.datetime, home: ZoneInfo) -> _Bounds:
    """Return the instant of an aware local time; its day where clocks show that time twice that night, or never.

    Summer time begins and ends in the night: which of the two hours is meant, or what a time that no clock shows
    stands for, is not said. The day is.
    """
    earlier, later = local.replace(fold=0).astimezone(dt.UTC), local.replace(fold=1).astimezone(dt.UTC)
    if earlier != later:
        zone = local.tzinfo if isinstance(local.tzinfo, ZoneInfo) else home
        return _span(local.date(), local.date() + _DAY, zone, Precision.DAY)
    return earlier, earlier, Precision.INSTANT


def _zone(name: str, tz: str) -> dt.tzinfo:
    """Return the zone of a time; raises ``ValueError`` for one that is not known, or is two things at
    once.
    """
    name = name.lower().strip("()")
    if not name:
        return ZoneInfo(tz)
    if name in _ZONES:
        return dt.timezone(dt.timedelta(minutes=_ZONES[name]))
    if name in _NAMED_ZONES:
        return ZoneInfo(_NAMED_ZONES[name])
    if name == "cst":
        return dt.timezone(dt.timedelta(hours=8 if tz in _CHINA_ZONES else -6))
    if name == "bst" and tz == "Europe/London":
        return dt.timezone(dt.timedelta(hours=1))
    offset = re.fullmatch(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})?", name)
    if not offset or int(offset[2]) > 14 or int(offset[3] or 0) > 59:
        raise ValueError(f"unknown zone {name}")
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    return dt.timezone(dt.timedelta(minutes=-minutes if offset[1] == "-" else minutes))


@dataclass(frozen=True, slots=True)
class DateRef:
    """A date or term found in prose.

    ``value`` is an ISO date (2026-11-10), month (2026-11), year (2026) or ISO 8601 duration (P90D, P1Y), ""
    when the text names a day of publication that is not known; ``role`` is effective, due, until, since,
    or "" when nothing around says; ``inferred`` is true when the text gives no year and the one nearest to
    its publication was taken.
    """

    value: str
    role: str
    precision: Precision
    wording: str
    inferred: bool = False

    @property
    def is_duration(self) -> bool:
        """Whether this is a length of time and not a point in it."""
        return self.value.startswith("P")


_NUMBER_WORDS = {
    word: value
    for word, value in numerals.ENGLISH.items()
    if value <= 15 or value in (18, 20, 30, 45, 60, 90)
} | {"zero": 0, "a": 1, "an": 1}
_UNITS = {
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "天": "D",
    "日": "D",
    "周": "W",
    "月": "M",
    "年": "Y",
}
_ENGLISH_DATES = re.compile(
    r"(?P<iso>\b\d{4}-\d{2}-\d{2}\b)"
    r"|\b(?P<half>half[- ]a[- ]year)\b"
    r"|\b(?P<whole>end-\d{4}|(?<=through )\d{4}|(?<=through the year )\d{4}"
    r"|(?<=until )20[2-9]\d(?! ?[\w,-]*(?:tons|tonnes|units|million)))\b"
    rf"|\b(?P<ending>year-end|(?:the )?end(?: of |-)(?:(?P<end_year>(?:the|this|next) year|\d{{4}})"
    rf"|{_MONTH.replace('<month>', '<end_month>')}(?:,? (?P<end_month_year>\d{{4}}))?))\b"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? (?P<year>\d{{4}}))?\b"
    rf"|\b{_MONTH.replace('<month>', '<month2>')} (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d|%"
    rf"| percent)(?:(?: and | to |-| - )\d{{1,2}}\b)?"
    r"(?:,? (?P<year2>\d{4})\b)?"
    rf"|\b{_MONTH.replace('<month>', '<month3>')},? (?P<year3>\d{{4}})\b"
    r"|\b(?P<count>\d{1,3}|"
    + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
    + r"|(?<=for )another|(?<=by )another|(?<=for )an additional|(?<=for )one more)"
    r"[- ](?:(?:full|calendar|working|business|more|additional|further)[- ])?(?P<unit>day|week|month|year)s?\b(?![- ]old)"
    r"|\b(?P<now>effective immediately|with immediate effect|immediately upon publication"
    r"|upon publication)\b",
    re.IGNORECASE,
)
_TIME_OF_DAY = (
    r"(?:,? (?:at )?\d{1,2}:\d{2}(?: [ap]\.m\.?)?,?(?: (?:eastern|[A-Z]{2,4})(?: (?:daylight"
    r"|standard))?(?: time)?)?,?)?"
)
_ENGLISH_ROLES = tuple(
    (
        role,
        re.compile(
            rf"\b(?:{words}){_TIME_OF_DAY}(?: (?:on|the|at least|a|an|initial|period|of|for))*$",
            re.IGNORECASE,
        ),
    )
    for role, words in (
        (
            "until",
            "until|through|till|up to and (?:including|inclusive)|expir(?:e|es|ed|ing)|valid (?:until|to)|lasting",
        ),
        ("due", "by|before|no later than|not later than|within|prior to|deadline of"),
        (
            "effective",
            (
                "effective(?: (?:as of|from|on))?|starting(?: (?:on|from))?|beginning(?: on)?|as "
                "of|from|on or after|"
                "with effect from|take effect|takes effect|took effect|enters? into force|entered into force"
            ),
        ),
        ("since", "since|announced|issued|dated"),
    )
)
_CHINESE_DATES = re.compile(
    # what a date can begin with: so the engine knows at once where none can
    r"(?=[今去明年即半\d〇零○一二两三四五六七八九十\s]|[自从至到截直于在有][至止于到效今去明年即本发公\s\d〇零○一二两三四五六七八九十])"
    r"(?=[今去明年即半自从至到截直于在有]|[\s\d〇零○一二两三四五六七八九十]{1,7}[年月日天周个])(?:(?P<lead>自|从|至|到|截至|直至|截止于|截止到|截止|于|在|有效期至)?\s?(?:(?P<year>\d{4}"
    r"|(?<!\d)1[01]\d(?=\s?年\s?\d{1,2}\s?月)|一[一〇零○][〇零○一二三四五六七八九](?=年)|今|去|明|[〇零○一二三四五六七八九]{4})\s?年的?\s?)?"
    r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])\s?月"
    r"(?:\s?(?P<day>\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s?[日号])?(?:\s?\d{1,2}[时:]\d{0,2}分?)?(?P<tail>[起止前]|之前|以前|底前"
    r"|底|开始|以来)?"
    r"|(?P<end_lead>至|到|截至)?(?P<end_year>(?<!\d)\d{4}|今|明)?年?年底(?P<end_tail>之?前)?"
    r"|(?P<now>(?:自今日|今日|自今天|自即日|即日|自(?:本公告)?(?:发布|公布)之日|自(?:发布|公布)当日)起)"
    r"|(?:(?<![\d.同])(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3}|[一二三][〇一二三四五六七八九]〇(?=天|日))\s?(?P<unit>个月|年|天|周|日(?=内"
    r"|之内))|(?<![上下前后每近去大这])(?P<half>半)年)(?=期|内|的|之|,|。|;|$|\s|暂停|执行|不|[^月度来代级产]))"
)
_CHINESE_LEADS = {
    "自": "effective",
    "从": "effective",
    "至": "until",
    "到": "until",
    "截至": "until",
    "直至": "until",
    "截止": "until",
    "截止于": "until",
    "截止到": "until",
    "有效期至": "until",
}
_CHINESE_TAILS = {
    "起": "effective",
    "开始": "effective",
    "止": "until",
    "前": "due",
    "之前": "due",
    "以前": "due",
    "底前": "due",
    "以来": "since",
}


def find_dates(text: str, language: str, published_on: dt.date | None) -> list[tuple[int, int, DateRef]]:
    """Return the dates and terms that ``text`` names, as (start, stop, what), in order, never overlapping.

    ``language`` is "en" or starts with "zh". ``published_on`` resolves "即日起" and "effective immediately",
    and gives a date without a year the year that brings it nearest to publication (marked as inferred).
    Impossible dates are left out.
    """
    return find_dates_of_folded(fold(text), language, published_on)


def find_dates_of_folded(
    folded: str, language: str, published_on: dt.date | None
) -> list[tuple[int, int, DateRef]]:
    """Return what ``find_dates`` does, of a text that is folded already."""
    found = []
    # Chinese numerals keep their places: each is matched where it stands and read afterwards.
    if language.startswith("zh"):
        for match in _CHINESE_DATES.finditer(folded):
            ref = _chinese_ref(match, folded, published_on)
            if ref:
                found.append((match.start(), match.end(), ref))
        return found
    for match in _ENGLISH_DATES.finditer(folded):
        ref = _english_ref(match, folded, published_on)
        if ref:
            found.append((match.start(), match.end(), ref))
    return found


def _dated(
    year: str | None, month: int, day: str | None, role: str, wording: str, near: dt.date | None
) -> DateRef | None:
    """Return the reference to a day or month, or None for a day that no calendar has or a year nobody
    knows.
    """
    if day is None:
        if not year or not 1 <= month <= 12:
            return None
        return DateRef(f"{int(year):04d}-{month:02d}", role, Precision.MONTH, wording)
    try:
        if year:
            return DateRef(dt.date(int(year), month, int(day)).isoformat(), role, Precision.DAY, wording)
        if near is None:
            return None
        candidates = [dt.date(near.year + step, month, int(day)) for step in (-1, 0, 1)]
    except ValueError:
        return None
    nearest = min(candidates, key=lambda candidate: abs(candidate - near))
    if role == "until" and nearest < near:  # in spring, "until October 31" is this year's
        nearest = next((day for day in candidates if day > near and (day - near).days <= 330), nearest)
    return DateRef(nearest.isoformat(), role, Precision.DAY, wording, inferred=True)


def _english_ref(match: re.Match[str], folded: str, published_on: dt.date | None) -> DateRef | None:
    parts, wording = match.groupdict(), match[0]
    before = folded[max(0, match.start() - 90) : match.start()].rstrip()
    role = next((role for role, words in _ENGLISH_ROLES if words.search(before)), "")
    if parts["now"]:
        return DateRef(published_on.isoformat() if published_on else "", "effective", Precision.DAY, wording)
    if parts["half"]:
        return DateRef("P6M", role, Precision.INTERVAL, wording)
    if parts["whole"]:
        return DateRef(f"{wording[-4:]}-12-31", role, Precision.DAY, wording)  # "by end-2027", "through 2028"
    if parts["unit"]:
        count = parts["count"].lower()
        number = _NUMBER_WORDS.get(count) or (int(count) if count.isdigit() else 1)  # "for another year"
        value = f"P{number}{_UNITS[parts['unit'].lower()]}"
        return DateRef(value, role, Precision.INTERVAL, wording)
    if parts["ending"]:
        return _ending(parts, role, wording, published_on)
    if parts["iso"]:
        year, month, day = parts["iso"].split("-")
        return _dated(year, int(month), day, role, wording, published_on)
    month = next(parts[name] for name in ("month", "month2", "month3") if parts[name])
    year = parts["year"] or parts["year2"] or parts["year3"]
    if month in ("may", "mar", "march") and not year:
        return None  # "5 may", "may 5" in lower case is a verb as often as a month
    return _dated(year, _month_number(month), parts["day"] or parts["day2"], role, wording, published_on)


def _ending(parts: dict[str, str], role: str, wording: str, near: dt.date | None) -> DateRef | None:
    """Return the last day of a month or year that is named by its end: "by the end of 2026", "year-end"."""
    named = parts["end_year"] or "the year"
    if parts["end_month"]:
        month = _month_number(parts["end_month"])
        year = parts["end_month_year"]
        if not year and near is None:
            return None
        years = [int(year)] if year else [near.year + step for step in (-1, 0, 1)] if near else []
        days = [dt.date(each + month // 12, month % 12 + 1, 1) - _DAY for each in years]
        value = days[0] if near is None else min(days, key=lambda day: abs(day - near))
        return DateRef(value.isoformat(), role, Precision.DAY, wording, inferred=not year)
    if named.isdigit():
        return DateRef(f"{named}-12-31", role, Precision.DAY, wording)
    if near is None:
        return None
    year_meant = near.year + named.lower().startswith("next")
    return DateRef(f"{year_meant}-12-31", role, Precision.DAY, wording, inferred=True)


def _chinese_ref(match: re.Match[str], folded: str, published_on: dt.date | None) -> DateRef | None:
    parts, wording = match.groupdict(), match[0]
    if parts["now"]:
        return DateRef(published_on.isoformat() if published_on else "", "effective", Precision.DAY, wording)
    if parts["half"]:
        if folded[max(0, match.start() - 2) : match.start()] in ("最后", "过去", "最近", "首个"):
            return None
        role = "due" if folded.startswith(("内", "之内", "以内"), match.end()) else ""
        return DateRef("P6M", role, Precision.INTERVAL, wording)
    if parts["unit"]:
        if folded[max(0, match.start() - 1) : match.start()] in (
            "今",
            "去",
            "明",
            "每",
            "第",
            "近",
            "前",
            "上",
        ):
            return None
        if folded[max(0, match.start() - 2) : match.start()] in ("最后", "过去", "最近", "首个"):
            return None
        spelled = parts["count"].replace("两", "二")
        number = (
            "".join(str(numerals.DIGITS.get(digit, "")) for digit in spelled)
            if "〇" in spelled
            else _arabic(spelled + "年")[:-1]
        )
        if not number.isdigit():
            return None
        # 在未来5年内对…征收: how long, and no day by which
        ahead = folded[max(0, match.start() - 2) : match.start()] in ("未来", "今后") and folded.startswith(
            ("对", "征收", "加征", "继续", "维持", "保持", "暂停"), match.end() + 1
        )
        role = "due" if folded.startswith(("内", "之内", "以内"), match.end()) and not ahead else ""
        return DateRef(f"P{int(number)}{_UNITS[parts['unit'][-1]]}", role, Precision.INTERVAL, wording)
    if "年底" in wording and not parts["month"]:
        named = parts["end_year"]
        if published_on is None and not (named and named.isdigit()):
            return None
        if not named or not named.isdigit():
            named = str(published_on.year + (named == "明")) if published_on else ""
        role = "due" if parts["end_tail"] else "until" if parts["end_lead"] else ""
        return DateRef(f"{named}-12-31", role, Precision.DAY, wording)
    year = parts["year"] and _arabic(parts["year"] + "年")[:-1]
    if year and not year.isdigit():
        if published_on is None:
            return None
        year = str(published_on.year + {"去": -1, "今": 0, "明": 1}[year])
    if year and len(year) == 3:
        year = str(int(year) + 1911)  # Taiwan counts from 1912: 115年1月27日
    lead, tail = parts["lead"] or "", parts["tail"] or ""
    role = _CHINESE_TAILS.get(tail) or _CHINESE_LEADS.get(lead, "")
    if tail == "起" or (lead in ("自", "从") and tail not in ("前", "以来")):
        role = "effective"
    day = parts["day"] and _arabic(parts["day"] + "日")[:-1]
    return _dated(year, int(_arabic(parts["month"] + "月")[:-1]), day, role, wording, published_on)


_EARLIER_IN = re.compile(rf"\bearlier in {_MONTH}\b|\bearlier this month\b", re.IGNORECASE)
_RELATIVE = re.compile(
    rf"\b(?:earlier in {_MONTH}|(?:earlier |late |later )?(?:this|last) (?:week|month|year)|on (?:mon"
    rf"|tues|wednes|thurs|fri|satur|sun)day|"
    r"yesterday|today)\b|本周[一二三四五六日]?|上周|上个?月|本月|今日|昨日|日前",
    re.IGNORECASE,
)


def text_interval(text: str, language: str) -> Moment:
    """Return between what days an undated ``text`` can have been written, as far as its own words bound it.

    The latest day that it names in full, year included, and not as something ahead (until, by, effective, "will
    meet after") is the earliest bound; there is a latest bound where it says "earlier in June" of that day's month.
    A text that names no year is undated, and ``wording`` says what it does name: its year is not guessed.
    """
    refs = find_dates(text, language, None)
    past = [
        ref
        for start, stop, ref in refs
        if ref.precision is Precision.DAY
        and ref.value
        and ref.role in ("", "since")
        and not _lies_ahead(text, start, stop, language)
    ]
    hints = list(dict.fromkeys(match[0] for match in _RELATIVE.finditer(fold(text))))
    if not past:
        yearless = [match[0] for match in _yearless(fold(text), language)]
        named = ", ".join(f"“{words}”" for words in [*dict.fromkeys(yearless), *hints][:6])
        wording = f"no date of its own and no day with its year; it says {named}" if named else "no date"
        return Moment(None, None, Precision.UNDATED, wording)
    anchor = max(past, key=lambda ref: ref.value)
    day = dt.date.fromisoformat(anchor.value)
    if not OLDEST_YEAR <= day.year <= NEWEST_YEAR:
        return Moment(None, None, Precision.UNDATED, f"names {anchor.wording}")
    # The zone is not known either: the bounds take in every zone on earth.
    earliest = dt.datetime(
        day.year, day.month, day.day, tzinfo=dt.timezone(dt.timedelta(hours=14))
    ).astimezone(dt.UTC)
    latest, said = None, ""
    for match in _EARLIER_IN.finditer(fold(text)):
        if match["month"] is None or _month_number(match["month"]) == day.month:
            after = _month(day.year, day.month, ZoneInfo("UTC"))[1]
            latest, said = after + dt.timedelta(hours=12), f"; says “{match[0]}”"
    return Moment(earliest, latest, Precision.INTERVAL, f"names {anchor.wording}{said}")


_AHEAD = re.compile(
    r"\b(?:will|shall|would|is to|are to|set to|due to|(?:is|are) (?:scheduled|expected|due)|plan(?:s|ned)? to"
    r"|no earlier than)\b"
    r"(?:(?!\b(?:said|says|stated|announced|that|which|signed|adopted|issued)\b)[^.;:\n]){0,80}$",
    re.IGNORECASE,
)
_AHEAD_AFTER = re.compile(
    r"(?:(?!\b(?:said|says|stated|announced|that|which|signed|adopted|issued)\b)[^.;:\n]){0,60}?\b(?:will|shall)\b",
    re.IGNORECASE,
)
_AHEAD_ZH = re.compile(r"(?:(?:将|將|拟|擬|定于|定於|预计|預計|计划|計劃)[^。；，、：\n]{0,12}|定)$")
_AHEAD_AFTER_ZH = re.compile(r"(?:前后|左右|起)?(?:将|將|拟|擬)")


def _lies_ahead(text: str, start: int, stop: int, language: str) -> bool:
    """Whether the words around a date speak of something to come on it."""
    before, after = text[max(0, start - 120) : start], text[stop : stop + 120]
    if language.startswith("zh"):
        return bool(_AHEAD_ZH.search(before) or _AHEAD_AFTER_ZH.match(after))
    return bool(_AHEAD.search(before) or _AHEAD_AFTER.match(after))


def _yearless(folded: str, language: str) -> list[re.Match[str]]:
    pattern = _CHINESE_DATES if language.startswith("zh") else _ENGLISH_DATES
    found = []
    for match in pattern.finditer(folded):
        parts = match.groupdict()
        if (
            not parts["now"]
            and not parts["unit"]
            and not any(parts.get(name) for name in ("year", "year2", "year3", "iso"))
        ):
            found.append(match)
    return found
