"""Text out of PDFs: made by hand here, sound, broken and hostile. The sentences were written for these tests."""

from __future__ import annotations

import random
import resource
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import get_configuration

from sources import pdf
from sources.pages import pdf_page, read_page
from sources.pdf import PdfText, read_pdf
from sources.text import normalise
from sources.values import Malformed, Page


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


def flate(data: bytes) -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode")


def assembled(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Return a PDF of ``objects``, numbered from 1, the first being the catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        table,
    )
    return bytes(out)


def paged(contents: list[bytes], font: list[bytes] | None = None, trailer: bytes = b"") -> bytes:
    """Return a PDF with one page for each content stream object; the font's objects start at number 3."""
    font = font or [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    first = 3 + len(font)
    kids = b" ".join(b"%d 0 R" % (first + 2 * place) for place in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        *font,
    ]
    for place, content in enumerate(contents):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % (first + 2 * place + 1),
            content,
        ]
    return assembled(objects, trailer)


def lines(*texts: str) -> bytes:
    shown = b" T* ".join(b"(%s) Tj" % text.encode("latin-1") for text in texts)
    return stream(b"BT /F1 12 Tf 14 TL 72 720 Td " + shown + b" ET")


def chinese(text: str) -> tuple[bytes, list[bytes]]:
    """Return a content stream and the objects of a font that maps its glyphs to ``text`` by ToUnicode."""
    glyphs = {char: number for number, char in enumerate(dict.fromkeys(text), start=1)}
    pairs = b"".join(
        b"<%04x> <%s>\n" % (n, char.encode("utf-16-be").hex().encode()) for char, n in glyphs.items()
    )
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <ffff> endcodespacerange\n%d beginbfchar\n%sendbfchar\nendcmap end end"
        % (len(glyphs), pairs)
    )
    font = [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>",
        flate(cmap),
    ]
    codes = b"".join(b"%04x" % glyphs[char] for char in text)
    return stream(b"BT /F1 12 Tf 72 720 Td <%s> Tj ET" % codes), font


def reason(outcome: PdfText | Malformed) -> str:
    assert isinstance(outcome, Malformed), outcome
    return outcome.reason


def text(outcome: PdfText | Malformed) -> PdfText:
    assert isinstance(outcome, PdfText), outcome
    return outcome


def test_pages_are_numbered_and_joined_with_their_offsets() -> None:
    read = text(
        read_pdf(
            paged([lines("Joint Statement", "The sides agreed."), stream(b""), lines("Annex: 12 items.")])
        )
    )
    assert read.pages == ("Joint Statement\nThe sides agreed.", "", "Annex: 12 items.")
    assert read.text == "Joint Statement\nThe sides agreed.\n\nAnnex: 12 items."
    assert read.page_count == 3 and read.notes == ()
    for page, start in zip(read.pages, read.page_starts, strict=True):
        assert read.text[start : start + len(page)] == page
    assert [read.page_at(read.text.index(word)) for word in ("Joint", "agreed", "Annex")] == [1, 1, 3]


def test_chinese_with_a_map_to_unicode_is_read_beyond_the_basic_plane_too() -> None:
    content, font = chinese("商务部公告：稀土𠮷自即日起实施")
    assert text(read_pdf(paged([content], font))).text == "商务部公告：稀土𠮷自即日起实施"


def test_the_title_is_text() -> None:
    body = paged([lines("A")], trailer=b"/Info << /Title (Joint\\012  Statement) >>")
    assert text(read_pdf(body)).title == "Joint Statement"


def test_text_is_in_the_one_normal_form() -> None:
    read = text(read_pdf(paged([lines("A line\xa0with  spaces   ", "soft\xadhyphen")])))
    assert read.text == normalise(read.text)


def test_caps_on_pages_and_characters_are_noted() -> None:
    body = paged([lines(f"Page {number} of the text") for number in range(1, 13)])
    by_pages = text(read_pdf(body, max_pages=5))
    assert len(by_pages.pages) == 5 and by_pages.page_count == 12
    assert by_pages.notes == ("read 5 of 12 pages",)
    by_size = text(read_pdf(body, max_chars=30))
    assert sum(map(len, by_size.pages)) == 30
    assert by_size.notes == ("read 30 characters, up to page 2 of 12",)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "not a PDF"),
        (b"<html>no</html>", "not a PDF"),
        (b"%PDF-1.7\n", "cannot be read"),
        (b"%PDF-1.7\n" + b"\x00" * 5000, "cannot be read"),
        (paged([]), "without pages"),
        (paged([stream(b"")]), "pictures"),
        (paged([lines("A")]).replace(b"/Type /Catalog /Pages 2 0 R", b"/Type /Catalog /Pages 99 0 R"), ""),
        (paged([lines("A")]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), ""),
        (
            paged(
                [lines("A")],
                trailer=b"/Encrypt << /Filter /Standard /V 1 /R 2 /O ("
                + b"o" * 32
                + b") /U ("
                + b"u" * 32
                + b") /P -4 >> /ID [(a) (a)]",
            ),
            "password",
        ),
        (paged([lines("A")], trailer=b"/Encrypt << /Filter /Odd >>"), ""),
    ],
)
def test_what_cannot_be_read_says_why(body: bytes, word: str) -> None:
    assert word in reason(read_pdf(body))


