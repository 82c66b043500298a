"""Prints of an older kind are made anew by a migration, in lots, and as a new print would be."""

from __future__ import annotations

import importlib

import pytest
from django.db import connection

from sources import models as s
from sources import storing
from sources.storing.grouping import print_of

from .test_echoes import ECHOES, STORY_EN, STORY_ZH
from .test_grouping import group_of, put

pytestmark = pytest.mark.django_db
migration = importlib.import_module("sources.migrations.0008_echo_halves")


def as_before(document: s.Document) -> None:
    """Give a document the keys that it had when fingerprints were kept under four bands of sixteen bits."""
    one = s.EchoPrint.objects.get(pk=document.pk)
    value = one.fingerprint & (2**64 - 1)
    bands = [place << 16 | value >> 16 * place & 0xFFFF for place in range(4)] if value else []
    kept = [key for key in one.keys if not 2**33 <= key < 2**34]
    s.EchoPrint.objects.filter(pk=document.pk).update(keys=sorted([*kept, *bands]))


def make_anew() -> None:
    with connection.schema_editor() as editor:
        migration.make_anew(None, editor)


def test_a_print_made_anew_is_what_a_new_one_would_be(monkeypatch) -> None:
    monkeypatch.setattr(migration, "LOT", 2)
    texts = {"en": [STORY_EN, "Short.", "—", STORY_EN[:399], STORY_EN[:400]], "zh": [STORY_ZH, STORY_ZH * 3]}
    documents = [put(text, language=language) for language, some in texts.items() for text in some]
    now = dict(s.EchoPrint.objects.values_list("pk", "keys"))
    for document in documents:
        as_before(document)
    assert dict(s.EchoPrint.objects.values_list("pk", "keys")) != now
    make_anew()
    assert dict(s.EchoPrint.objects.values_list("pk", "keys")) == now
    make_anew()  # one that was killed begins at the beginning
    assert dict(s.EchoPrint.objects.values_list("pk", "keys")) == now


@pytest.mark.parametrize("name", ECHOES)
def test_a_copy_is_grouped_with_a_text_whose_print_was_made_anew(name: str) -> None:
    language, one, other = ECHOES[name]
    first = put(one, language=language)
    storing.group_echoes()
    as_before(first)
    make_anew()
    second = put(other, language=language)
    assert storing.group_echoes() == 1
    assert group_of(first) == group_of(second) is not None


def test_a_print_says_as_much_in_fewer_keys() -> None:
    _, length, keys = print_of(STORY_EN, "en")
    assert length > 400 and len([key for key in keys if 2**33 <= key < 2**34]) == 2
