"""How far others, who saw the codebook and not the first labels, labelled the same as the first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.extraction import LEVELS, Count, Label, Labelled, label_from, pairs, total
from sources.text import sha256
from sources.values import Finding

FIELDS = ("kind", "actor", "action", "object", "modality", "until")
NOTHING = "(nothing)"  # what one of the two put where the other has a label


LABELLERS = {
    "second": "A second labeller, who has since worked on the rules too",
    "third": "A third labeller, who has no part in the rules",
}
Twice = tuple[Labelled, tuple[Label, ...], str]  # a text, its labels by the other labeller, and who that is


def second_labels(folder: Path, texts: Sequence[Labelled]) -> list[Twice]:
    """Return each text that was labelled twice with its other labels and their labeller, in order of names.

    A text that is not among ``texts``, or is not the one whose offsets were noted, is left out.
    """
    by_name = {text.name: text for text in texts}
    found = []
    for path in sorted(folder.glob("*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        text = by_name.get(entry["of"])
        if text is not None and sha256(text.text) == entry["sha256"]:
            labels = tuple(label_from(label) for label in entry["labels"])
            found.append((text, labels, entry.get("labeller", "second")))
    return found


def as_finding(label: Label) -> Finding:
    """Return a label as what a reader would have found, first of several accepted values."""
    return Finding(
        kind=label.kind[0],
        start=label.start,
        stop=label.stop,
        quote="x" * (label.stop - label.start),
        actor=label.actor[0],
        action=label.action[0],
        object=label.object[0],
        modality=label.modality[0],
        until=label.until[0],
    )


def units(first: Sequence[Label], second: Sequence[Label], field: str) -> list[tuple[str, str]]:
    """Return what the two put for ``field`` at each place that either of them labelled.

    Where the first accepts several values and the second has one of them, they agree.
    """
    readings = [as_finding(label) for label in second]
    matched = pairs(readings, first, "detect")
    values = []
    for place, number in matched:
        other = getattr(readings[place], field)
        accepted = getattr(first[number], field)
        values.append((other if other in accepted else accepted[0], other))
    values += [
        (getattr(label, field)[0], NOTHING)
        for i, label in enumerate(first)
        if i not in {n for _, n in matched}
    ]
    values += [
        (NOTHING, getattr(reading, field))
        for i, reading in enumerate(readings)
        if i not in {place for place, _ in matched}
    ]
    return values


def alpha(values: Sequence[tuple[str, str]]) -> float:
    """Return Krippendorff's alpha for two coders and nominal values; 1 where there is nothing to disagree on."""
    counts = Counter(value for pair in values for value in pair)
    n = sum(counts.values())
    expected = n * n - sum(count * count for count in counts.values())
    differing = 2 * sum(one != other for one, other in values)
    return 1 - (n - 1) * differing / expected if expected else 1.0


def ends(twice: Sequence[Twice]) -> tuple[int, int]:
    """Return, of the places that both labelled and where either put an end, how many have the same and all.

    Alpha says little of ``until``: nearly all labels have none, so that the few left-out places weigh most.
    """
    same = count = 0
    for text, labels, _ in twice:
        readings = [as_finding(label) for label in labels]
        for place, number in pairs(readings, text.labels, "detect"):
            end, accepted = readings[place].until, text.labels[number].until
            if end or "" not in accepted:
                count += 1
                same += end in accepted
    return same, count


def section(twice: Sequence[Twice]) -> list[str]:
    """Return the section on agreement, one part for each other labeller."""
    lines = [
        "## Labelled twice, the same texts",
        "",
        "Labelled from the codebook, without sight of the first labels, and scored as if the other labeller were a",
        "reader. Krippendorff's alpha is nominal; a place that one of the two left out counts as a difference.",
        "",
    ]
    for labeller, who in LABELLERS.items():
        by_one = [each for each in twice if each[2] == labeller]
        if not by_one:
            continue
        lines += [
            f"{who}: {len(by_one)} texts ({sum(text.language == 'zh' for text, _, _ in by_one)} of them Chinese, "
            f"{sum(not text.written for text, _, _ in by_one)} published), "
            f"{sum(len(text.labels) for text, _, _ in by_one)} labels by the first, "
            f"{sum(len(labels) for _, labels, _ in by_one)} by the other.",
            "",
            "| level | P / R / F1 |",
            "| --- | --- |",
        ]
        for level in LEVELS:
            whole = total(
                Count(
                    len(pairs([as_finding(label) for label in labels], text.labels, level)),
                    len(labels),
                    len(text.labels),
                )
                for text, labels, _ in by_one
            )
            lines.append(f"| {level} | {whole.precision:.2f} / {whole.recall:.2f} / **{whole.f1:.2f}** |")
        shares = []
        for field in FIELDS:
            values = [pair for text, labels, _ in by_one for pair in units(text.labels, labels, field)]
            shares.append(f"{field} {alpha(values):.2f}")
        same, count = ends(by_one)
        lines += [
            "",
            f"Alpha: {', '.join(shares)}. Where either put an end of the act, both put the same {same} times of {count}.",
            "",
        ]
    return lines
