"""A NUL in the address of a desk page: no column can hold one, and Postgres takes none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.deprecation import MiddlewareMixin


class NulInAddressMiddleware(MiddlewareMixin):
    """Leads to the same page without the parameters that hold one, as the admin does with filters that it cannot read."""

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Return the redirect, None for every other request."""
        if "%00" not in request.META.get("QUERY_STRING", "") or request.method not in ("GET", "HEAD"):
            return None
        if request.resolver_match is None or "admin" not in request.resolver_match.namespaces:
            return None
        kept = request.GET.copy()
        for name in list(kept):
            if any("\x00" in one for one in (name, *kept.getlist(name))):
                del kept[name]
        return HttpResponseRedirect(f"{request.path}?{kept.urlencode()}" if kept else request.path)
