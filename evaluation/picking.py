"""Which meeting places of statements are in a sample, told of a whole copy of the corpus at once, from word ranks.

The places that count are those of ``resolution.meeting.meeting_words``; this only tells which statements to ask it of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations
from typing import Any

import numpy as np

from musnad.resolution.claims import DAYS, LONGEST
from musnad.resolution.meeting import MEET, RAREST, SHARED, TOGETHER

_FACTOR = 0x9E3779B97F4A7C15
_ALL = (1 << 64) - 1
_SHIFT = 40
_NONE = np.iinfo(np.int32).max  # stands where a statement has no further word
_AT_ONCE = 20_000  # statements


def hash_of(words: Iterable[str]) -> int:
    """64 bits for a meeting place, by the words (or the article, or the speaker and the day) that meet there.

    Not the place's own number: that is a digest, made of one place at a time, and this one numpy makes of all.
    """
    return sum(map(_mark, words)) * _FACTOR & _ALL


def sample_of(place: Any, samples: int) -> Any:
    """The sample of so many that a place of this hash (or each of an array of them) is in."""
    return (place >> _SHIFT) % samples


@lru_cache(maxsize=1 << 18)
def _mark(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")


class Picker:
    """Statements as rows of word numbers.

    Args:
        words: of each statement.
    """

    def __init__(self, words: Sequence[Sequence[int]]) -> None:
        self._rows: Any = np.full((len(words), LONGEST), -1, np.int32)
        for row, own in zip(self._rows, words, strict=True):
            row[: len(own)] = own

    def pick(self, keys: Sequence[str], weights: Sequence[float], samples: int, taken: int) -> tuple[Any, Any]:
        """The meeting places by words in the first ``taken`` of so many samples: the statement of each, its hash.

        Args:
            keys: by what each word is known, "" for none.
            weights: of each word.
        """
        order = sorted({(-weight, key) for key, weight in zip(keys, weights, strict=True) if key})
        ranks = {key: rank for rank, (_, key) in enumerate(order)}
        rank = np.array([*(ranks.get(key, _NONE) for key in keys), _NONE], np.int32)  # the last: number -1
        weigh = np.array([*(-weight for weight, _ in order), -RAREST * 9.0])
        marks = np.array([*(_mark(key) for _, key in order), 0], np.uint64)
        found: list[tuple[Any, Any]] = []
        for start in range(0, len(self._rows), _AT_ONCE):
            rows = np.sort(rank[self._rows[start : start + _AT_ONCE]], axis=1)
            rows[:, 1:][rows[:, 1:] == rows[:, :-1]] = _NONE
            rarest = np.minimum(np.sort(rows, axis=1)[:, :RAREST], len(order))
            at, met = np.arange(start, start + len(rows)), np.zeros(len(rows), np.int32)
            for size in TOGETHER:
                heavy, mark = weigh[rarest].T, marks[rarest].T
                for words in map(list, combinations(range(RAREST), size)):
                    place = sum(heavy[words]) >= MEET
                    met += place
                    hashed = mark[words].sum(axis=0) * np.uint64(_FACTOR)
                    taking = place & (sample_of(hashed, samples) < taken)
                    found.append((at[taking], hashed[taking]))
                few = met < SHARED  # these meet by three words, or four
                rarest, at, met = rarest[few], at[few], met[few]
        return _joined([one for one, _ in found], np.int64), _joined([one for _, one in found], np.uint64)


def beside(places: Any, days: Any) -> Any:
    """Which of these, each a statement at a place on a day, have another one there that is not too many days away."""
    order = np.lexsort((days, places))
    near = (places[order][1:] == places[order][:-1]) & (days[order][1:] - days[order][:-1] <= DAYS)
    found = np.zeros(len(places), bool)
    found[order[1:]] |= near
    found[order[:-1]] |= near
    return found


def _joined(parts: list[Any], kind: Any) -> Any:
    return np.concatenate(parts) if parts else np.zeros(0, kind)
