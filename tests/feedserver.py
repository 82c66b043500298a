"""A web server on the loopback for tests: real sockets, answers of one's choosing, requests kept.

    with FeedServer() as server:
        server.serve("/feed.xml", b"<rss/>", content_type="application/rss+xml", etag='"1"')
        fetch(server.url("/feed.xml"), limits=Limits(user_agent="t", allow_networks=("127.0.0.0/8",)))
        assert server.requests[0].headers["host"]

Serving a path again replaces its answer, so a feed can change between two polls.
"""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any


@dataclass(frozen=True)
class Request:
    """One request as it came in; header names are lower-case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float  # time.monotonic()
    connection: int = 0  # the client's port: requests over one connection have the same


@dataclass
class Answer:
    """What a path answers. ``body`` may be bytes, text, or a function of the Request giving an Answer."""

    body: bytes | str | Callable[[Request], Answer] = b""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str = ""
    last_modified: str = ""
    chunks: Callable[[], Iterable[bytes]] | None = None  # sent chunked, one by one
    delay_s: float = 0.0  # before the first byte
    drip_s: float = 0.0  # between single bytes of the body
    raw: bytes | None = None  # sent instead of any HTTP that we would write
    drip_raw: bool = False  # send ``raw`` byte by byte, ``drip_s`` apart


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._answer()

    do_HEAD = do_POST = do_PUT = do_CONNECT = do_GET

    def _answer(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        request = Request(
            self.command,
            self.path,
            {k.lower(): v for k, v in self.headers.items()},
            self.rfile.read(length) if length else b"",
            time.monotonic(),
            self.client_address[1],
        )
        owner = self.server.owner
        with owner.lock:
            owner.requests.append(request)
            answer = owner.answers.get(self.path) or owner.answers.get(self.path.partition("?")[0])
        if answer is None:
            answer = Answer(b"not here", status=404)
        if callable(answer.body):
            answer = answer.body(request)
        try:
            self._send(request, answer)
        except (BrokenPipeError, ConnectionError, OSError):
            self.close_connection = True

    def _send(self, request: Request, answer: Answer) -> None:
        if answer.delay_s and self.server.owner.stopping.wait(answer.delay_s):
            return
        if answer.raw is not None:
            self.close_connection = True
            self._drip(answer.raw, answer.drip_s if answer.drip_raw else 0)
            return
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        assert isinstance(body, bytes)
        status = answer.status
        if (answer.etag and request.headers.get("if-none-match") == answer.etag) or (
            answer.last_modified and request.headers.get("if-modified-since") == answer.last_modified
        ):
            status, body = 304, b""
        self.send_response(status)
        if status != 304:
            self.send_header("Content-Type", answer.content_type)
        if answer.etag:
            self.send_header("ETag", answer.etag)
        if answer.last_modified:
            self.send_header("Last-Modified", answer.last_modified)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.chunks is not None and status != 304:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for chunk in answer.chunks():
                if self.server.owner.stopping.is_set():
                    return
                self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
            self.wfile.write(b"0\r\n\r\n")
            return
        if "Content-Length" not in answer.headers and status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if request.method != "HEAD":
            self._drip(body, answer.drip_s)

    def _drip(self, data: bytes, pause: float) -> None:
        if not pause:
            self.wfile.write(data)
            return
        for i in range(len(data)):
            self.wfile.write(data[i : i + 1])
            if self.server.owner.stopping.wait(pause):
                return


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 256
    owner: FeedServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # clients under test hang up in every way there is


class FeedServer:
    """Serves what it is told on 127.0.0.1 until the ``with`` block ends; ``requests`` records all."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[Request] = []
        self.lock = threading.Lock()
        self.stopping = threading.Event()
        self._server = _Server((host, port), _Handler)
        self._server.owner = self
        self.host, self.port = host, int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> FeedServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def url(self, path: str = "/") -> str:
        """The full address of ``path`` on this server."""
        return f"http://{self.host}:{self.port}{path}"

    def hits(self, path: str) -> list[Request]:
        """The requests that came for ``path``, with or without a query."""
        with self.lock:
            return [r for r in self.requests if path in (r.path, r.path.partition("?")[0])]

    def serve(
        self,
        path: str,
        body: bytes | str | Callable[[Request], Answer] = b"",
        content_type: str = "text/html; charset=utf-8",
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        etag: str = "",
        **more: Any,
    ) -> str:
        """Answer ``path`` (exact, or without its query) from now on; returns its full address.

        ``more``: last_modified, chunks, delay_s, drip_s, raw, drip_raw of Answer.
        """
        answer = Answer(body, content_type, status, headers or {}, etag, **more)
        with self.lock:
            self.answers[path] = answer
        return self.url(path)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Answer ``path`` with a redirect to ``to``, written into Location as it is."""
        return self.serve(path, b"", status=status, headers={"Location": to})

    def slow(self, path: str, seconds_per_byte: float = 0.2, body: bytes = b"x" * 1000) -> str:
        """Answer at once, then send the body one byte at a time."""
        return self.serve(path, body, drip_s=seconds_per_byte)

    def endless(self, path: str, chunk: bytes = b"x" * 65536) -> str:
        """Answer with a body that never ends."""

        def forever() -> Iterable[bytes]:
            while True:
                yield chunk

        return self.serve(path, chunks=forever)

    def bomb(self, path: str, size: int = 64_000_000, encoding: str = "gzip") -> str:
        """Answer with ``size`` zero bytes squeezed small: ``gzip``, ``deflate`` or ``gzip, gzip``."""
        body = b"\0" * size
        for name in encoding.split(","):
            body = gzip.compress(body, 9) if name.strip() == "gzip" else zlib.compress(body, 9)
        return self.serve(path, body, headers={"Content-Encoding": encoding})
