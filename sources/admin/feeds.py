"""Feeds with their health, the log of requests, the hourly record and the alarms."""

from __future__ import annotations

import gzip
import json
from typing import Any, ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django import forms
from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import pipeline, storing
from ..clock import database_now
from ..dates import say_moment
from ..health import health_of
from ..models import Alarm, Feed, Fetch, PollHour, Snapshot
from ..polling import parse_press_hours
from ..values import Fetched, FetchError, Listing, Malformed
from .base import ReadOnlyAdmin

ENTRIES_SHOWN = 50
READING = {"url", "kind", "recipe", "language", "timezone"}


class FeedForm(forms.ModelForm):
    """A feed as an operator edits it."""

    class Meta:
        model = Feed
        fields = "__all__"  # noqa: DJ007 - the admin names the fields it shows
        widgets: ClassVar = {"recipe": forms.Textarea(attrs={"rows": 16, "cols": 90, "spellcheck": "false"})}

    def clean_timezone(self) -> str:
        """Refuse a zone that nobody knows."""
        zone = self.cleaned_data["timezone"]
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise forms.ValidationError(
                gettext("No such time zone; write it as in Asia/Shanghai or America/New_York.")
            ) from None
        return zone

    def clean_recipe(self) -> dict[str, Any]:
        """Refuse what is no table of settings."""
        recipe = self.cleaned_data["recipe"]
        if recipe in (None, ""):
            return {}
        if not isinstance(recipe, dict):
            raise forms.ValidationError(
                gettext('A recipe is a JSON object, {"item": "li", ...}, or {} for none.')
            )
        try:
            parse_press_hours(recipe.get("press_hours", []))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        return recipe


class _PrettyJSONField(forms.JSONField):
    def prepare_value(self, value: Any) -> Any:
        """Show one setting a line, as it is to be read by a person."""
        if isinstance(value, forms.fields.InvalidJSONInput):
            return value
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)


