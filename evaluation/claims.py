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
from collections.abc import Mapping
from pathlib import Path

from evaluation.clusters import HALVES, load_clusters, score_half
from evaluation.corpus import corpus
from musnad.lang.pack import Pack, load_pack
from musnad.model import Reading
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
    idents = {place[0] for pair in pairs for place in pair[:2]}
    readings = {ident: reader.read(article) for ident, article in corpus(idents).items()}
    right = found = wanted = lost = unmet = 0
    for a, b, same in pairs:
        one, other = nearest(readings, a, pack), nearest(readings, b, pack)
        wanted += same
        if one is None or other is None:
            lost += same
            continue
        linked = link(one, other)
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


def nearest(readings: Mapping[str, Reading], place: tuple[str, int, int], pack: Pack) -> Told | None:
    """The statement read at a marked place (article, start, end), if it still holds enough of it."""
    ident, start, end = place
    if ident not in readings:
        return None
    where = {one.id: (one.content[0].start, one.content[-1].end) for one in readings[ident].statements if one.content}
    found: tuple[int, Told] | None = None
    for one in told(readings[ident], pack):
        first, last = where[one.statement]
        shared = min(end, last) - max(start, first)
        if shared >= _OVERLAP * (end - start) and (found is None or shared > found[0]):
            found = shared, one
    return found[1] if found is not None else None


if __name__ == "__main__":
    sys.exit(main())
