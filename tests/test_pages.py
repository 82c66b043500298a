"""The public pages: they answer, they carry the dates, they never tell what was not public."""

import datetime as dt
import hashlib
import html
import re
from itertools import pairwise

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deals import models as d
from deals.views.passages import passages
from sources.models import DocumentVersion

from . import pageworld
from .crawling import FILES, Reader, crawl

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
FIRST_PUBLIC = {
    "MAYWORD": dt.date(2025, 5, 12),
    "JUNEWORD": dt.date(2025, 6, 27),
    "CLASHWORD": dt.date(2025, 6, 27),
    "OCTWORD": dt.date(2025, 10, 9),
}
QUOTED = re.compile(
    r'class="source source--quoted">\s*<blockquote[^>]*><p>(.*?)</p></blockquote>.*?<a href="([^"]+)"',
    re.DOTALL,
)
settings_of_fuzz = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TEMPLATE_LEFTOVERS = re.compile(r"\{[{%#]|[}%#]\}")


@pytest.fixture
def world():
    return pageworld.build()


def addresses(world):
    """Every page that states facts."""
    return [
        "/",
        "/deals/",
        "/deals/test-deal/",
        "/deals/test-deal/timeline.atom",
        *[f"/deals/test-deal/rounds/{slug}/" for slug in ("lakeside", "call", "riverside", "confirmation")],
        "/agreements/lakeside-statement/",
        "/parties/",
        "/parties/cn/",
        "/parties/us/",
        "/parties/cn-ministry/",
        "/commitments/",
        *[reverse("deals:commitment", args=[c.pk]) for c in (world.review, world.lift, world.cut)],
        "/countermeasures/",
        *[f"/countermeasures/{slug}/" for slug in ("control-90", "october", "gallium", "tariff")],
        reverse("deals:document", args=[world.zh.document_id]),
        reverse("deals:document", args=[world.en.document_id]),
        "/materials/",
        "/materials/dysprosium/",
        "/materials/Nd/",
        "/deadlines/",
        "/deals/test-deal/next/",
        "/search/",
        "/compare/",
        "/deals/test-deal/changes/",
        "/corrections/",
        "/deals/test-deal.csv",
        "/deals/test-deal.ics",
        "/deadlines.ics",
        "/deals/test-deal/rounds/confirmation/differs/",
        "/deals/test-deal/rounds/lakeside/differs/",
    ]


def page(client, address):
    """The text of an answer, whatever its status, but never a server's error."""
    response = client.get(address)
    assert response.status_code in (200, 404), address
    return response.content.decode()


def test_every_page_answers_and_no_template_word_is_left(client, world):
    for address in [*addresses(world), "/about/method/"]:
        response = client.get(address)
        assert response.status_code == 200, address
        assert not TEMPLATE_LEFTOVERS.search(response.content.decode()), address


def test_pages_have_one_name_for_each_place_and_their_inner_links_lead_somewhere(client, world):
    for address in addresses(world):
        if address.endswith(FILES):
            continue
        reader = Reader(page(client, address))
        assert len(reader.ids) == len(set(reader.ids)), address
        assert set(reader.anchors) <= set(reader.ids), address
        assert reader.styles == [], address  # the content security policy forbids them
        assert reader.headings.count(1) == 1, address
        levels = reader.headings
        assert all(b <= a + 1 for a, b in pairwise(levels)), (address, levels)


def test_chinese_words_are_marked_as_chinese(client, world):
    for address in addresses(world):
        if not address.endswith(FILES):
            assert Reader(page(client, address)).bare_chinese == [], address


def test_every_link_of_the_site_leads_to_a_page(client, world):
    paths = {address.partition("?")[0] for address, _response, _page in crawl(client)}
    expected = {address.partition("?")[0] for address in addresses(world)} - {"/materials/Nd/"}
    assert expected <= paths and "/materials/neodymium/" in paths


@pytest.mark.parametrize(
    ("known", "absent"),
    [
        ("2025-03-01", ["MAYWORD", "JUNEWORD", "OCTWORD", "CLASHWORD", "PROSEWORD", "OUTCOMEWORD"]),
        ("2025-05-11", ["MAYWORD", "JUNEWORD", "OCTWORD", "CLASHWORD", "PROSEWORD", "OUTCOMEWORD"]),
        ("2025-05-12", ["JUNEWORD", "OCTWORD", "CLASHWORD", "PROSEWORD"]),
        ("2025-06-26", ["JUNEWORD", "OCTWORD", "CLASHWORD", "PROSEWORD", "申请"]),
        ("2025-06-27", ["OCTWORD", "PROSEWORD"]),
        ("2025-10-08", ["OCTWORD", "PROSEWORD"]),
    ],
)
def test_no_page_tells_what_was_public_only_later(client, world, known, absent):
    for address in addresses(world):
        text = page(client, f"{address}?known={known}")
        for word in absent:
            assert word not in text, (address, word)


