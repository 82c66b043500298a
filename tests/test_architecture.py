"""The house keeps its shape: imports, migrations and words are held to what the design says."""

from __future__ import annotations

import inspect
import re
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


# What can open a connection to another machine; by module, with what it is imported for elsewhere.
WIRES = re.compile(
    r"^\s*(?:from|import)\s+(?:urllib3|urllib\.request|http\.client|requests|httpx|aiohttp|ftplib|smtplib|telnetlib|"
    r"socket|ssl|asyncio|xmlrpc|pycurl)\b",
    re.MULTILINE,
)
FETCHES = re.compile(
    r"\b(?:trafilatura\.)?fetch_url\(|feedparser\.parse\((?!\s*io\.BytesIO)|lxml\.html\.parse\(\s*[\"']http|urlopen\("
)


def test_no_other_module_opens_a_connection_than_the_guarded_client() -> None:
    """Second fetch paths that skip the gate are how guards are got around (GHSA-hm22-wg2m-35v4)."""
    guilty = []
    for app in OURS:
        for path in (CHECKOUT / app).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            name = str(path.relative_to(CHECKOUT))
            if (WIRES.search(text) or FETCHES.search(text)) and name != "sources/fetching.py":
                guilty.append(name)
    assert guilty == []
    assert WIRES.search(
        (CHECKOUT / "sources/fetching.py").read_text(encoding="utf-8")
    )  # it can find something


def test_what_may_use_the_guarded_client_is_listed() -> None:
    users = {
        str(path.relative_to(CHECKOUT))
        for app in OURS
        for path in (CHECKOUT / app).rglob("*.py")
        if re.search(
            r"from (?:sources|\.+)\.?fetching import .*\b(?:fetch|post_json)\b",
            path.read_text(encoding="utf-8"),
        )
    }
    allowed = {
        "sources/pipeline.py", "sources/secondreading.py", "sources/admin/feeds.py", "sources/management/commands/poll.py",
        "deals/management/commands/fetchcitations.py", "deals/tasks.py", "deals/sending.py",
    }  # fmt: skip
    assert users <= allowed, users - allowed
