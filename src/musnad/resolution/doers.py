"""Who is told to have done a deed, where a text makes a point of it: whether two tell of one deed and of two doers.

"It was A who opened the gate", "the gate was opened by B", "C is behind the opening of the gate", an accusation of D:
what they tell is who did it. Such a doer is marked where a text is read; where the other text only tells of the deed,
its doer is whoever stands before its verb or right behind it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from musnad.lang.deeds import Deeds
from musnad.lang.lexicon import Word
from musnad.lang.pack import Pack

_LONGEST = 6  # content words of a doer that stands before what he did
_SHORTEST = 3  # of one that stands behind it
_ENDS = frozenset({"relative", "because", "contrast", "subordinator"})


class Deed(msgspec.Struct, frozen=True, gc=False):
    """Who did what, by the places of the content words: ``doers`` and the word that tells the ``deed``."""

    doers: tuple[int, ...]
    deed: int


def told_deed(
    words: Sequence[Word], where: Sequence[int], verbs: Sequence[bool], pack: Pack, accused: bool
) -> Deed | None:
    """Whom a text makes a point of telling as the doer of its deed; None where it does not.

    Args:
        words: all of the text, in order.
        where: for each content word, which of these it is.
        verbs: whether it is a verb.
        accused: the text is what somebody is accused of: it opens with him.
    """
    rule = pack.comparison.deeds
    for at, word in enumerate(words):
        if word.norm in rule.cleft and "pronoun" in word.classes:
            found = _cleft(words, at, where, verbs, rule)
        elif (last := _agent(words, at, rule)) is not None:
            found = _by(where, verbs, words, at, last, pack)
        elif (last := _answers_for(words, at, rule)) is not None:
            found = _made(_before(where, words, at), _first(where, last + 1))
        else:
            continue
        if found is not None:
            return found
    if accused:
        return _accusation(words, where, pack)
    return None


def _cleft(words: Sequence[Word], at: int, where: Sequence[int], verbs: Sequence[bool], rule: Deeds) -> Deed | None:
    """It was A who did it; who did it was A."""
    after = words[at + 1] if at + 1 < len(words) else None
    if after is not None and at and _who(words, at + 1, rule):
        return _made(_before(where, words, at), _first(where, at + 2))
    first = next((k for k, word in enumerate(words[:at]) if _who(words, k, rule)), None)
    if first is None or any(word.kind == "dots" for word in words[first:at]):
        return None
    if first and "that" not in words[first - 1].classes:
        return None  # it describes somebody told of before
    doers = [k for k, place in enumerate(where) if place > at][:_SHORTEST]
    return _made(doers, next((k for k, place in enumerate(where) if first < place < at and verbs[k]), None))


def _who(words: Sequence[Word], at: int, rule: Deeds) -> bool:
    """Whether a word stands for whoever does what follows: a relative, or "who" before a verb."""
    if "relative" in words[at].classes:
        return True
    after = words[at + 1] if at + 1 < len(words) else None
    return (
        words[at].norm in rule.who
        and after is not None
        and (
            bool(after.tenses & {"past", "present", "passive"})
            or not after.classes.isdisjoint({"verb3", "present"})
            or (not after.definite and not after.before and any(after.norm in forms for forms in rule.forms))
        )
    )


def _agent(words: Sequence[Word], at: int, rule: Deeds) -> int | None:
    """The last word of "by" where it opens here."""
    for phrase in rule.agents.get(words[at].norm, ()):
        if tuple(word.norm for word in words[at : at + len(phrase)]) == phrase:
            return at + len(phrase) - 1
    return None


def _answers_for(words: Sequence[Word], at: int, rule: Deeds) -> int | None:
    """The last word of "is behind", "is responsible for" where it opens here."""
    second = rule.answers.get(words[at].norm) or rule.answers.get(words[at].stem)
    return at + 1 if second and at + 1 < len(words) and words[at + 1].norm in second else None


def _by(
    where: Sequence[int], verbs: Sequence[bool], words: Sequence[Word], at: int, last: int, pack: Pack
) -> Deed | None:
    """What was done, told before by whom: the nearest verb, or the nearest noun of a deed."""
    doers = [k for k, place in enumerate(where) if place > last][:_SHORTEST]
    ends = next((k for k in range(last + 2, len(words)) if not _goes_on(words[k])), len(words))
    doers = [k for k in doers if where[k] < ends]
    before = [k for k, place in enumerate(where) if place < at]
    named = [k for k in before if verbs[k] or _is_deed(words[where[k]], pack)]
    return _made(doers, named[-1] if named else None)


def _is_deed(word: Word, pack: Pack) -> bool:
    return bool(pack.comparison.senses(word.norm, word.stem))


def _accusation(words: Sequence[Word], where: Sequence[int], pack: Pack) -> Deed | None:
    """The accused stands first, up to what says of what."""
    rule = pack.comparison
    for at, word in enumerate(words):
        if not at:
            continue
        if any(clitic in rule.deeds.of for clitic in word.before) or not rule.involvement.isdisjoint(word.stems):
            after = [
                k for k, place in enumerate(where) if place >= at and rule.involvement.isdisjoint(words[place].stems)
            ]
            return _made(_before(where, words, at), after[0] if after else None)
    return None


def _goes_on(word: Word) -> bool:
    """Whether a word may still tell who it was."""
    return word.kind != "dots" and word.raw not in ".،؛:" and word.classes.isdisjoint(_ENDS | {"preposition", "that"})


def _before(where: Sequence[int], words: Sequence[Word], at: int) -> list[int]:
    """The content words right before a place, up to where a clause or an aside begins."""
    start = at
    while start and _goes_on(words[start - 1]):
        start -= 1
    return [k for k, place in enumerate(where) if start <= place < at][-_LONGEST:]


def _first(where: Sequence[int], start: int) -> int | None:
    """The first content word from a place on."""
    return next((k for k, place in enumerate(where) if place >= start), None)


def _made(doers: Sequence[int], deed: int | None) -> Deed | None:
    return Deed(tuple(doers), deed) if doers and deed is not None and deed not in doers else None
