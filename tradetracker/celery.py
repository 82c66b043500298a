"""The Celery application. Redis carries messages only; Postgres rows are the queue of record."""

import gc
import os
import warnings
from typing import Any

from celery import Celery
from celery.contrib.django.task import DjangoTask
from celery.signals import worker_process_init
from django.db import close_old_connections, connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradetracker.settings")

# When the broker is lost, work under way is finished: it may be run twice, and what it stores is not lost. Celery says
# with each loss that its version 6 will cancel it instead.
warnings.filterwarnings("ignore", message=r"\s*In Celery 5\.1 we introduced an optional breaking change")


class KeepingTask(DjangoTask):
    """A task that leaves its database connection to the next one, as a request of the web does.

    Celery would open one for each task: a process of Postgres, a password check and cold catalogues, which cost more
    than ten unchanged feeds. ``CELERY_DB_REUSE_MAX`` keeps Celery from it; what it guarded against is done here.
    """

    def before_start(self, task_id: str, args: Any, kwargs: Any) -> None:
        """Give up a connection that is too old or broke (``CONN_MAX_AGE``, ``CONN_HEALTH_CHECKS``)."""
        if not self.request.is_eager:
            close_old_connections()

    def on_failure(self, exc: Any, task_id: str, args: Any, kwargs: Any, einfo: Any) -> None:
        """Close the connection of a task that did not end well: with it go the turns of hosts it may still hold."""
        if not self.request.is_eager:
            connections.close_all()

    on_retry = on_failure


app = Celery("tradetracker", task_cls=KeepingTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def leave_the_code_alone(**_: Any) -> None:
    """Take what is loaded before the first task (all code and models) out of the garbage collector's rounds."""
    gc.collect()
    gc.freeze()
