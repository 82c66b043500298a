"""What lies undone between a listing and the editors' queue, told from rows alone; for the sources pages and watchers.

Each stage leaves its work to a row's state, so that nothing is lost where a worker dies. What nobody does all the same, or
was given up, would be lost without a word; here are the words. Reads only, in one query.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection

from .models import Document, DocumentVersion

LATE_AFTER = dt.timedelta(minutes=30)  # far more than a sweep and a full queue usually take
STUCK_AFTER = dt.timedelta(hours=2)
LOOKED_BACK = dt.timedelta(days=30)  # of what failed: older ones were seen to, or never will be

_COUNT = """
WITH page AS (
    SELECT first_seen_at AS since, page_tried_at, page_failures FROM sources_document AS document
    WHERE wants_page AND canonical_url <> '' AND (page_tried_at IS NULL OR page_failures >= %(page_tries)s)
    AND first_seen_at > %(since)s AND NOT EXISTS (
        SELECT FROM sources_documentversion AS version WHERE version.document_id = document.id
    )
), text AS (
    SELECT seen_at AS since, extract_failures FROM sources_documentversion WHERE rules_version = ''
), work AS (
    SELECT 'pages_waiting' AS stage, since FROM page WHERE page_tried_at IS NULL AND since < %(late)s
    UNION ALL SELECT 'pages_failing', since FROM page WHERE page_failures >= %(page_tries)s AND page_failures < %(given_up)s
    UNION ALL SELECT 'pages_given_up', since FROM page WHERE page_failures >= %(given_up)s
    UNION ALL SELECT 'texts_waiting', since FROM text WHERE extract_failures < %(text_tries)s AND since < %(late)s
    UNION ALL SELECT 'texts_given_up', since FROM text WHERE extract_failures >= %(text_tries)s AND since > %(since)s
    UNION ALL SELECT 'claims_waiting', created_at FROM sources_claim WHERE state = 'new' AND created_at < %(late)s
)
SELECT stage, count(*), min(since) FROM work GROUP BY stage
"""
_WORDS = {
    "pages_waiting": (
        "page was",
        "pages were",
        "not asked for yet",
        "See that worker and scheduler (beat) run.",
    ),
    "pages_failing": (
        "page",
        "pages",
        "could not be read, and will be asked for once a day",
        "Admin, Documents, lists each with its reason.",
    ),
    "pages_given_up": (
        "page",
        "pages",
        "could not be read and will not be asked for again",
        "Admin, Documents, lists each with its reason, and has an action that tries anew.",
    ),
    "texts_waiting": (
        "text was",
        "texts were",
        "not read by the rules yet",
        'See that a worker takes the queue "rules".',
    ),
    "texts_given_up": (
        "text",
        "texts",
        "broke the rules three times and will not be read by them",
        "The worker's log has the fault; after it is mended, manage.py reextract reads them.",
    ),
    "claims_waiting": (
        "finding",
        "findings",
        "did not come to the editors' queue",
        "The worker's log says why; match-pending-claims runs with every tick.",
    ),
}
STAGES = tuple(_WORDS)


@dataclass(frozen=True, slots=True)
class Undone:
    """What lies undone at one of ``STAGES``: how many, since when (UTC), one sentence, and whether work stands still."""

    stage: str
    count: int
    since: dt.datetime
    says: str
    is_stuck: bool

    def as_json(self) -> dict[str, Any]:
        """Plain values; the time as ISO 8601 in UTC."""
        return {
            "stage": self.stage,
            "count": self.count,
            "since": self.since.astimezone(dt.UTC).isoformat(),
            "says": self.says,
            "stuck": self.is_stuck,
        }


def backlog(now: dt.datetime) -> list[Undone]:
    """Return what should have been done by now and was not, in the order of the stages; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNT,
            {
                "late": now - LATE_AFTER,
                "since": now - LOOKED_BACK,
                "page_tries": Document.TRIES,
                "given_up": Document.GIVEN_UP,
                "text_tries": DocumentVersion.TRIES,
            },
        )
        rows = {stage: (count, since) for stage, count, since in cursor.fetchall()}
    return [_undone(stage, *rows[stage], now) for stage in STAGES if stage in rows]


def _undone(stage: str, count: int, since: dt.datetime, now: dt.datetime) -> Undone:
    one, many, what, then = _WORDS[stage]
    says = (
        f"{count} {one if count == 1 else many} {what}, the oldest since {since:%Y-%m-%d %H:%M} UTC. {then}"
    )
    return Undone(stage, count, since, says, stage.endswith("_waiting") and since < now - STUCK_AFTER)
