"""What every test shares: a clean home, an allowed loopback network and a handle on the clock."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from hypothesis import settings as drawing

from sources.fetching import forget_robots

from . import deskworld
from .feedserver import FeedServer

MADE_BY_MIGRATIONS: list[tuple[str, Any]] = []  # and what lets one at the database outside of a test
# Fixtures after which all tables are emptied.
EMPTYING = {"transactional_db", "live_server", "django_db_reset_sequences"}
# Nothing times itself: on a busy machine a sound example may take longer than the 200 ms that are allowed by default.
drawing.register_profile("tracker", deadline=None)
drawing.load_profile("tracker")
SHARED_CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium without a head; the tests of a module share it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the playwright package is not installed")
    pictures = import_module(".screenshots", __package__)  # needs playwright itself
    with playwright.sync_playwright() as play:
        found = play.chromium.launch(executable_path=pictures.CHROMIUM, args=pictures.ARGS)
        yield found
        found.close()


@pytest.fixture
def w(db: Any) -> SimpleNamespace:
    """The small record of ``deskworld``, with two editors, ann and bob. Modules that need more build on it."""
    world = deskworld.build()
    world.ann, world.bob = deskworld.make_user("ann", "Editor"), deskworld.make_user("bob", "Editor")
    return world


@pytest.fixture
def ann(w: SimpleNamespace) -> Client:
    """A browser without scripts in which ann has logged in."""
    client = Client()
    client.force_login(w.ann)
    return client


@pytest.fixture
def bob(w: SimpleNamespace) -> Client:
    """The same for bob."""
    client = Client()
    client.force_login(w.bob)
    return client


@pytest.fixture
def signed_in(browser: Any, live_server: Any, client: Any) -> Iterator[Callable[..., Any]]:
    """A function that opens a page of its own for a user who has logged in."""
    contexts = []

    def opened(user: Any, **options: Any) -> Any:
        client.force_login(user)
        context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
        context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )
        client.cookies.clear()
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def loopback(settings) -> None:
    """Let fetches reach servers that the test itself runs on this machine."""
    settings.FETCH_ALLOW_NETWORKS = ("127.0.0.0/8", "::1/128")


@pytest.fixture
def server(loopback: None) -> Iterator[FeedServer]:
    """A server of feeds and pages on this machine, of whose host no robots.txt is remembered."""
    forget_robots()
    with FeedServer() as running:
        yield running


@pytest.fixture
def frozen() -> Iterator[time_machine.Traveller]:
    """Stop the clock at noon UTC on 24 November 2026."""
    with time_machine.travel(dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Make the database, and remember the rows that its migrations made."""
    with django_db_blocker.unblock():
        MADE_BY_MIGRATIONS.append((connection.creation.serialize_db_to_string(), django_db_blocker))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Bring back the rows of migrations (groups, permissions) after a test that emptied all tables.

    Django would bring them back before the next such test only, and in parallel runs others follow it. A
    fixture would be too early: the tables are emptied when the last fixture has gone.
    """
    result = yield
    marker = item.get_closest_marker("django_db")
    emptying = EMPTYING & set(item.fixturenames) or (marker and marker.kwargs.get("transaction"))
    if emptying and nextitem is not None:  # after the last test the database itself is gone
        rows, blocker = MADE_BY_MIGRATIONS[0]
        with blocker.unblock():
            call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
            connection.creation.deserialize_db_from_string(rows)
    return result


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real statements beside the project; skipped by name where it is absent."""
    if not SHARED_CORPUS.is_dir():
        pytest.skip("the corpus of real statements is not beside the project")
    return SHARED_CORPUS


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix) -> None:
    """Give each parallel test process a database of its own."""
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
