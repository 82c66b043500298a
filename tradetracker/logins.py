"""The desk's login, with a limit on tries.

Five tries in fifteen minutes for one name from one address, fifty for an address whatever the names; then 429 and a
sentence that says how long to wait. A lock of a name alone would let anybody shut an editor out, so there is
none. Counts stand in the Redis-protocol server, shared by all web processes; where it cannot be asked, the login goes
on and a line in the log says so.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import math
import unicodedata

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

WINDOW_S = 15 * 60  # from the first try on; later ones do not make it longer
TRIES_PER_NAME = 5  # from one address
TRIES_PER_ADDRESS = 50
_WAIT = "login_wait_s"


class LimitedLoginForm(AdminAuthenticationForm):
    """Admin's own form; no password is looked at while the limit holds, whether the name exists or not."""

    def clean(self) -> dict[str, object]:
        """Raise ValidationError with the wait in words, or do what admin's form does."""
        if wait := getattr(self.request, _WAIT, 0):
            minutes = max(1, math.ceil(wait / 60))
            raise ValidationError(
                ngettext(
                    "Too many tries from your address. Try again in %(minutes)s minute.",
                    "Too many tries from your address. Try again in %(minutes)s minutes.",
                    minutes,
                )
                % {"minutes": minutes},
                code="too_many_tries",
            )
        return super().clean()


@never_cache
@sensitive_post_parameters()
def login(request: HttpRequest) -> HttpResponse:
    """Admin's login page; a try too many is answered with 429 and Retry-After."""
    if request.method != "POST":
        return admin.site.login(request)
    keys = _keys(request)
    wait = _count(keys)
    setattr(request, _WAIT, wait)
    response = admin.site.login(request)
    if wait:
        log.warning("login refused: too many tries from %s", address_of(request))
        response.status_code = 429
        response.headers["Retry-After"] = str(wait)
    elif response.status_code == 302:  # logged in: what was mistyped before is forgotten
        _forget(keys)
    return response


def address_of(request: HttpRequest) -> str:
    """Return the address a request came from, as the outermost of our own proxies saw it; "" if that is not known.

    ``PROXY_HOPS`` proxies are believed, so what a client writes into X-Forwarded-For itself counts for nothing. Of
    IPv6 the network (/64) is given, which is what one client has.
    """
    stated = str(request.META.get("REMOTE_ADDR", ""))
    hops = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
    if settings.PROXY_HOPS and hops:
        stated = hops[-min(settings.PROXY_HOPS, len(hops))]
    try:
        address = ipaddress.ip_address(stated)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _keys(request: HttpRequest) -> tuple[str, str]:
    """The keys of name with address, and of the address alone; names of any length and letters fit."""
    address = address_of(request)
    name = unicodedata.normalize("NFKC", request.POST.get("username", "")).strip().casefold()
    digest = hashlib.sha256(f"{address}\n{name}".encode("utf-8", "replace")).hexdigest()[:32]
    return f"login:name:{digest}", f"login:address:{address}"


def _count(keys: tuple[str, str]) -> int:
    """Count one try before it is made; return the seconds to wait where it is one too many, else 0."""
    try:
        for key, most in zip(keys, (TRIES_PER_NAME, TRIES_PER_ADDRESS), strict=True):
            cache.add(key, 0, WINDOW_S)
            try:
                tries = cache.incr(key)
            except ValueError:  # it ran out in this very moment
                continue
            if tries > most:
                return _left(key)
    except RedisError as error:
        log.warning("login tries cannot be counted, and are not limited: %s", error)
    return 0


def _left(key: str) -> int:
    """Seconds until the key's window ends."""
    client = cache._cache.get_client(key)  # type: ignore[attr-defined]  # Django's cache has no door to it
    return max(1, int(client.ttl(cache.make_key(key))))


def _forget(keys: tuple[str, str]) -> None:
    name, address = keys
    try:
        cache.delete(name)
        cache.decr(address)
    except ValueError:
        pass  # the window ended meanwhile
    except RedisError as error:
        log.warning("login tries cannot be forgotten: %s", error)
