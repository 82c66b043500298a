"""The Celery application. Redis carries messages only; Postgres rows are the queue of record."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradetracker.settings")

app = Celery("tradetracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
