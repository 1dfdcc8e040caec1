"""What two texts are to each other where that is told by how they are built, whatever their words weigh together.

What frames them is set apart (``moods``): a denial contradicts the report of the same thing, also where it denies a
deed by its noun; a demand, a plan, an expectation or a condition is no such report. Two doers of one deed contradict
each other, two things told of one party do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from musnad.lang.pack import Pack, load_pack
from musnad.resolution.aligning import Alignment, align
from musnad.resolution.features import are_opposed, bound_sides, reasons, sides_of
from musnad.resolution.moods import AHEAD, COMING, DEMANDED, SUPPOSED, Framed, apart
from musnad.resolution.opposing import is_naming, other_doers
from musnad.resolution.propositions import Proposition, Term, without
from musnad.resolution.roles import turned_roles

SURE = 0.9  # how sure is what is told by structure: so many pairs with parties in each other's place say not the same
_ONE_THING = (0.5, 0.8)  # of the longer and of the shorter text, how much they share if they tell of one thing
_ALL_BUT_MOOD = (0.8, 0.9)  # the same, if nothing but their moods sets them apart
_NAMED = 2  # words that may only say who somebody is


class Judgement(msgspec.Struct, frozen=True):
    """How two texts are related: ``same``, ``contradicts`` or ``other``; how sure (0 to 1); and why."""

    relation: str
    score: float
    why: tuple[str, ...]


def weighed(one: Framed, other: Framed, pack: Pack) -> tuple[Proposition, Proposition]:
    """The words of two texts that are weighed: both deny, or both demand: in what words they do is no difference."""
    if one.sign < 0 and other.sign < 0:
        negations = _framing(pack.code, True)
        bare = without(one.inside, negations), without(other.inside, negations)
        if all(read.terms for read in bare):
            return bare
    if one.acts != other.acts:
        return one.whole, other.whole
    if one.mood == other.mood in (AHEAD, DEMANDED):  # in what words something is planned or called for
        framing = _framing(pack.code, False)
        bare = without(one.read, framing), without(other.read, framing)
        if all(read.terms for read in bare):
            return bare
    return one.read, other.read


def settle(a: Framed, b: Framed, words: Alignment, pack: Pack) -> Judgement | None:
    """The judgement that needs no weighing; None where there is none. ``words`` aligns what would be weighed."""
    return differing(a, b, pack) or doers_apart(a, b, words, pack) or only_named(a, b, words, pack)


def differing(a: Framed, b: Framed, pack: Pack) -> Judgement | None:
    """The judgement where two texts put forward one thing, on two sides or in two moods; None where they do not."""
    turned, moved = a.sign != b.sign, apart(a.mood, b.mood)
    if not (turned or moved) or a.acts - b.acts & b.hints or b.acts - a.acts & a.hints:
        return None  # a word that may deny or demand there too: it is not told what differs
    found = align(a.read, b.read)
    if turned and (not moved or _stays(a, b) or _stays(b, a)):
        if _negated_alike(a, b, found) or not _one_thing(a, b, found, pack, _ONE_THING):
            return None
        if _of_others(a, b, found):
            return Judgement("other", SURE, ("rejected by one, done by another", *reasons(found, pack)))
        return Judgement("contradicts", SURE, ("denied on one side", *reasons(found, pack)))
    if a.mood in b.hints or b.mood in a.hints or not _one_thing(a, b, found, pack, _ALL_BUT_MOOD, parties=turned):
        return None
    return Judgement("other", SURE, (f"put forward in another way: {a.mood} / {b.mood}", *reasons(found, pack)))


def doers_apart(a: Framed, b: Framed, words: Alignment, pack: Pack) -> Judgement | None:
    """The judgement where two texts tell of one deed and make a point of two doers; None where they do not."""
    if a.sign < 0 or b.sign < 0 or (a.charge.deed is None and b.charge.deed is None) or apart(a.mood, b.mood):
        return None
    if turned_roles(words, pack, a.led | b.led) is not None:
        return None  # both are named in both
    found = align(a.charge, b.charge)
    if _two_deeds(found):
        return Judgement("other", SURE, ("other deeds of one doer", *reasons(found, pack)))
    doers = other_doers(found)
    if doers is None:
        return None
    told = {word for doer in doers for word in doer.split()}
    left = [
        [at for at in places if read.terms[at].text not in told and not read.terms[at].party]
        for read, places in ((found.a, found.left_a), (found.b, found.left_b))
    ]
    if all(left):
        return None  # another deed
    return Judgement("contradicts", SURE, (f"done by others: {' / '.join(doers)}", *reasons(found, pack)))


def _two_deeds(found: Alignment) -> bool:
    """Whether two deeds of one doer are told of."""
    one, other = found.a.deed, found.b.deed
    if one is None or other is None or one.deed in found.pairs:
        return False
    answered = {j for j, _ in found.pairs.values()}
    return other.deed not in answered and all(i in found.pairs for i in one.doers) and answered.issuperset(other.doers)


def only_named(a: Framed, b: Framed, words: Alignment, pack: Pack) -> Judgement | None:
    """The judgement where two texts share no more than of whom they tell, and nothing says that they are at odds.

    What contradicts fills the same place otherwise, or says the opposite of the same; of two things told of somebody
    neither is against the other. Two parties that both name are mostly told of for what is between them.
    """
    if a.sign != b.sign or not _one_run(words) or not _only_names(words) or not at_peace(words):
        return None
    return Judgement("other", SURE, ("they share only names", *reasons(words, pack)))


def on_condition(a: Framed, b: Framed) -> bool:
    """Whether one text tells, on a condition, what the other tells without any."""
    if a.supposes == b.supposes:
        return False
    found = align(a.whole, b.whole)
    return not (found.left_b if a.supposes else found.left_a)


def _one_run(found: Alignment) -> bool:
    """Whether the words that answer each other are neighbours in either text: one party, by all its words."""
    order = [(i, j) for i, (j, _) in sorted(found.pairs.items())]
    return bool(order) and all((k - i, m - j) == (1, 1) for (i, j), (k, m) in pairwise(order))


def at_peace(found: Alignment) -> bool:
    """Whether neither opposites nor a negation on one side tell of two that are at odds."""
    a, b = found.a.terms, found.b.terms
    sides_a, sides_b = sides_of(a), sides_of(b)
    negated = sum(a[i].negates for i in found.left_a) != sum(b[j].negates for j in found.left_b)
    return not negated and not are_opposed(sides_a - sides_b, sides_b - sides_a)


def _only_names(found: Alignment) -> bool:
    """Whether two texts share no more than whom they tell of, and each tells something else of him."""
    ours, theirs = found.a.terms, found.b.terms
    if not (_tells(found.a, found.left_a) and _tells(found.b, found.left_b)):
        return False
    return all(
        is_naming(found.a, i) or is_naming(found.b, j) or "time" in (ours[i].party, theirs[j].party)
        for i, (j, _) in found.pairs.items()
    )


def _tells(read: Proposition, left: Sequence[int]) -> bool:
    """Whether words without an answer tell something of whom is named; not all of many name somebody."""
    return len(left) > _NAMED or any(not is_naming(read, at) for at in left)


def _stays(one: Framed, other: Framed) -> bool:
    """Whether what one text denies, or says will never be, is denied of what the other tells in another mood too."""
    denies = bool(one.acts & {"deny", "reject"}) or one.mood == COMING
    return one.sign < 0 and denies and other.mood not in (DEMANDED, SUPPOSED)


def _of_others(a: Framed, b: Framed, found: Alignment) -> bool:
    """Whether one only rejects what another is told to do."""
    for one, other, left, read in ((a, b, found.left_b, found.b), (b, a, found.left_a, found.a)):
        if one.sign < 0 and one.acts == {"reject"} and one.tellers:
            named = {term.known_by for term in read.terms}
            return one.tellers.isdisjoint(named) and any(is_naming(read, at) for at in left) and not other.acts
    return False


def _negated_alike(a: Framed, b: Framed, found: Alignment) -> bool:
    """Whether two texts without a verb of denial have as many negations: one was not seen to be the main clause's."""
    left = sum(found.a.terms[i].negates for i in found.left_a), sum(found.b.terms[j].negates for j in found.left_b)
    return not (a.acts | b.acts) & {"deny", "reject"} and left[0] == left[1]


