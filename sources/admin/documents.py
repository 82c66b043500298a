"""Documents with their texts and what was found in them; kept bytes; and the door for documents by hand."""

from __future__ import annotations

import gzip
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import pipeline, storing
from ..clock import database_now
from ..extraction import RULES_VERSION
from ..lighting import lit
from ..models import Claim, Document, DocumentVersion, EchoGroup, SentencePair, Snapshot, VersionEdit
from ..values import Malformed
from .base import ReadOnlyAdmin
from .forms import ByHandForm
from .parallel import ParallelMixin


def lit_text(version: DocumentVersion) -> SafeString:
    """The text with the words that claims stand on lit, and the claims listed below it."""
    claims = list(version.claims.order_by("start", "stop", "pk"))
    # Of one span, read by several rule sets, the newest reading is enough to light it.
    pieces = [
        (piece, [claims[n] for n in over])
        for piece, over in lit(version.text, [(c.start, c.stop) for c in claims])
    ]
    return SafeString(
        render_to_string(
            "admin/sources/documentversion/text.html",
            {"version": version, "pieces": pieces, "claims": [(claim, coded(claim)) for claim in claims]},
        )
    )


def coded(claim: Claim) -> str:
    """Return modality, action and object of a claim in small letters: "will approve export control"."""
    words = [str(claim.attributes.get(name) or "") for name in ("modality", "action", "object")]
    return " ".join(filter(None, words)).lower().replace("_", " ")


