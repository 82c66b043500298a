"""The project's own settings with one page more: the floor that pages are measured against, on the same server."""

from tradetracker.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.floor_site"
