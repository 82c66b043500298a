"""Two promises of every page: a permanent link never changes, and no page tells what was public only later.

The first is tried with corrections of every kind of fact, the second over the whole of the reference data.
"""

import datetime as dt
import html
import random
import re

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from deals import models as d
from deals.naming import with_first_day
from sources.models import DocumentVersion

from . import pageworld
from .crawling import crawl
from .reference import undone
from .test_pages import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
few = settings(
    max_examples=25,
    deadline=None,
    # A page takes its time: a smaller example is not worth hundreds of them.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LATER = dt.datetime(2026, 10, 1, tzinfo=dt.UTC)
FACTS = {
    d.Event: "title_en",
    d.CommitmentTerms: "text_en",
    d.Condition: "wording",
    d.Rate: "wording",
    d.Readout: "title",
    d.MeasureLink: "wording",
    d.ContradictionValue: "value",
    d.Status: "scope",
    d.Citation: "speaker",
    d.Evidence: "speaker",
    d.Coverage: "wording",
    d.Delegate: "role",
}


@pytest.fixture
def world():
    return pageworld.build()


def correct(table, field, number):
    """Correct one row of a table as an editor would: the old one superseded, a new one in its place."""
    rows = list(table.objects.on_record().order_by("pk"))
    row = rows[number % len(rows)]
    old = row.pk
    table.objects.filter(pk=old).update(superseded_at=LATER)
    row.pk = None
    row._state.adding = True
    row.recorded_at, row.superseded_at, row.corrects_id = LATER, None, old
    row.correction_reason = "a made-up misreading"
    setattr(row, field, "CORRECTIONWORD")
    row.save()


@few
@given(
    table=st.sampled_from(sorted(FACTS, key=lambda one: one.__name__)),
    number=st.integers(0, 30),
    place=st.integers(0, 60),
    on=st.dates(dt.date(2025, 4, 1), dt.date(2026, 12, 31)),
    known=st.dates(dt.date(2025, 4, 1), dt.date(2026, 9, 1)),
    recorded=st.datetimes(dt.datetime(2026, 1, 6), dt.datetime(2026, 9, 30)),
)
def test_a_later_correction_changes_no_permanent_page(
    client, world, table, number, place, on, known, recorded
):
    pages = addresses(world)
    address = f"{pages[place % len(pages)]}?on={on}&known={known}&recorded={recorded.replace(microsecond=0).isoformat()}Z"
    before = client.get(address)
    with transaction.atomic():
        correct(table, FACTS[table], number)
        after = client.get(address)
        transaction.set_rollback(True)
    assert after.status_code == before.status_code, address
    assert after.content == before.content, address


@pytest.mark.parametrize("table", [d.Event, d.CommitmentTerms, d.ContradictionValue, d.Condition])
def test_a_correction_does_show_where_no_moment_is_asked_for(client, world, table):
    """The property above would hold of pages that show nothing at all."""
    for number in range(len(table.objects.on_record())):
        with transaction.atomic():
            correct(table, FACTS[table], number)
            found = any(
                "CORRECTIONWORD" in client.get(address).content.decode() for address in addresses(world)
            )
            transaction.set_rollback(True)
        if found:
            return
    pytest.fail(f"no page shows a corrected {table.__name__}")


QUOTES = re.compile(
    r"<blockquote[^>]*>\s*<p>([^<]*)</p>\s*</blockquote>(?:(?!<blockquote).)*?"
    r'href="/documents/(\d+)/\?version=(\d+)#s(\d+)"',
    re.DOTALL,
)


def test_every_quote_on_every_page_of_the_site_is_cut_from_its_kept_version(client, world):
    """A crawl from the front page: what stands as a quote with its place is that very slice."""
    texts = {(v.document_id, v.number): v.text for v in DocumentVersion.objects.all()}
    quotes = pages = 0
    for address, response, page in crawl(client, ["/", *addresses(world)]):
        pages += 1
        for words, document, version, start in QUOTES.findall(response.content.decode()) if page else ():
            quote = html.unescape(words)
            kept = texts[int(document), int(version)]
            assert kept[int(start) : int(start) + len(quote)] == quote, address
            quotes += 1
    assert quotes >= 10 and pages > 40


# Over the reference data


@pytest.fixture(scope="module")
def reference(django_db_setup, django_db_blocker):
    with undone(django_db_blocker):
        call_command("loadreference", verbosity=0)
        yield _phrases(), _pages()


def _pages():
    deal = d.Deal.objects.get(slug="us-china-rare-earths")
    rounds = list(d.Round.objects.filter(is_published=True).select_related("deal"))
    return [
        "/",
        "/deals/",
        "/compare/",
        "/deadlines/",
        "/deadlines/?show=all",
        "/corrections/",
        "/commitments/",
        "/countermeasures/",
        "/materials/",
        "/parties/",
        "/search/?q=rare+earths",
        "/search/?q=suspend",
        "/deals/us-china-rare-earths.csv",
        "/deadlines.ics",
        "/api/v1/commitments",
        "/api/v1/deals",
        "/compare/?deal=us-japan&deal=us-mexico&deal=china-eu",
        "/commitments/?deal=us-japan",
        "/api/v1/deadlines",
        *[
            f"{one.get_absolute_url()}{tail}"
            for one in d.Deal.objects.all()
            for tail in ("", "next/", "changes/")
        ],
        *[f"{one.get_absolute_url()}{tail}" for one in rounds for tail in ("", "differs/")],
        *[one.get_absolute_url() for one in d.Countermeasure.objects.filter(is_published=True)],
        *[one.get_absolute_url() for one in d.Commitment.objects.filter(is_published=True)],
        *[one.get_absolute_url() for one in d.Agreement.objects.filter(is_published=True)],
        *[one.get_absolute_url() for one in d.Party.objects.filter(parent__isnull=True)],
        f"{deal.get_absolute_url()}timeline.atom",
    ]


def _phrases():
    """Sentences of the record and titles of sources, each with the first day on which it was public."""
    first: dict[str, dt.date] = {}

    def told(words, day):
        if words and day and len(words) >= 24:
            first[words] = min(first.get(words, day), day)

    for terms in d.CommitmentTerms.objects.all():
        told(terms.text_en, terms.public_since)
    for event in d.Event.objects.all():
        told(event.title_en, event.public_since)
    for table in (d.Countermeasure, d.Agreement):
        for record in table.objects.all():
            told(record.title_en, record.public_since)
    for value in d.ContradictionValue.objects.select_related("contradiction"):
        told(value.contradiction.statement, value.public_since)
    for instrument in d.Instrument.objects.all():
        told(instrument.title_en, instrument.issued_on)
        told(instrument.title_zh, instrument.issued_on)
    for round_ in d.Round.objects.select_related("deal"):
        # As links stand on a page of a past day; a page may lead to its own other days.
        told(f'href="{round_.get_absolute_url()}?', round_.public_since)
    for deal in with_first_day(d.Deal.objects.all()):
        # Filters, checkboxes and links of every list name deals.
        told(f">{deal.title_en}<", deal.named_since)
        told(f" {deal.title_en}<", deal.named_since)
        told(f'"{deal.title_en}"', deal.named_since)
    for source in d.CitedSource.objects.exclude(published_on=None):
        told(source.title, source.published_on)
    # A sentence that is part of an earlier one tells nothing by standing there.
    return {
        words: day
        for words, day in first.items()
        if not any(words in other and first[other] < day for other in first if other != words)
    }


@few
@given(known=st.dates(dt.date(2025, 4, 1), dt.date(2026, 11, 20)), seed=st.integers(0, 10_000))
def test_no_page_of_the_reference_data_tells_what_was_public_only_later(reference, known, seed):
    phrases, pages = reference
    later = [words for words, day in phrases.items() if day > known]
    client = Client()
    for address in random.Random(seed).sample(pages, 5):
        mark = "&" if "?" in address else "?"
        response = client.get(f"{address}{mark}known={known}&on={known}")
        assert response.status_code in (200, 404), address
        text = html.unescape(response.content.decode())
        told = [words for words in later if words in text and f'href="{address}?' != words]
        assert told == [], (address, known)
