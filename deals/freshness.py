"""Validators of pages: an ETag and a Last-Modified that change exactly when a page shows something else.

Two steps, so that they are exact *and* cheap:

1. The ETag is a hash of the page as rendered, without the moment in its permanent link. A write to another
   deal leaves it alone; midnight changes it only where a countdown or a state moved on.
2. One row of the database, the *stamp*, changes with every committed write to a table that such pages read
   (triggers, see the migration ``stamp``). While the stamp, the day and the code are what they were, a
   page must come out as it did, so a reader who still has it is answered by one query and one look into
   the cache, and nothing is assembled.

What the cache loses costs a rendering, never a wrong answer. Pages for a signed-in reader are not kept.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language
from redis.exceptions import RedisError

KEEP_SECONDS = 7 * 24 * 60 * 60
_MOMENT = re.compile(rb"recorded=[0-9A-Za-z%:.+\-]+")
_CODE = ("templates/**/*.html", "static/css/*.css", "static/js/*.js", "deals/**/*.py", "sources/**/*.py")


@dataclass(frozen=True, slots=True)
class Stamp:
    """The last committed write to what pages show. ``changed_at``: its moment by the database's clock."""

    value: str
    changed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Validators:
    """What an address was last answered with, and under which stamp, day and code."""

    under: str
    etag: str
    modified: int  # seconds since 1970, UTC


def read_stamp() -> Stamp | None:
    """Return the stamp; None in a database that was never written to. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT transaction::text, changed_at FROM deals_stamp")
        row = cursor.fetchone()
    return Stamp(f"{row[0]}-{row[1].timestamp()}", row[1]) if row else None


def is_anonymous(request: HttpRequest) -> bool:
    """True for a reader without a session, who is shown what everybody is shown."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


class Freshness:
    """The validators of one request for a page that is made of stamped tables alone."""

    def __init__(self, request: HttpRequest, today: dt.date) -> None:
        self.request = request
        self.today = today
        self.stamp = read_stamp()
        self.under = f"{self.stamp.value if self.stamp else ''} {today.isoformat()} {_code()}"
        self.key = _key(request)
        self.kept = _get(self.key)

    def unchanged(self) -> HttpResponse | None:
        """Return 304 if the reader has the page as it still is, without assembling it; else None."""
        kept = self.kept
        if self.stamp is None or kept is None or kept.under != self.under or settings.DEBUG:
            return None
        response = get_conditional_response(self.request, kept.etag, kept.modified)
        return _with_headers(response, kept) if response is not None else None

    def mark(self, response: HttpResponse) -> HttpResponse:
        """Put the validators on a rendered page, and return 304 in its place if the reader has it already."""
        etag = etag_of(response.content, self.request)
        if self.kept is not None and self.kept.etag == etag:
            modified = self.kept.modified
        else:
            midnight = dt.datetime.combine(self.today, dt.time(), dt.UTC)
            modified = int(max(self.stamp.changed_at if self.stamp else midnight, midnight).timestamp())
        made = Validators(self.under, etag, modified)
        if made != self.kept and self.stamp is not None:
            _set(self.key, made)
        _with_headers(response, made)
        return _answered(self.request, response, made)


def mark_by_content(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Put a hash of the rendered page on it, for pages that show more than stamped tables."""
    etag = etag_of(response.content, request)
    made = Validators("", etag, 0)
    _with_headers(response, made)
    return _answered(request, response, made)


def _answered(request: HttpRequest, response: HttpResponse, made: Validators) -> HttpResponse:
    """Return the response, or 304 in its place if the reader has it already. ``modified`` 0 is not compared."""
    answered = get_conditional_response(request, made.etag, made.modified or None, response)
    return response if answered is None or answered is response else _with_headers(answered, made)


def keep_private(response: HttpResponse) -> HttpResponse:
    """Mark a page of a signed-in reader: no shared cache may keep it."""
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


def etag_of(content: bytes, request: HttpRequest) -> str:
    """Return the weak ETag of a page. The moment in permanent links counts only where it was asked for."""
    if not request.GET.get("recorded"):
        content = _MOMENT.sub(b"recorded=", content)
    return f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'


def _with_headers(response: HttpResponse, made: Validators) -> HttpResponse:
    response.headers["ETag"] = made.etag
    if made.modified:
        response.headers["Last-Modified"] = http_date(made.modified)
    response.headers["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response


def _key(request: HttpRequest) -> str:
    query = urlencode(sorted((name, value) for name, found in request.GET.lists() for value in found))
    told = "\n".join([request.get_host(), request.path, query, get_language() or ""])
    return "page:" + hashlib.sha256(told.encode()).hexdigest()


def _get(key: str) -> Validators | None:
    try:
        kept = cache.get(key)
    except (RedisError, OSError):
        return None
    return Validators(*kept) if kept else None


def _set(key: str, made: Validators) -> None:
    try:
        cache.set(key, (made.under, made.etag, made.modified), KEEP_SECONDS)
    except (RedisError, OSError):
        return  # a page is no worse for it, only dearer the next time


@lru_cache(maxsize=1)
def _code() -> str:
    """A hash of what turns rows into pages, so that a new release sends its pages anew."""
    whole = hashlib.sha256()
    for pattern in _CODE:
        for path in sorted(Path(settings.BASE_DIR).glob(pattern)):
            whole.update(path.read_bytes())
    return whole.hexdigest()[:16]
