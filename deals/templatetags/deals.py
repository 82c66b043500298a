"""How facts look in templates: dates with precision, parties by shape and word, states by sign and word.

Everything comes out escaped, in words as well as in signs, and without inline styles (the content security
policy forbids them).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..asking import Asking
from ..models import Countermeasure, Party, Status
from ..overview import days_between, shape_of
from ..sourcing import Backing
from ..state import State

register = template.Library()
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


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """A day in words, with its machine form: ``27 June 2025``; a dash where there is none."""
    if value is None:
        return mark_safe(f'<span class="none">{conditional_escape(_("not stated"))}</span>')
    date = value.date() if isinstance(value, dt.datetime) else value
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), f"{date.day} {date:%B %Y}")


@register.filter
def short_day(value: dt.date | dt.datetime | None) -> str:
    """A day in few letters: ``27 Jun 2025``."""
    if value is None:
        return ""
    date = value.date() if isinstance(value, dt.datetime) else value
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), f"{date.day} {date:%b %Y}")


@register.filter
def moment(value: dt.datetime | None) -> str:
    """An instant in UTC, to the minute."""
    if value is None:
        return ""
    utc = value.astimezone(dt.UTC)
    return format_html(
        '<time datetime="{}">{} UTC</time>', utc.isoformat(), f"{utc.day} {utc:%B %Y}, {utc:%H:%M}"
    )


@register.simple_tag
def days(first: dt.date, last: dt.date, precision: str = "day") -> str:
    """A span of days with its precision in words."""
    words = days_between(first, last, precision)
    if first == last and precision == "day":
        return format_html('<time datetime="{}">{}</time>', first.isoformat(), words)
    return format_html('<span class="span-of-days">{}</span>', words)


@register.filter
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


@register.filter
def countdown(number: int) -> str:
    """How far a day is from the asked one: ``today``, ``tomorrow``, ``in 12 days``, ``14 days ago``."""
    if number == 0:
        return _("today")
    if number == 1:
        return _("tomorrow")
    if number < 0:
        return ngettext("%(days)d day ago", "%(days)d days ago", -number) % {"days": -number}
    return ngettext("in %(days)d day", "in %(days)d days", number) % {"days": number}


@register.filter
def days_from(value: dt.date | None, start: dt.date) -> int:
    """Days from ``start`` to ``value``."""
    return (value - start).days if value else 0


@register.filter
def lang_code(value: str) -> str:
    """A language for the ``lang`` attribute; plain ``zh`` is written in simplified characters here."""
    return "zh-Hans" if value == "zh" else value or "en"


@register.simple_tag
def party(value: Party | None, link: bool = True, code: bool = False) -> str:
    """A party by shape and word; None reads as both sides."""
    if value is None:
        return format_html('<span class="party party--both">{}{}</span>', _shape("both"), _("Both sides"))
    kind = shape_of(value.code)
    name = value.code if code else value.name_en
    inside = format_html("{}{}", _shape(kind), name)
    if link:
        return format_html(
            '<a class="party party--{}" href="{}">{}</a>', kind, value.get_absolute_url(), inside
        )
    return format_html('<span class="party party--{}">{}</span>', kind, inside)


@register.simple_tag(takes_context=True)
def href(context: Mapping[str, Any], target: Any, **extra: Any) -> str:
    """The address of a record (or a path) with the question's dates carried along."""
    url = target if isinstance(target, str) else target.get_absolute_url()
    asking = context.get("asking")
    query = asking.query(**extra) if isinstance(asking, Asking) else ""
    if not isinstance(asking, Asking) and extra:
        query = "?" + urlencode(extra)
    if "#" in url:
        path, _hash, anchor = url.partition("#")
        return f"{_joined(path, query)}#{anchor}"
    return _joined(url, query)


@register.simple_tag(takes_context=True)
def zoomed(context: Mapping[str, Any], zoom: str, at: dt.date | None = None) -> str:
    """The address of this page with another window of its picture; filters and dates stay."""
    request = context["request"]
    query = request.GET.copy()
    query["zoom"] = zoom
    if at is not None:
        query["at"] = at.isoformat()
    elif zoom == "deal":
        query.pop("at", None)
    return f"{request.path}?{urlencode([(k, v) for k, v in query.items() if v])}"