@pytest.mark.parametrize(
    ("known", "word"),
    [("2025-05-12", "MAYWORD"), ("2025-06-27", "JUNEWORD"), ("2025-10-09", "OCTWORD")],
)
def test_what_was_public_by_the_day_is_told(client, world, known, word):
    assert word in page(client, f"/deals/test-deal/?known={known}")


def test_unpublished_rows_and_drafts_show_on_no_page(client, world):
    for address in [*addresses(world), "/about/method/"]:
        for query in ("", "?on=2025-12-01", "?recorded=2026-02-01T00:00Z"):
            text = page(client, address + query)
            assert "HIDDENWORD" not in text, address
            if not address.startswith("/documents/"):
                assert "DRAFTWORD" not in text, address
    assert client.get("/countermeasures/hidden-measure/").status_code == 404
    assert client.get("/deals/hidden-deal/").status_code == 404
    assert client.get("/deals/test-deal/rounds/secret/").status_code == 404
    assert client.get(reverse("deals:commitment", args=[world.hidden.pk])).status_code == 404


def test_a_draft_on_its_document_looks_like_a_draft(client, world):
    text = page(client, reverse("deals:document", args=[world.en.document_id]))
    assert re.search(r'class="mark-draft">DRAFTWORD would follow later\.', text)
    assert "stamp--draft" in text


