"""Addresses of records, worked out once for each: a page names hundreds of them."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def path_of(name: str, *arguments: str | int) -> str:
    """Return the path of the page called ``name`` (``deals:party``); raises NoReverseMatch where there is none."""
    return _path(get_script_prefix(), name, arguments)


@lru_cache(maxsize=20_000)
def _path(_prefix: str, name: str, arguments: tuple[str | int, ...]) -> str:
    return reverse(name, args=arguments)
