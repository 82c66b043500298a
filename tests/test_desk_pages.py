"""What an editor meets beside the queue: lists on a phone, and pages that say why something is not shown or not sent."""

import os
import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.db import connection
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from .deskworld import make_user
from .screenshots import CHROMIUM

pytestmark = pytest.mark.django_db
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
LOGIN = reverse("admin:login")


def words(response):
    text = re.sub(r"<[^>]*>", " ", response.content.decode().split("<main", 1)[1].split("</main>")[0])
    return re.sub(r"\s+", " ", text)


def test_what_an_account_may_not_do_is_said_with_a_way_on(w, ann):
    answer = ann.get(reverse("admin:auth_user_changelist"))
    assert answer.status_code == 403
    said = words(answer)
    assert "Not allowed" in said and "logged in as ann" in said and "Nothing was recorded" in said
    assert f'href="{reverse("admin:index")}"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/admin/nothing/", "/admin/deals/proposal/queue/?item=999"])
def test_an_address_of_the_desk_that_leads_nowhere_leads_back_to_the_desk(w, ann, path):
    answer = ann.get(path)
    assert answer.status_code == 404
    assert "Http404" not in words(answer) and "To the desk" in words(answer)
    assert "To the desk" not in words(ann.get("/nothing/"))


def test_a_form_that_cannot_be_trusted_says_which_of_two_things_is_wrong(w):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(LOGIN, {"username": "ann", "password": "x"})
    assert answer.status_code == 403 and "your browser sent no cookie" in words(answer)
    client.get(LOGIN)
    answer = client.post(LOGIN, {"username": "ann", "password": "x", "csrfmiddlewaretoken": "a" * 64})
    assert answer.status_code == 403
    assert "older than the last login" in words(answer) and "no cookie" not in words(answer)


@pytest.mark.parametrize("page", ["403_csrf.html", "500.html"])
def test_pages_of_last_resort_ask_the_database_nothing(page, django_assert_num_queries, rf):
    with django_assert_num_queries(0):
        text = get_template(page).render({}, rf.get("/") if page == "403_csrf.html" else None)
    assert 'class="wordmark" href="/"' in text and 'name="color-scheme"' in text


def test_every_cell_of_a_list_has_the_name_of_its_column(w):
    boss = Client()
    boss.force_login(make_user("boss", is_superuser=True))
    looked_at = 0
    for model, there in admin.site._registry.items():
        page = boss.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
        text = page.content.decode()
        if 'id="result_list"' not in text:
            continue
        looked_at += 1
        heads = re.findall(r'<div class="text">(?:<a[^>]*>|<span>)(.*?)</(?:a|span)>', text)
        row = re.search(r"<tbody>\s*<tr>(.*?)</tr>", text, re.DOTALL)[1]
        labels = re.findall(r'<t[dh] data-label="([^"]*)"', row)
        assert [label for label in labels if label] == [head for head in heads if "<input" not in head], there
    assert looked_at > 10
    text = boss.get(reverse("admin:deals_commitment_changelist")).content.decode()
    assert 'data-label="Who owes"' in text and ">Obligor<" not in text


@pytest.mark.browser
@pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"Chromium is missing at {CHROMIUM}")
def test_a_list_of_the_desk_is_read_on_a_phone_without_moving_it_sideways(browser, live_server, w, client):
    client.force_login(make_user("boss", is_superuser=True))
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    tab = context.new_page()
    for name in ("commitment", "commitmentterms", "countermeasure", "event", "party"):
        tab.goto(live_server.url + reverse(f"admin:deals_{name}_changelist"))
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360, name
        results = tab.locator(".results")
        if results.count():
            assert results.evaluate("e => e.scrollWidth <= e.clientWidth"), name
    tab.goto(live_server.url + reverse("admin:deals_commitment_changelist"))
    cell = tab.locator("#result_list td.field-obligor").first
    assert "Who owes" in cell.evaluate("e => getComputedStyle(e, '::before').content")
    context.close()


