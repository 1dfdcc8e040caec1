"""Measure copies on ``../shared/corpus``: recall of its near duplicates, and how many found pairs are sound.

Usage: python -m evaluation.copies [--judged]

``near_dup_pairs.jsonl.gz`` holds pairs with Jaccard .8 or more that must be found. ``copies.csv`` holds 200 pairs
below it that were found, drawn at random and judged by eye (ids and verdict only): whether the text of one is the
other's or both are a third's; ``--judged`` prints only how many of those that are found still are.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from evaluation.corpus import corpus, shared_folder
from musnad.lang.pack import load_pack
from musnad.resolution.copies import find_copies, judge_copy
from musnad.resolution.passages import sketch

JUDGED = Path(__file__).resolve().parent / "copies.csv"
_NEAR = 0.8


def print_judged() -> None:
    """Print how many of the judged pairs that are found are sound."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    articles = corpus({row[side] for row in rows for side in ("a", "b")})
    sketches = {ident: sketch(article, load_pack(article.language)) for ident, article in articles.items()}
    found = [
        row for row in rows
        if judge_copy(articles[row["a"]], sketches[row["a"]], articles[row["b"]], sketches[row["b"]]) is not None
    ]  # fmt: skip
    sound = sum(row["sound"] == "yes" for row in found)
    print(f"of {len(rows)} judged pairs {len(found)} are found, {sound / max(len(found), 1):.3f} of them sound")


def main() -> int:
    """Print the figures."""
    print_judged()
    if "--judged" in sys.argv[1:]:
        return 0
    kinds: Counter[str] = Counter()
    found = set()
    for copy in find_copies(corpus().values()):
        found.add(frozenset((copy.a, copy.b)))
        kinds[copy.kind] += 1
    near = hit = 0
    with gzip.open(shared_folder() / "corpus" / "near_dup_pairs.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["jaccard"] >= _NEAR:
                near += 1
                hit += frozenset((row["a"], row["b"])) in found
    print(f"found {len(found)} pairs: {', '.join(f'{count} {kind}' for kind, count in kinds.most_common())}")
    print(f"recall of {near} pairs with Jaccard {_NEAR} or more: {hit / max(near, 1):.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