def test_a_permanent_link_gives_the_same_page_after_a_correction(client, world):
    query = "?on=2026-03-01&known=2026-03-01&recorded=2026-03-01T00:00:00Z"
    before = page(client, "/deals/test-deal/" + query)
    assert "OLDWORD" in before and "NEWWORD" not in before
    assert "NEWWORD" in page(client, "/deals/test-deal/")
    row = d.CommitmentTerms.objects.get(commitment=world.review)
    d.CommitmentTerms.objects.filter(pk=row.pk).update(superseded_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    d.CommitmentTerms.objects.create(
        commitment=world.review,
        text_en="LATERWORD",
        public_since=row.public_since,
        recorded_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
        corrects=row,
    )
    assert page(client, "/deals/test-deal/" + query) == before
    address = reverse("deals:commitment", args=[world.review.pk])
    assert "LATERWORD" in page(client, address)
    assert "LATERWORD" not in page(client, address + query)


def test_the_dates_ride_along_in_the_links_of_a_page(client, world):
    query = "on=2025-12-01&amp;known=2025-12-01"
    for address in addresses(world):
        text = page(client, f"{address}?on=2025-12-01&known=2025-12-01")
        if address.endswith(FILES):
            continue
        assert f'href="/deals/?{query}"' in text, address
        assert f'href="/countermeasures/?{query}"' in text, address


@pytest.mark.parametrize("query", ["on=x", "known=2999-01-01", "recorded=now", "on=2025-13-01", "on=a&on=b"])
def test_a_bad_date_gets_a_page_that_says_so(client, world, query):
    for address in addresses(world):
        response = client.get(f"{address}?{query}")
        assert response.status_code == 400, address
        text = response.content.decode()
        assert "This address cannot be read" in text and "?on=2025-06-27" in text


@pytest.mark.parametrize(
    "address",
    [
        "/deals/test-deal/?party=XX",
        "/deals/test-deal/?kind=gossip",
        "/deals/test-deal/?order=up",
        "/commitments/?verified=maybe",
        "/countermeasures/?state=x%00",
        "/countermeasures/?family=%E4%B8%AD",
        "/deadlines/?kind=party",
        "/deadlines/?show=none",
        "/deadlines/?deal=nope",
        "/documents/{zh}/?version=99",
        "/documents/{zh}/?version=-1",
    ],
)
def test_a_bad_filter_gets_a_page_that_offers_the_right_words(client, world, address):
    response = client.get(address.format(zh=world.zh.document_id))
    assert response.status_code == 400
    assert "cannot be read" in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/deals/nope/",
        "/deals/nope/timeline.atom",
        "/deals/nope/next/",
        "/deals/test-deal/rounds/nope/",
        "/agreements/nope/",
        "/parties/nope/",
        "/commitments/999999/",
        "/commitments/99999999999999999999999999/",
        "/countermeasures/nope/",
        "/documents/0/",
        "/documents/99999999999999999999999999/",
        "/materials/unobtainium/",
        "/nowhere/",
    ],
)
def test_an_unknown_name_gets_a_page_that_helps(client, world, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "Not found" in response.content.decode() and "/commitments/" in response.content.decode()


@settings_of_fuzz
@given(
    place=st.integers(0, 60),
    name=st.sampled_from(
        [
            "on",
            "known",
            "recorded",
            "party",
            "kind",
            "order",
            "state",
            "version",
            "x",
            "q",
            "deal",
            "from",
            "to",
            "show",
            "since",
            "until",
            "in",
            "page",
        ]
    ),
    value=st.text(max_size=30),
)
def test_no_parameter_breaks_a_page(client, world, place, name, value):
    pages = addresses(world)
    response = client.get(pages[place % len(pages)], {name: value})
    assert response.status_code in (200, 400, 404)


@settings_of_fuzz
@given(known=st.dates(dt.date(2025, 3, 1), dt.date(2025, 12, 31)), place=st.integers(0, 60))
def test_on_no_day_does_a_page_tell_what_came_later(client, world, known, place):
    pages = addresses(world)
    text = page(client, f"{pages[place % len(pages)]}?known={known}")
    for word, day in FIRST_PUBLIC.items():
        assert known >= day or word not in text


def test_every_quoted_word_is_cut_from_its_kept_version(client, world):
    seen = 0
    for address in addresses(world):
        for quote, href in QUOTED.findall(page(client, address)):
            document, number = re.match(
                r"/documents/(\d+)/\?version=(\d+)#s\d+$", html.unescape(href)
            ).groups()
            version = DocumentVersion.objects.get(document_id=document, number=number)
            assert html.unescape(quote) in version.text, address
            seen += 1
    assert seen >= 4


def test_a_reader_of_another_tongue_gets_one_whole_language(client, world):
    response = client.get("/commitments/", headers={"accept-language": "zh-CN,zh;q=0.9"})
    text = response.content.decode()
    assert '<html lang="en">' in text and ">Filter</button>" in text


def test_pages_only_read(client, world):
    for address in addresses(world)[:3]:
        assert client.post(address).status_code == 405 or address.endswith(FILES)
        assert client.head(address).status_code == 200


def test_an_empty_record_still_has_its_pages(client, db):
    for address in (
        "/",
        "/deals/",
        "/commitments/",
        "/countermeasures/",
        "/parties/",
        "/materials/",
        "/about/method/",
        "/about/",
        "/corrections/",
        "/compare/",
        "/data/",
        "/subscribe/",
        "/search/?q=x",
        "/deadlines/",
    ):
        assert client.get(address).status_code == 200, address


def test_a_commitment_tells_said_in_force_and_done_apart_and_what_is_not_stated(client, world):
    text = page(client, reverse("deals:commitment", args=[world.review.pk]))
    three = text[text.index('class="three"') : text.index('class="facts"')]
    for heading in ("Announced", "In force", "Verified"):
        assert heading in three
    assert "27 June 2025" in three and "No text seen says so." in three and "in progress" in three
    facts = text[text.index('class="facts"') : text.index('id="graph-title"')]
    assert facts.count("not stated") == 2  # volume and deadline
    assert "A <em>public</em> note" in text and "&lt;b&gt;no&lt;/b&gt;" in text
    assert 'href="https://notes.example/x"' in text


def test_a_condition_shows_on_both_ends(client, world):
    promise = page(client, reverse("deals:commitment", args=[world.review.pk]))
    answer = page(client, reverse("deals:commitment", args=[world.lift.pk]))
    assert "Lift the measures of May" in promise[promise.index("Unlocks") :]
    needs = answer[answer.index("Needs first") : answer.index("Unlocks")]
    assert "Review and approve applications" in needs and "once they deliver, we lift" in needs


def test_a_changed_wording_shows_what_was_added(client, world):
    text = page(client, reverse("deals:commitment", args=[world.cut.pk]))
    assert re.search(r"<ins>.*?and keep 10.*?OCTWORD</ins>", text)


def test_quoted_facts_open_at_their_words_and_cited_ones_name_their_source(client, world):
    text = page(client, reverse("deals:commitment", args=[world.review.pk]))
    link = f"/documents/{world.zh.document_id}/?version=1#s{world.evidence.start}"
    assert link in text and world.evidence.quote in text and 'lang="zh-Hans"' in text
    document = page(client, link.split("#")[0])
    assert f'id="s{world.evidence.start}"' in document
    cited = page(client, reverse("deals:commitment", args=[world.cut.pk]))
    assert "Report on the cut" in cited and "Test Gazette" in cited and "no address known" in cited


def test_an_official_text_stands_whole_with_overlapping_marks(client, world):
    text = page(client, reverse("deals:document", args=[world.zh.document_id]))
    body = text[text.index('class="text"') : text.index('class="doc__side"')]
    plain = re.sub(r"<sup.*?</sup>|<[^>]+>", "", body)
    for line in pageworld.ZH_TEXT.split("\n"):
        assert line in plain
    assert "mark-fact--twice" in body
    for number in (1, 2, 3):
        assert f'href="#n{number}"' in body and f'id="n{number}"' in text
    assert world.zh.text_sha256 in text


def test_of_a_report_only_short_quotes_show(client, world):
    text = page(client, reverse("deals:document", args=[world.en.document_id]))
    assert "they would deliver the goods" in text
    assert "Nobody else commented." not in text
    assert "https://texts.example/" in text


def test_a_side_that_published_no_text_is_told_so(client, world):
    text = page(client, "/deals/test-deal/rounds/riverside/")
    assert text.count("No text published.") == 2
    assert "Nothing on record here; that is not proof of silence." in page(
        client, "/deals/test-deal/rounds/confirmation/"
    )


def test_a_round_stands_between_the_one_before_and_the_one_after(client, world):
    text = page(client, "/deals/test-deal/rounds/riverside/")
    assert 'rel="prev" href="/deals/test-deal/rounds/call/"' in text
    assert 'rel="next" href="/deals/test-deal/rounds/confirmation/"' in text
    text = page(client, "/deals/test-deal/rounds/lakeside/")
    assert "Li Test" in text and "Ann Test" in text and "MAYWORD" in text and "Still open" not in text


def test_two_days_for_one_signing_show_where_the_signing_stands(client, world):
    text = page(client, "/deals/test-deal/")
    entry = text[text.index(f'id="e{world.signed.pk}"') :]
    entry = entry[: entry.index("</li>\n<li") if "</li>\n<li" in entry else 4000]
    assert "24 or 25 June 2025" in entry and "CLASHWORD" in entry and "Ann Test" in entry


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2026-11-10", "Suspended since 7 November 2025, until 10 November 2026."),
        ("2026-11-11", "Ran out on 10 November 2026, successor unseen"),
    ],
)
def test_a_suspension_ends_in_neither_suspended_nor_in_force(client, world, on, words):
    assert words in page(client, f"/countermeasures/october/?on={on}")


