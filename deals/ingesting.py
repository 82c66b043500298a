"""Take files and addresses through every stage in the foreground, down to proposals: the road of a feed item.

snapshot -> document -> version -> claims -> proposals, by the very functions that the workers run. What a person
says (flags) outranks what a file says of itself (its header), which outranks what can be inferred.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sources import pipeline
from sources.dates import parse_moment
from sources.kinds import kind_of
from sources.models import Claim, DocumentVersion
from sources.pipeline import Added, ByHand
from sources.values import FetchError, Malformed, Moment, Page

from .headers import Header, read_header
from .models import Proposal
from .tasks import match_pending_claims

SUFFIXES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
}
MAX_BYTES = 20_000_000
MATCH_WAIT_S = 60.0


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose words a publisher's name stands for. ``zone``: of its dates without an offset."""

    marks: tuple[str, ...]  # case-folded parts of its name or host
    party: str
    zone: str


# Authorities by their usual names and hosts; whoever is not here is taken for the press. A flag says otherwise.
PUBLISHERS = (
    Publisher(("white house", "whitehouse.gov"), "US", "America/New_York"),
    Publisher(
        (
            "ustr",
            "u.s. trade representative",
            "united states trade representative",
            "department of commerce",
            "commerce.gov",
            "bureau of industry and security",
            "bis.gov",
            "department of the treasury",
            "treasury.gov",
            "department of state",
            "state.gov",
            "federal register",
            "federalregister.gov",
        ),
        "US",
        "America/New_York",
    ),
    Publisher(
        (
            "mofcom",
            "ministry of commerce",
            "商务部",
            "商務部",
            "general administration of customs",
            "海关总署",
            "export control information network",
            "customs.gov.cn",
            "ministry of foreign affairs of the people",
            "外交部",
        ),
        "CN",
        "Asia/Shanghai",
    ),
    Publisher(
        ("european commission", "ec.europa.eu", "council of the european union"), "EU", "Europe/Brussels"
    ),
    Publisher(
        ("meti.go.jp", "ministry of economy, trade and industry", "经济产业省", "経済産業省"),
        "JP",
        "Asia/Tokyo",
    ),
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the person who ingests says; empty (or None) where the file shall speak for itself."""

    publisher: str = ""
    language: str = ""  # en or zh
    published: str = ""  # a date, 2025-06-27, or an instant, 2025-06-27T09:00:00+08:00
    party: str | None = None
    kind: str = ""
    is_official: bool | None = None


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file or address. ``error``: why nothing did, in words that help.

    ``version_id`` None without an error: its words were known already.
    """

    name: str
    error: str = ""
    document_id: int | None = None
    is_new: bool = False
    version_id: int | None = None
    number: int = 0
    claims: int = 0
    proposals: int = 0


def find_inputs(names: list[str]) -> Iterator[str]:
    """Yield the names with each folder replaced by the statements in it, sorted."""
    for name in names:
        if not is_url(name) and Path(name).is_dir():
            yield from (str(p) for p in sorted(Path(name).iterdir()) if p.suffix.lower() in SUFFIXES)
        else:
            yield name


def is_url(name: str) -> bool:
    """Whether the argument is an address and not a file."""
    return name.lower().startswith(("http://", "https://"))


def ingest(name: str, said: Said, now: dt.datetime) -> Ingested:
    """Take one file or address through all stages; every expected trouble comes back as ``error``."""
    added = _add_url(name, said, now) if is_url(name) else _add_file(Path(name), said, now)
    if isinstance(added, str):
        return Ingested(name, error=added)
    if added.version_id is None:
        return Ingested(name, document_id=added.document_id, is_new=added.is_new)
    extracted = pipeline.extract_version(added.version_id)
    if extracted.failed:
        return Ingested(
            name, error="the rules broke on it; its text is kept and will be tried again (see the log)"
        )
    match_all(added.version_id)
    return Ingested(
        name,
        document_id=added.document_id,
        is_new=added.is_new,
        version_id=added.version_id,
        number=DocumentVersion.objects.values_list("number", flat=True).get(pk=added.version_id),
        claims=extracted.found,
        proposals=Proposal.objects.filter(claim__version_id=added.version_id).count(),
    )


def match_all(version_id: int) -> None:
    """Match what waits until no claim of this version is new; a worker may do part of it meanwhile."""
    ends = time.monotonic() + MATCH_WAIT_S
    waiting = Claim.objects.filter(version_id=version_id, state=Claim.State.NEW)
    while waiting.exists() and time.monotonic() < ends:
        counts = match_pending_claims()
        if not sum(counts.values()):
            time.sleep(0.2)  # a worker's sweep holds them
        elif counts["failed"] and not counts["proposed"] and not counts["settled"]:
            return  # what is left breaks the matcher: it is logged, and stays new


def publisher_of(name: str) -> Publisher | None:
    """Return the authority that a publisher's name or host stands for, None for the press."""
    words = name.casefold()
    return next((p for p in PUBLISHERS if any(mark in words for mark in p.marks)), None)


def _add_file(path: Path, said: Said, now: dt.datetime) -> Added | str:
    body = _read(path)
    if isinstance(body, str):
        return body
    content_type = SUFFIXES.get(path.suffix.lower(), "")
    page = pipeline.read_by_hand(ByHand("", said.language), body, now, content_type=content_type)
    if isinstance(page, Malformed):
        return f"not a text that can be read: {page.reason}"
    is_text = content_type in ("", "text/plain") and page.charset != "pdf"
    header = read_header(page.text) if is_text else Header(page.text, page.title)
    about = _about(header, page, said)
    if isinstance(about, str):
        return about
    cut = header.body if header.body != page.text else ""
    if is_text and not header.body.strip():
        return "holds a header and no text"
    added = pipeline.add_by_hand(about, body, now, content_type=content_type, name=path.name, text=cut)
    return added if isinstance(added, Added) else f"not a text that can be read: {added.reason}"


def _read(path: Path) -> bytes | str:
    try:
        if path.stat().st_size > MAX_BYTES:
            return f"larger than {MAX_BYTES // 1_000_000} MB"
        body = path.read_bytes()
    except FileNotFoundError:
        return "no such file"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return body if body.strip() else "empty"


def _about(header: Header, page: Page, said: Said) -> ByHand | str:
    language = _language(header, page, said)
    if language not in ("en", "zh"):
        return language
    publisher = said.publisher or header.publisher
    authority = publisher_of(publisher)
    published = _published(said.published or header.date, authority.zone if authority else "UTC")
    if isinstance(published, str):
        return published
    is_official = said.is_official if said.is_official is not None else authority is not None
    title = header.title or page.title
    party = said.party if said.party is not None else (authority.party if authority else "")
    return ByHand(
        publisher=publisher or "publisher not stated",
        language=language,
        title=title,
        url=header.url if is_url(header.url) else "",
        published=published,
        party=party,
        kind=said.kind or kind_of(title, is_official=is_official),
        is_official=is_official,
        extra={"remark": header.remark} if header.remark else {},
    )


def _language(header: Header, page: Page, said: Said) -> str:
    """Return "en" or "zh", or a sentence that says why it is neither."""
    stated = said.language or header.language[:2]
    seen = page.language[:2]
    if stated and stated not in ("en", "zh"):
        return f"its header says language {stated!r}; only en and zh are read"
    if stated and seen and stated != seen:
        return f"said to be {stated}, but it reads as {seen}; set --language {seen} if that is right"
    if not stated and seen not in ("en", "zh"):
        return "its language is neither English nor Chinese, or too short to tell; set --language en or zh"
    return stated or seen


def _published(stated: str, zone: str) -> Moment | str | None:
    """Return the date, None where none is stated, or a sentence for words that are no date."""
    if not stated:
        return None
    moment = parse_moment(stated, zone)
    return moment if moment.earliest is not None else f"{stated!r} is no date: write it as 2025-06-27"


def _add_url(url: str, said: Said, now: dt.datetime) -> Added | str:
    host = urlsplit(url).hostname or ""
    authority = publisher_of(said.publisher or host)
    published = _published(said.published, authority.zone if authority else "UTC")
    if isinstance(published, str):
        return published
    is_official = said.is_official if said.is_official is not None else authority is not None
    about = ByHand(
        publisher=said.publisher or host,
        language=said.language,
        url=url,
        published=published,
        party=said.party if said.party is not None else (authority.party if authority else ""),
        kind=said.kind or kind_of("", is_official=is_official),
        is_official=is_official,
    )
    added = pipeline.add_url_by_hand(about, now)
    if isinstance(added, Malformed):
        return added.reason
    read = pipeline.read_document(added.document_id, now)
    if isinstance(read.outcome, FetchError):
        return f"could not be fetched: {read.outcome.message}"
    if isinstance(read.page, Malformed):
        return f"not a text that can be read: {read.page.reason}"
    if read.skipped:
        return "its page is being read by a worker right now; look at it again in a minute"
    if read.page is not None and read.page.language[:2] not in ("en", "zh"):
        return "its language is neither English nor Chinese; its text is kept, nothing was extracted"
    return dataclasses.replace(added, version_id=read.version_id)
