"""Listings that end their worker (memory, time): found by what is missing afterwards, and given a rest after three times.

A killed worker says nothing. But an answer's bytes are kept before they are read, and its line in the log is written with
what came of them: bytes without a line, under a lease that ran out, were being read when the worker died. A lease that
ran out alone says nothing of the feed: a broker may have lost the message.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models.functions import MD5

from sources.listings import dated_url
from sources.models import Feed, Fetch, Snapshot
from sources.values import Severity

from .feeds import settle_failure
from .fetches import write_line

DEATHS = 3
REST = dt.timedelta(days=1)
WORDS = "reading its listing ended the worker three times; it rests for a day, its bytes are kept"


def settle_killed(now: dt.datetime) -> int:
    """Count the feeds whose last reading died, and let those rest that did so three times; return how many rest."""
    rested = 0
    for feed in Feed.objects.active().filter(leased_until__lte=now).order_by("pk"):
        if not _died_reading(feed, now):
            continue
        deaths = feed.pace_state.get("deaths", 0) + 1
        if deaths < DEATHS:
            feed.pace_state = {**feed.pace_state, "deaths": deaths}
            Feed.objects.filter(pk=feed.pk, leased_until__lte=now).update(pace_state=feed.pace_state)
            continue
        line = Fetch(
            feed=feed,
            started_at=now,
            outcome=Fetch.Outcome.FAILED,
            severity=Severity.HARD,
            code="killed",
            note=WORDS,
        )
        with transaction.atomic():
            write_line(line, now, failed=1)
            settle_failure(
                feed, severity=Severity.HARD, words=WORDS, now=now, retry_after_s=round(REST.total_seconds())
            )
        rested += 1
    return rested


def _died_reading(feed: Feed, now: dt.datetime) -> bool:
    url = dated_url(feed.url, now.astimezone(ZoneInfo(feed.timezone)))
    key = hashlib.md5(url.encode(), usedforsecurity=False).hexdigest()
    kept = Snapshot.objects.annotate(url_md5=MD5("url")).filter(url_md5=key).order_by("-fetched_at")
    last = (
        Fetch.objects.filter(feed=feed).order_by("-started_at").values_list("started_at", flat=True).first()
    )
    if last is not None:
        kept = kept.filter(fetched_at__gt=last)
    return kept.exists()