def test_the_matrix_gives_each_cell_a_letter_a_link_and_a_sentence(client, world):
    text = page(client, "/materials/?on=2025-12-01")
    assert 'aria-label="Dysprosium, Control of seven test earths: In force since 4 April 2025."' in text
    assert re.search(
        r'cell--suspended cell--new" href="/countermeasures/october/\?on=2025-12-01"[^>]*>S</a>', text
    )
    assert "not covered" in text


def test_filters_of_the_lists_work_from_the_address(client, world):
    text = page(client, "/commitments/?party=CN")
    assert "Review and approve" in text and "Lift the measures" not in text
    cut = page(client, "/commitments/?party=US").split("and keep 10, OCTWORD")[1]
    assert cut.index("12 May 2025") < cut.index("kept")  # announced in May, worded anew in October
    text = page(client, "/countermeasures/?state=ran_out")
    assert "October control" in text and "Ban on test gallium" not in text
    text = page(client, "/deals/test-deal/?kind=agreements#entries")
    assert (
        "Lakeside statement MAYWORD" in text and "The ministry confirms" not in text.split('id="entries"')[1]
    )
    newest = page(client, "/deals/test-deal/?order=newest").split('id="entries"')[1]
    assert newest.index("OCTWORD") < newest.index("Lakeside statement MAYWORD")


