"""Outlines: made from what a ledger keeps, they say the same as the whole statements."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from musnad.intake import read_articles
from musnad.lang.pack import load_pack
from musnad.reading.reader import Reader
from musnad.resolution.claims import Glance, Told, consider, told, worth_comparing
from musnad.resolution.outlines import Outline, outline, outline_of
from musnad.resolution.propositions import pack_words

PRESS = Path(__file__).parents[2] / "samples" / "press.jsonl"


@pytest.fixture(scope="module")
def statements() -> list[Told]:
    pack = load_pack("ar")
    reader = Reader(pack)
    problems: list[object] = []
    articles = [*read_articles([str(PRESS)], on_problem=problems.append)]
    assert not problems
    return [one for article in articles for one in told(reader.read(article), pack)]


def kept(one: Told) -> Outline:
    return outline(
        article=one.article, words=pack_words(one.proposition), language=one.language, sign=one.sign, own=one.own,
        speaker=one.speaker, speaks_for=one.speaks_for, day=one.day,
    )  # fmt: skip


def test_what_is_kept_gives_the_same_outline(statements: list[Told]) -> None:
    assert len(statements) > 30
    assert [kept(one) for one in statements] == [outline_of(one) for one in statements]


def test_no_link_is_lost_at_a_glance(statements: list[Told]) -> None:
    pack = load_pack("ar")
    passed_over = 0
    for one, other in combinations(statements, 2):
        worth = worth_comparing(one, outline_of(other), pack)
        assert worth == worth_comparing(other, outline_of(one), pack)
        assert worth or consider(one, other, pack) is None
        passed_over += not worth
    assert passed_over > len(statements)


def test_signs_never_pass_over_what_words_would_not(statements: list[Told]) -> None:
    pack = load_pack("ar")
    met = [(n, outline_of(one)) for n, one in enumerate(statements)]
    for one in statements:
        worth = [n for n, other in met if worth_comparing(one, other, pack)]
        assert Glance(one, pack).promising(met) == worth


def test_words_that_are_none_count_for_nothing() -> None:
    made = outline(article="", words="", language="ar", sign=1, own=False, speaker="", speaks_for="", day=None)
    assert made.keys == ()
    assert made.weighs == 0
