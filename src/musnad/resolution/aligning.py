"""Which content words of one text answer which of another: equal, of one root, alike in letters, for one thing."""

from __future__ import annotations

import msgspec

from musnad.resolution.propositions import Proposition, Term

SAME, RELATED, _SIDED, _LIKE = 1.0, 0.9, 0.75, 0.6
_FEWEST = 0.4  # of a word's pairs of letters that are shared where they are like: of the shorter one's, 3 of 7
_TELLS = 2  # letters that relatives share which may be anybody's


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


class Answers:
    """Which words of one proposition answer those of others: made ready once for one that is aligned with many.

    A word that several of the others have is looked at once: ``equal`` tells where the words stand that equal a term,
    ``alike`` where those that are like it, and how much; none where either carries a number or a place.
    """

    def __init__(self, read: Proposition) -> None:
        self.read = read
        self.equal: dict[Term, list[int]] = _Equal(read.terms)
        self.alike: dict[Term, list[tuple[int, float]]] = _Alike(read.terms)


class _Equal(dict[Term, list[int]]):
    """Where the words stand that equal a term; looked for when it is first asked for."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self._terms = terms
        self._named: dict[str, list[int]] = {}
        for i, term in enumerate(terms):
            for name in term.names:
                self._named.setdefault(name, []).append(i)

    def __missing__(self, term: Term) -> list[int]:
        named, terms = self._named, self._terms
        met = {i for name in term.names if name in named for i in named[name]}
        found = self[term] = [i for i in met if _equal(term, terms[i])]
        return found


class _Alike(dict[Term, list[tuple[int, float]]]):
    """Where the words stand that are like a term, and how much; looked for when it is first asked for."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self._terms = terms
        self._lettered: dict[str, list[int]] | None = None  # until a word is asked for that none equals
        self._keyed: dict[str, list[int]] = {}
        self._listed: list[int] = []

    def __missing__(self, term: Term) -> list[tuple[int, float]]:
        found = self[term] = [] if term.place or term.number else self._near(term)
        return found

    def _spread(self) -> dict[str, list[int]]:
        """Put the words under what makes one like another; their places by their pairs of letters."""
        lettered: dict[str, list[int]] = {}
        for i, term in enumerate(self._terms):
            if term.place or term.number:
                continue
            for two in term.letters:
                lettered.setdefault(two, []).append(i)
            if len(term.key) > _TELLS:
                self._keyed.setdefault(term.key, []).append(i)
            if term.sides or term.senses:
                self._listed.append(i)
        return lettered

    def _near(self, term: Term) -> list[tuple[int, float]]:
        terms, size = self._terms, len(term.letters)
        if self._lettered is None:
            self._lettered = self._spread()
        lettered = self._lettered
        shared: dict[int, int] = {}
        for two in term.letters:
            if two in lettered:
                for i in lettered[two]:
                    shared[i] = shared.get(i, 0) + 1
        found: dict[int, float] = {}
        for i, count in shared.items():
            if count >= _FEWEST * size:
                likeness = 2 * count / (size + len(terms[i].letters))  # Dice 1945
                if likeness >= _LIKE:
                    found[i] = likeness
        if term.sides or term.senses:
            for i in self._listed:
                one = terms[i]
                if not one.sides.isdisjoint(term.sides) or not one.senses.isdisjoint(term.senses):
                    found[i] = _SIDED
        for i in self._keyed.get(term.key, ()):
            found[i] = RELATED
        return [*found.items()]


def align(a: Proposition, b: Proposition, ready: Answers | None = None) -> Alignment:
    """Pair off the terms of two propositions, the closest first, then those in like places.

    Equal terms find each other first; only what is left over is compared letter by letter.

    Args:
        ready: of one of the two, where that one is aligned with many.
    """
    ready = ready or Answers(b)
    first = ready.read is a
    others = (b if first else a).terms
    n, m = len(ready.read.terms), len(others)
    pairs: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    equal = [(SAME, -abs(i / n - j / m), -i, -j) for j, term in enumerate(others) for i in ready.equal[term]]
    _pair_off(equal, first, pairs, taken)
    ours, theirs = (pairs, taken) if first else (taken, pairs)
    alike = [
        (near, -abs(i / n - j / m), -i, -j)
        for j, term in enumerate(others) if j not in theirs
        for i, near in ready.alike[term] if i not in ours
    ]  # fmt: skip
    _pair_off(alike, first, pairs, taken)
    left_a = tuple([i for i in range(len(a.terms)) if i not in pairs])
    return Alignment(a, b, pairs, left_a, tuple([j for j in range(len(b.terms)) if j not in taken]))


def _pair_off(
    close: list[tuple[float, float, int, int]], first: bool, pairs: dict[int, tuple[int, float]], taken: set[int]
) -> None:
    """Pair off what is close; ``first`` tells that the words whose answers were made ready are those of the first."""
    if not first:
        close = [(near, far, j, i) for near, far, i, j in close]
    if len(close) > 1:
        close.sort(reverse=True)
    for near, _, i, j in close:
        if -i not in pairs and -j not in taken:
            pairs[-i] = (-j, near)
            taken.add(-j)


def _equal(one: Term, other: Term) -> bool:
    if one.place and other.place:
        return one.place == other.place
    if one.number or other.number:
        return one.number == other.number
    return one.stem == other.stem or not one.forms.isdisjoint(other.forms)