def test_the_feed_is_atom_with_an_entry_for_each_step_until_the_day(client, world):
    response = client.get("/deals/test-deal/timeline.atom?on=2025-06-30")
    assert response["Content-Type"].startswith("application/atom+xml")
    text = response.content.decode()
    assert "JUNEWORD" in text and "Made-up deadline" not in text and "October controls" not in text
    assert f"/deals/test-deal/#e{world.answer.pk}" in text


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/deals/test-deal/", 12),
        ("/deals/", 13),
        ("/", 21),
        ("/commitments/", 6),
        ("/countermeasures/", 5),
        ("/countermeasures/control-90/", 19),
        ("/commitments/{review}/", 26),
        ("/materials/", 5),
        ("/deadlines/", 12),
        ("/deals/test-deal/next/", 16),
        ("/parties/", 7),
        ("/parties/cn/", 14),
        ("/documents/{zh}/", 6),
        ("/agreements/lakeside-statement/", 9),
        ("/deals/test-deal/rounds/confirmation/", 17),
    ],
)
def test_the_number_of_queries_is_pinned(client, world, django_assert_max_num_queries, address, most):
    address = address.format(review=world.review.pk, zh=world.zh.document_id)
    with django_assert_max_num_queries(most):
        client.get(address)


def test_a_broken_page_is_a_page(client, world, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("deals.views.home.digests", lambda *_: 1 / 0)
    response = client.get("/")
    assert response.status_code == 500
    assert "Something broke here" in response.content.decode()


def test_the_matrix_says_each_cell_in_a_sentence_and_marks_what_changed_in_30_days(client, world):
    text = page(client, "/materials/")
    table = text[text.index("matrix--kinds") : text.index("by-measure")]
    row = table[table.index(">Neodymium</a>") :]
    row = row[: row.index("</tr>")]
    assert "Neodymium, export licence: October control OCTWORD: Ran out on 10 November 2026" in row
    assert "changed" in row and "11 Nov 2026" in row and 'href="/countermeasures/october/"' in row
    assert row.count("none seen") == 3  # ban, quota, tariff
    dysprosium = table[table.index(">Dysprosium</a>") :]
    assert (
        "in force" in dysprosium[: dysprosium.index("</tr>")]
        and "changed" not in dysprosium[: dysprosium.index("</tr>")]
    )
    later = page(client, "/materials/?on=2026-12-20")
    assert "changed in the last 30 days" in later and "kindcell__new" not in later


def test_a_material_answers_whether_it_is_controlled_and_tells_its_history(client, world):
    def answer_on(slug, on):
        text = page(client, f"/materials/{slug}/?on={on}")
        return text[text.index('class="answer"') : text.index('id="measures-title"')]

    assert "Yes." in answer_on("dysprosium", "2025-04-04")
    assert "By no measure seen." in answer_on("dysprosium", "2025-04-03")
    assert "By no measure seen." in answer_on("neodymium", "2026-11-10")
    assert "Not certain." in answer_on("neodymium", "2026-11-11")
    history = page(client, "/materials/neodymium/")
    history = history[history.index('id="history-title"') :]
    assert history.index("7 November 2025") < history.index("11 November 2026")
    assert "suspended until 10 Nov 2026" in history


@settings_of_fuzz
@given(st.text("ab 中稀\n,", max_size=80), st.text("ab 中稀\n,", max_size=80))
def test_a_changed_passage_is_cut_from_both_versions(before, after):
    found = passages(before, after)
    assert bool(found) == (before != after)
    for pieces in found:
        assert "".join(words for kind, words in pieces if kind != "removed") in after
        assert "".join(words for kind, words in pieces if kind != "added") in before


def test_a_document_shows_what_changed_between_its_versions(client, world):
    newer = DocumentVersion.objects.get(pk=world.zh.pk)
    newer.pk, newer.number = None, 2
    newer.text = pageworld.ZH_TEXT.replace("保持沟通", "保持密切沟通")
    newer.text_sha256 = hashlib.sha256(newer.text.encode()).hexdigest()
    newer.seen_at = dt.datetime(2026, 7, 1, tzinfo=dt.UTC)
    newer.save()
    address = reverse("deals:document", args=[world.zh.document_id])
    text = page(client, address + "?version=2&against=1")
    assert re.search(r"<ins>.*?密切</ins>", text) and "From version 1 to version 2" in text
    assert "what changed to version 2" in page(client, address)
    assert client.get(address + "?version=2&against=7").status_code == 400
    # Of a report no more than its quotes is shown, changes or not.
    report = page(client, reverse("deals:document", args=[world.en.document_id]))
    assert "none on record" in report


def test_a_party_shows_how_it_speaks_and_a_round_its_documents(client, world):
    text = page(client, "/parties/us/")
    voice = text[text.index('id="voice-title"') :]
    assert "on record as “no text published”" in voice[:2500]
    text = page(client, "/deals/test-deal/rounds/confirmation/")
    documents = text[text.index('id="sources-title"') : text.index('class="pager"')]
    assert "测试部答记者问" in documents and "Made-up wire report" not in documents
    assert documents.count("official") <= documents.count("<li>") > 0
