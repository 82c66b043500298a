"""Shortcuts of the hot road against the long way that they spare. All texts were written for these tests."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sources import echoes, markup, urls

PIECES = st.sampled_from(
    [
        *(
            "word",
            "two words",
            " ",
            "  ",
            "\n",
            "\t",
            "\xa0",
            "\r",
            "\u2028",
            "稀土",
            "é",
            ">",
            "&amp;",
            "&lt;",
            "&quot;",
        ),
        *(
            "&",
            "&nbsp;",
            "<b>bold</b>",
            "<i>\n slanted </i>",
            "<em>so</em>",
            '<a href="https://a.example/b?c">link</a>',
        ),
        *(
            '<a href="x" title="t  t"> m</a>',
            "<script>alert(1)</script>",
            "<b>",
            "</b>",
            "<br>",
            "<li>",
            "</li>",
            "<div>",
        ),
        *(
            "</div>",
            "<pre>",
            "</pre>",
            "<td>",
            "</p>",
            "<p>",
            '<span style="display:none">hidden</span>',
            "<!-- c -->",
        ),
    ]
)
PARAGRAPH = st.builds(
    lambda start, inside, after: f"{start}{''.join(inside)}</p>{after}",
    st.sampled_from(["<p>", '<p class="k">', '<p onclick="x()">']),
    st.lists(PIECES, max_size=6),
    st.sampled_from(["", "\n", " ", "tail"]),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PARAGRAPH | PIECES, max_size=5).map("".join))
def test_plain_paragraphs_read_as_the_parser_reads_them(text: str) -> None:
    text = markup.printable(text)
    if markup._PLAINLY.fullmatch(text) and "<" in text:
        assert markup._simple_text(text) == markup.text_of(markup.parse_html(f"<div>{text}</div>"))


def test_the_shortcut_is_taken_for_what_feeds_hold_and_not_for_what_hides() -> None:
    taken = markup._PLAINLY.fullmatch
    assert taken('<p>One <a href="https://a.example/">two</a> &amp; three.</p>\n<p class="x">Four</p>')
    for other in (
        "<p>open",
        "<p><p>nested</p></p>",
        "<b><p>x</b></p>",
        '<p hidden="">x</p>',
        "a & b",
        "<P>x</P>",
    ):
        assert not taken(other)


ADDRESSES = st.lists(
    st.sampled_from(
        [
            *(
                "a",
                "B",
                ".",
                "..",
                "example.org",
                "www.e-x.com",
                "1.2.3.4",
                "/",
                "//",
                "/.",
                "/..",
                "?",
                "?a=b",
                "#",
                "#f",
            ),
            *(":80", ":8080", "%20", "%2e", " ", "\t", "-", "_", "~", "@", "\\", "é", "中", "&utm_source=x"),
        ]
    ),
    max_size=7,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(["http://", "https://", "HTTP://", ""]), ADDRESSES)
def test_plain_addresses_come_out_as_by_the_long_way(scheme: str, rest: str) -> None:
    address = scheme + rest
    # A needless parameter sends the same address the long way round.
    if urls._PLAIN_LINK.fullmatch(address):
        assert urls.clean_link(address) == address
        assert urls.canonical_url(address) == urls.canonical_url(f"{address}?utm_source=x")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, (1 << 64) - 1), min_size=1, max_size=700), st.integers(0, 700))
def test_bits_are_counted_as_by_hand(digests: list[int], times: int) -> None:
    packed = b"".join(one.to_bytes(8, "little") for one in digests)
    for most in (times, len(digests) // 2):
        by_hand = sum(1 << bit for bit in range(64) if sum(one >> bit & 1 for one in digests) > most)
        assert echoes._in_more_than(packed, most) == by_hand


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("0123456789.,'%ab-_ \n\t$"), max_size=60))
def test_words_and_numbers_of_ascii_are_those_of_the_patterns(text: str) -> None:
    assert echoes._numbers(text) == echoes._NUMBER.findall(text)
    assert echoes._words(text) == "".join(echoes._ASCII_TOKENS.findall(text))


_SENTENCES = st.lists(
    st.sampled_from(
        [
            "steel may",
            "24",
            "march 3",
            "3 march",
            "1,000.5",
            "ma y",
            "june.",
            "u.s.",
            ". The",
            "it's",
            "of tariffs",
        ]
    ),
    max_size=60,
).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(_SENTENCES)
def test_keys_of_ascii_are_those_of_the_same_text_among_other_scripts(text: str) -> None:
    # One character of another script, in a line of its own, sends the text the long way.
    assert echoes.sentence_keys(text, "en") == echoes.sentence_keys(f"{text}\n\nя", "en")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["steel", "24", "1.5", "the", "of", "tariff", "%", "it's", "u.s."]),
        min_size=3,
        max_size=40,
    )
)
def test_triples_are_multiplied_as_by_hand(words: list[str]) -> None:
    tokens = echoes._tokens(" ".join(words))
    light, heavy = echoes._shingles(" ".join(words))
    if len(tokens) < 3:
        return
    by_hand: dict[int, bool] = {}
    for three in zip(tokens, tokens[1:], tokens[2:], strict=False):
        times = zip(map(echoes._hash, three), (echoes._FIRST, echoes._SECOND, echoes._THIRD), strict=True)
        by_hand[sum(one * factor for one, factor in times) % (1 << 64)] = any(
            one[0].isdigit() for one in three
        )
    assert light == {value for value, has_figure in by_hand.items() if not has_figure}
    figures = {echoes._hash(f"#{token}") for token in tokens if token[0].isdigit()}
    assert heavy == {value for value, has_figure in by_hand.items() if has_figure} | figures
