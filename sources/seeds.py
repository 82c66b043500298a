"""The seed file ``feeds.toml``: reading it, and the table of docs/sources.md that is made from it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).parent / "feeds.toml"
SHAPES = Path(__file__).parent.parent / "tests" / "data" / "sources"
REQUIRED = ("slug", "name", "url", "kind", "publisher", "language")

_KINDS = {
    "rss": "RSS",
    "atom": "Atom",
    "json_feed": "JSON Feed",
    "json_list": "JSON list",
    "html_list": "HTML list",
}
_HEAD = """# Sources

Made by `.venv/bin/python manage.py sources --table > docs/sources.md` from `sources/feeds.toml`; do not edit by hand.

{count} sources: {kinds}; {official} of them official, {news} news or international bodies.

**Shape tested** means: a page or feed of the source's shape was written for the tests
(`tests/data/sources/SLUG.*`, with the expected reading beside it), and the recipe reads it. **Live untried** means
just that: where this was built, none of these sites could be reached. Before relying on a source, run
`manage.py poll SLUG --dry-run`, which asks the live address and shows the items without storing anything; when a
layout has changed, `/admin/sources/feed/` edits the recipe with a dry run beside it.

| slug | publisher | kind | language | zone | starts at | own page | address | tried |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""


def read_seeds(path: Path = SEEDS) -> list[dict[str, Any]]:
    """Return the feeds of a seed file in its order.

    Raises OSError for a file that cannot be read, ValueError for one that is no TOML or whose feed lacks a
    required field, with a sentence that names it.
    """
    try:
        seeds: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8")).get("feed", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} is no TOML: {error}.") from error
    for number, seed in enumerate(seeds, 1):
        if missing := [name for name in REQUIRED if not seed.get(name)]:
            raise ValueError(
                f"{path}: feed {number} ({seed.get('slug', 'no slug')}) lacks {', '.join(missing)}."
            )
    return seeds


def sources_page(seeds: Sequence[Mapping[str, Any]], shapes: Path = SHAPES) -> str:
    """Return docs/sources.md for these seeds; ``shapes`` is the folder of golden pairs, one per tested slug."""
    tested = {path.name.partition(".")[0] for path in shapes.glob("*.json")}
    counts = Counter(_KINDS[seed["kind"]] for seed in seeds)
    official = sum(bool(seed.get("is_official")) for seed in seeds)
    lines = [_row(seed, seed["slug"] in tested) for seed in seeds]
    head = _HEAD.format(
        count=len(seeds),
        kinds=", ".join(f"{number} {kind}" for kind, number in counts.most_common()),
        official=official,
        news=len(seeds) - official,
    )
    return head + "\n".join(lines) + "\n"


def _row(seed: Mapping[str, Any], is_tested: bool) -> str:
    cells = (
        f"`{seed['slug']}`",
        seed["publisher"],
        _KINDS[seed["kind"]] + (" by recipe" if seed.get("recipe", {}).keys() - {"page"} else ""),
        seed["language"],
        seed.get("timezone", "UTC"),
        f"{seed.get('poll_minutes', 60)} min",
        "by recipe" if seed.get("recipe", {}).get("page") else "by article rules",
        f"<{seed['url']}>",
        "shape tested, live untried" if is_tested else "untried",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
