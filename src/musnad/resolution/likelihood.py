"""How probably two statements that share words are of one claim.

A logistic regression over what the alignment of their words tells. ``python -m evaluation.refit`` fits its weights to
the marked pairs of ``evaluation/claims.csv``, the look half of ``evaluation/clusters.jsonl``, and pairs of different
clusters.
"""

from __future__ import annotations

import itertools
import math

import msgspec

from musnad.resolution.aligning import Alignment

_FULL = 6.0  # weight covered above which more proves nothing
_LONG = 12.0  # weight of the longer statement above which more changes nothing
_SOON = 4  # days within which one event is reported
_OPENING = 3  # words that open a statement
_STEP = 2  # words from one answer to the next in a run

WEIGHTS = {
    "longer": 1.64,
    "shorter": 2.66,
    "both": 0.91,
    "weight": 1.57,
    "voice": 0.13,
    "voice and shorter": 0.94,
    "own": -0.71,
    "days": -0.46,
    "many days": -0.51,
    "part": -0.29,
    "length": -0.98,
    "sign": -0.70,
    "run": 1.10,
    "opening": 0.52,
    "bias": -3.95,
}
FEATURES = tuple(WEIGHTS)[:-1]  # what is weighed, in the order in which it is told; the bias is last
# The same where the cosine of their vectors is known, fitted over the sum of the above: "evaluation.meanings --fit".
NEAR_WEIGHTS = {"words": 1.04, "meaning": 0.64, "meaning and shorter": -1.09, "meaning and longer": -1.01}
NEAR_BIAS = 0.58


class Sharing(msgspec.Struct, frozen=True, kw_only=True):
    """What two statements share.

    ``longer`` and ``shorter`` are the weighed shares of each that are covered, ``covered`` the weight covered,
    ``length`` that of the longer; ``voice`` whether one speaks, ``own`` whether either does something by saying it,
    ``days`` how many are between them, ``article`` whether one article tells both, ``turned`` whether one is negated.
    """

    longer: float
    shorter: float
    covered: float
    length: float
    voice: bool
    own: bool
    days: int
    article: bool
    turned: bool


def features(shared: Sharing, found: Alignment) -> dict[str, float]:
    """What the regression weighs, by the names of its weights."""
    return dict(zip(FEATURES, (*_shares(shared), *_order(found)), strict=True))


def _shares(shared: Sharing) -> tuple[float, ...]:
    """What it weighs that does not depend on the order of words."""
    longer, shorter, days = shared.longer, shared.shorter, shared.days
    return (
        longer,
        shorter,
        longer * shorter,
        min(shared.covered, _FULL) / _FULL,
        float(shared.voice),
        shared.voice * shorter,
        float(shared.own),
        min(days, _SOON) / _SOON,
        float(days > _SOON),
        (shorter - longer) * shared.article,
        min(shared.length, _LONG) / _LONG,
        float(shared.turned),
    )


def _order(found: Alignment) -> tuple[float, float]:
    """What it weighs of the order of words: how much runs on in both, and whether both open alike."""
    order = sorted([(i, j) for i, (j, _) in found.pairs.items()])
    steps = 0
    for (i, j), (k, m) in itertools.pairwise(order):
        steps += k - i <= _STEP and 0 < m - j <= _STEP
    run = steps / max(min(len(found.a.terms), len(found.b.terms)) - 1, 1)
    return run, float(bool(order) and max(order[0]) < _OPENING)


def probability(shared: Sharing, found: Alignment, cosine: float | None = None) -> float:
    """How probably the two are of one claim, by their words and, where it is known, the cosine of their vectors."""
    raw = words_alone(shared, found)
    if cosine is not None:
        raw = NEAR_BIAS + sum(NEAR_WEIGHTS[name] * value for name, value in near_features(raw, shared, cosine).items())
    return _likely(raw)


def words_alone(shared: Sharing, found: Alignment) -> float:
    """What the words of two come to: above nought, they are of one claim more probably than not."""
    return _sum(_shares(shared), _order(found))


def near_features(raw: float, shared: Sharing, cosine: float) -> dict[str, float]:
    """What the second regression weighs: what the words come to, and the cosine, alone and where words are shared."""
    return {
        "words": raw,
        "meaning": cosine,
        "meaning and shorter": cosine * shared.shorter,
        "meaning and longer": cosine * shared.longer,
    }


def most(shared: Sharing, run: float) -> float:
    """How probably they can be at most, in whatever order their words stand, where ``run`` is the most of it."""
    return _likely(_sum(_shares(shared), (run, 1.0)))


def _sum(shares: tuple[float, ...], order: tuple[float, float]) -> float:
    """What these are weighed, in the order of the weights."""
    values = zip(WEIGHTS.values(), shares + order, strict=False)  # the last is the bias
    return WEIGHTS["bias"] + sum([weight * value for weight, value in values])


def _likely(raw: float) -> float:
    return round(1 / (1 + math.exp(-raw)), 3)
