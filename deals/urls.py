"""Public addresses of the record."""

from django.urls import path

from .feeds import TimelineFeed
from .views import (
    commitments,
    countermeasures,
    deadlines,
    deals,
    differs,
    documents,
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
    path("deals/<slug:slug>/", deals.deal, name="deal"),
    path("deals/<slug:slug>/timeline.atom", TimelineFeed(), name="timeline-feed"),
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
    path("deadlines/", deadlines.deadline_list, name="deadlines"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("materials/", materials.material_list, name="materials"),
    path("materials/<slug:slug>/", materials.material, name="material"),
    path("search/", search.search, name="search"),
    path("about/method/", home.method, name="method"),
]
