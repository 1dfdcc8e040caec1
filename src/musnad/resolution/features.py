"""What is weighed of two texts beside each other: how much is covered, what is left over, what is at odds."""

from __future__ import annotations

import math
from collections.abc import Iterable

from musnad.lang.pack import Pack
from musnad.resolution.aligning import RELATED, Alignment
from musnad.resolution.propositions import Term

_TWO = "2"


def features(found: Alignment) -> dict[str, float]:
    """What decides: how much is covered, what is left over, what is at odds. The order of the two does not matter."""
    a, b = found.a.terms, found.b.terms
    left_a, left_b = [a[i] for i in found.left_a], [b[j] for j in found.left_b]
    matched = sum(likeness for _, likeness in found.pairs.values())
    covers = sorted((matched / len(a), matched / len(b)))
    lefts = sorted((len(left_a) / len(a), len(left_b) / len(b)))
    longest = max(len(a), len(b))
    places_a, places_b = {t.place for t in a if t.place}, {t.place for t in b if t.place}
    numbers_a, numbers_b = {t.number for t in left_a if t.number}, {t.number for t in left_b if t.number}
    negates_a, negates_b = sum(t.negates for t in a), sum(t.negates for t in b)
    sides_a, sides_b = sides_of(a), sides_of(b)
    both_left = float(bool(left_a) and bool(left_b))
    turned = float(negates_a % 2 != negates_b % 2)
    opposed, agreed = bound_sides(found)
    close = [likeness for _, likeness in found.pairs.values()]
    return {
        "covered least": covers[0],
        "covered most": covers[1],
        "covered both": math.sqrt(covers[0] * covers[1]),
        "left least": lefts[0],
        "left most": lefts[1],
        "words left": float(len(left_a) + len(left_b)),
        "words left on both": float(min(len(left_a), len(left_b))),
        "something left on both": both_left,
        "covered but something left on both": covers[0] * both_left,
        "other numbers": float(bool(numbers_a and numbers_b) or _two(found)),
        "a number on one side": float(bool(numbers_a) != bool(numbers_b)),
        "the same numbers": float(sum(bool(a[i].number) for i in found.pairs)),
        "other quantities": float(any(t.quantity for t in left_a) and any(t.quantity for t in left_b)),
        "other countries": float(bool(places_a - places_b) and bool(places_b - places_a)),
        "a country on one side": float(bool(places_a ^ places_b)),
        "the same countries": float(len(places_a & places_b)),
        "countries in another order": float(_reordered(a, b)),
        "turned round": turned,
        "turned round but covered": turned * covers[0],
        "negations left differ": float(sum(t.negates for t in left_a) != sum(t.negates for t in left_b)),
        "negated on one side": float(bool(negates_a) != bool(negates_b)),
        "opposites left": float(are_opposed(sides_of(left_a), sides_of(left_b))),
        "opposites": float(are_opposed(sides_a - sides_b, sides_b - sides_a)),
        "opposite of what is matched": float(
            are_opposed(sides_of(left_a), sides_b) or are_opposed(sides_a, sides_of(left_b))
        ),
        "the same side": float(bool(sides_a & sides_b)),
        "opposites of the same thing": float(opposed > 0),
        "the same side of the same thing": float(agreed > 0 and not opposed),
        "how many opposites": float(opposed),
        "replaced in place": _replaced(found),
        "order": _disorder(found),
        "length": longest / 10,
        "lengths alike": min(len(a), len(b)) / longest,
        "letters": _letters(found),
        "matched exactly": sum(x >= RELATED for x in close) / longest,
        "matched nearly": sum(x < RELATED for x in close) / longest,
        "unlisted words left on both": float(any(not t.known for t in left_a) and any(not t.known for t in left_b)),
    }


def _two(found: Alignment) -> bool:
    """Whether one tells of two, by how the word is written, where the other gives another number of them."""
    there = {j: i for i, (j, _) in found.pairs.items()}
    here = {i: j for i, (j, _) in found.pairs.items()}
    for one, other, left, answers in (
        (found.a.terms, found.b.terms, found.left_a, here), (found.b.terms, found.a.terms, found.left_b, there),
    ):  # fmt: skip
        for at in left:
            if one[at].number not in ("", _TWO) and at + 1 in answers:
                counted, told = one[at + 1], other[answers[at + 1]]
                if told.dual and not counted.dual:
                    return True
    return False


