"""Measures pages beside a bare Django view on the same server, and how they fare as the tracker grows.

    python -m benchmarks.pages                        1,000 documents and 1 deal against 10,000 and 100
    python -m benchmarks.pages --large-home FOLDER    against the tracker that make seed-scale left there

The floor of a page is a view with one query and a plain template of as many rows and bytes. Each size is served by a
process of its own, all at once, and they are asked by turns, so that what else the machine does falls on all alike.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from django.core.management import call_command

from benchmarks import ground, report

Size = tuple[int, int]  # documents, deals

PORT = 18081
EVENTS_OF_A_DEAL = 100
# The commonest words of the synthetic texts, rarer ones, several at once, and some that are nowhere.
QUERIES = (
    *("tariff", "trade", "rare earths", "China", "United States", "export", "magnets", "gallium", "licences"),
    *(
        "steel",
        "soybeans",
        "dysprosium oxide",
        "annex",
        "shipments",
        "ministry",
        "quota Japan",
        "officials discussed",
    ),
    *(
        "antimony Malaysia",
        "A1234",
        "zeppelin",
        "稀土",
        "关税",
        "中国",
        "美国",
        "出口管制",
        "磋商",
        "商务部",
        "氧化镝",
        "镓",
    ),
    *(
        "配额",
        "加征关税",
        "烧结磁体",
        "欧盟",
        "日本",
        "主管部门",
        "大豆 美国",
        "稀土 出口",
        "立案调查",
        "照会",
        "蒸汽机",
    ),
)
SMALL = (1_000, 1)
MEDIUM = (10_000, 100)
PAGES = ("timeline", "commitment", "materials", "search")
# What the project set out to reach.
LEAST_OF_FLOOR, LEAST_WITH_VALIDATORS = 0.35, 0.8
MOST_GROWTH, MOST_GROWTH_OF_SEARCH = 1.5, 3.0


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=MEDIUM[0])
    parser.add_argument("--deals", type=int, default=MEDIUM[1])
    parser.add_argument("--seconds", type=float, default=3.0, help="per page and turn")
    parser.add_argument("--turns", type=int, default=4)
    parser.add_argument("--home", type=Path, default=ground.DEFAULT_HOME)
    parser.add_argument("--large-home", type=Path, help="a data folder with a synthetic tracker in it")
    parser.add_argument("--part", default="pages", help="the part of docs/performance.md to write")
    parser.add_argument("--dry", action="store_true", help="print only, write no report")
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.serve:
        serve(options.home, *map(int, options.serve.split(",")))
        return 0
    machine = ground.machine()
    large = (options.documents, options.deals)
    wanted = {
        SMALL: options.home / "pages-small",
        MEDIUM: options.home / "pages-large",
        large: options.large_home or options.home / "pages-large",
    }
    with contextlib.ExitStack() as served:
        sites = {
            size: served.enter_context(_apart(home, size, PORT + place))
            for place, (size, home) in enumerate(wanted.items())
        }
        found = measure(sites, large, options.seconds, options.turns)
    body = _body(found, large, machine)
    print(body)
    if not options.dry:
        report.write_part(options.part, body)
    return 0


@dataclass(frozen=True, slots=True)
class Site:
    """A tracker of one size: where it is served, and the addresses to ask of each page."""

    client: Client
    paths: dict[str, list[str]]


@contextlib.contextmanager
def _apart(home: Path, size: Size, port: int) -> Iterator[Site]:
    """Serve one size from a process of its own: Django knows one database for life."""
    told = f"{size[0]},{size[1]},{port}"
    command = [sys.executable, "-m", "benchmarks.pages", "--serve", told, "--home", str(home)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ground.ROOT
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"serving {size[0]:,} documents from {home} failed")
        _say(f"{size[0]:,} documents, {size[1]} deals: served")
        yield Site(Client(port), json.loads(line))
    finally:
        process.stdin.close()
        process.wait(300)


def serve(home: Path, documents: int, deals: int, port: int) -> None:
    """Fill the home up to the size, serve it, tell the addresses to ask, and stop at the end of the input."""
    with ground.servers(home) as env:
        call_command("loadreference", stdout=sys.stderr)
        events = deals * EVENTS_OF_A_DEAL
        call_command("seedscale", documents=documents, deals=deals, events=events, stdout=sys.stderr)
        call_command("collectstatic", interactive=False, verbosity=0)
        # The models are there only once the servers run.
        from deals.models import Commitment, Deal

        deal = Deal.objects.filter(slug__startswith="synthetic-").order_by("pk").first()
        commitment = Commitment.objects.filter(deal=deal).order_by("pk").first()
        assert deal is not None and commitment is not None
        paths = {
            "timeline": [deal.get_absolute_url()],
            "commitment": [commitment.get_absolute_url()],
            "materials": ["/materials/"],
            "search": [f"/search/?q={quote(query)}" for query in QUERIES],
        }
        with site({**env, "DJANGO_SETTINGS_MODULE": "benchmarks.floor_settings"}, home, port):
            print(json.dumps(paths), flush=True)
            sys.stdin.read()


def measure(sites: dict[Size, Site], large: Size, seconds: float, turns: int) -> dict[str, Figures]:
    """Ask every page of every site by turns; return what was found by page."""
    found = {}
    for name in PAGES:
        figures = found[name] = _warm(sites, large, name)
        for turn in range(turns):
            for size, served in sites.items():
                if size in (SMALL, large) or name == "search":
                    figures.times.setdefault(size, []).extend(
                        _ask(served.client, served.paths[name], seconds)
                    )
            client = sites[large].client
            figures.floor += _ask(client, [figures.floor_path], seconds / 2)
            if figures.etag:
                paths = sites[large].paths[name][:1]
                figures.again += _ask(client, paths, seconds / 2, etag=figures.etag)
            mean = statistics.mean(figures.times[large])
            ratio = statistics.mean(figures.floor) / mean
            _say(f"{name}, turn {turn + 1} of {turns}: {mean * 1e3:.1f} ms, {ratio:.2f} of its floor")
    return found


def _warm(sites: dict[Size, Site], large: Size, name: str) -> Figures:
    """Ask everything twice (templates, plans, the system's own cache) and look at the page's rows and bytes."""
    for served in sites.values():
        served.client.renew()
        for path in served.paths[name] * 2:
            served.client.get(path)
    sites[large].client.renew()
    first = sites[large].client.get(sites[large].paths[name][0])
    rows = max(1, len(re.findall(rb"<(?:li|tr)[ >]", first.body)))
    figures = Figures(len(first.body), rows, first.etag)
    for _ in range(5):
        floor = sites[large].client.get(figures.floor_path)
    figures.floor_bytes, figures.floor_rows = len(floor.body), floor.body.count(b"<li>")
    return figures


@dataclass
class Figures:
    """Of one page: seconds of each answer by size, of its floor, and of answers to readers who have it."""

    size: int
    rows: int
    etag: str
    times: dict[Size, list[float]] = field(default_factory=dict)
    floor: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    floor_bytes: int = 0
    floor_rows: int = 0

    @property
    def floor_path(self) -> str:
        return f"/floor/{self.rows}/{self.size}/"


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _ask(client: Client, paths: Sequence[str], seconds: float, etag: str = "") -> list[float]:
    client.renew()
    times: list[float] = []
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends or len(times) < len(paths):
        path = paths[len(times) % len(paths)]
        started = time.perf_counter()
        client.get(path, etag)
        times.append(time.perf_counter() - started)
    return times


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[max(0, round(len(times) * 0.95) - 1)]


class Client:
    """One connection that is kept alive, as a reader's browser has it."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def renew(self) -> None:
        """Connect anew: the server hangs up on a reader who was away."""
        self.connection.close()
        self.connection.connect()

    def get(self, path: str, etag: str = "") -> Answer:
        """Ask for a page; with an ETag, only if it has changed. Raises RuntimeError for any other answer."""
        headers = {"If-None-Match": etag} if etag else {}
        self.connection.request("GET", path, headers=headers)
        response = self.connection.getresponse()
        body = response.read()
        if response.status != (304 if etag else 200):
            raise RuntimeError(f"{path} answered {response.status}")
        return Answer(body, response.getheader("ETag") or "")


class Answer:
    """Body and ETag of one answer."""

    def __init__(self, body: bytes, etag: str) -> None:
        self.body, self.etag = body, etag


@contextlib.contextmanager
def site(env: dict[str, str], home: Path, port: int) -> Iterator[None]:
    """Serve the project as ``make run`` does: gunicorn, two processes of four threads."""
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "tradetracker.wsgi:application",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    command += ["--workers", "2", "--threads", "4", "--no-control-socket", "--log-level", "warning"]
    with (home / "logs" / "web.log").open("ab") as log:
        process = subprocess.Popen(command, env=env, cwd=ground.ROOT, stdout=log, stderr=log)
        try:
            _await_site(process, port)
            yield
        finally:
            process.terminate()
            process.wait(30)


def _await_site(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError, RuntimeError):
            Client(port).get("/healthz")
            return
        time.sleep(0.1)
    raise RuntimeError("the site did not start")


def _body(found: dict[str, Figures], large: Size, machine: str) -> str:
    documents, deals = large
    head = [
        "page",
        "bytes",
        "requests/s",
        "p95, ms",
        "floor, requests/s",
        "of its floor",
        "as 304, of its floor",
    ]
    head += [f"p95 at {SMALL[0]:,} documents, {SMALL[1]} deal, ms", "growth"]
    rows = []
    for name, one in found.items():
        mean, floor = statistics.mean(one.times[large]), statistics.mean(one.floor)
        rows.append(
            [
                *(name, f"{one.size:,}", report.number(1 / mean), f"{_p95(one.times[large]) * 1e3:.1f}"),
                *(report.number(1 / floor), f"{floor / mean:.2f}"),
                f"{floor / statistics.mean(one.again):.2f}" if one.again else "no validator",
                f"{_p95(one.times[SMALL]) * 1e3:.1f}",
                f"{_p95(one.times[large]) / _p95(one.times[SMALL]):.2f}",
            ]
        )
    return "\n".join(
        [
            f"{documents:,} documents, {deals} deals of {EVENTS_OF_A_DEAL} events; one reader at a time, nothing cached",
            f"but validators, answers not compressed; {machine}.",
            "",
            report.table(head, rows),
            "",
            report.table(["what", "reached", "wanted", ""], _verdicts(found, large)),
        ]
    )


def _verdicts(found: dict[str, Figures], large: Size) -> list[list[str]]:
    """Rows of what was reached beside what is wanted."""
    timeline, searched = found["timeline"], found["search"].times
    floor = statistics.mean(timeline.floor)
    rows = [
        _verdict(
            "timeline beside its floor, uncached",
            floor / statistics.mean(timeline.times[large]),
            LEAST_OF_FLOOR,
        ),
        _verdict(
            "timeline beside its floor, as 304",
            floor / statistics.mean(timeline.again),
            LEAST_WITH_VALIDATORS,
        ),
    ]
    for name in PAGES[:-1]:
        grown = _p95(found[name].times[large]) / _p95(found[name].times[SMALL])
        what = f"p95 of {name}, {SMALL[0]:,} to {large[0]:,} documents, {SMALL[1]} to {large[1]} deals"
        rows.append(_verdict(what, grown, MOST_GROWTH, at_most=True))
    if large != MEDIUM:
        what = f"p95 of {len(QUERIES)} searches, {MEDIUM[0]:,} to {large[0]:,} documents"
        grown = _p95(searched[large]) / _p95(searched[MEDIUM])
        rows.append(_verdict(what, grown, MOST_GROWTH_OF_SEARCH, at_most=True))
    return rows


def _verdict(what: str, reached: float, wanted: float, *, at_most: bool = False) -> list[str]:
    is_met = reached <= wanted if at_most else reached >= wanted
    limit = f"at {'most' if at_most else 'least'} {wanted}"
    return [what, f"{reached:.2f}", limit, "met" if is_met else "**missed**"]


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.exit(main())
