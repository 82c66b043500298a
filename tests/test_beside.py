"""Two official texts side by side for readers. Every statement was written for these tests."""

from __future__ import annotations

import pytest
from django.urls import reverse

from deals.views import beside
from sources.storing.pairs import keep

from .deskworld import D, make_version, moment

pytestmark = pytest.mark.django_db
EN = "The ministry will resume exports of 16 magnets. Both sides keep in touch until 10 November 2026."
ZH = "商务部将恢复磁材出口。双方保持沟通，至2026年11月10日。"


@pytest.fixture
def texts():
    english = make_version(EN, title="English text", official=True, party="CN")
    chinese = make_version(ZH, language="zh-Hans", title="中文文本", official=True, party="CN")
    return english, chinese


def address(version, other=None, **dates):
    query = {**({"with": other.document_id} if other else {}), **dates}
    return reverse("deals:beside", args=[version.document_id], query=query)


def test_an_official_text_leads_to_its_counterpart_and_news_does_not(client, texts):
    english, chinese = texts
    page = client.get(reverse("deals:document", args=[english.document_id])).content.decode()
    assert address(english) in page
    news = make_version("A report of the talks.", title="News")
    assert (
        address(news) not in client.get(reverse("deals:document", args=[news.document_id])).content.decode()
    )
    offered = client.get(address(english)).content.decode()
    assert f"?with={chinese.document_id}" in offered and "中文文本" in offered
    assert "checked by nobody" in offered


def test_both_texts_stand_whole_with_what_only_one_of_them_names(client, texts):
    english, chinese = texts
    page = client.get(address(chinese, english))
    text = page.content.decode()
    assert page.status_code == 200
    assert '<mark class="mark-fact">16</mark>' in text
    assert "number 16: not on the right" in text
    assert text.index("Both sides keep in touch") < text.index("双方保持沟通") and 'lang="zh-Hans"' in text
    assert "checked by nobody" in text
    keep(english, chinese)
    text = client.get(address(english, chinese)).content.decode()
    assert "An editor laid these texts side by side." in text
    assert "Laid beside it by an editor" in client.get(address(english)).content.decode()


def test_a_report_is_never_shown_whole_this_way(client, texts):
    english, _chinese = texts
    news = make_version("中方表示将恢复磁材出口。", language="zh-Hans", title="报道", party="CN")
    assert client.get(address(english, news)).status_code == 404
    for version, other in ((news, None), (news, english)):
        text = client.get(address(version, other)).content.decode()
        assert "only the words that facts rest on" in text and "将恢复磁材出口" not in text
    keep(english, news)  # even laid side by side by an editor
    assert client.get(address(english, news)).status_code == 404
    assert "将恢复磁材出口" not in client.get(address(news, english)).content.decode()


def test_the_dates_of_the_question_hold(client, texts):
    english, _chinese = texts
    later = make_version(
        "双方于秋季重申。",
        language="zh-Hans",
        title="后来",
        official=True,
        party="CN",
        published=D(2025, 6, 29),
    )
    assert client.get(address(english, later, known="2025-06-28")).status_code == 404
    assert client.get(address(english, later, known="2025-06-30")).status_code == 200
    assert client.get(address(english, known="2025-06-01")).status_code == 404
    early = moment(2025, 6, 1).isoformat().replace("+00:00", "Z")
    assert client.get(address(english, recorded=early)).status_code == 404


@pytest.mark.parametrize("query", ["x", "0", "99999999", "999999999999999999999999"])
def test_what_cannot_be_laid_beside_it_is_a_404(client, texts, query):
    assert client.get(f"{address(texts[0])}?with={query}").status_code == 404


def test_unrelated_texts_themselves_and_unknown_documents_are_404s(client, texts):
    english, _chinese = texts
    far = make_version(
        ZH + "另一年。", language="zh-Hans", official=True, published=D(2023, 1, 1), title="远"
    )
    assert client.get(address(english, far)).status_code == 404
    assert client.get(address(english, english)).status_code == 404
    assert client.get(reverse("deals:beside", args=[10**6])).status_code == 404
    assert client.post(address(english)).status_code == 405


def test_texts_that_would_keep_a_reader_waiting_are_not_aligned(client, texts, monkeypatch):
    monkeypatch.setattr(beside, "MOST", 20)
    text = client.get(address(*texts)).content.decode()
    assert "too long to be laid side by side" in text and "双方保持沟通" not in text


def test_few_queries_and_the_text_is_read_as_words(client, texts, django_assert_max_num_queries):
    bad = make_version(
        "<script>alert(1)</script> 双方将于10日恢复。", language="zh-Hans", official=True, title="坏"
    )
    client.get(address(*texts))
    with django_assert_max_num_queries(12):
        client.get(address(*texts))
    assert "<script>alert" not in client.get(address(texts[0], bad)).content.decode()


def test_a_clause_and_a_condition_that_one_side_lacks_are_told_in_words(client):
    english = make_version(
        "Exporters must state the end use truthfully and must not transfer the items to third parties without permission. "
        "If the rules are broken, licences end.",
        title="English rules", official=True, party="CN",
    )  # fmt: skip
    chinese = make_version(
        "出口经营者须如实申报最终用途。违反规定的，许可终止。",
        language="zh-Hans",
        title="中文规则",
        official=True,
        party="CN",
    )
    text = client.get(address(english, chinese)).content.decode()
    assert "a clause, marked: not on the right" in text
    assert (
        '<mark class="mark-fact">and must not transfer the items to third parties without permission</mark>'
        in text
    )
    assert "condition: not on the right" in text and "condition condition" not in text
