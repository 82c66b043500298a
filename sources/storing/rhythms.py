"""What each source's own history says of its press hours: learned once a day, used where nobody stated any."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from zoneinfo import ZoneInfo

from django.db.models import F

from sources.models import Document, Feed, PollHour
from sources.rhythm import WEEKS, learn

SEEN_SOON = dt.timedelta(hours=2)  # of the look before it, for the first sight to tell when an item came


def learn_rhythms(now: dt.datetime) -> int:
    """Write each active feed's rhythm anew; return how many have one."""
    found = 0
    for feed in Feed.objects.active().only("pk", "timezone", "rhythm", "recipe").order_by("pk"):
        rhythm = learn(_moments(feed, now))
        fresh = {}
        if rhythm is not None:
            found += 1
            fresh = {"hours": list(rhythm.hours), "seen": rhythm.items, "days": rhythm.days}
        if fresh != feed.rhythm:
            Feed.objects.filter(pk=feed.pk).update(rhythm=fresh)
    return found


def _moments(feed: Feed, now: dt.datetime) -> list[dt.datetime]:
    """When the items of the last weeks came, on the source's own clock.

    As the source says, where it says the minute; else when they were first seen, if somebody had looked shortly before.
    What the first reading of a list brought, and what came with an outage's end, tells nothing.
    """
    since = now - dt.timedelta(weeks=WEEKS)
    good = PollHour.objects.filter(feed=feed, polls__gt=F("failed"), hour__gte=since - SEEN_SOON)
    looks = list(good.order_by("hour").values_list("hour", flat=True))
    zone = ZoneInfo(feed.timezone)
    moments = []
    rows = Document.objects.filter(feed=feed, first_seen_at__gte=since, first_seen_at__lte=now)
    for seen, listed in rows.values_list("first_seen_at", "extra__listed"):
        came = None
        if isinstance(listed, dict) and listed.get("precision") == "instant" and listed.get("earliest"):
            came = dt.datetime.fromisoformat(listed["earliest"])
        else:
            hour = seen.replace(minute=0, second=0, microsecond=0)
            before = bisect_right(looks, hour - dt.timedelta(hours=1))
            if before and seen - looks[before - 1] <= SEEN_SOON + dt.timedelta(hours=1):
                came = seen
        if came is not None and since <= came <= now:
            moments.append(came.astimezone(zone))
    return moments