def test_one_damaged_page_costs_only_itself() -> None:
    broken = stream(b"not deflated at all", b"/Filter [/NoSuchDecode]")
    read = text(read_pdf(paged([lines("First."), broken, lines("Third.")])))
    assert read.pages == ("First.", "", "Third.")
    assert len(read.notes) == 1 and "page 2" in read.notes[0]


def test_glyphs_without_a_map_are_no_text() -> None:
    content, font = chinese("\ue001\ue002\ue003\ue004")
    assert "map to Unicode" in reason(read_pdf(paged([content], font)))


def _bomb(size: int) -> bytes:
    return paged([flate(b"BT /F1 12 Tf (A) Tj ET\n" + b" " * size)])


def _nested_bomb() -> bytes:
    once = zlib.compress(zlib.compress(b"\x00" * 60_000_000, 9), 9)
    return paged([stream(once, b"/Filter [/FlateDecode /FlateDecode]")])


def _many_operations() -> bytes:
    return paged([flate(b"BT /F1 1 Tf " + b"(a) Tj " * 1_500_000 + b"ET")])


def _one_stream_on_many_pages() -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>"
    kids = b" ".join(b"%d 0 R" % (5 + place) for place in range(300))
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count 300 >>" % kids,
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            flate(b"BT /F1 1 Tf " + b"(a) Tj " * 40_000 + b"ET"),
            *[page] * 300,
        ]
    )


def _forms_that_call_forms() -> bytes:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    objects.append(
        b"<< /Type /Page /Parent 2 0 R /Resources << /XObject << /X 6 0 R >> >> /Contents 5 0 R >>"
    )
    objects.append(stream(b"/X Do"))
    for level in range(12):
        more = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> /XObject << /X %d 0 R >> >>"
            % (7 + level)
        )
        objects.append(stream(b"BT /F1 1 Tf (a) Tj ET " + b"/X Do " * 10, more))
    objects.append(stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"))
    return assembled(objects)


@pytest.mark.parametrize(
    "make",
    [
        lambda: _bomb(200_000_000),
        _nested_bomb,
        _many_operations,
        _one_stream_on_many_pages,
    ],
)
def test_bombs_end_in_a_value_within_time_and_memory(make, monkeypatch) -> None:
    monkeypatch.setattr(pdf, "MAX_SECONDS", 3.0)
    body = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.monotonic()
    outcome = read_pdf(body)
    assert isinstance(outcome, Malformed) and "limits" in outcome.reason, outcome
    assert time.monotonic() - begin < 25
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600_000  # KB


@pytest.mark.parametrize("make", [_nested_bomb, _many_operations])
def test_the_road_of_pages_has_the_same_caps(make, monkeypatch) -> None:
    monkeypatch.setattr(pdf, "MAX_SECONDS", 3.0)
    begin = time.monotonic()
    outcome = read_page(make(), content_type="application/pdf", language="en")
    assert isinstance(outcome, Malformed) and "limits" in outcome.reason, outcome
    assert time.monotonic() - begin < 25


def test_a_page_of_a_pdf_that_cannot_be_read_is_noted_on_the_road_too() -> None:
    broken = stream(b"not deflated at all", b"/Filter [/NoSuchDecode]")
    outcome = read_page(paged([lines("First."), broken, lines("Third.")]), content_type="application/pdf")
    assert isinstance(outcome, Page) and outcome.text == "First.\n\nThird."
    assert len(outcome.page_starts) == 3 and "page 2" in outcome.notes[0]
    assert pdf_page(outcome, outcome.text.index("Third")) == 3


def test_forms_that_call_forms_are_followed_only_so_far() -> None:
    begin = time.monotonic()
    outcome = read_pdf(_forms_that_call_forms())  # 10 ** 12 calls if all were followed
    assert isinstance(outcome, Malformed) or len(outcome.text) < 5_000
    assert time.monotonic() - begin < 10


def test_the_time_limit_is_asked_of_the_clock_given() -> None:
    ticks = iter(range(0, 100_000, 40))
    outcome = read_pdf(paged([lines("A")] * 9), clock=lambda: float(next(ticks)))
    assert "seconds" in reason(outcome)


def test_the_limits_do_not_leak_into_other_uses_of_the_library() -> None:
    before = get_configuration()
    read_pdf(paged([lines("A")]))
    read_pdf(b"%PDF-1.7\n")
    assert get_configuration() == before


SOUND = paged([lines("The sides agreed."), chinese("稀土")[0]], chinese("稀土")[1])


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 40))
def test_damage_anywhere_ends_in_a_value(seed: int, count: int) -> None:
    chance, body = random.Random(seed), bytearray(SOUND)
    for _ in range(count):
        place = chance.randrange(9, len(body))
        if chance.random() < 0.3:
            del body[place : place + chance.randrange(1, 60)]
        else:
            body[place] = chance.choice(b"\x00 <>[]()/0123456789Rabj%\xff")
    assert isinstance(read_pdf(bytes(body)), PdfText | Malformed)


def test_a_truncated_file_is_read_as_far_as_it_goes_or_refused() -> None:
    for stop in range(10, len(SOUND), 97):
        assert isinstance(read_pdf(SOUND[:stop]), PdfText | Malformed)
