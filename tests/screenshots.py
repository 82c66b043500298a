"""Take pictures of the running site: ``python tests/screenshots.py URL FOLDER [NAME=/PATH/ ...]``.

Light, dark and phone-wide. Without a path, the pages below are taken; one that is not there is passed over.
Needs Chromium (``CHROMIUM`` names another one) and the ``playwright`` package. Prints a line a picture.
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
    given = parser.parse_args(arguments)
    pages = dict(page.split("=", 1) for page in given.pages) or PAGES
    given.folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        for look in given.looks:
            viewport, scheme = LOOKS[look]
            context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
            tab = context.new_page()
            for name, path in pages.items():
                answer = tab.goto(given.base.rstrip("/") + path)
                status = answer.status if answer else 0
                if status == 404:
                    print(f"{status} {path}: not there, passed over")
                    continue
                target = given.folder / f"{name}-{look}.png"
                tab.screenshot(path=target, full_page=not given.screen)
                print(f"{status} {path} -> {target}")
                failed += status != 200
            context.close()
        browser.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
