"""What every public page does: read the question's dates, refuse what cannot be read, answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .asking import Asking, Problem, read_choice, read_day, read_question
from .freshness import Freshness, is_anonymous, keep_private, mark_by_content

Page = Callable[..., HttpResponse]


class NotYetPublic(Exception):
    """Nothing of what a page is about was public at the asked dates; answered with a page of status 404."""


class Refused(Exception):
    """Parameters of a page that cannot be read; answered with a page of status 400 that tells them."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.name for problem in problems))
        self.problems = problems


def asked(view: Page) -> Page:
    """Give a view the question (``asking``) as its second argument; GET and HEAD only.

    A date that cannot be read gives a page that says so, with status 400. The page carries a hash of what
    it shows as its ETag.
    """
    return _asked(view, is_of_record=False)


def asked_of_record(view: Page) -> Page:
    """As ``asked``, for a view that reads nothing but the tables under the stamp (``freshness.py``).

    A reader who has the page as it still is gets 304 before anything is assembled.
    """
    return _asked(view, is_of_record=True)


def _asked(view: Page, *, is_of_record: bool) -> Page:
    @require_safe
    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asking, problems = read_question(request.GET, timezone.now())
        if problems:
            return refuse(request, problems)
        is_public = is_anonymous(request)
        fresh = Freshness(request, asking.today) if is_public and is_of_record else None
        if fresh is not None and (unchanged := fresh.unchanged()) is not None:
            return unchanged
        try:
            response = view(request, asking, *args, **kwargs)
        except Refused as refused:
            return refuse(request, refused.problems)
        except NotYetPublic:
            response = not_yet_public(request, asking)
        if not is_public:
            return keep_private(response)
        if response.status_code != 200 or response.streaming:
            return response
        return fresh.mark(response) if fresh is not None else mark_by_content(request, response)

    return answering


def filters(request: HttpRequest, **allowed: Mapping[str, str]) -> dict[str, str]:
    """Return the filters of a list page, "" where not given. ``allowed``: per name, value -> label.

    Raises Refused for a value that is not offered.
    """
    problems: list[Problem] = []
    chosen = {name: read_choice(request.GET, name, words, problems) for name, words in allowed.items()}
    if problems:
        raise Refused(problems)
    return chosen


def day_of(request: HttpRequest, name: str) -> dt.date | None:
    """Return a day that a page takes besides the three dates. Raises Refused for what is no day."""
    problems: list[Problem] = []
    day = read_day(request.GET, name, problems)
    if problems:
        raise Refused(problems)
    return day


def answer(
    request: HttpRequest, asking: Asking, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Return the page; every template gets ``asking`` for its dates."""
    return render(request, template, {"asking": asking, **context}, status=status)


def refuse(request: HttpRequest, problems: list[Problem]) -> HttpResponse:
    """Return the page that tells what in an address could not be read (400)."""
    return render(request, "400.html", {"problems": problems, "path": request.path}, status=400)


def not_yet_public(request: HttpRequest, asking: Asking) -> HttpResponse:
    """Return the page (404) for a record that was not public, or not on record, at the asked dates."""
    return answer(
        request,
        asking,
        "404.html",
        {
            "message": _("Nothing about this was public, or on record here, at the dates you asked for."),
            "path": request.path,
        },
        status=404,
    )
