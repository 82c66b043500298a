"""Snapshots as a WARC 1.1 file (ISO 28500:2017), which the tools of web archives read.

One warcinfo record, then one record for each snapshot, each a gzip member of its own so that a reader can seek
to it. Only what was kept is written: bodies are kept decoded, so headers that speak of the coded body are
renamed, not repeated. Pure: no Django, no network.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import re
import uuid
from collections.abc import Iterable, Mapping
from typing import BinaryIO, Protocol
from urllib.parse import quote

_EPOCH_UUID = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # RFC 4122: names that are URLs
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_NOT_TOKEN = re.compile(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]")
# They describe the bytes on the wire, which were decoded before they were kept.
_ON_THE_WIRE = (
    "content-encoding",
    "transfer-encoding",
    "content-length",
    "content-md5",
    "digest",
    "content-digest",
)
_REASONS = {
    200: "OK",
    203: "Non-Authoritative Information",
    206: "Partial Content",
    404: "Not Found",
    410: "Gone",
}


class SnapshotLike(Protocol):
    """What a record is made from: the bytes as kept, and how they came."""

    @property
    def url(self) -> str: ...
    @property
    def fetched_at(self) -> dt.datetime: ...  # aware
    @property
    def status(self) -> int | None: ...  # None when it came by no HTTP answer
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def content_type(self) -> str: ...
    @property
    def body(self) -> bytes: ...  # decoded
    @property
    def sha256(self) -> str: ...  # of body, 64 hexadecimal digits


def write_warc(records: Iterable[SnapshotLike], stream: BinaryIO, software: str = "TradeTracker") -> int:
    """Write ``records`` to ``stream`` in the order given and return how many, the warcinfo record not counted.

    A snapshot with a status becomes a response record, one without a resource record. The same snapshot
    always gets the same record id. Reads one record at a time. Raises ValueError, with the address, for a
    time without zone and for a body that is not the one its SHA-256 was taken of: an archive of evidence
    must not hold what was not seen.
    """
    info = f"software: {software}\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n".encode()
    started = None
    count = 0
    for record in records:
        if started is None:
            started = _instant(record)
            stream.write(
                _record(
                    "warcinfo", started, f"warcinfo {started} {software}", "application/warc-fields", info, ()
                )
            )
        stream.write(_snapshot(record))
        count += 1
    if started is None:
        stream.write(
            _record(
                "warcinfo",
                "1970-01-01T00:00:00Z",
                f"warcinfo {software}",
                "application/warc-fields",
                info,
                (),
            )
        )
    return count


def _instant(record: SnapshotLike) -> str:
    if record.fetched_at.tzinfo is None or record.fetched_at.utcoffset() is None:
        raise ValueError(f"{record.url}: fetched_at has no time zone")
    return record.fetched_at.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _snapshot(record: SnapshotLike) -> bytes:
    body = bytes(record.body)
    digest = hashlib.sha256(body).hexdigest()
    if digest != record.sha256.lower():
        raise ValueError(f"{record.url}: the body is not the one its SHA-256 was taken of")
    instant = _instant(record)
    fields = [("WARC-Target-URI", _uri(record.url)), ("WARC-Payload-Digest", f"sha256:{digest}")]
    identity = f"{record.url} {instant} {digest}"
    if record.status is None:
        kind = _line(record.content_type) or "application/octet-stream"
        return _record("resource", instant, identity, kind, body, fields)
    block = _http_head(record, len(body)) + body
    return _record("response", instant, identity, "application/http; msgtype=response", block, fields)


def _http_head(record: SnapshotLike, length: int) -> bytes:
    """Return the status line and headers; a value that could begin a new line cannot."""
    status = record.status or 0
    lines = [
        f"HTTP/1.1 {status:03d} {_REASONS.get(status, '')}".rstrip() + ("" if status in _REASONS else " ")
    ]
    names = {name.lower() for name in record.headers}
    for name, value in record.headers.items():
        name = _NOT_TOKEN.sub("-", name)
        if name.lower() in _ON_THE_WIRE:
            name = f"X-Archive-Orig-{name}"
        lines.append(f"{name}: {_line(value)}")
    if record.content_type and "content-type" not in names:
        lines.append(f"Content-Type: {_line(record.content_type)}")
    lines.append(f"Content-Length: {length}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "replace")


def _line(value: str) -> str:
    return _CONTROLS.sub(" ", value).strip()


def _uri(url: str) -> str:
    """Return the address with what no header line and no URI may hold percent-encoded; the rest stays."""
    return quote(url, safe="".join(map(chr, range(33, 127))))


def _record(
    kind: str, instant: str, identity: str, content_type: str, block: bytes, fields: Iterable[tuple[str, str]]
) -> bytes:
    head = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid5(_EPOCH_UUID, identity)}>"),
        ("WARC-Date", instant),
        *fields,
        ("WARC-Block-Digest", f"sha256:{hashlib.sha256(block).hexdigest()}"),
        ("Content-Type", content_type),
        ("Content-Length", str(len(block))),
    ]
    text = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in head) + "\r\n"
    return gzip.compress(text.encode("utf-8", "replace") + block + b"\r\n\r\n", mtime=0)