def left_keys(found: Alignment) -> frozenset[str]:
    """The skeletons of the words that found no answer."""
    terms = [found.a.terms[i] for i in found.left_a] + [found.b.terms[j] for j in found.left_b]
    return frozenset(term.key for term in terms)


def sides_of(terms: Iterable[Term]) -> frozenset[tuple[int, int]]:
    """The sides, of whatever group of opposites, that any of some words tells."""
    return frozenset(side for term in terms for side in term.sides)


def are_opposed(one: frozenset[tuple[int, int]], other: frozenset[tuple[int, int]]) -> bool:
    """Whether two sets of sides hold both sides of one group."""
    return any((group, 1 - side) in other for group, side in one)


def bound_sides(found: Alignment) -> tuple[int, int]:
    """How often opposite, and how often the same, is said of the same thing."""
    opposed = agreed = 0
    for i, owner in found.a.bound.items():
        answer = found.pairs.get(owner)
        for j, other in found.b.bound.items() if answer is not None else ():
            if answer is None or answer[0] != other:
                continue
            ours, theirs = found.a.terms[i].sides, found.b.terms[j].sides
            agreed += bool(ours & theirs)
            opposed += not ours & theirs and are_opposed(ours, theirs)
    return opposed, agreed


def _reordered(a: tuple[Term, ...], b: tuple[Term, ...]) -> bool:
    """Whether the same countries stand in another order: who does what to whom may have turned round."""
    ours, theirs = [t.place for t in a if t.place], [t.place for t in b if t.place]
    return len(set(ours)) > 1 and set(ours) == set(theirs) and ours != theirs


def _replaced(found: Alignment) -> float:
    """Words left on both sides between the same neighbours: one was put for the other."""
    total = 0.0
    answers = {i: j for i, (j, _) in found.pairs.items()}
    for i in found.left_a:
        for j in found.left_b:
            before = answers.get(i - 1, -2) == j - 1
            after = answers.get(i + 1, -2) == j + 1
            total += 1.0 if before and after else 0.5 if before or after else 0.0
    return total


def _disorder(found: Alignment) -> float:
    """The share of matched pairs that stand the other way round (Kendall 1938)."""
    order = [found.pairs[i][0] for i in sorted(found.pairs)]
    pairs = len(order) * (len(order) - 1) / 2
    turned = sum(order[x] > order[y] for x in range(len(order)) for y in range(x + 1, len(order)))
    return turned / pairs if pairs else 0.0


def _letters(found: Alignment) -> float:
    """Jaccard similarity of the letter trigrams."""
    one, other = ("".join(t.norm for t in side.terms) for side in (found.a, found.b))
    ours = {one[i : i + 3] for i in range(len(one) - 2)}
    theirs = {other[i : i + 3] for i in range(len(other) - 2)}
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0


def reasons(found: Alignment, pack: Pack) -> tuple[str, ...]:
    """What met and what did not, in plain words with the words of the texts."""
    a, b = found.a.terms, found.b.terms
    left_a, left_b = [a[i] for i in found.left_a], [b[j] for j in found.left_b]
    out = [f"{len(found.pairs)} of {len(a)} and {len(b)} content words answer each other"]
    numbers = [t.text for t in left_a if t.number], [t.text for t in left_b if t.number]
    if all(numbers):
        out.append(f"other numbers: {', '.join(numbers[0])} / {', '.join(numbers[1])}")
    ours, theirs = {t.place for t in a if t.place}, {t.place for t in b if t.place}
    if ours - theirs and theirs - ours:
        out.append(f"other countries: {', '.join(sorted(ours - theirs))} / {', '.join(sorted(theirs - ours))}")
    if _reordered(a, b):
        out.append("the same countries in another order")
    for i, owner in found.a.bound.items():
        for j, other in found.b.bound.items():
            if found.pairs.get(owner, (-1, 0.0))[0] != other or a[i].sides & b[j].sides:
                continue
            for group, side in sorted(a[i].sides):
                if (group, 1 - side) in b[j].sides:
                    about = pack.comparison.about[group]
                    out.append(f"opposites ({about}) of {a[owner].text}: {a[i].text} / {b[j].text}")
                    break
    negations = [t.text for t in left_a if t.negates], [t.text for t in left_b if t.negates]
    if len(negations[0]) != len(negations[1]):
        out.append(f"negated on one side: {', '.join(negations[0] or negations[1])}")
    if left_a or left_b:
        unmet = (" ".join(term.text for term in left) or "nothing" for left in (left_a, left_b))
        out.append(f"without an answer: {' / '.join(unmet)}")
    return tuple(out)
