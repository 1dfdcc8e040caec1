"""Measure names on 300 pairs judged by hand: whether the two are one actor's.

Usage: python -m evaluation.names [--errors]

``names.csv``: 270 pairs of names that articles of ``../shared/corpus`` show and that have a word nearly in common,
drawn at random in parts by what was judged of them on the day of the draw (``drawn_as``), and 30 of our own.
Where what stands beside the names leaves it open for a reader too, ``same`` is open: such a pair counts neither way.
Precision is the share of what is judged the same that is; recall the share of what is the same that is judged so.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

from musnad.resolution.names import Name, compare_names

PAIRS = Path(__file__).resolve().parent / "names.csv"


def main() -> int:
    """Print the figures."""
    count: Counter[str] = Counter()
    drawn: dict[str, Counter[str]] = {}
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        one, other = (
            Name(
                name=row[f"name_{side}"], kind=row[f"kind_{side}"], role=row[f"role_{side}"] or None,
                country=row[f"country_{side}"] or None,
            )
            for side in ("a", "b")
        )  # fmt: skip
        found = compare_names(one, other)
        drawn.setdefault(row["drawn_as"], Counter())[row["same"]] += 1
        if row["same"] == "open":
            count["open"] += 1
            continue
        same = row["same"] == "yes"
        count["right"] += same and found.relation == "same"
        count["found"] += found.relation == "same"
        count["wanted"] += same
        if "--errors" in sys.argv[1:] and same != (found.relation == "same"):
            print("missed" if same else "wrong", found.relation, one, other, found.features)
    precision, recall = count["right"] / max(count["found"], 1), count["right"] / max(count["wanted"], 1)
    print(f"{len(rows)} pairs, {count['open']} of them open; {count['wanted']} are one actor's")
    print(f"precision {precision:.3f} of {count['found']}, recall {recall:.3f} of {count['wanted']}")
    for name, verdicts in sorted(drawn.items()):
        print(f"drawn as {name}: " + ", ".join(f"{number} {verdict}" for verdict, number in sorted(verdicts.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
