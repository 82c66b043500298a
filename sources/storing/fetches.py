"""What a request gave: its bytes, its line in the log, the hour in which we looked."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from django.db import connection, transaction
from django.db.models import Case, F, PositiveSmallIntegerField, Q, Value, When
from django.db.models.functions import MD5, Least
from psycopg2.extras import execute_values

from sources.models import Document, Feed, Fetch, PollHour, Snapshot
from sources.values import Fetched, FetchError, FetchOutcome, NotModified, Severity

from .feeds import settle_all, settle_failure, settle_success, succeed
from .leavers import page_is_gone

KEPT_FOR = dt.timedelta(days=90)
PRUNE_BATCH = 5_000
PAGE_LEASE = dt.timedelta(minutes=5)
BEING_READ = "its reading began and did not end"

# Level 1 takes a fifth of the time of level 6 and a fifth more space; most listings are replaced within days.
COMPRESSION = 1

_KEEP = """
INSERT INTO {table} (url, final_url, fetched_at, http_status, content_type, headers, sha256, size, body)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING RETURNING id
"""
_KEEP_ALL = """
INSERT INTO {table} (url, final_url, fetched_at, http_status, content_type, headers, sha256, size, body)
VALUES %s ON CONFLICT DO NOTHING RETURNING id, url, sha256
"""
_COUNT_POLL = """
INSERT INTO sources_pollhour AS known (feed_id, hour, polls, failed, new_items) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (feed_id, hour) DO UPDATE SET
    polls = known.polls + excluded.polls, failed = known.failed + excluded.failed,
    new_items = known.new_items + excluded.new_items
