"""What is said of the record's things: dated, on record, superseded and never edited."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from sources.durations import spelled

from .. import choices
from ..querysets import StatusQuerySet
from ..spans import days_of
from .actors import Material, Party, Person
from .base import OnRecord, at_most_one, exactly_one
from .record import Agreement, Commitment, Countermeasure, Deal, Round

STATUS_SUBJECTS = ("agreement", "commitment", "countermeasure")


# What search reads of a wording in English (``finding.py``), in the order of the index.
TERMS_WORDS = ("text_en", "quantity_wording", "due_wording", "condition_wording")


class CommitmentTerms(OnRecord):
    """The words and terms of a commitment as one source gave them."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="terms")
    text_en = models.TextField(
        help_text=_("What is owed, in one sentence of ours; quotes stand in evidence.")
    )
    text_zh = models.TextField(blank=True)
    action = models.CharField(max_length=12, choices=choices.Action, blank=True)
    object = models.CharField(max_length=40, blank=True, help_text=_("What is acted on: tariff, licences."))
    modality = models.CharField(max_length=12, choices=choices.Modality, blank=True)
    firmness = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text=_("Step on the firmness ladder; empty until wording was coded."),
    )
    quantity_wording = models.CharField(max_length=200, blank=True, help_text=_("Empty: not stated."))
    due_on = models.DateField(null=True, blank=True)
    due_precision = models.CharField(max_length=10, choices=choices.DatePrecision, default="unknown")
    due_wording = models.CharField(max_length=200, blank=True, help_text=_("Empty: not stated."))
    condition_wording = models.CharField(max_length=300, blank=True)
    materials = models.ManyToManyField(Material, blank=True, related_name="+")
    confidence = models.CharField(max_length=6, choices=choices.Confidence, default="high")

    class Meta(OnRecord.Meta):
        verbose_name_plural = _("commitment terms")
        indexes: ClassVar = [
            GinIndex(SearchVector(*TERMS_WORDS, config="english"), name="terms_english_words")
        ]
        constraints: ClassVar = [
            *OnRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["commitment", "public_since"],
                condition=Q(superseded_at__isnull=True),
                nulls_distinct=False,
                name="terms_one_per_publication_day",
            ),
        ]

    @property
    def due_words(self) -> str:
        """When it is due or how long it holds, as people read it: a length that was recorded as a code stands in words."""
        return spelled(self.due_wording)

    def __str__(self) -> str:
        return self.text_en[:120]


