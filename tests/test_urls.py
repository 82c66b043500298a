"""Names of documents: spellings of one address fold together, different documents stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.urls import canonical_url, clean_link, registrable_view

SAME = [
    ("http://Example.org", "https://example.org/"),
    ("https://example.org:443/a", "https://example.org/a"),
    ("http://example.org:80/a", "https://example.org/a"),
    ("https://example.org/a#part", "https://example.org/a"),
    ("https://example.org/a?utm_source=x&utm_medium=y", "https://example.org/a"),
    ("https://example.org/a?id=7&fbclid=abc", "https://example.org/a?id=7"),
    ("https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"),
    ("https://example.org/a?gclid=1&UTM_Campaign=2&id=3", "https://example.org/a?id=3"),
    ("https://example.org./a", "https://example.org/a"),
    ("https://example.org/%7euser/%41", "https://example.org/~user/A"),
    ("https://example.org/%e7%a8%80", "https://example.org/%E7%A8%80"),
    ("https://example.org/稀", "https://example.org/%E7%A8%80"),
    ("https://example.org/a/../b/./c", "https://example.org/b/c"),
    ("https://example.org/?", "https://example.org/"),
    (" https://example.org/a\n", "https://example.org/a"),
    ("https://商务部.example/", "https://xn--zfr74dt79f.example/"),
]
APART = [
    ("https://example.org/a", "https://example.org/a/"),
    ("https://example.org/a", "https://www.example.org/a"),
    ("https://example.org/a?id=1", "https://example.org/a?id=2"),
    ("https://example.org/A", "https://example.org/a"),
    ("https://example.org/art/2025/art_1.html", "https://example.org/art/2026/art_1.html"),
    ("https://example.org:8443/a", "https://example.org/a"),
    ("https://example.org/a%2Fb", "https://example.org/a/b"),
]


@pytest.mark.parametrize(("url", "name"), SAME)
def test_spellings_of_one_address_have_one_name(url: str, name: str) -> None:
    assert canonical_url(url) == name


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_documents_keep_different_names(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    "raw",
    [
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "\x01javascript:alert(1)",
        "java\x00script:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "mailto:a@b.example",
        "tel:123",
        "ftp://a.example/x",
        "http://user:pw@a.example/",
        "http://a.example\\@b.example/",
        "\\\\a.example\\x",
        "http://[::1",
        "http://a.example:port/",
        "http://",
        "https:///x",
        "",
        "   ",
        "http://a.example/" + "x" * 3000,
        "http://a.example/\ud800",
    ],
)
def test_what_is_no_web_address_is_no_link(raw: str) -> None:
    assert clean_link(raw, "https://base.example/dir/") == ""
    assert canonical_url(raw) == ""


@pytest.mark.parametrize(
    ("raw", "absolute"),
    [
        ("a.html", "https://base.example/dir/a.html"),
        ("/a", "https://base.example/a"),
        ("//other.example/a", "https://other.example/a"),
        ("?p=2", "https://base.example/dir/?p=2"),
        ("../x", "https://base.example/x"),
        (" https://a.example/b c ", "https://a.example/b%20c"),
        ("https://a.example/\nb", "https://a.example/b"),
        ("https://a.example/x#y", "https://a.example/x#y"),
        ("\u200bhttps://a.example/", "https://a.example/"),
    ],
)
def test_a_link_becomes_absolute(raw: str, absolute: str) -> None:
    assert clean_link(raw, "https://base.example/dir/") == absolute


def test_a_lookalike_host_shows_itself() -> None:
    assert registrable_view("m\u043efcom.gov.cn").startswith("xn--")
    assert canonical_url("https://m\u043efcom.gov.cn/") != canonical_url("https://mofcom.gov.cn/")


urls = st.builds(
    lambda scheme, host, path, query, fragment: f"{scheme}://{host}/{path}?{query}#{fragment}",
    st.sampled_from(["http", "https", "HTTP"]),
    st.sampled_from(["example.org", "EXAMPLE.org:80", "商务.example", "a-b.example.", "[2606:4700::1]"]),
    st.text(max_size=30),
    st.text(max_size=30),
    st.text(max_size=10),
)


@given(urls)
def test_naming_a_name_changes_nothing(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once
    assert once == "" or once.isascii()


@given(st.text(max_size=80), st.sampled_from(["", "https://base.example/a/b"]))
def test_a_link_is_nothing_or_http(raw: str, base: str) -> None:
    link = clean_link(raw, base)
    assert link == "" or link.lower().startswith(("http://", "https://"))
    assert not any(c < " " for c in link)
