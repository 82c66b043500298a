"""Where the data of one checkout lie: its own folder, or a system folder when root's folder is private."""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from .accounts import Account, can_enter, server_account
from .speaking import LaunchError, say

SYSTEM = Path("/var/lib/tradetracker")


@dataclass(frozen=True)
class Places:
    """The folders of one data home.

    ``home`` holds the settings file, the secret key, the logs and the queue; ``data`` holds Postgres;
    ``account`` is who Postgres runs as (None: ourselves).
    """

    home: Path
    data: Path
    account: Account | None

    @property
    def logs(self) -> Path:
        """The folder of the servers' own logs."""
        return self.home / "logs"


def open_places(home: Path, system: Path = SYSTEM, *, with_postgres: bool = True) -> Places:
    """Make the data home if it is missing and return its places; raise LaunchError when it cannot be made.

    Without Postgres (another one is named by ``DATABASE_URL``) no other account comes into it.
    """
    home = home.absolute()
    account = server_account() if with_postgres else None
    try:
        if not home.exists():
            home.mkdir(parents=True)
            # Postgres' account must pass through; what is secret has a mode of its own.
            home.chmod(0o711 if account else 0o700)
        (home / "logs").mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        raise LaunchError(
            f"The data folder {home} cannot be made or written ({error.strerror}). "
            "Name one of your own: TRADETRACKER_HOME=/path make run"
        ) from None
    if not os.access(home, os.W_OK | os.X_OK):
        raise LaunchError(
            f"The data folder {home} belongs to another account. Name one of your own: "
            "TRADETRACKER_HOME=/path make run"
        )
    if account is None:
        return Places(home, _made(home / "postgres", 0o700), None)
    if can_enter(home, account):
        return Places(home, _made(home / "postgres", 0o711), account)
    data = _system_data(home, system)
    say(f"{home} is private to root and Postgres does not run as root: its data are in {data}.")
    return Places(home, data, account)


def _system_data(home: Path, system: Path) -> Path:
    """Return this home's folder in the system folder, told by an id that the home keeps.

    A home that was copied with its id gets a new one as long as the original is still there.
    """
    marker = home / "data-id"
    name = marker.read_text().strip() if marker.exists() else ""
    owner = system / name / "home" if name else None
    if owner is not None and owner.exists():
        before = Path(owner.read_text().strip())
        copied = before != home and (before / "data-id").exists()
        if copied and (before / "data-id").read_text().strip() == name:
            name = ""
    try:
        if not name:
            name = secrets.token_hex(6)
            marker.write_text(name + "\n")
        _made(system, 0o755)
        data = _made(system / name, 0o711)
        (data / "home").write_text(f"{home}\n")
    except OSError as error:
        raise LaunchError(
            f"{home} is private to root, and {system} cannot be written ({error.strerror}). Name a data "
            "folder that other accounts may pass through (TRADETRACKER_HOME=/srv/tradetracker), run this "
            "as an ordinary user, or set DATABASE_URL to a Postgres of yours."
        ) from None
    return data


def _made(folder: Path, mode: int) -> Path:
    """Return the folder, made with that mode if it was missing; an existing one keeps its own."""
    if not folder.exists():
        folder.mkdir()
        folder.chmod(mode)
    return folder


def secret_key(home: Path) -> str:
    """Return the home's secret key, made on the first call and readable by its owner only."""
    return kept_secret(home / "secret-key", 50)


def kept_secret(path: Path, size: int) -> str:
    """Return the secret that the file keeps; make one of ``size`` random bytes when there is none."""
    try:
        kept = path.read_text().strip()
    except FileNotFoundError:
        kept = ""
    if not kept:
        kept = secrets.token_urlsafe(size)
        write_private(path, kept + "\n")
    return kept


def write_private(path: Path, text: str) -> None:
    """Write the file at once and whole, readable by its owner only."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


def forget(home: Path, system: Path = SYSTEM) -> list[Path]:
    """Delete the home and, for root, its part of the system folder; return what was deleted."""
    gone = []
    marker = home / "data-id"
    if marker.exists():
        data = system / marker.read_text().strip()
        owner = data / "home"
        ours = data.parent == system and owner.exists() and Path(owner.read_text().strip()) == home.absolute()
        if ours:
            shutil.rmtree(data)
            gone.append(data)
    if home.exists():
        shutil.rmtree(home)
        gone.append(home)
    return gone