class Event(OnRecord):
    """Something that happened, or was set to happen, on a day."""

    deal = models.ForeignKey(Deal, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    agreement = models.ForeignKey(
        Agreement,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events",
    )
    commitment = models.ForeignKey(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events",
    )
    countermeasure = models.ForeignKey(
        Countermeasure,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events",
    )
    kind = models.CharField(max_length=16, choices=choices.EventKind)
    title_en = models.CharField(max_length=300)
    title_zh = models.CharField(max_length=300, blank=True)
    actor = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="acts")
    occurred_earliest = models.DateField()
    occurred_latest = models.DateField()
    precision = models.CharField(max_length=10, choices=choices.DatePrecision, default="day")
    occurred_wording = models.CharField(
        max_length=300, blank=True, help_text=_("The words that fixed the date.")
    )
    occurred_at = models.DateTimeField(
        null=True, blank=True, help_text=_("The instant, where a text gives one.")
    )
    note = models.TextField(blank=True)
    confidence = models.CharField(max_length=6, choices=choices.Confidence, default="high")
    is_published = models.BooleanField(default=True)

    class Meta(OnRecord.Meta):
        ordering: ClassVar = ["occurred_earliest", "occurred_latest", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["deal", "occurred_earliest"], name="event_timeline_of_deal"),
        ]
        constraints: ClassVar = [
            *OnRecord.Meta.constraints,
            models.CheckConstraint(
                condition=at_most_one(*STATUS_SUBJECTS),
                name="event_at_most_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(occurred_latest__gte=F("occurred_earliest")),
                name="event_interval_in_order",
            ),
            models.CheckConstraint(condition=Q(kind__in=choices.EventKind.values), name="event_kind_known"),
            models.UniqueConstraint(
                fields=[
                    "deal",
                    *STATUS_SUBJECTS,
                    "kind",
                    "occurred_earliest",
                    "title_en",
                ],
                condition=Q(superseded_at__isnull=True),
                nulls_distinct=False,
                name="event_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occurred_earliest}: {self.title_en}"


class Status(OnRecord):
    """What holds over a span of days, as public sources had it over a span of days.

    ``effective`` is half-open ``[first day, day after the last)``; ``public_until`` is the day on which a
    newer publication changed the picture (None: still the latest word). Two rows on record may not speak
    of the same subject, aspect, day in the world and day of knowledge. ``runs_out``: the period ends by
    its own terms, so that after it, with no successor text seen, the state is "ran out, successor
    unseen", neither suspended nor in force.
    """

    agreement = models.ForeignKey(
        Agreement,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statuses",
    )
    commitment = models.ForeignKey(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statuses",
    )
    countermeasure = models.ForeignKey(
        Countermeasure,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statuses",
    )
    event = models.ForeignKey(
        Event,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="establishes",
    )
    aspect = models.CharField(max_length=12, choices=choices.StatusAspect, default="force")
    status = models.CharField(max_length=20, choices=choices.StatusCode)
    effective = DateRangeField(help_text=_("First day to the day after the last; open if no end is stated."))
    public_until = models.DateField(null=True, blank=True)
    runs_out = models.BooleanField(default=False, help_text=_("Ends by its own terms on its last day."))
    end_wording = models.CharField(max_length=300, blank=True, help_text=_("The words that set the end."))
    reverts_to = models.CharField(
        max_length=20,
        choices=choices.StatusCode,
        blank=True,
        help_text=_("What its terms say comes after it."),
    )
    scope = models.CharField(
        max_length=300,
        blank=True,
        help_text=_("For a part only: which part, in a sentence."),
    )
    scope_materials = models.ManyToManyField(Material, blank=True, related_name="+")
    is_override = models.BooleanField(
        default=False, help_text=_("Set by an editor against the derived state.")
    )
    override_reason = models.TextField(blank=True)
    override_until = models.DateField(null=True, blank=True)

    objects = StatusQuerySet.as_manager()  # type: ignore[misc]

    class Meta(OnRecord.Meta):
        verbose_name_plural = _("statuses")
        constraints: ClassVar = [
            *OnRecord.Meta.constraints,
            models.CheckConstraint(
                condition=exactly_one(*STATUS_SUBJECTS),
                name="status_exactly_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(aspect="force", status__in=choices.FORCE_CODES)
                | Q(aspect="verification", status__in=choices.VERIFICATION_CODES),
                name="status_word_fits_aspect",
            ),
            models.CheckConstraint(condition=Q(effective__isempty=False), name="status_period_not_empty"),
            models.CheckConstraint(
                condition=Q(runs_out=False) | Q(effective__endswith__isnull=False),
                name="status_that_runs_out_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(public_until__isnull=True)
                | Q(public_since__isnull=True)
                | Q(public_until__gt=F("public_since")),
                name="status_public_span_in_order",
            ),
            models.CheckConstraint(
                condition=Q(is_override=False) | ~Q(override_reason=""),
                name="status_override_has_a_reason",
            ),
            *[
                ExclusionConstraint(
                    name=f"status_one_per_{subject}",
                    expressions=[
                        (subject, RangeOperators.EQUAL),
                        ("aspect", RangeOperators.EQUAL),
                        ("effective", RangeOperators.OVERLAPS),
                        (
                            Func(
                                F("public_since"),
                                F("public_until"),
                                function="daterange",
                                output_field=DateRangeField(),
                            ),
                            RangeOperators.OVERLAPS,
                        ),
                    ],
                    condition=Q(superseded_at__isnull=True, **{f"{subject}__isnull": False}),
                )
                for subject in STATUS_SUBJECTS
            ],
        ]

    @property
    def end_words(self) -> str:
        """The words that set its end, as people read them: a length that was recorded as a code stands in words."""
        return spelled(self.end_wording)

    def __str__(self) -> str:
        return f"{self.get_status_display()}, {days_of(self.effective)}"

    def clean(self) -> None:
        """Refuse an empty span with words an editor can act on."""
        if self.effective is not None and self.effective.isempty:
            raise ValidationError({"effective": "The last day lies before the first one."})


class StatusStatement(OnRecord):
    """What one publication says holds over a span of days: the evidence from which ``Status`` is derived.

    Laying all standing statements of a subject in order of publication gives its status rows, and nothing else
    does (``statuses.replay``). ``first`` and ``last`` are days in the world, ``last`` included; empty is open.
    ``rule`` names the published rule that read it from an event (docs/status-rules.md), or "editor".
    """

    agreement = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.PROTECT, related_name="status_statements"
    )
    commitment = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="status_statements"
    )
    countermeasure = models.ForeignKey(
        Countermeasure, null=True, blank=True, on_delete=models.PROTECT, related_name="status_statements"
    )
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.PROTECT, related_name="status_statements"
    )
    aspect = models.CharField(max_length=12, choices=choices.StatusAspect, default="force")
    status = models.CharField(max_length=20, choices=choices.StatusCode)
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    runs_out = models.BooleanField(default=False, help_text=_("Ends by its own terms on its last day."))
    end_wording = models.CharField(max_length=300, blank=True, help_text=_("The words that set the end."))
    reverts_to = models.CharField(max_length=20, choices=choices.StatusCode, blank=True)
    scope = models.CharField(max_length=300, blank=True)
    rule = models.CharField(max_length=40, blank=True, help_text=_("The published rule that read it."))
    is_override = models.BooleanField(
        default=False, help_text=_("Set by an editor against the derived state.")
    )
    override_reason = models.TextField(blank=True)
    override_until = models.DateField(
        null=True, blank=True, help_text=_("After this day the derived state holds again.")
    )

    class Meta(OnRecord.Meta):
        ordering: ClassVar = ["public_since", "recorded_at", "pk"]
        constraints: ClassVar = [
            *OnRecord.Meta.constraints,
            models.CheckConstraint(
                condition=exactly_one(*STATUS_SUBJECTS), name="statement_exactly_one_subject"
            ),
            models.CheckConstraint(
                condition=Q(aspect="force", status__in=choices.FORCE_CODES)
                | Q(aspect="verification", status__in=choices.VERIFICATION_CODES),
                name="statement_word_fits_aspect",
            ),
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(first__isnull=True) | Q(last__gte=F("first")),
                name="statement_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(is_override=False) | ~Q(override_reason=""),
                name="statement_override_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} from {self.first or 'the beginning'} to {self.last or 'an open end'}"


class Condition(OnRecord):
    """An edge of the trigger graph: the dependent needs something else first (or at the same time)."""

    commitment = models.ForeignKey(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="conditions",
    )
    countermeasure = models.ForeignKey(
        Countermeasure,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="conditions",
    )
    needs_commitment = models.ForeignKey(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="unlocks",
    )
    needs_countermeasure = models.ForeignKey(
        Countermeasure,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="unlocks",
    )
    # Null where a commitment or a measure is needed instead: the check wants exactly one of the three.
    needs_words = models.CharField(  # noqa: DJ001
        max_length=300,
        null=True,
        blank=True,
        help_text=_("An outside condition, in words."),
    )
    relation = models.CharField(max_length=8, choices=choices.ConditionRelation)
    wording = models.CharField(max_length=400, help_text=_("The condition as the source words it."))
    said_by = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    met_by = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="meets")
    confidence = models.CharField(max_length=6, choices=choices.Confidence, default="high")

    class Meta(OnRecord.Meta):
        constraints: ClassVar = [
            *OnRecord.Meta.constraints,
            models.CheckConstraint(
                condition=exactly_one("commitment", "countermeasure"),
                name="condition_of_exactly_one",
            ),
            models.CheckConstraint(
                condition=exactly_one("needs_commitment", "needs_countermeasure", "needs_words"),
                name="condition_needs_exactly_one",
            ),
            models.CheckConstraint(
                condition=~Q(commitment=F("needs_commitment"))
                | Q(commitment__isnull=True)
                | Q(needs_commitment__isnull=True),
                name="condition_not_on_itself",
            ),
            models.CheckConstraint(
                condition=~Q(countermeasure=F("needs_countermeasure"))
                | Q(countermeasure__isnull=True)
                | Q(needs_countermeasure__isnull=True),
                name="condition_measure_not_on_itself",
            ),
            models.CheckConstraint(
                condition=Q(relation__in=choices.ConditionRelation.values),
                name="condition_relation_known",
            ),
        ]

    def __str__(self) -> str:
        return self.wording


