"""How well statements match the words that were asked for: BM25 (Robertson and Zaragoza 2009) among a few of them."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from musnad.ledger.database import Database
from musnad.ledger.words import Asked, holding, words_of

_SATURATED, _BY_LENGTH = 1.2, 0.75  # BM25's k1 and b
_LENGTH = 31  # indexed words of a statement and its speaker's name: the average of 5 000 articles, and of 50 000
_COUNTED = 100  # statements that hold a form: where there are more, how many is told by how far back these reach
_LEAST = 1e-6  # what a form counts that half of all statements hold


def rarities(db: Database, forms: Sequence[str]) -> list[float]:
    """How much it tells that a statement holds each form (the inverse document frequency)."""
    every = db.execute("SELECT max(n) FROM statements").fetchone()[0] or 0
    told = []
    for form in forms:
        condition, values = holding(db, form)
        times, first = db.execute(
            f"SELECT count(*), min(n) FROM (SELECT w.rowid AS n FROM words w WHERE {condition} "
            "ORDER BY w.rowid DESC LIMIT ?) held", (*values, _COUNTED),
        ).fetchone()  # fmt: skip
        if times == _COUNTED:  # to count all that hold a common word would cost more than what it is counted for
            times *= every / (every - first + 1)
        told.append(max(log((every - times + 0.5) / (times + 0.5)) if times <= every else 0.0, _LEAST))
    return told


def best_first(db: Database, asked: Asked, rows: Sequence[int]) -> list[tuple[float, int]]:
    """The rows of statements that hold what was asked for, the best first.

    Returns:
        Each after a number that is the less, the better it matches.
    """
    if len(rows) < 2:
        return [(0.0, n) for n in rows]
    texts = words_of(db, rows)
    held = _held(asked.forms, texts)
    weights = rarities(db, held) if len(held) > 1 else [1.0] * len(held)
    sought = [
        (f" {form} ", f" {form} {form} ", weight * (_SATURATED + 1)) for form, weight in zip(held, weights, strict=True)
    ]
    ranked = []
    for n, said, speaker in texts:
        length = said.count(" ") + speaker.count(" ") + 1 + bool(speaker)
        free = _SATURATED * (1 - _BY_LENGTH + _BY_LENGTH * length / _LENGTH)
        words = f" {said} "
        score = 0.0
        for form, twice, weight in sought:
            times = words.count(form)
            if times:
                if twice in words:  # the space between them was counted for one only
                    times = words.split().count(form.strip())
                score -= weight * times / (times + free)
        ranked.append((score, n))
    return sorted(ranked)


def _held(forms: Sequence[str], texts: Sequence[tuple[int, str, str]]) -> list[str]:
    """Those forms that any of some statements holds: most endings that a word may have stand in none."""
    together = f" {' | '.join(said for _, said, _ in texts)} "
    return [form for form in forms if f" {form} " in together]
