"""Fit and measure ``musnad compare`` on the Arabic News Stance pairs (Khouja 2020), no part of the repository.

Usage: python -m evaluation.compare [--fit]

Prints accuracy and macro-F1 on ``dev.csv`` beside the majority's and those of letter n-gram cosine with the
best threshold of ``train.csv``. ``--fit`` writes the pack's ``relations.toml`` from ``train.csv``.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from evaluation.corpus import shared_folder
from musnad.lang.pack import load_pack
from musnad.resolution.aligning import align
from musnad.resolution.compare import RELATIONS, compare
from musnad.resolution.features import features, left_keys
from musnad.resolution.moods import framed
from musnad.resolution.settled import settle, weighed

HERE = Path(__file__).resolve().parent
RELATIONS_FILE = HERE.parent / "src" / "musnad" / "lang" / "ar" / "relations.toml"
NAMES = {"agree": "same", "disagree": "contradicts", "other": "other"}
_RARE = 5  # pairs in which a word must be left over for it to get a weight
_SHARE = 0.5  # what a word counts beside a feature
_STRANGERS = 18  # one pair of strangers for so many pairs
_PENALTY = 0.3  # inverse strength of the L2 penalty


def pairs(name: str) -> list[tuple[str, str, str]]:
    """The pairs of one part: two headlines and musnad's name for their relation."""
    path = shared_folder() / "gold" / "elsewhere" / "ans" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["s1"], row["s2"], NAMES[row["stance"]]) for row in csv.DictReader(file)]


def figures(gold: list[str], ours: list[str]) -> tuple[float, float]:
    """Accuracy, and F1 averaged over the relations."""
    scores = []
    for name in RELATIONS:
        right = sum(g == o == name for g, o in zip(gold, ours, strict=True))
        found, wanted = ours.count(name), gold.count(name)
        scores.append(2 * right / (found + wanted) if found + wanted else 0.0)
    return sum(g == o for g, o in zip(gold, ours, strict=True)) / len(gold), sum(scores) / len(scores)


def measure(part: list[tuple[str, str, str]]) -> tuple[float, float]:
    """Accuracy and macro-F1 of musnad on some pairs."""
    ours = [compare(a, b).relation for a, b, _ in part]
    return figures([gold for _, _, gold in part], ours)


def cosine(a: str, b: str) -> float:
    """Cosine of letter trigram counts."""
    one, other = (Counter(text[i : i + 3] for i in range(len(text) - 2)) for text in (a, b))
    dot = sum(count * other[key] for key, count in one.items())
    size = math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))
    return dot / size if size else 0.0


def baselines(train: list[tuple[str, str, str]], dev: list[tuple[str, str, str]]) -> dict[str, tuple[float, float]]:
    """The figures of the commonest relation, and of one threshold on cosine."""
    gold = [relation for _, _, relation in dev]
    common = Counter(relation for _, _, relation in train).most_common(1)[0][0]
    scored = [(cosine(a, b), relation) for a, b, relation in train]
    wanted = [relation for _, relation in scored]

    def by(threshold: float, scores: list[float]) -> list[str]:
        return ["same" if score >= threshold else "contradicts" for score in scores]

    best = max((figures(wanted, by(t / 50, [s for s, _ in scored]))[1], t / 50) for t in range(51))[1]
    by_cosine = by(best, [cosine(a, b) for a, b, _ in dev])
    return {"majority": figures(gold, [common] * len(gold)), f"cosine >= {best:.2f}": figures(gold, by_cosine)}


