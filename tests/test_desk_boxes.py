"""Rows of other tables, chosen at the desk: never by nobody, by words where the list is cut, by reference wherever one searches."""

import re

import pytest
from django.urls import reverse

from deals import models as d
from deals.admin import boxes

from .deskworld import make_commitment
from .make import make_event

pytestmark = pytest.mark.django_db
MEASURE = {
    "slug": "typed",
    "title_en": "A measure of the tests",
    "kind": "tariff",
    "confidence": "high",
    "is_published": "on",
    "instrument_wording": "",
}


@pytest.fixture
def chief(w, ann):
    w.ann.is_superuser = True
    w.ann.save()
    return ann


def options(page, name):
    """Return (value, words, chosen) of each option of a list."""
    listed = re.search(rf'<select name="{name}".*?</select>', page.content.decode(), re.DOTALL)[0]
    return re.findall(r'<option value="([^"]*)"[^>]*?( selected)?>([^<]*)</option>', listed)


def test_nobody_is_chosen_where_nobody_chose(w, chief):
    page = chief.get(reverse("admin:deals_countermeasure_add"))
    first, *others = options(page, "imposed_by")
    assert first == ("", "", "---------") and not any(chosen for _, chosen, _ in others)
    sent = chief.post(reverse("admin:deals_countermeasure_add"), {**MEASURE, "imposed_by": ""})
    assert sent.status_code == 200 and "This field is required." in sent.content.decode()
    assert not d.Countermeasure.objects.filter(slug="typed").exists()
    page = chief.get(reverse("admin:deals_countermeasure_change", args=[w.notice61.pk]))
    assert "" not in [value for value, _, _ in options(page, "imposed_by")]


def test_a_list_that_is_whole_asks_for_no_words(w, chief):
    page = chief.get(reverse("admin:deals_countermeasure_add"))
    assert "-words" not in page.content.decode()


@pytest.mark.parametrize("value", ["<script>", "1.5", "-1", "9" * 30, "%00", "²"])
def test_an_address_that_chooses_what_is_no_row_chooses_nothing(w, ann, value):
    page = ann.get(f"{reverse('admin:deals_partyalias_add')}?party={value}", follow=True)
    assert page.status_code == 200
    assert not any(chosen for _, chosen, _ in options(page, "party"))


def typed(w, chief, monkeypatch, **words):
    monkeypatch.setattr(boxes, "MOST", 1)
    sent = {
        "slug": w.approve.slug,
        "deal": w.deal.pk,
        "obligor": w.cn.pk,
        "obligee": w.us.pk,
        "seen": "",
        "is_published": "on",
    }
    for name in ("terms", "evidence", "conditions", "statuses", "citations"):
        sent |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}
    page = chief.get(reverse("admin:deals_commitment_change", args=[w.approve.pk]))
    for one in page.context["inline_admin_formsets"]:
        sent |= {f"{one.formset.prefix}-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    return chief.post(
        reverse("admin:deals_commitment_change", args=[w.approve.pk]), {**sent, "_continue": "on", **words}
    )


def test_of_a_longer_list_any_row_is_chosen_by_its_words(w, chief, monkeypatch):
    sent = typed(w, chief, monkeypatch, **{"obligee-words": "European"})
    assert sent.status_code == 302
    w.approve.refresh_from_db()
    assert w.approve.obligee == w.eu


def test_words_of_several_rows_choose_none_and_put_them_first(w, chief, monkeypatch):
    d.Party.objects.create(slug="eu-2", code="EU-2", name_en="European Agency", kind="authority")
    sent = typed(w, chief, monkeypatch, **{"obligee-words": "European"})
    text = sent.content.decode()
    assert sent.status_code == 200 and "2 rows have the words “European”: they stand first" in text
    listed = [words for value, _, words in options(sent, "obligee") if value]
    assert [words.split(" (")[0] for words in listed[:2]] in (
        ["European Union", "European Agency"],
        ["European Agency", "European Union"],
    )
    assert 'name="obligee-words" value="European"' in text
    w.approve.refresh_from_db()
    assert w.approve.obligee == w.us


def test_words_that_nothing_has_are_refused(w, chief, monkeypatch):
    sent = typed(w, chief, monkeypatch, **{"obligee-words": "Atlantis <b>"})
    assert "No row has the words “Atlantis &lt;b&gt;”." in sent.content.decode()
    w.approve.refresh_from_db()
    assert w.approve.obligee == w.us


def test_words_add_a_row_to_those_that_are_chosen(w, ann, monkeypatch):
    monkeypatch.setattr(boxes, "MOST", 1)
    other = d.Material.objects.create(
        slug="holmium", symbol="Ho", name_en="Holmium", name_zh="钬", group="heavy", atomic_number=67
    )
    terms = w.approve.terms.get()
    url = reverse("admin:deals_commitmentterms_correct", args=[terms.pk])
    page = ann.get(url)
    assert "The list holds the first 1 only." in page.content.decode()
    form = page.context["form"]
    sent = {name: value for name in form.fields if (value := form[name].value()) not in (None, "", [])}
    sent |= {"materials": [w.dy.pk], "materials-words": "钬", "reason": "A test."}
    assert ann.post(url, sent).status_code == 302
    assert set(w.approve.terms.get(superseded_at=None).materials.all()) == {w.dy, other}


@pytest.mark.parametrize("words", ["C-{:03d}", "c-{}", " C{:03d} "])
def test_a_reference_finds_its_record_and_the_rows_about_it(w, ann, words):
    term = words.format(w.take_down.pk)
    make_commitment(w, "other", w.us, w.cn, f"Do what {term.strip()} says")
    found = ann.get(reverse("admin:deals_commitment_changelist"), {"q": term}).context["cl"].result_list
    assert list(found) == [w.take_down]
    found = ann.get(reverse("admin:deals_commitmentterms_changelist"), {"q": term}).context["cl"].result_list
    assert [row.commitment for row in found] == [w.take_down]
    asked = {"app_label": "deals", "model_name": "event", "field_name": "commitment", "term": term}
    answer = ann.get(reverse("admin:autocomplete"), asked)
    assert [one["id"] for one in answer.json()["results"]] == [str(w.take_down.pk)]


def test_a_reference_of_the_other_kind_is_searched_as_words(w, ann):
    found = ann.get(reverse("admin:deals_commitment_changelist"), {"q": f"M-{w.notice61.pk:03d}"}).context[
        "cl"
    ]
    assert list(found.result_list) == []
    found = ann.get(
        reverse("admin:deals_countermeasure_changelist"), {"q": f"M-{w.notice61.pk:03d}"}
    ).context["cl"]
    assert list(found.result_list) == [w.notice61]


def test_a_fact_says_first_what_it_says_and_last_how_it_was_recorded(w, ann):
    event = make_event(w.deal, kind="statement", commitment=w.approve)
    page = ann.get(reverse("admin:deals_event_change", args=[event.pk]))
    names = [name for fieldset in page.context["adminform"] for line in fieldset for name in line.fields]
    assert names[0] == "kind" or names.index("kind") < names.index("recorded_at")
    assert names[-1] == "reference_key" and "commitment" in names
    assert not {"round", "agreement", "countermeasure"} & set(names)
