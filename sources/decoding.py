"""Undoes Content-Encoding piece by piece, never making more bytes than it was allowed to.

gzip and deflate come with Python. Brotli and Zstandard are used when a library is there that can
stop after a given number of bytes; what cannot be undone is not asked for.
"""

from __future__ import annotations

import zlib
from typing import Any, Protocol

try:
    import brotli
except ImportError:  # pragma: no cover - depends on the installation
    brotli = None
else:
    # Bounded output came with Brotli 1.2; an older one could be made to fill the memory.
    if not hasattr(brotli.Decompressor, "can_accept_more_data"):
        brotli = None  # pragma: no cover

try:
    from compression import zstd  # Python 3.14
except ImportError:
    try:
        from backports import zstd
    except ImportError:  # pragma: no cover - depends on the installation
        zstd = None

MAX_NESTING = 3
_STEP = 65536


class TooLarge(Exception):
    """More decoded bytes than allowed."""


class Undecodable(Exception):
    """The encoding is unknown, damaged or cut off; the text says which."""


class _Decoder(Protocol):
    def feed(self, data: bytes, room: int) -> bytes: ...

    def finish(self) -> None: ...


class _Zlib:
    """gzip (also several members in a row) and both kinds of deflate seen in the wild."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._inner = zlib.decompressobj(31 if name == "gzip" else 15)
        self._first = True
        self._members = 0

    def feed(self, data: bytes, room: int) -> bytes:
        out = bytearray()
        while data:
            if self._inner.eof:
                if self._name != "gzip" or not data.startswith(b"\x1f\x8b"):
                    return bytes(out)  # trailing padding; browsers ignore it too
                self._inner = zlib.decompressobj(31)
            try:
                piece = self._inner.decompress(data, room - len(out) + 1)
            except zlib.error as error:
                if not (self._name == "deflate" and self._first):
                    raise Undecodable(f"damaged {self._name}: {error}") from None
                # "deflate" should mean a zlib wrapper, but some servers send the bare stream.
                self._inner, self._first = zlib.decompressobj(-15), False
                continue
            self._first = False
            out += piece
            if len(out) > room:
                raise TooLarge
            data = self._inner.unconsumed_tail or self._inner.unused_data
        return bytes(out)

    def finish(self) -> None:
        if not self._first and not self._inner.eof:
            raise Undecodable(f"{self._name} stream is cut off")


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()
        self._any = False

    def feed(self, data: bytes, room: int) -> bytes:
        self._any = self._any or bool(data)
        out = bytearray()
        try:
            piece = self._inner.process(data, output_buffer_limit=_STEP)
            # More may wait inside even when it says that it takes more input (seen with 1.2.1).
            while piece:
                out += piece
                if len(out) > room:
                    raise TooLarge
                piece = (
                    b"" if self._inner.is_finished() else self._inner.process(b"", output_buffer_limit=_STEP)
                )
        except brotli.error as error:
            raise Undecodable(f"damaged br: {error}") from None
        return bytes(out)

    def finish(self) -> None:
        if self._any and not self._inner.is_finished():
            raise Undecodable("br stream is cut off")


class _Zstd:
    # RFC 9659: a receiver of zstd over HTTP need not accept windows over 8 MB.
    _WINDOW_LOG = 23

    def __init__(self) -> None:
        self._new()
        self._any = False

    def _new(self) -> None:
        self._inner: Any = zstd.ZstdDecompressor(
            options={zstd.DecompressionParameter.window_log_max: self._WINDOW_LOG}
        )

    def feed(self, data: bytes, room: int) -> bytes:
        out = bytearray()
        self._any = self._any or bool(data)
        try:
            while data or not (self._inner.eof or self._inner.needs_input):
                if self._inner.eof:
                    self._new()
                out += self._inner.decompress(data, max_length=_STEP)
                if len(out) > room:
                    raise TooLarge
                data = self._inner.unused_data if self._inner.eof else b""
        except zstd.ZstdError as error:
            raise Undecodable(f"damaged zstd: {error}") from None
        return bytes(out)

    def finish(self) -> None:
        if self._any and not self._inner.eof:
            raise Undecodable("zstd stream is cut off")


def accepted() -> str:
    """The Accept-Encoding header: exactly what ``Decoding`` can undo here."""
    names = ["gzip", "deflate"]
    if brotli is not None:
        names.append("br")
    if zstd is not None:
        names.append("zstd")
    return ", ".join(names)


def _decoder(name: str) -> _Decoder:
    if name in ("gzip", "x-gzip"):
        return _Zlib("gzip")
    if name == "deflate":
        return _Zlib("deflate")
    if name == "br" and brotli is not None:
        return _Brotli()
    if name == "zstd" and zstd is not None:
        return _Zstd()
    raise Undecodable(f"content encoding {name!r} is not understood")


class Decoding:
    """Collects a body of at most ``max_bytes`` decoded bytes.

    ``encoding`` is the Content-Encoding header, possibly naming several in order of application.
    ``feed`` and ``body`` raise TooLarge or Undecodable. No stage of a nested encoding may exceed
    the cap either, so a small outer bomb cannot hide a big inner one.
    """

    def __init__(self, encoding: str, max_bytes: int) -> None:
        names = [
            n for n in (part.strip().lower() for part in encoding.split(",")) if n not in ("", "identity")
        ]
        if len(names) > MAX_NESTING:
            raise Undecodable(f"{len(names)} nested content encodings")
        self._stages = [_decoder(name) for name in reversed(names)]
        self._made = [0] * len(self._stages)
        self._max = max_bytes
        self._body = bytearray()

    def feed(self, data: bytes) -> None:
        for index, stage in enumerate(self._stages):
            data = stage.feed(data, self._max - self._made[index])
            self._made[index] += len(data)
        if len(self._body) + len(data) > self._max:
            raise TooLarge
        self._body += data

    def beginning(self) -> bytes:
        """Return what was decoded before the cap was met, up to the last whole line."""
        whole = bytes(self._body)
        return whole[: whole.rfind(b"\n") + 1] or whole

    def body(self) -> bytes:
        for stage in self._stages:
            stage.finish()
        return bytes(self._body)
