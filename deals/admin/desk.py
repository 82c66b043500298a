"""The review queue: one item at a time, the source's words on the left, the draft on the right.

Every verdict is a plain form button; ``static/js/desk.js`` only adds keys.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Case, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.models import Document

from .. import choices, review
from ..drafting import record_of
from ..genealogy import word_diff
from ..models import Commitment, Countermeasure, Note, Proposal, ReviewPolicy
from ..queueing import OPEN, ORDER, in_order, loaded, newer_text, with_newer_text
from ..rechecking import keep
from ..reranking import ranked_again, with_newest
from .base import ReadOnlyMixin, editor_of, number_of
from .batch import batch_view
from .firstverdict import chosen_record, first_verdict
from .forms import DraftForm, VerdictForm, addresses_of, reference_of
from .reasons import in_words
from .references import ByReference

log = logging.getLogger(__name__)
WINDOW = 1_500
PASSED = "desk_passed"  # the cookie that holds what an editor stepped over today
MOST_PASSED = 200
A_DAY = 86_400  # seconds
TWICE = dt.timedelta(minutes=1)  # a verdict that comes again within it was sent by a double click or a reload
STATES_OF = {
    "accept": {"accepted", "merged", "disputed", "second"},
    "merge": {"merged", "second"},
    "dispute": {"disputed", "second"},
    "reject": {"rejected"},
}
QUEUE = "admin:deals_proposal_queue"
KINDS = (
    ("add_evidence", _("evidence for a known record")),
    ("new_commitment", _("new commitment")),
    ("new_countermeasure", _("new measure")),
    ("new_condition", _("new condition")),
    ("new_event", _("new event")),
)


class OpenFilter(admin.SimpleListFilter):
    """Open items and decided ones."""

    title = _("decision")
    parameter_name = "open"
    open_states: ClassVar[tuple[str, ...]] = OPEN
    done: ClassVar[str] = "decided"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the two choices."""
        return [("yes", "waiting"), ("no", self.done)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the chosen items."""
        if self.value() == "yes":
            return queryset.filter(state__in=self.open_states)
        return queryset.exclude(state__in=self.open_states) if self.value() == "no" else queryset


class NumbersFirst(Paginator):
    """Sorts the numbers of rows and then fetches those of one page: a row is as wide as its draft, and the last page
    of a long list is as near as the first."""

    def page(self, number: int | str) -> Page:
        """Return the page of this number. Raises InvalidPage for one that is not there."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        rows: Any = self.object_list
        # Sliced at the end of the list, so that a page is never longer than the count says.
        numbers = list(rows.values_list("pk", flat=True)[first:last])
        place = {pk: at for at, pk in enumerate(numbers)}
        found = rows.order_by().filter(pk__in=numbers)
        return Page(sorted(found, key=lambda row: place[row.pk]), number, self)


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """The list of everything proposed, and the queue."""

    list_display = ("said", "action", "why", "publisher", "age", "stands")
    list_display_links = ("said",)
    list_filter = (
        OpenFilter,
        "state",
        "action",
        "is_official",
        "deal",
    )
    search_fields = ("claim__quote", "claim__version__document__publisher", "claim__version__title")
    show_full_result_count = False
    list_per_page = 50
    paginator = NumbersFirst

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        """Return open items first, in the order of the queue, without the whole texts behind them."""
        rows = Proposal.objects.select_related(
            "claim__version__document", "deal", "claimed_by", "reviewed_by"
        )
        is_open = Case(
            When(state__in=OPEN, then=Value(True)), default=Value(False), output_field=BooleanField()
        )
        return in_order(rows).annotate(is_open=is_open).defer("claim__version__text", "draft", "outcome")

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Open first, then the order of the queue."""
        return ("-is_open", *ORDER)

    def get_urls(self) -> list[Any]:
        """Add the queue and its verdicts."""
        wrap = self.admin_site.admin_view
        return [
            path("queue/", wrap(self.queue_view), name="deals_proposal_queue"),
            path("batch/", wrap(self.batch_view), name="deals_proposal_batch"),
            path("<int:pk>/decide/", wrap(self.decide_view), name="deals_proposal_decide"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """An item's own page is its place in the queue."""
        return redirect(f"{reverse(QUEUE)}?item={object_id}")

    @admin.display(description=_("words"), ordering="claim__quote")
    def said(self, proposal: Proposal) -> str:
        """The claim's quote, shortened."""
        quote = proposal.claim.quote
        words = quote if len(quote) <= 110 else quote[:109] + "…"
        return format_html('<span lang="{}">{}</span>', proposal.claim.version.language, words)

    @admin.display(description=_("nearest record"), ordering="score")
    def why(self, proposal: Proposal) -> str:
        """The first candidate, how near it is, and its first reasons."""
        best = proposal.candidates[0] if proposal.candidates else None
        if best is None:
            return gettext("nothing similar")
        why = ", ".join(in_words(reason) for reason in best["reasons"][:2])
        return f"{reference_of(best)} {proposal.score:.2f}: {why}"

    @admin.display(description=_("publisher"), ordering="claim__version__document__publisher")
    def publisher(self, proposal: Proposal) -> str:
        """Who published the text; official ones are named so."""
        document = proposal.claim.version.document
        return f"{document.publisher} (official)" if document.is_official else document.publisher

    @admin.display(description=_("age"), ordering="created_at")
    def age(self, proposal: Proposal) -> str:
        """How long it waits, or waited."""
        return timesince(proposal.created_at, proposal.reviewed_at or timezone.now(), depth=1)

    @admin.display(description=_("state"), ordering="state")
    def stands(self, proposal: Proposal) -> str:
        """What became of it, and in whose hands it is while a lease runs."""
        said = proposal.get_state_display()
        if proposal.claimed_by and proposal.claimed_until and proposal.claimed_until > timezone.now():
            return gettext("%(said)s, in %(get_username)s's hands") % {
                "said": said,
                "get_username": proposal.claimed_by.get_username(),
            }
        return said

    def may_decide(self, request: HttpRequest) -> bool:
        """True for editors."""
        return request.user.has_perm("deals.change_proposal")

    def queue_view(self, request: HttpRequest) -> HttpResponse:
        """Show an item (``?item=``) or the next one, leased to the editor who opens it.

        ``?after=`` and ``?before=`` step through the queue; ``?as=`` drafts another kind of record.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405)
        asked = request.GET.get("item", "")
        answer = self._page(request, number_of(asked) if asked else self._step(request))
        stepped_over = number_of(request.GET.get("after"))
        if stepped_over and not asked:
            numbers = [*(one for one in _passed(request) if one != stepped_over), stepped_over][-MOST_PASSED:]
            answer.set_cookie(
                PASSED,
                ".".join(map(str, numbers)),
                max_age=A_DAY,
                path=reverse("admin:index"),
                secure=request.is_secure(),
                httponly=True,
                samesite="Lax",
            )
        return answer

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a verdict, then show the next item; what was not recorded is shown with the editor's own values.

        Opened by GET (after a login in between, or from the history of a browser) it shows the item.
        """
        if not self.may_decide(request):
            raise PermissionDenied
        if request.method != "POST":
            return redirect(f"{reverse(QUEUE)}?item={pk}#item")
        proposal = Proposal.objects.filter(pk=pk).first()
        if proposal is None:
            raise Http404(gettext("There is no such item."))
        verdict = request.POST.get("verdict", "")
        if verdict == "skip":
            return redirect(f"{reverse(QUEUE)}?after={pk}#item")
        wanted = request.POST.get("as", "")
        kind = wanted if wanted in dict(KINDS) else proposal.action
        draft = DraftForm(proposal, kind, request.POST)
        extra = VerdictForm(request.POST)
        try:
            decision = self._decide(request, proposal, verdict, draft, extra)
        except review.Refused as refusal:
            if verdict == "undo":
                # Its button sends no draft: the item is shown as it stands, with the refusal alone.
                draft, extra = DraftForm(proposal, proposal.action), VerdictForm({})
            for name, message in refusal.errors.items():
                form = (
                    draft
                    if draft.is_bound and name in draft.fields
                    else extra
                    if name in extra.fields
                    else None
                )
                (form or extra).add_error(name if form else None, message)
            return self._page(request, pk, draft=draft, extra=extra, status=422)
        except (review.AlreadyDecided, review.HeldByAnother, review.NeedsAnother) as late:
            if _came_twice(pk, editor_of(request), verdict):
                messages.success(
                    request, gettext("%(pk)s Sent twice, recorded once.") % {"pk": _done_before(pk)}
                )
                return HttpResponseRedirect(f"{reverse(QUEUE)}?decided={pk}#item")
            messages.error(request, str(late))
            if verdict not in STATES_OF:  # undone or kept: no draft was sent
                return self._page(request, pk, status=409)
            return self._page(request, pk, draft=draft, extra=extra, status=409)
        waiting = review.queue_for(editor_of(request)).count()
        messages.success(request, _said_of(decision, waiting))
        if verdict == "undo":
            return HttpResponseRedirect(f"{reverse(QUEUE)}?item={pk}#item")
        return HttpResponseRedirect(f"{reverse(QUEUE)}?decided={pk}#item")

    def batch_view(self, request: HttpRequest) -> HttpResponse:
        """Accept at once what a rule has earned."""
        return batch_view(request, {**self.admin_site.each_context(request), "opts": self.opts})

    def _decide(
        self, request: HttpRequest, proposal: Proposal, verdict: str, draft: DraftForm, extra: VerdictForm
    ) -> review.Decision:
        editor = editor_of(request)
        if verdict == "undo":
            return review.undo(proposal, editor)
        if verdict == "keep":
            return keep(proposal, editor)
        if not extra.is_valid():
            raise review.Refused(
                {name: " ".join(str(error) for error in errors) for name, errors in extra.errors.items()}
            )
        said = extra.cleaned_data
        if verdict == "reject":
            return review.reject(proposal, editor, said["reason"], said["comment"])
        if verdict not in ("accept", "merge", "dispute"):
            raise review.Refused({"verdict": gettext("Choose what to do with this item.")})
        if not draft.is_valid():
            raise review.Refused({})
        fields = draft.plain()
        first = (proposal.outcome.get("first") or {}).get("fields") or {}
        fields["changed"] = sorted(
            {
                *draft.changed_data,
                *first.get("changed", ()),
                *({"as"} if draft.kind != proposal.action else ()),
            }
        )
        if verdict == "accept" and draft.kind != choices.ProposalAction.ADD_EVIDENCE:
            return review.accept(proposal, editor, fields=fields)
        named = said["other_target"] or said["target"]
        if verdict == "accept" and proposal.state == choices.ProposalState.SECOND:
            # What the first person decided is confirmed, be it a merge or a dispute.
            return review.accept(proposal, editor, fields={**fields, **({"target": named} if named else {})})
        target = record_of(named) if named else None
        if target is None and verdict == "accept" and not named:
            return review.accept(proposal, editor, fields=fields)
        if target is None:
            raise review.Refused(
                {
                    "other_target": gettext(
                        "Choose one of the similar records, or name another one (C-014, M-003)."
                    )
                }
            )
        if verdict == "dispute":
            return review.dispute(proposal, editor, target, said["comment"], fields=fields)
        return review.merge(proposal, editor, target, fields=fields)

    def _step(self, request: HttpRequest) -> int | None:
        if request.GET.get("decided"):
            return review.next_in_queue(editor_of(request), passed=_passed(request))
        for name, back in (("after", False), ("before", True)):
            here = number_of(request.GET.get(name))
            if here:
                if self.may_decide(request):  # who steps on has not taken what they only looked at
                    review.release(here, editor_of(request))
                return review.next_in_queue(editor_of(request), after=here, back=back)
        return review.next_in_queue(editor_of(request))

    def _page(
        self,
        request: HttpRequest,
        number: int | None,
        *,
        draft: DraftForm | None = None,
        extra: VerdictForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """Show the item of this number, leased to the editor; None: nothing waits. Raises Http404."""
        editor = editor_of(request)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Review queue"),
            "counts": review.counts_for(editor),
            "may_decide": self.may_decide(request),
            "last": _last_decided(request),
        }
        if number is None:
            return TemplateResponse(request, "admin/deals/proposal/empty.html", context, status=status)
        proposal, held = None, ""
        rows = with_newer_text(Proposal.objects.all())
        try:
            if self.may_decide(request):
                try:
                    proposal = review.claim_for(number, editor, among=with_newest(rows))
                    proposal = proposal if draft else ranked_again(proposal)
                except review.HeldByAnother as late:
                    held = (
                        str(late)
                        if draft
                        else gettext("%(by)s has this item until %(value)s UTC.")
                        % {"by": late.by, "value": format(late.until, "%H:%M")}
                    )
                except review.AlreadyDecided:
                    pass  # shown as what became of it
            proposal = proposal or loaded(rows, number)
        except Proposal.DoesNotExist as gone:
            raise Http404(gettext("There is no such item.")) from gone
        wanted = request.GET.get("as") or ((proposal.outcome.get("first") or {}).get("fields") or {}).get(
            "as"
        )
        kind = draft.kind if draft else wanted if wanted in dict(KINDS) else proposal.action
        is_reopened = proposal.state == choices.ProposalState.REOPENED
        # Who decided first can take it back and nothing else: the verdict is another person's.
        is_own_first = proposal.state == choices.ProposalState.SECOND and proposal.reviewed_by_id == editor.pk
        ends = review.condition_records(proposal) if kind == "new_condition" else {}
        addresses = addresses_of(proposal.candidates)
        was_sent = draft is not None
        draft = draft or DraftForm(proposal, kind, initial=ends)
        first = first_verdict(proposal, draft)
        decided = _decided_on(proposal)
        wanted_record = first.target if first else decided
        chosen = chosen_record(proposal, kind, wanted_record)
        extra = extra or VerdictForm(
            initial={"target": chosen, "other_target": "" if chosen else reference_of(wanted_record)}
        )
        context |= {
            "title": gettext("%(get_action_display)s, item %(pk)s")
            % {"get_action_display": capfirst(proposal.get_action_display()), "pk": proposal.pk},
            "proposal": proposal,
            "document": proposal.claim.version.document,
            "version": proposal.claim.version,
            "claim": proposal.claim,
            "window": window(proposal.claim.version.text, proposal.claim.start, proposal.claim.stop),
            "is_open": (is_open := proposal.state in OPEN and not is_reopened and not is_own_first),
            # What another has in hand is shown to be read; what was sent for it may be sent again.
            "may_verdict": is_open and self.may_decide(request) and (was_sent or not held),
            "is_own_first": is_own_first,
            "changed": proposal.outcome.get("reopened") if is_reopened else None,
            "changed_words": changed_words(proposal.claim.quote, proposal.outcome.get("reopened")),
            "was": choices.ProposalState(proposal.outcome["reopened"]["was"]).label if is_reopened else "",
            "held": held,
            "first": first,
            "held_seconds": _seconds_held(proposal, editor),
            "kind": kind,
            "kinds": KINDS,
            "draft": draft,
            "extra": extra,
            "candidates": [
                {
                    **one,
                    "key": f"{one['kind']}:{one['id']}",
                    "url": addresses.get(f"{one['kind']}:{one['id']}", ""),
                    "reference": reference_of(one),
                    "why": [in_words(reason, draft.material_names) for reason in one["reasons"]],
                }
                for one in proposal.candidates
            ],
            "can_undo": proposal.state != choices.ProposalState.PENDING
            and (proposal.reviewed_by_id == editor.pk or review.is_chief(editor)),
            "whole_url": f"{reverse('deals:document', args=[proposal.claim.version.document_id])}"
            f"?version={proposal.claim.version.number}#s{proposal.claim.start}",
            "record": _outcome(proposal),
            "copies": _copies(proposal),
            "newer": newer_text(proposal),
            "ends": _ends(proposal) if kind == "new_condition" else [],
        }
        return TemplateResponse(request, "admin/deals/proposal/queue.html", context, status=status)


def window(text: str, start: int, stop: int) -> dict[str, Any]:
    """Return the words around a quote, at most ``WINDOW`` characters on either side, cut at paragraph
    ends."""
    first, last = max(0, start - WINDOW), min(len(text), stop + WINDOW)
    if first:
        cut = text.find("\n", first, start)
        first = cut + 1 if cut != -1 else first
    if last < len(text):
        cut = text.rfind("\n", stop, last)
        last = cut if cut != -1 else last
    return {
        "before": text[first:start],
        "quote": text[start:stop],
        "after": text[stop:last],
        "cut_before": first > 0,
        "cut_after": last < len(text),
    }


def changed_words(quote: str, changed: dict[str, Any] | None) -> list[tuple[str, str]]:
    """Return the pieces by which the newer version's words differ from the pinned ones; none where it has none."""
    return word_diff(quote, changed["after"]) if changed and changed.get("after") else []


def _seconds_held(proposal: Proposal, editor: User) -> int:
    """Return how long the item stays in ``editor``'s hands; 0 for one that is not."""
    until = proposal.claimed_until
    if until is None or proposal.claimed_by_id != editor.pk or proposal.state not in OPEN:
        return 0
    return max(0, int((until - timezone.now()).total_seconds()))


def _passed(request: HttpRequest) -> list[int]:
    """Return the items that this editor stepped over within a day, the last one last."""
    told = request.COOKIES.get(PASSED, "")[:4_000].split(".")
    return [number for one in told[-MOST_PASSED:] if (number := number_of(one))]


def _came_twice(number: int, editor: User, verdict: str) -> bool:
    """True if ``editor`` gave the item this very verdict a moment ago."""
    done = Proposal.objects.filter(
        pk=number,
        state__in=STATES_OF.get(verdict, ()),
        reviewed_by=editor,
        reviewed_at__gte=timezone.now() - TWICE,
    )
    return done.exists()


def _done_before(number: int) -> str:
    done = Proposal.objects.only("state", "reject_reason").get(pk=number)
    why = f": {done.get_reject_reason_display()}" if done.reject_reason else ""
    return f"{capfirst(done.get_state_display())}{why}."


def _said_of(decision: review.Decision, waiting: int) -> str:
    """Return what was done, with the record that it was done to in reach, and how much is left."""
    record = decision.record
    if not isinstance(record, Commitment | Countermeasure) or record.reference not in decision.message:
        return f"{decision.message} {waiting} left."
    before, _, after = decision.message.partition(record.reference)
    return format_html(
        '{}<a href="{}">{}</a>{} <a href="{}">Annotate it</a>. {} left.',
        before,
        record.get_absolute_url(),
        record.reference,
        after,
        reverse(f"admin:deals_{record._meta.model_name}_change", args=[record.pk]),
        waiting,
    )


def _last_decided(request: HttpRequest) -> Proposal | None:
    """Return the editor's own latest decision of the last day, for the undo button; one that was reopened is
    taken back where its new words are shown."""
    since = timezone.now() - dt.timedelta(days=1)
    return (
        Proposal.objects.filter(reviewed_by=editor_of(request), reviewed_at__gte=since)
        .exclude(state=choices.ProposalState.REOPENED)
        .select_related("claim__version")
        .defer("draft", "candidates", "outcome", "claim__version__text")
        .order_by("-reviewed_at", "-pk")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Copies:
    """The reports of one origin, and the items of the other ones that quote the same words."""

    documents: list[Document]
    items: list[Proposal]
    origin_id: int | None


def _copies(proposal: Proposal) -> Copies | None:
    """Return the copies of the item's text (two queries), None where it has none: an editor who decided one of them
    should not meet the next unawares."""
    document = proposal.claim.version.document
    if document.echo_group_id is None:
        return None
    found = list(
        Document.objects.filter(echo_group=document.echo_group_id)
        .select_related("echo_group")
        .only("publisher", "title", "language", "is_official", "first_seen_at", "echo_group__origin_id")
        .order_by("first_seen_at", "pk")
    )
    if len(found) < 2:
        return None
    items = Proposal.objects.filter(
        claim__version__document__in=found, claim__quote=proposal.claim.quote
    ).exclude(pk=proposal.pk)
    return Copies(
        found,
        list(
            items.select_related("claim__version__document")
            .defer("claim__version__text", "draft", "candidates", "outcome")
            .order_by("pk")
        ),
        found[0].echo_group.origin_id if found[0].echo_group else None,
    )


def _ends(proposal: Proposal) -> list[Proposal]:
    """Return the items of the two claims that a condition joins: they are better decided before it."""
    claims = [proposal.draft.get("dependent_claim"), proposal.draft.get("needs_claim")]
    return list(
        Proposal.objects.filter(claim__in=[pk for pk in claims if pk])
        .select_related("claim__version")
        .defer("claim__version__text")
        .order_by("pk")
    )


def _decided_on(proposal: Proposal) -> str:
    """Return the record that a merge or a dispute was about, as ``kind:id``; empty for anything else."""
    about_known = (choices.ProposalState.MERGED, choices.ProposalState.DISPUTED)
    record = (proposal.outcome or {}).get("record") if proposal.state in about_known else None
    return f"{record[0]}:{record[1]}" if record else ""


def _outcome(proposal: Proposal) -> Any:
    record = proposal.outcome.get("record") if proposal.outcome else None
    return record_of(f"{record[0]}:{record[1]}") if record else None


@admin.register(Note)
class NoteAdmin(ReadOnlyMixin, ByReference, admin.ModelAdmin):
    """All notes; they are written on the pages of what they are about."""

    list_display = ("body_start", "about", "author", "is_public", "created_at", "superseded_at")
    list_filter = ("is_public", "author")
    list_select_related = ("commitment__obligor", "commitment__obligee", "countermeasure", "round", "author")
    search_fields = ("body",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Note]:
        """Return the notes with the words by which their commitments are named."""
        return super().get_queryset(request).prefetch_related("commitment__terms")

    @admin.display(description=_("note"))
    def body_start(self, note: Note) -> str:
        """The note, shortened."""
        return str(note)

    @admin.display(description=_("on"))
    def about(self, note: Note) -> str:
        """What the note is about."""
        return str(note.commitment or note.countermeasure or note.round)


@admin.register(ReviewPolicy)
class ReviewPolicyAdmin(admin.ModelAdmin):
    """Which groups need a second pair of eyes, and how much they code blind."""

    list_display = ("group", "needs_second", "blind_percent")
    list_select_related = ("group",)
    search_fields = ("group__name",)
