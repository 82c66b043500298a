"""The lines that a long page has hundreds of, as HTML: entries of a timeline, contradictions, sources.

Written as functions, since a template of as many ``if`` and ``include`` as these lines need takes most of the time
of such a page (docs/decisions.md, 2026-11-27). Every value of the record passes ``escape`` or ``han``; nothing
here asks the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from .asking import Asking
from .gathering import Clash
from .markup import (
    capitals,
    countdown,
    days,
    han,
    lang_code,
    party,
    short_day,
    standing_of,
    state,
    truncated,
)
from .sourcing import Backing, Cite, Quote
from .timeline import Entry, Fold, Subject

LABEL_WORDS = 18
MANY = 5  # changed records of an entry beyond which a phone folds them


@dataclass(frozen=True, slots=True)
class _Words:
    """What the lines say of their own, in one language, escaped."""

    language: str | None
    cited: str
    changed: str
    differ: str
    differed: str
    disputes: str
    medium: str
    no_address: str
    of: str
    official: str
    quoted: str
    removed: str
    same_day: str
    told: str


@lru_cache(maxsize=8)
def _words(language: str | None) -> _Words:
    return _Words(
        language=language,
        cited=escape(_("cited")),
        changed=escape(_("its publisher has changed these words since")),
        differ=escape(_("Sources differ")),
        differed=escape(_("Sources differed; resolved")),
        disputes=escape(_("disputes it")),
        medium=escape(_("medium confidence")),
        no_address=escape(_("no address known")),
        of=escape(_("for")),
        official=escape(_("official")),
        quoted=escape(_("quoted")),
        removed=escape(_("its publisher has removed these words since")),
        same_day=escape(_("one of several that day, in no known order")),
        told=escape(_("told by the periods of measures")),
    )


def sources(backing: Backing) -> SafeString:
    """The list of what a fact rests on: quotes in their own language, then citations."""
    return mark_safe(_sources(backing, _words(get_language())))


def _sources(backing: Backing, words: _Words) -> str:
    items = [_quoted(quote, words) for quote in backing.quotes]
    items += [_cited(cite, words) for cite in backing.cites]
    return f'<ol class="sources">{"".join(items)}</ol>'


def _quoted(quote: Quote, words: _Words) -> str:
    stamps = f'<span class="stamp stamp--quoted">{words.quoted}</span>'
    against = ' <span class="stamp stamp--against">{}</span>'
    if quote.disputes:
        stamps += against.format(words.disputes)
    if quote.changed:
        stamps += against.format(words.changed if quote.changed == "altered" else words.removed)
    speaker = f"{escape(quote.speaker)}, " if quote.speaker else ""
    published = f", {short_day(quote.published)}" if quote.published else ""
    official = f' <span class="stamp">{words.official}</span>' if quote.is_official else ""
    return (
        '<li class="source source--quoted">'
        f'<blockquote lang="{escape(lang_code(quote.language))}"><p>{escape(quote.text)}</p></blockquote>'
        f'<p class="source__line">{stamps} {speaker}<a href="{escape(quote.url)}">{han(quote.title)}</a>, '
        f"{han(quote.publisher)}{published}{official}</p></li>\n"
    )


def _cited(cite: Cite, words: _Words) -> str:
    quote = (
        f'<blockquote lang="{escape(lang_code(cite.quote_language))}"><p>{escape(cite.quote)}</p></blockquote>'
        if cite.quote
        else ""
    )
    speaker = f"{escape(cite.speaker)}, " if cite.speaker else ""
    name = han(cite.title)
    title = f'<a href="{escape(cite.url)}" rel="noopener">{name}</a>' if cite.url else f"<cite>{name}</cite>"
    published = f", {escape(cite.published_wording)}" if cite.published_wording else ""
    if cite.published:
        published = f", {short_day(cite.published)}"
    marks = "" if cite.url else f' <span class="none">{words.no_address}</span>'
    if cite.is_official:
        marks += f' <span class="stamp">{words.official}</span>'
    if cite.confidence == "medium":
        marks += f' <span class="stamp">{words.medium}</span>'
    return (
        f'<li class="source source--cited">{quote}<p class="source__line"><span class="stamp">{words.cited}</span> '
        f"{speaker}{title}, {han(cite.publisher)}{published}{marks}</p></li>\n"
    )


def backing_of(backing: Backing, label: str = "", *, is_open: bool = False) -> SafeString:
    """The sources of one fact behind a disclosure; nothing where there are none. ``label``: of which fact."""
    return mark_safe(_backing(backing, label, _words(get_language()), is_open=is_open))


def _backing(backing: Backing, label: str, words: _Words, *, is_open: bool = False) -> str:
    if not backing:
        return ""
    told = f' <span class="visually-hidden">{words.of} {han(label)}</span>' if label else ""
    count = _standing(len(backing.quotes), len(backing.cites), words.language)
    return (
        f'<details class="backing"{" open" if is_open else ""}><summary>'
        f'<span class="backing__count backing__count--{backing.standing}">{count}</span>'
        f"{told}</summary>{_sources(backing, words)}</details>"
    )


@lru_cache(maxsize=1_000)
def _standing(quotes: int, cites: int, _language: str | None) -> str:
    return escape(standing_of(quotes, cites))


def clashes_of(clashes: Iterable[Clash]) -> SafeString:
    """Contradictions between sources, each with its values and who said them."""
    return mark_safe("".join(_clash(clash) for clash in clashes))


def _clash(clash: Clash) -> str:
    words = _words(get_language())
    contradiction = clash.contradiction
    values = "".join(
        f'<li><span class="clash__value">{han(value.value)}</span>{_said_by(value)}</li>'
        for value in clash.values
    )
    resolution = (
        f"<p>{escape(contradiction.resolution)}</p>" if clash.is_resolved and contradiction.resolution else ""
    )
    return (
        f'<div class="clash" id="{escape(clash.anchor)}" role="note"><p class="clash__head">'
        f'<span class="clash__word">{words.differed if clash.is_resolved else words.differ}</span> '
        f'{han(contradiction.statement)}</p><ul class="clash__values">{values}</ul>{resolution}'
        f"{backing_of(clash.backing, contradiction.statement)}</div>"
    )


def _said_by(value: Any) -> str:
    if not (value.said_by or value.speaker):
        return ""
    side = party(value.said_by, link=False) if value.said_by else ""
    speaker = f" {escape(value.speaker)}" if value.speaker else ""
    return f' <span class="clash__who">{side}{speaker}</span>'


def lit(pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """A text in (words, is_match) pieces, with its matches marked."""
    return mark_safe(
        "".join(f"<mark>{escape(words)}</mark>" if is_match else escape(words) for words, is_match in pieces)
    )


def items_of(items: Iterable[Entry | Fold], asking: Asking) -> SafeString:
    """List items of a timeline in the given order; links keep the question's dates."""
    query, words = asking.query(), _words(get_language())
    return mark_safe(
        "".join(
            _fold(item, asking, query, words)
            if isinstance(item, Fold)
            else _entry(item, asking, query, words)
            for item in items
        )
    )