def _one_thing(
    a: Framed, b: Framed, found: Alignment, pack: Pack, least: tuple[float, float], *, parties: bool = True
) -> bool:
    """Whether two texts put forward one thing, how they do aside; ``least`` of the longer and of the shorter.

    Without ``parties`` it does not matter to whom it is put down: what is demanded of one another may have done.
    """
    left_a = [found.a.terms[i] for i in found.left_a if _counts(found.a.terms[i], a, pack)]
    left_b = [found.b.terms[j] for j in found.left_b if _counts(found.b.terms[j], b, pack)]
    if not parties and "warn" in a.acts ^ b.acts:  # whatever else is told of what one only warns of
        left_a, left_b = ([] if "warn" in other.acts else left for left, other in ((left_a, b), (left_b, a)))
    for carried in (lambda t: t.number, lambda t: t.place):
        if any(map(carried, left_a)) and any(map(carried, left_b)):
            return False
    if (
        bound_sides(found)[0]
        or are_opposed(sides_of(left_a), sides_of(left_b))
        or turned_roles(found, pack, a.led | b.led) is not None
    ):
        return False
    if not parties:
        if any(term.verb and not _says(term.text, pack.code) for term in (*left_a, *left_b)) or all(
            is_naming(found.a, i) for i in found.pairs
        ):
            return False  # something else is done
        left_a, left_b = _without_parties(left_a, found.a, pack), _without_parties(left_b, found.b, pack)
    shared = sum(near * min(found.a.terms[i].weight, found.b.terms[j].weight) for i, (j, near) in found.pairs.items())
    covers = sorted(shared / max(shared + sum(term.weight for term in left), 0.1) for left in (left_a, left_b))
    return covers[0] >= least[0] and covers[1] >= least[1]


def _without_parties(left: Sequence[Term], read: Proposition, pack: Pack) -> list[Term]:
    """Words without an answer that tell neither of whom, nor when, nor that it is said."""
    whose = {term for at, term in enumerate(read.terms) if is_naming(read, at)}
    return [term for term in left if term not in whose and term.party != "time" and not _says(term.text, pack.code)]


def _counts(term: Term, read: Framed, pack: Pack) -> bool:
    """Whether a word without an answer tells of another thing, and not only how it is put forward."""
    return term.known_by not in read.tellers and term.forms.isdisjoint(_framing(pack.code, read.sign < 0))


@lru_cache(maxsize=1 << 10)
def _says(word: str, language: str) -> bool:
    """Whether a word may tell that something is said."""
    (read,) = load_pack(language).lexicon.words([word])
    return any(cue.form.entry.act == "state" for cue in read.cues)


@lru_cache(maxsize=16)
def _framing(language: str, denied: bool) -> frozenset[str]:
    """The words of a language that tell how something is put forward, with those of denials where it is denied."""
    rule = load_pack(language).comparison
    words = rule.particles | rule.idle | rule.suppose | rule.oblige | rule.ahead | rule.coming | rule.maybe
    words |= rule.oblige_nouns | rule.ahead_nouns
    return words | rule.allegations | rule.groundless | rule.told if denied else words