"""


# Columns of a feed's line with their types, which a list of values does not tell.
_LOGGED = {
    "feed_id": "bigint",
    "started_at": "timestamptz",
    "elapsed_ms": "integer",
    "outcome": "text",
    "severity": "text",
    "code": "text",
    "http_status": "smallint",
    "snapshot_id": "bigint",
    "n_entries": "integer",
    "n_new": "integer",
    "note": "text",
}
_LOG_ROW = f"({', '.join(f'%s::{kind}' for kind in _LOGGED.values())}, %s::timestamptz)"
# The lines of polls and the hours in which they were made. In the order of feeds, as all that writes hours.
_LOG = f"""
WITH given AS MATERIALIZED (SELECT * FROM (VALUES %s) AS one ({", ".join(_LOGGED)}, hour)),
counted AS (
    INSERT INTO sources_pollhour AS known (feed_id, hour, polls, failed, new_items)
    SELECT feed_id, hour, count(*), 0, sum(n_new) FROM given GROUP BY feed_id, hour ORDER BY feed_id
    ON CONFLICT (feed_id, hour) DO UPDATE SET
        polls = known.polls + excluded.polls, new_items = known.new_items + excluded.new_items
)
INSERT INTO sources_fetch ({", ".join(_LOGGED)}, is_cited) SELECT {", ".join(_LOGGED)}, false FROM given
RETURNING id, feed_id
"""


class _Told(TypedDict):
    url: str
    final_url: str
    status: int | None
    content_type: str
    headers: Mapping[str, str]


def keep_bytes(
    body: bytes,
    *,
    url: str,
    now: dt.datetime,
    final_url: str = "",
    status: int | None = None,
    content_type: str = "",
    headers: Mapping[str, str] | None = None,
    digest: str = "",
    likely_known: bool = False,
) -> Snapshot:
    """Return the snapshot of these bytes at this address: the one that is kept already, or a new one.

    Called before anything is parsed, so that whatever the parser does, the bytes are there to be replayed.
    ``digest`` is their SHA-256 where the caller has it; ``likely_known`` only says which of the two is tried first.
    """
    digest = digest or hashlib.sha256(body).hexdigest()
    if likely_known and (known := _kept(url, digest)):
        return known
    snapshot = _snapshot(
        body,
        url=url,
        now=now,
        final_url=final_url,
        status=status,
        content_type=content_type,
        headers=headers or {},
        digest=digest,
    )
    with connection.cursor() as cursor:
        cursor.execute(_KEEP.format(table=Snapshot._meta.db_table), _kept_columns(snapshot))
        written = cursor.fetchone()
    if written is None:
        # They are kept already, or another worker was faster with the same bytes.
        known = _kept(url, digest)
        if known is None:
            raise RuntimeError(f"the bytes of {url} could not be kept and are not there either")
        return known
    snapshot.pk = written[0]
    snapshot._state.adding = False
    return snapshot


def keep_answer(answer: Fetched, now: dt.datetime) -> Snapshot:
    """Return the snapshot of an answer that has no log line of its own: a further page of a list."""
    return keep_bytes(answer.body, now=now, digest=answer.sha256, **_told_by(answer))


def _told_by(answer: Fetched) -> _Told:
    """Return what is kept of an answer beside its bytes."""
    return {
        "url": answer.url,
        "final_url": answer.final_url,
        "status": answer.status,
        "content_type": answer.content_type,
        "headers": answer.headers,
    }


def keep_answers(answers: Sequence[tuple[Feed, Fetched]], now: dt.datetime) -> list[Fetch]:
    """Keep the bytes of several feeds' answers, together; return their log lines, unwritten.

    What ``record_fetch`` does with ``write_later`` for one.
    """
    rows: dict[tuple[str, str], Snapshot] = {}
    for _, answer in answers:
        if (answer.url, answer.sha256) not in rows:
            rows[answer.url, answer.sha256] = _snapshot(
                answer.body, now=now, digest=answer.sha256, **_told_by(answer)
            )
    # In one order, so that two workers with the same bytes cannot wait for each other.
    ordered = [rows[key] for key in sorted(rows)]
    with connection.cursor() as cursor:
        written = execute_values(
            cursor.cursor,
            _KEEP_ALL.format(table=Snapshot._meta.db_table),
            [_kept_columns(one) for one in ordered],
            page_size=len(ordered),
            fetch=True,
        )
    pks = {(url, digest): pk for pk, url, digest in written}
    lines = []
    for feed, answer in answers:
        key = (answer.url, answer.sha256)
        snapshot: Snapshot | None = rows[key]
        if key in pks:
            rows[key].pk = pks[key]
            rows[key]._state.adding = False
        else:
            snapshot = _kept(*key)
        lines.append(_line(feed, answer, now, snapshot))
    return lines


def record_fetch(
    subject: Feed | Document, outcome: FetchOutcome, now: dt.datetime, *, write_later: bool = False
) -> Fetch:
    """Log one request of a feed or of a document's page; return its row.

    1. Bytes that are new are kept first. 2. The log line. 3. Of a feed, the hour's count. 4. A failure or a
    304 settles the subject at once; an answer with a body is settled by ``store_entries``,
    ``record_unchanged``, ``record_malformed`` or ``store_version``: until then its validators are not
    believed, so that a worker that dies in between loses nothing. With ``write_later`` the log line of an
    answer with a body is written by the function that settles it, together with what came of it.
    """
    snapshot = None
    if isinstance(outcome, Fetched):
        snapshot = keep_bytes(
            outcome.body,
            now=now,
            digest=outcome.sha256,
            **_told_by(outcome),
            likely_known=isinstance(subject, Feed) and subject.listing_sha256 == outcome.sha256,
        )
        if write_later:
            return _line(subject, outcome, now, snapshot)
    failure = outcome if isinstance(outcome, FetchError) else None
    with transaction.atomic():
        fetch = _line(subject, outcome, now, snapshot)
        fetch.save(force_insert=True)
        if isinstance(subject, Feed):
            count_poll(subject.pk, now, polls=1, failed=1 if failure else 0)
            if failure:
                settle_failure(
                    subject,
                    severity=failure.severity,
                    words=_clean(failure.message) or failure.code,
                    now=now,
                    code=failure.code,
                    retry_after_s=failure.retry_after_s,
                )
            elif isinstance(outcome, NotModified):
                settle_success(subject, now=now, permanent_url=outcome.permanent_url)
        elif failure:
            _page_failed(subject, failure.severity, _clean(failure.message) or failure.code, now)
            if failure.code == "gone":
                page_is_gone(subject, now)
        elif subject.unlisted_as == Document.Left.GONE:  # it answers again
            Document.objects.filter(pk=subject.pk).update(
                page_tried_at=now, unlisted_since=None, unlisted_as=""
            )
        else:
            Document.objects.filter(pk=subject.pk).update(page_tried_at=now)
    return fetch


def record_not_modified(polls: Sequence[tuple[Feed, NotModified]], now: dt.datetime) -> None:
    """Log and settle polls to which the answer was 304, together: what ``record_fetch`` does for one."""
    if not polls:
        return
    settled = [(feed, succeed(feed, now=now, permanent_url=answer.permanent_url)) for feed, answer in polls]
    with transaction.atomic():
        write_lines([_line(feed, answer, now, None) for feed, answer in polls], now)
        settle_all(settled)


def record_unchanged(feed: Feed, answer: Fetched, now: dt.datetime, *, fetch: Fetch | None = None) -> None:
    """Settle a poll whose bytes are those of the poll before, whatever its validators say.

    ``fetch`` is its log line if that is not written yet.
    """
    with transaction.atomic():
        if fetch is not None:
            write_line(fetch, now)
        settle_success(feed, now=now, answer=answer, permanent_url=answer.permanent_url)


def record_malformed(subject: Feed | Document, fetch: Fetch, reason: str, now: dt.datetime) -> None:
    """Settle an answer that could not be read: a soft failure; its bytes stay."""
    words = _clean(f"not readable: {reason}")
    with transaction.atomic():
        fetch.outcome, fetch.severity, fetch.code = Fetch.Outcome.FAILED, Severity.SOFT, "malformed"
        fetch.note = words[:500]
        write_line(fetch, now, failed=1)
        if isinstance(subject, Feed):
            settle_failure(subject, severity=Severity.SOFT, words=words, now=now, code="malformed")
        else:
            _page_failed(subject, Severity.SOFT, words, now, of_bytes=True)


def write_line(fetch: Fetch, now: dt.datetime, *, failed: int = 0, new_items: int = 0) -> None:
    """Write what has come of a request into its log line and, of a feed, into the hour's count."""
    is_new = fetch.pk is None
    if is_new:
        fetch.save(force_insert=True)
    else:
        fetch.save(update_fields=["outcome", "severity", "code", "n_entries", "n_new", "note"])
    if fetch.feed_id is not None and (is_new or failed or new_items):
        count_poll(fetch.feed_id, now, polls=1 if is_new else 0, failed=failed, new_items=new_items)


