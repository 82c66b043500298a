"""``manage.py exportwarc FILE``: the kept bytes as a WARC 1.1 file, for the tools of web archives."""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources.models import Document, Feed, Fetch, Snapshot
from sources.progress import Progress
from sources.warc import write_warc

from .replay import read_day


@dataclass(frozen=True, slots=True)
class _Kept:
    """A snapshot with its bytes decompressed."""

    url: str
    fetched_at: dt.datetime
    status: int | None
    headers: dict[str, str]
    content_type: str
    body: bytes
    sha256: str


class Command(BaseCommand):
    """Writes snapshots, the oldest first, one at a time."""

    help = "Write the kept bytes to a WARC 1.1 file (gzip members): all, or those of feeds or of days."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the file and which snapshots."""
        parser.add_argument("file", type=Path, metavar="FILE", help="such as tracker.warc.gz; must not exist")
        parser.add_argument(
            "--feed", action="append", default=[], metavar="SLUG", help="with its items' pages"
        )
        parser.add_argument("--since", metavar="YYYY-MM-DD", help="that came on this day (UTC) or later")
        parser.add_argument("--until", metavar="YYYY-MM-DD", help="that came on this day (UTC) or before")

    def handle(
        self, *, file: Path, feed: list[str], since: str | None, until: str | None, **options: Any
    ) -> None:
        """Write and report; a broken run leaves no file. Raises CommandError for what cannot be done."""
        if file.exists():
            raise CommandError(f"{file} exists; choose another name.")
        ids = _chosen(feed, read_day(since, "since"), read_day(until, "until"))
        part = file.with_name(file.name + ".part")
        try:
            with part.open("wb") as stream, Progress("writing snapshots", total=len(ids)) as progress:
                count = write_warc(_read(ids, progress), stream)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        finally:
            part.unlink(missing_ok=True)
        self.stdout.write(f"{count} snapshots written to {file} ({file.stat().st_size:,} bytes).")


def _chosen(feeds: list[str], since: dt.datetime | None, until: dt.datetime | None) -> list[int]:
    snapshots = Snapshot.objects.all()
    if feeds:
        found = dict(Feed.objects.filter(slug__in=feeds).values_list("slug", "pk"))
        if unknown := sorted(set(feeds) - set(found)):
            raise CommandError(f"There is no feed {unknown[0]!r}. `manage.py sources` lists them.")
        mine = Document.objects.filter(feed__in=found.values())
        logged = Fetch.objects.filter(feed__in=found.values()) | Fetch.objects.filter(document__in=mine)
        # Log lines are pruned after a while; what versions rest on is not.
        snapshots = snapshots.filter(
            pk__in=logged.exclude(snapshot=None).values("snapshot")
        ) | snapshots.filter(pk__in=mine.exclude(versions__snapshot=None).values("versions__snapshot"))
    if since is not None:
        snapshots = snapshots.filter(fetched_at__gte=since)
    if until is not None:
        snapshots = snapshots.filter(fetched_at__lt=until + dt.timedelta(days=1))
    return list(snapshots.order_by("fetched_at", "pk").values_list("pk", flat=True))


def _read(ids: list[int], progress: Progress) -> Iterator[_Kept]:
    for pk in progress.over(ids):
        one = Snapshot.objects.get(pk=pk)
        yield _Kept(
            one.url,
            one.fetched_at,
            one.http_status,
            one.headers,
            one.content_type,
            gzip.decompress(one.body),
            one.sha256,
        )
