"""Postgres refuses to run as root: the account it runs as then, and what that account can reach.

No folder that the launch did not make changes its mode. What lies under a private folder is not opened: data
and programs go to ``/var/lib/tradetracker`` instead, and the launch says so.
"""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from .speaking import LaunchError

OWN_NAME = "tradetracker"


class RunAs(TypedDict, total=False):
    """The part of ``subprocess.Popen``'s arguments that says who runs the program."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """An unprivileged account of the operating system."""

    name: str
    uid: int
    gid: int

    def run_as(self) -> RunAs:
        """Return the arguments that make ``subprocess.Popen`` start a program as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def server_account() -> Account | None:
    """Return the account that Postgres runs as: None for "ourselves", another one when we are root.

    A system account named ``tradetracker`` is made once; where accounts cannot be made, ``nobody`` serves.
    Raises LaunchError when there is neither.
    """
    if os.geteuid() != 0:
        return None
    found = _look_up(OWN_NAME)
    if found is None and shutil.which("useradd"):
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", OWN_NAME]
        subprocess.run(command, capture_output=True)  # a read-only image refuses; the next look tells
        found = _look_up(OWN_NAME)
    found = found or _look_up("nobody")
    if found is None or found.uid == 0:
        raise LaunchError(
            "Postgres does not run as root, and there is no other account to run it as. Make one "
            f"(useradd --system {OWN_NAME}), run this as an ordinary user, or set DATABASE_URL to a Postgres "
            "of yours."
        )
    return found


def _look_up(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def can_enter(folder: Path, account: Account) -> bool:
    """Tell whether the account may pass through the folder and all above it, by their modes alone."""
    folder = folder.resolve()
    return all(_allows(each, account, 0o1) for each in (folder, *folder.parents))


def can_read_tree(folder: Path, account: Account) -> bool:
    """Tell whether the account can reach the folder and read every file in it."""
    if not can_enter(folder, account):
        return False
    for here, _, files in os.walk(folder):
        if not _allows(Path(here), account, 0o5):
            return False
        if not all(_allows(Path(here, name), account, 0o4) for name in files):
            return False
    return True


def _allows(path: Path, account: Account, bits: int) -> bool:
    try:
        found = path.stat()
    except OSError:
        return False
    mode = stat.S_IMODE(found.st_mode)
    if found.st_uid == account.uid:
        mode >>= 6
    elif found.st_gid == account.gid:
        mode >>= 3
    return mode & bits == bits


def give(path: Path, account: Account | None) -> None:
    """Make the account the owner of a file or folder that the launch itself made."""
    if account is not None:
        os.chown(path, account.uid, account.gid)
