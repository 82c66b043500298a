"""What kind of document a title announces: a first guess that an editor may change. Pure.

The words are those that ministries put into the titles of their own texts; news stays news whatever its
headline says.
"""

from __future__ import annotations

import re

_OFFICIAL = (
    ("fact_sheet", re.compile(r"\bfact sheet\b|情况说明|事实清单", re.IGNORECASE)),
    ("press_conference", re.compile(r"\bpress (?:conference|briefing)\b|新闻发布会|记者会", re.IGNORECASE)),
    ("readout", re.compile(r"\bread-?out\b|通电话|通话", re.IGNORECASE)),
    (
        "agreement_text",
        re.compile(
            r"\bmemorandum of understanding\b|\bframework (?:for|on|agreement)\b|\bagreement between\b"
            r"|谅解备忘录|框架协议|协定",
            re.IGNORECASE,
        ),
    ),
    (
        "announcement",
        re.compile(
            r"公告|决定$|令$|\bannouncement no\b|\bexecutive order\b|\bproclamation\b|\bfinal rule\b|\bnotice\b"
            r"|^(?:imposing|modifying|ensuring|amendment|further (?:amendment|modifying)|regulating|adjusting)\b",
            re.IGNORECASE,
        ),
    ),
)


def kind_of(title: str, *, is_official: bool) -> str:
    """Return a Document kind: of an official text by its title, else "statement"; of the rest, "news"."""
    if not is_official:
        return "news"
    return next((kind for kind, words in _OFFICIAL if words.search(title)), "statement")
