"""Decides which URLs and network addresses may be reached; opens no connection itself.

Own tables rather than ``ipaddress.is_global``: that attribute calls multicast, 6to4, NAT64 and
IPv4-compatible spellings of private addresses global (measured on Python 3.11.7).
"""

from __future__ import annotations

import functools
import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

MAX_URL = 4096

# IANA special-purpose registry (IPv4), plus multicast, plus 168.63.129.16, which is an ordinary
# public number that one cloud answers inside its own machines.
_DENIED_V4 = tuple(
    ipaddress.IPv4Network(n)
    for n in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "168.63.129.16/32",
    )
)
# IPv6 works the other way round: only global unicast is allowed, less its special blocks.
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_DENIED_V6 = tuple(
    ipaddress.IPv6Network(n)
    for n in (
        "2001::/23",  # Teredo, ORCHID, benchmarking and other protocol assignments
        "2001:db8::/32",
        "2002::/16",  # 6to4: retired, and it carries an IPv4 address of the sender's choice
        "3fff::/20",
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_V4_COMPATIBLE = ipaddress.IPv6Network("::/96")

_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?", re.ASCII)
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ud800-\udfff]")


class RefusedURL(ValueError):
    """The URL itself may not be fetched; the text says why."""


class RefusedAddress(OSError):
    """The host leads, or could lead, to an address that may not be reached."""


@dataclass(frozen=True, slots=True)
class Target:
    """A checked URL in the parts a connection needs, so that no second parser reads it again."""

    scheme: str
    host: str  # ASCII, lower case; an IPv6 literal without brackets
    port: int
    path: str  # with the query, percent-encoded, at least "/"

    @property
    def url(self) -> str:
        """The URL rebuilt from its parts, without a fragment."""
        return f"{self.scheme}://{self.netloc}{self.path}"

    @property
    def netloc(self) -> str:
        """Host and, where it is not the scheme's own, port: the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        default = 443 if self.scheme == "https" else 80
        return host if self.port == default else f"{host}:{self.port}"


def parse_target(url: str) -> Target:
    """Check ``url`` and return its parts; raise RefusedURL for anything out of the ordinary.

    Refused: schemes other than http and https, user names and passwords, backslashes, white space
    and control characters anywhere, zone ids, bad ports. Two parsers that disagree on such input
    are how guards get bypassed (GHSA-rph4-96w6-q594 is one such case). Non-ASCII hosts become
    A-labels, non-ASCII paths are percent-encoded as UTF-8.
    """
    if len(url) > MAX_URL:
        raise RefusedURL(f"longer than {MAX_URL} characters")
    if _FORBIDDEN.search(url):
        raise RefusedURL("contains white space, a control character or a backslash")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise RefusedURL(str(error)) from None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https"):
        raise RefusedURL(f"scheme {scheme or 'none'} is not http or https")
    if "@" in parts.netloc:
        raise RefusedURL("carries a user name or password")
    host = _checked_host(parts.hostname or "", bracketed=parts.netloc.startswith("["))
    if port is None:
        port = 443 if scheme == "https" else 80
    if not 0 < port < 65536:
        raise RefusedURL(f"port {port} does not exist")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]|")
    if not path.startswith("/"):
        path = "/" + path
    return Target(scheme, host, port, path)


def _checked_host(host: str, *, bracketed: bool) -> str:
    if not host:
        raise RefusedURL("has no host")
    if bracketed:
        try:
            return ipaddress.IPv6Address(host).compressed if "%" not in host else _refuse_zone()
        except ValueError:
            raise RefusedURL("holds a malformed IPv6 address") from None
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            raise RefusedURL("has a host name that cannot be encoded") from None
    host = host.lower()
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise RefusedURL("has a malformed host name")
    return host


def _refuse_zone() -> str:
    raise RefusedURL("holds an IPv6 zone id")


def unwrap(address: IPAddress) -> IPAddress:
    """Return the IPv4 address that an IPv6 one stands for, or ``address`` itself.

    Covers IPv4-mapped and -compatible, NAT64 (64:ff9b::/96), 6to4, Teredo (the client's address)
    and ISATAP interface ids.
    """
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    low = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _NAT64 or (address in _V4_COMPATIBLE and int(address) > 1):
        return low
    if (int(address) >> 32) & 0xFDFFFFFF == 0x00005EFE:
        return low
    return address


def refusal(address: IPAddress, allow_networks: tuple[IPNetwork, ...] = ()) -> str:
    """Return why ``address`` may not be connected to, or "" if it may.

    ``allow_networks`` are let through whatever they are. A wrapped address must be fit both as it
    stands and as what it stands for; only mapped and NAT64 spellings of public addresses pass.
    """
    inner = unwrap(address)
    for candidate in (address, inner):
        if any(candidate.version == net.version and candidate in net for net in allow_networks):
            return ""
    if isinstance(inner, ipaddress.IPv4Address):
        if any(inner in net for net in _DENIED_V4):
            return f"{address} is not a public address"
        if isinstance(address, ipaddress.IPv4Address):
            return ""
        if address.ipv4_mapped is not None or address in _NAT64:
            return ""
    if address not in _GLOBAL_UNICAST or any(address in net for net in _DENIED_V6):
        return f"{address} is not a public address"
    return ""


@functools.lru_cache(maxsize=64)
def parse_networks(networks: tuple[str, ...]) -> tuple[IPNetwork, ...]:
    """Turn CIDR texts into networks; ValueError names a malformed one."""
    return tuple(ipaddress.ip_network(n.strip(), strict=False) for n in networks if n.strip())
