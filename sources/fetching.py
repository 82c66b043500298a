"""The only door to the network: guarded, capped and on a wall clock.

Every connection made here looks its host up once, refuses it when any answer is an address that
must not be reached, and connects to one of the answers it has just checked, so that a name which
changes its mind between the look and the leap gains nothing. Redirects are followed by hand and
each hop goes through the same gate. Nothing here knows Django; limits are arguments.
"""

from __future__ import annotations

import base64
import datetime as dt
import email.utils
import functools
import ipaddress
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from http.client import IncompleteRead as ShortRead
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import certifi
import urllib3
from protego import Protego
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, IncompleteRead, InvalidChunkLength, ProtocolError

from sources.addresses import (
    IPNetwork,
    RefusedAddress,
    RefusedURL,
    Target,
    parse_networks,
    parse_target,
    refusal,
)
from sources.decoding import Decoding, TooLarge, Undecodable, accepted
from sources.values import Fetched, FetchError, FetchOutcome, NotModified, Severity

Clock = Callable[[], float]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/json;q=0.9, "
    "application/xml;q=0.9, text/html;q=0.8, application/pdf;q=0.7, */*;q=0.5"
)
_CHUNK = 65536
ROBOTS_MAX_BYTES = 512_000  # RFC 9309 asks parsers to take at least 500 KiB
ROBOTS_TTL_S = 24 * 3600.0  # RFC 9309: not older than 24 hours
ROBOTS_RETRY_S = 600.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may cost and where it may go. All times in seconds, all sizes in bytes.

    ``total_s`` is wall-clock time for the whole fetch with all its hops; ``max_bytes`` counts
    decoded bytes. ``allow_networks`` are CIDR networks permitted besides public addresses (on any
    port); elsewhere only ``allow_ports`` are. ``proxy`` (``http://[user:password@]host:port``) is a
    trusted hop; targets are still checked, the environment's proxy variables are not read.
    ``ca_file`` adds certificate authorities. ``respect_robots`` asks robots.txt first.
    """

    user_agent: str
    connect_s: float = 10.0
    total_s: float = 20.0
    max_bytes: int = 10_000_000
    max_redirects: int = 5
    allow_networks: tuple[str, ...] = ()
    proxy: str = ""
    allow_ports: tuple[int, ...] = (80, 443)
    allow_downgrade: bool = False
    ca_file: str = ""
    respect_robots: bool = False


def fetch(
    url: str,
    *,
    limits: Limits,
    etag: str = "",
    last_modified: str = "",
    kept: Kept | None = None,
    clock: Clock = time.monotonic,
) -> FetchOutcome:
    """GET ``url`` and return its whole decoded body, NotModified, or FetchError; raises nothing expected.

    ``etag`` and ``last_modified`` are an earlier answer's headers, sent back verbatim. ``kept`` lends the connection
    of the fetch before, where that led to the same host, and gets this one's. Codes of
    FetchError: bad_url, refused_address, dns, connection, tls, timeout, too_large, undecodable,
    bad_response, too_many_redirects, bad_redirect, downgrade, not_allowed_by_robots,
    robots_unreachable, gone, rate_limited, http_NNN (404, 403, 503, ...).
    """
    headers = {"Accept": _ACCEPT}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    robots = functools.partial(_robots_refusal, clock=clock) if limits.respect_robots else None
    return _Exchange(url, limits, clock, kept=kept).run("GET", headers, b"", robots)


def post_json(
    url: str,
    payload: Any,
    *,
    limits: Limits,
    headers: Mapping[str, str] | None = None,
    clock: Clock = time.monotonic,
) -> Fetched | FetchError:
    """POST ``payload`` as JSON (bytes are sent as they are, so that a signature stays true).

    Follows no redirect: one comes back as ``bad_redirect``. Any 2xx answer is Fetched. Same gate,
    deadline and caps as ``fetch``.
    """
    body = payload if isinstance(payload, bytes) else json.dumps(payload, ensure_ascii=False).encode()
    sent = {"Content-Type": "application/json", "Accept": "application/json, */*;q=0.5", **(headers or {})}
    outcome = _Exchange(url, limits, clock).run("POST", sent, body, None)
    if isinstance(outcome, NotModified):
        return _http_error(url, 304, {}, outcome.elapsed_ms)
    return outcome


def robots_allows(url: str, *, limits: Limits, clock: Clock = time.monotonic) -> bool:
    """Say whether the host's robots.txt lets ``limits.user_agent`` fetch ``url``.

    RFC 9309: a missing file (4xx) allows everything, an unreachable one (5xx, no answer) nothing
    until it answers again. The file is kept in this process for a day, a failure for ten minutes.
    A URL that may not be fetched at all is not allowed either.
    """
    try:
        target = parse_target(url)
    except RefusedURL:
        return False
    return _robots_refusal(target, limits, clock=clock) is None


# --- one fetch, with its hops ---------------------------------------------------------------------


class _Failure(Exception):
    """Carries a FetchError's code through the layers of one exchange."""

    def __init__(self, code: str, message: str, severity: Severity) -> None:
        super().__init__(message)
        self.code, self.message, self.severity = code, message, severity


_RobotsCheck = Callable[[Target, Limits], "FetchError | None"]


class _Exchange:
    """One fetch with its hops. ``cut_at``: of a longer body take that many bytes instead of refusing it."""

    def __init__(
        self, url: str, limits: Limits, clock: Clock, *, cut_at: int = 0, kept: Kept | None = None
    ) -> None:
        self.url, self.limits, self.clock, self.cut_at, self.kept = url, limits, clock, cut_at, kept
        self.started = clock()
        self.deadline = self.started + limits.total_s
        self.networks = parse_networks(limits.allow_networks)
        self.hops: list[tuple[str, int, str]] = []
        self.permanent = ""
        self.cookies: dict[str, dict[str, str]] = {}

    def elapsed_ms(self) -> int:
        return round((self.clock() - self.started) * 1000)

    def error(self, failure: _Failure) -> FetchError:
        return FetchError(
            self.url, failure.code, failure.message, failure.severity, elapsed_ms=self.elapsed_ms()
        )

    def run(
        self, method: str, headers: dict[str, str], body: bytes, robots: _RobotsCheck | None
    ) -> FetchOutcome:
        try:
            return self._run(method, headers, body, robots)
        except _Failure as failure:
            return self.error(failure)

    def _run(
        self, method: str, headers: dict[str, str], body: bytes, robots: _RobotsCheck | None
    ) -> FetchOutcome:
        url, chain_is_permanent = self.url, True
        while True:
            try:
                target = parse_target(url)
            except RefusedURL as error:
                where = "" if url == self.url else f" (redirected to {url[:200]!r})"
                raise _Failure("bad_url", f"{error}{where}", Severity.HARD) from None
            if robots is not None and (refused := robots(target, self.limits)) is not None:
                return FetchError(
                    self.url, refused.code, refused.message, refused.severity, elapsed_ms=self.elapsed_ms()
                )
            status, answer_headers, answer_body, peer = self._hop(target, method, headers, body)
            self.hops.append((target.url, status, peer))
            if status in REDIRECTS and "location" in answer_headers:
                if method != "GET":
                    raise _Failure(
                        "bad_redirect", f"answered {status}; not followed for {method}", Severity.SOFT
                    )
                if len(self.hops) > self.limits.max_redirects:
                    raise _Failure(
                        "too_many_redirects",
                        f"more than {self.limits.max_redirects} redirects",
                        Severity.SOFT,
                    )
                url = self._next(target, answer_headers["location"])
                chain_is_permanent = chain_is_permanent and status in PERMANENT
                if chain_is_permanent:
                    self.permanent = url
                continue
            return self._outcome(target, method, headers, status, answer_headers, answer_body)

    def _next(self, target: Target, location: str) -> str:
        # http.client hands headers over as latin-1; servers that send raw UTF-8 here mean UTF-8.
        location = location.encode("latin-1", "replace").decode("utf-8", "replace").strip(" \t")
        if not location:
            raise _Failure("bad_redirect", "redirected to nothing", Severity.SOFT)
        try:
            url = urljoin(target.url, location.replace(" ", "%20"))
        except ValueError as error:
            raise _Failure("bad_url", f"redirected to {location[:200]!r}: {error}", Severity.HARD) from None
        url = url.partition("#")[0]
        if target.scheme == "https" and url.lower().startswith("http:") and not self.limits.allow_downgrade:
            raise _Failure("downgrade", f"redirected from https to {url[:200]}", Severity.SOFT)
        return url

    def _outcome(
        self,
        target: Target,
        method: str,
        sent: Mapping[str, str],
        status: int,
        headers: dict[str, str],
        body: bytes,
    ) -> FetchOutcome:
        conditional = "If-None-Match" in sent or "If-Modified-Since" in sent
        if status == 304 and conditional:
            return NotModified(self.url, self.elapsed_ms(), self.permanent)
        if status in (200, 203) or (method == "POST" and 200 <= status < 300):
            return Fetched(
                url=self.url,
                final_url=target.url,
                status=status,
                headers=headers,
                body=body,
                elapsed_ms=self.elapsed_ms(),
                permanent_url=self.permanent,
                hops=tuple(self.hops),
            )
        return _http_error(self.url, status, headers, self.elapsed_ms())

    def _hop(
        self, target: Target, method: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes, str]:
        sent = {
            "Host": target.netloc,
            "User-Agent": self.limits.user_agent,
            "Accept-Encoding": accepted(),
            **headers,
        }
        # Some front ends answer a first visit with a cookie and a redirect to the same page.
        if jar := self.cookies.get(target.host):
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
        path = target.path
        if self.limits.proxy and target.scheme == "http":
            path = target.url
            if credentials := _proxy_credentials(self.limits.proxy):
                sent["Proxy-Authorization"] = credentials
        connection = self.kept.take(target, self) if self.kept is not None else None
        is_whole = False
        try:
            response = None
            if connection is not None:
                try:
                    response = _ask(connection, method, path, body, sent)
                except (ConnectionError, HTTPException, ssl.SSLError):
                    connection.close()  # its server did not keep it: ask anew, on one of our own
            if connection is None or response is None:
                connection = _connection(target, self)
                response = _ask(connection, method, path, body, sent)
            answer_headers = {name.lower(): value for name, value in response.headers.itermerged()}
            self._keep_cookies(target.host, response.headers.getlist("set-cookie"))
            answer_body = b""
            if response.status in (200, 203) or method == "POST":
                answer_body = self._read(response, answer_headers)
            elif response.status == 304 and "transfer-encoding" not in answer_headers:
                response.drain_conn()  # it has no body; now the connection knows that too
            is_whole = response.closed
            return response.status, answer_headers, answer_body, connection.peer
        except _Failure:
            raise
        except RefusedAddress as error:
            raise _Failure("refused_address", str(error), Severity.HARD) from None
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            raise self._named(error, target) from error
        finally:
            if connection is not None:
                if is_whole and self.kept is not None:
                    self.kept.give(connection)
                else:
                    connection.close()

    def _read(self, response: urllib3.HTTPResponse, headers: Mapping[str, str]) -> bytes:
        limit = self.cut_at or self.limits.max_bytes
        length = headers.get("content-length", "")
        encoding = headers.get("content-encoding", "")
        if (
            not self.cut_at
            and not encoding
            and length.isascii()
            and length.isdigit()
            and int(length[:20]) > limit
        ):
            raise _Failure("too_large", f"announces {length} bytes, {limit} are allowed", Severity.SOFT)
        try:
            decoding = Decoding(encoding, limit)
            # In small pieces where the beginning is wanted: the piece that goes over the cap is lost.
            for chunk in response.stream(1024 if self.cut_at else _CHUNK, decode_content=False):
                decoding.feed(chunk)
                if self.clock() >= self.deadline:
                    raise TimeoutError
            return decoding.body()
        except TooLarge:
            if self.cut_at:
                return decoding.beginning()
            raise _Failure("too_large", f"more than {limit} decoded bytes", Severity.SOFT) from None
        except Undecodable as error:
            raise _Failure("undecodable", str(error), Severity.SOFT) from None

    def _keep_cookies(self, host: str, lines: list[str]) -> None:
        for line in lines[:20]:
            name, _, value = line.partition(";")[0].partition("=")
            if (
                name.strip()
                and (name + value).isascii()
                and (name + value).isprintable()
                and len(line) < 4096
            ):
                self.cookies.setdefault(host, {})[name.strip()] = value.strip()

    def _named(self, error: BaseException, target: Target) -> _Failure:
        """Give an exception of the layers below its code; those layers wrap one another's freely."""
        chain = _causes(error)
        if self.clock() >= self.deadline:
            return _Failure("timeout", f"no complete answer in {self.limits.total_s:g} s", Severity.TEMPORARY)
        for cause in chain:
            if isinstance(cause, _Failure):
                return cause
            if isinstance(cause, RefusedAddress):
                return _Failure("refused_address", str(cause), Severity.HARD)
            if isinstance(cause, ssl.SSLError):
                return _Failure("tls", _short(cause), Severity.SOFT)
        for cause in chain:
            if isinstance(cause, TimeoutError):
                return _Failure("timeout", f"{target.host} did not answer in time", Severity.TEMPORARY)
            if isinstance(cause, socket.gaierror):
                passing = cause.errno == socket.EAI_AGAIN
                why = "the name server does not answer" if passing else "no such name is known (DNS)"
                return _Failure(
                    "dns", f"{target.host}: {why}", Severity.TEMPORARY if passing else Severity.SOFT
                )
            if isinstance(cause, InvalidChunkLength):
                return _Failure("bad_response", _short(cause), Severity.SOFT)
            if isinstance(cause, (ConnectionError, IncompleteRead, ShortRead)):
                return _Failure("connection", _short(cause), Severity.TEMPORARY)
        if any(isinstance(c, (HTTPException, ProtocolError, ValueError, HTTPError)) for c in chain):
            return _Failure("bad_response", _short(error), Severity.SOFT)
        return _Failure("connection", _short(error), Severity.TEMPORARY)


def _causes(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    todo: list[object] = [error]
    while todo and len(chain) < 20:
        item = todo.pop(0)
        if isinstance(item, BaseException) and not any(item is seen for seen in chain):
            chain.append(item)
            todo += [item.__cause__, item.__context__, getattr(item, "reason", None), *item.args]
    return chain


def _short(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def _http_error(url: str, status: int, headers: Mapping[str, str], elapsed_ms: int) -> FetchError:
    """410 ends a feed; 408, 425, 429 and 5xx pass; everything else may mend."""
    code, severity = f"http_{status}", Severity.SOFT
    if status == 410:
        code, severity = "gone", Severity.HARD
    elif status == 429:
        code, severity = "rate_limited", Severity.TEMPORARY
    elif status in (408, 425) or status >= 500:
        severity = Severity.TEMPORARY
    wait = retry_after(headers) if status in (429, 503) else None
    return FetchError(url, code, f"answered {status}", severity, status, wait, elapsed_ms)


def retry_after(headers: Mapping[str, str]) -> int | None:
    """Seconds to wait from a Retry-After header (seconds or an HTTP date), None if there is no sane one.

    A date is held against the answer's own Date header where it has one, so that a server whose
    clock is wrong does not send us away for years. At most seven days.
    """
    raw = headers.get("retry-after", "").strip()
    if raw.isascii() and raw.isdigit():
        return min(int(raw[:10]), 7 * 86400)
    then = _http_date(raw)
    if then is None:
        return None
    now = _http_date(headers.get("date", "")) or dt.datetime.now(dt.UTC)
    return max(0, min(round((then - now).total_seconds()), 7 * 86400))


def _http_date(raw: str) -> dt.datetime | None:
    try:
        moment = email.utils.parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


# --- connections ----------------------------------------------------------------------------------


class _Deadline:
    """Mixed into sockets: each read may take only what is left of the whole fetch's time.

    A read time-out alone does not stop a server that sends one byte now and then.
    """

    deadline: float = 0.0
    clock: Clock = time.monotonic

    def _arm(self) -> None:
        if self.deadline:
            left = self.deadline - self.clock()
            if left <= 0:
                raise TimeoutError("out of time")
            self.settimeout(left)  # type: ignore[attr-defined]

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self._arm()
        return super().recv_into(*args, **kwargs)  # type: ignore[misc, no-any-return]

    def sendall(self, *args: Any, **kwargs: Any) -> None:
        self._arm()
        return super().sendall(*args, **kwargs)  # type: ignore[misc, no-any-return]


class _PlainSocket(_Deadline, socket.socket):
    pass


class _TLSSocket(_Deadline, ssl.SSLSocket):
    pass


@functools.lru_cache(maxsize=4)
def _tls_context(ca_file: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.load_verify_locations(cafile=certifi.where())
    if ca_file:
        context.load_verify_locations(cafile=ca_file)
    context.sslsocket_class = _TLSSocket
    return context


class _Guard:
    """Mixed into urllib3's connections: one look-up, every answer checked, one of them connected to."""

    exchange: _Exchange
    target: Target
    peer: str = ""

    def _new_conn(self) -> socket.socket:
        exchange, target, limits = self.exchange, self.target, self.exchange.limits
        addresses = check_host(
            target.host, target.port, limits, exchange.networks, exchange.deadline, exchange.clock
        )
        if limits.proxy:
            # The proxy is the operator's own choice and often private: trusted, not checked.
            self.peer = "proxy"
            host, port = _proxy_address(limits.proxy)
            addresses = _lookup(host, port, exchange.deadline, exchange.clock)
        last: OSError = ConnectionError(f"{target.host} has no address")
        give_up = min(exchange.deadline, exchange.clock() + limits.connect_s)
        for family, address in addresses:
            left = give_up - exchange.clock()
            if left <= 0:
                raise TimeoutError(f"no connection to {target.host} in {limits.connect_s:g} s")
            sock = _PlainSocket(family, socket.SOCK_STREAM)
            try:
                sock.settimeout(left)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sock.connect(address)
            except OSError as error:
                sock.close()
                last = error
                continue
            sock.deadline, sock.clock = exchange.deadline, exchange.clock
            self.peer = self.peer or str(address[0])
            return sock
        raise last

    def connect(self) -> None:
        super().connect()  # type: ignore[misc]
        sock = self.sock  # type: ignore[attr-defined]
        sock.deadline, sock.clock = self.exchange.deadline, self.exchange.clock


class _PlainConnection(_Guard, HTTPConnection):
    pass


class _TLSConnection(_Guard, HTTPSConnection):
    pass


def _connection(target: Target, exchange: _Exchange) -> _PlainConnection | _TLSConnection:
    limits = exchange.limits
    connection: _PlainConnection | _TLSConnection
    timeout = max(0.001, min(limits.connect_s, exchange.deadline - exchange.clock()))
    if target.scheme == "https":
        connection = _TLSConnection(
            target.host,
            target.port,
            timeout=timeout,
            ssl_context=_tls_context(limits.ca_file),
            server_hostname=target.host,
        )
        if limits.proxy:
            credentials = _proxy_credentials(limits.proxy)
            connection.set_tunnel(
                target.host,
                target.port,
                headers={"Proxy-Authorization": credentials} if credentials else None,
                scheme="http",
            )
    else:
        connection = _PlainConnection(target.host, target.port, timeout=timeout)
    connection.exchange, connection.target = exchange, target
    return connection


def _ask(
    connection: _PlainConnection | _TLSConnection,
    method: str,
    path: str,
    body: bytes,
    headers: Mapping[str, str],
) -> urllib3.HTTPResponse:
    connection.request(
        method, path, body=body or None, headers=headers, preload_content=False, decode_content=False
    )
    return connection.getresponse()


class Kept:
    """A connection that is left open from one fetch to the next, for addresses of one host asked one after the other.

        with Kept() as kept:
            outcomes = [fetch(url, limits=limits, kept=kept) for url in urls]

    It leads to the address that was checked when it was opened. Not for several threads.
    """

    def __init__(self) -> None:
        self._connection: _PlainConnection | _TLSConnection | None = None

    def __enter__(self) -> Kept:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close what is open; it may be used again afterwards."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def take(self, target: Target, exchange: _Exchange) -> _PlainConnection | _TLSConnection | None:
        """Return the open connection for the next exchange; None where there is none to this host under its limits."""
        connection = self._connection
        if connection is None:
            return None
        before = connection.target
        # What can be read before anything was asked is the end of the connection, or no answer to us.
        if (
            (before.scheme, before.host, before.port) != (target.scheme, target.host, target.port)
            or connection.exchange.limits != exchange.limits
            or not connection.is_connected
        ):
            self.close()
            return None
        self._connection = None
        connection.exchange, connection.target = exchange, target
        sock = connection.sock
        sock.deadline, sock.clock = exchange.deadline, exchange.clock  # type: ignore[union-attr]
        return connection

    def give(self, connection: _PlainConnection | _TLSConnection) -> None:
        """Keep a connection whose answer was read to its end."""
        self.close()
        self._connection = connection


SockAddress = tuple[socket.AddressFamily, tuple[Any, ...]]


def check_host(
    host: str,
    port: int,
    limits: Limits,
    networks: tuple[IPNetwork, ...],
    deadline: float,
    clock: Clock,
) -> list[SockAddress]:
    """Look ``host`` up once; return its addresses or raise RefusedAddress if any one is unfit."""
    addresses = _lookup(host, port, deadline, clock)
    allowed_by_network = True
    for _, address in addresses:
        ip = ipaddress.ip_address(str(address[0]).partition("%")[0])
        if reason := refusal(ip, networks):
            raise RefusedAddress(f"{host}: {reason}")
        allowed_by_network = allowed_by_network and bool(networks) and refusal(ip) != ""
    if port not in limits.allow_ports and not allowed_by_network:
        raise RefusedAddress(f"{host}: port {port} is not among {', '.join(map(str, limits.allow_ports))}")
    return addresses


def _lookup(host: str, port: int, deadline: float, clock: Clock) -> list[SockAddress]:
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        family = socket.AF_INET if ip.version == 4 else socket.AF_INET6
        return [(family, (host, port))]
    # getaddrinfo knows no time-out of its own; a thread is left behind rather than a worker.
    answer: list[Any] = []

    def ask() -> None:
        try:
            answer.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answer.append(error)

    thread = threading.Thread(target=ask, name="lookup", daemon=True)
    thread.start()
    thread.join(max(0.0, deadline - clock()))
    if not answer:
        raise TimeoutError(f"no address for {host} in time")
    if isinstance(answer[0], UnicodeError):
        raise socket.gaierror(socket.EAI_NONAME, f"{host}: {answer[0]}")
    if isinstance(answer[0], OSError):
        raise answer[0]
    return [(family, address) for family, _, _, _, address in answer[0]]


def _proxy_address(proxy: str) -> tuple[str, int]:
    parts = urlsplit(proxy)
    if parts.scheme != "http" or not parts.hostname:
        raise _Failure("bad_url", "the proxy must be written http://host:port", Severity.HARD)
    return parts.hostname, parts.port or 3128


def _proxy_credentials(proxy: str) -> str:
    parts = urlsplit(proxy)
    if parts.username is None:
        return ""
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


# --- robots.txt -----------------------------------------------------------------------------------

_robots_lock = threading.Lock()
_robots_kept: dict[tuple[str, str], tuple[float, Protego | FetchError]] = {}
_ROBOTS_KEPT_MAX = 2000


def forget_robots() -> None:
    """Empty the cache of robots.txt files (an operator's or a test's wish)."""
    with _robots_lock:
        _robots_kept.clear()


def _robots_refusal(target: Target, limits: Limits, *, clock: Clock) -> FetchError | None:
    if target.path == "/robots.txt":
        return None
    rules = _robots_for(target, limits, clock)
    if isinstance(rules, FetchError):
        return rules
    product = limits.user_agent.partition("/")[0].partition(" ")[0]
    if rules.can_fetch(target.url, product):
        return None
    return FetchError(
        target.url, "not_allowed_by_robots", f"robots.txt of {target.host} says no", Severity.SOFT
    )


def _robots_for(target: Target, limits: Limits, clock: Clock) -> Protego | FetchError:
    key = (f"{target.scheme}://{target.netloc}", limits.user_agent)
    now = clock()
    with _robots_lock:
        kept = _robots_kept.get(key)
    if kept is not None and now < kept[0]:
        return kept[1]
    outcome = _Exchange(f"{key[0]}/robots.txt", limits, clock, cut_at=ROBOTS_MAX_BYTES).run(
        "GET", {"Accept": "text/plain, */*;q=0.5"}, b"", None
    )
    rules: Protego | FetchError
    ttl = ROBOTS_TTL_S
    if isinstance(outcome, Fetched):
        rules = Protego.parse(outcome.body.decode("utf-8", "replace"))
    elif isinstance(outcome, FetchError) and (
        outcome.code in ("too_many_redirects", "bad_redirect", "downgrade")
        or (outcome.status is not None and 400 <= outcome.status < 500 and outcome.status != 429)
    ):
        rules = Protego.parse("")
    else:
        message = outcome.message if isinstance(outcome, FetchError) else "answered 304 unasked"
        code = outcome.code if isinstance(outcome, FetchError) and outcome.status is None else ""
        # The host itself being unreachable or refused is the better name for the failure.
        rules = FetchError(
            target.url,
            code or "robots_unreachable",
            message if code == "dns" else f"robots.txt of {target.host}: {message}",
            outcome.severity if code and isinstance(outcome, FetchError) else Severity.TEMPORARY,
        )
        ttl = ROBOTS_RETRY_S
    with _robots_lock:
        if len(_robots_kept) >= _ROBOTS_KEPT_MAX:
            _robots_kept.clear()
        _robots_kept[key] = (now + ttl, rules)
    return rules
