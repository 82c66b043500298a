"""``manage.py sources``: how every source does, the worst first; or the table of docs/sources.md."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources.backlog import backlog
from sources.clock import database_now
from sources.health import STATES, Health, health_of, running
from sources.models import Feed
from sources.seeds import read_seeds, sources_page


class Command(BaseCommand):
    """Lists the sources; with ``--health`` says how they do."""

    help = (
        "List the sources, those in trouble first. With --health it ends with an error when polling or later work "
        "has stopped, for those who watch it by a timer."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the form of the answer."""
        parser.add_argument("--health", action="store_true", help="with last poll, next poll and error")
        parser.add_argument("--json", action="store_true", dest="as_json", help="everything, for machines")
        parser.add_argument(
            "--table", action="store_true", help="docs/sources.md, made from sources/feeds.toml"
        )

    def handle(self, *, health: bool, as_json: bool, table: bool, **options: Any) -> None:
        """Print one line (or JSON object) per source."""
        if table:
            self.stdout.write(sources_page(read_seeds()), ending="")
            return
        now = database_now()
        rows = health_of(Feed.objects.all(), now)
        if as_json:
            answer = {
                "at": now.isoformat(),
                "polling": running(now).as_json(),
                "backlog": [one.as_json() for one in backlog(now)],
                "sources": [row.as_json() for row in rows],
            }
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        for line in _table(rows, now) if health else _names(rows):
            self.stdout.write(line.rstrip())
        counts = {state: sum(row.state == state for row in rows) for state in STATES}
        self.stdout.write(", ".join(f"{count} {state}" for state, count in counts.items()) + ".")
        if health:
            polling, undone = running(now), backlog(now)
            for says in [polling.says, *(one.says for one in undone)]:
                if says:
                    self.stdout.write(says)
            if polling.state == "stopped" or any(one.is_stuck for one in undone):
                stopped = [polling.says] if polling.state == "stopped" else []
                raise CommandError(" ".join(stopped + [one.says for one in undone if one.is_stuck]))


def _names(rows: Sequence[Health]) -> Iterator[str]:
    width = max((len(row.feed.slug) for row in rows), default=0)
    for row in rows:
        yield f"{row.state:8} {row.feed.slug:{width}}  {row.feed.name}"


def _table(rows: Sequence[Health], now: dt.datetime) -> Iterator[str]:
    """Yield a heading and a line per source; times are UTC, what is overdue is told so."""
    width = max((len(row.feed.slug) for row in rows), default=6)
    yield f"{'state':8} {'source':{width}}  {'last good poll':16}  {'next poll':16}  {'items':>6}  says"
    for row in rows:
        ok = f"{row.feed.last_ok_at:%Y-%m-%d %H:%M}" if row.feed.last_ok_at else "never"
        due = f"{row.feed.next_poll_at:%Y-%m-%d %H:%M}" if row.feed.next_poll_at else "at once"
        if not row.feed.is_active:
            due = "paused"
        late = f"overdue by {_span(row.lag)}" if row.lag and row.is_overdue else ""
        says = "; ".join(filter(None, (late, row.says)))
        yield f"{row.state:8} {row.feed.slug:{width}}  {ok:16}  {due:16}  {row.items:>6}  {says}"


def _span(lag: dt.timedelta) -> str:
    minutes = int(lag.total_seconds() // 60)
    return (
        f"{minutes} min"
        if minutes < 120
        else f"{minutes // 60} h"
        if minutes < 2880
        else f"{minutes // 1440} days"
    )