def write_lines(fetches: Sequence[Fetch], now: dt.datetime) -> None:
    """Write what has come of several polls, each with its ``n_new`` (``write_line`` for all of them)."""
    standing = [fetch for fetch in fetches if fetch.pk is not None]
    fresh = [fetch for fetch in fetches if fetch.pk is None]
    if fresh:
        hour = _hour(now)
        with connection.cursor() as cursor:
            written = execute_values(
                cursor.cursor,
                _LOG,
                [(*(getattr(one, name) for name in _LOGGED), hour) for one in fresh],
                template=_LOG_ROW,
                page_size=len(fresh),
                fetch=True,
            )
        pks: dict[int | None, list[int]] = {}
        for pk, feed_id in written:
            pks.setdefault(feed_id, []).append(pk)
        for fetch in fresh:
            fetch.pk = pks[fetch.feed_id].pop()
            fetch._state.adding = False
    for fetch in standing:
        write_line(fetch, now, new_items=fetch.n_new)


def record_crash(subject: Feed | Document, error: Exception, now: dt.datetime) -> None:
    """Settle a poll or a page on which our own code broke, so that it is seen and not tried for ever."""
    words = _clean(f"fault in the tracker itself: {type(error).__name__}: {error}")
    if isinstance(subject, Feed):
        settle_failure(subject, severity=Severity.SOFT, words=words, now=now, code="crash")
    else:
        _page_failed(subject, Severity.SOFT, words, now, of_bytes=True)


def count_poll(
    feed_id: int, now: dt.datetime, *, polls: int = 0, failed: int = 0, new_items: int = 0
) -> None:
    """Add to the permanent record of the hour (UTC) that holds ``now``."""
    hour = _hour(now)
    if failed > polls:
        # The poll itself is counted already. No upsert: the row it proposes would break a constraint.
        PollHour.objects.filter(feed_id=feed_id, hour=hour).update(failed=F("failed") + failed)
        return
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_POLL, [feed_id, hour, polls, failed, new_items])


def _hour(now: dt.datetime) -> dt.datetime:
    return now.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)


def claim_page(document_id: int, now: dt.datetime) -> bool:
    """Take a document's page for reading; False when somebody else took it in the last five minutes.

    Whatever comes of the reading overwrites what is noted here; where the note still stands at the next try, the
    reading killed its worker (memory, time), which counts as a failure: three of them, and the page is left alone.
    """
    return bool(
        Document.objects.filter(pk=document_id)
        .filter(Q(page_tried_at__isnull=True) | Q(page_tried_at__lte=now - PAGE_LEASE))
        .update(
            page_tried_at=now,
            page_failures=Case(
                When(page_error=BEING_READ, then=F("page_failures") + Value(1)),
                default=F("page_failures"),
                output_field=PositiveSmallIntegerField(),
            ),
            page_error=BEING_READ,
        )
    )


