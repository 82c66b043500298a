"""Golden pairs: bytes beside what must be read from them.

``tests/data/<folder>/NAME.EXT`` is the input, ``NAME.EXT.json`` the expected output. Options of a case
stand in ``cases.toml`` of its folder; those under ``sources`` take the recipe of ``sources/feeds.toml``.
After a wanted change, look at the difference and write anew with

    python -m tests.golden
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import Any

from sources.listings import dated_url, parse_listing
from sources.pages import page_recipe, read_page
from sources.values import Listing, Malformed, Moment, Page

DATA = Path(__file__).parent / "data"
ROOT = Path(__file__).parent.parent
FEEDS_TOML = ROOT / "sources" / "feeds.toml"
YEAR = dt.datetime(2026, 3, 3)


def feeds() -> dict[str, dict[str, Any]]:
    """The sources of feeds.toml by slug."""
    loaded = tomllib.loads(FEEDS_TOML.read_text(encoding="utf-8"))
    return {feed["slug"]: feed for feed in loaded["feed"]}


def cases() -> list[tuple[str, Path, dict[str, Any]]]:
    """Every golden input as (name, path, options); options hold ``door``: listing or page."""
    found: list[tuple[str, Path, dict[str, Any]]] = []
    by_slug = feeds()
    for path in sorted((DATA / "sources").glob("*")):
        if path.name.endswith(".json") and path.with_suffix("").suffix:
            continue
        feed = by_slug[path.stem]
        found.append(
            (
                f"sources/{path.name}",
                path,
                {
                    "door": "listing",
                    "kind": feed["kind"],
                    "base_url": dated_url(feed["url"], YEAR),
                    "recipe": feed.get("recipe", {}),
                    "timezone": feed["timezone"],
                    "language": feed["language"],
                },
            )
        )
    for folder in ("feeds", "lists", "pages"):
        table = tomllib.loads((DATA / folder / "cases.toml").read_text(encoding="utf-8"))
        for name, options in sorted(table.items()):
            options = {"door": "page" if folder == "pages" else "listing", **options}
            if slug := options.pop("source", ""):
                feed = by_slug[slug]
                options = {"recipe": feed.get("recipe", {}), "timezone": feed["timezone"], **options}
                options.setdefault("language", feed["language"])
                if folder != "pages":
                    options = {"kind": feed["kind"], "base_url": feed["url"], **options}
            found.append((f"{folder}/{name}", DATA / folder / name, options))
    return found


def outcome(path: Path, options: dict[str, Any]) -> Any:
    """What the door makes of the bytes, as plain JSON data."""
    options = dict(options)
    body = path.read_bytes()
    result: Listing | Page | Malformed
    if options.pop("door") == "page":
        options["recipe"] = page_recipe(options.get("recipe", {}))
        result = read_page(body, **options)
    else:
        result = parse_listing(body, **options)
    return {type(result).__name__: plain(result)}


def plain(value: Any) -> Any:
    """Values as JSON: moments as [precision, earliest, latest, wording], empty fields left out."""
    if isinstance(value, Moment):
        bounds = [b.isoformat() if b else None for b in (value.earliest, value.latest)]
        return [value.precision.value, *bounds, value.wording]
    if dataclasses.is_dataclass(value):
        fields = {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value) if f.compare}
        empty = ("", [], {}, ["undated", None, None, ""])
        return {k: v for k, v in fields.items() if v not in empty and (k, v) != ("further", 0)}
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return value


def expected_path(path: Path) -> Path:
    """Where the expected output of ``path`` stands."""
    return path.with_name(path.name + ".json")


def write() -> None:
    """Write the expected output of every case anew."""
    for name, path, options in cases():
        text = json.dumps(outcome(path, options), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        target = expected_path(path)
        changed = not target.exists() or target.read_text(encoding="utf-8") != text
        target.write_text(text, encoding="utf-8")
        print(("written " if changed else "as it was ") + name)


if __name__ == "__main__":
    write()
