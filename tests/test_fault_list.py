"""docs/faults.md names tests that are there, and code that is there; and no task lies in wait longer than the broker."""

from __future__ import annotations

import ast
import gc
import re
from pathlib import Path

from django.conf import settings

from sources import tasks

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
ROWS = [line.split(" | ") for line in PAGE.splitlines() if re.match(r"\| (?:\d+|-) \|", line)]


def parsed(path: Path) -> ast.Module:
    """Return the tree of a file; Python 3.11.2 fails when the collector ends a generator of another test meanwhile."""
    gc.collect()
    gc.disable()
    try:
        return ast.parse(path.read_text("utf-8"))
    finally:
        gc.enable()


def test_every_fault_has_its_row_and_every_test_it_names_is_there() -> None:
    numbers = [row[0].strip("| ") for row in ROWS]
    assert [n for n in numbers if n != "-"] == [str(n) for n in range(1, 44)]
    known = set()
    for path in (ROOT / "tests").glob("test_*.py"):
        known |= {node.name for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef)}
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > 50 and named - known == set()


def test_all_code_that_it_names_is_there() -> None:
    named = set(re.findall(r"`((?:sources|deals|tradetracker)/[\w/.]+)`", PAGE))
    assert len(named) > 5
    for path in named:
        assert (ROOT / path).exists(), path


def test_no_task_is_planned_further_ahead_than_the_broker_waits() -> None:
    waits, drops = [], []
    for path in [*(ROOT / "sources").rglob("*.py"), *(ROOT / "deals").rglob("*.py")]:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.keyword) and node.arg in ("countdown", "eta"):
                assert node.arg == "countdown" and isinstance(node.value, ast.Constant), (
                    f"{path}:{node.lineno}"
                )
                waits.append(node.value.value)
            if isinstance(node, ast.keyword) and node.arg == "expires":
                drops.append(ast.unparse(node.value))
    assert max(waits, default=0) < settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    # When the broker drops a message is told by two machines' clocks: nothing finer than a day goes by it.
    assert drops and set(drops) == {"FORGOTTEN_AFTER"} and tasks.FORGOTTEN_AFTER >= 24 * 60 * 60