@pytest.mark.parametrize("name", ["handentry", "citation", "proposal", "commitment"])
@pytest.mark.parametrize("query", ["kind=%00", "q=%00", "q=a&state__exact=%00b", "%00=1"])
def test_a_nul_in_an_address_is_left_out_of_it(w, ann, name, query):
    address = reverse(f"admin:deals_{name}_changelist")
    answer = ann.get(f"{address}?{query}")
    assert answer.status_code == 302 and "%00" not in answer["Location"]
    assert ("q=a" in answer["Location"]) is ("q=a" in query)
    assert ann.get(answer["Location"]).status_code == 200


def test_lists_of_what_rests_on_sources_join_few_tables(w, ann):
    """A join of all that a citation may be about takes Postgres a second to plan."""
    for name in ("citation", "evidence"):
        with CaptureQueriesContext(connection) as asked:
            assert ann.get(reverse(f"admin:deals_{name}_changelist")).status_code == 200
        assert max(one["sql"].count(" JOIN ") for one in asked) <= 8, name


def test_what_helps_with_a_field_is_tied_to_it(w, ann):
    """A reference to what is not there is read out as nothing."""
    w.ann.is_superuser = True
    w.ann.save()
    terms = w.approve.terms.get()
    for address in (
        reverse("admin:deals_commitmentterms_correct", args=[terms.pk]),
        reverse("admin:sources_document_add"),
        reverse("admin:deals_commitment_status", args=[w.approve.pk]),
        reverse("admin:deals_commitment_change", args=[w.approve.pk]),
        reverse("admin:deals_secondcoding_code"),
    ):
        for answer in (ann.get(address), ann.post(address, {})):
            text = answer.content.decode()
            meant = {
                one
                for found in re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', text)
                for one in found.split()
            }
            assert meant <= set(re.findall(r'\bid="([^"]+)"', text)), address


def versions(w, ann):
    """Edit a round twice at the desk; return the address of its first version."""
    page = ann.get(reverse("admin:deals_round_change", args=[w.geneva.pk]))
    form = page.context["adminform"].form
    sent = {name: value for name in form.fields if (value := form[name].value()) not in (None, "", [])}
    for one in page.context["inline_admin_formsets"]:
        sent |= {f"{one.formset.prefix}-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    for place in ("Geneva", "Bern"):
        sent["seen"] = (
            ann.get(reverse("admin:deals_round_change", args=[w.geneva.pk]))
            .context["adminform"]
            .form["seen"]
            .value()
        )
        done = ann.post(reverse("admin:deals_round_change", args=[w.geneva.pk]), {**sent, "place": place})
        assert done.status_code == 302, done.context["errors"]
    first = w.geneva.history.order_by("history_date", "pk").filter(place="Geneva").first()
    return reverse("admin:deals_round_simple_history", args=[w.geneva.pk, first.pk]), sent


@pytest.mark.parametrize("group", ["Analyst", "Editor", "Chief editor"])
def test_an_earlier_version_is_shown_and_put_back_by_nobody(w, ann, group):
    address, sent = versions(w, ann)
    client = Client()
    client.force_login(make_user("somebody", group))
    page = client.get(address)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Geneva" in text and "Revert" not in text and 'name="place"' not in text
    assert client.post(address, {**sent, "place": "Elsewhere"}).status_code == 405
    w.geneva.refresh_from_db()
    assert w.geneva.place == "Bern"
    listed = client.get(reverse("admin:deals_round_history", args=[w.geneva.pk])).content.decode()
    assert "revert" not in listed and "Bern" in listed


@pytest.mark.parametrize("group", ["Analyst", "Operator"])
def test_who_may_only_look_changes_nothing_by_way_of_the_history(w, ann, group):
    address, sent = versions(w, ann)
    client = Client()
    client.force_login(make_user("somebody", group))
    client.post(address, {**sent, "seen": "", "place": "Elsewhere"})
    w.geneva.refresh_from_db()
    assert w.geneva.place == "Bern"
