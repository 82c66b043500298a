"""Fits what each reason of a finding says of its being right, from labelled texts that the rules had not met.

    python -m benchmarks.confidence FOLDER ...           prints sources/extraction/confidence.toml anew
    python -m benchmarks.confidence FOLDER --test FOLDER  how well it orders and states findings of other texts

A folder holds labelled texts with their words, one JSON file each, in the form of tests/data/extraction/written. The
texts must be ones that no rule was written for: on others far more is right than on what will be read next.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import exp, log
from pathlib import Path

from benchmarks.extraction import BAND_HEAD, band_row, labelled_from, measure, pairs
from sources.extraction.confidence import names_of

STEPS = 600
RATE = 0.5
# A name seen in fewer findings says too little; the larger the penalty, the less a single name may say.
FEWEST = 10
PENALTY = 4.0
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0001)

Row = tuple[frozenset[str], bool]


def rows_of(folders: Sequence[Path]) -> list[Row]:
    """Return the names of the reasons of each finding in the texts of the folders, and whether it is right (relaxed)."""
    rows: list[Row] = []
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        text = labelled_from(entry, entry["id"], entry["text"], written=True)
        findings = measure([text])[0].findings
        right = {found for found, _ in pairs(findings, text.labels, "relaxed")}
        rows += [
            (frozenset(names_of(finding.reasons)), number in right) for number, finding in enumerate(findings)
        ]
    return rows


def fitted(rows: Sequence[Row]) -> tuple[float, dict[str, float]]:
    """Return the base and the weight of each name: logistic regression with a quadratic penalty, by gradient descent."""
    seen = Counter(name for names, _ in rows for name in names)
    weights = {name: 0.0 for name, count in seen.items() if FEWEST <= count < len(rows)}
    share = sum(right for _, right in rows) / len(rows)
    base = log(share / (1 - share))
    for _ in range(STEPS):
        slopes = dict.fromkeys(weights, 0.0)
        base_slope = 0.0
        for names, right in rows:
            missed = right - stated(base, weights, names)
            base_slope += missed
            for name in names:
                if name in slopes:
                    slopes[name] += missed
        base += RATE * base_slope / len(rows)
        for name, slope in slopes.items():
            # Rare names are stepped by their own count, or they would never get anywhere.
            weights[name] += RATE * (slope - PENALTY * weights[name]) / (seen[name] + PENALTY)
    return base, weights


def stated(base: float, weights: dict[str, float], names: frozenset[str]) -> float:
    """Return the share that the weights state for a finding with these names of reasons."""
    return 1 / (1 + exp(-base - sum(weights.get(name, 0.0) for name in names)))


def ordered(shares: Sequence[float], rights: Sequence[bool]) -> float:
    """Return how often a right finding is stated surer than a wrong one, ties counted half (0.5: by chance)."""
    good = [share for share, right in zip(shares, rights, strict=True) if right]
    bad = [share for share, right in zip(shares, rights, strict=True) if not right]
    wins = sum((one > other) + (one == other) / 2 for one in good for other in bad)
    return wins / (len(good) * len(bad)) if good and bad else 0.5


def brier(shares: Sequence[float], rights: Sequence[bool]) -> float:
    """Return the mean square of what each share is off by: 0 is all known, 0.25 is always stating one half."""
    return sum((share - right) ** 2 for share, right in zip(shares, rights, strict=True)) / len(rights)


def main() -> None:
    """Read the folders, fit, and print the table or the test of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--test", nargs="+", type=Path, default=[])
    options = parser.parse_args()
    rows = rows_of(options.folders)
    if not rows:
        parser.error("no labelled text in these folders: give the folders that hold the JSON files")
    base, weights = fitted(rows)
    if not options.test:
        print(f"base = {base:.2f}\n\n[weight]")
        for name, weight in sorted(weights.items()):
            if abs(weight) >= 0.05:
                print(f"{json.dumps(name, ensure_ascii=False)} = {weight:.2f}")
        return
    other = rows_of(options.test)
    shares = [stated(base, weights, names) for names, _ in other]
    rights = [right for _, right in other]
    if not other:
        parser.error("no finding in the texts to test on")
    print(f"{len(rows)} findings fitted, {len(other)} tested; in order: {ordered(shares, rights):.3f}")
    mean, share = sum(shares) / len(shares), sum(rights) / len(rights)
    print(f"stated {mean:.3f}, right {share:.3f}, Brier {brier(shares, rights):.3f}\n")
    print("\n".join(BAND_HEAD))
    for low, high in pairwise(BANDS):
        band = [right for share, right in zip(shares, rights, strict=True) if low <= share < high]
        if band:
            print(band_row(low, min(high, 1.0), len(band), sum(band)))


if __name__ == "__main__":
    main()
