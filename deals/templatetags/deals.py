"""The words of ``markup.py`` and the lines of ``lines.py`` for templates, and the addresses that pages link to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .. import choices
from ..asking import Asking
from ..lines import backing_of, clashes_of, items_of, lit, sources
from ..markup import (
    SHAPES,
    capitals,
    countdown,
    day,
    days,
    han,
    lang_code,
    moment,
    party,
    short_day,
    sign,
    standing,
    state,
    state_word,
)
from ..models import Countermeasure, Party, Status
from ..overview import Overview, shape_of
from ..picture import labels_of, plot_of, upright_of
from ..timeline import Entry, Fold

register = template.Library()
register.filter(day)
register.filter(short_day)
register.filter(moment)
register.filter(capitals)
register.filter(countdown)
register.filter(lang_code)
register.filter(state_word)
register.filter(standing)
register.filter(han)
register.simple_tag(days)
register.simple_tag(party)
register.simple_tag(state)
register.simple_tag(sign)
register.simple_tag(sources, name="sources")
register.simple_tag(backing_of, name="backing")
register.simple_tag(clashes_of, name="clashes")
register.simple_tag(labels_of, name="labels")
register.simple_tag(lit)


@register.simple_tag(takes_context=True)
def plot(context: Mapping[str, Any], overview: Overview, measures: str, deal: str) -> SafeString:
    """The picture of a deal; its bands lead to the list of measures at the question's dates."""
    return plot_of(overview, context["asking"], measures, deal)


@register.simple_tag(takes_context=True)
def plot_down(context: Mapping[str, Any], overview: Overview, measures: str, deal: str) -> SafeString:
    """The picture of a deal with time running down, for a phone."""
    return upright_of(overview, context["asking"], measures, deal)


@register.simple_tag(takes_context=True)
def entries(context: Mapping[str, Any], items: Iterable[Entry | Fold]) -> SafeString:
    """The entries of a timeline, or of a part of it, as list items with the question's dates in their links."""
    return items_of(items, context["asking"])


@register.filter
def of(values: Mapping[str, Any] | None, key: str) -> Any:
    """What a mapping holds under a key; None where it does not, or where there is no mapping."""
    return values.get(key) if values else None


@register.filter
def field_word(label: str) -> str:
    """What a field of a record is called."""
    return _(label)


@register.filter
def table_word(row: Any) -> str:
    """What a row is a row of: "commitment terms", "status"."""
    return _(str(row._meta.verbose_name))


@register.filter
def object_word(code: str) -> str:
    """What an act is about, such as ``rare_earths``, in words."""
    return _(choices.object_words(code))


@register.filter
def days_from(value: dt.date | None, start: dt.date) -> int:
    """Days from ``start`` to ``value``."""
    return (value - start).days if value else 0


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


@register.simple_tag
def mark_shape(kind: str) -> str:
    """The body of a party's shape, to be drawn within a picture."""
    return mark_safe(SHAPES.get(kind, SHAPES["other"]))


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
