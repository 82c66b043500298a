"""Every word that we say to readers and editors can be translated: no template has plain words, no label of the desk either."""

import re
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.auth.models import User
from django.db.models import TextChoices
from django.test import RequestFactory
from django.utils.functional import Promise

from deals import choices
from deals.fields import CHOSEN_BY, LABELS
from deals.templatetags.desk import filter_title

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
        said.strip() for said in found if any(word not in NAMES for word in re.findall(r"[A-Za-z]{2,}", said))
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


def _lists_of_words():
    modules = (choices, *(import_module(f"{app}.models") for app in ("deals", "sources")))
    found = {
        (one.__module__, one.__qualname__): one
        for module in modules
        for holder in (module, *vars(module).values())
        for one in (vars(holder).values() if isinstance(holder, type) or holder is module else ())
        if isinstance(one, type) and issubclass(one, TextChoices) and one is not TextChoices
    }
    return [one for one in found.values() if one.__module__.startswith(("deals", "sources"))]


def test_the_words_of_every_list_wait_for_the_readers_language():
    lists = _lists_of_words()
    assert len(lists) > 15
    assert [str(one) for one in lists for member in one if not isinstance(member._label_, Promise)] == []


def test_what_fields_are_called_and_their_help_wait_for_the_readers_language():
    assert [name for name, label in {**LABELS, **CHOSEN_BY}.items() if not isinstance(label, Promise)] == []
    plain = [
        f"{field.model.__name__}.{field.name}"
        for app in ("deals", "sources")
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical")
        for field in model._meta.get_fields()
        if getattr(field, "help_text", "") and not isinstance(field.help_text, Promise)
    ]
    assert plain == []


def test_no_list_of_the_desk_is_chosen_from_by_the_name_of_a_column():
    request = RequestFactory().get("/admin/")
    request.user = User(is_staff=True, is_superuser=True)
    titles = set()
    for model, its_admin in admin.site._registry.items():
        for item in its_admin.get_list_filter(request):
            path = item if isinstance(item, str) else item[0] if isinstance(item, tuple) else ""
            if path:
                field = get_fields_from_path(model, path)[-1]
                titles.add(filter_title(SimpleNamespace(field_path=path, title=field.verbose_name)))
    assert {"Shown to readers", "Official or not", "Who owes", "Kind"} <= titles
    assert [title for title in titles if re.match(r"(is|by|at) ", title, re.I) or "_" in title] == []
