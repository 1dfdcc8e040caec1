"""Measure claims, stances and origins on ``../shared/corpus``, on what was marked by hand.

Usage: python -m evaluation.claims [--clusters] [--semantic]

First single pairs, then whole event clusters (``evaluation/clusters.py``), in halves; ``--clusters`` only these,
``--semantic`` with claims found also by meaning.

``claims.csv`` keeps ids, offsets of the contents and the mark (same: one claim, whatever its polarity; other).
The pairs were drawn from event clusters in equal parts by how much they cover each other, so that most are hard:
identical wording is left out. Prints precision and recall of the links, and which statements are no longer read.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from evaluation.clusters import HALVES, load_clusters, score_half
from evaluation.copies import corpus
from musnad.lang.pack import load_pack
from musnad.reading.reader import Reader
from musnad.resolution.claims import Told, find_links, link, told

PAIRS = Path(__file__).resolve().parent / "claims.csv"
_OVERLAP = 0.5  # share of the marked content that a statement must hold to be the one that is meant


def marked() -> list[tuple[tuple[str, int, int], tuple[str, int, int], bool]]:
    """The marked pairs: two (article, start, end), and whether they are one claim."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [
            (
                (row["article_a"], int(row["start_a"]), int(row["end_a"])),
                (row["article_b"], int(row["start_b"]), int(row["end_b"])),
                row["relation"] == "same",
            )
            for row in csv.DictReader(file)
        ]


def main() -> int:
    """Print the figures."""
    if "--clusters" not in sys.argv[1:]:
        print_pairs()
    clusters = load_clusters("--semantic" in sys.argv[1:])
    for half in (*HALVES, "all"):
        print(f"\n{half}")
        print("\n".join(score_half([one for one in clusters if half in (one.half, "all")])))
    return 0


def print_pairs() -> None:
    """Print the figures of the single pairs."""
    pairs = marked()
    pack = load_pack("ar")
    reader = Reader(pack)
    spans: dict[str, list[tuple[int, int, Told]]] = {}
    for ident, article in corpus({place[0] for pair in pairs for place in pair[:2]}).items():
        reading = reader.read(article)
        own = {one.statement: one for one in told(reading, pack)}
        spans[ident] = [
            (s.content[0].start, s.content[-1].end, own[s.id]) for s in reading.statements if s.content and s.id in own
        ]

    def find(place: tuple[str, int, int]) -> Told | None:
        ident, start, end = place
        best = max(
            spans.get(ident, []), key=lambda one: min(end, one[1]) - max(start, one[0]), default=None
        )  # fmt: skip
        if best is None or min(end, best[1]) - max(start, best[0]) < _OVERLAP * (end - start):
            return None
        return best[2]

    right = found = wanted = lost = unmet = 0
    for a, b, same in pairs:
        one, other = find(a), find(b)
        wanted += same
        if one is None or other is None:
            lost += same
            continue
        linked = link(one, other, pack)
        if linked is None or linked.relation != "same":
            continue
        if not find_links([one, other], pack):
            unmet += 1
            continue
        found += 1
        right += same
    print(f"{len(pairs)} pairs, {wanted} of one claim")
    print(f"precision {right / max(found, 1):.3f} of {found}, recall {right / max(wanted, 1):.3f}")
    print(f"of one claim but no longer read as statements: {lost}; alike but never compared: {unmet}")


if __name__ == "__main__":
    sys.exit(main())
