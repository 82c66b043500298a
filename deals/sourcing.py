"""What stands behind facts, as values for pages: pinned quotes ("quoted") and citations ("cited").

Two queries for a whole page, however many facts it states. Only what was public and on record at the asked
dates comes out. A citation whose quote is pinned comes out as that quote.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.db.models import OuterRef, Q, QuerySet, Subquery

from sources.models import DocumentVersion, day_of_publication

from .addresses import path_of
from .models import Citation, Evidence, EvidenceVerdict, Party
from .models.backing import CITABLE, EVIDENCED
from .models.base import OnRecord
from .prepared import Prepared
from .querysets import AsOf

Key = tuple[str, int]

# Hosts that only governments and unions of states are given.
_GOVERNMENT = re.compile(r"(?:^|\.)(?:(?:gov|gob|go|gouv|govt)\.[a-z]{2}|gov|mil|europa\.eu|gc\.ca)$")


@dataclass(frozen=True, slots=True)
class Quote:
    """The exact words of one kept version. ``url`` opens the document at them; ``published`` is a day."""

    pk: int
    text: str
    language: str
    before: str
    after: str
    publisher: str
    title: str
    published: dt.date | None
    is_official: bool
    url: str
    speaker: str
    attributed_to: Party | None
    disputes: bool
    changed: str = ""  # altered or deleted: what the newest version of its page made of these words
    document_id: int = 0
    echo_group_id: int | None = None  # of copies of one statement or wire story


@dataclass(frozen=True, slots=True)
class Cite:
    """A published source whose page is not pinned here. ``url`` is "" where no address is known."""

    pk: int
    publisher: str
    title: str
    url: str
    published: dt.date | None
    published_wording: str
    quote: str
    quote_language: str
    speaker: str
    confidence: str

    @property
    def is_official(self) -> bool:
        """True where the address is a government's own."""
        return _is_governments(self.url)


@lru_cache(maxsize=10_000)
def _is_governments(url: str) -> bool:
    return bool(_GOVERNMENT.search(urlsplit(url).hostname or ""))


@dataclass(slots=True)
class Backing:
    """What one fact rests on: quotes first (official ones before reports), then citations."""

    quotes: list[Quote] = field(default_factory=list)
    cites: list[Cite] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.quotes) + len(self.cites)

    @property
    def official(self) -> int:
        """How many of the quotes are an authority's own words."""
        return sum(quote.is_official for quote in self.quotes)

    @property
    def disputing(self) -> int:
        """How many of the quotes say otherwise."""
        return sum(quote.disputes for quote in self.quotes)

    @property
    def reports(self) -> int:
        """How many kept documents the quotes stand in."""
        return len({quote.document_id for quote in self.quotes})

    @property
    def origins(self) -> int:
        """How many independent origins those have: copies of one statement or wire story are one."""
        return len({(q.echo_group_id, 0 if q.echo_group_id else q.document_id) for q in self.quotes})

    @property
    def is_official(self) -> bool:
        """True if an authority's own publication is among the sources, quoted or cited."""
        return self.official > 0 or any(cite.is_official for cite in self.cites)

    @property
    def has_words(self) -> bool:
        """True if the source's own words stand in it, pinned or cited."""
        return bool(self.quotes) or any(cite.quote for cite in self.cites)

    @property
    def standing(self) -> str:
        """``quoted`` if words of a kept text are pinned, ``cited`` if sources are named, else ``none``."""
        return "quoted" if self.quotes else "cited" if self.cites else "none"

    def with_(self, other: Backing) -> Backing:
        """Return both backings as one, each source once."""
        quotes = {quote.pk: quote for quote in [*self.quotes, *other.quotes]}
        cites: dict[tuple[str, str, str, str], Cite] = {}
        for cite in [*self.cites, *other.cites]:
            cites.setdefault((cite.publisher, cite.title, cite.url, cite.quote), cite)
        return Backing(
            _ordered(list(quotes.values())), sorted(cites.values(), key=lambda cite: not cite.is_official)
        )


