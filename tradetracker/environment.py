"""Read settings from the environment, loudly: a wrong value names itself and what it may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def read_bool(environ: Mapping[str, str], name: str, default: bool) -> bool:
    """Return the variable as a boolean; raise ImproperlyConfigured on anything but True or False."""
    value = environ.get(name, "")
    if value == "":
        return default
    if value.lower() in {"true", "1", "yes"}:
        return True
    if value.lower() in {"false", "0", "no"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; set it to True or False.")


def read_int(environ: Mapping[str, str], name: str, default: int, *, least: int = 0) -> int:
    """Return the variable as a whole number of at least ``least``; raise ImproperlyConfigured otherwise."""
    value = environ.get(name, "")
    if value == "":
        return default
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to a whole number.") from None
    if number < least:
        raise ImproperlyConfigured(f"{name} is {number}; it must be at least {least}.")
    return number


def read_list(environ: Mapping[str, str], name: str, default: str = "") -> list[str]:
    """Return the variable's comma-separated values, blanks dropped."""
    return [part.strip() for part in environ.get(name, default).split(",") if part.strip()]


def parse_database_url(url: str) -> dict[str, Any]:
    """Turn ``postgres://user:password@host:port/name`` into Django's database dictionary.

    ``?host=/folder`` names a unix socket's folder instead of a host; ``sslmode`` is passed on.
    Raises ImproperlyConfigured when the URL is not of that shape.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL must look like postgres://user:password@host:5432/name; "
            f"its scheme is {parts.scheme!r}."
        )
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured("DATABASE_URL names no database: add /name at its end.")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    options = {"sslmode": query["sslmode"]} if "sslmode" in query else {}
    try:
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured("DATABASE_URL has a port that is not a number.") from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or unquote(parts.hostname or ""),
        "PORT": str(port or query.get("port") or ""),
        "OPTIONS": options,
    }


def client_environment(database: Mapping[str, Any]) -> dict[str, str]:
    """Return the variables by which Postgres's own programs find one of Django's databases; its password is no argument.

    ``database`` is what ``parse_database_url`` returns, or the settings of a connection.
    """
    options = database.get("OPTIONS") or {}
    named = {
        "PGHOST": database["HOST"],
        "PGPORT": database["PORT"],
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
        "PGDATABASE": database["NAME"],
        "PGSSLMODE": options.get("sslmode", ""),
    }
    return {name: str(value) for name, value in named.items() if value}
