"""A table of hostile and broken inputs, each with the name of its right outcome. All of it was written for the tests.

``CASES`` holds (group, name, how, outcome). ``how`` says what the server does: a function of the FeedServer that
returns the address to poll. An outcome is one line of words:

    read N ...        the listing was read into N documents; further words say what the first one shows
    failed CODE       the poll failed, under the short word that stands in the log
    page read|failed  the listing was read; this came of its one item's page
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from typing import NamedTuple

import brotli
from backports import zstd

from tests.feedserver import Answer, FeedServer

How = Callable[[FeedServer], str]
XML = "application/rss+xml"
TITLE = "稀土出口管制公告"


class Case(NamedTuple):
    """One input. ``recipe`` and ``kind`` as on Feed; ``zone`` of its dates; ``private``: loopback is not allowed."""

    group: str
    name: str
    how: How
    outcome: str
    kind: str = "rss"
    recipe: dict | None = None
    zone: str = "Asia/Shanghai"
    private: bool = False


CASES: list[Case] = []


def add(group: str, name: str, how: How, outcome: str, **more) -> None:
    CASES.append(Case(group, name, how, outcome, **more))


def item(title="T", link="/1", date="", guid="", more="") -> str:
    guid = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    date = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{title}</title><link>{link}</link>{guid}{date}{more}</item>"


def feed(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return f"{head}<rss version='2.0'><channel><title>C</title>{''.join(items)}</channel></rss>"


GOOD = feed(item())


def body(data: str | bytes, content_type: str = XML, **more) -> How:
    return lambda server: server.serve("/feed", data, content_type, **more)


def address(url: str) -> How:
    return lambda server: url


def redirect(to: str, status: int = 302) -> How:
    return lambda server: server.redirect("/feed", to, status)


def coded(data: bytes, encoding: str) -> How:
    return body(data, headers={"Content-Encoding": encoding})


def raw(data: bytes, **more) -> How:
    return lambda server: server.serve("/feed", raw=data, **more)


# --- the answer itself: bombs, endless and slow bodies, broken HTTP (faults 10-12, 15) -----------------------

ZEROS = b"\0" * 8_000_000
ANSWERS: list[tuple[str, How, str]] = [
    ("slow-loris: a byte now and then", lambda s: s.slow("/feed", 0.3), "failed timeout"),
    ("slow-loris in the headers", raw(b"HTTP/1.1 200 OK\r\nX-Filler: " + b"a" * 500, drip_s=0.2, drip_raw=True), "failed timeout"),
    ("silence after the request", body(GOOD, delay_s=5.0), "failed timeout"),
    ("a body that never ends", lambda s: s.endless("/feed"), "failed too_large"),
    ("an endless feed of items", lambda s: s.endless("/feed", item().encode() * 500), "failed too_large"),
    ("announces ten gigabytes", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n<rss>"), "failed too_large"),
    ("gzip bomb", lambda s: s.bomb("/feed", 8_000_000), "failed too_large"),
    ("gzip in gzip bomb", lambda s: s.bomb("/feed", 8_000_000, "gzip, gzip"), "failed too_large"),
    ("deflate bomb", lambda s: s.bomb("/feed", 8_000_000, "deflate"), "failed too_large"),
    ("brotli bomb", coded(brotli.compress(ZEROS), "br"), "failed too_large"),
    ("zstd bomb", coded(zstd.compress(ZEROS), "zstd"), "failed too_large"),
    ("gzip of a thousand members", coded(gzip.compress(b"\0" * 8_000) * 1000, "gzip"), "failed too_large"),
    ("gzip cut in half", coded(gzip.compress(GOOD.encode() * 50)[:100], "gzip"), "failed undecodable"),
    ("gzip that is none", coded(GOOD.encode(), "gzip"), "failed undecodable"),
    ("brotli that is none", coded(b"\xff\xff not brotli", "br"), "failed undecodable"),
    ("zstd that is none", coded(GOOD.encode(), "zstd"), "failed undecodable"),
    ("an encoding nobody asked for", coded(GOOD.encode(), "compress"), "failed undecodable"),
    ("an invented encoding", coded(GOOD.encode(), "x-secret"), "failed undecodable"),
    ("four encodings deep", coded(gzip.compress(gzip.compress(gzip.compress(gzip.compress(GOOD.encode())))), "gzip, gzip, gzip, gzip"), "failed undecodable"),
    ("raw deflate without its header", coded(zlib.compress(GOOD.encode())[2:-4], "deflate"), "read 1"),
    ("another protocol answers", raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "failed bad_response"),
    ("hangs up at once", raw(b""), "failed connection"),
    ("a status line of nonsense", raw(b"HTTP/1.1 abc nonsense\r\n\r\n"), "failed bad_response"),
    ("a header of ten megabytes", raw(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 10_000_000 + b"\r\n\r\n"), "failed bad_response"),
    ("ten thousand headers", raw(b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 10_000 + b"\r\n"), "failed bad_response"),
    ("a chunk of no size", raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"), "failed bad_response"),
    ("chunks cut off", raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\nabc"), "failed connection"),
    ("a body shorter than announced", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<rss/>"), "failed connection"),
    ("no body at all", body(b""), "failed malformed"),
    ("nothing but blanks", body(b" \n\t " * 1000), "failed malformed"),
    ("204 no content", body(b"", status=204), "failed http_204"),
    ("206 a part only", body(GOOD[:40], status=206), "failed http_206"),
    ("304 that nobody asked for", raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"), "failed http_304"),
    ("302 to nowhere", body(b"", status=302), "failed http_302"),
    ("300 with choices", body(b"", status=300), "failed http_300"),
    ("401", body(b"", status=401), "failed http_401"),
    ("403", body(b"", status=403), "failed http_403"),
    ("404", body(b"", status=404), "failed http_404"),
    ("410: it has ended", body(b"", status=410), "failed gone"),
    ("429 with a wait", body(b"", status=429, headers={"Retry-After": "7200"}), "failed rate_limited"),
    ("429 with a wait of nonsense", body(b"", status=429, headers={"Retry-After": "soon, perhaps"}), "failed rate_limited"),
    ("500", body(b"", status=500), "failed http_500"),
    ("503 until a day that never comes", body(b"", status=503, headers={"Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT"}), "failed http_503"),
    ("599", body(b"", status=599), "failed http_599"),
    ("robots.txt forbids it", lambda s: s.serve("/robots.txt", "User-agent: *\nDisallow: /", "text/plain") and body(GOOD)(s), "failed not_allowed_by_robots"),
    ("robots.txt is broken", lambda s: s.serve("/robots.txt", "", status=500) and body(GOOD)(s), "failed robots_unreachable"),
    ("robots.txt of five megabytes that allows it", lambda s: s.serve("/robots.txt", "User-agent: *\n" + "Disallow: /x\n" * 400_000, "text/plain") and body(GOOD)(s), "read 1"),
    ("robots.txt of five megabytes that forbids it", lambda s: s.serve("/robots.txt", "User-agent: *\nDisallow: /\n" + "Disallow: /x\n" * 400_000, "text/plain") and body(GOOD)(s), "failed not_allowed_by_robots"),
    ("a name that does not exist", address("http://no-such-host.invalid/feed"), "failed dns"),
    ("headers with NUL and newlines", raw(b"HTTP/1.1 200 OK\r\nETag: \"a\x00b\"\r\nContent-Length: %d\r\n\r\n%s" % (len(GOOD), GOOD.encode())), "read 1"),
    ("a validator of a megabyte", body(GOOD, headers={"ETag": '"' + "e" * 60_000 + '"'}), "read 1"),
    ("a content type of nonsense", body(GOOD, "}{/;charset=;;="), "read 1"),
    ("a cookie and the same address for ever", body(lambda r: Answer(b"", status=302, headers={"Location": r.path, "Set-Cookie": "a=b"})), "failed too_many_redirects"),
]  # fmt: skip
for name, how, outcome in ANSWERS:
    add("answer", name, how, outcome)

# --- redirects (fault 15) ------------------------------------------------------------------------------------

REDIRECTS = {
    "/feed": "failed too_many_redirects",
    "file:///etc/hostname": "failed bad_url",
    "ftp://127.0.0.1/feed": "failed bad_url",
    "gopher://127.0.0.1/": "failed bad_url",
    "javascript:alert(1)": "failed bad_url",
    "data:text/xml,<rss/>": "failed bad_url",
    "http://169.254.169.254/latest/meta-data/": "failed refused_address",
    "http://2852039166/": "failed refused_address",
    "http://0xa9fea9fe/": "failed refused_address",
    "http://10.0.0.1/": "failed refused_address",
    "http://[::ffff:169.254.169.254]/": "failed refused_address",
    "http://[fd00:ec2::254]/": "failed refused_address",
    "//192.168.1.1/": "failed refused_address",
    "http://user:secret@127.0.0.1/": "failed bad_url",
    "http://127.0.0.1\\@public.example/": "failed bad_url",
    "http://[::1": "failed bad_url",
    "http://127.0.0.1:99999/": "failed bad_url",
}
for to, outcome in REDIRECTS.items():
    add("redirect", f"to {to}", redirect(to), outcome)
add("redirect", "to nothing", redirect(""), "failed bad_redirect")
add("redirect", "six in a row", lambda s: [s.redirect(f"/{n}", f"/{n + 1}") for n in range(7)] and s.url("/0"), "failed too_many_redirects")  # fmt: skip
add(
    "redirect",
    "permanently to a private address",
    redirect("http://172.16.0.1/", 301),
    "failed refused_address",
)

# --- spellings of addresses that must not be reached (faults 16-18) ------------------------------------------

SPELLINGS = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "localhost",
    "LOCALHOST",
    "0",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "192.0.0.192",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "１２７.０.０.１",
    "127。0。0。1",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::a9fe:a9fe]",
    "[2002:7f00:1::]",
    "[2002:a9fe:a9fe::]",
    "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
    "[fe80::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fec0::1]",
    "[ff02::1]",
    "[3fff::1]",
    "[100::1]",
    "[2001:db8::1]",
    "[2600:1f18::5efe:127.0.0.1]",
]
for host in SPELLINGS:
    add("address", host, address(f"http://{host}/feed"), "failed refused_address", private=True)
for url in (
    "http://127.0.0.1\\@public.example/feed",
    "http://public.example\\@127.0.0.1/feed",
    "http://user:pw@127.0.0.1/feed",
    "http://public.example@127.0.0.1/feed",
    "http://127.0.0.1 /feed",
    "http://127.0.0.1\t/feed",
    "http://127.0.0.1\n/feed",
    "http:///feed",
    "http://",
    "ftp://127.0.0.1/feed",
    "file:///etc/hostname",
    "gopher://127.0.0.1:70/",
    "dict://127.0.0.1:11211/stats",
    "http://127.0.0.1:99999/feed",
    "http://127.0.0.1:0/feed",
    "http://[fe80::1%25eth0]/feed",
    "http://a..example/feed",
    "//127.0.0.1/feed",
):
    add("address", f"malformed {url!r}", address(url), "failed bad_url", private=True)
add("address", "a port that is no web server's", address("http://8.8.8.8:22/feed"), "failed refused_address", private=True)  # fmt: skip

# --- XML (faults 13, 14, 20) ---------------------------------------------------------------------------------

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
MARKUP: list[tuple[str, str | bytes, str]] = [
    ("billion laughs", f'<!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]>' + feed(item("&l8;"), head=""), "failed malformed"),
    ("quadratic blow-up", f'<!DOCTYPE r [<!ENTITY a "{"a" * 50_000}">]>' + feed(item("&a;" * 500), head=""), "failed malformed"),
    ("an entity that is a file", '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname">]>' + feed(item("&f;"), head=""), "failed malformed"),
    ("an entity that is an address", '<!DOCTYPE r [<!ENTITY f SYSTEM "http://127.0.0.1:1/trap">]>' + feed(item("&f;"), head=""), "failed malformed"),
    ("a parameter entity", '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:1/trap"> %p;]>' + feed(item(), head=""), "failed malformed"),
    ("entities in UTF-16", ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE r [<!ENTITY a "x">]>' + feed(item("&a;"), head="")).encode("utf-16"), "failed malformed"),
    ("entities behind a comment", '<!DOCTYPE r [<!-- > --><!ENTITY a "x">]>' + feed(item("&a;"), head=""), "failed malformed"),
    ("a DTD elsewhere", '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/rss.dtd">' + feed(item(), head=""), "read 1"),
    ("a file in its DOCTYPE", '<!DOCTYPE rss SYSTEM "file:///etc/passwd">' + feed(item(), head=""), "read 1"),
    ("a backslash in its DOCTYPE", '<!DOCTYPE rss PUBLIC "\\\\-//x//DTD" "\\\\x\\y">' + feed(item(), head=""), "read 1"),
    ("XInclude of a file", feed(item(more='<description><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/></description>')), "read 1"),
    ("a stylesheet elsewhere", '<?xml version="1.0"?><?xml-stylesheet href="http://127.0.0.1:1/x.xsl" type="text/xsl"?>' + feed(item(), head=""), "read 1"),
    ("a reference to half a surrogate", feed(item("a&#xD800;b")), "read 1 title ab"),
    ("a reference beyond Unicode", feed(item("a&#x110000;b")), "read 1 title ab"),
    ("a reference to NUL", feed(item("a&#0;b")), "read 1 title ab"),
    ("NUL bytes in a title", feed(item("a\0b")), "read 1 title ab"),
    ("control characters in a title", feed(item("a\x01\x08\x1fb")), "read 1 title ab"),
    ("tags that never close", "<rss version='2.0'><channel>" + "<item><title>T</title><link>/1</link>", "read 1"),
    ("cut off in an item", feed(item(), item("Second", "/2"))[:-70], "read 1 title T"),
    ("CDATA that never ends", feed("<item><title><![CDATA[T</title><link>/1</link></item>"), "read 0"),
    ("a comment that never ends", feed(item(), "<!-- "), "read 1"),
    ("an unknown entity", feed(item("a &nosuch; b")), "read 1 title a &nosuch; b"),
    ("a bare ampersand", feed(item("Trade & Customs")), "read 1 title Trade & Customs"),
    ("a thousand nested elements in a title", feed(item("<b>" * 1000 + "T" + "</b>" * 1000)), "read 1"),
    ("fifty thousand nested elements", feed(item(more="<description>" + "<b>" * 50_000 + "</description>")), "read 1"),
    ("twenty thousand attributes", feed(f"<item {' '.join(f'a{n}=1' for n in range(20_000))}><title>T</title><link>/1</link></item>"), "read 1"),
    ("six thousand items", feed(*(item(f"T{n}", f"/{n}") for n in range(6_000))), "read 5000"),
    ("an HTML page instead", "<!DOCTYPE html><html><body>Sign in</body></html>", "failed malformed"),
    ("JSON instead", '{"items": []}', "failed malformed"),
    ("plain words instead", "Service temporarily unavailable", "failed malformed"),
    ("a picture instead", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "failed malformed"),
    ("a PDF instead", b"%PDF-1.7\n" + bytes(range(128, 256)) * 40, "failed malformed"),
    ("a zip instead", b"PK\x03\x04" + bytes(range(256)) * 40, "failed malformed"),
    ("random bytes", bytes((n * 7919 + n * n) % 256 for n in range(20_000)), "failed malformed"),
    ("an empty channel", feed(), "read 0"),
    ("an item of nothing", feed("<item/>"), "read 0"),
    ("another vocabulary", "<?xml version='1.0'?><report><row>1</row></report>", "failed malformed"),
    ("a feed in an envelope", "<soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/'><soap:Body>" + feed(item(), head="") + "</soap:Body></soap:Envelope>", "read 1"),
    ("XML 1.1", feed(item(), head='<?xml version="1.1"?>'), "read 1"),
    ("blanks before the declaration", "\n\n  " + GOOD, "read 1"),
    ("two feeds one after the other", GOOD + GOOD, "read 1"),
]  # fmt: skip
for name, data, outcome in MARKUP:
    add("markup", name, body(data), outcome)

# --- titles (faults 28, 29, 31) ------------------------------------------------------------------------------

TITLES: list[tuple[str, str, str]] = [
    ("script", "<![CDATA[<script>alert(1)</script>Duties]]>", "Duties"),
    ("escaped script", "&lt;script&gt;alert(1)&lt;/script&gt;Duties", "Duties"),
    ("twice escaped script", "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt; Duties", "Duties"),
    ("picture with a handler", "<![CDATA[<img src=x onerror=alert(1)>Duties]]>", "Duties"),
    ("svg with a handler", "<![CDATA[<svg onload=alert(1)>Duties</svg>]]>", "http://…/1"),
    ("style", "<![CDATA[<style>*{display:none}</style>Duties]]>", "Duties"),
    ("frame", "<![CDATA[<iframe src=//evil.example></iframe>Duties]]>", "Duties"),
    ("a tag that never ends", "<![CDATA[Duties <b]]>", "Duties"),
    ("less than", "Duties &lt; 25%", "Duties < 25%"),
    ("turned round", "Duties \u202egnp.exe", "Duties gnp.exe"),
    ("isolated direction", "\u2066Duties\u2069", "Duties"),
    ("direction marks", "Du\u200fti\u200ees", "Duties"),
    ("lines", "Duties\n\n  on\tmagnets", "Duties on magnets"),
    ("only blanks", " \n ", "http://…/1"),
    ("only markup", "<![CDATA[<b></b>]]>", "http://…/1"),
    ("template words", "{{ 7*7 }} {% load x %}", "{{ 7*7 }} {% load x %}"),
    ("a formula", "=HYPERLINK(\"http://evil.example\")", "=HYPERLINK(\"http://evil.example\")"),
    ("SQL", "'; DROP TABLE sources_document; --", "'; DROP TABLE sources_document; --"),
    ("beyond the basic plane", "𠮷田 🧲", "𠮷田 🧲"),
    ("non-characters", "a\ufffeb\uffffc", "abc"),
]  # fmt: skip
for name, title, shown in TITLES:
    add("title", name, body(feed(item(title))), f"read 1 title {shown}")
add("title", "of a million letters", body(feed(item("a" * 900_000))), "read 1 length 1000")
add(
    "title",
    "of ten megabytes",
    lambda s: s.serve("/feed", feed(item("a" * 10_000_000)), XML),
    "failed too_large",
)
add(
    "title",
    "of a hundred thousand tags",
    body(feed(item("<![CDATA[" + "<b>" * 100_000 + "]]>Duties"))),
    "read 1",
)

# --- links (faults 18, 30, 32) -------------------------------------------------------------------------------

LINKS: list[tuple[str, str]] = [
    ("javascript:alert(1)", "read 0"),
    ("java\tscript:alert(1)", "read 0"),
    ("&#1;javascript:alert(1)", "read 0"),
    ("JaVaScRiPt:alert(1)", "read 0"),
    ("data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;", "read 0"),
    ("vbscript:msgbox(1)", "read 0"),
    ("mailto:a@b.example", "read 0"),
    ("ftp://files.example/a", "read 0"),
    ("file:///etc/passwd", "read 0"),
    ("http://user:pw@host.example/", "read 0"),
    ("http://host.example\\@evil.example/", "read 0"),
    ("http:\\\\evil.example\\a", "read 0"),
    ("http:/evil.example/a", "read 1 link http://…/evil.example/a"),
    ("http://[::1", "read 0"),
    ("http://host.example:port/", "read 0"),
    ("http://" + "a" * 3000 + ".example/", "read 0"),
    ("//host.example/a", "read 1 link http://host.example/a"),
    ("../a b", "read 1 link http://…/a%20b"),
    ("https://www.mofсom.example/a", "read 1 link https://www.mofсom.example/a"),
    ("https://host.example/a?x=1&amp;y=2#f", "read 1 link https://host.example/a?x=1&y=2#f"),
    (" https://host.example/a\n", "read 1 link https://host.example/a"),
]
for link, outcome in LINKS:
    add("link", link[:60], body(feed(item("T", link))), outcome)
add("link", "none at all", body(feed("<item><title>T</title></item>")), "read 0")
add("link", "only a GUID that is an address", body(feed("<item><title>T</title><guid>https://host.example/g</guid></item>")), "read 1 link https://host.example/g")  # fmt: skip

# --- dates (faults 21, 22, 34); zone Asia/Shanghai -----------------------------------------------------------

DATES: dict[str, str] = {
    "2025-13-45T99:99:99Z": "undated",
    "1751010480": "undated",
    "Fri, 31 Feb 2025 10:00:00 GMT": "undated",
    "30 February 2025": "undated",
    "2025-02-29": "undated",
    "2024-02-29": "day 2024-02-28T16:00",
    "yesterday": "undated",
    "Friday": "undated",
    "3 hours ago": "undated",
    "即日起": "undated",
    "即将": "undated",
    "00/00/0000": "undated",
    "0000-00-00 00:00:00": "undated",
    "2025-06-27T25:00:00Z": "undated",
    "03/04/2025": "undated",
    "NaN": "undated",
    "null": "undated",
    "-1": "undated",
    "9" * 10_000: "undated",
    "٢٠٢٥-٠٦-٢٧": "day 2025-06-26T16:00",
    "2025-06-27 <script>alert(1)</script>": "undated",
    "Fri, 27 Jun 2025 08:00:00 GMT": "instant 2025-06-27T08:00",
    "Mon, 27 Jun 2025 08:00:00 GMT": "instant 2025-06-27T08:00",
    "Fri, 27 Jun 2025 08:00:00 CST": "instant 2025-06-27T00:00",
    "2025-06-27 15:48": "instant 2025-06-27T07:48",
    "2025年6月27日 15:48": "instant 2025-06-27T07:48",
    "2025年6月27日": "day 2025-06-26T16:00",
    "２０２５年６月２７日": "day 2025-06-26T16:00",
    "二〇二五年六月二十七日": "day 2025-06-26T16:00",
    "2025/6/29": "day 2025-06-28T16:00",
    "2025年6月": "month 2025-05-31T16:00",
    "9999-12-31T23:59:59Z": "undated",
    "0001-01-01T00:00:00Z": "undated",
}
for words, shown in DATES.items():
    add("date", words[:40], body(feed(item(date=words.replace("<", "&lt;")))), f"read 1 date {shown}")
add("date", "01:30 on the night that has it twice", body(feed(item(date="2026-11-01 01:30"))), "read 1 date day 2026-11-01T04:00", zone="America/New_York")  # fmt: skip
add("date", "02:30 on the night that has none", body(feed(item(date="2025-03-09 02:30"))), "read 1 date day 2025-03-09T05:00", zone="America/New_York")  # fmt: skip

# --- GUIDs (faults 24, 25) -----------------------------------------------------------------------------------

add(
    "guid",
    "two items with one GUID",
    body(feed(item("A", "/a", guid="g"), item("B", "/b", guid="g"))),
    "read 2",
)
add(
    "guid",
    "one address under two GUIDs",
    body(feed(item("A", "/a", guid="g"), item("A", "/a", guid="h"))),
    "read 1",
)
add("guid", "one item listed twice", body(feed(item(guid="g"), item(guid="g"))), "read 1")
add("guid", "a GUID of a megabyte", body(feed(item(guid="g" * 900_000))), "read 1")
add("guid", "NUL in a GUID", body(feed(item(guid="a\0b"))), "read 1")
add("guid", "five hundred items with one GUID", body(feed(*(item(f"T{n}", f"/{n}", guid="g") for n in range(500)))), "read 500")  # fmt: skip
for name, link in (
    ("https for http", "{https}"),
    ("tracking parameters", "/1?utm_source=feed&amp;fbclid=x"),
    ("a fragment", "/1#top"),
    ("another order of parameters", "/1?"),
):
    add("guid", f"the same item under {name}", body(feed(item("A", "/1", guid="g"), item("A", link.replace("{https}", "/./1"), guid="h"))), "read 1")  # fmt: skip

# --- encodings that lie (fault 23) ---------------------------------------------------------------------------

CHINESE = item(
    TITLE, more="<description>商务部新闻发言人就有关问题答记者问，稀土出口许可正在依法审批。</description>"
)


def lie(codec: str, declared: str = "", header: str = XML, errors: str = "strict") -> How:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
    return body(feed(CHINESE, head=head).encode(codec, errors), header)


LIES: list[tuple[str, How]] = [
    ("gb18030 undeclared", lie("gb18030")),
    ("gb18030 declared gb2312", lie("gb18030", "gb2312")),
    ("gb18030 declared utf-8", lie("gb18030", "utf-8")),
    ("gb18030 declared iso-8859-1", lie("gb18030", "iso-8859-1")),
    ("gb18030 declared big5", lie("gb18030", "big5")),
    ("gb18030 under a header of utf-8", lie("gb18030", "", XML + "; charset=utf-8")),
    ("gb2312 under a header of iso-8859-1", lie("gb2312", "gb2312", XML + "; charset=iso-8859-1")),
    ("gb18030 of an invented charset", lie("gb18030", "x-none")),
    ("big5 undeclared", lie("big5", errors="replace")),
    ("utf-8 declared gb2312", lie("utf-8", "gb2312")),
    ("utf-8 declared iso-8859-1", lie("utf-8", "iso-8859-1")),
    ("utf-8 declared utf-16", lie("utf-8", "utf-16")),
    ("utf-8 of an invented charset", lie("utf-8", "x-none")),
    ("utf-8 with a mark, declared gbk", body(b"\xef\xbb\xbf" + feed(CHINESE, head='<?xml version="1.0" encoding="gbk"?>').encode())),
    ("utf-16 with a mark, declared utf-8", lie("utf-16", "utf-8")),
]  # fmt: skip
for name, how in LIES:
    shown = TITLE if "big5 undeclared" not in name else "any"
    add("encoding", name, how, f"read 1 title {shown}" if shown != "any" else "read 1")
add(
    "encoding",
    "half a character at the end",
    body(feed(CHINESE).encode() + "稀".encode()[:2]),
    f"read 1 title {TITLE}",
)
add("encoding", "one bad byte among many", body(feed(CHINESE).encode().replace("许".encode(), b"\xff")), f"read 1 title {TITLE}")  # fmt: skip
add(
    "encoding",
    "surrogates in utf-8",
    body(feed(item("a@b")).encode().replace(b"@", b"\xed\xa0\x80")),
    "failed malformed",
)
add(
    "encoding",
    "overlong utf-8",
    body(feed(item("a@b")).encode().replace(b"@", b"\xc0\xaf")),
    "failed malformed",
)
add("encoding", "nothing but bytes of no charset", body(b"<rss><channel><item><title>" + bytes(range(0x80, 0x100)) * 20 + b"</title></item></channel></rss>"), "failed malformed")  # fmt: skip

# --- JSON ----------------------------------------------------------------------------------------------------

LIST = {"items": "results", "title": "title", "url": "url", "published": "date", "success": "ok"}


def listed(*items: object, ok: object = True) -> str:
    return json.dumps({"ok": ok, "results": items})


JSONS: list[tuple[str, str | bytes, str]] = [
    ("nested a hundred thousand deep", "[" * 100_000, "failed malformed"),
    ("cut off", '{"ok": true, "results": [{"title": "T"', "failed malformed"),
    ("an HTML page instead", "<!DOCTYPE html><html></html>", "failed malformed"),
    ("said not to be a success", listed({"title": "T", "url": "/1"}, ok=False), "failed malformed"),
    ("a list that is a word", '{"ok": true, "results": "none"}', "failed malformed"),
    ("another shape", '{"ok": true, "data": []}', "failed malformed"),
    ("a bare number", "42", "failed malformed"),
    ("items that are no objects", listed(1, None, "x", {"title": "T", "url": "/1"}), "read 1"),
    ("half a surrogate", '{"ok": true, "results": [{"title": "a\\ud800b", "url": "/1"}]}', "read 1"),
    ("NUL in a title", listed({"title": "a\0b", "url": "/1"}), "read 1 title ab"),
    ("NaN for a date", '{"ok": true, "results": [{"title": "T", "url": "/1", "date": NaN}]}', "read 1 date undated"),
    ("a number of ten thousand digits", '{"ok": true, "results": [{"title": "T", "url": "/1", "date": ' + "9" * 10_000 + "}]}", "failed malformed"),
    ("one key twice", '{"ok": false, "ok": true, "results": [{"title": "T", "title": "U", "url": "/1"}]}', "read 1 title U"),
    ("script in a link", listed({"title": "T", "url": "javascript:alert(1)"}), "read 0"),
    ("a title that is a list", listed({"title": ["T"], "url": "/1"}), "read 1 title http://…/1"),
    ("no results at all", listed(), "read 0"),
]  # fmt: skip
for name, data, outcome in JSONS:
    add("json", name, body(data, "application/json"), outcome, kind="json_list", recipe=LIST)
add("json", "a JSON Feed of another version", body('{"version": "9", "items": []}', "application/json"), "failed malformed", kind="json_feed")  # fmt: skip

# --- HTML lists ----------------------------------------------------------------------------------------------

HTMLS: list[tuple[str, str, dict, str]] = [
    ("a selector that matches nothing", "<ul><li><a href=/1>T</a></ul>", {"item": "div.gone"}, "read 0"),
    ("a selector that is none", "<ul><li><a href=/1>T</a></ul>", {"item": "li[["}, "failed malformed"),
    ("a pattern that is none", "<ul><li><a href=/1>T</a></ul>", {"url_pattern": "(("}, "failed malformed"),
    ("no recipe", "<ul><li><a href=/1>T</a></ul>", {}, "failed malformed"),
    ("a base of script", "<base href='javascript:alert(1)'><li><a href=/1>T</a>", {"item": "li"}, "read 1"),
    ("links of script", "<li><a href='javascript:alert(1)'>T</a>", {"item": "li"}, "read 0"),
    ("a list that a script would build", "<div id=app></div><script>render()</script>", {"item": "li"}, "read 0"),
    ("fifty thousand nested elements", "<div>" * 50_000 + "<li><a href=/1>T</a>", {"item": "li"}, "read 0"),
    ("a picture for a title", "<li><a href=/1><img src=x onerror=alert(1)></a>", {"item": "li"}, "read 0"),
    ("script in a title", "<li><a href=/1>Duties<script>alert(1)</script></a>", {"item": "li"}, "read 1 title Duties"),
    ("a refresh to elsewhere", "<meta http-equiv=refresh content='0;url=http://10.0.0.1/'><li><a href=/1>T</a>", {"item": "li"}, "read 1"),
    ("the whole page in comments", "<!-- <li><a href=/1>T</a>", {"item": "li"}, "read 0"),
]  # fmt: skip
for name, data, recipe, outcome in HTMLS:
    add("html", name, body(data, "text/html"), outcome, kind="html_list", recipe=recipe)

# --- an item's own page --------------------------------------------------------------------------------------


def with_page(data: str | bytes, content_type: str = "text/html", **more) -> How:
    def how(server: FeedServer) -> str:
        server.serve("/page", data, content_type, **more)
        return server.serve("/feed", feed(item("T", "/page")), XML)

    return how


WORDS = "<p>" + "The ministry said that licences will be reviewed by law. " * 5 + "</p>"
PAGES: list[tuple[str, How, str]] = [
    ("nothing but script", with_page("<script>document.write('x')</script><div id=app></div>"), "page failed malformed"),
    ("a picture", with_page(b"\x89PNG\r\n\x1a\n" + bytes(200), "image/png"), "page failed malformed"),
    ("bytes called HTML", with_page(bytes(range(256)) * 40), "page failed malformed"),
    ("a PDF of nonsense", with_page(b"%PDF-1.7\n" + bytes(range(200)) * 40, "application/pdf"), "page failed malformed"),
    ("a PDF cut off", with_page(b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog", "application/pdf"), "page failed malformed"),
    ("fifty thousand nested elements", with_page("<div>" * 50_000 + WORDS), "page failed malformed"),
    ("controls and direction marks", with_page(f"<article><p>\x00\x01\u202e{WORDS}</p></article>"), "page read"),
    ("script among the words", with_page(f"<article>{WORDS}<script>alert(1)</script>{WORDS}</article>"), "page read"),
    ("a bomb", lambda s: s.bomb("/page", 8_000_000) and s.serve("/feed", feed(item("T", "/page")), XML), "page failed too_large"),
    ("gone", with_page("", status=410), "page failed gone"),
    ("a redirect to a private address", lambda s: s.redirect("/page", "http://169.254.169.254/") and s.serve("/feed", feed(item("T", "/page")), XML), "page failed refused_address"),
    ("a page that never ends", lambda s: s.endless("/page") and s.serve("/feed", feed(item("T", "/page")), XML), "page failed too_large"),
]  # fmt: skip
for name, how, outcome in PAGES:
    add("page", name, how, outcome)


# --- a second round: what is legal HTTP but not sane, what looks like text but is none, pages of nothing but links -----


def answer(head: str, rest: bytes = b"") -> How:
    """An answer of one's own head, with ``rest`` or the good feed behind it."""
    data = rest or GOOD.encode()
    return raw(f"HTTP/1.1 {head}\r\n\r\n".replace("LENGTH", str(len(data))).encode() + data)


