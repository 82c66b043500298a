"""Measures pages beside a bare Django view on the same server, and how they fare as the tracker grows.

    python -m benchmarks.pages                        1,000 documents and 1 deal against 10,000 and 100
    python -m benchmarks.pages --large-home FOLDER    against the tracker that make seed-scale left there

The floor of a page is a view with one query and a plain template of as many rows and bytes. Each size has servers of
its own; within a size page and floor are asked by turns.
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
from pathlib import Path
from urllib.parse import quote

from django.core.management import call_command

from benchmarks import ground, report

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


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--deals", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=4.0, help="per page and turn")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--home", type=Path, default=ground.DEFAULT_HOME)
    parser.add_argument("--large-home", type=Path, help="a data folder with a synthetic tracker in it")
    parser.add_argument("--part", default="pages", help="the part of docs/performance.md to write")
    parser.add_argument("--dry", action="store_true", help="print only, write no report")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        documents, deals = map(int, options.one.split(","))
        print(json.dumps(measure(options.home, documents, deals, options.seconds, options.turns)))
        return 0
    machine = ground.machine()
    small = _apart(options, options.home / "pages-small", *SMALL)
    large = _apart(
        options, options.large_home or options.home / "pages-large", options.documents, options.deals
    )
    body = _body(small, large, machine)
    print(body)
    if not options.dry:
        report.write_part(options.part, body)
    return 0


def _apart(options: argparse.Namespace, home: Path, documents: int, deals: int) -> dict:
    """Measure one size in a process of its own: Django knows one database for life."""
    command = [sys.executable, "-m", "benchmarks.pages", "--one", f"{documents},{deals}", "--home", str(home)]
    command += ["--seconds", str(options.seconds), "--turns", str(options.turns)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=ground.ROOT)
    if done.returncode:
        raise RuntimeError(f"measuring {documents} documents failed")
    return json.loads(done.stdout.strip().splitlines()[-1])


def measure(home: Path, documents: int, deals: int, seconds: float, turns: int) -> dict:
    """Fill the home up to the size, serve it, and return figures by page."""
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
        pages = {
            "timeline": [deal.get_absolute_url()],
            "commitment": [commitment.get_absolute_url()],
            "materials": ["/materials/"],
            "search": [f"/search/?q={quote(query)}" for query in QUERIES],
        }
        with site({**env, "DJANGO_SETTINGS_MODULE": "benchmarks.floor_settings"}, home):
            return {name: _page(paths, seconds, turns) for name, paths in pages.items()} | {
                "size": [documents, deals]
            }


def _page(paths: Sequence[str], seconds: float, turns: int) -> dict:
    client = Client()
    first = client.get(paths[0])
    rows = max(1, len(re.findall(rb"<(?:li|tr)[ >]", first.body)))
    floor_path = f"/floor/{rows}/{len(first.body)}/"
    for path in [*paths, floor_path]:  # warm: templates, plans, the system's own cache
        answer = client.get(path)
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
    taken: dict[str, list[float]] = {"page": [], "floor": [], "again": []}
    for _ in range(turns):
        taken["page"] += _ask(client, paths, seconds)
        taken["floor"] += _ask(client, [floor_path], seconds / 2)
        if first.etag:
            taken["again"] += _ask(client, paths[:1], seconds / 2, etag=first.etag)
    return {
        "bytes": len(first.body),
        "rows": rows,
        **{
            f"{name}_{key}": value
            for name, times in taken.items()
            if times
            for key, value in (("mean", statistics.mean(times)), ("p95", _p95(times)))
        },
    }


def _ask(client: Client, paths: Sequence[str], seconds: float, etag: str = "") -> list[float]:
    times: list[float] = []
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends or len(times) < len(paths):
        path = paths[len(times) % len(paths)]
        started = time.perf_counter()
        answer = client.get(path, etag)
        times.append(time.perf_counter() - started)
        if answer.status != (304 if etag else 200):
            raise RuntimeError(f"{path} answered {answer.status}")
    return times


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[max(0, round(len(times) * 0.95) - 1)]


class Client:
    """One connection that is kept alive, as a reader's browser has it."""

    def __init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)

    def get(self, path: str, etag: str = "") -> Answer:
        """Ask for a page; with an ETag, only if it has changed."""
        headers = {"If-None-Match": etag} if etag else {}
        self.connection.request("GET", path, headers=headers)
        response = self.connection.getresponse()
        body = response.read()
        return Answer(response.status, body, response.getheader("ETag") or "")


class Answer:
    """Status, body and ETag of one answer."""

    def __init__(self, status: int, body: bytes, etag: str) -> None:
        self.status, self.body, self.etag = status, body, etag


@contextlib.contextmanager
def site(env: dict[str, str], home: Path) -> Iterator[None]:
    """Serve the project as ``make run`` does: gunicorn, two processes of four threads."""
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "tradetracker.wsgi:application",
        "--bind",
        f"127.0.0.1:{PORT}",
    ]
    command += ["--workers", "2", "--threads", "4", "--no-control-socket", "--log-level", "warning"]
    with (home / "logs" / "web.log").open("ab") as log:
        process = subprocess.Popen(command, env=env, cwd=ground.ROOT, stdout=log, stderr=log)
        try:
            _await_site(process)
            yield
        finally:
            process.terminate()
            process.wait(30)


def _await_site(process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError):
            if Client().get("/healthz").status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError("the site did not start")


def _body(small: dict, large: dict, machine: str) -> str:
    documents, deals = large["size"]
    head = ["page", "bytes", "requests/s", "p95, ms", "floor, requests/s", "ratio", "304, ratio to floor"]
    head += [f"p95 against {SMALL[0]:,} documents, {SMALL[1]} deal"]
    rows = []
    for name in ("timeline", "commitment", "materials", "search"):
        one, before = large[name], small[name]
        again = f"{one['floor_mean'] / one['again_mean']:.2f}" if "again_mean" in one else "no validator"
        rows.append(
            [
                *(
                    name,
                    f"{one['bytes']:,}",
                    report.number(1 / one["page_mean"]),
                    f"{one['page_p95'] * 1e3:.1f}",
                ),
                *(report.number(1 / one["floor_mean"]), f"{one['floor_mean'] / one['page_mean']:.2f}", again),
                f"{one['page_p95'] / before['page_p95']:.2f}",
            ]
        )
    return "\n".join(
        [
            f"{documents:,} documents, {deals} deals of {EVENTS_OF_A_DEAL} events; one reader at a time; {machine}.",
            "Wanted: timeline at least 0.35 of its floor, 0.8 with validators; p95 at most 1.5 times that of the small",
            f"tracker, search at most 3 times. Search asks {len(QUERIES)} queries in both languages in turn.",
            "",
            report.table(head, rows),
        ]
    )


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.exit(main())
