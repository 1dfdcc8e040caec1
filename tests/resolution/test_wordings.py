"""Wordings that are much the same are found as if each were compared with each."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from musnad.resolution.wordings import alike, alike_pairs

WORDINGS = st.lists(st.frozensets(st.sampled_from("abcdefghij"), min_size=1), max_size=12, unique=True)


@given(WORDINGS)
def test_no_pair_is_missed_and_none_made_up(wordings: list[frozenset[str]]) -> None:
    every = [(i, j) for i, j in combinations(range(len(wordings)), 2) if alike(wordings[i], wordings[j])]
    assert alike_pairs(wordings) == every


def test_three_words_of_five_are_enough() -> None:
    assert alike_pairs([frozenset("abcd"), frozenset("abce"), frozenset("afgh")]) == [(0, 1)]
    assert not alike(frozenset(), frozenset())