CHUNKED = "200 OK\r\nTransfer-Encoding: chunked"
CHUNK = b"%x\r\n%s\r\n" % (len(GOOD), GOOD.encode())
SECOND: list[tuple[str, How, str]] = [
    ("continue, and continue, and continue", raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 500, drip_s=0.02, drip_raw=True), "failed timeout"),
    ("half a million times continue, then an answer", raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 200_000 + b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(GOOD), GOOD.encode())), "read 1"),
    ("another protocol agreed to", answer("101 Switching Protocols\r\nUpgrade: websocket"), "failed http_101"),
    ("two lengths", answer("200 OK\r\nContent-Length: 5\r\nContent-Length: LENGTH"), "failed bad_response"),
    ("a length below nothing", answer("200 OK\r\nContent-Length: -5"), "read 1"),
    ("a length and chunks", answer("200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked", CHUNK + b"0\r\n\r\n"), "read 1"),
    ("a chunk below nothing", answer(CHUNKED, b"-5\r\n" + GOOD.encode()), "failed bad_response"),
    ("a chunk of half the memory there is", answer(CHUNKED, b"ffffffffffffffff\r\n" + GOOD.encode()), "failed connection"),
    ("a remark of a megabyte on a chunk", answer(CHUNKED, b"5;" + b"a" * 1_000_000 + b"\r\nhello\r\n0\r\n\r\n"), "failed bad_response"),
    ("trailers that never end", raw(f"HTTP/1.1 {CHUNKED}\r\n\r\n".encode() + CHUNK + b"0\r\n" + b"X: y\r\n" * 500, drip_s=0.02, drip_raw=True), "failed timeout"),
    ("a version of HTTP to come", raw(b"HTTP/9.9 200 OK\r\n\r\n" + GOOD.encode()), "failed bad_response"),
    ("no head at all", raw(GOOD.encode()), "failed bad_response"),
    ("429 with a wait longer than the sun will last", answer("429 Later\r\nRetry-After: " + "9" * 40), "failed rate_limited"),
    ("429 with a wait below nothing", answer("429 Later\r\nRetry-After: -5"), "failed rate_limited"),
    ("two hundred encodings deep", coded(GOOD.encode(), ", ".join(["gzip"] * 200)), "failed undecodable"),
    ("gzip that does not say so", body(gzip.compress(GOOD.encode()), "application/gzip"), "failed malformed"),
    ("a validator over two lines", answer('200 OK\r\nETag: "a\r\n b"\r\nContent-Length: LENGTH'), "read 1"),
    ("a redirect in raw Chinese", lambda s: s.serve("/%E5%85%AC%E5%91%8A", GOOD, XML) and s.serve("/feed", raw=f"HTTP/1.1 302 Found\r\nLocation: {s.url('/公告')}\r\nContent-Length: 0\r\n\r\n".encode()), "read 1"),
    ("a redirect of sixty thousand letters", redirect("/" + "a" * 60_000), "failed bad_url"),
    ("a redirect that would write a header", redirect("/x%0d%0aX-Evil:%201"), "failed http_404"),
]  # fmt: skip
for name, how, outcome in SECOND:
    add("second answer", name, how, outcome)

