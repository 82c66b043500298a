"""Every word that we say to readers and editors can be translated: no template has plain words, no label of the desk either."""

import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings

TEMPLATES = Path(django_settings.BASE_DIR) / "templates"
# Names and what is typed or sent as it stands.
NAMES = {"TradeTracker", "UTC", "JSON", "CSV", "RIS", "BibTeX", "OpenAPI", "Atom", "ms", "csv", "ics"}
NOT_SAID = (
    r"\{#.*?#\}",
    r"\{%\s*comment.*?endcomment\s*%\}",
    r"\{%\s*blocktrans.*?\{%\s*endblocktrans\w*\s*%\}",
    r"<(script|style|code|kbd|pre)\b.*?</\1>",
    r"\{%\s*block (bodyclass|coltype)\s*%\}.*?\{%\s*endblock\s*%\}",
    r"\{%\s*extends.*?%\}",
)
SAID_IN = re.compile(r'\b(?:aria-label|data-label|title|placeholder|alt)="([^"]*)"')


def words_left(source: str) -> list[str]:
    """What of a template is said in plain English."""
    for pattern in NOT_SAID:
        source = re.sub(pattern, " ", source, flags=re.S)
    source = re.sub(r"\{%.*?%\}", "\u0001", source, flags=re.S)
    source = re.sub(r"\{\{.*?\}\}", "\u0001", source, flags=re.S)
    found = [said for said in SAID_IN.findall(source)]
    found += re.findall(r'<input[^>]*type="submit"[^>]*value="([^"]*)"', source)
    found += re.sub(r"&\w+;", " ", re.sub(r"<[^>]*>", "\u0001", source)).split("\u0001")
    return [
        said.strip()
        for said in found
        if any(word not in NAMES for word in re.findall(r"[A-Za-z]{2,}", said))
    ]


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_a_template_says_nothing_that_cannot_be_translated(path):
    assert words_left(path.read_text()) == []


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("<p>Plain words</p>", ["Plain words"]),
        ('<p>{% translate "Marked" %}: {{ value }}</p>', []),
        ('<ul aria-label="Plain list">{% for x in y %}{{ x }}{% endfor %}</ul>', ["Plain list"]),
        ("{% blocktranslate with n=n %}{{ n }} items{% endblocktranslate %} of <b>them</b>", ["of", "them"]),
        ('<input type="submit" value="Send">', ["Send"]),
        ("<kbd>Esc</kbd> · {{ when }} UTC", []),
    ],
)
def test_plain_words_are_found_wherever_they_stand(source, left):
    assert words_left(source) == left
