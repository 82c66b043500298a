"""What the admin pages of facts and of annotated records share."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from sources.durations import spelled

from .. import choices, review
from ..byhand import waiting_on
from ..fields import LABELS
from ..histories import changes_of
from ..models import Evidence, HandEntry, Note
from ..models.base import OnRecord
from . import days
from .boxes import BoxesMixin, box_of
from .labels import WordedForm
from .references import ByReference

RECORD_COLUMNS = (
    "public_since",
    "recorded_at",
    "recorded_by",
    "superseded_at",
    "corrects",
    "correction_reason",
)
# Columns that may hold a length as a code, and what is shown instead.
LENGTHS = {"due_wording": "due_in_words", "end_wording": "end_in_words"}
# What a fact may be about; most may be about any of them, and are about one.
SUBJECTS = frozenset(
    {
        "deal", "round", "agreement", "commitment", "countermeasure", "event", "material", "party", "person", "instrument",
        "product", "terms", "rate", "condition", "coverage", "status", "contradiction_value", "readout", "delegate",
    }
)  # fmt: skip
LONGEST_NUMBER = 18  # digits that a key can have
KEPT_BY_RECORD = {
    "id",
    "recorded_at",
    "recorded_by",
    "superseded_at",
    "corrects",
    "correction_reason",
    "reference_key",
}


def editor_of(request: HttpRequest) -> User:
    """Return who is logged in; the admin's views let nobody else in."""
    assert isinstance(request.user, User)
    return request.user


def _points_at_sources(field: Any) -> bool:
    related = field.related_model
    return related is not None and related._meta.app_label == "sources"


class ReadOnlyMixin:
    """Seen, never changed by a form."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows are made by decisions."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows are corrected, not changed."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted."""
        return False


class OnRecordFilter(admin.SimpleListFilter):
    """Rows that stand, unless superseded ones are asked for."""

    title = _("on record")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the two other choices; none of them means: rows that stand."""
        return [("all", gettext("all rows")), ("superseded", gettext("superseded rows"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        """Return the chosen rows."""
        if self.value() == "all":
            return queryset
        return queryset.filter(superseded_at__isnull=self.value() != "superseded")

    def choices(self, changelist: Any) -> Any:
        """Name the default for what it is."""
        for choice in super().choices(changelist):
            if choice["display"] == "All":
                choice["display"] = gettext("standing rows")
            yield choice


class CorrectionForm(forms.ModelForm):
    """New values for a fact, and the public reason."""

    reason = forms.CharField(
        label=_("Public reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers see it beside the corrected fact: what was wrong, and how it is known."),
    )

    class Meta:
        labels = LABELS

    def changes(self) -> dict[str, Any]:
        """Return the values that differ from the row's."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "reason"}


