"""Which statements may have a meeting place in a sample, told of all at once: nine in ten are then not looked into."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from musnad.resolution.claims import LONGEST, MEET, RAREST, SHARED

_FACTOR = 0x9E3779B97F4A7C15
_SHIFT = 40
_NONE = np.iinfo(np.int32).max  # stands where a statement has no further word
_AT_ONCE = 20_000  # statements


def sample_of(words: Iterable[str], samples: int) -> int:
    """The sample of so many that a meeting place is in, by the words (or the article) that meet there.

    Not by the place's own number: that is a digest, made of one place at a time, and this one numpy makes of all.
    """
    return (sum(map(_mark, words)) * _FACTOR % (1 << 64) >> _SHIFT) % samples


def _mark(word: str) -> int:
    return zlib.crc32(word.encode())


class Picker:
    """Statements as rows of word numbers.

    Args:
        words: of each statement.
    """

    def __init__(self, words: Sequence[Sequence[int]]) -> None:
        self._rows: Any = np.full((len(words), LONGEST), -1, np.int32)
        for row, own in zip(self._rows, words, strict=True):
            row[: len(own)] = own

    def pick(self, keys: Sequence[str], weights: Sequence[float], samples: int, taken: int) -> Any:
        """For each statement whether it may meet others by words in one of the first ``taken`` of so many samples.

        Args:
            keys: by what each word is known, "" for none.
            weights: of each word.
        """
        order = sorted({(-weight, key) for key, weight in zip(keys, weights, strict=True) if key})
        ranks = {key: rank for rank, (_, key) in enumerate(order)}
        rank = np.array([*(ranks.get(key, _NONE) for key in keys), _NONE], np.int32)  # the last: number -1
        weigh = np.array([*(-weight for weight, _ in order), -len(_TRIED) * 9.0])
        marks = np.array([*(_mark(key) for _, key in order), 0], np.uint64)
        parts = []
        for start in range(0, len(self._rows), _AT_ONCE):
            rows = np.sort(rank[self._rows[start : start + _AT_ONCE]], axis=1)
            rows[:, 1:][rows[:, 1:] == rows[:, :-1]] = _NONE
            rarest = np.minimum(np.sort(rows, axis=1)[:, :RAREST], len(order))
            heavy, mark = weigh[rarest], marks[rarest]
            met, hit = np.zeros(len(rows), np.int32), np.zeros(len(rows), bool)
            for one, other in _TRIED:
                place = heavy[:, one] + heavy[:, other] >= MEET
                sample = (mark[:, one] + mark[:, other]) * np.uint64(_FACTOR) >> np.uint64(_SHIFT)
                met += place
                hit |= place & (sample % np.uint64(samples) < taken)
            parts.append(hit | (met < SHARED))  # these may meet by three words or four
        return np.concatenate(parts) if parts else np.zeros(0, bool)


_TRIED = tuple(combinations(range(RAREST), 2))
