"""The tables of what was published, from the polled address to the claim in a text.

Rules kept here: bytes come first and never change (Snapshot); a text never changes, a new one is a new
version (DocumentVersion); every offset is a code point, half-open, and checked by the database against
its quote. Rows are written by ``storing`` alone, except the lease that ``claim_due`` takes.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from typing import ClassVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from .urls import host_shown

HALF_DAY = dt.timedelta(hours=12)
PAGES = "page_starts"  # in Document.extra: of a PDF's versions, by number, the offsets where its pages start


class FeedQuerySet(models.QuerySet["Feed"]):
    """Which feeds to look at, and when."""

    def active(self) -> FeedQuerySet:
        """Feeds that are polled at all."""
        return self.filter(is_active=True)

    def claim_due(self, now: dt.datetime, limit: int, *, lease: dt.timedelta, per_host: int = 1) -> list[int]:
        """Take up to ``limit`` due feeds and return their ids, none of which another claimer gets.

        1. Lock due rows that nobody else has locked (SKIP LOCKED), the longest overdue first.
           Where more are due than may be taken, hot ones (a round, an expiry near) go first, with up to three
           quarters of the places: ``limit`` is the one budget, and the rest waits longer instead.
        2. Keep at most ``per_host`` of each host that has no running lease: politeness.
        3. Push ``next_poll_at`` on by ``lease``. A worker that dies leaves nothing behind but that: the
           feed is due again when the lease is over.
        """
        with transaction.atomic():
            leased = self.active().filter(leased_until__gt=now).values_list("host", flat=True)
            busy: dict[str, int] = {}
            for host in leased:
                busy[host] = busy.get(host, 0) + 1
            due = (
                self.active()
                .filter(next_poll_at__lte=now)
                .filter(Q(leased_until__isnull=True) | Q(leased_until__lte=now))
                .order_by("next_poll_at", "pk")
                .select_for_update(skip_locked=True)
                .values_list("pk", "host")
            )
            taken: list[int] = []
            waiting = list(due[: limit * 4])
            if len(waiting) > limit:
                waiting = [*due.filter(pace_hint_until__gt=now)[: limit * 3 // 4], *waiting]
            for pk, host in dict.fromkeys(waiting):
                if busy.get(host, 0) >= per_host:
                    continue
                busy[host] = busy.get(host, 0) + 1
                taken.append(pk)
                if len(taken) == limit:
                    break
            self.model._default_manager.filter(pk__in=taken).update(
                next_poll_at=now + lease, leased_until=now + lease
            )
        return taken


class Feed(models.Model):
    """A polled address: a feed, a JSON list or an HTML list page of one publisher."""

    class Kind(models.TextChoices):
        RSS = "rss", _("RSS")
        ATOM = "atom", _("Atom")
        JSON_FEED = "json_feed", _("JSON Feed")
        JSON_LIST = "json_list", _("JSON list")
        HTML_LIST = "html_list", _("HTML list page")

    slug = models.SlugField(max_length=80, unique=True, help_text=_("Its name in addresses and commands."))
    name = models.CharField(max_length=200, help_text=_("What readers see on the sources page."))
    url = models.URLField(
        max_length=1000,
        unique=True,
        help_text=_("The address polled; {year} stands for the running year."),
    )
    host = models.CharField(max_length=255, editable=False, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind)
    publisher = models.CharField(max_length=200, help_text=_("Who publishes it, as it would be cited."))
    party = models.CharField(
        max_length=10,
        blank=True,
        help_text=_("Code of the party that speaks here (US, CN, EU); empty for news."),
    )
    language = models.CharField(max_length=10, help_text=_("Language of its items: en or zh."))
    timezone = models.CharField(
        max_length=40,
        default="UTC",
        help_text=_("Zone of dates that name none, such as Asia/Shanghai."),
    )
    recipe = models.JSONField(
        default=dict,
        blank=True,
        help_text=_("How to read a list: selectors, date format, fields."),
    )
    is_official = models.BooleanField(default=False, help_text=_("An authority's own words, not a report."))
    is_active = models.BooleanField(default=True, help_text=_("Untick to pause polling."))
    poll_minutes = models.PositiveIntegerField(default=60, help_text=_("Wanted pace, in minutes."))
    pace_hint_until = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("Polled faster until then: a round or an expiry is near."),
    )
    next_poll_at = models.DateTimeField(default=None, null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)
    etag = models.TextField(blank=True, editable=False, help_text=_("As the server sent it."))
    last_modified = models.TextField(blank=True, editable=False, help_text=_("As the server sent it."))
    listing_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    failure_weight = models.FloatField(default=0, editable=False)
    last_ok_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_new_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_error = models.CharField(max_length=300, blank=True, editable=False)
    pace_state = models.JSONField(default=dict, blank=True, editable=False)
    rhythm = models.JSONField(
        default=dict,
        db_default={},
        blank=True,
        editable=False,
        help_text=_("Press hours learned from what it published; those of the recipe go before them."),
    )
    seed_sha256 = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("Hash of the seed that loadfeeds last wrote."),
    )

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["slug"]
        indexes: ClassVar = [
            # The one question asked every minute: which active feeds are due?
            models.Index(fields=["next_poll_at"], condition=Q(is_active=True), name="feed_due"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(poll_minutes__gte=1), name="feed_pace_is_at_least_a_minute"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        """Keep ``host`` in step with ``url``; a new active feed is due at once."""
        self.host = (urlsplit(self.url).hostname or "").lower()
        update_fields = kwargs.get("update_fields")
        if update_fields is not None and "url" in update_fields:
            kwargs["update_fields"] = {*update_fields, "host"}
        super().save(*args, **kwargs)


class Fetch(models.Model):
    """One request and what came of it; pruned after 90 days, the hourly record stays for ever."""

    class Outcome(models.TextChoices):
        NEW = "new", _("new items")
        UNCHANGED = "unchanged", _("nothing new")
        FAILED = "failed", _("failed")

    feed = models.ForeignKey(Feed, null=True, blank=True, on_delete=models.CASCADE, related_name="fetches")
    document = models.ForeignKey(
        "Document",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="fetches",
    )
    started_at = models.DateTimeField()
    elapsed_ms = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=Outcome)
    severity = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=40, blank=True, help_text=_("Short word for a failure: timeout."))
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    snapshot = models.ForeignKey("Snapshot", null=True, blank=True, on_delete=models.SET_NULL)
    n_entries = models.PositiveIntegerField(default=0)
    n_new = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)
    is_cited = models.BooleanField(
        default=False, help_text=_("A statement of silence rests on it: never pruned.")
    )

    class Meta:
        verbose_name_plural = _("fetches")
        indexes: ClassVar = [
            models.Index(fields=["feed", "-started_at"], name="fetch_log_of_feed"),
            models.Index(fields=["started_at"], name="fetch_started"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(feed__isnull=False, document__isnull=True)
                | Q(feed__isnull=True, document__isnull=False),
                name="fetch_of_a_feed_or_a_document",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["new", "unchanged", "failed"]),
                name="fetch_outcome_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feed or self.document} {self.started_at:%Y-%m-%d %H:%M} UTC {self.outcome}"


class PollHour(models.Model):
    """The permanent proof of looking: how often a feed was looked at in one hour (UTC), and what came."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="poll_hours")
    hour = models.DateTimeField(help_text=_("Start of the hour, UTC."))
    polls = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    new_items = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "hour"], name="poll_hour_once_per_feed"),
            models.CheckConstraint(
                condition=Q(failed__lte=F("polls")),
                name="poll_hour_failed_within_polls",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feed} {self.hour:%Y-%m-%d %H}:00 UTC"


