"""Downloads: citations, tables, calendars and the API say what the pages say, for the same three dates."""

import csv
import datetime as dt
import io
import json
import re
from dataclasses import replace

import pytest
from icalendar import Calendar

from deals import models as d
from deals.citing import Citable, bibtex, plain, ris

from . import pageworld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
D = dt.date
THEN = "?on=2025-06-30&known=2025-06-30&recorded=2026-03-01T00:00:00Z"


@pytest.fixture
def world():
    return pageworld.build()


def got(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


WHAT = Citable(
    "key_1",
    "C-001",
    "Cut 24 % & keep {10}\n_points_ #1",
    "https://site.example/commitments/1/?on=2025-06-30",
    D(2025, 6, 30),
    D(2025, 6, 29),
    dt.datetime(2026, 3, 1, 8, tzinfo=dt.timezone(dt.timedelta(hours=8))),
    2026,
)

JUST_AFTER_MIDNIGHT_IN_CHINA = dt.datetime(2026, 3, 1, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def test_bibtex_escapes_what_tex_would_run():
    text = bibtex(WHAT)
    assert text.startswith("@misc{key-1,\n") and text.endswith("}\n")
    assert r"C-001: Cut 24 \% \& keep \{10\} \_points\_ \#1" in text
    assert "url = {https://site.example/commitments/1/?on=2025-06-30}" in text
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")
    assert "urldate = {2026-02-28}" in bibtex(replace(WHAT, recorded=JUST_AFTER_MIDNIGHT_IN_CHINA))


def test_ris_ends_its_lines_and_its_record():
    lines = ris(WHAT).split("\r\n")
    assert lines[0] == "TY  - ELEC" and lines[-2] == "ER  - " and lines[-1] == ""
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert "UR  - https://site.example/commitments/1/?on=2025-06-30" in lines
    assert r"TI  - C-001: Cut 24 % & keep {10} _points_ #1" in lines
    assert "Y2  - 2026/02/28" in ris(replace(WHAT, recorded=JUST_AFTER_MIDNIGHT_IN_CHINA))


def test_the_plain_form_names_all_three_dates_in_utc():
    assert "State on 2025-06-30, as known on 2025-06-29, on record 2026-03-01 00:00:00 UTC" in plain(WHAT)


@pytest.mark.parametrize("form", ["txt", "bib", "ris"])
def test_the_address_in_a_citation_gives_the_page_that_was_cited(client, world, form):
    for record in (world.review, world.control, world.agreement):
        page = got(client, record.get_absolute_url() + THEN)
        link = re.search(rf'href="([^"]*/cite\.{form}[^"]*)"', page)[1].replace("&amp;", "&")
        text = got(client, link)
        (address,) = set(re.findall(r"http://testserver(/[^\s}]+)", text))
        assert "recorded=2026-03-01" in address and "known=2025-06-30" in address
        cited = got(client, address)
        assert record.get_absolute_url() in address and "<h1" in cited


def test_a_citation_of_what_was_not_public_is_not_found(client, world):
    got(client, f"/commitments/{world.review.pk}/cite.bib?known=2025-06-26", 404)
    got(client, f"/commitments/{world.hidden.pk}/cite.bib", 404)
    got(client, f"/commitments/{world.review.pk}/cite.doc", 404)
    got(client, "/countermeasures/october/cite.ris?known=2025-10-08", 404)
    got(client, "/countermeasures/hidden-measure/cite.ris", 404)
    got(client, "/agreements/nope/cite.txt", 404)
    got(client, f"/commitments/{world.review.pk}/cite.txt?on=never", 400)
    got(client, "/agreements/lakeside-statement/cite.txt?known=2025-05-11", 404)
    got(client, "/agreements/lakeside-statement/cite.txt?known=2025-05-12")


def test_nothing_of_a_hidden_record_or_deal_is_cited(client, world):
    of_the_deal = (f"/commitments/{world.review.pk}/cite.txt", "/agreements/lakeside-statement/cite.txt")
    for address in of_the_deal:
        got(client, address)
    d.Deal.objects.filter(pk=world.deal.pk).update(is_published=False)
    for address in of_the_deal:
        got(client, address, 404)
    for page in ("/data/", "/subscribe/"):
        text = got(client, page)
        assert "Other deal" in text and "Test rare-earth deal" not in text and "HIDDENWORD" not in text
    d.Deal.objects.filter(pk=world.deal.pk).update(is_published=True)
    d.Agreement.objects.filter(pk=world.agreement.pk).update(is_published=False)
    got(client, "/agreements/lakeside-statement/cite.txt", 404)


def test_the_table_holds_every_entry_and_no_formula(client, world):
    d.Event.objects.filter(pk=world.answer.pk).update(title_en="=HYPERLINK(1)")
    text = got(client, "/deals/test-deal.csv")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    feed = got(client, "/deals/test-deal/")
    assert len(rows) == len(re.findall(r'<li class="entry entry--(?!none)', feed))
    cells = [cell for row in rows for cell in row.values()]
    assert not any(cell[:1] in "=+-@" for cell in cells if cell)
    assert "'=HYPERLINK(1)" in cells
    row = next(row for row in rows if row["title_en"].startswith("The secretary"))
    assert (row["first_day"], row["last_day"], row["precision"]) == ("2025-06-24", "2025-06-25", "interval")
    assert (
        row["actor"] == "US"
        and "recorded=" in row["address"]
        and row["address"].endswith(f"#e{world.signed.pk}")
    )


def test_no_download_tells_what_was_public_only_later(client, world):
    for address in (
        "/deals/test-deal.csv",
        "/deals/test-deal.ics",
        "/deadlines.ics",
        "/api/v1/deals/test-deal/timeline",
        "/api/v1/commitments",
        "/api/v1/countermeasures",
        "/api/v1/deadlines",
    ):
        text = got(client, f"{address}?known=2025-06-26&on=2025-06-26")
        for word in ("JUNEWORD", "OCTWORD", "HIDDENWORD", "DRAFTWORD"):
            assert word not in text, (address, word)
        got(client, f"{address}?known=never", 400)


def test_the_calendar_is_read_back_with_the_days_of_the_board(client, world):
    response = client.get("/deals/test-deal.ics")
    assert response["Content-Type"].startswith("text/calendar")
    events = [one for one in Calendar.from_ical(response.content).walk("VEVENT")]
    ends = {str(one["summary"]): one for one in events}
    october = next(one for name, one in ends.items() if "October control" in name)
    assert october["dtstart"].dt == D(2026, 11, 10) and october["dtend"].dt == D(2026, 11, 11)
    assert "Ran out, successor unseen." in str(october["description"])
    assert len({str(one["uid"]) for one in events}) == len(events)
    assert client.get("/deals/test-deal.ics").content == response.content
    got(client, "/deals/nope.ics", 404)
    got(client, "/deals/hidden-deal.csv", 404)


def test_the_api_says_what_the_pages_say(client, world):
    october = json.loads(got(client, "/api/v1/countermeasures/october"))
    assert october["state"]["code"] == "ran_out"
    assert october["state"]["sentence"] in got(client, "/countermeasures/october/")
    before = json.loads(got(client, "/api/v1/countermeasures/october?on=2026-11-10"))
    assert before["state"]["code"] == "suspended" and before["state"]["until"] == "2026-11-10"
    review = json.loads(got(client, f"/api/v1/commitments/{world.review.pk}"))
    assert review["standing"] == "quoted"
    assert review["sources"][0]["quote"] == world.evidence.quote
    assert review["verified"]["code"] == "in_progress" and review["announced"] == "2025-06-27"
    timeline = json.loads(got(client, "/api/v1/deals/test-deal/timeline"))
    page = got(client, "/deals/test-deal/")
    assert [entry["id"] for entry in timeline["entries"]] == re.findall(
        r'<li class="entry [^>]*id="([^"]+)"', page
    )
    deadlines = json.loads(got(client, "/api/v1/deadlines?deal=test-deal"))["deadlines"]
    assert {"day": "2026-11-10", "standing": "ran_out"}.items() <= next(
        row for row in deadlines if row["label"].startswith("October control")
    ).items()


def test_the_api_filters_and_refuses_with_words(client, world):
    by_material = json.loads(got(client, "/api/v1/countermeasures?material=dy"))["countermeasures"]
    assert [row["slug"] for row in by_material] == ["control-90"]
    assert (
        json.loads(got(client, "/api/v1/commitments?obligor=CN"))["commitments"][0]["id"] == world.review.pk
    )
    problem = json.loads(got(client, "/api/v1/deals?on=yesterday", 400))["problems"][0]
    assert problem["name"] == "on" and "2025-06-27" in problem["help"]
    for address in (
        "/api/v1/commitments/999999",
        "/api/v1/commitments/99999999999999999999999999",
        f"/api/v1/commitments/{world.hidden.pk}",
        "/api/v1/countermeasures/hidden-measure",
        "/api/v1/countermeasures/october?known=2025-10-08",
        "/api/v1/deals/hidden-deal/timeline",
        "/api/v1/deadlines?deal=nope",
    ):
        assert json.loads(got(client, address, 404))["detail"]
    assert client.post("/api/v1/deals").status_code == 405


def test_the_schema_describes_every_answer(client, world):
    schema = json.loads(got(client, "/api/v1/openapi.json"))
    assert schema["openapi"].startswith("3.")
    for path, operations in schema["paths"].items():
        assert set(operations) == {"get"}, path
        assert {"200", "400", "404"} <= set(operations["get"]["responses"])
        names = {parameter["name"] for parameter in operations["get"]["parameters"]}
        assert {"on", "known", "recorded"} <= names, path
        assert path in got(client, "/api/")


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/api/v1/deals", 2),
        ("/api/v1/deals/test-deal/timeline", 14),
        ("/api/v1/commitments", 4),
        ("/api/v1/countermeasures", 4),
        ("/api/v1/deadlines", 12),
        ("/deals/test-deal.csv", 14),
        ("/deals/test-deal.ics", 13),
        ("/deadlines.ics", 12),
        ("/commitments/{review}/cite.txt", 2),
        ("/data/", 1),
        ("/subscribe/", 1),
    ],
)
def test_the_number_of_queries_of_a_download_is_pinned(
    client, world, django_assert_max_num_queries, address, most
):
    with django_assert_max_num_queries(most):
        got(client, address.format(review=world.review.pk))


def test_the_pages_list_every_download_of_every_published_deal(client, world):
    data, subscribe = got(client, "/data/"), got(client, "/subscribe/")
    for slug in ("test-deal", "other-deal"):
        assert f"/deals/{slug}.csv" in data and f"/deals/{slug}.ics" in subscribe
        assert f"/deals/{slug}/timeline.atom" in subscribe
    assert "hidden-deal" not in data + subscribe
    for link in set(re.findall(r'href="(/[^"]+)"', data + subscribe)):
        if not link.startswith("/static/"):
            got(client, link)
