"""WARC files read back, by the archives' own library and by a strict reader of the standard."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.warc import write_warc

BEIJING = dt.timezone(dt.timedelta(hours=8))


@dataclass
class Snap:
    url: str = "https://ministry.example/公告/61?id=1"
    fetched_at: dt.datetime = dt.datetime(2027, 5, 4, 9, 30, 0, 250, tzinfo=BEIJING)
    status: int | None = 200
    headers: Mapping[str, str] = field(
        default_factory=lambda: {"content-type": "text/html; charset=gb2312", "etag": '"a1"'}
    )
    content_type: str = "text/html; charset=gb2312"
    body: bytes = "公告全文".encode("gb18030")
    sha256: str = ""

    def __post_init__(self) -> None:
        self.sha256 = self.sha256 or hashlib.sha256(self.body).hexdigest()


def written(*snaps: Snap) -> bytes:
    stream = io.BytesIO()
    assert write_warc(snaps, stream) == len(snaps)
    return stream.getvalue()


def members(data: bytes) -> Iterator[bytes]:
    """Split a file into its gzip members, each decompressed by itself."""
    while data:
        reader = zlib.decompressobj(wbits=31)
        yield reader.decompress(data) + reader.flush()
        data = reader.unused_data


def strict(member: bytes) -> tuple[dict[str, str], bytes]:
    """Read one record as ISO 28500 has it; fails on anything that the standard does not allow."""
    head, _, rest = member.partition(b"\r\n\r\n")
    version, *lines = head.decode("utf-8").split("\r\n")
    assert version == "WARC/1.1"
    fields = {}
    for line in lines:
        match = re.fullmatch(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+): ([^\x00-\x1f\x7f]*)", line)
        assert match, line
        assert match[1] not in fields
        fields[match[1]] = match[2]
    assert {"WARC-Type", "WARC-Record-ID", "WARC-Date", "Content-Length"} <= fields.keys()
    assert re.fullmatch(r"<urn:uuid:[0-9a-f-]{36}>", fields["WARC-Record-ID"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z", fields["WARC-Date"])
    length = int(fields["Content-Length"])
    block, end = rest[:length], rest[length:]
    assert len(block) == length and end == b"\r\n\r\n"
    assert fields["WARC-Block-Digest"] == f"sha256:{hashlib.sha256(block).hexdigest()}"
    return fields, block


def test_a_response_holds_the_bytes_the_time_and_the_address() -> None:
    snap = Snap()
    info, record = (strict(member) for member in members(written(snap)))
    assert info[0]["WARC-Type"] == "warcinfo"
    fields, block = record
    assert fields["WARC-Type"] == "response"
    assert fields["WARC-Target-URI"] == "https://ministry.example/%E5%85%AC%E5%91%8A/61?id=1"
    assert fields["WARC-Date"] == "2027-05-04T01:30:00.000250Z"
    assert fields["WARC-Payload-Digest"] == f"sha256:{snap.sha256}"
    assert fields["Content-Type"] == "application/http; msgtype=response"
    head, _, body = block.partition(b"\r\n\r\n")
    assert body == snap.body
    assert head.split(b"\r\n")[0] == b"HTTP/1.1 200 OK"
    assert b"content-type: text/html; charset=gb2312" in head


def test_headers_of_the_coded_body_are_renamed() -> None:
    snap = Snap(
        headers={"Content-Encoding": "gzip", "Content-Length": "9", "Transfer-Encoding": "chunked", "X": "y"}
    )
    block = strict(list(members(written(snap)))[1])[1]
    head = block.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
    names = [line.partition(":")[0] for line in head]
    assert names == [
        "X-Archive-Orig-Content-Encoding",
        "X-Archive-Orig-Content-Length",
        "X-Archive-Orig-Transfer-Encoding",
        "X",
        "Content-Type",
        "Content-Length",
    ]
    assert f"Content-Length: {len(snap.body)}" in head


def test_without_a_status_it_is_a_resource() -> None:
    fields, block = strict(list(members(written(Snap(status=None, headers={}))))[1])
    assert fields["WARC-Type"] == "resource"
    assert fields["Content-Type"] == "text/html; charset=gb2312"
    assert block == Snap().body


def test_no_header_or_address_can_begin_a_line_of_its_own() -> None:
    snap = Snap(
        url="https://a.example/x\r\nWARC-Type: conversion\u2028",
        headers={"x\r\ny: z": "one\r\nInjected: two\x00", "ok": "\x85\u2028fine"},
        content_type="text/html\r\nInjected: three",
    )
    _, (fields, block) = (strict(member) for member in members(written(snap)))
    assert fields["WARC-Type"] == "response"
    lines = block.partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert not [line for line in lines if line.startswith((b"Injected", b"y:"))]


def test_the_same_snapshot_has_the_same_record_id_and_another_time_another() -> None:
    one, same, later = Snap(), Snap(), Snap(fetched_at=dt.datetime(2027, 5, 5, tzinfo=dt.UTC))
    ids = [strict(member)[0]["WARC-Record-ID"] for member in members(written(one, same, later))][1:]
    assert ids[0] == ids[1] != ids[2]
    assert written(one) == written(same)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match=r"ministry\.example.*time zone"):
        written(Snap(fetched_at=dt.datetime(2027, 5, 4)))


def test_a_body_that_is_not_what_was_seen_is_refused() -> None:
    with pytest.raises(ValueError, match=r"ministry\.example.*SHA-256"):
        written(Snap(sha256="0" * 64))


def test_an_empty_export_is_still_a_warc_file() -> None:
    (member,) = members(written())
    assert strict(member)[0]["WARC-Type"] == "warcinfo"


def test_records_are_read_one_at_a_time() -> None:
    written_sizes: list[int] = []
    stream = io.BytesIO()

    def snaps() -> Iterator[Snap]:
        for number in range(5):
            written_sizes.append(stream.tell())
            yield Snap(body=bytes([number]) * 100)

    assert write_warc(snaps(), stream) == 5
    assert written_sizes == sorted(set(written_sizes))


def test_the_whole_file_is_also_one_gzip_stream() -> None:
    data = written(Snap(), Snap(body=b""))
    assert gzip.decompress(data).count(b"WARC/1.1\r\n") == 3


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=300),
    st.text(max_size=60),
    st.dictionaries(st.text(min_size=1, max_size=10), st.text(max_size=30), max_size=4),
    st.one_of(st.none(), st.integers(100, 599)),
)
def test_whatever_came_is_read_back(
    body: bytes, url: str, headers: dict[str, str], status: int | None
) -> None:
    snap = Snap(url=f"https://a.example/{url}", headers=headers, status=status, body=body, sha256="")
    _, (_, block) = (strict(member) for member in members(written(snap)))
    assert block == body if status is None else block.partition(b"\r\n\r\n")[2] == body


def test_the_library_of_the_archives_reads_it_and_finds_its_digests_right() -> None:
    archiveiterator = pytest.importorskip("warcio.archiveiterator")
    snaps = [
        Snap(),
        Snap(url="http://b.example/", status=404, body=b"gone " * 5000),
        Snap(status=None, headers={}),
    ]
    iterator = archiveiterator.ArchiveIterator(io.BytesIO(written(*snaps)), check_digests="raise")
    read = [
        (r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r.content_stream().read()) for r in iterator
    ]
    assert [kind for kind, _, _ in read] == ["warcinfo", "response", "response", "resource"]
    assert [body for _, _, body in read[1:]] == [snap.body for snap in snaps]
    assert read[2][1] == "http://b.example/"