class Alarm(models.Model):
    """A source that worries us: failing, quiet against its rhythm, empty where it was not, changed."""

    class Kind(models.TextChoices):
        FAILING = "failing", _("failing")
        QUIET = "quiet", _("quiet against its own rhythm")
        EMPTY = "empty", _("no items where it had some")
        LAYOUT = "layout", _("layout changed")
        FLOOD = "flood", _("more than half of its items are new")
        REMOVED = "removed", _("took items off its list")
        LOST = "lost", _("lists what could not be kept")

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="alarms")
    kind = models.CharField(max_length=10, choices=Kind)
    message = models.CharField(max_length=500)
    details = models.JSONField(default=dict, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["feed", "kind"],
                condition=Q(closed_at__isnull=True),
                name="alarm_one_open_per_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feed}: {self.get_kind_display()}"


class Snapshot(models.Model):
    """The exact bytes we got, gzip-compressed and never changed; everything after can be replayed."""

    url = models.TextField()
    final_url = models.TextField(blank=True)
    fetched_at = models.DateTimeField()
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    content_type = models.CharField(max_length=200, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=64, help_text=_("Of the bytes before compression."))
    size = models.PositiveIntegerField(help_text=_("Bytes before compression."))
    body = models.BinaryField(help_text=_("gzip"))

    class Meta:
        constraints: ClassVar = [
            # md5 of the address: addresses may be longer than an index row can be.
            models.UniqueConstraint(models.functions.MD5("url"), "sha256", name="snapshot_once_per_url"),
        ]

    def __str__(self) -> str:
        return f"{self.url} ({self.sha256[:12]})"


class EchoGroup(models.Model):
    """Copies of one statement or wire story across sources: many reports, one origin."""

    created_at = models.DateTimeField(auto_now_add=True)
    fingerprint = models.BigIntegerField(null=True, blank=True, db_index=True)
    origin = models.ForeignKey("Document", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"echo group {self.pk}"


class DocumentQuerySet(models.QuerySet["Document"]):
    """Questions asked of documents."""

    def unread(self) -> DocumentQuerySet:
        """Documents whose page has not been read yet and still may be."""
        return self.filter(versions__isnull=True, wants_page=True, page_failures__lt=Document.GIVEN_UP)


class Document(models.Model):
    """A published item, whatever its kind; its texts are its versions."""

    class Kind(models.TextChoices):
        ANNOUNCEMENT = "announcement", _("announcement")
        STATEMENT = "statement", _("statement")
        READOUT = "readout", _("readout")
        FACT_SHEET = "fact_sheet", _("fact sheet")
        PRESS_CONFERENCE = "press_conference", _("press conference")
        AGREEMENT_TEXT = "agreement_text", _("agreement text")
        NEWS = "news", _("news")

    class Left(models.TextChoices):
        """Why an item is no longer listed (see ``leaving``); empty where that cannot be told."""

        ROLLED_OFF = "rolled_off", _("it fell off the end of a list of the newest items")
        REMOVED = "removed", _("its publisher took it off the list while older items are still listed")
        GONE = "gone", _("its publisher answers that the page is gone for good")

    TRIES = 3  # failures after which a page is asked for once a day
    GIVEN_UP = 10  # failures after which a page is only read again when an operator wishes it

    canonical_url = models.TextField(
        blank=True, help_text=_("Address as published; empty if it came by hand.")
    )
    identity = models.CharField(
        max_length=64,
        unique=True,
        help_text=_("Hash of what makes it this item: its folded address, or its text."),
    )
    guid = models.TextField(blank=True)
    feed = models.ForeignKey(Feed, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=1000)
    publisher = models.CharField(max_length=200)
    party = models.CharField(
        max_length=10,
        blank=True,
        help_text=_("Code of the party that speaks; empty for news."),
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.NEWS)
    is_official = models.BooleanField(default=False)
    language = models.CharField(max_length=10)
    extra = models.JSONField(
        default=dict,
        blank=True,
        help_text=_("What the listing said: document number, agency."),
    )
    first_seen_at = models.DateTimeField()
    last_listed_at = models.DateTimeField(null=True, blank=True)
    unlisted_since = models.DateTimeField(
        null=True, blank=True, help_text=_("No longer listed; kept all the same.")
    )
    unlisted_as = models.CharField(
        max_length=10,
        blank=True,
        default="",
        db_default="",
        choices=Left,
        help_text=_("Why it is no longer listed, where that can be told."),
    )
    duplicate_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    echo_group = models.ForeignKey(
        EchoGroup,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="documents",
    )
    wants_page = models.BooleanField(default=True, help_text=_("Its page is to be fetched."))
    page_failures = models.PositiveSmallIntegerField(default=0)
    page_tried_at = models.DateTimeField(null=True, blank=True)
    page_error = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(
        "auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-first_seen_at"], name="document_newest"),
            models.Index(models.functions.MD5("canonical_url"), name="document_url_md5"),
            models.Index(
                fields=["page_tried_at"],
                condition=Q(wants_page=True),
                name="document_wants_page",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "feed",
                models.functions.MD5("guid"),
                condition=~Q(guid=""),
                name="document_guid_once_per_feed",
            ),
            models.CheckConstraint(
                condition=Q(duplicate_of__isnull=True) | ~Q(duplicate_of=F("id")),
                name="document_not_its_own_duplicate",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def page_count(self, version: int) -> int:
        """Return how many pages a version has; 0 for a text without pages."""
        return len(self._page_starts(version))

    def page_at(self, version: int, offset: int) -> int:
        """Return the number, from 1, of the page on which a character of a version stands; 0 without pages."""
        return bisect_right(self._page_starts(version), offset)

    def _page_starts(self, version: int) -> list[int]:
        starts = self.extra.get(PAGES)
        return list(starts.get(str(version), ())) if isinstance(starts, dict) else []

    @property
    def host(self) -> str:
        """The host of its address in A-labels: one in letters of another script shows itself as ``xn--``."""
        return host_shown(self.canonical_url)


class VersionQuerySet(models.QuerySet["DocumentVersion"]):
    """Questions asked of versions."""

    def unextracted(self) -> VersionQuerySet:
        """Versions that no rule set has read yet, and that have not failed three times."""
        return self.filter(rules_version="", extract_failures__lt=DocumentVersion.TRIES)


class DocumentVersion(models.Model):
    """A document's text at one moment. The text is never updated; a changed page is a new row."""

    TRIES = 3  # failures after which the rules leave a text alone

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    snapshot = models.ForeignKey(Snapshot, null=True, blank=True, on_delete=models.PROTECT)
    title = models.CharField(max_length=1000)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=10, help_text=_("en, zh-Hans, zh-Hant"))
    published_earliest = models.DateTimeField(null=True, blank=True)
    published_latest = models.DateTimeField(null=True, blank=True)
    published_precision = models.CharField(max_length=10, default="undated")
    published_wording = models.CharField(max_length=300, blank=True)
    seen_at = models.DateTimeField(help_text=_("When these words were first seen here."))
    rules_version = models.CharField(max_length=40, blank=True, help_text=_("Rules that last read it."))
    read_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text=_("When rules first read it; kept by the database.")
    )
    extract_failures = models.PositiveSmallIntegerField(default=0)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["document", "number"]
        indexes: ClassVar = [
            GinIndex(
                fields=["title"],
                opclasses=["gin_trgm_ops"],
                name="version_title_trigrams",
            ),
            models.Index(
                fields=["seen_at"],
                condition=Q(rules_version=""),
                name="version_unextracted",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once_per_document"),
            models.CheckConstraint(
                condition=Q(published_earliest__isnull=True)
                | Q(published_latest__isnull=True)
                | Q(published_earliest__lte=F("published_latest")),
                name="version_published_interval_in_order",
            ),
            models.CheckConstraint(
                condition=Q(
                    published_precision__in=[
                        "instant",
                        "day",
                        "month",
                        "year",
                        "interval",
                        "undated",
                    ]
                ),
                name="version_precision_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (version {self.number})"

    @property
    def is_dated_ahead(self) -> bool:
        """Whether its date lies more than a day after it was seen: kept as it is stated, and told."""
        stated = self.published_earliest
        return stated is not None and stated > self.seen_at + dt.timedelta(days=1)

    def published_day(self, zone: str | None = None) -> dt.date | None:
        """Return the first day on which these words may have been published, as their publisher counts days.

        ``zone``: time zone of the document's feed, where the caller has it; else the feed is read for an instant.
        """
        if zone is None and self.published_precision == "instant" and self.document.feed:
            zone = self.document.feed.timezone
        return day_of_publication(self.published_earliest, self.published_precision, zone)

    @property
    def published_last_day(self) -> dt.date | None:
        """The last such day, of a text that is dated to a span of days; None where no end is known."""
        if self.published_latest is None:
            return None
        return (self.published_latest - HALF_DAY).astimezone(dt.UTC).date()


def day_of_publication(earliest: dt.datetime | None, precision: str, zone: str | None) -> dt.date | None:
    """Return the first day on which a text may have been published, as its publisher counts days.

    A day that a text names is a day of its own place: its bounds are those of a day there, whose middle lies on
    that day in UTC too. An instant is told in ``zone``, that of its feed; UTC where it came by none. None for an
    undated text.
    """
    if earliest is None:
        return None
    if precision != "instant":
        return (earliest + HALF_DAY).astimezone(dt.UTC).date()
    return earliest.astimezone(ZoneInfo(zone or "UTC")).date()


class VersionEdit(models.Model):
    """The edit ledger: what changed between two versions, and whether it changes the meaning."""

    version = models.OneToOneField(DocumentVersion, on_delete=models.CASCADE, related_name="edit")
    previous = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="+")
    is_material = models.BooleanField(help_text=_("A number, date, party, item or modal verb changed."))
    changes = models.JSONField(default=list, help_text=_("List of {kind, before, after, start, stop}."))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(version=F("previous")), name="edit_between_two_versions"),
        ]

    def __str__(self) -> str:
        return f"{'material' if self.is_material else 'typographic'} edit to {self.version}"