class CommitmentLink(OnRecord):
    """Genealogy: how a later commitment stands to an earlier one."""

    earlier = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="later_links")
    later = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="earlier_links")
    relation = models.CharField(max_length=10, choices=choices.CommitmentRelation)
    wording = models.CharField(max_length=300, blank=True)

    class Meta(OnRecord.Meta):
        constraints: ClassVar = [
            *OnRecord.Meta.constraints,
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="commitment_link_between_two"),
            models.UniqueConstraint(
                fields=["earlier", "later", "relation"],
                condition=Q(superseded_at__isnull=True),
                name="commitment_link_once",
            ),
        ]

    def __str__(self) -> str:
        return f"C-{self.later_id:03d} {self.get_relation_display()} C-{self.earlier_id:03d}"


class MeasureLink(OnRecord):
    """How one measure stands to another; "answers" is published only where a text says so."""

    measure = models.ForeignKey(Countermeasure, on_delete=models.PROTECT, related_name="links")
    to = models.ForeignKey(Countermeasure, on_delete=models.PROTECT, related_name="linked_from")
    relation = models.CharField(max_length=10, choices=choices.MeasureRelation)
    wording = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=6, choices=choices.Confidence, default="high")
    is_published = models.BooleanField(default=True)

    class Meta(OnRecord.Meta):
        constraints: ClassVar = [
            *OnRecord.Meta.constraints,
            models.CheckConstraint(condition=~Q(measure=F("to")), name="measure_does_not_answer_itself"),
            models.UniqueConstraint(
                fields=["measure", "to", "relation"],
                condition=Q(superseded_at__isnull=True),
                name="measure_link_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.get_relation_display()} {self.to}"


class Rate(OnRecord):
    """One tranche of a tariff: its rate in the source's words, from a day, until a day if stated."""

    countermeasure = models.ForeignKey(Countermeasure, on_delete=models.PROTECT, related_name="rates")
    wording = models.CharField(max_length=300)
    percent = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True, help_text=_("The last day."))

    class Meta(OnRecord.Meta):
        ordering: ClassVar = ["from_on", "pk"]
        constraints: ClassVar = [
            *OnRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(from_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="rate_span_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.wording


class Coverage(OnRecord):
    """What a measure covers: a material of the list, or goods in the source's words."""

    countermeasure = models.ForeignKey(Countermeasure, on_delete=models.PROTECT, related_name="coverage")
    material = models.ForeignKey(
        Material,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="coverage",
    )
    wording = models.CharField(max_length=200, blank=True)
    from_on = models.DateField(
        null=True,
        blank=True,
        help_text=_("When this part starts, if apart from the rest."),
    )
    until_on = models.DateField(null=True, blank=True)

    class Meta(OnRecord.Meta):
        verbose_name_plural = _("coverage")
        constraints: ClassVar = [
            *OnRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(material__isnull=False) | ~Q(wording=""),
                name="coverage_names_something",
            ),
            models.UniqueConstraint(
                fields=["countermeasure", "material", "wording", "from_on"],
                condition=Q(superseded_at__isnull=True),
                nulls_distinct=False,
                name="coverage_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.material or self.wording)


class Delegate(OnRecord):
    """Who sat for a party in a round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="delegates")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations")
    role = models.CharField(max_length=120, default="head of delegation")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(OnRecord.Meta):
        ordering: ClassVar = ["round", "party", "position"]
        constraints: ClassVar = [
            *OnRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["round", "party", "person"],
                condition=Q(superseded_at__isnull=True),
                name="delegate_once_per_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.party}"


class Readout(OnRecord):
    """What one side published about a round, or that it published nothing."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="readouts")
    party = models.ForeignKey(
        Party,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text=_("Empty for a joint text."),
    )
    kind = models.CharField(max_length=16, choices=choices.ReadoutKind)
    title = models.CharField(max_length=300)
    published_on = models.DateField(null=True, blank=True)
    document = models.ForeignKey(
        "sources.Document",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    summary = models.TextField(blank=True, help_text=_("Our words; the text's own stand in evidence."))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(OnRecord.Meta):
        ordering: ClassVar = ["round", "position", "published_on"]

    def __str__(self) -> str:
        return self.title
