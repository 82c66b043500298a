"""Lengths of time as the rules code them (P90D, P1Y): in words, as the last day that they reach, in one form."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_LENGTH = re.compile(r"P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?")
_FOR_LENGTH = re.compile(rf"(?<=\bfor ){_LENGTH.pattern}(?!\w)")
_UNITS = ("year", "month", "week", "day")
A_DAY = dt.timedelta(days=1)


def is_length(value: str) -> bool:
    """True for an ISO 8601 duration of years, months, weeks and days."""
    return _LENGTH.fullmatch(value) is not None


def in_words(value: str) -> str:
    """Return "180 days" for P180D, "1 year and 6 months" for P1Y6M; raise ValueError for what is no length."""
    counts = _counts(value)
    parts = [f"{n} {unit}" if n == 1 else f"{n} {unit}s" for n, unit in zip(counts, _UNITS, strict=True) if n]
    return " and ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def spelled(text: str) -> str:
    """Return ``text`` with the length of each "for P180D" in words: recorded before lengths were told so."""
    return _FOR_LENGTH.sub(lambda found: in_words(found[0]), text)


def last_day(first: dt.date, value: str) -> dt.date | None:
    """Return the last day of what holds for ``value`` from ``first`` on, which belongs to it: one year from 20 December
    ends on 19 December. None beyond the calendar. Raises ValueError for what is no length."""
    years, months, weeks, days = _counts(value)
    month = first.month - 1 + months
    year = first.year + years + month // 12
    try:
        month = month % 12 + 1
        after = dt.date(year, month, min(first.day, calendar.monthrange(year, month)[1]))
        return after + dt.timedelta(weeks=weeks, days=days) - A_DAY
    except (ValueError, OverflowError, IndexError, calendar.IllegalMonthError):
        return None


def reduced(value: str) -> str:
    """Return the one form of all ways to write a length: P12M is P1Y, P3W is P21D. Months and days are never turned into
    each other. Raises ValueError for what is no length."""
    years, months, weeks, days = _counts(value)
    years, months, days = years + months // 12, months % 12, days + weeks * 7
    parts = [f"{n}{unit}" for n, unit in ((years, "Y"), (months, "M"), (days, "D")) if n]
    return "P" + ("".join(parts) or "0D")


def _counts(value: str) -> tuple[int, int, int, int]:
    found = _LENGTH.fullmatch(value)
    if found is None:
        raise ValueError(f"{value} is no length such as P90D or P1Y.")
    years, months, weeks, days = (int(number or 0) for number in found.groups())
    return years, months, weeks, days
