"""Statements that share their words and are still not one: of other doers, or denied by other words than a verb.

Asked of pairs only that are alike in all else, so it may look closely.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from musnad.lang.pack import Pack
from musnad.resolution.aligning import Alignment
from musnad.resolution.propositions import Proposition, Term

_PARTIES = frozenset({"name", "noun"})
_NEAR = 3  # content words from a negated one on that it may be negated of
_BESIDE = 2  # times as many words shared elsewhere, and these are what is shared


def other_doers(found: Alignment) -> tuple[str, str] | None:
    """The two who are told to have done one deed, where at least one text makes a point of it; else None.

    What only one of the two tells is no difference; nor is whom both name, however they do.
    """
    answers = {j: i for i, (j, _) in found.pairs.items()}
    ours, theirs = _doing(found.a, found.b, {i: j for j, i in answers.items()}), _doing(found.b, found.a, answers)
    if ours is None or theirs is None:
        return None
    one = _unlike(found.a, ours, found.pairs)
    other = _unlike(found.b, theirs, answers)
    return (_words(found.a, one), _words(found.b, other)) if one and other else None


def is_naming(read: Proposition, at: int) -> bool:
    """Whether a word tells of whom something is told: a party, or what stands right behind one and belongs to it."""
    term = read.terms[at]
    if term.verb or term.number or term.negates:
        return False
    if term.place or term.party in _PARTIES:
        return True
    return bool(at) and read.terms[at - 1].party in _PARTIES and not term.senses


def at_odds(found: Alignment, one: int, other: int, pack: Pack) -> bool:
    """Whether the signs of two statements (-1: denied) say otherwise than their negations do.

    "Ended without casualties" and "left no casualties" have two signs and agree; so do "will not leave" and "says of
    them that they will not leave", of which only one is negated itself. "Ended without casualties" and "left
    casualties" have one sign and do not. Where what is negated has no answer nothing is denied: "will not leave, and
    is ready to talk", "is ready to talk".
    """
    if one < 0 and other < 0:
        return False
    excluding = pack.comparison.excluding
    if one > 0 and other > 0 and not (_has(found.a, excluding) or _has(found.b, excluding)):
        return False  # nearly all
    answered = {i: j for i, (j, _) in found.pairs.items()}
    answers = {j: i for i, j in answered.items()}
    if one > 0 and other > 0:
        ours = {i: answered[i] for i in _negated(found.a, excluding, pack) if i in answered}
        theirs = {answers[j]: j for j in _negated(found.b, excluding, pack) if j in answers}
        return ours.items() != theirs.items()
    negations = _negations(pack)
    denying, asserting, met = (found.a, found.b, answered) if one < 0 else (found.b, found.a, answers)
    denied, without = _negated(denying, negations, pack), _negated(asserting, negations, pack)
    if denied:
        first = min(denied)
        agree = any(j in without for i, j in met.items() if i >= first)
        if first not in met:
            return agree or _told_beside(denying, first, met, pack)
        # All alike, it is whoever tells it that denies: "denied that too little had been done".
        return agree and not len(denying.terms) == len(met) == len(asserting.terms)
    return not without.isdisjoint(met.values())


def is_negated(read: Proposition, pack: Pack) -> bool:
    """Whether a text negates something itself, in whatever clause."""
    return _has(read, _negations(pack))


def _negations(pack: Pack) -> frozenset[str]:
    return pack.comparison.excluding | pack.comparison.particles


def _has(read: Proposition, words: frozenset[str]) -> bool:
    return any(not term.forms.isdisjoint(words) for term in read.terms)


def _told_beside(denying: Proposition, first: int, met: Container[int], pack: Pack) -> bool:
    """Whether what two texts share stands beside what one of them negates, the word ``first`` and what is near it.

    "Never closed the bridge" and "did not strike the ship" (that was shelled) deny what is near their verb; and what
    is called untrue may be told far behind that.
    """
    rule = pack.comparison
    near = range(first, min(first + _NEAR, len(denying.terms)))
    idle = rule.untrue | rule.groundless | rule.told | rule.allegations
    if any(not denying.terms[k].forms.isdisjoint(idle) for k in near):
        return False
    beside = sum(k in met for k in range(near.stop, len(denying.terms)))
    return beside > _BESIDE * sum(k in met for k in near)


def _negated(read: Proposition, negations: frozenset[str], pack: Pack) -> set[int]:
    """The words right behind a negation, or behind one that only says that there is such a thing."""
    found, passed = set(), pack.comparison.idle | negations  # "did not and will not"
    for at, term in enumerate(read.terms):
        if not term.forms.isdisjoint(negations):
            behind = at + 1
            while behind < len(read.terms) and not read.terms[behind].forms.isdisjoint(passed):
                behind += 1
            if behind < len(read.terms):
                found.add(behind)
    return found


def _doing(read: Proposition, other: Proposition, answers: dict[int, int]) -> list[int] | None:
    """Who does the deed of one text that the other tells too; None where either does not tell it."""
    if read.deed is not None:
        told = answers.get(read.deed.deed)
        both = other.deed is None or other.deed.deed == told
        return list(read.deed.doers) if told is not None and both else None
    if other.deed is None:
        return None
    at = next((k for k, answer in answers.items() if answer == other.deed.deed), None)
    return _doers(read.terms, at, answers) if at is not None else None


def _doers(terms: Sequence[Term], at: int, answers: dict[int, int]) -> list[int]:
    """Who does what a word tells, where no point is made of it: whoever stands before a verb, or right behind it."""
    if not terms[at].verb:
        return []  # behind a noun may stand whom it was done to
    if at:
        start = next((k + 1 for k in range(at - 1, -1, -1) if terms[k].verb), 0)
        before = [k for k in range(start, at) if terms[k].party in _PARTIES or terms[k].place]
        if before:
            return list(range(before[0], at))
    behind = at + 1
    if behind >= len(terms) or not (terms[behind].party in _PARTIES or terms[behind].place):
        return []
    titled = terms[behind].party == "noun" and behind in answers and behind + 1 < len(terms)
    return [behind, behind + 1] if titled else [behind]


def _unlike(read: Proposition, doers: Sequence[int], answers: Container[int]) -> list[int]:
    """The words by which a doer is told from others, where the other text has none of them."""
    terms = [(k, read.terms[k]) for k in doers if not (read.terms[k].number or _is_time(read, k))]
    if any(k in answers and term.party == "noun" and _articled(term) for k, term in terms):
        return []  # what else is told of it describes it: the group, whatever it is called
    names = [k for k, term in terms if term.party == "name" or term.place]
    names = names or [k for k, term in terms if term.party != "noun" and not term.verb] or [k for k, _ in terms]
    return [] if any(k in answers for k in names) else names


def _articled(term: Term) -> bool:
    return term.norm != term.stem and term.norm.endswith(term.stem)


def _is_time(read: Proposition, at: int) -> bool:
    """Whether a word tells a time, and not what somebody is called ("the Dawn company")."""
    return read.terms[at].party == "time" and not (at and read.terms[at - 1].party == "noun")


def _words(read: Proposition, places: Sequence[int]) -> str:
    return " ".join(read.terms[k].text for k in places)