class UnreadFilter(admin.SimpleListFilter):
    """Documents by whether their page was read."""

    title = _("page")
    parameter_name = "page"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the two states that need somebody's eyes."""
        return [("waiting", gettext("waiting to be read")), ("unread", gettext("not read after three tries"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Document]) -> QuerySet[Document]:
        """Return the chosen documents."""
        if self.value() == "waiting":
            return queryset.filter(versions__isnull=True, wants_page=True, page_failures__lt=Document.TRIES)
        if self.value() == "unread":
            return queryset.filter(versions__isnull=True, wants_page=True, page_failures__gte=Document.TRIES)
        return queryset


SEEN_ONLY = (
    "address",
    "feed",
    "first_seen_at",
    "last_listed_at",
    "unlisted_since",
    "page_state",
    "versions_list",
    "newest_text",
    "extra",
    "added_by",
)


@admin.register(Document)
class DocumentAdmin(ParallelMixin, admin.ModelAdmin):
    """Published items; their texts are read-only, what we say about them may be mended."""

    list_display = (
        "title",
        "publisher",
        "party",
        "kind",
        "is_official",
        "language",
        "first_seen_at",
        "page_state",
    )
    list_filter = (UnreadFilter, "is_official", "kind", "language", "party")
    list_select_related = ("feed",)
    search_fields = ("title", "canonical_url", "publisher")
    show_full_result_count = False
    ordering = ("-first_seen_at", "-pk")
    autocomplete_fields = ("duplicate_of", "echo_group")
    actions = ("read_again", "extract_again")
    fields = (
        "title",
        "publisher",
        "party",
        "kind",
        "is_official",
        "language",
        "duplicate_of",
        "echo_group",
        *SEEN_ONLY,
    )
    readonly_fields = SEEN_ONLY

    class Media:
        css = {"all": ["css/sources-admin.css"]}

    @admin.display(description=_("address"))
    def address(self, document: Document) -> str:
        """The address as published, as a link out."""
        if not document.canonical_url:
            return "none: it came as text"
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', document.canonical_url)

    @admin.display(description=_("page"))
    def page_state(self, document: Document) -> str:
        """Whether its page was read, in words."""
        if document.page_failures >= Document.TRIES:
            return gettext("not read: %(page_error)s") % {"page_error": document.page_error}
        if document.page_error:
            return gettext("tried %(page_failures)s times: %(page_error)s") % {
                "page_failures": document.page_failures,
                "page_error": document.page_error,
            }
        if not document.wants_page:
            return gettext("not asked for")
        return (
            gettext("read %(value)s UTC") % {"value": format(document.page_tried_at, "%Y-%m-%d %H:%M")}
            if document.page_tried_at
            else gettext("waits to be read")
        )

    @admin.display(description=_("versions"))
    def versions_list(self, document: Document) -> str:
        """Every version with its date, rules and whether it changed the meaning."""
        versions = document.versions.select_related("edit").defer("text").order_by("-number")
        return format_html_join(
            SafeString("<br>"),
            '<a href="{}">version {}</a>, seen {}, {}, read by rules {}{}',
            (
                (
                    reverse("admin:sources_documentversion_change", args=[version.pk]),
                    version.number,
                    f"{version.seen_at:%Y-%m-%d %H:%M} UTC",
                    version.published_wording or version.published_precision,
                    version.rules_version or gettext("none yet"),
                    _edit_words(version),
                )
                for version in versions
            ),
        ) or SafeString("none: its page was not read")

    @admin.display(description=_("newest text"))
    def newest_text(self, document: Document) -> str:
        """The newest version with its claims lit."""
        version = document.versions.order_by("-number").first()
        return lit_text(version) if version else "none"

    @admin.action(description=_("Read the page again"), permissions=["change"])
    def read_again(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        """Forget failures; the next sweep has the pages read."""
        ids = list(queryset.exclude(canonical_url="").values_list("pk", flat=True))
        count = storing.read_page_again(ids)
        self.message_user(
            request, gettext("%(count)s pages are read within a minute.") % {"count": count}, messages.SUCCESS
        )

    @admin.action(description=_("Read the text with the present rules"), permissions=["change"])
    def extract_again(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        """Run the rules over the newest text of the chosen documents."""
        new = failed = 0
        for document in queryset:
            version = document.versions.order_by("-number").first()
            if version is not None:
                result = pipeline.extract_version(version.pk)
                new, failed = new + result.new, failed + result.failed
        self.message_user(
            request,
            gettext("%(new)s new claims by rules %(RULES_VERSION)s.")
            % {"new": new, "RULES_VERSION": RULES_VERSION},
            messages.SUCCESS,
        )
        if failed:
            self.message_user(
                request,
                gettext("The rules broke on %(failed)s texts; see the log.") % {"failed": failed},
                messages.ERROR,
            )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was published is kept."""
        return False

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take a document by hand down the road of a feed item, as far as claims; the sweep matches them."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ByHandForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            added = self._bring(request, form)
            if isinstance(added, pipeline.Added):
                return HttpResponseRedirect(reverse("admin:sources_document_changelist"))
            form.add_error(None, gettext("Not read: %(reason)s.") % {"reason": added.reason})
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Add a document by hand"),
            "opts": self.model._meta,
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/sources/document/by_hand.html", context)

    def _bring(self, request: HttpRequest, form: ByHandForm) -> pipeline.Added | Malformed:
        values = form.cleaned_data
        now = database_now()
        about = pipeline.ByHand(
            publisher=values["publisher"],
            language=values["language"],
            title=values["title"],
            url=values["url"],
            published=form.moment,
            party=values["party"],
            kind=values["kind"],
            is_official=values["is_official"],
        )
        file, text = values["file"], values["text"]
        if file is None and not text.strip():
            added = pipeline.add_url_by_hand(about, now, added_by=request.user)
            if isinstance(added, pipeline.Added):
                self._log(request, added)
                self.message_user(request, gettext("Its page is read within a minute."), messages.SUCCESS)
            return added
        if file is not None:
            body, kind, name = file.read(), file.content_type or "", file.name or ""
        else:
            body, kind, name = text.encode(), "text/plain; charset=utf-8", ""
        added = pipeline.add_by_hand(about, body, now, content_type=kind, name=name, added_by=request.user)
        if isinstance(added, Malformed):
            return added
        self._log(request, added)
        if added.version_id is None:
            self.message_user(
                request, gettext("These words were known already; nothing was added."), messages.WARNING
            )
            return added
        result = pipeline.extract_version(added.version_id)
        if result.failed:
            self.message_user(
                request, gettext("Kept, but the rules broke on it; see the log."), messages.ERROR
            )
        else:
            words = gettext("Kept, with %(found)s claims; they become proposals within a minute.") % {
                "found": result.found
            }
            self.message_user(request, words, messages.SUCCESS)
        return added

    def _log(self, request: HttpRequest, added: pipeline.Added) -> None:
        document = Document.objects.get(pk=added.document_id)
        self.log_addition(request, document, [{"added": {}}])


@admin.register(DocumentVersion)
class VersionAdmin(ReadOnlyAdmin):
    """Texts, each at one moment, with their claims lit."""

    list_display = (
        "title",
        "number",
        "language",
        "published_precision",
        "published_earliest",
        "seen_at",
        "rules_version",
    )
    list_filter = ("language", "published_precision", "rules_version")
    list_select_related = ("document",)
    search_fields = ("title",)
    ordering = ("-seen_at", "-pk")
    fields = (
        "document",
        "number",
        "title",
        "language",
        "published_earliest",
        "published_latest",
        "published_precision",
        "published_wording",
        "seen_at",
        "rules_version",
        "extract_failures",
        "bytes",
        "edit_words",
        "claims_lit",
    )
    readonly_fields = ("bytes", "edit_words", "claims_lit")

    def get_queryset(self, request: HttpRequest) -> QuerySet[DocumentVersion]:
        """Leave the bytes where they are."""
        return super().get_queryset(request).defer("snapshot__body")

    @admin.display(description=_("kept bytes"))
    def bytes(self, version: DocumentVersion) -> str:
        """The snapshot this text was read from."""
        if version.snapshot_id is None:
            return "none"
        return format_html(
            '<a href="{}">snapshot</a>', reverse("admin:sources_snapshot_change", args=[version.snapshot_id])
        )

    @admin.display(description=_("changes"))
    def edit_words(self, version: DocumentVersion) -> str:
        """What changed since the version before."""
        edit = getattr(version, "edit", None)
        if edit is None:
            return gettext("first version")
        rows = format_html_join(
            SafeString("<br>"),
            "{}: “{}” became “{}”",
            (
                (c["kind"], c["before"][:200], c["after"][:200])
                for c in edit.changes
                if c["kind"] != "typographic"
            ),
        )
        head = "material" if edit.is_material else gettext("wording or typography only")
        return format_html("{}<br>{}", head, rows)

    @admin.display(description=_("text"))
    def claims_lit(self, version: DocumentVersion) -> str:
        """The text with its claims lit."""
        return lit_text(version)


@admin.register(Snapshot)
class SnapshotAdmin(ReadOnlyAdmin):
    """The exact bytes we got."""

    list_display = ("url", "fetched_at", "http_status", "content_type", "size")
    search_fields = ("url", "sha256")
    ordering = ("-fetched_at", "-pk")
    fields = (
        "url",
        "final_url",
        "fetched_at",
        "http_status",
        "content_type",
        "headers",
        "sha256",
        "size",
        "download",
    )
    readonly_fields = ("download",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Snapshot]:
        """Leave the bytes where they are."""
        return super().get_queryset(request).defer("body")

    @admin.display(description=_("bytes"))
    def download(self, snapshot: Snapshot) -> str:
        """The link to the bytes."""
        return format_html(
            '<a href="{}">download</a>', reverse("admin:sources_snapshot_bytes", args=[snapshot.pk])
        )

    def get_urls(self) -> list[URLPattern]:
        """Add the download."""
        view = self.admin_site.admin_view(self.bytes_view)
        return [path("<int:pk>/bytes/", view, name="sources_snapshot_bytes"), *super().get_urls()]

    def bytes_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand the bytes out as a file, never as a page: they are somebody else's and may hold scripts."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        snapshot = Snapshot.objects.filter(pk=pk).first()
        if snapshot is None:
            raise Http404
        response = HttpResponse(gzip.decompress(snapshot.body), content_type="application/octet-stream")
        response["Content-Disposition"] = f'attachment; filename="snapshot-{pk}.bin"'
        return response


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    """What rules saw in texts."""

    list_display = ("words", "kind", "actor", "act", "state", "confidence", "rules_version", "created_at")
    list_filter = ("kind", "state", "reader", "rules_version")
    list_select_related = ("version",)
    search_fields = ("quote",)
    ordering = ("-created_at", "-pk")

    @admin.display(description=_("quote"))
    def words(self, claim: Claim) -> str:
        """The quote, cut for the list."""
        return claim.quote[:120]

    @admin.display(description=_("who"))
    def actor(self, claim: Claim) -> str:
        """Whose act it is, and towards whom."""
        who = claim.attributes
        return " → ".join(filter(None, (who.get("actor", ""), who.get("target", ""))))

    @admin.display(description=_("act"))
    def act(self, claim: Claim) -> str:
        """Modality, action and object, as coded."""
        return coded(claim)


@admin.register(VersionEdit)
class VersionEditAdmin(ReadOnlyAdmin):
    """The edit ledger."""

    list_display = ("version", "is_material", "created_at")
    list_filter = ("is_material",)
    list_select_related = ("version",)
    search_fields = ("version__title",)
    ordering = ("-created_at",)


@admin.register(EchoGroup)
class EchoGroupAdmin(ReadOnlyAdmin):
    """Copies of one statement across sources."""

    list_display = ("__str__", "origin", "created_at")
    list_select_related = ("origin",)
    search_fields = ("origin__title",)


@admin.register(SentencePair)
class SentencePairAdmin(ReadOnlyAdmin):
    """Sentences that say the same in two languages."""

    list_display = ("__str__", "score")
    search_fields = ("left__title", "right__title")


def _edit_words(version: DocumentVersion) -> str:
    edit = getattr(version, "edit", None)
    if edit is None:
        return ""
    return ", changed in substance" if edit.is_material else ", changed in wording or typography"
