"""Measures taking feeds in, beside its peers and a hand-written floor, in one run over the same feeds.

    python -m benchmarks.ingest                          500 feeds of 50 entries, three rounds, writes docs/performance.md
    python -m benchmarks.ingest --feeds 100 --rounds 1 --dry   a quick look, nothing is written

Three phases for each system: first load, a pass in which nothing changed, a pass in which every feed has one
new entry. Within a round all systems run a phase one after the other; the figures are medians of the rounds.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import ground, peers, report
from benchmarks.peers import Pass, System

FEEDS_WITH_PAGES, PAGES = 40, 25  # of the second road
PHASES = ("load", "unchanged", "changed")
Results = dict[str, dict[str, list[Pass]]]


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--entries", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[], help="systems by their first word: reader floor ...")
    parser.add_argument("--home", type=Path, default=ground.DEFAULT_HOME)
    parser.add_argument("--shared", type=Path, default=ground.SHARED, help="folder of the shared benchmark")
    parser.add_argument(
        "--pages", action="store_true", help="the second road: 40 feeds of 25 items with pages"
    )
    parser.add_argument("--dry", action="store_true", help="print only, write no report")
    options = parser.parse_args(arguments)
    if not (options.shared / "gen.py").exists():
        print(f"The shared benchmark is not at {options.shared}: name its folder with --shared.")
        return 2
    if options.pages:
        options.feeds = FEEDS_WITH_PAGES
    machine = ground.machine()
    options.home.mkdir(parents=True, exist_ok=True)
    peers.generate(options.shared, options.home, options.feeds, options.entries)
    settings = {
        "FETCH_ALLOW_NETWORKS": "127.0.0.0/8",
        "FETCH_PER_HOST": str(options.feeds),
        "CLAIM_LIMIT": str(options.feeds),
    }
    try:
        with (
            peers.nginx(options.shared, options.home),
            ground.servers(options.home, **settings) as env,
            ground.worker(env, options.home, queues="" if options.pages else ground.POLLING) as running,
        ):
            if options.pages:
                return _second_road(options, running, machine)
            systems, skipped = _systems(options, env)
            results = _measure(systems, options)
            peak = running.peak_mb
    except peers.Missing as missing:
        print(missing)
        return 2
    body = _body(results, skipped, peak, machine, options)
    print(body)
    if not options.dry:
        report.write_part("ingest", body)
    (options.home / "ingest.json").write_text(json.dumps(_figures(results), indent=1))
    return 0


def _second_road(options: argparse.Namespace, running: ground.Worker, machine: str) -> int:
    """Measure the road on which every item's page is fetched and read by the rules."""
    # Its models can be read only once the servers run and Django is set up.
    from benchmarks.tracker import Tracker
    from sources.models import Claim, DocumentVersion

    feeds, items = options.feeds, PAGES
    write_pages(options.home, feeds, items)
    passes = []
    for _ in range(options.rounds):
        ground.settle()
        passes.append(Tracker(folder="g", read_pages=True).load(feeds))
        print(f"{len(passes)} of {options.rounds}: {passes[-1].seconds:.1f} s", file=sys.stderr, flush=True)
    rate_ = statistics.median(one.new / one.seconds for one in passes)
    versions, claims = DocumentVersion.objects.count(), Claim.objects.count()
    body = "\n".join(
        [
            f"{feeds} feeds of {items} items, {options.rounds} rounds, median; {machine}.",
            "",
            report.table(
                [
                    "items with page, version and claims, per second",
                    "versions",
                    "claims",
                    "highest memory, MB",
                ],
                [[report.number(rate_), f"{versions:,}", f"{claims:,}", report.number(running.peak_mb)]],
            ),
        ]
    )
    print(body)
    if not options.dry:
        report.write_part("ingest-pages", body)
    return 0


def write_pages(home: Path, feeds: int, items: int) -> None:
    """Write feeds under root/g whose items lead to pages under root/p, all made up."""
    from deals.scale.texts import statement

    for folder in ("g", "p"):
        (home / "root" / folder).mkdir(parents=True, exist_ok=True)
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(20))
    for feed in range(feeds):
        listed = []
        for place in range(items):
            number = feed * items + place
            made = statement(20_000_000 + 2 * number)
            words = "".join(f"<p>{line}</p>" for line in made.text.split("\n\n"))
            (home / "root" / "p" / f"{number}.html").write_text(
                f"<!doctype html><html lang=en><head><title>{made.title}</title></head><body><nav><ul>{menu}</ul>"
                f"</nav><article><h1>{made.title}</h1>{words}</article><footer>All rights reserved</footer></body></html>"
            )
            link = f"{peers.BASE_URL}/p/{number}.html"
            listed.append(f"<item><title>{made.title}</title><link>{link}</link><guid>{link}</guid></item>")
        (home / "root" / "g" / f"{feed}.xml").write_text(
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title>{"".join(listed)}</channel></rss>'
        )


