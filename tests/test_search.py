"""Search in English and Chinese over kept documents. The texts are written for these tests."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from sources.indexing import index_versions
from sources.lexemes import MAX_QUERY, parse_query, vector_literal
from sources.management.commands import reindex
from sources.models import Document, DocumentVersion, SearchEntry
from sources.searching import Filters, search_documents, snippet
from sources.text import normalise, sha256

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def publish(title, text, *, language="en", party="", day=dt.date(2025, 6, 27), number=1, document=None):
    if document is None:
        document = Document.objects.create(
            identity=sha256(title + text),
            title=title,
            publisher="An office",
            party=party,
            language=language,
            first_seen_at=NOW,
        )
    moment = dt.datetime.combine(day, dt.time(), dt.UTC)
    version = DocumentVersion.objects.create(
        document=document,
        number=number,
        title=title,
        text=normalise(text),
        text_sha256=sha256(text),
        language=language,
        seen_at=NOW,
        published_earliest=moment,
        published_latest=moment,
        published_precision="day",
    )
    index_versions([version])
    return document


@pytest.fixture
def library(db):
    return {
        "zh": publish(
            "商务部就稀土出口答记者问",
            "中方将依法审批稀土出口申请，调整关税措施。",
            language="zh-Hans",
            party="CN",
        ),
        "hant": publish("關稅安排", "雙方同意暫停加徵關稅九十天。", language="zh-Hant"),
        "apart": publish("钢铁与土地", "稀有的土地资源；关口税务。", language="zh-Hans", party="CN"),
        "en": publish("Licences for magnets", "The ministry approved licences for rare earths.", party="CN"),
        "us": publish(
            "Tariff order", "Duties were suspended for ninety days.", party="US", day=dt.date(2025, 5, 12)
        ),
    }


def found(words, **filters):
    return {hit.document_id for hit in search_documents(words, filters=Filters(**filters)).hits}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("稀土", ["zh"]),
        ("关税", ["zh", "hant"]),
        ("關稅", ["zh", "hant"]),
        ("稀土出口申请", ["zh"]),
        ("出口稀土", []),
        ("稀", ["zh", "apart"]),
        ("licence", ["en"]),
        ("licensing rare earth", []),
        ("approving licences", ["en"]),
        ("suspended duty", ["us"]),
        ('"rare earths"', ["en"]),
        ("-tariff suspended", []),
        ("", []),
        ("%' OR 1=1 --", []),
        ("稀土 licences", []),
        ("   ", []),
    ],
)
def test_words_find_the_texts_that_have_them(library, words, expected):
    assert found(words) == {library[name].pk for name in expected}


def test_a_run_of_characters_must_stand_as_a_whole_whatever_the_script(library):
    assert found("加征关税") == {library["hant"].pk}
    assert found("加徵關稅") == {library["hant"].pk}
    assert found("关税九十天") == {library["hant"].pk}
    assert found("暂停关税") == set()


def test_facets_filter_and_count(library):
    assert found("关税", party="CN") == {library["zh"].pk}
    assert found("suspended", since=dt.date(2025, 5, 13)) == set()
    assert found("suspended", until=dt.date(2025, 5, 12)) == {library["us"].pk}
    assert search_documents("关税").facets["party"] == {"CN": 1, "": 1}


def test_a_newer_version_replaces_the_words_and_an_older_one_does_not(library):
    first = library["us"].versions.get()
    publish("Tariff order", "Quotas were announced.", document=library["us"], number=2)
    assert found("suspended") == set()
    assert found("quotas") == {library["us"].pk}
    index_versions([first])
    assert found("quotas") == {library["us"].pk}


def test_a_title_counts_more_than_the_body(db):
    body = publish("Weekly notes", "Officials spoke of gallium.")
    title = publish("Gallium", "Officials spoke.")
    assert [hit.document_id for hit in search_documents("gallium").hits] == [title.pk, body.pk]


def test_the_cap_on_ranked_candidates_is_told(db, monkeypatch):
    for number in range(4):
        publish(f"Note {number}", "Officials spoke of gallium.")
    monkeypatch.setattr("sources.searching.CANDIDATES", 3)
    results = search_documents("gallium")
    assert results.is_capped
    assert results.found == 3


def test_old_documents_are_found_when_the_newest_do_not_fill_the_page(db, monkeypatch):
    old = publish("Old note", "Officials spoke of gallium.")
    SearchEntry.objects.update(band=0)
    new = publish("New note", "Officials spoke of indium.")
    SearchEntry.objects.filter(pk=new.pk).update(band=50)
    assert found("gallium") == {old.pk}


def test_the_index_can_be_made_anew(library, capsys):
    SearchEntry.objects.all().delete()
    assert found("稀土") == set()
    call_command("reindex")
    assert found("稀土") == {library["zh"].pk}
    assert "5 documents indexed" in capsys.readouterr().out


def test_days_alone_are_put_right_and_a_stopped_run_is_gone_on_with(library, capsys, monkeypatch):
    before = dict(SearchEntry.objects.values_list("document", "published_on"))
    vectors = dict(SearchEntry.objects.values_list("document", "vector"))
    wrong = sorted(before)[1:4]
    SearchEntry.objects.filter(pk__in=wrong).update(published_on=dt.date(2001, 1, 1))
    real, seen = reindex.correct_days, []

    def stopped_at_the_third(versions):
        seen.append(versions)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return real(versions)

    monkeypatch.setattr(reindex, "DAYS_BATCH", 1)
    monkeypatch.setattr(reindex, "correct_days", stopped_at_the_third)
    with pytest.raises(CommandError, match=f"reindex --days --after {sorted(before)[1]}`"):
        call_command("reindex", "--days")
    assert SearchEntry.objects.filter(published_on=dt.date(2001, 1, 1)).count() == 2
    call_command("reindex", "--days", "--after", str(sorted(before)[1]))
    assert "3 documents looked at, 2 days put right" in capsys.readouterr().out
    assert dict(SearchEntry.objects.values_list("document", "published_on")) == before
    assert dict(SearchEntry.objects.values_list("document", "vector")) == vectors
    call_command("reindex", "--days")
    assert "5 documents looked at, 0 days put right" in capsys.readouterr().out


def test_looking_at_days_takes_few_queries(library, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        call_command("reindex", "--days")


def test_a_snippet_is_a_slice_of_the_text_with_the_words_lit(library):
    hit = search_documents("關稅").hits[0]
    text = DocumentVersion.objects.get(pk=hit.version_id).text
    assert "".join(words for words, _ in hit.pieces) in text
    assert {words for words, is_match in hit.pieces if is_match} <= {"关税", "關稅"}


def test_a_very_long_chinese_text_is_indexed_and_found_by_its_last_word(db):
    long = publish("长文", "关税安排。" * 20_000 + "镝铽出口。", language="zh-Hans")
    assert found("镝铽") == {long.pk}


def test_a_huge_query_is_cut_and_harmless(library):
    assert found("关税 " * 20_000) == found("关税")
    assert len(parse_query("关" * 50_000).runs[0]) == MAX_QUERY


@given(st.text())
def test_any_text_makes_a_literal_without_loose_quotes(text):
    literal = vector_literal(text, text)
    assert literal.count("'") % 2 == 0


@pytest.mark.django_db
@given(st.text(max_size=300))
def test_no_query_whatever_breaks_the_search(words):
    search_documents(words)


@given(st.text(max_size=400), st.text(max_size=20))
def test_snippet_pieces_always_join_to_a_slice(text, words):
    import re

    pieces = snippet(text, re.compile(re.escape(words) or "(?!)"))
    assert "".join(part for part, _ in pieces) in text


def test_a_date_that_lies_ahead_does_not_stand_first_for_ever(db, client):
    ahead = publish("Gallium ahead", "Officials spoke of gallium.", day=dt.date(2031, 1, 1))
    tomorrow = publish("Gallium tomorrow", "Officials spoke of gallium.", day=dt.date(2026, 11, 25))
    days = dict(SearchEntry.objects.values_list("document", "published_on"))
    assert days == {ahead.pk: dt.date(2026, 11, 24), tomorrow.pk: dt.date(2026, 11, 25)}
    page = client.get(f"/documents/{ahead.pk}/").content.decode()
    assert "a date ahead of when it was first seen" in page and "2031" in page
    assert "a date ahead" not in client.get(f"/documents/{tomorrow.pk}/").content.decode()
