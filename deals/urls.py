"""Public addresses of the record."""

from django.urls import path

from . import calendar
from .api import describe
from .feeds import AllDealsFeed, TimelineFeed
from .views import (
    about,
    beside,
    changes,
    commitments,
    compare,
    countermeasures,
    deadlines,
    deals,
    differs,
    documents,
    exports,
    home,
    materials,
    parties,
    rounds,
    search,
    turns,
)

app_name = "deals"
urlpatterns = [
    path("", home.home, name="home"),
    path("deals/", deals.deal_list, name="deals"),
    path("timeline.atom", AllDealsFeed(), name="all-feed"),
    path("deals/<slug:slug>.csv", exports.deal_csv, name="deal-csv"),
    path("deals/<slug:slug>.ics", calendar.deal_deadlines, name="deal-calendar"),
    path("deals/<slug:slug>/", deals.deal, name="deal"),
    path("deals/<slug:slug>/timeline.atom", TimelineFeed(), name="timeline-feed"),
    path("deals/<slug:slug>/changes/", changes.changes, name="changes"),
    path("deals/<slug:slug>/next/", turns.who_moves, name="next"),
    path("deals/<slug:slug>/rounds/<slug:round_slug>/", rounds.round_page, name="round"),
    path("deals/<slug:slug>/rounds/<slug:round_slug>/differs/", differs.differs, name="differs"),
    path("agreements/<slug:slug>/", deals.agreement, name="agreement"),
    path("parties/", parties.party_list, name="parties"),
    path("parties/<slug:slug>/", parties.party, name="party"),
    path("commitments/", commitments.commitment_list, name="commitments"),
    path("commitments/<int:pk>/", commitments.commitment, name="commitment"),
    path("countermeasures/", countermeasures.countermeasure_list, name="countermeasures"),
    path("countermeasures/<slug:slug>/", countermeasures.countermeasure, name="countermeasure"),
    path("agreements/<slug:slug>/cite.<slug:form>", exports.cite_agreement, name="cite-agreement"),
    path("commitments/<int:pk>/cite.<slug:form>", exports.cite_commitment, name="cite-commitment"),
    path(
        "countermeasures/<slug:slug>/cite.<slug:form>",
        exports.cite_countermeasure,
        name="cite-countermeasure",
    ),
    path("deadlines.ics", calendar.all_deadlines, name="deadlines-calendar"),
    path("compare/", compare.compare, name="compare"),
    path("seen/", changes.seen, name="seen"),
    path("data/", exports.data, name="data"),
    path("subscribe/", exports.subscribe, name="subscribe"),
    path("api/", describe, name="api"),
    path("deadlines/", deadlines.deadline_list, name="deadlines"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/beside/", beside.beside, name="beside"),
    path("materials/", materials.material_list, name="materials"),
    path("materials/<slug:slug>/", materials.material, name="material"),
    path("search/", search.search, name="search"),
    path("about/", about.about, name="about"),
    path("corrections/", about.corrections, name="corrections"),
    path("about/method/", home.method, name="method"),
]
