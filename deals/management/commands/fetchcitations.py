"""Fetch the pages that the reference data cite, keep them as documents, and pin the cited quotations."""

from __future__ import annotations

import datetime as dt
import re
import time
from argparse import ArgumentParser
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from deals.loading import pinning
from deals.models import CitedSource
from sources import pipeline
from sources.fetching import fetch
from sources.hosts import turn_at
from sources.models import Document, DocumentVersion
from sources.progress import Progress
from sources.storing import identity_of_url
from sources.values import Fetched, FetchError, Malformed, Moment, Precision

OFFICIAL = {  # publisher -> code of the party that speaks
    "The White House": "US",
    "MOFCOM": "CN",
    "MOFCOM (export control network)": "CN",
}
UNREACHABLE = ("dns", "connection", "timeout", "robots_unreachable")
GIVE_UP_AFTER = 6  # unreachable hosts in a row before anything answered: there is no network here
_HAN = re.compile(r"[\u3400-\u9fff]")


class Command(BaseCommand):
    help = (
        "Fetch the pages that the reference data cite and pin their quotations in the kept text."
        " Without a network it says so and changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=0, help="Fetch this many pages at most.")
        parser.add_argument("--again", action="store_true", help="Fetch pages that are kept already, too.")
        parser.add_argument(
            "--pause", type=float, default=2.0, help="Seconds between two requests to one host."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.counts: Counter[str] = Counter()
        self.asked: dict[str, float] = {}
        self.unreachable = 0
        self._link_kept()
        named = CitedSource.objects.exclude(url=None).exclude(url="").select_related("document")
        waiting = in_turns([source for source in named if options["again"] or source.document_id is None])
        if options["limit"]:
            waiting = waiting[: options["limit"]]
        with Progress("fetching cited pages", len(waiting)) as self.bar:
            for place, source in enumerate(waiting):
                if self.unreachable >= GIVE_UP_AFTER and not self.counts["kept"]:
                    self._give_up(waiting[place:])
                    break
                self._fetch(source, options["pause"])
                self.bar.step(note=source.publisher)
        self._pin_kept()
        self._summary(len(waiting))

    def _link_kept(self) -> None:
        """A cited page may be kept already: from a feed, or brought by hand. Then nothing is fetched."""
        by_identity = {
            identity_of_url(str(source.url)): source
            for source in CitedSource.objects.filter(document=None).exclude(url=None)
        }
        kept = Document.objects.filter(identity__in=by_identity, versions__isnull=False).distinct()
        for document in kept:
            source = by_identity[document.identity]
            CitedSource.objects.filter(pk=source.pk).update(document=document, fetch_error="")
            self.counts["kept already"] += 1
            self.stdout.write(f"kept already: {source.publisher}: {source.title}")

    def _fetch(self, source: CitedSource, pause: float) -> None:
        url = str(source.url)
        host = (urlsplit(url).hostname or "").lower()
        self._wait(host, pause)
        now = timezone.now()
        with turn_at(host, per_host=settings.FETCH_PER_HOST, wait_s=pipeline.BUSY_WAIT_S) as mine:
            if not mine:
                self._failed(source, "busy: its host is being asked by somebody else", keep=False)
                return
            outcome = fetch(url, limits=pipeline.limits())
        self.asked[host] = time.monotonic()
        if not isinstance(outcome, Fetched):
            code = outcome.code if isinstance(outcome, FetchError) else "http_304"
            words = f"{code}: {outcome.message}" if isinstance(outcome, FetchError) else code
            self.unreachable = self.unreachable + 1 if code in UNREACHABLE else 0
            self._failed(source, words, keep=code not in UNREACHABLE)
            return
        self.unreachable = 0
        added = pipeline.add_by_hand(about(source), outcome.body, now, content_type=outcome.content_type)
        if isinstance(added, Malformed):
            self._failed(source, f"unreadable: {added.reason}")
            return
        CitedSource.objects.filter(pk=source.pk).update(document_id=added.document_id, fetch_error="")
        self.counts["kept"] += 1
        self._say(f"kept: {source.publisher}: {source.title}")

    def _wait(self, host: str, pause: float) -> None:
        if host in self.asked:
            time.sleep(max(0.0, self.asked[host] + pause - time.monotonic()))

    def _give_up(self, rest: list[CitedSource]) -> None:
        for source in rest:
            self._failed(source, "not tried: no page could be reached from here", keep=False)

    def _failed(self, source: CitedSource, words: str, *, keep: bool = True) -> None:
        """Tell it. What the page answered is kept on the source; a missing network is not its fault."""
        self.counts["not fetched"] += 1
        if keep:
            CitedSource.objects.filter(pk=source.pk).update(fetch_error=words[:300])
        self._say(f"not fetched: {source.publisher}: {source.title} ({words})")

    def _pin_kept(self) -> None:
        now = timezone.now()
        for source in CitedSource.objects.filter(document__isnull=False):
            for citation in pinning.quotes_to_pin(source):
                done = pinning.pin_in_any(citation, versions_of(source), now)
                self.counts[done.result] += 1
                self._say(f"{done.result}: “{citation.quote}”, {source.publisher}: {source.title}")

    def _say(self, line: str) -> None:
        self.bar.clear()
        self.stdout.write(line)

    def _summary(self, asked: int) -> None:
        without = CitedSource.objects.filter(url=None).count()
        results = ", ".join(f"{count} {words}" for words, count in sorted(self.counts.items()))
        self.stdout.write(
            f"Cited pages: {asked} to fetch; {results or 'nothing to do'}; {without} sources have no address."
        )
        if asked and not self.counts["kept"] and self.counts["not fetched"] == asked:
            self.stdout.write("No page could be fetched; everything stays cited as it was.")


def in_turns(sources: list[CitedSource]) -> list[CitedSource]:
    """Return the sources in an order that goes round the hosts, so that none is asked twice in a row."""
    by_host: dict[str, list[CitedSource]] = {}
    for source in sources:
        by_host.setdefault(urlsplit(str(source.url)).hostname or "", []).append(source)
    turns: list[CitedSource] = []
    while by_host:
        for host in list(by_host):
            turns.append(by_host[host].pop(0))
            if not by_host[host]:
                del by_host[host]
    return turns


def about(source: CitedSource) -> pipeline.ByHand:
    """Return what the reference data know of a cited page, for the pipeline."""
    party = OFFICIAL.get(source.publisher, "")
    return pipeline.ByHand(
        publisher=source.publisher,
        language="zh" if _HAN.search(source.title) else "en",
        title=source.title,
        url=str(source.url),
        published=published(source),
        party=party,
        kind=kind_of(source) if party else Document.Kind.NEWS,
        is_official=bool(party),
    )


def kind_of(source: CitedSource) -> str:
    """Return the kind of an official text by its title."""
    title = source.title.lower()
    if title.startswith("fact sheet"):
        return Document.Kind.FACT_SHEET
    if "公告" in title:
        return Document.Kind.ANNOUNCEMENT
    if "memorandum of understanding" in title or "mou" in title.split():
        return Document.Kind.AGREEMENT_TEXT
    return Document.Kind.STATEMENT


def published(source: CitedSource) -> Moment | None:
    """Return the reviewed date of a source, where its day is known: it outranks the page's own."""
    if source.published_on is None:
        return None
    first = dt.datetime.combine(source.published_on, dt.time(), dt.UTC)
    last = first + dt.timedelta(days=1) - dt.timedelta(seconds=1)
    return Moment(first, last, Precision.DAY, source.published_wording)


def versions_of(source: CitedSource) -> list[DocumentVersion]:
    """Return the kept versions of a source's page, the newest first."""
    return list(source.document.versions.order_by("-number")) if source.document else []
