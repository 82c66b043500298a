"""When the record expects news: rounds, due days and ends of periods make the sources of their parties hot.

Deals tells sources through one function, ``storing.hint_pace``; what is hot is only asked more often within the
feed's own bounds and the one budget of requests that every tick has.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db.models import Q

from sources.models import Feed

from .models import CommitmentTerms, Deal, Round, Status

BEFORE = dt.timedelta(days=3)  # of a due day or an end: successors are announced in the last days
AFTER = dt.timedelta(days=3)
ROUND_BEFORE = dt.timedelta(days=1)
ROUND_AFTER = dt.timedelta(days=2)  # readouts and fact sheets come in the days after
LASTS = dt.timedelta(hours=2)  # of one hint: renewed while the window is open, gone soon after it shuts


def hot_parties(today: dt.date) -> dict[str, list[str]]:
    """Return code of a party -> why its sources are hot on ``today`` (a day in UTC), in words."""
    reasons: dict[int, set[str]] = defaultdict(set)
    for one in Round.objects.filter(
        starts_on__lte=today + ROUND_BEFORE, ends_on__gte=today - ROUND_AFTER, date_precision="day"
    ):
        reasons[one.deal_id].add(f"round {one.name_en}")
    first, last = today - AFTER, today + BEFORE
    due = CommitmentTerms.objects.on_record().filter(due_on__range=(first, last))
    for deal_id, day in due.values_list("commitment__deal_id", "due_on"):
        reasons[deal_id].add(f"a commitment is due on {day}")
    # The stored end is the day after the last one.
    one_day = dt.timedelta(days=1)
    ending = Status.objects.on_record().filter(
        public_until__isnull=True, effective__endswith__range=(first + one_day, last + one_day)
    )
    for deal_id in Deal.objects.filter(
        Q(countermeasures__statuses__in=ending)
        | Q(commitments__statuses__in=ending)
        | Q(agreements__statuses__in=ending)
    ).values_list("pk", flat=True):
        reasons[deal_id].add("a period ends within three days")
    found: dict[str, list[str]] = defaultdict(list)
    for deal in Deal.objects.filter(pk__in=reasons).prefetch_related("parties"):
        for party in deal.parties.all():
            found[party.code] += sorted(reasons[deal.pk])
    return dict(found)


def hot_feeds(today: dt.date) -> list[int]:
    """Return the feeds of hot parties: their own, and those of their authorities (CN-MOFCOM under CN)."""
    codes = hot_parties(today)
    return [
        pk
        for pk, party in Feed.objects.active().exclude(party="").values_list("pk", "party")
        if party in codes or party.partition("-")[0] in codes
    ]
