"""A worker keeps its database connection from task to task, and never one on which something went wrong."""

import pytest
from celery.app.trace import build_tracer
from celery.fixups.django import DjangoWorkerFixup
from django.db import connection

from sources.hosts import turn_at
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
