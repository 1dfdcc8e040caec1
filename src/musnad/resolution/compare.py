"""Whether two texts make the same claim, contradict each other, or speak of something else.

Content words are aligned (same word, relatives of one root, the same side of a pair of opposites); what
is left over on either side decides: other numbers, other countries, the opposite side said of the same
thing, one negation too many. The features are weighed by a multinomial logistic regression fitted on the
Arabic News Stance corpus (Khouja 2020) by ``evaluation/compare.py``; its weights are data of the pack.

Before that, what frames the two is set apart (``moods``): a denial contradicts the report of the same thing, also
where it denies a deed by its noun; a demand, a plan, an expectation or a condition is none (``other``).

Cosine similarity sees none of this: "A accuses B" lies beside "B accuses A", which contradicts it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from musnad.errors import MusnadError
from musnad.lang.pack import Pack, load_pack
from musnad.resolution.aligning import RELATED, SAME, Alignment, align
from musnad.resolution.moods import COMING, DEMANDED, SUPPOSED, Framed, apart, framed
from musnad.resolution.propositions import Proposition, Term
from musnad.resolution.roles import turned_roles

RELATIONS = ("same", "contradicts", "other")
_TURNED = 0.9  # of the pairs of that corpus with parties in each other's place, so many do not say the same
_ONE_THING = (0.5, 0.8)  # of the longer and of the shorter text, how much they share if they tell of one thing
_ALL_BUT_MOOD = (0.8, 0.9)  # the same, if nothing but their moods sets them apart
_TWO = "2"
_WORD = 0.5  # what a word told on one side only counts


class Judgement(msgspec.Struct, frozen=True):
    """How two texts are related: ``same``, ``contradicts`` or ``other``; how sure (0 to 1); and why."""

    relation: str
    score: float
    why: tuple[str, ...]


def compare(a: str, b: str, *, language: str = "ar") -> Judgement:
    """Whether two claims are the same, contradict each other, or are about something else.

    Args:
        a, b: texts of one claim each (a headline, a statement's content); the order does not matter.
        language: the code of a language pack.

    Raises:
        BadPack: there is no such language.
        MusnadError: the language has no data to compare by.
    """
    pack = load_pack(language)
    if not pack.comparison.relations.weights:
        raise MusnadError(f"language {pack.code}", "there is no data to compare propositions by", "relations.toml")
    one, other = framed(a, language), framed(b, language)
    return differing(one, other, pack) or judge(*weighed(one, other), pack, one.led | other.led)


def weighed(one: Framed, other: Framed) -> tuple[Proposition, Proposition]:
    """The words of two texts that are weighed: both deny, or both demand: in what words they do is no difference."""
    return (one.read, other.read) if one.acts == other.acts else (one.whole, other.whole)


def judge(a: Proposition, b: Proposition, pack: Pack, led: frozenset[str] | None = None) -> Judgement:
    """The judgement on two propositions already read, by their words alone; ``led`` as for :func:`turned_roles`."""
    model = pack.comparison.relations
    if not a.terms or not b.terms:
        return Judgement("other", 1.0, ("one of the texts has no content words",))
    found = align(a, b)
    if _alike_throughout(found):
        return Judgement("same", 1.0, ("the same words in the same order", *reasons(found, pack)))
    values = features(found)
    scores = {name: model.bias.get(name, 0.0) for name in RELATIONS}
    for name, weights in model.weights.items():
        scores[name] += sum(weights.get(feature, 0.0) * value for feature, value in values.items())
    for key in left_keys(found):
        same, contradicts = model.words.get(key, (0.0, 0.0))
        scores["same"] += _WORD * same
        scores["contradicts"] += _WORD * contradicts
    why = reasons(found, pack)
    turned = turned_roles(found, pack, led)
    if turned is not None:
        scores["same"] = min(scores.values())
        why = (f"in each other's place: {' / '.join(turned)}", *why)
    top = max(scores.values())
    total = sum(math.exp(score - top) for score in scores.values())
    relation = max(RELATIONS, key=lambda name: scores[name])
    score = math.exp(scores[relation] - top) / total
    return Judgement(relation, round(score if turned is None else min(score, _TURNED), 4), why)


def differing(a: Framed, b: Framed, pack: Pack) -> Judgement | None:
    """The judgement where two texts put forward one thing, on two sides or in two moods; None where they do not."""
    turned, moved = a.sign != b.sign, apart(a.mood, b.mood)
    if not (turned or moved) or a.acts - b.acts & b.hints or b.acts - a.acts & a.hints:
        return None  # a word that may deny or demand there too: it is not told what differs
    found = align(a.read, b.read)
    if turned and (not moved or _stays(a, b) or _stays(b, a)):
        if _negated_alike(a, b, found) or not _one_thing(a, b, found, pack, _ONE_THING):
            return None
        return Judgement("contradicts", _TURNED, ("denied on one side", *reasons(found, pack)))
    if a.mood in b.hints or b.mood in a.hints or not _one_thing(a, b, found, pack, _ALL_BUT_MOOD):
        return None
    return Judgement("other", _TURNED, (f"put forward in another way: {a.mood} / {b.mood}", *reasons(found, pack)))


def _stays(one: Framed, other: Framed) -> bool:
    """Whether what one text denies, or says will never be, is denied of what the other tells in another mood too."""
    denies = bool(one.acts & {"deny", "reject"}) or one.mood == COMING
    return one.sign < 0 and denies and other.mood not in (DEMANDED, SUPPOSED)


def _negated_alike(a: Framed, b: Framed, found: Alignment) -> bool:
    """Whether two texts without a verb of denial have as many negations: one was not seen to be the main clause's."""
    left = sum(found.a.terms[i].negates for i in found.left_a), sum(found.b.terms[j].negates for j in found.left_b)
    return not (a.acts | b.acts) & {"deny", "reject"} and left[0] == left[1]


def _one_thing(a: Framed, b: Framed, found: Alignment, pack: Pack, least: tuple[float, float]) -> bool:
    """Whether two texts put forward one thing, how they do aside; ``least`` of the longer and of the shorter."""
    left_a = [found.a.terms[i] for i in found.left_a if _counts(found.a.terms[i], a, pack)]
    left_b = [found.b.terms[j] for j in found.left_b if _counts(found.b.terms[j], b, pack)]
    for told in (lambda t: t.number, lambda t: t.place):
        if any(map(told, left_a)) and any(map(told, left_b)):
            return False
    if (
        _bound(found)[0]
        or _opposed(_sides(left_a), _sides(left_b))
        or turned_roles(found, pack, a.led | b.led) is not None
    ):
        return False
    shared = sum(near * min(found.a.terms[i].weight, found.b.terms[j].weight) for i, (j, near) in found.pairs.items())
    covers = sorted(shared / max(shared + sum(term.weight for term in left), 0.1) for left in (left_a, left_b))
    return covers[0] >= least[0] and covers[1] >= least[1]


def _counts(term: Term, read: Framed, pack: Pack) -> bool:
    """Whether a word without an answer tells of another thing, and not only how it is put forward."""
    return term.known_by not in read.tellers and term.forms.isdisjoint(_framing(pack.code, read.sign < 0))


@lru_cache(maxsize=16)
def _framing(language: str, denied: bool) -> frozenset[str]:
    """The words of a language that tell how something is put forward, with those of denials where it is denied."""
    rule = load_pack(language).comparison
    words = rule.particles | rule.idle | rule.suppose | rule.oblige | rule.ahead | rule.coming | rule.maybe
    words |= rule.oblige_nouns | rule.ahead_nouns
    return words | rule.allegations | rule.groundless | rule.told if denied else words


def _alike_throughout(found: Alignment) -> bool:
    """Whether two propositions say the same word for word: nothing is left over, moved, or only alike."""
    return (
        not found.left_a and not found.left_b
        and all(i == j and near == SAME for i, (j, near) in found.pairs.items())
        and all(found.a.terms[i].sides == found.b.terms[i].sides for i in found.pairs)
    )  # fmt: skip


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
    sides_a, sides_b = _sides(a), _sides(b)
    both_left = float(bool(left_a) and bool(left_b))
    turned = float(negates_a % 2 != negates_b % 2)
    opposed, agreed = _bound(found)
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
        "opposites left": float(_opposed(_sides(left_a), _sides(left_b))),
        "opposites": float(_opposed(sides_a - sides_b, sides_b - sides_a)),
        "opposite of what is matched": float(_opposed(_sides(left_a), sides_b) or _opposed(sides_a, _sides(left_b))),
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


def _sides(terms: Iterable[Term]) -> frozenset[tuple[int, int]]:
    return frozenset(side for term in terms for side in term.sides)


def _opposed(one: frozenset[tuple[int, int]], other: frozenset[tuple[int, int]]) -> bool:
    return any((group, 1 - side) in other for group, side in one)


def _bound(found: Alignment) -> tuple[int, int]:
    """How often opposite, and how often the same, is said of the same thing."""
    opposed = agreed = 0
    for i, owner in found.a.bound.items():
        answer = found.pairs.get(owner)
        for j, other in found.b.bound.items() if answer is not None else ():
            if answer is None or answer[0] != other:
                continue
            ours, theirs = found.a.terms[i].sides, found.b.terms[j].sides
            agreed += bool(ours & theirs)
            opposed += not ours & theirs and _opposed(ours, theirs)
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
