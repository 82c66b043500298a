"""What stands behind facts, as values for pages: pinned quotes ("quoted") and citations ("cited").

Two queries for a whole page, however many facts it states. Only what was public and on record at the asked
dates comes out. A citation whose quote is pinned comes out as that quote.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.db.models import OuterRef, Q, Subquery

from sources.models import DocumentVersion

from .addresses import path_of
from .models import Citation, Evidence, EvidenceVerdict, Party
from .models.backing import CITABLE, EVIDENCED
from .models.base import OnRecord
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
        return bool(_GOVERNMENT.search(urlsplit(self.url).hostname or ""))


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
    condition = _any_of(wanted, EVIDENCED)
    if condition is not None:
        rows = (
            Evidence.objects.filter(condition)
            .as_known(asof)
            .select_related("version__document", "attributed_to")
            .annotate(changed=_newest_verdict(asof))
            .defer("version__text")
            .order_by("pk")
        )
        for row in rows:
            pinned[row.pk] = quote_of(row)
            found.setdefault(_key(row, EVIDENCED), Backing()).quotes.append(pinned[row.pk])
    condition = _any_of(wanted, CITABLE)
    if condition is not None:
        cited = (
            Citation.objects.filter(condition)
            .as_known(asof)
            .select_related("source", "pinned__version__document", "pinned__attributed_to")
            .defer("pinned__version__text")
            .order_by("position", "pk")
        )
        for row in cited:
            backing = found.setdefault(_key(row, CITABLE), Backing())
            if row.pinned is not None and stands(row.pinned, asof):
                if row.pinned_id not in {quote.pk for quote in backing.quotes}:
                    backing.quotes.append(pinned.get(row.pinned_id) or quote_of(row.pinned))
            else:
                backing.cites.append(cite_of(row))
    for backing in found.values():
        backing.quotes = _ordered(backing.quotes)
        backing.cites.sort(key=lambda cite: not cite.is_official)
    return found


def stands(row: OnRecord, asof: AsOf) -> bool:
    """True when a fact row was on record and public at the asked dates: ``as_known`` for a row in hand."""
    if asof.recorded is None:
        on_record = row.superseded_at is None
    else:
        on_record = row.recorded_at <= asof.recorded and (
            row.superseded_at is None or row.superseded_at > asof.recorded
        )
    public = asof.known is None or (row.public_since is not None and row.public_since <= asof.known)
    return on_record and public


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


def quote_of(row: Evidence) -> Quote:
    """Return a pinned quote as a value; ``row.version.document`` is read."""
    version = row.version
    published = version.published_earliest
    return Quote(
        row.pk,
        row.quote,
        version.language,
        row.before,
        row.after,
        version.document.publisher,
        version.title,
        published.date() if published else None,
        version.document.is_official,
        f"{path_of('deals:document', version.document_id)}?version={version.number}#s{row.start}",
        row.speaker,
        row.attributed_to,
        row.stance == "disputes",
        changed if (changed := getattr(row, "changed", None)) in ("altered", "deleted") else "",
        version.document_id,
        version.document.echo_group_id,
    )


def cite_of(row: Citation) -> Cite:
    """Return a citation as a value; ``row.source`` is read."""
    source = row.source
    return Cite(
        row.pk,
        source.publisher,
        source.title,
        source.url or "",
        source.published_on,
        source.published_wording,
        row.quote,
        row.quote_language,
        row.speaker,
        row.confidence,
    )


def _newest_verdict(asof: AsOf) -> Subquery:
    """The verdict on a quote in the newest version that it was held against by then."""
    verdicts = EvidenceVerdict.objects.filter(evidence=OuterRef("pk"))
    if asof.recorded is not None:
        verdicts = verdicts.filter(decided_at__lte=asof.recorded)
    return Subquery(verdicts.order_by("-version__number").values("verdict")[:1])


def _ordered(quotes: list[Quote]) -> list[Quote]:
    return sorted(quotes, key=lambda q: (not q.is_official, q.disputes, q.published or dt.date.max, q.pk))


def _any_of(ids: Mapping[str, list[int]], fields: tuple[str, ...]) -> Q | None:
    condition = None
    for kind, pks in ids.items():
        if kind in fields and pks:
            one = Q(**{f"{kind}_id__in": pks})
            condition = one if condition is None else condition | one
    return condition


def _key(row: Evidence | Citation, fields: tuple[str, ...]) -> Key:
    for name in fields:
        pk = getattr(row, f"{name}_id")
        if pk is not None:
            return name, pk
    raise ValueError(f"{row.pk} backs nothing")  # the database's exactly-one check forbids it