def _systems(options: argparse.Namespace, env: dict[str, str]) -> tuple[list[System], list[str]]:
    """Return what can be measured here, and a sentence for each peer that cannot."""
    # Its models can be read only once the servers run and Django is set up.
    from benchmarks.tracker import Tracker

    def python() -> Path:
        return peers.environment_python(options.home / "peers")

    makers: dict[str, Callable[[], System]] = {
        "reader": lambda: peers.Reader(python(), options.shared, options.home),
        "newsboat": lambda: peers.Newsboat(options.home),
        "floor": lambda: peers.Floor(python(), options.shared, env["DATABASE_URL"]),
        "rows": lambda: peers.FloorWithRows(python(), env["DATABASE_URL"]),
        "tradetracker": Tracker,
    }
    systems, skipped = [], []
    for name, make in makers.items():
        if options.only and name not in options.only:
            continue
        try:
            systems.append(make())
        except peers.Missing as missing:
            skipped.append(f"{name} was not measured: {missing}.")
            print(skipped[-1], file=sys.stderr)
    return systems, skipped


def _measure(systems: list[System], options: argparse.Namespace) -> Results:
    results: Results = {system.name: {phase: [] for phase in PHASES} for system in systems}
    for turn in range(options.rounds):
        peers.generate(options.shared, options.home, options.feeds, options.entries)
        for phase in PHASES:
            if phase == "changed":
                peers.generate(options.shared, options.home, options.feeds, options.entries, 1)
            for system in systems:
                ground.settle()
                run = system.load if phase == "load" else system.again
                done = run(options.feeds)
                _check(system, phase, done, options)
                results[system.name][phase].append(done)
                print(
                    f"round {turn + 1} {phase:<9} {system.name:<26} {done.seconds:7.2f} s, {done.new} new",
                    file=sys.stderr,
                    flush=True,
                )
    return results


def _check(system: System, phase: str, done: Pass, options: argparse.Namespace) -> None:
    wanted = {"load": options.feeds * options.entries, "unchanged": 0, "changed": options.feeds}[phase]
    if done.new != wanted:
        raise RuntimeError(f"{system.name}, {phase}: {done.new} new entries instead of {wanted}")


def rate(passes: list[Pass], phase: str) -> float:
    """Return the median of entries (first load) or feeds (passes) per second."""
    return statistics.median((p.new if phase == "load" else p.feeds) / p.seconds for p in passes)


def _figures(results: Results) -> dict[str, dict[str, float]]:
    return {name: {phase: rate(runs[phase], phase) for phase in PHASES} for name, runs in results.items()}


# Target of each phase: peer's first word -> ratio wanted.
TARGETS = {
    "load": {"reader": 3.0, "newsboat": 1.5, "floor": 0.6, "rows": 0.6},
    "unchanged": {"reader": 1.5, "floor": 0.6, "rows": 0.6},
    "changed": {"reader": 10.0, "floor": 0.6, "rows": 0.6},
}
FLOORS = {"floor": "floor, 2", "rows": "floor with"}  # how the names of the two floors begin


def _body(
    results: Results, skipped: list[str], peak: float, machine: str, options: argparse.Namespace
) -> str:
    figures = _figures(results)
    head = ["system", "first load, entries/s", "unchanged pass, feeds/s", "one entry new, feeds/s"]
    rows = [[name, *(report.number(one[phase]) for phase in PHASES)] for name, one in figures.items()]
    lines = [
        f"{options.feeds} feeds of {options.entries} entries, {options.rounds} rounds, medians; {machine}.",
        "",
        report.table(head, rows),
    ]
    ours = next((one for name, one in figures.items() if name.startswith("tradetracker")), None)
    if ours:
        ratios = []
        for phase, wanted in TARGETS.items():
            for peer, least in wanted.items():
                begins = FLOORS.get(peer, peer)
                full = next((name for name in figures if name.startswith(begins)), "")
                theirs = figures.get(full)
                if theirs:
                    got = ours[phase] / theirs[phase]
                    ratios.append(
                        [phase, full, f"{got:.2f}", f"{least:g}", "met" if got >= least else "**missed**"]
                    )
        lines += ["", report.table(["phase", "ratio to", "reached", "wanted", ""], ratios)]
        missed = [
            f"{phase} beside {peer.partition(',')[0]} ({got} of {least})"
            for phase, peer, got, least, verdict in ratios
            if verdict != "met"
        ]
        lines += ["", f"Missed: {'; '.join(missed)}." if missed else "All are met."]
        verdict = "met" if peak < 200 else "**missed**"
        lines += [
            "",
            f"Highest resident memory of a worker process: {peak:.0f} MB (wanted: below 200: {verdict}).",
        ]
    lines += [*([""] if skipped else []), *skipped]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
