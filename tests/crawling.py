"""Walk the site by its links as a reader without scripts would, and read what stands on a page.

Steps to another day, filters and pages of results lead on without end. So each path is read in at most
``VARIANTS`` of its queries, in the order in which they are found, the nearest to the front page first.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client

VARIANTS = 6
FILES = (".atom", ".csv", ".ics", ".bib", ".ris", ".txt")
# Not pages: files of the style, the desk behind its login, the interface for programs. A permanent link is the page
# that it stands on.
_NO_PAGE = re.compile(r"(?!/)|/(?:static|admin|api/v1)/|.*[?&]recorded=")


class Reader(HTMLParser):
    """Collects ids, in-page links, headings, inline styles and elements with a language."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.anchors, self.links, self.headings, self.styles, self.langs = [], [], [], [], [], []
        self.stack = []
        self.bare_chinese = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        if given.get("href", "").startswith("#"):
            self.anchors.append(given["href"][1:])
        elif given.get("href"):
            self.links.append(given["href"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "style" in given or tag == "style" or any(name.startswith("on") for name in given):
            self.styles.append((tag, given))
        if tag not in ("meta", "link", "input", "br", "path", "rect", "circle", "img"):
            self.stack.append((tag, given.get("lang")))

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if re.search("[\u4e00-\u9fff]", data) and not any(t in ("title", "option") for t, _l in self.stack):
            lang = next((lang for _tag, lang in reversed(self.stack) if lang), "")
            if not lang.startswith("zh"):
                self.bare_chinese.append(data.strip())


def crawl(
    client: Client, starts: Iterable[str] = ("/",), *, variants: int = VARIANTS
) -> Iterator[tuple[str, HttpResponse, Reader | None]]:
    """Yield (address, answer, what stands on it) of every page that links lead to; None for a download.

    ``variants``: how many queries of one path are read. Every answer must be 200: a link leads somewhere.
    """
    waiting, seen, read = deque(starts), set(starts), Counter[str]()
    while waiting:
        address = waiting.popleft()
        path = address.partition("?")[0]
        if read[path] >= variants:
            continue
        read[path] += 1
        response = client.get(address)
        assert response.status_code == 200, address
        page = None if path.endswith(FILES) else Reader(response.content.decode())
        yield address, response, page
        for link in page.links if page else ():
            target = link.partition("#")[0]
            if target not in seen and not _NO_PAGE.match(target):
                seen.add(target)
                waiting.append(target)