class Claim(models.Model):
    """A stored finding: what a rule saw in one version. ``attributes`` hold surface forms only."""

    class Kind(models.TextChoices):
        COMMITMENT = "commitment", _("commitment")
        COUNTERMEASURE = "countermeasure", _("countermeasure")
        CONDITION = "condition", _("condition")
        ROUND = "round", _("round")
        DENIAL = "denial", _("denial")

    class State(models.TextChoices):
        NEW = "new", _("new")
        PROPOSED = "proposed", _("proposed")
        SETTLED = "settled", _("settled")

    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="claims")
    kind = models.CharField(max_length=20, choices=Kind)
    start = models.PositiveIntegerField()
    stop = models.PositiveIntegerField()
    quote = models.TextField()
    attributes = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    rules_version = models.CharField(max_length=40)
    reader = models.CharField(max_length=20, default="rules", help_text=_("rules, or the second reader."))
    confidence = models.FloatField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["version", "start"]
        indexes: ClassVar = [
            models.Index(fields=["created_at"], condition=Q(state="new"), name="claim_waiting"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                models.F("version"),
                models.F("rules_version"),
                models.F("kind"),
                models.F("start"),
                models.F("stop"),
                models.functions.MD5(models.functions.Cast("attributes", models.TextField())),
                name="claim_once_per_span",
            ),
            models.CheckConstraint(condition=Q(stop__gt=F("start")), name="claim_span_not_empty"),
            models.CheckConstraint(
                condition=Q(stop=F("start") + Length("quote")),
                name="claim_span_fits_quote",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "commitment",
                        "countermeasure",
                        "condition",
                        "round",
                        "denial",
                    ]
                ),
                name="claim_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["new", "proposed", "settled"]),
                name="claim_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.quote[:80]}"