class FactAdmin(ReadOnlyMixin, ByReference, admin.ModelAdmin):
    """A fact: read-only, with a "Correct" view that supersedes it. ``uncorrectable`` names the fields that
    say what the row is about."""

    form = WordedForm
    show_full_result_count = False
    list_filter: ClassVar[Any] = (OnRecordFilter,)
    list_per_page = 50
    uncorrectable: ClassVar[frozenset[str]] = frozenset()
    list_prefetch: ClassVar[tuple[str, ...]] = ()  # wordings of the commitments that a list names
    correction_form: ClassVar[type[CorrectionForm]] = CorrectionForm
    change_form_template = "admin/deals/fact_change_form.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Return the rows with the words by which their commitments are named."""
        return super().get_queryset(request).prefetch_related(*self.list_prefetch)

    def get_urls(self) -> list[Any]:
        """Add the "Correct" view."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_correct"
        return [
            path("<int:pk>/correct/", self.admin_site.admin_view(self.correct_view), name=name),
            *super().get_urls(),
        ]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """What the fact says comes first, how it was recorded last; of what it may be about, only what it is about."""
        names = [
            name
            for name in super().get_fields(request, obj)
            if obj is None or name not in SUBJECTS or getattr(obj, f"{name}_id", True) is not None
        ]
        kept = [name for name in (*RECORD_COLUMNS, "reference_key") if name in names]
        said = [name for name in names if name not in kept and name not in LENGTHS.values()]
        return [*(LENGTHS.get(str(name), name) for name in said), *kept]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Nothing is changed here."""
        columns = {field.name for field in self.opts.concrete_fields}
        shown = [instead for name, instead in LENGTHS.items() if name in columns]
        return [*super().get_readonly_fields(request, obj), *shown]

    @admin.display(description="due, as worded")
    def due_in_words(self, row: Any) -> str:
        """When it is due or how long it holds; a length recorded as a code stands in words."""
        return spelled(row.due_wording) or "-"

    @admin.display(description="the words that set the end")
    def end_in_words(self, row: Any) -> str:
        """The words that set the end; a length recorded as a code stands in words."""
        return spelled(row.end_wording) or "-"

    def may_correct(self, request: HttpRequest) -> bool:
        """True for editors of this table."""
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the fact, and the way to correct it while it stands."""
        row: Any = self.get_object(request, object_id)
        stands = row is not None and row.superseded_at is None
        context = {
            "correct_url": self._url("correct", row.pk) if stands and self.may_correct(request) else "",
            "later": row.corrected_by.order_by("-pk").first() if row is not None and not stands else None,
            "waiting_by_hand": waiting_on(row) if stands else (),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)

    def correct_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask new values and a public reason, then supersede the row and put the new one in its place."""
        if not self.may_correct(request):
            raise PermissionDenied
        row = self.model._default_manager.filter(pk=pk).first()
        if row is None:
            raise Http404(
                gettext("There is no such %(verbose_name)s.") % {"verbose_name": self.opts.verbose_name}
            )
        form_class = self._correction_form()
        form = form_class(request.POST or None, instance=row)
        status, current = 200, None
        if request.method == "POST" and form.is_valid():
            changes = form.changes()
            # The form has written its values into ``row``; the correction starts from what is stored.
            stored = self.model._default_manager.get(pk=pk)
            try:
                changes = self.prepared(stored, changes)
                decision = review.correct(stored, editor_of(request), form.cleaned_data["reason"], **changes)
            except review.Refused as refusal:
                status = 422
                for name, message in refusal.errors.items():
                    form.add_error(name if name in form.fields else None, message)
            except review.Superseded as late:
                status, current = 409, late.current
                form.add_error(None, str(late))
            else:
                if decision.state == choices.HandState.WAITING:
                    messages.warning(request, decision.message)
                    return redirect(self._url("change", pk))
                messages.success(
                    request, gettext("Corrected. The old row is kept as superseded, with your reason.")
                )
                return redirect(self._url("change", decision.record.pk))
        elif request.method == "POST":
            status = 422
        original = self.model._default_manager.get(pk=pk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": original,
            "form": form,
            "media": self.media + form.media,
            "title": gettext("Correct %(verbose_name)s: %(chars)s")
            % {"verbose_name": self.opts.verbose_name, "chars": Truncator(str(original)).chars(90)},
            "back": self._url("change", pk),
            "current": current,
            "current_values": _values_beside(current, form) if current is not None else [],
            "action": self._url("correct", current.pk) if current is not None else "",
        }
        return TemplateResponse(request, "admin/deals/correct.html", context, status=status)

    def prepared(self, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
        """Return the changes as ``review.correct`` takes them."""
        return changes

    def _url(self, name: str, pk: int) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=[pk])

    def _correction_form(self) -> Any:
        names = [
            field.name
            for field in [*self.opts.concrete_fields, *self.opts.many_to_many]
            if field.name not in KEPT_BY_RECORD | self.uncorrectable
            and field.editable
            and not _points_at_sources(field)
        ]

        def widget_of(field: models.Field, **kwargs: Any) -> forms.Field | None:
            if isinstance(field, models.ManyToManyField | models.ForeignKey):
                kwargs |= box_of(field, self.admin_site)
            elif isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
                kwargs |= days.OPTIONS
            return field.formfield(**kwargs)

        return forms.modelform_factory(
            self.model, form=self.correction_form, fields=names, formfield_callback=widget_of
        )


