"""Charsets: what is said, what is meant, and nothing replaced without a word."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sources.charsets import Decoded, codec_for, declared_charset, decode, plausibility
from sources.values import Malformed

# Written for the tests.
TEXTS = {
    "simplified": "商务部测试公告：公布对相关稀土物项实施出口管制的决定。镕、喆、堃字在内。",
    "traditional": "經濟部測試公告：將依法審查稀土出口申請，並與業者溝通。",
    "english": "China’s “general licences” – a café in Genève said €5 was enough.",
    "english plain": "The measures remain in force until further notice. " * 3,
    "japanese": "経済産業省は試験用の発表をしました。レアアースの輸出について。",
}
IN = {
    "simplified": ("utf-8", "gb18030", "utf-16"),
    "traditional": ("utf-8", "big5hkscs", "gb18030", "utf-16"),
    "english": ("utf-8", "cp1252", "utf-16"),
    "english plain": ("utf-8", "gb18030", "big5hkscs", "cp1252"),
    "japanese": ("utf-8",),
}
SAID = ("", "utf-8", "gb2312", "gbk", "big5", "iso-8859-1", "windows-1252", "nonsense", "utf-16")


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize(("name", "charset"), [(n, c) for n, cs in IN.items() for c in cs])
def test_a_text_survives_whatever_the_header_says(name: str, charset: str, said: str) -> None:
    header = f"text/html; charset={said}" if said else "text/html"
    found = decode(TEXTS[name].encode(charset), content_type=header)
    assert isinstance(found, Decoded) and found.text == TEXTS[name]
    assert "\ufffd" not in found.text


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize(("name", "charset"), [(n, c) for n, cs in IN.items() for c in cs if c != "utf-16"])
def test_a_text_survives_whatever_its_own_declaration_says(name: str, charset: str, said: str) -> None:
    meta = f'<html><head><meta charset="{said}"></head><body>' if said else "<html><body>"
    found = decode((meta + TEXTS[name]).encode(charset))
    assert isinstance(found, Decoded) and found.text == meta + TEXTS[name]


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("GB2312", "gb18030"), (" gbk ", "gb18030"), ("Big5", "big5hkscs"), ("ISO-8859-1", "cp1252"),
        ("Shift_JIS", "cp932"), ("utf-7", ""), ("hz-gb-2312", ""), ("idna", ""), ("zlib", ""), ("rot13", ""), ("", ""),
    ],
)  # fmt: skip
def test_labels_are_read_as_browsers_read_them_and_odd_codecs_are_not_taken(label: str, codec: str) -> None:
    assert codec_for(label) == codec


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b'<?xml version="1.0" encoding="GB2312"?>', "GB2312"),
        (b"<?xml version='1.0' encoding = 'big5' ?>", "big5"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb2312"),
        (b"<META CHARSET=utf-8>", "utf-8"),
        (b"<html><body>charset=gbk", ""),
        (b"x" * 5000 + b'<meta charset="gbk">', ""),
    ],
)
def test_the_declaration_is_found_near_the_start(head: bytes, label: str) -> None:
    assert declared_charset(head) == label


def test_an_override_holds_against_everything_else() -> None:
    body = '<meta charset="utf-8">稀土'.encode("gb18030")
    found = decode(body, content_type="text/html; charset=big5", override="gbk")
    assert isinstance(found, Decoded) and found.text.endswith("稀土") and found.charset == "gb18030"


def test_an_override_that_does_not_fit_is_malformed_not_mojibake() -> None:
    assert isinstance(decode("稀土出口管制".encode("gb18030"), override="utf-8"), Malformed)
    assert isinstance(decode(b"x", override="klingon"), Malformed)


def test_a_few_broken_bytes_are_replaced_and_counted() -> None:
    body = ("稀土出口管制公告测试。" * 100).encode()
    found = decode(body[:301] + b"\xff" + body[301:])
    assert isinstance(found, Decoded) and found.text.count("\ufffd") >= 1
    assert "could not be read as utf-8" in found.notes[0]
    assert isinstance(decode(body[:301] + b"\xff" + body[301:], strict=True), (Malformed, Decoded))


def test_a_text_cut_off_inside_a_character_is_still_read() -> None:
    found = decode(("稀土出口管制公告测试。" * 100).encode()[:-1])
    assert isinstance(found, Decoded) and found.charset == "utf-8" and found.notes


@pytest.mark.parametrize(
    "body", [bytes(range(128, 256)) * 8, b"\x81\x8d\x8f\x90\x9d" * 40, b"\xff\xfe\x00\xd8" * 9 + b"\x00"]
)
def test_noise_is_malformed(body: bytes) -> None:
    assert isinstance(decode(body), Malformed)


def test_a_contradiction_is_noted() -> None:
    found = decode(TEXTS["simplified"].encode("gb18030"), content_type="text/html; charset=utf-8")
    assert isinstance(found, Decoded) and found.notes == ("read as gb18030, though declared utf-8",)


def test_plausibility_tells_writing_from_mojibake() -> None:
    for text in TEXTS.values():
        assert plausibility(text) > 0.7, text
    for right, wrong in (
        ("gb18030", "cp1252"),
        ("utf-8", "cp1252"),
        ("utf-8", "gb18030"),
        ("gb18030", "big5hkscs"),
    ):
        garbled = TEXTS["simplified"].encode(right).decode(wrong, errors="ignore")
        assert plausibility(garbled) < 0.5, garbled


@settings(max_examples=200)
@given(st.binary(max_size=300), st.sampled_from(SAID))
def test_no_bytes_break_the_reader(body: bytes, said: str) -> None:
    found = decode(body, content_type=f"text/html; charset={said}")
    assert isinstance(found, (Decoded, Malformed))
    if isinstance(found, Decoded) and "\ufffd" in found.text:
        assert (
            found.notes
            or b"\xef\xbf\xbd" in body
            or b"\x84\x31\xa4\x37" in body
            or b"\xfd\xff" in body
            or b"\xff\xfd" in body
        )


@settings(max_examples=100)
@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4, max_size=60))
@example("丘丁丁丁丘丸")
def test_any_chinese_utf8_is_read_as_utf8(text: str) -> None:
    found = decode(text.encode(), content_type="text/html; charset=gb2312")
    assert isinstance(found, Decoded) and found.text == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-16", "utf-32"])
@pytest.mark.parametrize(
    "text", ["<rss><title>稀土 🧲</title></rss>", '{"title": "稀土"}', "\n <html>x</html>"]
)
def test_wide_characters_are_told_with_a_mark_and_without(codec: str, text: str) -> None:
    found = decode(text.encode(codec), content_type="text/xml; charset=utf-8")
    assert isinstance(found, Decoded) and found.text.lstrip("\ufeff") == text