for codec in ("utf-32", "utf-32-le", "utf-16-le", "utf-16-be"):
    add("encoding", f"{codec} that says utf-8", lie(codec, "utf-8"), f"read 1 title {TITLE}")
for charset in ("punycode", "unicode_escape", "zlib_codec", "idna", "undefined", "../../etc/passwd"):
    add(
        "encoding",
        f"a header of {charset}",
        lie("utf-8", "", f"{XML}; charset={charset}"),
        f"read 1 title {TITLE}",
    )
add("encoding", "two megabytes called punycode", body(feed(item("a" * 1_800_000)), f"{XML}; charset=punycode"), "read 1 length 1000")  # fmt: skip

for name, nothing in (
    ("of a space without width", "\u200b\u2060\ufeff"),
    ("of a Hangul filler", "\u3164"),
    ("of blank Braille", "\u2800"),
    ("of tag characters", "\U000e0041\U000e0042"),
    ("of marks on nothing", "\u0301\ufe0f"),
):
    add("title", name, body(feed(item(nothing))), "read 1 title http://…/1")
add(
    "title",
    "with five thousand accents on one letter",
    body(feed(item("a" + "\u0301" * 5000))),
    "read 1 length 1000",
)

for name, data, recipe, outcome in (
    ("sixty thousand links to one item", "<div>" + "<a href=/art/1>x</a>" * 60_000 + "</div>", {"url_pattern": "/art/"}, "read 1"),
    ("twenty-five thousand items in one element", "<div>" + "".join(f"<a href=/art/{n}>x</a>" for n in range(25_000)) + "</div>", {"url_pattern": "/art/"}, "read 5000"),
    ("thirty thousand cells with one link", "<table><tr>" + "<td><a href=/art/1>x</a>" * 30_000, {"item": "td"}, "read 1"),
    ("share links that hold an item's address", "<li><a href=/art/1>T</a><a href='https://s.example/?u=http://h.example/art/1'>Share</a><a href='https://s.example/http://h.example/art/2'>Save</a>", {"url_pattern": "/art/"}, "read 1 title T"),
    ("a pattern for dates that finds nothing in its group", "<li><a href=/1>T</a> x", {"item": "li", "date_pattern": r"(\d+)?x"}, "read 1 date undated"),
    ("a pattern for years that finds a word", "<li><a href=/1>T</a> soon", {"item": "li", "date_pattern": "(?P<year>[a-z]+)"}, "read 1 date undated"),
    ("a year of six thousand digits", "<li><a href=/1>T</a> " + "9" * 6000, {"item": "li", "date_pattern": r"(?P<year>\d+)"}, "read 1 date undated"),
    ("a base of the recipe that is script", "<li><a href=1>T</a>", {"item": "li", "base": "javascript:alert(1)"}, "read 0"),
    ("a selector that is a number", "<li><a href=1>T</a>", {"item": 5}, "failed malformed"),
    ("a charset of the recipe that unpacks", "<li><a href=1>T</a>", {"item": "li", "charset": "zlib_codec"}, "failed malformed"),
):  # fmt: skip
    add("html", name, body(data, "text/html"), outcome, kind="html_list", recipe=recipe)

