"""The house keeps its shape: imports, migrations and words are held to what the design says."""

from __future__ import annotations

import inspect
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

CHECKOUT = Path(__file__).resolve().parents[1]
OURS = ("deals", "sources")


def test_every_import_contract_is_kept() -> None:
    linting = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"
    said = subprocess.run([sys.executable, "-c", linting], cwd=CHECKOUT, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr
    assert " 0 kept" not in said.stdout


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(f"models and migrations differ:\n{said.getvalue()}")


@pytest.mark.parametrize(
    "model",
    [
        model
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        if not model.__name__.startswith("Historical")  # made by django-simple-history
    ],
)
def test_every_model_says_what_it_is(model: type) -> None:
    text = inspect.getdoc(model) or ""
    made_by_django = text.startswith(f"{model.__name__}(")
    assert text and not made_by_django, f"{model.__name__} has no docstring"


def test_no_drawer_for_odds_and_ends_and_no_signals() -> None:
    files = [path for app in (*OURS, "tradetracker") for path in (CHECKOUT / app).rglob("*.py")]
    assert [path.name for path in files if path.name in {"utils.py", "helpers.py", "signals.py"}] == []
    connected = [
        str(path.relative_to(CHECKOUT))
        for path in files
        if "django.dispatch" in path.read_text(encoding="utf-8")
        or "db.models.signals" in path.read_text(encoding="utf-8")
    ]
    assert connected == []


def test_the_core_does_not_read_the_clock_at_import() -> None:
    """Time is an argument: a default of now would be the moment the module was loaded."""
    guilty = [
        f"{path.relative_to(CHECKOUT)}:{number}"
        for app in OURS
        for path in (CHECKOUT / app).rglob("*.py")
        if "migrations" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.startswith("def ") and ("=timezone.now()" in line or "datetime.now(" in line)
    ]
    assert guilty == []