class Backings(dict[Key, Backing]):
    """Backing by ``(kind, id)``; a fact with nothing behind it has an empty one."""

    def __missing__(self, key: Key) -> Backing:
        return Backing()

    def of(self, *keys: Key) -> Backing:
        """Return the backing of several rows that state one fact."""
        whole = Backing()
        for key in keys:
            if key in self:
                whole = whole.with_(self[key])
        return whole


def backings_for(asof: AsOf, **ids: Iterable[int]) -> Backings:
    """Return what backs the rows named by ``ids`` (``event=[1, 2], round=[3]``) at the asked dates."""
    wanted = {kind: list(pks) for kind, pks in ids.items()}
    found = Backings()
    pinned: dict[int, Quote] = {}
    kinds = [kind for kind in EVIDENCED if wanted.get(kind)]
    for *fields, changed in _EVIDENCE(asof, **{kind: wanted[kind] for kind in kinds}):
        quote = _quote(fields[: len(_OF_QUOTE)], changed)
        pinned[quote.pk] = quote
        found.setdefault(_key(kinds, fields[len(_OF_QUOTE) :]), Backing()).quotes.append(quote)
    kinds = [kind for kind in CITABLE if wanted.get(kind)]
    for fields in _CITATIONS(asof, **{kind: wanted[kind] for kind in kinds}):
        own, rest = fields[: len(_OF_CITE)], fields[len(_OF_CITE) :]
        quoted, rest = rest[: len(_OF_QUOTE)], rest[len(_OF_QUOTE) :]
        standing, subjects = rest[: len(_OF_STANDING)], rest[len(_OF_STANDING) :]
        backing = found.setdefault(_key(kinds, subjects), Backing())
        pk = quoted[0]
        if pk is not None and _stood(asof, *standing):
            if all(quote.pk != pk for quote in backing.quotes):
                backing.quotes.append(pinned.get(pk) or _quote(quoted))
        else:
            backing.cites.append(_cite(own))
    for backing in found.values():
        backing.quotes = _ordered(backing.quotes)
        backing.cites.sort(key=lambda cite: not cite.is_official)
    return found


_OF_QUOTE = (
    "pk",
    "quote",
    "before",
    "after",
    "start",
    "speaker",
    "stance",
    "version__number",
    "version__language",
    "version__title",
    "version__published_earliest",
    "version__document_id",
    "version__document__publisher",
    "version__document__is_official",
    "version__document__echo_group_id",
    "version__published_precision",
    "version__document__feed__timezone",
    "attributed_to_id",
    "attributed_to__code",
    "attributed_to__slug",
    "attributed_to__name_en",
    "attributed_to__name_zh",
)
_OF_CITE = (
    "pk",
    "source__publisher",
    "source__title",
    "source__url",
    "source__published_on",
    "source__published_wording",
    "quote",
    "quote_language",
    "speaker",
    "confidence",
)
_OF_STANDING = ("recorded_at", "superseded_at", "public_since")


def _evidence(asof: AsOf, **ids: Any) -> QuerySet[Any, Any]:
    return (
        Evidence.objects.filter(_any_of(ids))
        .as_known(asof)
        .annotate(changed=_newest_verdict(asof))
        .order_by("pk")
        .values_list(*_OF_QUOTE, *(f"{kind}_id" for kind in ids), "changed")
    )


def _citations(asof: AsOf, **ids: Any) -> QuerySet[Any, Any]:
    pinned = [f"pinned__{name}" for name in (*_OF_QUOTE, *_OF_STANDING)]
    return (
        Citation.objects.filter(_any_of(ids))
        .as_known(asof)
        .order_by("position", "pk")
        .values_list(*_OF_CITE, *pinned, *(f"{kind}_id" for kind in ids))
    )


_EVIDENCE = Prepared(_evidence)
_CITATIONS = Prepared(_citations)


def stands(row: OnRecord, asof: AsOf) -> bool:
    """True when a fact row was on record and public at the asked dates: ``as_known`` for a row in hand."""
    return _stood(asof, row.recorded_at, row.superseded_at, row.public_since)


