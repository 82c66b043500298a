"""What makes an item this item: its folded address, or, without one, its text."""

from __future__ import annotations

import hashlib

from sources.urls import canonical_url


def identity_of_url(url: str) -> str:
    """Return 64 hex digits that every spelling of one address shares (scheme, tracking parameters, ...).

    GUIDs play no part: publishers change them, repeat them and number them by position.
    """
    return hashlib.sha256((canonical_url(url) or url).encode("utf-8", "replace")).hexdigest()


def identity_of_text(text: str) -> str:
    """Return 64 hex digits for a text that came without an address."""
    return hashlib.sha256(b"text:" + text.encode("utf-8", "replace")).hexdigest()
