"""Every ground is a sentence from which its rule and its values can be told."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.resolution.grounds import GROUNDS, say, told_ground


def names_in(sentence: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(sentence) if name]


@pytest.mark.parametrize("rule", sorted(GROUNDS))
def test_a_sentence_tells_its_rule(rule: str) -> None:
    values = {name: str(at) for at, name in enumerate(names_in(GROUNDS[rule]))}
    assert told_ground(say(rule, **values)) == (rule, values)


def test_no_two_rules_are_one_sentence() -> None:
    assert len(set(GROUNDS.values())) == len(GROUNDS)


@given(st.text(max_size=60))
def test_words_of_articles_are_told_as_they_are(words: str) -> None:
    assert told_ground(say("alike/words", words=words)) == ("alike/words", {"words": words})


def test_what_is_no_ground_is_none() -> None:
    assert told_ground("whatever else") is None
