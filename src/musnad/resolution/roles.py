"""Who does what to whom: whether two propositions of the same words have two parties in each other's place.

"X accuses Y" and "Y accuses X" share every word. Where a language tells the one who acts before the one it is done
to, wherever the verb stands, two parties that stand the other way round while all else stays where it is have changed
roles. A place or a day that merely moved changes places with nobody. What parties are called matters less where the
words before them stay: the town of X shelled the town of Y, the town of Y that of X.
"""

from __future__ import annotations

import msgspec

from musnad.lang.pack import Pack
from musnad.resolution.aligning import SAME, Alignment
from musnad.resolution.propositions import Proposition, Term

THING = "thing"  # a party told by a noun for anything


class _Unit(msgspec.Struct, frozen=True):
    """Neighbouring words that answer neighbouring words: where they begin in either text, how many, what party."""

    here: int
    there: int
    size: int
    sort: str


def turned_roles(found: Alignment, pack: Pack, led: frozenset[str] | None = None) -> tuple[str, str] | None:
    """The two parties that have each other's place in two propositions, as the first tells them; None where none have.

    Args:
        found: which words answer which; words without an answer are looked past, unless they are verbs.
        pack: where its parties have no settled order (``agent_first``), nothing is told.
        led: words behind a preposition in either text, by what they are known, where that can still be told: then
            what merely moved is known, and parties may be called by any noun.
    """
    ours, theirs = found.a.terms, found.b.terms
    if not pack.comparison.agent_first or _in_order(found):
        return None
    if 2 * len(found.pairs) < max(len(ours), len(theirs)):
        return None  # what else the longer one tells may have brought them elsewhere
    if any(term.mutual for term in (*ours, *theirs)):
        return None
    if any(ours[i].verb for i in found.left_a) or any(theirs[j].verb for j in found.left_b):
        return None  # "was attacked by": other words tell it from the other side
    if any(ours[i].verb != theirs[j].verb for i, (j, _) in found.pairs.items()):
        return None  # so does a noun in place of the verb: "X kills Y", "the killing of Y by X"
    if any(term.verb and not term.norm.endswith(term.stem) for term in (*ours, *theirs)):
        return None  # "Y, X attacked it": a pronoun on the verb takes up what was told before it
    units = _units(found)
    moved = [
        (one, other) for one, other in zip(units, sorted(units, key=lambda unit: unit.there), strict=True)
        if one is not other
    ]  # fmt: skip
    if len(moved) != 2:
        return None
    first, last = moved[0][0], moved[1][0]
    if not (_fill_the_same(found, first, last) or _are_parties(found, first, last, led)):
        return None
    return _words(ours, first), _words(ours, last)


def _are_parties(found: Alignment, first: _Unit, last: _Unit, led: frozenset[str] | None) -> bool:
    """Whether two units are parties of one sort, and two of them."""
    sorts = {first.sort, last.sort}
    if THING in sorts and (led is None or any(_led(found, unit, led) for unit in (first, last))):
        return False
    if "" in sorts or (len(sorts) > 1 and sorts != {THING, "noun"}):
        return False
    told_a = _two_parties(found.a, first.here, last.here, first.size)
    return told_a and _two_parties(found.b, last.there, first.there, last.size)


def _led(found: Alignment, unit: _Unit, led: frozenset[str]) -> bool:
    return any(term.known_by in led for term in found.a.terms[unit.here : unit.here + unit.size])


def _fill_the_same(found: Alignment, first: _Unit, last: _Unit) -> bool:
    """Whether two units stand behind words that stayed where they are: the town of X and the town of Y, of Y and of X.

    Then it does not matter what sort of words they are.
    """
    ours, theirs = found.a.terms, found.b.terms
    if first.here + first.size == last.here or ours[last.here].conjoined or theirs[first.there].conjoined:
        return False
    if any(term.number or term.negates for unit in (first, last) for term in ours[unit.here : unit.here + unit.size]):
        return False
    for here, there in ((first.here - 1, last.there - 1), (last.here - 1, first.there - 1)):
        if here < 0 or found.pairs.get(here, (-1, 0.0)) != (there, SAME):
            return False
        if not (ours[here].verb or _bare(ours[here])) or not (theirs[there].verb or _bare(theirs[there])):
            return False
    return _bare(ours[last.here - 1])


def _bare(term: Term) -> bool:
    """Whether a word is a listed noun without article or anything else written onto it."""
    return term.known and not term.verb and term.norm == term.stem and not (term.place or term.number or term.negates)


def _in_order(found: Alignment) -> bool:
    """Whether the words stand as those that answer them: no two have each other's place."""
    answers = [found.pairs[i][0] for i in sorted(found.pairs)]
    return answers == sorted(answers)


def _units(found: Alignment) -> list[_Unit]:
    """The words that answer each other but verbs, as the first text has them; what runs on in both is one unit."""
    units: list[_Unit] = []
    for i, (j, near) in sorted(found.pairs.items()):
        one, other = found.a.terms[i], found.b.terms[j]
        if one.verb or other.verb:
            continue
        sort, other_sort = _sort(found.a, i), _sort(found.b, j)
        if sort != other_sort:  # what stands before it may call it a name on one side
            sort = THING if {sort, other_sort} == {THING, "name"} else ""
        if near < SAME and not one.place:
            sort = ""
        last = units[-1] if units else None
        # "the minister" and his name are two parties, if of one clause
        again = last is not None and bool(one.party) and found.a.terms[last.here].party not in ("", one.party)
        if last and not again and (last.here + last.size, last.there + last.size) == (i, j):
            units[-1] = msgspec.structs.replace(last, size=last.size + 1)
        else:
            units.append(_Unit(i, j, 1, sort))
    return units


def _sort(read: Proposition, at: int) -> str:
    """What sort of party a word may be, "" for none: a country, a name, nouns for people and bodies, a thing."""
    term = read.terms[at]
    if term.place:
        return "country"
    if term.sides or term.number or term.negates or term.party == "time":
        return ""
    called = at > 0 and read.terms[at - 1].party == "noun"  # the X team
    return term.party or ("name" if called else "") or (THING if term.known and not (term.verb or term.senses) else "")


def _two_parties(read: Proposition, first: int, last: int, size: int) -> bool:
    """Whether two words are two parties of one clause: not side by side in a list, and each told once."""
    terms = read.terms
    leads = terms[first - 1].verb or (first == 1 and not terms[0].party) if first else False
    if terms[last].conjoined or (last == first + size and not leads):
        return False
    return not any(_same(terms[at], term) for at in (first, last) for k, term in enumerate(terms) if k != at)


def _same(one: Term, other: Term) -> bool:
    return one.place == other.place if one.place or other.place else not one.forms.isdisjoint(other.forms)


def _words(terms: tuple[Term, ...], unit: _Unit) -> str:
    return " ".join(term.text for term in terms[unit.here : unit.here + unit.size])
