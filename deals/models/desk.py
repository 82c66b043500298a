"""The editors' work: what the machine proposes, notes, second readings, and the reference ledger."""

from __future__ import annotations

from typing import ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import choices
from .base import exactly_one
from .record import Agreement, Commitment, Countermeasure, Deal, Round


class Proposal(models.Model):
    """A claim with a suggested record, awaiting an editor. Only an editor says it is so."""

    claim = models.ForeignKey("sources.Claim", on_delete=models.PROTECT, related_name="proposals")
    action = models.CharField(max_length=20, choices=choices.ProposalAction)
    deal = models.ForeignKey(Deal, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    agreement = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    commitment = models.ForeignKey(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="proposals",
    )
    countermeasure = models.ForeignKey(
        Countermeasure,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="proposals",
    )
    draft = models.JSONField(default=dict, help_text=_("The record that would be made, field by field."))
    candidates = models.JSONField(
        default=list, help_text=_("Ranked known records: {kind, id, score, reasons}.")
    )
    score = models.FloatField(default=0)
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=choices.ProposalState, default="pending")
    reject_reason = models.CharField(max_length=20, choices=choices.RejectReason, blank=True)
    comment = models.TextField(blank=True)
    claimed_by = models.ForeignKey(
        "auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    claimed_until = models.DateTimeField(
        null=True, blank=True, help_text=_("Another editor may take it after.")
    )
    reviewed_by = models.ForeignKey(
        "auth.User",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reviewed_proposals",
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.JSONField(
        default=dict, blank=True, help_text=_("Rows that the decision made, for undo.")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    ranked_to = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text=_(
            "When the newest record was made that its similar ones were chosen among; empty: see created_at."
        ),
    )
    is_official = models.BooleanField(
        default=False,
        editable=False,
        help_text=_(
            "Its document's, kept here by the database, so that the queue's order is asked of one table."
        ),
    )

    class Meta:
        indexes: ClassVar = [
            # They hold all that the order and the leases are told by: a row is as wide as its draft.
            models.Index(
                fields=["-is_official", "created_at", "id"],
                include=["state", "deal", "claimed_by", "claimed_until", "reviewed_by"],
                condition=Q(state__in=["pending", "second", "reopened"]),
                name="proposal_open_in_order",
            ),
            models.Index(
                fields=["-is_official", "created_at", "id"],
                include=["state", "deal"],
                name="proposal_all_in_order",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(state__in=["pending", "second", "reopened"]),
                name="proposal_one_open_per_claim",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["pending", "second", "reopened"]) | Q(reviewed_at__isnull=False),
                name="proposal_decided_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(reject_reason=""),
                name="proposal_rejected_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.claim}"


class HandEntry(models.Model):
    """What an editor entered by hand and readers see, or will see once a second person accepts it.

    ``model`` and ``object_id`` name the record or the fact that it is about; ``payload`` says what was entered.
    """

    kind = models.CharField(max_length=12, choices=choices.HandKind)
    state = models.CharField(max_length=10, choices=choices.HandState)
    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    payload = models.JSONField(default=dict)
    version = models.ForeignKey(
        "sources.DocumentVersion",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The kept text that its words stand in."),
    )
    entered_by = models.ForeignKey(
        "auth.User",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty for words that the reference data brought."),
    )
    entered_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "auth.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(blank=True, help_text=_("Why it was declined."))
    outcome = models.JSONField(
        default=dict, blank=True, help_text=_("Rows that it wrote, for taking it back.")
    )

    class Meta:
        verbose_name = _("entry by hand")
        verbose_name_plural = _("entries by hand")
        ordering: ClassVar = ["-entered_at", "-pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["entered_at"],
                condition=Q(state__in=["waiting", "reopened"]),
                name="hand_entry_waiting",
            ),
            models.Index(fields=["model", "object_id"], name="hand_entry_subject"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "reopened"]) | Q(decided_at__isnull=False),
                name="hand_entry_decided_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(comment=""),
                name="hand_entry_declined_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.about}"

    @property
    def about(self) -> str:
        """What it is about, as readers cite it (C-014, M-003) or by the name of its table: "commitment terms 12"."""
        model = apps.get_model(self.model)
        letter = {"commitment": "C", "countermeasure": "M"}.get(str(model._meta.model_name))
        return f"{letter}-{self.object_id:03d}" if letter else f"{model._meta.verbose_name} {self.object_id}"


class ReviewPolicy(models.Model):
    """Who needs a second pair of eyes: one row per group of editors."""

    group = models.OneToOneField("auth.Group", on_delete=models.CASCADE, related_name="review_policy")
    needs_second = models.BooleanField(
        default=False,
        help_text=_(
            "What members of this group accept is published only when another person accepts it too."
        ),
    )
    blind_percent = models.PositiveSmallIntegerField(
        default=0,
        help_text=_(
            "Share of the proposals, in per cent, that members of this group are asked to code blind."
        ),
    )

    class Meta:
        verbose_name_plural = _("review policies")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(blind_percent__lte=100), name="blind_share_at_most_all"),
        ]

    def __str__(self) -> str:
        return f"Policy of {self.group}"


class SecondCoding(models.Model):
    """A blind second reading of a claim by another person, for measuring agreement."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="codings")
    coder = models.ForeignKey("auth.User", on_delete=models.PROTECT, related_name="+")
    coding = models.JSONField(default=dict)
    coded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "coder"], name="coding_once_per_coder"),
        ]

    def __str__(self) -> str:
        return f"{self.coder} on item {self.proposal_id}"


class Note(models.Model):
    """An editor's annotation; a changed note is a new row that supersedes the old one."""

    commitment = models.ForeignKey(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="notes",
    )
    countermeasure = models.ForeignKey(
        Countermeasure,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="notes",
    )
    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey("auth.User", on_delete=models.PROTECT, related_name="+")
    body = models.TextField(
        help_text=_("Paragraphs, *emphasis*, **strong**, [links](https://...) and lists.")
    )
    is_public = models.BooleanField(default=False, help_text=_("Shown to readers."))
    created_at = models.DateTimeField(auto_now_add=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=exactly_one("commitment", "countermeasure", "round"),
                name="note_on_exactly_one",
            ),
        ]

    def __str__(self) -> str:
        return self.body[:80]


class ReferenceRecord(models.Model):
    """The ledger of reference data: what was loaded under a key, so that an editor's change is seen."""

    key = models.CharField(max_length=160, unique=True, help_text=_("kind:id, such as commitment:us-gva-24"))
    payload = models.JSONField(help_text=_("The fields as they were loaded."))
    payload_sha256 = models.CharField(max_length=64)
    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    loaded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.key
