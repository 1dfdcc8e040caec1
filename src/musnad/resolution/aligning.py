"""Which content words of one text answer which of another: equal, of one root, alike in letters, for one thing."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from musnad.lang.comparison import letter_pairs, letters_alike
from musnad.resolution.propositions import Proposition, Term

SAME, RELATED, _SIDED, _LIKE = 1.0, 0.9, 0.75, 0.6


class Alignment(msgspec.Struct, frozen=True):
    """Which terms of one proposition answer which of another, and how closely.

    ``pairs`` maps an index in ``a`` to (index in ``b``, closeness); ``left_a`` and ``left_b`` are the
    indexes that found no answer.
    """

    a: Proposition
    b: Proposition
    pairs: dict[int, tuple[int, float]]
    left_a: tuple[int, ...]
    left_b: tuple[int, ...]


def align(a: Proposition, b: Proposition) -> Alignment:
    """Pair off the terms of two propositions, the closest first, then those in like places.

    Equal terms find each other by what they are known by; only what is left over is compared letter by letter.
    """
    n, m = len(a.terms), len(b.terms)
    places: dict[str, list[int]] = {}
    for j, term in enumerate(b.terms):
        for name in term.names:
            places.setdefault(name, []).append(j)
    equal = [
        (SAME, -abs(i / n - j / m), -i, -j)
        for i, term in enumerate(a.terms)
        if not places.keys().isdisjoint(term.names)
        for j in {j for name in term.names if name in places for j in places[name]}
        if _equal(term, b.terms[j])
    ]
    pairs: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    _pair_off(equal, pairs, taken)
    rest_a = [(i, term) for i, term in enumerate(a.terms) if i not in pairs and not term.place and not term.number]
    rest_b = [(j, term) for j, term in enumerate(b.terms) if j not in taken and not term.place and not term.number]
    _pair_off([(near, -abs(i / n - j / m), -i, -j) for i, j, near in _alike(rest_a, rest_b)], pairs, taken)
    return Alignment(
        a, b, pairs, tuple(i for i in range(n) if i not in pairs), tuple(j for j in range(m) if j not in taken)
    )


def _pair_off(close: list[tuple[float, float, int, int]], pairs: dict[int, tuple[int, float]], taken: set[int]) -> None:
    for likeness, _, i, j in sorted(close, reverse=True):
        if -i not in pairs and -j not in taken:
            pairs[-i] = (-j, likeness)
            taken.add(-j)


def _equal(one: Term, other: Term) -> bool:
    if one.place and other.place:
        return one.place == other.place
    if one.number or other.number:
        return one.number == other.number
    return one.stem == other.stem or not one.forms.isdisjoint(other.forms)


def _alike(ours: list[tuple[int, Term]], theirs: list[tuple[int, Term]]) -> Iterator[tuple[int, int, float]]:
    """Which terms are close that are not equal and carry neither a number nor a place, and how close."""
    others = [(j, other, letter_pairs(other.stem)) for j, other in theirs]
    for i, one in ours:
        letters, telling = letter_pairs(one.stem), len(one.key) > 2
        for j, other, written in others:
            if telling and one.key == other.key:
                yield i, j, RELATED
            elif (one.sides and other.sides and one.sides & other.sides) or (one.sense and one.sense == other.sense):
                yield i, j, _SIDED
            elif not letters.isdisjoint(written):  # most have no two letters in common
                likeness = letters_alike(one.stem, other.stem)
                if likeness >= _LIKE:
                    yield i, j, likeness
