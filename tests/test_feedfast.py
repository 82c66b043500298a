"""The fast reader and feedparser give the same entries, or the fast one leaves the feed alone.

All feeds here are written for the tests.
"""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources import feedxml
from sources.listings import parse_listing
from sources.markup import plain
from sources.values import Listing

FEEDS = Path(__file__).parent / "data" / "feeds"


def both(body: bytes) -> tuple[object, object, bool]:
    """Read ``body`` as it is read, and by feedparser alone; and say whether the fast reader took it."""
    taken = []
    fast = feedxml.read_simple_feed

    def spy(text: str):
        found = fast(text)
        taken.append(found is not None)
        return found

    try:
        feedxml.read_simple_feed = spy
        ours = parse_listing(
            body, kind="rss", base_url="https://a.example/feed.xml", timezone="Asia/Shanghai"
        )
        feedxml.read_simple_feed = lambda text: None
        reference = parse_listing(
            body, kind="rss", base_url="https://a.example/feed.xml", timezone="Asia/Shanghai"
        )
    finally:
        feedxml.read_simple_feed = fast
    for entry, other in zip(getattr(ours, "entries", ()), getattr(reference, "entries", ()), strict=False):
        assert plain(entry.content) == plain(other.content)
        assert entry.key == other.key
    return ours, reference, bool(taken and taken[0])


def rss(items: str, head: str = "<title>Office</title><link>https://a.example/</link>") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">'
        f"<channel>{head}{items}</channel></rss>"
    ).encode()


def item(more: str = "", title: str = "Ministers met", n: int = 1) -> str:
    link = f"https://a.example/{n}"
    return f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>{more}</item>"


def atom(entries: str) -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Office</title><id>https://a.example/</id>'
        f"<updated>2026-01-01T00:00:00Z</updated>{entries}</feed>"
    ).encode()


def entry(more: str = "", n: int = 1) -> str:
    link = f"https://a.example/{n}"
    return f'<entry><title>Notice</title><id>{link}</id><link href="{link}"/>{more}</entry>'


@pytest.mark.parametrize("path", sorted(FEEDS.glob("*.xml")), ids=lambda path: path.stem)
def test_the_golden_feeds_come_out_alike(path: Path) -> None:
    ours, reference, _ = both(path.read_bytes())
    assert ours == reference


TAKEN = {
    "rss": rss(item("<pubDate>Thu, 01 Jan 2026 08:00:00 +0800</pubDate><dc:creator>Desk</dc:creator>")),
    "rss with markup": rss(
        item(
            "<description>Short words</description><category>Trade</category><category>Trade</category>"
            '<content:encoded><![CDATA[<p class="x">One &amp; two <a href="https://b.example/">three</a></p>'
            "<script>alert(1)</script><ul><li>four</li></ul>]]></content:encoded>"
        )
    ),
    "content alone": rss(item("<content:encoded>&lt;p&gt;All of it&lt;/p&gt;</content:encoded>")),
    "chinese": rss(
        item("<description>商务部公告，稀土出口管制。</description>", title="商务部：稀土 – 公告")
    ),
    "no zone": rss(item("<pubDate>2026-01-01 08:00:00</pubDate>")),
    "accents": rss(item("<description>café à la carte</description>", title="Déjà vu")),
    "comments and CDATA": rss(item("<!-- <item> --><description><![CDATA[a <b>b</b>]]></description>")),
    "enclosure": rss(item('<enclosure url="https://a.example/x.pdf" type="application/pdf" length="1"/>')),
    "no guid": rss("<item><title>Only a link</title><link>https://a.example/9</link></item>"),
    "opaque guid": rss(
        '<item><title>T</title><link>https://a.example/9</link><guid isPermaLink="false">9</guid></item>'
    ),
    "twice": rss(item() + item() + item(n=2)),
    "atom": atom(
        entry(
            "<published>2026-01-01T00:00:00Z</published><updated>2026-01-02T00:00:00Z</updated>"
            '<author><name>Office</name></author><category term="Trade"/><summary>Short</summary>'
            '<content type="html">&lt;p&gt;Long &amp;amp; whole&lt;/p&gt;</content>'
        )
    ),
    "atom, other links": atom(
        entry('<link rel="self" href="https://a.example/1.atom"/><updated>x</updated>')
    ),
}


@pytest.mark.parametrize("name", TAKEN)
def test_simple_feeds_are_taken_and_come_out_alike(name: str) -> None:
    ours, reference, taken = both(TAKEN[name])
    assert taken
    assert ours == reference
    assert isinstance(ours, Listing) and ours.entries


LEFT = {
    "markup in a title": rss(item(title="A &lt;b&gt;bold&lt;/b&gt; word")),
    "ampersand in a title": rss(item(title="AT&amp;amp;T")),
    "media title": rss(item("<media:title>Another</media:title>")),
    "relative link": rss("<item><title>T</title><link>/a</link></item>"),
    "hidden words": rss(item('<description>&lt;p style="display:none"&gt;x&lt;/p&gt;y</description>')),
    "a form": rss(item("<description>&lt;textarea&gt;x&lt;/textarea&gt;y</description>")),
    "two descriptions": rss(item("<description>x</description><description>y</description>")),
    "content first": rss(item("<content:encoded>x</content:encoded><description>y</description>")),
    "doctype": b"<!DOCTYPE rss>" + rss(item()),
    "not well-formed": rss(item())[:-10],
    "doubly encoded": rss(item("<description>cafÃ©</description>")),
    "xhtml": atom(
        entry('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div></content>')
    ),
    "two links": atom(entry('<link href="https://a.example/other"/>')),
    "not a feed": b"<html><body>No</body></html>",
}


