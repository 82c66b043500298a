"""When a JSON list no longer fits its recipe: other paths that find the items it is known to have.

Keys are renamed, lists move one level down, HTML inside moves to another key. Known addresses and titles are looked
for in all of the new JSON; the lists of objects and the pieces of HTML that hold them suggest paths, and each suggestion
is tried with the very reader that polls use. A proposal, as in ``relisting``. Pure: no Django, no network.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sources.items import Context, moment, title_text
from sources.jsonlists import every, first, load, parse_json_list
from sources.markup import one_line
from sources.relisting import MOST, Suggestion, rank, suggest
from sources.urls import canonical_url, clean_link
from sources.values import Listing, Malformed

_NODES = 50_000
_DEPTH = 10
_LISTS = 6
_HTML_PIECES = 3
_SAMPLE = 60  # items of a list that are looked at
_PATHS = ("items", "html", "title", "url", "published", "summary", "guid", "next", "success", "list_title")
_DATE_NAMES = ("publi", "pub", "date", "time", "issued", "release")
_EPOCH = (1_000_000_000, 4_000_000_000)  # seconds from 2001 to 2096
Found = tuple[int, int]  # known items by address, by title


def suggest_json(
    body: bytes,
    context: Context,
    recipe: Mapping[str, Any],
    known: Sequence[tuple[str, str]],
    *,
    content_type: str = "",
) -> list[Suggestion]:
    """Return up to three recipes for a JSON list, the best first; [] when none finds at least two known items.

    ``known`` are (address, title) of items that the list had before; ``recipe`` the one that fits no more. What a
    server says of its own failure (``success`` not true) is no layout: [] then.
    """
    data = load(body, content_type, str(recipe.get("charset", "")))
    success = str(recipe.get("success", ""))
    if (
        data is None
        or isinstance(data, Malformed)
        or (success and first(data, success) in (False, "false", 0, "0"))
    ):
        return []
    kept = dict(recipe)
    if success and first(data, success) is None:
        kept.pop("success")
    wanted = {canonical_url(url) for url, _title in known} - {""}
    titles = {one_line(title) for _url, title in known if len(title) >= 8}
    attempts = [*_as_html(data, context, kept, known), *_as_objects(data, context, kept, wanted, titles)]
    least = min(2, len(known))
    best: dict[tuple[int, int, tuple[str, ...]], Suggestion] = {}
    for one in sorted(
        filter(None, (_try(body, content_type, context, a, wanted, titles) for a in attempts)),
        key=rank,
        reverse=True,
    ):
        if one.known >= least:
            best.setdefault((one.listed, one.known, one.titles), one)
    return list(best.values())[:MOST]


def _walk(data: Any) -> Iterator[tuple[str, Any]]:
    """Yield every value with its dotted path, from the top; keys that a path cannot name are left out."""
    waiting: list[tuple[str, Any, int]] = [("", data, 0)]
    for _ in range(_NODES):
        if not waiting:
            return
        path, value, depth = waiting.pop(0)
        yield path, value
        if depth >= _DEPTH:
            continue
        if isinstance(value, dict):
            steps = [(str(key), inner) for key, inner in value.items() if key and "." not in str(key)]
        elif isinstance(value, list):
            steps = [(str(number), inner) for number, inner in enumerate(value[:_SAMPLE])]
        else:
            continue
        waiting += [(f"{path}.{step}" if path else step, inner, depth + 1) for step, inner in steps]


def _as_html(
    data: Any, context: Context, recipe: Mapping[str, Any], known: Sequence[tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    """Yield recipes that read a piece of HTML inside the JSON: with the old selectors, and with new ones."""
    words = [title for _url, title in known if len(title) >= 8]
    tails = [url.rsplit("/", 1)[-1] for url, _title in known if len(url.rsplit("/", 1)[-1]) >= 6]
    pieces = []
    for path, value in _walk(data):
        if path and isinstance(value, str) and "<" in value and "href" in value:
            hits = sum(word in value for word in [*words, *tails])
            if hits:
                pieces.append((hits, path, value))
    bare = {
        name: value
        for name, value in recipe.items()
        if name not in ("items", "title", "url", "published", "html")
    }
    for _hits, path, text in sorted(pieces, key=lambda one: -one[0])[:_HTML_PIECES]:
        if recipe.get("html"):
            yield {**recipe, "html": path}
        base = Context(str(recipe.get("base", context.base_url)), context.timezone, context.language)
        settings = recipe if recipe.get("html") else bare
        for found in suggest(text, base, settings, known):
            yield {**found.recipe, "html": path}


def _as_objects(
    data: Any, context: Context, recipe: Mapping[str, Any], wanted: set[str], titles: set[str]
) -> Iterator[dict[str, Any]]:
    """Yield recipes that read a list of objects in which known addresses or titles stand."""
    lists: list[tuple[Found, str, list[dict[str, Any]], dict[str, Found]]] = []
    for path, value in _walk(data):
        objects = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
        if not objects:
            continue
        marks = {leaf: _found(objects, leaf, context, wanted, titles) for leaf in _leaves(objects)}
        best = (max(m[0] for m in marks.values()), max(m[1] for m in marks.values())) if marks else (0, 0)
        if max(best) > 0:
            lists.append((best, path, objects, marks))
    bare = {name: value for name, value in recipe.items() if name not in (*_PATHS, "extra", "date_formats")}
    bare |= {name: recipe[name] for name in ("success", "date_formats") if name in recipe}
    for _best, path, objects, marks in sorted(lists, key=lambda one: -sum(one[0]))[:_LISTS]:
        url = _chosen(marks, 0) or _links_at(objects, marks, context)
        title = _chosen(marks, 1) or _still(objects, recipe, "title")
        if not url or not title:
            continue
        attempt: dict[str, Any] = {**bare, "url": url, "title": title, **({"items": path} if path else {})}
        for name in ("guid", "summary"):
            if still := _still(objects, recipe, name):
                attempt[name] = still
        if isinstance(extra := recipe.get("extra"), Mapping):
            attempt["extra"] = {
                k: p for k, p in extra.items() if any(True for o in objects for _ in every(o, str(p)))
            }
        following = str(recipe.get("next", ""))
        if following and isinstance(first(data, following), str):
            attempt["next"] = following
        yield {**attempt, **_dated(objects, list(marks), recipe, context)}


def _leaves(objects: Sequence[Mapping[str, Any]]) -> list[str]:
    """The paths at which these objects have plain values, the most common first."""
    counts: Counter[str] = Counter()
    for one in objects[:_SAMPLE]:
        counts.update(
            {path for path, value in _walk(dict(one)) if path and isinstance(value, (str, int, float))}
        )
    return [path for path, _n in counts.most_common(60)]


def _found(
    objects: Sequence[Mapping[str, Any]], path: str, context: Context, wanted: set[str], titles: set[str]
) -> Found:
    values = [str(first(one, path) or "") for one in objects[:_SAMPLE]]
    by_url = sum(bool(v) and canonical_url(clean_link(v, context.base_url)) in wanted for v in values)
    return by_url, sum(title_text(v) in titles for v in values if v)


def _chosen(marks: Mapping[str, Found], place: int) -> str:
    """The path with the most known items; of equals the shortest."""
    path = max(marks, key=lambda p: (marks[p][place], -p.count("."), -len(p)), default="")
    return path if path and marks[path][place] else ""


def _links_at(objects: Sequence[Mapping[str, Any]], marks: Mapping[str, Found], context: Context) -> str:
    """A path whose values are addresses, where none of them is known: the whole site moved."""
    for path in marks:
        values = [first(one, path) for one in objects[:_SAMPLE]]
        links = [
            v for v in values
            if isinstance(v, str) and v.startswith(("http://", "https://", "/")) and clean_link(v, context.base_url)
        ]  # fmt: skip
        if len(set(links)) == len(values):
            return path
    return ""


def _still(objects: Sequence[Mapping[str, Any]], recipe: Mapping[str, Any], name: str) -> str:
    path = recipe.get(name, "")
    return path if isinstance(path, str) and path and any(first(one, path) for one in objects) else ""


def _dated(
    objects: Sequence[Mapping[str, Any]], paths: Sequence[str], recipe: Mapping[str, Any], context: Context
) -> dict[str, Any]:
    """The path of the dates with the formats that read them; {} when there are none."""
    old = _still(objects, recipe, "published")
    likely = sorted(paths, key=lambda p: not any(n in p.lower() for n in _DATE_NAMES))
    for path in [old, *likely] if old else likely:
        values = [first(one, path) for one in objects[:_SAMPLE]]
        if formats := _formats(values, recipe, context):
            chosen = {"published": path}
            return chosen if formats == ("",) else {**chosen, "date_formats": list(formats)}
    return {}


def _formats(values: Sequence[Any], recipe: Mapping[str, Any], context: Context) -> tuple[str, ...]:
    """The formats under which at least half of the values are dates, ("",) for the usual ones, () for none."""
    numbers = [v for v in values if isinstance(v, (int, float)) and not isinstance(v, bool)]
    if len(numbers) * 2 >= len(values):
        if all(_EPOCH[0] <= v <= _EPOCH[1] for v in numbers):
            return ("epoch",)
        return ("epoch_ms",) if all(_EPOCH[0] <= v / 1000 <= _EPOCH[1] for v in numbers) else ()
    stated = recipe.get("date_formats", ())
    usual = (str(stated),) if isinstance(stated, str) else tuple(str(one) for one in stated)
    for formats in dict.fromkeys((usual, ())):
        read = [moment(v, context, formats=formats) for v in values if isinstance(v, str)]
        if sum(found.earliest is not None for found in read) * 2 >= len(values):
            return formats or ("",)
    return ()


def _try(
    body: bytes,
    content_type: str,
    context: Context,
    recipe: Mapping[str, Any],
    wanted: set[str],
    titles: set[str],
) -> Suggestion | None:
    stated = recipe.get("date_formats", ())
    formats = (str(stated),) if isinstance(stated, str) else tuple(str(one) for one in stated)
    listing = parse_json_list(
        body,
        dataclasses.replace(context, date_formats=formats),
        content_type=content_type,
        charset=str(recipe.get("charset", "")),
        recipe=recipe,
    )
    if not isinstance(listing, Listing) or not listing.entries:
        return None
    return Suggestion(
        dict(recipe),
        sum(canonical_url(e.url) in wanted or e.title in titles for e in listing.entries),
        len(wanted),
        len(listing.entries),
        sum(e.published.earliest is not None for e in listing.entries),
        tuple(entry.title for entry in listing.entries[:3]),
    )
