"""What stands around a list on a real page: menus, years, a sidebar that repeats items, share links, footers.

``busy`` puts it around the list of a shape page (``tests/data/sources``). All of it was written for the tests, from what
such pages have in common, and not from any recipe.
"""

from __future__ import annotations

from urllib.parse import quote, urljoin, urlsplit


def busy(page: str, base: str, items: dict[str, str], language: str) -> str:
    """Return ``page`` with the furniture of a ministry's or paper's site; ``items``: the addresses it lists, and titles."""
    top, bottom = before(base, items, language), after(base, items, language)
    start = page.index("<body>") + len("<body>")
    end = page.rindex("</body>")
    return page[:start] + top + page[start:end] + bottom + page[end:]


def before(base: str, items: dict[str, str], language: str) -> str:
    parts = urlsplit(base)
    root = f"{parts.scheme}://{parts.netloc}"
    up = urljoin(base, "..")
    words = MENU["zh" if language == "zh" else "en"]
    menu = "".join(
        f'<li><a href="{urljoin(root, path)}" title="{word}">{word}</a></li>'
        for word, path in zip(words, PATHS, strict=True)
    )
    years = "".join(
        f'<li><a href="{base.replace("2026", str(year))}">{year}</a></li>'
        for year in (2026, 2025, 2024, 2023)
    )
    today = "今天是 2026年3月4日 星期三" if language == "zh" else "Wednesday, March 4, 2026"
    hot = "".join(
        f'<li><i>{n}</i><a href="{url}">{title[:6]}…</a></li>'
        for n, (url, title) in enumerate(list(items.items())[:2], 1)
    )
    return (
        f'<header><div class="top"><span class="date">{today}</span> <time datetime="2026-03-04">{today}</time>'
        f'<a href="javascript:void(0)">{words[1]}</a> <a href="#main">{words[2]}</a>'
        f'<a href="mailto:press@example.org">{words[3]}</a></div><ul class="menu">{menu}</ul>'
        f'<ol class="crumbs"><li><a href="{root}/">{words[0]}</a></li><li><a href="{up}">{words[1]}</a></li>'
        f'<li><a href="{base}">{words[2]}</a></li></ol></header>'
        f'<div class="years"><ul>{years}</ul></div><!-- <li><a href="{root}/hidden.html">x</a></li> -->'
        f'<aside class="hot"><h3>{words[4]}</h3><ul class="list">{hot}</ul></aside>'
    )


def after(base: str, items: dict[str, str], language: str) -> str:
    words = MENU["zh" if language == "zh" else "en"]
    share = "".join(
        f'<li><a href="https://share.example/x?u={quote(url, safe="")}">{words[3]}</a></li>'
        f'<li><a href="https://share.example/y?u={url}">{words[4]}</a></li>'
        for url in list(items)[:2]
    )
    pages = "".join(f'<li><a href="{urljoin(base, f"index_{n}.html")}">{n}</a></li>' for n in (1, 2, 3))
    return (
        f'<div class="share"><ul>{share}</ul></div><ul class="pager">{pages}</ul>'
        f'<ul class="files"><li><a href="/files/2026/report.pdf">{words[1]}</a><span>2026-01-01</span></li></ul>'
        "<script>var list = '<li><a href=\"/x/y.html\">z</a></li>';</script>"
        f'<footer><p>{words[0]} © 2009-2026 <time datetime="2026-03-04T09:00">2026-03-04 09:00</time></p>'
        '<ul><li><a href="/">ICP 05004093</a></li></ul></footer>'
    )


MENU = {
    "zh": ["首页", "新闻发布", "政策法规", "联系我们", "热点"],
    "en": ["Home", "Newsroom", "Policy", "Contact", "Most read"],
}
PATHS = ["/", "/news/index.html", "/policy/", "/contact.html", "/hot/index.shtml"]
