"""Every public address; each app lists its own."""

from django.contrib import admin
from django.urls import include, path

from deals.api import api
from sources import views as sources

from . import health, logins

admin.site.login_form = logins.LimitedLoginForm

source_pages = [
    path("", sources.health, name="health"),
    path("health.json", sources.health_json, name="health-json"),
    path("<slug:slug>.json", sources.feed_json, name="feed-json"),
    path("<slug:slug>/", sources.feed, name="feed"),
]
urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("workz", health.workz),
    path("admin/login/", logins.login),  # admin's own, with a limit; it keeps admin's name
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("sources/", include((source_pages, "sources"))),
    path("api/v1/", api.urls),
    path("", include("deals.urls")),
]
