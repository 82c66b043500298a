"""The search page: words of both languages, facets, highlights, caps told, nothing later than asked."""

import datetime as dt
import re
from urllib.parse import quote

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deals import models as d
from deals.querysets import AsOf
from deals.sourcing import was_public
from sources import searching
from sources.indexing import index_versions
from sources.lexemes import MAX_QUERY
from sources.models import Document, DocumentVersion
from sources.searching import Filters, search_documents

from . import pageworld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
EARLY = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)


@pytest.fixture
def world():
    built = pageworld.build()
    Document.objects.filter(pk=built.zh.document_id).update(party="CN")
    index_versions(DocumentVersion.objects.select_related("document"))
    return built


def found(client, query, status=200):
    response = client.get(f"/search/?{query}")
    assert response.status_code == status, query
    return response.content.decode()


def marks(text):
    return re.findall(r"<mark>(.*?)</mark>", text)


def test_english_words_find_commitments_measures_and_documents(client, world):
    text = found(client, "q=tariffs")
    assert f"/commitments/{world.cut.pk}/" in text and "/countermeasures/tariff/" in text
    assert "tariffs" in marks(text)  # and "tariff": other forms of the word too
    assert "Test <mark>tariff</mark>" in text
    assert f"/documents/{world.en.document_id}/" in found(client, "q=deliver+goods")


@pytest.mark.parametrize("words", ["出口申请", "出口申請"])
def test_chinese_words_are_found_in_either_script_and_marked_as_chinese(client, world, words):
    text = found(client, f"q={quote(words)}")
    assert f"/documents/{world.zh.document_id}/" in text
    assert f"/commitments/{world.review.pk}/" in text
    assert "出口申请" in marks(text)
    assert re.search(r'lang="zh-Hans">[^<]*…?[^<]*<mark>出口申请</mark>', text)


def test_a_material_finds_the_measures_that_cover_it(client, world):
    assert "/countermeasures/control-90/" in found(client, "q=dysprosium&in=countermeasures")
    assert "/countermeasures/control-90/" in found(client, f"q={quote('镝')}&in=countermeasures")


def test_facets_narrow_and_count(client, world):
    text = found(client, "q=test")
    text = found(client, "q=%E5%87%BA%E5%8F%A3&language=zh")
    assert f"/documents/{world.zh.document_id}/" in text
    assert "language=zh" in text and "Chinese" in text
    assert f"/documents/{world.zh.document_id}/" not in found(client, "q=%E5%87%BA%E5%8F%A3&official=no")
    assert f"/documents/{world.zh.document_id}/" not in found(client, "q=%E5%87%BA%E5%8F%A3&since=2025-06-28")
    assert f"/documents/{world.zh.document_id}/" in found(client, "q=%E5%87%BA%E5%8F%A3&until=2025-06-27")


def test_nothing_later_than_known_is_found(client, world):
    assert f"/documents/{world.zh.document_id}/" not in found(client, "q=%E5%87%BA%E5%8F%A3&known=2025-06-26")
    assert f"/commitments/{world.review.pk}/" not in found(client, "q=applications&known=2025-06-26")
    assert f"/commitments/{world.review.pk}/" in found(client, "q=applications&known=2025-06-27")
    assert "control OCTWORD" not in found(client, "q=october&known=2025-10-08")


def test_a_later_version_of_a_text_is_left_out_before_it_was_seen_and_that_is_said(client, world):
    first = world.zh
    version = DocumentVersion.objects.create(
        document=first.document,
        number=2,
        title=first.title,
        text=first.text + "新增的一句测试语。",
        text_sha256="b" * 64,
        language="zh-Hans",
        published_earliest=first.published_earliest,
        published_latest=first.published_latest,
        published_precision="day",
        seen_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
    )
    index_versions([version])
    assert "新增" in "".join(marks(found(client, f"q={quote('新增')}")))
    text = found(client, f"q={quote('新增')}&known=2026-02-01")
    assert marks(text) == [] and "1 is left out" in text and "No document" in text
    # Nothing is said of a document that had not been published at all.
    assert "left out" not in found(client, f"q={quote('新增')}&known=2025-06-01")


