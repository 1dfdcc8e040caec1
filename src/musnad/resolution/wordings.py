"""Which of many wordings are much the same, without comparing each with each.

Of two sets of words that share enough, the rarest words of each have one in common (prefix filtering: Chaudhuri,
Ganti and Kaushik 2006; Bayardo, Ma and Srikant 2007), so only those that do are compared.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

_ALIKE = 0.6  # share of the words of two wordings that makes them one
_FUZZ = 1e-9


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two wordings are much the same; one without words is like none."""
    return bool(one) and len(one & other) >= _ALIKE * len(one | other)


def alike_pairs(wordings: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """The pairs (i < j) of wordings, all different, that are :func:`alike`, in order."""
    common = Counter(word for words in wordings for word in words)
    holders: dict[str, list[int]] = {}
    found = []
    for j, words in enumerate(wordings):
        needed = math.ceil(_ALIKE * len(words) - _FUZZ)
        rarest = sorted(words, key=lambda word: (common[word], word))[: len(words) - needed + 1]
        met = {i for word in rarest for i in holders.get(word, ())}
        found += [(i, j) for i in met if alike(wordings[i], words)]
        for word in rarest:
            holders.setdefault(word, []).append(j)
    return sorted(found)
