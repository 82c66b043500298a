"""Facts as HTML: dates with precision, parties by shape and word, states by sign and word.

Plain functions, for the tags of templates and for the lines that are written without one (``lines.py``).
Everything comes out escaped, in words as well as in signs, and without inline styles (the content security
policy forbids them).
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from html import escape
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from .models import Party
from .overview import days_between, shape_of
from .sourcing import Backing
from .state import State

BEIJING = ZoneInfo("Asia/Shanghai")
WASHINGTON = ZoneInfo("America/New_York")

SHAPES = {
    "us": '<rect x="1.5" y="1.5" width="9" height="9"/>',
    "cn": '<circle cx="6" cy="6" r="5"/>',
    "eu": '<path d="M6 .5 11.5 6 6 11.5 .5 6z"/>',
    "jp": '<path d="M6 1 11.5 11H.5z"/>',
    "other": '<path d="M3.5 1h5L11 6l-2.5 5h-5L1 6z"/>',
    "both": '<rect x=".5" y="2" width="11" height="8" rx="4"/>',
}
SIGNS = {
    "in_force": '<circle cx="6" cy="6" r="5" class="full"/>',
    "partly_suspended": '<circle cx="6" cy="6" r="4.5"/><path d="M6 1.5a4.5 4.5 0 0 1 0 9z" class="full"/>',
    "suspended": '<path d="M2 1.500h3v9H2zM7 1.500h3v9H7z" class="full"/>',
    "ran_out": '<path d="M2 1h8L7 6l3 5H2l3-5z"/><path d="M3.5 10.5h5L6 7.500z" class="full"/>',
    "scheduled": '<path d="M3 1.500 10 6 3 10.500z"/>',
    "announced": '<circle cx="6" cy="6" r="4.500"/><circle cx="6" cy="6" r="1.500" class="full"/>',
    "ended": '<circle cx="6" cy="6" r="4.500"/><path d="M2.800 9.200 9.200 2.800"/>',
    "kept": '<path d="M1.500 6.500 4.500 9.500 10.500 2.500"/>',
    "partly_kept": '<path d="M1.500 6.500 4.500 9.500 7 6.500"/><path d="M8.500 4.500l2-2" />',
    "in_progress": '<path d="M1 5h2v2H1zM5 5h2v2H5zM9 5h2v2H9z" class="full"/>',
    "claimed": '<path d="M1 2h10v6H6L3.500 10.500V8H1z"/>',
    "disputed": '<path d="M1.500 4.200h9M1.500 7.800h9M8.500 1.500l-5 9"/>',
    "breached": '<path d="M2 2l8 8M10 2l-8 8"/>',
    "not_verified": '<path d="M2 6h8"/>',
    "unknown": '<path d="M3.500 4a2.500 2.500 0 1 1 3.400 2.300c-.7.300-.9.700-.9 1.400"/>'
    '<circle cx="6" cy="10.300" r=".8" class="full"/>',
}
for _code in ("lifted", "lapsed", "withdrawn", "superseded"):
    SIGNS[_code] = SIGNS["ended"]
SHORT = {
    "in_force": "in force",
    "partly_suspended": "partly suspended",
    "suspended": "suspended",
    "ran_out": "ran out, successor unseen",
    "scheduled": "scheduled",
    "announced": "announced, not in force",
    "ended": "ended",
    "lifted": "lifted",
    "lapsed": "lapsed",
    "withdrawn": "withdrawn",
    "superseded": "superseded",
    "kept": "kept",
    "partly_kept": "partly kept",
    "in_progress": "in progress",
    "claimed": "claimed by one side",
    "disputed": "disputed",
    "breached": "breached",
    "not_verified": "not verified",
    "unknown": "unknown",
}
_SVG = '<svg class="{}" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">{}</svg>'
_HAN = re.compile(r"[\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]+")


def day(value: dt.date | dt.datetime | None) -> SafeString:
    """A day in words, with its machine form: ``27 June 2025``; "not stated" where there is none."""
    if value is None:
        return mark_safe(f'<span class="none">{escape(_("not stated"))}</span>')
    return mark_safe(_day(value.date() if isinstance(value, dt.datetime) else value))


@lru_cache(maxsize=10_000)
def _day(date: dt.date) -> str:
    return f'<time datetime="{date.isoformat()}">{date.day} {date:%B %Y}</time>'


def short_day(value: dt.date | dt.datetime | None) -> SafeString:
    """A day in few letters: ``27 Jun 2025``; nothing where there is none."""
    if value is None:
        return SafeString("")
    return mark_safe(_short_day(value.date() if isinstance(value, dt.datetime) else value))


@lru_cache(maxsize=10_000)
def _short_day(date: dt.date) -> str:
    return f'<time datetime="{date.isoformat()}">{date.day} {date:%b %Y}</time>'


def moment(value: dt.datetime | None) -> SafeString:
    """An instant in UTC, to the minute; nothing where there is none."""
    if value is None:
        return SafeString("")
    utc = value.astimezone(dt.UTC)
    return mark_safe(f'<time datetime="{utc.isoformat()}">{utc.day} {utc:%B %Y}, {utc:%H:%M} UTC</time>')


def days(first: dt.date, last: dt.date, precision: str = "day") -> SafeString:
    """A span of days with its precision in words."""
    if first == last and precision == "day":
        return mark_safe(_day(first))
    return mark_safe(f'<span class="span-of-days">{escape(days_between(first, last, precision))}</span>')


def capitals(value: dt.datetime | None) -> str:
    """The day and hour of an instant in both capitals, where their days differ; else nothing."""
    if value is None:
        return ""
    beijing, washington = value.astimezone(BEIJING), value.astimezone(WASHINGTON)
    if beijing.date() == washington.date():
        return ""
    return _("%(beijing)s in Beijing, %(washington)s in Washington") % {
        "beijing": f"{beijing.day} {beijing:%B %Y, %H:%M}",
        "washington": f"{washington.day} {washington:%B %Y, %H:%M}",
    }


def countdown(number: int) -> str:
    """How far a day is from the asked one: ``today``, ``tomorrow``, ``in 12 days``, ``14 days ago``."""
    if number == 0:
        return _("today")
    if number == 1:
        return _("tomorrow")
    if number < 0:
        return ngettext("%(days)d day ago", "%(days)d days ago", -number) % {"days": -number}
    return ngettext("in %(days)d day", "in %(days)d days", number) % {"days": number}


def lang_code(value: str) -> str:
    """A language for the ``lang`` attribute; plain ``zh`` is written in simplified characters here."""
    return "zh-Hans" if value == "zh" else value or "en"


def party(value: Party | None, link: bool = True, code: bool = False) -> SafeString:
    """A party by shape and word; None reads as both sides."""
    if value is None:
        return mark_safe(f'<span class="party party--both">{shape("both")}{escape(_("Both sides"))}</span>')
    return _party(value.code, value.code if code else value.name_en, value.get_absolute_url() if link else "")


@lru_cache(maxsize=2_000)
def _party(code: str, name: str, url: str) -> SafeString:
    kind = shape_of(code)
    inside = shape(kind) + escape(name)
    if url:
        return mark_safe(f'<a class="party party--{kind}" href="{escape(url)}">{inside}</a>')
    return mark_safe(f'<span class="party party--{kind}">{inside}</span>')


def shape(kind: str) -> str:
    """The shape of a party, for the eye only: the word always stands beside it."""
    return _SVG.format("shape", SHAPES[kind])


def sign(code: str) -> SafeString:
    """The sign of a state, for the eye only: the word always stands beside it."""
    return mark_safe(_SVG.format("sign", SIGNS.get(code, SIGNS["unknown"])))


def state_word(code: str) -> str:
    """The word of a state code, for readers."""
    return _(SHORT.get(code, code.replace("_", " ")))


def state(value: State | str, until: dt.date | None = None) -> SafeString:
    """A state as sign and word."""
    return _state(value if isinstance(value, str) else value.code, until, get_language())


@lru_cache(maxsize=2_000)
def _state(code: str, until: dt.date | None, _language: str | None) -> SafeString:
    words = state_word(code)
    if until:
        # "Not in force until" would say that it is in force after it.
        pattern = _("%(state)s (to %(day)s)") if code == "announced" else _("%(state)s until %(day)s")
        words = pattern % {"state": words, "day": f"{until.day} {until:%b %Y}"}
    inside = sign(code) + escape(words)
    return mark_safe(f'<span class="state state--{escape(code.replace("_", "-"))}">{inside}</span>')


def standing(backing: Backing) -> str:
    """How many sources, in words: ``2 quoted, 1 cited``."""
    return standing_of(len(backing.quotes), len(backing.cites))


def standing_of(quotes: int, cites: int) -> str:
    """As ``standing``, of numbers."""
    parts = []
    if quotes:
        parts.append(_("%(count)d quoted") % {"count": quotes})
    if cites:
        parts.append(_("%(count)d cited") % {"count": cites})
    return ", ".join(parts)


def han(value: str) -> SafeString:
    """Text of ours or of a source, escaped, with its runs of Chinese characters marked as Chinese."""
    escaped = value if isinstance(value, SafeString) else escape(str(value))
    if escaped.isascii():
        return mark_safe(escaped)
    return mark_safe(_HAN.sub(lambda run: f'<span lang="zh-Hans">{run[0]}</span>', escaped))


def truncated(text: str, most: int) -> str:
    """The first ``most`` words, with an ellipsis where more follow."""
    words = text.split()
    return " ".join(words[:most]) + (" …" if len(words) > most else "")
