"""Synthetic deals with rounds, commitments, measures, statuses, events and pinned quotes."""

from __future__ import annotations

import datetime as dt
import random

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from deals import choices
from deals.models import (
    Commitment,
    CommitmentTerms,
    Countermeasure,
    Deal,
    Event,
    Evidence,
    Party,
    Round,
    Status,
)
from sources.models import DocumentVersion

ROUNDS, COMMITMENTS, MEASURES = 5, 12, 10
FIRST_DAY = dt.date(2025, 1, 20)
SPAN_DAYS = 660
_NAMES = {"US": ("united-states", "United States", "美国"), "CN": ("china", "China", "中国")}


def make_record(first: int, deals: int, events: int, now: dt.datetime) -> None:
    """Write ``deals`` synthetic deals, numbered from ``first``, with ``events`` events shared out among them."""
    parties = [_party(code) for code in ("US", "CN")]
    versions = list(
        DocumentVersion.objects.filter(document__canonical_url__startswith="https://synthetic.invalid/")
        .order_by("pk")
        .values_list("pk", "text")[: max(events, 1)]
    )
    for place in range(deals):
        number = first + place
        share = events // deals + (1 if place < events % deals else 0)
        with transaction.atomic():
            _deal(number, share, parties, versions, place * (events // deals), now)


def _party(code: str) -> Party:
    slug, name_en, name_zh = _NAMES[code]
    found = Party.objects.filter(code=code).first()
    return found or Party.objects.create(
        code=code, slug=f"synthetic-{slug}", name_en=f"{name_en} (synthetic)", name_zh=name_zh, kind="state"
    )


def _deal(
    number: int,
    events: int,
    parties: list[Party],
    versions: list[tuple[int, str]],
    offset: int,
    now: dt.datetime,
) -> None:
    chance = random.Random(number)
    deal = Deal.objects.create(
        slug=f"synthetic-{number}",
        title_en=f"[Synthetic] deal {number}",
        title_zh=f"【合成】协议{number}",
        stage="made up for load tests",
        summary=f"Synthetic deal {number}: nothing in it happened.",
        position=1_000,
    )
    deal.parties.set(parties)

    def day() -> dt.date:
        return FIRST_DAY + dt.timedelta(days=chance.randrange(SPAN_DAYS))

    rounds = Round.objects.bulk_create(
        Round(
            deal=deal,
            kind="talks",
            slug=f"synthetic-round-{n}",
            name_en=f"[Synthetic] round {n}",
            starts_on=FIRST_DAY + dt.timedelta(days=100 * n),
            ends_on=FIRST_DAY + dt.timedelta(days=100 * n + 1),
            place="Nowhere",
            public_since=FIRST_DAY + dt.timedelta(days=100 * n + 1),
        )
        for n in range(ROUNDS)
    )
    commitments = Commitment.objects.bulk_create(
        Commitment(
            slug=f"synthetic-{number}-{n}",
            deal=deal,
            round=rounds[n % ROUNDS],
            obligor=parties[n % 2],
            obligee=parties[1 - n % 2],
        )
        for n in range(COMMITMENTS)
    )
    CommitmentTerms.objects.bulk_create(
        CommitmentTerms(
            commitment=one,
            text_en=f"Synthetic: reviews licences of file {number}-{n}.",
            action="REVIEW",
            object="licences",
            modality="will",
            public_since=rounds[n % ROUNDS].ends_on,
        )
        for n, one in enumerate(commitments)
    )
    measures = Countermeasure.objects.bulk_create(
        Countermeasure(
            slug=f"synthetic-{number}-{n}",
            title_en=f"[Synthetic] export control {number}-{n}",
            imposed_by=parties[n % 2],
            kind=chance.choice(choices.MeasureKind.values),
            public_since=FIRST_DAY + dt.timedelta(days=30 * n),
        )
        for n in range(MEASURES)
    )
    first_days = [FIRST_DAY + dt.timedelta(days=30 * n) for n in range(MEASURES)]
    deal.countermeasures.set(measures)
    subjects = [{"countermeasure": one} for one in measures] + [{"commitment": one} for one in commitments]
    kinds = [kind for kind in choices.EventKind.values if kind not in ("round", "leaders")]
    made = []
    for n in range(events):
        on = day()
        about = subjects[n % len(subjects)] if n % 3 else {}
        made.append(
            Event(
                deal=deal,
                kind=chance.choice(kinds),
                title_en=f"[Synthetic] event {number}-{n}",
                actor=parties[n % 2],
                occurred_earliest=on,
                occurred_latest=on,
                public_since=on,
                **about,
            )
        )
    written = Event.objects.bulk_create(made)
    Status.objects.bulk_create(
        Status(
            countermeasure=one,
            status=code,
            effective=DateRange(
                first + dt.timedelta(days=begin), first + dt.timedelta(days=end) if end else None
            ),
            public_since=first,
        )
        for one, first in zip(measures, first_days, strict=True)
        for code, begin, end in (("in_force", 0, 200), ("suspended", 200, 500), ("in_force", 500, None))
    )
    if versions:
        Evidence.objects.bulk_create(
            _evidence(event, *versions[(offset + n) % len(versions)]) for n, event in enumerate(written)
        )


def _evidence(event: Event, version_id: int, text: str) -> Evidence:
    start = text.index("\n\n") + 2
    stop = text.find("\n\n", start)
    stop = stop if stop > 0 else len(text)
    return Evidence(
        event=event,
        version_id=version_id,
        start=start,
        stop=stop,
        quote=text[start:stop],
        before=text[max(0, start - 30) : start],
        after=text[stop : stop + 30],
        public_since=event.public_since,
    )
