"""``manage.py sources``: how every source does, the worst first; or the table of docs/sources.md."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from sources.health import STATES, health_of
from sources.models import Feed
from sources.seeds import read_seeds, sources_page


class Command(BaseCommand):
    """Lists the sources; with ``--health`` says how they do."""

    help = "List the sources, those in trouble first."

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
        now = timezone.now()
        rows = health_of(Feed.objects.all(), now)
        if as_json:
            answer = {"at": now.isoformat(), "sources": [row.as_json() for row in rows]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        width = max((len(row.feed.slug) for row in rows), default=0)
        for row in rows:
            line = f"{row.state:8} {row.feed.slug:{width}}"
            if health:
                ok = f"{row.feed.last_ok_at:%Y-%m-%d %H:%M}" if row.feed.last_ok_at else "never"
                due = (
                    f"{row.feed.next_poll_at:%Y-%m-%d %H:%M}"
                    if row.feed.next_poll_at
                    else "as soon as possible"
                )
                line += f"  ok {ok:16}  next {due:16}  {row.items} items  {row.says}"
            else:
                line += f"  {row.feed.name}"
            self.stdout.write(line.rstrip())
        counts = {state: sum(row.state == state for row in rows) for state in STATES}
        self.stdout.write(", ".join(f"{count} {state}" for state, count in counts.items()) + ".")