def _values_beside(current: Any, form: forms.BaseForm) -> list[dict[str, Any]]:
    """Return what stands now and what this editor wrote, for every field in which the two differ."""
    found = []
    for bound in form:
        if bound.name == "reason":
            continue
        field = current._meta.get_field(bound.name)
        stands: Any = getattr(current, bound.name)
        mine: Any
        if isinstance(field, models.ManyToManyField):
            stands = ", ".join(sorted(map(str, stands.all())))
            mine = ", ".join(sorted(map(str, form.cleaned_data.get(bound.name) or [])))
        else:
            mine = form.cleaned_data.get(bound.name)
        if str(stands if stands is not None else "") != str(mine if mine is not None else ""):
            found.append({"label": bound.label, "stands": stands, "mine": mine})
    return found


class EvidenceInline(ReadOnlyMixin, admin.StackedInline):
    """The pinned quotes, in their context."""

    model = Evidence
    extra = 0
    show_change_link = True
    verbose_name_plural = _("evidence: pinned quotes")
    fields = ("in_context", "stance", "attributed_to", "speaker", "public_since")
    readonly_fields = fields
    template = "admin/deals/evidence_inline.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Return the rows that stand, without the whole texts behind them."""
        return (
            super()
            .get_queryset(request)
            .filter(superseded_at__isnull=True)
            .select_related("version__document", "attributed_to")
            .defer("version__text")
        )

    @admin.display(description=_("quote"))
    def in_context(self, row: Evidence) -> str:
        """The quote with the characters around it."""
        return f"…{row.before}[{row.quote}]{row.after}…"


class NoteForm(forms.Form):
    """An annotation, as an editor writes it."""

    body = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Paragraphs, *emphasis*, **strong**, [links](https://…) and lists with - ."),
    )
    is_public = forms.BooleanField(label=_("Shown to readers"), required=False)