def strangers(train: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Headlines of different pairs put together: the corpus has few pairs that speak of something else."""
    return [(train[k][0], train[(k * 37 + 11) % len(train)][1], "other") for k in range(0, len(train), _STRANGERS)]


def fit(train: list[tuple[str, str, str]]) -> dict[str, Any]:
    """Weights of a multinomial logistic regression with L2 penalty over features and words left over."""
    import numpy as np
    from scipy.optimize import minimize

    pack = load_pack("ar")
    read = [(framed(a, pack.code), framed(b, pack.code)) for a, b, _ in train]
    aligned = [align(*weighed(a, b, pack)) for a, b in read]
    # the others are decided without
    open_ = [k for k, (a, b) in enumerate(read) if settle(a, b, aligned[k], pack) is None]
    train, found = [train[k] for k in open_], [aligned[k] for k in open_]
    kept = [k for k, one in enumerate(found) if one.a.terms and one.b.terms]
    rows = [features(found[k]) for k in kept]
    names = list(rows[0])
    table = np.array([[row[name] for name in names] for row in rows])
    mean, scale = table.mean(0), table.std(0)
    scale[scale == 0] = 1.0
    left = [left_keys(found[k]) for k in kept]
    counts = Counter(key for keys in left for key in keys)
    words = sorted(key for key, count in counts.items() if count >= _RARE)
    place = {word: n for n, word in enumerate(words)}
    bag = np.zeros((len(kept), len(words)))
    for row, keys in enumerate(left):
        for key in keys:
            if key in place:
                bag[row, place[key]] = _SHARE
    inputs = np.hstack([np.ones((len(kept), 1)), (table - mean) / scale, bag])
    wanted = np.array([RELATIONS.index(train[k][2]) for k in kept])
    target = np.eye(len(RELATIONS))[wanted]

    def loss(flat: Any) -> tuple[float, Any]:
        weights = flat.reshape(inputs.shape[1], len(RELATIONS))
        logits = inputs @ weights
        logits -= logits.max(1, keepdims=True)
        chances = np.exp(logits)
        chances /= chances.sum(1, keepdims=True)
        penalty = weights.copy()
        penalty[0] = 0.0
        value = -np.log(chances[np.arange(len(wanted)), wanted] + 1e-12).sum() + (penalty**2).sum() / (2 * _PENALTY)
        return value, (inputs.T @ (chances - target) + penalty / _PENALTY).ravel()

    best = minimize(loss, np.zeros(inputs.shape[1] * len(RELATIONS)), jac=True, method="L-BFGS-B")
    weights = best.x.reshape(inputs.shape[1], len(RELATIONS))
    plain = weights[1 : 1 + len(names)] / scale[:, None]
    bias = weights[0] - mean @ plain
    of_words = weights[1 + len(names) :]
    return {
        "bias": {name: round(float(bias[k]), 4) for k, name in enumerate(RELATIONS)},
        "weights": {
            name: {feature: round(float(plain[n, k]), 4) for n, feature in enumerate(names)}
            for k, name in enumerate(RELATIONS)
        },
        "words": {
            word: [round(float(of_words[n, k] - of_words[n, 2]), 3) for k in (0, 1)] for n, word in enumerate(words)
        },
    }


def as_toml(model: dict[str, Any]) -> str:
    """The fitted weights as the pack's file."""
    lines = [
        "# Weights of musnad compare, written by evaluation/compare.py from the Arabic News Stance corpus (Khouja",
        "# 2020, Apache-2.0). A word is a skeleton (comparison.toml) told on one side only: its weight towards same,",
        "# and towards contradicts.",
        "[bias]",
        *(f'"{name}" = {value}' for name, value in model["bias"].items()),
    ]
    for name, weights in model["weights"].items():
        lines += ["", f'[weights."{name}"]', *(f'"{feature}" = {value}' for feature, value in weights.items())]
    lines += ["", "[words]", *(f'"{word}" = [{same}, {other}]' for word, (same, other) in model["words"].items())]
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Measure, or fit and then measure."""
    parser = argparse.ArgumentParser(description="Fit and measure musnad compare.")
    parser.add_argument("--fit", action="store_true", help="write relations.toml from train.csv first")
    options = parser.parse_args(arguments)
    if not (shared_folder() / "gold" / "elsewhere" / "ans").is_dir():
        print("compare: no Arabic News Stance pairs here, nothing measured")
        return 0
    train, dev = pairs("train"), pairs("dev")
    if options.fit:
        RELATIONS_FILE.write_text(as_toml(fit(train + strangers(train))), encoding="utf-8")
        load_pack.cache_clear()
    print(f"{'':16}accuracy  macro-F1   ({len(dev)} pairs of dev.csv)")
    for name, (accuracy, f1) in {"musnad": measure(dev), **baselines(train, dev)}.items():
        print(f"{name:16}{accuracy:8.3f}  {f1:8.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