class StateFilter(admin.SimpleListFilter):
    """Feeds by how they do."""

    title = _("how it does")
    parameter_name = "does"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the states that a list can be narrowed to."""
        return [
            ("failing", "failing"),
            ("alarm", gettext("with an open alarm")),
            ("never", gettext("not polled yet")),
            ("paused", "paused"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Feed]) -> QuerySet[Feed]:
        """Return the chosen feeds."""
        chosen = {
            "failing": Q(is_active=True) & ~Q(last_error=""),
            "alarm": Q(pk__in=Alarm.objects.filter(closed_at__isnull=True).values("feed")),
            "never": Q(is_active=True, last_ok_at__isnull=True, last_error=""),
            "paused": Q(is_active=False),
        }.get(self.value() or "")
        return queryset.filter(chosen) if chosen is not None else queryset


@admin.register(Feed)
class FeedAdmin(admin.ModelAdmin):
    """Sources: what is polled, how it does, and how its list is read."""

    form = FeedForm
    change_form_template = "admin/sources/feed/change_form.html"
    list_display = ("name", "does", "last_ok_at", "weight", "error", "next_poll_at", "publisher", "language")
    list_filter = (StateFilter, "is_official", "language", "kind", "party")
    search_fields = ("slug", "name", "publisher", "url")
    show_full_result_count = False
    list_per_page = 100
    actions = ("pause", "resume", "poll_now")
    readonly_fields = (
        "proposals",
        "health",
        "last_ok_at",
        "last_new_at",
        "last_error",
        "weight",
        "next_poll_at",
        "etag",
        "last_modified",
        "pace",
    )
    fieldsets = (
        (None, {"fields": ("slug", "name", "publisher", "party", "is_official")}),
        (_("How it is read"), {"fields": ("url", "kind", "language", "timezone", "proposals", "recipe")}),
        (
            _("How often"),
            {"fields": ("is_active", "poll_minutes", "pace_hint_until", "next_poll_at", "pace")},
        ),
        (
            _("How it does"),
            {
                "fields": (
                    "health",
                    "last_ok_at",
                    "last_new_at",
                    "last_error",
                    "weight",
                    "etag",
                    "last_modified",
                )
            },
        ),
    )
    formfield_overrides: ClassVar = {}

    class Media:
        css = {"all": ["css/sources-admin.css"]}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Show the recipe on lines of its own."""
        if db_field.name == "recipe":
            kwargs["form_class"] = _PrettyJSONField
            kwargs["widget"] = forms.Textarea(attrs={"rows": 16, "cols": 90, "spellcheck": "false"})
            return db_field.formfield(**kwargs)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Feed | None = None) -> dict[str, Any]:
        """Suggest a slug for a new feed only: the slug is its name in addresses."""
        return {} if obj else {"slug": ("name",)}

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Feed | None:
        """Show the form with a proposed recipe filled in when ``?proposal=N`` asks for it; nothing is saved."""
        feed = super().get_object(request, object_id, from_field)
        number = request.GET.get("proposal", "")
        if feed is not None and request.method == "GET" and number.isdecimal():
            found = _suggestions(feed)
            if int(number) < len(found):
                feed.recipe = found[int(number)]["recipe"]
                self.message_user(
                    request,
                    gettext("A proposed recipe is filled in below. Nothing is saved yet."),
                    messages.WARNING,
                )
        return feed

    @admin.display(description=_("proposed recipes"))
    def proposals(self, feed: Feed) -> str:
        """Recipes that find the known items in a page that was laid out anew, each with its link."""
        rows = [
            (
                number,
                one["recipe"].get("item", ""),
                one["known"],
                one["asked"],
                one["listed"],
                one["dated"],
                "; ".join(one["titles"]),
            )
            for number, one in enumerate(_suggestions(feed))
        ]
        return (
            format_html_join(
                "",
                '<p class="proposed"><a href="?proposal={}">Fill in <code>{}</code></a>: finds {} of {} known items, '
                "{} in all, {} dated: {}</p>",
                rows,
            )
            or "none: the recipe fits"
        )

    @admin.display(description=_("does"), ordering="last_error")
    def does(self, feed: Feed) -> str:
        """The state in a word, with a sign of its own."""
        if not feed.is_active:
            return "❚❚ paused"
        if feed.last_error:
            return "✕ failing"
        return "✓ in order" if feed.last_ok_at else "– not polled yet"

    @admin.display(description=_("failures"), ordering="failure_weight")
    def weight(self, feed: Feed) -> str:
        """The sum of failure weights since the last success."""
        return f"{feed.failure_weight:g}" if feed.failure_weight else ""

    @admin.display(description=_("last error"))
    def error(self, feed: Feed) -> str:
        """The last error, cut for the list."""
        return feed.last_error[:80]

    @admin.display(description=_("health"))
    def health(self, feed: Feed) -> str:
        """The state in a sentence, with the link to the public page and the log."""
        if feed.pk is None:
            return gettext("not saved yet")
        row = health_of([feed], database_now())[0]
        return format_html(
            '{}{} · {} items · {} · <a href="{}">public page</a> · <a href="{}">log</a>',
            row.state_words,
            f": {row.says}" if row.says else "",
            row.items,
            row.polls_say,
            f"/sources/{feed.slug}/",
            f"/admin/sources/fetch/?feed__id__exact={feed.pk}",
        )

    @admin.display(description=_("present pace"))
    def pace(self, feed: Feed) -> str:
        """The adaptive interval, in minutes."""
        minutes = feed.pace_state.get("minutes")
        return (
            gettext("every %(value)s minutes") % {"value": format(minutes, ".0f")}
            if minutes
            else gettext("not polled yet")
        )

    @admin.action(description=_("Pause polling"), permissions=["change"])
    def pause(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Stop polling the chosen feeds."""
        count = storing.pause(queryset.values_list("pk", flat=True))
        self.message_user(request, gettext("%(count)s paused.") % {"count": count}, messages.SUCCESS)

    @admin.action(description=_("Resume polling"), permissions=["change"])
    def resume(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Poll the chosen feeds again."""
        count = storing.resume(queryset.values_list("pk", flat=True), database_now())
        self.message_user(request, gettext("%(count)s resumed.") % {"count": count}, messages.SUCCESS)

    @admin.action(description=_("Poll now"), permissions=["change"])
    def poll_now(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Make the chosen feeds due; the next tick of the schedule takes them."""
        count = storing.poll_soon(queryset.values_list("pk", flat=True), database_now())
        left = queryset.count() - count
        words = gettext("%(count)s due now; a worker takes them within a minute.") % {"count": count}
        if left:
            words += gettext(" %(left)s paused, left alone.") % {"left": left}
        self.message_user(request, words, messages.SUCCESS if count else messages.WARNING)

    def save_model(self, request: HttpRequest, obj: Feed, form: forms.ModelForm, change: bool) -> None:
        """Save; a feed that is read in another way is read anew at the next poll."""
        if not change or READING & set(form.changed_data):
            obj.etag = obj.last_modified = obj.listing_sha256 = ""
            obj.next_poll_at = database_now()
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A feed is paused, not deleted: its record of looking stays."""
        return False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show what the list would give under the settings as typed, when asked to, without saving."""
        tried = None
        if request.method == "POST" and "_try" in request.POST and self._may_try(request, object_id):
            tried = self._try(request, object_id)
            if tried is not None:
                return tried
        if request.method == "POST" and "_edit" in request.POST:
            # Back from the dry run with what was typed: shown again, never saved.
            request._goes_on_editing = True  # type: ignore[attr-defined]
            self.message_user(request, gettext("Not saved yet."), messages.WARNING)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Return the form's class; one that is only to be gone on with is never valid, so that nothing is saved."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        if getattr(request, "_goes_on_editing", False):
            return type(form)(form.__name__, (form,), {"is_valid": lambda self: False})
        return form

    def _may_try(self, request: HttpRequest, object_id: str | None) -> bool:
        return self.has_change_permission(request) if object_id else self.has_add_permission(request)

    def _try(self, request: HttpRequest, object_id: str | None) -> HttpResponse | None:
        """Return the page with the parsed items; None where the form itself has errors to show."""
        kept = self.get_object(request, object_id) if object_id else None
        form = self.get_form(request, kept, change=kept is not None)(request.POST, instance=kept)
        if not form.is_valid():
            # Without the button's name, so that the admin shows the errors and saves nothing.
            return None
        feed = form.save(commit=False)
        answer, where = _bytes_to_try(feed)
        listing: Listing | None = None
        error = ""
        if isinstance(answer, FetchError):
            error = gettext("not fetched (%(code)s): %(message)s") % {
                "code": answer.code,
                "message": answer.message,
            }
        else:
            read = pipeline.read_listing(feed, answer)
            if isinstance(read, Malformed):
                error = gettext("not readable: %(reason)s") % {"reason": read.reason}
            else:
                listing = read
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Dry run: %(name)s") % {"name": feed.name},
            "opts": self.model._meta,
            "feed": feed,
            "listing": listing,
            "entries": [
                (say_moment(entry.published, feed.timezone), entry.title, entry.url)
                for entry in (listing.entries[:ENTRIES_SHOWN] if listing else ())
            ],
            "error": error,
            "where": where,
            "posted": [
                (name, value)
                for name, values in request.POST.lists()
                for value in values
                if name not in ("_try", "_edit", "_save", "_continue", "_addanother", "csrfmiddlewaretoken")
            ],
            "media": self.media,
        }
        return TemplateResponse(request, "admin/sources/feed/try.html", context)


def _suggestions(feed: Feed) -> list[dict[str, Any]]:
    """The recipes of the feed's open layout alarm."""
    if feed.pk is None:
        return []
    alarm = Alarm.objects.filter(feed=feed, kind=Alarm.Kind.LAYOUT, closed_at__isnull=True).first()
    return list(alarm.details.get("suggestions", [])) if alarm else []


def _bytes_to_try(feed: Feed) -> tuple[Fetched | FetchError, str]:
    """Return the newest kept answer of this address, or ask for one; and where it came from, in words."""
    now = database_now()
    url = pipeline.listing_url(feed, now)
    kept = (
        Snapshot.objects.filter(url=url, fetch__feed=feed.pk).order_by("-fetched_at").first()
        if feed.pk
        else None
    )
    if kept is not None:
        answer = Fetched(
            url=kept.url,
            final_url=kept.final_url or kept.url,
            status=kept.http_status or 200,
            headers={"content-type": kept.content_type},
            body=gzip.decompress(kept.body),
            elapsed_ms=0,
        )
        return answer, gettext("the answer kept on %(value)s UTC") % {
            "value": format(kept.fetched_at, "%Y-%m-%d %H:%M")
        }
    outcome = pipeline.ask_once(url)
    assert isinstance(outcome, Fetched | FetchError)  # no validators were sent
    return outcome, gettext("the answer of just now")


@admin.register(Fetch)
class FetchAdmin(ReadOnlyAdmin):
    """The log of requests."""

    list_display = (
        "started_at",
        "subject",
        "outcome",
        "http_status",
        "code",
        "n_entries",
        "n_new",
        "elapsed_ms",
        "note",
    )
    list_filter = ("outcome", "severity", "is_cited", ("feed", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("feed", "document")
    search_fields = ("feed__slug", "feed__name", "code")
    ordering = ("-started_at",)
    raw_id_fields = ("snapshot",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Fetch]:
        """Leave the bytes where they are."""
        return super().get_queryset(request).defer("snapshot__body")

    @admin.display(description=_("of"))
    def subject(self, fetch: Fetch) -> str:
        """The feed, or the document whose page it was."""
        return str(fetch.feed or fetch.document)


@admin.register(PollHour)
class PollHourAdmin(ReadOnlyAdmin):
    """The permanent proof of looking."""

    list_display = ("hour", "feed", "polls", "failed", "new_items")
    list_filter = (("feed", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("feed",)
    ordering = ("-hour", "feed")


@admin.register(Alarm)
class AlarmAdmin(ReadOnlyAdmin):
    """Sources that worry us."""

    list_display = ("opened_at", "feed", "kind", "message", "closed_at")
    list_filter = ("kind", ("closed_at", admin.EmptyFieldListFilter))
    list_select_related = ("feed",)
    search_fields = ("feed__slug", "feed__name", "message")
    ordering = ("-opened_at",)
    actions = ("close_removals",)

    def has_close_permission(self, request: HttpRequest) -> bool:
        """Whoever may change sources."""
        return request.user.has_perm("sources.change_feed")

    @admin.action(description=_("Close: the removal was looked at"), permissions=["close"])
    def close_removals(self, request: HttpRequest, queryset: QuerySet[Alarm]) -> None:
        """Close alarms about removed items; the others close by themselves when their reason is gone."""
        closed = storing.close_removals(list(queryset.values_list("pk", flat=True)), database_now())
        self.message_user(
            request,
            gettext("%(closed)s closed.") % {"closed": closed}
            if closed
            else gettext("Only alarms about removed items are closed by hand."),
            messages.SUCCESS if closed else messages.WARNING,
        )
