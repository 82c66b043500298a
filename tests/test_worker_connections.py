"""A worker keeps its database connection from task to task, and never one on which something went wrong."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from celery.app.trace import build_tracer
from celery.fixups.django import DjangoWorkerFixup
from django.db import connection

from sources import pipeline, tasks
from sources.hosts import turn_at
from sources.values import FetchError, Severity
from tests.make import make_feed
from tradetracker.celery import app

pytestmark = pytest.mark.django_db(transaction=True)


@app.task(name="tests.backend")
def backend():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


@app.task(name="tests.breaks")
def breaks():
    turn = turn_at("held.example")
    turn.__enter__()
    raise ValueError("written for the test")


def in_another_session(ask):
    """Return what ``ask`` answers in a thread, which has a connection of its own."""

    def asked():
        try:
            return ask()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asked).result()


def free(host):
    with turn_at(host) as mine:
        return mine


@pytest.fixture
def worked(monkeypatch):
    """Run a task as a worker process does: with what Celery does to connections around it."""
    fixup = DjangoWorkerFixup(app)

    def run(task):
        fixup.on_task_prerun(task)
        outcome = build_tracer(task.name, task, app=app)("an-id", (), {}, {"id": "an-id", "is_eager": False})
        fixup.on_task_postrun(task)
        return outcome.retval

    yield run
    connection.close()


def test_the_next_task_has_the_same_connection(worked):
    assert len({worked(backend) for _ in range(5)}) == 1


def test_a_failed_task_leaves_neither_its_connection_nor_a_turn(worked):
    before = worked(backend)
    worked(breaks)
    assert connection.connection is None
    assert worked(backend) != before
    with turn_at("held.example") as mine:
        assert mine


def test_a_turn_that_is_left_late_is_not_taken_from_its_next_holder():
    late = turn_at("held.example")
    assert late.__enter__()
    connection.close()  # as after a task that failed; its generator may live on in a traceback
    with turn_at("held.example") as mine:
        assert mine
        late.__exit__(None, None, None)
        assert not in_another_session(lambda: free("held.example"))
    assert in_another_session(lambda: free("held.example"))
    connection.close()
    late = turn_at("held.example")
    late.__enter__()
    connection.close()
    late.__exit__(None, None, None)
    assert connection.connection is None  # nothing was opened only to give back what was given back


def test_an_answer_that_cannot_be_stored_keeps_no_turn(monkeypatch):
    feeds = [make_feed(url=f"http://held.example/{name}.xml") for name in "ab"]
    refused = FetchError("http://held.example/", "connection", "written for the test", Severity.TEMPORARY)
    monkeypatch.setattr(pipeline, "_ask", lambda feed, url, now, kept: refused)
    seen = []

    def breaks_off(*args):
        seen.append(in_another_session(lambda: free("held.example")))
        raise ValueError("written for the test")

    monkeypatch.setattr(tasks, "_settle_alone", breaks_off)
    with pytest.raises(ValueError) as kept:
        tasks.poll_feeds([feed.pk for feed in feeds])
    assert seen == [False]
    assert in_another_session(lambda: free("held.example")), kept  # whose traceback lives on


def test_a_task_that_is_to_be_retried_closes_it(worked):
    worked(backend)
    backend.on_retry(ValueError("written for the test"), "an-id", (), {}, None)
    assert connection.connection is None


def test_a_connection_that_the_server_closed_is_replaced_before_the_task_meets_it(worked):
    before = worked(backend)
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [before])
    other.close()
    assert worked(backend) != before
