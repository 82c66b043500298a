"""The Celery application. Redis carries messages only; Postgres rows are the queue of record."""

import os
import warnings

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradetracker.settings")

# When the broker is lost, work under way is finished: it may be run twice, and what it stores is not lost. Celery says
# with each loss that its version 6 will cancel it instead.
warnings.filterwarnings("ignore", message=r"\s*In Celery 5\.1 we introduced an optional breaking change")

app = Celery("tradetracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
