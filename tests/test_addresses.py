"""Which addresses may be reached: every spelling of a private one is refused, public ones pass."""

from __future__ import annotations

import ipaddress
import socket

import pytest

from sources.addresses import RefusedURL, parse_networks, parse_target, refusal, unwrap

PRIVATE = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:100.64.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:0808:0808::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "2600:1f18::5efe:127.0.0.1",
    "2600:1f18::200:5efe:10.0.0.1",
]
PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "172.15.0.1",
    "172.32.0.1",
    "100.63.255.255",
    "100.128.0.1",
    "169.253.1.1",
    "223.255.255.254",
    "2606:4700:4700::1111",
    "2400:3200::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("literal", PRIVATE)
def test_a_private_or_special_address_is_refused(literal: str) -> None:
    assert "not a public address" in refusal(ipaddress.ip_address(literal))


@pytest.mark.parametrize("literal", PUBLIC)
def test_a_public_address_passes(literal: str) -> None:
    assert refusal(ipaddress.ip_address(literal)) == ""


@pytest.mark.parametrize(
    "spelling", ["127.1", "0x7f.1", "2130706433", "017700000001", "0", "0x7f000001", "127.0.1", "localhost"]
)
def test_odd_spellings_that_the_system_reads_as_loopback_are_refused_after_the_look_up(spelling: str) -> None:
    found = socket.getaddrinfo(spelling, 80, type=socket.SOCK_STREAM)
    assert found
    for *_, address in found:
        assert refusal(ipaddress.ip_address(address[0]))


@pytest.mark.parametrize(
    ("wrapped", "inner"),
    [
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("2002:7f00:1::", "127.0.0.1"),
        ("64:ff9b::a9fe:a9fe", "169.254.169.254"),
        ("::10.0.0.1", "10.0.0.1"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "192.0.2.45"),
        ("2600:1f18::5efe:a00:1", "10.0.0.1"),
        ("2606:4700::1", "2606:4700::1"),
    ],
)
def test_an_ipv4_address_inside_an_ipv6_one_is_found(wrapped: str, inner: str) -> None:
    assert unwrap(ipaddress.ip_address(wrapped)) == ipaddress.ip_address(inner)


def test_an_allowed_network_lets_its_own_addresses_through_and_no_others() -> None:
    networks = parse_networks(("127.0.0.0/8", "::1/128"))
    assert refusal(ipaddress.ip_address("127.0.0.1"), networks) == ""
    assert refusal(ipaddress.ip_address("::ffff:127.0.0.1"), networks) == ""
    assert refusal(ipaddress.ip_address("::1"), networks) == ""
    assert refusal(ipaddress.ip_address("10.0.0.1"), networks)
    assert refusal(ipaddress.ip_address("169.254.169.254"), networks)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "gopher://example.org/",
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org/",
        "/path",
        "",
        "http://",
        "http:///path",
        "http://user@example.org/",
        "http://user:pw@example.org/",
        "http://169.254.169.254\\@example.org/",
        "http://example.org\\.evil.example/",
        "http://exam ple.org/",
        "http://example.org/a b",
        "http://example.org/\r\nHost: evil",
        "http://example.org/\tx",
        "http://example.org\x00.evil/",
        "http://example.org:99999/",
        "http://example.org:0/",
        "http://example.org:port/",
        "http://[::1",
        "http://[fe80::1%25eth0]/",
        "http://[not-an-address]/",
        "http://ex%61mple.org/",
        "http://-example.org/",
        "http://exa$mple.org/",
        "http://" + "a" * 300 + ".org/",
        "http://example.org/" + "a" * 5000,
        "http://example.org/\u2028x",
        "http://example.org/\ud800",
        "http://a..b/",
    ],
)
def test_an_url_out_of_the_ordinary_is_refused(url: str) -> None:
    with pytest.raises(RefusedURL):
        parse_target(url)


@pytest.mark.parametrize(
    ("url", "rebuilt"),
    [
        ("http://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a?b=c#d", "https://example.org/a?b=c"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("http://[2606:4700:0::1]/x", "http://[2606:4700::1]/x"),
        ("https://商务部.example/", "https://xn--zfr74dt79f.example/"),
        ("https://example.org/稀土?q=出口", "https://example.org/%E7%A8%80%E5%9C%9F?q=%E5%87%BA%E5%8F%A3"),
        ("https://example.org/a%20b?c%5B%5D=d", "https://example.org/a%20b?c%5B%5D=d"),
    ],
)
def test_an_ordinary_url_is_taken_apart_once_and_rebuilt(url: str, rebuilt: str) -> None:
    assert parse_target(url).url == rebuilt


def test_a_lookalike_in_another_script_shows_its_a_label() -> None:
    assert parse_target("https://m\u043efcom.gov.cn/").host.startswith("xn--")
