"""What is no longer listed: said of the document with the reason, told to the editors where an authority removed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F

from sources.leaving import Leaving, Taken, is_older
from sources.models import Alarm, Document, Feed

NAMED = 100  # items that one alarm names


# When a document was last seen in the list is only written now and then: it was there the last time.
_LEFT_THE_END = """
UPDATE sources_document AS document SET unlisted_since = %s, unlisted_as = gone.why,
    last_listed_at = coalesce(gone.last_ok_at, document.last_listed_at)
FROM unnest(%s::bigint[], %s::bigint[], %s::timestamptz[], %s::text[]) AS gone (id, feed_id, last_ok_at, why)
WHERE document.id = gone.id AND document.feed_id = gone.feed_id AND document.unlisted_since IS NULL
"""


def write_leaving(feed: Feed, leaving: Leaving, now: dt.datetime) -> None:
    """Write what a good poll says of items that left the list; nothing is ever deleted."""
    write_leavings([(feed, leaving, feed.last_ok_at)], now)


def write_leavings(leavings: Sequence[tuple[Feed, Leaving, dt.datetime | None]], now: dt.datetime) -> None:
    """Write it for several feeds, each with the time of its last good poll before this one."""
    left = [
        (pk, feed.pk, last, str(why))
        for feed, leaving, last in leavings
        for why, pks in ((Document.Left.ROLLED_OFF, leaving.rolled_off), ("", leaving.unsure))
        for pk in pks
    ]
    if left:
        left.sort(key=lambda one: one[0])
        with connection.cursor() as cursor:
            ids, feeds, lasts, whys = map(list, zip(*left, strict=True))
            cursor.execute(_LEFT_THE_END, [now, ids, feeds, lasts, whys])
    for feed, leaving, _ in leavings:
        if leaving.taken:
            _write_taken(feed, leaving.taken, now)


def back_in_the_list(feed: Feed, document_ids: Sequence[int], now: dt.datetime) -> None:
    """Close the alarm about removed items where all of them are listed again."""
    alarm = Alarm.objects.filter(feed=feed, kind=Alarm.Kind.REMOVED, closed_at__isnull=True).first()
    if alarm is None:
        return
    left = [one for one in alarm.details.get("removed", []) if one["document"] not in set(document_ids)]
    if len(left) == len(alarm.details.get("removed", [])):
        return
    if not left:
        alarm.closed_at = now
    else:
        _describe(alarm, left)
    alarm.save(update_fields=["closed_at", "message", "details"])


def close_removals(alarm_ids: Sequence[int], now: dt.datetime) -> int:
    """Close open alarms about removed items that an editor has looked at; return how many."""
    return Alarm.objects.filter(pk__in=alarm_ids, kind=Alarm.Kind.REMOVED, closed_at__isnull=True).update(
        closed_at=now
    )


def page_is_gone(document: Document, now: dt.datetime) -> None:
    """Say that the publisher answers 410 for this page; a list that still names it does not outweigh that."""
    written = (
        Document.objects.filter(pk=document.pk)
        .exclude(unlisted_as=Document.Left.GONE)
        .update(unlisted_since=now, unlisted_as=Document.Left.GONE)
    )
    if written and document.feed is not None and document.is_official:
        _alarm(document.feed, {document.pk: document.title}, now, now)


def _write_taken(feed: Feed, taken: Sequence[Taken], now: dt.datetime) -> None:
    ids = {one.item for one in taken} | {pk for one in taken for pk in one.witnesses}
    rows = {
        document.pk: document
        for document in Document.objects.filter(pk__in=ids).only(
            "pk", "title", "feed", "extra", "last_listed_at", "is_official", "unlisted_since"
        )
    }
    removed: dict[int, str] = {}
    since = now
    for one in taken:
        document = rows.get(one.item)
        if document is None or document.feed_id != feed.pk or document.unlisted_since is not None:
            continue
        if document.last_listed_at is not None and document.last_listed_at > one.since:
            continue  # another list has it
        why: str = Document.Left.REMOVED
        if one.is_one_of_many:
            why = ""
        elif is_older(_listed_date(document), [_listed_date(rows[pk]) for pk in one.witnesses if pk in rows]):
            why = Document.Left.ROLLED_OFF
        Document.objects.filter(pk=one.item).update(
            unlisted_since=one.since, unlisted_as=why, last_listed_at=one.last or F("last_listed_at")
        )
        if why == Document.Left.REMOVED and document.is_official:
            removed[document.pk] = document.title
            since = min(since, one.since)
    if removed:
        _alarm(feed, removed, since, now)


def _alarm(feed: Feed, removed: Mapping[int, str], since: dt.datetime, now: dt.datetime) -> None:
    """Open the alarm about removed items, or add these to the one that stands until an editor closes it."""
    kept = set(
        Document.objects.filter(pk__in=list(removed), versions__isnull=False).values_list("pk", flat=True)
    )
    items = [
        {"document": pk, "title": title[:300], "since": since.isoformat(), "has_text": pk in kept}
        for pk, title in removed.items()
    ]
    alarm = Alarm.objects.filter(feed=feed, kind=Alarm.Kind.REMOVED, closed_at__isnull=True).first()
    if alarm is None:
        alarm = Alarm(feed=feed, kind=Alarm.Kind.REMOVED, opened_at=now)
    known = [one for one in alarm.details.get("removed", []) if one["document"] not in removed]
    _describe(alarm, [*known, *items])
    # Another worker may open it in the same moment, for a page that is gone.
    with suppress(IntegrityError), transaction.atomic():
        alarm.save()


def _describe(alarm: Alarm, items: Sequence[Mapping[str, Any]]) -> None:
    first = str(items[-1]["title"])
    words = f"{len(items)} items were" if len(items) > 1 else "an item was"
    alarm.message = f"{words} taken off the list or deleted by the publisher; kept here: {first}"[:500]
    alarm.details = {"removed": [dict(one) for one in items[-NAMED:]]}


def _listed_date(document: Document) -> dt.datetime | None:
    stated = document.extra.get("listed", {}).get("earliest") if isinstance(document.extra, dict) else None
    return dt.datetime.fromisoformat(stated) if stated else None
