"""Measure copies on ``../shared/corpus/near_dup_pairs.jsonl.gz``: recall of the pairs with Jaccard .8 or more.

Usage: python -m evaluation.copies
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Container

from evaluation.groups import shared_folder
from musnad.model import Article
from musnad.resolution.copies import find_copies

_NEAR = 0.8


def corpus(wanted: Container[str] | None = None) -> dict[str, Article]:
    """The articles of the corpus by id: all of them, or those that are wanted."""
    found: dict[str, Article] = {}
    for name in ("articles", "bulk"):
        with gzip.open(shared_folder() / "corpus" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                if (wanted is None or row["id"] in wanted) and row["id"] not in found:
                    found[row["id"]] = Article(
                        id=row["id"], text=row["text"], title=row["title"], outlet=row["outlet"],
                        date=(row["date"] or "")[:10] or None,
                    )  # fmt: skip
    return found


def main() -> int:
    """Print the figures."""
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
