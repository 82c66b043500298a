"""Ports on the loopback address: a free one, or a sentence about the one that is taken."""

from __future__ import annotations

import errno
import socket
from collections.abc import Mapping

from .speaking import LaunchError

LOOPBACK = "127.0.0.1"


def wanted(environ: Mapping[str, str], variable: str, default: int | None) -> int | None:
    """Return the port that the variable names, else the default; raise LaunchError when it is no port."""
    value = environ.get(variable, "")
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
        raise LaunchError(f"{variable} is {value!r}; set it to a port number from 1 to 65535.")
    return int(value)


def claim(port: int, what: str, variable: str) -> int:
    """Return the port if it can be had; raise LaunchError naming it and the variable that changes it."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise LaunchError(
                    f"Port {port} on {LOOPBACK} is taken by another program, so {what} cannot use it. "
                    f"Stop that program, or choose another port: {variable}={_other(port)} make run"
                ) from None
            if error.errno == errno.EACCES:
                raise LaunchError(
                    f"Port {port} needs more rights than this account has. Choose one above 1023: "
                    f"{variable}={max(8000, port)} make run"
                ) from None
            raise
    return port


def free() -> int:
    """Return a port that is free at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def serves_pages(port: int) -> bool:
    """Tell whether a web server on the port answers a request, whatever its answer is."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=2) as connection:
            connection.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return connection.recv(5) == b"HTTP/"
    except OSError:
        return False


def _other(port: int) -> int:
    for other in range(port + 1, min(port + 50, 65536)):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, other))
            except OSError:
                continue
            return other
    return free()