def _stood(
    asof: AsOf, recorded_at: dt.datetime, superseded_at: dt.datetime | None, public_since: dt.date | None
) -> bool:
    if asof.recorded is None:
        on_record = superseded_at is None
    else:
        on_record = recorded_at <= asof.recorded and (superseded_at is None or superseded_at > asof.recorded)
    return on_record and (asof.known is None or (public_since is not None and public_since <= asof.known))


def was_public(version: DocumentVersion, asof: AsOf) -> bool:
    """True when a text was published by ``known`` (undated: first seen here by then) and seen by ``recorded``."""
    if asof.recorded is not None and version.seen_at > asof.recorded:
        return False
    if asof.known is None:
        return True
    # A later version of a page is no older than the day on which its words were first seen.
    moment = version.published_latest if version.number == 1 else version.seen_at
    day: dt.date = (moment or version.seen_at).date()
    return day <= asof.known


def quote_of(row: Evidence, zone: str | None) -> Quote:
    """Return a pinned quote as a value; ``row.version.document`` and ``row.attributed_to`` are read.

    ``zone``: the time zone of the document's feed, None where it came by no feed.
    """
    version, said_by = row.version, row.attributed_to
    party = (
        [said_by.pk, said_by.code, said_by.slug, said_by.name_en, said_by.name_zh] if said_by else [None] * 5
    )
    fields = [row.pk, row.quote, row.before, row.after, row.start, row.speaker, row.stance, version.number]
    fields += [version.language, version.title, version.published_earliest, version.document_id]
    fields += [version.document.publisher, version.document.is_official, version.document.echo_group_id]
    fields += [version.published_precision, zone]
    return _quote([*fields, *party], getattr(row, "changed", None))


def _quote(fields: Sequence[Any], changed: str | None = None) -> Quote:
    """``fields``: as in ``_OF_QUOTE``; ``changed``: the newest verdict, where it was asked for."""
    pk, quote, before, after, start, speaker, stance, number, language, title, published = fields[:11]
    document_id, publisher, is_official, echo_group_id, precision, zone = fields[11:17]
    party_id, code, slug, name_en, name_zh = fields[17:]
    return Quote(
        pk,
        quote,
        language,
        before,
        after,
        publisher,
        title,
        day_of_publication(published, precision, zone),
        is_official,
        f"{path_of('deals:document', document_id)}?version={number}#s{start}",
        speaker,
        Party(pk=party_id, code=code, slug=slug, name_en=name_en, name_zh=name_zh) if party_id else None,
        stance == "disputes",
        changed if changed in ("altered", "deleted") else "",
        document_id,
        echo_group_id,
    )


def cite_of(row: Citation) -> Cite:
    """Return a citation as a value; ``row.source`` is read."""
    source = row.source
    published = (source.published_on, source.published_wording)
    said = (row.quote, row.quote_language, row.speaker, row.confidence)
    return _cite([row.pk, source.publisher, source.title, source.url, *published, *said])


def _cite(fields: Sequence[Any]) -> Cite:
    """``fields``: as in ``_OF_CITE``."""
    pk, publisher, title, url, *rest = fields
    return Cite(pk, publisher, title, url or "", *rest)


def _newest_verdict(asof: AsOf) -> Subquery:
    """The verdict on a quote in the newest version that it was held against by then."""
    verdicts = EvidenceVerdict.objects.filter(evidence=OuterRef("pk"))
    if asof.recorded is not None:
        verdicts = verdicts.filter(decided_at__lte=asof.recorded)
    return Subquery(verdicts.order_by("-version__number").values("verdict")[:1])


def _ordered(quotes: list[Quote]) -> list[Quote]:
    return sorted(quotes, key=lambda q: (not q.is_official, q.disputes, q.published or dt.date.max, q.pk))


def _any_of(ids: Mapping[str, Any]) -> Q:
    condition = Q(pk__in=[])
    for kind, pks in ids.items():
        condition |= Q(**{f"{kind}__any": pks})
    return condition


def _key(kinds: Sequence[str], subjects: Sequence[int | None]) -> Key:
    for kind, pk in zip(kinds, subjects, strict=True):
        if pk is not None:
            return kind, pk
    raise ValueError("a source backs nothing that was asked for")  # the query's condition forbids it
