"""How far a second person, who saw the codebook and not the labels, labelled the same as the first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.extraction import LEVELS, Count, Label, Labelled, label_from, pairs, total
from sources.values import Finding

FIELDS = ("kind", "actor", "action", "object", "modality", "until")
NOTHING = "(nothing)"  # what one of the two put where the other has a label


def second_labels(folder: Path, texts: Sequence[Labelled]) -> list[tuple[Labelled, tuple[Label, ...]]]:
    """Return each text that was labelled twice with its second labels, in order of their names."""
    by_name = {text.name: text for text in texts}
    found = []
    for path in sorted(folder.glob("*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        text = by_name.get(entry["of"])
        if text is not None:
            found.append((text, tuple(label_from(label) for label in entry["labels"])))
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


def section(twice: Sequence[tuple[Labelled, tuple[Label, ...]]]) -> list[str]:
    """Return the section on agreement."""
    lines = [
        "## Two people, the same texts",
        "",
        f"A second person labelled {len(twice)} passages "
        f"({sum(text.language == 'zh' for text, _ in twice)} of them Chinese) from the codebook, without sight of the",
        f"first labels: {sum(len(text.labels) for text, _ in twice)} labels by the first, "
        f"{sum(len(labels) for _, labels in twice)} by the second, who has since",
        "worked on the rules too. Scored as if the second were a reader:",
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
            for text, labels in twice
        )
        lines.append(f"| {level} | {whole.precision:.2f} / {whole.recall:.2f} / **{whole.f1:.2f}** |")
    lines += [
        "",
        "Krippendorff's alpha (nominal; a place that one of the two left out counts as a difference):",
        "",
    ]
    shares = []
    for field in FIELDS:
        values = [pair for text, labels in twice for pair in units(text.labels, labels, field)]
        shares.append(f"{field} {alpha(values):.2f}")
    lines += [", ".join(shares) + ".", ""]
    return lines
