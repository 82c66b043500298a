"""The readers under bytes and words that nobody foresaw: a value comes back, never a surprise.

Seeds that once broke something, or nearly did, stay as examples in this file; hypothesis adds its own.
"""

from __future__ import annotations

import datetime as dt
import json

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sources.charsets import decode, plausibility
from sources.dates import find_dates, parse_moment, text_interval
from sources.listings import parse_listing
from sources.pages import read_page
from sources.values import Listing, Malformed, Page, Precision

HOUSE = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))

ZONES = st.sampled_from(["UTC", "Asia/Shanghai", "America/New_York", "Europe/Brussels", "Pacific/Kiritimati"])
# Pieces of which dates are made, so that most tries look like one.
PIECES = st.sampled_from(
    [
        "2025",
        "2026",
        "9999",
        "0001",
        "0000",
        "1",
        "6",
        "27",
        "29",
        "31",
        "13",
        "99",
        "00",
        "-",
        "/",
        ".",
        ",",
        ":",
        "T",
        "Z",
        "年",
        "月",
        "日",
        "号",
        "时",
        "分",
        "即日起",
        "二〇二五",
        "十一",
        "廿",
        "周五",
        "星期五",
        "June",
        "jun.",
        "Fri",
        "Friday",
        "yesterday",
        "GMT",
        "UTC",
        "CST",
        "EST",
        "+08:00",
        "-1200",
        "+99:99",
        "am",
        "pm",
        "15:48",
        "24:00",
        "23:59:60",
        "上午",
        "下午",
        "",
    ]
)
DATELIKE = st.lists(PIECES | st.text(max_size=3), max_size=12).map(" ".join) | st.lists(PIECES, max_size=10).map("".join)  # fmt: skip
CHARSETS = ["utf-8", "gb18030", "gbk", "big5", "utf-16", "utf-16-le", "latin-1", "cp1252", "shift_jis"]
LABELS = st.sampled_from(["", *CHARSETS, "gb2312", "x-none", "utf-7", "iso-2022-jp", "\x00", "utf8;"])
CHINESE = st.text(
    alphabet="稀土出口管制公告商务部新闻发言人就有关问题答记者问，。；：0123456789 abc", max_size=200
)


@HOUSE
@given(DATELIKE, ZONES)
@example("9999-12-31T23:59:59Z", "Asia/Shanghai")
@example("0001-01-01T00:00:00Z", "America/New_York")
@example("2025-13-45T99:99:99Z", "UTC")
@example("2025年6月31日", "Asia/Shanghai")
@example("٢٠٢٥-٠٦-٢٧", "UTC")
@example("2025-06-27T10:00:00+99:99", "UTC")
@example("2025-03-09 02:30", "America/New_York")
def test_a_date_is_a_moment_in_bounds_or_undated(words: str, zone: str) -> None:
    moment = parse_moment(words, zone)
    if moment.precision == Precision.UNDATED:
        assert moment.earliest is None and moment.latest is None
    else:
        assert moment.earliest is not None and moment.latest is not None
        assert moment.earliest.tzinfo is not None and moment.earliest <= moment.latest
        assert 1989 <= moment.earliest.year <= 2101
        assert (moment.precision == Precision.INSTANT) == (moment.earliest == moment.latest)
    assert moment.wording == " ".join(words.split())


@HOUSE
@given(DATELIKE, st.sampled_from(["%Y-%m-%d", "%d.%m.%Y %H:%M", "epoch", "epoch_ms", "%z", "%", "%Q", ""]))
@example("1751010480", "epoch")
@example("9" * 40, "epoch_ms")
@example("-62135596801", "epoch")
def test_a_sources_own_format_raises_no_more(words: str, pattern: str) -> None:
    assert parse_moment(words, "Asia/Shanghai", (pattern,)).wording == " ".join(words.split())


@HOUSE
@given(DATELIKE | CHINESE, st.sampled_from(["en", "zh", "zh-Hant"]), st.none() | st.dates())
@example("自2025年13月40日起", "zh", None)
@example("by February 30, 2025", "en", dt.date(2025, 1, 1))
@example("明年2月29日", "zh", dt.date(2026, 1, 1))
@example("next Friday", "en", dt.date(9999, 12, 31))
def test_dates_in_a_text_are_slices_of_it(text: str, language: str, published: dt.date | None) -> None:
    for start, stop, _ref in find_dates(text, language, published):
        assert 0 <= start < stop <= len(text)
    interval = text_interval(text, language)
    assert (interval.earliest is None) == (
        interval.latest is None
    ) or interval.precision == Precision.INTERVAL


@HOUSE
@given(st.binary(max_size=600), LABELS, LABELS)
@example(b"\xff\xfe\x00", "utf-8", "")
@example(b"\xed\xa0\x80" * 30, "", "utf-8")
@example(b"\x81\x30\x81", "", "gb18030")
@example(b"\x1b$B", "iso-2022-jp", "iso-2022-jp")
@example(b"<?xml version='1.0' encoding='utf-16'?><a/>", "", "")
@example("\u202e plain words of a page that is otherwise nothing but plain words".encode(), "", "")
def test_bytes_are_a_text_without_a_silent_loss_or_malformed(body: bytes, declared: str, header: str) -> None:
    if declared:
        body = f'<meta charset="{declared}">'.encode() + body
    found = decode(body, content_type=f"text/html; charset={header}" if header else "")
    if isinstance(found, Malformed):
        assert found.reason
    else:
        lost = found.text.count("\ufffd") - body.decode("utf-8", "ignore").count("\ufffd")
        assert lost <= 0 or found.notes
        assert not any("\ud800" <= char <= "\udfff" for char in found.text)