@register.simple_tag(takes_context=True)
def here(context: Mapping[str, Any], path: str) -> SafeString:
    """The mark of the main link under which the page stands."""
    request = context.get("request")
    inside = request is not None and request.path.startswith(path)
    return mark_safe(' aria-current="true"' if inside else "")


def _joined(path: str, query: str) -> str:
    return path + (query.replace("?", "&", 1) if "?" in path else query)


@register.filter
def state_word(code: str) -> str:
    """The word of a state code, for readers."""
    return _(SHORT.get(code, code.replace("_", " ")))


@register.simple_tag
def state(value: State | str, until: dt.date | None = None) -> str:
    """A state as sign and word."""
    code = value if isinstance(value, str) else value.code
    words = state_word(code)
    if until:
        words = _("%(state)s until %(day)s") % {"state": words, "day": f"{until.day} {until:%b %Y}"}
    return format_html('<span class="state state--{}">{}{}</span>', code.replace("_", "-"), sign(code), words)


@register.simple_tag
def sign(code: str) -> str:
    """The sign of a state, for the eye only: the word always stands beside it."""
    body = SIGNS.get(code, SIGNS["unknown"])
    return mark_safe(
        f'<svg class="sign" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">{body}</svg>'
    )


@register.simple_tag
def mark_shape(kind: str) -> str:
    """The body of a party's shape, to be drawn within a picture."""
    return mark_safe(SHAPES.get(kind, SHAPES["other"]))


@register.filter
def standing(backing: Backing) -> str:
    """How many sources, in words: ``2 quoted, 1 cited``."""
    parts = []
    if backing.quotes:
        parts.append(_("%(count)d quoted") % {"count": len(backing.quotes)})
    if backing.cites:
        parts.append(_("%(count)d cited") % {"count": len(backing.cites)})
    return ", ".join(parts)


_HAN = re.compile(r"[\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]+")


@register.filter
def han(value: str) -> SafeString:
    """Text of ours or of a source with its runs of Chinese characters marked as Chinese."""
    escaped = str(conditional_escape(value))
    return mark_safe(_HAN.sub(lambda run: f'<span lang="zh-Hans">{run[0]}</span>', escaped))


@register.filter
def shape(value: Party) -> str:
    """The name of the shape that tells a party apart."""
    return shape_of(value.code)


@register.filter
def last_day(value: Status) -> dt.date | None:
    """The last day of a status period; None where it is open."""
    return value.effective.upper - dt.timedelta(days=1) if value.effective.upper else None


@register.filter
def short_name(value: Countermeasure) -> str:
    """A measure in few letters: the number of its instrument, or its reference."""
    number = value.instrument.number if value.instrument else ""
    return number if 0 < len(number) <= 14 else value.reference


@register.filter
def dashed(value: str) -> str:
    """A code as a class name: underscores as hyphens."""
    return value.replace("_", "-")


_LINK = re.compile(r"\[([^\]\n]+)\]\((https?://[^\s()<>\"']+)\)")
_STRONG = re.compile(r"\*\*([^*\n]+)\*\*")
_EMPHASIS = re.compile(r"\*([^*\n]+)\*")


@register.filter
def note(body: str) -> SafeString:
    """An editor's note: paragraphs, lists, ``*emphasis*``, ``**strong**`` and web links; all else is text."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", body.replace("\r\n", "\n")) if block.strip()]
    out = []
    for block in blocks:
        lines = block.split("\n")
        if all(line.lstrip().startswith(("- ", "* ")) for line in lines):
            items = format_html_join("", "<li>{}</li>", ((_inline(line.lstrip()[2:]),) for line in lines))
            out.append(format_html("<ul>{}</ul>", items))
        else:
            out.append(format_html("<p>{}</p>", mark_safe("<br>".join(_inline(line) for line in lines))))
    return mark_safe("".join(out))


def _inline(text: str) -> SafeString:
    escaped = str(conditional_escape(text))
    escaped = _LINK.sub(r'<a href="\2" rel="nofollow noopener">\1</a>', escaped)
    escaped = _STRONG.sub(r"<strong>\1</strong>", escaped)
    return mark_safe(_EMPHASIS.sub(r"<em>\1</em>", escaped))


def _shape(kind: str) -> SafeString:
    return mark_safe(
        '<svg class="shape" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">'
        f"{SHAPES[kind]}</svg>"
    )
