"""Copies of one origin are grouped as they come in, each text compared only with those that share a key."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources import models as s
from sources import storing, tasks
from sources.echoes import MAX_DISTANCE, distance, fingerprint, sentence_keys
from sources.searching import search_documents
from sources.values import Page
from tests.make import NOW, make_commitment, make_document, make_evidence, make_feed
from tests.test_echoes import ECHOES, NOTICES_ZH, STATEMENT_EN, STATEMENT_ZH, STORY_EN, STORY_ZH

pytestmark = pytest.mark.django_db


def put(text: str, *, language: str = "en", at: dt.datetime = NOW, **fields) -> s.Document:
    document = make_document(feed=make_feed(language=language), language=language, **fields)
    page = Page(title="T", text=text, language="zh-Hans" if language == "zh" else language)
    assert storing.store_version(document, page, None, at)
    return document


def group_of(document: s.Document) -> int | None:
    return s.Document.objects.values_list("echo_group", flat=True).get(pk=document.pk)


@pytest.mark.parametrize("name", ECHOES)
def test_every_kind_of_copy_joins_its_origin(name: str) -> None:
    language, one, other = ECHOES[name]
    first, second = put(one, language=language), put(other, language=language)
    assert tasks.group_echoes() == 2
    assert group_of(first) == group_of(second) is not None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_copy_that_shares_no_sentence_is_found_by_its_print_at_any_age(language: str) -> None:
    # One sentence without end, of which words are changed until the print is another: no key of a sentence is the same.
    chance = random.Random(7)
    if language == "en":
        words, gap = [f"w{chance.randrange(3000)}x" for _ in range(1500)], " "
    else:
        words, gap = [chr(chance.randrange(0x4E00, 0x9000)) for _ in range(1500)], ""
    text = other = gap.join(words)
    for place in range(0, 1500, 100):
        words[place] = "changed" if language == "en" else "改"
        other = gap.join(words)
        if apart := distance(fingerprint(text, language), fingerprint(other, language)):
            break
    assert 1 <= apart <= MAX_DISTANCE and not sentence_keys(text, language) & sentence_keys(other, language)
    first = put(text, language=language, at=NOW - dt.timedelta(days=4_000))
    stranger = put(text[::-1], language=language)
    storing.group_echoes()
    second = put(other, language=language)
    storing.group_echoes()
    assert group_of(first) == group_of(second) is not None
    assert group_of(stranger) is None


SAID_BY_ALL = {
    "en": "The ministry of the Northern side did not at once answer a request for comment on the matter. ",
    "zh": "北方主管部门截至发稿时没有立即回应本报就此事提出的置评请求。",
}
OF_ITS_OWN = {
    "en": "Report {n} told of a cargo called {word} that a captain of the harbour had seen go by at dawn.",
    "zh": "第{n}号报道提到，有船长在黎明时分看见一批名为{word}的货物经过港口外海。",
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_everybody_says_does_not_crowd_out_a_copy(language: str, monkeypatch) -> None:
    monkeypatch.setattr(storing.grouping, "CANDIDATES", 10)
    monkeypatch.setattr(storing.grouping, "OF_ONE_KEY", 5)
    for n in range(15):
        word = (
            "".join(chr(0x4E00 + 37 * n + 5 * place) for place in range(4)) if language == "zh" else "k" * n
        )
        put(SAID_BY_ALL[language] + OF_ITS_OWN[language].format(n=n, word=word), language=language)
    story = {"en": STORY_EN, "zh": STORY_ZH}[language]
    first = put(story + " " + SAID_BY_ALL[language], language=language)
    storing.group_echoes()
    assert group_of(first) is None
    # Stored after ten others that share a sentence with it.
    news = {"en": "News. ", "zh": "新消息。"}[language]
    second = put(news + SAID_BY_ALL[language] + story, language=language)
    storing.group_echoes()
    assert group_of(first) == group_of(second) is not None
    assert s.Document.objects.filter(echo_group=group_of(first)).count() == 2


def test_many_reports_have_one_origin_which_is_the_authoritys_own_text() -> None:
    reports = [put(f"{STORY_EN}\n{n}") for n in range(3)]
    reports += [put(STORY_EN + " The text reads: " + STATEMENT_EN)]
    official = put(STATEMENT_EN, is_official=True)
    strangers = [put(text, language="zh") for text in (STORY_ZH, *NOTICES_ZH)]
    storing.group_echoes()
    assert len({group_of(report) for report in reports}) == 1
    assert all(group_of(one) is None for one in strangers)
    group = s.EchoGroup.objects.get(pk=group_of(reports[0]))
    assert group_of(official) == group.pk and group.origin == official


def test_a_round_up_joins_one_group_and_melts_no_two() -> None:
    pairs = [[put(STATEMENT_EN), put(STATEMENT_EN)], [put(STORY_EN), put(STORY_EN)]]
    storing.group_echoes()
    round_up = put(STATEMENT_EN + "\n" + STORY_EN)
    storing.group_echoes()
    groups = [{group_of(one) for one in pair} for pair in pairs]
    assert all(len(group) == 1 and None not in group for group in groups) and groups[0] != groups[1]
    assert group_of(round_up) in groups[0] | groups[1]


def test_both_scripts_are_one_and_a_translation_is_none() -> None:
    one, other = put(STATEMENT_ZH, language="zh"), put(STATEMENT_ZH, language="zh")
    translation = put(STATEMENT_EN)
    storing.group_echoes()
    assert group_of(one) == group_of(other) is not None
    assert group_of(translation) is None


def test_the_second_sweep_has_nothing_to_do_and_a_new_version_is_compared_anew() -> None:
    first, second = put(STORY_EN), put("Nothing to do with it at all, in so many words of its own.")
    assert storing.group_echoes() == 2 and storing.group_echoes() == 0
    storing.store_version(second, Page(title="T", text=STORY_EN, language="en"), None, NOW)
    assert storing.group_echoes() == 1
    assert group_of(first) == group_of(second) is not None


def test_an_older_version_that_comes_late_leaves_the_newer_print() -> None:
    document = put(STORY_EN)
    old = s.DocumentVersion.objects.get(document=document)
    new = storing.store_version(document, Page(title="T", text=STATEMENT_EN, language="en"), None, NOW)
    storing.grouping.print_versions([old])
    assert s.EchoPrint.objects.get(pk=document.pk).version == new


def test_a_text_without_words_is_no_copy_of_another() -> None:
    empty = [put(text) for text in ("—", "…", "—  —")]
    storing.group_echoes()
    assert {group_of(one) for one in empty} == {None}


def test_lookalikes_are_found_by_the_index_and_not_by_reading_all() -> None:
    put(STORY_EN)
    with CaptureQueriesContext(connection) as asked:
        storing.group_echoes()
    (query,) = [q["sql"] for q in asked if "&&" in q["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + query)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "echo_keys" in plan, plan


def test_pages_say_how_many_reports_have_one_origin(client) -> None:
    first, second, third = put(STORY_EN, is_official=True), put(STORY_EN), put(STORY_EN)
    alone = put("Nothing to do with it at all, in so many words of its own.")
    storing.group_echoes()
    page = client.get(f"/documents/{second.pk}/").content.decode()
    assert (
        "3 reports, 1 origin" in page
        and f"/documents/{first.pk}/" in page
        and f"/documents/{third.pk}/" in page
    )
    assert "reports, 1 origin" not in client.get(f"/documents/{alone.pk}/").content.decode()
    assert "3 reports, 1 origin" in client.get(f"/sources/{second.feed.slug}/").content.decode()
    assert "reports, 1 origin" not in client.get(f"/sources/{alone.feed.slug}/").content.decode()


def test_search_shows_copies_once_and_counts_them_as_one_origin(client) -> None:
    reports = [put(f"{STORY_EN}\n{n}") for n in range(3)]
    official = put(STORY_EN, is_official=True)
    alone = put(
        "Officials of another ministry said at a harbour that barley of another coast would be looked into."
    )
    storing.group_echoes()
    word = "barley"
    results = search_documents(word)
    assert (results.documents, results.found) == (5, 2)
    shown = {hit.document_id: hit.reports for hit in results.hits}
    assert shown == {official.pk: 4, alone.pk: 1}  # the authority's own text stands for its copies
    assert [hit.document_id for hit in search_documents(word, offset=1, limit=1).hits] == [
        results.hits[1].document_id
    ]
    page = client.get("/search/", {"q": word}).content.decode()
    assert "4 reports, 1 origin" in page and "of 2 origins" in page
    assert all(f"/documents/{one.pk}/" not in page for one in reports)
    # Where the origin does not match the filters, the best of its reports stands for it.
    official.search_entry.delete()
    (best,) = [hit for hit in search_documents(word).hits if hit.reports == 3]
    assert best.document_id in {one.pk for one in reports}


def test_the_evidence_of_a_commitment_counts_origins(client) -> None:
    commitment = make_commitment()
    for _ in range(3):
        make_evidence(put(STORY_EN).versions.get(), STORY_EN[:60], commitment=commitment)
    storing.group_echoes()
    page = client.get(f"/commitments/{commitment.pk}/").content.decode()
    assert "3 reports, 1 origin" in page
    make_evidence(put(STATEMENT_EN).versions.get(), STATEMENT_EN[:60], commitment=commitment)
    assert "4 reports, 2 origins" in client.get(f"/commitments/{commitment.pk}/").content.decode()