DAYS = st.sampled_from(
    [None, *[dt.datetime(2026, 3, day, hour, tzinfo=dt.UTC) for day in (1, 2, 3) for hour in (0, 12)]]
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    texts=st.lists(st.tuples(st.integers(1, 2), DAYS, DAYS), min_size=1, max_size=6),
    known=st.sampled_from([None, *[dt.date(2026, 3, day) for day in (1, 2, 3)]]),
    recorded=DAYS,
)
def test_totals_and_facets_count_what_was_public_then_and_nothing_else(client, db, texts, known, recorded):
    """The condition in SQL is the rule in words, ``was_public``: one by one, and in the totals."""
    with transaction.atomic():
        versions = [
            DocumentVersion.objects.create(
                document=Document.objects.create(
                    identity=f"{index:064d}", title="T", publisher="P", language="en", first_seen_at=EARLY
                ),
                number=number,
                title="T",
                text=f"a tallied text {index}",
                text_sha256=f"{index:064d}",
                language="en",
                published_earliest=latest,
                published_latest=latest,
                published_precision="instant" if latest else "undated",
                seen_at=seen or EARLY,
            )
            for index, (number, latest, seen) in enumerate(texts)
        ]
        index_versions(DocumentVersion.objects.select_related("document"))
        found = search_documents("tallied", filters=Filters(known=known, recorded=recorded))
        public = [
            version for version in versions if was_public(version, AsOf(dt.date(2026, 4, 1), known, recorded))
        ]
        transaction.set_rollback(True)
    days = [(version.published_earliest or version.seen_at).date() for version in public]
    kept = [version.seen_at.date() for version in public]
    # A date that lies ahead of the day on which the text was kept counts as that day; a day east of here is none.
    days = [own if day > own + dt.timedelta(days=1) else day for day, own in zip(days, kept, strict=True)]
    shown = sorted(
        version.pk for version, day in zip(public, days, strict=True) if known is None or day <= known
    )
    assert sorted(hit.version_id for hit in found.hits) == shown
    assert found.found == len(shown) and sum(found.facets["language"].values()) == len(shown)


def test_an_old_wording_is_found_only_at_its_date(client, world):
    query = "q=%22keep+10%22&in=commitments"
    assert f"/commitments/{world.cut.pk}/" in found(client, query)
    assert f"/commitments/{world.cut.pk}/" not in found(client, query + "&known=2025-06-01")


def test_what_is_not_published_is_not_found(client, world):
    for query in ("q=HIDDENWORD", "q=undertaking", "q=DRAFTWORD&in=commitments"):
        assert "HIDDENWORD undertaking" not in found(client, query)
        assert "HIDDENWORD measure" not in found(client, query)


def test_a_long_query_is_cut_and_the_page_says_so(client, world):
    text = found(client, "q=" + "tariff+" * 400)
    assert f"Only the first {MAX_QUERY} characters were searched for." in text
    assert "Only the first" not in found(client, "q=tariff")


def test_the_cap_on_ranked_candidates_is_told(client, world, monkeypatch):
    monkeypatch.setattr(searching, "CANDIDATES", 1)
    for number in range(3):
        document = Document.objects.create(
            identity=f"{number:064d}",
            title="Capped",
            publisher="P",
            language="en",
            first_seen_at=pageworld.RECORDED,
        )
        version = DocumentVersion.objects.create(
            document=document,
            number=1,
            title="Capped",
            text="a capped text",
            text_sha256=f"{number:064d}",
            language="en",
            seen_at=pageworld.RECORDED,
        )
        index_versions([version])
    assert "newest candidates, ranked; more documents hold these words" in found(client, "q=capped")


def test_markup_in_words_and_texts_is_only_text(client, world):
    d.CommitmentTerms.objects.filter(commitment=world.review).update(text_en="Review <b>bold</b> things")
    assert "<script>" not in found(client, "q=%3Cscript%3E")
    text = found(client, "q=bold")
    assert "&lt;b&gt;<mark>bold</mark>&lt;/b&gt;" in text


@pytest.mark.parametrize(
    "query",
    [
        "in=people",
        "page=0",
        "page=51",
        "language=fr",
        "since=yesterday",
        "until=2025-02-30",
        "party=XX",
        "since=2025-6-1",
    ],
)
def test_a_bad_facet_gets_a_page_that_says_so(client, world, query):
    assert "cannot be read" in found(client, f"q=x&{query}", status=400)


@pytest.mark.parametrize("words", ["", "%00", "'", "((", "!!!", "&|!<->", "a:*", "%F0%A0%AE%B7", "\\", "%22"])
def test_odd_words_break_nothing(client, world, words):
    found(client, f"q={words}")


def test_the_number_of_queries_is_pinned(client, world, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        client.get("/search/?q=tariff")
    with django_assert_max_num_queries(1):
        client.get("/search/")


def test_more_commitments_than_stand_beside_the_documents_are_a_link_away(client, world):
    for number in range(24):
        commitment = d.Commitment.objects.create(
            slug=f"many-{number}", deal=world.deal, obligor=world.cn, obligee=world.us, is_published=True
        )
        d.CommitmentTerms.objects.create(
            commitment=commitment,
            text_en=f"Made up for the tests: zucchini {number}.",
            action="REVIEW",
            object="licences",
            modality="will",
            public_since=dt.date(2025, 6, 27),
        )
    text = found(client, "q=zucchini")
    assert text.count("<mark>zucchini</mark>") == 20
    assert "All 24 commitments" in text and "in=commitments" in text
    whole = found(client, "q=zucchini&in=commitments")
    assert whole.count("<mark>zucchini</mark>") == 24 and "All 24" not in whole