class SeenForm(forms.ModelForm):
    """Refuses to overwrite what another editor saved after this form was opened, with or without a history."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        labels = LABELS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen"].initial = self._stand(self._stored())

    def clean(self) -> dict[str, Any]:
        """Show both texts where another editor was quicker."""
        cleaned = super().clean() or self.cleaned_data
        seen = cleaned.get("seen")
        if not self.instance.pk or not seen:
            return cleaned
        stored = self._stored()
        stands = self._stand(stored)
        if stands != seen:
            latest = self._latest()
            who = (latest.history_user if latest else None) or "somebody"
            when = (
                gettext(" on %(value)s UTC") % {"value": format(latest.history_date, "%Y-%m-%d at %H:%M")}
                if latest
                else ""
            )
            for name in self.changed_data:
                if name != "seen" and hasattr(stored, name):
                    self.add_error(
                        name,
                        gettext("%(who)s saved meanwhile: “%(name)s”. Yours stands here.")
                        % {"who": who, "name": _words_of(stored, name)},
                    )
            self.add_error(
                None,
                gettext(
                    "%(who)s changed this record%(when)s, after you opened it. "
                    "Nothing was overwritten: merge the two texts and save again."
                )
                % {"who": who, "when": when},
            )
            shown: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, as posted
            shown[self.add_prefix("seen")] = stands
            self.data = shown
        return cleaned

    def _stored(self) -> Any:
        return type(self.instance)._default_manager.get(pk=self.instance.pk)

    def _latest(self) -> Any:
        return self.instance.history.first() if hasattr(self.instance, "history") else None

    def _stand(self, stored: Any) -> str:
        """Return what tells one state of the record from another: its latest history, or its values."""
        latest = self._latest()
        if latest is not None:
            return str(latest.history_id)
        names = [field.name for field in [*stored._meta.concrete_fields, *stored._meta.many_to_many]]
        return hashlib.sha256(repr([_words_of(stored, name) for name in names]).encode()).hexdigest()


def _words_of(row: Any, name: str) -> str:
    field = row._meta.get_field(name)
    if field.many_to_many:
        return ", ".join(sorted(map(str, getattr(row, name).all())))
    return str(getattr(row, name))


class WaitingAdmin(BoxesMixin, admin.ModelAdmin):
    """Prose that readers see. Who may publish alone changes it at once; what others change waits for a second
    person, and so does a new record of theirs, unless ``is_only_named``: readers see such a one only through a
    fact that points to it, and that fact waits."""

    form = SeenForm
    change_form_template = "admin/deals/waiting_change_form.html"
    is_only_named: ClassVar[bool] = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """What cannot be hidden until a second person has seen it is added by those who publish alone."""
        can_hide = any(field.name == "is_published" for field in self.opts.fields)
        return super().has_add_permission(request) and (
            can_hide or self.is_only_named or not review.needs_second(editor_of(request))
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Open with what waits for another person."""
        number = number_of(object_id)
        waiting = waiting_on(self.model(pk=number)) if number else HandEntry.objects.none()
        return super().change_view(
            request, object_id, form_url, {"waiting_by_hand": waiting, **(extra_context or {})}
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, or keep the values for a second person."""
        editor = editor_of(request)
        waits = getattr(obj, "is_published", True) and review.needs_second(editor)
        if not change and self.is_only_named:
            waits = False
        if not waits:
            super().save_model(request, obj, form, change)
        elif not change:
            obj.is_published = False
            super().save_model(request, obj, form, change)
        else:
            stored = self.model._default_manager.get(pk=obj.pk)
            changes = {name: form.cleaned_data[name] for name in form.changed_data if name != "seen"}
            if changes:
                review.edit(stored, editor, **changes)
        request.waits_for_second = waits and bool(form.changed_data)  # type: ignore[attr-defined]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save what hangs on the record; a new record is published by a second person.

        Of a record whose change waits only the rows beneath it are saved: whoever may not change those without a
        second person is given no form for them.
        """
        waits = getattr(request, "waits_for_second", False)
        if waits and change:
            for formset in formsets:
                self.save_formset(request, form, formset, change=change)
        else:
            super().save_related(request, form, formsets, change)
        if waits and not change:
            review.publish(form.instance, editor_of(request))

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """Say in the log that nothing was changed yet where it waits."""
        if getattr(request, "waits_for_second", False):
            return gettext("Entered for a second person to accept.")
        return super().construct_change_message(request, form, formsets, add)

    def message_user(self, request: HttpRequest, message: Any, *args: Any, **kwargs: Any) -> None:
        """Say that it waits, in place of "was changed successfully"."""
        if getattr(request, "waits_for_second", False):
            message, args = gettext("Kept: another person must accept it before readers see it."), ()
            kwargs["level"] = messages.WARNING
        super().message_user(request, message, *args, **kwargs)


class ProseAdmin(WaitingAdmin, SimpleHistoryAdmin):
    """A record with prose and its history. An earlier version is shown and never put back from there: that way would
    ask neither for the right to change the record nor for the second person, and overwrite what others saved since."""

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        """Always: what should hold again is typed into the record's own form."""
        return True

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a version, every field as it stood."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        request.shows_version = True  # type: ignore[attr-defined]
        return super().history_form_view(request, object_id, version_id, extra_context)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the fields that are shown only: all of an earlier version."""
        kept = super().get_readonly_fields(request, obj)
        if not getattr(request, "shows_version", False):
            return kept
        own = [field.name for field in self.opts.fields if field.editable and not field.primary_key]
        return [*kept, *(name for name in own if name not in kept)]


class AnnotatedAdmin(ByReference, ProseAdmin):
    """A record that editors annotate: notes first, then its prose, evidence and history."""

    show_full_result_count = False
    change_form_template = "admin/deals/annotated_change_form.html"
    actions = ("publish_them", "unpublish_them")
    history_list_display = ("history_change_reason",)

    def get_urls(self) -> list[Any]:
        """Add the views that write notes and tell every change."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_note"
        changes = f"{self.opts.app_label}_{self.opts.model_name}_changes"
        return [
            path("<int:pk>/changes/", self.admin_site.admin_view(self.changes_view), name=changes),
            path("<int:pk>/note/", self.admin_site.admin_view(self.note_view), name=name),
            *super().get_urls(),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Records are unpublished, never deleted."""
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Open with the notes."""
        context = self.notes_context(request, object_id) | (extra_context or {})
        return super().change_view(request, object_id, form_url, context)

    def notes_context(
        self, request: HttpRequest, object_id: str, form: NoteForm | None = None
    ) -> dict[str, Any]:
        """Return what the notes' part of the page needs."""
        field = str(self.opts.model_name)
        notes = (
            Note.objects.filter(**{field: object_id}).select_related("author", "replaces")
            if str(object_id).isdecimal()
            else Note.objects.none()
        )
        return {
            "notes": [note for note in notes if note.superseded_at is None],
            "older_notes": [note for note in notes if note.superseded_at is not None],
            "changes_url": reverse(f"admin:deals_{field}_changes", args=[object_id])
            if str(object_id).isdecimal()
            else "",
            "note_form": form or NoteForm(prefix="note"),
            "note_url": reverse(f"admin:deals_{field}_note", args=[object_id])
            if str(object_id).isdecimal() and request.user.has_perm("deals.add_note")
            else "",
        }

    def changes_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Tell every change of the record, its facts and its notes, field by field."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        record = self.model._default_manager.filter(pk=pk).first()
        if record is None:
            raise Http404(
                gettext("There is no such %(verbose_name)s.") % {"verbose_name": self.opts.verbose_name}
            )
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": record,
            "title": gettext("Every change of %(record)s") % {"record": record},
            "changes": changes_of(record),
            "back": reverse(f"admin:deals_{self.opts.model_name}_change", args=[pk]),
        }
        return TemplateResponse(request, "admin/deals/changes.html", context)

    def note_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write a new note, or one that replaces ``?replaces=``; a late revision sees both texts."""
        if not request.user.has_perm("deals.add_note"):
            raise PermissionDenied
        record = self.model._default_manager.filter(pk=pk).first()
        if record is None:
            raise Http404(
                gettext("There is no such %(verbose_name)s.") % {"verbose_name": self.opts.verbose_name}
            )
        replaced = Note.objects.filter(
            **{str(self.opts.model_name): record}, pk=number_of(request.GET.get("replaces"))
        ).first()
        form = NoteForm(
            request.POST or None,
            prefix="note",
            initial={"body": replaced.body, "is_public": replaced.is_public} if replaced else None,
        )
        current, status = None, 200
        if request.method == "POST":
            status = 422
            if form.is_valid():
                body, is_public = form.cleaned_data["body"], form.cleaned_data["is_public"]
                try:
                    if replaced is not None:
                        decision = review.revise_note(replaced, editor_of(request), body, is_public=is_public)
                    else:
                        decision = review.add_note(record, editor_of(request), body, is_public=is_public)
                except review.Superseded as late:
                    current, status = late.current, 409
                    form.add_error(None, str(late))
                except review.Refused as refusal:
                    form.add_error("body", str(refusal))
                else:
                    if decision.state == choices.HandState.WAITING:
                        messages.warning(request, decision.message)
                    else:
                        messages.success(request, gettext("The note is kept."))
                    return redirect(f"admin:deals_{self.opts.model_name}_change", pk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": record,
            "title": gettext("Note on %(record)s") % {"record": record},
            "form": form,
            "current": current,
            "action": request.get_full_path() if current is None else f"{request.path}?replaces={current.pk}",
            "back": reverse(f"admin:deals_{self.opts.model_name}_change", args=[pk]),
        }
        return TemplateResponse(request, "admin/deals/note.html", context, status=status)

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish_them(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Show the chosen records to readers."""
        decisions = [review.publish(record, editor_of(request)) for record in queryset]
        held = sum(one.state == choices.HandState.WAITING for one in decisions)
        if held:
            messages.warning(
                request,
                gettext("%(held)s wait for another person; readers do not see them before.") % {"held": held},
            )

    @admin.action(description=_("Unpublish"), permissions=["change"])
    def unpublish_them(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Hide the chosen records from readers; nothing is deleted."""
        for record in queryset:
            review.unpublish(record, editor_of(request))


def number_of(value: str | None) -> int:
    """Return the number of a row as an address names it; 0, which no row has, for anything else."""
    return int(value) if value and value.isdecimal() and len(value) <= LONGEST_NUMBER else 0


class FactInline(ReadOnlyMixin, admin.StackedInline):
    """Fact rows of a record that stand, read-only, each linked to its own page with "Correct"."""

    model: type[OnRecord]
    form = WordedForm
    template = "admin/deals/fact_inline.html"
    extra = 0
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Return the rows that stand."""
        return super().get_queryset(request).filter(superseded_at__isnull=True)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return every field shown."""
        return self.fields
