"""By what statements meet, to be compared: words that tell enough together, their article, and who spoke on what day.

Whatever is not met is never compared, so a place has to be cheap: it is a number, and one index answers for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations
from typing import Protocol

from musnad.lang.pack import load_pack
from musnad.resolution.promise import Glanced
from musnad.resolution.weights import key_weight

RAREST = 7  # words by which a statement meets others
MEET = 1.1  # weight words must have together to be a meeting place
SHARED = 3  # meeting places that two statements share which both have many
_MANY = 16  # meeting places of a statement that has many
TOGETHER = (2, 3, 4)  # words of a meeting place
_TELLS = (1 << 32) - 1  # bits of a meeting place that tell all of it; those above tell where it lies


class Meeting(Glanced, Protocol):
    """What is asked of a statement that is to meet others."""

    @property
    def language(self) -> str: ...


def meeting_keys(one: Meeting) -> frozenset[int]:
    """By what a statement meets others, as numbers of 63 bits.

    Its article; each pair of its rarest words, or where pairs are too common to tell much, three words or four that
    tell enough together; and who spoke on that day, the last or the next.
    """
    pack = load_pack(one.language)
    weights = {key: key_weight(key, pack) for key in one.keys}
    return frozenset({*map(place_of, meeting_words(weights)), *map(whole_place, meeting_points(one))})


def meeting_points(one: Meeting) -> Iterator[tuple[str, ...]]:
    """Where one place shared is enough: the article, and who spoke when.

    A speaker is known by the rarest word of his name and by the country he may speak for, and a day by itself and the
    next, so that two days that follow each other have one in common.
    """
    if one.article:
        yield (one.article,)
    if one.date is None:
        return
    pack = load_pack(one.language)
    names = {one.speaks_for} if one.speaks_for else set()
    if one.speaker_terms:
        names.add(max(one.speaker_terms, key=lambda term: (key_weight(term, pack), term)))
    for name in names:
        yield name, str(one.date)
        yield name, str(one.date + 1)


def meeting_words(weights: Mapping[str, float]) -> set[tuple[str, ...]]:
    """The words by which a statement meets others, of its words with their weights: the rarest, by twos or more."""
    rarest = sorted(weights, key=lambda key: (-weights[key], key))[:RAREST]
    places: set[tuple[str, ...]] = set()
    for size in TOGETHER:
        found = combinations(rarest, size)
        places |= {words for words in found if sum(weights[word] for word in words) >= MEET}
        if len(places) >= SHARED:
            break
    return places


def place_of(words: Iterable[str]) -> int:
    """The meeting key of some words."""
    return _place(sorted(words)) & ~1


def whole_place(point: Iterable[str]) -> int:
    """The meeting key of a point (:func:`meeting_points`)."""
    return _place([*point]) | 1


def _place(words: list[str]) -> int:
    """A number of words in order; those that begin with one word lie together where an index keeps them."""
    return _shelf(words[0]) | _number("\t".join(words)) & _TELLS


@lru_cache(maxsize=1 << 14)
def _shelf(word: str) -> int:
    return _number(word) & ~_TELLS


def _number(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big") >> 1


def is_whole(meeting: int) -> bool:
    """Whether one meeting place shared is enough: an article, who spoke when. Of 32 bits of it the same can be told."""
    return bool(meeting & 1)


def is_few(keys: int) -> bool:
    """Whether a statement has so few meeting places that one shared is enough to be compared."""
    return keys < _MANY


def meets(own: int, other: int, shared: Collection[int]) -> bool:
    """Whether two statements with so many meeting places share enough to be compared: a whole one, or several places
    (of three rare words) where both have many."""
    return len(shared) >= SHARED or is_few(own) or is_few(other) or any(map(is_whole, shared))