def read_page_again(document_ids: list[int]) -> int:
    """Forget the failures of these documents, so that their pages are tried anew; return how many."""
    return Document.objects.filter(pk__in=document_ids).update(
        wants_page=True, page_failures=0, page_error="", page_tried_at=None
    )


def prune_fetches(now: dt.datetime) -> int:
    """Delete log lines older than 90 days, in batches; return how many.

    Lines that a statement of silence cites stay, and the hourly record stays in any case.
    """
    deleted = 0
    old = Fetch.objects.filter(started_at__lt=now - KEPT_FOR, is_cited=False)
    while ids := list(old.order_by("started_at").values_list("pk", flat=True)[:PRUNE_BATCH]):
        deleted += Fetch.objects.filter(pk__in=ids).delete()[0]
    return deleted


def _snapshot(
    body: bytes,
    *,
    url: str,
    now: dt.datetime,
    final_url: str,
    status: int | None,
    content_type: str,
    headers: Mapping[str, str],
    digest: str,
) -> Snapshot:
    """The row of these bytes, unwritten."""
    return Snapshot(
        url=url,
        final_url=final_url,
        fetched_at=now,
        http_status=status,
        content_type=_clean(content_type)[:200],
        headers={_clean(name): _clean(value) for name, value in headers.items()},
        sha256=digest,
        size=len(body),
        body=gzip.compress(body, COMPRESSION, mtime=0),
    )


def _kept_columns(one: Snapshot) -> tuple[Any, ...]:
    return (
        *(one.url, one.final_url, one.fetched_at, one.http_status, one.content_type, json.dumps(one.headers)),
        *(one.sha256, one.size, one.body),
    )


def _page_failed(
    document: Document, severity: Severity, words: str, now: dt.datetime, *, of_bytes: bool = False
) -> None:
    """Count a failed try. ``of_bytes``: they came and could not be read, which another try seldom mends.

    What is gone for good, and bytes that broke three times, are given up; an answer that did not come is asked for
    again (``tasks.unread_pages``), and what surely passes never counts as given up.
    """
    failures = F("page_failures") + 1
    counted: Any = Least(failures, Document.GIVEN_UP)
    if severity == Severity.HARD:
        counted = Value(Document.GIVEN_UP)
    elif of_bytes:
        counted = Case(
            When(page_failures__gte=Document.TRIES - 1, then=Value(Document.GIVEN_UP)),
            default=failures,
            output_field=PositiveSmallIntegerField(),
        )
    elif severity == Severity.TEMPORARY:
        counted = Least(failures, Document.GIVEN_UP - 1)
    Document.objects.filter(pk=document.pk).update(
        page_failures=counted, page_error=words[:300], page_tried_at=now
    )


def _line(
    subject: Feed | Document, outcome: FetchOutcome, now: dt.datetime, snapshot: Snapshot | None
) -> Fetch:
    """The log line of a request, unwritten."""
    failure = outcome if isinstance(outcome, FetchError) else None
    status = {Fetched: getattr(outcome, "status", None), NotModified: 304}.get(type(outcome))
    return Fetch(
        feed=subject if isinstance(subject, Feed) else None,
        document=subject if isinstance(subject, Document) else None,
        started_at=now,
        elapsed_ms=outcome.elapsed_ms,
        outcome=Fetch.Outcome.FAILED if failure else Fetch.Outcome.UNCHANGED,
        severity=failure.severity if failure else "",
        code=failure.code[:40] if failure else "",
        http_status=failure.status if failure else status,
        snapshot=snapshot,
        note=_clean(failure.message)[:500] if failure else "",
    )


def _kept(url: str, digest: str) -> Snapshot | None:
    # By the md5 of the address, as the unique index has it.
    key = hashlib.md5(url.encode(), usedforsecurity=False).hexdigest()
    return (
        Snapshot.objects.annotate(url_md5=MD5("url")).filter(url_md5=key, sha256=digest).defer("body").first()
    )


def _clean(text: str) -> str:
    """Return text that Postgres takes: no NUL, no lone surrogate."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()
