"""The plain values that the stages of ingestion hand to one another.

Nothing here knows Django, Celery or the network. Every value is frozen; an expected outcome
(nothing new, refused, malformed) is a value too, so that no stage needs to catch another's surprise.
Offsets are code points, half-open, as in a Python slice: ``text[start:stop] == quote``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a failed fetch says about the health of its feed (see ``polling``)."""

    HARD = "hard"  # will not mend itself: gone, refused address, malformed for good
    SOFT = "soft"  # may mend itself: 404, 403, malformed this time
    TEMPORARY = "temporary"  # surely passing: time-out, 5xx, 429, connection reset


class Precision(StrEnum):
    """How exactly a date is known. ``UNDATED`` carries no date, perhaps an interval."""

    INSTANT = "instant"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as a text gives it.

    ``earliest`` and ``latest`` are UTC-aware datetimes that bound it (equal for an instant; both
    ``None`` when nothing bounds it); ``precision`` says how the bounds are meant; ``wording`` is
    the raw text that fixed them.
    """

    earliest: dt.datetime | None
    latest: dt.datetime | None
    precision: Precision
    wording: str = ""


UNDATED = Moment(None, None, Precision.UNDATED)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A complete answer. ``body`` is decoded (no gzip), at most the cap's size, and never text."""

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]  # lower-case names
    body: bytes
    elapsed_ms: int
    permanent_url: str = ""  # where a chain of only 301/308 answers led, "" if none
    hops: tuple[tuple[str, int, str], ...] = ()  # (url, status, address connected to), in order
    sha256: str = field(init=False, repr=False, compare=False)  # of body; asked for at every stage

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", hashlib.sha256(self.body).hexdigest())

    @property
    def content_type(self) -> str:
        """The Content-Type header verbatim, or an empty string."""
        return self.headers.get("content-type", "")


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server answered 304 to our validators."""

    url: str
    elapsed_ms: int
    permanent_url: str = ""  # as in Fetched


@dataclass(frozen=True, slots=True)
class FetchError:
    """A fetch that gave no usable body. ``code`` is a short fixed word such as ``timeout``."""

    url: str
    code: str
    message: str
    severity: Severity
    status: int | None = None
    retry_after_s: int | None = None
    elapsed_ms: int = 0


FetchOutcome = Fetched | NotModified | FetchError


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a listing. ``title`` is text, never HTML; ``url`` is http(s) and absolute."""

    url: str
    title: str
    guid: str = ""
    summary: str = ""  # plain text
    published: Moment = UNDATED
    language: str = ""  # "en", "zh" or "" when the listing does not say
    extra: Mapping[str, str] = field(default_factory=dict)  # e.g. document_number, agency
    # Its whole text as the feed gives it, HTML or plain: to be made plain, never to be shown.
    content: str = field(default="", compare=False)
    # Of its bytes in this list, "" where items were not told apart.
    key: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Listing:
    """A parsed feed or list page. ``skipped`` names, in words, each item that could not be read."""

    entries: tuple[Entry, ...]
    title: str = ""
    skipped: tuple[str, ...] = ()
    next_url: str = ""  # the list's next page, where its recipe knows one
    known: tuple[str, ...] = ()  # keys of items that were left unread because the caller knows them
    order: tuple[str, ...] = ()  # keys of all items as they stand in the list, where some were left unread
    further: int = (
        0  # how many of the entries, the last ones, stand on further pages, which no usual poll reads
    )
    lost: tuple[str, ...] = ()  # those of ``skipped`` that say what is published there and not kept here


@dataclass(frozen=True, slots=True)
class Malformed:
    """Bytes that are not what they were said to be; the snapshot is kept all the same."""

    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """The readable content of one page or file, normalised by ``text.normalise``."""

    title: str
    text: str
    language: str = ""  # "en", "zh-Hans", "zh-Hant" or ""
    published: Moment = UNDATED
    charset: str = ""
    notes: tuple[str, ...] = ()  # what was doubtful: unreadable bytes, a recipe that matched nothing
    page_starts: tuple[int, ...] = ()  # of a paged file (PDF): the offset in text where each page starts


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule saw in a text: surface facts only, no database identity.

    Fields left empty were not stated. Codes are those of the issue-level closed lists:
    ``kind``: commitment, countermeasure, condition, round, denial;
    ``modality``: will, shall, agreed, decided, done, conditional, expected, threatens, denies;
    ``action``: SUSPEND LIFT REDUCE MAINTAIN APPROVE REVIEW REFUSE RESUME STOP CONTROL PURCHASE
    EXTEND ESTABLISH ADJUST IMPOSE LIST EXPAND RETALIATE.
    ``effective_on``, ``due_on`` are ISO dates; ``until`` an ISO date or an ISO 8601 duration.
    ``condition`` is the (start, stop) of the condition's own span in the same text.
    """

    kind: str
    start: int
    stop: int
    quote: str
    actor: str = ""  # US, CN, EU, JP, BOTH, ...
    target: str = ""
    modality: str = ""
    action: str = ""
    object: str = ""
    materials: tuple[str, ...] = ()
    quantity: Mapping[str, str] | None = None  # {"value": "24", "unit": "percentage points"}
    effective_on: str = ""
    due_on: str = ""
    until: str = ""
    instruments: tuple[str, ...] = ()
    condition: tuple[int, int] | None = None
    speaker: str = ""
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
