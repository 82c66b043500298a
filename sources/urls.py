"""URLs as names of documents: two spellings of one address must give one name.

``canonical_url`` is for identity only. What is fetched and shown is the address as published.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

# Parameters that say where a reader came from and never which document is meant.
_TRACKING = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_\w+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid"
    r"|_hsenc|_hsmi|mkt_tok|ref_src|ref_url|cmpid|ncid|spm|at_medium|at_campaign|wt\.mc_id|oly_enc_id|oly_anon_id)",
    re.IGNORECASE,
)
_EDGES = "".join(map(chr, range(0x21))) + "\x7f\u00a0\u200b\u200e\u200f\ufeff\u3000"
# Marks of writing direction, too: an address must not read other than it is.
_INNER_CONTROLS = re.compile("[\x00-\x1f\x7f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_HALF_ABSOLUTE = re.compile(r"https?:(?!//[^/])", re.IGNORECASE)  # parsers differ on these
_SURROGATE = re.compile("[\ud800-\udfff]")
MAX_URL = 2000
# Absolute addresses about which there is nothing to find out: no port, no query, nothing escaped, no dot segment.
_PLAIN_LINK = re.compile(
    r"(https?)://((?:[a-z0-9-]+\.)+[a-z0-9-]*[a-z][a-z0-9-]*)((?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?)"
)


def clean_link(raw: str, base: str = "") -> str:
    """Return ``raw`` as an absolute http(s) URL, or "" if it cannot be one.

    Control characters and white space are taken out first, as browsers do: ``java\\tscript:`` would
    otherwise slip through. Spaces inside become ``%20``; backslashes, user names and addresses over
    2,000 characters are refused. The fragment stays.
    """
    if _PLAIN_LINK.fullmatch(raw) and len(raw) <= MAX_URL:
        return raw
    link = _INNER_CONTROLS.sub("", raw.strip(_EDGES)).strip(_EDGES).replace(" ", "%20")
    if (
        not link
        or "\\" in link
        or _HALF_ABSOLUTE.match(link)
        or (not link.isascii() and _SURROGATE.search(link))
    ):
        return ""
    try:
        absolute = urljoin(base, link) if base else link
        parts = urlsplit(absolute)
        _ = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return ""
    return absolute if len(absolute) <= MAX_URL else ""


def canonical_url(url: str) -> str:
    """Return the name of the document at ``url``: idempotent, "" for what is no http(s) URL.

    Folded: http and https, letter case of the host, IDN to A-labels, a final dot, default ports, the
    fragment, tracking parameters, the order of the remaining parameters, needless percent escapes,
    ``.`` and ``..``, an empty path. Kept: everything else, ``www.`` and a final slash among it,
    since either may tell two documents apart.
    """
    if (plain := _PLAIN_LINK.fullmatch(url)) and len(url) <= MAX_URL:
        return f"https://{plain[2]}{plain[3] or '/'}"
    link = clean_link(url)
    if not link:
        return ""
    parts = urlsplit(link)
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            host = quote(host)
    host = host.lower()
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    netloc = host if port in (None, 80, 443) else f"{host}:{port}"
    path = _normal_escapes(_without_dots(parts.path) or "/")
    pairs = [p for p in parts.query.split("&") if p and not _TRACKING.fullmatch(unquote(p.partition("=")[0]))]
    query = "&".join(sorted(_normal_escapes(p) for p in pairs))
    return urlunsplit(("https", netloc, path, query, ""))


def _normal_escapes(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        char = chr(int(match[1], 16))
        return char if char in _UNRESERVED else match[0].upper()

    return quote(_ESCAPED.sub(one, text), safe="%/:@!$&'()*+,;=~-._?[]|")


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")
    for index, segment in enumerate(segments):
        bare = segment.replace("%2e", ".").replace("%2E", ".")
        last = index == len(segments) - 1
        if bare == "..":
            if len(kept) > 1:
                kept.pop()
            if last:
                kept.append("")
        elif bare == ".":
            if last:
                kept.append("")
        else:
            kept.append(segment)
    return "/".join(kept)


def host_shown(url: str) -> str:
    """Return the host of an address as pages show it, in A-labels; "" where there is none."""
    try:
        return registrable_view(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def registrable_view(host: str) -> str:
    """Return ``host`` in A-labels, so that a lookalike in another script shows itself as ``xn--``."""
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return quote(host).lower()