for name, data, recipe, outcome in (
    ("wrapped in a call", 'callback({"ok": true, "results": []});', LIST, "failed malformed"),
    ("behind a guard", ")]}\'\n" + listed({"title": "T", "url": "/1"}), LIST, "failed malformed"),
    ("a path of the recipe with a raised digit", listed({"title": "T", "url": "/1"}), {**LIST, "items": "results.²"}, "failed malformed"),
    ("a date of infinite seconds", '{"ok": true, "results": [{"title": "T", "url": "/1", "date": 1e999}]}', {**LIST, "date_formats": ["epoch"]}, "read 1 date undated"),
    ("milliseconds where seconds are said", listed({"title": "T", "url": "/1", "date": 1751010480000}), {**LIST, "date_formats": ["epoch"]}, "read 1 date undated"),
    ("UTF-16 without a mark", listed({"title": TITLE, "url": "/1"}).encode("utf-16-be"), LIST, f"read 1 title {TITLE}"),
):  # fmt: skip
    add("json", name, body(data, "application/json"), outcome, kind="json_list", recipe=recipe)

add("page", "a page that is the list itself", lambda s: s.serve("/feed", feed(item("T", "/feed")), XML), "page failed malformed")  # fmt: skip
add("page", "six thousand bodies beside and in each other", with_page(f"<div class=b><div class=b>{WORDS}</div></div>" * 3000), "page read", recipe={"page": {"body": ".b"}})  # fmt: skip
add("page", "a zip of a document", with_page(b"PK\x03\x04" + bytes(range(256)) * 40, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), "page failed malformed")  # fmt: skip
add("page", "UTF-16 without a mark", with_page(f"<html><article>{WORDS}</article></html>".encode("utf-16-le")), "page read")  # fmt: skip
add("page", "a sentence of forty thousand words without an end", with_page("<article><p>" + "China shall not " * 10_000 + "</p></article>"), "page read")  # fmt: skip
