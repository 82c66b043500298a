"""Read reference TOML into tables that know their file and key, so that a mistake can be named.

Every value is taken by name and kind; what nobody took is a mistake too (a misspelled key would else be lost
in silence). Mistakes are collected, not raised, so that one run shows them all.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "reference"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")


class ReferenceDataError(Exception):
    """The reference data cannot be loaded; ``problems`` names file, key and mistake, one a line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Table:
    """One table of a file. ``where`` names file and entry for messages; ``problems`` is shared by a run."""

    def __init__(self, data: Mapping[str, Any], where: str, problems: list[str]) -> None:
        self.data = data
        self.where = where
        self.problems = problems
        self._taken: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self.data

    def problem(self, name: str, message: str) -> None:
        """Put a mistake about the key ``name`` on the list."""
        self.problems.append(f"{self.where}, {name}: {message}")

    def text(self, name: str, default: str = "", *, required: bool = False) -> str:
        """Return a string; ``required`` refuses a missing or an empty one."""
        value = self._take(name, str, "a string", default)
        if required and not value:
            self.problem(name, "is missing")
        return value or default

    def flag(self, name: str, default: bool = False) -> bool:
        """Return true or false."""
        return self._take(name, bool, "true or false", default)

    def number(self, name: str) -> int | None:
        """Return a whole number, or None where there is none."""
        value = self._take(name, int, "a whole number", None)
        return None if isinstance(value, bool) else value

    def decimal(self, name: str) -> Decimal | None:
        """Return a number as it is written, or None where there is none."""
        value = self._take(name, (int, float, Decimal), "a number", None)
        return None if value is None else Decimal(str(value))

    def day(self, name: str, *, required: bool = False) -> dt.date | None:
        """Return a TOML date; a string, a time or a date that does not exist is a mistake."""
        value = self._take(name, dt.date, "a date such as 2025-06-27, without quotation marks", None)
        if isinstance(value, dt.datetime):
            self.problem(name, "is a time, not a day")
            value = None
        if value is None and required and name not in self.data:
            self.problem(name, "is missing")
        return value

    def names(self, name: str) -> tuple[str, ...]:
        """Return a list of strings."""
        value = self._take(name, list, "a list of strings", [])
        if not all(isinstance(item, str) and item for item in value):
            self.problem(name, "must be a list of strings")
            return ()
        if len(set(value)) != len(value):
            self.problem(name, "names something twice")
        return tuple(dict.fromkeys(value))

    def tables(self, name: str) -> list[Table]:
        """Return an array of tables; a plain string in it stands for ``{source = "..."}``."""
        value = self._take(name, list, "an array of tables", [])
        found = []
        for index, item in enumerate(value):
            if isinstance(item, str):
                item = {"source": item}
            if not isinstance(item, dict):
                self.problem(name, "must hold tables")
                continue
            found.append(Table(item, f"{self.where}, {name} {index + 1}", self.problems))
        return found

    def table(self, name: str) -> Table | None:
        """Return an inner table, or None where there is none."""
        if name not in self.data:
            return None
        value = self._take(name, dict, "a table", {})
        return Table(value, f"{self.where}, {name}", self.problems)

    def finish(self) -> None:
        """Call when everything was taken: what is left was misspelled or is not known here."""
        for name in self.data:
            if name not in self._taken:
                self.problem(name, "is not a key known here")

    def _take(self, name: str, kind: Any, words: str, default: Any) -> Any:
        self._taken.add(name)
        if name not in self.data:
            return default
        value = self.data[name]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.problem(name, f"must be {words}")
            return default
        return value


class Library:
    """All reference files of a folder, read once; an entry may stand in any of them."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read ``*.toml``; raise ReferenceDataError when the folder is empty or a file is not TOML."""
        self.problems: list[str] = []
        self._tables: dict[str, list[Table]] = {}
        self._used: set[str] = set()
        paths = sorted(folder.glob("*.toml"))
        if not paths:
            raise ReferenceDataError([f"{folder}: no reference data (*.toml) here"])
        for path in paths:
            self._read(path)
        if self.problems:
            raise ReferenceDataError(self.problems)

    def entries(self, name: str) -> list[Table]:
        """Return every ``[[name]]`` table of the folder, in order of file and line."""
        self._used.add(name)
        return self._tables.get(name, [])

    def finish(self) -> None:
        """Name the tables that no part of the loader asked for."""
        for name, tables in self._tables.items():
            if name not in self._used:
                self.problems.append(f"{tables[0].where}: [[{name}]] is not a kind of entry known here")

    def _read(self, path: Path) -> None:
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.problems.append(f"{path.name}: is not valid TOML: {error}")
            return
        for name, value in data.items():
            if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
                self.problems.append(f"{path.name}, {name}: entries are written [[{name}]]")
                continue
            for index, item in enumerate(value):
                label = next(
                    (item[key] for key in ("key", "fact", "slug", "code", "symbol") if item.get(key)), ""
                )
                where = f"{path.name}, {name} {label or index + 1}"
                self._tables.setdefault(name, []).append(Table(item, where, self.problems))


def day_of(wording: str) -> dt.date | None:
    """Return the day that ``2025-06-27`` names, None for another form; ValueError for 2025-02-30."""
    return dt.date.fromisoformat(wording) if _DAY.match(wording) else None


def surely_public_on(wording: str) -> dt.date | None:
    """Return the day by which a source with this date had surely been public, or None if it has no date.

    A month ("2025-06") gives its last day: nothing shows as known before it surely was. Raises ValueError for
    a wording that is neither a day, a month nor empty.
    """
    if not wording:
        return None
    month = _MONTH.match(wording)
    if month:
        first = dt.date(int(month[1]), int(month[2]), 1)
        return (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    day = day_of(wording)
    if day is None:
        raise ValueError(f"{wording!r} is neither a day (2025-06-27) nor a month (2025-06)")
    return day