@pytest.mark.parametrize("name", LEFT)
def test_anything_else_is_left_to_feedparser(name: str) -> None:
    ours, reference, taken = both(LEFT[name])
    assert not taken
    assert ours == reference


words = st.text(alphabet="abz 9.,;:'\"&<>-–é稀土。\n\t", max_size=25)
tags = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<br>",
        "<br/>",
        '<a href="https://b.example/x">',
        "</a>",
        "<b>",
        "</b>",
        "<ul><li>",
        "</ul>",
        "<div>",
        "</div>",
        "<td>",
        "<h2>x</h2>",
        "&amp;",
        "&nbsp;",
        "&#8217;",
        "<script>1</script>",
        "<i",
        "&x",
        "<pre>",
        "</pre>",
        "<table><tr>",
        "</table>",
        '<img alt="x">',
    ]
)
markup = st.lists(st.one_of(words, tags), max_size=8).map("".join)


@given(title=words, summary=markup, content=markup, day=words)
def test_whatever_an_rss_item_holds_both_read_the_same(title, summary, content, day) -> None:
    more = f"<pubDate>{html.escape(day)}</pubDate><description>{html.escape(summary)}</description>"
    more += f"<content:encoded>{html.escape(content)}</content:encoded>"
    ours, reference, _ = both(rss(item(more, title=html.escape(title))))
    assert ours == reference


@given(title=words, summary=markup, content=markup, kind=st.sampled_from(["text", "html"]))
def test_whatever_an_atom_entry_holds_both_read_the_same(title, summary, content, kind) -> None:
    more = f'<summary type="{kind}">{html.escape(summary)}</summary>'
    more += f'<content type="html">{html.escape(content)}</content>'
    body = atom(entry(more).replace("Notice", html.escape(title)))
    ours, reference, _ = both(body)
    assert ours == reference


def read(body: bytes, **more):
    return parse_listing(body, kind="rss", base_url="https://a.example/feed.xml", **more)


KINDS = {"rss": (rss, item), "atom": (atom, entry)}


@pytest.mark.parametrize("kind", KINDS)
def test_items_that_are_known_by_their_bytes_are_not_read_again(kind: str) -> None:
    feed, one = KINDS[kind]
    before = read(feed(one(n=1) + "\n" + one(n=2)))
    keys = {entry.key for entry in before.entries}
    assert len(keys) == 2 and "" not in keys
    after = read(feed(one(n=3) + one(n=1) + "\n" + one(n=2)), known=keys)
    assert [entry.url for entry in after.entries] == ["https://a.example/3"]
    assert after.known == tuple(entry.key for entry in before.entries)
    assert after.title == before.title == "Office"
    edited = read(feed(one(n=1).replace("</title>", "!</title>") + one(n=2)), known=keys)
    assert [entry.title[-1] for entry in edited.entries] == ["!"]
    assert edited.known == (before.entries[1].key,)


def test_a_key_is_of_the_reading_too() -> None:
    key = read(rss(item())).entries[0].key
    assert read(rss(item()), timezone="Asia/Shanghai").entries[0].key != key
    other = rss(item()).replace(b'<rss version="2.0"', b'<rss version="2.0" xml:base="https://b.example/"')
    assert read(other).entries[0].key != key
    later = rss(
        item(), head="<title>Office</title><link>https://a.example/</link><lastBuildDate>x</lastBuildDate>"
    )
    assert read(later).entries[0].key == key


UNSAFE = {
    "an item in a CDATA section": rss(
        item("<description><![CDATA[ </item><item> ]]></description>") + item(n=2)
    ),
    "a comment": rss("<!-- " + item() + " -->" + item(n=2)),
    "something between items": rss(item() + "<image/>" + item(n=2)),
    "an item that does not end": rss(item() + item(n=2)[:-9]),
    "an item in an item": rss(item(item(n=3)) + item(n=2)),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_where_a_cut_could_go_wrong_none_is_made(name: str) -> None:
    listing = read(UNSAFE[name])
    assert {entry.key for entry in listing.entries} == {""}
    again = read(UNSAFE[name], known={"0" * 16})
    assert again == listing


def test_a_feed_that_feedparser_reads_is_cut_too() -> None:
    first = read(rss(item("<media:title>x</media:title>") + item("<media:title>y</media:title>", n=2)))
    keys = {entry.key for entry in first.entries}
    more = rss(item("<media:title>z</media:title>", n=3) + item("<media:title>x</media:title>"))
    after = read(more, known=keys)
    assert [entry.url for entry in after.entries] == ["https://a.example/3"]
    assert len(after.known) == 1