def _fold(fold: Fold, asking: Asking, query: str, words: _Words) -> str:
    count = len(fold.entries)
    label = ngettext("%(n)s smaller change", "%(n)s smaller changes", count) % {"n": count}
    return (
        '<li class="entry entry--fold"><details class="fold"><summary>'
        f'<span class="entry__when">{days(fold.first, fold.last)}</span> '
        f'<span class="fold__words">{escape(label)}</span> '
        f'<span class="quiet">{words.told}</span></summary><ol class="timeline">'
        f"{''.join(_entry(entry, asking, query, words) for entry in fold.entries)}</ol></details></li>"
    )


def _entry(entry: Entry, asking: Asking, query: str, words: _Words) -> str:
    on = asking.asof.on
    is_ahead = entry.first > on
    medium = f' <span class="stamp">{words.medium}</span>' if entry.confidence == "medium" else ""
    parts = [
        f'<li class="entry entry--{entry.family}{" entry--ahead" if is_ahead else ""}"'
        f' id="{escape(entry.anchor)}" tabindex="-1">\n'
        f'<p class="entry__when">{days(entry.first, entry.last, entry.precision)}',
        f' <span class="entry__ahead">{escape(countdown((entry.first - on).days))}</span>'
        if is_ahead
        else "",
        f' <span class="entry__order">{_order(entry, words)}</span>' if entry.order else "",
        f'</p>\n<div class="entry__body"><p class="entry__kicker">{party(entry.actor)} '
        f'<span class="kind">{escape(entry.kind_label)}</span>{medium}</p>\n',
    ]
    if entry.is_derived and len(entry.subjects) == 1:
        (subject,) = entry.subjects
        parts.append(
            f'<p class="entry__title"><a href="{_address(subject, query)}">{han(subject.label)}</a></p>'
            f'<p class="entry__changes">{state(subject.code, subject.until)}{_scope(subject)}</p>'
        )
    else:
        parts.append(f'<p class="entry__title">{han(entry.title)}</p>')
        if entry.title_zh:
            parts.append(f'<p class="entry__zh" lang="zh-Hans">{escape(entry.title_zh)}</p>')
        if entry.subjects:
            changes = "".join(_change(subject, query) for subject in entry.subjects)
            changes = f'<ul class="entry__changes">{changes}</ul>'
            if (count := len(entry.subjects)) > MANY:  # folded on a phone alone
                told = escape(ngettext("%(n)s change", "%(n)s changes", count) % {"n": count})
                changes = f'<details class="wide-open"><summary>{told}</summary>{changes}</details>'
            parts.append(changes)
    if both := capitals(entry.occurred_at):
        parts.append(f'<p class="entry__note">{escape(both)}</p>')
    if entry.note:
        parts.append(f'<p class="entry__note">{han(entry.note)}</p>')
    if entry.wording and entry.precision != "day":
        dated = _("Dated by: %(words)s") % {"words": entry.wording}
        parts.append(f'<p class="entry__note">{escape(dated)}</p>')
    if entry.clashes:
        parts.append(clashes_of(entry.clashes))
    parts.append(_backing(entry.backing, entry.title, words))
    parts.append("</div></li>\n")
    return "".join(parts)


def _order(entry: Entry, words: _Words) -> str:
    if entry.order == "same_day":
        return words.same_day
    return escape(
        ngettext(
            "its place against %(n)s other entry is not known",
            "its place among %(n)s other entries is not known",
            entry.rivals,
        )
        % {"n": entry.rivals}
    )


def _change(subject: Subject, query: str) -> str:
    given = f"{state(subject.code, subject.until)} " if subject.code else ""
    label = escape(truncated(subject.label, LABEL_WORDS))
    return f'<li>{given}<a href="{_address(subject, query)}">{label}</a>{_scope(subject)}</li>'


def _scope(subject: Subject) -> str:
    return f' <span class="entry__scope">{escape(subject.scope)}</span>' if subject.scope else ""


def _address(subject: Subject, query: str) -> str:
    return escape(subject.record.get_absolute_url() + query)
