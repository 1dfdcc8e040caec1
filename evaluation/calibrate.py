"""Confidence calibration: a monotone table from raw score to share of right ones, by isotonic regression."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

Scored = tuple[float, bool]
Point = tuple[float, float]

# A block of fewer pairs than this says too little of its share: blocks are merged up to it, so that
# the table stays short and one odd statement moves no step by more than a few hundredths.
MIN_BLOCK = 20
FOLDS = 5

_SECTION = re.compile(r"^\[confidence\][^\n]*\n(?:(?!\[).*\n?)*", re.MULTILINE)


def fit(pairs: Sequence[Scored]) -> list[Point]:
    """Breakpoints (raw score, confidence), both rising; :func:`apply` reads between them.

    Pool-adjacent-violators over blocks of equal or neighbouring scores; each block's share is
    smoothed by one right and one wrong, so that no confidence is 0 or 1.
    """
    blocks = _blocks(sorted(pairs))
    pooled: list[list[float]] = []  # sum of scores, right, size
    for block in blocks:
        pooled.append(list(block))
        while len(pooled) > 1 and _value(pooled[-2]) >= _value(pooled[-1]):
            last = pooled.pop()
            pooled[-1] = [a + b for a, b in zip(pooled[-1], last, strict=True)]
    return [(round(b[0] / b[2], 4), round(_value(b), 4)) for b in pooled]


def _blocks(pairs: Sequence[Scored]) -> list[tuple[float, float, float]]:
    out: list[tuple[float, float, float]] = []
    score_sum, right, size = 0.0, 0.0, 0.0
    for k, (score, is_right) in enumerate(pairs):
        score_sum, right, size = score_sum + score, right + is_right, size + 1
        enough = size >= MIN_BLOCK and len(pairs) - k - 1 >= MIN_BLOCK
        if enough and pairs[k + 1][0] > score:
            out.append((score_sum, right, size))
            score_sum, right, size = 0.0, 0.0, 0.0
    if size:
        out.append((score_sum, right, size))
    return out


def _value(block: Sequence[float]) -> float:
    return (block[1] + 1) / (block[2] + 2)


def apply(points: Sequence[Point], raw: float) -> float:
    """The confidence of a raw score: linear between breakpoints, level outside them."""
    if not points:
        return raw
    if raw <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if raw <= x1:
            return y0 + (y1 - y0) * (raw - x0) / (x1 - x0)
    return points[-1][1]


def brier(pairs: Sequence[Scored]) -> float:
    """Mean squared distance of confidence from what came true."""
    return sum((score - right) ** 2 for score, right in pairs) / len(pairs) if pairs else 0.0


def calibration_error(pairs: Sequence[Scored], bins: int = 10) -> float:
    """Mean distance, over bins of confidence, of stated from observed share."""
    out = 0.0
    for k in range(bins):
        held = [(s, r) for s, r in pairs if min(int(s * bins), bins - 1) == k]
        if held:
            out += abs(sum(s for s, _ in held) - sum(r for _, r in held))
    return out / len(pairs) if pairs else 0.0


def cross_validate(by_article: Mapping[str, Sequence[Scored]], folds: int = FOLDS) -> list[Scored]:
    """Each pair's confidence from a table fitted without its article's fold."""
    names = sorted(by_article)
    out: list[Scored] = []
    for fold in range(folds):
        points = fit([pair for k, name in enumerate(names) if k % folds != fold for pair in by_article[name]])
        held = [pair for k, name in enumerate(names) if k % folds == fold for pair in by_article[name]]
        out += [(apply(points, raw), right) for raw, right in held]
    return out


def write_section(path: Path, points: Sequence[Point], facts: Mapping[str, str | int | float]) -> None:
    """Put the table into section ``[confidence]`` of a weights file; other sections stay as they are."""
    lines = [
        "[confidence]",
        "# Raw score -> share of statements that are right (found, speaker, act); read between the points.",
        f"# Written by evaluation/gate.py --calibrate on {datetime.date.today().isoformat()}; do not edit.",
        *(f"{key} = {_toml(value)}" for key, value in facts.items()),
        "points = [",
        *(f"  [{raw}, {confidence}]," for raw, confidence in points),
        "]",
        "",
    ]
    section = "\n".join(lines)
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    if _SECTION.search(old):
        rest = _SECTION.sub(lambda _: section + "\n", old, count=1)
    else:
        rest = (old.rstrip("\n") + "\n\n" if old.strip() else "") + section
    path.write_text(rest.rstrip("\n") + "\n", encoding="utf-8")


def _toml(value: str | int | float) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
