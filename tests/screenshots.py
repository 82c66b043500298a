"""Take pictures of the running site: ``python tests/screenshots.py URL FOLDER [NAME=/PATH/ ...]``.

Light, dark and phone-wide. Without a path, the pages below are taken; one that is not there is passed over.
``--docs`` takes what fits a window, in the few looks that the documentation shows, each within 200 kB.
Needs Chromium (``CHROMIUM`` names another one), a font with Chinese characters (such as Noto Sans CJK) and the
``playwright`` package. Prints a line a picture.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = {
    "home": "/",
    "timeline": "/deals/us-china-rare-earths/",
    "round": "/deals/us-china-rare-earths/rounds/geneva/",
    "commitments": "/commitments/",
    "commitment": "/commitments/1/",
    "countermeasures": "/countermeasures/",
    "countermeasure": "/countermeasures/cn-2025-61/",
    "party": "/parties/cn/",
    "materials": "/materials/",
    "document": "/documents/1/",
}
DOCS = {
    "home": ("/", ("light", "phone")),
    "deal-state": ("/deals/us-china-rare-earths/", ("light", "phone")),
    "deal-timeline": ("/deals/us-china-rare-earths/#overview-title", ("light", "dark")),
    "round": ("/deals/us-china-rare-earths/rounds/geneva/", ("light",)),
    "commitment": ("/commitments/10/", ("light",)),
    "countermeasure": ("/countermeasures/cn-2025-61/", ("light",)),
    "materials": ("/materials/", ("light",)),
    "material": ("/materials/dysprosium/", ("dark",)),
    "party": ("/parties/cn/", ("light",)),
    "differs": ("/deals/us-china-rare-earths/rounds/busan/differs/", ("light",)),
    "deadlines": ("/deadlines/", ("light",)),
    "document-zh": ("/search/?q=稀土&language=zh", ("light",)),
}
# Numbers of documents depend on the order in which texts came in: what is wanted is the first that the search finds.
FOLLOWED = {"document-zh": "main a[href^='/documents/']"}
HEIGHTS = {"document-zh": 620}  # a page full of Chinese letters is the widest of pictures
MOST_BYTES = 200_000
LOOKS = {
    "light": ({"width": 1280, "height": 900}, "light"),
    "dark": ({"width": 1280, "height": 900}, "dark"),
    "phone": ({"width": 360, "height": 740}, "light"),
}


def main(arguments: list[str]) -> int:
    """Take the pictures; return 1 if a page failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="address of the running site, such as http://127.0.0.1:8000")
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", nargs="*", metavar="NAME=/PATH/")
    parser.add_argument("--looks", nargs="*", choices=LOOKS, default=list(LOOKS))
    parser.add_argument("--screen", action="store_true", help="only what fits the window")
    parser.add_argument("--docs", action="store_true", help="the pictures of the documentation")
    given = parser.parse_args(arguments)
    named = dict(page.split("=", 1) for page in given.pages) or PAGES
    wanted = [(look, name, path) for look in given.looks for name, path in named.items()]
    if given.docs:
        wanted = [(look, name, path) for name, (path, looks) in DOCS.items() for look in looks]
    given.folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        for look, name, path in wanted:
            viewport, scheme = LOOKS[look]
            if given.docs and name in HEIGHTS:
                viewport = {**viewport, "height": HEIGHTS[name]}
            tab = browser.new_page(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
            answer = tab.goto(given.base.rstrip("/") + path)
            status = answer.status if answer else 0
            if status == 404:
                print(f"{status} {path}: not there, passed over")
                tab.close()
                continue
            if name in FOLLOWED:
                found = tab.locator(FOLLOWED[name]).first
                if not found.count():
                    print(f"{path}: nothing found, passed over")
                    tab.close()
                    continue
                path = str(found.get_attribute("href"))
                answer = tab.goto(given.base.rstrip("/") + path)
                status = answer.status if answer else 0
            target = given.folder / f"{name}-{look}.png"
            tab.screenshot(path=target, full_page=not (given.screen or given.docs))
            tab.close()
            size = target.stat().st_size
            print(f"{status} {path} -> {target}, {size // 1000} kB")
            failed += status != 200 or (given.docs and size > MOST_BYTES)
        browser.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