@HOUSE
@given(CHINESE, st.sampled_from(["utf-8", "gb18030", "utf-16"]), LABELS)
def test_chinese_comes_through_whatever_is_declared(text: str, codec: str, declared: str) -> None:
    words = "商务部新闻发言人就稀土出口管制有关问题答记者问，许可正在依法审批。" + text
    head = f'<meta charset="{declared}">' if declared.isprintable() else ""
    found = decode((head + words).encode(codec))
    assert not isinstance(found, Malformed) and words in found.text


@HOUSE
@given(st.text(max_size=300))
def test_plausibility_is_a_share(text: str) -> None:
    assert 0.0 <= plausibility(text) <= 1.0


MARKS = st.sampled_from(
    [
        "<rss",
        "version='2.0'>",
        "<channel>",
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<link>",
        "</link>",
        "<guid>",
        "<pubDate>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<!DOCTYPE",
        "<!ENTITY",
        "&#xD800;",
        "&#0;",
        "&amp;",
        "&lt;",
        "<feed",
        "xmlns='http://www.w3.org/2005/Atom'>",
        "<entry>",
        "<id>",
        "<updated>",
        "http://a.example/1",
        "javascript:alert(1)",
        "\x00",
        "\ud7ff",
        "<rdf:RDF",
        "<?xml",
        "<b>",
        "</b>",
        "T",
        "稀土",
        "2025-06-27",
    ]
)
SOUP = st.lists(MARKS | st.text(max_size=4), max_size=40).map("".join)


def sound(found: Listing | Malformed) -> None:
    if isinstance(found, Malformed):
        assert found.reason
        return
    for entry in found.entries:
        assert entry.url.startswith(("http://", "https://"))
        assert len(entry.title) <= 1000 and not set("\x00\n\u202e") & set(entry.title)
        entry.title.encode(), entry.guid.encode(), entry.summary.encode()  # no lone surrogate


@HOUSE
@given(SOUP | st.binary(max_size=300))
@example("<rss><channel><item><title>a&#xD800;b</title><link>/1</link></item>")
@example('<!DOCTYPE rss PUBLIC "\\" "\\\\"><rss version="2.0"><channel/></rss>')
@example(b"<rss version='2.0'><channel><item><pubDate>9999-12-31T23:59:59Z</pubDate><link>/1</link></item></channel></rss>")  # fmt: skip
def test_any_feed_is_a_listing_or_malformed(data: str | bytes) -> None:
    body = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    for kind in ("rss", "json_feed"):
        sound(parse_listing(body, kind=kind, base_url="http://a.example/feed", timezone="Asia/Shanghai"))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=12) | DATELIKE,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["items", "title", "url", "date", "data", "ok", "x"]), inner, max_size=5
        )
    ),
    max_leaves=20,
)
RECIPES = st.sampled_from(
    [
        {"items": "items", "title": "title", "url": "url", "published": "date"},
        {"items": "items.*.x", "url": ["url", "title"], "success": "ok", "extra": {"n": "data.0.x"}},
        {"html": "data", "item": "li"},
        {"items": "", "url": "url", "date_formats": ["epoch_ms"], "published": "date"},
    ]
)


@HOUSE
@given(JSON, RECIPES)
@example(
    {"items": [{"title": "T", "url": "/1", "date": 1e400}]},
    {"items": "items", "url": "url", "published": "date"},
)
def test_any_json_is_a_listing_or_malformed(data: object, recipe: dict) -> None:
    body = json.dumps(data).encode()
    sound(parse_listing(body, kind="json_list", base_url="http://a.example/", recipe=recipe, timezone="UTC"))


TAGS = st.sampled_from(
    [
        "<ul>",
        "<li>",
        "</li>",
        "<a",
        "href='/1'>",
        "<a",
        "href='//h/2'>",
        "<a",
        "href='javascript:x'>",
        "</a>",
        "<span",
        "class=date>",
        "</span>",
        "<time",
        "datetime='x'>",
        "<base",
        "href='http://['>",
        "<script>",
        "</script>",
        "<!--",
        "<table>",
        "<tr>",
        "<td>",
        "<dt>",
        "<dd>",
        "T",
        "稀土",
        "2025-06-27",
        "&nbsp;",
        "\x00",
    ]
)
HTML = st.lists(TAGS | st.text(max_size=4), max_size=40).map("".join)
LISTS = st.sampled_from(
    [
        {"item": "li", "date": ".date"},
        {"url_pattern": "/[0-9]"},
        {"item": "li", "link": "a", "title": "span", "date_pattern": "(?P<year>[0-9]{4})-(?P<month>[0-9]+)", "next": "a"},
        {"item": "dd", "exclude": "script, li", "base": "http://b.example/"},
    ]
)  # fmt: skip


@HOUSE
@given(HTML, LISTS)
@example("<dl><dt>2025-06-27<dd><a href='/1'>T</a>", {"item": "dd"})
@example("<base href='http://['><li><a href='/1'>T</a>", {"item": "li"})
def test_any_html_is_a_listing_or_malformed(data: str, recipe: dict) -> None:
    body = data.encode("utf-8", "replace")
    sound(parse_listing(body, kind="html_list", base_url="http://a.example/", recipe=recipe, timezone="UTC"))


@settings(HOUSE, max_examples=40)
@given(
    HTML | st.binary(max_size=200),
    st.sampled_from(["text/html", "application/pdf", "text/plain", "", "x/y;;"]),
)
def test_any_page_is_a_page_or_malformed(data: str | bytes, content_type: str) -> None:
    body = data.encode("utf-8", "replace") if isinstance(data, str) else data
    found = read_page(body, content_type=content_type, url="http://a.example/")
    if isinstance(found, Page):
        found.text.encode()
        assert "\x00" not in found.text and "\x00" not in found.title
    else:
        assert found.reason
