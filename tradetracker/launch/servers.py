"""The two servers that the application needs, unless ``DATABASE_URL`` and ``REDIS_URL`` name others."""

from __future__ import annotations

import time
from collections.abc import Mapping

from . import ports
from .binaries import find_postgres, find_valkey
from .places import Places, secret_key
from .postgres import Postgres, data_major
from .running import Claim
from .speaking import LaunchError, complain, say
from .valkey import Valkey

DATABASE = "tradetracker"
AGAIN_SECONDS = 30.0


class Servers:
    """Starts the embedded servers of one data home and gives the settings that lead to them."""

    def __init__(
        self, places: Places, claim: Claim, environ: Mapping[str, str], *, throwaway: bool = False
    ) -> None:
        self.claim = claim
        self.environ = environ
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None
        if not environ.get("DATABASE_URL"):
            port = ports.wanted(environ, "TRADETRACKER_DB_PORT", None)
            self.postgres = Postgres(
                find_postgres(places.account, data_major(places.data)),
                places.data,
                places.account,
                places.logs / "postgres.log",
                port=port,
                throwaway=throwaway,
            )
        if not environ.get("REDIS_URL"):
            wanted = ports.wanted(environ, "TRADETRACKER_REDIS_PORT", None)
            self.valkey = Valkey(
                find_valkey(),
                places.home / "valkey",
                places.logs / "valkey.log",
                port=wanted or ports.free(),
                throwaway=throwaway,
            )
        self.home = places.home
        self.again_at: dict[str, float] = {}

    def start(self) -> dict[str, str]:
        """Start what is needed and return the settings for it: addresses and the secret key.

        Raises LaunchError when a port is taken or a server does not start; what was started is then stopped
        by ``stop``.
        """
        settings = {"SECRET_KEY": self.environ.get("SECRET_KEY") or secret_key(self.home)}
        if self.postgres:
            self.postgres.clear_leftover()
            if self.postgres.port:
                ports.claim(self.postgres.port, "Postgres", "TRADETRACKER_DB_PORT")
        if self.valkey:
            ports.claim(self.valkey.port, "Valkey", "TRADETRACKER_REDIS_PORT")
        if self.postgres:
            self.postgres.start()
            self.claim.note("postgres", self.postgres.identity())
            self.postgres.make_database(DATABASE)
            settings["DATABASE_URL"] = self.postgres.url(DATABASE)
        if self.valkey:
            self.valkey.start()
            self.claim.note("valkey", self.valkey.identity())
            settings["REDIS_URL"] = self.valkey.url
        return settings

    def tend(self) -> None:
        """Start a server again that ended by itself; one that does not come back is tried again later.

        A full disk ends Postgres: when there is room again, everything is to go on without anybody.
        """
        for name, server in (("postgres", self.postgres), ("valkey", self.valkey)):
            if server is None or not server.has_died() or time.monotonic() < self.again_at.get(name, 0):
                continue
            say(f"The {name} server ended by itself; it is started again.")
            try:
                server.start()
            except (LaunchError, OSError) as error:
                complain(error)
                say(f"The {name} server is tried again in {AGAIN_SECONDS:.0f} s.")
                self.again_at[name] = time.monotonic() + AGAIN_SECONDS
                continue
            self.again_at.pop(name, None)
            self.claim.note(name, server.identity())

    def stop(self) -> None:
        """Stop the servers that were started here, Redis first."""
        if self.valkey:
            self.valkey.stop()
        if self.postgres:
            self.postgres.stop()