class ClaimSettling(models.Model):
    """A span of time in which a claim stood settled: the permanent record behind "read whole" at a past moment.

    Triggers on the claims keep it, so that no code path can forget it; rows are never changed otherwise.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="settlings")
    settled_at = models.DateTimeField()
    reopened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["claim"], condition=Q(reopened_at__isnull=True), name="claim_settled_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id} settled {self.settled_at:%Y-%m-%d %H:%M}"


class SentencePair(models.Model):
    """Two sentences, one in each language version of a statement, that say the same."""

    left = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="pairs_as_left")
    right = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="pairs_as_right")
    left_start = models.PositiveIntegerField()
    left_stop = models.PositiveIntegerField()
    right_start = models.PositiveIntegerField(null=True, blank=True)
    right_stop = models.PositiveIntegerField(null=True, blank=True)
    score = models.FloatField(default=0)
    missing = models.JSONField(
        default=list, help_text=_("Numbers, dates, items or conditions on one side only.")
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["left", "right", "left_start", "right_start"],
                name="pair_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=~Q(left=F("right")), name="pair_of_two_versions"),
            models.CheckConstraint(condition=Q(left_stop__gt=F("left_start")), name="pair_left_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.left_id}:{self.left_start} = {self.right_id}:{self.right_start}"


class EchoPrint(models.Model):
    """What a document's newest text is told by among copies; derived, like the search entry (``echoes``)."""

    document = models.OneToOneField(
        Document, primary_key=True, on_delete=models.CASCADE, related_name="echo_print"
    )
    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.BigIntegerField(
        help_text=_("Simhash of the whole text; 0 for a text without words.")
    )
    length = models.PositiveIntegerField(help_text=_("Of the text, in code points."))
    keys = ArrayField(
        models.BigIntegerField(), help_text=_("Halves of the fingerprint and keys of sentences.")
    )
    is_grouped = models.BooleanField(default=False, help_text=_("Compared with its lookalikes already."))

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["keys"], name="echo_keys"),
            models.Index(fields=["document"], condition=Q(is_grouped=False), name="echo_waiting"),
        ]

    def __str__(self) -> str:
        return f"print of document {self.document_id}"


class SearchEntry(models.Model):
    """The words of a document's newest text. ``band`` groups documents by age, so that a search for a common
    word can stop at the newest ones instead of reading the whole index (``searching``)."""

    BAND = 10_000

    document = models.OneToOneField(
        Document, primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="+")
    band = models.PositiveIntegerField()
    published_on = models.DateField(help_text=_("Earliest day of publication; of first sight where undated."))
    language = models.CharField(max_length=10)
    party = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=20)
    is_official = models.BooleanField(default=False)
    vector = SearchVectorField()

    class Meta:
        verbose_name_plural = _("search entries")
        indexes: ClassVar = [
            GinIndex(fields=["band", "vector"], name="search_words_by_band"),
            models.Index(fields=["-published_on", "-document"], name="search_newest"),
        ]

    def __str__(self) -> str:
        return f"words of document {self.document_id}"
