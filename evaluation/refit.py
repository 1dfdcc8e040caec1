"""Fit again the weights by which statements are linked (``musnad.resolution.likelihood``) to what was marked by hand.

Usage: python -m evaluation.refit [--write]

A logistic regression over pairs that share a word: those of the clusters that may be looked at and of ``claims.csv``,
and statements of different clusters that would meet, as pairs of two claims. Clusters only scored teach nothing.
Prints the weights, and claims found by the old and the new ones in both halves, each joined as the ledger joins them.
``--write`` puts the new ones into the module, if the fitted half gains and the scored half does not lose. The same
marks give the same weights.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from scipy.optimize import minimize

from evaluation.claims import marked, nearest
from evaluation.clusters import HALVES, find_marked, half_of, marked_clusters
from evaluation.corpus import corpus
from musnad.lang.pack import Pack, load_pack
from musnad.model import Reading
from musnad.reading.reader import Reader
from musnad.resolution import likelihood
from musnad.resolution.claims import Told, barred, find_links, share, told
from musnad.resolution.grouping import gather
from musnad.resolution.meeting import meeting_keys, meets

_PENALTY = 2.0  # of the squares of all weights but the bias
_MODULE = Path(likelihood.__file__)
_BLOCK = re.compile(r"^WEIGHTS = \{\n.*?^\}\n", re.MULTILINE | re.DOTALL)


class Said(msgspec.Struct, frozen=True):
    """A statement of a cluster, with what it is marked as; without ``told`` it puts nothing forward as it is read."""

    cluster: str
    half: str
    claim: str
    near: str | None
    told: Told | None


Pairs = list[tuple[Told, Told, bool]]


def main(arguments: list[str] | None = None) -> int:
    """Fit, and print the figures before and after."""
    parser = argparse.ArgumentParser(description="Fit the weights of links anew.")
    parser.add_argument("--write", action="store_true", help="keep the new weights if they are better")
    options = parser.parse_args(arguments)
    pack = load_pack("ar")
    rows = marked_clusters()
    clustered = {one["article"] for row in rows for one in row["statements"]}
    wanted = clustered | {place[0] for pair in marked() for place in pair[:2]}
    reader = Reader(pack)
    readings = {ident: reader.read(article) for ident, article in sorted(corpus(wanted).items())}
    said = list(_said(rows, readings, pack))
    pairs = training(said, readings, pack)
    new = fit(pairs)
    print(f"fitted on {len(pairs)} pairs, {sum(same for *_, same in pairs)} of one claim; weights before and now")
    for name, value in new.items():
        print(f"  {name:20}{likelihood.WEIGHTS[name]:8.2f}{value:8.2f}")
    put = [one for ident in sorted(clustered & readings.keys()) for one in told(readings[ident], pack)]
    before = figures(said, put, pack)
    with weighing(new):
        after = figures(said, put, pack)
    for half in (*HALVES, "all"):
        print(f"{half:8}before  {_shown(before[half])}   now  {_shown(after[half])}")
    better = _f1(after["look"]) > _f1(before["look"]) and _f1(after["scored"]) >= _f1(before["scored"])
    print("the fitted half gains and the scored half does not lose" if better else "not better on both halves")
    if options.write and better:
        text = _MODULE.read_text(encoding="utf-8")
        _MODULE.write_text(_BLOCK.sub(lambda _: as_code(new), text, count=1), encoding="utf-8")
    return 0


def _said(rows: Iterable[dict[str, Any]], readings: Mapping[str, Reading], pack: Pack) -> Iterator[Said]:
    put = {ident: {one.statement: one for one in told(reading, pack)} for ident, reading in readings.items()}
    for row in rows:
        for mark in row["statements"]:
            ident = mark["article"]
            now = find_marked(mark, readings[ident]) if ident in readings else None
            if now is not None:
                yield Said(row["cluster"], half_of(row), mark["claim"], mark.get("near"), put[ident].get(now.id))


def training(said: Iterable[Said], readings: Mapping[str, Reading], pack: Pack) -> Pairs:
    """The pairs to learn from, in a fixed order; none with an article that is only scored."""
    said = list(said)
    held_out = {one.told.article for one in said if one.half != "look" and one.told is not None}
    fitted = [one for one in said if one.half == "look"]
    found: Pairs = []
    for one, other in combinations(fitted, 2):
        same = _same(one, other)
        if same is None or one.told is None or other.told is None:
            continue
        if one.cluster == other.cluster or _meet(one.told, other.told, pack):
            found.append((one.told, other.told, same))
    for a, b, same in marked():
        if held_out.isdisjoint((a[0], b[0])):
            ours, theirs = (nearest(readings, place, pack) for place in (a, b))
            if ours is not None and theirs is not None:
                found.append((ours, theirs, same))
    return [
        (a, b, same) for a, b, same in found if a.key != b.key and not {*a.keys}.isdisjoint(b.keys) and not barred(a, b)
    ]


def _same(one: Said, other: Said) -> bool | None:
    """Whether two are marked as one claim; None where that is left open."""
    if one.cluster != other.cluster:
        return False
    if one.claim == other.claim:
        return True
    return None if {one.claim, one.near} & {other.claim, other.near} - {None} else False


def _meet(a: Told, b: Told, pack: Pack) -> bool:
    ours, theirs = meeting_keys(a), meeting_keys(b)
    return bool(ours & theirs) and meets(len(ours), len(theirs), ours & theirs)


def fit(pairs: Pairs) -> dict[str, float]:
    """The weights, and the bias, under which the marks are likeliest."""
    ordered = ((a, b) if a.key < b.key else (b, a) for a, b, _ in pairs)
    rows = [likelihood.features(*share(a, b)[:2]) for a, b in ordered]
    names = list(rows[0])
    values = np.array([[row[name] for name in names] for row in rows])
    same = np.array([float(same) for *_, same in pairs])

    def loss(weights: Any) -> tuple[float, Any]:
        raw = values @ weights[:-1] + weights[-1]
        off = 1 / (1 + np.exp(-raw)) - same
        penalty = np.append(_PENALTY * weights[:-1], 0.0)
        total = (np.logaddexp(0, raw) - same * raw).sum() + (penalty * weights).sum() / 2
        return float(total), np.append(values.T @ off, off.sum()) + penalty

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    return {name: round(float(value), 2) for name, value in zip((*names, "bias"), found, strict=True)}


@contextmanager
def weighing(weights: Mapping[str, float]) -> Iterator[None]:
    """Other weights for a while."""
    usual = dict(likelihood.WEIGHTS)
    likelihood.WEIGHTS.update(weights)
    try:
        yield
    finally:
        likelihood.WEIGHTS.update(usual)


def figures(said: Iterable[Said], put: Iterable[Told], pack: Pack) -> dict[str, Counter[str]]:
    """For each half and all: pairs of one claim that are marked, found, and both, among all that is put forward."""
    put = list(put)
    links = {(a, b): found.score for a, b, found in find_links(put, pack) if found.relation == "same"}
    of = {key: at for at, group in enumerate(gather({one.key for one in put}, links)) for key in group}
    counts: dict[str, Counter[str]] = {half: Counter() for half in (*HALVES, "all")}
    for one, other in combinations(said, 2):
        same = _same(one, other) if one.cluster == other.cluster else None
        if same is None:
            continue
        linked = bool(one.told and other.told and of[one.told.key] == of[other.told.key])
        for half in (one.half, "all"):
            counts[half].update(wanted=same, found=linked, right=same and linked)
    return counts


def _f1(count: Mapping[str, int]) -> float:
    return 2 * count["right"] / max(count["wanted"] + count["found"], 1)


def _shown(count: Mapping[str, int]) -> str:
    precision, recall = (count["right"] / max(count[name], 1) for name in ("found", "wanted"))
    return f"precision {precision:.3f} recall {recall:.3f} F1 {_f1(count):.3f}"


def as_code(weights: Mapping[str, float]) -> str:
    """The weights as they stand in the module."""
    return "WEIGHTS = {\n" + "".join(f'    "{name}": {value},\n' for name, value in weights.items()) + "}\n"


if __name__ == "__main__":
    sys.exit(main())
