"""A cheap look at two statements before they are aligned: whether the words they share leave it open that they are
of one claim.

Of the pairs that meet, nine in ten are passed over here. Nothing is lost by it that words alike without being the same
do not bring: the best order that the shared words can stand in is taken for granted.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from musnad.resolution.likelihood import Sharing, most

_GLANCE = (0.12, 0.3, 0.9)  # of the longer, of the shorter, of the weight: the least that must be shared
_HOPE = 0.2  # probability, below that of a link: words only alike may add to it
_SIGNS = 1021  # bits that words are told apart by
_ROUNDED = 1 + 1e-9  # times what a quotient may be off


class Compared(Protocol):
    """What is asked of a statement; see :class:`musnad.resolution.claims.Told`."""

    @property
    def weighs(self) -> float: ...
    @property
    def own(self) -> bool: ...
    @property
    def sign(self) -> int: ...
    @property
    def article(self) -> str: ...


class Glanced(Compared, Protocol):
    """What is asked where two statements are looked at as they are kept."""

    @property
    def keys(self) -> tuple[str, ...]: ...
    @property
    def speaker_terms(self) -> frozenset[str]: ...
    @property
    def speaks_for(self) -> str: ...
    @property
    def date(self) -> int | None: ...


class Signed(Glanced, Protocol):
    """The same with a bit for each of its words (:func:`signs_of`)."""

    @property
    def signs(self) -> int: ...


def signs_of(keys: Iterable[str]) -> int:
    """A bit for each of some words, a few of which may share one."""
    signs = 0
    for key in keys:
        signs |= sign_of(key)
    return signs


@lru_cache(maxsize=1 << 17)
def sign_of(key: str) -> int:
    """The bit of a word."""
    return 1 << zlib.crc32(key.encode()) % _SIGNS


def longest_run(shared: int, ours: int, theirs: int) -> float:
    """How much of the shorter of two statements of so many words can stand in a row with the other's, if one word
    more than they share is alike."""
    return min(1.0, shared / max(min(ours, theirs) - 1, 1))


def too_few(shared: float, a: Compared, b: Compared) -> bool:
    """Whether words of this weight are too little for two statements to be of one claim, whatever else is told."""
    return too_little(shared, a.weighs, b.weighs)


def too_little(shared: float, one: float, other: float) -> bool:
    """The same by what the words of each weigh together."""
    if shared < _GLANCE[2]:
        return True
    less, more = (one, other) if one < other else (other, one)
    return shared < _GLANCE[1] * less or shared < _GLANCE[0] * more


def heaviest_told(shared: float, own: float) -> float:
    """What another statement may weigh at most where words of this weight are shared with one that weighs ``own``: of
    what weighs more, :func:`too_little` is told. A little more than that, for it is rounded; below 0 where nothing is
    light enough."""
    if shared < _GLANCE[2] or shared < _GLANCE[0] * own:
        return -1.0
    return shared / (_GLANCE[0] if shared >= _GLANCE[1] * own else _GLANCE[1]) * _ROUNDED


def promises(shared: float, run: float, a: Compared, b: Compared, *, one_voice: bool, days: int) -> bool:
    """Whether two statements that share words of this weight, so many days apart, may be of one claim.

    More weight, a longer run (:func:`longest_run`), or one voice never turns yes into no.
    """
    if too_few(shared, a, b):
        return False
    less, more = (a.weighs, b.weighs) if a.weighs < b.weighs else (b.weighs, a.weighs)
    sharing = Sharing(
        longer=shared / max(more, 0.1), shorter=shared / max(less, 0.1), covered=shared, length=more, voice=one_voice,
        own=a.own or b.own, days=days, article=a.article == b.article, turned=a.sign != b.sign,
    )  # fmt: skip
    return most(sharing, run) >= _HOPE
